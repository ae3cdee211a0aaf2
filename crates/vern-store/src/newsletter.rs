//! Issues of a newsletter: what each is called, when it went out first and last, and how many messages were queued for it. Nobody it went to is named.

use vern_core::id::ControllerId;
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::unsigned;
use crate::session::{Row, params};
use crate::write::Batch;

/// An issue of a newsletter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRow {
    /// The sender's own name for it.
    pub name: String,
    /// When it first went to anybody.
    pub first_at: Instant,
    /// When it was last sent.
    pub last_at: Instant,
    /// Messages queued for it, in all.
    pub queued: u64,
}

impl IssueRow {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            name: row.text(0)?,
            first_at: Instant::from_micros(row.int(1)?),
            last_at: Instant::from_micros(row.int(2)?),
            queued: unsigned(row.int(3)?),
        })
    }
}

impl Snapshot<'_> {
    /// The issue with a name.
    ///
    /// # Errors
    /// Engine failures.
    pub fn newsletter_issue(
        &self,
        controller: ControllerId,
        name: &str,
    ) -> Result<Option<IssueRow>, StoreError> {
        self.one(dml::ISSUE, params![self.number(controller)?, name], IssueRow::read)
    }

    /// Issues that went to anybody, the newest first.
    ///
    /// # Errors
    /// Engine failures.
    pub fn newsletter_issues(
        &self,
        controller: ControllerId,
        most: u32,
    ) -> Result<Vec<IssueRow>, StoreError> {
        self.many(dml::ISSUES_NEWEST, params![self.number(controller)?, most], IssueRow::read)
    }
}

impl Batch<'_> {
    /// Notes that an issue is sent, and that so many more messages are queued for it.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_issue(
        &mut self,
        controller: ControllerId,
        (name, queued): (&str, u64),
        at: Instant,
    ) -> Result<(), StoreError> {
        let (number, at) = (self.number(controller)?, at.as_micros());
        let queued = i64::try_from(queued).unwrap_or(i64::MAX);
        self.run(dml::ISSUE_PUT, params![number, name, at, at, queued])
    }
}
