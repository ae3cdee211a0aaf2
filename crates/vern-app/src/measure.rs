//! What a bench asks of the parts below use cases: one decision made again and again, how much is stored, a journal with many entries.

use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;
use vern_journal::{self as journal, Entry, EntryKind, Outcome, SubjectPart};
use vern_policy::{RecordState, Rules, State, SubjectState, decide};

use crate::committer::{Change, CommitError, Committed};
use crate::controller::Controller;
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
            origin_undeclared: false,
            actor: ActorId::nil(),
            role: &self.role,
            access_until: None,
            reach: None,
            staff: None,
            acting_for: None,
            recipient: None,
            place: None,
            automated: false,
            reason_given: true,
            exception: None,
            at,
        };
        let record =
            RecordState { activity: &self.activity, category: &self.category, anchor: at, narrowing: None };
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

/// Entries that stand for no operation, to measure and test the journal's history with. For journals made for it only.
impl Installation {
    /// Journals made-up operations, numbered from `from`: seven credentials, three activities, every eleventh refused, each permitted one about
    /// `subjects_each` of 5,000 people. What is made up follows from the number alone.
    ///
    /// # Errors
    /// `store.*`, `internal`.
    pub async fn fill_journal(
        &self,
        controller: &Controller,
        (from, count): (u64, u64),
        subjects_each: u64,
    ) -> Result<(), Problem> {
        let mut queued = std::collections::VecDeque::new();
        for number in from..from.saturating_add(count) {
            let draft = made_up(number, subjects_each);
            queued.push_back(self.committer.submit(controller.id(), None, Change::None, Some(draft)).await?);
            if queued.len() >= IN_FLIGHT {
                settle(queued.pop_front()).await?;
            }
        }
        while let Some(answered) = queued.pop_front() {
            settle(Some(answered)).await?;
        }
        Ok(())
    }
}

/// Made-up operations under way at once.
const IN_FLIGHT: usize = 2_048;

type Answered = tokio::sync::oneshot::Receiver<Result<Committed, CommitError>>;

async fn settle(answered: Option<Answered>) -> Result<(), Problem> {
    let Some(answered) = answered else { return Ok(()) };
    match answered.await.map_err(|_| Problem::Internal("the writer has ended".to_owned()))? {
        Ok(_) => Ok(()),
        Err(CommitError::Failed(problem)) => Err(problem),
        Err(CommitError::Stale) => Err(Problem::Conflict { code: "conflict.busy" }),
    }
}

/// The made-up operation with a number.
fn made_up(number: u64, subjects_each: u64) -> Entry {
    let wide = |number: u64| u128::from(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)).to_be_bytes();
    let mut entry = Entry::new(0, 0, EntryKind::Operation);
    entry.operation = Some(u128::from(number).to_be_bytes());
    entry.actor = Some(wide(number % 7 + 1));
    entry.activity = Some(format!("made-up-{}", number % 3));
    entry.act = Some(match number % 4 {
        0 => journal::Act::Register,
        1 => journal::Act::Alter,
        _ => journal::Act::Read,
    });
    if number.is_multiple_of(11) {
        entry.outcome = Some(Outcome::Refused);
        entry.codes = vec!["actor.no_grant".to_owned()];
        if number.is_multiple_of(22) {
            entry.codes.push("retention.expired".to_owned());
        }
        return entry;
    }
    entry.outcome = Some(Outcome::Permitted);
    let people = (0..subjects_each).map(|nth| (number.wrapping_mul(31).wrapping_add(nth)) % 5_000);
    let part = |person| SubjectPart { pseudonym: wide(person + 1_000), sealed: vec![0; 64], digest: None };
    entry.subjects = people.map(part).collect();
    entry.count = Some(subjects_each);
    entry
}
