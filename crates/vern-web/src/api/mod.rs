//! REST under `/v1/`: one file an endpoint or pair of endpoints, each with its OpenAPI text beside its handler.

mod amend_policy;
mod answer;
mod batch_operations;
mod case_body;
mod case_papers;
mod cases;
mod change_subject;
mod charters;
mod code;
mod consents;
mod credential;
mod credentials;
mod deadlines;
mod decide_operation;
mod decide_review;
mod documents;
mod erase_record;
mod erase_subject;
mod example;
mod form;
mod journal_files;
mod json;
mod lines;
mod model;
mod newsletters;
mod once;
mod own_credential;
mod patch_record;
mod problem;
mod put_record;
mod read_activity;
mod read_checkpoint;
mod read_consistency;
mod read_controller;
mod read_entry;
mod read_record;
mod search_entries;
mod search_records;

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Web;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vern",
        description = "Operations on personal data, each decided by the charter in force and journalled before it is answered.\n\n\
            Limits: a body is at most 2,162,688 bytes, a line of a batch 262,144; JSON nests at most 128 deep; a record has at most 64 fields of together \
            1 MiB; a page has at most 100 rows; a credential makes at most 100,000 calls a second over time and 200,000 at once, where whoever runs the \
            service has set no other limit, each line of a batch counting as one.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(problem::ProblemBody, once::RepeatedAnswer)),
    modifiers(&Bearer),
    security(("bearer" = []))
)]
struct Api;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token bound to one actor of one controller; the scope comes from it alone."))
            .build();
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

pub(crate) use once::keep_body;

/// The operations. What stands before all of them is laid on by whoever has the installation.
pub(crate) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(
            put_record::put_record,
            read_record::read_record,
            patch_record::patch_record,
            erase_record::erase_record
        ))
        .routes(routes!(search_records::search_records))
        .routes(routes!(decide_operation::decide_operation))
        .routes(routes!(batch_operations::batch_operations))
        .routes(routes!(change_subject::put_restriction))
        .routes(routes!(consents::give_consent))
        .routes(routes!(consents::put_consent))
        .routes(routes!(consents::search_consents))
        .routes(routes!(consents::record_notice))
        .routes(routes!(change_subject::put_objection))
        .routes(routes!(change_subject::put_ending))
        .routes(routes!(change_subject::put_informed))
        .routes(routes!(decide_review::decide_review))
        .routes(routes!(erase_subject::erase_subject))
        .routes(routes!(erase_subject::read_erasure))
        .routes(routes!(amend_policy::amend_policy))
        .routes(routes!(amend_policy::put_record_policy))
        .routes(routes!(read_checkpoint::read_checkpoint))
        .routes(routes!(read_entry::read_entry))
        .routes(routes!(read_consistency::read_consistency))
        .routes(routes!(search_entries::search_entries))
        .routes(routes!(journal_files::read_journal_keys))
        .merge(journal_files::router())
        .routes(routes!(read_controller::read_controller))
        .routes(routes!(read_activity::read_activity))
        .routes(routes!(deadlines::search_deadlines))
        .routes(routes!(newsletters::read_subscribers))
        .routes(routes!(newsletters::send_newsletter))
        .routes(routes!(charters::list_charters))
        .routes(routes!(charters::read_charter))
        .routes(routes!(charters::check_charter))
        .routes(routes!(charters::diff_charters))
        .routes(routes!(own_credential::read_credential, own_credential::end_credential))
        .routes(routes!(credentials::list_credentials, credentials::issue_credential))
        .routes(routes!(credentials::end_issued_credential))
        .routes(routes!(credentials::put_reach))
        .routes(routes!(credentials::keep_credential))
        .routes(routes!(documents::list_documents))
        .routes(routes!(documents::read_document))
        .routes(routes!(search_entries::search_subject_journal))
        .routes(routes!(cases::receive_request))
        .routes(routes!(cases::search_cases))
        .routes(routes!(cases::read_case))
        .routes(routes!(cases::take_case_step))
        .routes(routes!(case_papers::read_case_letter))
        .routes(routes!(case_papers::read_case_copy))
        .routes(routes!(case_papers::read_portable_copy))
        .route("/v1/openapi.json", axum::routing::get(read_openapi))
        .route("/v1", any(no_such_operation))
        .route("/v1/{*rest}", any(no_such_operation))
        .route("/healthz", axum::routing::get(|| async { "ok\n" }))
}

/// Under `/v1/` a caller reads problems, never pages.
async fn no_such_operation(headers: HeaderMap) -> axum::response::Response {
    plain_problem("page.unknown", StatusCode::NOT_FOUND, &headers)
}

async fn read_openapi() -> impl IntoResponse {
    static DESCRIPTION: LazyLock<Bytes> =
        LazyLock::new(|| serde_json::to_vec(&described()).unwrap_or_default().into());
    ([(CONTENT_TYPE, "application/json")], DESCRIPTION.clone())
}

/// The description, with what every operation can answer.
fn described() -> utoipa::openapi::OpenApi {
    let mut openapi = router().into_openapi();
    answer::describe(&mut openapi);
    openapi
}

/// The OpenAPI 3.1 description, as served at `/v1/openapi.json`.
///
/// # Errors
/// None in practice: the description is always JSON.
pub fn openapi_json() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&described())
}

/// A problem that no handler is behind.
pub(crate) fn plain_problem(
    code: &'static str,
    status: StatusCode,
    headers: &HeaderMap,
) -> axum::response::Response {
    problem::ApiProblem::new(vern_app::Problem::NotFound { code }, headers)
        .with_status(status)
        .into_response()
}
