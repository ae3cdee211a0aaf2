//! Culling: the bodies of the oldest entries go, their hashes stay, and the log itself says where the cut is (ADR 0002).
//!
//! Never before the period of the agreement or the terms is over, and never past the order of an erasure that is not finished. The entry that says so is
//! committed with the cut; the bodies go afterwards in batches, and a stop between the two is made good by the next run.

use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind, Tail};
use vern_store::row::Head;
use vern_store::{Snapshot, StoreError};

use super::{EpochView, HistoryChange, PAGE, aside, segment_problem};
use crate::checkpoint_key::verifier_keys;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// The cut stands at a multiple of this: a bundle of an export is whole or absent.
const BUNDLE: u64 = 256;
/// Entries taken away in one commit.
const DROP_MAX: u64 = 4_096;
const DAY_MICROS: i64 = 86_400_000_000;

/// What was culled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CullRun {
    /// The entries before this one are gone.
    pub culled: u64,
    /// How many went in this run.
    pub entries: u64,
}

/// A cut that may be made.
struct Cut {
    epoch: u32,
    culled: u64,
    draft: Entry,
    segment: Option<Vec<u8>>,
}

impl Installation {
    /// Takes away the entries before an instant, in whole bundles of 256.
    ///
    /// # Errors
    /// `journal.log_period_missing` where neither terms nor agreement say how long entries are kept, `journal.too_young` where that is not over;
    /// `charter.none_in_force`, `store.*`.
    pub async fn cull_journal(&self, controller: &Controller, before: Instant) -> Result<CullRun, Problem> {
        // The entry names every key announced so far: none is announced meanwhile.
        let _keys = self.rotating.lock().await;
        let _turn = self.history.lock().await;
        self.build_in_turn(controller).await?;
        let cut = aside(|| self.plan_cull(controller, before))?;
        if let Some(Cut { epoch, culled, draft, segment, .. }) = cut {
            let cull = HistoryChange::Cull { epoch, culled, cut: segment };
            self.change(controller.id(), Change::History(cull), Some(draft)).await?;
        }
        self.drop_culled(controller).await
    }

    /// Culls what is past the period, where one is stated; at most once a day, so that the entries that say so do not fill the log.
    pub(super) async fn cull_run_out(&self, controller: &Controller) -> Result<CullRun, Problem> {
        let period = match self.log_period(controller) {
            Ok(Some((period, now))) => period.before(now),
            Ok(None) | Err(Problem::Conflict { code: "charter.none_in_force" }) => {
                let _turn = self.history.lock().await;
                return self.drop_culled(controller).await;
            }
            Err(problem) => return Err(problem),
        };
        let day = Instant::from_micros(period.as_micros().div_euclid(DAY_MICROS).saturating_mul(DAY_MICROS));
        self.cull_journal(controller, day).await
    }

    fn log_period(
        &self,
        controller: &Controller,
    ) -> Result<Option<(vern_core::period::Period, Instant)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let now = self.now().max(head.last_at);
        let rules = controller.in_force(&snapshot, head.state_version, now)?.rules;
        Ok(rules.log_period().map(|period| (period, now)))
    }

    fn plan_cull(&self, controller: &Controller, before: Instant) -> Result<Option<Cut>, Problem> {
        let (period, now) =
            self.log_period(controller)?.ok_or(Problem::Conflict { code: "journal.log_period_missing" })?;
        if period.after(before) > now {
            return Err(Problem::Conflict { code: "journal.too_young" });
        }
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let Some(view) = EpochView::of(&snapshot, controller.id(), &head, head.epoch)? else {
            return Ok(None);
        };
        let old = view.first_at(before.as_unsigned_micros())?;
        let pinned = snapshot.entry_pinned(controller.id())?.unwrap_or(u64::MAX);
        let reach = old.min(pinned);
        let culled = reach - reach % BUNDLE;
        if culled <= head.culled {
            return Ok(None);
        }
        let draft = draft_cull(&snapshot, controller, &view, &head, culled)?;
        let segment = segment_from(&view, culled)?;
        Ok(Some(Cut { epoch: head.epoch, culled, draft, segment }))
    }

    /// Takes away the bodies that are culled and still there.
    async fn drop_culled(&self, controller: &Controller) -> Result<CullRun, Problem> {
        let mut entries = 0;
        loop {
            let head = self.head(controller)?;
            let range = self.reader()?.snapshot()?.entry_range(controller.id(), head.epoch)?;
            let first = range.map_or(head.culled, |(first, _)| first);
            if first >= head.culled {
                return Ok(CullRun { culled: head.culled, entries });
            }
            let below = head.culled.min(first.saturating_add(DROP_MAX));
            let drop = HistoryChange::DropEntries { epoch: head.epoch, below };
            self.change(controller.id(), Change::History(drop), None).await?;
            entries += below - first;
        }
    }
}

/// The entry of a cut. It repeats what entry 0 said, which goes with the rest, and names every key announced so far.
fn draft_cull(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    view: &EpochView<'_, '_>,
    head: &Head,
    culled: u64,
) -> Result<Entry, Problem> {
    let mut draft = Entry::new(0, 0, EntryKind::JournalCulled);
    let named = format!("{}+", controller.origin());
    let keys = verifier_keys(&snapshot.controller_keys(controller.id())?);
    let keys: Vec<String> = keys.into_iter().filter(|key| key.starts_with(&named)).collect();
    draft.vkey = Some(keys.join("\n"));
    draft.origin = Some(controller.origin().to_owned());
    draft.culled = Some(culled);
    draft.previous = if head.epoch > 1 { previous_of(view)? } else { None };
    Ok(draft)
}

/// What this epoch quotes of the one before, from its opening or from the newest culling.
fn previous_of(view: &EpochView<'_, '_>) -> Result<Option<String>, Problem> {
    let mut from = view.first;
    let mut previous = None;
    while from < view.end {
        let page = view.snapshot.entries(view.controller, view.epoch, from, PAGE)?;
        for bytes in &page {
            let entry = Entry::decode(bytes)?;
            if matches!(entry.kind, EntryKind::EpochOpened | EntryKind::JournalCulled) {
                previous = entry.previous;
            }
        }
        match u64::try_from(page.len()) {
            Ok(read) if read > 0 => from += read,
            _ => break,
        }
    }
    Ok(previous)
}

/// The segment the cut runs through, built again from the entries that stay.
fn segment_from(view: &EpochView<'_, '_>, culled: u64) -> Result<Option<Vec<u8>>, Problem> {
    let next = view.segments.iter().copied().find(|first| *first >= culled);
    let Some(end) = next.or(Some(view.mark()?)).filter(|end| *end > culled && !view.segments.is_empty())
    else {
        return Ok(None);
    };
    let mut tail = Tail::new(culled);
    while tail.next() < end {
        let most = u32::try_from(end - tail.next()).unwrap_or(PAGE).min(PAGE);
        let page = view.snapshot.entries(view.controller, view.epoch, tail.next(), most)?;
        if page.is_empty() {
            return Err(StoreError::Damaged { table: "journal_entries" }.into());
        }
        for entry in &page {
            tail.push(entry).map_err(segment_problem)?;
        }
    }
    Ok(tail.segment())
}
