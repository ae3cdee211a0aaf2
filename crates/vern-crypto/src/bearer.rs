//! Bearer tokens of API callers (RFC 6750): made here, shown once, stored only as their SHA-256.
//!
//! A token is `vern_` and 32 random bytes in base64url without padding (RFC 4648 § 5): 48 characters. The prefix lets
//! secret scanners find one that leaked. A plain hash is enough, since nobody can try 2²⁵⁶ tokens; a slow password
//! hash would only slow the server down.
//!
//! Deliberately not here: which actor a token belongs to, its life, and its revocation.

use std::fmt;

use aws_lc_rs::{constant_time, digest};
use zeroize::Zeroizing;

use crate::{CryptoError, random_bytes};

const PREFIX: &str = "vern_";
const ENCODED_LEN: usize = 43;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A token just made. Its text is to be shown once and then dropped; the hash is to be stored.
pub struct BearerToken {
    text: Zeroizing<String>,
    hash: [u8; 32],
}

impl BearerToken {
    /// A new token.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, CryptoError> {
        let bytes = Zeroizing::new(random_bytes::<32>()?);
        let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + ENCODED_LEN));
        text.push_str(PREFIX);
        encode_base64url(bytes.as_slice(), &mut text);
        let hash = sha_256(text.as_bytes());
        Ok(Self { text, hash })
    }

    /// The token itself, 48 ASCII characters.
    #[must_use]
    pub fn expose_text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the text, prefix included.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }
}

/// Prints `BearerToken(***)`.
impl fmt::Debug for BearerToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BearerToken(***)")
    }
}

/// The hash to look a presented token up by, or `None` if the text cannot be a token of ours: the exact prefix, 43
/// characters of base64url, the spare bits of the last one zero. It says nothing about whether such a token exists.
#[must_use]
pub fn bearer_hash(text: &str) -> Option<[u8; 32]> {
    let encoded = text.strip_prefix(PREFIX)?.as_bytes();
    let (last, _) = encoded.split_last()?;
    let spare_bits_zero = value_of(*last)?.is_multiple_of(4);
    let well_formed = encoded.len() == ENCODED_LEN && encoded.iter().all(|byte| value_of(*byte).is_some());
    (well_formed && spare_bits_zero).then(|| sha_256(text.as_bytes()))
}

/// Compares two hashes in time that does not depend on where they differ.
#[must_use]
pub fn hashes_equal(left: &[u8; 32], right: &[u8; 32]) -> bool {
    constant_time::verify_slices_are_equal(left, right).is_ok()
}

fn value_of(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == character)
}

fn encode_base64url(bytes: &[u8], text: &mut String) {
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0, |group, byte| (group << 8) | u32::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let value = (group >> (18 - 6 * place)) & 63;
            // INVARIANT: a value of six bits always stands in the alphabet of 64.
            text.extend(
                usize::try_from(value).ok().and_then(|at| ALPHABET.get(at)).map(|byte| char::from(*byte)),
            );
        }
    }
}

pub(crate) fn sha_256(bytes: &[u8]) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, bytes);
    let mut hash = [0; 32];
    hash.iter_mut().zip(digest.as_ref()).for_each(|(into, from)| *into = *from);
    hash
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::envelope::tests::hex;

    fn encoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        encode_base64url(bytes, &mut text);
        text
    }

    #[test]
    fn encoding_follows_rfc_4648() {
        // RFC 4648 § 10, without padding, and the two characters in which base64url differs.
        let cases: [(&[u8], &str); 7] = [
            (b"", ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff], "-_8"),
        ];
        for (bytes, text) in cases {
            assert_eq!(encoded(bytes), text);
        }
    }

    #[test]
    fn a_generated_token_is_known_by_its_hash() {
        let token = BearerToken::generate().unwrap();
        assert_eq!(token.expose_text().len(), 48);
        assert!(token.expose_text().starts_with("vern_"));
        assert!(hashes_equal(&bearer_hash(token.expose_text()).unwrap(), &token.hash()));
        let other = BearerToken::generate().unwrap();
        assert!(!hashes_equal(&other.hash(), &token.hash()));
        assert_eq!(format!("{token:?}"), "BearerToken(***)");
    }

    #[test]
    fn the_hash_is_pinned() {
        let text = "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert_eq!(
            hex(&bearer_hash(text).unwrap()),
            "9910952c4982e0cd714b3c67713eadd7719f804ac6142d813e7d3aa5f29afd6a"
        );
    }

    #[test]
    fn what_is_not_of_the_form_has_no_hash() {
        let good = "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let bad = [
            "",
            "vern_",
            "VERN_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
            "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
            "vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAæ",
        ];
        assert!(bearer_hash(good).is_some());
        assert!(bad.iter().all(|text| bearer_hash(text).is_none()));
        assert!(bearer_hash(&format!("{good} ")).is_none());
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in ".{0,60}") {
            let _ = bearer_hash(&text);
        }

        #[test]
        fn thirty_two_bytes_are_always_of_the_form(bytes: [u8; 32]) {
            let text = format!("vern_{}", encoded(&bytes));
            prop_assert!(bearer_hash(&text).is_some());
        }
    }
}
