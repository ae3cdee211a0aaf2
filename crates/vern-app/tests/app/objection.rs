//! Objections as cases: what stops at once, what goes on again and when, and what can be decided of them (GDPR art. 21).

use vern_app::rights::{Assessment, CaseStep, Ground, Identification, Identifier, Part};
use vern_core::case::{CaseState, Right, Strength};
use vern_core::id::SubjectId;
use vern_text::Language;

use super::request::{
    NO_STEP, STEPS, answer, by_email, execute, grant, letter, personal, request, seen, sent, step,
};
use super::world::{CHARTER, World, code, codes, put};

const EMAIL: (&str, &str) = ("email", "kari@example.no");

/// The charter in which prospects are written to as direct marketing, or recruitment is looked at under legitimate interests.
fn marketing() -> String {
    let prospects = "    subjects: [prospect]\n    data: [name, title, phone, email]\n    operations: [register, read, alter, use, restrict, erase]\n";
    assert_eq!(CHARTER.matches(prospects).count(), 1);
    let marketed = format!(
        "{prospects}    marketing: {{ audience: firms, unsubscribe: {{ nb: Svar på e-posten., en: Reply to the e-mail. }} }}\n"
    );
    CHARTER.replace(prospects, &marketed)
}

fn decline(activity: &str, ground: Ground) -> Part {
    Part {
        activity: Some(activity.to_owned()),
        granted: false,
        ground: Some(ground),
        statute: None,
        words: None,
    }
}

fn decide(parts: Vec<Part>) -> CaseStep {
    CaseStep::Assess(Assessment { parts, words: None })
}

fn refuse() -> CaseStep {
    CaseStep::Refuse { ground: Ground::Excessive, reasons: personal("Spør hver uke") }
}

/// Art. 21(2) and (3): no ground outweighs an objection to direct marketing, neither part by part nor as a whole.
#[tokio::test]
async fn p_b10_an_objection_to_direct_marketing_is_never_declined() {
    let world = World::of(&marketing()).await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    assert!(!seen(&world, &manager, id).await.held[0].choice.can_decline);
    let declined = step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await;
    assert_eq!(code(declined), "case.marketing_ends");
    assert_eq!(code(step(&world, &manager, id, refuse()).await), "case.marketing_ends");
    let elsewhere = CaseStep::Forward { to: "Noen andre".to_owned() };
    assert_eq!(code(step(&world, &manager, id, elsewhere).await), "case.marketing_ends");
    step(&world, &manager, id, grant(&["prospects"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
}

/// What is declined goes on, all of it, and not before the person has been told why (art. 18(1)(d) and (3)).
#[tokio::test]
async fn what_is_declined_goes_on_when_that_was_told() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    let declined = step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await;
    assert_eq!(declined.unwrap(), CaseState::Refused);
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    step(&world, &manager, id, answer()).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    assert!(letter(&world, &manager, id, Language::Nb).await.contains("rettskrav"));
}

/// An objection that stood before the case stands after it, whatever the case declines; one taken back goes on with what it stopped.
#[tokio::test]
async fn only_what_the_case_stopped_goes_on() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let put = world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await;
    let objects = vern_app::subject::SubjectChange::Object(true);
    let within = super::world::within("prospects");
    world.installation.change_subject(&manager, put.value.subject, &within, objects).await.unwrap();
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);

    let other = put_other(&world, &manager).await;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, known(other)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-2", "prospects").await), ["subject.objected"]);
    step(&world, &manager, id, CaseStep::Withdraw).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    world.read(&manager, "p-2", "prospects").await.unwrap();
}

async fn put_other(world: &World, manager: &vern_app::Caller) -> SubjectId {
    let fields = [("name", "Per"), ("email", "per@example.no")];
    world.put(manager, "p-2", "prospects", &fields).await.value.subject
}

fn known(subject: SubjectId) -> CaseStep {
    CaseStep::Identify(Identification {
        shown: Strength::Stated,
        how: personal("Ringte"),
        subjects: vec![subject],
        identifiers: Vec::new(),
        not_the_same: Vec::new(),
        records: Vec::new(),
    })
}

/// Everyone the address leads to is stopped at once; whoever is someone else goes on at once, direct marketing too.
#[tokio::test]
async fn someone_else_is_not_held_to_an_objection() {
    let world = World::of(&marketing()).await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await;
    let other = world.put(&manager, "p-2", "prospects", &[("name", "Kari d.y."), EMAIL]).await.value.subject;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    for key in ["p-1", "p-2"] {
        assert_eq!(codes(&world.read(&manager, key, "prospects").await), ["subject.objected"]);
    }
    let apart = CaseStep::Identify(Identification {
        shown: Strength::Stated,
        how: personal("Hun er datteren"),
        subjects: Vec::new(),
        identifiers: vec![Identifier { data_type: "email".into(), value: personal("kari@example.no") }],
        not_the_same: vec![other],
        records: Vec::new(),
    });
    step(&world, &manager, id, apart).await.unwrap();
    world.read(&manager, "p-2", "prospects").await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    // Who was someone else and is the same after all is stopped again.
    step(&world, &manager, id, known(other)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-2", "prospects").await), ["subject.objected"]);
    assert!(world.verify().await.is_ok());
}

/// The step fails between the stop and its commit: what was stopped is in the case all the same, and goes on when it is declined.
#[tokio::test]
async fn an_objection_cut_short_leaves_nothing_stopped_for_good() {
    let world = World::sqlite().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await;
    let id = sent(&world, &request(Right::Objection)).await.id;
    world.place.database.script(NO_STEP).unwrap();
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap_err();
    world.place.database.script(STEPS).unwrap();
    assert_eq!(seen(&world, &manager, id).await.row.case.state, CaseState::Received);
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
}

/// Art. 21(1): what rests on a contract cannot be objected to. It is decided with its ground, and the letter says so.
#[tokio::test]
async fn an_objection_to_a_contract_is_declined_and_the_letter_says_so() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let contract = vern_app::record::PutRequest {
        category: Some("customer".to_owned()),
        ..put("contracts", &[("name", "Kari"), EMAIL])
    };
    world.installation.put_record(&manager, "c-1", &contract).await.unwrap();
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    assert!(!seen(&world, &manager, id).await.held[0].choice.can_grant);
    assert_eq!(code(step(&world, &manager, id, grant(&["contracts"])).await), "case.not_objectable");
    let declined = step(&world, &manager, id, decide(vec![decline("contracts", Ground::NotCovered)])).await;
    assert_eq!(declined.unwrap(), CaseState::Refused);
    let said = letter(&world, &manager, id, Language::En).await;
    assert!(said.contains("This right does not apply here.") && !said.contains("no longer used"), "{said}");
    step(&world, &manager, id, answer()).await.unwrap();
}

async fn objects(world: &World, manager: &vern_app::Caller, subject: SubjectId) {
    let (within, objects) =
        (super::world::within("prospects"), vern_app::subject::SubjectChange::Object(true));
    world.installation.change_subject(manager, subject, &within, objects).await.unwrap();
}

/// A case that was answered is done with: no later step of it takes back what somebody objects to afterwards.
#[tokio::test]
async fn an_objection_made_later_stands_whatever_an_older_case_does() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let kari = world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await.value.subject;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    assert!(seen(&world, &manager, id).await.file.stopped.is_empty(), "what goes on is in the case no more");
    objects(&world, &manager, kari).await;
    step(&world, &manager, id, CaseStep::Close).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    assert!(world.verify().await.is_ok());
}

/// Nor what whoever turned out to be someone else objects to afterwards, nor what is objected to anew before the case is decided.
#[tokio::test]
async fn who_is_someone_else_objects_for_themselves() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let kari = world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await.value.subject;
    let other = world.put(&manager, "p-2", "prospects", &[("name", "Kari d.y."), EMAIL]).await.value.subject;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    let apart = CaseStep::Identify(Identification {
        shown: Strength::Stated,
        how: personal("Hun er datteren"),
        subjects: Vec::new(),
        identifiers: vec![Identifier { data_type: "email".into(), value: personal("kari@example.no") }],
        not_the_same: vec![other],
        records: Vec::new(),
    });
    step(&world, &manager, id, apart).await.unwrap();
    world.read(&manager, "p-2", "prospects").await.unwrap();
    world.clock.set(world.installation.now().plus_micros(1));
    objects(&world, &manager, other).await;
    objects(&world, &manager, kari).await;
    step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    for key in ["p-1", "p-2"] {
        assert_eq!(codes(&world.read(&manager, key, "prospects").await), ["subject.objected"]);
    }
}

/// Two requests about the same: it goes on when both are declined, and not at all where one is granted.
#[tokio::test]
async fn what_two_cases_are_about_waits_for_both() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let identified = async || {
        let id = sent(&world, &request(Right::Objection)).await.id;
        step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
        id
    };
    let declined = async |id| {
        step(&world, &manager, id, decide(vec![decline("prospects", Ground::LegalClaim)])).await.unwrap();
        step(&world, &manager, id, answer()).await.unwrap();
    };
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), EMAIL]).await;
    let (first, second) = (identified().await, identified().await);
    declined(first).await;
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    declined(second).await;
    world.read(&manager, "p-1", "prospects").await.unwrap();

    let (first, second) = (identified().await, identified().await);
    world.clock.set(world.installation.now().plus_micros(1));
    step(&world, &manager, first, grant(&["prospects"])).await.unwrap();
    step(&world, &manager, first, execute()).await.unwrap();
    declined(second).await;
    step(&world, &manager, first, answer()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    assert!(world.verify().await.is_ok());
}
