//! What can go wrong in storage, by cause.

/// A storage failure. Holds nothing personal: only SQLite's own words about pages, tables and files.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine failed. After a failed commit or sync the state of the file is unknown: the process ends (ADR 0005).
    #[error("the storage engine failed: {0}")]
    Engine(#[from] rusqlite::Error),
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
    /// The file is a database of something else.
    #[error("the file is not a database of this program")]
    Foreign,
    /// A row holds what no version of this program writes.
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
            Self::Engine(_) => "store.engine",
            Self::File(_) => "store.file",
            Self::Held => "store.held",
            Self::SchemaNewer { .. } => "store.schema_newer",
            Self::SchemaAltered { .. } => "store.schema_altered",
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
    ];
}
