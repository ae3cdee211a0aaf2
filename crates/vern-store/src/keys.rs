//! The key database: wrapped keys by id, in a directory of its own (ADR 0003). An erased key is overwritten and leaves its id and the time.

use std::path::Path;

use parking_lot::Mutex;
use rusqlite::Connection;
use vern_core::id::ControllerId;
use vern_core::time::Instant;

use crate::connection::open_writer;
use crate::ddl_sqlite::KEYS;
use crate::dml;
use crate::error::StoreError;
use crate::read::{blob16, one};
use crate::row::{Id16, signed, unsigned};

/// The key database of one installation.
pub struct KeyStore {
    connection: Mutex<Connection>,
}

/// A key to be kept.
#[derive(Debug, Clone)]
pub struct WrappedKey {
    /// Its id.
    pub key_id: Id16,
    /// Its use, as `vern-crypto` numbers it.
    pub purpose: u8,
    /// Wrapped by the key above.
    pub wrapped: Vec<u8>,
}

impl KeyStore {
    /// Opens or creates `keys.db` in a directory.
    ///
    /// # Errors
    /// As [`crate::Store::open`].
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        crate::store::make_private(directory)?;
        let connection = open_writer(&directory.join("keys.db"), KEYS)?;
        connection.execute_batch("PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -16384;")?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Keeps keys, all in one durable commit, and that they were made when the journal held so many entries.
    ///
    /// # Errors
    /// Engine failures; an id that is taken.
    pub fn put(
        &self,
        controller: ControllerId,
        keys: &[WrappedKey],
        at: Instant,
        tree_size: u64,
    ) -> Result<(), StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        for key in keys {
            let params = (
                controller.as_i64(),
                key.key_id.as_slice(),
                key.purpose,
                key.wrapped.as_slice(),
                at.as_micros(),
            );
            transaction.prepare_cached(dml::KEY_PUT)?.execute(params)?;
        }
        transaction.prepare_cached(dml::MARK_RAISE)?.execute((controller.as_i64(), signed(tree_size)))?;
        Ok(transaction.commit()?)
    }

    /// The largest journal keys were made for: one that is smaller belongs to older data.
    ///
    /// # Errors
    /// Engine failures.
    pub fn newest_tree_size(&self, controller: ControllerId) -> Result<u64, StoreError> {
        let connection = self.connection.lock();
        Ok(one(&connection, dml::MARK, [controller.as_i64()], |row| Ok(unsigned(row.get(0)?)))?.unwrap_or(0))
    }

    /// How many keys are tombstones.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erased_count(&self, controller: ControllerId) -> Result<u64, StoreError> {
        let connection = self.connection.lock();
        let count =
            one(&connection, dml::KEYS_ERASED_COUNT, [controller.as_i64()], |row| Ok(unsigned(row.get(0)?)))?;
        Ok(count.unwrap_or(0))
    }

    /// A wrapped key; none if it was never kept or has been erased.
    ///
    /// # Errors
    /// Engine failures.
    pub fn find(&self, controller: ControllerId, key_id: &Id16) -> Result<Option<WrappedKey>, StoreError> {
        let connection = self.connection.lock();
        let found = one(&connection, dml::KEY, (controller.as_i64(), key_id.as_slice()), |row| {
            Ok((row.get::<_, u8>(0)?, row.get::<_, Option<Vec<u8>>>(1)?))
        })?;
        Ok(found
            .and_then(|(purpose, wrapped)| Some(WrappedKey { key_id: *key_id, purpose, wrapped: wrapped? })))
    }

    /// Overwrites keys by tombstones: commit 2 of an erasure. The write-ahead log, which may hold the bytes, is emptied before this
    /// returns; from then on what they sealed is unreadable.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erase(&self, controller: ControllerId, key_ids: &[Id16], at: Instant) -> Result<(), StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        for key_id in key_ids {
            let params = (at.as_micros(), controller.as_i64(), key_id.as_slice());
            transaction.prepare_cached(dml::KEY_TOMBSTONE)?.execute(params)?;
        }
        transaction.commit()?;
        let held_back: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if held_back != 0 {
            let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
            return Err(StoreError::Engine(rusqlite::Error::SqliteFailure(busy, None)));
        }
        Ok(())
    }

    /// Bytes in the pages of the key database.
    ///
    /// # Errors
    /// Engine failures.
    pub fn bytes(&self) -> Result<u64, StoreError> {
        let connection = self.connection.lock();
        Ok(one(&connection, crate::ddl_sqlite::BYTES, [], |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()))?
            .unwrap_or(0))
    }

    /// Takes away keys that no row names: what a pool held when the process ended. Gives how many.
    ///
    /// # Errors
    /// Engine failures.
    pub fn sweep(
        &self,
        controller: ControllerId,
        named: &std::collections::HashSet<Id16>,
    ) -> Result<u64, StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        let mut unnamed: Vec<Id16> = Vec::new();
        {
            let mut statement = transaction.prepare_cached(dml::KEYS_LIVE)?;
            let mut rows = statement.query([controller.as_i64()])?;
            while let Some(row) = rows.next()? {
                let key_id = blob16(row, 0, "keys")?;
                if !named.contains(&key_id) {
                    unnamed.push(key_id);
                }
            }
        }
        for key_id in &unnamed {
            transaction.prepare_cached(dml::KEY_DELETE)?.execute((controller.as_i64(), key_id.as_slice()))?;
        }
        transaction.commit()?;
        Ok(u64::try_from(unnamed.len()).unwrap_or(u64::MAX))
    }
}
