//! Doing what was granted, by the operations there are. A case is not done until it is shown to be: an erasure, when no identifier leads to anything
//! but what is named and lawful; a copy, when nothing was left out of it.

use std::collections::BTreeSet;

use vern_core::case::{CaseKind, Right, Step, StepError};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_policy::Rules;
use vern_store::case::CaseRow;
use vern_text::Language;

use super::file::{CaseFile, Done, Part};
use super::step::{Taken, said};
use super::{CaseView, HOLD_SUFFIX, alone, serving};
use crate::Answer;
use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::subject::SubjectChange;

impl Installation {
    pub(super) async fn execute(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
        words: Option<Personal<String>>,
    ) -> Result<Answer<CaseRow>, Problem> {
        // Whether it is its turn is known before anything is done.
        view.row.case.advance(Step::Execute { is_complete: true }, self.time_at(&caller.controller)?)?;
        let (inner, words) = (alone(caller), words.as_ref().map(said).transpose()?.flatten());
        let mut file = view.file.clone();
        let CaseKind::Rights(right) = view.row.case.kind;
        // What an erasure that is granted leaves to a statute is decided with it.
        let is_decided = |activity: &str| {
            let of = |activity: &str| file.parts.iter().find(|it| it.activity.as_deref() == Some(activity));
            let before = activity.strip_suffix(HOLD_SUFFIX).filter(|_| right == Right::Erasure);
            of(activity).is_some() || before.and_then(of).is_some_and(|part| part.granted)
        };
        if !self.held_activities(caller, &file)?.iter().all(|(_, activity)| is_decided(activity)) {
            // Something came in since it was decided.
            return Err(StepError::Incomplete.into());
        }
        // Of an erasure they were asked for before it was ordered.
        if right == Right::Access || right.tells_recipients() && right != Right::Erasure {
            file.recipients = self.recipients_of(&inner, &file).await?;
        }
        let is_complete = match right {
            Right::Access | Right::Portability => self.show_whole(&inner, &mut file).await?,
            Right::Erasure => self.erase_granted(&inner, view, &mut file).await?,
            Right::Restriction => {
                self.change_granted(&inner, &mut file, SubjectChange::RestrictIn(true)).await?
            }
            Right::ConsentWithdrawal => {
                self.change_granted(&inner, &mut file, SubjectChange::Consent(false)).await?
            }
            // It was made when the person was identified; what is declined goes on when that was told.
            Right::Objection => self.change_granted(&inner, &mut file, SubjectChange::Object(true)).await?,
            Right::Rectification | Right::HumanReview | Right::Complaint => {
                let words = words.clone().ok_or(Problem::Conflict { code: "case.words_missing" })?;
                file.done = granted(&file).map(|part| by_hand(part, &words)).collect();
                true
            }
        };
        file.identifiers.clear();
        let taken = Taken { step: Step::Execute { is_complete }, file, subject: None, words };
        self.commit_step(caller, at, view, taken).await
    }

    /// Reads all that is granted once, so that a copy that would leave something out is found before it is answered.
    async fn show_whole(&self, caller: &Caller, file: &mut CaseFile) -> Result<bool, Problem> {
        let rules = self.rules_now(&caller.controller)?;
        let mut done = Vec::new();
        let mut is_complete = true;
        for activity in granted(file).filter_map(|part| part.activity.clone()) {
            let mut records = 0;
            for subject in &file.subjects {
                let counted = self.count_copy(caller, *subject, &activity).await?;
                records += counted.records;
                is_complete &= counted.left_out == 0;
            }
            let kept_of = activity.strip_suffix(HOLD_SUFFIX);
            let statute = kept_of.and_then(|activity| statute_of(&rules, activity, file.language));
            done.push(Done { activity, erasure: None, records, kept: 0, statute, words: None });
        }
        file.done = done;
        Ok(is_complete)
    }

    /// Changes what holds for the person in each activity that is granted, and in no other.
    async fn change_granted(
        &self,
        caller: &Caller,
        file: &mut CaseFile,
        change: SubjectChange,
    ) -> Result<bool, Problem> {
        let (held, rules) = (self.held_activities(caller, file)?, self.rules_now(&caller.controller)?);
        let mut done = Vec::new();
        for activity in granted(file).filter_map(|part| part.activity.clone()) {
            let mut records = 0;
            for (subject, _) in held.iter().filter(|(_, held)| *held == activity) {
                let controller = caller.controller.id();
                records += self.reader()?.snapshot()?.subject_records(controller, *subject, &activity)?;
                let circumstance = serving(&rules, caller, activity.clone());
                self.change_subject(caller, *subject, &circumstance, change).await?;
            }
            done.push(Done { activity, erasure: None, records, kept: 0, statute: None, words: None });
        }
        file.done = done;
        Ok(true)
    }

    /// Erases what is granted, then looks for it: by the keys there are, and by everything the person was known by.
    async fn erase_granted(
        &self,
        caller: &Caller,
        view: &CaseView,
        file: &mut CaseFile,
    ) -> Result<bool, Problem> {
        self.order_granted(caller, file).await?;
        self.finish_ordered(&caller.controller).await?;
        let rules = self.rules_now(&caller.controller)?;
        let wanted: BTreeSet<String> = granted(file).filter_map(|part| part.activity.clone()).collect();
        file.done = self.erased(caller, view, &rules)?;
        let left = self.held_activities(caller, file)?;
        if left.iter().any(|(_, activity)| wanted.contains(activity)) {
            return Ok(false);
        }
        // What is left may be found by what the person is known by only where it was declined.
        let found = self.subjects_with(caller, &file.identifiers).await?;
        let lawful = |subject: &SubjectId| {
            file.not_the_same.contains(subject) || left.iter().any(|(holder, _)| holder == subject)
        };
        if !found.iter().all(lawful) {
            return Err(Problem::Conflict { code: "case.found_elsewhere" });
        }
        Ok(true)
    }

    /// What the finished erasures of the case took, and what a statute keeps of it.
    fn erased(&self, caller: &Caller, view: &CaseView, rules: &Rules) -> Result<Vec<Done>, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut done = Vec::new();
        for subject in &view.file.subjects {
            let since = view.row.case.received_at;
            for row in snapshot.erasures_of(caller.controller.id(), *subject, since)? {
                if row.gone_at.is_some() {
                    done.push(Done {
                        erasure: Some(vern_core::id::OperationId::from_bytes(row.erasure)),
                        records: row.records,
                        kept: row.kept,
                        statute: (row.kept > 0)
                            .then(|| statute_of(rules, &row.activity, view.file.language))
                            .flatten(),
                        activity: row.activity,
                        words: None,
                    });
                }
            }
        }
        Ok(done)
    }
}

fn granted(file: &CaseFile) -> impl Iterator<Item = &Part> {
    file.parts.iter().filter(|part| part.granted)
}

fn by_hand(part: &Part, words: &str) -> Done {
    Done {
        activity: part.activity.clone().unwrap_or_default(),
        erasure: None,
        records: 0,
        kept: 0,
        statute: None,
        words: Some(words.to_owned()),
    }
}

/// The statute that keeps some of an activity's data, as the charter names it in the language of the answer.
fn statute_of(rules: &Rules, activity: &str, language: Language) -> Option<String> {
    let declared = rules.charter().activities.iter().find(|declared| declared.id.value == activity)?;
    let hold = declared.retention.value.stated()?.iter().find_map(|rule| rule.value.hold.as_ref())?;
    Some(hold.in_language(language).to_owned())
}
