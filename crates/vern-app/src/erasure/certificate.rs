//! The certificate of an erasure: what went, what a statute keeps, when nobody could read it any more, when the bytes were gone, and two entries of the
//! journal with their proofs.

use vern_core::id::{OperationId, SubjectId};
use vern_core::time::Instant;
use vern_crypto::LinkKey;
use vern_journal::{Entry, EntryKind, SealedPart, SubjectPart};
use vern_store::erasure::ErasureRow;

use super::ErasureDelays;
use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::journal::ProvenEntry;
use crate::problem::Problem;

/// What is certified of one erasure.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The operation that ordered it.
    pub erasure: OperationId,
    /// Whose data it was: an id that is nobody's once the last data is gone.
    pub subject: SubjectId,
    /// When it was ordered.
    pub ordered_at: Instant,
    /// From when nobody could read it: the last key was overwritten.
    pub unreadable_at: Instant,
    /// From when no row of it was left in the database. Copies in backups go with the life of the newest key backup.
    pub gone_at: Instant,
    /// Both delays.
    pub delays: ErasureDelays,
    /// Activity by activity.
    pub activities: Vec<CertifiedActivity>,
    /// The order in the journal.
    pub order: ProvenEntry,
    /// The completion in the journal.
    pub completion: ProvenEntry,
}

/// What went of one activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertifiedActivity {
    /// Activity.
    pub activity: String,
    /// Records there were.
    pub records: u64,
    /// Of them, those of which a statute keeps something.
    pub kept: u64,
}

impl Installation {
    /// The certificate of a finished erasure. It names a subject by its id only, and is for whoever has a grant to erase in one of its activities.
    ///
    /// # Errors
    /// `erasure.unknown` if there is none the caller may know of, `erasure.under_way` if it is not finished; `store.*`.
    pub async fn erasure_certificate(
        &self,
        caller: &Caller,
        erasure: OperationId,
    ) -> Result<Certificate, Problem> {
        let controller = &caller.controller;
        let unknown = || Problem::NotFound { code: "erasure.unknown" };
        let rules = self.rules_now(controller)?;
        let rows = self.reader()?.snapshot()?.erasure(controller.id(), erasure.as_bytes())?;
        if !rows.iter().any(|row| caller.has_grant(&rules, &row.activity)) {
            return Err(unknown());
        }
        let first = rows.first().ok_or_else(unknown)?;
        let under_way = || Problem::Conflict { code: "erasure.under_way" };
        let unreadable_at = rows.iter().map(|row| row.unreadable_at).max().flatten().ok_or_else(under_way)?;
        let gone_at = first.gone_at.ok_or_else(under_way)?;
        let gone_index = first.gone_index.ok_or_else(under_way)?;
        let is_of_it = |entry: &Entry, completed: bool| {
            entry.operation == Some(*erasure.as_bytes())
                && (entry.kind == EntryKind::ErasureCompleted) == completed
        };
        let missing = || Problem::NotFound { code: "receipt.beyond_tree" };
        let completion = self
            .prove_found(controller, gone_index, |entry| is_of_it(entry, true))
            .await?
            .ok_or_else(missing)?;
        let order = match self
            .prove_found(controller, first.ordered_index, |entry| is_of_it(entry, false))
            .await?
        {
            Some(order) => order,
            // Ordered by a restore, which is the opening of an epoch (ADR 0016).
            None => {
                let is_opening = |entry: &Entry| entry.kind == EntryKind::EpochOpened;
                self.prove_found(controller, first.ordered_index, is_opening).await?.ok_or_else(missing)?
            }
        };
        Ok(Certificate {
            erasure,
            subject: first.subject,
            ordered_at: first.ordered_at,
            unreadable_at,
            gone_at,
            delays: ErasureDelays::between(first.ordered_at, unreadable_at, gone_at),
            activities: rows.iter().map(certified).collect(),
            order,
            completion,
        })
    }
}

fn certified(row: &ErasureRow) -> CertifiedActivity {
    CertifiedActivity { activity: row.activity.clone(), records: row.records, kept: row.kept }
}

/// What the certificate's entry holds of the subject: its pseudonym in clear; sealed, which activities, how many records, how many kept.
pub(super) fn subject_part(
    controller: &Controller,
    link: &LinkKey,
    erasure: &[u8; 16],
    rows: &[ErasureRow],
) -> Result<SubjectPart, Problem> {
    let lines: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row.activity, row.records, row.kept)).collect();
    let sealed = SealedPart { reason: Some(lines.join("\n")), ..SealedPart::default() };
    let id = controller.id().as_u64();
    Ok(SubjectPart {
        pseudonym: link.pseudonym(id),
        sealed: link.seal_entry(id, *erasure, &sealed.encode()?)?,
        digest: None,
    })
}
