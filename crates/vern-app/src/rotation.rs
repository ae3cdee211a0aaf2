//! Rotation: a key is replaced by its next number while everything goes on, and the former one is overwritten (ADR 0012).
//!
//! Every rotation that a process left unfinished goes on from where it stood, at [`Installation::continue_rotations`] or the next rotation of
//! its kind. Deliberately not here: data and link keys, which live as long as what they seal; the journal key; and when a rotation is due.

mod checkpoint;
mod controller_key;
mod lookup;
mod root;
mod status;

use vern_crypto::{CryptoError, KeyId, KeyPurpose, SecretKey};
use vern_journal::{Entry, EntryKind};
use vern_store::row::ControllerKeyRow;

use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

pub use root::{recovery_sheet, restore_root_key};
pub use status::{ControllerKeyStatus, KeyLine, KeyStatus, ParentCount};

/// What a rotation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotated {
    /// Number of the key that is now in use.
    pub number: u32,
    /// What was wrapped anew, or written anew: keys under a controller key, records under a look-up key. None of either for a checkpoint key.
    pub renewed: u64,
}

impl Installation {
    /// Goes on with every rotation of a controller that was cut short: by the end of the process, or by a failure. Nothing to do is nothing done.
    ///
    /// # Errors
    /// As the rotation; what was done until then stands.
    pub async fn continue_rotations(&self, controller: &Controller) -> Result<(), Problem> {
        let _rotating = self.rotating.lock().await;
        self.finish_root_key().await?;
        self.finish_controller_key(controller).await?;
        self.finish_checkpoint_key(controller).await?;
        for data_type in self.lookups_of(controller)? {
            self.finish_lookup_key(controller, &data_type).await?;
        }
        Ok(())
    }

    /// The rows of a controller's own keys of one use and name, oldest first.
    fn key_rows(
        &self,
        controller: &Controller,
        purpose: KeyPurpose,
        is_meant: impl Fn(&ControllerKeyRow) -> bool,
    ) -> Result<Vec<ControllerKeyRow>, Problem> {
        let mut rows = self.reader()?.snapshot()?.controller_keys(controller.id())?;
        rows.retain(|row| row.purpose == purpose.code() && is_meant(row));
        rows.sort_by_key(|row| row.number);
        Ok(rows)
    }
}

/// What an entry says of a key that was replaced: what it is for, and its number.
fn rotation_entry(purpose: Option<KeyPurpose>, number: Option<u32>) -> Entry {
    let mut draft = Entry::new(0, 0, EntryKind::KeysRotated);
    draft.purpose = purpose.map(|purpose| u64::from(purpose.code()));
    draft.number = number.map(u64::from);
    draft
}

fn new_key() -> Result<(KeyId, SecretKey), CryptoError> {
    Ok((KeyId::generate()?, SecretKey::generate()?))
}
