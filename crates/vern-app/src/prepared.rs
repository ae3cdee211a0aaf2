//! The shape every operation on personal data shares (ADR 0005): prepared from one snapshot — decided, sealed, drafted —, then committed if all it was
//! decided by is still so, else prepared again; answered when its entry is durable.

use std::sync::Arc;

use tokio::runtime::RuntimeFlavor;
use vern_core::decision::Decision;
use vern_journal::Entry;
use vern_policy::Rules;

use crate::Answer;
use crate::access::Caller;
use crate::committer::{Change, CommitError, Expected};
use crate::installation::Installation;
use crate::problem::Problem;
use crate::refusal::Refusal;

/// How often an operation is prepared before the caller is told to come back.
pub(crate) const ATTEMPTS_MAX: usize = 8;

/// An operation prepared and not yet committed.
pub(crate) struct Prepared<T> {
    /// What it was decided by.
    pub(crate) expected: Expected,
    /// What it changes; nothing where it is refused.
    pub(crate) change: Change,
    /// Its journal entry, without place and time.
    pub(crate) entry: Entry,
    /// What to answer once it is durable: the value, or why it is refused.
    pub(crate) outcome: Result<T, Refused>,
}

/// A refusal, and the rules that say what its reasons follow from.
pub(crate) struct Refused {
    pub(crate) rules: Arc<Rules>,
    pub(crate) decision: Decision,
}

impl<T> Prepared<T> {
    /// A refusal: journalled, and nothing else.
    pub(crate) fn refused(expected: Expected, entry: Entry, rules: Arc<Rules>, decision: Decision) -> Self {
        Self { expected, change: Change::None, entry, outcome: Err(Refused { rules, decision }) }
    }
}

impl Installation {
    /// Does what may wait for a database server where other tasks do not wait with it.
    fn without_holding_up<T>(&self, work: impl FnOnce() -> T) -> T {
        let has_threads = tokio::runtime::Handle::try_current()
            .is_ok_and(|runtime| runtime.runtime_flavor() == RuntimeFlavor::MultiThread);
        if self.store.waits() && has_threads { tokio::task::block_in_place(work) } else { work() }
    }

    /// Prepares and commits an operation until what it was decided by still holds at its commit. A record that does not open is looked at
    /// again: where its key was overwritten since the snapshot, the next snapshot no longer has the record.
    pub(crate) async fn perform<T>(
        &self,
        caller: &Caller,
        prepare: impl Fn() -> Result<Prepared<T>, Problem>,
    ) -> Result<Answer<T>, Problem> {
        let mut last = Problem::Conflict { code: "conflict.busy" };
        for _ in 0..ATTEMPTS_MAX {
            self.without_holding_up(|| self.refuse_repeated(caller))?;
            let Prepared { mut expected, change, entry, outcome } = match self.without_holding_up(&prepare) {
                Ok(prepared) => prepared,
                Err(Problem::Unreadable) => {
                    last = Problem::Unreadable;
                    continue;
                }
                Err(problem) => return Err(problem),
            };
            if outcome.is_ok() && !matches!(change, Change::None) {
                expected.call = caller.call;
            }
            match self.committer.commit(caller.controller.id(), Some(expected), change, Some(entry)).await {
                Ok(committed) => {
                    return match outcome {
                        Ok(value) => Ok(Answer { value, committed }),
                        Err(Refused { rules, decision }) => {
                            Err(Problem::Refused(Box::new(Refusal::new(&rules, &decision, committed))))
                        }
                    };
                }
                Err(CommitError::Stale) => last = Problem::Conflict { code: "conflict.busy" },
                Err(CommitError::Failed(problem)) => return Err(problem),
            }
        }
        Err(last)
    }
}
