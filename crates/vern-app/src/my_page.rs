//! My page: where a person sees what one controller holds on them, who has seen it and what they consent to, and takes it along (ADR 0032).
//!
//! They show who they are by a one-time code sent to an address that is held already, which is a known contact and no more, or on the word of an
//! identity provider (ADR 0033). Which of them a right needs stands in the charter (`identified_by`). What is then done is done in the role the charter has for people themselves (`held_by: subject`),
//! through the gate and into the journal like everything else. Deliberately not here: HTTP, pages; any right of a role's that the charter does not give.

mod code;
mod consent;
mod desk;
mod held;
mod identified;
mod person;
mod request;
mod seen;
mod session;

use vern_core::case::{CaseKind, Right};
use vern_core::operation::Act;
use vern_core::value::DataKind;
use vern_policy::Rules;
use vern_policy::charter::{Carried, DataType, HeldBy};

use crate::controller::Controller;
use crate::identity::{Errand, IdentityOffer};
use crate::installation::Installation;
use crate::problem::Problem;
use crate::rights::needed_strength;

pub use code::{AskedCode, CodeErrand, CodeRequest};
pub use consent::OwnConsent;
pub(crate) use desk::CodeDesk;
pub use held::{HeldActivity, HeldPlace, HeldRecord, OwnDownload};
pub(crate) use identified::takes_identities;
pub use request::{ANSWER_DAYS, Concerned, HeldInNumbers, OwnAnswer, OwnRequest, OwnWish};
pub use seen::{SeenBy, SeenLine, SeenPage};
pub(crate) use session::SubjectSessionChange;
pub use session::{IDLE_MINUTES, MyPageSession, OpenedMyPage};

/// The reason the journal has for what is looked up so that someone can show who they are.
const WHY_SIGN_IN: &str = "my page: sign-in";
/// The reason the journal has for what people look at.
const WHY: &str = "my page";

/// By what people can ask for a code here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reachable {
    /// E-mail addresses.
    pub by_email: bool,
    /// Phone numbers.
    pub by_phone: bool,
    /// Who says who they are.
    pub by_provider: Vec<IdentityOffer>,
}

impl Reachable {
    /// Whether a code can be sent.
    #[must_use]
    pub const fn by_code(&self) -> bool {
        self.by_email || self.by_phone
    }
}

/// A data type people show who they are by, and an activity that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contact {
    activity: String,
    data_type: String,
    kind: DataKind,
}

/// Data types people can show who they are by. An address needs an outbox the code goes out by.
fn contacts(rules: &Rules) -> Vec<Contact> {
    let (Some(vern), Some(subject)) = (rules.role_held_by(HeldBy::Vern), rules.role_held_by(HeldBy::Subject))
    else {
        return Vec::new();
    };
    let outbox = rules.carrying(Carried::Outbox);
    let sends = outbox.is_some_and(|outbox| rules.may(vern, outbox, Act::Register));
    let activities = || rules.charter().activities.iter().map(|activity| activity.id.value.as_str());
    let mut found = Vec::new();
    if !activities().any(|activity| reads(rules, subject, activity)) {
        return found;
    }
    for activity in activities().filter(|it| Some(*it) != outbox && reads(rules, vern, it)) {
        for declared in rules.charter().data_types.iter().filter(|it| is_own(rules, activity, it)) {
            let Some((place, kind, true)) = rules.data_type(&declared.id.value) else { continue };
            let is_shown_by = match kind {
                DataKind::Email | DataKind::Phone => sends,
                DataKind::NationalId => true,
                _ => false,
            };
            if is_shown_by && rules.data_of(activity).contains(place) {
                let (activity, data_type) = (activity.to_owned(), declared.id.value.clone());
                found.push(Contact { activity, data_type, kind });
            }
        }
    }
    found
}

/// Whether an address is that of the person the record is about. A guardian's or a referee's is looked up as well, and is nobody's way to this page: so the
/// charter says which is whose own. A subscriber's is theirs, since they have confirmed it.
fn is_own(rules: &Rules, activity: &str, declared: &DataType) -> bool {
    let confirmed = Carried::Subscriptions.data_types().iter().any(|(id, _)| *id == declared.id.value);
    declared.identifies || (confirmed && rules.carrying(Carried::Subscriptions) == Some(activity))
}

/// Whether a role may look in an activity, one way or the other.
fn reads(rules: &Rules, role: &str, activity: &str) -> bool {
    rules.may(role, activity, Act::Read) || rules.may(role, activity, Act::Export)
}

impl Installation {
    /// By what people can sign in to My page; none where neither the charter in force nor the settings have what it takes: a role for people and one for
    /// Vern, and either an outbox with an address to look up, or an identity provider with a national identity number to look up.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn my_page_reachable(&self, controller: &Controller) -> Result<Option<Reachable>, Problem> {
        let rules = self.rules_now(controller)?;
        let contacts = contacts(&rules);
        let has = |kind| contacts.iter().any(|contact| contact.kind == kind);
        let reachable = Reachable {
            by_email: has(DataKind::Email),
            by_phone: has(DataKind::Phone),
            by_provider: self.identity_offers(controller, &Errand::MyPage)?,
        };
        Ok(Some(reachable).filter(|it| it.by_code() || !it.by_provider.is_empty()))
    }

    /// What people are found by here, of one kind.
    fn contacts(&self, controller: &Controller, kind: DataKind) -> Result<Vec<Contact>, Problem> {
        let contacts = contacts(&*self.rules_now(controller)?);
        Ok(contacts.into_iter().filter(|contact| contact.kind == kind).collect())
    }

    /// Refuses what needs somebody to be known more surely than they are.
    fn require_strength(&self, session: &MyPageSession, right: Right) -> Result<(), Problem> {
        let rules = self.rules_now(&session.controller)?;
        if needed_strength(&rules, CaseKind::Rights(right)) > session.strength {
            return Err(Problem::Denied { code: "my_page.too_weak" });
        }
        Ok(())
    }
}
