//! Sending, end to end: queued with its record, handed to a real server through the gate and into the journal, tried again or dropped; and what is left.

use std::collections::BTreeMap;
use std::sync::Arc;

use vern_app::outbox::{Channel, Message, MessageState, Outbound, OutboxRun, Settings, SystemResolver};
use vern_app::own_work::OWN_ACTOR;
use vern_app::subject::SubjectChange;
use vern_core::id::MessageId;
use vern_core::personal::Personal;
use vern_journal::{Act, Outcome};
use vern_testkit::charter;
use vern_testkit::counterpart::{Counterpart, MailTls};
use vern_text::Language;

use super::world::{CHARTER, World, because, code, within};

const HOUR_MICROS: i64 = 3_600_000_000;

pub(crate) fn with_outbox() -> String {
    charter::with_outbox(CHARTER)
}

fn email(to: &str) -> Message {
    Message {
        channel: Channel::Email,
        whose: None,
        category: None,
        to: Personal::new(to.to_owned()),
        language: Language::Nb,
        heading: Some(Personal::new("Søknaden din".to_owned())),
        text: Personal::new("Hei Torbjørg.".to_owned()),
        headers: BTreeMap::new(),
        not_after: None,
    }
}

fn sms(to: &str) -> Message {
    Message { channel: Channel::Sms, heading: None, ..email(to) }
}

/// The way to a mail server, for the organisations named.
pub(crate) fn by_mail(server: &Counterpart, tls: &str, supplier: &str) -> Outbound {
    let text = format!(
        "trust: '{}'\ninternal_hosts: [localhost]\nemail: {{ host: localhost, port: {}, tls: {tls}, hello: vern.example.no, \
         organisations: {{ granvik: {{ supplier: {supplier}, from: post@granvik.example.no, name: Granvik }} }} }}",
        server.authority().display(),
        server.port()
    );
    Outbound::open(Settings::parse(&text).unwrap(), Arc::new(SystemResolver)).unwrap()
}

fn by_gateway(server: &Counterpart) -> Outbound {
    let text = format!(
        "trust: '{}'\ninternal_hosts: [localhost]\nsms:\n  url: https://localhost:{}/send\n  \
         body: {{ json: {{ to: '{{to}}', text: '{{text}}', id: '{{id}}' }} }}\n  organisations: {{ granvik: {{ supplier: sms-host, from: Granvik }} }}\n",
        server.authority().display(),
        server.port()
    );
    Outbound::open(Settings::parse(&text).unwrap(), Arc::new(SystemResolver)).unwrap()
}

impl World {
    async fn queue(&self, message: &Message) -> MessageId {
        let own = self.installation.acting_itself(&self.controller).unwrap();
        self.installation.queue_message(&own, message).await.unwrap().value
    }

    pub(crate) async fn run_outbox(&self, out: &Outbound) -> OutboxRun {
        self.installation.run_outbox(&self.controller, out).await.unwrap()
    }

    pub(crate) fn later(&self, micros: i64) {
        self.clock.set(self.installation.now().plus_micros(micros));
    }

    /// Every message by state and reason.
    fn states(&self) -> Vec<(MessageState, Option<String>, u64)> {
        let state = self.installation.outbox_state_of(&self.controller).unwrap();
        state.counts.into_iter().map(|count| (count.state, count.code, count.messages)).collect()
    }

    fn records(&self) -> i64 {
        self.place.database.count("SELECT COUNT(*) FROM records").unwrap()
    }

    /// Disclosures in the journal, each with its recipient and its outcome.
    fn disclosures(&self) -> Vec<(Option<String>, Option<Outcome>)> {
        let of_disclosure = self.entries().into_iter().filter(|entry| entry.act == Some(Act::Disclose));
        of_disclosure.map(|entry| (entry.recipient, entry.outcome)).collect()
    }
}

const DELIVERED: OutboxRun = OutboxRun { delivered: 1, postponed: 0, dropped: 0 };
const POSTPONED: OutboxRun = OutboxRun { delivered: 0, postponed: 1, dropped: 0 };
const DROPPED: OutboxRun = OutboxRun { delivered: 0, postponed: 0, dropped: 1 };

fn dropped(code: &str) -> Vec<(MessageState, Option<String>, u64)> {
    vec![(MessageState::Dropped, Some(code.to_owned()), 1)]
}

fn waiting(code: &str) -> Vec<(MessageState, Option<String>, u64)> {
    vec![(MessageState::Waiting, Some(code.to_owned()), 1)]
}

#[tokio::test]
async fn p_a13_a_message_is_disclosed_to_the_supplier_of_its_channel_and_gone_once_delivered() {
    // P-A13
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let out = by_mail(&server, "implicit", "mail-host");
    let id = world.queue(&email("torbjorg@example.no")).await;
    assert_eq!((world.records(), world.states()), (1, vec![(MessageState::Waiting, None, 1)]));
    assert_eq!(world.run_outbox(&out).await, DELIVERED);

    let told = server.told().unwrap();
    let letters = told["letters"].as_array().unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["to"], serde_json::json!(["torbjorg@example.no"]));
    assert!(letters[0]["text"].as_str().unwrap().contains(&format!("Message-ID: <{id}@granvik.example.no>")));
    assert_eq!(world.disclosures(), [(Some("mail-host".to_owned()), Some(Outcome::Permitted))]);
    let entries = world.entries();
    assert!(entries.iter().rev().take(3).all(|entry| entry.actor == Some(*OWN_ACTOR.as_bytes())));
    assert_eq!((world.records(), world.states()), (0, vec![(MessageState::Delivered, None, 1)]));
    assert_eq!(
        world.place.database.count("SELECT COUNT(*) FROM subject_keys").unwrap(),
        0,
        "its key went with it"
    );
    assert_eq!(world.run_outbox(&out).await, OutboxRun::default());

    world.later(31 * 24 * HOUR_MICROS);
    world.run_outbox(&out).await;
    assert_eq!(world.states(), []);
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn a_server_that_is_not_trusted_is_told_nothing_and_the_journal_says_nothing_of_it() {
    // P-A16
    let world = World::of(&with_outbox()).await;
    world.queue(&email("torbjorg@example.no")).await;
    let clear = Counterpart::mail(MailTls::None, None).unwrap();
    assert_eq!(world.run_outbox(&by_mail(&clear, "starttls", "mail-host")).await, POSTPONED);
    assert_eq!(world.states(), waiting("outbound.tls_not_offered"));
    world.later(HOUR_MICROS);
    let (server, stranger) = (
        Counterpart::mail(MailTls::Implicit, None).unwrap(),
        Counterpart::mail(MailTls::Implicit, None).unwrap(),
    );
    std::fs::copy(stranger.authority(), server.authority()).unwrap();
    assert_eq!(world.run_outbox(&by_mail(&server, "implicit", "mail-host")).await, POSTPONED);
    assert_eq!(world.states(), waiting("outbound.tls_failed"));
    assert_eq!((world.disclosures(), world.records()), (vec![], 1));
    world.later(HOUR_MICROS);
    assert_eq!(world.run_outbox(&by_mail(&stranger, "implicit", "mail-host")).await, DELIVERED);
}

#[tokio::test]
async fn what_is_put_off_is_tried_again_and_what_is_rejected_is_dropped_and_told() {
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::mail(MailTls::Starttls, None).unwrap();
    let out = by_mail(&server, "starttls", "mail-host");
    let once = world.queue(&email("once@example.no")).await;
    assert_eq!(world.run_outbox(&out).await, POSTPONED);
    assert_eq!(world.states(), waiting("outbound.later"));
    assert_eq!(world.run_outbox(&out).await, OutboxRun::default(), "not before its time");
    world.later(2 * 60_000_000);
    assert_eq!(world.run_outbox(&out).await, DELIVERED);
    let told = server.told().unwrap();
    assert!(told["letters"][0]["text"].as_str().unwrap().contains(&once.to_string()));

    let gone = world.queue(&email("gone@example.no")).await;
    let after = world.queue(&email("ola@example.no")).await;
    assert_eq!(world.run_outbox(&out).await, OutboxRun { delivered: 1, postponed: 0, dropped: 1 });
    let state = world.installation.outbox_state_of(&world.controller).unwrap();
    let [line] = &state.dropped[..] else { panic!("one is dropped") };
    assert_eq!((line.id, line.code.as_deref()), (gone, Some("outbound.rejected")));
    assert_eq!(world.records(), 0);
    let told = server.told().unwrap();
    assert!(
        told["letters"][1]["text"].as_str().unwrap().contains(&after.to_string()),
        "one that is rejected stops no other"
    );
}

#[tokio::test]
async fn p_a13_what_is_too_old_is_dropped_unsent() {
    // P-A13
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let out = by_mail(&server, "implicit", "mail-host");
    let soon = Message {
        not_after: Some(world.installation.now().plus_micros(HOUR_MICROS)),
        ..email("kari@example.no")
    };
    world.queue(&soon).await;
    world.later(HOUR_MICROS);
    assert_eq!(world.run_outbox(&out).await, DROPPED);
    assert_eq!((world.states(), world.records()), (dropped("outbox.too_old"), 0));

    // Three days, as the charter has it, whatever is asked for.
    let late = Message {
        not_after: Some(world.installation.now().plus_micros(1000 * HOUR_MICROS)),
        ..email("kari@example.no")
    };
    world.queue(&late).await;
    world.later(3 * 24 * HOUR_MICROS);
    assert_eq!(world.run_outbox(&out).await, DROPPED);
    assert_eq!(world.states(), [(MessageState::Dropped, Some("outbox.too_old".to_owned()), 2)]);
    assert!(server.told().unwrap()["letters"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn p_c3_what_the_gate_refuses_is_never_sent() {
    // P-C3
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let manager = world.caller("manager").await;
    world.queue(&email("torbjorg@example.no")).await;
    // A server of someone who is no recipient: it waits, since the charter may yet be changed.
    assert_eq!(world.run_outbox(&by_mail(&server, "implicit", "livechat")).await, POSTPONED);
    assert_eq!(world.states(), waiting("supplier.not_recipient"));
    world.later(HOUR_MICROS);
    assert_eq!(world.run_outbox(&by_mail(&server, "implicit", "nobody")).await, POSTPONED);
    assert_eq!(world.states(), waiting("supplier.unknown"));
    assert!(world.disclosures().iter().all(|(_, outcome)| *outcome == Some(Outcome::Refused)));

    // Restricted: it waits. Erased: nothing is left to send.
    let out = by_mail(&server, "implicit", "mail-host");
    let state = world.installation.outbox_state_of(&world.controller).unwrap();
    let key = state.waiting.first().unwrap().id.to_string();
    let read = world.installation.read_record(&manager, &key, &because("messages", "Spør")).await;
    let subject = read.unwrap().value.subject;
    world
        .installation
        .change_subject(&manager, subject, &within("messages"), SubjectChange::Restrict(true))
        .await
        .unwrap();
    world.later(2 * HOUR_MICROS);
    assert_eq!(world.run_outbox(&out).await, POSTPONED);
    assert_eq!(world.states(), waiting("subject.restricted"));
    world
        .installation
        .change_subject(&manager, subject, &because("messages", "Ringt"), SubjectChange::Restrict(false))
        .await
        .unwrap();
    let own = world.installation.acting_itself(&world.controller).unwrap();
    world.installation.erase_record(&own, &key, &within("messages")).await.unwrap();
    world.later(12 * HOUR_MICROS);
    assert_eq!(world.run_outbox(&out).await, DROPPED);
    assert_eq!(world.states(), dropped("record.unknown"));
    assert!(server.told().unwrap()["letters"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn p_d23_a_code_goes_by_text_message_and_the_gateway_sees_number_and_text_only() {
    // P-D23, P-C3
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::gateway("localhost").unwrap();
    let out = by_gateway(&server);
    let id = world.queue(&sms("+47 412 88 991")).await;
    assert_eq!(world.run_outbox(&out).await, DELIVERED);
    let told = server.told().unwrap();
    let body: serde_json::Value =
        serde_json::from_str(told["requests"][0]["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["id"], id.to_string());
    assert_eq!(body["text"], "Hei Torbjørg.");
    assert_eq!(world.disclosures(), [(Some("sms-host".to_owned()), Some(Outcome::Permitted))]);
    for (to, run) in [("+4741288404", DROPPED), ("+4741288503", POSTPONED)] {
        world.queue(&sms(to)).await;
        assert_eq!(world.run_outbox(&out).await, run, "{to}");
    }
    // Nobody has said how e-mail goes.
    world.queue(&email("kari@example.no")).await;
    assert_eq!(world.run_outbox(&out).await, POSTPONED);
    let state = world.installation.outbox_state_of(&world.controller).unwrap();
    assert!(state.waiting.iter().any(|line| line.code.as_deref() == Some("outbox.channel_missing")));
}

#[tokio::test]
async fn a_process_that_ends_between_sending_and_saying_so_sends_again_under_the_same_id() {
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let out = by_mail(&server, "implicit", "mail-host");
    let id = world.queue(&email("kari@example.no")).await;
    // Two runs at once, as of two nodes: the lease is one's, and the other leaves the message alone.
    let (one, two) = tokio::join!(world.run_outbox(&out), world.run_outbox(&out));
    assert_eq!(one.delivered + two.delivered, 1);
    assert_eq!(server.told().unwrap()["letters"].as_array().unwrap().len(), 1);

    let lost = world.queue(&email("ola@example.no")).await;
    // What is left of a process that sent it and ended: the lease it took, and nothing that says what became of it.
    world
        .place
        .database
        .run("UPDATE outbox_messages SET lease = lease + 1, due_at = due_at + 600000000 WHERE state = 1", &[])
        .unwrap();
    let world = world.reopen().await;
    assert_eq!(world.run_outbox(&out).await, OutboxRun::default(), "someone may still be sending it");
    world.later(600_000_000);
    assert_eq!(world.run_outbox(&out).await, DELIVERED);
    let told = server.told().unwrap();
    assert!(told["letters"][1]["text"].as_str().unwrap().contains(&format!("<{lost}@")));
    assert_ne!(id, lost);
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_when_it_is_queued() {
    let world = World::of(&with_outbox()).await;
    let own = world.installation.acting_itself(&world.controller).unwrap();
    let refused = |message: Message| {
        let (installation, own) = (&world.installation, &own);
        async move { code(installation.queue_message(own, &message).await.map(drop)) }
    };
    let header = |name: &str, value: &str| Message {
        headers: BTreeMap::from([(name.to_owned(), Personal::new(value.to_owned()))]),
        ..email("kari@example.no")
    };
    for message in [
        Message { heading: None, ..email("kari@example.no") },
        Message {
            heading: Some(Personal::new("a\r\nBcc: x@example.no".to_owned())),
            ..email("kari@example.no")
        },
        Message { text: Personal::new(" ".to_owned()), ..email("kari@example.no") },
        Message { heading: Some(Personal::new("x".to_owned())), ..sms("+4741288991") },
        Message { text: Personal::new("x".repeat(1531)), ..sms("+4741288991") },
        header("Bcc", "x@example.no"),
        header("List-Id", "a\nBcc: x@example.no"),
    ] {
        assert_eq!(refused(message).await, "outbox.form");
    }
    assert_eq!(refused(email("kari")).await, "data.invalid");
    assert_eq!(refused(sms("12")).await, "data.invalid");
    let sales = world.caller("sales").await;
    let queued = world.installation.queue_message(&sales, &email("kari@example.no")).await;
    assert_eq!(code(queued.map(drop)), "actor.no_grant");
    assert_eq!((world.records(), world.states()), (0, vec![]));

    let plain = World::new().await;
    let manager = plain.caller("manager").await;
    assert_eq!(
        code(plain.installation.queue_message(&manager, &email("kari@example.no")).await.map(drop)),
        "outbox.undeclared"
    );
    let endless = with_outbox().replace(
        "- { after: P3D, from: created, clause: x }",
        "- { while: interest, then: erase, clause: x }",
    );
    let world = World::of(&endless).await;
    let own = world.installation.acting_itself(&world.controller).unwrap();
    assert_eq!(
        code(world.installation.queue_message(&own, &email("kari@example.no")).await.map(drop)),
        "outbox.limit_missing"
    );
    assert_eq!(world.records(), 0);
}

#[tokio::test]
async fn who_may_look_sees_numbers_and_ids_and_nobody() {
    let world = World::of(&with_outbox()).await;
    world.queue(&email("torbjorg@example.no")).await;
    let manager = world.caller("manager").await;
    let state = world.installation.outbox_state(&manager).unwrap();
    assert_eq!(state.waiting.len(), 1);
    assert!(!format!("{state:?}").contains("torbjorg"));
    let recruiter = world.caller("recruiter").await;
    assert_eq!(code(world.installation.outbox_state(&recruiter)), "page.unknown");
}
