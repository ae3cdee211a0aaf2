//! The charter as written: one typed model of the YAML (ADR 0006). What it means is in `compile`.
//!
//! Every list keeps its order, for pages and for the bits of data types. `Spanned` keeps where a thing stands in the file; it is no
//! part of the hash.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_saphyr::Spanned;
use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_text::Language;

use crate::fact::Fact;

/// Measures Vern itself carries out: the ids that may be `held: enforced`.
pub const MEASURES_ENFORCEABLE: &[&str] = &["login"];

/// A text in every language pages are printed in. Never blank: an empty promise would be printed, and no finding would say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Norwegian bokmål.
    #[serde(deserialize_with = "not_blank")]
    pub nb: String,
    /// English.
    #[serde(deserialize_with = "not_blank")]
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
}

/// Which of the three documents this is. Only [`DocumentKind::Charter`] is read by this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An organisation's own.
    Charter,
    /// A processor's standard terms.
    Terms,
    /// A controller's agreement under terms.
    Agreement,
}

/// One charter document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// Version of this form: 1.
    pub vern: Spanned<u32>,
    /// Which of the three documents.
    pub kind: Spanned<DocumentKind>,
    /// The organisation's own name of this version.
    #[serde(deserialize_with = "not_blank")]
    pub version: String,
    /// When it comes into force.
    pub in_force_from: Instant,
    /// Where its facts come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Whose charter.
    pub organisation: Organisation,
    /// Languages of its pages.
    pub languages: Vec<Language>,
    /// What is published beyond the rule (ADR 0008).
    #[serde(default)]
    pub publish: Publish,
    /// Facts about the pages themselves.
    pub documents: Documents,
    /// Data types, at most 256.
    pub data_types: Vec<DataType>,
    /// Categories of data subjects, at most 64.
    pub categories: Vec<Category>,
    /// Processing activities.
    pub activities: Vec<Activity>,
    /// Suppliers: one register for processors and other recipients.
    #[serde(default)]
    pub suppliers: Vec<Supplier>,
    /// Roles of actors, with what they may do.
    pub roles: Vec<Role>,
    /// Measures (GDPR art. 32).
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Rights the paper names.
    #[serde(default)]
    pub rights: Vec<Right>,
}

/// Where the facts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Which document was read.
    #[serde(deserialize_with = "not_blank")]
    pub document: String,
    /// On which day.
    #[serde(deserialize_with = "day")]
    pub read_on: String,
    /// How the result is to be taken; printed on the page.
    pub note: Words,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Stands in addresses of pages.
    pub id: Spanned<String>,
    /// Its name.
    #[serde(deserialize_with = "not_blank")]
    pub name: String,
    /// Where it is established.
    pub country: Fact<Country>,
    /// Organisation number.
    #[serde(default, deserialize_with = "fact_not_blank")]
    pub org_number: Fact<String>,
    /// Who answers, and how they are reached.
    pub contact: Contact,
    /// Data protection officer (GDPR art. 37).
    #[serde(default, deserialize_with = "fact_not_blank")]
    pub data_protection_officer: Fact<String>,
}

/// Who takes requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Title of the role that answers, no person's name.
    pub role: Words,
    /// What the paper calls that role.
    pub called: Spanned<CalledRole>,
    /// How to reach it.
    pub channel: Spanned<Channel>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// What a paper calls the one who answers for the processing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalledRole {
    /// Controller, as the law has it (GDPR art. 4(7)).
    Controller,
    /// Processor, which is someone else (art. 4(8)).
    Processor,
}

/// How requests are received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// What the paper points to.
    pub published: Words,
    /// Whether it worked when it was tried.
    pub state: ChannelState,
}

/// Whether a published channel works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelState {
    /// It does.
    Works,
    /// It was tried and did not.
    Broken,
    /// Nobody tried.
    Untried,
}

/// Who may see what beyond the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// Whether the working view of public documents is public too.
    #[serde(default)]
    pub working_view: WorkingView,
}

/// Audience of the working view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingView {
    /// Parties only.
    #[default]
    Party,
    /// Anyone.
    Public,
}

/// Facts about the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// The privacy notice.
    pub privacy_notice: DocumentFacts,
}

/// Facts about one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFacts {
    /// Day of the last update, ISO 8601; `not_stated` is printed as 'undated'.
    #[serde(deserialize_with = "fact_day")]
    pub updated_on: Fact<String>,
}

/// A data type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataType {
    /// Its id.
    pub id: Spanned<String>,
    /// What validates it.
    pub kind: DataKind,
    /// Exact search on it.
    #[serde(default)]
    pub lookup: bool,
    /// Name on pages.
    pub label: Words,
}

/// A category of data subjects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id.
    pub id: Spanned<String>,
    /// Name on pages, plural.
    pub label: Words,
}

/// A processing activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its id.
    pub id: Spanned<String>,
    /// Name on pages.
    pub label: Words,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
    /// What for (GDPR art. 5(1)(b)).
    pub purpose: Fact<Words>,
    /// Legal basis (art. 6).
    pub basis: Spanned<Fact<Basis>>,
    /// Whether data may be collected only after consent.
    #[serde(default)]
    pub consent: ConsentRule,
    /// Whose data.
    pub subjects: Spanned<Vec<Spanned<String>>>,
    /// Which data.
    pub data: Spanned<Vec<Spanned<String>>>,
    /// What may be done.
    pub operations: Spanned<Vec<Act>>,
    /// Where the data comes from.
    #[serde(default)]
    pub sources: Vec<Words>,
    /// To whom it goes.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// How long it is kept.
    pub retention: Spanned<Fact<Vec<Spanned<RetentionRule>>>>,
}

/// A legal basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// `6(1)(a)` to `6(1)(f)`.
    pub article: String,
    /// Why it applies, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Words>,
}

/// Whether collection waits for consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentRule {
    /// It does not.
    #[default]
    NotRequired,
    /// Nothing is collected or used before consent, nor after it is taken back.
    Required,
}

/// A recipient of an activity's data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Supplier id.
    pub supplier: Spanned<String>,
    /// Which of the activity's data it may see; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Spanned<String>>>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// One line of retention, in one of five forms; which fields stand together is checked in `compile`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// `after: P60D, from: created`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Period>,
    /// What the period counts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Anchor>,
    /// `while: contract, then: erase`.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub during: Option<Condition>,
    /// What happens then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
    /// `review: P1M`: a person looks and decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Period>,
    /// `hold: bookkeeping, period: P5Y`: a statute orders it kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Words>,
    /// The statute's period; not stated where the paper names only the statute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Fact<Period>>,
    /// `keep_if_consent: true`: kept longer by that person's separate consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_if_consent: Option<bool>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// What a period counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// When the data was collected.
    Created,
}

/// What data is kept for as long as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// A contract runs.
    Contract,
    /// A hiring runs.
    Hiring,
    /// Consent stands.
    Consent,
    /// The legitimate interest is there.
    Interest,
}

/// What happens at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// It is erased.
    Erase,
}

/// A supplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name as published.
    #[serde(deserialize_with = "not_blank")]
    pub name: String,
    /// What it is to the organisation.
    pub role: SupplierRole,
    /// What it delivers.
    pub delivers: Words,
    /// In which country it stores.
    pub place: Spanned<Fact<Country>>,
    /// In which country its owner sits.
    #[serde(default)]
    pub owner_country: Fact<Country>,
    /// Safeguard for a transfer to it (GDPR art. 46).
    #[serde(default)]
    pub safeguard: Fact<Safeguard>,
    /// The processing agreement.
    pub agreement: Spanned<AgreementState>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// What a supplier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplierRole {
    /// Processor (GDPR art. 4(8)).
    Processor,
    /// Recipient on its own account.
    Recipient,
}

/// A safeguard and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguard {
    /// Which.
    pub kind: SafeguardKind,
    /// Whether it is in place.
    pub state: SafeguardState,
}

/// Which safeguard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SafeguardKind {
    /// Adequacy decision covering this recipient (art. 45).
    Adequacy,
    /// Standard contractual clauses (art. 46(2)(c)).
    StandardClauses,
    /// Binding corporate rules (art. 47).
    BindingRules,
}

/// How far a safeguard has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SafeguardState {
    /// Assessed and in place.
    InPlace,
    /// Under assessment: not yet a ground to transfer.
    UnderAssessment,
}

/// What is known of the processing agreement with a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementState {
    /// Signed.
    InPlace,
    /// The paper counts the supplier among its processors and shows no agreement.
    Named,
    /// There is none: nothing goes there.
    Missing,
    /// None is needed: the supplier is no processor.
    NotNeeded,
}

/// A role of actors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its id.
    pub id: Spanned<String>,
    /// Name on pages.
    pub label: Words,
    /// What it may do.
    pub may: Vec<Grant>,
    /// The supplier this role works for: whatever it reads is disclosed to that supplier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Spanned<String>>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// What a role may do in one activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Activity id.
    pub activity: Spanned<String>,
    /// Acts.
    pub acts: Vec<Act>,
    /// Acts for which a reason must be given.
    #[serde(default)]
    pub reason_for: Vec<Act>,
    /// Data types the role sees; all of the activity's where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sees: Option<Vec<Spanned<String>>>,
}

/// A technical or organisational measure (GDPR art. 32).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id.
    pub id: Spanned<String>,
    /// What it is.
    pub label: Words,
    /// How it is held.
    pub held: MeasureHeld,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// How a measure is held. `enforced` can only name what Vern itself does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureHeld {
    /// By the gate: no operation without a credential bound to an actor.
    Enforced,
    /// Only declared.
    Declared,
}

/// A right the paper names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Which.
    pub right: RightKind,
    /// What limits it, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Words>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// Rights of GDPR chapter III.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightKind {
    /// Art. 15.
    Access,
    /// Art. 16.
    Rectification,
    /// Art. 17.
    Erasure,
    /// Art. 18.
    Restriction,
    /// Art. 20.
    Portability,
    /// Art. 21.
    Objection,
}

fn not_blank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() { Err(D::Error::custom("a text must not be blank")) } else { Ok(text) }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if is_day(&text) { Ok(text) } else { Err(D::Error::custom("a day is written 2026-11-22")) }
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == text)
}

fn fact_not_blank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fact<String>, D::Error> {
    match Fact::<String>::deserialize(deserializer)? {
        Fact::Stated(text) | Fact::Aim(text) if text.trim().is_empty() => Err(D::Error::custom(
            "a text must not be blank; where the paper says nothing, write `not_stated`",
        )),
        fact => Ok(fact),
    }
}

fn fact_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fact<String>, D::Error> {
    match Fact::<String>::deserialize(deserializer)? {
        Fact::Stated(text) | Fact::Aim(text) if !is_day(&text) => {
            Err(D::Error::custom("a day is written 2026-11-22, or `not_stated`"))
        }
        fact => Ok(fact),
    }
}
