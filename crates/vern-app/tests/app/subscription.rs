//! Newsletters: asked for, confirmed, sent, left; and what becomes of it when someone asks too often, forges, or puts back who has left.

use std::net::IpAddr;

use vern_app::consent::{Channel, ConsentAct, EventState, Evidence, GivenConsent, WithdrawnConsent};
use vern_app::outbox::OutboxRun;
use vern_app::record::{Circumstance, RecordView, SearchBy, SearchRequest};
use vern_app::subscription::{Newsletter, SentNewsletter, SubscriptionWish};
use vern_app::{Caller, Problem};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_journal::Act;
use vern_testkit::charter::with_newsletter;
use vern_text::Language;

use super::mailbox::{Letter, Mailbox};
use super::world::{CHARTER, World, code, codes, put};

const SITE: &str = "https://vern.example";
pub(super) const KARI: &str = "kari.lesesal@example.no";
const HOUR_MICROS: i64 = 3_600_000_000;

pub(super) async fn world() -> World {
    World::of(&with_newsletter(CHARTER)).await
}

fn wish(email: &str, from: &str) -> SubscriptionWish {
    let address: IpAddr = from.parse().unwrap();
    SubscriptionWish {
        email: Personal::new(email.to_owned()),
        language: Language::Nb,
        address,
        site: SITE.to_owned(),
    }
}

fn issue(name: &str) -> Newsletter {
    Newsletter {
        name: name.to_owned(),
        language: Language::Nb,
        heading: "Nytt i desember".to_owned(),
        text: "Hei.\n\nBlåbær og snø.".to_owned(),
        site: SITE.to_owned(),
    }
}

impl World {
    pub(super) async fn ask(&self, email: &str) {
        self.installation.ask_to_subscribe(&self.controller, &wish(email, "192.0.2.1")).await.unwrap();
    }

    pub(super) async fn held(&self, caller: &Caller, activity: &str) -> Vec<RecordView> {
        let circumstance = Circumstance {
            activity: activity.to_owned(),
            reason: Some(Personal::new("Prøve".to_owned())),
            ..Circumstance::default()
        };
        let request = SearchRequest { circumstance, by: SearchBy::Activity, after: None, most: 100 };
        self.installation.search_records(caller, &request).await.unwrap().value.records
    }

    /// What the newest message that waits says, and its headers.
    async fn newest_message(&self, manager: &Caller) -> (String, String) {
        let held = self.held(manager, "messages").await;
        let message = held.iter().rfind(|view| view.fields.contains_key("message_text")).unwrap();
        let field = |id: &str| message.fields.get(id).unwrap().reveal().clone();
        (field("message_text"), field("message_headers"))
    }

    pub(super) async fn newest_link(&self, manager: &Caller, path: &str) -> String {
        link_in(&self.newest_message(manager).await.0, path)
    }

    pub(super) fn words(&self) -> String {
        self.installation.subscription_words(&self.controller, Language::Nb).unwrap().version
    }

    pub(super) async fn confirm(&self, secret: &str) -> Result<(), Problem> {
        let words = self.words();
        self.installation.confirm_subscription(&self.controller, secret, (Language::Nb, &words)).await
    }

    /// The link someone was sent last.
    pub(super) async fn link(&self, mail: &mut Mailbox, email: &str) -> String {
        let letters = mail.letters(self).await;
        let asks = |letter: &&Letter| letter.to == email && letter.says.contains("/newsletter/");
        link_in(&letters.iter().rfind(asks).unwrap().says, "newsletter")
    }

    /// Asks and confirms.
    pub(super) async fn subscribe(&self, mail: &mut Mailbox, email: &str) {
        self.ask(email).await;
        let secret = self.link(mail, email).await;
        self.confirm(&secret).await.unwrap();
        self.later(1_000_000);
    }

    pub(super) async fn send(&self, manager: &Caller, name: &str) -> SentNewsletter {
        self.installation.send_newsletter(manager, &issue(name)).await.unwrap()
    }

    pub(super) async fn unsubscribe(&self, link: &str) -> Result<(), Problem> {
        self.installation.unsubscribe(&self.controller, link, (Language::Nb, Channel::Email)).await
    }

    /// Who subscribe, and who are not to be written to.
    pub(super) fn counts(&self, manager: &Caller) -> (u64, u64) {
        let count = self.installation.subscriber_count(manager).unwrap();
        (count.confirmed, count.suppressed)
    }
}

/// The last part of the link to a page.
pub(super) fn link_in(text: &str, path: &str) -> String {
    let start = format!("{SITE}/nb/granvik/{path}/");
    let rest = text.split(&start).nth(1).unwrap_or_else(|| panic!("no link: {text}"));
    rest.split(|it: char| it.is_whitespace() || it == '>').next().unwrap().to_owned()
}

pub(super) fn sent(queued: u64, earlier: u64, left_out: u64) -> SentNewsletter {
    SentNewsletter { queued, earlier, left_out }
}

/// P-A14. Every issue has a way out, in its text and in its headers, and it works.
#[tokio::test]
async fn p_a14_every_issue_carries_a_way_out_that_works() {
    let world = world().await;
    let manager = world.caller("manager").await;
    let mut mail = Mailbox::of("granvik");
    let delivered = |count| OutboxRun { delivered: count, postponed: 0, dropped: 0 };
    for email in [KARI, "ola@example.no"] {
        world.subscribe(&mut mail, email).await;
    }
    assert_eq!(world.counts(&manager), (2, 0));
    assert_eq!(world.send(&manager, "desember").await, sent(2, 0, 0));
    assert_eq!(mail.deliver(&world).await, delivered(2));

    let letters = mail.letters(&world).await;
    let of_kari: Vec<&str> =
        letters.iter().filter(|letter| letter.to == KARI).map(|letter| letter.whole.as_str()).collect();
    let [question, issue] = &of_kari[..] else { panic!("two letters: {}", of_kari.len()) };
    assert!(!question.contains("List-Unsubscribe"), "who asks is on no list: {question}");
    let unfolded = issue.replace("\r\n ", " ").replace("=\r\n", "");
    assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{unfolded}");
    let link = link_in(&unfolded, "unsubscribe");
    assert!(unfolded.contains(&format!("List-Unsubscribe: <{SITE}/nb/granvik/unsubscribe/{link}>")));
    assert_eq!(unfolded.matches(&link).count(), 2, "in the text too: {unfolded}");

    world.unsubscribe(&link).await.unwrap();
    assert_eq!(world.counts(&manager), (1, 1));
    assert_eq!(world.send(&manager, "januar").await, sent(1, 0, 0));
    assert_eq!(mail.deliver(&world).await, delivered(1));
    assert_eq!(mail.newest(&world).await.to, "ola@example.no");
    world.unsubscribe(&link).await.unwrap();
    assert!(world.verify().await.is_ok());
}

/// Who may read, or alter, what waits cannot confirm in someone's name: the link is whole only in the mail.
#[tokio::test]
async fn what_makes_a_link_work_stands_in_no_record_and_goes_to_its_address_alone() {
    let charter = with_newsletter(CHARTER)
        .replace(
            "[register, read, disclose, restrict, erase]",
            "[register, read, alter, disclose, restrict, erase]",
        )
        .replace(
            "messages, acts: [register, read, disclose, erase]",
            "messages, acts: [register, read, alter, disclose, erase]",
        );
    let world = World::of(&charter).await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.ask(KARI).await;
    let waiting: Vec<String> = world
        .held(&manager, "messages")
        .await
        .iter()
        .flat_map(|view| {
            view.fields.values().map(|value| value.reveal().clone()).chain([view.key.as_str().to_owned()])
        })
        .collect();
    // The process ends before it is sent, and another sends it.
    let world = world.reopen().await;
    let link = world.link(&mut mail, KARI).await;
    assert!(!waiting.iter().any(|text| text.contains(&link)), "{waiting:?}");
    assert!(waiting.iter().any(|text| text.contains("/newsletter/●")), "{waiting:?}");
    for text in waiting.iter().flat_map(|text| text.split(['/', '.', ' ', '\n'])) {
        assert!(world.confirm(text).await.is_err());
    }

    // Someone who may alter what waits has the message sent to themself, and then what it leads to be about another.
    let own = world.installation.acting_itself(&world.controller).unwrap();
    world.ask("ola@example.no").await;
    let held = world.held(&manager_of(&world).await, "messages").await;
    let message = held.iter().rfind(|view| view.fields.contains_key("message_text")).unwrap();
    let mut fields = message.fields.clone();
    fields.insert("message_email".to_owned(), Personal::new("tyv@example.no".to_owned()));
    let mut request = put("messages", &[]);
    request.fields = fields;
    world.installation.put_record(&own, message.key.as_str(), &request).await.unwrap();
    let stolen = mail.newest(&world).await;
    assert_eq!(stolen.to, "tyv@example.no");
    assert_eq!(code(world.confirm(&link_in(&stolen.says, "newsletter")).await), "subscription.link_spent");

    world.ask("tyv@example.no").await;
    let link_of_thief = world.link(&mut mail, "tyv@example.no").await;
    let held = world.held(&manager_of(&world).await, "messages").await;
    let of_thief = |view: &&RecordView| view.fields["message_email"].reveal() == "tyv@example.no";
    let waits = held.iter().find(of_thief).unwrap();
    let request = put("messages", &[("message_email", KARI)]);
    world.installation.put_record(&own, waits.key.as_str(), &request).await.unwrap();
    assert_eq!(code(world.confirm(&link_of_thief).await), "subscription.link_spent");
    assert_eq!(world.counts(&manager_of(&world).await), (0, 0));
    world.confirm(&link).await.unwrap();
}

/// The law on newsletters: consent first. Before it is confirmed there is no subscription, and looking at the link confirms nothing.
#[tokio::test]
async fn nothing_is_held_as_a_subscription_before_it_is_confirmed_once_and_in_time() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.ask(KARI).await;
    assert_eq!((world.counts(&manager), world.held(&manager, "newsletter").await.len()), ((0, 0), 0));
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM consents").unwrap(), 0);
    assert_eq!(world.send(&manager, "desember").await, sent(0, 0, 0));

    let secret = world.link(&mut mail, KARI).await;
    world.installation.awaits_confirmation(&world.controller, &secret).unwrap();
    world.later(HOUR_MICROS);
    assert_eq!(world.counts(&manager), (0, 0), "looking is not confirming");
    let older = ("nb".parse().unwrap(), "sha256:older words");
    let stale = world.installation.confirm_subscription(&world.controller, &secret, older).await;
    assert_eq!(code(stale), "consent.text_differs");
    assert_eq!(world.counts(&manager), (0, 0));

    let first = world.confirm(&secret);
    let (first, second) = tokio::join!(first, world.confirm(&secret));
    assert!(first.is_ok() || second.is_ok());
    let held = world.held(&manager, "newsletter").await;
    assert_eq!(held.len(), 1, "once, however often it is sent");
    assert_eq!(held[0].fields["subscriber_email"].reveal(), KARI);
    assert_eq!(code(world.confirm(&secret).await), "subscription.link_spent");
    let looked = world.installation.awaits_confirmation(&world.controller, &secret);
    assert_eq!(code(looked), "subscription.link_spent");
    let history = world.installation.list_consents(&manager, held[0].subject, None, None).await.unwrap();
    let notice = history.value.records[0].pii_processing.privacy_notice.clone().unwrap();
    assert_eq!(notice.version, world.words());

    world.ask("ola@example.no").await;
    let late = world.link(&mut mail, "ola@example.no").await;
    world.later(48 * HOUR_MICROS);
    assert_eq!(code(world.confirm(&late).await), "subscription.link_spent");
    assert_eq!(world.counts(&manager), (1, 0));
    world.later(30 * HOUR_MICROS);
    world.installation.run_retention(&world.controller).await.unwrap();
    let waiting =
        world.place.database.count("SELECT COUNT(*) FROM records WHERE key LIKE 'subscription-request.%'");
    assert_eq!(waiting.unwrap(), 0, "who never confirmed is not held");
}

/// P-C13, and the law on newsletters. Whoever has left stays out until they come back by themselves.
#[tokio::test]
async fn p_c13_nobody_but_the_person_puts_back_an_address_that_has_left() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.subscribe(&mut mail, KARI).await;
    world.send(&manager, "desember").await;
    let link = world.newest_link(&manager, "unsubscribe").await;
    let subject = world.held(&manager, "newsletter").await[0].subject;
    world.unsubscribe(&link).await.unwrap();
    assert_eq!(world.held(&manager, "newsletter").await.len(), 0);
    let dropped = world.held(&manager, "messages").await;
    let headers = |view: &RecordView| {
        view.fields.get("message_headers").is_some_and(|it| it.reveal().contains("List-"))
    };
    assert!(!dropped.iter().any(headers), "what waited to be sent is not sent");
    let kept = world.place.database.table("suppressions").unwrap();
    assert_eq!(kept.len(), 1);
    assert!(!format!("{kept:?}").contains("kari"), "no address");

    let evidence = Evidence {
        language: Language::Nb,
        text_version: world.words(),
        channel: Channel::Phone,
        place: "Sentralbordet".to_owned(),
        act: ConsentAct::Said,
    };
    let given = |subject| GivenConsent {
        activity: "newsletter".to_owned(),
        subject,
        category: None,
        evidence: evidence.clone(),
        reason: None,
    };
    for email in [KARI, "Kari.Lesesal@EXAMPLE.no"] {
        let recorded = world.installation.give_consent(&manager, &given(None)).await.unwrap().value;
        let mut request = put("newsletter", &[("subscriber_email", email)]);
        request.subject = Some(recorded.subject);
        let again = world.installation.put_record(&manager, "import-1", &request).await;
        assert_eq!(code(again), "subscription.suppressed", "{email}");
    }
    let world = world.reopen().await;
    let controller_key = world.installation.rotate_controller_key(&world.controller).await;
    controller_key.unwrap();
    let recorded = world.installation.give_consent(&manager_of(&world).await, &given(None)).await.unwrap();
    let mut request = put("newsletter", &[("subscriber_email", KARI)]);
    request.subject = Some(recorded.value.subject);
    let manager = manager_of(&world).await;
    let again = world.installation.put_record(&manager, "import-2", &request).await;
    assert_eq!(code(again), "subscription.suppressed", "after a start and a new controller key");

    world.later(60_000_000);
    world.subscribe(&mut mail, KARI).await;
    let held = world.held(&manager, "newsletter").await;
    let of_kari: Vec<_> = held.iter().filter(|view| view.subject == subject).collect();
    assert_eq!((held.len(), of_kari.len()), (1, 1), "the same person, as far as anyone can know");
    let history = world.installation.list_consents(&manager, subject, None, None).await.unwrap().value;
    let states: Vec<Vec<_>> = history
        .records
        .iter()
        .map(|record| record.events.iter().map(|it| it.event_state).collect())
        .collect();
    assert_eq!(states, [vec![EventState::Given, EventState::Withdrawn], vec![EventState::Given]]);
    assert_eq!(world.counts(&manager).1, 0);
    world.unsubscribe(&link).await.unwrap();
    assert_eq!(world.held(&manager, "newsletter").await.len(), 0, "the link of an old issue still leads out");
}

async fn manager_of(world: &World) -> Caller {
    world.caller("manager").await
}

/// The law on newsletters: a natural person is not written to without consent that can be shown.
#[tokio::test]
async fn nobody_is_written_to_without_consent_that_can_be_shown() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    let request = put("newsletter", &[("subscriber_email", KARI)]);
    assert_eq!(codes(&world.installation.put_record(&manager, "s-1", &request).await), ["consent.missing"]);
    let said = vern_app::record::PutRequest { consent_given: true, ..request };
    let bare = world.installation.put_record(&manager, "s-1", &said).await;
    assert_eq!(code(bare), "consent.evidence_missing");

    world.subscribe(&mut mail, KARI).await;
    let subject = world.held(&manager, "newsletter").await[0].subject;
    // However it is taken back, the same follows.
    let withdrawn = WithdrawnConsent { activity: "newsletter".to_owned(), how: None, reason: None };
    world.installation.withdraw_consent(&manager, subject, &withdrawn).await.unwrap();
    assert_eq!(world.counts(&manager), (0, 1));
    assert_eq!(world.send(&manager, "desember").await, sent(0, 0, 0));
    assert_eq!(world.held(&manager, "newsletter").await.len(), 0);
}

/// Asking tells nothing: what is done for an address that is unknown, that subscribes and that has left leaves the same traces.
#[tokio::test]
async fn asking_does_the_same_whoever_the_address_belongs_to() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.subscribe(&mut mail, "medlem@example.no").await;
    world.subscribe(&mut mail, "borte@example.no").await;
    let subject = world.held(&manager, "newsletter").await[1].subject;
    let withdrawn = WithdrawnConsent { activity: "newsletter".to_owned(), how: None, reason: None };
    world.installation.withdraw_consent(&manager, subject, &withdrawn).await.unwrap();
    assert_eq!(world.counts(&manager), (1, 1));
    let mut traces = Vec::new();
    for email in ["ukjent@example.no", "medlem@example.no", "borte@example.no"] {
        let before = world.entries().len();
        let waiting = world.place.database.count("SELECT COUNT(*) FROM outbox_messages").unwrap();
        world.ask(email).await;
        let acts: Vec<(Option<Act>, usize)> =
            world.entries().split_off(before).iter().map(|entry| (entry.act, entry.subjects.len())).collect();
        let queued = world.place.database.count("SELECT COUNT(*) FROM outbox_messages").unwrap() - waiting;
        traces.push((acts, queued));
    }
    let unlike: Vec<_> = traces.iter().filter(|trace| **trace != traces[0]).collect();
    assert!(unlike.is_empty(), "{traces:?}");
    assert_eq!(traces[0].0.len(), 2, "{traces:?}");
    let secret = world.link(&mut mail, "borte@example.no").await;
    world.confirm(&secret).await.unwrap();
    assert_eq!(world.counts(&manager), (2, 0), "by their own word");
}

/// Confirming what one has is no second subscription.
#[tokio::test]
async fn who_subscribes_already_gets_one_copy() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.subscribe(&mut mail, KARI).await;
    world.subscribe(&mut mail, "Kari.Lesesal@Example.no").await;
    assert_eq!((world.counts(&manager), world.held(&manager, "newsletter").await.len()), ((1, 0), 1));
    assert_eq!(world.send(&manager, "desember").await, sent(1, 0, 0));
    assert_eq!(world.send(&manager, "desember").await, sent(0, 1, 0), "sent again, to nobody twice");
    let other = Newsletter { heading: "To\nlinjer".to_owned(), ..issue("januar") };
    assert_eq!(code(world.installation.send_newsletter(&manager, &other).await), "outbox.form");
    let named = Newsletter { name: "kari@example.no".to_owned(), ..issue("x") };
    assert_eq!(code(world.installation.send_newsletter(&manager, &named).await), "record.key_personal");
    let sales = world.caller("sales").await;
    let refused = world.installation.send_newsletter(&sales, &issue("januar")).await;
    assert_eq!(codes(&refused), ["actor.no_grant"]);
    let issues = world.installation.newsletter_issues(&manager).unwrap();
    assert_eq!(issues.iter().map(|it| (it.name.as_str(), it.queued)).collect::<Vec<_>>(), [("desember", 1)]);
    assert_eq!(code(world.installation.newsletter_issues(&sales)), "page.unknown");
    assert_eq!(code(world.installation.subscriber_count(&sales)), "page.unknown");
}

/// The outbox forgets whom a message went to; before that the name of an issue is of no use any more, so that nobody gets it twice.
#[tokio::test]
async fn an_issue_goes_to_nobody_twice_however_late_it_is_sent_again() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.subscribe(&mut mail, KARI).await;
    assert_eq!(world.send(&manager, "desember").await, sent(1, 0, 0));
    mail.letters(&world).await;
    let days = |count: i64| count * 86_400_000_000;
    world.later(days(27));
    mail.letters(&world).await;
    assert_eq!(world.send(&manager, "desember").await, sent(0, 1, 0), "what is remembered is not sent again");
    for _ in 0..5 {
        world.later(days(1));
        mail.letters(&world).await;
        let again = world.installation.send_newsletter(&manager, &issue("desember")).await;
        assert_eq!(code(again), "subscription.issue_over");
    }
    assert_eq!(world.send(&manager, "januar").await, sent(1, 0, 0));
    assert_eq!(world.installation.newsletter_issues(&manager).unwrap().len(), 2);
}

#[tokio::test]
async fn a_strangers_mailbox_is_not_filled() {
    let world = world().await;
    let messages =
        |world: &World| world.place.database.count("SELECT COUNT(*) FROM outbox_messages").unwrap();
    for number in 0..30 {
        let from = format!("203.0.113.{number}");
        world.installation.ask_to_subscribe(&world.controller, &wish(KARI, &from)).await.unwrap();
    }
    assert_eq!(messages(&world), 3, "three, from wherever it is asked, and the same answer to the rest");
    world.later(12 * HOUR_MICROS);
    world.ask(KARI).await;
    world.ask(KARI).await;
    assert_eq!(messages(&world), 4);

    let world = self::world().await;
    let mut refused = 0;
    for number in 0..40 {
        let email = format!("leser{number}@example.no");
        let asked = wish(&email, &format!("2001:db8::{number}"));
        match world.installation.ask_to_subscribe(&world.controller, &asked).await {
            Ok(()) => {}
            Err(problem) => {
                assert_eq!(problem.code(), "subscription.too_many");
                refused += 1;
            }
        }
    }
    assert_eq!((refused, messages(&world)), (20, 20));
}

#[tokio::test]
async fn a_link_that_is_forged_or_of_another_organisation_leads_nowhere() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    world.subscribe(&mut mail, KARI).await;
    world.send(&manager, "desember").await;
    let link = world.newest_link(&manager, "unsubscribe").await;
    let other = with_newsletter(CHARTER).replace("id: granvik", "id: nordvik");
    let other = world.installation.import_charter(other.as_bytes(), "charter.yaml").await.unwrap().value;
    let refused = [
        world.installation.unsubscribe(&other, &link, (Language::Nb, Channel::Web)).await,
        world.unsubscribe(&link.replacen(&link[..1], if link.starts_with('A') { "B" } else { "A" }, 1)).await,
        world.unsubscribe(&link[..42]).await,
        world.unsubscribe("").await,
        world.unsubscribe(&subject_alone(&world, &manager).await).await,
    ];
    for refused in refused {
        assert_eq!(code(refused), "subscription.link_spent");
    }
    for secret in ["", "vern_", &link] {
        assert_eq!(code(world.confirm(secret).await), "subscription.link_spent");
    }
    world.ask("ola@example.no").await;
    let secret = world.link(&mut mail, "ola@example.no").await;
    let words = world.words();
    let elsewhere = world.installation.confirm_subscription(&other, &secret, (Language::Nb, &words)).await;
    assert_eq!(code(elsewhere), "subscription.link_spent");
    assert_eq!(world.counts(&manager), (1, 0));
}

async fn subject_alone(world: &World, manager: &Caller) -> String {
    let subject: SubjectId = world.held(manager, "newsletter").await.first().unwrap().subject;
    subject.to_string()
}

#[tokio::test]
async fn an_organisation_without_a_newsletter_says_so() {
    let world = World::of(CHARTER).await;
    assert!(!world.installation.takes_subscriptions(&world.controller).unwrap());
    let asked = world.installation.ask_to_subscribe(&world.controller, &wish(KARI, "192.0.2.1")).await;
    assert_eq!(code(asked), "subscription.none_declared");
    let world = self::world().await;
    assert!(world.installation.takes_subscriptions(&world.controller).unwrap());
    let nonsense = wish("kari at example", "192.0.2.1");
    let asked = world.installation.ask_to_subscribe(&world.controller, &nonsense).await;
    assert_eq!(code(asked), "subscription.email_form");
}
