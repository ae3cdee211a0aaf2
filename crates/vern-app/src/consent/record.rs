//! What is kept of a consent, in the shape of ISO/IEC TS 27560: a header, the processing asked for, the parties, the events.
//!
//! The names are the standard's; what it has no name for stands under `vern`. Each event lies in the vault as a record of its own that is never
//! altered; whoever asks for the history gets them put together, the taking back with what was given.
//!
//! Deliberately not here: whether consent stands; that is a state beside the subject, and the gate asks for it (`consent.*`).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vern_core::id::SubjectId;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_text::Language;

use super::{Channel, ConsentAct};

/// The standard the shape is of.
pub const SCHEMA: &str = "ISO/IEC TS 27560:2023";

/// A consent record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRecord {
    /// [`SCHEMA`].
    pub schema_version: String,
    /// Key of the vault record.
    pub record_id: String,
    /// Subject id. Not written in the vault, whose record knows whose it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pii_principal_id: String,
    /// What was asked for.
    pub pii_processing: Processing,
    /// Whose processing it is.
    pub party_identification: Vec<Party>,
    /// What was done, oldest first.
    pub events: Vec<Event>,
}

/// The processing a record is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Processing {
    /// Language of what was shown; none where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What was shown; none where consent is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy_notice: Option<Notice>,
    /// What for.
    pub purposes: Vec<Purpose>,
}

/// A text that was shown, word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// [`version_of`] the text.
    pub version: String,
    /// The text.
    pub text: String,
}

/// A purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Activity id in the charter, or id of the claim a notice is of.
    pub purpose_id: String,
    /// The purpose in words, where it is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// `consent`; none for a notice, which is no basis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lawful_basis: Option<String>,
    /// Ids of the data types.
    pub pii_information: Vec<String>,
    /// Ids of the parties that decide.
    pub pii_controllers: Vec<String>,
    /// Ids of suppliers that get data.
    pub recipient_third_parties: Vec<String>,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Id of the organisation.
    pub party_id: String,
    /// Its name.
    pub party_name: String,
    /// `controller`.
    pub party_role: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// RFC 3339 in UTC.
    pub event_time: String,
    /// Id of whoever did it: the subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entity_id: String,
    /// Which.
    pub event_type: EventType,
    /// What then held.
    pub event_state: EventState,
    /// How, which the standard leaves to each; none where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vern: Option<How>,
}

/// Whether an event is an act of consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventType {
    /// A statement or clear act by the person (GDPR art. 4(11)).
    Explicit,
    /// The person was told something, and did nothing that is consent.
    Notice,
}

/// What holds after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// Consent stands.
    Given,
    /// It is taken back.
    Withdrawn,
    /// A notice was shown; consent is as it was.
    NoticeShown,
}

/// How something was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct How {
    /// By which way.
    pub channel: Channel,
    /// Where on the page, or in the conversation.
    pub place: String,
    /// By what act; none for a notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<ConsentAct>,
}

/// The version of a text: `sha256:` and the hash of its bytes in UTF-8, in hexadecimal.
#[must_use]
pub fn version_of(text: &str) -> String {
    let hash: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hash}")
}

/// What a record of one event is made of.
pub(super) struct Draft<'a> {
    pub(super) key: &'a str,
    /// Activity, or the claim a notice is of.
    pub(super) about: &'a str,
    pub(super) shown: Option<(Language, &'a str)>,
    pub(super) state: EventState,
    pub(super) how: Option<How>,
    pub(super) at: Instant,
}

impl Draft<'_> {
    pub(super) fn into_record(self, rules: &Rules) -> ConsentRecord {
        let charter = rules.charter();
        let language = self.shown.map_or_else(Language::default, |(language, _)| language);
        let activity = charter.activities.iter().find(|activity| activity.id.value == self.about);
        let ids = |list: &[vern_policy::Placed<String>]| list.iter().map(|id| id.value.clone()).collect();
        let is_notice = self.state == EventState::NoticeShown;
        let purpose = Purpose {
            purpose_id: self.about.to_owned(),
            purpose: activity
                .and_then(|it| it.purpose.stated())
                .map(|words| words.own_in_language(language).to_owned()),
            lawful_basis: (!is_notice).then(|| "consent".to_owned()),
            pii_information: activity.map(|it| ids(&it.data.value)).unwrap_or_default(),
            pii_controllers: vec![charter.organisation.id.value.clone()],
            recipient_third_parties: activity
                .map(|it| it.recipients.iter().map(|recipient| recipient.supplier.value.clone()).collect())
                .unwrap_or_default(),
        };
        let event = Event {
            event_time: self.at.to_string(),
            entity_id: String::new(),
            event_type: if is_notice { EventType::Notice } else { EventType::Explicit },
            event_state: self.state,
            vern: self.how,
        };
        ConsentRecord {
            schema_version: SCHEMA.to_owned(),
            record_id: self.key.to_owned(),
            pii_principal_id: String::new(),
            pii_processing: Processing {
                language: self.shown.map(|(language, _)| language.as_str().to_owned()),
                privacy_notice: self
                    .shown
                    .map(|(_, text)| Notice { version: version_of(text), text: text.to_owned() }),
                purposes: vec![purpose],
            },
            party_identification: vec![Party {
                party_id: charter.organisation.id.value.clone(),
                party_name: charter.organisation.name.clone(),
                party_role: "controller".to_owned(),
            }],
            events: vec![event],
        }
    }
}

impl ConsentRecord {
    /// What it is about: an activity, or the claim of a notice.
    #[must_use]
    pub fn about(&self) -> &str {
        self.pii_processing.purposes.first().map_or("", |purpose| &purpose.purpose_id)
    }

    /// The same, naming whose it is.
    pub(super) fn of(mut self, subject: SubjectId) -> Self {
        self.pii_principal_id = subject.to_string();
        for event in &mut self.events {
            event.entity_id = subject.to_string();
        }
        self
    }

    fn state(&self) -> Option<EventState> {
        self.events.last().map(|event| event.event_state)
    }
}

/// Puts single events together, oldest first: what is taken back goes with the newest consent to the same activity that still stood.
#[must_use]
pub fn assemble(single: Vec<ConsentRecord>) -> Vec<ConsentRecord> {
    let mut whole: Vec<ConsentRecord> = Vec::with_capacity(single.len());
    for record in single {
        let withdraws = record.state() == Some(EventState::Withdrawn);
        let open = whole.iter_mut().rev().find(|known| {
            withdraws && known.about() == record.about() && known.state() == Some(EventState::Given)
        });
        match open {
            Some(known) => known.events.extend(record.events),
            None => whole.push(record),
        }
    }
    whole
}
