//! `POST /v1/deadlines:search`: what is to be done, and what ends, by its last day.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::Problem;
use vern_app::deadline::{DeadlineLine, DeadlineOf};

use super::answer::{OfBody, OfQuestion};
use super::credential::Credential;
use super::json::{JsonBody, whole};
use super::problem::ApiProblem;
use crate::Web;

const DAY_MICROS: i64 = 86_400_000_000;
const DAYS_MAX: u16 = 3_660;
const DAYS: u16 = 30;

/// How far ahead to look.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "days": 90 }))]
pub(crate) struct DeadlinesBody {
    /// So many days ahead, 0 to 3660; 30 where left out. What is over stands there anyway.
    #[serde(default, deserialize_with = "whole")]
    #[schema(minimum = 0, maximum = 3660)]
    days: Option<u16>,
}

/// What is to be done, and what ends.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeadlinesAnswer {
    /// What is over first, then by day.
    deadlines: Vec<DeadlineBody>,
}

/// Something with a last day.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeadlineBody {
    /// `cases`, `reviews`, `confidentiality`, `training_lacking`, `training_overdue`, `training`, `emergency`, `access_reviews`, `access`, `cover`, `observation` or `version`.
    what: &'static str,
    /// How many.
    count: u64,
    /// The last day on which there is time, or on which it holds; left out where it is refused from the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_day: Option<String>,
    /// That day is over, or there never was one.
    over: bool,
    /// The role, supplier or activity by its id, or the version by its name, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// Where a supplier is covered by an adequacy decision (GDPR art. 45).
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

impl From<DeadlineLine> for DeadlineBody {
    fn from(line: DeadlineLine) -> Self {
        let what = line.of.as_str();
        let (about, country) = match line.of {
            DeadlineOf::Access { role } => (Some(role), None),
            DeadlineOf::Cover { supplier, country } => (Some(supplier), Some(country.as_str().to_owned())),
            DeadlineOf::Reviews { activity } | DeadlineOf::Observation { activity } => (Some(activity), None),
            DeadlineOf::Version { version } => (Some(version), None),
            _ => (None, None),
        };
        let last_day = line.last_day.map(|day| day.to_string());
        Self { what, count: line.count, last_day, over: line.is_over, about, country }
    }
}

/// List deadlines
///
/// Requests to be answered for a role that handles them, what concerns staff for one that administers access; what the charter leans on for every
/// role. In numbers; nobody is named.
#[utoipa::path(
    post,
    path = "/v1/deadlines:search",
    operation_id = "search_deadlines",
    tag = "operations",
    request_body = DeadlinesBody,
    responses(
        (status = 200, description = "The deadlines", body = DeadlinesAnswer),
        OfBody,
        OfQuestion,
    )
)]
pub(crate) async fn search_deadlines(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DeadlinesBody>,
) -> Result<Json<DeadlinesAnswer>, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let days = body.days.unwrap_or(DAYS);
    if days > DAYS_MAX {
        return Err(problem(Problem::invalid_field("request.json", "days")));
    }
    let until = web.installation.now().plus_micros(i64::from(days) * DAY_MICROS);
    let lines = web.installation.own_deadlines(&caller, until).map_err(problem)?;
    Ok(Json(DeadlinesAnswer { deadlines: lines.into_iter().map(DeadlineBody::from).collect() }))
}
