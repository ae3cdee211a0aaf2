//! Sessions of accounts, in the store: opened at sign-in under a secret that is always new, over when unused or old, ended when whoever has them says so.

use std::net::IpAddr;

use vern_core::id::{ActorId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_crypto::bearer::{BearerToken, bearer_hash};
use vern_crypto::random_bytes;
use vern_store::Snapshot;
use vern_store::account::{FoundSession, SessionRow};

use super::AccountChange;
use super::holder::{ADDRESS, sign_in_key};
use super::identified::Means;
use crate::access::Caller;
use crate::committer::Change;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Fields, PutRequest};

const MINUTE_MICROS: i64 = 60_000_000;
/// How long a session stands that nothing is asked of.
pub(crate) const SESSION_IDLE: i64 = 30 * MINUTE_MICROS;
/// How long a session stands at most: a working day.
const SESSION_LIFE: i64 = 10 * 60 * MINUTE_MICROS;
/// How exactly it is known when a session was last used.
const USE_NOTED: i64 = MINUTE_MICROS;

/// A session just opened. Its secret is for one cookie and is kept nowhere else.
pub struct OpenedSession {
    token: BearerToken,
    /// How long it stands at most, in seconds.
    pub life_seconds: i64,
}

impl OpenedSession {
    /// The secret.
    #[must_use]
    pub fn expose_text(&self) -> &str {
        self.token.expose_text()
    }
}

/// When a session is over if nothing more is asked of it.
pub(crate) fn until(session: &SessionRow) -> Instant {
    session.ends_at.min(session.used_at.plus_micros(SESSION_IDLE))
}

/// The session a secret opens, if it stands: it is not over, and the access it rests on is not.
pub(crate) fn stored_session(
    snapshot: &Snapshot<'_>,
    secret_hash: &[u8; 32],
    now: Instant,
) -> Result<Option<FoundSession>, Problem> {
    let Some(found) = snapshot.session_by_secret(secret_hash)? else { return Ok(None) };
    // A clock that was set back must not open again what has ended.
    let now = snapshot.head(found.controller)?.map_or(now, |head| now.max(head.last_at));
    let stands = now < until(&found.session) && found.access_ends_at.is_none_or(|end| now < end);
    Ok(stands.then_some(found))
}

impl Installation {
    /// Opens a session of an account, and registers that it was signed in to, from where and with what. What is not in the register does not stand.
    pub(super) async fn open_session(
        &self,
        itself: &Caller,
        activity: &str,
        (account, subject): (ActorId, SubjectId),
        (address, means): (IpAddr, &Means),
    ) -> Result<OpenedSession, Problem> {
        let controller = &itself.controller;
        self.forget_sessions(controller).await?;
        let session = random_bytes()?;
        let address = Personal::new(address.to_canonical().to_string());
        let mut fields: Fields = self.means_fields(controller, activity, means)?;
        fields.insert(ADDRESS.to_owned(), address);
        let put = PutRequest {
            activity: activity.to_owned(),
            subject: Some(subject),
            fields,
            ..PutRequest::default()
        };
        self.put_record(itself, &sign_in_key(&session), &put).await?;
        let token = BearerToken::generate()?;
        let secret_hash = token.hash();
        self.change_account(controller, account, |row, at| {
            if row.activated_at.is_none() {
                return Err(Problem::Denied { code: "account.not_signed_in" });
            }
            let ends_at = at.plus_micros(SESSION_LIFE);
            let session = SessionRow { session, account, started_at: at, used_at: at, ends_at };
            Ok(AccountChange::Open { session, secret_hash })
        })
        .await?;
        Ok(OpenedSession { token, life_seconds: SESSION_LIFE / 1_000_000 })
    }

    /// Ends the session a secret opens, if there is one: whoever signs in anew leaves the one before.
    ///
    /// # Errors
    /// `store.*`.
    pub async fn end_session_of(&self, secret: &str) -> Result<(), Problem> {
        let Some(hash) = bearer_hash(secret) else { return Ok(()) };
        let found = self.reader()?.snapshot()?.session_by_secret(&hash)?;
        let Some(found) = found else { return Ok(()) };
        let end = Change::Account(AccountChange::EndSession { session: found.session.session });
        self.change(found.controller, end, None).await.map(drop)
    }

    /// Notes that a session is used, at most once a minute.
    pub(crate) async fn note_session(&self, found: &FoundSession) -> Result<(), Problem> {
        if self.now() < found.session.used_at.plus_micros(USE_NOTED) {
            return Ok(());
        }
        let touch = Change::Account(AccountChange::Touch { session: found.session.session });
        self.change(found.controller, touch, None).await.map(drop)
    }
}
