//! The journal: entries verified, proofs made, and questions asked of all of its history.

use std::path::Path;

use vern_app::history::question::{HistoryPlace, HistoryRequest, LinkUse, Paging, PersonQuestion};
use vern_app::{Clock, SystemClock};
use vern_core::personal::Personal;
use vern_journal::verify;

use super::figure::{Figure, as_f64, micros_since, millis_since};
use super::load::Load;
use crate::demo::ORGANISATION;
use crate::export_folder::ExportFolder;
use crate::failure::Failure;

const VERIFY_PER_S: f64 = 1_000_000.0;
const PROOF_MS: f64 = 1.0;
const PROOF_BYTES: f64 = 1_000.0;
const WINDOW_MS: f64 = 1_000.0;
/// Proofs that are timed.
const PROOFS: u64 = 200;
/// Entries in the window that is asked about, at most.
const WINDOW_MAX: u64 = 1_000_000;

/// Entries verified a second from an export, and the size of one proof.
pub(super) async fn proofs(load: &Load, folder: &Path) -> Result<Vec<Figure>, Failure> {
    let controller = load.installation.controller(ORGANISATION)?;
    let export = ExportFolder(folder.join("export"));
    load.installation.export_journal(&controller, &mut ExportFolder(folder.join("export"))).await?;
    let started = SystemClock.now();
    let report = verify(&export, &[]);
    let micros = micros_since(started);
    if !report.is_ok() {
        return Err(anyhow::anyhow!("the journal of the bench does not verify").into());
    }
    let receipt = load.installation.issue_token(ORGANISATION, "manager").await?.committed.receipt.to_string();
    let started = SystemClock.now();
    let proven = load.installation.entry_by_receipt(&controller, &receipt).await?;
    let proof_ms = millis_since(started);
    let started = SystemClock.now();
    for _ in 0..PROOFS {
        load.installation.entry_by_receipt(&controller, &receipt).await?;
    }
    let again_ms = millis_since(started) / as_f64(PROOFS);
    let per_s = as_f64(report.entries_checked) * 1_000_000.0 / as_f64(micros.max(1));
    Ok(vec![
        Figure::new("journal verify, one core", per_s, "/s").at_least(VERIFY_PER_S),
        Figure::new("one proof, with a checkpoint signed for it", proof_ms, "ms"),
        Figure::new("one proof, against the newest checkpoint", again_ms, "ms").at_most(PROOF_MS),
        Figure::new("one proof", as_f64(u64::try_from(proven.proof.len() * 32).unwrap_or(0)), "bytes")
            .at_most(PROOF_BYTES),
    ])
}

/// Who touched what, and who read a person's data, over the journal as it is.
pub(super) async fn history(load: &Load) -> Result<Vec<Figure>, Failure> {
    let controller = load.installation.controller(ORGANISATION)?;
    let started = SystemClock.now();
    let segments = load.installation.build_segments(&controller).await?;
    let build_ms = millis_since(started);
    // Times of a journal never go back: the window of the newest entries begins where so many are left.
    let all = load.installation.history_summary(&controller, &HistoryRequest::default()).await?;
    let first = all.journal_entries.saturating_sub(WINDOW_MAX).saturating_sub(1);
    let paging = Paging { after: Some(HistoryPlace { epoch: 1, index: first }), ..Paging::default() };
    let newest = load.installation.history_page(&controller, &HistoryRequest::default(), paging).await?;
    let since = newest.lines.first().map(|line| line.at);
    let window = HistoryRequest { since, ..HistoryRequest::default() };
    let started = SystemClock.now();
    let summary = load.installation.history_summary(&controller, &window).await?;
    let window_ms = millis_since(started);
    let Some(subject) = load.subjects.of(1) else { return Ok(Vec::new()) };
    let question = PersonQuestion {
        export: false,
        subject,
        activity: "contracts".to_owned(),
        link_use: LinkUse::Access,
        reason: Some(Personal::new("bench".to_owned())),
        paging: Paging::default(),
    };
    let started = SystemClock.now();
    let told = load.installation.person_history(&load.caller, &question).await?.value;
    let person_ms = millis_since(started);
    let lines = u64::try_from(told.page.lines.len()).unwrap_or(0);
    Ok(vec![
        Figure::new("journal, entries to ask", as_f64(all.journal_entries), ""),
        Figure::new("segments built in one go", as_f64(segments), ""),
        Figure::new("building them, off the writer", build_ms, "ms"),
        Figure::new("entries in the window asked about", as_f64(summary.entries), ""),
        Figure::new("who touched what in it, summed", window_ms, "ms").at_most(WINDOW_MS),
        Figure::new("who read this person, lines", as_f64(lines), ""),
        Figure::new("who read this person, all of the journal", person_ms, "ms"),
    ])
}
