//! An installation with records in it, and creates and reads of them by the use cases, so many in flight.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;
use vern_app::record::{Circumstance, PutRequest};
use vern_app::{Caller, Clock, Installation, Problem, StoreOptions, SystemClock};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;

use super::BenchArguments;
use super::figure::{Figure, Run, as_f64, micros_since};
use crate::demo::{CHARTER, CHARTER_FILE, ORGANISATION};
use crate::failure::Failure;
use crate::server::{self, Places};

/// Figures of the design (`docs/performance.md`).
const READS_PER_S: f64 = 60_000.0;
const READ_P99_MS: f64 = 15.0;
const CREATES_PER_S: f64 = 20_000.0;
const SPACE_RATIO: f64 = 3.6;

pub(super) struct Load {
    pub(super) installation: Arc<Installation>,
    pub(super) caller: Caller,
    /// The caller's, for HTTP.
    pub(super) token: Personal<String>,
    pub(super) in_flight: usize,
    pub(super) sync_delay: Option<Duration>,
    pub(super) subjects: Subjects,
    present: AtomicU64,
}

/// Subjects issued so far: every tenth record is of a new one, the rest go round those that are there.
#[derive(Clone, Default)]
pub(super) struct Subjects(Arc<Mutex<Vec<SubjectId>>>);

impl Subjects {
    pub(super) fn of(&self, number: u64) -> Option<SubjectId> {
        let issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let spread = usize::try_from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16).unwrap_or(0);
        if number.is_multiple_of(10) { None } else { issued.get(spread % issued.len().max(1)).copied() }
    }

    /// The subject issued after so many others.
    pub(super) fn nth(&self, place: u64) -> Option<SubjectId> {
        let issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        issued.get(usize::try_from(place).ok()?).copied()
    }

    fn issued(&self, number: u64, subject: SubjectId) {
        if number.is_multiple_of(10) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(subject);
        }
    }
}

impl Load {
    pub(super) async fn open(places: &Places, arguments: &BenchArguments) -> Result<Self, Failure> {
        let sync_delay = arguments.sync_delay();
        let store = StoreOptions { injected_sync_delay: sync_delay };
        let installation = server::open_or_make(places, store).await?;
        installation.import_charter(CHARTER.as_bytes(), CHARTER_FILE).await?;
        let token = installation.issue_token(ORGANISATION, "manager").await?.value.token;
        let caller = installation.authenticate(token.expose_text())?;
        let token = Personal::new(token.expose_text().to_owned());
        let (in_flight, subjects) = (arguments.in_flight, Subjects::default());
        Ok(Self { installation, caller, token, in_flight, sync_delay, subjects, present: AtomicU64::new(0) })
    }

    /// Records there are, numbered from 0.
    pub(super) fn present(&self) -> u64 {
        self.present.load(Ordering::Relaxed)
    }

    /// So many more are there.
    pub(super) fn add_present(&self, count: u64) {
        self.present.fetch_add(count, Ordering::Relaxed);
    }

    /// Runs `operation` for each number, so many in flight.
    async fn each<F, W>(&self, from: u64, count: u64, work: W) -> Result<Run, Failure>
    where
        F: Future<Output = Result<(), Problem>> + Send + 'static,
        W: Fn(Arc<Installation>, Caller, u64) -> F + Clone + Send + 'static,
    {
        let next = Arc::new(AtomicU64::new(from));
        let started = SystemClock.now();
        let mut tasks: JoinSet<Result<Vec<u64>, Problem>> = JoinSet::new();
        for _ in 0..self.in_flight {
            let (next, work) = (Arc::clone(&next), work.clone());
            let (installation, caller) = (Arc::clone(&self.installation), self.caller.clone());
            tasks.spawn(async move {
                let mut took = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= from + count {
                        return Ok(took);
                    }
                    let started = SystemClock.now();
                    work(Arc::clone(&installation), caller.clone(), number).await?;
                    took.push(micros_since(started));
                }
            });
        }
        let mut each = Vec::new();
        while let Some(done) = tasks.join_next().await {
            each.extend(done.map_err(anyhow::Error::from)??);
        }
        Ok(Run { operations: count, micros: micros_since(started), each })
    }

    /// Creates records of about 100 bytes with one look-up field, ten to a subject.
    pub(super) async fn create(&self, count: u64) -> Result<Figure, Failure> {
        let subjects = self.subjects.clone();
        let work = move |installation: Arc<Installation>, caller, number| {
            let subjects = subjects.clone();
            async move {
                let request = PutRequest { subject: subjects.of(number), ..request(number) };
                let put = installation.put_record(&caller, &key(number), &request).await?;
                subjects.issued(number, put.value.subject);
                Ok(())
            }
        };
        let run = self.each(self.present(), count, work).await?;
        self.add_present(count);
        Ok(run.per_second("create, one look-up field").at_least(CREATES_PER_S))
    }

    /// Reads records, spread over all that are there.
    pub(super) async fn read(&self, count: u64) -> Result<Figure, Failure> {
        let present = self.present();
        let work = move |installation: Arc<Installation>, caller, number| async move {
            installation.read_record(&caller, &key(spread(number, present)), &circumstance()).await.map(drop)
        };
        let run = self.each(0, count, work).await?;
        Ok(run.per_second("read, decrypted, journalled").at_least(READS_PER_S).p99_at_most(READ_P99_MS))
    }

    /// Bytes stored for each byte of personal data, without the journal.
    pub(super) fn space(&self) -> Result<Figure, Failure> {
        let personal: u64 = (0..self.present())
            .map(|number| {
                request(number).fields.values().map(|value| value.reveal().len() as u64).sum::<u64>()
            })
            .sum();
        let stored = self.installation.space()?;
        Ok(Figure::new(
            "space ÷ personal data, ten records a subject",
            as_f64(stored) / as_f64(personal.max(1)),
            "×",
        )
        .at_most(SPACE_RATIO))
    }
}

/// Numbers in another order, each of those below `present` about as often.
pub(super) const fn spread(number: u64, present: u64) -> u64 {
    let present = if present == 0 { 1 } else { present };
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % present
}

pub(super) fn circumstance() -> Circumstance {
    Circumstance { activity: "contracts".to_owned(), ..Circumstance::default() }
}

pub(super) fn key(number: u64) -> String {
    format!("bench-{number:08}")
}

/// About 100 bytes of personal data.
pub(super) fn request(number: u64) -> PutRequest {
    let fields = [
        ("name", format!("Bench Person {number:010} with a name of usual length and some more")),
        ("email", format!("person-{number:010}@example.com")),
    ];
    PutRequest {
        activity: "contracts".to_owned(),
        category: Some("customer".to_owned()),
        fields: fields.into_iter().map(|(id, value)| (id.to_owned(), Personal::new(value))).collect(),
        ..PutRequest::default()
    }
}
