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
    /// The words a person is asked for consent with, in each language; none where the charter has none.
    consent_texts: Vec<ConsentTextBody>,
}

/// Words a person is asked for consent with.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentTextBody {
    /// `nb` or `en`.
    language: &'static str,
    /// The words.
    text: String,
    /// Their version, to be sent with the consent: `sha256:` and the hash of their UTF-8 bytes in hexadecimal.
    version: String,
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
    let texts = form.consent_texts.into_iter().map(|(language, text)| ConsentTextBody {
        language: language.as_str(),
        version: vern_app::consent::version_of(&text),
        text,
    });
    let consent_texts = texts.collect();
    Ok(Json(ActivityAnswer { activity, categories: form.categories, fields, consent_texts }))
}
