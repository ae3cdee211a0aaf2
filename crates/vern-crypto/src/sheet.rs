//! A key as text a person can type in by hand: heading, id, four rows with check digits. The root key and the backup key stand on such sheets.
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
//! Each row ends with two check bytes: CRC-16/IBM-3740 (polynomial 0x1021, start 0xffff) over the row's number (0 for the id, 1–4 for the key)
//! and its 8 bytes. Any single mistyped digit, any two digits swapped side by side and any burst of up to 16 bits is found with certainty,
//! other faults in all but one of 65,536 cases, and rows typed in the wrong order are found, each with the number of its line. Hexadecimal,
//! because people read it aloud without explanation; the letters that look like digits are read as them (`O` as 0, `I` and `l` as 1).
//!
//! Deliberately not here: what an id is made of, reading and writing files, and splitting a key between several people.

use thiserror::Error;
use zeroize::Zeroizing;

use crate::SecretKey;

pub(crate) const ID_BYTES: usize = 8;
const ROW_BYTES: usize = 8;
const KEY_ROWS: u8 = 4;

/// Where the text of a key is wrong. Holds no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line} of the sheet: {fault}")]
pub struct SheetError {
    /// The line, counted from 1 and with empty lines counted, as an editor shows it.
    pub line: usize,
    /// What is wrong there.
    pub fault: SheetFault,
}

/// What is wrong with a line of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SheetFault {
    /// The line does not begin as it should: the heading, such as `vern root key 1`, first, then `id`.
    #[error("does not begin as it should")]
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

/// The text form, six lines, each ended by a line feed. It holds the key.
pub(crate) fn write(heading: &str, id: &[u8; ID_BYTES], key: &SecretKey) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(160));
    text.push_str(heading);
    text.push_str("\nid ");
    push_hex(id, &mut text);
    text.push(' ');
    push_hex(&checksum(0, id), &mut text);
    text.push('\n');
    for (row, bytes) in (1..).zip(key.expose_bytes().chunks(ROW_BYTES)) {
        for pair in bytes.chunks(2) {
            push_hex(pair, &mut text);
            text.push(' ');
        }
        push_hex(&checksum(row, bytes), &mut text);
        text.push('\n');
    }
    text
}

/// Reads the text form back, and holds the id typed against the one the key has.
pub(crate) fn parse(
    heading: &str,
    text: &str,
    id_of: impl Fn(&SecretKey) -> Option<[u8; ID_BYTES]>,
) -> Result<SecretKey, SheetError> {
    let mut lines = Lines::of(text);
    let (line, typed) = lines.next_filled()?;
    if *typed != without_spaces(heading) {
        return Err(SheetError { line, fault: SheetFault::Heading });
    }
    let (id_line, row) = lines.next_filled()?;
    let digits = row.strip_prefix("id").ok_or(SheetError { line: id_line, fault: SheetFault::Heading })?;
    let typed_id = parse_row(0, digits).map_err(|fault| SheetError { line: id_line, fault })?;
    let mut key = Zeroizing::new([0; 32]);
    for (number, into) in (1..=KEY_ROWS).zip(key.chunks_mut(ROW_BYTES)) {
        let (line, row) = lines.next_filled()?;
        let bytes = parse_row(number, &row).map_err(|fault| SheetError { line, fault })?;
        into.copy_from_slice(bytes.as_slice());
    }
    lines.end()?;
    let key = SecretKey::from_bytes(*key);
    if id_of(&key) != Some(*typed_id) {
        return Err(SheetError { line: id_line, fault: SheetFault::OtherKey });
    }
    Ok(key)
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

    fn next_filled(&mut self) -> Result<(usize, Zeroizing<String>), SheetError> {
        self.filled().ok_or(SheetError { line: self.next, fault: SheetFault::Missing })
    }

    fn end(&mut self) -> Result<(), SheetError> {
        match self.filled() {
            None => Ok(()),
            Some((line, _)) => Err(SheetError { line, fault: SheetFault::Extra }),
        }
    }
}

fn without_spaces(heading: &str) -> String {
    heading.chars().filter(|c| *c != ' ').collect()
}

/// The 8 bytes of a row of twenty digits, once its check bytes fit.
fn parse_row(number: u8, digits: &str) -> Result<Zeroizing<[u8; ROW_BYTES]>, SheetFault> {
    let values: Zeroizing<Vec<u8>> = Zeroizing::new(
        digits.chars().map(digit_value).collect::<Option<_>>().ok_or(SheetFault::WrongCharacter)?,
    );
    let mut row = Zeroizing::new([0; ROW_BYTES + 2]);
    if values.len() != row.len() * 2 {
        return Err(SheetFault::WrongLength);
    }
    for (byte, pair) in row.iter_mut().zip(values.chunks(2)) {
        *byte = pair.iter().fold(0, |byte, value| (byte << 4) | value);
    }
    let (bytes, check) = row.split_first_chunk::<ROW_BYTES>().ok_or(SheetFault::WrongLength)?;
    if check != checksum(number, bytes) {
        return Err(SheetFault::Checksum);
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

pub(crate) fn push_hex(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        let digits = [byte >> 4, byte & 15].map(|value| char::from_digit(u32::from(value), 16));
        text.extend(digits.into_iter().flatten());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        // The check value of CRC-16/IBM-3740: "123456789" gives 29b1.
        assert_eq!(checksum(b'1', b"23456789"), [0x29, 0xb1]);
    }
}
