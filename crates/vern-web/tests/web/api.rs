//! The OpenAPI document, and whose data a credential reaches.

use serde_json::{Value, json};

use super::operation::{ROWS, Scene};
use super::world::{World, ask};

#[test]
fn the_openapi_document_is_as_it_was_published() {
    insta::assert_snapshot!("openapi", vern_web::openapi_json().unwrap());
}

/// Whoever reads the description has a body to begin with, and it is of its form.
#[tokio::test]
async fn every_body_of_the_description_has_an_example_that_is_of_its_form() {
    let openapi: Value = serde_json::from_str(&vern_web::openapi_json().unwrap()).unwrap();
    let world = World::of_rows().await;
    let mut tried = 0;
    for (_, _, operation) in world.operations() {
        let Some(contents) = operation["requestBody"]["content"].as_object() else { continue };
        let id = operation["operationId"].as_str().unwrap();
        for content in contents.values() {
            let reference = content["schema"]["$ref"].as_str().unwrap().trim_start_matches('#');
            let example = &openapi.pointer(reference).unwrap()["example"];
            assert!(example.is_object(), "{id}: no example in {reference}");
            let world = World::of_rows().await;
            let manager = world.token("granvik", "manager").await;
            let scene = Scene::of(&world, &manager).await;
            let row = ROWS.iter().find(|row| row.operation == id).unwrap();
            let answer = world.send((row.call)(&scene).by(&manager).json(example)).await;
            let told = answer.text();
            assert!(!told.contains("request.json") && !told.contains("_form"), "{id}: {told}");
            tried += 1;
        }
    }
    assert!(tried >= 16, "{tried}");
}

/// Whoever reads the description sees what an answer looks like: of what is done, one of the very shape of a real answer; of a problem, one of each code.
#[tokio::test]
async fn every_answer_of_the_description_has_an_example_that_is_of_its_form() {
    let mut met = 0;
    for (_, _, operation) in World::of_rows().await.operations() {
        let id = operation["operationId"].as_str().unwrap();
        let world = World::of_rows().await;
        let manager = world.token("granvik", "manager").await;
        let scene = Scene::of(&world, &manager).await;
        let row = ROWS.iter().find(|row| row.operation == id).unwrap();
        let answer = world.send((row.call)(&scene).by(&manager)).await;
        for (status, described) in operation["responses"].as_object().unwrap() {
            let described = world.described(described);
            for (content_type, content) in described["content"].as_object().into_iter().flatten() {
                if content_type == "application/octet-stream" {
                    continue; // Bytes stand in no example of JSON.
                }
                met += 1;
                let of_answer = [&content["example"], &content["examples"]["done"]["value"]];
                if let Some(example) = of_answer.into_iter().find(|example| !example.is_null()) {
                    let real = serde_json::from_slice(&answer.body).unwrap_or_else(|_| json!(answer.text()));
                    assert!(is_of_one_shape(example, &real), "{id} {status}: {real:#}");
                    continue;
                }
                let codes = content["examples"].as_object();
                let codes = codes.unwrap_or_else(|| panic!("{id} {status} {content_type}: no example"));
                for (code, example) in codes {
                    let problem = &world.described(example)["value"];
                    assert_eq!(
                        (&problem["code"], &problem["status"]),
                        (&json!(code), &json!(status.parse::<u16>().unwrap()))
                    );
                    assert!(problem["text"]["nb"].as_str().is_some_and(|text| text.ends_with('.')), "{code}");
                }
            }
        }
    }
    assert!(met > 150, "{met}");
}

/// Members an answer has only where there is something to say.
const AT_TIMES: [&str; 3] = ["last_used_at", "reason_for", "until"];

/// The same members all the way down, whatever they say. Maps by data type hold what a charter declares, and a list may be empty.
fn is_of_one_shape(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, value): (&String, &Value)| {
                let is_map = ["fields", "origins"].contains(&name.as_str());
                other.get(name).is_some_and(|other| is_map || is_of_one_shape(value, other))
            };
            let always = |name: &&String| !AT_TIMES.contains(&name.as_str());
            let count = |of: &serde_json::Map<String, Value>| of.keys().filter(always).count();
            count(one) == count(other) && one.iter().filter(|(name, _)| always(name)).all(same)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.iter().zip(other).all(|(one, other)| is_of_one_shape(one, other))
        }
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

#[tokio::test]
async fn a_credential_reaches_its_own_controller_only() {
    let world = World::new().await;
    let (ours, theirs) = (world.token("granvik", "manager").await, world.token("nordvik", "manager").await);
    let held = world.put(&ours, "p-1", json!({ "name": "Kari", "email": "kari@example.no" })).await;
    assert_eq!(held.status.as_u16(), 201);
    let held = held.json();
    let (subject, receipt) = (&held["record"]["subject"], held["journal"]["receipt"].as_str().unwrap());
    let subject = subject.as_str().unwrap();

    assert_eq!(world.read(&theirs, "p-1", "prospects").await.code(), "record.unknown");
    for by in [
        json!({ "activity": "prospects" }),
        json!({ "activity": "prospects", "subject": subject }),
        json!({ "activity": "prospects", "value": { "data_type": "email", "equals": "kari@example.no" } }),
    ] {
        let found = world.search(&theirs, by).await.json();
        assert_eq!((&found["records"], &found["left_out"]), (&json!([]), &json!(0)));
        assert!(found["next"].is_null());
    }
    let restrict = ask("PUT", &format!("/v1/subjects/{subject}/restriction")).by(&theirs);
    let restrict = restrict.json(&json!({ "activity": "prospects", "restricted": true }));
    assert_eq!(world.send(restrict).await.code(), "subject.unknown");
    let consent = ask("PUT", &format!("/v1/subjects/{subject}/consents/web_analytics")).by(&theirs);
    assert_eq!(world.send(consent.json(&json!({ "given": true }))).await.code(), "subject.unknown");
    let objection = ask("PUT", &format!("/v1/subjects/{subject}/objections/prospects")).by(&theirs);
    assert_eq!(world.send(objection.json(&json!({ "objects": true }))).await.code(), "subject.unknown");
    let amend = json!({ "activity": "prospects", "narrowing": { "period": "P1D" }, "reason": "x" });
    let narrowed = world.send(ask("POST", "/v1/policies:amend").by(&theirs).json(&amend)).await;
    assert_eq!(narrowed.json()["rows"], 0);
    let narrowed = world.send(ask("PUT", "/v1/records/p-1/policy").by(&theirs).json(&amend)).await;
    assert_eq!(narrowed.code(), "record.unknown");
    let theirs_of_ours = json!({ "activity": "prospects", "subject": subject, "fields": { "name": "K" } });
    let taken = ask("PUT", "/v1/records/p-2").by(&theirs).json(&theirs_of_ours);
    assert_eq!(world.send(taken).await.code(), "subject.unknown");
    let entry = |token: &str| ask("GET", &format!("/v1/journal/entries/{receipt}")).by(token);
    assert_eq!(world.send(entry(&ours)).await.status.as_u16(), 200);
    let found = world.send(entry(&theirs)).await.code();
    assert!(found == "receipt.mismatch" || found == "receipt.beyond_tree", "{found}");
    let erase = ask("DELETE", "/v1/records/p-1").by(&theirs).with("vern-activity", "prospects");
    assert_eq!(world.send(erase).await.code(), "record.unknown");

    let same_key = world.put(&theirs, "p-1", json!({ "name": "Per" })).await;
    assert_eq!(same_key.status.as_u16(), 201, "keys are each controller's own");
    let read = world.read(&ours, "p-1", "prospects").await.json();
    assert_eq!((&read["record"]["fields"]["name"], &read["record"]["version"]), (&json!("Kari"), &json!(1)));
    let of = |text: String| text.lines().next().unwrap().to_owned();
    let checkpoint = |token: &str| ask("GET", "/v1/journal/checkpoint").by(token);
    let (a, b) = (world.send(checkpoint(&ours)).await.text(), world.send(checkpoint(&theirs)).await.text());
    assert_ne!(of(a), of(b), "each its own origin");
}

#[tokio::test]
async fn answers_carry_receipt_record_and_next_page() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let put = world.put(&token, "p-1", json!({ "name": "Kari" })).await;
    let body = put.json();
    assert_eq!(put.header("vern-receipt"), body["journal"]["receipt"].as_str().unwrap());
    assert_eq!(body["record"]["fields"], json!({}), "the caller has them");
    assert_eq!(world.put(&token, "p-1", json!({ "name": "Kari N" })).await.status.as_u16(), 200);
    world.put(&token, "p-2", json!({ "name": "Per" })).await;
    let first = world.search(&token, json!({ "activity": "prospects", "limit": 1 })).await;
    assert!(!first.header("vern-receipt").is_empty());
    let next = first.json()["next"].clone();
    let second =
        world.search(&token, json!({ "activity": "prospects", "limit": 1, "after": next })).await.json();
    assert_eq!(second["records"][0]["key"], "p-2");
    let place = json!({ "activity": "prospects", "place": "Norge" });
    assert_eq!(world.search(&token, place).await.code(), "search.form");
    let both = json!({ "activity": "prospects", "subject": body["record"]["subject"], "value": { "data_type": "email", "equals": "x" } });
    assert_eq!(world.search(&token, both).await.code(), "search.form");
    let erased = ask("DELETE", "/v1/records/p-1").by(&token).with("vern-activity", "prospects");
    let erased = world.send(erased).await;
    assert_eq!(erased.header("vern-receipt"), erased.json()["journal"]["receipt"].as_str().unwrap());
    assert_eq!(world.read(&token, "p-1", "prospects").await.status.as_u16(), 404);
}
