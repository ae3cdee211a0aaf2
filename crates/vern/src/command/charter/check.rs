//! `vern charter check`: errors, findings, and the hash a journal would cite.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;
use vern_app::charter::{Document, Source, in_force};
use vern_app::document::{Under, finding_lines};
use vern_app::{Clock, Problem, SystemClock};
use vern_text::FindingLine;

use super::{checked, hex, print_errors};
use crate::failure::Failure;
use crate::terminal::Terminal;

pub(super) fn check(file: &Path, terms: Option<&Path>, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let source = match checked(file, terminal)? {
        Ok(source) => source,
        Err(code) => return Ok(code),
    };
    let terms = match source.document() {
        Document::Charter(_) => None,
        Document::Agreement(_) => {
            let beside = terms.map_or_else(|| file.with_file_name("terms.yaml"), PathBuf::from);
            if terms.is_none() && !beside.is_file() {
                return Err(Problem::Conflict { code: "charter.terms_missing" }.into());
            }
            match checked(&beside, terminal)? {
                Ok(terms) => Some(terms),
                Err(code) => return Ok(code),
            }
        }
    };
    let name = source.file().to_owned();
    let now = SystemClock.now();
    let rules = match in_force(&source, terms.as_ref(), now) {
        Ok(rules) => rules,
        Err(Problem::Charter(errors)) => return Ok(print_errors(&name, &errors, terminal)),
        Err(problem) => return Err(problem.into()),
    };
    let papers: Vec<Source> = terms.into_iter().chain([source.clone()]).collect();
    let under = Under::find(&rules, &papers);
    let findings = finding_lines(&rules, under, terminal.language, now);
    print_findings(&findings, &source, terminal);
    Ok(ExitCode::SUCCESS)
}

fn print_findings(findings: &[(String, FindingLine)], source: &Source, terminal: &mut Terminal) {
    let mut listed = Vec::new();
    for (place, finding) in findings {
        terminal.line(format!(
            "{place}: {}: {}\n    {}\n    {}",
            finding.code, finding.title, finding.reason, finding.source
        ));
        listed.push(json!({ "code": finding.code, "place": place, "title": finding.title }));
    }
    let hash = hex(source.hash());
    terminal
        .say("cli-charter-checked", &[("findings", findings.len().into()), ("hash", hash.clone().into())]);
    terminal.result(&json!({ "errors": [], "findings": listed, "hash": hash }));
}
