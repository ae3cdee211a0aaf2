//! kill −9 at a random moment of many concurrent operations, again and again; afterwards: every acknowledged operation is there with its
//! entry, no entry without its change, no change without its entry, the tree verifies and has not been rolled back.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::aftermath::look;
use crate::model::{Known, Model, Pending};
use crate::numbers::Numbers;
use crate::program::Program;

/// How often, how much, from which seed.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Times the server is killed.
    pub rounds: u32,
    /// Operations asked for in a round; the kill comes at a random one.
    pub operations: u32,
    /// Clients at once.
    pub clients: u32,
    /// Seed of the moments and of what clients do.
    pub seed: u64,
}

/// What was seen over all rounds.
#[derive(Debug, Default, Clone, Copy)]
pub struct Report {
    /// Times the server was killed.
    pub rounds: u32,
    /// Operations acknowledged.
    pub acknowledged: u64,
    /// Operations asked and not answered when the server died.
    pub unanswered: u64,
    /// Of those, found done.
    pub unanswered_done: u64,
    /// Entries in the journal at the end.
    pub entries: u64,
    /// Records at the end.
    pub records: u64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} kills, {} operations acknowledged and all there, {} unanswered ({} of them done), {} entries verified, {} records",
            self.rounds, self.acknowledged, self.unanswered, self.unanswered_done, self.entries, self.records
        )
    }
}

/// Runs a plan. `say` gets one line a round.
///
/// # Errors
/// The first thing that is not as it must be, with the round, and the seed to see it again.
pub fn survive(binary: &Path, plan: &Plan, say: &mut dyn FnMut(&str)) -> Result<Report> {
    let folder = tempfile::Builder::new().prefix("vern-survival-").tempdir()?;
    let program = Program::new(binary, folder.path());
    let token = program.install()?;
    let mut models: Vec<Model> = (0..plan.clients).map(|_| Model::default()).collect();
    let mut numbers = Numbers::new(plan.seed);
    let mut report = Report::default();
    let mut known_checkpoint: Option<String> = None;
    for round in 1..=plan.rounds {
        let kill_at = u32::try_from(numbers.below(u64::from(plan.operations)))?;
        let seed = numbers.next();
        let context = || format!("round {round}, seed {}", plan.seed);
        load_and_kill(&program, &token, &mut models, plan, kill_at, seed, round).with_context(context)?;
        let receipts: Vec<String> = models.iter_mut().flat_map(|model| model.receipts.drain(..)).collect();
        let seen = look(&program, &receipts, known_checkpoint.as_deref()).with_context(context)?;
        known_checkpoint = Some(seen.checkpoint);
        report.entries = u64::try_from(seen.entries.len())?;
        report.records = seen.records;
        if round == plan.rounds {
            models.iter_mut().for_each(|model| model.touched = model.records.keys().cloned().collect());
        }
        check_records(&program, &token, &mut models, &mut report).with_context(context)?;
        report.rounds = round;
        report.acknowledged = models.iter().map(|model| model.acknowledged).sum();
        say(&format!(
            "round {round}: killed at operation {kill_at}; {} entries, {} records",
            report.entries, report.records
        ));
    }
    Ok(report)
}

/// Serves, lets all clients work, and kills the server when so many operations have been begun.
fn load_and_kill(
    program: &Program,
    token: &str,
    models: &mut [Model],
    plan: &Plan,
    kill_at: u32,
    seed: u64,
    round: u32,
) -> Result<()> {
    let serving = program.serve()?;
    let base = serving.base.clone();
    let begun = AtomicU32::new(0);
    let outcomes: Result<Vec<()>> = thread::scope(|scope| {
        let mut clients = Vec::new();
        for (number, model) in (0_u32..).zip(models.iter_mut()) {
            let client =
                Client { base: &base, token, agent: agent(), begun: &begun, operations: plan.operations };
            let seed = seed ^ (u64::from(number) << 32);
            clients.push(scope.spawn(move || client.work(model, &format!("c{number}-r{round}"), seed)));
        }
        while begun.load(Ordering::Relaxed) < kill_at && clients.iter().any(|client| !client.is_finished()) {
            thread::yield_now();
        }
        serving.kill()?;
        clients
            .into_iter()
            .map(|client| client.join().map_err(|_| anyhow::anyhow!("a client panicked"))?)
            .collect()
    });
    outcomes.map(|_| ())
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_idle_connections(1).build().into()
}

/// One client with records of its own.
struct Client<'a> {
    base: &'a str,
    token: &'a str,
    agent: ureq::Agent,
    begun: &'a AtomicU32,
    operations: u32,
}

/// What came of one operation.
enum Told {
    /// Acknowledged, with the receipt.
    Done(String),
    /// No answer: the server is gone.
    Nothing,
}

impl Client<'_> {
    /// Works until the server is gone or there is nothing left to do. Any refusal or error is a failure of the test.
    fn work(&self, model: &mut Model, prefix: &str, seed: u64) -> Result<()> {
        let mut numbers = Numbers::new(seed);
        let mut made = 0_u32;
        while self.begun.fetch_add(1, Ordering::Relaxed) < self.operations {
            let held: Vec<String> = model
                .records
                .iter()
                .filter(|(_, known)| known.value.is_some())
                .map(|(key, _)| key.clone())
                .rev()
                .take(20)
                .collect();
            let pick = usize::try_from(numbers.below(u64::try_from(held.len()).unwrap_or(1))).unwrap_or(0);
            let told = match (numbers.below(10), held.get(pick)) {
                (4..=5, Some(key)) => self.read(key)?,
                (6..=7, Some(key)) => self.put(model, key, &format!("value {}", numbers.next()))?,
                (8..=9, Some(key)) => self.erase(model, key)?,
                _ => {
                    made += 1;
                    self.put(model, &format!("{prefix}-{made}"), &format!("value {}", numbers.next()))?
                }
            };
            model.touched.extend(held.get(pick).cloned());
            match told {
                Told::Done(receipt) => {
                    model.receipts.push(receipt);
                    model.acknowledged += 1;
                }
                Told::Nothing => return Ok(()),
            }
        }
        Ok(())
    }

    fn url(&self, key: &str) -> String {
        format!("{}/v1/records/{key}", self.base)
    }

    fn read(&self, key: &str) -> Result<Told> {
        let sent = self
            .agent
            .get(self.url(key))
            .header("authorization", format!("Bearer {}", self.token))
            .header("vern-activity", "contracts")
            .call();
        told(sent, key)
    }

    fn put(&self, model: &mut Model, key: &str, value: &str) -> Result<Told> {
        let version = model.records.get(key).map_or(1, |known| known.version + 1);
        let after = Known { version, value: Some(value.to_owned()) };
        model.pending = Some(Pending { key: key.to_owned(), after: after.clone() });
        let body = json!({ "activity": "contracts", "category": "customer", "fields": { "name": value, "email": format!("{key}@example.com") } });
        let sent = self
            .agent
            .put(self.url(key))
            .header("authorization", format!("Bearer {}", self.token))
            .send_json(&body);
        self.settle(model, key, after, told(sent, key)?)
    }

    fn erase(&self, model: &mut Model, key: &str) -> Result<Told> {
        let after = Known { version: 0, value: None };
        model.pending = Some(Pending { key: key.to_owned(), after: after.clone() });
        let sent = self
            .agent
            .delete(self.url(key))
            .header("authorization", format!("Bearer {}", self.token))
            .header("vern-activity", "contracts")
            .call();
        self.settle(model, key, after, told(sent, key)?)
    }

    /// Answered: known. Not answered: it stays pending.
    fn settle(&self, model: &mut Model, key: &str, after: Known, told: Told) -> Result<Told> {
        if matches!(told, Told::Done(_)) {
            model.touched.insert(key.to_owned());
            model.records.insert(key.to_owned(), after);
            model.pending = None;
        }
        Ok(told)
    }
}

fn told(sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>, key: &str) -> Result<Told> {
    let Ok(mut response) = sent else { return Ok(Told::Nothing) };
    let status = response.status().as_u16();
    let receipt =
        response.headers().get("vern-receipt").and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
    let Ok(body) = response.body_mut().read_to_string() else { return Ok(Told::Nothing) };
    ensure!((200..300).contains(&status), "{key}: {status} {body}");
    Ok(Told::Done(receipt.context("an answer without a receipt")?))
}

/// Serves again and reads every record the round touched, after the last round every record there ever was; what was pending may be as before or as asked.
fn check_records(program: &Program, token: &str, models: &mut [Model], report: &mut Report) -> Result<()> {
    let serving = program.serve()?;
    let base = serving.base.clone();
    let results: Result<Vec<(u64, u64)>> = thread::scope(|scope| {
        let checks: Vec<_> =
            models.iter_mut().map(|model| scope.spawn(|| check_model(&base, token, model))).collect();
        checks
            .into_iter()
            .map(|check| check.join().map_err(|_| anyhow::anyhow!("a check panicked"))?)
            .collect()
    });
    for (unanswered, done) in results? {
        report.unanswered += unanswered;
        report.unanswered_done += done;
    }
    serving.kill()?;
    Ok(())
}

fn check_model(base: &str, token: &str, model: &mut Model) -> Result<(u64, u64)> {
    let agent = agent();
    let mut keys = std::mem::take(&mut model.touched);
    keys.extend(model.pending.as_ref().map(|pending| pending.key.clone()));
    let before = model.pending.as_ref().and_then(|pending| model.records.get(&pending.key).cloned());
    for key in keys {
        let mut response = agent
            .get(format!("{base}/v1/records/{key}"))
            .header("authorization", format!("Bearer {token}"))
            .header("vern-activity", "contracts")
            .call()?;
        let status = response.status().as_u16();
        let body: Value = response.body_mut().read_json()?;
        let found = (status == 200).then(|| Known {
            version: body.pointer("/record/version").and_then(Value::as_u64).unwrap_or(0),
            value: body.pointer("/record/fields/name").and_then(Value::as_str).map(ToOwned::to_owned),
        });
        ensure!(status == 200 || status == 404, "{key}: {status}");
        ensure!(
            model.settle(&key, found.as_ref()),
            "{key} is {found:?}, acknowledged was {:?}",
            model.records.get(&key)
        );
    }
    let Some(pending) = model.pending.take() else { return Ok((0, 0)) };
    let done = model.records.get(&pending.key) != before.as_ref();
    Ok((1, u64::from(done)))
}
