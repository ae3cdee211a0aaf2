//! Opening: what continues, what is swept, and what must stop the start with nothing written.

use std::sync::Arc;

use rusqlite::Connection;
use vern_app::{Clock, ManualClock};
use vern_crypto::root_key::RootKey;

use super::world::{Place, World, at, code, count};

fn clock() -> Arc<dyn Clock> {
    Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z")))
}

async fn open(place: &Place) -> String {
    code(place.open(clock()).await.map(|_| ()))
}

/// A world with one record, closed.
async fn closed() -> Place {
    let world = World::new().await;
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
    assert!(count(&world.place.keys_db(), keys) > 4_000, "two pools");
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
    let place = closed().await;
    let root = place.keys().join("root.key");
    let right = std::fs::read_to_string(&root).unwrap();
    let dump = |place: &Place| {
        let entries = count(&place.vern_db(), "SELECT COUNT(*) FROM journal_entries");
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
    let place = closed().await;
    let alter = |sql: &str| assert_eq!(place.vern_db().execute(sql, []).unwrap(), 1);
    alter("INSERT INTO migrations (number, checksum) VALUES (99, x'00')");
    assert_eq!(open(&place).await, "store.schema_newer");
    alter("DELETE FROM migrations WHERE number = 99");
    let right: Vec<u8> = place
        .vern_db()
        .query_row("SELECT checksum FROM migrations WHERE number = 1", [], |row| row.get(0))
        .unwrap();
    alter("UPDATE migrations SET checksum = x'00' WHERE number = 1");
    assert_eq!(open(&place).await, "store.schema_altered");
    place.vern_db().execute("UPDATE migrations SET checksum = ?1 WHERE number = 1", [right]).unwrap();
    place.open(clock()).await.unwrap();
}

#[tokio::test]
async fn a_file_of_something_else_is_left_alone() {
    for database in [true, false] {
        let place = Place::new();
        std::fs::create_dir_all(place.data()).unwrap();
        let path = place.data().join("vern.db");
        if database {
            let other = Connection::open(&path).unwrap();
            other.execute_batch("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('A')").unwrap();
        } else {
            std::fs::write(&path, "a text of some length, which is no database at all".repeat(30)).unwrap();
        }
        let before = std::fs::read(&path).unwrap();
        assert_eq!(open(&place).await, "store.foreign");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert!(!place.keys().exists(), "and no key is made for it");
    }
}

/// Copies every file of a directory.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn put_back(from: &std::path::Path, to: &std::path::Path) {
    std::fs::remove_dir_all(to).unwrap();
    copy(from, to);
}

#[tokio::test]
async fn data_and_keys_of_different_times_are_refused_and_left_as_they_are() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    drop(manager);
    let world = world.reopen().await;
    let folder = tempfile::tempdir().unwrap();
    let (old_data, old_keys) = (folder.path().join("data"), folder.path().join("keys"));
    copy(&world.place.data(), &old_data);
    copy(&world.place.keys(), &old_keys);
    let manager = world.caller("manager").await;
    world.installation.erase_record(&manager, "p-1", &super::world::within("prospects")).await.unwrap();
    world.put(&manager, "p-2", "prospects", &[("name", "Ola")]).await;
    drop(manager);
    let World { installation, controller, place, .. } = world.reopen().await;
    drop((installation, controller));
    // The checkpoint thread closes the last connection, which takes the log away; until then files come and go.
    while place.data().join("vern.db-wal").exists() {
        tokio::task::yield_now().await;
    }
    let (data, keys) = (folder.path().join("new-data"), folder.path().join("new-keys"));
    copy(&place.data(), &data);
    copy(&place.keys(), &keys);

    put_back(&old_keys, &place.keys());
    assert_eq!(open(&place).await, "key.older_than_data", "an erased key would be back");
    put_back(&keys, &place.keys());
    put_back(&old_data, &place.data());
    let held = count(&place.keys_db(), "SELECT COUNT(*) FROM keys");
    assert_eq!(open(&place).await, "key.newer_than_data", "entries would be lost without a word");
    assert_eq!(count(&place.keys_db(), "SELECT COUNT(*) FROM keys"), held, "no key is swept");
    put_back(&data, &place.data());
    place.open(clock()).await.unwrap();
}

#[tokio::test]
async fn keys_lie_apart_and_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = closed().await;
    let root = place.keys().join("root.key");
    std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(open(&place).await, "key.root_exposed");
    std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o600)).unwrap();
    let options = vern_app::InstallationOptions {
        data: place.data(),
        keys: place.data().join("keys"),
        name: "test.vern.invalid".to_owned(),
        store: vern_app::StoreOptions::default(),
    };
    let opened = vern_app::Installation::open(options, clock(), Box::new(|_| {})).await;
    assert_eq!(code(opened.map(|_| ())), "key.within_data");
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
    assert_eq!(count(&world.place.vern_db(), "SELECT keys_erased FROM heads"), 60);
    assert_eq!(count(&world.place.keys_db(), "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL"), 60);
}
