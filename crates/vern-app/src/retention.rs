//! The retention run: what has run out by the clock alone is erased, through the gate and into the journal like any other erasure.
//!
//! A read of such a record is refused from the instant it runs out; the run takes the bytes away. It never rolls a period forward.

use vern_core::id::ActorId;
use vern_core::period::Period;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_store::Snapshot;

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
    /// Its period.
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

/// Records that have run out beyond what the plain range counts: at month ends a later anchor can run out before an earlier one, so each is
/// asked on its own.
fn run_out_at_month_end(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    policy: i64,
    period: Period,
    at: Instant,
) -> Result<u64, Problem> {
    let (mut after, until) = ((period.before(at), i64::MAX), period.last_run_out(at));
    let mut run_out = 0;
    loop {
        let page = snapshot.keys_run_out(controller.id(), policy, after, until, PAGE)?;
        let Some(last) = page.last() else { return Ok(run_out) };
        after = (last.anchor_at, last.record);
        run_out += page.iter().fold(0, |sum, row| sum + u64::from(period.after(row.anchor_at) <= at));
    }
}

impl Installation {
    /// What has run out, by activity.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn retention_due(&self, controller: &Controller) -> Result<Vec<Due>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let at = self.now().max(head.last_at);
        let rules = controller.in_force(&snapshot, &head, at)?.rules;
        let policies = snapshot.policies(controller.id())?;
        let mut due = Vec::new();
        for (activity, period) in rules.expiries() {
            let mut line = Due { activity: activity.to_owned(), period, held: 0, run_out: 0 };
            for policy in policies.iter().filter(|policy| policy.activity == activity) {
                let (run_out, held) =
                    snapshot.run_out_count(controller.id(), policy.policy, period.before(at))?;
                line.run_out +=
                    run_out + run_out_at_month_end(&snapshot, controller, policy.policy, period, at)?;
                line.held += held;
            }
            due.push(line);
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
        };
        let mut run = RetentionRun::default();
        for (activity, policy, period) in self.expiring_policies(controller)? {
            let circumstance = Circumstance { activity, ..Circumstance::default() };
            let mut after = (Instant::from_micros(i64::MIN), 0);
            loop {
                let now = self.now();
                let until = period.last_run_out(now);
                let page =
                    self.reader()?.snapshot()?.keys_run_out(controller.id(), policy, after, until, PAGE)?;
                let Some(last) = page.last().map(|row| (row.anchor_at, row.record)) else { break };
                let run_out = page.into_iter().filter(|row| period.after(row.anchor_at) <= now);
                let keys = run_out.map(|row| RecordKey::from_stored(row.key));
                self.erase_page(&caller, keys, &circumstance, &mut run).await?;
                after = last;
            }
        }
        self.finish_key_erasures(controller).await?;
        Ok(run)
    }

    fn expiring_policies(&self, controller: &Controller) -> Result<Vec<(String, i64, Period)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let rules = controller.in_force(&snapshot, &head, self.now().max(head.last_at))?.rules;
        let policies = snapshot.policies(controller.id())?;
        let period_of =
            |activity: &str| rules.expiries().find(|(id, _)| *id == activity).map(|(_, period)| period);
        Ok(policies
            .into_iter()
            .filter_map(|policy| {
                period_of(&policy.activity).map(|period| (policy.activity, policy.policy, period))
            })
            .collect())
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
