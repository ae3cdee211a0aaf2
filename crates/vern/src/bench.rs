//! `vern bench`: what this machine does. Absolute figures differ from disk to disk by a factor of a hundred, so data lies on a RAM disk where there
//! is one, every commit waits an injected sync delay, and the real volume's sync time is printed beside them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tokio::task::JoinSet;
use vern_app::history::question::{HistoryPlace, HistoryRequest, LinkUse, Paging, PersonQuestion};
use vern_app::record::{Circumstance, PutRequest};
use vern_app::{Caller, Clock, Installation, Problem, StoreOptions, SystemClock};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_journal::verify;

use crate::demo::{CHARTER, CHARTER_FILE, ORGANISATION};
use crate::export_folder::ExportFolder;
use crate::failure::Failure;
use crate::server::{self, Places};
use crate::settings;
use crate::terminal::Terminal;

/// Figures of the design a run is held against; never a failure, a figure beside a figure.
const READS_PER_S: f64 = 60_000.0;
const CREATES_PER_S: f64 = 20_000.0;
const DECIDE_NS: f64 = 1_000.0;
const VERIFY_PER_S: f64 = 1_000_000.0;
const SPACE_RATIO: f64 = 3.6;
const PROOF_MS: f64 = 1.0;

/// Proofs that are timed.
const PROOFS: u64 = 200;
/// Entries in the window that is asked about, at most.
const WINDOW_MAX: u64 = 1_000_000;

/// What to measure with.
#[derive(Debug, clap::Args)]
pub(crate) struct BenchArguments {
    /// Operations of each kind that are timed.
    #[arg(long, default_value_t = 100_000)]
    operations: u64,
    /// Records of about 100 bytes that are there before, ten to a subject.
    #[arg(long, default_value_t = 100_000)]
    present: u64,
    /// Operations in flight.
    #[arg(long, default_value_t = 128)]
    in_flight: usize,
    /// Microseconds every commit waits as if for a disk.
    #[arg(long, default_value_t = 1_000)]
    sync_delay_us: u64,
    /// Made-up entries that are added to the journal before it is asked who touched what.
    #[arg(long, default_value_t = 0)]
    history: u64,
    /// Where the data lies; a RAM disk where there is one.
    #[arg(long)]
    directory: Option<PathBuf>,
    /// An empty database on a PostgreSQL server to lay the data in instead, as `--data` takes it elsewhere. It is filled and left.
    #[arg(long)]
    postgres: Option<String>,
}

/// One line of the table.
#[derive(Debug, Serialize)]
struct Figure {
    what: &'static str,
    value: f64,
    unit: &'static str,
    /// The figure of the design, and how many times that is.
    design: Option<f64>,
    ratio: Option<f64>,
    /// 99 of 100 were answered within so many milliseconds.
    p99_ms: Option<f64>,
}

impl Figure {
    fn new(what: &'static str, value: f64, unit: &'static str) -> Self {
        Self { what, value, unit, design: None, ratio: None, p99_ms: None }
    }

    fn against(self, design: f64) -> Self {
        Self { design: Some(design), ratio: Some(self.value / design), ..self }
    }

    fn with_p99(self, p99_ms: f64) -> Self {
        Self { p99_ms: Some(p99_ms), ..self }
    }
}

pub(crate) async fn run(arguments: &BenchArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let parent = arguments.directory.clone().unwrap_or_else(ram_disk);
    let folder = tempfile::Builder::new().prefix("vern-bench-").tempdir_in(&parent)?;
    let (sync_p50, sync_p99) = measure_sync(Path::new("."))?;
    let mut figures = vec![
        Figure::new("fdatasync of the working directory, median", sync_p50, "µs"),
        Figure::new("fdatasync of the working directory, p99", sync_p99, "µs"),
        decide()?,
    ];
    let bench = Bench::open(folder.path(), arguments).await?;
    bench.create(0, arguments.present).await?;
    figures.push(bench.space(arguments.present)?);
    let creates = bench.create(arguments.present, arguments.operations).await?;
    figures.push(creates.figure("create, one look-up field").against(CREATES_PER_S));
    let reads = bench.read(arguments.present, arguments.operations).await?;
    figures.push(reads.figure("read, decrypted, journalled").against(READS_PER_S));
    figures.extend(bench.journal(folder.path()).await?);
    if arguments.history > 0 {
        let controller = bench.installation.controller(ORGANISATION)?;
        bench.installation.fill_journal(&controller, (0, arguments.history), 1).await?;
    }
    figures.extend(bench.history().await?);
    print(&figures, arguments, &parent, terminal);
    Ok(ExitCode::SUCCESS)
}

fn print(figures: &[Figure], arguments: &BenchArguments, parent: &Path, terminal: &mut Terminal) {
    terminal.line(format!(
        "{} in flight, {} records present, sync delay {} µs, on {}",
        arguments.in_flight,
        arguments.present,
        arguments.sync_delay_us,
        parent.display()
    ));
    for figure in figures {
        let p99 = figure.p99_ms.map(|p99| format!("  p99 {p99:.1} ms")).unwrap_or_default();
        let design = figure.design.zip(figure.ratio);
        let design =
            design.map(|(design, ratio)| format!("  design {design:.1}: {ratio:.2} ×")).unwrap_or_default();
        terminal.line(format!("{:48} {:>12.1} {:6}{p99}{design}", figure.what, figure.value, figure.unit));
    }
    terminal.result(&figures);
}

/// `/dev/shm` where it is there, else the system's temporary directory.
fn ram_disk() -> PathBuf {
    let shm = PathBuf::from("/dev/shm");
    if shm.is_dir() { shm } else { settings::temporary_directory() }
}

/// Median and p99 of a synced 4 KiB write, in microseconds.
fn measure_sync(directory: &Path) -> Result<(f64, f64), Failure> {
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    let mut took = Vec::new();
    for _ in 0..200 {
        let started = SystemClock.now();
        file.write_all(&[0x5A; 4096])?;
        file.as_file().sync_data()?;
        took.push(micros_since(started));
    }
    took.sort_unstable();
    Ok((as_f64(percentile(&took, 50)), as_f64(percentile(&took, 99))))
}

fn micros_since(started: vern_core::time::Instant) -> u64 {
    u64::try_from(SystemClock.now().as_micros() - started.as_micros()).unwrap_or(0)
}

fn percentile(sorted: &[u64], percent: usize) -> u64 {
    let place = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(place).copied().unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "figures for people, far below 2^52")]
const fn as_f64(value: u64) -> f64 {
    value as f64
}

/// Nanoseconds of one decision by the sample charter.
fn decide() -> Result<Figure, Failure> {
    const ROUNDS: u64 = 2_000_000;
    let rules = vern_app::charter::check_charter(CHARTER.as_bytes(), CHARTER_FILE)?;
    let question = vern_app::measure::Question::of(&rules);
    let started = SystemClock.now();
    let permitted = (0..ROUNDS).filter(|_| std::hint::black_box(&question).is_permitted(&rules)).count();
    let ns = as_f64(micros_since(started)) * 1000.0 / as_f64(ROUNDS);
    if permitted == 0 {
        return Err(anyhow::anyhow!("the decision that is measured must permit").into());
    }
    Ok(Figure::new("decide, six activities, one core", ns, "ns").against(DECIDE_NS))
}

struct Bench {
    installation: Arc<Installation>,
    caller: Caller,
    in_flight: usize,
    subjects: Subjects,
}

/// Subjects issued so far: every tenth record is of a new one, the rest go round those that are there.
#[derive(Clone, Default)]
struct Subjects(Arc<Mutex<Vec<SubjectId>>>);

impl Subjects {
    fn of(&self, number: u64) -> Option<SubjectId> {
        let issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let spread = usize::try_from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16).unwrap_or(0);
        if number.is_multiple_of(10) { None } else { issued.get(spread % issued.len().max(1)).copied() }
    }

    fn issued(&self, number: u64, subject: SubjectId) {
        if number.is_multiple_of(10) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(subject);
        }
    }
}

/// Operations done in a time, with each one's own.
struct Run {
    operations: u64,
    micros: u64,
    each: Vec<u64>,
}

impl Run {
    fn figure(mut self, what: &'static str) -> Figure {
        self.each.sort_unstable();
        let p99_ms = as_f64(percentile(&self.each, 99)) / 1000.0;
        Figure::new(what, as_f64(self.operations) * 1_000_000.0 / as_f64(self.micros.max(1)), "/s")
            .with_p99(p99_ms)
    }
}

impl Bench {
    async fn open(folder: &Path, arguments: &BenchArguments) -> Result<Self, Failure> {
        let places = Places {
            data: match &arguments.postgres {
                Some(address) => server::data_place(address),
                None => folder.join("data").into(),
            },
            keys: folder.join("keys"),
            name: "bench.vern.invalid".to_owned(),
        };
        let delay = Some(Duration::from_micros(arguments.sync_delay_us)).filter(|delay| !delay.is_zero());
        let installation = server::open_or_make(&places, StoreOptions { injected_sync_delay: delay }).await?;
        installation.import_charter(CHARTER.as_bytes(), CHARTER_FILE).await?;
        let token = installation.issue_token(ORGANISATION, "manager").await?.value.token;
        let caller = installation.authenticate(token.expose_text())?;
        Ok(Self { installation, caller, in_flight: arguments.in_flight, subjects: Subjects::default() })
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
    async fn create(&self, from: u64, count: u64) -> Result<Run, Failure> {
        let subjects = self.subjects.clone();
        self.each(from, count, move |installation, caller, number| {
            let subjects = subjects.clone();
            async move {
                let request = PutRequest { subject: subjects.of(number), ..request(number) };
                let put = installation.put_record(&caller, &key(number), &request).await?;
                subjects.issued(number, put.value.subject);
                Ok(())
            }
        })
        .await
    }

    /// Reads records, spread over all that are there.
    async fn read(&self, present: u64, count: u64) -> Result<Run, Failure> {
        self.each(0, count, move |installation, caller, number| async move {
            let circumstance = Circumstance { activity: "contracts".to_owned(), ..Circumstance::default() };
            let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % present.max(1);
            installation.read_record(&caller, &key(spread), &circumstance).await.map(|_| ())
        })
        .await
    }

    /// Bytes stored for each byte of personal data, without the journal.
    fn space(&self, present: u64) -> Result<Figure, Failure> {
        let personal: u64 = (0..present)
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
        .against(SPACE_RATIO))
    }

    /// Entries verified a second from an export, and the size of one proof.
    async fn journal(&self, folder: &Path) -> Result<Vec<Figure>, Failure> {
        let controller = self.installation.controller(ORGANISATION)?;
        let export = ExportFolder(folder.join("export"));
        self.installation.export_journal(&controller, &mut ExportFolder(folder.join("export"))).await?;
        let started = SystemClock.now();
        let report = verify(&export, &[]);
        let micros = micros_since(started);
        if !report.is_ok() {
            return Err(anyhow::anyhow!("the journal of the bench does not verify").into());
        }
        let receipt =
            self.installation.issue_token(ORGANISATION, "manager").await?.committed.receipt.to_string();
        let started = SystemClock.now();
        let proven = self.installation.entry_by_receipt(&controller, &receipt).await?;
        let proof_ms = as_f64(micros_since(started)) / 1000.0;
        let started = SystemClock.now();
        for _ in 0..PROOFS {
            self.installation.entry_by_receipt(&controller, &receipt).await?;
        }
        let again_ms = as_f64(micros_since(started)) / 1000.0 / as_f64(PROOFS);
        let per_s = as_f64(report.entries_checked) * 1_000_000.0 / as_f64(micros.max(1));
        Ok(vec![
            Figure::new("journal verify, one core", per_s, "/s").against(VERIFY_PER_S),
            Figure::new("one proof, with a checkpoint signed for it", proof_ms, "ms"),
            Figure::new("one proof, against the newest checkpoint", again_ms, "ms").against(PROOF_MS),
            Figure::new("one proof", as_f64(u64::try_from(proven.proof.len() * 32).unwrap_or(0)), "bytes"),
        ])
    }
}

impl Bench {
    /// Who touched what, and who read a person's data, over the journal as it is.
    async fn history(&self) -> Result<Vec<Figure>, Failure> {
        let controller = self.installation.controller(ORGANISATION)?;
        let started = SystemClock.now();
        let segments = self.installation.build_segments(&controller).await?;
        let build_ms = as_f64(micros_since(started)) / 1000.0;
        // Times of a journal never go back: the window of the newest entries begins where so many are left.
        let all = self.installation.history_summary(&controller, &HistoryRequest::default()).await?;
        let first = all.journal_entries.saturating_sub(WINDOW_MAX).saturating_sub(1);
        let paging = Paging { after: Some(HistoryPlace { epoch: 1, index: first }), ..Paging::default() };
        let newest = self.installation.history_page(&controller, &HistoryRequest::default(), paging).await?;
        let since = newest.lines.first().map(|line| line.at);
        let window = HistoryRequest { since, ..HistoryRequest::default() };
        let started = SystemClock.now();
        let summary = self.installation.history_summary(&controller, &window).await?;
        let window_ms = as_f64(micros_since(started)) / 1000.0;
        let Some(subject) = self.subjects.of(1) else { return Ok(Vec::new()) };
        let question = PersonQuestion {
            subject,
            activity: "contracts".to_owned(),
            link_use: LinkUse::Access,
            reason: Some(Personal::new("bench".to_owned())),
            paging: Paging::default(),
        };
        let started = SystemClock.now();
        let told = self.installation.person_history(&self.caller, &question).await?.value;
        let person_ms = as_f64(micros_since(started)) / 1000.0;
        let lines = u64::try_from(told.page.lines.len()).unwrap_or(0);
        Ok(vec![
            Figure::new("journal, entries to ask", as_f64(all.journal_entries), ""),
            Figure::new("segments built in one go", as_f64(segments), ""),
            Figure::new("building them, off the writer", build_ms, "ms"),
            Figure::new("entries in the window asked about", as_f64(summary.entries), ""),
            Figure::new("who touched what in it, summed", window_ms, "ms"),
            Figure::new("who read this person, lines", as_f64(lines), ""),
            Figure::new("who read this person, all of the journal", person_ms, "ms"),
        ])
    }
}

fn key(number: u64) -> String {
    format!("bench-{number:08}")
}

/// About 100 bytes of personal data.
fn request(number: u64) -> PutRequest {
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
