//! Charters and the credential over REST, and the limit on calls.

use serde_json::json;
use vern_web::RateLimit;

use super::world::{CHARTER, World, ask};

#[tokio::test]
async fn versions_are_listed_and_documents_checked_and_compared() {
    let world = World::new().await;
    let token = world.token("granvik", "recruiter").await;
    let listed = world.send(ask("GET", "/v1/charters").by(&token)).await.json();
    let charters = listed["charters"].as_array().unwrap();
    assert_eq!(charters.len(), 1);
    assert_eq!((&charters[0]["organisation"], &charters[0]["in_force"]), (&json!("granvik"), &json!(true)));

    let check = async |document: &str| {
        let body = json!({ "document": document });
        world.send(ask("POST", "/v1/charters:check").by(&token).json(&body)).await.json()
    };
    let checked = check(CHARTER).await;
    assert_eq!((&checked["errors"], &checked["hash"]), (&json!([]), &charters[0]["hash"]));
    assert!(checked["findings"].as_array().unwrap().iter().all(|finding| finding["title"]["nb"].is_string()));
    let broken = check(&CHARTER.replace("subjects: [prospect]", "subjects: [nobody]")).await;
    let error = &broken["errors"][0];
    assert!(error["line"].as_u64() > Some(1) && error["text"]["en"].is_string(), "{broken}");
    assert!(broken["hash"].is_null());

    let later = CHARTER.replace(
        "operations: [register, read, alter, use, restrict, erase]",
        "operations: [register, read, alter, restrict, erase]",
    );
    assert_ne!(later, CHARTER);
    let body = json!({ "old": CHARTER, "new": later });
    let changes = world.send(ask("POST", "/v1/charters:diff").by(&token).json(&body)).await.json();
    let forbids =
        |change: &serde_json::Value| change["effect"] == "forbids" && change["text"]["nb"].is_string();
    assert!(changes["changes"].as_array().unwrap().iter().any(forbids), "{changes}");
}

#[tokio::test]
async fn a_credential_tells_what_it_may_and_ends_itself() {
    let world = World::new().await;
    let token = world.token("granvik", "sales").await;
    let told = world.send(ask("GET", "/v1/credential").by(&token)).await.json();
    assert_eq!((&told["organisation"], &told["role"]), (&json!("granvik"), &json!("sales")));
    let chat = told["grants"].as_array().unwrap().iter().find(|grant| grant["activity"] == "chat").unwrap();
    assert_eq!(
        chat,
        &json!({ "activity": "chat", "acts": ["register", "read", "use"], "reason_for": ["read"] })
    );
    let ended = world.send(ask("DELETE", "/v1/credential").by(&token)).await;
    assert_eq!(ended.status.as_u16(), 204);
    assert_eq!(world.send(ask("GET", "/v1/credential").by(&token)).await.code(), "credential.invalid");
}

#[tokio::test]
async fn a_credential_that_runs_wild_is_told_when_to_come_back_and_others_go_on() {
    let world = World::new().await.limited(RateLimit { per_second: 2, at_once: 5 });
    let (wild, calm) = (world.token("granvik", "manager").await, world.token("granvik", "manager").await);
    let call = |token: &str| ask("GET", "/v1/credential").by(token);
    for _ in 0..5 {
        assert_eq!(world.send(call(&wild)).await.status.as_u16(), 200);
    }
    let refused = world.send(call(&wild)).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (429, "request.too_many"));
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(world.send(call(&calm)).await.status.as_u16(), 200);
}
