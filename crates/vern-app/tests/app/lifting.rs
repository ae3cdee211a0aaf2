//! Restriction by a case: only of what was granted, and lifted when the person has been told (GDPR art. 18).

use vern_app::rights::{Assessment, CaseStep, Ground, Notice, Part};
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Problem};
use vern_core::case::{CaseState, Right, Strength};
use vern_core::id::CaseId;
use vern_testkit::counterpart::{Counterpart, MailTls};
use vern_text::Language;

use super::outbox::{by_mail, with_outbox};
use super::request::{answer, applicant, by_email, execute, letter, personal, request, seen, sent, step};
use super::world::{World, because, code, codes, within};

fn part(activity: &str, ground: Option<Ground>) -> Part {
    Part {
        activity: Some(activity.to_owned()),
        granted: ground.is_none(),
        ground,
        statute: None,
        words: None,
    }
}

/// Recruitment restricted, prospects declined, and the case answered.
async fn restricted(world: &World, manager: &Caller) -> CaseId {
    applicant(world, "a-1").await;
    world.put(manager, "p-1", "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    restricted_again(world, manager).await
}

/// The same asked of what is held already.
async fn restricted_again(world: &World, manager: &Caller) -> CaseId {
    let id = sent(world, &request(Right::Restriction)).await.id;
    step(world, manager, id, by_email(Strength::Stated)).await.unwrap();
    let parts = vec![part("recruitment", None), part("prospects", Some(Ground::NotCovered))];
    step(world, manager, id, CaseStep::Assess(Assessment { parts, words: None })).await.unwrap();
    step(world, manager, id, execute()).await.unwrap();
    let told = seen(world, manager, id).await.file.recipients;
    let told = told.into_iter().map(|told| (told.recipient, personal("E-post i dag"))).collect();
    step(world, manager, id, CaseStep::Notify { told }).await.unwrap();
    step(world, manager, id, answer()).await.unwrap();
    id
}

fn announce(notice: Notice) -> CaseStep {
    CaseStep::Announce { reasons: personal("Vi har rettet adressen"), notice }
}

fn given(how: &str) -> Notice {
    Notice::Letter(Some(personal(how)))
}

async fn lift(world: &World, manager: &Caller, id: CaseId) -> Result<CaseState, Problem> {
    step(world, manager, id, CaseStep::Lift).await
}

/// What was declined goes on, and what was granted is restricted, also once the process has ended and the data was moved.
#[tokio::test]
async fn p_b10_only_what_was_granted_is_restricted() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    restricted(&world, &manager).await;
    assert_eq!(codes(&world.read(&manager, "a-1", "recruitment").await), ["subject.restricted"]);
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    assert_eq!(codes(&world.read(&manager, "a-1", "recruitment").await), ["subject.restricted"]);
    assert!(world.verify().await.is_ok());
}

/// Art. 18(3), by letter: not lifted until it is said how the person was told, and the letter says why.
#[tokio::test]
async fn p_b10_a_restriction_is_lifted_when_that_was_told() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let id = restricted(&world, &manager).await;
    step(&world, &manager, id, CaseStep::Close).await.unwrap();
    let now = world.installation.now();
    assert_eq!(seen(&world, &manager, id).await.next_steps(now), ["announce"]);
    assert_eq!(code(lift(&world, &manager, id).await), "case.lifting_untold");
    // Her charter has no outbox: it is a letter to send.
    assert_eq!(code(step(&world, &manager, id, announce(Notice::Message)).await), "case.notice_by_letter");
    for none in [Notice::Letter(None), given("  ")] {
        let state = step(&world, &manager, id, announce(none)).await.unwrap();
        assert_eq!(state, CaseState::Closed);
        let said = letter(&world, &manager, id, Language::En).await;
        assert!(said.contains("Vi har rettet adressen") && said.contains("We will soon stop that"), "{said}");
        assert_eq!(
            code(lift(&world, &manager, id).await),
            "case.lifting_untold",
            "the letter is printed, not given"
        );
    }
    step(&world, &manager, id, announce(given("Brev 22. november"))).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "a-1", "recruitment").await), ["subject.restricted"]);
    lift(&world, &manager, id).await.unwrap();
    world.read(&manager, "a-1", "recruitment").await.unwrap();
    let view = seen(&world, &manager, id).await;
    assert!(view.file.lifting.unwrap().lifted_at.is_some());
    assert!(view.row.case.closed_at.is_some());
    assert_eq!(code(lift(&world, &manager, id).await), "case.nothing_to_lift");
    let again = step(&world, &manager, id, announce(given("Brev"))).await;
    assert_eq!(code(again), "case.nothing_to_lift");
}

/// Art. 18(3), by e-mail from here: one message however often it is tried, and not lifted before it is delivered.
#[tokio::test]
async fn p_b10_who_is_told_by_e_mail_is_told_when_it_is_delivered() {
    let world = World::of(&with_outbox()).await;
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let manager = world.caller("manager").await;
    let id = restricted(&world, &manager).await;
    step(&world, &manager, id, announce(Notice::Message)).await.unwrap();
    assert_eq!(code(lift(&world, &manager, id).await), "case.lifting_untold", "it waits in the outbox");
    world.run_outbox(&by_mail(&server, "implicit", "mail-host")).await;
    let told = server.told().unwrap();
    let letters = told["letters"].as_array().unwrap();
    assert_eq!((letters.len(), &letters[0]["to"]), (1, &serde_json::json!(["kari@example.no"])));
    lift(&world, &manager, id).await.unwrap();
    world.read(&manager, "a-1", "recruitment").await.unwrap();
}

/// Two cases restrict the same: it stays restricted until both have lifted it.
#[tokio::test]
async fn what_two_cases_restrict_stays_until_both_lift_it() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let first = restricted(&world, &manager).await;
    let second = restricted_again(&world, &manager).await;
    for (id, is_last) in [(first, false), (second, true)] {
        step(&world, &manager, id, announce(given("Brev i går"))).await.unwrap();
        lift(&world, &manager, id).await.unwrap();
        let seen = world.read(&manager, "a-1", "recruitment").await;
        if is_last {
            drop(seen.unwrap())
        } else {
            assert_eq!(codes(&seen), ["subject.restricted"])
        }
        assert_eq!(code(lift(&world, &manager, id).await), "case.nothing_to_lift");
    }
}

/// A case lifts what it has restricted itself, and nothing else.
#[tokio::test]
async fn a_case_lifts_nothing_it_did_not_restrict() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let id = restricted(&world, &manager).await;
    let kari = seen(&world, &manager, id).await.file.subjects;
    for subject in kari {
        let change = SubjectChange::RestrictIn(true);
        world.installation.change_subject(&manager, subject, &within("prospects"), change).await.unwrap();
    }
    step(&world, &manager, id, announce(given("Brev i går"))).await.unwrap();
    lift(&world, &manager, id).await.unwrap();
    world.read(&manager, "a-1", "recruitment").await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.restricted"]);
    let asked = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, asked, by_email(Strength::KnownContact)).await.unwrap();
    let steps = seen(&world, &manager, asked).await.next_steps(world.installation.now());
    assert!(!steps.contains(&"announce"), "{steps:?}");
}

/// A restriction of the whole person, made without a case, is lifted when something says how they were told.
#[tokio::test]
async fn a_restriction_without_a_case_is_lifted_when_that_was_told() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let kari = applicant(&world, "a-1").await;
    let change = async |circumstance, to| {
        world.installation.change_subject(&manager, kari, &circumstance, to).await.map(drop)
    };
    change(within("recruitment"), SubjectChange::Restrict(true)).await.unwrap();
    let untold = change(within("recruitment"), SubjectChange::Restrict(false)).await;
    assert_eq!(code(untold), "restriction.untold");
    assert_eq!(codes(&world.read(&manager, "a-1", "recruitment").await), ["subject.restricted"]);
    change(because("recruitment", "Brev i går"), SubjectChange::Restrict(false)).await.unwrap();
    world.read(&manager, "a-1", "recruitment").await.unwrap();
}
