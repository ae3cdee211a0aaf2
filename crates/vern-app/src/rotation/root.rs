//! The root key: written beside the former one, all controller keys wrapped anew in one commit, then put in its place.
//!
//! The key database notes which root key its controller keys are under, so a start after a crash on either side of that commit knows which of
//! the two files to take.

use std::io::Read;
use std::path::Path;

use vern_crypto::root_key::RootKey;
use vern_crypto::sheet::SheetError;
use vern_crypto::{KeyId, KeyPurpose, WrappingKey};
use vern_store::StoreError;
use vern_store::keys::RootRow;
use zeroize::Zeroizing;

use super::rotation_entry;
use crate::committer::Change;
use crate::installation::Installation;
use crate::keyring::Parent;
use crate::problem::Problem;
use crate::root_key_file::{self, next_is, number_of, remove_next, take_next, write_next};

/// The longest sheet that is read, in bytes; one typed with care has 160.
const SHEET_BYTES_MAX: usize = 4_096;

/// The recovery sheet of the root key in a key directory. It holds the key: show it once, to be printed.
///
/// # Errors
/// `key.root_missing`, `key.root_damaged`, `key.root_exposed`, `key.root_mismatch`, `key.database_missing`, `store.*`.
pub fn recovery_sheet(key_directory: &Path) -> Result<Zeroizing<String>, Problem> {
    Ok(root_key_file::current(key_directory)?.to_text())
}

/// Writes `root.key` from a recovery sheet as it is typed in, if that is the key the key database was wrapped under. Gives the key's id.
///
/// # Errors
/// `key.sheet_mistyped` with the number of the line; `key.root_mismatch` for the sheet of another key; `key.database_missing`, `store.*`.
pub fn restore_root_key(key_directory: &Path, sheet: impl Read) -> Result<String, Problem> {
    // All the room it can take, so that no part of the key is left behind where a shorter text has grown.
    let mut typed = Zeroizing::new(Vec::with_capacity(SHEET_BYTES_MAX));
    let limit = u64::try_from(SHEET_BYTES_MAX).unwrap_or(u64::MAX);
    sheet.take(limit).read_to_end(&mut typed).map_err(StoreError::from)?;
    let typed = std::str::from_utf8(&typed).unwrap_or_default();
    let mistyped =
        |error: SheetError| Problem::invalid_field("key.sheet_mistyped", &format!("line {}", error.line));
    let root = RootKey::parse(typed).map_err(mistyped)?;
    root_key_file::restore(key_directory, &root)?;
    Ok(root.id_text())
}

impl Installation {
    /// Replaces the root key. Gives the new recovery sheet, which is to be printed; the former one opens only what was backed up before.
    ///
    /// # Errors
    /// `key.*`, `store.*`, `internal`. Where it fails before the commit the former key stays; after it, the new one is in use and the next
    /// start finishes.
    pub async fn rotate_root_key(&self) -> Result<Zeroizing<String>, Problem> {
        let _rotating = self.rotating.lock().await;
        self.finish_root_key().await?;
        let next = RootKey::generate()?;
        write_next(&self.key_directory, &next)?;
        self.rewrap_under(&next)?;
        self.finish_root_key().await?;
        Ok(next.to_text())
    }

    /// The commit. While it is under way no controller key is wrapped.
    fn rewrap_under(&self, next: &RootKey) -> Result<(), Problem> {
        let mut root = self.root.write();
        let next = Parent { number: number_of(next), key: WrappingKey::new(next.key())? };
        let mut rewrapped = Vec::new();
        for (controller, key) in self.keys.of_purpose(KeyPurpose::Controller.code())? {
            let secret = root.open(controller, &key, KeyPurpose::Controller)?;
            let key = next.wrap(controller, KeyId(key.key_id), KeyPurpose::Controller, &secret)?;
            rewrapped.push((controller, key));
        }
        let noted = RootRow { root: next.number, since_at: self.now() };
        let changed = self.keys.change_root(noted, &rewrapped);
        // A commit that failed may have taken effect all the same: the database says.
        if self.keys.root()?.is_some_and(|noted| noted.root == next.number) {
            *root = next;
        } else {
            remove_next(&self.key_directory)?;
        }
        Ok(changed?)
    }

    /// Journals a root key that has come into use, for every controller, and puts its file in its place.
    pub(crate) async fn finish_root_key(&self) -> Result<(), Problem> {
        if !next_is(&self.key_directory, self.keys.root()?)? {
            return Ok(());
        }
        self.keys.empty_log()?;
        for controller in self.controllers() {
            let entry = rotation_entry(None, None);
            self.change(controller.id(), Change::None, Some(entry)).await?;
        }
        take_next(&self.key_directory)
    }
}
