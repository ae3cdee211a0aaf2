//! `GET /v1/documents` and `GET /v1/documents/{document}/{language}`: what the credential's controller publishes, as data. What is for the parties alone goes to a
//! role that administers the charter (ADR 0008); to every other it is not there.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use vern_app::{Caller, Problem};
use vern_text::{Language, Updated};

use super::answer::{OfLookUp, OfQuestion};
use super::charters::hex;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// A document in one language.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentLine {
    /// Its name in addresses: `privacy-notice`.
    document: String,
    /// `nb` or `en`.
    language: &'static str,
    /// Its title.
    title: String,
    /// Who it is for: `public` or `party`.
    audience: &'static str,
    /// Day its content last changed; left out where the papers do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_on: Option<String>,
    /// Hash of the charter version it is printed from, hex.
    charter: String,
}

/// The documents a caller may read.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentsAnswer {
    /// In the order pages list them, each in every language.
    documents: Vec<DocumentLine>,
}

/// The documents published
///
/// Notices, lists, agreements and registers the organisation publishes. Those for the parties alone are listed to a role that administers the charter.
#[utoipa::path(
    get,
    path = "/v1/documents",
    operation_id = "list_documents",
    tag = "documents",
    responses(
        (status = 200, description = "The documents", body = DocumentsAnswer),
        OfQuestion,
    )
)]
pub(crate) async fn list_documents(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Json<DocumentsAnswer>, ApiProblem> {
    let documents = listed(&web, &caller).map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(Json(DocumentsAnswer { documents }))
}

fn listed(web: &Web, caller: &Caller) -> Result<Vec<DocumentLine>, Problem> {
    let reader = web.installation.reader_of_documents(caller)?;
    let mut lines = Vec::new();
    for language in Language::ALL {
        for published in web.installation.documents(&caller.controller, language, reader)? {
            lines.push(DocumentLine {
                document: published.name.address(),
                language: language.as_str(),
                title: published.document.title.clone(),
                audience: published.document.audience.as_str(),
                updated_on: match published.document.updated {
                    Updated::On(on) => Some(on),
                    _ => None,
                },
                charter: hex(&published.charter_hash),
            });
        }
    }
    Ok(lines)
}

/// Read a document
///
/// The same as its page, as typed sections, tables and lines. One that is not for the caller reads as one that is not there.
#[utoipa::path(
    get,
    path = "/v1/documents/{document}/{language}",
    operation_id = "read_document",
    tag = "documents",
    params(
        ("document" = String, Path, description = "Its name, as the list has it", example = "privacy-notice"),
        ("language" = String, Path, description = "`nb` or `en`", example = "nb"),
    ),
    responses(
        (status = 200, description = "The document", body = Object),
        OfLookUp,
    )
)]
pub(crate) async fn read_document(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf((document, language)): PathOf<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiProblem> {
    found(&web, &caller, &document, &language).map(Json).map_err(|problem| ApiProblem::new(problem, &headers))
}

fn found(web: &Web, caller: &Caller, document: &str, language: &str) -> Result<Value, Problem> {
    let unknown = Problem::NotFound { code: "page.unknown" };
    let Some(language) = Language::ALL.into_iter().find(|known| known.as_str() == language) else {
        return Err(unknown);
    };
    let reader = web.installation.reader_of_documents(caller)?;
    let published = web.installation.document(&caller.controller, document, language, reader)?;
    serde_json::to_value(published.document.published()).map_err(|error| Problem::Internal(error.to_string()))
}
