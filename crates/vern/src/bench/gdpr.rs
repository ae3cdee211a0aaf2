//! The GDPR database workloads: Vern through its use cases, and the same data and questions on plain tables, one after the other in one run.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use vern_app::StoreOptions;
use vern_bench::BenchError;
use vern_bench::gdpr::record::Data;
use vern_bench::gdpr::{self, Measured, Plan, Profile, Role, System, Vern};
use vern_bench::plain::{PlainPostgres, PlainSqlite};

use super::figure::{Figure, Run, as_f64};
use crate::failure::Failure;
use crate::server::{self, Places};
use crate::settings;
use crate::terminal::Terminal;

/// Records, operations and clients of `--quick`.
const QUICK: (u64, u64) = (1_000, 200);

/// Which workloads, and how large.
#[derive(Debug, clap::Args)]
pub(super) struct GdprArguments {
    /// Measure only the GDPR database workloads; without it they are measured where `--plain-postgres` is given.
    #[arg(long)]
    pub(super) gdpr: bool,
    /// Whose mixes: paper, 2021 or brownsys.
    #[arg(long, default_value_t = Profile::Code2021)]
    profile: Profile,
    /// Who asks: controller, customer, processor or regulator; each in turn where left out. May be given several times.
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<Role>,
    /// Records the workloads are run on.
    #[arg(long, default_value_t = 100_000)]
    gdpr_records: u64,
    /// Operations of each workload.
    #[arg(long, default_value_t = 10_000)]
    gdpr_operations: u64,
    /// Clients of the workloads, each with one operation under way.
    #[arg(long, default_value_t = 8)]
    clients: u64,
    /// What the workloads draw from: the same asks the same.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The workloads on 1,000 records with 200 operations, to see that they run; nothing to measure by.
    #[arg(long, conflicts_with_all = ["gdpr_records", "gdpr_operations"])]
    quick: bool,
    /// A database on a PostgreSQL server for plain tables, indexed and logged, to compare with. What its tables `gdpr_records` and `gdpr_log` hold is lost.
    #[arg(long)]
    pub(super) plain_postgres: Option<String>,
}

/// How many times faster than PostgreSQL Vern is to be (`docs/performance.md`).
const fn times_faster(profile: Profile, role: Role) -> Option<f64> {
    match (profile, role) {
        (Profile::Code2021, Role::Controller) => Some(10.0),
        (Profile::Code2021, Role::Customer) => Some(5.0),
        (Profile::Code2021, Role::Processor | Role::Regulator) => Some(1.0),
        _ => None,
    }
}

impl GdprArguments {
    fn roles(&self) -> &[Role] {
        if self.roles.is_empty() { &Role::ALL } else { &self.roles }
    }

    fn plan(&self, role: Role) -> Plan {
        let (records, operations) =
            if self.quick { QUICK } else { (self.gdpr_records, self.gdpr_operations) };
        let (profile, clients, seed) = (self.profile, self.clients, self.seed);
        Plan { profile, role, data: Data::of(records), operations, clients, seed }
    }

    /// What is measured, in words.
    pub(super) fn head(&self) -> String {
        let plan = self.plan(Role::Controller);
        let (records, users, operations) = (plan.data.records, plan.data.users, plan.operations);
        format!(
            "GDPR workloads, profile {}: {records} records of {users} users, {operations} operations, {} clients, seed {}",
            self.profile, self.clients, self.seed
        )
    }
}

/// Where it all lies, and what every commit waits.
pub(super) struct Ground<'a> {
    pub(super) places: &'a Places,
    pub(super) folder: &'a Path,
    pub(super) sync_delay: Option<Duration>,
}

/// Every role's figures, each answer checked. Nothing where an answer was wrong, which has been told.
pub(super) async fn run(
    ground: &Ground<'_>,
    arguments: &GdprArguments,
    terminal: &mut Terminal,
) -> Result<Result<Vec<Figure>, ExitCode>, Failure> {
    let mut figures = Vec::new();
    for role in arguments.roles() {
        match measure(ground, arguments, arguments.plan(*role)).await {
            Ok(of_role) => figures.extend(of_role),
            Err(BenchError::Mismatch(wrong)) => {
                terminal.aside(&wrong.to_string());
                terminal.result(&serde_json::json!({ "wrong_answer": wrong.to_string() }));
                return Ok(Err(ExitCode::FAILURE));
            }
            Err(BenchError::Vern(problem)) => return Err(problem.into()),
            Err(other) => return Err(anyhow::Error::from(other).into()),
        }
    }
    Ok(Ok(figures))
}

async fn measure(
    ground: &Ground<'_>,
    arguments: &GdprArguments,
    plan: Plan,
) -> Result<Vec<Figure>, BenchError> {
    let name = |system: &str| format!("GDPR {} {}: {system}", plan.profile, plan.role);
    let postgres = match &arguments.plain_postgres {
        Some(address) => {
            let password = settings::postgres_password();
            let plain =
                PlainPostgres::open(address, password.as_deref(), plan.data, ground.sync_delay).await?;
            Some(alone(Arc::new(plain), plan).await?)
        }
        None => None,
    };
    let sqlite = {
        let folder = tempfile::tempdir_in(ground.folder).map_err(|_| BenchError::Ended("the RAM disk"))?;
        let plain = PlainSqlite::open(&folder.path().join("plain.db"), plan.data, ground.sync_delay)?;
        alone(Arc::new(plain), plan).await?
    };
    let vern = {
        let store = StoreOptions { injected_sync_delay: ground.sync_delay };
        let installation = server::open_or_make(ground.places, store).await?;
        let (operator, asked) = Vern::open(&installation, plan.role, plan.data).await?;
        gdpr::run(operator, asked, plan).await?
    };
    let (seconds, rows) = (vern.micros, vern.rows);
    let times = |other: &Measured| as_f64(other.micros) / as_f64(seconds.max(1));
    let mut figures = vec![
        loaded(name("Vern, loaded"), &vern, plan),
        taken(name("Vern"), vern),
        Figure::new(name("records and lines told of, every answer checked"), as_f64(rows), ""),
    ];
    if let Some(postgres) = postgres {
        let ratio = Figure::new(name("PostgreSQL's time ÷ Vern's"), times(&postgres), "×");
        let ratio = match times_faster(plan.profile, plan.role) {
            Some(times) => ratio.at_least(times),
            None => ratio,
        };
        figures.push(loaded(name("PostgreSQL, loaded"), &postgres, plan));
        figures.push(taken(name("PostgreSQL, indexed and logged"), postgres));
        figures.push(ratio);
    }
    figures.push(loaded(name("SQLite, loaded"), &sqlite, plan));
    let ratio = Figure::new(name("SQLite's time ÷ Vern's"), times(&sqlite), "×");
    figures.push(taken(name("SQLite, indexed and logged"), sqlite));
    figures.push(ratio);
    Ok(figures)
}

/// Plain tables know no roles.
async fn alone<S: System>(system: Arc<S>, plan: Plan) -> Result<Measured, BenchError> {
    gdpr::run(Arc::clone(&system), system, plan).await
}

fn loaded(what: String, measured: &Measured, plan: Plan) -> Figure {
    let per_s = as_f64(plan.data.records) * 1_000_000.0 / as_f64(measured.load_micros.max(1));
    Figure::new(what, per_s, "/s")
}

/// Seconds for all operations, with the p99 of one.
fn taken(what: String, measured: Measured) -> Figure {
    let (operations, micros) = (measured.each.len() as u64, measured.micros);
    Run { operations, micros, each: measured.each }.seconds(what)
}
