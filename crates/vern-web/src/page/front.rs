//! An organisation's front page: what it publishes, how to reach it, and the newest checkpoint.
//!
//! Deliberately not here: documents that are not public. Whoever fills the list leaves them out.

use askama::Template;
use vern_text::{Audience, Updated, date};

use super::chrome::Chrome;
use super::document::{Part, parts};
use super::journal::CheckpointView;

/// The front page.
#[derive(Clone, Debug, Template)]
#[template(path = "front.html")]
pub struct FrontPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// The organisation's own first sentence; Vern's where absent.
    pub lead: Option<String>,
    /// What it publishes, the most asked for first.
    pub publications: Vec<Publication>,
    /// How to reach it: label and value. An e-mail address as value becomes a link.
    pub contact: Vec<(String, String)>,
    /// Where people use their rights; absent where the organisation takes no requests in here.
    pub request: Option<String>,
    /// Where people sign up for a newsletter; absent where there is none.
    pub newsletter: Option<String>,
    /// Where people see what is held on them; absent where the organisation has no such page.
    pub my_page: Option<String>,
    /// The newest checkpoint; absent while the journal is empty.
    pub checkpoint: Option<CheckpointView>,
}

/// One published document.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Its title.
    pub title: String,
    /// One sentence on what it holds.
    pub summary: String,
    /// Where it is.
    pub href: String,
    /// When its content last changed.
    pub updated: Updated,
    /// Who it is for.
    pub audience: Audience,
}

impl FrontPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn title(&self) -> String {
        self.chrome.t1("front-title", "organisation", &self.chrome.organisation)
    }

    fn lead(&self) -> String {
        self.lead.clone().unwrap_or_else(|| self.chrome.t("front-lead"))
    }

    fn updated(&self, publication: &Publication) -> String {
        match &publication.updated {
            Updated::On(on) => self.chrome.t1("document-updated", "date", date(self.chrome.language, on)),
            Updated::Undated => self.chrome.t("document-undated"),
        }
    }

    fn parts<'v>(&self, value: &'v str) -> Vec<Part<'v>> {
        parts(value)
    }

    fn audience(&self, publication: &Publication) -> String {
        self.chrome.t(&format!("audience-{}", publication.audience.as_str()))
    }
}
