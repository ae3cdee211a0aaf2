//! Lifting a restriction: the person is told first, and why (GDPR art. 18(3)). By a message from here where they are reached by e-mail and the charter
//! has an outbox; else by the case's letter, which whoever handles the case sends, and says how. Until then it is not lifted.
//!
//! A message has told them when the supplier of its channel has taken it; one that was dropped has told nobody.

use sha2::{Digest, Sha256};
use vern_core::case::{Right, Step};
use vern_core::id::{CaseId, MessageId, SubjectId};
use vern_core::personal::Personal;
use vern_core::value::DataKind;
use vern_store::case::CaseRow;
use vern_store::outbox::{Channel, MessageState};
use vern_text::text;

use super::file::{CaseFile, Lifting};
use super::step::{Taken, said};
use super::{CaseView, alone, serving};
use crate::Answer;
use crate::access::Caller;
use crate::installation::Installation;
use crate::outbox::Message;
use crate::problem::Problem;
use crate::subject::SubjectChange;

/// How a person is told.
#[derive(Debug, Clone)]
pub enum Notice {
    /// By the letter of the case, or in another way: how and when. None while the letter is still to be given: it is printed once the case has the
    /// reasons, and the step is taken again.
    Letter(Option<Personal<String>>),
    /// By a message to the address they have given.
    Message,
}

impl Installation {
    pub(super) async fn announce(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
        (reasons, notice): (&Personal<String>, &Notice),
    ) -> Result<Answer<CaseRow>, Problem> {
        let reasons = said(reasons)?;
        let step = Step::Announce { reasons_given: reasons.is_some() };
        view.row.case.advance(step, self.time_at(&caller.controller)?)?;
        if view.restricted_by_it().next().is_none() {
            return Err(Problem::Conflict { code: "case.nothing_to_lift" });
        }
        let mut lifting = Lifting {
            reasons: reasons.clone().unwrap_or_default(),
            told_by: None,
            message: None,
            lifted_at: None,
        };
        match notice {
            Notice::Letter(how) => lifting.told_by = how.as_ref().map(said).transpose()?.flatten(),
            Notice::Message => {
                let id = notice_id(at.0, view.row.version);
                self.send_notice(caller, (id, &lifting.reasons), view).await?;
                lifting.message = Some(id);
            }
        }
        let mut told = view.clone();
        told.file.lifting = Some(lifting);
        let letters = self.letters_of(caller, &told)?;
        let file = CaseFile { letters, ..told.file };
        self.commit_step(caller, at, view, Taken { step, file, subject: None, words: reasons }).await
    }

    pub(super) async fn lift(
        &self,
        caller: &Caller,
        at: (CaseId, u64, u64),
        view: &CaseView,
    ) -> Result<Answer<CaseRow>, Problem> {
        let now = self.time_at(&caller.controller)?;
        let lifting = view.file.lifting.clone();
        if lifting.as_ref().is_some_and(|lifting| lifting.lifted_at.is_some()) {
            return Err(Problem::Conflict { code: "case.nothing_to_lift" });
        }
        let is_told = match &lifting {
            None => false,
            Some(lifting) => lifting.told_by.is_some() || self.is_delivered(caller, lifting.message)?,
        };
        let step = Step::Lift { is_told };
        view.row.case.advance(step, now)?;
        let rules = self.rules_now(&caller.controller)?;
        let shared = self.restricted_elsewhere(caller, at.0, &view.file.subjects).await?;
        let restricted: Vec<(SubjectId, String)> = view
            .restricted_by_it()
            .map(|held| (held.subject, held.activity.clone()))
            .filter(|held| !shared.contains(held))
            .collect();
        // Before the step: one that is cut short is taken again, and finds less to lift.
        for (subject, activity) in restricted {
            let circumstance = serving(&rules, caller, activity);
            let lifted = SubjectChange::RestrictIn(false);
            self.change_subject(&alone(caller), subject, &circumstance, lifted).await?;
        }
        let lifting = lifting.map(|lifting| Lifting { lifted_at: Some(now), ..lifting });
        let file = CaseFile { lifting, ..view.file.clone() };
        self.commit_step(caller, at, view, Taken { step, file, subject: None, words: None }).await
    }

    /// What other cases about the same people restrict: it stays so until those lift it too.
    async fn restricted_elsewhere(
        &self,
        caller: &Caller,
        id: CaseId,
        subjects: &[SubjectId],
    ) -> Result<Vec<(SubjectId, String)>, Problem> {
        let others = self.other_cases(caller, (id, Right::Restriction), subjects).await?;
        let held = others.iter().flat_map(CaseView::restricted_by_it);
        Ok(held.map(|held| (held.subject, held.activity.clone())).collect())
    }

    fn is_delivered(&self, caller: &Caller, message: Option<MessageId>) -> Result<bool, Problem> {
        let Some(message) = message else { return Ok(false) };
        let row = self.reader()?.snapshot()?.message(caller.controller.id(), message)?;
        Ok(row.is_some_and(|row| row.state == MessageState::Delivered))
    }

    /// Queues the notice as Vern itself, under an id that is the same however often it is tried. Where it cannot be, a letter is to be sent.
    async fn send_notice(
        &self,
        caller: &Caller,
        (id, reasons): (MessageId, &str),
        view: &CaseView,
    ) -> Result<(), Problem> {
        let by_letter = || Problem::Conflict { code: "case.notice_by_letter" };
        let contact = view.contact.as_ref().ok_or_else(by_letter)?;
        let to = DataKind::Email.normal_form(contact.reveal()).map_err(|_| by_letter())?;
        let itself = self.acting_itself(&caller.controller).map_err(|_| by_letter())?;
        let message = self.notice(caller, view, reasons, Personal::new(to.to_string()))?;
        match self.queue_message_as(&itself, id, &message).await {
            // It is there from before.
            Ok(_) | Err(Problem::Conflict { code: "record.version_differs" }) => Ok(()),
            Err(
                Problem::Conflict { code: "outbox.undeclared" | "outbox.limit_missing" }
                | Problem::Refused(_),
            ) => Err(by_letter()),
            Err(problem) => Err(problem),
        }
    }

    fn notice(
        &self,
        caller: &Caller,
        view: &CaseView,
        reasons: &str,
        to: Personal<String>,
    ) -> Result<Message, Problem> {
        let language = view.file.language;
        let (names, rules) = (self.names(&caller.controller, language)?, self.rules_now(&caller.controller)?);
        let contact = self.contact(&caller.controller, language)?;
        let mut activities: Vec<String> =
            view.restricted_by_it().map(|held| format!("- {}", names.activity(&held.activity))).collect();
        activities.dedup();
        let (organisation, listed) = (&rules.charter().organisation.name, activities.join("\n"));
        let variables = [
            ("organisation", organisation.as_str().into()),
            ("activities", listed.as_str().into()),
            ("reasons", reasons.into()),
            ("number", view.row.id.to_string().into()),
            ("role", contact.role.as_str().into()),
            ("channel", contact.channel.as_str().into()),
        ];
        Ok(Message {
            channel: Channel::Email,
            whose: None,
            category: None,
            to,
            language,
            heading: Some(Personal::new(text(language, "letter-lifting-heading", &variables))),
            text: Personal::new(text(language, "letter-lifting-message", &variables)),
            headers: std::collections::BTreeMap::new(),
            not_after: None,
        })
    }
}

/// The id of the notice that goes out at a version of a case.
fn notice_id(case: CaseId, version: u64) -> MessageId {
    let digest = Sha256::new()
        .chain_update(b"vern notice of lifting")
        .chain_update(case.as_bytes())
        .chain_update(version.to_be_bytes())
        .finalize();
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(digest) {
        *place = byte;
    }
    MessageId::from_bytes(uuid::Builder::from_custom_bytes(bytes).into_uuid().into_bytes())
}
