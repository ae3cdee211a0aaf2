//! Who has seen what is held on a person, from the journal: organisation, role, for what, when. No name of anyone stands there, so none is told; whoever
//! wants one asks the controller, which decides.

use vern_core::case::Right;
use vern_core::id::ActorId;
use vern_core::operation;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_journal::{Act, Outcome};
use vern_policy::Rules;
use vern_text::Language;

use super::WHY;
use super::held::HeldPlace;
use super::session::MyPageSession;
use crate::history::question::{HistoryLine, HistoryPlace, LinkUse, Noted, Paging, PersonQuestion};
use crate::installation::Installation;
use crate::names::Names;
use crate::own_work::{OWN_ACTOR, SUBJECT_ACTOR};
use crate::problem::Problem;
use crate::retention::RETENTION_ACTOR;

/// Lines shown at once.
const LINES_SHOWN: usize = 30;

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeenBy {
    /// The person themselves, here.
    Oneself,
    /// Vern, by itself: so that someone could sign in, so that a message was sent.
    Vern,
    /// The run that erases what has run out.
    Retention,
    /// Whoever runs the installation.
    Operator,
    /// Someone in a role, of an organisation.
    Role {
        /// Name of the organisation: the controller's, or that of the supplier the role works for.
        organisation: String,
        /// Name of the role.
        role: String,
    },
}

/// One thing that was done, or asked for and refused.
#[derive(Debug, Clone)]
pub struct SeenLine {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: SeenBy,
    /// What, where it was an act on data.
    pub act: Option<Act>,
    /// What it notes beside the act it was asked as.
    pub noted: Option<Noted>,
    /// Name of the activity: what for.
    pub activity: Option<String>,
    /// Name of the supplier it was handed to.
    pub recipient: Option<String>,
    /// It was refused.
    pub is_refused: bool,
}

/// A page of lines.
#[derive(Debug, Clone, Default)]
pub struct SeenPage {
    /// The newest first.
    pub lines: Vec<SeenLine>,
    /// Lines of this page that are not shown: of activities the role for people may not see.
    pub left_out: u64,
    /// Where to go on; none at the end.
    pub next: Option<HistoryPlace>,
}

impl Installation {
    /// Who has seen what is held on the person as one of those they are registered as, the newest first.
    ///
    /// # Errors
    /// `page.unknown` for what is none of theirs; `role.none_for_subjects`, `conflict.busy`, `store.*`.
    pub async fn own_readers(
        &self,
        session: &MyPageSession,
        (registration, after): (usize, Option<HistoryPlace>),
        language: Language,
    ) -> Result<SeenPage, Problem> {
        self.require_strength(session, Right::Access)?;
        let (caller, subject) = self.acting_as_own(session, registration)?;
        let rules = self.rules_now(&session.controller)?;
        let mut places = self.own_places(session)?;
        places.retain(|place| place.registration == registration);
        // Asked where the role may read, or else where it may take along: every one of these is one or the other.
        let may_read = |place: &HeldPlace| caller.may(&rules, &place.activity, operation::Act::Read);
        places.sort_by_key(|place| !may_read(place));
        let Some(place) = places.into_iter().next() else { return Ok(SeenPage::default()) };
        let question = PersonQuestion {
            subject,
            export: !may_read(&place),
            activity: place.activity,
            link_use: LinkUse::Access,
            reason: Some(Personal::new(WHY.to_owned())),
            paging: Paging { after, newest_first: true, most: LINES_SHOWN },
        };
        let history = self.person_history(&caller, &question).await?.value;
        let names = self.names(&session.controller, language)?;
        let lines =
            history.page.lines.into_iter().map(|line| line_of(&rules, &names, language, line)).collect();
        Ok(SeenPage { lines, left_out: history.left_out, next: history.page.next })
    }
}

fn line_of(rules: &Rules, names: &Names, language: Language, line: HistoryLine) -> SeenLine {
    SeenLine {
        at: line.at,
        by: by(rules, names, language, line.actor, line.role.as_deref()),
        act: line.act,
        noted: line.noted,
        activity: line.activity.as_ref().map(|id| names.activity(id)),
        recipient: line.recipient.as_ref().map(|id| names.supplier(id)),
        is_refused: line.outcome == Some(Outcome::Refused),
    }
}

fn by(
    rules: &Rules,
    names: &Names,
    language: Language,
    actor: Option<ActorId>,
    role: Option<&str>,
) -> SeenBy {
    let known =
        [(SUBJECT_ACTOR, SeenBy::Oneself), (OWN_ACTOR, SeenBy::Vern), (RETENTION_ACTOR, SeenBy::Retention)];
    let Some(actor) = actor else { return SeenBy::Operator };
    if let Some((_, by)) = known.into_iter().find(|(known, _)| *known == actor) {
        return by;
    }
    let declared = rules.charter().roles.iter().find(|declared| Some(declared.id.value.as_str()) == role);
    let supplier = declared.and_then(|role| role.supplier.as_ref());
    let works_for = supplier
        .and_then(|id| rules.charter().all_suppliers().find(|supplier| supplier.id.value == id.value));
    let organisation = works_for.map_or_else(
        || rules.charter().organisation.name.clone(),
        |supplier| supplier.shown_name(language).to_owned(),
    );
    SeenBy::Role { organisation, role: role.map(|id| names.role(id)).unwrap_or_default() }
}
