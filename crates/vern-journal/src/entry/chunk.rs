//! An operation on more subjects than one entry names: a head entry and chunks.
//!
//! The head (kind 1) carries everything but the subjects that do not fit, with `count` over all of them
//! and `chunk` = how many chunks follow. A chunk (kind 4) repeats of the head what it takes to say by
//! itself who did what to whom: operation, actor, activity, act, data, withheld, outcome, codes,
//! charters, recipient and place. It does not repeat `state` (the decision is asked again of the head)
//! and `count` (so that counting entries counts each record once). Chunks need not stand beside each
//! other in the log; the operation id and the ordinal tie them.
//!
//! This file does not seal anything and does not give entries their place and time.

use super::{ENTRY_BYTES_MAX, Entry, EntryError, EntryKind, SUBJECTS_MAX, SubjectPart};

/// Key 17 and the head of an array of at most 256.
const ARRAY_BYTES: usize = 1 + 3;

/// Why entries are not one larger operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChunkError {
    /// There is no head, or it is no operation with an id.
    #[error("no head of an operation")]
    NoHead,
    /// A chunk is of another operation, or is not the next one.
    #[error("chunk {ordinal} is not there")]
    NotThere {
        /// The chunk looked for, counted from 1.
        ordinal: u64,
    },
    /// More chunks than the head says.
    #[error("more chunks than the head says")]
    TooMany,
}

impl Entry {
    /// Spreads the subjects of a draft over this entry and as many chunks as it takes, each within
    /// [`SUBJECTS_MAX`] and, whatever index and time it is given later, within [`ENTRY_BYTES_MAX`].
    ///
    /// A draft that fits comes back as it is. Otherwise the head gets `count`, if it has none, and
    /// `chunk`; the chunks get the indices after the head's and its time.
    ///
    /// # Errors
    /// [`EntryError::TooLarge`] when not even one subject fits beside the rest.
    pub fn split(mut self) -> Result<Vec<Self>, EntryError> {
        let subjects = std::mem::take(&mut self.subjects);
        let bare = self.bytes_max()?;
        if subjects.len() <= SUBJECTS_MAX
            && bare + subjects.iter().map(bytes_of).sum::<usize>() <= ENTRY_BYTES_MAX
        {
            self.subjects = subjects;
            return Ok(vec![self]);
        }
        self.count = self.count.or(Some(subjects.len() as u64));
        self.chunk = Some(u64::MAX);
        let mut pattern = self.chunk_pattern();
        let (head_bytes, chunk_bytes) = (self.bytes_max()?, pattern.bytes_max()?);
        let mut entries = vec![self];
        let mut free = ENTRY_BYTES_MAX.saturating_sub(head_bytes);
        for part in subjects {
            let bytes = bytes_of(&part);
            let filled = entries.last().map_or(0, |entry| entry.subjects.len());
            if bytes > free || filled >= SUBJECTS_MAX {
                pattern.chunk = Some(entries.len() as u64);
                pattern.index = pattern.index.saturating_add(1);
                entries.push(pattern.clone());
                free = ENTRY_BYTES_MAX.saturating_sub(chunk_bytes);
            }
            let Some(rest) = free.checked_sub(bytes) else {
                return Err(EntryError::TooLarge { bytes: chunk_bytes + bytes });
            };
            free = rest;
            if let Some(entry) = entries.last_mut() {
                entry.subjects.push(part);
            }
        }
        let chunks = entries.len() as u64 - 1;
        if let Some(head) = entries.first_mut() {
            head.chunk = Some(chunks);
        }
        Ok(entries)
    }

    /// A chunk of this operation, without its subjects.
    fn chunk_pattern(&self) -> Self {
        let mut chunk = Self::new(self.index, self.at, EntryKind::Chunk);
        chunk.operation = self.operation;
        chunk.actor = self.actor;
        chunk.activity.clone_from(&self.activity);
        chunk.act = self.act;
        chunk.data = self.data.clone();
        chunk.withheld = self.withheld.clone();
        chunk.outcome = self.outcome;
        chunk.codes.clone_from(&self.codes);
        chunk.charters.clone_from(&self.charters);
        chunk.recipient.clone_from(&self.recipient);
        chunk.place.clone_from(&self.place);
        chunk.chunk = Some(u64::MAX);
        chunk
    }

    /// The most bytes this entry takes without its subjects, whatever its index and time.
    fn bytes_max(&self) -> Result<usize, EntryError> {
        let largest = Self { index: u64::MAX, at: u64::MAX, ..self.clone() };
        Ok(largest.encode()?.len() + ARRAY_BYTES)
    }
}

/// The subjects of a larger operation, in the order they were split in. `chunks` in the order of the log.
///
/// # Errors
/// Any [`ChunkError`]; [`ChunkError::NotThere`] too for an operation that was cut short by a stop.
pub fn join_chunks(head: &Entry, chunks: &[Entry]) -> Result<Vec<SubjectPart>, ChunkError> {
    if head.kind != EntryKind::Operation || head.operation.is_none() {
        return Err(ChunkError::NoHead);
    }
    let wanted = head.chunk.unwrap_or(0);
    if chunks.len() as u64 > wanted {
        return Err(ChunkError::TooMany);
    }
    let mut subjects = head.subjects.clone();
    let mut rest = chunks.iter();
    for ordinal in 1..=wanted {
        let chunk = rest.next().ok_or(ChunkError::NotThere { ordinal })?;
        let next = chunk.kind == EntryKind::Chunk && chunk.chunk == Some(ordinal);
        if !next || chunk.operation != head.operation {
            return Err(ChunkError::NotThere { ordinal });
        }
        subjects.extend_from_slice(&chunk.subjects);
    }
    Ok(subjects)
}

/// Exactly what one subject takes in the encoding.
fn bytes_of(part: &SubjectPart) -> usize {
    let digest = part.digest.map_or(0, |digest| digest.len());
    1 + string_bytes(part.pseudonym.len()) + string_bytes(part.sealed.len()) + string_bytes(digest)
}

/// A CBOR string with its head, RFC 8949 § 3.1.
fn string_bytes(length: usize) -> usize {
    let head = match length {
        0..=23 => 1,
        24..=0xff => 2,
        0x100..=0xffff => 3,
        _ => 5,
    };
    head + length
}
