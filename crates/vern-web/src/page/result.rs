//! The answer to a guided action: permitted or refused, every reason, and the receipt.
//!
//! Deliberately not here: asking. The answer is shown as the gate gave it.

use askama::Template;

use super::chrome::{Chrome, Link};

/// The answer as a page.
#[derive(Clone, Debug, Template)]
#[template(path = "result.html")]
pub struct ResultPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// What the gate answered.
    pub answer: Answer,
    /// What was tried, in one sentence.
    pub asked: String,
    /// What it led to, in one sentence; absent where the reasons say it all.
    pub outcome: Option<String>,
    /// What came of it: label and value (fields read, number of records …).
    pub facts: Vec<(String, String)>,
    /// A command that goes on from here, to run in a terminal.
    pub command: Option<String>,
    /// Names of the data types held back.
    pub withheld: Vec<String>,
    /// Every reason of a refusal.
    pub reasons: Vec<ReasonView>,
    /// The receipt.
    pub receipt: Option<ReceiptLink>,
    /// Where to go next; the first is the main one.
    pub next: Vec<Link>,
}

/// What the gate answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Permitted.
    Permitted,
    /// Refused.
    Refused,
    /// Would have been refused; the activity is under observation.
    Observed,
    /// Done; there was nothing for the gate to decide. Never an entry's outcome.
    Done,
}

impl Answer {
    /// The stable word: `permitted`, `refused`, `observed`, `done`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Refused => "refused",
            Self::Observed => "observed",
            Self::Done => "done",
        }
    }
}

/// One reason of a refusal.
#[derive(Clone, Debug, Default)]
pub struct ReasonView {
    /// Stable dotted code.
    pub code: String,
    /// The reason in plain words.
    pub text: String,
    /// The clause it follows from.
    pub clause: Option<String>,
    /// File and line of the charter, `charter.yaml:42`.
    pub source: Option<String>,
    /// Who can mend it, and how.
    pub mend: Option<String>,
}

/// A receipt and the page that opens it.
#[derive(Clone, Debug)]
pub struct ReceiptLink {
    /// `<epoch>.<index>.<leaf hash>`.
    pub receipt: String,
    /// The journal page with this receipt.
    pub href: String,
}

impl ResultPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn title(&self) -> String {
        self.chrome.t(&format!("result-{}-title", self.answer.as_str()))
    }

    fn badge(&self) -> String {
        self.chrome.t(&format!("result-{}", self.answer.as_str()))
    }

    fn reasons_title(&self) -> String {
        self.chrome.t1("result-reasons", "count", self.reasons.len())
    }
}
