//! The link of a message that asks, followed and confirmed: from here there is a subscription. Looking at it changes nothing, since mail programs look.

use std::sync::Arc;

use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_store::row::SubjectRow;
use vern_text::{Language, text};

use super::ask::{link_id, waiting_key};
use super::{
    ALIKE_MAX, Declared, EMAIL, LINK_LIFE_MICROS, MESSAGE_EMAIL, SuppressionChange, normal_email, spent,
    token_of, within,
};
use crate::access::Caller;
use crate::committer::Change;
use crate::consent::{Channel, ConsentAct, Evidence, GivenConsent};
use crate::controller::Controller;
use crate::installation::Installation;
use crate::outbox::secret::{SentTo, is_link};
use crate::problem::Problem;
use crate::record::{Fields, Precondition, PutRequest, RecordView, SearchBy, SearchRequest};
use crate::vouched::own_key;

impl Installation {
    /// Refuses a link that is used, too old or none. Looking does not use it.
    ///
    /// # Errors
    /// `subscription.none_declared`, `subscription.link_spent`; `store.*`.
    pub fn awaits_confirmation(&self, controller: &Controller, secret: &str) -> Result<(), Problem> {
        self.declared_subscriptions(controller)?;
        self.waiting(controller, secret).map(drop)
    }

    /// Confirms a subscription: consent to the words of this version, recorded, and with it the subscriber. Whoever had left is back by their own word.
    ///
    /// # Errors
    /// `subscription.none_declared`, `subscription.link_spent`; `consent.text_differs` where the words have changed since they were shown;
    /// [`Problem::Refused`] where the charter does not let Vern do it; `role.none_for_vern`, `conflict.busy`, `store.*`.
    pub async fn confirm_subscription(
        &self,
        controller: &Arc<Controller>,
        secret: &str,
        (language, text_version): (Language, &str),
    ) -> Result<(), Problem> {
        let _one_at_a_time = self.subscriptions.confirming.lock().await;
        let declared = self.declared_subscriptions(controller)?;
        let itself = self.acting_itself(controller)?;
        let (key, id) = self.waiting(controller, secret)?;
        let waiting = self.read_record(&itself, key.as_str(), &within(&declared.outbox)).await;
        let waiting = match waiting {
            Ok(answer) => answer.value,
            // Used in the meantime, or its time is over.
            Err(Problem::Refused(refusal))
                if ["record.unknown", "retention.expired"].contains(&refusal.code()) =>
            {
                return Err(spent());
            }
            Err(problem) => return Err(problem),
        };
        let email = waiting.fields.get(MESSAGE_EMAIL).ok_or(Problem::Unreadable)?.clone();
        // Whoever can alter what waits has not thereby read the other's mail.
        if !SentTo::made_link(controller, secret, &normal_email(email.reveal())?)? {
            return Err(spent());
        }
        let fields = Fields::from([(EMAIL.to_owned(), email.clone())]);
        let known = self.subscriber_with(&itself, &declared, &email).await?;
        let consent_key = format!("consent.{id}");
        let bound = {
            let reader = self.reader()?;
            reader.snapshot()?.record_by_key(controller.id(), &consent_key)?.map(|row| row.subject)
        };
        let former = self.former_subscriber(controller, &fields)?;
        // Whose the link's consent is already, where it was cut short.
        let subject = known.as_ref().map(|it| it.subject).or(bound).or(former).unwrap_or(waiting.subject);
        let given = GivenConsent {
            activity: declared.activity.clone(),
            subject: Some(subject),
            category: None,
            evidence: Evidence {
                language,
                text_version: text_version.to_owned(),
                channel: Channel::Web,
                place: text(language, "subscription-confirm-place", &[]),
                act: ConsentAct::Confirmed,
            },
            reason: None,
        };
        self.give_consent_once(&itself, (&given, subject), &consent_key).await?;
        if let Some(token) = token_of(controller, &fields) {
            let lift = Change::Suppression(SuppressionChange::Lift { token });
            self.change(controller.id(), lift, None).await?;
        }
        if known.is_none() {
            self.put_subscriber(&itself, &declared, (subject, fields), id).await?;
        }
        self.take_away(&itself, &key, &declared.outbox).await
    }

    /// The subscriber, under a key that follows from the address: of two confirmed at once, by whichever nodes, one is there.
    async fn put_subscriber(
        &self,
        itself: &Caller,
        declared: &Declared,
        (subject, fields): (SubjectId, Fields),
        link: uuid::Uuid,
    ) -> Result<(), Problem> {
        let controller = &itself.controller;
        let email = normal_email(fields.get(EMAIL).ok_or(Problem::Unreadable)?.reveal())?;
        let seal = own_key(controller)?.seal_of(&format!("subscriber:{email}"));
        let own = format!("subscriber.{}", uuid::Builder::from_custom_bytes(seal).into_uuid());
        let holder = |key: &str| {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            let Some(row) = snapshot.record_by_key(controller.id(), key)? else { return Ok(None) };
            let reads = snapshot.has_consent(controller.id(), row.subject, &declared.activity)?;
            Ok::<_, Problem>(Some((row.subject, reads)))
        };
        // What is left of someone who has left, and could not be erased yet, is in nobody's way.
        let key = match holder(&own)? {
            Some((_, false)) => format!("subscriber.{link}"),
            _ => own,
        };
        let subscriber = PutRequest {
            activity: declared.activity.clone(),
            category: declared.category_in(&declared.activity),
            subject: Some(subject),
            fields,
            precondition: Precondition::Absent,
            ..PutRequest::default()
        };
        match self.put_record(itself, &key, &subscriber).await {
            Err(Problem::Conflict { code: "record.version_differs" }) => match holder(&key)? {
                // The same link on another node: the other was first.
                Some((first, _)) if first == subject => Ok(()),
                _ => Err(Problem::Conflict { code: "conflict.busy" }),
            },
            done => done.map(drop),
        }
    }

    /// What a link leads to, while it can be used. What is no link of ours is told apart without a look at what anyone holds.
    fn waiting(&self, controller: &Controller, secret: &str) -> Result<(RecordKey, uuid::Uuid), Problem> {
        if !is_link(secret) {
            return Err(spent());
        }
        let key = waiting_key(secret);
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let row = snapshot.record_by_key(controller.id(), key.as_str())?.ok_or_else(spent)?;
        let ends_at = row.collected_at.plus_micros(LINK_LIFE_MICROS);
        if self.time_at(controller)? < ends_at { Ok((key, link_id(secret))) } else { Err(spent()) }
    }

    /// A subscriber with an address whose consent stands.
    async fn subscriber_with(
        &self,
        itself: &Caller,
        declared: &Declared,
        email: &Personal<String>,
    ) -> Result<Option<RecordView>, Problem> {
        let by = SearchBy::Value { data_type: EMAIL.to_owned(), value: email.clone() };
        let circumstance = within(&declared.activity);
        let request = SearchRequest { circumstance, by, after: None, most: ALIKE_MAX };
        Ok(self.search_records(itself, &request).await?.value.records.into_iter().next())
    }

    /// Who had an address when they left, while they are known: what they said yes to, before and now, stands together.
    fn former_subscriber(
        &self,
        controller: &Controller,
        fields: &Fields,
    ) -> Result<Option<SubjectId>, Problem> {
        let Some(token) = token_of(controller, fields) else { return Ok(None) };
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let Some(row) = snapshot.suppression(controller.id(), &token)? else { return Ok(None) };
        let stands = snapshot.subject(controller.id(), row.subject)?.is_some_and(|subject| {
            let held_back = SubjectRow::RESTRICTED
                | SubjectRow::RESTRICTED_IN
                | SubjectRow::OBJECTS
                | SubjectRow::ERASING;
            subject.state & held_back == 0
        });
        Ok(Some(row.subject).filter(|_| stands))
    }

    /// Erases a record of Vern's own work; what is gone already is gone.
    pub(super) async fn take_away(
        &self,
        itself: &Caller,
        key: &RecordKey,
        activity: &str,
    ) -> Result<(), Problem> {
        match self.erase_record(itself, key.as_str(), &within(activity)).await {
            Ok(_) => Ok(()),
            Err(Problem::Refused(refusal)) if refusal.code() == "record.unknown" => Ok(()),
            Err(problem) => Err(problem),
        }
    }
}
