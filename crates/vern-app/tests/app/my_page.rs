//! My page: signed in to by a code that goes to an address already held; what is shown there, and what those meet who try what they should not.

use std::net::IpAddr;

use vern_app::consent::{Channel, ConsentAct, Evidence, GivenConsent, version_of};
use vern_app::my_page::{AskedCode, CodeRequest, HeldPlace, MyPageSession, OpenedMyPage, SeenBy};
use vern_app::record::{PutRequest, SearchBy};
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Problem};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_text::Language;

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

/// A workshop with customers, and who runs it.
struct Workshop {
    world: World,
    manager: Caller,
}

impl Workshop {
    async fn open() -> Self {
        let world = World::of(CHARTER).await;
        let manager = world.caller("manager").await;
        Self { world, manager }
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

    async fn newest_code(&self) -> String {
        let text = self.messages().await.pop().unwrap();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits.len(), 8, "{text}");
        digits
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
async fn who_asks_often_is_slowed_down_and_one_address_is_not_flooded() {
    let workshop = Workshop::open().await;
    workshop.customer("k-1", "Kari Nordmann", KARI).await;
    let mut asked = 0;
    while workshop.ask(KARI).await.is_ok() {
        asked += 1;
    }
    assert_eq!(asked, 5, "one stranger has five");
    for number in 0..30 {
        let asked = workshop.ask_from(KARI, &format!("198.51.100.{number}")).await.unwrap();
        workshop.world.installation.send_my_page_code(asked.errand).await.unwrap();
    }
    assert_eq!(workshop.messages().await.len(), 15, "twenty stand at once, five of them were never sent");
    workshop.later(10 * MINUTE);
    let (secret, code) = workshop.sent(KARI).await;
    workshop.enter(&secret, &code).await.unwrap();
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
            let installation = std::sync::Arc::clone(&workshop.world.installation);
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
    let Workshop { world, .. } = workshop;
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    let workshop = Workshop { world, manager };
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
