//! A service without Vern: the shape of Vern's own (axum, a bearer token looked up by its hash, JSON in and out, group commit on SQLite), over one plain table with the columns
//! a developer would have. What Vern's takes longer for the same calls is the price of gate, encryption and journal.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{self, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use parking_lot::Mutex;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vern_app::{Clock, SystemClock};
use vern_core::time::Instant;

use super::group::{Group, connect};
use crate::error::BenchError;

const TABLE: &str = "CREATE TABLE http_records (key TEXT PRIMARY KEY, subject TEXT NOT NULL, activity TEXT NOT NULL, category TEXT NOT NULL, \
     version INTEGER NOT NULL, collected_at INTEGER NOT NULL, name TEXT, email TEXT)";
const INDEXES: [&str; 2] = [
    "CREATE INDEX http_subject ON http_records (subject)",
    "CREATE INDEX http_email ON http_records (email)",
];
const READERS: usize = 8;

/// The service; cheap to clone.
#[derive(Clone)]
pub struct PlainHttp(Arc<Service>);

struct Service {
    group: Group,
    readers: Vec<Mutex<Connection>>,
    next_reader: AtomicUsize,
    /// Hashes of tokens.
    tokens: HashSet<[u8; 32]>,
}

#[derive(Deserialize)]
struct Put {
    activity: String,
    category: String,
    fields: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct Record {
    key: String,
    subject: String,
    activity: String,
    category: String,
    version: u64,
    collected_at: String,
    fields: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Answer {
    record: Record,
}

impl PlainHttp {
    /// Makes the table in a file that is not there yet; `token` opens the service.
    ///
    /// # Errors
    /// What SQLite gives.
    pub fn open(file: &Path, token: &str, sync_delay: Option<Duration>) -> Result<Self, BenchError> {
        let connection = connect(file)?;
        connection.execute_batch(TABLE)?;
        for index in INDEXES {
            connection.execute_batch(index)?;
        }
        let readers: Result<Vec<_>, _> = (0..READERS).map(|_| connect(file).map(Mutex::new)).collect();
        Ok(Self(Arc::new(Service {
            group: Group::start(file, sync_delay)?,
            readers: readers?,
            next_reader: AtomicUsize::new(0),
            tokens: [hashed(token)].into(),
        })))
    }

    /// Its two routes, called as Vern's are.
    pub fn router(&self) -> Router {
        Router::new().route("/v1/records/{key}", get(read).put(write)).with_state(self.clone())
    }

    fn is_let_in(&self, headers: &HeaderMap) -> bool {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = value.and_then(|value| value.strip_prefix("Bearer "));
        token.is_some_and(|token| self.0.tokens.contains(&hashed(token)))
    }

    /// A reader nobody uses, else one to wait for.
    fn reader(&self) -> Option<parking_lot::MutexGuard<'_, Connection>> {
        let free = self.0.readers.iter().find_map(Mutex::try_lock);
        free.or_else(|| {
            let at = self.0.next_reader.fetch_add(1, Ordering::Relaxed) % READERS;
            self.0.readers.get(at).map(Mutex::lock)
        })
    }
}

fn hashed(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

async fn write(
    State(service): State<PlainHttp>,
    extract::Path(key): extract::Path<String>,
    headers: HeaderMap,
    Json(put): Json<Put>,
) -> Response {
    if !service.is_let_in(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let collected_at = SystemClock.now();
    let record = Record {
        subject: format!("subject-{key}"),
        key,
        activity: put.activity,
        category: put.category,
        version: 1,
        collected_at: collected_at.to_string(),
        fields: BTreeMap::new(),
    };
    let (key, subject) = (record.key.clone(), record.subject.clone());
    let (activity, category) = (record.activity.clone(), record.category.clone());
    let (name, email) = (put.fields.get("name").cloned(), put.fields.get("email").cloned());
    let work = move |connection: &Connection| {
        let mut prepared = connection.prepare_cached(
            "INSERT INTO http_records VALUES ($1, $2, $3, $4, 1, $5, $6, $7) \
             ON CONFLICT (key) DO UPDATE SET version = version + 1, name = excluded.name, email = excluded.email",
        )?;
        prepared.execute((key, subject, activity, category, collected_at.as_micros(), name, email))?;
        Ok(1)
    };
    match service.0.group.write(work).await {
        Ok(_) => (StatusCode::CREATED, Json(Answer { record })).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn read(
    State(service): State<PlainHttp>,
    extract::Path(key): extract::Path<String>,
    headers: HeaderMap,
) -> Response {
    if !service.is_let_in(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match service.reader().map(|connection| find(&connection, &key)) {
        Some(Ok(Some(record))) => Json(Answer { record }).into_response(),
        Some(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        Some(Err(_)) | None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn find(connection: &Connection, key: &str) -> rusqlite::Result<Option<Record>> {
    let mut prepared = connection.prepare_cached(
        "SELECT key, subject, activity, category, version, collected_at, name, email FROM http_records WHERE key = $1",
    )?;
    let record = |row: &rusqlite::Row<'_>| {
        let mut fields = BTreeMap::new();
        for (at, id) in [(6, "name"), (7, "email")] {
            if let Some(value) = row.get::<_, Option<String>>(at)? {
                fields.insert(id, value);
            }
        }
        Ok(Record {
            key: row.get(0)?,
            subject: row.get(1)?,
            activity: row.get(2)?,
            category: row.get(3)?,
            version: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
            collected_at: Instant::from_micros(row.get(5)?).to_string(),
            fields,
        })
    };
    prepared.query_row([key], record).optional()
}
