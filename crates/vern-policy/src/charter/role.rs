//! Who may do what; which measures are taken; which rights the paper names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::case::Strength;
use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::Area;

use super::Words;
use crate::fact::Fact;
use crate::form::{fact_day, not_blank};
use crate::placed::Placed;
use crate::schema;

/// Measures Vern itself carries out: the ids that may be `held: enforced`.
pub const MEASURES_ENFORCEABLE: &[&str] = &["login"];

/// A role of actors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// Name on pages.
    pub label: Words,
    /// What it may do.
    pub may: Vec<Grant>,
    /// The supplier this role works for: whatever it reads is disclosed to that supplier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Placed<String>>,
    /// Who has it: staff, unless said otherwise.
    #[serde(default, skip_serializing_if = "HeldBy::is_staff")]
    #[schemars(extend("default" = "staff"))]
    pub held_by: HeldBy,
    /// What of the organisation's own affairs it sees to here. Nothing where left out; then only whoever runs the installation does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub administers: Vec<Administration>,
    /// It is a processor's support: it gets to a controller's data only where the controller's instruction says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub support: bool,
    /// From where those who hold it work: remote access from a third country is a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::AreaName>")]
    pub place: Option<Placed<Area>>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// Who has a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeldBy {
    /// People and programs that are given a credential in it.
    #[default]
    Staff,
    /// Vern, where it acts for someone without an account: a form anyone can send, a job, signing in.
    Vern,
    /// The person the data is about, with what is held on them and nobody else.
    Subject,
}

impl HeldBy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_staff(&self) -> bool {
        *self == Self::Staff
    }
}

/// What a role can see to in its own organisation that is no operation on a person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Administration {
    /// Who has access: gives it, ends it, sees who has it.
    Access,
    /// The journal: takes all of it out, so that someone else can verify it.
    Journal,
    /// The charter: reads every version as it is written, and the documents that are for the parties.
    Charter,
}

impl Administration {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Access, Self::Journal, Self::Charter];

    /// The word in charters and answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Journal => "journal",
            Self::Charter => "charter",
        }
    }
}

/// What a role may do in one activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Activity id.
    pub activity: Placed<String>,
    /// Acts.
    #[schemars(with = "Vec<schema::ActName>")]
    pub acts: Vec<Act>,
    /// Acts for which a reason must be given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<schema::ActName>")]
    pub reason_for: Vec<Act>,
    /// Data types the role sees; all of the activity's where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sees: Option<Vec<Placed<String>>>,
}

/// A technical or organisational measure (GDPR art. 32).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id.
    #[schemars(with = "schema::Identifier")]
    pub id: Placed<String>,
    /// What it is.
    pub label: Words,
    /// How it is held.
    pub held: MeasureHeld,
    /// What shows that it is there.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub evidence: Fact<EvidenceFact>,
    /// How often it is tested or repeated.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    #[schemars(with = "Fact<schema::PeriodText>")]
    pub every: Fact<Period>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// Evidence of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFact {
    /// What it is.
    pub what: Words,
    /// Day it was seen.
    #[serde(default, deserialize_with = "fact_day")]
    #[schemars(with = "Fact<schema::Day>")]
    pub seen_on: Fact<String>,
}

/// How a measure is held. `enforced` can only name what Vern itself does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureHeld {
    /// By the gate: no operation without a credential bound to an actor.
    Enforced,
    /// Someone vouches for it; the evidence says who saw what, and when.
    Attested,
    /// Only declared.
    Declared,
}

/// A right the paper names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Which.
    pub right: Placed<RightKind>,
    /// How it is exercised, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Words>,
    /// What limits it, in the paper's sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Words>,
    /// The grounds of art. 18(1) the paper names, where it names any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<RestrictionGround>,
    /// Within how long it is answered, where the paper says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::PeriodText>")]
    pub answered_within: Option<Placed<Period>>,
    /// How surely it must be known who exercises it. Where left out: an address or a number that was held before, for what shows, changes or
    /// destroys data; else the person's own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::StrengthName>")]
    pub identified_by: Option<Strength>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}

/// Rights of GDPR chapter III.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// Art. 22(3): a person looks at an automated decision again.
    HumanReview,
}

/// Grounds for restriction (GDPR art. 18(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionGround {
    /// (a) Accuracy is contested.
    ContestedAccuracy,
    /// (b) Processing is unlawful and the person wants no erasure.
    Unlawful,
    /// (c) The person needs the data for a legal claim.
    LegalClaim,
    /// (d) An objection is being weighed.
    ObjectionPending,
}

impl RestrictionGround {
    /// All four.
    pub const ALL: [Self; 4] =
        [Self::ContestedAccuracy, Self::Unlawful, Self::LegalClaim, Self::ObjectionPending];
}
