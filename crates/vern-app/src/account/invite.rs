//! Inviting someone: a record of who they are, an actor in a role, and a link that works once.

use vern_core::id::ActorId;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_crypto::bearer::BearerToken;
use vern_policy::charter::Administration;
use vern_store::Snapshot;

use super::AccountChange;
use super::holder::{EMAIL, NAME, account_key};
use crate::access::{
    Caller, NewAccess, altered, given, prepared, refuse_longer, refuse_more, refuse_past, require_given,
};
use crate::clock::issue_actor;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::own_work::OWN_ACTOR;
use crate::prepared::Prepared;
use crate::problem::Problem;
use crate::reach::require_of_role;
use crate::record::{Fields, Ground, PutRequest};

/// How long an invitation can be used: 72 hours.
const INVITATION_LIFE: i64 = 72 * 60 * 60 * 1_000_000;

/// Who is to have an account.
#[derive(Debug, Clone)]
pub struct InviteRequest {
    /// Name.
    pub name: Personal<String>,
    /// E-mail address, which they sign in with.
    pub email: Personal<String>,
    /// What they are given.
    pub access: NewAccess,
}

/// An invitation just given. Its secret is shown once and kept nowhere.
pub struct Invitation {
    /// The account's actor.
    pub account: ActorId,
    /// Until when it can be used.
    pub until: Instant,
    token: BearerToken,
    slug: String,
}

impl Invitation {
    /// Path and secret: what stands behind scheme and host. `language` is that of the page it leads to.
    #[must_use]
    pub fn expose_path(&self, language: vern_text::Language) -> String {
        format!("/{language}/{}/invitation/{}", self.slug, self.token.expose_text())
    }
}

impl Installation {
    /// Gives someone an account in a role, on the word of someone whose role administers access, and may register in the activity of accounts.
    ///
    /// # Errors
    /// `account.none_declared`; `account.email_taken`; `page.unknown`, `role.unknown`, `role.not_given`, `access.*` as
    /// [`Installation::give_access`]; [`Problem::Refused`]; `record.*`, `conflict.busy`, `store.*`.
    pub async fn invite(&self, caller: &Caller, request: &InviteRequest) -> Result<Invitation, Problem> {
        let controller = &caller.controller;
        let activity = self.account_activity(controller)?;
        {
            let reader = self.reader()?;
            self.may_give(caller, &reader.snapshot()?, request)?;
        }
        self.require_free(caller, &activity, &request.email).await?;
        let (account, bearer) = (issue_actor(self.now())?, BearerToken::generate()?);
        let fields = [(NAME, &request.name), (EMAIL, &request.email)];
        let fields: Fields = fields.into_iter().map(|(id, value)| (id.to_owned(), value.clone())).collect();
        let put = PutRequest { activity, fields, ..PutRequest::default() };
        self.put_record(caller, &account_key(account), &put).await?;
        let (token, until) = (BearerToken::generate()?, self.now().plus_micros(INVITATION_LIFE));
        let prepare = || {
            let reader = self.reader()?;
            let ground = self.may_give(caller, &reader.snapshot()?, request)?;
            let (access, mut draft) = given(&ground.in_force.rules, account, &request.access)?;
            draft.actor = giver(caller);
            let (token_hash, invitation) = (bearer.hash(), token.hash());
            let add = AccountChange::Add { access, token_hash, invitation, invited_until: until };
            Ok(prepared(&ground, caller, Change::Account(add), draft))
        };
        self.perform(caller, prepare).await?;
        Ok(Invitation { account, until, token, slug: controller.slug().to_owned() })
    }

    /// Gives someone a new invitation, for who has lost what they sign in with. What they had holds no longer, and their sessions end.
    ///
    /// # Errors
    /// `access.unknown` where there is no such account, or its access has ended; `access.emergency_beyond` for a caller an emergency alone lets in, since
    /// whom the invitation lets in stays; `access.until_beyond` for an account that stands longer than the caller's own access; else as [`Installation::invite`].
    pub async fn invite_again(&self, caller: &Caller, account: ActorId) -> Result<Invitation, Problem> {
        let controller = &caller.controller;
        self.account_activity(controller)?;
        let (token, until) = (BearerToken::generate()?, self.now().plus_micros(INVITATION_LIFE));
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let (ground, version, access) = self.standing_account(caller, &snapshot, account)?;
            if ground.emergency_until().is_some() {
                return Err(Problem::Denied { code: "access.emergency_beyond" });
            }
            // Whoever has the link is in for as long as the access stands.
            refuse_longer(caller, access.ends_at)?;
            let mut draft = altered(&ground.in_force.rules, &access);
            draft.actor = giver(caller);
            let invite = AccountChange::Invite { account, invitation: token.hash(), invited_until: until };
            let mut prepared: Prepared<()> = prepared(&ground, caller, Change::Account(invite), draft);
            prepared.expected.account = Some((account, version));
            Ok(prepared)
        };
        self.perform(caller, prepare).await?;
        Ok(Invitation { account, until, token, slug: controller.slug().to_owned() })
    }

    /// What a caller who may give this access acts by.
    fn may_give(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
        request: &InviteRequest,
    ) -> Result<Ground, Problem> {
        let ground = self.administers_accounts(caller, snapshot)?;
        let rules = &ground.in_force.rules;
        let new = &request.access;
        require_given(rules, &new.role)?;
        if caller.actor != OWN_ACTOR {
            refuse_more(&ground, caller, new)?;
        }
        refuse_past(new.until, ground.at)?;
        require_of_role(rules, &new.role, new.reach.as_ref())?;
        Ok(ground)
    }

    /// What a caller acts by whose role administers access, or Vern itself on the word of whoever runs the installation.
    pub(super) fn administers_accounts(
        &self,
        caller: &Caller,
        snapshot: &Snapshot<'_>,
    ) -> Result<Ground, Problem> {
        if caller.actor == OWN_ACTOR {
            return self.ground(caller, snapshot);
        }
        self.administrator(caller, snapshot, &[Administration::Access])
    }

    /// Refuses an e-mail address that someone signs in with, or is to.
    async fn require_free(
        &self,
        caller: &Caller,
        activity: &str,
        email: &Personal<String>,
    ) -> Result<(), Problem> {
        let holders = self.holders_of(caller, activity, email).await?;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        for holder in holders {
            if self.has_access(&snapshot, &caller.controller, holder.account)? {
                return Err(Problem::Conflict { code: "account.email_taken" });
            }
        }
        Ok(())
    }

    /// Whether an actor's access stands.
    pub(super) fn has_access(
        &self,
        snapshot: &Snapshot<'_>,
        controller: &Controller,
        account: ActorId,
    ) -> Result<bool, Problem> {
        let head = snapshot.head(controller.id())?;
        let now = head.map_or(self.now(), |head| self.now().max(head.last_at));
        let end = snapshot.access_end(controller.id(), account)?;
        Ok(end.is_some_and(|end| end.is_none_or(|end| end > now)))
    }
}

/// Who stands in the entry; nobody where whoever runs the installation gave the word, as with tokens.
pub(super) fn giver(caller: &Caller) -> Option<[u8; 16]> {
    (caller.actor != OWN_ACTOR).then(|| *caller.actor.as_bytes())
}
