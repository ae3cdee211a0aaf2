//! Finds where a tree stops matching its signed root, as narrowly as its own tiles allow.
//!
//! If the right-hand edge of the stored tiles still gives the signed root, those rows are
//! authentic, and every row they vouch for is too; what a row above does not vouch for is suspect.
//! A suspect level-0 row is compared with the entries: where they give what the row above says, the
//! entries are whole and only the row is damaged. If the edge itself does not give the root, nothing
//! can be told apart, and everything is suspect.
//!
//! Reads every tile once more; called only when the root is wrong.

use std::io;
use std::ops::Range;

use super::folder::Folder;
use crate::tree::{
    HASH_BYTES, Hash, TILE_WIDTH, TileError, TileSource, leaves_a_hash, levels_of, subtree_root, tree_root,
};

/// The most ranges told apart.
const SUSPECTS_MAX: usize = 10_000;

/// Slots whose hashes do not lead to the signed root.
pub(super) struct Suspect {
    pub(super) slots: Range<u64>,
    /// The entries there do: only the tile is damaged.
    pub(super) entries_hold: bool,
}

pub(super) fn suspects(folder: &Folder<'_>, root: Hash) -> io::Result<Vec<Suspect>> {
    let mut search = Search { folder, suspects: Vec::new() };
    let size = folder.size();
    if !search.authentic_edge(root)? {
        return Ok(vec![Suspect { slots: 0..size, entries_hold: false }]);
    }
    for level in 1..levels_of(size) {
        let index = (size >> (8 * level)) / TILE_WIDTH;
        if folder.width(level, index) > 0 {
            let row = folder.row(level, index)?.unwrap_or_default();
            search.walk(level, index, &row)?;
        }
    }
    if search.suspects.is_empty() {
        search.suspects.push(Suspect { slots: 0..size, entries_hold: false });
    }
    search.suspects.sort_by_key(|suspect| suspect.slots.start);
    Ok(search.suspects)
}

struct Search<'a> {
    folder: &'a Folder<'a>,
    suspects: Vec<Suspect>,
}

impl Search<'_> {
    /// Whether the edge rows give the root, as they are or with the last entries in place of their row.
    fn authentic_edge(&mut self, root: Hash) -> io::Result<bool> {
        let size = self.folder.size();
        if tree_root(self.folder, size).is_ok_and(|stored| stored == root) {
            return Ok(true);
        }
        let index = size / TILE_WIDTH;
        let Some(row) = self.folder.bundle_row(index)? else { return Ok(false) };
        let patched = Patched { folder: self.folder, index, row };
        let holds = tree_root(&patched, size).is_ok_and(|stored| stored == root);
        if holds {
            self.damaged_row(index, &patched.row)?;
        }
        Ok(holds)
    }

    /// Holds every row below an authentic one against it.
    fn walk(&mut self, level: u8, index: u64, row: &[u8]) -> io::Result<()> {
        let below = level - 1;
        for (child, hash) in (index * TILE_WIDTH..).zip(row.as_chunks::<HASH_BYTES>().0) {
            let vouched = |row: &Vec<u8>| subtree_root(row) == Some(Hash(*hash));
            match self.folder.row(below, child)?.filter(vouched) {
                Some(_) if below == 0 => {}
                Some(row) => self.walk(below, child, &row)?,
                None if below == 0 => match self.folder.bundle_row(child)?.filter(vouched) {
                    Some(entries) => self.damaged_row(child, &entries)?,
                    None => self.suspect(leaves_under(below, child), false),
                },
                None => self.suspect(leaves_under(below, child), false),
            }
        }
        Ok(())
    }

    /// Names the hashes of a level-0 row that are not those of the authentic entries under it.
    fn damaged_row(&mut self, index: u64, entries: &[u8]) -> io::Result<()> {
        // A row that is not there is named as missing, not as wrong.
        let Some(row) = self.folder.row(0, index)? else { return Ok(()) };
        let pairs = row.as_chunks::<HASH_BYTES>().0.iter().zip(entries.as_chunks::<HASH_BYTES>().0);
        for (slot, (held, real)) in (index * TILE_WIDTH..).zip(pairs) {
            if held != real {
                self.suspect(slot..slot + 1, true);
            }
        }
        Ok(())
    }

    fn suspect(&mut self, slots: Range<u64>, entries_hold: bool) {
        if let Some(last) = self.suspects.last_mut() {
            let joins = last.slots.end == slots.start && last.entries_hold == entries_hold;
            // Past the limit everything from the last one on is suspect: less narrow, never wrong.
            if joins || self.suspects.len() >= SUSPECTS_MAX {
                return self.widen(slots.end, entries_hold);
            }
        }
        self.suspects.push(Suspect { slots, entries_hold });
    }

    fn widen(&mut self, end: u64, entries_hold: bool) {
        if let Some(last) = self.suspects.last_mut() {
            last.slots.end = last.slots.end.max(end);
            last.entries_hold &= entries_hold;
        }
    }
}

/// The leaves a full tile stands for.
fn leaves_under(level: u8, index: u64) -> Range<u64> {
    let leaves = leaves_a_hash(level).saturating_mul(TILE_WIDTH);
    let start = index.saturating_mul(leaves);
    start..start.saturating_add(leaves)
}

/// The folder with one level-0 row put in place of its own.
struct Patched<'a> {
    folder: &'a Folder<'a>,
    index: u64,
    row: Vec<u8>,
}

impl TileSource for Patched<'_> {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        if level == 0 && index == self.index {
            return Ok(Some(self.row.clone()));
        }
        self.folder.tile(level, index)
    }
}
