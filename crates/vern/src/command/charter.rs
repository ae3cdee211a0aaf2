//! `vern charter check|diff|schema|import|export`.

mod check;
mod diff;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Subcommand;
use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::charter::{Source, charter_schema, check_document, write_document};
use vern_app::problem::message_id;
use vern_app::{CharterError, Installation, Problem, StoreOptions};
use vern_text::text;

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::{self, Places};
use crate::terminal::Terminal;

pub(crate) use diff::ReplayOperations;

/// Exit code where a document is kept out.
const KEPT_OUT: u8 = 65;

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

pub(super) async fn run(command: CharterCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        CharterCommand::Check { file, terms } => check::check(&file, terms.as_deref(), terminal),
        CharterCommand::Diff { old, new, organisation, days, places } => {
            let journal = organisation.map(|organisation| diff::Journal { organisation, days, places });
            diff::diff(&old, &new, journal, terminal).await
        }
        CharterCommand::Schema => {
            terminal.json = false;
            terminal.line(serde_json::to_string_pretty(&charter_schema()).map_err(anyhow::Error::from)?);
            Ok(ExitCode::SUCCESS)
        }
        CharterCommand::Import { file, places } => import(&file, &places, terminal).await,
        CharterCommand::Export { file } => export(&file, terminal),
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
    ExitCode::from(KEPT_OUT)
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A document to be imported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ImportCharter {
    document: String,
    name: String,
}

async fn import(file: &Path, places: &Places, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let (document, name) = read(file)?;
    // Before anything is made: a document that is kept out leaves no installation behind.
    if let Err(Problem::Charter(errors)) = check_document(&document, &name) {
        return Ok(print_errors(&name, &errors, terminal));
    }
    // What has been checked is text.
    let document = String::from_utf8(document).map_err(|_| Problem::invalid("charter.syntax"))?;
    let task = ImportCharter { document, name }.into();
    if operator::connect(&places.socket_path()).await?.is_some() {
        return operator::perform(places, task, terminal).await;
    }
    let installation = server::open_or_make(places, StoreOptions::default()).await?;
    // Shown before anything can fail: it is made once, and the key it opens is in use from here on.
    if let Some(sheet) = &installation.recovery_sheet {
        terminal.aside(&text(terminal.language, "cli-recovery-sheet", &[]));
        terminal.aside(sheet);
    }
    operator::perform_on(installation, task, terminal).await
}

impl Perform for ImportCharter {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let answer = match installation.import_charter(self.document.as_bytes(), &self.name).await {
            Ok(answer) => answer,
            Err(Problem::Charter(errors)) => {
                print_errors(&self.name, &errors, terminal);
                return Ok(KEPT_OUT);
            }
            Err(problem) => return Err(problem.into()),
        };
        let (slug, receipt) = (answer.value.slug().to_owned(), answer.committed.receipt.to_string());
        let facts = [("organisation", slug.clone().into()), ("receipt", receipt.clone().into())];
        terminal.say("cli-charter-imported", &facts);
        terminal.result(&json!({ "organisation": slug, "receipt": receipt }));
        Ok(0)
    }
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
