//! The one writer: takes what is queued, compares what each operation was decided by with what is now, changes, journals, commits, answers
//! (ADR 0005).

mod apply;

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot};
use vern_core::id::{ActorId, ControllerId, MessageId, SubjectId};
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind, Receipt};
use vern_store::case::CaseRow;
use vern_store::erasure::{ErasureRow, HeldRecord};
use vern_store::outbox::NewMessage;
use vern_store::row::{CharterRow, ControllerKeyRow, Id16, LookupToken};
use vern_store::write::{Batch, RecordWrite, TokenSwap};
use vern_store::{StoreError, Writer};

use apply::apply;

use crate::access::AccessChange;
use crate::account::AccountChange;
use crate::call::{Call, forgotten_until};
use crate::clock::Clock;
use crate::history::HistoryChange;
use crate::log::Log;
use crate::my_page::SubjectSessionChange;
use crate::outbox::OutboxChange;
use crate::problem::Problem;
use crate::recent_changes::Changed;
use crate::standing::Standings;
use crate::subscription::SuppressionChange;

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
    /// Not even what does not count as a change of its state may have been done to a subject: an order names all there is.
    pub(crate) subject_untouched: bool,
    /// It follows the first order of this erasure, which changes the subject, and stands or falls with it.
    pub(crate) follows: Option<Id16>,
    /// The newest policy row, where all of an activity's are meant.
    pub(crate) newest_policy: Option<i64>,
    /// The call it is carried out for, where that is not to be done twice.
    pub(crate) call: Option<Call>,
    /// A message that waits, with the number of its newest lease.
    pub(crate) message: Option<(MessageId, u64)>,
    /// An account, and how often it was changed.
    pub(crate) account: Option<(ActorId, u64)>,
    /// The token of an address that may be written to.
    pub(crate) not_suppressed: Option<LookupToken>,
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
    /// Orders keys of the controller itself erased. The rows of former checkpoint keys stay: they hold the verifier keys.
    RetireControllerKeys {
        keys: Vec<ControllerKeyRow>,
        keep_rows: bool,
    },
    SwapTokens {
        swaps: Vec<TokenSwap>,
    },
    AddCharter(Box<CharterRow>),
    Access(AccessChange),
    CloseKeyErasures {
        keys: Vec<Id16>,
    },
    KeepCheckpoint {
        epoch: u32,
        tree_size: u64,
        note: String,
    },
    OrderErasure(Box<ErasureRow>),
    HoldRecords(Box<HoldRecords>),
    OrderErasureKey(Box<ErasureRow>),
    NoteUnreadable(Box<ErasureRow>),
    TakeRecords {
        subject: SubjectId,
        activity: String,
        most: u32,
    },
    CloseErasure {
        erasure: Vec<ErasureRow>,
        /// The subject's link key, where the subject goes too.
        forget_link: Option<ForgetLink>,
    },
    SetObjection {
        subject: SubjectId,
        activity: String,
        objects: bool,
    },
    /// In one activity; of the whole subject it is a bit of its state.
    SetRestriction {
        subject: SubjectId,
        activity: String,
        restricted: bool,
    },
    SetEnding {
        subject: SubjectId,
        activity: String,
        ends_at: Option<Instant>,
    },
    /// Policy rows by number, with what each is to take away.
    NarrowPolicies {
        rows: Vec<(i64, Vec<u8>)>,
    },
    SetRecordPolicy {
        key: String,
        activity: String,
        category: String,
        narrowing: Vec<u8>,
    },
    /// A person has been told of what an activity holds on them, by a message where one was sent; or has not.
    SetInformed {
        subject: SubjectId,
        activity: String,
        informed: Option<(Instant, Option<MessageId>)>,
    },
    /// A person has reviewed a record, and it stays.
    NoteReview {
        key: String,
        reviewed_at: Instant,
    },
    /// The installation goes on elsewhere.
    NoteMoved,
    ForgetCalls {
        until: Instant,
    },
    History(HistoryChange),
    /// A message with the record that holds it.
    QueueMessage {
        put: Box<PutRecord>,
        message: NewMessage,
    },
    Outbox(OutboxChange),
    Account(AccountChange),
    Suppression(SuppressionChange),
    /// An issue of a newsletter is sent, and so many more messages are queued for it.
    NoteIssue {
        name: String,
        queued: u64,
    },
    SubjectSession(SubjectSessionChange),
    /// What is said in a case, and where it stands.
    PutCase(Box<PutCase>),
}

/// A case with its record.
#[derive(Debug, Clone)]
pub(crate) struct PutCase {
    pub(crate) put: PutRecord,
    pub(crate) case: CaseRow,
}

/// What becomes of the link to a subject that goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ForgetLink {
    /// Its key is ordered overwritten.
    Erase(Id16),
    /// Its key is a tombstone already: the erasure it went with was lost, and is done again (ADR 0016).
    Erased,
}

/// Records of which a statute keeps something, with what is kept of each.
#[derive(Debug, Clone)]
pub(crate) struct HoldRecords {
    pub(crate) order: ErasureRow,
    /// The activity that holds what is kept.
    pub(crate) activity: String,
    /// What they are sealed under.
    pub(crate) data_key: Id16,
    /// No row names it yet.
    pub(crate) is_new_key: bool,
    /// Each with its category of subjects.
    pub(crate) records: Vec<(String, HeldRecord)>,
}

#[derive(Debug, Clone)]
pub(crate) struct PutRecord {
    pub(crate) new_subject: Option<Id16>,
    pub(crate) new_data_key: Option<Id16>,
    pub(crate) activity: String,
    pub(crate) category: String,
    /// What the record's policy row takes away, as the row holds it.
    pub(crate) narrowing: Vec<u8>,
    pub(crate) consent_given: bool,
    pub(crate) write: RecordWrite,
}

impl Change {
    /// Whether decisions made before it must be made again.
    const fn bumps_state(&self) -> bool {
        if let Self::Access(change) = self {
            return change.bumps_state();
        }
        matches!(
            self,
            Self::Account(
                AccountChange::Add { .. } | AccountChange::End { .. } | AccountChange::LetIn { .. }
            ) | Self::AddCharter(_)
                | Self::AddControllerKeys { .. }
                | Self::RetireControllerKeys { .. }
                | Self::NarrowPolicies { .. }
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
    pub(crate) fn start(
        writer: Writer,
        clock: Arc<dyn Clock>,
        standings: Arc<Standings>,
        on_fatal: OnFatal,
    ) -> Result<Self, Problem> {
        let (queue, works) = mpsc::channel(QUEUE_MAX);
        let state = WriterThread { writer, clock, standings, logs: HashMap::new() };
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
    standings: Arc<Standings>,
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
            while !queued.is_empty() {
                let (of_batch, others) = self.batch_of(std::mem::take(&mut queued));
                queued = others;
                if let Err(fatal) = self.commit(of_batch) {
                    on_fatal(fatal.error.code());
                    return;
                }
            }
        }
    }

    /// What goes into one transaction: everything, or the works of the first one's controller.
    fn batch_of(&self, queued: Vec<Work>) -> (Vec<Work>, Vec<Work>) {
        match queued.first().map(|work| work.controller) {
            Some(first) if !self.writer.spans_controllers() => {
                queued.into_iter().partition(|work| work.controller == first)
            }
            _ => (queued, Vec::new()),
        }
    }

    /// Commits works and answers them. Fails only where the process must end.
    fn commit(&mut self, mut works: Vec<Work>) -> Result<(), Fatal> {
        let now = self.clock.now();
        let (writer, logs) = (&mut self.writer, &mut self.logs);
        let mut is_again = false;
        let results = writer.batch(|batch| {
            if std::mem::replace(&mut is_again, true) {
                // What was undone in the store is undone here too.
                logs.clear();
            }
            commit_all(batch, logs, &mut works, now)
        });
        match results {
            Ok(results) => {
                self.standings.tell(self.logs.values().map(|log| (log.controller, log.standing())));
                for (work, result) in works.into_iter().zip(results) {
                    // A caller that has gone away needs no answer; its operation stands.
                    drop(work.answer.send(result));
                }
            }
            Err(error) if error.is_fatal() => return Err(Fatal { error, _unanswered: works }),
            Err(error) => {
                self.logs.clear();
                self.standings.forget();
                for work in works {
                    drop(work.answer.send(Err(CommitError::Failed(Problem::Store(error.again())))));
                }
            }
        }
        Ok(())
    }
}

/// A commit after which the state is unknown.
struct Fatal {
    error: StoreError,
    /// Kept until the process ends: a work that is dropped tells its caller that it failed, and nobody knows whether it did.
    _unanswered: Vec<Work>,
}

type Results = Vec<Result<Committed, CommitError>>;

fn commit_all(
    batch: &mut Batch<'_>,
    logs: &mut HashMap<ControllerId, Log>,
    queued: &mut [Work],
    now: Instant,
) -> Result<Results, StoreError> {
    if let Some(first) = queued.first()
        && let Some(head) = batch.lock_head(first.controller)?
        && logs.get(&first.controller).is_some_and(|log| !log.is_at(&head))
    {
        logs.remove(&first.controller);
    }
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
        journal_clock_back(log, now)?;
    } else {
        log.clock_is_back = false;
    }
    let at = now.max(log.last_at);
    if let Some(expected) = &work.expected
        && !holds(batch, work.controller, log, expected, at)?
    {
        return Err(CommitError::Stale);
    }
    let entries = work.draft.as_mut().map(|draft| log.place(draft, at)).transpose();
    let entries = entries.map_err(CommitError::Failed)?.unwrap_or_default();
    if !matches!(work.change, Change::None) {
        // A change that fails is undone without the rest of the batch, and leaves no entry.
        let index = entries.first().map(|(position, _)| *position);
        let call = work.expected.as_ref().and_then(|expected| expected.call);
        batch
            .savepoint(|batch| {
                apply(batch, (work.controller, log), &work.change, (at, index))?;
                let Some((call, position)) = call.zip(index) else { return Ok(()) };
                batch.forget_calls(work.controller, forgotten_until(at))?;
                Ok(batch.keep_call(work.controller, call.actor, &call.marks, (log.epoch, position), at)?)
            })
            .inspect_err(|_: &CommitError| log.forget_policies())?;
    }
    note_changes(log, work.expected.as_ref(), &work.change);
    if work.change.bumps_state() {
        log.state_version += 1;
    }
    Ok(log.append(entries, at))
}

/// One entry each time the clock is found back, not one per operation until it has caught up.
fn journal_clock_back(log: &mut Log, now: Instant) -> Result<(), CommitError> {
    if log.clock_is_back {
        return Ok(());
    }
    log.clock_is_back = true;
    let mut draft = Entry::new(0, 0, EntryKind::ClockWentBack);
    draft.count =
        Some(u64::try_from(log.last_at.as_micros().saturating_sub(now.as_micros()) / 1_000_000).unwrap_or(0));
    let at = log.last_at;
    let entries = log.place(&mut draft, at).map_err(CommitError::Failed)?;
    log.append(entries, at);
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
    if let Some(call) = &expected.call
        && batch.has_call(controller, call.actor, &call.marks.call, forgotten_until(at))?
    {
        return Ok(false);
    }
    if let Some((message, lease)) = expected.message
        && !batch.waits_under(controller, message, lease)?
    {
        return Ok(false);
    }
    if let Some((account, version)) = expected.account
        && batch.account_version(controller, account)? != Some(version)
    {
        return Ok(false);
    }
    if let Some(token) = &expected.not_suppressed
        && batch.is_suppressed(controller, token)?
    {
        return Ok(false);
    }
    if let Some(erasure) = expected.follows {
        return Ok(log.changed_since(&Changed::Order(erasure), expected.tree_size) == Some(true));
    }
    let untouched = |(subject, _): &(SubjectId, Option<u64>)| {
        log.changed_since(&Changed::Subject(*subject), expected.tree_size) == Some(false)
    };
    if expected.subject_untouched && !expected.subjects.iter().all(untouched) {
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
    if let Some(newest) = expected.newest_policy
        && batch.newest_policy(controller)? != newest
    {
        return Ok(false);
    }
    match &expected.data_key {
        Some((subject, ..))
            if log.changed_since(&Changed::Subject(*subject), expected.tree_size) == Some(false) =>
        {
            Ok(true)
        }
        Some((subject, activity, key)) => Ok(batch.data_key(controller, *subject, activity)? == *key),
        None => Ok(true),
    }
}

/// What a change touches of that which operations are decided by.
fn note_changes(log: &mut Log, expected: Option<&Expected>, change: &Change) {
    if matches!(change, Change::None) {
        return;
    }
    // Steps of an erasure need no decision; what they do to a subject, decisions must not overlook.
    match change {
        Change::OrderErasure(row) => log.note_change(Changed::Order(row.erasure)),
        Change::HoldRecords(hold) => {
            log.note_change(Changed::Subject(hold.order.subject));
            for (_, record) in &hold.records {
                log.note_change(Changed::Record(record.key.clone()));
            }
        }
        Change::TakeRecords { subject, .. }
        | Change::Suppression(SuppressionChange::Leave { subject, .. }) => {
            log.note_change(Changed::Subject(*subject));
        }
        Change::OrderErasureKey(row) | Change::NoteUnreadable(row) => {
            log.note_change(Changed::Subject(row.subject));
        }
        Change::CloseErasure { erasure, .. } => {
            erasure.iter().for_each(|row| log.note_change(Changed::Subject(row.subject)));
        }
        _ => {}
    }
    let Some(expected) = expected else { return };
    for (subject, _) in &expected.subjects {
        log.note_change(Changed::Subject(*subject));
    }
    for key in &expected.records {
        log.note_change(Changed::Record(key.clone()));
    }
    match change {
        Change::PutRecord(put) | Change::QueueMessage { put, .. } => {
            log.note_change(Changed::Subject(put.write.subject));
        }
        Change::PutCase(case) => log.note_change(Changed::Subject(case.put.write.subject)),
        _ => {}
    }
}
