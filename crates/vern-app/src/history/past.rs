//! Going over all epochs of a journal, segment by segment and then the tail, in either direction.
//!
//! Deliberately not here: what is asked, and who may ask it.

use std::ops::Range;

use vern_journal::segment::{Flow, tally};
use vern_journal::{Filter, Line, Segment, SegmentError, Segments, SourceError, Tail, Tally};
use vern_store::row::Head;
use vern_store::{Snapshot, StoreError};

use super::{EpochView, Recent, damaged, segment_problem};
use crate::controller::Controller;
use crate::problem::Problem;

/// Entries looked at one by one, at least and at most, before segments are asked for the newest.
const NEAR_MIN: u64 = 256;
const NEAR_MAX: u64 = 2_048;

/// A place in the journal: epoch and index.
pub(super) type Place = (u32, u64);

/// All epochs in one view of the store.
pub(super) struct Past<'a, 'b> {
    epochs: Vec<EpochView<'a, 'b>>,
    present: u32,
    recent: parking_lot::MutexGuard<'a, Recent>,
}

/// Stored segments of one epoch that meet a question, and beyond the last of them whole ones that nobody has stored yet.
struct Blocks<'v, 'a, 'b> {
    view: &'v EpochView<'a, 'b>,
    firsts: Vec<u64>,
}

impl Segments for Blocks<'_, '_, '_> {
    fn visit(&self, _: &Filter, each: &mut dyn FnMut(&[u8]) -> Flow) -> Result<(), SourceError> {
        for first in &self.firsts {
            if each(&self.view.segment(*first).map_err(Box::new)?).is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl<'a, 'b> Past<'a, 'b> {
    pub(super) fn of(
        snapshot: &'a Snapshot<'b>,
        controller: &'a Controller,
        head: &Head,
    ) -> Result<Self, Problem> {
        let mut epochs = Vec::new();
        let mut recent = controller.recent.lock();
        for epoch in 1..=head.epoch {
            let Some(view) = EpochView::of(snapshot, controller.id(), head, epoch)? else { continue };
            if epoch == head.epoch {
                recent.follow(&view)?;
                if recent.tail().next() < view.end {
                    // More than a segment has come since they were built: asked again, they are built first.
                    return Err(Problem::Conflict { code: "conflict.busy" });
                }
            }
            epochs.push(view);
        }
        Ok(Self { epochs, present: head.epoch, recent })
    }

    /// Entries there are, and one past the last of the newest epoch.
    pub(super) fn entries(&self) -> u64 {
        self.epochs.iter().map(|view| view.end - view.first).sum()
    }

    /// The first entry that is there, of the oldest epoch.
    pub(super) fn first(&self) -> Option<Place> {
        self.epochs.first().map(|view| (view.epoch, view.first))
    }

    /// The places that answer, in the order of the journal or the newest first, at most so many, from a place on.
    pub(super) fn places(
        &self,
        filter: &Filter,
        newest_first: bool,
        after: Option<Place>,
        most: usize,
    ) -> Result<Vec<Place>, Problem> {
        let mut found = Vec::new();
        let mut views: Vec<&EpochView<'_, '_>> = self.epochs.iter().collect();
        if newest_first {
            views.reverse();
        }
        for view in views {
            let within = match after {
                Some((epoch, _)) if newest_first && view.epoch > epoch => continue,
                Some((epoch, _)) if !newest_first && view.epoch < epoch => continue,
                Some((epoch, index)) if epoch == view.epoch && newest_first => {
                    view.first..index.min(view.end)
                }
                Some((epoch, index)) if epoch == view.epoch => index.saturating_add(1)..view.end,
                // The tail is shared: a later view may have taken in entries that are not in this one.
                _ => view.first..view.end,
            };
            let filter = Filter { from_index: within.start, ..filter.clone() };
            let mut end = within.end;
            if newest_first && found.is_empty() {
                end = newest_near(view, &filter, (within, most), &mut found)?;
            }
            if found.len() < most {
                self.places_of(view, &filter, newest_first, (end, most), &mut found)?;
            }
            if found.len() >= most {
                break;
            }
        }
        Ok(found)
    }

    fn places_of(
        &self,
        view: &EpochView<'_, '_>,
        filter: &Filter,
        newest_first: bool,
        (end, most): (u64, usize),
        found: &mut Vec<Place>,
    ) -> Result<(), Problem> {
        let mut firsts: Vec<Option<u64>> =
            blocks_of(view, filter)?.into_iter().filter(|first| *first < end).map(Some).collect();
        // The tail stands for what is in no segment.
        firsts.push(None);
        if newest_first {
            firsts.reverse();
        }
        for first in firsts {
            let bytes = match first {
                Some(first) => Some(view.segment(first)?),
                None => self.tail_of(view).segment(),
            };
            let Some(bytes) = bytes else { continue };
            scan(view, &bytes, filter, (newest_first, end, most), found)?;
            if found.len() >= most {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The sums over what answers, epoch by epoch.
    pub(super) fn sums(&self, filter: &Filter) -> Result<Vec<Tally>, Problem> {
        let of_epoch = |view| {
            let blocks = Blocks { view, firsts: blocks_of(view, filter)? };
            let filter = Filter { from_index: view.first, ..filter.clone() };
            tally(&blocks, &self.tail_of(view), &filter).map_err(|error| match error {
                SegmentError::OutOfOrder { .. } => damaged().into(),
                error => segment_problem(error),
            })
        };
        self.epochs.iter().map(of_epoch).collect()
    }

    /// What of an epoch is in no segment. Epochs that have ended are in segments wholly.
    fn tail_of(&self, view: &EpochView<'_, '_>) -> std::borrow::Cow<'_, Tail> {
        if view.epoch == self.present {
            std::borrow::Cow::Borrowed(self.recent.tail())
        } else {
            std::borrow::Cow::Owned(Tail::new(view.end))
        }
    }
}

/// Adds the places of a segment that answer, up to `most` in all.
fn scan(
    view: &EpochView<'_, '_>,
    segment: &[u8],
    filter: &Filter,
    (newest_first, end, most): (bool, u64, usize),
    found: &mut Vec<Place>,
) -> Result<(), Problem> {
    let segment = Segment::open(segment).map_err(segment_problem)?;
    let mut here = Vec::new();
    let room = most.saturating_sub(found.len());
    // Whether it was stopped shows in how many there are.
    let _: Flow = segment.scan(filter, &mut |line: &Line<'_>| {
        if line.index >= end || (!newest_first && here.len() >= room) {
            return Flow::Break(());
        }
        here.push((view.epoch, line.index));
        Flow::Continue(())
    });
    if newest_first {
        here.reverse();
        here.truncate(room);
    }
    found.append(&mut here);
    Ok(())
}

/// Adds what answers among the newest few entries, and says before which one it has not looked: a question for the newest is mostly answered there,
/// without a segment made of all the tail.
fn newest_near(
    view: &EpochView<'_, '_>,
    filter: &Filter,
    (within, most): (Range<u64>, usize),
    found: &mut Vec<Place>,
) -> Result<u64, Problem> {
    let wanted = u64::try_from(most).unwrap_or(NEAR_MAX).saturating_mul(2).clamp(NEAR_MIN, NEAR_MAX);
    let first = within.end.saturating_sub(wanted).max(within.start);
    let count = u32::try_from(within.end.saturating_sub(first)).unwrap_or(0);
    let mut near = Tail::new(first);
    for entry in view.snapshot.entries(view.controller, view.epoch, first, count)? {
        if near.is_full() {
            // So many people are named in so few entries that a segment cannot hold them.
            return Ok(within.end);
        }
        near.push(&entry).map_err(segment_problem)?;
    }
    if near.next() != within.end {
        return Err(StoreError::Damaged { table: "journal_entries" }.into());
    }
    if let Some(segment) = near.segment() {
        scan(view, &segment, filter, (true, within.end, most), found)?;
    }
    Ok(first)
}

/// Where the segments begin that a question meets.
fn blocks_of(view: &EpochView<'_, '_>, filter: &Filter) -> Result<Vec<u64>, Problem> {
    let low = if filter.since == 0 { view.first } else { view.first_at(filter.since)? };
    let low = low.max(filter.from_index);
    let high = match filter.until.checked_add(1) {
        Some(after) => view.first_at(after)?,
        None => u64::MAX,
    };
    let ends = view.segments.iter().skip(1).copied().chain([u64::MAX]);
    let meets = |(first, end): &(u64, u64)| *end > low && *first < high;
    Ok(view.segments.iter().copied().zip(ends).filter(meets).map(|(first, _)| first).collect())
}
