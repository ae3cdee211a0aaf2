//! Time limits the General Data Protection Regulation sets.

use std::sync::OnceLock;

use serde::Deserialize;
use vern_core::calendar::{CalendarName, TimeZoneName};
use vern_core::deadline::{Counting, Deadline, Term};
use vern_core::time::Instant;

use super::{calendars, read};
use crate::charter::Words;

/// The time limits shipped.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    version: String,
    source: String,
    deadlines: Vec<DeadlineRule>,
}

/// One time limit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineRule {
    /// Id within the rule set: `gdpr-12-3`.
    pub id: String,
    /// The provision.
    pub article: String,
    /// Who must act.
    pub who: Who,
    /// How long there is, at the outside.
    pub term: Term,
    /// Where the term is a longer one, the term within which this must have been said, from the same event.
    pub notice_within: Option<Term>,
    /// What the term runs from.
    pub runs_from: Words,
    /// What must have been done.
    pub name: Words,
}

/// Who must act within a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The controller.
    Controller,
    /// The supervisory authority.
    Authority,
}

impl Deadlines {
    /// The rule set shipped with this version.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Deadlines> = OnceLock::new();
        SHIPPED.get_or_init(|| read(include_str!("../../rules/deadlines.yaml")))
    }

    /// A time limit by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&DeadlineRule> {
        self.deadlines.iter().find(|rule| rule.id == id)
    }

    /// Every time limit.
    #[must_use]
    pub fn deadlines(&self) -> &[DeadlineRule] {
        &self.deadlines
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

impl DeadlineRule {
    /// When the time limit ends that began to run with an event, by Regulation 1182/71, holidays and days being those of the place where
    /// the act is to be done.
    #[must_use]
    pub fn deadline(&self, event: Instant, calendar: CalendarName, time_zone: TimeZoneName) -> Deadline {
        Counting::by_regulation_1182_71(calendar, time_zone, calendars()).deadline(self.term, event)
    }

    /// When what makes the longer term hold must have been said.
    #[must_use]
    pub fn notice_deadline(
        &self,
        event: Instant,
        calendar: CalendarName,
        time_zone: TimeZoneName,
    ) -> Option<Deadline> {
        let counting = Counting::by_regulation_1182_71(calendar, time_zone, calendars());
        self.notice_within.map(|term| counting.deadline(term, event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_time_limit_is_complete() {
        let shipped = Deadlines::shipped();
        assert!(shipped.version().parse::<jiff::civil::Date>().is_ok() && !shipped.source().is_empty());
        let terms: BTreeSet<_> =
            shipped.deadlines().iter().map(|rule| format!("{} {}", rule.id, rule.term)).collect();
        let expected = [
            "gdpr-12-3 P1M",
            "gdpr-12-3-extended P3M",
            "gdpr-12-4 P1M",
            "gdpr-14-3-a P1M",
            "gdpr-33-1 72 hours",
            "gdpr-36-2 P56D",
            "gdpr-36-2-extended P98D",
            "gdpr-78-2 P3M",
        ];
        assert_eq!(terms, expected.map(str::to_owned).into());
        for rule in shipped.deadlines() {
            assert_eq!(rule.notice_within.is_some(), rule.id.ends_with("-extended"), "{}", rule.id);
            assert!(rule.article.starts_with("GDPR art. "), "{}", rule.id);
            assert_eq!(shipped.find(&rule.id), Some(rule));
        }
    }

    /// Received on Friday 27 November 2026: Sunday 27 December gives way to the Monday; three months from receipt, not from the notice,
    /// end on Saturday 27 February and so on Monday 1 March.
    #[test]
    fn an_extension_counts_from_receipt_and_is_told_within_the_month() {
        let received = Instant::from_timestamp("2026-11-27T10:00:00Z".parse().unwrap());
        let day = |text: &str| text.parse().unwrap();
        let (norway, oslo) = (CalendarName::Norway, TimeZoneName::Oslo);
        let find = |id| Deadlines::shipped().find(id).unwrap();
        assert_eq!(find("gdpr-12-3").deadline(received, norway, oslo).last_day, day("2026-12-28"));
        let extended = find("gdpr-12-3-extended");
        assert_eq!(extended.deadline(received, norway, oslo).last_day, day("2027-03-01"));
        let notice = extended.notice_deadline(received, norway, oslo).unwrap();
        assert_eq!(notice.last_day, day("2026-12-28"));
        assert_eq!(find("gdpr-12-3").notice_deadline(received, norway, oslo), None);
    }
}
