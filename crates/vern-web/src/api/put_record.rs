//! `PUT /v1/records/{key}`: write a record.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::record::{Extent, Precondition, PutRequest};
use vern_core::personal::Personal;
use vern_core::time::Instant;

use super::answer::{OfBody, OfGate, OfVersion};
use super::credential::Expected;
use super::json::JsonBody;
use super::model::{NarrowingBody, RecordAnswer, of_record, status_of_write};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// A record to be written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "fields": { "name": "Kari Nordmann", "email": "kari@example.no" }, "collected_at": "2026-11-01T09:00:00Z" }))]
pub(crate) struct PutRecordBody {
    /// Activity id in the charter.
    activity: String,
    /// Category of subjects; may be left out where the activity has only one.
    category: Option<String>,
    /// Subject id; where it is left out and the key is new, a subject is issued.
    subject: Option<String>,
    /// All fields, by data type. What is left out is gone.
    fields: BTreeMap<String, String>,
    /// Where fields come from, by data type, for those of which it is said: `provided`, `observed`, `derived` or `third_party`. What is left out
    /// comes from where the charter has it come from.
    #[serde(default)]
    origins: BTreeMap<String, String>,
    /// What is taken away for this record from what the charter permits. Stands from the registration on; changed at `…/policy` only.
    narrowing: Option<NarrowingBody>,
    /// When the data was collected, RFC 3339; now where left out. Kept from the first write.
    collected_at: Option<String>,
    /// The subject gave consent to this activity with this registration.
    #[serde(default)]
    consent_given: bool,
    /// What lets restricted data be processed (GDPR art. 18(2)): `consent`, `legal_claim`, `rights_of_others`, `public_interest` or `own_request`.
    exception: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

impl PutRecordBody {
    pub(super) fn into_request(self, precondition: Precondition) -> Result<PutRequest, Problem> {
        let origin = |(id, word): (String, String)| Some((id, word.parse().ok()?));
        let origins: Option<_> = self.origins.into_iter().map(origin).collect();
        let exception = self.exception.map(|word| word.parse()).transpose();
        let subject = self.subject.map(|text| text.parse()).transpose();
        let collected = self.collected_at.map(|text| text.parse().map(Instant::from_timestamp)).transpose();
        Ok(PutRequest {
            activity: self.activity,
            category: self.category,
            subject: subject.map_err(|_| Problem::invalid_field("request.json", "subject"))?,
            fields: self.fields.into_iter().map(|(id, value)| (id, Personal::new(value))).collect(),
            collected_at: collected.map_err(|_| Problem::invalid_field("request.json", "collected_at"))?,
            origins: origins.ok_or(Problem::invalid_field("request.json", "origins"))?,
            narrowing: self.narrowing.map(NarrowingBody::into_narrowing).transpose()?,
            consent_given: self.consent_given,
            extent: Extent::Whole,
            precondition,
            exception: exception.map_err(|_| Problem::invalid_field("request.json", "exception"))?,
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
    params(
        ("key" = String, Path, description = "The caller's key: 1–64 of A–Z a–z 0–9 . _ -, nothing personal"),
        ("If-Match" = Option<String>, Header, description = "The version held, as `ETag` gave it; `*` for any"),
        ("If-None-Match" = Option<String>, Header, description = "`*`: only where nothing is held under the key"),
    ),
    request_body = PutRecordBody,
    responses(
        (status = 200, description = "Altered", body = RecordAnswer),
        (status = 201, description = "Registered", body = RecordAnswer),
        OfBody,
        OfGate,
        OfVersion,
    )
)]
pub(crate) async fn put_record(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(key): PathOf<String>,
    Expected(expected): Expected,
    headers: HeaderMap,
    JsonBody(body): JsonBody<PutRecordBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let request = body.into_request(expected).map_err(problem)?;
    let answer = web.installation.put_record(&caller, &key, &request).await.map_err(problem)?;
    Ok(of_record(status_of_write(&answer), answer))
}
