//! The papers themselves: where the facts come from, when each was last updated, who may see it, how it ranks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Words;
use crate::fact::Fact;
use crate::form::{day, fact_day, not_blank};
use crate::placed::Placed;
use crate::schema;

/// Where the facts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Which document was read.
    #[serde(deserialize_with = "not_blank")]
    pub document: String,
    /// On which day.
    #[serde(deserialize_with = "day")]
    #[schemars(with = "schema::Day")]
    pub read_on: String,
    /// How much of the paper this is: what was not read cannot be said to be missing.
    #[serde(default, skip_serializing_if = "Reading::is_whole")]
    #[schemars(extend("default" = "whole"))]
    pub reading: Placed<Reading>,
    /// How the result is to be taken; printed on the page.
    pub note: Words,
}

/// How much of a paper was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// All of it.
    #[default]
    Whole,
    /// Only what another page tells of it.
    Outline,
}

impl Reading {
    fn is_whole(reading: &Placed<Self>) -> bool {
        reading.value == Self::Whole
    }
}

/// Who may see what beyond the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// Whether the working view of public documents is public too.
    #[serde(default)]
    pub working_view: WorkingView,
}

impl Publish {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Audience of the working view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkingView {
    /// Parties only.
    #[default]
    Party,
    /// Anyone.
    Public,
}

/// A paper an organisation publishes, signs or keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentName {
    /// Privacy notice (GDPR art. 13 and 14).
    PrivacyNotice,
    /// Cookie policy.
    CookiePolicy,
    /// List of sub-processors.
    SupplierList,
    /// Contract of the service.
    ServiceAgreement,
    /// Processing agreement (art. 28(3)).
    ProcessingAgreement,
    /// Register of processing activities (art. 30): for parties and the authority.
    ProcessingRegister,
    /// Register of personal-data breaches (art. 33(5)).
    BreachRegister,
    /// Certificate of an erasure.
    ErasureCertificate,
    /// Report of a self-audit (art. 28(3)(h)).
    SelfAudit,
}

impl DocumentName {
    /// Whether it is never for everyone (ADR 0008): registers, breaches, certificates and self-audits.
    #[must_use]
    pub const fn is_never_public(self) -> bool {
        matches!(
            self,
            Self::ProcessingRegister | Self::BreachRegister | Self::ErasureCertificate | Self::SelfAudit
        )
    }
}

/// Who a paper is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anyone.
    Public,
    /// Parties of the agreement.
    Party,
    /// The supervisory authority.
    Authority,
    /// The data subject concerned.
    Subject,
}

/// Facts about one paper.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFacts {
    /// Day of the last update, ISO 8601; `not_stated` is printed as 'undated'.
    #[serde(default, deserialize_with = "fact_day")]
    #[schemars(with = "Fact<schema::Day>")]
    pub updated_on: Fact<String>,
    /// Day it says it is in force from.
    #[serde(default, deserialize_with = "fact_day", skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::Day>")]
    pub in_force_on: Fact<String>,
    /// Who it is for, where the paper says more than the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Placed<Audience>>,
    /// Papers it stands beside as a supplement, in the paper's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplements: Vec<Words>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}
