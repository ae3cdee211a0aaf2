//! `vern charter check|diff|schema|import|export`.

mod check;
mod diff;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;
use vern_app::charter::{Source, charter_schema, check_document, write_document};
use vern_app::problem::message_id;
use vern_app::{CharterError, Problem, StoreOptions};
use vern_text::text;

use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// What to do with a charter.
#[derive(Debug, Subcommand)]
pub(crate) enum CharterCommand {
    /// Check a charter, terms or an agreement: errors keep it out, findings are published on the working view.
    Check {
        /// The file.
        file: PathBuf,
        /// The terms an agreement stands under; the file beside it named `terms.yaml` where left out.
        #[arg(long)]
        terms: Option<PathBuf>,
    },
    /// Say in plain words what another version permits, forbids or shortens; and which operations of late it would have refused.
    Diff {
        /// The version now.
        old: PathBuf,
        /// The version to come.
        new: PathBuf,
        /// Also ask the journal: the organisation whose operations are asked again.
        #[arg(long)]
        organisation: Option<String>,
        /// How many days of them.
        #[arg(long, default_value_t = 30, requires = "organisation")]
        days: u32,
        #[command(flatten)]
        places: Places,
    },
    /// Print the JSON Schema of charter documents, for editors.
    Schema,
    /// Import a version; the first one makes the organisation and its keys.
    Import {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        places: Places,
    },
    /// Write a document back as YAML: the same facts and the same hash, without comments.
    Export {
        /// The file.
        file: PathBuf,
    },
}

pub(super) async fn run(command: &CharterCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        CharterCommand::Check { file, terms } => check::check(file, terms.as_deref(), terminal),
        CharterCommand::Diff { old, new, organisation, days, places } => {
            let journal = organisation.as_deref().map(|organisation| diff::Journal {
                organisation,
                days: *days,
                places,
            });
            diff::diff(old, new, journal.as_ref(), terminal).await
        }
        CharterCommand::Schema => {
            terminal.json = false;
            terminal.line(serde_json::to_string_pretty(&charter_schema()).map_err(anyhow::Error::from)?);
            Ok(ExitCode::SUCCESS)
        }
        CharterCommand::Import { file, places } => import(file, places, terminal).await,
        CharterCommand::Export { file } => export(file, terminal),
    }
}

fn read(file: &Path) -> Result<(Vec<u8>, String), Failure> {
    let document = std::fs::read(file).map_err(|error| Failure::file(file, error))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((document, name))
}

/// A document that has passed by itself; else its errors are printed and the exit code is given.
fn checked(file: &Path, terminal: &mut Terminal) -> Result<Result<Source, ExitCode>, Failure> {
    let (document, name) = read(file)?;
    match check_document(&document, &name) {
        Ok(source) => Ok(Ok(source)),
        Err(Problem::Charter(errors)) => Ok(Err(print_errors(&name, &errors, terminal))),
        Err(problem) => Err(problem.into()),
    }
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

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn import(file: &Path, places: &Places, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let (document, name) = read(file)?;
    // Before anything is made: a document that is kept out leaves no installation behind.
    if let Err(Problem::Charter(errors)) = check_document(&document, &name) {
        return Ok(print_errors(&name, &errors, terminal));
    }
    let installation = server::open_or_make(places, StoreOptions::default()).await?;
    // Shown before anything can fail: it is made once, and the key it opens is in use from here on.
    if let Some(sheet) = &installation.recovery_sheet {
        terminal.aside(&text(terminal.language, "cli-recovery-sheet", &[]));
        terminal.aside(sheet);
    }
    let answer = match installation.import_charter(&document, &name).await {
        Ok(answer) => answer,
        Err(Problem::Charter(errors)) => return Ok(print_errors(&name, &errors, terminal)),
        Err(problem) => return Err(problem.into()),
    };
    let slug = answer.value.slug().to_owned();
    terminal.say(
        "cli-charter-imported",
        &[("organisation", slug.clone().into()), ("receipt", answer.committed.receipt.to_string().into())],
    );
    terminal.result(&json!({ "organisation": slug, "receipt": answer.committed.receipt.to_string() }));
    Ok(ExitCode::SUCCESS)
}

fn export(file: &Path, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let source = match checked(file, terminal)? {
        Ok(source) => source,
        Err(code) => return Ok(code),
    };
    let written = write_document(source.document()).map_err(|error| Problem::Charter(vec![error]))?;
    terminal.line(written.trim_end());
    terminal.result(&json!({ "yaml": written, "hash": hex(source.hash()) }));
    Ok(ExitCode::SUCCESS)
}
