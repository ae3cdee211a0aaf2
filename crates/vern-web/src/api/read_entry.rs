//! `GET /v1/journal/entries/{receipt}`: one entry with its proof.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::OfLookUp;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// A journal entry with what proves that it is in the tree.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryAnswer {
    /// The receipt.
    receipt: String,
    /// Place in the tree, from 0.
    index: u64,
    /// The entry as it is hashed: deterministic CBOR (ADR 0001), base64.
    entry: String,
    /// Leaf hash, base64.
    leaf: String,
    /// Hashes from the leaf to the root (RFC 9162 § 2.1.3), base64.
    proof: Vec<String>,
    /// Entries in the tree it is proved against.
    tree_size: u64,
    /// Root of that tree, base64.
    root: String,
    /// The signed note over that root.
    checkpoint: String,
    /// The key that verifies it, in C2SP signed-note form.
    verifier_key: String,
}

/// Read one entry with its proof
#[utoipa::path(
    get,
    path = "/v1/journal/entries/{receipt}",
    operation_id = "read_entry",
    tag = "journal",
    params(("receipt" = String, Path, description = "A receipt, as `Vern-Receipt` gave it")),
    responses(
        (status = 200, description = "The entry and its proof", body = EntryAnswer),
        OfLookUp,
    )
)]
pub(crate) async fn read_entry(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(receipt): PathOf<String>,
    headers: HeaderMap,
) -> Result<Json<EntryAnswer>, ApiProblem> {
    let proven = web.installation.entry_by_receipt(&caller.controller, &receipt).await;
    let proven = proven.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(Json(EntryAnswer {
        receipt: proven.receipt.to_string(),
        index: proven.receipt.index,
        entry: STANDARD.encode(&proven.bytes),
        leaf: STANDARD.encode(proven.receipt.leaf.0),
        proof: proven.proof.iter().map(|hash| STANDARD.encode(hash.0)).collect(),
        tree_size: proven.checkpoint.tree_size,
        root: STANDARD.encode(proven.checkpoint.root.0),
        checkpoint: proven.checkpoint.note,
        verifier_key: proven.checkpoint.verifier_key,
    }))
}
