//! The retention run: what has run out by the clock, or ended with what it was kept for, is erased, through the gate and into the journal like any
//! other erasure.
//!
//! A read of such a record is refused from the instant it runs out; the run takes the bytes away. It never rolls a period forward.

mod clock;
mod due;
mod effect;
mod ending;
mod review;

use std::sync::Arc;

use jiff::civil::Date;
use vern_core::id::{ActorId, SubjectId};
use vern_core::period::Period;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_policy::words;
use vern_text::{Language, text};

use crate::access::Caller;
use crate::committer::CommitError;
use crate::controller::Controller;
use crate::erasure::ErasureRequest;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Circumstance, is_restricted};
use crate::rights::is_unanswered;
use clock::{Expiring, expiring_policies};
pub use effect::RetentionEffect;
use ending::{Endable, endable};
pub use review::{
    ForeseenReviews, RecordDuty, RecordsDue, ReviewDecision, ReviewRequest, Reviewed, ReviewsDecided,
    SOON_DAYS as DUTY_SOON_DAYS,
};
pub(crate) use review::{day_start, each_due, inform_by, review_due_at};

/// The actor the retention run stands as in the journal.
pub const RETENTION_ACTOR: ActorId = ActorId::from_bytes([0; 16]);
/// Records decided and queued at once.
const PAGE: u32 = 256;

/// Why data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// What it was kept for has ended.
    End,
    /// Its period has run out: the charter's, or where that has none a policy row's. Where both run, what has run out by either is meant.
    Period(Period),
}

impl Because {
    /// In words, as the end of a sentence: 'because …'.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        match self {
            Self::End => text(language, "retention-because-end", &[]),
            Self::Period(period) => {
                let period = words::period(period, language);
                text(language, "retention-because-period", &[("period", period.into())])
            }
        }
    }
}

/// What is due in one activity, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Activity id.
    pub activity: String,
    /// Why.
    pub because: Because,
    /// Records held.
    pub held: u64,
    /// Records of them that await erasure.
    pub run_out: u64,
}

/// What one day takes from one activity, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The day, in UTC.
    pub day: Date,
    /// Activity id.
    pub activity: String,
    /// Why.
    pub because: Because,
    /// Records.
    pub records: u64,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RetentionRun {
    /// Records erased, their period having run out.
    pub erased: u64,
    /// People whose data in an activity was erased, what it was kept for having ended; in each activity once.
    pub ended: u64,
    /// Records, and people in an activity, that were due and the gate would not let go, such as restricted ones.
    pub kept: u64,
}

impl Caller {
    /// The retention run of a controller. It has no credential: the gate lets it erase what is due and nothing else.
    pub(crate) fn retention_run(controller: &Arc<Controller>) -> Self {
        Self::without_credential(controller, RETENTION_ACTOR, String::new())
    }

    pub(crate) fn is_retention_run(&self) -> bool {
        self.actor == RETENTION_ACTOR
    }
}

impl Installation {
    /// Erases what has run out.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`. What was erased before a failure stays erased and journalled.
    pub async fn run_retention(&self, controller: &Arc<Controller>) -> Result<RetentionRun, Problem> {
        let caller = Caller::retention_run(controller);
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
        self.erase_ended(&caller, &mut run).await?;
        self.forget_calls(controller).await?;
        self.forget_sessions(controller).await?;
        self.forget_subject_sessions(controller).await?;
        // What was ordered and cut short is carried out here too, not only at the next start.
        self.finish_ordered(controller).await?;
        Ok(run)
    }

    /// Orders the erasure of everyone whose data in an activity has nothing left that it is kept for.
    async fn erase_ended(&self, caller: &Caller, run: &mut RetentionRun) -> Result<(), Problem> {
        for endable in self.endable(&caller.controller)? {
            let request =
                ErasureRequest { activity: Some(endable.activity.clone()), reason: None, exception: None };
            for mut walk in endable.walks() {
                loop {
                    let now = self.now();
                    let page = {
                        let reader = self.reader()?;
                        endable.next(&reader.snapshot()?, &caller.controller, walk, now)?
                    };
                    let Some((ended, on)) = page else { break };
                    for ending in ended {
                        self.erase_one_ended(caller, ending.subject, &request, run).await?;
                    }
                    // Page by page, so that a person's own erasure does not wait for a whole hiring.
                    self.finish_ordered(&caller.controller).await?;
                    walk = on;
                }
            }
        }
        Ok(())
    }

    async fn erase_one_ended(
        &self,
        caller: &Caller,
        subject: SubjectId,
        request: &ErasureRequest,
        run: &mut RetentionRun,
    ) -> Result<(), Problem> {
        if self.is_restricted(&caller.controller, subject, request.activity.as_deref().unwrap_or_default())? {
            run.kept += 1;
            return Ok(());
        }
        match self.order_erasure(caller, subject, request).await {
            Ok(_) => run.ended += 1,
            Err(Problem::Conflict { code: "erasure.under_way" }) => {}
            // What changed under the run is met again by the next, and one person's record that does not open must not keep the next person's data.
            Err(Problem::Refused(_) | Problem::Unreadable | Problem::Conflict { .. }) => run.kept += 1,
            Err(problem) => return Err(problem),
        }
        Ok(())
    }

    /// Restricted data stays for as long as that lasts: what the gate would refuse every minute is not asked of it.
    fn is_restricted(
        &self,
        controller: &Controller,
        subject: SubjectId,
        activity: &str,
    ) -> Result<bool, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let Some(row) = snapshot.subject(controller.id(), subject)? else { return Ok(false) };
        is_restricted(&snapshot, controller.id(), (subject, &row), activity)
    }

    /// Finishes what is ordered; what does not open keeps nobody else's.
    pub(crate) async fn finish_ordered(&self, controller: &Arc<Controller>) -> Result<(), Problem> {
        match self.finish_erasures(controller).await {
            Err(Problem::Unreadable) => Ok(()),
            finished => finished,
        }
    }

    fn endable(&self, controller: &Controller) -> Result<Vec<Endable>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let now = self.now().max(head.last_at);
        let rules = controller.in_force(&snapshot, head.state_version, now)?.rules;
        Ok(endable(&rules))
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
                let snapshot = reader.snapshot()?;
                // A request nobody has answered is not forgotten because its record's time is over.
                if is_unanswered(&snapshot, caller.controller.id(), key.as_str())? {
                    run.kept += 1;
                    continue;
                }
                self.prepare_erase(caller, &snapshot, &key, circumstance)?
            };
            // What must not go yet is met again every minute: a line in the journal each time would bury what people were refused.
            if prepared.outcome.is_err() {
                run.kept += 1;
                continue;
            }
            let id = caller.controller.id();
            let answered = self
                .committer
                .submit(id, Some(prepared.expected), prepared.change, Some(prepared.entry))
                .await?;
            queued.push(answered);
        }
        for answered in queued {
            match answered.await.map_err(|_| Problem::Internal("the writer has ended".to_owned()))? {
                Ok(_) => run.erased += 1,
                // What changed under the run is met again by the next.
                Err(CommitError::Stale) => run.kept += 1,
                Err(CommitError::Failed(problem)) => return Err(problem),
            }
        }
        Ok(())
    }
}
