//! Draws keys beforehand where a controller's run low, on a thread of its own, so that no operation waits for thousands of them (ADR 0003).
//!
//! Deliberately not here: what a key is and when there are too few; that is the keyring's.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use vern_core::time::Instant;
use vern_store::StoreError;

use crate::controller::Controller;
use crate::problem::Problem;

/// The way to the thread. Dropping it waits until what it has begun is done.
pub(crate) struct KeyMaker {
    asked: Option<Sender<Ask>>,
    thread: Option<JoinHandle<()>>,
}

struct Ask {
    controller: Arc<Controller>,
    at: Instant,
    tree_size: u64,
}

impl KeyMaker {
    pub(crate) fn start() -> Result<Self, Problem> {
        let (asked, asks) = channel();
        let thread = std::thread::Builder::new()
            .name("vern-keys".to_owned())
            .spawn(move || run(&asks))
            .map_err(|error| Problem::Store(StoreError::File(error)))?;
        Ok(Self { asked: Some(asked), thread: Some(thread) })
    }

    /// Has the controller's keys drawn where they run low, and does not wait for them.
    pub(crate) fn look_after(&self, controller: &Arc<Controller>, at: Instant, tree_size: u64) {
        if controller.keyring.runs_low()
            && let Some(asked) = &self.asked
        {
            let ask = Ask { controller: Arc::clone(controller), at, tree_size };
            // Each controller waits here at most once. Where the thread has ended, whoever needs a key draws it.
            let _ended = asked.send(ask);
        }
    }
}

/// What fails here is tried again, and told, where a key is needed and none is there.
fn run(asks: &Receiver<Ask>) {
    while let Ok(ask) = asks.recv() {
        drop(ask.controller.keyring.refill(ask.at, ask.tree_size));
    }
}

impl Drop for KeyMaker {
    fn drop(&mut self) {
        self.asked = None;
        if let Some(thread) = self.thread.take() {
            // One that panicked has nothing left to draw.
            drop(thread.join());
        }
    }
}
