//! Messages on their way out: how many wait, since when and why. Ids, no addresses: what a message says is opened like any record, with a reason.

use askama::Template;
use axum::extract::State;
use vern_app::Problem;
use vern_app::outbox::{OutboxCount, OutboxState, WaitingMessage};
use vern_app::problem::{code_hint, code_text};
use vern_core::time::Instant;
use vern_text::{moment, text};

use super::door::Staff;
use super::frame::{Frame, Room, frame_of};
use crate::Web;
use crate::page::Chrome;
use crate::site::{Page, show};

/// `/console/{language}/outbox`.
pub(super) async fn read_outbox(State(web): State<Web>, staff: Staff) -> Page {
    let problem = |problem| staff.problem(&problem);
    let (caller, language) = (&staff.session.caller, staff.language);
    let choices = web.installation.console_choices(caller, language).map_err(problem)?;
    let (state, note) = match web.installation.outbox_state(caller) {
        Ok(state) => (Some(state), ""),
        Err(Problem::Conflict { code: "outbox.undeclared" }) => (None, "console-outbox-undeclared"),
        Err(Problem::NotFound { code: "page.unknown" }) => (None, "console-not-granted"),
        Err(other) => return Err(problem(other)),
    };
    let (chrome, frame) = frame_of(&web, &staff, &choices, Room::Outbox, Some("/outbox"))?;
    show(language, OutboxPage { chrome, frame, state, note }.render())
}

#[derive(Template)]
#[template(path = "console/outbox.html")]
struct OutboxPage {
    chrome: Chrome,
    frame: Frame,
    state: Option<OutboxState>,
    /// What is said where there is nothing to show.
    note: &'static str,
}

/// A list of single messages.
struct Listed<'a> {
    id: &'static str,
    title: String,
    /// What the last time of a line is.
    last: String,
    messages: &'a [WaitingMessage],
}

impl OutboxPage {
    fn at(&self, at: &Instant) -> String {
        moment(self.chrome.language, &at.to_string())
    }

    fn as_of(&self, state: &OutboxState) -> String {
        self.chrome.t1("console-outbox-as-of", "time", self.at(&state.at))
    }

    fn channel(&self, channel: &vern_app::outbox::Channel) -> String {
        self.chrome.t(&format!("console-outbox-channel-{}", channel.as_str()))
    }

    fn state_of(&self, count: &OutboxCount) -> String {
        self.chrome.t(&format!("console-outbox-state-{}", count.state.as_str()))
    }

    fn number(&self, number: u64) -> String {
        text(self.chrome.language, "number", &[("number", number.into())])
    }

    /// What is wrong, and who can mend it.
    fn why(&self, code: &Option<String>) -> String {
        let language = self.chrome.language;
        match code {
            None => self.chrome.t("console-outbox-not-tried"),
            Some(code) => [Some(code_text(language, code)), code_hint(language, code)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// A delivered message needs no reason.
    fn why_of(&self, count: &OutboxCount) -> String {
        match count.state {
            vern_app::outbox::MessageState::Delivered => String::new(),
            _ => self.why(&count.code),
        }
    }

    fn lists<'a>(&self, state: &'a OutboxState) -> Vec<Listed<'a>> {
        let list = |id, last, messages| Listed {
            id,
            title: self.chrome.t(&format!("console-outbox-{id}")),
            last: self.chrome.t(last),
            messages,
        };
        let all = [
            list("waiting", "console-outbox-due", state.waiting.as_slice()),
            list("dropped", "console-outbox-ended", state.dropped.as_slice()),
        ];
        all.into_iter().filter(|list| !list.messages.is_empty()).collect()
    }
}
