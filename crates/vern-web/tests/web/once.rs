//! `Idempotency-Key`: every writing operation is carried out once under one key, and says where.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body;
use serde_json::{Value, json};

use super::operation::{ROWS, Scene};
use super::world::{Answer, World, ask};

/// Operations that are no reads by their method and change nothing: a key means nothing to them.
const NOT_WRITING: [&str; 14] = [
    "search_records",
    "search_consents",
    "decide_operation",
    "batch_operations",
    "search_entries",
    "search_subject_journal",
    "check_charter",
    "diff_charters",
    "end_credential",
    "search_cases",
    "search_deadlines",
    "read_case_copy",
    "read_portable_copy",
    // An issue has a name of its own, under which it goes to nobody twice.
    "send_newsletter",
];

fn takes_key(operation: &Value) -> bool {
    operation["parameters"].as_array().into_iter().flatten().any(|it| it["name"] == "Idempotency-Key")
}

#[tokio::test]
async fn every_writing_operation_takes_a_key() {
    let world = World::of_rows().await;
    for (method, _, operation) in world.operations() {
        let id = operation["operationId"].as_str().unwrap();
        assert_eq!(takes_key(&operation), method != "GET" && !NOT_WRITING.contains(&id), "{id}");
    }
}

#[tokio::test]
async fn a_call_made_again_is_answered_with_its_receipt_and_not_carried_out() {
    let keyed =
        World::of_rows().await.operations().into_iter().filter(|(.., operation)| takes_key(operation));
    let keyed: Vec<String> =
        keyed.map(|(.., operation)| operation["operationId"].as_str().unwrap().to_owned()).collect();
    assert!(keyed.len() >= 9, "{keyed:?}");
    for row in ROWS.iter().filter(|row| keyed.iter().any(|id| id == row.operation)) {
        let world = World::of_rows().await;
        let manager = world.token("granvik", "manager").await;
        let scene = Scene::of(&world, &manager).await;
        let call = || (row.call)(&scene).by(&manager).with("idempotency-key", "7f1c.a-1");
        let first = world.send(call()).await;
        assert_eq!(first.status.as_u16(), row.permitted, "{}: {}", row.operation, first.text());
        assert!(first.header("vern-repeated").is_empty());
        let again = world.send(call()).await;
        let name = row.operation;
        assert_eq!((again.status.as_u16(), again.header("vern-repeated")), (200, "true"), "{name}");
        assert_eq!(again.json()["repeated"], true, "{name}");
        assert_eq!(again.json()["journal"]["receipt"], first.json()["journal"]["receipt"], "{name}");
        assert_eq!(again.header("vern-receipt"), first.header("vern-receipt"), "{name}");
        let other = call().with("if-match", "*");
        let other = world.send(other).await;
        assert_eq!((other.status.as_u16(), other.code().as_str()), (422, "idempotency.key_reused"), "{name}");
    }
}

#[tokio::test]
async fn a_key_is_one_of_its_form_and_stands_for_one_content() {
    let world = World::of_rows().await;
    let manager = world.token("granvik", "manager").await;
    let put = |key: &'static str, name: &str| {
        let body = json!({ "activity": "prospects", "fields": { "name": name } });
        ask("PUT", "/v1/records/p-1").by(&manager).with("idempotency-key", key).json(&body)
    };
    let refused = |answer: &Answer, code: &str| {
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, code));
    };
    for key in ["", "a b", "kari@example.no"] {
        refused(&world.send(put(key, "Kari")).await, "idempotency.key_form");
    }
    refused(&world.send(put("a", "Kari").with("idempotency-key", "b")).await, "idempotency.key_form");
    assert_eq!(world.send(put("a", "Kari")).await.status.as_u16(), 201);
    refused(&world.send(put("a", "Per")).await, "idempotency.key_reused");
    let read = world.read(&manager, "p-1", "prospects").await.json();
    assert_eq!((&read["record"]["fields"]["name"], &read["record"]["version"]), (&json!("Kari"), &json!(1)));
    let large = put("c", &"x".repeat(vern_web::BODY_BYTES_MAX));
    assert_eq!(world.send(large).await.code(), "request.too_large");
}

#[tokio::test]
async fn a_strangers_body_is_not_read_for_its_key() {
    let world = World::of_rows().await;
    let manager = world.token("granvik", "manager").await;
    for (token, status, is_read) in [("garbage", 401, false), (manager.as_str(), 201, true)] {
        let was_read = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&was_read);
        let pieces = futures_util::stream::once(async move {
            seen.store(true, Ordering::SeqCst);
            Ok::<_, Infallible>(r#"{"activity":"prospects","fields":{"name":"Kari"}}"#)
        });
        let put = ask("PUT", "/v1/records/p-1").by(token).with("idempotency-key", "a");
        let answer = world.send(put.body(Body::from_stream(pieces))).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
        assert_eq!(was_read.load(Ordering::SeqCst), is_read, "{token}");
    }
}

/// One order for each activity, one certificate for all: made again under its key it is one erasure all the same.
#[tokio::test]
async fn an_erasure_of_several_activities_is_carried_out_once() {
    let world = World::of_rows().await;
    let manager = world.token("granvik", "manager").await;
    let first = world.put(&manager, "p-1", json!({ "name": "Kari" })).await.json();
    let subject = &first["record"]["subject"];
    let body = json!({ "activity": "contracts", "category": "customer", "subject": subject, "fields": { "name": "Kari" } });
    let second = world.send(ask("PUT", "/v1/records/k-1").by(&manager).json(&body)).await;
    assert_eq!(second.status.as_u16(), 201, "{}", second.text());
    let path = format!("/v1/subjects/{}/erasures", subject.as_str().unwrap());
    let erase = || {
        ask("POST", &path)
            .by(&manager)
            .with("idempotency-key", "a")
            .json(&json!({ "reason": "Ba om sletting" }))
    };
    let erased = world.send(erase()).await.json();
    let activities: Vec<_> = erased["activities"].as_array().unwrap().iter().collect();
    assert!(activities.len() >= 2, "{erased}");
    let again = world.send(erase()).await;
    assert_eq!((again.status.as_u16(), again.header("vern-repeated")), (200, "true"), "{}", again.text());
    assert_eq!(again.json()["journal"]["receipt"], erased["journal"]["receipt"]);
}

#[tokio::test]
async fn a_line_of_a_batch_has_a_key_of_its_own() {
    let world = World::of_rows().await;
    let manager = world.token("granvik", "manager").await;
    let line = |name: &str| {
        let body = json!({ "activity": "prospects", "fields": { "name": name } });
        json!({ "operation": "put_record", "key": "p-1", "idempotency_key": "a", "body": body }).to_string()
    };
    let body = [line("Kari"), line("Kari"), line("Per")].join("\n");
    let answer = world.send(ask("POST", "/v1/operations:batch").by(&manager).body(body)).await.text();
    let lines: Vec<Value> = answer.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["status"], 201);
    assert_eq!((&lines[1]["status"], &lines[1]["answer"]["repeated"]), (&json!(200), &json!(true)));
    assert_eq!(lines[1]["answer"]["journal"]["receipt"], lines[0]["answer"]["journal"]["receipt"]);
    assert_eq!(lines[2]["problem"]["code"], "idempotency.key_reused");
}
