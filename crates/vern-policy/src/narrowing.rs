//! What a policy row takes away from what the charter permits: recipients, decisions by automated means alone, time (ADR 0015).
//!
//! A row can only narrow; what permits more is a charter version. Deliberately not here: who may amend a row, which is the gate's
//! (`decide`), and how rows are interned, which is the store's.

use std::collections::BTreeSet;

use ciborium::Value;
use vern_core::period::Period;

use crate::compile::LIST_MAX;
use crate::rules::Rules;

const FORMAT: u64 = 1;

/// What one policy row takes away. Two rows take away the same where their bytes are the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowing {
    /// Ids of suppliers that do not get the data, neither by themselves nor through someone who uses them.
    pub recipients_denied: BTreeSet<String>,
    /// No decision is made by automated means alone (GDPR art. 22).
    pub automated_denied: bool,
    /// A period that runs beside the charter's, from the same instant; whichever ends first holds.
    pub period: Option<Period>,
}

/// Why a policy row cannot be as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyProblem {
    /// It would give back what the row has taken away.
    Widens,
    /// A recipient to take away is not in the register.
    RecipientUnknown,
    /// The period is longer than the charter's or the row's, from some day of the calendar at least.
    PeriodLonger,
    /// The activity's data is kept by a statute, or with the person's consent, so no clock may end it.
    PeriodHeld,
    /// More recipients than a charter can declare.
    TooMany,
}

impl PolicyProblem {
    /// Every problem.
    pub const ALL: [Self; 5] =
        [Self::Widens, Self::RecipientUnknown, Self::PeriodLonger, Self::PeriodHeld, Self::TooMany];

    /// Every code, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        Self::Widens.code(),
        Self::RecipientUnknown.code(),
        Self::PeriodLonger.code(),
        Self::PeriodHeld.code(),
        Self::TooMany.code(),
    ];

    /// The stable dotted code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Widens => "policy.widens",
            Self::RecipientUnknown => "policy.recipient_unknown",
            Self::PeriodLonger => "policy.period_longer",
            Self::PeriodHeld => "policy.period_held",
            Self::TooMany => "policy.too_many",
        }
    }
}

/// Bytes that are no narrowing in the one form there is. Stored bytes are written by [`Narrowing::encode`] alone, so this is a fault of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a narrowing of a policy row in its one encoding (format 1)")]
pub struct NarrowingFormatError;

impl Narrowing {
    /// Longest encoding that is read, in bytes.
    pub const BYTES_MAX: usize = 64 * 1024;

    /// Whether it takes nothing away.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.recipients_denied.is_empty() && !self.automated_denied && self.period.is_none()
    }

    /// Whether it permits nothing that `other` does not.
    #[must_use]
    pub fn is_narrower_or_equal(&self, other: &Self) -> bool {
        self.recipients_denied.is_superset(&other.recipients_denied)
            && (self.automated_denied || !other.automated_denied)
            && other
                .period
                .is_none_or(|theirs| self.period.is_some_and(|own| own.is_never_longer_than(theirs)))
    }

    /// What both permit. None where each has a period and neither is never longer than the other: no one period says "whichever ends first".
    #[must_use]
    pub fn merge(&self, other: &Self) -> Option<Self> {
        let period = match (self.period, other.period) {
            (Some(own), Some(theirs)) => Some(shorter(own, theirs)?),
            (own, theirs) => own.or(theirs),
        };
        Some(Self {
            recipients_denied: self.recipients_denied.union(&other.recipients_denied).cloned().collect(),
            automated_denied: self.automated_denied || other.automated_denied,
            period,
        })
    }

    /// Why a record of an activity may not be given this row when it is written; empty where it may.
    #[must_use]
    pub fn problems(&self, rules: &Rules, activity: &str) -> Vec<PolicyProblem> {
        self.problems_after(&Self::default(), rules, activity)
    }

    /// Why a row that takes `before` away may not be amended to this; empty where it may. What was there before is not asked about again: a
    /// supplier may have left the register since, and the charter's period may have become shorter.
    #[must_use]
    pub fn problems_after(&self, before: &Self, rules: &Rules, activity: &str) -> Vec<PolicyProblem> {
        let mut problems = BTreeSet::new();
        let mut note = |found: bool, problem| found.then(|| problems.insert(problem));
        let given_back = !before.recipients_denied.is_subset(&self.recipients_denied);
        let lifted = before.period.is_some() && self.period.is_none();
        note(
            given_back || lifted || (before.automated_denied && !self.automated_denied),
            PolicyProblem::Widens,
        );
        let mut new = self.recipients_denied.difference(&before.recipients_denied);
        note(new.any(|id| !rules.has_supplier(id)), PolicyProblem::RecipientUnknown);
        note(self.recipients_denied.len() > LIST_MAX, PolicyProblem::TooMany);
        if let Some(period) = self.period.filter(|period| before.period != Some(*period)) {
            let mut others = rules.expiry_of(activity).into_iter().chain(before.period);
            note(others.any(|other| !period.is_never_longer_than(other)), PolicyProblem::PeriodLonger);
            note(rules.is_held(activity), PolicyProblem::PeriodHeld);
        }
        problems.into_iter().collect()
    }

    /// The bytes of the one encoding (ADR 0015): deterministic CBOR (RFC 8949 § 4.2.1).
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let fields = 1
            + u64::from(!self.recipients_denied.is_empty())
            + u64::from(self.automated_denied)
            + u64::from(self.period.is_some());
        let mut bytes = Vec::new();
        put_head(&mut bytes, 5, fields);
        put_head(&mut bytes, 0, 1);
        put_head(&mut bytes, 0, FORMAT);
        if !self.recipients_denied.is_empty() {
            put_head(&mut bytes, 0, 2);
            put_head(&mut bytes, 4, length(self.recipients_denied.len()));
            self.recipients_denied.iter().for_each(|id| put_text(&mut bytes, id));
        }
        if self.automated_denied {
            put_head(&mut bytes, 0, 3);
            bytes.push(0xF5);
        }
        if let Some(period) = self.period {
            put_head(&mut bytes, 0, 4);
            put_text(&mut bytes, &period.to_string());
        }
        bytes
    }

    /// Reads what [`Self::encode`] writes, and nothing else: another order, a longer integer, a field too many is no narrowing.
    ///
    /// # Errors
    /// [`NarrowingFormatError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, NarrowingFormatError> {
        if bytes.len() > Self::BYTES_MAX {
            return Err(NarrowingFormatError);
        }
        let Ok(Value::Map(fields)) = ciborium::from_reader(bytes) else { return Err(NarrowingFormatError) };
        let mut narrowing = Self::default();
        for (key, value) in fields {
            let key = key.into_integer().ok().and_then(|key| u64::try_from(key).ok());
            narrowing.set(key.ok_or(NarrowingFormatError)?, value)?;
        }
        // The one way to write it is the way it is written.
        if narrowing.encode() == bytes { Ok(narrowing) } else { Err(NarrowingFormatError) }
    }

    fn set(&mut self, key: u64, value: Value) -> Result<(), NarrowingFormatError> {
        match (key, value) {
            (1, Value::Integer(format)) if format == FORMAT.into() => {}
            (2, Value::Array(ids)) => {
                let ids = ids.into_iter().map(|id| id.into_text().map_err(|_| NarrowingFormatError));
                self.recipients_denied = ids.collect::<Result<_, _>>()?;
            }
            (3, Value::Bool(true)) => self.automated_denied = true,
            (4, Value::Text(period)) => {
                self.period = Some(period.parse().map_err(|_| NarrowingFormatError)?);
            }
            _ => return Err(NarrowingFormatError),
        }
        Ok(())
    }
}

/// The one of two periods that is never longer than the other; of two that always end together the first in the order of their texts, so that
/// it does not matter which is asked about which.
fn shorter(a: Period, b: Period) -> Option<Period> {
    match (a.is_never_longer_than(b), b.is_never_longer_than(a)) {
        (true, true) => Some(if a.to_string() <= b.to_string() { a } else { b }),
        (true, false) => Some(a),
        (false, true) => Some(b),
        (false, false) => None,
    }
}

fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_head(bytes, 3, length(text.len()));
    bytes.extend_from_slice(text.as_bytes());
}

/// The first bytes of a CBOR item: its major type, and a number in the shortest form.
fn put_head(bytes: &mut Vec<u8>, major: u8, number: u64) {
    let big_endian = number.to_be_bytes();
    let (additional, width) = match number {
        0..24 => (big_endian.last().copied().unwrap_or(0), 0),
        24..0x100 => (24, 1),
        0x100..0x1_0000 => (25, 2),
        0x1_0000..0x1_0000_0000 => (26, 4),
        _ => (27, 8),
    };
    bytes.push(major << 5 | additional);
    bytes.extend(big_endian.into_iter().skip(8 - width));
}
