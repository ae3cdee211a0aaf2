//! The journal as surfaces see it: checkpoints, one entry by its receipt with proof, an export.

use std::time::Duration;

use vern_core::data_type::DataTypes;
use vern_core::time::Instant;
use vern_journal::{
    Charter, Entry, EntrySource, ExportError, ExportSink, Hash, Proof, Receipt, SourceError, TileError,
    TileSource, leaf_hash, open_checkpoint, prove_inclusion, tree_root, write_export,
};
pub use vern_journal::{EntryKind, Outcome};
use vern_store::Snapshot;
use vern_store::row::CheckpointRow;

use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// A checkpoint younger than this is not signed anew.
const CHECKPOINT_AGE: Duration = Duration::from_secs(1);

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

/// The tiles of one journal in one view of the store.
struct Tiles<'a, 'b> {
    snapshot: &'a Snapshot<'b>,
    controller: &'a Controller,
    epoch: u32,
}

impl TileSource for Tiles<'_, '_> {
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, TileError> {
        let found = self.snapshot.tile(self.controller.id(), self.epoch, level, index);
        found.map_err(|error| TileError::Source(Box::new(error)))
    }
}

impl EntrySource for Tiles<'_, '_> {
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Ok(self.snapshot.entries(self.controller.id(), self.epoch, first, count)?)
    }
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
            return Ok((self.read_checkpoint(controller, head.epoch, row)?, false));
        }
        let tiles = Tiles { snapshot: &snapshot, controller, epoch: head.epoch };
        let root = tree_root(&tiles, head.tree_size)?;
        let note = controller.checkpoint.sign(head.tree_size, root)?;
        let row = CheckpointRow { tree_size: head.tree_size, signed_at: now, note };
        Ok((self.read_checkpoint(controller, head.epoch, row)?, true))
    }

    fn read_checkpoint(
        &self,
        controller: &Controller,
        epoch: u32,
        row: CheckpointRow,
    ) -> Result<SignedCheckpoint, Problem> {
        let verifier_key = controller.verifier_key();
        let opened = open_checkpoint(&row.note, &vern_journal::VerifierKeys::parse(&verifier_key)?)?;
        Ok(SignedCheckpoint {
            origin: opened.origin,
            epoch,
            tree_size: opened.size,
            root: opened.root,
            signed_at: row.signed_at,
            note: row.note,
            verifier_key,
        })
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
        let signed = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let head =
                snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
            let root =
                tree_root(&Tiles { snapshot: &snapshot, controller, epoch: head.epoch }, head.tree_size)?;
            let note = controller.checkpoint.sign(head.tree_size, root)?;
            self.read_checkpoint(
                controller,
                head.epoch,
                CheckpointRow { tree_size: head.tree_size, signed_at: self.now(), note },
            )?
        };
        let SignedCheckpoint { epoch, tree_size, note, .. } = signed.clone();
        self.change(controller.id(), Change::KeepCheckpoint { epoch, tree_size, note }, None).await?;
        Ok(signed)
    }

    fn prove_entry(
        &self,
        controller: &Controller,
        receipt: Receipt,
        checkpoint: SignedCheckpoint,
    ) -> Result<ProvenEntry, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        if receipt.epoch > u64::from(checkpoint.epoch)
            || (receipt.epoch == u64::from(checkpoint.epoch) && receipt.index >= checkpoint.tree_size)
        {
            return Err(Problem::NotFound { code: "receipt.beyond_tree" });
        }
        let mismatch = || Problem::Conflict { code: "receipt.mismatch" };
        let epoch = u32::try_from(receipt.epoch).map_err(|_| mismatch())?;
        let bytes = snapshot.entry(controller.id(), epoch, receipt.index)?.ok_or_else(mismatch)?;
        if leaf_hash(&bytes) != receipt.leaf {
            return Err(mismatch());
        }
        let entry = Entry::decode(&bytes)?;
        let (data, withheld) = self.names_of_bits(controller, &snapshot, &entry)?;
        let tiles = Tiles { snapshot: &snapshot, controller, epoch };
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

    /// Writes the journal as a folder anyone can verify (ADR 0002).
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn export_journal(
        &self,
        controller: &Controller,
        sink: &mut (dyn ExportSink + Send),
    ) -> Result<SignedCheckpoint, Problem> {
        let checkpoint = self.fresh_checkpoint(controller).await?;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let tiles = Tiles { snapshot: &snapshot, controller, epoch: checkpoint.epoch };
        let charters: Vec<Charter> = snapshot
            .charters(controller.id())?
            .into_iter()
            .map(|row| Charter { hash: row.hash, yaml: row.document })
            .collect();
        let keys = [checkpoint.verifier_key.clone()];
        write_export(sink, &tiles, &tiles, &checkpoint.note, &keys, &charters)
            .map_err(|error: ExportError| Problem::Internal(error.to_string()))?;
        Ok(checkpoint)
    }
}
