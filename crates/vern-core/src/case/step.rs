//! The steps of a case: what each needs, and where it leads.

use super::rights::Strength;
use super::{Case, CaseState};
use crate::time::Instant;

/// A step, with what shows that it may be taken. What is said in it lies in the vault; here stands only whether it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Who asks is established.
    Identify {
        /// How surely it is known.
        shown: Strength,
        /// How surely it must be.
        needed: Strength,
    },
    /// There is reasonable doubt of who asks, and they are asked. The term rests until they are identified or refused.
    Doubt {
        /// It was said what the doubt is.
        reasons_given: bool,
    },
    /// Each part is decided.
    Assess {
        /// Parts to be done.
        granted: u32,
        /// Parts that are not.
        declined: u32,
        /// Parts that are not, without a ground.
        groundless: u32,
    },
    /// What was granted is done.
    Execute {
        /// It is shown that all of it is.
        is_complete: bool,
    },
    /// Recipients are told.
    Notify {
        /// Recipients of whom nothing shows that they were told, nor why they cannot be.
        untold: u32,
    },
    /// The longer term is taken (GDPR art. 12(3)).
    Extend {
        /// The reasons were told to whoever asked.
        reasons_given: bool,
    },
    /// Nothing is done (art. 12(4)).
    Refuse {
        /// The reasons are stated.
        reasons_given: bool,
    },
    /// Whoever asked takes it back.
    Withdraw,
    /// It is passed to the controller it is for.
    Forward,
    /// It is answered.
    Answer {
        /// There is an answer, and it was given.
        is_written: bool,
    },
    /// It is closed.
    Close,
    /// The person is told that a restriction will be lifted (GDPR art. 18(3)).
    Announce {
        /// It was said why.
        reasons_given: bool,
    },
    /// A restriction is lifted.
    Lift {
        /// It is shown that the person was told before.
        is_told: bool,
    },
}

/// Why a step may not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// It does not follow from where the case stands.
    #[error("the step does not follow from where the case stands")]
    OutOfTurn,
    /// It is not known surely enough who asks.
    #[error("who asks is not established as surely as the right needs")]
    TooWeak,
    /// What must be said to take it is not.
    #[error("reasons are missing")]
    ReasonsMissing,
    /// A part is declined without a ground, or nothing is decided.
    #[error("a part is not decided, or declined without a ground")]
    Undecided,
    /// Something that was granted is not done.
    #[error("what was granted is not all done")]
    Incomplete,
    /// A recipient is not told.
    #[error("a recipient is not told")]
    Untold,
    /// The term can no longer be extended, or is already.
    #[error("the term is over or was extended before")]
    TooLate,
    /// There is no answer.
    #[error("there is no answer")]
    Unanswered,
    /// Nothing shows that the person was told that the restriction will be lifted.
    #[error("the person was not told before")]
    LiftingUntold,
}

impl StepError {
    /// Every code, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "case.out_of_turn",
        "case.identity_too_weak",
        "case.reasons_missing",
        "case.undecided",
        "case.incomplete",
        "case.recipient_untold",
        "case.extension_too_late",
        "case.answer_missing",
        "case.lifting_untold",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OutOfTurn => "case.out_of_turn",
            Self::TooWeak => "case.identity_too_weak",
            Self::ReasonsMissing => "case.reasons_missing",
            Self::Undecided => "case.undecided",
            Self::Incomplete => "case.incomplete",
            Self::Untold => "case.recipient_untold",
            Self::TooLate => "case.extension_too_late",
            Self::Unanswered => "case.answer_missing",
            Self::LiftingUntold => "case.lifting_untold",
        }
    }
}

impl Step {
    /// The word callers, answers and the journal use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identify { .. } => "identify",
            Self::Doubt { .. } => "doubt",
            Self::Assess { .. } => "assess",
            Self::Execute { .. } => "execute",
            Self::Notify { .. } => "notify",
            Self::Extend { .. } => "extend",
            Self::Refuse { .. } => "refuse",
            Self::Withdraw => "withdraw",
            Self::Forward => "forward",
            Self::Answer { .. } => "answer",
            Self::Close => "close",
            Self::Announce { .. } => "announce",
            Self::Lift { .. } => "lift",
        }
    }

    /// Each step with all it may need: what is left to ask is whether it is its turn. What takes a case furthest stands first, what leads aside last.
    pub(super) const fn fullest() -> [Self; 13] {
        [
            Self::Close,
            Self::Answer { is_written: true },
            Self::Notify { untold: 0 },
            Self::Execute { is_complete: true },
            Self::Assess { granted: 1, declined: 0, groundless: 0 },
            Self::Identify { shown: Strength::ElectronicId, needed: Strength::Stated },
            Self::Doubt { reasons_given: true },
            Self::Extend { reasons_given: true },
            Self::Refuse { reasons_given: true },
            Self::Withdraw,
            Self::Forward,
            Self::Announce { reasons_given: true },
            Self::Lift { is_told: true },
        ]
    }

    /// Where it leads from where a case stands.
    pub(super) fn leads_to(self, case: &Case, at: Instant) -> Result<CaseState, StepError> {
        use CaseState as S;
        let state = self.in_turn(case).ok_or(StepError::OutOfTurn)?;
        let missing = match self {
            Self::Identify { shown, needed } => (shown < needed).then_some(StepError::TooWeak),
            Self::Doubt { reasons_given }
            | Self::Refuse { reasons_given }
            | Self::Announce { reasons_given } => (!reasons_given).then_some(StepError::ReasonsMissing),
            Self::Lift { is_told } => (!is_told).then_some(StepError::LiftingUntold),
            Self::Extend { .. } if case.is_extended || is_over(case, at) => Some(StepError::TooLate),
            Self::Extend { reasons_given } => (!reasons_given).then_some(StepError::ReasonsMissing),
            Self::Assess { granted, declined, groundless } => {
                (groundless > 0 || granted.saturating_add(declined) == 0).then_some(StepError::Undecided)
            }
            Self::Execute { is_complete } => (!is_complete).then_some(StepError::Incomplete),
            Self::Notify { untold } => (untold > 0).then_some(StepError::Untold),
            Self::Answer { is_written } => (!is_written).then_some(StepError::Unanswered),
            Self::Withdraw | Self::Forward | Self::Close => None,
        };
        if let Some(error) = missing {
            return Err(error);
        }
        Ok(match self {
            Self::Assess { granted: 0, .. } => S::Refused,
            _ => state,
        })
    }

    /// The state it leads to where its turn has come.
    const fn in_turn(self, case: &Case) -> Option<CaseState> {
        use CaseState as S;
        let is_open =
            !matches!(case.state, S::Refused | S::Withdrawn | S::Forwarded | S::Answered | S::Closed);
        match (self, case.state) {
            // Again, where more is found that may be the same person.
            (Self::Identify { .. }, S::Received | S::InDoubt | S::Identified | S::Assessed) => {
                Some(S::Identified)
            }
            (Self::Doubt { .. }, S::Received) => Some(S::InDoubt),
            (Self::Assess { .. }, S::Identified) => Some(S::Assessed),
            (Self::Execute { .. }, S::Assessed) => Some(S::Executed),
            (Self::Notify { .. }, S::Executed) => Some(S::Notified),
            // What a case rests for is not lengthened by a second step.
            (Self::Extend { .. }, state) if is_open && !matches!(state, S::InDoubt) => Some(state),
            (Self::Refuse { .. }, S::Received | S::InDoubt | S::Identified) => Some(S::Refused),
            // What is ordered or done is not undone by taking the request back.
            (Self::Withdraw, S::Received | S::InDoubt | S::Identified) => Some(S::Withdrawn),
            (Self::Forward, S::Received | S::InDoubt | S::Identified) => Some(S::Forwarded),
            (Self::Answer { .. }, S::Notified | S::Refused | S::Withdrawn | S::Forwarded) => {
                Some(S::Answered)
            }
            (Self::Answer { .. }, S::Executed) if !case.kind.tells_recipients() => Some(S::Answered),
            (Self::Close, S::Answered) => Some(S::Closed),
            // What was restricted stays so long after the case is closed.
            (Self::Announce { .. } | Self::Lift { .. }, S::Answered | S::Closed) if case.kind.restricts() => {
                Some(case.state)
            }
            _ => None,
        }
    }
}

/// The first term is over: from then on it cannot be extended.
fn is_over(case: &Case, at: Instant) -> bool {
    case.terms.first.plus_micros(case.rested_micros) <= at
}
