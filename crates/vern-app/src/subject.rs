//! What is known of a subject: restriction, consent, objection, and when what its data is kept for ends. Each is an operation on that subject,
//! decided and journalled.

use vern_core::data_type::DataTypes;
use vern_core::id::{MessageId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind};
use vern_policy::charter::Carried;
use vern_policy::{Rules, State, decide};
use vern_store::Snapshot;
use vern_store::row::SubjectRow;

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::controller::Controller;
use crate::draft::Draft;
use crate::informing::require_untold;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Circumstance, SubjectFacts, earlier, operation, reason_text};

/// What is to be changed of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectChange {
    /// Restrict as a whole, or lift that (GDPR art. 18). It is lifted once the person has been told (art. 18(3)): then the reason says how.
    Restrict(bool),
    /// The same in the one activity.
    RestrictIn(bool),
    /// Consent to the activity given, or taken back (art. 7(3)).
    Consent(bool),
    /// Objection to the activity made, or taken back (art. 21). Asked as a restriction: it serves the person's right, and whoever may stop one
    /// processing may stop the other.
    Object(bool),
    /// What the activity keeps its data for ends at an instant, or goes on after all. Asked as an erasure, which is what follows from it.
    End(Option<Instant>),
    /// Told of what the activity holds on them, who were not asked themselves (art. 14): since when, and by which message; or not told after all.
    Inform(Option<(Instant, Option<MessageId>)>),
}

impl SubjectChange {
    const fn act(self) -> Act {
        match self {
            Self::Restrict(_) | Self::RestrictIn(_) | Self::Object(_) => Act::Restrict,
            // Whoever enters what others have said of a person says too that the person was told.
            Self::Consent(_) | Self::Inform(_) => Act::Register,
            Self::End(_) => Act::Erase,
        }
    }

    /// What its entry says beside the act. Where nothing of the subject is held, nothing can end, and there is nothing to tell them.
    fn note(
        self,
        entry: &mut Entry,
        (snapshot, controller, rules): (&Snapshot<'_>, &Controller, &Rules),
        (subject, activity): (SubjectId, &str),
    ) -> Result<(), Problem> {
        let is_held = || Ok::<_, Problem>(snapshot.data_key(controller.id(), subject, activity)?.is_some());
        match self {
            Self::End(ends_at) => {
                if rules.kept_while(activity).is_none() || !is_held()? {
                    return Err(Problem::invalid_field("ending.nothing_to_end", "activity"));
                }
                entry.count = Some(1);
                let micros = ends_at.map(|end| u64::try_from(end.as_micros())).transpose();
                entry.until = micros.map_err(|_| Problem::invalid_field("ending.before_1970", "ends_at"))?;
            }
            Self::Inform(informed) => {
                if rules.told_within(activity).is_empty() || !is_held()? {
                    return Err(Problem::invalid_field("informing.none_asked", "activity"));
                }
                if informed.is_some() {
                    require_untold(snapshot, controller, subject, activity)?;
                }
                entry.count = Some(u64::from(informed.is_some()));
            }
            Self::Restrict(_) | Self::RestrictIn(_) | Self::Consent(_) | Self::Object(_) => return Ok(()),
        }
        entry.kind = EntryKind::PolicyAmended;
        Ok(())
    }

    /// What there is to write, beside a row that is there.
    fn into_change(self, subject: SubjectId, row: &SubjectRow, activity: &str) -> Change {
        let activity = activity.to_owned();
        match self {
            Self::Restrict(true) => {
                Change::SetSubjectState { subject, state: row.state | SubjectRow::RESTRICTED }
            }
            Self::Restrict(false) => {
                Change::SetSubjectState { subject, state: row.state & !SubjectRow::RESTRICTED }
            }
            Self::RestrictIn(restricted) => Change::SetRestriction { subject, activity, restricted },
            Self::Consent(given) => Change::SetConsent { subject, activity, given },
            Self::Object(objects) => Change::SetObjection { subject, activity, objects },
            Self::End(ends_at) => Change::SetEnding { subject, activity, ends_at },
            Self::Inform(informed) => Change::SetInformed { subject, activity, informed },
        }
    }
}

impl Installation {
    /// Changes the state of a subject.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `restriction.untold` where one is to be lifted and nothing says how the person
    /// was told; `consent.evidence_missing` for consent where what shows it is to be kept;
    /// `ending.nothing_to_end`, `ending.before_1970`, `reason.too_long`, `conflict.busy`.
    pub async fn change_subject(
        &self,
        caller: &Caller,
        subject: SubjectId,
        circumstance: &Circumstance,
        change: SubjectChange,
    ) -> Result<Answer<()>, Problem> {
        if change == SubjectChange::Consent(true)
            && self.rules_now(&caller.controller)?.carrying(Carried::Consents).is_some()
        {
            return Err(Problem::invalid_field("consent.evidence_missing", "evidence"));
        }
        let lifts = matches!(change, SubjectChange::Restrict(false) | SubjectChange::RestrictIn(false));
        if lifts && reason_text(circumstance.reason.as_ref())?.is_none() {
            return Err(Problem::invalid_field("restriction.untold", "told_by"));
        }
        self.set_subject(caller, subject, circumstance, change).await
    }

    /// Changes the state of a subject, where what there is to keep of it is seen to.
    pub(crate) async fn set_subject(
        &self,
        caller: &Caller,
        subject: SubjectId,
        circumstance: &Circumstance,
        change: SubjectChange,
    ) -> Result<Answer<()>, Problem> {
        self.perform(caller, || self.prepare_change_subject(caller, subject, circumstance, change)).await
    }

    pub(crate) fn prepare_change_subject(
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
        let act = change.act();
        let operation = Operation {
            subject: Some(subject),
            data: if act == Act::Erase {
                rules.data_of(&circumstance.activity)
            } else {
                DataTypes::default()
            },
            reason_given: reason.is_some(),
            ..operation(caller, &circumstance.activity, act, &ground)
        };
        // A statement about consent does not itself wait for consent, nor does it process what is restricted, objected to or to be erased.
        let facts = match &row {
            Some(row) if act != Act::Register => {
                let asked = (circumstance.activity.as_str(), circumstance.exception);
                SubjectFacts::find(&snapshot, &rules, caller.controller.id(), (subject, row), asked)?
            }
            _ => SubjectFacts::default(),
        };
        let known = facts.state();
        let subject_state = known.subject.filter(|_| row.is_some());
        // An end concerns all the activity holds of the subject, whichever records there are.
        let state = State { subject: subject_state, consented: true, listing: act == Act::Erase, ..known };
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
        let asked = (subject, circumstance.activity.as_str());
        change.note(&mut entry, (&snapshot, &caller.controller, &rules), asked)?;
        let change = change.into_change(subject, &row, &circumstance.activity);
        Ok(Prepared { expected, change, entry, outcome: Ok(()) })
    }
}
