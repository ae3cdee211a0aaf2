//! The key that signs checkpoints: an entry of the journal announces the next one, which signs from that entry on; then the former seed is
//! erased. Its verifier key stays, in its row and in the journal.

use vern_crypto::KeyPurpose;
use vern_store::row::ControllerKeyRow;

use super::{Rotated, new_key, rotation_entry};
use crate::charter::controller_key_row;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

impl Installation {
    /// Replaces the key that signs a controller's checkpoints.
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn rotate_checkpoint_key(&self, controller: &Controller) -> Result<Rotated, Problem> {
        let _rotating = self.rotating.lock().await;
        self.finish_checkpoint_key(controller).await?;
        let rows = self.key_rows(controller, KeyPurpose::Checkpoint, |_| true)?;
        let number = rows.last().map_or(1, |row| row.number + 1);
        let made = [new_key()?];
        controller.keyring.keep(KeyPurpose::Checkpoint, &made, self.now(), 0)?;
        let [(key_id, seed)] = &made;
        // Taken in before it is announced: a checkpoint over the entry can be asked for the moment it is committed.
        let verifier_key = controller.checkpoint_keys.add(number, seed)?;
        let keys = vec![controller_key_row(KeyPurpose::Checkpoint, &verifier_key, number, *key_id)];
        let mut entry = rotation_entry(Some(KeyPurpose::Checkpoint), Some(number));
        entry.vkey = Some(verifier_key);
        self.change(controller.id(), Change::AddControllerKeys { keys }, Some(entry)).await?;
        self.finish_checkpoint_key(controller).await?;
        Ok(Rotated { number, renewed: 0 })
    }

    /// Erases the seeds of former keys.
    pub(super) async fn finish_checkpoint_key(&self, controller: &Controller) -> Result<(), Problem> {
        // An erasure that was ordered and not carried out is not to be ordered again.
        self.overwrite_keys(controller).await?;
        let mut former = self.key_rows(controller, KeyPurpose::Checkpoint, |_| true)?;
        let Some(newest) = former.pop() else { return Ok(()) };
        let mut live: Vec<ControllerKeyRow> = Vec::new();
        for row in former {
            if self.keys.find(controller.id(), &row.key_id)?.is_some() {
                live.push(row);
            }
        }
        if live.is_empty() {
            return Ok(());
        }
        let change = Change::RetireControllerKeys { keys: live, keep_rows: true };
        self.change(controller.id(), change, None).await?;
        self.overwrite_keys(controller).await?;
        controller.checkpoint_keys.keep_only(newest.number);
        Ok(())
    }
}
