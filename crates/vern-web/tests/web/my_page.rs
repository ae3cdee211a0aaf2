//! My page over a real installation: the pages, the cookie, and what those meet who forge forms, fix sessions, replay codes, change fields, or come with
//! what is another organisation's.

use std::sync::Arc;

use axum::Router;
use vern_app::Caller;
use vern_app::record::{Circumstance, PutRequest};
use vern_app::rights::{CaseFilter, CaseStep, Ground, Identification};
use vern_core::case::Strength;
use vern_core::id::CaseId;
use vern_core::personal::Personal;
use vern_web::{Web, router};

use super::browser::{bare, cookie_of, form, page, says, token_for, value_after};
use super::mailbox::Mailbox;
use super::world::{Answer, Ask, World, ask};

const CHARTER: &str = include_str!("../../../../examples/my-page.yaml");
const KARI: &str = "kari@example.no";
const OLA: &str = "ola@example.no";
const PAGE: &str = "/nb/granvik/my-page";
const SIGN_IN: &str = "/nb/granvik/my-page/sign-in";
const CODE: &str = "/nb/granvik/my-page/code";
const SEEN: &str = "/nb/granvik/my-page/seen";
const REQUESTS: &str = "/nb/granvik/my-page/requests";
const DOWNLOAD: &str = "/nb/granvik/my-page/download";

async fn workshop() -> World {
    World::with(&CHARTER.replace("id: sveiva", "id: granvik"), None).await
}

impl World {
    async fn manager(&self, organisation: &str) -> Caller {
        let issued = self.installation.issue_token(organisation, "manager").await.unwrap().value;
        self.installation.authenticate(issued.token.expose_text()).unwrap()
    }

    async fn customer(&self, organisation: &str, key: &str, name: &str, email: &str) {
        let fields = [("name", name), ("email", email), ("bicycle", "Rød DBS")];
        let fields = fields.map(|(id, value)| (id.to_owned(), Personal::new(value.to_owned())));
        let request =
            PutRequest { activity: "workshop".to_owned(), fields: fields.into(), ..PutRequest::default() };
        let manager = self.manager(organisation).await;
        self.installation.put_record(&manager, key, &request).await.unwrap();
    }

    async fn see(&self, cookie: &str, path: &str) -> Answer {
        self.send(page(path).with("cookie", cookie)).await
    }

    /// Asks for a code: the cookie of the browser.
    async fn asks(&self, address: &str) -> String {
        let answer = self.send(form(SIGN_IN, &[("address", address)])).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, CODE), "{}", answer.text());
        cookie_of(&answer)
    }

    /// Signs in, with the code in the letter of this number: the cookie of the session.
    async fn signed_in(&self, mail: &mut Mailbox, address: &str, letters: usize) -> String {
        let asked = self.asks(address).await;
        let code = mail.code(self, letters).await;
        let answer = self.send(form(CODE, &[("code", &code)]).with("cookie", &asked)).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, PAGE), "{}", answer.text());
        cookie_of(&answer)
    }
}

#[tokio::test]
async fn a_person_signs_in_by_a_code_sees_what_is_held_and_signs_out() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    let cookie = world.signed_in(&mut mail, KARI, 1).await;
    for (path, words) in
        [(PAGE, "Rød DBS"), (SEEN, "Daglig leder"), ("/nb/granvik/my-page/consents", "ikke noe samtykke")]
    {
        let answer = world.see(&cookie, path).await;
        assert_eq!(answer.status.as_u16(), 200);
        assert!(answer.text().contains(words), "{path}: {}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let html = world.see(&cookie, "/en/granvik/my-page").await.text();
    assert!(
        html.contains("What Sveiva Sykkelverksted AS holds on you")
            && html.contains("Erased 22 November 2029"),
        "{html}"
    );
    let leave = "/nb/granvik/my-page/leave";
    let token = token_for(&world.see(&cookie, PAGE).await.text(), leave);
    let answer = world.send(form(leave, &[("form", &token)]).with("cookie", &cookie)).await;
    assert!(answer.header("set-cookie").contains("Max-Age=0"), "{}", answer.header("set-cookie"));
    let answer = world.see(&cookie, PAGE).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, SIGN_IN));
}

#[tokio::test]
async fn whoever_asks_gets_one_answer_whether_anyone_is_held_or_not() {
    let world = workshop().await;
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    let mut answers = Vec::new();
    for address in [KARI, "ingen@example.no", "+4741000009"] {
        let asked = world.send(form(SIGN_IN, &[("address", address)])).await;
        let cookie = asked.header("set-cookie").to_owned();
        let shape = cookie.split('=').next().unwrap().len() + cookie.len();
        let then = world.see(cookie.split(';').next().unwrap(), CODE).await;
        answers.push((
            asked.status,
            asked.header("location").to_owned(),
            asked.text(),
            shape,
            then.status,
            then.text(),
        ));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    says(&world.send(form(SIGN_IN, &[("address", "æøå")])).await, 422, "my_page.address_form");
}

#[tokio::test]
async fn a_session_of_my_page_cannot_be_planted_and_a_code_is_used_once() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    let planted = world.asks(KARI).await;
    let code = mail.code(&world, 1).await;
    says(
        &world.send(form(CODE, &[("code", "00000000")]).with("cookie", &planted)).await,
        403,
        "my_page.code_wrong",
    );
    says(&world.send(form(CODE, &[("code", &code)])).await, 403, "my_page.code_wrong");
    let answer = world.send(form(CODE, &[("code", &code)]).with("cookie", &planted)).await;
    assert_eq!(answer.status.as_u16(), 303);
    assert_ne!(cookie_of(&answer), planted);
    assert_eq!(world.see(&planted, PAGE).await.status.as_u16(), 303, "whoever planted it is not in");
    says(
        &world.send(form(CODE, &[("code", &code)]).with("cookie", &planted)).await,
        403,
        "my_page.code_wrong",
    );
    let both = format!("{}; {}", cookie_of(&answer), planted);
    assert_eq!(world.see(&both, PAGE).await.status.as_u16(), 303, "two of one name are none");
}

#[tokio::test]
async fn forms_of_my_page_are_those_of_its_own_session() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    world.customer("granvik", "k-2", "Ola Nordmann", OLA).await;
    let (kari, ola) = (world.signed_in(&mut mail, KARI, 1).await, world.signed_in(&mut mail, OLA, 2).await);
    let leave = "/nb/granvik/my-page/leave";
    let of_ola = token_for(&world.see(&ola, PAGE).await.text(), leave);
    let own = token_for(&world.see(&kari, PAGE).await.text(), leave);
    let download = token_for(&world.see(&kari, PAGE).await.text(), DOWNLOAD);
    for (token, path) in [("", leave), (of_ola.as_str(), leave), (&download, leave), (&own, DOWNLOAD)] {
        says(
            &world.send(form(path, &[("form", token)]).with("cookie", &kari)).await,
            403,
            "console.form_stale",
        );
    }
    let cross = bare(leave, &[("form", &own)]).with("sec-fetch-site", "cross-site").with("cookie", &kari);
    says(&world.send(cross).await, 403, "request.origin");
    says(&world.send(bare(SIGN_IN, &[("address", KARI)])).await, 403, "request.origin");
    says(&world.send(bare(CODE, &[("code", "1")])).await, 403, "request.origin");
    says(&world.send(form(leave, &[("form", &own)])).await, 403, "my_page.session_ended");
    assert_eq!(world.see(&kari, PAGE).await.status.as_u16(), 200, "nothing was done");
}

#[tokio::test]
async fn changed_fields_and_sessions_of_others_lead_to_nobody_elses_data() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    world.customer("granvik", "k-2", "Ola Nordmann", OLA).await;
    world.customer("nordvik", "k-1", "Kari Nordmann", KARI).await;
    let manager = world.manager("granvik").await;
    let mut subject = None;
    for number in 0..12 {
        let fields = [("name", "Kari Nordmann"), ("work_done", "Byttet kjede")];
        let fields = fields.map(|(id, value)| (id.to_owned(), Personal::new(value.to_owned())));
        let key = if number == 0 { "k-1".to_owned() } else { format!("job-{number}") };
        let request = PutRequest {
            activity: "workshop".to_owned(),
            fields: fields.into(),
            subject,
            ..PutRequest::default()
        };
        if number == 0 {
            let circumstance = Circumstance { activity: "workshop".to_owned(), ..Circumstance::default() };
            subject = Some(
                world.installation.read_record(&manager, &key, &circumstance).await.unwrap().value.subject,
            );
            continue;
        }
        world.installation.put_record(&manager, &key, &request).await.unwrap();
    }
    let kari = world.signed_in(&mut mail, KARI, 1).await;
    let html = world.see(&kari, PAGE).await.text();
    let token = token_for(&html, PAGE);
    let after = value_after(&html, "name=\"after\" value=\"").to_owned();
    let more = |registration: &'static str, activity: &'static str, after: &str| {
        let fields = [
            ("form", token.as_str()),
            ("registration", registration),
            ("activity", activity),
            ("after", after),
        ];
        form(PAGE, &fields).with("cookie", &kari)
    };
    let answer = world.send(more("0", "workshop", &after)).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.text().contains("Byttet kjede") && !answer.text().contains("Ola"), "{}", answer.text());
    for (registration, activity) in
        [("1", "workshop"), ("-1", "workshop"), ("x", "workshop"), ("0", "messages"), ("0", "")]
    {
        let answer = world.send(more(registration, activity, "")).await;
        says(&answer, 404, "page.unknown");
    }
    let answer = world.send(more("0", "workshop", "zzzz")).await;
    assert_eq!(answer.status.as_u16(), 422, "{}", answer.text());

    for path in ["/nb/nordvik/my-page", "/nb/nordvik/my-page/seen", "/nb/nordvik/my-page/consents"] {
        let answer = world.see(&kari, path).await;
        assert_eq!(answer.header("location"), "/nb/nordvik/my-page/sign-in", "{path}");
    }
    let fields = [("form", token.as_str()), ("registration", "0"), ("activity", "workshop")];
    let elsewhere = form("/nb/nordvik/my-page", &fields).with("cookie", &kari);
    says(&world.send(elsewhere).await, 403, "my_page.session_ended");
    let console = kari.replace("vern-my-page", "vern-console");
    assert_eq!(world.see(&console, "/console/nb").await.status.as_u16(), 403, "it opens no console");
}

#[tokio::test]
async fn what_is_stored_as_html_is_shown_as_text_and_taken_along_as_data() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "=1+1<script>alert(1)</script>", KARI).await;
    let cookie = world.signed_in(&mut mail, KARI, 1).await;
    let html = world.see(&cookie, PAGE).await.text();
    assert!(!html.contains("<script>") && html.contains("script&#62;alert(1)"), "{html}");
    let token = token_for(&html, DOWNLOAD);
    let answer =
        world.send(form(DOWNLOAD, &[("form", &token), ("as", "json")]).with("cookie", &cookie)).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"my-page.json\"");
    let told = answer.json();
    assert_eq!(told["organisation"], "Sveiva Sykkelverksted AS");
    let name = &told["records"][0]["fields"]["name"];
    assert_eq!(
        (name["value"].as_str(), name["origin"].as_str()),
        (Some("=1+1<script>alert(1)</script>"), Some("provided"))
    );
    let answer = world.send(form(DOWNLOAD, &[("form", &token), ("as", "csv")]).with("cookie", &cookie)).await;
    let text = answer.text();
    assert!(text.contains("\"'=1+1<script>"), "a spreadsheet takes it for no formula: {text}");
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[tokio::test]
async fn a_subject_who_is_also_staff_is_each_by_a_cookie_of_its_own() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    let link = world.installation.issue_console_link("granvik", "mechanic").unwrap();
    let entered = world
        .send(
            ask("GET", &link.expose_path(vern_text::Language::Nb))
                .from("127.0.0.1:9")
                .with("host", "127.0.0.1"),
        )
        .await;
    let console = cookie_of(&entered);
    assert_eq!(world.see(&console, PAGE).await.status.as_u16(), 303, "the console opens no page of a person");
    let own = world.signed_in(&mut mail, KARI, 1).await;
    let both = format!("{console}; {own}");
    let html = world.see(&both, PAGE).await.text();
    assert!(html.contains("Rød DBS"), "{html}");
    // What the mechanic may see and the person may not stays away.
    assert!(!html.contains("Notat for verkstedet"), "{html}");
}

#[tokio::test]
async fn the_cookie_of_my_page_is_host_only_over_tls_and_no_other_page_sets_one() {
    let world = workshop().await;
    for path in ["/nb/granvik", "/nb/granvik/privacy-notice", "/nb/granvik/request", SIGN_IN] {
        assert_eq!(world.send(page(path)).await.header("set-cookie"), "", "{path}");
    }
    let html = world.send(page("/nb/granvik")).await.text();
    assert!(html.contains("/nb/granvik/my-page\""), "the front page leads there: {html}");
    let policy = world.send(page("/nb/granvik/cookie-policy")).await.text();
    assert!(policy.contains("__Host-vern-my-page"), "{policy}");
    let secure = router(Web::new(Arc::clone(&world.installation), None).over_tls());
    let answer = send_to(secure, form(SIGN_IN, &[("address", KARI)])).await;
    assert!(answer.starts_with("__Host-vern-my-page=vern_"), "{answer}");
    assert!(answer.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=600"), "{answer}");
}

async fn send_to(router: Router, ask: Ask) -> String {
    use tower::ServiceExt;
    let answer = router.oneshot(ask.into_request()).await.unwrap();
    answer.headers()["set-cookie"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_organisation_without_what_it_takes_has_no_my_page() {
    let world = World::new().await;
    let answer = world.send(page(SIGN_IN)).await;
    says(&answer, 404, "my_page.not_offered");
    assert!(!world.send(page("/nb/granvik")).await.text().contains("my-page"));
}

/// P-B10. Said in numbers before it is asked; there for the person to follow, and for nobody else; whose it is, staff need look nobody up for.
#[tokio::test]
async fn p_b10_a_request_is_made_and_followed_on_my_page() {
    let world = workshop().await;
    let mut mail = Mailbox::open();
    world.customer("granvik", "k-1", "Kari Nordmann", KARI).await;
    world.customer("granvik", "k-2", "Ola Nordmann", OLA).await;
    let kari = world.signed_in(&mut mail, KARI, 1).await;
    let token = token_for(&world.see(&kari, REQUESTS).await.text(), REQUESTS);
    let send = async |fields: &[(&str, &str)]| {
        let fields = [&[("form", token.as_str()), ("text", "Send <b>alt</b>")], fields].concat();
        world.send(form(REQUESTS, &fields).with("cookie", &kari)).await
    };
    let missing = send(&[("right", "access")]).await;
    says(&missing, 422, "case.contact_missing");
    assert!(missing.text().contains("Send &#60;b&#62;alt"), "what was written stays: {}", missing.text());
    let seen = send(&[("right", "erasure"), ("contact", KARI)]).await.text();
    assert!(
        seen.contains("Det gjelder én post.") && seen.contains("må det være sikrere hvem du er"),
        "{seen}"
    );
    let seen = send(&[("right", "access"), ("contact", KARI)]).await.text();
    assert!(seen.contains("Det gjelder én post.") && !seen.contains("sikrere hvem du er"), "{seen}");
    assert!(world.see(&kari, REQUESTS).await.text().contains("Du har ikke bedt om noe her ennå"));
    let made = send(&[("right", "access"), ("contact", KARI), ("seen", "yes")]).await;
    assert_eq!((made.status.as_u16(), made.header("location")), (303, REQUESTS), "{}", made.text());
    let html = world.see(&kari, REQUESTS).await.text();
    assert!(html.contains("Innsyn i opplysningene om meg") && html.contains("22. desember 2026"), "{html}");

    let manager = world.manager("granvik").await;
    let cases = world.installation.cases(&manager, CaseFilter::default(), None, 10).unwrap().rows;
    let (row, _) = cases.first().unwrap();
    let view = world.installation.case(&manager, row.id).await.unwrap();
    assert_eq!((view.file.subjects.len(), row.subject), (1, view.file.subjects.first().copied()));
    answered(&world, &manager, row.id).await;
    let html = world.see(&kari, REQUESTS).await.text();
    let answer = format!("{REQUESTS}/{}", row.id);
    assert!(html.contains(&format!("<a href=\"{answer}\">Les svaret</a>")), "{html}");
    let html = world.see(&kari, &answer).await.text();
    assert!(html.contains("Send &#60;b&#62;alt") && html.contains("Svaret ligger her til"), "{html}");
    assert!(html.contains(&format!("href=\"{}\"", answer.replace("/nb/", "/en/"))), "{html}");
    let taken = world.see(&kari, &format!("{answer}/text")).await;
    assert_eq!(taken.header("content-disposition"), format!("attachment; filename=\"{}.txt\"", row.id));
    assert!(taken.text().contains("Send <b>alt"), "{}", taken.text());
    let ola = world.signed_in(&mut mail, OLA, 2).await;
    for path in [answer.clone(), format!("{answer}/text"), format!("{REQUESTS}/1")] {
        says(&world.see(&ola, &path).await, 404, "case.unknown");
    }
    assert_eq!(world.send(page(&answer)).await.header("location"), SIGN_IN);
    assert!(!world.see(&ola, REQUESTS).await.text().contains(&row.id.to_string()));
    let forged = [("form", token.as_str()), ("right", "access"), ("contact", OLA), ("seen", "yes")];
    says(&world.send(form(REQUESTS, &forged).with("cookie", &ola)).await, 403, "console.form_stale");
}

/// Staff identify, decide, do and answer.
async fn answered(world: &World, manager: &Caller, id: CaseId) {
    let installation = &world.installation;
    let said = |words: &str| Personal::new(words.to_owned());
    let known = CaseStep::Identify(Identification {
        shown: Strength::KnownContact,
        how: said("Min side"),
        subjects: Vec::new(),
        identifiers: Vec::new(),
        not_the_same: Vec::new(),
        records: Vec::new(),
    });
    let refuse = CaseStep::Refuse { ground: Ground::Excessive, reasons: said("Spør hver dag") };
    let answer = CaseStep::Answer { given_by: said("Min side"), words: None };
    for step in [known, refuse, answer] {
        let version = installation.case(manager, id).await.unwrap().row.version;
        installation.take_step(manager, (id, version), step).await.unwrap();
    }
}
