//! Signing in on the word of an identity provider (`oidc-provider`): there and back for staff and for patients, and what those meet who come back from
//! elsewhere, twice, in another browser, or with somebody else's answer.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use serde_json::json;
use vern_app::access::NewAccess;
use vern_app::account::InviteRequest;
use vern_app::outbox::{Outbound, Settings, SystemResolver};
use vern_app::record::{Circumstance, PutRequest};
use vern_app::rights::CaseFilter;
use vern_app::{Caller, Clock as _, SystemClock};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_testkit::counterpart::Counterpart;
use vern_text::Language;

use super::browser::{cookie_of, form, page, says, token_for};
use super::mailbox::Mailbox;
use super::world::{Answer, SITE, World};

const CHARTER: &str = include_str!("../../../../examples/electronic-id.yaml");
const PASSWORD: &str = "a password of the test, long enough";
const KARI: &str = "13055212345";
const SIGN_IN: &str = "/nb/granvik/sign-in";
const MY_PAGE: &str = "/nb/granvik/my-page";
const REQUESTS: &str = "/nb/granvik/my-page/requests";
const LEAVE: &str = "/nb/granvik/sign-in/with/portal";
const LEAVE_FOR_MY_PAGE: &str = "/nb/granvik/my-page/with/portal";

/// An organisation, and a provider whose word it takes.
struct Met {
    world: World,
    server: Counterpart,
}

/// Somebody on their way back.
struct Back {
    cookie: String,
    path: String,
}

impl Met {
    async fn new() -> Self {
        Self::with(&CHARTER.replace("id: elvebredd", "id: granvik")).await
    }

    async fn with(charter: &str) -> Self {
        let world = World::with(charter, None).await;
        // The provider says when it says something, by the clock on the wall.
        world.clock.set(SystemClock.now());
        let redirects = ["portal", "other"].map(|id| format!("{SITE}/returned/{id}"));
        let settings = json!({ "client": "vern", "secret": PASSWORD, "redirects": redirects });
        let server = Counterpart::identity(&settings).unwrap();
        let met = Self { world, server };
        met.world.installation.ask_identities_through(Arc::new(met.way()));
        met
    }

    fn way(&self) -> Outbound {
        let file = self.server.folder().join("login");
        std::fs::write(&file, PASSWORD).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        let provider = format!(
            "name: ID-portalen\n    issuer: https://localhost:{}\n    client_id: vern\n    login: {{ client_secret_basic: {{ secret: login }} }}\n    \
             scopes: [openid, pid]\n    national_id_claim: pid\n    \
             organisations:\n      granvik: {{ supplier: id-portal, staff: {{ acr: [high] }}, subjects: {{ acr: [high] }} }}\n",
            self.server.port()
        );
        let text = format!(
            "secrets: '{}'\ntrust: '{}'\ninternal_hosts: [localhost]\nidentity_providers:\n  portal:\n    {provider}  other:\n    {provider}",
            self.server.folder().display(),
            self.server.authority().display(),
        );
        Outbound::open(Settings::parse(&text).unwrap(), Arc::new(SystemResolver)).unwrap()
    }

    fn tell(&mut self, what: &serde_json::Value) {
        self.server.tell(what).unwrap();
    }

    /// Sets out from a page of ours, and is asked who they are.
    async fn leave(&mut self, path: &str) -> Back {
        let answer = self.world.send(page(path).with("sec-fetch-site", "same-origin")).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        let away = answer.header("location").to_owned();
        assert!(away.starts_with(&format!("https://localhost:{}/auth?", self.server.port())), "{away}");
        let returned = self.server.visit(&away).unwrap().unwrap();
        let path = returned.strip_prefix(SITE).unwrap_or_else(|| panic!("{returned}")).to_owned();
        Back { cookie: cookie_of(&answer), path }
    }

    async fn come_back(&self, back: &Back) -> Answer {
        self.world.send(page(&back.path).with("cookie", &back.cookie)).await
    }

    async fn invite(&self, email: &str) -> String {
        let controller = self.world.installation.controller("granvik").unwrap();
        let itself = self.world.installation.acting_itself(&controller).unwrap();
        let request = InviteRequest {
            name: Personal::new("Kari Nordmann".to_owned()),
            email: Personal::new(email.to_owned()),
            access: NewAccess::in_role("manager"),
        };
        self.world.installation.invite(&itself, &request).await.unwrap().expose_path(Language::Nb)
    }

    /// Somebody with an account linked to who they are at the provider: the cookie of their session.
    async fn linked(&mut self, person: &str, email: &str) -> String {
        self.tell(&json!({ "person": person }));
        let invitation = self.invite(email).await;
        let back = self.leave(&format!("{invitation}/with/portal")).await;
        let answer = self.come_back(&back).await;
        assert_eq!(leads_to(&answer), "/nb/granvik/entered/account", "{}", answer.text());
        cookie_set(&answer, "vern-console")
    }

    async fn manager(&self) -> Caller {
        let issued = self.world.installation.issue_token("granvik", "manager").await.unwrap().value;
        self.world.installation.authenticate(issued.token.expose_text()).unwrap()
    }

    async fn patient(&self, key: &str, name: &str, number: &str) {
        self.patient_of(&self.manager().await, (key, None), name, number).await;
    }

    async fn patient_of(
        &self,
        manager: &Caller,
        (key, subject): (&str, Option<SubjectId>),
        name: &str,
        number: &str,
    ) {
        let fields = [
            ("name", name),
            ("national_id", number),
            ("email", "kari@example.no"),
            ("appointment", "Tirsdag"),
        ];
        let fields = fields.map(|(id, value)| (id.to_owned(), Personal::new(value.to_owned())));
        let put = PutRequest {
            activity: "appointments".to_owned(),
            subject,
            fields: fields.into(),
            ..PutRequest::default()
        };
        self.world.installation.put_record(manager, key, &put).await.unwrap();
    }

    async fn see(&self, cookie: &str, path: &str) -> Answer {
        self.world.send(page(path).with("cookie", cookie)).await
    }
}

fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    answer.header("location").to_owned()
}

/// The cookie an answer sets under a name.
fn cookie_set(answer: &Answer, name: &str) -> String {
    let set = answer.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap());
    let found =
        set.filter_map(|it| it.split(';').next()).find(|it| it.starts_with(name) && it.contains("=vern_"));
    found.unwrap_or_else(|| panic!("no {name}")).to_owned()
}

/// A number of no person that is of the form of one, and another.
fn numbers() -> [String; 2] {
    let mut found = (10_000..99_999).filter_map(|rest| {
        let number = format!("130552{rest}");
        vern_core::value::DataKind::NationalId.normal_form(&number).is_ok().then_some(number)
    });
    [found.next().unwrap(), found.next().unwrap()]
}

#[tokio::test]
async fn an_invitation_is_linked_to_who_somebody_is_and_they_sign_in_by_that() {
    let mut met = Met::new().await;
    let cookie = met.linked("kari", "kari@elvebredd.example").await;
    let account = met.see(&cookie, "/console/nb/account").await;
    assert_eq!(account.status.as_u16(), 200, "{}", account.text());
    assert!(account.text().contains("ID-portalen (high)"), "with what, and how surely: {}", account.text());
    let form = met.world.send(page(SIGN_IN)).await.text();
    assert!(form.contains(LEAVE) && form.contains("Logg inn med ID-portalen"), "{form}");
    let back = met.leave(LEAVE).await;
    let answer = met.come_back(&back).await;
    assert_eq!(leads_to(&answer), "/nb/granvik/entered/console");
    let cookies: Vec<_> =
        answer.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap()).collect();
    assert!(
        cookies.iter().any(|it| it.starts_with("vern-sign-in=;") && it.contains("Max-Age=0")),
        "{cookies:?}"
    );
    let entered = met.world.send(page("/nb/granvik/entered/console")).await;
    assert_eq!(entered.header("refresh"), "0; url=/console/nb");
    let own = cookie_set(&answer, "vern-console");
    assert_eq!(met.see(&own, "/console/nb").await.status.as_u16(), 200);
    // Somebody else at the provider, whatever e-mail address they have there, is nobody here.
    met.tell(
        &json!({ "person": "ola", "claims": { "email": "kari@elvebredd.example", "email_verified": true } }),
    );
    let back = met.leave(LEAVE).await;
    assert_eq!(leads_to(&met.come_back(&back).await), format!("{SIGN_IN}?told=account.identity_unknown"));
    let told = met.world.send(page(&format!("{SIGN_IN}?told=account.identity_unknown"))).await;
    says(&told, 200, "account.identity_unknown");
    // And who is somebody here is no second account's.
    met.tell(&json!({ "person": "kari" }));
    let second = met.invite("ola@elvebredd.example").await;
    let back = met.leave(&format!("{second}/with/portal")).await;
    assert_eq!(leads_to(&met.come_back(&back).await), format!("{second}?told=account.identity_taken"));
}

#[tokio::test]
async fn a_new_invitation_ends_what_an_account_was_linked_to() {
    let mut met = Met::new().await;
    let cookie = met.linked("kari", "kari@elvebredd.example").await;
    let controller = met.world.installation.controller("granvik").unwrap();
    let itself = met.world.installation.acting_itself(&controller).unwrap();
    let found = met.world.installation.people(&itself).await.unwrap();
    let again = met.world.installation.invite_again(&itself, found[0].account).await.unwrap();
    assert_ne!(met.see(&cookie, "/console/nb").await.status.as_u16(), 200, "the session is over");
    let back = met.leave(LEAVE).await;
    assert_eq!(leads_to(&met.come_back(&back).await), format!("{SIGN_IN}?told=account.identity_unknown"));
    met.tell(&json!({ "person": "kari-2" }));
    let back = met.leave(&format!("{}/with/portal", again.expose_path(Language::Nb))).await;
    assert_eq!(leads_to(&met.come_back(&back).await), "/nb/granvik/entered/account");
    met.tell(&json!({ "person": "kari" }));
    let back = met.leave(LEAVE).await;
    assert_eq!(
        leads_to(&met.come_back(&back).await),
        format!("{SIGN_IN}?told=account.identity_unknown"),
        "the one before"
    );
}

/// Login CSRF, a replayed callback, a callback in another browser, another state, the answer of another provider, and one that says nothing. None of it
/// ends the sign-in it is not of.
#[tokio::test]
async fn an_answer_is_of_one_browser_one_question_and_one_use() {
    let mut met = Met::new().await;
    met.linked("kari", "kari@elvebredd.example").await;
    let not_begun = "/nb/problems/identity.not_begun";
    let back = met.leave(LEAVE).await;
    let other = met.leave(LEAVE).await;
    assert_eq!(leads_to(&met.world.send(page(&back.path)).await), not_begun, "a browser that never left");
    let answer = met.come_back(&Back { cookie: other.cookie, path: back.path.clone() }).await;
    assert_eq!(leads_to(&answer), not_begun, "another browser's answer");
    assert_eq!(leads_to(&met.come_back(&back).await), "/nb/granvik/entered/console");
    assert_eq!(leads_to(&met.come_back(&back).await), not_begun, "a second time");
    type Change = fn(&str) -> String;
    let changes: [(&str, Change); 5] = [
        ("another state", |path| path.replace("state=", "state=x")),
        ("no state", |path| path.replace("state=", "stat=")),
        ("said twice", |path| format!("{path}&code=x")),
        ("the address of another provider", |path| path.replace("/returned/portal", "/returned/other")),
        ("no provider's", |path| path.replace("/returned/portal", "/returned/nowhere")),
    ];
    for (what, change) in changes {
        let back = met.leave(LEAVE).await;
        let changed = Back { cookie: back.cookie.clone(), path: change(&back.path) };
        let answer = met.come_back(&changed).await;
        assert_eq!((leads_to(&answer).as_str(), answer.header("set-cookie")), (not_begun, ""), "{what}");
        let answer = met.come_back(&back).await;
        assert_eq!(leads_to(&answer), "/nb/granvik/entered/console", "{what} ends nobody's sign-in");
    }
    // RFC 9207: whose answer it is stands beside the code, and the provider says that it does.
    let mixed: [(&str, Change); 2] = [
        ("another issuer's", |path| path.replace("iss=https", "iss=http")),
        ("nobody's", |path| path.replace("&iss=", "&x=")),
    ];
    for (what, change) in mixed {
        let back = met.leave(LEAVE).await;
        let changed = Back { path: change(&back.path), ..back };
        assert_eq!(
            leads_to(&met.come_back(&changed).await),
            format!("{SIGN_IN}?told=identity.not_proven"),
            "{what}"
        );
    }
    let back = met.leave(LEAVE).await;
    met.world.clock.set(met.world.installation.now().plus_micros(10 * 60_000_000));
    assert_eq!(leads_to(&met.come_back(&back).await), not_begun, "too late");
}

/// Nobody is sent anywhere but to the provider and to pages of ours, whatever is asked.
#[tokio::test]
async fn nothing_that_is_sent_along_leads_anywhere_else() {
    let mut met = Met::new().await;
    for path in [
        "/nb/granvik/sign-in/with/nowhere",
        "/nb/granvik/sign-in/with/..%2f..%2fevil",
        "/nb/granvik/sign-in/with/https:%2f%2fevil.example",
    ] {
        let answer = met.world.send(page(path)).await;
        assert_eq!(
            answer.header("location"),
            format!("{SIGN_IN}?told=identity.not_offered"),
            "{path}: {}",
            answer.text()
        );
    }
    let invitation = met.world.send(page("/nb/granvik/invitation/vern_x/with/portal")).await;
    says(&invitation, 404, "account.invitation_spent");
    let evil =
        met.world.send(page(&format!("{SIGN_IN}?told=https://evil.example&to=https://evil.example"))).await;
    assert!(!evil.text().contains("evil.example"), "only words of ours are told");
    says(&met.world.send(page("/nb/granvik/entered/https:%2f%2fevil.example")).await, 404, "page.unknown");
    // Another site's link leads to the form; it sends nobody on, and gives no cookie.
    for site in ["cross-site", "same-site"] {
        let answer = met.world.send(page(LEAVE).with("sec-fetch-site", site)).await;
        assert_eq!((leads_to(&answer).as_str(), answer.header("set-cookie")), (SIGN_IN, ""), "{site}");
    }
    let mut back = met.leave(LEAVE).await;
    back.path.push_str("&redirect_uri=https://evil.example&to=https://evil.example");
    let answer = met.come_back(&back).await;
    assert!(leads_to(&answer).starts_with("/nb/granvik/"), "{}", answer.header("location"));
}

#[tokio::test]
async fn the_way_there_carries_nothing_of_anyone_and_its_cookie_is_bound() {
    let mut met = Met::new().await;
    let answer = met.world.send(page(LEAVE)).await;
    let (away, cookie) = (answer.header("location").to_owned(), answer.header("set-cookie").to_owned());
    for part in [
        "response_type=code",
        "code_challenge_method=S256",
        "acr_values=high",
        "ui_locales=nb",
        "nonce=",
        "state=",
    ] {
        assert!(away.contains(part), "{part}: {away}");
    }
    let secret = cookie.split(['=', ';']).nth(1).unwrap();
    assert!(!away.contains(secret) && !away.contains("granvik") && !away.contains(PASSWORD), "{away}");
    assert!(cookie.starts_with("vern-sign-in=vern_") && cookie.contains("Max-Age=600"), "{cookie}");
    assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    // Over TLS it has the prefix browsers hold to.
    let web = vern_web::Web::new(Arc::clone(&met.world.installation), None).at(SITE).over_tls();
    let router = vern_web::router(web);
    let request = page(LEAVE).into_request();
    let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-vern-sign-in=")
            && cookie.contains("Path=/; Secure; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    let policy = met.world.send(page("/nb/granvik/cookie-policy")).await.text();
    assert!(policy.contains("__Host-vern-sign-in"), "{policy}");
    // What came back stands in no answer.
    met.tell(&json!({ "claims": { "pid": KARI } }));
    let back = met.leave(LEAVE).await;
    let code = back.path.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let answer = met.come_back(&back).await;
    let said = format!("{:?} {}", answer.headers, answer.text());
    assert!(!said.contains(&code) && !said.contains(KARI), "{said}");
}

#[tokio::test]
async fn a_provider_that_says_no_is_unsure_or_is_down_leaves_the_other_ways_open() {
    let mut met = Met::new().await;
    met.linked("kari", "kari@elvebredd.example").await;
    met.tell(&json!({ "acr": "substantial" }));
    let back = met.leave(LEAVE).await;
    assert_eq!(leads_to(&met.come_back(&back).await), format!("{SIGN_IN}?told=identity.too_weak"));
    met.tell(&json!({ "acr": "high", "fault": "declines" }));
    let back = met.leave(LEAVE).await;
    assert!(back.path.contains("error=access_denied"), "{}", back.path);
    assert_eq!(leads_to(&met.come_back(&back).await), format!("{SIGN_IN}?told=identity.declined"));
    met.tell(&json!({ "fault": null }));
    let back = met.leave(LEAVE).await;
    met.tell(&json!({ "fault": "down" }));
    assert_eq!(leads_to(&met.come_back(&back).await), format!("{SIGN_IN}?told=identity.unreachable"));
    for (language, words) in [("nb", "svarer ikke nå"), ("en", "does not answer now")] {
        let html = met
            .world
            .send(page(&format!("/{language}/granvik/sign-in?told=identity.unreachable")))
            .await
            .text();
        assert!(html.contains(words) && html.contains("name=\"password\""), "{html}");
    }
    // Nobody has asked it yet in another process: then nobody leaves either.
    let fresh = Met::new().await;
    let port = fresh.server.port();
    drop(fresh.server);
    let answer = fresh.world.send(page(LEAVE)).await;
    assert_eq!(leads_to(&answer), format!("{SIGN_IN}?told=identity.unreachable"), "{port}");
}

#[tokio::test]
async fn one_stranger_leaves_so_often() {
    let mut met = Met::new().await;
    let mut away = Vec::new();
    // An office behind one address, all of it away at once.
    for _ in 0..40 {
        away.push(met.leave(LEAVE).await);
    }
    for back in away.iter().take(30) {
        let declined = Back { cookie: back.cookie.clone(), path: back.path.replace("code=", "said=") };
        let told = leads_to(&met.come_back(&declined).await);
        assert_eq!(told, format!("{SIGN_IN}?told=identity.declined"));
    }
    let told = leads_to(&met.world.send(page(LEAVE)).await);
    assert_eq!(told, format!("{SIGN_IN}?told=identity.too_many_tries"));
}

/// However much of one registration comes before it, the other is the same person's.
#[tokio::test]
async fn who_is_registered_twice_sees_both_however_much_one_holds() {
    let mut met = Met::new().await;
    let [kari, _] = numbers();
    met.patient("p-0", "Kari Nordmann", &kari).await;
    let manager = met.manager().await;
    let within = Circumstance { activity: "appointments".to_owned(), ..Circumstance::default() };
    let first = met.world.installation.read_record(&manager, "p-0", &within).await;
    let subject = first.unwrap().value.subject;
    for visit in 1..=130 {
        met.patient_of(&manager, (&format!("p-0-{visit}"), Some(subject)), "Kari Nordmann", &kari).await;
    }
    met.patient("q-1", "Kari N. Nordmann", &kari).await;
    met.tell(&json!({ "claims": { "pid": kari } }));
    let back = met.leave(LEAVE_FOR_MY_PAGE).await;
    let own = cookie_set(&met.come_back(&back).await, "vern-my-page");
    let html = met.see(&own, MY_PAGE).await.text();
    assert!(html.contains("Kari N. Nordmann"), "{html}");
}

/// The cookie of the session before is not sent along from another site, and the session ends all the same.
#[tokio::test]
async fn the_session_a_browser_had_before_ends() {
    let mut met = Met::new().await;
    let before = met.linked("kari", "kari@elvebredd.example").await;
    assert_eq!(met.see(&before, "/console/nb").await.status.as_u16(), 200);
    let answer =
        met.world.send(page(LEAVE).with("sec-fetch-site", "same-origin").with("cookie", &before)).await;
    let returned = met.server.visit(answer.header("location")).unwrap().unwrap();
    let back = Back { cookie: cookie_of(&answer), path: returned.strip_prefix(SITE).unwrap().to_owned() };
    let now = cookie_set(&met.come_back(&back).await, "vern-console");
    assert_eq!(met.see(&now, "/console/nb").await.status.as_u16(), 200);
    assert_ne!(met.see(&before, "/console/nb").await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_provider_is_offered_where_charter_and_settings_name_it() {
    let charter = CHARTER.replace("id: elvebredd", "id: granvik");
    for (part, other) in [
        ("{ id: id-portal, name", "{ id: another, name"),
        (", account_identity, account_means]", ", account_means]"),
        ("account_identity, kind: text, lookup: true", "account_identity, kind: text"),
    ] {
        assert!(charter.contains(part), "{part}");
        let met = Met::with(&charter.replace(part, other)).await;
        assert!(!met.world.send(page(SIGN_IN)).await.text().contains("ID-portalen"), "{other}");
        let answer = met.world.send(page(LEAVE)).await;
        assert_eq!(leads_to(&answer), format!("{SIGN_IN}?told=identity.not_offered"), "{other}");
    }
    let met = Met::with(
        &charter.replace("national_id, lookup: true, identifies: true", "national_id, lookup: true"),
    )
    .await;
    assert!(!met.world.send(page("/nb/granvik/my-page/sign-in")).await.text().contains("ID-portalen"));
}

#[tokio::test]
async fn a_patient_sees_what_is_held_by_an_electronic_id_and_not_by_a_code() {
    let mut met = Met::new().await;
    let [kari, ola] = numbers();
    met.patient("p-1", "Kari Nordmann", &kari).await;
    met.patient("p-2", "Kari N. Nordmann", &kari).await;
    met.tell(&json!({ "claims": { "pid": kari } }));
    let sign_in = met.world.send(page("/nb/granvik/my-page/sign-in")).await.text();
    assert!(sign_in.contains(LEAVE_FOR_MY_PAGE) && sign_in.contains("name=\"address\""), "{sign_in}");
    let back = met.leave(LEAVE_FOR_MY_PAGE).await;
    let answer = met.come_back(&back).await;
    assert_eq!(leads_to(&answer), "/nb/granvik/entered/my-page");
    let held = answer;
    let own = cookie_set(&held, "vern-my-page");
    let html = met.see(&own, MY_PAGE).await.text();
    assert_eq!(html.matches("Tirsdag").count(), 2, "a number is one person's: {html}");
    assert_eq!(met.see(&own, "/nb/granvik/my-page/seen").await.status.as_u16(), 200);
    // Who is not held gets the same answer, and a page with nothing on it.
    met.tell(&json!({ "claims": { "pid": ola } }));
    let back = met.leave(LEAVE_FOR_MY_PAGE).await;
    let answer = met.come_back(&back).await;
    let shape = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.remove("set-cookie");
        headers.remove("vern-request-id");
        let set: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|it| it.len()).collect();
        (answer.status, headers, set, answer.text())
    };
    assert_eq!(shape(&answer), shape(&held));
    let nobody = cookie_set(&answer, "vern-my-page");
    for path in [MY_PAGE, "/nb/granvik/my-page/seen", "/nb/granvik/my-page/consents"] {
        let page = met.see(&nobody, path).await;
        assert!(page.status.as_u16() == 200 && !page.text().contains("Tirsdag"), "{path}: {}", page.text());
    }
    assert!(met.see(&nobody, MY_PAGE).await.text().contains("ingenting å vise"));
    // What they ask for is taken in, and says of nobody that it was them.
    let token = token_for(&met.see(&nobody, REQUESTS).await.text(), REQUESTS);
    let fields =
        [("form", token.as_str()), ("right", "access"), ("contact", "ola@example.no"), ("seen", "yes")];
    assert_eq!(leads_to(&met.world.send(form(REQUESTS, &fields).with("cookie", &nobody)).await), REQUESTS);
    let (installation, manager) = (&met.world.installation, met.manager().await);
    let page = installation.cases(&manager, CaseFilter::default(), None, 10).unwrap();
    let file = installation.case(&manager, page.rows[0].0.id).await.unwrap().file;
    assert_eq!((file.subjects, file.shown), (Vec::new(), None));
    // Neither session is the console's.
    assert_ne!(met.see(&own.replace("my-page", "console"), "/console/nb").await.status.as_u16(), 200);
    // A number of no form is nobody's.
    met.tell(&json!({ "claims": { "pid": "1" } }));
    let back = met.leave(LEAVE_FOR_MY_PAGE).await;
    let told = "/nb/granvik/my-page/sign-in?told=identity.not_proven";
    assert_eq!(leads_to(&met.come_back(&back).await), told);
}

#[tokio::test]
async fn a_code_is_not_enough_where_the_charter_asks_for_more() {
    let (met, mut mailbox) = (Met::new().await, Mailbox::open());
    let [kari, _] = numbers();
    met.patient("p-1", "Kari Nordmann", &kari).await;
    let asked = met.world.send(form("/nb/granvik/my-page/sign-in", &[("address", "kari@example.no")])).await;
    let cookie = cookie_of(&asked);
    let code = mailbox.code(&met.world, 1).await;
    let entered =
        met.world.send(form("/nb/granvik/my-page/code", &[("code", &code)]).with("cookie", &cookie)).await;
    assert_eq!(leads_to(&entered), MY_PAGE, "{}", entered.text());
    let weak = cookie_of(&entered);
    for path in [MY_PAGE, "/nb/granvik/my-page/seen"] {
        let answer = met.see(&weak, path).await;
        assert_eq!(answer.status.as_u16(), 403, "{path}");
        let html = answer.text();
        assert!(
            !html.contains("Tirsdag") && html.contains(LEAVE_FOR_MY_PAGE) && html.contains("elektronisk ID"),
            "{html}"
        );
    }
    // Nor does it say how much is held, or what was asked for by a right that needs more.
    let ask = async |right: &str, is_seen: bool| {
        let shown = met.see(&weak, REQUESTS).await.text();
        let token = token_for(&shown, REQUESTS);
        let seen = is_seen.then_some(("seen", "yes"));
        let fields = [("form", token.as_str()), ("right", right), ("contact", "kari@example.no")];
        let fields: Vec<_> = fields.into_iter().chain(seen).collect();
        met.world.send(form(REQUESTS, &fields).with("cookie", &weak)).await
    };
    let foreseen = ask("access", false).await.text();
    assert!(foreseen.contains("sikrere hvem du er") && !foreseen.contains("én post"), "{foreseen}");
    for right in ["access", "rectification"] {
        assert_eq!(leads_to(&ask(right, true).await), REQUESTS);
    }
    let listed = met.see(&weak, REQUESTS).await.text();
    assert_eq!(listed.matches("role=\"rowheader\"").count(), 1, "{listed}");
    assert!(listed.contains("Noen henvendelser vises bare når") && listed.contains(LEAVE_FOR_MY_PAGE));
    // Nor is whoever handles requests buried in them.
    let asked = async || ask("rectification", true).await.status.as_u16();
    for _ in 2..10 {
        assert_eq!(asked().await, 303);
    }
    says(&ask("rectification", true).await, 429, "case.too_many");
    // Nothing else of the session gives it away either.
    let consents = met.see(&weak, "/nb/granvik/my-page/consents").await;
    let leave = "/nb/granvik/my-page/leave";
    assert_eq!(consents.status.as_u16(), 200);
    let token = token_for(&consents.text(), leave);
    for path in ["/nb/granvik/my-page", "/nb/granvik/my-page/download", "/nb/granvik/my-page/seen"] {
        let sent = form(
            path,
            &[("form", &token), ("registration", "0"), ("activity", "appointments"), ("as", "csv")],
        );
        let answer = met.world.send(sent.with("cookie", &weak)).await;
        assert!(
            answer.status.as_u16() == 403 && !answer.text().contains("Tirsdag"),
            "{path}: {}",
            answer.text()
        );
    }
}
