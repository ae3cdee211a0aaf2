//! `vern journal export|verify|prove|checkpoint|compare|ask|cull`.

pub(crate) mod ask;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::problem::message_id;
use vern_app::{Installation, Problem};
use vern_client::Client;
use vern_core::time::Instant;
use vern_journal::export::CHECKPOINT_PATH;
use vern_journal::{ExportSink, Failure as VerifyFailure, Report, verify};
use vern_text::{Language, text};

use crate::export_folder::ExportFolder;
use crate::failure::Failure;
use crate::operator::{self, Content, Desk, Perform, Told};
use crate::remote::ServerArguments;
use crate::server::Places;
use crate::terminal::Terminal;

/// What to do with a journal.
#[derive(Debug, Subcommand)]
pub(crate) enum JournalCommand {
    /// Write a journal as a folder anyone can verify.
    Export {
        #[command(flatten)]
        task: ExportJournal,
        #[command(flatten)]
        server: ServerArguments,
        /// A file with the token of the credential to work with, against a server elsewhere.
        #[arg(long, requires = "server")]
        token: Option<PathBuf>,
        #[command(flatten)]
        places: Places,
    },
    /// Verify an exported journal. Needs nothing but the folder; exit code 1 if anything does not hold.
    Verify {
        /// The folder.
        folder: PathBuf,
        /// A file with a checkpoint held outside; may be given several times.
        #[arg(long)]
        known: Vec<PathBuf>,
    },
    /// Print one entry's proof as JSON.
    Prove {
        #[command(flatten)]
        task: ProveEntry,
        #[command(flatten)]
        places: Places,
    },
    /// Print the newest signed checkpoint, for whoever is to keep it.
    Checkpoint {
        #[command(flatten)]
        task: SignCheckpoint,
        /// A file to write it to.
        #[arg(long)]
        to: Option<PathBuf>,
        #[command(flatten)]
        places: Places,
    },
    /// Verify the journal where it lies and compare checkpoints that others keep with it; exit code 1 if anything does not hold.
    Compare {
        /// Organisation id.
        #[arg(long)]
        organisation: String,
        /// A file with a checkpoint held outside; may be given several times.
        #[arg(long, required = true)]
        known: Vec<PathBuf>,
        #[command(flatten)]
        places: Places,
    },
    /// Ask who read a person's data, what a credential touched, what was refused.
    #[command(subcommand)]
    Ask(ask::Question),
    /// Take away the bodies of entries older than the terms have them kept. Their hashes stay.
    Cull {
        #[command(flatten)]
        task: CullJournal,
        #[command(flatten)]
        places: Places,
    },
}

/// A journal to be written as files.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct ExportJournal {
    /// Organisation id; of a server elsewhere it is the credential's own.
    #[arg(long, required_unless_present = "server", conflicts_with = "server")]
    organisation: Option<String>,
    /// The folder to write.
    #[arg(long)]
    to: PathBuf,
}

/// An entry to be proved.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct ProveEntry {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// The receipt of the entry.
    receipt: String,
}

/// A checkpoint to be signed, if the newest does not cover all.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct SignCheckpoint {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// The note goes into a file of this name, and not onto the terminal.
    #[arg(skip)]
    to: Option<String>,
}

/// Checkpoints held outside, to be compared with the journal where it lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CompareCheckpoints {
    organisation: String,
    known: Vec<String>,
}

/// Entries to be culled.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct CullJournal {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Entries before this go: 2026-11-22 or 2026-11-22T14:00:00Z.
    #[arg(long, value_parser = ask::instant)]
    before: Instant,
}

pub(super) async fn run(command: JournalCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        JournalCommand::Export { task, server, token, places } => {
            let folder = task.to.clone();
            match server.client(&read_token(token.as_deref())?)? {
                Some(client) => export_from(&client, folder, terminal).await,
                None => operator::perform_into(&places, task.into(), terminal, &folder).await,
            }
        }
        JournalCommand::Verify { folder, known } => verify_folder(&folder, &known, terminal),
        JournalCommand::Prove { task, places } => operator::perform(&places, task.into(), terminal).await,
        JournalCommand::Checkpoint { task, to, places } => {
            let name = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned());
            let folder = to.as_ref().and_then(|file| file.parent()).unwrap_or(Path::new("")).to_owned();
            let task = SignCheckpoint { to: to.as_ref().and_then(name), ..task };
            operator::perform_into(&places, task.into(), terminal, &folder).await
        }
        JournalCommand::Compare { organisation, known, places } => {
            let task = CompareCheckpoints { organisation, known: read_notes(&known)? };
            operator::perform(&places, task.into(), terminal).await
        }
        JournalCommand::Ask(question) => ask::ask(question, terminal).await,
        JournalCommand::Cull { task, places } => operator::perform(&places, task.into(), terminal).await,
    }
}

impl Perform for CompareCheckpoints {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let report =
            tokio::task::block_in_place(|| installation.compare_checkpoints(&controller, &self.known))?;
        print_report(&report, &mut desk.terminal);
        Ok(u8::from(!report.is_ok()))
    }
}

impl Perform for CullJournal {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let run = installation.cull_journal(&controller, self.before).await?;
        let variables = [("entries", run.entries.into()), ("culled", run.culled.into())];
        desk.terminal.say("cli-journal-cull-done", &variables);
        desk.terminal.result(&json!({ "entries": run.entries, "culled": run.culled }));
        Ok(0)
    }
}

impl Perform for SignCheckpoint {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let controller = installation.controller(&self.organisation)?;
        let checkpoint = installation.checkpoint(&controller).await?;
        match self.to {
            Some(file) => {
                let content = Content(checkpoint.note.clone().into_bytes());
                terminal.put(Told::File { path: file.clone(), content });
                let variables = [("size", checkpoint.tree_size.into()), ("file", file.into())];
                terminal.say("cli-journal-checkpoint", &variables);
            }
            // The note as it is, its last line end too: a checkpoint is kept byte by byte.
            None => terminal.line(checkpoint.note.trim_end_matches('\n')),
        }
        terminal.result(&json!({
            "origin": checkpoint.origin,
            "epoch": checkpoint.epoch,
            "tree_size": checkpoint.tree_size,
            "checkpoint": checkpoint.note,
            "verifier_key": checkpoint.verifier_key,
        }));
        Ok(0)
    }
}

fn read_notes(files: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| Failure::file(file, error));
    files.iter().map(read).collect()
}

fn read_token(file: Option<&Path>) -> Result<String, Failure> {
    let read = |file: &Path| std::fs::read_to_string(file).map_err(|error| Failure::file(file, error));
    file.map_or_else(|| Ok(String::new()), read)
}

/// Fetches the journal of a server elsewhere.
async fn export_from(client: &Client, folder: PathBuf, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let exported = client.export_journal(&mut ExportFolder(folder.clone())).await?;
    told_export(exported.tree_size, &folder, terminal);
    Ok(ExitCode::SUCCESS)
}

fn told_export(entries: u64, folder: &Path, terminal: &mut Terminal) {
    let folder = folder.display().to_string();
    terminal.say("cli-journal-exported", &[("entries", entries.into()), ("folder", folder.clone().into())]);
    terminal.result(&json!({ "entries": entries, "folder": folder }));
}

impl Perform for ExportJournal {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let controller = installation.controller(&self.organisation.unwrap_or_default())?;
        let checkpoint = installation.export_journal(&controller, &mut ToldFolder(terminal)).await?;
        told_export(checkpoint.tree_size, &self.to, terminal);
        Ok(0)
    }
}

/// The folder of whoever asked.
struct ToldFolder<'a>(&'a mut Terminal);

impl ExportSink for ToldFolder<'_> {
    fn write(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        let file = Told::File { path: path.to_owned(), content: Content(bytes.to_owned()) };
        if self.0.put(file) { Ok(()) } else { Err(std::io::ErrorKind::BrokenPipe.into()) }
    }
}

fn verify_folder(folder: &Path, known: &[PathBuf], terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let known = read_notes(known)?;
    if !folder.join(CHECKPOINT_PATH).is_file() {
        return Err(Problem::NotFound { code: "export.missing" }.into());
    }
    let report = verify(&ExportFolder(folder.to_owned()), &known);
    print_report(&report, terminal);
    Ok(if report.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the verifier found, in words. Used by the demo's tour too.
pub(crate) fn print_report(report: &Report, terminal: &mut Terminal) {
    if let Some(checkpoint) = &report.checkpoint {
        terminal.say(
            "cli-verify-checkpoint",
            &[("origin", checkpoint.origin.as_str().into()), ("size", checkpoint.size.into())],
        );
    }
    for failure in &report.failures {
        terminal.line(format!("  ✗ {}", failure_text(terminal.language, failure)));
    }
    if report.failures_omitted > 0 {
        terminal.say("cli-verify-omitted", &[("count", report.failures_omitted.into())]);
    }
    if report.entries_culled > 0 {
        terminal.say("cli-verify-culled", &[("entries", report.entries_culled.into())]);
    }
    for epoch in &report.epochs {
        let (number, entries) = (epoch.epoch.into(), epoch.entries_checked.into());
        terminal.say("cli-verify-epoch", &[("epoch", number), ("entries", entries)]);
        if epoch.entries_lost > 0 {
            terminal.say("cli-verify-epoch-lost", &[("entries", epoch.entries_lost.into())]);
        }
    }
    if report.is_ok() {
        terminal.say("cli-verify-holds", &[("entries", report.entries_checked.into())]);
        let rollback = if report.rollback_ruled_out {
            "cli-verify-rollback-ruled-out"
        } else {
            "cli-verify-rollback-possible"
        };
        terminal.say(rollback, &[]);
    } else {
        terminal.say("cli-verify-fails", &[]);
    }
    let failures: Vec<_> = report
        .failures
        .iter()
        .map(|failure| json!({ "code": failure.code.as_str(), "from": failure.from, "to": failure.to, "found_at": failure.found_at, "epoch": failure.epoch }))
        .collect();
    let epochs: Vec<_> = report
        .epochs
        .iter()
        .map(|epoch| json!({ "epoch": epoch.epoch, "entries_checked": epoch.entries_checked, "entries_culled": epoch.entries_culled, "entries_lost": epoch.entries_lost, "entries_unquoted": epoch.entries_unquoted }))
        .collect();
    terminal.result(&json!({
        "holds": report.is_ok(),
        "entries_checked": report.entries_checked,
        "entries_culled": report.entries_culled,
        "epochs": epochs,
        "rollback_ruled_out": report.rollback_ruled_out,
        "failures": failures,
        "failures_omitted": report.failures_omitted,
    }));
}

/// Which entry, what is wrong with it, and the code.
pub(crate) fn failure_text(language: Language, failure: &VerifyFailure) -> String {
    let words = text(language, &message_id(failure.code.as_str()), &[]);
    let entries = match (failure.from, failure.to) {
        (from, to) if to == from + 1 => text(language, "cli-verify-entry", &[("index", from.into())]),
        (from, to) => text(
            language,
            "cli-verify-entries",
            &[("from", from.into()), ("to", to.saturating_sub(1).into())],
        ),
    };
    format!("{entries}: {words} [{}]", failure.code.as_str())
}

impl Perform for ProveEntry {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let controller = installation.controller(&self.organisation)?;
        let proven = installation.entry_by_receipt(&controller, &self.receipt).await?;
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let proof: Vec<String> = proven.proof.iter().map(|hash| hex(&hash.0)).collect();
        terminal.json = true;
        terminal.result(&json!({
            "receipt": proven.receipt.to_string(),
            "entry": hex(&proven.bytes),
            "leaf": hex(&proven.receipt.leaf.0),
            "index": proven.receipt.index,
            "tree_size": proven.checkpoint.tree_size,
            "proof": proof,
            "root": hex(&proven.checkpoint.root.0),
            "checkpoint": proven.checkpoint.note,
            "verifier_key": proven.checkpoint.verifier_key,
        }));
        Ok(0)
    }
}
