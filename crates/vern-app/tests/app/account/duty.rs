//! What is asked of staff before they touch personal data: confidentiality, training, and an emergency that is never silent (P-C7, P-D8).

use vern_app::Problem;
use vern_app::access::NewAccess;
use vern_app::account::{Person, StaffDue, Standing};
use vern_app::charter::check_document;
use vern_app::console::ConsoleSession;
use vern_app::record::SearchBy;
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_journal::{EntryKind, Outcome};
use vern_text::Language;

use super::{CHARTER, EMAIL, MINUTE, PASSWORD, Someone, code_of, personal};
use crate::access::only;
use crate::world::{World, code, codes, list};

const BOSS: &str = "sjef@fjellro.example";
const DAY: i64 = 24 * 60;

impl World {
    /// Someone with an account who has neither signed nor learnt.
    async fn newcomer(&self, email: &str, role: &str) -> Someone {
        let invitation = self.invite(email, role).await;
        let (secret, opened) = self.activate(&invitation, PASSWORD, None).await.unwrap();
        self.minutes_later(1);
        Someone { invitation, secret, opened }
    }

    /// The session as it is now, signed in anew.
    async fn again(&self, someone: &Someone, email: &str) -> ConsoleSession {
        let opened = self.sign_in(email, PASSWORD, &self.code(&someone.secret)).await.unwrap();
        self.session(&opened).await.unwrap()
    }

    async fn asks(&self, session: &ConsoleSession) -> Result<(), Problem> {
        let request = list("customers", SearchBy::Activity, 1);
        self.installation.search_records(&session.caller, &request).await.map(drop)
    }

    fn training(&self, session: &ConsoleSession) -> Standing {
        let own = self.installation.own_duties(session, Language::Nb).unwrap().unwrap();
        own.duties.training.unwrap()
    }

    async fn train(&self, session: &ConsoleSession, day: Instant, evidence: &str) -> Result<(), Problem> {
        self.installation.record_training(session, day, &personal(evidence)).await.map(drop)
    }
}

/// P-D8, P-C7: who has an account gets to nobody's data before they have signed these very words and been trained; a program is asked neither.
#[tokio::test]
async fn p_d8_p_c7_nobody_gets_to_data_before_they_have_signed_and_learnt() {
    let world = World::staffed().await;
    let kari = world.newcomer(EMAIL, "adviser").await;
    let session = world.session(&kari.opened).await.unwrap();
    assert_eq!(codes(&world.asks(&session).await), ["actor.no_confidentiality", "actor.training_due"]);
    let own = world.installation.own_duties(&session, Language::Nb).unwrap().unwrap();
    let words = own.words.unwrap();
    assert!(words.words.contains("taushetsplikt") && own.duties.is_lacking(), "{words:?}");
    let other = world.installation.sign_confidentiality(&session, "00", Language::Nb).await;
    assert_eq!(code_of(other), "account.words_changed", "nobody signs what they were not shown");
    world.installation.sign_confidentiality(&session, &words.hash, Language::Nb).await.unwrap();
    let session = world.session(&kari.opened).await.unwrap();
    assert_eq!(codes(&world.asks(&session).await), ["actor.training_due"]);

    let now = world.installation.now();
    let days = |count: i64| now.plus_micros(count * DAY * MINUTE);
    assert_eq!(code(world.train(&session, days(1), "Kurs").await), "account.training_day", "to come");
    assert_eq!(code(world.train(&session, days(-200), "Kurs").await), "account.training_day", "too old");
    assert_eq!(code(world.train(&session, now, "  ").await), "account.evidence_missing");
    world.train(&session, days(-10), "Kurs i personvern, Datatilsynet").await.unwrap();
    world.train(&session, days(-20), "Et tidligere kurs").await.unwrap();
    let session = world.session(&kari.opened).await.unwrap();
    world.asks(&session).await.unwrap();
    let own = world.installation.own_duties(&session, Language::Nb).unwrap().unwrap().duties;
    assert_eq!(own.trained_at, Some(days(-10)), "the later day counts");
    assert!(own.signed_at.is_some_and(|at| at >= now.plus_micros(-MINUTE)), "{own:?}");

    let program = world.caller("adviser").await;
    let request = list("customers", SearchBy::Activity, 1);
    world.installation.search_records(&program, &request).await.unwrap();
    // What was signed lies sealed; the rows hold a hash and dates.
    let rows = format!("{:?}", world.place.database.table("staff_statements").unwrap());
    assert!(!rows.contains("taushet") && !rows.contains("Datatilsynet"), "{rows}");
    let said: Vec<_> = world.entries().into_iter().filter(|it| it.kind == EntryKind::Access).collect();
    let by_herself = said.iter().filter(|entry| entry.actor == entry.holder && entry.actor.is_some());
    assert_eq!(by_herself.count(), 3, "signed once, trained twice");
    assert!(world.verify().await.is_ok());
}

/// P-C7: trained again at least twice a year, warned of a month before, two weeks' grace, then refused; also what one sees to for others.
#[tokio::test]
async fn p_c7_training_lapses_after_half_a_year_and_is_warned_of() {
    let world = World::staffed().await;
    let boss = world.someone(BOSS, "administrator").await;
    let kari = world.someone(EMAIL, "adviser").await;
    for (days, wanted) in [(0, "kept"), (160, "soon"), (30, "overdue"), (10, "lacking")] {
        world.minutes_later(days * DAY);
        let session = world.again(&kari, EMAIL).await;
        let found = match world.training(&session) {
            Standing::Kept(_) => "kept",
            Standing::Soon(_) => "soon",
            Standing::Overdue(_) => "overdue",
            Standing::Lacking => "lacking",
        };
        assert_eq!(found, wanted);
        assert_eq!(world.asks(&session).await.is_ok(), wanted != "lacking");
    }
    let chief = world.again(&boss, BOSS).await;
    assert_eq!(code_of(world.installation.people(&chief.caller).await), "actor.training_due");
    assert_eq!(
        code_of(world.installation.give_access(&chief.caller, &NewAccess::in_role("adviser")).await),
        "actor.training_due"
    );
    world.train(&chief, world.installation.now(), "Kurs").await.unwrap();
    world.minutes_later(1);
    let chief = world.again(&boss, BOSS).await;
    let people = world.installation.people(&chief.caller).await.unwrap();
    let first: Vec<&str> =
        people.iter().filter_map(|it: &Person| Some(it.email.as_ref()?.reveal().as_str())).collect();
    assert_eq!(first, [EMAIL, BOSS], "who lacks something stands first");
    let overview = world.installation.console_overview(&chief.caller, Language::Nb).await.unwrap();
    assert_eq!(overview.staff, Some(StaffDue { lacking: 1, soon: 0, let_in: 0 }));
}

/// P-D8, P-C7: somebody else lets in, with a reason and up to a day; it is journalled as such, and beside all it lets through, and ends by itself.
#[tokio::test]
async fn p_d8_an_emergency_lets_in_with_a_reason_and_is_never_silent() {
    let world = World::staffed().await;
    let boss = world.someone(BOSS, "administrator").await;
    let kari = world.newcomer(EMAIL, "adviser").await;
    let chief = world.session(&boss.opened).await.unwrap().caller;
    let account = kari.invitation.account;
    let until = world.installation.now().plus_micros(2 * 60 * MINUTE);
    let let_in = |account, until, reason: &'static str| {
        let (installation, chief) = (std::sync::Arc::clone(&world.installation), chief.clone());
        async move { installation.let_in(&chief, account, until, &personal(reason)).await }
    };
    assert_eq!(code_of(let_in(account, until, " ").await), "account.reason_missing");
    assert_eq!(code_of(let_in(chief.actor, until, "Meg").await), "account.emergency_own");
    let long = until.plus_micros(4 * DAY * MINUTE);
    assert_eq!(code_of(let_in(account, long, "Lenge").await), "account.emergency_long");
    assert_eq!(code_of(let_in(account, world.installation.now(), "Før").await), "access.until_past");
    let session = world.session(&kari.opened).await.unwrap();
    let adviser = world.installation.let_in(&session.caller, chief.actor, until, &personal("x")).await;
    assert_eq!(code_of(adviser), "page.unknown");
    let_in(account, until, "Kollegaen er syk, og lønnen skal ut i dag").await.unwrap();

    let session = world.session(&kari.opened).await.unwrap();
    world.asks(&session).await.unwrap();
    let entries = world.entries();
    let last = entries.last().unwrap();
    assert_eq!((last.kind, last.outcome), (EntryKind::Operation, Some(Outcome::Observed)));
    assert_eq!(last.codes, ["actor.no_confidentiality", "actor.training_due"]);
    let given = entries.iter().rev().find(|it| it.kind == EntryKind::Access).unwrap();
    assert_eq!((given.outcome, given.until), (Some(Outcome::Observed), Some(until.as_unsigned_micros())));
    assert_eq!((given.actor, given.holder), (Some(*chief.actor.as_bytes()), Some(*account.as_bytes())));
    assert_eq!(given.codes, last.codes);
    let overview = world.installation.console_overview(&chief, Language::Nb).await.unwrap();
    assert_eq!(overview.staff, Some(StaffDue { lacking: 0, soon: 0, let_in: 1 }), "on the first page");
    let document = check_document(CHARTER.as_bytes(), "charter.yaml").unwrap();
    let replayed = world.installation.replay_journal(&world.controller, &document, 1).unwrap();
    assert_eq!((replayed.refused_count(), replayed.unknown), (0, 0), "the journal agrees with the gate");
    let reworded = CHARTER.replace("Jeg har taushetsplikt", "Jeg lover taushet");
    let reworded = check_document(reworded.as_bytes(), "charter.yaml").unwrap();
    let replayed = world.installation.replay_journal(&world.controller, &reworded, 1).unwrap();
    assert!(replayed.unknown > 0, "who has signed new words is not in an entry");

    world.minutes_later(29);
    for _ in 0..4 {
        world.session(&kari.opened).await.unwrap();
        world.minutes_later(29);
    }
    let session = world.session(&kari.opened).await.unwrap();
    assert_eq!(codes(&world.asks(&session).await), ["actor.no_confidentiality", "actor.training_due"]);
    assert!(world.verify().await.is_ok());

    let ready = world.someone("per@fjellro.example", "adviser").await;
    let lacks_nothing = let_in(ready.invitation.account, until.plus_micros(DAY * MINUTE), "Hvorfor").await;
    assert_eq!(code_of(lacks_nothing), "account.nothing_lacking");
}

/// Without a period for it in the charter nobody is let in, and where nothing is asked there is nothing to sign.
#[tokio::test]
async fn what_the_charter_does_not_provide_for_is_not_there() {
    let world = World::of(&CHARTER.replace("  emergency: P3D\n", "")).await;
    let kari = world.newcomer(EMAIL, "adviser").await;
    let itself = world.itself();
    let until = world.installation.now().plus_micros(MINUTE);
    let none = world.installation.let_in(&itself, kari.invitation.account, until, &personal("Hast")).await;
    assert_eq!(code_of(none), "account.emergency_none");

    let start = CHARTER.find("staff:\n  confidentiality:").unwrap();
    let end = CHARTER.find("measures:\n").unwrap();
    let world = World::of(&format!("{}{}", &CHARTER[..start], &CHARTER[end..])).await;
    let kari = world.newcomer(EMAIL, "adviser").await;
    let session = world.session(&kari.opened).await.unwrap();
    assert!(world.installation.own_duties(&session, Language::En).unwrap().is_none());
    let signed = world.installation.sign_confidentiality(&session, "", Language::En).await;
    assert_eq!(code_of(signed), "account.nothing_asked");
    assert_eq!(
        code(world.train(&session, until.plus_micros(-2 * MINUTE), "Kurs").await),
        "account.nothing_asked"
    );
    world.asks(&session).await.unwrap();
}

/// P-D8: whoever an emergency alone lets in gives nothing that outlasts it, and lets nobody else in; who is in by right does.
#[tokio::test]
async fn p_d8_an_emergency_gives_nothing_that_outlasts_it() {
    let world = World::staffed().await;
    let boss = world.someone(BOSS, "administrator").await;
    let kari = world.newcomer(EMAIL, "administrator").await;
    let other = world.newcomer("ny@fjellro.example", "adviser").await;
    let chief = world.session(&boss.opened).await.unwrap().caller;
    let hours = |count: i64| world.installation.now().plus_micros(count * 60 * MINUTE);
    world.installation.let_in(&chief, kari.invitation.account, hours(3), &personal("Haster")).await.unwrap();
    let emergency = world.session(&kari.opened).await.unwrap().caller;
    let give = async |until| {
        let new = NewAccess { until, ..NewAccess::in_role("adviser") };
        world.installation.give_access(&emergency, &new).await.map(|answer| answer.value.actor)
    };
    assert_eq!(code_of(give(None).await), "access.emergency_beyond");
    assert_eq!(code_of(give(Some(hours(4))).await), "access.emergency_beyond");
    let narrow = only("customers", Some(&[Act::Read]), None);
    let given = give(Some(hours(2))).await.unwrap();
    let set = async |reach| world.installation.set_reach(&emergency, given, reach).await;
    set(Some(&narrow)).await.unwrap();
    assert_eq!(code_of(set(None).await), "access.emergency_beyond", "what was drawn in is not let out");
    let account = other.invitation.account;
    assert_eq!(
        code_of(world.installation.invite_again(&emergency, account).await),
        "access.emergency_beyond"
    );
    // Whoever administers access makes what lasts.
    let new = NewAccess { until: Some(hours(1)), ..NewAccess::in_role("administrator") };
    let administrator = world.installation.give_access(&emergency, &new).await;
    assert_eq!(code_of(administrator), "access.emergency_beyond");
    let chained = world.installation.let_in(&emergency, account, hours(1), &personal("Haster")).await;
    assert_eq!(code_of(chained), "account.emergency_chain");

    world.train(&world.session(&kari.opened).await.unwrap(), world.installation.now(), "Kurs").await.unwrap();
    let session = world.session(&kari.opened).await.unwrap();
    let words = world.installation.own_duties(&session, Language::Nb).unwrap().unwrap().words.unwrap();
    world.installation.sign_confidentiality(&session, &words.hash, Language::Nb).await.unwrap();
    let by_right = world.session(&kari.opened).await.unwrap().caller;
    world.installation.set_reach(&by_right, given, None).await.unwrap();
    world.installation.give_access(&by_right, &NewAccess::in_role("adviser")).await.unwrap();
    world.installation.let_in(&by_right, account, hours(1), &personal("Haster")).await.unwrap();
}

/// P-D8: an emergency is ended before its time by anyone who administers access: at once, also for a call that began before, and with a line of its own.
#[tokio::test]
async fn p_d8_an_emergency_is_ended_before_its_time() {
    let world = World::staffed().await;
    let boss = world.someone(BOSS, "administrator").await;
    let kari = world.newcomer(EMAIL, "administrator").await;
    let account = kari.invitation.account;
    let chief = world.session(&boss.opened).await.unwrap().caller;
    let until = world.installation.now().plus_micros(3 * 60 * MINUTE);
    let end = async |caller: &vern_app::Caller| world.installation.end_emergency(caller, account).await;
    assert_eq!(code_of(end(&chief).await), "account.not_let_in");
    world.installation.let_in(&chief, account, until, &personal("Haster")).await.unwrap();
    let before = world.session(&kari.opened).await.unwrap().caller;
    let give = async |caller: &vern_app::Caller| {
        let new = NewAccess {
            until: Some(world.installation.now().plus_micros(60 * MINUTE)),
            ..NewAccess::in_role("adviser")
        };
        world.installation.give_access(caller, &new).await.map(|answer| answer.value.actor)
    };
    give(&before).await.unwrap();
    world.minutes_later(1);
    end(&chief).await.unwrap();
    assert_eq!(
        code_of(give(&before).await),
        "actor.no_confidentiality",
        "what was known when it began counts no more"
    );
    assert_eq!(code_of(end(&chief).await), "account.not_let_in");
    let told = world.installation.people(&chief).await.unwrap();
    let duties = told.iter().find(|person| person.account == account).unwrap().duties.unwrap();
    assert!(duties.let_in_until.is_none() && duties.is_lacking());
    assert!(world.verify().await.is_ok());
}

/// An access with an end gives nothing that lasts longer, in whatever way.
#[tokio::test]
async fn who_has_access_for_a_while_gives_nothing_for_longer() {
    let world = World::staffed().await;
    let boss = world.someone(BOSS, "administrator").await;
    let adviser = world.someone(EMAIL, "adviser").await;
    let newcomer = world.newcomer("ny@fjellro.example", "adviser").await;
    let chief = world.session(&boss.opened).await.unwrap().caller;
    let hours = |count: i64| world.installation.now().plus_micros(count * 60 * MINUTE);
    let narrow = only("customers", Some(&[Act::Read]), None);
    let account = adviser.invitation.account;
    world.installation.set_reach(&chief, account, Some(&narrow)).await.unwrap();
    let new = NewAccess { until: Some(hours(2)), ..NewAccess::in_role("administrator") };
    let issued = world.installation.give_access(&chief, &new).await.unwrap().value;
    let hired = world.installation.authenticate(issued.token.expose_text()).unwrap();
    assert_eq!(code_of(world.installation.set_reach(&hired, account, None).await), "access.until_beyond");
    assert_eq!(code_of(world.installation.invite_again(&hired, account).await), "access.until_beyond");
    let lacking = newcomer.invitation.account;
    let longer = world.installation.let_in(&hired, lacking, hours(3), &personal("Haster")).await;
    assert_eq!(code_of(longer), "access.until_beyond");
    world.installation.let_in(&hired, lacking, hours(1), &personal("Haster")).await.unwrap();
}

/// P-C7, P-D8: what is lacking and what lapses stands in one list, in numbers, for who administers access; nobody else is told of staff.
#[tokio::test]
async fn p_c7_what_lapses_of_staff_stands_among_the_deadlines() {
    let world = World::staffed().await;
    let boss = world.someone(BOSS, "administrator").await;
    let kari = world.someone(EMAIL, "adviser").await;
    let newcomer = world.newcomer("ny@fjellro.example", "adviser").await;
    let chief = world.session(&boss.opened).await.unwrap().caller;
    let now = world.installation.now();
    let days = |count: i64| now.plus_micros(count * DAY * MINUTE);
    let program = NewAccess { until: Some(days(20)), ..NewAccess::in_role("adviser") };
    world.installation.give_access(&chief, &program).await.unwrap();
    let told = |caller: &vern_app::Caller, until: i64| {
        let list = world.installation.own_deadlines(caller, days(until)).unwrap();
        list.into_iter().map(|line| (line.of.as_str(), line.count, line.is_over)).collect::<Vec<_>>()
    };
    let lacking = [("confidentiality", 1, true), ("training_lacking", 1, true)];
    assert_eq!(told(&chief, 0), lacking);
    assert_eq!(told(&chief, 30), [&lacking[..], &[("access", 1, false)]].concat());
    let all = told(&chief, 365);
    assert_eq!(all[2..], [("access", 1, false), ("training", 2, false), ("access_reviews", 3, false)]);
    let adviser = world.session(&kari.opened).await.unwrap().caller;
    assert_eq!(told(&adviser, 365), [], "who does not administer access is told nothing of staff");

    let until = now.plus_micros(2 * 60 * MINUTE);
    world.installation.let_in(&chief, newcomer.invitation.account, until, &personal("Haster")).await.unwrap();
    assert!(told(&chief, 1).contains(&("emergency", 1, false)));
    // Half a year on the training of both is overdue, two weeks later lacking; the access has ended as it was meant to.
    world.minutes_later(190 * DAY);
    let list = world.installation.deadlines(&world.controller, days(190)).unwrap();
    let later: Vec<_> = list.iter().map(|line| (line.of.as_str(), line.count)).collect();
    let over = [("confidentiality", 1), ("training_lacking", 1), ("access_reviews", 3)];
    assert_eq!(later, [&over[..], &[("training_overdue", 2)]].concat(), "{list:?}");
    assert!(list[3].last_day.is_some() && !list[3].is_over, "refused only after that day");
}
