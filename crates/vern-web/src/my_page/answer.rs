//! The answer to a request of one's own: the letter as it was given, to read, to print and to take along.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use vern_app::Problem;
use vern_core::id::CaseId;

use super::door::{Away, Person};
use super::frame::{Room, chrome_around};
use super::weak::weak_or;
use crate::Web;
use crate::header::PathOf;
use crate::page::{DocumentPage, Link, OwnDocument};
use crate::site::{Page, PageProblem, show};

/// `GET …/my-page/requests/{case}`.
pub(super) async fn read(
    State(web): State<Web>,
    PathOf((_, _, case)): PathOf<(String, String, String)>,
    person: Result<Person, Away>,
) -> Response {
    match person {
        Ok(person) => shown(&web, &person, &case).await.into_response(),
        Err(away) => away.into_response(),
    }
}

/// `GET …/my-page/requests/{case}/text`.
pub(super) async fn take_along(
    State(web): State<Web>,
    PathOf((_, _, case)): PathOf<(String, String, String)>,
    person: Result<Person, Away>,
) -> Response {
    match person {
        Ok(person) => text(&web, &person, &case).await.into_response(),
        Err(away) => away.into_response(),
    }
}

async fn text(web: &Web, person: &Person, case: &str) -> Page {
    let id = case_id(person, case)?;
    let answer = web.installation.own_answer(&person.session, id, person.language).await;
    let answer = answer.map_err(|problem| person.problem(&problem))?;
    // The file's name is the case's number.
    let disposition = format!("attachment; filename=\"{id}.txt\"");
    let headers =
        [(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, answer.letter.to_plain_text()).into_response())
}

async fn shown(web: &Web, person: &Person, case: &str) -> Page {
    let id = case_id(person, case)?;
    let language = person.language;
    let answer = match web.installation.own_answer(&person.session, id, language).await {
        Ok(answer) => answer,
        Err(problem) => return weak_or(web, person, Room::Requests, &problem),
    };
    let mut chrome = chrome_around(web, &person.session.controller, language, Room::Requests)?;
    let list = |language| Room::Requests.href(language, person.slug());
    let here = |language| address(&list(language), id);
    chrome.links.other_language = Some(here(language.other()));
    let day = vern_text::date(language, &answer.last_day.to_string());
    let own = OwnDocument {
        back: Link::new(chrome.t("my-page-answer-back"), list(language)),
        until: chrome.t1("my-page-answer-until", "date", day.as_str()),
        text: format!("{}/text", here(language)),
    };
    let page = DocumentPage {
        chrome,
        document: answer.letter,
        working: false,
        other_view: None,
        history: None,
        json: None,
        csv: None,
        own: Some(own),
    };
    show(language, page.render())
}

fn case_id(person: &Person, case: &str) -> Result<CaseId, PageProblem> {
    case.parse().map_err(|_| person.problem(&Problem::NotFound { code: "case.unknown" }))
}

/// Where the answer to a request is, below where requests are listed.
pub(super) fn address(list: &str, id: CaseId) -> String {
    format!("{list}/{id}")
}
