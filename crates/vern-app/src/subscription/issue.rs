//! An issue, to everyone whose consent stands: each address read through the gate, each message queued as one of its own, with the way out in its text and in
//! its headers (RFC 2369, RFC 8058).

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use vern_core::id::{MessageId, SubjectId};
use vern_core::personal::Personal;
use vern_core::record::RecordKey;
use vern_store::newsletter::IssueRow;
use vern_text::{Language, text};

use super::{Declared, EMAIL, token_of, within};
use crate::access::Caller;
use crate::committer::Change;
use crate::installation::Installation;
use crate::outbox::{Channel, Message, REMEMBERED_MICROS};
use crate::problem::Problem;
use crate::record::{RecordView, SEARCH_MAX, SearchBy, SearchRequest};
use crate::vouched::VouchedFor;

/// How long after it was first sent an issue can be sent again under its name, in days. The outbox forgets whom it went to after that, so nobody could
/// say any more who has it.
pub const ISSUE_DAYS: i64 = 28;
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
const _: () = assert!(ISSUE_DAYS * DAY_MICROS < REMEMBERED_MICROS, "forgotten while it can be sent again");

/// An issue of a newsletter.
#[derive(Debug, Clone)]
pub struct Newsletter {
    /// The sender's own name for it. Sent again under one name, it goes to those it has not gone to, for [`ISSUE_DAYS`].
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its subject line.
    pub heading: String,
    /// What it says.
    pub text: String,
    /// Scheme and host the way out leads to.
    pub site: String,
}

/// What became of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SentNewsletter {
    /// Messages that wait to be handed over.
    pub queued: u64,
    /// Subscribers it had been queued for before.
    pub earlier: u64,
    /// Records met and not written to: without consent, restricted, objecting, or not to be written to.
    pub left_out: u64,
}

impl Installation {
    /// Queues an issue for every subscriber whose consent stands. Cut short and called again, nobody is written to twice.
    ///
    /// # Errors
    /// `subscription.issue_over` under a name that was used longer ago than [`ISSUE_DAYS`]; `subscription.none_declared`, `outbox.undeclared`, `consent.not_carried`; `record.key_form` and `record.key_personal` for its name; `outbox.form`
    /// for a heading or a text of no form; [`Problem::Refused`] where the caller may not read subscribers or register messages; `conflict.busy`,
    /// `store.*`.
    pub async fn send_newsletter(
        &self,
        caller: &Caller,
        newsletter: &Newsletter,
    ) -> Result<SentNewsletter, Problem> {
        let declared = self.declared_subscriptions(&caller.controller)?;
        let name: RecordKey = newsletter.name.parse()?;
        let caller = &Caller { call: None, ..caller.clone() };
        self.require_new(caller, &name)?;
        let mut sent = SentNewsletter::default();
        let mut after = None;
        loop {
            let request = SearchRequest {
                circumstance: within(&declared.activity),
                by: SearchBy::Activity,
                after,
                most: SEARCH_MAX,
            };
            let page = self.search_records(caller, &request).await?.value;
            sent.left_out += page.left_out;
            // Before anything is queued, so that a process that ends in between has used the name.
            let before = sent.queued;
            self.note_issue(caller, &name, 0).await?;
            for view in page.records {
                self.send_to(caller, (&declared, newsletter, &name), &view, &mut sent).await?;
            }
            self.note_issue(caller, &name, sent.queued - before).await?;
            after = page.next;
            if after.is_none() {
                return Ok(sent);
            }
        }
    }

    /// Refuses a name under which it is not known any more whom the issue went to.
    fn require_new(&self, caller: &Caller, name: &RecordKey) -> Result<(), Problem> {
        let reader = self.reader()?;
        let held = reader.snapshot()?.newsletter_issue(caller.controller.id(), name.as_str())?;
        let now = self.time_at(&caller.controller)?;
        let is_over =
            |issue: IssueRow| issue.queued > 0 && issue.first_at.plus_micros(ISSUE_DAYS * DAY_MICROS) <= now;
        if held.is_some_and(is_over) {
            return Err(Problem::Conflict { code: "subscription.issue_over" });
        }
        Ok(())
    }

    async fn note_issue(&self, caller: &Caller, name: &RecordKey, queued: u64) -> Result<(), Problem> {
        let note = Change::NoteIssue { name: name.as_str().to_owned(), queued };
        self.change(caller.controller.id(), note, None).await.map(drop)
    }

    async fn send_to(
        &self,
        caller: &Caller,
        (declared, newsletter, name): (&Declared, &Newsletter, &RecordKey),
        view: &RecordView,
        sent: &mut SentNewsletter,
    ) -> Result<(), Problem> {
        let controller = &caller.controller;
        let id = issue_id(name, view.subject);
        let suppressed = {
            let reader = self.reader()?;
            let snapshot = reader.snapshot()?;
            if snapshot.message(controller.id(), id)?.is_some() {
                sent.earlier += 1;
                return Ok(());
            }
            let token = token_of(controller, &view.fields);
            token.map(|token| snapshot.suppression(controller.id(), &token)).transpose()?.flatten().is_some()
        };
        let Some(email) = view.fields.get(EMAIL).filter(|_| !suppressed) else {
            sent.left_out += 1;
            return Ok(());
        };
        let way_out = {
            let (site, language, slug) = (&newsletter.site, newsletter.language, controller.slug());
            format!(
                "{site}/{language}/{slug}/unsubscribe/{}",
                VouchedFor::Leaving.link_of(controller, view.subject)?
            )
        };
        let message = Message {
            whose: Some(view.subject),
            category: declared.category_in(&declared.outbox),
            ..declared.issue(newsletter, email, &way_out)
        };
        match self.queue_message_as(caller, id, &message).await {
            Ok(_) => sent.queued += 1,
            // Two send it at once: the other was first with this one.
            Err(Problem::Conflict { code: "record.version_differs" }) => sent.earlier += 1,
            Err(problem) => return Err(problem),
        }
        Ok(())
    }
}

impl Declared {
    fn issue(&self, newsletter: &Newsletter, to: &Personal<String>, way_out: &str) -> Message {
        let Newsletter { language, heading, text: says, .. } = newsletter;
        let organisation = self.rules.charter().organisation.name.as_str();
        let variables = [("organisation", organisation.into()), ("link", way_out.into())];
        let foot = text(*language, "subscription-issue-foot", &variables);
        let header = |name: &str, value: String| (name.to_owned(), Personal::new(value));
        Message {
            channel: Channel::Email,
            whose: None,
            category: None,
            to: to.clone(),
            language: *language,
            heading: Some(Personal::new(heading.clone())),
            text: Personal::new(format!("{}\n\n-- \n{foot}\n", says.trim_end())),
            headers: BTreeMap::from([
                header("List-Unsubscribe", format!("<{way_out}>")),
                header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            ]),
            not_after: None,
        }
    }
}

/// The id of one issue's message to one subscriber: the same whenever it is queued.
fn issue_id(name: &RecordKey, subject: SubjectId) -> MessageId {
    let hash: [u8; 32] = Sha256::new()
        .chain_update(b"vern newsletter\0")
        .chain_update(name.as_str())
        .chain_update([0])
        .chain_update(subject.as_bytes())
        .finalize()
        .into();
    MessageId::from_bytes(super::ask::id_of(&hash).into_bytes())
}
