//! What a website stores with people, and the channels they are written to by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::period::Period;

use super::{Basis, Words};
use crate::fact::Fact;
use crate::form::{fact_not_blank, not_blank};
use crate::placed::Placed;
use crate::schema;

/// Cookies and other terminal storage (NO: ekomloven 2024 § 3-15; ePrivacy directive art. 5(3)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CookiePolicy {
    /// Basis the paper states for them. What is strictly necessary needs none for the storage, what is not needs consent.
    pub basis: Placed<Fact<Basis>>,
    /// The cookies, or kinds of cookies, the paper tells of.
    pub cookies: Vec<Cookie>,
    /// How they can be refused.
    pub refusal: Placed<Fact<Refusal>>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// A cookie or a kind of cookies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cookie {
    /// Its id.
    pub id: Placed<String>,
    /// Its name in the browser; `not_stated` where the paper tells of a kind only.
    #[serde(default, deserialize_with = "fact_not_blank", skip_serializing_if = "Fact::is_not_stated")]
    pub name: Fact<String>,
    /// What it is for.
    pub what_for: Words,
    /// How necessary it is.
    pub need: CookieNeed,
    /// Whether it is set only after consent.
    pub consent: bool,
    /// The activity people are asked to consent to before it is set, in the words that activity has; the choice on a website is made of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Placed<String>>,
    /// How long it stays.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::PeriodText>")]
    pub lives: Fact<Period>,
}

/// How necessary a cookie is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CookieNeed {
    /// Strictly necessary for a service the person asked for.
    Strict,
    /// Convenient.
    Convenient,
    /// For measuring, statistics or marketing.
    Measuring,
}

/// How cookies are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Where.
    pub by: RefusedBy,
    /// What then works less well, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Words>,
}

/// Where cookies are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefusedBy {
    /// By a choice on the page, before anything is set.
    Choice,
    /// In the browser's settings, which is no consent.
    BrowserSettings,
}

/// A channel people are written to by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageChannel {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Name on pages.
    pub label: Words,
    /// What for.
    pub used_for: Words,
    /// Whether newsletters by it can be declined by themselves, while notices of the service stay.
    pub newsletters_declinable: Fact<bool>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}
