//! `POST /v1/policies:amend` and `PUT /v1/records/{key}/policy`: take more away, for all an activity holds or for one record.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::record::Circumstance;
use vern_core::personal::Personal;

use super::answer::{OfBody, OfGate, OfVersion};
use super::credential::Expected;
use super::json::JsonBody;
use super::model::{DoneAnswer, NarrowingBody, ReceiptBody, done, set_receipt};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What is to be taken away, for every record an activity holds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "narrowing": { "period": "P30D" }, "reason": "Avtalt med den registrerte" }))]
pub(crate) struct AmendPolicyBody {
    /// Activity id in the charter.
    activity: String,
    /// Only records of this category of subjects.
    category: Option<String>,
    /// Taken away besides what already is.
    narrowing: NarrowingBody,
    /// Why; sealed in the journal. Always asked for.
    reason: Option<String>,
}

/// What is taken away for one record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "narrowing": { "automated_denied": true }, "reason": "Avtalt med den registrerte" }))]
pub(crate) struct RecordPolicyBody {
    /// Activity the record belongs to.
    activity: String,
    /// All that is to be taken away: at least what is now.
    narrowing: NarrowingBody,
    /// Why; sealed in the journal. Always asked for.
    reason: Option<String>,
}

/// An amendment done, with its entry.
#[derive(Serialize, ToSchema)]
pub(crate) struct AmendAnswer {
    /// Policy rows that changed. Records point at them and are not touched.
    rows: u64,
    /// Where the operation is journalled.
    journal: ReceiptBody,
}

/// Take more away for all an activity holds
///
/// Recipients, decisions by automated means, time. Never gives anything back; what permits more is a charter version. Records registered later are
/// under the charter alone.
#[utoipa::path(
    post,
    path = "/v1/policies:amend",
    operation_id = "amend_policy",
    tag = "policies",
    request_body = AmendPolicyBody,
    responses(
        (status = 200, description = "Done", body = AmendAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn amend_policy(
    State(web): State<Web>,
    Writing(caller): Writing,
    headers: HeaderMap,
    JsonBody(body): JsonBody<AmendPolicyBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let circumstance = Circumstance {
        activity: body.activity,
        reason: body.reason.map(Personal::new),
        ..Circumstance::default()
    };
    let narrowing = body.narrowing.into_narrowing().map_err(problem)?;
    let category = body.category.as_deref();
    let amended = web.installation.amend_policy(&caller, category, &narrowing, &circumstance).await;
    let answer = amended.map_err(problem)?;
    let body = AmendAnswer { rows: answer.value, journal: ReceiptBody::new(&answer.committed) };
    let mut response = Json(body).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}

/// Take more away for one record
#[utoipa::path(
    put,
    path = "/v1/records/{key}/policy",
    operation_id = "put_record_policy",
    tag = "policies",
    params(
        ("key" = String, Path, description = "The caller's key"),
        ("If-Match" = Option<String>, Header, description = "The version held, as `ETag` gave it"),
    ),
    request_body = RecordPolicyBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
        OfVersion,
    )
)]
pub(crate) async fn put_record_policy(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(key): PathOf<String>,
    Expected(expected): Expected,
    headers: HeaderMap,
    JsonBody(body): JsonBody<RecordPolicyBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let circumstance = Circumstance {
        activity: body.activity,
        precondition: expected,
        reason: body.reason.map(Personal::new),
        ..Circumstance::default()
    };
    let narrowing = body.narrowing.into_narrowing().map_err(problem)?;
    let amended = web.installation.amend_record_policy(&caller, &key, &narrowing, &circumstance).await;
    let answer = amended.map_err(problem)?;
    Ok(done(&answer.committed))
}
