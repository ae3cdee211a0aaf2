//! What a role can choose among: the activities it may read in, and by what records are looked up.

use vern_core::operation::Act;
use vern_policy::charter::{Administration, Carried, HeldBy, Role};
use vern_text::Language;

use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;

/// What a role can choose among, each with id and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The role's own name.
    pub role: String,
    /// Activities the role may read in.
    pub readable: Vec<(String, String)>,
    /// Activities the role has any grant in.
    pub granted: Vec<(String, String)>,
    /// Data types that records can be looked up by.
    pub lookups: Vec<(String, String)>,
    /// Whether the role has anything to do with requests about rights.
    pub handles_cases: bool,
    /// Whether a person looks whether data is to stay, in an activity the role has a grant in.
    pub reviews: bool,
    /// Whether people who were not asked themselves are told, in an activity the role has a grant in.
    pub informing: bool,
    /// Whether accesses are looked at again.
    pub access_reviews: bool,
    /// Whether people subscribe to a newsletter, in an activity the role has a grant in.
    pub newsletter: bool,
    /// Roles an account can be given in; none where the role does not administer access, or the charter has no accounts.
    pub given_roles: Vec<(String, String)>,
}

impl Installation {
    /// What a caller can choose among, by the charter in force.
    ///
    /// # Errors
    /// `credential.invalid` where its access has ended; `charter.none_in_force`, `store.*`.
    pub fn console_choices(&self, caller: &Caller, language: Language) -> Result<Choices, Problem> {
        let reader = self.reader()?;
        let rules = self.ground(caller, &reader.snapshot()?)?.in_force.rules;
        let charter = rules.charter();
        let role = charter.roles.iter().find(|role| role.id.value == caller.role);
        let grants = role.map(|role| role.may.as_slice()).unwrap_or_default();
        let among = |may: &dyn Fn(&str) -> bool| {
            let known = charter.activities.iter().filter(|activity| may(&activity.id.value));
            known
                .map(|it| (it.id.value.clone(), it.label.in_language(language).to_owned()))
                .collect::<Vec<_>>()
        };
        let may_read = |id: &str| {
            grants.iter().any(|grant| grant.activity.value == id && grant.acts.contains(&Act::Read))
        };
        let lookups = charter.data_types.iter().filter(|data_type| {
            rules.data_type(&data_type.id.value).is_some_and(|(_, _, is_lookup)| is_lookup)
        });
        let gives = rules.administers(&caller.role).contains(&Administration::Access)
            && rules.carrying(Carried::StaffAccounts).is_some();
        let own = rules.administers(&caller.role);
        let may_give = |role: &&Role| {
            gives && role.held_by == HeldBy::Staff && role.administers.iter().all(|what| own.contains(what))
        };
        let given_roles = charter.roles.iter().filter(may_give);
        let requests = rules.carrying(Carried::RightsRequests);
        let asks_for = |is_asked: &dyn Fn(&str) -> bool| {
            let mut ids = charter.activities.iter().map(|activity| activity.id.value.as_str());
            ids.any(|id| is_asked(id) && caller.has_grant(&rules, id))
        };
        Ok(Choices {
            handles_cases: requests.is_some_and(|activity| caller.has_grant(&rules, activity)),
            reviews: asks_for(&|id| !rules.reviews_of(id).is_empty()),
            informing: asks_for(&|id| !rules.told_within(id).is_empty()),
            access_reviews: rules.access_review().is_some(),
            newsletter: rules.carrying(Carried::Subscriptions).is_some_and(|id| caller.has_grant(&rules, id)),
            given_roles: given_roles
                .map(|it| (it.id.value.clone(), it.label.in_language(language).to_owned()))
                .collect(),
            role: role
                .map_or_else(|| caller.role.clone(), |role| role.label.in_language(language).to_owned()),
            readable: among(&may_read),
            granted: among(&|id| caller.has_grant(&rules, id)),
            lookups: lookups
                .map(|it| (it.id.value.clone(), it.label.in_language(language).to_owned()))
                .collect(),
        })
    }
}
