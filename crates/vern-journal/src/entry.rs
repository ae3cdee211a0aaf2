//! One journal entry, and the exact bytes it becomes.
//!
//! An entry is one CBOR map in the deterministic encoding of RFC 8949 § 4.2.1: shortest integers,
//! definite lengths, keys ascending, and absent where there is nothing (no nulls, no empty arrays).
//! One fact has one encoding, so the leaf hash commits to the meaning and not to a spelling of it.
//! Source of the key table: `docs/adr/0001-entry-format.md`.
//!
//! This file does not encrypt, does not look anything up, does not know what the data bits or state
//! bits mean, and does not check that an entry makes sense beyond its form.

use std::convert::Infallible;

use minicbor::{Decoder, Encoder};

mod bits;
mod chunk;
mod glance;
mod word;

pub use bits::DataBits;
pub use chunk::{ChunkError, join_chunks};
pub use glance::{Codes, Glance, Pseudonyms};
pub use word::{Act, EntryKind, Outcome};

/// The longest entry, in bytes: what the two-byte length of a C2SP tlog-tiles bundle can say.
pub const ENTRY_BYTES_MAX: usize = 65_535;

/// The most subjects one entry names. A larger operation is a head entry and chunks.
pub const SUBJECTS_MAX: usize = 256;

/// The only format there is. A new key in the map means a new format.
const FORMAT: u64 = 1;

/// What an entry without subjects takes, with room to spare; spares the encoder its reallocations.
const ENTRY_BYTES_USUAL: usize = 256;

/// What a subject takes beside its sealed part and its digest.
const SUBJECT_BYTES: usize = 24;

/// Why bytes are not an entry, or an entry cannot become bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// The encoding is longer than [`ENTRY_BYTES_MAX`].
    #[error("entry of {bytes} bytes is longer than {ENTRY_BYTES_MAX}")]
    TooLarge {
        /// How long it is, in bytes.
        bytes: usize,
    },
    /// More than [`SUBJECTS_MAX`] subjects.
    #[error("entry names {count} subjects, more than {SUBJECTS_MAX}")]
    TooManySubjects {
        /// How many it names.
        count: u64,
    },
    /// Not CBOR of the types the format has.
    #[error("not the CBOR of a journal entry")]
    Malformed,
    /// The same facts have a shorter or differently ordered encoding, or bytes follow the map.
    #[error("not in deterministic encoding")]
    NotCanonical,
    /// A format this code does not know.
    #[error("unknown entry format {0}")]
    UnknownFormat(u64),
    /// A key the format does not have.
    #[error("unknown key {0}")]
    UnknownKey(u64),
    /// A key the format requires is not there.
    #[error("missing key {0}")]
    MissingKey(u64),
    /// A number that stands for no word of the format.
    #[error("unknown value {value} of key {key}")]
    UnknownValue {
        /// The key it stands under.
        key: u64,
        /// The number found.
        value: u64,
    },
}

impl From<minicbor::decode::Error> for EntryError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// What an entry says of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectPart {
    /// Constant for one subject and one controller, and tied to nobody without the link key.
    pub pseudonym: [u8; 16],
    /// The encrypted [`SealedPart`].
    pub sealed: Vec<u8>,
    /// SHA-256 of the stored ciphertext after a write; absent where nothing was written.
    pub digest: Option<[u8; 32]>,
}

/// One entry of the journal, in the clear where ADR 0001 says clear.
///
/// Empty collections and `None` are left out of the encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Key 2: place in the tree, counted from 0.
    pub index: u64,
    /// Key 3: microseconds since 1970-01-01T00:00:00Z; never less than in the entry before.
    pub at: u64,
    /// Key 4.
    pub kind: EntryKind,
    /// Key 5: operation id (`UUIDv7`).
    pub operation: Option<[u8; 16]>,
    /// Key 6: who did it. In kind 6 absent where whoever runs the installation gave or ended the access.
    pub actor: Option<[u8; 16]>,
    /// Key 7: id of the activity in the charter; absent where the caller named an undeclared one.
    pub activity: Option<String>,
    /// Key 8.
    pub act: Option<Act>,
    /// Key 9: the data types of the charter this touched.
    pub data: DataBits,
    /// Key 10: the data types the decision held back.
    pub withheld: DataBits,
    /// Key 11.
    pub outcome: Option<Outcome>,
    /// Key 12: every reason, in the order of the gate.
    pub codes: Vec<String>,
    /// Key 13: hashes of the charter documents in force.
    pub charters: Vec<[u8; 32]>,
    /// Key 14: the facts the decision used, one bit each.
    pub state: Option<u64>,
    /// Key 15: supplier id; absent where not declared.
    pub recipient: Option<String>,
    /// Key 16: ISO 3166-1 alpha-2; absent where not one.
    pub place: Option<String>,
    /// Key 17: at most [`SUBJECTS_MAX`].
    pub subjects: Vec<SubjectPart>,
    /// Key 18: records touched, or like refusals counted into this entry. Absent in a chunk: the head counts for all.
    pub count: Option<u64>,
    /// Key 19: the sealed part of an entry that has no subject.
    pub sealed: Option<Vec<u8>>,
    /// Key 20, kinds 2 and 10: the checkpoint origin of this epoch; kind 11: that under which the log goes on.
    pub origin: Option<String>,
    /// Key 21, kinds 2 and 10: last known checkpoint of the epoch before.
    pub previous: Option<String>,
    /// Key 22, kinds 2 and 7: the verifier key in C2SP signed-note form; kind 10: every one announced so far, one a line, newest last.
    pub vkey: Option<String>,
    /// Key 23, kind 7: what the key is for, as ADR 0003 numbers it.
    pub purpose: Option<u64>,
    /// Key 24: kind 7, the number of the new key among its like; kind 9, of the policy row. Counted from 1.
    pub number: Option<u64>,
    /// Key 25, kind 10: the entries before this index are gone. A multiple of 256.
    pub culled: Option<u64>,
    /// Key 26: in the head of a larger operation, how many chunks follow; in a chunk (kind 4), which of them it is, from 1.
    pub chunk: Option<u64>,
    /// Key 27, kind 8: records that a statute keeps.
    pub kept: Option<u64>,
    /// Key 28, kind 6: the actor whose access it is.
    pub holder: Option<[u8; 16]>,
    /// Key 29, in microseconds since 1970-01-01T00:00:00Z: kind 6, until when access is given; kind 9 with act 8, when what the subject's data is kept
    /// for ends, absent where it goes on after all.
    pub until: Option<u64>,
    /// Key 30, kind 6: what access is given for, as JSON, where that is less than the role may.
    pub reach: Option<String>,
}

impl Entry {
    /// An entry with the required parts and nothing else.
    #[must_use]
    pub fn new(index: u64, at: u64, kind: EntryKind) -> Self {
        Self {
            index,
            at,
            kind,
            operation: None,
            actor: None,
            activity: None,
            act: None,
            data: DataBits::default(),
            withheld: DataBits::default(),
            outcome: None,
            codes: Vec::new(),
            charters: Vec::new(),
            state: None,
            recipient: None,
            place: None,
            subjects: Vec::new(),
            count: None,
            sealed: None,
            origin: None,
            previous: None,
            vkey: None,
            purpose: None,
            number: None,
            culled: None,
            chunk: None,
            kept: None,
            holder: None,
            until: None,
            reach: None,
        }
    }

    /// The bytes of the entry; the leaf of the tree is their hash.
    ///
    /// # Errors
    /// [`EntryError::TooManySubjects`] and [`EntryError::TooLarge`]; nothing else.
    pub fn encode(&self) -> Result<Vec<u8>, EntryError> {
        let subject_bytes = self.subjects.iter().map(|subject| {
            SUBJECT_BYTES + subject.sealed.len() + subject.digest.map_or(0, |digest| digest.len())
        });
        let mut out = Vec::with_capacity(ENTRY_BYTES_USUAL + subject_bytes.sum::<usize>());
        self.encode_into(&mut out)?;
        Ok(out)
    }

    /// Like [`Entry::encode`], into a buffer that can be used again. What was in it is dropped.
    ///
    /// # Errors
    /// As [`Entry::encode`]; the buffer then holds nothing of use.
    pub fn encode_into(&self, out: &mut Vec<u8>) -> Result<(), EntryError> {
        if self.subjects.len() > SUBJECTS_MAX {
            return Err(EntryError::TooManySubjects { count: self.subjects.len() as u64 });
        }
        encode_map(out, |map| self.put(map))?;
        if out.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLarge { bytes: out.len() });
        }
        Ok(())
    }

    fn put(&self, map: &mut MapWriter<'_>) -> Put {
        map.uint(1, Some(FORMAT))?;
        map.uint(2, Some(self.index))?;
        map.uint(3, Some(self.at))?;
        map.uint(4, Some(self.kind.number()))?;
        map.bytes(5, self.operation.as_ref().map(<[u8; 16]>::as_slice))?;
        map.bytes(6, self.actor.as_ref().map(<[u8; 16]>::as_slice))?;
        map.text(7, self.activity.as_deref())?;
        map.uint(8, self.act.map(Act::number))?;
        map.bytes(9, self.data.non_empty())?;
        map.bytes(10, self.withheld.non_empty())?;
        map.uint(11, self.outcome.map(Outcome::number))?;
        map.texts(12, &self.codes)?;
        map.hashes(13, &self.charters)?;
        map.uint(14, self.state)?;
        map.text(15, self.recipient.as_deref())?;
        map.text(16, self.place.as_deref())?;
        map.subjects(17, &self.subjects)?;
        map.uint(18, self.count)?;
        map.bytes(19, self.sealed.as_deref())?;
        map.text(20, self.origin.as_deref())?;
        map.text(21, self.previous.as_deref())?;
        map.text(22, self.vkey.as_deref())?;
        map.uint(23, self.purpose)?;
        map.uint(24, self.number)?;
        map.uint(25, self.culled)?;
        map.uint(26, self.chunk)?;
        map.uint(27, self.kept)?;
        map.bytes(28, self.holder.as_ref().map(<[u8; 16]>::as_slice))?;
        map.uint(29, self.until)?;
        map.text(30, self.reach.as_deref())
    }

    /// Whose access an entry of kind 6 is about. One from before there was a key for it names only the holder, as its actor.
    #[must_use]
    pub fn access_holder(&self) -> Option<[u8; 16]> {
        self.holder.or(self.actor).filter(|_| self.kind == EntryKind::Access)
    }

    /// Reads an entry and refuses everything that is not the one encoding of it.
    ///
    /// # Errors
    /// Any [`EntryError`]: wrong types, unknown or missing keys, keys out of order, integers longer
    /// than needed, empty collections, bytes after the map. Never panics, whatever the bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        Self::decode_with(bytes, &mut Vec::new())
    }

    /// [`Entry::decode`] with a buffer to work in, for whoever decodes millions.
    ///
    /// # Errors
    /// As [`Entry::decode`].
    pub fn decode_with(bytes: &[u8], scratch: &mut Vec<u8>) -> Result<Self, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLarge { bytes: bytes.len() });
        }
        let entry = Self::read(&mut Decoder::new(bytes))?;
        // Encoding again is the one test of canonical form that cannot have a hole in it.
        entry.encode_into(scratch)?;
        if scratch.as_slice() == bytes { Ok(entry) } else { Err(EntryError::NotCanonical) }
    }

    fn read(cbor: &mut Decoder<'_>) -> Result<Self, EntryError> {
        let keys = definite(cbor.map()?)?;
        let format = required(cbor, keys, 1)?;
        if format != FORMAT {
            return Err(EntryError::UnknownFormat(format));
        }
        let index = required(cbor, keys, 2)?;
        let at = required(cbor, keys, 3)?;
        let kind = required(cbor, keys, 4)?;
        let kind = EntryKind::from_number(kind).ok_or(EntryError::UnknownValue { key: 4, value: kind })?;
        let mut entry = Self::new(index, at, kind);
        // Keys out of order or repeated cannot survive the comparison in `decode_with`.
        for _ in 4..keys {
            let key = cbor.u64()?;
            entry.read_field(key, cbor)?;
        }
        Ok(entry)
    }

    fn read_field(&mut self, key: u64, cbor: &mut Decoder<'_>) -> Result<(), EntryError> {
        match key {
            5 => self.operation = Some(fixed(cbor)?),
            6 => self.actor = Some(fixed(cbor)?),
            7 => self.activity = Some(cbor.str()?.to_owned()),
            8 => self.act = Some(word(cbor, key, Act::from_number)?),
            9 => self.data = DataBits::from_bytes(cbor.bytes()?),
            10 => self.withheld = DataBits::from_bytes(cbor.bytes()?),
            11 => self.outcome = Some(word(cbor, key, Outcome::from_number)?),
            12 => self.codes = array(cbor, |cbor| Ok(cbor.str()?.to_owned()))?,
            13 => self.charters = array(cbor, fixed)?,
            14 => self.state = Some(cbor.u64()?),
            15 => self.recipient = Some(cbor.str()?.to_owned()),
            16 => self.place = Some(cbor.str()?.to_owned()),
            17 => self.subjects = array(cbor, subject)?,
            18 => self.count = Some(cbor.u64()?),
            19 => self.sealed = Some(cbor.bytes()?.to_vec()),
            20 => self.origin = Some(cbor.str()?.to_owned()),
            21 => self.previous = Some(cbor.str()?.to_owned()),
            22 => self.vkey = Some(cbor.str()?.to_owned()),
            23 => self.purpose = Some(cbor.u64()?),
            24 => self.number = Some(cbor.u64()?),
            25 => self.culled = Some(cbor.u64()?),
            26 => self.chunk = Some(cbor.u64()?),
            27 => self.kept = Some(cbor.u64()?),
            28 => self.holder = Some(fixed(cbor)?),
            29 => self.until = Some(cbor.u64()?),
            30 => self.reach = Some(cbor.str()?.to_owned()),
            _ => return Err(EntryError::UnknownKey(key)),
        }
        Ok(())
    }
}

/// What only the holder of the link key reads: which record, and why.
///
/// May hold personal data, so it prints as `***`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SealedPart {
    /// Key 1: the record key.
    pub key: Option<String>,
    /// Key 2: the version of the record.
    pub version: Option<u64>,
    /// Key 3: the reason the caller gave.
    pub reason: Option<String>,
    /// Key 4: what the caller named that the charter does not declare.
    pub undeclared: Vec<String>,
    /// Key 5: every reason of a refusal as bits, where the clear part holds only those the caller was told. Always eight bytes, so that
    /// the length tells nothing.
    pub codes: Option<[u8; 8]>,
}

impl std::fmt::Debug for SealedPart {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SealedPart(***)")
    }
}

impl SealedPart {
    /// The bytes to be encrypted, in the encoding rules of [`Entry::encode`].
    ///
    /// # Errors
    /// [`EntryError::TooLarge`] when no entry could hold them.
    pub fn encode(&self) -> Result<Vec<u8>, EntryError> {
        let mut out = Vec::with_capacity(128);
        encode_map(&mut out, |map| {
            map.text(1, self.key.as_deref())?;
            map.uint(2, self.version)?;
            map.text(3, self.reason.as_deref())?;
            map.texts(4, &self.undeclared)?;
            map.bytes(5, self.codes.as_ref().map(<[u8; 8]>::as_slice))
        })?;
        if out.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLarge { bytes: out.len() });
        }
        Ok(out)
    }

    /// Reads what was decrypted, as strictly as [`Entry::decode`].
    ///
    /// # Errors
    /// Any [`EntryError`] but those about subjects, format and required keys.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        let mut cbor = Decoder::new(bytes);
        let mut part = Self::default();
        for _ in 0..definite(cbor.map()?)? {
            match cbor.u64()? {
                1 => part.key = Some(cbor.str()?.to_owned()),
                2 => part.version = Some(cbor.u64()?),
                3 => part.reason = Some(cbor.str()?.to_owned()),
                4 => part.undeclared = array(&mut cbor, |cbor| Ok(cbor.str()?.to_owned()))?,
                5 => part.codes = Some(fixed(&mut cbor)?),
                key => return Err(EntryError::UnknownKey(key)),
            }
        }
        if part.encode()? == bytes { Ok(part) } else { Err(EntryError::NotCanonical) }
    }
}

type Put = Result<(), minicbor::encode::Error<Infallible>>;

/// Writes the pairs of one map in the order they are asked for, leaving out what is absent.
struct MapWriter<'a> {
    cbor: Encoder<&'a mut Vec<u8>>,
    pairs: u8,
}

/// Writes a map; its head is set when the count is known.
fn encode_map(out: &mut Vec<u8>, put: impl FnOnce(&mut MapWriter<'_>) -> Put) -> Result<(), EntryError> {
    out.clear();
    out.push(MAP_HEAD);
    let mut map = MapWriter { cbor: Encoder::new(&mut *out), pairs: 0 };
    put(&mut map).map_err(|_| EntryError::Malformed)?;
    let pairs = map.pairs;
    let long = pairs > PAIRS_SHORT_MAX;
    if let Some(head) = out.first_mut() {
        *head = MAP_HEAD | if long { MAP_HEAD_LONG } else { pairs };
    }
    if long {
        // No entry the product writes has so many; those that could still have one encoding.
        out.insert(1, pairs);
    }
    Ok(())
}

/// The most pairs whose count fits in the head itself.
const PAIRS_SHORT_MAX: u8 = 23;

/// In the head: the count follows in one byte.
const MAP_HEAD_LONG: u8 = 24;

/// Major type 5 of RFC 8949 § 3.1, count 0.
const MAP_HEAD: u8 = 0xa0;

impl MapWriter<'_> {
    fn key(&mut self, key: u8) -> Put {
        self.pairs += 1;
        self.cbor.u8(key)?.ok()
    }

    fn uint(&mut self, key: u8, value: Option<u64>) -> Put {
        let Some(value) = value else { return Ok(()) };
        self.key(key)?;
        self.cbor.u64(value)?.ok()
    }

    fn bytes(&mut self, key: u8, value: Option<&[u8]>) -> Put {
        let Some(value) = value else { return Ok(()) };
        self.key(key)?;
        self.cbor.bytes(value)?.ok()
    }

    fn text(&mut self, key: u8, value: Option<&str>) -> Put {
        let Some(value) = value else { return Ok(()) };
        self.key(key)?;
        self.cbor.str(value)?.ok()
    }

    fn array<T>(&mut self, key: u8, items: &[T], put: impl Fn(&mut Self, &T) -> Put) -> Put {
        if items.is_empty() {
            return Ok(());
        }
        self.key(key)?;
        self.cbor.array(items.len() as u64)?;
        items.iter().try_for_each(|item| put(self, item))
    }

    fn texts(&mut self, key: u8, items: &[String]) -> Put {
        self.array(key, items, |map, item| map.cbor.str(item)?.ok())
    }

    fn hashes(&mut self, key: u8, items: &[[u8; 32]]) -> Put {
        self.array(key, items, |map, item| map.cbor.bytes(item)?.ok())
    }

    fn subjects(&mut self, key: u8, items: &[SubjectPart]) -> Put {
        self.array(key, items, |map, item| {
            let digest: &[u8] = item.digest.as_ref().map_or(&[], <[u8; 32]>::as_slice);
            map.cbor.array(3)?.bytes(&item.pseudonym)?.bytes(&item.sealed)?.bytes(digest)?.ok()
        })
    }
}

fn definite(length: Option<u64>) -> Result<u64, EntryError> {
    length.ok_or(EntryError::NotCanonical)
}

/// Reads one of the pairs that open every entry, where keys ascend and none may be left out.
fn required(cbor: &mut Decoder<'_>, keys: u64, key: u64) -> Result<u64, EntryError> {
    if keys < key || cbor.u64()? != key {
        return Err(EntryError::MissingKey(key));
    }
    Ok(cbor.u64()?)
}

fn fixed<const N: usize>(cbor: &mut Decoder<'_>) -> Result<[u8; N], EntryError> {
    cbor.bytes()?.try_into().map_err(|_| EntryError::Malformed)
}

fn word<T>(cbor: &mut Decoder<'_>, key: u64, read: fn(u64) -> Option<T>) -> Result<T, EntryError> {
    let value = cbor.u64()?;
    read(value).ok_or(EntryError::UnknownValue { key, value })
}

fn subject(cbor: &mut Decoder<'_>) -> Result<SubjectPart, EntryError> {
    if definite(cbor.array()?)? != 3 {
        return Err(EntryError::Malformed);
    }
    let pseudonym = fixed(cbor)?;
    let sealed = cbor.bytes()?.to_vec();
    let digest = match cbor.bytes()? {
        [] => None,
        digest => Some(digest.try_into().map_err(|_| EntryError::Malformed)?),
    };
    Ok(SubjectPart { pseudonym, sealed, digest })
}

/// Reads an array, reserving nothing on the word of its length alone.
fn array<T>(
    cbor: &mut Decoder<'_>,
    read: impl Fn(&mut Decoder<'_>) -> Result<T, EntryError>,
) -> Result<Vec<T>, EntryError> {
    // An item takes at least one byte, so the loop ends with the input.
    (0..definite(cbor.array()?)?).map(|_| read(cbor)).collect()
}
