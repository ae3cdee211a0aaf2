//! What the person consents to, each with a button that takes it back.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use vern_app::Problem;
use vern_app::my_page::OwnConsent;

use super::door::{Away, Form, Person, Sent};
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

pub(super) struct Withdraw;

impl Form for Withdraw {
    const NAME: &'static str = "my-page-withdraw";
}

#[derive(Template)]
#[template(path = "my_page/consents.html")]
struct ConsentsPage {
    chrome: Chrome,
    frame: Frame,
    consents: Vec<OwnConsent>,
    here: String,
    withdraw_token: String,
}

/// `GET …/my-page/consents`.
pub(super) async fn read(State(web): State<Web>, person: Result<Person, Away>) -> Response {
    let person = match person {
        Ok(person) => person,
        Err(away) => return away.into_response(),
    };
    page(&web, &person).await.into_response()
}

async fn page(web: &Web, person: &Person) -> Page {
    let consents = web.installation.own_consents(&person.session, person.language).await;
    let consents = consents.map_err(|problem| person.problem(&problem))?;
    let (chrome, frame) = frame_of(web, person, Room::Consents, true)?;
    let page = ConsentsPage {
        chrome,
        frame,
        consents,
        here: Room::Consents.href(person.language, person.slug()),
        withdraw_token: person.form_token(Withdraw::NAME),
    };
    show(person.language, page.render())
}

/// `POST …/my-page/consents`: one is taken back, at once.
pub(super) async fn withdraw(State(web): State<Web>, sent: Sent<Withdraw>) -> Page {
    let (person, registration) = (&sent.person, sent.registration()?);
    let unknown = || person.problem(&Problem::NotFound { code: "page.unknown" });
    let activity = sent.text("activity").ok_or_else(unknown)?;
    let done = web.installation.withdraw_own_consent(&person.session, (registration, activity)).await;
    done.map_err(|problem| person.problem(&problem))?;
    Ok(Redirect::to(&Room::Consents.href(person.language, person.slug())).into_response())
}

impl ConsentsPage {
    fn stands(&self, consent: &OwnConsent) -> String {
        let given = self.frame.day(&consent.given_on);
        match &consent.withdrawn_on {
            Some(day) => self.chrome.t1("my-page-consent-withdrawn", "date", self.frame.day(day).as_str()),
            None => self.chrome.t1("my-page-consent-given", "date", given.as_str()),
        }
    }
}
