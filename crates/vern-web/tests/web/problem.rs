//! Problems on the wire: their shape, their language, and that nothing of the request comes back in them.

use serde_json::{Value, json};

use super::world::{Answer, World, ask};

fn is_problem(answer: &Answer, status: u16, code: &str) {
    let body = answer.json();
    assert_eq!((answer.status.as_u16(), body["code"].as_str()), (status, Some(code)), "{body}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(body["status"], status);
    assert!(body["type"].as_str().is_some_and(|address| address.ends_with(&format!("/problems/{code}"))));
    for text in [&body["title"], &body["text"]["nb"], &body["text"]["en"]] {
        assert!(text.as_str().is_some_and(|text| text.ends_with('.')), "{body}");
    }
    assert!(!answer.header("vern-request-id").is_empty());
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_refusal_has_the_shape_of_a_problem_in_the_callers_language() {
    let world = World::new().await;
    let (manager, sales) = (world.token("granvik", "manager").await, world.token("granvik", "sales").await);
    let refused = |language: &'static str| {
        ask("GET", "/v1/records/a-1")
            .by(&sales)
            .with("vern-activity", "recruitment")
            .with("accept-language", language)
    };
    let nb = world.send(refused("nb-NO,nb;q=0.9,en;q=0.5")).await;
    is_problem(&nb, 403, "actor.no_grant");
    let en = world.send(refused("en")).await;
    is_problem(&en, 403, "actor.no_grant");
    let (nb, en) = (nb, en.json());
    let body = nb.json();
    assert_eq!((&body["title"], &en["title"]), (&body["text"]["nb"], &body["text"]["en"]));
    assert_ne!(body["title"], en["title"]);
    assert_eq!(body["type"], "/nb/problems/actor.no_grant");
    let reason = &body["reasons"][0];
    assert_eq!(reason["code"], "actor.no_grant");
    assert!(reason["charter"].as_str().is_some_and(|place| place.starts_with("charter.yaml:")), "{reason}");
    assert!(reason["mend"]["nb"].is_string());
    assert_eq!(nb.header("vern-receipt"), body["journal"]["receipt"].as_str().unwrap());
    let proven = world
        .send(ask("GET", &format!("/v1/journal/entries/{}", nb.header("vern-receipt"))).by(&manager))
        .await;
    assert_eq!(proven.status.as_u16(), 200);
}

#[tokio::test]
async fn a_body_that_is_no_json_of_ours_is_told_by_line_and_column() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let value = "kari.nordmann";
    for body in [
        format!("{{\n  \"activity\": {value}"),
        format!("{{\"{value}\": 1}}"),
        format!("{{\"activity\": \"prospects\", \"fields\": {{\"name\": [\"{value}\"]}}}}"),
        format!("{{\"activity\": \"prospects\", \"consent_given\": \"{value}\", \"fields\": {{}}}}"),
        format!("\"{value}\""),
        String::new(),
        "[".repeat(100_000),
    ] {
        let answer = world.send(ask("PUT", "/v1/records/p-1").by(&token).body(body)).await;
        is_problem(&answer, 400, "request.json");
        let problem = answer.json();
        assert!(problem["line"].is_u64() && problem["column"].is_u64(), "{problem}");
        assert!(!answer.text().contains("nordmann"));
    }
    let bytes = world.send(ask("PUT", "/v1/records/p-1").by(&token).body(vec![0xff, 0xfe, 0x00])).await;
    is_problem(&bytes, 400, "request.json");
    for field in ["subject", "collected_at"] {
        let mut body = json!({ "activity": "prospects", "fields": { "name": "K" } });
        body[field] = json!(value);
        let answer = world.send(ask("PUT", "/v1/records/p-1").by(&token).json(&body)).await;
        is_problem(&answer, 422, "request.json");
        assert_eq!(answer.json()["field"], field);
        assert!(!answer.text().contains("nordmann"));
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let large = vec![b' '; vern_web::BODY_BYTES_MAX + 1];
    for (method, path) in [("PUT", "/v1/records/p-1"), ("POST", "/v1/records:search")] {
        let answer = world.send(ask(method, path).by(&token).body(large.clone())).await;
        is_problem(&answer, 413, "request.too_large");
        let stranger = world.send(ask(method, path).body(large.clone())).await;
        is_problem(&stranger, 401, "credential.invalid");
    }
    let fields = json!({ "cv": "x".repeat(1024 * 1024) });
    let body = json!({ "activity": "recruitment", "fields": fields });
    let answer = world.send(ask("PUT", "/v1/records/a-1").by(&token).json(&body)).await;
    is_problem(&answer, 422, "record.too_large");
}

#[tokio::test]
async fn a_header_or_a_path_of_no_form_is_named_and_not_repeated() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let read = |path: &str| ask("GET", path).by(&token);
    is_problem(&world.send(read("/v1/records/p-1")).await, 400, "request.header");
    let latin = world.send(read("/v1/records/p-1").with_bytes("vern-activity", b"pr\xf8sp")).await;
    is_problem(&latin, 400, "request.header");
    assert_eq!(latin.json()["field"], "vern-activity");
    let place =
        read("/v1/records/p-1").with("vern-activity", "prospects").with("vern-place", "kari.nordmann");
    let place = world.send(place).await;
    is_problem(&place, 400, "request.header");
    assert!(place.json()["field"] == "vern-place" && !place.text().contains("nordmann"));
    let reason =
        read("/v1/records/p-1").with("vern-activity", "prospects").with_bytes("vern-reason", b"\xff");
    is_problem(&world.send(reason).await, 400, "request.header");

    for (path, code) in [
        ("kari.nordmann%40example.no", "record.key_personal"),
        ("41234567", "record.key_personal"),
        ("%FF%FE", "record.key_form"),
        ("a%20b", "record.key_form"),
        ("%2e%2e%2froot.key", "record.key_form"),
    ] {
        let answer =
            world.send(read(&format!("/v1/records/{path}")).with("vern-activity", "prospects")).await;
        assert_eq!(answer.status.as_u16(), 422, "{path}");
        assert!(answer.code().starts_with("record.key_"), "{path}: {}, not {code}", answer.code());
        assert_eq!(answer.code(), code, "{path}");
        for part in ["nordmann", "41234567", "%FF", "root"] {
            assert!(!answer.text().contains(part), "{path}");
        }
    }
    let subject = ask("PUT", "/v1/subjects/kari%FF/restriction").by(&token);
    let subject = world.send(subject.json(&json!({ "activity": "prospects", "restricted": true }))).await;
    is_problem(&subject, 422, "request.json");
    is_problem(&world.send(read("/v1/journal/entries/%FF")).await, 422, "receipt.form");
}

#[tokio::test]
async fn what_no_route_is_for_is_a_problem_too() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    for path in ["/v1/", "/v1/recordz/p-1", "/v1/records/a/b", "/v1/kari.nordmann@example.no"] {
        let answer = world.send(ask("GET", path).by(&token)).await;
        is_problem(&answer, 404, "page.unknown");
        assert!(!answer.text().contains("nordmann"));
    }
    let answer = world.send(ask("POST", "/v1/records/p-1").by(&token)).await;
    is_problem(&answer, 405, "method.not_allowed");
    let mut allowed: Vec<_> = answer.header("allow").split(',').map(str::trim).collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["DELETE", "GET", "HEAD", "PATCH", "PUT"]);
}

#[tokio::test]
async fn a_fault_of_ours_says_nothing_of_its_cause() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    world.put(&token, "p-1", json!({ "name": "Kari" })).await;
    world.database.run("UPDATE records SET body = $1", &[vec![0].into()]).unwrap();
    let unreadable = world.read(&token, "p-1", "prospects").await;
    is_problem(&unreadable, 500, "record.unreadable");
    assert!(unreadable.json()["journal"].is_null() && unreadable.header("vern-receipt").is_empty());
    world.database.stop("INSERT", "records", "a cause").unwrap();
    let failed = world.put(&token, "p-2", json!({ "name": "Kari" })).await;
    is_problem(&failed, 500, "store.engine");
    assert!(!failed.text().contains("a cause") && !failed.text().contains("constraint"));
}

#[tokio::test]
async fn the_description_and_the_health_are_anyones() {
    let world = World::new().await;
    let served: Value = world.send(ask("GET", "/v1/openapi.json")).await.json();
    assert_eq!(served, serde_json::from_str::<Value>(&vern_web::openapi_json().unwrap()).unwrap());
    assert_eq!(served["openapi"], "3.1.0");
    assert_eq!(world.send(ask("GET", "/healthz")).await.text(), "ok\n");
}

#[tokio::test]
async fn a_time_to_come_is_no_time_of_collection() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let later = "2026-11-22T06:00:00.000001Z";
    let body = json!({ "activity": "prospects", "fields": { "name": "K" }, "collected_at": later });
    let answer = world.send(ask("PUT", "/v1/records/p").by(&token).json(&body)).await;
    is_problem(&answer, 422, "record.collected_in_future");
}
