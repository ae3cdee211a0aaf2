//! Shapes on the wire that several endpoints share.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use utoipa::ToSchema;
use vern_app::committer::Committed;
use vern_app::record::{Fields, RecordView};

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

/// Sets the receipt header.
pub(crate) fn set_receipt(headers: &mut HeaderMap, committed: &Committed) {
    if let Ok(value) = HeaderValue::from_str(&committed.receipt.to_string()) {
        headers.insert(RECEIPT, value);
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
    /// Fields by data type. Empty in the answer to a write.
    fields: BTreeMap<String, String>,
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
            fields: reveal(view.fields),
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

/// An operation done, with its entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DoneAnswer {
    /// Where the operation is journalled.
    pub(crate) journal: ReceiptBody,
}
