//! Hybrid public key encryption, RFC 9180, of one suite and one mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, `mode_psk`.
//!
//! `mode_psk` because the pre-shared key authenticates whoever sealed (RFC 9180 § 9.1): no snapshot is made without the root key. Written on
//! the primitives of the one library this crate has; the published vectors run through the same code.
//!
//! Deliberately not here: other modes, single-shot calls, exported secrets, and where keys come from.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Algorithm, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{PrivateKey, UnparsedPublicKey, X25519, agree};
use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::{CryptoError, SecretKey};

/// A public key of the key agreement, and what is sent of an ephemeral one.
pub(super) const PUBLIC_BYTES: usize = 32;
/// How much longer a sealed message is: the tag.
pub(super) const TAG_BYTES: usize = 16;

const NONCE_BYTES: usize = 12;
const VERSION: &[u8] = b"HPKE-v1";
const KEM_SUITE: [u8; 5] = *b"KEM\x00\x20";
const MODE_PSK: u8 = 1;

/// Key derivation and sealing: what tells the suites of the published vectors apart.
pub(super) struct Suite {
    id: [u8; 10],
    sealing: &'static Algorithm,
}

/// KEM 0x0020, KDF 0x0001, AEAD 0x0002.
pub(super) const SUITE: Suite = Suite { id: *b"HPKE\x00\x20\x00\x01\x00\x02", sealing: &AES_256_GCM };

/// A key both sides have beforehand, and its name.
pub(super) struct PreShared<'a> {
    pub(super) key: &'a [u8; 32],
    pub(super) id: &'a [u8],
}

/// Seals or opens messages in their order: the nonce counts them.
pub(super) struct Context {
    key: LessSafeKey,
    base_nonce: [u8; NONCE_BYTES],
    sequence: u64,
}

/// `SetupPSKS`: what to send, and the context it gives. The ephemeral key must be new for every call.
pub(super) fn set_up_sender(
    suite: &Suite,
    ephemeral: &SecretKey,
    recipient: &[u8; PUBLIC_BYTES],
    info: &[u8],
    pre_shared: &PreShared<'_>,
) -> Result<([u8; PUBLIC_BYTES], Context), CryptoError> {
    let sent = public_of(ephemeral)?;
    let shared = decapsulated(ephemeral, recipient, &sent, recipient)?;
    Ok((sent, Context::new(suite, &shared, info, pre_shared)?))
}

/// `SetupPSKR`: the context that what was sent gives the recipient.
pub(super) fn set_up_recipient(
    suite: &Suite,
    sent: &[u8; PUBLIC_BYTES],
    recipient: &SecretKey,
    info: &[u8],
    pre_shared: &PreShared<'_>,
) -> Result<Context, CryptoError> {
    let shared = decapsulated(recipient, sent, sent, &public_of(recipient)?)?;
    Context::new(suite, &shared, info, pre_shared)
}

/// The public key of a private one (RFC 7748 § 5; the library clamps).
pub(super) fn public_of(private: &SecretKey) -> Result<[u8; PUBLIC_BYTES], CryptoError> {
    let public = private_key(private)?.compute_public_key().map_err(|_| CryptoError::Library)?;
    public.as_ref().try_into().map_err(|_| CryptoError::Library)
}

/// HKDF-SHA-256 without salt, RFC 5869, to 32 bytes.
pub(super) fn derived(key: &SecretKey, info: &[u8]) -> Zeroizing<[u8; 32]> {
    let extracted = extract(&[], &[key.expose_bytes()]);
    expand(&extracted, &[info])
}

fn private_key(private: &SecretKey) -> Result<PrivateKey, CryptoError> {
    PrivateKey::from_private_key(&X25519, private.expose_bytes()).map_err(|_| CryptoError::Library)
}

/// § 4.1: the shared secret of a key agreement. The library refuses a public key that gives a secret of zeros (§ 7.1.4).
fn decapsulated(
    private: &SecretKey,
    public: &[u8; PUBLIC_BYTES],
    sent: &[u8; PUBLIC_BYTES],
    recipient: &[u8; PUBLIC_BYTES],
) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let public = UnparsedPublicKey::new(&X25519, public.as_slice());
    agree(&private_key(private)?, public, CryptoError::DoesNotOpen, |secret| {
        let extracted = labeled_extract(&KEM_SUITE, &[], b"eae_prk", secret);
        Ok(labeled_expand(&KEM_SUITE, &extracted, b"shared_secret", &[sent, recipient], 32))
    })
}

impl Context {
    /// § 5.1, `KeySchedule`.
    fn new(
        suite: &Suite,
        shared: &[u8; 32],
        info: &[u8],
        pre_shared: &PreShared<'_>,
    ) -> Result<Self, CryptoError> {
        let id_hash = labeled_extract(&suite.id, &[], b"psk_id_hash", pre_shared.id);
        let info_hash = labeled_extract(&suite.id, &[], b"info_hash", info);
        let context: [&[u8]; 3] = [&[MODE_PSK], id_hash.as_slice(), info_hash.as_slice()];
        let secret = labeled_extract(&suite.id, shared, b"secret", pre_shared.key);
        let key_bytes = suite.sealing.key_len();
        let key = labeled_expand(&suite.id, &secret, b"key", &context, key_bytes);
        let nonce = labeled_expand(&suite.id, &secret, b"base_nonce", &context, NONCE_BYTES);
        let (key, nonce) = (key.get(..key_bytes), nonce.first_chunk());
        let unbound = UnboundKey::new(suite.sealing, key.ok_or(CryptoError::Library)?);
        Ok(Self {
            key: LessSafeKey::new(unbound.map_err(|_| CryptoError::Library)?),
            base_nonce: *nonce.ok_or(CryptoError::Library)?,
            sequence: 0,
        })
    }

    /// How many messages have been sealed or opened.
    pub(super) const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Seals the next message in place; its tag is to follow it.
    pub(super) fn seal(
        &mut self,
        associated: &[u8],
        message: &mut [u8],
    ) -> Result<[u8; TAG_BYTES], CryptoError> {
        let tag = self
            .key
            .seal_in_place_separate_tag(self.nonce(), Aad::from(associated), message)
            .map_err(|_| CryptoError::TooLong)?;
        self.advance()?;
        tag.as_ref().try_into().map_err(|_| CryptoError::Library)
    }

    /// Opens the next message into `message`, which is as long as it. Where it does not open, the one expected next is the same.
    pub(super) fn open(
        &mut self,
        associated: &[u8],
        sealed: &[u8],
        tag: &[u8; TAG_BYTES],
        message: &mut [u8],
    ) -> Result<(), CryptoError> {
        self.key
            .open_separate_gather(self.nonce(), Aad::from(associated), sealed, tag, message)
            .map_err(|_| CryptoError::DoesNotOpen)?;
        self.advance()
    }

    /// § 5.2, `ComputeNonce`.
    fn nonce(&self) -> Nonce {
        let mut nonce = self.base_nonce;
        nonce.iter_mut().rev().zip(self.sequence.to_be_bytes().iter().rev()).for_each(|(into, from)| {
            *into ^= from;
        });
        Nonce::assume_unique_for_key(nonce)
    }

    fn advance(&mut self) -> Result<(), CryptoError> {
        self.sequence = self.sequence.checked_add(1).ok_or(CryptoError::TooLong)?;
        Ok(())
    }
}

fn labeled_extract(suite: &[u8], salt: &[u8], label: &[u8], input: &[u8]) -> Zeroizing<[u8; 32]> {
    extract(salt, &[VERSION, suite, label, input])
}

/// At most 32 bytes; what lies beyond `length` is to be left alone.
fn labeled_expand(
    suite: &[u8],
    extracted: &[u8; 32],
    label: &[u8],
    info: &[&[u8]],
    length: usize,
) -> Zeroizing<[u8; 32]> {
    let length = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
    let head: [&[u8]; 4] = [&length, VERSION, suite, label];
    expand(extracted, &[&head, info].concat())
}

/// RFC 5869 § 2.2.
fn extract(salt: &[u8], input: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    keyed_hash(salt, input)
}

/// RFC 5869 § 2.3, the first block: 32 bytes, which is all this suite ever asks for.
fn expand(extracted: &[u8; 32], info: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    keyed_hash(extracted, &[info, &[&[1]]].concat())
}

fn keyed_hash(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    parts.iter().for_each(|part| context.update(part));
    let mut hash = Zeroizing::new([0; 32]);
    hash.iter_mut().zip(context.sign().as_ref()).for_each(|(into, from)| *into = *from);
    hash
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::aead::AES_128_GCM;

    use super::*;
    use crate::envelope::tests::{hex, unhex};

    const INFO: &[u8] = b"Ode on a Grecian Urn";
    const PSK_ID: &[u8] = b"Ennyn Durin aran Moria";
    const PSK: &str = "0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82";
    const PLAIN: &[u8] = b"Beauty is truth, truth beauty";

    struct Vector {
        suite: Suite,
        ephemeral: &'static str,
        sent: &'static str,
        recipient: &'static str,
        recipient_public: &'static str,
        base_nonce: &'static str,
        /// Sequence number and ciphertext; the associated data is `Count-` and the number.
        sealed: [(u64, &'static str); 5],
    }

    /// RFC 9180, appendix A.1.2, and the same mode with AES-256-GCM from the vectors the appendix refers to (`test-vectors.json`, 5f503c5).
    const VECTORS: [Vector; 2] = [
        Vector {
            suite: Suite { id: *b"HPKE\x00\x20\x00\x01\x00\x01", sealing: &AES_128_GCM },
            ephemeral: "463426a9ffb42bb17dbe6044b9abd1d4e4d95f9041cef0e99d7824eef2b6f588",
            sent: "0ad0950d9fb9588e59690b74f1237ecdf1d775cd60be2eca57af5a4b0471c91b",
            recipient: "c5eb01eb457fe6c6f57577c5413b931550a162c71a03ac8d196babbd4e5ce0fd",
            recipient_public: "9fed7e8c17387560e92cc6462a68049657246a09bfa8ade7aefe589672016366",
            base_nonce: "9518635eba129d5ce0914555",
            sealed: [
                (
                    0,
                    "e52c6fed7f758d0cf7145689f21bc1be6ec9ea097fef4e959440012f4feb73fb611b946199e681f4cfc34db8ea",
                ),
                (
                    1,
                    "49f3b19b28a9ea9f43e8c71204c00d4a490ee7f61387b6719db765e948123b45b61633ef059ba22cd62437c8ba",
                ),
                (
                    2,
                    "257ca6a08473dc851fde45afd598cc83e326ddd0abe1ef23baa3baa4dd8cde99fce2c1e8ce687b0b47ead1adc9",
                ),
                (
                    255,
                    "55f84b030b7f7197f7d7d552365b6b932df5ec1abacd30241cb4bc4ccea27bd2b518766adfa0fb1b71170e9392",
                ),
                (
                    256,
                    "c5bf246d4a790a12dcc9eed5eae525081e6fb541d5849e9ce8abd92a3bc1551776bea16b4a518f23e237c14b59",
                ),
            ],
        },
        Vector {
            suite: SUITE,
            ephemeral: "e24413c8dc5760ffbedbfbfb48d087f85ae448b62575db480763d430636663af",
            sent: "4f3e44d4dde1d0d12a724242df8cef0a68ea53617dab8a6aade4239d404a5154",
            recipient: "d99132243a09c24a7497f3da8608f0ba808c21a575d33679f4b24603e96d27ad",
            recipient_public: "62a61ceb338540516edde460e27923a8df6749bc38e27b1001cd5b8b9102e44c",
            base_nonce: "02b1fe14a5b6ad526ccff550",
            sealed: [
                (
                    0,
                    "316d9b4214a33182212888e86f23005b0706c30db2b1052c4e28c2c100fcdb85cc934b0a64c8db0d7dd339b64c",
                ),
                (
                    1,
                    "d8d6bd66e6e43f33a40bbb3786cad58092b5c7c64fa4c596fbeea04334dd169d7a02a25556e95a0f9a043938f7",
                ),
                (
                    2,
                    "facb3855d62ed8e2fc1060aa8c88c295ca414e9d62347d5525c02917dd97842d9bc3058af20694992fc8c3205a",
                ),
                (
                    255,
                    "9d518a05dc8cb22efca7cf8cf02a01ca724ce92bab3a084a93666bc15c226e3f913d57e75b686dd399069c229c",
                ),
                (
                    256,
                    "13d9bb62272359bf8006e85d5a2b8bd5c0d8d9ca1f9f8b6ae704c1bc715254c14c78c01053ff7904c59eda9532",
                ),
            ],
        },
    ];

    fn bytes(text: &str) -> [u8; 32] {
        unhex(text).try_into().unwrap()
    }

    #[test]
    fn the_published_vectors_hold_both_ways() {
        for vector in VECTORS {
            let psk = bytes(PSK);
            let pre_shared = PreShared { key: &psk, id: PSK_ID };
            let ephemeral = SecretKey::from_bytes(bytes(vector.ephemeral));
            let recipient = SecretKey::from_bytes(bytes(vector.recipient));
            assert_eq!(hex(&public_of(&recipient).unwrap()), vector.recipient_public);
            let public = bytes(vector.recipient_public);
            let (sent, mut sender) =
                set_up_sender(&vector.suite, &ephemeral, &public, INFO, &pre_shared).unwrap();
            assert_eq!(
                (hex(&sent).as_str(), hex(&sender.base_nonce).as_str()),
                (vector.sent, vector.base_nonce)
            );
            let mut receiver = set_up_recipient(&vector.suite, &sent, &recipient, INFO, &pre_shared).unwrap();
            for (sequence, expected) in vector.sealed {
                (sender.sequence, receiver.sequence) = (sequence, sequence);
                let associated = format!("Count-{sequence}");
                let mut message = PLAIN.to_vec();
                let tag = sender.seal(associated.as_bytes(), &mut message).unwrap();
                assert_eq!(hex(&[message.as_slice(), &tag].concat()), expected);
                let mut opened = vec![0; PLAIN.len()];
                receiver.open(associated.as_bytes(), &message, &tag, &mut opened).unwrap();
                assert_eq!(opened, PLAIN);
                let out_of_turn = receiver.open(associated.as_bytes(), &message, &tag, &mut opened);
                assert_eq!(out_of_turn, Err(CryptoError::DoesNotOpen));
                assert_eq!((sender.sequence(), receiver.sequence()), (sequence + 1, sequence + 1));
            }
        }
    }

    #[test]
    fn a_public_key_without_a_secret_is_refused() {
        let psk = [1; 32];
        let pre_shared = PreShared { key: &psk, id: PSK_ID };
        let ephemeral = SecretKey::generate().unwrap();
        // Points of small order, RFC 7748 § 6.1.
        for public in [[0; 32], std::array::from_fn(|at| u8::from(at == 0))] {
            assert!(set_up_sender(&SUITE, &ephemeral, &public, INFO, &pre_shared).is_err());
            assert!(set_up_recipient(&SUITE, &public, &ephemeral, INFO, &pre_shared).is_err());
        }
    }

    #[test]
    fn derivation_is_that_of_rfc_5869() {
        // Python: hmac and hashlib, from the text of RFC 5869.
        let key = SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap()));
        assert_eq!(hex(derived(&key, b"vern/snapshot/1").as_slice()), PSK_OF_NUMBERED_KEY);
    }

    const PSK_OF_NUMBERED_KEY: &str = "f0092e55c10012dfb4dea74e6cad25acfa773d8068324e2c2118c9c9aa6724fc";
}
