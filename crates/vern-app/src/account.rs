//! Accounts of staff: invited by who administers access, made their own with a password and an authenticator app, signed in to, ended (ADR 0025).
//!
//! Who someone is and what they sign in with is a record of the activity that carries the work (`carries: staff_accounts`), read and written through
//! the gate like any other; each sign-in is a record of its own there. The tables hold ids, states, dates and hashes. An account is one actor, so
//! that the journal leads to one natural person whatever session they were in. Deliberately not here: HTTP, cookies, pages; what a role may do.

mod activate;
mod duty;
mod holder;
mod identified;
mod invite;
mod own;
mod people;
mod session;
mod sign_in;
pub(crate) mod throttle;

use std::sync::Arc;

use vern_core::id::{ActorId, ControllerId};
use vern_core::time::Instant;
use vern_policy::charter::Carried;
use vern_store::account::{AccountRow, SessionRow};
use vern_store::row::{AccessRow, Id16};
use vern_store::{Batch, StoreError};

use crate::committer::{Change, CommitError, Expected};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::prepared::ATTEMPTS_MAX;
use crate::problem::Problem;

pub use vern_policy::staff::Standing;

pub use activate::{Activation, Enrolment, Invited};
pub use duty::{Duties, OwnDuties, StaffDue, StatementWords};
pub use identified::Means;
pub(crate) use identified::takes_identities;
pub use invite::{Invitation, InviteRequest};
pub use own::{OwnAccount, OwnSession, SignInLine};
pub use people::{EndedAccount, Person, PersonState};
pub use session::OpenedSession;
pub(crate) use session::{SESSION_IDLE, stored_session};
pub use sign_in::SignInAttempt;
pub(crate) use sign_in::SignInDesk;

/// What changes of accounts and sessions. What stands in the journal beside it is for whoever makes the change.
#[derive(Debug, Clone)]
pub(crate) enum AccountChange {
    /// A new account with its actor, invited. The actor's bearer token is known to nobody.
    Add {
        access: AccessRow,
        token_hash: [u8; 32],
        invitation: [u8; 32],
        invited_until: Instant,
    },
    /// A new invitation; sessions end, and what was signed in with holds no longer.
    Invite {
        account: ActorId,
        invitation: [u8; 32],
        invited_until: Instant,
    },
    /// The invitation is used.
    Activate {
        account: ActorId,
        step: u64,
    },
    /// Someone signs in, with the code of this step.
    UseCode {
        account: ActorId,
        step: u64,
    },
    /// A session opens.
    Open {
        session: SessionRow,
        secret_hash: [u8; 32],
    },
    Touch {
        session: Id16,
    },
    EndSession {
        session: Id16,
    },
    EndSessions {
        account: ActorId,
    },
    /// Access ends, with every session and any invitation.
    End {
        account: ActorId,
    },
    /// A statement of confidentiality is signed.
    Sign {
        account: ActorId,
        words: [u8; 32],
    },
    /// Someone was trained.
    Train {
        account: ActorId,
        at: Instant,
    },
    /// An emergency lets someone in.
    LetIn {
        account: ActorId,
        until: Instant,
    },
    /// What is over is forgotten.
    ForgetSessions {
        unused_since: Instant,
    },
}

impl AccountChange {
    pub(crate) fn apply(
        &self,
        batch: &mut Batch<'_>,
        controller: ControllerId,
        at: Instant,
    ) -> Result<(), StoreError> {
        match self {
            Self::Add { access, token_hash, invitation, invited_until } => {
                batch.add_actor(controller, &AccessRow { since: at, ..access.clone() }, token_hash)?;
                batch.add_account(controller, access.actor)?;
                batch.invite_account(controller, access.actor, (invitation, *invited_until))
            }
            Self::Invite { account, invitation, invited_until } => {
                batch.end_sessions(controller, *account)?;
                batch.invite_account(controller, *account, (invitation, *invited_until))
            }
            Self::Activate { account, step } => batch.activate_account(controller, *account, (at, *step)),
            Self::UseCode { account, step } => batch.use_code(controller, *account, *step),
            Self::Open { session, secret_hash } => batch.add_session(controller, session, secret_hash),
            Self::Touch { session } => batch.touch_session(controller, session, at),
            Self::EndSession { session } => batch.end_session(controller, session),
            Self::EndSessions { account } => batch.end_sessions(controller, *account),
            Self::End { account } => {
                batch.end_actor(controller, *account, at)?;
                batch.end_sessions(controller, *account)?;
                batch.close_account(controller, *account)
            }
            Self::Sign { account, words } => batch.note_signed(controller, *account, (words, at)),
            Self::Train { account, at } => batch.note_trained(controller, *account, *at),
            Self::LetIn { account, until } => batch.note_let_in(controller, *account, *until),
            Self::ForgetSessions { unused_since } => batch.forget_sessions(controller, (at, *unused_since)),
        }
    }
}

impl Installation {
    /// The activity that carries staff accounts.
    ///
    /// # Errors
    /// `account.none_declared` where the charter in force has none.
    pub(crate) fn account_activity(&self, controller: &Controller) -> Result<String, Problem> {
        let rules = self.rules_now(controller)?;
        let activity = rules.carrying(Carried::StaffAccounts);
        activity.map(ToOwned::to_owned).ok_or(Problem::NotFound { code: "account.none_declared" })
    }

    /// Whether an organisation's staff can sign in with accounts.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn has_accounts(&self, controller: &Controller) -> Result<bool, Problem> {
        match self.account_activity(controller) {
            Ok(_) => Ok(true),
            Err(Problem::NotFound { code: "account.none_declared" }) => Ok(false),
            Err(problem) => Err(problem),
        }
    }

    /// Changes an account by what it is now, again where it was changed meanwhile.
    pub(crate) async fn change_account(
        &self,
        controller: &Controller,
        account: ActorId,
        change: impl Fn(&AccountRow, Instant) -> Result<AccountChange, Problem>,
    ) -> Result<(), Problem> {
        for _ in 0..ATTEMPTS_MAX {
            let (expected, change) = {
                let reader = self.reader()?;
                let snapshot = reader.snapshot()?;
                let head = snapshot.head(controller.id())?;
                let head = head.ok_or(Problem::NotFound { code: "controller.unknown" })?;
                let row = snapshot.account(controller.id(), account)?;
                let row = row.ok_or(Problem::NotFound { code: "access.unknown" })?;
                let expected = Expected {
                    state_version: head.state_version,
                    tree_size: head.tree_size,
                    account: Some((account, row.version)),
                    ..Expected::default()
                };
                (expected, change(&row, self.now().max(head.last_at))?)
            };
            match self.committer.commit(controller.id(), Some(expected), Change::Account(change), None).await
            {
                Ok(_) => return Ok(()),
                Err(CommitError::Stale) => {}
                Err(CommitError::Failed(problem)) => return Err(problem),
            }
        }
        Err(Problem::Conflict { code: "conflict.busy" })
    }

    /// Forgets the sessions of a controller that are over.
    ///
    /// # Errors
    /// `store.*`.
    pub(crate) async fn forget_sessions(&self, controller: &Arc<Controller>) -> Result<(), Problem> {
        let unused_since = self.now().plus_micros(-SESSION_IDLE);
        let forget = Change::Account(AccountChange::ForgetSessions { unused_since });
        self.change(controller.id(), forget, None).await.map(drop)
    }
}
