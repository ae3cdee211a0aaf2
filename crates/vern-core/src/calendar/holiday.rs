//! What days a holiday falls on, as rules: a date, a distance from Easter, the first such weekday from a date on.

use std::fmt;

use jiff::Span;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::easter::easter_sunday;

/// Furthest from Easter Sunday a rule may lie, in days: Septuagesima and Corpus Christi are within it, and no rule leaves its year.
const EASTER_DISTANCE_MAX: i8 = 70;

/// What the law makes of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolidayKind {
    /// A public holiday.
    Public,
    /// No public holiday, but law puts it beside one where a time limit ends: the Swedish eves.
    Equal,
}

/// A month and a day of it, in any year: `12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

/// Which day of a year a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayDay {
    /// The same date every year.
    On(MonthDay),
    /// So many days from Easter Sunday: −2 is Good Friday.
    Easter(i8),
    /// The first such weekday that is on or after a date: a Saturday from 20 June lies between 20 and 26 June.
    FirstFrom(Weekday, MonthDay),
}

/// One holiday of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayRule {
    id: String,
    day: HolidayDay,
    kind: HolidayKind,
    first_year: Option<i16>,
    last_year: Option<i16>,
}

/// A rule that gives no day, or one outside its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HolidayRuleError {
    /// No such day of the year.
    #[error("a day of the year is written MM-DD")]
    NoSuchDay,
    /// Outside the year, or might be.
    #[error(
        "a holiday lies within its year: at most 70 days from Easter, weekdays from no later than 25 December"
    )]
    OutsideItsYear,
    /// Ends before it begins.
    #[error("the last year lies before the first")]
    NoYears,
}

impl MonthDay {
    /// From month and day, each from 1; 29 February is a day of leap years.
    ///
    /// # Errors
    /// [`HolidayRuleError::NoSuchDay`].
    pub fn new(month: i8, day: i8) -> Result<Self, HolidayRuleError> {
        const LEAP_YEAR: i16 = 2000;
        let exists = Date::new(LEAP_YEAR, month, day).is_ok();
        if exists { Ok(Self { month, day }) } else { Err(HolidayRuleError::NoSuchDay) }
    }

    /// That day of a year; none for 29 February of a year without one, and beyond the calendar.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl Serialize for MonthDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl std::str::FromStr for MonthDay {
    type Err = HolidayRuleError;

    fn from_str(text: &str) -> Result<Self, HolidayRuleError> {
        let two_digits = |part: &str| {
            let fits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| fits).ok_or(HolidayRuleError::NoSuchDay)
        };
        let (month, day) = text.split_once('-').ok_or(HolidayRuleError::NoSuchDay)?;
        Self::new(two_digits(month)?, two_digits(day)?)
    }
}

impl HolidayRule {
    /// A rule, by an id of its own within the calendar. Years are the first and the last in which the day is a holiday.
    ///
    /// # Errors
    /// [`HolidayRuleError`] where the rule could give a day outside its year, or no year at all.
    pub fn new(
        id: String,
        day: HolidayDay,
        kind: HolidayKind,
        first_year: Option<i16>,
        last_year: Option<i16>,
    ) -> Result<Self, HolidayRuleError> {
        let within = match day {
            HolidayDay::On(_) => true,
            HolidayDay::Easter(distance) => distance.unsigned_abs() <= EASTER_DISTANCE_MAX.unsigned_abs(),
            HolidayDay::FirstFrom(_, from) => from.month < 12 || from.day <= 25,
        };
        if !within {
            return Err(HolidayRuleError::OutsideItsYear);
        }
        if matches!((first_year, last_year), (Some(first), Some(last)) if last < first) {
            return Err(HolidayRuleError::NoYears);
        }
        Ok(Self { id, day, kind, first_year, last_year })
    }

    /// Its id within the calendar.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the law makes of it.
    #[must_use]
    pub const fn kind(&self) -> HolidayKind {
        self.kind
    }

    /// The day it falls on in a year; none in a year it is no holiday, before 1583 for what follows Easter, or without a 29 February.
    #[must_use]
    pub fn day_in(&self, year: i16) -> Option<Date> {
        if self.first_year.is_some_and(|first| year < first) || self.last_year.is_some_and(|last| last < year)
        {
            return None;
        }
        match self.day {
            HolidayDay::On(day) => day.in_year(year),
            HolidayDay::Easter(distance) => {
                easter_sunday(year)?.checked_add(Span::new().days(i64::from(distance))).ok()
            }
            HolidayDay::FirstFrom(weekday, from) => {
                let from = from.in_year(year)?;
                let ahead = from.weekday().until(weekday);
                from.checked_add(Span::new().days(i64::from(ahead))).ok()
            }
        }
    }

    /// Whether it falls on a day.
    #[must_use]
    pub fn falls_on(&self, day: Date) -> bool {
        self.day_in(day.year()) == Some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(day: HolidayDay) -> HolidayRule {
        HolidayRule::new("x".to_owned(), day, HolidayKind::Public, None, None).unwrap()
    }

    fn date(text: &str) -> Option<Date> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn days_of_the_year() {
        for good in ["01-01", "02-29", "12-31"] {
            assert_eq!(good.parse::<MonthDay>().unwrap().to_string(), good);
        }
        for bad in ["", "1-1", "13-01", "02-30", "06-31", "00-10", "0101", "+1-01", "01-1x", "001-01"] {
            assert_eq!(bad.parse::<MonthDay>(), Err(HolidayRuleError::NoSuchDay), "{bad}");
        }
        let leap = rule(HolidayDay::On("02-29".parse().unwrap()));
        assert_eq!(leap.day_in(2028), date("2028-02-29"));
        assert_eq!(leap.day_in(2027), None);
    }

    #[test]
    fn the_first_weekday_from_a_date_is_within_a_week_of_it() {
        let midsummer = rule(HolidayDay::FirstFrom(Weekday::Saturday, "06-20".parse().unwrap()));
        for (year, day) in
            [(2020, "2020-06-20"), (2021, "2021-06-26"), (2026, "2026-06-20"), (2027, "2027-06-26")]
        {
            assert_eq!(midsummer.day_in(year), date(day), "{year}");
        }
        let all_saints = rule(HolidayDay::FirstFrom(Weekday::Saturday, "10-31".parse().unwrap()));
        for (year, day) in [(2020, "2020-10-31"), (2021, "2021-11-06"), (2026, "2026-10-31")] {
            assert_eq!(all_saints.day_in(year), date(day), "{year}");
        }
    }

    #[test]
    fn a_rule_that_could_leave_its_year_is_refused() {
        let try_day = |day| HolidayRule::new(String::new(), day, HolidayKind::Public, None, None);
        let late = "12-26".parse().unwrap();
        assert_eq!(
            try_day(HolidayDay::FirstFrom(Weekday::Monday, late)),
            Err(HolidayRuleError::OutsideItsYear)
        );
        assert_eq!(try_day(HolidayDay::Easter(71)), Err(HolidayRuleError::OutsideItsYear));
        assert_eq!(try_day(HolidayDay::Easter(i8::MIN)), Err(HolidayRuleError::OutsideItsYear));
        assert!(try_day(HolidayDay::Easter(-70)).is_ok());
        let day = HolidayDay::Easter(50);
        let years = HolidayRule::new(String::new(), day, HolidayKind::Public, Some(2005), Some(2004));
        assert_eq!(years, Err(HolidayRuleError::NoYears));
    }

    #[test]
    fn years_bound_a_rule() {
        let day = HolidayDay::Easter(50);
        let rule =
            HolidayRule::new("whit".to_owned(), day, HolidayKind::Public, Some(2000), Some(2004)).unwrap();
        assert_eq!(rule.day_in(1999), None);
        assert_eq!(rule.day_in(2000), date("2000-06-12"));
        assert_eq!(rule.day_in(2004), date("2004-05-31"));
        assert_eq!(rule.day_in(2005), None);
        assert!(
            rule.falls_on("2004-05-31".parse().unwrap()) && !rule.falls_on("2004-06-01".parse().unwrap())
        );
    }

    #[test]
    fn no_year_panics() {
        for day in [
            HolidayDay::On("01-01".parse().unwrap()),
            HolidayDay::Easter(-70),
            HolidayDay::Easter(70),
            HolidayDay::FirstFrom(Weekday::Sunday, "12-25".parse().unwrap()),
        ] {
            let rule = rule(day);
            for year in i16::MIN..=i16::MAX {
                if let Some(day) = rule.day_in(year) {
                    assert_eq!(day.year(), year);
                }
            }
        }
    }
}
