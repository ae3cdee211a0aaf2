//! Batches: one answer a line in the order of the lines, whatever a line holds, and while more come in.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use vern_app::Clock;
use vern_web::RateLimit;

use super::world::{World, ask};

async fn batch(world: &World, token: &str, body: String) -> Vec<Value> {
    let answer = world.send(ask("POST", "/v1/operations:batch").by(token).body(body)).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("content-type")),
        (200, "application/x-ndjson"),
        "{}",
        answer.text()
    );
    answer.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn line(operation: &str, key: &str, body: Value) -> String {
    json!({ "operation": operation, "key": key, "body": body }).to_string()
}

fn put(key: &str, name: &str) -> String {
    line("put_record", key, json!({ "activity": "prospects", "fields": { "name": name } }))
}

fn read(key: &str) -> String {
    line("read_record", key, json!({ "activity": "prospects" }))
}

/// Line, status, and the code of a problem.
fn told(answers: &[Value]) -> Vec<(u64, u64, &str)> {
    let number = |answer: &Value, member: &str| answer[member].as_u64().unwrap();
    answers
        .iter()
        .map(|answer| {
            let code = answer["problem"]["code"].as_str().unwrap_or_default();
            (number(answer, "line"), number(answer, "status"), code)
        })
        .collect()
}

#[tokio::test]
async fn each_line_has_its_own_answer_and_a_bad_one_stops_no_other() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let decide =
        json!({ "operation": "decide_operation", "body": { "activity": "prospects", "act": "use" } });
    let body = [
        put("p-1", "Kari"),
        String::new(),
        "{ this is no JSON".to_owned(),
        read("p-1"),
        line("read_record", "p-1", json!({ "activity": "recruitment" })),
        line("read_record", "p-9", json!({ "activity": "prospects" })),
        format!("{{\"operation\":\"put_record\",\"key\":\"p-2\",\"body\":{:?}}}", "x".repeat(300_000)),
        line("drop_table", "p-1", json!({})),
        line("put_record", "p-2", json!({ "activity": "prospects", "fields": { "name": 7 } })),
        json!({ "operation": "put_record", "body": { "activity": "prospects", "fields": {} } }).to_string(),
        decide.to_string(),
        line("patch_record", "p-1", json!({ "activity": "prospects", "fields": { "title": "Sjef" } })),
        json!({ "operation": "erase_record", "key": "p-1", "version": 1, "body": { "activity": "prospects" } })
            .to_string(),
        line("erase_record", "p-1", json!({ "activity": "prospects" })),
        read("p-1"),
    ];
    let answers = batch(&world, &manager, body.join("\n")).await;
    assert_eq!(
        told(&answers),
        [
            (1, 201, ""),
            (3, 400, "request.json"),
            (4, 200, ""),
            (5, 403, "activity.purpose_mismatch"),
            (6, 404, "record.unknown"),
            (7, 413, "request.line_too_long"),
            (8, 400, "request.json"),
            (9, 400, "request.json"),
            (10, 422, "record.key_form"),
            (11, 200, ""),
            (12, 200, ""),
            (13, 412, "record.version_differs"),
            (14, 200, ""),
            (15, 404, "record.unknown"),
        ]
    );
    let problem = &answers[7]["problem"];
    let column = body[8].find('7').map(|at| at + 1);
    assert_eq!((problem["line"].as_u64(), problem["column"].as_u64()), (Some(9), column.map(|at| at as u64)));
    assert_eq!(answers[2]["answer"]["record"]["fields"], json!({ "name": "Kari" }));
    assert_eq!(answers[9]["answer"]["bases"], json!(["6(1)(f)"]));
    for answer in answers.iter().filter(|answer| answer["status"].as_u64() < Some(300)) {
        assert!(answer["answer"]["journal"]["receipt"].is_string(), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lines_on_one_key_are_carried_out_in_their_order() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let mut lines = Vec::new();
    for number in 0..200 {
        lines.push(put(&format!("p-{}", number % 3), &format!("Kari {number}")));
        lines.push(read(&format!("p-{}", number % 3)));
    }
    let answers = batch(&world, &manager, lines.join("\n")).await;
    assert_eq!(answers.len(), 400);
    for (number, pair) in answers.chunks(2).enumerate() {
        assert_eq!(pair[0]["answer"]["record"]["version"], json!(number / 3 + 1), "{}", pair[0]);
        assert_eq!(pair[1]["answer"]["record"]["fields"]["name"], json!(format!("Kari {number}")));
    }
}

#[tokio::test]
async fn a_line_is_answered_while_others_are_still_to_come() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let (sender, receiver) = mpsc::channel::<Bytes>(4);
    let pieces = futures_util::stream::unfold(receiver, |mut receiver| async move {
        let piece = receiver.recv().await?;
        Some((Ok::<_, Infallible>(piece), receiver))
    });
    let asked = ask("POST", "/v1/operations:batch").by(&manager).body(Body::from_stream(pieces));
    let mut answers = world.begin(asked).await.into_body();
    for number in 1..=3 {
        sender.send(format!("{}\n", put("p-1", "Kari")).into()).await.unwrap();
        let answer = answers.frame().await.unwrap().unwrap().into_data().unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!((&answer["line"], answer["problem"].is_null()), (&json!(number), true), "{answer}");
    }
    drop(sender);
    assert!(answers.frame().await.is_none());
}

/// The batch is a call and each line is one: what is beyond the rate is neither refused nor carried out, but waits.
#[tokio::test]
async fn a_line_beyond_the_rate_waits_until_the_credential_may_call_again() {
    let world = World::new().await.limited(RateLimit { per_second: 1, at_once: 2 });
    let (manager, other) = (world.token("granvik", "manager").await, world.token("granvik", "manager").await);
    let body = [put("p-1", "Kari"), put("p-2", "Per"), put("p-3", "Ola")].join("\n");
    let asked = ask("POST", "/v1/operations:batch").by(&manager).body(body);
    let mut answers = world.begin(asked).await.into_body();
    for number in 1..=3_u64 {
        if number > 1 {
            let waits = tokio::time::timeout(Duration::from_millis(200), answers.frame()).await;
            assert!(waits.is_err(), "{number} is answered beyond the rate");
            let told = world.read(&other, &format!("p-{number}"), "prospects").await;
            assert_eq!(told.code(), "record.unknown", "{number} is carried out beyond the rate");
            world.clock.set(world.clock.now().plus_micros(1_000_000));
        }
        let answer = answers.frame().await.unwrap().unwrap().into_data().unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!((&answer["line"], &answer["status"]), (&json!(number), &json!(201)), "{answer}");
    }
    assert!(answers.frame().await.is_none());
}
