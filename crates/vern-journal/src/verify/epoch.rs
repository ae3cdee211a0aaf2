//! Checks one epoch of an export, and follows the epochs back in time.
//!
//! The newest epoch stands at the top of the folder; older ones, where they are there, under
//! `epoch/<number>/`, in an unbroken run back from it. What an epoch quotes of the one before (ADR 0007)
//! must be signed by a key of that one and must be a prefix of its tree, or tell of entries that it lost.

use std::io;

use super::known::{Against, Compared, Known, epoch_of};
use super::notice::Notices;
use super::scan;
use super::{EpochReport, Failure, FailureCode, Report};
use crate::checkpoint::{Checkpoint, CheckpointError, VerifierKeys, open_checkpoint, read_unsigned};
use crate::export::{CHECKPOINT_PATH, ExportFiles, KEYS_PATH, epoch_path};
use crate::tree::{Hash, TREE_SIZE_MAX};

/// The most older epochs followed.
pub(super) const EPOCHS_MAX: usize = 1000;

/// An epoch whose checkpoint is signed.
pub(super) struct Epoch {
    pub(super) checkpoint: Checkpoint,
    pub(super) keys: VerifierKeys,
    pub(super) notices: Notices,
    root_holds: bool,
    /// The root at the size the epoch after this one quotes, if this tree was ever so small.
    quoted_root: Option<Hash>,
}

/// Checks every epoch of the folder. Hands out the newest and the oldest of them that are signed.
pub(super) fn check_all(
    files: &dyn ExportFiles,
    known: &mut Known<'_>,
    report: &mut Report,
) -> io::Result<Option<(Epoch, Option<Epoch>)>> {
    let Some(newest) = check(files, None, known, report)? else { return Ok(None) };
    let mut oldest: Option<Epoch> = None;
    for _ in 0..EPOCHS_MAX {
        let later = oldest.as_ref().unwrap_or(&newest);
        let Some((_, number)) = epoch_of(&later.checkpoint.origin) else { break };
        let Some(before) = number.checked_sub(1) else { break };
        let below = Below { files, epoch: before };
        if below.read(CHECKPOINT_PATH)?.is_none() {
            break;
        }
        let mut part = Report::default();
        let checked = check(&below, Some(later), known, &mut part);
        let found = checked.as_ref().ok().and_then(Option::as_ref);
        if let Some(older) = found {
            let quoted_size = check_quote(later, number, older, report);
            report.epochs.push(EpochReport::new(before, &part, older.checkpoint.clone(), quoted_size));
        }
        report.absorb(before, part);
        match checked? {
            Some(older) => oldest = Some(older),
            None => break,
        }
    }
    Ok(Some((newest, oldest)))
}

/// Checks the epoch at the top of `files`. `None` where its checkpoint is not signed.
fn check(
    files: &dyn ExportFiles,
    later: Option<&Epoch>,
    known: &mut Known<'_>,
    report: &mut Report,
) -> io::Result<Option<Epoch>> {
    let note = text(files, CHECKPOINT_PATH)?;
    let Ok((keys, checkpoint)) = open(&note, &text(files, KEYS_PATH)?) else {
        // Below an unsigned checkpoint nothing proves anything.
        report.failures.push(Failure::new(FailureCode::CheckpointUnsigned, 0, 0));
        return Ok(None);
    };
    if later.is_some_and(|later| later.notices.origin_before().as_ref() != Some(&checkpoint.origin)) {
        report.failures.push(Failure::new(FailureCode::EpochMismatch, 0, 0));
        return Ok(None);
    }
    report.checkpoint = Some(checkpoint.clone());
    let quoted = later.and_then(|later| quote(later, &checkpoint.origin));
    let mut compared: Compared<'_> =
        known.take(&checkpoint.origin, quoted.as_ref().map(|quoted| quoted.size));
    let scan = scan::run(files, &checkpoint, &mut compared, report)?;
    let notices = scan.notices;
    if notices.opened && open_checkpoint(&note, &notices.keys).is_err() {
        report.failures.push(Failure::new(FailureCode::KeyUnannounced, 0, 0));
    }
    let against = Against {
        checkpoint: &checkpoint,
        keys: &keys,
        notices: &notices,
        root_holds: scan.root_holds,
        quoted: quoted.as_ref(),
    };
    compared.conclude(&against, report);
    let quoted_root = quoted.and_then(|quoted| compared.root_at(quoted.size));
    Ok(Some(Epoch { checkpoint, keys, notices, root_holds: scan.root_holds, quoted_root }))
}

/// What an epoch quotes of the one with this origin.
fn quote(later: &Epoch, origin: &str) -> Option<Checkpoint> {
    let quoted = later.notices.previous.as_deref().and_then(|note| read_unsigned(note).ok());
    quoted.filter(|quoted| quoted.origin == origin)
}

/// Holds what an epoch quotes against the epoch it quotes. Gives the size quoted.
fn check_quote(later: &Epoch, number: u64, older: &Epoch, report: &mut Report) -> Option<u64> {
    if !later.notices.opened {
        // The entry that would quote is not there, which is a failure of its own.
        return None;
    }
    let mut fail = |code, epoch: u64, from, to| {
        // The newest epoch is the one a failure means if it names none.
        let named = (number != epoch || !report.epochs.is_empty()).then_some(epoch);
        report.failures.push(Failure { epoch: named, ..Failure::new(code, from, to) });
    };
    let note = later.notices.previous.as_deref().unwrap_or_default();
    let Some(quoted) = quote(later, &older.checkpoint.origin) else {
        fail(FailureCode::EpochMismatch, number, 0, 1);
        return None;
    };
    let announced = open_checkpoint(note, &older.notices.keys).is_ok();
    if !announced && (older.notices.opened || open_checkpoint(note, &older.keys).is_err()) {
        fail(FailureCode::CheckpointUnsigned, number, 0, 1);
    }
    let within = quoted.size <= older.checkpoint.size;
    if within && older.root_holds && older.quoted_root != Some(quoted.root) {
        fail(FailureCode::Forked, number - 1, 0, quoted.size);
    }
    Some(quoted.size)
}

fn open(note: &str, keys: &str) -> Result<(VerifierKeys, Checkpoint), CheckpointError> {
    let keys = VerifierKeys::parse(keys)?;
    let checkpoint = open_checkpoint(note, &keys)?;
    let fits = checkpoint.size <= TREE_SIZE_MAX;
    if fits { Ok((keys, checkpoint)) } else { Err(CheckpointError::Malformed) }
}

/// A file as text; empty where there is none or it is not UTF-8, which no note and no key is.
fn text(files: &dyn ExportFiles, path: &str) -> io::Result<String> {
    Ok(files.read(path)?.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default())
}

/// The folder of an older epoch.
struct Below<'a> {
    files: &'a dyn ExportFiles,
    epoch: u64,
}

impl ExportFiles for Below<'_> {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.files.read(&epoch_path(self.epoch, path))
    }
}
