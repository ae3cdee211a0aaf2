//! The documents an organisation holds: which is in force, what one changes from another, and what it would have refused of late.

use vern_core::time::Instant;
use vern_policy::charter::DocumentKind;
use vern_policy::in_force::Source;

use crate::access::Caller;
use crate::charter::{DocumentChange, diff_documents, source_of};
use crate::controller::Controller;
use crate::history::aside;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::replay::ReplayReport;
use crate::retention::RetentionEffect;

/// One document held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDocument {
    /// Its hash, which names it.
    pub hash: [u8; 32],
    /// `charter`, `terms` or `agreement`.
    pub kind: &'static str,
    /// Whose.
    pub organisation: String,
    /// The organisation's own name of the version.
    pub version: String,
    /// Name of its file.
    pub file: String,
    /// From when it holds.
    pub in_force_from: Instant,
    /// Whether what is decided now is decided by it.
    pub is_in_force: bool,
}

/// What one document changes from another, and what it would have refused.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The changes.
    pub changes: Vec<DocumentChange>,
    /// What it would have refused in the last days.
    pub replay: ReplayReport,
    /// What it would have go, or stay, when it comes into force.
    pub retention: Vec<RetentionEffect>,
}

impl Installation {
    /// The documents an organisation holds, the newest first.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; `charter.none_in_force`, `store.*`.
    pub fn held_documents(&self, caller: &Caller) -> Result<Vec<HeldDocument>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let rules = self.ground(caller, &snapshot)?.in_force.rules;
        let mut held = Vec::new();
        for row in snapshot.charters(caller.controller.id())?.iter().rev() {
            let source = source_of(row)?;
            let document = source.document();
            held.push(HeldDocument {
                hash: row.hash,
                kind: match document.kind() {
                    DocumentKind::Charter => "charter",
                    DocumentKind::Terms => "terms",
                    DocumentKind::Agreement => "agreement",
                },
                organisation: document.organisation().name.clone(),
                version: document.version().to_owned(),
                file: row.file.clone(),
                in_force_from: row.in_force_at,
                is_in_force: rules.sources().iter().any(|source| source.hash == row.hash),
            });
        }
        Ok(held)
    }

    /// What one document changes from another, and which operations of the last days it would have refused, of the activities the caller's role has
    /// a grant in.
    ///
    /// # Errors
    /// `page.unknown` for a document that is not held; `charter.*`, `store.*`.
    pub fn compare_documents(
        &self,
        caller: &Caller,
        (old, new): (&[u8; 32], &[u8; 32]),
        days: u32,
    ) -> Result<Comparison, Problem> {
        let controller = &caller.controller;
        let (old, new) = (self.held_document(controller, old)?, self.held_document(controller, new)?);
        let rules = self.rules_now(controller)?;
        let mut replay = aside(|| self.replay_journal(controller, &new, days))?;
        // As in the journal: of other activities a role is shown its own lines only.
        replay.refused.retain(|of| of.actor == caller.actor || caller.has_grant(&rules, &of.activity));
        let mut retention = aside(|| self.retention_effect(controller, &new))?;
        retention.retain(|effect| caller.has_grant(&rules, &effect.activity));
        Ok(Comparison { changes: diff_documents(old.document(), new.document()), replay, retention })
    }

    fn held_document(&self, controller: &Controller, hash: &[u8; 32]) -> Result<Source, Problem> {
        let reader = self.reader()?;
        let rows = reader.snapshot()?.charters(controller.id())?;
        let row = rows.iter().find(|row| row.hash == *hash);
        row.ok_or(Problem::NotFound { code: "page.unknown" }).and_then(source_of)
    }
}
