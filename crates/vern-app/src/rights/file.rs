//! What is said in a case, as the fields of its record: the request in three of its own, all else as one document of JSON.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use vern_core::case::Strength;
use vern_core::id::{ActorId, MessageId, OperationId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::{Document, Language};

use crate::problem::Problem;
use crate::record::Fields;

/// Data types the carrying activity declares (see `Carried::data_types`).
pub(super) const TEXT: &str = "request_text";
pub(super) const NAME: &str = "request_name";
pub(super) const CONTACT: &str = "request_contact";
pub(super) const FILE: &str = "case_file";

/// How a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CameBy {
    /// The public form.
    #[default]
    Form,
    /// My page.
    MyPage,
    /// A letter.
    Letter,
    /// The telephone.
    Phone,
    /// E-mail.
    Email,
    /// In person.
    InPerson,
    /// Another controller or processor passed it on.
    PassedOn,
}

impl CameBy {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Form, Self::MyPage, Self::Letter, Self::Phone, Self::Email, Self::InPerson, Self::PassedOn];

    /// The word callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::MyPage => "my_page",
            Self::Letter => "letter",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::InPerson => "in_person",
            Self::PassedOn => "passed_on",
        }
    }

    /// The one with a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }
}

/// Why a part is not done as asked (GDPR art. 12(5), 17(3), 18(2), 21(1), P-C9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A statute orders it kept, or forbids it.
    Statute,
    /// It is needed for a legal claim.
    LegalClaim,
    /// A contract with the person runs and needs it.
    RunningContract,
    /// It would harm the rights of others.
    RightsOfOthers,
    /// The right does not reach so far.
    NotCovered,
    /// The request is manifestly unfounded or excessive.
    Excessive,
    /// Nothing is held.
    NotHeld,
    /// It was not established who asks.
    NotIdentified,
}

impl Ground {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Statute,
        Self::LegalClaim,
        Self::RunningContract,
        Self::RightsOfOthers,
        Self::NotCovered,
        Self::Excessive,
        Self::NotHeld,
        Self::NotIdentified,
    ];

    /// The word callers and answers use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::LegalClaim => "legal_claim",
            Self::RunningContract => "running_contract",
            Self::RightsOfOthers => "rights_of_others",
            Self::NotCovered => "not_covered",
            Self::Excessive => "excessive",
            Self::NotHeld => "not_held",
            Self::NotIdentified => "not_identified",
        }
    }

    /// The one with a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == word)
    }
}

/// One part of a request, decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The activity it is about; none where it is about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// Whether it is done as asked.
    pub granted: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// The statute, where that is why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<String>,
    /// In words, for the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Part {
    /// Declined without what a refusal must name.
    pub(super) fn is_groundless(&self) -> bool {
        let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        !self.granted
            && (self.ground.is_none() || self.ground == Some(Ground::Statute) && is_blank(&self.statute))
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// In which activity.
    pub activity: String,
    /// The erasure, which has a certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erasure: Option<OperationId>,
    /// Records it was about.
    pub records: u64,
    /// Of them, those of which a statute keeps something.
    #[serde(default)]
    pub kept: u64,
    /// The statute that keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<String>,
    /// What was done by hand, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A recipient of the data (GDPR art. 15(1)(c)), to be told of what was done to it (art. 19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The supplier's id in the charter.
    pub recipient: String,
    /// Times the journal says the person's data was disclosed to it; none where it has standing access only.
    #[serde(default)]
    pub times: u64,
    /// The last of those times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<Instant>,
    /// How and when it was told, or why that cannot be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl Told {
    /// A recipient that nothing is known of yet.
    pub(super) const fn new(recipient: String) -> Self {
        Self { recipient, times: 0, last_at: None, evidence: None }
    }
}

/// That a restriction is to be lifted (GDPR art. 18(3)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifting {
    /// Why.
    pub reasons: String,
    /// How and when the person was told, where that is not by a message from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<String>,
    /// The message that tells them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// When it was lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted_at: Option<Instant>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Instant,
    /// By which credential.
    pub actor: ActorId,
    /// Which step.
    pub step: String,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// All of a case but the request itself. Never shown by `Debug`: the fields are a person's.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseFile {
    /// The language of the answer.
    pub language: Language,
    /// How the request came.
    pub came_by: CameBy,
    /// Whom it is about, as far as they are held.
    pub subjects: Vec<SubjectId>,
    /// Found by the same identifiers, and someone else.
    pub not_the_same: Vec<SubjectId>,
    /// How surely it is known who asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Strength>,
    /// What the person can be looked up by, until what was granted is done: data type and value.
    pub identifiers: Vec<(String, String)>,
    /// By which data types they were searched for, of those and others before.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub searched_by: BTreeSet<String>,
    /// What is decided.
    pub parts: Vec<Part>,
    /// What is done.
    pub done: Vec<Done>,
    /// What an objection has stopped before it was decided: whose, in which activity.
    pub stopped: Vec<(SubjectId, String)>,
    /// That a restriction is to be lifted, once that was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifting: Option<Lifting>,
    /// Who has the data, or was given it.
    pub recipients: Vec<Told>,
    /// To whom the case was passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_to: Option<String>,
    /// Reasons, where the term is extended or nothing is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
    /// What the answer says beyond what follows from the above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How the answer was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// The letter as it was when the case was answered, or the lifting of a restriction told, in each language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Document>,
    /// Every step.
    pub notes: Vec<Note>,
}

impl std::fmt::Debug for CaseFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CaseFile(***)")
    }
}

impl CaseFile {
    /// Notes by what the person was searched for; the values themselves go when what was granted is done.
    pub(super) fn note_search(&mut self) {
        self.searched_by.extend(self.identifiers.iter().map(|(data_type, _)| data_type.clone()));
    }

    /// Adds recipients to those known before: the journal tells less of them once some of the data is gone.
    pub(super) fn add_recipients(&mut self, found: Vec<Told>) {
        for told in found {
            match self.recipients.iter_mut().find(|known| known.recipient == told.recipient) {
                Some(known) => {
                    known.times = known.times.max(told.times);
                    known.last_at = known.last_at.max(told.last_at);
                }
                None => self.recipients.push(told),
            }
        }
    }

    /// The letter in a language, where one is kept.
    #[must_use]
    pub fn letter(&self, language: Language) -> Option<&Document> {
        self.letters.iter().find(|letter| letter.language == language)
    }

    /// When the case was answered.
    #[must_use]
    pub fn answered_at(&self) -> Option<Instant> {
        self.notes.iter().rfind(|note| note.step == "answer").map(|note| note.at)
    }

    pub(super) fn of_fields(fields: &Fields) -> Result<Self, Problem> {
        // A role that may not see the file cannot run the case.
        let Some(text) = fields.get(FILE) else { return Err(Problem::Denied { code: "case.file_withheld" }) };
        serde_json::from_str(text.reveal()).map_err(|_| Problem::Unreadable)
    }

    pub(super) fn to_field(&self) -> Result<(String, Personal<String>), Problem> {
        let text = serde_json::to_string(self).map_err(|error| Problem::Internal(error.to_string()))?;
        Ok((FILE.to_owned(), Personal::new(text)))
    }
}
