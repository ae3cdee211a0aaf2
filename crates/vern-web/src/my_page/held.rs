//! What is held: each activity with why, on what basis and until when, and its records, however many there are, a page at a time.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use vern_app::Problem;
use vern_app::my_page::{HeldActivity, HeldPlace, HeldRecord};
use vern_core::origin::Origin;
use vern_text::text;

use super::door::{Away, Form, Person, Sent};
use super::download::Download;
use super::frame::{Frame, Room, frame_of};
use super::weak::weak_or;
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

pub(super) struct More;

impl Form for More {
    const NAME: &'static str = "my-page-more";
}

#[derive(Template)]
#[template(path = "my_page/held.html")]
struct HeldPage {
    chrome: Chrome,
    frame: Frame,
    activities: Vec<HeldActivity>,
    /// It is one page of many: of one activity.
    is_further: bool,
    held: String,
    more_token: String,
    download: String,
    download_token: String,
    request: Option<String>,
}

/// `GET …/my-page`.
pub(super) async fn read_overview(State(web): State<Web>, person: Result<Person, Away>) -> Response {
    let person = match person {
        Ok(person) => person,
        Err(away) => return away.into_response(),
    };
    overview(&web, &person).await.into_response()
}

async fn overview(web: &Web, person: &Person) -> Page {
    match web.installation.own_records(&person.session, person.language).await {
        Ok(activities) => page(web, person, activities, false),
        Err(problem) => weak_or(web, person, Room::Held, &problem),
    }
}

/// `POST …/my-page`: the next records of an activity.
pub(super) async fn read_more(State(web): State<Web>, sent: Sent<More>) -> Page {
    let (person, registration) = (&sent.person, sent.registration()?);
    let unknown = || person.problem(&Problem::NotFound { code: "page.unknown" });
    let activity = sent.text("activity").ok_or_else(unknown)?.to_owned();
    let place = HeldPlace { registration, activity, after: sent.text("after").map(ToOwned::to_owned) };
    let activity = web.installation.own_records_at(&person.session, place, person.language).await;
    let activity = activity.map_err(|problem| person.problem(&problem))?;
    page(&web, person, vec![activity], true)
}

fn page(web: &Web, person: &Person, activities: Vec<HeldActivity>, is_further: bool) -> Page {
    let (language, slug) = (person.language, person.slug());
    let (chrome, frame) = frame_of(web, person, Room::Held, !is_further)?;
    let takes = web.installation.takes_requests(&person.session.controller);
    let takes = takes.map_err(|problem| person.problem(&problem))?;
    let page = HeldPage {
        chrome,
        frame,
        activities,
        is_further,
        held: Room::Held.href(language, slug),
        more_token: person.form_token(More::NAME),
        download: Room::Download.href(language, slug),
        download_token: person.form_token(Download::NAME),
        request: takes.then(|| format!("/{language}/{slug}/request")),
    };
    show(language, page.render())
}

impl HeldPage {
    fn count(&self, activity: &HeldActivity) -> String {
        self.chrome.t1("my-page-records", "count", activity.count)
    }

    fn left_out(&self, activity: &HeldActivity) -> String {
        self.chrome.t1("my-page-left-out", "count", activity.left_out)
    }

    fn collected(&self, record: &HeldRecord) -> String {
        self.chrome.t1("my-page-collected", "date", self.frame.day(&record.collected_on).as_str())
    }

    /// Until when the record is kept: a day, where the clock alone decides that.
    fn until(&self, record: &HeldRecord) -> String {
        match &record.until {
            Some(day) => self.chrome.t1("my-page-until", "date", self.frame.day(day).as_str()),
            None => self.chrome.t("my-page-until-event"),
        }
    }

    fn origin(&self, origin: &Option<Origin>) -> Option<String> {
        let id = format!("copy-origin-{}", origin.as_ref()?.as_str().replace('_', "-"));
        Some(text(self.chrome.language, &id, &[]))
    }

    fn withheld(&self, record: &HeldRecord) -> String {
        self.chrome.t1("my-page-withheld", "data", record.withheld.join(", ").as_str())
    }
}
