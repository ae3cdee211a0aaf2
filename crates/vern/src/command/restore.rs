//! `vern restore`.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;
use vern_app::backup::{BackupFiles, BackupKey, RestoreRequest, Restored, RestoredJournal, RootKey, restore};
use vern_app::{Clock, Problem, StorePlace, SystemClock};

use super::backup::{Told, hex, seconds_since};
use crate::failure::Failure;
use crate::server;
use crate::terminal::Terminal;

/// What to restore, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArguments {
    /// The file with the data.
    file: PathBuf,
    /// The file with the keys: the newest there is.
    #[arg(long)]
    keys_from: PathBuf,
    /// The private key of the recipient, as `vern backup keygen` wrote it.
    #[arg(long)]
    identity: PathBuf,
    /// The root key: the file `root.key`, or a dash to type in the recovery sheet.
    #[arg(long)]
    root: PathBuf,
    /// Where the data goes: an empty directory, or `postgres://user@host/database` (its password in `VERN_POSTGRES_PASSWORD`).
    #[arg(long, value_parser = |text: &str| Ok::<_, std::convert::Infallible>(server::data_place(text)))]
    to: StorePlace,
    /// Directory for the keys; not within the data directory.
    #[arg(long)]
    keys: PathBuf,
    /// A file with a checkpoint held outside; may be given several times. What the copy lacks of it is told.
    #[arg(long)]
    known: Vec<PathBuf>,
    /// Name of this installation in journal origins. Read when an organisation's first charter is imported.
    #[arg(long, default_value = "localhost")]
    name: String,
}

pub(super) async fn run(arguments: &RestoreArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let unread = |_| Problem::invalid("backup.identity_form");
    let known: Vec<String> = arguments.known.iter().map(|file| read(file)).collect::<Result<_, _>>()?;
    let request = RestoreRequest {
        from: BackupFiles { data: arguments.file.clone(), keys: arguments.keys_from.clone() },
        identity: BackupKey::parse(&read(&arguments.identity)?).map_err(unread)?,
        root: RootKey::parse(&read(&arguments.root)?).map_err(unread)?,
        to: arguments.to.clone(),
        keys_to: arguments.keys.clone(),
        known,
        name: arguments.name.clone(),
    };
    let begun = SystemClock.now();
    let mut told = Told::new(terminal.language);
    let mut tell = |progress| {
        told.tell(progress);
        Ok(())
    };
    let restored = restore(&request, Arc::new(SystemClock), Box::new(server::end_process), &mut tell).await?;
    say_restored(&restored, seconds_since(begun), terminal);
    Ok(ExitCode::SUCCESS)
}

/// A file, or standard input where a dash stands for it.
fn read(path: &Path) -> Result<String, Failure> {
    if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path).map_err(|error| Failure::file(path, error))
}

fn say_restored(restored: &Restored, seconds: f64, terminal: &mut Terminal) {
    terminal.say("cli-restored", &[("rows", restored.rows.into())]);
    for journal in &restored.journals {
        say_journal(journal, terminal);
    }
    for slug in &restored.organisations_lost {
        terminal.say("cli-restored-gone", &[("organisation", slug.as_str().into())]);
    }
    let journals: Vec<_> = restored
        .journals
        .iter()
        .map(|journal| {
            json!({
                "organisation": journal.slug,
                "entries": journal.entries,
                "entries_lost": journal.entries_lost,
                "epoch": journal.epoch,
                "new_epoch": journal.is_new_epoch,
                "erased_again": journal.erased_again,
            })
        })
        .collect();
    terminal.result(&json!({
        "snapshot": hex(&restored.snapshot),
        "taken_at": restored.taken_at.to_timestamp().to_string(),
        "rows": restored.rows,
        "seconds": seconds,
        "journals": journals,
        "organisations_lost": restored.organisations_lost,
    }));
}

fn say_journal(journal: &RestoredJournal, terminal: &mut Terminal) {
    let slug = journal.slug.as_str();
    let mut facts = vec![
        ("organisation", slug.into()),
        ("entries", journal.entries.into()),
        ("epoch", u64::from(journal.epoch).into()),
    ];
    let message = match journal.entries_lost {
        _ if !journal.is_new_epoch => "cli-restored-goes-on",
        Some(lost) => {
            facts.push(("lost", lost.into()));
            "cli-restored-new-epoch"
        }
        None => "cli-restored-lost-unknown",
    };
    terminal.say(message, &facts);
    if journal.erased_again > 0 {
        let facts = [("organisation", slug.into()), ("count", journal.erased_again.into())];
        terminal.say("cli-restored-erased", &facts);
    }
}
