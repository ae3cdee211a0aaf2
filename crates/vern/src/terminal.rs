//! The terminal: lines for people, or one JSON value with `--json`.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;
use tokio::sync::mpsc;
use vern_text::{Language, Value, text};

use crate::failure::Failure;
use crate::operator::Told;

/// Where a command writes.
pub(crate) struct Terminal {
    pub(crate) language: Language,
    pub(crate) json: bool,
    place: Place,
}

/// Where that is.
enum Place {
    /// Standard output and standard error.
    Here,
    /// With the command that asked; whoever tells faster than it takes in waits.
    Told(mpsc::Sender<Told>),
}

impl Terminal {
    pub(crate) const fn new(language: Language, json: bool) -> Self {
        Self { language, json, place: Place::Here }
    }

    /// The terminal of a command that asked for a task.
    pub(crate) const fn told(language: Language, json: bool, to: mpsc::Sender<Told>) -> Self {
        Self { language, json, place: Place::Told(to) }
    }

    /// A line for people; nothing with `--json`. A terminal that has gone away is no reason to stop the work.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        if !self.json {
            self.put(Told::Line(line.as_ref().to_owned()));
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
            self.put(Told::Result(serde_json::to_string_pretty(result).unwrap_or_default()));
        }
    }

    /// What a person must see whatever is asked for: a line, with `--json` on standard error.
    pub(crate) fn aside(&mut self, line: &str) {
        self.put(Told::Aside(line.to_owned()));
    }

    /// How far something has come: a line on standard error, whatever is asked for.
    pub(crate) fn note(line: &str) {
        let _gone = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// Puts a piece where it belongs. Says whether anyone is there to take it.
    pub(crate) fn put(&mut self, told: Told) -> bool {
        match &self.place {
            Place::Here => self.show(told).is_ok(),
            Place::Told(to) => match to.try_send(told) {
                Ok(()) => true,
                Err(mpsc::error::TrySendError::Full(told)) => {
                    tokio::task::block_in_place(|| to.blocking_send(told)).is_ok()
                }
                Err(mpsc::error::TrySendError::Closed(_)) => false,
            },
        }
    }

    /// Shows what a task told; its exit code where that was the last of it.
    pub(crate) fn show(&mut self, told: Told) -> Result<Option<ExitCode>, Failure> {
        let _gone = match told {
            Told::Line(line) | Told::Result(line) => writeln!(std::io::stdout().lock(), "{line}"),
            Told::Aside(line) if self.json => writeln!(std::io::stderr().lock(), "{line}"),
            Told::Aside(line) => writeln!(std::io::stdout().lock(), "{line}"),
            // Where files go is the command's to say.
            Told::File { .. } => Ok(()),
            Told::Ended(code) => return Ok(Some(ExitCode::from(code))),
            Told::Failed(failure) => return Err(Failure::Told(failure)),
        };
        Ok(None)
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
