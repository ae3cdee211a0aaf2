//! `POST /v1/cases`, `POST /v1/cases:search`, `GET /v1/cases/{case}`, `POST /v1/cases/{case}/steps`, and what a person is given: the letter, the copy,
//! what they can take along.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::rights::{CASES_MAX, CameBy, CaseFilter, CaseMark, NewRequest};
use vern_core::case::{CaseKind, CaseState, Right};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_text::Language;

use super::answer::{OfBody, OfGate};
use super::case_body::{CaseBody, CaseLine, StepBody};
use super::credential::Credential;
use super::json::{JsonBody, whole};
use super::model::{ReceiptBody, set_receipt};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// A request as it came.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "right": "access", "text": "Hva har dere om meg?", "name": "Kari Nordmann", "contact": "kari@example.no", "came_by": "letter" }))]
pub(crate) struct RequestBody {
    /// `access`, `rectification`, `erasure`, `restriction`, `portability`, `objection`, `human_review`, `consent_withdrawal` or `complaint`.
    right: String,
    /// In the words of whoever asks.
    text: Option<String>,
    /// Who they say they are.
    name: Option<String>,
    /// How they are reached.
    contact: String,
    /// Language of the answer, `nb` or `en`; `nb` where left out.
    language: Option<String>,
    /// `letter`, `phone`, `email`, `in_person`, `my_page`, `form` or `passed_on`; `email` where left out.
    came_by: Option<String>,
    /// When it came, where that was before now, RFC 3339.
    received_at: Option<String>,
}

/// A case just received.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReceivedAnswer {
    /// Names the case.
    case: String,
    /// From when the term runs, RFC 3339 in UTC.
    received_at: String,
    /// The last day on which there is time to answer.
    last_day: String,
    /// Where it is journalled.
    journal: ReceiptBody,
}

/// Which cases to list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "right": "erasure", "limit": 20 }))]
pub(crate) struct CasesBody {
    /// Closed ones; open ones where left out.
    #[serde(default)]
    closed: bool,
    /// Those in this state alone.
    #[schema(
        pattern = "^(received|in_doubt|identified|assessed|executed|notified|refused|withdrawn|forwarded|answered|closed)$"
    )]
    state: Option<String>,
    /// Those about this right alone.
    right: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// At most so many, 1 to 100; 100 where left out.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A page of cases.
#[derive(Serialize, ToSchema)]
pub(crate) struct CasesAnswer {
    /// Those due first come first.
    cases: Vec<CaseLine>,
    /// Hand it back as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A case as it stands after a step.
#[derive(Serialize, ToSchema)]
pub(crate) struct StepAnswer {
    /// Where it stands.
    line: CaseLine,
    /// Where the step is journalled.
    journal: ReceiptBody,
}

/// Receive a request about rights
///
/// For what comes by letter, telephone or e-mail; the public form does the same. From here the term of GDPR art. 12(3) runs.
#[utoipa::path(
    post,
    path = "/v1/cases",
    operation_id = "receive_request",
    tag = "cases",
    request_body = RequestBody,
    responses(
        (status = 200, description = "Received", body = ReceivedAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn receive_request(
    State(web): State<Web>,
    Writing(caller): Writing,
    headers: HeaderMap,
    JsonBody(body): JsonBody<RequestBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let request = body.into_request().map_err(problem)?;
    let answer = web.installation.receive_request(&caller, &request).await.map_err(problem)?;
    let body = ReceivedAnswer {
        case: answer.value.id.to_string(),
        received_at: answer.value.received_at.to_string(),
        last_day: answer.value.last_day.to_string(),
        journal: ReceiptBody::new(&answer.committed),
    };
    let mut response = Json(body).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}

/// List cases
///
/// Those due first before the others. It says about nobody who asks or what.
#[utoipa::path(
    post,
    path = "/v1/cases:search",
    operation_id = "search_cases",
    tag = "cases",
    request_body = CasesBody,
    responses(
        (status = 200, description = "A page of cases", body = CasesAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn search_cases(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CasesBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let (filter, after) = body.asked().map_err(problem)?;
    let most = body.limit.unwrap_or(CASES_MAX);
    if !(1..=CASES_MAX).contains(&most) {
        return Err(problem(Problem::invalid_field("request.json", "limit")));
    }
    let page = web.installation.cases(&caller, filter, after, most).map_err(problem)?;
    let now = web.installation.now();
    Ok(Json(CasesAnswer {
        cases: page.rows.iter().map(|(row, _)| CaseLine::new(row, now)).collect(),
        next: page.next.map(mark_text),
    })
    .into_response())
}

/// Read a case
///
/// What was asked, what is decided and done, what is held on the person, and which steps may follow. Read through the gate.
#[utoipa::path(
    get,
    path = "/v1/cases/{case}",
    operation_id = "read_case",
    tag = "cases",
    params(("case" = String, Path, description = "Case number")),
    responses(
        (status = 200, description = "The case", body = CaseBody),
        OfGate,
    )
)]
pub(crate) async fn read_case(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(case): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let id = case_id(&case).map_err(problem)?;
    let view = web.installation.case(&caller, id).await.map_err(problem)?;
    Ok(Json(CaseBody::new(view, web.installation.now())).into_response())
}

/// Take a step on a case
///
/// `version` is the version of the case the step was decided by: where someone else took a step since, the answer is `case.version_differs`.
#[utoipa::path(
    post,
    path = "/v1/cases/{case}/steps",
    operation_id = "take_case_step",
    tag = "cases",
    params(("case" = String, Path, description = "Case number")),
    request_body = StepBody,
    responses(
        (status = 200, description = "Taken", body = StepAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn take_case_step(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(case): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<StepBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let id = case_id(&case).map_err(problem)?;
    let (version, step) = body.into_step().map_err(problem)?;
    let answer = web.installation.take_step(&caller, (id, version), step).await.map_err(problem)?;
    let body = StepAnswer {
        line: CaseLine::new(&answer.value, web.installation.now()),
        journal: ReceiptBody::new(&answer.committed),
    };
    let mut response = Json(body).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}

pub(super) fn case_id(text: &str) -> Result<vern_core::id::CaseId, Problem> {
    text.parse().map_err(|_| Problem::invalid_field("request.json", "case"))
}

impl RequestBody {
    fn into_request(self) -> Result<NewRequest, Problem> {
        let wrong = |field| Problem::invalid_field("request.json", field);
        let came_by = self.came_by.as_deref().unwrap_or("email");
        let received_at = self.received_at.map(|text| text.parse().map(Instant::from_timestamp));
        Ok(NewRequest {
            right: self.right.parse().map_err(|_| wrong("right"))?,
            text: self.text.map(Personal::new),
            name: self.name.map(Personal::new),
            contact: Personal::new(self.contact),
            language: self
                .language
                .map_or(Ok(Language::Nb), |text| text.parse())
                .map_err(|_| wrong("language"))?,
            came_by: CameBy::from_word(came_by).ok_or_else(|| wrong("came_by"))?,
            received_at: received_at.transpose().map_err(|_| wrong("received_at"))?,
            subjects: Vec::new(),
            shown: None,
        })
    }
}

impl CasesBody {
    fn asked(&self) -> Result<(CaseFilter, Option<CaseMark>), Problem> {
        let wrong = |field| Problem::invalid_field("request.json", field);
        let state =
            self.state.as_deref().map(|word| CaseState::from_word(word).ok_or_else(|| wrong("state")));
        let right = self.right.as_deref().map(|word| word.parse::<Right>().map_err(|_| wrong("right")));
        let filter = CaseFilter {
            closed: self.closed,
            state: state.transpose()?,
            kind: right.transpose()?.map(CaseKind::Rights),
        };
        let no_mark = || Problem::invalid_field("search.form", "after");
        let after = self.after.as_deref().map(|text| mark(text).ok_or_else(no_mark));
        Ok((filter, after.transpose()?))
    }
}

/// Where a page ended: when that case was due, and its number.
fn mark_text((due, id): CaseMark) -> String {
    format!("{}.{id}", due.as_micros())
}

fn mark(text: &str) -> Option<CaseMark> {
    let (due, id) = text.split_once('.')?;
    Some((Instant::from_micros(due.parse().ok()?), id.parse().ok()?))
}
