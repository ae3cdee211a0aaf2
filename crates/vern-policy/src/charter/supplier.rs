//! The register of suppliers: processors, sub-processors, integrations, platforms and other recipients, each with those it uses itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::period::Period;
use vern_core::place::{Area, Country};

use super::Words;
use super::data::is_false;
use crate::fact::Fact;
use crate::form::{fact_day, fact_not_blank, not_blank};
use crate::placed::Placed;
use crate::rule_set::Listing;
use crate::schema;

/// A supplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Its id, one in the whole tree.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Its name as published; `not_stated` where the paper tells of a kind of supplier only.
    #[serde(deserialize_with = "fact_not_blank")]
    pub name: Fact<String>,
    /// Organisation number.
    #[serde(default, deserialize_with = "fact_not_blank", skip_serializing_if = "Fact::is_not_stated")]
    pub org_number: Fact<String>,
    /// What it is to the organisation; one supplier may hold several roles.
    pub roles: Placed<Vec<SupplierRole>>,
    /// In which of the organisation's own capacities it is used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_for: Vec<Capacity>,
    /// What it delivers.
    pub delivers: Words,
    /// Which data it gets, in the paper's sense; what the gate lets out stands with each activity's recipients.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub gets: Fact<Words>,
    /// Where it stores: a country, `EU` or `EEA`.
    #[schemars(with = "Fact<schema::AreaName>")]
    pub place: Placed<Fact<Area>>,
    /// Where else it handles the data, by remote access too, which is a transfer where that is a third country.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<schema::AreaName>")]
    pub handled_in: Vec<Placed<Area>>,
    /// Country of its seat.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::CountryCode>")]
    pub seat: Fact<Country>,
    /// Town of its seat.
    #[serde(default, deserialize_with = "fact_not_blank", skip_serializing_if = "Fact::is_not_stated")]
    pub town: Fact<String>,
    /// In which country its owner sits. Ownership outside the EEA is a risk that is shown, no transfer.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::CountryCode>")]
    pub owner_country: Fact<Country>,
    /// Safeguard for a transfer to it (GDPR art. 45–47), and how far its assessment has come.
    #[serde(default, skip_serializing_if = "Placed::is_not_stated")]
    pub safeguard: Placed<Fact<Safeguard>>,
    /// How data is protected on its way to and from it.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub encryption: Fact<Encryption>,
    /// How long it keeps the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeps: Option<Placed<Kept>>,
    /// The processing agreement.
    pub agreement: Placed<AgreementState>,
    /// Whether the controller turns it on itself; off until it does.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(extend("default" = false))]
    pub turned_on_by_controller: bool,
    /// Whether the controller needs an agreement of its own with it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[schemars(extend("default" = false))]
    pub needs_own_agreement: bool,
    /// Look-ups made in its registers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_up: Option<LookUp>,
    /// Joint control with it (art. 26), where the paper or the law points there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_control: Option<Fact<Words>>,
    /// What is under review about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_review: Option<Words>,
    /// Those it uses itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_processors: Vec<Supplier>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

impl Supplier {
    /// The supplier, then everyone below it in the tree.
    pub fn with_descendants(&self) -> impl Iterator<Item = &Self> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.sub_processors.iter().rev());
            Some(next)
        })
    }

    /// Whether it holds a role.
    #[must_use]
    pub fn is(&self, role: SupplierRole) -> bool {
        self.roles.value.contains(&role)
    }

    /// Its name, or what it delivers where the paper does not name it.
    #[must_use]
    pub fn shown_name(&self, language: vern_text::Language) -> &str {
        self.name.written().map_or_else(|| self.delivers.in_language(language), String::as_str)
    }
}

/// What a supplier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupplierRole {
    /// Processor for the organisation's own data (GDPR art. 4(8)).
    Processor,
    /// Processor for data the organisation itself processes for controllers (art. 28(2), 28(4)).
    SubProcessor,
    /// A third party's service a controller turns on and answers for.
    Integration,
    /// A platform people use on their own account, such as a social medium.
    Platform,
    /// Recipient on its own account.
    Recipient,
}

/// In which capacity a supplier is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// For data of controllers the organisation is processor for.
    CustomersData,
    /// For data the organisation is controller for.
    OwnContacts,
}

/// A safeguard and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Safeguard {
    /// Which; `not_stated` where only an assessment is told of.
    pub kind: Fact<SafeguardKind>,
    /// Whether it is in place.
    pub state: SafeguardState,
    /// Adequacy that covers listed organisations only: the day its entry in the list was seen.
    #[serde(default, deserialize_with = "fact_day", skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::Day>")]
    pub listed_on: Fact<String>,
    /// What the paper says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Words>,
}

impl Safeguard {
    /// The look-up in the list of those an adequacy decision covers, where the charter states one.
    #[must_use]
    pub fn listing(&self) -> Option<Listing> {
        let checked_on = self.listed_on.stated()?.parse().ok()?;
        Some(Listing { checked_on })
    }
}

/// Which safeguard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SafeguardKind {
    /// Adequacy decision covering this recipient (GDPR art. 45).
    Adequacy,
    /// Standard contractual clauses (art. 46(2)(c)).
    StandardClauses,
    /// Binding corporate rules (art. 47).
    BindingRules,
    /// The data subject's consent: a derogation for the single case (art. 49(1)(a)), never a standing safeguard.
    Consent,
}

/// How far a safeguard has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SafeguardState {
    /// Assessed and in place.
    InPlace,
    /// Under assessment: not yet a ground to transfer.
    UnderAssessment,
}

/// Protection on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    /// By what.
    pub in_transit: TransitProtection,
    /// Day an exception from TLS was approved.
    #[serde(default, deserialize_with = "fact_day", skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::Day>")]
    pub approved_on: Fact<String>,
}

/// What protects data on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransitProtection {
    /// TLS.
    Tls,
    /// A protocol of the supplier's own.
    SupplierProtocol,
    /// TLS as far as the other side allows it.
    WhereOtherSideAllows,
}

/// How long a supplier keeps data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What the paper says.
    pub says: Words,
    /// The longest it is kept; what is delivered sooner is dropped then.
    #[schemars(with = "Fact<schema::PeriodText>")]
    pub at_most: Fact<Period>,
}

/// Look-ups in outside registers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    /// From what, in the paper's sense.
    pub by: Words,
    /// Whether the system makes them by itself too.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub automatic: Fact<bool>,
}

/// What is known of the processing agreement with a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
