//! The checkpoint key of a journal outside an open installation, and the names of epochs.

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::{KeyId, KeyPurpose, SecretKey, WrappingKey};
use vern_journal::{CheckpointKey, Entry, tree_root};
use vern_store::keys::WrappedKey;
use vern_store::row::ControllerKeyRow;
use vern_store::{KeyStore, Snapshot, StoreError};

use super::frame::JournalState;
use crate::journal::Tiles;
use crate::problem::Problem;

/// Where each controller's journal stands, each signed over its whole tree.
pub(super) fn journals(
    snapshot: &Snapshot<'_>,
    keys: &KeyStore,
    root: &WrappingKey,
) -> Result<Vec<JournalState>, Problem> {
    let mut journals = Vec::new();
    for (controller, slug) in snapshot.controllers()? {
        let head = snapshot.head(controller)?.ok_or(StoreError::Damaged { table: "heads" })?;
        let origin = origin_of(snapshot, controller, head.epoch)?;
        let key = checkpoint_key(snapshot, keys, root, controller, &origin)?;
        let tiles = Tiles { snapshot, controller, epoch: head.epoch };
        let checkpoint = key.sign(head.tree_size, tree_root(&tiles, head.tree_size)?)?;
        journals.push(JournalState {
            controller,
            slug,
            epoch: head.epoch,
            tree_size: head.tree_size,
            checkpoint,
        });
    }
    Ok(journals)
}

/// The origin an epoch's first entry names.
pub(super) fn origin_of(
    snapshot: &Snapshot<'_>,
    controller: ControllerId,
    epoch: u32,
) -> Result<String, Problem> {
    let damaged = StoreError::Damaged { table: "journal_entries" };
    match snapshot.entry(controller, epoch, 0)? {
        Some(first) => Ok(Entry::decode(&first)?.origin.ok_or(damaged)?),
        // Culled: the verifier key that signs carries it.
        None => Ok(crate::checkpoint_key::origin_of(&snapshot.controller_keys(controller)?).ok_or(damaged)?),
    }
}

/// The log an origin is of, and the epoch: `<log>/<epoch>`.
pub(super) fn epoch_of(origin: &str) -> Option<(&str, u32)> {
    let (log, epoch) = origin.rsplit_once('/')?;
    Some((log, epoch.parse().ok()?))
}

/// The key a controller signs checkpoints with, under an origin.
pub(super) fn checkpoint_key(
    snapshot: &Snapshot<'_>,
    keys: &KeyStore,
    root: &WrappingKey,
    controller: ControllerId,
    origin: &str,
) -> Result<CheckpointKey, Problem> {
    let rows = snapshot.controller_keys(controller)?;
    let row = newest(&rows, KeyPurpose::Checkpoint)?;
    let found = keys.find(controller, &row.key_id)?.ok_or(MISMATCH)?;
    let of_parent = |row: &&ControllerKeyRow| {
        row.purpose == KeyPurpose::Controller.code() && u64::from(row.number) == found.parent
    };
    let parent = rows.iter().find(of_parent).ok_or(DAMAGED)?;
    let own = WrappingKey::new(&open(keys, root, controller, parent, KeyPurpose::Controller)?)?;
    let seed = open(keys, &own, controller, row, KeyPurpose::Checkpoint)?;
    Ok(CheckpointKey::from_seed(origin, seed.expose_bytes())?)
}

/// A checkpoint key for an epoch that begins: its verifier key carries the epoch's origin, so each epoch has one of its own. Durable when this
/// returns; swept at the next start if no row comes to name it.
pub(super) fn new_checkpoint_key(
    snapshot: &Snapshot<'_>,
    keys: &KeyStore,
    root: &WrappingKey,
    controller: ControllerId,
    (origin, at): (&str, Instant),
) -> Result<ControllerKeyRow, Problem> {
    let rows = snapshot.controller_keys(controller)?;
    let parent = newest(&rows, KeyPurpose::Controller)?;
    let own = WrappingKey::new(&open(keys, root, controller, parent, KeyPurpose::Controller)?)?;
    let (key_id, seed) = (KeyId::generate()?, SecretKey::generate()?);
    let wrapped = own.wrap(&seed, controller.as_u64(), key_id, KeyPurpose::Checkpoint)?.to_vec();
    let purpose = KeyPurpose::Checkpoint.code();
    let kept = WrappedKey { key_id: key_id.0, purpose, parent: u64::from(parent.number), wrapped };
    keys.put(controller, &[kept], at, 0)?;
    Ok(ControllerKeyRow {
        purpose,
        name: CheckpointKey::from_seed(origin, seed.expose_bytes())?.vkey(),
        number: newest(&rows, KeyPurpose::Checkpoint)?.number + 1,
        key_id: key_id.0,
    })
}

const DAMAGED: Problem = Problem::Key { code: "key.root_damaged" };
const MISMATCH: Problem = Problem::Key { code: "key.root_mismatch" };

fn newest(rows: &[ControllerKeyRow], purpose: KeyPurpose) -> Result<&ControllerKeyRow, Problem> {
    let of_purpose = rows.iter().filter(|row| row.purpose == purpose.code());
    of_purpose.max_by_key(|row| row.number).ok_or(DAMAGED)
}

fn open(
    keys: &KeyStore,
    parent: &WrappingKey,
    controller: ControllerId,
    row: &ControllerKeyRow,
    purpose: KeyPurpose,
) -> Result<SecretKey, Problem> {
    let found = keys.find(controller, &row.key_id)?.ok_or(MISMATCH)?;
    let wrapped = found.wrapped.as_slice().try_into().map_err(|_| DAMAGED)?;
    parent.unwrap(wrapped, controller.as_u64(), KeyId(row.key_id), purpose).map_err(|_| MISMATCH)
}
