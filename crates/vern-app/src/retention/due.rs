//! What is due, and what will be: nothing is erased here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_store::Snapshot;
use vern_store::row::Head;

use super::clock::{Expiring, count_run_out, expiring_policies};
use super::ending::{Endable, endable};
use super::{Because, Due, Forecast, PAGE};
use crate::access::Caller;
use crate::controller::Controller;
use crate::history::aside;
use crate::installation::Installation;
use crate::problem::Problem;

/// Counts by day and activity, one for each reason.
#[derive(Default)]
struct Counts(BTreeMap<(Date, String), Vec<(Because, u64)>>);

impl Counts {
    fn add(&mut self, day: Date, activity: &str, because: Because, records: u64) {
        let reasons = self.0.entry((day, activity.to_owned())).or_default();
        match reasons.iter_mut().find(|(known, _)| *known == because) {
            Some((_, count)) => *count += records,
            None => reasons.push((because, records)),
        }
    }

    fn into_lines(self) -> Vec<Forecast> {
        let line = |(day, activity): (Date, String), (because, records)| Forecast {
            day,
            activity,
            because,
            records,
        };
        self.0
            .into_iter()
            .flat_map(|(of, reasons)| reasons.into_iter().map(move |reason| line(of.clone(), reason)))
            .collect()
    }
}

impl Installation {
    /// What has run out, by activity.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn retention_due(&self, controller: &Controller) -> Result<Vec<Due>, Problem> {
        self.retention_due_ahead(controller, 0)
    }

    /// What will have run out so many microseconds from now if nothing is erased before, by activity.
    pub(crate) fn retention_due_ahead(
        &self,
        controller: &Controller,
        ahead_micros: i64,
    ) -> Result<Vec<Due>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (head, now, rules) = self.retention_ground(controller, &snapshot)?;
        let at = now.plus_micros(ahead_micros);
        let line =
            |activity: &str, because| Due { activity: activity.to_owned(), because, held: 0, run_out: 0 };
        let by_period = rules.expiries().map(|(activity, period)| line(activity, Because::Period(period)));
        let mut due: Vec<Due> = by_period.collect();
        for expiring in expiring_policies(&snapshot, controller, &head, &rules)? {
            let (run_out, held) = count_run_out(&snapshot, controller, &expiring, at)?;
            // The charter's period comes first; only where it has none does a row's own have a line.
            let Some(period) = expiring.periods.first().copied() else { continue };
            let because = Because::Period(period);
            let is_line = |line: &Due| line.activity == expiring.activity && line.because == because;
            let known = due.iter().position(is_line);
            let place = known.unwrap_or(due.len());
            if known.is_none() {
                due.push(line(&expiring.activity, because));
            }
            if let Some(line) = due.get_mut(place) {
                line.held += held;
                line.run_out += run_out;
            }
        }
        for endable in endable(&rules) {
            let mut run_out = 0;
            each_ending(&snapshot, controller, &endable, at, |_, records| run_out += records)?;
            let held = held_in(&snapshot, controller, &head, &endable.activity)?;
            due.push(Due { activity: endable.activity, because: Because::End, held, run_out });
        }
        Ok(due)
    }

    /// What a run would erase, day by day up to an instant, if nothing else happens: by activity, and why. What has run out already stands under
    /// today. A day is one in UTC, as retention counts. What is restricted when its day comes stays.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn retention_forecast(
        &self,
        controller: &Controller,
        until: Instant,
    ) -> Result<Vec<Forecast>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (head, now, rules) = self.retention_ground(controller, &snapshot)?;
        let until = until.max(now);
        let day = |end: Instant| end.max(now).to_date();
        let mut counts = Counts::default();
        for expiring in expiring_policies(&snapshot, controller, &head, &rules)? {
            let Some(period) = expiring.periods.first().copied() else { continue };
            each_running_out(&snapshot, controller, &expiring, until, |end| {
                counts.add(day(end), &expiring.activity, Because::Period(period), 1);
            })?;
        }
        for endable in endable(&rules) {
            each_ending(&snapshot, controller, &endable, until, |end, records| {
                counts.add(day(end), &endable.activity, Because::End, records);
            })?;
        }
        Ok(counts.into_lines())
    }

    /// The same in the activities the caller's role has a grant in.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; as [`Installation::retention_forecast`].
    pub fn own_retention_forecast(&self, caller: &Caller, until: Instant) -> Result<Vec<Forecast>, Problem> {
        let rules = {
            let reader = self.reader()?;
            self.ground(caller, &reader.snapshot()?)?.in_force.rules
        };
        let mut forecast = aside(|| self.retention_forecast(&caller.controller, until))?;
        forecast.retain(|line| caller.has_grant(&rules, &line.activity));
        Ok(forecast)
    }

    pub(super) fn retention_ground(
        &self,
        controller: &Controller,
        snapshot: &Snapshot<'_>,
    ) -> Result<(Head, Instant, std::sync::Arc<Rules>), Problem> {
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let now = self.now().max(head.last_at);
        let rules = controller.in_force(snapshot, head.state_version, now)?.rules;
        Ok((head, now, rules))
    }
}

/// Every record of a policy row that runs out up to an instant, with when.
fn each_running_out(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    expiring: &Expiring,
    until: Instant,
    mut found: impl FnMut(Instant),
) -> Result<(), Problem> {
    let mut after = (Instant::from_micros(i64::MIN), 0);
    let last_anchor = expiring.some_until(until);
    loop {
        let page = snapshot.keys_run_out(controller.id(), expiring.policy, after, last_anchor, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = (last.anchor_at, last.record);
        let ends = page.iter().filter_map(|row| expiring.end_of(row.anchor_at));
        ends.filter(|end| *end <= until).for_each(&mut found);
    }
}

/// Every person whose data in an activity ends up to an instant, with when and how many records that is.
pub(super) fn each_ending(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    endable: &Endable,
    until: Instant,
    mut found: impl FnMut(Instant, u64),
) -> Result<(), Problem> {
    for mut walk in endable.walks() {
        while let Some((ended, on)) = endable.next(snapshot, controller, walk, until)? {
            for ending in ended {
                let records = snapshot.subject_records(controller.id(), ending.subject, &endable.activity)?;
                found(ending.at, records);
            }
            walk = on;
        }
    }
    Ok(())
}

/// How many records an activity holds.
fn held_in(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    head: &Head,
    activity: &str,
) -> Result<u64, Problem> {
    let mut held = 0;
    for policy in controller.all_policies(snapshot, head.state_version)? {
        if policy.row.activity == activity {
            let never = Instant::from_micros(i64::MIN);
            held += snapshot.run_out_count(controller.id(), policy.row.policy, never)?.1;
        }
    }
    Ok(held)
}
