//! What can go wrong in storage, by cause.

use std::error::Error;

use rusqlite::ErrorCode;

/// A storage failure. Holds nothing personal: only SQLite's own words about pages, tables and files.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite failed. After a failed commit or sync the state of the file is unknown: the process ends (ADR 0005).
    #[error("the storage engine failed: {0}")]
    Engine(#[source] rusqlite::Error),
    /// PostgreSQL refused a statement. Only its SQLSTATE is kept: what the server says beside it may quote a row.
    #[error("the database server refused a statement with SQLSTATE {sqlstate}")]
    Server {
        /// The code, PostgreSQL's appendix A.
        sqlstate: String,
    },
    /// The database server can't be reached, or went away. Nothing of the operation is written.
    #[error("the database server can't be reached")]
    Unavailable,
    /// The database server went away during a commit, and did not come back in time to say what became of it.
    #[error("the database server went away during a commit; whether it was done is not known")]
    OutcomeUnknown,
    /// The address of the database server is not of its form.
    #[error("the address of the database server is not of its form")]
    Address,
    /// The database server is on another machine and TLS to it can't be set up.
    #[error("TLS to the database server can't be set up")]
    PlainConnection,
    /// The database server is older than what is used of it.
    #[error("the database server is older than PostgreSQL 15")]
    TooOld,
    /// The database server is set so that it can lose what it has acknowledged.
    #[error("the database server has `{setting}` off and could lose what it has acknowledged")]
    NotDurable {
        /// The setting.
        setting: &'static str,
    },
    /// A file or directory could not be used.
    #[error("the data directory could not be used: {0}")]
    File(#[from] std::io::Error),
    /// Another process holds the directory.
    #[error("another process holds this data directory")]
    Held,
    /// The database was written by a later version.
    #[error("the database has schema {found}, this program knows {known}")]
    SchemaNewer {
        /// Schema of the file.
        found: u32,
        /// Newest schema of this program.
        known: u32,
    },
    /// A migration that was applied is not the one this program carries.
    #[error("migration {number} of this database is not the one this program carries")]
    SchemaAltered {
        /// Number of the migration.
        number: u32,
    },
    /// Tables or indexes are not what the migrations make.
    #[error("the tables of this database are not what its migrations make")]
    SchemaDiffers,
    /// The file is a database of something else.
    #[error("the file is not a database of this program")]
    Foreign,
    /// A row holds what no version of this program writes, or not what its sum says.
    #[error("a row of {table} is damaged")]
    Damaged {
        /// Table of the row.
        table: &'static str,
    },
}

impl StoreError {
    /// Stable dotted code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Engine(_) | Self::Server { .. } => "store.engine",
            Self::Unavailable => "store.unavailable",
            Self::OutcomeUnknown => "store.outcome_unknown",
            Self::Address => "store.address",
            Self::PlainConnection => "store.plain_connection",
            Self::TooOld => "store.too_old",
            Self::NotDurable { .. } => "store.not_durable",
            Self::File(_) => "store.file",
            Self::Held => "store.held",
            Self::SchemaNewer { .. } => "store.schema_newer",
            Self::SchemaAltered { .. } | Self::SchemaDiffers => "store.schema_altered",
            Self::Foreign => "store.foreign",
            Self::Damaged { .. } => "store.damaged",
        }
    }

    /// Every code, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "store.engine",
        "store.file",
        "store.held",
        "store.schema_newer",
        "store.schema_altered",
        "store.foreign",
        "store.damaged",
        "store.unavailable",
        "store.outcome_unknown",
        "store.address",
        "store.plain_connection",
        "store.too_old",
        "store.not_durable",
    ];

    /// Whether the state of the store is unknown until it is opened again, so that the process must end. A server that went away is not such a
    /// case: it knows itself what it has done, and says so when it is back.
    #[must_use]
    pub const fn is_fatal(&self) -> bool {
        !matches!(self, Self::Server { .. } | Self::Unavailable | Self::OutcomeUnknown)
    }

    /// Whether the file system failed under SQLite: reading, writing or syncing, or no room.
    pub(crate) fn is_of_file(&self) -> bool {
        let of_file = [ErrorCode::SystemIoFailure, ErrorCode::DiskFull, ErrorCode::DatabaseCorrupt];
        matches!(self, Self::Engine(error) if error.sqlite_error_code().is_some_and(|code| of_file.contains(&code)))
    }

    /// The same again, for each of those who waited for one transaction; only for what is not fatal.
    #[must_use]
    pub fn again(&self) -> Self {
        match self {
            Self::Server { sqlstate } => Self::Server { sqlstate: sqlstate.clone() },
            Self::OutcomeUnknown => Self::OutcomeUnknown,
            _ => Self::Unavailable,
        }
    }

    /// Whether the same transaction may succeed when it is run again: serialization failure or deadlock, which undo it whole.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Server { sqlstate } if sqlstate == "40001" || sqlstate == "40P01")
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match crate::sum::refused_table(&error) {
            Some(table) => Self::Damaged { table },
            None => Self::Engine(error),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let of_connection =
            error.is_closed() || error.source().is_some_and(<dyn Error>::is::<std::io::Error>);
        match error.code() {
            Some(state) if crate::postgres::is_going_away(state) => Self::Unavailable,
            Some(state) => Self::Server { sqlstate: state.code().to_owned() },
            None if of_connection => Self::Unavailable,
            // A column of another type than this program writes, or an answer that is no answer.
            None => Self::Damaged { table: "a table" },
        }
    }
}
