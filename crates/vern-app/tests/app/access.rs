//! Access that is given up to a date: what is under way when that date comes is refused by the gate, and the journal says so.

use vern_app::access::NewAccess;
use vern_core::operation::Act;
use vern_core::reach::{Part, Reach};
use vern_journal::Outcome;

use super::world::{World, at, code, within};

#[tokio::test]
async fn what_is_under_way_when_access_is_over_is_refused_by_the_gate() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let new = NewAccess { until: Some(at("2026-11-22T07:00:00Z")), ..NewAccess::in_role("sales") };
    let issued = world.installation.issue_token_for("granvik", &new).await.unwrap().value;
    let sales = world.installation.authenticate(issued.token.expose_text()).unwrap();
    world.read(&sales, "p-1", "prospects").await.unwrap();
    let given =
        world.entries().into_iter().find(|entry| entry.holder == Some(*issued.actor.as_bytes())).unwrap();
    assert_eq!((given.actor, given.until), (None, new.until.map(|until| until.as_unsigned_micros())));

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
    let new = NewAccess { until: Some(at("2027-01-01T00:00:00Z")), ..NewAccess::in_role("sales") };
    let issued = world.installation.give_access(&manager, &new).await.unwrap();
    let sales = world.installation.authenticate(issued.value.token.expose_text()).unwrap();
    world.installation.take_access(&manager, sales.actor).await.unwrap();
    assert_eq!(code(world.read(&sales, "p-1", "prospects").await), "credential.invalid");
    world.installation.end_own_access(&manager).await.unwrap();
    assert_eq!(
        code(world.installation.give_access(&manager, &NewAccess::in_role("sales")).await.map(drop)),
        "credential.invalid"
    );
    assert!(world.installation.examine().unwrap().findings.is_empty(), "rows and journal agree");
}

/// A clock that was set back opens nothing again.
#[tokio::test]
async fn what_has_ended_stays_ended_when_the_clock_is_set_back() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let issued = world.installation.give_access(&manager, &NewAccess::in_role("sales")).await.unwrap().value;
    world.clock.set(at("2026-11-22T09:00:00Z"));
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    world.clock.set(at("2026-11-22T08:00:00Z"));
    world.installation.take_access(&manager, issued.actor).await.unwrap();
    let again = world.installation.authenticate(issued.token.expose_text()).map(drop);
    assert_eq!(code(again), "credential.invalid");
}

pub(crate) fn only(activity: &str, acts: Option<&[Act]>, sees: Option<&[&str]>) -> Reach {
    let sees = sees.map(|sees| sees.iter().map(|id| (*id).to_owned()).collect());
    Reach::try_from(vec![Part { activity: activity.to_owned(), acts: acts.map(<[Act]>::to_vec), sees }])
        .unwrap()
}

/// P-A3: access for some activities, acts and data types; drawn in and let out again while it is used; journalled with what it was.
#[tokio::test]
async fn p_a3_an_access_reaches_what_it_was_given_for() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    let reach = only("prospects", Some(&[Act::Read]), Some(&["name"]));
    let new = NewAccess { reach: Some(reach.clone()), ..NewAccess::in_role("manager") };
    let issued = world.installation.give_access(&manager, &new).await.unwrap().value;
    let narrow = || world.installation.authenticate(issued.token.expose_text()).unwrap();
    let read = world.read(&narrow(), "p-1", "prospects").await.unwrap();
    assert_eq!(
        read.value.fields.keys().collect::<Vec<_>>(),
        ["name"],
        "what it is not given for is withheld"
    );
    assert_eq!(
        code(world.installation.erase_record(&narrow(), "p-1", &within("prospects")).await),
        "actor.beyond_reach"
    );
    let given: Vec<_> = world.entries().into_iter().filter_map(|entry| entry.reach).collect();
    assert_eq!(given, [r#"[{"activity":"prospects","acts":["read"],"sees":["name"]}]"#]);

    let erases = only("prospects", Some(&[Act::Read, Act::Erase]), None);
    world.installation.set_reach(&manager, issued.actor, Some(&erases)).await.unwrap();
    assert!(world.read(&narrow(), "p-1", "prospects").await.unwrap().value.fields.len() > 1);
    world.installation.erase_record(&narrow(), "p-1", &within("prospects")).await.unwrap();
    world.installation.set_reach(&manager, issued.actor, None).await.unwrap();
    world.put(&narrow(), "p-2", "prospects", &[("name", "Ola")]).await;
    let found = world.installation.examine().unwrap().findings;
    assert!(found.is_empty(), "rows and journal agree: {found:?}");
}

/// What the role has not is not given, nobody gives or takes further than their own access reaches, and nobody lets out their own.
#[tokio::test]
async fn nobody_gives_further_than_they_reach() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let give = async |caller: &_, reach: Option<Reach>| {
        let new = NewAccess { reach, ..NewAccess::in_role("manager") };
        world.installation.give_access(caller, &new).await.map(|answer| answer.value)
    };
    let reads = only("prospects", Some(&[Act::Read]), None);
    for beyond in [
        only("no-such", None, None),
        only("prospects", Some(&[Act::Transfer]), None),
        only("prospects", None, Some(&["no_such"])),
    ] {
        assert_eq!(code(give(&manager, Some(beyond)).await.map(drop)), "access.only_beyond_role");
    }
    let own = give(&manager, Some(reads.clone())).await.unwrap();
    let narrow = world.installation.authenticate(own.token.expose_text()).unwrap();
    assert_eq!(code(give(&narrow, None).await.map(drop)), "access.only_beyond");
    assert_eq!(
        code(give(&narrow, Some(only("prospects", None, None))).await.map(drop)),
        "access.only_beyond"
    );
    let of_narrow =
        give(&narrow, Some(only("prospects", Some(&[Act::Read]), Some(&["name"])))).await.unwrap();
    let set = async |actor, reach: Option<&Reach>| {
        code(world.installation.set_reach(&narrow, actor, reach).await.map(drop))
    };
    assert_eq!(set(narrow.actor, None).await, "access.own");
    assert_eq!(set(manager.actor, Some(&reads)).await, "access.only_beyond", "theirs reaches further");
    assert_eq!(set(of_narrow.actor, None).await, "access.only_beyond");
    assert_eq!(
        code(world.installation.take_access(&narrow, manager.actor).await.map(drop)),
        "access.only_beyond"
    );
    world.installation.set_reach(&narrow, of_narrow.actor, Some(&reads)).await.unwrap();
    world.installation.take_access(&narrow, of_narrow.actor).await.unwrap();
    assert_eq!(set(of_narrow.actor, None).await, "access.unknown", "what has ended is not let out");
}
