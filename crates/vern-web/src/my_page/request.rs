//! Requests by one's rights: made with one button once it is said in numbers what they are about, and where those made before stand.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vern_app::Problem;
use vern_app::identity::Errand;
use vern_app::my_page::{Concerned, OwnRequest, OwnWish};
use vern_core::case::Right;
use vern_core::personal::Personal;
use vern_text::{Value, text};

use super::door::{Away, Form, Person, Sent};
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::identity::{Way, ways};
use crate::page::Chrome;
use crate::site::{Page, PageProblem, ProblemView, show};

pub(super) struct Ask;

impl Form for Ask {
    const NAME: &'static str = "my-page-request";
}

#[derive(Template)]
#[template(path = "my_page/requests.html")]
struct RequestsPage {
    chrome: Chrome,
    frame: Frame,
    here: String,
    ask_token: String,
    requests: Vec<OwnRequest>,
    /// Some would be listed only for whoever is known more surely.
    hides_some: bool,
    rights: Vec<(&'static str, String)>,
    right: String,
    text: String,
    contact: String,
    /// What is asked for, said before it is.
    confirm: Option<Vec<String>>,
    /// How to be known more surely, where what is asked for needs that.
    ways: Vec<Way>,
    problem: Option<ProblemView>,
}

/// `GET …/my-page/requests`.
pub(super) async fn read(State(web): State<Web>, person: Result<Person, Away>) -> Response {
    let person = match person {
        Ok(person) => person,
        Err(away) => return away.into_response(),
    };
    let page = page_of(&web, &person, true).and_then(|page| show(person.language, page.render()));
    page.into_response()
}

/// `POST …/my-page/requests`: says what a request is about, and makes it where that was seen.
pub(super) async fn ask(State(web): State<Web>, sent: Sent<Ask>) -> Page {
    let person = &sent.person;
    let mut page = page_of(&web, person, false)?;
    let field = |name| sent.text(name).unwrap_or_default().to_owned();
    (page.right, page.text, page.contact) = (field("right"), field("text"), field("contact"));
    let Ok(right) = page.right.parse::<Right>() else { return page.faulty(person, "case.right_missing") };
    if page.contact.is_empty() {
        return page.faulty(person, "case.contact_missing");
    }
    let installation = &web.installation;
    if sent.text("seen").is_none() {
        let concerned = installation.foresee_own_request(&person.session, right);
        let concerned = concerned.map_err(|problem| person.problem(&problem))?;
        page.confirm = Some(page.foreseen(right, concerned));
        return show(person.language, page.render());
    }
    let wish = OwnWish {
        right,
        text: Some(Personal::new(page.text.clone())),
        contact: Personal::new(page.contact.clone()),
        language: person.language,
    };
    match installation.make_own_request(&person.session, wish).await {
        Ok(_) => Ok(Redirect::to(&page.here).into_response()),
        Err(Problem::Invalid { code, .. } | Problem::Unavailable { code: code @ "case.too_many" }) => {
            page.faulty(person, code)
        }
        Err(problem) => Err(person.problem(&problem)),
    }
}

fn page_of(web: &Web, person: &Person, has_address: bool) -> Result<RequestsPage, PageProblem> {
    let problem = |problem| person.problem(&problem);
    let requests = web.installation.own_requests(&person.session).map_err(problem)?;
    let hides_some = web.installation.hides_own_requests(&person.session).map_err(problem)?;
    let (chrome, frame) = frame_of(web, person, Room::Requests, has_address)?;
    let rights = Right::ALL.into_iter().map(|right| (right.as_str(), right_name(&chrome, right.as_str())));
    Ok(RequestsPage {
        rights: rights.collect(),
        chrome,
        frame,
        here: Room::Requests.href(person.language, person.slug()),
        ask_token: person.form_token(Ask::NAME),
        requests,
        hides_some,
        right: String::new(),
        text: String::new(),
        contact: String::new(),
        confirm: None,
        ways: if hides_some {
            ways(web, &person.session.controller, person.language, &Errand::MyPage)?
        } else {
            Vec::new()
        },
        problem: None,
    })
}

fn right_name(chrome: &Chrome, right: &str) -> String {
    chrome.t(&format!("right-{}", right.replace('_', "-")))
}

impl RequestsPage {
    /// The form again, with what is wrong and all that was written.
    fn faulty(mut self, person: &Person, code: &'static str) -> Page {
        self.problem = Some(ProblemView::new(person.language, code));
        let is_too_many = code == "case.too_many";
        let status =
            if is_too_many { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, show(person.language, self.render())?).into_response())
    }

    fn foreseen(&self, right: Right, concerned: Concerned) -> Vec<String> {
        let language = self.chrome.language;
        let mut lines = vec![right_name(&self.chrome, right.as_str())];
        if let Some(held) = concerned.held {
            let numbers: [(&str, Value<'_>); 2] =
                [("records", held.records.into()), ("activities", held.activities.into())];
            lines.push(text(language, "my-page-request-about", &numbers));
        }
        lines.push(text(language, "my-page-request-next", &[]));
        if concerned.asks_for_more {
            lines.push(text(language, "my-page-request-more", &[]));
        }
        lines
    }

    fn right_of(&self, request: &OwnRequest) -> String {
        right_name(&self.chrome, request.row.case.kind.as_str())
    }

    fn state(&self, request: &OwnRequest) -> String {
        self.chrome.t(&format!("case-state-{}", request.row.case.state.as_str().replace('_', "-")))
    }

    fn answer(&self, request: &OwnRequest) -> String {
        super::answer::address(&self.here, request.id)
    }

    fn is_chosen(&self, right: &str) -> bool {
        self.right == right
    }
}
