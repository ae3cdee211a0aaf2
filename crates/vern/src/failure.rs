//! Why a command failed: a problem of Vern with its code and texts, or something of the machine.

use serde_json::json;
use vern_app::Problem;
use vern_app::problem::code_text;
use vern_text::Language;

use crate::operator::ToldFailure;

/// Exit code where the command line is not understood.
pub(crate) const NOT_UNDERSTOOD: u8 = 64;

/// What each exit code means.
pub(crate) const EXIT_CODES: &[(u8, &str)] = &[
    (0, "Done, and all is well."),
    (
        1,
        "Done, and what was looked at does not hold: `journal verify`, `journal compare`, `doctor`, `demo --tour`, `bench --check`, an answer `bench` found wrong.",
    ),
    (64, "The command line is not understood."),
    (
        65,
        "What was given is not of its form, or clashes with what is there: a document that is kept out, a row that is not taken.",
    ),
    (66, "What was named is not there, or a file cannot be read or written."),
    (70, "A fault of Vern's own, or a store that could not commit; the log says more."),
    (74, "The machine failed, at listening for example."),
    (
        75,
        "Not just now: another process has the installation open, a server is busy or away. The same may succeed later.",
    ),
    (77, "Refused: by the gate, or for want of a credential or key that holds."),
];

/// A command's failure.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A problem with code and texts.
    Problem(Problem),
    /// A file or directory the command was given.
    File { path: String, error: std::io::Error },
    /// What the server told of a task that failed.
    Told(ToldFailure),
    /// What a server elsewhere said.
    Remote(Box<vern_client::Problem>),
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

    /// One of [`EXIT_CODES`].
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Problem(problem) => problem.class().exit_code(),
            Self::File { .. } => 66,
            Self::Told(told) => told.exit_code,
            Self::Remote(problem) => crate::remote::class_of(problem.status).exit_code(),
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
            Self::Remote(problem) => {
                let word = |texts: &vern_client::Texts| match language {
                    Language::Nb => texts.nb.clone(),
                    Language::En => texts.en.clone(),
                };
                let hint =
                    problem.hint.as_ref().map(|hint| format!("\n  {}", word(hint))).unwrap_or_default();
                format!("{}: {}{hint}", problem.code, word(&problem.text))
            }
            Self::Machine(error) => format!("{error:#}"),
        }
    }

    /// For programs.
    pub(crate) fn to_json(&self, language: Language) -> String {
        let code = match self {
            Self::Problem(problem) => problem.code().to_owned(),
            Self::File { .. } => "file".to_owned(),
            Self::Told(told) => return told.json.clone(),
            Self::Remote(problem) => problem.code.clone(),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use vern_core::problem::ProblemClass;

    use super::*;

    #[test]
    fn every_exit_code_is_told_of() {
        use ProblemClass::{Conflict, Denied, Internal, Invalid, NotFound, Unauthenticated, Unavailable};
        let classes = [Invalid, Unauthenticated, Denied, NotFound, Conflict, Unavailable, Internal];
        let of_classes = classes.map(ProblemClass::exit_code);
        let file = Failure::file(std::path::Path::new("x"), std::io::ErrorKind::NotFound.into());
        let machine = Failure::from(std::io::Error::other("x"));
        let given: BTreeSet<u8> = of_classes
            .into_iter()
            .chain([0, 1, NOT_UNDERSTOOD, file.exit_code(), machine.exit_code()])
            .collect();
        assert_eq!(given, EXIT_CODES.iter().map(|(code, _)| *code).collect());
    }
}
