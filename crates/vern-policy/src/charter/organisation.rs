//! Who answers: the organisation, its contact role, its officer and representative, those it decides together with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::place::Country;

use super::Words;
use crate::fact::Fact;
use crate::form::{fact_not_blank, not_blank};
use crate::placed::Placed;
use crate::schema;

/// The organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Stands in addresses of pages.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Its name.
    #[serde(deserialize_with = "not_blank")]
    pub name: String,
    /// Where it is established.
    #[schemars(with = "Fact<schema::CountryCode>")]
    pub country: Fact<Country>,
    /// Organisation number.
    #[serde(default, deserialize_with = "fact_not_blank")]
    pub org_number: Fact<String>,
    /// Who answers, and how they are reached.
    pub contact: Contact,
    /// Data protection officer (GDPR art. 37).
    #[serde(default, deserialize_with = "fact_not_blank")]
    pub data_protection_officer: Fact<String>,
    /// Representative in the Union, of an organisation outside it (art. 27).
    #[serde(default, deserialize_with = "fact_not_blank", skip_serializing_if = "Fact::is_not_stated")]
    pub representative: Fact<String>,
    /// Those it decides purposes and means together with (art. 26).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint_controllers: Vec<JointController>,
}

/// A joint controller (GDPR art. 26).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JointController {
    /// Its name.
    #[serde(deserialize_with = "not_blank")]
    pub name: String,
    /// For which activities.
    pub activities: Vec<Placed<String>>,
    /// The essence of the arrangement, which people are told (art. 26(2)).
    pub arrangement: Fact<Words>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// Who takes requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Title of the role that answers, no person's name.
    pub role: Words,
    /// What the paper calls that role.
    pub called: Placed<CalledRole>,
    /// How to reach it.
    pub channel: Placed<Channel>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// What a paper calls the one who answers for the processing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalledRole {
    /// Controller, as the law has it (GDPR art. 4(7)).
    Controller,
    /// Processor, which is someone else (art. 4(8)).
    Processor,
    /// The paper gives it no such name.
    NotStated,
}

/// How requests are received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// What the paper points to.
    pub published: Words,
    /// Whether it worked when it was tried.
    pub state: ChannelState,
}

/// Whether a published channel works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChannelState {
    /// It does.
    Works,
    /// It was tried and did not.
    Broken,
    /// Nobody tried.
    Untried,
}
