//! The one writer: takes what is queued, compares what each operation was decided by with what is now, changes, journals, commits, answers
//! (ADR 0005).

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind, Receipt, leaf_hash};
use vern_store::row::{CharterRow, ControllerKeyRow, Id16};
use vern_store::write::{Batch, RecordWrite};
use vern_store::{StoreError, Writer};

use crate::clock::Clock;
use crate::log::{Changed, Log};
use crate::problem::Problem;

/// Operations in one transaction.
pub const BATCH_MAX: usize = 256;
/// Operations waiting; beyond it callers wait.
const QUEUE_MAX: usize = 4_096;
/// How far the clock may go back before that is an entry of its own, in microseconds.
const CLOCK_BACK_MAX_MICROS: i64 = 2_000_000;

/// Where an operation stands in the journal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Committed {
    /// Names the entry and opens it.
    pub receipt: Receipt,
    /// Entries in the tree with it.
    pub tree_size: u64,
    /// The entry's time.
    pub at: Instant,
}

/// What an operation was decided by. The writer compares, and sends it back if something is no longer so.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expected {
    pub(crate) state_version: u64,
    /// Entries in the tree at the snapshot: what changed later changed at a later entry.
    pub(crate) tree_size: u64,
    /// The time it was decided for; the entry is never earlier.
    pub(crate) decided_at: Option<Instant>,
    pub(crate) subjects: Vec<(SubjectId, Option<u64>)>,
    pub(crate) records: Vec<String>,
    pub(crate) data_key: Option<(SubjectId, String, Option<Id16>)>,
    pub(crate) horizon: Option<Instant>,
}

/// What an operation changes.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Nothing: it is only journalled.
    None,
    PutRecord(Box<PutRecord>),
    EraseRecord {
        key: String,
        activity: String,
    },
    SetSubjectState {
        subject: SubjectId,
        state: u32,
    },
    SetConsent {
        subject: SubjectId,
        activity: String,
        given: bool,
    },
    CreateController {
        slug: String,
        keys: Vec<ControllerKeyRow>,
    },
    AddControllerKeys {
        keys: Vec<ControllerKeyRow>,
    },
    AddCharter(Box<CharterRow>),
    AddActor {
        actor: ActorId,
        role: String,
        token_hash: [u8; 32],
    },
    EndActor {
        actor: ActorId,
    },
    CloseKeyErasures {
        keys: Vec<Id16>,
    },
    KeepCheckpoint {
        epoch: u32,
        tree_size: u64,
        note: String,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct PutRecord {
    pub(crate) new_subject: Option<Id16>,
    pub(crate) new_data_key: Option<Id16>,
    pub(crate) activity: String,
    pub(crate) category: String,
    pub(crate) consent_given: bool,
    pub(crate) write: RecordWrite,
}

impl Change {
    /// Whether decisions made before it must be made again.
    const fn bumps_state(&self) -> bool {
        matches!(
            self,
            Self::AddCharter(_)
                | Self::AddActor { .. }
                | Self::EndActor { .. }
                | Self::AddControllerKeys { .. }
        )
    }
}

/// One piece of work for the writer. Without a draft it is housekeeping and leaves no entry.
pub(crate) struct Work {
    pub(crate) controller: ControllerId,
    pub(crate) expected: Option<Expected>,
    pub(crate) change: Change,
    pub(crate) draft: Option<Entry>,
    pub(crate) answer: oneshot::Sender<Result<Committed, CommitError>>,
}

/// Why a piece of work was not committed.
#[derive(Debug)]
pub(crate) enum CommitError {
    /// Something it was decided by has changed: decide again.
    Stale,
    /// It could not be done.
    Failed(Problem),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        Self::Failed(Problem::Store(error))
    }
}

impl From<Problem> for CommitError {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

/// What to do when the state of the store is unknown: end the process. Never returns to the writer.
pub type OnFatal = Box<dyn Fn(&str) + Send>;

/// The way to the writer. Dropping it waits until what is queued is committed and the writer has ended.
pub(crate) struct Committer {
    queue: Option<mpsc::Sender<Work>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has nothing left to commit.
            drop(thread.join());
        }
    }
}

impl Committer {
    /// Starts the writer's thread.
    pub(crate) fn start(writer: Writer, clock: Arc<dyn Clock>, on_fatal: OnFatal) -> Result<Self, Problem> {
        let (queue, works) = mpsc::channel(QUEUE_MAX);
        let state = WriterThread { writer, clock, logs: HashMap::new() };
        let thread = std::thread::Builder::new()
            .name("vern-writer".to_owned())
            .spawn(move || state.run(works, &on_fatal))
            .map_err(|error| Problem::Store(StoreError::File(error)))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Queues work; the answer comes when it is durable.
    pub(crate) async fn submit(
        &self,
        controller: ControllerId,
        expected: Option<Expected>,
        change: Change,
        draft: Option<Entry>,
    ) -> Result<oneshot::Receiver<Result<Committed, CommitError>>, Problem> {
        let (answer, answered) = oneshot::channel();
        let work = Work { controller, expected, change, draft, answer };
        let ended = || Problem::Internal("the writer has ended".to_owned());
        self.queue.as_ref().ok_or_else(ended)?.send(work).await.map_err(|_| ended())?;
        Ok(answered)
    }

    /// Queues work and waits for it.
    pub(crate) async fn commit(
        &self,
        controller: ControllerId,
        expected: Option<Expected>,
        change: Change,
        draft: Option<Entry>,
    ) -> Result<Committed, CommitError> {
        let answered = self.submit(controller, expected, change, draft).await.map_err(CommitError::Failed)?;
        let ended = |_| CommitError::Failed(Problem::Internal("the writer has ended".to_owned()));
        answered.await.map_err(ended)?
    }
}

/// Without its writer an installation can only fail: a writer that panics ends the process, like one whose commit failed.
struct EndOnPanic<'a>(&'a OnFatal);

impl Drop for EndOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            (self.0)("internal");
        }
    }
}

struct WriterThread {
    writer: Writer,
    clock: Arc<dyn Clock>,
    logs: HashMap<ControllerId, Log>,
}

impl WriterThread {
    fn run(mut self, mut works: mpsc::Receiver<Work>, on_fatal: &OnFatal) {
        let _ends = EndOnPanic(on_fatal);
        let mut queued = Vec::with_capacity(BATCH_MAX);
        while let Some(first) = works.blocking_recv() {
            queued.push(first);
            while queued.len() < BATCH_MAX {
                let Ok(next) = works.try_recv() else { break };
                queued.push(next);
            }
            let now = self.clock.now();
            let (writer, logs) = (&mut self.writer, &mut self.logs);
            let results = writer.batch(|batch| commit_all(batch, logs, &mut queued, now));
            match results {
                Ok(results) => {
                    for (work, result) in queued.drain(..).zip(results) {
                        // A caller that has gone away needs no answer; its operation stands.
                        drop(work.answer.send(result));
                    }
                }
                Err(error) => {
                    on_fatal(error.code());
                    return;
                }
            }
        }
    }
}

type Results = Vec<Result<Committed, CommitError>>;

fn commit_all(
    batch: &mut Batch<'_>,
    logs: &mut HashMap<ControllerId, Log>,
    queued: &mut [Work],
    now: Instant,
) -> Result<Results, StoreError> {
    let mut results = Vec::with_capacity(queued.len());
    for work in queued.iter_mut() {
        results.push(commit_whole(batch, logs, work, now));
    }
    for log in logs.values_mut() {
        log.write(batch)?;
    }
    Ok(results)
}

/// A controller is made whole, with the first entry of its journal, or not at all.
fn commit_whole(
    batch: &mut Batch<'_>,
    logs: &mut HashMap<ControllerId, Log>,
    work: &mut Work,
    now: Instant,
) -> Result<Committed, CommitError> {
    if !matches!(work.change, Change::CreateController { .. }) {
        return commit_one(batch, logs, work, now);
    }
    let made = batch.savepoint(|batch| commit_one(batch, logs, work, now));
    if made.is_err() {
        logs.remove(&work.controller);
    }
    made
}

fn commit_one(
    batch: &mut Batch<'_>,
    logs: &mut HashMap<ControllerId, Log>,
    work: &mut Work,
    now: Instant,
) -> Result<Committed, CommitError> {
    if let Change::CreateController { slug, .. } = &work.change {
        batch.create_controller(work.controller, slug, now)?;
    }
    let log = match logs.entry(work.controller) {
        std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
        std::collections::hash_map::Entry::Vacant(entry) => entry.insert(Log::load(batch, work.controller)?),
    };
    if now.plus_micros(CLOCK_BACK_MAX_MICROS) < log.last_at {
        journal_clock_back(batch, log, now)?;
    } else {
        log.clock_is_back = false;
    }
    let at = now.max(log.last_at);
    if let Some(expected) = &work.expected
        && !holds(batch, work.controller, log, expected, at)?
    {
        return Err(CommitError::Stale);
    }
    let entry =
        work.draft.take().map(|draft| log.place(draft, at)).transpose().map_err(CommitError::Failed)?;
    let write_entry = |batch: &mut Batch<'_>| match &entry {
        Some((position, bytes)) => batch.insert_entry(work.controller, log.epoch, *position, bytes),
        None => Ok(()),
    };
    if matches!(work.change, Change::None) {
        write_entry(batch)?;
    } else {
        // Change and entry stand or fall together, and without the rest of the batch.
        batch.savepoint(|batch| {
            apply(batch, work.controller, &work.change, at).and_then(|()| write_entry(batch))
        })?;
    }
    note_changes(log, work.expected.as_ref(), &work.change);
    if work.change.bumps_state() {
        log.state_version += 1;
    }
    let leaf = entry.map(|(_, bytes)| leaf_hash(&bytes));
    Ok(log.append(leaf, at))
}

/// One entry each time the clock is found back, not one per operation until it has caught up.
fn journal_clock_back(batch: &mut Batch<'_>, log: &mut Log, now: Instant) -> Result<(), CommitError> {
    if log.clock_is_back {
        return Ok(());
    }
    log.clock_is_back = true;
    let mut draft = Entry::new(0, 0, EntryKind::ClockWentBack);
    draft.count =
        Some(u64::try_from(log.last_at.as_micros().saturating_sub(now.as_micros()) / 1_000_000).unwrap_or(0));
    let at = log.last_at;
    let (position, bytes) = log.place(draft, at).map_err(CommitError::Failed)?;
    batch.insert_entry(log.controller, log.epoch, position, &bytes)?;
    log.append(Some(leaf_hash(&bytes)), at);
    Ok(())
}

/// Whether all an operation was decided by is still so. What has not changed of late needs no look at the database.
fn holds(
    batch: &Batch<'_>,
    controller: ControllerId,
    log: &Log,
    expected: &Expected,
    at: Instant,
) -> Result<bool, StoreError> {
    let too_late = expected.horizon.is_some_and(|horizon| horizon <= at);
    let too_early = expected.decided_at.is_some_and(|decided_at| at < decided_at);
    if expected.state_version != log.state_version || too_late || too_early {
        return Ok(false);
    }
    for (subject, version) in &expected.subjects {
        let unchanged = log.changed_since(&Changed::Subject(*subject), expected.tree_size) == Some(false);
        if !unchanged && batch.subject(controller, *subject)?.map(|row| row.state_version) != *version {
            return Ok(false);
        }
    }
    // A record's version tells nothing here: it begins anew when a key is erased and registered again.
    let changed =
        |key: &String| log.changed_since(&Changed::Record(key.clone()), expected.tree_size) != Some(false);
    if expected.records.iter().any(changed) {
        return Ok(false);
    }
    match &expected.data_key {
        Some((subject, activity, key)) => Ok(batch.data_key(controller, *subject, activity)? == *key),
        None => Ok(true),
    }
}

/// What a change touches of that which operations are decided by.
fn note_changes(log: &mut Log, expected: Option<&Expected>, change: &Change) {
    if matches!(change, Change::None) {
        return;
    }
    let Some(expected) = expected else { return };
    for (subject, _) in &expected.subjects {
        log.note_change(Changed::Subject(*subject));
    }
    for key in &expected.records {
        log.note_change(Changed::Record(key.clone()));
    }
    if let Change::PutRecord(put) = change {
        log.note_change(Changed::Subject(put.write.subject));
    }
}

fn apply(
    batch: &mut Batch<'_>,
    controller: ControllerId,
    change: &Change,
    at: Instant,
) -> Result<(), StoreError> {
    match change {
        Change::None => {}
        Change::PutRecord(put) => put_record(batch, controller, put, at)?,
        Change::EraseRecord { key, activity } => {
            let now = batch.record(controller, key)?.ok_or(StoreError::Damaged { table: "records" })?;
            batch.erase_record(controller, &now, activity, at)?;
        }
        Change::SetSubjectState { subject, state } => {
            batch.set_subject_state(controller, *subject, *state)?
        }
        Change::SetConsent { subject, activity, given } => {
            batch.set_consent(controller, *subject, activity, *given, at)?
        }
        Change::CreateController { keys, .. } | Change::AddControllerKeys { keys } => {
            for key in keys {
                batch.add_controller_key(controller, key)?;
            }
        }
        Change::AddCharter(charter) => batch.add_charter(controller, charter)?,
        Change::AddActor { actor, role, token_hash } => {
            batch.add_actor(controller, *actor, role, token_hash, at)?
        }
        Change::EndActor { actor } => {
            batch.end_actor(controller, *actor, at)?;
        }
        Change::CloseKeyErasures { keys } => {
            for key in keys {
                batch.close_key_erasure(controller, key)?;
            }
        }
        Change::KeepCheckpoint { epoch, tree_size, note } => {
            batch.add_checkpoint(controller, *epoch, *tree_size, at, note)?
        }
    }
    if change.bumps_state() {
        batch.bump_state_version(controller)?;
    }
    Ok(())
}

fn put_record(
    batch: &mut Batch<'_>,
    controller: ControllerId,
    put: &PutRecord,
    at: Instant,
) -> Result<(), StoreError> {
    let subject = put.write.subject;
    if let Some(link_key) = &put.new_subject {
        batch.add_subject(controller, subject, link_key)?;
    }
    if let Some(data_key) = &put.new_data_key {
        batch.add_data_key(controller, subject, &put.activity, data_key)?;
    }
    if put.consent_given {
        batch.set_consent(controller, subject, &put.activity, true, at)?;
    }
    let policy = batch.intern_policy(controller, &put.activity, &put.category)?;
    let mut write = put.write.clone();
    write.policy = policy;
    match batch.record(controller, &write.key)? {
        Some(now) => batch.update_record(controller, &now, &write),
        None => batch.insert_record(controller, &write),
    }
}
