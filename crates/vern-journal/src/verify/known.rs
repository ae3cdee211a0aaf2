//! Compares the tree with checkpoints held outside.
//!
//! A known checkpoint of the same origin must be a prefix of the tree. One of the epoch just before
//! is compared with what the first entry quotes of that epoch (ADR 0007). Others say nothing here,
//! but one of a later epoch keeps a roll-back from being ruled out: this folder may be the old one.
//!
//! A known checkpoint is compared even when its signature cannot be verified: otherwise leaving its
//! key out of `keys` would make the evidence go away.

use super::scan::{First, Scan};
use super::{Failure, FailureCode, Report};
use crate::checkpoint::{Checkpoint, VerifierKeys, open_checkpoint, read_unsigned};
use crate::tree::Hash;

struct KnownCheckpoint {
    place: usize,
    stated: Checkpoint,
    signed: bool,
    /// The root this tree had at that size, once the scan has passed it.
    root_here: Option<Hash>,
}

/// The known checkpoints that can be compared with this tree or with the epoch before it.
pub(super) struct Known {
    /// Of this origin, ascending by size.
    same: Vec<KnownCheckpoint>,
    /// Of the epoch before.
    before: Vec<KnownCheckpoint>,
    later_epoch: bool,
    passed: usize,
}

impl Known {
    pub(super) fn read(
        notes: &[String],
        keys: &VerifierKeys,
        checkpoint: &Checkpoint,
        report: &mut Report,
    ) -> Self {
        let mut known = Self { same: Vec::new(), before: Vec::new(), later_epoch: false, passed: 0 };
        for (place, note) in notes.iter().enumerate() {
            let opened = open_checkpoint(note, keys);
            let signed = opened.is_ok();
            let stated = opened.or_else(|_| read_unsigned(note)).ok();
            let here = stated.as_ref().and_then(|stated| relation(&stated.origin, &checkpoint.origin));
            // Keys of other logs are not in this folder, so only what bears on it must verify.
            if !signed && (stated.is_none() || here.is_some()) {
                let failure = Failure::new(FailureCode::CheckpointUnsigned, 0, 0);
                report.failures.push(Failure { known: Some(place), ..failure });
            }
            let Some(stated) = stated else { continue };
            let entry = KnownCheckpoint { place, stated, signed, root_here: None };
            match here {
                Some(Relation::Same) => known.same.push(entry),
                Some(Relation::Before) => known.before.push(entry),
                Some(Relation::Later) => {
                    known.later_epoch = true;
                    report.known_not_comparable += 1;
                }
                None => report.known_not_comparable += 1,
            }
        }
        known.same.sort_by_key(|entry| entry.stated.size);
        known
    }

    /// The next size at which the root is wanted.
    pub(super) fn next_size(&self) -> Option<u64> {
        self.same.get(self.passed).map(|entry| entry.stated.size)
    }

    /// Notes the root at [`Known::next_size`], for every known checkpoint of that size.
    pub(super) fn pass(&mut self, root: Hash) {
        let size = self.next_size();
        while self.next_size() == size {
            let Some(entry) = self.same.get_mut(self.passed) else { return };
            entry.root_here = Some(root);
            self.passed += 1;
        }
    }

    /// The largest size at which the tree is known to be as it was.
    pub(super) fn agreed_size(&self) -> Option<u64> {
        let agreed = self.same.iter().filter(|entry| entry.root_here == Some(entry.stated.root));
        agreed.map(|entry| entry.stated.size).max()
    }

    pub(super) fn conclude(&self, scan: &Scan, checkpoint: &Checkpoint, report: &mut Report) {
        report.known_size = self.agreed_size();
        let mut agreed_signed = false;
        for entry in &self.same {
            let agrees = entry.root_here == Some(entry.stated.root);
            report.known_checked += 1;
            agreed_signed |= agrees && entry.signed;
            if entry.stated.size > checkpoint.size {
                self.fail(report, FailureCode::RolledBack, entry, checkpoint.size);
            } else if entry.stated.size == checkpoint.size && entry.stated.root != checkpoint.root {
                self.fail(report, FailureCode::Forked, entry, report.known_size.unwrap_or(0));
            } else if !agrees && scan.root_holds {
                // Where the root does not hold, the hashes say nothing about older sizes.
                self.fail(report, FailureCode::Forked, entry, report.known_size.unwrap_or(0));
            }
        }
        for entry in &self.before {
            self.compare_before(entry, scan.first.as_ref(), report);
        }
        report.rollback_ruled_out = agreed_signed && !self.later_epoch;
    }

    fn compare_before(&self, entry: &KnownCheckpoint, first: Option<&First>, report: &mut Report) {
        let Some(first) = first else {
            // The entry that would tell is not there, which is a failure of its own.
            report.known_not_comparable += 1;
            return;
        };
        let quoted = first.previous.as_deref().and_then(|note| read_unsigned(note).ok());
        let quoted = quoted.filter(|quoted| quoted.origin == entry.stated.origin);
        // An epoch that quotes nothing of the one before admits to none of it.
        let quoted_size = quoted.as_ref().map_or(0, |quoted| quoted.size);
        if quoted_size > entry.stated.size {
            report.known_not_comparable += 1;
            return;
        }
        report.known_checked += 1;
        if quoted_size < entry.stated.size {
            self.fail(report, FailureCode::RolledBack, entry, quoted_size);
        } else if quoted.is_some_and(|quoted| quoted.root != entry.stated.root) {
            self.fail(report, FailureCode::Forked, entry, 0);
        }
    }

    fn fail(&self, report: &mut Report, code: FailureCode, entry: &KnownCheckpoint, from: u64) {
        let failure = Failure::new(code, from, entry.stated.size);
        report.failures.push(Failure { known: Some(entry.place), ..failure });
    }
}

#[derive(Clone, Copy)]
enum Relation {
    Same,
    Before,
    Later,
}

/// How the epoch of a known origin stands to that of this log; `None` for another log, and for an
/// epoch further back than this one can tell about.
fn relation(known: &str, here: &str) -> Option<Relation> {
    if known == here {
        return Some(Relation::Same);
    }
    let (known_log, known_epoch) = known.rsplit_once('/')?;
    let (log, epoch) = here.rsplit_once('/')?;
    let (known_epoch, epoch): (u64, u64) = (known_epoch.parse().ok()?, epoch.parse().ok()?);
    match known_epoch.checked_sub(epoch) {
        _ if known_log != log => None,
        Some(1..) => Some(Relation::Later),
        None if known_epoch + 1 == epoch => Some(Relation::Before),
        _ => None,
    }
}
