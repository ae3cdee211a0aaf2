//! Requests of people about their rights (GDPR chapter III): which rights there are and what each asks of its case.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A right of a person. The number is what the store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Right {
    /// To be told, and to have a copy (art. 15).
    Access = 1,
    /// To have what is wrong put right (art. 16).
    Rectification = 2,
    /// To have it erased (art. 17).
    Erasure = 3,
    /// To have it stored and nothing else (art. 18).
    Restriction = 4,
    /// To take along what one has provided (art. 20).
    Portability = 5,
    /// To object (art. 21).
    Objection = 6,
    /// To have a person look at an automated decision (art. 22(3)).
    HumanReview = 7,
    /// To take consent back (art. 7(3)).
    ConsentWithdrawal = 8,
    /// To complain to the organisation itself.
    Complaint = 9,
}

/// How surely it is known who asks. Ordered: each is enough where a weaker one is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Strength {
    /// Who asks has said who they are, and nothing speaks against it.
    Stated = 1,
    /// They answered through an address or a number that was held on them before.
    KnownContact = 2,
    /// Someone who knows them, or has seen their papers, vouches for it.
    InPerson = 3,
    /// An electronic identity of level substantial or high, such as `BankID`.
    ElectronicId = 4,
}

impl Right {
    /// Every right, in the order of its number.
    pub const ALL: [Self; 9] = [
        Self::Access,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Portability,
        Self::Objection,
        Self::HumanReview,
        Self::ConsentWithdrawal,
        Self::Complaint,
    ];

    /// The number the store holds.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The word charters, callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Portability => "portability",
            Self::Objection => "objection",
            Self::HumanReview => "human_review",
            Self::ConsentWithdrawal => "consent_withdrawal",
            Self::Complaint => "complaint",
        }
    }

    /// What the right asks for where the charter says nothing: what shows or destroys data needs a sign of who asks, what only protects the person
    /// needs none. Nobody needs an electronic identity unless the charter says so (art. 12(6), art. 5(1)(c)).
    #[must_use]
    pub const fn usual_strength(self) -> Strength {
        match self {
            Self::Access | Self::Rectification | Self::Erasure | Self::Portability | Self::HumanReview => {
                Strength::KnownContact
            }
            Self::Restriction | Self::Objection | Self::ConsentWithdrawal | Self::Complaint => {
                Strength::Stated
            }
        }
    }

    /// Whether recipients must be told of what was done (art. 19).
    #[must_use]
    pub const fn tells_recipients(self) -> bool {
        matches!(self, Self::Rectification | Self::Erasure | Self::Restriction)
    }
}

impl FromStr for Right {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|right| right.as_str() == text).ok_or(UnknownWord)
    }
}

impl Strength {
    /// Every strength, the weakest first.
    pub const ALL: [Self; 4] = [Self::Stated, Self::KnownContact, Self::InPerson, Self::ElectronicId];

    /// The word charters, callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::KnownContact => "known_contact",
            Self::InPerson => "in_person",
            Self::ElectronicId => "electronic_id",
        }
    }
}

impl FromStr for Strength {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|strength| strength.as_str() == text).ok_or(UnknownWord)
    }
}

/// A text is none of the words of [`Right`] or [`Strength`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a right, or not a strength of identification")]
pub struct UnknownWord;
