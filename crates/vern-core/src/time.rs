//! Instants: UTC microseconds, as columns and journal entries hold them.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z. Shown and read as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// The beginning of Unix time.
    pub const EPOCH: Self = Self(0);

    /// From microseconds since the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Microseconds since the Unix epoch, as the journal holds them; an instant before 1970 counts as 1970.
    #[must_use]
    pub fn as_unsigned_micros(self) -> u64 {
        u64::try_from(self.0).unwrap_or(0)
    }

    /// The same instant as a `jiff` timestamp; out of range (years beyond ±9999) gives the nearest end.
    #[must_use]
    pub fn to_timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }

    /// From a `jiff` timestamp, cut to whole microseconds.
    #[must_use]
    pub fn from_timestamp(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }

    /// Later by so many microseconds; stops at the end of time instead of wrapping.
    #[must_use]
    pub const fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// The end of its calendar year, in UTC: the first instant of the next.
    #[must_use]
    pub fn end_of_year(self) -> Self {
        let year = self.to_timestamp().to_zoned(TimeZone::UTC).year();
        let next =
            jiff::civil::Date::new(year.saturating_add(1), 1, 1).and_then(|day| day.to_zoned(TimeZone::UTC));
        next.map_or(self, |day| Self::from_timestamp(day.timestamp()))
    }

    /// Whole days since an earlier instant; none before it.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0) / 86_400_000_000).unwrap_or(0)
    }

    /// The date in UTC, ISO 8601.
    #[must_use]
    pub fn to_date(self) -> jiff::civil::Date {
        self.to_timestamp().to_zoned(TimeZone::UTC).date()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_timestamp().fmt(f)
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map(Self::from_timestamp)
            .map_err(|_| serde::de::Error::custom("not an RFC 3339 instant"))
    }
}
