//! The data database of a test, on the engine the run asks for, and hands on its rows from outside the program.
//!
//! `VERN_TEST_ENGINE=postgres` gives every test a database of its own on the run's throw-away cluster; without it a test has SQLite in a folder.
//! Statements are written with `$1, $2 …`, in SQL both engines know.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value as SqliteValue;
use tokio_postgres::NoTls;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use vern_store::StorePlace;

use crate::cluster::shared;

/// What no row has for a sum, as good as certainly.
const WRONG_SUM: i64 = 0x5EED;

/// A data database, from outside.
#[derive(Debug, Clone)]
pub enum Database {
    /// SQLite in a directory.
    Sqlite(PathBuf),
    /// A database on a PostgreSQL server.
    Postgres(String),
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// NULL.
    Null,
    /// An integer.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl Value {
    /// The integer it is.
    ///
    /// # Errors
    /// It is none.
    pub fn int(&self) -> Result<i64> {
        match self {
            Self::Int(value) => Ok(*value),
            other => bail!("not an integer: {other:?}"),
        }
    }

    /// The bytes it is, or those of its text.
    ///
    /// # Errors
    /// It is neither.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        match self {
            Self::Bytes(value) => Ok(value.clone()),
            Self::Text(value) => Ok(value.clone().into_bytes()),
            other => bail!("not bytes: {other:?}"),
        }
    }
}

/// Whether this run is on PostgreSQL.
#[expect(clippy::disallowed_methods, reason = "the run says so in its environment")]
pub fn is_postgres() -> bool {
    std::env::var("VERN_TEST_ENGINE").is_ok_and(|engine| engine == "postgres")
}

impl Database {
    /// A fresh one: in the directory, or on the run's cluster.
    ///
    /// # Errors
    /// No cluster can be had.
    pub fn fresh(directory: &Path) -> Result<Self> {
        Ok(if is_postgres() {
            Self::Postgres(shared()?.database("vern")?)
        } else {
            Self::Sqlite(directory.to_owned())
        })
    }

    /// Where the program finds it.
    pub fn place(&self) -> StorePlace {
        match self {
            Self::Sqlite(directory) => StorePlace::Directory(directory.clone()),
            Self::Postgres(address) => StorePlace::Postgres { address: address.clone(), password: None },
        }
    }

    /// As the command line takes it.
    pub fn argument(&self) -> String {
        match self {
            Self::Sqlite(directory) => directory.display().to_string(),
            Self::Postgres(address) => address.clone(),
        }
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// What the engine says.
    pub fn rows(&self, sql: &str, params: &[Value]) -> Result<Vec<Vec<Value>>> {
        match self {
            Self::Sqlite(directory) => sqlite_rows(directory, sql, params),
            Self::Postgres(address) => postgres(address, |client, runtime| {
                let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
                let rows = runtime.block_on(client.query(sql, &params))?;
                rows.iter()
                    .map(|row| (0..row.len()).map(|column| postgres_value(row, column)).collect())
                    .collect()
            }),
        }
    }

    /// All rows of a table as a statement would write them: without the sums SQLite makes.
    ///
    /// # Errors
    /// What the engine says.
    pub fn table(&self, name: &str) -> Result<Vec<Vec<Value>>> {
        let columns = match self {
            Self::Sqlite(_) => {
                let written = format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{name}')");
                String::from_utf8(self.column(&written, &[])?.concat())?
            }
            Self::Postgres(_) => "*".to_owned(),
        };
        self.rows(&format!("SELECT {columns} FROM {name}"), &[])
    }

    /// Runs one statement, and says how many rows it changed. Sums come right by it, as they would for someone who knows how they are made.
    ///
    /// # Errors
    /// What the engine says.
    pub fn run(&self, sql: &str, params: &[Value]) -> Result<u64> {
        match self {
            Self::Sqlite(directory) => {
                let params = params.iter().map(sqlite_param);
                let connection = sqlite(directory)?;
                Ok(u64::try_from(connection.execute(sql, rusqlite::params_from_iter(params))?)?)
            }
            Self::Postgres(address) => postgres(address, |client, runtime| {
                let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
                Ok(runtime.block_on(client.execute(sql, &params))?)
            }),
        }
    }

    /// Damages rows of an SQLite database as a medium would: an update whose sums stay what they were.
    ///
    /// # Errors
    /// What the engine says; the database is on a server.
    pub fn damage(&self, sql: &str) -> Result<u64> {
        let Self::Sqlite(directory) = self else { bail!("damage is of files") };
        damage(&directory.join("vern.db"), sql)
    }

    /// Runs a text of statements.
    ///
    /// # Errors
    /// What the engine says.
    pub fn script(&self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(directory) => Ok(sqlite(directory)?.execute_batch(sql)?),
            Self::Postgres(address) => {
                postgres(address, |client, runtime| Ok(runtime.block_on(client.batch_execute(sql))?))
            }
        }
    }

    /// The integer a statement gives.
    ///
    /// # Errors
    /// What the engine says; no row.
    pub fn count(&self, sql: &str) -> Result<i64> {
        let rows = self.rows(sql, &[])?;
        rows.first().and_then(|row| row.first()).context("no row")?.int()
    }

    /// The first column of a statement, as bytes.
    ///
    /// # Errors
    /// What the engine says.
    pub fn column(&self, sql: &str, params: &[Value]) -> Result<Vec<Vec<u8>>> {
        self.rows(sql, params)?.iter().filter_map(|row| row.first().map(Value::bytes)).collect()
    }

    /// Makes every insertion, update or deletion of a table fail with a text, until [`Database::go_on`].
    ///
    /// # Errors
    /// What the engine says.
    pub fn stop(&self, event: &str, table: &str, text: &str) -> Result<()> {
        self.stop_when(event, table, "true", text)
    }

    /// The same, only for rows a condition on `NEW` or `OLD` holds for.
    ///
    /// # Errors
    /// What the engine says.
    pub fn stop_when(&self, event: &str, table: &str, condition: &str, text: &str) -> Result<()> {
        self.script(&match self {
            Self::Sqlite(_) => format!(
                "CREATE TRIGGER stop BEFORE {event} ON {table} WHEN ({condition})
                BEGIN SELECT RAISE(ABORT, '{text}'); END"
            ),
            Self::Postgres(_) => format!(
                "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{text}'; END $$;
                CREATE TRIGGER stop BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION stop()"
            ),
        })
    }

    /// Lets them through again.
    ///
    /// # Errors
    /// What the engine says.
    pub fn go_on(&self, table: &str) -> Result<()> {
        self.script(&match self {
            Self::Sqlite(_) => "DROP TRIGGER stop".to_owned(),
            Self::Postgres(_) => format!("DROP TRIGGER stop ON {table}; DROP FUNCTION stop()"),
        })
    }
}

fn sqlite(directory: &Path) -> Result<rusqlite::Connection> {
    let connection = rusqlite::Connection::open(directory.join("vern.db"))?;
    vern_store::sum::register(&connection)?;
    Ok(connection)
}

/// Changes rows of an SQLite database by one update whose sums do not fit what it writes. Gives how many rows.
///
/// # Errors
/// What SQLite says.
pub fn damage(database: &Path, sql: &str) -> Result<u64> {
    let connection = rusqlite::Connection::open(database)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("vern_sum", -1, flags, |_| Ok(WRONG_SUM))?;
    Ok(u64::try_from(connection.execute(sql, [])?)?)
}

fn sqlite_rows(directory: &Path, sql: &str, params: &[Value]) -> Result<Vec<Vec<Value>>> {
    let connection = rusqlite::Connection::open(directory.join("vern.db"))?;
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(params.iter().map(sqlite_param)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let value = |column| {
            Ok(match row.get(column)? {
                SqliteValue::Null => Value::Null,
                SqliteValue::Integer(value) => Value::Int(value),
                SqliteValue::Text(value) => Value::Text(value),
                SqliteValue::Blob(value) => Value::Bytes(value),
                SqliteValue::Real(_) => bail!("no column holds a fraction"),
            })
        };
        found.push((0..columns).map(value).collect::<Result<_>>()?);
    }
    Ok(found)
}

fn sqlite_param(value: &Value) -> SqliteValue {
    match value {
        Value::Null => SqliteValue::Null,
        Value::Int(value) => SqliteValue::Integer(*value),
        Value::Text(value) => SqliteValue::Text(value.clone()),
        Value::Bytes(value) => SqliteValue::Blob(value.clone()),
    }
}

/// A value goes in as whatever the column is: numbers are four bytes wide in some.
impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) if *kind == Type::INT4 => i32::try_from(*value)?.to_sql(kind, out),
            Self::Int(value) => value.to_sql(kind, out),
            Self::Text(value) => value.to_sql(kind, out),
            Self::Bytes(value) => value.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn postgres_value(row: &tokio_postgres::Row, column: usize) -> Result<Value> {
    let kind = row.columns().get(column).context("no such column")?.type_().name().to_owned();
    Ok(match kind.as_str() {
        "int8" => row.try_get::<_, Option<i64>>(column)?.map_or(Value::Null, Value::Int),
        "int4" => {
            row.try_get::<_, Option<i32>>(column)?.map_or(Value::Null, |value| Value::Int(value.into()))
        }
        "text" => row.try_get::<_, Option<String>>(column)?.map_or(Value::Null, Value::Text),
        "bytea" => row.try_get::<_, Option<Vec<u8>>>(column)?.map_or(Value::Null, Value::Bytes),
        other => bail!("a column of type {other}"),
    })
}

/// Runs `work` on a connection of its own. On a thread of its own too, since a test may already be within a runtime.
fn postgres<T: Send>(
    address: &str,
    work: impl FnOnce(&tokio_postgres::Client, &tokio::runtime::Runtime) -> Result<T> + Send,
) -> Result<T> {
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
            let (client, connection) = runtime.block_on(tokio_postgres::connect(address, NoTls))?;
            runtime.spawn(connection);
            work(&client, &runtime)
        });
        worker.join().map_err(|_| anyhow::anyhow!("the connection's thread panicked"))?
    })
}
