//! Who the data has gone to: everyone the charter has it go to, and everyone the journal knows it went to (GDPR art. 15(1)(c), 19).
//!
//! The charter's recipients are those with standing access; a disclosure outside that is in the journal alone. Deliberately not here: telling them.

use std::collections::{BTreeMap, BTreeSet};

use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_journal::{Act, Outcome};

use super::file::{CaseFile, Told};
use super::{HOLD_SUFFIX, WHY};
use crate::access::Caller;
use crate::history::question::{HistoryPage, LINES_MAX, LinkUse, Paging, PersonQuestion};
use crate::installation::Installation;
use crate::problem::Problem;

impl Installation {
    /// Everyone who has, or was given, what is granted. To be asked before an erasure: the link to the journal goes with the data.
    pub(super) async fn recipients_of(&self, caller: &Caller, file: &CaseFile) -> Result<Vec<Told>, Problem> {
        let granted: BTreeSet<String> =
            file.parts.iter().filter(|part| part.granted).filter_map(|part| part.activity.clone()).collect();
        let rules = self.rules_now(&caller.controller)?;
        let declared = rules.charter().activities.iter().filter(|it| granted.contains(&it.id.value));
        let mut recipients: BTreeMap<String, Told> = declared
            .flat_map(|activity| activity.recipients.iter().map(|recipient| recipient.supplier.value.clone()))
            .map(|recipient| (recipient.clone(), Told::new(recipient)))
            .collect();
        for (subject, activity) in self.held_activities(caller, file)? {
            if !granted.contains(&activity) {
                continue;
            }
            self.add_disclosed(caller, (subject, &activity), &mut recipients).await?;
            // What a statute keeps was given to whom it was given to before it was kept for that alone.
            if let Some(before) = activity.strip_suffix(HOLD_SUFFIX).filter(|it| !granted.contains(*it)) {
                self.add_disclosed(caller, (subject, before), &mut recipients).await?;
            }
        }
        Ok(recipients.into_values().collect())
    }

    /// Adds whom the journal says an activity's data on someone was disclosed to.
    async fn add_disclosed(
        &self,
        caller: &Caller,
        (subject, activity): (SubjectId, &str),
        recipients: &mut BTreeMap<String, Told>,
    ) -> Result<(), Problem> {
        let mut after = None;
        loop {
            let question = PersonQuestion {
                export: false,
                subject,
                activity: activity.to_owned(),
                link_use: LinkUse::Access,
                reason: Some(Personal::new(WHY.to_owned())),
                paging: Paging { after, newest_first: false, most: LINES_MAX },
            };
            let HistoryPage { lines, next, .. } = self.person_history(caller, &question).await?.value.page;
            for line in lines {
                let went = line.act == Some(Act::Disclose)
                    && matches!(line.outcome, Some(Outcome::Permitted | Outcome::Observed))
                    && line.activity.as_deref() == Some(activity);
                if let Some(recipient) = line.recipient.filter(|_| went) {
                    let told = recipients.entry(recipient.clone()).or_insert_with(|| Told::new(recipient));
                    told.times += 1;
                    told.last_at = told.last_at.max(Some(line.at));
                }
            }
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }
}
