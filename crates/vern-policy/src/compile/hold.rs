//! What a statute keeps lies in an activity of its own (ADR 0003): `contracts.hold` beside `contracts`. It is not written in a charter; it follows from
//! a `hold`. Its data is that of the hold, and nothing is done with it but to read it with a reason, hand the person a copy, and erase it when the
//! statute's time is over.

use vern_core::data_type::DataTypes;
use vern_core::operation::{Act, Acts};
use vern_core::period::Period;

use super::Lists;
use crate::charter::{Activity, Charter, RetentionRule};
use crate::fact::Fact;
use crate::rules::{ActivityRules, GrantRules, RoleRules, Ungrounded};

/// Ends the id of an activity that holds what a statute keeps. No id of a charter has a full stop.
pub const HOLD_SUFFIX: &str = ".hold";

/// What may be done with what a statute keeps.
const ACTS: [Act; 3] = [Act::Read, Act::Export, Act::Restrict];

/// Adds the activities that follow from holds, and to each role what it may do there: what it may in the activity itself, as far as anyone may,
/// and never without a reason.
pub(super) fn add_holds(
    charter: &Charter,
    lists: &mut Lists,
    activities: &mut Vec<ActivityRules>,
    roles: &mut [RoleRules],
) {
    let all: Acts = ACTS.into_iter().collect();
    for (place, activity) in charter.activities.iter().enumerate() {
        let Some(parent) = activities.get(place) else { continue };
        let Some((data, expiry)) = held(activity, parent.data, lists) else { continue };
        let hold = hold_of(parent, data, expiry, all);
        let hold_place = activities.len();
        lists.activities.0.push((hold.id.clone().into_boxed_str(), hold_place));
        activities.push(hold);
        for role in roles.iter_mut() {
            let own = role.grants.iter().find(|(known, _)| *known == place).map(|(_, grant)| *grant);
            let Some(own) = own else { continue };
            let acts = own.acts.intersection(all);
            // Places only grow, so the list stays sorted.
            role.grants.push((hold_place, GrantRules { acts, reason_for: all, ..own }));
        }
    }
    lists.activities.0.sort();
}

/// Which data statutes keep, and for how long where every one of them says it; the longest, since one record is kept whole.
fn held(activity: &Activity, all: DataTypes, lists: &Lists) -> Option<(DataTypes, Option<Period>)> {
    let holds: Vec<&RetentionRule> = activity
        .retention
        .value
        .stated()
        .into_iter()
        .flatten()
        .map(|rule| &rule.value)
        .filter(|rule| rule.hold.is_some())
        .collect();
    let data = holds.iter().map(|rule| match &rule.data {
        Some(ids) => ids.iter().filter_map(|id| lists.types.find(&id.value)).collect(),
        None => all,
    });
    let data = data.reduce(DataTypes::union)?.intersection(all);
    let periods: Option<Vec<Period>> =
        holds.iter().map(|rule| rule.period.as_ref().and_then(Fact::stated).copied()).collect();
    let longest = periods.and_then(|periods| longest(&periods));
    Some((data, longest))
}

/// The period that never ends before another; none where two stand in no order, so that neither statute is cut short.
fn longest(periods: &[Period]) -> Option<Period> {
    let never_shorter = |of: &&Period| periods.iter().all(|other| other.is_never_longer_than(**of));
    periods.iter().find(never_shorter).copied()
}

fn hold_of(parent: &ActivityRules, data: DataTypes, expiry: Option<Period>, acts: Acts) -> ActivityRules {
    let within = |types: DataTypes| types.intersection(data);
    ActivityRules {
        id: format!("{}{HOLD_SUFFIX}", parent.id),
        as_processor: parent.as_processor,
        categories: parent.categories,
        data,
        acts,
        recipients: Vec::new(),
        bounds: parent.bounds.clone(),
        consent_required: false,
        objectable: false,
        purpose_open: false,
        basis_open: false,
        retention_open: false,
        paused: None,
        automated: None,
        ungrounded: Ungrounded {
            special: within(parent.ungrounded.special),
            identity: within(parent.ungrounded.identity),
            offence: within(parent.ungrounded.offence),
        },
        observe_until: None,
        expiry,
        reviews: Vec::new(),
        told_within: Vec::new(),
        held: false,
        kept_while: None,
        keeps_by_consent: false,
        origins: parent.origins,
        cite: crate::rules::ActivityCitations { activity: parent.cite.retention, ..parent.cite },
    }
}
