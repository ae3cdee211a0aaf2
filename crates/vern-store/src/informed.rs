//! When people who were not asked themselves were told of what is held on them (GDPR art. 14). Whom nobody has told has no row; whom only a message was to
//! tell that was dropped, has none again.

use vern_core::id::{ControllerId, MessageId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{RunOutRow, unsigned};
use crate::session::params;
use crate::write::Batch;

impl Snapshot<'_> {
    /// When a person was told of what an activity holds on them; none where nobody has.
    ///
    /// # Errors
    /// Engine failures.
    pub fn informed_at(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        activity: &str,
    ) -> Result<Option<Instant>, StoreError> {
        let params = params![self.number(controller)?, activity, subject.as_bytes()];
        self.one(dml::INFORMED, params, |row| Ok(Instant::from_micros(row.int(0)?)))
    }

    /// Records of a policy row, anchored at or before `until`, of people nobody has told: a page at a time after (anchor, row number).
    ///
    /// # Errors
    /// Engine failures.
    pub fn uninformed(
        &self,
        controller: ControllerId,
        (activity, policy): (&str, i64),
        after: (Instant, i64),
        until: Instant,
        most: u32,
    ) -> Result<Vec<RunOutRow>, StoreError> {
        let (number, from) = (self.number(controller)?, after.0.as_micros());
        let params = params![activity, number, policy, from, after.1, until.as_micros(), most];
        self.many(dml::UNINFORMED, params, |row| {
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
    pub fn uninformed_count(
        &self,
        controller: ControllerId,
        (activity, policy): (&str, i64),
        until: Instant,
    ) -> Result<u64, StoreError> {
        let params = params![activity, self.number(controller)?, policy, until.as_micros()];
        let count = self.one(dml::UNINFORMED_COUNT, params, |row| Ok(unsigned(row.int(0)?)))?;
        Ok(count.unwrap_or(0))
    }
}

impl Batch<'_> {
    /// Records that a person has been told of what an activity holds on them, by a message where one was sent; or that they have not.
    ///
    /// # Errors
    /// Engine failures.
    pub fn set_informed(
        &mut self,
        controller: ControllerId,
        (subject, activity): (SubjectId, &str),
        informed: Option<(Instant, Option<MessageId>)>,
    ) -> Result<(), StoreError> {
        let (number, subject) = (self.number(controller)?, subject.as_bytes());
        let Some((at, message)) = informed else {
            return self.run(dml::INFORMED_DELETE, params![number, activity, subject]);
        };
        let message = message.map(|message| message.as_bytes().to_vec());
        self.run(dml::INFORMED_PUT, params![number, activity, subject, at.as_micros(), message.as_deref()])
    }
}
