//! Signing in, and using an invitation, on the word of an identity provider. An account is whose the issuer says under the name the issuer gave them when
//! the invitation was used; an equal e-mail address is nobody's word.

use std::net::IpAddr;
use std::sync::Arc;

use vern_core::personal::Personal;
use vern_core::value::DataKind;
use vern_outbound::identity_provider::Identity;
use vern_policy::Rules;
use vern_policy::charter::Carried;

use super::activate::Chosen;
use super::holder::{Holder, IDENTITY, MEANS, ONE_TIME, PASSWORD};
use super::session::OpenedSession;
use crate::access::Caller;
use crate::controller::Controller;
use crate::identity::mark_of;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Fields, SearchBy, SearchRequest};

/// Accounts met with one identity: the account, and former ones of the same person.
const ALIKE_MAX: u32 = 20;
/// What stands before a provider's name in the record of a sign-in.
const PROVIDER: &str = "provider:";

/// What somebody signed in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// Password and one-time code.
    Password,
    /// The word of an identity provider.
    Provider {
        /// Its name in the settings.
        id: String,
        /// How sure it was, in its own words.
        acr: Option<String>,
    },
}

impl Means {
    fn by(provider: &str, identity: &Identity) -> Self {
        Self::Provider { id: provider.to_owned(), acr: identity.acr.clone() }
    }

    /// As the record of a sign-in has it.
    pub(super) fn to_text(&self) -> String {
        match self {
            Self::Password => "password".to_owned(),
            Self::Provider { id, acr: None } => format!("{PROVIDER}{id}"),
            Self::Provider { id, acr: Some(acr) } => format!("{PROVIDER}{id} {acr}"),
        }
    }

    /// None for what is not written so.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let Some(said) = text.strip_prefix(PROVIDER) else {
            return (text == "password").then_some(Self::Password);
        };
        let (id, acr) = said.split_once(' ').map_or((said, None), |(id, acr)| (id, Some(acr.to_owned())));
        Some(Self::Provider { id: id.to_owned(), acr })
    }
}

/// Whether the activity of accounts has a place for a data type.
pub(super) fn has_place(rules: &Rules, activity: &str, data_type: &str) -> bool {
    rules
        .data_type(data_type)
        .is_some_and(|(place, kind, _)| kind == DataKind::Text && rules.data_of(activity).contains(place))
}

/// Whether accounts here can be linked to identities: their activity has a place for that, which can be looked up.
pub(crate) fn takes_identities(rules: &Rules) -> bool {
    let is_lookup = rules.data_type(IDENTITY).is_some_and(|(_, _, is_lookup)| is_lookup);
    is_lookup
        && rules.carrying(Carried::StaffAccounts).is_some_and(|activity| has_place(rules, activity, IDENTITY))
}

impl Installation {
    /// Signs somebody in whom a provider knows.
    ///
    /// # Errors
    /// `account.identity_unknown` where no account here that can be signed in to is theirs; `account.none_declared`, `role.none_for_vern`;
    /// [`Problem::Refused`]; `store.*`.
    pub(crate) async fn sign_in_as(
        &self,
        controller: &Arc<Controller>,
        identity: &Identity,
        (provider, from): (&str, IpAddr),
    ) -> Result<OpenedSession, Problem> {
        let activity = self.account_activity(controller)?;
        let itself = self.acting_itself(controller)?;
        let holder = self.holder_as(&itself, &activity, identity).await?;
        let holder = holder.ok_or(Problem::Denied { code: "account.identity_unknown" })?;
        let means = Means::by(provider, identity);
        self.open_session(&itself, &activity, (holder.account, holder.subject), (from, &means)).await
    }

    /// Uses an invitation: from here on the account is whose the provider knows, and no password's.
    ///
    /// # Errors
    /// `account.invitation_spent`; `account.identity_taken` where another account here is theirs; as [`Installation::sign_in_as`].
    pub(crate) async fn activate_as(
        &self,
        controller: &Arc<Controller>,
        invitation: &Personal<String>,
        (identity, (provider, from)): (&Identity, (&str, IpAddr)),
    ) -> Result<OpenedSession, Problem> {
        let secret = invitation.reveal();
        let (_, account) = self.invitation(controller.slug(), secret)?;
        let activity = self.account_activity(controller)?;
        let itself = self.acting_itself(controller)?;
        let taken = self.holder_as(&itself, &activity, identity).await?;
        if taken.is_some_and(|other| other.account != account) {
            return Err(Problem::Conflict { code: "account.identity_taken" });
        }
        let holder = self.holder(&itself, &activity, account).await?;
        let fields = Fields::from([(IDENTITY.to_owned(), mark_of(identity))]);
        let means = Means::by(provider, identity);
        let chosen = Chosen { fields, gone: &[PASSWORD, ONE_TIME], step: 0 };
        self.fulfil(&itself, &activity, (&holder, secret), chosen, (from, &means)).await
    }

    /// The account somebody has whom a provider knows, if it can be signed in to.
    async fn holder_as(
        &self,
        itself: &Caller,
        activity: &str,
        identity: &Identity,
    ) -> Result<Option<Holder>, Problem> {
        let mark = mark_of(identity);
        let by = SearchBy::Value { data_type: IDENTITY.to_owned(), value: mark.clone() };
        let circumstance = super::holder::within(activity);
        let request = SearchRequest { circumstance, by, after: None, most: ALIKE_MAX };
        let found = self.search_records(itself, &request).await?.value.records;
        let holders = found.into_iter().filter_map(Holder::of);
        let holders = holders.filter(|holder| holder.field(IDENTITY) == Some(mark.reveal().as_str()));
        self.active(&itself.controller, holders.collect())
    }

    /// Fields of the record of a sign-in that say with what it was, where there is a place for them.
    pub(super) fn means_fields(
        &self,
        controller: &Controller,
        activity: &str,
        means: &Means,
    ) -> Result<Fields, Problem> {
        let rules = self.rules_now(controller)?;
        let has_place = has_place(&rules, activity, MEANS);
        let field = has_place.then(|| (MEANS.to_owned(), Personal::new(means.to_text())));
        Ok(field.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_in_with_is_read_as_it_was_written() {
        let provider = |acr: Option<&str>| Means::Provider {
            id: "id-portal".to_owned(),
            acr: acr.map(ToOwned::to_owned),
        };
        for means in [Means::Password, provider(None), provider(Some("high")), provider(Some("urn:a b"))] {
            assert_eq!(Means::from_text(&means.to_text()), Some(means));
        }
        assert_eq!(Means::from_text("something else"), None);
    }
}
