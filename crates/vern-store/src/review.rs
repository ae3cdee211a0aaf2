//! When a person last reviewed a record and let it stay. A record nobody has reviewed has no row: its review counts from what its periods count from.
//!
//! What is listed here is looked at by a person, record by record, so it is no large part of what is held: a page is read and ordered anew each time.

use vern_core::id::ControllerId;
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{RunOutRow, unsigned};
use crate::session::params;
use crate::write::{Batch, RecordNow};

impl Snapshot<'_> {
    /// When a record was last reviewed; none where it never was.
    ///
    /// # Errors
    /// Engine failures.
    pub fn reviewed_at(&self, record: i64) -> Result<Option<Instant>, StoreError> {
        self.one(dml::REVIEW, params![record], |row| Ok(Instant::from_micros(row.int(0)?)))
    }

    /// Records of a policy row last reviewed, or else anchored, at or before `until`: a page at a time after (that instant, row number). The anchor
    /// of a row is that instant.
    ///
    /// # Errors
    /// Engine failures.
    pub fn reviews_due(
        &self,
        controller: ControllerId,
        policy: i64,
        after: (Instant, i64),
        until: Instant,
        most: u32,
    ) -> Result<Vec<RunOutRow>, StoreError> {
        let params =
            params![self.number(controller)?, policy, after.0.as_micros(), after.1, until.as_micros(), most];
        self.many(dml::REVIEWS_DUE, params, |row| {
            Ok(RunOutRow {
                key: row.text(0)?,
                anchor_at: Instant::from_micros(row.int(1)?),
                record: row.int(2)?,
            })
        })
    }

    /// How many there are.
    ///
    /// # Errors
    /// Engine failures.
    pub fn reviews_due_count(
        &self,
        controller: ControllerId,
        policy: i64,
        until: Instant,
    ) -> Result<u64, StoreError> {
        let params = params![self.number(controller)?, policy, until.as_micros()];
        let count = self.one(dml::REVIEWS_DUE_COUNT, params, |row| Ok(unsigned(row.int(0)?)))?;
        Ok(count.unwrap_or(0))
    }
}

impl Batch<'_> {
    /// Records that a record was reviewed and stays.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_review(
        &mut self,
        controller: ControllerId,
        now: &RecordNow,
        reviewed_at: Instant,
    ) -> Result<(), StoreError> {
        let number = self.number(controller)?;
        self.run(dml::REVIEW_PUT, params![now.record, number, reviewed_at.as_micros()])
    }
}
