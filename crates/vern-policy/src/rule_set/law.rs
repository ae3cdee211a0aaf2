//! Repealed laws that papers still cite as a legal basis, and what each provision corresponds to in GDPR art. 6(1).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;
use vern_core::place::Country;
use vern_core::time::Instant;

use super::{read, start_of_day};
use crate::charter::Words;

/// The laws known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laws {
    version: String,
    source: String,
    laws: Vec<Law>,
}

/// A law.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its id in charters.
    pub id: String,
    /// Whose law.
    pub country: Country,
    /// What people call it.
    pub name: Words,
    /// Its date, number and title.
    pub source: String,
    /// The day from which it no longer holds.
    pub repealed_on: Date,
    /// What holds in its place.
    pub replaced_by: Words,
    /// Articles of the GDPR by provision.
    articles: BTreeMap<String, Vec<String>>,
}

impl Laws {
    /// The rule set shipped with this version.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Laws> = OnceLock::new();
        SHIPPED.get_or_init(|| read(include_str!("../../rules/laws.yaml")))
    }

    /// A law by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Law> {
        self.laws.iter().find(|law| law.id == id)
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

impl Law {
    /// Whether it no longer holds at an instant.
    #[must_use]
    pub fn is_repealed(&self, at: Instant) -> bool {
        start_of_day(self.repealed_on) <= at
    }

    /// Whether a provision of it corresponds to an article of the GDPR; a provision it does not list corresponds to none.
    #[must_use]
    pub fn corresponds(&self, provision: &str, article: &str) -> bool {
        self.articles.get(provision).is_some_and(|articles| articles.iter().any(|it| it == article))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P-A5: the letters of the act of 2000 by content.
    #[test]
    fn the_letters_of_the_act_of_2000() {
        let law = Laws::shipped().find("no-personopplysningsloven-2000").unwrap();
        for (provision, article) in [
            ("§ 8", "6(1)(a)"),
            ("§ 8 a", "6(1)(b)"),
            ("§ 8 b", "6(1)(c)"),
            ("§ 8 c", "6(1)(d)"),
            ("§ 8 d", "6(1)(e)"),
            ("§ 8 e", "6(1)(e)"),
            ("§ 8 f", "6(1)(f)"),
        ] {
            assert!(law.corresponds(provision, article), "{provision}");
        }
        assert!(!law.corresponds("§ 8 a", "6(1)(a)"), "the letters moved");
        let at = |text: &str| Instant::from_timestamp(text.parse().unwrap());
        assert!(!law.is_repealed(at("2018-07-19T23:59:59Z")) && law.is_repealed(at("2018-07-20T00:00:00Z")));
        assert!(!Laws::shipped().version().is_empty() && !Laws::shipped().source().is_empty());
    }
}
