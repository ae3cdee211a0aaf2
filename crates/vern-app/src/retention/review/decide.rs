//! What a review decides: what it was kept for stands, and the next review comes one period later; or it does not, and what the activity holds on that
//! person is erased, by the way every erasure goes.
//!
//! Both are asked of the gate as an erasure: who reviews decides whether data goes, and a right to let it stay alone would be one to keep it for ever.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use vern_core::id::SubjectId;
use vern_core::operation::{Act, Operation};
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_journal::EntryKind;
use vern_policy::{Rules, decide};
use vern_store::Snapshot;

use super::{due_at, review_due_at};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, Committed};
use crate::draft::Draft;
use crate::erasure::{ErasureRequest, OrderedErasure};
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{
    Circumstance, Found, Ground, earlier, expected_of, is_restricted, operation, reason_text,
};

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewDecision {
    /// What it is kept for stands: it stays until the next review.
    Keep,
    /// It does not: it is erased.
    Erase,
}

impl ReviewDecision {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Keep, Self::Erase];

    /// Its stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Erase => "erase",
        }
    }
}

impl FromStr for ReviewDecision {
    type Err = Problem;

    fn from_str(word: &str) -> Result<Self, Problem> {
        let known = Self::ALL.into_iter().find(|decision| decision.as_str() == word);
        known.ok_or_else(|| Problem::invalid_field("request.json", "decision"))
    }
}

/// A review that is decided.
#[derive(Debug, Clone)]
pub struct ReviewRequest {
    /// Activity id.
    pub activity: String,
    /// The record's key.
    pub key: String,
    /// When the review falls due, as whoever decides has seen it: somebody else's decision since then is not undone. None where that was not looked at.
    pub due_at: Option<Instant>,
    /// What is decided.
    pub decision: ReviewDecision,
    /// Why.
    pub reason: Option<Personal<String>>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Reviewed {
    /// It stays.
    Kept {
        /// When the next review falls due.
        due_at: Instant,
    },
    /// It is erased, with a certificate.
    Erased(OrderedErasure),
}

/// What deciding several reviews will do, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ForeseenReviews {
    /// Records that are there.
    pub records: u64,
    /// People they are about.
    pub people: u64,
    /// Records of these people in the activity, reviewed or not: all of them go where it is decided to erase.
    pub erased: u64,
    /// Records about people whose data is restricted: these stay, undecided.
    pub restricted: u64,
    /// A statute keeps some of what is erased, in an activity of its own.
    pub is_kept_by_statute: bool,
    /// When the next review falls due of those that stay.
    pub next_due_at: Option<Instant>,
}

/// What deciding several reviews did.
#[derive(Debug, Clone, Default)]
pub struct ReviewsDecided {
    /// Records that stay until the next review.
    pub kept: u64,
    /// People whose data in the activity is erased.
    pub people: u64,
    /// Records that are erased.
    pub erased: u64,
    /// Of these, records of which a statute keeps something.
    pub held: u64,
    /// Records nothing was done about, by why.
    pub left: BTreeMap<String, u64>,
    /// The last decision in the journal.
    pub committed: Option<Committed>,
}

impl ReviewsDecided {
    fn leave(&mut self, problem: Problem, records: usize) -> Result<(), Problem> {
        let is_of_record = match &problem {
            Problem::Refused(refusal) => {
                self.committed = Some(refusal.committed);
                true
            }
            Problem::Conflict { .. } | Problem::NotFound { .. } | Problem::Unreadable => true,
            _ => false,
        };
        if !is_of_record {
            return Err(problem);
        }
        *self.left.entry(problem.code().to_owned()).or_default() +=
            u64::try_from(records).unwrap_or(u64::MAX);
        Ok(())
    }
}

/// A record that is reviewed, and when that falls due as whoever decides has seen it.
type Seen = (RecordKey, Option<Instant>);

impl Installation {
    /// Decides one review.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the reasons the caller may see, such as a restriction; `review.decided` where somebody has decided it meanwhile,
    /// `review.none_asked` where the charter has nobody look; `record.key_form`, `reason.too_long`, `conflict.busy`.
    pub async fn decide_review(
        &self,
        caller: &Caller,
        request: &ReviewRequest,
    ) -> Result<Answer<Reviewed>, Problem> {
        let seen: Seen = (request.key.parse()?, request.due_at);
        let circumstance = Circumstance {
            activity: request.activity.clone(),
            reason: request.reason.clone(),
            ..Circumstance::default()
        };
        if request.decision == ReviewDecision::Keep {
            return self.keep_reviewed(caller, &seen, &circumstance, ReviewDecision::Keep).await;
        }
        let subject = self.subject_of(caller, &seen.0, &request.activity)?;
        let erased = self.erase_reviewed(caller, subject, std::slice::from_ref(&seen), &circumstance).await;
        // Of a call made again the first may have died between its order and this.
        if matches!(erased, Ok(_) | Err(Problem::Repeated(_))) {
            self.finish_erasures(&caller.controller).await?;
        }
        erased
    }

    /// Decides several reviews of one activity the same way. Each is an operation of its own; what the gate refuses, or somebody else has decided, is left
    /// and counted.
    ///
    /// # Errors
    /// What is wrong with the call as a whole: `record.key_form`, `reason.too_long`, `review.none_asked`, `store.*`. What was decided before a failure
    /// stays decided.
    pub async fn decide_reviews(
        &self,
        caller: &Caller,
        decision: ReviewDecision,
        circumstance: &Circumstance,
        seen: &[(String, Instant)],
    ) -> Result<ReviewsDecided, Problem> {
        let mut decided = ReviewsDecided::default();
        let mut marked: Vec<Seen> = Vec::new();
        for (key, due_at) in seen {
            marked.push((key.parse()?, Some(*due_at)));
        }
        match decision {
            ReviewDecision::Keep => {
                for seen in &marked {
                    match self.keep_reviewed(caller, seen, circumstance, decision).await {
                        Ok(answer) => {
                            decided.kept += 1;
                            decided.committed = Some(answer.committed);
                        }
                        Err(problem) => decided.leave(problem, 1)?,
                    }
                }
            }
            ReviewDecision::Erase => self.erase_several(caller, circumstance, marked, &mut decided).await?,
        }
        Ok(decided)
    }

    /// Person by person: several records of one are one decision.
    async fn erase_several(
        &self,
        caller: &Caller,
        circumstance: &Circumstance,
        marked: Vec<Seen>,
        decided: &mut ReviewsDecided,
    ) -> Result<(), Problem> {
        let mut people: Vec<(Option<SubjectId>, Vec<Seen>)> = Vec::new();
        for seen in marked {
            let subject = self.subject_of(caller, &seen.0, &circumstance.activity)?;
            match people.iter_mut().find(|(known, _)| subject.is_some() && *known == subject) {
                Some((_, of_person)) => of_person.push(seen),
                None => people.push((subject, vec![seen])),
            }
        }
        let mut orders = Vec::new();
        for (subject, seen) in &people {
            match self.erase_reviewed(caller, *subject, seen, circumstance).await {
                Ok(Answer { value: Reviewed::Erased(ordered), committed }) => {
                    orders.push(ordered.erasure);
                    decided.committed = Some(committed);
                }
                Ok(_) => {}
                Err(problem) => decided.leave(problem, seen.len())?,
            }
        }
        self.finish_ordered(&caller.controller).await?;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        for erasure in orders {
            decided.people += 1;
            for row in snapshot.erasure(caller.controller.id(), erasure.as_bytes())? {
                decided.erased += row.records;
                decided.held += row.kept;
            }
        }
        Ok(())
    }

    /// What deciding reviews will do, in numbers; none where the caller may not decide them.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; `record.key_form`, `store.*`.
    pub fn foresee_reviews(
        &self,
        caller: &Caller,
        activity: &str,
        keys: &[&str],
    ) -> Result<Option<ForeseenReviews>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = &ground.in_force.rules;
        if !caller.may(rules, activity, Act::Erase) {
            return Ok(None);
        }
        let id = caller.controller.id();
        let mut foreseen = ForeseenReviews {
            is_kept_by_statute: rules.hold_of(activity).is_some(),
            next_due_at: due_at(rules.reviews_of(activity), ground.at),
            ..ForeseenReviews::default()
        };
        let mut people: Vec<SubjectId> = Vec::new();
        for key in keys {
            let key: RecordKey = key.parse()?;
            let Some(row) = snapshot.record_by_key(id, key.as_str())? else { continue };
            let policy = caller.controller.policy(&snapshot, ground.standing.state_version, row.policy)?;
            if policy.row.activity != activity {
                continue;
            }
            if is_restricted(&snapshot, id, (row.subject, &row.subject_row), activity)? {
                foreseen.restricted += 1;
                continue;
            }
            foreseen.records += 1;
            if !people.contains(&row.subject) {
                foreseen.erased += snapshot.subject_records(id, row.subject, activity)?;
                people.push(row.subject);
            }
        }
        foreseen.people = u64::try_from(people.len()).unwrap_or(u64::MAX);
        Ok(Some(foreseen))
    }

    /// Whose record it is; nobody's where there is none in the activity.
    fn subject_of(
        &self,
        caller: &Caller,
        key: &RecordKey,
        activity: &str,
    ) -> Result<Option<SubjectId>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let Some(row) = snapshot.record_by_key(caller.controller.id(), key.as_str())? else {
            return Ok(None);
        };
        let policy = caller.controller.policy(&snapshot, ground.standing.state_version, row.policy)?;
        Ok(Some(row.subject).filter(|_| policy.row.activity == activity))
    }

    async fn erase_reviewed(
        &self,
        caller: &Caller,
        subject: Option<SubjectId>,
        seen: &[Seen],
        circumstance: &Circumstance,
    ) -> Result<Answer<Reviewed>, Problem> {
        let Some(subject) = subject else {
            // There is no such record, or it is of another activity: the gate says so.
            let first = seen.first().ok_or(Problem::Conflict { code: "conflict.busy" })?;
            return self.keep_reviewed(caller, first, circumstance, ReviewDecision::Erase).await;
        };
        let activity = circumstance.activity.as_str();
        let request = ErasureRequest {
            activity: Some(activity.to_owned()),
            reason: circumstance.reason.clone(),
            exception: None,
        };
        let is_still_so = |snapshot: &Snapshot<'_>, ground: &Ground| {
            for (key, due_at) in seen {
                let row = snapshot.record_by_key(caller.controller.id(), key.as_str())?;
                let of = row.map(|row| (row.record, row.anchor_at));
                require_due(snapshot, &ground.in_force.rules, activity, of, *due_at)?;
            }
            Ok(())
        };
        match self.order_erasure_while(caller, subject, &request, is_still_so).await {
            Ok(Answer { value, committed }) => Ok(Answer { value: Reviewed::Erased(value), committed }),
            Err(Problem::Conflict { code: "erasure.under_way" }) => Err(DECIDED),
            Err(problem) => Err(problem),
        }
    }

    async fn keep_reviewed(
        &self,
        caller: &Caller,
        seen: &Seen,
        circumstance: &Circumstance,
        decision: ReviewDecision,
    ) -> Result<Answer<Reviewed>, Problem> {
        self.perform(caller, || self.prepare_keep(caller, seen, circumstance, decision)).await
    }

    fn prepare_keep(
        &self,
        caller: &Caller,
        (key, due_at): &Seen,
        circumstance: &Circumstance,
        asked: ReviewDecision,
    ) -> Result<Prepared<Reviewed>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let activity = circumstance.activity.as_str();
        let reason = reason_text(circumstance.reason.as_ref())?;
        let found = self.find(caller, &snapshot, &ground, key, circumstance)?;
        let operation = Operation {
            subject: found.as_ref().map(|found| found.row.subject),
            data: rules.data_of(activity),
            reason_given: reason.is_some(),
            ..operation(caller, activity, Act::Erase, &ground)
        };
        let state = found.as_ref().map(Found::state).unwrap_or_default();
        let decision = decide(&operation, &rules, &state);
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id: issue_operation(ground.at)?,
            decision: &decision,
        };
        let horizon = earlier(decision.horizon, ground.in_force.until);
        let expected = expected_of(&ground, key, found.as_ref(), horizon);
        let mut entry = self.entry_without_answer(&draft, key, found.as_ref(), reason)?;
        let Some(found) = found.as_ref().filter(|_| decision.is_permit()) else {
            return Ok(Prepared::refused(expected, entry, rules, decision));
        };
        if asked == ReviewDecision::Erase || state.erasure_ordered {
            // It was not there a moment ago, or is about to go.
            return Err(DECIDED);
        }
        let of = Some((found.row.record, found.row.anchor_at));
        require_due(&snapshot, &rules, activity, of, *due_at)?;
        let next = super::due_at(rules.reviews_of(activity), ground.at).ok_or_else(none_asked)?;
        entry.kind = EntryKind::PolicyAmended;
        entry.count = Some(1);
        entry.number = u64::try_from(found.row.policy).ok();
        entry.until = Some(next.as_unsigned_micros());
        let change = Change::NoteReview { key: key.as_str().to_owned(), reviewed_at: ground.at };
        Ok(Prepared { expected, change, entry, outcome: Ok(Reviewed::Kept { due_at: next }) })
    }
}

const DECIDED: Problem = Problem::Conflict { code: "review.decided" };

fn none_asked() -> Problem {
    Problem::invalid_field("review.none_asked", "activity")
}

/// That a review still falls due when whoever decides it saw it fall due.
fn require_due(
    snapshot: &Snapshot<'_>,
    rules: &Rules,
    activity: &str,
    of: Option<(i64, Instant)>,
    seen: Option<Instant>,
) -> Result<(), Problem> {
    if rules.reviews_of(activity).is_empty() {
        return Err(none_asked());
    }
    let Some((record, anchor)) = of else { return Err(DECIDED) };
    let due = review_due_at(snapshot, rules, activity, (Some(record), anchor))?;
    if seen.is_none() || due == seen { Ok(()) } else { Err(DECIDED) }
}
