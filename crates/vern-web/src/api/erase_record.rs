//! `DELETE /v1/records/{key}`: erase a record.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{OfGate, OfHeaders, OfVersion};
use super::credential::OperationHeaders;
use super::model::{DoneAnswer, done};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// Erase a record
///
/// When this answers, the row is gone; if it was the subject's last in the activity, its key has been overwritten.
#[utoipa::path(
    delete,
    path = "/v1/records/{key}",
    operation_id = "erase_record",
    tag = "records",
    params(
        ("key" = String, Path, description = "The caller's key"),
        ("Vern-Activity" = String, Header, description = "Activity the record belongs to"),
        ("Vern-Exception" = Option<String>, Header, description = "What lets restricted data be processed (GDPR art. 18(2)): `consent`, `legal_claim`, `rights_of_others`, `public_interest` or `own_request`"),
        ("If-Match" = Option<String>, Header, description = "The version held, as `ETag` gave it"),
        ("Vern-Reason" = Option<String>, Header, description = "Why; UTF-8, sealed in the journal"),
    ),
    responses(
        (status = 200, description = "Erased", body = DoneAnswer),
        OfHeaders,
        OfGate,
        OfVersion,
    )
)]
pub(crate) async fn erase_record(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(key): PathOf<String>,
    OperationHeaders(circumstance): OperationHeaders,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let erased = web.installation.erase_record(&caller, &key, &circumstance).await;
    let answer = erased.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(done(&answer.committed))
}
