//! Reviews: how often a person looks whether data is to stay, and what is due of that. A review falls due one period after the data was collected, then
//! one period after the last review, counted as any period of retention is.
//!
//! Deliberately not here: what a review decides (`decide`). The clock decides nothing: what nobody has looked at stays, and is counted as overdue.

mod decide;

use std::collections::BTreeMap;

use jiff::civil::Date;
use vern_core::period::Period;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_store::Snapshot;
use vern_store::row::Head;

use super::PAGE;
use crate::access::Caller;
use crate::controller::Controller;
use crate::history::aside;
use crate::installation::Installation;
use crate::problem::Problem;

pub use decide::{ForeseenReviews, ReviewDecision, ReviewRequest, Reviewed, ReviewsDecided};

const DAY_MICROS: i64 = 86_400_000_000;
/// What falls due within so many days falls due soon.
pub const SOON_DAYS: i64 = 7;

/// What is to be reviewed in one activity. Days are days in UTC, as retention counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewsDue {
    /// Activity id.
    pub activity: String,
    /// Records held.
    pub held: u64,
    /// Records whose review was due on a day that is over.
    pub overdue: u64,
    /// Records whose review is due today.
    pub today: u64,
    /// Records whose review falls due within [`SOON_DAYS`] days.
    pub soon: u64,
}

/// What is to be reviewed on one day in one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewForecast {
    /// The last day on which there is time, in UTC.
    pub day: Date,
    /// Activity id.
    pub activity: String,
    /// Records.
    pub records: u64,
    /// That day is over.
    pub is_overdue: bool,
}

/// A policy row whose records a person looks at, with every period that runs for them.
struct Reviewable {
    policy: i64,
    activity: String,
    periods: Vec<Period>,
}

impl Reviewable {
    fn due_at(&self, counted_from: Instant) -> Option<Instant> {
        due_at(&self.periods, counted_from)
    }

    /// How many are due at an instant. At month ends what counts from later can fall due earlier, so those beyond the plain range are each asked on
    /// their own.
    fn count(&self, snapshot: &Snapshot<'_>, controller: &Controller, at: Instant) -> Result<u64, Problem> {
        let Some(all_until) = self.periods.iter().map(|period| period.before(at)).max() else { return Ok(0) };
        let mut due = snapshot.reviews_due_count(controller.id(), self.policy, all_until)?;
        self.walk(snapshot, controller, ((all_until, i64::MAX), at), |_| due += 1)?;
        Ok(due)
    }

    /// Every record due up to an instant, with when.
    fn walk(
        &self,
        snapshot: &Snapshot<'_>,
        controller: &Controller,
        (mut after, until): ((Instant, i64), Instant),
        mut found: impl FnMut(Instant),
    ) -> Result<(), Problem> {
        let Some(last) = self.periods.iter().map(|period| period.last_run_out(until)).max() else {
            return Ok(());
        };
        loop {
            let page = snapshot.reviews_due(controller.id(), self.policy, after, last, PAGE)?;
            let Some(row) = page.last() else { return Ok(()) };
            after = (row.anchor_at, row.record);
            let due = page.iter().filter_map(|row| self.due_at(row.anchor_at));
            due.filter(|due| *due <= until).for_each(&mut found);
        }
    }
}

fn due_at(periods: &[Period], counted_from: Instant) -> Option<Instant> {
    periods.iter().map(|period| period.after(counted_from)).min()
}

/// When a record is to be reviewed next, by its row and what its periods count from; none where the charter has nobody look. One that is not held yet
/// has no row.
pub(crate) fn review_due_at(
    snapshot: &Snapshot<'_>,
    rules: &Rules,
    activity: &str,
    (record, anchor): (Option<i64>, Instant),
) -> Result<Option<Instant>, Problem> {
    let periods = rules.reviews_of(activity);
    if periods.is_empty() {
        return Ok(None);
    }
    let reviewed_at = record.map(|record| snapshot.reviewed_at(record)).transpose()?.flatten();
    Ok(due_at(periods, reviewed_at.unwrap_or(anchor)))
}

/// Every review that falls due up to an instant: in which activity, and when.
pub(crate) fn each_review(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    (head, rules): (&Head, &Rules),
    until: Instant,
    mut found: impl FnMut(&str, Instant),
) -> Result<(), Problem> {
    for reviewable in reviewable(snapshot, controller, head, rules)? {
        let start = (Instant::from_micros(i64::MIN), 0);
        reviewable.walk(snapshot, controller, (start, until), |due| found(&reviewable.activity, due))?;
    }
    Ok(())
}

/// How many reviews are due at an instant by some rules, by activity and policy row.
pub(super) fn count_reviews(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    (head, rules): (&Head, &Rules),
    at: Instant,
) -> Result<BTreeMap<String, u64>, Problem> {
    let mut counts = BTreeMap::new();
    for reviewable in reviewable(snapshot, controller, head, rules)? {
        let due = reviewable.count(snapshot, controller, at)?;
        *counts.entry(reviewable.activity).or_default() += due;
    }
    Ok(counts)
}

fn reviewable(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    head: &Head,
    rules: &Rules,
) -> Result<Vec<Reviewable>, Problem> {
    let all = controller.all_policies(snapshot, head.state_version)?;
    let reviewable = all.iter().map(|policy| Reviewable {
        policy: policy.row.policy,
        activity: policy.row.activity.clone(),
        periods: rules.reviews_of(&policy.row.activity).to_vec(),
    });
    Ok(reviewable.filter(|reviewable| !reviewable.periods.is_empty()).collect())
}

/// The first instant of the day so many days from the one an instant lies in, in UTC.
pub(crate) const fn day_start(at: Instant, days: i64) -> Instant {
    Instant::from_micros((at.as_micros().div_euclid(DAY_MICROS) + days) * DAY_MICROS)
}

impl Installation {
    /// What is to be reviewed, activity by activity in the charter's order; those in which the charter has nobody look are left out.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn reviews_due(&self, controller: &Controller) -> Result<Vec<ReviewsDue>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (head, now, rules) = self.retention_ground(controller, &snapshot)?;
        let ids = rules.charter().activities.iter().map(|activity| activity.id.value.as_str());
        let none = |activity: &str| ReviewsDue {
            activity: activity.to_owned(),
            held: 0,
            overdue: 0,
            today: 0,
            soon: 0,
        };
        let mut lines: Vec<ReviewsDue> =
            ids.filter(|id| !rules.reviews_of(id).is_empty()).map(none).collect();
        for reviewable in reviewable(&snapshot, controller, &head, &rules)? {
            let Some(line) = lines.iter_mut().find(|line| line.activity == reviewable.activity) else {
                continue;
            };
            let until = |days| reviewable.count(&snapshot, controller, day_start(now, days).plus_micros(-1));
            let (overdue, today, soon) = (until(0)?, until(1)?, until(1 + SOON_DAYS)?);
            let never = Instant::from_micros(i64::MIN);
            line.held += snapshot.run_out_count(controller.id(), reviewable.policy, never)?.1;
            line.overdue += overdue;
            line.today += today.saturating_sub(overdue);
            line.soon += soon.saturating_sub(today);
        }
        Ok(lines)
    }

    /// The same in the activities the caller's role has a grant in.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; as [`Installation::reviews_due`].
    pub fn own_reviews_due(&self, caller: &Caller) -> Result<Vec<ReviewsDue>, Problem> {
        let rules = {
            let reader = self.reader()?;
            self.ground(caller, &reader.snapshot()?)?.in_force.rules
        };
        let mut due = aside(|| self.reviews_due(&caller.controller))?;
        due.retain(|line| caller.has_grant(&rules, &line.activity));
        Ok(due)
    }

    /// What is to be reviewed, by its last day, up to an instant: what is overdue stands there with the day it was due on.
    ///
    /// # Errors
    /// As [`Installation::reviews_due`].
    pub fn review_forecast(
        &self,
        controller: &Controller,
        until: Instant,
    ) -> Result<Vec<ReviewForecast>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (head, now, rules) = self.retention_ground(controller, &snapshot)?;
        let mut counts: BTreeMap<(Date, String), u64> = BTreeMap::new();
        each_review(&snapshot, controller, (&head, &rules), until.max(now), |activity, due| {
            *counts.entry((due.to_date(), activity.to_owned())).or_default() += 1;
        })?;
        let today = now.to_date();
        let line = |((day, activity), records): ((Date, String), u64)| ReviewForecast {
            day,
            activity,
            records,
            is_overdue: day < today,
        };
        Ok(counts.into_iter().map(line).collect())
    }
}
