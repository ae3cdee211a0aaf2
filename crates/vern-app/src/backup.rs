//! Backup and restore: a snapshot of every row and one of every key, two files apart, and an installation made of them again (ADR 0016).
//!
//! A backup is taken beside a running installation and changes nothing in it. A restore opens nothing before everything has been read and checked,
//! and brings nobody back whose keys are tombstones. Deliberately not here: sealing (`vern-crypto`), rows and SQL (`vern-store`), where files go.

mod file;
mod frame;
mod lost;
mod moving;
mod plan;
mod read;
mod restore;
mod signing;
mod target;
mod verify;
mod write;

use std::path::PathBuf;

use vern_crypto::snapshot::SnapshotError;
use vern_store::StoreError;

use crate::problem::Problem;

pub use file::keep_private;
pub use moving::close_for_move;
pub use restore::{RestoreRequest, Restored, RestoredJournal, restore};
pub use vern_crypto::root_key::RootKey;
pub use vern_crypto::snapshot::{BackupKey, BackupRecipient};
pub use vern_store::StorePlace;
pub use write::{BackupReport, BackupRequest, back_up};

/// The two files of a backup. They belong apart: with both and the recipient's key everything opens to whoever has the root key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFiles {
    /// The rows.
    pub data: PathBuf,
    /// The wrapped keys and the tombstones.
    pub keys: PathBuf,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are being written.
    Writing,
    /// Files are being read and checked; nothing is written.
    Checking,
    /// Rows are going in.
    Restoring,
    /// The journal is being computed again.
    Verifying,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows done, or entries where the journal is verified.
    pub done: u64,
    /// As many as there are.
    pub total: u64,
}

/// Told now and then how far it has come. What it fails with ends the work, as a process that is killed would.
pub type OnProgress<'a> = &'a mut (dyn FnMut(Progress) -> Result<(), Problem> + Send);

/// What is wrong with a sealed file, as a problem.
pub(crate) fn of_snapshot(error: SnapshotError) -> Problem {
    match error {
        SnapshotError::NotASnapshot => Problem::invalid("snapshot.form"),
        SnapshotError::OtherRoot => Problem::Key { code: "snapshot.root_differs" },
        SnapshotError::OtherRecipient => Problem::Key { code: "snapshot.recipient_differs" },
        SnapshotError::CutShort => Problem::invalid("snapshot.cut_short"),
        SnapshotError::Altered => Problem::invalid("snapshot.altered"),
        SnapshotError::Io(error) => Problem::Store(StoreError::File(error)),
        error => Problem::Internal(error.to_string()),
    }
}
