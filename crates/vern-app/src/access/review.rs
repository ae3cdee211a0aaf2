//! Reviews of access (`periods.access_review`): each access is looked at again at least so often, by somebody else than who has it, who lets it stay or
//! ends it.
//!
//! Deliberately not here: ending, which is done as at any other time. Nothing ends because nobody has looked: it is counted as overdue.

use vern_core::id::ActorId;
use vern_core::time::Instant;
use vern_journal::{Entry, EntryKind, Outcome};
use vern_policy::Rules;
use vern_policy::charter::Administration;
use vern_store::row::AccessRow;

use super::{Access, AccessChange, Caller, prepared, require_standing};
use crate::Answer;
use crate::committer::Change;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;

const DAY_MICROS: i64 = 86_400_000_000;
/// What falls due within so many days falls due soon.
pub const SOON_DAYS: i64 = 30;

/// How many accesses are to be looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccessReviewsDue {
    /// Nobody has looked in time.
    pub overdue: u64,
    /// Within [`SOON_DAYS`] days.
    pub soon: u64,
}

/// When it is to be looked at next whether an access is to stay; none where that is not asked, or it is over then.
pub(crate) fn due_at(rules: &Rules, access: &AccessRow, at: Instant) -> Option<Instant> {
    let due = rules.access_review()?.after(access.reviewed_at.unwrap_or(access.since));
    access.ends_at.is_none_or(|end| end > at && end > due).then_some(due)
}

impl AccessReviewsDue {
    pub(crate) fn count(rules: &Rules, rows: &[AccessRow], at: Instant) -> Self {
        let mut due = Self::default();
        for next in rows.iter().filter_map(|row| due_at(rules, row, at)) {
            if next <= at {
                due.overdue += 1;
            } else if next <= at.plus_micros(SOON_DAYS * DAY_MICROS) {
                due.soon += 1;
            }
        }
        due
    }
}

impl Installation {
    /// Records that an access of the caller's controller was looked at and stays; gives when that falls due next.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not administer access; `access.unknown` where there is none that stands; `access.own` for the
    /// caller's own; `access.emergency_beyond` for a caller an emergency alone lets in; `access.role_beyond`, `access.only_beyond` for one that may more than the caller's own; `access.review_none_asked`;
    /// [`Problem::Repeated`]; `conflict.busy`, `store.*`.
    pub async fn keep_access(&self, caller: &Caller, actor: ActorId) -> Result<Answer<Instant>, Problem> {
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let (ground, _) = self.standing_access(caller, &snapshot, actor)?;
            if actor == caller.actor {
                return Err(Problem::Denied { code: "access.own" });
            }
            // What was looked at stays for months, which nothing an emergency opens does.
            if ground.emergency_until().is_some() {
                return Err(Problem::Denied { code: "access.emergency_beyond" });
            }
            let (next, change, entry) = kept(&ground.in_force.rules, Some(caller), actor, ground.at)?;
            let Prepared { expected, change, entry, .. } = prepared(&ground, caller, change, entry);
            Ok(Prepared { expected, change, entry, outcome: Ok(next) })
        };
        self.perform(caller, prepare).await
    }

    /// How many accesses are to be looked at; none for a role that does not administer access.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; `store.*`.
    pub fn access_reviews_due(&self, caller: &Caller) -> Result<Option<AccessReviewsDue>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = &ground.in_force.rules;
        if !rules.administers(&caller.role).contains(&Administration::Access) {
            return Ok(None);
        }
        let rows = snapshot.actors(caller.controller.id())?;
        Ok(Some(AccessReviewsDue::count(rules, &rows, ground.at)))
    }

    /// As [`Installation::keep_access`], on the word of whoever runs the installation: for the access of an organisation's only administrator, which nobody else looks at.
    ///
    /// # Errors
    /// `controller.unknown`, `charter.none_in_force`; `access.unknown`; `access.review_none_asked`; `store.*`.
    pub async fn keep_access_of(&self, slug: &str, actor: ActorId) -> Result<Answer<Instant>, Problem> {
        let controller = self.controller(slug)?;
        let now = self.now();
        let rules = self.rules_now(&controller)?;
        let end = self.reader()?.snapshot()?.access_end(controller.id(), actor)?;
        require_standing(end, now)?;
        let (next, change, entry) = kept(&rules, None, actor, now)?;
        let committed = self.change(controller.id(), change, Some(entry)).await?;
        Ok(Answer { value: next, committed })
    }

    /// Every access there has been, the oldest first, for whoever runs the installation.
    ///
    /// # Errors
    /// `controller.unknown`, `charter.none_in_force`; `store.*`.
    pub fn access_of(&self, slug: &str) -> Result<Vec<Access>, Problem> {
        let controller = self.controller(slug)?;
        let (rules, now) = (self.rules_now(&controller)?, self.now());
        let rows = self.reader()?.snapshot()?.actors(controller.id())?;
        rows.into_iter().map(|row| Access::of(&controller, &rules, row, now)).collect()
    }
}

/// Those that stand, what falls due first before the rest, and then the oldest first.
#[must_use]
pub fn in_order_of_review(mut all: Vec<Access>) -> Vec<Access> {
    all.retain(|access| !access.is_over);
    all.sort_by_key(|access| (access.review_due_at.is_none(), access.review_due_at, access.since));
    all
}

/// When an access falls due next that is let stay now; the change, and the entry that says so.
fn kept(
    rules: &Rules,
    by: Option<&Caller>,
    actor: ActorId,
    at: Instant,
) -> Result<(Instant, Change, Entry), Problem> {
    let asked = rules.access_review();
    let every = asked.ok_or_else(|| Problem::invalid_field("access.review_none_asked", "actor"))?;
    let next = every.after(at);
    let mut draft = Entry::new(0, 0, EntryKind::Access);
    draft.actor = by.map(|caller| *caller.actor.as_bytes());
    draft.holder = Some(*actor.as_bytes());
    draft.outcome = Some(Outcome::Permitted);
    // Without a role beside it, so that it gives nothing: when it is looked at next.
    draft.until = Some(next.as_unsigned_micros());
    draft.charters = rules.sources().iter().map(|source| source.hash).collect();
    Ok((next, Change::Access(AccessChange::NoteReview { actor, reviewed_at: at }), draft))
}
