//! When what an activity keeps a subject's data for ends (ADR 0015): as the controller has told it, or by consent taken back.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{SubjectRow, subject_id};
use crate::session::params;
use crate::write::Batch;

/// How an end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// The controller has told it.
    Told,
    /// The consent it rests on was taken back.
    Consent,
}

/// One subject whose data in an activity has nothing left that it is kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Since when, or from when on.
    pub at: Instant,
    /// Whose.
    pub subject: SubjectId,
}

impl Snapshot<'_> {
    /// When what an activity keeps a subject's data for ends, as far as that is known in one way.
    ///
    /// # Errors
    /// Engine failures.
    pub fn ends_at(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        by: EndedBy,
    ) -> Result<Option<Instant>, StoreError> {
        let sql = match by {
            EndedBy::Told => dml::ENDING,
            EndedBy::Consent => dml::CONSENT_WITHDRAWN,
        };
        let params = params![self.number(controller)?, activity, subject.as_bytes()];
        self.one(sql, params, |row| Ok(Instant::from_micros(row.int(0)?)))
    }

    /// Subjects with data in an activity whose end comes up to an instant, the earliest first, after the last of the page before.
    ///
    /// # Errors
    /// Engine failures.
    pub fn endings(
        &self,
        controller: ControllerId,
        (activity, by): (&str, EndedBy),
        after: Option<Ending>,
        until: Instant,
        limit: u32,
    ) -> Result<Vec<Ending>, StoreError> {
        let sql = match by {
            EndedBy::Told => dml::ENDINGS,
            EndedBy::Consent => dml::CONSENTS_WITHDRAWN,
        };
        let (at, subject) = match &after {
            Some(last) => (last.at.as_micros(), &last.subject.as_bytes()[..]),
            None => (i64::MIN, &[][..]),
        };
        let params = params![self.number(controller)?, activity, at, subject, until.as_micros(), limit];
        self.many(sql, params, |row| {
            let subject = subject_id(row.bytes(1)?, "endings")?;
            Ok(Ending { at: Instant::from_micros(row.int(0)?), subject })
        })
    }
}

impl Batch<'_> {
    /// Records when what an activity keeps a subject's data for ends, or that it does not, and in its state whether any such end is known.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_ending(
        &mut self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
        ends_at: Option<Instant>,
        at: Instant,
    ) -> Result<(), StoreError> {
        let (id, bytes) = (self.number(controller)?, subject.as_bytes());
        match ends_at {
            Some(end) => {
                self.run(dml::ENDING_SET, params![id, activity, bytes, end.as_micros(), at.as_micros()])?
            }
            None => self.run(dml::ENDING_DELETE, params![id, activity, bytes])?,
        }
        let ends_still =
            ends_at.is_some() || self.one(dml::ENDING_LEFT, params![id, bytes], |_| Ok(()))?.is_some();
        let bit = SubjectRow::ENDS;
        self.change_subject_bits(controller, subject, if ends_still { (bit, 0) } else { (0, bit) })
    }
}
