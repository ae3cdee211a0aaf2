//! A document's history: its versions, the newest first, each with what it changed line by line.
//!
//! Deliberately not here: how changes are found (`vern_text::changes`), and the older versions themselves.

use askama::Template;
use serde::Serialize;
use vern_app::document::Version;
use vern_core::time::Instant;
use vern_text::{LineChange, SectionChange, date};

use super::chrome::Chrome;

/// The history as a page.
#[derive(Clone, Debug, Template)]
#[template(path = "history.html")]
pub struct HistoryPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// The document's title.
    pub title: String,
    /// Where the document is.
    pub document: String,
    /// The same as JSON.
    pub json: String,
    /// The versions, the newest first.
    pub versions: Vec<Version>,
}

/// The history as data.
#[derive(Debug, Serialize)]
pub struct VersionsJson<'a> {
    versions: Vec<VersionJson<'a>>,
}

#[derive(Debug, Serialize)]
struct VersionJson<'a> {
    since: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'a [SectionChange]>,
}

impl<'a> VersionsJson<'a> {
    /// Of the versions.
    #[must_use]
    pub fn new(versions: &'a [Version]) -> Self {
        let of = |version: &'a Version| VersionJson {
            since: version.since.to_string(),
            until: version.until.map(|until| until.to_string()),
            changes: version.changes.as_deref(),
        };
        Self { versions: versions.iter().map(of).collect() }
    }
}

/// A changed line, as the template shows it.
struct Shown<'a> {
    /// `added`, `removed` or `changed`.
    what: &'static str,
    label: &'a str,
    before: Option<&'a str>,
    now: Option<&'a str>,
}

impl HistoryPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn day(&self, at: Instant) -> String {
        date(self.chrome.language, &at.to_date().to_string())
    }

    fn heading(&self, version: &Version) -> String {
        let from = self.day(version.since);
        match version.until {
            Some(until) => {
                let until = self.day(until);
                let variables = [("from", from.into()), ("until", until.into())];
                vern_text::text(self.chrome.language, "history-version-over", &variables)
            }
            None => self.chrome.t1("history-version-now", "from", from),
        }
    }

    fn shown<'c>(&self, change: &'c LineChange) -> Shown<'c> {
        match change {
            LineChange::Added { label, now } => Shown { what: "added", label, before: None, now: Some(now) },
            LineChange::Removed { label, before } => {
                Shown { what: "removed", label, before: Some(before), now: None }
            }
            LineChange::Changed { label, before, now } => {
                Shown { what: "changed", label, before: Some(before), now: Some(now) }
            }
        }
    }
}
