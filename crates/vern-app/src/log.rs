//! One controller's journal as the writer holds it: where it stands, and the right-hand edge of its tree.

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_journal::{Edge, Entry, Hash, Receipt, TileError, TileSource};
use vern_store::StoreError;
use vern_store::write::Batch;

use crate::committer::Committed;
use crate::problem::Problem;

pub(crate) struct Log {
    pub(crate) controller: ControllerId,
    pub(crate) epoch: u32,
    pub(crate) last_at: Instant,
    pub(crate) state_version: u64,
    pub(crate) clock_is_back: bool,
    edge: Edge,
    advanced: bool,
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
            advanced: false,
        })
    }

    /// Gives an entry its place and time, and encodes it.
    pub(crate) fn place(&self, mut draft: Entry, at: Instant) -> Result<(u64, Vec<u8>), Problem> {
        draft.index = self.edge.size();
        draft.at = at.as_unsigned_micros();
        Ok((draft.index, draft.encode()?))
    }

    /// Appends a leaf whose entry is written. Without one it only tells where the journal stands.
    pub(crate) fn append(&mut self, leaf: Option<Hash>, at: Instant) -> Committed {
        let index = self.edge.size();
        if let Some(leaf) = leaf {
            self.edge.append(leaf);
            self.last_at = at;
            self.advanced = true;
        }
        let receipt = Receipt { epoch: u64::from(self.epoch), index, leaf: leaf.unwrap_or(Hash([0; 32])) };
        Committed { receipt, tree_size: self.edge.size(), at }
    }

    /// Writes the tiles and the head, if there were entries.
    pub(crate) fn write(&mut self, batch: &mut Batch<'_>) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.advanced) {
            return Ok(());
        }
        for tile in self.edge.take_dirty() {
            batch.put_tile(self.controller, self.epoch, tile.level, tile.index, &tile.hashes)?;
        }
        batch.advance_head(self.controller, self.edge.size(), self.last_at)
    }
}
