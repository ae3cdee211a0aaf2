//! Opening: what continues, what is swept, and what must stop the start with nothing written.

use std::sync::Arc;

use vern_app::{Clock, ManualClock};
use vern_crypto::root_key::RootKey;

use super::world::{Place, World, at, code, count};

pub(super) fn clock() -> Arc<dyn Clock> {
    Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z")))
}

pub(super) async fn open(place: &Place) -> String {
    code(place.open(clock()).await.map(|_| ()))
}

/// A world with one record, closed.
pub(super) async fn closed(world: World) -> Place {
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let World { installation, controller, place, .. } = world;
    drop((manager, controller));
    drop(Arc::into_inner(installation).unwrap());
    place
}

#[tokio::test]
async fn a_new_process_continues_the_journal_and_sweeps_the_pool() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let entries = world.entries();
    let keys = "SELECT COUNT(*) FROM keys";
    assert!(count(&world.place.keys_db(), keys) > 500, "two pools");
    let (origin, actor) = (world.controller.origin().to_owned(), manager.actor);
    drop(manager);
    let world = world.reopen().await;
    // Controller, journal, checkpoint, two blind indexes; a link key and a data key.
    assert_eq!(count(&world.place.keys_db(), keys), 7);
    assert_eq!((world.controller.origin(), world.entries()), (origin.as_str(), entries));
    let manager = world.caller("manager").await;
    assert_ne!(manager.actor, actor);
    assert_eq!(world.read(&manager, "p-1", "prospects").await.unwrap().value.fields["name"].reveal(), "Kari");
    world.put(&manager, "p-1", "prospects", &[("name", "Kari N")]).await;
    assert!(world.verify().await.is_ok());
    assert!(world.installation.recovery_sheet.is_none(), "printed once");
}

#[tokio::test]
async fn the_wrong_root_key_opens_nothing_and_writes_nothing() {
    let place = closed(World::new().await).await;
    let root = place.keys().join("root.key");
    let right = std::fs::read_to_string(&root).unwrap();
    let dump = |place: &Place| {
        let entries = place.database.count("SELECT COUNT(*) FROM journal_entries").unwrap();
        (entries, count(&place.keys_db(), "SELECT COUNT(*) FROM keys"))
    };
    let before = dump(&place);
    std::fs::write(&root, RootKey::generate().unwrap().to_text().as_bytes()).unwrap();
    assert_eq!(open(&place).await, "key.root_mismatch");
    std::fs::write(&root, "not a key").unwrap();
    assert_eq!(open(&place).await, "key.root_damaged");
    std::fs::remove_file(&root).unwrap();
    assert_eq!(open(&place).await, "key.root_missing");
    assert!(!root.exists(), "no new key is made where there is data");
    assert_eq!(dump(&place), before);
    std::fs::write(&root, right).unwrap();
    std::fs::set_permissions(&root, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    place.open(clock()).await.unwrap();
}

#[tokio::test]
async fn the_directory_belongs_to_one_process() {
    let world = World::new().await;
    assert_eq!(open(&world.place).await, "store.held");
    let World { installation, controller, place, .. } = world;
    drop((installation, controller));
    place.open(clock()).await.unwrap();
}

#[tokio::test]
async fn a_schema_this_program_does_not_know_stops_the_start() {
    let place = closed(World::new().await).await;
    let alter = |sql: &str| assert_eq!(place.database.run(sql, &[]).unwrap(), 1);
    alter("INSERT INTO migrations (number, checksum) SELECT 99, checksum FROM migrations WHERE number = 1");
    assert_eq!(open(&place).await, "store.schema_newer");
    alter("DELETE FROM migrations WHERE number = 99");
    let right =
        place.database.column("SELECT checksum FROM migrations WHERE number = 1", &[]).unwrap().remove(0);
    let other = "UPDATE migrations SET checksum = $1 WHERE number = 1";
    place.database.run(other, &[vec![0].into()]).unwrap();
    assert_eq!(open(&place).await, "store.schema_altered");
    place.database.run(other, &[right.into()]).unwrap();
    place.open(clock()).await.unwrap();
}

#[tokio::test]
async fn access_that_is_not_there_cannot_be_ended() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let end = || world.installation.end_access(world.controller.slug(), manager.actor);
    end().await.unwrap();
    assert_eq!(code(end().await.map(|_| ())), "access.unknown");
}

/// Several erasures at once find the same keys ordered erased; each key is counted once, or the next start would take the keys for old ones.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn keys_erased_by_many_at_once_are_counted_once() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for number in 0..60 {
        world.put(&manager, &format!("p-{number}"), "prospects", &[("name", "Kari")]).await;
    }
    let mut erasures = tokio::task::JoinSet::new();
    for number in 0..60 {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        erasures.spawn(async move {
            let within = super::world::within("prospects");
            installation.erase_record(&manager, &format!("p-{number}"), &within).await.map(|_| ())
        });
    }
    while let Some(erased) = erasures.join_next().await {
        erased.unwrap().unwrap();
    }
    drop(manager);
    let world = world.reopen().await;
    assert_eq!(world.place.database.count("SELECT keys_erased FROM heads").unwrap(), 60);
    assert_eq!(count(&world.place.keys_db(), "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL"), 60);
}
