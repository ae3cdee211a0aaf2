//! Which states are members of the European Economic Area and of the European Union, over time.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;
use vern_core::place::Country;
use vern_core::time::Instant;

use super::{read, start_of_day};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    source: String,
    states: BTreeMap<Country, State>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    from: Date,
    to: Option<Date>,
    /// Until when the law applied to a state that had left as if it had not.
    transition_to: Option<Date>,
}

/// The members of a union of states over time.
#[derive(Debug)]
pub struct Membership {
    version: String,
    source: String,
    /// Sorted by country: it, when it counts as inside from, and until when.
    states: Vec<(Country, Instant, Option<Instant>)>,
}

impl Membership {
    /// The European Economic Area, as shipped with this version.
    pub fn eea() -> &'static Self {
        static EEA: OnceLock<Membership> = OnceLock::new();
        EEA.get_or_init(|| Self::new(read(include_str!("../../rules/eea.yaml"))))
    }

    /// The European Union, as shipped with this version.
    pub fn eu() -> &'static Self {
        static EU: OnceLock<Membership> = OnceLock::new();
        EU.get_or_init(|| Self::new(read(include_str!("../../rules/eu.yaml"))))
    }

    fn new(file: File) -> Self {
        let states = file.states.into_iter().map(|(country, state)| {
            (country, start_of_day(state.from), state.transition_to.or(state.to).map(start_of_day))
        });
        Self { version: file.version, source: file.source, states: states.collect() }
    }

    /// Whether a country counts as inside at an instant: as a member, or in a transition in which the law applied as to a member.
    #[must_use]
    pub fn contains(&self, country: Country, at: Instant) -> bool {
        self.state(country).is_some_and(|(from, to)| from <= at && to.is_none_or(|to| at < to))
    }

    /// The first instant after `at` at which a country begins or ceases to count as inside by this rule set.
    #[must_use]
    pub fn next_change(&self, country: Country, at: Instant) -> Option<Instant> {
        let (from, to) = self.state(country)?;
        [Some(from), to].into_iter().flatten().find(|change| *change > at)
    }

    /// The countries inside at an instant, by code.
    pub fn members(&self, at: Instant) -> impl Iterator<Item = Country> {
        let inside = move |to: Option<Instant>| to.is_none_or(|to| at < to);
        self.states
            .iter()
            .filter(move |(_, from, to)| *from <= at && inside(*to))
            .map(|(country, ..)| *country)
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

    fn state(&self, country: Country) -> Option<(Instant, Option<Instant>)> {
        let found = self.states.binary_search_by(|(state, ..)| state.cmp(&country)).ok()?;
        self.states.get(found).map(|(_, from, to)| (*from, *to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::from_timestamp(text.parse().unwrap())
    }

    fn country(text: &str) -> Country {
        text.parse().unwrap()
    }

    #[test]
    fn the_area_and_the_union_over_time() {
        let (eea, eu) = (Membership::eea(), Membership::eu());
        let now = at("2026-11-22T00:00:00Z");
        for (code, in_eea, in_eu) in [
            ("NO", true, false),
            ("IS", true, false),
            ("LI", true, false),
            ("SE", true, true),
            ("HR", true, true),
            ("US", false, false),
            ("GB", false, false),
            ("CH", false, false),
        ] {
            assert_eq!(eea.contains(country(code), now), in_eea, "{code}");
            assert_eq!(eu.contains(country(code), now), in_eu, "{code}");
        }
        assert_eq!(eea.members(now).count(), 30);
        assert_eq!(eu.members(now).count(), 27);
        assert!(eu.members(now).all(|member| eea.contains(member, now)));
        assert_eq!((eea.states.len(), eu.states.len()), (31, 28));
        for set in [eea, eu] {
            assert!(set.version().parse::<Date>().is_ok() && !set.source().is_empty());
        }
    }

    /// In 2020 the United Kingdom was out, and the law applied as if it were in.
    #[test]
    fn the_united_kingdom_left_with_a_transition() {
        let (gb, left) = (country("GB"), at("2021-01-01T00:00:00Z"));
        for set in [Membership::eea(), Membership::eu()] {
            assert!(set.contains(gb, at("2020-06-01T00:00:00Z")));
            assert!(set.contains(gb, left.plus_micros(-1)) && !set.contains(gb, left));
            assert_eq!(set.next_change(gb, left.plus_micros(-1)), Some(left));
            assert_eq!(set.next_change(gb, left), None);
            assert_eq!(set.next_change(country("US"), left), None);
        }
        assert_eq!(Membership::eea().next_change(country("NO"), left), None);
    }

    #[test]
    fn the_union_grew() {
        for (day, count) in [
            ("1957-12-31", 0),
            ("1958-01-01", 6),
            ("1973-01-01", 9),
            ("1981-01-01", 10),
            ("1986-01-01", 12),
            ("1995-01-01", 15),
            ("2004-05-01", 25),
            ("2007-01-01", 27),
            ("2013-07-01", 28),
            ("2020-12-31", 28),
            ("2021-01-01", 27),
        ] {
            let at = at(&format!("{day}T00:00:00Z"));
            assert_eq!(Membership::eu().members(at).count(), count, "{day}");
        }
    }
}
