//! Sets of data types, as bits by their place in a charter (ADR 0001, keys 9 and 10).

/// The most data types a charter can declare.
pub const DATA_TYPES_MAX: usize = 256;

/// A set of data types of one charter version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct DataTypes([u64; 4]);

impl DataTypes {
    /// Whether the type at `index` is in the set.
    #[must_use]
    pub fn contains(self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Puts the type at `index` in; an index of [`DATA_TYPES_MAX`] or more is left out (charters that large are refused).
    pub fn insert(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word |= 1 << (index % 64);
        }
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let [a, b, c, d] = self.0;
        let [e, f, g, h] = other.0;
        Self([a & !e, b & !f, c & !g, d & !h])
    }

    /// What is in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let [a, b, c, d] = self.0;
        let [e, f, g, h] = other.0;
        Self([a | e, b | f, c | g, d | h])
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        self.minus(self.minus(other))
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == [0; 4]
    }

    /// The indices, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..DATA_TYPES_MAX).filter(move |index| self.contains(*index))
    }

    /// Bytes as the journal holds them: least significant bit first, no zero bytes at the end.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.0.iter().flat_map(|word| word.to_le_bytes()).collect();
        let length = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        bytes.truncate(length);
        bytes
    }

    /// From the journal's bytes; bytes beyond the 32nd are left out.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut set = Self::default();
        for (byte_index, byte) in bytes.iter().enumerate() {
            (0..8).filter(|bit| byte >> bit & 1 == 1).for_each(|bit| set.insert(byte_index * 8 + bit));
        }
        set
    }
}

impl FromIterator<usize> for DataTypes {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        let mut set = Self::default();
        indices.into_iter().for_each(|index| set.insert(index));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_go_there_and_back(indices in proptest::collection::btree_set(0_usize..256, 0..40)) {
            let set: DataTypes = indices.iter().copied().collect();
            prop_assert_eq!(DataTypes::from_bytes(&set.to_bytes()), set);
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), indices.into_iter().collect::<Vec<_>>());
            prop_assert!(set.to_bytes().last() != Some(&0));
        }
    }
}
