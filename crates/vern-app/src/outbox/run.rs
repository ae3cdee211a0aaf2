//! The run that hands messages over: connect first, then decide and journal, then send, then say what became of it.
//!
//! A message is sent at least once: whoever ends between sending and saying so has it sent again when the lease is over, under the same id, which is the
//! letter's Message-ID and the gateway's reference. Nothing is decided, journalled or leased before a connection stands: a server that does not answer,
//! or not with TLS, has been told nothing, and the journal says nothing of it.

use std::sync::Arc;

use vern_core::decision::Code;
use vern_core::id::MessageId;
use vern_core::record::RecordKey;
use vern_outbound::{CarrierSession, Letter, OutboundError, SenderSettings, TextMessage};
use vern_store::outbox::{MessageRow, Settled};

use super::backoff::wait_micros;
use super::secret::filled;
use super::{Channel, EMAIL, HEADERS, HEADING, LANGUAGE, OutboxChange, PHONE, TEXT};
use crate::access::Caller;
use crate::committer::{Change, Expected};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::outbox::Outbound;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Circumstance, Fields};
use crate::subscription::LEFT;

/// Messages tried in one run.
const RUN_MAX: u32 = 256;
/// How long nobody else tries a message that is being sent: longer than sending may take.
const LEASE_MICROS: i64 = 10 * 60_000_000;
/// How long it is remembered what became of a message.
pub(crate) const REMEMBERED_MICROS: i64 = 30 * 86_400_000_000;

/// Refusals that no later try changes.
const FINAL: [Code; 5] = [
    Code::RecordUnknown,
    Code::SubjectUnknown,
    Code::SubjectErasureOrdered,
    Code::SubjectObjected,
    Code::RetentionExpired,
];

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboxRun {
    /// Messages handed over.
    pub delivered: u64,
    /// Messages that will be tried again.
    pub postponed: u64,
    /// Messages that will not be sent.
    pub dropped: u64,
}

impl OutboxRun {
    /// Whether there was anything to do.
    #[must_use]
    pub const fn did_something(&self) -> bool {
        self.delivered + self.postponed + self.dropped > 0
    }
}

/// One message under way.
struct Underway<'a> {
    caller: &'a Caller,
    row: &'a MessageRow,
    key: RecordKey,
    /// The lease it is changed under.
    lease: u64,
}

impl Installation {
    /// Tries every message of a controller that is due, once.
    ///
    /// # Errors
    /// `role.none_for_vern` where messages wait and the charter has no role for Vern itself; `store.*`. What was done before a failure stands.
    pub async fn run_outbox(
        &self,
        controller: &Arc<Controller>,
        out: &Outbound,
    ) -> Result<OutboxRun, Problem> {
        let now = self.now();
        let until = now.plus_micros(-REMEMBERED_MICROS);
        let (rows, forgets) = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            (
                snapshot.messages_due(controller.id(), now, RUN_MAX)?,
                snapshot.has_ended_by(controller.id(), until)?,
            )
        };
        if forgets {
            self.change(controller.id(), Change::Outbox(OutboxChange::Forget { until }), None).await?;
        }
        let mut run = OutboxRun::default();
        if rows.is_empty() {
            return Ok(run);
        }
        let caller = self.acting_itself(controller)?;
        for channel in Channel::ALL {
            let rows: Vec<&MessageRow> = rows.iter().filter(|row| row.channel == channel).collect();
            self.hand_over_all(&caller, out, channel, &rows, &mut run).await?;
        }
        Ok(run)
    }

    /// Over one connection for as long as that stands; a channel that can't be reached puts off all that go by it.
    async fn hand_over_all(
        &self,
        caller: &Caller,
        out: &Outbound,
        channel: Channel,
        rows: &[&MessageRow],
        run: &mut OutboxRun,
    ) -> Result<(), Problem> {
        let carrier = match channel {
            Channel::Email => out.email(caller.controller.slug()),
            Channel::Sms => out.sms(caller.controller.slug()),
        };
        let mut session: Option<CarrierSession<'_>> = None;
        let mut unreachable: Option<OutboundError> = None;
        for row in rows {
            let mut message = Underway::new(caller, row);
            if row.not_after <= self.now() {
                self.end(&message, Settled::Dropped { code: "outbox.too_old".to_owned() }, run).await?;
                continue;
            }
            let Some((carrier, sender)) = &carrier else {
                self.postpone(&message, "outbox.channel_missing", run).await?;
                continue;
            };
            if session.is_none() && unreachable.is_none() {
                match carrier.open(out.egress()).await {
                    Ok(opened) => session = Some(opened),
                    Err(error) => unreachable = Some(error),
                }
            }
            match session.take() {
                Some(opened) => {
                    session = self.hand_over(&mut message, (sender, &mut unreachable), opened, run).await?
                }
                None => {
                    let why = unreachable.map_or("outbound.unreachable", OutboundError::code);
                    self.postpone(&message, why, run).await?;
                }
            }
        }
        if let Some(session) = session {
            session.close().await;
        }
        Ok(())
    }

    /// Decides, journals and leases in one commit; then sends, and says what became of it. Gives the connection back where it can be used again, and
    /// says where the server is gone.
    async fn hand_over<'a>(
        &self,
        message: &mut Underway<'_>,
        (sender, unreachable): (&SenderSettings, &mut Option<OutboundError>),
        session: CarrierSession<'a>,
        run: &mut OutboxRun,
    ) -> Result<Option<CarrierSession<'a>>, Problem> {
        let fields = match self.disclose(message, &sender.supplier).await {
            Ok(fields) => fields,
            Err(Problem::Refused(refusal)) => {
                let reasons = || refusal.reasons.iter().map(|reason| reason.code);
                let code = refusal.code();
                if reasons().any(|code| FINAL.contains(&code)) {
                    self.end(message, Settled::Dropped { code: code.to_owned() }, run).await?;
                } else {
                    self.postpone(message, code, run).await?;
                }
                return Ok(Some(session));
            }
            Err(Problem::Conflict { code: LEFT }) => {
                self.end(message, Settled::Dropped { code: LEFT.to_owned() }, run).await?;
                return Ok(Some(session));
            }
            // Someone else tries it, or its record was being changed: the next run meets it again.
            Err(Problem::Conflict { .. }) => return Ok(Some(session)),
            Err(Problem::Unreadable) => {
                self.postpone(message, "record.unreadable", run).await?;
                return Ok(Some(session));
            }
            Err(problem) => return Err(problem),
        };
        let (sent, session) = send(message, sender, session, &fields).await;
        // One that lets a message wait would let the others wait as long.
        *unreachable =
            sent.err().filter(|it| matches!(it, OutboundError::TooSlow | OutboundError::Unreachable));
        match sent {
            Ok(()) => self.end(message, Settled::Delivered, run).await?,
            Err(error) if error.is_final() => {
                self.end(message, Settled::Dropped { code: error.code().to_owned() }, run).await?;
            }
            Err(error) => self.postpone(message, error.code(), run).await?,
        }
        Ok(session)
    }

    /// The disclosure: what the supplier may see of the record, once its entry and the lease are durable.
    async fn disclose(&self, message: &mut Underway<'_>, supplier: &str) -> Result<Fields, Problem> {
        let activity = message.row.activity.clone();
        let circumstance =
            Circumstance { activity, recipient: Some(supplier.to_owned()), ..Circumstance::default() };
        let held = (message.row.message, message.lease);
        let prepare = || {
            self.refuse_taken(message, held)?;
            let prepared = self.prepare_read(message.caller, &message.key, &circumstance)?;
            let until = self.now().plus_micros(LEASE_MICROS);
            let Ok(view) = &prepared.outcome else { return Ok(prepared) };
            let not_suppressed = self.refuse_left(&message.caller.controller, view)?;
            let leased = under(prepared, held, OutboxChange::Lease { message: held, until });
            Ok(Prepared { expected: Expected { not_suppressed, ..leased.expected }, ..leased })
        };
        let fields = self.perform(message.caller, prepare).await?.value.fields;
        message.lease += 1;
        Ok(fields)
    }

    /// A message someone else has leased in the meantime, or settled.
    fn refuse_taken(&self, message: &Underway<'_>, (id, lease): (MessageId, u64)) -> Result<(), Problem> {
        let found = self.reader()?.snapshot()?.message(message.caller.controller.id(), id)?;
        let is_ours = found.is_some_and(|row| row.ended_at.is_none() && row.lease == lease);
        if is_ours { Ok(()) } else { Err(Problem::Conflict { code: "conflict.busy" }) }
    }

    /// Says that a message is tried again, and why.
    async fn postpone(&self, message: &Underway<'_>, code: &str, run: &mut OutboxRun) -> Result<(), Problem> {
        let row = message.row;
        let due_at = self.now().plus_micros(wait_micros(row.message, row.attempts));
        // Nothing is tried after its time, and what is too old is dropped at its time.
        let due_at = due_at.min(row.not_after);
        let settled = Settled::Postponed { due_at, code: code.to_owned() };
        self.settle(message, settled).await?;
        run.postponed += 1;
        Ok(())
    }

    /// Says that a message has been handed over or will not be sent; its record goes in the same commit.
    async fn end(
        &self,
        message: &Underway<'_>,
        settled: Settled,
        run: &mut OutboxRun,
    ) -> Result<(), Problem> {
        let controller = &message.caller.controller;
        let is_delivered = settled == Settled::Delivered;
        if let Settled::Dropped { code } = &settled {
            tracing::warn!(controller = %controller.id(), id = %message.row.message, code, "a message is dropped");
        }
        let held = (message.row.message, message.lease);
        let is_there =
            self.reader()?.snapshot()?.record_by_key(controller.id(), message.key.as_str())?.is_some();
        let circumstance = Circumstance { activity: message.row.activity.clone(), ..Circumstance::default() };
        let prepare = || {
            let reader = self.reader()?;
            let prepared =
                self.prepare_erase(message.caller, &reader.snapshot()?, &message.key, &circumstance)?;
            let erase = Some((message.key.as_str().to_owned(), circumstance.activity.clone()));
            let change = OutboxChange::Settle { message: held, settled: settled.clone(), erase };
            Ok(match prepared.outcome {
                Ok(()) => under(prepared, held, change),
                Err(_) => prepared,
            })
        };
        let erased = if is_there { Some(self.perform(message.caller, prepare).await) } else { None };
        match erased {
            Some(Ok(_)) => self.overwrite_keys(controller).await?,
            // The record stays until its period has run out, as the journal says; that the message has ended is so all the same.
            None | Some(Err(Problem::Refused(_) | Problem::Conflict { .. } | Problem::Unreadable)) => {
                self.settle(message, settled).await?;
            }
            Some(Err(problem)) => return Err(problem),
        }
        if is_delivered {
            run.delivered += 1;
        } else {
            run.dropped += 1;
        }
        Ok(())
    }

    async fn settle(&self, message: &Underway<'_>, settled: Settled) -> Result<(), Problem> {
        let change =
            OutboxChange::Settle { message: (message.row.message, message.lease), settled, erase: None };
        self.change(message.caller.controller.id(), Change::Outbox(change), None).await.map(drop)
    }
}

impl<'a> Underway<'a> {
    fn new(caller: &'a Caller, row: &'a MessageRow) -> Self {
        Self { caller, row, key: RecordKey::from_stored(row.message.to_string()), lease: row.lease }
    }
}

/// The same operation with a change of the outbox, which stands only while the lease is still the newest.
fn under<T>(prepared: Prepared<T>, held: (MessageId, u64), change: OutboxChange) -> Prepared<T> {
    let expected = Expected { message: Some(held), ..prepared.expected };
    Prepared { expected, change: Change::Outbox(change), ..prepared }
}

/// Sends what was disclosed, with the secret it may carry; the connection where another message can go over it.
async fn send<'a>(
    message: &Underway<'_>,
    sender: &SenderSettings,
    session: CarrierSession<'a>,
    fields: &Fields,
) -> (Result<(), OutboundError>, Option<CarrierSession<'a>>) {
    let row = message.row;
    let field = |id: &str| fields.get(id).map(|value| value.reveal().as_str());
    let whole = |to: &str, text: &str| {
        let filled = filled(&message.caller.controller, (row.message, row.channel), (to, text));
        filled.map_err(|_| OutboundError::MessageForm)
    };
    let id = row.message.to_string();
    match session {
        CarrierSession::Mail(mut mail) => {
            let headers = headers(field(HEADERS).unwrap_or_default());
            let language = headers.iter().find(|(name, _)| name == LANGUAGE).map(|(_, value)| value.clone());
            let more: Vec<_> = headers.into_iter().filter(|(name, _)| name != LANGUAGE).collect();
            let (Some(to), Some(subject_line), Some(text)) = (field(EMAIL), field(HEADING), field(TEXT))
            else {
                return (Err(OutboundError::MessageForm), Some(CarrierSession::Mail(mail)));
            };
            let text = match whole(to, text) {
                Ok(text) => text,
                Err(error) => return (Err(error), Some(CarrierSession::Mail(mail))),
            };
            let (language, text, at) = (language.unwrap_or_default(), text.reveal(), row.queued_at);
            let letter =
                Letter { id: &id, sender, to, language: &language, subject_line, text, headers: &more, at };
            let sent = mail.send(&letter).await;
            let is_sound = mail.is_sound() && sent != Err(OutboundError::TooSlow);
            (sent, is_sound.then_some(CarrierSession::Mail(mail)))
        }
        CarrierSession::Gateway(gateway) => {
            let (Some(to), Some(text)) = (field(PHONE), field(TEXT)) else {
                return (Err(OutboundError::MessageForm), None);
            };
            let text = match whole(to, text) {
                Ok(text) => text,
                Err(error) => return (Err(error), None),
            };
            (gateway.send(TextMessage { id: &id, from: &sender.from, to, text: text.reveal() }).await, None)
        }
    }
}

/// One header a line, as the record has them.
fn headers(text: &str) -> Vec<(String, String)> {
    let split = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    text.lines().filter_map(split).collect()
}
