//! What somebody has to do about records by a day: look whether they are to stay, and tell people who were not asked themselves that they are held.
//! A review falls due one period after the data was collected, then one period after the last review; telling, once, one period after it was collected.
//! Periods are counted as any of retention is.
//!
//! Deliberately not here: what a review decides (`decide`), and how somebody is told (`crate::informing`). The clock decides nothing: what nobody has
//! looked at stays, whom nobody has told is counted as overdue.

mod decide;

use std::collections::BTreeMap;

use vern_core::id::SubjectId;
use vern_core::period::Period;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_store::row::{Head, RunOutRow};
use vern_store::{Snapshot, StoreError};

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

/// What somebody has to do about a record by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordDuty {
    /// Look whether it is to stay (P-B5).
    Review,
    /// Tell the person, who was not asked themselves, that it is held (GDPR art. 14).
    Inform,
}

impl RecordDuty {
    /// After which periods, by the charter; none where it asks for nothing of the kind.
    pub(crate) fn periods<'a>(self, rules: &'a Rules, activity: &str) -> &'a [Period] {
        match self {
            Self::Review => rules.reviews_of(activity),
            Self::Inform => rules.told_within(activity),
        }
    }

    /// Records of a policy row about which it has not been done since an instant up to `until`, a page at a time after that instant and row number.
    pub(crate) fn rows(
        self,
        snapshot: &Snapshot<'_>,
        controller: &Controller,
        (activity, policy): (&str, i64),
        after: (Instant, i64),
        until: Instant,
        most: u32,
    ) -> Result<Vec<RunOutRow>, StoreError> {
        let id = controller.id();
        match self {
            Self::Review => snapshot.reviews_due(id, policy, after, until, most),
            Self::Inform => snapshot.uninformed(id, (activity, policy), after, until, most),
        }
    }
}

/// What is due of a duty in one activity. Days are days in UTC, as retention counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordsDue {
    /// Activity id.
    pub activity: String,
    /// Records held.
    pub held: u64,
    /// Records it was due for on a day that is over.
    pub overdue: u64,
    /// Records it is due for today.
    pub today: u64,
    /// Records it falls due for within [`SOON_DAYS`] days.
    pub soon: u64,
}

/// A policy row about whose records somebody has to do something, with every period that runs for them.
struct Watched {
    duty: RecordDuty,
    policy: i64,
    activity: String,
    periods: Vec<Period>,
}

impl Watched {
    fn due_at(&self, counted_from: Instant) -> Option<Instant> {
        due_at(&self.periods, counted_from)
    }

    /// How many are due at an instant. At month ends what counts from later can fall due earlier, so those beyond the plain range are each asked on
    /// their own.
    fn count(&self, snapshot: &Snapshot<'_>, controller: &Controller, at: Instant) -> Result<u64, Problem> {
        let Some(all_until) = self.periods.iter().map(|period| period.before(at)).max() else { return Ok(0) };
        let (id, of) = (controller.id(), (self.activity.as_str(), self.policy));
        let mut due = match self.duty {
            RecordDuty::Review => snapshot.reviews_due_count(id, self.policy, all_until)?,
            RecordDuty::Inform => snapshot.uninformed_count(id, of, all_until)?,
        };
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
            let page =
                self.duty.rows(snapshot, controller, (&self.activity, self.policy), after, last, PAGE)?;
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

/// Until when a person is to be told of a record of theirs; none where the charter does not ask for it, or they have been.
pub(crate) fn inform_by(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    (rules, activity): (&Rules, &str),
    (subject, anchor): (SubjectId, Instant),
) -> Result<Option<Instant>, Problem> {
    let Some(by) = due_at(rules.told_within(activity), anchor) else { return Ok(None) };
    let informed_at = snapshot.informed_at(controller.id(), subject, activity)?;
    Ok(informed_at.is_none().then_some(by))
}

/// Everything that falls due of a duty up to an instant: in which activity, and when.
pub(crate) fn each_due(
    duty: RecordDuty,
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    (head, rules): (&Head, &Rules),
    until: Instant,
    mut found: impl FnMut(&str, Instant),
) -> Result<(), Problem> {
    for watched in watched(duty, snapshot, controller, (head, rules))? {
        let start = (Instant::from_micros(i64::MIN), 0);
        watched.walk(snapshot, controller, (start, until), |due| found(&watched.activity, due))?;
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
    for watched in watched(RecordDuty::Review, snapshot, controller, (head, rules))? {
        let due = watched.count(snapshot, controller, at)?;
        *counts.entry(watched.activity).or_default() += due;
    }
    Ok(counts)
}

fn watched(
    duty: RecordDuty,
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    (head, rules): (&Head, &Rules),
) -> Result<Vec<Watched>, Problem> {
    let all = controller.all_policies(snapshot, head.state_version)?;
    let watched = all.iter().map(|policy| Watched {
        duty,
        policy: policy.row.policy,
        activity: policy.row.activity.clone(),
        periods: duty.periods(rules, &policy.row.activity).to_vec(),
    });
    Ok(watched.filter(|watched| !watched.periods.is_empty()).collect())
}

/// The first instant of the day so many days from the one an instant lies in, in UTC.
pub(crate) const fn day_start(at: Instant, days: i64) -> Instant {
    Instant::from_micros((at.as_micros().div_euclid(DAY_MICROS) + days) * DAY_MICROS)
}

impl Installation {
    /// What is due of a duty, activity by activity in the charter's order; those in which the charter does not ask for it are left out.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn records_due(&self, controller: &Controller, duty: RecordDuty) -> Result<Vec<RecordsDue>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (head, now, rules) = self.retention_ground(controller, &snapshot)?;
        let ids = rules.charter().activities.iter().map(|activity| activity.id.value.as_str());
        let none = |activity: &str| RecordsDue {
            activity: activity.to_owned(),
            held: 0,
            overdue: 0,
            today: 0,
            soon: 0,
        };
        let mut lines: Vec<RecordsDue> =
            ids.filter(|id| !duty.periods(&rules, id).is_empty()).map(none).collect();
        for watched in watched(duty, &snapshot, controller, (&head, &rules))? {
            let Some(line) = lines.iter_mut().find(|line| line.activity == watched.activity) else {
                continue;
            };
            let until = |days| watched.count(&snapshot, controller, day_start(now, days).plus_micros(-1));
            let (overdue, today, soon) = (until(0)?, until(1)?, until(1 + SOON_DAYS)?);
            let never = Instant::from_micros(i64::MIN);
            line.held += snapshot.run_out_count(controller.id(), watched.policy, never)?.1;
            line.overdue += overdue;
            line.today += today.saturating_sub(overdue);
            line.soon += soon.saturating_sub(today);
        }
        Ok(lines)
    }

    /// The same in the activities the caller's role has a grant in.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; as [`Installation::records_due`].
    pub fn own_records_due(&self, caller: &Caller, duty: RecordDuty) -> Result<Vec<RecordsDue>, Problem> {
        let rules = {
            let reader = self.reader()?;
            self.ground(caller, &reader.snapshot()?)?.in_force.rules
        };
        let mut due = aside(|| self.records_due(&caller.controller, duty))?;
        due.retain(|line| caller.has_grant(&rules, &line.activity));
        Ok(due)
    }
}
