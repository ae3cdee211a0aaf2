//! Measures sealing and opening a snapshot: `cargo run --release -p vern-crypto --example snapshot_speed`.
//!
//! Prints megabytes a second on one thread, the best of five rounds over 512 MiB in memory. It deliberately is no test: nothing fails when a
//! machine is slow.

use std::error::Error;
use std::io::{self, Read, Write};
use std::time::Instant;

use vern_crypto::root_key::RootKey;
use vern_crypto::snapshot::{BackupKey, SnapshotError, SnapshotOpener, SnapshotSealer};

const ROUNDS: u32 = 5;
const PIECE_BYTES: usize = 1024 * 1024;
const PIECES: usize = 512;

fn main() -> Result<(), Box<dyn Error>> {
    let (root, backup) = (RootKey::generate()?, BackupKey::generate()?);
    let piece = vec![7; PIECE_BYTES];
    let seal = |out: Vec<u8>| -> Result<Vec<u8>, SnapshotError> {
        let mut sealer = SnapshotSealer::new(&root, backup.recipient(), out)?;
        for _ in 0..PIECES {
            sealer.write_all(&piece)?;
        }
        sealer.finish()
    };
    let mut sealed = seal(Vec::new())?;
    measure("sealed", || {
        let mut out = std::mem::take(&mut sealed);
        out.clear();
        sealed = seal(out)?;
        Ok(())
    })?;
    let mut into = vec![0; PIECE_BYTES];
    measure("opened", || {
        let mut opener = SnapshotOpener::new(&root, &backup, sealed.as_slice())?;
        while opener.read(&mut into)? > 0 {}
        Ok(())
    })
}

#[expect(clippy::disallowed_methods, reason = "it measures time, and no product code runs here")]
fn measure(name: &str, mut call: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let mut best_ms = u128::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        call()?;
        best_ms = best_ms.min(start.elapsed().as_millis().max(1));
    }
    let megabytes = u128::try_from(PIECES * PIECE_BYTES / 1_000_000)?;
    writeln!(io::stdout(), "{:>6} MB/s  {name}", megabytes * 1000 / best_ms)?;
    Ok(())
}
