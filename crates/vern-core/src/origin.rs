//! Where a piece of personal data comes from. GDPR art. 20 gives people what they provided and what was observed of them, and nothing else;
//! art. 14(2)(f) and 15(1)(g) have them told of the rest.
//!
//! Deliberately not here: which origins a charter declares, and who else the data came from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where one field of a record comes from. The number is what a record's body holds (ADR 0015).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Origin {
    /// Given by the person.
    Provided = 1,
    /// Seen of the person's use.
    Observed = 2,
    /// Worked out from other data.
    Derived = 3,
    /// From someone else.
    ThirdParty = 4,
}

impl Origin {
    /// Every origin, in the order of its number.
    pub const ALL: [Self; 4] = [Self::Provided, Self::Observed, Self::Derived, Self::ThirdParty];

    /// The word charters, callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Provided => "provided",
            Self::Observed => "observed",
            Self::Derived => "derived",
            Self::ThirdParty => "third_party",
        }
    }

    /// The number a record's body holds.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The origin a record's body holds by number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }
}

/// A text is none of the words of [`Origin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an origin is provided, observed, derived or third_party")]
pub struct UnknownOrigin;

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Self, UnknownOrigin> {
        Self::ALL.into_iter().find(|origin| origin.as_str() == text).ok_or(UnknownOrigin)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_go_there_and_back() {
        for origin in Origin::ALL {
            assert_eq!(origin.to_string().parse(), Ok(origin));
            assert_eq!(Origin::from_code(origin.code()), Some(origin));
        }
        assert_eq!(Origin::ALL.map(Origin::code), [1, 2, 3, 4]);
        assert_eq!((Origin::from_code(0), Origin::from_code(5)), (None, None));
        assert_eq!("thirdparty".parse::<Origin>(), Err(UnknownOrigin));
    }
}
