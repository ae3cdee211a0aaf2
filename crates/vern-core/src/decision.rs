//! A decision: permit with what is withheld, or refuse with every reason; and the facts it used.

use crate::data_type::DataTypes;
use crate::time::Instant;

/// The facts a decision used, one bit each, as the journal holds them (ADR 0001, key 14), so that the decision can be made again
/// from the entry alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StateBits(u32);

impl StateBits {
    /// The subject is known.
    pub const SUBJECT_KNOWN: Self = Self(1);
    /// The subject's data is restricted (art. 18).
    pub const RESTRICTED: Self = Self(1 << 1);
    /// The subject gave consent for this activity and has not taken it back.
    pub const CONSENTED: Self = Self(1 << 2);
    /// The record is known.
    pub const RECORD_KNOWN: Self = Self(1 << 3);
    /// The record belongs to the activity named.
    pub const RECORD_OF_ACTIVITY: Self = Self(1 << 4);
    /// The record's period has run out.
    pub const EXPIRED: Self = Self(1 << 5);
    /// The actor's role holds a grant for this act in this activity.
    pub const GRANTED: Self = Self(1 << 6);
    /// A reason was given.
    pub const REASON_GIVEN: Self = Self(1 << 7);
    /// The actor is the retention run, which acts for the charter itself.
    pub const RETENTION_RUN: Self = Self(1 << 8);

    /// This set with `other` in it where `on`.
    #[must_use]
    pub const fn with(self, other: Self, on: bool) -> Self {
        if on { Self(self.0 | other.0) } else { self }
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// As the journal holds it.
    #[must_use]
    pub const fn as_u32(self) -> u32 {
        self.0
    }
}

macro_rules! codes {
    ($($variant:ident $text:literal $visibility:ident $doc:literal;)*) => {
        /// Why an operation is refused. The text is stable: it stands in the journal, in answers and in docs/errors.md.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every code, in the order of its bit: a new one goes to the end.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable dotted text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Its kind, which says what it hides and what hides it.
            #[must_use]
            pub const fn visibility(self) -> Visibility {
                match self { $(Self::$variant => Visibility::$visibility,)* }
            }
        }
    };
}

/// Which reasons hide others, so that a refusal is no oracle for who is held: the caller sees only reasons of the first of
/// these kinds that is present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// About the actor. Whoever has no grant learns nothing else, so what is there and what is not answer alike.
    Actor,
    /// About the scope: unknown, or outside it, which is one answer.
    Scope,
    /// About the operation itself.
    Operation,
}

codes! {
    ActorNoGrant "actor.no_grant" Actor "The actor's role has no grant for this act in this activity.";
    ActorReasonRequired "actor.reason_required" Actor "The role must give a reason for this act and gave none.";
    ActorDataNotGranted "actor.data_not_granted" Actor "The role writes in this activity and does not see every data type the write touches.";
    RecordUnknown "record.unknown" Scope "No such record within the actor's scope. Unknown and forbidden are one answer.";
    SubjectUnknown "subject.unknown" Scope "No such subject within the actor's scope.";
    ActivityUndeclared "activity.undeclared" Scope "The activity is not in the charter in force.";
    OperationUndeclared "activity.operation_undeclared" Operation "The activity is declared, this act in it is not.";
    PurposeOpen "activity.purpose_open" Operation "The purpose is declared open: nothing is processed for it until it is decided (GDPR art. 5(1)(b)).";
    PurposeMismatch "activity.purpose_mismatch" Operation "The record was collected for another activity (GDPR art. 5(1)(b)).";
    CategoryUndeclared "subject.category_undeclared" Operation "The activity is not declared for this category of subjects.";
    SubjectRestricted "subject.restricted" Operation "The subject's data is restricted: stored, not otherwise processed (GDPR art. 18).";
    DataUndeclared "data.undeclared" Operation "A data type is not declared for the activity (GDPR art. 5(1)(c)).";
    DataInvalid "data.invalid" Operation "A value does not fit the kind of its data type.";
    SupplierUnknown "supplier.unknown" Operation "The recipient is not in the register of suppliers.";
    SupplierNotRecipient "supplier.not_recipient" Operation "The supplier is not declared a recipient of this activity.";
    SupplierNoAgreement "supplier.no_agreement" Operation "The supplier processes personal data and has no processing agreement (GDPR art. 28(3)).";
    PlaceNotStated "place.not_stated" Operation "The recipient's country is declared open, or neither the charter nor the operation says it.";
    TransferNotApproved "transfer.not_approved" Operation "The country is outside the EEA and no safeguard is declared and in place (GDPR chapter V).";
    BasisOpen "basis.open" Operation "The legal basis is declared open: nothing is processed until it is decided (GDPR art. 6(1)).";
    ConsentMissing "consent.missing" Operation "The activity rests on consent and this subject has given none (GDPR art. 6(1)(a), 7).";
    RetentionOpen "retention.open" Operation "The retention is declared open: nothing is processed until it is decided (GDPR art. 5(1)(e)).";
    RetentionExpired "retention.expired" Operation "The record's period has run out (GDPR art. 5(1)(e)).";
}

impl Code {
    /// A set of codes as the journal seals it: bit *i* of byte *i*/8, least significant first, is the *i*-th of [`Code::ALL`].
    #[must_use]
    pub fn bits(codes: impl IntoIterator<Item = Self>) -> [u8; 8] {
        let bit = |code: Self| 1_u64.checked_shl(code as u32).unwrap_or(0);
        codes.into_iter().fold(0, |set, code| set | bit(code)).to_le_bytes()
    }

    /// The codes of a set.
    pub fn of_bits(bits: [u8; 8]) -> impl Iterator<Item = Self> {
        let set = u64::from_le_bytes(bits);
        Self::ALL.iter().copied().filter(move |code| set >> (*code as u32) & 1 == 1)
    }
}

/// One reason: a code, and the place in the charter it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// What.
    pub code: Code,
    /// Which citation of the compiled charter; resolved for people by `vern-policy`.
    pub citation: u32,
}

/// What the gate answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Permitted, without these data types.
    Permit {
        /// Types held back from the answer.
        withheld: DataTypes,
    },
    /// Refused, for all of these reasons; never empty.
    Refuse {
        /// Every reason, in the gate's order.
        reasons: Vec<Reason>,
    },
}

/// A decision with what is needed to journal it and to know how long it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Permit or refuse.
    pub outcome: Outcome,
    /// The facts it used.
    pub state: StateBits,
    /// First instant at which the same question might be answered otherwise (ADR 0005); none if never by time alone.
    pub horizon: Option<Instant>,
}

impl Decision {
    /// Whether it permits.
    #[must_use]
    pub const fn is_permit(&self) -> bool {
        matches!(self.outcome, Outcome::Permit { .. })
    }

    /// The reasons the caller may see: those of the first kind of [`Visibility`] that is present.
    #[must_use]
    pub fn reasons_for_caller(&self) -> Vec<Reason> {
        let Outcome::Refuse { reasons } = &self.outcome else { return Vec::new() };
        let first = reasons.iter().map(|reason| reason.code.visibility()).min();
        reasons.iter().copied().filter(|reason| Some(reason.code.visibility()) == first).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_bit_of_its_own() {
        assert!(Code::ALL.len() <= 64);
        for code in Code::ALL {
            assert_eq!(Code::of_bits(Code::bits([*code])).collect::<Vec<_>>(), [*code]);
        }
        assert_eq!(Code::of_bits(Code::bits(Code::ALL.iter().copied())).count(), Code::ALL.len());
    }
}
