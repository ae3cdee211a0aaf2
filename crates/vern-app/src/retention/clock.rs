//! What runs out by the clock: the records of a policy row, by every period that runs for them.

use vern_core::period::Period;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_store::Snapshot;
use vern_store::row::Head;

use super::PAGE;
use crate::controller::Controller;
use crate::problem::Problem;

/// A policy row whose records run out by the clock, with every period that runs for them: a record has run out when one has (ADR 0015).
pub(super) struct Expiring {
    pub(super) policy: i64,
    pub(super) activity: String,
    pub(super) periods: Vec<Period>,
}

impl Expiring {
    pub(super) fn has_run_out(&self, anchor: Instant, at: Instant) -> bool {
        self.periods.iter().any(|period| period.after(anchor) <= at)
    }

    /// When a record runs out.
    pub(super) fn end_of(&self, anchor: Instant) -> Option<Instant> {
        self.periods.iter().map(|period| period.after(anchor)).min()
    }

    /// Up to here everything has run out at `at`.
    fn all_until(&self, at: Instant) -> Instant {
        let until = self.periods.iter().map(|period| period.before(at)).max();
        until.unwrap_or(Instant::from_micros(i64::MIN))
    }

    /// From here on nothing has.
    pub(super) fn some_until(&self, at: Instant) -> Instant {
        let until = self.periods.iter().map(|period| period.last_run_out(at)).max();
        until.unwrap_or(Instant::from_micros(i64::MIN))
    }
}

/// How many records have run out, and how many there are. At month ends a later anchor can run out before an earlier one, so those beyond the
/// plain range are each asked on their own.
pub(super) fn count_run_out(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    expiring: &Expiring,
    at: Instant,
) -> Result<(u64, u64), Problem> {
    let (all_until, until) = (expiring.all_until(at), expiring.some_until(at));
    let (mut run_out, held) = snapshot.run_out_count(controller.id(), expiring.policy, all_until)?;
    let mut after = (all_until, i64::MAX);
    loop {
        let page = snapshot.keys_run_out(controller.id(), expiring.policy, after, until, PAGE)?;
        let Some(last) = page.last() else { return Ok((run_out, held)) };
        after = (last.anchor_at, last.record);
        run_out += page.iter().fold(0, |sum, row| sum + u64::from(expiring.has_run_out(row.anchor_at, at)));
    }
}

pub(super) fn expiring_policies(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    head: &Head,
    rules: &Rules,
) -> Result<Vec<Expiring>, Problem> {
    let all = controller.all_policies(snapshot, head.state_version)?;
    let expiring = all.iter().map(|policy| {
        let (policy, narrowing) = (&policy.row, policy.narrowing.as_ref());
        let periods = rules.periods_of(&policy.activity, narrowing).collect();
        Expiring { policy: policy.policy, activity: policy.activity.clone(), periods }
    });
    Ok(expiring.filter(|expiring| !expiring.periods.is_empty()).collect())
}
