//! The parts a segment is made of, as bytes: numbers, tables, columns and the check at the end.
//!
//! All integers are big-endian. This file does not know what the columns mean.

use super::SegmentError;

/// Bytes of the check at the end of a segment.
pub(super) const CHECK_BYTES: usize = 8;

/// FNV-1a (64 bits), over words of eight bytes instead of single ones, the last filled up with zeros.
/// Finds damage, not malice: whoever can write the index can write its check.
pub(super) fn check(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let last = (!rest.is_empty()).then_some(&last);
    words.iter().chain(last).fold(0xcbf2_9ce4_8422_2325, |sum, word| {
        (sum ^ u64::from_be_bytes(*word)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Writes one column: a byte for the width, then each number in so many bytes.
pub(super) fn put_column(out: &mut Vec<u8>, numbers: &[u32]) {
    let greatest = numbers.iter().copied().max().unwrap_or(0);
    let width: u8 = match greatest {
        0 => 0,
        1..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    };
    out.push(width);
    for number in numbers {
        let [_, _, high, low] = number.to_be_bytes();
        match width {
            0 => {}
            1 => out.push(low),
            2 => out.extend_from_slice(&[high, low]),
            _ => out.extend_from_slice(&number.to_be_bytes()),
        }
    }
}

/// Writes a number in groups of seven bits, lowest first, with the high bit set on all but the last (LEB128).
pub(super) fn put_leb(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let [.., low] = number.to_be_bytes();
        number >>= 7;
        if number == 0 {
            return out.push(low & 0x7f);
        }
        out.push(low | 0x80);
    }
}

/// How many items or bytes follow.
pub(super) fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
}

/// Numbers of one width, read in place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Column<'a> {
    Zero,
    One(&'a [u8]),
    Two(&'a [[u8; 2]]),
    Four(&'a [[u8; 4]]),
}

impl Column<'_> {
    /// The number at this place; 0 where there is none.
    #[inline]
    pub(super) fn at(self, place: usize) -> u32 {
        match self {
            Self::Zero => 0,
            Self::One(numbers) => numbers.get(place).copied().map_or(0, u32::from),
            Self::Two(numbers) => numbers.get(place).map_or(0, |bytes| u32::from(u16::from_be_bytes(*bytes))),
            Self::Four(numbers) => numbers.get(place).map_or(0, |bytes| u32::from_be_bytes(*bytes)),
        }
    }
}

/// Reads parts off the front.
pub(super) struct Parts<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(super) fn bytes(&mut self, length: usize) -> Result<&'a [u8], SegmentError> {
        let (part, rest) = self.rest.split_at_checked(length).ok_or(SegmentError::Malformed)?;
        self.rest = rest;
        Ok(part)
    }

    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], SegmentError> {
        let (part, rest) = self.rest.split_first_chunk::<N>().ok_or(SegmentError::Malformed)?;
        self.rest = rest;
        Ok(*part)
    }

    pub(super) fn u64(&mut self) -> Result<u64, SegmentError> {
        Ok(u64::from_be_bytes(self.fixed()?))
    }

    pub(super) fn length(&mut self) -> Result<usize, SegmentError> {
        usize::try_from(u32::from_be_bytes(self.fixed()?)).map_err(|_| SegmentError::Malformed)
    }

    /// So many bytes as the length before them says.
    pub(super) fn string(&mut self) -> Result<&'a [u8], SegmentError> {
        let length = self.length()?;
        self.bytes(length)
    }

    /// A table of items of one length, with their number before them.
    pub(super) fn table<const N: usize>(&mut self) -> Result<&'a [[u8; N]], SegmentError> {
        let length = self.length()?.checked_mul(N).ok_or(SegmentError::Malformed)?;
        Ok(self.bytes(length)?.as_chunks::<N>().0)
    }

    /// A table of strings. Nothing is reserved on the word of its length alone.
    pub(super) fn strings(&mut self) -> Result<Vec<&'a [u8]>, SegmentError> {
        (0..self.length()?).map(|_| self.string()).collect()
    }

    pub(super) fn column(&mut self, length: usize) -> Result<Column<'a>, SegmentError> {
        let [width] = self.fixed()?;
        let bytes = self.bytes(length.checked_mul(usize::from(width)).ok_or(SegmentError::Malformed)?)?;
        match width {
            0 => Ok(Column::Zero),
            1 => Ok(Column::One(bytes)),
            2 => Ok(Column::Two(bytes.as_chunks().0)),
            4 => Ok(Column::Four(bytes.as_chunks().0)),
            _ => Err(SegmentError::Malformed),
        }
    }
}

/// Takes one LEB128 number off the front; 0 where there is none.
#[inline]
pub(super) fn take_leb(rest: &mut &[u8]) -> u64 {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let Some((byte, after)) = rest.split_first() else { return number };
        *rest = after;
        number |= u64::from(byte & 0x7f).wrapping_shl(shift);
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}
