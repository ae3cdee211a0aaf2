//! One role's run: loaded, prepared, timed with so many clients in a closed loop, then read once more; every answer checked.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::task::JoinSet;
use vern_app::{Clock, SystemClock};

use super::draw::Draws;
use super::mix::{Mix, Profile, Role, erased_user};
use super::model::{Mismatch, Model};
use super::query::{Answer, Query, System};
use super::record::{Data, OBJECTIONS, PURPOSES, SHARES};
use crate::error::BenchError;

/// What is run.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Which mixes.
    pub profile: Profile,
    /// Which of them.
    pub role: Role,
    /// On what.
    pub data: Data,
    /// How many operations, over all clients.
    pub operations: u64,
    /// How many clients, each with one operation under way.
    pub clients: u64,
    /// What is drawn from.
    pub seed: u64,
}

/// What was measured.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Microseconds until everything was loaded.
    pub load_micros: u64,
    /// Microseconds the slowest client has waited for its answers. Checking them is not counted.
    pub micros: u64,
    /// Microseconds of each operation.
    pub each: Vec<u64>,
    /// Records that answers told of.
    pub rows: u64,
}

struct Driver<S> {
    system: Arc<S>,
    model: Arc<Model>,
    seed: u64,
}

impl<S> Clone for Driver<S> {
    fn clone(&self) -> Self {
        Self { system: Arc::clone(&self.system), model: Arc::clone(&self.model), seed: self.seed }
    }
}

impl<S: System> Driver<S> {
    /// Asks and checks: microseconds waited, records told of.
    async fn ask(&self, client: u64, operation: Option<u64>, query: Query) -> Result<(u64, u64), BenchError> {
        let begun = self.model.begin(query);
        let started = SystemClock.now();
        let answer = self.system.ask(client, query).await?;
        let took = micros_since(started);
        let checked = self.model.end(query, begun, &answer);
        let rows = checked.map_err(|why| Box::new(Mismatch { seed: self.seed, operation, query, why }))?;
        Ok((took, rows))
    }
}

/// Runs a plan: `operator` loads, prepares and looks at the end, `asked` answers the role.
///
/// # Errors
/// [`BenchError::Mismatch`] for a wrong answer; what the system gives.
pub async fn run<S: System>(operator: Arc<S>, asked: Arc<S>, plan: Plan) -> Result<Measured, BenchError> {
    let started = SystemClock.now();
    load(&operator, plan).await?;
    let load_micros = micros_since(started);
    operator.settle().await?;
    let model = Arc::new(Model::new(plan.data, plan.operations, S::ENFORCES));
    let operator = Driver { system: operator, model: Arc::clone(&model), seed: plan.seed };
    prepare(&operator, plan).await?;
    let role = Driver { system: asked, model, seed: plan.seed };
    let (micros, each, rows) = timed(&role, plan).await?;
    look(&operator, plan).await?;
    Ok(Measured { load_micros, micros, each, rows })
}

async fn load<S: System>(system: &Arc<S>, plan: Plan) -> Result<(), BenchError> {
    let next = Arc::new(AtomicU64::new(0));
    let mut tasks = JoinSet::new();
    for client in 0..S::LOADERS {
        let (system, next) = (Arc::clone(system), Arc::clone(&next));
        tasks.spawn(async move {
            loop {
                let record = next.fetch_add(1, Ordering::Relaxed);
                if record >= plan.data.records {
                    return Ok(());
                }
                let query = Query::Create { record };
                let answer = system.ask(client, query).await?;
                if answer != Answer::Done {
                    let why = format!("{answer:?}");
                    return Err(BenchError::from(Box::new(Mismatch {
                        seed: plan.seed,
                        operation: None,
                        query,
                        why,
                    })));
                }
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.map_err(|_| BenchError::Ended("a loader"))??;
    }
    Ok(())
}

/// What has run out goes, as the published code waits for it; whoever objects from the beginning says so; a regulator finds some users erased.
async fn prepare<S: System>(driver: &Driver<S>, plan: Plan) -> Result<(), BenchError> {
    driver.ask(0, None, Query::DeleteByTtl).await?;
    for hundred in (0..plan.data.users).step_by(usize::try_from(OBJECTIONS).unwrap_or(1)) {
        driver.ask(0, None, Query::Object { user: hundred, objects: true }).await?;
        if plan.role == Role::Regulator {
            driver.ask(0, None, Query::DeleteByUser { user: erased_user(hundred) }).await?;
        }
    }
    Ok(())
}

async fn timed<S: System>(driver: &Driver<S>, plan: Plan) -> Result<(u64, Vec<u64>, u64), BenchError> {
    let mix = Mix::of(plan.profile, plan.role, plan.data);
    let clients = plan.clients.max(1);
    let mut tasks: JoinSet<Result<(Vec<u64>, u64), BenchError>> = JoinSet::new();
    for client in 0..clients {
        let driver = driver.clone();
        tasks.spawn(async move {
            let mut draws = Draws::of(plan.seed, client);
            let (mut each, mut told) = (Vec::new(), 0);
            for operation in (client..plan.operations).step_by(usize::try_from(clients).unwrap_or(1)) {
                let query = mix.draw(&mut draws, operation);
                let (took, rows) = driver.ask(client, Some(operation), query).await?;
                each.push(took);
                told += rows;
            }
            Ok((each, told))
        });
    }
    let (mut slowest, mut all, mut rows) = (0, Vec::new(), 0);
    while let Some(done) = tasks.join_next().await {
        let (each, told) = done.map_err(|_| BenchError::Ended("a client"))??;
        slowest = slowest.max(each.iter().sum());
        rows += told;
        all.extend(each);
    }
    Ok((slowest, all, rows))
}

/// Nothing is under way any more: everything is read once, and is what it must be.
async fn look<S: System>(driver: &Driver<S>, plan: Plan) -> Result<(), BenchError> {
    driver.ask(0, None, Query::DeleteByTtl).await?;
    for purpose in 0..PURPOSES {
        driver.ask(0, None, Query::ListPurpose { purpose, with_data: true }).await?;
        driver.ask(0, None, Query::ListObjecting { purpose }).await?;
        if (plan.profile, plan.role) == (Profile::Paper, Role::Controller) {
            // The rest of what is shared with one is of no such purpose.
            for share in (0..SHARES).filter(|share| share % 5 == purpose % 5) {
                driver.ask(0, None, Query::ListShared { purpose, share }).await?;
            }
        }
    }
    Ok(())
}

fn micros_since(started: vern_core::time::Instant) -> u64 {
    u64::try_from(SystemClock.now().as_micros() - started.as_micros()).unwrap_or(0)
}
