//! What is left after a process has died, looked at from outside: the journal exported and verified, receipts found in it, and rows compared
//! with entries.
//!
//! Deliberately absent: what records should hold. That is known to those who wrote them.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use vern_journal::{Act, Entry, Outcome, Receipt, leaf_hash};
use vern_store::{Store, StoreOptions};

use crate::program::{ORGANISATION, Program};

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Aftermath {
    /// The newest checkpoint, to be known the next time.
    pub checkpoint: String,
    /// Every entry of the journal, in order.
    pub entries: Vec<Vec<u8>>,
    /// Rows of records.
    pub records: u64,
}

/// Opens what is left, which runs the start-up path (unused keys swept, open erasures finished); exports and verifies the journal; finds
/// every receipt in it; compares rows with entries.
///
/// # Errors
/// The first thing that is not as it must be.
pub fn look(program: &Program, receipts: &[String], known: Option<&str>) -> Result<Aftermath> {
    let folder = program.folder();
    let export = folder.join("export");
    if export.exists() {
        std::fs::remove_dir_all(&export)?;
    }
    let to = export.display().to_string();
    program.run(&["journal", "export", "--organisation", ORGANISATION, "--to", &to])?;
    let mut verify = vec!["--json".to_owned(), "journal".to_owned(), "verify".to_owned(), to];
    if let Some(known) = known {
        let file = folder.join("known");
        std::fs::write(&file, known)?;
        verify.extend(["--known".to_owned(), file.display().to_string()]);
    }
    let arguments: Vec<&str> = verify.iter().map(String::as_str).collect();
    let verified = program.output(&arguments, false)?;
    ensure!(
        verified.status.success(),
        "the journal does not verify: {}",
        String::from_utf8_lossy(&verified.stdout)
    );

    let entries = read_entries(&export)?;
    for receipt in receipts {
        let receipt: Receipt = receipt.parse().map_err(|_| anyhow::anyhow!("not a receipt: {receipt}"))?;
        let bytes = entries.get(usize::try_from(receipt.index)?).context("an acknowledged entry is gone")?;
        ensure!(leaf_hash(bytes) == receipt.leaf, "an acknowledged entry is another one now");
    }
    let records = compare_rows(program, &entries)?;
    Ok(Aftermath { checkpoint: std::fs::read_to_string(export.join("checkpoint"))?, entries, records })
}

/// Every entry of an export, in order: bundles of 256, each entry after its length in two bytes.
fn read_entries(export: &Path) -> Result<Vec<Vec<u8>>> {
    let note = std::fs::read_to_string(export.join("checkpoint"))?;
    let size: u64 = note.lines().nth(1).context("no tree size")?.parse()?;
    let mut entries = Vec::new();
    for bundle in 0..size.div_ceil(256) {
        let width = (size - bundle * 256).min(256);
        let bytes = std::fs::read(export.join(vern_journal::export::entries_path(bundle, width)))?;
        let mut rest = bytes.as_slice();
        while let Some((length, tail)) = rest.split_first_chunk::<2>() {
            let (entry, tail) =
                tail.split_at_checked(usize::from(u16::from_be_bytes(*length))).context("a torn bundle")?;
            entries.push(entry.to_vec());
            rest = tail;
        }
    }
    Ok(entries)
}

/// No change without its entry: each row's body is one some entry gives the digest of. No entry without its change: as many rows as
/// registrations less erasures.
fn compare_rows(program: &Program, entries: &[Vec<u8>]) -> Result<u64> {
    let mut digests = HashSet::new();
    let (mut registered, mut erased) = (0_u64, 0_u64);
    for bytes in entries {
        let entry = Entry::decode(bytes)?;
        if entry.outcome != Some(Outcome::Permitted) {
            continue;
        }
        let held = digests.len();
        digests.extend(entry.subjects.iter().filter_map(|part| part.digest));
        match entry.act {
            // A consent is registered too, and holds no record.
            Some(Act::Register) if digests.len() > held => registered += 1,
            Some(Act::Erase) => erased += 1,
            _ => {}
        }
    }
    // A copy: a store's checkpoint thread closes its files a moment after the store is gone, and the next process must find them at rest.
    let folder = tempfile::Builder::new().prefix("vern-rows-").tempdir()?;
    let copy = program.copy_to(folder.path())?;
    let (store, _writer) = Store::open(&copy.data.as_path().into(), StoreOptions::default())?;
    let reader = store.reader()?;
    let snapshot = reader.snapshot()?;
    let controller = snapshot.controller_by_slug(ORGANISATION)?.context("no controller")?;
    let (mut rows, mut unknown) = (0_u64, 0_u64);
    snapshot.each_record(controller, |_, _, body| {
        rows += 1;
        let digest: [u8; 32] = Sha256::digest(body).into();
        unknown += u64::from(!digests.contains(&digest));
    })?;
    ensure!(unknown == 0, "{unknown} rows have no entry");
    ensure!(
        rows == registered - erased,
        "{registered} registrations less {erased} erasures are not {rows} rows"
    );
    ensure!(
        snapshot.key_erasures(controller, 10)?.is_empty(),
        "an erasure of keys was left open by the start"
    );
    Ok(rows)
}
