//! Puts a question to all stored segments and then to the tail.
//!
//! This file does not store segments, and does not answer for entries that neither a segment nor the tail
//! has: whoever asks feeds the tail first.

use std::ops::ControlFlow;

use super::scan::Segment;
use super::tally::Tally;
use super::{Filter, Line, SegmentError, Tail};
use crate::SourceError;

/// Whether to go on: `Continue(())`, or `Break(())` once a page is full.
pub type Flow = ControlFlow<()>;

/// Where the stored segments of one epoch of one log come from.
pub trait Segments {
    /// Hands out the bytes of stored segments in the order of the log, until told to stop.
    ///
    /// Must hand out every segment that ends after [`Filter::from_index`] and whose [`Segment::times`] meet
    /// `since` to `until`; may hand out more.
    ///
    /// # Errors
    /// Whatever the place behind it says.
    fn visit(&self, filter: &Filter, each: &mut dyn FnMut(&[u8]) -> Flow) -> Result<(), SourceError>;
}

/// Hands out every entry that answers, in the order of the log, until told to stop.
///
/// A page ends with `Break`; the next one asks again with `from_index` one past the last line.
///
/// # Errors
/// [`SegmentError::Malformed`] for a damaged segment, [`SegmentError::OutOfOrder`] where one covers entries
/// that another has covered, [`SegmentError::Source`].
pub fn ask(
    stored: &dyn Segments,
    tail: &Tail,
    filter: &Filter,
    each: &mut dyn FnMut(&Line<'_>) -> Flow,
) -> Result<(), SegmentError> {
    over(stored, tail, filter, |segment| segment.scan(filter, each))
}

/// Sums over every entry that answers.
///
/// # Errors
/// As [`ask`].
pub fn tally(stored: &dyn Segments, tail: &Tail, filter: &Filter) -> Result<Tally, SegmentError> {
    let mut sums = Tally::default();
    over(stored, tail, filter, |segment| {
        sums.add(segment, filter);
        Flow::Continue(())
    })?;
    Ok(sums)
}

fn over(
    stored: &dyn Segments,
    tail: &Tail,
    filter: &Filter,
    each: impl FnMut(&Segment<'_>) -> Flow,
) -> Result<(), SegmentError> {
    let mut walk = Walk { covered: 0, each, outcome: Ok(Flow::Continue(())) };
    stored.visit(filter, &mut |bytes| walk.take(bytes)).map_err(SegmentError::Source)?;
    if matches!(walk.outcome, Ok(Flow::Continue(())))
        && let Some(bytes) = tail.segment()
    {
        // Nothing comes after the tail that could be stopped.
        let _: Flow = walk.take(&bytes);
    }
    walk.outcome.map(|_| ())
}

/// Goes over segments one by one.
struct Walk<F> {
    /// The entries before this one are answered for.
    covered: u64,
    each: F,
    outcome: Result<Flow, SegmentError>,
}

impl<F: FnMut(&Segment<'_>) -> Flow> Walk<F> {
    fn take(&mut self, bytes: &[u8]) -> Flow {
        self.outcome = self.step(bytes);
        match self.outcome {
            Ok(flow) => flow,
            Err(_) => Flow::Break(()),
        }
    }

    fn step(&mut self, bytes: &[u8]) -> Result<Flow, SegmentError> {
        let segment = Segment::open(bytes)?;
        let indices = segment.indices();
        if indices.start < self.covered {
            return Err(SegmentError::OutOfOrder { index: indices.start, wanted: self.covered });
        }
        self.covered = indices.end;
        Ok((self.each)(&segment))
    }
}
