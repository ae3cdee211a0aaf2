//! `POST /v1/records/{key}/review`: what a person decides who has looked whether data is to stay (P-B5).

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::retention::{ReviewRequest, Reviewed};
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::answer::{OfBody, OfGate};
use super::json::JsonBody;
use super::model::{ReceiptBody, set_receipt};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What is decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "decision": "keep", "due_at": "2026-12-22T06:00:00Z" }))]
pub(crate) struct ReviewBody {
    /// The record's activity.
    activity: String,
    /// `keep`: it stays until the next review. `erase`: all the activity holds on the person is erased.
    decision: String,
    /// The record's `review_due_at` as it was looked at, RFC 3339: what somebody has decided since is not undone.
    due_at: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReviewAnswer {
    /// When the next review falls due, RFC 3339 in UTC, of a record that stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<String>,
    /// Names the erasure; its certificate is at `/v1/erasures/{erasure}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    erasure: Option<String>,
    /// Where it is journalled.
    journal: ReceiptBody,
}

/// Decide the review of a record
///
/// Asked of the gate as an erasure, whichever it is: who may not erase does not decide what stays.
#[utoipa::path(
    post,
    path = "/v1/records/{key}/review",
    operation_id = "decide_review",
    tag = "records",
    params(("key" = String, Path, description = "The caller's key")),
    request_body = ReviewBody,
    responses(
        (status = 200, description = "Decided", body = ReviewAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn decide_review(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(key): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ReviewBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let due_at = body.due_at.map(|text| text.parse().map(Instant::from_timestamp)).transpose();
    let request = ReviewRequest {
        activity: body.activity,
        key,
        due_at: due_at.map_err(|_| problem(Problem::invalid_field("request.json", "due_at")))?,
        decision: body.decision.parse().map_err(problem)?,
        reason: body.reason.map(Personal::new),
    };
    let answer = web.installation.decide_review(&caller, &request).await.map_err(problem)?;
    let (due_at, erasure) = match answer.value {
        Reviewed::Kept { due_at } => (Some(due_at.to_string()), None),
        Reviewed::Erased(ordered) => (None, Some(ordered.erasure.to_string())),
    };
    let journal = ReceiptBody::new(&answer.committed);
    let mut response = Json(ReviewAnswer { due_at, erasure, journal }).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}
