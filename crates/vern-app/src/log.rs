//! One controller's journal as the writer holds it: where it stands, and the right-hand edge of its tree.

use std::collections::HashMap;
use std::sync::Arc;

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_journal::{Edge, Entry, EntryError, Hash, Receipt, TileError, TileSource, leaf_hash};
use vern_store::StoreError;
use vern_store::row::Head;
use vern_store::write::Batch;

use crate::committer::Committed;
use crate::problem::Problem;
use crate::recent_changes::{Changed, RecentChanges};
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
    /// Told with where it stands: what is read there is compared with it as well.
    recent: Arc<RecentChanges>,
    policies: PolicyNumbers,
}

/// Policy rows by activity, category and what they take away, as far as they have been met at one state version: amending one counts it on.
#[derive(Default)]
struct PolicyNumbers {
    state_version: u64,
    numbers: HashMap<(String, String, Vec<u8>), i64>,
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
            recent: Arc::new(RecentChanges::from(head.tree_size)),
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
        Standing {
            state_version: self.state_version,
            tree_size: self.edge.size(),
            last_at: self.last_at,
            recent: Some(Arc::clone(&self.recent)),
        }
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
