//! Who calls, from the bearer token alone; and what goes with an operation, from headers.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use vern_app::record::{Circumstance, Precondition};
use vern_app::{Caller, Problem};
use vern_core::personal::Personal;

use super::problem::ApiProblem;
use crate::Web;

/// A caller with a credential that opens.
pub(crate) struct Credential(pub(crate) Caller);

impl FromRequestParts<Web> for Credential {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, ApiProblem> {
        let refuse = |problem| ApiProblem::new(problem, &parts.headers);
        let caller = authenticated(&parts.headers, web).map_err(refuse)?;
        match web.rate.take(caller.actor, web.installation.now()) {
            Ok(()) => Ok(Self(caller)),
            Err(seconds) => Err(refuse(Problem::Conflict { code: "request.too_many" }).after(seconds)),
        }
    }
}

/// Whoever the bearer token belongs to. Counts nothing.
pub(super) fn authenticated(headers: &HeaderMap, web: &Web) -> Result<Caller, Problem> {
    let token = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or(Problem::Unauthenticated)?;
    web.installation.authenticate(token)
}

/// May be empty, which is none: whether there must be one, the gate says.
const REASON: &str = "vern-reason";

/// The circumstance of an operation, from `Vern-Activity`, `Vern-Recipient`, `Vern-Data`, `Vern-Place`, `Vern-Automated`, `Vern-Exception` and
/// `Vern-Reason` (UTF-8), and from `If-Match`.
pub(crate) struct OperationHeaders(pub(crate) Circumstance);

impl FromRequestParts<Web> for OperationHeaders {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, ApiProblem> {
        let headers = &parts.headers;
        let refuse = |name: &str| wrong_header(name, headers);
        let activity =
            text_of(headers, "vern-activity").map_err(refuse)?.ok_or_else(|| refuse("vern-activity"))?;
        let place = text_of(headers, "vern-place").map_err(refuse)?;
        Ok(Self(Circumstance {
            activity,
            recipient: text_of(headers, "vern-recipient").map_err(refuse)?,
            data: text_of(headers, "vern-data").map_err(refuse)?.map(|ids| listed(&ids)),
            automated: match text_of(headers, "vern-automated").map_err(refuse)?.as_deref() {
                None | Some("false") => false,
                Some("true") => true,
                Some(_) => return Err(refuse("vern-automated")),
            },
            export: false,
            place: place.map(|place| place.parse()).transpose().map_err(|_| refuse("vern-place"))?,
            exception: text_of(headers, "vern-exception")
                .map_err(refuse)?
                .map(|word| word.parse())
                .transpose()
                .map_err(|_| refuse("vern-exception"))?,
            precondition: precondition(headers).map_err(refuse)?,
            reason: text_of(headers, REASON).map_err(refuse)?.map(Personal::new),
        }))
    }
}

/// What the caller expects to meet, from `If-Match` with one version or `*`, or `If-None-Match` with `*` (RFC 9110 § 13.1). A version is a strong
/// tag, so a weak one is refused; an error names the header.
fn precondition(headers: &HeaderMap) -> Result<Precondition, &'static str> {
    for name in ["if-match", "if-none-match"] {
        if headers.get_all(name).iter().nth(1).is_some() {
            return Err(name);
        }
    }
    let held = text_of(headers, "if-match")?.map(|tag| version_of(&tag).ok_or("if-match")).transpose()?;
    match (held, text_of(headers, "if-none-match")?.as_deref()) {
        (held, None) => Ok(held.unwrap_or(Precondition::Any)),
        (None, Some("*")) => Ok(Precondition::Absent),
        // There and not there, which nothing is: versions count from 1.
        (Some(_), Some("*")) => Ok(Precondition::Version(0)),
        (_, Some(_)) => Err("if-none-match"),
    }
}

fn version_of(tag: &str) -> Option<Precondition> {
    if tag == "*" {
        return Some(Precondition::Present);
    }
    let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'))?;
    let digits = Some(version).filter(|version| version.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok().map(Precondition::Version)
}

/// What the caller expects to meet under a key, from the headers of a request.
pub(crate) struct Expected(pub(crate) Precondition);

impl FromRequestParts<Web> for Expected {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, ApiProblem> {
        precondition(&parts.headers).map(Self).map_err(|name| wrong_header(name, &parts.headers))
    }
}

/// A header that is not of its form, by its name.
fn wrong_header(name: &str, headers: &HeaderMap) -> ApiProblem {
    ApiProblem::new(Problem::invalid_field("request.header", name), headers)
        .with_status(StatusCode::BAD_REQUEST)
}

/// A list of ids, separated by commas.
fn listed(ids: &str) -> Vec<String> {
    ids.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

/// A header's text as UTF-8; an error names the header. One that is there says something: what is sent empty by mistake (`If-Match`, a recipient)
/// must not come to the same as what was never meant.
fn text_of<'a>(headers: &HeaderMap, name: &'a str) -> Result<Option<String>, &'a str> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let text = std::str::from_utf8(value.as_bytes()).map_err(|_| name)?.trim();
    if text.is_empty() && name != REASON {
        return Err(name);
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}
