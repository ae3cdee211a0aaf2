//! The history of a journal: its segments, and the entries that are culled (ADR 0002, 0013).
//!
//! Deliberately not here: what a segment holds, and how much may be culled. Tiles and checkpoints stay whatever is culled.

use vern_core::id::ControllerId;

use crate::dml;
use crate::error::StoreError;
use crate::read::Snapshot;
use crate::row::{signed, unsigned};
use crate::session::params;
use crate::write::Batch;

impl Snapshot<'_> {
    /// Where each segment of an epoch begins, ascending.
    ///
    /// # Errors
    /// Engine failures.
    pub fn segment_firsts(&self, controller: ControllerId, epoch: u32) -> Result<Vec<u64>, StoreError> {
        self.many(dml::SEGMENT_FIRSTS, params![self.number(controller)?, epoch], |row| {
            Ok(unsigned(row.int(0)?))
        })
    }

    /// The segment that begins at an entry.
    ///
    /// # Errors
    /// Engine failures.
    pub fn segment(
        &self,
        controller: ControllerId,
        epoch: u32,
        first: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let params = params![self.number(controller)?, epoch, signed(first)];
        self.one(dml::SEGMENT, params, |row| Ok(row.bytes(0)?.to_vec()))
    }

    /// The entries of an epoch that are there: the first, and one past the last. None where there are none.
    ///
    /// # Errors
    /// Engine failures.
    pub fn entry_range(
        &self,
        controller: ControllerId,
        epoch: u32,
    ) -> Result<Option<(u64, u64)>, StoreError> {
        let range = self.one(dml::ENTRY_RANGE, params![self.number(controller)?, epoch], |row| {
            Ok(row.int_or_null(0)?.zip(row.int_or_null(1)?))
        })?;
        Ok(range.flatten().map(|(first, last)| (unsigned(first), unsigned(last) + 1)))
    }

    /// The oldest entry that an unfinished erasure was ordered in.
    ///
    /// # Errors
    /// Engine failures.
    pub fn entry_pinned(&self, controller: ControllerId) -> Result<Option<u64>, StoreError> {
        let pinned =
            self.one(dml::ERASURE_PIN, params![self.number(controller)?], |row| row.int_or_null(0))?;
        Ok(pinned.flatten().map(unsigned))
    }
}

impl Batch<'_> {
    /// Keeps a segment; one that begins at the same entry is replaced.
    ///
    /// # Errors
    /// Engine failures.
    pub fn keep_segment(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        first: u64,
        segment: &[u8],
    ) -> Result<(), StoreError> {
        self.run(dml::SEGMENT_PUT, params![self.number(controller)?, epoch, signed(first), segment])
    }

    /// Takes away the segments of an epoch that begin before an entry.
    ///
    /// # Errors
    /// Engine failures.
    pub fn delete_segments_below(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        below: u64,
    ) -> Result<(), StoreError> {
        self.run(dml::SEGMENTS_BELOW_DELETE, params![self.number(controller)?, epoch, signed(below)])
    }

    /// Notes that the entries before one are culled; never fewer than before.
    ///
    /// # Errors
    /// Engine failures.
    pub fn note_culled(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        culled: u64,
    ) -> Result<(), StoreError> {
        self.run(dml::HEAD_CULLED, params![signed(culled), self.number(controller)?, epoch])
    }

    /// Takes away the entries of an epoch that stand before one. Their hashes stay in the tree.
    ///
    /// # Errors
    /// Engine failures.
    pub fn delete_entries_below(
        &mut self,
        controller: ControllerId,
        epoch: u32,
        below: u64,
    ) -> Result<(), StoreError> {
        self.run(dml::ENTRIES_BELOW_DELETE, params![self.number(controller)?, epoch, signed(below)])
    }
}
