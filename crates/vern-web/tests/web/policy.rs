//! What narrows the charter, over HTTP: objection, exceptions, origins, policy rows, and the lists by them.

use serde_json::{Value, json};

use super::world::{Answer, Ask, CHARTER, World, ask};

/// The charter with one recipient of prospects, so that there is one to take away.
fn charter() -> String {
    let operations =
        "operations: [register, read, alter, use, restrict, erase]\n    sources:\n      - { nb: Tips";
    let wider = "operations: [register, read, alter, use, disclose, restrict, erase]\n    \
        recipients:\n      - { supplier: google, clause: x }\n    sources:\n      - { nb: Tips";
    let grant = "- { activity: prospects, acts: [register, read, alter, use, restrict, erase] }";
    let wider_grant =
        "- { activity: prospects, acts: [register, read, alter, use, disclose, restrict, erase] }";
    assert_eq!((CHARTER.matches(operations).count(), CHARTER.matches(grant).count()), (1, 1));
    CHARTER.replace(operations, wider).replace(grant, wider_grant)
}

fn status(answer: &Answer) -> u16 {
    answer.status.as_u16()
}

fn read(token: &str) -> Ask {
    ask("GET", "/v1/records/p-1").by(token).with("vern-activity", "prospects")
}

fn put(token: &str, body: &Value) -> Ask {
    ask("PUT", "/v1/records/p-1").by(token).json(body)
}

fn keys(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let records = body["records"].as_array().unwrap();
    records.iter().map(|record| record["key"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn p_b8_recipients_are_taken_away_and_listed_by() {
    // P-B8
    let world = World::with(&charter(), None).await;
    let token = world.token("granvik", "manager").await;
    for key in ["p-1", "p-2"] {
        world.put(&token, key, json!({ "name": "Kari" })).await;
    }
    let search = json!({ "activity": "prospects", "available_to": "google" });
    assert_eq!(keys(&world.search(&token, search.clone()).await), ["p-1", "p-2"]);
    let denied = json!({ "recipients_denied": ["google"] });
    let one = json!({ "activity": "prospects", "narrowing": denied, "reason": "Avtalt" });
    let amend = |body: &Value| ask("PUT", "/v1/records/p-1/policy").by(&token).json(body);
    assert_eq!(world.send(amend(&one).with("if-match", "\"2\"")).await.code(), "record.version_differs");
    let amended = world.send(amend(&one).with("if-match", "\"1\"")).await;
    assert_eq!(amended.header("vern-receipt"), amended.json()["journal"]["receipt"].as_str().unwrap());
    assert_eq!(keys(&world.search(&token, search.clone()).await), ["p-2"]);
    let disclosed = read(&token).with("vern-recipient", "google").with("vern-place", "NO");
    assert_eq!(world.send(disclosed).await.code(), "supplier.narrowed");
    let back = json!({ "activity": "prospects", "narrowing": {}, "reason": "Angret" });
    let widened = world.send(amend(&back)).await;
    assert_eq!((status(&widened), widened.code().as_str()), (422, "policy.widens"));

    let all = world.send(ask("POST", "/v1/policies:amend").by(&token).json(&one)).await;
    assert_eq!((status(&all), &all.json()["rows"]), (200, &json!(1)));
    assert!(keys(&world.search(&token, search).await).is_empty());
    let unsaid = json!({ "activity": "prospects", "narrowing": denied });
    let unsaid = world.send(ask("POST", "/v1/policies:amend").by(&token).json(&unsaid)).await;
    assert_eq!((status(&unsaid), unsaid.code().as_str()), (403, "actor.reason_required"));
    for (narrowing, field) in
        [(json!({ "period": "30 days" }), "period"), (json!({ "period": "P0D" }), "period")]
    {
        let body = json!({ "activity": "prospects", "narrowing": narrowing, "reason": "x" });
        let told = world.send(amend(&body)).await;
        assert_eq!((told.code().as_str(), told.json()["field"].as_str()), ("request.json", Some(field)));
    }
    let unknown = json!({ "activity": "prospects", "available_to": "kari.nordmann" });
    let told = world.search(&token, unknown).await;
    assert!(told.code() == "search.form" && !told.text().contains("nordmann"));
}

#[tokio::test]
async fn what_is_sent_with_a_record_comes_back_with_it() {
    let world = World::with(&charter(), None).await;
    let token = world.token("granvik", "manager").await;
    let fields = json!({ "name": "Kari", "title": "Sjef" });
    let narrowing = json!({ "recipients_denied": ["google"], "automated_denied": true, "period": "P30D" });
    let body = json!({ "activity": "prospects", "fields": fields, "origins": { "name": "third_party" }, "narrowing": narrowing });
    let written = world.send(put(&token, &body)).await;
    assert_eq!((status(&written), written.header("etag")), (201, "\"1\""));
    assert_eq!(written.json()["record"]["expires_at"], "2026-12-22T06:00:00Z");
    let seen = world.send(read(&token)).await;
    assert_eq!(seen.header("etag"), "\"1\"");
    assert_eq!(seen.json()["record"]["origins"], json!({ "name": "third_party" }));
    let other = json!({ "activity": "prospects", "fields": fields, "narrowing": { "period": "P5D" } });
    let told = world.send(put(&token, &other)).await;
    assert_eq!((status(&told), told.code().as_str()), (409, "record.narrowing_differs"));
    for (part, value) in [
        ("origins", json!({ "name": "kari.nordmann" })),
        ("exception", json!("kari.nordmann")),
        ("narrowing", json!({ "period": "kari.nordmann" })),
    ] {
        let mut body = json!({ "activity": "prospects", "fields": fields });
        body[part] = value;
        let told = world.send(put(&token, &body)).await;
        assert!(told.code() == "request.json" && !told.text().contains("nordmann"), "{part}");
    }
    let unheld = json!({ "activity": "prospects", "fields": fields, "origins": { "email": "provided" } });
    assert_eq!(world.send(put(&token, &unheld)).await.code(), "record.origin_without_field");
    let before = |before: &str| json!({ "activity": "prospects", "expires_before": before });
    assert_eq!(keys(&world.search(&token, before("2026-12-22T06:00:01Z")).await), ["p-1"]);
    assert!(keys(&world.search(&token, before("2026-12-22T06:00:00Z")).await).is_empty());
    assert_eq!(world.search(&token, before("soon")).await.code(), "search.form");
    let automated = json!({ "activity": "prospects", "automated": true });
    assert!(keys(&world.search(&token, automated).await).is_empty());
    for two in [
        json!({ "automated": true, "objecting": true }),
        json!({ "available_to": "google", "objecting": true }),
    ] {
        let mut search = two;
        search["activity"] = json!("prospects");
        assert_eq!(world.search(&token, search).await.code(), "search.form");
    }
}

#[tokio::test]
async fn p_b10_objection_and_exception_reach_the_gate() {
    // P-B10
    let world = World::with(&charter(), None).await;
    let token = world.token("granvik", "manager").await;
    let held = world.put(&token, "p-1", json!({ "name": "Kari" })).await.json();
    let subject = held["record"]["subject"].as_str().unwrap().to_owned();
    let object = |objects: bool| {
        let body = json!({ "objects": objects, "reason": "Brev" });
        ask("PUT", &format!("/v1/subjects/{subject}/objections/prospects")).by(&token).json(&body)
    };
    assert_eq!(status(&world.send(object(true)).await), 200);
    let told = world.send(read(&token)).await;
    assert_eq!((status(&told), told.code().as_str()), (403, "subject.objected"));
    let objecting = world.search(&token, json!({ "activity": "prospects", "objecting": true })).await;
    assert_eq!(keys(&objecting), ["p-1"]);
    assert_eq!(objecting.json()["records"][0]["fields"], json!({}));
    assert_eq!(status(&world.send(object(false)).await), 200);
    assert_eq!(status(&world.send(read(&token)).await), 200);

    let restrict = json!({ "activity": "prospects", "restricted": true });
    let path = format!("/v1/subjects/{subject}/restriction");
    assert_eq!(status(&world.send(ask("PUT", &path).by(&token).json(&restrict)).await), 200);
    assert_eq!(world.send(read(&token)).await.code(), "subject.restricted");
    let claim = || read(&token).with("vern-exception", "legal_claim");
    assert_eq!(world.send(claim()).await.code(), "subject.exception_reason_required");
    assert_eq!(status(&world.send(claim().with("vern-reason", "Sak 4")).await), 200);
    let list = json!({ "activity": "prospects", "exception": "legal_claim", "reason": "Sak 4" });
    assert_eq!(keys(&world.search(&token, list).await), ["p-1"]);
    let told = world.send(read(&token).with("vern-exception", "kari.nordmann")).await;
    assert_eq!(
        (told.code().as_str(), told.json()["field"].as_str()),
        ("request.header", Some("vern-exception"))
    );
    assert!(!told.text().contains("nordmann"));
    let body = json!({ "activity": "prospects", "fields": { "name": "K" }, "exception": "legal_claim", "reason": "Sak 4" });
    assert_eq!(status(&world.send(put(&token, &body)).await), 200);
}

#[tokio::test]
async fn conditions_have_the_status_of_their_own() {
    let world = World::with(&charter(), None).await;
    let token = world.token("granvik", "manager").await;
    let body = json!({ "activity": "prospects", "fields": { "name": "Kari" } });
    let write = || put(&token, &body);
    let told = world.send(write().with("if-match", "*")).await;
    assert_eq!((status(&told), told.code().as_str()), (412, "record.version_differs"));
    assert_eq!(status(&world.send(write().with("if-none-match", "*")).await), 201);
    assert_eq!(status(&world.send(write().with("if-none-match", "*")).await), 412);
    let second = world.send(write().with("if-match", "\"1\"")).await;
    assert_eq!((status(&second), second.header("etag")), (200, "\"2\""));
    assert_eq!(status(&world.send(write().with("if-match", "\"1\"")).await), 412);
    assert_eq!(status(&world.send(write().with("if-match", "*")).await), 200);
    assert_eq!(status(&world.send(read(&token).with("if-match", "\"2\"")).await), 412);
    assert_eq!(status(&world.send(read(&token).with("if-match", "\"3\"")).await), 200);
    let erase = || ask("DELETE", "/v1/records/p-1").by(&token).with("vern-activity", "prospects");
    for (header, value) in [
        ("if-match", "3"),
        ("if-match", "W/\"3\""),
        ("if-match", "\"2\", \"3\""),
        ("if-match", "\"+3\""),
        ("if-match", "\"\""),
        ("if-match", "\"99999999999999999999\""),
        ("if-none-match", "\"3\""),
        // Sent empty by mistake, it must not come to the same as not sent.
        ("if-match", ""),
        ("if-none-match", " "),
    ] {
        for ask in [write(), erase()] {
            let told = world.send(ask.with(header, value)).await;
            assert_eq!((status(&told), told.code().as_str()), (400, "request.header"), "{header}: {value}");
            assert_eq!(told.json()["field"], header);
        }
    }
    let twice = erase().with("if-match", "\"2\"").with("if-match", "\"3\"");
    assert_eq!(world.send(twice).await.code(), "request.header");
    let both = erase().with("if-match", "\"3\"").with("if-none-match", "*");
    assert_eq!(status(&world.send(both).await), 412, "nothing is there and not there");
    assert_eq!(status(&world.send(erase().with("if-match", "\"2\"")).await), 412);
    assert_eq!(status(&world.send(erase().with("if-match", "\"3\"")).await), 200);
}
