//! What an operator can have done to an open installation: one task a command, each in the file of its command.
//!
//! A task holds all it needs: files are read before it is asked for, by whoever runs the command and with that person's rights, and what it writes is told.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vern_app::Installation;

use crate::command::access::{KeepAccess, ListAccess};
use crate::command::account::{EndAccount, InviteAccount, InviteAccountAgain};
use crate::command::charter::{ImportCharter, ReplayOperations};
use crate::command::console::LinkConsole;
use crate::command::deadlines::ListDeadlines;
use crate::command::doctor::Examine;
use crate::command::journal::ask::{AskPerson, AskTouched};
use crate::command::journal::{CompareCheckpoints, CullJournal, ExportJournal, ProveEntry, SignCheckpoint};
use crate::command::key::{RotateKey, ShowKeys};
use crate::command::outbox::CountMessages;
use crate::command::publish::MakeSite;
use crate::command::records::batch::{ReadForm, RegisterRows};
use crate::command::records::export::ExportRecords;
use crate::command::retention::{ForeseeRetention, RunRetention};
use crate::command::token::{EndToken, IssueToken};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Where a task tells what comes of it.
pub(crate) struct Desk {
    pub(crate) terminal: Terminal,
    /// The server that performs it; none where the command does so itself.
    pub(crate) server: Option<Served>,
}

/// What a task has to know of the server.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    /// Where its console is reached on this machine; none where it can't be.
    pub(crate) console: Option<String>,
}

/// A task that runs against an open installation.
pub(crate) trait Perform {
    /// Does it; the exit code where it did not fail.
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure>;
}

macro_rules! tasks {
    ($($name:ident),* $(,)?) => {
        /// A task.
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Task {
            $($name($name)),*
        }

        impl Task {
            /// What it is called in the log, which holds nothing of what is asked.
            pub(crate) const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($name)),* }
            }

            /// Does it.
            pub(crate) async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
                match self { $(Self::$name(task) => task.perform(installation, desk).await),* }
            }
        }

        $(impl From<$name> for Task {
            fn from(task: $name) -> Self { Self::$name(task) }
        })*
    };
}

tasks!(
    AskPerson,
    AskTouched,
    CompareCheckpoints,
    CountMessages,
    CullJournal,
    EndAccount,
    EndToken,
    Examine,
    ExportJournal,
    ExportRecords,
    ForeseeRetention,
    ImportCharter,
    InviteAccount,
    InviteAccountAgain,
    IssueToken,
    KeepAccess,
    ListAccess,
    LinkConsole,
    ListDeadlines,
    MakeSite,
    ProveEntry,
    ReadForm,
    RegisterRows,
    ReplayOperations,
    RotateKey,
    RunRetention,
    ShowKeys,
    SignCheckpoint,
);
