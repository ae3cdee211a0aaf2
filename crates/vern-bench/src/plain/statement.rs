//! Each query as one statement, the same on both engines.

use crate::gdpr::record::{self, Data, RUN_OUT};
use crate::gdpr::{Answer, Query, Row, RowData, Rows};

/// The table, and an index on every column of metadata.
pub(super) const TABLE: &str = "CREATE TABLE gdpr_records (\
     key TEXT PRIMARY KEY, pur TEXT NOT NULL, days BIGINT NOT NULL, usr TEXT NOT NULL, obj TEXT NOT NULL, dec TEXT NOT NULL, \
     acl TEXT NOT NULL, shr TEXT NOT NULL, src TEXT NOT NULL, cat TEXT NOT NULL, data TEXT NOT NULL)";
/// Columns of metadata.
pub(super) const INDEXED: [&str; 9] = ["pur", "days", "usr", "obj", "dec", "acl", "shr", "src", "cat"];

const OBJECTS: &str = "obj00";
const DECIDED_ON: &str = "dec0";

/// A value of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Int(i64),
    Text(String),
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// What is asked of the engine.
pub(super) struct Statement {
    pub(super) sql: &'static str,
    pub(super) values: Vec<Value>,
    pub(super) gives: Gives,
}

/// What comes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    /// Done, whatever it met.
    Done,
    /// Done, or absent where it met nothing.
    DoneOrAbsent,
    /// One record, or absent.
    Row,
    /// Records.
    Rows,
    /// Whether nothing is left.
    Gone,
    /// Numbers of lines, newest first.
    Log,
}

/// Statements that read records give these columns.
macro_rules! select {
    ($filter:literal) => {
        concat!("SELECT key, usr, days, obj, data FROM gdpr_records WHERE ", $filter)
    };
}
/// The same without the data.
macro_rules! select_metadata {
    ($filter:literal) => {
        concat!("SELECT key, usr, days, obj, '' FROM gdpr_records WHERE ", $filter)
    };
}

/// A query's statement.
pub(super) fn statement(query: Query, data: Data) -> Statement {
    let key = |record| vec![Value::Text(record::key(record))];
    let of = |sql, values, gives| Statement { sql, values, gives };
    let (one, many) = (Gives::Row, Gives::Rows);
    match query {
        Query::Create { record } => of(
            "INSERT INTO gdpr_records VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            columns(record, data),
            Gives::Done,
        ),
        Query::Read { record, with_data: true } => of(select!("key = $1"), key(record), one),
        Query::Read { record, with_data: false } => of(select_metadata!("key = $1"), key(record), one),
        Query::ListUser { user, with_data: true } => of(select!("usr = $1"), vec![user_of(user)], many),
        Query::ListUser { user, with_data: false } => {
            of(select_metadata!("usr = $1"), vec![user_of(user)], many)
        }
        Query::ListPurpose { purpose, with_data: true } => {
            of(select!("pur = $1"), vec![purpose_of(purpose)], many)
        }
        Query::ListPurpose { purpose, with_data: false } => {
            of(select_metadata!("pur = $1"), vec![purpose_of(purpose)], many)
        }
        Query::ListObjecting { purpose } => {
            of(select!("pur = $1 AND obj = $2"), vec![purpose_of(purpose), Value::text(OBJECTS)], many)
        }
        Query::ListDecidedOn { purpose } => {
            of(select!("pur = $1 AND dec = $2"), vec![purpose_of(purpose), Value::text(DECIDED_ON)], many)
        }
        Query::ListShared { purpose, share } => {
            of(select!("pur = $1 AND shr = $2"), vec![purpose_of(purpose), share_of(share)], many)
        }
        Query::ReadLog { lines } => of(
            "SELECT line FROM gdpr_log ORDER BY line DESC LIMIT $1",
            vec![Value::Int(i64::try_from(lines).unwrap_or(i64::MAX))],
            Gives::Log,
        ),
        Query::VerifyDeletion { user } => of(
            "SELECT CAST(1 AS BIGINT) FROM gdpr_records WHERE usr = $1 LIMIT 1",
            vec![user_of(user)],
            Gives::Gone,
        ),
        write => change(write),
    }
}

/// A query that erases or alters.
fn change(query: Query) -> Statement {
    let key = |record| Value::Text(record::key(record));
    let of = |sql, values, gives| Statement { sql, values, gives };
    match query {
        Query::DeleteByKey { record } => {
            of("DELETE FROM gdpr_records WHERE key = $1", vec![key(record)], Gives::DoneOrAbsent)
        }
        Query::DeleteByPurpose { purpose } => {
            of("DELETE FROM gdpr_records WHERE pur = $1", vec![purpose_of(purpose)], Gives::Done)
        }
        Query::DeleteByUser { user } => {
            of("DELETE FROM gdpr_records WHERE usr = $1", vec![user_of(user)], Gives::Done)
        }
        Query::UpdateData { record, stamp } => of(
            "UPDATE gdpr_records SET data = $1 WHERE key = $2",
            vec![Value::Text(record::data(record, stamp)), key(record)],
            Gives::DoneOrAbsent,
        ),
        Query::ShortenRecord { record, days } => of(
            "UPDATE gdpr_records SET days = CASE WHEN days < $1 THEN days ELSE $1 END WHERE key = $2",
            vec![Value::Int(days.into()), key(record)],
            Gives::DoneOrAbsent,
        ),
        Query::ShortenPurpose { purpose, days } => of(
            "UPDATE gdpr_records SET days = CASE WHEN days < $1 THEN days ELSE $1 END WHERE pur = $2",
            vec![Value::Int(days.into()), purpose_of(purpose)],
            Gives::Done,
        ),
        Query::Object { user, objects } => of(
            "UPDATE gdpr_records SET obj = $1 WHERE usr = $2",
            vec![objection_of(user, objects), user_of(user)],
            Gives::Done,
        ),
        Query::EndShare { share } => {
            of("UPDATE gdpr_records SET shr = 'nobody' WHERE shr = $1", vec![share_of(share)], Gives::Done)
        }
        // By what has run out; nothing else is left of the queries.
        _ => of("DELETE FROM gdpr_records WHERE days <= $1", vec![Value::Int(RUN_OUT.into())], Gives::Done),
    }
}

fn columns(record: u64, data: Data) -> Vec<Value> {
    let (user, tenth) = (data.user(record), record % 10);
    vec![
        Value::Text(record::key(record)),
        purpose_of(record::purpose(record)),
        Value::Int(record::period(record).into()),
        user_of(user),
        objection_of(user, record::objects_at_first(user)),
        Value::Text(format!("dec{}", record % 2)),
        Value::Text(format!("acl{tenth}")),
        share_of(record::share(record)),
        Value::Text(format!("src{tenth}")),
        Value::Text(format!("cat{tenth}")),
        Value::Text(record::data(record, 0)),
    ]
}

fn purpose_of(purpose: u64) -> Value {
    Value::Text(format!("pur{purpose:02}"))
}

fn user_of(user: u64) -> Value {
    Value::Text(format!("usr{user:05}"))
}

fn share_of(share: u64) -> Value {
    Value::Text(format!("shr{share}"))
}

/// One of a hundred notes; the first is an objection to the purpose.
fn objection_of(user: u64, objects: bool) -> Value {
    let other = user % (record::OBJECTIONS - 1) + 1;
    if objects { Value::text(OBJECTS) } else { Value::Text(format!("obj{other:02}")) }
}

/// A record as its columns say it.
pub(super) fn row(key: &str, user: &str, days: i64, objection: &str, data: &str) -> Row {
    let record = record::number(key).unwrap_or(u64::MAX);
    Row {
        record,
        user: user.strip_prefix("usr").and_then(|user| user.parse().ok()),
        days: u32::try_from(days).unwrap_or(0),
        objects: Some(objection == OBJECTS),
        data: if data.is_empty() { RowData::None } else { RowData::of(record, Some(data)) },
    }
}

/// What an engine gives for a statement.
pub(super) enum Given {
    Changed(u64),
    Rows(Vec<Row>),
    Lines(Vec<i64>),
}

pub(super) fn answer(gives: Gives, given: Given) -> Answer {
    match (gives, given) {
        (Gives::DoneOrAbsent, Given::Changed(0)) => Answer::Absent,
        (Gives::Row, Given::Rows(rows)) if rows.is_empty() => Answer::Absent,
        (_, Given::Rows(rows)) => Answer::Rows(Rows { rows, left_out: 0 }),
        (Gives::Gone, Given::Lines(left)) => Answer::Verified { is_gone: left.is_empty() },
        (_, Given::Lines(lines)) => {
            let older = lines.iter().skip(1);
            let is_falling = lines.iter().zip(older).all(|(newer, older)| newer > older);
            Answer::Log { lines: u64::try_from(lines.len()).unwrap_or(0), is_gapless: is_falling }
        }
        (_, Given::Changed(_)) => Answer::Done,
    }
}

/// The line of the log: the statement with its values, as `log_statement` has it.
pub(super) fn log_line(statement: &Statement) -> String {
    use std::fmt::Write;

    let mut line = statement.sql.to_owned();
    for value in &statement.values {
        let _infallible = match value {
            Value::Int(value) => write!(line, " | {value}"),
            Value::Text(value) => write!(line, " | {value}"),
        };
    }
    line
}
