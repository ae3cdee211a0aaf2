//! The long runs. kill −9 under load: `survive BINARY --rounds 100 --operations 10000 --seed 1`. A fault at every call of a script:
//! `survive BINARY --every-call`.

use std::io::Write;
use std::path::PathBuf;

use clap::Parser;
use vern_testkit::fault::{Fault, Kind};
use vern_testkit::phase::Phases;
use vern_testkit::survival::{Plan, survive};

/// Kills a serving `vern` again and again and looks at what is left.
#[derive(Parser)]
struct Arguments {
    /// The program.
    binary: PathBuf,
    /// How often it is killed.
    #[arg(long, default_value_t = 100)]
    rounds: u32,
    /// Operations under way in a round; it is killed at a random one of them.
    #[arg(long, default_value_t = 10_000)]
    operations: u32,
    /// Clients at once.
    #[arg(long, default_value_t = 64)]
    clients: u32,
    /// Seed of the moments.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Instead: a fault of each kind at every call the program makes on its files.
    #[arg(long)]
    every_call: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if arguments.every_call {
        return every_call(&arguments);
    }
    let plan = Plan {
        rounds: arguments.rounds,
        operations: arguments.operations,
        clients: arguments.clients,
        seed: arguments.seed,
    };
    let report = survive(&arguments.binary, &plan, &mut |line| {
        let _gone = writeln!(std::io::stdout().lock(), "{line}");
    })?;
    writeln!(std::io::stdout().lock(), "{report}")?;
    Ok(())
}

fn every_call(arguments: &Arguments) -> anyhow::Result<()> {
    let phases = Phases::prepare(&arguments.binary)?;
    let of = |kind, calls| Fault { kind: Some(kind), calls, ..Fault::default() };
    let faults = [
        ("kill -9 before", of(Kind::Kill, "")),
        ("kill -9 after", of(Kind::After, "")),
        ("kill -9 in the middle of a write", of(Kind::Torn, "write")),
        ("power lost, all unsynced gone", of(Kind::Power, "")),
        ("power lost, some unsynced gone", Fault { seed: arguments.seed, ..of(Kind::Power, "") }),
        ("short write", of(Kind::Short, "write")),
        ("disk full once", of(Kind::NoSpace, "write truncate open")),
        ("disk full from then on", Fault { lasting: true, ..of(Kind::NoSpace, "write truncate open") }),
        ("disk fails once", of(Kind::Io, "write truncate open unlink sync")),
        (
            "disk fails from then on",
            Fault { lasting: true, ..of(Kind::Io, "write truncate open unlink sync") },
        ),
    ];
    for (name, fault) in faults {
        let report = phases.sweep(fault, usize::MAX, arguments.seed)?;
        writeln!(std::io::stdout().lock(), "{name}: {report}")?;
    }
    Ok(())
}
