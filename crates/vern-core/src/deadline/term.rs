//! Terms: how long a party has, as agreements and rule sets write it. `P5D`, `{ working_days: 1 }`, `{ hours: 72 }`.
//!
//! Deliberately one form for each: hours are not written `PT72H`, so that nobody takes three days for seventy-two hours.

use std::fmt;
use std::num::{NonZeroU16, NonZeroU32};

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::period::Period;

/// A number of working days, 1 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkingDayCount(NonZeroU16);

/// A number of hours, 1 to 87,600: ten years of 365 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HourCount(NonZeroU32);

/// How long a party has. Never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// A calendar period; days off within it count.
    Period(Period),
    /// So many working days; days off don't count.
    WorkingDays(WorkingDayCount),
    /// So many hours as they pass, nights and days off included.
    Hours(HourCount),
}

/// Why a number is no term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Zero, or too many.
    #[error("working days are 1 to 1000")]
    WorkingDays,
    /// Zero, or too many.
    #[error("hours are 1 to 87600")]
    Hours,
}

impl WorkingDayCount {
    /// Most working days of a term.
    pub const MAX: u16 = 1_000;

    /// How many.
    #[must_use]
    pub const fn count(self) -> u16 {
        self.0.get()
    }
}

impl HourCount {
    /// Most hours of a term.
    pub const MAX: u32 = 87_600;

    /// How many.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.get()
    }

    /// As microseconds.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0.get() as i64 * 3_600_000_000
    }
}

impl Term {
    /// So many working days.
    ///
    /// # Errors
    /// [`TermError::WorkingDays`] for zero or above 1000.
    pub fn working_days(count: u16) -> Result<Self, TermError> {
        NonZeroU16::new(count)
            .filter(|count| count.get() <= WorkingDayCount::MAX)
            .map(|count| Self::WorkingDays(WorkingDayCount(count)))
            .ok_or(TermError::WorkingDays)
    }

    /// So many hours.
    ///
    /// # Errors
    /// [`TermError::Hours`] for zero or above 87,600.
    pub fn hours(count: u32) -> Result<Self, TermError> {
        NonZeroU32::new(count)
            .filter(|count| count.get() <= HourCount::MAX)
            .map(|count| Self::Hours(HourCount(count)))
            .ok_or(TermError::Hours)
    }
}

impl From<Period> for Term {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}

/// For logs and errors; texts for people take the parts.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |f: &mut fmt::Formatter<'_>, count: u32, unit: &str| {
            write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
        };
        match self {
            Self::Period(period) => period.fmt(f),
            Self::WorkingDays(days) => counted(f, days.count().into(), "working day"),
            Self::Hours(hours) => counted(f, hours.count(), "hour"),
        }
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let one = |serializer: S, unit: &str, count: u32| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(unit, &count)?;
            map.end()
        };
        match self {
            Self::Period(period) => period.serialize(serializer),
            Self::WorkingDays(days) => one(serializer, "working_days", days.count().into()),
            Self::Hours(hours) => one(serializer, "hours", hours.count()),
        }
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TermVisitor)
    }
}

struct TermVisitor;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unit {
    WorkingDays,
    Hours,
}

impl<'de> Visitor<'de> for TermVisitor {
    type Value = Term;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a period such as P5D, { working_days: 1 } or { hours: 72 }")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Term, E> {
        text.parse::<Period>().map(Term::Period).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Term, A::Error> {
        use serde::de::Error;
        let one = "a term has one unit: working_days or hours";
        let term = match map.next_key::<Unit>()?.ok_or_else(|| A::Error::custom(one))? {
            Unit::WorkingDays => Term::working_days(map.next_value()?),
            Unit::Hours => Term::hours(map.next_value()?),
        };
        if map.next_key::<Unit>()?.is_some() {
            return Err(A::Error::custom(one));
        }
        term.map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, MapDeserializer, StrDeserializer};

    fn from_map(entries: &[(&'static str, u32)]) -> Result<Term, Error> {
        Term::deserialize(MapDeserializer::new(entries.iter().copied()))
    }

    fn from_text(text: &str) -> Result<Term, Error> {
        let deserializer: StrDeserializer<'_, Error> = text.into_deserializer();
        Term::deserialize(deserializer)
    }

    #[test]
    fn forms() {
        assert_eq!(from_text("P5D").unwrap(), Term::Period("P5D".parse().unwrap()));
        assert_eq!(from_map(&[("working_days", 1)]).unwrap(), Term::working_days(1).unwrap());
        assert_eq!(from_map(&[("hours", 72)]).unwrap(), Term::hours(72).unwrap());
        for bad in ["", "5", "PT72H", "P0D", "P-5D", "5 days"] {
            assert!(from_text(bad).is_err(), "{bad}");
        }
        for bad in [
            &[][..],
            &[("days", 5)],
            &[("hours", 0)],
            &[("hours", 87_601)],
            &[("working_days", 0)],
            &[("working_days", 1_001)],
            &[("working_days", 70_000)],
            &[("hours", 72), ("working_days", 1)],
            &[("hours", 72), ("hours", 72)],
        ] {
            assert!(from_map(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn bounds_and_display() {
        assert_eq!(Term::working_days(0), Err(TermError::WorkingDays));
        assert_eq!(Term::working_days(1_001), Err(TermError::WorkingDays));
        assert_eq!(Term::hours(0), Err(TermError::Hours));
        assert_eq!(Term::hours(87_601), Err(TermError::Hours));
        assert_eq!(Term::working_days(1).unwrap().to_string(), "1 working day");
        assert_eq!(Term::working_days(1_000).unwrap().to_string(), "1000 working days");
        assert_eq!(Term::hours(1).unwrap().to_string(), "1 hour");
        assert_eq!(Term::hours(72).unwrap().to_string(), "72 hours");
        assert_eq!(Term::from("P1Y2M".parse::<Period>().unwrap()).to_string(), "P1Y2M");
    }
}
