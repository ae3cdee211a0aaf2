//! The words of the entry format that stand as numbers in the bytes.
//!
//! Numbers and names are fixed by ADR 0001 and are never used again for anything else.

use std::str::FromStr;

use super::EntryError;

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// An operation on personal data.
    Operation,
    /// The first entry of an epoch.
    EpochOpened,
    /// A charter came into force.
    CharterInForce,
    /// A chunk of an operation on more subjects than one entry names.
    Chunk,
    /// The clock was found to have gone back.
    ClockWentBack,
    /// Access was given or ended.
    Access,
    /// A key was replaced by its next number.
    KeysRotated,
    /// An erasure that was ordered is carried out: the certificate.
    ErasureCompleted,
    /// The policy of records was narrowed or changed, or what a subject's data is kept for ends.
    PolicyAmended,
    /// The bodies of the oldest entries are gone; their hashes stay.
    JournalCulled,
    /// The log goes on elsewhere; nothing follows here.
    Moved,
}

impl EntryKind {
    /// Every kind, in the order of its number.
    pub const ALL: [Self; 11] = [
        Self::Operation,
        Self::EpochOpened,
        Self::CharterInForce,
        Self::Chunk,
        Self::ClockWentBack,
        Self::Access,
        Self::KeysRotated,
        Self::ErasureCompleted,
        Self::PolicyAmended,
        Self::JournalCulled,
        Self::Moved,
    ];

    /// The word in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::EpochOpened => "epoch",
            Self::CharterInForce => "charter",
            Self::Chunk => "chunk",
            Self::ClockWentBack => "clock",
            Self::Access => "access",
            Self::KeysRotated => "keys",
            Self::ErasureCompleted => "erasure",
            Self::PolicyAmended => "policy",
            Self::JournalCulled => "culled",
            Self::Moved => "moved",
        }
    }

    pub(crate) fn number(self) -> u64 {
        match self {
            Self::Operation => 1,
            Self::EpochOpened => 2,
            Self::CharterInForce => 3,
            Self::Chunk => 4,
            Self::ClockWentBack => 5,
            Self::Access => 6,
            Self::KeysRotated => 7,
            Self::ErasureCompleted => 8,
            Self::PolicyAmended => 9,
            Self::JournalCulled => 10,
            Self::Moved => 11,
        }
    }

    pub(crate) fn from_number(number: u64) -> Option<Self> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        Self::ALL.get(place).copied()
    }
}

/// What was done, or asked for: the operations of GDPR art. 4(2) as the design groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Write something new down.
    Register,
    /// Look at it.
    Read,
    /// Change it.
    Alter,
    /// Use it without showing it.
    Use,
    /// Show it to somebody else.
    Disclose,
    /// Let it leave for a third country.
    Transfer,
    /// Mark it so that it is only kept (art. 18).
    Restrict,
    /// Erase it (art. 17).
    Erase,
    /// Hand it out in a form to take along (art. 20).
    Export,
}

impl Act {
    /// Every act, in the order of its number.
    pub const ALL: [Self; 9] = [
        Self::Register,
        Self::Read,
        Self::Alter,
        Self::Use,
        Self::Disclose,
        Self::Transfer,
        Self::Restrict,
        Self::Erase,
        Self::Export,
    ];

    /// The word in charters and in the interface.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Read => "read",
            Self::Alter => "alter",
            Self::Use => "use",
            Self::Disclose => "disclose",
            Self::Transfer => "transfer",
            Self::Restrict => "restrict",
            Self::Erase => "erase",
            Self::Export => "export",
        }
    }

    pub(crate) fn number(self) -> u64 {
        Self::ALL.iter().zip(1..).find(|(act, _)| **act == self).map_or(0, |(_, number)| number)
    }

    pub(crate) fn from_number(number: u64) -> Option<Self> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        Self::ALL.get(place).copied()
    }
}

impl FromStr for Act {
    type Err = EntryError;

    /// # Errors
    /// [`EntryError::Malformed`] for any other word.
    fn from_str(name: &str) -> Result<Self, EntryError> {
        Self::ALL.into_iter().find(|act| act.as_str() == name).ok_or(EntryError::Malformed)
    }
}

/// What the gate decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was let through.
    Permitted,
    /// It was not.
    Refused,
    /// It was let through under observation, and would have been refused.
    Observed,
}

impl Outcome {
    /// Every outcome, in the order of its number.
    pub const ALL: [Self; 3] = [Self::Permitted, Self::Refused, Self::Observed];

    /// The word in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Refused => "refused",
            Self::Observed => "observed",
        }
    }

    pub(crate) fn number(self) -> u64 {
        match self {
            Self::Permitted => 1,
            Self::Refused => 2,
            Self::Observed => 3,
        }
    }

    pub(crate) fn from_number(number: u64) -> Option<Self> {
        Some(match number {
            1 => Self::Permitted,
            2 => Self::Refused,
            3 => Self::Observed,
            _ => return None,
        })
    }
}
