//! `GET /v1/journal/consistency/{tree_size}`: proof that nothing a checkpoint once covered has been changed or taken away since.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use utoipa::ToSchema;
use vern_app::Problem;

use super::answer::OfLookUp;
use super::credential::Credential;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// What proves that the journal of today begins with an earlier one.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsistencyAnswer {
    /// Entries of the earlier tree, as its checkpoint has it.
    from: u64,
    /// Hashes from the earlier root to the newest (RFC 9162 § 2.1.4), base64. None where the sizes are the same.
    proof: Vec<String>,
    /// Entries in the newest tree.
    tree_size: u64,
    /// Root of the newest tree, base64.
    root: String,
    /// The signed note over that root. Its first line names the epoch's origin: the earlier checkpoint must have the same.
    checkpoint: String,
    /// The key that verifies it, in C2SP signed-note form.
    verifier_key: String,
}

/// Prove that the journal has only grown
///
/// From the tree of an earlier checkpoint of the same origin to the newest one. Keep the newest: the next proof starts from it.
#[utoipa::path(
    get,
    path = "/v1/journal/consistency/{tree_size}",
    operation_id = "read_consistency",
    tag = "journal",
    params(("tree_size" = u64, Path, description = "Entries the earlier checkpoint covers: its second line")),
    responses(
        (status = 200, description = "The proof", body = ConsistencyAnswer),
        OfLookUp,
    )
)]
pub(crate) async fn read_consistency(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(tree_size): PathOf<String>,
    headers: HeaderMap,
) -> Result<Json<ConsistencyAnswer>, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let from = tree_size.parse();
    let from = from.map_err(|_| problem(Problem::invalid_field("journal.question_form", "tree_size")))?;
    let grown = web.installation.prove_growth(&caller.controller, from).await.map_err(problem)?;
    Ok(Json(ConsistencyAnswer {
        from: grown.from,
        proof: grown.proof.iter().map(|hash| STANDARD.encode(hash.0)).collect(),
        tree_size: grown.checkpoint.tree_size,
        root: STANDARD.encode(grown.checkpoint.root.0),
        checkpoint: grown.checkpoint.note,
        verifier_key: grown.checkpoint.verifier_key,
    }))
}
