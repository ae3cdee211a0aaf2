//! Plain tables on PostgreSQL: every metadata column indexed, every query a line in a log that is durable before the answer. Line and query are one statement and one
//! commit, so logging costs no way to the server and no sync of its own, which is kinder than a log file that is synced apart.
//!
//! A connection of its own for each client; commits of several are grouped by the server. The injected delay is waited by the client after its commit, when locks are gone: a real
//! disk would hold them.

use std::time::Duration;

use parking_lot::Mutex;
use std::collections::HashMap;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls};
use vern_app::{Clock, SystemClock};

use super::statement::{self, Given, Gives, INDEXED, Statement, TABLE, Value, answer, log_line};
use crate::error::BenchError;
use crate::gdpr::record::Data;
use crate::gdpr::{Answer, Query, System};

const LOG: &str = "CREATE TABLE gdpr_log (line BIGSERIAL PRIMARY KEY, at BIGINT NOT NULL, client BIGINT NOT NULL, query TEXT NOT NULL)";
const CONNECTIONS: u64 = 32;
/// How often a statement the server broke off for a deadlock is tried again.
const TRIES_MAX: u32 = 1_000;

/// The rival on PostgreSQL.
pub struct PlainPostgres {
    data: Data,
    sync_delay: Option<Duration>,
    connections: Vec<Connection>,
}

struct Connection {
    client: Client,
    prepared: Mutex<HashMap<&'static str, tokio_postgres::Statement>>,
}

impl PlainPostgres {
    /// Makes the tables anew in a database that is for nothing else.
    ///
    /// # Errors
    /// What the server gives.
    pub async fn open(
        address: &str,
        password: Option<&str>,
        data: Data,
        sync_delay: Option<Duration>,
    ) -> Result<Self, BenchError> {
        let mut config: Config = address.parse()?;
        if let Some(password) = password {
            config.password(password);
        }
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            let (client, connection) = config.connect(NoTls).await?;
            tokio::spawn(connection);
            connections.push(Connection { client, prepared: Mutex::default() });
        }
        let this = Self { data, sync_delay, connections };
        let client = &this.connection(0)?.client;
        client.batch_execute("DROP TABLE IF EXISTS gdpr_records, gdpr_log").await?;
        client.batch_execute(TABLE).await?;
        client.batch_execute(LOG).await?;
        for column in INDEXED {
            client.batch_execute(&format!("CREATE INDEX gdpr_{column} ON gdpr_records ({column})")).await?;
        }
        Ok(this)
    }

    fn connection(&self, client: u64) -> Result<&Connection, BenchError> {
        let at = usize::try_from(client % CONNECTIONS).unwrap_or(0);
        self.connections.get(at).ok_or(BenchError::Ended("a connection"))
    }
}

impl Connection {
    async fn prepared(&self, statement: &Statement) -> Result<tokio_postgres::Statement, BenchError> {
        if let Some(known) = self.prepared.lock().get(statement.sql) {
            return Ok(known.clone());
        }
        let first = statement.values.len() + 1;
        let (second, third) = (first + 1, first + 2);
        let sql = format!(
            "WITH logged AS (INSERT INTO gdpr_log (at, client, query) VALUES (${first}, ${second}, ${third})) {}",
            statement.sql
        );
        let prepared = self.client.prepare(&sql).await?;
        self.prepared.lock().insert(statement.sql, prepared.clone());
        Ok(prepared)
    }

    async fn carry_out(&self, client: u64, statement: &Statement) -> Result<Given, BenchError> {
        let prepared = self.prepared(statement).await?;
        let (at, line) = (SystemClock.now().as_micros(), log_line(statement));
        let client = i64::try_from(client).unwrap_or(i64::MAX);
        let mut values: Vec<&(dyn ToSql + Sync)> = Vec::new();
        for value in &statement.values {
            values.push(match value {
                Value::Int(value) => value,
                Value::Text(text) => text,
            });
        }
        values.extend::<[&(dyn ToSql + Sync); 3]>([&at, &client, &line]);
        if matches!(statement.gives, Gives::Done | Gives::DoneOrAbsent) {
            return Ok(Given::Changed(self.client.execute(&prepared, &values).await?));
        }
        let rows = self.client.query(&prepared, &values).await?;
        if matches!(statement.gives, Gives::Row | Gives::Rows) {
            let row = |row: &tokio_postgres::Row| {
                Ok(statement::row(
                    row.try_get(0)?,
                    row.try_get(1)?,
                    row.try_get(2)?,
                    row.try_get(3)?,
                    row.try_get(4)?,
                ))
            };
            return Ok(Given::Rows(rows.iter().map(row).collect::<Result<_, tokio_postgres::Error>>()?));
        }
        let line = |row: &tokio_postgres::Row| row.try_get::<_, i64>(0);
        Ok(Given::Lines(rows.iter().map(line).collect::<Result<_, _>>()?))
    }
}

impl System for PlainPostgres {
    const ENFORCES: bool = false;
    const LOADERS: u64 = CONNECTIONS;

    /// The planner learns of what was loaded.
    async fn settle(&self) -> Result<(), BenchError> {
        Ok(self.connection(0)?.client.batch_execute("ANALYZE gdpr_records").await?)
    }

    async fn ask(&self, client: u64, query: Query) -> Result<Answer, BenchError> {
        let connection = self.connection(client)?;
        let statement = statement::statement(query, self.data);
        for _ in 0..TRIES_MAX {
            match connection.carry_out(client, &statement).await {
                // Updates of many rows overlap.
                Err(BenchError::Postgres(error))
                    if error.code() == Some(&SqlState::T_R_DEADLOCK_DETECTED) => {}
                Err(error) => return Err(error),
                Ok(given) => {
                    if let Some(delay) = self.sync_delay {
                        wait(delay).await;
                    }
                    return Ok(answer(statement.gives, given));
                }
            }
        }
        Err(BenchError::Ended("patience with deadlocks"))
    }
}

/// As exactly as a thread sleeps; the runtime's timer counts whole milliseconds.
async fn wait(delay: Duration) {
    let _ended = tokio::task::spawn_blocking(move || std::thread::sleep(delay)).await;
}
