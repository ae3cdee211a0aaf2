//! A backup and a restore hold a page of rows, however many there are. Alone in its process: what it measures is the whole of it.
//!
//! Deliberately not here: how long it takes; `cargo run --release -p vern-app --example backup_large` tells.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

mod bulk;

use vern_app::backup::BackupKey;

const RECORDS: u64 = 50_000;
const BODY_BYTES: usize = 4_000;
/// A backup: the engine's cache of a reader (32 MiB), a page of rows, a chunk.
const BACKUP_KIB_MAX: u64 = 64 * 1024;
/// A restore: the engine's caches of the writer (64 MiB), of a reader and of the keys; rows of one transaction.
const RESTORE_KIB_MAX: u64 = 144 * 1024;

#[tokio::test]
async fn p_d13_memory_does_not_grow_with_the_rows() {
    // P-D13
    let folder = tempfile::tempdir().unwrap();
    bulk::fill(folder.path(), RECORDS, BODY_BYTES).await;
    let key = BackupKey::generate().unwrap();
    bulk::peak_kib();
    let before = bulk::peak_kib();
    let report = bulk::copy(folder.path(), &key);
    // It may hold less than before when what filled it has been given back.
    let of_backup = bulk::peak_kib().saturating_sub(before);
    let restored = bulk::put_back(folder.path(), key).await;
    let of_restore = bulk::peak_kib().saturating_sub(before);
    println!("{of_backup} {of_restore} KiB, {} bytes", report.bytes);
    assert_eq!(restored.journals[0].entries, RECORDS + 2);
    assert!(
        report.bytes / 1024 > RESTORE_KIB_MAX + RESTORE_KIB_MAX / 4,
        "the rows would not fit into what is allowed"
    );
    assert!(of_backup < BACKUP_KIB_MAX, "{of_backup} KiB");
    assert!(of_restore < RESTORE_KIB_MAX, "{of_restore} KiB");
}
