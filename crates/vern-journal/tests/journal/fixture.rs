//! A log in memory, its export as a map of files, and ways to tamper with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io;

use vern_journal::export::{entries_path, tile_path};
use vern_journal::{
    Act, Charter, CheckpointKey, DataBits, Edge, Entry, EntryKind, EntrySource, ExportFiles, ExportSink,
    Hash, Outcome, Report, SourceError, SubjectPart, TileError, TileRow, TileSource, leaf_hash, write_export,
};

pub(crate) const ORIGIN: &str = "vern.example.no/journal/00000000002a/1";

pub(crate) fn key() -> CheckpointKey {
    key_of(ORIGIN)
}

pub(crate) fn key_of(origin: &str) -> CheckpointKey {
    CheckpointKey::from_seed(origin, &[7; 32]).unwrap()
}

/// An entry as the gate makes most of them: one subject, a record key of 20 bytes, no reason.
pub(crate) fn usual_entry(index: u64) -> Entry {
    let mut entry = Entry::new(index, 1_767_225_600_000_000 + index * 1000, EntryKind::Operation);
    entry.operation = Some([(index % 251) as u8; 16]);
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

/// What opens the log this key signs for.
pub(crate) fn opening(key: &CheckpointKey) -> Entry {
    let mut entry = Entry::new(0, 1_767_225_600_000_000, EntryKind::EpochOpened);
    entry.origin = Some(key.origin().to_owned());
    entry.vkey = Some(key.vkey());
    entry
}

pub(crate) fn encoded(count: u64) -> Vec<Vec<u8>> {
    encoded_for(&key(), count)
}

/// A log of this many entries, the first of which opens it.
pub(crate) fn encoded_for(key: &CheckpointKey, count: u64) -> Vec<Vec<u8>> {
    let rest = (1..count).map(usual_entry);
    let entries = [opening(key)].into_iter().chain(rest).take(count as usize);
    entries.map(|entry| entry.encode().unwrap()).collect()
}

/// Stored tile rows; a row is replaced as its tile grows.
#[derive(Clone, Default)]
pub(crate) struct Tiles(pub(crate) HashMap<(u8, u64), Vec<u8>>);

impl Tiles {
    pub(crate) fn store(&mut self, rows: Vec<TileRow>) {
        self.0.extend(rows.into_iter().map(|row| ((row.level, row.index), row.hashes)));
    }

    pub(crate) fn of(leaves: impl IntoIterator<Item = Hash>) -> (Self, Edge) {
        let (mut tiles, mut edge) = (Self::default(), Edge::empty());
        leaves.into_iter().for_each(|leaf| edge.append(leaf));
        tiles.store(edge.take_dirty());
        (tiles, edge)
    }
}

impl TileSource for Tiles {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        Ok(self.0.get(&(level, index)).cloned())
    }
}

struct Held<'a>(&'a [Vec<u8>]);

impl EntrySource for Held<'_> {
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError> {
        Ok(self.0.iter().skip(first as usize).take(count as usize).cloned().collect())
    }
}

/// An export folder in memory.
#[derive(Clone, Default)]
pub(crate) struct Files {
    pub(crate) held: BTreeMap<String, Vec<u8>>,
    pub(crate) written: RefCell<Vec<String>>,
    pub(crate) broken: Option<String>,
}

impl ExportSink for Files {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.written.borrow_mut().push(path.to_owned());
        self.held.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

impl ExportFiles for Files {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        if self.broken.as_deref() == Some(path) {
            return Err(io::Error::other("broken disk"));
        }
        Ok(self.held.get(path).cloned())
    }
}

impl Files {
    /// The export of a log of these entries, whatever they are.
    pub(crate) fn of(entries: &[Vec<u8>]) -> Self {
        Self::signed_by(&key(), entries)
    }

    pub(crate) fn signed_by(key: &CheckpointKey, entries: &[Vec<u8>]) -> Self {
        let (tiles, edge) = Tiles::of(entries.iter().map(|entry| leaf_hash(entry)));
        let note = key.sign(edge.size(), edge.root()).unwrap();
        let charters = [Charter { hash: [1; 32], yaml: b"name: test\n".to_vec() }];
        let mut files = Self::default();
        write_export(&mut files, &tiles, &Held(entries), &note, &[key.vkey()], &charters).unwrap();
        files
    }

    pub(crate) fn sound(size: u64) -> Self {
        Self::of(&encoded(size))
    }

    pub(crate) fn checkpoint(&self) -> String {
        String::from_utf8(self.held["checkpoint"].clone()).unwrap()
    }

    /// Puts these entries in place of those of the export, and touches nothing else.
    pub(crate) fn set_entries(&mut self, entries: &[Vec<u8>]) {
        self.held.retain(|path, _| !path.starts_with("tile/entries/"));
        for (index, chunk) in entries.chunks(256).enumerate() {
            let bundle: Vec<u8> = chunk
                .iter()
                .flat_map(|entry| (entry.len() as u16).to_be_bytes().into_iter().chain(entry.iter().copied()))
                .collect();
            self.held.insert(entries_path(index as u64, chunk.len() as u64), bundle);
        }
    }

    /// Rewrites the level-0 tiles to the hashes of these entries, and touches nothing else.
    pub(crate) fn set_leaf_tiles(&mut self, entries: &[Vec<u8>]) {
        self.held.retain(|path, _| !path.starts_with("tile/0/"));
        for (index, chunk) in entries.chunks(256).enumerate() {
            let row: Vec<u8> = chunk.iter().flat_map(|entry| leaf_hash(entry).0).collect();
            self.held.insert(tile_path(0, index as u64, chunk.len() as u64), row);
        }
    }

    pub(crate) fn verify(&self) -> Report {
        self.verify_known(&[])
    }

    pub(crate) fn verify_known(&self, known: &[String]) -> Report {
        vern_journal::verify(self, known)
    }
}
