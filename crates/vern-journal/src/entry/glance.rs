//! Reads an entry in place: strict as [`Entry::decode`](super::Entry::decode), without building one.
//!
//! Whoever goes through millions of entries — the verifier, the indexes — wants a handful of fields and
//! the certainty that the bytes are the one encoding of an entry. Here that certainty comes from checking
//! the rules of ADR 0001 while reading; `decode` has it from encoding again. Tests hold the two against
//! each other on sound, damaged and random bytes.
//!
//! This file allocates nothing, and does not look at what sealed parts, states and charters hold.

use super::word::{Act, EntryKind, Outcome};
use super::{ENTRY_BYTES_MAX, EntryError, FORMAT, SUBJECTS_MAX};

/// Major types of RFC 8949 § 3.1.
const UINT: u8 = 0;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;

/// What an index needs of an entry. Borrows from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance<'a> {
    /// Key 2.
    pub index: u64,
    /// Key 3, microseconds since 1970-01-01T00:00:00Z.
    pub at: u64,
    /// Key 4.
    pub kind: EntryKind,
    /// Key 6.
    pub actor: Option<[u8; 16]>,
    /// Key 7.
    pub activity: Option<&'a str>,
    /// Key 8.
    pub act: Option<Act>,
    /// Key 11.
    pub outcome: Option<Outcome>,
    /// Key 12.
    pub codes: Codes<'a>,
    /// Key 17: the pseudonyms alone, in their order.
    pub pseudonyms: Pseudonyms<'a>,
    /// Key 18.
    pub count: Option<u64>,
}

impl<'a> Glance<'a> {
    /// Reads the bytes of an entry. Accepts exactly what [`Entry::decode`](super::Entry::decode) does.
    ///
    /// # Errors
    /// Any [`EntryError`]; where several things are wrong it may name another than `decode`. Never panics.
    pub fn read(bytes: &'a [u8]) -> Result<Self, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLarge { bytes: bytes.len() });
        }
        let mut cbor = Cursor { rest: bytes };
        let pairs = cbor.head(MAP)?;
        let format = cbor.required(pairs, 1)?;
        if format != FORMAT {
            return Err(EntryError::UnknownFormat(format));
        }
        let index = cbor.required(pairs, 2)?;
        let at = cbor.required(pairs, 3)?;
        let kind = cbor.required(pairs, 4)?;
        let kind = EntryKind::from_number(kind).ok_or(EntryError::UnknownValue { key: 4, value: kind })?;
        let mut glance = Self {
            index,
            at,
            kind,
            actor: None,
            activity: None,
            act: None,
            outcome: None,
            codes: Codes::default(),
            pseudonyms: Pseudonyms::default(),
            count: None,
        };
        let mut last = 4;
        for _ in 4..pairs {
            let key = cbor.head(UINT)?;
            if key <= last {
                return Err(EntryError::NotCanonical);
            }
            last = key;
            glance.take(key, &mut cbor)?;
        }
        if cbor.rest.is_empty() { Ok(glance) } else { Err(EntryError::NotCanonical) }
    }

    fn take(&mut self, key: u64, cbor: &mut Cursor<'a>) -> Result<(), EntryError> {
        let unknown = |value| EntryError::UnknownValue { key, value };
        match key {
            5 | 28 => drop(cbor.fixed::<16>()?),
            6 => self.actor = Some(*cbor.fixed::<16>()?),
            7 => self.activity = Some(cbor.text()?),
            8 => {
                let value = cbor.head(UINT)?;
                self.act = Some(Act::from_number(value).ok_or(unknown(value))?);
            }
            9 | 10 => cbor.bits()?,
            11 => {
                let value = cbor.head(UINT)?;
                self.outcome = Some(Outcome::from_number(value).ok_or(unknown(value))?);
            }
            12 => self.codes = cbor.codes()?,
            13 => cbor.hashes()?,
            15 | 16 | 20..=22 | 30 => drop(cbor.text()?),
            17 => self.pseudonyms = cbor.subjects()?,
            18 => self.count = Some(cbor.head(UINT)?),
            19 => drop(cbor.bytes()?),
            14 | 23..=27 | 29 => drop(cbor.head(UINT)?),
            _ => return Err(EntryError::UnknownKey(key)),
        }
        Ok(())
    }
}

/// The codes of an entry, as they stand in its bytes. Equal lists have equal bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codes<'a> {
    items: &'a [u8],
}

impl<'a> Codes<'a> {
    /// The items of the CBOR array, without its head.
    pub(crate) fn as_bytes(self) -> &'a [u8] {
        self.items
    }

    /// What [`Codes::as_bytes`] gave.
    pub(crate) fn from_bytes(items: &'a [u8]) -> Self {
        Self { items }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }
}

impl<'a> Iterator for Codes<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let mut cbor = Cursor { rest: self.items };
        let code = cbor.text().ok();
        self.items = if code.is_some() { cbor.rest } else { &[] };
        code
    }
}

/// The pseudonyms of an entry, as they stand in its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pseudonyms<'a> {
    items: &'a [u8],
    count: u16,
}

impl Pseudonyms<'_> {
    /// How many are left, at most [`SUBJECTS_MAX`].
    #[must_use]
    pub fn count_left(&self) -> u16 {
        self.count
    }
}

impl Iterator for Pseudonyms<'_> {
    type Item = [u8; 16];

    fn next(&mut self) -> Option<[u8; 16]> {
        self.count = self.count.checked_sub(1)?;
        let mut cbor = Cursor { rest: self.items };
        let pseudonym = cbor.subject().ok();
        self.items = cbor.rest;
        pseudonym
    }
}

struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// The number in the head of an item of this major type, in its shortest form.
    #[inline]
    fn head(&mut self, major: u8) -> Result<u64, EntryError> {
        let (first, rest) = self.rest.split_first().ok_or(EntryError::Malformed)?;
        if first >> 5 != major {
            return Err(EntryError::Malformed);
        }
        self.rest = rest;
        match first & 31 {
            short @ 0..=23 => Ok(u64::from(short)),
            24 => self.argument::<1>(24),
            25 => self.argument::<2>(1 << 8),
            26 => self.argument::<4>(1 << 16),
            27 => self.argument::<8>(1 << 32),
            _ => Err(EntryError::NotCanonical),
        }
    }

    #[inline]
    fn argument<const N: usize>(&mut self, least: u64) -> Result<u64, EntryError> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>().ok_or(EntryError::Malformed)?;
        self.rest = rest;
        let value = bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        if value < least { Err(EntryError::NotCanonical) } else { Ok(value) }
    }

    fn required(&mut self, pairs: u64, key: u64) -> Result<u64, EntryError> {
        if pairs < key || self.head(UINT)? != key {
            return Err(EntryError::MissingKey(key));
        }
        self.head(UINT)
    }

    #[inline]
    fn string(&mut self, major: u8) -> Result<&'a [u8], EntryError> {
        let length = usize::try_from(self.head(major)?).map_err(|_| EntryError::Malformed)?;
        let (string, rest) = self.rest.split_at_checked(length).ok_or(EntryError::Malformed)?;
        self.rest = rest;
        Ok(string)
    }

    fn bytes(&mut self) -> Result<&'a [u8], EntryError> {
        self.string(BYTES)
    }

    fn text(&mut self) -> Result<&'a str, EntryError> {
        std::str::from_utf8(self.string(TEXT)?).map_err(|_| EntryError::Malformed)
    }

    fn fixed<const N: usize>(&mut self) -> Result<&'a [u8; N], EntryError> {
        self.bytes()?.try_into().map_err(|_| EntryError::Malformed)
    }

    /// Data bits: absent where empty, and without zero bytes at the end.
    fn bits(&mut self) -> Result<(), EntryError> {
        match self.bytes()?.last() {
            None | Some(0) => Err(EntryError::NotCanonical),
            Some(_) => Ok(()),
        }
    }

    /// The length of an array, which is absent where empty.
    fn array(&mut self) -> Result<u64, EntryError> {
        let items = self.head(ARRAY)?;
        if items == 0 { Err(EntryError::NotCanonical) } else { Ok(items) }
    }

    fn codes(&mut self) -> Result<Codes<'a>, EntryError> {
        let count = self.array()?;
        let start = self.rest;
        for _ in 0..count {
            self.text()?;
        }
        Ok(Codes { items: taken(start, self.rest) })
    }

    fn hashes(&mut self) -> Result<(), EntryError> {
        for _ in 0..self.array()? {
            self.fixed::<32>()?;
        }
        Ok(())
    }

    fn subjects(&mut self) -> Result<Pseudonyms<'a>, EntryError> {
        let count = self.array()?;
        let few = u16::try_from(count).ok().filter(|count| usize::from(*count) <= SUBJECTS_MAX);
        let few = few.ok_or(EntryError::TooManySubjects { count })?;
        let start = self.rest;
        for _ in 0..few {
            self.subject()?;
        }
        Ok(Pseudonyms { items: taken(start, self.rest), count: few })
    }

    fn subject(&mut self) -> Result<[u8; 16], EntryError> {
        if self.head(ARRAY)? != 3 {
            return Err(EntryError::Malformed);
        }
        let pseudonym = self.fixed::<16>()?;
        self.bytes()?;
        match self.bytes()?.len() {
            0 | 32 => Ok(*pseudonym),
            _ => Err(EntryError::Malformed),
        }
    }
}

/// What was read between two states of a cursor.
fn taken<'a>(start: &'a [u8], rest: &[u8]) -> &'a [u8] {
    start.get(..start.len().saturating_sub(rest.len())).unwrap_or_default()
}
