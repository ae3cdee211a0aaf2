//! Calls that are carried out once: in order and at once, across a restart, for a day, and by content and actor.

use std::sync::Arc;

use vern_app::erasure::ErasureRequest;
use vern_app::record::{PutRequest, RecordView};
use vern_app::{Answer, Caller, Problem};

use super::world::{World, code, codes, put, within};

fn once(caller: &Caller, name: &str, content: &str) -> Caller {
    caller.once(name, &[content.as_bytes()]).unwrap()
}

fn receipt<T: std::fmt::Debug>(repeated: Result<T, Problem>) -> String {
    match repeated {
        Err(Problem::Repeated(committed)) => committed.receipt.to_string(),
        other => panic!("not repeated: {other:?}"),
    }
}

fn later(world: &World, hours: i64) {
    world.clock.set(world.installation.now().plus_micros(hours * 3_600_000_000));
}

async fn write(world: &World, caller: &Caller, key: &str) -> Result<Answer<RecordView>, Problem> {
    let request: PutRequest = put("prospects", &[("name", "Kari")]);
    world.installation.put_record(caller, key, &request).await
}

#[tokio::test]
async fn a_call_made_again_is_not_carried_out_again() {
    let world = World::new().await;
    let issued = world.installation.issue_token(world.controller.slug(), "manager").await.unwrap().value;
    let manager = world.installation.authenticate(issued.token.expose_text()).unwrap();
    let call = once(&manager, "a1", "put p-1");
    let first = write(&world, &call, "p-1").await.unwrap().committed;
    let entries = world.entries().len();
    assert_eq!(receipt(write(&world, &call, "p-1").await), first.receipt.to_string());
    assert_eq!(world.entries().len(), entries, "nothing is done, and nothing journalled");
    assert_eq!(world.read(&manager, "p-1", "prospects").await.unwrap().value.version, 1);

    assert_eq!(code(write(&world, &once(&manager, "a1", "put p-2"), "p-2").await), "idempotency.key_reused");
    let other = world.caller("manager").await;
    assert_eq!(write(&world, &once(&other, "a1", "put p-2"), "p-2").await.unwrap().value.version, 1);
    assert_eq!(write(&world, &once(&manager, "a2", "put p-1"), "p-1").await.unwrap().value.version, 2);
    for name in ["", "a b", "kari@example.no", "æ", &"a".repeat(65)] {
        assert_eq!(code(manager.once(name, &[]).map(drop)), "idempotency.key_form", "{name}");
    }

    drop((call, other));
    let world = world.reopen().await;
    let manager = world.installation.authenticate(issued.token.expose_text()).unwrap();
    let again = once(&manager, "a1", "put p-1");
    assert_eq!(receipt(write(&world, &again, "p-1").await), first.receipt.to_string());
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn what_was_refused_is_decided_again_and_what_is_old_is_forgotten() {
    let world = World::new().await;
    let (manager, recruiter) = (world.caller("manager").await, world.caller("recruiter").await);
    let refused = once(&recruiter, "b1", "put p-1");
    for _ in 0..2 {
        assert_eq!(codes(&write(&world, &refused, "p-1").await), ["actor.no_grant"]);
    }
    let call = once(&manager, "b1", "put p-1");
    write(&world, &call, "p-1").await.unwrap();
    let rows = || world.place.database.rows("SELECT * FROM calls", &[]).unwrap().len();
    later(&world, 23);
    receipt(write(&world, &call, "p-1").await);
    assert_eq!(rows(), 1);
    later(&world, 2);
    assert_eq!(write(&world, &call, "p-1").await.unwrap().value.version, 2);
    assert_eq!(rows(), 1, "the old one is gone");
    later(&world, 25);
    world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!(rows(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_one_is_carried_out() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (installation, call) = (Arc::clone(&world.installation), once(&manager, "c1", "put p-1"));
        tasks.spawn(async move {
            installation.put_record(&call, "p-1", &put("prospects", &[("name", "Kari")])).await
        });
    }
    let (done, repeated): (Vec<_>, Vec<_>) = tasks.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), repeated.len()), (1, 15));
    let first = done.into_iter().next().unwrap().unwrap().committed.receipt.to_string();
    assert!(repeated.into_iter().all(|repeated| receipt(repeated) == first));
    assert_eq!(world.read(&manager, "p-1", "prospects").await.unwrap().value.version, 1);
}

#[tokio::test]
async fn an_erasure_made_again_answers_with_its_order() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let erase = once(&manager, "d1", "erase p-1");
    let erased = world.installation.erase_record(&erase, "p-1", &within("prospects")).await.unwrap();
    let again = world.installation.erase_record(&erase, "p-1", &within("prospects")).await;
    assert_eq!(receipt(again), erased.committed.receipt.to_string());

    let subject = world.put(&manager, "p-2", "prospects", &[("name", "Per")]).await.value.subject;
    let (erase, request) =
        (once(&manager, "d2", "erase all"), ErasureRequest { activity: None, reason: None, exception: None });
    let ordered = world.installation.erase_subject(&erase, subject, &request).await.unwrap();
    let again = world.installation.erase_subject(&erase, subject, &request).await;
    assert_eq!(receipt(again), ordered.committed.receipt.to_string());
}

#[tokio::test]
async fn the_database_says_nothing_of_what_a_call_held() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let call = once(&manager, "ordrenummer-12", "Kari Sjeldennavn");
    write(&world, &call, "p-1").await.unwrap();
    let rows = format!("{:?}", world.place.database.rows("SELECT * FROM calls", &[]).unwrap());
    assert!(!rows.contains("Kari") && !rows.contains("ordrenummer"), "{rows}");
    let other = World::new().await;
    let stranger = other.caller("manager").await;
    let elsewhere = once(&stranger, "ordrenummer-12", "Kari Sjeldennavn");
    write(&other, &elsewhere, "p-1").await.unwrap();
    let marks = |world: &World| world.place.database.column("SELECT call FROM calls", &[]).unwrap();
    assert_ne!(marks(&world), marks(&other), "keyed by the controller");
}
