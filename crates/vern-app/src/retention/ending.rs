//! What ends with what it is kept for: a contract that is over, a hiring, a consent that was taken back (ADR 0015).

use vern_core::time::Instant;
use vern_policy::{KeptWhile, Rules};
use vern_store::Snapshot;
use vern_store::ending::{EndedBy, Ending};

use super::PAGE;
use crate::controller::Controller;
use crate::problem::Problem;

/// An activity that keeps data for as long as something stands.
pub(super) struct Endable {
    pub(super) activity: String,
    kept_while: KeptWhile,
    keeps_by_consent: bool,
}

/// Where a walk over the endings of one activity stands.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    by: EndedBy,
    after: Option<Ending>,
}

pub(super) fn endable(rules: &Rules) -> Vec<Endable> {
    let line = |(activity, kept_while): (&str, KeptWhile)| Endable {
        activity: activity.to_owned(),
        kept_while,
        keeps_by_consent: rules.keeps_by_consent(activity),
    };
    rules.endable().map(line).collect()
}

impl Endable {
    /// Every walk there is to make.
    pub(super) fn walks(&self) -> impl Iterator<Item = Walk> + use<> {
        let by_consent = (self.kept_while == KeptWhile::Consent).then_some(EndedBy::Consent);
        [Some(EndedBy::Told), by_consent].into_iter().flatten().map(|by| Walk { by, after: None })
    }

    /// The next people whose data ends up to an instant, and how the walk goes on; none where it is over. Whoever consents to be kept is left out.
    pub(super) fn next(
        &self,
        snapshot: &Snapshot<'_>,
        controller: &Controller,
        walk: Walk,
        until: Instant,
    ) -> Result<Option<(Vec<Ending>, Walk)>, Problem> {
        let id = controller.id();
        let page = snapshot.endings(id, (&self.activity, walk.by), walk.after, until, PAGE)?;
        let Some(last) = page.last().copied() else { return Ok(None) };
        let mut ended = Vec::new();
        for ending in page {
            let met_elsewhere = self.ends_before(snapshot, controller, walk.by, &ending)?;
            let kept = self.keeps_by_consent && snapshot.has_consent(id, ending.subject, &self.activity)?;
            if !met_elsewhere && !kept {
                ended.push(ending);
            }
        }
        Ok(Some((ended, Walk { after: Some(last), ..walk })))
    }

    /// Whether the other walk meets this person earlier, or as early and told: nobody is counted twice.
    fn ends_before(
        &self,
        snapshot: &Snapshot<'_>,
        controller: &Controller,
        by: EndedBy,
        ending: &Ending,
    ) -> Result<bool, Problem> {
        let ends = |by| snapshot.ends_at(controller.id(), ending.subject, &self.activity, by);
        Ok(match (by, self.kept_while) {
            (EndedBy::Consent, _) => ends(EndedBy::Told)?.is_some_and(|told| told <= ending.at),
            (EndedBy::Told, KeptWhile::Consent) => ends(EndedBy::Consent)?.is_some_and(|end| end < ending.at),
            (EndedBy::Told, KeptWhile::Told) => false,
        })
    }
}
