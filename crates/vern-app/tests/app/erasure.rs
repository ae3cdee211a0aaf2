//! Erasure: what the key opened is noise afterwards, and a process that ends in the middle finishes when it starts again.

use std::path::Path;

use rusqlite::Connection;
use vern_core::id::ControllerId;
use vern_store::KeyStore;

use super::world::{World, code, codes, column, count, put, within};

pub(super) const SECRET: &str = "Kari Sjeldennavn";

pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    std::fs::read(path).unwrap().windows(bytes.len()).any(|window| window == bytes)
}

#[tokio::test]
async fn p_b10_the_key_goes_with_the_last_record_and_no_copy_opens_it() {
    // P-B10
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", SECRET)]).await;
    let subject = world.read(&manager, "p-1", "prospects").await.unwrap().value.subject;
    let second =
        vern_app::record::PutRequest { subject: Some(subject), ..put("prospects", &[("name", SECRET)]) };
    world.installation.put_record(&manager, "p-2", &second).await.unwrap();
    let key_id = world.place.database.column("SELECT data_key FROM subject_keys", &[]).unwrap().remove(0);
    let wrapped =
        column(&world.place.keys_db(), "SELECT wrapped FROM keys WHERE key_id = ?1", [&key_id]).remove(0);
    let database = &world.place.database;
    let saved = ["records", "subject_keys"].map(|table| (table, database.table(table).unwrap()));

    world.installation.erase_record(&manager, "p-1", &within("prospects")).await.unwrap();
    world.read(&manager, "p-2", "prospects").await.unwrap();
    world.installation.erase_record(&manager, "p-2", &within("prospects")).await.unwrap();

    let keys = KeyStore::open(&world.place.keys()).unwrap();
    let id = ControllerId::from_bits(world.controller.id().as_u64());
    assert!(keys.find(id, &key_id.as_slice().try_into().unwrap()).unwrap().is_none());
    let tombstone = "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL AND erased_at IS NOT NULL";
    assert_eq!(count(&world.place.keys_db(), tombstone), 1);
    drop(keys);
    for file in ["keys.db", "keys.db-wal"] {
        let path = world.place.keys().join(file);
        assert!(!path.exists() || !holds(&path, &wrapped), "{file} still holds the key");
    }

    // The rows of before are put back from the saved copy; without the key they stay shut.
    for (table, rows) in saved {
        for row in rows {
            let places: Vec<String> = (1..=row.len()).map(|place| format!("${place}")).collect();
            database.run(&format!("INSERT INTO {table} VALUES ({})", places.join(", ")), &row).unwrap();
        }
    }
    assert_eq!(code(world.read(&manager, "p-1", "prospects").await), "record.unreadable");
}

#[tokio::test]
async fn p_b10_an_erasure_stopped_before_its_keys_are_overwritten_is_finished_at_the_next_start() {
    // P-B10
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", SECRET)]).await;
    let stop = "CREATE TRIGGER stop BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'stopped'); END";
    world.place.keys_db().execute_batch(stop).unwrap();
    let stopped = world.installation.erase_record(&manager, "p-1", &within("prospects")).await;
    assert_eq!(code(stopped), "store.engine");
    let open = "SELECT COUNT(*) FROM key_erasures";
    let live = "SELECT COUNT(*) FROM keys WHERE purpose = 2 AND wrapped IS NOT NULL AND key_id = ?1";
    assert_eq!(world.place.database.count(open).unwrap(), 1);
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM records").unwrap(), 0);
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["record.unknown"]);
    let key_id = world.place.database.column("SELECT key_id FROM key_erasures", &[]).unwrap().remove(0);
    let held =
        |connection: &Connection| connection.query_row(live, [&key_id], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(held(&world.place.keys_db()), 1, "not overwritten yet, nor swept");
    world.place.keys_db().execute_batch("DROP TRIGGER stop").unwrap();
    drop(manager);
    let world = world.reopen().await;
    assert_eq!((world.place.database.count(open).unwrap(), held(&world.place.keys_db())), (0, 0));
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn p_b10_an_erasure_stopped_before_it_is_closed_is_closed_at_the_next_start() {
    // P-B10
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", SECRET)]).await;
    world.place.database.stop("DELETE", "key_erasures", "stopped").unwrap();
    let stopped = world.installation.erase_record(&manager, "p-1", &within("prospects")).await;
    assert_eq!(code(stopped), "store.engine");
    world.place.database.go_on("key_erasures").unwrap();
    drop(manager);
    let world = world.reopen().await;
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM key_erasures").unwrap(), 0);
    let tombstones = "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL";
    assert_eq!(count(&world.place.keys_db(), tombstones), 1);
}
