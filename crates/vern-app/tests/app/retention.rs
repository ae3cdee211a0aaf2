//! Retention: refused from the very instant, erased by the run, and what must not go is kept and counted.

use vern_app::record::PutRequest;
use vern_app::retention::{RETENTION_ACTOR, RetentionRun};
use vern_app::subject::SubjectChange;
use vern_app::{Controller, Installation};
use vern_journal::{Act, Outcome};

use super::world::{CHARTER, DAY_MICROS, World, at, codes, count, import, put, within};

#[tokio::test]
async fn p_b6_chat_is_gone_after_60_days() {
    // P-B6
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let start = world.installation.now();
    let end = start.plus_micros(60 * DAY_MICROS);
    let view =
        world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari"), ("chat_content", "Hi")]).await.value;
    assert_eq!(view.expires_at, Some(end));
    let kept = world.put(&manager, "chat-2", "chat", &[("chat_name", "Per")]).await.value.subject;
    let change = SubjectChange::Restrict(true);
    world.installation.change_subject(&manager, kept, &within("chat"), change).await.unwrap();
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    world.clock.set(start.plus_micros(1));
    world.put(&manager, "chat-3", "chat", &[("chat_name", "Ola")]).await;

    world.clock.set(end.plus_micros(-1));
    world.read(&manager, "chat-1", "chat").await.unwrap();
    assert_eq!(world.installation.run_retention(&world.controller).await.unwrap(), RetentionRun::default());
    world.clock.set(end);
    assert_eq!(codes(&world.read(&manager, "chat-1", "chat").await), ["retention.expired"]);
    let due = world.installation.retention_due(&world.controller).unwrap();
    let due: Vec<_> = due.iter().filter(|line| line.run_out > 0).collect();
    let [due] = due[..] else { panic!("one activity") };
    assert_eq!((due.activity.as_str(), due.held, due.run_out), ("chat", 3, 2));
    let by_day = world.installation.retention_forecast(&world.controller, end.plus_micros(1)).unwrap();
    let [today] = &by_day[..] else { panic!("one day") };
    assert_eq!((today.day, today.activity.as_str(), today.records), (end.to_date(), "chat", 3));

    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(run, RetentionRun { erased: 1, ended: 0, kept: 1 });
    assert_eq!(codes(&world.read(&manager, "chat-1", "chat").await), ["record.unknown"]);
    world.read(&manager, "chat-3", "chat").await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let erased: Vec<_> = world.entries().into_iter().filter(|entry| entry.act == Some(Act::Erase)).collect();
    let [erased] = &erased[..] else { panic!("what is restricted is left alone, and leaves no line") };
    assert_eq!((erased.actor, erased.outcome), (Some(*RETENTION_ACTOR.as_bytes()), Some(Outcome::Permitted)));

    let again = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(again, RetentionRun { erased: 0, ended: 0, kept: 1 }, "a second run finds nothing new");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p_b6_a_run_takes_every_page() {
    // P-B6
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let keys: Vec<String> = (0..300).map(|number| format!("chat-{number}")).collect();
    world.put_many(&manager, "chat", &keys, &[("chat_name", "Kari")]).await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    world.clock.set(world.installation.now().plus_micros(60 * DAY_MICROS));
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(run, RetentionRun { erased: 300, ended: 0, kept: 0 });
    let database = &world.place.database;
    assert_eq!(database.count("SELECT COUNT(*) FROM records").unwrap(), 1);
    assert_eq!(database.count("SELECT COUNT(*) FROM key_erasures").unwrap(), 0);
    assert_eq!(database.count("SELECT COUNT(*) FROM subject_keys").unwrap(), 1);
    let tombstones = "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL AND erased_at IS NOT NULL";
    assert_eq!(count(&world.place.keys_db(), tombstones), 300);
    assert!(world.verify().await.is_ok());
}

async fn chat_run_out(installation: &Installation, controller: &Controller) -> u64 {
    let due = installation.retention_due(controller).unwrap();
    due.iter().map(|line| line.run_out).sum()
}

/// One month on from 29, 30 and 31 January is 28 February: the run must not wait for March.
#[tokio::test]
async fn p_b6_a_period_in_months_runs_out_at_the_end_of_a_short_month() {
    // P-B6
    let world = World::new().await;
    let by_month = CHARTER.replace("P60D", "P1M").replace("id: granvik", "id: nordvik");
    let controller = import(&world.installation, &by_month).await;
    let token = world.installation.issue_token("nordvik", "manager").await.unwrap().value.token;
    let manager = world.installation.authenticate(token.expose_text()).unwrap();
    for (key, collected) in [
        ("chat-1", "2026-01-29T10:00:00Z"),
        ("chat-2", "2026-01-31T12:00:00Z"),
        ("chat-3", "2026-01-30T13:00:00Z"),
        ("chat-4", "2026-02-01T09:00:00Z"),
    ] {
        world.clock.set(at("2026-02-02T00:00:00Z").max(world.installation.now()));
        let request =
            PutRequest { collected_at: Some(at(collected)), ..put("chat", &[("chat_name", "Kari")]) };
        world.installation.put_record(&manager, key, &request).await.unwrap();
    }
    assert_eq!(chat_run_out(&world.installation, &controller).await, 4);

    let fresh = World::new().await;
    drop(fresh);
    let run = world.installation.run_retention(&controller).await.unwrap();
    assert_eq!(run, RetentionRun { erased: 4, ended: 0, kept: 0 });

    // The clock of the journal cannot go back, so the same month end comes again a year later.
    for (key, collected) in
        [("c-1", "2027-01-31T12:00:00Z"), ("c-2", "2027-01-30T13:00:00Z"), ("c-3", "2027-02-01T09:00:00Z")]
    {
        world.clock.set(at("2027-02-02T00:00:00Z"));
        let request =
            PutRequest { collected_at: Some(at(collected)), ..put("chat", &[("chat_name", "Kari")]) };
        world.installation.put_record(&manager, key, &request).await.unwrap();
    }
    world.clock.set(at("2027-02-28T12:00:00Z"));
    let read = world.installation.read_record(&manager, "c-1", &within("chat")).await;
    assert_eq!(codes(&read), ["retention.expired"]);
    assert_eq!(chat_run_out(&world.installation, &controller).await, 1);
    let run = world.installation.run_retention(&controller).await.unwrap();
    assert_eq!(
        run,
        RetentionRun { erased: 1, ended: 0, kept: 0 },
        "what has an hour left is not counted as kept"
    );
    world.clock.set(at("2027-02-28T13:00:00Z"));
    assert_eq!(world.installation.run_retention(&controller).await.unwrap().erased, 1);
}

/// Changing a rule shows what it takes before it is in force: P-B6, and nothing is erased by looking.
#[tokio::test]
async fn p_b6_a_shorter_period_says_how_many_go_at_once() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let old: Vec<String> = (0..3).map(|number| format!("chat-{number}")).collect();
    world.put_many(&manager, "chat", &old, &[("chat_content", "Hei")]).await;
    world.clock.set(world.installation.now().plus_micros(40 * DAY_MICROS));
    world.put(&manager, "chat-new", "chat", &[("chat_content", "Hei")]).await;
    let effect = |charter: &str| {
        let document = vern_app::charter::check_document(charter.as_bytes(), "charter.yaml").unwrap();
        let effects = world.installation.retention_effect(&world.controller, &document).unwrap();
        effects.into_iter().map(|effect| (effect.activity, effect.goes, effect.stays)).collect::<Vec<_>>()
    };
    assert_eq!(effect(CHARTER), []);
    assert_eq!(effect(&CHARTER.replace("after: P60D", "after: P30D")), [("chat".to_owned(), 3, 0)]);
    world.clock.set(world.installation.now().plus_micros(21 * DAY_MICROS));
    assert_eq!(effect(&CHARTER.replace("after: P60D", "after: P30D")), [], "they go anyway");
    assert_eq!(effect(&CHARTER.replace("after: P60D", "after: P90D")), [("chat".to_owned(), 0, 3)]);
    world.read(&manager, "chat-new", "chat").await.unwrap();
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(run.erased, 3);
}

/// A role is shown what goes in the activities it has a grant in.
#[tokio::test]
async fn what_goes_is_shown_to_who_has_to_do_with_it() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "chat-1", "chat", &[("chat_content", "Hei")]).await;
    let until = world.installation.now().plus_micros(90 * DAY_MICROS);
    let recruiter = world.caller("recruiter").await;
    let seen = |caller| world.installation.own_retention_forecast(caller, until).unwrap();
    assert_eq!((seen(&manager).len(), seen(&recruiter).len()), (1, 0));
    assert_eq!(seen(&manager)[0].day.to_string(), "2027-01-21");
}
