//! A JSON body read without its content ever reaching an error: line and column only.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Number;
use vern_app::Problem;

use super::problem::ApiProblem;
use crate::Web;

/// A request's JSON body.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Web> for JsonBody<T> {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, ApiProblem> {
        let headers = request.headers().clone();
        let bytes = read_whole(request, web).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            let problem = ApiProblem::new(Problem::invalid("request.json"), &headers)
                .with_status(StatusCode::BAD_REQUEST);
            problem.at(error.line(), error.column())
        })
    }
}

/// A number that is whole, also where it is written `20.0`: to JSON Schema that is an integer.
pub(super) fn whole<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: TryFrom<u64>,
    D: Deserializer<'de>,
{
    let Some(number) = Option::<Number>::deserialize(deserializer)? else { return Ok(None) };
    let text = number.to_string();
    let whole = text.strip_suffix(".0").unwrap_or(&text).parse::<u64>().ok();
    let whole = whole.and_then(|whole| T::try_from(whole).ok());
    whole.map(Some).ok_or_else(|| D::Error::custom("not a whole number"))
}

/// A body, bounded in size and time.
pub(super) async fn read_whole(request: Request, web: &Web) -> Result<Bytes, ApiProblem> {
    let headers = request.headers().clone();
    let refuse = |code, status| ApiProblem::new(Problem::invalid(code), &headers).with_status(status);
    let read = tokio::time::timeout(web.limits.body, Bytes::from_request(request, &())).await;
    read.map_err(|_| refuse("request.too_slow", StatusCode::REQUEST_TIMEOUT))?.map_err(|rejection| {
        let status = rejection.status();
        let is_large = status == StatusCode::PAYLOAD_TOO_LARGE;
        refuse(if is_large { "request.too_large" } else { "request.json" }, status)
    })
}
