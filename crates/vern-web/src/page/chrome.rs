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
    /// The document asked for first.
    Document,
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
    /// The document asked for first, by its name.
    pub document: Option<Link>,
    /// The journal in this language.
    pub journal: Option<String>,
    /// The guided tour in this language; only a demo has one.
    pub guide: Option<String>,
    /// Where staff sign in, in this language; absent where they can't.
    pub sign_in: Option<String>,
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

    /// A clause or heading of a paper, as it is cited.
    pub(crate) fn cited(&self, clause: &str) -> String {
        cited(self.language, clause)
    }

    pub(crate) fn navigation(&self) -> Vec<NavigationEntry<'_>> {
        let named = |id: &str, href| Some((self.t(id), href?));
        let document = self.links.document.as_ref().map(|link| (link.label.clone(), link.href.as_str()));
        [
            (Place::Guide, named("site-nav-guide", self.links.guide.as_deref())),
            (Place::Front, named("site-nav-front", self.front_apart())),
            (Place::Document, document),
            (Place::Journal, named("site-nav-journal", self.links.journal.as_deref())),
        ]
        .into_iter()
        .filter_map(|(place, entry)| {
            let (label, href) = entry?;
            Some(NavigationEntry { label, href, current: place == self.place })
        })
        .collect()
    }

    /// Whether an address is that of the document asked for first.
    pub(crate) fn is_first_document(&self, address: &str) -> bool {
        self.links.document.as_ref().is_some_and(|link| link.href == address)
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

/// A clause by its number, a heading in quotation marks.
pub(super) fn cited(language: Language, clause: &str) -> String {
    let is_number = clause.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let (id, variable) = if is_number { ("cited-clause", "number") } else { ("quoted", "words") };
    text(language, id, &[(variable, clause.into())])
}

impl CharterInForce {
    pub(crate) fn short_hash(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}
