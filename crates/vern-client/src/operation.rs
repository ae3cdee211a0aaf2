//! Many operations at once, as lines both ways; and the question whether an operation on data held elsewhere may be done.

use std::fmt;

use hyper::Method;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Problem, Reason};
use crate::model::{Circumstance, Receipt, Record};
use crate::record::{NewRecord, RecordChange};
use crate::transport::{Call, Client, new_key};

/// Lines and bytes of one call: as many as may be sent without reading meanwhile.
const LINES_MAX: usize = 500;
const BYTES_MAX: usize = 1024 * 1024;

/// One operation of many.
#[derive(Clone)]
pub enum Line {
    /// Writes a record, whole.
    Put {
        /// Its key.
        key: String,
        /// The record.
        record: NewRecord,
    },
    /// Changes what is named of a record.
    Patch {
        /// Its key.
        key: String,
        /// What changes.
        change: RecordChange,
        /// The version expected; any where left out.
        version: Option<u64>,
    },
    /// Reads a record.
    Read {
        /// Its key.
        key: String,
        /// For what.
        circumstance: Circumstance,
    },
    /// Erases a record.
    Erase {
        /// Its key.
        key: String,
        /// For what.
        circumstance: Circumstance,
        /// The version expected; any where left out.
        version: Option<u64>,
    },
    /// Asks the gate.
    Decide(Question),
}

impl fmt::Debug for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Put { .. } => "Put",
            Self::Patch { .. } => "Patch",
            Self::Read { .. } => "Read",
            Self::Erase { .. } => "Erase",
            Self::Decide(_) => "Decide",
        };
        out.debug_struct(name).finish_non_exhaustive()
    }
}

/// A line as it is sent.
#[derive(Serialize)]
struct Sent<'a, T> {
    operation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    idempotency_key: Option<String>,
    body: &'a T,
}

impl Line {
    fn bytes(&self) -> Result<Vec<u8>, Error> {
        let written = match self {
            Self::Put { key, record } => sent("put_record", Some(key), (None, true), record),
            Self::Patch { key, change, version } => sent("patch_record", Some(key), (*version, true), change),
            Self::Read { key, circumstance } => sent("read_record", Some(key), (None, false), circumstance),
            Self::Erase { key, circumstance, version } => {
                sent("erase_record", Some(key), (*version, true), circumstance)
            }
            Self::Decide(question) => sent("decide_operation", None, (None, false), question),
        };
        written.map_err(|_| Error::Unsendable("line"))
    }
}

fn sent<T: Serialize>(
    operation: &'static str,
    key: Option<&str>,
    (version, writes): (Option<u64>, bool),
    body: &T,
) -> serde_json::Result<Vec<u8>> {
    let idempotency_key = writes.then(new_key);
    let mut line = serde_json::to_vec(&Sent { operation, key, version, idempotency_key, body })?;
    line.push(b'\n');
    Ok(line)
}

/// What became of one line.
#[derive(Debug, Clone)]
pub struct Answered {
    /// HTTP status of a call of its own.
    pub status: u16,
    /// What came of it.
    pub outcome: Result<LineOutcome, Problem>,
}

/// What came of a line that was carried out.
#[derive(Debug, Clone, Deserialize)]
pub struct LineOutcome {
    /// The record, of a line about one.
    pub record: Option<Record>,
    /// The permit, of a question to the gate.
    #[serde(flatten)]
    pub permit: Option<Box<PermitFacts>>,
    /// It had been carried out before, and was not again.
    #[serde(default)]
    pub repeated: bool,
    /// Where it is journalled.
    pub journal: Receipt,
}

/// What a permit says beside its receipt.
#[derive(Debug, Clone, Deserialize)]
pub struct PermitFacts {
    /// Operation id, as the journal has it.
    pub operation: String,
    /// Articles of the legal bases the activity states.
    pub bases: Vec<String>,
    /// Data types asked for that this actor or recipient may not have.
    pub withheld: Vec<String>,
    /// What would have refused it, were the activity not only observed for now.
    #[serde(default)]
    pub observed: Vec<Reason>,
    /// From when the answer may be another by time alone.
    pub until: Option<String>,
}

/// It may be done.
#[derive(Debug, Clone, Deserialize)]
pub struct Permit {
    /// What it says.
    #[serde(flatten)]
    pub facts: PermitFacts,
    /// Where it is journalled.
    pub journal: Receipt,
}

/// What is done with data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Write something new down.
    Register,
    /// Look at it.
    Read,
    /// Change it.
    Alter,
    /// Use it without showing it.
    Use,
    /// Show it to somebody else.
    Disclose,
    /// Let it leave for a third country.
    Transfer,
    /// Mark it so that it is only kept.
    Restrict,
    /// Erase it.
    Erase,
    /// Hand it out in a form to take along.
    Export,
}

/// An operation on data that is held elsewhere.
#[derive(Clone, Serialize)]
pub struct Question {
    /// What is to be done.
    pub act: Act,
    /// Activity, recipient, data, place, reason.
    #[serde(flatten)]
    pub circumstance: Circumstance,
    /// The record's key where it is held; sealed in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Subject id, where the server has issued one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Category of subjects; may be left out where the activity has only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// When the data was collected, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected_at: Option<String>,
    /// The caller holds the subject's consent.
    pub consent_given: bool,
}

impl Question {
    /// Whether an act may be done for an activity.
    pub fn new(act: Act, activity: impl Into<String>) -> Self {
        Self {
            act,
            circumstance: Circumstance::of(activity),
            key: None,
            subject: None,
            category: None,
            collected_at: None,
            consent_given: false,
        }
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let activity = &self.circumstance.activity;
        out.debug_struct("Question")
            .field("act", &self.act)
            .field("activity", activity)
            .finish_non_exhaustive()
    }
}

/// A line of an answer.
#[derive(Deserialize)]
struct LineAnswer {
    line: usize,
    status: u16,
    answer: Option<LineOutcome>,
    problem: Option<Problem>,
}

impl Client {
    /// Asks whether an operation on data held elsewhere may be done, and has the answer journalled. A refusal is a [`Problem`].
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn decide_operation(&self, question: &Question) -> Result<Permit, Error> {
        self.ask(&Call::asking(Method::POST, "/v1/operations:decide").json(question)?).await
    }

    /// Carries out many operations, in calls of some hundred lines; what became of each, in their order. A line that is refused stops no other, and a
    /// call that is sent again does no line twice.
    ///
    /// # Errors
    /// Any [`Error`] of a whole call. Lines of calls before it have been carried out.
    pub async fn batch(&self, lines: &[Line]) -> Result<Vec<Answered>, Error> {
        let mut answered = Vec::with_capacity(lines.len());
        let (mut body, mut count) = (Vec::new(), 0);
        for line in lines {
            let bytes = line.bytes()?;
            if count == LINES_MAX || (count > 0 && body.len() + bytes.len() > BYTES_MAX) {
                answered.extend(self.send_lines(std::mem::take(&mut body), count).await?);
                count = 0;
            }
            body.extend(bytes);
            count += 1;
        }
        if count > 0 {
            answered.extend(self.send_lines(body, count).await?);
        }
        Ok(answered)
    }

    async fn send_lines(&self, body: Vec<u8>, count: usize) -> Result<Vec<Answered>, Error> {
        let reply = self.send(&Call::asking(Method::POST, "/v1/operations:batch").lines(body)).await?;
        let status = reply.status.as_u16();
        let mut answered = Vec::with_capacity(count);
        for line in reply.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let line: LineAnswer =
                serde_json::from_slice(line).map_err(|_| Error::NotUnderstood { status })?;
            let outcome = match (line.answer, line.problem) {
                (Some(answer), None) => Ok(answer),
                (_, Some(problem)) => Err(problem),
                (None, None) => return Err(Error::NotUnderstood { status }),
            };
            answered.push(Answered { status: line.status, outcome });
            if line.line != answered.len() {
                return Err(Error::NotUnderstood { status });
            }
        }
        if answered.len() == count { Ok(answered) } else { Err(Error::NotUnderstood { status }) }
    }
}
