//! `GET /v1/journal/keys`, `…/tile/…` and `…/epoch/…`: the files of an export (C2SP tlog-tiles, ADR 0002), so that the whole journal can be taken out and
//! verified by someone else. For a role that administers the journal; to every other they are unknown.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use vern_app::Problem;

use super::answer::OfLookUp;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// Described by one part where their addresses have several.
#[derive(OpenApi)]
#[openapi(paths(read_tile, read_entry_bundle, read_epoch_file))]
struct Files;

/// What an address of several parts names.
pub(super) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::with_openapi(Files::openapi())
        .route("/v1/journal/tile/{level}/{*index}", get(read_tile))
        .route("/v1/journal/tile/entries/{*index}", get(read_entry_bundle))
        .route("/v1/journal/epoch/{epoch}/{*file}", get(read_epoch_file))
}

/// Read the keys that verify the journal
///
/// One a line, in C2SP signed-note form, the newest last.
#[utoipa::path(
    get,
    path = "/v1/journal/keys",
    operation_id = "read_journal_keys",
    tag = "journal",
    responses(
        (status = 200, description = "Verifier keys", body = String, content_type = "text/plain"),
        OfLookUp,
    )
)]
pub(crate) async fn read_journal_keys(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let keys = web.installation.journal_file(&caller, None, "keys");
    Ok(text(keys.map_err(|problem| ApiProblem::new(problem, &headers))?))
}

/// Read a tile of hashes
///
/// As C2SP tlog-tiles has it: 256 hashes of 32 bytes, or with `.p/<width>` the first of them. An index from 1000 on has several parts, as in `x001/067`.
#[utoipa::path(
    get,
    path = "/v1/journal/tile/{level}/{index}",
    operation_id = "read_tile",
    tag = "journal",
    params(
        ("level" = String, Path, description = "Level of the tree, from 0", example = "0"),
        ("index" = String, Path, description = "Index and width, as in `000.p/12` or `x001/067`", example = "000.p/1"),
    ),
    responses(
        (status = 200, description = "The hashes", body = Vec<u8>, content_type = "application/octet-stream"),
        OfLookUp,
    )
)]
pub(crate) async fn read_tile(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf((level, index)): PathOf<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    bytes(web.installation.journal_file(&caller, None, &format!("tile/{level}/{index}")), &headers)
}

/// Read a bundle of entries
///
/// 256 entries, each preceded by its length as two bytes, big-endian; or with `.p/<width>` the first of them. What is culled is gone
/// (`journal.culled`), its hashes are not.
#[utoipa::path(
    get,
    path = "/v1/journal/tile/entries/{index}",
    operation_id = "read_entry_bundle",
    tag = "journal",
    params(("index" = String, Path, description = "Index and width, as in `000.p/12` or `x001/067`", example = "000.p/1")),
    responses(
        (status = 200, description = "The entries", body = Vec<u8>, content_type = "application/octet-stream"),
        OfLookUp,
    )
)]
pub(crate) async fn read_entry_bundle(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(index): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    bytes(web.installation.journal_file(&caller, None, &format!("tile/entries/{index}")), &headers)
}

/// Read a file of an older epoch
///
/// `checkpoint`, `keys` and `tile/…` of an epoch before the newest, where a restore has opened another (ADR 0007).
#[utoipa::path(
    get,
    path = "/v1/journal/epoch/{epoch}/{file}",
    operation_id = "read_epoch_file",
    tag = "journal",
    params(
        ("epoch" = String, Path, description = "Number of the epoch, from 1", example = "1"),
        ("file" = String, Path, description = "The file, as in `checkpoint` or `tile/0/000.p/12`", example = "checkpoint"),
    ),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        OfLookUp,
    )
)]
pub(crate) async fn read_epoch_file(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf((epoch, file)): PathOf<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    // What is no number is no epoch; the newest one's files stand elsewhere.
    let epoch = epoch.parse().unwrap_or(u32::MAX);
    bytes(web.installation.journal_file(&caller, Some(epoch), &file), &headers)
}

fn text(file: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], file).into_response()
}

fn bytes(file: Result<Vec<u8>, Problem>, headers: &HeaderMap) -> Result<Response, ApiProblem> {
    let file = file.map_err(|problem| ApiProblem::new(problem, headers))?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], file).into_response())
}
