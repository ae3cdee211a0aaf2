//! The walk of docs/backup.md, as a newcomer would type it: every line of its console blocks is run, and what is shown is what comes.
//!
//! A command's output may be shown whole or not at all; `…` stands for whatever varies, and alone on a line for any number of lines.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::path::Path;
use std::process::Command;

const GUIDE: &str = include_str!("../../../docs/backup.md");

struct Step {
    command: String,
    shown: Vec<String>,
}

fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut is_within = false;
    for line in GUIDE.lines() {
        match line {
            "```console" => is_within = true,
            "```" => is_within = false,
            _ if !is_within => {}
            _ => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { command: command.to_owned(), shown: Vec::new() }),
                None => steps.last_mut().unwrap().shown.push(line.to_owned()),
            },
        }
    }
    steps
}

/// Whether a line is as shown: its parts between `…` in their order, the first at the start and the last at the end.
fn fits(line: &str, shown: &str) -> bool {
    let parts: Vec<&str> = shown.split('…').collect();
    let [first, middle @ .., last] = parts.as_slice() else { return line == shown };
    let Some(rest) = line.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    middle.iter().try_fold(rest, |rest, part| rest.split_once(part).map(|(_, after)| after)).is_some()
}

fn all_fit(lines: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skipped| all_fit(&lines[skipped..], rest))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, others)| fits(line, first) && all_fit(others, rest))
        }
    }
}

#[test]
fn p_d13_every_command_of_the_guide_gives_what_is_shown() {
    // P-D13, P-D19
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::os::unix::fs::symlink(root.join("examples").canonicalize().unwrap(), folder.path().join("examples"))
        .unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_vern")).parent().unwrap();
    let steps = steps();
    assert!(steps.len() >= 10, "the guide has its console blocks");
    for step in &steps {
        let output = Command::new("sh")
            .args(["-c", &step.command])
            .current_dir(folder.path())
            .env("PATH", format!("{}:/usr/bin:/bin", binary.display()))
            .env("VERN_LANGUAGE", "en")
            .output()
            .unwrap();
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        let is_refused = step.shown.first().is_some_and(|line| line.starts_with("installation."));
        assert_eq!(output.status.success(), !is_refused, "{}\n{said}", step.command);
        let lines: Vec<&str> = said.lines().collect();
        assert!(step.shown.is_empty() || all_fit(&lines, &step.shown), "{}\n{said}", step.command);
    }
}
