//! The page of a problem: what went wrong in plain words, its code, and what to try.
//!
//! Deliberately not here: anything internal. What a log needs goes to the log.

use askama::Template;

use super::chrome::Chrome;

/// A problem as a page.
#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// HTTP status; chooses the heading, but for the two codes that have their own. Absent where nothing went wrong and the page says what a code means.
    pub status: Option<u16>,
    /// Stable dotted code.
    pub code: String,
    /// What went wrong, in the page's language.
    pub text: String,
    /// What to try.
    pub hint: Option<String>,
    /// Id to quote when asking for help.
    pub request: Option<String>,
}

impl ErrorPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn title(&self) -> String {
        self.chrome.t(match (self.status, self.code.as_str()) {
            (Some(_), "console.link_spent") => "error-title-link-spent",
            (Some(_), "console.result_gone") => "error-title-result-gone",
            (status, _) => Self::title_of(status),
        })
    }

    const fn title_of(status: Option<u16>) -> &'static str {
        match status {
            None => "error-title-meaning",
            Some(400 | 413 | 415 | 422) => "error-title-invalid",
            Some(401 | 403) => "error-title-denied",
            Some(404 | 410) => "error-title-not-found",
            Some(409 | 412) => "error-title-conflict",
            Some(429 | 503) => "error-title-unavailable",
            Some(_) => "error-title",
        }
    }
}
