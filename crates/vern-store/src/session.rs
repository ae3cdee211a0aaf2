//! One connection to either engine: the same statements with the same parameters, the same columns back (ADR 0010).
//!
//! Deliberately not here: what statements there are, and how each engine is opened.

use rusqlite::OptionalExtension;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::error::StoreError;
use crate::postgres::{Integer, PostgresSession};

/// A parameter of a statement. The four types both engines have.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Param<'a> {
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Null,
}

impl rusqlite::ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
            Self::Null => ValueRef::Null,
        }))
    }
}

macro_rules! param_from_int {
    ($($int:ty),*) => { $(impl From<$int> for Param<'_> {
        fn from(value: $int) -> Self { Self::Int(i64::from(value)) }
    })* };
}

param_from_int!(i64, u32, u8);

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}

impl<'a> From<&'a Vec<u8>> for Param<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Param<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Bytes(value)
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Parameters of one statement, in the order of `$1, $2 …`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::session::Param::from($value)),*] };
}
pub(crate) use params;

/// A row while it is read.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    pub(crate) fn int(&self, column: usize) -> Result<i64, StoreError> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get::<_, Integer>(column)?.0),
        }
    }

    pub(crate) fn int_or_null(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get::<_, Option<Integer>>(column)?.map(|Integer(value)| value)),
        }
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, StoreError> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub(crate) fn text_or_null(&self, column: usize) -> Result<Option<String>, StoreError> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        self.bytes_or_null(column)?.ok_or(StoreError::Damaged { table: "a table" })
    }

    pub(crate) fn bytes_or_null(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        match self {
            Self::Sqlite(row) => {
                row.get_ref(column)?.as_blob_or_null().map_err(|_| StoreError::Damaged { table: "a table" })
            }
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }
}

/// One connection. A statement is prepared once and kept.
pub(crate) enum Session {
    Sqlite(rusqlite::Connection),
    Postgres(PostgresSession),
}

impl Session {
    /// Calls `visit` with every row, in order.
    pub(crate) fn each(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(params))?;
                while let Some(row) = rows.next()? {
                    visit(&Row::Sqlite(row))?;
                }
                Ok(())
            }
            Self::Postgres(session) => session.each(sql, params, visit),
        }
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let found =
                    statement.query_row(rusqlite::params_from_iter(params), |row| Ok(map(&Row::Sqlite(row))));
                found.optional()?.transpose()
            }
            Self::Postgres(session) => {
                session.one(sql, params)?.map(|row| map(&Row::Postgres(&row))).transpose()
            }
        }
    }

    /// All rows.
    pub(crate) fn many<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, params, &mut |row| {
            found.push(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Changes rows, and says how many.
    pub(crate) fn execute(&self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let changed = connection.prepare_cached(sql)?.execute(rusqlite::params_from_iter(params))?;
                Ok(u64::try_from(changed).unwrap_or(u64::MAX))
            }
            Self::Postgres(session) => session.execute(sql, params),
        }
    }

    /// Changes rows where nobody waits for how many: on PostgreSQL the statement is sent and its answer taken in at [`Session::settle`].
    pub(crate) fn execute_later(&self, sql: &'static str, params: &[Param<'_>]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => self.execute(sql, params).map(drop),
            Self::Postgres(session) => session.execute_later(sql, params),
        }
    }

    /// Takes in the answers of what was sent; the first failure is the whole's.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(session) => session.settle(),
        }
    }

    /// Whether it can be used again.
    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Self::Sqlite(_) => true,
            Self::Postgres(session) => session.settle().is_ok() && !session.is_closed(),
        }
    }

    /// A statement of transaction control.
    pub(crate) fn control(&self, sql: &'static str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => Ok(connection.prepare_cached(sql)?.execute([]).map(drop)?),
            Self::Postgres(session) => session.control(sql),
        }
    }
}
