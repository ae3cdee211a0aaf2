//! Sessions of people on My page: ids, dates, how surely it is known whose they are, and the hash of a secret. One session may be of several subjects: the same person, registered more than
//! once.
//!
//! Only sessions that stand are here: one that is ended is taken away. Deliberately not here: when a session is over, and who someone is.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{Id16, LookupToken, id16};
use crate::session::params;
use crate::write::Batch;

/// A session of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectSessionRow {
    /// For which controller.
    pub controller: ControllerId,
    /// Its id.
    pub session: Id16,
    /// Who whoever signed in is.
    pub subjects: Vec<SubjectId>,
    /// When it was last used, to the minute.
    pub used_at: Instant,
    /// When it ends at the latest.
    pub ends_at: Instant,
    /// How surely it is known who whoever signed in is, as a number of the domain's.
    pub strength: u8,
}

impl Snapshot<'_> {
    /// The session a secret opens.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subject_session(&self, secret_hash: &[u8; 32]) -> Result<Option<SubjectSessionRow>, StoreError> {
        let rows = self.many(dml::SUBJECT_SESSION_BY_SECRET, params![secret_hash], |row| {
            Ok(SubjectSessionRow {
                controller: ControllerId::from_i64(row.int(0)?),
                session: id16(row.bytes(1)?, "subject_sessions")?,
                subjects: vec![SubjectId::from_bytes(id16(row.bytes(2)?, "subject_sessions")?)],
                used_at: Instant::from_micros(row.int(3)?),
                ends_at: Instant::from_micros(row.int(4)?),
                strength: u8::try_from(row.int(5)?).unwrap_or_default(),
            })
        })?;
        Ok(rows.into_iter().reduce(|mut whole, row| {
            whole.subjects.extend(row.subjects);
            whole
        }))
    }

    /// Whom records with a look-up token are about, in whatever activity: at most so many.
    ///
    /// # Errors
    /// Engine failures.
    pub fn subjects_by_token(
        &self,
        controller: ControllerId,
        token: &LookupToken,
        most: u32,
    ) -> Result<Vec<SubjectId>, StoreError> {
        self.many(dml::LOOKUP_SUBJECTS, params![self.number(controller)?, token, most], |row| {
            Ok(SubjectId::from_bytes(id16(row.bytes(0)?, "subjects")?))
        })
    }
}

impl Batch<'_> {
    /// Opens a session.
    ///
    /// # Errors
    /// Engine failures.
    pub fn add_subject_session(
        &mut self,
        session: &SubjectSessionRow,
        secret_hash: &[u8; 32],
        at: Instant,
    ) -> Result<(), StoreError> {
        let controller = self.number(session.controller)?;
        for subject in &session.subjects {
            let params = params![
                controller,
                &session.session,
                subject.as_bytes(),
                secret_hash,
                at.as_micros(),
                session.used_at.as_micros(),
                session.ends_at.as_micros(),
                u32::from(session.strength),
            ];
            self.run(dml::SUBJECT_SESSION_INSERT, params)?;
        }
        Ok(())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// Engine failures.
    pub fn touch_subject_session(
        &mut self,
        controller: ControllerId,
        session: &Id16,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.run(dml::SUBJECT_SESSION_TOUCH, params![at.as_micros(), self.number(controller)?, session])
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Engine failures.
    pub fn end_subject_session(
        &mut self,
        controller: ControllerId,
        session: &Id16,
    ) -> Result<(), StoreError> {
        self.run(dml::SUBJECT_SESSION_DELETE, params![self.number(controller)?, session])
    }

    /// Forgets the sessions that are over: those whose end has come, and those not used since.
    ///
    /// # Errors
    /// Engine failures.
    pub fn forget_subject_sessions(
        &mut self,
        controller: ControllerId,
        (now, unused_since): (Instant, Instant),
    ) -> Result<(), StoreError> {
        let params = params![self.number(controller)?, now.as_micros(), unused_since.as_micros()];
        self.run(dml::SUBJECT_SESSIONS_OVER_DELETE, params)
    }
}
