//! Where a page of a list ended, as the caller holds it: sealed, so that it tells nothing of row numbers, which all controllers share, and opens
//! for that list of that controller only (ADR 0004).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vern_core::id::SubjectId;
use vern_core::time::Instant;
use vern_store::row::RecordRow;

use super::SearchBy;
use crate::controller::Controller;
use crate::problem::Problem;
use crate::retention::RecordDuty;

/// The last row of a page: policy row, anchor, row number and subject, of which each list takes what it is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) policy: i64,
    pub(super) anchor: Instant,
    pub(super) record: i64,
    pub(super) subject: SubjectId,
}

impl Cursor {
    /// Before everything.
    pub(super) const START: Self = Self {
        policy: i64::MIN,
        anchor: Instant::from_micros(i64::MIN),
        record: 0,
        subject: SubjectId::from_bytes([0; 16]),
    };

    pub(super) const fn of(row: &RecordRow) -> Self {
        Self { policy: row.policy, anchor: row.anchor_at, record: row.record, subject: row.subject }
    }

    pub(super) fn seal(&self, controller: &Controller, listed: &[u8]) -> Result<String, Problem> {
        let mut plain = Vec::with_capacity(PLAIN_BYTES);
        plain.extend(self.policy.to_be_bytes());
        plain.extend(self.anchor.as_micros().to_be_bytes());
        plain.extend(self.record.to_be_bytes());
        plain.extend(self.subject.as_bytes());
        let sealed = controller.keyring.journal.seal_cursor(controller.id().as_u64(), listed, &plain)?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    pub(super) fn open(controller: &Controller, listed: &[u8], text: &str) -> Result<Self, Problem> {
        let wrong = || Problem::invalid_field("search.form", "after");
        let sealed = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong())?;
        let journal = &controller.keyring.journal;
        let plain = journal.open_cursor(controller.id().as_u64(), listed, &sealed).map_err(|_| wrong())?;
        Self::parse(&plain).ok_or_else(wrong)
    }

    fn parse(plain: &[u8]) -> Option<Self> {
        let (policy, rest) = plain.split_first_chunk()?;
        let (anchor, rest) = rest.split_first_chunk()?;
        let (record, rest) = rest.split_first_chunk()?;
        Some(Self {
            policy: i64::from_be_bytes(*policy),
            anchor: Instant::from_micros(i64::from_be_bytes(*anchor)),
            record: i64::from_be_bytes(*record),
            subject: SubjectId::from_bytes(rest.try_into().ok()?),
        })
    }
}

const PLAIN_BYTES: usize = 40;

/// What is listed, as a cursor is bound to it: by what, as one byte, and then the activity.
pub(super) fn listed(by: &SearchBy, activity: &str) -> Vec<u8> {
    let number: u8 = match by {
        SearchBy::Activity => 1,
        SearchBy::Subject(_) => 2,
        SearchBy::Value { .. } => 3,
        SearchBy::Recipient(_) => 4,
        SearchBy::Objection => 5,
        SearchBy::Automated => 6,
        SearchBy::Expiry { .. } => 7,
        SearchBy::Holder { .. } => 8,
        SearchBy::Duty { duty: RecordDuty::Review, .. } => 9,
        SearchBy::Duty { duty: RecordDuty::Inform, .. } => 10,
        SearchBy::Collected { .. } => 11,
    };
    let mut listed = vec![number];
    listed.extend(activity.as_bytes());
    listed
}
