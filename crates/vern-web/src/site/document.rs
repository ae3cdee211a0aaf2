//! Documents: published view, working view (ADR 0008), history; as data; rows as CSV. Only what is public is served here: what is for parties or
//! the authority is not there for anyone who has not shown who they are.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use vern_app::document::{PublishedDocument, Version};
use vern_app::{Controller, Problem};
use vern_text::{Audience, Language};

use super::{Page, PageProblem, chrome_of, language_in, show};
use crate::Web;
use crate::address::{Addresses, View};
use crate::header::PathOf;
use crate::page::{Chrome, DocumentPage, HistoryPage, Place, VersionsJson};

/// Who reads pages without having shown who they are.
const READER: Audience = Audience::Public;

/// `…/{document}`, `…/{document}.json`, `…/{document}.csv`.
pub(super) async fn read_document(
    State(web): State<Web>,
    PathOf((language, organisation, document)): PathOf<(String, String, String)>,
) -> Page {
    let asked = Asked::new(&web, &language, &organisation)?;
    if let Some(name) = document.strip_suffix(".json") {
        return Ok(Json(asked.document(name)?.document.published()).into_response());
    }
    if let Some(name) = document.strip_suffix(".csv") {
        return asked.sheet(name);
    }
    asked.page(&document, View::Published)
}

pub(super) async fn read_working_view(
    State(web): State<Web>,
    PathOf((language, organisation, document)): PathOf<(String, String, String)>,
) -> Page {
    Asked::new(&web, &language, &organisation)?.page(&document, View::Working)
}

pub(super) async fn read_history(
    State(web): State<Web>,
    PathOf((language, organisation, document)): PathOf<(String, String, String)>,
) -> Page {
    let asked = Asked::new(&web, &language, &organisation)?;
    let (published, versions) = asked.history(&document)?;
    let here = asked.addresses.of(&document, View::History);
    let chrome = asked.chrome(&here)?;
    show(asked.language, history_page(chrome, &asked.addresses, &published, versions).render())
}

pub(super) async fn read_history_json(
    State(web): State<Web>,
    PathOf((language, organisation, document)): PathOf<(String, String, String)>,
) -> Page {
    let asked = Asked::new(&web, &language, &organisation)?;
    let (_, versions) = asked.history(&document)?;
    Ok(Json(VersionsJson::new(&versions)).into_response())
}

/// An organisation's documents in one language.
struct Asked<'a> {
    web: &'a Web,
    controller: std::sync::Arc<Controller>,
    language: Language,
    addresses: Addresses,
}

impl<'a> Asked<'a> {
    fn new(web: &'a Web, language: &str, organisation: &str) -> Result<Self, PageProblem> {
        let language = language_in(language)?;
        let controller = web
            .installation
            .controller(organisation)
            .map_err(|problem| PageProblem::new(language, &problem))?;
        Ok(Self { web, controller, language, addresses: Addresses::served(organisation, language) })
    }

    fn problem(&self, problem: &Problem) -> PageProblem {
        PageProblem::new(self.language, problem)
    }

    fn document(&self, name: &str) -> Result<PublishedDocument, PageProblem> {
        let installation = &self.web.installation;
        installation
            .document(&self.controller, name, self.language, READER)
            .map_err(|problem| self.problem(&problem))
    }

    fn history(&self, name: &str) -> Result<(PublishedDocument, Vec<Version>), PageProblem> {
        let installation = &self.web.installation;
        let versions = installation
            .document_history(&self.controller, name, self.language, READER)
            .map_err(|problem| self.problem(&problem))?;
        Ok((self.document(name)?, versions))
    }

    fn chrome(&self, here: &str) -> Result<Chrome, PageProblem> {
        let mut chrome =
            chrome_of(self.web, &self.controller, self.language, Place::Elsewhere, &self.addresses, here)?;
        if chrome.is_first_document(here) {
            chrome.place = Place::Document;
        }
        Ok(chrome)
    }

    fn page(&self, name: &str, view: View) -> Page {
        let published = self.document(name)?;
        let working = view == View::Working;
        if working && !published.shows_working_view_to(READER) {
            return Err(self.problem(&Problem::NotFound { code: "page.unknown" }));
        }
        let chrome = self.chrome(&self.addresses.of(name, view))?;
        show(self.language, document_page(chrome, &self.addresses, published, READER, working).render())
    }

    fn sheet(&self, name: &str) -> Page {
        let published = self.document(name)?;
        let unknown = || self.problem(&Problem::NotFound { code: "page.unknown" });
        let sheet = published.sheet.ok_or_else(unknown)?;
        let file = format!("attachment; filename=\"{}-{name}.csv\"", self.controller.slug());
        let headers = [
            (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
            (CONTENT_DISPOSITION, file),
        ];
        Ok((headers, sheet.to_csv()).into_response())
    }
}

/// A document's page with the links to its other views.
pub(crate) fn document_page(
    chrome: Chrome,
    addresses: &Addresses,
    published: PublishedDocument,
    reader: Audience,
    working: bool,
) -> DocumentPage {
    let name = published.name.address();
    let other = if working { View::Published } else { View::Working };
    DocumentPage {
        chrome,
        working,
        other_view: published.shows_working_view_to(reader).then(|| addresses.of(&name, other)),
        history: Some(addresses.of(&name, View::History)),
        json: Some(addresses.of(&name, View::Json)),
        csv: published.sheet.is_some().then(|| addresses.of(&name, View::Csv)),
        own: None,
        document: published.document,
    }
}

/// The page of a document's versions.
pub(crate) fn history_page(
    chrome: Chrome,
    addresses: &Addresses,
    published: &PublishedDocument,
    versions: Vec<Version>,
) -> HistoryPage {
    let name = published.name.address();
    HistoryPage {
        chrome,
        title: published.document.title.clone(),
        document: addresses.of(&name, View::Published),
        json: addresses.of(&name, View::HistoryJson),
        versions,
    }
}
