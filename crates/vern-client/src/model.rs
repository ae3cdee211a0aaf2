//! Shapes several calls share. What may be personal prints as `***`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Where an operation stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Receipt {
    /// Names the entry and opens it.
    pub receipt: String,
    /// Place in the tree, from 0.
    pub index: u64,
    /// Entries in the tree with it.
    pub tree_size: u64,
    /// The entry's time, RFC 3339 in UTC.
    pub at: String,
}

/// Fields by data type.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, String>);

impl Fields {
    /// The value of a data type.
    #[must_use]
    pub fn value(&self, data_type: &str) -> Option<&str> {
        self.0.get(data_type).map(String::as_str)
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(fields: I) -> Self {
        Self(fields.into_iter().map(|(id, value)| (id.into(), value.into())).collect())
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.0.keys().map(|id| (id, "***"))).finish()
    }
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// The caller's key.
    pub key: String,
    /// Subject id, issued by the server.
    pub subject: String,
    /// The activity it was collected for.
    pub activity: String,
    /// Category of subjects.
    pub category: String,
    /// Counts writes, from 1.
    pub version: u64,
    /// When the data was collected, RFC 3339 in UTC.
    pub collected_at: String,
    /// When its period runs out, where the clock alone decides that.
    pub expires_at: Option<String>,
    /// Its fields. Empty in the answer to a write.
    pub fields: Fields,
    /// Where fields come from, by data type.
    #[serde(default)]
    pub origins: BTreeMap<String, String>,
    /// Data types held and not shown.
    #[serde(default)]
    pub withheld: Vec<String>,
}

/// What goes with an operation on a record that is there.
#[derive(Clone, Default, Serialize)]
pub struct Circumstance {
    /// Activity it is done for.
    pub activity: String,
    /// Supplier id: to whom it is disclosed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Data types asked for; all there may be where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<String>>,
    /// ISO 3166-1 alpha-2: where it goes or is seen from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// A decision by automated means alone is taken on it (GDPR art. 22).
    pub automated: bool,
    /// What lets restricted data be processed (GDPR art. 18(2)).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// Why; sealed in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Circumstance {
    /// For an activity, and nothing else.
    pub fn of(activity: impl Into<String>) -> Self {
        Self { activity: activity.into(), ..Self::default() }
    }
}

impl fmt::Debug for Circumstance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Circumstance").field("activity", &self.activity).finish_non_exhaustive()
    }
}

/// What a write expects to meet; of another it is not carried out (`record.version_differs`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Expect {
    /// Whatever is there.
    #[default]
    Any,
    /// Nothing yet.
    Absent,
    /// Something.
    Present,
    /// This version.
    Version(u64),
}

/// A write that is done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Written {
    /// The record, without its fields. None where the call had been carried out before.
    pub record: Option<Record>,
    /// It had been carried out before, and was not again.
    #[serde(default)]
    pub repeated: bool,
    /// Where it is journalled.
    pub journal: Receipt,
}

/// An operation that is done and gives nothing back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Done {
    /// It had been carried out before, and was not again.
    #[serde(default)]
    pub repeated: bool,
    /// Where it is journalled.
    pub journal: Receipt,
}
