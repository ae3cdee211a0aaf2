//! `Idempotency-Key`: a writing call of the same name and content is carried out once, and answered again with where it is journalled.
//!
//! What a call asks for is its method, its address, the headers that say what is expected, and its body, byte for byte.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{HeaderName, IF_MATCH, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use vern_app::committer::Committed;
use vern_app::{Caller, Problem};

use super::credential::{Credential, authenticated};
use super::json::read_whole;
use super::model::{ReceiptBody, set_receipt};
use super::problem::ApiProblem;
use crate::Web;

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that the call was carried out before.
const REPEATED: HeaderName = HeaderName::from_static("vern-repeated");

/// Headers that change what a call asks for.
static ASKING: [HeaderName; 10] = [
    IF_MATCH,
    IF_NONE_MATCH,
    HeaderName::from_static("vern-activity"),
    HeaderName::from_static("vern-recipient"),
    HeaderName::from_static("vern-data"),
    HeaderName::from_static("vern-place"),
    HeaderName::from_static("vern-automated"),
    HeaderName::from_static("vern-exception"),
    HeaderName::from_static("vern-reason"),
    HeaderName::from_static("content-type"),
];

/// The operations that are carried out once under a key, by their ids.
pub(super) const WRITING: &[&str] = &[
    "put_record",
    "patch_record",
    "erase_record",
    "put_record_policy",
    "put_restriction",
    "put_consent",
    "give_consent",
    "record_notice",
    "put_objection",
    "put_ending",
    "put_informed",
    "erase_subject",
    "decide_review",
    "amend_policy",
    "issue_credential",
    "end_issued_credential",
    "put_reach",
    "keep_credential",
    "receive_request",
    "take_case_step",
];

/// The body of a call with a key, kept beside it.
#[derive(Clone)]
struct WholeBody(Bytes);

/// Reads the body of a call with a key before anyone else does, where its credential is good: a stranger's is read by nobody.
pub(crate) async fn keep_body(State(web): State<Web>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(&IDEMPOTENCY_KEY) || is_of_lines(&request) {
        return next.run(request).await;
    }
    if authenticated(request.headers(), &web).is_err() {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    match read_whole(whole, &web).await {
        Ok(bytes) => {
            parts.extensions.insert(WholeBody(bytes.clone()));
            next.run(Request::from_parts(parts, Body::from(bytes))).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// Lines are calls of their own, each with its own key.
fn is_of_lines(request: &Request) -> bool {
    request.uri().path().ends_with(":batch")
}

/// A caller whose call is carried out once, where it has a key.
pub(crate) struct Writing(pub(crate) Caller);

impl FromRequestParts<Web> for Writing {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, ApiProblem> {
        let Credential(caller) = Credential::from_request_parts(parts, web).await?;
        let Some(name) = parts.headers.get(&IDEMPOTENCY_KEY) else { return Ok(Self(caller)) };
        let refuse = |problem| ApiProblem::new(problem, &parts.headers);
        if parts.headers.get_all(&IDEMPOTENCY_KEY).iter().nth(1).is_some() {
            return Err(refuse(Problem::invalid_field("idempotency.key_form", "idempotency-key")));
        }
        let headers =
            ASKING.iter().map(|name| parts.headers.get(name).map_or(&[][..], HeaderValue::as_bytes));
        let body = parts.extensions.get::<WholeBody>().map_or(&[][..], |WholeBody(bytes)| bytes.as_ref());
        let mut content = vec![parts.method.as_str().as_bytes(), parts.uri.path().as_bytes(), body];
        content.extend(headers);
        // What is not text is no name.
        caller.once(name.to_str().unwrap_or_default(), &content).map(Self).map_err(refuse)
    }
}

/// The call was carried out before, and not again.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RepeatedAnswer {
    /// Always true.
    repeated: bool,
    /// Where the operation is journalled.
    journal: ReceiptBody,
}

impl RepeatedAnswer {
    pub(crate) fn new(committed: &Committed) -> Self {
        Self { repeated: true, journal: ReceiptBody::new(committed) }
    }
}

/// The answer to a call that was carried out before.
pub(crate) fn repeated(committed: &Committed) -> Response {
    let mut response = (StatusCode::OK, axum::Json(RepeatedAnswer::new(committed))).into_response();
    set_receipt(response.headers_mut(), committed);
    response.headers_mut().insert(REPEATED, HeaderValue::from_static("true"));
    response
}
