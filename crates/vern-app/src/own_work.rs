//! Who acts where nobody with a credential does: Vern itself, and the person the data is about.
//!
//! Both have a role of the charter (`held_by: vern`, `held_by: subject`), so the gate, the journal and whoever reads the charter meet them like anyone
//! else: what that role is not granted is refused (ADR 0023).
//!
//! Deliberately not here: how a person shows who they are.

use std::sync::Arc;

use vern_core::id::{ActorId, SubjectId};
use vern_policy::charter::HeldBy;

use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::retention::RETENTION_ACTOR;

/// The actor Vern stands as in the journal where it acts for someone without an account.
pub const OWN_ACTOR: ActorId = ActorId::from_bytes(last_byte(1));
/// The actor people stand as in the journal who look at or change what is held on themselves.
pub const SUBJECT_ACTOR: ActorId = ActorId::from_bytes(last_byte(2));

const fn last_byte(byte: u8) -> [u8; 16] {
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte]
}

/// Whether an actor is one that no credential is ever issued to. Issued ids carry the time of issue and are never so small.
#[must_use]
pub fn is_without_credential(actor: ActorId) -> bool {
    [RETENTION_ACTOR, OWN_ACTOR, SUBJECT_ACTOR].contains(&actor)
}

impl Installation {
    /// Vern itself, in the role the charter has for it.
    ///
    /// # Errors
    /// `role.none_for_vern` where it has none; `charter.none_in_force`, `store.*`.
    pub fn acting_itself(&self, controller: &Arc<Controller>) -> Result<Caller, Problem> {
        let role = self.role_held_by(controller, HeldBy::Vern)?;
        let role = role.ok_or(Problem::NotFound { code: "role.none_for_vern" })?;
        Ok(Caller::without_credential(controller, OWN_ACTOR, role))
    }

    /// A person, in the role the charter has for the people the data is about: with what is held on them and on nobody else. That they are who they
    /// say is for the caller to know.
    ///
    /// # Errors
    /// `role.none_for_subjects` where there is none; `charter.none_in_force`, `store.*`.
    pub fn acting_for_subject(
        &self,
        controller: &Arc<Controller>,
        subject: SubjectId,
    ) -> Result<Caller, Problem> {
        let role = self.role_held_by(controller, HeldBy::Subject)?;
        let role = role.ok_or(Problem::NotFound { code: "role.none_for_subjects" })?;
        let caller = Caller::without_credential(controller, SUBJECT_ACTOR, role);
        Ok(Caller { acting_for: Some(subject), ..caller })
    }

    fn role_held_by(&self, controller: &Arc<Controller>, holder: HeldBy) -> Result<Option<String>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let rules = controller.in_force(&snapshot, head.state_version, self.now())?.rules;
        Ok(rules.role_held_by(holder).map(ToOwned::to_owned))
    }
}
