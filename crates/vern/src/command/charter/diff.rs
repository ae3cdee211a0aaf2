//! `vern charter diff`: what another version changes, in plain words; with a journal, what it would have refused.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;
use vern_app::charter::{DocumentChange, Effect, Source, diff_documents};
use vern_app::replay::ReplayReport;
use vern_text::{Language, text};

use super::checked;
use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// Whose operations are asked again.
pub(super) struct Journal<'a> {
    pub(super) organisation: &'a str,
    pub(super) days: u32,
    pub(super) places: &'a Places,
}

pub(super) async fn diff(
    old: &Path,
    new: &Path,
    journal: Option<&Journal<'_>>,
    terminal: &mut Terminal,
) -> Result<ExitCode, Failure> {
    let mut sources: Vec<Source> = Vec::new();
    for file in [old, new] {
        match checked(file, terminal)? {
            Ok(source) => sources.push(source),
            Err(code) => return Ok(code),
        }
    }
    let [old, new] = sources.as_slice() else { return Ok(ExitCode::FAILURE) };
    let changes = diff_documents(old.document(), new.document());
    print_changes(&changes, terminal);
    let report = match journal {
        Some(journal) => Some(replay(journal, new, terminal).await?),
        None => None,
    };
    terminal.result(&json!({
        "changes": changes.iter().map(|change| as_json(change, terminal.language)).collect::<Vec<_>>(),
        "replay": report.as_ref().map(report_json),
    }));
    Ok(ExitCode::SUCCESS)
}

fn print_changes(changes: &[DocumentChange], terminal: &mut Terminal) {
    let language = terminal.language;
    if changes.is_empty() {
        terminal.say("diff-none", &[]);
    }
    for effect in Effect::ALL {
        let mut of_effect = changes.iter().filter(|change| change.effect == effect).peekable();
        if of_effect.peek().is_some() {
            terminal.say(&format!("diff-effect-{}", effect.as_str()), &[]);
        }
        for change in of_effect {
            terminal.line(format!("  - {}", change.text(language)));
        }
    }
}

async fn replay(
    journal: &Journal<'_>,
    document: &Source,
    terminal: &mut Terminal,
) -> Result<ReplayReport, Failure> {
    let installation = server::open(journal.places).await?;
    let controller = installation.controller(journal.organisation)?;
    let report = installation.replay_journal(&controller, document, journal.days)?;
    let days = ("days", journal.days.into());
    let operations = ("operations", report.operations.into());
    if report.refused.is_empty() {
        terminal.say("replay-none", &[days, operations]);
    } else {
        terminal.say("replay-some", &[days, operations, ("refused", report.refused_count().into())]);
    }
    for row in &report.refused {
        let codes: Vec<&str> = row.codes.iter().map(|code| code.as_str()).collect();
        let variables = [
            ("count", row.count.into()),
            ("activity", row.activity.as_str().into()),
            ("actor", row.actor.to_string().into()),
            ("codes", codes.join(", ").into()),
        ];
        terminal.line(format!("  - {}", text(terminal.language, "replay-row", &variables)));
    }
    for (count, message) in [
        (report.observed, "replay-observed"),
        (report.withheld, "replay-withheld"),
        (report.unknown, "replay-unknown"),
    ] {
        if count > 0 {
            terminal.say(message, &[("count", count.into())]);
        }
    }
    Ok(report)
}

fn as_json(change: &DocumentChange, language: Language) -> serde_json::Value {
    json!({ "effect": change.effect.as_str(), "change": change.name, "line": change.line, "text": change.text(language) })
}

fn report_json(report: &ReplayReport) -> serde_json::Value {
    let refused: Vec<_> = report
        .refused
        .iter()
        .map(|row| {
            let codes: Vec<&str> = row.codes.iter().map(|code| code.as_str()).collect();
            json!({ "activity": row.activity, "actor": row.actor.to_string(), "codes": codes, "count": row.count })
        })
        .collect();
    json!({
        "days": report.days,
        "operations": report.operations,
        "refused": refused,
        "observed": report.observed,
        "withheld": report.withheld,
        "unknown": report.unknown,
    })
}
