//! `PUT /v1/subjects/{subject}/restriction`, `…/consents/{activity}` and `…/objections/{activity}`: what holds for a subject from now on.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use vern_app::record::Circumstance;
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Problem};
use vern_core::personal::Personal;

use super::answer::{OfBody, OfGate};
use super::json::JsonBody;
use super::model::{DoneAnswer, done};
use super::once::Writing;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// Whether a subject's data is restricted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "activity": "prospects", "restricted": true, "reason": "Bestrider at opplysningene er riktige" }))]
pub(crate) struct RestrictionBody {
    /// Activity in which the actor may restrict.
    activity: String,
    /// True: stored and not otherwise processed (GDPR art. 18). False: lifted.
    restricted: bool,
    /// Why; sealed in the journal.
    reason: Option<String>,
}

/// Whether a subject consents to an activity.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "given": true, "reason": "Avkrysset i skjemaet" }))]
pub(crate) struct ConsentBody {
    /// True: given. False: taken back (GDPR art. 7(3)).
    given: bool,
    /// How it was given; sealed in the journal.
    reason: Option<String>,
}

/// Whether a subject objects to an activity.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "objects": true, "reason": "E-post 12. november" }))]
pub(crate) struct ObjectionBody {
    /// True: made. False: taken back, or turned down (GDPR art. 21).
    objects: bool,
    /// How it was made, or why it is turned down; sealed in the journal.
    reason: Option<String>,
}

/// Restrict a subject's data, or lift the restriction
///
/// From the next operation on, the gate refuses everything but storage.
#[utoipa::path(
    put,
    path = "/v1/subjects/{subject}/restriction",
    operation_id = "put_restriction",
    tag = "subjects",
    params(("subject" = String, Path, description = "Subject id, issued by Vern")),
    request_body = RestrictionBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_restriction(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf(subject): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<RestrictionBody>,
) -> Result<Response, ApiProblem> {
    let circumstance = Circumstance {
        activity: body.activity,
        reason: body.reason.map(Personal::new),
        ..Circumstance::default()
    };
    change(&web, &caller, &subject, &circumstance, SubjectChange::Restrict(body.restricted), &headers).await
}

/// Record a subject's consent to an activity, or that it is taken back
#[utoipa::path(
    put,
    path = "/v1/subjects/{subject}/consents/{activity}",
    operation_id = "put_consent",
    tag = "subjects",
    params(
        ("subject" = String, Path, description = "Subject id, issued by Vern"),
        ("activity" = String, Path, description = "Activity id in the charter"),
    ),
    request_body = ConsentBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_consent(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf((subject, activity)): PathOf<(String, String)>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ConsentBody>,
) -> Result<Response, ApiProblem> {
    let circumstance =
        Circumstance { activity, reason: body.reason.map(Personal::new), ..Circumstance::default() };
    change(&web, &caller, &subject, &circumstance, SubjectChange::Consent(body.given), &headers).await
}

/// Record that a subject objects to an activity, or no longer does
///
/// From the next operation on, an activity that can be objected to does nothing with the subject's data but what serves rights.
#[utoipa::path(
    put,
    path = "/v1/subjects/{subject}/objections/{activity}",
    operation_id = "put_objection",
    tag = "subjects",
    params(
        ("subject" = String, Path, description = "Subject id, issued by Vern"),
        ("activity" = String, Path, description = "Activity id in the charter, in which the actor may restrict"),
    ),
    request_body = ObjectionBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_objection(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf((subject, activity)): PathOf<(String, String)>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<ObjectionBody>,
) -> Result<Response, ApiProblem> {
    let circumstance =
        Circumstance { activity, reason: body.reason.map(Personal::new), ..Circumstance::default() };
    change(&web, &caller, &subject, &circumstance, SubjectChange::Object(body.objects), &headers).await
}

async fn change(
    web: &Web,
    caller: &Caller,
    subject: &str,
    circumstance: &Circumstance,
    change: SubjectChange,
    headers: &HeaderMap,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, headers);
    let subject = subject.parse().map_err(|_| problem(Problem::invalid_field("request.json", "subject")))?;
    let answer =
        web.installation.change_subject(caller, subject, circumstance, change).await.map_err(problem)?;
    Ok(done(&answer.committed))
}
