//! What someone sees of their own account: where they are signed in, each of which they can end, and when they signed in, from where.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;

use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_store::row::Id16;

use super::AccountChange;
use super::holder::{ADDRESS, EMAIL, MEANS, NAME, is_sign_in, sign_in_key, within};
use super::identified::Means;
use super::session::until;
use crate::committer::Change;
use crate::console::ConsoleSession;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{SEARCH_MAX, SearchBy, SearchRequest};

/// The newest sign-ins that are shown.
const SIGN_INS_MAX: usize = 50;

/// Someone's own account.
#[derive(Debug, Clone)]
pub struct OwnAccount {
    /// Name.
    pub name: Personal<String>,
    /// E-mail address.
    pub email: Personal<String>,
    /// Sessions that stand, the newest first.
    pub sessions: Vec<OwnSession>,
    /// The newest sign-ins, the newest first.
    pub sign_ins: Vec<SignInLine>,
}

/// A session of one's own.
#[derive(Debug, Clone)]
pub struct OwnSession {
    /// Its id; it opens nothing.
    pub id: Id16,
    /// When it began.
    pub started_at: Instant,
    /// When it was last used, to the minute.
    pub used_at: Instant,
    /// When it ends if nothing more is asked.
    pub until: Instant,
    /// It is the one that asks.
    pub is_this: bool,
    /// What was signed in with, where that is kept.
    pub means: Option<Means>,
}

/// One sign-in.
#[derive(Debug, Clone)]
pub struct SignInLine {
    /// When.
    pub at: Instant,
    /// From which address.
    pub address: Personal<String>,
    /// With what, where that is kept.
    pub means: Option<Means>,
}

impl Installation {
    /// The account a session is of. Read by Vern for whoever has it, so that no role needs a grant to see its own.
    ///
    /// # Errors
    /// `page.unknown` for a session without an account; [`Problem::Refused`], `store.*`.
    pub async fn own_account(&self, session: &ConsoleSession) -> Result<OwnAccount, Problem> {
        let this = session.account_session.ok_or(Problem::NotFound { code: "page.unknown" })?;
        let (controller, account) = (&session.caller.controller, session.caller.actor);
        let activity = self.account_activity(controller)?;
        let itself = self.acting_itself(controller)?;
        let holder = self.holder(&itself, &activity, account).await?;
        let request = SearchRequest {
            circumstance: within(&activity),
            by: SearchBy::Subject(holder.subject),
            after: None,
            most: SEARCH_MAX,
        };
        let now = self.now();
        let rows = self.reader()?.snapshot()?.sessions(controller.id(), account)?;
        let mut sign_ins = VecDeque::new();
        let mut means_of = BTreeMap::new();
        self.each_page(&itself, request, |page| {
            for record in page.value.records.into_iter().filter(|record| is_sign_in(&record.key)) {
                let Some(address) = record.fields.get(ADDRESS).cloned() else { continue };
                let means = record.fields.get(MEANS).and_then(|means| Means::from_text(means.reveal()));
                if let Some(row) = rows.iter().find(|row| sign_in_key(&row.session) == record.key.as_str()) {
                    means_of.insert(row.session, means.clone());
                }
                sign_ins.push_front(SignInLine { at: record.collected_at, address, means });
                sign_ins.truncate(SIGN_INS_MAX);
            }
            ControlFlow::Continue(())
        })
        .await?;
        let sessions = rows.iter().filter(|row| now < until(row)).map(|row| OwnSession {
            id: row.session,
            started_at: row.started_at,
            used_at: row.used_at,
            until: until(row),
            is_this: row.session == this,
            means: means_of.get(&row.session).cloned().flatten(),
        });
        let field = |id| Personal::new(holder.field(id).unwrap_or_default().to_owned());
        Ok(OwnAccount {
            name: field(NAME),
            email: field(EMAIL),
            sessions: sessions.collect(),
            sign_ins: sign_ins.into(),
        })
    }

    /// Ends a session of one's own; another's is as if it were not there.
    ///
    /// # Errors
    /// `account.session_unknown`; `store.*`.
    pub async fn end_own_session(&self, session: &ConsoleSession, id: &Id16) -> Result<(), Problem> {
        let (controller, account) = (&session.caller.controller, session.caller.actor);
        let rows = self.reader()?.snapshot()?.sessions(controller.id(), account)?;
        if session.account_session.is_none() || !rows.iter().any(|row| row.session == *id) {
            return Err(Problem::NotFound { code: "account.session_unknown" });
        }
        let end = Change::Account(AccountChange::EndSession { session: *id });
        self.change(controller.id(), end, None).await.map(drop)
    }

    /// Ends every session of one's own, the one that asks among them; says how many.
    ///
    /// # Errors
    /// `page.unknown` for a session without an account; `store.*`.
    pub async fn end_own_sessions(&self, session: &ConsoleSession) -> Result<usize, Problem> {
        session.account_session.ok_or(Problem::NotFound { code: "page.unknown" })?;
        let (controller, account) = (&session.caller.controller, session.caller.actor);
        let now = self.now();
        let rows = self.reader()?.snapshot()?.sessions(controller.id(), account)?;
        let count = rows.iter().filter(|row| now < until(row)).count();
        let end = Change::Account(AccountChange::EndSessions { account });
        self.change(controller.id(), end, None).await?;
        Ok(count)
    }
}
