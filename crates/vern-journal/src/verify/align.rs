//! Lines a stream of entries up with the slots they should fill, and says what became of each slot.
//!
//! While everything is in its place this costs one comparison an entry. When an entry is not, the
//! entries are held back until one is found from which on they stand in order again: at the same
//! distance as before (some were changed or swapped), further on (some were dropped) or further back
//! (some were put in). A new distance counts only if more of the entries that follow keep to it than
//! to the old one, so that two swapped neighbours are not taken for a dropped one. What was held
//! back becomes a `Break`; the breaks are settled together at the end, because an entry missing
//! here may turn up there.
//!
//! This file knows nothing of hashes, files or CBOR. Memory is bounded by the `*_MAX` constants; what
//! does not fit is counted and not named.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

/// How many of the following entries vote on a new distance.
const LOOKAHEAD: usize = 8;

/// The most entries held back in one break; then it is closed as if they had been changed in place.
const BREAK_ITEMS_MAX: usize = 65_536;

/// The most entries held over all breaks.
const ITEMS_MAX: usize = 262_144;

/// The most breaks held.
const BREAKS_MAX: usize = 65_536;

/// The most findings made out of breaks.
const FINDINGS_MAX: usize = 10_000;

/// Where an entry belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// Proven to belong in this slot.
    At(u64),
    /// Nothing says otherwise than that it belongs where it stands.
    Here,
    /// It belongs in no slot.
    Unknown,
}

/// One entry of the stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its number in the stream.
    pub(super) place: u64,
    pub(super) home: Home,
    /// The slot it says it belongs in.
    pub(super) claimed: Option<u64>,
    /// Its time, absent where it cannot be read.
    pub(super) at: Option<u64>,
}

/// What is known of the slots so far, in their order.
#[derive(Clone, Debug)]
pub(super) enum Placed {
    /// The slot holds what it should.
    Filled(u64, Item),
    /// These slots do not.
    Gap(Range<u64>),
}

/// What became of a slot or an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// Something else stands for this slot.
    Changed { slot: u64, place: u64 },
    /// Nothing stands for these slots.
    Missing(Range<u64>),
    /// What belongs in the slot stands at this place.
    Moved { slot: u64, place: u64 },
    /// What stands at this place belongs in no slot that is free.
    Surplus { place: u64 },
}

struct Break {
    slots: Range<u64>,
    items: Vec<Item>,
}

/// Takes the stream and hands out [`Placed`] in slot order.
pub(super) struct Aligner {
    next: u64,
    /// Number of slots, where that is known beforehand.
    size: Option<u64>,
    held: Vec<Item>,
    ahead: VecDeque<Item>,
    breaks: Vec<Break>,
    break_items: usize,
    omitted: u64,
}

impl Aligner {
    pub(super) fn new(size: Option<u64>) -> Self {
        Self {
            next: 0,
            size,
            held: Vec::new(),
            ahead: VecDeque::new(),
            breaks: Vec::new(),
            break_items: 0,
            omitted: 0,
        }
    }

    /// The slot the next entry falls in if it stands in order.
    pub(super) fn expected(&self) -> u64 {
        self.next + (self.held.len() + self.ahead.len()) as u64
    }

    pub(super) fn push(&mut self, item: Item, placed: &mut Vec<Placed>) {
        if self.held.is_empty() && self.ahead.is_empty() && self.in_place(&item) {
            return self.fill(item, placed);
        }
        self.ahead.push_back(item);
        if self.ahead.len() > LOOKAHEAD {
            self.step(placed);
            self.settle_down(placed);
        }
    }

    /// Slots of which nothing is known but that they are there.
    pub(super) fn skip(&mut self, slots: u64, placed: &mut Vec<Placed>) {
        // Enough of them calm the aligner, whatever it holds back; the rest is arithmetic.
        let by_hand = slots.min(LOOKAHEAD as u64 + 1);
        for _ in 0..by_hand {
            let item = Item { place: self.expected(), home: Home::Here, claimed: None, at: None };
            self.push(item, placed);
        }
        self.next += slots - by_hand;
    }

    /// Ends the stream: nothing more can vote, and slots not reached stay empty.
    pub(super) fn finish(&mut self, placed: &mut Vec<Placed>) {
        while !self.ahead.is_empty() {
            self.step(placed);
        }
        let end = self.size.unwrap_or(self.next).max(self.next);
        self.close(end, placed);
    }

    fn in_place(&self, item: &Item) -> bool {
        match item.home {
            Home::At(slot) => slot == self.next + self.held.len() as u64,
            Home::Here => true,
            Home::Unknown => false,
        }
    }

    fn fill(&mut self, item: Item, placed: &mut Vec<Placed>) {
        placed.push(Placed::Filled(self.next, item));
        self.next += 1;
    }

    /// Lets the waiting entries go on as soon as nothing is held back.
    fn settle_down(&mut self, placed: &mut Vec<Placed>) {
        while self.held.is_empty() {
            match self.ahead.pop_front() {
                Some(item) if self.in_place(&item) => self.fill(item, placed),
                Some(item) => return self.ahead.push_front(item),
                None => return,
            }
        }
    }

    fn step(&mut self, placed: &mut Vec<Placed>) {
        let Some(item) = self.ahead.pop_front() else { return };
        let here = self.next + self.held.len() as u64;
        let slot = match item.home {
            _ if self.in_place(&item) => Some(here),
            Home::At(slot) if slot >= self.next && self.voted(slot, here) => Some(slot),
            _ => None,
        };
        if let Some(slot) = slot {
            self.close(slot, placed);
            return self.fill(item, placed);
        }
        self.held.push(item);
        if self.held.len() >= BREAK_ITEMS_MAX {
            let end = (here + 1).min(self.size.unwrap_or(u64::MAX)).max(self.next);
            self.close(end, placed);
        }
    }

    /// Whether to go on from `slot` with an entry standing at `here`, by what follows it.
    fn voted(&self, slot: u64, here: u64) -> bool {
        let votes = |base: u64| {
            let wanted = (1..).map(|step| Home::At(base.saturating_add(step)));
            self.ahead.iter().zip(wanted).filter(|(item, home)| item.home == *home).count()
        };
        let (moved, stayed) = (votes(slot), votes(here));
        if moved != stayed {
            return moved > stayed;
        }
        // Nobody keeps either distance. Still in order, if nothing that follows belongs before it.
        let within = |slots: Range<u64>| {
            let homes = self.ahead.iter().map(|item| item.home);
            homes.filter(|home| matches!(home, Home::At(slot) if slots.contains(slot))).count()
        };
        if within(slot..u64::MAX) > 0 || self.ahead.len() >= LOOKAHEAD {
            return within(self.next..slot) == 0 && within(slot..u64::MAX) > 0;
        }
        // The end is near and nobody votes: what is left of both must come out even.
        self.size.is_none_or(|size| size.saturating_sub(slot) == 1 + self.ahead.len() as u64)
    }

    fn close(&mut self, end: u64, placed: &mut Vec<Placed>) {
        let slots = self.next..end;
        self.next = end;
        let items = std::mem::take(&mut self.held);
        if slots.is_empty() && items.is_empty() {
            return;
        }
        if !slots.is_empty() {
            placed.push(Placed::Gap(slots.clone()));
        }
        self.break_items += items.len();
        if self.breaks.len() < BREAKS_MAX && self.break_items <= ITEMS_MAX {
            self.breaks.push(Break { slots, items });
        } else {
            self.omitted += (slots.end - slots.start).max(items.len() as u64);
        }
    }

    /// What became of everything that was not in its place, and how much of it is not named.
    pub(super) fn findings(self) -> (Vec<Finding>, u64) {
        let mut ledger = Ledger { taken: BTreeSet::new(), findings: Vec::new(), omitted: self.omitted };
        let strays = ledger.moved(&self.breaks);
        for found in &self.breaks {
            ledger.settle(found, &strays);
        }
        (ledger.findings, ledger.omitted)
    }
}

struct Ledger {
    /// Slots whose fate is known.
    taken: BTreeSet<u64>,
    findings: Vec<Finding>,
    omitted: u64,
}

impl Ledger {
    fn note(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        } else {
            self.omitted += 1;
        }
    }

    /// Entries that stand elsewhere than in their own slot while that slot is empty.
    fn moved(&mut self, breaks: &[Break]) -> BTreeMap<u64, u64> {
        let mut strays = BTreeMap::new();
        for item in breaks.iter().flat_map(|found| &found.items) {
            let Home::At(slot) = item.home else { continue };
            let before = breaks.partition_point(|found| found.slots.end <= slot);
            let empty = breaks.get(before..).unwrap_or_default().iter();
            // Breaks without slots may lie between; the first with slots decides.
            let empty = empty.map(|found| &found.slots).find(|slots| !slots.is_empty());
            if empty.is_some_and(|slots| slots.contains(&slot)) && self.taken.insert(slot) {
                strays.insert(item.place, slot);
                self.note(Finding::Moved { slot, place: item.place });
            }
        }
        strays
    }

    fn settle(&mut self, found: &Break, strays: &BTreeMap<u64, u64>) {
        let (slots, mut loose) = (&found.slots, Vec::new());
        for item in found.items.iter().filter(|item| !strays.contains_key(&item.place)) {
            match item.claimed.filter(|slot| slots.contains(slot)) {
                Some(slot) if self.taken.insert(slot) => {
                    self.note(Finding::Changed { slot, place: item.place });
                }
                _ => loose.push(item.place),
            }
        }
        let mut free = slots.start;
        for place in loose {
            while self.taken.contains(&free) {
                free += 1;
            }
            if slots.contains(&free) {
                self.taken.insert(free);
                self.note(Finding::Changed { slot: free, place });
            } else {
                self.note(Finding::Surplus { place });
            }
        }
        let taken: Vec<u64> = self.taken.range(slots.clone()).copied().chain([slots.end]).collect();
        let mut start = slots.start;
        for slot in taken {
            if start < slot {
                self.note(Finding::Missing(start..slot));
            }
            start = slot + 1;
        }
    }
}
