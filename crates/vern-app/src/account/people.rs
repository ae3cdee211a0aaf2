//! Who has an account, as whoever administers access sees it, and its end: one action for someone who leaves, which says what ended.

use std::collections::HashMap;
use std::sync::Arc;

use vern_core::id::ActorId;
use vern_core::personal::Personal;
use vern_core::reach::Reach;
use vern_core::time::Instant;
use vern_store::Snapshot;
use vern_store::account::AccountRow;
use vern_store::row::AccessRow;
use vern_store::staff::StaffRow;

use super::AccountChange;
use super::duty::Duties;
use super::holder::{EMAIL, NAME};
use super::invite::giver;
use super::session::until;
use crate::Answer;
use crate::access::{Caller, ended, prepared, refuse_beyond};
use crate::committer::Change;
use crate::installation::Installation;
use crate::own_work::OWN_ACTOR;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::reach;
use crate::record::Ground;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonState {
    /// Can sign in.
    Active,
    /// Has an invitation that was not used yet.
    Invited,
    /// Had an invitation that was not used in time.
    Lapsed,
    /// Access has ended.
    Ended,
}

impl PersonState {
    /// Its stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Lapsed => "lapsed",
            Self::Ended => "ended",
        }
    }
}

/// Someone with an account.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account's actor.
    pub account: ActorId,
    /// Name; none where the caller may not see it, or it was erased.
    pub name: Option<Personal<String>>,
    /// E-mail address, likewise.
    pub email: Option<Personal<String>>,
    /// Role in the charter.
    pub role: String,
    /// How far their access reaches, where that is less than the role may.
    pub reach: Option<Arc<Reach>>,
    /// Since when.
    pub since: Instant,
    /// When access ends or has ended, if ever.
    pub ends_at: Option<Instant>,
    /// Where it stands.
    pub state: PersonState,
    /// Sessions that stand.
    pub sessions: usize,
    /// Where they stand by what is asked of staff; none where nothing is, and for who cannot sign in.
    pub duties: Option<Duties>,
}

impl Person {
    /// What should be seen to first: who lacks something, then who soon will.
    fn urgency(&self) -> u8 {
        match &self.duties {
            Some(duties) if duties.is_lacking() => 0,
            Some(duties) if duties.is_due() => 1,
            _ => 2,
        }
    }
}

/// An account, its access, and what else is known of it: sessions that stand, what was signed and attended, how far it reaches.
type PersonRow = (AccountRow, AccessRow, (usize, StaffRow, Option<Arc<Reach>>));

/// What ended with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedAccount {
    /// Sessions that stood.
    pub sessions: usize,
    /// What could be signed in with: password and authenticator app, or an invitation not used yet.
    pub credentials: usize,
    /// Grants of its role.
    pub grants: usize,
}

impl Installation {
    /// Everyone with an account: who lacks something of what is asked of staff before who soon will, and the oldest first. Names are read through the gate as the caller.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not administer access; `account.none_declared`; [`Problem::Refused`], `store.*`.
    pub async fn people(&self, caller: &Caller) -> Result<Vec<Person>, Problem> {
        let activity = self.account_activity(&caller.controller)?;
        let (rows, (rules, now)) = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let ground = self.administers_accounts(caller, &snapshot)?;
            let now = ground.at;
            let id = caller.controller.id();
            let mut rows = Vec::new();
            for (account, access) in snapshot.accounts(id)? {
                let sessions = snapshot.sessions(id, account.account)?;
                let standing = sessions.iter().filter(|session| until(session) > now).count();
                let said = snapshot.staff_statement(id, account.account)?;
                let reach = reach::stored(access.reach.as_deref())?;
                rows.push((account, access, (standing, said, reach)));
            }
            (rows, (ground.in_force.rules, now))
        };
        let mut holders = HashMap::new();
        for (row, ..) in &rows {
            match self.holder(caller, &activity, row.account).await {
                Ok(holder) => drop(holders.insert(row.account, holder)),
                // Not for this role to see, or erased.
                Err(Problem::Refused(_)) => {}
                Err(problem) => return Err(problem),
            }
        }
        let person = |(account, access, (sessions, said, reach)): PersonRow| {
            let holder = holders.get(&account.account);
            let field = |id| holder.and_then(|holder| holder.fields.get(id)).cloned();
            let state = match (account.activated_at, account.invited_until) {
                _ if access.ends_at.is_some_and(|end| end <= now) => PersonState::Ended,
                (Some(_), _) => PersonState::Active,
                (None, Some(until)) if until > now => PersonState::Invited,
                _ => PersonState::Lapsed,
            };
            Person {
                account: account.account,
                name: field(NAME),
                email: field(EMAIL),
                reach,
                role: access.role,
                since: access.since,
                ends_at: access.ends_at,
                state,
                sessions: if state == PersonState::Active { sessions } else { 0 },
                duties: Duties::of(&rules, &said, now).filter(|_| state == PersonState::Active),
            }
        };
        let mut people: Vec<Person> = rows.into_iter().map(person).collect();
        people.sort_by_key(Person::urgency);
        Ok(people)
    }

    /// Ends an account at once, for someone who leaves: access, sessions, invitation. What is under way is decided again.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not administer access; `access.unknown` where there is none to end; `access.role_beyond`;
    /// `conflict.busy`, `store.*`.
    pub async fn end_account(
        &self,
        caller: &Caller,
        account: ActorId,
    ) -> Result<Answer<EndedAccount>, Problem> {
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let (ground, version, access) = self.standing_account(caller, &snapshot, account)?;
            let counted = self.counted(&snapshot, caller, &ground, &access)?;
            let mut draft = ended(None, account);
            draft.actor = giver(caller);
            let end = Change::Account(AccountChange::End { account });
            let Prepared { mut expected, change, entry, .. } = prepared(&ground, caller, end, draft);
            expected.account = Some((account, version));
            Ok(Prepared { expected, change, entry, outcome: Ok(counted) })
        };
        self.perform(caller, prepare).await
    }

    /// What would end with an account.
    ///
    /// # Errors
    /// As [`Installation::end_account`].
    pub fn foresee_end(&self, caller: &Caller, account: ActorId) -> Result<EndedAccount, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (ground, _, access) = self.standing_account(caller, &snapshot, account)?;
        self.counted(&snapshot, caller, &ground, &access)
    }

    fn counted(
        &self,
        snapshot: &Snapshot<'_>,
        caller: &Caller,
        ground: &Ground,
        access: &AccessRow,
    ) -> Result<EndedAccount, Problem> {
        let id = caller.controller.id();
        let row = snapshot.account(id, access.actor)?;
        let opens = row.is_some_and(|row| {
            row.activated_at.is_some() || row.invited_until.is_some_and(|until| until > ground.at)
        });
        let sessions = snapshot.sessions(id, access.actor)?;
        let roles = &ground.in_force.rules.charter().roles;
        let role = roles.iter().find(|role| role.id.value == access.role);
        Ok(EndedAccount {
            sessions: sessions.iter().filter(|session| until(session) > ground.at).count(),
            credentials: usize::from(opens),
            grants: role.map_or(0, |role| role.may.len()),
        })
    }

    /// An account whose access stands, for a caller who may end it: what to act by, how often it was changed, its access.
    pub(super) fn standing_account(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        account: ActorId,
    ) -> Result<(Ground, u64, AccessRow), Problem> {
        let ground = self.administers_accounts(caller, snapshot)?;
        let known = snapshot.accounts(caller.controller.id())?;
        let found = known.into_iter().find(|(row, _)| row.account == account);
        let unknown = Problem::NotFound { code: "access.unknown" };
        let (row, access) = found.ok_or(unknown)?;
        if access.ends_at.is_some_and(|end| end <= ground.at) {
            return Err(Problem::NotFound { code: "access.unknown" });
        }
        if caller.actor != OWN_ACTOR {
            refuse_beyond(&ground.in_force.rules, caller, &access.role)?;
            reach::refuse_further(caller, reach::stored(access.reach.as_deref())?.as_deref())?;
        }
        Ok((ground, row.version, access))
    }
}
