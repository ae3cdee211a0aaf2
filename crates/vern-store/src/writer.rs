//! The one writer of a process: takes a batch of work, runs it in one transaction, and knows what became of it.
//!
//! On SQLite nobody else writes. On PostgreSQL other nodes may: a batch is of one controller, whose head is locked first; a transaction that another
//! one made fail is run again, and a commit whose answer never came is looked up before anything is told (ADR 0010).

use std::sync::Arc;
use std::time::Duration;

use crate::checkpoint::Checkpointer;
use crate::ddl_postgres;
use crate::error::StoreError;
use crate::number::{ControllerNumbers, Numbers, RowNumbers};
use crate::postgres::{Fate, Postgres};
use crate::session::{Param, Session};
use crate::store::DirectoryLock;
use crate::write::{Batch, Mode};

/// How often a transaction is run before the failure is told.
const ATTEMPTS_MAX: u32 = 8;
/// How often the server is asked what became of a commit, and how long is waited between.
const FATE_ATTEMPTS_MAX: u32 = 300;
const FATE_INTERVAL: Duration = Duration::from_millis(100);

/// The one writer.
pub struct Writer {
    engine: Engine,
    injected_sync_delay: Option<Duration>,
    numbers: Numbers,
}

enum Engine {
    Sqlite {
        session: Session,
        /// After the session.
        checkpointer: Arc<Checkpointer>,
        wal_pages: u64,
        pages_since: u64,
        /// It too holds the directory: while it lives, no other process may write.
        _held: DirectoryLock,
    },
    Postgres {
        server: Arc<Postgres>,
        /// None after it was lost, until the next batch.
        session: Option<Session>,
    },
}

/// How one run of a transaction ended.
enum Run<T> {
    Done(T),
    /// Nothing is written; it may succeed when run again, as this mode says.
    Again(Mode, StoreError),
    Failed(StoreError),
}

impl Writer {
    pub(crate) fn sqlite(
        session: Session,
        checkpointer: Arc<Checkpointer>,
        injected_sync_delay: Option<Duration>,
        (wal_pages, held): (u64, DirectoryLock),
        controllers: Arc<ControllerNumbers>,
    ) -> Result<Self, StoreError> {
        let newest = session.one(crate::dml::NUMBER_NEWEST, &[], |row| row.int(0))?.unwrap_or(0);
        let engine = Engine::Sqlite { session, checkpointer, wal_pages, pages_since: 0, _held: held };
        Ok(Self {
            engine,
            injected_sync_delay,
            numbers: Numbers { rows: RowNumbers::after(newest), controllers },
        })
    }

    pub(crate) fn postgres(
        server: Arc<Postgres>,
        injected_sync_delay: Option<Duration>,
        controllers: Arc<ControllerNumbers>,
    ) -> Self {
        let engine = Engine::Postgres { server, session: None };
        Self { engine, injected_sync_delay, numbers: Numbers { rows: RowNumbers::default(), controllers } }
    }

    /// Whether one batch may write for several controllers. On PostgreSQL it may not, so that each can live on a server of its own.
    #[must_use]
    pub const fn spans_controllers(&self) -> bool {
        matches!(self.engine, Engine::Sqlite { .. })
    }

    /// Runs `work` in one transaction and commits it durably. If `work` fails nothing is written. It may be run several times: what it keeps
    /// outside the batch must then be as it was before.
    ///
    /// # Errors
    /// What `work` gives, or engine failures. After one that [`StoreError::is_fatal`] the state is unknown: end the process.
    pub fn batch<T>(
        &mut self,
        mut work: impl FnMut(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut mode = Mode::Ahead;
        let mut attempt = 0;
        let done = loop {
            attempt += 1;
            match self.run(mode, &mut work) {
                Run::Done(done) => break done,
                Run::Again(next, _) if attempt < ATTEMPTS_MAX => mode = next,
                Run::Again(_, error) | Run::Failed(error) => return Err(error),
            }
        };
        if let Some(delay) = self.injected_sync_delay {
            std::thread::sleep(delay);
        }
        Ok(done)
    }

    fn run<T>(
        &mut self,
        mode: Mode,
        work: &mut dyn FnMut(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Run<T> {
        match &mut self.engine {
            Engine::Sqlite { session, checkpointer, wal_pages, pages_since, .. } => {
                match run_sqlite(session, &mut self.numbers, mode, work) {
                    Run::Done((done, rows)) => {
                        // Rows written stand for pages: a checkpoint is asked for about every `wal_pages` of them.
                        *pages_since += rows;
                        if *pages_since >= *wal_pages {
                            *pages_since = 0;
                            checkpointer.ask();
                        }
                        Run::Done(done)
                    }
                    Run::Again(next, error) => Run::Again(next, error),
                    Run::Failed(error) => Run::Failed(error),
                }
            }
            Engine::Postgres { server, session } => {
                run_postgres(server, session, &mut self.numbers, mode, work)
            }
        }
    }
}

/// What was done, and with how many rows.
fn run_sqlite<T>(
    session: &Session,
    numbers: &mut Numbers,
    mode: Mode,
    work: &mut dyn FnMut(&mut Batch<'_>) -> Result<T, StoreError>,
) -> Run<(T, u64)> {
    if let Err(error) = session.control("BEGIN IMMEDIATE") {
        return Run::Failed(error);
    }
    let mut batch = Batch::new(session, numbers, mode);
    let done = work(&mut batch);
    if let Err(lost) = batch.require_transaction() {
        return Run::Failed(lost);
    }
    let failed = match (batch.take_undone(), done) {
        (None, Ok(done)) => {
            let rows = batch.rows();
            return match session.control("COMMIT") {
                Ok(()) => Run::Done((done, rows)),
                Err(error) => Run::Failed(error),
            };
        }
        (Some(of_operation), _) => Run::Again(Mode::Stepwise, of_operation),
        (None, Err(error)) => Run::Failed(error),
    };
    // The failure to tell is the first.
    drop(session.control("ROLLBACK"));
    failed
}

fn run_postgres<T>(
    server: &Postgres,
    kept: &mut Option<Session>,
    numbers: &mut Numbers,
    mode: Mode,
    work: &mut dyn FnMut(&mut Batch<'_>) -> Result<T, StoreError>,
) -> Run<T> {
    let was_connected = kept.is_some();
    let session = match kept.take().map_or_else(|| server.connect().map(Session::Postgres), Ok) {
        Ok(session) => session,
        Err(error) => return Run::Failed(error),
    };
    match run_transaction(&session, numbers, mode, work) {
        Ok((done, transaction)) => match session.control("COMMIT") {
            Ok(()) => {
                *kept = Some(session);
                Run::Done(done)
            }
            Err(StoreError::Unavailable) => match fate(server, &transaction) {
                Ok(Fate::Committed) => Run::Done(done),
                Ok(Fate::Undone | Fate::UnderWay) => Run::Again(mode, StoreError::Unavailable),
                Err(error) => Run::Failed(error),
            },
            Err(error) if error.is_passing() => undone(kept, session, mode, error),
            Err(error) => Run::Failed(error),
        },
        // A connection that was lost while nobody used it says so only now; nothing is written.
        Err(StoreError::Unavailable) if was_connected => Run::Again(mode, StoreError::Unavailable),
        Err(StoreError::Unavailable) => Run::Failed(StoreError::Unavailable),
        Err(error) if error.is_passing() => undone(kept, session, mode, error),
        Err(error) if mode == Mode::Ahead => undone(kept, session, Mode::Stepwise, error),
        Err(error) => match undone::<T>(kept, session, mode, error) {
            Run::Again(_, error) | Run::Failed(error) => Run::Failed(error),
            Run::Done(done) => Run::Done(done),
        },
    }
}

/// Rolls back and keeps the connection if it still answers.
fn undone<T>(kept: &mut Option<Session>, session: Session, next: Mode, error: StoreError) -> Run<T> {
    if session.control("ROLLBACK").is_ok() {
        *kept = Some(session);
    }
    Run::Again(next, error)
}

/// Everything up to the commit; gives the transaction's id with what was done.
fn run_transaction<T>(
    session: &Session,
    numbers: &mut Numbers,
    mode: Mode,
    work: &mut dyn FnMut(&mut Batch<'_>) -> Result<T, StoreError>,
) -> Result<(T, String), StoreError> {
    session.control(ddl_postgres::BEGIN)?;
    let transaction = session
        .one(ddl_postgres::TRANSACTION, &[] as &[Param<'_>], |row| row.text(0))?
        .ok_or(StoreError::Unavailable)?;
    let mut batch = Batch::new(session, numbers, mode);
    let done = work(&mut batch);
    let undone = batch.take_undone();
    let settled = session.settle();
    if let Some(error) = undone {
        return Err(error);
    }
    let done = done?;
    settled?;
    // A COMMIT of a transaction that has failed is answered like any other; this is not.
    session.control(ddl_postgres::STILL_SOUND)?;
    Ok((done, transaction))
}

/// Asks what became of a transaction until the server says, on a connection of its own.
fn fate(server: &Postgres, transaction: &str) -> Result<Fate, StoreError> {
    for _ in 0..FATE_ATTEMPTS_MAX {
        match server.connect().and_then(|session| session.fate(transaction)) {
            // The server has not yet noticed that nobody is there: it is about to do or undo it.
            Ok(Fate::UnderWay) | Err(StoreError::Unavailable) => std::thread::sleep(FATE_INTERVAL),
            told => return told,
        }
    }
    Err(StoreError::OutcomeUnknown)
}
