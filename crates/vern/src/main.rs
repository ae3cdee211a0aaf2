//! `vern`: the one program. Reads the command line and the settings, wires the parts, prints what came of it.
//!
//! The only place with `main`, the only one that reads the environment (`settings`) and writes to the terminal (`terminal`).

mod bench;
mod command;
mod demo;
mod export_folder;
mod failure;
mod operator;
mod remote;
mod server;
mod settings;
mod terminal;
mod tls;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::settings::Settings;
use crate::terminal::Terminal;

/// Most of what an operation allocates is freed on another thread: the writer's, or the one that answers.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match command::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let settings = Settings::read(arguments.language);
    let mut terminal = Terminal::new(settings.language, arguments.json);
    start_log(&settings);
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(command::run(arguments.command, &mut terminal)));
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            terminal.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// One JSON line an event, on standard error; nothing personal is ever given to it.
fn start_log(settings: &Settings) {
    // A log that can't be written (its disk is full, its reader gone) must not be what ends a request: without this the library prints
    // that it could not print, which panics.
    let log = tracing_subscriber::fmt().json().log_internal_errors(false);
    log.with_max_level(settings.log_level).with_writer(std::io::stderr).init();
}
