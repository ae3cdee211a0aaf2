//! Who a snapshot is sealed to: a key pair of its own, whose private half need not lie on the machine that makes snapshots.
//!
//! The private key (X25519, RFC 7748) stands on a sheet of its own, `vern backup key 1`, in the form of [`crate::sheet`]. The public one is a
//! line to be put into a command: `vern-backup-1-`, 64 hexadecimal digits, `-`, and 8 check digits, the first four bytes of
//! SHA-256(`"vern/backup-recipient/1"` ‖ public key). Their id is the first 8 bytes of SHA-256(`"vern/backup-id/1"` ‖ public key).
//!
//! Deliberately not here: where either is kept.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

use super::hpke::{PUBLIC_BYTES, public_of};
use crate::bearer::sha_256;
use crate::root_key::first_8;
use crate::sheet::{self, ID_BYTES, SheetError, push_hex};
use crate::{CryptoError, SecretKey};

const HEADING: &str = "vern backup key 1";
const PREFIX: &str = "vern-backup-1-";
const ID_LABEL: &[u8] = b"vern/backup-id/1";
const CHECK_LABEL: &[u8] = b"vern/backup-recipient/1";
const CHECK_BYTES: usize = 4;

/// The private key that opens snapshots, with its public half.
pub struct BackupKey {
    key: SecretKey,
    recipient: BackupRecipient,
}

impl BackupKey {
    /// A new key.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, CryptoError> {
        Self::new(SecretKey::generate()?)
    }

    /// The key of given bytes.
    ///
    /// # Errors
    /// [`CryptoError::Library`] when the library cannot compute the public key.
    pub fn new(key: SecretKey) -> Result<Self, CryptoError> {
        let recipient = BackupRecipient { public: public_of(&key)? };
        Ok(Self { key, recipient })
    }

    pub(super) const fn key(&self) -> &SecretKey {
        &self.key
    }

    /// Its public half: what a snapshot is sealed to.
    #[must_use]
    pub const fn recipient(&self) -> &BackupRecipient {
        &self.recipient
    }

    /// The sheet, six lines, each ended by a line feed. It holds the key: keep it away from the machine that makes the snapshots.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        sheet::write(HEADING, &self.recipient.id(), &self.key)
    }

    /// Reads the sheet back, as [`crate::root_key::RootKey::parse`] does its own.
    ///
    /// # Errors
    /// [`SheetError`] with the number of the line and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, SheetError> {
        let id_of = |key: &SecretKey| public_of(key).ok().map(|public| BackupRecipient { public }.id());
        let key = sheet::parse(HEADING, text, id_of)?;
        Self::new(key).map_err(|_| SheetError { line: 1, fault: sheet::SheetFault::OtherKey })
    }
}

/// Prints the id only.
impl fmt::Debug for BackupKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "BackupKey({}, ***)", self.recipient.id_text())
    }
}

/// The public half of a [`BackupKey`]. Not secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupRecipient {
    public: [u8; PUBLIC_BYTES],
}

/// Why a line is no recipient. Holds no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RecipientError {
    /// Not `vern-backup-1-`, 64 hexadecimal digits, a hyphen and 8 more.
    #[error("not the form of a backup recipient")]
    Form,
    /// The check digits do not fit.
    #[error("a mistyped digit in a backup recipient")]
    Checksum,
}

impl BackupRecipient {
    pub(super) const fn public(&self) -> &[u8; PUBLIC_BYTES] {
        &self.public
    }

    /// The id snapshots name it by, eight bytes.
    #[must_use]
    pub fn id(&self) -> [u8; ID_BYTES] {
        first_8(&sha_256(&[ID_LABEL, self.public.as_slice()].concat()))
    }

    /// The id as the sheet shows it: sixteen lower-case hexadecimal digits.
    #[must_use]
    pub fn id_text(&self) -> String {
        let mut text = String::with_capacity(2 * ID_BYTES);
        push_hex(&self.id(), &mut text);
        text
    }

    /// The line, 87 ASCII characters.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = PREFIX.to_owned();
        push_hex(&self.public, &mut text);
        text.push('-');
        push_hex(&self.check(), &mut text);
        text
    }

    /// Reads the line back. Case and blanks around it are of no account.
    ///
    /// # Errors
    /// [`RecipientError`].
    pub fn parse(text: &str) -> Result<Self, RecipientError> {
        let text = text.trim().to_ascii_lowercase();
        let (public, check) = text
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.split_once('-'))
            .and_then(|(public, check)| Some((from_hex(public)?, from_hex::<CHECK_BYTES>(check)?)))
            .ok_or(RecipientError::Form)?;
        let recipient = Self { public };
        if recipient.check() == check { Ok(recipient) } else { Err(RecipientError::Checksum) }
    }

    fn check(&self) -> [u8; CHECK_BYTES] {
        let hash = sha_256(&[CHECK_LABEL, self.public.as_slice()].concat());
        let mut check = [0; CHECK_BYTES];
        check.iter_mut().zip(hash).for_each(|(into, from)| *into = from);
        check
    }
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok())?;
            *byte = (*byte << 4) | value;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::envelope::tests::unhex;

    /// The key pair of RFC 7748 § 6.1; ids and check digits from Python's hashlib.
    #[test]
    fn the_texts_are_pinned() {
        let private = unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        let private = private.try_into().unwrap();
        let key = BackupKey::new(SecretKey::from_bytes(private)).unwrap();
        assert_eq!(
            key.recipient().to_text(),
            "vern-backup-1-8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a-7a9102a8"
        );
        assert_eq!(key.recipient().id_text(), "f4f5acd7aebdb2cb");
        assert_eq!(key.to_text().lines().next(), Some("vern backup key 1"));
        assert_eq!(BackupKey::parse(&key.to_text()).unwrap().key(), key.key());
        assert_eq!(format!("{key:?}"), "BackupKey(f4f5acd7aebdb2cb, ***)");
    }

    #[test]
    fn every_mistyped_character_of_a_recipient_is_found() {
        let text = BackupKey::new(SecretKey::from_bytes([7; 32])).unwrap().recipient().to_text();
        for at in 0..text.len() {
            for typed in (b' '..=b'~').map(char::from) {
                let other = [&text[..at], typed.to_string().as_str(), &text[at + 1..]].concat();
                let same = other.trim().to_ascii_lowercase() == text;
                assert_eq!(BackupRecipient::parse(&other).is_ok(), same, "{other}");
            }
        }
    }

    #[test]
    fn a_root_key_is_no_backup_key() {
        let root = crate::root_key::RootKey::generate().unwrap();
        assert_eq!(BackupKey::parse(&root.to_text()).unwrap_err().line, 1);
    }

    proptest! {
        #[test]
        fn any_key_goes_out_and_in(bytes: [u8; 32]) {
            let key = BackupKey::new(SecretKey::from_bytes(bytes)).unwrap();
            let read = BackupKey::parse(&key.to_text()).unwrap();
            prop_assert_eq!(read.key(), key.key());
            prop_assert_eq!(&BackupRecipient::parse(&key.recipient().to_text()).unwrap(), key.recipient());
        }

        #[test]
        fn arbitrary_text_never_panics(text in "(?s).{0,120}") {
            prop_assert!(BackupRecipient::parse(&text).is_err());
        }
    }
}
