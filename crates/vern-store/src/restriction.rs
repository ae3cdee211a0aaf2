//! In which activities a subject is restricted (GDPR art. 18, ADR 0015). A restriction as a whole is a bit in the subject's row.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::SubjectRow;
use crate::session::params;
use crate::write::Batch;

impl Snapshot<'_> {
    /// Whether a subject is restricted in an activity, apart from being restricted as a whole.
    ///
    /// # Errors
    /// Engine failures.
    pub fn is_restricted_in(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<bool, StoreError> {
        let params = params![self.number(controller)?, activity, subject.as_bytes()];
        Ok(self.one(dml::RESTRICTION, params, |_| Ok(()))?.is_some())
    }
}

impl Batch<'_> {
    /// Records that a subject is restricted in an activity, or no longer, and in its state whether it is in any.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_restriction(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        is_restricted: bool,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (id, at) = (self.number(controller)?, at.as_micros());
        if is_restricted {
            self.run(dml::RESTRICTION_MAKE, params![id, activity, subject.as_bytes(), at])?;
        } else {
            self.run(dml::RESTRICTION_LIFT, params![at, id, activity, subject.as_bytes()])?;
        }
        let is_still = is_restricted
            || self.one(dml::RESTRICTION_LEFT, params![id, subject.as_bytes()], |_| Ok(()))?.is_some();
        let bit = SubjectRow::RESTRICTED_IN;
        self.change_subject_bits(controller, subject, if is_still { (bit, 0) } else { (0, bit) })
    }
}
