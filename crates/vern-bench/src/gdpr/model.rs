//! The model every answer is held against: what each record may hold, given what was asked before and what was under way.
//!
//! Clients write the same records, users and purposes at once, so there is no one right answer; there is a set of them. A write has taken effect at some
//! instant between its call and its answer, for each cell it touches on its own. An answer is wrong where no choice of such instants explains it: a value
//! overwritten before the question was asked, a record that was there all the time and is missing, one that was erased and is shown, a refusal without
//! an objection. Nothing right is ever called wrong, so a run is not flaky; after the last operation nothing is under way, and everything is read once more.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;

use super::query::{Answer, Query, Row, RowData, Rows};
use super::record::{self, Data, PURPOSES, SHARES};
use super::register::{Register, Span};

/// A wrong answer.
#[derive(Debug, thiserror::Error)]
pub struct Mismatch {
    /// What the run drew from.
    pub seed: u64,
    /// The operation, counted over all clients; none outside the timed part.
    pub operation: Option<u64>,
    /// What was asked.
    pub query: Query,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, query, why, .. } = self;
        match self.operation {
            Some(operation) => {
                write!(f, "wrong answer: seed {seed}, operation {operation}, {query:?}: {why}")
            }
            None => write!(f, "wrong answer: seed {seed}, before or after the operations, {query:?}: {why}"),
        }
    }
}

/// One record.
#[derive(Default)]
struct Cell {
    created: Option<Span>,
    erased: Vec<Span>,
    is_erased_by_key: bool,
    data: Register<u64>,
    periods: Register<u32>,
}

#[derive(Default)]
struct User {
    objects: Register<bool>,
    erased: Vec<Span>,
}

#[derive(Default)]
struct Purpose {
    periods: Register<u32>,
    erased: Vec<Span>,
}

/// Everything the answers follow from.
struct State {
    data: Data,
    /// Records are numbered below.
    numbers_end: u64,
    enforces: bool,
    cells: HashMap<u64, Cell>,
    users: HashMap<u64, User>,
    purposes: HashMap<u64, Purpose>,
    /// Erasures of what has run out.
    run_out: Vec<Span>,
    /// Ends of sharing, by with whom.
    shares_ended: HashMap<u64, Vec<Span>>,
    under_way: BTreeSet<u64>,
}

/// The model of one system's answers.
pub(crate) struct Model {
    ticks: AtomicU64,
    state: Mutex<State>,
}

impl Model {
    pub(crate) fn new(data: Data, operations: u64, enforces: bool) -> Self {
        let state = State {
            data,
            numbers_end: data.records + operations,
            enforces,
            cells: HashMap::new(),
            users: HashMap::new(),
            purposes: HashMap::new(),
            run_out: Vec::new(),
            shares_ended: HashMap::new(),
            under_way: BTreeSet::new(),
        };
        Self { ticks: AtomicU64::new(1), state: Mutex::new(state) }
    }

    /// Before a query is asked. Names it at its answer.
    pub(crate) fn begin(&self, query: Query) -> u64 {
        let start = self.ticks.fetch_add(1, Ordering::SeqCst);
        self.state.lock().begin(query, start);
        start
    }

    /// At its answer: what is wrong with it, if anything, and how many records it told of.
    pub(crate) fn end(&self, query: Query, start: u64, answer: &Answer) -> Result<u64, String> {
        let end = self.ticks.fetch_add(1, Ordering::SeqCst);
        self.state.lock().end(query, Span { start, end }, answer)
    }
}

impl State {
    fn cell(&mut self, record: u64) -> &mut Cell {
        self.cells.entry(record).or_default()
    }

    fn user(&mut self, user: u64) -> &mut User {
        self.users.entry(user).or_default()
    }

    fn purpose(&mut self, purpose: u64) -> &mut Purpose {
        self.purposes.entry(purpose).or_default()
    }

    fn begin(&mut self, query: Query, start: u64) {
        let (span, enforces) = (Span::begun(start), self.enforces);
        self.under_way.insert(start);
        let oldest = self.under_way.first().copied().unwrap_or(start);
        match query {
            Query::Create { record } => self.cell(record).created = Some(span),
            Query::DeleteByKey { record } => self.cell(record).erased.push(span),
            Query::DeleteByPurpose { purpose } => self.purpose(purpose).erased.push(span),
            Query::DeleteByTtl => self.run_out.push(span),
            Query::DeleteByUser { user } => {
                let user = self.user(user);
                user.erased.push(span);
                if enforces {
                    // Whoever comes back is somebody new, who has objected to nothing.
                    user.objects.begin(false, start);
                }
            }
            Query::UpdateData { record, stamp } => {
                let written = &mut self.cell(record).data;
                written.prune(oldest);
                written.begin(stamp, start);
            }
            Query::ShortenRecord { record, days } => self.cell(record).periods.begin(days, start),
            Query::ShortenPurpose { purpose, days } => self.purpose(purpose).periods.begin(days, start),
            Query::Object { user, objects } => {
                let written = &mut self.user(user).objects;
                written.prune(oldest);
                written.begin(objects, start);
            }
            Query::EndShare { share } => self.shares_ended.entry(share).or_default().push(span),
            _ => {}
        }
    }

    fn end(&mut self, query: Query, asked: Span, answer: &Answer) -> Result<u64, String> {
        self.under_way.remove(&asked.start);
        if query.is_write() {
            return self.end_write(query, asked, answer).map(|()| 0);
        }
        match (query, answer) {
            (Query::Read { record, with_data }, answer) => self.check_read(record, with_data, asked, answer),
            (Query::ReadLog { lines: wanted }, Answer::Log { lines, is_gapless }) => {
                let is_right = *lines == wanted && *is_gapless;
                is_right.then_some(*lines).ok_or(format!("{lines} lines, gapless: {is_gapless}"))
            }
            (Query::VerifyDeletion { .. }, Answer::Verified { is_gone }) => {
                is_gone.then_some(0).ok_or("not gone, or not attested".to_owned())
            }
            (_, Answer::Rows(rows)) => self.check_list(query, asked, rows),
            (_, answer) => Err(format!("{answer:?}")),
        }
    }

    /// A write has taken effect where it says so; else it is taken back.
    fn end_write(&mut self, query: Query, asked: Span, answer: &Answer) -> Result<(), String> {
        let is_done = *answer == Answer::Done;
        self.settle(query, asked, is_done);
        match query {
            Query::Create { record } => self.check_creation(record, asked, answer),
            Query::DeleteByKey { record } => {
                self.check_outcome(record, asked, answer, false)?;
                let cell = self.cell(record);
                if is_done {
                    cell.erased.push(asked);
                    if std::mem::replace(&mut cell.is_erased_by_key, true) {
                        return Err("erased a second time".to_owned());
                    }
                }
                Ok(())
            }
            Query::UpdateData { record, .. } => self.check_outcome(record, asked, answer, self.enforces),
            Query::ShortenRecord { record, .. } => self.check_outcome(record, asked, answer, false),
            Query::Object { user, .. } if *answer == Answer::Absent => {
                let mut records = self.records_of_user(user);
                let is_there = records.find(|record| !self.presence(*record, asked).1);
                is_there.map_or(Ok(()), |record| Err(format!("record {record} of the user is there")))
            }
            _ if is_done => Ok(()),
            _ => Err(format!("{answer:?}")),
        }
    }

    /// Ends the write's spans. An erasure by key is taken out in any case: it is judged without itself.
    fn settle(&mut self, query: Query, asked: Span, is_done: bool) {
        let (start, end) = (asked.start, is_done.then_some(asked.end));
        match query {
            Query::Create { record } => self.cell(record).created = is_done.then_some(asked),
            Query::DeleteByKey { record } => self.cell(record).erased.retain(|span| span.start != start),
            Query::DeleteByPurpose { purpose } => settle(&mut self.purpose(purpose).erased, start, end),
            Query::DeleteByTtl => settle(&mut self.run_out, start, end),
            Query::DeleteByUser { user } => {
                settle(&mut self.user(user).erased, start, end);
                self.user(user).objects.end(start, end);
            }
            Query::UpdateData { record, .. } => self.cell(record).data.end(start, end),
            Query::ShortenRecord { record, .. } => self.cell(record).periods.end(start, end),
            Query::ShortenPurpose { purpose, .. } => self.purpose(purpose).periods.end(start, end),
            Query::Object { user, .. } => self.user(user).objects.end(start, end),
            Query::EndShare { share } => settle(self.shares_ended.entry(share).or_default(), start, end),
            _ => {}
        }
    }

    /// Nothing is registered of who objects, where that is enforced.
    fn check_creation(&self, record: u64, asked: Span, answer: &Answer) -> Result<(), String> {
        let is_right = match answer {
            Answer::Done => !self.enforces || self.may_object(record, false, asked),
            Answer::Objected => self.enforces && self.may_object(record, true, asked),
            _ => false,
        };
        is_right.then_some(()).ok_or_else(|| format!("{answer:?}"))
    }

    /// Whether what is answered of one record can be.
    fn check_outcome(
        &self,
        record: u64,
        asked: Span,
        answer: &Answer,
        is_stopped: bool,
    ) -> Result<(), String> {
        let (may_be_there, may_be_gone) = self.presence(record, asked);
        let is_right = match answer {
            Answer::Done => may_be_there && (!is_stopped || self.may_object(record, false, asked)),
            Answer::Absent => may_be_gone,
            Answer::Objected => is_stopped && may_be_there && self.may_object(record, true, asked),
            _ => false,
        };
        is_right
            .then_some(())
            .ok_or_else(|| format!("{answer:?} (may be there: {may_be_there}, gone: {may_be_gone})"))
    }

    fn check_read(&self, record: u64, with_data: bool, asked: Span, answer: &Answer) -> Result<u64, String> {
        let Answer::Rows(Rows { rows, .. }) = answer else {
            return self.check_outcome(record, asked, answer, self.enforces).map(|()| 0);
        };
        self.check_outcome(record, asked, &Answer::Done, self.enforces)?;
        match rows.as_slice() {
            [row] if row.record == record => self.check_row(row, with_data, asked).map(|()| 1),
            _ => Err(format!("{} records", rows.len())),
        }
    }

    fn check_list(&self, query: Query, asked: Span, answered: &Rows) -> Result<u64, String> {
        let mut rows = answered.rows.clone();
        rows.sort_unstable_by_key(|row| row.record);
        let mut rows = rows.iter().peekable();
        let (mut left_out_min, mut left_out_max) = (0, 0);
        for record in self.members(query) {
            let (may_be_there, may_be_gone) = self.presence(record, asked);
            let (may_be_meant, may_be_passed) = self.meant(query, record, asked);
            let (may_be_stopped, may_be_let) = self.stopped(query, record, asked);
            if let Some(row) = rows.next_if(|row| row.record == record) {
                if !(may_be_there && may_be_meant && may_be_let) {
                    return Err(format!("record {record} is told of"));
                }
                self.check_row(row, self.tells_data(query), asked)?;
                continue;
            }
            if !(may_be_gone || may_be_passed || may_be_stopped) {
                return Err(format!("record {record} is missing"));
            }
            left_out_min += u64::from(!may_be_gone && !may_be_passed);
            left_out_max += u64::from(may_be_there && may_be_meant && may_be_stopped);
        }
        if let Some(row) = rows.next() {
            return Err(format!("record {} is no answer, or told twice", row.record));
        }
        let told = u64::try_from(answered.rows.len()).unwrap_or(u64::MAX);
        let is_counted = (left_out_min..=left_out_max).contains(&answered.left_out);
        is_counted
            .then_some(told)
            .ok_or(format!("{} left out, not {left_out_min} to {left_out_max}", answered.left_out))
    }

    /// All numbers that could be an answer, in their order.
    fn members(&self, query: Query) -> std::iter::StepBy<std::ops::Range<u64>> {
        let (first, step) = match query {
            Query::ListUser { user, .. } => (user, self.data.users),
            Query::ListPurpose { purpose, .. }
            | Query::ListObjecting { purpose }
            | Query::ListDecidedOn { purpose }
            | Query::ListShared { purpose, .. } => (purpose, PURPOSES),
            _ => (self.numbers_end, 1),
        };
        (first..self.numbers_end).step_by(usize::try_from(step.max(1)).unwrap_or(1))
    }

    fn records_of_user(&self, user: u64) -> std::iter::StepBy<std::ops::Range<u64>> {
        self.members(Query::ListUser { user, with_data: false })
    }

    /// Whether a record may answer a question if it is there, and may not.
    fn meant(&self, query: Query, record: u64, asked: Span) -> (bool, bool) {
        match query {
            Query::ListObjecting { .. } => {
                (self.may_object(record, true, asked), self.may_object(record, false, asked))
            }
            Query::ListDecidedOn { .. } => {
                let is_meant = record::is_decided_on(record);
                (is_meant, !is_meant)
            }
            Query::ListShared { share, .. } if record::share(record) == share => {
                let created = self.created(record).unwrap_or(Span::LOADED);
                let ended = self.shares_ended.get(&(share % SHARES)).map_or(&[][..], Vec::as_slice);
                let is_over = ended.iter().any(|end| created.is_before(*end) && end.is_before(asked));
                let may_be_over = ended.iter().any(|end| end.start < asked.end && !end.is_before(created));
                (!is_over, may_be_over)
            }
            Query::ListShared { .. } => (false, true),
            _ => (true, false),
        }
    }

    /// Whether a record may be left out for its user's objection, and may not.
    fn stopped(&self, query: Query, record: u64, asked: Span) -> (bool, bool) {
        if !self.enforces || matches!(query, Query::ListObjecting { .. }) {
            return (false, true);
        }
        (self.may_object(record, true, asked), self.may_object(record, false, asked))
    }

    /// Whether personal data is told. Who asks whose data is objected to is told whose, and none of it.
    const fn tells_data(&self, query: Query) -> bool {
        match query {
            Query::ListUser { with_data, .. } | Query::ListPurpose { with_data, .. } => with_data,
            Query::ListObjecting { .. } => !self.enforces,
            _ => true,
        }
    }

    fn check_row(&self, row: &Row, with_data: bool, asked: Span) -> Result<(), String> {
        let record = row.record;
        let created = self.created(record).unwrap_or(Span::LOADED);
        let cell = self.cells.get(&record);
        let is_data_right = match row.data {
            RowData::None => !with_data,
            RowData::Foreign => false,
            RowData::Stamp(stamp) => {
                let may_be = cell.map_or(stamp == 0, |cell| cell.data.may_be(stamp, (0, created), asked));
                with_data && may_be
            }
        };
        let wrong = if row.user != Some(self.data.user(record)) {
            "of another user"
        } else if !is_data_right {
            "with data it does not have"
        } else if !self.may_have_period(record, row.days, created, asked) {
            "with a period it does not have"
        } else if row.objects.is_some_and(|objects| !self.may_object(record, objects, asked)) {
            "with another objection"
        } else {
            return Ok(());
        };
        Err(format!("record {record} {wrong}: {row:?}"))
    }

    /// The shortest of what was certainly set, or what is shorter and may have been.
    fn may_have_period(&self, record: u64, days: u32, created: Span, asked: Span) -> bool {
        let of_purpose = self.purposes.get(&record::purpose(record)).map(|purpose| purpose.periods.writes());
        let of_record = self.cells.get(&record).map(|cell| cell.periods.writes());
        let writes = || of_purpose.into_iter().chain(of_record).flatten();
        let certain = writes().filter(|(_, span)| created.is_before(*span) && span.is_before(asked));
        let certain = certain.map(|(days, _)| *days).min().unwrap_or(u32::MAX).min(record::period(record));
        let may_be = |(value, span): &(u32, Span)| {
            *value == days && span.start < asked.end && !span.is_before(created)
        };
        days == certain || (days < certain && writes().any(may_be))
    }

    fn created(&self, record: u64) -> Option<Span> {
        let is_loaded = record < self.data.records;
        if is_loaded { Some(Span::LOADED) } else { self.cells.get(&record)?.created }
    }

    /// Whether a record may be there, and may be gone.
    fn presence(&self, record: u64, asked: Span) -> (bool, bool) {
        let Some(created) = self.created(record).filter(|created| created.start < asked.end) else {
            return (false, true);
        };
        let by_key = self.cells.get(&record).map(|cell| cell.erased.as_slice());
        let by_user = self.users.get(&self.data.user(record)).map(|user| user.erased.as_slice());
        let by_purpose = self.purposes.get(&record::purpose(record)).map(|purpose| purpose.erased.as_slice());
        let by_period = Some(self.run_out.as_slice()).filter(|_| record::has_run_out(record));
        let (mut may_be_there, mut may_be_gone) = (true, !created.is_before(asked));
        for erased in [by_key, by_user, by_purpose, by_period].into_iter().flatten().flatten() {
            may_be_there &= !(created.is_before(*erased) && erased.is_before(asked));
            may_be_gone |= erased.start < asked.end && !erased.is_before(created);
        }
        (may_be_there, may_be_gone)
    }

    /// Whether a record's user may object or not. In Vern an objection is the user's; in plain tables a note in each record.
    fn may_object(&self, record: u64, objects: bool, asked: Span) -> bool {
        let user = self.data.user(record);
        let noted = if self.enforces { None } else { self.created(record) };
        let first = (record::objects_at_first(user), noted.unwrap_or(Span::LOADED));
        match self.users.get(&user) {
            Some(known) => known.objects.may_be(objects, first, asked),
            None => first.0 == objects,
        }
    }
}

/// Ends the span of a write, or takes it back.
fn settle(spans: &mut Vec<Span>, start: u64, end: Option<u64>) {
    match end {
        Some(end) => spans.iter_mut().filter(|span| span.start == start).for_each(|span| span.end = end),
        None => spans.retain(|span| span.start != start),
    }
}

#[cfg(test)]
mod tests;
