//! Small forms many fields share: a text that is not blank, a day.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::fact::Fact;

pub(crate) fn not_blank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() { Err(D::Error::custom("a text must not be blank")) } else { Ok(text) }
}

pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if is_day(&text) { Ok(text) } else { Err(D::Error::custom("a day is written 2026-11-22")) }
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == text)
}

pub(crate) fn fact_not_blank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fact<String>, D::Error> {
    match Fact::<String>::deserialize(deserializer)? {
        Fact::Stated(text) | Fact::Aim(text) if text.trim().is_empty() => Err(D::Error::custom(
            "a text must not be blank; where the paper says nothing, write `not_stated`",
        )),
        fact => Ok(fact),
    }
}

pub(crate) fn fact_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fact<String>, D::Error> {
    match Fact::<String>::deserialize(deserializer)? {
        Fact::Stated(text) | Fact::Aim(text) if !is_day(&text) => {
            Err(D::Error::custom("a day is written 2026-11-22, or `not_stated`"))
        }
        fact => Ok(fact),
    }
}
