//! The rivals: the same data in plain tables, without gate, keys or journal. For the workloads they are set up as GDPRbench has a compliant database:
//! every metadata column indexed, every query logged durably before its answer. Behind HTTP they are what a service without Vern would be.
//!
//! The one place outside `vern-store` where SQL stands (ADR 0021): it is measured against, never used. Deliberately absent: any enforcement. An objection is a note in a
//! column, and a reader gets what the reader asks for.

mod group;
mod http;
mod postgres;
mod sqlite;
mod statement;

pub use http::PlainHttp;
pub use postgres::PlainPostgres;
pub use sqlite::PlainSqlite;
