//! The journal's page: where it stands, and one entry for whoever holds its receipt (ADR 0009).

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use vern_app::journal::{EntryKind as Kind, Outcome, ProvenEntry, SignedCheckpoint};
use vern_app::problem::code_text;
use vern_app::{Controller, Problem};
use vern_core::time::Instant;
use vern_text::Language;

use super::{Page, PageProblem, chrome_of, hex, language_in, show};
use crate::Web;
use crate::address::{Addresses, View};
use crate::header::PathOf;
use crate::page::{
    Answer, CheckpointView, EntryKind, EntryReason, EntryView, JournalPage, Lookup, Opened, Place, ProofView,
    Verdict,
};

/// What may be asked of the page. A receipt is not personal.
#[derive(Deserialize)]
pub(super) struct JournalQuery {
    receipt: Option<String>,
}

pub(super) async fn read_journal(
    State(web): State<Web>,
    PathOf((language, organisation)): PathOf<(String, String)>,
    query: Result<Query<JournalQuery>, QueryRejection>,
) -> Page {
    let language = language_in(&language)?;
    let problem = |problem: Problem| PageProblem::new(language, &problem);
    let controller = web.installation.controller(&organisation).map_err(problem)?;
    let mut checkpoint = web.installation.checkpoint(&controller).await.map_err(problem)?;
    let mut lookup = None;
    // What cannot be read as a query is no receipt.
    let asked = query.map_or_else(|_| Some("-".to_owned()), |Query(query)| query.receipt);
    if let Some(receipt) = asked.filter(|receipt| !receipt.trim().is_empty()) {
        let verdict =
            look_up(&web, &controller, language, &receipt, &mut checkpoint).await.map_err(problem)?;
        lookup = Some(Lookup { receipt: receipt.chars().take(120).collect(), verdict });
    }
    let addresses = Addresses::served(&organisation, language);
    let action = addresses.of("journal", View::Published);
    let here = match &lookup {
        Some(Lookup { receipt, verdict: Verdict::Included(_) }) => format!("{action}?receipt={receipt}"),
        _ => action.clone(),
    };
    let page = JournalPage {
        chrome: chrome_of(&web, &controller, language, Place::Journal, &addresses, &here)?,
        action,
        origin: checkpoint.origin.clone(),
        verifier_key: checkpoint.verifier_key.clone(),
        checkpoint: Some(checkpoint_view(&checkpoint)),
        lookup,
    };
    show(language, page.render())
}

/// Finds what a receipt names; the checkpoint becomes the one the proof is against.
async fn look_up(
    web: &Web,
    controller: &Controller,
    language: Language,
    receipt: &str,
    checkpoint: &mut SignedCheckpoint,
) -> Result<Verdict, Problem> {
    match web.installation.entry_by_receipt(controller, receipt).await {
        Ok(proven) => {
            *checkpoint = proven.checkpoint.clone();
            let entry = entry_view(web, controller, language, &proven)?;
            Ok(Verdict::Included(Box::new(Opened { entry, proof: proof_view(&proven) })))
        }
        Err(Problem::Invalid { code: "receipt.form", .. }) => Ok(Verdict::Malformed),
        Err(Problem::Conflict { code: "receipt.mismatch" }) => Ok(Verdict::Mismatch),
        Err(Problem::NotFound { code: "receipt.beyond_tree" }) => {
            let index = receipt.split('.').nth(1).and_then(|index| index.parse().ok()).unwrap_or_default();
            Ok(Verdict::BeyondTree { index, size: checkpoint.tree_size })
        }
        Err(problem) => Err(problem),
    }
}

pub(super) fn checkpoint_view(checkpoint: &SignedCheckpoint) -> CheckpointView {
    CheckpointView {
        size: checkpoint.tree_size,
        root: hex(&checkpoint.root.0),
        at: Some(checkpoint.signed_at.to_string()),
        note: checkpoint.note.clone(),
    }
}

fn proof_view(proven: &ProvenEntry) -> ProofView {
    ProofView {
        entry: hex(&proven.bytes),
        leaf: hex(&proven.receipt.leaf.0),
        index: proven.receipt.index,
        size: proven.checkpoint.tree_size,
        path: proven.proof.iter().map(|hash| hex(&hash.0)).collect(),
        root: hex(&proven.checkpoint.root.0),
    }
}

fn entry_view(
    web: &Web,
    controller: &Controller,
    language: Language,
    proven: &ProvenEntry,
) -> Result<EntryView, Problem> {
    let names = web.installation.names(controller, language)?;
    let entry = &proven.entry;
    let at = Instant::from_micros(i64::try_from(entry.at).unwrap_or(i64::MAX));
    Ok(EntryView {
        index: entry.index,
        at: at.to_string(),
        kind: kind_of(entry.kind),
        operation: entry.operation.map(|id| uuid::Uuid::from_bytes(id).to_string()),
        actor: entry.actor.map(|id| uuid::Uuid::from_bytes(id).to_string()),
        holder: entry.holder.map(|id| uuid::Uuid::from_bytes(id).to_string()),
        activity: entry.activity.as_ref().map(|id| names.activity(id)),
        act: entry.act.map(|act| act.as_str().to_owned()),
        data: proven.data.iter().map(|id| names.data_type(id)).collect(),
        withheld: proven.withheld.iter().map(|id| names.data_type(id)).collect(),
        outcome: entry.outcome.map(answer_of),
        reasons: entry
            .codes
            .iter()
            .map(|code| EntryReason { code: code.clone(), text: code_text(language, code) })
            .collect(),
        charters: entry.charters.iter().map(|hash| hex(hash)).collect(),
        recipient: entry.recipient.as_ref().map(|id| names.supplier(id)),
        place: entry
            .place
            .as_ref()
            .map(|code| vern_text::text(language, "country", &[("code", code.into())])),
        subjects: u64::try_from(entry.subjects.len()).unwrap_or(u64::MAX),
        count: entry.count,
    })
}

pub(crate) const fn kind_of(kind: Kind) -> EntryKind {
    match kind {
        Kind::Operation => EntryKind::Operation,
        Kind::EpochOpened => EntryKind::Epoch,
        Kind::CharterInForce => EntryKind::Charter,
        Kind::Chunk => EntryKind::Chunk,
        Kind::ClockWentBack => EntryKind::Clock,
        Kind::Access => EntryKind::Access,
        Kind::KeysRotated => EntryKind::Keys,
        Kind::ErasureCompleted => EntryKind::Erasure,
        Kind::PolicyAmended => EntryKind::Policy,
        Kind::JournalCulled => EntryKind::Culled,
        Kind::Moved => EntryKind::Moved,
    }
}

const fn answer_of(outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Permitted => Answer::Permitted,
        Outcome::Refused => Answer::Refused,
        Outcome::Observed => Answer::Observed,
    }
}
