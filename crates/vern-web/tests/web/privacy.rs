//! Nothing personal anywhere but in the bodies of permitted reads: not in the log, not in headers, not in problems.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

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

const NAME: &str = "Ingeborg Sjeldennavn";
const EMAIL: &str = "ingeborg@sjelden.example";
const REASON: &str = "Fordi Sjeldennavn ringte";
const VALUES: [&str; 7] = ["Sjelden", "sjelden", "ingeborg", "Ingeborg", "41299887", "412 99 887", "Fordi"];

fn is_clean(text: &str, of: &str) {
    for value in VALUES {
        assert!(!text.contains(value), "`{value}` stands in {of}: {text}");
    }
}

fn read(token: &str, key: &str) -> Ask {
    let request = ask("GET", &format!("/v1/records/{key}")).by(token);
    request.with("vern-activity", "prospects").with("vern-reason", REASON)
}

fn value(equals: &str) -> Value {
    json!({ "activity": "prospects", "value": { "data_type": "email", "equals": equals } })
}

/// Answers that must hold nothing personal, whatever was sent.
async fn told(world: &World, manager: &str, sales: &str, subject: &str) -> Vec<Answer> {
    let typed = json!({ "activity": EMAIL, "category": NAME, "fields": { NAME: EMAIL }, "reason": REASON });
    let invalid = json!({ "activity": "prospects", "fields": { "email": NAME } });
    let restriction =
        |body| ask("PUT", &format!("/v1/subjects/{subject}/restriction")).by(manager).json(&body);
    vec![
        world.send(ask("PUT", "/v1/records/p-2").by(manager).json(&typed)).await,
        world.send(ask("PUT", "/v1/records/p-2").by(manager).json(&invalid)).await,
        world.send(ask("PUT", "/v1/records/p-2").by(manager).body(format!("{{\"x\": \"{NAME}"))).await,
        world.send(ask("PUT", "/v1/records/ingeborg%40sjelden.example").by(manager).json(&typed)).await,
        world.send(ask("PUT", &format!("/v1/subjects/{EMAIL}/restriction")).by(manager).json(&typed)).await,
        world
            .send(
                ask("PUT", &format!("/v1/subjects/{subject}/consents/{EMAIL}"))
                    .by(manager)
                    .json(&json!({ "given": true, "reason": REASON })),
            )
            .await,
        world
            .send(
                ask("GET", "/v1/records/ingeborg%40sjelden.example").by(manager).with("vern-activity", EMAIL),
            )
            .await,
        world.send(read(manager, "p-1").with("vern-recipient", EMAIL)).await,
        world.send(read(manager, "p-1").with("vern-place", NAME)).await,
        world.send(ask("GET", "/v1/records/p-1").by(sales).with("vern-activity", EMAIL)).await,
        world.send(ask("GET", "/v1/records/p-1").by(NAME).with("vern-activity", EMAIL)).await,
        world.search(manager, value(NAME)).await,
        world.search(manager, json!({ "activity": EMAIL })).await,
        world.search(manager, json!({ "activity": "prospects", "after": EMAIL })).await,
        world
            .send(restriction(json!({ "activity": "prospects", "restricted": true, "reason": REASON })))
            .await,
        world.send(read(manager, "p-1")).await,
        world.send(ask("GET", &format!("/v1/journal/entries/{EMAIL}")).by(manager)).await,
        world.send(ask("GET", &format!("/v1/{EMAIL}"))).await,
        world.send(ask("GET", &format!("/nb/{EMAIL}"))).await,
        world.send(ask("GET", &format!("/nb/problems/{EMAIL}"))).await,
        world.send(ask("GET", &format!("/{EMAIL}?name=ingeborg"))).await,
        world.send(ask("GET", "/").with("accept-language", EMAIL)).await,
    ]
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
    let world = World::new().await;
    let (manager, sales) = (world.token("granvik", "manager").await, world.token("granvik", "sales").await);

    let fields = json!({ "name": NAME, "email": EMAIL, "phone": "+47 412 99 887" });
    let put = json!({ "activity": "prospects", "fields": fields, "reason": REASON });
    let subject = {
        let answer = world.send(ask("PUT", "/v1/records/p-1").by(&manager).json(&put)).await;
        assert_eq!(answer.status.as_u16(), 201);
        is_clean(&answer.text(), "the answer to a write");
        answer.json()["record"]["subject"].as_str().unwrap().to_owned()
    };
    let permitted = [
        world.send(read(&manager, "p-1")).await,
        world.search(&manager, json!({ "activity": "prospects", "subject": subject })).await,
        world.search(&manager, value(EMAIL)).await,
    ];
    for answer in &permitted {
        assert_eq!(answer.status.as_u16(), 200);
        assert!(answer.text().contains(NAME));
        is_clean(&format!("{:?}", answer.headers), "headers");
    }

    for answer in super::console::walk(&world, EMAIL, REASON).await {
        is_clean(&format!("{:?}", answer.headers), "headers of the console");
    }
    let told = told(&world, &manager, &sales, &subject).await;
    for (number, answer) in told.iter().enumerate() {
        is_clean(&format!("{:?}", answer.headers), &format!("the headers of answer {number}"));
        is_clean(&answer.text(), &format!("answer {number}"));
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/v1/records/{key}") && log.lines().count() >= told.len(), "not captured: {log}");
    is_clean(&log, "the log");
    assert!(!log.contains(manager.as_str()) && !log.contains(&manager[5..25]), "nor a token");
    assert!(!log.contains(&subject) && !log.contains("p-1"), "nor an id");
}
