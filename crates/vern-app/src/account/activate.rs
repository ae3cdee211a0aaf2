//! An invitation used: whoever has it chooses a password and enrols an authenticator app, and is signed in.

use std::net::IpAddr;
use std::sync::Arc;

use vern_core::id::ActorId;
use vern_core::personal::Personal;
use vern_crypto::bearer::bearer_hash;
use vern_crypto::one_time::OneTimeSecret;
use vern_crypto::password::hash_password;
use zxcvbn::{Score, zxcvbn};

use super::AccountChange;
use super::holder::{EMAIL, Holder, IDENTITY, NAME, ONE_TIME, PASSWORD, account_key};
use super::identified::Means;
use super::session::OpenedSession;
use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Extent, Fields, Precondition, PutRequest};

/// Fewest characters of a password. There is a one-time code beside it, so this is not all there is (NIST SP 800-63B § 3.1.1).
const PASSWORD_CHARACTERS_MIN: usize = 12;
/// Most bytes of a password: whoever sends more means to keep the server busy.
const PASSWORD_BYTES_MAX: usize = 512;

/// Whom an invitation is for.
#[derive(Clone)]
pub struct Invited {
    /// The organisation.
    pub controller: Arc<Controller>,
    /// E-mail address to sign in with.
    pub email: Personal<String>,
    /// Name.
    pub name: Personal<String>,
}

/// What someone chooses who uses an invitation.
pub struct Activation {
    /// The invitation's secret.
    pub invitation: String,
    /// The password chosen.
    pub password: Personal<String>,
    /// The secret the authenticator app was given, as text.
    pub one_time_secret: Personal<String>,
    /// A code the app shows: it has the secret.
    pub code: Personal<String>,
    /// Where the request comes from.
    pub address: IpAddr,
}

/// What an account is signed in with from here on.
pub(super) struct Chosen<'a> {
    /// Fields that say so.
    pub(super) fields: Fields,
    /// Fields that go, since they said so before.
    pub(super) gone: &'a [&'a str],
    /// Step of a code that is used by it.
    pub(super) step: u64,
}

/// What an authenticator app is given.
pub struct Enrolment {
    /// The secret as people type it.
    pub secret: Personal<String>,
    /// The address a QR code carries into the app.
    pub address: Personal<String>,
}

impl Invited {
    /// What the app is given: the secret there is already, if the text is one, else a new one.
    ///
    /// # Errors
    /// No random bytes to be had.
    pub fn enrolment(&self, secret: Option<&str>, organisation: &str) -> Result<Enrolment, Problem> {
        let secret = secret.and_then(OneTimeSecret::from_text).map_or_else(OneTimeSecret::generate, Ok)?;
        let address = secret.expose_address(organisation, self.email.reveal()).to_string();
        Ok(Enrolment {
            secret: Personal::new(secret.expose_text().to_string()),
            address: Personal::new(address),
        })
    }
}

impl Installation {
    /// Whom an invitation is for. Looking does not use it.
    ///
    /// # Errors
    /// `account.invitation_spent` for one that is used, too old or none; `role.none_for_vern`; [`Problem::Refused`]; `store.*`.
    pub async fn invited(&self, slug: &str, secret: &str) -> Result<Invited, Problem> {
        let (controller, account) = self.invitation(slug, secret)?;
        let activity = self.account_activity(&controller)?;
        let holder = self.holder(&self.acting_itself(&controller)?, &activity, account).await?;
        let field = |id| Personal::new(holder.field(id).unwrap_or_default().to_owned());
        Ok(Invited { email: field(EMAIL), name: field(NAME), controller })
    }

    /// Uses an invitation, and opens a session.
    ///
    /// # Errors
    /// As [`Installation::invited`]; `account.password_short`, `account.password_long`, `account.password_weak`; `account.code_wrong`.
    pub async fn activate(&self, slug: &str, activation: &Activation) -> Result<OpenedSession, Problem> {
        let (controller, account) = self.invitation(slug, &activation.invitation)?;
        let activity = self.account_activity(&controller)?;
        let itself = self.acting_itself(&controller)?;
        let holder = self.holder(&itself, &activity, account).await?;
        self.check_password(&controller, &holder, &activation.password)?;
        let secret = OneTimeSecret::from_text(activation.one_time_secret.reveal());
        let secret = secret.ok_or_else(|| Problem::invalid_field("account.code_wrong", "code"))?;
        let step = secret.step_of(activation.code.reveal(), self.unix_seconds(), 0);
        let step = step.ok_or_else(|| Problem::invalid_field("account.code_wrong", "code"))?;
        let hash = self.hashed(&activation.password).await?;
        let fields: Fields = [(PASSWORD, hash), (ONE_TIME, secret.expose_text().to_string())]
            .into_iter()
            .map(|(id, value)| (id.to_owned(), Personal::new(value)))
            .collect();
        let by = (activation.address, &Means::Password);
        let invitation = (&holder, activation.invitation.as_str());
        self.fulfil(&itself, &activity, invitation, Chosen { fields, gone: &[IDENTITY], step }, by).await
    }

    /// Writes what an account is signed in with from here on and in nothing else's place, uses its invitation, and opens a session.
    pub(super) async fn fulfil(
        &self,
        itself: &Caller,
        activity: &str,
        (holder, secret): (&Holder, &str),
        chosen: Chosen<'_>,
        by: (IpAddr, &Means),
    ) -> Result<OpenedSession, Problem> {
        let (account, step) = (holder.account, chosen.step);
        let gone = chosen.gone.iter().filter(|name| holder.field(name).is_some());
        // Two who use one invitation at once: the second finds another version.
        let put = PutRequest {
            activity: activity.to_owned(),
            fields: chosen.fields,
            extent: Extent::Named { removed: gone.map(|name| (*name).to_owned()).collect() },
            precondition: Precondition::Version(holder.version),
            ..PutRequest::default()
        };
        self.put_record(itself, &account_key(account), &put).await?;
        let invitation = bearer_hash(secret);
        self.change_account(&itself.controller, account, |_, _| {
            let now = self.reader()?.snapshot()?.account_by_invitation(&invitation.unwrap_or_default())?;
            let is_for = now.is_some_and(|(_, row)| row.account == account);
            if is_for { Ok(AccountChange::Activate { account, step }) } else { Err(spent()) }
        })
        .await?;
        self.open_session(itself, activity, (account, holder.subject), by).await
    }

    /// The account an invitation is for, if it can be used now.
    pub(super) fn invitation(&self, slug: &str, secret: &str) -> Result<(Arc<Controller>, ActorId), Problem> {
        let hash = bearer_hash(secret).ok_or_else(spent)?;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (id, row) = snapshot.account_by_invitation(&hash)?.ok_or_else(spent)?;
        let controller = self.controller_by_id(id).map_err(|_| spent())?;
        let head = snapshot.head(id)?;
        // A clock that was set back must not open again what has lapsed.
        let now = head.map_or(self.now(), |head| self.now().max(head.last_at));
        let holds = row.invited_until.is_some_and(|until| now < until)
            && controller.slug() == slug
            && self.has_access(&snapshot, &controller, row.account)?;
        if holds { Ok((controller, row.account)) } else { Err(spent()) }
    }

    /// Length, and how many guesses it withstands of someone who knows whose it is. Which characters it has is nobody's business.
    fn check_password(
        &self,
        controller: &Controller,
        holder: &Holder,
        password: &Personal<String>,
    ) -> Result<(), Problem> {
        let password = password.reveal();
        if password.chars().count() < PASSWORD_CHARACTERS_MIN {
            return Err(Problem::invalid_field("account.password_short", "password"));
        }
        if password.len() > PASSWORD_BYTES_MAX {
            return Err(Problem::invalid_field("account.password_long", "password"));
        }
        let rules = self.rules_now(controller)?;
        let organisation = &rules.charter().organisation.name;
        let known =
            [NAME, EMAIL].into_iter().filter_map(|id| holder.field(id)).chain([organisation.as_str()]);
        let words = known.flat_map(|text| text.split(|it: char| !it.is_alphanumeric()).chain([text]));
        let words: Vec<&str> = words.filter(|word| word.len() > 2).chain(["vern"]).collect();
        if zxcvbn(password, &words).score() < Score::Three {
            return Err(Problem::invalid_field("account.password_weak", "password"));
        }
        Ok(())
    }

    async fn hashed(&self, password: &Personal<String>) -> Result<String, Problem> {
        let password = password.clone();
        self.sign_in.hashing(move || hash_password(password.reveal())).await
    }

    /// Seconds since 1970, for one-time codes: by the clock as it is, since the app's does not wait for ours.
    pub(crate) fn unix_seconds(&self) -> u64 {
        self.now().as_unsigned_micros() / 1_000_000
    }
}

fn spent() -> Problem {
    Problem::NotFound { code: "account.invitation_spent" }
}
