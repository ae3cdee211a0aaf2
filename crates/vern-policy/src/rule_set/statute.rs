//! Statutes that order data to be kept, and until when.
//!
//! A hold gives a ground to keep, never one to use: what is held under a statute may be used for what the statute is for, and nothing else.

use std::sync::OnceLock;

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;
use vern_core::calendar::MonthDay;
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::time::Instant;

use super::{read, start_of_day};
use crate::charter::Words;

/// The statutes shipped.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statutes {
    version: String,
    source: String,
    statutes: Vec<Statute>,
}

/// One statutory period.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// Id within the rule set, as charters name it: `no-bookkeeping-primary`.
    pub id: String,
    /// Whose law.
    pub country: Country,
    /// What it is called.
    pub name: Words,
    /// The provision.
    pub source: String,
    /// How long.
    pub period: Period,
    /// From when.
    pub counted_from: CountedFrom,
    /// In force from this day, where the law changed.
    pub from: Option<Date>,
    /// In force until the day before this one.
    pub to: Option<Date>,
}

/// What a statutory period is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// The end of the financial year.
    FinancialYearEnd,
    /// The end of the calendar year in which the financial year ended.
    CalendarYearOfFinancialYearEnd,
}

/// Until when something is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hold {
    /// The end of the financial year it belongs to.
    pub financial_year_end: Date,
    /// The last day it is to be kept.
    pub last_day: Date,
    /// The instant the hold is over: the end of that day in UTC, which is no earlier than in Norway or Sweden.
    pub ends_at: Instant,
}

impl Statutes {
    /// The rule set shipped with this version.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Statutes> = OnceLock::new();
        SHIPPED.get_or_init(|| read(include_str!("../../rules/statutes.yaml")))
    }

    /// A statute by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Statute> {
        self.statutes.iter().find(|statute| statute.id == id)
    }

    /// Every statute.
    #[must_use]
    pub fn statutes(&self) -> &[Statute] {
        &self.statutes
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

impl Statute {
    /// Until when what belongs to a day is to be kept by a firm whose financial year ends on a day of the year. A year's end of
    /// 29 February is the last of February.
    #[must_use]
    pub fn ends(&self, anchor: Date, year_end: MonthDay) -> Hold {
        let end_in = |year: i16| {
            let february = || Date::new(year, 2, 28).ok();
            year_end.in_year(year).or_else(february).unwrap_or(Date::MAX)
        };
        let this_year = end_in(anchor.year());
        let financial_year_end =
            if anchor <= this_year { this_year } else { end_in(anchor.year().saturating_add(1)) };
        self.ends_for(financial_year_end)
    }

    /// Until when what belongs to a financial year is to be kept. Counted from the first day after the year, so that years that end with
    /// a month end with a month.
    #[must_use]
    pub fn ends_for(&self, financial_year_end: Date) -> Hold {
        let year_end = match self.counted_from {
            CountedFrom::FinancialYearEnd => financial_year_end,
            CountedFrom::CalendarYearOfFinancialYearEnd => financial_year_end.last_of_year(),
        };
        let (years, months, days) = self.period.parts();
        let span = Span::new().years(i64::from(years)).months(i64::from(months)).days(i64::from(days));
        let day = Span::new().days(1);
        let first_free = year_end.saturating_add(day).saturating_add(span);
        Hold {
            financial_year_end,
            last_day: first_free.saturating_sub(day),
            ends_at: start_of_day(first_free),
        }
    }

    /// Whether the statute as it stands here is in force at an instant.
    #[must_use]
    pub fn is_in_force(&self, at: Instant) -> bool {
        self.from.is_none_or(|from| start_of_day(from) <= at)
            && self.to.is_none_or(|to| at < start_of_day(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_statute_is_complete() {
        let shipped = Statutes::shipped();
        assert!(shipped.version().parse::<Date>().is_ok() && !shipped.source().is_empty());
        let ids: BTreeSet<_> = shipped.statutes().iter().map(|statute| statute.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "no-bookkeeping-primary",
                "no-bookkeeping-secondary",
                "no-bookkeeping-project",
                "se-bookkeeping"
            ]
            .into()
        );
        for statute in shipped.statutes() {
            assert!(statute.id.starts_with(&statute.country.as_str().to_lowercase()), "{}", statute.id);
            assert!(statute.source.contains('§'), "{}", statute.id);
            assert_eq!(shipped.find(&statute.id), Some(statute));
        }
        assert_eq!(shipped.find("dk-bookkeeping"), None);
    }

    /// P-B7, and the bookkeeping acts: day of the voucher, end of the firm's financial year, last day of keeping.
    #[test]
    fn p_b7_until_when_accounts_are_kept() {
        for (id, anchor, year_end, last_day) in [
            ("no-bookkeeping-primary", "2024-03-05", "12-31", "2029-12-31"),
            ("no-bookkeeping-primary", "2024-12-31", "12-31", "2029-12-31"),
            ("no-bookkeeping-primary", "2025-01-01", "12-31", "2030-12-31"),
            ("no-bookkeeping-primary", "2024-03-05", "06-30", "2029-06-30"),
            ("no-bookkeeping-primary", "2024-07-01", "06-30", "2030-06-30"),
            ("no-bookkeeping-primary", "2022-12-01", "02-28", "2028-02-29"), // the year 2027/2028 ends a leap February
            ("no-bookkeeping-primary", "2023-12-01", "02-29", "2029-02-28"),
            ("no-bookkeeping-primary", "2022-12-01", "02-29", "2028-02-29"),
            ("no-bookkeeping-secondary", "2024-03-05", "12-31", "2028-06-30"),
            ("no-bookkeeping-secondary", "2024-03-05", "06-30", "2027-12-31"),
            ("no-bookkeeping-secondary", "2024-03-05", "08-31", "2028-02-29"),
            ("no-bookkeeping-project", "2024-03-05", "12-31", "2034-12-31"),
            ("se-bookkeeping", "2024-03-05", "12-31", "2031-12-31"),
            ("se-bookkeeping", "2024-03-05", "04-30", "2031-12-31"),
            ("se-bookkeeping", "2024-05-05", "04-30", "2032-12-31"),
            ("se-bookkeeping", "2024-05-05", "08-31", "2031-12-31"),
        ] {
            let statute = Statutes::shipped().find(id).unwrap();
            let hold = statute.ends(anchor.parse().unwrap(), year_end.parse().unwrap());
            assert_eq!(hold.last_day, last_day.parse().unwrap(), "{id} {anchor} {year_end}");
            assert_eq!(hold.ends_at, start_of_day(hold.last_day.tomorrow().unwrap()));
        }
    }

    #[test]
    fn the_ends_of_the_calendar() {
        for statute in Statutes::shipped().statutes() {
            for day in [Date::MIN, Date::MAX] {
                for year_end in ["12-31", "02-29", "01-01"] {
                    let _ = statute.ends(day, year_end.parse().unwrap());
                }
            }
        }
    }

    #[test]
    fn in_force_since_the_law_changed() {
        let at = |day: &str| start_of_day(day.parse().unwrap());
        let five_years = Statutes::shipped().find("no-bookkeeping-primary").unwrap();
        assert!(!five_years.is_in_force(at("2014-01-31")) && five_years.is_in_force(at("2014-02-01")));
    }
}
