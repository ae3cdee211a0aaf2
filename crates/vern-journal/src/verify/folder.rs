//! Reads tiles and bundles out of an export whose size is known.
//!
//! Takes only what the signed size says there is, and takes a wider tile where the exact one is
//! missing, as C2SP tlog-tiles allows. Nothing here is believed; the caller compares.

use std::collections::VecDeque;
use std::io;

use crate::export::{ExportFiles, entries_path, tile_path, tile_width};
use crate::tree::{HASH_BYTES, Hash, TILE_WIDTH, TileError, TileSource, leaf_hash};

/// Level-0 rows kept, so that entries off by a little do not read a file each.
const ROWS_KEPT: usize = 4;

pub(super) struct Folder<'a> {
    files: &'a dyn ExportFiles,
    size: u64,
}

impl<'a> Folder<'a> {
    pub(super) fn new(files: &'a dyn ExportFiles, size: u64) -> Self {
        Self { files, size }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Hashes the signed tree has in this tile.
    pub(super) fn width(&self, level: u8, index: u64) -> u64 {
        tile_width(self.size, level, index)
    }

    /// The row of a tile as the signed size has it; `None` where missing or torn.
    pub(super) fn row(&self, level: u8, index: u64) -> io::Result<Option<Vec<u8>>> {
        let width = self.width(level, index);
        let needed_bytes = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(HASH_BYTES);
        for held in [width, TILE_WIDTH] {
            if let Some(mut row) = self.files.read(&tile_path(level, index, held))? {
                let whole = row.len() as u64 == held * HASH_BYTES as u64;
                row.truncate(needed_bytes);
                return Ok(whole.then_some(row));
            }
        }
        Ok(None)
    }

    /// The entries of a bundle under its full name.
    pub(super) fn bundle(&self, index: u64) -> io::Result<Option<Vec<u8>>> {
        self.files.read(&entries_path(index, TILE_WIDTH))
    }

    /// The entries of a bundle under whatever name has most of them.
    pub(super) fn widest_bundle(&self, index: u64) -> io::Result<Option<Vec<u8>>> {
        for width in (1..=TILE_WIDTH).rev() {
            if let Some(bundle) = self.files.read(&entries_path(index, width))? {
                return Ok(Some(bundle));
            }
        }
        Ok(None)
    }

    /// The leaf hashes a whole bundle gives, if it has as many entries as the tree has there.
    pub(super) fn bundle_row(&self, index: u64) -> io::Result<Option<Vec<u8>>> {
        let width = self.width(0, index);
        let bundle = if width == TILE_WIDTH { self.bundle(index)? } else { self.widest_bundle(index)? };
        let Some(bundle) = bundle else { return Ok(None) };
        let mut row = Vec::new();
        for piece in Pieces::of(&bundle) {
            let Piece::Entry(entry) = piece else { return Ok(None) };
            row.extend_from_slice(&leaf_hash(entry).0);
        }
        Ok((row.len() as u64 == width * HASH_BYTES as u64).then_some(row))
    }
}

impl TileSource for Folder<'_> {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        self.row(level, index).map_err(|error| TileError::Source(error.into()))
    }
}

/// One piece of a bundle.
pub(super) enum Piece<'a> {
    Entry(&'a [u8]),
    /// What is left where the length says more than there is.
    Torn,
}

/// Cuts a bundle into its entries.
pub(super) struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    pub(super) fn of(bundle: &'a [u8]) -> Self {
        Self { rest: bundle }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let whole = self
            .rest
            .split_first_chunk::<2>()
            .and_then(|(length, rest)| rest.split_at_checked(usize::from(u16::from_be_bytes(*length))));
        let (piece, rest) = whole.map_or((Piece::Torn, &[][..]), |(entry, rest)| (Piece::Entry(entry), rest));
        self.rest = rest;
        Some(piece)
    }
}

/// What the tiles say of one slot.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Leaf {
    Hash(Hash),
    /// The tile is not there.
    Untold,
    /// The tree has no such slot.
    Beyond,
}

/// The leaf hashes of the tree, slot by slot.
pub(super) struct Leaves<'a> {
    folder: &'a Folder<'a>,
    rows: VecDeque<(u64, Option<Vec<u8>>)>,
}

impl<'a> Leaves<'a> {
    pub(super) fn new(folder: &'a Folder<'a>) -> Self {
        Self { folder, rows: VecDeque::with_capacity(ROWS_KEPT) }
    }

    /// Level-0 row `index`, read at most once while it is near.
    pub(super) fn row(&mut self, index: u64) -> io::Result<Option<&[u8]>> {
        let held = match self.rows.iter().position(|(held, _)| *held == index) {
            Some(held) => held,
            None => {
                let row = self.folder.row(0, index)?;
                self.rows.truncate(ROWS_KEPT - 1);
                self.rows.push_front((index, row));
                0
            }
        };
        Ok(self.rows.get(held).and_then(|(_, row)| row.as_deref()))
    }

    pub(super) fn at(&mut self, slot: u64) -> io::Result<Leaf> {
        if slot >= self.folder.size() {
            return Ok(Leaf::Beyond);
        }
        let place = usize::try_from(slot % TILE_WIDTH).unwrap_or(usize::MAX);
        let row = self.row(slot / TILE_WIDTH)?;
        let hash = row.and_then(|row| row.as_chunks::<HASH_BYTES>().0.get(place));
        Ok(hash.map_or(Leaf::Untold, |hash| Leaf::Hash(Hash(*hash))))
    }
}
