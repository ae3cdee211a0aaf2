//! `PATCH /v1/records/{key}`: alter the fields that are named, and leave the rest as it is.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::record::{Extent, Precondition, PutRequest};
use vern_core::personal::Personal;

use super::answer::{OfBody, OfGate, OfVersion};
use super::credential::Expected;
use super::json::JsonBody;
use super::model::{RecordAnswer, of_record};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What of a record is to change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "fields": { "title": "Daglig leder", "email": null } }))]
pub(crate) struct PatchRecordBody {
    /// Activity the record belongs to.
    activity: String,
    /// The fields that change, by data type; null takes one away. What is not named stays.
    fields: BTreeMap<String, Option<String>>,
    /// Where fields named here come from, by data type: `provided`, `observed`, `derived` or `third_party`.
    #[serde(default)]
    origins: BTreeMap<String, String>,
    /// What lets restricted data be processed (GDPR art. 18(2)): `consent`, `legal_claim`, `rights_of_others`, `public_interest` or `own_request`.
    exception: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

impl PatchRecordBody {
    pub(super) fn into_request(self, precondition: Precondition) -> Result<PutRequest, Problem> {
        let mut removed = BTreeSet::new();
        let mut fields = BTreeMap::new();
        for (id, value) in self.fields {
            match value {
                Some(value) => drop(fields.insert(id, Personal::new(value))),
                None => drop(removed.insert(id)),
            }
        }
        let origin = |(id, word): (String, String)| Some((id, word.parse().ok()?));
        let origins: Option<_> = self.origins.into_iter().map(origin).collect();
        let exception = self.exception.map(|word| word.parse()).transpose();
        Ok(PutRequest {
            activity: self.activity,
            fields,
            extent: Extent::Named { removed },
            origins: origins.ok_or(Problem::invalid_field("request.json", "origins"))?,
            precondition,
            exception: exception.map_err(|_| Problem::invalid_field("request.json", "exception"))?,
            reason: self.reason.map(Personal::new),
            ..PutRequest::default()
        })
    }
}

/// Change fields of a record
///
/// `fields` is a JSON Merge Patch (RFC 7396) of the record's fields. Only what is named changes, so a role needs to see no more than that. A record must be held under the key.
#[utoipa::path(
    patch,
    path = "/v1/records/{key}",
    operation_id = "patch_record",
    tag = "records",
    params(
        ("key" = String, Path, description = "The caller's key"),
        ("If-Match" = Option<String>, Header, description = "The version held, as `ETag` gave it; `*` for any"),
    ),
    request_body(content(
        (PatchRecordBody = "application/merge-patch+json"),
        (PatchRecordBody = "application/json"),
    )),
    responses(
        (status = 200, description = "Altered; the record without its fields", body = RecordAnswer),
        OfBody,
        OfGate,
        OfVersion,
    )
)]
pub(crate) async fn patch_record(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(key): PathOf<String>,
    Expected(expected): Expected,
    headers: HeaderMap,
    JsonBody(body): JsonBody<PatchRecordBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let request = body.into_request(expected).map_err(problem)?;
    let answer = web.installation.put_record(&caller, &key, &request).await.map_err(problem)?;
    Ok(of_record(StatusCode::OK, answer))
}
