//! The versions of documents a controller holds: which there are, which is in force, and what one that is brought along comes to.
//!
//! Deliberately not here: what pages are printed from them; that is `document`'s.

use vern_core::time::Instant;
use vern_policy::charter::{Administration, DocumentKind};
use vern_text::Audience;

use crate::access::Caller;
use crate::charter::source_of;
use crate::checkpoint_key::verifier_keys;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// One document a controller holds. A version is immutable; entries cite its hash.
#[derive(Debug, Clone)]
pub struct CharterVersion {
    /// SHA-256 of its canonical form.
    pub hash: [u8; 32],
    /// `charter`, `terms` or `agreement`.
    pub kind: &'static str,
    /// Id of the organisation whose paper it is: a controller also holds the terms its agreements stand under.
    pub organisation: String,
    /// The organisation's own name of this version.
    pub version: String,
    /// When it comes into force.
    pub in_force_from: Instant,
    /// When it was imported.
    pub imported_at: Instant,
    /// Whether operations are decided by it now.
    pub in_force: bool,
}

/// The word for a kind of document.
#[must_use]
pub const fn kind_word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Charter => "charter",
        DocumentKind::Terms => "terms",
        DocumentKind::Agreement => "agreement",
    }
}

/// What a controller is, to those who work for it.
#[derive(Debug, Clone)]
pub struct ControllerFacts {
    /// Name in the charter.
    pub name: String,
    /// Hashes of the documents operations are decided by now: a charter, or terms and the agreement under them.
    pub charters: Vec<[u8; 32]>,
    /// Since when.
    pub in_force_since: Instant,
    /// When a version that is held takes over.
    pub in_force_until: Option<Instant>,
    /// Origin of its journal's checkpoints.
    pub origin: String,
    /// The key that verifies them, in C2SP signed-note form.
    pub verifier_key: String,
}

impl Installation {
    /// What the caller's controller is.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn controller_facts(&self, caller: &Caller) -> Result<ControllerFacts, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let in_force = self.ground(caller, &snapshot)?.in_force;
        let keys = verifier_keys(&snapshot.controller_keys(caller.controller.id())?);
        Ok(ControllerFacts {
            name: in_force.rules.charter().organisation.name.clone(),
            charters: in_force.rules.sources().iter().map(|source| source.hash).collect(),
            in_force_since: in_force.rules.charter().in_force_from.value,
            in_force_until: in_force.until,
            origin: caller.controller.origin().to_owned(),
            verifier_key: keys.into_iter().next_back().unwrap_or_default(),
        })
    }

    /// A document the caller's controller holds, as it was imported; for whoever administers the charter or the journal.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not, and for a document that is not held; `store.*`.
    pub fn charter_text(&self, caller: &Caller, hash: &[u8; 32]) -> Result<Vec<u8>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        self.administrator(caller, &snapshot, &[Administration::Charter, Administration::Journal])?;
        let rows = snapshot.charters(caller.controller.id())?;
        let found = rows.into_iter().find(|row| row.hash == *hash);
        found.map(|row| row.document).ok_or(Problem::NotFound { code: "page.unknown" })
    }

    /// Whom a caller reads its controller's documents as: a party where its role administers the charter, else as anyone (ADR 0008).
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn reader_of_documents(&self, caller: &Caller) -> Result<Audience, Problem> {
        let reader = self.reader()?;
        match self.administrator(caller, &reader.snapshot()?, &[Administration::Charter]) {
            Ok(_) => Ok(Audience::Party),
            Err(Problem::NotFound { code: "page.unknown" }) => Ok(Audience::Public),
            Err(problem) => Err(problem),
        }
    }

    /// The documents a controller holds, in the order they come into force.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn charter_versions(&self, controller: &Controller) -> Result<Vec<CharterVersion>, Problem> {
        let now = self.rules_now(controller)?;
        let rows = self.reader()?.snapshot()?.charters(controller.id())?;
        let version = |row| {
            let source = source_of(&row)?;
            let document = source.document();
            Ok(CharterVersion {
                hash: row.hash,
                kind: kind_word(document.kind()),
                organisation: document.organisation().id.value.clone(),
                version: document.version().to_owned(),
                in_force_from: row.in_force_at,
                imported_at: row.imported_at,
                in_force: now.sources().iter().any(|cited| cited.hash == row.hash),
            })
        };
        rows.into_iter().map(version).collect()
    }
}
