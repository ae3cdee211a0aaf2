//! Newsletters people have asked for: asked for on a page, confirmed by a link, sent to those who confirmed, left by a link (ADR 0029).
//!
//! A subscriber is a record of the activity that carries the work (`carries: subscriptions`), there while their consent stands. Before they confirm there is
//! none: what waits is their address beside the message that asks them, in the activity of messages and for its period. Whoever leaves is remembered by
//! the token of their address under a key of its own, so that nobody but themselves can put it back. Deliberately not here: pages, HTTP; what stands in an
//! issue.

mod ask;
mod confirm;
mod issue;
mod leave;
mod suppression;

use std::sync::Arc;

use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_policy::Rules;
use vern_policy::charter::Carried;
use vern_store::row::LookupToken;
use vern_text::Language;

use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Circumstance, Fields};
use crate::vouched::OWN_KEY;

pub(crate) use ask::SubscriptionDesk;
pub use ask::SubscriptionWish;
pub(crate) use ask::id_of;
pub use issue::{ISSUE_DAYS, Newsletter, SentNewsletter};
pub(crate) use leave::{LEFT, Leaving};
pub(crate) use suppression::SuppressionChange;
pub use vern_store::newsletter::IssueRow;

/// The data type of a subscriber's address, and that of a message.
const EMAIL: &str = "subscriber_email";
const MESSAGE_EMAIL: &str = "message_email";
/// How long the link in a message that asks for confirmation can be used: 48 hours.
const LINK_LIFE_HOURS: i64 = 48;
const LINK_LIFE_MICROS: i64 = LINK_LIFE_HOURS * 60 * 60 * 1_000_000;
/// Issues listed.
const ISSUES_LISTED: u32 = 100;
/// Records met with one e-mail address, or of one subscriber.
const ALIKE_MAX: u32 = 20;

/// What of a charter subscriptions rest on.
pub(crate) struct Declared {
    rules: Arc<Rules>,
    /// The activity that carries them.
    activity: String,
    /// The one that carries messages.
    outbox: String,
}

/// The words someone is asked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentWords {
    /// The words.
    pub text: String,
    /// Their version.
    pub version: String,
}

/// What staff see of subscribers: numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubscriberCount {
    /// Who have confirmed and not left.
    pub confirmed: u64,
    /// Addresses that are not to be written to again.
    pub suppressed: u64,
    /// As of when.
    pub at: Instant,
}

impl Installation {
    /// Whether people subscribe to something here.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn takes_subscriptions(&self, controller: &Controller) -> Result<bool, Problem> {
        match self.declared_subscriptions(controller) {
            Ok(_) => Ok(true),
            Err(Problem::NotFound { .. } | Problem::Conflict { .. }) => Ok(false),
            Err(problem) => Err(problem),
        }
    }

    /// The words people are asked with before they subscribe.
    ///
    /// # Errors
    /// `subscription.none_declared`, `outbox.undeclared`, `consent.not_carried`; `store.*`.
    pub fn subscription_words(
        &self,
        controller: &Controller,
        language: Language,
    ) -> Result<ConsentWords, Problem> {
        let declared = self.declared_subscriptions(controller)?;
        let text = declared.words(language)?.to_owned();
        Ok(ConsentWords { version: crate::consent::version_of(&text), text })
    }

    /// Issues that were sent, the newest first, for someone whose role has a grant in the activity that carries subscriptions.
    ///
    /// # Errors
    /// As [`Installation::subscriber_count`].
    pub fn newsletter_issues(&self, caller: &Caller) -> Result<Vec<IssueRow>, Problem> {
        self.subscriber_count(caller)?;
        Ok(self.reader()?.snapshot()?.newsletter_issues(caller.controller.id(), ISSUES_LISTED)?)
    }

    /// How many there are, for someone whose role has a grant in the activity that carries subscriptions.
    ///
    /// # Errors
    /// `subscription.none_declared`; `page.unknown` for a role without a grant; `store.*`.
    pub fn subscriber_count(&self, caller: &Caller) -> Result<SubscriberCount, Problem> {
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let ground = self.ground(caller, &snapshot)?;
        let rules = ground.in_force.rules;
        let activity = rules.carrying(Carried::Subscriptions).ok_or_else(none_declared)?;
        if !caller.has_grant(&rules, activity) {
            return Err(Problem::NotFound { code: "page.unknown" });
        }
        let id = caller.controller.id();
        Ok(SubscriberCount {
            confirmed: snapshot.consenting_count(id, activity)?,
            suppressed: snapshot.suppression_count(id)?,
            at: ground.at,
        })
    }

    pub(crate) fn declared_subscriptions(&self, controller: &Controller) -> Result<Declared, Problem> {
        let rules = self.rules_now(controller)?;
        let id = |work| rules.carrying(work).map(ToOwned::to_owned);
        let activity = id(Carried::Subscriptions).ok_or_else(none_declared)?;
        let outbox = id(Carried::Outbox).ok_or(Problem::Conflict { code: "outbox.undeclared" })?;
        id(Carried::Consents).ok_or(Problem::Conflict { code: "consent.not_carried" })?;
        Ok(Declared { rules, activity, outbox })
    }
}

impl Declared {
    fn words(&self, language: Language) -> Result<&str, Problem> {
        let words = self.rules.consent_text(&self.activity, language);
        words.ok_or(Problem::Conflict { code: "consent.not_asked" })
    }

    /// The category of subscribers, where an activity has it.
    fn category_in(&self, activity: &str) -> Option<String> {
        let categories = |id: &str| {
            let declared = self.rules.charter().activities.iter().find(|it| it.id.value == id);
            declared.map(|it| it.subjects.value.as_slice()).unwrap_or_default()
        };
        let wanted = &categories(&self.activity).first()?.value;
        categories(activity).iter().any(|it| it.value == *wanted).then(|| wanted.clone())
    }
}

/// An e-mail address in the form its tokens are made of.
fn normal_email(email: &str) -> Result<String, Problem> {
    let normal = DataKind::Email.normal_form(email);
    normal.map_err(|_| Problem::invalid_field("subscription.email_form", "email"))
}

fn within(activity: &str) -> Circumstance {
    Circumstance { activity: activity.to_owned(), ..Circumstance::default() }
}

const fn none_declared() -> Problem {
    Problem::NotFound { code: "subscription.none_declared" }
}

const fn spent() -> Problem {
    Problem::NotFound { code: "subscription.link_spent" }
}

/// The token of the address a record of subscriptions would hold; none where it has none, or one of no form.
pub(crate) fn token_of(controller: &Controller, fields: &Fields) -> Option<LookupToken> {
    address_token(controller, fields.get(EMAIL)?.reveal())
}

fn address_token(controller: &Controller, email: &str) -> Option<LookupToken> {
    let normal = normal_email(email).ok()?;
    Some(controller.keyring.lookup_written(OWN_KEY)?.token(&normal))
}
