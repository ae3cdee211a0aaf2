//! The charter as written: one typed model of the YAML (ADR 0006). What it means is in `compile` and `in_force`.
//!
//! Three kinds of document: an organisation's own charter, a processor's standard terms (both [`Charter`]; terms have a `terms` part), and a
//! controller's [`Agreement`] under terms. Every list keeps its order, for pages and for the bits of data types. [`Placed`] keeps where a
//! thing stands in the file; it is no part of the hash. Doc comments here are what an editor shows beside a field.

mod activity;
mod agreement;
mod carried;
mod claim;
mod data;
mod document;
mod organisation;
mod retention;
mod role;
mod staff;
mod supplier;
mod terms;
mod web;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::time::Instant;
use vern_text::Language;

use crate::fact::Fact;
use crate::form::not_blank;
use crate::placed::Placed;
use crate::schema;

pub use activity::{
    Activity, ActivityRole, AutomatedDecision, Bases, Basis, CitedLaw, Condition9, ConsentRule,
    DecisionGround, Ground, ImpactAssessment, ImpactState, Interest, Marketing, MarketingAudience, Origin,
    Recipient, StaffLog,
};
pub use agreement::{
    AgreedActivity, AgreedSupplier, Agreement, Integration, Signed, SupplierConsent, TermsVersion, Under,
};
pub use carried::Carried;
pub use claim::{Claim, ClaimKind};
pub use data::{Category, DataType, Service};
pub use document::{Audience, DocumentFacts, DocumentName, Provenance, Publish, Reading, WorkingView};
pub use organisation::{CalledRole, Channel, ChannelState, Contact, JointController, Organisation};
pub use retention::{Anchor, Condition, RetentionRule, Then};
pub use role::{
    Administration, EvidenceFact, Grant, HeldBy, MEASURES_ENFORCEABLE, Measure, MeasureHeld,
    RestrictionGround, Right, RightKind, Role,
};
pub use staff::{Confidentiality, Staff, Training};
pub use supplier::{
    AgreementState, Capacity, Encryption, Kept, LookUp, Safeguard, SafeguardKind, SafeguardState, Supplier,
    SupplierRole, TransitProtection,
};
pub use terms::{
    Assent, Counting, InstructedTransfer, Instruction, LogLink, OpenField, Pause, Periods, Places, Rank,
    SupportAccess, Terms, Undertaking,
};
pub use web::{Cookie, CookieNeed, CookiePolicy, MessageChannel, Refusal, RefusedBy};

/// A text in every language pages are printed in. Never blank: an empty promise would be printed, and no finding would say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Norwegian bokmål.
    #[serde(deserialize_with = "not_blank")]
    #[schemars(with = "schema::Text")]
    pub nb: String,
    /// English.
    #[serde(deserialize_with = "not_blank")]
    #[schemars(with = "schema::Text")]
    pub en: String,
    /// In terms that speak of 'the customer': the same as a customer says it of itself, on its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnWords>,
}

/// What a controller says of itself, where its processor's terms say it of 'the customer'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// Norwegian bokmål.
    #[serde(deserialize_with = "not_blank")]
    #[schemars(with = "schema::Text")]
    pub nb: String,
    /// English.
    #[serde(deserialize_with = "not_blank")]
    #[schemars(with = "schema::Text")]
    pub en: String,
}

impl Words {
    /// The text in one language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Nb => &self.nb,
            Language::En => &self.en,
        }
    }

    /// The text as the controller itself says it; the terms' where it has no such form.
    #[must_use]
    pub fn own_in_language(&self, language: Language) -> &str {
        match (&self.own, language) {
            (Some(own), Language::Nb) => &own.nb,
            (Some(own), Language::En) => &own.en,
            (None, language) => self.in_language(language),
        }
    }
}

/// Which of the three documents this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An organisation's own.
    Charter,
    /// A processor's standard terms.
    Terms,
    /// A controller's agreement under terms.
    Agreement,
}

/// An organisation's own charter, or a processor's standard terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// Version of this form: 1.
    pub vern: Placed<u32>,
    /// Which of the three documents.
    pub kind: Placed<DocumentKind>,
    /// The organisation's own name of this version.
    #[serde(deserialize_with = "not_blank")]
    pub version: String,
    /// When it comes into force.
    #[schemars(with = "schema::Moment")]
    pub in_force_from: Placed<Instant>,
    /// Where its facts come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Whose charter.
    pub organisation: Organisation,
    /// Languages of its pages.
    #[schemars(with = "Vec<schema::LanguageTag>")]
    pub languages: Vec<Language>,
    /// What is published beyond the rule (ADR 0008).
    #[serde(default, skip_serializing_if = "Publish::is_default")]
    pub publish: Publish,
    /// Facts about the pages and papers themselves.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub documents: std::collections::BTreeMap<DocumentName, Placed<DocumentFacts>>,
    /// What the paper claims as a whole, each held against the rest of the charter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Where personal data lies and is handled, for every activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Placed<Places>>,
    /// Data types, at most 256.
    pub data_types: Vec<DataType>,
    /// Categories of data subjects, at most 64.
    pub categories: Vec<Category>,
    /// Services, each with its user agreement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
    /// Processing activities.
    pub activities: Vec<Activity>,
    /// Suppliers: one register for processors, sub-processors, integrations and other recipients.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppliers: Vec<Supplier>,
    /// Roles of actors, with what they may do.
    pub roles: Vec<Role>,
    /// What staff must have done before they touch personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Placed<Staff>>,
    /// Measures (GDPR art. 32).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// Rights the paper names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Right>,
    /// Channels people are written to by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<MessageChannel>,
    /// Cookies and other terminal storage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cookies: Option<Placed<CookiePolicy>>,
    /// Days and years the paper binds itself to, such as refresher training.
    #[serde(default, skip_serializing_if = "Periods::is_empty")]
    pub periods: Periods,
    /// What makes it standard terms: only where `kind: terms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Placed<Terms>>,
}

impl Charter {
    /// Every supplier of the register, each before its own sub-processors, with its place in the list of the one it works for.
    pub fn all_suppliers(&self) -> impl Iterator<Item = &Supplier> {
        self.suppliers.iter().flat_map(Supplier::with_descendants)
    }

    /// Facts about one of the papers; nothing stated where the charter does not name it.
    #[must_use]
    pub fn document(&self, name: DocumentName) -> Option<&Placed<DocumentFacts>> {
        self.documents.get(&name)
    }

    /// Day of the last update of one of the papers.
    #[must_use]
    pub fn updated_on(&self, name: DocumentName) -> &Fact<String> {
        self.document(name).map_or(&Fact::NotStated, |facts| &facts.value.updated_on)
    }
}
