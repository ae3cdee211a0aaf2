//! Erase a record: decided, journalled and taken away in one commit; its key overwritten in the next if it was the last (ADR 0003).

use crate::rights::is_unanswered;
use std::sync::Arc;

use vern_core::operation::{Act, Operation};
use vern_core::record::RecordKey;
use vern_policy::{State, decide};
use vern_store::Snapshot;

use super::read::{Found, expected_of};
use super::{Circumstance, earlier, operation, reason_text};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::Change;
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;

impl Installation {
    /// Erases a record. When this returns, its row is gone; if it was the subject's last in the activity, its key is overwritten too.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `record.key_form`, `record.version_differs`, `reason.too_long`, `conflict.busy`.
    pub async fn erase_record(
        &self,
        caller: &Caller,
        key: &str,
        circumstance: &Circumstance,
    ) -> Result<Answer<()>, Problem> {
        let key: RecordKey = key.parse()?;
        let prepare = || {
            let reader = self.reader()?;
            self.prepare_erase(caller, &reader.snapshot()?, &key, circumstance)
        };
        let answer = self.perform(caller, prepare).await?;
        self.overwrite_keys(&caller.controller).await?;
        Ok(answer)
    }

    /// Decides an erasure. A retention run acts for the charter itself and needs no grant, but what it meets must have run out.
    pub(crate) fn prepare_erase(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        key: &RecordKey,
        circumstance: &Circumstance,
    ) -> Result<Prepared<()>, Problem> {
        let ground = self.ground(caller, snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(circumstance.reason.as_ref())?;
        let found = self.find(caller, snapshot, &ground, key, circumstance)?;
        let operation = Operation {
            subject: found.as_ref().map(|found| found.row.subject),
            data: rules.data_of(&circumstance.activity),
            exception: circumstance.exception,
            reason_given: reason.is_some(),
            ..operation(caller, &circumstance.activity, Act::Erase, &ground)
        };
        let retention_run = caller.is_retention_run();
        let state = State { retention_run, ..found.as_ref().map(Found::state).unwrap_or_default() };
        let decision = decide(&operation, &rules, &state);
        let operation_id = issue_operation(ground.at)?;
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id,
            decision: &decision,
        };
        let expected =
            expected_of(&ground, key, found.as_ref(), earlier(decision.horizon, ground.in_force.until));
        let mut entry = self.entry_without_answer(&draft, key, found.as_ref(), reason)?;
        if !decision.is_permit() {
            return Ok(Prepared::refused(expected, entry, rules, decision));
        }
        if is_unanswered(snapshot, caller.controller.id(), key.as_str())? {
            return Err(Problem::Conflict { code: "case.unanswered" });
        }
        circumstance.precondition.check(found.as_ref().map(|found| found.row.version))?;
        entry.count = Some(1);
        let change =
            Change::EraseRecord { key: key.as_str().to_owned(), activity: circumstance.activity.clone() };
        Ok(Prepared { expected, change, entry, outcome: Ok(()) })
    }
}
