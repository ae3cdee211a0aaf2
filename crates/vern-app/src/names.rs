//! Names for people of what a charter knows by id.

use std::sync::Arc;

use vern_policy::Rules;
use vern_policy::compile::HOLD_SUFFIX;
use vern_text::{Language, text};

use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// Names in one language, by the charter in force. An id the charter no longer knows stands for itself.
pub struct Names {
    rules: Arc<Rules>,
    language: Language,
}

/// Who takes requests, and how they are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNames {
    /// Title of the role.
    pub role: String,
    /// What the paper points to.
    pub channel: String,
}

impl Names {
    /// The language they are in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// An activity's name. What a statute keeps of an activity's data goes by the activity's name and says so.
    #[must_use]
    pub fn activity(&self, id: &str) -> String {
        if let Some(parent) = id.strip_suffix(HOLD_SUFFIX) {
            let name = self.activity(parent);
            return text(self.language, "activity-held", &[("activity", name.as_str().into())]);
        }
        let found = self.rules.charter().activities.iter().find(|activity| activity.id.value == id);
        found.map_or_else(|| id.to_owned(), |activity| activity.label.in_language(self.language).to_owned())
    }

    /// A data type's name.
    #[must_use]
    pub fn data_type(&self, id: &str) -> String {
        let found = self.rules.charter().data_types.iter().find(|data_type| data_type.id.value == id);
        found.map_or_else(|| id.to_owned(), |data_type| data_type.label.in_language(self.language).to_owned())
    }

    /// Where a data type stands in the charter; last where the charter does not know it.
    #[must_use]
    pub fn data_type_place(&self, id: &str) -> usize {
        let types = &self.rules.charter().data_types;
        types.iter().position(|data_type| data_type.id.value == id).unwrap_or(types.len())
    }

    /// A role's name.
    #[must_use]
    pub fn role(&self, id: &str) -> String {
        let found = self.rules.charter().roles.iter().find(|role| role.id.value == id);
        found.map_or_else(|| id.to_owned(), |role| role.label.in_language(self.language).to_owned())
    }

    /// A category of subjects by its name.
    #[must_use]
    pub fn category(&self, id: &str) -> String {
        let found = self.rules.charter().categories.iter().find(|category| category.id.value == id);
        found.map_or_else(|| id.to_owned(), |category| category.label.in_language(self.language).to_owned())
    }

    /// A supplier's name.
    #[must_use]
    pub fn supplier(&self, id: &str) -> String {
        let found = self.rules.charter().all_suppliers().find(|supplier| supplier.id.value == id);
        found.map_or_else(|| id.to_owned(), |supplier| supplier.shown_name(self.language).to_owned())
    }
}

impl Installation {
    /// What pages are printed by: the charter in force now, or the terms of a processor that has nothing else. The gate decides by the former
    /// alone.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn rules_now(&self, controller: &Controller) -> Result<Arc<Rules>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let head = snapshot.head(controller.id())?.ok_or(Problem::NotFound { code: "controller.unknown" })?;
        match controller.in_force(&snapshot, head.state_version, self.now().max(head.last_at)) {
            Ok(in_force) => Ok(in_force.rules),
            Err(Problem::Conflict { code: "charter.none_in_force" }) => self.offered_terms(controller),
            Err(problem) => Err(problem),
        }
    }

    /// Names by the charter in force now.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn names(&self, controller: &Controller, language: Language) -> Result<Names, Problem> {
        Ok(Names { rules: self.rules_now(controller)?, language })
    }

    /// Who takes requests.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn contact(&self, controller: &Controller, language: Language) -> Result<ContactNames, Problem> {
        let rules = self.rules_now(controller)?;
        let contact = &rules.charter().organisation.contact;
        Ok(ContactNames {
            role: contact.role.in_language(language).to_owned(),
            channel: contact.channel.value.published.in_language(language).to_owned(),
        })
    }
}
