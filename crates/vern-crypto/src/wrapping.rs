//! Wrapped keys, ADR 0003: a key leaves memory only as an envelope under the key above it.
//!
//! Associated data: `"vern/key/1"` ‖ controller (8 bytes) ‖ key id (16) ‖ purpose (1), 35 bytes in all. Every part
//! has a fixed width, so none has its length before it. A wrapped key moved to another row, another controller or
//! another use does not open.
//!
//! Deliberately not here: which key is above which, and where wrapped keys are stored.

use std::fmt;

use zeroize::Zeroizing;

use crate::associated_data::AssociatedData;
use crate::envelope::{ENVELOPE_OVERHEAD_BYTES, EnvelopeKey};
use crate::{CryptoError, KeyId, KeyPurpose, SecretKey};

/// The length of a wrapped key in bytes: format 1 ‖ nonce 12 ‖ ciphertext 32 ‖ tag 16 = 61.
pub const WRAPPED_KEY_BYTES: usize = 32 + ENVELOPE_OVERHEAD_BYTES;

const LABEL: &[u8] = b"vern/key/1";

/// A key prepared for wrapping others; keep one per controller.
pub struct WrappingKey(EnvelopeKey);

impl WrappingKey {
    /// Prepares the root key or a controller key.
    ///
    /// # Errors
    /// [`CryptoError::Library`] when the library cannot set up the key.
    pub fn new(parent: &SecretKey) -> Result<Self, CryptoError> {
        EnvelopeKey::new(parent).map(Self)
    }

    /// Wraps `child` for one row and one use.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when there is no nonce to be had, [`CryptoError::Library`] otherwise.
    pub fn wrap(
        &self,
        child: &SecretKey,
        controller: u64,
        id: KeyId,
        purpose: KeyPurpose,
    ) -> Result<[u8; WRAPPED_KEY_BYTES], CryptoError> {
        let sealed = self.0.seal(&associated_data(controller, id, purpose), child.expose_bytes())?;
        sealed.try_into().map_err(|_| CryptoError::Library)
    }

    /// Opens a wrapped key with the row and the use it is read for.
    ///
    /// # Errors
    /// [`CryptoError::DoesNotOpen`] for another parent, controller, id or purpose, and for altered bytes.
    pub fn unwrap(
        &self,
        wrapped: &[u8; WRAPPED_KEY_BYTES],
        controller: u64,
        id: KeyId,
        purpose: KeyPurpose,
    ) -> Result<SecretKey, CryptoError> {
        let opened = Zeroizing::new(self.0.open(&associated_data(controller, id, purpose), wrapped)?);
        let bytes: &[u8; 32] = opened.as_slice().try_into().map_err(|_| CryptoError::DoesNotOpen)?;
        Ok(SecretKey::from_bytes(*bytes))
    }
}

/// Prints `WrappingKey(***)`.
impl fmt::Debug for WrappingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WrappingKey(***)")
    }
}

/// [`WrappingKey::wrap`] for a parent used once.
///
/// # Errors
/// As [`WrappingKey::new`] and [`WrappingKey::wrap`].
pub fn wrap(
    parent: &SecretKey,
    child: &SecretKey,
    controller: u64,
    id: KeyId,
    purpose: KeyPurpose,
) -> Result<[u8; WRAPPED_KEY_BYTES], CryptoError> {
    WrappingKey::new(parent)?.wrap(child, controller, id, purpose)
}

/// [`WrappingKey::unwrap`] for a parent used once.
///
/// # Errors
/// As [`WrappingKey::new`] and [`WrappingKey::unwrap`].
pub fn unwrap(
    parent: &SecretKey,
    wrapped: &[u8; WRAPPED_KEY_BYTES],
    controller: u64,
    id: KeyId,
    purpose: KeyPurpose,
) -> Result<SecretKey, CryptoError> {
    WrappingKey::new(parent)?.unwrap(wrapped, controller, id, purpose)
}

fn associated_data(controller: u64, id: KeyId, purpose: KeyPurpose) -> AssociatedData {
    AssociatedData::new().fixed(LABEL).fixed(&controller.to_be_bytes()).fixed(&id.0).fixed(&[purpose.code()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::envelope::tests::{hex, seal_fixed};

    const ID: KeyId = KeyId(*b"0123456789abcdef");
    const CONTROLLER: u64 = 0x0102_0304_0506;

    fn numbered_key() -> SecretKey {
        SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap()))
    }

    #[test]
    fn the_format_is_pinned() {
        let context = associated_data(CONTROLLER, ID, KeyPurpose::Link);
        assert_eq!(
            hex(context.as_bytes()),
            "7665726e2f6b65792f31000001020304050630313233343536373839616263646566\
             03"
        );
        let key = EnvelopeKey::new(&numbered_key()).unwrap();
        assert_eq!(
            seal_fixed(&key, &context, &[0x5a; 32]),
            "01a0a1a2a3a4a5a6a7a8a9aaab0b420b0f25cff41a33dbfc6e8f653bac08202e3ee1e04640eb90dfbeeea3e6087e058aee1400f67cb0570ea45a5e7408"
        );
    }

    #[test]
    fn a_wrapped_key_opens_only_where_it_belongs() {
        let (parent, child) = (numbered_key(), SecretKey::from_bytes([9; 32]));
        let wrapped = wrap(&parent, &child, CONTROLLER, ID, KeyPurpose::Data).unwrap();
        assert_eq!(wrapped.len(), 61);
        assert_eq!(unwrap(&parent, &wrapped, CONTROLLER, ID, KeyPurpose::Data).unwrap(), child);
        let other = SecretKey::from_bytes([8; 32]);
        assert_eq!(unwrap(&other, &wrapped, CONTROLLER, ID, KeyPurpose::Data), Err(CryptoError::DoesNotOpen));
        assert_eq!(
            unwrap(&parent, &wrapped, CONTROLLER + 1, ID, KeyPurpose::Data),
            Err(CryptoError::DoesNotOpen)
        );
        for purpose in KeyPurpose::ALL.into_iter().filter(|purpose| *purpose != KeyPurpose::Data) {
            assert_eq!(unwrap(&parent, &wrapped, CONTROLLER, ID, purpose), Err(CryptoError::DoesNotOpen));
        }
        for bit in 0..128 {
            let mut id = ID;
            id.0[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                unwrap(&parent, &wrapped, CONTROLLER, id, KeyPurpose::Data),
                Err(CryptoError::DoesNotOpen)
            );
        }
    }

    #[test]
    fn every_flipped_bit_of_a_wrapped_key_is_noticed() {
        let (parent, child) = (numbered_key(), SecretKey::from_bytes([9; 32]));
        let wrapped = wrap(&parent, &child, CONTROLLER, ID, KeyPurpose::Controller).unwrap();
        for bit in 0..wrapped.len() * 8 {
            let mut altered = wrapped;
            altered[bit / 8] ^= 1 << (bit % 8);
            let opened = unwrap(&parent, &altered, CONTROLLER, ID, KeyPurpose::Controller);
            assert_eq!(opened, Err(CryptoError::DoesNotOpen), "bit {bit}");
        }
    }

    #[test]
    fn debug_shows_no_byte() {
        assert_eq!(format!("{:?}", WrappingKey::new(&numbered_key()).unwrap()), "WrappingKey(***)");
    }

    proptest! {
        #[test]
        fn what_is_wrapped_unwraps(parent: [u8; 32], child: [u8; 32], controller: u64, id: [u8; 16], at in 0usize..6) {
            let parent = WrappingKey::new(&SecretKey::from_bytes(parent)).unwrap();
            let child = SecretKey::from_bytes(child);
            let wrapped = parent.wrap(&child, controller, KeyId(id), KeyPurpose::ALL[at]).unwrap();
            prop_assert_eq!(parent.unwrap(&wrapped, controller, KeyId(id), KeyPurpose::ALL[at]).unwrap(), child);
        }
    }
}
