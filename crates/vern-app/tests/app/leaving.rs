//! Leaving a newsletter always stops it: cut short, restricted, to be erased, under a charter that lets Vern record nothing, or while an issue is on its
//! way; and a link that is confirmed twice, or beside another, makes one consent and one subscriber.

use vern_app::Caller;
use vern_app::outbox::OutboxRun;
use vern_app::subject::SubjectChange;
use vern_core::id::SubjectId;
use vern_testkit::charter::with_newsletter;

use super::mailbox::Mailbox;
use super::subscription::{KARI, sent, world};
use super::world::{CHARTER, World, because, code};

const DROPPED: OutboxRun = OutboxRun { delivered: 0, postponed: 0, dropped: 1 };
const STANDING: &str = "SELECT COUNT(*) FROM consents WHERE withdrawn_at IS NULL";
const SUBSCRIBERS: &str = "SELECT COUNT(*) FROM records WHERE key LIKE 'subscriber.%'";
const CONSENT_RECORDS: &str = "SELECT COUNT(*) FROM records WHERE key LIKE 'consent.%'";

impl World {
    fn holds(&self, sql: &str) -> i64 {
        self.place.database.count(sql).unwrap()
    }

    /// Someone who reads, with an issue that waits: who, and the way out.
    async fn reader(&self, mail: &mut Mailbox, manager: &Caller) -> (SubjectId, String) {
        self.subscribe(mail, KARI).await;
        assert_eq!(self.send(manager, "desember").await, sent(1, 0, 0));
        let subject = self.held(manager, "newsletter").await.first().unwrap().subject;
        (subject, self.newest_link(manager, "unsubscribe").await)
    }

    async fn change(&self, manager: &Caller, subject: SubjectId, change: SubjectChange) {
        let why = because("newsletter", "Ba om det");
        self.installation.change_subject(manager, subject, &why, change).await.unwrap();
    }
}

/// P-A14, P-B9. What is cut short has stopped the sending, and is finished when the button is pressed again; nothing is recorded twice.
#[tokio::test]
async fn p_a14_leaving_that_is_cut_short_has_stopped_the_sending_and_is_finished_by_pressing_again() {
    for table in ["suppressions", "records"] {
        let world = world().await;
        let mut mail = Mailbox::of("granvik");
        let manager = world.caller("manager").await;
        let (subject, link) = world.reader(&mut mail, &manager).await;
        let event = if table == "records" { "DELETE" } else { "INSERT" };
        world.place.database.stop(event, table, "cut short").unwrap();
        assert!(world.unsubscribe(&link).await.is_err(), "{table}");
        let both = (world.holds(STANDING), world.counts(&manager).1);
        let expected = if table == "records" { (0, 1) } else { (1, 0) };
        assert_eq!(both, expected, "consent and suppression go together: {table}");
        world.place.database.go_on(table).unwrap();
        for _ in 0..2 {
            world.unsubscribe(&link).await.unwrap();
            assert_eq!((world.holds(STANDING), world.holds(SUBSCRIBERS)), (0, 0), "{table}");
            assert_eq!(world.counts(&manager), (0, 1), "{table}");
            let history =
                world.installation.list_consents(&manager, subject, None, None).await.unwrap().value;
            let events: Vec<usize> = history.records.iter().map(|record| record.events.len()).collect();
            assert_eq!(events, [2], "given, and once taken back: {table}");
        }
        assert_eq!(mail.deliver(&world).await.delivered, 0);
        assert!(world.verify().await.is_ok());
    }
}

/// Art. 18 is a right of the person's. It does not keep them on a list.
#[tokio::test]
async fn who_is_restricted_leaves_all_the_same() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    let (subject, link) = world.reader(&mut mail, &manager).await;
    world.change(&manager, subject, SubjectChange::Restrict(true)).await;
    world.unsubscribe(&link).await.unwrap();
    assert_eq!(world.holds(STANDING), 0);
    world.change(&manager, subject, SubjectChange::Restrict(false)).await;
    assert_eq!(world.send(&manager, "januar").await.queued, 0);
    assert_eq!(mail.deliver(&world).await, DROPPED);
    world.unsubscribe(&link).await.unwrap();
    assert_eq!(world.holds(SUBSCRIBERS), 0, "what had to stay while they were restricted");
    world.later(60_000_000);
    world.subscribe(&mut mail, KARI).await;
    assert_eq!(world.counts(&manager), (1, 0), "and may come back");
}

/// Art. 7(3) and 21(3) wait for nobody's grant: what the charter lets nobody record is stopped no less.
#[tokio::test]
async fn a_charter_that_lets_vern_record_nothing_keeps_nobody_on_a_list() {
    let consents = "\n      - { activity: consents, acts: [register] }";
    let own = "- { activity: newsletter, acts: [register, read, erase] }";
    let grants = format!("{own}{consents}");
    let charter = with_newsletter(CHARTER);
    assert_eq!(charter.matches(&grants).count(), 1);
    for narrower in ["- { activity: newsletter, acts: [read, erase] }", own] {
        let world = World::of(&charter).await;
        let mut mail = Mailbox::of("granvik");
        let manager = world.caller("manager").await;
        let (_, link) = world.reader(&mut mail, &manager).await;
        let second = charter
            .replace("version: \"2026-11-22\"", "version: \"2026-11-23\"")
            .replace("in_force_from: 2026-01-01T00:00:00Z", "in_force_from: 2026-02-01T00:00:00Z")
            .replace(&grants, narrower);
        world.installation.import_charter(second.as_bytes(), "charter.yaml").await.unwrap();
        world.unsubscribe(&link).await.unwrap();
        assert_eq!((world.holds(STANDING), world.counts(&manager).1), (0, 1), "{narrower}");
        assert_eq!(mail.deliver(&world).await.delivered, 0, "{narrower}");
        assert!(world.verify().await.is_ok());
    }
}

/// An issue that was queued beside the leaving, or before it by someone the leaving does not see, is not handed over.
#[tokio::test]
async fn an_issue_that_waits_is_not_handed_over_once_its_reader_has_left() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    let (_, link) = world.reader(&mut mail, &manager).await;
    let before = world.entries().len();
    // The message stays, as one does that is queued a moment later.
    world.place.database.stop("DELETE", "records", "cut short").unwrap();
    assert!(world.unsubscribe(&link).await.is_err());
    world.place.database.go_on("records").unwrap();
    assert_eq!(mail.deliver(&world).await, DROPPED);
    let told = world.entries().split_off(before);
    let discloses = |act| act == Some(vern_journal::Act::Disclose);
    assert!(!told.iter().any(|entry| discloses(entry.act)), "nobody was told");
    let codes =
        world.place.database.count("SELECT COUNT(*) FROM outbox_messages WHERE code = 'consent.missing'");
    assert_eq!(codes.unwrap(), 1);
    // What is no issue goes on its way.
    world.later(60_000_000);
    world.ask(KARI).await;
    assert_eq!(mail.deliver(&world).await.delivered, 1);
}

/// Confirmed twice, or cut short and confirmed again, it is one consent.
#[tokio::test]
async fn a_link_confirmed_again_is_the_consent_it_was() {
    for (event, table) in [("INSERT", "consents"), ("DELETE", "records")] {
        let world = world().await;
        let mut mail = Mailbox::of("granvik");
        let manager = world.caller("manager").await;
        world.ask(KARI).await;
        let secret = world.link(&mut mail, KARI).await;
        world.place.database.stop(event, table, "cut short").unwrap();
        assert!(world.confirm(&secret).await.is_err(), "{table}");
        world.place.database.go_on(table).unwrap();
        world.confirm(&secret).await.unwrap();
        assert_eq!((world.holds(CONSENT_RECORDS), world.holds(STANDING)), (1, 1), "{table}");
        assert_eq!(world.counts(&manager), (1, 0), "{table}");
    }
}

/// Two links of one mailbox, used at once: one reader, one copy.
#[tokio::test]
async fn two_links_used_at_once_make_one_subscriber() {
    let world = world().await;
    let mut mail = Mailbox::of("granvik");
    let manager = world.caller("manager").await;
    let mut links = Vec::new();
    for _ in 0..2 {
        world.ask(KARI).await;
        links.push(world.link(&mut mail, KARI).await);
    }
    let (first, second) = tokio::join!(world.confirm(&links[0]), world.confirm(&links[1]));
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    assert_eq!((world.counts(&manager), world.holds(SUBSCRIBERS), world.holds(STANDING)), ((1, 0), 1, 1));
    assert_eq!(world.send(&manager, "desember").await, sent(1, 0, 0));
    assert_eq!(code(world.confirm(&links[0]).await), "subscription.link_spent");
}
