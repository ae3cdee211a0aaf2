//! The command line: what there is to run.

pub(crate) mod access;
pub(crate) mod account;
mod backup;
mod bounds;
pub(crate) mod charter;
pub(crate) mod console;
pub(crate) mod deadlines;
pub(crate) mod doctor;
pub(crate) mod journal;
pub(crate) mod key;
mod manual;
pub(crate) mod outbox;
pub(crate) mod publish;
pub(crate) mod records;
mod restore;
pub(crate) mod retention;
mod serve;
pub(crate) mod token;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use vern_text::Language;

pub(crate) use journal::failure_text;

use crate::bench::BenchArguments;
use crate::demo::DemoArguments;
use crate::failure::{EXIT_CODES, Failure, NOT_UNDERSTOOD};
use crate::terminal::Terminal;

/// Keeps an organisation's privacy promises: one charter declares them, one gate enforces them, one journal proves what happened, and the pages
/// are printed from the same source.
#[derive(Debug, Parser)]
#[command(name = "vern", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Language of the output, nb or en.
    #[arg(long, global = true)]
    pub(crate) language: Option<Language>,
    /// One JSON value instead of lines.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start four sample organisations with 20,000 made-up people, and guided pages of things to try.
    Demo(DemoArguments),
    /// Serve an installation over HTTP.
    Serve(serve::ServeArguments),
    /// Check, compare, import or export a charter, terms or an agreement; print their schema.
    #[command(subcommand)]
    Charter(charter::CharterCommand),
    /// What is to be done, and what ends, by its last day: numbers only.
    Deadlines(deadlines::DeadlinesArguments),
    /// What runs out, and erasing it.
    #[command(subcommand)]
    Retention(retention::RetentionCommand),
    /// Give and end accounts that staff sign in with.
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Issue or end credentials.
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Review who and what has access.
    #[command(subcommand)]
    Access(access::AccessCommand),
    /// Print a link into the console of the server that runs. It works once, for five minutes, on its machine.
    Console(console::ConsoleArguments),
    /// What waits to be sent, and why: numbers only.
    Outbox(outbox::OutboxArguments),
    /// Register the rows of a file as records; write records into a file.
    #[command(subcommand)]
    Records(records::RecordsCommand),
    /// Export a journal, verify an export, prove one entry; checkpoints for others to keep; ask it; cull what is old.
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// Look an installation over: files, journal, keys, every record. Changes nothing; exit code 1 if anything is wrong.
    Doctor(doctor::DoctorArguments),
    /// Show, replace and restore keys.
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Copy an installation into two sealed files, beside the process that serves it; make the key they are sealed to.
    Backup(backup::BackupArguments),
    /// Make an installation of a backup, on either engine.
    Restore(restore::RestoreArguments),
    /// Write the documents of an organisation as a static site.
    Publish(publish::PublishArguments),
    /// Measure: decisions, logged reads, logged writes, GDPR workloads; the same on plain tables.
    Bench(BenchArguments),
    /// Print the OpenAPI description.
    Openapi,
    /// Print the manual page, or write one for each command.
    Manual(manual::ManualArguments),
    /// Print the script by which a shell completes commands.
    Completions(manual::CompletionsArguments),
}

/// The command line as it is parsed, and as it is told of.
pub(crate) fn command_line() -> clap::Command {
    let codes: Vec<_> = EXIT_CODES.iter().map(|(code, what)| format!("  {code:>2}  {what}")).collect();
    Arguments::command().after_long_help(format!("Exit codes:\n{}", codes.join("\n")))
}

/// Reads the command line; the exit code where there is nothing to run: help was asked for, or it was not understood.
pub(crate) fn read() -> Result<Arguments, ExitCode> {
    let arguments =
        command_line().try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    arguments.map_err(|error| {
        let _gone = error.print();
        if error.use_stderr() { ExitCode::from(NOT_UNDERSTOOD) } else { ExitCode::SUCCESS }
    })
}

/// Runs a command.
pub(crate) async fn run(command: Command, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    match command {
        Command::Demo(arguments) => crate::demo::run(&arguments, terminal).await,
        Command::Serve(arguments) => serve::run(&arguments, terminal).await,
        Command::Charter(command) => charter::run(command, terminal).await,
        Command::Console(arguments) => console::run(arguments, terminal).await,
        Command::Outbox(arguments) => outbox::run(arguments, terminal).await,
        Command::Deadlines(arguments) => deadlines::run(arguments, terminal).await,
        Command::Retention(command) => retention::run(command, terminal).await,
        Command::Account(command) => account::run(command, terminal).await,
        Command::Token(command) => token::run(command, terminal).await,
        Command::Access(command) => access::run(command, terminal).await,
        Command::Records(command) => records::run(command, terminal).await,
        Command::Journal(command) => journal::run(command, terminal).await,
        Command::Doctor(arguments) => doctor::run(arguments, terminal).await,
        Command::Key(command) => key::run(command, terminal).await,
        Command::Backup(arguments) => backup::run(&arguments, terminal).await,
        Command::Restore(arguments) => restore::run(&arguments, terminal).await,
        Command::Publish(arguments) => publish::run(arguments, terminal).await,
        Command::Bench(arguments) => crate::bench::run(&arguments, terminal).await,
        Command::Manual(arguments) => manual::run(&arguments, terminal),
        Command::Completions(arguments) => Ok(manual::complete(&arguments, terminal)),
        Command::Openapi => {
            let description = vern_web::openapi_json().map_err(anyhow::Error::from)?;
            terminal.json = false;
            terminal.line(description);
            Ok(ExitCode::SUCCESS)
        }
    }
}
