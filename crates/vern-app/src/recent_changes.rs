//! What has changed of late in one controller's data, and at which entry: noted by the writer before it commits, asked by the writer before it takes a
//! decision as standing, and by whoever holds a row before it is used (ADR 0005, 0024).
//!
//! An account is kept from one entry on, and of a bounded number of changes. It never says that something is unchanged where it does not know.

use std::collections::HashMap;

use parking_lot::RwLock;
use vern_core::id::SubjectId;

/// Changes remembered in each half.
const RECENT_MAX: usize = 16_384;

/// Something whose version operations are decided by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Changed {
    Subject(SubjectId),
    Record(String),
    /// An erasure was ordered.
    Order([u8; 16]),
}

/// One account: exact for whatever was read when the journal held no fewer entries than `since`.
#[derive(Debug)]
pub(crate) struct RecentChanges(RwLock<Halves>);

#[derive(Debug)]
struct Halves {
    since: u64,
    /// Entries before this one are in `older` only.
    half: u64,
    newer: HashMap<Changed, u64>,
    older: HashMap<Changed, u64>,
    /// The entry of the last change of all: what is as of a later one need not be looked for.
    last: Option<u64>,
}

impl RecentChanges {
    /// An account that begins with an entry.
    pub(crate) fn from(entry: u64) -> Self {
        let (newer, older) = (HashMap::new(), HashMap::new());
        Self(RwLock::new(Halves { since: entry, half: entry, newer, older, last: None }))
    }

    /// Remembers that something changes at an entry. What is noted and then not committed counts as changed all the same.
    pub(crate) fn note(&self, changed: Changed, entry: u64) {
        let mut halves = self.0.write();
        if halves.newer.len() >= RECENT_MAX {
            halves.older = std::mem::take(&mut halves.newer);
            // One entry can change several things: those noted before are in `older`, so only what comes after this entry is wholly in `newer`.
            halves.since = std::mem::replace(&mut halves.half, entry + 1);
        }
        halves.newer.insert(changed, entry);
        halves.last = halves.last.max(Some(entry));
    }

    /// Whether it has changed at or after an entry; none if that is too long ago to say.
    pub(crate) fn changed_since(&self, changed: &Changed, entry: u64) -> Option<bool> {
        let halves = self.0.read();
        if entry < halves.since {
            return None;
        }
        if halves.last.is_none_or(|last| last < entry) {
            return Some(false);
        }
        let last = halves.newer.get(changed).or_else(|| halves.older.get(changed));
        Some(last.is_some_and(|last| *last >= entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Several changes at one entry, as a write makes them; against a plain map of everything.
    #[test]
    fn recent_changes_never_forget_silently() {
        let key = |number: u64| Changed::Record((number % 997).to_string());
        let recent = RecentChanges::from(100);
        let mut all: HashMap<Changed, u64> = HashMap::new();
        assert_eq!(recent.changed_since(&key(1), 99), None, "before it began");
        for entry in 100..40_000_u64 {
            for part in 0..3 {
                let what = if part == 0 { key(entry) } else { Changed::Record(format!("{entry}-{part}")) };
                recent.note(what.clone(), entry);
                all.insert(what, entry);
            }
            for asked in [entry, entry.saturating_sub(entry % 9_000), 100, entry / 2] {
                let what = if entry % 2 == 0 { key(asked) } else { Changed::Record(format!("{asked}-1")) };
                let truly = all.get(&what).is_some_and(|last| *last >= asked);
                assert!(
                    recent.changed_since(&what, asked).is_none_or(|told| told == truly),
                    "{entry} {asked}"
                );
            }
        }
        let halves = recent.0.read();
        assert!(halves.newer.len() + halves.older.len() <= 2 * RECENT_MAX);
    }
}
