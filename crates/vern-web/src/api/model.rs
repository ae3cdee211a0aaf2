//! Shapes on the wire that several endpoints share.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::header::ETAG;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vern_app::committer::Committed;
use vern_app::record::{Fields, Narrowing, RecordView};
use vern_app::{Answer, Problem};

/// Carries the receipt of the journal entry behind an answer (ADR 0009).
pub(crate) const RECEIPT: HeaderName = HeaderName::from_static("vern-receipt");

/// A text in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Texts {
    /// Norwegian bokmål.
    pub(crate) nb: String,
    /// English.
    pub(crate) en: String,
}

/// Where an operation stands in the journal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptBody {
    /// Names the entry and opens it: `<epoch>.<index>.<leaf hash>`.
    receipt: String,
    /// Place in the tree, from 0.
    index: u64,
    /// Entries in the tree with it.
    tree_size: u64,
    /// The entry's time, RFC 3339 in UTC.
    at: String,
}

impl ReceiptBody {
    pub(crate) fn new(committed: &Committed) -> Self {
        Self {
            receipt: committed.receipt.to_string(),
            index: committed.receipt.index,
            tree_size: committed.tree_size,
            at: committed.at.to_string(),
        }
    }
}

impl ReceiptBody {
    /// What one looks like.
    pub(super) fn example() -> Self {
        Self {
            receipt: "0.41.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU".to_owned(),
            index: 41,
            tree_size: 42,
            at: "2026-11-22T06:00:00Z".to_owned(),
        }
    }
}

/// Sets the receipt header.
pub(crate) fn set_receipt(headers: &mut HeaderMap, committed: &Committed) {
    if let Ok(value) = HeaderValue::from_str(&committed.receipt.to_string()) {
        headers.insert(RECEIPT, value);
    }
}

/// Sets the record's version as its tag, to be handed back in `If-Match`.
fn set_version(headers: &mut HeaderMap, version: u64) {
    if let Ok(value) = HeaderValue::from_str(&format!("\"{version}\"")) {
        headers.insert(ETAG, value);
    }
}

/// What is taken away for some records from what the charter permits.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NarrowingBody {
    /// Ids of suppliers that do not get the data, neither by themselves nor through someone who uses them.
    recipients_denied: Vec<String>,
    /// No decision is made by automated means alone (GDPR art. 22).
    automated_denied: bool,
    /// ISO 8601 period, such as `P30D`, that runs beside the charter's from the same instant; whichever ends first holds.
    period: Option<String>,
}

impl NarrowingBody {
    pub(crate) fn into_narrowing(self) -> Result<Narrowing, Problem> {
        let period = self.period.map(|text| text.parse()).transpose();
        Ok(Narrowing {
            recipients_denied: self.recipients_denied.into_iter().collect(),
            automated_denied: self.automated_denied,
            period: period.map_err(|_| Problem::invalid_field("request.json", "period"))?,
        })
    }
}

/// A record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordBody {
    /// The caller's key.
    key: String,
    /// Subject id, issued by Vern.
    subject: String,
    /// The activity it was collected for.
    activity: String,
    /// Category of subjects.
    category: String,
    /// Counts writes, from 1.
    version: u64,
    /// When the data was collected, RFC 3339 in UTC.
    collected_at: String,
    /// When its period runs out, where the clock alone decides that.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
    /// By when a person is to have looked whether it is to stay, where the charter has somebody look.
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due_at: Option<String>,
    /// By when the person is to be told that it is held (GDPR art. 14), where the charter asks for it and nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    inform_by: Option<String>,
    /// Fields by data type. Empty in the answer to a write.
    fields: BTreeMap<String, String>,
    /// Where fields come from, by data type, as stated with them or as the charter has it: `provided`, `observed`, `derived` or `third_party`.
    origins: BTreeMap<String, String>,
    /// Data types held and not shown to this actor or recipient.
    withheld: Vec<String>,
}

impl RecordBody {
    pub(crate) fn new(view: RecordView) -> Self {
        Self {
            key: view.key.as_str().to_owned(),
            subject: view.subject.to_string(),
            activity: view.activity,
            category: view.category,
            version: view.version,
            collected_at: view.collected_at.to_string(),
            expires_at: view.expires_at.map(|at| at.to_string()),
            review_due_at: view.review_due_at.map(|at| at.to_string()),
            inform_by: view.inform_by.map(|at| at.to_string()),
            fields: reveal(view.fields),
            origins: view.origins.into_iter().map(|(id, origin)| (id, origin.to_string())).collect(),
            withheld: view.withheld,
        }
    }
}

/// The answer itself is where personal data leaves, to whom the gate permitted it.
fn reveal(fields: Fields) -> BTreeMap<String, String> {
    fields.into_iter().map(|(id, value)| (id, value.into_inner())).collect()
}

/// A record with the entry of the operation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordAnswer {
    /// The record.
    pub(crate) record: RecordBody,
    /// Where the operation is journalled.
    pub(crate) journal: ReceiptBody,
}

impl RecordAnswer {
    pub(crate) fn new(answer: Answer<RecordView>) -> Self {
        let journal = ReceiptBody::new(&answer.committed);
        Self { record: RecordBody::new(answer.value), journal }
    }
}

/// 201 where it was the record's first write.
pub(crate) fn status_of_write(answer: &Answer<RecordView>) -> StatusCode {
    if answer.value.version == 1 { StatusCode::CREATED } else { StatusCode::OK }
}

/// The answer to an operation on one record.
pub(crate) fn of_record(status: StatusCode, answer: Answer<RecordView>) -> Response {
    let (version, committed) = (answer.value.version, answer.committed);
    let mut response = (status, Json(RecordAnswer::new(answer))).into_response();
    set_receipt(response.headers_mut(), &committed);
    set_version(response.headers_mut(), version);
    response
}

/// The answer to an operation that gives nothing back but its entry.
pub(crate) fn done(committed: &Committed) -> Response {
    let mut response = Json(DoneAnswer { journal: ReceiptBody::new(committed) }).into_response();
    set_receipt(response.headers_mut(), committed);
    response
}

/// An operation done, with its entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoneAnswer {
    /// Where the operation is journalled.
    pub(crate) journal: ReceiptBody,
}
