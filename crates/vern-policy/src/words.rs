//! Facts of a charter in running text: lists, periods, areas.

use vern_core::period::Period;
use vern_core::place::Area;
use vern_text::{Language, text};

/// `a, b and c`, as written.
#[must_use]
pub fn list(parts: &[String], language: Language) -> String {
    let Some((last, before)) = parts.split_last() else { return String::new() };
    if before.is_empty() {
        return last.clone();
    }
    let and = format!(" {} ", text(language, "notice-and", &[]));
    // A last part that holds an 'and' of its own ends the list by itself.
    let joint = if last.contains(&and) { ", ".to_owned() } else { and };
    format!("{}{joint}{last}", before.join(", "))
}

/// The text with its first letter small, unless its first word holds another capital: `CV` and `BankID` stay.
#[must_use]
pub fn lower_first(said: &str) -> String {
    let mut letters = said.chars();
    let Some(first) = letters.next() else { return String::new() };
    let keeps_capital = letters.clone().take_while(|c| !c.is_whitespace()).any(char::is_uppercase);
    if keeps_capital { said.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}

/// `60 days`, `three years and six months`.
#[must_use]
pub fn period(period: Period, language: Language) -> String {
    let (years, months, days) = period.parts();
    let parts = [("years", u32::from(years)), ("months", u32::from(months)), ("days", days)];
    let said = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(unit, count)| text(language, &format!("period-{unit}"), &[("count", (*count).into())]));
    list(&said.collect::<Vec<_>>(), language)
}

/// A country by its name, or a union.
#[must_use]
pub fn area(area: Area, language: Language) -> String {
    match area {
        Area::Country(country) => text(language, "country", &[("code", country.as_str().into())]),
        Area::Eu => text(language, "area-eu", &[]),
        Area::Eea => text(language, "area-eea", &[]),
    }
}
