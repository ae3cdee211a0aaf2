//! Typed ids. What makes them (clock, randomness) lives in `vern-app`.

use std::fmt;
use std::str::FromStr;

use newtype_uuid::{TypedUuid, TypedUuidKind, TypedUuidTag};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! uuid_kind {
    ($kind:ident, $alias:ident, $tag:literal, $doc:literal) => {
        #[doc = concat!("Marks the kind of ", $doc)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind {}
        impl TypedUuidKind for $kind {
            fn tag() -> TypedUuidTag {
                const TAG: TypedUuidTag = TypedUuidTag::new($tag);
                TAG
            }
        }
        #[doc = $doc]
        pub type $alias = TypedUuid<$kind>;
    };
}

uuid_kind!(SubjectKind, SubjectId, "subject", "A data subject, issued by Vern; means nothing outside it.");
uuid_kind!(
    ActorKind,
    ActorId,
    "actor",
    "Whoever performs operations: a person or a program with a credential."
);
uuid_kind!(
    MessageKind,
    MessageId,
    "message",
    "A message on its way out; also the key of the record that holds it."
);
uuid_kind!(OperationKind, OperationId, "operation", "One operation, as the journal names it.");
uuid_kind!(CaseTag, CaseId, "case", "A case, as whoever asked may name it.");

/// A controller: a random 48-bit number, shown as twelve hexadecimal digits (ADR 0004).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ControllerId(u64);

impl ControllerId {
    /// Keeps the low 48 bits of `bits`.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits & 0xFFFF_FFFF_FFFF)
    }

    /// The number, below 2^48.
    #[must_use]
    pub const fn as_u64(self) -> u64 {
        self.0
    }

    /// The number as databases hold it; never negative.
    #[must_use]
    pub fn as_i64(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }

    /// From a database column.
    #[must_use]
    pub fn from_i64(value: i64) -> Self {
        Self::from_bits(value.unsigned_abs())
    }
}

impl fmt::Display for ControllerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}", self.0)
    }
}

/// A controller id that is not twelve hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a controller id is twelve hexadecimal digits")]
pub struct ControllerIdError;

impl FromStr for ControllerId {
    type Err = ControllerIdError;

    fn from_str(text: &str) -> Result<Self, ControllerIdError> {
        if text.len() != 12 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(ControllerIdError);
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| ControllerIdError)
    }
}

impl Serialize for ControllerId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ControllerId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controller_id_reads_what_it_writes() {
        let id = ControllerId::from_bits(0xFFFF_0123_4567_89AB);
        assert_eq!(id.to_string(), "0123456789ab");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(ControllerId::from_i64(id.as_i64()), id);
        for bad in ["", "0123", "0123456789AB", "0123456789abc", "+123456789ab"] {
            assert_eq!(bad.parse::<ControllerId>(), Err(ControllerIdError), "{bad}");
        }
    }
}
