//! The long run of kill −9 under load: `survive BINARY --rounds 100 --operations 10000 --seed 1`.

use std::io::Write;
use std::path::PathBuf;

use clap::Parser;
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
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
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
