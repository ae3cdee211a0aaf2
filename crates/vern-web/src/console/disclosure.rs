//! Disclosures outside the charter, as they were registered. The list is an operation through the gate like any other, with a reason.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use vern_app::disclosure::KINDS;
use vern_app::record::{Circumstance, RecordView, SearchBy, SearchRequest};
use vern_core::personal::Personal;
use vern_text::date;

use super::door::{Form, Sent, Staff};
use super::frame::{Frame, Room, frame_of};
use super::refusal::RefusalView;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, PageProblem, show};

/// Disclosures listed at once.
const LISTED_MAX: u32 = 100;

pub(super) struct List;

impl Form for List {
    const NAME: &'static str = "disclosures";
}

#[derive(Template)]
#[template(path = "console/disclosures.html")]
struct DisclosuresPage {
    chrome: Chrome,
    frame: Frame,
    form_token: String,
    /// Whether the charter has an activity for them.
    is_declared: bool,
    listed: Option<Listed>,
    refusal: Option<RefusalView>,
}

struct Listed {
    rows: Vec<Row>,
    has_more: bool,
    left_out: u64,
    receipt: String,
}

/// One disclosure, in words.
struct Row {
    on: String,
    to: String,
    kind: String,
    ground: String,
    data: String,
    decided_by: String,
}

/// `GET /console/{language}/disclosures`.
pub(super) async fn read_form(State(web): State<Web>, staff: Staff) -> Page {
    let (page, _) = page_of(&web, &staff, Some("/disclosures"))?;
    show(staff.language, page.render())
}

/// `POST /console/{language}/disclosures`: the list, for a reason.
pub(super) async fn list(State(web): State<Web>, sent: Sent<List>) -> Page {
    let staff = &sent.staff;
    let (mut page, activity) = page_of(&web, staff, None)?;
    let Some(activity) = activity else { return show(staff.language, page.render()) };
    let reason = sent.text("reason").map(|reason| Personal::new(reason.to_owned()));
    let circumstance = Circumstance { activity, reason, ..Circumstance::default() };
    let request = SearchRequest { circumstance, by: SearchBy::Activity, after: None, most: LISTED_MAX };
    match web.installation.search_records(&staff.session.caller, &request).await {
        Ok(found) => {
            page.listed = Some(Listed {
                rows: found.value.records.iter().map(|view| row(staff, &page.chrome, view)).collect(),
                has_more: found.value.next.is_some(),
                left_out: found.value.left_out,
                receipt: found.committed.receipt.to_string(),
            });
        }
        Err(problem) => match RefusalView::of(&problem, staff.language, &page.frame) {
            Some(refusal) => page.refusal = Some(refusal),
            None => return Err(staff.problem(&problem)),
        },
    }
    let status = page.refusal.as_ref().map_or(StatusCode::OK, RefusalView::status);
    Ok((status, show(staff.language, page.render())?).into_response())
}

fn page_of(
    web: &Web,
    staff: &Staff,
    here: Option<&str>,
) -> Result<(DisclosuresPage, Option<String>), PageProblem> {
    let problem = |problem| staff.problem(&problem);
    let caller = &staff.session.caller;
    let choices = web.installation.console_choices(caller, staff.language).map_err(problem)?;
    let activity = web.installation.disclosure_activity(caller).map_err(problem)?;
    let (chrome, frame) = frame_of(web, staff, &choices, Room::Disclosures, here)?;
    let page = DisclosuresPage {
        chrome,
        frame,
        form_token: staff.form_token(List::NAME),
        is_declared: activity.is_some(),
        listed: None,
        refusal: None,
    };
    Ok((page, activity))
}

fn row(staff: &Staff, chrome: &Chrome, view: &RecordView) -> Row {
    let field = |id: &str| view.fields.get(id).map(|value| value.reveal().clone()).unwrap_or_default();
    let kind = field("disclosure_kind");
    Row {
        on: date(staff.language, &view.collected_at.to_date().to_string()),
        to: field("disclosure_to"),
        // What the role may not see is not there.
        kind: if KINDS.contains(&kind.as_str()) {
            chrome.t(&format!("console-disclosures-kind-{kind}"))
        } else {
            String::new()
        },
        ground: field("disclosure_ground"),
        data: field("disclosure_data"),
        decided_by: field("disclosure_decided_by"),
    }
}

impl DisclosuresPage {
    fn left_out(&self, count: u64) -> String {
        self.chrome.t1("console-left-out", "count", count)
    }
}
