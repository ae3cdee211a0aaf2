//! Requests the person makes by their rights from My page, and where those stand. A request is taken in as from the public form, by Vern itself; only that it
//! is known whose it is, as surely as the sign-in shows.

use jiff::civil::Date;
use vern_core::case::{CaseKind, CaseState, Right};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_policy::Rules;
use vern_text::{Document, Language};

use super::session::MyPageSession;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::rights::{
    CameBy, CaseDays, CaseReceipt, CaseRow, HOLD_SUFFIX, NewRequest, needed_strength, time_zone,
};

/// How long the answer to a request is here to read, in days from when it was given.
pub const ANSWER_DAYS: i64 = 90;
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
/// Most requests listed of one person.
const LISTED_MAX: u32 = 100;

/// A request of the person's, as it stands.
#[derive(Debug, Clone, Copy)]
pub struct OwnRequest {
    /// What to name when asking about it.
    pub id: CaseId,
    /// Where it stands.
    pub row: CaseRow,
    /// When it came, and when it is answered at the latest.
    pub days: CaseDays,
}

impl OwnRequest {
    /// Whether it was answered, so that there is an answer to read here for a while.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        matches!(self.row.case.state, CaseState::Answered | CaseState::Closed)
    }
}

/// The answer to a request.
#[derive(Debug, Clone)]
pub struct OwnAnswer {
    /// The letter.
    pub letter: Document,
    /// The last day it is here to read.
    pub last_day: Date,
}

/// What a person asks for.
#[derive(Debug, Clone)]
pub struct OwnWish {
    /// Which right.
    pub right: Right,
    /// In their own words.
    pub text: Option<Personal<String>>,
    /// How the answer reaches them.
    pub contact: Personal<String>,
    /// The language of the answer.
    pub language: Language,
}

/// What a request is about, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Concerned {
    /// What is held; none where the person is not known surely enough to see that.
    pub held: Option<HeldInNumbers>,
    /// Whether more has to be shown than the sign-in does, before anything is done.
    pub asks_for_more: bool,
}

/// How much is held on a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeldInNumbers {
    /// Activities that hold something.
    pub activities: u64,
    /// Records in them.
    pub records: u64,
}

impl Installation {
    /// Requests in which it is known that they are the person's, those due first before the others. Where seeing what is held needs the person to be
    /// known more surely, those by a right that needs it too are left out.
    ///
    /// # Errors
    /// `store.*`.
    pub fn own_requests(&self, session: &MyPageSession) -> Result<Vec<OwnRequest>, Problem> {
        let rules = self.rules_now(&session.controller)?;
        let zone = time_zone(&rules);
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut own = Vec::new();
        for subject in &session.subjects {
            let rows = snapshot.cases_of(session.controller.id(), *subject, LISTED_MAX)?;
            own.extend(rows.into_iter().map(|row| OwnRequest {
                id: row.id,
                row,
                days: CaseDays::of(&row, zone),
            }));
        }
        if is_too_weak(&rules, session, Right::Access) {
            own.retain(|OwnRequest { row, .. }| {
                let CaseKind::Rights(right) = row.case.kind;
                !is_too_weak(&rules, session, right)
            });
        }
        own.sort_by_key(|request| (request.row.case.due_at(), request.id));
        own.dedup_by_key(|request| request.id);
        Ok(own)
    }

    /// The answer to a request of the person's, as it was given. Read by Vern's own role, for the person has no grant in what carries requests.
    ///
    /// # Errors
    /// `case.unknown` for what is none of theirs; `my_page.too_weak` where the right needs the person to be known more surely; `case.no_letter` where
    /// there is none to read: not answered, answered before letters were kept, or longer ago than [`ANSWER_DAYS`]; [`Problem::Refused`]; `store.*`.
    pub async fn own_answer(
        &self,
        session: &MyPageSession,
        id: CaseId,
        language: Language,
    ) -> Result<OwnAnswer, Problem> {
        let unknown = || Problem::NotFound { code: "case.unknown" };
        let no_letter = || Problem::NotFound { code: "case.no_letter" };
        let rules = self.rules_now(&session.controller)?;
        let row = self.reader()?.snapshot()?.case(session.controller.id(), id)?.ok_or_else(unknown)?;
        if !row.subject.is_some_and(|subject| session.subjects.contains(&subject)) {
            return Err(unknown());
        }
        let CaseKind::Rights(right) = row.case.kind;
        if is_too_weak(&rules, session, right) {
            return Err(Problem::Denied { code: "my_page.too_weak" });
        }
        let itself = self.acting_itself(&session.controller)?;
        let view = self.case(&itself, id).await?;
        // A case about several who are not all this person would tell them of another.
        if !view.file.subjects.iter().all(|subject| session.subjects.contains(subject)) {
            return Err(unknown());
        }
        let until = view.file.answered_at().map(|at| at.plus_micros(ANSWER_DAYS * DAY_MICROS));
        let until = until.filter(|until| self.now() < *until).ok_or_else(no_letter)?;
        let letter = view.file.letter(language).cloned().ok_or_else(no_letter)?;
        Ok(OwnAnswer { letter, last_day: time_zone(&rules).date_of(until.plus_micros(-1)) })
    }

    /// What a request would be about, before it is made. What only a statute keeps counts where it is asked what is held: nothing else is done with it.
    ///
    /// # Errors
    /// `rights.not_carried`, `store.*`.
    pub fn foresee_own_request(&self, session: &MyPageSession, right: Right) -> Result<Concerned, Problem> {
        let rules = self.rules_now(&session.controller)?;
        crate::rights::carrying(&rules)?;
        let asks_for_more = is_too_weak(&rules, session, right);
        if is_too_weak(&rules, session, Right::Access) {
            return Ok(Concerned { held: None, asks_for_more });
        }
        let controller = session.controller.id();
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut held = HeldInNumbers::default();
        let mut activities = std::collections::BTreeSet::new();
        for subject in session.subjects.iter().copied() {
            for (activity, _) in snapshot.subject_keys(controller, subject)? {
                if right == Right::Access || !activity.ends_with(HOLD_SUFFIX) {
                    held.records += snapshot.subject_records(controller, subject, &activity)?;
                    activities.insert(activity);
                }
            }
        }
        held.activities = u64::try_from(activities.len()).unwrap_or(u64::MAX);
        Ok(Concerned { held: Some(held), asks_for_more })
    }

    /// Whether requests may be left out, for the person is not known surely enough to see what is held.
    ///
    /// # Errors
    /// `store.*`.
    pub fn hides_own_requests(&self, session: &MyPageSession) -> Result<bool, Problem> {
        Ok(is_too_weak(&*self.rules_now(&session.controller)?, session, Right::Access))
    }

    /// Those the person is who are held: none where a provider knows them and the organisation does not.
    fn those_held(&self, session: &MyPageSession) -> Result<Vec<SubjectId>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut held = session.subjects.clone();
        let mut failed = Ok(());
        held.retain(|subject| match snapshot.subject(session.controller.id(), *subject) {
            Ok(row) => row.is_some(),
            Err(error) => {
                failed = Err(error);
                false
            }
        });
        failed?;
        Ok(held)
    }

    /// Makes a request. Nothing is looked up or stopped by it: who handles it does that, with what the sign-in showed already known.
    ///
    /// # Errors
    /// `case.too_many` where the person makes very many; as [`Installation::receive_request`].
    pub async fn make_own_request(
        &self,
        session: &MyPageSession,
        wish: OwnWish,
    ) -> Result<CaseReceipt, Problem> {
        if let Some(person) = session.subjects.first() {
            self.codes.take_request(*person, self.now())?;
        }
        let subjects = self.those_held(session)?;
        // What was shown says who asks only where they are held: of somebody who is not, it is not known whose word that was.
        let shown = (!subjects.is_empty()).then_some(session.strength);
        let request = NewRequest {
            right: wish.right,
            text: wish.text,
            name: None,
            contact: wish.contact,
            language: wish.language,
            came_by: CameBy::MyPage,
            received_at: None,
            subjects,
            shown,
        };
        let itself = self.acting_itself(&session.controller)?;
        Ok(self.receive_request(&itself, &request).await?.value)
    }
}

/// Whether the person has to be known more surely for a right.
fn is_too_weak(rules: &Rules, session: &MyPageSession, right: Right) -> bool {
    needed_strength(rules, CaseKind::Rights(right)) > session.strength
}
