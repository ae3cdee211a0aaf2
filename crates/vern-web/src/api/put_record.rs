//! `PUT /v1/records/{key}`: write a record.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::record::PutRequest;
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::ProblemBody;
use super::credential::Credential;
use super::json::JsonBody;
use super::model::{ReceiptBody, RecordAnswer, RecordBody, set_receipt};
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// A record to be written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PutRecordBody {
    /// Activity id in the charter.
    activity: String,
    /// Category of subjects; may be left out where the activity has only one.
    category: Option<String>,
    /// Subject id; where it is left out and the key is new, a subject is issued.
    subject: Option<String>,
    /// All fields, by data type. What is left out is gone.
    fields: BTreeMap<String, String>,
    /// When the data was collected, RFC 3339; now where left out. Kept from the first write.
    collected_at: Option<String>,
    /// The subject gave consent to this activity with this registration.
    #[serde(default)]
    consent_given: bool,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

impl PutRecordBody {
    fn into_request(self) -> Result<PutRequest, Problem> {
        let subject = self.subject.map(|text| text.parse()).transpose();
        let collected = self.collected_at.map(|text| text.parse().map(Instant::from_timestamp)).transpose();
        Ok(PutRequest {
            activity: self.activity,
            category: self.category,
            subject: subject.map_err(|_| Problem::invalid_field("request.json", "subject"))?,
            fields: self.fields.into_iter().map(|(id, value)| (id, Personal::new(value))).collect(),
            collected_at: collected.map_err(|_| Problem::invalid_field("request.json", "collected_at"))?,
            consent_given: self.consent_given,
            reason: self.reason.map(Personal::new),
        })
    }
}

/// Write a record
///
/// Registers it where the key is new, alters it where it is held. Decided, sealed and journalled before the answer.
#[utoipa::path(
    put,
    path = "/v1/records/{key}",
    operation_id = "put_record",
    tag = "records",
    params(("key" = String, Path, description = "The caller's key: 1–64 of A–Z a–z 0–9 . _ -, nothing personal")),
    request_body = PutRecordBody,
    responses(
        (status = 200, description = "Altered", body = RecordAnswer),
        (status = 201, description = "Registered", body = RecordAnswer),
        (status = 400, description = "The body is not of its form", body = ProblemBody, content_type = "application/problem+json"),
        (status = 401, description = "No valid credential", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Refused by the gate", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Unknown within the actor's scope", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "Held for another subject or category", body = ProblemBody, content_type = "application/problem+json"),
        (status = 413, description = "Body too large", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "A value or the key is not of its form", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put_record(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(key): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<PutRecordBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let request = body.into_request().map_err(problem)?;
    let answer = web.installation.put_record(&caller, &key, &request).await.map_err(problem)?;
    let status = if answer.value.version == 1 { StatusCode::CREATED } else { StatusCode::OK };
    let body =
        RecordAnswer { record: RecordBody::new(answer.value), journal: ReceiptBody::new(&answer.committed) };
    let mut response = (status, Json(body)).into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}
