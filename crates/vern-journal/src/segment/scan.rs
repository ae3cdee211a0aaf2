//! Reads a segment in place, and finds what a question asks for.
//!
//! Of a question everything but times and people is settled once for a segment, on its tables: a whole
//! segment falls away when it has not the actor or the pseudonym, and what is left is one pass over the
//! columns.

use std::ops::Range;

use super::bytes::{CHECK_BYTES, Column, Parts, check, take_leb};
use super::question::Flow;
use super::tail::FORMAT;
use super::{ENTRIES_MAX, Filter, Line, OCCURRENCES_MAX, SegmentError};
use crate::entry::{Act, Codes, EntryKind, Outcome, SUBJECTS_MAX};

/// What many entries have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape<'a> {
    pub(super) kind: EntryKind,
    pub(super) act: Option<Act>,
    pub(super) outcome: Option<Outcome>,
    pub(super) activity: Option<&'a str>,
    pub(super) codes: Codes<'a>,
}

/// A segment, read in place.
#[derive(Clone, Debug)]
pub struct Segment<'a> {
    first: u64,
    entries: usize,
    occurrences: usize,
    at_first: u64,
    at_least: u64,
    at_most: u64,
    pub(super) shapes: Vec<Shape<'a>>,
    pub(super) actors: &'a [[u8; 16]],
    counts: &'a [[u8; 8]],
    pub(super) pseudonyms: &'a [[u8; 16]],
    shape_of: Column<'a>,
    actor_of: Column<'a>,
    count_of: Column<'a>,
    people_of: Column<'a>,
    people: Column<'a>,
    deltas: &'a [u8],
}

impl<'a> Segment<'a> {
    /// Reads the tables of a segment and checks that it is undamaged.
    ///
    /// # Errors
    /// [`SegmentError::Malformed`]. Never panics, whatever the bytes.
    pub fn open(bytes: &'a [u8]) -> Result<Self, SegmentError> {
        let (body, sum) = bytes
            .len()
            .checked_sub(CHECK_BYTES)
            .and_then(|length| bytes.split_at_checked(length))
            .ok_or(SegmentError::Malformed)?;
        if sum != check(body).to_be_bytes() {
            return Err(SegmentError::Malformed);
        }
        let mut parts = Parts { rest: body };
        let [format] = parts.fixed()?;
        let first = parts.u64()?;
        let (entries, occurrences) = (parts.length()?, parts.length()?);
        let in_bounds = (1..=ENTRIES_MAX).contains(&entries) && occurrences < OCCURRENCES_MAX + SUBJECTS_MAX;
        if format != FORMAT || !in_bounds || first.checked_add(entries as u64).is_none() {
            return Err(SegmentError::Malformed);
        }
        let (at_first, at_least, at_most) = (parts.u64()?, parts.u64()?, parts.u64()?);
        let (activities, codes) = (parts.strings()?, parts.strings()?);
        let shapes = parts.table::<11>()?.iter().map(|bytes| shape(bytes, &activities, &codes));
        let segment = Self {
            first,
            entries,
            occurrences,
            at_first,
            at_least,
            at_most,
            shapes: shapes.collect::<Option<_>>().ok_or(SegmentError::Malformed)?,
            actors: parts.table()?,
            counts: parts.table()?,
            pseudonyms: parts.table()?,
            shape_of: parts.column(entries)?,
            actor_of: parts.column(entries)?,
            count_of: parts.column(entries)?,
            people_of: parts.column(entries)?,
            people: parts.column(occurrences)?,
            deltas: parts.string()?,
        };
        if parts.rest.is_empty() { Ok(segment) } else { Err(SegmentError::Malformed) }
    }

    /// The indices of the entries it covers.
    #[must_use]
    pub fn indices(&self) -> Range<u64> {
        self.first..self.first.saturating_add(self.entries as u64)
    }

    /// The earliest and the latest time in it, in microseconds; to be stored beside it, so that a question
    /// about a window need not read it.
    #[must_use]
    pub fn times(&self) -> (u64, u64) {
        (self.at_least, self.at_most)
    }

    /// Hands out every entry that answers, in the order of the log, until told to stop.
    pub fn scan(&self, filter: &Filter, each: &mut dyn FnMut(&Line<'_>) -> Flow) -> Flow {
        self.rows(filter, |row| match self.line(row) {
            Some(line) => each(&line),
            None => Flow::Continue(()),
        })
    }

    /// [`Segment::scan`] without looking anything up.
    pub(super) fn rows(&self, filter: &Filter, mut each: impl FnMut(&Row) -> Flow) -> Flow {
        let Some(sought) = Sought::resolve(self, filter) else { return Flow::Continue(()) };
        let (mut at, mut deltas, mut people) = (self.at_first, self.deltas, 0);
        for place in 0..self.entries {
            if place > 0 {
                at = at.wrapping_add(take_leb(&mut deltas));
            }
            let start: usize = people;
            people = start.saturating_add(self.people_of.at(place) as usize).min(self.occurrences);
            let shape = self.shape_of.at(place);
            if !sought.shapes.get(shape as usize).copied().unwrap_or(false)
                || at < filter.since
                || at > filter.until
            {
                continue;
            }
            let actor = self.actor_of.at(place);
            let answers = sought.actor.is_none_or(|sought| sought == actor)
                && sought
                    .person
                    .is_none_or(|sought| (start..people).any(|one| self.people.at(one) == sought))
                && place >= sought.from;
            if answers {
                let count = self.count_of.at(place);
                each(&Row { place, at, shape, actor, count, people: start..people })?;
            }
        }
        Flow::Continue(())
    }

    fn line(&self, row: &Row) -> Option<Line<'a>> {
        let shape = self.shapes.get(row.shape as usize)?;
        Some(Line {
            index: self.first.saturating_add(row.place as u64),
            at: row.at,
            kind: shape.kind,
            act: shape.act,
            outcome: shape.outcome,
            actor: numbered(self.actors, row.actor),
            activity: shape.activity,
            codes: shape.codes,
            count: self.count(row),
            pseudonyms: People { pseudonyms: self.pseudonyms, people: self.people, left: row.people.clone() },
        })
    }

    pub(super) fn count(&self, row: &Row) -> Option<u64> {
        numbered(self.counts, row.count).map(u64::from_be_bytes)
    }

    pub(super) fn person(&self, occurrence: usize) -> usize {
        self.people.at(occurrence) as usize
    }
}

/// One entry of a segment, by its numbers in the columns.
pub(super) struct Row {
    place: usize,
    at: u64,
    pub(super) shape: u32,
    /// Counted from 1, 0 for none.
    pub(super) actor: u32,
    count: u32,
    pub(super) people: Range<usize>,
}

/// The pseudonyms of one line.
#[derive(Clone, Debug)]
pub(super) struct People<'a> {
    pseudonyms: &'a [[u8; 16]],
    people: Column<'a>,
    left: Range<usize>,
}

impl Iterator for People<'_> {
    type Item = [u8; 16];

    fn next(&mut self) -> Option<[u8; 16]> {
        let person = self.people.at(self.left.next()?);
        self.pseudonyms.get(person as usize).copied()
    }
}

/// A question in the numbers of one segment.
struct Sought {
    /// For each shape, whether it answers.
    shapes: Vec<bool>,
    actor: Option<u32>,
    person: Option<u32>,
    /// The first place that answers.
    from: usize,
}

impl Sought {
    /// `None` where nothing in this segment can answer.
    fn resolve(segment: &Segment<'_>, filter: &Filter) -> Option<Self> {
        let skipped = filter.from_index.saturating_sub(segment.first);
        let from = usize::try_from(skipped).ok().filter(|from| *from < segment.entries)?;
        if segment.at_most < filter.since || segment.at_least > filter.until {
            return None;
        }
        let actor = match filter.actor {
            Some(actor) => Some(place_of(segment.actors.iter().position(|held| *held == actor)?)? + 1),
            None => None,
        };
        let person = match filter.pseudonym {
            Some(pseudonym) => Some(place_of(segment.pseudonyms.binary_search(&pseudonym).ok()?)?),
            None => None,
        };
        let shapes: Vec<bool> = segment.shapes.iter().map(|shape| answers(shape, filter)).collect();
        shapes.contains(&true).then_some(Self { shapes, actor, person, from })
    }
}

fn answers(shape: &Shape<'_>, filter: &Filter) -> bool {
    let mut codes = shape.codes;
    filter.activity.as_deref().is_none_or(|activity| shape.activity == Some(activity))
        && filter.act.is_none_or(|act| shape.act == Some(act))
        && filter.outcome.is_none_or(|outcome| shape.outcome == Some(outcome))
        && filter.code.as_deref().is_none_or(|code| codes.any(|held| held == code))
}

fn shape<'a>(bytes: &[u8; 11], activities: &[&'a [u8]], codes: &[&'a [u8]]) -> Option<Shape<'a>> {
    let [kind, act, outcome, a, b, c, d, e, f, g, h] = *bytes;
    let activity = match u32::from_be_bytes([a, b, c, d]) {
        0 => None,
        place => Some(std::str::from_utf8(numbered(activities, place)?).ok()?),
    };
    let codes = match u32::from_be_bytes([e, f, g, h]) {
        0 => Codes::default(),
        place => Codes::from_bytes(numbered(codes, place)?),
    };
    Some(Shape {
        kind: EntryKind::from_number(kind.into())?,
        act: if act == 0 { None } else { Some(Act::from_number(act.into())?) },
        outcome: if outcome == 0 { None } else { Some(Outcome::from_number(outcome.into())?) },
        activity,
        codes,
    })
}

/// The item at a place counted from 1; none at 0.
fn numbered<T: Copy>(items: &[T], place: u32) -> Option<T> {
    items.get((place as usize).checked_sub(1)?).copied()
}

fn place_of(place: usize) -> Option<u32> {
    u32::try_from(place).ok()
}
