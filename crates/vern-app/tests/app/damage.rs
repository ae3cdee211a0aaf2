//! Rows that a medium altered where the data lies in a directory: who says so, and what is not done on their word.
//!
//! Deliberately not here: each bit of each table (`vern`'s own tests flip those), and a server's pages (the store's).

use vern_app::Problem;
use vern_app::backup::{BackupFiles, BackupKey, BackupRequest, back_up};
use vern_testkit::database::damage;

use super::open::clock;
use super::world::{World, at, code, column, put};

async fn world() -> World {
    let world = World::sqlite().await;
    let manager = world.caller("manager").await;
    for key in ["p-1", "p-2"] {
        world.put(&manager, key, "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    }
    world
}

/// Tables `doctor` finds damaged rows in.
fn found(world: &World, code: &str) -> Vec<String> {
    let findings = world.installation.examine().unwrap().findings;
    findings.into_iter().filter(|found| found.code == code).filter_map(|found| found.detail).collect()
}

/// State that nothing is sealed with or signed over: only its sum tells.
#[tokio::test]
async fn damaged_state_is_found_by_doctor_and_where_all_depends_on_it_by_the_start() {
    for (sql, table, stops_the_start) in [
        ("UPDATE controllers SET created_at = created_at + 1", "controllers", true),
        ("UPDATE heads SET last_at = last_at + 1", "heads", true),
        ("UPDATE actors SET role = 'recruiter'", "actors", true),
        ("UPDATE charters SET imported_at = imported_at + 1", "charters", true),
        ("UPDATE subjects SET state = 1", "subjects", false),
        ("UPDATE records SET anchor_at = anchor_at + 1", "records", false),
    ] {
        let world = world().await;
        assert!(world.place.database.damage(sql).unwrap() > 0, "{sql}");
        assert_eq!(found(&world, "doctor.rows_damaged"), [table]);
        let (place, ..) = world.close();
        match place.open(clock()).await {
            Ok(_) => assert!(!stops_the_start, "{sql}"),
            Err(problem) => {
                assert!(stops_the_start && problem.code() == "store.damaged", "{sql}: {problem:?}")
            }
        }
    }
}

#[tokio::test]
async fn damaged_keys_are_found_by_doctor() {
    let world = world().await;
    let keys = world.place.keys().join("keys.db");
    assert!(damage(&keys, "UPDATE keys SET created_at = created_at + 1").unwrap() > 0);
    assert_eq!(found(&world, "doctor.key_rows_damaged"), ["keys"]);
}

/// An update that would make the sum of a damaged row right is refused, and nothing but it.
#[tokio::test]
async fn a_damaged_row_is_not_written_over() {
    let world = world().await;
    let manager = world.caller("manager").await;
    world.place.database.damage("UPDATE records SET anchor_at = anchor_at - 1 WHERE key = 'p-1'").unwrap();
    let altered = put("prospects", &[("name", "Kari Ny")]);
    let refused = world.installation.put_record(&manager, "p-1", &altered).await;
    assert_eq!(code(refused), "store.damaged");
    world.installation.put_record(&manager, "p-2", &altered).await.unwrap();
    assert_eq!(found(&world, "doctor.rows_damaged"), ["records"]);
    assert!(world.verify().await.is_ok());
}

/// A row that names another key than its own leaves its own looking unused.
#[tokio::test]
async fn no_key_is_swept_on_the_word_of_a_damaged_row() {
    let world = world().await;
    let named = world.place.database.column("SELECT data_key FROM subject_keys", &[]).unwrap();
    let sql = "UPDATE subject_keys SET data_key = x'07070707070707070707070707070707'";
    assert_eq!(world.place.database.damage(sql).unwrap(), 2);
    let world = world.reopen().await;
    let held = column(&world.place.keys_db(), "SELECT key_id FROM keys", []);
    assert!(named.iter().all(|key| held.contains(key)));
    assert_eq!(found(&world, "doctor.rows_damaged"), ["subject_keys"]);
}

#[tokio::test]
async fn damage_is_not_copied() {
    for sql in [
        "UPDATE subjects SET state = 1",
        "UPDATE lookups SET record = record + 100",
        "UPDATE journal_entries SET entry = x'00' WHERE position = 1",
        "UPDATE journal_tiles SET hashes = zeroblob(length(hashes))",
    ] {
        let world = world().await;
        take(&world).unwrap();
        assert!(world.place.database.damage(sql).unwrap() > 0, "{sql}");
        assert_eq!(code(take(&world)), "store.damaged", "{sql}");
    }
}

fn take(world: &World) -> Result<(), Problem> {
    let folder = tempfile::tempdir().unwrap();
    let request = BackupRequest {
        data: world.place.database.place(),
        keys: world.place.keys(),
        to: BackupFiles { data: folder.path().join("data"), keys: folder.path().join("keys") },
        recipient: *BackupKey::generate().unwrap().recipient(),
    };
    back_up(&request, at("2026-11-22T07:00:00Z"), &mut |_| Ok(())).map(drop)
}
