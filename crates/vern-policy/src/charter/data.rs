//! What data, about whom, in which service.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::value::DataKind;

use super::{DocumentFacts, Words};
use crate::form::not_blank;
use crate::placed::Placed;
use crate::schema;

/// A data type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataType {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// What validates it.
    #[schemars(with = "schema::KindName")]
    pub kind: DataKind,
    /// Exact search on it.
    #[serde(default)]
    pub lookup: bool,
    /// An e-mail address, a phone number or a national identity number of the person the record is about, not of a guardian, a referee or an employer: who
    /// shows that it is theirs signs in to My page by it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(extend("default" = false))]
    pub identifies: bool,
    /// A special category (GDPR art. 9(1)): processed only where the activity states its condition.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(extend("default" = false))]
    pub special_category: bool,
    /// About criminal convictions and offences (art. 10), warning and fraud lists on persons among them.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(extend("default" = false))]
    pub offence: bool,
    /// Name on pages.
    pub label: Words,
}

/// A category of data subjects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Name on pages, plural.
    pub label: Words,
}

/// A service and its user agreement. What may be collected in it is what both the agreement and the service declare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Name on pages.
    pub label: Words,
    /// Which data its user agreement lets be collected.
    pub data: Placed<Vec<Placed<String>>>,
    /// The user agreement.
    pub user_agreement: DocumentFacts,
    /// What it does by default, before anyone has chosen (art. 25(2)).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defaults: Vec<Words>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !value
}
