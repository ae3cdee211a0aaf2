//! The journal as it lies in the store, by the names its files would have in an export: the verifier reads it where it is, and checkpoints that others
//! keep are compared with it without an export.
//!
//! Deliberately not here: verifying. Nothing is written, and what is signed for the verifier's eyes is not kept.

use std::io;

use vern_journal::export::{CHECKPOINT_PATH, KEYS_PATH};
use vern_journal::{EntrySource, ExportFiles, Report, SourceError, tree_root, verify};
use vern_store::Snapshot;
use vern_store::row::Head;

use crate::checkpoint_key::verifier_keys;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::journal::Tiles;
use crate::problem::Problem;

/// Bytes of a hash.
const HASH_BYTES: usize = 32;

/// The entries of one epoch that are there.
pub(crate) struct StoredEntries<'a, 'b> {
    pub(crate) snapshot: &'a Snapshot<'b>,
    pub(crate) controller: &'a Controller,
    pub(crate) epoch: u32,
    /// The entries before this one are culled.
    pub(crate) culled: u64,
}

impl EntrySource for StoredEntries<'_, '_> {
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Ok(self.snapshot.entries(self.controller.id(), self.epoch, first, count)?)
    }

    fn culled(&self) -> u64 {
        self.culled
    }
}

/// A journal in the store, by the names its files would have in an export.
pub(crate) struct StoredFiles<'a, 'b> {
    snapshot: &'a Snapshot<'b>,
    controller: &'a Controller,
    epoch: u32,
    culled: u64,
    note: String,
    keys: String,
}

impl<'a, 'b> StoredFiles<'a, 'b> {
    /// The present epoch, its tree signed here and now as the tiles have it; checkpoints signed before must agree with it. None where the view is
    /// older than the last rotation of the key.
    pub(crate) fn signed(
        snapshot: &'a Snapshot<'b>,
        controller: &'a Controller,
        head: &Head,
    ) -> Result<Option<Self>, Problem> {
        let tiles = Tiles { snapshot, controller: controller.id(), epoch: head.epoch };
        let root = tree_root(&tiles, head.tree_size)?;
        let rows = snapshot.controller_keys(controller.id())?;
        let note = controller.checkpoint_keys.sign(&rows, head.tree_size, root)?;
        let keys = verifier_keys(&rows).iter().map(|key| format!("{key}\n")).collect();
        let of_epoch =
            |note| Self { snapshot, controller, epoch: head.epoch, culled: head.culled, note, keys };
        Ok(note.map(of_epoch))
    }

    /// An older epoch, as its last checkpoint has it.
    fn older(&self, epoch: u32) -> io::Result<Option<Self>> {
        let id = self.controller.id();
        let Some(row) = self.snapshot.newest_checkpoint(id, epoch).map_err(io::Error::other)? else {
            return Ok(None);
        };
        let range = self.snapshot.entry_range(id, epoch).map_err(io::Error::other)?;
        let culled = range.map_or(0, |(first, _)| first);
        let (note, keys) = (row.note, self.keys.clone());
        Ok(Some(Self { snapshot: self.snapshot, controller: self.controller, epoch, culled, note, keys }))
    }
}

impl ExportFiles for StoredFiles<'_, '_> {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let failed = |error: vern_store::StoreError| io::Error::other(error.to_string());
        if let Some((epoch, path)) = path.strip_prefix("epoch/").and_then(|rest| rest.split_once('/')) {
            let Ok(epoch) = epoch.parse::<u32>() else { return Ok(None) };
            if epoch >= self.epoch {
                return Ok(None);
            }
            return self.older(epoch)?.map_or(Ok(None), |older| older.read(path));
        }
        match path {
            CHECKPOINT_PATH => return Ok(Some(self.note.clone().into_bytes())),
            KEYS_PATH => return Ok(Some(self.keys.clone().into_bytes())),
            _ => {}
        }
        let Some((kind, index, width)) = parse(path) else { return Ok(None) };
        let id = self.controller.id();
        let count = usize::try_from(width).unwrap_or(usize::MAX);
        match kind {
            Kind::Hashes(level) => {
                let hashes = self.snapshot.tile(id, self.epoch, level, index).map_err(failed)?;
                Ok(hashes.and_then(|hashes| hashes.get(..count * HASH_BYTES).map(<[u8]>::to_vec)))
            }
            Kind::Entries => {
                let most = u32::try_from(width).unwrap_or(u32::MAX);
                let first = index.saturating_mul(256);
                if first < self.culled {
                    return Ok(None);
                }
                let entries = self.snapshot.entries(id, self.epoch, first, most).map_err(failed)?;
                let mut bundle = Vec::new();
                for entry in &entries {
                    let length = u16::try_from(entry.len()).map_err(io::Error::other)?;
                    bundle.extend_from_slice(&length.to_be_bytes());
                    bundle.extend_from_slice(entry);
                }
                Ok(Some(bundle).filter(|_| entries.len() == count))
            }
        }
    }
}

enum Kind {
    Hashes(u8),
    Entries,
}

/// `tile/<level or entries>/<index>[.p/<width>]`, three digits a part, all but the last marked with `x`.
fn parse(path: &str) -> Option<(Kind, u64, u64)> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let kind = if kind == "entries" { Kind::Entries } else { Kind::Hashes(kind.parse().ok()?) };
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok()?),
        None => (rest, 256),
    };
    let mut index = 0_u64;
    for part in number.split('/') {
        let digits = part.trim_start_matches('x');
        index = index.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    Some((kind, index, width))
}

impl Installation {
    /// Compares checkpoints that others keep with the journal as it lies in the store, and verifies that on the way: every tile, every entry.
    ///
    /// # Errors
    /// `conflict.busy` while a key is being replaced; `store.*`, `internal`.
    pub fn compare_checkpoints(&self, controller: &Controller, known: &[String]) -> Result<Report, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let files = StoredFiles::signed(&snapshot, controller, &head)?;
        let files = files.ok_or(Problem::Conflict { code: "conflict.busy" })?;
        Ok(verify(&files, known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_the_export_writes_them() {
        for index in [0, 7, 999, 1000, 1_234_567, 999_999_999] {
            for width in [1, 17, 255, 256] {
                let entries = parse(&vern_journal::export::entries_path(index, width)).unwrap();
                assert!(matches!(entries, (Kind::Entries, at, of) if at == index && of == width));
                let tile = parse(&vern_journal::export::tile_path(2, index, width)).unwrap();
                assert!(matches!(tile, (Kind::Hashes(2), at, of) if at == index && of == width));
            }
        }
        assert!(parse("tile").is_none() && parse("tile/x/1").is_none() && parse("keys").is_none());
    }
}
