//! What a record of an activity can hold, for whoever is to make records of something else: a file, a table.

use vern_core::value::DataKind;
use vern_text::Language;

use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;

/// What a record of an activity can hold, by the charter in force.
#[derive(Debug, Clone)]
pub struct RecordForm {
    /// Ids of the categories of subjects.
    pub categories: Vec<String>,
    /// The data types declared for the activity, in the charter's order.
    pub fields: Vec<FormField>,
    /// The words a person is asked for consent with, where the charter has them.
    pub consent_texts: Vec<(Language, String)>,
}

/// A data type.
#[derive(Debug, Clone)]
pub struct FormField {
    /// Its id.
    pub id: String,
    /// What validates it.
    pub kind: DataKind,
    /// What it is called on pages, in each language.
    pub labels: Vec<String>,
}

impl Installation {
    /// What a record of an activity can hold. Told to those with access to the activity; it is about no person and not journalled.
    ///
    /// # Errors
    /// `activity.unknown`.
    pub fn record_form(&self, caller: &Caller, activity: &str) -> Result<RecordForm, Problem> {
        let reader = self.reader()?;
        let ground = self.ground(caller, &reader.snapshot()?)?;
        let rules = &ground.in_force.rules;
        let declared = rules.charter().activities.iter().find(|declared| declared.id.value == activity);
        let declared = declared
            .filter(|_| caller.has_grant(rules, activity))
            .ok_or(Problem::NotFound { code: "activity.unknown" })?;
        let data = rules.data_of(activity);
        let types = (0..).zip(&rules.charter().data_types).filter(|(place, _)| data.contains(*place));
        let said = |language| Some((language, rules.consent_text(activity, language)?.to_owned()));
        Ok(RecordForm {
            consent_texts: Language::ALL.into_iter().filter_map(said).collect(),
            categories: declared.subjects.value.iter().map(|category| category.value.clone()).collect(),
            fields: types
                .map(|(_, data_type)| FormField {
                    id: data_type.id.value.clone(),
                    kind: data_type.kind,
                    labels: vec![data_type.label.nb.clone(), data_type.label.en.clone()],
                })
                .collect(),
        })
    }
}
