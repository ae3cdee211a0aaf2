//! A person's erasure over HTTP, and its certificate.

use serde_json::json;

use super::world::{World, ask};

#[tokio::test]
async fn p_b10_a_person_is_erased_and_the_certificate_proves_it() {
    // P-B10
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let put =
        world.put(&manager, "p-1", json!({ "name": "Kari Sjeldennavn", "email": "kari@example.no" })).await;
    let subject = put.json()["record"]["subject"].as_str().unwrap().to_owned();
    let path = format!("/v1/subjects/{subject}/erasures");
    let erased = world.send(ask("POST", &path).by(&manager).json(&json!({ "reason": "by letter" }))).await;
    assert_eq!(erased.status.as_u16(), 200, "{}", erased.text());
    assert_eq!(erased.json()["activities"], json!(["prospects"]));
    assert_eq!(world.read(&manager, "p-1", "prospects").await.status.as_u16(), 404);
    let erasure = erased.json()["erasure"].as_str().unwrap().to_owned();
    let certificate = world.send(ask("GET", &format!("/v1/erasures/{erasure}")).by(&manager)).await;
    assert_eq!(certificate.status.as_u16(), 200, "{}", certificate.text());
    let told = certificate.json();
    assert_eq!(told["activities"], json!([{ "activity": "prospects", "records": 1, "kept": 0 }]));
    assert!(told["ordered_at"].as_str() <= told["gone_at"].as_str());
    for receipt in ["order", "completion"] {
        let receipt = told[receipt].as_str().unwrap();
        let entry = world.send(ask("GET", &format!("/v1/journal/entries/{receipt}")).by(&manager)).await;
        assert_eq!(entry.status.as_u16(), 200, "{}", entry.text());
    }
    assert!(!certificate.text().contains("Sjeldennavn") && !certificate.text().contains("letter"));
    // Another organisation's manager sees neither the person nor the certificate.
    let other = world.token("nordvik", "manager").await;
    let strange = world.send(ask("GET", &format!("/v1/erasures/{erasure}")).by(&other)).await;
    assert_eq!(strange.status.as_u16(), 404);
    let strange = world.send(ask("POST", &path).by(&other).json(&json!({}))).await;
    assert_eq!(strange.status.as_u16(), 404);
}
