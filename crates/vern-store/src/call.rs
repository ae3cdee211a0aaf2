//! Calls that are not to be carried out twice: which there were, by marks that say nothing of what they held, and the entry each is journalled in.
//!
//! Deliberately not here: what a call was answered with. The entry says that it was carried out.

use vern_core::id::{ActorId, ControllerId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{Id16, id16, signed, small, unsigned};
use crate::session::params;
use crate::write::Batch;

/// What names a call, and what it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallMarks {
    /// Of the name the caller gave it.
    pub call: Id16,
    /// Of what it asks for.
    pub content: Id16,
}

/// A call that was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallRow {
    /// Of what it asked for.
    pub content: Id16,
    /// Epoch of its entry.
    pub epoch: u32,
    /// Place of its entry.
    pub position: u64,
}

impl Snapshot<'_> {
    /// The call of this name that was carried out after an instant.
    ///
    /// # Errors
    /// Engine failures.
    pub fn call(
        &self,
        controller: ControllerId,
        actor: ActorId,
        call: &Id16,
        after: Instant,
    ) -> Result<Option<CallRow>, StoreError> {
        self.one(
            dml::CALL,
            params![self.number(controller)?, actor.as_bytes(), call, after.as_micros()],
            |row| {
                Ok(CallRow {
                    content: id16(row.bytes(0)?, "calls")?,
                    epoch: small(row.int(1)?),
                    position: unsigned(row.int(2)?),
                })
            },
        )
    }
}

impl Batch<'_> {
    /// Whether a call of this name was carried out after an instant.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_call(
        &self,
        controller: ControllerId,
        actor: ActorId,
        call: &Id16,
        after: Instant,
    ) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, actor.as_bytes(), call, after.as_micros()];
        Ok(self.one(dml::CALL, params, |_| Ok(()))?.is_some())
    }

    /// Keeps that a call was carried out.
    ///
    /// # Errors
    /// Engine failures.
    pub fn keep_call(
        &mut self,
        controller: ControllerId,
        actor: ActorId,
        marks: &CallMarks,
        (epoch, position): (u32, u64),
        at: Instant,
    ) -> Result<(), StoreError> {
        let (place, at) = (signed(position), at.as_micros());
        let params = params![
            self.number(controller)?,
            actor.as_bytes(),
            &marks.call,
            &marks.content,
            epoch,
            place,
            at
        ];
        self.run(dml::CALL_KEEP, params)
    }

    /// Forgets calls up to an instant.
    ///
    /// # Errors
    /// Engine failures.
    pub fn forget_calls(&mut self, controller: ControllerId, until: Instant) -> Result<(), StoreError> {
        self.run(dml::CALLS_DELETE, params![self.number(controller)?, until.as_micros()])
    }
}
