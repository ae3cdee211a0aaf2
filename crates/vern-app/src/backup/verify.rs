//! Computing a journal again, entry by entry: a restored one is held against its tiles and against what is signed, one that is to be copied against
//! its tiles.

use vern_core::id::ControllerId;
use vern_journal::{Edge, Glance, Hash, leaf_hash, tree_root};
use vern_store::row::{CheckpointRow, Head};
use vern_store::{Snapshot, Store, StoreError};

use super::plan::{Plan, open};
use super::{OnProgress, Progress, Stage};
use crate::journal::Tiles;
use crate::problem::Problem;

/// Entries computed at once: as many as a tile holds.
const TILE: u32 = 256;
const HASH_BYTES: usize = 32;

const BROKEN: &str = "backup.journal_broken";

fn broken() -> Problem {
    Problem::Conflict { code: BROKEN }
}

/// Every epoch of every journal, and every checkpoint shown.
pub(super) fn verify_journals(
    store: &Store,
    plans: &[Plan],
    progress: OnProgress<'_>,
) -> Result<(), Problem> {
    let reader = store.reader()?;
    let snapshot = reader.snapshot()?;
    let total = plans.iter().map(|plan| plan.journal.tree_size).sum();
    let mut done = 0;
    for plan in plans {
        let controller = plan.controller();
        let head = snapshot.head(controller)?.ok_or(StoreError::Damaged { table: "heads" })?;
        if (head.epoch, head.tree_size) != (plan.journal.epoch, plan.journal.tree_size) {
            return Err(broken());
        }
        older_epochs(&snapshot, controller, &head, |_, row| {
            let closed = open(&row.note, &plan.verifier_keys).map_err(|_| broken())?.checkpoint;
            Ok((closed.size, closed.root))
        })?;
        let journal = Journal { snapshot: &snapshot, controller, epoch: head.epoch, culled: head.culled };
        journal.verify(head.tree_size, plan.own.checkpoint.root, &mut |entries| {
            done += entries;
            progress(Progress { stage: Stage::Verifying, done, total })
        })?;
        hold_known(&snapshot, plan)?;
    }
    Ok(())
}

/// Every epoch of a controller's journal that is to be copied, as its tiles have it; a copy signs what they give.
pub(super) fn verify_to_copy(
    snapshot: &Snapshot<'_>,
    controller: ControllerId,
    progress: &mut dyn FnMut(u64) -> Result<(), Problem>,
) -> Result<(), Problem> {
    agree_with_tiles(snapshot, controller, progress).map_err(|problem| match problem {
        // The words of a restore are about a copy.
        Problem::Conflict { code: BROKEN } => StoreError::Damaged { table: "journal_entries" }.into(),
        other => other,
    })
}

fn agree_with_tiles(
    snapshot: &Snapshot<'_>,
    controller: ControllerId,
    progress: &mut dyn FnMut(u64) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let head = snapshot.head(controller)?.ok_or(StoreError::Damaged { table: "heads" })?;
    let root = |epoch, size| tree_root(&Tiles { snapshot, controller, epoch }, size).map_err(|_| broken());
    older_epochs(snapshot, controller, &head, |epoch, row| Ok((row.tree_size, root(epoch, row.tree_size)?)))?;
    let journal = Journal { snapshot, controller, epoch: head.epoch, culled: head.culled };
    journal.verify(head.tree_size, root(head.epoch, head.tree_size)?, progress)
}

/// Every epoch before the one that goes on, up to what `closed` makes of the checkpoint it was closed with.
fn older_epochs(
    snapshot: &Snapshot<'_>,
    controller: ControllerId,
    head: &Head,
    closed: impl Fn(u32, &CheckpointRow) -> Result<(u64, Hash), Problem>,
) -> Result<(), Problem> {
    for epoch in 1..head.epoch {
        // An epoch that a restore passed over has nothing; one that was closed has the checkpoint it was closed with.
        let Some(row) = snapshot.newest_checkpoint(controller, epoch)? else {
            if snapshot.entry_range(controller, epoch)?.is_some() {
                return Err(broken());
            }
            continue;
        };
        let (size, root) = closed(epoch, &row)?;
        // What was culled of it before it was closed is gone for good, in whole bundles.
        let culled = snapshot.entry_range(controller, epoch)?.map_or(size, |(first, _)| first);
        if !culled.is_multiple_of(256) {
            return Err(broken());
        }
        Journal { snapshot, controller, epoch, culled }.verify(size, root, &mut |_| Ok(()))?;
    }
    Ok(())
}

/// Every checkpoint shown that these entries reach must be a prefix of them.
fn hold_known(snapshot: &Snapshot<'_>, plan: &Plan) -> Result<(), Problem> {
    let within = |known: &&super::plan::Signed| {
        known.epoch == plan.own.epoch && known.checkpoint.size <= plan.own.checkpoint.size
    };
    for known in plan.known.iter().filter(within) {
        let tiles = Tiles { snapshot, controller: plan.controller(), epoch: known.epoch };
        if tree_root(&tiles, known.checkpoint.size)? != known.checkpoint.root {
            return Err(Problem::Conflict { code: "backup.known_differs" });
        }
    }
    Ok(())
}

/// One epoch of one journal.
struct Journal<'a, 'b> {
    snapshot: &'a Snapshot<'b>,
    controller: ControllerId,
    epoch: u32,
    /// Entries before this one have left their hashes only.
    culled: u64,
}

impl Journal<'_, '_> {
    fn verify(
        &self,
        size: u64,
        root: Hash,
        done: &mut dyn FnMut(u64) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let mut edge = Edge::empty();
        let mut last_at = 0;
        while edge.size() < size {
            let first = edge.size();
            let leaves = if first < self.culled {
                self.culled_leaves(first)?
            } else {
                self.leaves(first, &mut last_at)?
            };
            for leaf in leaves.into_iter().take(usize::try_from(size - first).unwrap_or(usize::MAX)) {
                edge.append(leaf);
            }
            if edge.size() == first {
                return Err(broken());
            }
            for row in edge.take_dirty() {
                let stored = self.snapshot.tile(self.controller, self.epoch, row.level, row.index)?;
                if !stored.is_some_and(|stored| stored.starts_with(&row.hashes)) {
                    return Err(broken());
                }
            }
            done(edge.size() - first)?;
        }
        let has_more = self.snapshot.entry(self.controller, self.epoch, size)?.is_some();
        if edge.root() == root && !has_more { Ok(()) } else { Err(broken()) }
    }

    fn leaves(&self, first: u64, last_at: &mut u64) -> Result<Vec<Hash>, Problem> {
        let entries = self.snapshot.entries(self.controller, self.epoch, first, TILE)?;
        let mut leaves = Vec::with_capacity(entries.len());
        for (position, entry) in (first..).zip(&entries) {
            let glance = Glance::read(entry).map_err(|_| broken())?;
            if glance.index != position || glance.at < *last_at {
                return Err(broken());
            }
            *last_at = glance.at;
            leaves.push(leaf_hash(entry));
        }
        Ok(leaves)
    }

    fn culled_leaves(&self, first: u64) -> Result<Vec<Hash>, Problem> {
        let tile = self.snapshot.tile(self.controller, self.epoch, 0, first / u64::from(TILE))?;
        let tile = tile.ok_or_else(broken)?;
        let (hashes, rest) = tile.as_chunks::<HASH_BYTES>();
        if rest.is_empty() { Ok(hashes.iter().map(|hash| Hash(*hash)).collect()) } else { Err(broken()) }
    }
}
