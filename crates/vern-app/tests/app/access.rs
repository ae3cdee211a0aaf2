//! Access that is given up to a date: what is under way when that date comes is refused by the gate, and the journal says so.

use vern_journal::Outcome;

use super::world::{World, at, code};

#[tokio::test]
async fn what_is_under_way_when_access_is_over_is_refused_by_the_gate() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let until = Some(at("2026-11-22T07:00:00Z"));
    let issued = world.installation.issue_token_until("granvik", "sales", until).await.unwrap().value;
    let sales = world.installation.authenticate(issued.token.expose_text()).unwrap();
    world.read(&sales, "p-1", "prospects").await.unwrap();
    let given =
        world.entries().into_iter().find(|entry| entry.holder == Some(*issued.actor.as_bytes())).unwrap();
    assert_eq!((given.actor, given.until), (None, until.map(|until| until.as_unsigned_micros())));

    world.clock.set(at("2026-11-22T07:00:00Z"));
    assert_eq!(code(world.read(&sales, "p-1", "prospects").await), "actor.access_over");
    let refused = world.entries().pop().unwrap();
    assert_eq!(
        (refused.outcome, refused.codes.as_slice()),
        (Some(Outcome::Refused), &["actor.access_over".to_owned()][..])
    );
    assert!(refused.subjects.is_empty(), "it tells nothing of who is held");
    assert_eq!(
        code(world.installation.authenticate(issued.token.expose_text()).map(drop)),
        "credential.invalid"
    );
    assert!(world.installation.examine().unwrap().findings.is_empty(), "rows and journal agree");
}

#[tokio::test]
async fn an_access_ended_early_is_over_at_once() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let issued =
        world.installation.give_access(&manager, "sales", Some(at("2027-01-01T00:00:00Z"))).await.unwrap();
    let sales = world.installation.authenticate(issued.value.token.expose_text()).unwrap();
    world.installation.take_access(&manager, sales.actor).await.unwrap();
    assert_eq!(code(world.read(&sales, "p-1", "prospects").await), "credential.invalid");
    world.installation.end_own_access(&manager).await.unwrap();
    assert_eq!(
        code(world.installation.give_access(&manager, "sales", None).await.map(drop)),
        "credential.invalid"
    );
    assert!(world.installation.examine().unwrap().findings.is_empty(), "rows and journal agree");
}

/// A clock that was set back opens nothing again.
#[tokio::test]
async fn what_has_ended_stays_ended_when_the_clock_is_set_back() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let issued = world.installation.give_access(&manager, "sales", None).await.unwrap().value;
    world.clock.set(at("2026-11-22T09:00:00Z"));
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    world.clock.set(at("2026-11-22T08:00:00Z"));
    world.installation.take_access(&manager, issued.actor).await.unwrap();
    let again = world.installation.authenticate(issued.token.expose_text()).map(drop);
    assert_eq!(code(again), "credential.invalid");
}
