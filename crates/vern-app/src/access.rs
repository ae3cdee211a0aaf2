//! Who acts: a bearer token is bound to one actor of one controller, and the actor to a role of the charter.

use std::sync::Arc;

use vern_core::id::ActorId;
use vern_crypto::bearer::{BearerToken, bearer_hash};
use vern_journal::{Entry, EntryKind};

use crate::Answer;
use crate::call::Call;
use crate::clock::issue_actor;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// Whoever makes a call, and for which controller. The scope comes from here only.
#[derive(Clone)]
pub struct Caller {
    /// The controller whose data may be touched.
    pub controller: Arc<Controller>,
    /// Who.
    pub actor: ActorId,
    /// Role in the charter.
    pub role: String,
    /// The call, where it is not to be carried out twice.
    pub(crate) call: Option<Call>,
}

/// A new credential. Its text is shown once and kept nowhere.
pub struct IssuedToken {
    /// The actor it is bound to.
    pub actor: ActorId,
    /// The token itself.
    pub token: BearerToken,
}

impl Installation {
    /// Finds who a bearer token belongs to.
    ///
    /// # Errors
    /// [`Problem::Unauthenticated`].
    pub fn authenticate(&self, token: &str) -> Result<Caller, Problem> {
        let hash = bearer_hash(token).ok_or(Problem::Unauthenticated)?;
        let found = self.reader()?.snapshot()?.actor_by_token(&hash)?.ok_or(Problem::Unauthenticated)?;
        let controller = self.controller_by_id(found.controller).map_err(|_| Problem::Unauthenticated)?;
        Ok(Caller { controller, actor: found.actor, role: found.role, call: None })
    }

    /// Issues a token for a new actor in a role.
    ///
    /// # Errors
    /// `controller.unknown`, `role.unknown`.
    pub async fn issue_token(&self, slug: &str, role: &str) -> Result<Answer<IssuedToken>, Problem> {
        let controller = self.controller(slug)?;
        self.require_role(&controller, role)?;
        let (actor, token) = (issue_actor(self.now())?, BearerToken::generate()?);
        let change = Change::AddActor { actor, role: role.to_owned(), token_hash: token.hash() };
        let mut draft = Entry::new(0, 0, EntryKind::Access);
        draft.actor = Some(*actor.as_bytes());
        draft.outcome = Some(vern_journal::Outcome::Permitted);
        let committed = self.change(controller.id(), change, Some(draft)).await?;
        Ok(Answer { value: IssuedToken { actor, token }, committed })
    }

    /// Refuses a role the charter in force does not know.
    pub(crate) fn require_role(&self, controller: &Controller, role: &str) -> Result<(), Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let is_known = controller.in_force(&snapshot, head.state_version, self.now())?.rules.has_role(role);
        if is_known { Ok(()) } else { Err(Problem::NotFound { code: "role.unknown" }) }
    }

    /// Ends an actor's access; what is under way is decided again.
    ///
    /// # Errors
    /// `controller.unknown`; `access.unknown` if the actor has none.
    pub async fn end_access(&self, slug: &str, actor: ActorId) -> Result<Answer<()>, Problem> {
        let controller = self.controller(slug)?;
        if !self.reader()?.snapshot()?.has_actor(controller.id(), actor)? {
            return Err(Problem::NotFound { code: "access.unknown" });
        }
        let mut draft = Entry::new(0, 0, EntryKind::Access);
        draft.actor = Some(*actor.as_bytes());
        draft.outcome = Some(vern_journal::Outcome::Refused);
        let committed = self.change(controller.id(), Change::EndActor { actor }, Some(draft)).await?;
        Ok(Answer { value: (), committed })
    }
}
