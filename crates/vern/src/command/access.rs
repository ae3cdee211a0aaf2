//! `vern access list|keep`: who and what has access, and that it was looked at and stays.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::access::{Access, in_order_of_review};
use vern_app::{Installation, Problem};
use vern_core::time::Instant;
use vern_text::date;

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// What to do with the accesses of an organisation.
#[derive(Debug, Subcommand)]
pub(crate) enum AccessCommand {
    /// List every access that stands, what is to be reviewed first before the rest.
    List {
        #[command(flatten)]
        task: ListAccess,
        #[command(flatten)]
        places: Places,
    },
    /// Record that an access was reviewed and stays. It is ended with `token end` or `account end`.
    Keep {
        #[command(flatten)]
        task: KeepAccess,
        #[command(flatten)]
        places: Places,
    },
}

/// Whose accesses are to be listed.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct ListAccess {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
}

/// An access that stays.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct KeepAccess {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Actor id, as `access list` gives it.
    #[arg(long)]
    actor: String,
}

pub(super) async fn run(command: AccessCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        AccessCommand::List { task, places } => operator::perform(&places, task.into(), terminal).await,
        AccessCommand::Keep { task, places } => operator::perform(&places, task.into(), terminal).await,
    }
}

impl Perform for ListAccess {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let standing = in_order_of_review(installation.access_of(&self.organisation)?);
        let terminal = &mut desk.terminal;
        let names = installation.names(&controller, terminal.language)?;
        for access in &standing {
            let language = terminal.language;
            let day = |at: Option<Instant>| match at {
                Some(at) => date(language, &at.to_date().to_string()),
                None => "–".to_owned(),
            };
            let variables = [
                ("actor", access.actor.to_string().into()),
                ("role", names.role(&access.role).into()),
                ("since", day(Some(access.since)).into()),
                ("due", day(access.review_due_at).into()),
            ];
            terminal.say("cli-access", &variables);
        }
        terminal.result(&json!({ "credentials": standing.iter().map(line).collect::<Vec<_>>() }));
        Ok(0)
    }
}

fn line(access: &Access) -> serde_json::Value {
    let at = |at: Option<Instant>| at.map(|at| at.to_string());
    json!({
        "actor": access.actor.to_string(),
        "role": access.role,
        "since": access.since.to_string(),
        "until": at(access.ends_at),
        "reviewed_at": at(access.reviewed_at),
        "review_due_at": at(access.review_due_at),
    })
}

impl Perform for KeepAccess {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let actor = self.actor.parse().map_err(|_| Problem::invalid_field("request.json", "actor"))?;
        let kept = installation.keep_access_of(&self.organisation, actor).await?;
        let receipt = kept.committed.receipt.to_string();
        let due = date(desk.terminal.language, &kept.value.to_date().to_string());
        desk.terminal.say("cli-access-kept", &[("due", due.into()), ("receipt", receipt.clone().into())]);
        desk.terminal.result(&json!({ "review_due_at": kept.value.to_string(), "receipt": receipt }));
        Ok(0)
    }
}
