//! `GET /v1/journal/checkpoint`: the newest signed checkpoint of the caller's journal, to keep and compare later.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::answer::OfQuestion;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;

/// Read the newest signed checkpoint
///
/// A C2SP signed note as text. Keep it: `vern journal verify --known` compares with it and rules a roll-back out.
#[utoipa::path(
    get,
    path = "/v1/journal/checkpoint",
    operation_id = "read_checkpoint",
    tag = "journal",
    responses(
        (status = 200, description = "A signed note (C2SP tlog-checkpoint)", body = String, content_type = "text/plain"),
        OfQuestion,
    )
)]
pub(crate) async fn read_checkpoint(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let checkpoint = web.installation.checkpoint(&caller.controller).await;
    let checkpoint = checkpoint.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], checkpoint.note).into_response())
}
