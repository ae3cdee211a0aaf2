//! What `vern bench` measures against, so that ratios come from one run on one machine (ADR 0021): GDPR database workloads with a model that checks
//! every answer, and the same data in plain tables on SQLite, on PostgreSQL and behind HTTP.
//!
//! Deliberately not here: figures, their bounds and their table (`vern bench`), and anything a use case of Vern does: Vern is asked through
//! `vern-app` like from any surface. Nothing of the plain tables is ever used for people's data.

mod error;
pub mod gdpr;
pub mod plain;

pub use error::BenchError;
