//! Credentials: whose each is, in which role, until when, and how far it reaches.
//!
//! Deliberately not here: accounts, which are actors somebody signs in as.

use vern_core::id::{ActorId, ControllerId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{AccessRow, ActorRow, id16};
use crate::session::params;
use crate::write::Batch;

impl Snapshot<'_> {
    /// Who holds the credential with this hash, and until when.
    ///
    /// # Errors
    /// Engine failures.
    pub fn actor_by_token(&self, token_hash: &[u8; 32]) -> Result<Option<ActorRow>, StoreError> {
        self.one(dml::ACTOR_BY_TOKEN, params![token_hash], |row| {
            Ok(ActorRow {
                controller: ControllerId::from_i64(row.int(0)?),
                actor: ActorId::from_bytes(id16(row.bytes(1)?, "actors")?),
                role: row.text(2)?,
                ends_at: row.int_or_null(3)?.map(Instant::from_micros),
                reach: row.text_or_null(4)?,
            })
        })
    }

    /// When an actor's access ends or has ended, if ever; none where there is no such actor.
    ///
    /// # Errors
    /// Engine failures.
    pub fn access_end(
        &self,
        controller: ControllerId,
        actor: ActorId,
    ) -> Result<Option<Option<Instant>>, StoreError> {
        let params = params![self.number(controller)?, actor.as_bytes()];
        self.one(dml::ACTOR, params, |row| Ok(row.int_or_null(0)?.map(Instant::from_micros)))
    }

    /// Every actor there has been, the oldest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn actors(&self, controller: ControllerId) -> Result<Vec<AccessRow>, StoreError> {
        self.many(dml::ACTORS, params![self.number(controller)?], |row| {
            Ok(AccessRow {
                actor: ActorId::from_bytes(id16(row.bytes(0)?, "actors")?),
                role: row.text(1)?,
                since: Instant::from_micros(row.int(2)?),
                ends_at: row.int_or_null(3)?.map(Instant::from_micros),
                reach: row.text_or_null(4)?,
                reviewed_at: row.int_or_null(5)?.map(Instant::from_micros),
            })
        })
    }
}

impl Batch<'_> {
    /// Adds an actor with a credential.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_actor(
        &mut self,
        controller: ControllerId,
        access: &AccessRow,
        token_hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        let params = params![
            self.number(controller)?,
            access.actor.as_bytes(),
            access.role.as_str(),
            token_hash.as_slice(),
            access.since.as_micros(),
            access.ends_at.map(Instant::as_micros),
        ];
        self.run(dml::ACTOR_INSERT, params)?;
        match &access.reach {
            Some(reach) => self.set_reach(controller, access.actor, Some(reach)),
            None => Ok(()),
        }
    }

    /// Says how far an actor's access reaches; as far as its role may, where nothing is said.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_reach(
        &mut self,
        controller: ControllerId,
        actor: ActorId,
        reach: Option<&str>,
    ) -> Result<(), StoreError> {
        let number = self.number(controller)?;
        match reach {
            Some(reach) => self.run(dml::ACTOR_REACH_PUT, params![number, actor.as_bytes(), reach]),
            None => self.run(dml::ACTOR_REACH_DELETE, params![number, actor.as_bytes()]),
        }
    }

    /// Records that it was looked at whether an actor is to keep access, and that they are.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_access_review(
        &mut self,
        controller: ControllerId,
        actor: ActorId,
        reviewed_at: Instant,
    ) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, actor.as_bytes(), reviewed_at.as_micros()];
        self.run(dml::ACCESS_REVIEW_PUT, params)
    }

    /// Ends an actor's credential; false if there was none to end.
    ///
    /// # Errors
    /// Engine failures.
    pub fn end_actor(
        &mut self,
        controller: ControllerId,
        actor: ActorId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.run_counted(
            dml::ACTOR_END,
            params![at.as_micros(), self.number(controller)?, actor.as_bytes()],
        )? > 0)
    }
}
