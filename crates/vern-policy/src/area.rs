//! Areas at an instant: whether one lies within others, and when that changes by the rule sets.

use vern_core::place::Area;
use vern_core::time::Instant;

use crate::rule_set::Membership;

/// Whether an area lies wholly within one of these, at an instant.
#[must_use]
pub fn is_within(area: Area, areas: &[Area], at: Instant) -> bool {
    areas.iter().any(|outer| match (area, *outer) {
        (Area::Country(country), Area::Eu) => Membership::eu().contains(country, at),
        (Area::Country(country), Area::Eea) => Membership::eea().contains(country, at),
        (Area::Eu, Area::Eea) => true,
        (inner, outer) => inner == outer,
    })
}

/// Whether an area is a country outside the EEA: a third country (GDPR chapter V).
#[must_use]
pub fn is_third_country(area: Area, at: Instant) -> bool {
    matches!(area, Area::Country(country) if !Membership::eea().contains(country, at))
}

/// The first instant after `at` at which an area's membership of either union changes.
#[must_use]
pub fn next_change(area: Area, at: Instant) -> Option<Instant> {
    let Area::Country(country) = area else { return None };
    let unions = [Membership::eea(), Membership::eu()];
    unions.into_iter().filter_map(|union| union.next_change(country, at)).min()
}
