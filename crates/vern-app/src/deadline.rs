//! What is to be done, and what ends, by its last day: one list of what would otherwise lapse unseen. Numbers only, nobody named.
//!
//! Deliberately not here: what is erased when, which the forecast of retention tells.

use std::collections::BTreeMap;

use jiff::civil::Date;
use vern_core::place::Country;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::charter::Administration;
use vern_policy::ending::RuleEnd;
use vern_policy::staff::Standing;
use vern_store::Snapshot;
use vern_store::case::CaseFilter;
use vern_store::row::Head;
use vern_text::{Language, text};

use crate::access::{Caller, access_review_due_at};
use crate::account::Duties;
use crate::charter::source_of;
use crate::controller::Controller;
use crate::history::aside;
use crate::installation::Installation;
use crate::names::Names;
use crate::problem::Problem;
use crate::retention::{RecordDuty, day_start, each_due};
use crate::rights::{carrying, time_zone};

/// Cases read at a time.
const CASES: u32 = 200;
const DAY_MICROS: i64 = 86_400_000_000;

/// What has a last day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineOf {
    /// Requests are to be answered.
    Cases,
    /// Records are to be reviewed: whether they are to stay.
    Reviews {
        /// The activity.
        activity: String,
    },
    /// People who were not asked themselves are to be told that they are held (GDPR art. 14).
    Informing {
        /// The activity.
        activity: String,
    },
    /// Staff have not signed the statement of confidentiality; the gate refuses them.
    Confidentiality,
    /// Staff were never trained, or too long ago; the gate refuses them.
    TrainingLacking,
    /// The training of staff is overdue; the gate refuses them after that day.
    TrainingOverdue,
    /// The training of staff lapses.
    Training,
    /// Staff are let in in an emergency.
    Emergency,
    /// Accesses are to be looked at: whether they are to stay.
    AccessReviews,
    /// Accesses in a role end.
    Access {
        /// The role.
        role: String,
    },
    /// An adequacy decision covers a supplier.
    Cover {
        /// The supplier.
        supplier: String,
        /// Where.
        country: Country,
    },
    /// An activity is only observed.
    Observation {
        /// The activity.
        activity: String,
    },
    /// A document is replaced by a newer version.
    Version {
        /// The newer version, as the organisation calls it.
        version: String,
    },
}

impl DeadlineOf {
    /// Its stable word.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Reviews { .. } => "reviews",
            Self::Informing { .. } => "informing",
            Self::Confidentiality => "confidentiality",
            Self::TrainingLacking => "training_lacking",
            Self::TrainingOverdue => "training_overdue",
            Self::Training => "training",
            Self::Emergency => "emergency",
            Self::AccessReviews => "access_reviews",
            Self::Access { .. } => "access",
            Self::Cover { .. } => "cover",
            Self::Observation { .. } => "observation",
            Self::Version { .. } => "version",
        }
    }
}

/// Something with a last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineLine {
    /// The last day on which there is time, or on which it holds; none for what is refused from the first.
    pub last_day: Option<Date>,
    /// That day is over, or there never was one.
    pub is_over: bool,
    /// What.
    pub of: DeadlineOf,
    /// How many.
    pub count: u64,
}

impl DeadlineLine {
    /// What is to be done, or what ends, in words.
    #[must_use]
    pub fn in_words(&self, names: &Names) -> String {
        let language = names.language();
        let id = format!("deadline-{}", self.of.as_str().replace('_', "-"));
        let named = match &self.of {
            DeadlineOf::Access { role } => names.role(role),
            DeadlineOf::Cover { supplier, .. } => names.supplier(supplier),
            DeadlineOf::Reviews { activity }
            | DeadlineOf::Informing { activity }
            | DeadlineOf::Observation { activity } => names.activity(activity),
            DeadlineOf::Version { version } => version.clone(),
            _ => String::new(),
        };
        let country = match self.of {
            DeadlineOf::Cover { country, .. } => country_in(country, language),
            _ => String::new(),
        };
        let variables = [
            ("count", self.count.into()),
            ("name", named.as_str().into()),
            ("country", country.as_str().into()),
        ];
        text(language, &id, &variables)
    }
}

fn country_in(country: Country, language: Language) -> String {
    text(language, "country", &[("code", country.as_str().into())])
}

/// What of it is told to whom.
#[derive(Debug, Clone, Copy)]
struct Told {
    cases: bool,
    staff: bool,
}

/// Whether it is ahead, its last day, and what.
type Key = (bool, Option<Date>, DeadlineOf);

/// Counts by day and thing.
struct Sum {
    now: Instant,
    until: Instant,
    counts: BTreeMap<Key, u64>,
}

impl Sum {
    /// `end` is the first instant at which it no longer holds.
    fn add(&mut self, end: Instant, day_of: impl Fn(Instant) -> Date, of: DeadlineOf) {
        if end <= self.until {
            self.put(end, day_of, of);
        }
    }

    /// However far ahead.
    fn put(&mut self, end: Instant, day_of: impl Fn(Instant) -> Date, of: DeadlineOf) {
        let is_ahead = end > self.now;
        *self.counts.entry((is_ahead, Some(day_of(end.plus_micros(-1))), of)).or_default() += 1;
    }

    fn add_lacking(&mut self, of: DeadlineOf) {
        *self.counts.entry((false, None, of)).or_default() += 1;
    }

    fn told(self) -> Vec<DeadlineLine> {
        let line = |((is_ahead, last_day, of), count): (Key, u64)| DeadlineLine {
            last_day,
            is_over: !is_ahead,
            of,
            count,
        };
        self.counts.into_iter().map(line).collect()
    }
}

impl Installation {
    /// Everything with a last day up to an instant: what is over first, then by day.
    ///
    /// # Errors
    /// `controller.unknown`, `charter.none_in_force`, `store.*`.
    pub fn deadlines(&self, controller: &Controller, until: Instant) -> Result<Vec<DeadlineLine>, Problem> {
        self.deadlines_told(controller, until, Told { cases: true, staff: true })
    }

    /// The same, as far as the caller's role is concerned with it: cases where it has a grant in the activity that carries them, reviews where it has
    /// one in theirs, what concerns staff where it administers access.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; as [`Installation::deadlines`].
    pub fn own_deadlines(&self, caller: &Caller, until: Instant) -> Result<Vec<DeadlineLine>, Problem> {
        let (told, rules) = {
            let reader = self.reader()?;
            let rules = self.ground(caller, &reader.snapshot()?)?.in_force.rules;
            let told = Told {
                cases: carrying(&rules).is_ok_and(|activity| caller.has_grant(&rules, activity)),
                staff: rules.administers(&caller.role).contains(&Administration::Access),
            };
            (told, rules)
        };
        let mut lines = aside(|| self.deadlines_told(&caller.controller, until, told))?;
        lines.retain(|line| match &line.of {
            DeadlineOf::Reviews { activity } | DeadlineOf::Informing { activity } => {
                caller.has_grant(&rules, activity)
            }
            _ => true,
        });
        Ok(lines)
    }

    fn deadlines_told(
        &self,
        controller: &Controller,
        until: Instant,
        told: Told,
    ) -> Result<Vec<DeadlineLine>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let now = self.now().max(head.last_at);
        let rules = controller.in_force(&snapshot, head.state_version, now)?.rules;
        let mut sum = Sum { now, until: until.max(now), counts: BTreeMap::new() };
        of_rules(&mut sum, &rules);
        of_documents(&mut sum, &snapshot, controller, &rules)?;
        of_records(&mut sum, &snapshot, controller, (&head, &rules))?;
        if told.cases {
            of_cases(&mut sum, &snapshot, controller, &rules)?;
        }
        if told.staff {
            of_staff(&mut sum, &snapshot, controller, &rules)?;
        }
        Ok(sum.told())
    }
}

fn of_rules(sum: &mut Sum, rules: &Rules) {
    let zone = time_zone(rules);
    for (end, at) in rules.ends(sum.now) {
        match end {
            // The rule sets count days in UTC.
            RuleEnd::Cover { supplier, country } => {
                sum.add(at, Instant::to_date, DeadlineOf::Cover { supplier, country });
            }
            RuleEnd::Observation { activity } => {
                sum.add(at, |at| zone.date_of(at), DeadlineOf::Observation { activity });
            }
        }
    }
}

/// Documents that wait for their time, which is the end of what is in force now.
fn of_documents(
    sum: &mut Sum,
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    rules: &Rules,
) -> Result<(), Problem> {
    let zone = time_zone(rules);
    for row in snapshot.charters(controller.id())? {
        if row.in_force_at > sum.now {
            let version = source_of(&row)?.document().version().to_owned();
            sum.add(row.in_force_at, |at| zone.date_of(at), DeadlineOf::Version { version });
        }
    }
    Ok(())
}

/// What is to be done about records, by the day it falls due on. Retention counts days in UTC.
fn of_records(
    sum: &mut Sum,
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    of: (&Head, &Rules),
) -> Result<(), Problem> {
    let until = sum.until;
    for duty in [RecordDuty::Review, RecordDuty::Inform] {
        each_due(duty, snapshot, controller, of, until, |activity, due| {
            let activity = activity.to_owned();
            let of = match duty {
                RecordDuty::Review => DeadlineOf::Reviews { activity },
                RecordDuty::Inform => DeadlineOf::Informing { activity },
            };
            sum.add(day_start(due, 1), Instant::to_date, of);
        })?;
    }
    Ok(())
}

fn of_cases(
    sum: &mut Sum,
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    rules: &Rules,
) -> Result<(), Problem> {
    let zone = time_zone(rules);
    let mut after = None;
    loop {
        let rows = snapshot.cases(controller.id(), CaseFilter::default(), after, CASES)?;
        for row in &rows {
            if !row.case.state.is_answered() {
                sum.add(row.case.due_at(), |at| zone.date_of(at), DeadlineOf::Cases);
            }
        }
        // Those due first come first.
        let last = rows.last().map(|row| (row.case.due_at(), row.id));
        match last {
            Some((due, id)) if rows.len() == CASES as usize && due <= sum.until => after = Some((due, id)),
            _ => return Ok(()),
        }
    }
}

fn of_staff(
    sum: &mut Sum,
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    rules: &Rules,
) -> Result<(), Problem> {
    let zone = time_zone(rules);
    let day_of = |at| zone.date_of(at);
    for access in snapshot.actors(controller.id())? {
        // What has ended, or was given for less than a day, ends as it was meant to.
        let ahead = access.ends_at.filter(|end| *end > sum.now.max(access.since.plus_micros(DAY_MICROS)));
        if let Some(end) = ahead {
            sum.add(end, day_of, DeadlineOf::Access { role: access.role.clone() });
        }
        // Until the day it falls due on is over there is time.
        if let Some(due) = access_review_due_at(rules, &access, sum.now) {
            sum.add(day_start(due, 1), Instant::to_date, DeadlineOf::AccessReviews);
        }
    }
    for (account, access) in snapshot.accounts(controller.id())? {
        let stands = access.ends_at.is_none_or(|end| end > sum.now) && account.activated_at.is_some();
        let said = snapshot.staff_statement(controller.id(), account.account)?;
        let Some(duties) = Duties::of(rules, &said, sum.now).filter(|_| stands) else { continue };
        if duties.confidentiality == Some(Standing::Lacking) {
            sum.add_lacking(DeadlineOf::Confidentiality);
        }
        match duties.training {
            Some(Standing::Lacking) => sum.add_lacking(DeadlineOf::TrainingLacking),
            Some(Standing::Overdue(over)) => sum.put(over, day_of, DeadlineOf::TrainingOverdue),
            Some(Standing::Soon(due) | Standing::Kept(Some(due))) => {
                sum.add(due, day_of, DeadlineOf::Training)
            }
            Some(Standing::Kept(None)) | None => {}
        }
        if let Some(until) = duties.let_in_until {
            sum.add(until, day_of, DeadlineOf::Emergency);
        }
    }
    Ok(())
}
