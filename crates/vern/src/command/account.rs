//! `vern account invite|again|end`: the first account of an organisation, and those nobody in it can see to.
//!
//! Deliberately not here: choosing a password, which is for whoever has the account, on the page the link leads to.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::access::NewAccess;
use vern_app::account::{Invitation, InviteRequest};
use vern_app::{Caller, Installation, Problem};
use vern_core::id::ActorId;
use vern_core::personal::Personal;
use vern_core::reach::Part;
use vern_core::time::Instant;

use super::journal::ask::instant;
use super::token::{part, reach_of};
use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// What to do with accounts of staff.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Give someone an account in a role of the charter: prints a link that works once.
    Invite {
        #[command(flatten)]
        arguments: InviteArguments,
        #[command(flatten)]
        places: Places,
    },
    /// Give a new link for an account, to who has lost password or phone. What it signed in with before holds no longer.
    Again {
        #[command(flatten)]
        task: InviteAccountAgain,
        #[command(flatten)]
        places: Places,
    },
    /// End an account at once: its access, its sessions, its invitation.
    End {
        #[command(flatten)]
        task: EndAccount,
        #[command(flatten)]
        places: Places,
    },
}

/// Whom to give an account.
#[derive(Debug, Clone, Args)]
pub(crate) struct InviteArguments {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Role id in the charter.
    #[arg(long)]
    role: String,
    /// A file of two lines: the name of whoever is to have the account, and the e-mail address to sign in with.
    #[arg(long)]
    person: PathBuf,
    /// Until when there is access: 2027-01-01 or 2027-01-01T14:00:00Z. Without end where left out.
    #[arg(long, value_parser = instant)]
    until: Option<Instant>,
    /// What it is given for, where that is less than the role may: an activity, then acts and data types where not all are meant, as in
    /// `prospects` or `prospects=read,alter:name,email`. May be given several times.
    #[arg(long, value_parser = part)]
    only: Vec<Part>,
}

/// Someone to be given an account, as the file had it.
#[derive(Serialize, Deserialize)]
pub(crate) struct InviteAccount {
    organisation: String,
    role: String,
    name: String,
    email: String,
    until: Option<Instant>,
    only: Vec<Part>,
}

/// An account that is to have a new link.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct InviteAccountAgain {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Account id, as `account invite` gave it.
    #[arg(long)]
    account: String,
}

/// An account to be ended.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct EndAccount {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// Account id, as `account invite` gave it.
    #[arg(long)]
    account: String,
}

/// Prints who it is for nowhere.
impl std::fmt::Debug for InviteAccount {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("InviteAccount")
            .field("organisation", &self.organisation)
            .finish_non_exhaustive()
    }
}

pub(super) async fn run(command: AccountCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        AccountCommand::Invite { arguments, places } => {
            operator::perform(&places, arguments.read()?.into(), terminal).await
        }
        AccountCommand::Again { task, places } => operator::perform(&places, task.into(), terminal).await,
        AccountCommand::End { task, places } => operator::perform(&places, task.into(), terminal).await,
    }
}

impl InviteArguments {
    fn read(self) -> Result<InviteAccount, Failure> {
        let text =
            std::fs::read_to_string(&self.person).map_err(|error| Failure::file(&self.person, error))?;
        let mut lines = text.lines().map(|line| line.trim().to_owned());
        let (name, email) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let Self { organisation, role, until, only, .. } = self;
        Ok(InviteAccount { organisation, role, name, email, until, only })
    }
}

fn acting(installation: &Arc<Installation>, organisation: &str) -> Result<Caller, Problem> {
    installation.acting_itself(&installation.controller(organisation)?)
}

fn account_id(text: &str) -> Result<ActorId, Problem> {
    text.parse().map_err(|_| Problem::NotFound { code: "access.unknown" })
}

fn show(desk: &mut Desk, invitation: &Invitation, message: &str, role: Option<String>) {
    let terminal = &mut desk.terminal;
    let (account, until) = (invitation.account.to_string(), invitation.until.to_string());
    let path = invitation.expose_path(terminal.language);
    let role = role.unwrap_or_default();
    let variables =
        [("account", account.as_str().into()), ("role", role.into()), ("until", until.as_str().into())];
    terminal.say(message, &variables);
    terminal.line(&path);
    terminal.result(&json!({ "account": account, "path": path, "until": until }));
}

impl Perform for InviteAccount {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let caller = acting(installation, &self.organisation)?;
        let request = InviteRequest {
            name: Personal::new(self.name),
            email: Personal::new(self.email),
            access: NewAccess { role: self.role.clone(), until: self.until, reach: reach_of(self.only)? },
        };
        let invitation = installation.invite(&caller, &request).await?;
        show(desk, &invitation, "cli-account-invited", Some(self.role));
        Ok(0)
    }
}

impl Perform for InviteAccountAgain {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let caller = acting(installation, &self.organisation)?;
        let invitation = installation.invite_again(&caller, account_id(&self.account)?).await?;
        show(desk, &invitation, "cli-account-again", None);
        Ok(0)
    }
}

impl Perform for EndAccount {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let caller = acting(installation, &self.organisation)?;
        let ended = installation.end_account(&caller, account_id(&self.account)?).await?;
        let (counted, receipt) = (ended.value, ended.committed.receipt.to_string());
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let numbers = [counted.sessions, counted.credentials, counted.grants].map(number);
        let [sessions, credentials, grants] = numbers;
        let variables = [
            ("sessions", sessions.into()),
            ("credentials", credentials.into()),
            ("grants", grants.into()),
            ("receipt", receipt.as_str().into()),
        ];
        desk.terminal.say("cli-account-ended", &variables);
        desk.terminal.result(&json!({
            "sessions": sessions, "credentials": credentials, "grants": grants, "receipt": receipt,
        }));
        Ok(0)
    }
}
