//! The key database: wrapped keys by id, in a directory of its own (ADR 0003). An erased key is overwritten and leaves its id and the time.
//!
//! Deliberately not here: any key in clear, and which key is above which beyond the number that says so.

use std::path::Path;
use std::sync::OnceLock;

use parking_lot::Mutex;
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction};
use vern_core::id::ControllerId;
use vern_core::time::Instant;

use crate::connection::{open_reader, open_writer, require_schema};
use crate::ddl_keys as sql;
use crate::error::StoreError;
use crate::row::{Id16, id16, signed, unsigned};
use crate::sum::{self, DamagedRows};

const FILE: &str = "keys.db";
/// Small tables everything depends on: with a damaged row in one of them nothing is opened.
const DECIDING: &[&str] = &["roots", "marks"];
const DAMAGED: StoreError = StoreError::Damaged { table: "keys" };

/// The key database of one installation.
pub struct KeyStore {
    connection: Mutex<Connection>,
    /// What to do when a commit or a sync failed, so that the state of the file is unknown.
    on_failure: OnceLock<OnFailure>,
}

/// Ends the process; given a stable code.
pub type OnFailure = Box<dyn Fn(&'static str) + Send + Sync>;

/// A key to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Its id.
    pub key_id: Id16,
    /// Its use, as `vern-crypto` numbers it.
    pub purpose: u8,
    /// What it is wrapped by: the number of a controller key; for a controller key the id of the root key, read as a big-endian number.
    pub parent: u64,
    /// Wrapped by the key above.
    pub wrapped: Vec<u8>,
}

/// The root key this database was last wrapped under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RootRow {
    /// Its id, eight bytes read as a big-endian number.
    pub root: u64,
    /// Since when.
    pub since_at: Instant,
}

/// A row as it stands, live or tombstone; what a backup of the keys is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Whose.
    pub controller: ControllerId,
    /// Its id.
    pub key_id: Id16,
    /// Its use, as `vern-crypto` numbers it.
    pub purpose: u8,
    /// As [`WrappedKey::parent`].
    pub parent: u64,
    /// The wrapped key; none in a tombstone.
    pub wrapped: Option<Vec<u8>>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was overwritten; none while it lives.
    pub erased_at: Option<Instant>,
}

/// How many live keys of one use are wrapped by one key, and when the first and the last of them were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyCount {
    /// Their use, as `vern-crypto` numbers it.
    pub purpose: u8,
    /// As [`WrappedKey::parent`].
    pub parent: u64,
    /// How many.
    pub count: u64,
    /// When the oldest was made.
    pub oldest_at: Instant,
    /// When the newest was made.
    pub newest_at: Instant,
}

impl KeyStore {
    /// Whether a directory holds a key database.
    #[must_use]
    pub fn is_in(directory: &Path) -> bool {
        directory.join(FILE).is_file()
    }

    /// Opens or creates `keys.db` in a directory. One that is there is not written to.
    ///
    /// # Errors
    /// As [`crate::Store::open`].
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        crate::store::make_private(directory)?;
        let connection = open_writer(&directory.join(FILE), sql::KEYS)?;
        sum::require(&connection, sql::KEYS, DECIDING)?;
        connection.execute_batch("PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -16384;")?;
        Ok(Self { connection: Mutex::new(connection), on_failure: OnceLock::new() })
    }

    /// Says what to do when a commit or sync has failed: what is in the file then is unknown until it is opened again (ADR 0005).
    pub fn end_on_failure(&self, end: OnFailure) {
        // Once is enough: whoever opened it says so.
        let _said_before = self.on_failure.set(end);
    }

    fn commit(&self, transaction: Transaction<'_>) -> Result<(), StoreError> {
        self.watch(transaction.commit().map_err(StoreError::Engine))
    }

    fn watch<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &done
            && error.is_of_file()
            && let Some(end) = self.on_failure.get()
        {
            end(error.code());
        }
        done
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
                key.parent.cast_signed(),
                key.wrapped.as_slice(),
                at.as_micros(),
            );
            run(&transaction, sql::KEY_PUT, params)?;
        }
        run(&transaction, sql::MARK_RAISE, (controller.as_i64(), signed(tree_size)))?;
        self.commit(transaction)
    }

    /// The largest journal keys were made for: one that is smaller belongs to older data.
    ///
    /// # Errors
    /// Engine failures.
    pub fn newest_tree_size(&self, controller: ControllerId) -> Result<u64, StoreError> {
        let found = self.one(sql::MARK, [controller.as_i64()], |row| Ok(unsigned(row.get(0)?)))?;
        Ok(found.unwrap_or(0))
    }

    /// How many keys are tombstones.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erased_count(&self, controller: ControllerId) -> Result<u64, StoreError> {
        let count =
            self.one(sql::KEYS_ERASED_COUNT, [controller.as_i64()], |row| Ok(unsigned(row.get(0)?)))?;
        Ok(count.unwrap_or(0))
    }

    /// A wrapped key; none if it was never kept or has been erased.
    ///
    /// # Errors
    /// Engine failures.
    pub fn find(&self, controller: ControllerId, key_id: &Id16) -> Result<Option<WrappedKey>, StoreError> {
        let found = self.one(sql::KEY, (controller.as_i64(), key_id.as_slice()), |row| {
            let wrapped: Option<Vec<u8>> = row.get(2)?;
            let (purpose, parent) = (row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned());
            Ok(wrapped.map(|wrapped| WrappedKey { key_id: *key_id, purpose, parent, wrapped }))
        })?;
        Ok(found.flatten())
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
            run(&transaction, sql::KEY_TOMBSTONE, params)?;
        }
        self.commit(transaction)?;
        self.watch(empty_log(&connection))
    }

    /// Bytes in the pages of the key database.
    ///
    /// # Errors
    /// Engine failures.
    pub fn bytes(&self) -> Result<u64, StoreError> {
        Ok(self.one(sql::BYTES, [], |row| Ok(unsigned(row.get(0)?)))?.unwrap_or(0))
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
        let mut unnamed: Vec<Id16> = many(&transaction, sql::KEYS_LIVE, [controller.as_i64()], key_id_of)?;
        unnamed.retain(|key_id| !named.contains(key_id));
        for key_id in &unnamed {
            run(&transaction, sql::KEY_DELETE, (controller.as_i64(), key_id.as_slice()))?;
        }
        self.commit(transaction)?;
        Ok(u64::try_from(unnamed.len()).unwrap_or(u64::MAX))
    }

    /// What the engine itself finds wrong with the file, line by line; nothing where all is well.
    ///
    /// # Errors
    /// Engine failures.
    pub fn examine(&self) -> Result<Vec<String>, StoreError> {
        crate::connection::examine_sqlite(&self.connection.lock())
    }

    /// Rows that are not as they were written, table by table (ADR 0018).
    ///
    /// # Errors
    /// Engine failures.
    pub fn damaged_rows(&self) -> Result<Vec<DamagedRows>, StoreError> {
        sum::damaged_rows(&self.connection.lock(), sql::KEYS, None)
    }

    fn one<T>(
        &self,
        text: &str,
        params: impl Params,
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let connection = self.connection.lock();
        let mut statement = connection.prepare_cached(text)?;
        statement.query_row(params, |row| Ok(map(row))).optional()?.transpose()
    }
}

/// Rotation: which key each is wrapped by, and wrapping by another (ADR 0012).
impl KeyStore {
    /// The root key the controller keys are wrapped under; none in a database that has never held a key.
    ///
    /// # Errors
    /// Engine failures.
    pub fn root(&self) -> Result<Option<RootRow>, StoreError> {
        self.one(sql::ROOT, [], |row| {
            Ok(RootRow {
                root: row.get::<_, i64>(0)?.cast_unsigned(),
                since_at: Instant::from_micros(row.get(1)?),
            })
        })
    }

    /// Whether there is no key at all, not even a tombstone.
    ///
    /// # Errors
    /// Engine failures.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.one(sql::KEYS_ANY, [], |_| Ok(()))?.is_none())
    }

    /// Notes which root key the first keys will be wrapped under.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_root(&self, root: RootRow) -> Result<(), StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        set_root(&transaction, root)?;
        self.commit(transaction)
    }

    /// Every live key of one use, of all controllers.
    ///
    /// # Errors
    /// Engine failures.
    pub fn of_purpose(&self, purpose: u8) -> Result<Vec<(ControllerId, WrappedKey)>, StoreError> {
        many(&self.connection.lock(), sql::KEYS_OF_CONTROLLERS, [purpose], |row| {
            Ok((ControllerId::from_i64(row.get(0)?), wrapped_key(row, 1)?))
        })
    }

    /// Writes controller keys as another root key wraps them, and which one that is: one durable commit, so that at any time all of them
    /// are under the root key that is noted. [`KeyStore::empty_log`] is to follow.
    ///
    /// # Errors
    /// Engine failures.
    pub fn change_root(
        &self,
        root: RootRow,
        rewrapped: &[(ControllerId, WrappedKey)],
    ) -> Result<(), StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        for (controller, key) in rewrapped {
            rewrap_one(&transaction, *controller, key)?;
        }
        set_root(&transaction, root)?;
        self.commit(transaction)
    }

    /// Live keys of a controller wrapped by another controller key than `parent`, in the order of their ids, a page at a time after an id.
    /// Its own controller keys are not among them.
    ///
    /// # Errors
    /// Engine failures.
    pub fn under_others(
        &self,
        controller: ControllerId,
        (controller_purpose, parent): (u8, u64),
        after: Option<&Id16>,
        most: u32,
    ) -> Result<Vec<WrappedKey>, StoreError> {
        let after = after.map_or(&[][..], Id16::as_slice);
        let params = (controller.as_i64(), after, controller_purpose, parent.cast_signed(), most);
        many(&self.connection.lock(), sql::KEYS_UNDER_OTHERS, params, |row| wrapped_key(row, 0))
    }

    /// Writes keys as another key wraps them, all in one durable commit. One that has been erased meanwhile stays a tombstone.
    ///
    /// # Errors
    /// Engine failures.
    pub fn rewrap(&self, controller: ControllerId, keys: &[WrappedKey]) -> Result<(), StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        for key in keys {
            rewrap_one(&transaction, controller, key)?;
        }
        self.commit(transaction)
    }

    /// Empties the write-ahead log, so that no former bytes of a key are left in it. (`secure_delete` overwrites them in the pages.)
    ///
    /// # Errors
    /// Engine failures; busy where another connection reads.
    pub fn empty_log(&self) -> Result<(), StoreError> {
        self.watch(empty_log(&self.connection.lock()))
    }

    /// When a key was made; none if it was never kept.
    ///
    /// # Errors
    /// Engine failures.
    pub fn made_at(&self, controller: ControllerId, key_id: &Id16) -> Result<Option<Instant>, StoreError> {
        self.one(sql::KEY_MADE_AT, (controller.as_i64(), key_id.as_slice()), |row| {
            Ok(Instant::from_micros(row.get(0)?))
        })
    }

    /// Live keys of a controller, counted by use and by what they are wrapped by.
    ///
    /// # Errors
    /// Engine failures.
    pub fn counts(&self, controller: ControllerId) -> Result<Vec<KeyCount>, StoreError> {
        many(&self.connection.lock(), sql::KEYS_BY_PARENT, [controller.as_i64()], |row| {
            Ok(KeyCount {
                purpose: row.get(0)?,
                parent: row.get::<_, i64>(1)?.cast_unsigned(),
                count: unsigned(row.get(2)?),
                oldest_at: Instant::from_micros(row.get(3)?),
                newest_at: Instant::from_micros(row.get(4)?),
            })
        })
    }
}

/// Backup and restore: every row as it stands.
impl KeyStore {
    /// Tombstones no older than `since`, in the order of their ids, a page at a time after an id.
    ///
    /// # Errors
    /// Engine failures.
    pub fn erased_since(
        &self,
        controller: ControllerId,
        since: Instant,
        after: Option<&Id16>,
        most: u32,
    ) -> Result<Vec<(Id16, Instant)>, StoreError> {
        let after = after.map_or(&[][..], Id16::as_slice);
        let params = (controller.as_i64(), since.as_micros(), after, most);
        many(&self.connection.lock(), sql::KEYS_ERASED_SINCE, params, |row| {
            Ok((key_id_of(row)?, Instant::from_micros(row.get(1)?)))
        })
    }

    /// Every row, tombstones too, in the order of controllers and ids, a page at a time after one of them.
    ///
    /// # Errors
    /// Engine failures.
    pub fn page(&self, after: Option<(ControllerId, Id16)>, most: u32) -> Result<Vec<KeyRow>, StoreError> {
        let (controller, key_id) = match &after {
            Some((controller, key_id)) => (controller.as_i64(), key_id.as_slice()),
            None => (i64::MIN, &[][..]),
        };
        many(&self.connection.lock(), sql::KEYS_PAGE, (controller, key_id, most), key_row)
    }

    /// How large each controller's journal was when keys were last made: the marks that tell older data (ADR 0003).
    ///
    /// # Errors
    /// Engine failures.
    pub fn marks(&self) -> Result<Vec<(ControllerId, u64)>, StoreError> {
        many(&self.connection.lock(), sql::MARKS, [], |row| {
            Ok((ControllerId::from_i64(row.get(0)?), unsigned(row.get(1)?)))
        })
    }

    /// Puts rows back as they stood, tombstones too, all in one durable commit.
    ///
    /// # Errors
    /// Engine failures; an id that is taken.
    pub fn insert_rows(&self, rows: &[KeyRow]) -> Result<(), StoreError> {
        let mut connection = self.connection.lock();
        let transaction = connection.transaction()?;
        for row in rows {
            let params = (
                row.controller.as_i64(),
                row.key_id.as_slice(),
                row.purpose,
                row.parent.cast_signed(),
                row.wrapped.as_deref(),
                row.created_at.as_micros(),
                row.erased_at.map(Instant::as_micros),
            );
            run(&transaction, sql::KEY_RESTORE, params)?;
        }
        self.commit(transaction)
    }
}

fn run(transaction: &Transaction<'_>, text: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(transaction.prepare_cached(text)?.execute(params)?)
}

fn many<T>(
    connection: &Connection,
    text: &str,
    params: impl Params,
    map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(text)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(map(row)?);
    }
    Ok(found)
}

fn set_root(transaction: &Transaction<'_>, root: RootRow) -> Result<(), StoreError> {
    run(transaction, sql::ROOT_SET, (root.root.cast_signed(), root.since_at.as_micros()))?;
    Ok(())
}

fn rewrap_one(
    transaction: &Transaction<'_>,
    controller: ControllerId,
    key: &WrappedKey,
) -> Result<(), StoreError> {
    let params =
        (key.parent.cast_signed(), key.wrapped.as_slice(), controller.as_i64(), key.key_id.as_slice());
    run(transaction, sql::KEY_REWRAP, params)?;
    Ok(())
}

fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    let held_back: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if held_back != 0 {
        let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        return Err(StoreError::Engine(rusqlite::Error::SqliteFailure(busy, None)));
    }
    Ok(())
}

fn key_id_of(row: &Row<'_>) -> Result<Id16, StoreError> {
    id_at(row, 0)
}

fn id_at(row: &Row<'_>, column: usize) -> Result<Id16, StoreError> {
    id16(row.get_ref(column)?.as_blob().map_err(|_| DAMAGED)?, "keys")
}

fn wrapped_key(row: &Row<'_>, first: usize) -> Result<WrappedKey, StoreError> {
    Ok(WrappedKey {
        key_id: id_at(row, first)?,
        purpose: row.get(first + 1)?,
        parent: row.get::<_, i64>(first + 2)?.cast_unsigned(),
        wrapped: row.get(first + 3)?,
    })
}

fn key_row(row: &Row<'_>) -> Result<KeyRow, StoreError> {
    Ok(KeyRow {
        controller: ControllerId::from_i64(row.get(0)?),
        key_id: id_at(row, 1)?,
        purpose: row.get(2)?,
        parent: row.get::<_, i64>(3)?.cast_unsigned(),
        wrapped: row.get(4)?,
        created_at: Instant::from_micros(row.get(5)?),
        erased_at: row.get::<_, Option<i64>>(6)?.map(Instant::from_micros),
    })
}

/// Beside a process that may be using it, and after one.
impl KeyStore {
    /// Opens a key database that is there for reading only, beside a process that may be using it.
    ///
    /// # Errors
    /// As [`crate::Store::open`].
    pub fn open_for_backup(directory: &Path) -> Result<Self, StoreError> {
        let connection = open_reader(&directory.join(FILE))?;
        require_schema(&connection, sql::KEYS)?;
        Ok(Self { connection: Mutex::new(connection), on_failure: OnceLock::new() })
    }

    /// Whether a key is a tombstone; none if it was never kept.
    ///
    /// # Errors
    /// Engine failures.
    pub fn is_erased(&self, controller: ControllerId, key_id: &Id16) -> Result<Option<bool>, StoreError> {
        self.one(sql::KEY_IS_ERASED, (controller.as_i64(), key_id.as_slice()), |row| Ok(row.get(0)?))
    }
}
