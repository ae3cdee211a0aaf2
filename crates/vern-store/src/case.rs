//! Cases as they lie in a table: ids, states and dates. What is said in a case is a record of the vault.

use vern_core::case::{Case, CaseKind, CaseState, Terms};
use vern_core::id::{CaseId, ControllerId, SubjectId};
use vern_core::time::Instant;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::subject_id;
use crate::session::{Row, params};
use crate::write::Batch;

/// A case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id, which names its record too.
    pub id: CaseId,
    /// Where it stands.
    pub case: Case,
    /// Whom it is about, once that is established.
    pub subject: Option<SubjectId>,
    /// Counts its steps, from 1.
    pub version: u64,
}

/// Which cases are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseFilter {
    /// Closed ones; open ones where not.
    pub closed: bool,
    /// Those in this state alone.
    pub state: Option<CaseState>,
    /// Those of this kind alone.
    pub kind: Option<CaseKind>,
}

/// How many cases are open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Not closed.
    pub open: u64,
    /// Of those, not answered in time.
    pub overdue: u64,
}

impl CaseRow {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged { table: "cases" };
        let id: [u8; 16] = row.bytes(0)?.try_into().map_err(|_| damaged())?;
        let code = |column| row.int(column).map(|code| u8::try_from(code).unwrap_or(0));
        let time = |column| row.int(column).map(Instant::from_micros);
        let case = Case {
            kind: CaseKind::from_code(code(1)?).ok_or_else(damaged)?,
            state: CaseState::from_code(code(2)?).ok_or_else(damaged)?,
            received_at: time(3)?,
            terms: Terms { first: time(4)?, extended: time(5)? },
            is_extended: row.int(6)? != 0,
            rests_since: row.int_or_null(7)?.map(Instant::from_micros),
            rested_micros: row.int(8)?,
            closed_at: row.int_or_null(11)?.map(Instant::from_micros),
        };
        let subject = row.bytes_or_null(9)?.map(|bytes| subject_id(bytes, "cases")).transpose()?;
        let version = u64::try_from(row.int(10)?).map_err(|_| damaged())?;
        Ok(Self { id: CaseId::from_bytes(id), case, subject, version })
    }
}

impl Snapshot<'_> {
    /// A case.
    ///
    /// # Errors
    /// Engine failures; a damaged row.
    pub fn case(&self, controller: ControllerId, id: CaseId) -> Result<Option<CaseRow>, StoreError> {
        self.one(dml::CASE, params![self.number(controller)?, id.as_bytes()], CaseRow::read)
    }

    /// How many are open, and how many of those ought to have been answered by an instant (as [`Case::is_overdue`] has it).
    ///
    /// # Errors
    /// Engine failures.
    pub fn case_counts(&self, controller: ControllerId, at: Instant) -> Result<CaseCounts, StoreError> {
        let answered = i64::from(CaseState::Answered.code());
        let params = params![at.as_micros(), answered, self.number(controller)?];
        let counts = self.one(dml::CASE_COUNTS, params, |row| {
            let count = |column| row.int(column).map(|count| u64::try_from(count).unwrap_or(0));
            Ok(CaseCounts { open: count(0)?, overdue: count(1)? })
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// Cases in the order of what is due first, after the last of the page before.
    ///
    /// # Errors
    /// Engine failures; a damaged row.
    pub fn cases(
        &self,
        controller: ControllerId,
        filter: CaseFilter,
        after: Option<(Instant, CaseId)>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let sql = if filter.closed { dml::CASES_CLOSED } else { dml::CASES_OPEN };
        let (due, id) = match &after {
            Some((due, id)) => (due.as_micros(), &id.as_bytes()[..]),
            None => (i64::MIN, &[][..]),
        };
        let state = filter.state.map_or(-1, |state| i64::from(state.code()));
        let kind = filter.kind.map_or(-1, |kind| i64::from(kind.code()));
        self.many(sql, params![self.number(controller)?, due, id, state, kind, limit], CaseRow::read)
    }

    /// A person's cases, the oldest first.
    ///
    /// # Errors
    /// Engine failures; a damaged row.
    pub fn cases_of(
        &self,
        controller: ControllerId,
        subject: SubjectId,
        limit: u32,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let params = params![self.number(controller)?, subject.as_bytes(), limit];
        self.many(dml::CASES_OF_SUBJECT, params, CaseRow::read)
    }
}

/// Which case's record a key is of, as far as the key says: keys are text, and a case's own is its id in its one spelling.
#[must_use]
pub fn case_of_key(key: &str) -> Option<CaseId> {
    key.parse::<CaseId>().ok().filter(|id| id.to_string() == key)
}

impl Batch<'_> {
    /// A case goes with its record, whose key is the case's id. Any other key names none, another spelling of the id among them.
    ///
    /// # Errors
    /// Engine failures.
    pub(crate) fn forget_case(&mut self, controller: ControllerId, key: &str) -> Result<(), StoreError> {
        let Some(id) = case_of_key(key) else { return Ok(()) };
        self.run(dml::CASE_DELETE, params![self.number(controller)?, id.as_bytes()])
    }

    /// Writes a case: anew with its first version, else as it stands after a step.
    ///
    /// # Errors
    /// Engine failures.
    pub fn put_case(&mut self, controller: ControllerId, row: &CaseRow) -> Result<(), StoreError> {
        let CaseRow { id, case, subject, version } = row;
        let number = self.number(controller)?;
        let subject = subject.as_ref().map(|subject| subject.as_bytes().to_vec());
        let (extended, due) = (i64::from(case.is_extended), case.due_at().as_micros());
        let rests_since = case.rests_since.map(Instant::as_micros);
        let closed_at = case.closed_at.map(Instant::as_micros);
        let version = i64::try_from(*version).unwrap_or(i64::MAX);
        if version > 1 {
            return self.run(
                dml::CASE_UPDATE,
                params![
                    case.state.code(),
                    extended,
                    due,
                    rests_since,
                    case.rested_micros,
                    subject.as_ref(),
                    version,
                    closed_at,
                    number,
                    id.as_bytes()
                ],
            );
        }
        self.run(
            dml::CASE_INSERT,
            params![
                number,
                id.as_bytes(),
                case.kind.code(),
                case.state.code(),
                case.received_at.as_micros(),
                case.terms.first.as_micros(),
                case.terms.extended.as_micros(),
                extended,
                due,
                rests_since,
                case.rested_micros,
                subject.as_ref(),
                version,
                closed_at
            ],
        )
    }
}
