//! A throw-away PostgreSQL cluster to try things on: prints the URL of a fresh database, and is gone when standard input ends.

use std::io::{Read, Write};

use vern_testkit::cluster::Cluster;

fn main() -> anyhow::Result<()> {
    let cluster = Cluster::start_new()?;
    writeln!(std::io::stdout().lock(), "{}\n{}", cluster.database("try")?, cluster.data().display())?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
