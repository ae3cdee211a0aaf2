//! Prints how fast entries are encoded, appended and verified: `cargo run --release --example verify_speed`.

#![expect(clippy::disallowed_methods, reason = "measuring needs the clock of the machine")]

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::Instant;

use vern_journal::{
    Act, CheckpointKey, DataBits, Edge, Entry, EntryKind, EntrySource, ExportFiles, ExportSink, Glance,
    Outcome, SourceError, SubjectPart, TileError, TileRow, TileSource, leaf_hash, prove_consistency,
    prove_inclusion, verify, write_export,
};

const ENTRIES: u64 = 1_000_000;

#[derive(Default)]
struct Memory {
    tiles: HashMap<(u8, u64), Vec<u8>>,
    files: HashMap<String, Vec<u8>>,
    entries: Vec<Vec<u8>>,
}

impl TileSource for Memory {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        Ok(self.tiles.get(&(level, index)).cloned())
    }
}

impl EntrySource for Memory {
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError> {
        let first = usize::try_from(first)?;
        Ok(self.entries.iter().skip(first).take(usize::try_from(count)?).cloned().collect())
    }
}

struct Files(HashMap<String, Vec<u8>>);

impl ExportSink for Files {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

impl ExportFiles for Files {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(path).cloned())
    }
}

const ORIGIN: &str = "vern.example.no/journal/000000000001/1";

fn opening(key: &CheckpointKey) -> Entry {
    let mut entry = Entry::new(0, 1_767_225_600_000_000, EntryKind::EpochOpened);
    entry.origin = Some(key.origin().to_owned());
    entry.vkey = Some(key.vkey());
    entry
}

/// How long a proof takes once its tiles are at hand, and how long it is.
fn prove(out: &mut impl Write, memory: &Memory, size: u64) -> Result<(), SourceError> {
    const PROOFS: u64 = 10_000;
    let (start, mut hashes_most) = (Instant::now(), 0);
    for step in 0..PROOFS {
        hashes_most = hashes_most.max(prove_inclusion(memory, size, step * 104_729 % size)?.len());
    }
    let each_ns = start.elapsed().as_nanos() / u128::from(PROOFS);
    writeln!(out, "proof of inclusion: {each_ns} ns, at most {} bytes", hashes_most * 32)?;
    let start = Instant::now();
    for step in 0..PROOFS {
        prove_consistency(memory, step * 104_729 % size, size)?;
    }
    writeln!(out, "proof of consistency: {} ns", start.elapsed().as_nanos() / u128::from(PROOFS))?;
    Ok(())
}

fn usual_entry(index: u64) -> Entry {
    let mut entry = Entry::new(index, 1_767_225_600_000_000 + index, EntryKind::Operation);
    entry.operation = Some([3; 16]);
    entry.actor = Some([9; 16]);
    entry.activity = Some("customer-support".to_owned());
    entry.act = Some(Act::Read);
    entry.data = DataBits::from_indices([0, 3, 17]);
    entry.outcome = Some(Outcome::Permitted);
    entry.charters = vec![[1; 32], [2; 32]];
    entry.state = Some(0b1011);
    entry.subjects = vec![SubjectPart { pseudonym: [4; 16], sealed: vec![5; 51], digest: None }];
    entry
}

fn main() -> Result<(), SourceError> {
    let mut out = io::stdout();
    let mut memory = Memory::default();

    let key = CheckpointKey::from_seed(ORIGIN, &[7; 32])?;
    let made: Vec<Entry> = [opening(&key)].into_iter().chain((1..ENTRIES).map(usual_entry)).collect();
    let start = Instant::now();
    for entry in &made {
        std::hint::black_box(entry.encode()?);
    }
    let each_ns = start.elapsed().as_nanos() / u128::from(ENTRIES);
    for entry in &made {
        memory.entries.push(entry.encode()?);
    }
    let bytes = memory.entries.last().map_or(0, Vec::len);
    writeln!(out, "encode: {each_ns} ns an entry of {bytes} bytes")?;

    let start = Instant::now();
    let mut buffer = Vec::new();
    for entry in &memory.entries {
        Entry::decode_with(entry, &mut buffer)?;
    }
    writeln!(out, "decode: {} ns an entry", start.elapsed().as_nanos() / u128::from(ENTRIES))?;
    let start = Instant::now();
    for entry in &memory.entries {
        std::hint::black_box(Glance::read(entry)?);
    }
    writeln!(out, "glance: {} ns an entry", start.elapsed().as_nanos() / u128::from(ENTRIES))?;

    let start = Instant::now();
    let mut edge = Edge::empty();
    for commit in memory.entries.chunks(128) {
        commit.iter().for_each(|entry| edge.append(leaf_hash(entry)));
        let rows = edge.take_dirty();
        memory
            .tiles
            .extend(rows.into_iter().map(|TileRow { level, index, hashes }| ((level, index), hashes)));
    }
    let append_s = start.elapsed().as_secs_f64();
    writeln!(out, "hash and append, 128 a commit: {:.0} entries/s", ENTRIES as f64 / append_s)?;

    let start = Instant::now();
    for _ in 0..100_000 {
        std::hint::black_box(edge.clone());
    }
    writeln!(out, "clone of the edge: {} ns", start.elapsed().as_nanos() / 100_000)?;

    prove(&mut out, &memory, edge.size())?;
    let note = key.sign(edge.size(), edge.root())?;
    let mut files = Files(std::mem::take(&mut memory.files));
    write_export(&mut files, &memory, &memory, &note, &[key.vkey()], &[])?;
    drop((made, memory));
    let start = Instant::now();
    let report = verify(&files, &[note]);
    let verify_s = start.elapsed().as_secs_f64();
    let sound = report.is_ok() && report.rollback_ruled_out;
    writeln!(out, "verify: {:.0} entries/s, sound: {sound}", ENTRIES as f64 / verify_s)?;
    Ok(())
}
