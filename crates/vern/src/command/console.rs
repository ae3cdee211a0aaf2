//! `vern console`: a link into the console of the server that runs.
//!
//! Deliberately not here: who may come in and for how long; that is `vern_app::console`. A link lives in the memory of the server, so without one there is none.

use std::process::ExitCode;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::{Installation, Problem};

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// Whose console, for whom.
#[derive(Debug, clap::Args)]
pub(crate) struct ConsoleArguments {
    #[command(flatten)]
    task: LinkConsole,
    #[command(flatten)]
    places: Places,
}

/// A link to be made.
#[derive(Debug, Clone, clap::Args, Serialize, Deserialize)]
pub(crate) struct LinkConsole {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Role in the charter of whoever uses the link.
    #[arg(long)]
    role: String,
}

pub(super) async fn run(arguments: ConsoleArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    operator::perform(&arguments.places, arguments.task.into(), terminal).await
}

impl Perform for LinkConsole {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let server = desk.server.as_ref().ok_or(Problem::Unavailable { code: "console.no_server" })?;
        let address = server.console.as_deref().ok_or(Problem::Conflict { code: "console.not_local" })?;
        let link = installation.issue_console_link(&self.organisation, &self.role)?;
        let link = format!("{}{}", address.trim_end_matches('/'), link.expose_path(desk.terminal.language));
        desk.terminal.say("cli-console-link", &[]);
        desk.terminal.line(&link);
        desk.terminal.result(&json!({ "link": link }));
        Ok(0)
    }
}
