//! `GET /v1/cases/{case}/letters/{language}`, `POST /v1/cases/{case}/copies` and `POST /v1/cases/{case}/portable-copies`: what a person is given.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::rights::CopyRecord;
use vern_core::personal::Personal;
use vern_text::Language;

use super::answer::{OfBody, OfGate};
use super::cases::case_id;
use super::credential::Credential;
use super::json::JsonBody;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// Which page of a copy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub(crate) struct CopyBody {
    /// `next` of the page before.
    after: Option<String>,
}

/// One record of a copy.
#[derive(Serialize, ToSchema)]
pub(crate) struct CopyRecordBody {
    /// Activity it is held for.
    activity: String,
    /// When it was collected, RFC 3339 in UTC.
    collected_at: String,
    /// Fields by data type.
    fields: BTreeMap<String, String>,
    /// Where fields come from, as far as that is known.
    origins: BTreeMap<String, String>,
}

/// A page of a copy.
#[derive(Serialize, ToSchema)]
pub(crate) struct CopyAnswer {
    records: Vec<CopyRecordBody>,
    /// Hand it back as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// What can be taken along.
#[derive(Serialize, ToSchema)]
pub(crate) struct PortableAnswer {
    /// JSON, with its schema in it.
    json: String,
    /// CSV (RFC 4180), one field a line.
    csv: String,
}

/// The letter of a case
///
/// What was asked, what is decided part by part with its ground, what was done, and what the person can do next; of an access request also all of
/// GDPR art. 15(1). As a document, like the published ones.
#[utoipa::path(
    get,
    path = "/v1/cases/{case}/letters/{language}",
    operation_id = "read_case_letter",
    tag = "cases",
    params(
        ("case" = String, Path, description = "Case number"),
        ("language" = String, Path, description = "`nb` or `en`"),
    ),
    responses(
        (status = 200, description = "The letter", body = Object),
        OfGate,
    )
)]
pub(crate) async fn read_case_letter(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf((case, language)): PathOf<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let id = case_id(&case).map_err(problem)?;
    let language: Language =
        language.parse().map_err(|_| problem(Problem::invalid_field("request.json", "language")))?;
    let letter = web.installation.case_letter(&caller, id, Some(language)).await.map_err(problem)?;
    let letter: Value =
        serde_json::to_value(&letter).map_err(|error| problem(Problem::Internal(error.to_string())))?;
    Ok(Json(letter).into_response())
}

/// The copy of an access request
///
/// A page at a time, each read through the gate. There from when what was granted is done.
#[utoipa::path(
    post,
    path = "/v1/cases/{case}/copies",
    operation_id = "read_case_copy",
    tag = "cases",
    params(("case" = String, Path, description = "Case number")),
    request_body = CopyBody,
    responses(
        (status = 200, description = "A page of the copy", body = CopyAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn read_case_copy(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(case): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CopyBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let id = case_id(&case).map_err(problem)?;
    let page = web.installation.case_copy(&caller, id, body.after.as_deref()).await.map_err(problem)?;
    let records = page.records.into_iter().map(copied).collect();
    Ok(Json(CopyAnswer { records, next: page.next }).into_response())
}

/// What a person can take along
///
/// Data they provided or that was observed of them, held under consent or contract (GDPR art. 20), as JSON with its schema and as CSV.
#[utoipa::path(
    post,
    path = "/v1/cases/{case}/portable-copies",
    operation_id = "read_portable_copy",
    tag = "cases",
    params(("case" = String, Path, description = "Case number")),
    responses(
        (status = 200, description = "In both forms", body = PortableAnswer),
        OfGate,
    )
)]
pub(crate) async fn read_portable_copy(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(case): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let id = case_id(&case).map_err(problem)?;
    let copy = web.installation.portable_copy(&caller, id).await.map_err(problem)?;
    let (json, csv) = (copy.json.into_inner(), copy.csv.into_inner());
    Ok(Json(PortableAnswer { json, csv }).into_response())
}

/// The answer itself is where personal data leaves, to whom the gate permitted it.
fn copied(record: CopyRecord) -> CopyRecordBody {
    let origin = |(id, (_, origin)): (&String, &(Personal<String>, Option<vern_core::origin::Origin>))| {
        origin.map(|origin| (id.clone(), origin.to_string()))
    };
    CopyRecordBody {
        activity: record.activity,
        collected_at: record.collected_at.to_string(),
        origins: record.fields.iter().filter_map(origin).collect(),
        fields: record.fields.into_iter().map(|(id, (value, _))| (id, value.into_inner())).collect(),
    }
}
