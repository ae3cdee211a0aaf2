//! Taking a step: what is said in it goes into the case's record, through the gate, and where the case stands with it, in one commit.

use vern_core::case::{CaseKind, CaseState, Right, Step, StepError};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_store::case::CaseRow;

use super::file::{CaseFile, Ground, Note, Part};
use super::identify::Identification;
use super::lifting::Notice;
use super::receive::with_case;
use super::{Assessment, CaseView, record_key};
use crate::Answer;
use crate::access::Caller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Extent, Fields, Precondition, PutRequest, REASON_MAX};

/// A step, with what is said in it.
#[derive(Debug, Clone)]
pub enum CaseStep {
    /// Who asks is established.
    Identify(Identification),
    /// There is reasonable doubt of who asks, and they are asked.
    Doubt {
        /// What the doubt is, and what is asked for.
        reasons: Personal<String>,
    },
    /// Each part is decided.
    Assess(Assessment),
    /// What was granted is done.
    Execute {
        /// What was done by hand, for rights that are exercised so: rectification, human review, complaint.
        words: Option<Personal<String>>,
    },
    /// Recipients are told.
    Notify {
        /// Each recipient, with how and when it was told or why it cannot be.
        told: Vec<(String, Personal<String>)>,
    },
    /// The longer term is taken.
    Extend {
        /// Why: told to whoever asked.
        reasons: Personal<String>,
    },
    /// Nothing is done.
    Refuse {
        /// On which ground.
        ground: Ground,
        /// Why, in words.
        reasons: Personal<String>,
    },
    /// Whoever asked takes it back.
    Withdraw,
    /// It is passed to the controller it is for.
    Forward {
        /// A controller of this installation by its slug, or whom else in words.
        to: String,
    },
    /// It is answered.
    Answer {
        /// How the answer was given.
        given_by: Personal<String>,
        /// What it says beyond what follows from the case.
        words: Option<Personal<String>>,
    },
    /// It is closed.
    Close,
    /// The person is told that a restriction will be lifted, and why (GDPR art. 18(3)).
    Announce {
        /// Why.
        reasons: Personal<String>,
        /// How.
        notice: Notice,
    },
    /// The restriction is lifted.
    Lift,
}

/// What a step makes of a case.
pub(super) struct Taken {
    pub(super) step: Step,
    pub(super) file: CaseFile,
    pub(super) subject: Option<SubjectId>,
    pub(super) words: Option<String>,
}

impl Installation {
    /// Takes a step on a case that stands as the caller has seen it.
    ///
    /// # Errors
    /// `case.unknown`, `case.version_differs` where someone else took a step since; `case.*` where the step may not be taken;
    /// [`Problem::Refused`] where the caller may not do what it asks; `store.*`.
    pub async fn take_step(
        &self,
        caller: &Caller,
        (id, version): (CaseId, u64),
        step: CaseStep,
    ) -> Result<Answer<CaseRow>, Problem> {
        self.refuse_repeated(caller)?;
        let (mut view, record_version) = self.case_with_version(caller, id).await?;
        let record_version = self.catch_up(caller, (id, record_version), &mut view).await?;
        require_version(&view.row, version)?;
        require_way_back(&view, &step)?;
        self.require_no_marketing(caller, &view, &step)?;
        let at = (id, version, record_version);
        match step {
            CaseStep::Identify(identification) => self.identify(caller, at, &view, &identification).await,
            CaseStep::Assess(assessment) => self.assess(caller, at, &view, assessment).await,
            CaseStep::Execute { words } => self.execute(caller, at, &view, words).await,
            CaseStep::Forward { to } => self.forward(caller, at, &view, &to).await,
            CaseStep::Announce { reasons, notice } => {
                self.announce(caller, at, &view, (&reasons, &notice)).await
            }
            CaseStep::Lift => self.lift(caller, at, &view).await,
            CaseStep::Answer { .. } => {
                let mut taken = said_alone(step, &view)?;
                let told = CaseView { file: taken.file.clone(), ..view.clone() };
                taken.file.letters = self.letters_of(caller, &told)?;
                let answer = self.commit_step(caller, at, &view, taken).await?;
                if !view.file.stopped.is_empty() {
                    self.settle_stops(caller, id).await?;
                }
                Ok(answer)
            }
            said => {
                let taken = said_alone(said, &view)?;
                self.commit_step(caller, at, &view, taken).await
            }
        }
    }

    /// Commits a step: record and row together, or not at all.
    pub(super) async fn commit_step(
        &self,
        caller: &Caller,
        (id, version, record_version): (CaseId, u64, u64),
        view: &CaseView,
        taken: Taken,
    ) -> Result<Answer<CaseRow>, Problem> {
        let key = record_key(id).parse()?;
        let answer = self.perform(caller, || {
            let at = self.time_at(&caller.controller)?;
            let row = self.reader()?.snapshot()?.case(caller.controller.id(), id)?;
            let row = row.ok_or(Problem::NotFound { code: "case.unknown" })?;
            require_version(&row, version)?;
            let subject = match taken.step {
                Step::Identify { .. } => taken.subject,
                _ => row.subject,
            };
            let next =
                CaseRow { case: row.case.advance(taken.step, at)?, subject, version: row.version + 1, ..row };
            let mut file = taken.file.clone();
            if !matches!(
                next.case.state,
                CaseState::Received | CaseState::InDoubt | CaseState::Identified | CaseState::Assessed
            ) {
                // Nobody is looked up any more.
                file.identifiers.clear();
            }
            let step = taken.step.as_str().to_owned();
            file.notes.push(Note { at, actor: caller.actor, step: step.clone(), words: taken.words.clone() });
            let request = PutRequest {
                activity: view.activity.clone(),
                fields: Fields::from([file.to_field()?]),
                extent: Extent::Named { removed: std::collections::BTreeSet::new() },
                precondition: Precondition::Version(record_version),
                reason: Some(Personal::new(step)),
                ..PutRequest::default()
            };
            Ok(with_case(self.prepare_put(caller, &key, &request)?, next, next))
        });
        match answer.await {
            Err(Problem::Conflict { code: "record.version_differs" }) => {
                Err(Problem::Conflict { code: "case.version_differs" })
            }
            answered => answered,
        }
    }

    /// A request with which a person objects to direct marketing is not refused as a whole, nor passed on as if it were another's: that ends here.
    fn require_no_marketing(&self, caller: &Caller, view: &CaseView, step: &CaseStep) -> Result<(), Problem> {
        let leads_away = matches!(step, CaseStep::Refuse { .. } | CaseStep::Forward { .. });
        if !leads_away || view.file.stopped.is_empty() {
            return Ok(());
        }
        let rules = self.rules_now(&caller.controller)?;
        let is_theirs = |subject: &SubjectId| view.file.subjects.contains(subject);
        let stops = view
            .file
            .stopped
            .iter()
            .any(|(subject, activity)| is_theirs(subject) && rules.is_marketing(activity));
        if stops { Err(Problem::Conflict { code: "case.marketing_ends" }) } else { Ok(()) }
    }

    /// Passes a case to the controller it is for (P-D9): within this installation as a case of its own there, with the day it was received here.
    async fn forward(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
        to: &str,
    ) -> Result<Answer<CaseRow>, Problem> {
        // Whether the step may be taken is known before anything leaves.
        view.row.case.advance(Step::Forward, self.time_at(&caller.controller)?)?;
        let other = self.controller(to).ok().filter(|other| other.id() != caller.controller.id());
        if let Some(other) = other {
            self.pass_on(&other, view, at.0).await?;
        }
        let words = said(&Personal::new(to.to_owned()))?;
        let file = CaseFile { forwarded_to: words.clone(), ..view.file.clone() };
        self.commit_step(caller, at, view, Taken { step: Step::Forward, file, subject: None, words }).await
    }
}

/// A step that does nothing beyond what is said in it.
fn said_alone(step: CaseStep, view: &CaseView) -> Result<Taken, Problem> {
    let mut file = view.file.clone();
    let (step, words) = match step {
        CaseStep::Doubt { reasons } => {
            let words = said(&reasons)?;
            (Step::Doubt { reasons_given: words.is_some() }, words)
        }
        CaseStep::Extend { reasons } => {
            let words = said(&reasons)?;
            file.reasons.clone_from(&words);
            (Step::Extend { reasons_given: words.is_some() }, words)
        }
        CaseStep::Refuse { ground, reasons } => {
            let words = said(&reasons)?;
            file.parts = vec![Part {
                activity: None,
                granted: false,
                ground: Some(ground),
                statute: None,
                words: words.clone(),
            }];
            (Step::Refuse { reasons_given: words.is_some() }, words)
        }
        CaseStep::Notify { told } => {
            for recipient in &mut file.recipients {
                let evidence = told.iter().find(|(id, _)| *id == recipient.recipient);
                recipient.evidence = evidence.map(|(_, words)| said(words)).transpose()?.flatten();
            }
            let untold = file.recipients.iter().filter(|recipient| recipient.evidence.is_none()).count();
            (Step::Notify { untold: u32::try_from(untold).unwrap_or(u32::MAX) }, None)
        }
        CaseStep::Answer { given_by, words } => {
            let given_by = said(&given_by)?;
            file.answered_by.clone_from(&given_by);
            file.words = words.as_ref().map(said).transpose()?.flatten();
            (Step::Answer { is_written: given_by.is_some() }, given_by)
        }
        CaseStep::Withdraw => (Step::Withdraw, None),
        CaseStep::Close => (Step::Close, None),
        _ => return Err(Problem::Internal("a step that does more than it says".to_owned())),
    };
    Ok(Taken { step, file, subject: None, words })
}

/// What was said; none where it is only blanks.
pub(super) fn said(words: &Personal<String>) -> Result<Option<String>, Problem> {
    let text = words.reveal().trim();
    if text.chars().count() > REASON_MAX {
        return Err(Problem::invalid("case.too_long"));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// What is granted of an erasure goes from the decision on: then the case is not withdrawn, refused or passed on any more.
fn require_way_back(view: &CaseView, step: &CaseStep) -> Result<(), Problem> {
    let leads_away = matches!(step, CaseStep::Withdraw | CaseStep::Refuse { .. } | CaseStep::Forward { .. });
    let is_ordered = view.row.case.kind == CaseKind::Rights(Right::Erasure)
        && view.file.parts.iter().any(|part| part.granted);
    if leads_away && is_ordered { Err(StepError::OutOfTurn.into()) } else { Ok(()) }
}

/// Someone else may have taken a step since the caller looked.
fn require_version(row: &CaseRow, version: u64) -> Result<(), Problem> {
    if row.version == version { Ok(()) } else { Err(Problem::Conflict { code: "case.version_differs" }) }
}
