//! Keys, envelopes, blind index and pseudonyms: every byte layout in which Vern keeps something secret.
//!
//! The layouts are decided in `docs/adr/0001` (journal entries), `0003` (keys and records), `0004` (look-up tokens) and
//! `0014` (sealed snapshots); this crate is their only implementation. In all of them an integer is big-endian and a controller is
//! its 48-bit number written as eight bytes.
//!
//! | what | bytes | key |
//! | --- | --- | --- |
//! | envelope | 1 ‖ nonce(12) ‖ AES-256-GCM-SIV ciphertext ‖ tag(16), RFC 8452 | any of the below |
//! | wrapped key | an envelope of 32 bytes: 61 bytes | [`WrappingKey`] |
//! | record | an envelope of the caller's bytes: 29 more than them | [`DataKey`] |
//! | sealed part of an entry | an envelope of the caller's bytes | [`LinkKey`], [`JournalKey`] |
//! | snapshot | a stream of chunks under HPKE, RFC 9180 | [`root_key::RootKey`] and [`snapshot::BackupKey`] |
//! | cursor of a list | an envelope of the caller's bytes | [`JournalKey`] |
//! | pseudonym | HMAC-SHA-256, first 16 bytes | [`LinkKey`] |
//! | look-up token | HMAC-SHA-256, first 8 bytes | [`BlindIndexKey`] |
//! | password | Argon2id with a salt, as a PHC text, RFC 9106 | none |
//! | one-time code | HMAC-SHA-1, six digits, RFC 6238 | [`one_time::OneTimeSecret`] |
//!
//! What this crate deliberately does not do: it reads no file and no clock, opens no connection, stores and caches
//! no key, knows no record field and no charter, signs nothing, and says of something that does not open only that
//! it does not open.

mod associated_data;
pub mod bearer;
mod blind_index;
mod entry;
mod envelope;
mod error;
mod key;
pub mod one_time;
pub mod password;
mod record;
pub mod root_key;
pub mod sheet;
pub mod snapshot;
mod wrapping;

pub use blind_index::BlindIndexKey;
pub use entry::{JournalKey, LinkKey};
pub use envelope::ENVELOPE_OVERHEAD_BYTES;
pub use error::CryptoError;
pub use key::{KeyId, KeyPurpose, SecretKey, random_bytes};
pub use record::{DataKey, RecordContext, open_record, seal_record};
pub use wrapping::{WRAPPED_KEY_BYTES, WrappingKey, unwrap, wrap};
