//! Charter versions: in force from their instant on, cited by hash, and each imported once.

use std::sync::Arc;

use vern_app::charter::check_charter;
use vern_app::record::SearchBy;
use vern_core::personal::Personal;
use vern_journal::EntryKind;

use super::world::{CHARTER, World, at, code, codes, import, list, put};

/// A version that comes into force on 1 December, gives contracts an organisation number to be found by, and ends the chat's reading by sales.
fn second() -> String {
    CHARTER
        .replace("version: \"2026-11-22\"", "version: \"2026-12-01\"")
        .replace("in_force_from: 2026-01-01T00:00:00Z", "in_force_from: 2026-12-01T00:00:00Z")
        .replace(
            "  - { id: application,",
            "  - { id: firm, kind: org_number, lookup: true, label: { nb: Firma, en: Firm } }\n  - { id: application,",
        )
        .replacen("data: [name, title, phone, email]", "data: [name, title, phone, email, firm]", 3)
}

#[tokio::test]
async fn a_version_holds_from_its_instant_and_entries_cite_it() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    let second = second();
    world.installation.import_charter(second.as_bytes(), "charter.yaml").await.unwrap();
    let hash = |text: &str| *check_charter(text.as_bytes(), "charter.yaml").unwrap().hash();
    let with_firm = put("prospects", &[("name", "Per"), ("firm", "974 760 673")]);

    let early = world.installation.put_record(&manager, "p-2", &with_firm).await;
    assert_eq!(codes(&early), ["data.undeclared"]);
    world.clock.set(at("2026-12-01T00:00:00Z").plus_micros(-1));
    assert_eq!(codes(&world.installation.put_record(&manager, "p-2", &with_firm).await), ["data.undeclared"]);
    world.clock.set(at("2026-12-01T00:00:00Z"));
    world.installation.put_record(&manager, "p-2", &with_firm).await.unwrap();
    // The caller held its controller from before the version: the new key must reach it all the same.
    let by = SearchBy::Value { data_type: "firm".to_owned(), value: Personal::new("974760673".to_owned()) };
    let page = world.installation.search_records(&manager, &list("prospects", by, 5)).await.unwrap().value;
    assert_eq!(page.records.len(), 1);
    let read = world.read(&manager, "p-1", "prospects").await.unwrap().value;
    assert_eq!(read.fields["email"].reveal(), "kari@example.no", "an old record reads under the new version");

    let cited: Vec<_> = world
        .entries()
        .into_iter()
        .filter(|entry| entry.kind == EntryKind::Operation)
        .map(|entry| entry.charters[0])
        .collect();
    let (first, second) = (hash(CHARTER), hash(&second));
    assert_eq!(cited, [first, first, first, second, second, second]);
    let imported: Vec<_> = world
        .entries()
        .into_iter()
        .filter(|entry| entry.kind == EntryKind::CharterInForce)
        .map(|entry| entry.charters[0])
        .collect();
    assert_eq!(imported, [first, second]);
    assert!(world.verify().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_version_is_imported_once_however_often_it_is_sent() {
    let world = World::new().await;
    let again = world.installation.import_charter(CHARTER.as_bytes(), "charter.yaml").await;
    assert_eq!(code(again.map(drop)), "charter.already_there");
    let other: Arc<str> = CHARTER.replace("id: granvik", "id: nordvik").into();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (installation, other) = (Arc::clone(&world.installation), Arc::clone(&other));
        tasks.spawn(async move {
            installation
                .import_charter(other.as_bytes(), "charter.yaml")
                .await
                .map_err(|problem| problem.code().to_owned())
        });
    }
    let done = tasks.join_all().await;
    assert_eq!(done.iter().filter(|answer| answer.is_ok()).count(), 1);
    for problem in done.into_iter().filter_map(Result::err) {
        assert_eq!(problem, "charter.already_there");
    }
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM controllers").unwrap(), 2);
}

#[tokio::test]
async fn before_any_version_is_in_force_nothing_is_decided() {
    let world = World::new().await;
    let later = CHARTER.replace("id: granvik", "id: nordvik").replace("2026-01-01T00", "2027-01-01T00");
    import(&world.installation, &later).await;
    let refused = world.installation.issue_token("nordvik", "manager").await;
    assert_eq!(code(refused.map(|_| ())), "charter.none_in_force");
    world.clock.set(at("2027-01-01T00:00:00Z"));
    world.installation.issue_token("nordvik", "manager").await.unwrap();
    let unknown = world.installation.issue_token("nordvik", "king").await;
    assert_eq!(code(unknown.map(|_| ())), "role.unknown");
    assert_eq!(
        code(world.installation.issue_token("nobody", "manager").await.map(|_| ())),
        "controller.unknown"
    );
}
