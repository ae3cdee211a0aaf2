//! The versions of documents a controller holds: which there are, which is in force, and what one that is brought along comes to.
//!
//! Deliberately not here: the documents themselves. Who may read what they say is for pages and papers to decide (ADR 0008).

use vern_core::time::Instant;
use vern_policy::charter::DocumentKind;

use crate::charter::source_of;
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

impl Installation {
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
