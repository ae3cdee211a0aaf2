//! The choice on a website, as its script and whoever forges calls meet it. What it looks like there, and what it stores, is seen in a browser
//! (e2e/cookie_choice.mjs).

use axum::http::StatusCode;
use serde_json::Value;
use vern_app::consent::version_of;

use super::world::{Answer, Ask, World, ask};

const CHARTER: &str = include_str!("../../../../examples/newsletter.yaml");
const WORDS: &str = "Ja, mål hvilke sider jeg leser på dette nettstedet.";
const CALLS: &str = "/nb/granvik/cookie-choices";
const SITE: &str = "https://lysvik.example";

async fn world() -> World {
    World::with(&CHARTER.replace("id: lysvik", "id: granvik"), None).await
}

/// A call as a browser makes it from a page of another site.
fn call(path: &str, body: &str) -> Ask {
    let request =
        ask("POST", path).from("192.0.2.7:40000").with("origin", SITE).with("sec-fetch-site", "cross-site");
    request.with("content-type", "application/x-www-form-urlencoded").body(body.to_owned())
}

fn yes(words: &str) -> Ask {
    call(CALLS, &format!("visits={}", version_of(words).replace(':', "%3A")))
}

fn says(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{}", answer.text());
}

impl World {
    fn records(&self) -> i64 {
        self.database.count("SELECT COUNT(*) FROM records").unwrap()
    }

    fn standing(&self) -> i64 {
        self.database.count("SELECT COUNT(*) FROM consents WHERE withdrawn_at IS NULL").unwrap()
    }

    async fn receipt(&self) -> String {
        let answer = self.send(yes(WORDS)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(!answer.headers.contains_key("set-cookie"));
        answer.json()["receipt"].as_str().unwrap().to_owned()
    }
}

/// P-B9. The yes is a consent record of nobody in particular, in the words that were shown; taken back, that is recorded too, and done again it is done.
#[tokio::test]
async fn p_b9_a_yes_is_kept_of_nobody_in_particular_and_taken_back_by_its_receipt() {
    let world = world().await;
    let receipt = world.receipt().await;
    assert_eq!((world.records(), world.standing()), (1, 1));
    let editor = world.token("granvik", "editor").await;
    let body = serde_json::json!({ "activity": "consents" });
    let found = world.send(ask("POST", "/v1/records:search").by(&editor).json(&body)).await.json();
    let record = found["records"][0]["fields"]["consent_record"].as_str().unwrap();
    assert!(!record.contains("192.0.2.7"), "no address: {record}");
    let record: Value = serde_json::from_str(record).unwrap();
    assert_eq!(record["pii_processing"]["privacy_notice"]["text"], WORDS);
    assert!(record["events"][0]["vern"]["place"].as_str().unwrap().ends_with(SITE), "{record}");
    let expires = found["records"][0]["expires_at"].as_str().unwrap();
    assert!(expires.starts_with("2029-11-22"), "by the charter's period: {expires}");
    for _ in 0..2 {
        let taken = world.send(call(&format!("{CALLS}/{receipt}"), "")).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
        assert_eq!((world.records(), world.standing()), (2, 0));
    }
}

/// P-B9. A yes is taken back by what stands, whatever is asked by now, and whoever may record it.
#[tokio::test]
async fn p_b9_a_yes_is_taken_back_whatever_is_asked_by_now() {
    let later = CHARTER
        .replace("id: lysvik", "id: granvik")
        .replace("version: \"2026-11-23\"", "version: \"2026-11-24\"")
        .replace("in_force_from: 2026-01-01T00:00:00Z", "in_force_from: 2026-02-01T00:00:00Z");
    for (part, other) in [
        (WORDS, "Ja, tell hvor mange som leser."),
        ("      - { activity: visits, acts: [register] }\n", ""),
        ("      activity: visits\n", ""),
    ] {
        assert_eq!(later.matches(part).count(), 1, "{part}");
        let world = world().await;
        let receipt = world.receipt().await;
        let later = later.replace(part, other);
        world.installation.import_charter(later.as_bytes(), "charter.yaml").await.unwrap();
        for _ in 0..2 {
            let taken = world.send(call(&format!("/en/granvik/cookie-choices/{receipt}"), "")).await;
            assert_eq!(taken.status, StatusCode::OK, "{part}: {}", taken.text());
            assert_eq!(world.standing(), 0, "{part}");
        }
    }
}

#[tokio::test]
async fn what_is_forged_is_refused_and_leaves_nothing() {
    let world = world().await;
    says(&world.send(yes("Andre ord.")).await, 409, "consent.text_differs");
    for body in ["", "newsletter=sha256%3Ax", "consents=x", "visits"] {
        let answer = world.send(call(CALLS, body)).await;
        assert!(answer.status.is_client_error(), "{body}: {}", answer.text());
    }
    says(&world.send(call("/nb/granvik/cookie-choices/x", "")).await, 404, "cookies.receipt_unknown");
    assert_eq!((world.records(), world.standing()), (0, 0));
    let receipt = world.receipt().await;
    let elsewhere = world.send(call(&format!("/nb/nordvik/cookie-choices/{receipt}"), "")).await;
    says(&elsewhere, 404, "cookies.receipt_unknown");
    let leaves = world.send(call(&format!("/nb/granvik/unsubscribe/{receipt}"), "")).await;
    assert_eq!(leaves.status, StatusCode::NOT_FOUND, "it takes back nothing else");
    assert_eq!(world.standing(), 1);
}

#[tokio::test]
async fn the_vault_is_not_filled_with_answers() {
    let world = world().await;
    let mut refused = 0;
    for _ in 0..80 {
        let answer = world.send(yes(WORDS)).await;
        refused += i32::from(answer.status == StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!((refused, world.records()), (20, 60));
}

/// P-A15 and P-C11. What a paper calls consent is not asked here: only a cookie that waits for a yes, with words to ask with, is.
#[tokio::test]
async fn p_a15_what_a_paper_calls_consent_is_no_question_and_no_answer() {
    let world = World::of_rows().await;
    for path in
        ["/nb/granvik/cookie-choice.js", "/nb/ukjent/cookie-choice.js", "/xx/granvik/cookie-choice.js"]
    {
        let script = world.send(ask("GET", path)).await;
        assert_eq!(script.status, StatusCode::NOT_FOUND, "{path}");
    }
    says(&world.send(call(CALLS, "writing_is_consent=x")).await, 404, "cookies.not_asked");
    let world = self::world().await;
    let script = world.send(ask("GET", "/en/granvik/cookie-choice.js")).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.text().contains("Yes, measure which pages I read on this website."));
    assert!(script.text().contains(&version_of(WORDS)), "a yes in the other language is a yes");
    let policy = world.send(ask("GET", "/en/granvik/cookie-policy")).await.text();
    for name in ["vern-cookie-choice", "lysvik-visits", "__Host-vern-console"] {
        assert!(policy.contains(name), "{name}: {policy}");
    }
}
