//! Accounts of staff: invited, made their own, signed in to, recovered, ended; and what those meet who try what they should not.

mod duty;
mod review;

use std::net::IpAddr;

use vern_app::access::NewAccess;
use vern_app::account::{
    Activation, EndedAccount, Invitation, InviteRequest, OpenedSession, PersonState, SignInAttempt,
};
use vern_app::console::ConsoleSession;
use vern_app::record::{Circumstance, SearchBy, SearchRequest};
use vern_app::{Caller, Problem};
use vern_core::personal::Personal;
use vern_testkit::authenticator::code_shown;
use vern_text::Language;

use super::world::World;

const CHARTER: &str = include_str!("../../../../examples/staff-accounts.yaml");
const NAME: &str = "Kari Fjelltopp";
const EMAIL: &str = "kari@fjellro.example";
const PASSWORD: &str = "blå trapp over elgens tak";
const MINUTE: i64 = 60_000_000;
const HOME: &str = "192.0.2.10";

/// Someone with an account, and the app on their phone.
struct Someone {
    invitation: Invitation,
    secret: String,
    opened: OpenedSession,
}

fn personal(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn secret_of(invitation: &Invitation) -> String {
    invitation.expose_path(Language::Nb).rsplit('/').next().unwrap().to_owned()
}

fn request(email: &str, role: &str) -> InviteRequest {
    InviteRequest { name: personal(NAME), email: personal(email), access: NewAccess::in_role(role) }
}

impl World {
    async fn staffed() -> Self {
        Self::of(CHARTER).await
    }

    fn itself(&self) -> Caller {
        self.installation.acting_itself(&self.controller).unwrap()
    }

    fn minutes_later(&self, minutes: i64) {
        self.clock.set(self.installation.now().plus_micros(minutes * MINUTE));
    }

    fn code(&self, secret: &str) -> String {
        code_shown(secret, self.installation.now().as_micros() / 1_000_000).unwrap()
    }

    async fn invite(&self, email: &str, role: &str) -> Invitation {
        self.installation.invite(&self.itself(), &request(email, role)).await.unwrap()
    }

    async fn activate(
        &self,
        invitation: &Invitation,
        password: &str,
        code: Option<&str>,
    ) -> Result<(String, OpenedSession), Problem> {
        let slug = self.controller.slug();
        let text = secret_of(invitation);
        let invited = self.installation.invited(slug, &text).await?;
        let enrolment = invited.enrolment(None, "Fjellro")?;
        let secret = enrolment.secret.reveal().clone();
        let activation = Activation {
            invitation: text,
            password: personal(password),
            one_time_secret: enrolment.secret,
            code: Personal::new(code.map_or_else(|| self.code(&secret), str::to_owned)),
            address: address(HOME),
        };
        Ok((secret, self.installation.activate(slug, &activation).await?))
    }

    async fn someone(&self, email: &str, role: &str) -> Someone {
        let invitation = self.invite(email, role).await;
        let (secret, opened) = self.activate(&invitation, PASSWORD, None).await.unwrap();
        self.ready(&opened).await;
        self.minutes_later(1);
        Someone { invitation, secret, opened }
    }

    /// Signs what staff sign, and was trained today.
    async fn ready(&self, opened: &OpenedSession) {
        let session = self.session(opened).await.unwrap();
        let own = self.installation.own_duties(&session, Language::Nb).unwrap().unwrap();
        let words = own.words.unwrap().hash;
        self.installation.sign_confidentiality(&session, &words, Language::Nb).await.unwrap();
        let (today, evidence) = (self.installation.now(), personal("Kurs i personvern"));
        self.installation.record_training(&session, today, &evidence).await.unwrap();
    }

    async fn sign_in(&self, email: &str, password: &str, code: &str) -> Result<OpenedSession, Problem> {
        self.sign_in_from(HOME, email, password, code).await
    }

    async fn sign_in_from(
        &self,
        from: &str,
        email: &str,
        password: &str,
        code: &str,
    ) -> Result<OpenedSession, Problem> {
        let attempt = SignInAttempt {
            email: personal(email),
            password: personal(password),
            code: personal(code),
            address: address(from),
        };
        self.installation.sign_in(&self.controller, &attempt).await
    }

    async fn may_act(&self, session: &ConsoleSession) -> bool {
        let circumstance = Circumstance { activity: "customers".to_owned(), ..Circumstance::default() };
        let request = SearchRequest { circumstance, by: SearchBy::Activity, after: None, most: 1 };
        self.installation.search_records(&session.caller, &request).await.is_ok()
    }

    async fn session(&self, opened: &OpenedSession) -> Option<ConsoleSession> {
        self.installation.console_session(opened.expose_text()).await.unwrap()
    }
}

fn code_of<T>(result: Result<T, Problem>) -> String {
    result.map(drop).unwrap_err().code().to_owned()
}

#[tokio::test]
async fn an_invitation_is_used_once_within_three_days_with_a_password_that_holds_and_an_app() {
    let world = World::staffed().await;
    let invitation = world.invite(EMAIL, "adviser").await;
    for (password, code) in [
        ("kort", "account.password_short"),
        (&*"a".repeat(600), "account.password_long"),
        ("passordpassord", "account.password_weak"),
        ("kari@fjellro.example", "account.password_weak"),
        ("KariFjelltopp", "account.password_weak"),
        ("aaaaaaaaaaaaaaaa", "account.password_weak"),
    ] {
        assert_eq!(code_of(world.activate(&invitation, password, None).await), code, "{password}");
    }
    assert_eq!(code_of(world.activate(&invitation, PASSWORD, Some("000000")).await), "account.code_wrong");
    let (_, opened) = world.activate(&invitation, PASSWORD, None).await.unwrap();
    let session = world.session(&opened).await.unwrap();
    assert_eq!((session.caller.actor, session.caller.role.as_str()), (invitation.account, "adviser"));
    assert!(!session.is_of_link());
    assert_eq!(code_of(world.activate(&invitation, PASSWORD, None).await), "account.invitation_spent");

    let late = world.invite("ola@fjellro.example", "adviser").await;
    world.minutes_later(72 * 60);
    assert_eq!(code_of(world.activate(&late, PASSWORD, None).await), "account.invitation_spent");
    let other = world.invite("per@fjellro.example", "adviser").await;
    world.minutes_later(-60);
    assert_eq!(
        code_of(world.activate(&late, PASSWORD, None).await),
        "account.invitation_spent",
        "a clock set back opens nothing"
    );
    let slug = world.controller.slug();
    assert_eq!(code_of(world.installation.invited(slug, "vern_no").await), "account.invitation_spent");
    let elsewhere = world.installation.invited("granvik", &secret_of(&other)).await;
    assert_eq!(code_of(elsewhere), "account.invitation_spent", "by another organisation's address");
}

#[tokio::test]
async fn known_and_unknown_wrong_and_almost_right_are_answered_and_journalled_alike() {
    let world = World::staffed().await;
    let kari = world.someone(EMAIL, "adviser").await;
    let right = world.code(&kari.secret);
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let invited = "ola@fjellro.example";
    world.invite(invited, "adviser").await;
    for (email, password, code) in [
        (EMAIL, "et helt annet passord", right.as_str()),
        (EMAIL, PASSWORD, wrong),
        (EMAIL, PASSWORD, ""),
        ("nobody@fjellro.example", PASSWORD, &right),
        ("not an address", PASSWORD, &right),
        (invited, PASSWORD, &right),
        ("", "", ""),
    ] {
        let before = world.entries().len();
        let tried = world.sign_in(email, password, code).await;
        assert!(matches!(tried, Err(Problem::Denied { code: "account.not_signed_in" })), "{email}");
        let entries = world.entries();
        assert_eq!(entries.len(), before + 1, "{email}: one search, whoever it is");
        world.minutes_later(1);
    }
    // Blanks in a code, capitals in an address.
    let code = world.code(&kari.secret);
    let (first, last) = code.split_at(3);
    let opened =
        world.sign_in(" Kari@Fjellro.example", PASSWORD, &format!(" {first} {last} ")).await.unwrap();
    assert_eq!(world.session(&opened).await.unwrap().caller.actor, kari.invitation.account);
}

#[tokio::test]
async fn a_code_is_taken_once_also_by_two_at_once() {
    let world = World::staffed().await;
    let kari = world.someone(EMAIL, "adviser").await;
    let code = world.code(&kari.secret);
    let both = tokio::join!(
        world.sign_in_from("192.0.2.1", EMAIL, PASSWORD, &code),
        world.sign_in_from("192.0.2.2", EMAIL, PASSWORD, &code),
    );
    let outcomes = [both.0, both.1];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(code_of(world.sign_in(EMAIL, PASSWORD, &code).await), "account.not_signed_in");
    world.clock.set(world.installation.now().plus_micros(30_000_000));
    assert_eq!(
        code_of(world.sign_in(EMAIL, PASSWORD, &code).await),
        "account.not_signed_in",
        "still within its time"
    );
    let next = world.code(&kari.secret);
    world.sign_in(EMAIL, PASSWORD, &next).await.unwrap();
}

#[tokio::test]
async fn who_tries_too_often_waits_and_nobody_else_does() {
    let world = World::staffed().await;
    let kari = world.someone(EMAIL, "adviser").await;
    for _ in 0..5 {
        let tried = world.sign_in_from("198.51.100.1", EMAIL, "feil passord hver gang", "111111").await;
        assert_eq!(code_of(tried), "account.not_signed_in");
    }
    let before = world.entries().len();
    let tried = world.sign_in_from("198.51.100.1", EMAIL, PASSWORD, &world.code(&kari.secret)).await;
    assert_eq!(code_of(tried), "account.too_many_tries", "even with all of it right");
    assert_eq!(world.entries().len(), before, "nothing is looked at");
    let unknown = "nobody@fjellro.example";
    for _ in 0..5 {
        code_of(world.sign_in_from("198.51.100.2", unknown, "feil", "111111").await);
    }
    let tried = world.sign_in_from("198.51.100.2", unknown, "feil", "111111").await;
    assert_eq!(code_of(tried), "account.too_many_tries", "known or not");
    let owner = world.sign_in(EMAIL, PASSWORD, &world.code(&kari.secret)).await;
    assert!(owner.is_ok(), "a stranger locks nobody out");
}

#[tokio::test]
async fn sessions_outlive_the_process_and_end_by_time_or_by_hand() {
    let world = World::staffed().await;
    let kari = world.someone(EMAIL, "adviser").await;
    let ola = world.someone("ola@fjellro.example", "adviser").await;
    let world = world.reopen().await;
    let first = world.session(&kari.opened).await.unwrap();
    let opened = world.sign_in_from("203.0.113.7", EMAIL, PASSWORD, &world.code(&kari.secret)).await.unwrap();
    let second = world.session(&opened).await.unwrap();
    let own = world.installation.own_account(&second).await.unwrap();
    assert_eq!((own.name.reveal().as_str(), own.email.reveal().as_str()), (NAME, EMAIL));
    assert_eq!(own.sessions.iter().map(|session| session.is_this).collect::<Vec<_>>(), [true, false]);
    let from: Vec<&str> = own.sign_ins.iter().map(|line| line.address.reveal().as_str()).collect();
    assert_eq!(from, ["203.0.113.7", HOME], "P-C1");

    let olas = world.session(&ola.opened).await.unwrap();
    let id = own.sessions.iter().find(|session| !session.is_this).unwrap().id;
    let foreign = world.installation.end_own_session(&olas, &id).await;
    assert_eq!(code_of(foreign), "account.session_unknown", "another's");
    assert!(world.session(&kari.opened).await.is_some());
    world.installation.end_own_session(&second, &id).await.unwrap();
    assert!(world.session(&kari.opened).await.is_none());
    assert!(world.may_act(&first).await, "the actor's access stands");
    assert_eq!(world.installation.end_own_sessions(&second).await.unwrap(), 1);
    assert!(world.session(&opened).await.is_none());
    assert!(world.session(&ola.opened).await.is_some());

    world.minutes_later(29);
    assert!(world.session(&ola.opened).await.is_some());
    world.minutes_later(30);
    assert!(world.session(&ola.opened).await.is_none(), "unused");
    let day = world.sign_in("ola@fjellro.example", PASSWORD, &world.code(&ola.secret)).await.unwrap();
    for _ in 0..29 {
        world.minutes_later(20);
        assert!(world.session(&day).await.is_some());
    }
    world.minutes_later(20);
    assert!(world.session(&day).await.is_none(), "a working day");
    world.installation.run_retention(&world.controller).await.unwrap();
    assert!(world.place.database.table("sessions").unwrap().is_empty(), "what is over is forgotten");
}

#[tokio::test]
async fn a_new_invitation_ends_what_there_was() {
    let world = World::staffed().await;
    let kari = world.someone(EMAIL, "adviser").await;
    let account = kari.invitation.account;
    let again = world.installation.invite_again(&world.itself(), account).await.unwrap();
    assert!(world.session(&kari.opened).await.is_none());
    assert_eq!(
        code_of(world.sign_in(EMAIL, PASSWORD, &world.code(&kari.secret)).await),
        "account.not_signed_in"
    );
    let newer = world.installation.invite_again(&world.itself(), account).await.unwrap();
    assert_eq!(code_of(world.activate(&again, PASSWORD, None).await), "account.invitation_spent");
    let (secret, opened) = world.activate(&newer, "fire nye ord om havet", None).await.unwrap();
    assert_eq!(world.session(&opened).await.unwrap().caller.actor, account, "the same account");
    world.minutes_later(1);
    let old = world.sign_in(EMAIL, PASSWORD, &world.code(&secret)).await;
    assert_eq!(code_of(old), "account.not_signed_in");
    world.sign_in(EMAIL, "fire nye ord om havet", &world.code(&secret)).await.unwrap();
}

#[tokio::test]
async fn a_leaver_is_out_with_one_action_that_says_what_ended() {
    let world = World::staffed().await;
    let boss = world.someone("sjef@fjellro.example", "administrator").await;
    let kari = world.someone(EMAIL, "adviser").await;
    world.sign_in(EMAIL, PASSWORD, &world.code(&kari.secret)).await.unwrap();
    let boss = world.session(&boss.opened).await.unwrap().caller;
    let standing = world.session(&kari.opened).await.unwrap();
    let counted = EndedAccount { sessions: 2, credentials: 1, grants: 1 };
    let account = kari.invitation.account;
    assert_eq!(world.installation.foresee_end(&boss, account).unwrap(), counted);
    let refused = world.installation.end_account(&standing.caller, account).await;
    assert_eq!(code_of(refused), "page.unknown", "who does not administer access");
    assert_eq!(world.installation.end_account(&boss, account).await.unwrap().value, counted);
    assert!(world.session(&kari.opened).await.is_none());
    assert!(!world.may_act(&standing).await, "what was under way is over too");
    world.minutes_later(1);
    let back = world.sign_in(EMAIL, PASSWORD, &world.code(&kari.secret)).await;
    assert_eq!(code_of(back), "account.not_signed_in");
    assert_eq!(code_of(world.installation.end_account(&boss, account).await), "access.unknown");
    assert_eq!(code_of(world.installation.invite_again(&boss, account).await), "access.unknown");
    let people = world.installation.people(&boss).await.unwrap();
    let states: Vec<PersonState> = people.iter().map(|person| person.state).collect();
    assert_eq!(states, [PersonState::Active, PersonState::Ended]);
    assert_eq!(people.first().unwrap().name.as_ref().unwrap().reveal(), NAME);

    // Someone who comes back has an account of their own, and a token ended over REST ends sessions too.
    let anew = world.someone(EMAIL, "adviser").await;
    world.installation.take_access(&boss, anew.invitation.account).await.unwrap();
    assert!(world.session(&anew.opened).await.is_none());
}

#[tokio::test]
async fn access_is_given_within_ones_own_and_up_to_a_date() {
    let world = World::staffed().await;
    let boss = world.someone("sjef@fjellro.example", "administrator").await;
    let kari = world.someone(EMAIL, "adviser").await;
    let boss = world.session(&boss.opened).await.unwrap().caller;
    let adviser = world.session(&kari.opened).await.unwrap().caller;
    let new = "ny@fjellro.example";
    let invite = |caller: Caller, request: InviteRequest| {
        let installation = std::sync::Arc::clone(&world.installation);
        async move { installation.invite(&caller, &request).await }
    };
    assert_eq!(code_of(invite(adviser, request(new, "adviser")).await), "page.unknown");
    assert_eq!(
        code_of(invite(boss.clone(), request("KARI@fjellro.example", "adviser")).await),
        "account.email_taken"
    );
    assert_eq!(code_of(invite(boss.clone(), request(new, "vern")).await), "role.not_given");
    assert_eq!(code_of(invite(boss.clone(), request(new, "no_such")).await), "role.unknown");
    assert!(invite(boss.clone(), request("not an address", "adviser")).await.is_err());
    let until = |until| {
        let access = NewAccess { until: Some(until), ..NewAccess::in_role("adviser") };
        InviteRequest { access, ..request(new, "adviser") }
    };
    let past = until(world.installation.now());
    assert_eq!(code_of(invite(boss.clone(), past).await), "access.until_past");
    let invitation = invite(boss, until(world.installation.now().plus_micros(60 * MINUTE))).await.unwrap();
    let (secret, opened) = world.activate(&invitation, PASSWORD, None).await.unwrap();
    for _ in 0..2 {
        world.minutes_later(25);
        assert!(world.session(&opened).await.is_some());
    }
    world.minutes_later(10);
    assert!(world.session(&opened).await.is_none(), "access is over");
    assert_eq!(code_of(world.sign_in(new, PASSWORD, &world.code(&secret)).await), "account.not_signed_in");
}

#[tokio::test]
async fn without_the_activity_or_the_role_there_is_nothing() {
    let none = World::new().await;
    assert_eq!(code_of(none.sign_in(EMAIL, PASSWORD, "123456").await), "account.none_declared");
    let charter = CHARTER.replace("    held_by: vern\n", "");
    let without_role = World::of(&charter).await;
    assert_eq!(code_of(without_role.sign_in(EMAIL, PASSWORD, "123456").await), "role.none_for_vern");
    let charter = CHARTER.replace("acts: [register, read, alter] }", "acts: [register] }");
    let without_grant = World::of(&charter).await;
    assert_eq!(code_of(without_grant.sign_in(EMAIL, PASSWORD, "123456").await), "actor.no_grant");
}

#[tokio::test]
async fn who_is_erased_cannot_sign_in_and_no_table_says_who_has_an_account() {
    let world = World::staffed().await;
    let kari = world.someone(EMAIL, "adviser").await;
    let boss = world.someone("sjef@fjellro.example", "administrator").await;
    for table in ["accounts", "sessions", "records", "lookups", "journal_entries", "actors"] {
        let rows = format!("{:?}", world.place.database.table(table).unwrap());
        for secret in
            ["fjellro.example", "Fjelltopp", "argon2id", HOME, &kari.secret, kari.opened.expose_text()]
        {
            assert!(!rows.contains(secret), "{table}: {secret}");
            let bytes: Vec<String> = secret.bytes().map(|byte| byte.to_string()).collect();
            assert!(!rows.contains(&bytes.join(", ")), "{table}: {secret} as bytes");
        }
    }
    let boss = world.session(&boss.opened).await.unwrap().caller;
    let people = world.installation.people(&boss).await.unwrap();
    assert_eq!(people.len(), 2);
    let key = format!("account-{}", kari.invitation.account);
    let view = world.read(&boss, &key, "accounts").await.unwrap().value;
    let shown: Vec<&str> = view.fields.keys().map(String::as_str).collect();
    assert_eq!(shown, ["account_email", "account_name"], "an administrator sees neither hash nor secret");
    let request = vern_app::erasure::ErasureRequest { activity: None, reason: None, exception: None };
    world.installation.erase_subject(&boss, view.subject, &request).await.unwrap();
    let tried = world.sign_in(EMAIL, PASSWORD, &world.code(&kari.secret)).await;
    assert_eq!(code_of(tried), "account.not_signed_in");
    assert!(world.verify().await.is_ok());
}
