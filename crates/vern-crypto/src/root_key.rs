//! The root key as text: the file `root.key`, and the recovery sheet a person types in by hand.
//!
//! ```text
//! vern root key 1
//! id 61ad640171443b9a 00c4
//! 0001 0203 0405 0607 d5e2
//! 0809 0a0b 0c0d 0e0f 5e7d
//! 1011 1213 1415 1617 4e12
//! 1819 1a1b 1c1d 1e1f 5962
//! ```
//!
//! The id is the first 8 bytes of SHA-256(`"vern/root-id/1"` ‖ key). It tells two sheets apart and gives nothing of
//! the key away. Each row ends with two check bytes: CRC-16/IBM-3740 (polynomial 0x1021, start 0xffff) over the row's
//! number (0 for the id, 1–4 for the key) and its 8 bytes. Any single mistyped digit, any two digits swapped side by
//! side and any burst of up to 16 bits is found with certainty, other faults in all but one of 65,536 cases, and
//! rows typed in the wrong order are found, each with the number of its line. Hexadecimal, because people read it
//! aloud without explanation; the letters that look like digits are read as them (`O` as 0, `I` and `l` as 1).
//!
//! Deliberately not here: reading and writing the file, its mode, and splitting a key between several people.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

use crate::bearer::sha_256;
use crate::{CryptoError, SecretKey};

const HEADING: &str = "vern root key 1";
const ID_LABEL: &[u8] = b"vern/root-id/1";
const ROW_BYTES: usize = 8;
const KEY_ROWS: u8 = 4;

/// The key at the top of the hierarchy with the id its sheet carries.
pub struct RootKey {
    key: SecretKey,
    id: [u8; 8],
}

impl RootKey {
    /// A new root key.
    ///
    /// # Errors
    /// [`CryptoError::Randomness`] when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, CryptoError> {
        SecretKey::generate().map(Self::new)
    }

    /// The root key of given bytes.
    #[must_use]
    pub fn new(key: SecretKey) -> Self {
        let labelled = Zeroizing::new([ID_LABEL, key.expose_bytes().as_slice()].concat());
        let hash = sha_256(&labelled);
        let mut id = [0; 8];
        id.iter_mut().zip(hash).for_each(|(into, from)| *into = from);
        Self { key, id }
    }

    /// The key itself, to wrap controller keys with.
    #[must_use]
    pub fn key(&self) -> &SecretKey {
        &self.key
    }

    /// The id as the sheet shows it: sixteen lower-case hexadecimal digits. Not secret.
    #[must_use]
    pub fn id_text(&self) -> String {
        let mut text = String::with_capacity(16);
        push_hex(&self.id, &mut text);
        text
    }

    /// The text form, six lines, each ended by a line feed. It holds the key: write it where only its owner reads.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(160));
        text.push_str(HEADING);
        text.push_str("\nid ");
        push_hex(&self.id, &mut text);
        text.push(' ');
        push_hex(&checksum(0, &self.id), &mut text);
        text.push('\n');
        for (row, bytes) in (1..).zip(self.key.expose_bytes().chunks(ROW_BYTES)) {
            for pair in bytes.chunks(2) {
                push_hex(pair, &mut text);
                text.push(' ');
            }
            push_hex(&checksum(row, bytes), &mut text);
            text.push('\n');
        }
        text
    }

    /// Reads the text form back. Upper and lower case, empty lines, and spaces and hyphens anywhere in a line are of
    /// no account.
    ///
    /// # Errors
    /// [`RootKeyError`] with the number of the line as the reader sees it and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, RootKeyError> {
        let mut lines = Lines::of(text);
        let (line, heading) = lines.next_filled()?;
        if *heading != heading_without_spaces() {
            return Err(RootKeyError { line, fault: RootKeyFault::Heading });
        }
        let (id_line, row) = lines.next_filled()?;
        let digits =
            row.strip_prefix("id").ok_or(RootKeyError { line: id_line, fault: RootKeyFault::Heading })?;
        let typed_id = parse_row(0, digits).map_err(|fault| RootKeyError { line: id_line, fault })?;
        let mut key = Zeroizing::new([0; 32]);
        for (number, into) in (1..=KEY_ROWS).zip(key.chunks_mut(ROW_BYTES)) {
            let (line, row) = lines.next_filled()?;
            let bytes = parse_row(number, &row).map_err(|fault| RootKeyError { line, fault })?;
            into.copy_from_slice(bytes.as_slice());
        }
        lines.end()?;
        let root = Self::new(SecretKey::from_bytes(*key));
        if root.id != *typed_id {
            return Err(RootKeyError { line: id_line, fault: RootKeyFault::OtherKey });
        }
        Ok(root)
    }
}

/// Prints the id only.
impl fmt::Debug for RootKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RootKey({}, ***)", self.id_text())
    }
}

/// Where the text of a root key is wrong. Holds no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line} of the root key: {fault}")]
pub struct RootKeyError {
    /// The line, counted from 1 and with empty lines counted, as an editor shows it.
    pub line: usize,
    /// What is wrong there.
    pub fault: RootKeyFault,
}

/// What is wrong with a line of a root key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RootKeyFault {
    /// The line does not begin as it should: `vern root key 1` first, then `id`.
    #[error("does not begin as a root key does")]
    Heading,
    /// A line is missing here.
    #[error("is missing")]
    Missing,
    /// There is a line too many here.
    #[error("is one too many")]
    Extra,
    /// A character is no hexadecimal digit.
    #[error("has a character that is not 0-9 or a-f")]
    WrongCharacter,
    /// The row has too few or too many digits; it should have twenty.
    #[error("does not have twenty digits")]
    WrongLength,
    /// The check digits at the end of the row do not fit it, or the row stands in the wrong place.
    #[error("has a mistyped digit, or is not in its place")]
    Checksum,
    /// Every row is sound, but the key does not have the id of line `id`: the rows come from different sheets.
    #[error("names another key than the rows below give")]
    OtherKey,
}

/// The lines of a text without spaces, in lower case; empty ones are passed over but counted.
struct Lines<'a> {
    lines: std::iter::Zip<std::ops::RangeFrom<usize>, std::str::Lines<'a>>,
    next: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { lines: (1..).zip(text.lines()), next: 1 }
    }

    fn filled(&mut self) -> Option<(usize, Zeroizing<String>)> {
        for (line, text) in self.lines.by_ref() {
            self.next = line.saturating_add(1);
            let kept: Zeroizing<String> = Zeroizing::new(
                text.chars()
                    .filter(|c| !c.is_whitespace() && *c != '-')
                    .map(|c| c.to_ascii_lowercase())
                    .collect(),
            );
            if !kept.is_empty() {
                return Some((line, kept));
            }
        }
        None
    }

    fn next_filled(&mut self) -> Result<(usize, Zeroizing<String>), RootKeyError> {
        self.filled().ok_or(RootKeyError { line: self.next, fault: RootKeyFault::Missing })
    }

    fn end(&mut self) -> Result<(), RootKeyError> {
        match self.filled() {
            None => Ok(()),
            Some((line, _)) => Err(RootKeyError { line, fault: RootKeyFault::Extra }),
        }
    }
}

fn heading_without_spaces() -> String {
    HEADING.chars().filter(|c| *c != ' ').collect()
}

/// The 8 bytes of a row of twenty digits, once its check bytes fit.
fn parse_row(number: u8, digits: &str) -> Result<Zeroizing<[u8; ROW_BYTES]>, RootKeyFault> {
    let values: Zeroizing<Vec<u8>> = Zeroizing::new(
        digits.chars().map(digit_value).collect::<Option<_>>().ok_or(RootKeyFault::WrongCharacter)?,
    );
    let mut row = Zeroizing::new([0; ROW_BYTES + 2]);
    if values.len() != row.len() * 2 {
        return Err(RootKeyFault::WrongLength);
    }
    for (byte, pair) in row.iter_mut().zip(values.chunks(2)) {
        *byte = pair.iter().fold(0, |byte, value| (byte << 4) | value);
    }
    let (bytes, check) = row.split_first_chunk::<ROW_BYTES>().ok_or(RootKeyFault::WrongLength)?;
    if check != checksum(number, bytes) {
        return Err(RootKeyFault::Checksum);
    }
    Ok(Zeroizing::new(*bytes))
}

fn digit_value(digit: char) -> Option<u8> {
    let digit = match digit {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    digit.to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// CRC-16/IBM-3740 over the number of the row and its bytes.
fn checksum(number: u8, bytes: &[u8]) -> [u8; 2] {
    let mut register: u16 = 0xffff;
    for byte in std::iter::once(&number).chain(bytes) {
        register ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            let carry = register & 0x8000 != 0;
            register <<= 1;
            if carry {
                register ^= 0x1021;
            }
        }
    }
    register.to_be_bytes()
}

fn push_hex(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        let digits = [byte >> 4, byte & 15].map(|value| char::from_digit(u32::from(value), 16));
        text.extend(digits.into_iter().flatten());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHEET: &str = "vern root key 1\n\
             id 61ad640171443b9a 00c4\n\
             0001 0203 0405 0607 d5e2\n\
             0809 0a0b 0c0d 0e0f 5e7d\n\
             1011 1213 1415 1617 4e12\n\
             1819 1a1b 1c1d 1e1f 5962\n";

    fn numbered_root() -> RootKey {
        RootKey::new(SecretKey::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap())))
    }

    #[test]
    fn the_text_is_pinned_and_reads_back() {
        let root = numbered_root();
        assert_eq!(root.to_text().as_str(), SHEET);
        assert_eq!(RootKey::parse(SHEET).unwrap().key(), root.key());
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        // The check value of CRC-16/IBM-3740: "123456789" gives 29b1.
        assert_eq!(checksum(b'1', b"23456789"), [0x29, 0xb1]);
    }

    #[test]
    fn case_spaces_empty_lines_and_lookalikes_are_of_no_account() {
        let typed = SHEET
            .to_uppercase()
            .replace(' ', "  ")
            .replace('\n', " \r\n\r\n\t")
            .replace('0', "O")
            .replace('1', "l");
        let typed = typed.replacen("KEY  l", "KEY  1", 1);
        assert_eq!(RootKey::parse(&typed).unwrap().key(), numbered_root().key());
        assert!(RootKey::parse(&SHEET.replace(' ', "")).is_ok());
        assert!(RootKey::parse(&SHEET.replace(' ', "-")).is_ok());
    }

    /// P: whoever types the sheet in is told the line, for every place and every character a key can be hit on.
    #[test]
    fn each_mistyped_character_is_named_by_its_line() {
        let root = numbered_root();
        let (mut faults, mut line) = (0, 1);
        for (at, original) in SHEET.char_indices() {
            if original == '\n' {
                line += 1;
                continue;
            }
            for typed in (b' '..=b'~').map(char::from).chain(['æ', '\u{a0}']) {
                let text: String = [&SHEET[..at], typed.to_string().as_str(), &SHEET[at + 1..]].concat();
                match RootKey::parse(&text) {
                    Ok(read) => assert_eq!(read.key(), root.key(), "{text}"),
                    Err(error) => {
                        assert_eq!(error.line, line, "{text}");
                        faults += 1;
                    }
                }
            }
        }
        assert!(faults > 9_000, "{faults}");
    }

    #[test]
    fn each_lost_doubled_or_swapped_character_is_named_by_its_line() {
        let mut line = 1;
        let characters: Vec<char> = SHEET.chars().collect();
        for at in 0..characters.len() - 1 {
            if characters[at] == '\n' {
                line += 1;
                continue;
            }
            let mut lost = characters.clone();
            lost.remove(at);
            let mut doubled = characters.clone();
            doubled.insert(at, characters[at]);
            let mut swapped = characters.clone();
            if characters[at + 1] != '\n' {
                swapped.swap(at, at + 1);
            }
            for typed in [lost, doubled, swapped] {
                let text: String = typed.into_iter().collect();
                match RootKey::parse(&text) {
                    Ok(read) => assert_eq!(read.key(), numbered_root().key(), "{text}"),
                    Err(error) => assert_eq!(error.line, line, "{text}"),
                }
            }
        }
    }

    #[test]
    fn lost_extra_and_misplaced_lines_are_named() {
        let lines: Vec<&str> = SHEET.lines().collect();
        let fault = |lines: &[&str]| RootKey::parse(&lines.join("\n")).unwrap_err();
        assert_eq!(fault(&[]), RootKeyError { line: 1, fault: RootKeyFault::Missing });
        assert_eq!(fault(&lines[..5]), RootKeyError { line: 6, fault: RootKeyFault::Missing });
        assert_eq!(fault(&lines[1..]), RootKeyError { line: 1, fault: RootKeyFault::Heading });
        let mut twice = lines.clone();
        twice.push(lines[5]);
        assert_eq!(fault(&twice), RootKeyError { line: 7, fault: RootKeyFault::Extra });
        let mut swapped = lines.clone();
        swapped.swap(3, 4);
        assert_eq!(fault(&swapped), RootKeyError { line: 4, fault: RootKeyFault::Checksum });
        let other = RootKey::new(SecretKey::from_bytes([9; 32])).to_text();
        let mut mixed = lines.clone();
        mixed[4] = other.lines().nth(4).unwrap();
        assert_eq!(fault(&mixed), RootKeyError { line: 2, fault: RootKeyFault::OtherKey });
    }

    #[test]
    fn neither_debug_nor_an_error_shows_the_key() {
        let root = RootKey::new(SecretKey::from_bytes([0xab; 32]));
        assert_eq!(format!("{root:?}"), format!("RootKey({}, ***)", root.id_text()));
        let error = RootKey::parse(&SHEET.replace("0405", "0406")).unwrap_err();
        assert_eq!(error.to_string(), "line 3 of the root key: has a mistyped digit, or is not in its place");
    }

    proptest! {
        #[test]
        fn any_key_goes_out_and_in(bytes: [u8; 32]) {
            let root = RootKey::new(SecretKey::from_bytes(bytes));
            let read = RootKey::parse(&root.to_text()).unwrap();
            prop_assert_eq!(read.key(), root.key());
            prop_assert_eq!(read.id_text(), root.id_text());
        }

        #[test]
        fn arbitrary_text_never_panics(text in "(?s).{0,300}") {
            prop_assert!(RootKey::parse(&text).is_err());
        }
    }
}
