//! What a person is given: the letter, to be read and printed, and the copy, made when it is asked for and kept nowhere.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use vern_core::personal::Personal;
use vern_text::Document;

use super::page::case_id;
use crate::Web;
use crate::console::door::{Form, Sent, Staff};
use crate::console::frame::{Room, frame_of};
use crate::header::PathOf;
use crate::page::DocumentPage;
use crate::site::{Page, show};

pub(super) struct Copied;

impl Form for Copied {
    const NAME: &'static str = "cases/copy";
}

/// `GET /console/{language}/cases/{case}/letter`.
pub(super) async fn read_letter(
    State(web): State<Web>,
    staff: Staff,
    PathOf((_, case)): PathOf<(String, String)>,
) -> Page {
    let problem = |problem| staff.problem(&problem);
    let id = case_id(&case).map_err(problem)?;
    let letter = web.installation.case_letter(&staff.session.caller, id, Some(staff.language)).await;
    printed(&web, &staff, letter.map_err(problem)?, Some(&format!("/cases/{id}/letter")))
}

/// `POST /console/{language}/cases/{case}/copy`: as a page to print, or as a file to take along.
pub(super) async fn read_copy(
    State(web): State<Web>,
    PathOf((_, case)): PathOf<(String, String)>,
    sent: Sent<Copied>,
) -> Page {
    let staff = &sent.staff;
    let problem = |problem| staff.problem(&problem);
    let (caller, id) = (&staff.session.caller, case_id(&case).map_err(problem)?);
    let form = sent.text("as").unwrap_or_default();
    if form == "json" || form == "csv" {
        let copy = web.installation.portable_copy(caller, id).await.map_err(problem)?;
        let (content, kind) = if form == "json" {
            (copy.json, "application/json")
        } else {
            (copy.csv, "text/csv; charset=utf-8")
        };
        return Ok(file(&format!("{id}.{form}"), kind, content));
    }
    let copy = web.installation.case_copy_document(caller, id, staff.language).await.map_err(problem)?;
    printed(&web, staff, copy, None)
}

fn printed(web: &Web, staff: &Staff, document: Document, here: Option<&str>) -> Page {
    let choices = web.installation.console_choices(&staff.session.caller, staff.language);
    let choices = choices.map_err(|problem| staff.problem(&problem))?;
    let (chrome, _) = frame_of(web, staff, &choices, Room::Cases, here)?;
    let page = DocumentPage {
        chrome,
        document,
        working: false,
        other_view: None,
        history: None,
        json: None,
        csv: None,
        own: None,
    };
    show(staff.language, page.render())
}

/// The answer itself is where personal data leaves, to whom the gate permitted it. The file's name is the case's number.
fn file(name: &str, kind: &'static str, content: Personal<String>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, disposition)];
    (headers, content.into_inner()).into_response()
}
