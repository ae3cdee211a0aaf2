//! `vern key status|rotate|sheet|restore-root`.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vern_app::rotation::{ControllerKeyStatus, KeyLine, Rotated, recovery_sheet, restore_root_key};
use vern_app::{Controller, Installation, Problem};
use vern_text::{Language, moment, text};

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Numbers, ages, and how many keys are under which.
    Status {
        #[command(flatten)]
        places: Places,
    },
    /// Replace a key by its next number; what the former one wraps or marks is written anew, and it is erased.
    Rotate {
        #[command(flatten)]
        task: RotateKey,
        #[command(flatten)]
        places: Places,
    },
    /// Print the recovery sheet of the root key.
    Sheet {
        /// Yes, show the root key on this screen.
        #[arg(long, required = true)]
        show_root_key: bool,
        #[command(flatten)]
        places: Places,
    },
    /// Write root.key from a recovery sheet typed in on standard input.
    RestoreRoot {
        #[command(flatten)]
        places: Places,
    },
}

/// Numbers and ages of keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ShowKeys {}

/// A key to be replaced.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct RotateKey {
    /// Which key.
    #[arg(value_enum)]
    key: RotatedKey,
    /// Organisation id; all of them where it is left out. The root key is of no one organisation.
    #[arg(long)]
    organisation: Option<String>,
    /// With `lookup`: of which data type; all of them where it is left out.
    #[arg(long)]
    data_type: Option<String>,
}

/// A key that can be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum RotatedKey {
    /// The key above all others. Prints a new recovery sheet.
    Root,
    /// An organisation's key, which wraps its other keys.
    Controller,
    /// The keys that make data findable by exact value.
    Lookup,
    /// The key that signs an organisation's checkpoints.
    Checkpoint,
}

pub(super) async fn run(command: KeyCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        KeyCommand::Status { places } => operator::perform(&places, ShowKeys {}.into(), terminal).await,
        KeyCommand::Rotate { task, places } => operator::perform(&places, task.into(), terminal).await,
        // Both are about the key directory alone, which may have lost what a server needs to start.
        KeyCommand::Sheet { places, .. } => {
            let sheet = recovery_sheet(&places.keys)?;
            terminal.say("cli-key-sheet", &[]);
            terminal.line(sheet.as_str());
            terminal.result(&json!({ "sheet": sheet.as_str() }));
            Ok(ExitCode::SUCCESS)
        }
        KeyCommand::RestoreRoot { places } => restore(&places, terminal).map(|()| ExitCode::SUCCESS),
    }
}

impl Perform for RotateKey {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        if self.key == RotatedKey::Root {
            let sheet = installation.rotate_root_key().await?;
            terminal.say("cli-key-root-rotated", &[]);
            terminal.line(sheet.as_str());
            terminal.result(&json!({ "rotated": [{ "key": "root" }], "sheet": sheet.as_str() }));
            return Ok(0);
        }
        let mut rotated = Vec::new();
        for controller in chosen(installation, self.organisation.as_deref())? {
            let data_type = self.data_type.as_deref();
            rotated.extend(rotate(installation, &controller, self.key, data_type, terminal).await?);
        }
        terminal.result(&json!({ "rotated": rotated }));
        Ok(0)
    }
}

fn chosen(installation: &Installation, organisation: Option<&str>) -> Result<Vec<Arc<Controller>>, Problem> {
    match organisation {
        Some(slug) => Ok(vec![installation.controller(slug)?]),
        None => Ok(installation.controllers()),
    }
}

impl Perform for ShowKeys {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let status = installation.key_status()?;
        let since = moment(terminal.language, &status.root_since.to_string());
        terminal.say("cli-key-root", &[("id", status.root.as_str().into()), ("since", since.into())]);
        for controller in &status.controllers {
            print_controller(controller, terminal);
        }
        let controllers: Vec<Value> = status.controllers.iter().map(controller_json).collect();
        terminal.result(&json!({
            "root": { "id": status.root, "since": status.root_since.to_string() },
            "organisations": controllers,
        }));
        Ok(0)
    }
}

fn print_controller(controller: &ControllerKeyStatus, terminal: &mut Terminal) {
    let language = terminal.language;
    let pooled = controller.pooled.0.saturating_add(controller.pooled.1);
    terminal.line("");
    terminal.say(
        "cli-key-organisation",
        &[
            ("organisation", controller.slug.as_str().into()),
            ("pooled", pooled.into()),
            ("erased", controller.erased.into()),
        ],
    );
    for key in &controller.keys {
        let line = text(
            language,
            "cli-key-line",
            &[
                ("purpose", purpose_text(language, key.purpose).into()),
                ("name", name_of(key).into()),
                ("number", key.number.into()),
                ("made", moment(language, &key.made_at.to_string()).into()),
            ],
        );
        terminal.line(format!("  {}", line.replace("  ", " ")));
    }
    for count in &controller.wrapped {
        let variables = [("count", count.count.into()), ("parent", count.parent.into())];
        terminal.line(format!("  {}", text(language, "cli-key-wrapped", &variables)));
    }
    if controller.unfinished {
        terminal.line(format!("  {}", text(language, "cli-key-unfinished", &[])));
    }
}

/// The name of a checkpoint key is its verifier key: too long for a line, and in every export.
fn name_of(key: &KeyLine) -> &str {
    if key.purpose == "checkpoint" { "" } else { &key.name }
}

fn purpose_text(language: Language, purpose: &str) -> String {
    text(language, &format!("cli-key-purpose-{purpose}"), &[])
}

fn controller_json(controller: &ControllerKeyStatus) -> Value {
    let keys: Vec<Value> = controller
        .keys
        .iter()
        .map(|key| json!({ "purpose": key.purpose, "name": key.name, "number": key.number, "made_at": key.made_at.to_string() }))
        .collect();
    let wrapped: Vec<Value> = controller
        .wrapped
        .iter()
        .map(|count| json!({ "number": count.parent, "keys": count.count }))
        .collect();
    json!({
        "organisation": controller.slug,
        "keys": keys,
        "wrapped": wrapped,
        "erased": controller.erased,
        "pooled": { "data": controller.pooled.0, "link": controller.pooled.1 },
        "unfinished": controller.unfinished,
    })
}

async fn rotate(
    installation: &Installation,
    controller: &Controller,
    key: RotatedKey,
    data_type: Option<&str>,
    terminal: &mut Terminal,
) -> Result<Vec<Value>, Problem> {
    let mut done: Vec<(&str, String, Rotated)> = Vec::new();
    match key {
        RotatedKey::Root => {}
        RotatedKey::Controller => {
            let rotated = installation.rotate_controller_key(controller).await?;
            done.push(("controller", String::new(), rotated));
        }
        RotatedKey::Checkpoint => {
            let rotated = installation.rotate_checkpoint_key(controller).await?;
            done.push(("checkpoint", String::new(), rotated));
        }
        RotatedKey::Lookup => {
            let all = installation.lookups_of(controller)?;
            let meant = data_type.map_or(all, |data_type| [data_type.to_owned()].into());
            for data_type in meant {
                let rotated = installation.rotate_lookup_key(controller, &data_type).await?;
                done.push(("lookup", data_type, rotated));
            }
        }
    }
    Ok(done
        .into_iter()
        .map(|(purpose, name, rotated)| told(controller, purpose, &name, rotated, terminal))
        .collect())
}

fn told(
    controller: &Controller,
    purpose: &str,
    name: &str,
    rotated: Rotated,
    terminal: &mut Terminal,
) -> Value {
    let line = text(
        terminal.language,
        "cli-key-rotated",
        &[
            ("purpose", purpose_text(terminal.language, purpose).into()),
            ("name", name.into()),
            ("organisation", controller.slug().into()),
            ("number", rotated.number.into()),
            ("renewed", rotated.renewed.into()),
        ],
    );
    terminal.line(line.replace("  ", " "));
    json!({
        "key": purpose,
        "name": name,
        "organisation": controller.slug(),
        "number": rotated.number,
        "renewed": rotated.renewed,
    })
}

fn restore(places: &Places, terminal: &mut Terminal) -> Result<(), Failure> {
    let restored = restore_root_key(&places.keys, std::io::stdin().lock());
    if let Err(Problem::Invalid { field: Some(field), .. }) = &restored {
        let line = field.trim_start_matches("line ");
        terminal.aside(&text(terminal.language, "cli-key-sheet-line", &[("line", line.into())]));
    }
    let id = restored?;
    terminal.say("cli-key-restored", &[("id", id.as_str().into())]);
    terminal.result(&json!({ "root": id }));
    Ok(())
}
