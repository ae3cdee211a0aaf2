//! What goes wrong: the server said so (a problem with its code), or there was no answer that could be understood.

use std::fmt;

use serde::Deserialize;

use crate::model::Receipt;

/// Why a call did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server's address is not `https://host` or, on this machine, `http://host`.
    #[error("the server's address is not https, or http on this machine")]
    Address,
    /// The certificates to trust cannot be read, or there are none.
    #[error("no certificates to trust: {0}")]
    Trust(String),
    /// The token is not text a header can hold.
    #[error("the token is not of its form")]
    Token,
    /// What was given cannot be put into an address or a header.
    #[error("`{0}` cannot be sent")]
    Unsendable(&'static str),
    /// No answer, also not after trying again.
    #[error("no answer from the server")]
    NoAnswer(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No answer within the time allowed, also not after trying again.
    #[error("the server took too long")]
    TooLate,
    /// An answer that is none of this server's.
    #[error("an answer with status {status} that is not understood")]
    NotUnderstood {
        /// HTTP status.
        status: u16,
    },
    /// What was fetched could not be written.
    #[error("cannot write `{path}`")]
    Write {
        /// The file, within the folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The server refused, or could not.
    #[error(transparent)]
    Problem(#[from] Box<Problem>),
}

impl Error {
    /// The problem the server answered with.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            _ => None,
        }
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.problem().map(|problem| problem.code.as_str())
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Texts {
    /// Norwegian bokmål.
    pub nb: String,
    /// English.
    pub en: String,
}

/// A problem (RFC 9457). Nothing of what was sent stands in it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable dotted code.
    pub code: String,
    /// What is wrong.
    pub text: Texts,
    /// Who can mend it and how.
    pub hint: Option<Texts>,
    /// Which field is meant.
    pub field: Option<String>,
    /// Why the gate refused: every reason the caller may see.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Where the refusal is journalled.
    pub journal: Option<Receipt>,
}

/// One reason of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reason {
    /// Stable dotted code.
    pub code: String,
    /// What is wrong.
    pub text: Texts,
    /// Who can mend it and how.
    pub mend: Option<Texts>,
    /// Heading or clause of the paper it follows from.
    pub clause: Option<String>,
    /// `file:line` of the charter.
    pub charter: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.code, self.text.en)
    }
}

impl std::error::Error for Problem {}
