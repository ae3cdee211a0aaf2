//! `GET /v1/activities/{activity}`: what a record of an activity can hold, for whoever is to make records of something else.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::OfLookUp;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What a record of an activity can hold, by the charter in force.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActivityAnswer {
    /// Activity id.
    activity: String,
    /// Ids of the categories of subjects.
    categories: Vec<String>,
    /// Its data types, in the charter's order.
    fields: Vec<FieldBody>,
}

/// A data type.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldBody {
    /// Its id.
    id: String,
    /// What validates it, as the charter has it: `email`, `phone`, `text` …
    #[schema(value_type = String)]
    kind: vern_core::value::DataKind,
    /// What it is called on pages, in each language.
    labels: Vec<String>,
}

/// What a record can hold
///
/// By the charter in force. An activity the role has no grant in reads as one that is not declared.
#[utoipa::path(
    get,
    path = "/v1/activities/{activity}",
    operation_id = "read_activity",
    tag = "charters",
    params(("activity" = String, Path, description = "Activity id in the charter", example = "prospects")),
    responses(
        (status = 200, description = "Categories and data types", body = ActivityAnswer),
        OfLookUp,
    )
)]
pub(crate) async fn read_activity(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(activity): PathOf<String>,
    headers: HeaderMap,
) -> Result<Json<ActivityAnswer>, ApiProblem> {
    let form = web.installation.record_form(&caller, &activity);
    let form = form.map_err(|problem| ApiProblem::new(problem, &headers))?;
    let field = |field: vern_app::record::FormField| FieldBody {
        id: field.id,
        kind: field.kind,
        labels: field.labels,
    };
    let fields = form.fields.into_iter().map(field).collect();
    Ok(Json(ActivityAnswer { activity, categories: form.categories, fields }))
}
