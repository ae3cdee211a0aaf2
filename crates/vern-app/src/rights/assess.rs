//! Deciding each part of a request, with its ground. Nothing may be left open: every activity that holds something on the person is decided, and what
//! the same identifiers lead to elsewhere is either this person or someone else.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use vern_core::case::{CaseKind, Right, Step};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_store::case::CaseRow;

use super::file::{CaseFile, Ground, Part};
use super::step::Taken;
use super::{CaseView, WHY, alone, is_hold, part, serving};
use crate::Answer;
use crate::access::Caller;
use crate::erasure::ErasureRequest;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{RestrictionException, SEARCH_MAX, SearchBy, SearchRequest};

/// What is decided.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Part by part.
    pub parts: Vec<Part>,
    /// What the answer is to say of it as a whole.
    pub words: Option<Personal<String>>,
}

impl Installation {
    pub(super) async fn assess(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
        assessment: Assessment,
    ) -> Result<Answer<CaseRow>, Problem> {
        let inner = alone(caller);
        let CaseKind::Rights(right) = view.row.case.kind;
        // What protects the person is not held up by what may be theirs elsewhere; what they are told, given or rid of must be all of it.
        if matches!(right, Right::Access | Right::Portability | Right::Erasure | Right::Rectification) {
            self.refuse_found_elsewhere(&inner, &view.file).await?;
        }
        // What was granted before is decided again with what was found since, also where nothing of it is left.
        let before =
            view.file.parts.iter().filter(|part| part.granted).filter_map(|part| part.activity.clone());
        let held: BTreeSet<String> = self
            .held_activities(caller, &view.file)?
            .into_iter()
            .map(|(_, activity)| activity)
            .chain(before)
            .collect();
        // What was granted of an erasure is ordered, and is not undone by deciding otherwise.
        let ordered = |part: &&Part| right == Right::Erasure && part.granted;
        let is_kept =
            |part: &Part| assessment.parts.iter().any(|it| it.granted && it.activity == part.activity);
        if !view.file.parts.iter().filter(ordered).all(is_kept) {
            return Err(Problem::Conflict { code: "case.undecided" });
        }
        let rules = self.rules_now(&caller.controller)?;
        part::require_possible(&rules, right, &assessment.parts)?;
        let parts = if held.is_empty() && assessment.parts.is_empty() {
            vec![Part {
                activity: None,
                granted: false,
                ground: Some(Ground::NotHeld),
                statute: None,
                words: None,
            }]
        } else {
            assessment.parts
        };
        let step = counted(&parts, &held);
        view.row.case.advance(step, self.time_at(&caller.controller)?)?;
        let is_erasure = right == Right::Erasure;
        let mut file = CaseFile { parts, ..view.file.clone() };
        if is_erasure {
            // What the person can be looked up by, and who has it, is read now: from the order on nothing of it may be.
            file.identifiers = self.identifiers_held(&inner, &file).await?;
            // Executing searches by them; where nothing is, nobody does.
            if file.parts.iter().any(|part| part.granted) {
                file.note_search();
            }
            file.add_recipients(self.recipients_of(&inner, &file).await?);
        }
        let words = assessment.words.as_ref().map(super::step::said).transpose()?.flatten();
        file.reasons.clone_from(&words);
        let taken = Taken { step, file: file.clone(), subject: None, words };
        let answer = self.commit_step(caller, at, view, taken).await?;
        if is_erasure {
            self.order_granted(&inner, &file).await?;
        }
        Ok(answer)
    }

    /// Fails where what the person can be looked up by leads to someone of whom nobody has said whether they are the same.
    pub(super) async fn refuse_found_elsewhere(
        &self,
        caller: &Caller,
        file: &CaseFile,
    ) -> Result<(), Problem> {
        let found = self.subjects_with(caller, &file.identifiers).await?;
        let known =
            |subject: &SubjectId| file.subjects.contains(subject) || file.not_the_same.contains(subject);
        if found.iter().all(known) { Ok(()) } else { Err(Problem::Conflict { code: "case.found_elsewhere" }) }
    }

    /// What the person is known by: what was told, and every look-up value of what is held.
    async fn identifiers_held(
        &self,
        caller: &Caller,
        file: &CaseFile,
    ) -> Result<Vec<(String, String)>, Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let mut all: BTreeSet<(String, String)> = file.identifiers.iter().cloned().collect();
        let held = self.held_activities(caller, file)?;
        for (subject, activity) in held.into_iter().filter(|(_, activity)| !is_hold(activity)) {
            let request = SearchRequest {
                circumstance: serving(&rules, caller, activity),
                by: SearchBy::Subject(subject),
                after: None,
                most: SEARCH_MAX,
            };
            self.each_page(caller, request, |page| {
                for (id, value) in page.value.records.iter().flat_map(|record| &record.fields) {
                    if matches!(rules.data_type(id), Some((_, _, true))) {
                        all.insert((id.clone(), value.reveal().clone()));
                    }
                }
                ControlFlow::Continue(())
            })
            .await?;
        }
        Ok(all.into_iter().collect())
    }

    /// Orders what is granted erased: from here nothing but the erasure is permitted on it (P-D11). Ordered before is ordered.
    pub(super) async fn order_granted(
        &self,
        caller: &Caller,
        file: &CaseFile,
    ) -> Result<Vec<(String, crate::erasure::OrderedErasure)>, Problem> {
        let mut ordered = Vec::new();
        for (subject, activity) in self.held_activities(caller, file)? {
            if !file.parts.iter().any(|part| part.granted && part.activity.as_ref() == Some(&activity)) {
                continue;
            }
            let request = ErasureRequest {
                activity: Some(activity.clone()),
                reason: Some(Personal::new(WHY.to_owned())),
                exception: Some(RestrictionException::OwnRequest),
            };
            match self.order_erasure(caller, subject, &request).await {
                Ok(answer) => ordered.push((activity, answer.value)),
                Err(Problem::Conflict { code: "erasure.under_way" }) => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(ordered)
    }
}

/// What is decided, in numbers. An activity that holds something and is not decided, or is decided twice, is as a part without a ground.
fn counted(parts: &[Part], held: &BTreeSet<String>) -> Step {
    let decisions =
        |activity: &String| parts.iter().filter(|part| part.activity.as_ref() == Some(activity)).count();
    let open = held.iter().filter(|activity| decisions(activity) != 1).count();
    let foreign =
        parts.iter().filter(|part| part.activity.as_ref().is_some_and(|it| !held.contains(it))).count();
    let groundless = parts.iter().filter(|part| part.is_groundless()).count();
    let granted = parts.iter().filter(|part| part.granted).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Step::Assess {
        granted: count(granted),
        declined: count(parts.len() - granted),
        groundless: count(open + foreign + groundless),
    }
}
