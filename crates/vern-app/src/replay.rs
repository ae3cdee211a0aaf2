//! Before a document comes into force: which operations of late it would have refused, from the journal alone.
//!
//! Nothing is changed and no person is named: entries hold pseudonyms, and only their clear part is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, StateBits};
use vern_core::id::ActorId;
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind, Outcome};
use vern_policy::Rules;
use vern_policy::charter::DocumentKind;
use vern_policy::in_force::{Document, Source, Timeline};
use vern_policy::replay::{PastOperation, Verdict, replay};
use vern_store::Snapshot;
use vern_store::row::Head;

use crate::charter::source_of;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

const DAY_MICROS: i64 = 86_400_000_000;
/// Entries read at a time.
const PAGE: u32 = 1_000;

/// What a document would have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplayReport {
    /// Days looked back.
    pub days: u32,
    /// Operations permitted in them.
    pub operations: u64,
    /// Those it would have refused, most first.
    pub refused: Vec<RefusedOperations>,
    /// Those it would have let through only because their activity is observed for now.
    pub observed: u64,
    /// Those it would have answered with less data.
    pub withheld: u64,
    /// Those whose entry does not hold what the answer hangs on, or whose documents the controller does not hold.
    pub unknown: u64,
}

/// Operations a document would have refused for the same reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedOperations {
    /// Activity.
    pub activity: String,
    /// Whose credential.
    pub actor: ActorId,
    /// Why.
    pub codes: Vec<Code>,
    /// How many.
    pub count: u64,
}

impl ReplayReport {
    /// How many would have been refused.
    #[must_use]
    pub fn refused_count(&self) -> u64 {
        self.refused.iter().map(|row| row.count).sum()
    }
}

impl Installation {
    /// Asks the operations of the last days again, as if a document had been in force.
    ///
    /// # Errors
    /// [`Problem::Charter`] where it can't be enforced with what the controller holds; `charter.not_of_organisation` for a document of someone
    /// else; `charter.none_in_force`; `store.*`.
    pub fn replay_journal(
        &self,
        controller: &Controller,
        document: &Source,
        days: u32,
    ) -> Result<ReplayReport, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let now = self.now();
        let comes = now.max(document.document().in_force_from());
        let rules = proposed(&snapshot, controller, document, comes)?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let since = now.plus_micros(-i64::from(days).saturating_mul(DAY_MICROS));
        let mut tally = Tally::default();
        let mut from = first_since(&snapshot, controller, &head, since)?;
        loop {
            let entries = snapshot.entries(controller.id(), head.epoch, from, PAGE)?;
            let Ok(read) = u64::try_from(entries.len()) else { break };
            for bytes in entries {
                tally.entry(&Entry::decode(&bytes)?, controller, &snapshot, (&rules, comes))?;
            }
            from += read;
            if read < u64::from(PAGE) {
                break;
            }
        }
        Ok(tally.report(days))
    }
}

/// What would be in force with a document in the place of those of its kind and organisation.
pub(crate) fn proposed(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    document: &Source,
    at: Instant,
) -> Result<Arc<Rules>, Problem> {
    let (kind, organisation) = (document.document().kind(), &document.document().organisation().id.value);
    let held = snapshot.charters(controller.id())?;
    let held = held.iter().map(source_of).collect::<Result<Vec<_>, _>>()?;
    let is_processor = |source: &Source| match source.document() {
        Document::Agreement(agreement) => agreement.under.value.processor == *organisation,
        Document::Charter(_) => false,
    };
    let concerns = match kind {
        DocumentKind::Terms => held.iter().any(is_processor),
        DocumentKind::Charter | DocumentKind::Agreement => organisation == controller.slug(),
    };
    if !concerns {
        return Err(Problem::Conflict { code: "charter.not_of_organisation" });
    }
    let like = |source: &Source| {
        source.document().kind() == kind && source.document().organisation().id.value == *organisation
    };
    let mut sources: Vec<Source> = held.into_iter().filter(|source| !like(source)).collect();
    sources.push(document.clone());
    let timeline = Timeline::new(&sources).map_err(Problem::Charter)?;
    let (rules, _) = timeline.at(at).ok_or(Problem::Conflict { code: "charter.none_in_force" })?;
    Ok(Arc::clone(rules))
}

/// The first entry at or after an instant: entries stand in the order of their times.
fn first_since(
    snapshot: &Snapshot<'_>,
    controller: &Controller,
    head: &Head,
    since: Instant,
) -> Result<u64, Problem> {
    let (mut low, mut high) = (0, head.tree_size);
    while low < high {
        let middle = low + (high - low) / 2;
        let found = snapshot.entry(controller.id(), head.epoch, middle)?;
        let is_before = match found {
            Some(bytes) => Entry::decode(&bytes)?.at < since.as_unsigned_micros(),
            None => true,
        };
        if is_before { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

#[derive(Default)]
struct Tally {
    operations: u64,
    refused: BTreeMap<(String, [u8; 16], Vec<Code>), u64>,
    observed: u64,
    withheld: u64,
    unknown: u64,
}

impl Tally {
    fn entry(
        &mut self,
        entry: &Entry,
        controller: &Controller,
        snapshot: &Snapshot<'_>,
        (rules, from): (&Rules, Instant),
    ) -> Result<(), Problem> {
        let permitted = matches!(entry.outcome, Some(Outcome::Permitted | Outcome::Observed));
        let (EntryKind::Operation | EntryKind::PolicyAmended, true, Some(act), Some(actor)) =
            (entry.kind, permitted, entry.act, entry.actor)
        else {
            return Ok(());
        };
        self.operations += 1;
        let Some(then) = controller.version(snapshot, &entry.charters)? else {
            self.unknown += 1;
            return Ok(());
        };
        let Some(past) = past_operation(entry, act, actor) else {
            self.unknown += 1;
            return Ok(());
        };
        match replay(&past, &then, rules, from) {
            Verdict::Permitted => {}
            Verdict::Observed(_) => self.observed += 1,
            Verdict::Withheld(_) => self.withheld += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Refused(codes) => {
                let activity = entry.activity.clone().unwrap_or_default();
                *self.refused.entry((activity, actor, codes)).or_default() += 1;
            }
        }
        Ok(())
    }

    fn report(self, days: u32) -> ReplayReport {
        let Self { operations, refused, observed, withheld, unknown } = self;
        let mut refused: Vec<RefusedOperations> = refused
            .into_iter()
            .map(|((activity, actor, codes), count)| RefusedOperations {
                activity,
                actor: ActorId::from_bytes(actor),
                codes,
                count,
            })
            .collect();
        refused.sort_by_key(|row| std::cmp::Reverse(row.count));
        ReplayReport { days, operations, refused, observed, withheld, unknown }
    }
}

fn past_operation(entry: &Entry, act: vern_journal::Act, actor: [u8; 16]) -> Option<PastOperation<'_>> {
    let act = Act::ALL.into_iter().find(|known| known.as_str() == act.as_str())?;
    Some(PastOperation {
        activity: entry.activity.as_deref(),
        act,
        data: DataTypes::from_bytes(entry.data.as_bytes()),
        actor: ActorId::from_bytes(actor),
        recipient: entry.recipient.as_deref(),
        place: entry.place.as_deref().and_then(|place| place.parse().ok()),
        state: StateBits::from_u64(entry.state?),
        at: Instant::from_micros(i64::try_from(entry.at).unwrap_or(i64::MAX)),
    })
}
