//! What is so only where the data lies in a directory: its files, whose they are, what stands in them.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::erasure::{SECRET, holds};
use super::open::{clock, open};
use super::world::{Place, World, code, count, within};

#[tokio::test]
async fn a_file_of_something_else_is_left_alone() {
    for database in [true, false] {
        let place = Place::sqlite();
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
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn put_back(from: &Path, to: &Path) {
    std::fs::remove_dir_all(to).unwrap();
    copy(from, to);
}

#[tokio::test]
async fn data_and_keys_of_different_times_are_refused_and_left_as_they_are() {
    let world = World::sqlite().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    drop(manager);
    let world = world.reopen().await;
    let folder = tempfile::tempdir().unwrap();
    let (old_data, old_keys) = (folder.path().join("data"), folder.path().join("keys"));
    copy(&world.place.data(), &old_data);
    copy(&world.place.keys(), &old_keys);
    let manager = world.caller("manager").await;
    world.installation.erase_record(&manager, "p-1", &within("prospects")).await.unwrap();
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
    let place = super::open::closed(World::sqlite().await).await;
    let root = place.keys().join("root.key");
    std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(open(&place).await, "key.root_exposed");
    std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o600)).unwrap();
    let options = vern_app::InstallationOptions {
        data: place.data().into(),
        keys: place.data().join("keys"),
        name: "test.vern.invalid".to_owned(),
        store: vern_app::StoreOptions::default(),
    };
    let opened = vern_app::Installation::open(options, clock(), Box::new(|_| {})).await;
    assert_eq!(code(opened.map(|_| ())), "key.within_data");
    place.open(clock()).await.unwrap();
}

#[tokio::test]
async fn only_what_the_process_holds_is_readable() {
    let world = World::sqlite().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", SECRET), ("email", "kari@example.no")]).await;
    for database in ["data/vern.db", "data/vern.db-wal", "keys/keys.db", "keys/keys.db-wal"] {
        let path = world.place.data().parent().unwrap().join(database);
        for value in ["Sjeldennavn", "kari@example", "example.no"] {
            assert!(!path.exists() || !holds(&path, value.as_bytes()), "{value} in {database}");
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    Connection::open_with_flags(world.place.data().join("vern.db"), flags).unwrap();
}
