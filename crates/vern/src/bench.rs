//! `vern bench`: what this machine does, and what plain tables do on it. Absolute figures differ from disk to disk by a factor of a hundred, so data lies on a RAM disk where there
//! is one, every commit waits an injected sync delay, and the real volume's sync time is printed beside them.

mod figure;
mod gdpr;
mod http;
mod journal;
mod load;
mod person;
mod start;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use vern_app::{Clock, SystemClock};

use crate::demo::{CHARTER, CHARTER_FILE, ORGANISATION};
use crate::failure::Failure;
use crate::server::{self, Places};
use crate::settings;
use crate::terminal::Terminal;
use figure::{Figure, as_f64, micros_since, percentile};
use gdpr::{GdprArguments, Ground};
use load::Load;

/// The design's (`docs/performance.md`): never a failure unless `--check` asks, a figure beside a figure.
const DECIDE_NS: f64 = 1_000.0;

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
    /// Show only what misses the design, and exit with 1 if anything does.
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    gdpr: GdprArguments,
}

impl BenchArguments {
    /// What every commit waits, on every engine that is measured.
    fn sync_delay(&self) -> Option<Duration> {
        Some(Duration::from_micros(self.sync_delay_us)).filter(|delay| !delay.is_zero())
    }
}

pub(crate) async fn run(arguments: &BenchArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let parent = arguments.directory.clone().unwrap_or_else(ram_disk);
    let folder = tempfile::Builder::new().prefix("vern-bench-").tempdir_in(&parent)?;
    let (sync_p50, sync_p99) = measure_sync(Path::new("."))?;
    let mut figures = vec![
        Figure::new("fdatasync of the working directory, median", sync_p50, "µs"),
        Figure::new("fdatasync of the working directory, p99", sync_p99, "µs"),
    ];
    let places = places(folder.path(), arguments);
    if !arguments.gdpr.gdpr {
        figures.push(decide()?);
        figures.extend(operations(&places, folder.path(), arguments).await?);
        let data =
            arguments.postgres.clone().unwrap_or_else(|| folder.path().join("data").display().to_string());
        figures.extend(start::run(&data, &places.keys)?);
    }
    if arguments.gdpr.gdpr || arguments.gdpr.plain_postgres.is_some() {
        let (folder, sync_delay) = (folder.path(), arguments.sync_delay());
        let ground = Ground { places: &places, folder, sync_delay };
        match gdpr::run(&ground, &arguments.gdpr, terminal).await? {
            Ok(of_workloads) => figures.extend(of_workloads),
            Err(wrong) => return Ok(wrong),
        }
    }
    figure::print(&head(arguments, &parent), &figures, arguments.check, terminal);
    let is_missed = arguments.check && figures.iter().any(Figure::is_missed);
    Ok(if is_missed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What is measured, in words.
fn head(arguments: &BenchArguments, parent: &Path) -> String {
    let what = if arguments.gdpr.gdpr {
        arguments.gdpr.head()
    } else {
        format!("{} in flight, {} records present", arguments.in_flight, arguments.present)
    };
    format!("{what}, sync delay {} µs, on {}", arguments.sync_delay_us, parent.display())
}

/// All that one process does with the installation open.
async fn operations(
    places: &Places,
    folder: &Path,
    arguments: &BenchArguments,
) -> Result<Vec<Figure>, Failure> {
    let load = Load::open(places, arguments).await?;
    load.create(arguments.present).await?;
    let mut figures = vec![load.space()?];
    figures.push(load.create(arguments.operations).await?);
    figures.push(load.read(arguments.operations).await?);
    let [creates, reads, batches @ ..] = http::run(&load, arguments.operations / 4).await?;
    let over_http = (creates.value(), reads.value());
    figures.extend([creates, reads].into_iter().chain(batches));
    if arguments.postgres.is_none() {
        figures.extend(http::price(&load, folder, arguments.operations / 4, over_http).await?);
    }
    figures.extend(journal::proofs(&load, folder).await?);
    if arguments.history > 0 {
        let controller = load.installation.controller(ORGANISATION)?;
        load.installation.fill_journal(&controller, (0, arguments.history), 1).await?;
    }
    figures.extend(journal::history(&load).await?);
    figures.extend(person::run(&load).await?);
    Ok(figures)
}

fn places(folder: &Path, arguments: &BenchArguments) -> Places {
    Places {
        data: match &arguments.postgres {
            Some(address) => server::data_place(address),
            None => folder.join("data").into(),
        },
        keys: folder.join("keys"),
        name: "bench.vern.invalid".to_owned(),
        socket: None,
    }
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
    Ok(Figure::new("decide, six activities, one core", ns, "ns").at_most(DECIDE_NS))
}
