//! `PUT /v1/subjects/{subject}/restriction`, `…/objections/{activity}`, `…/endings/{activity}` and `…/informed/{activity}`: what holds for a subject from now on.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use vern_app::informing::Telling;
use vern_app::record::Circumstance;
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Problem};
use vern_core::personal::Personal;
use vern_core::time::Instant;

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
    /// To lift it: how and when the person was told before (GDPR art. 18(3)); sealed in the journal with the reason.
    told_by: Option<String>,
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

/// When what an activity keeps a subject's data for ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "ends_at": "2027-03-01T00:00:00Z", "reason": "Stillingen er besatt" }))]
pub(crate) struct EndingBody {
    /// When it ends, or has ended, RFC 3339; null where it goes on after all.
    #[schema(required, format = DateTime)]
    #[serde(deserialize_with = "stated")]
    ends_at: Option<String>,
    /// What has ended; sealed in the journal.
    reason: Option<String>,
}

/// Whether a person who was not asked themselves has been told what is held on them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "informed": true, "told_by": "Telefon 24. november" }))]
pub(crate) struct InformedBody {
    /// True: told. False: not told after all.
    informed: bool,
    /// How and when, or why they need not be (GDPR art. 14(5)); sealed in the journal.
    told_by: Option<String>,
    /// Instead of `told_by`: the language of an e-mail Vern sends to the address the activity holds.
    #[schema(pattern = "^(nb|en)$")]
    message: Option<String>,
}

/// Null is said, not left out: else what was forgotten would bring back what has ended.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

/// Restrict a subject's data, or lift the restriction
///
/// From the next operation on, the gate refuses everything but storage, in every activity. What a request of the person restricts is restricted
/// activity by activity, and lifted in that request's case. Either is lifted once the person has been told.
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
    let RestrictionBody { activity, restricted, reason, told_by } = body;
    let told_by = told_by.filter(|told_by| !told_by.trim().is_empty());
    let said = match (restricted, told_by) {
        (true, _) => reason,
        // Why alone tells nobody.
        (false, None) => None,
        (false, Some(told_by)) => Some(reason.into_iter().chain([told_by]).collect::<Vec<_>>().join(". ")),
    };
    let circumstance = Circumstance { activity, reason: said.map(Personal::new), ..Circumstance::default() };
    change(&web, &caller, &subject, &circumstance, SubjectChange::Restrict(restricted), &headers).await
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

/// Record when what an activity keeps a subject's data for ends
///
/// For activities that keep data `while` something stands: a contract, a hiring, an interest. From that instant the gate refuses everything but to
/// erase and to restrict, and the next retention run erases the data; what a statute keeps lies by itself from then on. Where the charter says
/// `keep_if_consent`, whoever consents to the activity is kept. Consent taken back ends what is kept `while: consent` by itself.
#[utoipa::path(
    put,
    path = "/v1/subjects/{subject}/endings/{activity}",
    operation_id = "put_ending",
    tag = "subjects",
    params(
        ("subject" = String, Path, description = "Subject id, issued by Vern"),
        ("activity" = String, Path, description = "Activity id in the charter, in which the actor may erase"),
    ),
    request_body = EndingBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_ending(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf((subject, activity)): PathOf<(String, String)>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<EndingBody>,
) -> Result<Response, ApiProblem> {
    let instant = |text: &String| {
        let told = text.parse().map(Instant::from_timestamp);
        told.map_err(|_| ApiProblem::new(Problem::invalid_field("request.json", "ends_at"), &headers))
    };
    let ends_at = body.ends_at.as_ref().map(instant).transpose()?;
    let circumstance =
        Circumstance { activity, reason: body.reason.map(Personal::new), ..Circumstance::default() };
    change(&web, &caller, &subject, &circumstance, SubjectChange::End(ends_at), &headers).await
}

/// Record that a person who was not asked themselves has been told, or tell them
///
/// For activities with `told_within` (GDPR art. 14). A message says what the charter says of the activity; until it is handed over it can still be
/// dropped, and then the person counts as untold again.
#[utoipa::path(
    put,
    path = "/v1/subjects/{subject}/informed/{activity}",
    operation_id = "put_informed",
    tag = "subjects",
    params(
        ("subject" = String, Path, description = "Subject id, issued by Vern"),
        ("activity" = String, Path, description = "Activity id in the charter, in which the actor may register; to send a message, also read e-mail addresses"),
    ),
    request_body = InformedBody,
    responses(
        (status = 200, description = "Done", body = DoneAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn put_informed(
    State(web): State<Web>,
    Writing(caller): Writing,
    PathOf((subject, activity)): PathOf<(String, String)>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<InformedBody>,
) -> Result<Response, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let wrong = |field| problem(Problem::invalid_field("request.json", field));
    let subject = subject.parse().map_err(|_| wrong("subject"))?;
    let InformedBody { informed, told_by, message } = body;
    let told_by = told_by.map(Personal::new);
    let answer = match (informed, told_by, message) {
        (false, _, Some(_)) | (true, Some(_), Some(_)) => {
            return Err(problem(Problem::invalid_field("informing.form", "message")));
        }
        (false, reason, None) => {
            let circumstance = Circumstance { activity, reason, ..Circumstance::default() };
            web.installation.note_uninformed(&caller, subject, &circumstance).await
        }
        (true, None, Some(language)) => {
            let telling = Telling::Message(language.parse().map_err(|_| wrong("message"))?);
            web.installation.inform(&caller, subject, &activity, &telling).await
        }
        (true, how, None) => {
            let telling = Telling::Otherwise(how.unwrap_or_else(|| Personal::new(String::new())));
            web.installation.inform(&caller, subject, &activity, &telling).await
        }
    };
    Ok(done(&answer.map_err(problem)?.committed))
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
