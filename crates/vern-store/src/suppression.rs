//! Addresses that are not to be written to again: the token of each, whose it was, and since when (ADR 0029).
//!
//! Deliberately not here: the address, and the key its token is made with.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{LookupToken, id16, unsigned};
use crate::session::params;
use crate::write::Batch;

/// An address that is not to be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuppressionRow {
    /// Whose address it was; they may be forgotten since.
    pub subject: SubjectId,
    /// Since when.
    pub since_at: Instant,
}

impl Snapshot<'_> {
    /// Whether, since when and on whose word an address is not to be written to.
    ///
    /// # Errors
    /// Engine failures.
    pub fn suppression(
        &self,
        controller: ControllerId,
        token: &LookupToken,
    ) -> Result<Option<SuppressionRow>, StoreError> {
        self.one(dml::SUPPRESSION, params![self.number(controller)?, token], |row| {
            Ok(SuppressionRow {
                subject: SubjectId::from_bytes(id16(row.bytes(0)?, "suppressions")?),
                since_at: Instant::from_micros(row.int(1)?),
            })
        })
    }

    /// How many addresses are not to be written to.
    ///
    /// # Errors
    /// Engine failures.
    pub fn suppression_count(&self, controller: ControllerId) -> Result<u64, StoreError> {
        let count = self.one(dml::SUPPRESSIONS_COUNT, params![self.number(controller)?], |row| row.int(0))?;
        Ok(unsigned(count.unwrap_or(0)))
    }

    /// How many people consent to an activity that holds something of them.
    ///
    /// # Errors
    /// Engine failures.
    pub fn consenting_count(&self, controller: ControllerId, activity: &str) -> Result<u64, StoreError> {
        let params = params![self.number(controller)?, activity];
        Ok(unsigned(self.one(dml::CONSENTING_COUNT, params, |row| row.int(0))?.unwrap_or(0)))
    }
}

impl Batch<'_> {
    /// Whether an address is not to be written to.
    ///
    /// # Errors
    /// Engine failures.
    pub fn is_suppressed(&self, controller: ControllerId, token: &LookupToken) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, token];
        Ok(self.one(dml::SUPPRESSION, params, |_| Ok(()))?.is_some())
    }

    /// Notes that an address is not to be written to.
    ///
    /// # Errors
    /// Engine failures.
    pub fn suppress(
        &mut self,
        controller: ControllerId,
        token: &LookupToken,
        (subject, at): (SubjectId, Instant),
    ) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, token, subject.as_bytes(), at.as_micros()];
        self.run(dml::SUPPRESSION_PUT, params)
    }

    /// Forgets that an address was not to be written to: whoever has it says otherwise.
    ///
    /// # Errors
    /// Engine failures.
    pub fn lift_suppression(
        &mut self,
        controller: ControllerId,
        token: &LookupToken,
    ) -> Result<(), StoreError> {
        self.run(dml::SUPPRESSION_DELETE, params![self.number(controller)?, token])
    }
}
