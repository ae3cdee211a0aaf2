//! Records, ADR 0003: the body of a record sealed to the place it stands in.
//!
//! Associated data: `"vern/record/1"`, controller (8 bytes), subject (16), activity, record key, version (8), each
//! with its length before it in four bytes. A body copied to another record, subject, controller or version does
//! not open.
//!
//! Deliberately not here: the CBOR inside a record, and the choice of key. Plaintext comes back in an ordinary `Vec`
//! that is not zeroed, since what follows it (typed fields, a rendered page) is not either.

use std::fmt;

use crate::associated_data::AssociatedData;
use crate::envelope::EnvelopeKey;
use crate::{CryptoError, SecretKey};

const LABEL: &[u8] = b"vern/record/1";

/// Where a record stands. Every part is authenticated with the body; none of it is stored in the envelope.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecordContext<'a> {
    /// The controller's 48-bit number.
    pub controller: u64,
    /// The subject id, a UUIDv7 of ours.
    pub subject: [u8; 16],
    /// The activity's id in the charter.
    pub activity: &'a str,
    /// The caller's record key, 1–64 characters (ADR 0004).
    pub key: &'a str,
    /// The version of the record, counted from 1.
    pub version: u64,
}

impl RecordContext<'_> {
    fn associated_data(&self) -> Result<AssociatedData, CryptoError> {
        AssociatedData::new()
            .with_length(LABEL)?
            .with_length(&self.controller.to_be_bytes())?
            .with_length(&self.subject)?
            .with_length(self.activity.as_bytes())?
            .with_length(self.key.as_bytes())?
            .with_length(&self.version.to_be_bytes())
    }
}

/// Leaves out subject and record key: they are not secret, but they are about a person.
impl fmt::Debug for RecordContext<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RecordContext")
            .field("controller", &self.controller)
            .field("activity", &self.activity)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// The key of one subject under one activity, prepared. Unwrapping and preparing it costs nearly what an opening does,
/// so a caller that reads many records of one subject keeps it.
pub struct DataKey(EnvelopeKey);

impl DataKey {
    /// Prepares a data key.
    ///
    /// # Errors
    /// [`CryptoError::Library`] when the library cannot set up the key.
    pub fn new(key: &SecretKey) -> Result<Self, CryptoError> {
        EnvelopeKey::new(key).map(Self)
    }

    /// Seals a body; the result is [`crate::ENVELOPE_OVERHEAD_BYTES`] longer.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] without a nonce, [`CryptoError::TooLong`] for a part of 4 GiB or a body past the
    /// limit of RFC 8452 § 6 (2³⁶ bytes).
    pub fn seal(&self, context: &RecordContext<'_>, plaintext: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.0.seal(&context.associated_data()?, plaintext)
    }

    /// [`Self::seal`] at the end of a buffer the caller reuses; on an error the buffer is as it was.
    ///
    /// # Errors
    /// As [`Self::seal`].
    pub fn seal_into(
        &self,
        context: &RecordContext<'_>,
        plaintext: &[u8],
        sealed: &mut Vec<u8>,
    ) -> Result<(), CryptoError> {
        self.0.seal_into(&context.associated_data()?, plaintext, sealed)
    }

    /// Opens a body with the place it was read from.
    ///
    /// # Errors
    /// [`CryptoError::DoesNotOpen`] for another key or place, and for altered bytes.
    pub fn open(&self, context: &RecordContext<'_>, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.0.open(&context.associated_data()?, sealed)
    }

    /// [`Self::open`] at the end of a buffer the caller reuses; on an error the buffer is as it was.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_into(
        &self,
        context: &RecordContext<'_>,
        sealed: &[u8],
        plaintext: &mut Vec<u8>,
    ) -> Result<(), CryptoError> {
        self.0.open_into(&context.associated_data()?, sealed, plaintext)
    }
}

/// Prints `DataKey(***)`.
impl fmt::Debug for DataKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DataKey(***)")
    }
}

/// [`DataKey::seal`] for a key used once.
///
/// # Errors
/// As [`DataKey::new`] and [`DataKey::seal`].
pub fn seal_record(
    key: &SecretKey,
    context: &RecordContext<'_>,
    plaintext: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    DataKey::new(key)?.seal(context, plaintext)
}

/// [`DataKey::open`] for a key used once.
///
/// # Errors
/// As [`DataKey::new`] and [`DataKey::open`].
pub fn open_record(
    key: &SecretKey,
    context: &RecordContext<'_>,
    sealed: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    DataKey::new(key)?.open(context, sealed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::envelope::tests::{hex, seal_fixed};

    const CONTEXT: RecordContext<'static> = RecordContext {
        controller: 0x0102_0304_0506,
        subject: *b"subject-of-16-by",
        activity: "recruitment",
        key: "applicant-20000",
        version: 7,
    };

    fn numbered_key() -> SecretKey {
        SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap()))
    }

    #[test]
    fn the_format_is_pinned() {
        let context = CONTEXT.associated_data().unwrap();
        assert_eq!(
            hex(context.as_bytes()),
            "0000000d7665726e2f7265636f72642f31\
             000000080000010203040506\
             000000107375626a6563742d6f662d31362d6279\
             0000000b726563727569746d656e74\
             0000000f6170706c6963616e742d3230303030\
             000000080000000000000007"
        );
        let key = EnvelopeKey::new(&numbered_key()).unwrap();
        assert_eq!(
            seal_fixed(&key, &context, b"the body of a record"),
            "01a0a1a2a3a4a5a6a7a8a9aaabd7d0501bf47463ef4628f093ff559b89104a8bf7b17b24007d3a484c04ae38d51337d744"
        );
    }

    #[test]
    fn a_record_opens_only_where_it_stands() {
        let key = numbered_key();
        let sealed = seal_record(&key, &CONTEXT, b"body").unwrap();
        assert_eq!(open_record(&key, &CONTEXT, &sealed).unwrap(), b"body");
        let mut subject = CONTEXT.subject;
        subject[15] ^= 1;
        let elsewhere = [
            RecordContext { controller: CONTEXT.controller + 1, ..CONTEXT },
            RecordContext { subject, ..CONTEXT },
            RecordContext { activity: "recruitments", ..CONTEXT },
            RecordContext { activity: "", ..CONTEXT },
            RecordContext { key: "applicant-20001", ..CONTEXT },
            RecordContext { key: "", ..CONTEXT },
            RecordContext { version: CONTEXT.version + 1, ..CONTEXT },
            RecordContext { version: CONTEXT.version - 1, ..CONTEXT },
            // The same letters, cut between activity and key at another place.
            RecordContext { activity: "recruitmentapplicant", key: "-20000", ..CONTEXT },
        ];
        for context in elsewhere {
            assert_eq!(open_record(&key, &context, &sealed), Err(CryptoError::DoesNotOpen), "{context:?}");
        }
        assert_eq!(
            open_record(&SecretKey::from_bytes([1; 32]), &CONTEXT, &sealed),
            Err(CryptoError::DoesNotOpen)
        );
    }

    #[test]
    fn debug_shows_neither_key_nor_subject() {
        let shown = format!("{:?} {CONTEXT:?}", DataKey::new(&numbered_key()).unwrap());
        assert_eq!(
            shown,
            "DataKey(***) RecordContext { controller: 1108152157446, activity: \"recruitment\", version: 7, .. }"
        );
    }

    #[test]
    fn a_prepared_key_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<DataKey>();
        shared::<crate::LinkKey>();
        shared::<crate::JournalKey>();
        shared::<crate::BlindIndexKey>();
        shared::<crate::WrappingKey>();
    }

    #[test]
    fn every_flipped_bit_of_a_short_record_is_noticed() {
        let key = DataKey::new(&numbered_key()).unwrap();
        let sealed = key.seal(&CONTEXT, b"a body of some length").unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut altered = sealed.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(key.open(&CONTEXT, &altered), Err(CryptoError::DoesNotOpen), "bit {bit}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_until_a_bit_flips(
            body in prop::collection::vec(any::<u8>(), 0..600),
            activity in "[a-z-]{1,80}",
            key_text in "[A-Za-z0-9._-]{1,64}",
            bit: prop::sample::Index,
            cut: prop::sample::Index,
        ) {
            let key = DataKey::new(&numbered_key()).unwrap();
            let context = RecordContext { activity: &activity, key: &key_text, ..CONTEXT };
            let mut sealed = key.seal(&context, &body).unwrap();
            prop_assert_eq!(&key.open(&context, &sealed).unwrap(), &body);
            prop_assert_eq!(key.open(&context, &sealed[..cut.index(sealed.len())]), Err(CryptoError::DoesNotOpen));
            let at = bit.index(sealed.len() * 8);
            sealed[at / 8] ^= 1 << (at % 8);
            prop_assert_eq!(key.open(&context, &sealed), Err(CryptoError::DoesNotOpen));
        }

        #[test]
        fn contexts_that_differ_have_different_associated_data(
            first in ("[a-c]{0,3}", "[a-c]{0,3}", 0u64..3), second in ("[a-c]{0,3}", "[a-c]{0,3}", 0u64..3),
        ) {
            let bytes = |(activity, key, version): &(String, String, u64)| {
                let context = RecordContext { activity, key, version: *version, ..CONTEXT };
                context.associated_data().unwrap().as_bytes().to_vec()
            };
            prop_assert_eq!(bytes(&first) == bytes(&second), first == second);
        }
    }
}
