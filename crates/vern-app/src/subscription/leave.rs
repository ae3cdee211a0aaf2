//! Leaving. However consent to a newsletter is taken back, the same follows: the address is not to be written to again, what waits to be sent is not
//! sent, and the subscriber's record is erased. A link in every message takes it back without a login, a question or a reason.

use std::sync::Arc;

use vern_core::id::SubjectId;
use vern_core::record::RecordKey;
use vern_policy::Rules;
use vern_policy::charter::{Carried, HeldBy};
use vern_store::row::LookupToken;
use vern_text::{Language, text};

use super::{ALIKE_MAX, SuppressionChange, spent, token_of, within};
use crate::access::Caller;
use crate::committer::Change;
use crate::consent::{Channel, ConsentAct, How, WithdrawnConsent};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{RecordView, SearchBy, SearchRequest};
use crate::vouched::VouchedFor;

/// A subscriber who is about to leave: what is held, while it can still be read.
pub(crate) struct Leaving {
    itself: Caller,
    subject: SubjectId,
    tokens: Vec<LookupToken>,
    /// Records, each with its activity: of the subscription, and of messages that wait.
    records: Vec<(RecordKey, String)>,
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

    /// Takes a subscriber's consent back by the link of a message. Done again, or where there is nothing any more, it is done.
    ///
    /// # Errors
    /// `subscription.none_declared`, `subscription.link_spent`, `role.none_for_vern`; [`Problem::Refused`] where the charter does not let Vern do it;
    /// `conflict.busy`, `store.*`.
    pub async fn unsubscribe(
        &self,
        controller: &Arc<Controller>,
        link: &str,
        (language, channel): (Language, Channel),
    ) -> Result<(), Problem> {
        let declared = self.declared_subscriptions(controller)?;
        let subject = VouchedFor::Leaving.subject_of(controller, link).ok_or_else(spent)?;
        if !self.reader()?.snapshot()?.has_consent(controller.id(), subject, &declared.activity)? {
            return Ok(());
        }
        let place = match channel {
            Channel::Email => "subscription-leave-place-mail",
            _ => "subscription-leave-place",
        };
        let how = How { channel, place: text(language, place, &[]), act: Some(ConsentAct::PressedButton) };
        let withdrawn = WithdrawnConsent { activity: declared.activity, how: Some(how), reason: None };
        let itself = self.acting_itself(controller)?;
        match self.withdraw_consent(&itself, subject, &withdrawn).await {
            Ok(_) => Ok(()),
            // Erased in the meantime.
            Err(Problem::Refused(refusal)) if refusal.code() == "subject.unknown" => Ok(()),
            Err(problem) => Err(problem),
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
        let of = |views: Vec<RecordView>, activity: &str| {
            let named = views.into_iter().map(|view| (view.key, activity.to_owned()));
            named.collect::<Vec<_>>()
        };
        let mut records = of(held, activity);
        if let Some(outbox) = rules.carrying(Carried::Outbox) {
            // Only issues name the way out; an answer to something else the person asked goes on its way.
            let mut waiting = self.held_of(&itself, subject, outbox).await?;
            waiting.retain(|view| {
                view.fields.get("message_headers").is_some_and(|it| it.reveal().contains("List-Unsubscribe:"))
            });
            records.extend(of(waiting, outbox));
        }
        Ok(Some(Leaving { itself, subject, tokens, records }))
    }

    /// What follows once consent is taken back.
    pub(crate) async fn has_left(&self, left: Leaving) -> Result<(), Problem> {
        let Leaving { itself, subject, tokens, records } = left;
        if !tokens.is_empty() {
            let suppress = Change::Suppression(SuppressionChange::Suppress { tokens, subject });
            self.change(itself.controller.id(), suppress, None).await?;
        }
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
            // Restricted, or unknown: consent is taken back all the same.
            Err(Problem::Refused(_)) => Ok(Vec::new()),
            Err(problem) => Err(problem),
        }
    }
}
