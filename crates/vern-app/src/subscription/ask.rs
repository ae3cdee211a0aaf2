//! Asking to subscribe. Nothing is looked up, so there is nothing an answer could tell: whoever the address belongs to, and whatever is held on them, the
//! same two records are written and the same message goes out. What it leads to is decided when its link is followed.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use vern_core::id::ControllerId;
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_core::time::Instant;
use vern_crypto::{CryptoError, random_bytes};
use vern_text::{Language, text};

use super::{Declared, LINK_LIFE_HOURS, LINK_LIFE_MICROS, MESSAGE_EMAIL, normal_email};
use crate::clock::issue_message;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::outbox::secret::{Mark as SecretMark, SentTo};
use crate::outbox::{Channel, Message};
use crate::pace::{Mark, Pace, Paid, SECOND_MICROS, mark_of, whose};
use crate::problem::Problem;
use crate::record::{Fields, Precondition, PutRequest};

const HOUR: u64 = 3_600 * SECOND_MICROS;
/// From one address of the network.
const FROM: Pace = Pace { at_once: 20, period_micros: 60 * SECOND_MICROS };
/// To one mailbox: nobody's is filled by strangers.
const TO: Pace = Pace { at_once: 3, period_micros: 12 * HOUR };

/// Someone who wants a newsletter.
pub struct SubscriptionWish {
    /// E-mail address, as typed.
    pub email: Personal<String>,
    /// The language they asked in.
    pub language: Language,
    /// Where the request comes from.
    pub address: IpAddr,
    /// Scheme and host the link leads to.
    pub site: String,
}

/// How often this process has been asked, and to write to whom.
pub(crate) struct SubscriptionDesk {
    key: [u8; 32],
    asked: Mutex<(Paid<IpAddr>, Paid<Mark>)>,
    /// Confirmations follow one another: what one finds, the other has made.
    pub(super) confirming: tokio::sync::Mutex<()>,
}

/// Whether to go on.
enum Turn {
    Yes,
    /// Too often from there.
    TooMany,
    /// That mailbox has had its share.
    HasMail,
}

impl SubscriptionDesk {
    pub(crate) fn new() -> Result<Self, CryptoError> {
        let asked = Mutex::new((Paid::new(), Paid::new()));
        Ok(Self { key: random_bytes()?, asked, confirming: tokio::sync::Mutex::new(()) })
    }

    fn take(&self, controller: ControllerId, email: &str, from: IpAddr, now: Instant) -> Turn {
        let (now, from) = (now.as_unsigned_micros(), whose(from));
        let to = mark_of(&self.key, controller, email);
        let (addresses, mailboxes) = &mut *self.asked.lock();
        if addresses.wait(&from, FROM, now).is_some() {
            return Turn::TooMany;
        }
        addresses.take(from, FROM, now);
        if mailboxes.wait(&to, TO, now).is_some() {
            return Turn::HasMail;
        }
        mailboxes.take(to, TO, now);
        Turn::Yes
    }
}

impl Installation {
    /// Takes in that someone wants to subscribe: a message asks whoever has the address. Nothing is held as a subscription. The answer is the same
    /// whether the address subscribes, is unknown or is not to be written to, and where it has been written to enough of late.
    ///
    /// # Errors
    /// `subscription.none_declared`, `outbox.undeclared`, `consent.not_carried`, `role.none_for_vern`; `subscription.email_form`;
    /// `subscription.too_many` where too much comes from one address of the network; as [`Installation::queue_message`].
    pub async fn ask_to_subscribe(
        &self,
        controller: &Arc<Controller>,
        wish: &SubscriptionWish,
    ) -> Result<(), Problem> {
        let declared = self.declared_subscriptions(controller)?;
        let itself = self.acting_itself(controller)?;
        let normal = normal_email(wish.email.reveal())?;
        match self.subscriptions.take(controller.id(), &normal, wish.address, self.now()) {
            Turn::Yes => {}
            Turn::TooMany => return Err(Problem::Unavailable { code: "subscription.too_many" }),
            Turn::HasMail => return Ok(()),
        }
        let id = issue_message(self.now())?;
        let link = SentTo { message: id, address: &normal }.secret(controller, SecretMark::Link)?;
        let category = declared.category_in(&declared.outbox);
        let waits = PutRequest {
            activity: declared.outbox.clone(),
            category: category.clone(),
            fields: Fields::from([(MESSAGE_EMAIL.to_owned(), wish.email.clone())]),
            precondition: Precondition::Absent,
            ..PutRequest::default()
        };
        let key = waiting_key(link.reveal());
        let subject = self.put_record(&itself, key.as_str(), &waits).await?.value.subject;
        let message = Message {
            whose: Some(subject),
            category,
            not_after: Some(self.now().plus_micros(LINK_LIFE_MICROS)),
            ..declared.question(controller, wish)
        };
        self.queue_message_as(&itself, id, &message).await.map(drop)
    }
}

impl Declared {
    /// The message that asks. Nothing anybody typed stands in it, nor what makes the link work: that is filled in where it is handed over.
    fn question(&self, controller: &Controller, wish: &SubscriptionWish) -> Message {
        let language = wish.language;
        let organisation = self.rules.charter().organisation.name.as_str();
        let (site, slug) = (&wish.site, controller.slug());
        let link = format!("{site}/{language}/{slug}/newsletter/{}", SecretMark::Link.text());
        let said = |id: &str| {
            let hours = LINK_LIFE_HOURS;
            let variables = [
                ("organisation", organisation.into()),
                ("link", link.as_str().into()),
                ("hours", hours.into()),
            ];
            text(language, id, &variables)
        };
        Message {
            channel: Channel::Email,
            whose: None,
            category: None,
            to: wish.email.clone(),
            language,
            heading: Some(Personal::new(said("subscription-mail-heading"))),
            text: Personal::new(said("subscription-mail-text")),
            headers: BTreeMap::from([(
                "Auto-Submitted".to_owned(),
                Personal::new("auto-replied".to_owned()),
            )]),
            not_after: None,
        }
    }
}

/// The key of what waits for a link to be followed: part of a hash of the link.
pub(super) fn waiting_key(link: &str) -> RecordKey {
    RecordKey::from_stored(format!("subscription-request.{}", link_id(link)))
}

/// The id a link gives what it leads to.
pub(super) fn link_id(link: &str) -> uuid::Uuid {
    id_of(&Sha256::new().chain_update(b"vern subscription link\0").chain_update(link).finalize().into())
}

/// The first half of a hash, as an id.
pub(crate) fn id_of(hash: &[u8; 32]) -> uuid::Uuid {
    let [first, _] = hash.as_chunks::<16>().0 else { return uuid::Uuid::nil() };
    uuid::Builder::from_custom_bytes(*first).into_uuid()
}
