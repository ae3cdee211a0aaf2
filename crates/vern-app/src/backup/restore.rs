//! Restoring an installation: everything read and checked, rows in, keys in, the journal computed again, what was erased ordered erased again, and
//! in one transaction at the end the new epochs and leave to open it.

use std::path::PathBuf;
use std::sync::Arc;

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::WrappingKey;
use vern_journal::{Edge, Entry, EntryKind, TileRow, leaf_hash};
use vern_store::row::{ControllerKeyRow, Id16};
use vern_store::write::Batch;
use vern_store::{KeyStore, StoreError, StoreOptions, StorePlace};

use super::plan::{Plan, plan};
use super::read::{CheckedData, CheckedKeys, Opener, check_data, check_keys};
use super::target::Target;
use super::{BackupFiles, BackupKey, OnProgress, RootKey, lost, signing, verify};
use crate::clock::Clock;
use crate::committer::OnFatal;
use crate::installation::{Installation, InstallationOptions};
use crate::problem::Problem;

/// What to restore, with what, and where to.
#[derive(Debug)]
pub struct RestoreRequest {
    /// The two files.
    pub from: BackupFiles,
    /// The private half of what they are sealed to.
    pub identity: BackupKey,
    /// The root key they were made with.
    pub root: RootKey,
    /// Where the data goes: an empty directory or database, of either engine.
    pub to: StorePlace,
    /// Where the keys go.
    pub keys_to: PathBuf,
    /// Checkpoints held outside, as signed notes.
    pub known: Vec<String>,
    /// Name of the installation, as in [`InstallationOptions`].
    pub name: String,
}

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The snapshot.
    pub snapshot: Id16,
    /// When the data was copied.
    pub taken_at: Instant,
    /// Rows of each table in the data file.
    pub rows: u64,
    /// Journal by journal.
    pub journals: Vec<RestoredJournal>,
    /// Organisations the keys know and the data does not: they were made after it was copied.
    pub organisations_lost: Vec<String>,
}

/// How a controller's journal goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoredJournal {
    /// The organisation.
    pub slug: String,
    /// Entries that came with the data, all computed again.
    pub entries: u64,
    /// Entries known to be lost; none where that cannot be told.
    pub entries_lost: Option<u64>,
    /// The epoch it goes on in.
    pub epoch: u32,
    /// Whether that epoch was opened by this restore.
    pub is_new_epoch: bool,
    /// Activities of subjects whose data was in the copy and had been erased since: it is erased again.
    pub erased_again: u64,
}

/// Restores an installation into an empty place, or goes on with a restore of the same snapshot that was cut short.
///
/// # Errors
/// `snapshot.*`, `backup.*` and `restore.target_taken` with nothing opened; `store.*`; what `progress` gives.
pub async fn restore(
    request: &RestoreRequest,
    clock: Arc<dyn Clock>,
    on_fatal: OnFatal,
    progress: OnProgress<'_>,
) -> Result<Restored, Problem> {
    let restored = restore_closed(request, clock.now(), progress)?;
    // The first start finishes what is ordered: whoever is told that the restore is done is told so of the erasures too.
    let options = InstallationOptions {
        data: request.to.clone(),
        keys: request.keys_to.clone(),
        name: request.name.clone(),
        store: StoreOptions::default(),
    };
    drop(Installation::open(options, clock, on_fatal).await?);
    Ok(restored)
}

fn restore_closed(
    request: &RestoreRequest,
    now: Instant,
    progress: OnProgress<'_>,
) -> Result<Restored, Problem> {
    let opener = Opener { root: &request.root, identity: &request.identity };
    let keys = check_keys(&opener, &request.from.keys)?;
    let data = check_data(&opener, &request.from.data, progress)?;
    let mut plans = plan(&data, &keys, &request.known)?;
    let mut target = Target::open(&request.to, &request.keys_to, &request.root, &data.header)?;
    target.take_rows(&opener, &request.from.data, progress)?;
    let controllers: Vec<ControllerId> = plans.iter().map(Plan::controller).collect();
    let key_store =
        target.take_keys(&opener, &request.from.keys, (&request.root, now, &keys.header), &controllers)?;
    verify::verify_journals(&target.store, &plans, progress)?;
    let mut erased_again = Vec::new();
    for plan in &mut plans {
        let (controller, open) = (plan.controller(), &keys.open_erasures);
        let count = lost::order_lost(&mut target, &key_store, controller, open, now)?;
        // Something was erased that the data does not know of: whatever it says, it was not the last.
        plan.goes_on &= count == 0;
        erased_again.push(count);
    }
    conclude(&mut target, &key_store, &WrappingKey::new(request.root.key())?, &plans, now)?;
    Ok(report(&data, &keys, &plans, &erased_again))
}

fn report(data: &CheckedData, keys: &CheckedKeys, plans: &[Plan], erased_again: &[u64]) -> Restored {
    let journals = plans.iter().zip(erased_again).map(|(plan, erased_again)| RestoredJournal {
        slug: plan.journal.slug.clone(),
        entries: plan.journal.tree_size,
        entries_lost: plan.entries_lost(),
        epoch: if plan.goes_on { plan.journal.epoch } else { plan.newest.epoch + 1 },
        is_new_epoch: !plan.goes_on,
        erased_again: *erased_again,
    });
    let is_known = |slug: &String| plans.iter().any(|plan| plan.journal.slug == *slug);
    let of_keys = keys.header.journals.iter().map(|journal| journal.slug.clone());
    Restored {
        snapshot: data.header.snapshot,
        taken_at: data.header.taken_at,
        rows: data.header.rows,
        journals: journals.collect(),
        organisations_lost: of_keys.filter(|slug| !is_known(slug)).collect(),
    }
}

/// What the last transaction writes for one controller.
struct Conclusion {
    controller: ControllerId,
    keys_erased: u64,
    epoch: Option<NewEpoch>,
}

/// The first entry of a new epoch, and the checkpoint the one before is closed with.
struct NewEpoch {
    number: u32,
    at: Instant,
    /// What it is signed by.
    key: ControllerKeyRow,
    entry: Vec<u8>,
    tiles: Vec<TileRow>,
    closed: (u32, u64, String),
}

/// Opens the epochs, brings the count of erased keys in line, and lets the installation be opened: all or nothing.
fn conclude(
    target: &mut Target,
    keys: &KeyStore,
    root: &WrappingKey,
    plans: &[Plan],
    now: Instant,
) -> Result<(), Problem> {
    let conclusions: Vec<Conclusion> =
        plans.iter().map(|plan| conclusion(target, keys, root, plan, now)).collect::<Result<_, _>>()?;
    target.writer.batch(|batch| {
        for conclusion in &conclusions {
            conclude_one(batch, conclusion, now)?;
        }
        batch.note_restoring(None, 0)
    })?;
    Ok(())
}

fn conclude_one(batch: &mut Batch<'_>, conclusion: &Conclusion, now: Instant) -> Result<(), StoreError> {
    let controller = conclusion.controller;
    batch.set_keys_erased(controller, conclusion.keys_erased)?;
    let Some(epoch) = &conclusion.epoch else { return Ok(()) };
    let (closed, size, note) = &epoch.closed;
    batch.add_checkpoint(controller, *closed, *size, now, note)?;
    batch.add_controller_key(controller, &epoch.key)?;
    batch.insert_entries(controller, epoch.number, &[(0, epoch.entry.clone())])?;
    for tile in &epoch.tiles {
        batch.put_tile(controller, epoch.number, tile.level, tile.index, &tile.hashes)?;
    }
    batch.open_epoch(controller, epoch.number, 1, epoch.at)
}

fn conclusion(
    target: &Target,
    keys: &KeyStore,
    root: &WrappingKey,
    plan: &Plan,
    now: Instant,
) -> Result<Conclusion, Problem> {
    let controller = plan.controller();
    let reader = target.store.reader()?;
    let snapshot = reader.snapshot()?;
    // Orders that are closed later count their keys then.
    let mut ordered = 0;
    for key in snapshot.key_erasures(controller, u32::MAX)? {
        ordered += u64::from(keys.is_erased(controller, &key)? == Some(true));
    }
    let keys_erased = keys.erased_count(controller)?.saturating_sub(ordered);
    if plan.goes_on {
        return Ok(Conclusion { controller, keys_erased, epoch: None });
    }
    let number = plan.newest.epoch + 1;
    let origin = format!("{}/{number}", plan.log);
    let head = snapshot.head(controller)?.ok_or(StoreError::Damaged { table: "heads" })?;
    let at = now.max(head.last_at);
    let key = signing::new_checkpoint_key(&snapshot, keys, root, controller, (&origin, at))?;
    let mut entry = Entry::new(0, at.as_unsigned_micros(), EntryKind::EpochOpened);
    entry.vkey = Some(key.name.clone());
    entry.origin = Some(origin);
    entry.previous = Some(plan.newest.note.clone());
    let entry = entry.encode()?;
    let mut edge = Edge::empty();
    edge.append(leaf_hash(&entry));
    let closed = (plan.journal.epoch, plan.journal.tree_size, plan.journal.checkpoint.clone());
    let epoch = NewEpoch { number, at, key, entry, tiles: edge.take_dirty(), closed };
    Ok(Conclusion { controller, keys_erased, epoch: Some(epoch) })
}
