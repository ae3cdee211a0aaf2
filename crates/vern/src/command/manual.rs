//! `vern manual` and `vern completions`: what the command line says of itself, as manual pages, as `docs/cli.md`, and for shells.
//!
//! All of it is read from the very definitions that parse the command line; nothing is written twice.

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgAction, Command};
use clap_complete::Shell;
use serde_json::json;

use super::command_line;
use crate::failure::{EXIT_CODES, Failure};
use crate::settings::VARIABLES;
use crate::terminal::Terminal;

/// The options that say where an installation is.
const PLACES: [&str; 4] = ["data", "keys", "name", "socket"];

/// How to print it.
#[derive(Debug, clap::Args)]
pub(crate) struct ManualArguments {
    /// Write a manual page for each command into this folder, instead of printing the one of `vern`.
    #[arg(long, conflicts_with = "markdown")]
    to: Option<PathBuf>,
    /// Print all commands as Markdown: docs/cli.md.
    #[arg(long)]
    markdown: bool,
}

/// For which shell.
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArguments {
    /// The shell; its script goes where the shell looks for completions.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &ManualArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let command = built();
    if let Some(folder) = &arguments.to {
        std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        let pages = pages_of(&command, "vern");
        for (name, page) in &pages {
            let path = folder.join(name);
            std::fs::write(&path, page).map_err(|error| Failure::file(&path, error))?;
        }
        let folder = folder.display().to_string();
        terminal
            .say("cli-manual-written", &[("pages", pages.len().into()), ("folder", folder.as_str().into())]);
        terminal.result(&json!({ "pages": pages.len(), "folder": folder }));
        return Ok(ExitCode::SUCCESS);
    }
    let text = if arguments.markdown { markdown(&command)? } else { page_of(&command, "vern") };
    terminal.json = false;
    terminal.line(text.trim_end());
    Ok(ExitCode::SUCCESS)
}

pub(super) fn complete(arguments: &CompletionsArguments, terminal: &mut Terminal) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command_line(), "vern", &mut script);
    terminal.json = false;
    terminal.line(String::from_utf8_lossy(&script).trim_end());
    ExitCode::SUCCESS
}

/// The definitions with what clap adds to them, but for `help`, which every command has.
fn built() -> Command {
    let mut command = command_line().disable_help_subcommand(true);
    command.build();
    command
}

/// A page for a command and for each below it, with the file it belongs in.
fn pages_of(command: &Command, name: &str) -> Vec<(String, String)> {
    let below = shown(command).flat_map(|below| pages_of(below, &format!("{name}-{}", below.get_name())));
    std::iter::once((format!("{name}.1"), page_of(command, name))).chain(below).collect()
}

fn page_of(command: &Command, name: &str) -> String {
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(command.clone()).title(name.to_uppercase()).date("");
    // A vector takes all that is written to it.
    let _written: io::Result<()> = manual.render(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

/// Where an installation is, of a command that works on one: the same four options everywhere.
fn places(command: &Command) -> impl Iterator<Item = &Arg> {
    let has_all = PLACES.iter().all(|id| command.get_arguments().any(|argument| argument.get_id() == id));
    command.get_arguments().filter(move |argument| has_all && PLACES.contains(&argument.get_id().as_str()))
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help")
}

fn markdown(command: &Command) -> Result<String, Failure> {
    let mut out = String::from("# The command line\n\n");
    write_markdown(&mut out, command).map_err(anyhow::Error::from)?;
    Ok(out)
}

fn write_markdown(out: &mut String, command: &Command) -> std::fmt::Result {
    writeln!(out, "Printed by `vern manual --markdown`; a test holds it to what the program takes.\n")?;
    writeln!(
        out,
        "Every command that prints a result prints one JSON value with `--json`, on standard output; what goes wrong is one on the last line of standard error."
    )?;
    writeln!(
        out,
        "`charter schema`, `journal prove`, `openapi`, `manual` and `completions` print what they are asked for as it is. Values that are personal or secret are read from files,"
    )?;
    writeln!(out, "never from the command line.\n\n## Options of every command\n")?;
    write_arguments(out, command.get_arguments())?;
    writeln!(out, "\n## Where an installation is\n")?;
    let with_places = shown(command).find(|below| places(below).next().is_some());
    write_arguments(out, with_places.into_iter().flat_map(places))?;
    writeln!(out, "\n## Environment\n\n| variable | |\n| --- | --- |")?;
    for (name, what) in VARIABLES {
        writeln!(out, "| `{name}` | {what} |")?;
    }
    writeln!(out, "\n## Exit codes\n\nAfter `sysexits.h`.\n\n| code | |\n| --- | --- |")?;
    for (code, what) in EXIT_CODES {
        writeln!(out, "| {code} | {what} |")?;
    }
    shown(command).try_for_each(|below| write_command(out, below, "vern"))
}

fn write_command(out: &mut String, command: &Command, above: &str) -> std::fmt::Result {
    let name = format!("{above} {}", command.get_name());
    let is_part = command.get_subcommands().next().is_some() && command.is_subcommand_required_set();
    writeln!(out, "\n{} `{name}`\n", if above == "vern" { "##" } else { "###" })?;
    if let Some(about) = command.get_long_about().or(command.get_about()) {
        writeln!(out, "{about}.", about = about.to_string().trim_end_matches('.'))?;
    }
    if !is_part {
        let usage = command.clone().render_usage().to_string();
        let usage =
            usage.trim_start_matches("Usage: ").lines().map(str::trim).collect::<Vec<_>>().join("\n    ");
        writeln!(out, "\n    {usage}")?;
        let own = || {
            command.get_arguments().filter(|argument| !argument.is_global_set() && !argument.is_hide_set())
        };
        if own().any(|argument| !is_help(argument)) {
            writeln!(out)?;
            write_arguments(out, own())?;
        }
    }
    shown(command).try_for_each(|below| write_command(out, below, &name))
}

fn write_arguments<'a>(out: &mut String, arguments: impl Iterator<Item = &'a Arg>) -> std::fmt::Result {
    writeln!(out, "| | |\n| --- | --- |")?;
    for argument in arguments.filter(|argument| !is_help(argument)) {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default().replace('|', "\\|");
        let values: Vec<_> =
            argument.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
        let is_choice = argument.get_action().takes_values() && !values.is_empty();
        let choice = if is_choice { format!(" One of {}.", values.join(", ")) } else { String::new() };
        let defaults: Vec<_> = argument
            .get_default_values()
            .iter()
            .map(|value| format!("`{}`", value.to_string_lossy()))
            .collect();
        let default = if argument.get_action().takes_values() && !defaults.is_empty() {
            format!(" {} where left out.", defaults.join(" "))
        } else {
            String::new()
        };
        let required = if argument.is_required_set() { " Required." } else { "" };
        writeln!(
            out,
            "| `{}` | {}.{choice}{default}{required} |",
            spelled(argument),
            help.trim_end_matches('.')
        )?;
    }
    Ok(())
}

fn is_help(argument: &Arg) -> bool {
    matches!(
        argument.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    )
}

/// As it is written on a command line.
fn spelled(argument: &Arg) -> String {
    let value =
        argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
    match argument.get_long() {
        Some(long) if argument.get_action().takes_values() => format!("--{long} {value}"),
        Some(long) => format!("--{long}"),
        None => value,
    }
}
