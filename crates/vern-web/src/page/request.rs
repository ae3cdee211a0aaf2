//! The form people use their rights by, and the receipt it gives.
//!
//! Deliberately not here: what becomes of a request, and anything that tells whether someone is held.

use askama::Template;

use super::chrome::Chrome;

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "request.html")]
pub struct RequestPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// Where it is sent.
    pub action: String,
    /// Rights: word and label.
    pub rights: Vec<(&'static str, String)>,
    /// The one chosen.
    pub right: String,
    /// What was written.
    pub text: String,
    /// The name given.
    pub name: String,
    /// How whoever asks is reached.
    pub contact: String,
    /// What is wrong in what was sent.
    pub fault: Option<RequestFault>,
}

/// What is wrong in what was sent.
#[derive(Clone, Debug)]
pub struct RequestFault {
    /// The field it is about.
    pub field: String,
    /// What is wrong.
    pub text: String,
    /// What to do.
    pub hint: Option<String>,
}

/// The receipt.
#[derive(Clone, Debug, Template)]
#[template(path = "request_received.html")]
pub struct RequestReceivedPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// What to name when asking about it.
    pub reference: String,
    /// The day it counts as received.
    pub received: String,
    /// The last day for the answer.
    pub due: String,
}

impl RequestPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn lead(&self) -> String {
        self.chrome.t1("request-lead", "organisation", &self.chrome.organisation)
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.fault.as_ref().is_some_and(|fault| fault.field == field)
    }
}

impl RequestReceivedPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn explanation(&self) -> String {
        self.chrome.t1("request-received-text", "date", &self.due)
    }
}
