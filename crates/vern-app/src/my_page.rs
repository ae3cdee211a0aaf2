//! My page: where a person sees what one controller holds on them, who has seen it and what they consent to, and takes it along (ADR 0032).
//!
//! They show who they are by a one-time code sent to an address that is held already. That is a known contact (`IdentifiedBy`), and no more: what asks
//! for a surer identification is asked for elsewhere. What is then done is done in the role the charter has for people themselves (`held_by: subject`),
//! through the gate and into the journal like everything else. Deliberately not here: HTTP, pages; any right of a role's that the charter does not give.

mod code;
mod consent;
mod desk;
mod held;
mod person;
mod seen;
mod session;

use vern_core::operation::Act;
use vern_core::value::DataKind;
use vern_policy::Rules;
use vern_policy::charter::{Carried, HeldBy};

use crate::controller::Controller;
use crate::installation::Installation;
use crate::outbox::Channel;
use crate::problem::Problem;

pub use code::{AskedCode, CodeErrand, CodeRequest};
pub use consent::OwnConsent;
pub(crate) use desk::CodeDesk;
pub use held::{HeldActivity, HeldPlace, HeldRecord, OwnDownload};
pub use seen::{SeenBy, SeenLine, SeenPage};
pub(crate) use session::SubjectSessionChange;
pub use session::{IDLE_MINUTES, MyPageSession, OpenedMyPage};

/// The reason the journal has for what is looked up so that someone can show who they are.
const WHY_SIGN_IN: &str = "my page: sign-in";
/// The reason the journal has for what people look at.
const WHY: &str = "my page";

/// By what people can ask for a code here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reachable {
    /// E-mail addresses.
    pub by_email: bool,
    /// Phone numbers.
    pub by_phone: bool,
}

/// A data type people are reached by, and an activity that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Contact {
    activity: String,
    data_type: String,
    channel: Channel,
}

/// What stands behind My page in the rules: none where it is not offered.
fn contacts(rules: &Rules) -> Option<Vec<Contact>> {
    let (vern, subject) = (rules.role_held_by(HeldBy::Vern)?, rules.role_held_by(HeldBy::Subject)?);
    let outbox = rules.carrying(Carried::Outbox)?;
    let activities = || rules.charter().activities.iter().map(|activity| activity.id.value.as_str());
    let shows_any = activities().any(|activity| reads(rules, subject, activity));
    if !shows_any || !rules.may(vern, outbox, Act::Register) {
        return None;
    }
    let mut found = Vec::new();
    for activity in activities().filter(|activity| *activity != outbox && reads(rules, vern, activity)) {
        for declared in &rules.charter().data_types {
            let Some((place, kind, true)) = rules.data_type(&declared.id.value) else { continue };
            let channel = match kind {
                DataKind::Email => Channel::Email,
                DataKind::Phone => Channel::Sms,
                _ => continue,
            };
            if rules.data_of(activity).contains(place) {
                let (activity, data_type) = (activity.to_owned(), declared.id.value.clone());
                found.push(Contact { activity, data_type, channel });
            }
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a role may look in an activity, one way or the other.
fn reads(rules: &Rules, role: &str, activity: &str) -> bool {
    rules.may(role, activity, Act::Read) || rules.may(role, activity, Act::Export)
}

impl Installation {
    /// By what people can sign in to My page; none where the charter in force does not have what it takes: a role for people and one for Vern, an
    /// outbox, and an address to look up.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn my_page_reachable(&self, controller: &Controller) -> Result<Option<Reachable>, Problem> {
        let rules = self.rules_now(controller)?;
        let has = |contacts: &[Contact], channel| contacts.iter().any(|contact| contact.channel == channel);
        Ok(contacts(&rules).map(|contacts| Reachable {
            by_email: has(&contacts, Channel::Email),
            by_phone: has(&contacts, Channel::Sms),
        }))
    }

    /// What people are reached by here.
    fn contacts(&self, controller: &Controller) -> Result<Vec<Contact>, Problem> {
        contacts(&*self.rules_now(controller)?).ok_or(Problem::NotFound { code: "my_page.not_offered" })
    }
}
