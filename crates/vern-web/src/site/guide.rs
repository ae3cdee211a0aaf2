//! `POST /{language}/guide/{action}`: a guided action, done and shown.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use vern_app::Problem;

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::Addresses;
use crate::header::PathOf;
use crate::page::{Place, ReceiptLink, ResultPage};

pub(super) async fn act(
    State(web): State<Web>,
    PathOf((language, action)): PathOf<(String, String)>,
    headers: HeaderMap,
) -> Page {
    let language = language_in(&language)?;
    let unknown = || PageProblem::new(language, &Problem::NotFound { code: "page.unknown" });
    if !is_same_origin(&headers) {
        return Err(PageProblem {
            language,
            code: "request.origin".to_owned(),
            status: StatusCode::FORBIDDEN,
        });
    }
    let guide = web.guide.clone().ok_or_else(unknown)?;
    let controller = web
        .installation
        .controller(guide.organisation())
        .map_err(|problem| PageProblem::new(language, &problem))?;
    let answer = guide.act(language, &action).await.ok_or_else(unknown)?;
    let addresses = Addresses::served(controller.slug(), language);
    let mut chrome =
        chrome_of(&web, &controller, language, Place::Elsewhere, &addresses, &addresses.front())?;
    chrome.place = Place::Guide;
    // An answer to a form is not to be had in the other language by following a link.
    chrome.links.other_language = None;
    let slug = controller.slug();
    let page = ResultPage {
        chrome,
        answer: answer.answer,
        asked: answer.asked,
        outcome: answer.outcome,
        facts: answer.facts,
        command: answer.command,
        withheld: answer.withheld,
        reasons: answer.reasons,
        receipt: answer.receipt.map(|receipt| ReceiptLink {
            href: format!("/{language}/{slug}/journal?receipt={receipt}"),
            receipt,
        }),
        next: answer.next,
    };
    show(language, page.render())
}

/// Browsers say where a form was sent from; a form of another site is not followed.
fn is_same_origin(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-site").map(|value| value.as_bytes()) {
        Some(site) => site == b"same-origin" || site == b"none",
        None => headers.get(axum::http::header::ORIGIN).is_none(),
    }
}
