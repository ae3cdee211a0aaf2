//! Rows altered behind the program: the verifier names them, the vault does not open them.

use vern_app::record::PutRequest;
use vern_journal::{FailureCode, verify};

use super::world::{Files, World, code, put};

async fn world() -> (World, vern_app::Caller) {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let first = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let same = PutRequest { subject: Some(first), ..put("prospects", &[("name", "Kari too")]) };
    world.installation.put_record(&manager, "p-2", &same).await.unwrap();
    world.put(&manager, "p-3", "prospects", &[("name", "Per")]).await;
    (world, manager)
}

#[tokio::test]
async fn an_entry_changed_in_the_file_is_named() {
    let (world, _) = world().await;
    assert!(world.verify().await.is_ok());
    let database = &world.place.database;
    let right =
        database.column("SELECT entry FROM journal_entries WHERE position = 3", &[]).unwrap().remove(0);
    let mut wrong = right.clone();
    *wrong.last_mut().unwrap() ^= 1;
    database.run("UPDATE journal_entries SET entry = $1 WHERE position = 3", &[wrong.into()]).unwrap();
    let report = world.verify().await;
    assert_eq!((report.failures[0].code, report.failures[0].from), (FailureCode::EntryChanged, 3));
    database.run("UPDATE journal_entries SET entry = $1 WHERE position = 3", &[right.into()]).unwrap();
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn an_entry_taken_out_of_the_file_stops_the_export() {
    let (world, _) = world().await;
    let receipt = world.installation.entry_by_receipt(&world.controller, "1.0.AAAA").await;
    assert_eq!(code(receipt), "receipt.form");
    world.place.database.run("DELETE FROM journal_entries WHERE position = 3", &[]).unwrap();
    let mut files = Files::default();
    let exported = world.installation.export_journal(&world.controller, &mut files).await;
    assert_eq!(code(exported), "internal", "fewer entries than the tree has");
    assert!(!verify(&files, &[]).is_ok(), "what was written until then has no checkpoint");
}

#[tokio::test]
async fn a_tile_changed_in_the_file_does_not_give_the_signed_root() {
    let (world, manager) = world().await;
    let database = &world.place.database;
    let mut files = Files::default();
    world.installation.export_journal(&world.controller, &mut files).await.unwrap();
    let signed = String::from_utf8(files.0["checkpoint"].clone()).unwrap();
    let sql = "SELECT hashes FROM journal_tiles WHERE level = 0";
    let mut wrong = database.column(sql, &[]).unwrap().remove(0);
    wrong[40] ^= 1;
    database.run("UPDATE journal_tiles SET hashes = $1 WHERE level = 0", &[wrong.into()]).unwrap();
    let mut altered = Files::default();
    world.installation.export_journal(&world.controller, &mut altered).await.unwrap();
    let report = verify(&altered, &[signed]);
    let found: Vec<_> = report.failures.iter().map(|failure| failure.code).collect();
    assert!(found.contains(&FailureCode::Forked) || found.contains(&FailureCode::EntryChanged), "{found:?}");
    drop(manager);
}

#[tokio::test]
async fn a_body_opens_only_in_its_own_row() {
    let (world, manager) = world().await;
    let database = &world.place.database;
    let body = |key: &str| {
        database.column("SELECT body FROM records WHERE key = $1", &[key.into()]).unwrap().remove(0)
    };
    let (own, same_subject, other_subject) = (body("p-1"), body("p-2"), body("p-3"));
    let mut bent = own.clone();
    bent[20] ^= 1;
    let shut = [same_subject, other_subject, bent, own[..10].to_vec(), Vec::new()];
    for wrong in shut {
        database.run("UPDATE records SET body = $1 WHERE key = 'p-1'", &[wrong.into()]).unwrap();
        assert_eq!(code(world.read(&manager, "p-1", "prospects").await), "record.unreadable");
    }
    database.run("UPDATE records SET body = $1 WHERE key = 'p-1'", &[own.clone().into()]).unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    // What opened may be held in memory (ADR 0024): each is altered before it is first read.
    for (alter, back) in [
        (
            "UPDATE records SET version = 2 WHERE key = 'p-1'",
            "UPDATE records SET version = 1 WHERE key = 'p-1'",
        ),
        (
            "UPDATE records SET key = 'p-4' WHERE key = 'p-1'",
            "UPDATE records SET key = 'p-1' WHERE key = 'p-4'",
        ),
        (
            "UPDATE records SET subject = (SELECT subject FROM records WHERE key = 'p-3') WHERE key = 'p-1'",
            "UPDATE records SET subject = (SELECT subject FROM records WHERE key = 'p-2') WHERE key = 'p-1'",
        ),
    ] {
        let (world, manager) = self::world().await;
        let database = &world.place.database;
        database.run(alter, &[]).unwrap();
        let key = if alter.contains("p-4") { "p-4" } else { "p-1" };
        assert_eq!(code(world.read(&manager, key, "prospects").await), "record.unreadable", "{alter}");
        database.run(back, &[]).unwrap();
        world.read(&manager, "p-1", "prospects").await.unwrap();
    }
}
