//! Taking a request in: from the public form as Vern itself, by staff for a letter or a call, from another controller. The answer is the same whether
//! or not whoever asks is held: nothing is looked up here, and nothing is stopped for a stranger's word.

use jiff::civil::Date;
use vern_core::case::{Case, CaseKind, Right, Strength, Terms};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::rule_set::Deadlines;
use vern_store::case::CaseRow;
use vern_text::Language;

use super::file::{CONTACT, CameBy, CaseFile, NAME, Note, TEXT};
use super::{calendar, carrying, record_key, time_zone};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_case;
use crate::committer::{Change, PutCase};
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Fields, Precondition, PutRequest};

/// Longest request, in characters.
pub const REQUEST_CHARS_MAX: usize = 4_000;
/// Longest name and longest way to reach someone, in characters.
const SHORT_CHARS_MAX: usize = 200;

/// A request as it comes.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// Which right.
    pub right: Right,
    /// In the words of whoever asks.
    pub text: Option<Personal<String>>,
    /// Who they say they are.
    pub name: Option<Personal<String>>,
    /// How they are reached.
    pub contact: Personal<String>,
    /// The language of the answer.
    pub language: Language,
    /// How it came.
    pub came_by: CameBy,
    /// When it came, where that was before now: a letter is received when it lies in the box.
    pub received_at: Option<Instant>,
    /// Whose it is, where that is known as it comes: someone signed in to My page.
    pub subjects: Vec<SubjectId>,
    /// How surely that is known.
    pub shown: Option<Strength>,
}

/// What whoever asks is told at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseReceipt {
    /// What to name when asking about it.
    pub id: CaseId,
    /// When the request counts as received.
    pub received_at: Instant,
    /// The day of that where the organisation is.
    pub received_on: Date,
    /// The last day on which there is time to answer.
    pub last_day: Date,
}

impl Installation {
    /// Takes a request in and starts its term.
    ///
    /// # Errors
    /// `rights.not_carried`; `case.contact_missing`, `case.too_long`, `case.received_in_future`; [`Problem::Refused`] where the caller may not
    /// register requests; `store.*`.
    pub async fn receive_request(
        &self,
        caller: &Caller,
        request: &NewRequest,
    ) -> Result<Answer<CaseReceipt>, Problem> {
        self.receive_request_as(caller, issue_case(self.now())?, request).await
    }

    /// The same under a number of the caller's making. One that is there already is `record.version_differs`.
    pub(super) async fn receive_request_as(
        &self,
        caller: &Caller,
        id: CaseId,
        request: &NewRequest,
    ) -> Result<Answer<CaseReceipt>, Problem> {
        check(request)?;
        let key = record_key(id).parse()?;
        self.perform(caller, || {
            let rules = self.rules_now(&caller.controller)?;
            let activity = carrying(&rules)?;
            let at = self.time_at(&caller.controller)?;
            let received_at = request.received_at.unwrap_or(at);
            if received_at > at {
                return Err(Problem::invalid_field("case.received_in_future", "received_at"));
            }
            let (terms, last_day) = terms(&rules, received_at);
            let case = Case::receive(CaseKind::Rights(request.right), received_at, terms);
            let put = PutRequest {
                activity: activity.to_owned(),
                category: category(&rules, activity),
                fields: fields(
                    request,
                    Note { at, actor: caller.actor, step: "receive".into(), words: None },
                )?,
                precondition: Precondition::Absent,
                reason: Some(Personal::new("receive".to_owned())),
                ..PutRequest::default()
            };
            let prepared = self.prepare_put(caller, &key, &put)?;
            let received_on = time_zone(&rules).date_of(received_at);
            let receipt = CaseReceipt { id, received_at, received_on, last_day };
            Ok(with_case(
                prepared,
                CaseRow { id, case, subject: request.subjects.first().copied(), version: 1 },
                receipt,
            ))
        })
        .await
    }
}

/// A write of a record that takes the row of its case along.
pub(super) fn with_case<T>(
    prepared: crate::prepared::Prepared<crate::record::RecordView>,
    case: CaseRow,
    value: T,
) -> crate::prepared::Prepared<T> {
    let change = match prepared.change {
        Change::PutRecord(put) => Change::PutCase(Box::new(PutCase { put: *put, case })),
        other => other,
    };
    crate::prepared::Prepared {
        expected: prepared.expected,
        change,
        entry: prepared.entry,
        outcome: prepared.outcome.map(|_| value),
    }
}

/// Both terms of art. 12(3) from an instant, and the last day of the first.
fn terms(rules: &Rules, received_at: Instant) -> (Terms, Date) {
    let ends = |id: &str| {
        let rule = Deadlines::shipped().find(id);
        rule.map(|rule| rule.deadline(received_at, calendar(rules), time_zone(rules)))
    };
    // The shipped rules hold both, which their tests say; without them everything would be due at once.
    let now = vern_core::deadline::Deadline { last_day: received_at.to_date(), expires_at: received_at };
    let first = ends("gdpr-12-3").unwrap_or(now);
    (Terms::new(first, ends("gdpr-12-3-extended").unwrap_or(first)), first.last_day)
}

fn category(rules: &Rules, activity: &str) -> Option<String> {
    let declared = rules.charter().activities.iter().find(|declared| declared.id.value == activity);
    declared.and_then(|declared| declared.subjects.value.first()).map(|category| category.value.clone())
}

fn fields(request: &NewRequest, note: Note) -> Result<Fields, Problem> {
    let file = CaseFile {
        language: request.language,
        came_by: request.came_by,
        subjects: request.subjects.clone(),
        shown: request.shown,
        notes: vec![note],
        ..CaseFile::default()
    };
    let contact = Some(request.contact.clone());
    let given = [(TEXT, &request.text), (NAME, &request.name), (CONTACT, &contact)];
    let given = given.into_iter().filter_map(|(id, value)| {
        value.clone().filter(|value| !value.reveal().trim().is_empty()).map(|value| (id.to_owned(), value))
    });
    Ok(given.chain([file.to_field()?]).collect())
}

fn check(request: &NewRequest) -> Result<(), Problem> {
    if request.contact.reveal().trim().is_empty() {
        return Err(Problem::invalid_field("case.contact_missing", "contact"));
    }
    let long = |value: Option<&Personal<String>>, most| {
        value.is_some_and(|value| value.reveal().chars().count() > most)
    };
    for (field, is_long) in [
        ("text", long(request.text.as_ref(), REQUEST_CHARS_MAX)),
        ("name", long(request.name.as_ref(), SHORT_CHARS_MAX)),
        ("contact", long(Some(&request.contact), SHORT_CHARS_MAX)),
    ] {
        if is_long {
            return Err(Problem::invalid_field("case.too_long", field));
        }
    }
    Ok(())
}
