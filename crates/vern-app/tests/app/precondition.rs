//! Conditions a caller sets itself: of two writers who saw the same version, one wins and the other is told.

use std::sync::Arc;

use vern_app::Problem;
use vern_app::record::{Circumstance, Precondition, PutRequest};

use super::world::{World, code, codes, put, within};

fn expecting(precondition: Precondition) -> PutRequest {
    PutRequest { precondition, ..put("prospects", &[("name", "Kari")]) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_writers_who_saw_one_version_exactly_one_wins() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for version in 0..5_u64 {
        let precondition = if version == 0 { Precondition::Absent } else { Precondition::Version(version) };
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
            let request = expecting(precondition);
            tasks.spawn(async move { installation.put_record(&manager, "p-1", &request).await });
        }
        let (won, lost): (Vec<_>, Vec<_>) = tasks.join_all().await.into_iter().partition(Result::is_ok);
        assert_eq!(won.len(), 1, "version {version}");
        for answer in won {
            assert_eq!(answer.unwrap().value.version, version + 1);
        }
        for answer in lost {
            let told = code(answer);
            assert!(told == "record.version_differs" || told == "conflict.busy", "{told}");
        }
    }
    assert_eq!(world.read(&manager, "p-1", "prospects").await.unwrap().value.version, 5);
}

#[tokio::test]
async fn a_condition_is_told_to_whom_the_gate_lets_in_and_changes_nothing() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let website = world.caller("website").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let (holdings, entries) = (world.holdings(), world.entries().len());
    let cases = [
        ("p-1", Precondition::Absent),
        ("p-1", Precondition::Version(0)),
        ("p-1", Precondition::Version(2)),
        ("p-2", Precondition::Present),
        ("p-2", Precondition::Version(1)),
    ];
    for (key, precondition) in cases {
        let told = world.installation.put_record(&manager, key, &expecting(precondition)).await;
        assert_eq!(code(told), "record.version_differs", "{key} {precondition:?}");
    }
    let erase = async |caller, precondition| {
        let circumstance = Circumstance { precondition, ..within("prospects") };
        world.installation.erase_record(caller, "p-1", &circumstance).await
    };
    assert_eq!(code(erase(&manager, Precondition::Version(2)).await), "record.version_differs");
    assert_eq!((world.holdings(), world.entries().len()), (holdings, entries));
    for precondition in [Precondition::Version(1), Precondition::Version(2)] {
        assert_eq!(codes(&erase(&website, precondition).await), ["actor.no_grant"]);
    }
    for precondition in [Precondition::Version(1), Precondition::Present] {
        world.installation.put_record(&manager, "p-1", &expecting(precondition)).await.unwrap();
    }
    let gone: Result<_, Problem> = erase(&manager, Precondition::Version(3)).await;
    gone.unwrap();
    world.installation.put_record(&manager, "p-1", &expecting(Precondition::Absent)).await.unwrap();
}
