//! Cases in the console: each step has its form, what a step will do is said in numbers before it is done, and what is wrong loses nothing that was written.

use serde_json::json;

use super::console::Staff;
use super::world::{Answer, CHARTER, World};

const EMAIL: &str = "kari@example.no";
const LIST: &str = "/console/nb/cases";

/// An applicant, and a request that came by letter. Answers the case's page.
async fn received(world: &World, staff: &Staff<'_>, right: &str) -> String {
    let manager = world.token("granvik", "recruiter").await;
    let body = json!({ "activity": "recruitment", "fields": { "name": "Kari <b>N</b>", "email": EMAIL, "cv": "Skoler" } });
    let put = world.send(super::world::ask("PUT", "/v1/records/a-1").by(&manager).json(&body)).await;
    assert_eq!(put.status.as_u16(), 201, "{}", put.text());
    let fields = [
        ("right", right),
        ("came_by", "letter"),
        ("name", "Kari <b>N</b>"),
        ("contact", EMAIL),
        ("language", "en"),
    ];
    let sent = staff.post(LIST, LIST, &fields).await;
    assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
    sent.header("location").to_owned()
}

/// A step's form, as it stands on the case's page.
async fn step(staff: &Staff<'_>, page: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    let html = staff.open(page).await.text();
    let version =
        html.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields: Vec<_> =
        [("step", step), ("version", version.as_str())].into_iter().chain(fields.iter().copied()).collect();
    staff.post(page, page, &fields).await
}

async fn taken(staff: &Staff<'_>, page: &str, name: &str, fields: &[(&str, &str)]) {
    let answer = step(staff, page, name, fields).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, page), "{}", answer.text());
}

/// Tells every recipient the form lists (GDPR art. 19).
async fn tell_all(staff: &Staff<'_>, page: &str) {
    let html = staff.open(page).await.text();
    let told: Vec<String> = html
        .split("name=\"told-")
        .skip(1)
        .map(|part| format!("told-{}", part.split('"').next().unwrap()))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|name| (name.as_str(), "E-post i dag")).collect();
    taken(staff, page, "notify", &told).await;
}

const IDENTIFY: [(&str, &str); 4] = [
    ("shown", "known_contact"),
    ("how", "Svarte fra adressen"),
    ("identifier-type-0", "email"),
    ("identifier-value-0", EMAIL),
];

/// P-B10, P-D11: from letter to closed case, with nothing done that was not said before in numbers.
#[tokio::test]
async fn p_b10_an_erasure_is_run_from_the_console() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    let page = received(&world, &staff, "erasure").await;
    let html = staff.open(&page).await.text();
    assert!(html.contains("Kari &#60;b&#62;N&#60;/b&#62;") && !html.contains("<b>N"), "{html}");
    taken(&staff, &page, "identify", &IDENTIFY).await;
    let decided = [("decision-recruitment", "granted"), ("part-words-recruitment", "Takk")];
    let asked = step(&staff, &page, "assess", &decided).await;
    let html = asked.text();
    assert_eq!(asked.status.as_u16(), 200, "{html}");
    assert!(html.contains("Én post blir slettet, med nøkkelen."), "{html}");
    assert!(
        html.contains("name=\"part-words-recruitment\" value=\"Takk\""),
        "what was written goes along: {html}"
    );
    let manager = world.token("granvik", "manager").await;
    assert_eq!(world.read(&manager, "a-1", "recruitment").await.status.as_u16(), 200, "nothing is done yet");
    taken(&staff, &page, "assess", &[decided.as_slice(), &[("seen", "yes")]].concat()).await;
    assert_eq!(world.read(&manager, "a-1", "recruitment").await.code(), "subject.erasure_ordered");
    let asked = step(&staff, &page, "execute", &[]).await.text();
    assert!(asked.contains("for å vise at ingenting er igjen"), "{asked}");
    taken(&staff, &page, "execute", &[("seen", "yes")]).await;
    let untold = step(&staff, &page, "notify", &[]).await;
    assert_eq!(untold.status.as_u16(), 422);
    assert!(untold.text().contains("case.recipient_untold"), "{}", untold.text());
    tell_all(&staff, &page).await;
    taken(&staff, &page, "answer", &[("given_by", "E-post 24. november")]).await;
    taken(&staff, &page, "close", &[]).await;
    let closed = staff.open("/console/nb/cases/closed").await.text();
    assert!(closed.contains(&page) && !closed.contains("Kari"), "{closed}");
    // The letter is in the language of whoever asked.
    let letter = page.replace("/nb/", "/en/") + "/letter";
    assert!(staff.open(&page).await.text().contains(&letter));
    let letter = staff.open(&letter).await.text();
    assert!(letter.contains("Erased: one record.") && letter.contains("<html lang=\"en\""), "{letter}");
}

/// What is missing is said where it is, and everything that was written stands there still.
#[tokio::test]
async fn what_is_wrong_with_a_step_loses_nothing() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    let fields = [("right", "access"), ("received", "i går"), ("contact", EMAIL), ("text", "Send <alt>")];
    let wrong = staff.post(LIST, LIST, &fields).await;
    let html = wrong.text();
    assert_eq!(wrong.status.as_u16(), 422);
    assert!(html.contains("case.received_form") && html.contains("Send &#60;alt&#62;"), "{html}");
    let page = received(&world, &staff, "access").await;
    let no_ground = step(&staff, &page, "refuse", &[("reasons", "Vi vil ikke")]).await;
    let html = no_ground.text();
    assert_eq!(no_ground.status.as_u16(), 422);
    assert!(html.contains("case.field_missing") && html.contains("Vi vil ikke"), "{html}");
    taken(&staff, &page, "identify", &IDENTIFY).await;
    let undecided = step(&staff, &page, "assess", &[("words", "Hei")]).await;
    assert!(undecided.text().contains("Hei"), "{}", undecided.text());
    let declined = [("decision-recruitment", "statute"), ("seen", "yes")];
    let declined = step(&staff, &page, "assess", &declined).await;
    assert!(declined.text().contains("case.undecided"), "a statute must be named: {}", declined.text());
    // Who looked at an older version is told so.
    let stale = [("step", "close"), ("version", "1")];
    let stale = staff.post(&page, &page, &stale).await;
    assert!(stale.text().contains("case.version_differs"), "{}", stale.text());
}

/// The copy is a page to read and print; what can be taken along is a file whose name says nothing.
#[tokio::test]
async fn copies_are_read_and_fetched() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    let page = received(&world, &staff, "access").await;
    taken(&staff, &page, "identify", &IDENTIFY).await;
    taken(&staff, &page, "assess", &[("decision-recruitment", "granted"), ("seen", "yes")]).await;
    let early = staff.open(&page).await.text();
    assert!(!early.contains("/copy\""), "there is no copy yet: {early}");
    taken(&staff, &page, "execute", &[("seen", "yes")]).await;
    let copy = staff.post(&page, &format!("{page}/copy"), &[("as", "page")]).await;
    let html = copy.text();
    assert_eq!(copy.status.as_u16(), 200);
    assert!(html.contains("Kari &#60;b&#62;N&#60;/b&#62;") && html.contains("Skoler"), "{html}");
}

/// A role that has nothing to do with requests sees no cases, and one case is as unknown to it as none.
#[tokio::test]
async fn who_handles_no_requests_sees_none() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    let page = received(&world, &staff, "access").await;
    let sales = world.staff("granvik", "sales").await;
    assert!(!sales.open("/console/nb").await.text().contains(LIST));
    assert_eq!(sales.open(LIST).await.status.as_u16(), 404);
    let (known, unknown) =
        (sales.open(&page).await, sales.open(&page.replace(|c: char| c.is_ascii_digit(), "1")).await);
    assert_eq!(known.status, unknown.status);
    assert_ne!(known.status.as_u16(), 200);
    assert!(!known.text().contains(EMAIL));
    let undeclared = World::with(&CHARTER.replace("    carries: rights_requests\n", ""), None).await;
    let staff = undeclared.staff("granvik", "manager").await;
    assert_eq!(staff.open(LIST).await.status.as_u16(), 200);
}

/// GDPR art. 18(3) in the console: the form says who is told and how, and the restriction is lifted after that alone.
#[tokio::test]
async fn p_b10_a_restriction_is_lifted_in_the_console_when_that_was_told() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    let page = received(&world, &staff, "restriction").await;
    taken(&staff, &page, "identify", &IDENTIFY).await;
    taken(&staff, &page, "assess", &[("decision-recruitment", "granted"), ("seen", "yes")]).await;
    taken(&staff, &page, "execute", &[("seen", "yes")]).await;
    tell_all(&staff, &page).await;
    taken(&staff, &page, "answer", &[("given_by", "E-post i dag")]).await;
    let html = staff.open(&page).await.text();
    assert!(html.contains("value=\"announce\"") && !html.contains("value=\"lift\""), "{html}");
    let manager = world.token("granvik", "manager").await;
    assert_eq!(world.read(&manager, "a-1", "recruitment").await.code(), "subject.restricted");
    let by_mail = [("reasons", "Rettet"), ("notice", "message"), ("seen", "yes")];
    let by_mail = step(&staff, &page, "announce", &by_mail).await;
    assert!(by_mail.text().contains("case.notice_by_letter"), "{}", by_mail.text());
    let asked = step(&staff, &page, "announce", &[("reasons", "Rettet"), ("notice", "letter")]).await.text();
    assert!(asked.contains("Én post kan brukes igjen"), "{asked}");
    let given = [("reasons", "Rettet"), ("notice", "letter"), ("given_by", "Brev i dag"), ("seen", "yes")];
    taken(&staff, &page, "announce", &given).await;
    taken(&staff, &page, "lift", &[("seen", "yes")]).await;
    assert_eq!(world.read(&manager, "a-1", "recruitment").await.status.as_u16(), 200);
    let html = staff.open(&page).await.text();
    assert!(html.contains("Brev i dag") && html.contains("Opphevet"), "{html}");
}

/// Over REST: a restriction of the whole person is lifted with how they were told, a case's in its case.
#[tokio::test]
async fn a_restriction_is_not_lifted_over_rest_before_that_was_told() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    received(&world, &staff, "access").await;
    let manager = world.token("granvik", "manager").await;
    let subject = world.read(&manager, "a-1", "recruitment").await.json()["record"]["subject"].clone();
    let path = format!("/v1/subjects/{}/restriction", subject.as_str().unwrap());
    let put = async |body| world.send(super::world::ask("PUT", &path).by(&manager).json(&body)).await;
    let restricted = put(json!({ "activity": "recruitment", "restricted": true })).await;
    assert_eq!(restricted.status.as_u16(), 200);
    let why_alone = json!({ "activity": "recruitment", "restricted": false, "reason": "Rettet" });
    let untold = put(why_alone).await;
    assert_eq!((untold.status.as_u16(), untold.code().as_str()), (422, "restriction.untold"));
    assert_eq!(world.read(&manager, "a-1", "recruitment").await.code(), "subject.restricted");
    let told = json!({ "activity": "recruitment", "restricted": false, "told_by": "Brev 20. november" });
    assert_eq!(put(told).await.status.as_u16(), 200);
    assert_eq!(world.read(&manager, "a-1", "recruitment").await.status.as_u16(), 200);
}

/// P-C8: over REST, a request that is to be answered stands among the deadlines with its last day; how far ahead is looked is bounded.
#[tokio::test]
async fn p_c8_a_request_to_be_answered_stands_among_the_deadlines_over_rest() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    received(&world, &staff, "access").await;
    let manager = world.token("granvik", "manager").await;
    let search = async |body| {
        let asked = super::world::ask("POST", "/v1/deadlines:search").by(&manager).json(&body);
        world.send(asked).await
    };
    assert_eq!(search(json!({})).await.json()["deadlines"], json!([]), "nothing within 30 days");
    let line = &search(json!({ "days": 60.0 })).await.json()["deadlines"][0];
    assert_eq!((&line["what"], &line["count"], &line["over"]), (&json!("cases"), &json!(1), &json!(false)));
    assert!(line["last_day"].is_string() && line.get("about").is_none(), "{line}");
    for days in [json!(3_661), json!(-1), json!("30")] {
        let refused = search(json!({ "days": days })).await;
        assert!([400, 422].contains(&refused.status.as_u16()), "{}", refused.text());
        assert!(refused.code().starts_with("request."), "{}", refused.text());
    }
}
