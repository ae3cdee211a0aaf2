//! Sums over what answers a question: by what was done, by reason, by actor, and how many people.
//!
//! People are counted by pseudonym, without knowing any. This file remembers each distinct pseudonym it has
//! met (16 bytes), and nothing else that grows with the log.

use std::collections::BTreeMap;

use super::Filter;
use super::question::Flow;
use super::scan::Segment;
use crate::entry::{Act, EntryKind, Outcome};

/// Beyond so many pseudonyms not yet compared, those met twice are thrown out.
const LOOSE_MAX: usize = 1 << 20;

/// How many entries, and what they stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Entries.
    pub entries: u64,
    /// Records touched, or like refusals: what an operation says in `count`, else one. Chunks and what is no operation count none.
    pub records: u64,
}

impl Counted {
    fn add(&mut self, other: Self) {
        self.entries = self.entries.saturating_add(other.entries);
        self.records = self.records.saturating_add(other.records);
    }
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TallyKey {
    /// In which activity.
    pub activity: Option<String>,
    /// Which operation.
    pub act: Option<Act>,
    /// With which outcome.
    pub outcome: Option<Outcome>,
}

/// Sums over everything that answered.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// All of it.
    pub all: Counted,
    /// By activity, operation and outcome.
    pub by_act: BTreeMap<TallyKey, Counted>,
    /// By reason; an entry with several reasons is counted under each.
    pub by_code: BTreeMap<String, Counted>,
    /// By actor; absent for what no actor did.
    pub by_actor: BTreeMap<Option<[u8; 16]>, Counted>,
    people: Vec<u128>,
    /// So many of `people`, from the front, are distinct and ascending.
    distinct: usize,
}

impl Tally {
    /// How many distinct people the entries name.
    #[must_use]
    pub fn people(&mut self) -> u64 {
        self.settle();
        self.people.len() as u64
    }

    /// Their pseudonyms, ascending.
    pub fn pseudonyms(&mut self) -> impl Iterator<Item = [u8; 16]> + '_ {
        self.settle();
        self.people.iter().map(|pseudonym| pseudonym.to_be_bytes())
    }

    fn settle(&mut self) {
        if self.distinct < self.people.len() {
            self.people.sort_unstable();
            self.people.dedup();
            self.distinct = self.people.len();
        }
    }

    /// Adds what answers in one segment.
    pub(super) fn add(&mut self, segment: &Segment<'_>, filter: &Filter) {
        let mut shapes = vec![Counted::default(); segment.shapes.len()];
        let mut actors = vec![Counted::default(); segment.actors.len() + 1];
        let mut people = vec![false; segment.pseudonyms.len()];
        // A tally is never stopped.
        let _: Flow = segment.rows(filter, |row| {
            let kind = segment.shapes.get(row.shape as usize).map(|shape| shape.kind);
            let records = match kind {
                Some(EntryKind::Operation) => segment.count(row).unwrap_or(1),
                _ => 0,
            };
            let one = Counted { entries: 1, records };
            shapes.get_mut(row.shape as usize).into_iter().for_each(|sum| sum.add(one));
            actors.get_mut(row.actor as usize).into_iter().for_each(|sum| sum.add(one));
            for occurrence in row.people.clone() {
                people.get_mut(segment.person(occurrence)).into_iter().for_each(|met| *met = true);
            }
            Flow::Continue(())
        });
        self.add_shapes(segment, &shapes);
        let names = [None].into_iter().chain(segment.actors.iter().copied().map(Some));
        for (actor, sum) in names.zip(actors).filter(|(_, sum)| sum.entries > 0) {
            self.by_actor.entry(actor).or_default().add(sum);
        }
        let met = segment.pseudonyms.iter().zip(people).filter(|(_, met)| *met);
        self.people.extend(met.map(|(pseudonym, _)| u128::from_be_bytes(*pseudonym)));
        if self.people.len() - self.distinct > LOOSE_MAX.max(self.distinct) {
            self.settle();
        }
    }

    fn add_shapes(&mut self, segment: &Segment<'_>, sums: &[Counted]) {
        for (shape, sum) in segment.shapes.iter().zip(sums).filter(|(_, sum)| sum.entries > 0) {
            self.all.add(*sum);
            let activity = shape.activity.map(ToOwned::to_owned);
            let key = TallyKey { activity, act: shape.act, outcome: shape.outcome };
            self.by_act.entry(key).or_default().add(*sum);
            for code in shape.codes {
                self.by_code.entry(code.to_owned()).or_default().add(*sum);
            }
        }
    }
}
