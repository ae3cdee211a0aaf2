//! Calls that are carried out once: whoever lost an answer makes the same call again, and is told where it is journalled (`Idempotency-Key`).
//!
//! A call is kept in the commit of its operation, so there is no moment at which one is done and the other is not. A refusal is not kept: asked again,
//! it is decided again. Deliberately not kept: what was sent or answered.

use std::time::Duration;

use vern_core::id::ActorId;
use vern_core::time::Instant;
use vern_journal::{Entry, Receipt, leaf_hash};
use vern_store::StoreError;
use vern_store::call::{CallMarks, CallRow};

use crate::access::Caller;
use crate::committer::Committed;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// How long a call is known again.
pub const CALL_KEPT: Duration = Duration::from_hours(24);
/// Longest name of a call, in characters.
const NAME_MAX: usize = 64;

/// A call of one actor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    pub(crate) actor: ActorId,
    pub(crate) marks: CallMarks,
}

impl Caller {
    /// The same caller, making a call that is not to be carried out twice: its name, and all it asks for.
    ///
    /// # Errors
    /// `idempotency.key_form` for a name that is not 1–64 of `[A-Za-z0-9._-]`.
    pub fn once(&self, name: &str, content: &[&[u8]]) -> Result<Self, Problem> {
        let is_of_form = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(is_of_form) {
            return Err(Problem::invalid_field("idempotency.key_form", "idempotency-key"));
        }
        let key = &self.controller.keyring.journal;
        let mark = |parts: &[&[u8]]| key.mark_call(self.controller.id().as_u64(), parts);
        let marks = CallMarks { call: mark(&[name.as_bytes()]), content: mark(content) };
        Ok(Self { call: Some(Call { actor: self.actor, marks }), ..self.clone() })
    }
}

/// Up to when calls are forgotten.
pub(crate) fn forgotten_until(now: Instant) -> Instant {
    now.plus_micros(-i64::try_from(CALL_KEPT.as_micros()).unwrap_or(i64::MAX))
}

impl Installation {
    /// Refuses a call that has been carried out.
    ///
    /// # Errors
    /// [`Problem::Repeated`] with its entry; `idempotency.key_reused` where the name stood for another call.
    pub(crate) fn refuse_repeated(&self, caller: &Caller) -> Result<(), Problem> {
        let Some(call) = &caller.call else { return Ok(()) };
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (id, after) = (caller.controller.id(), forgotten_until(self.now()));
        let Some(known) = snapshot.call(id, call.actor, &call.marks.call, after)? else { return Ok(()) };
        if known.content != call.marks.content {
            return Err(Problem::invalid_field("idempotency.key_reused", "idempotency-key"));
        }
        let bytes = snapshot.entry(id, known.epoch, known.position)?;
        let bytes = bytes.ok_or(StoreError::Damaged { table: "calls" })?;
        Err(Problem::Repeated(Box::new(committed(&known, &bytes)?)))
    }

    /// Forgets the calls that are no longer to be known.
    pub(crate) async fn forget_calls(&self, controller: &Controller) -> Result<(), Problem> {
        let until = forgotten_until(self.now());
        self.change(controller.id(), crate::committer::Change::ForgetCalls { until }, None).await.map(drop)
    }
}

fn committed(call: &CallRow, bytes: &[u8]) -> Result<Committed, Problem> {
    let at = i64::try_from(Entry::decode(bytes)?.at).unwrap_or(i64::MAX);
    let receipt = Receipt { epoch: u64::from(call.epoch), index: call.position, leaf: leaf_hash(bytes) };
    Ok(Committed { receipt, tree_size: call.position.saturating_add(1), at: Instant::from_micros(at) })
}
