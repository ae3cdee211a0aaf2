//! How long data is kept: five forms, one a line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::period::Period;

use super::Words;
use crate::fact::Fact;
use crate::placed::Placed;
use crate::schema;

/// One line of retention, in one of five forms; which fields stand together is checked in `compile`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Erased when this long has passed: `after: P60D, from: created`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::PeriodText>")]
    pub after: Option<Period>,
    /// What the period counts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Anchor>,
    /// Kept for as long as this stands, then erased: `while: contract, then: erase`.
    #[serde(default, rename = "while", skip_serializing_if = "Option::is_none")]
    pub during: Option<Condition>,
    /// What happens then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
    /// A person looks and decides, this often: `review: P1M`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::PeriodText>")]
    pub review: Option<Period>,
    /// The statute that orders it kept; it is then used for that only: `hold: { nb: …, en: … }, period: P5Y`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Words>,
    /// The statute's period; not stated where the paper names only the statute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::PeriodText>>")]
    pub period: Option<Fact<Period>>,
    /// Id of the statute in the rule set of statutory periods, such as `no-bookkeeping-primary`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<Placed<String>>,
    /// Which of the activity's data the statute keeps; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Placed<String>>>,
    /// Kept longer by that person's separate consent: `keep_if_consent: true`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_if_consent: Option<bool>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

impl RetentionRule {
    /// Whether a statute, or the person's consent, keeps the data.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.hold.is_some() || self.keep_if_consent == Some(true)
    }
}

/// What a period counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CountsFrom")]
pub enum Anchor {
    /// When the data was collected.
    Created,
}

/// What data is kept for as long as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "KeptWhile")]
pub enum Condition {
    /// A contract runs.
    Contract,
    /// A hiring runs.
    Hiring,
    /// Consent stands.
    Consent,
    /// The legitimate interest is there.
    Interest,
    /// A subscription stands, until it is left.
    Subscription,
    /// The controller wants it there: it is told to erase, or the agreement ends.
    Instruction,
}

/// What happens at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "AtTheEnd")]
pub enum Then {
    /// It is erased.
    Erase,
}
