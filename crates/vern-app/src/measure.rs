//! What a bench asks of the parts below use cases: one decision made again and again, and how much is stored.

use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;
use vern_policy::{RecordState, Rules, State, SubjectState, decide};

use crate::installation::Installation;
use crate::problem::Problem;

/// A read that the charter's first role may do in the first activity it is granted.
#[derive(Debug)]
pub struct Question {
    activity: String,
    category: String,
    role: String,
}

impl Question {
    /// The question of a charter.
    #[must_use]
    pub fn of(rules: &Rules) -> Self {
        let charter = rules.charter();
        let activity = charter.activities.first();
        let text = |id: Option<&str>| id.unwrap_or_default().to_owned();
        Self {
            activity: text(activity.map(|activity| activity.id.value.as_str())),
            category: text(
                activity.and_then(|activity| activity.subjects.value.first()).map(|id| id.value.as_str()),
            ),
            role: text(charter.roles.first().map(|role| role.id.value.as_str())),
        }
    }

    /// Decides it.
    #[must_use]
    pub fn is_permitted(&self, rules: &Rules) -> bool {
        let at = Instant::from_micros(1_800_000_000_000_000);
        let operation = Operation {
            controller: ControllerId::from_bits(1),
            activity: &self.activity,
            act: Act::Read,
            subject: Some(SubjectId::nil()),
            category: None,
            data: rules.data_of(&self.activity),
            data_undeclared: false,
            data_invalid: false,
            actor: ActorId::nil(),
            role: &self.role,
            recipient: None,
            place: None,
            automated: false,
            reason_given: true,
            at,
        };
        let record = RecordState { activity: &self.activity, category: &self.category, anchor: at };
        let state =
            State { subject: Some(SubjectState::default()), record: Some(record), ..State::default() };
        decide(&operation, rules, &state).is_permit()
    }
}

impl Installation {
    /// Bytes in the pages of every table and index but the journal's, keys included.
    ///
    /// # Errors
    /// `store.*`.
    pub fn space(&self) -> Result<u64, Problem> {
        Ok(self.reader()?.snapshot()?.bytes_without_journal()? + self.keys.bytes()?)
    }
}
