//! What is asked of staff, and that Vern can keep what shows it.

use vern_core::value::DataKind;

use super::Compiler;
use crate::charter::{Carried, Charter, Staff};
use crate::placed::Placed;
use crate::rules::Standing;
use crate::staff::{StaffRules, TrainingRules, words_hash};

/// What the activity that carries the accounts must list beside them: what was signed or attended, and what shows it.
const DATA_TYPES: [(&str, DataKind); 2] =
    [("account_statement", DataKind::Document), ("account_evidence", DataKind::Text)];

impl Compiler<'_> {
    pub(super) fn staff(&mut self, charter: &Charter) -> Option<StaffRules> {
        let placed = charter.staff.as_ref()?;
        let staff = &placed.value;
        if self.under.standing == Standing::Own {
            self.check_accounts(charter, placed);
        }
        let every = charter.periods.training.as_ref().and_then(|every| every.value.stated().copied());
        if let Some(training) = staff.training.as_ref().filter(|_| every.is_none()) {
            self.error("charter.staff_needs", &training.referenced, "periods.training");
        }
        let asked = staff.training.as_ref().zip(every);
        let confidentiality = staff.confidentiality.as_ref();
        Some(StaffRules {
            confidentiality: confidentiality.map(|statement| words_hash(&statement.value)),
            training: asked.map(|(training, every)| TrainingRules {
                every,
                grace: training.value.grace.as_ref().map(|grace| grace.value),
            }),
            warning: staff.warning.value,
            emergency: staff.emergency.as_ref().map(|most| most.value),
            cite_confidentiality: confidentiality.map_or(u32::MAX, |it| {
                self.cite("staff.confidentiality".to_owned(), it.value.clause.as_deref(), it)
            }),
            cite_training: staff.training.as_ref().map_or(u32::MAX, |it| {
                self.cite("staff.training".to_owned(), it.value.clause.as_deref(), it)
            }),
        })
    }

    /// Without an activity that keeps what was signed, everyone would be refused for good.
    fn check_accounts(&mut self, charter: &Charter, staff: &Placed<Staff>) {
        let carries = |work: &Placed<Carried>| work.value == Carried::StaffAccounts;
        let activity = charter.activities.iter().find(|it| it.carries.as_ref().is_some_and(carries));
        let Some(activity) = activity else {
            return self.error("charter.staff_needs", &staff.referenced, "carries: staff_accounts");
        };
        for (id, kind) in DATA_TYPES {
            let is_listed = activity.data.value.iter().any(|data| data.value == id);
            let is_declared = charter.data_types.iter().any(|it| it.id.value == id && it.kind == kind);
            if !(is_listed && is_declared) {
                self.error("charter.carries_data", &staff.referenced, id);
            }
        }
    }
}
