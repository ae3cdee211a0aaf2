//! The data database: one writer, a few readers, checkpoints on a thread of their own.

use std::fs::{File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use parking_lot::Mutex;
use rusqlite::Connection;

use crate::connection::{open_checkpointer, open_reader, open_writer};
use crate::ddl_sqlite::DATA;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::write::Writer;

/// Pages in the write-ahead log after which a checkpoint is asked for (4 KiB each).
const WAL_PAGES: u64 = 2_000;
/// Readers kept open when idle.
const READERS_IDLE_MAX: usize = 16;

/// How to open a store.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoreOptions {
    /// Waited after every commit, to measure on a RAM disk what a disk with that sync time would give. For benches.
    pub injected_sync_delay: Option<Duration>,
}

/// The data database of one installation. When it and its writer are gone, the checkpoint thread ends and the directory is free.
pub struct Store {
    path: PathBuf,
    readers: Arc<Mutex<Vec<Connection>>>,
    _held: Arc<File>,
}

impl Store {
    /// Opens or creates `vern.db` in a directory and holds the directory against other processes.
    ///
    /// # Errors
    /// [`StoreError::Held`] if another process has it; [`StoreError::SchemaNewer`], [`StoreError::SchemaAltered`],
    /// [`StoreError::Foreign`] if the file is not ours to use; else file and engine failures.
    pub fn open(directory: &Path, options: StoreOptions) -> Result<(Self, Writer), StoreError> {
        make_private(directory)?;
        let held = Arc::new(hold(&directory.join("vern.lock"))?);
        let path = directory.join("vern.db");
        let connection = open_writer(&path, DATA)?;
        let (checkpoints, asked) = sync_channel(1);
        start_checkpointer(&path, asked)?;
        let delay = options.injected_sync_delay;
        let writer = Writer::new(connection, checkpoints, delay, WAL_PAGES, Arc::clone(&held));
        let store = Self { path, readers: Arc::default(), _held: held };
        Ok((store, writer))
    }

    /// A reader with a connection of its own; given back when dropped.
    ///
    /// # Errors
    /// Engine failures.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        let idle = self.readers.lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open_reader(&self.path)?,
        };
        Ok(Reader { connection: Some(connection), home: Arc::clone(&self.readers) })
    }

    /// Size of the database file and its write-ahead log, in bytes.
    ///
    /// # Errors
    /// File failures.
    pub fn size_bytes(&self) -> Result<u64, StoreError> {
        let log = self.path.with_extension("db-wal");
        let log_bytes = std::fs::metadata(log).map_or(0, |file| file.len());
        Ok(std::fs::metadata(&self.path)?.len() + log_bytes)
    }
}

/// Makes a directory only its owner can enter. One that is there stays as its owner made it.
pub(crate) fn make_private(directory: &Path) -> Result<(), StoreError> {
    Ok(std::fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?)
}

fn hold(path: &Path) -> Result<File, StoreError> {
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Held),
        Err(TryLockError::Error(error)) => Err(StoreError::File(error)),
    }
}

/// Runs until every sender is gone. A checkpoint that fails is tried again at the next asking; the log only grows meanwhile.
fn start_checkpointer(path: &Path, asked: Receiver<()>) -> Result<(), StoreError> {
    let connection = open_checkpointer(path)?;
    std::thread::Builder::new().name("vern-checkpoint".to_owned()).spawn(move || {
        while asked.recv().is_ok() {
            drop(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
        }
    })?;
    Ok(())
}

/// A reader. Holds a connection while it lives.
pub struct Reader {
    connection: Option<Connection>,
    home: Arc<Mutex<Vec<Connection>>>,
}

impl Reader {
    /// One consistent view of the database. Hold it briefly (≤ 5 s): it keeps the log from being checkpointed.
    ///
    /// # Errors
    /// Engine failures.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        match &self.connection {
            Some(connection) => Snapshot::begin(connection),
            None => Err(StoreError::Damaged { table: "readers" }),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut home = self.home.lock();
        if let Some(connection) = self.connection.take()
            && home.len() < READERS_IDLE_MAX
        {
            home.push(connection);
        }
    }
}
