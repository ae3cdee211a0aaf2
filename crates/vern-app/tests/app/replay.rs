//! What a version to come would have refused, asked of the journal.

use vern_app::charter::check_document;
use vern_app::record::SearchBy;
use vern_app::replay::ReplayReport;

use super::world::{CHARTER, DAY_MICROS, World, because, list, within};

fn asked(world: &World, text: &str, days: u32) -> ReplayReport {
    let document = check_document(text.as_bytes(), "charter.yaml").unwrap();
    world.installation.replay_journal(&world.controller, &document, days).unwrap()
}

fn rows(report: &ReplayReport) -> Vec<(String, Vec<&'static str>, u64)> {
    let codes =
        |row: &vern_app::replay::RefusedOperations| row.codes.iter().map(|code| code.as_str()).collect();
    report.refused.iter().map(|row| (row.activity.clone(), codes(row), row.count)).collect()
}

#[tokio::test]
async fn the_same_version_would_have_refused_nothing_and_others_what_they_change() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let sales = world.caller("sales").await;
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari"), ("chat_content", "Hei")]).await;
    world.put(&manager, "p-1", "prospects", &[("name", "Per"), ("email", "per@example.no")]).await;
    world.clock.set(world.installation.now().plus_micros(40 * DAY_MICROS));
    for _ in 0..3 {
        world.installation.read_record(&sales, "chat-1", &because("chat", "Oppfølging")).await.unwrap();
    }
    world.read(&manager, "chat-1", "chat").await.unwrap();
    world.installation.search_records(&manager, &list("prospects", SearchBy::Activity, 10)).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let refused = world.installation.read_record(&sales, "chat-1", &within("chat")).await;
    assert!(refused.is_err(), "what was refused then is not asked again");

    let same = asked(&world, CHARTER, 30);
    assert_eq!((same.operations, same.refused_count(), same.withheld, same.unknown), (6, 0, 0, 0));
    assert_eq!(asked(&world, CHARTER, 60).operations, 8, "the days decide how far back");

    let shorter = asked(&world, &CHARTER.replace("after: P60D", "after: P30D"), 30);
    let expired = vec!["retention.expired"];
    assert_eq!(rows(&shorter), [("chat".to_owned(), expired.clone(), 3), ("chat".to_owned(), expired, 1)]);

    let no_sales =
        CHARTER.replace("      - { activity: chat, acts: [register, read, use], reason_for: [read] }\n", "");
    assert_eq!(rows(&asked(&world, &no_sales, 30)), [("chat".to_owned(), vec!["actor.no_grant"], 3)]);

    let start = CHARTER.find("  # P-B3, P-B5\n").unwrap();
    let end = CHARTER.find("  # P-B2, P-B3, P-B4, P-B8\n").unwrap();
    let without = format!("{}{}", &CHARTER[..start], &CHARTER[end..])
        .lines()
        .filter(|line| !line.contains("activity: prospects"))
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(
        rows(&asked(&world, &without, 30)),
        [("prospects".to_owned(), vec!["activity.undeclared"], 2)]
    );

    let less = CHARTER.replacen(
        "    subjects: [prospect]\n    data: [name, title, phone, email]",
        "    subjects: [prospect]\n    data: [name, title, phone]",
        1,
    );
    let less = asked(&world, &less, 30);
    assert_eq!((less.refused_count(), less.withheld), (0, 2));
}
