//! `POST /v1/subjects/{subject}/erasures` and `GET /v1/erasures/{erasure}`: a person's data goes, and the certificate that it went.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::erasure::{Certificate, ErasureRequest};
use vern_core::personal::Personal;

use super::answer::{OfBody, OfGate, OfLookUp};
use super::credential::Credential;
use super::json::JsonBody;
use super::model::{ReceiptBody, set_receipt};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What is to be erased of a subject.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "reason": "Ba om sletting" }))]
pub(crate) struct ErasureBody {
    /// One activity; every one the actor may erase in, where left out.
    activity: Option<String>,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

/// An erasure that is carried out.
#[derive(Serialize, ToSchema)]
pub(crate) struct ErasureAnswer {
    /// Names the erasure; its certificate is at `/v1/erasures/{erasure}`.
    erasure: String,
    /// Activities whose data is gone.
    activities: Vec<String>,
    /// Activities the gate refused.
    left_out: Vec<String>,
    /// The last order in the journal.
    journal: ReceiptBody,
}

/// What is certified of one activity.
#[derive(Serialize, ToSchema)]
pub(crate) struct CertifiedActivityBody {
    activity: String,
    /// Records there were.
    records: u64,
    /// Of them, those of which a statute keeps something, in the activity `<activity>.hold`.
    kept: u64,
}

/// The certificate of an erasure (GDPR art. 17).
#[derive(Serialize, ToSchema)]
pub(crate) struct CertificateBody {
    erasure: String,
    subject: String,
    /// RFC 3339 in UTC: from here nothing but the erasure was permitted.
    ordered_at: String,
    /// From here nobody could read it: its keys were overwritten.
    unreadable_at: String,
    /// From here no row was left in the database. Copies in backups go with the life of the newest backup of the keys.
    gone_at: String,
    activities: Vec<CertifiedActivityBody>,
    /// Receipt of the order; with it anyone can ask the journal page for the proof.
    order: String,
    /// Receipt of the completion.
    completion: String,
}

impl CertificateBody {
    fn new(certificate: &Certificate) -> Self {
        let activities = certificate.activities.iter().map(|row| CertifiedActivityBody {
            activity: row.activity.clone(),
            records: row.records,
            kept: row.kept,
        });
        Self {
            erasure: certificate.erasure.to_string(),
            subject: certificate.subject.to_string(),
            ordered_at: certificate.ordered_at.to_string(),
            unreadable_at: certificate.unreadable_at.to_string(),
            gone_at: certificate.gone_at.to_string(),
            activities: activities.collect(),
            order: certificate.order.receipt.to_string(),
            completion: certificate.completion.receipt.to_string(),
        }
    }
}

/// Erase a subject's data, in one activity or in all
///
/// When this answers nobody can read it any more, its rows are gone and the certificate is journalled. What a statute keeps lies in an activity of
/// its own.
#[utoipa::path(
    post,
    path = "/v1/subjects/{subject}/erasures",
    operation_id = "erase_subject",
    tag = "subjects",
    params(("subject" = String, Path, description = "Subject id, issued by Vern")),
    request_body = ErasureBody,
    responses(
        (status = 200, description = "Erased", body = ErasureAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn erase_subject(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(subject): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ErasureBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let subject = subject.parse().map_err(|_| problem(Problem::invalid_field("request.json", "subject")))?;
    let request =
        ErasureRequest { activity: body.activity, reason: body.reason.map(Personal::new), exception: None };
    let answer = web.installation.erase_subject(&caller, subject, &request).await.map_err(problem)?;
    let mut response = Json(ErasureAnswer {
        erasure: answer.value.erasure.to_string(),
        activities: answer.value.activities,
        left_out: answer.value.left_out,
        journal: ReceiptBody::new(&answer.committed),
    })
    .into_response();
    set_receipt(response.headers_mut(), &answer.committed);
    Ok(response)
}

/// The certificate of an erasure
#[utoipa::path(
    get,
    path = "/v1/erasures/{erasure}",
    operation_id = "read_erasure",
    tag = "subjects",
    params(("erasure" = String, Path, description = "Id the order was answered with")),
    responses(
        (status = 200, description = "The certificate", body = CertificateBody),
        OfLookUp,
    )
)]
pub(crate) async fn read_erasure(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(erasure): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let erasure = erasure.parse().map_err(|_| problem(Problem::invalid_field("request.json", "erasure")))?;
    let certificate = web.installation.erasure_certificate(&caller, erasure).await.map_err(problem)?;
    Ok(Json(CertificateBody::new(&certificate)).into_response())
}
