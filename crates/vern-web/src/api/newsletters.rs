//! `GET /v1/subscribers` and `PUT /v1/newsletters/{newsletter}`: how many subscribe, and an issue to all of them.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::subscription::Newsletter;

use super::answer::{OfBody, OfGate, OfLookUp};
use super::credential::Credential;
use super::json::JsonBody;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;
use crate::site::subscription::site_missing;

/// How many subscribe.
#[derive(Serialize, ToSchema)]
pub(crate) struct SubscribersAnswer {
    /// Who have confirmed and not left.
    confirmed: u64,
    /// Addresses whose owners have left, and that nobody else can put back.
    suppressed: u64,
    /// As of when, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    at: String,
}

/// An issue of a newsletter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "language": "nb", "heading": "Nytt i desember", "text": "Hei.\n\nDette er nytt i desember." }))]
pub(crate) struct NewsletterBody {
    /// Its language: `nb` or `en`. That of the way out at its foot, too.
    #[schema(pattern = "^(nb|en)$")]
    language: String,
    /// Its subject line; 1–200 characters.
    #[schema(min_length = 1, max_length = 200)]
    heading: String,
    /// What it says, as plain text. The way out is put below it.
    #[schema(min_length = 1)]
    text: String,
}

/// What became of an issue.
#[derive(Serialize, ToSchema)]
pub(crate) struct SentNewsletterAnswer {
    /// Messages that wait to be handed over.
    queued: u64,
    /// Subscribers it had been queued for before.
    earlier: u64,
    /// Records met and not written to: without consent, restricted, objecting, or not to be written to.
    left_out: u64,
}

/// How many subscribe
///
/// In numbers: who they are is read as records of the activity that carries subscriptions.
#[utoipa::path(
    get,
    path = "/v1/subscribers",
    operation_id = "read_subscribers",
    tag = "newsletters",
    responses(
        (status = 200, description = "How many", body = SubscribersAnswer),
        OfLookUp,
    )
)]
pub(crate) async fn read_subscribers(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Json<SubscribersAnswer>, ApiProblem> {
    let count = web.installation.subscriber_count(&caller);
    let count = count.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(Json(SubscribersAnswer {
        confirmed: count.confirmed,
        suppressed: count.suppressed,
        at: count.at.to_string(),
    }))
}

/// Send an issue to everyone who subscribes
///
/// Each address is read through the gate, each message queued as one of its own, with the way out at its foot and in its headers (RFC 8058), and each
/// handing over to the mail supplier is a disclosure, decided and journalled. Called again under the same name, it goes to those it has not gone to.
#[utoipa::path(
    put,
    path = "/v1/newsletters/{newsletter}",
    operation_id = "send_newsletter",
    tag = "newsletters",
    params(("newsletter" = String, Path, description = "The caller's own name for the issue: 1–64 of `[A-Za-z0-9._-]`", example = "december-2026")),
    request_body = NewsletterBody,
    responses(
        (status = 200, description = "Queued", body = SentNewsletterAnswer),
        OfBody,
        OfGate,
    )
)]
pub(crate) async fn send_newsletter(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(newsletter): PathOf<String>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<NewsletterBody>,
) -> Result<Json<SentNewsletterAnswer>, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let language = body.language.parse();
    let newsletter = Newsletter {
        name: newsletter,
        language: language.map_err(|_| problem(Problem::invalid_field("request.json", "language")))?,
        heading: body.heading,
        text: body.text,
        site: web.site.as_ref().ok_or_else(|| problem(site_missing()))?.to_string(),
    };
    let sent = web.installation.send_newsletter(&caller, &newsletter).await.map_err(problem)?;
    Ok(Json(SentNewsletterAnswer { queued: sent.queued, earlier: sent.earlier, left_out: sent.left_out }))
}
