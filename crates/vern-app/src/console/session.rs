//! Sessions of the console: those of accounts, which are in the store (`crate::account`), and those of links, which are kept as hashes in memory alone
//! and end with the process.
//!
//! The actor of a link's session is made when the link is used and ended when the session is. Its bearer token is shown to nobody. Where the process
//! ends first, the actor stays without anyone who could act as it.

use std::collections::HashMap;

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use vern_core::id::SubjectId;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_crypto::bearer::{BearerToken, bearer_hash, hashes_equal};
use vern_store::account::FoundSession;
use vern_store::row::Id16;
use vern_text::Language;

use crate::access::{Caller, NewAccess, note_use};
use crate::account::{SESSION_IDLE as ACCOUNT_SESSION_IDLE, stored_session};
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::RecordView;

const MINUTE_MICROS: i64 = 60_000_000;
/// How long a link can be used.
const LINK_LIFE: i64 = 5 * MINUTE_MICROS;
/// How long a session stands that nothing is asked of.
const SESSION_IDLE: i64 = 15 * MINUTE_MICROS;
/// How long a session stands at most.
const SESSION_LIFE: i64 = 4 * 60 * MINUTE_MICROS;
/// How long the address of a search result works.
const RESULT_LIFE: i64 = 10 * MINUTE_MICROS;
/// Links waiting at once; the oldest gives way.
const LINKS_MAX: usize = 64;
/// Results a session remembers; the oldest give way.
const RESULTS_MAX: usize = 400;

type SecretHash = [u8; 32];

/// A link not yet used.
struct Waiting {
    slug: String,
    role: String,
    until: Instant,
}

/// A session.
struct Held {
    caller: Caller,
    used_at: Instant,
    ends_at: Instant,
}

/// What a session's searches met.
type Results = Vec<(SecretHash, Instant, FoundRecord)>;

impl Held {
    fn until(&self) -> Instant {
        self.ends_at.min(self.used_at.plus_micros(SESSION_IDLE))
    }
}

/// Who may come in, and who is in.
#[derive(Default)]
pub(crate) struct Doors {
    waiting: Mutex<HashMap<SecretHash, Waiting>>,
    inside: Mutex<HashMap<SecretHash, Held>>,
    results: Mutex<HashMap<SecretHash, Results>>,
}

impl Doors {
    fn await_one(&self, hash: SecretHash, link: Waiting, now: Instant) {
        let mut waiting = self.waiting.lock();
        waiting.retain(|_, link| now < link.until);
        if waiting.len() >= LINKS_MAX {
            let oldest = waiting.iter().min_by_key(|(_, link)| link.until).map(|(hash, _)| *hash);
            oldest.and_then(|oldest| waiting.remove(&oldest));
        }
        waiting.insert(hash, link);
    }

    /// Takes a link out, so that it works once whatever becomes of it.
    fn take(&self, hash: &SecretHash, now: Instant) -> Option<Waiting> {
        self.waiting.lock().remove(hash).filter(|link| now < link.until)
    }

    /// The sessions that are over. They stay until their access has ended.
    fn ended(&self, now: Instant) -> Vec<(SecretHash, Caller)> {
        let inside = self.inside.lock();
        let ended = inside.iter().filter(|(_, held)| held.until() <= now);
        ended.map(|(hash, held)| (*hash, held.caller.clone())).collect()
    }
}

/// A link, to be shown once to whoever runs the server.
pub struct ConsoleLink {
    token: BearerToken,
    /// Until when it works.
    pub until: Instant,
}

impl ConsoleLink {
    /// Path and secret: what stands behind scheme and host. It leads to the console in a language.
    #[must_use]
    pub fn expose_path(&self, language: Language) -> String {
        format!("/console/{language}/enter/{}", self.token.expose_text())
    }
}

/// A session just opened. Its secret is for one cookie and is kept nowhere else.
pub struct OpenedConsole {
    token: BearerToken,
    /// How long it stands at most, in seconds.
    pub life_seconds: i64,
}

impl OpenedConsole {
    /// The secret.
    #[must_use]
    pub fn expose_text(&self) -> &str {
        self.token.expose_text()
    }
}

/// A session that stands.
#[derive(Clone)]
pub struct ConsoleSession {
    /// Who acts, for which organisation.
    pub caller: Caller,
    /// When it ends if nothing more is asked.
    pub until: Instant,
    /// The session of an account it is; none where it was opened by a link.
    pub(crate) account_session: Option<Id16>,
    hash: SecretHash,
}

impl ConsoleSession {
    /// Whether it was opened by a link, which holds on this machine alone; else it is of an account.
    #[must_use]
    pub const fn is_of_link(&self) -> bool {
        self.account_session.is_none()
    }
}

/// What a search met: enough to show that it is there, and to open it.
#[derive(Debug, Clone)]
pub struct FoundRecord {
    /// Activity it was found in.
    pub activity: String,
    /// The caller's key.
    pub key: RecordKey,
    /// Whose.
    pub subject: SubjectId,
    /// Category of subjects.
    pub category: String,
    /// When the data was collected.
    pub collected_at: Instant,
    /// When its period runs out, where the clock alone decides that.
    pub expires_at: Option<Instant>,
    /// When it is to be reviewed, where the charter has somebody look.
    pub review_due_at: Option<Instant>,
    /// Until when the person is to be told that it is held.
    pub inform_by: Option<Instant>,
}

impl From<RecordView> for FoundRecord {
    fn from(record: RecordView) -> Self {
        Self {
            activity: record.activity,
            key: record.key,
            subject: record.subject,
            category: record.category,
            collected_at: record.collected_at,
            expires_at: record.expires_at,
            review_due_at: record.review_due_at,
            inform_by: record.inform_by,
        }
    }
}

/// What a form of a session must carry: it hangs on the session's secret and on the form, so that neither another site nor another form can give it.
#[must_use]
pub fn form_token(secret: &str, form: &str) -> String {
    form_hash(secret, form).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a form carries its token.
#[must_use]
pub fn is_form_token(secret: &str, form: &str, given: &str) -> bool {
    let mut bytes = [0; 32];
    let pairs = given.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or_default());
    let read = pairs.map(|pair| u8::from_str_radix(pair, 16));
    let mut count = 0;
    for (into, from) in bytes.iter_mut().zip(read) {
        let Ok(byte) = from else { return false };
        *into = byte;
        count += 1;
    }
    count == 32 && given.len() == 64 && hashes_equal(&bytes, &form_hash(secret, form))
}

fn form_hash(secret: &str, form: &str) -> [u8; 32] {
    // The secret is of one length, so the two cannot run into one another.
    Sha256::new()
        .chain_update(b"vern console form\0")
        .chain_update(secret)
        .chain_update(form)
        .finalize()
        .into()
}

impl Installation {
    /// A link into the console of an organisation, for someone in a role.
    ///
    /// # Errors
    /// `controller.unknown`, `role.unknown`, `role.not_given`, `charter.none_in_force`.
    pub fn issue_console_link(&self, slug: &str, role: &str) -> Result<ConsoleLink, Problem> {
        let controller = self.controller(slug)?;
        self.require_role(&controller, role)?;
        let token = BearerToken::generate()?;
        let (now, until) = (self.now(), self.now().plus_micros(LINK_LIFE));
        let link = Waiting { slug: slug.to_owned(), role: role.to_owned(), until };
        self.doors.await_one(token.hash(), link, now);
        Ok(ConsoleLink { token, until })
    }

    /// Opens a session by a link, which is spent with it.
    ///
    /// # Errors
    /// `console.link_spent` for one that is used, too old or none at all; `store.*`.
    pub async fn open_console(&self, secret: &str) -> Result<OpenedConsole, Problem> {
        self.end_console_sessions().await?;
        let now = self.now();
        let spent = || Problem::NotFound { code: "console.link_spent" };
        let link = bearer_hash(secret).and_then(|hash| self.doors.take(&hash, now)).ok_or_else(spent)?;
        let ends_at = now.plus_micros(SESSION_LIFE);
        let issued = {
            let new = NewAccess { role: link.role.clone(), until: Some(ends_at), reach: None };
            self.issue_token_for(&link.slug, &new).await?.value
        };
        let caller = self.authenticate(issued.token.expose_text())?;
        let token = BearerToken::generate()?;
        let held = Held { caller, used_at: now, ends_at };
        self.doors.inside.lock().insert(token.hash(), held);
        Ok(OpenedConsole { token, life_seconds: SESSION_LIFE / 1_000_000 })
    }

    /// The session a secret belongs to, which goes on from here; none where there is none or its access has been ended.
    ///
    /// # Errors
    /// `store.*`.
    pub async fn console_session(&self, secret: &str) -> Result<Option<ConsoleSession>, Problem> {
        self.end_console_sessions().await?;
        let Some(hash) = bearer_hash(secret) else { return Ok(None) };
        let session = {
            let mut inside = self.doors.inside.lock();
            inside.get_mut(&hash).map(|held| {
                held.used_at = held.used_at.max(self.now());
                let (caller, until) = (held.caller.clone(), held.until());
                ConsoleSession { caller, until, account_session: None, hash }
            })
        };
        let Some(session) = session else { return self.session_of_account(hash).await };
        let caller = &session.caller;
        let end = self.reader()?.snapshot()?.access_end(caller.controller.id(), caller.actor)?;
        if end != Some(caller.until) {
            self.doors.inside.lock().remove(&hash);
            return Ok(None);
        }
        Ok(Some(session))
    }

    async fn session_of_account(&self, hash: SecretHash) -> Result<Option<ConsoleSession>, Problem> {
        let now = self.now();
        let found = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let found = stored_session(&snapshot, &hash, now)?;
            let staff = |it: &FoundSession| snapshot.staff_statement(it.controller, it.session.account);
            let staff = found.as_ref().map(staff).transpose()?;
            found.zip(staff)
        };
        let Some((found, staff)) = found else { return Ok(None) };
        self.note_session(&found).await?;
        let controller = self.controller_by_id(found.controller)?;
        let caller = Caller::of_account(&controller, &found, staff.state)?;
        note_use(&controller, caller.actor, now);
        let until = found.session.ends_at.min(now.plus_micros(ACCOUNT_SESSION_IDLE));
        Ok(Some(ConsoleSession { caller, until, account_session: Some(found.session.session), hash }))
    }

    /// Ends a session; that of a link with its actor's access.
    ///
    /// # Errors
    /// `store.*`.
    pub async fn close_console(&self, session: &ConsoleSession) -> Result<(), Problem> {
        self.doors.results.lock().remove(&session.hash);
        if let Some(id) = session.account_session {
            return self.end_own_session(session, &id).await;
        }
        let held = self.doors.inside.lock().remove(&session.hash);
        match held {
            Some(held) => match self.end_own_access(&held.caller).await {
                Ok(_) | Err(Problem::Unauthenticated) => Ok(()),
                Err(problem) => Err(problem),
            },
            None => Ok(()),
        }
    }

    /// Ends the sessions whose time is over.
    ///
    /// # Errors
    /// `store.*`; what could not be ended is tried again the next time.
    pub async fn end_console_sessions(&self) -> Result<(), Problem> {
        for (hash, caller) in self.doors.ended(self.now()) {
            self.end_console_access(&caller).await?;
            self.doors.inside.lock().remove(&hash);
        }
        Ok(())
    }

    async fn end_console_access(&self, caller: &Caller) -> Result<(), Problem> {
        match self.end_access(caller.controller.slug(), caller.actor).await {
            Ok(_) | Err(Problem::NotFound { code: "access.unknown" }) => Ok(()),
            Err(problem) => Err(problem),
        }
    }

    /// Remembers what a search met, and gives it an address that says nothing and works for this session only.
    ///
    /// # Errors
    /// No random bytes to be had.
    pub fn keep_console_result(
        &self,
        session: &ConsoleSession,
        found: FoundRecord,
    ) -> Result<String, Problem> {
        let token = BearerToken::generate()?;
        let until = self.now().plus_micros(RESULT_LIFE);
        let now = self.now();
        let mut results = self.doors.results.lock();
        results.retain(|_, of_one| of_one.iter().any(|(_, until, _)| now < *until));
        let of_one = results.entry(session.hash).or_default();
        if of_one.len() >= RESULTS_MAX {
            of_one.remove(0);
        }
        of_one.push((token.hash(), until, found));
        Ok(token.expose_text().to_owned())
    }

    /// What stands at such an address.
    ///
    /// # Errors
    /// `console.result_gone`.
    pub fn console_result(&self, session: &ConsoleSession, address: &str) -> Result<FoundRecord, Problem> {
        let gone = || Problem::NotFound { code: "console.result_gone" };
        let hash = bearer_hash(address).ok_or_else(gone)?;
        let now = self.now();
        let results = self.doors.results.lock();
        let results = results.get(&session.hash).map(Vec::as_slice).unwrap_or_default();
        let found = results.iter().find(|(known, until, _)| hashes_equal(known, &hash) && now < *until);
        found.map(|(_, _, found)| found.clone()).ok_or_else(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_token_is_of_one_session_and_one_form() {
        let (secret, other) = (BearerToken::generate().unwrap(), BearerToken::generate().unwrap());
        let token = form_token(secret.expose_text(), "leave");
        assert!(is_form_token(secret.expose_text(), "leave", &token));
        assert!(!is_form_token(other.expose_text(), "leave", &token));
        assert!(!is_form_token(secret.expose_text(), "open", &token));
        for given in ["", "00", "zz", &token[..62], &format!("{token}00"), "æøå"] {
            assert!(!is_form_token(secret.expose_text(), "leave", given), "{given}");
        }
    }
}
