//! `vern deadlines`: what is to be done, and what ends, by its last day.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vern_app::Installation;
use vern_app::deadline::{DeadlineLine, DeadlineOf};
use vern_text::{date, text};

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

const DAY_MICROS: i64 = 86_400_000_000;

/// What is asked on the command line.
#[derive(Debug, Args)]
pub(crate) struct DeadlinesArguments {
    #[command(flatten)]
    task: ListDeadlines,
    #[command(flatten)]
    places: Places,
}

/// What is to be listed.
#[derive(Debug, Clone, Args, Serialize, Deserialize)]
pub(crate) struct ListDeadlines {
    /// Organisation id.
    #[arg(long)]
    organisation: String,
    /// How many days ahead to look. What is over stands there anyway.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(..=3_660))]
    days: u16,
}

pub(super) async fn run(arguments: DeadlinesArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    operator::perform(&arguments.places, arguments.task.into(), terminal).await
}

impl Perform for ListDeadlines {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let controller = installation.controller(&self.organisation)?;
        let until = installation.now().plus_micros(i64::from(self.days) * DAY_MICROS);
        let deadlines = installation.deadlines(&controller, until)?;
        let language = desk.terminal.language;
        let names = installation.names(&controller, language)?;
        let until = until.to_date().to_string();
        if deadlines.is_empty() {
            desk.terminal.say("console-deadlines-none", &[("until", date(language, &until).into())]);
        }
        for line in &deadlines {
            let day = match line.last_day {
                Some(day) => date(language, &day.to_string()),
                None => text(language, "cli-deadlines-never", &[]),
            };
            let over = text(language, "cli-deadlines-over", &[]);
            let day = if line.is_over && line.last_day.is_some() { format!("{day} ({over})") } else { day };
            desk.terminal.line(format!("  {day}: {}", line.in_words(&names)));
        }
        let lines: Vec<Value> = deadlines.iter().map(line_json).collect();
        desk.terminal.result(&json!({ "until": until, "deadlines": lines }));
        Ok(0)
    }
}

fn line_json(line: &DeadlineLine) -> Value {
    let (about, country) = match &line.of {
        DeadlineOf::Access { role } => (Some(role.as_str()), None),
        DeadlineOf::Cover { supplier, country } => {
            (Some(supplier.as_str()), Some(country.as_str().to_owned()))
        }
        DeadlineOf::Observation { activity } => (Some(activity.as_str()), None),
        DeadlineOf::Version { version } => (Some(version.as_str()), None),
        _ => (None, None),
    };
    json!({
        "last_day": line.last_day.map(|day| day.to_string()),
        "over": line.is_over,
        "what": line.of.as_str(),
        "about": about,
        "country": country,
        "count": line.count,
    })
}
