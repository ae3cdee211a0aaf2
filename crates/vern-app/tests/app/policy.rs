//! Policy rows: what is taken away holds from its entry on, for all records at once, and is given back by nobody.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use vern_app::record::{Circumstance, Narrowing, PutRequest, SearchBy};
use vern_app::retention::{Because, RetentionRun};
use vern_app::{Answer, Caller, Problem};
use vern_core::personal::Personal;
use vern_journal::{Act, EntryKind, Outcome};

use super::world::{DAY_MICROS, World, because, code, codes, list, put, rich_charter, within};

fn without(recipients: &[&str]) -> Narrowing {
    let recipients_denied = recipients.iter().map(|id| (*id).to_owned()).collect();
    Narrowing { recipients_denied, ..Narrowing::default() }
}

fn until(period: &str) -> Narrowing {
    Narrowing { period: Some(period.parse().unwrap()), ..Narrowing::default() }
}

fn to(recipient: &str) -> Circumstance {
    Circumstance {
        recipient: Some(recipient.to_owned()),
        place: Some("NO".parse().unwrap()),
        ..within("chat")
    }
}

async fn amend(world: &World, caller: &Caller, narrowing: &Narrowing) -> Result<Answer<u64>, Problem> {
    world.installation.amend_policy(caller, None, narrowing, &because("chat", "Avtalt")).await
}

async fn amend_record(
    world: &World,
    caller: &Caller,
    key: &str,
    narrowing: &Narrowing,
) -> Result<Answer<()>, Problem> {
    world.installation.amend_record_policy(caller, key, narrowing, &because("chat", "Avtalt")).await
}

async fn disclose(world: &World, caller: &Caller, key: &str, recipient: &str) -> Result<(), Problem> {
    world.installation.read_record(caller, key, &to(recipient)).await.map(drop)
}

/// P-B8. Ten thousand records, and the database lets no row of them be written while the recipients of their purpose change.
#[tokio::test]
async fn p_b8_the_recipients_of_a_purpose_change_without_touching_a_record() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari")]).await;
    world.put(&manager, "p-1", "prospects", &[("name", "Per")]).await;
    disclose(&world, &manager, "chat-1", "google").await.unwrap();
    let mut numbers = String::from("(1001)");
    for number in 1002..11_000 {
        write!(numbers, ",({number})").unwrap();
    }
    let clones = format!(
        "INSERT INTO records (record, controller, key, subject, policy, version, collected_at, anchor_at, tokens, body)
         SELECT n.column1, controller, 'r-' || n.column1, subject, policy, version, collected_at, anchor_at, tokens, body
         FROM records, (VALUES {numbers}) AS n WHERE key = 'chat-1'"
    );
    let database = &world.place.database;
    database.script(&clones).unwrap();
    assert_eq!(database.count("SELECT COUNT(*) FROM records").unwrap(), 10_001);
    let records = || database.rows("SELECT * FROM records ORDER BY record", &[]).unwrap();
    let before = format!("{:?}", records());

    database.stop("UPDATE", "records", "a record was touched").unwrap();
    let amended = amend(&world, &manager, &without(&["google"])).await.unwrap();
    database.go_on("records").unwrap();
    assert_eq!(amended.value, 1, "one row is what ten thousand records point at");
    assert_eq!(format!("{:?}", records()), before);
    let narrowed = "SELECT COUNT(*) FROM policies WHERE length(narrowing) > 0";
    assert_eq!(database.count(narrowed).unwrap(), 1);

    assert_eq!(codes(&disclose(&world, &manager, "chat-1", "google").await), ["supplier.narrowed"]);
    disclose(&world, &manager, "chat-1", "livechat").await.unwrap();
    world.read(&manager, "chat-1", "chat").await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let entry = &world.entries()[usize::try_from(amended.committed.receipt.index).unwrap()];
    assert_eq!((entry.kind, entry.act, entry.count), (EntryKind::PolicyAmended, Some(Act::Alter), Some(1)));
    assert_eq!((entry.outcome, entry.activity.as_deref()), (Some(Outcome::Permitted), Some("chat")));
    assert_eq!(world.open_sealed(entry).reason.as_deref(), Some("Avtalt"));

    let again = amend(&world, &manager, &without(&["google"])).await.unwrap();
    assert_eq!(again.value, 0, "what is taken away already changes nothing");
    // What is registered from now on is under the charter alone.
    world.put(&manager, "chat-2", "chat", &[("chat_name", "Ola")]).await;
    disclose(&world, &manager, "chat-2", "google").await.unwrap();
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari N")]).await;
    assert_eq!(codes(&disclose(&world, &manager, "chat-1", "google").await), ["supplier.narrowed"]);
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    assert_eq!(codes(&disclose(&world, &manager, "chat-1", "google").await), ["supplier.narrowed"]);
    assert!(world.verify().await.is_ok());
}

/// P-B8. From the amendment's entry on nothing goes to the recipient, whatever was under way.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn p_b8_an_amendment_holds_from_its_entry_on() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari")]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..120 {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        tasks.spawn(async move {
            if turn == 60 {
                let because = because("chat", "Avtalt");
                let gone = without(&["google"]);
                installation.amend_policy(&manager, None, &gone, &because).await.unwrap();
            } else {
                drop(installation.read_record(&manager, "chat-1", &to("google")).await);
            }
        });
    }
    tasks.join_all().await;
    let entries = world.entries();
    let amended = entries.iter().position(|entry| entry.kind == EntryKind::PolicyAmended).unwrap();
    let (before, after) = entries.split_at(amended);
    let handed_over = |entry: &&vern_journal::Entry| {
        entry.act == Some(Act::Disclose) && entry.outcome == Some(Outcome::Permitted)
    };
    assert_eq!(after.iter().filter(handed_over).count(), 0, "after {}", before.len());
    assert_eq!(codes(&disclose(&world, &manager, "chat-1", "google").await), ["supplier.narrowed"]);
}

/// A row that is made while an amendment of all rows is under way belongs to it too, or stands after it; never beside it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_row_made_during_an_amendment_is_not_passed_over() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..40 {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        tasks.spawn(async move {
            if turn == 20 {
                let because = because("chat", "Avtalt");
                let gone = without(&["google"]);
                Some(installation.amend_policy(&manager, None, &gone, &because).await.unwrap().committed)
            } else {
                let narrowing = Some(until(&format!("P{}D", turn + 1)));
                let request = PutRequest { narrowing, ..put("chat", &[("chat_name", "Kari")]) };
                installation.put_record(&manager, &format!("chat-{turn}"), &request).await.unwrap();
                None
            }
        });
    }
    let amended = tasks.join_all().await.into_iter().flatten().next().unwrap().receipt.index;
    let entries = world.entries();
    for turn in (0..40).filter(|turn| *turn != 20) {
        let key = format!("chat-{turn}");
        let subject = world.read(&manager, &key, "chat").await.unwrap().value.subject;
        let pseudonym = world.link_key(subject).pseudonym(world.controller.id().as_u64());
        let registered = entries
            .iter()
            .position(|entry| entry.subjects.iter().any(|part| part.pseudonym == pseudonym))
            .unwrap();
        let told = disclose(&world, &manager, &key, "google").await;
        let was_before = (registered as u64) < amended;
        assert_eq!(told.is_err(), was_before, "{key} at {registered}, amended at {amended}");
    }
}

#[tokio::test]
async fn an_amendment_is_refused_or_turned_down_without_effect() {
    let world = World::of(&rich_charter()).await;
    let (manager, sales) = (world.caller("manager").await, world.caller("sales").await);
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari")]).await;
    world.put(&manager, "c-1", "recruitment", &[("name", "Kari")]).await;
    amend_record(&world, &manager, "chat-1", &without(&["google"])).await.unwrap();
    let reasonless =
        world.installation.amend_policy(&manager, None, &without(&["livechat"]), &within("chat")).await;
    assert_eq!(codes(&reasonless), ["actor.reason_required"]);
    let (holdings, entries) = (world.holdings(), world.entries().len());
    let refused = amend(&world, &sales, &without(&["livechat"])).await;
    assert_eq!(codes(&refused), ["actor.no_grant"]);
    for key in ["chat-1", "no-such"] {
        for narrowing in [without(&["livechat"]), until("P1D")] {
            let refused = amend_record(&world, &sales, key, &narrowing).await;
            assert_eq!(codes(&refused), ["actor.no_grant"], "{key}");
        }
    }
    assert_eq!(codes(&amend_record(&world, &manager, "no-such", &until("P1D")).await), ["record.unknown"]);
    let after = world.entries();
    assert_eq!(after.len(), entries + 6, "each refusal is journalled");
    for entry in &after[entries..] {
        assert_eq!((entry.kind, entry.outcome), (EntryKind::Operation, Some(Outcome::Refused)));
    }
    let states: BTreeSet<_> = after[entries + 1..entries + 5].iter().map(|entry| entry.state).collect();
    assert_eq!(states.len(), 2, "held and not held leave one entry; with and without a period two");

    // Turned down for what is asked: no operation on data, and no entry.
    let turned_down = [
        (without(&["google", "acme"]), "policy.recipient_unknown"),
        (until("P61D"), "policy.widens"),
        (without(&["livechat"]), "policy.widens"),
        (Narrowing::default(), "policy.widens"),
        (Narrowing { period: Some("P61D".parse().unwrap()), ..without(&["google"]) }, "policy.period_longer"),
    ];
    for (narrowing, expected) in turned_down {
        assert_eq!(code(amend_record(&world, &manager, "chat-1", &narrowing).await), expected);
    }
    for (narrowing, expected) in
        [(without(&["acme"]), "policy.recipient_unknown"), (until("P2M"), "policy.period_longer")]
    {
        assert_eq!(code(amend(&world, &manager, &narrowing).await), expected);
    }
    let held = because("recruitment", "Avtalt");
    let held = world.installation.amend_policy(&manager, None, &until("P1D"), &held).await;
    assert_eq!(code(held), "policy.period_held");
    let many: Vec<String> = (0..600).map(|number| format!("s{number}")).collect();
    let many = without(&many.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(code(amend(&world, &manager, &many).await).starts_with("policy."));
    assert_eq!(world.holdings(), holdings);
    assert_eq!(world.entries().len(), entries + 6);
}

#[tokio::test]
async fn rows_that_take_away_more_keep_it_and_a_category_is_amended_alone() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let of = |category: &str| PutRequest {
        category: Some(category.to_owned()),
        ..put("contracts", &[("name", "Kari")])
    };
    world.installation.put_record(&manager, "c-1", &of("customer")).await.unwrap();
    world.installation.put_record(&manager, "s-1", &of("supplier")).await.unwrap();
    let why = because("contracts", "Avtalt");
    let record = without(&["poweroffice"]);
    world.installation.amend_record_policy(&manager, "c-1", &record, &why).await.unwrap();
    let all = without(&["sparebank1-regnskapshuset"]);
    let amended = world.installation.amend_policy(&manager, Some("customer"), &all, &why).await.unwrap();
    assert_eq!(amended.value, 2, "the row that is amended, and the one nobody points at any more");
    let listed = async |supplier: &str| {
        let search = list("contracts", SearchBy::Recipient(supplier.to_owned()), 10);
        let page = world.installation.search_records(&manager, &search).await.unwrap().value;
        page.records.iter().map(|record| record.key.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed("sparebank1-regnskapshuset").await, ["s-1"]);
    assert_eq!(listed("poweroffice").await, ["s-1"]);
    let unknown = world.installation.amend_policy(&manager, Some("no_such"), &all, &why).await.unwrap();
    assert_eq!(unknown.value, 0);
}

/// P-B6, P-B8. Stated with the registration, kept by every change, and no second write may say otherwise.
#[tokio::test]
async fn p_b6_a_record_comes_with_what_is_taken_away_for_it() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let start = world.installation.now();
    let narrowing = Narrowing { automated_denied: true, ..until("P10D") };
    let request = |narrowing| PutRequest { narrowing, ..put("chat", &[("chat_name", "Kari")]) };
    let put_as = async |key: &str, narrowing| {
        world.installation.put_record(&manager, key, &request(narrowing)).await.map(|answer| answer.value)
    };
    let view = put_as("chat-1", Some(narrowing.clone())).await.unwrap();
    assert_eq!(view.expires_at, Some(start.plus_micros(10 * DAY_MICROS)));
    assert_eq!(put_as("chat-1", None).await.unwrap().expires_at, view.expires_at);
    assert_eq!(put_as("chat-1", Some(narrowing)).await.unwrap().version, 3);
    for other in [until("P10D"), Narrowing::default(), until("P5D")] {
        assert_eq!(code(put_as("chat-1", Some(other)).await), "record.narrowing_differs");
    }
    assert_eq!(code(put_as("chat-2", Some(until("P61D"))).await), "policy.period_longer");
    assert_eq!(code(put_as("chat-2", Some(without(&["acme"]))).await), "policy.recipient_unknown");
    assert_eq!(put_as("chat-2", Some(Narrowing::default())).await.unwrap().version, 1);
    let rows = world.place.database.count("SELECT COUNT(*) FROM policies").unwrap();
    assert_eq!(put_as("chat-3", None).await.unwrap().version, 1);
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM policies").unwrap(), rows);
    let automated = Circumstance { automated: true, ..within("chat") };
    let read = async |key: &str| world.installation.read_record(&manager, key, &automated).await;
    assert_eq!(codes(&read("chat-1").await), ["activity.automated_narrowed"]);
    read("chat-2").await.unwrap();

    world.clock.set(start.plus_micros(10 * DAY_MICROS));
    assert_eq!(codes(&world.read(&manager, "chat-1", "chat").await), ["retention.expired"]);
    let seen = world.read(&manager, "chat-2", "chat").await.unwrap().value;
    assert_eq!(seen.expires_at, Some(start.plus_micros(60 * DAY_MICROS)));
}

/// P-B6. The run takes what has run out by the row's own period too, once, and leaves what has not.
#[tokio::test]
async fn p_b6_the_retention_run_goes_by_the_shorter_period() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let start = world.installation.now();
    for key in ["chat-1", "chat-2", "chat-3"] {
        world.put(&manager, key, "chat", &[("chat_name", "Kari")]).await;
    }
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    amend_record(&world, &manager, "chat-1", &until("P10D")).await.unwrap();
    let prospect = because("prospects", "Avtalt");
    world.installation.amend_record_policy(&manager, "p-1", &until("P20D"), &prospect).await.unwrap();
    let due = || {
        let lines = world.installation.retention_due(&world.controller).unwrap();
        lines
            .into_iter()
            .filter_map(|line| match line.because {
                Because::Period(period) if line.activity != "rights_requests" => {
                    Some((line.activity, period.to_string(), line.held, line.run_out))
                }
                Because::Period(_) | Because::End => None,
            })
            .collect::<Vec<_>>()
    };
    let line =
        |activity: &str, period: &str, held, run_out| (activity.to_owned(), period.to_owned(), held, run_out);
    world.clock.set(start.plus_micros(10 * DAY_MICROS - 1));
    assert_eq!(due(), [line("chat", "P60D", 3, 0), line("prospects", "P20D", 1, 0)]);
    world.read(&manager, "chat-1", "chat").await.unwrap();
    assert_eq!(world.installation.run_retention(&world.controller).await.unwrap(), RetentionRun::default());
    world.clock.set(start.plus_micros(20 * DAY_MICROS));
    assert_eq!(due(), [line("chat", "P60D", 3, 1), line("prospects", "P20D", 1, 1)]);
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(run, RetentionRun { erased: 2, ended: 0, kept: 0 });
    amend(&world, &manager, &until("P15D")).await.unwrap();
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(run, RetentionRun { erased: 2, ended: 0, kept: 0 }, "by the amendment they have run out");
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM records").unwrap(), 0);
    assert!(world.verify().await.is_ok());
}

/// Whoever may alter and not erase does not get a period in by the back door.
#[tokio::test]
async fn a_period_takes_the_grant_to_erase() {
    let charter = rich_charter().replace(
        "- { activity: chat, acts: [register, read, use], reason_for: [read] }",
        "- { activity: chat, acts: [register, read, alter, use], reason_for: [read] }",
    );
    let world = World::of(&charter).await;
    let (manager, sales) = (world.caller("manager").await, world.caller("sales").await);
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari")]).await;
    let both = Narrowing { period: Some("P10D".parse().unwrap()), ..without(&["google"]) };
    assert_eq!(codes(&amend(&world, &sales, &both).await), ["actor.no_grant"]);
    assert_eq!(codes(&amend_record(&world, &sales, "chat-1", &both).await), ["actor.no_grant"]);
    amend(&world, &sales, &without(&["google"])).await.unwrap();
    amend_record(&world, &manager, "chat-1", &both).await.unwrap();
    // The period is there already: to leave it as it is takes nothing more.
    let more = Narrowing { period: both.period, ..without(&["google", "livechat"]) };
    amend_record(&world, &sales, "chat-1", &more).await.unwrap();
    let reason = Circumstance { reason: Some(Personal::new("x".to_owned())), ..to("livechat") };
    let told = world.installation.read_record(&manager, "chat-1", &reason).await;
    assert_eq!(codes(&told), ["supplier.narrowed"]);
}
