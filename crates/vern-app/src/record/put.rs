//! Write a record: register it where the key is new, alter it where it is held.

use std::sync::Arc;

use vern_core::decision::Decision;
use vern_core::operation::{Act, Operation};
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_crypto::{DataKey, LinkKey};
use vern_policy::charter::Carried;
use vern_policy::{Rules, State, decide};
use vern_store::Snapshot;
use vern_store::row::{Id16, LookupToken, RecordRow, SubjectRow};
use vern_store::write::RecordWrite;

use super::body::{self, CheckedFields};
use super::read::{anchor_of, record_state};
use super::{
    Extent, Fields, Ground, Narrowing, Origins, PutRequest, RecordView, SubjectFacts, earlier, operation,
    reason_text,
};
use crate::Answer;
use crate::access::Caller;
use crate::clock::{issue_operation, issue_subject};
use crate::committer::{Change, Expected, PutRecord};
use crate::controller::Policy;
use crate::disclosure::require_whole;
use crate::draft::Draft;
use crate::installation::Installation;
use crate::policy::refuse_narrowing;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::retention::{inform_by, review_due_at};
use crate::subscription::token_of;

/// What is held under the key and of the subject, at the snapshot.
pub(super) struct Held {
    pub(super) row: Option<(RecordRow, Arc<Policy>)>,
    /// What its periods count from.
    anchor: Option<Instant>,
    subject: Option<SubjectRow>,
    facts: SubjectFacts,
    pub(super) data_key: Option<Id16>,
}

impl Held {
    fn state(&self) -> State<'_> {
        let facts = self.facts.state();
        State {
            subject: facts.subject.filter(|_| self.subject.is_some()),
            record: self
                .anchor
                .zip(self.row.as_ref())
                .map(|(anchor, (_, policy))| record_state(anchor, policy)),
            ..facts
        }
    }

    /// What the record's policy row takes away, or is to take away.
    fn narrowing<'a>(&'a self, request: &'a PutRequest) -> Option<&'a Narrowing> {
        match &self.row {
            Some((_, policy)) => policy.narrowing.as_ref(),
            None => request.narrowing.as_ref(),
        }
    }
}

/// The keys a write needs, drawn from the pool where they are new.
struct WriteKeys {
    link: Arc<LinkKey>,
    new_link: Option<Id16>,
    data: Arc<DataKey>,
    new_data: Option<Id16>,
}

impl Installation {
    /// Writes a record. The answer's view carries no fields: the caller has them.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `record.*` and `subject.*` for what is not of its form;
    /// `record.subject_differs`, `record.category_differs`, `record.narrowing_differs` where the key is held otherwise; `record.version_differs`;
    /// `policy.*` for what cannot be taken away; `conflict.busy`.
    pub async fn put_record(
        &self,
        caller: &Caller,
        key: &str,
        request: &PutRequest,
    ) -> Result<Answer<RecordView>, Problem> {
        let key: RecordKey = key.parse()?;
        self.perform(caller, || self.prepare_put(caller, &key, request)).await
    }

    pub(crate) fn prepare_put(
        &self,
        caller: &Caller,
        key: &RecordKey,
        request: &PutRequest,
    ) -> Result<Prepared<RecordView>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.latest()?;
        let ground = self.newest_ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let held = self.held_for_put(caller, &snapshot, &ground, key, request)?;
        let checked = body::check_fields(&caller.controller, &rules, request)?;
        let reason = reason_text(request.reason.as_ref())?;
        let category = category_of(&held, request, &rules);
        let operation =
            put_operation(caller, &ground, request, &held, &checked, category.as_deref(), reason.is_some());
        let state = State { partial: request.extent != Extent::Whole, ..held.state() };
        let decision = decide(&operation, &rules, &state);
        let operation_id = issue_operation(ground.at)?;
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id,
            decision: &decision,
        };
        let mut expected = expected_of(&ground, &held, key, request, &decision);
        if !decision.is_permit() {
            let entry = self.refused_entry(&draft, key, &held, reason)?;
            return Ok(Prepared::refused(expected, entry, rules, decision));
        }
        let category =
            category.clone().ok_or(Problem::invalid_field("subject.category_missing", "category"))?;
        refuse_mismatch(&held, request, &rules)?;
        if request.consent_given && rules.carrying(Carried::Consents).is_some() {
            return Err(Problem::invalid_field("consent.evidence_missing", "consent_given"));
        }
        expected.not_suppressed = refuse_suppressed(caller, &snapshot, &rules, request)?;
        let collected_at = collected_at(&held, request, &ground)?;
        let mut entry = draft.entry(checked.data);
        let merged = self.merged(caller, &rules, &held, request)?;
        let (request, checked) =
            merged.as_ref().map_or((request, &checked), |(request, checked)| (request, checked));
        require_whole(&rules, &request.activity, &request.fields)?;
        let (put, mut view, keys) =
            self.sealed_put(caller, key, request, &ground, &held, checked, (category, collected_at))?;
        let record = held.row.as_ref().map(|(row, _)| row.record);
        let activity = request.activity.as_str();
        view.review_due_at = review_due_at(&snapshot, &rules, activity, (record, collected_at))?;
        view.inform_by =
            inform_by(&snapshot, &caller.controller, (&rules, activity), (view.subject, collected_at))?;
        let place = (Some(key.as_str()), Some(put.write.version));
        entry.subjects = vec![draft.subject(&keys.link, place, reason, Some(&put.write.body))?];
        entry.count = Some(1);
        Ok(Prepared { expected, change: Change::PutRecord(Box::new(put)), entry, outcome: Ok(view) })
    }

    fn held_for_put(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        ground: &Ground,
        key: &RecordKey,
        request: &PutRequest,
    ) -> Result<Held, Problem> {
        let controller = &caller.controller;
        let row = match snapshot.record_by_key(controller.id(), key.as_str())? {
            Some(row) => {
                let policy = controller.policy(snapshot, ground.standing.state_version, row.policy)?;
                Some((row, policy))
            }
            None => None,
        };
        let held = row.as_ref().map(|(row, policy)| anchor_of(snapshot, ground, controller, (row, policy)));
        let anchor = held.transpose()?;
        let subject_id = row.as_ref().map(|(row, _)| row.subject).or(request.subject);
        let Some(subject_id) = subject_id else {
            let facts = SubjectFacts::of_new(request.consent_given);
            return Ok(Held { row, anchor, subject: None, facts, data_key: None });
        };
        let subject = match &row {
            Some((row, _)) => Some(row.subject_row),
            None => snapshot.subject(controller.id(), subject_id)?,
        };
        let facts = match &subject {
            Some(subject) => {
                let asked = (request.activity.as_str(), request.exception);
                let rules = &ground.in_force.rules;
                SubjectFacts::find(snapshot, rules, controller.id(), (subject_id, subject), asked)?
            }
            None => SubjectFacts::default(),
        };
        let facts = facts.consenting(request.consent_given);
        let data_key = snapshot.data_key(controller.id(), subject_id, &request.activity)?;
        Ok(Held { row, anchor, subject, facts, data_key })
    }

    /// Draws or finds the keys, seals the body, and says what the caller gets to see of it.
    #[expect(
        clippy::too_many_arguments,
        reason = "everything a write is made of, each found by a step of its own"
    )]
    fn sealed_put(
        &self,
        caller: &Caller,
        key: &RecordKey,
        request: &PutRequest,
        ground: &Ground,
        held: &Held,
        checked: &CheckedFields,
        (category, collected_at): (String, Instant),
    ) -> Result<(PutRecord, RecordView, WriteKeys), Problem> {
        let keys = self.write_keys(caller, held, ground)?;
        let subject = match held.row.as_ref().map(|(row, _)| row.subject).or(request.subject) {
            Some(subject) => subject,
            None => issue_subject(ground.at)?,
        };
        let version = held.row.as_ref().map_or(1, |(row, _)| row.version + 1);
        let plain = zeroize::Zeroizing::new(body::encode_body(&request.fields, &request.origins)?);
        let place = (subject, request.activity.as_str(), key.as_str(), version);
        let sealed = body::seal(&caller.controller, &keys.data, place, &plain)?;
        let put = PutRecord {
            new_subject: keys.new_link,
            new_data_key: keys.new_data,
            activity: request.activity.clone(),
            category: category.clone(),
            narrowing: held.narrowing(request).map(Policy::bytes_of).unwrap_or_default(),
            consent_given: request.consent_given,
            write: RecordWrite {
                key: key.as_str().to_owned(),
                subject,
                version,
                collected_at,
                anchor_at: collected_at,
                tokens: checked.tokens.clone(),
                body: sealed,
            },
        };
        let periods = ground.in_force.rules.periods_of(&request.activity, held.narrowing(request));
        let expires_at = periods.map(|period| period.after(collected_at)).min();
        let view = RecordView {
            key: key.clone(),
            subject,
            activity: request.activity.clone(),
            category,
            version,
            collected_at,
            expires_at,
            review_due_at: None,
            inform_by: None,
            fields: Fields::new(),
            origins: Origins::new(),
            withheld: Vec::new(),
        };
        Ok((put, view, keys))
    }

    fn write_keys(&self, caller: &Caller, held: &Held, ground: &Ground) -> Result<WriteKeys, Problem> {
        let keyring = &caller.controller.keyring;
        let erased = || Problem::Unreadable;
        let (link, new_link) = match held.subject {
            Some(subject) => (keyring.link(&subject.link_key)?.ok_or_else(erased)?, None),
            None => {
                let (id, link) = keyring.draw_link(ground.at, ground.standing.tree_size)?;
                (link, Some(id))
            }
        };
        let (data, new_data) = match held.data_key {
            Some(id) => (keyring.data(&id)?.ok_or_else(erased)?, None),
            None => {
                let (id, data) = keyring.draw_data(ground.at, ground.standing.tree_size)?;
                (data, Some(id))
            }
        };
        if new_link.is_some() || new_data.is_some() {
            self.key_maker.look_after(&caller.controller, ground.at, ground.standing.tree_size);
        }
        Ok(WriteKeys { link, new_link, data, new_data })
    }

    fn refused_entry(
        &self,
        draft: &Draft<'_>,
        key: &RecordKey,
        held: &Held,
        reason: Option<&str>,
    ) -> Result<vern_journal::Entry, Problem> {
        let mut entry = draft.entry(draft.operation.data);
        let link = match held.subject {
            Some(subject) => draft.controller.keyring.link(&subject.link_key)?,
            None => None,
        };
        match link {
            Some(link) if !draft.is_opaque() => {
                let version = held.row.as_ref().map(|(row, _)| row.version);
                entry.subjects = vec![draft.subject(&link, (Some(key.as_str()), version), reason, None)?];
            }
            _ => entry.sealed = Some(draft.sealed(Some(key.as_str()), reason)?),
        }
        Ok(entry)
    }
}

fn category_of(held: &Held, request: &PutRequest, rules: &Rules) -> Option<String> {
    if let Some((_, policy)) = &held.row {
        return Some(request.category.clone().unwrap_or_else(|| policy.row.category.clone()));
    }
    rules.category_of(&request.activity, request.category.as_deref()).map(ToOwned::to_owned)
}

fn put_operation<'a>(
    caller: &'a Caller,
    ground: &Ground,
    request: &'a PutRequest,
    held: &Held,
    checked: &CheckedFields,
    category: Option<&'a str>,
    reason_given: bool,
) -> Operation<'a> {
    let alters = held.row.is_some() || request.extent != Extent::Whole;
    let act = if alters { Act::Alter } else { Act::Register };
    Operation {
        subject: held.row.as_ref().map(|(row, _)| row.subject).or(request.subject),
        category,
        data: checked.data,
        data_undeclared: checked.undeclared,
        data_invalid: checked.invalid,
        origin_undeclared: checked.origin_undeclared,
        exception: request.exception,
        reason_given,
        ..operation(caller, &request.activity, act, ground)
    }
}

fn expected_of(
    ground: &Ground,
    held: &Held,
    key: &RecordKey,
    request: &PutRequest,
    decision: &Decision,
) -> Expected {
    let subject = held.row.as_ref().map(|(row, _)| row.subject).or(request.subject);
    Expected {
        state_version: ground.standing.state_version,
        tree_size: ground.standing.tree_size,
        decided_at: Some(ground.at),
        subjects: subject.map(|id| (id, held.subject.map(|row| row.state_version))).into_iter().collect(),
        records: vec![key.as_str().to_owned()],
        data_key: subject.map(|id| (id, request.activity.clone(), held.data_key)),
        horizon: earlier(decision.horizon, ground.in_force.until),
        follows: None,
        subject_untouched: false,
        newest_policy: None,
        call: None,
        message: None,
        account: None,
        not_suppressed: None,
    }
}

/// An address whose owner has left is not put back by anyone else. The token of one that may be held.
fn refuse_suppressed(
    caller: &Caller,
    snapshot: &Snapshot<'_>,
    rules: &Rules,
    request: &PutRequest,
) -> Result<Option<LookupToken>, Problem> {
    if rules.carrying(Carried::Subscriptions) != Some(request.activity.as_str()) {
        return Ok(None);
    }
    let Some(token) = token_of(&caller.controller, &request.fields) else { return Ok(None) };
    match snapshot.suppression(caller.controller.id(), &token)? {
        Some(_) => Err(Problem::Conflict { code: "subscription.suppressed" }),
        None => Ok(Some(token)),
    }
}

/// When a record's data was collected: kept from the first write, and never in the future.
fn collected_at(held: &Held, request: &PutRequest, ground: &Ground) -> Result<Instant, Problem> {
    let stated = held.row.as_ref().map(|(row, _)| row.collected_at).or(request.collected_at);
    let collected_at = stated.unwrap_or(ground.at);
    if collected_at > ground.at {
        return Err(Problem::invalid_field("record.collected_in_future", "collected_at"));
    }
    Ok(collected_at)
}

/// What is held is to be what the caller expects, and a key that is held keeps its subject, its category and what its policy row takes away; a
/// new one may take away only what can be. Told only after the gate has let the caller in.
fn refuse_mismatch(held: &Held, request: &PutRequest, rules: &Rules) -> Result<(), Problem> {
    request.precondition.check(held.row.as_ref().map(|(row, _)| row.version))?;
    let Some((row, policy)) = &held.row else {
        let narrowing = request.narrowing.as_ref();
        let problems = narrowing.map(|narrowing| narrowing.problems(rules, &request.activity));
        return refuse_narrowing(&problems.unwrap_or_default());
    };
    if request.subject.is_some_and(|subject| subject != row.subject) {
        return Err(Problem::Conflict { code: "record.subject_differs" });
    }
    if request.category.as_ref().is_some_and(|category| *category != policy.row.category) {
        return Err(Problem::Conflict { code: "record.category_differs" });
    }
    let held_narrowing = policy.narrowing.clone().unwrap_or_default();
    if request.narrowing.as_ref().is_some_and(|narrowing| *narrowing != held_narrowing) {
        return Err(Problem::Conflict { code: "record.narrowing_differs" });
    }
    Ok(())
}
