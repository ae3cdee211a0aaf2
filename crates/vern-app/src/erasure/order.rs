//! Ordering an erasure: one decision per activity under one operation id, queued together, so that one commit carries them all.

use crate::rights::is_unanswered;
use std::sync::Arc;
use vern_policy::charter::Carried;

use vern_core::id::{OperationId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;
use vern_journal::Entry;
use vern_policy::compile::HOLD_SUFFIX;
use vern_policy::{Rules, State, decide};
use vern_store::Snapshot;
use vern_store::erasure::{ErasureRow, ErasureStage};
use vern_store::row::{Id16, SubjectRow};

use super::{ErasureRequest, OrderedErasure};
use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_operation;
use crate::committer::{Change, CommitError, Expected};
use crate::draft::Draft;
use crate::installation::Installation;
use crate::prepared::{ATTEMPTS_MAX, Refused};
use crate::problem::Problem;
use crate::record::{Ground, SubjectFacts, earlier, operation, reason_text};
use crate::refusal::Refusal;

/// Requests of one person looked through, whether any is unanswered: more nobody has.
const REQUESTS_MAX: u32 = 256;

/// The order for one activity, decided.
struct Order {
    activity: String,
    expected: Expected,
    change: Change,
    entry: Entry,
    refused: Option<Refused>,
}

impl Installation {
    /// Erases a subject's data in one activity, or in every one the caller may erase in. When this returns nobody can read it any more, its rows are
    /// gone and the certificate is journalled; what a statute keeps lies in an activity of its own.
    ///
    /// # Errors
    /// [`Problem::Refused`] where no activity may be erased in; `erasure.under_way`, `reason.too_long`, `conflict.busy`; `store.*`.
    pub async fn erase_subject(
        &self,
        caller: &Caller,
        subject: SubjectId,
        request: &ErasureRequest,
    ) -> Result<Answer<OrderedErasure>, Problem> {
        let ordered = self.order_erasure(caller, subject, request).await;
        // Of a call made again the first may have died between its order and this.
        if matches!(ordered, Ok(_) | Err(Problem::Repeated(_))) {
            self.finish_erasures(&caller.controller).await?;
        }
        ordered
    }

    /// The first step alone: from here nothing but the erasure is permitted on the data. [`Installation::finish_erasures`] does the rest.
    ///
    /// # Errors
    /// As [`Installation::erase_subject`].
    pub async fn order_erasure(
        &self,
        caller: &Caller,
        subject: SubjectId,
        request: &ErasureRequest,
    ) -> Result<Answer<OrderedErasure>, Problem> {
        self.order_erasure_while(caller, subject, request, |_, _| Ok(())).await
    }

    /// The same, where something must still be so when it is ordered; asked once the gate has let the caller in.
    ///
    /// # Errors
    /// As [`Installation::erase_subject`], and what `is_still_so` says.
    pub(crate) async fn order_erasure_while(
        &self,
        caller: &Caller,
        subject: SubjectId,
        request: &ErasureRequest,
        is_still_so: impl Fn(&Snapshot<'_>, &Ground) -> Result<(), Problem>,
    ) -> Result<Answer<OrderedErasure>, Problem> {
        for _ in 0..ATTEMPTS_MAX {
            self.refuse_repeated(caller)?;
            let erasure = issue_operation(self.now())?;
            let mut orders = self.prepare_orders(caller, subject, request, (erasure, &is_still_so))?;
            // On the last, so that a call that was broken off between two orders is not taken for one that was carried out.
            if let Some(last) = orders.iter_mut().rfind(|order| order.refused.is_none()) {
                last.expected.call = caller.call;
            }
            match self.commit_orders(caller, (subject, erasure), orders).await {
                Err(CommitError::Stale) => {}
                Err(CommitError::Failed(problem)) => return Err(problem),
                Ok(answer) => return Ok(answer),
            }
        }
        Err(Problem::Conflict { code: "conflict.busy" })
    }

    /// Queues every order at once. One that was overtaken sends all that were not committed round again: those that were are under way by then.
    async fn commit_orders(
        &self,
        caller: &Caller,
        (subject, erasure): (SubjectId, OperationId),
        orders: Vec<Order>,
    ) -> Result<Answer<OrderedErasure>, CommitError> {
        let mut queued = Vec::with_capacity(orders.len());
        for Order { activity, expected, change, entry, refused } in orders {
            let controller = caller.controller.id();
            let answered = self.committer.submit(controller, Some(expected), change, Some(entry)).await?;
            queued.push((activity, refused, answered));
        }
        let mut ordered = OrderedErasure { erasure, subject, activities: Vec::new(), left_out: Vec::new() };
        let (mut last, mut refusal) = (None, None);
        for (activity, refused, answered) in queued {
            let ended = |_| CommitError::Failed(Problem::Internal("the writer has ended".to_owned()));
            let committed = answered.await.map_err(ended)??;
            match refused {
                None => {
                    ordered.activities.push(activity);
                    last = Some(committed);
                }
                Some(Refused { rules, decision }) => {
                    ordered.left_out.push(activity);
                    refusal.get_or_insert_with(|| Refusal::new(&rules, &decision, committed));
                }
            }
        }
        match (last, refusal) {
            (Some(committed), _) => Ok(Answer { value: ordered, committed }),
            (None, Some(refusal)) => Err(CommitError::Failed(Problem::Refused(Box::new(refusal)))),
            (None, None) => Err(CommitError::Stale),
        }
    }

    fn prepare_orders(
        &self,
        caller: &Caller,
        subject: SubjectId,
        request: &ErasureRequest,
        (erasure, is_still_so): (OperationId, &impl Fn(&Snapshot<'_>, &Ground) -> Result<(), Problem>),
    ) -> Result<Vec<Order>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = Arc::clone(&ground.in_force.rules);
        let id = caller.controller.id();
        let row = snapshot.subject(id, subject)?;
        let held: Vec<String> = match row {
            Some(_) => {
                snapshot.subject_keys(id, subject)?.into_iter().map(|(activity, _)| activity).collect()
            }
            None => Vec::new(),
        };
        let asked = match &request.activity {
            Some(activity) => vec![activity.clone()],
            None => scope(&rules, caller, &held),
        };
        let subject_of = Subject { id: subject, row, erasure };
        let mut orders: Vec<Order> = Vec::new();
        for activity in asked {
            if snapshot.is_being_erased(id, subject, &activity)? {
                continue;
            }
            let mut order = self.prepare_order(caller, &snapshot, &ground, &subject_of, activity, request)?;
            // The first order changes the subject; the rest are decided by the subject as it was before, and stand or fall with it.
            if order.refused.is_none() && orders.iter().any(|known| known.refused.is_none()) {
                order.expected.follows = Some(*erasure.as_bytes());
            }
            orders.push(order);
        }
        if orders.iter().any(|order| order.refused.is_none()) {
            is_still_so(&snapshot, &ground)?;
        }
        if let Some(activity) = rules.carrying(Carried::RightsRequests)
            && orders.iter().any(|order| order.refused.is_none() && order.activity == activity)
        {
            // Their requests go with them, but for one that is still owed an answer.
            for row in snapshot.records_by_subject(id, subject, activity, 0, REQUESTS_MAX)? {
                if is_unanswered(&snapshot, id, &row.key)? {
                    return Err(Problem::Conflict { code: "case.unanswered" });
                }
            }
        }
        if orders.is_empty() { Err(Problem::Conflict { code: "erasure.under_way" }) } else { Ok(orders) }
    }

    fn prepare_order(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        ground: &Ground,
        subject: &Subject,
        activity: String,
        request: &ErasureRequest,
    ) -> Result<Order, Problem> {
        let rules = Arc::clone(&ground.in_force.rules);
        let reason = reason_text(request.reason.as_ref())?;
        let operation = Operation {
            subject: Some(subject.id),
            data: rules.data_of(&activity),
            reason_given: reason.is_some(),
            exception: request.exception,
            ..operation(caller, &activity, Act::Erase, ground)
        };
        let facts = match &subject.row {
            Some(row) => {
                let (of, asked) = ((subject.id, row), (activity.as_str(), None));
                SubjectFacts::find(snapshot, &rules, caller.controller.id(), of, asked)?
            }
            None => SubjectFacts::default(),
        };
        let known = facts.state();
        let retention_run = caller.is_retention_run();
        // Every record of the activity goes, whichever there are: the question is about the activity as a whole. To be erased nobody's consent is
        // asked; to be kept on it is.
        let state = State {
            subject: known.subject.filter(|_| subject.row.is_some()),
            consented: known.consented || !retention_run,
            ends_at: known.ends_at,
            listing: true,
            retention_run,
            ..State::default()
        };
        let decision = decide(&operation, &rules, &state);
        let draft = Draft {
            controller: &caller.controller,
            rules: &rules,
            operation: &operation,
            operation_id: subject.erasure,
            decision: &decision,
        };
        let expected = Expected {
            state_version: ground.standing.state_version,
            tree_size: ground.standing.tree_size,
            decided_at: Some(ground.at),
            subjects: vec![(subject.id, subject.row.map(|row| row.state_version))],
            horizon: earlier(decision.horizon, ground.in_force.until),
            subject_untouched: true,
            ..Expected::default()
        };
        let mut entry = draft.entry(operation.data);
        let link =
            subject.row.map(|row| caller.controller.keyring.link(&row.link_key)).transpose()?.flatten();
        match link {
            Some(link) if !draft.is_opaque() => {
                entry.subjects = vec![draft.subject(&link, (None, None), reason, None)?];
            }
            _ => entry.sealed = Some(draft.sealed(None, reason)?),
        }
        if !decision.is_permit() {
            let refused = Some(Refused { rules: Arc::clone(&rules), decision });
            return Ok(Order { activity, expected, change: Change::None, entry, refused });
        }
        let records = snapshot.subject_records(caller.controller.id(), subject.id, &activity)?;
        entry.count = Some(records);
        let keeps = rules.hold_of(&activity).is_some();
        let row = subject.order(&activity, records, keeps, ground.at);
        Ok(Order { activity, expected, change: Change::OrderErasure(Box::new(row)), entry, refused: None })
    }
}

/// Every activity with data of the subject in which the caller's role has a grant; where there is none, the first it has a grant in, so that who asks
/// about someone who is not held is answered, and journalled, like who asks about someone who is.
fn scope(rules: &Rules, caller: &Caller, held: &[String]) -> Vec<String> {
    let granted = |activity: &&String| caller.has_grant(rules, activity);
    let all: Vec<String> =
        held.iter().filter(|activity| !activity.ends_with(HOLD_SUFFIX)).filter(granted).cloned().collect();
    if !all.is_empty() {
        return all;
    }
    let of_charter = rules.charter().activities.iter().map(|activity| &activity.id.value);
    let first = of_charter.clone().find(granted).or_else(|| of_charter.clone().next());
    first.into_iter().cloned().collect()
}

/// Whose data goes, under which operation.
struct Subject {
    id: SubjectId,
    row: Option<SubjectRow>,
    erasure: OperationId,
}

impl Subject {
    fn order(&self, activity: &str, records: u64, keeps: bool, at: Instant) -> ErasureRow {
        let erasure: Id16 = *self.erasure.as_bytes();
        ErasureRow {
            erasure,
            activity: activity.to_owned(),
            subject: self.id,
            stage: if keeps { ErasureStage::Ordered } else { ErasureStage::KeysOrdered },
            ordered_at: at,
            unreadable_at: None,
            gone_at: None,
            records,
            kept: 0,
            ordered_index: 0,
            gone_index: None,
        }
    }
}
