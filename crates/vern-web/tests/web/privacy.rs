//! Nothing personal anywhere but in the bodies of permitted reads: every operation of the description is called with a person's values wherever a caller
//! can put any, and every byte the server writes is looked through — log, headers, answers.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use super::operation::{EMAIL, NAME, ROWS, Row, Scene};
use super::world::{Answer, Ask, World, ask};

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Buffer {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

const REASON: &str = "Fordi Sjeldennavn ringte";
/// Headers a caller can set.
const HEADERS: [&str; 14] = [
    "vern-activity",
    "vern-recipient",
    "vern-data",
    "vern-place",
    "vern-automated",
    "vern-exception",
    "vern-reason",
    "if-match",
    "if-none-match",
    "idempotency-key",
    "accept",
    "accept-language",
    "user-agent",
    "traceparent",
];
const VALUES: [&str; 7] = ["Sjelden", "sjelden", "ingeborg", "Ingeborg", "41299887", "412 99 887", "Fordi"];

fn is_clean(text: &str, of: &str) {
    for value in VALUES {
        assert!(!text.contains(value), "`{value}` stands in {of}: {text}");
    }
}

/// Answers that belong to no operation.
async fn strays(world: &World) -> Vec<Answer> {
    let asked = [
        ask("GET", &format!("/v1/{EMAIL}")),
        ask("GET", &format!("/nb/{EMAIL}")),
        ask("GET", &format!("/nb/problems/{EMAIL}")),
        ask("GET", &format!("/{EMAIL}?name=ingeborg")),
        ask("GET", "/").with("accept-language", EMAIL),
    ];
    let mut answers = Vec::new();
    for ask in asked {
        answers.push(world.send(ask).await);
    }
    answers
}

/// Where a value can be put into a JSON body, one at a time: in the place of each text, and as the name of a field.
fn planted(body: &Value, value: &str) -> Vec<Value> {
    let mut all = Vec::new();
    match body {
        Value::String(_) => all.push(json!(value)),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                all.extend(planted(item, value).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[at] = item;
                    Value::Array(items)
                }));
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                all.extend(planted(member, value).into_iter().map(|member| {
                    let mut members = members.clone();
                    members[name] = member;
                    Value::Object(members)
                }));
            }
            let mut named = members.clone();
            named.insert(value.to_owned(), json!(value));
            all.push(Value::Object(named));
        }
        _ => {}
    }
    all
}

/// An operation's call with the person's values wherever a caller can put any: address, query, headers, body.
fn calls(row: &Row, scene: &Scene, template: &str) -> Vec<Ask> {
    let call = || (row.call)(scene);
    let mut calls = vec![call(), call().by(NAME)];
    let escaped = EMAIL.replace('@', "%40");
    let path = call().path().to_owned();
    calls.push(call().to(&format!("{path}?name={escaped}&after={escaped}")));
    for (at, _) in template.split('/').enumerate().filter(|(_, part)| part.starts_with('{')) {
        let mut parts: Vec<&str> = path.split('/').collect();
        parts[at] = &escaped;
        calls.push(call().to(&parts.join("/")));
    }
    for header in HEADERS {
        calls.push(call().with_bytes(header, EMAIL.as_bytes()));
        calls.push(call().with_bytes(header, REASON.as_bytes()));
    }
    for (value, body) in [EMAIL, NAME].into_iter().filter_map(|value| Some((value, call().sent()?.clone()))) {
        calls.extend(planted(&body, value).iter().map(|body| call().json(body)));
        calls.push(call().body(format!("{{\"x\": \"{value}")));
        calls.push(call().body(format!("{body}{value}")));
    }
    calls
}

#[tokio::test]
async fn personal_values_stand_only_in_permitted_reads() {
    let log = Buffer::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    // For the whole binary: a line first met by another test would otherwise be off for this one too.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    tracing::callsite::rebuild_interest_cache();
    let world = World::of_rows().await;
    let (mut asked, mut secrets) = (0, Vec::new());
    for (_, template, operation) in world.operations() {
        let id = operation["operationId"].as_str().unwrap();
        let row = ROWS.iter().find(|row| row.operation == id).unwrap();
        // Each operation has a world of its own: what it does is not in the way of the next.
        let world = World::of_rows().await;
        let (manager, sales) =
            (world.token("granvik", "manager").await, world.token("granvik", "sales").await);
        let scene = Scene::of(&world, &manager).await;
        secrets.extend([manager[5..25].to_owned(), scene.subject.clone(), "p-1".to_owned()]);
        for token in [&manager, &sales] {
            for call in calls(row, &scene, &template) {
                let of = format!("{id} ({})", call.text());
                // A credential of the call's own stands first, and is the one that counts.
                let answer = world.send(call.by(token)).await;
                asked += 1;
                is_clean(&format!("{:?}", answer.headers), &format!("the headers of {of}"));
                if !(row.reveals && answer.status.is_success()) {
                    is_clean(&answer.text(), &format!("the answer to {of}"));
                }
            }
        }
    }
    let manager = world.token("granvik", "manager").await;
    let put =
        json!({ "activity": "prospects", "fields": { "name": NAME, "email": EMAIL }, "reason": REASON });
    assert_eq!(world.send(ask("PUT", "/v1/records/p-1").by(&manager).json(&put)).await.status.as_u16(), 201);
    for answer in super::console::walk(&world, EMAIL, REASON).await {
        is_clean(&format!("{:?}", answer.headers), "headers of the console");
    }
    for (number, answer) in strays(&world).await.iter().enumerate() {
        is_clean(&format!("{:?}{}", answer.headers, answer.text()), &format!("answer {number}"));
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/v1/records/{key}") && log.lines().count() >= asked, "not captured: {log}");
    is_clean(&log, "the log");
    for secret in secrets {
        assert!(!log.contains(&secret), "nor a token or an id: {secret}");
    }
}
