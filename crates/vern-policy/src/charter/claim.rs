//! Claims: sentences of a page that speak of everything at once. Each kind is held against the rest of the charter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::place::Area;

use super::Words;
use crate::form::not_blank;
use crate::placed::Placed;
use crate::schema;

/// One claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// What kind, which says what it is held against.
    pub kind: ClaimKind,
    /// What is claimed, in the paper's sense.
    pub says: Words,
    /// Activities and suppliers it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Placed<String>>,
    /// `all_data_within`: where all data is said to lie.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<schema::AreaName>")]
    pub within: Vec<Area>,
    /// `all_data_within`: suppliers the paper names as lying outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Placed<String>>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// What kind of claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// All data lies somewhere: an error where a supplier stores elsewhere and is not named as an exception.
    AllDataWithin,
    /// Whoever uses the service, or writes to someone, is said to have accepted something thereby: no consent (GDPR art. 4(11), 7).
    ConsentByUse,
    /// Whoever writes to someone is said to have consented to a transfer: consent is a derogation, no standing safeguard (art. 49(1)(a)).
    ConsentToTransfer,
    /// Anything else: kept as what the paper says.
    Statement,
}
