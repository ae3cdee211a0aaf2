//! What staff have signed and attended, and until when an emergency lets them in: hashes and dates. The words, and what shows it, lie sealed in records.

use vern_core::id::{ActorId, ControllerId};
use vern_core::operation::StaffState;
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::session::params;
use crate::write::Batch;

/// What is known of somebody on the staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StaffRow {
    /// What the gate is told.
    pub state: StaffState,
    /// When they signed.
    pub signed_at: Option<Instant>,
}

impl Snapshot<'_> {
    /// What somebody has signed and attended; nothing where there is no row.
    ///
    /// # Errors
    /// Engine failures.
    pub fn staff_statement(
        &self,
        controller: ControllerId,
        account: ActorId,
    ) -> Result<StaffRow, StoreError> {
        let params = params![self.number(controller)?, account.as_bytes()];
        let found = self.one(dml::STAFF_STATEMENT, params, |row| {
            let instant = |column| Ok::<_, StoreError>(row.int_or_null(column)?.map(Instant::from_micros));
            let hash = |bytes: &[u8]| {
                bytes.try_into().map_err(|_| StoreError::Damaged { table: "staff_statements" })
            };
            let state = StaffState {
                signed: row.bytes_or_null(0)?.map(hash).transpose()?,
                trained_at: instant(2)?,
                let_in_until: instant(3)?,
            };
            Ok(StaffRow { state, signed_at: instant(1)? })
        })?;
        Ok(found.unwrap_or_default())
    }
}

impl Batch<'_> {
    /// Notes which words somebody has signed.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_signed(
        &mut self,
        controller: ControllerId,
        account: ActorId,
        (words, at): (&[u8; 32], Instant),
    ) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, account.as_bytes(), words, at.as_micros()];
        self.run(dml::STAFF_SIGN, params)
    }

    /// Notes when somebody was trained.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_trained(
        &mut self,
        controller: ControllerId,
        account: ActorId,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::STAFF_TRAIN, params![self.number(controller)?, account.as_bytes(), at.as_micros()])
    }

    /// Notes until when an emergency lets somebody in.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_let_in(
        &mut self,
        controller: ControllerId,
        account: ActorId,
        until: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::STAFF_LET_IN, params![self.number(controller)?, account.as_bytes(), until.as_micros()])
    }
}
