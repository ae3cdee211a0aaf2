//! `vern retention due|run`: what goes, when and why; and having it go now instead of at the server's next round.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vern_app::retention::{Because, Forecast};
use vern_app::{Controller, Installation, Problem};
use vern_core::time::Instant;
use vern_text::{date, text};

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

const DAY_MICROS: i64 = 86_400_000_000;

/// What to do about what has run out.
#[derive(Debug, Subcommand)]
pub(crate) enum RetentionCommand {
    /// What a run would erase, day by day, and why. Erases nothing.
    Due {
        #[command(flatten)]
        task: ForeseeRetention,
        #[command(flatten)]
        places: Places,
    },
    /// Erase what has run out now. A server does so by itself every minute.
    Run {
        #[command(flatten)]
        task: RunRetention,
        #[command(flatten)]
        places: Places,
    },
}

/// What is to be foreseen.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct ForeseeRetention {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// How many days ahead to look; 0 shows only what has run out already.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(..=3_660))]
    days: u16,
}

/// A run that is asked for.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct RunRetention {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
}

pub(super) async fn run(command: RetentionCommand, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        RetentionCommand::Due { task, places } => operator::perform(&places, task.into(), terminal).await,
        RetentionCommand::Run { task, places } => operator::perform(&places, task.into(), terminal).await,
    }
}

impl Perform for ForeseeRetention {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let now = installation.now();
        let until = now.plus_micros(i64::from(self.days) * DAY_MICROS);
        let forecast = installation.retention_forecast(&controller, until)?;
        print(installation, &controller, &forecast, until, &mut desk.terminal)?;
        let lines: Vec<Value> = forecast.iter().map(line_json).collect();
        desk.terminal.result(&json!({ "until": until.to_date().to_string(), "due": lines }));
        Ok(0)
    }
}

fn print(
    installation: &Installation,
    controller: &Controller,
    forecast: &[Forecast],
    until: Instant,
    terminal: &mut Terminal,
) -> Result<(), Problem> {
    let language = terminal.language;
    let names = installation.names(controller, language)?;
    let until = date(language, &until.to_date().to_string());
    if forecast.is_empty() {
        terminal.say("cli-retention-nothing", &[("until", until.into())]);
        return Ok(());
    }
    let records = forecast.iter().map(|line| line.records).sum::<u64>();
    terminal.say("cli-retention-until", &[("records", records.into()), ("until", until.into())]);
    for line in forecast {
        let said = text(
            language,
            "cli-retention-line",
            &[
                ("day", date(language, &line.day.to_string()).into()),
                ("activity", names.activity(&line.activity).into()),
                ("records", line.records.into()),
                ("because", line.because.in_words(language).into()),
            ],
        );
        terminal.line(format!("  {said}"));
    }
    Ok(())
}

fn line_json(line: &Forecast) -> Value {
    let (reason, period) = match line.because {
        Because::End => ("ended", None),
        Because::Period(period) => ("period", Some(period.to_string())),
    };
    let (day, activity) = (line.day.to_string(), line.activity.as_str());
    json!({ "day": day, "activity": activity, "reason": reason, "period": period, "records": line.records })
}

impl Perform for RunRetention {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let run = installation.run_retention(&controller).await?;
        let numbers = [("erased", run.erased.into()), ("ended", run.ended.into()), ("kept", run.kept.into())];
        desk.terminal.say("cli-retention-run", &numbers);
        desk.terminal.result(&json!({ "erased": run.erased, "ended": run.ended, "kept": run.kept }));
        Ok(0)
    }
}
