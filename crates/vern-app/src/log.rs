//! One controller's journal as the writer holds it: where it stands, and the right-hand edge of its tree.

use std::collections::HashMap;

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_journal::{Edge, Entry, EntryError, Hash, Receipt, TileError, TileSource, leaf_hash};
use vern_store::StoreError;
use vern_store::row::Head;
use vern_store::write::Batch;

use crate::committer::Committed;
use crate::problem::Problem;
use crate::standing::Standing;

pub(crate) struct Log {
    pub(crate) controller: ControllerId,
    pub(crate) epoch: u32,
    pub(crate) last_at: Instant,
    pub(crate) state_version: u64,
    pub(crate) clock_is_back: bool,
    edge: Edge,
    /// Entries appended and not yet written.
    unwritten: Vec<(u64, Vec<u8>)>,
    recent: RecentChanges,
    policies: PolicyNumbers,
}

/// Policy rows by activity, category and what they take away, as far as they have been met at one state version: amending one counts it on.
#[derive(Default)]
struct PolicyNumbers {
    state_version: u64,
    numbers: HashMap<(String, String, Vec<u8>), i64>,
}

/// What has changed of late and at which entry, so that the writer can tell without asking the database whether something has changed
/// since a snapshot was taken. Exact for every snapshot no older than `since`.
struct RecentChanges {
    since: u64,
    /// Entries before this one are in `older` only.
    half: u64,
    newer: HashMap<Changed, u64>,
    older: HashMap<Changed, u64>,
}

/// Something whose version operations are decided by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Changed {
    Subject(SubjectId),
    Record(String),
    /// An erasure was ordered.
    Order([u8; 16]),
}

/// Changes remembered in each half.
const RECENT_MAX: usize = 16_384;

impl RecentChanges {
    fn from(entry: u64) -> Self {
        Self { since: entry, half: entry, newer: HashMap::new(), older: HashMap::new() }
    }

    fn note(&mut self, changed: Changed, entry: u64) {
        if self.newer.len() >= RECENT_MAX {
            self.older = std::mem::take(&mut self.newer);
            // One entry can change several things: those noted before are in `older`, so only what comes after this entry is wholly in `newer`.
            self.since = std::mem::replace(&mut self.half, entry + 1);
        }
        self.newer.insert(changed, entry);
    }

    /// Whether it has changed at or after an entry; none if that is too long ago to say.
    fn changed_since(&self, changed: &Changed, entry: u64) -> Option<bool> {
        if entry < self.since {
            return None;
        }
        let last = self.newer.get(changed).or_else(|| self.older.get(changed));
        Some(last.is_some_and(|last| *last >= entry))
    }
}

struct BatchTiles<'a, 'b> {
    batch: &'a Batch<'b>,
    controller: ControllerId,
    epoch: u32,
}

impl TileSource for BatchTiles<'_, '_> {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        self.batch
            .tile(self.controller, self.epoch, level, index)
            .map_err(|error| TileError::Source(Box::new(error)))
    }
}

impl Log {
    /// Reads where a journal stands.
    pub(crate) fn load(batch: &Batch<'_>, controller: ControllerId) -> Result<Self, StoreError> {
        let head = batch.head(controller)?.ok_or(StoreError::Damaged { table: "heads" })?;
        let tiles = BatchTiles { batch, controller, epoch: head.epoch };
        let edge = Edge::restore(head.tree_size, &tiles)
            .map_err(|_| StoreError::Damaged { table: "journal_tiles" })?;
        Ok(Self {
            controller,
            epoch: head.epoch,
            last_at: head.last_at,
            state_version: head.state_version,
            clock_is_back: false,
            edge,
            unwritten: Vec::new(),
            recent: RecentChanges::from(head.tree_size),
            policies: PolicyNumbers::default(),
        })
    }

    /// Whether a head is the one this log stands at; another node may have moved it.
    pub(crate) fn is_at(&self, head: &Head) -> bool {
        self.epoch == head.epoch
            && self.edge.size() == head.tree_size
            && self.state_version == head.state_version
    }

    /// Where it stands, as operations are decided by it.
    pub(crate) fn standing(&self) -> Standing {
        Standing { state_version: self.state_version, tree_size: self.edge.size(), last_at: self.last_at }
    }

    /// The number of a policy row, made if need be.
    pub(crate) fn policy(
        &mut self,
        batch: &mut Batch<'_>,
        (activity, category, narrowing): (&str, &str, &[u8]),
    ) -> Result<i64, StoreError> {
        if self.policies.state_version != self.state_version {
            self.policies = PolicyNumbers { state_version: self.state_version, numbers: HashMap::new() };
        }
        let wanted = (activity.to_owned(), category.to_owned(), narrowing.to_vec());
        if let Some(policy) = self.policies.numbers.get(&wanted) {
            return Ok(*policy);
        }
        let policy = batch.intern_policy(self.controller, activity, category, narrowing)?;
        self.policies.numbers.insert(wanted, policy);
        Ok(policy)
    }

    /// What was interned by a change that was undone is not there.
    pub(crate) fn forget_policies(&mut self) {
        self.policies = PolicyNumbers::default();
    }

    /// Gives an entry its place and time, and encodes it. One that names more subjects than an entry holds becomes a head and its chunks, one
    /// after the other (ADR 0001).
    pub(crate) fn place(&self, draft: &mut Entry, at: Instant) -> Result<Vec<(u64, Vec<u8>)>, Problem> {
        draft.index = self.edge.size();
        draft.at = at.as_unsigned_micros();
        match draft.encode() {
            Ok(bytes) => Ok(vec![(draft.index, bytes)]),
            Err(EntryError::TooManySubjects { .. } | EntryError::TooLarge { .. }) => {
                let parts = draft.clone().split()?;
                parts.iter().map(|part| Ok((part.index, part.encode()?))).collect()
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Remembers that something changes with the entry that comes next.
    pub(crate) fn note_change(&mut self, changed: Changed) {
        self.recent.note(changed, self.edge.size());
    }

    /// Whether something has changed since a snapshot that held so many entries; none if it is too long ago to say.
    pub(crate) fn changed_since(&self, changed: &Changed, tree_size: u64) -> Option<bool> {
        self.recent.changed_since(changed, tree_size)
    }

    /// Appends the entries of one operation; the first is the one it is known by. Without any it only tells where the journal stands.
    pub(crate) fn append(&mut self, entries: Vec<(u64, Vec<u8>)>, at: Instant) -> Committed {
        let index = self.edge.size();
        let mut first = None;
        for (_, bytes) in &entries {
            let leaf = leaf_hash(bytes);
            self.edge.append(leaf);
            self.last_at = at;
            first.get_or_insert(leaf);
        }
        self.unwritten.extend(entries);
        let leaf = first.unwrap_or(Hash([0; 32]));
        let receipt = Receipt { epoch: u64::from(self.epoch), index, leaf };
        Committed { receipt, tree_size: self.edge.size(), at }
    }

    /// Writes the entries, the tiles and the head, if there were entries.
    pub(crate) fn write(&mut self, batch: &mut Batch<'_>) -> Result<(), StoreError> {
        if self.unwritten.is_empty() {
            return Ok(());
        }
        batch.insert_entries(self.controller, self.epoch, &self.unwritten)?;
        self.unwritten.clear();
        for tile in self.edge.take_dirty() {
            batch.put_tile(self.controller, self.epoch, tile.level, tile.index, &tile.hashes)?;
        }
        batch.advance_head(self.controller, self.edge.size(), self.last_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Several changes at one entry, as a write makes them; against a plain map of everything.
    #[test]
    fn recent_changes_never_forget_silently() {
        let key = |number: u64| Changed::Record((number % 997).to_string());
        let mut recent = RecentChanges::from(100);
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
        assert!(recent.newer.len() + recent.older.len() <= 2 * RECENT_MAX);
    }
}
