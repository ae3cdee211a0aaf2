//! My page: signed in to by a code that goes to an address already held; what is shown there, and what those meet who try what they should not.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::Mutex;
use vern_app::consent::{Channel, ConsentAct, Evidence, GivenConsent, version_of};
use vern_app::my_page::{AskedCode, CodeRequest, HeldPlace, MyPageSession, OpenedMyPage, OwnWish, SeenBy};
use vern_app::outbox::{Outbound, Settings, SystemResolver};
use vern_app::record::{PutRequest, SearchBy};
use vern_app::rights::{CaseStep, Ground, Identification};
use vern_app::subject::SubjectChange;
use vern_app::subscription::SubscriptionWish;
use vern_app::{Caller, Problem};
use vern_core::case::{Right, Strength};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_testkit::counterpart::{Counterpart, code_in};
use vern_text::Language;

use super::mailbox::Mailbox;
use super::world::{World, because, code, import, list, put};

const CHARTER: &str = include_str!("../../../../examples/my-page.yaml");
const KARI: &str = "kari@example.no";
const MINUTE: i64 = 60_000_000;
const HOME: &str = "192.0.2.10";

fn personal(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

fn request(address: &str, from: &str) -> CodeRequest {
    CodeRequest { address: personal(address), language: Language::Nb, from: from.parse::<IpAddr>().unwrap() }
}

/// A workshop with customers, who runs it, and the mailbox of all the others.
struct Workshop {
    world: World,
    manager: Caller,
    mail: Mutex<Mailbox>,
}

impl Workshop {
    async fn open() -> Self {
        Self::under(CHARTER).await
    }

    async fn under(charter: &str) -> Self {
        let world = World::of(charter).await;
        let manager = world.caller("manager").await;
        Self { world, manager, mail: Mutex::new(Mailbox::of("sveiva")) }
    }

    async fn customer(&self, key: &str, name: &str, email: &str) -> SubjectId {
        let fields = [("name", name), ("email", email), ("bicycle", "Rød DBS")];
        self.world.put(&self.manager, key, "workshop", &fields).await.value.subject
    }

    async fn ask(&self, address: &str) -> Result<AskedCode, Problem> {
        self.ask_from(address, HOME).await
    }

    async fn ask_from(&self, address: &str, from: &str) -> Result<AskedCode, Problem> {
        self.world.installation.ask_my_page_code(&self.world.controller, &request(address, from))
    }

    /// The texts of the messages that wait.
    async fn messages(&self) -> Vec<String> {
        let mut asked = list("messages", SearchBy::Activity, 100);
        asked.circumstance = because("messages", "test");
        let page = self.world.installation.search_records(&self.manager, &asked).await.unwrap().value;
        page.records
            .iter()
            .map(|record| record.fields.get("message_text").unwrap().reveal().clone())
            .collect()
    }

    /// How many letters have been delivered.
    async fn letters(&self) -> usize {
        self.mail.lock().await.letters(&self.world).await.len()
    }

    /// The code in the letter that came last.
    async fn newest_code(&self) -> String {
        let letter = self.mail.lock().await.newest(&self.world).await;
        code_in(&letter.says).unwrap_or_else(|| panic!("{}", letter.says))
    }

    /// Asks for a code and has it sent: the secret of the browser, and the code.
    async fn sent(&self, address: &str) -> (String, String) {
        let asked = self.ask(address).await.unwrap();
        let secret = asked.expose_text().to_owned();
        self.world.installation.send_my_page_code(asked.errand).await.unwrap();
        (secret, self.newest_code().await)
    }

    async fn enter(&self, secret: &str, code: &str) -> Result<OpenedMyPage, Problem> {
        self.world.installation.enter_my_page(&self.world.controller, secret, &personal(code)).await
    }

    async fn session(&self, opened: &OpenedMyPage) -> Option<MyPageSession> {
        let installation = &self.world.installation;
        installation.my_page_session(&self.world.controller, opened.expose_text()).await.unwrap()
    }

    async fn signed_in(&self, address: &str) -> MyPageSession {
        let (secret, code) = self.sent(address).await;
        self.session(&self.enter(&secret, &code).await.unwrap()).await.unwrap()
    }

    fn later(&self, micros: i64) {
        self.world.clock.set(self.world.installation.now().plus_micros(micros));
    }
}

fn wrong(result: Result<OpenedMyPage, Problem>) {
    assert_eq!(result.map(drop).unwrap_err().code(), "my_page.code_wrong");
}

#[tokio::test]
async fn a_code_opens_once_in_the_browser_that_asked_under_a_secret_that_is_new() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let (secret, code) = workshop.sent(" KARI@Example.no ").await;
    wrong(workshop.enter(&secret, "00000000").await);
    let (other, _) = workshop.sent(KARI).await;
    wrong(workshop.enter(&other, &code).await);
    wrong(workshop.enter("", &code).await);
    let spaced = format!("{} {}", &code[..4], &code[4..]);
    let opened = workshop.enter(&secret, &spaced).await.unwrap();
    assert_ne!(opened.expose_text(), secret, "the secret is new at sign-in");
    assert!(workshop.session(&opened).await.is_some());
    wrong(workshop.enter(&secret, &code).await);
    let installation = &workshop.world.installation;
    let fixed = installation.my_page_session(&workshop.world.controller, &secret).await.unwrap();
    assert!(fixed.is_none(), "the secret from before opens nothing");
}

#[tokio::test]
async fn a_code_ends_after_ten_minutes_and_five_tries_and_a_clock_set_back_brings_none_again() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let (secret, code) = workshop.sent(KARI).await;
    for _ in 0..5 {
        wrong(workshop.enter(&secret, "1").await);
    }
    wrong(workshop.enter(&secret, &code).await);

    let (secret, code) = workshop.sent(KARI).await;
    let asked_at = workshop.world.installation.now();
    workshop.later(10 * MINUTE);
    workshop.customer("k-2", "Ola Nordmann", "ola@example.no").await;
    wrong(workshop.enter(&secret, &code).await);
    workshop.world.clock.set(asked_at);
    wrong(workshop.enter(&secret, &code).await);
    workshop.later(10 * MINUTE);

    let (secret, code) = workshop.sent(KARI).await;
    let opened = workshop.enter(&secret, &code).await.unwrap();
    let opened_at = workshop.world.installation.now();
    workshop.later(2 * 60 * MINUTE);
    workshop.customer("k-3", "Per Nordmann", "per@example.no").await;
    assert!(workshop.session(&opened).await.is_none());
    workshop.world.clock.set(opened_at);
    assert!(workshop.session(&opened).await.is_none(), "nor a session");
}

#[tokio::test]
async fn someone_not_held_is_answered_the_same_by_the_same_work_and_sent_nothing() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let mut entries = Vec::new();
    for address in [KARI, "ingen@example.no", "+4741000009"] {
        let before = workshop.world.entries().len();
        let asked = workshop.ask(address).await.unwrap();
        assert_eq!(workshop.world.entries().len(), before, "nobody is looked up before the answer");
        assert_eq!(asked.life_seconds, 600);
        workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
        entries.push(workshop.world.entries().len() - before);
    }
    assert_eq!(workshop.messages().await.len(), 1);
    // Beside the message that is queued: a look-up for each activity that holds such an address. The newsletter has no phone numbers.
    assert_eq!(entries, [3, 2, 1]);
    let secret = workshop.ask("ingen@example.no").await.unwrap().expose_text().to_owned();
    wrong(workshop.enter(&secret, "12345678").await);
    assert_eq!(workshop.ask("ikke en adresse").await.map(drop).unwrap_err().code(), "my_page.address_form");
}

#[tokio::test]
async fn who_asks_often_is_slowed_down_and_one_address_is_not_flooded_nor_its_owner_kept_out() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let mut asked = 0;
    while workshop.ask(KARI).await.is_ok() {
        asked += 1;
    }
    assert_eq!(asked, 5, "one stranger has five");
    let mut secrets = Vec::new();
    for number in 0..60 {
        let asked = workshop.ask_from(KARI, &format!("198.51.100.{number}")).await.unwrap();
        secrets.push(asked.expose_text().to_owned());
        workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    }
    assert_eq!(
        workshop.letters().await,
        6,
        "five short codes and a long one, however many ask from wherever"
    );
    let letters = workshop.mail.lock().await.letters(&workshop.world).await;
    let long =
        letters.iter().filter_map(|letter| code_in(&letter.says)).find(|code| code.len() == 20).unwrap();
    // They try all they have, and keep nobody out.
    for secret in &secrets {
        for _ in 0..6 {
            wrong(workshop.enter(secret, "87654321").await);
        }
    }
    workshop.later(MINUTE);
    let asked = workshop.ask(KARI).await.unwrap();
    let secret = asked.expose_text().to_owned();
    workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    assert_eq!(workshop.letters().await, 6, "the one that came stands");
    workshop.enter(&secret, &long).await.unwrap();
    workshop.later(MINUTE);
    let (secret, code) = workshop.sent(KARI).await;
    assert_eq!(code.len(), 8, "whoever signs in has shown whose it is, and all is as before");
    workshop.enter(&secret, &code).await.unwrap();
}

/// Neither staff nor a copy of the store has the code: it is made where the message is handed over, by whichever process.
#[tokio::test]
async fn a_code_stands_in_no_record_and_is_the_same_after_a_start() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let asked = workshop.ask(KARI).await.unwrap();
    let secret = asked.expose_text().to_owned();
    workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    let texts = workshop.messages().await;
    assert!(texts[0].starts_with("Koden din er ●●●● ●●●●. ") && code_in(&texts[0]).is_none(), "{texts:?}");
    let code = workshop.newest_code().await;
    assert_eq!(code.len(), 8);
    workshop.enter(&secret, &code).await.unwrap();

    // Put off at first: what is sent then is the code that was expected.
    workshop.customer("k-2", "Ola Nordmann", "once@example.no").await;
    let asked = workshop.ask("once@example.no").await.unwrap();
    let secret = asked.expose_text().to_owned();
    workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    assert_eq!(workshop.letters().await, 1);
    workshop.later(2 * MINUTE);
    assert_eq!(workshop.letters().await, 2);
    let code = workshop.newest_code().await;
    workshop.enter(&secret, &code).await.unwrap();
}

/// Whoever the charter lets alter what waits can have a code sent to themself: it is not the other's.
#[tokio::test]
async fn a_code_that_is_sent_elsewhere_opens_nothing() {
    let charter = CHARTER
        .replace(
            "[register, read, disclose, restrict, erase]",
            "[register, read, alter, disclose, restrict, erase]",
        )
        .replace(
            "messages, acts: [register, disclose, erase]",
            "messages, acts: [register, alter, disclose, erase]",
        );
    let workshop = Workshop::under(&charter).await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let asked = workshop.ask(KARI).await.unwrap();
    let secret = asked.expose_text().to_owned();
    workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    let mut held = list("messages", SearchBy::Activity, 100);
    held.circumstance = because("messages", "test");
    let installation = &workshop.world.installation;
    let page = installation.search_records(&workshop.manager, &held).await.unwrap().value;
    let message = page.records.first().unwrap();
    let mut altered = put("messages", &[]);
    altered.fields = message.fields.clone();
    altered.fields.insert("message_email".to_owned(), personal("tyv@example.no"));
    let own = installation.acting_itself(&workshop.world.controller).unwrap();
    installation.put_record(&own, message.key.as_str(), &altered).await.unwrap();
    let code = workshop.newest_code().await;
    assert_eq!(code.len(), 8, "the thief has a code");
    wrong(workshop.enter(&secret, &code).await);
}

#[tokio::test]
async fn two_who_share_an_address_are_shown_nothing_and_one_registered_twice_sees_both() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let twice = workshop.signed_in_twice().await;
    assert_eq!(twice.registrations(), 2);
    let held = workshop.world.installation.own_records(&twice, Language::Nb).await.unwrap();
    assert_eq!(held.len(), 2);

    let other = workshop.customer("k-3", "Ola Nordmann", KARI).await;
    let (secret, sent) = workshop.sent(KARI).await;
    assert_eq!(workshop.enter(&secret, &sent).await.map(drop).unwrap_err().code(), "my_page.shared_address");
    // One who is restricted has the address no less.
    let restrict = SubjectChange::Restrict(true);
    let circumstance = because("workshop", "test");
    workshop
        .world
        .installation
        .change_subject(&workshop.manager, other, &circumstance, restrict)
        .await
        .unwrap();
    let (secret, sent) = workshop.sent(KARI).await;
    assert_eq!(workshop.enter(&secret, &sent).await.map(drop).unwrap_err().code(), "my_page.shared_address");
}

/// Whoever has had their data restricted (GDPR art. 18) sees it no less: to be shown it is what they ask for.
#[tokio::test]
async fn who_is_restricted_signs_in_and_sees_what_is_held() {
    let workshop = Workshop::open().await;
    let kari = workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let (why, restrict) = (because("workshop", "test"), SubjectChange::Restrict(true));
    workshop.world.installation.change_subject(&workshop.manager, kari, &why, restrict).await.unwrap();
    let session = workshop.signed_in(KARI).await;
    let held = workshop.world.installation.own_records(&session, Language::Nb).await.unwrap();
    assert_eq!(held.len(), 1);
}

impl Workshop {
    async fn signed_in_twice(&self) -> MyPageSession {
        self.customer("k-2", "kari  nordmann", KARI).await;
        self.signed_in(KARI).await
    }

    async fn consents(&self, subject: SubjectId) {
        let words = "Ja, send meg nyhetsbrevet på e-post. Jeg kan melde meg av når som helst.";
        let evidence = Evidence {
            language: Language::Nb,
            text_version: version_of(words),
            channel: Channel::Web,
            place: "Bestillingen".to_owned(),
            act: ConsentAct::TickedBox,
        };
        let given = GivenConsent {
            activity: "newsletter".to_owned(),
            subject: Some(subject),
            category: None,
            evidence,
            reason: None,
        };
        self.world.installation.give_consent(&self.manager, &given).await.unwrap();
        let fields = [("name", "Kari Nordmann"), ("email", KARI)];
        let request = PutRequest { subject: Some(subject), ..put("newsletter", &fields) };
        self.world.installation.put_record(&self.manager, "n-1", &request).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_held_is_told_with_why_and_until_when_and_who_has_seen_it() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari <b>Nordmann</b>", KARI).await;
    workshop.customer("k-2", "Ola Nordmann", "ola@example.no").await;
    let mechanic = workshop.world.caller("mechanic").await;
    workshop.world.read(&mechanic, "k-1", "workshop").await.unwrap();
    let session = workshop.signed_in(KARI).await;
    let installation = &workshop.world.installation;
    let held = installation.own_records(&session, Language::Nb).await.unwrap();
    assert_eq!(held.len(), 1);
    let labels: Vec<&str> = held[0].because.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Hva de brukes til",
            "Behandlingsgrunnlag",
            "Hvor de kommer fra",
            "Hvem som får dem",
            "Hvor lenge de blir lagret"
        ]
    );
    let record = &held[0].records[0];
    assert_eq!(record.until.unwrap().to_string(), "2029-11-22");
    assert_eq!(record.collected_on.to_string(), "2026-11-22");
    let named: Vec<(&str, &str)> =
        record.fields.iter().map(|(label, value, _)| (label.as_str(), value.reveal().as_str())).collect();
    assert_eq!(named, [("Navn", "Kari <b>Nordmann</b>"), ("E-postadresse", KARI), ("Sykkel", "Rød DBS")]);

    let seen = installation.own_readers(&session, (0, None), Language::Nb).await.unwrap();
    let by: Vec<&SeenBy> = seen.lines.iter().map(|line| &line.by).collect();
    let role = |role: &str| SeenBy::Role {
        organisation: "Sveiva Sykkelverksted AS".to_owned(),
        role: role.to_owned(),
    };
    assert_eq!(by[0], &SeenBy::Oneself);
    assert!(by.contains(&&SeenBy::Vern));
    assert_eq!(by[by.len() - 2..], [&role("Mekaniker"), &role("Daglig leder")]);
}

#[tokio::test]
async fn nobody_gets_at_anothers_by_place_activity_or_cursor() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    workshop.customer("k-2", "Ola Nordmann", "ola@example.no").await;
    let session = workshop.signed_in(KARI).await;
    let installation = &workshop.world.installation;
    let place =
        |registration, activity: &str| HeldPlace { registration, activity: activity.to_owned(), after: None };
    for place in [place(1, "workshop"), place(0, "messages"), place(0, "rights_requests"), place(0, "none")] {
        let answer = installation.own_records_at(&session, place, Language::Nb).await;
        assert_eq!(answer.map(drop).unwrap_err().code(), "page.unknown");
    }
    let answer = installation.own_readers(&session, (1, None), Language::Nb).await;
    assert_eq!(code(answer), "page.unknown");
    assert_eq!(code(installation.withdraw_own_consent(&session, (1, "newsletter")).await), "page.unknown");

    // A session and a code are of one controller.
    let other = import(installation, &CHARTER.replace("id: sveiva", "id: nabo")).await;
    let (secret, sent) = workshop.sent(KARI).await;
    let answer = installation.enter_my_page(&other, &secret, &personal(&sent)).await;
    assert_eq!(answer.map(drop).unwrap_err().code(), "my_page.code_wrong");
    let opened = workshop.enter(&secret, &sent).await.unwrap();
    assert!(installation.my_page_session(&other, opened.expose_text()).await.unwrap().is_none());
    assert!(
        installation.console_session(opened.expose_text()).await.unwrap().is_none(),
        "nor does it open the console"
    );
}

#[tokio::test]
async fn ten_thousand_records_are_shown_a_page_at_a_time_and_downloaded_whole() {
    let workshop = Workshop::open().await;
    let subject = workshop.customer("k-0", "Kari Nordmann", KARI).await;
    for round in 0..100 {
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..100 {
            let installation = Arc::clone(&workshop.world.installation);
            let caller = workshop.manager.clone();
            let fields = [("name", "Kari Nordmann"), ("work_done", "Byttet kjede")];
            let request = PutRequest { subject: Some(subject), ..put("workshop", &fields) };
            let key = format!("job-{round}-{number}");
            tasks.spawn(async move { installation.put_record(&caller, &key, &request).await.map(drop) });
        }
        tasks.join_all().await.into_iter().for_each(|done| done.unwrap());
    }
    let session = workshop.signed_in(KARI).await;
    let installation = &workshop.world.installation;
    let held = installation.own_records(&session, Language::En).await.unwrap().remove(0);
    assert_eq!((held.count, held.records.len()), (10_001, 10));
    let further = installation.own_records_at(&session, held.next.unwrap(), Language::En).await.unwrap();
    assert_eq!((further.records.len(), further.next.is_some()), (10, true));
    let mut download = installation.own_download(&session).unwrap();
    let mut pages = Vec::new();
    while let Some(records) = installation.download_more(&mut download).await.unwrap() {
        pages.push(records.len());
    }
    assert_eq!(pages.iter().sum::<usize>(), 10_001);
    assert!(pages.iter().all(|records| *records <= 100));
}

#[tokio::test]
async fn consent_is_taken_back_by_one_act_and_the_page_still_opens() {
    let workshop = Workshop::open().await;
    let subject = workshop.customer("k-1", "Kari Nordmann", KARI).await;
    workshop.consents(subject).await;
    let session = workshop.signed_in(KARI).await;
    let installation = &workshop.world.installation;
    let own = installation.own_consents(&session, Language::Nb).await.unwrap();
    assert_eq!((own.len(), own[0].can_withdraw, own[0].withdrawn_on), (1, true, None));
    installation.withdraw_own_consent(&session, (0, "newsletter")).await.unwrap();
    let own = installation.own_consents(&session, Language::Nb).await.unwrap();
    assert_eq!((own[0].can_withdraw, own[0].withdrawn_on.is_some()), (false, true));
    assert_eq!(code(installation.withdraw_own_consent(&session, (0, "newsletter")).await), "page.unknown");
    let session = workshop.signed_in(KARI).await;
    assert_eq!(session.registrations(), 1);
}

#[tokio::test]
async fn who_is_erased_meanwhile_is_nobody_and_a_session_outlives_a_restart_and_no_longer() {
    let workshop = Workshop::open().await;
    let subject = workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let (secret, sent) = workshop.sent(KARI).await;
    let opened = workshop.enter(&secret, &sent).await.unwrap();
    let Workshop { world, mail, .. } = workshop;
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    let workshop = Workshop { world, manager, mail };
    let session = workshop.session(&opened).await.unwrap();
    let (secret, sent) = workshop.sent(KARI).await;
    let request = vern_app::erasure::ErasureRequest { activity: None, reason: None, exception: None };
    let installation = &workshop.world.installation;
    installation.erase_subject(&workshop.manager, subject, &request).await.unwrap();
    wrong(workshop.enter(&secret, &sent).await);
    assert!(installation.own_records(&session, Language::Nb).await.unwrap().is_empty());
    installation.close_my_page(&session).await.unwrap();
    assert!(workshop.session(&opened).await.is_none());
}

#[tokio::test]
async fn without_the_roles_or_the_outbox_there_is_no_page() {
    for taken in ["    held_by: subject\n", "    held_by: vern\n", "    carries: outbox\n"] {
        let world = World::of(&CHARTER.replace(taken, "")).await;
        assert_eq!(world.installation.my_page_reachable(&world.controller).unwrap(), None, "{taken}");
        let asked = world.installation.ask_my_page_code(&world.controller, &request(KARI, HOME));
        assert_eq!(asked.map(drop).unwrap_err().code(), "my_page.not_offered");
    }
}

/// The same workshop, with a newsletter that people sign up to by themselves.
fn with_subscriptions() -> String {
    let replaced = [
        ("  - id: newsletter\n", "  - id: newsletter\n    carries: subscriptions\n"),
        ("data: [name, email]\n    origin: { provided: [name, email] }", "data: [subscriber_email]"),
        (
            "newsletter, acts: [read, export], sees: [name, email]",
            "newsletter, acts: [register, read, export, erase]",
        ),
        (
            "messages, acts: [register, disclose, erase] }",
            "messages, acts: [register, read, disclose, erase] }\n      - { activity: consents, acts: [register] }",
        ),
        (
            "\ndata_types:\n",
            "\ndata_types:\n  - { id: subscriber_email, kind: email, lookup: true, label: { nb: Leserens adresse, en: The reader's address } }\n",
        ),
    ];
    replaced.iter().fold(CHARTER.to_owned(), |charter, (from, to)| {
        assert!(charter.contains(from), "{from}");
        charter.replace(from, to)
    })
}

impl Workshop {
    /// Someone signs up to the newsletter by the link in their mail.
    async fn subscribes(&self, email: &str) {
        let installation = &self.world.installation;
        let wish = SubscriptionWish {
            email: personal(email),
            language: Language::Nb,
            address: HOME.parse().unwrap(),
            site: "https://vern.example".to_owned(),
        };
        installation.ask_to_subscribe(&self.world.controller, &wish).await.unwrap();
        let letter = self.mail.lock().await.newest(&self.world).await;
        let link =
            letter.says.split("/newsletter/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        let words = installation.subscription_words(&self.world.controller, Language::Nb).unwrap();
        let version = (Language::Nb, words.version.as_str());
        installation.confirm_subscription(&self.world.controller, &link, version).await.unwrap();
        self.later(MINUTE);
    }

    async fn held(&self, session: &MyPageSession) -> Vec<String> {
        let held = self.world.installation.own_records(session, Language::En).await.unwrap();
        held.into_iter().map(|activity| activity.name).collect()
    }
}

/// Who reads the newsletter and is a customer is one person, by the mailbox they have shown to be theirs twice.
#[tokio::test]
async fn a_customer_who_reads_the_newsletter_sees_both_and_a_reader_alone_sees_that() {
    let workshop = Workshop::under(&with_subscriptions()).await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    workshop.subscribes(KARI).await;
    let session = workshop.signed_in(KARI).await;
    assert_eq!(session.registrations(), 2);
    let mut held = workshop.held(&session).await;
    held.sort();
    assert_eq!(held, ["The newsletter", "The workshop"]);
    let installation = &workshop.world.installation;
    let own = installation.own_consents(&session, Language::Nb).await.unwrap();
    assert_eq!(own.iter().filter(|consent| consent.can_withdraw).count(), 1);

    workshop.subscribes("leser@example.no").await;
    let session = workshop.signed_in("leser@example.no").await;
    assert_eq!(
        (session.registrations(), workshop.held(&session).await),
        (1, vec!["The newsletter".to_owned()])
    );

    // Two customers with one address are still two, whoever of them reads the newsletter.
    workshop.customer("k-2", "Ola Nordmann", KARI).await;
    workshop.later(MINUTE);
    let (secret, sent) = workshop.sent(KARI).await;
    assert_eq!(workshop.enter(&secret, &sent).await.map(drop).unwrap_err().code(), "my_page.shared_address");
}

/// A reader of whom more is held is told apart like anyone else, and in doubt nothing is shown.
#[tokio::test]
async fn a_reader_of_whom_more_is_held_is_not_taken_for_whoever_shares_the_address() {
    let workshop = Workshop::under(&with_subscriptions()).await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    workshop.subscribes(KARI).await;
    let subscriptions = list("newsletter", SearchBy::Activity, 10);
    let installation = &workshop.world.installation;
    let readers = installation.search_records(&workshop.manager, &subscriptions).await.unwrap().value.records;
    // The same reader brings a bicycle in, under another address: who it is, the address does not say.
    let fields = [("name", "Ola Nordmann"), ("email", "ola@example.no")];
    let request = PutRequest { subject: Some(readers[0].subject), ..put("workshop", &fields) };
    installation.put_record(&workshop.manager, "k-2", &request).await.unwrap();
    let (secret, sent) = workshop.sent(KARI).await;
    assert_eq!(workshop.enter(&secret, &sent).await.map(drop).unwrap_err().code(), "my_page.shared_address");
}

/// A guardian's, a referee's, an employer's address is looked up like any other, and opens nobody's page but their own.
#[tokio::test]
async fn an_address_of_someone_else_in_a_record_does_not_open_it() {
    let charter = CHARTER
        .replace(
            "\ndata_types:\n",
            "\ndata_types:\n  - { id: guardian_email, kind: email, lookup: true, label: { nb: Foresattes adresse, en: The guardian's address } }\n",
        )
        .replace("[name, email, phone, bicycle, work_done, workshop_note]", "[name, email, phone, guardian_email, bicycle, work_done, workshop_note]")
        .replace("sees: [name, email, phone]", "sees: [name, email, phone, guardian_email]");
    let workshop = Workshop::under(&charter).await;
    let child = [("name", "Lise Nordmann"), ("email", "lise@example.no"), ("guardian_email", KARI)];
    workshop.world.put(&workshop.manager, "k-1", "workshop", &child).await;
    let asked = workshop.ask(KARI).await.unwrap();
    workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    assert_eq!(workshop.letters().await, 0, "nobody has that address as their own");
    workshop.customer("k-2", "Kari Nordmann", KARI).await;
    let session = workshop.signed_in(KARI).await;
    assert_eq!(session.registrations(), 1, "and a guardian who is a customer sees their own, and that only");
    let held = workshop.world.installation.own_records(&session, Language::En).await.unwrap();
    let shown: Vec<&str> =
        held[0].records[0].fields.iter().map(|(_, value, _)| value.reveal().as_str()).collect();
    assert!(held.len() == 1 && shown.contains(&"Kari Nordmann"), "{shown:?}");

    // Where the charter says of none whose own it is, there is no page.
    let world = World::of(&CHARTER.replace(", identifies: true", "")).await;
    assert_eq!(world.installation.my_page_reachable(&world.controller).unwrap(), None);
}

/// What the role for people may take along and not read, and what it may not see, are told of all the same.
#[tokio::test]
async fn who_has_seen_it_is_told_where_people_may_only_export_and_what_is_left_out_is_counted() {
    let only_export = "workshop, acts: [export], sees: [name, email, phone, bicycle, work_done]";
    let charter = CHARTER
        .replace("workshop, acts: [read, export], sees: [name, email, phone, bicycle, work_done]", only_export)
        .replace("      - { activity: newsletter, acts: [register, read, export] }\n      - { activity: consents, acts: [register, read] }\n", "");
    let workshop = Workshop::under(&charter).await;
    let subject = workshop.customer("k-1", "Kari Nordmann", KARI).await;
    workshop.consents(subject).await;
    let session = workshop.signed_in(KARI).await;
    let installation = &workshop.world.installation;
    let seen = installation.own_readers(&session, (0, None), Language::Nb).await.unwrap();
    let manager =
        SeenBy::Role { organisation: "Sveiva Sykkelverksted AS".to_owned(), role: "Daglig leder".to_owned() };
    assert!(seen.lines.iter().any(|line| line.by == manager), "{:?}", seen.lines);
    assert!(
        seen.left_out > 0,
        "the newsletter and the consent are not shown to people here: {:?}",
        seen.lines
    );
    assert!(seen.lines.iter().all(|line| line.activity.as_deref() != Some("Nyhetsbrevet")));
}

/// A code by text message, to a number: the gateway alone is told it.
#[tokio::test]
async fn a_code_goes_by_text_message_whole_and_opens() {
    let workshop = Workshop::open().await;
    let fields = [("name", "Kari Nordmann"), ("phone", "+47 410 00 001")];
    workshop.world.put(&workshop.manager, "k-1", "workshop", &fields).await;
    let mut gateway = Counterpart::gateway("localhost").unwrap();
    let settings = format!(
        "trust: '{}'\ninternal_hosts: [localhost]\nsms:\n  url: https://localhost:{}/send\n  \
         body: {{ json: {{ to: '{{to}}', text: '{{text}}' }} }}\n  organisations: {{ sveiva: {{ supplier: sms-host, from: Sveiva }} }}\n",
        gateway.authority().display(),
        gateway.port()
    );
    let out = Outbound::open(Settings::parse(&settings).unwrap(), Arc::new(SystemResolver)).unwrap();
    let asked = workshop.ask("410 00 001").await.unwrap();
    let secret = asked.expose_text().to_owned();
    workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    assert!(workshop.messages().await[0].starts_with("●●●● ●●●● er koden din"));
    workshop.world.installation.run_outbox(&workshop.world.controller, &out).await.unwrap();
    let told = gateway.told().unwrap();
    let body: serde_json::Value =
        serde_json::from_str(told["requests"][0]["body"].as_str().unwrap()).unwrap();
    let code = code_in(body["text"].as_str().unwrap()).unwrap();
    workshop.enter(&secret, &code).await.unwrap();
}

impl Workshop {
    /// A request of someone who is signed in, answered by staff.
    async fn answered(&self, session: &MyPageSession) -> CaseId {
        let wish = OwnWish {
            right: Right::Access,
            text: Some(personal("Alt dere har")),
            contact: personal(KARI),
            language: Language::Nb,
        };
        let id = self.world.installation.make_own_request(session, wish).await.unwrap().id;
        let known = CaseStep::Identify(Identification {
            shown: Strength::KnownContact,
            how: personal("Min side"),
            subjects: Vec::new(),
            identifiers: Vec::new(),
            not_the_same: Vec::new(),
            records: Vec::new(),
        });
        let held = super::request::seen(&self.world, &self.manager, id).await.held;
        let activities: Vec<&str> = held.iter().map(|part| part.activity.as_str()).collect();
        for step in [known, super::request::grant(&activities), super::request::execute()] {
            super::request::step(&self.world, &self.manager, id, step).await.unwrap();
        }
        let unread = self.world.installation.own_answer(session, id, Language::Nb).await;
        assert_eq!(code(unread.map(drop)), "case.no_letter", "not answered yet");
        super::request::step(&self.world, &self.manager, id, super::request::answer()).await.unwrap();
        id
    }
}

/// The answer is there as it was given, whatever the charter says later, for 90 days, in both languages, and for nobody else.
#[tokio::test]
async fn p_b10_the_answer_is_read_on_my_page_as_it_was_given() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    workshop.customer("k-2", "Ola Nordmann", "ola@example.no").await;
    let kari = workshop.signed_in(KARI).await;
    let id = workshop.answered(&kari).await;
    let installation = &workshop.world.installation;
    let read = async |session: &MyPageSession, language| installation.own_answer(session, id, language).await;
    let letters =
        [read(&kari, Language::Nb).await.unwrap().letter, read(&kari, Language::En).await.unwrap().letter];
    for (letter, words) in letters.iter().zip(["Alt dere har", "go to court"]) {
        assert!(letter.to_plain_text().contains(words), "{}", letter.to_plain_text());
    }
    let ola = workshop.signed_in("ola@example.no").await;
    assert_eq!(code(read(&ola, Language::Nb).await.map(drop)), "case.unknown");
    let renamed = CHARTER.replace("name: Sveiva Sykkelverksted AS", "name: Sveiva og sønner AS");
    workshop.world.clock.set(installation.now().plus_micros(MINUTE));
    let renamed = renamed.replace("version: \"2026-11-23\"", "version: \"2026-12-01\"");
    import(installation, &renamed.replace("in_force_from: 2026-01-01", "in_force_from: 2026-11-01")).await;
    assert_eq!(read(&kari, Language::Nb).await.unwrap().letter, letters[0]);
    let staff = installation.case_letter(&workshop.manager, id, Some(Language::Nb)).await.unwrap();
    assert_eq!(staff, letters[0], "staff see what was sent");
    workshop.later(89 * 24 * 60 * MINUTE);
    let kari = workshop.signed_in(KARI).await;
    assert_eq!(read(&kari, Language::Nb).await.unwrap().last_day.to_string(), "2027-02-20");
    workshop.later(24 * 60 * MINUTE);
    let kari = workshop.signed_in(KARI).await;
    assert_eq!(code(read(&kari, Language::Nb).await.map(drop)), "case.no_letter");
    assert!(workshop.world.verify().await.is_ok());
}

/// A case that turns out to be about someone else besides is not read by either.
#[tokio::test]
async fn an_answer_about_two_people_is_shown_to_neither() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let other = workshop.customer("k-2", "Ola Nordmann", "ola@example.no").await;
    let kari = workshop.signed_in(KARI).await;
    let wish = OwnWish { right: Right::Access, text: None, contact: personal(KARI), language: Language::Nb };
    let id = workshop.world.installation.make_own_request(&kari, wish).await.unwrap().id;
    let known = CaseStep::Identify(Identification {
        shown: Strength::KnownContact,
        how: personal("Tastet feil"),
        subjects: vec![other],
        identifiers: Vec::new(),
        not_the_same: Vec::new(),
        records: Vec::new(),
    });
    let refuse = CaseStep::Refuse { ground: Ground::Excessive, reasons: personal("Spør hver dag") };
    for step in [known, refuse, super::request::answer()] {
        super::request::step(&workshop.world, &workshop.manager, id, step).await.unwrap();
    }
    for address in [KARI, "ola@example.no"] {
        let session = workshop.signed_in(address).await;
        let read = workshop.world.installation.own_answer(&session, id, Language::Nb).await;
        assert_eq!(code(read.map(drop)), "case.unknown");
    }
}
