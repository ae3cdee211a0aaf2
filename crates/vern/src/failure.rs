//! Why a command failed: a problem of Vern with its code and texts, or something of the machine.

use serde_json::json;
use vern_app::Problem;
use vern_app::problem::code_text;
use vern_text::Language;

use crate::operator::ToldFailure;

/// A command's failure.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A problem with code and texts.
    Problem(Problem),
    /// A file or directory the command was given.
    File { path: String, error: std::io::Error },
    /// What the server told of a task that failed.
    Told(ToldFailure),
    /// Anything else of the machine.
    Machine(anyhow::Error),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Machine(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Machine(error)
    }
}

impl Failure {
    /// An error that names the file it is about.
    pub(crate) fn file(path: &std::path::Path, error: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), error }
    }

    /// sysexits: 65 bad data, 66 no such file, 70 internal, 74 machine, 75 try again, 77 refused.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Problem(problem) => problem.class().exit_code(),
            Self::File { .. } => 66,
            Self::Told(told) => told.exit_code,
            Self::Machine(_) => 74,
        }
    }

    /// For people. Errors of a charter come one a line: file:line:column, code, text, what was met.
    pub(crate) fn to_text(&self, language: Language) -> String {
        match self {
            Self::Problem(Problem::Charter(errors)) => errors
                .iter()
                .map(|error| {
                    format!(
                        "{}:{}: {}: {} ({})",
                        error.line,
                        error.column,
                        error.code,
                        code_text(language, error.code),
                        error.detail
                    )
                })
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Problem(problem) => {
                let hint = problem.hint(language).map(|hint| format!("\n  {hint}")).unwrap_or_default();
                let table = problem.table().map(|table| format!(" [{table}]")).unwrap_or_default();
                format!("{}: {}{table}{hint}", problem.code(), problem.text(language))
            }
            Self::File { path, error } => format!("{path}: {error}"),
            Self::Told(told) => told.text.clone(),
            Self::Machine(error) => format!("{error:#}"),
        }
    }

    /// For programs.
    pub(crate) fn to_json(&self, language: Language) -> String {
        let code = match self {
            Self::Problem(problem) => problem.code().to_owned(),
            Self::File { .. } => "file".to_owned(),
            Self::Told(told) => return told.json.clone(),
            Self::Machine(_) => "machine".to_owned(),
        };
        json!({ "code": code, "text": self.to_text(language) }).to_string()
    }

    /// As it is told to a command elsewhere. What the machine says goes to the log here too: the command may be gone.
    pub(crate) fn told(&self, language: Language) -> ToldFailure {
        if let Self::Machine(error) = self {
            tracing::error!(cause = %error, "an operator's task");
        }
        ToldFailure {
            exit_code: self.exit_code(),
            text: self.to_text(language),
            json: self.to_json(language),
        }
    }
}
