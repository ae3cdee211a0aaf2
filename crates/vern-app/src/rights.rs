//! Requests of people about their rights (GDPR chapter III), run as cases: received, identified, assessed part by part, carried out by the
//! operations there are, answered in time.
//!
//! What is said in a case is one record of the activity that carries `rights_requests`; a table holds ids, states and dates. Each step alters that
//! record through the gate and the row with it in one commit, so every step is in the journal and two people who take one at once clash. The record
//! is of a subject of its own: whoever asks is not known yet, and an erasure of the person must not take its own proof along.
//!
//! Deliberately not here: any rule of which step may follow, which is `vern_core::case`; and any way past the gate for what a step does.

mod assess;
mod copy;
mod execute;
mod file;
mod identify;
mod letter;
mod lifting;
mod objection;
mod part;
mod receive;
mod recipient;
mod step;

use std::collections::BTreeSet;

use jiff::civil::Date;
use vern_core::calendar::{CalendarName, TimeZoneName};
use vern_core::case::{CaseKind, Right, StepError, Strength};
use vern_core::id::{CaseId, ControllerId, SubjectId};
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::charter::{Carried, HeldBy, RightKind};
use vern_store::Snapshot;

use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Circumstance, RestrictionException};

pub use assess::Assessment;
pub(crate) use copy::copied;
pub use copy::{CSV_HEAD, CopyPage, CopyRecord, PortableCopy};
pub use file::{CameBy, CaseFile, Done, Ground, Lifting, Note, Part, Told};
pub use identify::{Identification, Identifier};
pub use lifting::Notice;
pub use part::Choice;
pub use receive::{CaseReceipt, NewRequest, REQUEST_CHARS_MAX};
pub use step::CaseStep;
pub use vern_policy::compile::HOLD_SUFFIX;
pub use vern_store::case::{CaseCounts, CaseFilter, CaseRow, case_of_key};

/// The reason the journal has for what a case does.
const WHY: &str = "rights request";

/// Most cases of one page.
pub const CASES_MAX: u32 = 100;
/// Most cases about one person that are looked at together.
const OF_PERSON_MAX: u32 = 1_000;

/// A case as staff see it: where it stands, and what is said in it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// Where it stands.
    pub row: CaseRow,
    /// Activity that holds what is said.
    pub activity: String,
    /// The request, in the words of whoever asked.
    pub text: Option<Personal<String>>,
    /// Who asks, as they say.
    pub name: Option<Personal<String>>,
    /// How they are reached.
    pub contact: Option<Personal<String>>,
    /// All else.
    pub file: CaseFile,
    /// What is held on the people the case is about.
    pub held: Vec<HeldPart>,
    /// How surely it must be known who asks.
    pub needed: Strength,
    /// When it counts as received, and the last day on which there is time to answer.
    pub days: CaseDays,
}

/// The days of a case, where the organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseDays {
    /// The day the request came.
    pub received_on: Date,
    /// The last day on which there is time to answer.
    pub last_day: Date,
}

impl CaseDays {
    pub(crate) fn of(row: &CaseRow, zone: TimeZoneName) -> Self {
        Self {
            received_on: zone.date_of(row.case.received_at),
            last_day: zone.date_of(row.case.due_at().plus_micros(-1)),
        }
    }
}

/// What an activity holds on someone a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPart {
    /// Who.
    pub subject: SubjectId,
    /// Activity.
    pub activity: String,
    /// Records.
    pub records: u64,
    /// A statute keeps it; only that statute's purpose may be served.
    pub by_statute: bool,
    /// It is restricted there, apart from a restriction of the whole person.
    pub is_restricted: bool,
    /// What may be decided of it.
    pub choice: Choice,
}

/// Where a page of cases ended: when the last was due, and its number.
pub type CaseMark = (Instant, CaseId);

/// A page of cases.
#[derive(Debug, Clone, Default)]
pub struct CasePage {
    /// Those due first come first.
    pub rows: Vec<(CaseRow, CaseDays)>,
    /// Where the next page goes on; none at the end.
    pub next: Option<CaseMark>,
}

impl CaseView {
    /// The words of the steps that may follow: a restriction is lifted where there is one and it was told.
    #[must_use]
    pub fn next_steps(&self, at: Instant) -> Vec<&'static str> {
        let is_restricted = self.restricted_by_it().next().is_some();
        let is_announced = self.file.lifting.as_ref().is_some_and(|lifting| lifting.lifted_at.is_none());
        let mut steps = self.row.case.next_steps(at);
        steps.retain(|step| match *step {
            "announce" => is_restricted,
            "lift" => is_restricted && is_announced,
            _ => true,
        });
        steps
    }

    /// What the case itself restricts: what it granted of a request for that, is still restricted, and was not lifted by it.
    pub fn restricted_by_it(&self) -> impl Iterator<Item = &HeldPart> {
        let is_lifted = self.file.lifting.as_ref().is_some_and(|lifting| lifting.lifted_at.is_some());
        let restricts = self.row.case.kind == CaseKind::Rights(Right::Restriction) && !is_lifted;
        let is_granted = |activity: &str| {
            self.file.parts.iter().any(|part| part.granted && part.activity.as_deref() == Some(activity))
        };
        self.held.iter().filter(move |held| restricts && held.is_restricted && is_granted(&held.activity))
    }
}

impl From<StepError> for Problem {
    fn from(error: StepError) -> Self {
        Self::Conflict { code: error.code() }
    }
}

impl Installation {
    /// Whether requests can be taken in here from whoever sends them: an activity carries them, and Vern has a role to do it in.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn takes_requests(&self, controller: &Controller) -> Result<bool, Problem> {
        let rules = self.rules_now(controller)?;
        let role = rules.role_held_by(HeldBy::Vern);
        Ok(carrying(&rules).is_ok_and(|activity| role.is_some_and(|role| rules.has_grant(role, activity))))
    }

    /// Cases, those due first before the others, a page at a time. It says about nobody who asks or what.
    ///
    /// # Errors
    /// `rights.not_carried`; `page.unknown` for a role without a grant in the activity that carries requests; `store.*`.
    pub fn cases(
        &self,
        caller: &Caller,
        filter: CaseFilter,
        after: Option<CaseMark>,
        most: u32,
    ) -> Result<CasePage, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let activity = carrying(&ground.in_force.rules)?;
        if !caller.has_grant(&ground.in_force.rules, activity) {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        let most = most.clamp(1, CASES_MAX);
        let mut rows = snapshot.cases(caller.controller.id(), filter, after, most + 1)?;
        let more = rows.len() > most as usize;
        rows.truncate(most as usize);
        let next = rows.last().filter(|_| more).map(|row| (row.case.due_at(), row.id));
        let zone = time_zone(&ground.in_force.rules);
        Ok(CasePage { rows: rows.into_iter().map(|row| (row, CaseDays::of(&row, zone))).collect(), next })
    }

    /// How many cases are open, and of those how many ought to have been answered; none for a role without a grant in the activity that carries
    /// requests, or where none does.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; `charter.none_in_force`, `store.*`.
    pub fn case_counts(&self, caller: &Caller) -> Result<Option<CaseCounts>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let rules = self.ground(caller, &snapshot)?.in_force.rules;
        let may_see = carrying(&rules).is_ok_and(|activity| caller.has_grant(&rules, activity));
        if !may_see {
            return Ok(None);
        }
        Ok(Some(snapshot.case_counts(caller.controller.id(), self.now())?))
    }

    /// One case, whole. What is said in it is read through the gate.
    ///
    /// # Errors
    /// `case.unknown`; `rights.not_carried`; [`Problem::Refused`]; `store.*`.
    pub async fn case(&self, caller: &Caller, id: CaseId) -> Result<CaseView, Problem> {
        self.case_with_version(caller, id).await.map(|(view, _)| view)
    }

    /// The same, with the version of its record.
    pub(crate) async fn case_with_version(
        &self,
        caller: &Caller,
        id: CaseId,
    ) -> Result<(CaseView, u64), Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let activity = carrying(&rules)?.to_owned();
        // Whoever handles a case has a reason to see it.
        let reason = Some(Personal::new(WHY.to_owned()));
        let circumstance = Circumstance { activity: activity.clone(), reason, ..Circumstance::default() };
        let mut record = self.read_record(&alone(caller), &record_key(id), &circumstance).await?.value;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let row =
            snapshot.case(caller.controller.id(), id)?.ok_or(Problem::NotFound { code: "case.unknown" })?;
        let file = CaseFile::of_fields(&record.fields)?;
        let CaseKind::Rights(right) = row.case.kind;
        let held = held_parts(&snapshot, caller, &file, |activity| part::choice(&rules, right, activity))?;
        let mut field = |id| record.fields.remove(id);
        let view = CaseView {
            row,
            activity,
            text: field(file::TEXT),
            name: field(file::NAME),
            contact: field(file::CONTACT),
            needed: needed_strength(&rules, row.case.kind),
            days: CaseDays::of(&row, time_zone(&rules)),
            file,
            held,
        };
        Ok((view, record.version))
    }
}

impl Installation {
    /// Other cases of a kind about any of some people.
    async fn other_cases(
        &self,
        caller: &Caller,
        (id, right): (CaseId, Right),
        subjects: &[SubjectId],
    ) -> Result<Vec<CaseView>, Problem> {
        let mut others = BTreeSet::new();
        {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            for subject in subjects {
                let rows = snapshot.cases_of(caller.controller.id(), *subject, OF_PERSON_MAX)?;
                let of_kind = rows.iter().filter(|row| row.case.kind == CaseKind::Rights(right));
                others.extend(of_kind.map(|row| row.id).filter(|other| *other != id));
            }
        }
        let mut views = Vec::new();
        for other in others {
            match self.case_with_version(&alone(caller), other).await {
                Ok((view, _)) => views.push(view),
                // Its record has gone.
                Err(Problem::NotFound { .. }) => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(views)
    }
}

/// What is held on the people a case is about, activity by activity.
fn held_parts(
    snapshot: &Snapshot<'_>,
    caller: &Caller,
    file: &CaseFile,
    choice: impl Fn(&str) -> Choice,
) -> Result<Vec<HeldPart>, Problem> {
    let controller = caller.controller.id();
    let mut held = Vec::new();
    for subject in file.subjects.iter().copied() {
        for (activity, _) in snapshot.subject_keys(controller, subject)? {
            let records = snapshot.subject_records(controller, subject, &activity)?;
            let (by_statute, choice) = (is_hold(&activity), choice(&activity));
            let is_restricted = snapshot.is_restricted_in(controller, subject, &activity)?;
            held.push(HeldPart { subject, activity, records, by_statute, is_restricted, choice });
        }
    }
    Ok(held)
}

/// Whether an activity holds what a statute keeps of another.
fn is_hold(activity: &str) -> bool {
    activity.ends_with(HOLD_SUFFIX)
}

/// The activity that carries requests.
pub(crate) fn carrying(rules: &Rules) -> Result<&str, Problem> {
    rules.carrying(Carried::RightsRequests).ok_or(Problem::Conflict { code: "rights.not_carried" })
}

/// Operations that serve a person's right: asked as exports where the role may export, for no objection stops those, and as the person's own
/// request, which a restriction does not stand in the way of.
fn serving(rules: &Rules, caller: &Caller, activity: String) -> Circumstance {
    Circumstance {
        export: caller.may(rules, &activity, Act::Export),
        exception: Some(RestrictionException::OwnRequest),
        reason: Some(Personal::new(WHY.to_owned())),
        activity,
        ..Circumstance::default()
    }
}

/// Whether a record is that of a request nobody has answered. It does not run out, and is not erased: it is still owed an answer.
pub(crate) fn is_unanswered(
    snapshot: &Snapshot<'_>,
    controller: ControllerId,
    key: &str,
) -> Result<bool, Problem> {
    let Some(id) = case_of_key(key) else { return Ok(false) };
    let case = snapshot.case(controller, id)?;
    Ok(case.is_some_and(|row| row.case.closed_at.is_none() && !row.case.state.is_answered()))
}

/// The key of a case's record: its id, which reads as nothing about anyone.
fn record_key(id: CaseId) -> String {
    id.to_string()
}

/// The caller, for one operation of several that make up a call: only the last of them is the call itself.
fn alone(caller: &Caller) -> Caller {
    Caller { call: None, ..caller.clone() }
}

/// How surely it must be known who asks: as the charter says, else as is usual for the right.
pub(crate) fn needed_strength(rules: &Rules, kind: CaseKind) -> Strength {
    let CaseKind::Rights(right) = kind;
    let declared = rules.charter().rights.iter().find(|declared| is_of(declared.right.value, right));
    declared.and_then(|declared| declared.identified_by).unwrap_or_else(|| right.usual_strength())
}

const fn is_of(kind: RightKind, right: Right) -> bool {
    matches!(
        (kind, right),
        (RightKind::Access, Right::Access)
            | (RightKind::Rectification, Right::Rectification)
            | (RightKind::Erasure, Right::Erasure)
            | (RightKind::Restriction, Right::Restriction)
            | (RightKind::Portability, Right::Portability)
            | (RightKind::Objection, Right::Objection)
            | (RightKind::HumanReview, Right::HumanReview)
    )
}

/// Whose holidays count: those of the state the organisation has its seat in, as far as they are known; else the Union's.
fn calendar(rules: &Rules) -> CalendarName {
    match seat(rules) {
        Some("NO") => CalendarName::Norway,
        Some("SE") => CalendarName::Sweden,
        _ => CalendarName::Union,
    }
}

/// Where the organisation's days begin.
pub(crate) fn time_zone(rules: &Rules) -> TimeZoneName {
    match seat(rules) {
        Some("NO") => TimeZoneName::Oslo,
        Some("SE") => TimeZoneName::Stockholm,
        Some("DK") => TimeZoneName::Copenhagen,
        Some("FI") => TimeZoneName::Helsinki,
        _ => TimeZoneName::Brussels,
    }
}

fn seat(rules: &Rules) -> Option<&str> {
    rules.charter().organisation.country.stated().map(|country| country.as_str())
}
