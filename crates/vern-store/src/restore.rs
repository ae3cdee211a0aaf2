//! What a restore asks and changes besides carrying rows: epochs, and what tombstones say must not come back (ADR 0016).

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{self, Id16, signed};
use crate::session::params;
use crate::write::Batch;

/// A data key, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectKeyRow {
    /// Number of the subject's row.
    pub number: i64,
    /// Whose data it opens.
    pub subject: SubjectId,
    /// In which activity.
    pub activity: String,
    /// Names the key.
    pub data_key: Id16,
}

impl Snapshot<'_> {
    /// Data keys by subject and activity, a page at a time after one of them: the number of its subject's row, and its activity.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subject_keys_page(
        &self,
        controller: ControllerId,
        (subject, activity): (i64, &str),
        most: u32,
    ) -> Result<Vec<SubjectKeyRow>, StoreError> {
        let params = params![self.number(controller)?, subject, activity, most];
        self.many(dml::SUBJECT_KEYS_PAGE, params, |row| {
            Ok(SubjectKeyRow {
                number: row.int(0)?,
                subject: row::subject_id(row.bytes(1)?, "subject_keys")?,
                activity: row.text(2)?,
                data_key: row::id16(row.bytes(3)?, "subject_keys")?,
            })
        })
    }

    /// Subjects with their link keys, a page at a time after one of them.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subjects_page(
        &self,
        controller: ControllerId,
        after: SubjectId,
        most: u32,
    ) -> Result<Vec<(SubjectId, Id16)>, StoreError> {
        self.many(dml::SUBJECTS_PAGE, params![self.number(controller)?, after.as_bytes(), most], |row| {
            Ok((row::subject_id(row.bytes(0)?, "subjects")?, row::id16(row.bytes(1)?, "subjects")?))
        })
    }
}

impl Batch<'_> {
    /// Lets the journal go on in another epoch, whose tree has so many entries. What was culled was culled of the one before.
    ///
    /// # Errors
    /// Engine failures.
    pub fn open_epoch(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        tree_size: u64,
        last_at: Instant,
    ) -> Result<(), StoreError> {
        let params = params![epoch, signed(tree_size), last_at.as_micros(), self.number(controller)?];
        self.run(dml::HEAD_EPOCH, params)
    }

    /// Sets how many keys are known to be erased.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_keys_erased(&mut self, controller: ControllerId, count: u64) -> Result<(), StoreError> {
        self.run(dml::HEAD_KEYS_ERASED, params![signed(count), self.number(controller)?])
    }

    /// Takes away a subject whose link key is a tombstone already, and what was known of its consents, objections, restrictions and ends.
    ///
    /// # Errors
    /// Engine failures.
    pub fn drop_subject(&mut self, controller: ControllerId, subject: SubjectId) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes()];
        self.run(dml::CONSENTS_ALL_DELETE, params)?;
        self.run(dml::OBJECTIONS_ALL_DELETE, params)?;
        self.run(dml::RESTRICTIONS_ALL_DELETE, params)?;
        self.run(dml::ENDINGS_ALL_DELETE, params)?;
        self.run(dml::INFORMED_ALL_DELETE, params)?;
        self.run(dml::SUBJECT_DELETE, params)
    }
}
