//! A controller's agreement under a processor's terms. It narrows what the terms permit, sets what they leave open, and gives instructions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_text::Language;

use super::{
    AgreementState, Assent, Bases, Contact, Counting, DataType, DocumentFacts, DocumentKind, DocumentName,
    Ground, Instruction, LogLink, Organisation, Periods, Places, Provenance, Publish, RetentionRule, Role,
    Words,
};
use crate::fact::Fact;
use crate::form::{fact_day, not_blank};
use crate::placed::Placed;
use crate::schema;

/// A controller's agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Version of this form: 1.
    pub vern: Placed<u32>,
    /// Which of the three documents.
    pub kind: Placed<DocumentKind>,
    /// The parties' own name of this version.
    #[serde(deserialize_with = "not_blank")]
    pub version: String,
    /// When this version comes into force.
    #[schemars(with = "schema::Moment")]
    pub in_force_from: Placed<Instant>,
    /// When the agreement ends; then data is handed over or erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::Moment>")]
    pub in_force_to: Option<Placed<Instant>>,
    /// Where its facts come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// The controller.
    pub controller: Organisation,
    /// Under whose terms.
    pub under: Placed<Under>,
    /// Who signed, when and how.
    pub signed: Placed<Fact<Signed>>,
    /// The processor's contact for this agreement.
    pub processor_contact: Contact,
    /// Languages of its pages.
    #[schemars(with = "Vec<schema::LanguageTag>")]
    pub languages: Vec<Language>,
    /// What is published beyond the rule (ADR 0008).
    #[serde(default, skip_serializing_if = "Publish::is_default")]
    pub publish: Publish,
    /// Facts about the controller's pages and papers.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub documents: std::collections::BTreeMap<DocumentName, Placed<DocumentFacts>>,
    /// Services taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Placed<String>>,
    /// Data types beyond those of the terms, where these leave that open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_types: Vec<DataType>,
    /// What may be done: only what stands here, and of that only what the terms permit.
    pub activities: Vec<AgreedActivity>,
    /// Where data lies and is handled, narrower than in the terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Placed<Places>>,
    /// Integrations the controller has turned on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub integrations: Vec<Integration>,
    /// What the controller has said to suppliers of the terms; those not named here were approved with the signature.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppliers: Vec<AgreedSupplier>,
    /// Instructions after the first, each with its time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instructions: Vec<Placed<Instruction>>,
    /// Periods set otherwise than in the terms, where these leave them open.
    #[serde(default, skip_serializing_if = "Periods::is_empty")]
    pub periods: Periods,
    /// How contract periods are counted, where the terms leave that open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counting: Option<Placed<Counting>>,
    /// What becomes of the link between log entries and people, where the terms leave that open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log_link: Option<Placed<LogLink>>,
    /// The controller's own roles, which it gives and takes itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
}

impl Agreement {
    /// When one of its instructions comes into force: with the agreement, where it does not say.
    #[must_use]
    pub fn start_of(&self, instruction: &Instruction) -> Instant {
        instruction.in_force_from.map_or(self.in_force_from.value, |from| from.value)
    }
}

/// Under whose terms an agreement stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Under {
    /// Id of the processor, as in its terms.
    pub processor: String,
    /// Which version of them: the one in force at any time, or one by name.
    #[serde(default)]
    pub terms: TermsVersion,
}

/// Which version of the terms holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TermsVersion {
    /// The one in force at the time.
    #[default]
    InForce,
    /// One by its name, whatever comes after.
    Named(String),
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// When.
    #[serde(deserialize_with = "fact_day")]
    #[schemars(with = "Fact<schema::Day>")]
    pub on: Fact<String>,
    /// How.
    pub by: Assent,
    /// Title of the role that signed for the controller, no person's name.
    pub controller_role: Fact<Words>,
    /// Title of the role that signed for the processor.
    pub processor_role: Fact<Words>,
}

/// An activity of the terms the controller has agreed to, narrowed where a field stands here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedActivity {
    /// Id of the terms' activity.
    pub id: Placed<String>,
    /// The controller's legal basis (GDPR art. 6).
    pub basis: Placed<Fact<Bases>>,
    /// The words the controller asks for consent with, where the terms name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text: Option<Placed<Words>>,
    /// The controller's ground for identity numbers, where the terms name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_numbers: Option<Placed<Ground>>,
    /// Fewer categories of subjects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subjects: Option<Placed<Vec<Placed<String>>>>,
    /// Fewer data types, and the supplements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Placed<Vec<Placed<String>>>>,
    /// Fewer acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<schema::ActName>>")]
    pub operations: Option<Placed<Vec<Act>>>,
    /// Fewer recipients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Placed<Vec<Placed<String>>>>,
    /// Fewer places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Placed<Places>>,
    /// How long, where the terms leave it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Placed<Fact<Vec<Placed<RetentionRule>>>>>,
    /// Until when the gate only observes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::Moment>")]
    pub observe_until: Option<Placed<Instant>>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// A third party's service the controller has turned on and answers for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Integration {
    /// Supplier id.
    pub supplier: Placed<String>,
    /// The controller's own agreement with it.
    pub own_agreement: AgreementState,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Where the controller stands on one supplier of the terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedSupplier {
    /// Supplier id.
    pub supplier: Placed<String>,
    /// What the controller has said.
    pub consent: SupplierConsent,
    /// When the notice of it was sent; the days to object run from its receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::Moment>")]
    pub notice_sent_at: Option<Placed<Instant>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Words>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// What a controller has said to a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupplierConsent {
    /// Approved.
    Approved,
    /// Told of; used once the days to object are over.
    Notified,
    /// Reasonably objected to: never used.
    Objected,
    /// Neither told of nor approved: not used.
    NotApproved,
}

impl Serialize for TermsVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::InForce => "in_force",
            Self::Named(version) => version,
        })
    }
}

impl<'de> Deserialize<'de> for TermsVersion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = not_blank(deserializer)?;
        Ok(if version == "in_force" { Self::InForce } else { Self::Named(version) })
    }
}

impl JsonSchema for TermsVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TermsVersion".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "default": "in_force", "examples": ["in_force"] })
    }
}
