//! The newsletter: how many read it, how many have left for good, and which issues went out. Numbers; who they are is read as records, with a reason.

use askama::Template;
use axum::extract::State;
use vern_app::subscription::{ISSUE_DAYS, IssueRow, SubscriberCount};
use vern_core::time::Instant;
use vern_text::{moment, text};

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

/// `/console/{language}/newsletter`.
pub(super) async fn read(State(web): State<Web>, staff: Staff) -> Page {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let count = web.installation.subscriber_count(caller).map_err(problem)?;
    let issues = web.installation.newsletter_issues(caller).map_err(problem)?;
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Newsletter, Some("/newsletter"))?;
    show(language, NewsletterPage { chrome, frame, count, issues }.render())
}

#[derive(Template)]
#[template(path = "console/newsletter.html")]
struct NewsletterPage {
    chrome: Chrome,
    frame: Frame,
    count: SubscriberCount,
    issues: Vec<IssueRow>,
}

impl NewsletterPage {
    fn at(&self, at: &Instant) -> String {
        moment(self.chrome.language, &at.to_string())
    }

    fn number(&self, number: &u64) -> String {
        text(self.chrome.language, "number", &[("number", (*number).into())])
    }

    fn confirmed(&self) -> String {
        self.chrome.t1("console-newsletter-confirmed", "count", self.count.confirmed)
    }

    fn suppressed(&self) -> String {
        self.chrome.t1("console-newsletter-suppressed", "count", self.count.suppressed)
    }

    fn explanation(&self) -> String {
        self.chrome.t1("console-newsletter-again", "days", ISSUE_DAYS)
    }
}
