//! `GET` and `POST /v1/credentials`, `DELETE /v1/credentials/{actor}`, `POST /v1/credentials/{actor}/review`: who has access to the organisation, for a role that administers that. To every other
//! role there is nothing here.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::access::{Access, NewAccess};
use vern_core::id::ActorId;
use vern_core::operation::Act;
use vern_core::reach::{Part, Reach};
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
    /// What it is given for, where that is less than the role may.
    #[serde(skip_serializing_if = "Option::is_none")]
    only: Option<Vec<OnlyBody>>,
    /// Whether it has ended.
    ended: bool,
    /// When it was last used. Left out where that was before the server started, or never.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<String>,
    /// When it was last looked at whether it is to stay. Left out where nobody has since it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<String>,
    /// When that falls due next. Left out where the charter does not ask for it, or the access is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due_at: Option<String>,
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
    /// What it is given for, where that is less than the role may.
    only: Option<Vec<OnlyBody>>,
}

/// One activity an access is given for.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "acts": ["read"], "sees": ["name"] }))]
pub(crate) struct OnlyBody {
    /// Activity in which the role has a grant; each once.
    activity: String,
    /// Acts of that grant; all of them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acts: Option<Vec<String>>,
    /// Data types the role sees there; all of them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sees: Option<Vec<String>>,
}

/// How far an access is to reach.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "only": [{ "activity": "prospects", "acts": ["read"] }] }))]
pub(crate) struct ReachBody {
    /// What it is given for, and nothing else; all its role may where left out.
    only: Option<Vec<OnlyBody>>,
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
            only: access.reach.map(|reach| only_of(&reach)),
            ended: access.is_over,
            last_used_at: access.last_used_at.map(|at| at.to_string()),
            reviewed_at: access.reviewed_at.map(|at| at.to_string()),
            review_due_at: access.review_due_at.map(|at| at.to_string()),
        }
    }
}

/// A reach as answers have it.
pub(super) fn only_of(reach: &Reach) -> Vec<OnlyBody> {
    let parts = Vec::<Part>::from(reach.clone()).into_iter();
    let only = parts.map(|Part { activity, acts, sees }| OnlyBody {
        activity,
        acts: acts.map(|acts| acts.into_iter().map(|act| act.as_str().to_owned()).collect()),
        sees,
    });
    only.collect()
}

/// A reach as a caller has it.
fn reach_of(only: Option<Vec<OnlyBody>>) -> Result<Option<Reach>, Problem> {
    let malformed = || Problem::invalid_field("access.only_form", "only");
    let Some(only) = only else { return Ok(None) };
    let act = |word: &String| Act::ALL.into_iter().find(|act| act.as_str() == word);
    let part = |OnlyBody { activity, acts, sees }: OnlyBody| {
        let acts = acts.map(|acts| acts.iter().map(act).collect::<Option<Vec<_>>>().ok_or_else(malformed));
        Ok(Part { activity, acts: acts.transpose()?, sees })
    };
    let parts = only.into_iter().map(part).collect::<Result<Vec<_>, Problem>>()?;
    Reach::try_from(parts).map(Some).map_err(|_| malformed())
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
    let new = NewAccess { role: body.role, until, reach: reach_of(body.only).map_err(problem)? };
    let issued = web.installation.give_access(&caller, &new).await.map_err(problem)?;
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

/// When an access that was looked at is to be looked at next.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeptAnswer {
    /// RFC 3339 in UTC.
    review_due_at: String,
    /// Where it is journalled.
    journal: ReceiptBody,
}

/// Record that an access was looked at and stays
///
/// Where the charter has accesses looked at again (`periods.access_review`). One that is not to stay is ended instead. For a role that administers access,
/// and not for one's own; to every other the address is unknown.
#[utoipa::path(
    post,
    path = "/v1/credentials/{actor}/review",
    operation_id = "keep_credential",
    tag = "credential",
    params(("actor" = String, Path, description = "Actor id, as the journal has it")),
    responses(
        (status = 200, description = "It stays", body = KeptAnswer),
        OfLookUp,
        OfGate,
    )
)]
pub(crate) async fn keep_credential(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(actor): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let actor = actor.parse().unwrap_or_else(|_| ActorId::nil());
    let kept = web.installation.keep_access(&caller, actor).await;
    let kept = kept.map_err(|problem| ApiProblem::new(problem, &headers))?;
    let answer =
        KeptAnswer { review_due_at: kept.value.to_string(), journal: ReceiptBody::new(&kept.committed) };
    let mut response = Json(answer).into_response();
    set_receipt(response.headers_mut(), &kept.committed);
    Ok(response)
}

/// Say how far an access reaches
///
/// From here it reaches what is named and nothing else, or, where nothing is named, all its role may. For a role that administers access, and not for one's own; to every other the
/// address is unknown.
#[utoipa::path(
    put,
    path = "/v1/credentials/{actor}/reach",
    operation_id = "put_reach",
    tag = "credential",
    params(("actor" = String, Path, description = "Actor id, as the journal has it")),
    request_body = ReachBody,
    responses(
        (status = 200, description = "So it reaches", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_reach(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(actor): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ReachBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let reach = reach_of(body.only).map_err(problem)?;
    let actor = actor.parse().unwrap_or_else(|_| ActorId::nil());
    let done_so = web.installation.set_reach(&caller, actor, reach.as_ref()).await;
    Ok(done(&done_so.map_err(problem)?.committed))
}
