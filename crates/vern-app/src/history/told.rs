//! The journal as a caller may read it: lines of the activities its role has a grant in, and its own; all of them where its role administers the
//! journal, those of access where it administers access.
//!
//! Deliberately not here: who a line is about. That takes the person's link key, a reason and the gate ([`super::question`]).

use vern_journal::EntryKind;
use vern_policy::Rules;
use vern_policy::charter::Administration;

use super::question::{HistoryLine, HistoryPage, HistoryRequest, Paging};
use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;

/// A page of what a caller may read.
#[derive(Debug, Clone)]
pub struct ToldHistory {
    /// The lines.
    pub page: HistoryPage,
    /// Lines met on this page that are not the caller's to read.
    pub left_out: u64,
}

impl Installation {
    /// The lines that answer, a page at a time, as far as the caller may read them.
    ///
    /// # Errors
    /// `charter.none_in_force`; as [`Installation::history_page`].
    pub async fn told_history(
        &self,
        caller: &Caller,
        request: &HistoryRequest,
        paging: Paging,
    ) -> Result<ToldHistory, Problem> {
        let rules = {
            let reader = self.reader()?;
            self.ground(caller, &reader.snapshot()?)?.in_force.rules
        };
        let mut page = self.history_page(&caller.controller, request, paging).await?;
        let met = page.lines.len();
        page.lines.retain(|line| may_read(caller, &rules, line));
        let left_out = u64::try_from(met - page.lines.len()).unwrap_or(u64::MAX);
        Ok(ToldHistory { page, left_out })
    }
}

/// What an installation does to itself, everyone of the organisation may know. What an actor did stands with its activity; where it names none, with
/// the actor.
fn may_read(caller: &Caller, rules: &Rules, line: &HistoryLine) -> bool {
    if [line.actor, line.holder].contains(&Some(caller.actor)) {
        return true;
    }
    let sees_to = |what| rules.administers(&caller.role).contains(&what);
    if sees_to(Administration::Journal) || (line.kind == EntryKind::Access && sees_to(Administration::Access))
    {
        return true;
    }
    match (&line.activity, line.kind) {
        (Some(activity), _) => caller.has_grant(rules, activity),
        (None, EntryKind::Operation | EntryKind::Access | EntryKind::Chunk) => false,
        (None, _) => true,
    }
}
