//! What a role administers of its own organisation: access given, listed and ended, the charter's text, the documents of the parties.

use serde_json::{Value, json};
use vern_core::time::Instant;

use super::world::{CHARTER, World, ask};

fn at(text: &str) -> Instant {
    Instant::from_timestamp(text.parse().unwrap())
}

async fn issue(world: &World, token: &str, body: Value) -> Value {
    world.send(ask("POST", "/v1/credentials").by(token).json(&body)).await.json()
}

fn line_of<'a>(listed: &'a Value, actor: &Value) -> &'a Value {
    listed["credentials"].as_array().unwrap().iter().find(|line| line["actor"] == *actor).unwrap()
}

#[tokio::test]
async fn access_is_given_up_to_a_date_seen_and_over_at_that_date() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let given = ask("POST", "/v1/credentials").by(&manager);
    let given = given.json(&json!({ "role": "sales", "until": "2026-11-22T07:00:00Z" }));
    let given = world.send(given).await;
    assert_eq!(given.header("cache-control"), "no-store");
    assert_eq!(given.header("vern-receipt"), given.json()["journal"]["receipt"].as_str().unwrap());
    let given = given.json();
    let token = given["token"].as_str().unwrap();
    let own = world.send(ask("GET", "/v1/credential").by(token)).await.json();
    assert_eq!((&own["role"], &own["until"]), (&json!("sales"), &json!("2026-11-22T07:00:00Z")));
    assert_eq!(own["administers"], json!([]));

    let list = || ask("GET", "/v1/credentials").by(&manager);
    let listed = world.send(list()).await;
    assert!(!listed.text().contains(token), "the token is told once");
    let listed = listed.json();
    let line = line_of(&listed, &given["actor"]);
    assert_eq!((&line["ended"], &line["until"]), (&json!(false), &json!("2026-11-22T07:00:00Z")));
    assert_eq!(line["last_used_at"], "2026-11-22T06:00:00Z");

    world.clock.set(at("2026-11-22T06:59:59Z"));
    assert_eq!(world.send(ask("GET", "/v1/credential").by(token)).await.status.as_u16(), 200);
    world.clock.set(at("2026-11-22T07:00:00Z"));
    assert_eq!(world.send(ask("GET", "/v1/credential").by(token)).await.code(), "credential.invalid");
    let listed = world.send(list()).await.json();
    assert_eq!(line_of(&listed, &given["actor"])["ended"], true);
    let end = format!("/v1/credentials/{}", given["actor"].as_str().unwrap());
    assert_eq!(world.send(ask("DELETE", &end).by(&manager)).await.code(), "access.unknown", "it is over");
    for (until, code) in [("2026-11-22T07:00:00Z", "access.until_past"), ("soon", "access.until_form")] {
        let problem = issue(&world, &manager, json!({ "role": "sales", "until": until })).await;
        assert_eq!((&problem["code"], &problem["field"]), (&json!(code), &json!("until")));
    }
    assert_eq!(issue(&world, &manager, json!({ "role": "nobody" })).await["code"], "role.unknown");
}

#[tokio::test]
async fn the_journal_says_who_gave_and_ended_whose_access() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let own = world.send(ask("GET", "/v1/credential").by(&manager)).await.json()["actor"].clone();
    let given = issue(&world, &manager, json!({ "role": "recruiter" })).await;
    let end = format!("/v1/credentials/{}", given["actor"].as_str().unwrap());
    let ended = world.send(ask("DELETE", &end).by(&manager)).await;
    assert_eq!(ended.status.as_u16(), 200, "{}", ended.text());
    let token = given["token"].as_str().unwrap();
    assert_eq!(world.send(ask("GET", "/v1/credential").by(token)).await.code(), "credential.invalid");
    assert_eq!(world.send(ask("DELETE", &end).by(&manager)).await.code(), "access.unknown");

    let question = json!({ "newest_first": true, "limit": 3 });
    let search = ask("POST", "/v1/journal/entries:search").by(&manager).json(&question);
    let lines = world.send(search).await.json()["lines"].clone();
    let of = |place: usize| {
        let line = &lines[place];
        (line["kind"].clone(), line["actor"].clone(), line["holder"].clone(), line["outcome"].clone())
    };
    let access = json!("access");
    assert_eq!(of(0), (access.clone(), own.clone(), given["actor"].clone(), json!("refused")));
    assert_eq!(of(1), (access.clone(), own.clone(), given["actor"].clone(), json!("permitted")));
    assert_eq!(lines[1]["role"], "recruiter");
    assert_eq!(of(2), (access, Value::Null, own, json!("permitted")), "the operator gave the first");
}

#[tokio::test]
async fn nobody_gives_what_they_do_not_administer_themselves() {
    let charter = CHARTER.replace(
        "  - id: sales\n    label: { nb: Salg, en: Sales }\n",
        "  - id: sales\n    label: { nb: Salg, en: Sales }\n    administers: [access]\n",
    );
    assert_ne!(charter, CHARTER);
    let world = World::with(&charter, None).await;
    let sales = world.token("granvik", "sales").await;
    let refused = ask("POST", "/v1/credentials").by(&sales).json(&json!({ "role": "manager" }));
    let refused = world.send(refused).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "access.role_beyond"));
    let recruiter = issue(&world, &sales, json!({ "role": "recruiter" })).await;
    assert!(recruiter["token"].is_string());
    // What one may not give, one may not take either.
    let manager = world.token("granvik", "manager").await;
    let listed = world.send(ask("GET", "/v1/credentials").by(&manager)).await.json();
    let of_role = |role: &str| {
        let all = listed["credentials"].as_array().unwrap();
        all.iter().find(|access| access["role"] == role).unwrap()["actor"].as_str().unwrap().to_owned()
    };
    let end = |actor: String| world.send(ask("DELETE", &format!("/v1/credentials/{actor}")).by(&sales));
    assert_eq!(end(of_role("manager")).await.code(), "access.role_beyond");
    assert_eq!(end(of_role("recruiter")).await.status.as_u16(), 200);
    assert_eq!(world.send(ask("GET", "/v1/journal/keys").by(&sales)).await.code(), "page.unknown");
    let stranger = ask("GET", "/v1/nothing").by(&sales);
    let (unknown, nothing) =
        (world.send(ask("GET", "/v1/journal/keys").by(&sales)).await, world.send(stranger).await);
    assert_eq!((unknown.status, unknown.text()), (nothing.status, nothing.text()), "one answer");
}

/// Whoever has access up to a date cannot have it go on under another name.
#[tokio::test]
async fn nobody_gives_access_for_longer_than_their_own() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let until = "2027-01-01T00:00:00Z";
    let issued = issue(&world, &manager, json!({ "role": "manager", "until": until })).await;
    let limited = issued["token"].as_str().unwrap();
    for body in [json!({ "role": "manager" }), json!({ "role": "sales", "until": "2027-01-01T00:00:01Z" })] {
        let refused = world.send(ask("POST", "/v1/credentials").by(limited).json(&body)).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "access.until_beyond"));
    }
    assert!(issue(&world, limited, json!({ "role": "sales", "until": until })).await["token"].is_string());
}

#[tokio::test]
async fn a_credential_issued_again_by_its_key_is_named_and_not_told() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let call = || {
        let body = json!({ "role": "sales" });
        ask("POST", "/v1/credentials").by(&manager).with("idempotency-key", "new-1").json(&body)
    };
    let first = world.send(call()).await.json();
    let again = world.send(call()).await;
    assert_eq!(again.json()["journal"]["receipt"], first["journal"]["receipt"]);
    let token = first["token"].as_str().unwrap();
    assert!(!again.text().contains(token));
    for table in ["calls", "actors"] {
        let rows = format!("{:?}", world.database.table(table).unwrap());
        assert!(!rows.contains(token) && !rows.contains(&format!("{:?}", token.as_bytes())), "{table}");
    }
}

#[tokio::test]
async fn the_charter_is_read_as_it_was_imported_and_party_documents_with_it() {
    let world = World::new().await;
    let (manager, recruiter) =
        (world.token("granvik", "manager").await, world.token("granvik", "recruiter").await);
    let controller = world.send(ask("GET", "/v1/controller").by(&recruiter)).await.json();
    let hash = controller["charters"][0].as_str().unwrap();
    assert!(controller["verifier_key"].as_str().unwrap().starts_with(controller["origin"].as_str().unwrap()));
    let text = world.send(ask("GET", &format!("/v1/charters/{hash}")).by(&manager)).await;
    assert_eq!((text.header("content-type"), text.text().as_str()), ("application/yaml", CHARTER));
    for wrong in ["0".repeat(64), hash.to_uppercase(), "x".to_owned()] {
        let answer = world.send(ask("GET", &format!("/v1/charters/{wrong}")).by(&manager)).await;
        assert_eq!(answer.code(), "page.unknown");
    }
    let names = async |token: &str| -> Vec<(String, String)> {
        let listed = world.send(ask("GET", "/v1/documents").by(token)).await.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let lines = listed["documents"].as_array().unwrap().iter();
        lines.map(|line| (text(&line["document"]), text(&line["audience"]))).collect()
    };
    let register = ("register-controller".to_owned(), "party".to_owned());
    assert!(names(&manager).await.contains(&register));
    let public = names(&recruiter).await;
    assert!(!public.contains(&register) && public.iter().all(|(_, audience)| audience == "public"));
    let notice = world.send(ask("GET", "/v1/documents/privacy-notice/en").by(&recruiter)).await.json();
    assert_eq!((&notice["language"], &notice["audience"]), (&json!("en"), &json!("public")));
    for unknown in ["/v1/documents/privacy-notice/sv", "/v1/documents/nothing/en"] {
        assert_eq!(world.send(ask("GET", unknown).by(&manager)).await.code(), "page.unknown");
    }
}

#[tokio::test]
async fn files_of_the_journal_are_named_as_an_export_names_them() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let read = async |path: &str| world.send(ask("GET", &format!("/v1/journal/{path}")).by(&manager)).await;
    assert_eq!(read("tile/0/000.p/2").await.body.len(), 64);
    let one = read("tile/entries/000.p/1").await.body;
    assert_eq!(usize::from(u16::from_be_bytes([one[0], one[1]])), one.len() - 2);
    assert!(read("keys").await.text().ends_with('\n'));
    for unknown in [
        "tile/0/000",
        "tile/0/000.p/99",
        "tile/0/0.p/1",
        "tile/9/000.p/1",
        "tile/x/000.p/1",
        "tile/0/x001/000.p/1",
        "tile/entries/000",
        "tile/entries/x001/000",
        "epoch/1/keys",
        "epoch/x/keys",
        "epoch/0/tile/0/000.p/1",
    ] {
        let answer = read(unknown).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "page.unknown"), "{unknown}");
    }
}
