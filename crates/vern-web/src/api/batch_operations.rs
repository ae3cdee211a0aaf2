//! `POST /v1/operations:batch`: many operations in one call, a line each (NDJSON), each decided, journalled and answered by itself.
//!
//! Lines are carried out side by side, those on one key one after the other, and answered in their order while more come in.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::task::{JoinError, JoinHandle};
use utoipa::ToSchema;
use vern_app::elsewhere::ElsewhereRequest;
use vern_app::record::{Circumstance, Precondition, PutRequest};
use vern_app::{Caller, Problem};
use vern_core::personal::Personal;

use super::credential::Credential;
use super::decide_operation::{DecideAnswer, DecideBody};
use super::json::whole;
use super::lines::{Line, Lines};
use super::model::{DoneAnswer, ReceiptBody, RecordAnswer, status_of_write};
use super::once::RepeatedAnswer;
use super::patch_record::PatchRecordBody;
use super::problem::{ApiProblem, ProblemBody};
use super::put_record::PutRecordBody;
use crate::Web;

/// Lines carried out side by side; beyond it the next is not read.
const LINES_IN_FLIGHT_MAX: usize = 64;
/// How long a line waits before it is looked whether the credential may make its next call.
const BREATH: Duration = Duration::from_millis(20);

const NDJSON: &str = "application/x-ndjson";

/// One line of a batch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "operation": "patch_record", "key": "lead-1", "version": 1, "body": { "activity": "prospects", "fields": { "title": "Daglig leder" } } }))]
pub(crate) struct BatchLine<'a> {
    /// Which operation.
    operation: BatchOperation,
    /// The record's key; of all but `decide_operation`.
    key: Option<String>,
    /// The version held, as `record.version` gave it: a write or erasure of another is not carried out.
    #[serde(default, deserialize_with = "whole")]
    version: Option<u64>,
    /// A name for the line, as `Idempotency-Key` is for a call of its own; of writes and erasures.
    idempotency_key: Option<String>,
    /// What a call of the operation by itself has as its body; for `read_record` and `erase_record`, what it has as headers.
    #[serde(borrow)]
    #[schema(value_type = LineBody)]
    body: &'a RawValue,
}

/// The operations a line can hold, by their ids.
#[derive(Deserialize, ToSchema, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BatchOperation {
    PutRecord,
    PatchRecord,
    ReadRecord,
    EraseRecord,
    DecideOperation,
}

/// The body of a line, by its operation.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what a line's operation is read into")]
pub(crate) enum LineBody {
    Put(PutRecordBody),
    Patch(PatchRecordBody),
    Of(CircumstanceBody),
    Decide(DecideBody),
}

/// What goes with reading or erasing a record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CircumstanceBody {
    /// Activity the record is read for, or belongs to.
    activity: String,
    /// Supplier id: to whom it is disclosed.
    recipient: Option<String>,
    /// Ids of the data types asked for.
    data: Option<Vec<String>>,
    /// A decision by automated means alone is taken on it (GDPR art. 22).
    #[serde(default)]
    automated: bool,
    /// ISO 3166-1 alpha-2: where it goes or is seen from.
    place: Option<String>,
    /// What lets restricted data be processed (GDPR art. 18(2)).
    exception: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

impl CircumstanceBody {
    fn into_circumstance(self, precondition: Precondition) -> Result<Circumstance, Problem> {
        let place = self.place.map(|place| place.parse()).transpose();
        let exception = self.exception.map(|word| word.parse()).transpose();
        Ok(Circumstance {
            activity: self.activity,
            recipient: self.recipient,
            data: self.data,
            automated: self.automated,
            export: false,
            place: place.map_err(|_| Problem::invalid_field("request.json", "place"))?,
            exception: exception.map_err(|_| Problem::invalid_field("request.json", "exception"))?,
            precondition,
            reason: self.reason.map(Personal::new),
        })
    }
}

/// The answer to one line.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineAnswer {
    /// Which line of the request, from 1; blank lines count and are not answered.
    line: u64,
    /// The status a call of its own would have been answered with.
    status: u16,
    /// What a call of its own would have been answered with.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<OperationAnswer>,
    /// Or what went wrong, with its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemBody>,
}

/// What the operations of a batch answer.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum OperationAnswer {
    Record(Box<RecordAnswer>),
    Decision(Box<DecideAnswer>),
    Done(DoneAnswer),
    Repeated(RepeatedAnswer),
}

/// Carry out many operations
///
/// One JSON object a line, and one line of answer for each, in their order. A line that is not of its form or is refused stops no other; the status
/// of the whole is 200. Lines on the same key are carried out one after the other, others side by side. Answers come while lines are still being
/// sent: a caller reads while it sends, or sends at most 1,000 lines at a time. A line is at most 256 KiB.
#[utoipa::path(
    post,
    path = "/v1/operations:batch",
    operation_id = "batch_operations",
    tag = "operations",
    request_body(content = BatchLine, content_type = "application/x-ndjson", description = "One a line"),
    responses(
        (status = 200, description = "One answer a line", body = LineAnswer, content_type = "application/x-ndjson"),
    )
)]
pub(crate) async fn batch_operations(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let batch = Batch {
        web,
        caller,
        headers,
        lines: Lines::new(body),
        is_over: false,
        waiting: None,
        under_way: VecDeque::new(),
    };
    let answers = futures_util::stream::unfold(batch, |mut batch| async move {
        let answer = batch.next().await?;
        Some((Ok::<_, Infallible>(answer), batch))
    });
    ([(CONTENT_TYPE, NDJSON)], Body::from_stream(answers)).into_response()
}

/// A line that has been read: what it asks for, or why it can't be carried out.
struct Read {
    number: u64,
    key: Option<String>,
    task: Result<Task, ApiProblem>,
}

/// What a line asks for.
struct Task {
    /// The name it is carried out once under, and its content.
    once: Option<(String, Vec<u8>)>,
    asked: Asked,
}

enum Asked {
    Write(String, Box<PutRequest>),
    Read(String, Circumstance),
    Erase(String, Circumstance),
    Decide(Box<ElsewhereRequest>),
}

impl Task {
    async fn carry_out(self, web: &Web, caller: &Caller) -> Result<(StatusCode, OperationAnswer), Problem> {
        match self.once {
            Some((name, content)) => {
                self.asked.carry_out(web, &caller.once(&name, &[b"line", &content])?).await
            }
            None => self.asked.carry_out(web, caller).await,
        }
    }
}

impl Asked {
    const fn writes(&self) -> bool {
        matches!(self, Self::Write(..) | Self::Erase(..))
    }

    async fn carry_out(self, web: &Web, caller: &Caller) -> Result<(StatusCode, OperationAnswer), Problem> {
        let installation = &web.installation;
        match self {
            Self::Write(key, request) => {
                let answer = installation.put_record(caller, &key, &request).await?;
                Ok((status_of_write(&answer), OperationAnswer::Record(Box::new(RecordAnswer::new(answer)))))
            }
            Self::Read(key, circumstance) => {
                let answer = installation.read_record(caller, &key, &circumstance).await?;
                Ok((StatusCode::OK, OperationAnswer::Record(Box::new(RecordAnswer::new(answer)))))
            }
            Self::Erase(key, circumstance) => {
                let answer = installation.erase_record(caller, &key, &circumstance).await?;
                let done = DoneAnswer { journal: ReceiptBody::new(&answer.committed) };
                Ok((StatusCode::OK, OperationAnswer::Done(done)))
            }
            Self::Decide(request) => {
                let answer = installation.decide_elsewhere(caller, &request).await?;
                Ok((StatusCode::OK, OperationAnswer::Decision(Box::new(DecideAnswer::new(answer)))))
            }
        }
    }
}

/// A line that is being carried out.
struct UnderWay {
    number: u64,
    key: Option<String>,
    answer: JoinHandle<LineAnswer>,
}

/// A batch on its way: what has been read and not been answered. Whoever goes away leaves at most these to be carried out.
struct Batch {
    web: Web,
    caller: Caller,
    headers: HeaderMap,
    lines: Lines,
    is_over: bool,
    /// The next to be carried out, held up by one on the same key.
    waiting: Option<Read>,
    under_way: VecDeque<UnderWay>,
}

impl Batch {
    /// The next answer, as a line; none when all are answered.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            let is_held = !self.start_waiting();
            let may_read =
                self.waiting.is_none() && self.under_way.len() < LINES_IN_FLIGHT_MAX && !self.is_over;
            let Some(first) = self.under_way.front_mut() else {
                if is_held {
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
                if !may_read {
                    return None;
                }
                let line = self.lines.next().await;
                self.take(line);
                continue;
            };
            tokio::select! {
                biased;
                answered = &mut first.answer => {
                    let number = first.number;
                    self.under_way.pop_front();
                    return Some(self.written(number, answered));
                }
                line = self.lines.next(), if may_read => self.take(line),
                () = tokio::time::sleep(BREATH), if is_held => {}
            }
        }
    }

    fn take(&mut self, line: Option<Line>) {
        match line {
            Some(line) => self.waiting = Some(read(line, &self.headers)),
            None => self.is_over = true,
        }
    }

    /// Starts the line that waits, unless one on the same key is under way. False where the credential has made its calls for now.
    fn start_waiting(&mut self) -> bool {
        let is_free = |read: &Read| {
            read.key.is_none() || !self.under_way.iter().any(|before| before.is_on(read.key.as_deref()))
        };
        if !self.waiting.as_ref().is_some_and(is_free) {
            return true;
        }
        if self.web.rate.take(self.caller.actor, self.web.installation.now()).is_err() {
            return false;
        }
        let Some(read) = self.waiting.take() else { return true };
        let (number, key) = (read.number, read.key);
        let (web, caller, headers) = (self.web.clone(), self.caller.clone(), self.headers.clone());
        let answer = tokio::spawn(async move {
            let done = match read.task {
                Ok(task) => {
                    let done = task.carry_out(&web, &caller).await;
                    done.map_err(|problem| ApiProblem::new(problem, &headers))
                }
                Err(problem) => Err(problem),
            };
            LineAnswer::new(number, done)
        });
        self.under_way.push_back(UnderWay { number, key, answer });
        true
    }

    fn written(&self, number: u64, answered: Result<LineAnswer, JoinError>) -> Bytes {
        let failed = |why: String| {
            LineAnswer::new(number, Err(ApiProblem::new(Problem::Internal(why), &self.headers)))
        };
        let answer = answered.unwrap_or_else(|error| failed(error.to_string()));
        let mut line = serde_json::to_vec(&answer).unwrap_or_default();
        line.push(b'\n');
        line.into()
    }
}

impl UnderWay {
    fn is_on(&self, key: Option<&str>) -> bool {
        self.key.as_deref() == key && !self.answer.is_finished()
    }
}

impl LineAnswer {
    fn new(line: u64, done: Result<(StatusCode, OperationAnswer), ApiProblem>) -> Self {
        match done {
            Ok((status, answer)) => {
                Self { line, status: status.as_u16(), answer: Some(answer), problem: None }
            }
            Err(problem) => {
                if let Some(committed) = problem.repeated() {
                    let answer = OperationAnswer::Repeated(RepeatedAnswer::new(committed));
                    return Self { line, status: 200, answer: Some(answer), problem: None };
                }
                let (status, body) = problem.into_parts();
                Self { line, status: status.as_u16(), answer: None, problem: Some(body) }
            }
        }
    }
}

fn read(line: Line, headers: &HeaderMap) -> Read {
    let number = line.number;
    let refuse = |problem, status| ApiProblem::new(problem, headers).with_status(status);
    let Some(bytes) = line.bytes else {
        let problem = Problem::invalid("request.line_too_long");
        return Read { number, key: None, task: Err(refuse(problem, StatusCode::PAYLOAD_TOO_LARGE)) };
    };
    let malformed = |column| {
        let problem = refuse(Problem::invalid("request.json"), StatusCode::BAD_REQUEST);
        problem.at(usize::try_from(number).unwrap_or(usize::MAX), column)
    };
    let line: BatchLine<'_> = match serde_json::from_slice(&bytes) {
        Ok(line) => line,
        Err(error) => return Read { number, key: None, task: Err(malformed(error.column())) },
    };
    // Where the body begins in the line: a fault in it is told by the line's columns.
    let begins = line.body.get().as_ptr().addr().saturating_sub(bytes.as_ptr().addr());
    let key = line.key.clone();
    let once = line.idempotency_key.clone().map(|name| (name, bytes.clone()));
    let task = asked_of(line).map(|asked| Task { once: once.filter(|_| asked.writes()), asked });
    let task = task.map_err(|fault| match fault {
        Fault::Body(error) => malformed(begins + error.column()),
        Fault::Value(problem) => ApiProblem::new(problem, headers),
    });
    Read { number, key, task }
}

/// Why a line that is JSON asks for nothing that can be done.
enum Fault {
    Body(serde_json::Error),
    Value(Problem),
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Body(error)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Value(problem)
    }
}

fn asked_of(line: BatchLine<'_>) -> Result<Asked, Fault> {
    let expected = line.version.map_or(Precondition::Any, Precondition::Version);
    let key = line.key.ok_or(Problem::invalid_field("record.key_form", "key"));
    let text = line.body.get();
    Ok(match line.operation {
        BatchOperation::PutRecord => {
            let body: PutRecordBody = serde_json::from_str(text)?;
            Asked::Write(key?, Box::new(body.into_request(expected)?))
        }
        BatchOperation::PatchRecord => {
            let body: PatchRecordBody = serde_json::from_str(text)?;
            Asked::Write(key?, Box::new(body.into_request(expected)?))
        }
        BatchOperation::ReadRecord => {
            let body: CircumstanceBody = serde_json::from_str(text)?;
            Asked::Read(key?, body.into_circumstance(expected)?)
        }
        BatchOperation::EraseRecord => {
            let body: CircumstanceBody = serde_json::from_str(text)?;
            Asked::Erase(key?, body.into_circumstance(expected)?)
        }
        BatchOperation::DecideOperation => {
            let body: DecideBody = serde_json::from_str(text)?;
            Asked::Decide(Box::new(body.into_request()?))
        }
    })
}
