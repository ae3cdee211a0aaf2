//! Who has seen what is held on the person, from the journal.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use vern_app::Problem;
use vern_app::history::question::{HistoryPlace, Noted};
use vern_app::my_page::{SeenBy, SeenLine, SeenPage as Seen};
use vern_text::{moment, text};

use super::door::{Away, Form, Person, Sent};
use super::frame::{Frame, Room, frame_of};
use super::weak::weak_or;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

pub(super) struct Older;

impl Form for Older {
    const NAME: &'static str = "my-page-older";
}

#[derive(Template)]
#[template(path = "my_page/seen.html")]
struct SeenPage {
    chrome: Chrome,
    frame: Frame,
    /// Of each the person is registered as: which, its lines, where to go on.
    registrations: Vec<(usize, Seen)>,
    here: String,
    older_token: String,
}

/// `GET …/my-page/seen`.
pub(super) async fn read_newest(State(web): State<Web>, person: Result<Person, Away>) -> Response {
    let person = match person {
        Ok(person) => person,
        Err(away) => return away.into_response(),
    };
    newest(&web, &person).await.into_response()
}

async fn newest(web: &Web, person: &Person) -> Page {
    let mut registrations = Vec::new();
    for registration in 0..person.session.registrations() {
        let seen = web.installation.own_readers(&person.session, (registration, None), person.language).await;
        match seen {
            Ok(seen) => registrations.push((registration, seen)),
            Err(problem) => return weak_or(web, person, Room::Seen, &problem),
        }
    }
    page(web, person, registrations, true)
}

/// `POST …/my-page/seen`: what was before.
pub(super) async fn read_older(State(web): State<Web>, sent: Sent<Older>) -> Page {
    let (person, registration) = (&sent.person, sent.registration()?);
    let after = sent.text("after").and_then(place_in);
    let after = after.ok_or_else(|| person.problem(&Problem::invalid("search.form")))?;
    let seen = web.installation.own_readers(&person.session, (registration, Some(after)), person.language);
    let seen = seen.await.map_err(|problem| person.problem(&problem))?;
    page(&web, person, vec![(registration, seen)], false)
}

fn place_in(text: &str) -> Option<HistoryPlace> {
    let (epoch, index) = text.split_once('.')?;
    Some(HistoryPlace { epoch: epoch.parse().ok()?, index: index.parse().ok()? })
}

fn page(web: &Web, person: &Person, registrations: Vec<(usize, Seen)>, has_address: bool) -> Page {
    let (chrome, frame) = frame_of(web, person, Room::Seen, has_address)?;
    let page = SeenPage {
        chrome,
        frame,
        registrations,
        here: Room::Seen.href(person.language, person.slug()),
        older_token: person.form_token(Older::NAME),
    };
    show(person.language, page.render())
}

impl SeenPage {
    fn at(&self, line: &SeenLine) -> String {
        moment(self.chrome.language, &line.at.to_string())
    }

    fn by(&self, line: &SeenLine) -> String {
        match &line.by {
            SeenBy::Oneself => self.chrome.t("my-page-by-you"),
            SeenBy::Vern => self.chrome.t1("my-page-by-vern", "organisation", &self.chrome.organisation),
            SeenBy::Retention => self.chrome.t("my-page-by-retention"),
            SeenBy::Operator => self.chrome.t("my-page-by-operator"),
            SeenBy::Role { organisation, role } => text(
                self.chrome.language,
                "my-page-by-role",
                &[("organisation", organisation.as_str().into()), ("role", role.as_str().into())],
            ),
        }
    }

    fn what(&self, line: &SeenLine) -> String {
        let act = line.act.map_or("other", |act| act.as_str());
        // What people look at themselves, and what is looked up so that they can, is asked for as an export.
        let act = match (&line.by, line.noted.map_or(act, Noted::as_str)) {
            (SeenBy::Oneself, "export") => "read",
            (SeenBy::Vern, "read" | "export") => "lookup",
            (_, act) => act,
        };
        self.chrome.t1("my-page-act", "act", act)
    }

    fn left_out(&self, seen: &Seen) -> String {
        self.chrome.t1("my-page-seen-left-out", "count", seen.left_out)
    }

    fn next(&self, seen: &Seen) -> Option<String> {
        seen.next.map(|place| format!("{}.{}", place.epoch, place.index))
    }
}
