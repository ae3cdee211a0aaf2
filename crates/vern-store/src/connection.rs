//! Opening an SQLite database: pragmas, application id, the function its tables need.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::StoreError;
use crate::{schema, sum};

/// `VERN`: says whose file it is.
const APPLICATION_ID: i32 = 0x5645_524E;
/// Statements kept prepared per connection.
const STATEMENTS_MAX: usize = 96;

/// Opens a database for writing, brings it to the newest schema, and turns off checkpoints in the writer. Its cache is small, since a commit that
/// has split a page goes through all of the cache's table; what it misses is in the system's.
pub(crate) fn open_writer(path: &Path, migrations: &[&'static str]) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    claim(&connection)?;
    sum::register(&connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA cache_size = -16384;
         PRAGMA temp_store = MEMORY;
         PRAGMA busy_timeout = 10000;",
    )?;
    schema::migrate(&connection, migrations)?;
    sum::guard(&connection, migrations)?;
    keep_plans(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}

/// Opens a database for reading.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    sum::register(&connection)?;
    connection.execute_batch(
        "PRAGMA query_only = ON;
         PRAGMA cache_size = -32768;
         PRAGMA busy_timeout = 10000;",
    )?;
    keep_plans(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(connection)
}

/// A connection for checkpoints only, so that they run beside the writer.
pub(crate) fn open_checkpointer(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;")?;
    Ok(connection)
}

/// A statement is planned once: otherwise SQLite plans a join anew each time its parameters change, which costs more than the join.
fn keep_plans(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn claim(connection: &Connection) -> Result<(), StoreError> {
    let id: rusqlite::Result<i32> = connection.query_row("PRAGMA application_id", [], |row| row.get(0));
    let id = id.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::Foreign,
        _ => StoreError::Engine(error),
    })?;
    let tables: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id == APPLICATION_ID {
        return Ok(());
    }
    if id != 0 || tables > 0 {
        return Err(StoreError::Foreign);
    }
    connection.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID};"))?;
    Ok(())
}

/// What SQLite finds wrong with a file: pages, indexes against their tables, types of columns, references between tables. Its words name tables and
/// pages, never values.
pub(crate) fn examine_sqlite(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut lines = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query([])?;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let line: String = row.get(0)?;
                if line != "ok" {
                    lines.push(line);
                }
            }
            Ok(None) => break,
            Err(error) => {
                lines.push(error.to_string());
                return Ok(lines);
            }
        }
    }
    let strays: i64 =
        connection.query_row("SELECT COUNT(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if strays > 0 {
        lines.push(format!("{strays} rows refer to none"));
    }
    Ok(lines)
}

/// Refuses a database that is not of this program, or not of this version of it.
pub(crate) fn require_schema(connection: &Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(StoreError::Foreign);
    }
    schema::require_newest(connection, migrations)
}
