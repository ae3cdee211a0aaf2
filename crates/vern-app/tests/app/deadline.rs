//! What is to be done and what ends, by its last day.

use vern_app::deadline::DeadlineLine;
use vern_core::case::{Right, Strength};
use vern_text::Language;

use super::request::{answer, by_email, execute, grant, request, sent, step};
use super::world::{CHARTER, DAY_MICROS, World, import};

fn lines(list: &[DeadlineLine]) -> Vec<(&'static str, u64, bool, String)> {
    let day = |line: &DeadlineLine| line.last_day.map(|day| day.to_string()).unwrap_or_default();
    list.iter().map(|line| (line.of.as_str(), line.count, line.is_over, day(line))).collect()
}

/// P-C8: requests that are to be answered, an activity that stops being observed, and a version that waits stand there with their last day; what is
/// over stands first, whatever the horizon.
#[tokio::test]
async fn p_c8_requests_and_what_the_charter_lets_end_stand_among_the_deadlines() {
    let charter = CHARTER
        .replace("  - id: prospects\n", "  - id: prospects\n    observe_until: 2027-01-01T00:00:00+01:00\n");
    let world = World::of(&charter).await;
    let manager = world.caller("manager").await;
    world.put(&manager, "a-1", "recruitment", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    let next = charter.replace("in_force_from: ", "in_force_from: 2027-02-01T00:00:00+01:00 # ").replacen(
        "version: \"",
        "version: \"neste-",
        1,
    );
    import(&world.installation, &next).await;
    for _ in 0..2 {
        sent(&world, &request(Right::Access)).await;
    }
    let list = |days: i64| {
        let until = world.installation.now().plus_micros(days * DAY_MICROS);
        world.installation.own_deadlines(&manager, until).unwrap()
    };
    assert_eq!(lines(&list(7)), []);
    let all = lines(&list(365));
    assert_eq!(all[0], ("cases", 2, false, "2026-12-22".to_owned()));
    assert_eq!(all[1], ("observation", 1, false, "2026-12-31".to_owned()));
    assert_eq!(all[2], ("version", 1, false, "2027-01-31".to_owned()));
    assert_eq!(all.len(), 3, "{all:?}");
    let names = world.installation.names(&world.controller, Language::Nb).unwrap();
    let words: Vec<String> = list(365).iter().map(|line| line.in_words(&names)).collect();
    assert_eq!(words[0], "2 henvendelser skal besvares.");
    assert!(words[2].starts_with("Versjon neste-"), "{words:?}");

    world.clock.set(world.installation.now().plus_micros(40 * DAY_MICROS));
    let over = lines(&list(0));
    assert_eq!(over, [("cases", 2, true, "2026-12-22".to_owned())]);
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    assert_eq!(lines(&list(365))[0], over[0], "what is answered is to be answered no more");
    assert_eq!(lines(&list(365)).iter().filter(|line| line.0 == "cases").count(), 1);
}
