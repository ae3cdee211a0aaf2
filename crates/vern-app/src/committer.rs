//! The one writer: takes what is queued, compares what each operation was decided by with what is now, changes, journals, commits, answers
//! (ADR 0005).

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind, Receipt};
use vern_store::case::CaseRow;
use vern_store::erasure::{ErasureRow, HeldRecord};
use vern_store::row::{AccessRow, CharterRow, ControllerKeyRow, Id16, SubjectRow};
use vern_store::write::{Batch, RecordWrite, TokenSwap};
use vern_store::{StoreError, Writer};

use crate::call::{Call, forgotten_until};
use crate::clock::Clock;
use crate::history::HistoryChange;
use crate::log::{Changed, Log};
use crate::problem::Problem;
use crate::standing::Standings;

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
    AddActor {
        access: AccessRow,
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
    /// The installation goes on elsewhere.
    NoteMoved,
    ForgetCalls {
        until: Instant,
    },
    History(HistoryChange),
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
        matches!(
            self,
            Self::AddCharter(_)
                | Self::AddActor { .. }
                | Self::EndActor { .. }
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
                batch.keep_call(work.controller, call.actor, &call.marks, (log.epoch, position), at)
            })
            .inspect_err(|_| log.forget_policies())?;
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
        Change::TakeRecords { subject, .. } => log.note_change(Changed::Subject(*subject)),
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
        Change::PutRecord(put) => log.note_change(Changed::Subject(put.write.subject)),
        Change::PutCase(case) => log.note_change(Changed::Subject(case.put.write.subject)),
        _ => {}
    }
}

fn apply(
    batch: &mut Batch<'_>,
    (controller, log): (ControllerId, &mut Log),
    change: &Change,
    (at, index): (Instant, Option<u64>),
) -> Result<(), StoreError> {
    match change {
        Change::None => {}
        Change::PutRecord(put) => put_record(batch, log, put, at)?,
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
        Change::RetireControllerKeys { keys, keep_rows } => {
            for key in keys {
                batch.order_key_erasure(controller, &key.key_id, at)?;
                if !keep_rows {
                    batch.delete_controller_key(controller, key)?;
                }
            }
        }
        Change::SwapTokens { swaps } => {
            for swap in swaps {
                batch.swap_token(controller, swap)?;
            }
        }
        Change::AddCharter(charter) => batch.add_charter(controller, charter)?,
        Change::AddActor { access, token_hash } => {
            batch.add_actor(controller, &AccessRow { since: at, ..access.clone() }, token_hash)?
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
        Change::NoteMoved => batch.note_moved(at)?,
        Change::ForgetCalls { until } => batch.forget_calls(controller, *until)?,
        Change::OrderErasure(_)
        | Change::HoldRecords(_)
        | Change::OrderErasureKey(_)
        | Change::NoteUnreadable(_)
        | Change::TakeRecords { .. }
        | Change::CloseErasure { .. } => apply_erasure(batch, controller, change, (at, index))?,
        Change::SetObjection { subject, activity, objects } => {
            batch.set_objection(controller, *subject, activity, *objects, at)?
        }
        Change::SetEnding { subject, activity, ends_at } => {
            batch.set_ending(controller, *subject, activity, *ends_at, at)?
        }
        Change::NarrowPolicies { .. } | Change::SetRecordPolicy { .. } => {
            apply_policy(batch, controller, change)?
        }
        Change::History(history) => history.apply(batch, controller)?,
        Change::PutCase(case) => put_case(batch, log, case, at)?,
    }
    if change.bumps_state() {
        batch.bump_state_version(controller)?;
    }
    Ok(())
}

/// What policy rows take away, for all records that point at them or for one.
fn apply_policy(batch: &mut Batch<'_>, controller: ControllerId, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::NarrowPolicies { rows } => {
            for (policy, narrowing) in rows {
                batch.narrow_policy(controller, *policy, narrowing)?;
            }
            Ok(())
        }
        Change::SetRecordPolicy { key, activity, category, narrowing } => {
            let policy = batch.intern_policy(controller, activity, category, narrowing)?;
            batch.set_record_policy(controller, key, policy)
        }
        _ => Ok(()),
    }
}

/// The steps of an erasure of a subject's data.
fn apply_erasure(
    batch: &mut Batch<'_>,
    controller: ControllerId,
    change: &Change,
    (at, index): (Instant, Option<u64>),
) -> Result<(), StoreError> {
    match change {
        Change::OrderErasure(row) => {
            let ordered_index = index.unwrap_or(0);
            batch.order_erasure(
                controller,
                &ErasureRow { ordered_at: at, ordered_index, ..(**row).clone() },
            )?;
            batch.change_subject_bits(controller, row.subject, (SubjectRow::ERASING, 0))
        }
        Change::HoldRecords(hold) => {
            // Sealed under a key that is no longer the one: nothing is done, and the leftovers are looked for again.
            let known = batch.data_key(controller, hold.order.subject, &hold.activity)?;
            match (known, hold.is_new_key) {
                (None, true) => {
                    batch.add_data_key(controller, hold.order.subject, &hold.activity, &hold.data_key)?;
                }
                (Some(known), false) if known == hold.data_key => {}
                _ => return Ok(()),
            }
            for (category, record) in &hold.records {
                let policy = batch.intern_policy(controller, &hold.activity, category, &[])?;
                batch.hold_record(controller, &hold.order, policy, record)?;
            }
            Ok(())
        }
        Change::OrderErasureKey(row) => batch.order_erasure_key(controller, row),
        Change::NoteUnreadable(row) => batch.note_unreadable(controller, &row.erasure, &row.activity, at),
        Change::TakeRecords { subject, activity, most } => {
            batch.take_records(controller, *subject, activity, *most).map(drop)
        }
        Change::CloseErasure { erasure, forget_link } => {
            batch.close_erasure(controller, erasure, at, index.unwrap_or(0))?;
            let Some(subject) = erasure.first().map(|row| row.subject) else { return Ok(()) };
            // Registered anew since it was looked whether anything is left: then the subject stays, and its link with it.
            let forget_link = if batch.has_data(controller, subject)? { &None } else { forget_link };
            match forget_link {
                Some(ForgetLink::Erase(link)) => {
                    return batch.forget_subject(controller, subject, link, at);
                }
                Some(ForgetLink::Erased) => return batch.drop_subject(controller, subject),
                None => {}
            }
            let is_open = batch.has_open_erasure(controller, subject)?;
            let taken = if is_open { 0 } else { SubjectRow::ERASING };
            batch.change_subject_bits(controller, subject, (0, taken))
        }
        _ => Ok(()),
    }
}

/// What is said in a case, and where it stands with it.
fn put_case(batch: &mut Batch<'_>, log: &mut Log, case: &PutCase, at: Instant) -> Result<(), StoreError> {
    put_record(batch, log, &case.put, at)?;
    batch.put_case(log.controller, &case.case)
}

fn put_record(batch: &mut Batch<'_>, log: &mut Log, put: &PutRecord, at: Instant) -> Result<(), StoreError> {
    let (controller, subject) = (log.controller, put.write.subject);
    if let Some(link_key) = &put.new_subject {
        batch.add_subject(controller, subject, link_key)?;
    }
    if let Some(data_key) = &put.new_data_key {
        batch.add_data_key(controller, subject, &put.activity, data_key)?;
    }
    if put.consent_given {
        batch.set_consent(controller, subject, &put.activity, true, at)?;
    }
    if put.write.version > 1 {
        // What is held under the key has been compared: it is what was altered.
        let now =
            batch.record(controller, &put.write.key)?.ok_or(StoreError::Damaged { table: "records" })?;
        return batch.update_record(controller, &now, &put.write);
    }
    let policy = log.policy(batch, (&put.activity, &put.category, &put.narrowing))?;
    batch.insert_record(controller, policy, &put.write)
}
