//! The folder an export is: what each file is called, and writing one.
//!
//! A C2SP tlog-tiles log as a stranger's client reads it (`checkpoint`, `tile/…`), with the entries
//! as bundles under `tile/entries/` (each entry preceded by its length as two bytes, big-endian),
//! and beside them `keys` and `charters/<hash>.yaml`. That is the newest epoch; older ones stand each in
//! a folder of the same form, `epoch/<number>/`. Bundles of culled entries are left out. Source: ADR 0002
//! and <https://c2sp.org/tlog-tiles>.
//!
//! This file does not open files and does not verify what it writes; [`mod@crate::verify`] does.

use std::io;

use crate::SourceError;
use crate::checkpoint::{Checkpoint, CheckpointError, VerifierKeys, open_checkpoint};
use crate::entry::ENTRY_BYTES_MAX;
use crate::tree::{HASH_BYTES, TILE_WIDTH, TileError, TileSource, levels_of};

/// The signed note.
pub const CHECKPOINT_PATH: &str = "checkpoint";

/// Verifier keys, one a line, newest last.
pub const KEYS_PATH: &str = "keys";

/// The largest file of an export there can be, in bytes: 256 entries of the greatest length.
pub const FILE_BYTES_MAX: usize = 256 * (ENTRY_BYTES_MAX + 2);

/// Where an export is written to.
pub trait ExportSink {
    /// Writes one whole file. `path` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// Whatever the place behind it says.
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Where an export is read from.
pub trait ExportFiles {
    /// One whole file, or `None` where there is none by that name.
    ///
    /// Whoever implements it refuses files longer than [`FILE_BYTES_MAX`], and must answer `None`
    /// for a path that runs through a file or names a folder.
    ///
    /// # Errors
    /// Whatever the place behind it says; the verifier then stops and says so.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;
}

/// Where the entries of an export come from.
pub trait EntrySource {
    /// The encoded entries number `first` to `first + count - 1`, in order.
    ///
    /// # Errors
    /// Whatever the place behind it says.
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError>;

    /// The entries before this one are culled (a multiple of 256, as the newest entry of kind 10 within the export says it) and are
    /// not asked for. 0 where none are.
    fn culled(&self) -> u64 {
        0
    }
}

/// A charter document that entries cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charter {
    /// The hash by which entries cite it.
    pub hash: [u8; 32],
    /// The document.
    pub yaml: Vec<u8>,
}

/// Why an export was not written. What was written until then has no checkpoint.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The checkpoint does not verify with the keys of the export.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A tile could not be read.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// The entries could not be read.
    #[error("entry source failed")]
    Source(#[source] SourceError),
    /// The source handed out fewer or more entries than asked for, or one too long.
    #[error("entry source gave something else than {count} entries from {first}")]
    Entries {
        /// First entry asked for.
        first: u64,
        /// How many were asked for.
        count: u64,
    },
    /// A file could not be written.
    #[error("cannot write `{path}`")]
    Write {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
}

/// The name of a tile of hashes with `width` hashes of 256.
#[must_use]
pub fn tile_path(level: u8, index: u64, width: u64) -> String {
    format!("tile/{level}/{}", numbered(index, width))
}

/// The name of a bundle of `width` entries of 256.
#[must_use]
pub fn entries_path(index: u64, width: u64) -> String {
    format!("tile/entries/{}", numbered(index, width))
}

/// The name of a charter document.
#[must_use]
pub fn charter_path(hash: &[u8; 32]) -> String {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("charters/{hex}.yaml")
}

/// Where a file of an older epoch stands.
#[must_use]
pub fn epoch_path(epoch: u64, path: &str) -> String {
    format!("epoch/{epoch}/{path}")
}

/// A file of a log that is there as long as the log is: tiles, bundles of entries, keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFile {
    /// The signed note.
    Checkpoint,
    /// Verifier keys.
    Keys,
    /// A tile of hashes, `width` of 256.
    Tile {
        /// Level, from 0.
        level: u8,
        /// Which of its level.
        index: u64,
        /// How many hashes.
        width: u64,
    },
    /// A bundle of entries, `width` of 256.
    Entries {
        /// Which bundle.
        index: u64,
        /// How many entries.
        width: u64,
    },
}

impl LogFile {
    /// The file a path names: what [`tile_path`] and [`entries_path`] write, and nothing else.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let found = match path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')) {
            Some(("entries", rest)) => {
                let (index, width) = unnumbered(rest)?;
                Self::Entries { index, width }
            }
            Some((level, rest)) => {
                let (index, width) = unnumbered(rest)?;
                Self::Tile { level: level.parse().ok()?, index, width }
            }
            None if path == CHECKPOINT_PATH => Self::Checkpoint,
            None if path == KEYS_PATH => Self::Keys,
            None => return None,
        };
        (found.path() == path).then_some(found)
    }

    /// Its name.
    #[must_use]
    pub fn path(&self) -> String {
        match *self {
            Self::Checkpoint => CHECKPOINT_PATH.to_owned(),
            Self::Keys => KEYS_PATH.to_owned(),
            Self::Tile { level, index, width } => tile_path(level, index, width),
            Self::Entries { index, width } => entries_path(index, width),
        }
    }

    /// The files of a log of `size` entries, in the order they are best fetched: entries first, so that a culling in between shows.
    #[must_use]
    pub fn of_tree(size: u64) -> Vec<Self> {
        let bundles = (0..size.div_ceil(TILE_WIDTH))
            .map(|index| Self::Entries { index, width: tile_width(size, 0, index) });
        let tiles = (0..levels_of(size)).flat_map(|level| {
            let count = (size >> (8 * level)).div_ceil(TILE_WIDTH);
            (0..count).map(move |index| Self::Tile { level, index, width: tile_width(size, level, index) })
        });
        bundles.chain(tiles).collect()
    }
}

/// Entries as a bundle: each preceded by its length as two bytes, big-endian. None where one is longer than that can say.
#[must_use]
pub fn entry_bundle(entries: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut bundle = Vec::new();
    for entry in entries {
        let bytes = u16::try_from(entry.len()).ok()?;
        bundle.extend_from_slice(&bytes.to_be_bytes());
        bundle.extend_from_slice(entry);
    }
    Some(bundle)
}

/// The number and width a name stands for. Whoever asks compares with the name they make: there is one spelling.
fn unnumbered(name: &str) -> Option<(u64, u64)> {
    let (number, width) = match name.split_once(".p/") {
        Some((number, width)) => {
            (number, width.parse().ok().filter(|width| (1..TILE_WIDTH).contains(width))?)
        }
        None => (name, TILE_WIDTH),
    };
    let digits =
        |part: &str| part.trim_start_matches('x').parse::<u64>().ok().filter(|digits| *digits < 1000);
    let add = |sum: u64, part: &str| sum.checked_mul(1000)?.checked_add(digits(part)?);
    Some((number.split('/').try_fold(0, add)?, width))
}

/// Three digits a folder, all but the last marked with `x`, and the width of a partial tile.
fn numbered(index: u64, width: u64) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    if width >= TILE_WIDTH { path } else { format!("{path}.p/{width}") }
}

/// Hashes the tree of `size` leaves has in this tile; 0 where it has no such tile.
pub(crate) fn tile_width(size: u64, level: u8, index: u64) -> u64 {
    let held = size.checked_shr(8 * u32::from(level)).unwrap_or(0);
    held.saturating_sub(index.saturating_mul(TILE_WIDTH)).min(TILE_WIDTH)
}

/// Writes the log a checkpoint states, one tile or bundle at a time.
///
/// The checkpoint is written last, so a folder that has one is whole. `keys` are verifier keys in
/// signed-note form, newest last. Returns what the checkpoint states.
///
/// # Errors
/// Any [`ExportError`].
pub fn write_export(
    out: &mut dyn ExportSink,
    source: &dyn TileSource,
    entries: &dyn EntrySource,
    checkpoint: &str,
    keys: &[String],
    charters: &[Charter],
) -> Result<Checkpoint, ExportError> {
    let (key_lines, stated) = open(checkpoint, keys)?;
    for charter in charters {
        put(out, &charter_path(&charter.hash), &charter.yaml)?;
    }
    write_log(out, source, entries, stated.size)?;
    put(out, KEYS_PATH, key_lines.as_bytes())?;
    put(out, CHECKPOINT_PATH, checkpoint.as_bytes())?;
    Ok(stated)
}

/// Writes an older epoch of the same log beside the newest, which [`write_export`] writes afterwards.
///
/// To be found by the verifier, the older epochs must be an unbroken run back from the newest.
///
/// # Errors
/// Any [`ExportError`].
pub fn write_older_epoch(
    out: &mut dyn ExportSink,
    epoch: u64,
    source: &dyn TileSource,
    entries: &dyn EntrySource,
    checkpoint: &str,
    keys: &[String],
) -> Result<Checkpoint, ExportError> {
    write_export(&mut Below { out, epoch }, source, entries, checkpoint, keys, &[])
}

/// The folder of an older epoch.
struct Below<'a> {
    out: &'a mut dyn ExportSink,
    epoch: u64,
}

impl ExportSink for Below<'_> {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.out.write(&epoch_path(self.epoch, path), bytes)
    }
}

fn open(checkpoint: &str, keys: &[String]) -> Result<(String, Checkpoint), CheckpointError> {
    let mut key_lines = keys.join("\n");
    key_lines.push('\n');
    let stated = open_checkpoint(checkpoint, &VerifierKeys::parse(&key_lines)?)?;
    Ok((key_lines, stated))
}

fn write_log(
    out: &mut dyn ExportSink,
    source: &dyn TileSource,
    entries: &dyn EntrySource,
    size: u64,
) -> Result<(), ExportError> {
    write_tiles(out, source, size)?;
    write_entries(out, entries, size)
}

fn write_tiles(out: &mut dyn ExportSink, source: &dyn TileSource, size: u64) -> Result<(), ExportError> {
    for level in 0..levels_of(size) {
        let tiles = (size >> (8 * level)).div_ceil(TILE_WIDTH);
        for index in 0..tiles {
            let width = tile_width(size, level, index);
            let row = source.tile(level, index)?.ok_or(TileError::Missing { level, index })?;
            let needed_bytes = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(HASH_BYTES);
            let short = TileError::Short { level, index, held_bytes: row.len(), needed_bytes };
            let hashes = row.get(..needed_bytes).ok_or(short)?;
            put(out, &tile_path(level, index, width), hashes)?;
        }
    }
    Ok(())
}

fn write_entries(out: &mut dyn ExportSink, entries: &dyn EntrySource, size: u64) -> Result<(), ExportError> {
    for index in entries.culled() / TILE_WIDTH..size.div_ceil(TILE_WIDTH) {
        let (first, count) = (index * TILE_WIDTH, tile_width(size, 0, index));
        let held = entries.entries(first, count).map_err(ExportError::Source)?;
        if held.len() as u64 != count {
            return Err(ExportError::Entries { first, count });
        }
        let bundle = entry_bundle(&held).ok_or(ExportError::Entries { first, count })?;
        put(out, &entries_path(index, count), &bundle)?;
    }
    Ok(())
}

fn put(out: &mut dyn ExportSink, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
    out.write(path, bytes).map_err(|source| ExportError::Write { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_file_is_read_and_no_other_spelling() {
        for size in [1, 255, 256, 257, 70_000, 300_000] {
            for file in LogFile::of_tree(size) {
                assert_eq!(LogFile::parse(&file.path()), Some(file));
            }
        }
        assert_eq!(
            LogFile::parse("tile/entries/x001/067.p/5"),
            Some(LogFile::Entries { index: 1_067, width: 5 })
        );
        for wrong in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/0",
            "tile/00/000",
            "tile/0/x000/001",
            "tile/0/001/067",
            "tile/0/x001/x067",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/05",
            "tile/entries/../keys",
            "tile/entries/x999/x999/x999/x999/x999/x999/x999/999",
            "charters/x.yaml",
        ] {
            assert_eq!(LogFile::parse(wrong), None, "{wrong}");
        }
    }
}
