//! Periods: ISO 8601 durations in years, months, weeks and days, as charters and agreements state them.
//!
//! Retention is counted in UTC and never rolls forward to a working day; deadlines with calendars are rule sets, not here.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// A calendar period: `P60D`, `P1M`, `P3Y6M`. Never negative, never zero, at most 100 years, no time part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    years: u16,
    months: u16,
    days: u32,
}

/// Why a text is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not `P` followed by numbers with `Y`, `M`, `W`, `D`, each at most once and in that order.
    #[error("a period is written P, then years Y, months M, weeks W or days D: P60D, P1M, P3Y6M")]
    Form,
    /// Zero, or above 100 years.
    #[error("a period is at least one day and at most 100 years")]
    Range,
}

const DAYS_MAX: u64 = 36_600;

impl Period {
    /// So many days.
    ///
    /// # Errors
    /// [`PeriodError::Range`] for zero or above 100 years.
    pub fn from_days(days: u32) -> Result<Self, PeriodError> {
        Self::checked(0, 0, days)
    }

    fn checked(years: u16, months: u16, days: u32) -> Result<Self, PeriodError> {
        let about = u64::from(years) * 366 + u64::from(months) * 31 + u64::from(days);
        if about == 0 || about > DAYS_MAX {
            return Err(PeriodError::Range);
        }
        Ok(Self { years, months, days })
    }

    fn span(self) -> Span {
        Span::new().years(i64::from(self.years)).months(i64::from(self.months)).days(i64::from(self.days))
    }

    /// The instant one period after `from`, by the UTC calendar; the end of time if that is out of range.
    #[must_use]
    pub fn after(self, from: Instant) -> Instant {
        if self.years == 0 && self.months == 0 {
            return from.plus_micros(i64::from(self.days) * 86_400_000_000);
        }
        let zoned = from.to_timestamp().to_zoned(TimeZone::UTC);
        zoned
            .checked_add(self.span())
            .map_or(Instant::from_micros(i64::MAX), |end| Instant::from_timestamp(end.timestamp()))
    }

    /// The instant one period before `at`: what was anchored before it has run out. The start of time if out of range.
    #[must_use]
    pub fn before(self, at: Instant) -> Instant {
        let zoned = at.to_timestamp().to_zoned(TimeZone::UTC);
        zoned
            .checked_sub(self.span())
            .map_or(Instant::from_micros(i64::MIN), |start| Instant::from_timestamp(start.timestamp()))
    }

    /// Years, months and days, for texts.
    #[must_use]
    pub const fn parts(self) -> (u16, u16, u32) {
        (self.years, self.months, self.days)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty()).ok_or(PeriodError::Form)?;
        let mut values = [0_u32; 4];
        for (value, unit) in values.iter_mut().zip(['Y', 'M', 'W', 'D']) {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, tail) = rest.split_at(digits);
            if let Some(tail) = tail.strip_prefix(unit) {
                *value = number.parse().map_err(|_| PeriodError::Form)?;
                rest = tail;
            }
        }
        if !rest.is_empty() {
            return Err(PeriodError::Form);
        }
        let [years, months, weeks, days] = values;
        let days = weeks.checked_mul(7).and_then(|w| w.checked_add(days)).ok_or(PeriodError::Range)?;
        let small = |value: u32| u16::try_from(value).map_err(|_| PeriodError::Range);
        Self::checked(small(years)?, small(months)?, days)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        for (value, unit) in [(u32::from(self.years), 'Y'), (u32::from(self.months), 'M'), (self.days, 'D')] {
            if value > 0 {
                write!(f, "{value}{unit}")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        Instant::from_timestamp(text.parse().unwrap())
    }

    #[test]
    fn forms() {
        for (text, shown) in
            [("P60D", "P60D"), ("P1M", "P1M"), ("P3Y6M", "P3Y6M"), ("P2W", "P14D"), ("P1Y2W1D", "P1Y15D")]
        {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), shown);
        }
        for bad in ["", "P", "60D", "P60", "PT5H", "P-1D", "P1D1Y", "P1M1M", "p60D", "P60D ", "P99999999999D"]
        {
            assert_eq!(bad.parse::<Period>(), Err(PeriodError::Form), "{bad}");
        }
        for bad in ["P0D", "P101Y", "P40000D", "P99999W"] {
            assert_eq!(bad.parse::<Period>(), Err(PeriodError::Range), "{bad}");
        }
    }

    #[test]
    fn month_ends_use_the_last_day() {
        let month: Period = "P1M".parse().unwrap();
        assert_eq!(month.after(at("2027-01-31T12:00:00Z")), at("2027-02-28T12:00:00Z"));
        assert_eq!(month.before(at("2027-03-31T12:00:00Z")), at("2027-02-28T12:00:00Z"));
    }

    proptest! {
        #[test]
        fn never_panics(text in ".{0,12}") { let _ = text.parse::<Period>(); }

        #[test]
        fn days_go_there_and_back(days in 1_u32..36_600, start in 0_i64..4_000_000_000_000_000) {
            let period = Period::from_days(days).unwrap();
            let start = Instant::from_micros(start);
            prop_assert_eq!(period.before(period.after(start)), start);
        }

        /// What was anchored before has run out, and what has run out for three days was anchored before: at the end of a month
        /// several days run out at once, so that a scan up to `before` is at most three days late and never early.
        #[test]
        fn before_is_never_early_and_little_late(
            years in 0_u16..3, months in 1_u16..24, days in 0_u32..40, at in 0_i64..4_000_000_000_000_000, earlier in 0_i64..100_000_000_000_000
        ) {
            let period = Period { years, months, days };
            let at = Instant::from_micros(at);
            let before = period.before(at);
            prop_assert!(period.after(before.plus_micros(-earlier)) <= at);
            let missed = before.plus_micros(1 + earlier);
            prop_assert!(period.after(missed).plus_micros(4 * 86_400_000_000) > at);
        }
    }
}
