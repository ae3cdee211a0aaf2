//! `vern token issue|end`.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::{Installation, Problem};
use vern_core::time::Instant;

use super::journal::ask::instant;
use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// What to do with credentials.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Issue a token for a new actor in a role of the charter. It is shown once.
    Issue {
        #[command(flatten)]
        task: IssueToken,
        #[command(flatten)]
        places: Places,
    },
    /// End an actor's access.
    End {
        #[command(flatten)]
        task: EndToken,
        #[command(flatten)]
        places: Places,
    },
}

/// A token to be issued.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct IssueToken {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Role id in the charter.
    #[arg(long)]
    role: String,
    /// Until when it opens anything: 2027-01-01 or 2027-01-01T14:00:00Z. Without end where left out.
    #[arg(long, value_parser = instant)]
    until: Option<Instant>,
}

/// An access to be ended.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct EndToken {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Actor id, as `token issue` gave it.
    #[arg(long)]
    actor: String,
}

pub(super) async fn run(command: TokenCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        TokenCommand::Issue { task, places } => operator::perform(&places, task.into(), terminal).await,
        TokenCommand::End { task, places } => operator::perform(&places, task.into(), terminal).await,
    }
}

impl Perform for IssueToken {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let terminal = &mut desk.terminal;
        let issued = installation.issue_token_until(&self.organisation, &self.role, self.until).await?.value;
        let (actor, token) = (issued.actor.to_string(), issued.token.expose_text().to_owned());
        terminal.say("cli-token-issued", &[("actor", actor.clone().into()), ("role", self.role.into())]);
        terminal.line(&token);
        terminal.result(&json!({ "actor": actor, "token": token }));
        Ok(0)
    }
}

impl Perform for EndToken {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let actor = self.actor.parse().map_err(|_| Problem::invalid_field("request.json", "actor"))?;
        let committed = installation.end_access(&self.organisation, actor).await?.committed;
        let receipt = committed.receipt.to_string();
        desk.terminal.say("cli-token-ended", &[("receipt", receipt.clone().into())]);
        desk.terminal.result(&json!({ "receipt": receipt }));
        Ok(0)
    }
}
