//! `GET /v1/charters`, `GET /v1/charters/{hash}`, `POST /v1/charters:check` and `POST /v1/charters:diff`: which versions are held, and what a document that is brought along comes to.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::charter::{Source, check_document, diff_documents, in_force};
use vern_app::document::{Under, finding_lines};
use vern_app::problem::{code_hint, code_text};
use vern_app::version::{CharterVersion, kind_word};
use vern_app::{CharterError, Problem};
use vern_text::Language;

use super::answer::{OfBody, OfLookUp, OfQuestion};
use super::credential::Credential;
use super::json::JsonBody;
use super::model::Texts;
use super::problem::ApiProblem;
use crate::Web;
use crate::header::PathOf;

/// A version of a document.
#[derive(Serialize, ToSchema)]
pub(crate) struct CharterBody {
    /// SHA-256 of its canonical form, hex: what entries of the journal cite.
    hash: String,
    /// `charter`, `terms` or `agreement`.
    kind: &'static str,
    /// Id of the organisation whose paper it is.
    organisation: String,
    /// The organisation's own name of this version.
    version: String,
    /// When it comes into force, RFC 3339 in UTC.
    in_force_from: String,
    /// When it was imported.
    imported_at: String,
    /// Whether operations are decided by it now.
    in_force: bool,
}

/// The documents held.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChartersAnswer {
    /// In the order they come into force.
    charters: Vec<CharterBody>,
}

/// A document to be checked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "document": "vern: 1\nkind: charter\n" }))]
pub(crate) struct CheckBody {
    /// A charter, terms or an agreement, YAML.
    document: String,
    /// The terms an agreement stands under, YAML.
    terms: Option<String>,
}

/// What keeps a document out.
#[derive(Serialize, ToSchema)]
pub(crate) struct CharterErrorBody {
    /// Stable dotted code.
    code: &'static str,
    /// Line, from 1; 0 where the document as a whole is meant.
    line: u64,
    /// Column of that line.
    column: u64,
    /// What is wrong.
    text: Texts,
    /// Who can mend it and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<Texts>,
}

/// What is enforceable and falls short of the law, or of the paper itself.
#[derive(Serialize, ToSchema)]
pub(crate) struct FindingBody {
    /// Stable dotted code.
    code: String,
    /// `file:line`.
    #[schema(pattern = "^.*:[0-9]+$")]
    place: String,
    /// What falls short.
    title: Texts,
    /// Why.
    reason: Texts,
}

/// What a document comes to.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckAnswer {
    /// What keeps it out; none where it could be imported.
    errors: Vec<CharterErrorBody>,
    /// What falls short.
    findings: Vec<FindingBody>,
    /// Its hash, where it has no errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    /// `charter`, `terms` or `agreement`, where it has no errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

/// Two versions to be compared.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "old": "vern: 1\nkind: charter\n", "new": "vern: 1\nkind: charter\n" }))]
pub(crate) struct DiffBody {
    /// The earlier, YAML.
    old: String,
    /// The later, YAML.
    new: String,
}

/// One change.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangeBody {
    /// `permits`, `forbids`, `shortens` or another of the words of `vern charter diff`.
    effect: &'static str,
    /// Stable name of the change.
    change: String,
    /// Line in the later document.
    line: u64,
    /// In words.
    text: Texts,
}

/// What the later version changes.
#[derive(Serialize, ToSchema)]
pub(crate) struct DiffAnswer {
    changes: Vec<ChangeBody>,
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl CharterBody {
    fn new(version: CharterVersion) -> Self {
        Self {
            hash: hex(&version.hash),
            kind: version.kind,
            organisation: version.organisation,
            version: version.version,
            in_force_from: version.in_force_from.to_string(),
            imported_at: version.imported_at.to_string(),
            in_force: version.in_force,
        }
    }
}

impl CharterErrorBody {
    /// Code and place, never what was met there: a document under way may hold anything.
    fn new(error: &CharterError) -> Self {
        let mend = |language| code_hint(language, error.code);
        Self {
            code: error.code,
            line: error.line,
            column: error.column,
            text: Texts { nb: code_text(Language::Nb, error.code), en: code_text(Language::En, error.code) },
            mend: mend(Language::Nb).zip(mend(Language::En)).map(|(nb, en)| Texts { nb, en }),
        }
    }
}

/// The versions held
///
/// Which documents the organisation is bound by, and which of them operations are decided by now.
#[utoipa::path(
    get,
    path = "/v1/charters",
    operation_id = "list_charters",
    tag = "charters",
    responses(
        (status = 200, description = "Every version, in the order they come into force", body = ChartersAnswer),
        OfQuestion,
    )
)]
pub(crate) async fn list_charters(
    State(web): State<Web>,
    Credential(caller): Credential,
    headers: HeaderMap,
) -> Result<Json<ChartersAnswer>, ApiProblem> {
    let versions = web.installation.charter_versions(&caller.controller);
    let versions = versions.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(Json(ChartersAnswer { charters: versions.into_iter().map(CharterBody::new).collect() }))
}

/// Read a version
///
/// The document as it was imported, in YAML. For a role that administers the charter or the journal; to every other it is unknown.
#[utoipa::path(
    get,
    path = "/v1/charters/{hash}",
    operation_id = "read_charter",
    tag = "charters",
    params(("hash" = String, Path, description = "Hash of the version, hex, as `GET /v1/charters` and entries of the journal have it")),
    responses(
        (status = 200, description = "The document", body = String, content_type = "application/yaml"),
        OfLookUp,
    )
)]
pub(crate) async fn read_charter(
    State(web): State<Web>,
    Credential(caller): Credential,
    PathOf(hash): PathOf<String>,
    headers: HeaderMap,
) -> Result<Response, ApiProblem> {
    let text = web.installation.charter_text(&caller, &unhex(&hash).unwrap_or_default());
    let text = text.map_err(|problem| ApiProblem::new(problem, &headers))?;
    Ok(([(CONTENT_TYPE, "application/yaml")], text).into_response())
}

/// The bytes a hash stands for in hex, lower case.
fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    let is_of_form = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    is_of_form.then_some(hash)
}

/// Check a document
///
/// What `vern charter check` says of it: errors keep it out, findings are enforceable and fall short. Nothing is imported or kept.
#[utoipa::path(
    post,
    path = "/v1/charters:check",
    operation_id = "check_charter",
    tag = "charters",
    request_body = CheckBody,
    responses(
        (status = 200, description = "Errors and findings", body = CheckAnswer),
        OfBody,
        OfQuestion,
    )
)]
pub(crate) async fn check_charter(
    State(web): State<Web>,
    Credential(_caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<CheckBody>,
) -> Result<Json<CheckAnswer>, ApiProblem> {
    match checked(&web, &body) {
        Ok(answer) => Ok(Json(answer)),
        Err(Problem::Charter(errors)) => {
            let errors = errors.iter().map(CharterErrorBody::new).collect();
            Ok(Json(CheckAnswer { errors, findings: Vec::new(), hash: None, kind: None }))
        }
        Err(problem) => Err(ApiProblem::new(problem, &headers)),
    }
}

fn checked(web: &Web, body: &CheckBody) -> Result<CheckAnswer, Problem> {
    let source = check_document(body.document.as_bytes(), "document.yaml")?;
    let terms =
        body.terms.as_ref().map(|terms| check_document(terms.as_bytes(), "terms.yaml")).transpose()?;
    let now = web.installation.now();
    let rules = in_force(&source, terms.as_ref(), now)?;
    let papers: Vec<Source> = terms.into_iter().chain([source.clone()]).collect();
    let in_language = |language| finding_lines(&rules, Under::find(&rules, &papers), language, now);
    let both = in_language(Language::Nb).into_iter().zip(in_language(Language::En));
    let findings = both.map(|((place, nb), (_, en))| FindingBody {
        code: nb.code,
        place,
        title: Texts { nb: nb.title, en: en.title },
        reason: Texts { nb: nb.reason, en: en.reason },
    });
    Ok(CheckAnswer {
        errors: Vec::new(),
        findings: findings.collect(),
        hash: Some(hex(source.hash())),
        kind: Some(kind_word(source.document().kind())),
    })
}

/// Compare two versions
///
/// What the later permits, forbids or shortens, in both languages.
#[utoipa::path(
    post,
    path = "/v1/charters:diff",
    operation_id = "diff_charters",
    tag = "charters",
    request_body = DiffBody,
    responses(
        (status = 200, description = "Every change", body = DiffAnswer),
        OfBody,
        OfQuestion,
    )
)]
pub(crate) async fn diff_charters(
    Credential(_caller): Credential,
    headers: HeaderMap,
    JsonBody(body): JsonBody<DiffBody>,
) -> Result<Json<DiffAnswer>, ApiProblem> {
    let problem = |problem| ApiProblem::new(problem, &headers);
    let old = check_document(body.old.as_bytes(), "old.yaml").map_err(problem)?;
    let new = check_document(body.new.as_bytes(), "new.yaml").map_err(problem)?;
    let changes = diff_documents(old.document(), new.document()).into_iter().map(|change| ChangeBody {
        effect: change.effect.as_str(),
        text: Texts { nb: change.text(Language::Nb), en: change.text(Language::En) },
        change: change.name.to_string(),
        line: change.line,
    });
    Ok(Json(DiffAnswer { changes: changes.collect() }))
}
