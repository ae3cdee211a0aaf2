//! `GET` and `DELETE /v1/credential`: whose the credential is and where it may act; and its end.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{OfLookUp, OfQuestion};
use super::credential::Credential;
use super::credentials::{OnlyBody, only_of};
use super::problem::ApiProblem;
use crate::Web;

/// Whose a credential is.
#[derive(Serialize, ToSchema)]
pub(crate) struct CredentialAnswer {
    /// Id of the organisation whose data it reaches; no call reaches another's.
    organisation: String,
    /// Actor id, as the journal has it.
    actor: String,
    /// Role in the charter.
    role: String,
    /// When it ends, RFC 3339 in UTC, where it was given up to a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// What the role may do, by activity.
    grants: Vec<GrantBody>,
    /// What of it the access is given for, where that is less.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<Vec<OnlyBody>>,
    /// What of the organisation's own affairs the role administers: `access`, `journal`, `charter`.
    administers: Vec<&'static str>,
}

/// What a role may do in one activity.
#[derive(Serialize, ToSchema)]
pub(crate) struct GrantBody {
    /// Activity id.
    activity: String,
    /// Acts.
    acts: Vec<&'static str>,
    /// Acts for which a reason must be given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reason_for: Vec<&'static str>,
    /// Data types the role sees, where not all of the activity's.
    #[serde(skip_serializing_if = "Option::is_none")]
    sees: Option<Vec<String>>,
}

/// Whose this credential is
///
/// The organisation, the actor and what its role may do by the charter in force.
#[utoipa::path(
    get,
    path = "/v1/credential",
    operation_id = "read_credential",
    tag = "credential",
    responses(
        (status = 200, description = "The credential", body = CredentialAnswer),
        OfQuestion,
    )
)]
pub(crate) async fn read_credential(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Json<CredentialAnswer>, ApiProblem> {
    let rules = web.installation.rules_now(&caller.controller);
    let rules = rules.map_err(|problem| ApiProblem::new(problem, &headers))?;
    let role = rules.charter().roles.iter().find(|role| role.id.value == caller.role);
    let grants = role.into_iter().flat_map(|role| &role.may).map(|grant| GrantBody {
        activity: grant.activity.value.clone(),
        acts: grant.acts.iter().map(|act| act.as_str()).collect(),
        reason_for: grant.reason_for.iter().map(|act| act.as_str()).collect(),
        sees: grant.sees.as_ref().map(|sees| sees.iter().map(|id| id.value.clone()).collect()),
    });
    Ok(Json(CredentialAnswer {
        organisation: caller.controller.slug().to_owned(),
        actor: caller.actor.to_string(),
        role: caller.role.clone(),
        until: caller.until.map(|until| until.to_string()),
        grants: grants.collect(),
        only: caller.reach.as_deref().map(only_of),
        administers: rules.administers(&caller.role).iter().map(|what| what.as_str()).collect(),
    }))
}

/// End this credential
///
/// From here it opens nothing. For one that is no longer needed, or that someone else may have seen.
#[utoipa::path(
    delete,
    path = "/v1/credential",
    operation_id = "end_credential",
    tag = "credential",
    responses(
        (status = 204, description = "Ended"),
        OfLookUp,
    )
)]
pub(crate) async fn end_credential(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<StatusCode, ApiProblem> {
    let ended = web.installation.end_own_access(&caller).await;
    ended.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(StatusCode::NO_CONTENT)
}
