//! The pages of a newsletter, as people and mail programs meet them: no script, no cookie, no login; and what those meet who forge or only look.

use axum::http::StatusCode;
use serde_json::json;

use super::mailbox::Mailbox;
use super::world::{Answer, Ask, SITE, World, ask};

const FORM: &str = "/nb/granvik/newsletter";
const KARI: &str = "kari.lesesal@example.no";

fn bare(path: &str, body: &str) -> Ask {
    let request = ask("POST", path).from("192.0.2.7:40000").with("host", "forged.example");
    request.with("content-type", "application/x-www-form-urlencoded").body(body.to_owned())
}

fn form(path: &str, body: &str) -> Ask {
    bare(path, body).with("sec-fetch-site", "same-origin")
}

fn has_no_cookie(answer: &Answer) {
    assert!(!answer.headers.contains_key("set-cookie"), "{:?}", answer.headers);
}

fn value_after<'a>(html: &'a str, start: &str) -> &'a str {
    let after = html.split(start).nth(1).unwrap_or_else(|| panic!("no {start}: {html}"));
    after.split('"').next().unwrap()
}

impl World {
    async fn get(&self, path: &str) -> Answer {
        let answer = self.send(ask("GET", path).from("192.0.2.7:40000")).await;
        has_no_cookie(&answer);
        answer
    }

    /// The path the newest message leads to.
    async fn mailed(&self, manager: &str, page: &str) -> String {
        let body = json!({ "activity": "messages", "reason": "Prøve" });
        let found = self.send(ask("POST", "/v1/records:search").by(manager).json(&body)).await.json();
        let records = found["records"].as_array().unwrap();
        let mut texts = records.iter().rev().filter_map(|it| it["fields"]["message_text"].as_str());
        let text = texts.next().unwrap_or_else(|| panic!("{found}"));
        let rest = text.split(SITE).nth(1).unwrap_or_else(|| panic!("{text}"));
        let path = rest.split_whitespace().next().unwrap();
        assert!(path.contains(page), "{text}");
        path.to_owned()
    }

    async fn confirmed(&self, manager: &str) -> u64 {
        self.send(ask("GET", "/v1/subscribers").by(manager)).await.json()["confirmed"].as_u64().unwrap()
    }

    async fn subscribe(&self, mail: &mut Mailbox, email: &str) {
        let asked = self.send(form(FORM, &format!("email={email}"))).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        let path = mail.path(self, "/newsletter/").await;
        let html = self.get(&path).await.text();
        let version = value_after(&html, "name=\"text-version\" value=\"").replace(':', "%3A");
        let done = self.send(form(&path, &format!("text-version={version}"))).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        has_no_cookie(&done);
    }
}

/// P-A14, and the law on newsletters. The whole way, in both languages.
#[tokio::test]
async fn p_a14_a_reader_signs_up_and_leaves_without_a_cookie_a_script_or_a_login() {
    let world = World::of_rows().await;
    let mut mail = Mailbox::open();
    let manager = world.token("granvik", "manager").await;
    for (path, words) in
        [(FORM, "Ja, send meg nyhetsbrev"), ("/en/granvik/newsletter", "Yes, send me a newsletter")]
    {
        let page = world.get(path).await;
        assert!(page.text().contains(words), "{}", page.text());
        assert!(page.text().contains("method=\"post\""));
    }
    let front = world.get("/en/granvik").await.text();
    assert!(front.contains("href=\"/en/granvik/newsletter\""), "{front}");

    world.subscribe(&mut mail, KARI).await;
    assert_eq!(world.confirmed(&manager).await, 1);
    let body = json!({ "language": "en", "heading": "News", "text": "Hello." });
    let sent = world.send(ask("PUT", "/v1/newsletters/one").by(&manager).json(&body)).await.json();
    assert_eq!(sent, json!({ "queued": 1, "earlier": 0, "left_out": 0 }));
    let out = world.mailed(&manager, "/unsubscribe/").await;
    assert!(out.starts_with("/en/granvik/unsubscribe/"));
    let page = world.get(&out).await;
    assert!(page.text().contains("Take me off the list"), "{}", page.text());
    assert_eq!(world.confirmed(&manager).await, 1, "looking changes nothing");
    let left = world.send(form(&out, "")).await;
    assert!(left.text().contains("You have left"), "{}", left.text());
    has_no_cookie(&left);
    assert_eq!(world.confirmed(&manager).await, 0);
}

/// RFC 8058: a mail program sends a POST of its own, from nowhere, with either form of body, without cookie or login.
#[tokio::test]
async fn a_mail_program_leaves_with_one_click() {
    let bodies = [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n",
        ),
    ];
    for (kind, body) in bodies {
        let world = World::of_rows().await;
        let mut mail = Mailbox::open();
        let manager = world.token("granvik", "manager").await;
        world.subscribe(&mut mail, KARI).await;
        let issue = json!({ "language": "nb", "heading": "Nytt", "text": "Hei." });
        world.send(ask("PUT", "/v1/newsletters/one").by(&manager).json(&issue)).await;
        let out = world.mailed(&manager, "/unsubscribe/").await;
        for _ in 0..2 {
            let again = ask("POST", &out).from("198.51.100.4:25").with("content-type", kind).body(body);
            let answer = world.send(again).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            has_no_cookie(&answer);
        }
        assert_eq!(world.confirmed(&manager).await, 0);
    }
}

/// One answer for an address that is unknown, that subscribes and that has left: a stranger learns nothing of anyone.
#[tokio::test]
async fn the_answer_is_the_same_whoever_the_address_belongs_to() {
    let world = World::of_rows().await;
    let mut mail = Mailbox::open();
    let manager = world.token("granvik", "manager").await;
    world.subscribe(&mut mail, KARI).await;
    world.subscribe(&mut mail, "borte@example.no").await;
    let issue = json!({ "language": "nb", "heading": "Nytt", "text": "Hei." });
    world.send(ask("PUT", "/v1/newsletters/one").by(&manager).json(&issue)).await;
    let out = world.mailed(&manager, "/unsubscribe/").await;
    world.send(bare(&out, "")).await;
    let mut answers = Vec::new();
    for email in ["ukjent@example.no", KARI, "borte@example.no"] {
        let answer = world.send(form(FORM, &format!("email={email}"))).await;
        assert!(!answer.text().contains(email), "{}", answer.text());
        has_no_cookie(&answer);
        answers.push((answer.status, answer.text()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn what_is_forged_or_of_no_form_is_refused_and_no_host_of_a_request_gets_into_a_message() {
    let world = World::of_rows().await;
    let mut mail = Mailbox::open();
    let manager = world.token("granvik", "manager").await;
    let cross = world.send(bare(FORM, "email=kari@example.no").with("sec-fetch-site", "cross-site")).await;
    assert_eq!(cross.status, StatusCode::FORBIDDEN);
    for wrong in ["email=kari", "email=", "", "email=a@example.no%0d%0aBcc:b@example.no"] {
        let answer = world.send(form(FORM, wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(answer.text().contains("subscription.email_form"), "{}", answer.text());
    }
    assert_eq!(world.database.count("SELECT COUNT(*) FROM outbox_messages").unwrap(), 0);
    let html = world.send(form(FORM, "email=%3Cscript%3E@")).await.text();
    assert!(!html.contains("<script>@"), "{html}");
    // Sent as from `forged.example`: the link leads where the server was told it is reached.
    world.send(form(FORM, &format!("email={KARI}"))).await;
    let path = mail.path(&world, "/newsletter/").await;
    for (path, status) in [
        ("/nb/granvik/newsletter/vern_x", 404),
        ("/nb/granvik/unsubscribe/x", 404),
        ("/nb/ukjent/newsletter", 404),
    ] {
        assert_eq!(world.get(path).await.status.as_u16(), status, "{path}");
    }
    let other = path.replace("granvik", "nordvik");
    assert_eq!(world.get(&other).await.status, StatusCode::NOT_FOUND);
    let elsewhere = world.send(bare(&path, "text-version=x").with("sec-fetch-site", "cross-site")).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    let older = world.send(form(&path, "text-version=sha256%3Aolder")).await;
    assert_eq!(older.status, StatusCode::CONFLICT, "{}", older.text());
    assert!(older.text().contains("Ja, send meg nyhetsbrev"), "the words that apply, again");
    assert_eq!(world.confirmed(&manager).await, 0);
}

/// Who asks from too many addresses is told to wait; that the mailbox has had its share is told to nobody.
#[tokio::test]
async fn strangers_are_slowed_down() {
    let world = World::of_rows().await;
    let mut told = Vec::new();
    for _ in 0..5 {
        told.push(world.send(form(FORM, &format!("email={KARI}"))).await.text());
    }
    assert!(told.iter().all(|text| *text == told[0]));
    assert_eq!(world.database.count("SELECT COUNT(*) FROM outbox_messages").unwrap(), 3);
    let mut last = StatusCode::OK;
    for number in 0..30 {
        last = world.send(form(FORM, &format!("email=a{number}@example.no"))).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
