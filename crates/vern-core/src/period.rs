//! Periods: ISO 8601 durations in years, months, weeks and days, as charters and agreements state them.
//!
//! Retention is counted in UTC and never rolls forward to a working day; deadlines with calendars are `crate::deadline`.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::{Date, Time};
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
const DAY_MICROS: i64 = 86_400_000_000;
/// Columns hold microseconds, so this is the last instant of a day.
const LAST_OF_DAY: Time = Time::constant(23, 59, 59, 999_999_000);

/// The month from which a number of months leads to a day and time of another.
struct SourceMonth {
    first: Date,
    day: i8,
    time: Time,
    /// Whether that day is the last of its month: longer months end there with all their remaining days.
    last_day: bool,
}

impl SourceMonth {
    /// The day of the same number and time; the end of the month where it has none, for then it has run out as a whole.
    fn same_day(&self) -> Instant {
        if self.day > self.first.days_in_month() { self.end() } else { self.on(self.day, self.time) }
    }

    /// The last day at the time; the end of the month where it is shorter than the day's number.
    fn last_day_of_month(&self) -> Instant {
        let days = self.first.days_in_month();
        if self.day > days { self.end() } else { self.on(days, self.time) }
    }

    fn end(&self) -> Instant {
        self.on(self.first.days_in_month(), LAST_OF_DAY)
    }

    fn on(&self, day: i8, time: Time) -> Instant {
        let days = Span::new().days(i64::from(day) - 1);
        let date = self.first.saturating_add(days);
        date.to_datetime(time)
            .to_zoned(TimeZone::UTC)
            .map_or(Instant::from_micros(i64::MIN), |zoned| Instant::from_timestamp(zoned.timestamp()))
    }
}

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

    /// As a `jiff` span: added to a date it gives the day of the same number or, where the month has none, its last.
    pub(crate) fn to_span(self) -> Span {
        Span::new().years(i64::from(self.years)).months(i64::from(self.months)).days(i64::from(self.days))
    }

    pub(crate) const fn is_one_day(self) -> bool {
        matches!((self.years, self.months, self.days), (0, 0, 1))
    }

    /// The instant one period after `from`, by the UTC calendar; the end of time if that is out of range.
    ///
    /// Years and months first, keeping the time of day; where the month has no such day, its last; then the days. So 30 January 12:00
    /// and 31 January 06:00 have a day of February in common, the later one with the earlier hour, and what has run out at an instant
    /// is no plain range of anchors: see [`Self::before`] and [`Self::last_run_out`].
    #[must_use]
    pub fn after(self, from: Instant) -> Instant {
        if self.years == 0 && self.months == 0 {
            return from.plus_micros(self.days_micros());
        }
        let zoned = from.to_timestamp().to_zoned(TimeZone::UTC);
        zoned
            .checked_add(self.to_span())
            .map_or(Instant::from_micros(i64::MAX), |end| Instant::from_timestamp(end.timestamp()))
    }

    /// The latest instant up to which everything has run out at `at`: `after(anchor) <= at` for every anchor at or before it, and no
    /// later instant has that property. The start of time if out of range.
    #[must_use]
    pub fn before(self, at: Instant) -> Instant {
        let source = match self.source_month(at) {
            Ok(source) => source,
            Err(without_months) => return without_months,
        };
        let all_of_it = source.last_day && source.time == LAST_OF_DAY;
        if all_of_it { source.end() } else { source.same_day() }
    }

    /// The latest anchor that has run out at `at`. Up to [`Self::before`] everything has; from there to here lie at most three days at the
    /// end of a month, each anchor of which is asked on its own by [`Self::after`]; from here on nothing has.
    #[must_use]
    pub fn last_run_out(self, at: Instant) -> Instant {
        let source = match self.source_month(at) {
            Ok(source) => source,
            Err(without_months) => return without_months,
        };
        if source.last_day { source.last_day_of_month() } else { source.same_day() }
    }

    fn days_micros(self) -> i64 {
        i64::from(self.days) * DAY_MICROS
    }

    /// The month whose days end on the day of `at`, the days of the period taken off; without months in the period or beyond the calendar,
    /// the answer itself.
    fn source_month(self, at: Instant) -> Result<SourceMonth, Instant> {
        let end = at.plus_micros(-self.days_micros());
        if self.years == 0 && self.months == 0 {
            return Err(end);
        }
        let start_of_time = Instant::from_micros(i64::MIN);
        let end = end.to_timestamp().to_zoned(TimeZone::UTC).datetime();
        let months = Span::new().years(i64::from(self.years)).months(i64::from(self.months));
        let first = end.date().first_of_month().checked_sub(months).map_err(|_| start_of_time)?;
        Ok(SourceMonth {
            first,
            day: end.day(),
            time: end.time(),
            last_day: end.day() == end.date().days_in_month(),
        })
    }

    /// Whether this period ends no later than `other` whatever both count from. Not a total order: `P30D` is longer than `P1M` from February
    /// and shorter from July, so neither is never longer than the other.
    #[must_use]
    pub fn is_never_longer_than(self, other: Self) -> bool {
        if self.months_in_all() <= other.months_in_all() && self.days <= other.days {
            return true;
        }
        // The calendar repeats after 400 years, and days up to the 28th of a month move alike.
        (0..400 * 12).all(|month| {
            let first = Date::constant(2000, 1, 1).saturating_add(Span::new().months(month));
            (27..i64::from(first.days_in_month())).all(|days| {
                let start = first.saturating_add(Span::new().days(days));
                let (own, others) = (self.in_days_from(start), other.in_days_from(start));
                own.zip(others).is_some_and(|(own, others)| own <= others)
            })
        })
    }

    const fn months_in_all(self) -> u32 {
        self.years as u32 * 12 + self.months as u32
    }

    /// The day one period after a day; none beyond the calendar.
    fn in_days_from(self, start: Date) -> Option<Date> {
        start.checked_add(self.to_span()).ok()
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
    fn which_of_two_periods_is_never_longer() {
        let never_longer = |a: &str, b: &str| {
            a.parse::<Period>().unwrap().is_never_longer_than(b.parse::<Period>().unwrap())
        };
        for (a, b) in [
            ("P1D", "P1D"),
            ("P28D", "P1M"),
            ("P1M", "P31D"),
            ("P12M", "P1Y"),
            ("P1Y", "P12M"),
            ("P365D", "P1Y"),
            ("P1Y", "P366D"),
            ("P59D", "P2M"),
            ("P1M", "P100Y"),
        ] {
            assert!(never_longer(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("P29D", "P1M"),
            ("P1M", "P30D"),
            ("P366D", "P1Y"),
            ("P1Y", "P365D"),
            ("P61D", "P2M"),
            ("P60D", "P2M"),
        ] {
            assert!(!never_longer(a, b), "{a} {b}");
        }
    }

    #[test]
    fn month_ends_use_the_last_day() {
        let month: Period = "P1M".parse().unwrap();
        assert_eq!(month.after(at("2027-01-31T12:00:00Z")), at("2027-02-28T12:00:00Z"));
        assert_eq!(month.before(at("2027-03-31T12:00:00Z")), at("2027-02-28T23:59:59.999999Z"));
        assert_eq!(month.before(at("2027-02-28T12:00:00Z")), at("2027-01-28T12:00:00Z"));
        assert_eq!(month.last_run_out(at("2027-02-28T12:00:00Z")), at("2027-01-31T12:00:00Z"));
        assert_eq!(month.before(at("2027-03-01T00:00:00Z")), at("2027-02-01T00:00:00Z"));
        assert_eq!(month.before(at("2027-02-28T23:59:59.999999Z")), at("2027-01-31T23:59:59.999999Z"));
        // Days come off first, as `after` puts them on last: 29 January and a month and three days is 3 March.
        let longer: Period = "P1M3D".parse().unwrap();
        assert_eq!(longer.after(at("2027-01-29T00:00:00Z")), at("2027-03-03T00:00:00Z"));
        assert_eq!(longer.before(at("2027-03-01T00:00:00Z")), at("2027-01-26T00:00:00Z"));
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

        /// `before` and `last_run_out` against brute force: every hour of the month ends around them is asked by `after`.
        #[test]
        fn what_has_run_out_agrees_with_after(
            years in 0_u16..3, months in 0_u16..24, days in 0_u32..40, at in 0_i64..4_000_000_000_000_000, steps in 0_i64..24
        ) {
            prop_assume!(years > 0 || months > 0 || days > 0);
            check(Period { years, months, days }, Instant::from_micros(at), steps);
        }

        /// The same with `at` in the last days of a month, where it is hard, and on the instants where it turns.
        #[test]
        fn what_has_run_out_agrees_with_after_at_month_ends(
            years in 0_u16..3, months in 1_u16..24, days in 0_u32..4, month in 0_i64..600, hour in -100_i64..100, tick in -1_i64..=1
        ) {
            let first = "1990-01-01".parse::<Date>().unwrap().saturating_add(Span::new().months(month));
            let first = first.to_zoned(TimeZone::UTC).unwrap().timestamp();
            let at = Instant::from_timestamp(first).plus_micros(hour * 3_600_000_000 + tick);
            check(Period { years, months, days }, at, 1);
        }

        /// Against anchors by chance: never longer means no anchor from which it ends later; and where it is not said, there is one.
        #[test]
        fn never_longer_is_what_anchors_say(
            months in 0_u16..14, days in 0_u32..70, other_months in 0_u16..14, other_days in 0_u32..70, at in 0_i64..4_000_000_000_000_000
        ) {
            prop_assume!((months > 0 || days > 0) && (other_months > 0 || other_days > 0));
            let (a, b) = (Period { years: 0, months, days }, Period { years: 0, months: other_months, days: other_days });
            let at = Instant::from_micros(at);
            if a.is_never_longer_than(b) {
                prop_assert!(a.after(at) <= b.after(at), "{a} {b} {at}");
            } else {
                let first = "2000-01-01".parse::<Date>().unwrap();
                let starts = (0..146_097).map(|day| first.saturating_add(Span::new().days(day)));
                let midnight = |day: Date| Instant::from_timestamp(day.to_zoned(TimeZone::UTC).unwrap().timestamp());
                prop_assert!(starts.map(midnight).any(|start| a.after(start) > b.after(start)), "{a} {b}");
            }
        }

        #[test]
        fn no_instant_panics(years in 0_u16..100, months in 0_u16..12, days in 1_u32..40, at: i64) {
            let (period, at) = (Period { years, months, days }, Instant::from_micros(at));
            prop_assert!(period.before(at) <= period.last_run_out(at));
            let _ = period.after(at);
        }
    }

    /// Four days before `before` up to four after `last_run_out`, by the hour and by the microsecond around both.
    fn check(period: Period, at: Instant, offset_minutes: i64) {
        const HOUR: i64 = 3_600_000_000;
        let (before, last) = (period.before(at), period.last_run_out(at));
        let run_out = |anchor: Instant| period.after(anchor) <= at;
        assert!(before <= last, "{period} {at}");
        assert!(run_out(before) && run_out(last), "{period} {at}: {before}, {last}");
        assert!(!run_out(before.plus_micros(1)), "{period} {at}: before is the latest");
        assert!(last.as_micros() - before.as_micros() <= 3 * DAY_MICROS, "{period} {at}");
        for hour in 0..96 {
            let distance = hour * HOUR + offset_minutes * 60_000_000;
            assert!(run_out(before.plus_micros(-distance)), "{period} {at}: {hour} h before {before}");
            assert!(!run_out(last.plus_micros(1 + distance)), "{period} {at}: {hour} h after {last}");
        }
    }
}
