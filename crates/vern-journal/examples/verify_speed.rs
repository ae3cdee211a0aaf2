//! Prints how fast entries are encoded, appended and verified: `cargo run --release --example verify_speed`.

#![expect(clippy::disallowed_methods, reason = "measuring needs the clock of the machine")]

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::Instant;

use vern_journal::{
    Act, CheckpointKey, DataBits, Edge, Entry, EntryKind, EntrySource, ExportFiles, ExportSink, Outcome,
    SourceError, SubjectPart, TileError, TileRow, TileSource, leaf_hash, verify, write_export,
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

    let made: Vec<Entry> = (0..ENTRIES).map(usual_entry).collect();
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

    let key = CheckpointKey::from_seed("vern.example.no/journal/000000000001/1", &[7; 32])?;
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
