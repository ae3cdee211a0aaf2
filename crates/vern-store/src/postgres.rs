//! PostgreSQL: connecting, what a server must be like, one session, and what became of a commit nobody heard of.
//!
//! Calls are synchronous like those of the other engine. The connections' traffic runs on a small runtime of this crate, so a call may wait on
//! any thread, and statements can be on their way while the caller makes the next.

use std::collections::{HashMap, VecDeque};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::runtime::Runtime;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Config, NoTls, Statement};

use crate::ddl_postgres;
use crate::error::StoreError;
use crate::session::{Param, Row};
use crate::transfer::{TABLES, Table};

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Oldest server that is used, as `server_version_num` says it.
const VERSION_MIN: i64 = 150_000;

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Int(value) if *kind == Type::INT4 => i32::try_from(*value)?.to_sql(kind, out),
            Self::Int(value) => value.to_sql(kind, out),
            Self::Text(value) => value.to_sql(kind, out),
            Self::Bytes(value) => value.to_sql(kind, out),
            Self::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// An integer of a row, four bytes wide or eight.
pub(crate) struct Integer(pub(crate) i64);

impl<'a> FromSql<'a> for Integer {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        let value =
            if *kind == Type::INT4 { i32::from_sql(kind, raw)?.into() } else { i64::from_sql(kind, raw)? };
        Ok(Self(value))
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT4 | Type::INT8)
    }
}

/// A parameter that outlives its caller.
#[derive(Debug)]
enum OwnedParam {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Null,
}

impl OwnedParam {
    fn of(param: &Param<'_>) -> Self {
        match param {
            Param::Int(value) => Self::Int(*value),
            Param::Text(value) => Self::Text((*value).to_owned()),
            Param::Bytes(value) => Self::Bytes(value.to_vec()),
            Param::Null => Self::Null,
        }
    }

    fn borrow(&self) -> Param<'_> {
        match self {
            Self::Int(value) => Param::Int(*value),
            Self::Text(value) => Param::Text(value),
            Self::Bytes(value) => Param::Bytes(value),
            Self::Null => Param::Null,
        }
    }
}

/// A server and a database on it, and the runtime its connections run on.
pub(crate) struct Postgres {
    config: Config,
    runtime: Option<Runtime>,
}

/// The last use may end within another runtime, where nobody may wait for this one.
impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Postgres {
    /// Reads an address, `postgres://user@host/database` or `host=… dbname=…`. A password comes apart from it.
    pub(crate) fn new(address: &str, password: Option<&str>) -> Result<Self, StoreError> {
        let mut config: Config = address.parse().map_err(|_| StoreError::Address)?;
        config.connect_timeout(CONNECT_TIMEOUT).application_name("vern");
        if let Some(password) = password {
            config.password(password);
        }
        if config.get_dbname().is_none() || config.get_hosts().is_empty() {
            return Err(StoreError::Address);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("vern-postgres")
            .enable_all()
            .build()?;
        Ok(Self { config, runtime: Some(runtime) })
    }

    /// Whether every host is this machine: a socket in the file system or loopback.
    fn is_local(&self) -> bool {
        self.config.get_hosts().iter().all(|host| match host {
            Host::Unix(_) => true,
            Host::Tcp(name) => {
                name == "localhost"
                    || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
            }
        })
    }

    /// Connects. Beyond this machine only with TLS, with a certificate a public root vouches for.
    pub(crate) fn connect(&self) -> Result<PostgresSession, StoreError> {
        let client = if self.is_local() && self.config.get_ssl_mode() != SslMode::Require {
            let mut config = self.config.clone();
            config.ssl_mode(SslMode::Disable);
            self.drive(config, NoTls)?
        } else {
            let mut config = self.config.clone();
            config.ssl_mode(SslMode::Require);
            self.drive(config, crate::postgres_tls::connector()?)?
        };
        let session = PostgresSession {
            client: Arc::new(client),
            statements: Mutex::default(),
            ahead: Mutex::default(),
            begin: Mutex::new(None),
        };
        session.control(ddl_postgres::SESSION)?;
        Ok(session)
    }

    fn drive<T>(&self, config: Config, tls: T) -> Result<Client, StoreError>
    where
        T: tokio_postgres::tls::MakeTlsConnect<tokio_postgres::Socket> + Send + 'static,
        T::Stream: Send + 'static,
        T::TlsConnect: Send,
        <T::TlsConnect as tokio_postgres::tls::TlsConnect<tokio_postgres::Socket>>::Future: Send,
    {
        let runtime = self.runtime.as_ref().ok_or(StoreError::Unavailable)?;
        let connecting = runtime.spawn(async move {
            let (client, connection) = config.connect(tls).await?;
            // It ends when the client is gone or the server is; either way the next call on the client says so.
            tokio::spawn(connection);
            Ok::<_, tokio_postgres::Error>(client)
        });
        match pollster::block_on(connecting) {
            Ok(connected) => connected.map_err(connect_failure),
            Err(_) => Err(StoreError::Unavailable),
        }
    }

    /// Refuses a server that could lose what it has acknowledged, and one that is too old.
    pub(crate) fn require_durable(session: &PostgresSession) -> Result<(), StoreError> {
        let version = session.setting("server_version_num")?.parse().unwrap_or(0_i64);
        if version < VERSION_MIN {
            return Err(StoreError::TooOld);
        }
        for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
            if session.server_setting(setting)? == "off" {
                return Err(StoreError::NotDurable { setting });
            }
        }
        Ok(())
    }
}

/// Whether the server was reached and said no, or could not be reached.
fn connect_failure(error: tokio_postgres::Error) -> StoreError {
    match error.code() {
        Some(state) if *state == SqlState::CANNOT_CONNECT_NOW || is_going_away(state) => {
            StoreError::Unavailable
        }
        Some(_) => StoreError::from(error),
        None => match StoreError::from(error) {
            // Neither a timeout nor a refused connection has a code; a wrong password has.
            StoreError::Damaged { .. } => StoreError::Unavailable,
            known => known,
        },
    }
}

/// The server is shutting down, has crashed, starts, or has no connection left: class 57P and 53.
pub(crate) fn is_going_away(state: &SqlState) -> bool {
    [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::LOCK_NOT_AVAILABLE,
    ]
    .contains(state)
}

type UnderWay = Pin<Box<dyn Future<Output = Result<u64, tokio_postgres::Error>> + Send>>;

/// Statements sent whose answers nobody has waited for, in their order.
#[derive(Default)]
struct Ahead {
    sent: VecDeque<UnderWay>,
    /// The first that failed.
    failed: Option<tokio_postgres::Error>,
}

impl Ahead {
    /// Takes in what has been answered; ready when all is. A later one is never answered before an earlier one.
    fn take_in(&mut self, context: &mut Context<'_>) -> Poll<()> {
        while let Some(first) = self.sent.front_mut() {
            match first.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(_)) => {}
                Poll::Ready(Err(error)) => {
                    self.failed.get_or_insert(error);
                }
            }
            self.sent.pop_front();
        }
        Poll::Ready(())
    }
}

/// One connection to a server.
pub(crate) struct PostgresSession {
    client: Arc<Client>,
    statements: Mutex<HashMap<&'static str, Statement>>,
    /// What was sent without waiting for its answer.
    ahead: Mutex<Ahead>,
    /// Sent together with the next statement, to save its way there and back.
    begin: Mutex<Option<&'static str>>,
}

impl PostgresSession {
    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    fn statement(&self, sql: &'static str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.lock().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.wait(self.client.prepare(sql))?;
        self.statements.lock().insert(sql, statement.clone());
        Ok(statement)
    }

    fn query(&self, sql: &'static str, params: &[Param<'_>]) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        // PostgreSQL's texts hold no NUL, so no row has one.
        if params.iter().any(|param| matches!(param, Param::Text(text) if text.contains('\0'))) {
            return Ok(Vec::new());
        }
        let statement = self.statement(sql)?;
        self.send_begin();
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|param| param as _).collect();
        Ok(self.wait(self.client.query(&statement, &params))?)
    }

    pub(crate) fn each(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.query(sql, params)?.iter().try_for_each(|row| visit(&Row::Postgres(row)))
    }

    pub(crate) fn one(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Option<tokio_postgres::Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    pub(crate) fn execute(&self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        let statement = self.statement(sql)?;
        self.send_begin();
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|param| param as _).collect();
        Ok(self.wait(self.client.execute(&statement, &params))?)
    }

    pub(crate) fn execute_later(&self, sql: &'static str, params: &[Param<'_>]) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        self.send_begin();
        let client = Arc::clone(&self.client);
        let owned: Vec<OwnedParam> = params.iter().map(OwnedParam::of).collect();
        self.send(Box::pin(async move {
            let borrowed: Vec<Param<'_>> = owned.iter().map(OwnedParam::borrow).collect();
            let params: Vec<&(dyn ToSql + Sync)> = borrowed.iter().map(|param| param as _).collect();
            client.execute(&statement, &params).await
        }));
        Ok(())
    }

    /// The first poll puts a statement on the wire; its answer is taken in by [`Self::settle`].
    fn send(&self, mut statement: UnderWay) {
        match statement.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(_)) => {}
            Poll::Ready(Err(error)) => {
                self.ahead.lock().failed.get_or_insert(error);
            }
            Poll::Pending => self.ahead.lock().sent.push_back(statement),
        }
    }

    /// Waits for an answer, and takes in those of what was sent ahead meanwhile: they come in order, and one that nobody takes in holds up the
    /// connection, the answer waited for behind it.
    fn wait<T>(&self, answer: impl Future<Output = T>) -> T {
        let mut answer = std::pin::pin!(answer);
        pollster::block_on(std::future::poll_fn(|context| {
            let _some_may_be_left = self.ahead.lock().take_in(context);
            answer.as_mut().poll(context)
        }))
    }

    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        pollster::block_on(std::future::poll_fn(|context| self.ahead.lock().take_in(context)));
        match self.ahead.lock().failed.take() {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// Begins a transaction with the next statement.
    pub(crate) fn begin_later(&self, sql: &'static str) {
        *self.begin.lock() = Some(sql);
    }

    /// Ends a transaction nobody waits for the end of.
    pub(crate) fn end_later(&self, sql: &'static str) {
        if self.begin.lock().take().is_none() {
            self.send_control(sql);
        }
    }

    fn send_begin(&self) {
        let begin = self.begin.lock().take();
        if let Some(sql) = begin {
            self.send_control(sql);
        }
    }

    fn send_control(&self, sql: &'static str) {
        let client = Arc::clone(&self.client);
        self.send(Box::pin(async move { client.batch_execute(sql).await.map(|()| 0) }));
    }

    pub(crate) fn control(&self, sql: &'static str) -> Result<(), StoreError> {
        Ok(self.wait(self.client.batch_execute(sql))?)
    }

    /// Runs a text of several statements.
    pub(crate) fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(pollster::block_on(self.client.batch_execute(sql))?)
    }

    /// Tables that can't be read to their end, with the server's code for why. Whole rows are asked for, so that no index answers alone.
    pub(crate) fn unreadable_tables(&self) -> Result<Vec<String>, StoreError> {
        let mut lines = Vec::new();
        for table in TABLES.iter().map(Table::name) {
            match self.script(&format!("SELECT COUNT(whole) FROM {table} AS whole")) {
                Err(StoreError::Server { sqlstate }) => lines.push(format!("{table}: {sqlstate}")),
                read => read?,
            }
        }
        Ok(lines)
    }

    /// Whether the server checks its pages when it reads them.
    pub(crate) fn has_page_checksums(&self) -> Result<bool, StoreError> {
        Ok(self.setting("data_checksums")? == "on")
    }

    fn setting(&self, name: &str) -> Result<String, StoreError> {
        self.text(ddl_postgres::SETTING, name)
    }

    /// A setting as the server, the database or the role has it, whatever this session made of it.
    fn server_setting(&self, name: &str) -> Result<String, StoreError> {
        self.text(ddl_postgres::SERVER_SETTING, name)
    }

    fn text(&self, sql: &'static str, name: &str) -> Result<String, StoreError> {
        let row = self.one(sql, &[Param::Text(name)])?.ok_or(StoreError::TooOld)?;
        Ok(row.try_get(0)?)
    }

    /// What became of a transaction, by its id: done, undone, or still under way.
    pub(crate) fn fate(&self, transaction: &str) -> Result<Fate, StoreError> {
        let row = self.one(ddl_postgres::TRANSACTION_STATUS, &[Param::Text(transaction)])?;
        let status: Option<String> = row.ok_or(StoreError::OutcomeUnknown)?.try_get(0)?;
        match status.as_deref() {
            Some("committed") => Ok(Fate::Committed),
            Some("in progress") => Ok(Fate::UnderWay),
            Some(_) => Ok(Fate::Undone),
            None => Err(StoreError::OutcomeUnknown),
        }
    }
}

/// What became of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Committed,
    Undone,
    UnderWay,
}
