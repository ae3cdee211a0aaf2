//! The terminal: lines for people, or one JSON value with `--json`.

use std::io::Write;

use serde::Serialize;
use vern_text::{Language, Value, text};

use crate::failure::Failure;

/// Where a command writes.
pub(crate) struct Terminal {
    pub(crate) language: Language,
    pub(crate) json: bool,
}

impl Terminal {
    pub(crate) const fn new(language: Language, json: bool) -> Self {
        Self { language, json }
    }

    /// A line for people; nothing with `--json`. A terminal that has gone away is no reason to stop the work.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        if !self.json {
            let _gone = writeln!(std::io::stdout().lock(), "{}", line.as_ref());
        }
    }

    /// A message as a line.
    pub(crate) fn say(&mut self, id: &str, variables: &[(&str, Value<'_>)]) {
        let line = text(self.language, id, variables);
        self.line(line);
    }

    /// The command's result as JSON, with `--json`.
    pub(crate) fn result(&mut self, result: &impl Serialize) {
        if self.json {
            let body = serde_json::to_string_pretty(result).unwrap_or_default();
            let _gone = writeln!(std::io::stdout().lock(), "{body}");
        }
    }

    /// What a person must see whatever is asked for: a line, with `--json` on standard error.
    pub(crate) fn aside(&mut self, line: &str) {
        let _gone = if self.json {
            writeln!(std::io::stderr().lock(), "{line}")
        } else {
            writeln!(std::io::stdout().lock(), "{line}")
        };
    }

    /// How far something has come: a line on standard error, whatever is asked for.
    pub(crate) fn note(line: &str) {
        let _gone = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// What went wrong, on standard error.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        let mut out = std::io::stderr().lock();
        let _gone = if self.json {
            writeln!(out, "{}", failure.to_json(self.language))
        } else {
            writeln!(out, "{}", failure.to_text(self.language))
        };
    }
}
