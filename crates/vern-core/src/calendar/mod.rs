//! Calendars: which civil days are holidays and which are working days, by rules that come in as data, in a time zone compiled in.
//!
//! Deliberately not here: the law's facts. Which days are holidays where stands in `vern-policy/rules`, each file with its source.
//! Nothing here reads a clock or the machine's zone data, and no day, however far off, makes it panic.

mod easter;
mod holiday;
mod time_zone;

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

pub use easter::easter_sunday;
pub use holiday::{HolidayDay, HolidayKind, HolidayRule, HolidayRuleError, MonthDay};
pub use time_zone::{TimeZoneName, TimeZoneUnknown};

/// How far a working day is looked for. No calendar shipped has more than two weeks without one; the limit is for one that has none.
const SEARCH_DAYS_MAX: u16 = 366;

/// Whose holidays a calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CalendarName {
    /// Norway.
    #[serde(rename = "NO")]
    Norway,
    /// Sweden.
    #[serde(rename = "SE")]
    Sweden,
    /// The institutions of the European Union.
    #[serde(rename = "EU")]
    Union,
}

/// Not a calendar there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a calendar is one of NO, SE, EU")]
pub struct CalendarUnknown;

/// Whether Saturday counts among the working days. Statutory time limits say no; an agreement says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaturdayRule {
    /// A Saturday that is no holiday is a working day.
    WorkingDay,
    /// Every Saturday is a day off.
    DayOff,
}

/// The holidays of one jurisdiction, as rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    name: CalendarName,
    rules: Vec<HolidayRule>,
}

/// One calendar for each name, so that what names a calendar can't be counted by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendars {
    calendars: [Calendar; CalendarName::ALL.len()],
}

/// Which days are worked, for one way of counting.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WorkingDays<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) saturday: SaturdayRule,
    /// Whether days law puts beside holidays are days off as well.
    pub(crate) equal_days_off: bool,
}

impl CalendarName {
    /// Every name.
    pub const ALL: [Self; 3] = [Self::Norway, Self::Sweden, Self::Union];

    /// As agreements write it: `NO`, `SE`, `EU`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Norway => "NO",
            Self::Sweden => "SE",
            Self::Union => "EU",
        }
    }
}

impl FromStr for CalendarName {
    type Err = CalendarUnknown;

    fn from_str(text: &str) -> Result<Self, CalendarUnknown> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or(CalendarUnknown)
    }
}

impl fmt::Display for CalendarName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Calendar {
    /// A calendar of these rules. Sundays need none: they are holidays in every calendar.
    #[must_use]
    pub const fn new(name: CalendarName, rules: Vec<HolidayRule>) -> Self {
        Self { name, rules }
    }

    /// Whose holidays they are.
    #[must_use]
    pub const fn name(&self) -> CalendarName {
        self.name
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[HolidayRule] {
        &self.rules
    }

    /// The holidays of a year in order, days equal to holidays among them, Sundays not. A day two rules give stands twice.
    #[must_use]
    pub fn holidays(&self, year: i16) -> Vec<(Date, &HolidayRule)> {
        let mut days: Vec<_> =
            self.rules.iter().filter_map(|rule| rule.day_in(year).map(|day| (day, rule))).collect();
        days.sort_by_key(|(day, _)| *day);
        days
    }

    /// The rule that makes a day a holiday or equal to one; the holiday where there are both. None for a mere Sunday.
    #[must_use]
    pub fn holiday_on(&self, day: Date) -> Option<&HolidayRule> {
        let of_kind =
            |kind: HolidayKind| self.rules.iter().find(move |rule| rule.kind() == kind && rule.falls_on(day));
        of_kind(HolidayKind::Public).or_else(|| of_kind(HolidayKind::Equal))
    }

    /// Whether a day is a Sunday or a public holiday. Days that are only equal to one are not.
    #[must_use]
    pub fn is_holiday(&self, day: Date) -> bool {
        day.weekday() == Weekday::Sunday || self.falls_on(day, HolidayKind::Public)
    }

    /// Whether a day is worked: no Sunday, no holiday, no day equal to one, and no Saturday where that is a day off.
    #[must_use]
    pub fn is_working_day(&self, day: Date, saturday: SaturdayRule) -> bool {
        self.working_days(saturday).contain(day)
    }

    /// The day itself if it is worked, else the next that is.
    #[must_use]
    pub fn next_working_day(&self, day: Date, saturday: SaturdayRule) -> Date {
        self.working_days(saturday).next(day)
    }

    /// The day itself if it is worked, else the last before it that is.
    #[must_use]
    pub fn previous_working_day(&self, day: Date, saturday: SaturdayRule) -> Date {
        self.working_days(saturday).previous(day)
    }

    fn working_days(&self, saturday: SaturdayRule) -> WorkingDays<'_> {
        WorkingDays { calendar: self, saturday, equal_days_off: true }
    }

    fn falls_on(&self, day: Date, kind: HolidayKind) -> bool {
        self.rules.iter().any(|rule| rule.kind() == kind && rule.falls_on(day))
    }
}

impl Calendars {
    /// One calendar for each name, by its rules.
    #[must_use]
    pub fn new(mut rules_of: impl FnMut(CalendarName) -> Vec<HolidayRule>) -> Self {
        Self { calendars: CalendarName::ALL.map(|name| Calendar::new(name, rules_of(name))) }
    }

    /// The calendar of a name.
    #[must_use]
    pub const fn of(&self, name: CalendarName) -> &Calendar {
        let [norway, sweden, union] = &self.calendars;
        match name {
            CalendarName::Norway => norway,
            CalendarName::Sweden => sweden,
            CalendarName::Union => union,
        }
    }
}

impl WorkingDays<'_> {
    pub(crate) fn contain(self, day: Date) -> bool {
        let calendar = self.calendar;
        let saturday_off = self.saturday == SaturdayRule::DayOff && day.weekday() == Weekday::Saturday;
        let equal = self.equal_days_off && calendar.falls_on(day, HolidayKind::Equal);
        !(saturday_off || equal || calendar.is_holiday(day))
    }

    pub(crate) fn next(self, day: Date) -> Date {
        self.search(day, Date::tomorrow)
    }

    pub(crate) fn previous(self, day: Date) -> Date {
        self.search(day, Date::yesterday)
    }

    /// The day itself where there is no working day within reach or the calendar ends.
    fn search(self, from: Date, step: fn(Date) -> Result<Date, jiff::Error>) -> Date {
        let mut day = from;
        for _ in 0..SEARCH_DAYS_MAX {
            if self.contain(day) {
                return day;
            }
            let Ok(next) = step(day) else { return from };
            day = next;
        }
        from
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rule(id: &str, day: HolidayDay, kind: HolidayKind) -> HolidayRule {
        HolidayRule::new(id.to_owned(), day, kind, None, None).unwrap()
    }

    /// Christmas and Easter, and an eve.
    fn small() -> Calendar {
        let on = |text: &str| HolidayDay::On(text.parse().unwrap());
        Calendar::new(
            CalendarName::Norway,
            vec![
                rule("christmas", on("12-25"), HolidayKind::Public),
                rule("christmas_eve", on("12-24"), HolidayKind::Equal),
                rule("good_friday", HolidayDay::Easter(-2), HolidayKind::Public),
                rule("easter_monday", HolidayDay::Easter(1), HolidayKind::Public),
                rule("may", on("05-01"), HolidayKind::Public),
            ],
        )
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_and_working_days_are_not_each_others_opposite() {
        let calendar = small();
        // A Thursday equal to a holiday, a Saturday, a Sunday.
        for (date, holiday, off, worked) in [
            ("2026-12-24", false, false, false),
            ("2026-12-25", true, false, false),
            ("2026-12-26", false, false, true),
            ("2026-12-27", true, false, false),
            ("2026-12-28", false, true, true),
        ] {
            assert_eq!(calendar.is_holiday(day(date)), holiday, "{date}");
            assert_eq!(calendar.is_working_day(day(date), SaturdayRule::DayOff), off, "{date}");
            assert_eq!(calendar.is_working_day(day(date), SaturdayRule::WorkingDay), worked, "{date}");
        }
        assert_eq!(calendar.holiday_on(day("2026-12-24")).unwrap().id(), "christmas_eve");
        assert_eq!(calendar.holiday_on(day("2026-12-27")), None);
    }

    #[test]
    fn holidays_of_a_year_are_in_order() {
        let calendar = small();
        let days: Vec<_> =
            calendar.holidays(2027).into_iter().map(|(day, rule)| format!("{day} {}", rule.id())).collect();
        assert_eq!(
            days,
            [
                "2027-03-26 good_friday",
                "2027-03-29 easter_monday",
                "2027-05-01 may",
                "2027-12-24 christmas_eve",
                "2027-12-25 christmas"
            ]
        );
    }

    #[test]
    fn the_nearest_working_day() {
        let calendar = small();
        let (off, worked) = (SaturdayRule::DayOff, SaturdayRule::WorkingDay);
        assert_eq!(calendar.next_working_day(day("2026-12-24"), off), day("2026-12-28"));
        assert_eq!(calendar.next_working_day(day("2026-12-24"), worked), day("2026-12-26"));
        assert_eq!(calendar.previous_working_day(day("2026-12-27"), off), day("2026-12-23"));
        assert_eq!(calendar.previous_working_day(day("2026-12-27"), worked), day("2026-12-26"));
        assert_eq!(calendar.next_working_day(day("2027-03-26"), off), day("2027-03-30"));
    }

    #[test]
    fn a_calendar_without_working_days_ends_the_search() {
        let mut rules = Vec::new();
        for month in 1..=12 {
            for of_month in 1..=31 {
                if let Ok(each) = MonthDay::new(month, of_month) {
                    rules.push(rule("every", HolidayDay::On(each), HolidayKind::Public));
                }
            }
        }
        let calendar = Calendar::new(CalendarName::Norway, rules);
        let date = day("2027-06-01");
        assert_eq!(calendar.next_working_day(date, SaturdayRule::WorkingDay), date);
        assert_eq!(calendar.previous_working_day(date, SaturdayRule::WorkingDay), date);
    }

    #[test]
    fn names() {
        for name in CalendarName::ALL {
            assert_eq!(name.as_str().parse(), Ok(name));
        }
        assert_eq!("no".parse::<CalendarName>(), Err(CalendarUnknown));
        let calendars = Calendars::new(|_| Vec::new());
        assert!(CalendarName::ALL.into_iter().all(|name| calendars.of(name).name() == name));
    }

    proptest! {
        #[test]
        fn no_day_panics(year in -9999_i16..=9999, of_year in 1_i16..=365, saturday: bool) {
            let calendar = small();
            let saturday = if saturday { SaturdayRule::DayOff } else { SaturdayRule::WorkingDay };
            let date = Date::new(year, 1, 1).unwrap().with().day_of_year(of_year).build().unwrap();
            let next = calendar.next_working_day(date, saturday);
            prop_assert!(next >= date);
            prop_assert_eq!(calendar.next_working_day(next, saturday), next, "twice is once");
            let previous = calendar.previous_working_day(date, saturday);
            prop_assert!(previous <= date);
            prop_assert_eq!(calendar.previous_working_day(previous, saturday), previous);
        }
    }

    #[test]
    fn the_ends_of_the_calendar() {
        let calendar = small();
        for end in [Date::MIN, Date::MAX] {
            let _ = calendar.next_working_day(end, SaturdayRule::DayOff);
            let _ = calendar.previous_working_day(end, SaturdayRule::DayOff);
            let _ = (calendar.is_holiday(end), calendar.holiday_on(end));
        }
    }
}
