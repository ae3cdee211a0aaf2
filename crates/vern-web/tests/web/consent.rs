//! Consent over REST: the words that apply, given with what shows it, taken back in one call, and the history.

use serde_json::{Value, json};

use super::world::{CONSENT_TEXT, World, ask};

fn evidence(version: &Value) -> Value {
    json!({
        "language": "nb", "text_version": version, "channel": "phone", "shown_at": "Samtale, lest opp", "given_by": "said",
    })
}

/// P-B4, P-B9. Before anything is held the consent is; what is kept of it is in the standard's names, and one call takes it back.
#[tokio::test]
async fn p_b9_a_consent_is_given_with_its_words_and_taken_back_in_one_call() {
    let world = World::of_rows().await;
    let token = world.token("granvik", "manager").await;
    let words = world.send(ask("GET", "/v1/activities/prospects").by(&token)).await.json();
    let words = &words["consent_texts"][0];
    assert_eq!((&words["language"], &words["text"]), (&json!("nb"), &json!(CONSENT_TEXT)));

    let body = json!({ "activity": "prospects", "evidence": evidence(&words["version"]) });
    let given = world.send(ask("POST", "/v1/consents").by(&token).json(&body)).await;
    assert_eq!((given.status.as_u16(), given.header("vern-receipt").is_empty()), (200, false));
    let given = given.json();
    let record = &given["consent_record"];
    assert_eq!(record["schema_version"], "ISO/IEC TS 27560:2023");
    assert_eq!(record["pii_principal_id"], given["subject"]);
    assert_eq!(
        record["pii_processing"]["privacy_notice"],
        json!({ "version": words["version"], "text": CONSENT_TEXT })
    );
    assert_eq!(
        record["events"][0]["vern"],
        json!({ "channel": "phone", "place": "Samtale, lest opp", "act": "said" })
    );

    let subject = given["subject"].as_str().unwrap();
    let path = format!("/v1/subjects/{subject}/consents/prospects");
    let withdrawn = world.send(ask("PUT", &path).by(&token).json(&json!({ "given": false }))).await;
    assert_eq!(withdrawn.status.as_u16(), 200, "{}", withdrawn.text());
    let path = format!("/v1/subjects/{subject}/consents:search");
    let history = world.send(ask("POST", &path).by(&token).json(&json!({}))).await.json();
    assert_eq!(
        (&history["states"][0]["activity"], &history["states"][0]["given"]),
        (&json!("prospects"), &json!(false))
    );
    let states: Vec<&Value> = history["consent_records"][0]["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["event_state"])
        .collect();
    assert_eq!(states, ["given", "withdrawn"]);
}

/// P-A15. What is no consent is not taken for one, by any road.
#[tokio::test]
async fn p_a15_consent_without_its_words_is_refused_by_every_road() {
    let world = World::of_rows().await;
    let token = world.token("granvik", "manager").await;
    let held = world.put(&token, "p-1", json!({ "name": "Kari" })).await.json();
    let subject = held["record"]["subject"].as_str().unwrap();
    let other = vern_app::consent::version_of("Den som skriver samtykker dermed.");
    let claimed = json!({ "activity": "prospects", "subject": subject, "evidence": evidence(&json!(other)) });
    let claimed = world.send(ask("POST", "/v1/consents").by(&token).json(&claimed)).await;
    assert_eq!((claimed.status.as_u16(), claimed.code().as_str()), (409, "consent.text_differs"));
    let path = format!("/v1/subjects/{subject}/consents/prospects");
    let bare = world.send(ask("PUT", &path).by(&token).json(&json!({ "given": true }))).await;
    assert_eq!((bare.status.as_u16(), bare.code().as_str()), (422, "consent.evidence_missing"));
    let record = json!({ "activity": "prospects", "fields": { "name": "Per" }, "consent_given": true });
    let record = world.send(ask("PUT", "/v1/records/p-2").by(&token).json(&record)).await;
    assert_eq!((record.status.as_u16(), record.code().as_str()), (422, "consent.evidence_missing"));
    let mut silent = evidence(&json!(vern_app::consent::version_of(CONSENT_TEXT)));
    silent["given_by"] = json!("kept_silent");
    let silent = json!({ "activity": "prospects", "subject": subject, "evidence": silent });
    let silent = world.send(ask("POST", "/v1/consents").by(&token).json(&silent)).await;
    assert_eq!((silent.status.as_u16(), silent.code().as_str()), (422, "request.json"));

    let shown = json!({ "claim": "writing_is_consent", "language": "nb", "channel": "web", "shown_at": "Skjemaet", "category": "prospect" });
    let path = format!("/v1/subjects/{subject}/notices");
    let shown = world.send(ask("POST", &path).by(&token).json(&shown)).await;
    assert_eq!(shown.status.as_u16(), 200, "{}", shown.text());
    let path = format!("/v1/subjects/{subject}/consents:search");
    let history = world.send(ask("POST", &path).by(&token).json(&json!({}))).await.json();
    assert_eq!(history["states"], json!([]));
    assert_eq!(history["consent_records"][0]["events"][0]["event_type"], "notice");
}
