//! The documents of an organisation as a static site: the same pages as served, as files that link to one another by relative addresses, so
//! that any web server or a folder on a disk shows them.
//!
//! Deliberately not here: writing files, the journal's page (it answers questions), forms, and anything the reader may not have.

use askama::Template;
use vern_app::document::{PublishedDocument, first_kind};
use vern_app::{Controller, Installation, Problem};
use vern_text::{Audience, Language};

use crate::address::{Addresses, View};
use crate::page::{Assets, CharterInForce, Chrome, FrontPage, Place, SiteLinks, VersionsJson, asset};
use crate::site::document::{document_page, history_page};
use crate::site::front::{contact, publication};
use crate::site::{first_document, hex};

/// One file of a static site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Path within the folder, parts separated by `/`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Where a reader chooses the language.
#[derive(Template)]
#[template(path = "languages.html")]
struct LanguagesPage {
    organisation: String,
}

/// Every file of the site of one organisation, for one kind of reader.
///
/// # Errors
/// `controller.unknown`, `charter.none_in_force`, `store.*`.
pub fn static_site(
    installation: &Installation,
    organisation: &str,
    reader: Audience,
) -> Result<Vec<StaticFile>, Problem> {
    let controller = installation.controller(organisation)?;
    let name = installation.rules_now(&controller)?.charter().organisation.name.clone();
    let mut files = vec![page("index.html", LanguagesPage { organisation: name }.render())?];
    for asset in [asset::STYLE, asset::MARK] {
        files.push(StaticFile { path: format!("assets/{}", asset.name), bytes: asset.bytes.to_vec() });
    }
    for language in Language::ALL {
        let site = Site { installation, controller: &controller, language, reader };
        site.write(&mut files)?;
    }
    Ok(files)
}

/// The pages of one language.
struct Site<'a> {
    installation: &'a Installation,
    controller: &'a Controller,
    language: Language,
    reader: Audience,
}

impl Site<'_> {
    fn write(&self, files: &mut Vec<StaticFile>) -> Result<(), Problem> {
        let documents = self.installation.documents(self.controller, self.language, self.reader)?;
        let addresses = Addresses::Folder { language: self.language };
        let here = addresses.front();
        let front = FrontPage {
            chrome: self.chrome(&addresses, &documents, &here, Place::Front)?,
            lead: None,
            publications: documents.iter().map(|document| publication(&addresses, document)).collect(),
            contact: contact(self.installation, self.controller, self.language)?,
            request: None,
            newsletter: None,
            my_page: None,
            checkpoint: None,
        };
        files.push(page(&self.path(&here), front.render())?);
        for document in &documents {
            self.document(&addresses, &documents, document, files)?;
        }
        Ok(())
    }

    /// Every view of one document.
    fn document(
        &self,
        addresses: &Addresses,
        all: &[PublishedDocument],
        document: &PublishedDocument,
        files: &mut Vec<StaticFile>,
    ) -> Result<(), Problem> {
        let name = document.name.address();
        let address = |view| addresses.of(&name, view);
        let chrome = |view| self.chrome(addresses, all, &address(view), Place::Elsewhere);
        let mut views = vec![(View::Published, false)];
        if document.shows_working_view_to(self.reader) {
            views.push((View::Working, true));
        }
        for (view, working) in views {
            let shown = document_page(chrome(view)?, addresses, document.clone(), self.reader, working);
            files.push(page(&self.path(&address(view)), shown.render())?);
        }
        files.push(data(&self.path(&address(View::Json)), &document.document.published())?);
        if let Some(sheet) = &document.sheet {
            files.push(StaticFile {
                path: self.path(&address(View::Csv)),
                bytes: sheet.to_csv().into_bytes(),
            });
        }
        let versions =
            self.installation.document_history(self.controller, &name, self.language, self.reader)?;
        files.push(data(&self.path(&address(View::HistoryJson)), &VersionsJson::new(&versions))?);
        let history = history_page(chrome(View::History)?, addresses, document, versions);
        files.push(page(&self.path(&address(View::History)), history.render())?);
        Ok(())
    }

    fn path(&self, address: &str) -> String {
        format!("{}/{address}", self.language)
    }

    fn chrome(
        &self,
        addresses: &Addresses,
        documents: &[PublishedDocument],
        here: &str,
        place: Place,
    ) -> Result<Chrome, Problem> {
        let rules = self.installation.rules_now(self.controller)?;
        let first = first_kind(&rules);
        let document = documents.iter().any(|document| document.name.kind == first);
        let document = document.then(|| first_document(first, self.language, addresses));
        let mut chrome = Chrome {
            language: self.language,
            organisation: rules.charter().organisation.name.clone(),
            place,
            links: SiteLinks {
                front: addresses.front(),
                document,
                journal: None,
                sign_in: None,
                guide: None,
                other_language: Some(addresses.other(here)),
            },
            charter: Some(CharterInForce {
                hash: hex(rules.hash()),
                since: rules.charter().in_force_from.value.to_date().to_string(),
            }),
            assets: Assets::Beside,
        };
        if chrome.is_first_document(here) {
            chrome.place = Place::Document;
        }
        Ok(chrome)
    }
}

fn page(path: &str, rendered: Result<String, askama::Error>) -> Result<StaticFile, Problem> {
    let html = rendered.map_err(|error| Problem::Internal(error.to_string()))?;
    Ok(StaticFile { path: path.to_owned(), bytes: html.into_bytes() })
}

fn data<T: serde::Serialize>(path: &str, value: &T) -> Result<StaticFile, Problem> {
    let json = serde_json::to_vec_pretty(value).map_err(|error| Problem::Internal(error.to_string()))?;
    Ok(StaticFile { path: path.to_owned(), bytes: json })
}
