//! What goes wrong in a measurement.

use crate::gdpr::Mismatch;

/// Why a measurement was broken off.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// An answer no order of the operations under way allows.
    #[error(transparent)]
    Mismatch(#[from] Box<Mismatch>),
    /// Vern said no where it is not to.
    #[error("Vern: {0} ({code})", code = .0.code())]
    Vern(#[from] vern_app::Problem),
    /// The plain tables on SQLite.
    #[error("SQLite, plain tables: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The plain tables on PostgreSQL.
    #[error("PostgreSQL, plain tables: {0}")]
    Postgres(#[from] tokio_postgres::Error),
    /// The generated charter or a generated period is not of its form: a fault of ours.
    #[error("the generated data: {0}")]
    Generated(String),
    /// A thread or task has ended before its time.
    #[error("{0} has ended")]
    Ended(&'static str),
}
