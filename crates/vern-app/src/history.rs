//! The journal's history: segments kept beside it, questions over all of it, and culling what is old (ADR 0002, 0013).
//!
//! Segments are built off the writer, from a view of its own; the writer only takes the finished bytes in, without an entry. Whatever lies beyond the
//! last segment (the *tail*) is held in memory, and follows the journal whenever it is asked. Deliberately not here: the questions, culling, and the journal
//! as the verifier reads it; they have files of their own.

mod cull;
mod past;
pub mod question;
mod stored;
pub mod told;

use tokio::runtime::RuntimeFlavor;
use vern_core::id::ControllerId;
use vern_journal::segment::SegmentError;
use vern_journal::{Segment, Tail};
use vern_store::row::Head;
use vern_store::{Batch, Snapshot, StoreError};

use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

pub use cull::CullRun;
pub(crate) use stored::{StoredEntries, StoredFiles};

/// Entries read at a time.
const PAGE: u32 = 4_096;

/// What the history changes in the store.
#[derive(Debug, Clone)]
pub(crate) enum HistoryChange {
    /// A segment is finished.
    KeepSegment { epoch: u32, first: u64, segment: Vec<u8> },
    /// A segment is damaged: all go, and are built again.
    ForgetSegments { epoch: u32 },
    /// The entries before one are culled; with the segment that begins there now, where the cut runs through one.
    Cull { epoch: u32, culled: u64, cut: Option<Vec<u8>> },
    /// Entries that are culled go.
    DropEntries { epoch: u32, below: u64 },
}

impl HistoryChange {
    pub(crate) fn apply(&self, batch: &mut Batch<'_>, controller: ControllerId) -> Result<(), StoreError> {
        match self {
            Self::KeepSegment { epoch, first, segment } => {
                batch.keep_segment(controller, *epoch, *first, segment)
            }
            Self::ForgetSegments { epoch } => batch.delete_segments_below(controller, *epoch, u64::MAX),
            Self::Cull { epoch, culled, cut } => {
                batch.note_culled(controller, *epoch, *culled)?;
                batch.delete_segments_below(controller, *epoch, *culled)?;
                match cut {
                    Some(segment) => batch.keep_segment(controller, *epoch, *culled, segment),
                    None => Ok(()),
                }
            }
            Self::DropEntries { epoch, below } => batch.delete_entries_below(controller, *epoch, *below),
        }
    }
}

/// The entries of one epoch that are not yet in a segment, as far as they have been read.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    epoch: u32,
    /// Where the stored segment begins that it follows upon.
    upon: Option<u64>,
    tail: Tail,
}

/// One epoch in one view of the store.
pub(crate) struct EpochView<'a, 'b> {
    pub(crate) snapshot: &'a Snapshot<'b>,
    pub(crate) controller: ControllerId,
    pub(crate) epoch: u32,
    /// The first entry that is there.
    pub(crate) first: u64,
    /// One past the last.
    pub(crate) end: u64,
    /// Where each segment begins.
    pub(crate) segments: Vec<u64>,
}

impl<'a, 'b> EpochView<'a, 'b> {
    pub(crate) fn of(
        snapshot: &'a Snapshot<'b>,
        controller: ControllerId,
        head: &Head,
        epoch: u32,
    ) -> Result<Option<Self>, Problem> {
        let Some((first, end)) = snapshot.entry_range(controller, epoch)? else { return Ok(None) };
        // Rows that are culled may still be there for a while.
        let first = if epoch == head.epoch { first.max(head.culled) } else { first };
        let segments = snapshot.segment_firsts(controller, epoch)?;
        Ok(Some(Self { snapshot, controller, epoch, first, end, segments }))
    }

    pub(crate) fn segment(&self, first: u64) -> Result<Vec<u8>, Problem> {
        Ok(self.snapshot.segment(self.controller, self.epoch, first)?.ok_or_else(damaged)?)
    }

    /// The high-water mark: where the stored segments end.
    pub(crate) fn mark(&self) -> Result<u64, Problem> {
        let Some(last) = self.segments.last() else { return Ok(self.first) };
        let bytes = self.segment(*last)?;
        let indices = Segment::open(&bytes).map_err(segment_problem)?.indices();
        Ok(indices.end.max(self.first))
    }

    /// The first entry at or after a time; entries stand in the order of their times.
    pub(crate) fn first_at(&self, micros: u64) -> Result<u64, Problem> {
        let (mut low, mut high) = (self.first, self.end);
        while low < high {
            let middle = low + (high - low) / 2;
            let found = self.snapshot.entry(self.controller, self.epoch, middle)?;
            let bytes = found.ok_or(StoreError::Damaged { table: "journal_entries" })?;
            let is_before = vern_journal::Entry::decode(&bytes)?.at < micros;
            if is_before { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    }
}

impl Recent {
    /// Takes in what has come since, until it is full or has all.
    pub(crate) fn follow(&mut self, view: &EpochView<'_, '_>) -> Result<(), Problem> {
        let upon = view.segments.last().copied();
        // The segment is read only where it may be another than last time.
        if self.epoch != view.epoch || self.upon != upon || self.tail.first() < view.first {
            *self = Self { epoch: view.epoch, upon, tail: Tail::new(view.mark()?) };
        }
        while self.tail.next() < view.end && !self.tail.is_full() {
            let from = self.tail.next();
            let most = u32::try_from(view.end - from).unwrap_or(PAGE).min(PAGE);
            let page = view.snapshot.entries(view.controller, view.epoch, from, most)?;
            if page.is_empty() {
                return Err(StoreError::Damaged { table: "journal_entries" }.into());
            }
            for entry in &page {
                if self.tail.is_full() {
                    break;
                }
                self.tail.push(entry).map_err(segment_problem)?;
            }
        }
        Ok(())
    }

    pub(crate) const fn tail(&self) -> &Tail {
        &self.tail
    }
}

fn damaged() -> StoreError {
    StoreError::Damaged { table: "journal_segments" }
}

/// A segment that is not sound is built again; anything else is the journal's own.
pub(crate) fn segment_problem(error: SegmentError) -> Problem {
    match error {
        SegmentError::Malformed => damaged().into(),
        SegmentError::Source(source) => match source.downcast::<Problem>() {
            Ok(problem) => *problem,
            Err(other) => Problem::Internal(other.to_string()),
        },
        other => Problem::Internal(other.to_string()),
    }
}

pub(crate) fn is_damaged_segment(problem: &Problem) -> bool {
    matches!(problem, Problem::Store(StoreError::Damaged { table: "journal_segments" }))
}

/// Does what takes a while where other tasks do not wait with it.
pub(crate) fn aside<T>(work: impl FnOnce() -> T) -> T {
    let has_threads = tokio::runtime::Handle::try_current()
        .is_ok_and(|runtime| runtime.runtime_flavor() == RuntimeFlavor::MultiThread);
    if has_threads { tokio::task::block_in_place(work) } else { work() }
}

impl Installation {
    /// What the history owes, again and again: entries that are culled go, segments are built, and what is past the period of the terms is culled.
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn keep_history(&self, controller: &Controller) -> Result<HistoryRun, Problem> {
        let segments = self.build_segments(controller).await?;
        let culled = self.cull_run_out(controller).await?;
        Ok(HistoryRun { segments, culled })
    }

    /// Builds the segments there are entries enough for. Says how many.
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn build_segments(&self, controller: &Controller) -> Result<u64, Problem> {
        let _turn = self.history.lock().await;
        match self.build_in_turn(controller).await {
            Err(problem) if is_damaged_segment(&problem) => {
                self.forget_segments(controller).await?;
                self.build_in_turn(controller).await
            }
            built => built,
        }
    }

    pub(crate) async fn build_in_turn(&self, controller: &Controller) -> Result<u64, Problem> {
        let mut built = 0;
        for epoch in 1..=self.head(controller)?.epoch {
            while let Some((first, segment)) = aside(|| self.next_segment(controller, epoch))? {
                let keep = HistoryChange::KeepSegment { epoch, first, segment };
                self.change(controller.id(), Change::History(keep), None).await?;
                built += 1;
            }
        }
        Ok(built)
    }

    /// The segments of every epoch go; they hold nothing the journal does not.
    pub(crate) async fn forget_segments(&self, controller: &Controller) -> Result<(), Problem> {
        for epoch in 1..=self.head(controller)?.epoch {
            let forget = Change::History(HistoryChange::ForgetSegments { epoch });
            self.change(controller.id(), forget, None).await?;
        }
        Ok(())
    }

    /// The next segment of an epoch: a full one, or of an epoch that has ended whatever is left.
    fn next_segment(&self, controller: &Controller, epoch: u32) -> Result<Option<(u64, Vec<u8>)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let Some(view) = EpochView::of(&snapshot, controller.id(), &head, epoch)? else { return Ok(None) };
        let has_ended = epoch < head.epoch;
        let (mut of_ended, mut of_present);
        let recent = if has_ended {
            of_ended = Recent::default();
            &mut of_ended
        } else {
            of_present = controller.recent.lock();
            &mut *of_present
        };
        recent.follow(&view)?;
        let tail = recent.tail();
        let is_due = tail.is_full() || has_ended;
        Ok(tail.segment().filter(|_| is_due).map(|segment| (tail.first(), segment)))
    }

    pub(crate) fn head(&self, controller: &Controller) -> Result<Head, Problem> {
        let head = self.reader()?.snapshot()?.head(controller.id())?;
        head.ok_or(Problem::NotFound { code: "controller.unknown" })
    }
}

/// What a run of [`Installation::keep_history`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HistoryRun {
    /// Segments built.
    pub segments: u64,
    /// What was culled.
    pub culled: CullRun,
}
