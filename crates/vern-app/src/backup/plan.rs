//! What a restore may do with two files and the checkpoints it is shown: refuse, go on with the journal, or open a new epoch of it.

use vern_core::id::ControllerId;
use vern_journal::{Checkpoint, CheckpointError, VerifierKeys, open_checkpoint, renamed_key};
use vern_store::row::Id16;

use super::frame::JournalState;
use super::read::{CheckedData, CheckedKeys};
use super::signing::epoch_of;
use crate::problem::Problem;

/// A checkpoint whose signature holds, with where it stands.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    pub(super) epoch: u32,
    pub(super) checkpoint: Checkpoint,
    pub(super) note: String,
}

impl Signed {
    fn place(&self) -> (u32, u64) {
        (self.epoch, self.checkpoint.size)
    }
}

/// What is to become of one controller's journal.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// As the data file has it.
    pub(super) journal: JournalState,
    /// The same, checked.
    pub(super) own: Signed,
    /// The newest that is known of, from the files or from outside.
    pub(super) newest: Signed,
    /// All that were shown and are of this journal.
    pub(super) known: Vec<Signed>,
    /// Every key that may have signed for it, under the origins of the file.
    pub(super) verifier_keys: Vec<String>,
    /// `<log>/<epoch>` is an origin of it.
    pub(super) log: String,
    /// Nothing came after the data file: the epoch goes on.
    pub(super) goes_on: bool,
}

impl Plan {
    pub(super) const fn controller(&self) -> ControllerId {
        self.journal.controller
    }

    /// Entries that are known to be lost; none where the newest checkpoint is of a later epoch, whose beginning is not known.
    pub(super) fn entries_lost(&self) -> Option<u64> {
        let same = self.newest.epoch == self.own.epoch;
        same.then(|| self.newest.checkpoint.size.saturating_sub(self.own.checkpoint.size))
    }
}

/// Holds the files against each other and against what was shown.
pub(super) fn plan(data: &CheckedData, keys: &CheckedKeys, known: &[String]) -> Result<Vec<Plan>, Problem> {
    if data.header.installation != keys.header.installation {
        return Err(Problem::Conflict { code: "backup.keys_of_other" });
    }
    if keys
        .header
        .of_data
        .is_some_and(|(snapshot, digest)| snapshot == data.header.snapshot && digest != data.digest)
    {
        return Err(Problem::Conflict { code: "backup.files_differ" });
    }
    // A key that was replaced after the data was copied is a tombstone by now: with it this data opens no more (ADR 0012).
    let is_there = |((controller, ..), (_, key)): (&(ControllerId, i64, String), &(i64, Id16))| {
        keys.own_keys.contains(&(*controller, *key))
    };
    let is_known = |(key, _): &(&(ControllerId, i64, String), _)| state_of(keys, key.0).is_some();
    if !data.own_keys.iter().filter(is_known).all(is_there) {
        return Err(ROTATED);
    }
    let mut plans: Vec<Plan> =
        data.header.journals.iter().map(|journal| plan_of(data, keys, journal)).collect::<Result<_, _>>()?;
    for note in known {
        let (place, signed) = find(&plans, note)?;
        if let Some(plan) = plans.get_mut(place) {
            let of_keys = state_of(keys, plan.controller()).ok_or(STALE)?;
            if (of_keys.epoch, of_keys.tree_size) < signed.place() {
                return Err(STALE);
            }
            if plan.newest.place() < signed.place() {
                plan.newest = signed.clone();
            }
            plan.known.push(signed);
        }
    }
    for plan in &mut plans {
        plan.goes_on = data.header.is_final && plan.newest.place() == plan.own.place();
    }
    Ok(plans)
}

const ROTATED: Problem = Problem::Conflict { code: "backup.keys_rotated" };
const STALE: Problem = Problem::Conflict { code: "backup.keys_stale" };

fn state_of(keys: &CheckedKeys, controller: ControllerId) -> Option<&JournalState> {
    keys.header.journals.iter().find(|journal| journal.controller == controller)
}

fn plan_of(data: &CheckedData, keys: &CheckedKeys, journal: &JournalState) -> Result<Plan, Problem> {
    let broken = || Problem::Conflict { code: "backup.journal_broken" };
    let of_keys = state_of(keys, journal.controller).ok_or(STALE)?;
    if (of_keys.epoch, of_keys.tree_size) < (journal.epoch, journal.tree_size) {
        return Err(STALE);
    }
    let verifier_keys = data.verifier_keys.get(&journal.controller).cloned().ok_or_else(broken)?;
    let log = data.logs.get(&journal.controller).cloned().ok_or_else(broken)?;
    let own = open(&journal.checkpoint, &verifier_keys).map_err(|_| broken())?;
    if own.place() != (journal.epoch, journal.tree_size) {
        return Err(broken());
    }
    // Signed by a key the data does not announce: one that came after it.
    let of_keys = open(&of_keys.checkpoint, &verifier_keys).map_err(|_| ROTATED)?;
    let newest = if of_keys.place() > own.place() { of_keys.clone() } else { own.clone() };
    let known = vec![of_keys];
    Ok(Plan { journal: journal.clone(), own, newest, known, verifier_keys, log, goes_on: false })
}

/// Whose a checkpoint is that was shown.
fn find(plans: &[Plan], note: &str) -> Result<(usize, Signed), Problem> {
    let foreign = || Problem::invalid("backup.known_foreign");
    let origin = note.lines().next().unwrap_or_default();
    let (log, _) = epoch_of(origin).ok_or_else(foreign)?;
    let (place, plan) = plans.iter().enumerate().find(|(_, plan)| plan.log == log).ok_or_else(foreign)?;
    Ok((place, open(note, &plan.verifier_keys).map_err(|_| foreign())?))
}

/// Opens a note signed by one of a journal's keys, whichever epoch it is of.
pub(super) fn open(note: &str, verifier_keys: &[String]) -> Result<Signed, CheckpointError> {
    let origin = note.lines().next().unwrap_or_default();
    let (_, epoch) = epoch_of(origin).ok_or(CheckpointError::Malformed)?;
    let renamed: Vec<String> =
        verifier_keys.iter().map(|key| renamed_key(key, origin)).collect::<Result<_, _>>()?;
    let checkpoint = open_checkpoint(note, &VerifierKeys::parse(&renamed.join("\n"))?)?;
    Ok(Signed { epoch, checkpoint, note: note.to_owned() })
}
