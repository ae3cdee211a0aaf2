//! The console over a real installation: who gets in and for how long, what a form must carry, what the gate says to what is asked there, and that
//! nothing personal stands in an address, a header or the log.

use serde_json::json;
use vern_text::Language;

use super::world::{Answer, Ask, CHARTER, World, ask};

const LOCAL: &str = "127.0.0.1:50000";
const NAME: &str = "Torbjørg Fjernvann";
const EMAIL: &str = "torbjorg@fjernvann.example";
const MINUTE: i64 = 60_000_000;

/// Someone in the console.
pub(crate) struct Staff<'a> {
    world: &'a World,
    cookie: String,
}

pub(crate) fn local(method: &str, path: &str) -> Ask {
    ask(method, path).from(LOCAL).with("host", "127.0.0.1:8440")
}

/// Everything sent is sent as a browser does.
fn form(path: &str, fields: &[(&str, &str)]) -> Ask {
    let encoded: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let request = local("POST", path).with("sec-fetch-site", "same-origin");
    request.with("content-type", "application/x-www-form-urlencoded").body(encoded.join("&"))
}

fn escaped(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

impl World {
    fn link(&self, organisation: &str, role: &str) -> String {
        self.installation.issue_console_link(organisation, role).unwrap().expose_path(Language::Nb)
    }

    pub(crate) async fn staff(&self, organisation: &str, role: &str) -> Staff<'_> {
        let answer = self.send(local("GET", &self.link(organisation, role))).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        assert_eq!(answer.header("location"), "/console/nb");
        let set = answer.header("set-cookie");
        assert!(set.contains("; HttpOnly; SameSite=Strict") && set.contains("Path=/console;"), "{set}");
        let cookie = set.split(';').next().unwrap().to_owned();
        Staff { world: self, cookie }
    }

    fn later(&self, minutes: i64) {
        self.clock.set(self.installation.now().plus_micros(minutes * MINUTE));
    }

    /// A prospect, registered over the API.
    async fn prospect(&self) {
        let manager = self.token("granvik", "manager").await;
        let fields = json!({ "name": NAME, "email": EMAIL, "phone": "+47 412 88 991" });
        assert_eq!(self.put(&manager, "p-1", fields).await.status.as_u16(), 201);
    }
}

impl Staff<'_> {
    pub(crate) async fn send(&self, ask: Ask) -> Answer {
        self.world.send(ask.with("cookie", &self.cookie)).await
    }

    pub(crate) async fn open(&self, path: &str) -> Answer {
        self.send(local("GET", path)).await
    }

    /// A form with the token that stands on a page.
    pub(crate) async fn post(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = token_for(&self.open(page).await.text(), path);
        let fields: Vec<_> = [("form", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.send(form(path, &fields)).await
    }

    async fn find(&self, by: &str, value: &str) -> Answer {
        let fields = [("activity", "prospects"), ("by", by), ("value", value)];
        self.post("/console/nb/records", "/console/nb/records", &fields).await
    }
}

/// The token of the form that goes to a path.
fn token_for(html: &str, path: &str) -> String {
    let after = html
        .split(&format!("action=\"{path}\""))
        .nth(1)
        .unwrap_or_else(|| panic!("no form to {path}: {html}"));
    let token = after.split("name=\"form\" value=\"").nth(1).unwrap();
    token.split('"').next().unwrap().to_owned()
}

/// Goes through the console as someone does who looks for a prospect, opens it and asks who has read it. Gives back every answer.
pub(crate) async fn walk(world: &World, email: &str, reason: &str) -> Vec<Answer> {
    let staff = world.staff("granvik", "manager").await;
    let found = staff.find("email", email).await;
    let address = first_result(&found.text());
    let opened = staff.post(&address, &address, &[("reason", reason)]).await;
    let readers = staff.post(&address, &format!("{address}/readers"), &[("reason", reason)]).await;
    let refused = staff.find("phone", email).await;
    vec![found, opened, readers, refused]
}

/// Where the first result leads.
fn first_result(html: &str) -> String {
    let after =
        html.split("href=\"/console/nb/records/").nth(1).unwrap_or_else(|| panic!("no result: {html}"));
    format!("/console/nb/records/{}", after.split('"').next().unwrap())
}

fn says(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert!(answer.text().contains(&format!("<code>{code}</code>")), "{code}: {}", answer.text());
}

fn is_clean(text: &str) {
    for value in ["Torbj", "torbj", "fjernvann", "Fjernvann", "41288991", "412 88 991"] {
        assert!(!text.contains(value), "{value}: {text}");
    }
}

#[tokio::test]
async fn a_link_works_once_for_five_minutes_on_this_machine() {
    let world = World::new().await;
    let link = world.link("granvik", "manager");
    for stranger in ["192.0.2.7:40000", "[2001:db8::1]:40000"] {
        let answer = world.send(ask("GET", &link).from(stranger).with("host", "127.0.0.1:8440")).await;
        says(&answer, 403, "console.not_local");
    }
    says(&world.send(ask("GET", &link).with("host", "127.0.0.1:8440")).await, 403, "console.not_local");
    says(
        &world.send(ask("GET", &link).from(LOCAL).with("host", "vern.example")).await,
        403,
        "console.not_local",
    );
    let proxied = local("GET", &link).with("x-forwarded-for", "192.0.2.7");
    says(&world.send(proxied).await, 403, "console.not_local");
    let elsewhere = local("GET", &link).with("sec-fetch-site", "cross-site");
    says(&world.send(elsewhere).await, 403, "request.origin");
    assert_eq!(world.send(local("HEAD", &link)).await.status.as_u16(), 204);

    let answer = world.send(local("GET", &link)).await;
    assert_eq!(answer.status.as_u16(), 303);
    let again = world.send(local("GET", &link)).await;
    says(&again, 404, "console.link_spent");
    assert!(again.text().contains("<h1>Lenken virker ikke lenger</h1>"), "{}", again.text());
    assert_eq!(again.header("set-cookie"), "");

    let late = world.link("granvik", "manager");
    world.later(5);
    says(&world.send(local("GET", &late)).await, 404, "console.link_spent");
    says(&world.send(local("GET", "/console/nb/enter/vern_no")).await, 404, "console.link_spent");
    assert!(world.installation.issue_console_link("granvik", "no_such_role").is_err());
    assert!(world.installation.issue_console_link("no_such_one", "manager").is_err());
}

#[tokio::test]
async fn every_page_wants_a_session_and_shows_itself_in_both_languages() {
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    for room in ["", "/records", "/reviews", "/journal", "/activities", "/charter", "/suppliers"] {
        for language in ["nb", "en"] {
            let path = format!("/console/{language}{room}");
            let answer = staff.open(&path).await;
            assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.text());
            let html = answer.text();
            assert!(
                html.contains(&format!("<html lang=\"{language}\">")) && html.matches("<h1").count() == 1,
                "{path}"
            );
            assert!(
                !html.contains(" style=") && !html.contains("<style") && !html.contains("<script"),
                "{path}"
            );
            assert!(
                !html.contains("console-") || !html.contains(">console-"),
                "{path} has a text that is not there"
            );
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("set-cookie"), "", "{path}");
            says(&world.send(local("GET", &path)).await, 403, "console.session_ended");
            let from_afar = ask("GET", &path).from("192.0.2.7:1").with("host", "127.0.0.1:8440");
            says(&staff.send(from_afar).await, 403, "console.not_local");
        }
    }
    let two = local("GET", "/console/nb").with("cookie", &format!("{}; vern-console=x", staff.cookie));
    says(&world.send(two).await, 403, "console.session_ended");
    says(&staff.open("/console/xx").await, 404, "page.unknown");
    for path in ["/nb/granvik", "/nb/granvik/journal", "/nb/granvik/privacy-notice"] {
        assert_eq!(world.send(ask("GET", path)).await.header("set-cookie"), "", "public pages set no cookie");
    }
}

#[tokio::test]
async fn a_session_ends_when_nothing_is_asked_when_it_is_old_when_left_and_when_revoked() {
    let world = World::new().await;
    let idle = world.staff("granvik", "manager").await;
    world.later(14);
    assert_eq!(idle.open("/console/nb").await.status.as_u16(), 200);
    world.later(15);
    says(&idle.open("/console/nb").await, 403, "console.session_ended");

    let old = world.staff("granvik", "manager").await;
    for _ in 0..17 {
        world.later(14);
        assert_eq!(old.open("/console/nb").await.status.as_u16(), 200);
    }
    world.later(3);
    says(&old.open("/console/nb").await, 403, "console.session_ended");

    let left = world.staff("granvik", "manager").await;
    says(&left.send(form("/console/nb/leave", &[])).await, 403, "console.form_stale");
    let answer = left.post("/console/nb", "/console/nb/leave", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/nb/granvik"));
    assert!(
        answer.header("set-cookie").starts_with("vern-console=;")
            && answer.header("set-cookie").contains("Max-Age=0")
    );
    says(&left.open("/console/nb").await, 403, "console.session_ended");

    let revoked = world.staff("granvik", "manager").await;
    revoked.find("-key", "p-1").await;
    let witness = world.staff("granvik", "manager").await;
    let html = witness.open("/console/en/journal").await.text();
    let actor = html.split("<code>").nth(1).unwrap().split('<').next().unwrap().parse().unwrap();
    world.installation.end_access("granvik", actor).await.unwrap();
    says(&revoked.open("/console/nb").await, 403, "console.session_ended");
}

#[tokio::test]
async fn a_form_must_come_from_a_page_of_this_session_and_be_that_form() {
    let world = World::new().await;
    world.prospect().await;
    let (staff, other) = (world.staff("granvik", "manager").await, world.staff("granvik", "manager").await);
    let path = "/console/nb/records";
    let token = token_for(&staff.open(path).await.text(), path);
    let of_other = token_for(&other.open(path).await.text(), path);
    let of_form = token_for(&staff.open(path).await.text(), "/console/nb/leave");
    let fields = |token| [("form", token), ("activity", "prospects"), ("by", "email"), ("value", EMAIL)];
    for stale in ["", "00", of_other.as_str(), of_form.as_str()] {
        says(&staff.send(form(path, &fields(stale))).await, 403, "console.form_stale");
    }
    let good = || local("POST", path).with("content-type", "application/x-www-form-urlencoded");
    let body = format!("form={token}&activity=prospects&by=email&value={}", escaped(EMAIL));
    for site in ["cross-site", "same-site", "none"] {
        let foreign = good().with("sec-fetch-site", site).body(body.clone());
        says(&staff.send(foreign).await, 403, "request.origin");
    }
    says(&staff.send(good().body(body.clone())).await, 403, "request.origin");
    let foreign = good().with("origin", "http://evil.example").body(body.clone());
    says(&staff.send(foreign).await, 403, "request.origin");
    let own = good().with("origin", "http://127.0.0.1:8440").body(body.clone());
    assert_eq!(staff.send(own).await.status.as_u16(), 200);
    assert_eq!(staff.send(form(path, &fields(&token))).await.status.as_u16(), 200);
    let json =
        local("POST", path).with("sec-fetch-site", "same-origin").with("content-type", "application/json");
    says(&staff.send(json.body(body)).await, 403, "console.form_stale");
}

#[tokio::test]
async fn a_record_is_found_shut_opened_for_a_reason_and_journalled() {
    let world = World::new().await;
    world.prospect().await;
    let staff = world.staff("granvik", "manager").await;
    let found = staff.find("email", EMAIL).await;
    assert_eq!(found.status.as_u16(), 200);
    assert!(found.text().contains("p-1"));
    is_clean(&found.text());
    let address = first_result(&found.text());
    assert!(!address.contains("p-1"), "an address says nothing");
    let shut = staff.open(&address).await;
    assert_eq!(shut.status.as_u16(), 200);
    is_clean(&shut.text());

    says(&staff.post(&address, &address, &[("reason", "  ")]).await, 422, "console.reason_missing");
    let opened = staff.post(&address, &address, &[("reason", "Torbjørg ringte")]).await;
    assert_eq!(opened.status.as_u16(), 200);
    assert!(opened.text().contains(NAME) && opened.text().contains(EMAIL));
    is_clean(&format!("{:?}", opened.headers));

    let readers = staff.post(&address, &format!("{address}/readers"), &[("reason", "Torbjørg spør")]).await;
    assert_eq!(readers.status.as_u16(), 200);
    assert!(readers.text().contains("«Torbjørg ringte»"), "the reason given is told: {}", readers.text());
    assert!(readers.text().matches("Du, i denne økten").count() >= 2, "the search and the reading");

    // By key, and one that is not there.
    assert!(staff.find("-key", "p-1").await.text().contains("/console/nb/records/vern_"));
    says(&staff.find("-key", "p-2").await, 403, "record.unknown");
    says(&staff.find("-key", EMAIL).await, 422, "record.key_personal");
    says(&staff.find("name", NAME).await, 422, "search.not_lookup");
}

#[tokio::test]
async fn what_was_found_is_of_one_session_for_ten_minutes_and_of_one_organisation() {
    let world = World::new().await;
    world.prospect().await;
    let staff = world.staff("granvik", "manager").await;
    let address = first_result(&staff.find("email", EMAIL).await.text());
    let colleague = world.staff("granvik", "manager").await;
    says(&colleague.open(&address).await, 404, "console.result_gone");
    let stranger = world.staff("nordvik", "manager").await;
    says(&stranger.open(&address).await, 404, "console.result_gone");
    let theirs = stranger.find("email", EMAIL).await;
    assert_eq!(theirs.status.as_u16(), 200);
    assert!(!theirs.text().contains("p-1"), "another organisation's records are not met");
    says(&stranger.find("-key", "p-1").await, 403, "record.unknown");
    world.later(10);
    let gone = staff.open(&address).await;
    says(&gone, 404, "console.result_gone");
    assert!(gone.text().contains("<h1>Treffet vises ikke lenger</h1>"), "{}", gone.text());
}

#[tokio::test]
async fn the_gate_says_no_in_the_console_as_elsewhere_and_the_journal_has_it() {
    let world = World::new().await;
    world.prospect().await;
    let recruiter = world.staff("granvik", "recruiter").await;
    let form_page = recruiter.open("/console/nb/records").await.text();
    assert!(!form_page.contains("value=\"prospects\"") && form_page.contains("value=\"recruitment\""));
    says(&recruiter.find("email", EMAIL).await, 403, "actor.no_grant");
    let manager = world.staff("granvik", "manager").await;
    let journal =
        |fields: &'static [(&str, &str)]| manager.post("/console/nb/journal", "/console/nb/journal", fields);
    let refused = journal(&[("outcome", "refused"), ("activity", "prospects")]).await.text();
    assert!(refused.contains("<code>actor.no_grant</code>"), "{refused}");
    let permitted =
        journal(&[("outcome", "permitted"), ("activity", "prospects"), ("act", "register")]).await.text();
    assert!(permitted.contains("Registrering") && !permitted.contains("<code>actor.no_grant</code>"));
    assert!(permitted.contains("/nb/granvik/journal?receipt=1."), "each line leads to its proof");
    for nothing in
        [[("actor", "x")], [("since", "2026-13-01")], [("until", "2026-01-01")], [("code", "no.such")]]
    {
        let html = manager.post("/console/nb/journal", "/console/nb/journal", &nothing).await.text();
        assert!(html.contains("Ingen linjer passer med det du spurte etter."), "{nothing:?}");
    }
    let theirs = recruiter.open("/console/nb/journal").await.text();
    assert!(!theirs.contains("Registrering ·"), "lines of activities without a grant are left out");
    assert!(theirs.contains("utelatt"), "and counted");
}

#[tokio::test]
async fn what_is_restricted_stays_shut_in_the_console() {
    let world = World::new().await;
    world.prospect().await;
    let token = world.token("granvik", "manager").await;
    let subject =
        world.read(&token, "p-1", "prospects").await.json()["record"]["subject"].as_str().unwrap().to_owned();
    let staff = world.staff("granvik", "manager").await;
    let address = first_result(&staff.find("email", EMAIL).await.text());
    let body = json!({ "activity": "prospects", "restricted": true, "reason": "contested" });
    let path = format!("/v1/subjects/{subject}/restriction");
    assert_eq!(world.send(ask("PUT", &path).by(&token).json(&body)).await.status.as_u16(), 200);
    let answer = staff.post(&address, &address, &[("reason", "to see")]).await;
    says(&answer, 403, "subject.restricted");
    is_clean(&answer.text());
    let overview = staff.open("/console/en").await.text();
    assert!(overview.contains("person has had processing restricted"), "{overview}");
}

#[tokio::test]
async fn one_version_alone_is_not_compared_with_itself() {
    let world = World::new().await;
    let html = world.staff("granvik", "manager").await.open("/console/en/charter").await.text();
    assert!(html.contains("there is nothing to compare yet"), "{html}");
    assert!(!html.contains("<option"), "{html}");
}

#[tokio::test]
async fn two_versions_are_compared_and_the_latter_is_tried_on_what_was_done() {
    let world = World::new().await;
    world.prospect().await;
    let grant = "activity: prospects, acts: [register, read, alter, use, restrict, erase]";
    assert!(CHARTER.contains(grant));
    let later = CHARTER
        .replace(grant, "activity: prospects, acts: [read, alter, use, restrict, erase]")
        .replace("version: \"2026-11-22\"", "version: \"2026-12-01\"")
        .replace("in_force_from: 2026-01-01T00:00:00Z", "in_force_from: 2026-12-01T00:00:00Z");
    world.installation.import_charter(later.as_bytes(), "later.yaml").await.unwrap();
    let staff = world.staff("granvik", "manager").await;
    let html = staff.open("/console/en/charter").await.text();
    let hashes: Vec<&str> =
        html.split("<option value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(hashes.len(), 4, "two versions in each list: {hashes:?}");
    let compare = |old: &str, new: &str| format!("/console/en/charter?old={old}&new={new}&days=30");
    let compared = staff.open(&compare(hashes[1], hashes[0])).await;
    assert_eq!(compared.status.as_u16(), 200);
    let text = compared.text();
    assert!(text.contains("can no longer register"), "what changes: {text}");
    assert!(text.contains("1 of 1 operations of the last 30 days would have been refused"), "{text}");
    assert!(text.contains("<code>actor.no_grant</code>"), "{text}");
    let same = staff.open(&compare(hashes[1], hashes[1])).await.text();
    assert!(same.contains("Choose two different versions of one document."), "{same}");
    assert!(!same.contains("id=\"changes\""), "a version is not compared with itself: {same}");
    says(&staff.open(&compare("00", hashes[0])).await, 404, "page.unknown");
    // What others did in activities a role has no grant in is not told by way of a comparison either.
    let recruiter = world.staff("granvik", "recruiter").await;
    let theirs = recruiter.open(&compare(hashes[1], hashes[0])).await.text();
    assert!(theirs.contains("None of the last 30 days"), "{theirs}");
    assert!(!theirs.contains("<code>actor.no_grant</code>"), "{theirs}");
    let stranger = world.staff("nordvik", "manager").await;
    says(&stranger.open(&compare(hashes[1], hashes[0])).await, 404, "page.unknown");
}

/// What goes, when and why, before it goes: by day and by month; and what another version would have go.
#[tokio::test]
async fn p_b6_the_console_says_what_is_erased_when_and_why() {
    let world = World::new().await;
    let token = world.token("granvik", "manager").await;
    let body = json!({ "activity": "chat", "fields": { "chat_content": "Hei" } });
    assert_eq!(
        world.send(ask("PUT", "/v1/records/chat-1").by(&token).json(&body)).await.status.as_u16(),
        201
    );
    let staff = world.staff("granvik", "manager").await;
    let near = staff.open("/console/nb/retention").await.text();
    assert!(near.contains("Ingenting går fram til 22. desember 2026."), "{near}");
    let by_day = staff.open("/console/nb/retention?days=90").await.text();
    for needed in ["Én post går fram til", "21. januar 2027", "det er gått 60 dager siden de ble samlet inn"]
    {
        assert!(by_day.contains(needed), "{needed}: {by_day}");
    }
    let by_month = staff.open("/console/en/retention?days=365").await.text();
    assert!(by_month.contains(">January 2027<") && !by_month.contains("21 January 2027"), "{by_month}");
    // Who has nothing to do with the activity is not told of it.
    let recruiter =
        world.staff("granvik", "recruiter").await.open("/console/en/retention?days=90").await.text();
    assert!(recruiter.contains("Nothing goes up to"), "{recruiter}");

    let later = CHARTER
        .replace("after: P60D", "after: P1D")
        .replace("version: \"2026-11-22\"", "version: \"2026-12-01\"")
        .replace("in_force_from: 2026-01-01T00:00:00Z", "in_force_from: 2026-12-01T00:00:00Z");
    world.installation.import_charter(later.as_bytes(), "later.yaml").await.unwrap();
    let html = staff.open("/console/en/charter").await.text();
    let hashes: Vec<&str> =
        html.split("<option value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let compare = format!("/console/en/charter?old={}&new={}&days=30", hashes[1], hashes[0]);
    let text = staff.open(&compare).await.text();
    assert!(text.contains("one record goes at once, because"), "{text}");
}

/// What is restricted takes places in the list and is not shown; what is behind it is reached all the same.
#[tokio::test]
async fn what_is_behind_restricted_records_is_listed_on_the_next_page() {
    let world = World::new().await;
    let manager = world.token("granvik", "manager").await;
    let put = async |key: String| {
        let body = json!({ "activity": "prospects", "fields": { "name": "Kari" } });
        let put = world.send(ask("PUT", &format!("/v1/records/{key}")).by(&manager).json(&body)).await;
        assert_eq!(put.status.as_u16(), 201, "{}", put.text());
        put.json()["record"]["subject"].as_str().unwrap().to_owned()
    };
    for number in 0..25 {
        let subject = put(format!("r-{number}")).await;
        let body = json!({ "activity": "prospects", "restricted": true });
        let restrict = ask("PUT", &format!("/v1/subjects/{subject}/restriction")).by(&manager).json(&body);
        let answer = world.send(restrict).await;
        assert!(answer.status.is_success(), "{}", answer.text());
    }
    put("z-1".to_owned()).await;
    world.clock.set(world.installation.now().plus_micros(35 * 86_400_000_000));
    let staff = world.staff("granvik", "manager").await;
    let reviews = "/console/nb/reviews";
    let first = staff.post(reviews, reviews, &[("activity", "prospects")]).await.text();
    assert!(!first.contains("name=\"record\"") && first.contains("25 er utelatt"), "{first}");
    let after = first.split("name=\"after\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("activity", "prospects"), ("after", after)];
    let second = staff.post(reviews, reviews, &fields).await.text();
    assert!(second.contains(" z-1\"") && !second.contains("name=\"after\""), "{second}");
}

/// P-B5: what is due is counted and listed without being opened; what will be done is said in numbers before it is, and it is done to what was marked.
#[tokio::test]
async fn p_b5_a_person_looks_through_what_is_due_and_decides() {
    let world = World::new().await;
    for (key, name) in [("p-1", "Torbjørn"), ("p-2", "Kari"), ("p-3", "Ola")] {
        let body = json!({ "activity": "prospects", "fields": { "name": name, "email": format!("{key}@example.no") } });
        let manager = world.token("granvik", "manager").await;
        let put = world.send(ask("PUT", &format!("/v1/records/{key}")).by(&manager).json(&body)).await;
        assert_eq!(put.status.as_u16(), 201, "{}", put.text());
    }
    world.clock.set(world.installation.now().plus_micros(35 * 86_400_000_000));
    let staff = world.staff("granvik", "manager").await;
    assert!(staff.open("/console/nb").await.text().contains("poster skulle vært gjennomgått"));
    let reviews = "/console/nb/reviews";
    let listed = staff.post(reviews, reviews, &[("activity", "prospects")]).await.text();
    assert!(listed.contains("3 poster å gjennomgå"), "{listed}");
    is_clean(&listed);
    let mark = |key: &str| {
        let marks = listed.split("name=\"record\" value=\"").skip(1).map(|it| it.split('"').next().unwrap());
        marks.into_iter().find(|mark| mark.ends_with(key)).unwrap().to_owned()
    };
    let decide = format!("{reviews}/decide");
    let send = async |fields: &[(&str, &str)]| {
        let token = token_for(&listed, &decide);
        let fields = [&[("form", token.as_str()), ("activity", "prospects")], fields].concat();
        staff.send(form(&decide, &fields)).await
    };
    says(&send(&[("decision", "keep")]).await, 422, "review.none_marked");
    let (first, second) = (mark("p-1"), mark("p-2"));
    let told = send(&[("decision", "erase"), ("record", &first)]).await.text();
    assert!(told.contains("Alt aktiviteten har om én person, slettes: én post."), "{told}");
    assert!(staff.open(reviews).await.text().contains(">3<"), "nothing is done before that was seen");
    let done = send(&[("decision", "erase"), ("record", &first), ("seen", "yes")]).await.text();
    assert!(done.contains("Én post om én person er slettet."), "{done}");
    let kept =
        send(&[("decision", "keep"), ("record", &second), ("record", &first), ("seen", "yes")]).await.text();
    assert!(
        kept.contains("Én post blir liggende.") && kept.contains("Med én post er ingenting gjort:"),
        "{kept}"
    );
    let left = staff.post(reviews, reviews, &[("activity", "prospects")]).await.text();
    assert!(left.contains("én post å gjennomgå") && left.contains(">p-3<"), "{left}");
    let journal = staff.open("/console/nb/journal").await.text();
    assert!(journal.contains("Gjennomgått, og blir liggende"), "{journal}");
}

/// P-B3, GDPR art. 14: who was not asked is listed until somebody has told them; what they are told can be read first, and what will be done is said in numbers.
#[tokio::test]
async fn p_b3_staff_see_who_is_to_be_told_and_note_that_they_were() {
    let world = World::of_rows().await;
    let manager = world.token("granvik", "manager").await;
    for key in ["p-1", "p-2"] {
        let body = json!({ "activity": "prospects", "fields": { "name": key, "email": format!("{key}@example.no") } });
        let put = world.send(ask("PUT", &format!("/v1/records/{key}")).by(&manager).json(&body)).await;
        assert_eq!(put.status.as_u16(), 201, "{}", put.text());
    }
    world.clock.set(world.installation.now().plus_micros(35 * 86_400_000_000));
    let staff = world.staff("granvik", "manager").await;
    assert!(staff.open("/console/nb").await.text().contains("poster om noen som skulle fått vite det"));
    let informing = "/console/nb/informing";
    let listed = staff.post(informing, informing, &[("activity", "prospects")]).await.text();
    assert!(listed.contains("2 poster om noen som skal få vite det"), "{listed}");
    assert!(
        listed.contains("Tips fra andre i markedet") && listed.contains("Tips from others in the market")
    );
    is_clean(&listed);
    let marks = listed.split("name=\"record\" value=\"").skip(1).map(|it| it.split('"').next().unwrap());
    let mark = marks.into_iter().find(|mark| mark.ends_with("p-1")).unwrap().to_owned();
    let tell = format!("{informing}/tell");
    let send = async |fields: &[(&str, &str)]| {
        let token = token_for(&listed, &tell);
        let fields = [&[("form", token.as_str()), ("activity", "prospects")], fields].concat();
        staff.send(form(&tell, &fields)).await
    };
    says(&send(&[("way", "otherwise"), ("how", "Telefon")]).await, 422, "informing.none_marked");
    let record = ("record", mark.as_str());
    says(&send(&[("way", "otherwise"), ("how", " "), record]).await, 422, "informing.how_missing");
    says(&send(&[("way", "de"), record]).await, 422, "request.json");
    let asked = send(&[("way", "otherwise"), ("how", "Telefon"), record]).await.text();
    assert!(asked.contains("Det noteres at én person har fått vite det."), "{asked}");
    assert!(staff.open(informing).await.text().contains(">2<"), "nothing is done before that was seen");
    let done = send(&[("way", "otherwise"), ("how", "Telefon"), record, ("seen", "yes")]).await.text();
    assert!(done.contains("Det er notert at én person har fått vite det."), "{done}");
    let again = send(&[("way", "otherwise"), ("how", "Telefon"), record, ("seen", "yes")]).await.text();
    assert!(
        again.contains("Én person har ikke fått vite det: Personen har allerede fått vite det."),
        "{again}"
    );
    let left = staff.post(informing, informing, &[("activity", "prospects")]).await.text();
    assert!(left.contains("én post om noen som skal få vite det") && left.contains(">p-2<"), "{left}");
    let journal = staff.open("/console/nb/journal").await.text();
    assert!(journal.contains("Noen fikk vite at vi har opplysningene"), "{journal}");
}
