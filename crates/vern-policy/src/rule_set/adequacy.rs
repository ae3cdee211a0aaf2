//! Adequacy decisions over time, and whether one covers a recipient: the country alone does not always say (GDPR art. 45).
//!
//! Deliberately not here: who is on a list. That is a fact about one recipient, which the charter states with the day it was checked.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::time::Instant;

use super::{read, start_of_day};
use crate::charter::Words;

/// The decisions of the Commission, in force and ended.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adequacy {
    version: String,
    source: String,
    decisions: Vec<Decision>,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Id within the rule set: `us-dpf`.
    pub id: String,
    /// The country it is on.
    pub country: Country,
    /// Its number: `(EU) 2023/1795`.
    pub decision: String,
    /// Where it was published, and what ended it.
    pub source: String,
    /// From this day.
    pub from: Date,
    /// Until the day before this one.
    pub to: Option<Date>,
    /// Whom it covers.
    pub scope: Scope,
}

/// Whom a decision covers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everyone in the country.
    Whole,
    /// Those the words say. Whether the recipient is one of them is for whoever relies on the decision to see.
    Sector(Words),
    /// Organisations on a public list.
    Listed(PublicList),
}

/// A list of the organisations a decision covers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicList {
    /// What it is called.
    pub name: Words,
    /// Where it can be looked up; none for a list no longer kept.
    pub address: Option<String>,
    /// How long a look-up holds: entries lapse unless renewed.
    pub checked_within: Period,
}

/// What a charter states of a recipient under a decision with a list: that it is on it, and the day this was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The day the list was looked up and the recipient found on it.
    pub checked_on: Date,
}

impl Adequacy {
    /// The rule set shipped with this version.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Adequacy> = OnceLock::new();
        SHIPPED.get_or_init(|| read(include_str!("../../rules/adequacy.yaml")))
    }

    /// The decision that covers a recipient in a country at an instant, the newest where there are several. Under a decision with a list
    /// only with a listing that holds; under one for a sector the answer carries its condition: [`Decision::condition`].
    #[must_use]
    pub fn covers(&self, country: Country, at: Instant, listing: Option<Listing>) -> Option<&Decision> {
        let of_country = self.decisions.iter().filter(|decision| decision.country == country);
        of_country.filter(|decision| decision.covers(at, listing)).max_by_key(|decision| decision.from)
    }

    /// The first instant after `at` at which [`Self::covers`] may answer otherwise for a recipient: a decision begins or ends, or the
    /// look-up of a list begins to count or grows too old.
    #[must_use]
    pub fn next_change(&self, country: Country, at: Instant, listing: Option<Listing>) -> Option<Instant> {
        let of_country = self.decisions.iter().filter(|decision| decision.country == country);
        of_country.flat_map(|decision| decision.changes(listing)).filter(|change| *change > at).min()
    }

    /// The first instant at which [`Self::covers`] no longer answers for a recipient: ahead where one covers it, behind where one did and none does
    /// now. None where none ever did, or where it ends on no known day.
    #[must_use]
    pub fn cover_ends(&self, country: Country, at: Instant, listing: Option<Listing>) -> Option<Instant> {
        let of_country = self.decisions.iter().filter(|decision| decision.country == country);
        let mut changes: Vec<Instant> = of_country.flat_map(|decision| decision.changes(listing)).collect();
        changes.sort_unstable();
        let is_covered = |at| self.covers(country, at, listing).is_some();
        let is_end = |change: &Instant| !is_covered(*change) && is_covered(change.plus_micros(-1));
        let (behind, ahead): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| *change <= at);
        if is_covered(at) { ahead.into_iter().find(is_end) } else { behind.into_iter().rev().find(is_end) }
    }

    /// Every decision, ended ones too.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
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

impl Decision {
    /// Whether it is in force at an instant, whomever it covers.
    #[must_use]
    pub fn is_in_force(&self, at: Instant) -> bool {
        start_of_day(self.from) <= at && self.to.is_none_or(|to| at < start_of_day(to))
    }

    /// What must hold of the recipient besides its country, in words; none where nothing must.
    #[must_use]
    pub const fn condition(&self) -> Option<&Words> {
        match &self.scope {
            Scope::Whole => None,
            Scope::Sector(words) => Some(words),
            Scope::Listed(list) => Some(&list.name),
        }
    }

    fn covers(&self, at: Instant, listing: Option<Listing>) -> bool {
        let held = match self.held(listing) {
            Held::Always => true,
            Held::Never => false,
            Held::During(from, until) => from <= at && at < until,
        };
        held && self.is_in_force(at)
    }

    /// A look-up from before the decision was of another list.
    fn held(&self, listing: Option<Listing>) -> Held {
        let Scope::Listed(list) = &self.scope else { return Held::Always };
        match listing {
            Some(listing) if listing.checked_on >= self.from => {
                let checked = start_of_day(listing.checked_on);
                Held::During(checked, list.checked_within.after(checked))
            }
            _ => Held::Never,
        }
    }

    fn changes(&self, listing: Option<Listing>) -> impl Iterator<Item = Instant> + use<> {
        let held = match self.held(listing) {
            Held::During(from, until) => [Some(from), Some(until)],
            Held::Always | Held::Never => [None, None],
        };
        let in_force = [Some(start_of_day(self.from)), self.to.map(start_of_day)];
        in_force.into_iter().chain(held).flatten()
    }
}

/// When the state of a recipient meets the scope of a decision.
enum Held {
    Always,
    Never,
    During(Instant, Instant),
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn at(day: &str) -> Instant {
        start_of_day(day.parse().unwrap())
    }

    #[test]
    fn a_cover_ends_when_the_look_up_grows_old_and_that_is_told_before_and_after() {
        let us = "US".parse().unwrap();
        let listing = Some(Listing { checked_on: "2025-03-01".parse().unwrap() });
        let ends = |day, listing| Adequacy::shipped().cover_ends(us, at(day), listing);
        let end = ends("2025-06-01", listing).unwrap();
        assert!(covers("US", "2025-06-01", Some("2025-03-01")).is_some());
        assert!(end > at("2025-06-01"));
        assert_eq!(Adequacy::shipped().covers(us, end, listing), None);
        assert_eq!(ends("2027-06-01", listing), Some(end), "it is leaned on still");
        assert_eq!(ends("2025-06-01", None), None, "nothing that never covered ends");
        assert_eq!(Adequacy::shipped().cover_ends("CH".parse().unwrap(), at("2026-01-01"), None), None);
    }

    fn covers(country: &str, day: &str, checked_on: Option<&str>) -> Option<&'static str> {
        let listing = checked_on.map(|day| Listing { checked_on: day.parse().unwrap() });
        let decision = Adequacy::shipped().covers(country.parse().unwrap(), at(day), listing);
        decision.map(|decision| decision.id.as_str())
    }

    #[test]
    fn every_decision_is_complete() {
        let shipped = Adequacy::shipped();
        assert!(shipped.version().parse::<Date>().is_ok() && !shipped.source().is_empty());
        assert_eq!(shipped.decisions().len(), 18);
        let ids: BTreeSet<_> = shipped.decisions().iter().map(|decision| &decision.id).collect();
        assert_eq!(ids.len(), 18);
        for decision in shipped.decisions() {
            let id = &decision.id;
            assert!(decision.to.is_none_or(|to| decision.from < to), "{id}");
            assert!(decision.source.starts_with("Commission ") && decision.source.contains(" of "), "{id}");
            assert!(decision.decision.contains('/'), "{id}");
            assert!(id.starts_with(&decision.country.as_str().to_lowercase()), "{id}");
            if let Scope::Listed(list) = &decision.scope {
                assert!(
                    decision.to.is_some() || list.address.is_some(),
                    "{id}: a list in use has an address"
                );
            }
        }
    }

    #[test]
    fn in_force_today() {
        let whole_or_sector: BTreeSet<_> = Adequacy::shipped()
            .decisions()
            .iter()
            .filter(|decision| covers(decision.country.as_str(), "2026-11-22", None).is_some())
            .map(|decision| decision.country.as_str().to_owned())
            .collect();
        let expected =
            ["AD", "AR", "BR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY"];
        assert_eq!(whole_or_sector, expected.map(str::to_owned).into());
        for country in ["US", "IN", "CN", "RU", "AU"] {
            assert_eq!(covers(country, "2026-11-22", None), None, "{country}");
        }
    }

    #[test]
    fn a_listed_decision_covers_who_is_on_the_list() {
        assert_eq!(covers("US", "2026-11-22", Some("2026-06-01")), Some("us-dpf"));
        assert_eq!(covers("US", "2026-11-22", None), None);
        assert_eq!(covers("US", "2026-11-22", Some("2025-11-22")), None, "looked up a year ago");
        assert_eq!(covers("US", "2026-11-21", Some("2025-11-22")), Some("us-dpf"));
        assert_eq!(covers("US", "2026-11-22", Some("2026-11-23")), None, "not looked up yet");
        assert_eq!(covers("US", "2023-08-01", Some("2023-07-01")), None, "a list from before the decision");
        assert_eq!(covers("US", "2015-10-05", Some("2015-03-01")), Some("us-safe-harbour"));
        assert_eq!(covers("US", "2015-10-06", Some("2015-03-01")), None);
        assert_eq!(covers("US", "2020-07-15", Some("2020-03-01")), Some("us-privacy-shield"));
        assert_eq!(covers("US", "2020-07-16", Some("2020-03-01")), None);
        assert_eq!(covers("US", "2022-01-01", Some("2021-12-01")), None);
    }

    #[test]
    fn a_sector_carries_its_condition() {
        let (canada, switzerland) = ("CA".parse().unwrap(), "CH".parse().unwrap());
        let now = at("2026-11-22");
        let condition =
            |country| Adequacy::shipped().covers(country, now, None).and_then(Decision::condition).is_some();
        assert!(condition(canada) && !condition(switzerland));
    }

    #[test]
    fn changes_are_foreseen() {
        let shipped = Adequacy::shipped();
        let (us, gb) = ("US".parse().unwrap(), "GB".parse().unwrap());
        assert_eq!(shipped.next_change(gb, at("2026-11-22"), None), Some(at("2031-12-27")));
        assert_eq!(covers("GB", "2031-12-26", None), Some("gb-2021"));
        assert_eq!(covers("GB", "2031-12-27", None), None);
        assert_eq!(shipped.next_change(gb, at("2031-12-27"), None), None);
        let listing = Some(Listing { checked_on: "2026-06-01".parse().unwrap() });
        assert_eq!(shipped.next_change(us, at("2026-11-22"), listing), Some(at("2027-06-01")));
        assert_eq!(shipped.next_change(us, at("2026-11-22"), None), None);
        assert_eq!(shipped.next_change(us, at("2016-01-01"), None), Some(at("2016-07-12")));
    }

    /// Between two changes the answer stays the same.
    #[test]
    fn nothing_changes_in_between() {
        let shipped = Adequacy::shipped();
        for checked_on in [None, Some("2015-02-01"), Some("2019-12-01"), Some("2026-06-01")] {
            let listing = checked_on.map(|day| Listing { checked_on: day.parse().unwrap() });
            for country in ["US", "GB", "BR", "CH", "XX"].map(|code| code.parse().unwrap()) {
                let mut day: Date = "1999-12-31".parse().unwrap();
                let mut next = shipped.next_change(country, start_of_day(day), listing);
                let mut held = shipped.covers(country, start_of_day(day), listing);
                while day.year() < 2033 {
                    day = day.tomorrow().unwrap();
                    let now = start_of_day(day);
                    let holds = shipped.covers(country, now, listing);
                    if next.is_some_and(|next| next <= now) {
                        next = shipped.next_change(country, now, listing);
                    } else {
                        assert_eq!(holds, held, "{country} {day}");
                    }
                    held = holds;
                }
            }
        }
    }
}
