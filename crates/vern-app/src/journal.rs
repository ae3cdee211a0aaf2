//! The journal as surfaces see it: checkpoints, one entry by its receipt with proof, an export.

use std::time::Duration;

use vern_core::data_type::DataTypes;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_journal::export::{LogFile, entry_bundle};
use vern_journal::{
    Charter, Entry, ExportError, ExportSink, Hash, Proof, Receipt, TileError, TileSource, VerifierKeys,
    leaf_hash, open_checkpoint, prove_consistency, prove_inclusion, tree_root, write_export,
    write_older_epoch,
};
pub use vern_journal::{EntryKind, Outcome};
use vern_policy::charter::Administration;
use vern_store::row::CheckpointRow;
use vern_store::{Snapshot, StoreError};

use crate::access::Caller;
use crate::checkpoint_key::verifier_keys;
use crate::committer::Change;
use crate::controller::Controller;
use crate::history::StoredEntries;
use crate::installation::Installation;
use crate::problem::Problem;

/// A checkpoint younger than this is not signed anew.
const CHECKPOINT_AGE: Duration = Duration::from_secs(1);

/// Bytes of a hash, and hashes of a tile (C2SP tlog-tiles).
const HASH_BYTES: usize = 32;
const TILE_WIDTH: u64 = 256;

/// How often a view is taken to sign in.
const SIGNING_ATTEMPTS_MAX: usize = 8;

/// Where a journal stands, signed.
#[derive(Debug, Clone)]
pub struct SignedCheckpoint {
    /// Checkpoint origin; also the key's name.
    pub origin: String,
    /// Epoch.
    pub epoch: u32,
    /// Entries covered.
    pub tree_size: u64,
    /// Root of the tree.
    pub root: Hash,
    /// When it was signed.
    pub signed_at: Instant,
    /// The signed note.
    pub note: String,
    /// Key that verifies it.
    pub verifier_key: String,
}

/// One entry with what proves that it is in the journal.
#[derive(Debug, Clone)]
pub struct ProvenEntry {
    /// Its receipt.
    pub receipt: Receipt,
    /// The entry as it is hashed.
    pub bytes: Vec<u8>,
    /// The entry, read.
    pub entry: Entry,
    /// Ids of the data types in its `data` bits, by the charter version it cites.
    pub data: Vec<String>,
    /// Ids of the data types in its `withheld` bits.
    pub withheld: Vec<String>,
    /// Hashes from the leaf to the root, as RFC 9162 § 2.1.3 has them.
    pub proof: Proof,
    /// The checkpoint it is proved against.
    pub checkpoint: SignedCheckpoint,
}

/// What proves that the journal of today begins with that of an earlier checkpoint.
#[derive(Debug, Clone)]
pub struct GrownJournal {
    /// Entries of the earlier tree.
    pub from: u64,
    /// Hashes from the one root to the other, as RFC 9162 § 2.1.4 has them.
    pub proof: Proof,
    /// The newest checkpoint.
    pub checkpoint: SignedCheckpoint,
}

/// The tiles of one journal in one view of the store.
pub(crate) struct Tiles<'a, 'b> {
    pub(crate) snapshot: &'a Snapshot<'b>,
    pub(crate) controller: ControllerId,
    pub(crate) epoch: u32,
}

impl TileSource for Tiles<'_, '_> {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        let found = self.snapshot.tile(self.controller, self.epoch, level, index);
        found.map_err(|error| TileError::Source(Box::new(error)))
    }
}

/// A checkpoint as it was kept, read with the verifier key of its time.
fn read_checkpoint(
    controller: &Controller,
    snapshot: &Snapshot<'_>,
    epoch: u32,
    row: CheckpointRow,
) -> Result<SignedCheckpoint, Problem> {
    let mut keys = verifier_keys(&snapshot.controller_keys(controller.id())?);
    while let Some(verifier_key) = keys.pop() {
        match open_checkpoint(&row.note, &VerifierKeys::parse(&verifier_key)?) {
            Err(_) if !keys.is_empty() => {}
            opened => {
                let opened = opened?;
                return Ok(SignedCheckpoint {
                    origin: opened.origin,
                    epoch,
                    tree_size: opened.size,
                    root: opened.root,
                    signed_at: row.signed_at,
                    note: row.note,
                    verifier_key,
                });
            }
        }
    }
    Err(Problem::Store(StoreError::Damaged { table: "controller_keys" }))
}

impl Installation {
    /// The newest checkpoint, signed now unless one not a second old covers the tree.
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn checkpoint(&self, controller: &Controller) -> Result<SignedCheckpoint, Problem> {
        let (checkpoint, is_new) = self.sign_checkpoint(controller)?;
        if is_new {
            let SignedCheckpoint { epoch, tree_size, note, .. } = checkpoint.clone();
            self.change(controller.id(), Change::KeepCheckpoint { epoch, tree_size, note }, None).await?;
        }
        Ok(checkpoint)
    }

    fn sign_checkpoint(&self, controller: &Controller) -> Result<(SignedCheckpoint, bool), Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let now = self.now();
        let young = |row: &CheckpointRow| {
            let age_micros = now.as_micros().saturating_sub(row.signed_at.as_micros());
            row.tree_size == head.tree_size
                || u128::try_from(age_micros).is_ok_and(|age| age < CHECKPOINT_AGE.as_micros())
        };
        if let Some(row) = snapshot.newest_checkpoint(controller.id(), head.epoch)?.filter(young) {
            return Ok((read_checkpoint(controller, &snapshot, head.epoch, row)?, false));
        }
        drop(snapshot);
        drop(reader);
        Ok((self.sign_now(controller)?, true))
    }

    /// Signs the whole tree. A view of the store that is older than the last rotation of the key is taken again.
    fn sign_now(&self, controller: &Controller) -> Result<SignedCheckpoint, Problem> {
        for _ in 0..SIGNING_ATTEMPTS_MAX {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let head =
                snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            let root = tree_root(
                &Tiles { snapshot: &snapshot, controller: controller.id(), epoch: head.epoch },
                head.tree_size,
            )?;
            let rows = snapshot.controller_keys(controller.id())?;
            if let Some(note) = controller.checkpoint_keys.sign(&rows, head.tree_size, root)? {
                let row = CheckpointRow { tree_size: head.tree_size, signed_at: self.now(), note };
                return read_checkpoint(controller, &snapshot, head.epoch, row);
            }
        }
        Err(Problem::Conflict { code: "conflict.busy" })
    }

    /// The entry a receipt names, with its proof against the newest checkpoint.
    ///
    /// # Errors
    /// `receipt.form`; `receipt.mismatch` if the entry there is another; `receipt.beyond_tree` if the tree is not that large.
    pub async fn entry_by_receipt(
        &self,
        controller: &Controller,
        receipt: &str,
    ) -> Result<ProvenEntry, Problem> {
        let receipt: Receipt =
            receipt.trim().parse().map_err(|_| Problem::invalid_field("receipt.form", "receipt"))?;
        let mut checkpoint = self.checkpoint(controller).await?;
        // A receipt is anyone's to invent: only an entry that is there is worth a signature.
        if checkpoint.tree_size <= receipt.index && self.tree_size(controller)? > receipt.index {
            checkpoint = self.fresh_checkpoint(controller).await?;
        }
        self.prove_entry(controller, receipt, checkpoint)
    }

    fn tree_size(&self, controller: &Controller) -> Result<u64, Problem> {
        let head = self.reader()?.snapshot()?.head(controller.id())?;
        Ok(head.ok_or(Problem::NotFound { code: "controller.unknown" })?.tree_size)
    }

    /// A checkpoint over the whole tree, even if one was signed within the second.
    async fn fresh_checkpoint(&self, controller: &Controller) -> Result<SignedCheckpoint, Problem> {
        let signed = self.sign_now(controller)?;
        let SignedCheckpoint { epoch, tree_size, note, .. } = signed.clone();
        self.change(controller.id(), Change::KeepCheckpoint { epoch, tree_size, note }, None).await?;
        Ok(signed)
    }

    /// Proof that the journal still begins with the tree of so many entries, which a checkpoint of the same epoch once covered.
    ///
    /// # Errors
    /// `proof.beyond_tree` if the tree is not that large; `store.*`, `internal`.
    pub async fn prove_growth(&self, controller: &Controller, from: u64) -> Result<GrownJournal, Problem> {
        let mut checkpoint = self.checkpoint(controller).await?;
        if checkpoint.tree_size < from && self.tree_size(controller)? >= from {
            checkpoint = self.fresh_checkpoint(controller).await?;
        }
        if checkpoint.tree_size < from {
            return Err(Problem::NotFound { code: "proof.beyond_tree" });
        }
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let tiles = Tiles { snapshot: &snapshot, controller: controller.id(), epoch: checkpoint.epoch };
        let proof = prove_consistency(&tiles, from, checkpoint.tree_size)?;
        Ok(GrownJournal { from, proof, checkpoint })
    }

    /// An entry by its place, with its proof: of the newest epoch in which the entry there is the one looked for.
    pub(crate) async fn prove_found(
        &self,
        controller: &Controller,
        index: u64,
        is_it: impl Fn(&Entry) -> bool + Send,
    ) -> Result<Option<ProvenEntry>, Problem> {
        let Some(receipt) = self.find_entry(controller, index, is_it)? else { return Ok(None) };
        self.entry_by_receipt(controller, &receipt.to_string()).await.map(Some)
    }

    fn find_entry(
        &self,
        controller: &Controller,
        index: u64,
        is_it: impl Fn(&Entry) -> bool,
    ) -> Result<Option<Receipt>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        for epoch in (1..=head.epoch).rev() {
            if let Some(bytes) = snapshot.entry(controller.id(), epoch, index)?
                && is_it(&Entry::decode(&bytes)?)
            {
                return Ok(Some(Receipt { epoch: u64::from(epoch), index, leaf: leaf_hash(&bytes) }));
            }
        }
        Ok(None)
    }

    fn prove_entry(
        &self,
        controller: &Controller,
        receipt: Receipt,
        checkpoint: SignedCheckpoint,
    ) -> Result<ProvenEntry, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mismatch = || Problem::Conflict { code: "receipt.mismatch" };
        let beyond = Problem::NotFound { code: "receipt.beyond_tree" };
        let checkpoint = match u32::try_from(receipt.epoch).map_err(|_| mismatch())? {
            epoch if epoch > checkpoint.epoch => return Err(beyond),
            epoch if epoch == checkpoint.epoch => checkpoint,
            epoch => closed_epoch(controller, &snapshot, epoch)?.ok_or_else(mismatch)?,
        };
        if receipt.index >= checkpoint.tree_size {
            return Err(beyond);
        }
        let epoch = checkpoint.epoch;
        let bytes = match snapshot.entry(controller.id(), epoch, receipt.index)? {
            Some(bytes) => bytes,
            None if is_culled(&snapshot, controller, epoch, receipt.index)? => {
                return Err(Problem::NotFound { code: "journal.culled" });
            }
            None => return Err(mismatch()),
        };
        if leaf_hash(&bytes) != receipt.leaf {
            return Err(mismatch());
        }
        let entry = Entry::decode(&bytes)?;
        let (data, withheld) = self.names_of_bits(controller, &snapshot, &entry)?;
        let tiles = Tiles { snapshot: &snapshot, controller: controller.id(), epoch };
        let proof = prove_inclusion(&tiles, checkpoint.tree_size, receipt.index)?;
        Ok(ProvenEntry { receipt, bytes, entry, data, withheld, proof, checkpoint })
    }

    fn names_of_bits(
        &self,
        controller: &Controller,
        snapshot: &Snapshot<'_>,
        entry: &Entry,
    ) -> Result<(Vec<String>, Vec<String>), Problem> {
        let Some(rules) = controller.version(snapshot, &entry.charters)? else {
            return Ok((Vec::new(), Vec::new()));
        };
        let names = |bits: &[u8]| {
            let places = DataTypes::from_bytes(bits);
            places.iter().filter_map(|place| rules.data_type_id(place).map(ToOwned::to_owned)).collect()
        };
        Ok((names(entry.data.as_bytes()), names(entry.withheld.as_bytes())))
    }

    /// One file of the journal as an export has it (ADR 0002), for whoever administers the journal: of the newest epoch, or of an older one. The newest
    /// checkpoint is signed by [`Installation::checkpoint`].
    ///
    /// # Errors
    /// `page.unknown` for a role that does not, and for what is not there; `journal.culled`; `store.*`.
    pub fn journal_file(&self, caller: &Caller, epoch: Option<u32>, path: &str) -> Result<Vec<u8>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        self.administrator(caller, &snapshot, &[Administration::Journal])?;
        let controller = &caller.controller;
        let unknown = || Problem::NotFound { code: "page.unknown" };
        let head = snapshot.head(controller.id())?.ok_or_else(unknown)?;
        let closed = match epoch {
            Some(epoch) if epoch >= head.epoch => return Err(unknown()),
            Some(epoch) => Some(closed_epoch(controller, &snapshot, epoch)?.ok_or_else(unknown)?),
            None => None,
        };
        let (epoch, tree_size) =
            closed.as_ref().map_or((head.epoch, head.tree_size), |closed| (closed.epoch, closed.tree_size));
        match LogFile::parse(path).ok_or_else(unknown)? {
            LogFile::Checkpoint => closed.map(|closed| closed.note.into_bytes()).ok_or_else(unknown),
            LogFile::Keys => {
                let origin = closed.as_ref().map_or(controller.origin(), |closed| &closed.origin);
                Ok((keys_of(&snapshot, controller, origin)?.join("\n") + "\n").into_bytes())
            }
            LogFile::Tile { level, index, width } => {
                let mut row = snapshot.tile(controller.id(), epoch, level, index)?.ok_or_else(unknown)?;
                let bytes = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(HASH_BYTES);
                if row.len() < bytes {
                    return Err(unknown());
                }
                row.truncate(bytes);
                Ok(row)
            }
            LogFile::Entries { index, width } => {
                let first = index.saturating_mul(TILE_WIDTH);
                if first.saturating_add(width) > tree_size {
                    return Err(unknown());
                }
                let count = u32::try_from(width).unwrap_or(u32::MAX);
                let entries = snapshot.entries(controller.id(), epoch, first, count)?;
                if entries.len() as u64 == width {
                    return entry_bundle(&entries).ok_or_else(unknown);
                }
                let culled = is_culled(&snapshot, controller, epoch, first)?;
                Err(if culled { Problem::NotFound { code: "journal.culled" } } else { unknown() })
            }
        }
    }

    /// Writes the journal as a folder anyone can verify (ADR 0002): the newest epoch, and those before it each in a folder of its own.
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn export_journal(
        &self,
        controller: &Controller,
        sink: &mut (dyn ExportSink + Send),
    ) -> Result<SignedCheckpoint, Problem> {
        for _ in 0..SIGNING_ATTEMPTS_MAX {
            let culled = self.head(controller)?.culled;
            let checkpoint = self.fresh_checkpoint(controller).await?;
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let head =
                snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            if (head.culled, head.epoch) == (culled, checkpoint.epoch) {
                write_journal(&snapshot, controller, &checkpoint, culled, sink)?;
                return Ok(checkpoint);
            }
            // It was culled in between: the entry that says so is beyond the checkpoint.
        }
        Err(Problem::Conflict { code: "conflict.busy" })
    }
}

/// Whether an entry is culled, as far as a missing one can tell.
fn is_culled(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    epoch: u32,
    index: u64,
) -> Result<bool, Problem> {
    let range = snapshot.entry_range(controller.id(), epoch)?;
    Ok(range.is_some_and(|(first, _)| index < first))
}

fn write_journal(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    checkpoint: &SignedCheckpoint,
    culled: u64,
    sink: &mut (dyn ExportSink + Send),
) -> Result<(), Problem> {
    let failed = |error: ExportError| Problem::Internal(error.to_string());
    let id = controller.id();
    // Back from the newest in an unbroken run: what comes before an epoch nobody ever signed can't be tied to it.
    for epoch in (1..checkpoint.epoch).rev() {
        let Some(closed) = closed_epoch(controller, snapshot, epoch)? else { break };
        let tiles = Tiles { snapshot, controller: id, epoch };
        let first = snapshot.entry_range(id, epoch)?.map_or(closed.tree_size, |(first, _)| first);
        let entries = StoredEntries { snapshot, controller, epoch, culled: first };
        let keys = keys_of(snapshot, controller, &closed.origin)?;
        write_older_epoch(sink, u64::from(epoch), &tiles, &entries, &closed.note, &keys).map_err(failed)?;
    }
    let charters: Vec<Charter> = snapshot
        .charters(id)?
        .into_iter()
        .map(|row| Charter { hash: row.hash, yaml: row.document })
        .collect();
    let tiles = Tiles { snapshot, controller: id, epoch: checkpoint.epoch };
    let entries = StoredEntries { snapshot, controller, epoch: checkpoint.epoch, culled };
    let keys = keys_of(snapshot, controller, &checkpoint.origin)?;
    write_export(sink, &tiles, &entries, &checkpoint.note, &keys, &charters).map_err(failed)?;
    Ok(())
}

/// The verifier keys of one epoch, oldest first: each carries its epoch's origin.
fn keys_of(snapshot: &Snapshot<'_>, controller: &Controller, origin: &str) -> Result<Vec<String>, Problem> {
    let mut keys = verifier_keys(&snapshot.controller_keys(controller.id())?);
    keys.retain(|key| key.strip_prefix(origin).is_some_and(|rest| rest.starts_with('+')));
    Ok(keys)
}

/// An epoch before the newest, by the checkpoint it was closed with; none where a restore passed it over.
fn closed_epoch(
    controller: &Controller,
    snapshot: &Snapshot<'_>,
    epoch: u32,
) -> Result<Option<SignedCheckpoint>, Problem> {
    let Some(row) = snapshot.newest_checkpoint(controller.id(), epoch)? else { return Ok(None) };
    read_checkpoint(controller, snapshot, epoch, row).map(Some)
}
