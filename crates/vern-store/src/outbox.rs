//! Messages on their way out: which there are, how far each has come, and when it is tried next (ADR 0028).
//!
//! Whoever means to send a message takes a lease first: its number goes up by one, and only the holder of the newest number says what became of it.
//! Deliberately not here: to whom, and what is said; that lies in the record of the same id.

use vern_core::id::{ControllerId, MessageId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{id16, signed, small, unsigned};
use crate::session::{Row, params};
use crate::write::Batch;

/// How a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
}

/// The one a number in the store stands for.
fn by_number<T: Copy>(all: &[T], number_of: fn(T) -> u32, number: i64) -> Result<T, StoreError> {
    let found = all.iter().copied().find(|it| i64::from(number_of(*it)) == number);
    found.ok_or(StoreError::Damaged { table: "outbox_messages" })
}

impl Channel {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// The number in the store, which is on disk.
    const fn number(self) -> u32 {
        match self {
            Self::Email => 1,
            Self::Sms => 2,
        }
    }

    fn of_number(number: i64) -> Result<Self, StoreError> {
        by_number(&Self::ALL, Self::number, number)
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }
}

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageState {
    /// It waits, or is being sent.
    Waiting,
    /// It has been handed over.
    Delivered,
    /// It will not be sent.
    Dropped,
}

impl MessageState {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dropped];

    /// The number in the store, which is on disk.
    const fn number(self) -> u32 {
        match self {
            Self::Waiting => 1,
            Self::Delivered => 2,
            Self::Dropped => 3,
        }
    }

    fn of_number(number: i64) -> Result<Self, StoreError> {
        by_number(&Self::ALL, Self::number, number)
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dropped => "dropped",
        }
    }
}

/// A message that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// Its id, also the key of its record.
    pub message: MessageId,
    /// The activity of its record.
    pub activity: String,
    /// How it goes.
    pub channel: Channel,
    /// After this it is dropped.
    pub not_after: Instant,
}

/// A message's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id, also the key of its record.
    pub message: MessageId,
    /// The activity of its record.
    pub activity: String,
    /// How it goes.
    pub channel: Channel,
    /// How far it has come.
    pub state: MessageState,
    /// Since when it is there.
    pub queued_at: Instant,
    /// After this it is dropped.
    pub not_after: Instant,
    /// When it is tried next; while someone holds a lease, when that ends.
    pub due_at: Instant,
    /// How often it was put off.
    pub attempts: u32,
    /// Number of the newest lease.
    pub lease: u64,
    /// Why it waits or was dropped; empty where there is nothing to say.
    pub code: String,
    /// When it was delivered or dropped.
    pub ended_at: Option<Instant>,
}

/// What became of a message that was leased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It is tried again.
    Postponed {
        /// When.
        due_at: Instant,
        /// Why.
        code: String,
    },
    /// It has been handed over.
    Delivered,
    /// It will not be sent.
    Dropped {
        /// Why.
        code: String,
    },
}

/// How many messages are in one state, on one channel, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageCount {
    /// How they go.
    pub channel: Channel,
    /// How far they have come.
    pub state: MessageState,
    /// Why; empty where there is nothing to say.
    pub code: String,
    /// How many.
    pub messages: u64,
    /// Since when the oldest is there.
    pub oldest: Instant,
}

fn message(row: &Row<'_>) -> Result<MessageRow, StoreError> {
    Ok(MessageRow {
        message: MessageId::from_bytes(id16(row.bytes(0)?, "outbox_messages")?),
        activity: row.text(1)?,
        channel: Channel::of_number(row.int(2)?)?,
        state: MessageState::of_number(row.int(3)?)?,
        queued_at: Instant::from_micros(row.int(4)?),
        not_after: Instant::from_micros(row.int(5)?),
        due_at: Instant::from_micros(row.int(6)?),
        attempts: small(row.int(7)?),
        lease: unsigned(row.int(8)?),
        code: row.text(9)?,
        ended_at: row.int_or_null(10)?.map(Instant::from_micros),
    })
}

impl Snapshot<'_> {
    /// A message.
    ///
    /// # Errors
    /// Engine failures.
    pub fn message(&self, controller: ControllerId, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
        self.one(dml::OUTBOX_MESSAGE, params![self.number(controller)?, id.as_bytes()], message)
    }

    /// Messages that are to be tried by an instant, the longest due first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn messages_due(
        &self,
        controller: ControllerId,
        by: Instant,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.many(dml::OUTBOX_DUE, params![self.number(controller)?, by.as_micros(), limit], message)
    }

    /// Messages in a state; those that are tried last, or ended last, first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn messages_in_state(
        &self,
        controller: ControllerId,
        state: MessageState,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.many(dml::OUTBOX_IN_STATE, params![self.number(controller)?, state.number(), limit], message)
    }

    /// Whether there is a message that ended by an instant.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_ended_by(&self, controller: ControllerId, until: Instant) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, until.as_micros()];
        Ok(self.one(dml::OUTBOX_ENDED, params, |_| Ok(()))?.is_some())
    }

    /// How many messages there are, by channel, state and reason.
    ///
    /// # Errors
    /// Engine failures.
    pub fn message_counts(&self, controller: ControllerId) -> Result<Vec<MessageCount>, StoreError> {
        self.many(dml::OUTBOX_COUNTS, params![self.number(controller)?], |row| {
            Ok(MessageCount {
                channel: Channel::of_number(row.int(0)?)?,
                state: MessageState::of_number(row.int(1)?)?,
                code: row.text(2)?,
                messages: unsigned(row.int(3)?),
                oldest: Instant::from_micros(row.int(4)?),
            })
        })
    }
}

impl Batch<'_> {
    /// Adds a message that waits; it is due at once.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_message(
        &mut self,
        controller: ControllerId,
        new: &NewMessage,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (channel, at) = (new.channel.number(), at.as_micros());
        let params = params![
            self.number(controller)?,
            new.message.as_bytes(),
            new.activity.as_str(),
            channel,
            at,
            new.not_after.as_micros(),
            at
        ];
        self.run(dml::OUTBOX_INSERT, params)
    }

    /// Whether a message waits and its newest lease is this one.
    ///
    /// # Errors
    /// Engine failures.
    pub fn waits_under(
        &self,
        controller: ControllerId,
        id: MessageId,
        lease: u64,
    ) -> Result<bool, StoreError> {
        let found =
            self.one(dml::OUTBOX_MESSAGE, params![self.number(controller)?, id.as_bytes()], message)?;
        Ok(found.is_some_and(|row| row.state == MessageState::Waiting && row.lease == lease))
    }

    /// Takes the next lease of a message whose newest is this one. While it lasts nobody else tries.
    ///
    /// # Errors
    /// Engine failures.
    pub fn lease_message(
        &mut self,
        controller: ControllerId,
        (id, lease): (MessageId, u64),
        until: Instant,
    ) -> Result<(), StoreError> {
        let number = self.number(controller)?;
        self.run(dml::OUTBOX_LEASE, params![until.as_micros(), number, id.as_bytes(), signed(lease)])
    }

    /// Says what became of a message. Without the newest lease nothing changes.
    ///
    /// # Errors
    /// Engine failures.
    pub fn settle_message(
        &mut self,
        controller: ControllerId,
        (id, lease): (MessageId, u64),
        settled: &Settled,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (number, lease) = (self.number(controller)?, signed(lease));
        let (state, code) = match settled {
            Settled::Postponed { due_at, code } => {
                let params = params![due_at.as_micros(), code.as_str(), number, id.as_bytes(), lease];
                return self.run(dml::OUTBOX_POSTPONE, params);
            }
            Settled::Delivered => (MessageState::Delivered, ""),
            Settled::Dropped { code } => {
                // It has told nobody.
                self.run(dml::INFORMED_BY_DELETE, params![number, id.as_bytes()])?;
                (MessageState::Dropped, code.as_str())
            }
        };
        let params = params![state.number(), code, at.as_micros(), number, id.as_bytes(), lease];
        self.run(dml::OUTBOX_END, params)
    }

    /// Forgets messages that ended by an instant.
    ///
    /// # Errors
    /// Engine failures.
    pub fn forget_messages(&mut self, controller: ControllerId, until: Instant) -> Result<(), StoreError> {
        self.run(dml::OUTBOX_FORGET, params![self.number(controller)?, until.as_micros()])
    }
}
