//! The data database: one writer, a few readers. On SQLite checkpoints run on a thread of their own.

use std::fs::{File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

use crate::checkpoint::Checkpointer;
use crate::connection::{examine_sqlite, open_reader, open_writer, require_schema};
use crate::ddl_sqlite::DATA;
use crate::error::StoreError;
use crate::migration;
use crate::number::ControllerNumbers;
use crate::postgres::Postgres;
use crate::read::Snapshot;
use crate::session::Session;
use crate::sum::{self, DamagedRows};
use crate::writer::Writer;

/// Pages in the write-ahead log after which a checkpoint is asked for (4 KiB each).
const WAL_PAGES: u64 = 2_000;
/// Readers kept open when idle.
const READERS_IDLE_MAX: usize = 16;

/// Connections to a server at once, the writer's apart; whoever needs one more waits.
const CONNECTIONS_MAX: usize = 24;
/// Small tables everything depends on: a start with a damaged row in one of them is refused, before anything is changed.
const DECIDING: &[&str] =
    &["controllers", "heads", "controller_keys", "charters", "actors", "policies", "installations"];
/// Tables that name the keys in use.
const NAMING_KEYS: &[&str] = &["controller_keys", "subjects", "subject_keys", "key_erasures"];

/// How long a connection is waited for.
const CONNECTION_WAIT: Duration = Duration::from_secs(10);

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum StorePlace {
    /// SQLite, in a directory.
    Directory(PathBuf),
    /// PostgreSQL 15 or newer.
    Postgres {
        /// `postgres://user@host/database` or `host=… user=… dbname=…`, without a password.
        address: String,
        /// The password, where the server asks for one.
        password: Option<String>,
    },
}

/// Never the password.
impl std::fmt::Debug for StorePlace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Directory(directory) => out.debug_tuple("Directory").field(directory).finish(),
            Self::Postgres { .. } => out.write_str("Postgres(***)"),
        }
    }
}

impl From<PathBuf> for StorePlace {
    fn from(directory: PathBuf) -> Self {
        Self::Directory(directory)
    }
}

impl From<&Path> for StorePlace {
    fn from(directory: &Path) -> Self {
        Self::Directory(directory.to_owned())
    }
}

/// How to open a store.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoreOptions {
    /// Waited after every commit, to measure on a RAM disk what a disk with that sync time would give. For benches.
    pub injected_sync_delay: Option<Duration>,
}

/// The data database of one installation. When it and its writer are gone, the checkpoint thread ends and the directory is free.
pub struct Store {
    engine: Engine,
    controllers: Arc<ControllerNumbers>,
}

enum Engine {
    Sqlite {
        path: PathBuf,
        idle: Arc<Idle>,
        /// After the readers. There is none where nothing is written.
        _checkpointer: Option<Arc<Checkpointer>>,
        _held: Option<DirectoryLock>,
    },
    Postgres {
        server: Arc<Postgres>,
        idle: Arc<Idle>,
    },
}

/// Sessions nobody uses just now, and how many there are in all.
#[derive(Default)]
struct Idle {
    sessions: Mutex<Sessions>,
    given_back: Condvar,
}

#[derive(Default)]
struct Sessions {
    idle: Vec<Session>,
    open: usize,
}

impl Store {
    /// Opens or creates a store. A directory is held against other processes.
    ///
    /// # Errors
    /// [`StoreError::Held`] if another process has it; [`StoreError::SchemaNewer`], [`StoreError::SchemaAltered`],
    /// [`StoreError::Foreign`] if the database is not ours to use; for a server [`StoreError::Unavailable`], [`StoreError::Address`],
    /// [`StoreError::TooOld`], [`StoreError::NotDurable`]; else file and engine failures.
    pub fn open(place: &StorePlace, options: StoreOptions) -> Result<(Self, Writer), StoreError> {
        match place {
            StorePlace::Directory(directory) => Self::open_sqlite(directory, options),
            StorePlace::Postgres { address, password } => {
                Self::open_postgres(address, password.as_deref(), options)
            }
        }
    }

    /// Opens a store that is there for reading only, beside a process that may be using it.
    ///
    /// # Errors
    /// As [`Store::open`], but for [`StoreError::Held`].
    pub fn open_for_backup(place: &StorePlace) -> Result<Self, StoreError> {
        match place {
            StorePlace::Directory(directory) => {
                let path = directory.join("vern.db");
                let connection = open_reader(&path)?;
                require_schema(&connection, DATA)?;
                let idle = Arc::new(Idle::default());
                idle.sessions.lock().idle.push(Session::Sqlite(connection));
                let engine = Engine::Sqlite { path, idle, _checkpointer: None, _held: None };
                Ok(Self { engine, controllers: Arc::default() })
            }
            StorePlace::Postgres { address, password } => {
                let server = Arc::new(Postgres::new(address, password.as_deref())?);
                let session = server.connect()?;
                if !migration::is_migrated(&session)? {
                    return Err(StoreError::Foreign);
                }
                let idle = Arc::new(Idle::default());
                *idle.sessions.lock() = Sessions { idle: vec![Session::Postgres(session)], open: 1 };
                Ok(Self { engine: Engine::Postgres { server, idle }, controllers: Arc::default() })
            }
        }
    }

    /// Whether there is a store already.
    ///
    /// # Errors
    /// As [`Store::open`] of a server.
    pub fn is_there(place: &StorePlace) -> Result<bool, StoreError> {
        match place {
            StorePlace::Directory(directory) => Ok(directory.join("vern.db").is_file()),
            StorePlace::Postgres { address, password } => {
                // The connection lives on the server's runtime: it goes when that does.
                let server = Postgres::new(address, password.as_deref())?;
                migration::is_migrated(&server.connect()?)
            }
        }
    }

    fn open_sqlite(directory: &Path, options: StoreOptions) -> Result<(Self, Writer), StoreError> {
        make_private(directory)?;
        let held = DirectoryLock::hold(directory)?;
        let path = directory.join("vern.db");
        let connection = open_writer(&path, DATA)?;
        sum::require(&connection, DATA, DECIDING)?;
        let session = Session::Sqlite(connection);
        let checkpointer = Arc::new(Checkpointer::start(&path)?);
        let delay = options.injected_sync_delay;
        let controllers: Arc<ControllerNumbers> = Arc::default();
        let (to_hold, known) = ((WAL_PAGES, held.clone()), Arc::clone(&controllers));
        let writer = Writer::sqlite(session, Arc::clone(&checkpointer), delay, to_hold, known)?;
        let (_checkpointer, _held) = (Some(checkpointer), Some(held));
        let engine = Engine::Sqlite { path, idle: Arc::default(), _checkpointer, _held };
        Ok((Self { engine, controllers }, writer))
    }

    fn open_postgres(
        address: &str,
        password: Option<&str>,
        options: StoreOptions,
    ) -> Result<(Self, Writer), StoreError> {
        let server = Arc::new(Postgres::new(address, password)?);
        let session = server.connect()?;
        Postgres::require_durable(&session)?;
        migration::migrate_postgres(&session)?;
        let controllers: Arc<ControllerNumbers> = Arc::default();
        let known = Arc::clone(&controllers);
        let writer = Writer::postgres(Arc::clone(&server), options.injected_sync_delay, known);
        let idle = Arc::new(Idle::default());
        *idle.sessions.lock() = Sessions { idle: vec![Session::Postgres(session)], open: 1 };
        Ok((Self { engine: Engine::Postgres { server, idle }, controllers }, writer))
    }

    /// Whether a call may wait for a server, so that it is better made where waiting holds nobody up.
    #[must_use]
    pub const fn waits(&self) -> bool {
        matches!(self.engine, Engine::Postgres { .. })
    }

    /// Whether other processes may write to it, too.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres { .. })
    }

    /// A reader with a connection of its own; given back when dropped.
    ///
    /// # Errors
    /// Engine failures; [`StoreError::Unavailable`] if no connection to a server comes free in time.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        let controllers = Arc::clone(&self.controllers);
        match &self.engine {
            Engine::Sqlite { path, idle, .. } => {
                let session = match idle.sessions.lock().idle.pop() {
                    Some(session) => session,
                    None => Session::Sqlite(open_reader(path)?),
                };
                Ok(Reader { session: Some(session), home: Arc::clone(idle), controllers, counted: false })
            }
            Engine::Postgres { server, idle } => {
                let session = idle.take()?.map_or_else(|| server.connect().map(Session::Postgres), Ok);
                let home = Arc::clone(idle);
                match session {
                    Ok(session) => Ok(Reader { session: Some(session), home, controllers, counted: true }),
                    Err(error) => {
                        home.closed();
                        Err(error)
                    }
                }
            }
        }
    }

    /// What the engine itself finds wrong with its files, line by line; nothing where all is well.
    ///
    /// # Errors
    /// The database can't be opened at all.
    pub fn examine(&self) -> Result<Vec<String>, StoreError> {
        match &self.engine {
            Engine::Sqlite { path, .. } => examine_sqlite(&open_reader(path)?),
            Engine::Postgres { server, .. } => server.connect()?.unreadable_tables(),
        }
    }

    /// Rows that are not as they were written, table by table (ADR 0018). One pass over every table; a server looks after its own pages.
    ///
    /// # Errors
    /// The database can't be read at all.
    pub fn damaged_rows(&self) -> Result<Vec<DamagedRows>, StoreError> {
        self.damaged_rows_of(None)
    }

    /// Whether the rows that name keys are as they were written: on the word of others no key is taken away.
    ///
    /// # Errors
    /// The database can't be read at all.
    pub fn names_keys_soundly(&self) -> Result<bool, StoreError> {
        Ok(self.damaged_rows_of(Some(NAMING_KEYS))?.is_empty())
    }

    fn damaged_rows_of(&self, tables: Option<&[&str]>) -> Result<Vec<DamagedRows>, StoreError> {
        match &self.engine {
            Engine::Sqlite { path, .. } => sum::damaged_rows(&open_reader(path)?, DATA, tables),
            Engine::Postgres { .. } => Ok(Vec::new()),
        }
    }

    /// Look-up tokens that lead to no record that has them. They have no sum: the tokens stand beside the record's body, under its sum.
    ///
    /// # Errors
    /// Engine failures.
    pub fn stray_lookups(&self) -> Result<Option<DamagedRows>, StoreError> {
        let rows = self.reader()?.snapshot()?.stray_lookups()?;
        Ok((rows > 0).then_some(DamagedRows { table: "lookups", rows }))
    }

    /// Whether damage in what is stored is found by sums: each row has one on SQLite, each page on a server with `data_checksums`.
    ///
    /// # Errors
    /// Engine failures.
    pub fn has_sums(&self) -> Result<bool, StoreError> {
        match &self.engine {
            Engine::Sqlite { .. } => Ok(true),
            Engine::Postgres { server, .. } => server.connect()?.has_page_checksums(),
        }
    }

    /// Size of the database, in bytes; on SQLite with its write-ahead log.
    ///
    /// # Errors
    /// File and engine failures.
    pub fn size_bytes(&self) -> Result<u64, StoreError> {
        match &self.engine {
            Engine::Sqlite { path, .. } => {
                let log_bytes = std::fs::metadata(path.with_extension("db-wal")).map_or(0, |file| file.len());
                Ok(std::fs::metadata(path)?.len() + log_bytes)
            }
            Engine::Postgres { .. } => self.reader()?.snapshot()?.database_bytes(),
        }
    }
}

impl Idle {
    /// An idle session that still stands, or leave to open one; waits where as many as there may be are in use.
    fn take(&self) -> Result<Option<Session>, StoreError> {
        let mut sessions = self.sessions.lock();
        loop {
            while let Some(session) = sessions.idle.pop() {
                if session.is_sound() {
                    return Ok(Some(session));
                }
                sessions.open = sessions.open.saturating_sub(1);
            }
            if sessions.open < CONNECTIONS_MAX {
                sessions.open += 1;
                return Ok(None);
            }
            if self.given_back.wait_for(&mut sessions, CONNECTION_WAIT).timed_out() {
                return Err(StoreError::Unavailable);
            }
        }
    }

    fn closed(&self) {
        let mut sessions = self.sessions.lock();
        sessions.open = sessions.open.saturating_sub(1);
        self.given_back.notify_one();
    }
}

/// Makes a directory only its owner can enter. One that is there stays as its owner made it.
pub(crate) fn make_private(directory: &Path) -> Result<(), StoreError> {
    Ok(std::fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?)
}

/// A directory held against other processes, for as long as this lives.
#[derive(Debug, Clone)]
pub struct DirectoryLock {
    _file: Arc<File>,
}

impl DirectoryLock {
    /// Holds a directory by its file `vern.lock`.
    ///
    /// # Errors
    /// [`StoreError::Held`] if another process has it; file failures.
    pub fn hold(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join("vern.lock");
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Arc::new(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Held),
            Err(TryLockError::Error(error)) => Err(StoreError::File(error)),
        }
    }
}

/// A reader. Holds a connection while it lives.
pub struct Reader {
    session: Option<Session>,
    home: Arc<Idle>,
    controllers: Arc<ControllerNumbers>,
    /// It is one of a bounded number.
    counted: bool,
}

impl Reader {
    /// One consistent view of the database. Hold it briefly (≤ 5 s): it keeps the log from being checkpointed.
    ///
    /// # Errors
    /// Engine failures.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        match &self.session {
            Some(session) => Snapshot::begin(session, &self.controllers),
            None => Err(StoreError::Damaged { table: "readers" }),
        }
    }
}

impl Reader {
    /// The newest that is committed at each question, of no one view: for whoever has all it found compared before anything follows from it.
    ///
    /// # Errors
    /// Engine failures.
    pub fn latest(&self) -> Result<Snapshot<'_>, StoreError> {
        let session = self.session.as_ref().ok_or(StoreError::Damaged { table: "readers" })?;
        Ok(Snapshot::latest(session, &self.controllers))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut home = self.home.sessions.lock();
        let Some(session) = self.session.take() else { return };
        if self.counted {
            home.idle.push(session);
            self.home.given_back.notify_one();
        } else if home.idle.len() < READERS_IDLE_MAX {
            home.idle.push(session);
        }
    }
}
