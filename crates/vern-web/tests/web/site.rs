//! The pages' routes: headers, languages, what is hidden, and that nothing typed comes back unescaped.

use std::sync::{Arc, OnceLock};

use serde_json::json;
use vern_app::problem::Problem;
use vern_core::decision::Code;
use vern_text::Language;
use vern_web::Guide;
use vern_web::guide::{GuideAnswer, GuideCustomer, GuideFuture, GuideOrganisation};
use vern_web::page::{Answer as Outcome, GuideStep, asset};

use super::world::{Answer, CHARTER, World, ask};

async fn get(world: &World, path: &str) -> Answer {
    world.send(ask("GET", path)).await
}

fn is_hardened(answer: &Answer, path: &str) {
    for (header, value) in [
        ("content-security-policy", vern_web::page::CONTENT_SECURITY_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(header), value, "{path}");
    }
    assert!(answer.headers.get("set-cookie").is_none(), "{path}");
    assert!(
        !answer.header("cache-control").is_empty() && !answer.header("vern-request-id").is_empty(),
        "{path}"
    );
}

#[tokio::test]
async fn every_route_is_hardened_and_sets_no_cookie() {
    let world = World::new().await;
    for (path, status) in [
        ("/", 303),
        ("/nb", 303),
        ("/nb/granvik", 200),
        ("/en/granvik", 200),
        ("/nb/granvik/privacy-notice", 200),
        ("/nb/granvik/privacy-notice.json", 200),
        ("/nb/granvik/privacy-notice/working-view", 200),
        ("/nb/granvik/privacy-notice/history", 200),
        ("/nb/granvik/privacy-notice/history.json", 200),
        ("/nb/granvik/privacy-notice.csv", 404),
        ("/en/granvik/sub-processors", 200),
        ("/en/granvik/sub-processors.csv", 200),
        ("/en/granvik/register-controller", 404),
        ("/en/granvik/register-controller.json", 404),
        ("/en/granvik/register-controller.csv", 404),
        ("/en/granvik/register-controller/working-view", 404),
        ("/en/granvik/register-controller/history", 404),
        ("/en/granvik/register-controller/history.json", 404),
        ("/en/granvik/nothing/history", 404),
        ("/en/granvik/journal", 200),
        ("/en/problems/record.unknown", 200),
        ("/assets/vern.css", 200),
        ("/assets/nothing.css", 404),
        ("/nb/nobody", 404),
        ("/de/granvik", 404),
        ("/nb/%FF", 404),
        ("/nb/granvik/nothing", 404),
        ("/nothing", 404),
        ("/v1/nothing", 404),
        ("/v1/journal/checkpoint", 401),
        ("/v1/openapi.json", 200),
        ("/healthz", 200),
    ] {
        let answer = get(&world, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        is_hardened(&answer, path);
        let html = answer.header("content-type").starts_with("text/html");
        assert!(!html || answer.text().starts_with("<!doctype html>"), "{path}");
    }
    let posted = world.send(ask("POST", "/nb/granvik")).await;
    assert_eq!(posted.status.as_u16(), 405);
    is_hardened(&posted, "POST");
}

#[tokio::test]
async fn assets_are_kept_for_ever_only_by_their_content() {
    let world = World::new().await;
    for known in asset::ALL {
        let named = get(&world, &known.href()).await;
        assert_eq!(named.header("cache-control"), asset::CACHE_CONTROL);
        assert_eq!((named.header("etag"), named.body.as_slice()), (known.etag().as_str(), known.bytes));
        assert_eq!(named.header("content-type"), known.content_type);
        for path in [format!("/assets/{}", known.name), format!("/assets/{}?v=0", known.name)] {
            assert_eq!(get(&world, &path).await.header("cache-control"), "no-cache", "{path}");
            for tag in [known.etag(), format!("W/{}", known.etag()), format!("\"x\", {}", known.etag())] {
                let again = world.send(ask("GET", &path).with("if-none-match", &tag)).await;
                assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{tag}");
                assert_eq!(again.header("etag"), known.etag());
            }
            let other = world.send(ask("GET", &path).with("if-none-match", "\"x\"")).await;
            assert_eq!(other.status.as_u16(), 200);
        }
    }
}

#[tokio::test]
async fn the_language_of_the_browser_chooses_the_first_page() {
    let world = World::new().await;
    for (wish, place) in [("nb-NO,nb;q=0.9", "/nb"), ("en-GB,en;q=0.9", "/en"), ("no", "/nb")] {
        let answer = world.send(ask("GET", "/").with("accept-language", wish)).await;
        assert_eq!(answer.header("location"), place, "{wish}");
    }
    assert!(get(&world, "/nb").await.header("location").starts_with("/nb/"));
    for (path, language) in
        [("/nb/granvik", "nb"), ("/en/granvik", "en"), ("/en/nobody", "en"), ("/nb/nobody", "nb")]
    {
        assert!(get(&world, path).await.text().contains(&format!("<html lang=\"{language}\"")), "{path}");
    }
}

#[tokio::test]
async fn the_working_view_is_there_only_where_the_charter_publishes_it() {
    let hidden = CHARTER.replace("working_view: public", "working_view: party");
    assert_ne!(hidden, CHARTER);
    let world = World::with(&hidden, None).await;
    let path = "/nb/granvik/privacy-notice";
    assert_eq!(get(&world, &format!("{path}/working-view")).await.status.as_u16(), 404);
    let published = get(&world, path).await.text();
    assert!(!published.contains("working-view"));
    let world = World::new().await;
    assert!(get(&world, path).await.text().contains("working-view"));
    let json = get(&world, &format!("{path}.json")).await;
    assert_eq!(json.header("content-type"), "application/json");
    assert!(!json.text().contains("finding."), "the published form only");
}

#[tokio::test]
async fn a_list_is_there_as_a_table_to_take_away() {
    let world = World::new().await;
    let csv = get(&world, "/nb/granvik/sub-processors.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"granvik-sub-processors.csv\"");
    assert!(csv.text().starts_with("\u{feff}\"Brukes\",\"Leverandør\""), "{}", csv.text());
    let page = get(&world, "/nb/granvik/sub-processors").await.text();
    for link in ["/nb/granvik/sub-processors.csv", ".json", "/history", "/working-view"] {
        assert!(page.contains(link), "{link}");
    }
}

#[tokio::test]
async fn the_journal_page_tells_four_kinds_of_receipt_apart() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let put = world.put(&token, "p-1", json!({ "name": "Kari" })).await;
    let receipt = put.header("vern-receipt").to_owned();
    let parts: Vec<&str> = receipt.split('.').collect();
    let page = async |receipt: &str| get(&world, &format!("/en/granvik/journal?receipt={receipt}")).await;
    let plain = get(&world, "/en/granvik/journal").await.text();

    let good = page(&receipt).await;
    assert_eq!(good.status.as_u16(), 200);
    assert!(good.text().contains("/assets/proof.js") && good.text().contains(&receipt));
    assert!(!good.text().contains("Kari") && !good.text().contains("p-1"));
    let wrong = page(&format!("1.0.{}", parts[2])).await;
    let beyond = page(&format!("1.99999.{}", parts[2])).await;
    let malformed = page("not-a-receipt").await;
    let undecodable = page("%FF").await;
    let twice = page(&format!("{receipt}&receipt=x")).await;
    let mut seen = vec![plain];
    for answer in [good, wrong, beyond, malformed] {
        assert_eq!(answer.status.as_u16(), 200);
        assert!(!seen.contains(&answer.text()), "each says something of its own");
        seen.push(answer.text());
    }
    for answer in [undecodable, twice] {
        assert_eq!(answer.status.as_u16(), 200);
        assert!(answer.text().starts_with("<!doctype html>"));
    }
    for markup in
        ["%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "1.0.%3Cb%3E"]
    {
        let text = page(markup).await.text();
        for bad in ["<script>alert", "<img src=x", "\"><", "<b>"] {
            let lower = text.contains(bad) && !seen[0].contains(bad);
            assert!(!lower, "{markup}: {bad}");
        }
    }
}

#[tokio::test]
async fn every_code_has_its_page_and_nothing_else_has() {
    let world = World::new().await;
    let codes = Code::ALL.iter().map(|code| code.as_str()).chain(Problem::CODES.iter().copied());
    for code in codes {
        for language in ["nb", "en"] {
            let answer = get(&world, &format!("/{language}/problems/{code}")).await;
            assert_eq!(answer.status.as_u16(), 200, "{code}");
            assert!(answer.text().contains(code));
        }
    }
    for hostile in [
        "nothing",
        "record.unknown.mend",
        "record-unknown",
        "RECORD.UNKNOWN",
        "..",
        "%2e%2e%2f",
        "%3Cscript%3E",
        "record.unknown%00",
        "%FF",
        &"a".repeat(5_000),
    ] {
        let answer = get(&world, &format!("/en/problems/{hostile}")).await;
        assert_eq!(answer.status.as_u16(), 404, "{hostile}");
        assert!(!answer.text().contains("<script>"));
    }
}

/// A guide with one action.
struct OneAction(OnceLock<()>);

impl Guide for OneAction {
    fn organisations(&self, _: Language) -> Vec<GuideOrganisation> {
        vec![GuideOrganisation {
            slug: "granvik".to_owned(),
            kind: "<i>Kind".to_owned(),
            what: String::new(),
            keeps: String::new(),
            customers: vec![GuideCustomer { slug: "granvik".to_owned(), choices: "<i>Choices".to_owned() }],
            things: 1,
        }]
    }

    fn steps(&self, _: Language, _: &str) -> Vec<GuideStep> {
        Vec::new()
    }

    fn act<'a>(&'a self, _: Language, organisation: &'a str, action: &'a str) -> GuideFuture<'a> {
        Box::pin(async move {
            (organisation == "granvik" && action == "look").then(|| {
                let _first = self.0.set(());
                GuideAnswer {
                    controller: organisation.to_owned(),
                    answer: Outcome::Permitted,
                    asked: "<b>Asked</b>".to_owned(),
                    outcome: None,
                    facts: vec![("<i>".to_owned(), "&".to_owned())],
                    withheld: Vec::new(),
                    reasons: Vec::new(),
                    receipt: None,
                    command: None,
                    next: Vec::new(),
                }
            })
        })
    }
}

#[tokio::test]
async fn a_guided_action_is_done_for_forms_of_our_own_only() {
    let guide = Arc::new(OneAction(OnceLock::new()));
    let world = World::with(CHARTER, Some(guide.clone())).await;
    let start = get(&world, "/nb").await;
    assert_eq!(start.status.as_u16(), 200, "the guide is the first page");
    assert!(start.text().contains("href=\"/nb/guide/granvik\"") && !start.text().contains("<i>"));
    let page = get(&world, "/nb/guide/granvik").await;
    assert!(page.status.as_u16() == 200 && page.text().contains("href=\"/nb/granvik/privacy-notice\""));
    assert!(page.text().contains("Choices") && !page.text().contains("<i>"));
    assert_eq!(get(&world, "/nb/guide/elsewhere").await.status.as_u16(), 404);
    let act = |name: &'static str, value: &str| ask("POST", "/nb/guide/granvik/look").with(name, value);
    for from_elsewhere in [
        act("sec-fetch-site", "cross-site"),
        act("sec-fetch-site", "same-site"),
        act("sec-fetch-site", ""),
        act("origin", "https://elsewhere.example"),
        act("origin", "null"),
    ] {
        let answer = world.send(from_elsewhere).await;
        assert_eq!(answer.status.as_u16(), 403);
        assert!(answer.text().contains("request.origin") && guide.0.get().is_none());
        is_hardened(&answer, "guide");
    }
    let done = world.send(act("sec-fetch-site", "same-origin")).await;
    assert!(done.status.as_u16() == 200 && guide.0.get().is_some());
    assert!(!done.text().contains("<b>Asked") && done.text().contains("&#60;b&#62;Asked"));
    for unknown in ["/nb/guide/granvik/nothing", "/nb/guide/elsewhere/look"] {
        let unknown = ask("POST", unknown).with("sec-fetch-site", "same-origin");
        assert_eq!(world.send(unknown).await.status.as_u16(), 404);
    }
    assert_eq!(get(&world, "/nb/guide/granvik/look").await.status.as_u16(), 405, "a link does nothing");
    let without = World::new().await;
    let act = ask("POST", "/nb/guide/granvik/look").with("sec-fetch-site", "same-origin");
    assert_eq!(without.send(act).await.status.as_u16(), 404);
    assert_eq!(get(&without, "/nb/guide/granvik").await.status.as_u16(), 404);
}
