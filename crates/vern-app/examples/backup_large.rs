//! `cargo run --release -p vern-app --example backup_large -- 1000000`: how long a backup and a restore of so many records take, and the memory they hold.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that can't be made ends with what is wrong"
)]

#[path = "../tests/bulk/mod.rs"]
mod bulk;

use vern_app::backup::BackupKey;
use vern_app::{Clock, SystemClock};

#[tokio::main]
async fn main() {
    let records = std::env::args().nth(1).map_or(1_000_000, |records| records.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    bulk::fill(folder.path(), records, 240).await;
    let key = BackupKey::generate().unwrap();
    bulk::peak_kib();
    let begun = SystemClock.now();
    let report = bulk::copy(folder.path(), &key);
    let copied = SystemClock.now();
    let of_backup = bulk::peak_kib();
    let restored = bulk::put_back(folder.path(), key).await;
    let done = SystemClock.now();
    let of_restore = bulk::peak_kib();
    let seconds = |from: vern_core::time::Instant, to: vern_core::time::Instant| {
        (to.as_micros() - from.as_micros()) / 100_000
    };
    println!(
        "{records} records, {} rows, {} keys, {} bytes sealed",
        restored.rows, report.keys, report.bytes
    );
    println!("backup  {} tenths of a second, at most {of_backup} KiB", seconds(begun, copied));
    println!("restore {} tenths of a second, at most {of_restore} KiB", seconds(copied, done));
}
