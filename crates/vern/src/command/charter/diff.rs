//! `vern charter diff`: what another version changes, in plain words; with a journal, what it would have refused.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::charter::{DocumentChange, Effect, Source, check_document, diff_documents};
use vern_app::names::Names;
use vern_app::replay::ReplayReport;
use vern_app::retention::RetentionEffect;
use vern_app::{Installation, Problem};
use vern_text::{Language, text};

use super::{checked, read};
use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// Whose operations are asked again.
pub(super) struct Journal {
    pub(super) organisation: String,
    pub(super) days: u32,
    pub(super) places: Places,
}

/// The operations of late, to be asked again under another version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReplayOperations {
    organisation: String,
    days: u32,
    /// Both versions: what changes is told with what would have been refused.
    documents: [(String, String); 2],
}

pub(super) async fn diff(
    old: &Path,
    new: &Path,
    journal: Option<Journal>,
    terminal: &mut Terminal,
) -> Result<ExitCode, Failure> {
    let mut sources: Vec<Source> = Vec::new();
    for file in [old, new] {
        match checked(file, terminal)? {
            Ok(source) => sources.push(source),
            Err(code) => return Ok(code),
        }
    }
    let [before, after] = sources.as_slice() else { return Ok(ExitCode::FAILURE) };
    match journal {
        Some(Journal { organisation, days, places }) => {
            let documents = [text_of(old)?, text_of(new)?];
            let task = ReplayOperations { organisation, days, documents };
            operator::perform(&places, task.into(), terminal).await
        }
        None => {
            tell(before, after, None, terminal);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A document that has been checked, so is text, with the name it is cited by.
fn text_of(file: &Path) -> Result<(String, String), Failure> {
    let (document, name) = read(file)?;
    let document = String::from_utf8(document).map_err(|_| Problem::invalid("charter.syntax"))?;
    Ok((document, name))
}

impl Perform for ReplayOperations {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let [old, new] = &self.documents;
        let old = check_document(old.0.as_bytes(), &old.1)?;
        let new = check_document(new.0.as_bytes(), &new.1)?;
        let controller = installation.controller(&self.organisation)?;
        let report =
            tokio::task::block_in_place(|| installation.replay_journal(&controller, &new, self.days))?;
        let effects = tokio::task::block_in_place(|| installation.retention_effect(&controller, &new))?;
        let names = installation.names(&controller, desk.terminal.language)?;
        tell(&old, &new, Some((&report, &effects, &names)), &mut desk.terminal);
        Ok(0)
    }
}

/// What changes, and where an organisation holds data what would have been refused and what would go.
fn tell(
    old: &Source,
    new: &Source,
    here: Option<(&ReplayReport, &[RetentionEffect], &Names)>,
    terminal: &mut Terminal,
) {
    let changes = diff_documents(old.document(), new.document());
    print_changes(&changes, terminal);
    if let Some((report, effects, names)) = here {
        print_replay(report, terminal);
        print_effects(effects, names, terminal);
    }
    terminal.result(&json!({
        "changes": changes.iter().map(|change| as_json(change, terminal.language)).collect::<Vec<_>>(),
        "replay": here.map(|(report, ..)| report_json(report)),
        "retention": here.map(|(_, effects, _)| effects.iter().map(effect_json).collect::<Vec<_>>()),
    }));
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

fn print_replay(report: &ReplayReport, terminal: &mut Terminal) {
    let days = ("days", report.days.into());
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
}

/// What goes, or stays, when the version comes into force.
fn print_effects(effects: &[RetentionEffect], names: &Names, terminal: &mut Terminal) {
    if effects.is_empty() {
        terminal.say("retention-effect-none", &[]);
        return;
    }
    terminal.say("retention-effect", &[]);
    for effect in effects {
        for line in effect.in_words(&names.activity(&effect.activity), terminal.language) {
            terminal.line(format!("  - {line}"));
        }
    }
}

fn effect_json(effect: &RetentionEffect) -> serde_json::Value {
    json!({ "activity": effect.activity, "goes": effect.goes, "stays": effect.stays })
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
