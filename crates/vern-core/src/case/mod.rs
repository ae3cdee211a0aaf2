//! Cases: what someone asks of an organisation that must be answered in time (DESIGN section 5). One engine for every kind; what a kind asks of its
//! steps is in a module of its own.
//!
//! Pure: it is told the time and the ends of the terms that run, and says which step may follow. Deliberately not here: what is asked, who asks and
//! what is answered, which are personal data and lie in the vault; how a term is counted (`crate::deadline`); what a step does to a person's data.

mod rights;
mod step;

use crate::deadline::Deadline;
use crate::time::Instant;

pub use rights::{Right, Strength, UnknownWord};
pub use step::{Step, StepError};

/// What kind of case. More kinds follow: breach, review, supplier change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseKind {
    /// A person exercises a right (GDPR chapter III).
    Rights(Right),
}

impl CaseKind {
    /// Every kind, in the order of its number.
    pub fn all() -> impl Iterator<Item = Self> {
        Right::ALL.into_iter().map(Self::Rights)
    }

    /// The number the store holds; kinds to come take other tens.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Rights(right) => right.code(),
        }
    }

    /// The kind with a number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::all().find(|kind| kind.code() == code)
    }

    /// The word callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rights(right) => right.as_str(),
        }
    }

    /// The kind with a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|kind| kind.as_str() == word)
    }

    /// Whether what was granted is a restriction, which is lifted some day and told before (GDPR art. 18(3)).
    #[must_use]
    pub const fn restricts(self) -> bool {
        matches!(self, Self::Rights(Right::Restriction))
    }

    /// Whether recipients must be told of what was done before it is answered (GDPR art. 19).
    #[must_use]
    pub const fn tells_recipients(self) -> bool {
        match self {
            Self::Rights(right) => right.tells_recipients(),
        }
    }
}

/// Where a case stands. The number is what the store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CaseState {
    /// Taken in; who asks is not established.
    Received = 1,
    /// There is reasonable doubt of who asks, and they have been asked (GDPR art. 12(6)). The term rests.
    InDoubt = 2,
    /// Who asks is established as far as the right needs.
    Identified = 3,
    /// Each part is decided, and something is to be done.
    Assessed = 4,
    /// Done.
    Executed = 5,
    /// Recipients are told (GDPR art. 19).
    Notified = 6,
    /// Nothing is to be done, for reasons that are to be told.
    Refused = 7,
    /// Whoever asked has taken it back; that is to be confirmed.
    Withdrawn = 8,
    /// Passed to the controller it is for; that is to be told.
    Forwarded = 9,
    /// Answered.
    Answered = 10,
    /// Closed.
    Closed = 11,
}

impl CaseState {
    /// Every state, in the order of its number.
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::InDoubt,
        Self::Identified,
        Self::Assessed,
        Self::Executed,
        Self::Notified,
        Self::Refused,
        Self::Withdrawn,
        Self::Forwarded,
        Self::Answered,
        Self::Closed,
    ];

    /// The number the store holds.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The state with a number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The word callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InDoubt => "in_doubt",
            Self::Identified => "identified",
            Self::Assessed => "assessed",
            Self::Executed => "executed",
            Self::Notified => "notified",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Forwarded => "forwarded",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// The state with a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether an answer has been given.
    #[must_use]
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::Answered | Self::Closed)
    }
}

/// The terms of a case, as they ran from its receipt: a rule set has counted them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The first instant too late to answer (GDPR art. 12(3)), and too late to extend.
    pub first: Instant,
    /// The same once it is extended; counted from receipt as well.
    pub extended: Instant,
}

impl Terms {
    /// From the ends of both terms.
    #[must_use]
    pub fn new(first: Deadline, extended: Deadline) -> Self {
        Self { first: first.expires_at, extended: extended.expires_at.max(first.expires_at) }
    }
}

/// A case, without anything that is said in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// What kind.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: CaseState,
    /// When the request came.
    pub received_at: Instant,
    /// The terms that run.
    pub terms: Terms,
    /// Whether the longer term holds.
    pub is_extended: bool,
    /// Since when the term rests.
    pub rests_since: Option<Instant>,
    /// How long it has rested before, in microseconds.
    pub rested_micros: i64,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

impl Case {
    /// A case as it begins.
    #[must_use]
    pub const fn receive(kind: CaseKind, received_at: Instant, terms: Terms) -> Self {
        Self {
            kind,
            state: CaseState::Received,
            received_at,
            terms,
            is_extended: false,
            rests_since: None,
            rested_micros: 0,
            closed_at: None,
        }
    }

    /// The first instant at which the answer is too late. While the term rests this is as if it began to run again when it came to rest, which is
    /// the earliest it can be.
    #[must_use]
    pub const fn due_at(&self) -> Instant {
        let end = if self.is_extended { self.terms.extended } else { self.terms.first };
        end.plus_micros(self.rested_micros)
    }

    /// Whether it ought to have been answered. One whose term came to rest before its end is not overdue.
    #[must_use]
    pub fn is_overdue(&self, at: Instant) -> bool {
        !self.state.is_answered() && self.due_at() <= self.rests_since.unwrap_or(at)
    }

    /// Takes a step.
    ///
    /// # Errors
    /// [`StepError`] where the step does not follow from where the case stands, or lacks what it needs.
    pub fn advance(&self, step: Step, at: Instant) -> Result<Self, StepError> {
        let state = step.leads_to(self, at)?;
        let mut next = Self { state, ..*self };
        match (step, self.rests_since) {
            (Step::Extend { .. }, _) => next.is_extended = true,
            (Step::Doubt { .. }, None) => next.rests_since = Some(at),
            (_, Some(since)) => {
                let rested = at.as_micros().saturating_sub(since.as_micros()).max(0);
                next.rested_micros = self.rested_micros.saturating_add(rested);
                next.rests_since = None;
            }
            _ => {}
        }
        if state == CaseState::Closed && self.closed_at.is_none() {
            next.closed_at = Some(at);
        }
        Ok(next)
    }

    /// The words of the steps that may follow, as far as that hangs on the case alone: what takes the case furthest first.
    #[must_use]
    pub fn next_steps(&self, at: Instant) -> Vec<&'static str> {
        let possible = Step::fullest().into_iter().filter(|step| self.advance(*step, at).is_ok());
        possible.map(Step::as_str).collect()
    }
}

#[cfg(test)]
mod tests;
