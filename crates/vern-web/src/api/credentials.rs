//! `GET` and `POST /v1/credentials`, `DELETE /v1/credentials/{actor}`: who has access to the organisation, for a role that administers that. To every other
//! role there is nothing here.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::access::Access;
use vern_core::id::ActorId;
use vern_core::time::Instant;

use super::answer::{OfBody, OfGate, OfLookUp};
use super::credential::Credential;
use super::json::JsonBody;
use super::model::{DoneAnswer, ReceiptBody, done, set_receipt};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// An access.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccessBody {
    /// Actor id, as the journal has it.
    actor: String,
    /// Role in the charter.
    role: String,
    /// Since when, RFC 3339 in UTC.
    since: String,
    /// When it ends or has ended, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Whether it has ended.
    ended: bool,
    /// When it was last used. Left out where that was before the server started, or never.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<String>,
}

/// Every access there has been.
#[derive(Serialize, ToSchema)]
pub(crate) struct CredentialsAnswer {
    /// The oldest first.
    credentials: Vec<AccessBody>,
}

/// An access to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "role": "sales", "until": "2027-01-01T00:00:00Z" }))]
pub(crate) struct IssueBody {
    /// Role in the charter in force. It may administer nothing that one's own role does not.
    role: String,
    /// Until when, RFC 3339; from then on it opens nothing. Without end where left out.
    until: Option<String>,
}

/// A new credential.
#[derive(Serialize, ToSchema)]
pub(crate) struct IssuedAnswer {
    /// The actor it is bound to, as the journal has it.
    actor: String,
    /// The token. It is told this once and kept nowhere.
    token: String,
    /// Where it is journalled.
    journal: ReceiptBody,
}

impl AccessBody {
    fn new(access: Access) -> Self {
        Self {
            actor: access.actor.to_string(),
            role: access.role,
            since: access.since.to_string(),
            until: access.ends_at.map(|at| at.to_string()),
            ended: access.is_over,
            last_used_at: access.last_used_at.map(|at| at.to_string()),
        }
    }
}

/// Who has access
///
/// Every actor of the organisation, also those whose access has ended. For a role that administers access; to every other the address is unknown.
#[utoipa::path(
    get,
    path = "/v1/credentials",
    operation_id = "list_credentials",
    tag = "credential",
    responses(
        (status = 200, description = "Every access there has been, the oldest first", body = CredentialsAnswer),
        OfLookUp,
    )
)]
pub(crate) async fn list_credentials(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Json<CredentialsAnswer>, ApiProblem> {
    let all = web.installation.list_access(&caller).map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(Json(CredentialsAnswer { credentials: all.into_iter().map(AccessBody::new).collect() }))
}

/// Give access
///
/// Issues a credential for a new actor in a role. The answer holds its token, this once: a repeated call is told where it is journalled, not the token.
/// For a role that administers access; to every other the address is unknown.
#[utoipa::path(
    post,
    path = "/v1/credentials",
    operation_id = "issue_credential",
    tag = "credential",
    request_body = IssueBody,
    responses(
        (status = 200, description = "The credential", body = IssuedAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn issue_credential(
    State(web): State<Web>,
    Writing(caller): Writing,
    headers: HeaderMap,
    JsonBody(body): JsonBody<IssueBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let until = body.until.map(|until| until.parse().map(Instant::from_timestamp)).transpose();
    let until = until.map_err(|_| problem(Problem::invalid_field("access.until_form", "until")))?;
    let issued = web.installation.give_access(&caller, &body.role, until).await.map_err(problem)?;
    let answer = IssuedAnswer {
        actor: issued.value.actor.to_string(),
        token: issued.value.token.expose_text().to_owned(),
        journal: ReceiptBody::new(&issued.committed),
    };
    let mut response = Json(answer).into_response();
    set_receipt(response.headers_mut(), &issued.committed);
    Ok(response)
}

/// End an access
///
/// From here the actor's credential opens nothing. For a role that administers access; to every other the address is unknown.
#[utoipa::path(
    delete,
    path = "/v1/credentials/{actor}",
    operation_id = "end_issued_credential",
    tag = "credential",
    params(("actor" = String, Path, description = "Actor id, as the journal has it")),
    responses(
        (status = 200, description = "Ended", body = DoneAnswer),
        OfLookUp,
        OfGate,
    )
)]
pub(crate) async fn end_issued_credential(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(actor): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    // What is no id is nobody's.
    let actor = actor.parse().unwrap_or_else(|_| ActorId::nil());
    let ended = web.installation.take_access(&caller, actor).await;
    Ok(done(&ended.map_err(|problem| ApiProblem::new(problem, &headers))?.committed))
}
