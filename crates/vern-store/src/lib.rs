//! Storage on SQLite: ciphertext, ids, states and dates. Knows no plaintext, no key in clear, no charter.
//!
//! Two databases (ADR 0003): [`Store`] holds data, entries and tree; [`KeyStore`] holds wrapped keys, in another directory. All SQL of
//! the workspace stands here: what is read and written in `dml`, how tables are made in `ddl_sqlite` (ADR 0010).

mod connection;
mod ddl_sqlite;
pub mod dml;
pub mod error;
pub mod keys;
pub mod read;
pub mod row;
mod store;
pub mod write;

pub use error::StoreError;
pub use keys::KeyStore;
pub use read::Snapshot;
pub use store::{Reader, Store, StoreOptions};
pub use write::{Batch, Writer};
