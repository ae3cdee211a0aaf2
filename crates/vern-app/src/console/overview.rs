//! What an organisation holds and what is due: numbers only, nobody named.

use std::collections::BTreeMap;

use vern_core::time::Instant;
use vern_journal::Outcome;
use vern_store::Snapshot;
use vern_store::row::SubjectRow;
use vern_text::Language;

use crate::access::{AccessReviewsDue, Caller};
use crate::account::StaffDue;
use crate::history::question::{HistoryRequest, HistorySummary};
use crate::installation::Installation;
use crate::problem::Problem;
use crate::retention::RecordDuty;
use crate::rights::CaseCounts;

const DAY_MICROS: i64 = 86_400_000_000;
/// What runs out within so many days runs out soon.
pub const SOON_DAYS: i64 = 30;
/// Days of activity shown.
const DAYS: i64 = 14;

/// The state of what is kept.
#[derive(Debug, Clone)]
pub struct Overview {
    /// One line an activity, in the charter's order.
    pub activities: Vec<ActivityState>,
    /// Cases open and overdue; none where the role has nothing to do with them.
    pub cases: Option<CaseCounts>,
    /// People whose data is restricted.
    pub restricted: u64,
    /// Where charter and law, or charter and itself, do not meet.
    pub findings: usize,
    /// Records whose review is overdue, and those to be reviewed within days, in the activities the role has a grant in.
    pub reviews: DutyCounts,
    /// Records whose people are to be told of them, likewise.
    pub informing: DutyCounts,
    /// What is due of what is asked of staff; none where nothing is, and for a role that does not administer access.
    pub staff: Option<StaffDue>,
    /// Accesses to be looked at; none for a role that does not administer access.
    pub access_reviews: Option<AccessReviewsDue>,
    /// The journal.
    pub journal: JournalState,
    /// What was decided of late in the activities the role has a grant in, the oldest day first; today is the last.
    pub days: Vec<Day>,
}

/// About how many records somebody has to do something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DutyCounts {
    /// Their day is over.
    pub overdue: u64,
    /// Today, or within [`crate::retention::DUTY_SOON_DAYS`] days.
    pub soon: u64,
}

/// What one activity holds. Counts are there for a role with a grant in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityState {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the role may do anything in it; where not, no number is told.
    pub is_granted: bool,
    /// Records held.
    pub held: u64,
    /// Records that have run out and await erasure.
    pub run_out: u64,
    /// Records that run out within [`SOON_DAYS`] days.
    pub soon: u64,
    /// Whether a statute, or the person's consent, keeps some of its data longer.
    pub is_held: bool,
}

/// Where the journal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalState {
    /// Entries.
    pub size: u64,
    /// The newest checkpoint kept: when it was signed, and how many entries it covers.
    pub checkpoint: Option<(Instant, u64)>,
    /// As of when this is.
    pub at: Instant,
}

/// One day's decisions, in UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// ISO 8601.
    pub date: String,
    /// Permitted.
    pub permitted: u64,
    /// Refused.
    pub refused: u64,
    /// Let through only because the activity is observed.
    pub observed: u64,
}

impl Installation {
    /// What is kept and what is due, as far as the caller's role is concerned with it.
    ///
    /// # Errors
    /// `credential.invalid` where its access has ended; `charter.none_in_force`, `store.*`.
    pub async fn console_overview(&self, caller: &Caller, language: Language) -> Result<Overview, Problem> {
        let activities = self.activity_states(caller, language)?;
        let (restricted, journal) = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let restricted = snapshot.subjects_in_state(
                caller.controller.id(),
                SubjectRow::RESTRICTED | SubjectRow::RESTRICTED_IN,
            )?;
            (restricted, self.journal_state(caller, &snapshot)?)
        };
        let now = self.now();
        let shelf = self.shelf(&caller.controller)?;
        let findings = shelf.papers(now).findings(language, now).len();
        let days = self.days_of(caller, now).await?;
        let (cases, staff) = (self.case_counts(caller)?, self.staff_due(caller)?);
        let access_reviews = self.access_reviews_due(caller)?;
        let reviews = self.duty_counts(caller, RecordDuty::Review)?;
        let informing = self.duty_counts(caller, RecordDuty::Inform)?;
        Ok(Overview {
            activities,
            cases,
            restricted,
            findings,
            reviews,
            informing,
            staff,
            access_reviews,
            journal,
            days,
        })
    }

    /// What each activity holds.
    ///
    /// # Errors
    /// As [`Installation::console_overview`].
    pub fn activity_states(
        &self,
        caller: &Caller,
        language: Language,
    ) -> Result<Vec<ActivityState>, Problem> {
        let controller = &caller.controller;
        let due = sum_due(self.retention_due(controller)?);
        let soon = sum_due(self.retention_due_ahead(controller, SOON_DAYS * DAY_MICROS)?);
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let mut held: BTreeMap<String, u64> = BTreeMap::new();
        for policy in controller.all_policies(&snapshot, ground.standing.state_version)? {
            let (_, count) =
                snapshot.run_out_count(controller.id(), policy.row.policy, Instant::from_micros(i64::MIN))?;
            *held.entry(policy.row.activity.clone()).or_default() += count;
        }
        let rules = &ground.in_force.rules;
        let state = |activity: &vern_policy::charter::Activity| {
            let id = activity.id.value.as_str();
            let is_granted = caller.has_grant(rules, id);
            let told = |counts: &BTreeMap<String, u64>| {
                counts.get(id).copied().filter(|_| is_granted).unwrap_or_default()
            };
            let run_out = told(&due).min(told(&held));
            ActivityState {
                id: id.to_owned(),
                name: activity.label.in_language(language).to_owned(),
                is_granted,
                held: told(&held),
                run_out,
                soon: told(&soon).saturating_sub(run_out),
                is_held: rules.is_held(id),
            }
        };
        Ok(rules.charter().activities.iter().map(state).collect())
    }

    fn duty_counts(&self, caller: &Caller, duty: RecordDuty) -> Result<DutyCounts, Problem> {
        let due = self.own_records_due(caller, duty)?;
        Ok(DutyCounts {
            overdue: due.iter().map(|line| line.overdue).sum(),
            soon: due.iter().map(|line| line.today + line.soon).sum(),
        })
    }

    fn journal_state(&self, caller: &Caller, snapshot: &Snapshot<'_>) -> Result<JournalState, Problem> {
        let id = caller.controller.id();
        let head = snapshot.head(id)?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let newest = snapshot.newest_checkpoint(id, head.epoch)?;
        Ok(JournalState {
            size: head.tree_size,
            checkpoint: newest.map(|row| (row.signed_at, row.tree_size)),
            at: self.now(),
        })
    }

    async fn days_of(&self, caller: &Caller, now: Instant) -> Result<Vec<Day>, Problem> {
        let rules = {
            let reader = self.reader()?;
            self.ground(caller, &reader.snapshot()?)?.in_force.rules
        };
        let today = now.as_micros().div_euclid(DAY_MICROS);
        let mut days = Vec::new();
        for day in today - DAYS + 1..=today {
            let since = Instant::from_micros(day * DAY_MICROS);
            let until = since.plus_micros(DAY_MICROS - 1);
            let asked =
                HistoryRequest { since: Some(since), until: Some(until), ..HistoryRequest::default() };
            let sums = self.history_summary(&caller.controller, &asked).await?;
            days.push(day_of(since, &sums, |activity| caller.has_grant(&rules, activity)));
        }
        Ok(days)
    }
}

fn day_of(since: Instant, sums: &HistorySummary, is_granted: impl Fn(&str) -> bool) -> Day {
    let rows = || sums.rows.iter().filter(|row| row.activity.as_deref().is_some_and(&is_granted));
    let count = |outcome: Outcome| {
        rows().filter(|row| row.outcome == Some(outcome)).map(|row| row.entries).sum::<u64>()
    };
    Day {
        date: since.to_date().to_string(),
        permitted: count(Outcome::Permitted),
        refused: count(Outcome::Refused),
        observed: count(Outcome::Observed),
    }
}

fn sum_due(due: Vec<crate::retention::Due>) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for line in due {
        *sums.entry(line.activity).or_default() += line.run_out;
    }
    sums
}
