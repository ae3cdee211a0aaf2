//! What stands around every page: header, navigation, language switch and footer.
//!
//! Deliberately not here: which paths exist. Whoever routes says where the links lead.

use vern_text::{Language, Value, date, text};

use super::asset;

/// What every page carries.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The language of the page.
    pub language: Language,
    /// The organisation whose installation this is.
    pub organisation: String,
    /// Which entry of the navigation the page is.
    pub place: Place,
    /// Where the navigation leads.
    pub links: SiteLinks,
    /// The charter the pages are printed from; absent before the first one.
    pub charter: Option<CharterInForce>,
    /// Where style and mark are.
    pub assets: Assets,
}

/// Where a page finds the files it uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assets {
    /// Served, each named with its content.
    #[default]
    Served,
    /// In a folder beside that of the page: `../assets/`.
    Beside,
}

/// A page's place in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The front page.
    Front,
    /// The privacy notice.
    Notice,
    /// The journal.
    Journal,
    /// The guided tour of the demo.
    Guide,
    /// None of them.
    Elsewhere,
}

/// Paths the header links to; an absent one is not shown.
#[derive(Clone, Debug, Default)]
pub struct SiteLinks {
    /// The front page in this language.
    pub front: String,
    /// The privacy notice in this language.
    pub notice: Option<String>,
    /// The journal in this language.
    pub journal: Option<String>,
    /// The guided tour in this language; only a demo has one.
    pub guide: Option<String>,
    /// This page in the other language; absent where it can't be had by following a link (an answer to a form).
    pub other_language: Option<String>,
}

/// The charter in force.
#[derive(Clone, Debug)]
pub struct CharterInForce {
    /// Its hash in hexadecimal; the page shows the first eight digits.
    pub hash: String,
    /// The ISO 8601 date it came into force.
    pub since: String,
}

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// One entry of the navigation.
pub(crate) struct NavigationEntry<'a> {
    pub(crate) label: String,
    pub(crate) href: &'a str,
    pub(crate) current: bool,
}

impl Chrome {
    /// A message without variables, in the page's language.
    pub(crate) fn t(&self, id: &str) -> String {
        text(self.language, id, &[])
    }

    /// A message with one variable, in the page's language.
    pub(crate) fn t1<'a>(&self, id: &str, name: &str, value: impl Into<Value<'a>>) -> String {
        text(self.language, id, &[(name, value.into())])
    }

    pub(crate) fn navigation(&self) -> Vec<NavigationEntry<'_>> {
        [
            (Place::Guide, "site-nav-guide", self.links.guide.as_deref()),
            (Place::Front, "site-nav-front", self.front_apart()),
            (Place::Notice, "site-nav-notice", self.links.notice.as_deref()),
            (Place::Journal, "site-nav-journal", self.links.journal.as_deref()),
        ]
        .into_iter()
        .filter_map(|(place, id, href)| {
            Some(NavigationEntry { label: self.t(id), href: href?, current: place == self.place })
        })
        .collect()
    }

    /// The front page, where it is another than the guided tour's first.
    fn front_apart(&self) -> Option<&str> {
        Some(self.links.front.as_str()).filter(|front| self.links.guide.as_deref() != Some(front))
    }

    /// The organisation's name, where it is another than the product's own.
    pub(crate) fn organisation_apart(&self) -> Option<&str> {
        (self.organisation != self.t("site-name")).then_some(&self.organisation)
    }

    pub(crate) fn in_force(&self, since: &str) -> String {
        self.t1("site-footer-in-force", "date", date(self.language, since))
    }

    pub(crate) fn style_href(&self) -> String {
        self.asset_href(asset::STYLE)
    }

    pub(crate) fn mark_href(&self) -> String {
        self.asset_href(asset::MARK)
    }

    fn asset_href(&self, asset: asset::Asset) -> String {
        match self.assets {
            Assets::Served => asset.href(),
            Assets::Beside => format!("../assets/{}", asset.name),
        }
    }
}

impl CharterInForce {
    pub(crate) fn short_hash(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}
