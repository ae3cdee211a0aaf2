//! An operation on personal data: one value, whatever surface it came from.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::data_type::DataTypes;
use crate::id::{ActorId, ControllerId, SubjectId};
use crate::place::Country;
use crate::reach::Reach;
use crate::time::Instant;

/// What is done with personal data (GDPR art. 4(2)). The number is what the journal holds (ADR 0001).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Act {
    /// Collect or write anew.
    Register = 1,
    /// Look at.
    Read = 2,
    /// Change.
    Alter = 3,
    /// Act on without showing.
    Use = 4,
    /// Hand to a recipient.
    Disclose = 5,
    /// Move to, or open from, a third country.
    Transfer = 6,
    /// Mark so that it is only stored (art. 18).
    Restrict = 7,
    /// Erase (art. 17).
    Erase = 8,
    /// Take out in bulk or for portability (art. 20).
    Export = 9,
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

    /// The word charters and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
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

    /// The number the journal holds.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// A set of acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Acts(u16);

impl Acts {
    /// Whether `act` is in the set.
    #[must_use]
    pub const fn contains(self, act: Act) -> bool {
        self.0 & (1 << act.code()) != 0
    }

    /// What is in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The set with `act` in it.
    #[must_use]
    pub const fn with(self, act: Act) -> Self {
        Self(self.0 | (1 << act.code()))
    }
}

impl FromIterator<Act> for Acts {
    fn from_iter<I: IntoIterator<Item = Act>>(acts: I) -> Self {
        acts.into_iter().fold(Self::default(), Self::with)
    }
}

/// What lets restricted data be processed for all that (GDPR art. 18(2)). Named by the caller and journalled (ADR 0015); without a restriction
/// it is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionException {
    /// The subject consents to the activity.
    Consent,
    /// To establish, exercise or defend a legal claim.
    LegalClaim,
    /// To protect the rights of another person.
    RightsOfOthers,
    /// An important public interest of the Union or of a member state.
    PublicInterest,
    /// What the subject has asked for themself, using a right: the request is their consent to it.
    OwnRequest,
}

impl RestrictionException {
    /// Every exception, in the order of its number in the journal (ADR 0001, key 14).
    pub const ALL: [Self; 5] =
        [Self::Consent, Self::LegalClaim, Self::RightsOfOthers, Self::PublicInterest, Self::OwnRequest];

    /// The word callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::LegalClaim => "legal_claim",
            Self::RightsOfOthers => "rights_of_others",
            Self::PublicInterest => "public_interest",
            Self::OwnRequest => "own_request",
        }
    }
}

impl FromStr for RestrictionException {
    type Err = UnknownException;

    fn from_str(text: &str) -> Result<Self, UnknownException> {
        Self::ALL.into_iter().find(|known| known.as_str() == text).ok_or(UnknownException)
    }
}

/// A text is none of the words of [`RestrictionException`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an exception from a restriction is consent, legal_claim, rights_of_others, public_interest or own_request"
)]
pub struct UnknownException;

/// What is known of a member of staff: what the gate asks of people before they touch personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StaffState {
    /// Hash of the words of the statement of confidentiality they signed last.
    pub signed: Option<[u8; 32]>,
    /// When they were last trained in data protection.
    pub trained_at: Option<Instant>,
    /// Until when an emergency lets them in whatever they lack.
    pub let_in_until: Option<Instant>,
}

impl StaffState {
    /// Whether an emergency lets them in.
    #[must_use]
    pub fn is_let_in(&self, at: Instant) -> bool {
        self.let_in_until.is_some_and(|until| at < until)
    }
}

/// One operation on the data of one subject. Data types are already looked up in the charter: `data` holds those it declares,
/// `data_undeclared` says that others were named, `data_invalid` that a value does not fit its kind.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    /// Whose data.
    pub controller: ControllerId,
    /// Activity as the caller named it.
    pub activity: &'a str,
    /// What is done.
    pub act: Act,
    /// About whom; none when a new subject is to be issued.
    pub subject: Option<SubjectId>,
    /// Category of subjects as the caller named it; none where the record holds it.
    pub category: Option<&'a str>,
    /// Declared data types touched.
    pub data: DataTypes,
    /// Some data type named is not in the charter.
    pub data_undeclared: bool,
    /// Some value does not fit its data type.
    pub data_invalid: bool,
    /// Some field is said to come from where the charter does not have it come from.
    pub origin_undeclared: bool,
    /// Who performs it.
    pub actor: ActorId,
    /// Role of the actor.
    pub role: &'a str,
    /// Until when the actor's access was given, where it was given up to a date.
    pub access_until: Option<Instant>,
    /// How far the actor's access reaches, where it was given for less than the role may.
    pub reach: Option<&'a Reach>,
    /// What is known of the member of staff who performs it; none where that is a program, Vern, or the person the data is about.
    pub staff: Option<StaffState>,
    /// The person on whose own behalf it is performed; none where staff or Vern act.
    pub acting_for: Option<SubjectId>,
    /// To whom data goes, as the caller named it.
    pub recipient: Option<&'a str>,
    /// Where the data goes or is seen from.
    pub place: Option<Country>,
    /// Whether it is a decision by automated means alone (GDPR art. 22).
    pub automated: bool,
    /// Whether a reason was given.
    pub reason_given: bool,
    /// What lets restricted data be processed, where the caller says that something does.
    pub exception: Option<RestrictionException>,
    /// When.
    pub at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_read_by_the_word_it_is_written_with() {
        for exception in RestrictionException::ALL {
            assert_eq!(exception.as_str().parse(), Ok(exception));
        }
        for text in ["", "Consent", "legal claim", "none"] {
            assert_eq!(text.parse::<RestrictionException>(), Err(UnknownException));
        }
    }
}
