//! Where a restore goes: empty, or cut short by an earlier try of the same snapshot, which then goes on where it ended.

use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_store::keys::RootRow;
use vern_store::row::Id16;
use vern_store::transfer::Value;
use vern_store::{DirectoryLock, KeyStore, Store, StoreError, StoreOptions, StorePlace, Writer};

use super::frame::{Frame, Header, Kind};
use super::read::{Opener, table_at};
use super::{OnProgress, Progress, RootKey, Stage, keep_private};
use crate::problem::Problem;
use crate::root_key_file;

/// Rows in one transaction.
const ROWS_MAX: usize = 2_000;
/// Bytes in one transaction, about.
const BYTES_MAX: usize = 4 * 1024 * 1024;
/// Keys in one transaction.
const KEYS_MAX: usize = 4_096;
/// Where the key database is made before it takes its place.
const KEYS_MADE_IN: &str = "restoring";
const KEYS_FILE: &str = "keys.db";

const TAKEN: Problem = Problem::Conflict { code: "restore.target_taken" };

/// The target, held against others.
pub(super) struct Target {
    pub(super) store: Store,
    pub(super) writer: Writer,
    keys: PathBuf,
    snapshot: Id16,
    /// Rows that are in.
    rows: u64,
    _keys_held: DirectoryLock,
}

impl Target {
    pub(super) fn open(
        place: &StorePlace,
        keys: &Path,
        root: &RootKey,
        header: &Header,
    ) -> Result<Self, Problem> {
        if let StorePlace::Directory(data) = place
            && keys.starts_with(data)
        {
            return Err(Problem::Key { code: "key.within_data" });
        }
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(keys).map_err(StoreError::from)?;
        let keys_held = DirectoryLock::hold(keys)?;
        let (store, mut writer) = Store::open(place, StoreOptions::default())?;
        let known = {
            let reader = store.reader()?;
            let snapshot = reader.snapshot()?;
            let known = snapshot.installation()?;
            if known.is_none() && !snapshot.controllers()?.is_empty() {
                return Err(TAKEN);
            }
            known
        };
        let rows = match known {
            Some(row) if row.restoring == Some(header.snapshot) => row.frames,
            Some(_) => return Err(TAKEN),
            None if keys.join(KEYS_FILE).exists() => return Err(TAKEN),
            None => 0,
        };
        keep_root(keys, root)?;
        if known.is_none() {
            writer.batch(|batch| {
                batch.add_installation(&header.installation)?;
                batch.note_restoring(Some(&header.snapshot), 0)
            })?;
        }
        Ok(Self {
            store,
            writer,
            keys: keys.to_owned(),
            snapshot: header.snapshot,
            rows,
            _keys_held: keys_held,
        })
    }

    /// Takes in the rows of the data file that are not in yet.
    pub(super) fn take_rows(
        &mut self,
        opener: &Opener<'_>,
        path: &Path,
        progress: OnProgress<'_>,
    ) -> Result<(), Problem> {
        let mut read = 0_u64;
        let mut held: Vec<(usize, Vec<Value>)> = Vec::new();
        let mut bytes = 0;
        opener.each(path, Kind::Data, &mut |header, frame| {
            if header.snapshot != self.snapshot {
                return Err(Problem::Conflict { code: "backup.files_differ" });
            }
            let is_end = matches!(frame, Frame::End(_));
            if let Frame::Rows(place, rows) = frame {
                for row in rows {
                    read += 1;
                    if read > self.rows {
                        bytes += row.iter().map(size_of).sum::<usize>();
                        held.push((place, row));
                    }
                }
            }
            if held.len() >= ROWS_MAX || bytes >= BYTES_MAX || (is_end && !held.is_empty()) {
                self.insert(&held)?;
                held.clear();
                bytes = 0;
                progress(Progress { stage: Stage::Restoring, done: self.rows, total: header.rows })?;
            }
            Ok(())
        })?;
        self.writer.batch(|batch| batch.renumber())?;
        Ok(())
    }

    /// Rows, and how many are in with them, in one transaction.
    fn insert(&mut self, held: &[(usize, Vec<Value>)]) -> Result<(), Problem> {
        let after = self.rows + u64::try_from(held.len()).unwrap_or(0);
        let snapshot = self.snapshot;
        let tables = held.iter().map(|(place, _)| table_at(*place)).collect::<Result<Vec<_>, _>>()?;
        self.writer.batch(|batch| {
            for (table, (_, row)) in tables.iter().zip(held) {
                batch.insert_row(table, row)?;
            }
            batch.note_restoring(Some(&snapshot), after)
        })?;
        self.rows = after;
        Ok(())
    }

    /// Makes the key database beside its place and puts it there whole: one of an earlier try, perhaps from another file, is replaced.
    pub(super) fn take_keys(
        &self,
        opener: &Opener<'_>,
        path: &Path,
        (root, at, checked): (&RootKey, Instant, &Header),
        controllers: &[ControllerId],
    ) -> Result<KeyStore, Problem> {
        let made_in = self.keys.join(KEYS_MADE_IN);
        match std::fs::remove_dir_all(&made_in) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(StoreError::from(error).into()),
            _ => {}
        }
        {
            let store = KeyStore::open(&made_in)?;
            store.note_root(RootRow { root: root_key_file::number_of(root), since_at: at })?;
            let mut held = Vec::new();
            opener.each(path, Kind::Keys, &mut |header, frame| {
                if header.snapshot != checked.snapshot {
                    return Err(Problem::Conflict { code: "backup.files_differ" });
                }
                let is_end = matches!(frame, Frame::End(_));
                if let Frame::Keys(rows) = frame {
                    // A controller the data does not know was made after it: nothing of it is here to be opened.
                    held.extend(rows.into_iter().filter(|row| controllers.contains(&row.controller)));
                }
                if held.len() >= KEYS_MAX || is_end {
                    store.insert_rows(&held)?;
                    held.clear();
                }
                Ok(())
            })?;
        }
        if made_in.join("keys.db-wal").exists() {
            return Err(Problem::Internal("the key database was not closed whole".to_owned()));
        }
        for leftover in ["keys.db-wal", "keys.db-shm"] {
            drop(std::fs::remove_file(self.keys.join(leftover)));
        }
        std::fs::rename(made_in.join(KEYS_FILE), self.keys.join(KEYS_FILE))
            .and_then(|()| std::fs::remove_dir_all(&made_in))
            .and_then(|()| File::open(&self.keys)?.sync_all())
            .map_err(StoreError::from)?;
        Ok(KeyStore::open(&self.keys)?)
    }
}

fn size_of(value: &Value) -> usize {
    match value {
        Value::Null | Value::Int(_) => 8,
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
    }
}

/// The root key lies with the keys, as in any installation. Another one that lies there already belongs to something else.
fn keep_root(keys: &Path, root: &RootKey) -> Result<(), Problem> {
    let path = keys.join("root.key");
    if path.exists() {
        let found = root_key_file::of_installation(keys)?;
        return if found.id() == root.id() { Ok(()) } else { Err(TAKEN) };
    }
    keep_private(&path, root.to_text().as_bytes())
}
