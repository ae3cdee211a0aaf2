//! A server elsewhere: where it is, whose certificates are trusted, and what it said, as a command tells it.
//!
//! Only commands that can do with a credential's rights work against one; the operator's are for the machine the installation is on (ADR 0022).

use std::path::{Path, PathBuf};

use clap::Args;
use vern_app::Problem;
use vern_client::{Client, Error, Options, Trust};
use vern_core::problem::ProblemClass;

use crate::failure::Failure;

/// A server elsewhere.
#[derive(Debug, Clone, Args)]
pub(crate) struct ServerArguments {
    /// The address of a server elsewhere to work against, https://…; without it, the installation here.
    #[arg(long)]
    pub(crate) server: Option<String>,
    /// A file with the authorities whose certificates are trusted (PEM); those this machine trusts where left out.
    #[arg(long, requires = "server")]
    pub(crate) authority: Option<PathBuf>,
}

impl ServerArguments {
    /// A client with a token; none where no server is named.
    pub(crate) fn client(&self, token: &str) -> Result<Option<Client>, Failure> {
        let Some(server) = &self.server else { return Ok(None) };
        let trust = match &self.authority {
            Some(file) => {
                Trust::Authorities(std::fs::read(file).map_err(|error| Failure::file(file, error))?)
            }
            None => Trust::Machine,
        };
        Ok(Some(Client::new(Options { trust, ..Options::new(server, token) })?))
    }
}

/// The class of what a server said, by its status.
pub(crate) fn class_of(status: u16) -> ProblemClass {
    match status {
        401 => ProblemClass::Unauthenticated,
        403 => ProblemClass::Denied,
        404 => ProblemClass::NotFound,
        409 | 412 => ProblemClass::Conflict,
        429 | 502..=504 => ProblemClass::Unavailable,
        500.. => ProblemClass::Internal,
        _ => ProblemClass::Invalid,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Problem(problem) => Self::Remote(problem),
            Error::Address => Problem::invalid("remote.address").into(),
            Error::Trust(_) => Problem::invalid("remote.trust").into(),
            Error::Token => Problem::Unauthenticated.into(),
            Error::Unsendable(field) => Problem::invalid_field("request.json", field).into(),
            Error::Write { path, source } => Self::file(Path::new(&path), source),
            Error::NoAnswer(_) | Error::TooLate => Problem::Unavailable { code: "remote.no_answer" }.into(),
            _ => Problem::Unavailable { code: "remote.not_understood" }.into(),
        }
    }
}
