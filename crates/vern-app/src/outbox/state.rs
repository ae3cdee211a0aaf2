//! What waits and why, in numbers and ids: for those who run an organisation, and who need no addresses for it.

use vern_core::id::MessageId;
use vern_core::time::Instant;
use vern_policy::charter::Carried;
use vern_store::outbox::MessageRow;

use super::{Channel, MessageState};
use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// Messages listed one by one.
const LISTED_MAX: u32 = 100;

/// Where the outbox stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxState {
    /// How many, by channel, state and reason.
    pub counts: Vec<OutboxCount>,
    /// The newest that wait; at most a hundred.
    pub waiting: Vec<WaitingMessage>,
    /// The newest that were dropped; at most a hundred. What has ended is forgotten after 30 days.
    pub dropped: Vec<WaitingMessage>,
    /// As of when.
    pub at: Instant,
}

/// How many messages are in one state, on one channel, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxCount {
    /// How they go.
    pub channel: Channel,
    /// How far they have come.
    pub state: MessageState,
    /// Code of the reason, where there is one.
    pub code: Option<String>,
    /// How many.
    pub messages: u64,
    /// Since when the oldest is there.
    pub oldest: Instant,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMessage {
    /// Its id, also the key of its record, which is opened like any other.
    pub id: MessageId,
    /// How it goes.
    pub channel: Channel,
    /// Code of the reason it waits, or was dropped for; none where it has not been tried.
    pub code: Option<String>,
    /// How often it was put off.
    pub attempts: u32,
    /// Since when it is there.
    pub queued_at: Instant,
    /// When it is tried next, or was dropped.
    pub due_at: Instant,
    /// After this it is dropped.
    pub not_after: Instant,
}

impl Installation {
    /// Where the outbox stands, for someone whose role has a grant in the activity that carries it.
    ///
    /// # Errors
    /// `page.unknown` for a role without one; `outbox.undeclared` where no activity carries an outbox; `store.*`.
    pub fn outbox_state(&self, caller: &Caller) -> Result<OutboxState, Problem> {
        let rules = {
            let reader = self.reader()?;
            self.ground(caller, &reader.snapshot()?)?.in_force.rules
        };
        let activity =
            rules.carrying(Carried::Outbox).ok_or(Problem::Conflict { code: "outbox.undeclared" })?;
        if !caller.has_grant(&rules, activity) {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        self.outbox_state_of(&caller.controller)
    }

    /// The same, for whoever runs the installation.
    ///
    /// # Errors
    /// `store.*`.
    pub fn outbox_state_of(&self, controller: &Controller) -> Result<OutboxState, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let listed = |state| -> Result<Vec<WaitingMessage>, Problem> {
            let rows = snapshot.messages_in_state(controller.id(), state, LISTED_MAX)?;
            Ok(rows.into_iter().map(WaitingMessage::from).collect())
        };
        let counts = snapshot.message_counts(controller.id())?.into_iter().map(|count| OutboxCount {
            channel: count.channel,
            state: count.state,
            code: said(count.code),
            messages: count.messages,
            oldest: count.oldest,
        });
        Ok(OutboxState {
            counts: counts.collect(),
            waiting: listed(MessageState::Waiting)?,
            dropped: listed(MessageState::Dropped)?,
            at: self.now(),
        })
    }
}

impl From<MessageRow> for WaitingMessage {
    fn from(row: MessageRow) -> Self {
        Self {
            id: row.message,
            channel: row.channel,
            code: said(row.code),
            attempts: row.attempts,
            queued_at: row.queued_at,
            due_at: row.due_at,
            not_after: row.not_after,
        }
    }
}

fn said(code: String) -> Option<String> {
    Some(code).filter(|code| !code.is_empty())
}
