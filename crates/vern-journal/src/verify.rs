//! Checks an exported folder with nothing but that folder, and names what does not hold.
//!
//! In the order of ADR 0002: the signature of the checkpoint; that the level-0 hashes give the
//! signed root; that each entry hashes to its leaf; that each entry is format 1, carries its own
//! index and does not go back in time; that every checkpoint known from outside is a prefix of this
//! tree. One pass over the folder does all of it, one bundle of 256 entries in memory at a time;
//! only when the root is wrong are the tiles read again, to find out where.
//!
//! What happened to an entry is worked out from two witnesses that do not depend on each other: the
//! leaf hashes in the tiles, and the index each entry carries (`verify/align.rs`).
//!
//! The log itself says which keys sign for it, which epoch it is and how much of it is culled
//! (`verify/notice.rs`); older epochs in the folder are checked the same way and tied to the newer ones by
//! what those quote (`verify/epoch.rs`).
//!
//! This file does not ask whether what the entries say was lawful, does not open sealed parts, and does
//! not read charters. A signature proves that
//! *a* history was signed, not that it is the only one: without known checkpoints
//! [`Report::rollback_ruled_out`] stays false.

use std::fmt;
use std::io;

use crate::checkpoint::Checkpoint;
use crate::export::ExportFiles;

mod align;
mod epoch;
mod folder;
mod known;
mod locate;
mod notice;
mod scan;

/// The most failures a report lists; the rest are counted.
pub const FAILURES_MAX: usize = 100;

/// What does not hold. The dotted code is stable; people's words for it live elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FailureCode {
    /// The checkpoint, or one of the known ones, is not signed by a key in `keys`.
    CheckpointUnsigned,
    /// The checkpoint, or one of the known ones, is signed by a key that the journal itself does not announce.
    KeyUnannounced,
    /// An entry that should say which epoch this is, which keys sign for it or how much of it is culled does not, or says it
    /// of another log; or an epoch does not quote the one before it.
    EpochMismatch,
    /// A known checkpoint is larger than the tree.
    RolledBack,
    /// A known checkpoint is not a prefix of this tree.
    Forked,
    /// The hashes of these entries do not give the signed root.
    RootMismatch,
    /// A tile is not there, or is torn.
    TileMissing,
    /// A tile above level 0 is not what the tiles below it give, or entries that are all there and
    /// in order are wrongly divided into bundles.
    TileChanged,
    /// The entry is not the one the tree holds.
    EntryChanged,
    /// The entry is not there.
    EntryMissing,
    /// The entry stands at another place than its own.
    EntryMoved,
    /// The tree does not cover what stands at this place of the entry stream.
    EntryAppended,
    /// The entry is not of format 1, or carries an index that is another entry's.
    EntryMalformed,
    /// The entry is older than the one before it.
    TimeBackwards,
    /// A file could not be read; nothing behind it was checked.
    Unreadable,
}

impl FailureCode {
    /// Every code, for the generated list and the texts' gap test.
    pub const ALL: &'static [Self] = &[
        Self::CheckpointUnsigned,
        Self::KeyUnannounced,
        Self::EpochMismatch,
        Self::RolledBack,
        Self::Forked,
        Self::RootMismatch,
        Self::TileMissing,
        Self::TileChanged,
        Self::EntryChanged,
        Self::EntryMissing,
        Self::EntryMoved,
        Self::EntryAppended,
        Self::EntryMalformed,
        Self::TimeBackwards,
        Self::Unreadable,
    ];

    /// The stable dotted code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CheckpointUnsigned => "journal.checkpoint_unsigned",
            Self::KeyUnannounced => "journal.key_unannounced",
            Self::EpochMismatch => "journal.epoch_mismatch",
            Self::RolledBack => "journal.rolled_back",
            Self::Forked => "journal.forked",
            Self::RootMismatch => "journal.root_mismatch",
            Self::TileMissing => "journal.tile_missing",
            Self::TileChanged => "journal.tile_changed",
            Self::EntryChanged => "journal.entry_changed",
            Self::EntryMissing => "journal.entry_missing",
            Self::EntryMoved => "journal.entry_moved",
            Self::EntryAppended => "journal.entry_appended",
            Self::EntryMalformed => "journal.entry_malformed",
            Self::TimeBackwards => "journal.time_backwards",
            Self::Unreadable => "journal.unreadable",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::CheckpointUnsigned => "checkpoint is not signed by a known key",
            Self::KeyUnannounced => "checkpoint is signed by a key the journal does not announce",
            Self::EpochMismatch => "entry does not say what it should of this epoch",
            Self::RolledBack => "a known checkpoint is larger than the tree",
            Self::Forked => "a known checkpoint is not a prefix of the tree",
            Self::RootMismatch => "hashes do not give the signed root",
            Self::TileMissing => "tile is missing or torn",
            Self::TileChanged => "tile does not hold what the tree has there",
            Self::EntryChanged => "entry is not the one in the tree",
            Self::EntryMissing => "entry is missing",
            Self::EntryMoved => "entry stands at another place",
            Self::EntryAppended => "entry is not covered by the checkpoint",
            Self::EntryMalformed => "entry is not of format 1 or not of this index",
            Self::TimeBackwards => "entry is older than the one before",
            Self::Unreadable => "file could not be read",
        }
    }
}

/// One thing that does not hold, and the entries it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What does not hold.
    pub code: FailureCode,
    /// The first entry concerned, by its place in the tree; for
    /// [`FailureCode::EntryAppended`] by its place in the stream of entries.
    pub from: u64,
    /// One past the last entry concerned; equal to `from` where no entry is.
    pub to: u64,
    /// For [`FailureCode::EntryMoved`], the place where the entry stands instead.
    pub found_at: Option<u64>,
    /// The known checkpoint concerned, by its place in what `verify` was given.
    pub known: Option<usize>,
    /// The older epoch concerned; absent where it is the newest, at the top of the folder.
    pub epoch: Option<u64>,
}

impl Failure {
    fn new(code: FailureCode, from: u64, to: u64) -> Self {
        Self { code, from, to, found_at: None, known: None, epoch: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.code.as_str(), self.code.message())?;
        if let Some(epoch) = self.epoch {
            write!(out, " (epoch {epoch})")?;
        }
        match self.to.saturating_sub(self.from) {
            0 => Ok(()),
            1 => write!(out, " (entry {})", self.from),
            _ => write!(out, " (entries {} to {})", self.from, self.to - 1),
        }
    }
}

/// What was checked and what does not hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Origin, size and root as signed; absent where no signature could be verified.
    pub checkpoint: Option<Checkpoint>,
    /// Entries of the newest epoch read and hashed.
    pub entries_checked: u64,
    /// Entries of the newest epoch that are culled: not there, and the log itself says so. Their hashes are in the tree.
    pub entries_culled: u64,
    /// Tiles of hashes of the newest epoch read and compared.
    pub tiles_checked: u64,
    /// The older epochs in the folder, newest first.
    pub epochs: Vec<EpochReport>,
    /// Known checkpoints that were compared with the tree of their epoch, or with what is quoted of it.
    pub known_checked: u64,
    /// Known checkpoints that say nothing here: of another log, of an epoch too far away, or of entries that a later epoch says are
    /// lost.
    pub known_not_comparable: u64,
    /// The largest known size that is a prefix of the newest epoch's tree.
    pub known_size: Option<u64>,
    /// Whether a signed checkpoint from outside agrees with this tree, and none disagrees or tells
    /// of a later epoch. It rules out a roll-back to before [`Report::known_size`], no more.
    pub rollback_ruled_out: bool,
    /// At most [`FAILURES_MAX`], by entry and code.
    pub failures: Vec<Failure>,
    /// How many more there are.
    pub failures_omitted: u64,
}

/// What was checked of an epoch before the newest.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochReport {
    /// Its number.
    pub epoch: u64,
    /// Origin, size and root as signed.
    pub checkpoint: Checkpoint,
    /// Entries read and hashed.
    pub entries_checked: u64,
    /// Entries that are culled.
    pub entries_culled: u64,
    /// Tiles of hashes read and compared.
    pub tiles_checked: u64,
    /// The size the epoch after it quotes; absent where that quotes none.
    pub quoted_size: Option<u64>,
    /// Entries that the epoch after it quotes and this tree does not have: what a restore lost.
    pub entries_lost: u64,
    /// Entries this tree has and the epoch after it does not quote: it was opened without them.
    pub entries_unquoted: u64,
}

impl EpochReport {
    fn new(epoch: u64, part: &Report, checkpoint: Checkpoint, quoted_size: Option<u64>) -> Self {
        let quoted = quoted_size.unwrap_or(checkpoint.size);
        Self {
            epoch,
            entries_checked: part.entries_checked,
            entries_culled: part.entries_culled,
            tiles_checked: part.tiles_checked,
            quoted_size,
            entries_lost: quoted.saturating_sub(checkpoint.size),
            entries_unquoted: checkpoint.size.saturating_sub(quoted),
            checkpoint,
        }
    }
}

impl Report {
    /// Whether everything checked holds.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.failures.is_empty() && self.failures_omitted == 0
    }

    /// Takes in what was found in an older epoch.
    fn absorb(&mut self, epoch: u64, part: Self) {
        let failures = part.failures.into_iter();
        self.failures
            .extend(failures.map(|failure| Failure { epoch: failure.epoch.or(Some(epoch)), ..failure }));
        self.failures_omitted += part.failures_omitted;
        self.known_checked += part.known_checked;
        self.known_not_comparable += part.known_not_comparable;
    }

    fn conclude(&mut self) {
        self.failures.sort_by_key(|failure| {
            let newest_first = std::cmp::Reverse(failure.epoch.unwrap_or(u64::MAX));
            (newest_first, failure.from, failure.code, failure.known, failure.to)
        });
        self.failures_omitted += self.failures.len().saturating_sub(FAILURES_MAX) as u64;
        self.failures.truncate(FAILURES_MAX);
        self.rollback_ruled_out &= self.is_ok();
    }
}

/// Checks an export. `known` are checkpoints (signed notes) held outside the installation.
///
/// Never panics, whatever the folder holds. A file that cannot be read ends the check with
/// [`FailureCode::Unreadable`].
#[must_use]
pub fn verify(files: &dyn ExportFiles, known: &[String]) -> Report {
    let mut report = Report::default();
    if run(files, known, &mut report).is_err() {
        report.failures.push(Failure::new(
            FailureCode::Unreadable,
            report.entries_checked,
            report.entries_checked,
        ));
    }
    report.conclude();
    report
}

fn run(files: &dyn ExportFiles, notes: &[String], report: &mut Report) -> io::Result<()> {
    let mut known = known::Known::read(notes, report);
    let Some((newest, oldest)) = epoch::check_all(files, &mut known, report)? else { return Ok(()) };
    known.conclude(&newest, oldest.as_ref().unwrap_or(&newest), report);
    Ok(())
}
