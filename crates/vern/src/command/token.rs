//! `vern token issue|end`.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::access::NewAccess;
use vern_app::{Installation, Problem};
use vern_core::operation::Act;
use vern_core::reach::{Part, Reach};
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
    /// What it is given for, where that is less than the role may: an activity, then acts and data types where not all are meant, as in
    /// `prospects` or `prospects=read,alter:name,email`. May be given several times.
    #[arg(long, value_parser = part)]
    only: Vec<Part>,
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
        let new = NewAccess { role: self.role.clone(), until: self.until, reach: reach_of(self.only)? };
        let issued = installation.issue_token_for(&self.organisation, &new).await?.value;
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

/// `activity[=act,act…][:type,type…]`.
pub(super) fn part(text: &str) -> Result<Part, &'static str> {
    let list = |text: &str| text.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>();
    let (named, sees) = text.split_once(':').map_or((text, None), |(named, sees)| (named, Some(list(sees))));
    let (activity, acts) =
        named.split_once('=').map_or((named, None), |(activity, acts)| (activity, Some(list(acts))));
    let act = |word: &String| Act::ALL.into_iter().find(|act| act.as_str() == word);
    let acts = acts.map(|acts| acts.iter().map(act).collect::<Option<Vec<_>>>().ok_or("not an act"));
    Ok(Part { activity: activity.trim().to_owned(), acts: acts.transpose()?, sees })
}

/// How far an access is to reach; all its role may where nothing is said.
pub(super) fn reach_of(only: Vec<Part>) -> Result<Option<Reach>, Problem> {
    if only.is_empty() {
        return Ok(None);
    }
    let malformed = |_| Problem::invalid_field("access.only_form", "only");
    Reach::try_from(only).map(Some).map_err(malformed)
}
