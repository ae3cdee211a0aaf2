//! Where the pages of one organisation are: served under `/nb/granvik/…`, or as files of a folder, linked to from the file beside them. One
//! list of views, so that both have the same.
//!
//! Deliberately not here: which pages there are.

use vern_text::Language;

/// A view of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// As everyone sees it.
    Published,
    /// With how each line is held, and the findings.
    Working,
    /// Its versions, and what each changed.
    History,
    /// As data.
    Json,
    /// Its versions as data.
    HistoryJson,
    /// Its rows.
    Csv,
}

/// Where the pages of one organisation in one language are.
#[derive(Debug, Clone)]
pub(crate) enum Addresses {
    /// Served.
    Served {
        /// In addresses.
        organisation: String,
        /// Of the pages.
        language: Language,
    },
    /// Files of a folder, one for each language.
    Folder {
        /// Of the pages.
        language: Language,
    },
}

impl Addresses {
    pub(crate) fn served(organisation: &str, language: Language) -> Self {
        Self::Served { organisation: organisation.to_owned(), language }
    }

    /// The front page.
    pub(crate) fn front(&self) -> String {
        match self {
            Self::Served { organisation, language } => format!("/{language}/{organisation}"),
            Self::Folder { .. } => "index.html".to_owned(),
        }
    }

    /// A view of a document.
    pub(crate) fn of(&self, document: &str, view: View) -> String {
        match self {
            Self::Served { .. } => {
                let tail = match view {
                    View::Published => "",
                    View::Working => "/working-view",
                    View::History => "/history",
                    View::Json => ".json",
                    View::HistoryJson => "/history.json",
                    View::Csv => ".csv",
                };
                format!("{}/{document}{tail}", self.front())
            }
            Self::Folder { .. } => {
                let tail = match view {
                    View::Published => ".html",
                    View::Working => ".working-view.html",
                    View::History => ".history.html",
                    View::Json => ".json",
                    View::HistoryJson => ".history.json",
                    View::Csv => ".csv",
                };
                format!("{document}{tail}")
            }
        }
    }

    /// The same page in the other language.
    pub(crate) fn other(&self, here: &str) -> String {
        match self {
            Self::Served { language, .. } => {
                let tail = here.strip_prefix(&format!("/{language}")).unwrap_or(here);
                format!("/{}{tail}", language.other())
            }
            Self::Folder { language } => format!("../{}/{here}", language.other()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_have_an_address_of_its_own_for_every_view() {
        let views = [View::Published, View::Working, View::History, View::Json, View::HistoryJson, View::Csv];
        for addresses in
            [Addresses::served("granvik", Language::Nb), Addresses::Folder { language: Language::Nb }]
        {
            let all: std::collections::BTreeSet<String> =
                views.iter().map(|view| addresses.of("cookie-policy", *view)).collect();
            assert_eq!(all.len(), views.len(), "{all:?}");
        }
    }

    #[test]
    fn the_other_language_is_the_same_page() {
        let served = Addresses::served("nb", Language::Nb);
        assert_eq!(served.other(&served.of("terms", View::History)), "/en/nb/terms/history");
        let folder = Addresses::Folder { language: Language::En };
        assert_eq!(folder.other(&folder.front()), "../nb/index.html");
    }
}
