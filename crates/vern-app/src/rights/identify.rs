//! Establishing who asks: how surely, and which people of ours that is. What they are looked up by is looked up at every controller of the
//! installation, so that nobody is told that nothing is held where another controller here holds it.

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_core::case::{CaseKind, Right, Step, Strength};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_policy::Rules;
use vern_store::case::CaseRow;

use super::file::{CameBy, CaseFile};
use super::receive::NewRequest;
use super::step::{Taken, said};
use super::{CaseView, alone, carrying, serving};
use crate::Answer;
use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{SEARCH_MAX, SearchBy, SearchRequest};
use crate::subject::SubjectChange;

/// What a person can be looked up by.
#[derive(Debug, Clone)]
pub struct Identifier {
    /// Data type, declared with `lookup: true`.
    pub data_type: String,
    /// The value.
    pub value: Personal<String>,
}

/// Who asks, as far as it is established.
#[derive(Debug, Clone)]
pub struct Identification {
    /// How surely.
    pub shown: Strength,
    /// What shows it.
    pub how: Personal<String>,
    /// People of ours that are this person, where that is known already.
    pub subjects: Vec<SubjectId>,
    /// What they are looked up by besides.
    pub identifiers: Vec<Identifier>,
    /// Found by the same identifiers, and someone else.
    pub not_the_same: Vec<SubjectId>,
}

impl Installation {
    pub(super) async fn identify(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
        asked: &Identification,
    ) -> Result<Answer<CaseRow>, Problem> {
        let step = Step::Identify { shown: asked.shown, needed: view.needed };
        // Whether it is known surely enough comes before any search: a stranger's word looks nobody up.
        view.row.case.advance(step, self.time_at(&caller.controller)?)?;
        let words = said(&asked.how)?.ok_or(Problem::Conflict { code: "case.reasons_missing" })?;
        let identifiers = merged(&view.file, &asked.identifiers);
        let found = self.subjects_with(&alone(caller), &identifiers).await?;
        let before = view.file.not_the_same.iter().filter(|subject| !asked.subjects.contains(subject));
        let excluded: BTreeSet<SubjectId> = asked.not_the_same.iter().chain(before).copied().collect();
        let known = view.file.subjects.iter().chain(&asked.subjects).copied();
        let subjects: BTreeSet<SubjectId> =
            known.chain(found).filter(|subject| !excluded.contains(subject)).collect();
        let file = CaseFile {
            subjects: subjects.iter().copied().collect(),
            not_the_same: excluded.into_iter().collect(),
            shown: Some(asked.shown),
            identifiers: identifiers.clone(),
            ..view.file.clone()
        };
        if view.row.case.kind == CaseKind::Rights(Right::Objection) {
            self.object_at_once(&alone(caller), &file).await?;
        }
        let is_first = view.file.shown.is_none();
        let taken = Taken { step, file, subject: subjects.first().copied(), words: Some(words) };
        let answer = self.commit_step(caller, at, view, taken).await?;
        if is_first && view.file.came_by != CameBy::PassedOn {
            self.route(caller, view, &identifiers).await?;
        }
        Ok(answer)
    }

    /// Everyone one of these leads to, in every activity that can be searched by it. What is left out is told: it may be this person's.
    pub(super) async fn subjects_with(
        &self,
        caller: &Caller,
        identifiers: &[(String, String)],
    ) -> Result<BTreeSet<SubjectId>, Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let mut found = BTreeSet::new();
        for (data_type, value) in identifiers {
            for activity in searchable(&rules, data_type) {
                let mut request = SearchRequest {
                    circumstance: serving(&rules, caller, activity),
                    by: SearchBy::Value { data_type: data_type.clone(), value: Personal::new(value.clone()) },
                    after: None,
                    most: SEARCH_MAX,
                };
                loop {
                    let page = self.search_records(caller, &request).await?.value;
                    if page.left_out > 0 {
                        return Err(Problem::Conflict { code: "case.search_withheld" });
                    }
                    found.extend(page.records.iter().map(|record| record.subject));
                    request.after = page.next;
                    if request.after.is_none() {
                        break;
                    }
                }
            }
        }
        Ok(found)
    }

    /// An objection stops what can be objected to at once (GDPR art. 21(1), (3)); what the assessment finds compelling grounds for goes on after it.
    async fn object_at_once(&self, caller: &Caller, file: &CaseFile) -> Result<(), Problem> {
        let rules = self.rules_now(&caller.controller)?;
        for (subject, activity) in self.held_activities(caller, file)? {
            if rules.can_be_objected_to(&activity) {
                let circumstance = serving(&rules, caller, activity);
                self.change_subject(caller, subject, &circumstance, SubjectChange::Object(true)).await?;
            }
        }
        Ok(())
    }

    /// Which activities hold something on whom, without what a statute keeps.
    pub(super) fn held_activities(
        &self,
        caller: &Caller,
        file: &CaseFile,
    ) -> Result<Vec<(SubjectId, String)>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut held = Vec::new();
        for subject in &file.subjects {
            for (activity, _) in snapshot.subject_keys(caller.controller.id(), *subject)? {
                if !activity.ends_with(vern_policy::compile::HOLD_SUFFIX) {
                    held.push((*subject, activity));
                }
            }
        }
        Ok(held)
    }

    /// Passes the request to every other controller here that holds the person by the same identifiers. Whoever runs the case is not told which.
    async fn route(
        &self,
        caller: &Caller,
        view: &CaseView,
        identifiers: &[(String, String)],
    ) -> Result<(), Problem> {
        for other in self.controllers() {
            if other.id() == caller.controller.id() {
                continue;
            }
            // One that takes no requests here has its own way of being asked.
            let Ok(vern) = self.acting_itself(&other) else { continue };
            let searched = match self.subjects_with_granted(&vern, identifiers).await {
                Err(Problem::NotFound { .. } | Problem::Conflict { code: "charter.none_in_force" }) => {
                    continue;
                }
                searched => searched?,
            };
            if searched {
                match self.pass_on(&other, view).await {
                    Err(Problem::Conflict { code: "rights.not_carried" }) => {}
                    passed => passed?,
                }
            }
        }
        Ok(())
    }

    /// Whether one of these leads to anyone, as far as Vern's own role may search there.
    async fn subjects_with_granted(
        &self,
        vern: &Caller,
        identifiers: &[(String, String)],
    ) -> Result<bool, Problem> {
        let rules = self.rules_now(&vern.controller)?;
        for (data_type, value) in identifiers {
            for activity in searchable(&rules, data_type) {
                if !rules.has_grant(&vern.role, &activity) {
                    continue;
                }
                let request = SearchRequest {
                    circumstance: serving(&rules, vern, activity),
                    by: SearchBy::Value { data_type: data_type.clone(), value: Personal::new(value.clone()) },
                    after: None,
                    most: 1,
                };
                match self.search_records(vern, &request).await {
                    Ok(page) if !page.value.records.is_empty() || page.value.left_out > 0 => return Ok(true),
                    Ok(_) | Err(Problem::Refused(_) | Problem::Invalid { .. }) => {}
                    Err(problem) => return Err(problem),
                }
            }
        }
        Ok(false)
    }

    /// Has another controller receive the request, as of the day it came here.
    pub(super) async fn pass_on(&self, other: &Arc<Controller>, view: &CaseView) -> Result<(), Problem> {
        let CaseKind::Rights(right) = view.row.case.kind;
        let contact = view.contact.clone().ok_or(Problem::Denied { code: "case.file_withheld" })?;
        let request = NewRequest {
            right,
            text: view.text.clone(),
            name: view.name.clone(),
            contact,
            language: view.file.language,
            came_by: CameBy::PassedOn,
            received_at: Some(view.row.case.received_at),
        };
        self.receive_request(&self.acting_itself(other)?, &request).await.map(drop)
    }
}

/// Activities that hold a data type one can be looked up by, without the one that carries requests: what stands there is the case itself.
fn searchable(rules: &Rules, data_type: &str) -> Vec<String> {
    let Some((place, _, true)) = rules.data_type(data_type) else { return Vec::new() };
    let of_charter = rules.charter().activities.iter().map(|activity| &activity.id.value);
    let holds = |activity: &&String| {
        rules.data_of(activity).contains(place) && carrying(rules).ok() != Some(activity.as_str())
    };
    of_charter.filter(holds).cloned().collect()
}

fn merged(file: &CaseFile, more: &[Identifier]) -> Vec<(String, String)> {
    let more = more.iter().map(|it| (it.data_type.clone(), it.value.reveal().trim().to_owned()));
    let all: BTreeSet<(String, String)> = file.identifiers.iter().cloned().chain(more).collect();
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
