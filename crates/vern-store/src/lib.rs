//! Storage on SQLite and PostgreSQL: ciphertext, ids, states and dates. Knows no plaintext, no key in clear, no charter.
//!
//! Two databases (ADR 0003): [`Store`] holds data, entries and tree, on either engine; [`KeyStore`] holds wrapped keys, always on SQLite and in
//! another directory, since an erased key must be overwritten where it lies. All SQL of the workspace stands here: what is read and written in
//! `dml`, one text for both engines; what each has of its own in `ddl_sqlite` and `ddl_postgres` (ADR 0010).

pub mod account;
mod actor;
pub mod call;
pub mod case;
mod checkpoint;
mod connection;
mod ddl_keys;
mod ddl_postgres;
mod ddl_sqlite;
pub mod dml;
pub mod ending;
pub mod erasure;
pub mod error;
mod history;
mod informed;
pub mod keys;
mod migration;
pub mod newsletter;
mod number;
pub mod outbox;
mod postgres;
mod postgres_tls;
pub mod read;
pub mod restore;
pub mod restriction;
mod review;
pub mod row;
mod schema;
mod session;
pub mod staff;
mod store;
pub mod subject_session;
pub mod sum;
pub mod suppression;
pub mod transfer;
pub mod write;
mod writer;

pub use error::StoreError;
pub use keys::KeyStore;
pub use read::Snapshot;
pub use store::{DirectoryLock, Reader, Store, StoreOptions, StorePlace};
pub use write::Batch;
pub use writer::Writer;
