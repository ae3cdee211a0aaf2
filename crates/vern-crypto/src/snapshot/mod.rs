//! The sealed snapshot, ADR 0014: a stream of any length that only the holder of the root key can make, that only the holder of root key and
//! backup key can open, and of which no byte can be altered, taken away, added or moved without notice.
//!
//! ```text
//! header   64 bytes  "vern snapshot 1\n" (16) ‖ id of the root key (8) ‖ id of the recipient (8) ‖ enc (32)
//! chunk    65,552    AES-256-GCM of 65,536 bytes, and its tag of 16                       any number of them
//! chunk    17–65,552 the last: of 1 to 65,536 bytes; of none where there is nothing at all
//! ```
//!
//! Keys: HPKE (RFC 9180, [`hpke`]) in `mode_psk` with `info` = the first 32 bytes of the header, `psk` = HKDF-SHA-256(root key, no salt,
//! `"vern/snapshot/1"`), `psk_id` = the id of the root key. Chunk number *n* is message number *n* of that context; its associated data is one
//! byte, 0 where more follow and 1 in the last. So a chunk opens only in its place, and a stream without its last is not whole.
//!
//! Both ends hold one chunk at a time, whatever the length. Deliberately not here: what a snapshot says, files, and where keys come from.

mod error;
mod hpke;
mod opener;
mod recipient;
mod sealer;

pub use error::SnapshotError;
pub use opener::SnapshotOpener;
pub use recipient::{BackupKey, BackupRecipient, RecipientError};
pub use sealer::SnapshotSealer;

use hpke::{PUBLIC_BYTES, PreShared};
use zeroize::Zeroizing;

use crate::root_key::RootKey;
use crate::sheet::ID_BYTES;

/// Bytes of the header.
pub const SNAPSHOT_HEADER_BYTES: usize = 64;
/// Plain bytes of every chunk but the last.
pub const SNAPSHOT_CHUNK_BYTES: usize = 65_536;

const MAGIC: &[u8; 16] = b"vern snapshot 1\n";
/// The part of the header that is bound into the keys; the rest is bound by being used.
const INFO_BYTES: usize = MAGIC.len() + 2 * ID_BYTES;
const PSK_INFO: &[u8] = b"vern/snapshot/1";
const MORE: [u8; 1] = [0];
const LAST: [u8; 1] = [1];

/// What stands in clear at the start of a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotHeader {
    /// Id of the root key it was made with.
    pub root: [u8; ID_BYTES],
    /// Id of the recipient it is sealed to.
    pub recipient: [u8; ID_BYTES],
    sent: [u8; PUBLIC_BYTES],
}

impl SnapshotHeader {
    /// Reads a header, so that a person can be told which keys a snapshot needs. Says nothing of whether it will open.
    ///
    /// # Errors
    /// [`SnapshotError::NotASnapshot`].
    pub fn parse(bytes: &[u8; SNAPSHOT_HEADER_BYTES]) -> Result<Self, SnapshotError> {
        let read = || {
            let rest = bytes.strip_prefix(MAGIC)?;
            let (root, rest) = rest.split_first_chunk()?;
            let (recipient, rest) = rest.split_first_chunk()?;
            Some(Self { root: *root, recipient: *recipient, sent: rest.try_into().ok()? })
        };
        read().ok_or(SnapshotError::NotASnapshot)
    }

    fn to_bytes(self) -> Vec<u8> {
        [MAGIC.as_slice(), &self.root, &self.recipient, &self.sent].concat()
    }

    fn info(&self) -> Vec<u8> {
        let mut bytes = self.to_bytes();
        bytes.truncate(INFO_BYTES);
        bytes
    }
}

/// The key a root key gives snapshots: another use, another key.
fn snapshot_key(root: &RootKey) -> Zeroizing<[u8; 32]> {
    hpke::derived(root.key(), PSK_INFO)
}

fn pre_shared<'a>(key: &'a [u8; 32], root_id: &'a [u8; ID_BYTES]) -> PreShared<'a> {
    PreShared { key, id: root_id }
}

#[cfg(test)]
mod tests;
