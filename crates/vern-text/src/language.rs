//! The two languages Vern speaks, and how a request's wish is read.
//!
//! Deliberately not here: remembering a choice. The language is in the path; there is no language cookie.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language all texts exist in. Names are BCP 47 primary subtags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Norwegian bokmål, `nb`: what is used where nothing else was asked for.
    #[default]
    Nb,
    /// English, `en`, in British spelling.
    En,
}

/// A language tag that is neither `nb` nor `en`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("language `{tag}` is not one of nb, en")]
pub struct LanguageUnknown {
    tag: String,
}

impl Language {
    /// Both languages, Norwegian first.
    pub const ALL: [Self; 2] = [Self::Nb, Self::En];

    /// The BCP 47 tag: `nb` or `en`. Fit for `lang` attributes and path prefixes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::En => "en",
        }
    }

    /// The language that is not this one: where a language switch leads.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Nb => Self::En,
            Self::En => Self::Nb,
        }
    }

    /// What stands between a number and its decimals.
    #[must_use]
    pub const fn decimal_mark(self) -> char {
        match self {
            Self::Nb => ',',
            Self::En => '.',
        }
    }

    /// The best language for an `Accept-Language` header (RFC 9110 § 12.5.4).
    ///
    /// `no` and `nn` are read as Norwegian. The highest weight wins, the first of equals; a weight of zero is a
    /// refusal. Norwegian where nothing fits, malformed parts are passed over.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        // A header names a handful of languages; the limit keeps a hostile one cheap.
        const RANGES_MAX: usize = 32;
        let mut best = (Self::default(), 0_u16);
        for range in header.split(',').take(RANGES_MAX) {
            let mut parts = range.split(';');
            let language = parts.next().and_then(|tag| Self::from_primary_subtag(tag.trim()));
            let weight_permille = parts.next().map_or(Some(1000), weight_permille);
            if let (Some(language), Some(weight)) = (language, weight_permille)
                && weight > best.1
            {
                best = (language, weight);
            }
        }
        best.0
    }

    fn from_primary_subtag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "nb" | "no" | "nn" => Some(Self::Nb),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

fn weight_permille(parameter: &str) -> Option<u16> {
    let value = parameter.trim().strip_prefix("q=")?.trim();
    let weight: f32 = value.parse().ok()?;
    if !(0.0..=1.0).contains(&weight) {
        return None;
    }
    // At most three decimals are allowed, so thousandths lose nothing; the range check above bounds the value.
    (0..=1000_u16).rev().find(|&permille| f32::from(permille) / 1000.0 <= weight + 0.000_01)
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = LanguageUnknown;

    /// Reads exactly `nb` or `en`: what stands in a path has one spelling.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        match tag {
            "nb" => Ok(Self::Nb),
            "en" => Ok(Self::En),
            _ => Err(LanguageUnknown { tag: tag.chars().take(35).collect() }),
        }
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_accept_language_by_weight() {
        for (header, expected) in [
            ("", Language::Nb),
            ("*", Language::Nb),
            ("sv-SE,sv;q=0.9", Language::Nb),
            ("en", Language::En),
            ("EN-gb", Language::En),
            ("en-GB,en;q=0.9,nb;q=0.8", Language::En),
            ("en;q=0.5, no;q=0.7", Language::Nb),
            ("nn-NO, en;q=0.9", Language::Nb),
            ("en;q=0, de", Language::Nb),
            ("de, en;q=0.001", Language::En),
            ("en;q=x, nb;q=0.1", Language::Nb),
            ("en;q=NaN", Language::Nb),
            ("en;q=2", Language::Nb),
            (";;;,,,q=1", Language::Nb),
        ] {
            assert_eq!(Language::from_accept_language(header), expected, "{header}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for language in Language::ALL {
            assert_eq!(language.as_str().parse(), Ok(language));
            assert_eq!(language.other().other(), language);
        }
        assert!("NB".parse::<Language>().is_err());
        assert!("".parse::<Language>().is_err());
    }
}
