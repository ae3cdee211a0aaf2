//! `GET /v1/controller`: what the credential's own controller is. Who else the installation serves is nobody's business here.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::OfQuestion;
use super::charters::hex;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;

/// A controller.
#[derive(Serialize, ToSchema)]
pub(crate) struct ControllerAnswer {
    /// Id of the organisation.
    organisation: String,
    /// Its name.
    name: String,
    /// Hashes of the documents operations are decided by now: a charter, or terms and the agreement under them.
    charters: Vec<String>,
    /// Since when, RFC 3339 in UTC.
    in_force_since: String,
    /// When another version takes over, where one is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force_until: Option<String>,
    /// Origin of the checkpoints of its journal.
    origin: String,
    /// The key that verifies them, in C2SP signed-note form.
    verifier_key: String,
}

/// What the controller is
///
/// The organisation whose credential this is, what is in force for it, and the key its journal is verified with. There is no list of controllers: who
/// else a processor works for is not for any of them to know.
#[utoipa::path(
    get,
    path = "/v1/controller",
    operation_id = "read_controller",
    tag = "credential",
    responses(
        (status = 200, description = "The controller", body = ControllerAnswer),
        OfQuestion,
    )
)]
pub(crate) async fn read_controller(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Json<ControllerAnswer>, ApiProblem> {
    let facts = web.installation.controller_facts(&caller);
    let facts = facts.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(Json(ControllerAnswer {
        organisation: caller.controller.slug().to_owned(),
        name: facts.name,
        charters: facts.charters.iter().map(|hash| hex(hash)).collect(),
        in_force_since: facts.in_force_since.to_string(),
        in_force_until: facts.in_force_until.map(|at| at.to_string()),
        origin: facts.origin,
        verifier_key: facts.verifier_key,
    }))
}
