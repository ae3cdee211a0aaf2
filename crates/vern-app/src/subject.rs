//! What is known of a subject: restriction, consent and objection. Each is an operation on that subject, decided and journalled.

use vern_core::id::SubjectId;
use vern_core::operation::{Act, Operation};
use vern_policy::{State, decide};
use vern_store::row::SubjectRow;

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Circumstance, SubjectFacts, earlier, operation, reason_text};

/// What is to be changed of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectChange {
    /// Restrict, or lift the restriction (GDPR art. 18).
    Restrict(bool),
    /// Consent to the activity given, or taken back (art. 7(3)).
    Consent(bool),
    /// Objection to the activity made, or taken back (art. 21). Asked as a restriction: it serves the person's right, and whoever may stop one
    /// processing may stop the other.
    Object(bool),
}

impl Installation {
    /// Changes the state of a subject.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `reason.too_long`, `conflict.busy`.
    pub async fn change_subject(
        &self,
        caller: &Caller,
        subject: SubjectId,
        circumstance: &Circumstance,
        change: SubjectChange,
    ) -> Result<Answer<()>, Problem> {
        self.perform(caller, || self.prepare_change_subject(caller, subject, circumstance, change)).await
    }

    fn prepare_change_subject(
        &self,
        caller: &Caller,
        subject: SubjectId,
        circumstance: &Circumstance,
        change: SubjectChange,
    ) -> Result<Prepared<()>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = std::sync::Arc::clone(&ground.in_force.rules);
        let reason = reason_text(circumstance.reason.as_ref())?;
        let row = snapshot.subject(caller.controller.id(), subject)?;
        let act = match change {
            SubjectChange::Restrict(_) | SubjectChange::Object(_) => Act::Restrict,
            SubjectChange::Consent(_) => Act::Register,
        };
        let operation = Operation {
            subject: Some(subject),
            reason_given: reason.is_some(),
            ..operation(caller, &circumstance.activity, act, ground.at)
        };
        // A statement about consent does not itself wait for consent, nor does it process what is restricted, objected to or to be erased.
        let facts = match &row {
            Some(row) if act == Act::Restrict => {
                let asked = (circumstance.activity.as_str(), circumstance.exception);
                SubjectFacts::find(&snapshot, &rules, caller.controller.id(), (subject, row), asked)?
            }
            _ => SubjectFacts::default(),
        };
        let known = facts.state();
        let subject_state = known.subject.filter(|_| row.is_some());
        let state = State { subject: subject_state, consented: true, ..known };
        let decision = decide(&operation, &rules, &state);
        let operation_id = issue_operation(ground.at)?;
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id,
            decision: &decision,
        };
        let expected = Expected {
            state_version: ground.standing.state_version,
            tree_size: ground.standing.tree_size,
            decided_at: Some(ground.at),
            subjects: vec![(subject, row.map(|row| row.state_version))],
            horizon: earlier(decision.horizon, ground.in_force.until),
            ..Expected::default()
        };
        let mut entry = draft.entry(operation.data);
        let link = row.map(|row| caller.controller.keyring.link(&row.link_key)).transpose()?.flatten();
        match link {
            Some(link) if !draft.is_opaque() => {
                entry.subjects = vec![draft.subject(&link, (None, None), reason, None)?]
            }
            _ => entry.sealed = Some(draft.sealed(None, reason)?),
        }
        let Some(row) = row.filter(|_| decision.is_permit()) else {
            return Ok(Prepared::refused(expected, entry, rules, decision));
        };
        let change = match change {
            SubjectChange::Restrict(true) => {
                Change::SetSubjectState { subject, state: row.state | SubjectRow::RESTRICTED }
            }
            SubjectChange::Restrict(false) => {
                Change::SetSubjectState { subject, state: row.state & !SubjectRow::RESTRICTED }
            }
            SubjectChange::Consent(given) => {
                Change::SetConsent { subject, activity: circumstance.activity.clone(), given }
            }
            SubjectChange::Object(objects) => {
                Change::SetObjection { subject, activity: circumstance.activity.clone(), objects }
            }
        };
        Ok(Prepared { expected, change, entry, outcome: Ok(()) })
    }
}
