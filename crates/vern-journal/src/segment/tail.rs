//! Gathers entries into columns, and writes them down as a segment.
//!
//! What a tail answers is what its segment answers: it is asked through the same bytes. This file does not
//! decide when a segment is stored.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use super::bytes::{check, put_column, put_leb, put_length};
use super::{ENTRIES_MAX, OCCURRENCES_MAX, SegmentError};
use crate::entry::{Act, Glance, Outcome};

/// The only format there is.
pub(super) const FORMAT: u8 = 1;

/// What many entries have in common: kind, act, outcome, activity and codes. Numbers from 1, 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Shape {
    kind: u8,
    act: u8,
    outcome: u8,
    activity: u32,
    codes: u32,
}

/// Items in the order they were first met.
#[derive(Clone, Debug)]
struct Dictionary<T> {
    places: HashMap<T, u32>,
    items: Vec<T>,
}

impl<T> Default for Dictionary<T> {
    fn default() -> Self {
        Self { places: HashMap::new(), items: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Dictionary<T> {
    /// The place of an item, counted from 1.
    fn place<Q>(&mut self, item: &Q) -> u32
    where
        T: Borrow<Q>,
        Q: ?Sized + Eq + Hash + ToOwned<Owned = T>,
    {
        if let Some(place) = self.places.get(item) {
            return *place;
        }
        self.items.push(item.to_owned());
        let place = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        self.places.insert(item.to_owned(), place);
        place
    }
}

/// The newest entries of a log, not yet in a stored segment.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    first: u64,
    at_first: u64,
    at_least: u64,
    at_most: u64,
    at_last: u64,
    activities: Dictionary<Vec<u8>>,
    codes: Dictionary<Vec<u8>>,
    shapes: Dictionary<Shape>,
    actors: Dictionary<[u8; 16]>,
    counts: Dictionary<u64>,
    pseudonyms: Dictionary<[u8; 16]>,
    shape_of: Vec<u32>,
    actor_of: Vec<u32>,
    count_of: Vec<u32>,
    people_of: Vec<u32>,
    people: Vec<u32>,
    deltas: Vec<u8>,
}

impl Tail {
    /// A tail whose first entry is to be the one with this index: where the last stored segment ends, or
    /// where culling has cut.
    #[must_use]
    pub fn new(first: u64) -> Self {
        Self { first, ..Self::default() }
    }

    /// The index of the first entry.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.first
    }

    /// The index of the entry to come next: the high-water mark.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.first.saturating_add(self.shape_of.len() as u64)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shape_of.is_empty()
    }

    /// Whether its segment is to be stored before anything more is pushed.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.shape_of.len() >= ENTRIES_MAX || self.people.len() >= OCCURRENCES_MAX
    }

    /// Takes in the bytes of the next entry.
    ///
    /// # Errors
    /// [`SegmentError::Full`], [`SegmentError::Entry`] and [`SegmentError::OutOfOrder`]; the tail is then as
    /// it was.
    pub fn push(&mut self, entry: &[u8]) -> Result<(), SegmentError> {
        if self.is_full() {
            return Err(SegmentError::Full);
        }
        let glance = Glance::read(entry)?;
        let wanted = self.next();
        if glance.index != wanted {
            return Err(SegmentError::OutOfOrder { index: glance.index, wanted });
        }
        self.push_time(glance.at);
        let text = |activity: &str, table: &mut Dictionary<Vec<u8>>| table.place(activity.as_bytes());
        let codes = glance.codes.as_bytes();
        let shape = Shape {
            kind: small(glance.kind.number()),
            act: small(glance.act.map_or(0, Act::number)),
            outcome: small(glance.outcome.map_or(0, Outcome::number)),
            activity: glance.activity.map_or(0, |activity| text(activity, &mut self.activities)),
            codes: if codes.is_empty() { 0 } else { self.codes.place(codes) },
        };
        self.shape_of.push(self.shapes.place(&shape) - 1);
        self.actor_of.push(glance.actor.map_or(0, |actor| self.actors.place(&actor)));
        self.count_of.push(glance.count.map_or(0, |count| self.counts.place(&count)));
        self.people_of.push(u32::from(glance.pseudonyms.count_left()));
        for pseudonym in glance.pseudonyms {
            self.people.push(self.pseudonyms.place(&pseudonym) - 1);
        }
        Ok(())
    }

    fn push_time(&mut self, at: u64) {
        if self.is_empty() {
            (self.at_first, self.at_least, self.at_most) = (at, at, at);
        } else {
            // Time never goes back in a sound log; in another the difference wraps, and comes out the same.
            put_leb(&mut self.deltas, at.wrapping_sub(self.at_last));
        }
        self.at_least = self.at_least.min(at);
        self.at_most = self.at_most.max(at);
        self.at_last = at;
    }

    /// The segment of what is in it, to be stored or asked; `None` where there is nothing. The tail stays.
    #[must_use]
    pub fn segment(&self) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let mut out = vec![FORMAT];
        out.extend_from_slice(&self.first.to_be_bytes());
        put_length(&mut out, self.shape_of.len());
        put_length(&mut out, self.people.len());
        for at in [self.at_first, self.at_least, self.at_most] {
            out.extend_from_slice(&at.to_be_bytes());
        }
        put_strings(&mut out, &self.activities.items);
        put_strings(&mut out, &self.codes.items);
        put_length(&mut out, self.shapes.items.len());
        for shape in &self.shapes.items {
            out.extend_from_slice(&[shape.kind, shape.act, shape.outcome]);
            out.extend_from_slice(&shape.activity.to_be_bytes());
            out.extend_from_slice(&shape.codes.to_be_bytes());
        }
        put_length(&mut out, self.actors.items.len());
        out.extend(self.actors.items.iter().flatten());
        put_length(&mut out, self.counts.items.len());
        out.extend(self.counts.items.iter().flat_map(|count| count.to_be_bytes()));
        let people = self.put_pseudonyms(&mut out);
        for column in [&self.shape_of, &self.actor_of, &self.count_of, &self.people_of, &people] {
            put_column(&mut out, column);
        }
        put_length(&mut out, self.deltas.len());
        out.extend_from_slice(&self.deltas);
        let sum = check(&out);
        out.extend_from_slice(&sum.to_be_bytes());
        Some(out)
    }

    /// Writes the pseudonyms in ascending order, and gives the column of their places in that order.
    fn put_pseudonyms(&self, out: &mut Vec<u8>) -> Vec<u32> {
        let mut sorted: Vec<(u128, u32)> =
            self.pseudonyms.items.iter().map(|pseudonym| u128::from_be_bytes(*pseudonym)).zip(0..).collect();
        sorted.sort_unstable();
        put_length(out, sorted.len());
        let mut places = vec![0; sorted.len()];
        for ((pseudonym, met), place) in sorted.iter().zip(0..) {
            out.extend_from_slice(&pseudonym.to_be_bytes());
            if let Some(held) = usize::try_from(*met).ok().and_then(|met| places.get_mut(met)) {
                *held = place;
            }
        }
        let place = |met: &u32| usize::try_from(*met).ok().and_then(|met| places.get(met)).copied();
        self.people.iter().map(|met| place(met).unwrap_or(0)).collect()
    }
}

fn put_strings(out: &mut Vec<u8>, strings: &[Vec<u8>]) {
    put_length(out, strings.len());
    for string in strings {
        put_length(out, string.len());
        out.extend_from_slice(string);
    }
}

/// A word of the entry format; all of them are far below 256.
fn small(word: u64) -> u8 {
    u8::try_from(word).unwrap_or(0)
}
