//! Signing in over a real installation: the pages, the cookie, and what those meet who forge forms, fix or keep sessions, replay codes, or come with
//! what is another organisation's.

use axum::Router;
use vern_app::access::NewAccess;
use vern_app::account::{Invitation, InviteRequest};
use vern_core::personal::Personal;
use vern_testkit::authenticator::code_shown;
use vern_text::Language;
use vern_web::{Web, router};

use super::browser::{bare, cookie_of, form, page, says, token_for, value_after};
use super::world::{Answer, CHARTER, World, ask};

const STAFF: &str = include_str!("../../../../examples/staff-accounts.yaml");
const EMAIL: &str = "kari@fjellro.example";
const NAME: &str = "Kari Fjelltopp";
const PASSWORD: &str = "blå trapp over elgens tak";
const SIGN_IN: &str = "/nb/granvik/sign-in";

/// An organisation whose staff sign in, and its neighbour.
async fn staffed() -> World {
    World::with(&STAFF.replace("id: fjellro", "id: granvik"), None).await
}

/// How an installation is served.
type Way = fn(Web) -> Web;

/// Someone who has used an invitation.
struct Someone {
    secret: String,
    cookie: String,
}

impl World {
    fn seconds_later(&self, seconds: i64) {
        self.clock.set(self.installation.now().plus_micros(seconds * 1_000_000));
    }

    fn code(&self, secret: &str) -> String {
        code_shown(secret, self.installation.now().as_micros() / 1_000_000).unwrap()
    }

    async fn invite(&self, organisation: &str, email: &str, role: &str) -> Invitation {
        let controller = self.installation.controller(organisation).unwrap();
        let itself = self.installation.acting_itself(&controller).unwrap();
        let request = InviteRequest {
            name: Personal::new(NAME.to_owned()),
            email: Personal::new(email.to_owned()),
            access: NewAccess::in_role(role),
        };
        self.installation.invite(&itself, &request).await.unwrap()
    }

    async fn someone(&self, organisation: &str, email: &str, role: &str) -> Someone {
        let path = self.invite(organisation, email, role).await.expose_path(Language::Nb);
        let html = self.send(page(&path)).await.text();
        let secret = value_after(&html, "name=\"secret\" value=\"").to_owned();
        let code = self.code(&secret);
        let answer = self.send(form(&path, &chosen(PASSWORD, PASSWORD, &secret, &code))).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        assert_eq!(answer.header("location"), "/console/nb/account");
        let cookie = cookie_of(&answer);
        self.make_ready(&cookie).await;
        self.seconds_later(60);
        Someone { secret, cookie }
    }

    /// Signs the words that are shown, and tells of training today.
    async fn make_ready(&self, cookie: &str) {
        let room = "/console/nb/account";
        let html = self.open(cookie, room).await.text();
        let words = value_after(&html, "name=\"words\" value=\"").to_owned();
        let signed =
            self.post(cookie, room, "/console/nb/account/confidentiality", &[("words", &words)]).await;
        assert_eq!((signed.status.as_u16(), signed.header("location")), (303, room), "{}", signed.text());
        let today = self.installation.now().to_date().to_string();
        let fields = [("day", today.as_str()), ("evidence", "Kurs i personvern")];
        let trained = self.post(cookie, room, "/console/nb/account/training", &fields).await;
        assert_eq!((trained.status.as_u16(), trained.header("location")), (303, room), "{}", trained.text());
    }

    async fn sign_in(&self, path: &str, code: &str) -> Answer {
        self.send(form(path, &[("email", EMAIL), ("password", PASSWORD), ("code", code)])).await
    }

    async fn open(&self, cookie: &str, path: &str) -> Answer {
        self.send(page(path).with("cookie", cookie)).await
    }

    async fn post(&self, cookie: &str, room: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = token_for(&self.open(cookie, room).await.text(), path);
        let fields: Vec<_> = [("form", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.send(form(path, &fields).with("cookie", cookie)).await
    }

    /// The same installation served another way.
    fn served(&self, change: impl FnOnce(Web) -> Web) -> Router {
        router(change(Web::new(std::sync::Arc::clone(&self.installation), None)))
    }
}

fn chosen<'a>(
    password: &'a str,
    again: &'a str,
    secret: &'a str,
    code: &'a str,
) -> [(&'static str, &'a str); 4] {
    [("password", password), ("password-again", again), ("secret", secret), ("code", code)]
}

#[tokio::test]
async fn pages_are_whole_in_both_languages_and_only_where_there_are_accounts() {
    let world = staffed().await;
    let invitation = world.invite("granvik", EMAIL, "adviser").await;
    for language in [Language::Nb, Language::En] {
        for path in [format!("/{language}/granvik/sign-in"), invitation.expose_path(language)] {
            let answer = world.send(page(&path)).await;
            let html = answer.text();
            assert_eq!(answer.status.as_u16(), 200, "{html}");
            assert!(
                html.contains(&format!("<html lang=\"{language}\">")) && html.matches("<h1").count() == 1
            );
            assert!(!html.contains(" style=") && !html.contains("<style") && !html.contains("<script"));
            assert!(!html.contains(">sign-in-") && !html.contains(">invitation-"), "{html}");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("set-cookie"), "");
        }
    }
    let html = world.send(page(&invitation.expose_path(Language::Nb))).await.text();
    assert!(html.contains("<svg class=\"qr\"") && html.contains("otpauth://totp/Fjellro"), "{html}");
    let without = World::with(CHARTER, None).await;
    says(&without.send(page(SIGN_IN)).await, 404, "account.none_declared");
    says(&without.sign_in(SIGN_IN, "123456").await, 404, "account.none_declared");
    says(&world.send(page("/nb/no-such/sign-in")).await, 404, "controller.unknown");
    says(&world.send(page("/nb/granvik/invitation/vern_x")).await, 404, "account.invitation_spent");
}

#[tokio::test]
async fn an_invitation_becomes_an_account_and_the_account_a_session() {
    let world = staffed().await;
    let path = world.invite("granvik", EMAIL, "adviser").await.expose_path(Language::Nb);
    let first = world.send(page(&path)).await.text();
    let secret = value_after(&first, "name=\"secret\" value=\"").to_owned();
    let code = world.code(&secret);
    let short = world.send(form(&path, &chosen("kort", "kort", &secret, &code))).await;
    says(&short, 422, "account.password_short");
    assert_eq!(value_after(&short.text(), "name=\"secret\" value=\""), secret, "what is enrolled stays");
    assert!(!short.text().contains("value=\"kort\""), "a password is never sent back");
    says(
        &world.send(form(&path, &chosen(PASSWORD, "noe annet", &secret, &code))).await,
        422,
        "account.passwords_differ",
    );
    says(
        &world.send(form(&path, &chosen(PASSWORD, PASSWORD, &secret, "000000"))).await,
        422,
        "account.code_wrong",
    );
    for site in ["cross-site", "same-site", "none"] {
        let foreign = bare(&path, &chosen(PASSWORD, PASSWORD, &secret, &code)).with("sec-fetch-site", site);
        says(&world.send(foreign).await, 403, "request.origin");
    }
    let answer = world.send(form(&path, &chosen(PASSWORD, PASSWORD, &secret, &code))).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    let set = answer.header("set-cookie").to_owned();
    assert!(set.contains("Path=/console; HttpOnly; SameSite=Strict; Max-Age=36000"), "{set}");
    says(&world.send(page(&path)).await, 404, "account.invitation_spent");
    let account = world.open(&cookie_of(&answer), "/console/nb/account").await;
    assert!(account.text().contains(EMAIL) && account.text().contains("192.0.2.7"), "{}", account.text());
    world.make_ready(&cookie_of(&answer)).await;

    // Signed in anew, from afar: no link, no loopback.
    says(&world.sign_in(SIGN_IN, &code).await, 403, "account.not_signed_in");
    world.seconds_later(60);
    let answer = world.sign_in(SIGN_IN, &world.code(&secret)).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/console/nb"));
    let cookie = cookie_of(&answer);
    for room in ["", "/records", "/journal", "/activities", "/charter", "/suppliers", "/account"] {
        let shown = world.open(&cookie, &format!("/console/en{room}")).await;
        assert_eq!(shown.status.as_u16(), 200, "{room}: {}", shown.text());
    }
    let html = world.open(&cookie, "/console/nb").await.text();
    assert!(html.contains("/console/nb/account") && !html.contains("/console/nb/people"), "{html}");
    says(&world.open(&cookie, "/console/nb/people").await, 404, "page.unknown");
}

#[tokio::test]
async fn a_session_that_was_planted_is_never_the_one_signed_in_to() {
    let world = staffed().await;
    let kari = world.someone("granvik", EMAIL, "adviser").await;
    let stranger = world.someone("granvik", "ola@fjellro.example", "adviser").await;
    for planted in ["vern-console=vern_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", stranger.cookie.as_str()]
    {
        world.seconds_later(60);
        let fields = [("email", EMAIL), ("password", PASSWORD), ("code", &*world.code(&kari.secret))];
        let answer = world.send(form(SIGN_IN, &fields).with("cookie", planted)).await;
        assert_eq!(answer.status.as_u16(), 303);
        assert_ne!(cookie_of(&answer), planted);
        says(&world.open(planted, "/console/nb").await, 403, "console.session_ended");
        let html = world.open(&cookie_of(&answer), "/console/nb/account").await.text();
        assert!(html.contains(EMAIL), "{html}");
    }
}

#[tokio::test]
async fn another_site_signs_nobody_in_and_a_code_works_once() {
    let world = staffed().await;
    let kari = world.someone("granvik", EMAIL, "adviser").await;
    let code = world.code(&kari.secret);
    let fields = [("email", EMAIL), ("password", PASSWORD), ("code", &*code)];
    for site in ["cross-site", "same-site", "none"] {
        says(&world.send(bare(SIGN_IN, &fields).with("sec-fetch-site", site)).await, 403, "request.origin");
    }
    says(&world.send(bare(SIGN_IN, &fields)).await, 403, "request.origin");
    let foreign = bare(SIGN_IN, &fields).with("origin", "https://evil.example");
    says(&world.send(foreign).await, 403, "request.origin");
    let own = bare(SIGN_IN, &fields).with("origin", "https://vern.example");
    assert_eq!(world.send(own).await.status.as_u16(), 303);
    let again = world.sign_in(SIGN_IN, &code).await;
    says(&again, 403, "account.not_signed_in");
    assert_eq!(again.header("set-cookie"), "");
    assert!(again.text().contains(&format!("value=\"{EMAIL}\"")) && !again.text().contains(PASSWORD));

    let unknown = [("email", "nobody@fjellro.example"), ("password", PASSWORD), ("code", &*code)];
    let unknown = world.send(form(SIGN_IN, &unknown)).await;
    let same = |answer: &Answer| answer.text().replace(EMAIL, "").replace("nobody@fjellro.example", "");
    assert_eq!(same(&again), same(&unknown), "known and unknown read alike");
    for _ in 0..4 {
        says(&world.sign_in(SIGN_IN, "123456").await, 403, "account.not_signed_in");
    }
    let many = world.sign_in(SIGN_IN, "123456").await;
    says(&many, 429, "account.too_many_tries");
    assert_eq!(many.header("retry-after"), "60");
}

#[tokio::test]
async fn what_is_another_organisations_opens_nothing() {
    let world = staffed().await;
    let kari = world.someone("granvik", EMAIL, "administrator").await;
    let neighbour = world.someone("nordvik", "nabo@fjellro.example", "administrator").await;
    let there = world.sign_in("/nb/nordvik/sign-in", &world.code(&kari.secret)).await;
    says(&there, 403, "account.not_signed_in");
    let invitation = world.invite("granvik", "ny@fjellro.example", "adviser").await.expose_path(Language::Nb);
    says(
        &world.send(page(&invitation.replace("/granvik/", "/nordvik/"))).await,
        404,
        "account.invitation_spent",
    );

    let people = world.open(&neighbour.cookie, "/console/nb/people").await.text();
    assert!(people.contains("nabo@fjellro.example") && !people.contains(EMAIL), "{people}");
    let own = world.open(&kari.cookie, "/console/nb/people").await.text();
    let account = value_after(&own, "name=\"account\" value=\"").to_owned();
    let (room, end) = ("/console/nb/people", "/console/nb/people/end");
    let fields = [("account", account.as_str()), ("seen", "yes")];
    says(&world.post(&neighbour.cookie, room, end, &fields).await, 404, "access.unknown");
    // The token of the one, the cookie of the other.
    let token = token_for(&own, end);
    let mixed = form(end, &[("form", &token), ("account", &account), ("seen", "yes")]);
    says(&world.send(mixed.with("cookie", &neighbour.cookie)).await, 403, "console.form_stale");
    assert_eq!(world.open(&kari.cookie, "/console/nb").await.status.as_u16(), 200);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_and_then_open_nothing() {
    let world = staffed().await;
    let kari = world.someone("granvik", EMAIL, "adviser").await;
    let second = cookie_of(&world.sign_in(SIGN_IN, &world.code(&kari.secret)).await);
    let html = world.open(&second, "/console/nb/account").await.text();
    assert!(html.contains("2 økter"), "{html}");
    let session = value_after(&html, "name=\"session\" value=\"").to_owned();
    let (room, one) = ("/console/nb/account", "/console/nb/account/end");
    says(&world.post(&second, room, one, &[("session", "00")]).await, 404, "account.session_unknown");
    let ended = world.post(&second, room, one, &[("session", &session)]).await;
    assert_eq!((ended.status.as_u16(), ended.header("location")), (303, room));
    says(&world.open(&kari.cookie, "/console/nb").await, 403, "console.session_ended");

    let left = world.post(&second, "/console/nb", "/console/nb/leave", &[]).await;
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    says(&world.open(&second, "/console/nb").await, 403, "console.session_ended");

    world.seconds_later(60);
    let third = cookie_of(&world.sign_in(SIGN_IN, &world.code(&kari.secret)).await);
    let all = world.post(&third, room, "/console/nb/account/end-all", &[]).await;
    assert_eq!((all.status.as_u16(), all.header("location")), (303, SIGN_IN));
    says(&world.open(&third, "/console/nb").await, 403, "console.session_ended");
}

#[tokio::test]
async fn an_administrator_invites_recovers_and_ends_in_the_console() {
    let world = staffed().await;
    let boss = world.someone("granvik", "sjef@fjellro.example", "administrator").await;
    let room = "/console/nb/people";
    let fields = [("name", NAME), ("email", EMAIL), ("role", "adviser"), ("until", "2027-01-31")];
    let invited = world.post(&boss.cookie, room, "/console/nb/people/invite", &fields).await;
    assert_eq!(invited.status.as_u16(), 200, "{}", invited.text());
    let html = invited.text();
    let path = html.split("/nb/granvik/invitation/").nth(1).unwrap().split('<').next().unwrap();
    let path = format!("/nb/granvik/invitation/{path}");
    assert!(html.contains("Invitert, ikke tatt i bruk") && html.contains("31. januar 2027"), "{html}");
    assert!(!world.open(&boss.cookie, room).await.text().contains("/invitation/"), "shown once");
    let taken = world.post(&boss.cookie, room, "/console/nb/people/invite", &fields).await;
    says(&taken, 422, "account.email_taken");
    let wrong = [("name", NAME), ("email", "x@y.example"), ("role", "adviser"), ("until", "soon")];
    says(
        &world.post(&boss.cookie, room, "/console/nb/people/invite", &wrong).await,
        422,
        "access.until_form",
    );
    let nobody = [("name", ""), ("email", "not an address"), ("role", "adviser")];
    let nobody = world.post(&boss.cookie, room, "/console/nb/people/invite", &nobody).await;
    assert!([403, 422].contains(&nobody.status.as_u16()), "{}", nobody.text());

    let html = world.send(page(&path)).await.text();
    let secret = value_after(&html, "name=\"secret\" value=\"").to_owned();
    let fields = chosen(PASSWORD, PASSWORD, &secret, &world.code(&secret))
        .map(|(name, value)| (name, value.to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let cookie = cookie_of(&world.send(form(&path, &fields)).await);
    let first = world.open(&cookie, "/console/nb").await;
    assert_eq!((first.status.as_u16(), first.header("location")), (303, "/console/nb/account"), "P-D8");
    world.make_ready(&cookie).await;
    assert_eq!(world.open(&cookie, "/console/nb").await.status.as_u16(), 200);

    let people = world.open(&boss.cookie, room).await.text();
    let account = people.split("name=\"account\" value=\"").nth(3).unwrap().split('"').next().unwrap();
    let again = world.post(&boss.cookie, room, "/console/nb/people/again", &[("account", account)]).await;
    assert!(again.text().contains("/nb/granvik/invitation/"), "{}", again.text());
    says(&world.open(&cookie, "/console/nb").await, 403, "console.session_ended");

    let end = "/console/nb/people/end";
    let asked = world.post(&boss.cookie, room, end, &[("account", account)]).await.text();
    assert!(asked.contains("Dette tar slutt med én gang: 0 økter, 1 innlogging og 1 rettighet"), "{asked}");
    let fields = [("account", account), ("seen", "yes")];
    let done = world.post(&boss.cookie, room, end, &fields).await.text();
    assert!(done.contains("Dette tok slutt: 0 økter, 1 innlogging og 1 rettighet"), "{done}");
    assert!(done.contains("Avsluttet"));
}

#[tokio::test]
async fn over_tls_and_behind_a_proxy_the_cookie_is_the_hosts_and_the_address_the_proxys_word() {
    use tower::ServiceExt;
    let world = staffed().await;
    let kari = world.someone("granvik", EMAIL, "adviser").await;
    let ways: [(Way, &str); 2] = [(Web::over_tls, "192.0.2.7"), (Web::behind_proxy, "203.0.113.9")];
    for (way, address) in ways {
        world.seconds_later(60);
        let fields = [("email", EMAIL), ("password", PASSWORD), ("code", &*world.code(&kari.secret))];
        let request = form(SIGN_IN, &fields).with("x-forwarded-for", "198.51.100.1, 203.0.113.9");
        let answer = world.served(way).oneshot(request.into_request()).await.unwrap();
        let set = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(set.starts_with("__Host-vern-console=vern_"), "{set}");
        assert!(set.contains("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age="), "{set}");
        let cookie = set.split(';').next().unwrap();
        let request = page("/console/nb/account").with("cookie", cookie).into_request();
        let answer = world.served(way).oneshot(request).await.unwrap();
        let body = http_body_util::BodyExt::collect(answer.into_body()).await.unwrap().to_bytes();
        let html = String::from_utf8_lossy(&body).into_owned();
        assert!(html.contains(address), "{html}");
    }
    let link = world.installation.issue_console_link("granvik", "adviser").unwrap().expose_path(Language::Nb);
    let local = ask("GET", &link).from("127.0.0.1:1").with("host", "127.0.0.1:8440").into_request();
    let answer = world.served(Web::behind_proxy).oneshot(local).await.unwrap();
    assert_eq!(answer.status().as_u16(), 404, "no link leads in behind a proxy");
}

/// P-D8, P-C7: a new member reads and signs the words of the charter in the browser, tells of training with what shows it, and is let in by someone else
/// in an emergency, which stands on the first page.
#[tokio::test]
async fn p_d8_p_c7_staff_sign_and_learn_in_the_browser_before_anything_else() {
    let world = staffed().await;
    let boss = world.someone("granvik", "sjef@fjellro.example", "administrator").await;
    let path = world.invite("granvik", EMAIL, "adviser").await.expose_path(Language::Nb);
    let html = world.send(page(&path)).await.text();
    let secret = value_after(&html, "name=\"secret\" value=\"").to_owned();
    let answer = world.send(form(&path, &chosen(PASSWORD, PASSWORD, &secret, &world.code(&secret)))).await;
    let (cookie, room) = (cookie_of(&answer), "/console/nb/account");
    let html = world.open(&cookie, room).await.text();
    assert!(html.contains("Jeg har taushetsplikt om alt") && html.contains("Utgave 2026-1"), "{html}");
    let english = world.open(&cookie, "/console/en/account").await.text();
    assert!(english.contains("I keep confidential everything"), "{english}");
    let find = [("activity", "customers")];
    let refused = world.post(&cookie, "/console/nb/records", "/console/nb/records", &find).await;
    assert!(refused.text().contains("actor.no_confidentiality"), "{}", refused.text());

    let people = "/console/nb/people";
    let html = world.open(&boss.cookie, people).await.text();
    assert!(html.contains("Taushet: ikke skrevet under") && html.contains("Opplæring: mangler"), "{html}");
    let account = value_after(&html, "<option value=\"").to_owned();
    let tomorrow = world.installation.now().plus_micros(24 * 60 * 60 * 1_000_000).to_date().to_string();
    let let_in = "/console/nb/people/let-in";
    let fields = [("account", account.as_str()), ("until", tomorrow.as_str()), ("reason", "Vakten er syk")];
    says(
        &world.post(&boss.cookie, people, let_in, &[("account", &account), ("until", "soon")]).await,
        422,
        "access.until_form",
    );
    says(&world.post(&boss.cookie, people, let_in, &fields[..2]).await, 422, "account.reason_missing");
    let done = world.post(&boss.cookie, people, let_in, &fields).await.text();
    assert!(done.contains("Kari Fjelltopp er sluppet inn"), "{done}");
    let overview = world.open(&boss.cookie, "/console/nb").await.text();
    assert!(overview.contains("person er sluppet inn på grunn av en nødssituasjon"), "{overview}");
    let journal = world.open(&boss.cookie, "/console/nb/journal").await.text();
    assert!(journal.contains("Sluppet inn i en nødssituasjon"), "{journal}");
    assert!(world.open(&cookie, room).await.text().contains("Du er sluppet inn til"));
    let let_out = "/console/nb/people/end-emergency";
    let ended = world.post(&boss.cookie, people, let_out, &[("account", &account)]).await.text();
    assert!(ended.contains("Nødtilgangen til Kari Fjelltopp er avsluttet"), "{ended}");
    assert!(!world.open(&cookie, room).await.text().contains("Du er sluppet inn til"));
    let journal = world.open(&boss.cookie, "/console/nb/journal").await.text();
    assert!(journal.contains("Nødtilgang avsluttet før tiden"), "{journal}");

    let wrong = [("day", "2031-01-01"), ("evidence", "Kurs")];
    says(
        &world.post(&cookie, room, "/console/nb/account/training", &wrong).await,
        422,
        "account.training_day",
    );
    let fake = world.post(&cookie, room, "/console/nb/account/confidentiality", &[("words", "00")]).await;
    says(&fake, 409, "account.words_changed");
    world.make_ready(&cookie).await;
    let html = world.open(&cookie, room).await.text();
    assert!(html.contains("Skrevet under") && html.contains("Siste opplæring"), "{html}");
}

/// What the journal has of what somebody did is theirs to see, whatever their role; of others they see no more than it lets them.
#[tokio::test]
async fn staff_see_what_the_journal_has_of_themselves() {
    let world = staffed().await;
    let boss = world.someone("granvik", "sjef@fjellro.example", "administrator").await;
    let kari = world.someone("granvik", EMAIL, "adviser").await;
    world.open(&boss.cookie, "/console/nb/people").await;
    let (room, journal) = ("/console/nb/account", "/console/nb/journal");
    let html = world.open(&kari.cookie, room).await.text();
    let own = value_after(&html, "name=\"actor\" value=\"").to_owned();
    let shown = world.post(&kari.cookie, room, journal, &[("actor", &own)]).await.text();
    assert!(shown.contains("Taushetserklæring undertegnet eller opplæring ført opp"), "{shown}");
    let html = world.open(&boss.cookie, room).await.text();
    let other = value_after(&html, "name=\"actor\" value=\"").to_owned();
    let shown = world.post(&kari.cookie, room, journal, &[("actor", &other)]).await.text();
    assert!(!shown.contains("Taushetserklæring undertegnet"), "{shown}");
}

/// P-D5: who and what has access is listed, what falls due first; it stays with one press, or ends after it is said what ends.
#[tokio::test]
async fn p_d5_an_administrator_reviews_who_and_what_has_access() {
    let world = staffed().await;
    let program = world.token("granvik", "adviser").await;
    world.clock.set(world.installation.now().plus_micros(200 * 24 * 60 * 60 * 1_000_000));
    let boss = world.someone("granvik", "sjef@fjellro.example", "administrator").await;
    world.someone("granvik", EMAIL, "adviser").await;
    let overview = world.open(&boss.cookie, "/console/nb").await.text();
    assert!(overview.contains("tilgang skulle vært gjennomgått"), "{overview}");
    let room = "/console/nb/people/access";
    let html = world.open(&boss.cookie, room).await.text();
    assert!(html.contains("3 tilganger, 1 å gjennomgå nå") && html.contains("Din egen."), "{html}");
    let first = html.split("access/keep").nth(1).unwrap();
    let actor = value_after(first, "name=\"actor\" value=\"").to_owned();
    let of_program = [("actor", actor.as_str())];
    let kept = world.post(&boss.cookie, room, &format!("{room}/keep"), &of_program).await.text();
    assert!(kept.contains("Tilgangen blir stående") && kept.contains("3 tilganger, 0 å"), "{kept}");
    let journal = world.open(&boss.cookie, "/console/nb/journal").await.text();
    assert!(journal.contains("Tilgang gjennomgått og latt stå"), "{journal}");

    let take = format!("{room}/take");
    let asked = world.post(&boss.cookie, room, &take, &of_program).await.text();
    assert!(asked.contains("slutter å virke med en gang") && asked.contains("3 tilganger"), "{asked}");
    let own = world.send(ask("GET", "/v1/credential").by(&program)).await;
    assert_eq!(own.status.as_u16(), 200, "nothing ends before that was seen");
    let seen = [("actor", actor.as_str()), ("seen", "yes")];
    let taken = world.post(&boss.cookie, room, &take, &seen).await.text();
    assert!(taken.contains("Tilgangen er avsluttet") && taken.contains("2 tilganger"), "{taken}");
    assert_eq!(world.send(ask("GET", "/v1/credential").by(&program)).await.status.as_u16(), 401);
    let kari = world.someone("granvik", "ola@fjellro.example", "adviser").await;
    says(&world.open(&kari.cookie, room).await, 404, "page.unknown");
}

/// P-A3, in the console: what the access of one person reaches, mark by mark; it holds from the next page they open.
#[tokio::test]
async fn p_a3_an_administrator_says_what_an_access_reaches() {
    let world = staffed().await;
    let boss = world.someone("granvik", "sjef@fjellro.example", "administrator").await;
    let kari = world.someone("granvik", EMAIL, "adviser").await;
    let people = world.open(&boss.cookie, "/console/nb/people").await.text();
    let links = people.split("/console/nb/people/reach/").skip(1);
    let accounts: Vec<&str> = links.map(|rest| rest.split('"').next().unwrap()).collect();
    let of = |account: &str| format!("/console/nb/people/reach/{account}");
    let mut adviser = None;
    for account in &accounts {
        let html = world.open(&boss.cookie, &of(account)).await.text();
        if html.contains(NAME) && html.contains("value=\"customers read\" checked") {
            adviser = Some(of(account));
        }
    }
    let room = adviser.unwrap();
    let none = world.post(&boss.cookie, &room, &room, &[("sees", "customers name")]).await;
    says(&none, 422, "access.only_form");
    let set = world
        .post(&boss.cookie, &room, &room, &[("act", "customers read"), ("sees", "customers name")])
        .await;
    assert_eq!((set.status.as_u16(), set.header("location")), (303, "/console/nb/people"), "{}", set.text());
    assert!(
        world.open(&boss.cookie, "/console/nb/people").await.text().contains("begrenset til én aktivitet")
    );
    let html = world.open(&boss.cookie, &room).await.text();
    assert!(
        html.contains("value=\"customers read\" checked")
            && !html.contains("value=\"customers register\" checked")
    );
    says(&world.open(&kari.cookie, &room).await, 404, "page.unknown");
    assert_eq!(world.open(&kari.cookie, "/console/nb").await.status.as_u16(), 200);
}
