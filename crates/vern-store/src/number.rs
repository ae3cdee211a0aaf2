//! Numbers that stand for ids within one store, since they go into every row and every index: of controllers, known for good once they are committed,
//! and of records and subjects, from one sequence (ADR 0004). Outside the store there are only ids.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::RwLock;
use vern_core::id::ControllerId;

use crate::error::StoreError;
use crate::session::{Session, params};
use crate::{ddl_postgres, dml};

/// No controller has it: whatever is asked of one that is not there finds nothing, and nothing can be written for it.
const NOBODY: i64 = 0;

/// The controllers met so far. A controller keeps its number, and none ever goes.
#[derive(Debug, Default)]
pub(crate) struct ControllerNumbers(RwLock<HashMap<ControllerId, i64>>);

impl ControllerNumbers {
    /// The number of a controller, as a reader sees it: what a reader sees is committed, and is kept.
    pub(crate) fn committed(&self, session: &Session, controller: ControllerId) -> Result<i64, StoreError> {
        if let Some(known) = self.known(controller) {
            return Ok(known);
        }
        let Some(number) = find(session, controller)? else { return Ok(NOBODY) };
        self.0.write().insert(controller, number);
        Ok(number)
    }

    /// The number of a controller, as the writer sees it within its transaction: one that is made in it may yet be undone, and is not kept.
    pub(crate) fn current(&self, session: &Session, controller: ControllerId) -> Result<i64, StoreError> {
        match self.known(controller) {
            Some(known) => Ok(known),
            None => Ok(find(session, controller)?.unwrap_or(NOBODY)),
        }
    }

    fn known(&self, controller: ControllerId) -> Option<i64> {
        self.0.read().get(&controller).copied()
    }
}

fn find(session: &Session, controller: ControllerId) -> Result<Option<i64>, StoreError> {
    session.one(dml::CONTROLLER_NUMBER, params![controller.as_i64()], |row| row.int(0))
}

/// What the writer gives out and knows.
#[derive(Debug)]
pub(crate) struct Numbers {
    pub(crate) rows: RowNumbers,
    pub(crate) controllers: Arc<ControllerNumbers>,
}

/// Row numbers of records and subjects, given out before a row is written: from the newest on SQLite, in blocks from a sequence on PostgreSQL.
#[derive(Debug, Default)]
pub(crate) struct RowNumbers {
    next: i64,
    end: i64,
}

impl RowNumbers {
    pub(crate) const fn after(newest: i64) -> Self {
        Self { next: newest + 1, end: i64::MAX }
    }

    pub(crate) fn take(&mut self, session: &Session) -> Result<i64, StoreError> {
        if self.next >= self.end {
            let first = session
                .one(ddl_postgres::ROW_NUMBERS, &[], |row| row.int(0))?
                .ok_or(StoreError::Damaged { table: "row_numbers" })?;
            *self = Self { next: first, end: first + ddl_postgres::NUMBER_BLOCK };
        }
        let number = self.next;
        self.next += 1;
        Ok(number)
    }
}
