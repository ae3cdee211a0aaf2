//! What a statute keeps of data that is erased: sealed anew under a key and an activity of its own, before the old key goes.

use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_store::erasure::{ErasureRow, HeldRecord};
use vern_store::row::{Id16, RecordRow};

use crate::committer::{Change, HoldRecords};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::body;

/// Records sealed anew in one commit.
const PAGE: u32 = 64;
/// How often the records are gone through before the next run goes on.
const PASSES_MAX: usize = 8;

impl Installation {
    /// Goes through the records of an erasure; what a statute keeps of each takes its place. A record of which nothing is kept stays, and goes with
    /// the rest.
    pub(super) async fn seal_leftovers(
        &self,
        controller: &Arc<Controller>,
        order: &ErasureRow,
    ) -> Result<(), Problem> {
        // What was written or erased meanwhile is not held in that pass: only one that finds nothing to hold is the last.
        for _ in 0..PASSES_MAX {
            let (mut after, mut found) = (0, false);
            while let Some((hold, last)) = self.leftovers(controller, order, after)? {
                after = last;
                if !hold.records.is_empty() {
                    found = true;
                    self.change(controller.id(), Change::HoldRecords(Box::new(hold)), None).await?;
                }
            }
            if !found {
                return Ok(());
            }
        }
        Err(Problem::Conflict { code: "conflict.busy" })
    }

    fn leftovers(
        &self,
        controller: &Arc<Controller>,
        order: &ErasureRow,
        after: i64,
    ) -> Result<Option<(HoldRecords, i64)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let id = controller.id();
        let head = snapshot.head(id)?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let at = self.now().max(head.last_at);
        let rules = controller.in_force(&snapshot, head.state_version, at)?.rules;
        let rows = snapshot.records_by_subject(id, order.subject, &order.activity, after, PAGE)?;
        let (Some(last), Some((activity, kept))) =
            (rows.last().map(|row| row.record), rules.hold_of(&order.activity))
        else {
            return Ok(None);
        };
        let known = snapshot.data_key(id, order.subject, activity)?;
        let (key_id, key) = match known {
            Some(key_id) => (key_id, controller.keyring.data(&key_id)?.ok_or(Problem::Unreadable)?),
            None => controller.keyring.draw_data(at, head.tree_size)?,
        };
        let mut hold = HoldRecords {
            order: order.clone(),
            activity: activity.to_owned(),
            data_key: key_id,
            is_new_key: known.is_none(),
            records: Vec::new(),
        };
        for row in rows {
            let policy = controller.policy(&snapshot, head.state_version, row.policy)?;
            let held = (activity, kept, order.ordered_at);
            if let Some(record) = self.leftover(controller, &rules, &row, held, &key)? {
                hold.records.push((policy.row.category.clone(), record));
            }
        }
        Ok(Some((hold, last)))
    }

    /// What is kept of one record, if anything.
    fn leftover(
        &self,
        controller: &Controller,
        rules: &Rules,
        row: &RecordRow,
        (activity, kept, ordered_at): (&str, DataTypes, Instant),
        key: &vern_crypto::DataKey,
    ) -> Result<Option<HeldRecord>, Problem> {
        let of_row = |id: &Id16| controller.keyring.data(id);
        let old = row.data_key.as_ref().map(of_row).transpose()?.flatten().ok_or(Problem::Unreadable)?;
        let from = activity.strip_suffix(vern_policy::compile::HOLD_SUFFIX).unwrap_or(activity);
        let body = body::only(rules, body::open_as(controller, &old, row, from)?, kept);
        if body.fields.is_empty() {
            return Ok(None);
        }
        let record_key = RecordKey::from_stored(row.key.clone());
        let version = row.version + 1;
        let plain = zeroize::Zeroizing::new(body::encode_body(&body.fields, &body.origins)?);
        let place = (row.subject, activity, record_key.as_str(), version);
        Ok(Some(HeldRecord {
            key: row.key.clone(),
            version,
            collected_at: row.collected_at,
            anchor_at: held_from(rules, from, row.anchor_at, ordered_at),
            tokens: body::tokens(controller, rules, &body.fields),
            body: body::seal(controller, key, place, &plain)?,
        }))
    }
}

/// From when a statute's period counts. Statutes on keeping accounts count from the end of the year; what was kept while a contract ran is accounts
/// of its last year too, and no record is kept shorter than its statute says.
fn held_from(rules: &Rules, activity: &str, anchor: Instant, ordered_at: Instant) -> Instant {
    let last = if rules.kept_while(activity).is_some() { anchor.max(ordered_at) } else { anchor };
    last.end_of_year()
}
