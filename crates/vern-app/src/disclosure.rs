//! The register of disclosures the charter does not declare: to an authority with power to demand it, for a legal claim, because terms were broken, or
//! by consent in the single case (P-C4). Each is a record of the activity that carries it, written, read and listed like any other; what is asked here
//! is only that none is there without its ground.
//!
//! Deliberately not here: whether a ground is a good one. Who decided it stands beside it.

use vern_policy::Rules;
use vern_policy::charter::Carried;

use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::Fields;

/// What kind of ground there is; text beside it says which.
const KIND: &str = "disclosure_kind";

/// The kinds there are.
pub const KINDS: [&str; 4] = ["authority", "legal_claim", "breach_of_terms", "consent"];

/// Refuses a disclosure that lacks its kind, its ground, what was disclosed, to whom, or on whose decision. Other activities are not asked.
pub(crate) fn require_whole(rules: &Rules, activity: &str, fields: &Fields) -> Result<(), Problem> {
    if rules.carrying(Carried::Disclosures) != Some(activity) {
        return Ok(());
    }
    if fields.get(KIND).is_some_and(|kind| !KINDS.contains(&kind.reveal().as_str())) {
        return Err(Problem::invalid_field("disclosure.kind_form", KIND));
    }
    for (id, _) in Carried::Disclosures.data_types() {
        let is_said = fields.get(*id).is_some_and(|value| !value.reveal().trim().is_empty());
        if !is_said {
            return Err(Problem::invalid_field("disclosure.incomplete", id));
        }
    }
    Ok(())
}

impl Installation {
    /// The activity of the charter in force that carries the register; none where there is none.
    ///
    /// # Errors
    /// `credential.invalid` where the caller's access has ended; `charter.none_in_force`, `store.*`.
    pub fn disclosure_activity(&self, caller: &Caller) -> Result<Option<String>, Problem> {
        let reader = self.reader()?;
        let ground = self.ground(caller, &reader.snapshot()?)?;
        Ok(ground.in_force.rules.carrying(Carried::Disclosures).map(ToOwned::to_owned))
    }
}
