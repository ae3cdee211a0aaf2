//! Read a record, or disclose it to a recipient: snapshot first, answer when the entry is durable.

use std::sync::Arc;
use vern_policy::charter::Carried;

use vern_core::data_type::DataTypes;
use vern_core::decision::Outcome;
use vern_core::operation::{Act, Operation};
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_journal::Entry;
use vern_policy::{RecordState, Rules, State, decide};
use vern_store::Snapshot;
use vern_store::row::RecordRow;

use super::body;
use super::{Circumstance, Ground, RecordView, SubjectFacts, earlier, operation, reason_text};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::controller::{Controller, Policy};
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::retention::{inform_by, review_due_at};
use crate::rights::is_unanswered;
use crate::row_cache::RowKey;

/// A record found for an operation, with what the gate needs to know of it.
pub(crate) struct Found {
    pub(crate) row: Arc<RecordRow>,
    pub(crate) policy: Arc<Policy>,
    pub(crate) facts: SubjectFacts,
    /// What its periods count from.
    anchor: Instant,
}

impl Found {
    pub(crate) fn state(&self) -> State<'_> {
        State { record: Some(record_state(self.anchor, &self.policy)), ..self.facts.state() }
    }
}

/// What a record's periods count from. A request that is still owed an answer does not run out, or nobody could give one: its periods have not begun.
pub(super) fn anchor_of(
    snapshot: &Snapshot<'_>,
    ground: &Ground,
    controller: &Controller,
    (row, policy): (&RecordRow, &Policy),
) -> Result<Instant, Problem> {
    let carries = ground.in_force.rules.carrying(Carried::RightsRequests);
    let stands =
        carries == Some(policy.row.activity.as_str()) && is_unanswered(snapshot, controller.id(), &row.key)?;
    Ok(if stands { row.anchor_at.max(ground.at) } else { row.anchor_at })
}

/// A record as the gate takes it.
pub(super) fn record_state<'a>(anchor: Instant, policy: &'a Policy) -> RecordState<'a> {
    RecordState {
        activity: &policy.row.activity,
        category: &policy.row.category,
        anchor,
        narrowing: policy.narrowing.as_ref(),
    }
}

impl Installation {
    /// Reads a record for an activity; with a recipient it is a disclosure.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `record.key_form`, `record.version_differs`, `reason.too_long`, `conflict.busy`.
    pub async fn read_record(
        &self,
        caller: &Caller,
        key: &str,
        circumstance: &Circumstance,
    ) -> Result<Answer<RecordView>, Problem> {
        let key: RecordKey = key.parse()?;
        self.perform(caller, || self.prepare_read(caller, &key, circumstance)).await
    }

    pub(crate) fn prepare_read(
        &self,
        caller: &Caller,
        key: &RecordKey,
        circumstance: &Circumstance,
    ) -> Result<Prepared<RecordView>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.latest()?;
        let ground = self.newest_ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(circumstance.reason.as_ref())?;
        let row_key = (caller.controller.id(), key.as_str().to_owned());
        let (row, is_held) = self.newest_row(&snapshot, &ground, &row_key)?;
        let found = row.map(|row| self.found(caller, &snapshot, &ground, row, circumstance)).transpose()?;
        let operation = read_operation(caller, &ground, circumstance, found.as_ref(), reason.is_some());
        let state = found.as_ref().map(Found::state).unwrap_or_default();
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
        let (Outcome::Permit { withheld, .. }, Some(found)) = (&decision.outcome, &found) else {
            let entry = self.entry_without_answer(&draft, key, found.as_ref(), reason)?;
            return Ok(Prepared::refused(expected, entry, rules, decision));
        };
        circumstance.precondition.check(Some(found.row.version))?;
        let data_key = self.data_key(caller, found)?;
        let activity = &found.policy.row.activity;
        let body = body::open(&caller.controller, &data_key, &found.row, &found.policy)?;
        if let Some(rows) = self.rows.as_ref().filter(|_| !is_held) {
            rows.hold(row_key, &ground.standing, &found.row);
        }
        let asked = operation.data.intersection(rules.data_of(activity));
        let shown = body::show(&rules, activity, body, *withheld, asked);
        let mut entry = self.entry_without_answer(&draft, key, Some(found), reason)?;
        entry.data = vern_journal::DataBits::from_bytes(&shown.data.to_bytes());
        entry.withheld = vern_journal::DataBits::from_bytes(&shown.held_back.to_bytes());
        entry.count = Some(1);
        let view = view_of((&snapshot, &caller.controller), &rules, found, shown)?;
        Ok(Prepared { expected, change: Change::None, entry, outcome: Ok(view) })
    }

    /// The row under a key as it is now or was of late, and whether it is held beside the store.
    fn newest_row(
        &self,
        latest: &Snapshot<'_>,
        ground: &Ground,
        key: &RowKey,
    ) -> Result<(Option<Arc<RecordRow>>, bool), Problem> {
        let held = self.rows.as_ref().and_then(|rows| rows.find(key, &ground.standing));
        if held.is_some() {
            return Ok((held, true));
        }
        // A read has no use for look-up tokens.
        let without_tokens = |row| Arc::new(RecordRow { tokens: Vec::new(), ..row });
        Ok((latest.record_by_key(key.0, &key.1)?.map(without_tokens), false))
    }

    /// The record with a key, with what the gate is to know of it.
    pub(crate) fn find(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        ground: &Ground,
        key: &RecordKey,
        circumstance: &Circumstance,
    ) -> Result<Option<Found>, Problem> {
        let row = snapshot.record_by_key(caller.controller.id(), key.as_str())?;
        row.map(|row| self.found(caller, snapshot, ground, row.into(), circumstance)).transpose()
    }

    /// A record's row, with what the gate is to know of it.
    pub(super) fn found(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        ground: &Ground,
        row: Arc<RecordRow>,
        circumstance: &Circumstance,
    ) -> Result<Found, Problem> {
        let controller = &caller.controller;
        let policy = controller.policy(snapshot, ground.standing.state_version, row.policy)?;
        let subject = (row.subject, &row.subject_row);
        let asked = (circumstance.activity.as_str(), circumstance.exception);
        let facts = SubjectFacts::find(snapshot, &ground.in_force.rules, controller.id(), subject, asked)?;
        let anchor = anchor_of(snapshot, ground, controller, (&row, &policy))?;
        Ok(Found { row, policy, facts, anchor })
    }

    pub(super) fn data_key(
        &self,
        caller: &Caller,
        found: &Found,
    ) -> Result<Arc<vern_crypto::DataKey>, Problem> {
        let key = match &found.row.data_key {
            Some(id) => caller.controller.keyring.data(id)?,
            None => None,
        };
        key.ok_or(Problem::Unreadable)
    }

    /// The entry of an operation on at most one record.
    pub(crate) fn entry_without_answer(
        &self,
        draft: &Draft<'_>,
        key: &RecordKey,
        found: Option<&Found>,
        reason: Option<&str>,
    ) -> Result<Entry, Problem> {
        let mut entry = draft.entry(draft.operation.data);
        let link = match found {
            Some(found) => draft.controller.keyring.link(&found.row.subject_row.link_key)?,
            None => None,
        };
        match (link, found) {
            (Some(link), Some(found)) if !draft.is_opaque() => {
                let place = (Some(key.as_str()), Some(found.row.version));
                entry.subjects = vec![draft.subject(&link, place, reason, None)?];
            }
            _ => entry.sealed = Some(draft.sealed(Some(key.as_str()), reason)?),
        }
        Ok(entry)
    }
}

pub(super) fn read_operation<'a>(
    caller: &'a Caller,
    ground: &Ground,
    circumstance: &'a Circumstance,
    found: Option<&Found>,
    reason_given: bool,
) -> Operation<'a> {
    let act = match &circumstance.recipient {
        Some(_) => Act::Disclose,
        None if circumstance.export => Act::Export,
        None => Act::Read,
    };
    let subject = found.map(|found| found.row.subject);
    Operation { subject, ..operation_in(caller, ground, circumstance, act, reason_given) }
}

/// An act as its circumstance has it, before the subject is known.
pub(crate) fn operation_in<'a>(
    caller: &'a Caller,
    ground: &Ground,
    circumstance: &'a Circumstance,
    act: Act,
    reason_given: bool,
) -> Operation<'a> {
    let (data, data_undeclared) = data_asked(&ground.in_force.rules, circumstance);
    Operation {
        data,
        data_undeclared,
        recipient: circumstance.recipient.as_deref(),
        place: circumstance.place,
        automated: circumstance.automated,
        exception: circumstance.exception,
        reason_given,
        ..operation(caller, &circumstance.activity, act, ground)
    }
}

/// The data types an answer may hold, and whether one was named that the charter does not declare.
fn data_asked(rules: &Rules, circumstance: &Circumstance) -> (DataTypes, bool) {
    let activity = &circumstance.activity;
    match (&circumstance.data, &circumstance.recipient) {
        (Some(ids), _) => {
            let known: DataTypes =
                ids.iter().filter_map(|id| rules.data_type(id)).map(|(at, ..)| at).collect();
            (known, ids.iter().any(|id| rules.data_type(id).is_none()))
        }
        (None, Some(recipient)) => (rules.data_for(activity, recipient), false),
        (None, None) => (rules.data_of(activity), false),
    }
}

pub(crate) fn expected_of(
    ground: &Ground,
    key: &RecordKey,
    found: Option<&Found>,
    horizon: Option<Instant>,
) -> Expected {
    Expected {
        state_version: ground.standing.state_version,
        tree_size: ground.standing.tree_size,
        decided_at: Some(ground.at),
        subjects: found
            .map(|found| (found.row.subject, Some(found.row.subject_row.state_version)))
            .into_iter()
            .collect(),
        records: vec![key.as_str().to_owned()],
        data_key: None,
        horizon,
        follows: None,
        subject_untouched: false,
        newest_policy: None,
        call: None,
        message: None,
        account: None,
        not_suppressed: None,
    }
}

pub(super) fn view_of(
    (snapshot, controller): (&Snapshot<'_>, &Controller),
    rules: &Rules,
    found: &Found,
    shown: body::Shown,
) -> Result<RecordView, Problem> {
    let row = &found.row;
    let activity = &found.policy.row.activity;
    Ok(RecordView {
        key: RecordKey::from_stored(row.key.clone()),
        subject: row.subject,
        activity: activity.clone(),
        category: found.policy.row.category.clone(),
        version: row.version,
        collected_at: row.collected_at,
        expires_at: expires_at(rules, &found.policy, row.anchor_at),
        review_due_at: review_due_at(snapshot, rules, activity, (Some(row.record), row.anchor_at))?,
        inform_by: inform_by(snapshot, controller, (rules, activity), (row.subject, row.anchor_at))?,
        fields: shown.fields,
        origins: shown.origins,
        withheld: shown.withheld,
    })
}

/// When the first of a record's periods runs out.
pub(super) fn expires_at(rules: &Rules, policy: &Policy, anchor: Instant) -> Option<Instant> {
    let periods = rules.periods_of(&policy.row.activity, policy.narrowing.as_ref());
    periods.map(|period| period.after(anchor)).min()
}
