//! `vern doctor`: looks an installation over and says what is wrong. Changes nothing; exit code 1 if anything is wrong.

use std::process::ExitCode;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use vern_app::Installation;
use vern_app::doctor::DoctorReport;
use vern_app::problem::{code_hint, code_text};

use crate::failure::Failure;
use crate::operator::{self, Desk, Perform};
use crate::server::Places;
use crate::terminal::Terminal;

/// What to look over.
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArguments {
    #[command(flatten)]
    places: Places,
}

/// A look at everything.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Examine {}

pub(super) async fn run(arguments: DoctorArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    operator::perform(&arguments.places, Examine {}.into(), terminal).await
}

impl Perform for Examine {
    async fn perform(self, installation: &Arc<Installation>, desk: &mut Desk) -> Result<u8, Failure> {
        let report = tokio::task::block_in_place(|| installation.examine())?;
        print(&report, &mut desk.terminal);
        Ok(u8::from(!report.is_well()))
    }
}

fn print(report: &DoctorReport, terminal: &mut Terminal) {
    terminal.say(
        "cli-doctor-looked",
        &[
            ("records", report.records.into()),
            ("entries", report.entries.into()),
            ("keys", report.keys.into()),
        ],
    );
    for found in &report.findings {
        let of = found.controller.as_deref().unwrap_or("-");
        let language = terminal.language;
        terminal.line(format!(
            "  ✗ {of}: {} × {} [{}]",
            found.count,
            code_text(language, found.code),
            found.code
        ));
        if let Some(detail) = &found.detail {
            terminal.line(format!("      {detail}"));
        }
        if let Some(hint) = code_hint(language, found.code) {
            terminal.line(format!("      {hint}"));
        }
    }
    terminal.say(if report.is_well() { "cli-doctor-well" } else { "cli-doctor-unwell" }, &[]);
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|found| {
            json!({
                "code": found.code, "organisation": found.controller, "count": found.count, "at": found.at,
                "detail": found.detail,
            })
        })
        .collect();
    terminal.result(&json!({
        "well": report.is_well(),
        "records": report.records,
        "entries": report.entries,
        "keys": report.keys,
        "open_erasures": report.open_erasures,
        "findings": findings,
    }));
}
