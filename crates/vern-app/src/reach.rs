//! Access that reaches less far than its role may (P-A3): given so, or drawn in afterwards, per person, activity, act and data type (ADR 0034).
//!
//! Deliberately not here: what it stops; that is the gate's.

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_core::id::ActorId;
use vern_core::operation::Act;
use vern_core::reach::{Part, PartReach, Reach};
use vern_policy::Rules;
use vern_policy::charter::Grant;
use vern_store::StoreError;
use vern_store::row::AccessRow;
use vern_text::Language;

use crate::Answer;
use crate::access::{AccessChange, Caller, altered, prepared, refuse_longer};
use crate::committer::Change;
use crate::installation::Installation;
use crate::problem::Problem;

impl Caller {
    /// Whether it may do anything in an activity, by its role and by how far its own access reaches.
    #[must_use]
    pub fn has_grant(&self, rules: &Rules, activity: &str) -> bool {
        rules.has_grant(&self.role, activity)
            && self.reach.as_ref().is_none_or(|reach| reach.part(activity).is_some())
    }

    /// Whether it may do this in an activity, likewise. The gate asks more than that.
    #[must_use]
    pub fn may(&self, rules: &Rules, activity: &str, act: Act) -> bool {
        let reaches = |reach: &Arc<Reach>| reach.part(activity).is_some_and(|part| part.leaves(act));
        rules.may(&self.role, activity, act) && self.reach.as_ref().is_none_or(reaches)
    }
}

/// A reach as it is stored and journalled.
pub(crate) fn text_of(reach: &Reach) -> Result<String, Problem> {
    serde_json::to_string(reach).map_err(|error| Problem::Internal(error.to_string()))
}

/// A stored reach.
pub(crate) fn stored(text: Option<&str>) -> Result<Option<Arc<Reach>>, Problem> {
    let read = |text| serde_json::from_str::<Reach>(text).map(Arc::new);
    let damaged = |_| Problem::Store(StoreError::Damaged { table: "access_reaches" });
    text.map(read).transpose().map_err(damaged)
}

/// Refuses a reach that names what the role has not: whoever gives it would think they had given that.
pub(crate) fn require_of_role(rules: &Rules, role: &str, reach: Option<&Reach>) -> Result<(), Problem> {
    let Some(reach) = reach else { return Ok(()) };
    let role = rules.charter().roles.iter().find(|known| known.id.value == role);
    let grant_in = |activity: &str| {
        let grants = role.into_iter().flat_map(|role| &role.may);
        grants.into_iter().find(|grant| grant.activity.value == activity)
    };
    let is_of_role = reach.parts().all(|(activity, part)| {
        grant_in(activity).is_some_and(|grant| {
            let has_acts = part.acts.iter().flatten().all(|act| grant.acts.contains(act));
            let seen = seen_by(rules, grant);
            has_acts && part.sees.iter().flatten().all(|id| seen.contains(id.as_str()))
        })
    });
    if is_of_role { Ok(()) } else { Err(Problem::invalid_field("access.only_beyond_role", "only")) }
}

/// Data types a grant shows, by id.
fn seen_by<'a>(rules: &'a Rules, grant: &'a Grant) -> BTreeSet<&'a str> {
    match &grant.sees {
        Some(sees) => sees.iter().map(|id| id.value.as_str()).collect(),
        None => rules.data_of(&grant.activity.value).iter().filter_map(|at| rules.data_type_id(at)).collect(),
    }
}

/// Refuses to give further than one's own access reaches.
pub(crate) fn refuse_further(caller: &Caller, reach: Option<&Reach>) -> Result<(), Problem> {
    let is_within = match (&caller.reach, reach) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(own), Some(reach)) => reach.is_within(own),
    };
    if is_within { Ok(()) } else { Err(Problem::Denied { code: "access.only_beyond" }) }
}

/// What can be given of one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReachMark<'a> {
    /// An act.
    Act(Act),
    /// A data type that is seen, by id.
    Sees(&'a str),
}

/// What a role may in one activity, each with whether an access has it.
#[derive(Debug, Clone)]
pub struct ReachRow {
    /// Activity.
    pub activity: String,
    /// Its name.
    pub label: String,
    /// Acts of the role's grant.
    pub acts: Vec<(Act, bool)>,
    /// Data types the role sees: id, name.
    pub sees: Vec<(String, String, bool)>,
}

/// How far a standing access reaches within its role.
#[derive(Debug, Clone)]
pub struct ReachForm {
    /// Whose.
    pub actor: ActorId,
    /// Name of the role.
    pub role: String,
    /// Activity by activity, as the charter has them.
    pub rows: Vec<ReachRow>,
}

impl ReachForm {
    /// The same, with other marks.
    pub fn mark(&mut self, has: impl Fn(&str, ReachMark<'_>) -> bool) {
        for row in &mut self.rows {
            for (act, given) in &mut row.acts {
                *given = has(&row.activity, ReachMark::Act(*act));
            }
            for (id, _, given) in &mut row.sees {
                *given = has(&row.activity, ReachMark::Sees(id));
            }
        }
    }

    /// What is marked; nothing where that is all the role may. An activity without an act is not reached.
    ///
    /// # Errors
    /// `access.only_form` where nothing is marked, or acts without any data type.
    pub fn reach(&self) -> Result<Option<Reach>, Problem> {
        let (mut parts, mut is_all) = (Vec::new(), true);
        for row in &self.rows {
            let acts: Vec<Act> = row.acts.iter().filter(|(_, given)| *given).map(|(act, _)| *act).collect();
            let sees = row.sees.iter().filter(|(.., given)| *given).map(|(id, ..)| id.clone());
            let sees: Vec<String> = sees.collect();
            let (all_acts, all_seen) = (acts.len() == row.acts.len(), sees.len() == row.sees.len());
            is_all &= all_acts && all_seen;
            if !acts.is_empty() {
                let (acts, sees) = ((!all_acts).then_some(acts), (!all_seen).then_some(sees));
                parts.push(Part { activity: row.activity.clone(), acts, sees });
            }
        }
        if is_all {
            return Ok(None);
        }
        Reach::try_from(parts).map(Some).map_err(|_| Problem::invalid_field("access.only_form", "only"))
    }
}

impl Installation {
    /// How far an access of the caller's controller reaches, for someone whose role administers access.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not; `access.unknown` where there is none that stands; `store.*`.
    pub fn reach_form(
        &self,
        caller: &Caller,
        actor: ActorId,
        language: Language,
    ) -> Result<ReachForm, Problem> {
        let all = self.list_access(caller)?;
        let access = all.into_iter().find(|access| access.actor == actor && !access.is_over);
        let access = access.ok_or(Problem::NotFound { code: "access.unknown" })?;
        let rules = self.rules_now(&caller.controller)?;
        let charter = rules.charter();
        let role = charter.roles.iter().find(|role| role.id.value == access.role);
        let row = |grant: &Grant| {
            let id = &grant.activity.value;
            let part = access.reach.as_ref().map(|reach| reach.part(id));
            let reaches =
                |leaves: &dyn Fn(&PartReach) -> bool| part.is_none_or(|part| part.is_some_and(leaves));
            let seen = |place: usize| {
                let data_type = charter.data_types.get(place)?;
                let id = &data_type.id.value;
                let given = reaches(&|part| part.sees.as_ref().is_none_or(|sees| sees.contains(id)));
                Some((id.clone(), data_type.label.in_language(language).to_owned(), given))
            };
            let shown = seen_by(&rules, grant);
            let types = rules.data_of(id).iter().filter_map(seen);
            let label = charter.activities.iter().find(|activity| activity.id.value == *id);
            ReachRow {
                activity: id.clone(),
                label: label.map_or_else(|| id.clone(), |it| it.label.in_language(language).to_owned()),
                acts: grant.acts.iter().map(|act| (*act, reaches(&|part| part.leaves(*act)))).collect(),
                sees: types.filter(|(id, ..)| shown.contains(id.as_str())).collect(),
            }
        };
        Ok(ReachForm {
            actor,
            role: role
                .map_or_else(|| access.role.clone(), |role| role.label.in_language(language).to_owned()),
            rows: role.into_iter().flat_map(|role| &role.may).map(row).collect(),
        })
    }

    /// Says how far an access of the caller's controller reaches from now on: what is named and nothing else; all its role may, where nothing is. For someone whose role administers
    /// access; not for oneself.
    ///
    /// # Errors
    /// `page.unknown` for a role that does not; `access.unknown` where there is none that stands; `access.only_beyond_role` for what the role has not;
    /// `access.only_beyond` for more than the caller's own access reaches, now or before; `access.until_beyond` for more that stands longer than the caller's own access; `access.role_beyond`, `access.own`; [`Problem::Repeated`]; `conflict.busy`, `store.*`.
    pub async fn set_reach(
        &self,
        caller: &Caller,
        actor: ActorId,
        reach: Option<&Reach>,
    ) -> Result<Answer<()>, Problem> {
        let text = reach.map(text_of).transpose()?;
        let prepare = || {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            // Neither the former reach nor the new is for who would not have been let to give it.
            let (ground, held) = self.standing_access(caller, &snapshot, actor)?;
            if actor == caller.actor {
                return Err(Problem::Denied { code: "access.own" });
            }
            let rules = &ground.in_force.rules;
            let former = stored(held.reach.as_deref())?;
            refuse_further(caller, reach)?;
            require_of_role(rules, &held.role, reach)?;
            // What an emergency lets somebody change for good is less, never more.
            let is_more = match (former.as_deref(), reach) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(former), Some(reach)) => !reach.is_within(former),
            };
            if is_more && ground.emergency_until().is_some() {
                return Err(Problem::Denied { code: "access.emergency_beyond" });
            }
            if is_more {
                refuse_longer(caller, held.ends_at)?;
            }
            let access = AccessRow { reach: text.clone(), ..held };
            let mut draft = altered(rules, &access);
            draft.actor = Some(*caller.actor.as_bytes());
            let change = Change::Access(AccessChange::Reach { actor, reach: text.clone() });
            Ok(prepared(&ground, caller, change, draft))
        };
        self.perform(caller, prepare).await
    }
}
