//! Requests of people about their rights, as cases: those due first, and one that came by letter, telephone or otherwise entered by hand.

mod confirm;
mod file;
mod page;
mod paper;
mod step;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;
use vern_app::Problem;
use vern_app::rights::{CameBy, CaseDays, CaseFilter, CaseMark, CaseRow, NewRequest};
use vern_core::case::Right;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::{Language, date, text};

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::refusal::RefusalView;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

/// Cases on one page of the list.
const LISTED_MAX: u32 = 50;
/// What is answered within so many days is due soon.
const SOON_DAYS: i64 = 7;
const DAY_MICROS: i64 = 86_400_000_000;
/// How a request comes that staff enter.
const CAME_BY: [CameBy; 4] = [CameBy::Letter, CameBy::Phone, CameBy::Email, CameBy::InPerson];

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/console/{language}/cases", get(read_open).post(receive))
        .route("/console/{language}/cases/closed", get(read_closed))
        .route("/console/{language}/cases/{case}", get(page::read).post(page::take_step))
        .route("/console/{language}/cases/{case}/letter", get(paper::read_letter))
        .route("/console/{language}/cases/{case}/copy", post(paper::read_copy))
}

pub(super) struct Receive;

impl Form for Receive {
    const NAME: &'static str = "cases";
}

#[derive(Template)]
#[template(path = "console/cases.html")]
struct CasesPage {
    chrome: Chrome,
    frame: Frame,
    form_token: String,
    /// Whether the charter has an activity for them.
    is_carried: bool,
    closed: bool,
    rows: Vec<Row>,
    /// The next page.
    next: Option<String>,
    rights: Vec<(&'static str, String)>,
    /// What was sent, where something is wrong with it.
    sent: Vec<(String, String)>,
    refusal: Option<RefusalView>,
}

/// One case of the list.
struct Row {
    href: String,
    number: String,
    right: String,
    state: String,
    received: String,
    last_day: String,
    /// What is to be seen at once: overdue, soon, at rest, extended.
    mark: Option<&'static str>,
    next_step: Option<String>,
}

/// After which case the page goes on: when it was due, and its number.
#[derive(Deserialize)]
pub(super) struct After {
    due: Option<i64>,
    case: Option<String>,
}

impl After {
    fn mark(&self) -> Option<CaseMark> {
        Some((Instant::from_micros(self.due?), self.case.as_deref()?.parse().ok()?))
    }
}

/// `GET /console/{language}/cases`.
async fn read_open(State(web): State<Web>, staff: Staff, Query(after): Query<After>) -> Page {
    show(staff.language, page_of(&web, &staff, false, after.mark(), Some("/cases"))?.render())
}

/// `GET /console/{language}/cases/closed`.
async fn read_closed(State(web): State<Web>, staff: Staff, Query(after): Query<After>) -> Page {
    show(staff.language, page_of(&web, &staff, true, after.mark(), Some("/cases/closed"))?.render())
}

/// `POST /console/{language}/cases`: a request that came by letter, telephone, e-mail or in person.
async fn receive(State(web): State<Web>, sent: Sent<Receive>) -> Page {
    let staff = &sent.staff;
    let received = match request_of(&sent, web.installation.now()) {
        Ok(request) => web.installation.receive_request(&staff.session.caller, &request).await,
        Err(problem) => Err(problem),
    };
    match received {
        Ok(answer) => {
            Ok(Redirect::to(&case_href(staff.language, &answer.value.id.to_string())).into_response())
        }
        Err(problem) => {
            let mut page = page_of(&web, staff, false, None, None)?;
            let Some(refusal) = RefusalView::of(&problem, staff.language, &page.frame) else {
                return Err(staff.problem(&problem));
            };
            let status = refusal.status();
            page.refusal = Some(refusal);
            page.sent = sent.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            Ok((status, show(staff.language, page.render())?).into_response())
        }
    }
}

fn request_of(sent: &Sent<Receive>, now: Instant) -> Result<NewRequest, Problem> {
    let field = |name| Personal::new(sent.text(name).unwrap_or_default().to_owned());
    let right = sent.text("right").unwrap_or_default().parse::<Right>();
    let today = now.to_date().to_string();
    let received_at = match sent.text("received").filter(|day| *day != today) {
        None => None,
        // At noon it is the same day everywhere the rules of counting know.
        Some(day) => {
            let noon = format!("{day}T12:00:00Z").parse();
            let noon = noon.map_err(|_| Problem::invalid_field("case.received_form", "received"))?;
            Some(Instant::from_timestamp(noon))
        }
    };
    Ok(NewRequest {
        right: right.map_err(|_| Problem::invalid_field("case.right_missing", "right"))?,
        text: Some(field("text")),
        name: Some(field("name")),
        contact: field("contact"),
        language: sent.text("language").and_then(|word| word.parse().ok()).unwrap_or(sent.staff.language),
        came_by: sent.text("came_by").and_then(CameBy::from_word).unwrap_or(CameBy::Letter),
        received_at,
        subjects: Vec::new(),
        shown: None,
    })
}

fn page_of(
    web: &Web,
    staff: &Staff,
    closed: bool,
    after: Option<CaseMark>,
    here: Option<&str>,
) -> Result<CasesPage, PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Cases, here)?;
    let filter = CaseFilter { closed, ..CaseFilter::default() };
    let listed = match web.installation.cases(caller, filter, after, LISTED_MAX) {
        Err(Problem::Conflict { code: "rights.not_carried" }) => None,
        listed => Some(listed.map_err(problem)?),
    };
    let now = web.installation.now();
    let part = if closed { "/closed" } else { "" };
    let next = listed
        .as_ref()
        .and_then(|page| page.next)
        .map(|(due, case)| format!("/console/{language}/cases{part}?due={}&case={case}", due.as_micros()));
    Ok(CasesPage {
        chrome,
        frame,
        form_token: staff.form_token(Receive::NAME),
        is_carried: listed.is_some(),
        closed,
        next,
        rows: listed.into_iter().flat_map(|page| page.rows).map(|line| row(language, line, now)).collect(),
        rights: Right::ALL
            .into_iter()
            .map(|right| (right.as_str(), right_name(language, right.as_str())))
            .collect(),
        sent: Vec::new(),
        refusal: None,
    })
}

fn row(language: Language, (row, days): (CaseRow, CaseDays), now: Instant) -> Row {
    Row {
        href: case_href(language, &row.id.to_string()),
        number: row.id.to_string(),
        right: right_name(language, row.case.kind.as_str()),
        state: state_name(language, row.case.state.as_str()),
        received: date(language, &days.received_on.to_string()),
        last_day: date(language, &days.last_day.to_string()),
        mark: mark_of(&row, now),
        next_step: row.case.next_steps(now).first().map(|step| step_name(language, step)),
    }
}

/// What is to be seen of a case at once.
fn mark_of(row: &CaseRow, now: Instant) -> Option<&'static str> {
    let is_soon = row.case.due_at() <= now.plus_micros(SOON_DAYS * DAY_MICROS);
    match row.case {
        case if case.is_overdue(now) => Some("overdue"),
        case if case.rests_since.is_some() => Some("rests"),
        case if !case.state.is_answered() && is_soon => Some("soon"),
        case if case.is_extended => Some("extended"),
        _ => None,
    }
}

fn case_href(language: Language, case: &str) -> String {
    format!("/console/{language}/cases/{case}")
}

fn right_name(language: Language, right: &str) -> String {
    text(language, &format!("right-{}", right.replace('_', "-")), &[])
}

fn state_name(language: Language, state: &str) -> String {
    text(language, &format!("case-state-{}", state.replace('_', "-")), &[])
}

fn step_name(language: Language, step: &str) -> String {
    text(language, &format!("case-step-{step}"), &[])
}

impl CasesPage {
    fn came_by(&self) -> Vec<(&'static str, String)> {
        CAME_BY.into_iter().map(|by| (by.as_str(), came_by_name(self.chrome.language, by))).collect()
    }

    fn value(&self, name: &str) -> &str {
        let found = self.sent.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    fn is_chosen(&self, name: &str, value: &str) -> bool {
        self.value(name) == value
    }

    fn mark(&self, mark: &str) -> String {
        self.chrome.t(&format!("case-mark-{mark}"))
    }
}

fn came_by_name(language: Language, came_by: CameBy) -> String {
    text(language, &format!("case-came-by-{}", came_by.as_str().replace('_', "-")), &[])
}
