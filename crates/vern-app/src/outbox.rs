//! Sending: messages wait in the outbox until they are handed to the supplier of their channel, or are dropped (ADR 0028).
//!
//! What a message says, and to whom, is a record of the activity the charter has for it (`carries: outbox`); the store's own table knows ids, states
//! and dates. Each time a message is handed over is a disclosure to that supplier, decided by the gate and in the journal before the first byte of it
//! leaves. Deliberately not here: how connections are opened (`vern-outbound`), and what is written to whom, which is for those who queue it.

mod backoff;
mod change;
mod run;
pub(crate) mod secret;
mod state;

use std::collections::BTreeMap;

use vern_core::id::{MessageId, SubjectId};
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_outbound::HEADERS_ALLOWED;
pub use vern_outbound::{
    CertificateAuthority, CertificateError, HandshakeProof, IssuedCertificate, KeptAccount, Outbound,
    Resolve, Resolved, Settings, SettingsError, SystemResolver,
};
use vern_policy::charter::Carried;
use vern_store::outbox::NewMessage;
pub use vern_store::outbox::{Channel, MessageState};
use vern_text::Language;

use crate::Answer;
use crate::access::Caller;
use crate::clock::issue_message;
use crate::committer::Change;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::record::{Fields, Precondition, PutRequest};
pub(crate) use change::OutboxChange;
pub use run::OutboxRun;
pub(crate) use run::REMEMBERED_MICROS;
pub use state::{OutboxCount, OutboxState, WaitingMessage};

/// The data types the activity has (`Carried::Outbox`).
const EMAIL: &str = "message_email";
const PHONE: &str = "message_phone";
const HEADING: &str = "message_heading";
const TEXT: &str = "message_text";
const HEADERS: &str = "message_headers";
/// The language stands with the headers, as in a letter.
const LANGUAGE: &str = "Content-Language";
/// Longest subject line, in characters.
const HEADING_MAX: usize = 200;
/// Longest text message, in characters: ten parts.
const SMS_MAX: usize = 1530;

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct Message {
    /// How it goes.
    pub channel: Channel,
    /// The person it is to, where Vern knows them; a new subject is issued where it is left out.
    pub whose: Option<SubjectId>,
    /// Category of subjects; may be left out where the activity has only one.
    pub category: Option<String>,
    /// E-mail address, or phone number in E.164 form.
    pub to: Personal<String>,
    /// Its language.
    pub language: Language,
    /// Its subject line; a text message has none.
    pub heading: Option<Personal<String>>,
    /// What it says.
    pub text: Personal<String>,
    /// Headers beside its own, of an e-mail: `List-Unsubscribe` and its kin, no others.
    pub headers: BTreeMap<String, Personal<String>>,
    /// After this it is of no use; the charter's period for such messages where left out or later.
    pub not_after: Option<Instant>,
}

impl Installation {
    /// Queues a message: its record and its place in the outbox in one commit. It is handed over by the next run.
    ///
    /// # Errors
    /// `outbox.undeclared` where no activity of the charter carries an outbox, `outbox.limit_missing` where that has no period after which it is
    /// dropped; `outbox.form` for what its channel has no place for; [`Problem::Refused`] where the caller may not register such messages, and as
    /// [`Installation::put_record`].
    pub async fn queue_message(
        &self,
        caller: &Caller,
        message: &Message,
    ) -> Result<Answer<MessageId>, Problem> {
        self.queue_message_as(caller, issue_message(self.now())?, message).await
    }

    /// The same under an id of the caller's making. One that is there already, or whose record is, is `record.version_differs`.
    pub(crate) async fn queue_message_as(
        &self,
        caller: &Caller,
        id: MessageId,
        message: &Message,
    ) -> Result<Answer<MessageId>, Problem> {
        let key = RecordKey::from_stored(id.to_string());
        let fields = message.fields()?;
        let prepare = || {
            let activity = self.outbox_activity(caller)?;
            let request = PutRequest {
                activity: activity.clone(),
                category: message.category.clone(),
                subject: message.whose,
                fields: fields.clone(),
                precondition: Precondition::Absent,
                ..PutRequest::default()
            };
            let prepared = self.prepare_put(caller, &key, &request)?;
            let Prepared { expected, change, entry, outcome } = prepared;
            let (Change::PutRecord(put), Ok(view)) = (&change, &outcome) else {
                return Ok(Prepared { expected, change, entry, outcome: outcome.map(|_| id) });
            };
            let limit = view.expires_at.ok_or(Problem::Conflict { code: "outbox.limit_missing" })?;
            let not_after = message.not_after.map_or(limit, |asked| asked.min(limit));
            let new = NewMessage { message: id, activity, channel: message.channel, not_after };
            let change = Change::QueueMessage { put: put.clone(), message: new };
            Ok(Prepared { expected, change, entry, outcome: Ok(id) })
        };
        self.perform(caller, prepare).await
    }

    /// The activity of the charter in force that carries the outbox.
    fn outbox_activity(&self, caller: &Caller) -> Result<String, Problem> {
        let reader = self.reader()?;
        let ground = self.ground(caller, &reader.snapshot()?)?;
        let activity = ground.in_force.rules.carrying(Carried::Outbox);
        activity.map(ToOwned::to_owned).ok_or(Problem::Conflict { code: "outbox.undeclared" })
    }
}

impl Message {
    /// As its record holds it. What its channel has no place for is refused here, where someone is told.
    fn fields(&self) -> Result<Fields, Problem> {
        let form = |field: &str| Problem::invalid_field("outbox.form", field);
        let mut fields = Fields::from([(TEXT.to_owned(), self.text.clone())]);
        let text = self.text.reveal();
        if text.trim().is_empty() {
            return Err(form("text"));
        }
        let mut headers = format!("{LANGUAGE}: {}", self.language);
        match self.channel {
            Channel::Email => {
                let heading = self.heading.as_ref().ok_or_else(|| form("heading"))?;
                let is_line =
                    !heading.reveal().trim().is_empty() && !heading.reveal().chars().any(char::is_control);
                if !is_line || heading.reveal().chars().count() > HEADING_MAX {
                    return Err(form("heading"));
                }
                for (name, value) in &self.headers {
                    let is_known = HEADERS_ALLOWED.iter().any(|known| known.eq_ignore_ascii_case(name));
                    if !is_known || !is_header_value(value.reveal()) {
                        return Err(form("headers"));
                    }
                    headers.push_str(&format!("\n{name}: {}", value.reveal()));
                }
                fields.insert(EMAIL.to_owned(), self.to.clone());
                fields.insert(HEADING.to_owned(), heading.clone());
            }
            Channel::Sms => {
                if self.heading.is_some() || !self.headers.is_empty() {
                    return Err(form("heading"));
                }
                if text.chars().count() > SMS_MAX {
                    return Err(form("text"));
                }
                fields.insert(PHONE.to_owned(), self.to.clone());
            }
        }
        fields.insert(HEADERS.to_owned(), Personal::new(headers));
        Ok(fields)
    }
}

/// Printable ASCII on one line.
fn is_header_value(value: &str) -> bool {
    !value.is_empty() && value.len() <= 900 && value.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
