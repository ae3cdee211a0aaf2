//! The journal over REST: searched a page at a time, asked about a person, and proved to have only grown.

use serde_json::{Value, json};

use super::world::{World, ask};

async fn search(world: &World, token: &str, body: Value) -> Value {
    world.send(ask("POST", "/v1/journal/entries:search").by(token).json(&body)).await.json()
}

#[tokio::test]
async fn pages_follow_each_other_and_forms_are_checked() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    for number in 0..5 {
        world.put(&manager, &format!("p-{number}"), json!({ "name": "Kari" })).await;
    }
    let (mut after, mut receipts) = (Value::Null, Vec::new());
    loop {
        let page = search(&world, &manager, json!({ "act": "register", "limit": 2, "after": after })).await;
        receipts.extend(page["lines"].as_array().unwrap().iter().map(|line| line["receipt"].clone()));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(receipts.len(), 5);
    for receipt in &receipts {
        let path = format!("/v1/journal/entries/{}", receipt.as_str().unwrap());
        assert_eq!(world.send(ask("GET", &path).by(&manager)).await.status.as_u16(), 200);
    }
    let newest = search(&world, &manager, json!({ "newest_first": true, "limit": 1 })).await;
    let line = &newest["lines"][0];
    assert_eq!(line["receipt"], receipts[4]);
    assert_eq!((&line["role"], &line["outcome"]), (&json!("manager"), &json!("permitted")));
    for (field, wrong) in [
        ("actor", json!("x")),
        ("act", json!("look")),
        ("outcome", json!("perhaps")),
        ("since", json!("yesterday")),
        ("after", json!("1")),
        ("limit", json!(101)),
    ] {
        let problem = search(&world, &manager, json!({ field: wrong })).await;
        assert_eq!((&problem["code"], &problem["field"]), (&json!("journal.question_form"), &json!(field)));
    }
}

#[tokio::test]
async fn a_persons_own_log_tells_who_read_and_why() {
    let world = World::new().await;
    let (manager, sales) = (world.token("granvik", "manager").await, world.token("granvik", "sales").await);
    let held = world.put(&manager, "p-1", json!({ "name": "Kari" })).await.json();
    let read = ask("GET", "/v1/records/p-1").by(&sales).with("vern-activity", "prospects");
    world.send(read.with("vern-reason", "Ringte henne")).await;
    let path = format!("/v1/subjects/{}/journal:search", held["record"]["subject"].as_str().unwrap());
    let question = |body: Value| ask("POST", &path).by(&manager).json(&body);
    let told = world.send(question(json!({ "activity": "prospects", "reason": "Innsyn" }))).await;
    assert_eq!(told.header("vern-receipt"), told.json()["journal"]["receipt"].as_str().unwrap());
    let told = told.json();
    assert_eq!(told["standing"], "held");
    let line = &told["entries"]["lines"][1];
    let expected = json!({ "act": "read", "role": "sales", "record": "p-1", "reason": "Ringte henne" });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&line[name], value, "{line}");
    }
    let without = world.send(question(json!({ "activity": "prospects" }))).await;
    assert_eq!(without.code(), "journal.reason_required");
}

#[tokio::test]
async fn growth_is_proved_from_a_checkpoint_kept_outside() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let kept = world.send(ask("GET", "/v1/journal/checkpoint").by(&manager)).await.text();
    let size: u64 = kept.lines().nth(1).unwrap().parse().unwrap();
    world.put(&manager, "p-1", json!({ "name": "Kari" })).await;
    let from = |size: String| ask("GET", &format!("/v1/journal/consistency/{size}")).by(&manager);
    let proved = world.send(from((size + 1).to_string())).await.json();
    assert_eq!((&proved["from"], &proved["tree_size"]), (&json!(size + 1), &json!(size + 1)));
    assert_eq!(proved["checkpoint"].as_str().unwrap().lines().next(), kept.lines().next());
    assert_eq!(world.send(from("999".into())).await.code(), "proof.beyond_tree");
    assert_eq!(world.send(from("-1".into())).await.code(), "journal.question_form");
}
