//! `vern outbox`: what waits to be sent and why, in numbers. Sending itself is the server's.

use std::process::ExitCode;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::Installation;
use vern_app::outbox::{MessageState, OutboxCount};
use vern_app::problem::{code_hint, code_text};
use vern_text::{Language, moment, text};

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// Whose messages.
#[derive(Debug, clap::Args)]
pub(crate) struct OutboxArguments {
    #[command(flatten)]
    task: CountMessages,
    #[command(flatten)]
    places: Places,
}

/// A count that is asked for.
#[derive(Debug, Clone, clap::Args, Serialize, Deserialize)]
pub(crate) struct CountMessages {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
}

pub(super) async fn run(arguments: OutboxArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    operator::perform(&arguments.places, arguments.task.into(), terminal).await
}

impl Perform for CountMessages {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let state = installation.outbox_state_of(&controller)?;
        if state.counts.is_empty() {
            desk.terminal.say("cli-outbox-none", &[]);
        }
        for count in &state.counts {
            let line = line_of(count, desk.terminal.language);
            desk.terminal.line(line);
        }
        let lines: Vec<_> = state.counts.iter().map(count_json).collect();
        desk.terminal.result(&json!({ "messages": lines }));
        Ok(0)
    }
}

fn line_of(count: &OutboxCount, language: Language) -> String {
    let named = |kind: &str, word: &str| text(language, &format!("console-outbox-{kind}-{word}"), &[]);
    let why = match (&count.code, count.state) {
        (Some(code), _) => {
            let said =
                [Some(code_text(language, code)), code_hint(language, code), Some(format!("[{code}]"))];
            said.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        (None, MessageState::Waiting) => named("not", "tried"),
        (None, _) => String::new(),
    };
    let line = text(
        language,
        "cli-outbox-line",
        &[
            ("channel", named("channel", count.channel.as_str()).into()),
            ("state", named("state", count.state.as_str()).into()),
            ("messages", count.messages.into()),
            ("oldest", moment(language, &count.oldest.to_string()).into()),
            ("why", why.into()),
        ],
    );
    line.trim_end().to_owned()
}

fn count_json(count: &OutboxCount) -> serde_json::Value {
    json!({
        "channel": count.channel.as_str(),
        "state": count.state.as_str(),
        "code": count.code,
        "messages": count.messages,
        "oldest": count.oldest.to_string(),
    })
}
