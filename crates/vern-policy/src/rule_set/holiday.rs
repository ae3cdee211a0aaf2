//! The calendars shipped: their rules from the files, their names, and counting by them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use vern_core::calendar::{
    Calendar, CalendarName, Calendars, HolidayDay, HolidayKind, HolidayRule, HolidayRuleError, MonthDay,
};
use vern_core::deadline::{Counting, CountingRules};

use crate::charter::Words;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    source: String,
    calendar: CalendarName,
    holidays: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    date: Option<MonthDay>,
    easter: Option<i8>,
    first: Option<WeekdayWord>,
    from: Option<MonthDay>,
    #[serde(default)]
    kind: KindWord,
    first_year: Option<i16>,
    last_year: Option<i16>,
    name: Words,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindWord {
    #[default]
    Public,
    Equal,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WeekdayWord {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Debug, thiserror::Error)]
enum HolidayFileError {
    #[error("{0}")]
    Form(#[from] serde_saphyr::Error),
    #[error("holiday `{0}`: date, easter, or first with from")]
    Day(String),
    #[error("holiday `{0}`: {1}")]
    Rule(String, HolidayRuleError),
    #[error("holiday `{0}` stands twice")]
    Twice(String),
}

/// The holidays of one jurisdiction, with their names.
#[derive(Debug)]
pub struct Holidays {
    version: String,
    source: String,
    calendar: CalendarName,
    rules: Vec<HolidayRule>,
    names: BTreeMap<String, Words>,
}

struct Shipped {
    sets: [Holidays; CalendarName::ALL.len()],
    calendars: Calendars,
}

fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let sets = CalendarName::ALL.map(Holidays::load);
        let rules_of = |name| {
            sets.iter().find(|set| set.calendar == name).map(|set| set.rules.clone()).unwrap_or_default()
        };
        let calendars = Calendars::new(rules_of);
        Shipped { sets, calendars }
    })
}

/// The calendars shipped with this version.
#[must_use]
pub fn calendars() -> &'static Calendars {
    &shipped().calendars
}

/// Counting by the fields of an agreement, on the calendars shipped.
#[must_use]
pub fn counting(rules: CountingRules) -> Counting<'static> {
    Counting::by_agreement(rules, calendars())
}

const fn text_of(name: CalendarName) -> &'static str {
    match name {
        CalendarName::Norway => include_str!("../../rules/holidays-no.yaml"),
        CalendarName::Sweden => include_str!("../../rules/holidays-se.yaml"),
        CalendarName::Union => include_str!("../../rules/holidays-eu.yaml"),
    }
}

impl Holidays {
    /// The holidays of a calendar, as shipped with this version.
    #[must_use]
    pub fn shipped(name: CalendarName) -> &'static Self {
        let [norway, sweden, union] = &shipped().sets;
        match name {
            CalendarName::Norway => norway,
            CalendarName::Sweden => sweden,
            CalendarName::Union => union,
        }
    }

    fn load(name: CalendarName) -> Self {
        Self::parse(text_of(name)).unwrap_or_else(|_| Self {
            version: String::new(),
            source: String::new(),
            calendar: name,
            rules: Vec::new(),
            names: BTreeMap::new(),
        })
    }

    fn parse(text: &str) -> Result<Self, HolidayFileError> {
        let file: File = serde_saphyr::from_str(text)?;
        let mut set = Self {
            version: file.version,
            source: file.source,
            calendar: file.calendar,
            rules: Vec::new(),
            names: BTreeMap::new(),
        };
        for entry in file.holidays {
            set.rules.push(entry.rule()?);
            if set.names.insert(entry.id.clone(), entry.name).is_some() {
                return Err(HolidayFileError::Twice(entry.id));
            }
        }
        Ok(set)
    }

    /// What a day is called: a holiday, or a day law puts beside one. None for a mere Sunday.
    #[must_use]
    pub fn name_of(&self, day: Date) -> Option<&Words> {
        self.calendar().holiday_on(day).and_then(|rule| self.name_of_rule(rule))
    }

    /// What a rule of this calendar is called.
    #[must_use]
    pub fn name_of_rule(&self, rule: &HolidayRule) -> Option<&Words> {
        self.names.get(rule.id())
    }

    /// The calendar itself.
    #[must_use]
    pub fn calendar(&self) -> &'static Calendar {
        calendars().of(self.calendar)
    }

    /// Day of the rule set.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl Entry {
    fn rule(&self) -> Result<HolidayRule, HolidayFileError> {
        let day = match (self.date, self.easter, self.first, self.from) {
            (Some(date), None, None, None) => HolidayDay::On(date),
            (None, Some(distance), None, None) => HolidayDay::Easter(distance),
            (None, None, Some(first), Some(from)) => HolidayDay::FirstFrom(first.weekday(), from),
            _ => return Err(HolidayFileError::Day(self.id.clone())),
        };
        let kind = match self.kind {
            KindWord::Public => HolidayKind::Public,
            KindWord::Equal => HolidayKind::Equal,
        };
        HolidayRule::new(self.id.clone(), day, kind, self.first_year, self.last_year)
            .map_err(|error| HolidayFileError::Rule(self.id.clone(), error))
    }
}

impl WeekdayWord {
    const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_whole() {
        for (name, count) in
            [(CalendarName::Norway, 12), (CalendarName::Sweden, 17), (CalendarName::Union, 21)]
        {
            let set = Holidays::parse(text_of(name)).unwrap();
            assert_eq!(set.calendar, name);
            assert_eq!(set.rules.len(), count, "{name}");
            assert!(set.version().parse::<Date>().is_ok() && set.source().len() > 20, "{name}");
            assert_eq!(Holidays::shipped(name).calendar().rules(), &set.rules[..]);
            assert!(set.rules.iter().all(|rule| set.name_of_rule(rule).is_some()));
        }
    }

    #[test]
    fn a_day_has_its_name() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let named = |name, text| Holidays::shipped(name).name_of(day(text)).map(|words| words.en.as_str());
        assert_eq!(named(CalendarName::Norway, "2027-05-17"), Some("Constitution Day"));
        assert_eq!(named(CalendarName::Sweden, "2027-06-25"), Some("Midsummer Eve"));
        assert_eq!(named(CalendarName::Union, "2027-05-07"), Some("Day following Ascension Day"));
        assert_eq!(named(CalendarName::Norway, "2027-05-18"), None);
    }

    #[test]
    fn a_broken_file_says_what_is_wrong() {
        let file = |holiday: &str| {
            let text = format!("version: x\nsource: y\ncalendar: SE\nholidays:\n  - {holiday}\n");
            Holidays::parse(&text).unwrap_err().to_string()
        };
        let name = "name: { nb: A, en: A }";
        assert!(file(&format!("{{ id: a, {name} }}")).contains("`a`"));
        assert!(file(&format!("{{ id: a, date: 01-01, easter: 1, {name} }}")).contains("`a`"));
        assert!(file(&format!("{{ id: a, first: friday, {name} }}")).contains("`a`"));
        assert!(file(&format!("{{ id: a, easter: 100, {name} }}")).contains("70 days"));
        assert!(file(&format!("{{ id: a, date: 02-30, {name} }}")).contains("MM-DD"));
        assert!(
            file(&format!("{{ id: a, date: 01-01, {name} }}\n  - {{ id: a, date: 01-02, {name} }}"))
                .contains("twice")
        );
    }
}
