//! Associated data (AAD) put together on the stack: the hot path seals and opens without allocating for it.
//!
//! It deliberately knows nothing of what the parts mean; the layouts stand beside the keys that use them.

use crate::CryptoError;

/// Room for a record with the longest record key of ADR 0004 (64) and an activity id of up to about 128 bytes.
const INLINE_BYTES: usize = 256;

/// Bytes that are authenticated but not encrypted. Longer than [`INLINE_BYTES`] moves to the heap.
pub(crate) struct AssociatedData {
    inline: [u8; INLINE_BYTES],
    inline_len: usize,
    /// INVARIANT: empty, or holds the whole content, and then `inline` is no longer read.
    spilled: Vec<u8>,
}

impl AssociatedData {
    pub(crate) fn new() -> Self {
        Self { inline: [0; INLINE_BYTES], inline_len: 0, spilled: Vec::new() }
    }

    /// Adds bytes of a fixed width, which need no length before them.
    pub(crate) fn fixed(mut self, part: &[u8]) -> Self {
        self.push(part);
        self
    }

    /// Adds a part with its length before it, four bytes big-endian, so no two lists of parts give the same bytes.
    pub(crate) fn with_length(mut self, part: &[u8]) -> Result<Self, CryptoError> {
        let length = u32::try_from(part.len()).map_err(|_| CryptoError::TooLong)?;
        self.push(&length.to_be_bytes());
        self.push(part);
        Ok(self)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        if self.spilled.is_empty() {
            self.inline.get(..self.inline_len).unwrap_or_default()
        } else {
            &self.spilled
        }
    }

    fn push(&mut self, part: &[u8]) {
        if self.spilled.is_empty() {
            let end = self.inline_len.saturating_add(part.len());
            if let Some(room) = self.inline.get_mut(self.inline_len..end) {
                room.copy_from_slice(part);
                self.inline_len = end;
                return;
            }
            self.spilled = self.as_bytes().to_vec();
        }
        self.spilled.extend_from_slice(part);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::AssociatedData;

    proptest! {
        #[test]
        fn parts_come_out_as_they_went_in(
            parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..6),
        ) {
            let mut expected = Vec::new();
            let mut built = AssociatedData::new();
            for part in &parts {
                expected.extend_from_slice(&u32::try_from(part.len()).unwrap().to_be_bytes());
                expected.extend_from_slice(part);
                built = built.with_length(part).unwrap();
            }
            prop_assert_eq!(built.as_bytes(), expected.as_slice());
        }

        #[test]
        fn fixed_parts_have_nothing_between_them(
            first in prop::collection::vec(any::<u8>(), 0..400),
            second in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            let built = AssociatedData::new().fixed(&first).fixed(&second);
            prop_assert_eq!(built.as_bytes(), [first, second].concat());
        }
    }
}
