//! What the rules lean on that ends at a known instant, so that it can be seen to before the gate refuses.
//!
//! Deliberately not here: what ends with a record, a person or an access, of which the rules know nothing.

use vern_core::place::{Area, Country};
use vern_core::time::Instant;

use crate::charter::SafeguardKind;
use crate::rule_set::Adequacy;
use crate::rules::Rules;

/// Something that ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleEnd {
    /// An adequacy decision covers a supplier in a country: the decision ends, or the look-up of its list grows too old (GDPR art. 45).
    Cover {
        /// The supplier.
        supplier: String,
        /// Where.
        country: Country,
    },
    /// An activity is only observed; afterwards the gate refuses in it.
    Observation {
        /// The activity.
        activity: String,
    },
}

impl Rules {
    /// All that ends, with the first instant at which it no longer holds. Covers that have ended are told too, since they are still leaned on.
    #[must_use]
    pub fn ends(&self, at: Instant) -> Vec<(RuleEnd, Instant)> {
        let observed = self.activities.iter().filter_map(|activity| {
            let until = activity.observe_until.filter(|until| *until > at)?;
            Some((RuleEnd::Observation { activity: activity.id.to_string() }, until))
        });
        self.covers_end(at).into_iter().chain(observed).collect()
    }

    fn covers_end(&self, at: Instant) -> Vec<(RuleEnd, Instant)> {
        let mut ends = Vec::new();
        for (id, place) in &self.supplier_names.0 {
            let Some(supplier) = self.suppliers.get(*place) else { continue };
            let Some(safeguard) = supplier.safeguard.filter(|it| it.kind == SafeguardKind::Adequacy) else {
                continue;
            };
            let mut countries: Vec<Country> = (supplier.place.into_iter())
                .chain(supplier.handled_in.iter().copied())
                .filter_map(|area| if let Area::Country(country) = area { Some(country) } else { None })
                .collect();
            countries.sort_unstable();
            countries.dedup();
            ends.extend(countries.into_iter().filter_map(|country| {
                let until = Adequacy::shipped().cover_ends(country, at, safeguard.listing)?;
                Some((RuleEnd::Cover { supplier: id.to_string(), country }, until))
            }));
        }
        ends
    }
}
