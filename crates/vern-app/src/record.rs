//! Records: write, read, list, erase. Each operation through `decide`, journalled before its answer leaves.

pub(crate) mod body;
mod cursor;
mod erase;
mod facts;
mod form;
mod patch;
mod put;
mod read;
mod search;
mod selection;

use std::collections::{BTreeMap, BTreeSet};

use vern_core::id::SubjectId;
use vern_core::operation::{Act, Operation, StaffState};
use vern_core::origin::Origin;
use vern_core::personal::Personal;
use vern_core::place::Country;
use vern_core::record::{RecordKey, RecordKeyError};
use vern_core::time::Instant;
use vern_store::Snapshot;

use crate::access::Caller;
use crate::controller::InForce;
use crate::installation::Installation;
use crate::own_work::is_without_credential;
use crate::problem::Problem;
use crate::standing::Standing;

pub use body::FIELDS_BYTES_MAX;
pub(crate) use body::open as open_fields;
pub(crate) use facts::{SubjectFacts, is_restricted};
pub use form::{FormField, RecordForm};
pub(crate) use read::{Found, expected_of, operation_in};
pub use search::{SEARCH_MAX, SearchBy, SearchPage, SearchRequest};
pub use vern_core::operation::RestrictionException;
pub use vern_policy::Narrowing;

/// Most fields of one record.
pub const FIELDS_MAX: usize = 64;
/// Longest reason, in characters.
pub const REASON_MAX: usize = 1000;

/// Typed fields by the ids of their data types.
pub type Fields = BTreeMap<String, Personal<String>>;

/// Where fields come from, by the ids of their data types.
pub type Origins = BTreeMap<String, Origin>;

/// What a caller expects to meet under a key (RFC 9110 § 13.1). That it is not so is told only to whom the gate has let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precondition {
    /// Nothing: whatever is there.
    #[default]
    Any,
    /// Nothing is held under the key: `If-None-Match: *`.
    Absent,
    /// Something is held under the key: `If-Match: *`.
    Present,
    /// This version is: `If-Match: "3"`.
    Version(u64),
}

impl Precondition {
    /// Compares with the version that is held.
    pub(crate) fn check(self, held: Option<u64>) -> Result<(), Problem> {
        let holds = match self {
            Self::Any => true,
            Self::Absent => held.is_none(),
            Self::Present => held.is_some(),
            Self::Version(version) => held == Some(version),
        };
        if holds { Ok(()) } else { Err(Problem::Conflict { code: "record.version_differs" }) }
    }
}

/// How much of a record is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Extent {
    /// All of it: what is left out is gone.
    #[default]
    Whole,
    /// The fields named, and these that go; a record must be there, and the rest of it stays as it is.
    Named {
        /// Ids of data types whose fields go.
        removed: BTreeSet<String>,
    },
}

/// A record to be written.
#[derive(Debug, Clone, Default)]
pub struct PutRequest {
    /// For which activity.
    pub activity: String,
    /// Category of subjects; may be left out where the activity has only one.
    pub category: Option<String>,
    /// Whose; a new subject is issued where it is left out and the key is new.
    pub subject: Option<SubjectId>,
    /// The fields: all of them, or those that change, as `extent` says.
    pub fields: Fields,
    /// How much of the record is written.
    pub extent: Extent,
    /// Where fields come from, for those of which it is said.
    pub origins: Origins,
    /// What is taken away for this record from what the charter permits; nothing where left out. Stands from the registration on and is
    /// changed by an amendment only (ADR 0015).
    pub narrowing: Option<Narrowing>,
    /// When the data was collected; now where left out.
    pub collected_at: Option<Instant>,
    /// The subject gave consent to the activity with this registration.
    pub consent_given: bool,
    /// What must be held under the key.
    pub precondition: Precondition,
    /// What lets restricted data be processed for all that (GDPR art. 18(2)).
    pub exception: Option<RestrictionException>,
    /// Why.
    pub reason: Option<Personal<String>>,
}

/// What goes with an operation on a record that is there.
#[derive(Debug, Clone, Default)]
pub struct Circumstance {
    /// For which activity.
    pub activity: String,
    /// To whom it is disclosed.
    pub recipient: Option<String>,
    /// Data types asked for, by id; where left out, all the recipient may have, or all of the activity.
    pub data: Option<Vec<String>>,
    /// A decision by automated means alone is taken on it (GDPR art. 22).
    pub automated: bool,
    /// It is taken out for the person it is about, and asked as an export: that serves the person's right, and no objection of theirs stops it.
    pub export: bool,
    /// Where it goes, or is seen from.
    pub place: Option<Country>,
    /// What lets restricted data be processed for all that (GDPR art. 18(2)).
    pub exception: Option<RestrictionException>,
    /// What must be held under the key; not asked of a list.
    pub precondition: Precondition,
    /// Why.
    pub reason: Option<Personal<String>>,
}

/// A record as the caller may see it.
#[derive(Debug, Clone)]
pub struct RecordView {
    /// The caller's key.
    pub key: RecordKey,
    /// Whose.
    pub subject: SubjectId,
    /// The activity it was collected for.
    pub activity: String,
    /// Category of subjects.
    pub category: String,
    /// Counts writes, from 1.
    pub version: u64,
    /// When the data was collected.
    pub collected_at: Instant,
    /// When its period runs out, where the clock alone decides that.
    pub expires_at: Option<Instant>,
    /// When a person is to have looked whether it is to stay, where the charter has somebody look.
    pub review_due_at: Option<Instant>,
    /// Until when the person is to be told that it is held, where the charter asks for it and nobody has.
    pub inform_by: Option<Instant>,
    /// What may be seen.
    pub fields: Fields,
    /// Where what may be seen comes from, as stated with it or as the charter has it; nothing of a field of which neither says one thing.
    pub origins: Origins,
    /// Ids of data types held and not shown.
    pub withheld: Vec<String>,
}

impl From<RecordKeyError> for Problem {
    fn from(error: RecordKeyError) -> Self {
        match error {
            RecordKeyError::Form => Self::invalid("record.key_form"),
            RecordKeyError::Personal => Self::invalid("record.key_personal"),
        }
    }
}

/// What every operation starts from: one view of the store and the charter in force in it.
pub(crate) struct Ground {
    pub(crate) standing: Standing,
    pub(crate) in_force: InForce,
    /// What is known of whoever asks, where that is a member of staff with an account.
    pub(crate) staff: Option<StaffState>,
    pub(crate) at: Instant,
}

impl Ground {
    /// Until when an emergency alone lets whoever asks in; none where they are in by right.
    pub(crate) fn emergency_until(&self) -> Option<Instant> {
        self.in_force.rules.staff()?.emergency_until(self.staff.as_ref()?, self.at)
    }

    /// Until when they are let in, where that ends by itself.
    pub(crate) fn staff_until(&self) -> Option<Instant> {
        self.in_force.rules.staff()?.lets_in_until(self.staff.as_ref()?, self.at)
    }
}

impl Installation {
    /// One view of the store to decide by; refused to an actor whose access has ended in it.
    pub(crate) fn ground(&self, caller: &Caller, snapshot: &Snapshot<'_>) -> Result<Ground, Problem> {
        let head = snapshot.head(caller.controller.id())?;
        let head = head.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        self.ground_at(caller, snapshot, Standing::from(&head))
    }

    /// What to decide by where every answer of the store is the newest: the commit compares all of it with what is so then.
    pub(crate) fn newest_ground(&self, caller: &Caller, latest: &Snapshot<'_>) -> Result<Ground, Problem> {
        match self.standings.of(caller.controller.id()) {
            Some(standing) => self.ground_at(caller, latest, standing),
            None => self.ground(caller, latest),
        }
    }

    fn ground_at(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        standing: Standing,
    ) -> Result<Ground, Problem> {
        let controller = &caller.controller;
        if !is_without_credential(caller.actor)
            && !controller.has_actor(snapshot, standing.state_version, (caller.actor, caller.until))?
        {
            return Err(Problem::Unauthenticated);
        }
        let at = self.now().max(standing.last_at);
        let in_force = controller.in_force(snapshot, standing.state_version, at)?;
        let staff = match caller.staff {
            // Not as it was when the call came in: what let somebody in may have ended since.
            Some(_) => Some(snapshot.staff_statement(controller.id(), caller.actor)?.state),
            None => None,
        };
        Ok(Ground { standing, in_force, staff, at })
    }
}

/// The operation a caller asks for, before data and subject are known.
pub(crate) fn operation<'a>(
    caller: &'a Caller,
    activity: &'a str,
    act: Act,
    ground: &Ground,
) -> Operation<'a> {
    Operation {
        controller: caller.controller.id(),
        activity,
        act,
        subject: None,
        category: None,
        data: vern_core::data_type::DataTypes::default(),
        data_undeclared: false,
        data_invalid: false,
        origin_undeclared: false,
        actor: caller.actor,
        role: &caller.role,
        access_until: caller.until,
        reach: caller.reach.as_deref(),
        staff: ground.staff,
        acting_for: caller.acting_for,
        recipient: None,
        place: None,
        automated: false,
        reason_given: false,
        exception: None,
        at: ground.at,
    }
}

/// A reason's text, if there is one and it is not only blanks.
pub(crate) fn reason_text(reason: Option<&Personal<String>>) -> Result<Option<&str>, Problem> {
    let text = reason.map(|reason| reason.reveal().trim()).filter(|text| !text.is_empty());
    match text {
        Some(text) if text.chars().count() > REASON_MAX => {
            Err(Problem::invalid_field("reason.too_long", "reason"))
        }
        text => Ok(text),
    }
}

/// The earlier of two instants, where none means never.
pub(crate) fn earlier(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    [a, b].into_iter().flatten().min()
}
