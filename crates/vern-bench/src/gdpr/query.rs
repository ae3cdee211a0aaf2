//! A query, its answer, and what answers queries.

use crate::error::BenchError;

/// A GDPR query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Query {
    /// create-record.
    Create {
        /// Its number; everything else follows from it.
        record: u64,
    },
    /// delete-record-by-key.
    DeleteByKey {
        /// Which.
        record: u64,
    },
    /// delete-record-by-pur.
    DeleteByPurpose {
        /// Whose purpose it is.
        purpose: u64,
    },
    /// delete-record-by-ttl: what has run out.
    DeleteByTtl,
    /// delete-record-by-usr.
    DeleteByUser {
        /// Whose.
        user: u64,
    },
    /// update-data-by-key.
    UpdateData {
        /// Which.
        record: u64,
        /// What its data is made of.
        stamp: u64,
    },
    /// update-metadata-by-key: its period becomes shorter.
    ShortenRecord {
        /// Which.
        record: u64,
        /// The period, where it is not shorter already.
        days: u32,
    },
    /// update-metadata-by-pur: the period of what it holds becomes shorter.
    ShortenPurpose {
        /// Which.
        purpose: u64,
        /// The period, where it is not shorter already.
        days: u32,
    },
    /// update-metadata-by-usr: the user objects, or takes the objection back.
    Object {
        /// Who.
        user: u64,
        /// Which.
        objects: bool,
    },
    /// update-metadata-by-shr: nobody gets from now on what is shared with one.
    EndShare {
        /// With whom.
        share: u64,
    },
    /// read-data-by-key, read-metadata-by-key.
    Read {
        /// Which.
        record: u64,
        /// Whether the personal data is asked for too.
        with_data: bool,
    },
    /// read-data-by-usr, read-metadata-by-usr.
    ListUser {
        /// Whose.
        user: u64,
        /// Whether the personal data is asked for too.
        with_data: bool,
    },
    /// read-data-by-pur, read-metadata-by-pur.
    ListPurpose {
        /// Which.
        purpose: u64,
        /// Whether the personal data is asked for too.
        with_data: bool,
    },
    /// read-data-by-obj: the records of a purpose whose users object.
    ListObjecting {
        /// Which.
        purpose: u64,
    },
    /// read-data-by-dec: the records of a purpose on which a decision may be made by automated means alone.
    ListDecidedOn {
        /// Which.
        purpose: u64,
    },
    /// What of a purpose is shared with one; asked to check, in no mix.
    ListShared {
        /// Which.
        purpose: u64,
        /// With whom.
        share: u64,
    },
    /// get-system-logs: the newest lines.
    ReadLog {
        /// So many.
        lines: u64,
    },
    /// verify-deletion: that nothing is left of a user who was erased.
    VerifyDeletion {
        /// Who.
        user: u64,
    },
}

impl Query {
    /// Whether it has data or metadata changed.
    pub(crate) const fn is_write(self) -> bool {
        matches!(
            self,
            Self::Create { .. }
                | Self::DeleteByKey { .. }
                | Self::DeleteByPurpose { .. }
                | Self::DeleteByTtl
                | Self::DeleteByUser { .. }
                | Self::UpdateData { .. }
                | Self::ShortenRecord { .. }
                | Self::ShortenPurpose { .. }
                | Self::Object { .. }
                | Self::EndShare { .. }
        )
    }
}

/// A record as it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub record: u64,
    /// Whose; none where it is nobody's the driver knows.
    pub user: Option<u64>,
    /// Its period.
    pub days: u32,
    /// Whether its user objects; only where the record itself says so.
    pub objects: Option<bool>,
    /// What came of its personal data.
    pub data: RowData,
}

/// Personal data as it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowData {
    /// None.
    None,
    /// That of the record, as the operation with this stamp wrote it.
    Stamp(u64),
    /// Something else.
    Foreign,
}

impl RowData {
    /// What a text is that was answered for a record.
    #[must_use]
    pub fn of(record: u64, text: Option<&str>) -> Self {
        let Some(text) = text else { return Self::None };
        super::record::stamp(record, text).map_or(Self::Foreign, Self::Stamp)
    }
}

/// Records, in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// The records.
    pub rows: Vec<Row>,
    /// How many were met and refused.
    pub left_out: u64,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is done.
    Done,
    /// There is no such record.
    Absent,
    /// It is refused since the user objects.
    Objected,
    /// Records.
    Rows(Rows),
    /// Lines of the log.
    Log {
        /// How many.
        lines: u64,
        /// Whether each follows the one before.
        is_gapless: bool,
    },
    /// Of an erased user.
    Verified {
        /// Whether nothing is left, and what attests it says so.
        is_gone: bool,
    },
}

/// What answers queries.
pub trait System: Send + Sync + 'static {
    /// Whether it refuses what is objected to. Plain tables note an objection and enforce nothing.
    const ENFORCES: bool;
    /// Clients while data is loaded.
    const LOADERS: u64;

    /// What such a system does by itself some time after much was loaded.
    fn settle(&self) -> impl Future<Output = Result<(), BenchError>> + Send {
        async { Ok(()) }
    }

    /// Answers a query of a client, durably and logged.
    fn ask(&self, client: u64, query: Query) -> impl Future<Output = Result<Answer, BenchError>> + Send;
}
