//! A document's history: which version was in force when, and what each changed, from the papers alone.
//!
//! Each version is printed by the law of the day it came into force, as people could read it then.

use vern_core::time::Instant;
use vern_text::{Audience, Document, Language, SectionChange, changes};

use super::{Name, Shelf};

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it came into force.
    pub since: Instant,
    /// When it was over: the next one's time, none for what is in force now.
    pub until: Option<Instant>,
    /// What it changed; none for the first.
    pub changes: Option<Vec<SectionChange>>,
}

/// The versions a reader may have, the newest first. Papers that change nothing of what the document says make none.
pub(super) fn versions(
    shelf: &Shelf,
    name: &Name,
    language: Language,
    reader: Audience,
    now: Instant,
) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    let mut before: Option<Document> = None;
    for at in shelf.changes(now) {
        let papers = shelf.papers(at);
        let open = papers.names().contains(name) && papers.audience(name).may_be_read_by(reader);
        let document =
            if open { papers.print(name, language, at).map(|it| it.document.published()) } else { None };
        if document == before {
            continue;
        }
        if let Some(last) = versions.last_mut() {
            last.until.get_or_insert(at);
        }
        if let Some(document) = &document {
            let changes = before.as_ref().map(|before| changes(before, document));
            versions.push(Version { since: at, until: None, changes });
        }
        before = document;
    }
    versions.reverse();
    versions
}
