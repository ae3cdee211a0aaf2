//! Compares the trees with checkpoints held outside.
//!
//! A known checkpoint of an epoch in the export must be a prefix of that epoch's tree. One of the epoch
//! just before the oldest is compared with what that one quotes of it (ADR 0007). Others say nothing here,
//! but one of a later epoch keeps a roll-back from being ruled out: this folder may be the old one.
//!
//! A known checkpoint is compared even when its signature cannot be verified: otherwise leaving its
//! key out of `keys` would make the evidence go away.

use super::epoch::Epoch;
use super::notice::Notices;
use super::{Failure, FailureCode, Report};
use crate::checkpoint::{Checkpoint, VerifierKeys, open_checkpoint, read_unsigned};
use crate::tree::Hash;

struct KnownCheckpoint<'a> {
    place: usize,
    note: &'a str,
    stated: Checkpoint,
}

impl KnownCheckpoint<'_> {
    fn fail(&self, code: FailureCode, from: u64, to: u64) -> Failure {
        Failure { known: Some(self.place), ..Failure::new(code, from, to) }
    }
}

/// The known checkpoints that no epoch has been compared with yet.
pub(super) struct Known<'a> {
    waiting: Vec<KnownCheckpoint<'a>>,
}

impl<'a> Known<'a> {
    pub(super) fn read(notes: &'a [String], report: &mut Report) -> Self {
        let mut waiting = Vec::new();
        for (place, note) in notes.iter().enumerate() {
            match read_unsigned(note) {
                Ok(stated) => waiting.push(KnownCheckpoint { place, note, stated }),
                Err(_) => {
                    let failure = Failure::new(FailureCode::CheckpointUnsigned, 0, 0);
                    report.failures.push(Failure { known: Some(place), ..failure });
                }
            }
        }
        waiting.sort_by_key(|known| known.stated.size);
        Self { waiting }
    }

    /// Those of this origin, and the sizes at which they and `quoted` want the root.
    pub(super) fn take(&mut self, origin: &str, quoted: Option<u64>) -> Compared<'a> {
        let waiting = std::mem::take(&mut self.waiting);
        let (same, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|known| known.stated.origin == origin);
        self.waiting = rest;
        let mut sizes: Vec<u64> = same.iter().map(|known| known.stated.size).chain(quoted).collect();
        sizes.sort_unstable();
        sizes.dedup();
        let roots = sizes.into_iter().map(|size| (size, None)).collect();
        Compared { same, roots, passed: 0 }
    }

    /// Settles what belongs to no epoch of the export.
    pub(super) fn conclude(self, newest: &Epoch, oldest: &Epoch, report: &mut Report) {
        for known in &self.waiting {
            let epoch_here = epoch_of(&newest.checkpoint.origin);
            let epoch_known = epoch_of(&known.stated.origin);
            let (Some((log, here)), Some((known_log, epoch))) = (epoch_here, epoch_known) else {
                report.known_not_comparable += 1;
                continue;
            };
            let before = oldest.notices.origin_before().is_some_and(|origin| origin == known.stated.origin);
            let later = log == known_log && epoch > here;
            // Keys of other logs are not in this folder, so only what bears on it must verify.
            let signed =
                [&newest.keys, &oldest.keys].iter().any(|keys| open_checkpoint(known.note, keys).is_ok());
            if (before || later) && !signed {
                report.failures.push(known.fail(FailureCode::CheckpointUnsigned, 0, 0));
            }
            if later {
                report.rollback_ruled_out = false;
            }
            if before {
                compare_before(known, &oldest.notices, report);
            } else {
                report.known_not_comparable += 1;
            }
        }
    }
}

/// Compares a checkpoint with what the epoch after it admits to.
fn compare_before(known: &KnownCheckpoint<'_>, notices: &Notices, report: &mut Report) {
    if !notices.opened {
        // The entry that would tell is not there, which is a failure of its own.
        report.known_not_comparable += 1;
        return;
    }
    let quoted = notices.previous.as_deref().and_then(|note| read_unsigned(note).ok());
    let quoted = quoted.filter(|quoted| quoted.origin == known.stated.origin);
    // An epoch that quotes nothing of the one before admits to none of it.
    let quoted_size = quoted.as_ref().map_or(0, |quoted| quoted.size);
    if quoted_size > known.stated.size {
        report.known_not_comparable += 1;
        return;
    }
    report.known_checked += 1;
    if quoted_size < known.stated.size {
        report.failures.push(known.fail(FailureCode::RolledBack, quoted_size, known.stated.size));
    } else if quoted.is_some_and(|quoted| quoted.root != known.stated.root) {
        report.failures.push(known.fail(FailureCode::Forked, 0, known.stated.size));
    }
}

/// The known checkpoints of one epoch, and the roots its tree had at their sizes.
pub(super) struct Compared<'a> {
    same: Vec<KnownCheckpoint<'a>>,
    /// Ascending by size; the root once the scan has passed it.
    roots: Vec<(u64, Option<Hash>)>,
    passed: usize,
}

/// What the known checkpoints of an epoch are held against.
pub(super) struct Against<'a> {
    pub(super) checkpoint: &'a Checkpoint,
    pub(super) keys: &'a VerifierKeys,
    pub(super) notices: &'a Notices,
    pub(super) root_holds: bool,
    /// What the epoch after this one admits to, if there is one.
    pub(super) quoted: Option<&'a Checkpoint>,
}

impl Compared<'_> {
    /// The next size at which the root is wanted.
    pub(super) fn next_size(&self) -> Option<u64> {
        self.roots.get(self.passed).map(|(size, _)| *size)
    }

    /// Notes the root at [`Compared::next_size`].
    pub(super) fn pass(&mut self, root: Hash) {
        if let Some((_, passed)) = self.roots.get_mut(self.passed) {
            *passed = Some(root);
            self.passed += 1;
        }
    }

    /// The root the tree had at this size.
    pub(super) fn root_at(&self, size: u64) -> Option<Hash> {
        let place = self.roots.binary_search_by_key(&size, |(size, _)| *size).ok()?;
        self.roots.get(place).and_then(|(_, root)| *root)
    }

    fn agrees(&self, stated: &Checkpoint) -> bool {
        self.root_at(stated.size) == Some(stated.root)
    }

    /// The largest size at which the tree is known to be as it was.
    pub(super) fn agreed_size(&self) -> Option<u64> {
        let agreed = self.same.iter().filter(|known| self.agrees(&known.stated));
        agreed.map(|known| known.stated.size).max()
    }

    pub(super) fn conclude(&self, against: &Against<'_>, report: &mut Report) {
        report.known_size = self.agreed_size();
        for known in &self.same {
            let signed = check_signature(known, against, report);
            self.compare(known, against, report);
            report.rollback_ruled_out |= signed && self.agrees(&known.stated);
        }
    }

    fn compare(&self, known: &KnownCheckpoint<'_>, against: &Against<'_>, report: &mut Report) {
        let (stated, here) = (&known.stated, against.checkpoint);
        let admitted_size = against.quoted.map_or(0, |quoted| quoted.size);
        if stated.size > here.size && stated.size < admitted_size {
            // The epoch after this one admits that these entries are lost.
            report.known_not_comparable += 1;
            return;
        }
        report.known_checked += 1;
        let agreed = report.known_size.unwrap_or(0);
        let quoted_root =
            against.quoted.filter(|quoted| quoted.size == stated.size).map(|quoted| quoted.root);
        if stated.size > here.size {
            match quoted_root {
                Some(root) if root == stated.root => {}
                Some(_) => report.failures.push(known.fail(FailureCode::Forked, agreed, stated.size)),
                None => {
                    let from = here.size.max(admitted_size);
                    report.failures.push(known.fail(FailureCode::RolledBack, from, stated.size));
                }
            }
        } else if !self.agrees(stated) && (against.root_holds || stated.size == here.size) {
            // Where the root does not hold, the hashes say nothing about older sizes.
            let differs = stated.size < here.size || stated.root != here.root;
            if differs {
                report.failures.push(known.fail(FailureCode::Forked, agreed, stated.size));
            }
        }
    }
}

/// Whether a key of this epoch has signed it; says so where none has.
fn check_signature(known: &KnownCheckpoint<'_>, against: &Against<'_>, report: &mut Report) -> bool {
    if open_checkpoint(known.note, &against.notices.keys).is_ok() {
        return true;
    }
    let listed = open_checkpoint(known.note, against.keys).is_ok();
    if listed && !against.notices.opened {
        // What would tell the announced keys is not there, which is a failure of its own.
        return true;
    }
    let code = if listed { FailureCode::KeyUnannounced } else { FailureCode::CheckpointUnsigned };
    report.failures.push(known.fail(code, 0, 0));
    false
}

/// The log and the epoch an origin names; `None` for an origin that is not one of ours.
pub(super) fn epoch_of(origin: &str) -> Option<(&str, u64)> {
    let (log, epoch) = origin.rsplit_once('/')?;
    Some((log, epoch.parse().ok()?))
}
