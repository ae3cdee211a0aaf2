//! Sessions on My page, in the store: opened under a secret that is always new, of one controller's data and one person's, over when unused or old.

use std::sync::Arc;

use vern_core::case::Strength;
use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_crypto::bearer::{BearerToken, bearer_hash};
use vern_crypto::random_bytes;
use vern_store::row::Id16;
use vern_store::subject_session::SubjectSessionRow;
use vern_store::{Batch, StoreError};

use crate::access::Caller;
use crate::committer::Change;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

const MINUTE_MICROS: i64 = 60_000_000;
/// How long a session stands that nothing is asked of, in minutes.
pub const IDLE_MINUTES: i64 = 15;
const SESSION_IDLE: i64 = IDLE_MINUTES * MINUTE_MICROS;
/// How long a session stands at most.
const SESSION_LIFE: i64 = 2 * 60 * MINUTE_MICROS;
/// How exactly it is known when a session was last used.
const USE_NOTED: i64 = MINUTE_MICROS;

/// What changes of sessions on My page.
#[derive(Debug, Clone)]
pub(crate) enum SubjectSessionChange {
    Open { session: SubjectSessionRow, secret_hash: [u8; 32] },
    Touch { session: Id16 },
    End { session: Id16 },
    Forget { unused_since: Instant },
}

impl SubjectSessionChange {
    pub(crate) fn apply(
        &self,
        batch: &mut Batch<'_>,
        controller: ControllerId,
        at: Instant,
    ) -> Result<(), StoreError> {
        match self {
            Self::Open { session, secret_hash } => batch.add_subject_session(session, secret_hash, at),
            Self::Touch { session } => batch.touch_subject_session(controller, session, at),
            Self::End { session } => batch.end_subject_session(controller, session),
            Self::Forget { unused_since } => batch.forget_subject_sessions(controller, (at, *unused_since)),
        }
    }
}

/// A session just opened. Its secret is for one cookie and is kept nowhere else.
pub struct OpenedMyPage {
    token: BearerToken,
    /// How long it stands at most, in seconds.
    pub life_seconds: i64,
}

impl OpenedMyPage {
    /// The secret.
    #[must_use]
    pub fn expose_text(&self) -> &str {
        self.token.expose_text()
    }
}

/// A session that stands: someone, at one controller.
#[derive(Clone)]
pub struct MyPageSession {
    /// Whose page it is.
    pub controller: Arc<Controller>,
    /// The subjects that whoever signed in is.
    pub(super) subjects: Vec<SubjectId>,
    /// How surely it is known who that is.
    pub strength: Strength,
    session: Id16,
}

impl MyPageSession {
    /// As how many the person is registered. Each is named by its place, from 0.
    #[must_use]
    pub fn registrations(&self) -> usize {
        self.subjects.len()
    }
}

impl Installation {
    pub(super) async fn open_my_page(
        &self,
        controller: &Arc<Controller>,
        subjects: Vec<SubjectId>,
        strength: Strength,
    ) -> Result<OpenedMyPage, Problem> {
        self.forget_subject_sessions(controller).await?;
        let (token, now) = (BearerToken::generate()?, self.time_at(controller)?);
        let session = SubjectSessionRow {
            controller: controller.id(),
            session: random_bytes()?,
            subjects,
            used_at: now,
            ends_at: now.plus_micros(SESSION_LIFE),
            strength: strength as u8,
        };
        let open = SubjectSessionChange::Open { session, secret_hash: token.hash() };
        self.change(controller.id(), Change::SubjectSession(open), None).await?;
        Ok(OpenedMyPage { token, life_seconds: SESSION_LIFE / 1_000_000 })
    }

    /// The session a secret opens on a controller's page; none where there is none, where it is over, and where it is of another controller.
    ///
    /// # Errors
    /// `store.*`.
    pub async fn my_page_session(
        &self,
        controller: &Arc<Controller>,
        secret: &str,
    ) -> Result<Option<MyPageSession>, Problem> {
        let Some(hash) = bearer_hash(secret) else { return Ok(None) };
        let now = self.time_at(controller)?;
        let found = self.reader()?.snapshot()?.subject_session(&hash)?;
        let stands = found.filter(|row| row.controller == controller.id() && now < until(row));
        let Some(row) = stands else { return Ok(None) };
        if row.used_at.plus_micros(USE_NOTED) <= now {
            let touch = SubjectSessionChange::Touch { session: row.session };
            self.change(controller.id(), Change::SubjectSession(touch), None).await?;
        }
        let controller = Arc::clone(controller);
        // What is of no known strength shows nothing.
        let known = Strength::ALL.into_iter().find(|strength| *strength as u8 == row.strength);
        let strength = known.unwrap_or(Strength::Stated);
        Ok(Some(MyPageSession { controller, subjects: row.subjects, strength, session: row.session }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// `store.*`.
    pub async fn close_my_page(&self, session: &MyPageSession) -> Result<(), Problem> {
        let end = SubjectSessionChange::End { session: session.session };
        self.change(session.controller.id(), Change::SubjectSession(end), None).await.map(drop)
    }

    /// Ends the session a secret opens, whosever page it is of: whoever signs in anew leaves the one before.
    ///
    /// # Errors
    /// `store.*`.
    pub async fn end_my_page_of(&self, secret: &str) -> Result<(), Problem> {
        let Some(hash) = bearer_hash(secret) else { return Ok(()) };
        let found = self.reader()?.snapshot()?.subject_session(&hash)?;
        let Some(found) = found else { return Ok(()) };
        let end = SubjectSessionChange::End { session: found.session };
        self.change(found.controller, Change::SubjectSession(end), None).await.map(drop)
    }

    /// Forgets the sessions of a controller that are over.
    pub(crate) async fn forget_subject_sessions(&self, controller: &Arc<Controller>) -> Result<(), Problem> {
        let unused_since = self.now().plus_micros(-SESSION_IDLE);
        let forget = Change::SubjectSession(SubjectSessionChange::Forget { unused_since });
        self.change(controller.id(), forget, None).await.map(drop)
    }

    /// The person, as one of the subjects they are; as unknown as any other page where there are not so many.
    pub(super) fn acting_as_own(
        &self,
        session: &MyPageSession,
        registration: usize,
    ) -> Result<(Caller, SubjectId), Problem> {
        let subject = session.subjects.get(registration).copied();
        let subject = subject.ok_or(Problem::NotFound { code: "page.unknown" })?;
        Ok((self.acting_for_subject(&session.controller, subject)?, subject))
    }
}

fn until(row: &SubjectSessionRow) -> Instant {
    row.ends_at.min(row.used_at.plus_micros(SESSION_IDLE))
}
