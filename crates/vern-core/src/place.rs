//! Places: countries by ISO 3166-1 alpha-2.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A country, two capital letters (ISO 3166-1 alpha-2). Form only: which countries are in the EEA is a dated rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }
}

/// Not two capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a country is two capital letters (ISO 3166-1 alpha-2)")]
pub struct CountryError;

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(CountryError),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A country, or one of the two unions a paper may name instead. Who belongs to them is a dated rule set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// One country.
    Country(Country),
    /// The European Union.
    Eu,
    /// The European Economic Area.
    Eea,
}

/// Neither a country nor `EU` nor `EEA`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an area is two capital letters (ISO 3166-1 alpha-2), `EU` or `EEA`")]
pub struct AreaError;

impl FromStr for Area {
    type Err = AreaError;

    fn from_str(text: &str) -> Result<Self, AreaError> {
        match text {
            "EU" => Ok(Self::Eu),
            "EEA" => Ok(Self::Eea),
            country => country.parse().map(Self::Country).map_err(|_| AreaError),
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(country) => country.fmt(f),
            Self::Eu => f.write_str("EU"),
            Self::Eea => f.write_str("EEA"),
        }
    }
}

impl Serialize for Area {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_read_what_they_write() {
        for text in ["NO", "EU", "EEA", "US"] {
            assert_eq!(text.parse::<Area>().unwrap().to_string(), text);
        }
        for bad in ["", "no", "EFTA", "N", "EEA ", "NOR"] {
            assert_eq!(bad.parse::<Area>(), Err(AreaError), "{bad}");
        }
    }
}
