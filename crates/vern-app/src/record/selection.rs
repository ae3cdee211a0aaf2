//! Which records a page of a list meets, in which order, and where the next one goes on. Keyset pages: each takes up where a row ended, so
//! none is met twice or passed over for what is written meanwhile. A record whose policy row is amended while someone walks a list by policy rows
//! may be met under both.
//!
//! Deliberately not here: what of it may be seen; each record met is decided on its own.

use std::sync::Arc;

use vern_core::period::Period;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_policy::Rules;
use vern_store::row::{RecordRow, RunOutRow};
use vern_store::{Snapshot, StoreError};

use super::cursor::{Cursor, listed};
use super::{Ground, SearchBy, SearchRequest, body};
use crate::access::Caller;
use crate::controller::Policy;
use crate::problem::Problem;

/// The rows of a page, and the cursor of the next; none at the end.
pub(super) type Page = (Vec<RecordRow>, Option<String>);

/// Where a list by what a period counts from goes on: that instant, and the row's number.
type Place = (Instant, i64);

/// One look at what is held, for one list.
pub(super) struct Selection<'a> {
    pub(super) caller: &'a Caller,
    pub(super) snapshot: &'a Snapshot<'a>,
    pub(super) ground: &'a Ground,
    pub(super) request: &'a SearchRequest,
    /// Rows of a page.
    pub(super) most: u32,
}

impl Selection<'_> {
    /// The next page.
    pub(super) fn page(&self) -> Result<Page, Problem> {
        let controller = &self.caller.controller;
        let activity = &self.activity();
        let listed = listed(&self.request.by, activity);
        let after = self.request.after.as_deref();
        let after = after.map(|text| Cursor::open(controller, &listed, text)).transpose()?;
        let (rows, last) = match &self.request.by {
            SearchBy::Expiry { before } => {
                let periods =
                    |policy: &Policy| self.rules().periods_of(activity, policy.narrowing.as_ref()).collect();
                self.ending(after, *before, periods, |policy, from, until| {
                    self.snapshot.keys_run_out(controller.id(), policy, from, until, self.most)
                })?
            }
            SearchBy::Duty { duty, before } => {
                let periods = |_: &Policy| duty.periods(self.rules(), activity).to_vec();
                self.ending(after, *before, periods, |policy, from, until| {
                    duty.rows(self.snapshot, controller, (activity, policy), from, until, self.most)
                })?
            }
            SearchBy::Collected { from, before } => {
                let start = (from.plus_micros(-1), i64::MAX);
                self.ordered(after, |policy, after| {
                    let until = before.plus_micros(-1);
                    let after = after.max(start);
                    let rows = self.snapshot.keys_run_out(
                        controller.id(),
                        policy.row.policy,
                        after,
                        until,
                        self.most,
                    )?;
                    Ok(rows.into_iter().map(|row| (row, true)).collect())
                })?
            }
            _ => {
                let mut rows = self.rows(after)?;
                let full = rows.len() >= self.most();
                let last = rows.last().filter(|_| full).map(Cursor::of);
                if let SearchBy::Value { data_type, value } | SearchBy::Holder { data_type, value } =
                    &self.request.by
                {
                    let sought = self.sought(data_type, value)?;
                    rows.retain(|row| self.may_hold(row, data_type, &sought));
                }
                (rows, last)
            }
        };
        let next = last.map(|last| last.seal(controller, &listed)).transpose()?;
        Ok((rows, next))
    }

    fn activity(&self) -> &str {
        &self.request.circumstance.activity
    }

    fn most(&self) -> usize {
        usize::try_from(self.most).unwrap_or(usize::MAX)
    }

    fn rules(&self) -> &Rules {
        &self.ground.in_force.rules
    }

    fn rows(&self, after: Option<Cursor>) -> Result<Vec<RecordRow>, Problem> {
        let (id, snapshot, activity) = (self.caller.controller.id(), self.snapshot, self.activity());
        let cursor = after.unwrap_or(Cursor::START);
        let rows = match &self.request.by {
            SearchBy::Subject(subject) => {
                snapshot.records_by_subject(id, *subject, activity, cursor.record, self.most)?
            }
            SearchBy::Value { data_type, value } | SearchBy::Holder { data_type, value } => {
                let mut rows = Vec::new();
                let sought = self.sought(data_type, value)?;
                for key in self.caller.controller.keyring.lookup_all(data_type) {
                    let token = key.token(&sought.normal);
                    rows.extend(snapshot.records_by_token(id, &token, activity, cursor.record, self.most)?);
                }
                // A record has one token a data type; two keys' pages are one page in the order of row numbers.
                rows.sort_by_key(|row| row.record);
                rows.truncate(self.most());
                rows
            }
            SearchBy::Objection => {
                snapshot.records_objected(id, activity, (cursor.subject, cursor.record), self.most)?
            }
            SearchBy::Activity
            | SearchBy::Expiry { .. }
            | SearchBy::Duty { .. }
            | SearchBy::Collected { .. } => self.of_policies(after, |_| true)?,
            SearchBy::Automated => self.of_policies(after, |policy| {
                self.rules().allows_automated(activity, policy.narrowing.as_ref())
            })?,
            SearchBy::Recipient(supplier) => {
                if !self.rules().has_supplier(supplier) {
                    return Err(Problem::invalid_field("search.form", "available_to"));
                }
                self.of_policies(after, |policy| {
                    self.rules().is_recipient(activity, supplier, policy.narrowing.as_ref())
                })?
            }
        };
        Ok(rows)
    }

    /// What a search by value looks for; refused where the type is not one to look by.
    fn sought(&self, data_type: &str, value: &Personal<String>) -> Result<Sought, Problem> {
        let not_lookup = || Problem::invalid_field("search.not_lookup", "data_type");
        let (_, kind, lookup) = self.rules().data_type(data_type).ok_or_else(not_lookup)?;
        if !lookup || self.caller.controller.keyring.lookup_all(data_type).is_empty() {
            return Err(not_lookup());
        }
        let normal = kind.normal_form(value.reveal());
        Ok(Sought { kind, normal: normal.map_err(|_| Problem::invalid_field("search.form", "value"))? })
    }

    /// Whether a record its token led to has the value: another one's token may be the same. One that does not open is not passed over, so that
    /// what is wrong with it is told where anything of it is told at all.
    fn may_hold(&self, row: &RecordRow, data_type: &str, sought: &Sought) -> bool {
        let controller = &self.caller.controller;
        let key = row.data_key.and_then(|id| controller.keyring.data(&id).ok().flatten());
        let body = key.and_then(|key| body::open_as(controller, &key, row, self.activity()).ok());
        body.is_none_or(|body| body.fields.get(data_type).is_some_and(|value| sought.is(value)))
    }

    /// The activity's policy rows, in the order of their numbers.
    fn policies(&self) -> Result<Vec<Arc<Policy>>, Problem> {
        let all = self.caller.controller.all_policies(self.snapshot, self.ground.standing.state_version)?;
        let mut of_activity: Vec<Arc<Policy>> =
            all.into_iter().filter(|policy| policy.row.activity == self.activity()).collect();
        of_activity.sort_unstable_by_key(|policy| policy.row.policy);
        Ok(of_activity)
    }

    /// Records of those policy rows that are meant, row by row, each in the order of anchors.
    fn of_policies(
        &self,
        after: Option<Cursor>,
        is_meant: impl Fn(&Policy) -> bool,
    ) -> Result<Vec<RecordRow>, Problem> {
        let cursor = after.unwrap_or(Cursor::START);
        let mut rows: Vec<RecordRow> = Vec::new();
        let meant = self.policies()?.into_iter().filter(|policy| is_meant(policy));
        for policy in meant.map(|policy| policy.row.policy).filter(|policy| *policy >= cursor.policy) {
            let left = self.most.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            if left == 0 {
                break;
            }
            let here = policy == cursor.policy;
            let from = if here { (cursor.anchor, cursor.record) } else { (Cursor::START.anchor, 0) };
            rows.extend(self.snapshot.records_by_policy(self.caller.controller.id(), policy, from, left)?);
        }
        Ok(rows)
    }

    /// Records of which a period ends before an instant, over all policy rows in the order of what it counts from.
    fn ending(
        &self,
        after: Option<Cursor>,
        before: Instant,
        periods_of: impl Fn(&Policy) -> Vec<Period>,
        rows_of: impl Fn(i64, Place, Instant) -> Result<Vec<RunOutRow>, StoreError>,
    ) -> Result<(Vec<RecordRow>, Option<Cursor>), Problem> {
        let at = before.plus_micros(-1);
        self.ordered(after, |policy, after| {
            let periods = periods_of(policy);
            // At month ends a later anchor can run out before an earlier one: each up to the last that can have is asked on its own.
            let Some(until) = periods.iter().map(|period| period.last_run_out(at)).max() else {
                return Ok(Vec::new());
            };
            let rows = rows_of(policy.row.policy, after, until)?;
            let runs_out = |row: &RunOutRow| periods.iter().any(|period| period.after(row.anchor_at) <= at);
            Ok(rows
                .into_iter()
                .map(|row| {
                    let is_meant = runs_out(&row);
                    (row, is_meant)
                })
                .collect())
        })
    }

    /// Records over all policy rows in the order of one instant of each: of a policy row those after a place, each with whether it is meant.
    fn ordered(
        &self,
        after: Option<Cursor>,
        rows_of: impl Fn(&Policy, Place) -> Result<Vec<(RunOutRow, bool)>, StoreError>,
    ) -> Result<(Vec<RecordRow>, Option<Cursor>), Problem> {
        let cursor = after.unwrap_or(Cursor::START);
        let mut met: Vec<(RunOutRow, i64, bool)> = Vec::new();
        for policy in self.policies()? {
            let rows = rows_of(&policy, (cursor.anchor, cursor.record))?;
            met.extend(rows.into_iter().map(|(row, is_meant)| (row, policy.row.policy, is_meant)));
        }
        met.sort_unstable_by_key(|(row, ..)| (row.anchor_at, row.record));
        let full = met.len() >= self.most();
        met.truncate(self.most());
        let last = met.last().filter(|_| full).map(|(row, policy, _)| Cursor {
            policy: *policy,
            anchor: row.anchor_at,
            record: row.record,
            subject: Cursor::START.subject,
        });
        let mut rows = Vec::with_capacity(met.len());
        for (row, ..) in met.iter().filter(|(.., is_meant)| *is_meant) {
            rows.extend(self.snapshot.record_by_key(self.caller.controller.id(), &row.key)?);
        }
        Ok((rows, last))
    }
}

/// A value that is looked for.
struct Sought {
    kind: DataKind,
    normal: String,
}

impl Sought {
    fn is(&self, value: &Personal<String>) -> bool {
        self.kind.normal_form(value.reveal()).is_ok_and(|normal| *normal == *self.normal)
    }
}
