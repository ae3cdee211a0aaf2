//! A set of data types, by their number in the charter.
//!
//! Bit *i* of byte *i*/8, least significant first, is data type *i*. This file does not know what
//! the numbers mean: the charter whose hash the entry cites does.

/// A set of small numbers, held without trailing zero bytes so that one set has one form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DataBits(Vec<u8>);

impl DataBits {
    /// The set of these numbers.
    #[must_use]
    pub fn from_indices(indices: impl IntoIterator<Item = u16>) -> Self {
        indices.into_iter().collect()
    }

    /// Adds one number.
    pub fn insert(&mut self, index: u16) {
        let place = usize::from(index / 8);
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        if let Some(byte) = self.0.get_mut(place) {
            *byte |= 1 << (index % 8);
        }
    }

    /// Whether the set holds this number.
    #[must_use]
    pub fn contains(&self, index: u16) -> bool {
        self.0.get(usize::from(index / 8)).is_some_and(|byte| byte & (1 << (index % 8)) != 0)
    }

    /// The numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        let indices = 0..u16::try_from(self.0.len() * 8).unwrap_or(u16::MAX);
        indices.filter(|index| self.contains(*index))
    }

    /// Whether there is nothing in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes as they stand in an entry; the last one is never zero.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The set these bytes stand for. Trailing zero bytes are dropped.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        Self(bytes.get(..used).unwrap_or_default().to_vec())
    }

    pub(super) fn non_empty(&self) -> Option<&[u8]> {
        (!self.0.is_empty()).then_some(self.0.as_slice())
    }
}

impl FromIterator<u16> for DataBits {
    fn from_iter<I: IntoIterator<Item = u16>>(indices: I) -> Self {
        let mut bits = Self::default();
        indices.into_iter().for_each(|index| bits.insert(index));
        bits
    }
}
