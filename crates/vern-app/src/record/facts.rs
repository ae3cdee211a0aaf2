//! What the gate is to know of a subject in an activity (ADR 0015).
//!
//! The store is asked only where a bit in the subject's row, the charter or the operation says that there is something to ask: an ordinary read
//! costs no look-up more for it.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::operation::RestrictionException;
use vern_core::time::Instant;
use vern_policy::{KeptWhile, Rules, State, SubjectState};
use vern_store::Snapshot;
use vern_store::ending::EndedBy;
use vern_store::row::SubjectRow;

use crate::problem::Problem;

/// Whether a subject is restricted in an activity: as a whole, or there.
pub(crate) fn is_restricted(
    snapshot: &Snapshot<'_>,
    controller: ControllerId,
    (subject, row): (SubjectId, &SubjectRow),
    activity: &str,
) -> Result<bool, Problem> {
    let has = |bit: u32| row.state & bit != 0;
    Ok(has(SubjectRow::RESTRICTED)
        || has(SubjectRow::RESTRICTED_IN) && snapshot.is_restricted_in(controller, subject, activity)?)
}

/// What holds for a subject in one activity, at one snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SubjectFacts {
    restricted: bool,
    consented: bool,
    objected: bool,
    erasure_ordered: bool,
    /// When what the data is kept for ends: as the controller has told it, and by consent taken back.
    ends_at: [Option<Instant>; 2],
}

impl SubjectFacts {
    /// Looks up what there is to look up.
    pub(crate) fn find(
        snapshot: &Snapshot<'_>,
        rules: &Rules,
        controller: ControllerId,
        (subject, row): (SubjectId, &SubjectRow),
        (activity, exception): (&str, Option<RestrictionException>),
    ) -> Result<Self, Problem> {
        let has = |bit: u32| row.state & bit != 0;
        let ends = |by| snapshot.ends_at(controller, subject, activity, by);
        let told = if has(SubjectRow::ENDS) { ends(EndedBy::Told)? } else { None };
        let taken_back = match rules.kept_while(activity) {
            Some(KeptWhile::Consent) => ends(EndedBy::Consent)?,
            Some(KeptWhile::Told) | None => None,
        };
        let ends_at = [told, taken_back];
        let may_keep = rules.keeps_by_consent(activity) && ends_at.iter().any(Option::is_some);
        let asks_consent =
            rules.waits_for_consent(activity) || exception == Some(RestrictionException::Consent) || may_keep;
        Ok(Self {
            restricted: is_restricted(snapshot, controller, (subject, row), activity)?,
            consented: asks_consent && snapshot.has_consent(controller, subject, activity)?,
            objected: has(SubjectRow::OBJECTS)
                && snapshot.objected_at(controller, subject, activity)?.is_some(),
            erasure_ordered: has(SubjectRow::ERASING)
                && snapshot.is_being_erased(controller, subject, activity)?,
            ends_at,
        })
    }

    /// What holds for a subject that is not known yet.
    pub(crate) fn of_new(consented: bool) -> Self {
        Self { consented, ..Self::default() }
    }

    /// With consent that is given with the operation itself, which nothing taken back before it undoes.
    pub(crate) fn consenting(self, given: bool) -> Self {
        let [told, taken_back] = self.ends_at;
        let ends_at = [told, taken_back.filter(|_| !given)];
        Self { consented: self.consented || given, ends_at, ..self }
    }

    /// As the gate takes it, without a record.
    pub(crate) fn state<'a>(self) -> State<'a> {
        State {
            subject: Some(SubjectState { restricted: self.restricted }),
            consented: self.consented,
            objected: self.objected,
            erasure_ordered: self.erasure_ordered,
            ends_at: self.ends_at.into_iter().flatten().min(),
            ..State::default()
        }
    }
}
