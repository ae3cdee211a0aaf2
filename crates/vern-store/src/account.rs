//! Accounts of staff and their sessions: ids, states, dates, and hashes of secrets. Who someone is, and what they sign in with, lies sealed in a record.
//!
//! Only sessions that stand are here: one that is ended is taken away. Deliberately not here: when a session is over, and who may end it.

use vern_core::id::{ActorId, ControllerId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{AccessRow, Id16, id16, signed, unsigned};
use crate::session::{Row, params};
use crate::write::Batch;

/// An account of a member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountRow {
    /// The actor it acts as.
    pub account: ActorId,
    /// Counts changes, from 1.
    pub version: u64,
    /// Until when its invitation can be used; none where it has none.
    pub invited_until: Option<Instant>,
    /// Since when it can be signed in to; none where its invitation was never used, or a new one was given.
    pub activated_at: Option<Instant>,
    /// Step of the newest one-time code that was used.
    pub last_step: u64,
}

/// A session that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub session: Id16,
    /// Whose.
    pub account: ActorId,
    /// When it began.
    pub started_at: Instant,
    /// When it was last used, to the minute.
    pub used_at: Instant,
    /// When it ends at the latest.
    pub ends_at: Instant,
}

/// A session found by its secret, with the access it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSession {
    /// For which controller.
    pub controller: ControllerId,
    /// The session.
    pub session: SessionRow,
    /// Role of its actor.
    pub role: String,
    /// When that access ends or has ended, if ever.
    pub access_ends_at: Option<Instant>,
    /// How far it reaches, where that is less than the role may, as JSON.
    pub reach: Option<String>,
}

fn account(row: &Row<'_>, first: usize) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        account: ActorId::from_bytes(id16(row.bytes(first)?, "accounts")?),
        version: unsigned(row.int(first + 1)?),
        invited_until: row.int_or_null(first + 2)?.map(Instant::from_micros),
        activated_at: row.int_or_null(first + 3)?.map(Instant::from_micros),
        last_step: unsigned(row.int(first + 4)?),
    })
}

fn session(row: &Row<'_>, first: usize) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        session: id16(row.bytes(first)?, "sessions")?,
        account: ActorId::from_bytes(id16(row.bytes(first + 1)?, "sessions")?),
        started_at: Instant::from_micros(row.int(first + 2)?),
        used_at: Instant::from_micros(row.int(first + 3)?),
        ends_at: Instant::from_micros(row.int(first + 4)?),
    })
}

impl Snapshot<'_> {
    /// An account.
    ///
    /// # Errors
    /// Engine failures.
    pub fn account(
        &self,
        controller: ControllerId,
        account_id: ActorId,
    ) -> Result<Option<AccountRow>, StoreError> {
        let params = params![self.number(controller)?, account_id.as_bytes()];
        self.one(dml::ACCOUNT, params, |row| account(row, 0))
    }

    /// Every account there has been, with its access, the oldest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn accounts(&self, controller: ControllerId) -> Result<Vec<(AccountRow, AccessRow)>, StoreError> {
        self.many(dml::ACCOUNTS, params![self.number(controller)?], |row| {
            let account = account(row, 0)?;
            let access = AccessRow {
                actor: account.account,
                role: row.text(5)?,
                since: Instant::from_micros(row.int(6)?),
                ends_at: row.int_or_null(7)?.map(Instant::from_micros),
                reach: row.text_or_null(8)?,
                reviewed_at: row.int_or_null(9)?.map(Instant::from_micros),
            };
            Ok((account, access))
        })
    }

    /// The account an invitation is for.
    ///
    /// # Errors
    /// Engine failures.
    pub fn account_by_invitation(
        &self,
        invitation: &[u8; 32],
    ) -> Result<Option<(ControllerId, AccountRow)>, StoreError> {
        self.one(dml::ACCOUNT_BY_INVITATION, params![invitation], |row| {
            Ok((ControllerId::from_i64(row.int(0)?), account(row, 1)?))
        })
    }

    /// The session a secret opens.
    ///
    /// # Errors
    /// Engine failures.
    pub fn session_by_secret(&self, secret_hash: &[u8; 32]) -> Result<Option<FoundSession>, StoreError> {
        self.one(dml::SESSION_BY_SECRET, params![secret_hash], |row| {
            Ok(FoundSession {
                controller: ControllerId::from_i64(row.int(0)?),
                role: row.text(1)?,
                access_ends_at: row.int_or_null(2)?.map(Instant::from_micros),
                session: session(row, 3)?,
                reach: row.text_or_null(8)?,
            })
        })
    }

    /// The sessions of an account, the newest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn sessions(
        &self,
        controller: ControllerId,
        account_id: ActorId,
    ) -> Result<Vec<SessionRow>, StoreError> {
        let params = params![self.number(controller)?, account_id.as_bytes()];
        self.many(dml::SESSIONS, params, |row| session(row, 0))
    }
}

impl Batch<'_> {
    /// How often an account was changed; none where there is no such account.
    ///
    /// # Errors
    /// Engine failures.
    pub fn account_version(
        &self,
        controller: ControllerId,
        account_id: ActorId,
    ) -> Result<Option<u64>, StoreError> {
        let params = params![self.number(controller)?, account_id.as_bytes()];
        self.one(dml::ACCOUNT, params, |row| Ok(unsigned(row.int(1)?)))
    }

    /// Adds an account for an actor that is there, not yet invited.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_account(&mut self, controller: ControllerId, account: ActorId) -> Result<(), StoreError> {
        self.run(dml::ACCOUNT_INSERT, params![self.number(controller)?, account.as_bytes()])
    }

    /// Gives an account an invitation in place of any other. Until it is used nobody signs in.
    ///
    /// # Errors
    /// Engine failures.
    pub fn invite_account(
        &mut self,
        controller: ControllerId,
        account: ActorId,
        (invitation, until): (&[u8; 32], Instant),
    ) -> Result<(), StoreError> {
        let params = params![invitation, until.as_micros(), self.number(controller)?, account.as_bytes()];
        self.run(dml::ACCOUNT_INVITE, params)
    }

    /// Notes that an account's invitation was used; the step is that of the code it was used with.
    ///
    /// # Errors
    /// Engine failures.
    pub fn activate_account(
        &mut self,
        controller: ControllerId,
        account: ActorId,
        (at, step): (Instant, u64),
    ) -> Result<(), StoreError> {
        let params = params![at.as_micros(), signed(step), self.number(controller)?, account.as_bytes()];
        self.run(dml::ACCOUNT_ACTIVATE, params)
    }

    /// Takes an account's invitation away.
    ///
    /// # Errors
    /// Engine failures.
    pub fn close_account(&mut self, controller: ControllerId, account: ActorId) -> Result<(), StoreError> {
        self.run(dml::ACCOUNT_CLOSE, params![self.number(controller)?, account.as_bytes()])
    }

    /// Notes that a one-time code was used.
    ///
    /// # Errors
    /// Engine failures.
    pub fn use_code(
        &mut self,
        controller: ControllerId,
        account: ActorId,
        step: u64,
    ) -> Result<(), StoreError> {
        let params = params![signed(step), self.number(controller)?, account.as_bytes()];
        self.run(dml::ACCOUNT_STEP, params)
    }

    /// Opens a session.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_session(
        &mut self,
        controller: ControllerId,
        session: &SessionRow,
        secret_hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        let params = params![
            self.number(controller)?,
            &session.session,
            session.account.as_bytes(),
            secret_hash,
            session.started_at.as_micros(),
            session.used_at.as_micros(),
            session.ends_at.as_micros(),
        ];
        self.run(dml::SESSION_INSERT, params)
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// Engine failures.
    pub fn touch_session(
        &mut self,
        controller: ControllerId,
        session: &Id16,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::SESSION_TOUCH, params![at.as_micros(), self.number(controller)?, session])
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Engine failures.
    pub fn end_session(&mut self, controller: ControllerId, session: &Id16) -> Result<(), StoreError> {
        self.run(dml::SESSION_DELETE, params![self.number(controller)?, session])
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// Engine failures.
    pub fn end_sessions(&mut self, controller: ControllerId, account: ActorId) -> Result<(), StoreError> {
        self.run(dml::SESSIONS_DELETE, params![self.number(controller)?, account.as_bytes()])
    }

    /// Forgets the sessions that are over: those whose end has come, and those not used since.
    ///
    /// # Errors
    /// Engine failures.
    pub fn forget_sessions(
        &mut self,
        controller: ControllerId,
        (now, unused_since): (Instant, Instant),
    ) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, now.as_micros(), unused_since.as_micros()];
        self.run(dml::SESSIONS_OVER_DELETE, params)
    }
}
