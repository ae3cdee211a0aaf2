//! `GET /v1/records/{key}`: read a record, or disclose it to a recipient.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::answer::{OfGate, OfHeaders, OfVersion};
use super::credential::{Credential, OperationHeaders};
use super::model::{RecordAnswer, of_record};
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// Read a record
///
/// With `Vern-Recipient` the read is a disclosure to that supplier, who gets only the data types the charter gives it.
#[utoipa::path(
    get,
    path = "/v1/records/{key}",
    operation_id = "read_record",
    tag = "records",
    params(
        ("key" = String, Path, description = "The caller's key"),
        ("Vern-Activity" = String, Header, description = "Activity the record is read for"),
        ("Vern-Recipient" = Option<String>, Header, description = "Supplier id: to whom it is disclosed"),
        ("Vern-Data" = Option<String>, Header, description = "Ids of the data types asked for, separated by commas; where left out, all the recipient may have, or all of the activity. Handed to a recipient, one it may not have is refused"),
        ("Vern-Automated" = Option<bool>, Header, description = "Whether a decision by automated means alone is taken on it (GDPR art. 22)"),
        ("Vern-Place" = Option<String>, Header, description = "ISO 3166-1 alpha-2: where it goes or is seen from"),
        ("If-Match" = Option<String>, Header, description = "The version to be read, as `ETag` gave it"),
        ("Vern-Exception" = Option<String>, Header, description = "What lets restricted data be processed (GDPR art. 18(2)): `consent`, `legal_claim`, `rights_of_others`, `public_interest` or `own_request`"),
        ("Vern-Reason" = Option<String>, Header, description = "Why; UTF-8, sealed in the journal"),
    ),
    responses(
        (status = 200, description = "The record, without what is withheld", body = RecordAnswer),
        OfHeaders,
        OfGate,
        OfVersion,
    )
)]
pub(crate) async fn read_record(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(key): PathOf<String>,
    OperationHeaders(circumstance): OperationHeaders,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let read = web.installation.read_record(&caller, &key, &circumstance).await;
    let answer = read.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(of_record(StatusCode::OK, answer))
}
