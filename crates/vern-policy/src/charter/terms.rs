//! What makes a document a processor's standard terms (GDPR art. 28(3)): periods as fields, how they are counted, rank, what an agreement
//! may change, the first instruction, and what each side undertakes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vern_core::calendar::{CalendarName, SaturdayRule, TimeZoneName};
use vern_core::deadline::{RollOver, Term};
use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::{Area, Country};
use vern_core::time::Instant;

use super::{MeasureHeld, Words};
use crate::fact::Fact;
use crate::form::not_blank;
use crate::placed::Placed;
use crate::schema;

/// The part of a document that makes it terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How they are agreed to.
    pub agreed_by: Vec<Assent>,
    /// Which goes before the other where terms and the rest of the agreement differ.
    pub rank: Placed<Fact<Rank>>,
    /// Clauses that go before everything all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outrank_all: Vec<Placed<String>>,
    /// How contract periods are counted.
    #[serde(default)]
    pub counting: Placed<Counting>,
    /// What becomes of the link between log entries and people.
    #[serde(default)]
    pub log_link: LogLink,
    /// Fields an agreement may set otherwise. Everything else it can only narrow.
    #[serde(default)]
    pub open_to_agreement: Vec<Placed<OpenField>>,
    /// The first instruction, in force until the agreement gives another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instruction: Option<Placed<Instruction>>,
    /// What the sides undertake.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undertakings: Vec<Undertaking>,
}

/// How terms are agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Assent {
    /// Both sides sign.
    Signature,
    /// By accepting the processor's general terms.
    GeneralTerms,
}

/// Which goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// The rest of the agreement.
    AgreementFirst,
    /// These terms, as in the Commission's standard clauses (2021/915, clause 4).
    TermsFirst,
}

/// How contract periods are counted; what is not stated must be settled before a period that needs it can run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// Whose public holidays.
    #[serde(default)]
    #[schemars(with = "Fact<schema::CalendarText>")]
    pub calendar: Fact<CalendarName>,
    /// Whether Saturday is a working day.
    #[serde(default)]
    #[schemars(with = "Fact<schema::SaturdayName>")]
    pub saturday: Fact<SaturdayRule>,
    /// What happens to a last day that is a day off.
    #[serde(default)]
    #[schemars(with = "Fact<schema::RollOverName>")]
    pub roll_over: Fact<RollOver>,
    /// Whose midnight ends a day.
    #[serde(default)]
    #[schemars(with = "Fact<schema::ZoneText>")]
    pub time_zone: Fact<TimeZoneName>,
}

/// What becomes of the link between log entries and people at an erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogLink {
    /// It lives until the entries are culled, and is used for breaches and supervision only.
    #[default]
    UntilCulled,
    /// It goes with the erasure.
    ErasedWithSubject,
}

/// A field of terms an agreement may set otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenField {
    /// `periods.objection`
    ObjectionPeriod,
    /// `periods.erasure`
    ErasurePeriod,
    /// `periods.log`
    LogPeriod,
    /// `periods.notice_receipt`
    NoticeReceipt,
    /// `periods.self_audit`
    SelfAuditPeriod,
    /// `periods.hand_over`
    HandOverPeriod,
    /// `counting`
    Counting,
    /// `log_link`
    LogLink,
    /// Data types beyond those of the terms, declared as a supplement.
    Supplements,
    /// Places beyond those of the terms.
    Places,
    /// How long an activity's data is kept.
    Retention,
}

/// Periods a paper or an agreement binds someone to. Never constants of the program.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// To object to a new sub-processor, from the receipt of the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::TermText>>")]
    pub objection: Option<Placed<Fact<Term>>>,
    /// To rectify or erase after the processor's error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::TermText>>")]
    pub erasure: Option<Placed<Fact<Term>>>,
    /// How long log entries are kept at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::PeriodText>>")]
    pub log: Option<Placed<Fact<Period>>>,
    /// When a notice counts as received, from its sending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::TermText>>")]
    pub notice_receipt: Option<Placed<Fact<Term>>>,
    /// How often the processor audits itself at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::PeriodText>>")]
    pub self_audit: Option<Placed<Fact<Period>>>,
    /// To hand over or erase at the end of the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::TermText>>")]
    pub hand_over: Option<Placed<Fact<Term>>>,
    /// How often staff are trained again at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::PeriodText>>")]
    pub training: Option<Placed<Fact<Period>>>,
    /// How often it is looked at again at least who has access, one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Fact<schema::PeriodText>>")]
    pub access_review: Option<Placed<Fact<Period>>>,
}

impl Periods {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where data lies and is handled. Each list is closed: elsewhere is refused.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// Where it is stored, backups included.
    #[serde(default, skip_serializing_if = "Placed::is_not_stated")]
    #[schemars(with = "Fact<Vec<schema::AreaName>>")]
    pub stored: Placed<Fact<Vec<Area>>>,
    /// Where it is handled, by people and systems.
    #[serde(default, skip_serializing_if = "Placed::is_not_stated")]
    #[schemars(with = "Fact<Vec<schema::AreaName>>")]
    pub handled: Placed<Fact<Vec<Area>>>,
    /// Where those who store it have their seat.
    #[serde(default, skip_serializing_if = "Placed::is_not_stated")]
    #[schemars(with = "Fact<Vec<schema::AreaName>>")]
    pub seat: Placed<Fact<Vec<Area>>>,
    /// Where those who store it are owned.
    #[serde(default, skip_serializing_if = "Placed::is_not_stated")]
    #[schemars(with = "Fact<Vec<schema::AreaName>>")]
    pub owner: Placed<Fact<Vec<Area>>>,
    /// Suppliers the paper names as lying outside all this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Placed<String>>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A controller's written instruction (GDPR art. 28(3)(a)). It only narrows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instruction {
    /// Its name or number.
    #[serde(deserialize_with = "not_blank")]
    pub version: String,
    /// From when; in terms, as long as the terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::Moment>")]
    pub in_force_from: Option<Placed<Instant>>,
    /// The one purpose.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub purpose: Fact<Words>,
    /// Kinds of processing; all the terms permit where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<schema::ActName>>")]
    pub operations: Option<Placed<Vec<Act>>>,
    /// Data types; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Placed<Vec<Placed<String>>>>,
    /// Categories of subjects; all where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subjects: Option<Placed<Vec<Placed<String>>>>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Placed<Places>>,
    /// How long, in the paper's sense.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub duration: Fact<Words>,
    /// Transfers to third countries approved beforehand, each to one recipient.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transfers: Vec<InstructedTransfer>,
    /// Activities that stand still until the controller answers: storage, security and rights go on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paused: Vec<Pause>,
    /// Activities the processor's support gets to, while it helps the controller; none where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<SupportAccess>,
    /// Heading or clause in the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

/// A transfer to a third country the controller has approved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstructedTransfer {
    /// To whom.
    pub supplier: Placed<String>,
    /// To where.
    #[schemars(with = "schema::CountryCode")]
    pub to: Country,
    /// What for.
    pub what_for: Words,
}

/// An activity that stands still.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Activity id.
    pub activity: Placed<String>,
    /// What is unclear, unlawful or missing.
    pub because: Words,
}

/// What the processor's support gets to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SupportAccess {
    /// Activity id.
    pub activity: Placed<String>,
    /// Until when; as long as the instruction is in force where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<schema::Moment>")]
    pub until: Option<Placed<Instant>>,
}

/// Something a side undertakes, with how it is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Undertaking {
    /// Its id.
    pub id: Placed<String>,
    /// What, in plain words.
    pub says: Words,
    /// How it is held.
    pub held: MeasureHeld,
    /// Article it meets, such as `28(3)(a)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Heading or clause in the paper.
    #[serde(deserialize_with = "not_blank")]
    pub clause: String,
}
