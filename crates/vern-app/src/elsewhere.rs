//! Deciding an operation on data that is held elsewhere: an application keeps its own database and asks the gate first (ADR 0017).
//!
//! The answer is journalled like any operation's. Deliberately not here: any look at the data itself; of the record the gate is told what the caller says.

use std::sync::Arc;

use vern_core::decision::Outcome;
use vern_core::id::{OperationId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_journal::Entry;
use vern_policy::{RecordState, Rules, State, decide};
use vern_store::Snapshot;
use vern_store::row::SubjectRow;

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Circumstance, SubjectFacts, earlier, operation_in, reason_text};
use crate::refusal::RefusalReason;

/// An operation on data that is held elsewhere, as the caller describes it.
#[derive(Debug, Clone)]
pub struct ElsewhereRequest {
    /// What is to be done.
    pub act: Act,
    /// For what, to whom, where and why. An alteration that names its data types changes those alone.
    pub circumstance: Circumstance,
    /// The record's key where it is held, of the form of Vern's own; sealed in the journal.
    pub key: Option<String>,
    /// Whose, where Vern has issued an id: then restriction, objection, consent and erasure of that subject count.
    pub subject: Option<SubjectId>,
    /// Category of subjects; may be left out where the activity has only one.
    pub category: Option<String>,
    /// When the data was collected. Where it is left out no period has run out.
    pub collected_at: Option<Instant>,
    /// The caller holds the subject's consent to the activity.
    pub consent_given: bool,
}

/// What an operation that is permitted rests on, and what of it is held back.
#[derive(Debug, Clone)]
pub struct Permitted {
    /// Names the operation in the journal.
    pub operation: OperationId,
    /// Articles of the bases the activity states.
    pub bases: Vec<String>,
    /// Heading or clause of the paper the activity stands under.
    pub clause: Option<String>,
    /// `file:line` of the activity in the charter.
    pub charter: Option<String>,
    /// Ids of data types asked for that may not be used.
    pub withheld: Vec<String>,
    /// What would have refused it, were the activity not only observed for now.
    pub observed: Vec<RefusalReason>,
    /// From when the same question may be answered otherwise, where time alone can do that.
    pub until: Option<Instant>,
}

impl Installation {
    /// Decides an operation on data that is held elsewhere, and journals what was answered.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `record.key_form`, `record.key_personal`, `subject.category_missing`,
    /// `record.collected_in_future`, `reason.too_long`, `conflict.busy`.
    pub async fn decide_elsewhere(
        &self,
        caller: &Caller,
        request: &ElsewhereRequest,
    ) -> Result<Answer<Permitted>, Problem> {
        let key = request.key.as_deref().map(str::parse::<RecordKey>).transpose()?;
        self.perform(caller, || self.prepare_elsewhere(caller, key.as_ref(), request)).await
    }

    fn prepare_elsewhere(
        &self,
        caller: &Caller,
        key: Option<&RecordKey>,
        request: &ElsewhereRequest,
    ) -> Result<Prepared<Permitted>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(request.circumstance.reason.as_ref())?;
        let row = request.subject.map(|id| snapshot.subject(caller.controller.id(), id)).transpose()?;
        let row = row.flatten();
        let category = rules.category_of(&request.circumstance.activity, request.category.as_deref());
        let asked = operation_in(caller, &ground, &request.circumstance, request.act, reason.is_some());
        let operation = Operation { subject: request.subject, category, ..asked };
        let facts = facts_of(caller, &snapshot, &rules, request, row.as_ref())?;
        let state = State {
            subject: facts.state().subject.filter(|_| row.is_some()),
            record: record_of(request, category, ground.at),
            partial: request.circumstance.data.is_some(),
            elsewhere: true,
            ..facts.state()
        };
        let decision = decide(&operation, &rules, &state);
        let operation_id = issue_operation(ground.at)?;
        let controller = &caller.controller;
        let draft =
            Draft { controller, rules: &rules, operation: &operation, operation_id, decision: &decision };
        let until = earlier(decision.horizon, ground.in_force.until);
        let expected = Expected {
            state_version: ground.standing.state_version,
            tree_size: ground.standing.tree_size,
            decided_at: Some(ground.at),
            subjects: request
                .subject
                .map(|subject| (subject, row.map(|row| row.state_version)))
                .into_iter()
                .collect(),
            horizon: until,
            ..Expected::default()
        };
        let mut entry = entry_of(&draft, key, row.as_ref(), reason)?;
        let Outcome::Permit { withheld, observed } = &decision.outcome else {
            return Ok(Prepared::refused(expected, entry, rules, decision));
        };
        refuse_misstated(request, category, ground.at)?;
        entry.count = Some(1);
        let withheld = withheld.intersection(operation.data);
        let declared = rules.citation_of(&request.circumstance.activity);
        let permitted = Permitted {
            operation: operation_id,
            bases: rules.bases_of(&request.circumstance.activity).map(ToOwned::to_owned).collect(),
            clause: declared.and_then(|citation| citation.clause.clone()),
            charter: declared.map(|citation| format!("{}:{}", citation.file, citation.line)),
            withheld: withheld
                .iter()
                .filter_map(|at| rules.data_type_id(at).map(ToOwned::to_owned))
                .collect(),
            observed: observed.iter().map(|reason| RefusalReason::resolve(&rules, *reason)).collect(),
            until,
        };
        Ok(Prepared { expected, change: Change::None, entry, outcome: Ok(permitted) })
    }
}

/// What Vern itself knows of the subject, and what the caller says of its consent.
fn facts_of(
    caller: &Caller,
    snapshot: &Snapshot<'_>,
    rules: &Rules,
    request: &ElsewhereRequest,
    row: Option<&SubjectRow>,
) -> Result<SubjectFacts, Problem> {
    let asked = (request.circumstance.activity.as_str(), request.circumstance.exception);
    let facts = match request.subject.zip(row) {
        Some(subject) => SubjectFacts::find(snapshot, rules, caller.controller.id(), subject, asked)?,
        None => SubjectFacts::default(),
    };
    Ok(facts.consenting(request.consent_given))
}

/// The record as the caller has it; what is registered is not there yet.
fn record_of<'a>(
    request: &'a ElsewhereRequest,
    category: Option<&'a str>,
    at: Instant,
) -> Option<RecordState<'a>> {
    let of_record = !matches!(request.act, Act::Register | Act::Restrict);
    of_record.then(|| RecordState {
        activity: &request.circumstance.activity,
        category: category.unwrap_or_default(),
        anchor: request.collected_at.unwrap_or(at),
        narrowing: None,
    })
}

/// What the gate cannot judge. Told only to whom it has let in.
fn refuse_misstated(request: &ElsewhereRequest, category: Option<&str>, at: Instant) -> Result<(), Problem> {
    if category.is_none() && request.act != Act::Restrict {
        return Err(Problem::invalid_field("subject.category_missing", "category"));
    }
    if request.collected_at.is_some_and(|collected_at| collected_at > at) {
        return Err(Problem::invalid_field("record.collected_in_future", "collected_at"));
    }
    Ok(())
}

fn entry_of(
    draft: &Draft<'_>,
    key: Option<&RecordKey>,
    row: Option<&SubjectRow>,
    reason: Option<&str>,
) -> Result<Entry, Problem> {
    let mut entry = draft.entry(draft.operation.data);
    let key = key.map(RecordKey::as_str);
    let link = row.map(|row| draft.controller.keyring.link(&row.link_key)).transpose()?.flatten();
    match link {
        Some(link) if !draft.is_opaque() => {
            entry.subjects = vec![draft.subject(&link, (key, None), reason, None)?];
        }
        _ => entry.sealed = Some(draft.sealed(key, reason)?),
    }
    Ok(entry)
}
