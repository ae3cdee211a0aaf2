//! Read a record, or disclose it to a recipient: snapshot first, answer when the entry is durable.

use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_core::decision::Outcome;
use vern_core::operation::{Act, Operation};
use vern_core::record::RecordKey;
use vern_journal::Entry;
use vern_policy::{RecordState, Rules, State, SubjectState, decide};
use vern_store::Snapshot;
use vern_store::row::{PolicyRow, RecordRow, SubjectRow};

use super::body;
use super::{Circumstance, Ground, RecordView, earlier, operation, reason_text};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Expected};
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;

/// A record found for an operation, with what the gate needs to know of it.
pub(super) struct Found {
    pub(super) row: RecordRow,
    pub(super) policy: Arc<PolicyRow>,
    pub(super) consented: bool,
}

impl Found {
    pub(super) fn state(&self) -> State<'_> {
        State {
            subject: Some(SubjectState {
                restricted: self.row.subject_row.state & SubjectRow::RESTRICTED != 0,
            }),
            consented: self.consented,
            record: Some(RecordState {
                activity: &self.policy.activity,
                category: &self.policy.category,
                anchor: self.row.anchor_at,
            }),
            ..State::default()
        }
    }
}

impl Installation {
    /// Reads a record for an activity; with a recipient it is a disclosure.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see; `record.key_form`, `reason.too_long`, `conflict.busy`.
    pub async fn read_record(
        &self,
        caller: &Caller,
        key: &str,
        circumstance: &Circumstance,
    ) -> Result<Answer<RecordView>, Problem> {
        let key: RecordKey = key.parse()?;
        self.perform(caller, || self.prepare_read(caller, &key, circumstance)).await
    }

    fn prepare_read(
        &self,
        caller: &Caller,
        key: &RecordKey,
        circumstance: &Circumstance,
    ) -> Result<Prepared<RecordView>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(circumstance.reason.as_ref())?;
        let found = self.find(caller, &snapshot, &rules, key, &circumstance.activity)?;
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
        let data_key = self.data_key(caller, found)?;
        let fields = body::open(&caller.controller, &data_key, &found.row, &found.policy)?;
        let asked = operation.data.intersection(rules.data_of(&found.policy.activity));
        let shown = body::show(&rules, fields, *withheld, asked);
        let mut entry = self.entry_without_answer(&draft, key, Some(found), reason)?;
        entry.data = vern_journal::DataBits::from_bytes(&shown.data.to_bytes());
        entry.withheld = vern_journal::DataBits::from_bytes(&shown.held_back.to_bytes());
        entry.count = Some(1);
        let view = view_of(&rules, found, shown);
        Ok(Prepared { expected, change: Change::None, entry, outcome: Ok(view) })
    }

    pub(super) fn find(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        rules: &Rules,
        key: &RecordKey,
        activity: &str,
    ) -> Result<Option<Found>, Problem> {
        let controller = &caller.controller;
        let Some(row) = snapshot.record_by_key(controller.id(), key.as_str())? else { return Ok(None) };
        let policy = controller.policy(snapshot, row.policy)?;
        let consented = rules.waits_for_consent(activity)
            && snapshot.has_consent(controller.id(), row.subject, activity)?;
        Ok(Some(Found { row, policy, consented }))
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
    pub(super) fn entry_without_answer(
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
    let act = if circumstance.recipient.is_some() { Act::Disclose } else { Act::Read };
    let (data, data_undeclared) = data_asked(&ground.in_force.rules, circumstance);
    Operation {
        subject: found.map(|found| found.row.subject),
        data,
        data_undeclared,
        recipient: circumstance.recipient.as_deref(),
        place: circumstance.place,
        automated: circumstance.automated,
        reason_given,
        ..operation(caller, &circumstance.activity, act, ground.at)
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

pub(super) fn expected_of(
    ground: &Ground,
    key: &RecordKey,
    found: Option<&Found>,
    horizon: Option<vern_core::time::Instant>,
) -> Expected {
    Expected {
        state_version: ground.head.state_version,
        tree_size: ground.head.tree_size,
        decided_at: Some(ground.at),
        subjects: found
            .map(|found| (found.row.subject, Some(found.row.subject_row.state_version)))
            .into_iter()
            .collect(),
        records: vec![key.as_str().to_owned()],
        data_key: None,
        horizon,
    }
}

pub(super) fn view_of(rules: &Rules, found: &Found, shown: body::Shown) -> RecordView {
    let row = &found.row;
    RecordView {
        key: RecordKey::from_stored(row.key.clone()),
        subject: row.subject,
        activity: found.policy.activity.clone(),
        category: found.policy.category.clone(),
        version: row.version,
        collected_at: row.collected_at,
        expires_at: rules.expiry_of(&found.policy.activity).map(|period| period.after(row.anchor_at)),
        fields: shown.fields,
        withheld: shown.withheld,
    }
}
