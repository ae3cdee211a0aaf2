//! `vern token issue|end`.

use std::process::ExitCode;

use clap::Subcommand;
use serde_json::json;
use vern_app::Problem;

use crate::failure::Failure;
use crate::server::{self, Places};
use crate::terminal::Terminal;

/// What to do with credentials.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Issue a token for a new actor in a role of the charter. It is shown once.
    Issue {
        /// Organisation id.
        #[arg(long)]
        organisation: String,
        /// Role id in the charter.
        #[arg(long)]
        role: String,
        #[command(flatten)]
        places: Places,
    },
    /// End an actor's access.
    End {
        /// Organisation id.
        #[arg(long)]
        organisation: String,
        /// Actor id, as `token issue` gave it.
        #[arg(long)]
        actor: String,
        #[command(flatten)]
        places: Places,
    },
}

pub(super) async fn run(command: &TokenCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        TokenCommand::Issue { organisation, role, places } => {
            let installation = server::open(places).await?;
            let issued = installation.issue_token(organisation, role).await?.value;
            let (actor, token) = (issued.actor.to_string(), issued.token.expose_text().to_owned());
            terminal.say("cli-token-issued", &[("actor", actor.clone().into()), ("role", role.into())]);
            terminal.line(&token);
            terminal.result(&json!({ "actor": actor, "token": token }));
        }
        TokenCommand::End { organisation, actor, places } => {
            let installation = server::open(places).await?;
            let actor = actor.parse().map_err(|_| Problem::invalid_field("request.json", "actor"))?;
            let committed = installation.end_access(organisation, actor).await?.committed;
            terminal.say("cli-token-ended", &[("receipt", committed.receipt.to_string().into())]);
            terminal.result(&json!({ "receipt": committed.receipt.to_string() }));
        }
    }
    Ok(ExitCode::SUCCESS)
}
