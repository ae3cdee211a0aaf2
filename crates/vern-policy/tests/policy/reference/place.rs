//! Places by hand: the four countries of the generator, the two unions, and what a safeguard carries.

use jiff::civil::date;
use vern_core::place::{Area, Country};
use vern_core::time::Instant;
use vern_policy::Fact;
use vern_policy::charter::{Places, Safeguard, SafeguardKind, SafeguardState, Supplier};

pub(super) fn stated<T>(fact: &Fact<T>) -> Option<&T> {
    match fact {
        Fact::Stated(value) => Some(value),
        Fact::NotStated | Fact::Open | Fact::Aim(_) => None,
    }
}

/// Whether a country is in the EEA, in the EU.
fn membership(country: Country, at: Instant) -> (bool, bool) {
    let day = at.to_date();
    match country.as_str() {
        "NO" => (true, false),
        "GB" => (day < date(2021, 1, 1), day < date(2021, 1, 1)),
        "HR" => (day >= date(2014, 4, 12), day >= date(2013, 7, 1)),
        "US" => (false, false),
        other => panic!("{other}"),
    }
}

/// Whether a decision of adequacy covers a recipient in a country: all there, or those listed only. A look-up in the list holds for a year, if
/// it was made under the decision.
fn is_adequate(country: Country, at: Instant, listed_on: Option<&str>) -> bool {
    let day = at.to_date();
    match country.as_str() {
        "GB" => day >= date(2021, 6, 28) && day < date(2031, 12, 27),
        "US" => listed_on.is_some_and(|on| {
            let on: jiff::civil::Date = on.parse().unwrap();
            let a_year_on = on.checked_add(jiff::Span::new().years(1)).unwrap();
            on >= date(2023, 7, 10) && on <= day && day < a_year_on
        }),
        _ => false,
    }
}

/// A country outside the EEA; a union is none.
pub(super) fn third_country(area: Area, at: Instant) -> Option<Country> {
    match area {
        Area::Country(country) if !membership(country, at).0 => Some(country),
        _ => None,
    }
}

pub(super) fn lies_within(area: Area, list: &[Area], at: Instant) -> bool {
    list.iter().any(|outer| match area {
        _ if area == *outer => true,
        Area::Country(country) if *outer == Area::Eea => membership(country, at).0,
        Area::Country(country) if *outer == Area::Eu => membership(country, at).1,
        Area::Eu => *outer == Area::Eea,
        _ => false,
    })
}

/// Whether a safeguard carries a transfer to a country.
pub(super) fn carries(safeguard: &Fact<Safeguard>, to: Country, at: Instant) -> bool {
    let Some(safeguard) = stated(safeguard) else { return false };
    if safeguard.state != SafeguardState::InPlace {
        return false;
    }
    match stated(&safeguard.kind) {
        Some(SafeguardKind::StandardClauses | SafeguardKind::BindingRules) => true,
        Some(SafeguardKind::Adequacy) => {
            is_adequate(to, at, stated(&safeguard.listed_on).map(String::as_str))
        }
        Some(SafeguardKind::Consent) | None => false,
    }
}

/// Whether an area lies outside a list that binds.
pub(super) fn is_outside(area: Area, list: &Fact<Vec<Area>>, at: Instant) -> bool {
    stated(list).is_some_and(|list| !lies_within(area, list, at))
}

/// Whether a supplier by itself breaks a bound.
pub(super) fn breaks(supplier: &Supplier, bound: &Places, at: Instant) -> bool {
    let of_country = |fact: &Fact<Country>, list: &Fact<Vec<Area>>| {
        stated(fact).is_some_and(|country| is_outside(Area::Country(*country), list, at))
    };
    stated(&supplier.place.value).is_some_and(|area| is_outside(*area, &bound.stored.value, at))
        || supplier.handled_in.iter().any(|area| is_outside(area.value, &bound.handled.value, at))
        || of_country(&supplier.seat, &bound.seat.value)
        || of_country(&supplier.owner_country, &bound.owner.value)
}
