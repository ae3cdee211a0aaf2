//! Look-up tokens, ADR 0004: exact search over sealed fields without storing what they hold.
//!
//! Token = HMAC-SHA-256(blind-index key of controller and data type, normalised value), first 8 bytes. Equal values
//! of one controller and data type give equal tokens, and that is all a token shows; without the key a token of a
//! guessable value (every identity number) cannot be tried. Other values may, once in 2^64, give the same token: it
//! says where to look, and whoever looks compares the values.
//!
//! Deliberately not here: normal forms (`vern_core::identifier`) and any kind of search but an exact one.

use std::fmt;

use aws_lc_rs::{constant_time, hmac};

use crate::SecretKey;
use crate::entry::first;

/// The blind-index key of one controller and data type, prepared.
pub struct BlindIndexKey(hmac::Key);

impl BlindIndexKey {
    /// Prepares a blind-index key.
    #[must_use]
    pub fn new(key: &SecretKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key.expose_bytes()))
    }

    /// The token of a value already in its normal form. Two spellings of one value give two tokens.
    #[must_use]
    pub fn token(&self, normalised: &str) -> [u8; 8] {
        first(&hmac::sign(&self.0, normalised.as_bytes()))
    }

    /// What shows that whoever made this key wrote a text, such as the one a link names its reader by: the first 16 bytes of the same code. A text that is
    /// vouched for must have a form no normalised value has.
    #[must_use]
    pub fn seal_of(&self, text: &str) -> [u8; 16] {
        first(&hmac::sign(&self.0, text.as_bytes()))
    }

    /// Whether a text is vouched for, in time that does not depend on where it differs.
    #[must_use]
    pub fn vouches_for(&self, text: &str, seal: &[u8; 16]) -> bool {
        constant_time::verify_slices_are_equal(&self.seal_of(text), seal).is_ok()
    }
}

/// Prints `BlindIndexKey(***)`.
impl fmt::Debug for BlindIndexKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BlindIndexKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::tests::hex;

    #[test]
    fn the_format_is_pinned() {
        let key =
            BlindIndexKey::new(&SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap())));
        assert_eq!(hex(&key.token("ola.nordmann@example.no")), "678bb229f1ad545a");
    }

    #[test]
    fn a_seal_is_of_one_text_and_one_key() {
        let one = BlindIndexKey::new(&SecretKey::from_bytes([1; 32]));
        let other = BlindIndexKey::new(&SecretKey::from_bytes([2; 32]));
        let seal = one.seal_of("leave:1");
        assert!(one.vouches_for("leave:1", &seal));
        assert!(!one.vouches_for("leave:2", &seal));
        assert!(!other.vouches_for("leave:1", &seal));
    }

    #[test]
    fn equal_values_have_equal_tokens_under_one_key_only() {
        let one = BlindIndexKey::new(&SecretKey::from_bytes([1; 32]));
        let other = BlindIndexKey::new(&SecretKey::from_bytes([2; 32]));
        assert_eq!(one.token("+4799999999"), one.token("+4799999999"));
        assert_ne!(one.token("+4799999999"), one.token("+4799999998"));
        assert_ne!(one.token("+4799999999"), other.token("+4799999999"));
        assert_eq!(format!("{one:?}"), "BlindIndexKey(***)");
    }
}
