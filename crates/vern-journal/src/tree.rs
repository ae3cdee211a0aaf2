//! The tree over the entries: its growing right-hand edge, its tile rows, and its proofs.
//!
//! An RFC 6962 § 2.1 SHA-256 tree kept as C2SP tlog-tiles of height 8: the tile at level *L* and
//! index *N* holds the roots of the full subtrees of 256^*L* leaves number 256 *N* up to
//! 256 *N* + 255, 32 bytes each. The writer keeps an [`Edge`] in memory and stores the rows it hands
//! out; readers and provers need only a [`TileSource`].
//!
//! This file does not store anything, does not lock, and does not check that a restored edge agrees
//! with any checkpoint: the caller compares [`Edge::root`] with what it knows.

use std::cell::RefCell;
use std::collections::HashMap;

pub use tlog_tiles::Hash;
use tlog_tiles::{EMPTY_HASH, HashReader, Tile, node_hash, record_hash, split_stored_hash_index};

use crate::SourceError;

/// Hashes in a full tile.
pub const TILE_WIDTH: u64 = 256;

/// Bytes of one hash.
pub const HASH_BYTES: usize = 32;

/// Bytes of a full tile.
pub const TILE_BYTES: usize = 256 * HASH_BYTES;

/// The largest tree handled; keeps the arithmetic of node numbers inside 64 bits.
pub const TREE_SIZE_MAX: u64 = 1 << 60;

/// Levels of tiles a tree of [`TREE_SIZE_MAX`] leaves has.
const LEVELS_MAX: u8 = 8;

/// Longest proof a tree of 2^64 leaves could need; longer ones are refused unread.
const PROOF_HASHES_MAX: usize = 65;

/// The hashes of a proof, lowest first, in the order of RFC 6962 § 2.1.1 and § 2.1.2.
pub type Proof = Vec<Hash>;

/// The leaf of an entry: SHA-256(0x00 ‖ entry), RFC 6962 § 2.1.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    record_hash(entry)
}

/// Where stored tile rows come from.
pub trait TileSource {
    /// The stored row of a tile: 1 to 256 hashes of 32 bytes, or `None` where there is none.
    ///
    /// The row of a growing tile is replaced as it grows, so it may hold more hashes than the tree
    /// size asked about needs; readers take the prefix.
    ///
    /// # Errors
    /// [`TileError::Source`] when the place behind it fails.
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError>;
}

/// Why hashes of a tree could not be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TileError {
    /// No row where the tree has one.
    #[error("no tile {index} at level {level}")]
    Missing {
        /// Level of the tile.
        level: u8,
        /// Index within the level.
        index: u64,
    },
    /// The row holds fewer hashes than the tree has there.
    #[error("tile {index} at level {level} holds {held_bytes} bytes, {needed_bytes} needed")]
    Short {
        /// Level of the tile.
        level: u8,
        /// Index within the level.
        index: u64,
        /// Bytes in the row.
        held_bytes: usize,
        /// Bytes the tree needs of it.
        needed_bytes: usize,
    },
    /// A tree larger than [`TREE_SIZE_MAX`].
    #[error("tree of {size} leaves is too large")]
    TooLarge {
        /// The size asked for.
        size: u64,
    },
    /// The place the rows come from failed.
    #[error("tile source failed")]
    Source(#[source] SourceError),
}

/// Why there is no proof, or the proof does not hold.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The leaf or the old tree is not inside the tree.
    #[error("outside the tree")]
    OutOfRange,
    /// The proof does not lead to the root.
    #[error("proof does not hold")]
    Invalid,
    /// The tiles it would be made from could not be read.
    #[error(transparent)]
    Tile(#[from] TileError),
}

/// One tile row to be stored, replacing the row of the same level and index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileRow {
    /// Level of the tile.
    pub level: u8,
    /// Index within the level.
    pub index: u64,
    /// 1 to 256 hashes of 32 bytes.
    pub hashes: Vec<u8>,
}

/// The tile at the right-hand end of one level.
#[derive(Clone, Debug, Default)]
struct Growing {
    index: u64,
    /// Fewer than 256 hashes: a tile that fills is passed on.
    hashes: Vec<u8>,
    dirty: bool,
}

/// The right-hand edge of one tree: all that is needed to append, to know the root, and to say
/// which tile rows changed.
///
/// A clone is the way to undo: take one before a transaction, put it back if it fails. It costs at
/// most 8 kB a level (three levels hold 16 million entries) and whatever rows are not taken yet.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    size: u64,
    /// Roots of the full subtrees the tree is made of, largest first: one for each bit of `size`.
    subtrees: Vec<Hash>,
    levels: Vec<Growing>,
    /// Tiles filled since rows were last taken.
    filled: Vec<TileRow>,
}

impl Edge {
    /// The edge of a tree without leaves.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Reads the edge of a tree of `size` leaves back from its tiles; at most eight rows are read.
    ///
    /// # Errors
    /// Any [`TileError`]: a row is missing or short, or the source failed.
    pub fn restore(size: u64, source: &dyn TileSource) -> Result<Self, TileError> {
        check_size(size)?;
        let mut edge = Self { size, ..Self::default() };
        for level in 0..levels_of(size) {
            let held = size >> (8 * level);
            let (index, width) = (held / TILE_WIDTH, held % TILE_WIDTH);
            let hashes = if width == 0 { Vec::new() } else { row(source, level, index, width)? };
            edge.levels.push(Growing { index, hashes, dirty: false });
        }
        for level in edge.levels.iter().rev() {
            let width = level.hashes.len() / HASH_BYTES;
            let mut rest = level.hashes.as_slice();
            for part in (0..8).rev().map(|bit| 1 << bit).filter(|part| width & part != 0) {
                let (left, right) = rest.split_at_checked(part * HASH_BYTES).unwrap_or((rest, &[]));
                edge.subtrees.extend(subtree_root(left));
                rest = right;
            }
        }
        Ok(edge)
    }

    /// Leaves in the tree.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; of a tree without leaves, SHA-256 of nothing (RFC 6962 § 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        let folded = self.subtrees.iter().rev().copied().reduce(|right, left| node_hash(left, right));
        folded.unwrap_or(EMPTY_HASH)
    }

    /// Adds one leaf at the end.
    pub fn append(&mut self, leaf: Hash) {
        self.extend_level(0, leaf);
        let mut node = leaf;
        // Every low one-bit of the size is a full subtree that this leaf completes a larger one with.
        for height in 1..=self.size.trailing_ones() {
            if let Some(left) = self.subtrees.pop() {
                node = node_hash(left, node);
            }
            if height % 8 == 0 {
                self.extend_level(height / 8, node);
            }
        }
        self.subtrees.push(node);
        self.size += 1;
    }

    fn extend_level(&mut self, level: u32, hash: Hash) {
        let place = level as usize;
        if self.levels.len() <= place {
            self.levels.resize_with(place + 1, Growing::default);
        }
        let Some(growing) = self.levels.get_mut(place) else { return };
        growing.hashes.extend_from_slice(&hash.0);
        growing.dirty = growing.hashes.len() < TILE_BYTES;
        if !growing.dirty {
            let hashes = std::mem::take(&mut growing.hashes);
            self.filled.push(TileRow { level: level_number(place), index: growing.index, hashes });
            growing.index += 1;
        }
    }

    /// The tile rows that changed since they were last taken, each tile once, filled tiles first.
    ///
    /// Store them in the transaction of the entries. If that fails, put the clone taken before it
    /// back, or [`Edge::restore`].
    pub fn take_dirty(&mut self) -> Vec<TileRow> {
        let mut rows = std::mem::take(&mut self.filled);
        for (place, growing) in self.levels.iter_mut().enumerate() {
            if std::mem::take(&mut growing.dirty) {
                let hashes = growing.hashes.clone();
                rows.push(TileRow { level: level_number(place), index: growing.index, hashes });
            }
        }
        rows
    }

    /// The tiles filled since last taken; growing ones stay marked as changed.
    pub(crate) fn take_filled(&mut self) -> Vec<TileRow> {
        std::mem::take(&mut self.filled)
    }
}

/// The root of the tree of the first `size` leaves.
///
/// # Errors
/// Any [`TileError`].
pub fn tree_root(source: &dyn TileSource, size: u64) -> Result<Hash, TileError> {
    check_size(size)?;
    let reader = TileHashes::new(source);
    let root = tlog_tiles::tree_hash(size, &reader);
    root.map_err(|_| reader.cause())
}

/// Proof that leaf `index` is in the tree of the first `size` leaves (RFC 6962 § 2.1.1).
///
/// # Errors
/// [`ProofError::OutOfRange`] unless `index < size`; [`ProofError::Tile`] when tiles fail.
pub fn prove_inclusion(source: &dyn TileSource, size: u64, index: u64) -> Result<Proof, ProofError> {
    check_size(size)?;
    if index >= size {
        return Err(ProofError::OutOfRange);
    }
    let reader = TileHashes::new(source);
    tlog_tiles::prove_record(size, index, &reader).map_err(|_| reader.cause().into())
}

/// Checks that `leaf` is number `index` in the tree of `size` leaves with this root.
///
/// # Errors
/// [`ProofError::OutOfRange`] unless `index < size`, [`ProofError::Invalid`] if it does not hold.
pub fn check_inclusion(
    proof: &[Hash],
    size: u64,
    root: Hash,
    index: u64,
    leaf: Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange);
    }
    if proof.len() > PROOF_HASHES_MAX {
        return Err(ProofError::Invalid);
    }
    tlog_tiles::check_record(&proof.to_vec(), size, root, index, leaf).map_err(|_| ProofError::Invalid)
}

/// Proof that the tree of the first `old` leaves is a prefix of the tree of the first `new`
/// (RFC 6962 § 2.1.2). Empty when `old` is 0 or `new`.
///
/// # Errors
/// [`ProofError::OutOfRange`] if `old > new`; [`ProofError::Tile`] when tiles fail.
pub fn prove_consistency(source: &dyn TileSource, old: u64, new: u64) -> Result<Proof, ProofError> {
    check_size(new)?;
    if old > new {
        return Err(ProofError::OutOfRange);
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let reader = TileHashes::new(source);
    tlog_tiles::prove_tree(new, old, &reader).map_err(|_| reader.cause().into())
}

/// Checks that the tree of `old` leaves is a prefix of the tree of `new` leaves.
///
/// # Errors
/// [`ProofError::OutOfRange`] if `old > new`, [`ProofError::Invalid`] if it does not hold.
pub fn check_consistency(
    proof: &[Hash],
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::OutOfRange);
    }
    if old == 0 {
        // The tree without leaves is a prefix of every tree; there is nothing to prove.
        let holds = proof.is_empty() && old_root == EMPTY_HASH && (new > 0 || new_root == EMPTY_HASH);
        return if holds { Ok(()) } else { Err(ProofError::Invalid) };
    }
    if proof.len() > PROOF_HASHES_MAX {
        return Err(ProofError::Invalid);
    }
    tlog_tiles::check_tree(&proof.to_vec(), new, new_root, old, old_root).map_err(|_| ProofError::Invalid)
}

/// Levels of tiles a tree has.
pub(crate) fn levels_of(size: u64) -> u8 {
    (0..LEVELS_MAX).find(|level| size >> (8 * level) == 0).unwrap_or(LEVELS_MAX)
}

/// Leaves under one hash of a tile at this level: 256^level.
pub(crate) fn leaves_a_hash(level: u8) -> u64 {
    1u64.checked_shl(8 * u32::from(level)).unwrap_or(u64::MAX)
}

/// The root over 1, 2, 4 … 256 hashes; `None` for any other number of them.
pub(crate) fn subtree_root(hashes: &[u8]) -> Option<Hash> {
    let count = hashes.len() / HASH_BYTES;
    let whole = count.is_power_of_two() && count * HASH_BYTES == hashes.len();
    whole.then(|| Tile::subtree_hash(hashes))
}

fn check_size(size: u64) -> Result<(), TileError> {
    if size > TREE_SIZE_MAX { Err(TileError::TooLarge { size }) } else { Ok(()) }
}

fn level_number(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(LEVELS_MAX)
}

/// The first `width` hashes of a stored row.
fn row(source: &dyn TileSource, level: u8, index: u64, width: u64) -> Result<Vec<u8>, TileError> {
    let mut hashes = source.tile(level, index)?.ok_or(TileError::Missing { level, index })?;
    let needed_bytes = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(HASH_BYTES);
    let held_bytes = hashes.len();
    if held_bytes < needed_bytes {
        return Err(TileError::Short { level, index, held_bytes, needed_bytes });
    }
    hashes.truncate(needed_bytes);
    Ok(hashes)
}

/// Lets `tlog_tiles` read nodes by number out of tile rows, each row once a proof.
struct TileHashes<'a> {
    source: &'a dyn TileSource,
    rows: RefCell<HashMap<(u8, u64), Vec<u8>>>,
    /// `tlog_tiles` has no place for our error, so it waits here.
    error: RefCell<Option<TileError>>,
}

impl<'a> TileHashes<'a> {
    fn new(source: &'a dyn TileSource) -> Self {
        Self { source, rows: RefCell::default(), error: RefCell::default() }
    }

    fn cause(&self) -> TileError {
        self.error.take().unwrap_or(TileError::Source("tile arithmetic failed".into()))
    }

    fn node(&self, number: u64) -> Result<Hash, TileError> {
        let (height, place) = split_stored_hash_index(number);
        let (level, inner) = (height / 8, height % 8);
        // The node covers `1 << inner` hashes of its tile, from `first` on.
        let (index, first) = ((place << inner) / TILE_WIDTH, (place << inner) % TILE_WIDTH);
        let end = first + (1 << inner);
        let mut rows = self.rows.borrow_mut();
        let hashes = match rows.entry((level, index)) {
            std::collections::hash_map::Entry::Occupied(held) => held.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => {
                let hashes = self.source.tile(level, index)?;
                free.insert(hashes.ok_or(TileError::Missing { level, index })?)
            }
        };
        let bytes = |hash: u64| usize::try_from(hash).unwrap_or(usize::MAX).saturating_mul(HASH_BYTES);
        let part = hashes.get(bytes(first)..bytes(end)).and_then(subtree_root);
        let (held_bytes, needed_bytes) = (hashes.len(), bytes(end));
        part.ok_or(TileError::Short { level, index, held_bytes, needed_bytes })
    }
}

impl HashReader for TileHashes<'_> {
    fn read_hashes(&self, numbers: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let nodes: Result<Vec<Hash>, TileError> = numbers.iter().map(|number| self.node(*number)).collect();
        nodes.map_err(|error| {
            *self.error.borrow_mut() = Some(error);
            tlog_tiles::Error::InvalidTile
        })
    }
}
