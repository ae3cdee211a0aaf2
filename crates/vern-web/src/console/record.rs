//! Records: found by a value that is posted, shown without their contents, and opened for a reason. Each step is an operation through the gate.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use vern_app::console::{Choices, FoundRecord};
use vern_app::history::question::{LinkUse, Paging, PersonHistory, PersonQuestion, PersonStanding};
use vern_app::names::Names;
use vern_app::record::{Circumstance, RecordView, SearchBy, SearchRequest};
use vern_app::{Answer, Problem};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::{date, text};

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::journal::{LineView, line_view};
use super::refusal::RefusalView;
use crate::Web;
use crate::header::PathOf;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

/// Records listed at once. Who looks for more has not said what they look for.
const FOUND_MAX: u32 = 25;
/// Lines of a person's own log.
const READERS_MAX: usize = 200;
/// What stands for the key among what can be looked up by.
const BY_KEY: &str = "-key";
/// And for the day something was collected.
const BY_DAY: &str = "-day";
const DAY_MICROS: i64 = 86_400_000_000;

pub(super) struct Find;
pub(super) struct Open;
pub(super) struct AskReaders;

impl Form for Find {
    const NAME: &'static str = "records";
}

impl Form for Open {
    const NAME: &'static str = "records/open";
}

impl Form for AskReaders {
    const NAME: &'static str = "records/readers";
}

/// The page to search on, with what a search met.
#[derive(Template)]
#[template(path = "console/records.html")]
struct FindPage {
    chrome: Chrome,
    frame: Frame,
    choices: Choices,
    form_token: String,
    activity: String,
    by: String,
    found: Option<FoundView>,
    /// The day that was asked for, where one was.
    day: Option<String>,
    refusal: Option<RefusalView>,
}

/// What a search met.
struct FoundView {
    rows: Vec<FoundRow>,
    left_out: u64,
    /// Where this page ended, if there are more.
    next: Option<String>,
    receipt: String,
}

/// A record met, without its contents.
struct FoundRow {
    href: String,
    key: String,
    category: String,
    collected: String,
    expires: Option<String>,
}

/// `GET /console/{language}/records`.
pub(super) async fn read_form(State(web): State<Web>, staff: Staff) -> Page {
    let page = find_page(&web, &staff, Some("/records"))?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/records`: what is looked up, in the body.
pub(super) async fn find(State(web): State<Web>, sent: Sent<Find>) -> Page {
    let staff = &sent.staff;
    let mut page = find_page(&web, staff, None)?;
    let field = |name| sent.text(name).unwrap_or_default().to_owned();
    (page.activity, page.by) = (field("activity"), field("by"));
    let circumstance = Circumstance {
        activity: page.activity.clone(),
        // What is found is not opened: nothing but what was looked up by is asked for.
        data: Some(Vec::new()),
        reason: sent.text("reason").map(|reason| Personal::new(reason.to_owned())),
        ..Circumstance::default()
    };
    let value = Personal::new(field("value"));
    let met = look_up(&web, staff, (&page.by, value), sent.text("after"), circumstance).await;
    match met {
        Ok(met) => {
            page.found = Some(found_view(&web, staff, met)?);
            // A day is no one's, so it can stand in the form that asks for more.
            page.day = Some(field("value")).filter(|_| page.by == BY_DAY);
        }
        Err(problem) => match RefusalView::of(&problem, staff.language, &page.frame) {
            Some(refusal) => page.refusal = Some(refusal),
            None => return Err(staff.problem(&problem)),
        },
    }
    let status = page.refusal.as_ref().map_or(StatusCode::OK, RefusalView::status);
    Ok((status, show(staff.language, page.render())?).into_response())
}

/// Records met, with what is left to say of them.
struct Met {
    records: Vec<RecordView>,
    left_out: u64,
    next: Option<String>,
    receipt: String,
}

async fn look_up(
    web: &Web,
    staff: &Staff,
    (by, value): (&str, Personal<String>),
    after: Option<&str>,
    circumstance: Circumstance,
) -> Result<Met, Problem> {
    let caller = &staff.session.caller;
    if by == BY_KEY {
        let found = web.installation.read_record(caller, value.reveal(), &circumstance).await?;
        let receipt = found.committed.receipt.to_string();
        return Ok(Met { records: vec![found.value], left_out: 0, next: None, receipt });
    }
    let by = match by {
        BY_DAY => {
            let from = day_start(value.reveal())?;
            SearchBy::Collected { from, before: from.plus_micros(DAY_MICROS) }
        }
        data_type => SearchBy::Value { data_type: data_type.to_owned(), value },
    };
    let after = after.map(ToOwned::to_owned);
    let request = SearchRequest { circumstance, by, after, most: FOUND_MAX };
    let page = web.installation.search_records(caller, &request).await?;
    Ok(Met {
        records: page.value.records,
        left_out: page.value.left_out,
        next: page.value.next,
        receipt: page.committed.receipt.to_string(),
    })
}

/// The first instant of a day, as one writes it here (`24.11.2026`) or as ISO 8601 has it. Days are days in UTC, as retention counts.
fn day_start(text: &str) -> Result<Instant, Problem> {
    let (text, wrong) = (text.trim(), || Problem::invalid_field("search.form", "value"));
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let iso = match parts.as_slice() {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    let start: Option<Instant> = format!("{iso}T00:00:00Z").parse().map(Instant::from_timestamp).ok();
    start.ok_or_else(wrong)
}

fn find_page(web: &Web, staff: &Staff, here: Option<&str>) -> Result<FindPage, PageProblem> {
    let choices = choices_of(web, staff)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Records, here)?;
    Ok(FindPage {
        chrome,
        frame,
        choices,
        form_token: staff.form_token(Find::NAME),
        activity: String::new(),
        by: String::new(),
        found: None,
        day: None,
        refusal: None,
    })
}

fn choices_of(web: &Web, staff: &Staff) -> Result<Choices, PageProblem> {
    let choices = web.installation.console_choices(&staff.session.caller, staff.language);
    choices.map_err(|problem| staff.problem(&problem))
}

fn names_of(web: &Web, staff: &Staff) -> Result<Names, PageProblem> {
    let names = web.installation.names(&staff.session.caller.controller, staff.language);
    names.map_err(|problem| staff.problem(&problem))
}

fn found_view(web: &Web, staff: &Staff, met: Met) -> Result<FoundView, PageProblem> {
    let names = names_of(web, staff)?;
    let mut rows = Vec::new();
    for record in met.records {
        let found = FoundRecord::from(record);
        let address = web.installation.keep_console_result(&staff.session, found.clone());
        let address = address.map_err(|problem| staff.problem(&problem))?;
        rows.push(FoundRow {
            href: format!("/console/{}/records/{address}", staff.language),
            key: found.key.as_str().to_owned(),
            category: names.category(&found.category),
            collected: day(staff, found.collected_at),
            expires: found.expires_at.map(|at| day(staff, at)),
        });
    }
    Ok(FoundView { rows, left_out: met.left_out, next: met.next, receipt: met.receipt })
}

fn day(staff: &Staff, at: Instant) -> String {
    date(staff.language, &at.to_date().to_string())
}

impl FindPage {
    fn by_key(&self) -> &'static str {
        BY_KEY
    }

    fn by_day(&self) -> &'static str {
        BY_DAY
    }

    fn count(&self, id: &str, count: &u64) -> String {
        self.chrome.t1(id, "count", *count)
    }

    fn found_title(&self, found: &FoundView) -> String {
        self.chrome.t1("console-found", "count", found.rows.len())
    }
}

/// One record: shut, opened, or with who has read it.
#[derive(Template)]
#[template(path = "console/record.html")]
struct RecordPage {
    chrome: Chrome,
    frame: Frame,
    action: String,
    open_token: String,
    readers_token: String,
    facts: Vec<(String, String)>,
    opened: Option<OpenedView>,
    readers: Option<ReadersView>,
    refusal: Option<RefusalView>,
}

/// What was opened.
struct OpenedView {
    fields: Vec<(String, String)>,
    withheld: Vec<String>,
    receipt: String,
}

/// Who has had to do with the person's data.
struct ReadersView {
    explanation: String,
    lines: Vec<LineView>,
    left_out: u64,
    receipt: String,
}

/// `GET /console/{language}/records/{result}`: what was found, shut.
pub(super) async fn read_result(
    State(web): State<Web>,
    PathOf((_, address)): PathOf<(String, String)>,
    staff: Staff,
) -> Page {
    let (page, _) = record_page(&web, &staff, &address, true)?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/records/{result}`: opened, for a reason.
pub(super) async fn open(
    State(web): State<Web>,
    PathOf((_, address)): PathOf<(String, String)>,
    sent: Sent<Open>,
) -> Page {
    let staff = &sent.staff;
    let (mut page, found) = record_page(&web, staff, &address, false)?;
    let read = match sent.text("reason") {
        None => Err(Problem::invalid_field("console.reason_missing", "reason")),
        Some(reason) => {
            let circumstance = Circumstance {
                activity: found.activity.clone(),
                reason: Some(Personal::new(reason.to_owned())),
                ..Circumstance::default()
            };
            web.installation.read_record(&staff.session.caller, found.key.as_str(), &circumstance).await
        }
    };
    match read {
        Ok(answer) => page.opened = Some(opened_view(&web, staff, answer, &page.frame)?),
        Err(problem) => page.refuse(staff, &problem)?,
    }
    page.answer(staff)
}

/// `POST /console/{language}/records/{result}/readers`: who has had to do with the person's data.
pub(super) async fn ask_readers(
    State(web): State<Web>,
    PathOf((_, address)): PathOf<(String, String)>,
    sent: Sent<AskReaders>,
) -> Page {
    let staff = &sent.staff;
    let (mut page, found) = record_page(&web, staff, &address, false)?;
    let question = PersonQuestion {
        export: false,
        subject: found.subject,
        activity: found.activity.clone(),
        link_use: LinkUse::Access,
        reason: sent.text("reason").map(|reason| Personal::new(reason.to_owned())),
        paging: Paging { newest_first: true, most: READERS_MAX, ..Paging::default() },
    };
    match web.installation.person_history(&staff.session.caller, &question).await {
        Ok(answer) => page.readers = Some(readers_view(&web, staff, answer, &page)?),
        Err(problem) => page.refuse(staff, &problem)?,
    }
    page.answer(staff)
}

fn record_page(
    web: &Web,
    staff: &Staff,
    address: &str,
    has_switch: bool,
) -> Result<(RecordPage, FoundRecord), PageProblem> {
    let found = web.installation.console_result(&staff.session, address);
    let found = found.map_err(|problem| staff.problem(&problem))?;
    let names = names_of(web, staff)?;
    let here = format!("/records/{address}");
    let (chrome, frame) =
        frame_of(web, staff, &choices_of(web, staff)?, Room::Records, has_switch.then_some(here.as_str()))?;
    let mut facts = vec![
        (chrome.t("console-record-key"), found.key.as_str().to_owned()),
        (chrome.t("console-activity"), names.activity(&found.activity)),
        (chrome.t("console-record-category"), names.category(&found.category)),
        (chrome.t("console-record-collected"), day(staff, found.collected_at)),
    ];
    facts.extend(found.expires_at.map(|at| (chrome.t("console-record-expires"), day(staff, at))));
    facts.extend(found.review_due_at.map(|at| (chrome.t("console-reviews-due"), day(staff, at))));
    facts.extend(found.inform_by.map(|at| (chrome.t("console-informing-due"), day(staff, at))));
    let page = RecordPage {
        action: format!("/console/{}{here}", staff.language),
        open_token: staff.form_token(Open::NAME),
        readers_token: staff.form_token(AskReaders::NAME),
        chrome,
        frame,
        facts,
        opened: None,
        readers: None,
        refusal: None,
    };
    Ok((page, found))
}

fn opened_view(
    web: &Web,
    staff: &Staff,
    answer: Answer<RecordView>,
    frame: &Frame,
) -> Result<OpenedView, PageProblem> {
    let names = names_of(web, staff)?;
    let RecordView { fields, mut withheld, .. } = answer.value;
    let mut fields: Vec<(String, String)> =
        fields.into_iter().map(|(id, value)| (id, value.into_inner())).collect();
    fields.sort_by_key(|(id, _)| names.data_type_place(id));
    withheld.sort_by_key(|id| names.data_type_place(id));
    Ok(OpenedView {
        fields: fields.into_iter().map(|(id, value)| (names.data_type(&id), value)).collect(),
        withheld: withheld.iter().map(|id| names.data_type(id)).collect(),
        receipt: frame.receipt_href(&answer.committed.receipt.to_string()),
    })
}

fn readers_view(
    web: &Web,
    staff: &Staff,
    answer: Answer<PersonHistory>,
    page: &RecordPage,
) -> Result<ReadersView, PageProblem> {
    let names = names_of(web, staff)?;
    let PersonHistory { standing, page: history, left_out } = answer.value;
    let standing = match standing {
        PersonStanding::Held => "held",
        PersonStanding::Erased => "erased",
        PersonStanding::LinkReserved => "link-reserved",
        PersonStanding::LinkGone => "link-gone",
    };
    let lines = history.lines.into_iter();
    Ok(ReadersView {
        explanation: text(staff.language, &format!("console-readers-{standing}"), &[]),
        lines: lines.map(|line| line_view(staff, &names, &page.frame, line)).collect(),
        left_out,
        receipt: page.frame.receipt_href(&answer.committed.receipt.to_string()),
    })
}

impl RecordPage {
    fn refuse(&mut self, staff: &Staff, problem: &Problem) -> Result<(), PageProblem> {
        let refusal = RefusalView::of(problem, staff.language, &self.frame);
        self.refusal = Some(refusal.ok_or_else(|| staff.problem(problem))?);
        Ok(())
    }

    fn answer(self, staff: &Staff) -> Page {
        let status = self.refusal.as_ref().map_or(StatusCode::OK, RefusalView::status);
        let html = self.render().map_err(|error| PageProblem::render_failed(staff.language, &error))?;
        Ok((status, Html(html)).into_response())
    }

    fn title(&self) -> String {
        self.chrome.t(if self.opened.is_some() { "console-record-opened" } else { "console-record" })
    }

    fn left_out(&self, count: &u64) -> String {
        self.chrome.t1("console-left-out", "count", *count)
    }
}
