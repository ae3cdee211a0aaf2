//! What the gate is to know of a subject in an activity (ADR 0015).
//!
//! The store is asked only where a bit in the subject's row, the charter or the operation says that there is something to ask: an ordinary read
//! costs no look-up more for it.

use vern_core::id::{ControllerId, SubjectId};
use vern_core::operation::RestrictionException;
use vern_policy::{Rules, State, SubjectState};
use vern_store::Snapshot;
use vern_store::row::SubjectRow;

use crate::problem::Problem;

/// What holds for a subject in one activity, at one snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SubjectFacts {
    restricted: bool,
    pub(crate) consented: bool,
    objected: bool,
    erasure_ordered: bool,
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
        let asks_consent =
            rules.waits_for_consent(activity) || exception == Some(RestrictionException::Consent);
        Ok(Self {
            restricted: has(SubjectRow::RESTRICTED),
            consented: asks_consent && snapshot.has_consent(controller, subject, activity)?,
            objected: has(SubjectRow::OBJECTS) && snapshot.objects(controller, subject, activity)?,
            erasure_ordered: has(SubjectRow::ERASING)
                && snapshot.is_being_erased(controller, subject, activity)?,
        })
    }

    /// What holds for a subject that is not known yet.
    pub(crate) fn of_new(consented: bool) -> Self {
        Self { consented, ..Self::default() }
    }

    /// As the gate takes it, without a record.
    pub(crate) fn state<'a>(self) -> State<'a> {
        State {
            subject: Some(SubjectState { restricted: self.restricted }),
            consented: self.consented,
            objected: self.objected,
            erasure_ordered: self.erasure_ordered,
            ..State::default()
        }
    }
}
