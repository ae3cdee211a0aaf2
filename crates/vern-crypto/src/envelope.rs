//! The envelope every sealed thing has: format 1 ‖ nonce(12) ‖ ciphertext ‖ tag(16), AES-256-GCM-SIV (RFC 8452).
//!
//! GCM-SIV because a nonce drawn twice then tells only that two plaintexts under one key were equal; with GCM it
//! would give away the authentication key. The nonce is random for every envelope. The module deliberately knows
//! nothing of what it seals, and does not say why something failed to open.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf;
use zeroize::Zeroizing;

use crate::key::{SecretKey, random_bytes};
use crate::{CryptoError, associated_data::AssociatedData};

const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;
const HEAD_BYTES: usize = 1 + NONCE_BYTES;

/// How much longer an envelope is than what it holds, in bytes: 29.
pub const ENVELOPE_OVERHEAD_BYTES: usize = HEAD_BYTES + TAG_BYTES;

/// An AES-256-GCM-SIV key with its schedule computed.
pub(crate) struct EnvelopeKey(LessSafeKey);

impl EnvelopeKey {
    pub(crate) fn new(key: &SecretKey) -> Result<Self, CryptoError> {
        Self::from_bytes(key.expose_bytes())
    }

    /// A key made from another by HKDF-SHA-256 without salt (RFC 5869 § 3.1 allows that for a uniformly random
    /// input), so that one stored key can serve two uses.
    pub(crate) fn derived(key: &SecretKey, info: &[u8]) -> Result<Self, CryptoError> {
        let bytes = derived_bytes(key, info)?;
        Self::from_bytes(&bytes)
    }

    fn from_bytes(bytes: &[u8; 32]) -> Result<Self, CryptoError> {
        let key = UnboundKey::new(&AES_256_GCM_SIV, bytes).map_err(|_| CryptoError::Library)?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Appends an envelope of `plaintext` to `sealed`; on an error `sealed` is as it was.
    pub(crate) fn seal_into(
        &self,
        context: &AssociatedData,
        plaintext: &[u8],
        sealed: &mut Vec<u8>,
    ) -> Result<(), CryptoError> {
        self.seal_with_nonce(random_bytes()?, context.as_bytes(), plaintext, sealed)
    }

    /// One allocation, of exactly the length needed.
    pub(crate) fn seal(&self, context: &AssociatedData, plaintext: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let mut sealed = Vec::with_capacity(plaintext.len().saturating_add(ENVELOPE_OVERHEAD_BYTES));
        self.seal_into(context, plaintext, &mut sealed)?;
        Ok(sealed)
    }

    /// Appends what `sealed` holds to `plaintext`; on an error `plaintext` is as it was.
    pub(crate) fn open_into(
        &self,
        context: &AssociatedData,
        sealed: &[u8],
        plaintext: &mut Vec<u8>,
    ) -> Result<(), CryptoError> {
        let parts = Parts::of(sealed).ok_or(CryptoError::DoesNotOpen)?;
        let start = plaintext.len();
        plaintext.resize(start.saturating_add(parts.ciphertext.len()), 0);
        let opened = plaintext.get_mut(start..).ok_or(CryptoError::DoesNotOpen).and_then(|room| {
            self.0
                .open_separate_gather(
                    Nonce::assume_unique_for_key(*parts.nonce),
                    Aad::from(context.as_bytes()),
                    parts.ciphertext,
                    parts.tag,
                    room,
                )
                .map_err(|_| CryptoError::DoesNotOpen)
        });
        if opened.is_err() {
            plaintext.truncate(start);
        }
        opened
    }

    pub(crate) fn open(&self, context: &AssociatedData, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let mut plaintext = Vec::with_capacity(sealed.len().saturating_sub(ENVELOPE_OVERHEAD_BYTES));
        self.open_into(context, sealed, &mut plaintext)?;
        Ok(plaintext)
    }

    /// Apart from [`Self::seal_into`] only so that the published vectors can be run through the same code.
    fn seal_with_nonce(
        &self,
        nonce: [u8; NONCE_BYTES],
        context: &[u8],
        plaintext: &[u8],
        sealed: &mut Vec<u8>,
    ) -> Result<(), CryptoError> {
        let start = sealed.len();
        sealed.reserve(plaintext.len().saturating_add(ENVELOPE_OVERHEAD_BYTES));
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plaintext);
        let tag =
            sealed.get_mut(start.saturating_add(HEAD_BYTES)..).ok_or(CryptoError::Library).and_then(|body| {
                self.0
                    .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), body)
                    .map_err(|_| CryptoError::TooLong)
            });
        match &tag {
            Ok(tag) => sealed.extend_from_slice(tag.as_ref()),
            Err(_) => sealed.truncate(start),
        }
        tag.map(|_| ())
    }
}

impl fmt::Debug for EnvelopeKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EnvelopeKey(***)")
    }
}

struct Parts<'a> {
    nonce: &'a [u8; NONCE_BYTES],
    ciphertext: &'a [u8],
    tag: &'a [u8; TAG_BYTES],
}

impl<'a> Parts<'a> {
    /// `None` when too short or of another format.
    fn of(sealed: &'a [u8]) -> Option<Self> {
        let (&format, rest) = sealed.split_first()?;
        let (nonce, rest) = rest.split_first_chunk()?;
        let (ciphertext, tag) = rest.split_last_chunk()?;
        (format == FORMAT).then_some(Self { nonce, ciphertext, tag })
    }
}

/// The bytes of a key made from another by HKDF-SHA-256 without salt.
pub(crate) fn derived_bytes(key: &SecretKey, info: &[u8]) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let mut bytes = Zeroizing::new([0; 32]);
    hkdf::Salt::new(hkdf::HKDF_SHA256, &[])
        .extract(key.expose_bytes())
        .expand(&[info], hkdf::HKDF_SHA256)
        .and_then(|output| output.fill(bytes.as_mut_slice()))
        .map_err(|_| CryptoError::Library)?;
    Ok(bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) fn unhex(text: &str) -> Vec<u8> {
        assert!(text.len().is_multiple_of(2));
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    /// Seals under a fixed nonce, for snapshots of whole formats. The snapshots in this crate were not written by it:
    /// they come from Python's `cryptography`, `hmac` and `hashlib`, put together from the text of the ADRs.
    pub(crate) fn seal_fixed(key: &EnvelopeKey, context: &AssociatedData, plaintext: &[u8]) -> String {
        let mut sealed = Vec::new();
        let nonce = [0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab];
        key.seal_with_nonce(nonce, context.as_bytes(), plaintext, &mut sealed).unwrap();
        hex(&sealed)
    }

    /// RFC 8452 appendix C.2 and C.3 (AEAD_AES_256_GCM_SIV): key, nonce, AAD, plaintext, result.
    const RFC_8452: &[[&str; 5]] = &[
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "",
            "",
            "07f5f4169bbf55a8400cd47ea6fd400f",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "",
            "0100000000000000",
            "c2ef328e5c71c83b843122130f7364b761e0b97427e3df28",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "01",
            "0200000000000000",
            "1de22967237a813291213f267e3b452f02d01ae33e4ec854",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "01",
            "0200000000000000000000000000000003000000000000000000000000000000\
             0400000000000000000000000000000005000000000000000000000000000000",
            "67fd45e126bfb9a79930c43aad2d36967d3f0e4d217c1e551f59727870beefc9\
             8cb933a8fce9de887b1e40799988db1fc3f91880ed405b2dd298318858467c89\
             5bde0285037c5de81e5b570a049b62a0",
        ],
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "030000000000000000000000",
            "0100000000000000000000000000000002000000",
            "030000000000000000000000000000000400",
            "462401724b5ce6588d5a54aae5375513a075cfcdf5042112aa29685c912fc2056543",
        ],
        [
            "bae8e37fc83441b16034566b7a806c46bb91c3c5aedb64a6c590bc84d1a5e269",
            "e4b47801afc0577e34699b9e",
            "4fbdc66f14",
            "671fdd",
            "0eaccb93da9bb81333aee0c785b240d319719d",
        ],
        [
            "3c535de192eaed3822a2fbbe2ca9dfc88255e14a661b8aa82cc54236093bbc23",
            "688089e55540db1872504e1c",
            "734320ccc9d9bbbb19cb81b2af4ecbc3e72834321f7aa0f70b7282b4f33df23f167541",
            "ced532ce4159b035277d4dfbb7db62968b13cd4eec",
            "626660c26ea6612fb17ad91e8e767639edd6c9faee9d6c7029675b89eaf4ba1ded1a286594",
        ],
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "000000000000000000000000",
            "",
            "000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108",
            "f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3ea\
             ffffffff000000000000000000000000",
        ],
    ];

    #[test]
    fn published_vectors_of_rfc_8452_hold() {
        for [key, nonce, aad, plaintext, result] in RFC_8452 {
            let key = EnvelopeKey::from_bytes(&unhex(key).try_into().unwrap()).unwrap();
            let context = AssociatedData::new().fixed(&unhex(aad));
            let mut sealed = Vec::new();
            let nonce_bytes = unhex(nonce).try_into().unwrap();
            key.seal_with_nonce(nonce_bytes, context.as_bytes(), &unhex(plaintext), &mut sealed).unwrap();
            assert_eq!(hex(&sealed), format!("01{nonce}{result}"));
            assert_eq!(hex(&key.open(&context, &sealed).unwrap()), *plaintext);
        }
    }

    #[test]
    fn a_derived_key_is_not_the_key_it_comes_from() {
        let key = SecretKey::from_bytes([5; 32]);
        let none = AssociatedData::new();
        let sealed = EnvelopeKey::derived(&key, b"a").unwrap().seal(&none, b"x").unwrap();
        assert_eq!(EnvelopeKey::new(&key).unwrap().open(&none, &sealed), Err(CryptoError::DoesNotOpen));
        assert_eq!(
            EnvelopeKey::derived(&key, b"b").unwrap().open(&none, &sealed),
            Err(CryptoError::DoesNotOpen)
        );
        assert_eq!(EnvelopeKey::derived(&key, b"a").unwrap().open(&none, &sealed).unwrap(), b"x");
    }

    #[test]
    fn a_failure_leaves_the_callers_buffer_alone() {
        let key = EnvelopeKey::from_bytes(&[1; 32]).unwrap();
        let none = AssociatedData::new();
        let mut sealed = key.seal(&none, b"text").unwrap();
        let mut plaintext = b"before".to_vec();
        key.open_into(&none, &sealed, &mut plaintext).unwrap();
        assert_eq!(plaintext, b"beforetext");
        sealed[20] ^= 1;
        assert_eq!(key.open_into(&none, &sealed, &mut plaintext), Err(CryptoError::DoesNotOpen));
        assert_eq!(plaintext, b"beforetext");
    }

    #[test]
    fn two_envelopes_of_one_plaintext_differ() {
        let key = EnvelopeKey::from_bytes(&[1; 32]).unwrap();
        let none = AssociatedData::new();
        assert_ne!(key.seal(&none, b"same").unwrap(), key.seal(&none, b"same").unwrap());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_do_not_open_and_do_not_panic(sealed in prop::collection::vec(any::<u8>(), 0..200)) {
            let key = EnvelopeKey::from_bytes(&[1; 32]).unwrap();
            prop_assert_eq!(key.open(&AssociatedData::new(), &sealed), Err(CryptoError::DoesNotOpen));
        }

        #[test]
        fn what_is_sealed_opens(
            plaintext in prop::collection::vec(any::<u8>(), 0..2000),
            aad in prop::collection::vec(any::<u8>(), 0..600),
        ) {
            let key = EnvelopeKey::from_bytes(&[1; 32]).unwrap();
            let context = AssociatedData::new().fixed(&aad);
            let sealed = key.seal(&context, &plaintext).unwrap();
            prop_assert_eq!(sealed.len(), plaintext.len() + ENVELOPE_OVERHEAD_BYTES);
            prop_assert_eq!(key.open(&context, &sealed).unwrap(), plaintext);
        }
    }
}
