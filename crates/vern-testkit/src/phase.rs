//! A fault at every call a script makes, from the start of the server to its stop: after each, what was acknowledged is there, what was
//! not is as before or as asked, the journal verifies against the checkpoint known before, and nothing is half.
//!
//! Deliberately absent: faults under many clients at once. That is `survival`.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::aftermath::look;
use crate::fault::{Count, Fault, Kind, Shim, count};
use crate::numbers::Numbers;
use crate::program::{Program, Serve, Serving, Started};
use crate::script::{End, Observed, Script, Told};

/// Files of an installation that a running server writes.
pub const FILES: [&str; 4] = ["vern.db-wal", "vern.db", "keys.db-wal", "keys.db"];
/// Exit code of a server that could not commit or sync (sysexits: EX_SOFTWARE).
const EXIT_FATAL: i32 = 70;
/// Records of the chat that have run out when a run begins, for the retention run to erase.
const RUN_OUT: u32 = 3;

/// An installation to start each run from, and what the script leaves behind without a fault.
#[derive(Debug)]
pub struct Phases {
    shim: Shim,
    program: Program,
    token: String,
    checkpoint: String,
    reference: Vec<Observed>,
    _folder: TempDir,
}

/// What came of faults at many calls.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// Calls the script makes without a fault.
    pub calls: u64,
    /// Faults that struck.
    pub struck: u64,
    /// Runs in which the process died or ended.
    pub ended: u64,
    /// Of these, by its own exit code 70.
    pub ended_70: u64,
    /// Runs in which the server said that it could not and went on.
    pub failed: u64,
    /// Runs in which every step was acknowledged.
    pub done: u64,
    /// Steps acknowledged in all.
    pub acknowledged: u64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} calls in a run; {} faults struck: {} times the process ended ({} with 70), {} times it answered that it could not, {} times all was done; {} steps acknowledged and all there",
            self.calls, self.struck, self.ended, self.ended_70, self.failed, self.done, self.acknowledged
        )
    }
}

/// How one run ended.
struct Run {
    told: Told,
    /// Exit code, where the process ended by itself.
    exit: Option<i32>,
    ended: bool,
    count: Count,
}

impl Phases {
    /// Makes the installation and observes the script without a fault.
    ///
    /// # Errors
    /// Anything that fails without a fault.
    pub fn prepare(binary: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("vern-phase-").tempdir()?;
        let base = folder.path().join("base");
        std::fs::create_dir(&base)?;
        let program = Program::new(binary, &base);
        let token = program.install()?;
        let serving = program.serve()?;
        put_run_out(&serving.base, &token)?;
        serving.kill()?;
        let checkpoint = look(&program, &[], None)?.checkpoint;

        let trial = folder.path().join("reference");
        let trial = program.copy_to(&trial)?;
        let serving = trial.serve()?;
        let reference = Script::new(&serving.base, &token).reference()?;
        serving.kill()?;
        Ok(Self { shim: Shim::build()?, program, token, checkpoint, reference, _folder: folder })
    }

    /// What is observed after so many steps.
    pub fn reference(&self) -> &[Observed] {
        &self.reference
    }

    /// Puts a fault at calls of the script, at most so many, spread by a seed; at all of them where there are no more. On as many threads as
    /// there are processors.
    ///
    /// # Errors
    /// The first thing that is not as it must be, with the call, to see it again with [`Phases::strike`].
    pub fn sweep(&self, fault: Fault, points_max: usize, seed: u64) -> Result<Report> {
        // The retention run beside the script, and whether a stop still closes the files, make it more or fewer.
        let calls = (0..3).try_fold(0, |most, _| {
            Ok::<_, anyhow::Error>(self.strike(Fault { kind: None, ..fault })?.calls.max(most))
        })?;
        let points = points(calls, points_max, seed);
        let next = AtomicUsize::new(0);
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let reports: Result<Vec<Report>> = thread::scope(|scope| {
            let work = || -> Result<Report> {
                let mut report = Report::default();
                while let Some(at) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    report.add(&self.strike(Fault {
                        at: *at,
                        seed: fault.seed.wrapping_mul(*at),
                        ..fault
                    })?);
                }
                Ok(report)
            };
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().map_err(|_| anyhow::anyhow!("a worker panicked"))?)
                .collect()
        });
        let mut sum = Report { calls, ..Report::default() };
        reports?.iter().for_each(|report| sum.add(report));
        Ok(sum)
    }

    /// One run with a fault, and what is left of it compared with what was acknowledged.
    ///
    /// # Errors
    /// What is not as it must be.
    pub fn strike(&self, fault: Fault) -> Result<Report> {
        let folder = tempfile::Builder::new().prefix("vern-strike-").tempdir()?;
        let program = self.program.copy_to(&folder.path().join("run"))?;
        let compared = self.run(&program, &fault).and_then(|run| {
            self.compare(&program, &fault, &run).with_context(|| {
                format!("{:?} after {} steps, exit {:?}", run.told.end, run.told.acknowledged, run.exit)
            })?;
            Ok(run.report())
        });
        compared.with_context(|| {
            let said = std::fs::read_to_string(program.folder().join("stderr")).unwrap_or_default();
            format!("{fault:?}; the server said: {said}")
        })
    }

    fn run(&self, program: &Program, fault: &Fault) -> Result<Run> {
        let started =
            program.start(Serve { retention: true, fault: Some((&self.shim, fault)), ..Serve::default() })?;
        let (told, ended, exit) = match started {
            Started::Serving(serving) => self.run_script(serving)?,
            Started::Ended(status, _) => {
                let end = End::Gone("it did not start".to_owned());
                let told = Told { acknowledged: 0, receipts: Vec::new(), end };
                (told, true, status.code())
            }
        };
        Ok(Run { told, exit, ended, count: count(program.folder())? })
    }

    fn run_script(&self, serving: Serving) -> Result<(Told, bool, Option<i32>)> {
        let base = serving.base.clone();
        let mut script = Script::new(&base, &self.token);
        let told = script.run()?;
        if let End::Gone(why) = &told.end {
            let status = serving
                .wait_or_kill()
                .with_context(|| format!("after {} steps: {why}", told.acknowledged))?;
            return Ok((told, true, status.code()));
        }
        if told.end == End::Done {
            // In good order: the log is brought into the database and taken away, and a fault may be there too.
            drop(script);
            let status = serving.stop()?;
            return Ok((told, !status.success(), status.code().filter(|code| *code != 0)));
        }
        if let Ok(observed) = script.observe() {
            ensure!(self.fits(&told, &observed), "a server that goes on shows {observed:?}");
        }
        let mut serving = serving;
        let ended = serving.ended()?;
        let status = serving.kill()?;
        Ok((told, ended.is_some(), ended.and(status.code())))
    }

    /// As after what was acknowledged, or as after the step that was under way.
    fn fits(&self, told: &Told, observed: &Observed) -> bool {
        let from = told.acknowledged;
        let until = if told.end == End::Done { from } else { from + 1 };
        self.reference.get(from..=until.min(Script::steps())).unwrap_or_default().contains(observed)
    }

    fn compare(&self, program: &Program, fault: &Fault, run: &Run) -> Result<()> {
        look(program, &run.told.receipts, Some(&self.checkpoint))?;
        let serving = program.serve()?;
        let observed = Script::new(&serving.base, &self.token).observe()?;
        serving.kill()?;
        ensure!(
            self.fits(&run.told, &observed),
            "found {observed:?}, acknowledged was {:?}",
            self.reference.get(run.told.acknowledged)
        );
        if run.count.struck > 0 {
            check_end(fault, run)?;
        }
        Ok(())
    }
}

/// What a kind of fault must lead to.
fn check_end(fault: &Fault, run: &Run) -> Result<()> {
    match fault.kind {
        Some(Kind::Kill | Kind::After | Kind::Torn | Kind::Power) => {
            // In the stop a process may end in good order while one of its threads is being struck.
            let killed = run.ended && run.exit.is_none();
            ensure!(killed || run.told.end == End::Done, "a kill did not kill: {:?}", run.exit);
        }
        Some(Kind::Short) => ensure!(
            run.told.end == End::Done && !run.ended,
            "a short write is no failure, and was one: {:?}",
            run.told.end
        ),
        _ => ensure!(run.exit.is_none_or(|code| code == EXIT_FATAL), "the process ended with {:?}", run.exit),
    }
    Ok(())
}

impl Run {
    fn report(&self) -> Report {
        Report {
            calls: self.count.calls,
            struck: u64::from(self.count.struck > 0),
            ended: u64::from(self.ended),
            ended_70: u64::from(self.exit == Some(EXIT_FATAL)),
            failed: u64::from(!self.ended && matches!(self.told.end, End::Failed(..))),
            done: u64::from(self.told.end == End::Done),
            acknowledged: self.told.acknowledged as u64,
        }
    }
}

impl Report {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.calls += other.calls;
        self.add(other);
        self
    }

    fn add(&mut self, other: &Self) {
        self.struck += other.struck;
        self.ended += other.ended;
        self.ended_70 += other.ended_70;
        self.failed += other.failed;
        self.done += other.done;
        self.acknowledged += other.acknowledged;
    }
}

/// Calls to strike: all, or one of each of so many equal stretches.
fn points(calls: u64, points_max: usize, seed: u64) -> Vec<u64> {
    let wanted = u64::try_from(points_max).unwrap_or(u64::MAX);
    if calls <= wanted {
        return (1..=calls).collect();
    }
    let mut numbers = Numbers::new(seed);
    (0..wanted)
        .map(|part| {
            let (from, until) = (calls * part / wanted, calls * (part + 1) / wanted);
            from + 1 + numbers.below(until - from)
        })
        .collect()
}

/// Chats that have run out, so that the retention run has work.
fn put_run_out(base: &str, token: &str) -> Result<()> {
    for number in 0..RUN_OUT {
        let body = json!({ "activity": "chat", "collected_at": "2026-01-02T03:04:05Z", "fields": { "chat_name": "Kari" } });
        put(base, token, &format!("chat-{number}"), &body)?;
    }
    Ok(())
}

fn put(base: &str, token: &str, key: &str, body: &Value) -> Result<()> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut sent = agent
        .put(format!("{base}/v1/records/{key}"))
        .header("authorization", format!("Bearer {token}"))
        .send_json(body)?;
    ensure!(sent.status() == 201, "{key}: {} {}", sent.status(), sent.body_mut().read_to_string()?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_within_and_spread() {
        assert_eq!(points(3, 60, 1), [1, 2, 3]);
        let points = points(1000, 10, 7);
        assert_eq!(points.len(), 10);
        assert!(points.iter().zip(0..).all(|(at, part)| (part * 100 + 1..=part * 100 + 100).contains(at)));
    }
}
