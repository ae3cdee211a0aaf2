//! What a surface publishes: documents of an organisation, each to the readers it is for (ADR 0008), as of now.

use std::sync::Arc;

use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::charter::WorkingView;
use vern_text::{Audience, Document, Language, Sheet};

use super::history::{Version, versions};
use super::{Library, Name, Papers, Printed, Shelf};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// A document with what a surface needs to publish it.
#[derive(Debug, Clone)]
pub struct PublishedDocument {
    /// Which.
    pub name: Name,
    /// The document, whole: its working view.
    pub document: Document,
    /// Its rows, of a list or a register.
    pub sheet: Option<Sheet>,
    /// Hash of the charter version it is printed from.
    pub charter_hash: [u8; 32],
    /// When that version came into force.
    pub in_force_since: Instant,
    /// Whether anyone may see the working view.
    pub working_view_public: bool,
}

impl PublishedDocument {
    fn new(name: &Name, printed: Printed, rules: &Rules) -> Self {
        Self {
            name: name.clone(),
            document: printed.document,
            sheet: printed.sheet,
            charter_hash: *rules.hash(),
            in_force_since: rules.charter().in_force_from.value,
            working_view_public: rules.charter().publish.working_view == WorkingView::Public,
        }
    }

    /// Whether a reader may see how each line is held, and the findings: a party to the document, or anyone where the charter says so.
    #[must_use]
    pub fn shows_working_view_to(&self, reader: Audience) -> bool {
        self.working_view_public || Audience::Party.may_be_read_by(reader)
    }
}

impl Papers<'_> {
    /// Every document a reader may have, printed as of an instant.
    #[must_use]
    pub fn published(&self, language: Language, reader: Audience, at: Instant) -> Vec<PublishedDocument> {
        let names = self.names().into_iter();
        names.filter_map(|name| self.published_one(&name, language, reader, at)).collect()
    }

    fn published_one(
        &self,
        name: &Name,
        language: Language,
        reader: Audience,
        at: Instant,
    ) -> Option<PublishedDocument> {
        if !self.audience(name).may_be_read_by(reader) {
            return None;
        }
        Some(PublishedDocument::new(name, self.print(name, language, at)?, self.rules_of(name.kind)?))
    }
}

impl Installation {
    /// The papers of an organisation, with those of its customers.
    ///
    /// # Errors
    /// `store.*`.
    pub fn shelf(&self, controller: &Controller) -> Result<Shelf, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let library = |of: &Controller| -> Result<Arc<Library>, Problem> {
            let head = snapshot.head(of.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            of.library(&snapshot, head.state_version)
        };
        let others = self.controllers().into_iter().filter(|other| other.id() != controller.id());
        let others = others.map(|other| library(&other)).collect::<Result<Vec<_>, _>>()?;
        Ok(Shelf::new(library(controller)?, others))
    }

    /// The documents of an organisation a reader may have, in the order pages list them.
    ///
    /// # Errors
    /// `store.*`.
    pub fn documents(
        &self,
        controller: &Controller,
        language: Language,
        reader: Audience,
    ) -> Result<Vec<PublishedDocument>, Problem> {
        let now = self.now();
        Ok(self.shelf(controller)?.papers(now).published(language, reader, now))
    }

    /// One document of an organisation by its address.
    ///
    /// # Errors
    /// `page.unknown`, for one that is not there as for one the reader may not have; `store.*`.
    pub fn document(
        &self,
        controller: &Controller,
        address: &str,
        language: Language,
        reader: Audience,
    ) -> Result<PublishedDocument, Problem> {
        let now = self.now();
        let shelf = self.shelf(controller)?;
        let papers = shelf.papers(now);
        let name = papers.names().into_iter().find(|name| name.address() == address);
        let found = name.and_then(|name| papers.published_one(&name, language, reader, now));
        found.ok_or(Problem::NotFound { code: "page.unknown" })
    }

    /// The versions of a document a reader may have, the newest first.
    ///
    /// # Errors
    /// As [`Self::document`].
    pub fn document_history(
        &self,
        controller: &Controller,
        address: &str,
        language: Language,
        reader: Audience,
    ) -> Result<Vec<Version>, Problem> {
        let document = self.document(controller, address, language, reader)?;
        let shelf = self.shelf(controller)?;
        Ok(versions(&shelf, &document.name, language, reader, self.now()))
    }

    /// The last of a processor's own terms that have come into force.
    pub(crate) fn offered_terms(&self, processor: &Controller) -> Result<Arc<Rules>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(processor.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let library = processor.library(&snapshot, head.state_version)?;
        let offered = library.offered_at(self.now());
        offered.map(Arc::clone).ok_or(Problem::Conflict { code: "charter.none_in_force" })
    }
}
