//! `vern charter check|import`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;
use vern_app::problem::message_id;
use vern_app::{CharterError, Problem, StoreOptions};
use vern_text::text;

use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// What to do with a charter.
#[derive(Debug, Subcommand)]
pub(crate) enum CharterCommand {
    /// Check a charter: errors keep it out, findings are published on the working view.
    Check {
        /// The charter file.
        file: PathBuf,
    },
    /// Import a version; the first one makes the organisation and its keys.
    Import {
        /// The charter file.
        file: PathBuf,
        #[command(flatten)]
        places: Places,
    },
}

pub(super) async fn run(command: &CharterCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        CharterCommand::Check { file } => check(file, terminal),
        CharterCommand::Import { file, places } => import(file, places, terminal).await,
    }
}

fn read(file: &Path) -> Result<(Vec<u8>, String), Failure> {
    let document = std::fs::read(file).map_err(|error| Failure::file(file, error))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((document, name))
}

fn check(file: &Path, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let (document, name) = read(file)?;
    let language = terminal.language;
    let rules = match vern_app::charter::check_charter(&document, &name) {
        Ok(rules) => rules,
        Err(Problem::Charter(errors)) => return Ok(print_errors(&name, &errors, terminal)),
        Err(problem) => return Err(problem.into()),
    };
    let findings = vern_app::notice::finding_lines(&rules, language);
    for (place, finding) in &findings {
        terminal.line(format!(
            "{place}: {}: {}\n    {}\n    {}",
            finding.code, finding.title, finding.reason, finding.source
        ));
    }
    let hash: String = rules.hash().iter().map(|byte| format!("{byte:02x}")).collect();
    terminal
        .say("cli-charter-checked", &[("findings", findings.len().into()), ("hash", hash.clone().into())]);
    let listed: Vec<_> = findings
        .iter()
        .map(|(place, finding)| json!({ "code": finding.code, "place": place, "title": finding.title }))
        .collect();
    terminal.result(&json!({ "errors": [], "findings": listed, "hash": hash }));
    Ok(ExitCode::SUCCESS)
}

/// Every error with its place, and who can mend it.
fn print_errors(name: &str, errors: &[CharterError], terminal: &mut Terminal) -> ExitCode {
    let language = terminal.language;
    for error in errors {
        let words = text(language, &message_id(error.code), &[]);
        let (line, column) = (error.line, error.column);
        terminal.line(format!("{name}:{line}:{column}: {}: {words} ({})", error.code, error.detail));
        if let Some(hint) = vern_app::problem::code_hint(language, error.code) {
            terminal.line(format!("    {hint}"));
        }
    }
    let listed: Vec<_> = errors
        .iter()
        .map(|error| json!({ "code": error.code, "line": error.line, "column": error.column, "detail": error.detail }))
        .collect();
    terminal.result(&json!({ "errors": listed, "findings": [] }));
    ExitCode::from(65)
}

async fn import(file: &Path, places: &Places, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let (document, name) = read(file)?;
    // Before anything is made: a charter that is kept out leaves no installation behind.
    if let Err(Problem::Charter(errors)) = vern_app::charter::check_charter(&document, &name) {
        return Ok(print_errors(&name, &errors, terminal));
    }
    let installation = server::open_or_make(places, StoreOptions::default()).await?;
    let answer = installation.import_charter(&document, &name).await?;
    let slug = answer.value.slug().to_owned();
    terminal.say(
        "cli-charter-imported",
        &[("organisation", slug.clone().into()), ("receipt", answer.committed.receipt.to_string().into())],
    );
    if let Some(sheet) = &installation.recovery_sheet {
        terminal.aside(&text(terminal.language, "cli-recovery-sheet", &[]));
        terminal.aside(sheet);
    }
    terminal.result(&json!({ "organisation": slug, "receipt": answer.committed.receipt.to_string() }));
    Ok(ExitCode::SUCCESS)
}
