//! Reading the files of a backup to their ends before anything is made of them: what is altered or cut short is found here, and nothing is opened.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use vern_core::id::ControllerId;
use vern_crypto::KeyPurpose;
use vern_crypto::snapshot::SnapshotOpener;
use vern_journal::{Entry, EntryKind, Glance};
use vern_store::row::Id16;
use vern_store::transfer::{TABLES, Table, Value};

use super::file::{ReadFile, Shared};
use super::frame::{Frame, FrameReader, Header, Kind, OpenErasure, broken};
use super::{BackupKey, OnProgress, Progress, RootKey, Stage, of_snapshot};
use crate::problem::Problem;

/// Who may open the files.
pub(super) struct Opener<'a> {
    pub(super) root: &'a RootKey,
    pub(super) identity: &'a BackupKey,
}

impl Opener<'_> {
    /// Reads a file's header, hands every frame after it to `visit`, and reads to the end of the file. Gives SHA-256 of the file.
    pub(super) fn each(
        &self,
        path: &Path,
        kind: Kind,
        visit: &mut dyn FnMut(&Header, Frame) -> Result<(), Problem>,
    ) -> Result<(Header, [u8; 32]), Problem> {
        let mut file = ReadFile::open(path)?;
        let opener = SnapshotOpener::new(self.root, self.identity, Shared(&mut file)).map_err(of_snapshot)?;
        let mut frames = FrameReader::new(opener);
        let header = frames.header()?;
        if header.kind != kind {
            return Err(Problem::invalid("backup.files_swapped"));
        }
        loop {
            let frame = frames.next()?;
            let is_end = matches!(frame, Frame::End(_));
            visit(&header, frame)?;
            if is_end {
                break;
            }
        }
        drop(frames.finish()?);
        Ok((header, file.digest()))
    }
}

/// A data file that is whole.
pub(super) struct CheckedData {
    pub(super) header: Header,
    pub(super) digest: [u8; 32],
    /// Verifier keys each journal announces, whatever the epoch.
    pub(super) verifier_keys: HashMap<ControllerId, Vec<String>>,
    /// Log of each controller's origins: what stands before the epoch.
    pub(super) logs: HashMap<ControllerId, String>,
    /// The newest key of each use and name that the controllers' own rows name: what the data is opened with.
    pub(super) own_keys: HashMap<(ControllerId, i64, String), (i64, Id16)>,
}

/// A key file that is whole.
pub(super) struct CheckedKeys {
    pub(super) header: Header,
    pub(super) open_erasures: Vec<OpenErasure>,
    /// Live keys that are a controller's own: all but those of subjects.
    pub(super) own_keys: HashSet<(ControllerId, Id16)>,
}

pub(super) fn check_data(
    opener: &Opener<'_>,
    path: &Path,
    progress: OnProgress<'_>,
) -> Result<CheckedData, Problem> {
    let mut counts = vec![0_u64; TABLES.len()];
    let mut newest_table = 0;
    let mut done = 0;
    let mut controllers = HashMap::new();
    let (mut verifier_keys, mut logs, mut own_keys) = (HashMap::new(), HashMap::new(), HashMap::new());
    let (header, digest) = opener.each(path, Kind::Data, &mut |header, frame| match frame {
        Frame::Rows(place, rows) => {
            let is_next = (newest_table..header.tables).contains(&place);
            let table = TABLES.get(place).filter(|_| is_next).ok_or_else(broken)?;
            newest_table = place;
            if !rows.iter().all(|row| table.admits(row)) {
                return Err(broken());
            }
            match table.name() {
                "controllers" => numbered(&rows, &mut controllers)?,
                "controller_keys" => named(&rows, &controllers, &mut own_keys)?,
                "journal_entries" => announced(&rows, &controllers, &mut verifier_keys, &mut logs)?,
                _ => {}
            }
            let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            done += count;
            *counts.get_mut(place).ok_or_else(broken)? += count;
            progress(Progress { stage: Stage::Checking, done, total: header.rows })
        }
        Frame::End(stated) if Some(stated.as_slice()) == counts.get(..header.tables) => Ok(()),
        _ => Err(broken()),
    })?;
    if done != header.rows {
        return Err(broken());
    }
    Ok(CheckedData { header, digest, verifier_keys, logs, own_keys })
}

/// Controllers by the numbers the other rows know them by; they come before all others.
type Controllers = HashMap<i64, ControllerId>;

fn numbered(rows: &[Vec<Value>], controllers: &mut Controllers) -> Result<(), Problem> {
    for row in rows {
        let [Value::Int(number), Value::Int(id), ..] = row.as_slice() else { return Err(broken()) };
        controllers.insert(*number, ControllerId::from_i64(*id));
    }
    Ok(())
}

/// The newest key of each use; a checkpoint key's name is its verifier key, so those are one use whatever they are called.
fn named(
    rows: &[Vec<Value>],
    controllers: &Controllers,
    own_keys: &mut HashMap<(ControllerId, i64, String), (i64, Id16)>,
) -> Result<(), Problem> {
    for row in rows {
        let [
            Value::Int(controller),
            Value::Int(purpose),
            Value::Text(name),
            Value::Int(number),
            Value::Bytes(key),
        ] = row.as_slice()
        else {
            return Err(broken());
        };
        let key: Id16 = key.as_slice().try_into().map_err(|_| broken())?;
        let is_checkpoint = *purpose == i64::from(KeyPurpose::Checkpoint.code());
        let name = if is_checkpoint { String::new() } else { name.clone() };
        let controller = *controllers.get(controller).ok_or_else(broken)?;
        let newest = own_keys.entry((controller, *purpose, name)).or_insert((*number, key));
        if newest.0 <= *number {
            *newest = (*number, key);
        }
    }
    Ok(())
}

/// What entries say of the keys that sign: the opening of an epoch, a rotation, a culling.
fn announced(
    rows: &[Vec<Value>],
    controllers: &Controllers,
    verifier_keys: &mut HashMap<ControllerId, Vec<String>>,
    logs: &mut HashMap<ControllerId, String>,
) -> Result<(), Problem> {
    for row in rows {
        let [Value::Int(controller), _, _, Value::Bytes(bytes)] = row.as_slice() else {
            return Err(broken());
        };
        let announces = matches!(
            Glance::read(bytes)?.kind,
            EntryKind::EpochOpened | EntryKind::KeysRotated | EntryKind::JournalCulled
        );
        if !announces {
            continue;
        }
        let entry = Entry::decode(bytes)?;
        let controller = *controllers.get(controller).ok_or_else(broken)?;
        let lines = entry.vkey.as_deref().unwrap_or_default().lines().map(ToOwned::to_owned);
        verifier_keys.entry(controller).or_default().extend(lines);
        if let Some((log, _)) = entry.origin.as_deref().and_then(super::signing::epoch_of) {
            logs.insert(controller, log.to_owned());
        }
    }
    Ok(())
}

pub(super) fn check_keys(opener: &Opener<'_>, path: &Path) -> Result<CheckedKeys, Problem> {
    let (mut keys, mut open_erasures, mut own_keys) = (0_u64, Vec::new(), HashSet::new());
    let (header, _) = opener.each(path, Kind::Keys, &mut |_, frame| match frame {
        Frame::Keys(rows) => {
            keys += u64::try_from(rows.len()).unwrap_or(u64::MAX);
            let is_either = |row: &vern_store::keys::KeyRow| row.wrapped.is_some() != row.erased_at.is_some();
            let of_subjects = [KeyPurpose::Data.code(), KeyPurpose::Link.code()];
            let own = rows.iter().filter(|row| row.wrapped.is_some() && !of_subjects.contains(&row.purpose));
            own_keys.extend(own.map(|row| (row.controller, row.key_id)));
            if rows.iter().all(is_either) { Ok(()) } else { Err(broken()) }
        }
        Frame::OpenErasures(rows) => {
            open_erasures.extend(rows);
            Ok(())
        }
        Frame::End(stated) if stated == [keys] => Ok(()),
        _ => Err(broken()),
    })?;
    Ok(CheckedKeys { header, open_erasures, own_keys })
}

/// The name of a table, where a frame's rows are of it.
pub(super) fn table_at(place: usize) -> Result<&'static Table, Problem> {
    TABLES.get(place).ok_or_else(broken)
}
