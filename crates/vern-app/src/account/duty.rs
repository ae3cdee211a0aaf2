//! What the charter asks of staff before they touch personal data: confidentiality signed in the browser, training said with what shows it, and an
//! emergency that lets somebody in whatever they lack (P-C7, P-D8; ADR 0031).
//!
//! What was signed or attended is a record of the activity of accounts. The hash and the dates the gate decides by stand in a row. Deliberately not
//! here: the decision itself, which is the gate's.

use vern_core::decision::Code;
use vern_core::id::ActorId;
use vern_core::operation::StaffState;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_crypto::random_bytes;
use vern_journal::{Entry, EntryKind, Outcome};
use vern_policy::Rules;
use vern_policy::charter::{Administration, Confidentiality};
use vern_policy::staff::{Standing, words_hash};
use vern_store::staff::StaffRow;
use vern_text::Language;

use super::AccountChange;
use super::invite::giver;
use crate::Answer;
use crate::access::{Caller, prepared, refuse_longer, refuse_past};
use crate::committer::Change;
use crate::console::ConsoleSession;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Fields, Ground, PutRequest, reason_text};

const STATEMENT: &str = "account_statement";
const EVIDENCE: &str = "account_evidence";
const STATEMENT_KEY: &str = "statement-";

/// Where somebody stands by what is asked of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duties {
    /// On confidentiality; none where it is not asked.
    pub confidentiality: Option<Standing>,
    /// When they signed, whatever the words.
    pub signed_at: Option<Instant>,
    /// On training; none where it is not asked.
    pub training: Option<Standing>,
    /// When they were last trained.
    pub trained_at: Option<Instant>,
    /// Until when an emergency lets them in; none where none does now.
    pub let_in_until: Option<Instant>,
}

impl Duties {
    /// None where the charter asks nothing.
    pub(crate) fn of(rules: &Rules, row: &StaffRow, at: Instant) -> Option<Self> {
        let asked = rules.staff()?;
        Some(Self {
            confidentiality: asked.confidentiality_of(&row.state),
            signed_at: row.signed_at,
            training: asked.training_of(&row.state, at),
            trained_at: row.state.trained_at,
            let_in_until: row.state.let_in_until.filter(|until| at < *until),
        })
    }

    fn all(&self) -> impl Iterator<Item = Standing> {
        self.confidentiality.into_iter().chain(self.training)
    }

    /// Whether the gate refuses them, but for an emergency.
    #[must_use]
    pub fn is_lacking(&self) -> bool {
        self.all().any(|standing| standing == Standing::Lacking)
    }

    /// Whether something is to be done soon, or is overdue.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.all().any(Standing::is_due)
    }
}

/// What somebody is asked to sign.
#[derive(Debug, Clone)]
pub struct StatementWords {
    /// The organisation's own name of the words.
    pub version: String,
    /// The words, in the language asked for.
    pub words: String,
    /// What tells them from others, as a form sends it back: nobody signs words they were not shown.
    pub hash: String,
}

impl StatementWords {
    fn of(statement: &Confidentiality, language: Language) -> Self {
        let hash = words_hash(statement).iter().map(|byte| format!("{byte:02x}")).collect();
        let words = statement.words.in_language(language).to_owned();
        Self { version: statement.version.clone(), words, hash }
    }
}

/// One's own duties, with what there is to sign.
#[derive(Debug, Clone)]
pub struct OwnDuties {
    /// Where one stands.
    pub duties: Duties,
    /// The words of the statement; none where none is asked.
    pub words: Option<StatementWords>,
}

/// How many people with an account lack something, soon will, or are let in by an emergency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StaffDue {
    /// Refused by the gate.
    pub lacking: u64,
    /// Not refused, and something is due.
    pub soon: u64,
    /// Let in by an emergency.
    pub let_in: u64,
}

impl Installation {
    /// What is asked of somebody with an account; none where the charter asks nothing.
    ///
    /// # Errors
    /// `page.unknown` for a session without an account; `charter.none_in_force`, `store.*`.
    pub fn own_duties(
        &self,
        session: &ConsoleSession,
        language: Language,
    ) -> Result<Option<OwnDuties>, Problem> {
        session.account_session.ok_or(Problem::NotFound { code: "page.unknown" })?;
        let caller = &session.caller;
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let row = snapshot.staff_statement(caller.controller.id(), caller.actor)?;
        let rules = &ground.in_force.rules;
        let words = statement(rules).map(|statement| StatementWords::of(statement, language));
        Ok(Duties::of(rules, &row, ground.at).map(|duties| OwnDuties { duties, words }))
    }

    /// Signs the statement of confidentiality in force, by whoever has the account. `shown` is the hash of the words they were shown.
    ///
    /// # Errors
    /// `page.unknown` for a session without an account; `account.nothing_asked`; `account.words_changed` where the words in force are others than
    /// were shown; [`Problem::Refused`] where Vern's own role has not what it takes; `conflict.busy`, `store.*`.
    pub async fn sign_confidentiality(
        &self,
        session: &ConsoleSession,
        shown: &str,
        language: Language,
    ) -> Result<Answer<()>, Problem> {
        let caller = own(session)?;
        let rules = self.rules_now(&caller.controller)?;
        let asked = statement(&rules).ok_or(Problem::Conflict { code: "account.nothing_asked" })?;
        let words = StatementWords::of(asked, language);
        require_shown(&words, shown)?;
        let text = format!("{}\n\n{}\n\nSHA-256 {}", words.version, words.words, words.hash);
        self.keep_statement(caller, caller.actor, text, None).await?;
        let prepare = || {
            let reader = self.reader()?;
            let ground = self.ground(caller, &reader.snapshot()?)?;
            let rules = &ground.in_force.rules;
            let asked = statement(rules).ok_or(Problem::Conflict { code: "account.nothing_asked" })?;
            require_shown(&StatementWords::of(asked, language), shown)?;
            let sign = AccountChange::Sign { account: caller.actor, words: words_hash(asked) };
            Ok(prepared(&ground, caller, Change::Account(sign), said(&ground, caller.actor, caller)))
        };
        self.perform(caller, prepare).await
    }

    /// Notes that whoever has the account was trained in data protection, on a day, with what shows it.
    ///
    /// # Errors
    /// `page.unknown` for a session without an account; `account.nothing_asked`; `account.training_day` for a day to come, or so long ago that it
    /// would not count; `account.evidence_missing`, `reason.too_long`; [`Problem::Refused`]; `conflict.busy`, `store.*`.
    pub async fn record_training(
        &self,
        session: &ConsoleSession,
        day: Instant,
        evidence: &Personal<String>,
    ) -> Result<Answer<()>, Problem> {
        let caller = own(session)?;
        let shown = reason_text(Some(evidence))?;
        let shown = shown.ok_or_else(|| Problem::invalid_field("account.evidence_missing", "evidence"))?;
        let asked = {
            let reader = self.reader()?;
            let ground = self.ground(caller, &reader.snapshot()?)?;
            let asked = ground.in_force.rules.staff().and_then(|asked| asked.training);
            let asked = asked.ok_or(Problem::Conflict { code: "account.nothing_asked" })?;
            if day > ground.at || asked.ends(day).1 <= ground.at {
                return Err(Problem::invalid_field("account.training_day", "day"));
            }
            asked
        };
        let text = format!("{} · {}", day.to_date(), asked.every);
        self.keep_statement(caller, caller.actor, text, Some(shown)).await?;
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let ground = self.ground(caller, &snapshot)?;
            let known = snapshot.staff_statement(caller.controller.id(), caller.actor)?.state.trained_at;
            // What was said before of a later day goes on counting.
            let at = known.map_or(day, |known| known.max(day));
            let train = AccountChange::Train { account: caller.actor, at };
            Ok(prepared(&ground, caller, Change::Account(train), said(&ground, caller.actor, caller)))
        };
        self.perform(caller, prepare).await
    }

    /// Lets somebody in for a while whatever they lack of what is asked of staff, on the word of someone else whose role administers access. It stands
    /// in the journal, on the console's first page as long as it lasts, and beside every operation it lets through.
    ///
    /// # Errors
    /// As [`Installation::end_account`]; `account.emergency_own`, `account.emergency_chain` for a caller an emergency alone lets in, `account.emergency_none`, `account.nothing_lacking`; `access.until_past`,
    /// `account.emergency_long`; `account.reason_missing`, `reason.too_long`; [`Problem::Refused`]; `conflict.busy`, `store.*`.
    pub async fn let_in(
        &self,
        caller: &Caller,
        account: ActorId,
        until: Instant,
        reason: &Personal<String>,
    ) -> Result<Answer<()>, Problem> {
        let why = reason_text(Some(reason))?;
        let why = why.ok_or_else(|| Problem::invalid_field("account.reason_missing", "reason"))?;
        self.may_let_in(caller, account, until)?;
        let text = format!("→ {until} · {}", caller.actor);
        self.keep_statement(caller, account, text, Some(why)).await?;
        let prepare = || {
            let (ground, lacking) = self.may_let_in(caller, account, until)?;
            let mut draft = said(&ground, account, caller);
            draft.outcome = Some(Outcome::Observed);
            draft.codes = lacking.iter().map(|code| code.as_str().to_owned()).collect();
            draft.until = Some(until.as_unsigned_micros());
            let let_in = AccountChange::LetIn { account, until };
            Ok(prepared(&ground, caller, Change::Account(let_in), draft))
        };
        self.perform(caller, prepare).await
    }

    /// Ends an emergency before its time, on the word of anyone whose role administers access. What is under way is decided again.
    ///
    /// # Errors
    /// As [`Installation::end_account`]; `account.not_let_in` where no emergency lets the account in; [`Problem::Repeated`]; `conflict.busy`, `store.*`.
    pub async fn end_emergency(&self, caller: &Caller, account: ActorId) -> Result<Answer<()>, Problem> {
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let (ground, ..) = self.standing_account(caller, &snapshot, account)?;
            let known = snapshot.staff_statement(caller.controller.id(), account)?.state;
            if !known.is_let_in(ground.at) {
                return Err(Problem::Conflict { code: "account.not_let_in" });
            }
            let mut draft = said(&ground, account, caller);
            // Let in until now: the same entry as when it began, with its end.
            draft.outcome = Some(Outcome::Observed);
            draft.until = Some(ground.at.as_unsigned_micros());
            let end = AccountChange::LetIn { account, until: ground.at };
            Ok(prepared(&ground, caller, Change::Account(end), draft))
        };
        self.perform(caller, prepare).await
    }

    /// What a caller who may let somebody in acts by, and what the other lacks.
    fn may_let_in(
        &self,
        caller: &Caller,
        account: ActorId,
        until: Instant,
    ) -> Result<(Ground, Vec<Code>), Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let (ground, ..) = self.standing_account(caller, &snapshot, account)?;
        if account == caller.actor {
            return Err(Problem::Denied { code: "account.emergency_own" });
        }
        if ground.emergency_until().is_some() {
            return Err(Problem::Denied { code: "account.emergency_chain" });
        }
        refuse_longer(caller, Some(until))?;
        let rules = &ground.in_force.rules;
        let asked = rules.staff().ok_or(Problem::Conflict { code: "account.nothing_asked" })?;
        let most = asked.emergency.ok_or(Problem::Conflict { code: "account.emergency_none" })?;
        refuse_past(Some(until), ground.at)?;
        if until > most.after(ground.at) {
            return Err(Problem::invalid_field("account.emergency_long", "until"));
        }
        let known = snapshot.staff_statement(caller.controller.id(), account)?.state;
        let lacking: Vec<Code> = asked.lacks(&StaffState { let_in_until: None, ..known }, ground.at);
        if lacking.is_empty() {
            return Err(Problem::Conflict { code: "account.nothing_lacking" });
        }
        Ok((ground, lacking))
    }

    /// A record of what somebody signed or attended, or why they are let in, written by Vern: no role needs a grant for it.
    async fn keep_statement(
        &self,
        caller: &Caller,
        account: ActorId,
        text: String,
        evidence: Option<&str>,
    ) -> Result<(), Problem> {
        let activity = self.account_activity(&caller.controller)?;
        let itself = self.acting_itself(&caller.controller)?;
        let subject = self.holder(&itself, &activity, account).await?.subject;
        let text = [(STATEMENT.to_owned(), Personal::new(text))].into_iter();
        let evidence = evidence.map(|shown| (EVIDENCE.to_owned(), Personal::new(shown.to_owned())));
        let fields: Fields = text.chain(evidence).collect();
        let put = PutRequest { activity, subject: Some(subject), fields, ..PutRequest::default() };
        let key = format!("{STATEMENT_KEY}{}", uuid::Uuid::from_bytes(random_bytes()?));
        self.put_record(&itself, &key, &put).await.map(drop)
    }

    /// How many people with an account lack something of what is asked; none for a role that does not administer access, and where nothing is asked.
    pub(crate) fn staff_due(&self, caller: &Caller) -> Result<Option<StaffDue>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = &ground.in_force.rules;
        let sees_to = rules.administers(&caller.role).contains(&Administration::Access);
        if rules.staff().is_none() || !sees_to {
            return Ok(None);
        }
        let id = caller.controller.id();
        let mut due = StaffDue::default();
        for (account, access) in snapshot.accounts(id)? {
            let stands = access.ends_at.is_none_or(|end| end > ground.at) && account.activated_at.is_some();
            let row = snapshot.staff_statement(id, account.account)?;
            let Some(duties) = Duties::of(rules, &row, ground.at).filter(|_| stands) else { continue };
            due.let_in += u64::from(duties.let_in_until.is_some());
            // Who is let in is not refused.
            due.lacking += u64::from(duties.is_lacking() && duties.let_in_until.is_none());
            due.soon += u64::from(duties.is_due() && !duties.is_lacking());
        }
        Ok(Some(due))
    }
}

fn own(session: &ConsoleSession) -> Result<&Caller, Problem> {
    session.account_session.ok_or(Problem::NotFound { code: "page.unknown" })?;
    Ok(&session.caller)
}

fn statement(rules: &Rules) -> Option<&Confidentiality> {
    let staff = rules.charter().staff.as_ref()?;
    staff.value.confidentiality.as_ref().map(|statement| &statement.value)
}

fn require_shown(words: &StatementWords, shown: &str) -> Result<(), Problem> {
    if words.hash == shown { Ok(()) } else { Err(Problem::Conflict { code: "account.words_changed" }) }
}

/// The entry beside what is said of somebody on the staff: who said it, of whom.
fn said(ground: &Ground, account: ActorId, by: &Caller) -> Entry {
    let mut draft = Entry::new(0, 0, EntryKind::Access);
    draft.actor = giver(by);
    draft.holder = Some(*account.as_bytes());
    draft.outcome = Some(Outcome::Permitted);
    draft.charters = ground.in_force.rules.sources().iter().map(|source| source.hash).collect();
    draft
}
