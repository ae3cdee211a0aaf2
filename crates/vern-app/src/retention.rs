//! The retention run: what has run out by the clock alone is erased, through the gate and into the journal like any other erasure.
//!
//! A read of such a record is refused from the instant it runs out; the run takes the bytes away. It never rolls a period forward.

use vern_core::id::ActorId;
use vern_core::period::Period;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_store::Snapshot;
use vern_store::row::Head;

use crate::access::Caller;
use crate::committer::CommitError;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::Circumstance;

/// The actor the retention run stands as in the journal.
pub const RETENTION_ACTOR: ActorId = ActorId::from_bytes([0; 16]);
/// Records decided and queued at once.
const PAGE: u32 = 256;

/// One activity whose records run out by the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Activity id.
    pub activity: String,
    /// Its period; where the charter has none, one of its policy rows'. Where both run, what has run out by either is counted.
    pub period: Period,
    /// Records held.
    pub held: u64,
    /// Records of them that have run out and await erasure.
    pub run_out: u64,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RetentionRun {
    /// Records erased.
    pub erased: u64,
    /// Records that have run out and the gate would not let go, such as restricted ones.
    pub kept: u64,
}

/// A policy row whose records run out by the clock, with every period that runs for them: a record has run out when one has (ADR 0015).
struct Expiring {
    policy: i64,
    activity: String,
    periods: Vec<Period>,
}

impl Expiring {
    fn has_run_out(&self, anchor: Instant, at: Instant) -> bool {
        self.periods.iter().any(|period| period.after(anchor) <= at)
    }

    /// Up to here everything has run out at `at`.
    fn all_until(&self, at: Instant) -> Instant {
        let until = self.periods.iter().map(|period| period.before(at)).max();
        until.unwrap_or(Instant::from_micros(i64::MIN))
    }

    /// From here on nothing has.
    fn some_until(&self, at: Instant) -> Instant {
        let until = self.periods.iter().map(|period| period.last_run_out(at)).max();
        until.unwrap_or(Instant::from_micros(i64::MIN))
    }
}

/// How many records have run out, and how many there are. At month ends a later anchor can run out before an earlier one, so those beyond the
/// plain range are each asked on their own.
fn count_run_out(
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
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let now = self.now().max(head.last_at);
        let rules = controller.in_force(&snapshot, head.state_version, now)?.rules;
        let at = now.plus_micros(ahead_micros);
        let line =
            |activity: &str, period| Due { activity: activity.to_owned(), period, held: 0, run_out: 0 };
        let mut due: Vec<Due> = rules.expiries().map(|(activity, period)| line(activity, period)).collect();
        for expiring in expiring_policies(&snapshot, controller, &head, &rules)? {
            let (run_out, held) = count_run_out(&snapshot, controller, &expiring, at)?;
            // The charter's period comes first; only where it has none does a row's own have a line.
            let Some(period) = expiring.periods.first().copied() else { continue };
            let is_line = |line: &Due| line.activity == expiring.activity && line.period == period;
            let known = due.iter().position(is_line);
            let place = known.unwrap_or(due.len());
            if known.is_none() {
                due.push(line(&expiring.activity, period));
            }
            if let Some(line) = due.get_mut(place) {
                line.held += held;
                line.run_out += run_out;
            }
        }
        Ok(due)
    }

    /// Erases what has run out.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`. What was erased before a failure stays erased and journalled.
    pub async fn run_retention(
        &self,
        controller: &std::sync::Arc<Controller>,
    ) -> Result<RetentionRun, Problem> {
        let caller = Caller {
            controller: std::sync::Arc::clone(controller),
            actor: RETENTION_ACTOR,
            role: String::new(),
            until: None,
            call: None,
        };
        let mut run = RetentionRun::default();
        for expiring in self.expiring(controller)? {
            let activity = expiring.activity.clone();
            let circumstance = Circumstance { activity, ..Circumstance::default() };
            let mut after = (Instant::from_micros(i64::MIN), 0);
            loop {
                let now = self.now();
                let (policy, until) = (expiring.policy, expiring.some_until(now));
                let page =
                    self.reader()?.snapshot()?.keys_run_out(controller.id(), policy, after, until, PAGE)?;
                let Some(last) = page.last().map(|row| (row.anchor_at, row.record)) else { break };
                let run_out = page.into_iter().filter(|row| expiring.has_run_out(row.anchor_at, now));
                let keys = run_out.map(|row| RecordKey::from_stored(row.key));
                self.erase_page(&caller, keys, &circumstance, &mut run).await?;
                after = last;
            }
        }
        self.forget_calls(controller).await?;
        // What was ordered and cut short is carried out here too, not only at the next start.
        match self.finish_erasures(controller).await {
            Err(Problem::Unreadable) => {}
            finished => finished?,
        }
        Ok(run)
    }

    fn expiring(&self, controller: &Controller) -> Result<Vec<Expiring>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let rules = controller.in_force(&snapshot, head.state_version, self.now().max(head.last_at))?.rules;
        expiring_policies(&snapshot, controller, &head, &rules)
    }

    /// Decides a page and queues it whole, so that one commit and one sync carry it.
    async fn erase_page(
        &self,
        caller: &Caller,
        keys: impl Iterator<Item = RecordKey>,
        circumstance: &Circumstance,
        run: &mut RetentionRun,
    ) -> Result<(), Problem> {
        let mut queued = Vec::new();
        for key in keys {
            let prepared = {
                let reader = self.reader()?;
                self.prepare_erase(caller, &reader.snapshot()?, &key, circumstance, true)?
            };
            let permitted = prepared.outcome.is_ok();
            let id = caller.controller.id();
            let answered = self
                .committer
                .submit(id, Some(prepared.expected), prepared.change, Some(prepared.entry))
                .await?;
            queued.push((permitted, answered));
        }
        for (permitted, answered) in queued {
            match answered.await.map_err(|_| Problem::Internal("the writer has ended".to_owned()))? {
                Ok(_) if permitted => run.erased += 1,
                // What changed under the run is met again by the next.
                Ok(_) | Err(CommitError::Stale) => run.kept += 1,
                Err(CommitError::Failed(problem)) => return Err(problem),
            }
        }
        Ok(())
    }
}

fn expiring_policies(
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
