//! `vern records import|export`: records from a file and into one, each through the gate and with the rights of a credential.

pub(crate) mod batch;
pub(crate) mod export;
mod import;
mod mapping;
mod progress;
mod source;
mod way;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::terminal::Terminal;

/// What to do with records.
#[derive(Debug, Subcommand)]
pub(crate) enum RecordsCommand {
    /// Register the rows of a file as records. With --dry-run: propose what each column is, and say which rows are not of their form.
    Import(Box<import::ImportArguments>),
    /// Write the records of an activity into a file.
    Export(Box<export::ExportArguments>),
}

/// Who asks, and for what.
#[derive(Debug, Args)]
pub(crate) struct AccessArguments {
    /// A file with the token of the credential to work with.
    #[arg(long)]
    token: PathBuf,
    /// Activity id in the charter.
    #[arg(long)]
    activity: String,
    /// A file with the reason, where the gate wants one; sealed in the journal.
    #[arg(long)]
    reason: Option<PathBuf>,
}

/// The same with the files read: they are read here, with the rights of whoever asks.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Access {
    token: String,
    activity: String,
    reason: Option<String>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Access").field("activity", &self.activity).finish_non_exhaustive()
    }
}

impl AccessArguments {
    fn read(&self) -> Result<Access, Failure> {
        let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| Failure::file(file, error));
        Ok(Access {
            token: read(&self.token)?.trim().to_owned(),
            activity: self.activity.clone(),
            reason: self.reason.as_ref().map(read).transpose()?,
        })
    }
}

/// How a file holds rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum Format {
    /// A first line with the columns' names; comma, semicolon or tab between them (RFC 4180).
    Csv,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    /// As it was said; else by the file's name.
    fn of(said: Option<Self>, file: &Path) -> Self {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let is_json = ["ndjson", "jsonl", "json"].iter().any(|json| ending.eq_ignore_ascii_case(json));
        said.unwrap_or(if is_json { Self::Ndjson } else { Self::Csv })
    }
}

pub(super) async fn run(command: RecordsCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        RecordsCommand::Import(arguments) => import::run(&arguments, terminal).await,
        RecordsCommand::Export(arguments) => export::run(&arguments, terminal).await,
    }
}
