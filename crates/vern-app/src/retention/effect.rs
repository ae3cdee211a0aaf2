//! What another document would have go: counted before it comes into force, so that nobody shortens a period without seeing what that takes.
//!
//! Nothing is erased here, and nobody is named.

use std::collections::BTreeMap;

use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::in_force::Source;
use vern_store::Snapshot;
use vern_store::row::Head;
use vern_text::{Language, text};

use super::Because;
use super::clock::{count_run_out, expiring_policies};
use super::due::each_ending;
use super::ending::endable;
use super::review::count_reviews;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::replay::proposed;

/// What a document would change of what goes in one activity, from the instant it comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionEffect {
    /// Activity id.
    pub activity: String,
    /// Why they go by the document; none where by it nothing goes.
    pub because: Option<Because>,
    /// Records that go then and would have stayed.
    pub goes: u64,
    /// Records that stay then and would have gone.
    pub stays: u64,
    /// Records whose review is due then and would not have been.
    pub asks: u64,
    /// Records whose review is not due then and would have been.
    pub asks_not: u64,
}

impl RetentionEffect {
    const fn is_any(&self) -> bool {
        self.goes > 0 || self.stays > 0 || self.asks > 0 || self.asks_not > 0
    }

    /// In words: what goes and why, and what stays.
    #[must_use]
    pub fn in_words(&self, activity: &str, language: Language) -> Vec<String> {
        let because = self.because.map(|because| because.in_words(language)).unwrap_or_default();
        let said = |id: &str, records: u64| {
            let variables = [
                ("activity", activity.into()),
                ("records", records.into()),
                ("because", because.as_str().into()),
            ];
            (records > 0).then(|| text(language, id, &variables))
        };
        let all = [
            ("retention-effect-goes", self.goes),
            ("retention-effect-stays", self.stays),
            ("retention-effect-asks", self.asks),
            ("retention-effect-asks-not", self.asks_not),
        ];
        all.into_iter().filter_map(|(id, records)| said(id, records)).collect()
    }
}

/// What has run out at an instant by some rules: of each policy row, and of each activity that ends with something.
#[derive(Default)]
struct RunOut {
    by_policy: BTreeMap<(String, i64), (Because, u64)>,
    by_end: BTreeMap<String, u64>,
    reviews: BTreeMap<String, u64>,
}

impl Installation {
    /// What a document would have go the instant it comes into force, beside what goes by then anyway; and what it would keep of that. What is
    /// restricted stays all the same.
    ///
    /// # Errors
    /// As [`Installation::replay_journal`].
    pub fn retention_effect(
        &self,
        controller: &Controller,
        document: &Source,
    ) -> Result<Vec<RetentionEffect>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (head, now, rules) = self.retention_ground(controller, &snapshot)?;
        let comes = now.max(document.document().in_force_from());
        let new = proposed(&snapshot, controller, document, comes)?;
        let before = RunOut::by(&snapshot, controller, (&head, &rules), comes)?;
        let after = RunOut::by(&snapshot, controller, (&head, &new), comes)?;
        Ok(differences(&before, &after))
    }
}

impl RunOut {
    fn by(
        snapshot: &Snapshot<'_>,
        controller: &Controller,
        (head, rules): (&Head, &Rules),
        at: Instant,
    ) -> Result<Self, Problem> {
        let mut run_out = Self::default();
        for expiring in expiring_policies(snapshot, controller, head, rules)? {
            let Some(period) = expiring.periods.first().copied() else { continue };
            let (count, _) = count_run_out(snapshot, controller, &expiring, at)?;
            let of = (expiring.activity, expiring.policy);
            run_out.by_policy.insert(of, (Because::Period(period), count));
        }
        for endable in endable(rules) {
            let mut count = 0;
            each_ending(snapshot, controller, &endable, at, |_, records| count += records)?;
            run_out.by_end.insert(endable.activity, count);
        }
        run_out.reviews = count_reviews(snapshot, controller, (head, rules), at)?;
        Ok(run_out)
    }

    /// Every count, by what it is of.
    fn counts(&self) -> impl Iterator<Item = ((&str, Option<i64>), (Because, u64))> {
        let by_policy = self
            .by_policy
            .iter()
            .map(|((activity, policy), count)| ((activity.as_str(), Some(*policy)), *count));
        let by_end =
            self.by_end.iter().map(|(activity, count)| ((activity.as_str(), None), (Because::End, *count)));
        by_policy.chain(by_end)
    }
}

/// Activity by activity, where there is any difference.
fn differences(before: &RunOut, after: &RunOut) -> Vec<RetentionEffect> {
    let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) = (before.counts().collect(), after.counts().collect());
    let mut effects: BTreeMap<&str, RetentionEffect> = BTreeMap::new();
    for of in old.keys().chain(new.keys().filter(|of| !old.contains_key(*of))) {
        let was = old.get(of).map_or(0, |(_, count)| *count);
        let (because, is) = new.get(of).map_or((None, 0), |(because, count)| (Some(*because), *count));
        let effect = effects.entry(of.0).or_insert_with(|| none_of(of.0));
        effect.goes += is.saturating_sub(was);
        effect.stays += was.saturating_sub(is);
        if is > was {
            effect.because = effect.because.or(because);
        }
    }
    let due = |of: &RunOut, activity: &str| of.reviews.get(activity).copied().unwrap_or_default();
    for activity in before.reviews.keys().chain(after.reviews.keys()) {
        let effect = effects.entry(activity).or_insert_with(|| none_of(activity));
        let (was, is) = (due(before, activity), due(after, activity));
        (effect.asks, effect.asks_not) = (is.saturating_sub(was), was.saturating_sub(is));
    }
    effects.into_values().filter(RetentionEffect::is_any).collect()
}

fn none_of(activity: &str) -> RetentionEffect {
    RetentionEffect { activity: activity.to_owned(), because: None, goes: 0, stays: 0, asks: 0, asks_not: 0 }
}
