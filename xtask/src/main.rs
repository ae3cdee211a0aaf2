//! `cargo xtask`: the checks of the house and the documents that are generated from code. Development only.
//!
//! Deliberately not here: formatting, lints, tests and licences; `cargo fmt`, `clippy`, `test` and `deny` do those.

mod errors;
mod facts;
mod source;
mod tidy;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

const USAGE: &str = "\
usage: cargo xtask <command>

  tidy             check the rules of the house; each failure is `file:line: what, why`
  errors           write docs/errors.md from the lists of codes
  errors --check   fail if docs/errors.md is not what `errors` would write
  facts            write docs/facts.md and docs/pages/; say how far they reach
  facts --check    fail if a fact, its charter line and its page do not agree, or the files are not what `facts` would write
";

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?;
    match words.as_slice() {
        ["tidy"] => report(&tidy::check(root)?),
        ["errors"] => {
            errors::write(root)?;
            say(&format!("wrote {}\n", errors::PATH))
        }
        ["facts"] => say(&facts::write(root)?),
        ["facts", "--check"] => report(&facts::check(root)?),
        ["errors", "--check"] => report(&errors::check(root)?),
        _ => {
            say(USAGE)?;
            Ok(ExitCode::from(2))
        }
    }
}

/// Prints failures, one a line; exit code 1 if there is any.
fn report(failures: &[String]) -> anyhow::Result<ExitCode> {
    for failure in failures {
        say(&format!("{failure}\n"))?;
    }
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn say(text: &str) -> anyhow::Result<ExitCode> {
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
