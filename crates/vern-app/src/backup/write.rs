//! Taking a backup: the data file from one view of the database, then the key file.
//!
//! Data first, keys after: a key is kept before a row names it, so the key file has every key the data file names, and every tombstone there was
//! when the data file was finished.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_crypto::snapshot::SnapshotSealer;
use vern_crypto::{WrappingKey, random_bytes};
use vern_store::erasure::ErasureStage;
use vern_store::keys::RootRow;
use vern_store::row::{ControllerKeyRow, Id16, InstallationRow};
use vern_store::sum::DamagedRows;
use vern_store::transfer::{TABLES, Table};
use vern_store::{KeyStore, Snapshot, Store, StoreError, StorePlace};

use super::file::NewFile;
use super::frame::{FrameWriter, Header, JournalState, Kind, OpenErasure, ROWS_MAX};
use super::verify::verify_to_copy;
use super::{BackupFiles, BackupRecipient, OnProgress, Progress, RootKey, Stage, of_snapshot, signing};
use crate::problem::Problem;
use crate::root_key_file;

/// Keys read at once.
const KEYS_PAGE: u32 = 1_024;

/// What is to be backed up, and where to.
#[derive(Debug, Clone)]
pub struct BackupRequest {
    /// Where the data is.
    pub data: StorePlace,
    /// Directory of `root.key` and `keys.db`.
    pub keys: PathBuf,
    /// The files to write.
    pub to: BackupFiles,
    /// Whom they are sealed to.
    pub recipient: BackupRecipient,
}

/// What a backup came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Names the data file's snapshot.
    pub snapshot: Id16,
    /// Rows of each table, by name.
    pub rows: Vec<(&'static str, u64)>,
    /// Keys and tombstones.
    pub keys: u64,
    /// Of them, tombstones.
    pub tombstones: u64,
    /// Bytes sealed, of both files.
    pub bytes: u64,
    /// The installation had been closed before: nothing comes after this backup.
    pub is_final: bool,
}

/// An installation while it is read.
struct Source {
    store: Store,
    keys: KeyStore,
    root: RootKey,
    wrapping: WrappingKey,
    at: Instant,
}

/// Takes a backup, beside the process that serves the installation if there is one.
///
/// # Errors
/// `installation.none`, `store.restoring`, `key.*`; `backup.file_exists`, `backup.files_same`; `store.damaged` if a row is, `store.*`; what `progress` gives.
pub fn back_up(
    request: &BackupRequest,
    at: Instant,
    progress: OnProgress<'_>,
) -> Result<BackupReport, Problem> {
    require_two_files(&request.to)?;
    if !Store::is_there(&request.data)? {
        return Err(Problem::NotFound { code: "installation.none" });
    }
    let root = root_key_file::of_installation(&request.keys)?;
    let source = Source {
        store: Store::open_for_backup(&request.data)?,
        keys: KeyStore::open_for_backup(&request.keys)?,
        wrapping: WrappingKey::new(root.key())?,
        root,
        at,
    };
    require_sound(&source)?;
    // Both before either is written: nobody waits for an hour to be told that the second is there already.
    let before = own_keys(&source)?;
    let (data, keys) = (NewFile::create(&request.to.data)?, NewFile::create(&request.to.keys)?);
    let (header, counts, data_bytes, digest) = write_data(&source, &request.recipient, data, progress)?;
    let (key_count, tombstones, key_bytes) =
        write_keys(&source, &request.recipient, keys, (header.snapshot, digest))?;
    if own_keys(&source)? != before {
        // A key was replaced meanwhile: what was written may not open with what was written after it.
        drop((std::fs::remove_file(&request.to.data), std::fs::remove_file(&request.to.keys)));
        return Err(Problem::Conflict { code: "conflict.busy" });
    }
    Ok(BackupReport {
        snapshot: header.snapshot,
        rows: TABLES.iter().map(Table::name).zip(counts).collect(),
        keys: key_count,
        tombstones,
        bytes: data_bytes + key_bytes,
        is_final: header.is_final,
    })
}

/// Damage is not copied: a backup of it would take the place of one that is whole. The journal, which has no sums, is computed again.
fn require_sound(source: &Source) -> Result<(), Problem> {
    let rows = source.store.damaged_rows()?.into_iter().chain(source.keys.damaged_rows()?);
    match rows.chain(source.store.stray_lookups()?).next() {
        Some(DamagedRows { table, .. }) => Err(StoreError::Damaged { table }.into()),
        None => Ok(()),
    }
}

/// The root key and the controllers' own keys as they are named now.
fn own_keys(source: &Source) -> Result<(Option<RootRow>, Vec<ControllerKeyRow>), Problem> {
    let reader = source.store.reader()?;
    let snapshot = reader.snapshot()?;
    let mut rows = Vec::new();
    for (controller, _) in snapshot.controllers()? {
        rows.extend(snapshot.controller_keys(controller)?);
    }
    Ok((source.keys.root()?, rows))
}

fn require_two_files(files: &BackupFiles) -> Result<(), Problem> {
    let folder = |path: &Path| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        std::fs::canonicalize(parent.unwrap_or(Path::new("."))).ok()
    };
    let is_one =
        files.data.file_name() == files.keys.file_name() && folder(&files.data) == folder(&files.keys);
    if is_one { Err(Problem::invalid("backup.files_same")) } else { Ok(()) }
}

fn installation_of(snapshot: &Snapshot<'_>) -> Result<InstallationRow, Problem> {
    let row = snapshot.installation()?.ok_or(Problem::NotFound { code: "installation.none" })?;
    if row.restoring.is_some() { Err(Problem::Conflict { code: "store.restoring" }) } else { Ok(row) }
}

type DataWritten = (Header, Vec<u64>, u64, [u8; 32]);

fn write_data(
    source: &Source,
    recipient: &BackupRecipient,
    file: NewFile,
    progress: OnProgress<'_>,
) -> Result<DataWritten, Problem> {
    let reader = source.store.reader()?;
    let snapshot = reader.snapshot()?;
    let installation = installation_of(&snapshot)?;
    let total = TABLES.iter().try_fold(0, |sum, table| snapshot.table_rows(table).map(|rows| sum + rows))?;
    let header = Header {
        kind: Kind::Data,
        snapshot: random_bytes()?,
        installation: installation.id,
        taken_at: source.at,
        is_final: installation.moved_at.is_some(),
        rows: total,
        tables: TABLES.len(),
        of_data: None,
        journals: signing::journals(&snapshot, &source.keys, &source.wrapping)?,
    };
    let (entries, mut verified) = (header.journals.iter().map(|journal| journal.tree_size).sum(), 0);
    for journal in &header.journals {
        verify_to_copy(&snapshot, journal.controller, &mut |done| {
            verified += done;
            progress(Progress { stage: Stage::Verifying, done: verified, total: entries })
        })?;
    }
    let sealer = SnapshotSealer::new(&source.root, recipient, file).map_err(of_snapshot)?;
    let mut frames = FrameWriter::new(sealer);
    frames.header(&header)?;
    let mut counts = Vec::with_capacity(TABLES.len());
    let mut done = 0;
    for (place, table) in TABLES.iter().enumerate() {
        let before = done;
        let mut after = table.start();
        loop {
            let page = snapshot.table_page(table, &after, ROWS_MAX)?;
            let Some(last) = page.last() else { break };
            after = table.key_of(last);
            for row in &page {
                frames.row(place, row)?;
                done += 1;
            }
            progress(Progress { stage: Stage::Writing, done, total })?;
        }
        frames.end_table(place)?;
        counts.push(done - before);
    }
    frames.end(&counts)?;
    let bytes = frames.bytes;
    let file = frames.into_inner().finish().map_err(of_snapshot)?;
    Ok((header, counts, bytes, file.keep()?))
}

/// What is ordered erased when the key file is begun.
struct Ordered {
    journals: Vec<JournalState>,
    installation: InstallationRow,
    /// Keys that are to be overwritten: they leave as tombstones.
    keys: HashSet<(ControllerId, Id16)>,
    erasures: Vec<OpenErasure>,
}

fn write_keys(
    source: &Source,
    recipient: &BackupRecipient,
    file: NewFile,
    of_data: (Id16, [u8; 32]),
) -> Result<(u64, u64, u64), Problem> {
    // First how far the journal has come, then the keys: whatever was overwritten until then is a tombstone in what follows.
    let ordered = ordered(source)?;
    let header = Header {
        kind: Kind::Keys,
        snapshot: random_bytes()?,
        installation: ordered.installation.id,
        taken_at: source.at,
        is_final: ordered.installation.moved_at.is_some(),
        rows: 0,
        tables: TABLES.len(),
        of_data: Some(of_data),
        journals: ordered.journals,
    };
    let sealer = SnapshotSealer::new(&source.root, recipient, file).map_err(of_snapshot)?;
    let mut frames = FrameWriter::new(sealer);
    frames.header(&header)?;
    let (mut count, mut tombstones, mut after) = (0, 0, None);
    loop {
        let page = source.keys.page(after, KEYS_PAGE)?;
        let Some(last) = page.last() else { break };
        after = Some((last.controller, last.key_id));
        for mut key in page {
            if key.wrapped.is_some() && ordered.keys.contains(&(key.controller, key.key_id)) {
                key.wrapped = None;
                key.erased_at = Some(source.at);
            }
            count += 1;
            tombstones += u64::from(key.wrapped.is_none());
            frames.key(&key)?;
        }
    }
    frames.end_keys()?;
    for erasure in &ordered.erasures {
        frames.open_erasure(erasure)?;
    }
    frames.end_open_erasures()?;
    frames.end(&[count])?;
    let bytes = frames.bytes;
    let file = frames.into_inner().finish().map_err(of_snapshot)?;
    file.keep()?;
    Ok((count, tombstones, bytes))
}

fn ordered(source: &Source) -> Result<Ordered, Problem> {
    let reader = source.store.reader()?;
    let snapshot = reader.snapshot()?;
    let installation = installation_of(&snapshot)?;
    let journals = signing::journals(&snapshot, &source.keys, &source.wrapping)?;
    let (mut keys, mut erasures) = (HashSet::new(), Vec::new());
    for journal in &journals {
        let controller = journal.controller;
        keys.extend(snapshot.key_erasures(controller, u32::MAX)?.into_iter().map(|key| (controller, key)));
        let open = snapshot.open_erasures(controller, u32::MAX)?.into_iter();
        let with_key = open.filter(|row| row.stage == ErasureStage::Ordered);
        erasures.extend(with_key.map(|row| OpenErasure {
            controller,
            erasure: row.erasure,
            subject: row.subject,
            activity: row.activity,
            ordered_at: row.ordered_at,
        }));
    }
    Ok(Ordered { journals, installation, keys, erasures })
}
