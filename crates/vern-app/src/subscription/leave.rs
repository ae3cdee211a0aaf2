//! Leaving. However consent to a newsletter is taken back, the same follows: with it, in one commit, the address is not to be written to again; what waits
//! to be sent is not handed over, and the subscriber's record is erased. A link in every message takes it back without a login, a question or a reason,
//! and nothing that stands in the way of the rest stands in the way of that (GDPR art. 7(3), 21(3)).

use std::sync::Arc;

use vern_core::id::SubjectId;
use vern_core::record::RecordKey;
use vern_policy::Rules;
use vern_policy::charter::{Carried, HeldBy};
use vern_store::row::{LookupToken, RecordRow};
use vern_text::{Language, text};

use super::{ALIKE_MAX, Declared, MESSAGE_EMAIL, SuppressionChange, address_token, spent, token_of, within};
use crate::access::Caller;
use crate::committer::Change;
use crate::consent::{Channel, ConsentAct, How, WithdrawnConsent, nobody_may};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Fields, RecordView, SearchBy, SearchRequest};
use crate::vouched::VouchedFor;

/// Why an issue that waits is not handed over.
pub(crate) const LEFT: &str = "consent.missing";

/// A subscriber who is about to leave: what is held, while it can still be read.
pub(crate) struct Leaving {
    itself: Caller,
    tokens: Vec<LookupToken>,
    /// Records, each with its activity: of the subscription, and of messages that wait.
    records: Vec<(RecordKey, String)>,
}

impl Leaving {
    /// Consent taken back, and the addresses with it.
    pub(crate) fn change(&self, subject: SubjectId, activity: &str) -> Change {
        let (tokens, activity) = (self.tokens.clone(), activity.to_owned());
        Change::Suppression(SuppressionChange::Leave { tokens, subject, activity })
    }
}

impl Installation {
    /// Refuses a link that is none of this organisation's. Looking changes nothing.
    ///
    /// # Errors
    /// `subscription.none_declared`, `subscription.link_spent`; `store.*`.
    pub fn can_unsubscribe(&self, controller: &Controller, link: &str) -> Result<(), Problem> {
        self.declared_subscriptions(controller)?;
        VouchedFor::Leaving.subject_of(controller, link).map(drop).ok_or_else(spent)
    }

    /// Takes a subscriber's consent back by the link of a message. Done again, what was cut short is finished; where there is nothing any more, it is
    /// done. A charter that does not let Vern record it has the refusal in its journal, and nothing is sent all the same.
    ///
    /// # Errors
    /// `subscription.none_declared`, `subscription.link_spent`; `conflict.busy`, `store.*`.
    pub async fn unsubscribe(
        &self,
        controller: &Arc<Controller>,
        link: &str,
        (language, channel): (Language, Channel),
    ) -> Result<(), Problem> {
        let declared = self.declared_subscriptions(controller)?;
        let subject = VouchedFor::Leaving.subject_of(controller, link).ok_or_else(spent)?;
        if self.has_wholly_left(controller, (subject, &declared.activity))? {
            return Ok(());
        }
        let place = match channel {
            Channel::Email => "subscription-leave-place-mail",
            _ => "subscription-leave-place",
        };
        let how = How { channel, place: text(language, place, &[]), act: Some(ConsentAct::PressedButton) };
        let activity = declared.activity.clone();
        let withdrawn = WithdrawnConsent { activity, how: Some(how), reason: None };
        let done = match self.acting_itself(controller) {
            Ok(itself) => self.withdraw_consent(&itself, subject, &withdrawn).await.map(drop),
            Err(problem) => Err(problem),
        };
        match done {
            // Erased in the meantime.
            Err(Problem::Refused(refusal)) if refusal.code() == "subject.unknown" => Ok(()),
            Err(problem) if nobody_may(&problem) => self.stop_sending(controller, &declared, subject).await,
            done => done,
        }
    }

    /// Nothing stands, and nothing that should have gone with it is left.
    fn has_wholly_left(
        &self,
        controller: &Controller,
        (subject, activity): (SubjectId, &str),
    ) -> Result<bool, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        Ok(!snapshot.has_consent(controller.id(), subject, activity)?
            && snapshot.records_by_subject(controller.id(), subject, activity, 0, 1)?.is_empty())
    }

    /// Consent is taken back where the charter has nobody who may record that: a person's word needs no grant. The address goes with it if it may be read.
    async fn stop_sending(
        &self,
        controller: &Arc<Controller>,
        declared: &Declared,
        subject: SubjectId,
    ) -> Result<(), Problem> {
        let about = (subject, declared.activity.as_str());
        let left = self.leaving(controller, &declared.rules, about).await?;
        self.take_back_unrecorded(controller, about, left.map(|left| left.tokens).unwrap_or_default()).await
    }

    /// Refuses an issue whose reader has left since it was queued, and gives the token that must not be suppressed when it is handed over; none for a
    /// message that is no issue.
    pub(crate) fn refuse_left(
        &self,
        controller: &Controller,
        message: &RecordView,
    ) -> Result<Option<LookupToken>, Problem> {
        if !is_issue(&message.fields) {
            return Ok(None);
        }
        let rules = self.rules_now(controller)?;
        let reader = self.reader()?;
        let snapshot = reader.latest()?;
        let consents = match rules.carrying(Carried::Subscriptions) {
            Some(activity) => snapshot.has_consent(controller.id(), message.subject, activity)?,
            None => false,
        };
        let email = message.fields.get(MESSAGE_EMAIL);
        let token = email.and_then(|email| address_token(controller, email.reveal()));
        let suppressed = token.map(|token| snapshot.suppression(controller.id(), &token)).transpose()?;
        if consents && suppressed.flatten().is_none() {
            Ok(token)
        } else {
            Err(Problem::Conflict { code: LEFT })
        }
    }

    /// What is held of a subscriber whose consent to this activity is about to be taken back; none where the activity is no newsletter.
    pub(crate) async fn leaving(
        &self,
        controller: &Arc<Controller>,
        rules: &Rules,
        (subject, activity): (SubjectId, &str),
    ) -> Result<Option<Leaving>, Problem> {
        let is_newsletter = rules.carrying(Carried::Subscriptions) == Some(activity);
        if !is_newsletter || rules.role_held_by(HeldBy::Vern).is_none() {
            return Ok(None);
        }
        let itself = self.acting_itself(controller)?;
        let held = self.held_of(&itself, subject, activity).await?;
        let tokens = held.iter().filter_map(|view| token_of(controller, &view.fields)).collect();
        // Also what may not be seen: consent that is taken back already is one reason for that.
        let rows = {
            let reader = self.reader()?;
            reader.snapshot()?.records_by_subject(controller.id(), subject, activity, 0, ALIKE_MAX)?
        };
        let named = |row: RecordRow| (RecordKey::from_stored(row.key), activity.to_owned());
        let mut records: Vec<_> = rows.into_iter().map(named).collect();
        if let Some(outbox) = rules.carrying(Carried::Outbox) {
            // Only issues name the way out; an answer to something else the person asked goes on its way.
            let mut waiting = self.held_of(&itself, subject, outbox).await?;
            waiting.retain(|view| is_issue(&view.fields));
            records.extend(waiting.into_iter().map(|view| (view.key, outbox.to_owned())));
        }
        Ok(Some(Leaving { itself, tokens, records }))
    }

    /// What follows once consent is taken back.
    pub(crate) async fn has_left(&self, left: Leaving) -> Result<(), Problem> {
        let Leaving { itself, records, .. } = left;
        for (key, activity) in &records {
            match self.take_away(&itself, key, activity).await {
                // A role of Vern's that may not erase: the record goes when its period is over, as the journal says.
                Err(Problem::Refused(_)) => {}
                done => done?,
            }
        }
        Ok(())
    }

    /// A subject's records in an activity, as far as they may be seen.
    async fn held_of(
        &self,
        itself: &Caller,
        subject: SubjectId,
        activity: &str,
    ) -> Result<Vec<RecordView>, Problem> {
        let request = SearchRequest {
            circumstance: within(activity),
            by: SearchBy::Subject(subject),
            after: None,
            most: ALIKE_MAX,
        };
        match self.search_records(itself, &request).await {
            Ok(answer) => Ok(answer.value.records),
            // Restricted, unknown or not to be opened: consent is taken back all the same.
            Err(Problem::Refused(_) | Problem::Unreadable) => Ok(Vec::new()),
            Err(problem) => Err(problem),
        }
    }
}

/// Only issues name the way out.
fn is_issue(fields: &Fields) -> bool {
    fields.get("message_headers").is_some_and(|it| it.reveal().contains("List-Unsubscribe:"))
}
