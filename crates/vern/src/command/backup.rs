//! `vern backup`, and `vern backup keygen`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::json;
use vern_app::backup::{
    BackupFiles, BackupKey, BackupRecipient, BackupReport, BackupRequest, Progress, Stage, back_up,
    close_for_move, keep_private,
};
use vern_app::{Clock, Problem, StoreOptions, SystemClock};
use vern_text::{Language, text};

use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// Microseconds between two lines that tell how far it has come.
const TOLD_EVERY_MICROS: i64 = 1_000_000;

/// How to back up.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct BackupArguments {
    #[command(subcommand)]
    command: Option<BackupCommand>,
    /// The file for the data.
    #[arg(long, required = true)]
    to: Option<PathBuf>,
    /// The file for the keys; keep it apart from the data.
    #[arg(long, required = true)]
    keys_to: Option<PathBuf>,
    /// Whom both are sealed to: the line `vern backup keygen` printed.
    #[arg(long, required = true)]
    recipient: Option<String>,
    /// Close the installation first: it goes on where this backup is restored, and opens here no more.
    #[arg(long = "final")]
    is_final: bool,
    #[command(flatten)]
    places: Places,
}

/// What else there is to do.
#[derive(Debug, Subcommand)]
enum BackupCommand {
    /// Make the key pair backups are sealed to: the private part into a file, the public one printed.
    Keygen {
        /// The file to write; keep it away from the machine that is backed up.
        #[arg(long)]
        to: PathBuf,
    },
}

pub(super) async fn run(arguments: &BackupArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match (&arguments.command, &arguments.to, &arguments.keys_to, &arguments.recipient) {
        (Some(BackupCommand::Keygen { to }), ..) => keygen(to, terminal),
        (None, Some(to), Some(keys_to), Some(recipient)) => {
            let recipient =
                BackupRecipient::parse(recipient).map_err(|_| Problem::invalid("backup.recipient_form"))?;
            let files = BackupFiles { data: to.clone(), keys: keys_to.clone() };
            take(arguments, files, recipient, terminal).await
        }
        // The command line requires all three where there is no subcommand.
        _ => Err(Problem::invalid("backup.recipient_form").into()),
    }
}

fn keygen(to: &Path, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let key = BackupKey::generate().map_err(|error| Problem::Internal(error.to_string()))?;
    keep_private(to, key.to_text().as_bytes())?;
    let recipient = key.recipient().to_text();
    terminal.say("cli-backup-key-made", &[("file", to.display().to_string().into())]);
    terminal.line(&recipient);
    terminal.result(&json!({ "file": to.display().to_string(), "recipient": recipient }));
    Ok(ExitCode::SUCCESS)
}

async fn take(
    arguments: &BackupArguments,
    to: BackupFiles,
    recipient: BackupRecipient,
    terminal: &mut Terminal,
) -> Result<ExitCode, Failure> {
    let places = &arguments.places;
    let request = BackupRequest { data: places.data.clone(), keys: places.keys.clone(), to, recipient };
    let begun = SystemClock.now();
    if arguments.is_final {
        let options = server::options(places, StoreOptions::default());
        close_for_move(options, Arc::new(SystemClock), Box::new(server::end_process)).await?;
    }
    let mut told = Told::new(terminal.language);
    let report = back_up(&request, begun, &mut |progress| {
        told.tell(progress);
        Ok(())
    })?;
    say_taken(&report, &request.to, seconds_since(begun), terminal);
    Ok(ExitCode::SUCCESS)
}

fn say_taken(report: &BackupReport, to: &BackupFiles, seconds: f64, terminal: &mut Terminal) {
    let rows: u64 = report.rows.iter().map(|(_, rows)| rows).sum();
    terminal.say(
        "cli-backup-done",
        &[
            ("rows", rows.into()),
            ("data", to.data.display().to_string().into()),
            ("keys", report.keys.into()),
            ("key_file", to.keys.display().to_string().into()),
        ],
    );
    if report.is_final {
        terminal.say("cli-backup-final", &[]);
    }
    let tables: serde_json::Map<_, _> =
        report.rows.iter().map(|(table, rows)| ((*table).to_owned(), json!(rows))).collect();
    terminal.result(&json!({
        "snapshot": hex(&report.snapshot),
        "rows": rows,
        "tables": tables,
        "keys": report.keys,
        "tombstones": report.tombstones,
        "bytes": report.bytes,
        "seconds": seconds,
        "final": report.is_final,
    }));
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn seconds_since(begun: vern_core::time::Instant) -> f64 {
    let micros = SystemClock.now().as_micros().saturating_sub(begun.as_micros());
    f64::from(u32::try_from(micros / 1000).unwrap_or(u32::MAX)) / 1000.0
}

/// Tells how far it has come, once a second.
pub(super) struct Told {
    language: Language,
    at_micros: i64,
}

impl Told {
    pub(super) fn new(language: Language) -> Self {
        Self { language, at_micros: SystemClock.now().as_micros() }
    }

    pub(super) fn tell(&mut self, progress: Progress) {
        let now_micros = SystemClock.now().as_micros();
        if now_micros.saturating_sub(self.at_micros) < TOLD_EVERY_MICROS {
            return;
        }
        self.at_micros = now_micros;
        let message = match progress.stage {
            Stage::Verifying => "cli-backup-entries",
            Stage::Writing | Stage::Checking | Stage::Restoring => "cli-backup-progress",
        };
        let counts = [("done", progress.done.into()), ("total", progress.total.into())];
        Terminal::note(&text(self.language, message, &counts));
    }
}
