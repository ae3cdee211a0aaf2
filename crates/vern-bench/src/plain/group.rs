//! Group commit on SQLite as Vern has it: one writer takes whatever is queued, commits it durably, waits the injected delay, and only then answers.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use parking_lot::Mutex;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::BenchError;

/// Most writes of one commit.
const WRITES_MAX: usize = 256;
const CACHE_KIB: i64 = 64 * 1024;

type Work = Box<dyn FnOnce(&Connection) -> rusqlite::Result<u64> + Send>;

struct Write {
    work: Work,
    answer: oneshot::Sender<rusqlite::Result<u64>>,
}

/// The one writer. It ends with this.
pub(super) struct Group(Mutex<mpsc::Sender<Write>>);

/// A connection to a file; durable commits, readers beside the writer.
pub(super) fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.busy_timeout(Duration::from_secs(60))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

impl Group {
    pub(super) fn start(file: &Path, delay: Option<Duration>) -> Result<Self, BenchError> {
        let connection = connect(file)?;
        let (sender, receiver) = mpsc::channel();
        let named = std::thread::Builder::new().name("plain-writer".to_owned());
        named
            .spawn(move || write(&connection, &receiver, delay))
            .map_err(|_| BenchError::Ended("a thread"))?;
        Ok(Self(Mutex::new(sender)))
    }

    /// Does a write with others: rows changed, once it is durable.
    pub(super) async fn write(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<u64> + Send + 'static,
    ) -> Result<u64, BenchError> {
        let (answer, answered) = oneshot::channel();
        let ended = |_| BenchError::Ended("the writer");
        self.0
            .lock()
            .send(Write { work: Box::new(work), answer })
            .map_err(|_| BenchError::Ended("the writer"))?;
        Ok(answered.await.map_err(ended)??)
    }
}

fn write(connection: &Connection, queue: &mpsc::Receiver<Write>, delay: Option<Duration>) {
    while let Ok(first) = queue.recv() {
        let others = queue.try_iter().take(WRITES_MAX - 1);
        let writes: Vec<Write> = std::iter::once(first).chain(others).collect();
        let mut done = Vec::with_capacity(writes.len());
        let begun = connection.execute_batch("BEGIN IMMEDIATE");
        for Write { work, answer } in writes {
            done.push((answer, work(connection)));
        }
        let committed = begun.and_then(|()| connection.execute_batch("COMMIT"));
        if let Some(delay) = delay {
            std::thread::sleep(delay);
        }
        for (answer, result) in done {
            // A transaction that is not committed has done nothing, whatever each write says.
            let failed = || rusqlite::Error::QueryReturnedNoRows;
            let result = if committed.is_ok() { result } else { result.and_then(|_| Err(failed())) };
            let _nobody_waits = answer.send(result);
        }
    }
}
