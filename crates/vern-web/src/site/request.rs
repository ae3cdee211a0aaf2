//! The form anyone can use their rights by (P-B1): `/{language}/{organisation}/request`. It works without a script, an account or a cookie, and what
//! it answers is the same for everyone: a case number and a date.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use vern_app::own_work::OWN_ACTOR;
use vern_app::problem::{code_hint, code_text};
use vern_app::rights::{CameBy, NewRequest};
use vern_app::{Controller, Problem};
use vern_core::case::Right;
use vern_core::personal::Personal;
use vern_text::{Language, date, text};

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::{Addresses, View};
use crate::form::{self, Fields};
use crate::header::PathOf;
use crate::page::{Place, RequestFault, RequestPage, RequestReceivedPage};

/// The page's name in addresses.
pub(crate) const ADDRESS: &str = "request";

/// `GET`: the form.
pub(super) async fn read(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
) -> Page {
    let language = language_in(&language)?;
    let controller = taking_requests(&web, &organisation, language)?;
    let page = page_of(&web, &controller, language, Sent::default(), None)?;
    show(language, page.render())
}

/// `POST`: takes a request in, as Vern itself.
pub(super) async fn send(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
    request: Request,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let refuse = |code: &str, status| PageProblem::with_status(language, code.to_owned(), status);
    if !form::is_own(request.headers()) {
        return Err(refuse("request.origin", StatusCode::FORBIDDEN));
    }
    let controller = taking_requests(&web, &organisation, language)?;
    // Whoever floods the form must not fill the vault; it is one for all, for strangers have no name to count by.
    if web.requests.take(OWN_ACTOR, web.installation.now()).is_err() {
        return Err(refuse("case.too_many", StatusCode::TOO_MANY_REQUESTS));
    }
    let fields = Fields::read(request, &web).await;
    let sent = Sent::of(&fields.ok_or_else(|| problem(Problem::invalid("request.json")))?);
    let Ok(right) = sent.right.parse::<Right>() else {
        return faulty(&web, &controller, language, sent, "case.right_missing", "right");
    };
    let vern = web.installation.acting_itself(&controller).map_err(problem)?;
    let request = NewRequest {
        right,
        text: Some(Personal::new(sent.text.clone())),
        name: Some(Personal::new(sent.name.clone())),
        contact: Personal::new(sent.contact.clone()),
        language,
        came_by: CameBy::Form,
        received_at: None,
        subjects: Vec::new(),
        shown: None,
    };
    match web.installation.receive_request(&vern, &request).await {
        Ok(answer) => {
            let addresses = Addresses::served(controller.slug(), language);
            let mut chrome =
                chrome_of(&web, &controller, language, Place::Elsewhere, &addresses, &addresses.front())?;
            // An answer to a form is not to be had in the other language by following a link.
            chrome.links.other_language = None;
            let page = RequestReceivedPage {
                chrome,
                reference: answer.value.id.to_string(),
                received: date(language, &answer.value.received_on.to_string()),
                due: date(language, &answer.value.last_day.to_string()),
            };
            show(language, page.render())
        }
        Err(Problem::Invalid { code, field: Some(field) }) => {
            faulty(&web, &controller, language, sent, code, &field)
        }
        Err(other) => Err(problem(other)),
    }
}

/// What was sent. Shown again where something is missing, and nowhere else.
#[derive(Default)]
struct Sent {
    right: String,
    text: String,
    name: String,
    contact: String,
}

impl Sent {
    fn of(fields: &Fields) -> Self {
        let field = |name| fields.text(name).unwrap_or_default().to_owned();
        Self { right: field("right"), text: field("text"), name: field("name"), contact: field("contact") }
    }
}

/// The form again, with what is wrong in it.
fn faulty(
    web: &Web,
    controller: &Controller,
    language: Language,
    sent: Sent,
    code: &str,
    field: &str,
) -> Page {
    let fault = RequestFault {
        field: field.to_owned(),
        text: code_text(language, code),
        hint: code_hint(language, code),
    };
    let page = page_of(web, controller, language, sent, Some(fault))?;
    let html = page.render().map_err(|error| PageProblem::render_failed(language, &error))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response())
}

fn page_of(
    web: &Web,
    controller: &Controller,
    language: Language,
    sent: Sent,
    fault: Option<RequestFault>,
) -> Result<RequestPage, PageProblem> {
    let addresses = Addresses::served(controller.slug(), language);
    let action = addresses.of(ADDRESS, View::Published);
    let rights = Right::ALL.into_iter().map(|right| {
        let id = format!("right-{}", right.as_str().replace('_', "-"));
        (right.as_str(), text(language, &id, &[]))
    });
    Ok(RequestPage {
        chrome: chrome_of(web, controller, language, Place::Elsewhere, &addresses, &action)?,
        action,
        rights: rights.collect(),
        right: sent.right,
        text: sent.text,
        name: sent.name,
        contact: sent.contact,
        fault,
    })
}

/// The organisation, where it takes requests in here; one that does not is asked in another way, and says so.
fn taking_requests(
    web: &Web,
    organisation: &str,
    language: Language,
) -> Result<Arc<Controller>, PageProblem> {
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(organisation).map_err(problem)?;
    if web.installation.takes_requests(&controller).map_err(problem)? {
        Ok(controller)
    } else {
        Err(problem(Problem::Conflict { code: "rights.not_carried" }))
    }
}
