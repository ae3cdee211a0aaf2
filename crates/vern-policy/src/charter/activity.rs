//! A processing activity: what for, on which basis, whose data, what is done with it, who gets it, how long.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::time::Instant;

use super::{Carried, Places, RetentionRule, Words};
use crate::fact::Fact;
use crate::form::not_blank;
use crate::placed::Placed;
use crate::schema;

/// A processing activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Name on pages.
    pub label: Words,
    /// Whether the organisation is controller or processor in it. In terms it is always processor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Placed<ActivityRole>>,
    /// The service it belongs to, whose user agreement bounds its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Placed<String>>,
    /// Work of Vern's own whose records are this activity's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carries: Option<Placed<Carried>>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
    /// What for (GDPR art. 5(1)(b)).
    pub purpose: Fact<Words>,
    /// Legal basis (art. 6): one, several, or `by_controller` in a processor's terms.
    pub basis: Placed<Fact<Bases>>,
    /// Whether data may be collected only after consent.
    #[serde(default, skip_serializing_if = "ConsentRule::is_default")]
    #[schemars(extend("default" = "not_required"))]
    pub consent: ConsentRule,
    /// Condition for special categories (art. 9(2)); without it the gate lets none in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_categories: Option<Placed<Condition9>>,
    /// Why identity numbers are objectively needed (NO: personopplysningsloven § 12); without it the gate lets none in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_numbers: Option<Placed<Ground>>,
    /// Authority or law for data on offences (art. 10); without it the gate lets none in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offences: Option<Placed<Ground>>,
    /// Whose data.
    pub subjects: Placed<Vec<Placed<String>>>,
    /// Which data.
    pub data: Placed<Vec<Placed<String>>>,
    /// Where each data type comes from, which art. 20 asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Placed<Origin>>,
    /// What may be done.
    #[schemars(with = "Vec<schema::ActName>")]
    pub operations: Placed<Vec<Act>>,
    /// Where the data comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Words>,
    /// Within how long people not asked themselves are told (art. 14(3)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::PeriodText>")]
    pub told_within: Option<Placed<Period>>,
    /// To whom it goes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// Where its data lies and is handled, narrower than for the whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Placed<Places>>,
    /// How long it is kept.
    pub retention: Placed<Fact<Vec<Placed<RetentionRule>>>>,
    /// Decisions by automated means alone (art. 22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automated_decision: Option<Placed<AutomatedDecision>>,
    /// Impact assessment (art. 35).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact_assessment: Option<Placed<Fact<ImpactAssessment>>>,
    /// Direct marketing, newsletters among it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marketing: Option<Placed<Marketing>>,
    /// The log of what staff do, which is an activity about staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_log: Option<Placed<StaffLog>>,
    /// Until when the gate only observes: what it would refuse is journalled and shown, and let through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::Moment>")]
    pub observe_until: Option<Placed<Instant>>,
}

impl Activity {
    /// Whether a person's objection stops it (GDPR art. 21): direct marketing always (2); else where one of the bases named is a task in the
    /// public interest or legitimate interests (1). Where no basis is stated, nothing shows that it cannot be objected to.
    #[must_use]
    pub fn can_be_objected_to(&self) -> bool {
        let bases = self.basis.value.stated().map_or(&[][..], Bases::own);
        self.marketing.is_some()
            || bases.is_empty()
            || bases.iter().any(|basis| matches!(basis.article.as_str(), "6(1)(e)" | "6(1)(f)"))
    }

    /// Whether a statute, or the person's consent, is stated to keep some of its data: what ran out by a clock would be erased for all that.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.retention.value.stated().into_iter().flatten().any(|rule| rule.value.is_held())
    }
}

/// What the organisation is in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivityRole {
    /// It decides purpose and means (GDPR art. 4(7)).
    Controller,
    /// Someone else does, under an agreement (art. 4(8)): nothing is done here without one.
    Processor,
}

/// Legal bases of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bases {
    /// These, in the paper's order; never none.
    Own(Vec<Basis>),
    /// Each controller's own: a processor has none (GDPR art. 28, 4(8)).
    ByController,
}

impl Bases {
    /// The bases named here.
    #[must_use]
    pub fn own(&self) -> &[Basis] {
        match self {
            Self::Own(bases) => bases,
            Self::ByController => &[],
        }
    }

    /// Whether consent is the only one named: then nothing is done before it (GDPR art. 7).
    #[must_use]
    pub fn is_consent_alone(&self) -> bool {
        !self.own().is_empty() && self.own().iter().all(|basis| basis.article == "6(1)(a)")
    }

    /// Whether one of them is this article.
    #[must_use]
    pub fn rests_on(&self, article: &str) -> bool {
        self.own().iter().any(|basis| basis.article == article)
    }
}

/// A legal basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// `6(1)(a)` to `6(1)(f)`.
    #[schemars(with = "schema::BasisArticle")]
    pub article: String,
    /// Why it applies, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Words>,
    /// What the paper itself cites, where that is another law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cited: Option<CitedLaw>,
    /// The legitimate interest and its balancing (6(1)(f)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Interest>,
}

/// A provision a paper cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedLaw {
    /// Id of the law in the rule set of laws, such as `no-personopplysningsloven-2000`.
    pub law: String,
    /// The provision, such as `§ 8 f`.
    #[serde(deserialize_with = "not_blank")]
    pub provision: String,
}

/// A legitimate interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// Whose interest in what.
    pub what: Words,
    /// How it was weighed against people's own interests.
    pub balancing: Fact<Words>,
}

/// A condition for special categories of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SpecialCategoryCondition")]
pub struct Condition9 {
    /// `9(2)(a)` to `9(2)(j)`.
    #[schemars(with = "schema::ConditionArticle")]
    pub article: String,
    /// Why it applies.
    pub because: Words,
}

/// Why something that needs a ground of its own may be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The ground, in the paper's sense.
    pub because: Words,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Whether collection waits for consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentRule {
    /// It does not.
    #[default]
    NotRequired,
    /// Nothing is collected or used before consent, nor after it is taken back.
    Required,
}

impl ConsentRule {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_default(&self) -> bool {
        *self == Self::NotRequired
    }
}

/// Where data types come from. Art. 20 gives people what they provided and what was observed of them, nothing else.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Given by the person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provided: Vec<Placed<String>>,
    /// Seen of the person's use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observed: Vec<Placed<String>>,
    /// Worked out from other data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Placed<String>>,
    /// From someone else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub third_party: Vec<Placed<String>>,
}

impl Origin {
    /// Every data type named, in the order of the four origins.
    pub fn all(&self) -> impl Iterator<Item = &Placed<String>> {
        self.provided.iter().chain(&self.observed).chain(&self.derived).chain(&self.third_party)
    }
}

/// A recipient of an activity's data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Supplier id.
    pub supplier: Placed<String>,
    /// Which of the activity's data it may see; all where left out. One more is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Placed<String>>>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Decisions by automated means alone, with legal or similarly significant effect (GDPR art. 22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    /// On which of the three grounds (art. 22(2)).
    pub ground: Vec<DecisionGround>,
    /// Whether a person can be asked to look again (art. 22(3)).
    pub review: Fact<bool>,
    /// The logic, in plain words (art. 13(2)(f)).
    pub logic: Fact<Words>,
    /// What it means for the person.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub effect: Fact<Words>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// What an automated decision rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionGround {
    /// Necessary for a contract (GDPR art. 22(2)(a)).
    Contract,
    /// Authorised by law (b).
    Law,
    /// Explicit consent (c).
    Consent,
}

/// An impact assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImpactAssessment {
    /// How far it has come.
    pub state: ImpactState,
    /// Why, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Words>,
}

/// How far an impact assessment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImpactState {
    /// Done.
    Done,
    /// Needed and not done.
    Needed,
    /// Looked at and not needed (GDPR art. 35(1)).
    NotNeeded,
}

/// Direct marketing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Marketing {
    /// Who is written to.
    pub audience: MarketingAudience,
    /// How it is left, in the paper's sense.
    pub unsubscribe: Fact<Words>,
}

/// Who marketing goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarketingAudience {
    /// People: consent comes first (NO: markedsføringsloven § 15; ePrivacy directive art. 13).
    Persons,
    /// Firms at their common address.
    Firms,
}

/// A log of what staff do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffLog {
    /// Whether it may be used to judge how people work; a finding where it is.
    pub judges_performance: bool,
}

impl Serialize for Bases {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::ByController => serializer.serialize_str("by_controller"),
            Self::Own(bases) => match bases.as_slice() {
                [basis] => basis.serialize(serializer),
                bases => bases.serialize(serializer),
            },
        }
    }
}

impl<'de> Deserialize<'de> for Bases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BasesVisitor)
    }
}

struct BasesVisitor;

impl<'de> Visitor<'de> for BasesVisitor {
    type Value = Bases;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a basis, a list of bases, or `by_controller`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Bases, E> {
        if text == "by_controller" {
            return Ok(Bases::ByController);
        }
        Err(E::custom("a basis is written { article: \"6(1)(b)\" }, a list of them, or `by_controller`"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Bases, A::Error> {
        Basis::deserialize(MapAccessDeserializer::new(map)).map(|basis| Bases::Own(vec![basis]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Bases, A::Error> {
        let bases = Vec::<Basis>::deserialize(SeqAccessDeserializer::new(seq))?;
        if bases.is_empty() {
            return Err(A::Error::custom("an empty list is no basis; write `not_stated`"));
        }
        Ok(Bases::Own(bases))
    }
}

impl JsonSchema for Bases {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bases".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Basis>();
        json_schema!({
            "anyOf": [
                one,
                { "title": "Several bases", "type": "array", "items": one, "minItems": 1 },
                { "enum": ["by_controller"], "enumDescriptions": ["Each controller's own: a processor has none (GDPR art. 28, 4(8))."] }
            ]
        })
    }
}
