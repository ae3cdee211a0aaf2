//! Signing in: e-mail address, password and one-time code at once. Known or not, right or wrong, the same work is done and one answer is given.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::Semaphore;
use vern_core::identifier::EmailAddress;
use vern_core::personal::Personal;
use vern_crypto::CryptoError;
use vern_crypto::one_time::OneTimeSecret;
use vern_crypto::password::verify_password;

use super::AccountChange;
use super::holder::{Holder, ONE_TIME, PASSWORD};
use super::identified::Means;
use super::session::OpenedSession;
use super::throttle::Throttle;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// Passwords compared at once. Each takes 19 MiB and a core for some hundredths of a second; more at once would only wait for one another.
const AT_ONCE: usize = 2;
/// What is looked up for something that is no e-mail address.
const NOBODY: &str = "nobody@vern.invalid";

/// Someone who tries to sign in.
pub struct SignInAttempt {
    /// E-mail address, as typed.
    pub email: Personal<String>,
    /// Password.
    pub password: Personal<String>,
    /// One-time code; blanks in it are of no account.
    pub code: Personal<String>,
    /// Where the request comes from.
    pub address: IpAddr,
}

/// What signing in needs of the process.
pub(crate) struct SignInDesk {
    throttle: Throttle,
    at_once: Arc<Semaphore>,
}

impl SignInDesk {
    pub(crate) fn new() -> Result<Self, CryptoError> {
        Ok(Self { throttle: Throttle::new()?, at_once: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Does work on passwords, where no other task waits with it.
    pub(super) async fn hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, CryptoError> + Send + 'static,
    ) -> Result<T, Problem> {
        let failed = |error: &dyn std::error::Error| Problem::Internal(error.to_string());
        let permit = Arc::clone(&self.at_once).acquire_owned().await.map_err(|error| failed(&error))?;
        let done = tokio::task::spawn_blocking(move || {
            let _until_done = permit;
            work()
        });
        Ok(done.await.map_err(|error| failed(&error))??)
    }
}

impl Installation {
    /// Signs someone in.
    ///
    /// # Errors
    /// `account.not_signed_in` whatever was wrong; `account.too_many_tries` where there were too many before, with nothing looked at;
    /// `account.none_declared`, `role.none_for_vern`; [`Problem::Refused`] where Vern's own role has not what it takes; `store.*`.
    pub async fn sign_in(
        &self,
        controller: &Arc<Controller>,
        attempt: &SignInAttempt,
    ) -> Result<OpenedSession, Problem> {
        let activity = self.account_activity(controller)?;
        let itself = self.acting_itself(controller)?;
        let try_of = self.sign_in.throttle.try_of(controller.id(), attempt.email.reveal(), attempt.address);
        if self.sign_in.throttle.take(try_of, self.now()).is_err() {
            return Err(Problem::Unavailable { code: "account.too_many_tries" });
        }
        let email = EmailAddress::parse(attempt.email.reveal());
        let email = email.map_or_else(|_| NOBODY.to_owned(), |email| email.address().to_owned());
        let holders = self.holders_of(&itself, &activity, &Personal::new(email)).await?;
        let holder = self.active(controller, holders)?;
        let step = self.step_of(holder.as_ref(), attempt)?;
        let is_password = self.is_password(holder.as_ref(), attempt).await?;
        let refused = || Problem::Denied { code: "account.not_signed_in" };
        let (Some(holder), Some(step), true) = (holder, step, is_password) else { return Err(refused()) };
        // A code is used once: whoever is second meets the step of the first.
        self.change_account(controller, holder.account, |row, _| {
            if row.activated_at.is_none() || row.last_step >= step {
                return Err(refused());
            }
            Ok(AccountChange::UseCode { account: holder.account, step })
        })
        .await?;
        self.sign_in.throttle.give_back(try_of);
        let by = (attempt.address, &Means::Password);
        self.open_session(&itself, &activity, (holder.account, holder.subject), by).await
    }

    /// The one among accounts with an address that can be signed in to.
    pub(super) fn active(
        &self,
        controller: &Controller,
        holders: Vec<Holder>,
    ) -> Result<Option<Holder>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        for holder in holders {
            let row = snapshot.account(controller.id(), holder.account)?;
            if row.is_some_and(|row| row.activated_at.is_some())
                && self.has_access(&snapshot, controller, holder.account)?
            {
                return Ok(Some(holder));
            }
        }
        Ok(None)
    }

    fn step_of(&self, holder: Option<&Holder>, attempt: &SignInAttempt) -> Result<Option<u64>, Problem> {
        let kept = holder.and_then(|holder| holder.field(ONE_TIME)).and_then(OneTimeSecret::from_text);
        let secret = kept.map_or_else(OneTimeSecret::generate, Ok)?;
        let code: String = attempt.code.reveal().chars().filter(|it| !it.is_whitespace()).collect();
        // That a step was used before is seen at the commit.
        Ok(secret.step_of(&code, self.unix_seconds(), 0).filter(|_| holder.is_some()))
    }

    async fn is_password(&self, holder: Option<&Holder>, attempt: &SignInAttempt) -> Result<bool, Problem> {
        let kept = holder.and_then(|holder| holder.field(PASSWORD)).map(ToOwned::to_owned);
        let password = attempt.password.clone();
        self.sign_in.hashing(move || verify_password(password.reveal(), kept.as_deref())).await
    }
}
