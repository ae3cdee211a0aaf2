//! Shapes of a case on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::rights::{
    Assessment, CaseFile, CaseRow, CaseStep, CaseView, Ground, Identification, Identifier, Notice, Part,
};
use vern_core::case::Strength;
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::json::whole;
use super::search_records::ValueBody;

/// A case without anything that is said in it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseLine {
    /// Names the case.
    case: String,
    /// The right.
    right: &'static str,
    /// Where it stands.
    state: &'static str,
    /// From when the term runs, RFC 3339 in UTC.
    received_at: String,
    /// The first instant at which an answer is too late.
    due_at: String,
    /// Whether it ought to have been answered.
    overdue: bool,
    /// Whether the longer term holds.
    extended: bool,
    /// Whether the term rests, because it is in doubt who asks.
    rests: bool,
    /// Counts its steps, from 1.
    version: u64,
    /// Steps that may follow, as far as that hangs on the case alone.
    next_steps: Vec<&'static str>,
}

impl CaseLine {
    pub(crate) fn new(row: &CaseRow, now: Instant) -> Self {
        Self {
            case: row.id.to_string(),
            right: row.case.kind.as_str(),
            state: row.case.state.as_str(),
            received_at: row.case.received_at.to_string(),
            due_at: row.case.due_at().to_string(),
            overdue: row.case.is_overdue(now),
            extended: row.case.is_extended,
            rests: row.case.rests_since.is_some(),
            version: row.version,
            next_steps: row.case.next_steps(now),
        }
    }
}

/// One part of a request, decided.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartBody {
    /// The activity it is about; left out where it is about none.
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<String>,
    /// Whether it is done as asked.
    granted: bool,
    /// Why not: `statute`, `legal_claim`, `running_contract`, `rights_of_others`, `not_covered`, `excessive`, `not_held` or `not_identified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<String>,
    /// The statute, where that is why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    statute: Option<String>,
    /// In words, for the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// What is held in an activity.
#[derive(Serialize, ToSchema)]
pub(crate) struct HeldBody {
    /// On whom.
    subject: String,
    activity: String,
    /// Records.
    records: u64,
    /// A statute keeps it.
    by_statute: bool,
    /// It is restricted there.
    restricted: bool,
}

/// What was done.
#[derive(Serialize, ToSchema)]
pub(crate) struct DoneBody {
    activity: String,
    /// The erasure; its certificate is at `/v1/erasures/{erasure}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    erasure: Option<String>,
    /// Records it was about.
    records: u64,
    /// Of them, those of which a statute keeps something.
    kept: u64,
}

/// A recipient of the data.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecipientBody {
    /// Supplier id.
    recipient: String,
    /// Times the journal says data on the person was disclosed to it; none where it has standing access only.
    times: u64,
    /// The last of those times, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_at: Option<String>,
    /// How and when it was told of what was done, or why it cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

/// A recipient that was told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToldBody {
    /// Supplier id.
    recipient: String,
    /// How and when it was told, or why it cannot be.
    evidence: Option<String>,
}

/// A step that was taken.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoteBody {
    /// RFC 3339 in UTC.
    at: String,
    actor: String,
    step: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// A case.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseBody {
    line: CaseLine,
    /// The last day on which there is time to answer.
    last_day: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// Subject ids of the people it is about.
    subjects: Vec<String>,
    /// What is held on them.
    held: Vec<HeldBody>,
    /// What is decided.
    parts: Vec<PartBody>,
    /// What is done.
    done: Vec<DoneBody>,
    /// Who has the data, or was given it.
    recipients: Vec<RecipientBody>,
    /// Every step.
    notes: Vec<NoteBody>,
}

impl CaseBody {
    /// The answer itself is where personal data leaves, to whom the gate permitted it.
    pub(crate) fn new(view: CaseView, now: Instant) -> Self {
        let line = CaseLine { next_steps: view.next_steps(now), ..CaseLine::new(&view.row, now) };
        let CaseFile { subjects, parts, done, recipients, notes, .. } = view.file;
        Self {
            line,
            last_day: view.days.last_day.to_string(),
            text: view.text.map(Personal::into_inner),
            name: view.name.map(Personal::into_inner),
            contact: view.contact.map(Personal::into_inner),
            subjects: subjects.iter().map(ToString::to_string).collect(),
            held: view
                .held
                .into_iter()
                .map(|part| HeldBody {
                    subject: part.subject.to_string(),
                    activity: part.activity,
                    records: part.records,
                    by_statute: part.by_statute,
                    restricted: part.is_restricted,
                })
                .collect(),
            parts: parts
                .into_iter()
                .map(|part| PartBody {
                    activity: part.activity,
                    granted: part.granted,
                    ground: part.ground.map(|ground| ground.as_str().to_owned()),
                    statute: part.statute,
                    words: part.words,
                })
                .collect(),
            done: done
                .into_iter()
                .map(|done| DoneBody {
                    activity: done.activity,
                    erasure: done.erasure.map(|id| id.to_string()),
                    records: done.records,
                    kept: done.kept,
                })
                .collect(),
            recipients: recipients
                .into_iter()
                .map(|told| RecipientBody {
                    recipient: told.recipient,
                    times: told.times,
                    last_at: told.last_at.map(|at| at.to_string()),
                    evidence: told.evidence,
                })
                .collect(),
            notes: notes
                .into_iter()
                .map(|note| NoteBody {
                    at: note.at.to_string(),
                    actor: note.actor.to_string(),
                    step: note.step,
                    words: note.words,
                })
                .collect(),
        }
    }
}

/// A step, with what it needs; what belongs to another step is left out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "version": 1, "step": "identify", "shown": "known_contact", "how": "Svarte fra adressen i søknaden",
    "identifiers": [{ "data_type": "email", "equals": "kari@example.no" }]
}))]
pub(crate) struct StepBody {
    /// Version of the case it was decided by.
    #[serde(deserialize_with = "whole")]
    #[schema(value_type = u64, minimum = 1)]
    version: Option<u64>,
    /// `identify`, `doubt`, `assess`, `execute`, `notify`, `extend`, `refuse`, `withdraw`, `forward`, `answer`, `close`, `announce` or `lift`.
    #[schema(
        pattern = "^(identify|doubt|assess|execute|notify|extend|refuse|withdraw|forward|answer|close|announce|lift)$"
    )]
    step: String,
    /// To identify: `stated`, `known_contact`, `in_person` or `electronic_id`.
    shown: Option<String>,
    /// To identify: what shows it.
    how: Option<String>,
    /// To identify: people of ours that are this person.
    #[serde(default)]
    same: Vec<String>,
    /// To identify: what the person is looked up by.
    #[serde(default)]
    identifiers: Vec<ValueBody>,
    /// To identify: found by the same, and someone else.
    #[serde(default)]
    not_the_same: Vec<String>,
    /// To identify: keys of records that are about the person, found another way.
    #[serde(default)]
    records: Vec<String>,
    /// To assess: every activity that holds something, once.
    #[serde(default)]
    parts: Vec<PartBody>,
    /// To doubt, extend, refuse and announce: why.
    reasons: Option<String>,
    /// To refuse: on which ground.
    ground: Option<String>,
    /// To notify: every recipient, with what shows that it was told.
    #[serde(default)]
    told: Vec<ToldBody>,
    /// To forward: an organisation of this installation, or whom else in words.
    to: Option<String>,
    /// To answer: how the answer was given. To announce: how and when the person was told.
    given_by: Option<String>,
    /// To announce: `letter`, which is the case's to be printed, or `message`, which is sent from here.
    #[schema(pattern = "^(letter|message)$")]
    notice: Option<String>,
    /// To assess and answer: what the letter is to say besides. To execute: what was done by hand.
    words: Option<String>,
}

impl StepBody {
    pub(crate) fn into_step(self) -> Result<(u64, CaseStep), Problem> {
        let wrong = |field| Problem::invalid_field("request.json", field);
        let missing = |field| Problem::invalid_field("case.field_missing", field);
        let version = self.version.ok_or_else(|| wrong("version"))?;
        let reasons = Personal::new(self.reasons.unwrap_or_default());
        let words = self.words.map(Personal::new);
        let step = match self.step.as_str() {
            "identify" => CaseStep::Identify(Identification {
                shown: word::<Strength>(self.shown).ok_or_else(|| missing("shown"))?,
                how: Personal::new(self.how.unwrap_or_default()),
                subjects: ids(&self.same).ok_or_else(|| wrong("same"))?,
                identifiers: self.identifiers.into_iter().map(identifier).collect(),
                not_the_same: ids(&self.not_the_same).ok_or_else(|| wrong("not_the_same"))?,
                records: self.records,
            }),
            "doubt" => CaseStep::Doubt { reasons },
            "assess" => {
                let parts: Option<Vec<Part>> = self.parts.into_iter().map(part).collect();
                CaseStep::Assess(Assessment { parts: parts.ok_or_else(|| wrong("parts"))?, words })
            }
            "execute" => CaseStep::Execute { words },
            "notify" => CaseStep::Notify {
                told: self
                    .told
                    .into_iter()
                    .map(|told| (told.recipient, Personal::new(told.evidence.unwrap_or_default())))
                    .collect(),
            },
            "extend" => CaseStep::Extend { reasons },
            "refuse" => {
                let ground = self.ground.as_deref().and_then(Ground::from_word);
                CaseStep::Refuse { ground: ground.ok_or_else(|| missing("ground"))?, reasons }
            }
            "withdraw" => CaseStep::Withdraw,
            "forward" => CaseStep::Forward { to: self.to.ok_or_else(|| missing("to"))? },
            "answer" => {
                CaseStep::Answer { given_by: Personal::new(self.given_by.unwrap_or_default()), words }
            }
            "close" => CaseStep::Close,
            "announce" => CaseStep::Announce {
                reasons,
                notice: match self.notice.as_deref() {
                    Some("message") => Notice::Message,
                    Some("letter") => Notice::Letter(self.given_by.map(Personal::new)),
                    _ => return Err(missing("notice")),
                },
            },
            "lift" => CaseStep::Lift,
            _ => return Err(wrong("step")),
        };
        Ok((version, step))
    }
}

fn word<T: std::str::FromStr>(text: Option<String>) -> Option<T> {
    text?.parse().ok()
}

fn ids(texts: &[String]) -> Option<Vec<SubjectId>> {
    texts.iter().map(|text| text.parse().ok()).collect()
}

fn identifier(body: ValueBody) -> Identifier {
    let (data_type, value) = body.into_parts();
    Identifier { data_type, value: Personal::new(value) }
}

fn part(body: PartBody) -> Option<Part> {
    let ground = match body.ground {
        Some(word) => Some(Ground::from_word(&word)?),
        None => None,
    };
    Some(Part {
        activity: body.activity,
        granted: body.granted,
        ground,
        statute: body.statute,
        words: body.words,
    })
}
