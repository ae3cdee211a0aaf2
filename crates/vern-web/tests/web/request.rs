//! P-B1: the form people use their rights by works, without a script or a cookie, in both languages, and says the same to everyone.

use super::world::{Ask, CHARTER, World, ask};

fn form(path: &str, fields: &[(&str, &str)]) -> Ask {
    form_from("same-origin", path, fields)
}

fn form_from(site: &str, path: &str, fields: &[(&str, &str)]) -> Ask {
    let encode = |value: &str| value.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let encoded: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let request = ask("POST", path).with("sec-fetch-site", site);
    request.with("content-type", "application/x-www-form-urlencoded").body(encoded.join("&"))
}

const PATHS: [&str; 2] = ["/nb/granvik/request", "/en/granvik/request"];

#[tokio::test]
async fn p_b1_the_form_gives_a_case_number_and_a_date() {
    let world = World::new().await;
    for (path, due) in PATHS.into_iter().zip(["22. desember 2026", "22 December 2026"]) {
        let page = world.send(ask("GET", path)).await;
        let html = page.text();
        assert_eq!(page.status, 200, "{html}");
        assert!(
            html.matches("<h1").count() == 1
                && html.contains("name=\"contact\"")
                && !html.contains("<script")
        );
        assert!(page.header("set-cookie").is_empty());
        let sent = world
            .send(form(path, &[("right", "access"), ("text", "Hei"), ("contact", "kari@example.no")]))
            .await;
        let html = sent.text();
        assert_eq!(sent.status, 200, "{html}");
        assert!(
            html.contains(due) && html.contains("<code class=\"hash\">") && !html.contains("kari@example.no"),
            "{html}"
        );
        assert!(sent.header("set-cookie").is_empty());
    }
    let front = world.send(ask("GET", "/nb/granvik")).await.text();
    assert!(front.contains("href=\"/nb/granvik/request\""));
    let manager = world.token("granvik", "manager").await;
    let cases =
        world.send(ask("POST", "/v1/cases:search").by(&manager).json(&serde_json::json!({}))).await.json();
    assert_eq!(cases["cases"].as_array().unwrap().len(), 2);
}

/// What was written stands in the form again, as text and nothing else, with what is missing.
#[tokio::test]
async fn what_is_missing_is_said_and_markup_stays_text() {
    let world = World::new().await;
    let name = "<script>alert(1)</script>";
    let sent = world.send(form(PATHS[0], &[("right", "erasure"), ("name", name)])).await;
    let html = sent.text();
    assert_eq!(sent.status, 422, "{html}");
    assert!(
        html.contains("Det mangler en måte å svare på.") && html.contains("aria-invalid=\"true\""),
        "{html}"
    );
    assert!(!html.contains(name) && html.contains("alert(1)"), "{html}");
    let unknown = world.send(form(PATHS[1], &[("right", "x"), ("contact", "a@b.no")])).await;
    assert_eq!(unknown.status, 422);
    let long = "x".repeat(4_001);
    let sent =
        world.send(form(PATHS[1], &[("right", "access"), ("contact", "a@b.no"), ("text", &long)])).await;
    assert_eq!(sent.status, 422);
}

#[tokio::test]
async fn another_site_cannot_send_it_and_a_flood_is_stopped() {
    let world = World::new().await;
    let fields = [("right", "access"), ("contact", "a@b.no")];
    let foreign = world.send(form_from("cross-site", PATHS[0], &fields)).await;
    assert_eq!(foreign.status, 403);
    let mut taken = 0;
    let stopped = loop {
        let sent = world.send(form(PATHS[0], &fields)).await;
        if sent.status != 200 {
            break sent.status;
        }
        taken += 1;
    };
    assert_eq!((stopped.as_u16(), taken), (429, 100));
}

#[tokio::test]
async fn an_organisation_that_takes_no_requests_here_says_so() {
    let world = World::with(&CHARTER.replace("    carries: rights_requests\n", ""), None).await;
    let page = world.send(ask("GET", PATHS[0])).await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("rights.not_carried"));
    assert!(!world.send(ask("GET", "/nb/granvik")).await.text().contains("/nb/granvik/request"));
}
