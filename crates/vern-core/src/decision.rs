//! A decision: permit with what is withheld, or refuse with every reason; and the facts it used.

use crate::data_type::DataTypes;
use crate::time::Instant;

/// The facts a decision used, as the journal holds them (ADR 0001, key 14), so that the decision can be made again from the entry alone:
/// bits 0 to 15 are flags; then three numbers, each counted from 1 with 0 for none: category (7 bits), role (10), age of the record in whole
/// days (15), the first two by their place in the charter the entry cites; bits 48 to 55 are flags again; then one more number, the exception
/// from a restriction (3 bits); bits 59 to 63 are flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StateBits(u64);

/// Where a number lies among the state bits, and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateNumber {
    shift: u32,
    bits: u32,
}

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
    /// A list was asked for; each record in it was decided on its own.
    pub const LISTING: Self = Self(1 << 9);
    /// A decision by automated means alone (art. 22).
    pub const AUTOMATED: Self = Self(1 << 10);
    /// The operation names a subject.
    pub const SUBJECT_NAMED: Self = Self(1 << 11);
    /// A data type was named that the charter does not declare.
    pub const DATA_UNDECLARED: Self = Self(1 << 12);
    /// A value did not fit its data type.
    pub const DATA_INVALID: Self = Self(1 << 13);
    /// A recipient was named that is not in the register.
    pub const RECIPIENT_UNKNOWN: Self = Self(1 << 14);

    /// The charter asked for consent, so whether it was there is known.
    pub const CONSENT_ASKED: Self = Self(1 << 15);

    /// The subject objects to the activity (art. 21).
    pub const OBJECTED: Self = Self(1 << 48);
    /// The subject's data in the activity has been ordered erased (art. 17).
    pub const ERASURE_ORDERED: Self = Self(1 << 49);
    /// A receiver, or someone it uses, was taken away by the record's policy row.
    pub const RECIPIENT_DENIED: Self = Self(1 << 50);
    /// The record's policy row lets no decision be made by automated means alone.
    pub const AUTOMATED_DENIED: Self = Self(1 << 51);
    /// The record's policy row has a period of its own.
    pub const PERIOD_NARROWED: Self = Self(1 << 52);
    /// A field was said to come from where the charter does not have it come from.
    pub const ORIGIN_UNDECLARED: Self = Self(1 << 53);
    /// Policy rows are amended; the data itself is not touched.
    pub const AMENDING: Self = Self(1 << 54);
    /// The amendment shortens the period.
    pub const AMENDING_PERIOD: Self = Self(1 << 55);

    /// The alteration touches the data types it names; what else the record holds stays.
    pub const PARTIAL: Self = Self(1 << 59);
    /// The data is held elsewhere: category and age are what the caller said of it.
    pub const ELSEWHERE: Self = Self(1 << 60);
    /// The access of the actor was given up to a date, and that date is past.
    pub const ACCESS_OVER: Self = Self(1 << 61);
    /// What the activity keeps the subject's data for has ended.
    pub const ENDED: Self = Self(1 << 62);

    /// The charter asks something of staff before they touch personal data, and the actor is one of them. Where it was permitted, the actor had what
    /// was asked, or an emergency let them in.
    pub const STAFF_ASKED: Self = Self(1 << 63);

    /// What the caller brought with the operation, known without looking anything up.
    pub const OF_CALLER: Self = Self(
        Self::GRANTED.0
            | Self::REASON_GIVEN.0
            | Self::RETENTION_RUN.0
            | Self::LISTING.0
            | Self::AUTOMATED.0
            | Self::AMENDING.0
            | Self::AMENDING_PERIOD.0
            | Self::PARTIAL.0
            | Self::ELSEWHERE.0
            | Self::ACCESS_OVER.0
            | Self::STAFF_ASKED.0
            | Self::ROLE.mask()
            | Self::EXCEPTION.mask(),
    );

    /// Place of the record's or the operation's category of subjects.
    pub const CATEGORY: StateNumber = StateNumber { shift: 16, bits: 7 };
    /// Place of the actor's role.
    pub const ROLE: StateNumber = StateNumber { shift: 23, bits: 10 };
    /// Whole days from what the record's period counts from to the operation; the largest number where there are more.
    pub const AGE_DAYS: StateNumber = StateNumber { shift: 33, bits: 15 };
    /// Place of the exception from a restriction in [`crate::operation::RestrictionException::ALL`].
    pub const EXCEPTION: StateNumber = StateNumber { shift: 56, bits: 3 };

    /// This set with `other` in it where `on`.
    #[must_use]
    pub const fn with(self, other: Self, on: bool) -> Self {
        if on { Self(self.0 | other.0) } else { self }
    }

    /// This set with a number in it; what is too large is cut to the largest.
    #[must_use]
    pub fn with_number(self, at: StateNumber, number: Option<u64>) -> Self {
        let value = number.map_or(0, |number| number.saturating_add(1).min(at.largest()));
        Self(self.0 & !at.mask() | value << at.shift)
    }

    /// A number of this set.
    #[must_use]
    pub const fn number(self, at: StateNumber) -> Option<u64> {
        ((self.0 & at.mask()) >> at.shift).checked_sub(1)
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// As the journal holds it.
    #[must_use]
    pub const fn as_u64(self) -> u64 {
        self.0
    }

    /// From the journal; unknown bits are kept.
    #[must_use]
    pub const fn from_u64(bits: u64) -> Self {
        Self(bits)
    }
}

impl StateNumber {
    const fn largest(self) -> u64 {
        (1 << self.bits) - 1
    }

    const fn mask(self) -> u64 {
        self.largest() << self.shift
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
    ActorDataNotGranted "actor.data_not_granted" Actor "The role does not see every data type that its write touches, or that it searches by.";
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
    AgreementMissing "agreement.missing" Operation "The organisation is processor in this activity: it is done under the controller's agreement, in the controller's own space (GDPR art. 28(3)).";
    AgreementNotInForce "agreement.not_in_force" Operation "The controller's agreement is not in force yet (GDPR art. 28(3)).";
    AgreementEnded "agreement.ended" Operation "The controller's agreement has ended: data is handed over or erased, nothing else (GDPR art. 28(3)(g)).";
    InstructionPaused "instruction.paused" Operation "The activity stands still until the controller has given a new instruction (GDPR art. 28(3), last paragraph).";
    InstructionLacksOperation "instruction.operation_not_instructed" Operation "The controller's instruction in force does not name this act (GDPR art. 28(3)(a), 29).";
    PlaceNotAllowed "place.not_allowed" Operation "The data would lie, be handled or be owned outside the places declared.";
    SupplierDataBeyond "supplier.data_beyond" Operation "The recipient may not have every data type that is to be handed over (GDPR art. 5(1)(c)).";
    SupplierNotApproved "supplier.not_approved" Operation "The controller has not approved this sub-processor (GDPR art. 28(2)).";
    SupplierNoticeRunning "supplier.notice_running" Operation "The controller can still object to this sub-processor (GDPR art. 28(2)).";
    SupplierObjected "supplier.objected" Operation "The controller has objected to this sub-processor (GDPR art. 28(2)).";
    SupplierNotTurnedOn "supplier.not_turned_on" Operation "The controller has not turned this integration on.";
    AutomatedUndeclared "activity.automated_undeclared" Operation "The activity declares no decisions by automated means alone (GDPR art. 22).";
    BasisSpecialCategory "basis.special_category" Operation "Special categories of data without a condition declared (GDPR art. 9).";
    BasisIdentityNumber "basis.identity_number" Operation "Identity numbers without an objective need declared (GDPR art. 87; NO: personopplysningsloven § 12).";
    BasisOffence "basis.offence" Operation "Data on offences without an authority declared (GDPR art. 10).";
    SubjectObjected "subject.objected" Operation "The subject objects to this activity, which rests on a basis that can be objected to or is direct marketing (GDPR art. 21).";
    SubjectErasureOrdered "subject.erasure_ordered" Operation "The subject's data in this activity has been ordered erased: it is erased, and nothing else is done with it (GDPR art. 17).";
    ExceptionReasonRequired "subject.exception_reason_required" Operation "Restricted data is to be processed under an exception, and no reason says why it applies (GDPR art. 18(2)).";
    ExceptionConsentMissing "subject.exception_consent_missing" Operation "Restricted data is to be processed with the subject's consent, and this subject has given none (GDPR art. 18(2)).";
    SupplierNarrowed "supplier.narrowed" Operation "The record's policy row takes this recipient away.";
    AutomatedNarrowed "activity.automated_narrowed" Operation "The record's policy row lets no decision be made by automated means alone (GDPR art. 22).";
    OriginUndeclared "data.origin_undeclared" Operation "A field is said to come from where the charter does not have it come from (GDPR art. 14(2)(f), 20).";
    ActorAccessOver "actor.access_over" Actor "The actor's access was given up to a date, and that date is past.";
    ActorNoConfidentiality "actor.no_confidentiality" Actor "The actor has not signed the statement of confidentiality the charter asks of staff (GDPR art. 28(3)(b), 32(4)).";
    ActorTrainingDue "actor.training_due" Actor "The actor's training in data protection is older than the charter allows, or there was none (GDPR art. 32(4), 39(1)(b)).";
    ActorBeyondReach "actor.beyond_reach" Actor "The actor's role may do this; the access this actor was given reaches less far.";
    InstructionLacksSupport "instruction.support_not_instructed" Operation "The actor works for the processor's support, and the controller's instruction in force does not let support into this activity (GDPR art. 28(3)(a), 29).";
}

impl Code {
    /// Whether an activity that only observes lets it through (ADR 0011). Never what protects those who are not held or not let in, what the
    /// vault cannot hold or would hold under another activity, a person's own restriction, objection or erasure, what a policy row took away, or the
    /// absence of an agreement.
    #[must_use]
    pub const fn is_observable(self) -> bool {
        matches!(self.visibility(), Visibility::Operation)
            && !matches!(
                self,
                Self::DataUndeclared
                    | Self::DataInvalid
                    | Self::CategoryUndeclared
                    | Self::PurposeMismatch
                    | Self::SubjectRestricted
                    | Self::SubjectObjected
                    | Self::SubjectErasureOrdered
                    | Self::ExceptionReasonRequired
                    | Self::ExceptionConsentMissing
                    | Self::SupplierNarrowed
                    | Self::AutomatedNarrowed
                    | Self::AgreementMissing
                    | Self::AgreementNotInForce
                    | Self::AgreementEnded
                    | Self::InstructionLacksSupport
            )
    }

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
        /// What would have refused it, had the activity not only been observed; empty else.
        observed: Vec<Reason>,
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
    fn numbers_lie_beside_the_flags() {
        let flags = StateBits::default().with(StateBits::RECIPIENT_UNKNOWN, true);
        let bits = flags
            .with_number(StateBits::CATEGORY, Some(63))
            .with_number(StateBits::ROLE, Some(511))
            .with_number(StateBits::AGE_DAYS, Some(1_000_000));
        assert_eq!(bits.number(StateBits::CATEGORY), Some(63));
        assert_eq!(bits.number(StateBits::ROLE), Some(511));
        assert_eq!(bits.number(StateBits::AGE_DAYS), Some(32_766), "cut to the largest");
        assert!(bits.contains(StateBits::RECIPIENT_UNKNOWN) && !bits.contains(StateBits::DATA_INVALID));
        let none = bits.with_number(StateBits::CATEGORY, None);
        assert_eq!(none.number(StateBits::CATEGORY), None);
        assert_eq!(none.number(StateBits::ROLE), Some(511));
        assert_eq!(StateBits::from_u64(bits.as_u64()), bits);
    }

    /// ADR 0001: each fact has bits of its own, and the numbers are those written down.
    #[test]
    fn no_two_facts_share_a_bit() {
        let low = (0..16).map(|bit| 1_u64 << bit);
        let high = [
            StateBits::OBJECTED,
            StateBits::ERASURE_ORDERED,
            StateBits::RECIPIENT_DENIED,
            StateBits::AUTOMATED_DENIED,
            StateBits::PERIOD_NARROWED,
            StateBits::ORIGIN_UNDECLARED,
            StateBits::AMENDING,
            StateBits::AMENDING_PERIOD,
            StateBits::PARTIAL,
            StateBits::ELSEWHERE,
            StateBits::ACCESS_OVER,
            StateBits::ENDED,
            StateBits::STAFF_ASKED,
        ];
        let places = high.map(|flag| flag.as_u64().trailing_zeros());
        assert_eq!(places, [48, 49, 50, 51, 52, 53, 54, 55, 59, 60, 61, 62, 63]);
        let numbers = [StateBits::CATEGORY, StateBits::ROLE, StateBits::AGE_DAYS, StateBits::EXCEPTION];
        assert_eq!(numbers.map(|number| number.shift), [16, 23, 33, 56]);
        let all = low.chain(high.map(StateBits::as_u64)).chain(numbers.map(StateNumber::mask));
        let together = all.fold(0, |seen, bits| {
            assert_eq!(seen & bits, 0, "{bits:#x}");
            seen | bits
        });
        assert_eq!(together, u64::MAX, "no bit is free");
    }

    #[test]
    fn every_code_has_a_bit_of_its_own() {
        assert!(Code::ALL.len() <= 64);
        for code in Code::ALL {
            assert_eq!(Code::of_bits(Code::bits([*code])).collect::<Vec<_>>(), [*code]);
        }
        assert_eq!(Code::of_bits(Code::bits(Code::ALL.iter().copied())).count(), Code::ALL.len());
    }
}
