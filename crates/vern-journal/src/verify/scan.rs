//! The one pass over an export: hashes, entries, root.
//!
//! For each bundle of 256: its level-0 row goes into a tree of our own, its entries are hashed,
//! decoded and lined up with the rows. Rows of higher levels are compared with what our own tree
//! comes to. Trusts nothing but the signed size, and stops where a folder has run out of files long
//! before that size.

use std::io;
use std::ops::Range;

use super::align::{Aligner, Finding, Home, Item, Placed};
use super::folder::{Folder, Leaf, Leaves, Piece, Pieces};
use super::known::Compared;
use super::locate;
use super::notice::Notices;
use super::{Failure, FailureCode, Report};
use crate::checkpoint::Checkpoint;
use crate::entry::{Entry, Glance};
use crate::export::ExportFiles;
use crate::tree::{Edge, HASH_BYTES, Hash, TILE_WIDTH, TREE_SIZE_MAX, TileRow, leaf_hash, leaves_a_hash};

/// Bundles in a row of which neither entries nor hashes are there, after which the rest is given up:
/// a signed size can be any number, and a folder is finite.
const EMPTY_BUNDLES_MAX: u64 = 1024;

/// The most failures gathered before they are sorted and cut to what a report lists.
const GATHERED_MAX: usize = 100_000;

/// What the pass leaves for later questions.
pub(super) struct Scan {
    /// The level-0 hashes give the signed root.
    pub(super) root_holds: bool,
    /// What the log says of itself.
    pub(super) notices: Notices,
}

struct Pass<'a> {
    folder: &'a Folder<'a>,
    leaves: Leaves<'a>,
    edge: Edge,
    /// Lines entries up with leaf hashes.
    by_hash: Aligner,
    /// Lines the index inside each entry up with its place in the tree.
    by_index: Aligner,
    placed: Vec<Placed>,
    indexed: Vec<Placed>,
    places: u64,
    /// The first bundle that does not hold as many entries as it should.
    misdivided: Option<u64>,
    last_at: u64,
    notices: Notices,
    /// Bundles that are not there, as ranges of slots.
    absent: Vec<Range<u64>>,
    failures: Vec<Failure>,
    report: &'a mut Report,
}

pub(super) fn run(
    files: &dyn ExportFiles,
    checkpoint: &Checkpoint,
    known: &mut Compared<'_>,
    report: &mut Report,
) -> io::Result<Scan> {
    let folder = Folder::new(files, checkpoint.size);
    let mut pass = Pass {
        folder: &folder,
        leaves: Leaves::new(&folder),
        edge: Edge::empty(),
        by_hash: Aligner::new(Some(checkpoint.size)),
        by_index: Aligner::new(None),
        placed: Vec::new(),
        indexed: Vec::new(),
        places: 0,
        misdivided: None,
        last_at: 0,
        notices: Notices::new(&checkpoint.origin),
        absent: Vec::new(),
        failures: Vec::new(),
        report,
    };
    pass.read_all(known)?;
    pass.conclude(checkpoint, known)
}

impl Pass<'_> {
    fn read_all(&mut self, known: &mut Compared<'_>) -> io::Result<()> {
        let size = self.folder.size();
        let mut empty_run = 0;
        if known.next_size() == Some(0) {
            known.pass(self.edge.root());
        }
        for index in 0..size / TILE_WIDTH {
            let mut bundle = self.folder.bundle(index)?;
            // Under another name at most where a run of absent ones begins: looking costs 255 files.
            if bundle.is_none() && self.absent.last().is_none_or(|absent| absent.end != index * TILE_WIDTH) {
                bundle = self.folder.widest_bundle(index)?;
            }
            let gone = self.read_tile(index, bundle.as_deref(), known)?;
            empty_run = if gone { empty_run + 1 } else { 0 };
            if empty_run >= EMPTY_BUNDLES_MAX {
                self.fail(FailureCode::TileMissing, (index + 1) * TILE_WIDTH..size);
                return Ok(());
            }
        }
        self.read_tail(size / TILE_WIDTH, known)
    }

    /// The last, growing bundle and whatever lies beyond the signed size.
    fn read_tail(&mut self, last: u64, known: &mut Compared<'_>) -> io::Result<()> {
        for index in last.. {
            let bundle = self.folder.widest_bundle(index)?;
            let beyond = bundle.is_none();
            self.read_tile(index, bundle.as_deref(), known)?;
            if beyond {
                break;
            }
        }
        Ok(())
    }

    /// Takes in one tile and its bundle. True where there is neither.
    fn read_tile(&mut self, index: u64, bundle: Option<&[u8]>, known: &mut Compared<'_>) -> io::Result<bool> {
        let entries = self.read_bundle(bundle)?;
        let width = self.folder.width(0, index);
        // Where there is no bundle its entries are missing or culled, or another bundle has too many.
        if entries != width && bundle.is_some() {
            self.misdivided.get_or_insert(index);
        }
        if width == 0 {
            return Ok(false);
        }
        let slots = index * TILE_WIDTH..index * TILE_WIDTH + width;
        if bundle.is_none() {
            self.note_absent(slots.clone());
        }
        let told = match self.leaves.row(index)? {
            Some(row) => {
                self.report.tiles_checked += 1;
                append(&mut self.edge, row, known);
                true
            }
            None => false,
        };
        if !told {
            // Without its tile a whole bundle can still stand for itself: the root decides.
            let width_bytes = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(HASH_BYTES);
            let own = self.folder.bundle_row(index)?.unwrap_or_else(|| vec![0; width_bytes]);
            append(&mut self.edge, &own, known);
            self.fail(FailureCode::TileMissing, slots);
        }
        for row in self.edge.take_filled() {
            self.compare_row(row)?;
        }
        Ok(!told && entries == 0)
    }

    fn note_absent(&mut self, slots: Range<u64>) {
        match self.absent.last_mut() {
            Some(last) if last.end == slots.start => last.end = slots.end,
            _ => self.absent.push(slots),
        }
    }

    /// Compares a row above level 0 with the stored one.
    fn compare_row(&mut self, row: TileRow) -> io::Result<()> {
        if row.level == 0 {
            return Ok(());
        }
        let first = row.index * TILE_WIDTH;
        let end = first + (row.hashes.len() / HASH_BYTES) as u64;
        let slots = first * leaves_a_hash(row.level)..end * leaves_a_hash(row.level);
        match self.folder.row(row.level, row.index)? {
            None => self.fail(FailureCode::TileMissing, slots),
            Some(stored) => {
                self.report.tiles_checked += 1;
                if stored != row.hashes {
                    self.fail(FailureCode::TileChanged, slots);
                }
            }
        }
        Ok(())
    }

    /// Takes in the entries of one bundle, and says how many there were.
    fn read_bundle(&mut self, bundle: Option<&[u8]>) -> io::Result<u64> {
        let before = self.places;
        for piece in Pieces::of(bundle.unwrap_or_default()) {
            let item = match piece {
                Piece::Entry(entry) => self.read_entry(entry)?,
                Piece::Torn => Item { place: self.places, home: Home::Unknown, claimed: None, at: None },
            };
            self.places += 1;
            self.by_hash.push(item, &mut self.placed);
        }
        self.report.entries_checked = self.places;
        self.take_placed();
        Ok(self.places - before)
    }

    fn read_entry(&mut self, bytes: &[u8]) -> io::Result<Item> {
        let leaf = leaf_hash(bytes);
        let glance = Glance::read(bytes).ok();
        let claimed = glance.map(|glance| glance.index);
        let home = self.home(leaf, claimed)?;
        if let (Home::At(slot), Some(glance)) = (home, glance)
            && Notices::heeds(slot, glance.kind)
            && !Entry::decode(bytes).is_ok_and(|entry| self.notices.take(slot, &entry))
        {
            self.fail(FailureCode::EpochMismatch, slot..slot + 1);
        }
        Ok(Item { place: self.places, home, claimed, at: glance.map(|glance| glance.at) })
    }

    /// The slot an entry is proven to belong in. Where the tile is missing its own word must do: the
    /// missing tile is a failure by itself, and the root tells whether the word was true.
    fn home(&mut self, leaf: Hash, claimed: Option<u64>) -> io::Result<Home> {
        let expected = self.by_hash.expected();
        match self.leaves.at(expected)? {
            Leaf::Hash(hash) if hash == leaf => return Ok(Home::At(expected)),
            Leaf::Untold if claimed == Some(expected) => return Ok(Home::At(expected)),
            _ => {}
        }
        let Some(claimed) = claimed.filter(|claimed| *claimed != expected) else { return Ok(Home::Unknown) };
        match self.leaves.at(claimed)? {
            Leaf::Hash(hash) if hash == leaf => Ok(Home::At(claimed)),
            Leaf::Untold => Ok(Home::At(claimed)),
            _ => Ok(Home::Unknown),
        }
    }

    /// Checks what stands in its own slot for form, index and time.
    fn take_placed(&mut self) {
        let mut placed = std::mem::take(&mut self.placed);
        for slot in placed.drain(..) {
            match slot {
                Placed::Gap(slots) => self.by_index.skip(slots.end - slots.start, &mut self.indexed),
                Placed::Filled(slot, item) => {
                    // No tree has a place so far out; counting on from it would overflow.
                    let claimed = item.claimed.filter(|claimed| *claimed < TREE_SIZE_MAX);
                    let home = claimed.map_or(Home::Here, Home::At);
                    self.by_index.push(Item { place: slot, home, ..item }, &mut self.indexed);
                    let at = item.at.unwrap_or(self.last_at);
                    if claimed.is_none() {
                        self.fail(FailureCode::EntryMalformed, slot..slot + 1);
                    } else if at < self.last_at {
                        self.fail(FailureCode::TimeBackwards, slot..slot + 1);
                    }
                    self.last_at = at;
                }
            }
        }
        self.placed = placed;
        self.indexed.clear();
    }

    fn fail(&mut self, code: FailureCode, slots: Range<u64>) {
        if let Some(last) = self.failures.last_mut() {
            // Neighbouring tiles make one failure; entries are named one by one.
            if code == FailureCode::TileMissing && last.code == code && last.to == slots.start {
                last.to = slots.end;
                return;
            }
        }
        self.note(Failure::new(code, slots.start, slots.end));
    }

    fn note(&mut self, failure: Failure) {
        if self.failures.len() < GATHERED_MAX {
            self.failures.push(failure);
        } else {
            self.report.failures_omitted += 1;
        }
    }

    fn conclude(mut self, checkpoint: &Checkpoint, known: &Compared<'_>) -> io::Result<Scan> {
        self.by_hash.finish(&mut self.placed);
        self.take_placed();
        self.by_index.finish(&mut self.indexed);
        for row in self.edge.take_dirty() {
            self.compare_row(row)?;
        }
        let by_hash = std::mem::replace(&mut self.by_hash, Aligner::new(None));
        let by_index = std::mem::replace(&mut self.by_index, Aligner::new(None));
        // Only now is known how far the log says it is culled.
        let culled = self.notices.culled;
        self.absent.iter_mut().for_each(|slots| slots.end = slots.end.min(culled));
        self.absent.retain(|slots| slots.start < slots.end);
        self.report.entries_culled = self.absent.iter().map(|slots| slots.end - slots.start).sum();
        self.take_findings(by_hash, FailureCode::EntryChanged);
        self.take_findings(by_index, FailureCode::EntryMalformed);
        let root_holds = self.edge.size() == checkpoint.size && self.edge.root() == checkpoint.root;
        if !root_holds {
            self.locate(checkpoint, known.agreed_size().unwrap_or(0))?;
        }
        if let Some(index) = self.misdivided.filter(|_| self.failures.is_empty()) {
            // Every entry is there and in order, but a reader looks for some in the wrong file.
            self.fail(FailureCode::TileChanged, index * TILE_WIDTH..(index + 1) * TILE_WIDTH);
        }
        self.report.failures.append(&mut self.failures);
        Ok(Scan { root_holds, notices: self.notices })
    }

    fn take_findings(&mut self, aligner: Aligner, changed: FailureCode) {
        let (findings, omitted) = aligner.findings();
        self.report.failures_omitted += omitted;
        for finding in findings {
            match finding {
                Finding::Changed { slot, .. } => self.fail(changed, slot..slot + 1),
                Finding::Missing(slots) => {
                    for slots in without(slots, &self.absent) {
                        self.fail(FailureCode::EntryMissing, slots);
                    }
                }
                Finding::Surplus { place } => self.fail(FailureCode::EntryAppended, place..place + 1),
                Finding::Moved { slot, place } => {
                    let failure = Failure::new(FailureCode::EntryMoved, slot, slot + 1);
                    self.note(Failure { found_at: Some(place), ..failure });
                }
            }
        }
    }

    /// Names where the root goes wrong, and takes back what only a damaged tile made look changed.
    fn locate(&mut self, checkpoint: &Checkpoint, agreed: u64) -> io::Result<()> {
        // Our own tree was built from the wrong hashes, so it cannot say which stored row is wrong.
        self.failures.retain(|failure| failure.code != FailureCode::TileChanged);
        let mut named = false;
        for suspect in locate::suspects(self.folder, checkpoint.root)? {
            let (from, to) = (suspect.slots.start.max(agreed), suspect.slots.end);
            if suspect.entries_hold {
                self.failures.retain(|failure| {
                    failure.code != FailureCode::EntryChanged || !suspect.slots.contains(&failure.from)
                });
            }
            if from < to {
                named = true;
                self.note(Failure::new(FailureCode::RootMismatch, from, to));
            }
        }
        if !named {
            self.note(Failure::new(FailureCode::RootMismatch, 0, checkpoint.size));
        }
        Ok(())
    }
}

/// What is left of `slots` when these ranges, ascending, are taken out.
fn without(slots: Range<u64>, taken: &[Range<u64>]) -> Vec<Range<u64>> {
    let mut left = Vec::new();
    let mut start = slots.start;
    for range in taken.iter().filter(|range| range.start < slots.end && range.end > slots.start) {
        left.push(start..range.start.max(start));
        start = range.end;
    }
    left.push(start..slots.end.max(start));
    left.retain(|range| !range.is_empty());
    left
}

/// Appends a row of leaf hashes, noting the root at every size somebody knows.
fn append(edge: &mut Edge, row: &[u8], known: &mut Compared<'_>) {
    for hash in row.as_chunks::<HASH_BYTES>().0 {
        edge.append(Hash(*hash));
        if known.next_size() == Some(edge.size()) {
            known.pass(edge.root());
        }
    }
}
