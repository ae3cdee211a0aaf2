//! What goes with every answer: security headers, a request id, and one log line that holds nothing from the caller.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, MatchedPath, Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use serde::de::DeserializeOwned;

use crate::Web;
use crate::page;

/// Names a request in answers and in the log.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("vern-request-id");

/// The parts of a path. What is not text is empty, which is the form of nothing, so the handler answers as to any other wrong value.
pub(crate) struct PathOf<T>(pub(crate) T);

impl<T: DeserializeOwned + Default + Send, S: Send + Sync> FromRequestParts<S> for PathOf<T> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        Ok(Self(path.map_or_else(|_| T::default(), |Path(parts)| parts)))
    }
}

/// Sets the headers every answer carries, unless the handler chose otherwise.
pub(crate) async fn harden(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, page::CONTENT_SECURITY_POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(CACHE_CONTROL, "no-store");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    response
}

/// One line per request: the route as declared, never the path as sent.
pub(crate) async fn log(State(web): State<Web>, request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let started = web.installation.now();
    let id = vern_app::clock::issue_operation(started).map_or_else(|_| String::new(), |id| id.to_string());
    let mut response = next.run(request).await;
    let micros = web.installation.now().as_micros().saturating_sub(started.as_micros());
    tracing::info!(request = %id, %method, %route, status = response.status().as_u16(), duration_us = micros, "request");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
