//! Prints a log, its roots, proofs and export as one JSON object, for `e2e/journal_oracle.py` to check with code that is not ours.
//!
//! Sizes and places are the seams of tiles and a spread that is the same every time. Bytes stand as hexadecimal.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write as _};

use vern_journal::{
    CheckpointKey, Edge, Entry, EntryKind, EntrySource, ExportSink, SourceError, TileError, TileRow,
    TileSource, leaf_hash, origin, prove_consistency, prove_inclusion, tree_root, write_export,
};

const ENTRIES: u64 = 1_500;

#[derive(Default)]
struct Log {
    tiles: HashMap<(u8, u64), Vec<u8>>,
    entries: Vec<Vec<u8>>,
}

impl TileSource for Log {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        Ok(self.tiles.get(&(level, index)).cloned())
    }
}

impl EntrySource for Log {
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError> {
        let (first, count) = (usize::try_from(first)?, usize::try_from(count)?);
        Ok(self.entries.iter().skip(first).take(count).cloned().collect())
    }
}

#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl ExportSink for Files {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::from("\""), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }) + "\""
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
}

/// Seams of tiles, and a spread over the log.
fn sizes() -> impl Iterator<Item = u64> {
    let seams = [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 1024, ENTRIES];
    seams.into_iter().chain((1..40).map(|step| 1 + step * step * 7_919 % ENTRIES))
}

fn places(size: u64) -> impl Iterator<Item = u64> {
    let ends = [0, size / 2, size - 1];
    ends.into_iter().chain((1..6).map(move |step| step * 104_729 % size))
}

fn log(key: &CheckpointKey) -> Result<(Log, Edge), SourceError> {
    let (mut log, mut edge) = (Log::default(), Edge::empty());
    for index in 0..ENTRIES {
        let mut entry = Entry::new(index, 1_767_225_600_000_000 + index, EntryKind::ClockWentBack);
        if index == 0 {
            entry.kind = EntryKind::EpochOpened;
            entry.origin = Some(key.origin().to_owned());
            entry.vkey = Some(key.vkey());
        }
        let bytes = entry.encode()?;
        edge.append(leaf_hash(&bytes));
        log.entries.push(bytes);
    }
    let rows = edge.take_dirty();
    log.tiles.extend(rows.into_iter().map(|TileRow { level, index, hashes }| ((level, index), hashes)));
    Ok((log, edge))
}

fn main() -> Result<(), SourceError> {
    let key = CheckpointKey::from_seed(&origin("vern.example.no", 42, 1)?, &[7; 32])?;
    let (log, edge) = log(&key)?;
    let (mut roots, mut inclusions, mut consistencies) = (Vec::new(), Vec::new(), Vec::new());
    for size in sizes() {
        roots.push(format!("[{size},{}]", hex(tree_root(&log, size)?.0)));
        for place in places(size) {
            let proof = prove_inclusion(&log, size, place)?;
            inclusions.push(format!("[{place},{size},{}]", list(proof.iter().map(|hash| hex(hash.0)))));
            let old = place + 1;
            let proof = prove_consistency(&log, old, size)?;
            consistencies.push(format!("[{old},{size},{}]", list(proof.iter().map(|hash| hex(hash.0)))));
        }
    }
    let mut files = Files::default();
    write_export(&mut files, &log, &log, &key.sign(edge.size(), edge.root())?, &[key.vkey()], &[])?;
    let files = files.0.iter().map(|(path, bytes)| format!("\"{path}\":{}", hex(bytes)));
    let parts = [
        format!("\"entries\":{}", list(log.entries.iter().map(hex))),
        format!("\"roots\":{}", list(roots)),
        format!("\"inclusion\":{}", list(inclusions)),
        format!("\"consistency\":{}", list(consistencies)),
        format!("\"export\":{{{}}}", files.collect::<Vec<_>>().join(",")),
    ];
    writeln!(io::stdout(), "{{{}}}", parts.join(","))?;
    Ok(())
}
