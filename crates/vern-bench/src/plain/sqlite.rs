//! Plain tables on SQLite: every metadata column indexed, every query a line in a synced log.

use std::path::Path;
use std::time::Duration;

use parking_lot::Mutex;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use vern_app::{Clock, SystemClock};

use super::group::{Group, connect};
use super::statement::{self, Given, Gives, INDEXED, Statement, TABLE, Value, answer, log_line};
use crate::error::BenchError;
use crate::gdpr::record::Data;
use crate::gdpr::{Answer, Query, System};

const LOG: &str = "CREATE TABLE gdpr_log (line INTEGER PRIMARY KEY, at BIGINT NOT NULL, client BIGINT NOT NULL, query TEXT NOT NULL)";
const READERS: usize = 8;

/// The rival on SQLite.
pub struct PlainSqlite {
    data: Data,
    group: Group,
    readers: Vec<Mutex<Connection>>,
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl PlainSqlite {
    /// Makes the tables in a file that is not there yet.
    ///
    /// # Errors
    /// What SQLite gives.
    pub fn open(file: &Path, data: Data, sync_delay: Option<Duration>) -> Result<Self, BenchError> {
        let connection = connect(file)?;
        connection.execute_batch(TABLE)?;
        connection.execute_batch(LOG)?;
        for column in INDEXED {
            connection.execute_batch(&format!("CREATE INDEX gdpr_{column} ON gdpr_records ({column})"))?;
        }
        let readers: Result<Vec<_>, _> = (0..READERS).map(|_| connect(file).map(Mutex::new)).collect();
        Ok(Self { data, group: Group::start(file, sync_delay)?, readers: readers? })
    }

    fn read(&self, client: u64, statement: &Statement) -> Result<Given, BenchError> {
        let at = usize::try_from(client).unwrap_or(0) % READERS;
        let reader = self.readers.get(at).ok_or(BenchError::Ended("a reader"))?.lock();
        let mut prepared = reader.prepare_cached(statement.sql)?;
        let mut rows = prepared.query(params_from_iter(&statement.values))?;
        let (mut told, mut lines) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            if matches!(statement.gives, Gives::Row | Gives::Rows) {
                let text = |column| row.get_ref(column).map(|value| value.as_str().unwrap_or_default());
                told.push(statement::row(text(0)?, text(1)?, row.get(2)?, text(3)?, text(4)?));
            } else {
                lines.push(row.get(0)?);
            }
        }
        let tells = matches!(statement.gives, Gives::Row | Gives::Rows);
        Ok(if tells { Given::Rows(told) } else { Given::Lines(lines) })
    }

    async fn log(&self, client: u64, statement: &Statement) -> Result<(), BenchError> {
        let line = log_line(statement);
        self.group.write(move |connection| log(connection, client, &line)).await?;
        Ok(())
    }

    async fn change(&self, client: u64, statement: Statement) -> Result<Given, BenchError> {
        let work = move |connection: &Connection| {
            let mut prepared = connection.prepare_cached(statement.sql)?;
            let changed = prepared.execute(params_from_iter(&statement.values))?;
            log(connection, client, &log_line(&statement))?;
            Ok(u64::try_from(changed).unwrap_or(u64::MAX))
        };
        Ok(Given::Changed(self.group.write(work).await?))
    }
}

fn log(connection: &Connection, client: u64, line: &str) -> rusqlite::Result<u64> {
    let mut prepared =
        connection.prepare_cached("INSERT INTO gdpr_log (at, client, query) VALUES ($1, $2, $3)")?;
    let client = i64::try_from(client).unwrap_or(i64::MAX);
    let logged = prepared.execute((SystemClock.now().as_micros(), client, line))?;
    Ok(u64::try_from(logged).unwrap_or(u64::MAX))
}

impl System for PlainSqlite {
    const ENFORCES: bool = false;
    const LOADERS: u64 = 128;

    async fn ask(&self, client: u64, query: Query) -> Result<Answer, BenchError> {
        let statement = statement::statement(query, self.data);
        let gives = statement.gives;
        if matches!(gives, Gives::Done | Gives::DoneOrAbsent) {
            return Ok(answer(gives, self.change(client, statement).await?));
        }
        let given = self.read(client, &statement)?;
        self.log(client, &statement).await?;
        Ok(answer(gives, given))
    }
}
