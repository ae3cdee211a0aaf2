//! What a journal entry says of a subject, ADR 0001: the pseudonym and the sealed part.
//!
//! - Pseudonym: HMAC-SHA-256(link key, `"vern/pseudonym/1"` ‖ controller (8 bytes)), first 16 bytes.
//! - Sealed part: an envelope under HKDF-SHA-256(key, no salt, `"vern/entry-seal/1"`). Associated data: controller (8
//!   bytes) ‖ operation id (16) ‖ pseudonym (16); without a subject the key is the controller's journal key and the
//!   associated data ends after the operation id. All parts have a fixed width.
//! - Cursor of a list (ADR 0004): an envelope under HKDF-SHA-256(journal key, no salt, `"vern/cursor/1"`). Associated data:
//!   controller (8 bytes) ‖ what is listed, to its end.
//! - Mark of a call: HMAC-SHA-256(HKDF-SHA-256(journal key, no salt, `"vern/call-mark/1"`), controller (8 bytes) ‖ each part after its length
//!   (8 bytes)), first 16 bytes. Who has the database alone can neither make a call's mark nor try contents out on one.
//!
//! Deliberately not here: the CBOR of an entry, its hash and the tree. When the link key is destroyed, nothing here
//! brings a pseudonym back to a person.

use std::fmt;

use aws_lc_rs::hmac;

use crate::associated_data::AssociatedData;
use crate::envelope::{EnvelopeKey, derived_bytes};
use crate::{CryptoError, SecretKey};

const PSEUDONYM_LABEL: &[u8; 16] = b"vern/pseudonym/1";
const SEAL_INFO: &[u8] = b"vern/entry-seal/1";
const CURSOR_INFO: &[u8] = b"vern/cursor/1";
const MARK_INFO: &[u8] = b"vern/call-mark/1";

/// The link key of one subject, prepared for both its uses.
pub struct LinkKey {
    pseudonym_key: hmac::Key,
    seal_key: EnvelopeKey,
}

impl LinkKey {
    /// Prepares a link key.
    ///
    /// # Errors
    /// [`CryptoError::Library`] when the library cannot set up or derive a key.
    pub fn new(key: &SecretKey) -> Result<Self, CryptoError> {
        Ok(Self {
            pseudonym_key: hmac::Key::new(hmac::HMAC_SHA256, key.expose_bytes()),
            seal_key: EnvelopeKey::derived(key, SEAL_INFO)?,
        })
    }

    /// The subject as the journal of this controller names it: constant for one subject and one controller, without
    /// any tie between two controllers.
    #[must_use]
    pub fn pseudonym(&self, controller: u64) -> [u8; 16] {
        let mut input = [0; 24];
        let (label, number) = input.split_at_mut(PSEUDONYM_LABEL.len());
        label.copy_from_slice(PSEUDONYM_LABEL);
        number.copy_from_slice(&controller.to_be_bytes());
        first(&hmac::sign(&self.pseudonym_key, &input))
    }

    /// Seals the part of an entry that is about the subject.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] without a nonce, [`CryptoError::TooLong`] past the limit of RFC 8452 § 6.
    pub fn seal_entry(
        &self,
        controller: u64,
        operation: [u8; 16],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.seal_key.seal(&self.associated_data(controller, operation), plaintext)
    }

    /// Opens the sealed part of an entry.
    ///
    /// # Errors
    /// [`CryptoError::DoesNotOpen`] for another subject, controller or operation, and for altered bytes.
    pub fn open_entry(
        &self,
        controller: u64,
        operation: [u8; 16],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.seal_key.open(&self.associated_data(controller, operation), sealed)
    }

    fn associated_data(&self, controller: u64, operation: [u8; 16]) -> AssociatedData {
        associated_data(controller, operation).fixed(&self.pseudonym(controller))
    }
}

/// Prints `LinkKey(***)`.
impl fmt::Debug for LinkKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LinkKey(***)")
    }
}

/// The key of one controller for entries that are about no subject, and for where its lists go on, prepared for both.
pub struct JournalKey {
    seal_key: EnvelopeKey,
    cursor_key: EnvelopeKey,
    mark_key: hmac::Key,
}

impl JournalKey {
    /// Prepares a journal key.
    ///
    /// # Errors
    /// [`CryptoError::Library`] when the library cannot set up or derive a key.
    pub fn new(key: &SecretKey) -> Result<Self, CryptoError> {
        Ok(Self {
            seal_key: EnvelopeKey::derived(key, SEAL_INFO)?,
            cursor_key: EnvelopeKey::derived(key, CURSOR_INFO)?,
            mark_key: hmac::Key::new(hmac::HMAC_SHA256, derived_bytes(key, MARK_INFO)?.as_slice()),
        })
    }

    /// Seals the sealed part of an entry without a subject.
    ///
    /// # Errors
    /// As [`LinkKey::seal_entry`].
    pub fn seal_entry(
        &self,
        controller: u64,
        operation: [u8; 16],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.seal_key.seal(&associated_data(controller, operation), plaintext)
    }

    /// Opens the sealed part of an entry without a subject.
    ///
    /// # Errors
    /// [`CryptoError::DoesNotOpen`] for another controller or operation, and for altered bytes.
    pub fn open_entry(
        &self,
        controller: u64,
        operation: [u8; 16],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.seal_key.open(&associated_data(controller, operation), sealed)
    }

    /// Seals where a page of a list ended, for that list alone.
    ///
    /// # Errors
    /// As [`LinkKey::seal_entry`].
    pub fn seal_cursor(
        &self,
        controller: u64,
        listed: &[u8],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.cursor_key.seal(&cursor_data(controller, listed), plaintext)
    }

    /// Opens where a page of a list ended.
    ///
    /// # Errors
    /// [`CryptoError::DoesNotOpen`] for another controller or list, and for altered bytes.
    pub fn open_cursor(&self, controller: u64, listed: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.cursor_key.open(&cursor_data(controller, listed), sealed)
    }

    /// What tells a call from others, and says nothing of what it holds.
    #[must_use]
    pub fn mark_call(&self, controller: u64, parts: &[&[u8]]) -> [u8; 16] {
        let mut context = hmac::Context::with_key(&self.mark_key);
        context.update(&controller.to_be_bytes());
        for part in parts {
            context.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            context.update(part);
        }
        first(&context.sign())
    }
}

fn cursor_data(controller: u64, listed: &[u8]) -> AssociatedData {
    AssociatedData::new().fixed(&controller.to_be_bytes()).fixed(listed)
}

/// Prints `JournalKey(***)`.
impl fmt::Debug for JournalKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JournalKey(***)")
    }
}

fn associated_data(controller: u64, operation: [u8; 16]) -> AssociatedData {
    AssociatedData::new().fixed(&controller.to_be_bytes()).fixed(&operation)
}

/// The first bytes of an HMAC-SHA-256 tag, as RFC 2104 § 5 allows: half of them where nothing else is compared, fewer only where something is.
pub(crate) fn first<const N: usize>(tag: &hmac::Tag) -> [u8; N] {
    let mut first = [0; N];
    first.iter_mut().zip(tag.as_ref()).for_each(|(into, from)| *into = *from);
    first
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::envelope::tests::{hex, seal_fixed};

    const CONTROLLER: u64 = 0x0102_0304_0506;
    const OPERATION: [u8; 16] = *b"operation-of-16b";

    fn numbered_key() -> SecretKey {
        SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap()))
    }

    #[test]
    fn the_format_is_pinned() {
        let link = LinkKey::new(&numbered_key()).unwrap();
        assert_eq!(hex(&link.pseudonym(CONTROLLER)), "d786326925012db2457778aa384b0d3f");
        let context = link.associated_data(CONTROLLER, OPERATION);
        assert_eq!(
            hex(context.as_bytes()),
            "00000102030405066f7065726174696f6e2d6f662d313662d786326925012db2457778aa384b0d3f"
        );
        assert_eq!(
            seal_fixed(&link.seal_key, &context, b"sealed part"),
            "01a0a1a2a3a4a5a6a7a8a9aaab78aaaa295c34131a33e04a2e42d0299fb26e15a498e3f32ef37521"
        );
        let journal = JournalKey::new(&numbered_key()).unwrap();
        let context = associated_data(CONTROLLER, OPERATION);
        assert_eq!(hex(context.as_bytes()), "00000102030405066f7065726174696f6e2d6f662d313662");
        assert_eq!(
            seal_fixed(&journal.seal_key, &context, b"sealed part"),
            "01a0a1a2a3a4a5a6a7a8a9aaab4a0687691284e51ca003281a32027f4d65422d99e0ec253a64f461"
        );
    }

    #[test]
    fn a_pseudonym_is_constant_and_differs_between_controllers_and_subjects() {
        let key = numbered_key();
        let link = LinkKey::new(&key).unwrap();
        assert_eq!(link.pseudonym(CONTROLLER), LinkKey::new(&key).unwrap().pseudonym(CONTROLLER));
        assert_ne!(link.pseudonym(CONTROLLER), link.pseudonym(CONTROLLER + 1));
        let other = LinkKey::new(&SecretKey::from_bytes([1; 32])).unwrap();
        assert_ne!(link.pseudonym(CONTROLLER), other.pseudonym(CONTROLLER));
    }

    #[test]
    fn an_entry_opens_only_where_it_stands() {
        let link = LinkKey::new(&numbered_key()).unwrap();
        let journal = JournalKey::new(&numbered_key()).unwrap();
        let other_link = LinkKey::new(&SecretKey::from_bytes([1; 32])).unwrap();
        let sealed = link.seal_entry(CONTROLLER, OPERATION, b"part").unwrap();
        let failed = Err(CryptoError::DoesNotOpen);
        assert_eq!(link.open_entry(CONTROLLER, OPERATION, &sealed).unwrap(), b"part");
        assert_eq!(link.open_entry(CONTROLLER + 1, OPERATION, &sealed), failed);
        assert_eq!(link.open_entry(CONTROLLER, [0; 16], &sealed), failed);
        assert_eq!(other_link.open_entry(CONTROLLER, OPERATION, &sealed), failed);
        assert_eq!(journal.open_entry(CONTROLLER, OPERATION, &sealed), failed);
        let sealed = journal.seal_entry(CONTROLLER, OPERATION, b"part").unwrap();
        assert_eq!(journal.open_entry(CONTROLLER, OPERATION, &sealed).unwrap(), b"part");
        assert_eq!(journal.open_entry(CONTROLLER + 1, OPERATION, &sealed), failed);
        assert_eq!(journal.open_entry(CONTROLLER, [0; 16], &sealed), failed);
        assert_eq!(link.open_entry(CONTROLLER, OPERATION, &sealed), failed);
    }

    #[test]
    fn a_cursor_opens_for_its_own_list_only() {
        let journal = JournalKey::new(&numbered_key()).unwrap();
        let other = JournalKey::new(&SecretKey::from_bytes([1; 32])).unwrap();
        let failed = Err(CryptoError::DoesNotOpen);
        let sealed = journal.seal_cursor(CONTROLLER, b"chat", b"here").unwrap();
        assert_eq!(journal.open_cursor(CONTROLLER, b"chat", &sealed).unwrap(), b"here");
        assert_eq!(journal.open_cursor(CONTROLLER, b"cha", &sealed), failed);
        assert_eq!(journal.open_cursor(CONTROLLER + 1, b"chat", &sealed), failed);
        assert_eq!(other.open_cursor(CONTROLLER, b"chat", &sealed), failed);
        // Not even where the associated data is the same.
        let sealed = journal.seal_cursor(CONTROLLER, &OPERATION, b"here").unwrap();
        assert_eq!(journal.open_entry(CONTROLLER, OPERATION, &sealed), failed);
    }

    #[test]
    fn debug_shows_no_byte() {
        let (link, journal) =
            (LinkKey::new(&numbered_key()).unwrap(), JournalKey::new(&numbered_key()).unwrap());
        assert_eq!(format!("{link:?} {journal:?}"), "LinkKey(***) JournalKey(***)");
    }

    proptest! {
        #[test]
        fn every_flipped_bit_of_an_entry_is_noticed(
            part in prop::collection::vec(any::<u8>(), 0..300),
            bit: prop::sample::Index,
        ) {
            let link = LinkKey::new(&numbered_key()).unwrap();
            let mut sealed = link.seal_entry(CONTROLLER, OPERATION, &part).unwrap();
            prop_assert_eq!(&link.open_entry(CONTROLLER, OPERATION, &sealed).unwrap(), &part);
            let at = bit.index(sealed.len() * 8);
            sealed[at / 8] ^= 1 << (at % 8);
            prop_assert_eq!(link.open_entry(CONTROLLER, OPERATION, &sealed), Err(CryptoError::DoesNotOpen));
        }
    }
}
