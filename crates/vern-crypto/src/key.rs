//! Key material, its names, and where random bytes come from.
//!
//! A [`SecretKey`] deliberately has no `Display`, no `Serialize` and no `Clone`: it leaves the process only wrapped
//! ([`crate::wrap`]) or as the recovery sheet of the root key ([`crate::root_key`]). Rust may leave copies of the
//! bytes behind when a value moves; zeroing on drop shortens the life of a key in memory, it does not promise that
//! no copy was ever there.

use std::fmt;

use aws_lc_rs::{constant_time, rand};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::CryptoError;

/// Random bytes from the operating system through the library's generator.
///
/// # Errors
/// [`CryptoError::Randomness`] when the generator gives none.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks for randomness")]
pub fn random_bytes<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| CryptoError::Randomness)?;
    Ok(bytes)
}

/// Thirty-two secret bytes, overwritten with zeros when dropped. `Debug` prints `SecretKey(***)`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// A new key from [`random_bytes`].
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, CryptoError> {
        random_bytes().map(Self)
    }

    /// Takes key bytes that came from elsewhere, such as the root key file.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key itself, for the one signing key made outside this crate (Ed25519 seed of the checkpoint key).
    /// Named so that a search for it finds every place where a key leaves its type.
    #[must_use]
    pub fn expose_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Compares in constant time.
impl PartialEq for SecretKey {
    fn eq(&self, other: &Self) -> bool {
        constant_time::verify_slices_are_equal(&self.0, &other.0).is_ok()
    }
}

impl Eq for SecretKey {}

impl fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretKey(***)")
    }
}

/// Names a key in `keys.db`: sixteen random bytes, not secret, meaningless in themselves (ADR 0003).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub [u8; 16]);

impl KeyId {
    /// A new id from [`random_bytes`].
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, CryptoError> {
        random_bytes().map(Self)
    }
}

/// What a wrapped key may be used for. The code is a byte of the associated data and of the key row, so a code is
/// never given a new meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum KeyPurpose {
    /// Wraps the other keys of one controller. Itself wrapped under the root key.
    Controller = 1,
    /// Seals the records of one subject under one activity.
    Data = 2,
    /// Makes the pseudonym of one subject and seals entries about it.
    Link = 3,
    /// Makes look-up tokens for one controller and data type.
    BlindIndex = 4,
    /// Seals the entries of one controller that have no subject.
    Journal = 5,
    /// Seed of the Ed25519 key that signs checkpoints.
    Checkpoint = 6,
}

impl KeyPurpose {
    /// Every purpose, in the order of the codes.
    pub const ALL: [Self; 6] =
        [Self::Controller, Self::Data, Self::Link, Self::BlindIndex, Self::Journal, Self::Checkpoint];

    /// The byte that stands for the purpose, 1 to 6.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The purpose of a stored code; `None` for a code this version does not know.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_a_key_shows_no_byte() {
        let key = SecretKey::from_bytes([0xab; 32]);
        assert_eq!(format!("{key:?} {:#?}", Some(&key)), "SecretKey(***) Some(\n    SecretKey(***),\n)");
    }

    #[test]
    fn purpose_codes_are_fixed() {
        assert_eq!(KeyPurpose::ALL.map(KeyPurpose::code), [1, 2, 3, 4, 5, 6]);
        for code in 0..=u8::MAX {
            assert_eq!(
                KeyPurpose::from_code(code).map(KeyPurpose::code),
                (1..=6).contains(&code).then_some(code)
            );
        }
    }

    #[test]
    fn generated_keys_and_ids_differ() {
        assert_ne!(SecretKey::generate().unwrap(), SecretKey::generate().unwrap());
        assert_ne!(KeyId::generate().unwrap(), KeyId::generate().unwrap());
    }

    #[test]
    fn zeroizing_leaves_only_zeros() {
        let mut key = SecretKey::from_bytes([7; 32]);
        key.zeroize();
        assert_eq!(key.expose_bytes(), &[0; 32]);
    }
}
