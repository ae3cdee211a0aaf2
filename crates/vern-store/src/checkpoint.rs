//! SQLite's checkpoints, on a thread and a connection of their own, so that they run beside the writer.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;

use crate::connection::open_checkpointer;
use crate::error::StoreError;

/// Brings the write-ahead log into the database when asked. Its connection is the last to close, after the readers and the writer: whoever
/// closes last and may write takes the log away, and a drop waits until that is done.
pub(crate) struct Checkpointer {
    asked: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(crate) fn start(path: &Path) -> Result<Self, StoreError> {
        let connection = open_checkpointer(path)?;
        let (asked, asks) = sync_channel(1);
        let thread =
            Builder::new().name("vern-checkpoint".to_owned()).spawn(move || run(&connection, &asks))?;
        Ok(Self { asked: Some(asked), thread: Some(thread) })
    }

    /// Asks for one, and does not wait for it.
    pub(crate) fn ask(&self) {
        if let Some(asked) = &self.asked {
            let _already_asked = asked.try_send(());
        }
    }
}

/// A checkpoint that fails is tried again at the next asking; the log only grows meanwhile.
fn run(connection: &Connection, asks: &Receiver<()>) {
    while asks.recv().is_ok() {
        drop(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.asked = None;
        if let Some(thread) = self.thread.take() {
            // One that panicked has nothing left to close.
            drop(thread.join());
        }
    }
}
