//! Dated rule sets: law as data, each with its source. Here the states of the EEA; more come with the code that needs them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;
use vern_core::place::Country;
use vern_core::time::Instant;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EeaFile {
    version: String,
    source: String,
    states: BTreeMap<Country, Membership>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Membership {
    from: Date,
    to: Option<Date>,
}

/// The states of the European Economic Area over time.
#[derive(Debug)]
pub struct Eea {
    version: String,
    source: String,
    states: Vec<(Country, Instant, Instant)>,
}

impl Eea {
    /// The rule set shipped with this version. Empty only if the file shipped were broken, which a test rules out.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Eea> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let file: EeaFile =
                serde_saphyr::from_str(include_str!("../rules/eea.yaml")).unwrap_or(EeaFile {
                    version: String::new(),
                    source: String::new(),
                    states: BTreeMap::new(),
                });
            Self {
                version: file.version,
                source: file.source,
                states: file
                    .states
                    .into_iter()
                    .map(|(country, membership)| {
                        let end = membership.to.map_or(Instant::from_micros(i64::MAX), start_of_day);
                        (country, start_of_day(membership.from), end)
                    })
                    .collect(),
            }
        })
    }

    /// Whether a country is in the EEA at an instant.
    #[must_use]
    pub fn contains(&self, country: Country, at: Instant) -> bool {
        self.membership(country).is_some_and(|(from, to)| from <= at && at < to)
    }

    /// The first instant after `at` at which a country's membership begins or ends by this rule set.
    #[must_use]
    pub fn next_change(&self, country: Country, at: Instant) -> Option<Instant> {
        let (from, to) = self.membership(country)?;
        [from, to].into_iter().find(|change| *change > at && *change != Instant::from_micros(i64::MAX))
    }

    /// `states` is sorted by country.
    fn membership(&self, country: Country) -> Option<(Instant, Instant)> {
        let found = self.states.binary_search_by(|(state, _, _)| state.cmp(&country)).ok()?;
        self.states.get(found).map(|(_, from, to)| (*from, *to))
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

fn start_of_day(date: Date) -> Instant {
    date.to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(Instant::from_micros(i64::MAX), |zoned| Instant::from_timestamp(zoned.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eea_over_time() {
        let eea = Eea::shipped();
        let at = |text: &str| Instant::from_timestamp(text.parse().unwrap());
        let now = at("2026-11-22T00:00:00Z");
        for (country, inside) in
            [("NO", true), ("IS", true), ("SE", true), ("US", false), ("GB", false), ("CH", false)]
        {
            assert_eq!(eea.contains(country.parse().unwrap(), now), inside, "{country}");
        }
        let left = at("2021-01-01T00:00:00Z");
        let gb = "GB".parse().unwrap();
        assert!(eea.contains(gb, at("2020-12-31T23:59:59Z")) && !eea.contains(gb, left));
        assert_eq!(eea.next_change(gb, at("2020-12-31T23:59:59Z")), Some(left));
        assert_eq!(eea.next_change(gb, left), None);
        assert_eq!(eea.next_change("NO".parse().unwrap(), now), None);
        assert_eq!(eea.next_change("US".parse().unwrap(), now), None);
        assert_eq!(eea.states.len(), 31);
        assert!(!eea.version().is_empty() && !eea.source().is_empty());
    }
}
