//! Who acts: a bearer token is bound to one actor of one controller, and the actor to a role of the charter. Access is given and ended by whoever runs
//! the installation, or by someone whose role administers it (ADR 0008).
//!
//! Deliberately not here: what a role may do with a person's data; that is the gate's.

mod change;
mod review;

use std::sync::Arc;

use vern_core::decision::StateBits;
use vern_core::id::{ActorId, SubjectId};
use vern_core::operation::StaffState;
use vern_core::reach::Reach;
use vern_core::time::Instant;
use vern_crypto::bearer::{BearerToken, bearer_hash};
use vern_journal::{Entry, EntryKind, Outcome};
use vern_policy::Rules;
use vern_policy::charter::{Administration, HeldBy};
use vern_store::account::FoundSession;
use vern_store::row::{AccessRow, ActorRow};

use crate::Answer;
use crate::call::Call;
use crate::clock::issue_actor;
use crate::committer::{Change, Expected};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::reach;
use crate::record::Ground;
use crate::row_cache::TokenHash;

pub(crate) use change::AccessChange;
pub(crate) use review::due_at as access_review_due_at;
pub use review::{AccessReviewsDue, SOON_DAYS as ACCESS_REVIEW_SOON_DAYS, in_order_of_review};

/// Actors whose last use is remembered; beyond it those not seen for a day are forgotten.
const LAST_USED_MAX: usize = 16_384;
const DAY_MICROS: i64 = 86_400_000_000;

/// Whoever makes a call, and for which controller. The scope comes from here only.
#[derive(Clone)]
pub struct Caller {
    /// The controller whose data may be touched.
    pub controller: Arc<Controller>,
    /// Who.
    pub actor: ActorId,
    /// Role in the charter.
    pub role: String,
    /// Until when the access was given, where it was given up to a date.
    pub until: Option<Instant>,
    /// How far the access reaches, where it was given for less than the role may.
    pub reach: Option<Arc<Reach>>,
    /// What is known of whoever it is, where that is a member of staff with an account.
    pub(crate) staff: Option<StaffState>,
    /// The person it acts for, where that is the person themselves; nothing about anyone else is known to it.
    pub acting_for: Option<SubjectId>,
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

/// An access to be given.
#[derive(Debug, Clone, Default)]
pub struct NewAccess {
    /// Role in the charter.
    pub role: String,
    /// Until when; without end where left out.
    pub until: Option<Instant>,
    /// What it is given for; all its role may where left out.
    pub reach: Option<Reach>,
}

impl NewAccess {
    /// All a role may, without end.
    #[must_use]
    pub fn in_role(role: &str) -> Self {
        Self { role: role.to_owned(), ..Self::default() }
    }
}

/// An actor's access, as whoever administers access sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Actor id, as the journal has it.
    pub actor: ActorId,
    /// Role in the charter.
    pub role: String,
    /// Since when.
    pub since: Instant,
    /// When it ends, or has ended.
    pub ends_at: Option<Instant>,
    /// How far it reaches, where that is less than its role may.
    pub reach: Option<Arc<Reach>>,
    /// Whether it has.
    pub is_over: bool,
    /// When it last let anyone in. None where that was before this process began, or never.
    pub last_used_at: Option<Instant>,
    /// When it was last looked at whether it is to stay; none where nobody has since it was given.
    pub reviewed_at: Option<Instant>,
    /// When that falls due next; none where the charter does not ask for it, or it is over then.
    pub review_due_at: Option<Instant>,
}

impl Access {
    fn of(controller: &Controller, rules: &Rules, row: AccessRow, at: Instant) -> Result<Self, Problem> {
        Ok(Self {
            last_used_at: controller.last_used.lock().get(&row.actor).copied(),
            is_over: row.ends_at.is_some_and(|end| end <= at),
            review_due_at: review::due_at(rules, &row, at),
            actor: row.actor,
            reach: reach::stored(row.reach.as_deref())?,
            role: row.role,
            since: row.since,
            ends_at: row.ends_at,
            reviewed_at: row.reviewed_at,
        })
    }
}

impl Caller {
    /// Someone with a session of their account.
    pub(crate) fn of_account(
        controller: &Arc<Controller>,
        found: &FoundSession,
        staff: StaffState,
    ) -> Result<Self, Problem> {
        Ok(Self {
            controller: Arc::clone(controller),
            actor: found.session.account,
            role: found.role.clone(),
            until: found.access_ends_at,
            reach: reach::stored(found.reach.as_deref())?,
            staff: Some(staff),
            acting_for: None,
            call: None,
        })
    }

    /// Someone no credential is issued to.
    pub(crate) fn without_credential(controller: &Arc<Controller>, actor: ActorId, role: String) -> Self {
        Self {
            controller: Arc::clone(controller),
            actor,
            role,
            until: None,
            reach: None,
            staff: None,
            acting_for: None,
            call: None,
        }
    }
}

impl Installation {
    /// Finds who a bearer token belongs to.
    ///
    /// # Errors
    /// [`Problem::Unauthenticated`], also for one whose time is over.
    pub fn authenticate(&self, token: &str) -> Result<Caller, Problem> {
        let hash = bearer_hash(token).ok_or(Problem::Unauthenticated)?;
        let (found, last_at) = self.actor_by_token(&hash)?;
        let now = self.now();
        // A clock that was set back must not open again what has ended.
        if found.ends_at.is_some_and(|end| end <= now.max(last_at)) {
            return Err(Problem::Unauthenticated);
        }
        let controller = self.controller_by_id(found.controller).map_err(|_| Problem::Unauthenticated)?;
        note_use(&controller, found.actor, now);
        Ok(Caller {
            controller,
            actor: found.actor,
            role: found.role,
            until: found.ends_at,
            reach: reach::stored(found.reach.as_deref())?,
            staff: None,
            acting_for: None,
            call: None,
        })
    }

    /// Whose credential it is, and the time of the last entry of the controller it is for.
    fn actor_by_token(&self, hash: &TokenHash) -> Result<(ActorRow, Instant), Problem> {
        let held = self.rows.as_ref().and_then(|rows| rows.find_actor(hash, &self.standings));
        if let Some(held) = held {
            return Ok(held);
        }
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let found = snapshot.actor_by_token(hash)?.ok_or(Problem::Unauthenticated)?;
        let head = snapshot.head(found.controller)?.ok_or(Problem::Unauthenticated)?;
        if let Some(rows) = &self.rows {
            rows.hold_actor(*hash, head.state_version, &found);
        }
        Ok((found, head.last_at))
    }

    /// Issues a token for a new actor in a role, on the word of whoever runs the installation.
    ///
    /// # Errors
    /// As [`Installation::issue_token_for`].
    pub async fn issue_token(&self, slug: &str, role: &str) -> Result<Answer<IssuedToken>, Problem> {
        self.issue_token_for(slug, &NewAccess::in_role(role)).await
    }

    /// The same, up to a date, or for less than the role may.
    ///
    /// # Errors
    /// `controller.unknown`, `role.unknown`, `role.not_given`; `access.until_past`, `access.only_beyond_role`.
    pub async fn issue_token_for(&self, slug: &str, new: &NewAccess) -> Result<Answer<IssuedToken>, Problem> {
        let controller = self.controller(slug)?;
        let rules = self.rules_with_role(&controller, &new.role)?;
        refuse_past(new.until, self.now())?;
        reach::require_of_role(&rules, &new.role, new.reach.as_ref())?;
        let (actor, token) = (issue_actor(self.now())?, BearerToken::generate()?);
        let (access, draft) = given(&rules, actor, new)?;
        let change = Change::Access(AccessChange::Give { access, token_hash: token.hash() });
        let committed = self.change(controller.id(), change, Some(draft)).await?;
        Ok(Answer { value: IssuedToken { actor, token }, committed })
    }

    /// Refuses a role the charter in force does not know.
    pub(crate) fn require_role(&self, controller: &Controller, role: &str) -> Result<(), Problem> {
        self.rules_with_role(controller, role).map(drop)
    }

    fn rules_with_role(&self, controller: &Controller, role: &str) -> Result<Arc<Rules>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        let rules = controller.in_force(&snapshot, head.state_version, self.now())?.rules;
        require_given(&rules, role)?;
        Ok(rules)
    }

    /// Ends an actor's access on the word of whoever runs the installation; what is under way is decided again.
    ///
    /// # Errors
    /// `controller.unknown`; `access.unknown` if the actor has none.
    pub async fn end_access(&self, slug: &str, actor: ActorId) -> Result<Answer<()>, Problem> {
        let controller = self.controller(slug)?;
        let end = self.reader()?.snapshot()?.access_end(controller.id(), actor)?;
        require_standing(end, self.now())?;
        let change = Change::Access(AccessChange::End { actor });
        let committed = self.change(controller.id(), change, Some(ended(None, actor))).await?;
        Ok(Answer { value: (), committed })
    }

    /// Ends a caller's own access.
    ///
    /// # Errors
    /// [`Problem::Unauthenticated`] where it has ended already.
    pub async fn end_own_access(&self, caller: &Caller) -> Result<Answer<()>, Problem> {
        let prepare = || {
            let reader = self.reader()?;
            let ground = self.ground(caller, &reader.snapshot()?)?;
            let change = Change::Access(AccessChange::End { actor: caller.actor });
            Ok(prepared(&ground, caller, change, ended(Some(caller), caller.actor)))
        };
        self.perform(caller, prepare).await
    }

    /// Every access of the caller's controller there has been, the oldest first.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not administer access; `store.*`.
    pub fn list_access(&self, caller: &Caller) -> Result<Vec<Access>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.administrator(caller, &snapshot, &[Administration::Access])?;
        let rows = snapshot.actors(caller.controller.id())?;
        let (controller, rules) = (&caller.controller, &ground.in_force.rules);
        rows.into_iter().map(|row| Access::of(controller, rules, row, ground.at)).collect()
    }

    /// Gives a new actor access in a role, on the word of someone whose role administers access.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not; `role.unknown`, `role.not_given`; `access.role_beyond` for a role that administers what the caller's own does not;
    /// `access.until_beyond` for a longer time than the caller's own, `access.emergency_beyond` for longer than the emergency that alone lets them in, `access.only_beyond` for more than that reaches; `access.only_beyond_role`, `access.until_past`; [`Problem::Repeated`]; `conflict.busy`, `store.*`.
    pub async fn give_access(
        &self,
        caller: &Caller,
        new: &NewAccess,
    ) -> Result<Answer<IssuedToken>, Problem> {
        let (actor, token) = (issue_actor(self.now())?, BearerToken::generate()?);
        let prepare = || {
            let reader = self.reader()?;
            let ground = self.administrator(caller, &reader.snapshot()?, &[Administration::Access])?;
            let rules = &ground.in_force.rules;
            require_given(rules, &new.role)?;
            refuse_more(&ground, caller, new)?;
            refuse_past(new.until, ground.at)?;
            reach::require_of_role(rules, &new.role, new.reach.as_ref())?;
            let (access, mut draft) = given(rules, actor, new)?;
            draft.actor = Some(*caller.actor.as_bytes());
            let change = Change::Access(AccessChange::Give { access, token_hash: token.hash() });
            Ok(prepared(&ground, caller, change, draft))
        };
        let committed = self.perform(caller, prepare).await?.committed;
        Ok(Answer { value: IssuedToken { actor, token }, committed })
    }

    /// Ends an access of the caller's controller, on the word of someone whose role administers access.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not; `access.unknown` where there is none to end; `access.role_beyond` for one in a role that administers
    /// what the caller's own does not; [`Problem::Repeated`]; `conflict.busy`, `store.*`.
    pub async fn take_access(&self, caller: &Caller, actor: ActorId) -> Result<Answer<()>, Problem> {
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let (ground, _) = self.standing_access(caller, &snapshot, actor)?;
            let change = Change::Access(AccessChange::End { actor });
            Ok(prepared(&ground, caller, change, ended(Some(caller), actor)))
        };
        self.perform(caller, prepare).await
    }

    /// An access that stands, for a caller whose role administers access and who has no less themself; with what to act by.
    pub(crate) fn standing_access(
        &self,
        caller: &Caller,
        snapshot: &vern_store::Snapshot<'_>,
        actor: ActorId,
    ) -> Result<(Ground, AccessRow), Problem> {
        let ground = self.administrator(caller, snapshot, &[Administration::Access])?;
        let held = snapshot.actors(caller.controller.id())?.into_iter().find(|row| row.actor == actor);
        let held = held.ok_or(Problem::NotFound { code: "access.unknown" })?;
        require_standing(Some(held.ends_at), ground.at)?;
        refuse_beyond(&ground.in_force.rules, caller, &held.role)?;
        reach::refuse_further(caller, reach::stored(held.reach.as_deref())?.as_deref())?;
        Ok((ground, held))
    }

    /// What a caller who administers one of these acts by. To everyone else it is as if there were nothing of the kind.
    pub(crate) fn administrator(
        &self,
        caller: &Caller,
        snapshot: &vern_store::Snapshot<'_>,
        any_of: &[Administration],
    ) -> Result<Ground, Problem> {
        let ground = self.ground(caller, snapshot)?;
        if caller.until.is_some_and(|until| until <= ground.at) {
            return Err(Problem::Unauthenticated);
        }
        let own = ground.in_force.rules.administers(&caller.role);
        if !any_of.iter().any(|what| own.contains(what)) {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        // What the gate would refuse somebody they do not see to for others either.
        let lacking =
            ground.staff.and_then(|staff| ground.in_force.rules.staff()?.first_lacking(&staff, ground.at));
        match lacking {
            Some(code) => Err(Problem::Denied { code: code.as_str() }),
            None => Ok(ground),
        }
    }
}

pub(crate) fn note_use(controller: &Controller, actor: ActorId, now: Instant) {
    let mut last_used = controller.last_used.lock();
    if last_used.len() >= LAST_USED_MAX {
        let day_ago = now.plus_micros(-DAY_MICROS);
        last_used.retain(|_, used_at| *used_at > day_ago);
    }
    if last_used.len() < LAST_USED_MAX {
        last_used.insert(actor, now);
    }
}

pub(crate) fn refuse_past(until: Option<Instant>, now: Instant) -> Result<(), Problem> {
    match until {
        Some(until) if until <= now => Err(Problem::invalid_field("access.until_past", "until")),
        _ => Ok(()),
    }
}

/// Refuses a role the charter does not know, and one that is nobody's to be given.
pub(crate) fn require_given(rules: &Rules, role: &str) -> Result<(), Problem> {
    match rules.holder(role) {
        Some(HeldBy::Staff) => Ok(()),
        Some(HeldBy::Vern | HeldBy::Subject) => Err(Problem::Conflict { code: "role.not_given" }),
        None => Err(Problem::NotFound { code: "role.unknown" }),
    }
}

/// Refuses to give more than one has oneself: what its role administers, for how long, and how far it reaches. What is given by someone an emergency
/// alone lets in ends with that.
pub(crate) fn refuse_more(ground: &Ground, caller: &Caller, new: &NewAccess) -> Result<(), Problem> {
    let rules = &ground.in_force.rules;
    refuse_beyond(rules, caller, &new.role)?;
    // Whoever administers access makes what lasts: in an emergency nobody is put there.
    if ground.emergency_until().is_some() && rules.administers(&new.role).contains(&Administration::Access) {
        return Err(Problem::Denied { code: "access.emergency_beyond" });
    }
    if ground.emergency_until().is_some_and(|end| new.until.is_none_or(|until| until > end)) {
        return Err(Problem::Denied { code: "access.emergency_beyond" });
    }
    refuse_longer(caller, new.until)?;
    reach::refuse_further(caller, new.reach.as_ref())
}

/// Refuses what lasts longer than the caller's own access.
pub(crate) fn refuse_longer(caller: &Caller, until: Option<Instant>) -> Result<(), Problem> {
    let is_longer = caller.until.is_some_and(|own| until.is_none_or(|until| until > own));
    if is_longer { Err(Problem::Denied { code: "access.until_beyond" }) } else { Ok(()) }
}

pub(crate) fn require_standing(end: Option<Option<Instant>>, now: Instant) -> Result<(), Problem> {
    match end {
        Some(end) if end.is_none_or(|end| end > now) => Ok(()),
        _ => Err(Problem::NotFound { code: "access.unknown" }),
    }
}

/// A new access and the entry that gives it. Who gave it is the caller's to add.
pub(crate) fn given(rules: &Rules, actor: ActorId, new: &NewAccess) -> Result<(AccessRow, Entry), Problem> {
    let access = AccessRow {
        actor,
        role: new.role.clone(),
        // Since when is the commit's to say.
        since: Instant::from_micros(0),
        ends_at: new.until,
        reach: new.reach.as_ref().map(reach::text_of).transpose()?,
        reviewed_at: None,
    };
    let draft = altered(rules, &access);
    Ok((access, draft))
}

/// The entry that says what access is given, anew or from now on.
pub(crate) fn altered(rules: &Rules, access: &AccessRow) -> Entry {
    let place = rules.role_place(&access.role).and_then(|place| u64::try_from(place).ok());
    let mut draft = Entry::new(0, 0, EntryKind::Access);
    draft.holder = Some(*access.actor.as_bytes());
    draft.outcome = Some(Outcome::Permitted);
    draft.until = access.ends_at.map(Instant::as_unsigned_micros);
    draft.charters = rules.sources().iter().map(|source| source.hash).collect();
    draft.state = Some(StateBits::default().with_number(StateBits::ROLE, place).as_u64());
    draft.reach.clone_from(&access.reach);
    draft
}

/// The entry that ends an actor's access.
pub(crate) fn ended(by: Option<&Caller>, actor: ActorId) -> Entry {
    let mut draft = Entry::new(0, 0, EntryKind::Access);
    draft.actor = by.map(|caller| *caller.actor.as_bytes());
    draft.holder = Some(*actor.as_bytes());
    // In entries about access 2 stands for ended (ADR 0001).
    draft.outcome = Some(Outcome::Refused);
    draft
}

/// Stands or falls with what the caller acts by: its access, and the charter in force.
pub(crate) fn prepared(ground: &Ground, caller: &Caller, change: Change, entry: Entry) -> Prepared<()> {
    let expected = Expected {
        state_version: ground.standing.state_version,
        tree_size: ground.standing.tree_size,
        decided_at: Some(ground.at),
        horizon: ground.in_force.until.into_iter().chain(caller.until).chain(ground.staff_until()).min(),
        ..Expected::default()
    };
    Prepared { expected, change, entry, outcome: Ok(()) }
}

/// Refuses a role that administers what the caller's own does not: whoever has less neither gives nor takes it.
pub(crate) fn refuse_beyond(rules: &Rules, caller: &Caller, role: &str) -> Result<(), Problem> {
    let own = rules.administers(&caller.role);
    let within = rules.administers(role).iter().all(|what| own.contains(what));
    if within { Ok(()) } else { Err(Problem::Denied { code: "access.role_beyond" }) }
}
