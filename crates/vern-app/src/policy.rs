//! Amending what policy rows take away: of one record, or of all an activity holds (ADR 0015). Only ever more; what gives something back is a
//! charter version.
//!
//! Of all an activity holds it touches policy rows and no record, however many there are. It says nothing of records to come: for those the
//! charter in force is what there is.

use std::sync::Arc;

use vern_core::decision::{Decision, Visibility};
use vern_core::operation::{Act, Operation};
use vern_core::record::RecordKey;
use vern_journal::EntryKind;
use vern_policy::{Amendment, Rules, State, decide};
pub use vern_policy::{Narrowing, PolicyProblem};
use vern_store::Snapshot;

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::controller::Policy;
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Circumstance, Found, Ground, earlier, expected_of, operation, reason_text};

/// The first problem of a narrowing, if it has any.
pub(crate) fn refuse_narrowing(problems: &[PolicyProblem]) -> Result<(), Problem> {
    problems.first().map_or(Ok(()), |problem| Err(Problem::invalid_field(problem.code(), "narrowing")))
}

/// What one row becomes, or why it cannot.
struct Amended {
    policy: i64,
    after: Narrowing,
    changed: bool,
    problems: Vec<PolicyProblem>,
}

/// What a row takes away already, and what is asked besides.
fn amended(policy: &Policy, asked: &Narrowing, rules: &Rules) -> Amended {
    let before = policy.narrowing.clone().unwrap_or_default();
    let number = policy.row.policy;
    let Some(after) = asked.merge(&before) else {
        // Neither period is never longer than the other, so there is none that says "whichever ends first".
        let problems = vec![PolicyProblem::PeriodLonger];
        return Amended { policy: number, after: before, changed: false, problems };
    };
    Amended {
        policy: number,
        changed: after != before,
        problems: after.problems_after(&before, rules, &policy.row.activity),
        after,
    }
}

/// The rows of an activity that change, with what they are to hold.
fn changed_rows(
    all: &[Arc<Policy>],
    category: Option<&str>,
    asked: &Narrowing,
    rules: &Rules,
    activity: &str,
) -> Result<Vec<(i64, Vec<u8>)>, Problem> {
    refuse_narrowing(&asked.problems(rules, activity))?;
    let is_meant = |policy: &&Arc<Policy>| {
        policy.row.activity == activity && category.is_none_or(|category| policy.row.category == category)
    };
    let rows: Vec<Amended> =
        all.iter().filter(is_meant).map(|policy| amended(policy, asked, rules)).collect();
    rows.iter().try_for_each(|row| refuse_narrowing(&row.problems))?;
    let changed = rows.iter().filter(|row| row.changed);
    Ok(changed.map(|row| (row.policy, Policy::bytes_of(&row.after))).collect())
}

impl Installation {
    /// Takes away, for every record an activity holds, or holds of one category, what `narrowing` says, besides what each row takes away already.
    /// Gives the number of policy rows that changed; records are not touched.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `policy.*` for what cannot be taken away; `reason.too_long`, `conflict.busy`.
    pub async fn amend_policy(
        &self,
        caller: &Caller,
        category: Option<&str>,
        narrowing: &Narrowing,
        circumstance: &Circumstance,
    ) -> Result<Answer<u64>, Problem> {
        self.perform(caller, || {
            let reader = self.reader()?;
            self.prepare_amendment(caller, &reader.snapshot()?, category, narrowing, circumstance)
        })
        .await
    }

    /// Has one record's policy row be as `narrowing` says, which must take away at least what it does now.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `policy.*` for what cannot be taken away or would be given back;
    /// `record.version_differs`, `record.key_form`, `reason.too_long`, `conflict.busy`.
    pub async fn amend_record_policy(
        &self,
        caller: &Caller,
        key: &str,
        narrowing: &Narrowing,
        circumstance: &Circumstance,
    ) -> Result<Answer<()>, Problem> {
        let key: RecordKey = key.parse()?;
        self.perform(caller, || {
            let reader = self.reader()?;
            self.prepare_record_amendment(caller, &reader.snapshot()?, &key, narrowing, circumstance)
        })
        .await
    }

    fn prepare_amendment(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        category: Option<&str>,
        narrowing: &Narrowing,
        circumstance: &Circumstance,
    ) -> Result<Prepared<u64>, Problem> {
        let ground = self.ground(caller, snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(circumstance.reason.as_ref())?;
        let all = caller.controller.all_policies(snapshot, ground.standing.state_version)?;
        let newest = all.iter().map(|policy| policy.row.policy).max().unwrap_or(0);
        // Whoever asks for a period needs the grants for one, whatever is held: else a refusal would tell whether anything is.
        let amendment = Amendment { shortens_period: narrowing.period.is_some() };
        let operation = Operation { category, ..amending(caller, &ground, circumstance, reason) };
        let state = State { listing: true, amending: Some(amendment), ..State::default() };
        let decision = decide(&operation, &rules, &state);
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id: issue_operation(ground.at)?,
            decision: &decision,
        };
        let mut entry = draft.entry(operation.data);
        entry.sealed = Some(draft.sealed(None, reason)?);
        let expected = Expected {
            state_version: ground.standing.state_version,
            tree_size: ground.standing.tree_size,
            decided_at: Some(ground.at),
            horizon: earlier(decision.horizon, ground.in_force.until),
            newest_policy: Some(newest),
            ..Expected::default()
        };
        if !decision.is_permit() {
            return Ok(Prepared::refused(expected, entry, rules, decision));
        }
        let changed = changed_rows(&all, category, narrowing, &rules, &circumstance.activity)?;
        let count = u64::try_from(changed.len()).unwrap_or(u64::MAX);
        entry.kind = EntryKind::PolicyAmended;
        entry.count = Some(count);
        let change = if changed.is_empty() { Change::None } else { Change::NarrowPolicies { rows: changed } };
        Ok(Prepared { expected, change, entry, outcome: Ok(count) })
    }

    fn prepare_record_amendment(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        key: &RecordKey,
        narrowing: &Narrowing,
        circumstance: &Circumstance,
    ) -> Result<Prepared<()>, Problem> {
        let ground = self.ground(caller, snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(circumstance.reason.as_ref())?;
        let found = self.find(caller, snapshot, &ground, key, circumstance)?;
        let before = found.as_ref().and_then(|found| found.policy.narrowing.clone()).unwrap_or_default();
        let operation = Operation {
            subject: found.as_ref().map(|found| found.row.subject),
            ..amending(caller, &ground, circumstance, reason)
        };
        let state = found.as_ref().map(Found::state).unwrap_or_default();
        let decide_as = |shortens_period| {
            let amending = Some(Amendment { shortens_period });
            decide(&operation, &rules, &State { amending, ..state })
        };
        let mut decision = decide_as(narrowing.period.is_some() && narrowing.period != before.period);
        if tells_only_unknown(&decision) {
            // What the row holds is known to nobody who may not know of the record.
            decision = decide_as(narrowing.period.is_some());
        }
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id: issue_operation(ground.at)?,
            decision: &decision,
        };
        let expected =
            expected_of(&ground, key, found.as_ref(), earlier(decision.horizon, ground.in_force.until));
        let mut entry = self.entry_without_answer(&draft, key, found.as_ref(), reason)?;
        let Some(found) = found.filter(|_| decision.is_permit()) else {
            return Ok(Prepared::refused(expected, entry, rules, decision));
        };
        circumstance.precondition.check(Some(found.row.version))?;
        let policy = &found.policy.row;
        refuse_narrowing(&narrowing.problems_after(&before, &rules, &policy.activity))?;
        entry.kind = EntryKind::PolicyAmended;
        entry.count = Some(1);
        let change = Change::SetRecordPolicy {
            key: key.as_str().to_owned(),
            activity: policy.activity.clone(),
            category: policy.category.clone(),
            narrowing: Policy::bytes_of(narrowing),
        };
        Ok(Prepared { expected, change, entry, outcome: Ok(()) })
    }
}

/// An amendment touches no personal data; who works for a supplier, and from where, is asked about as for any act.
fn amending<'a>(
    caller: &'a Caller,
    ground: &Ground,
    circumstance: &'a Circumstance,
    reason: Option<&str>,
) -> Operation<'a> {
    Operation {
        place: circumstance.place,
        reason_given: reason.is_some(),
        ..operation(caller, &circumstance.activity, Act::Alter, ground)
    }
}

/// Whether a refusal tells only that the caller may not, or that there is no such thing for it.
fn tells_only_unknown(decision: &Decision) -> bool {
    decision.reasons_for_caller().iter().any(|reason| reason.code.visibility() != Visibility::Operation)
}
