//! What staff must have done before they touch personal data: sign a statement of confidentiality (GDPR art. 28(3)(b), 29, 32(4)), and be trained in
//! data protection as often as `periods.training` says.
//!
//! It is asked of people with an account (`carries: staff_accounts`). Programs with a service token sign and learn nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::period::Period;

use super::Words;
use crate::form::not_blank;
use crate::placed::Placed;
use crate::schema;

/// What is asked of staff before they touch personal data. The gate refuses whoever has not done it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The statement of confidentiality everyone signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<Placed<Confidentiality>>,
    /// Training in data protection, again as often as `periods.training` says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<Placed<Training>>,
    /// How long before training lapses it is warned of.
    #[schemars(with = "schema::PeriodText")]
    pub warning: Placed<Period>,
    /// How long somebody who lacks any of it can be let in all the same in an emergency, with a reason. Nobody can where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::PeriodText>")]
    pub emergency: Option<Placed<Period>>,
}

/// A statement of confidentiality. Whoever signed other words signs anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confidentiality {
    /// The organisation's own name of these words.
    #[serde(deserialize_with = "not_blank")]
    pub version: String,
    /// What is signed.
    pub words: Words,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Training in data protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// How long after it was due somebody trained before can go on. Not at all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::PeriodText>")]
    pub grace: Option<Placed<Period>>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}
