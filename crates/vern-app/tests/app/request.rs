//! Requests about rights as cases: from the form to the letter, in time, and with nothing left that is not named.

use std::sync::Arc;

use vern_app::erasure::ErasureRequest;
use vern_app::record::{Circumstance, PutRequest};
use vern_app::rights::{
    Assessment, CameBy, CaseFilter, CaseReceipt, CaseStep, CaseView, Ground, Identification, Identifier,
    NewRequest, Part,
};
use vern_app::{Caller, Controller, Installation, Problem};
use vern_core::case::{CaseState, Right, Strength};
use vern_core::id::{CaseId, SubjectId};
use vern_core::personal::Personal;
use vern_core::time::Instant;

use vern_text::Language;

use super::world::{CHARTER, DAY_MICROS, World, at, code, codes, import, put, within};

/// No case takes a step any more: as if the process ended before one is committed.
pub(crate) const NO_STEP: &str =
    "CREATE TRIGGER no_step BEFORE UPDATE ON cases BEGIN SELECT RAISE(ABORT, 'no step'); END";
/// They do again.
pub(crate) const STEPS: &str = "DROP TRIGGER no_step";

pub(crate) fn personal(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

pub(crate) fn request(right: Right) -> NewRequest {
    NewRequest {
        right,
        text: Some(personal("Jeg søkte jobb hos dere i vår.")),
        name: Some(personal("Kari Nordmann")),
        contact: personal("kari@example.no"),
        language: Language::Nb,
        came_by: CameBy::Form,
        received_at: None,
        subjects: Vec::new(),
        shown: None,
    }
}

pub(crate) fn by_email(shown: Strength) -> CaseStep {
    by_address(shown, "kari@example.no")
}

pub(crate) fn by_address(shown: Strength, email: &str) -> CaseStep {
    CaseStep::Identify(Identification {
        shown,
        how: personal("Svarte fra adressen i søknaden"),
        subjects: Vec::new(),
        identifiers: vec![Identifier { data_type: "email".to_owned(), value: personal(email) }],
        not_the_same: Vec::new(),
        records: Vec::new(),
    })
}

pub(crate) fn grant(activities: &[&str]) -> CaseStep {
    let part = |activity: &&str| Part {
        activity: Some((*activity).to_owned()),
        granted: true,
        ground: None,
        statute: None,
        words: None,
    };
    CaseStep::Assess(Assessment { parts: activities.iter().map(part).collect(), words: None })
}

pub(crate) fn execute() -> CaseStep {
    CaseStep::Execute { words: None }
}

pub(crate) fn answer() -> CaseStep {
    CaseStep::Answer { given_by: personal("E-post 24. november"), words: None }
}

/// Someone who asks is known by their address, and what they ask of the applications is granted and done.
async fn carried_out(world: &World, caller: &Caller, id: CaseId) {
    for taken in [by_email(Strength::KnownContact), grant(&["recruitment"]), execute()] {
        step(world, caller, id, taken).await.unwrap();
    }
}

/// The form is sent.
pub(crate) async fn sent(world: &World, request: &NewRequest) -> CaseReceipt {
    let vern = world.installation.acting_itself(&world.controller).unwrap();
    world.installation.receive_request(&vern, request).await.unwrap().value
}

/// Takes a step on a case as it stands.
pub(crate) async fn step(
    world: &World,
    caller: &Caller,
    id: CaseId,
    step: CaseStep,
) -> Result<CaseState, Problem> {
    let version = world.installation.case(caller, id).await?.row.version;
    let taken = world.installation.take_step(caller, (id, version), step).await?;
    Ok(taken.value.case.state)
}

pub(crate) async fn seen(world: &World, caller: &Caller, id: CaseId) -> CaseView {
    world.installation.case(caller, id).await.unwrap()
}

/// All of a letter's lines.
pub(crate) async fn letter(world: &World, caller: &Caller, id: CaseId, language: Language) -> String {
    let letter = world.installation.case_letter(caller, id, Some(language)).await.unwrap();
    serde_json::to_string(&letter).unwrap()
}

pub(crate) async fn applicant(world: &World, key: &str) -> SubjectId {
    let recruiter = world.caller("recruiter").await;
    let fields = [("name", "Kari Nordmann"), ("email", "kari@example.no"), ("cv", "Skoler og jobber")];
    world.put(&recruiter, key, "recruitment", &fields).await.value.subject
}

/// P-B10. Someone who applied asks what is held, gets all of it with the particulars of art. 15, and is answered.
#[tokio::test]
async fn p_b10_an_applicant_is_given_access() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let kari = applicant(&world, "a-1").await;
    let receipt = sent(&world, &request(Right::Access)).await;
    assert_eq!(receipt.last_day.to_string(), "2026-12-22");
    let id = receipt.id;
    assert_eq!(
        step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap(),
        CaseState::Identified
    );
    let view = seen(&world, &manager, id).await;
    assert_eq!((view.file.subjects.clone(), view.row.subject), (vec![kari], Some(kari)));
    assert_eq!(view.held.iter().map(|part| part.activity.as_str()).collect::<Vec<_>>(), ["recruitment"]);
    // Nothing may be left undecided, and nothing decided that is not held.
    assert_eq!(code(step(&world, &manager, id, grant(&[])).await), "case.undecided");
    assert_eq!(code(step(&world, &manager, id, grant(&["recruitment", "chat"])).await), "case.undecided");
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    assert_eq!(code(world.installation.case_copy(&manager, id, None).await), "case.out_of_turn");
    step(&world, &manager, id, execute()).await.unwrap();
    let copy = world.installation.case_copy(&manager, id, None).await.unwrap();
    assert_eq!(copy.records.len(), 1);
    assert_eq!(copy.records[0].fields["cv"].0.reveal(), "Skoler og jobber");
    let said = letter(&world, &manager, id, Language::Nb).await;
    for needed in ["Ansettelser", "Ha kontakt med jobbsøkere", "Unomio", "Datatilsynet", "fra referanser"] {
        assert!(said.contains(needed), "{needed}: {said}");
    }
    assert!(letter(&world, &manager, id, Language::En).await.contains("go to court"));
    assert_eq!(step(&world, &manager, id, answer()).await.unwrap(), CaseState::Answered);
    assert_eq!(step(&world, &manager, id, CaseStep::Close).await.unwrap(), CaseState::Closed);
    let open = world.installation.cases(&manager, CaseFilter::default(), None, 10).unwrap();
    let closed = CaseFilter { closed: true, ..CaseFilter::default() };
    let closed = world.installation.cases(&manager, closed, None, 10).unwrap();
    assert_eq!((open.rows.len(), closed.rows.len()), (0, 1));
    assert!(world.verify().await.is_ok());
}

/// A case goes with what was said in it, when the charter's period for that is over; one nobody has answered stays, and is overdue.
#[tokio::test]
async fn a_case_goes_with_its_record_and_an_open_one_stays() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    applicant(&world, "a-1").await;
    let closed = sent(&world, &request(Right::Access)).await.id;
    let open = sent(&world, &request(Right::Access)).await.id;
    carried_out(&world, &manager, closed).await;
    step(&world, &manager, closed, answer()).await.unwrap();
    step(&world, &manager, closed, CaseStep::Close).await.unwrap();
    world.clock.set(at("2029-11-23T00:00:00Z"));
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!((run.erased, run.kept), (1, 1));
    let listed = |closed| {
        let filter = CaseFilter { closed, ..CaseFilter::default() };
        let page = world.installation.cases(&manager, filter, None, 10).unwrap();
        page.rows.into_iter().map(|(row, _)| row.id).collect::<Vec<_>>()
    };
    assert_eq!((listed(false), listed(true)), (vec![open], vec![]));
    let counts = world.installation.case_counts(&manager).unwrap().unwrap();
    assert_eq!((counts.open, counts.overdue), (1, 1));
    // Nobody rids themselves of it by erasing it, under its own key or by whoever it is about.
    let activity = seen(&world, &manager, open).await.row.id.to_string();
    let record = world.read(&manager, &activity, "rights_requests").await.unwrap().value;
    let gone =
        world.installation.erase_record(&manager, record.key.as_str(), &within("rights_requests")).await;
    assert_eq!(code(gone), "case.unanswered");
    let asked =
        ErasureRequest { activity: Some("rights_requests".to_owned()), reason: None, exception: None };
    let gone = world.installation.erase_subject(&manager, record.subject, &asked).await;
    assert_eq!(code(gone), "case.unanswered");
    // It can still be answered, late as it is; then it goes as any other.
    carried_out(&world, &manager, open).await;
    step(&world, &manager, open, answer()).await.unwrap();
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!((run.erased, run.kept), (1, 0));
    assert_eq!((listed(false), listed(true)), (vec![], vec![]));
    assert!(world.verify().await.is_ok());
}

/// A record under another spelling of a case's number is another record: its erasure takes no case along.
#[tokio::test]
async fn a_record_under_another_spelling_of_a_number_is_no_case() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let id = sent(&world, &request(Right::Access)).await.id;
    for spelling in [id.to_string().to_uppercase(), id.to_string().replace('-', "")] {
        let named = [("name", "Kari"), ("email", "kari@example.no")];
        world.put(&manager, &spelling, "prospects", &named).await;
        world.installation.erase_record(&manager, &spelling, &within("prospects")).await.unwrap();
        assert_eq!(seen(&world, &manager, id).await.row.id, id, "{spelling}");
    }
}

/// P-B10, P-D11. From the decision on the data is used for nothing but erasing; it is done when nothing leads to it any more.
#[tokio::test]
async fn p_d11_an_erasure_is_done_when_nothing_is_found() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    applicant(&world, "a-1").await;
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    let read = world.read(&manager, "a-1", "recruitment").await;
    assert_eq!(codes(&read), ["subject.erasure_ordered"]);
    step(&world, &manager, id, execute()).await.unwrap();
    assert!(world.read(&manager, "a-1", "recruitment").await.is_err());
    let view = seen(&world, &manager, id).await;
    assert!(view.held.is_empty() && view.file.identifiers.is_empty());
    let done = &view.file.done[0];
    assert_eq!((done.records, done.kept), (1, 0));
    let certificate = world.installation.erasure_certificate(&manager, done.erasure.unwrap()).await.unwrap();
    assert_eq!(certificate.activities[0].activity, "recruitment");
    // Art. 19: whoever received it is told first, and the letter does not say so before.
    let said = letter(&world, &manager, id, Language::En).await;
    assert!(said.contains("are to be told") && !said.contains("We have told"), "{said}");
    assert_eq!(code(step(&world, &manager, id, answer()).await), "case.out_of_turn");
    let none = CaseStep::Notify { told: Vec::new() };
    assert_eq!(code(step(&world, &manager, id, none).await), "case.recipient_untold");
    let told = CaseStep::Notify { told: vec![("unomio".to_owned(), personal("E-post i dag"))] };
    step(&world, &manager, id, told).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    let said = letter(&world, &manager, id, Language::En).await;
    assert!(said.contains("Erased: one record.") && said.contains("Unomio"), "{said}");
    assert!(said.contains("We have told") && !said.contains("are to be told"), "{said}");
}

/// The same receipt whether or not someone is held, and nothing is looked up for a stranger's word.
#[tokio::test]
async fn p_c9_a_stranger_is_told_nothing_and_stops_nothing() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    applicant(&world, "a-1").await;
    let held = sent(&world, &request(Right::Erasure)).await;
    let stranger = NewRequest { contact: personal("ukjent@example.no"), ..request(Right::Erasure) };
    let unheld = sent(&world, &stranger).await;
    assert_eq!((held.received_at, held.last_day), (unheld.received_at, unheld.last_day));
    world.read(&manager, "a-1", "recruitment").await.unwrap();
    let before = world.entries().len();
    assert_eq!(
        code(step(&world, &manager, held.id, by_email(Strength::Stated)).await),
        "case.identity_too_weak"
    );
    // The case was read twice, and nobody was looked up.
    assert_eq!(world.entries().len(), before + 2);
    let shown = by_address(Strength::KnownContact, "ukjent@example.no");
    step(&world, &manager, unheld.id, shown).await.unwrap();
    assert_eq!(step(&world, &manager, unheld.id, grant(&[])).await.unwrap(), CaseState::Refused);
    let said = letter(&world, &manager, unheld.id, Language::En).await;
    assert!(said.contains("hold no data on you") && said.contains("another organisation here"), "{said}");
    step(&world, &manager, unheld.id, answer()).await.unwrap();
}

/// Two people who handle one request: the second is told, and nothing of theirs is half done.
#[tokio::test]
async fn two_who_take_one_case_clash() {
    let world = World::new().await;
    let (one, two) = (world.caller("manager").await, world.caller("manager").await);
    let id = sent(&world, &request(Right::Complaint)).await.id;
    let doubt = |who: &str| CaseStep::Doubt { reasons: personal(who) };
    let (first, second) = tokio::join!(
        world.installation.take_step(&one, (id, 1), doubt("en")),
        world.installation.take_step(&two, (id, 1), doubt("to")),
    );
    let codes: Vec<String> =
        [first, second].into_iter().filter_map(|taken| taken.err()).map(|it| it.code().into()).collect();
    assert_eq!(codes, ["case.version_differs"]);
    assert_eq!(seen(&world, &one, id).await.file.notes.len(), 2);
    let sales = world.caller("sales").await;
    assert!(world.installation.case(&sales, id).await.is_err());
    assert_eq!(code(world.installation.cases(&sales, CaseFilter::default(), None, 9)), "page.unknown");
}

/// Month ends, days off, summer time and a clock set back.
#[tokio::test]
async fn terms_are_the_laws() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for (received, last_day) in [
        ("2026-01-31T10:00:00Z", "2026-03-02"), // 28 February is a Saturday
        ("2026-10-24T22:30:00Z", "2026-11-25"), // 25 October in Oslo, the night the clock goes back
        ("2026-03-03T23:30:00Z", "2026-04-07"), // 4 March in Oslo; 4 April is the Saturday before Easter
        ("2026-08-31T10:00:00Z", "2026-09-30"),
    ] {
        let letter =
            NewRequest { received_at: Some(at(received)), came_by: CameBy::Letter, ..request(Right::Access) };
        let receipt = world.installation.receive_request(&manager, &letter).await.unwrap().value;
        assert_eq!(receipt.last_day.to_string(), last_day, "{received}");
    }
    let late = NewRequest { received_at: Some(at("2026-11-22T07:00:00Z")), ..request(Right::Access) };
    assert_eq!(code(world.installation.receive_request(&manager, &late).await), "case.received_in_future");
    // Rests while it is in doubt who asks; three months from receipt once extended.
    let id = sent(&world, &request(Right::Access)).await.id;
    let due = seen(&world, &manager, id).await.row.case.due_at();
    step(&world, &manager, id, CaseStep::Doubt { reasons: personal("Annen adresse") }).await.unwrap();
    world.clock.set(world.installation.now().plus_micros(3 * DAY_MICROS));
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    let rested = seen(&world, &manager, id).await.row.case;
    assert!(
        rested.due_at() >= due.plus_micros(3 * DAY_MICROS)
            && rested.due_at() < due.plus_micros(3 * DAY_MICROS + 60_000_000)
    );
    step(&world, &manager, id, CaseStep::Extend { reasons: personal("Mange mapper") }).await.unwrap();
    let extended = seen(&world, &manager, id).await;
    assert!(
        extended.row.case.is_extended && extended.days.last_day.to_string() == "2027-02-25",
        "{}",
        extended.days.last_day
    );
    world.clock.set(at("2026-11-20T00:00:00Z"));
    let after: Instant = seen(&world, &manager, id).await.file.notes.last().unwrap().at;
    step(&world, &manager, id, grant(&[])).await.unwrap();
    assert!(seen(&world, &manager, id).await.file.notes.last().unwrap().at >= after);
}

/// What the same address leads to elsewhere is this person or someone else, and somebody says which.
#[tokio::test]
async fn what_is_found_elsewhere_is_decided() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let kari = applicant(&world, "a-1").await;
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    let prospect = put("prospects", &[("name", "K. Nordmann"), ("email", "kari@example.no")]);
    let other = world.installation.put_record(&manager, "p-1", &prospect).await.unwrap().value.subject;
    assert_eq!(code(step(&world, &manager, id, grant(&["recruitment"])).await), "case.found_elsewhere");
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    let mut subjects = vec![kari, other];
    subjects.sort();
    assert_eq!(seen(&world, &manager, id).await.file.subjects, subjects);
    let partly = CaseStep::Assess(Assessment {
        parts: vec![
            Part {
                activity: Some("recruitment".into()),
                granted: true,
                ground: None,
                statute: None,
                words: None,
            },
            Part {
                activity: Some("prospects".into()),
                granted: false,
                ground: Some(Ground::LegalClaim),
                statute: None,
                words: Some("Saken går for retten.".into()),
            },
        ],
        words: None,
    });
    step(&world, &manager, id, partly).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let view = seen(&world, &manager, id).await;
    assert_eq!(view.held.iter().map(|part| part.activity.as_str()).collect::<Vec<_>>(), ["prospects"]);
    let said = letter(&world, &manager, id, Language::Nb).await;
    assert!(said.contains("rettskrav") && said.contains("Saken går for retten."), "{said}");
}

/// An objection stops direct marketing at once, before anything is assessed.
#[tokio::test]
async fn an_objection_works_at_once() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    let id = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    step(&world, &manager, id, grant(&["prospects"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
}

/// Another controller of the installation, which holds Kari, and its manager.
async fn sister_with_kari(world: &World) -> (Arc<Controller>, Caller) {
    let reads = "acts: [register] }\n\nmeasures:";
    assert_eq!(CHARTER.matches(reads).count(), 1);
    let sister = CHARTER
        .replace("  id: granvik\n", "  id: sister\n")
        .replace(reads, "acts: [register] }\n      - { activity: recruitment, acts: [read] }\n\nmeasures:");
    let sister = import(&world.installation, &sister).await;
    let token = world.installation.issue_token("sister", "manager").await.unwrap().value;
    let there = world.installation.authenticate(token.token.expose_text()).unwrap();
    let fields = put("recruitment", &[("name", "Kari"), ("email", "kari@example.no")]);
    world.installation.put_record(&there, "a-1", &fields).await.unwrap();
    (sister, there)
}

/// Someone held by another controller here is never told that nothing is held: the request goes there, as of the same day.
#[tokio::test]
async fn p_d9_a_request_reaches_the_controller_that_holds_the_person() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let (sister, there) = sister_with_kari(&world).await;
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    let passed = world.installation.cases(&there, CaseFilter::default(), None, 10).unwrap().rows;
    assert_eq!(passed.len(), 1);
    let here = seen(&world, &manager, id).await;
    assert_eq!(passed[0].0.case.received_at, here.row.case.received_at);
    assert!(here.file.forwarded_to.is_none());
    // Sent on by hand, it is told so.
    let other = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, other, CaseStep::Forward { to: sister.slug().to_owned() }).await.unwrap();
    assert_eq!(world.installation.cases(&there, CaseFilter::default(), None, 10).unwrap().rows.len(), 2);
    assert!(letter(&world, &manager, other, Language::En).await.contains("passed it on"));
}

/// However often a step that passes the request on is cut short, the other controller has one case; and it is not lost where more is known later.
#[tokio::test]
async fn p_d9_what_is_passed_on_is_passed_on_once() {
    let world = World::sqlite().await;
    let manager = world.caller("manager").await;
    let (sister, there) = sister_with_kari(&world).await;
    let cases = || world.installation.cases(&there, CaseFilter::default(), None, 10).unwrap().rows.len();
    let forward = || CaseStep::Forward { to: sister.slug().to_owned() };
    let (routed, sent_on) =
        (sent(&world, &request(Right::Access)).await.id, sent(&world, &request(Right::Access)).await.id);
    for (id, so_far) in [(routed, 1), (sent_on, 2)] {
        let taken = || if id == routed { by_email(Strength::KnownContact) } else { forward() };
        for _ in 0..2 {
            world.place.database.script(NO_STEP).unwrap();
            step(&world, &manager, id, taken()).await.unwrap_err();
            world.place.database.script(STEPS).unwrap();
            assert_eq!(cases(), so_far);
        }
        step(&world, &manager, id, taken()).await.unwrap();
        assert_eq!(cases(), so_far);
    }
    // Known by another address at first, which leads nowhere; then by the one the sister knows.
    let id = sent(&world, &request(Right::Access)).await.id;
    let unknown = Identification {
        shown: Strength::KnownContact,
        how: personal("Ringte fra nummeret sitt"),
        subjects: Vec::new(),
        identifiers: vec![Identifier { data_type: "email".into(), value: personal("k@example.no") }],
        not_the_same: Vec::new(),
        records: Vec::new(),
    };
    step(&world, &manager, id, CaseStep::Identify(unknown)).await.unwrap();
    assert_eq!(cases(), 2);
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    assert_eq!(cases(), 3);
}

/// Whoever was erased before and the erasure is not finished: that stands in nobody's way.
#[tokio::test]
async fn an_erasure_that_is_not_finished_holds_up_no_one() {
    let (world, manager) = world_with(CHARTER).await;
    let kari = applicant(&world, "a-1").await;
    let of = ErasureRequest { activity: Some("recruitment".to_owned()), reason: None, exception: None };
    world.installation.order_erasure(&manager, kari, &of).await.unwrap();
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    assert!(seen(&world, &manager, id).await.held.is_empty());
}

/// A charter that carries no requests takes none in, and says so.
#[tokio::test]
async fn without_an_activity_there_are_no_cases() {
    let world = World::of(&CHARTER.replace("    carries: rights_requests\n", "")).await;
    let vern = world.installation.acting_itself(&world.controller).unwrap();
    let sent = world.installation.receive_request(&vern, &request(Right::Access)).await;
    assert_eq!(code(sent), "rights.not_carried");
}

async fn many(installation: &Arc<Installation>, caller: &Caller, subject: SubjectId, records: usize) {
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..records {
        let (installation, caller) = (Arc::clone(installation), caller.clone());
        let request = PutRequest { subject: Some(subject), ..put("recruitment", &[("cv", "En side til")]) };
        tasks.spawn(async move {
            installation.put_record(&caller, &format!("page-{number}"), &request).await.map(drop)
        });
    }
    for done in tasks.join_all().await {
        done.unwrap();
    }
}

/// Ten thousand records of one person: counted, copied to the last page, erased while others read and the retention run goes on.
#[tokio::test]
async fn ten_thousand_records_of_one_person() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let kari = applicant(&world, "a-1").await;
    many(&world.installation, &manager, kari, 9_999).await;
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    assert_eq!(seen(&world, &manager, id).await.file.done[0].records, 10_000);
    let (mut copied, mut after) = (0, None);
    loop {
        let page = world.installation.case_copy(&manager, id, after.as_deref()).await.unwrap();
        copied += page.records.len();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(copied, 10_000);
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    let reads = async {
        for number in 0..50 {
            let key = format!("page-{number}");
            let read = world.installation.read_record(&manager, &key, &within("recruitment")).await;
            assert!(read.is_err());
        }
    };
    let (executed, run, ()) = tokio::join!(
        step(&world, &manager, id, execute()),
        world.installation.run_retention(&world.controller),
        reads,
    );
    run.unwrap();
    assert_eq!(executed.unwrap(), CaseState::Executed);
    let done = &seen(&world, &manager, id).await.file.done;
    assert_eq!(done[0].records, 10_000);
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM lookups").unwrap(), 0);
}

/// Who objects still gets to see what is held: the copy is asked as an export, which serves the right.
#[tokio::test]
async fn an_objection_does_not_stand_in_the_way_of_access() {
    let declared =
        "operations: [register, read, alter, use, restrict, erase]\n    sources:\n      - { nb: Tips";
    let granted = "{ activity: prospects, acts: [register, read, alter, use, restrict, erase] }\n";
    assert_eq!((CHARTER.matches(declared).count(), CHARTER.matches(granted).count()), (1, 1));
    let exporting = |part: &str| part.replace("restrict, erase]", "restrict, erase, export]");
    let charter = CHARTER.replace(declared, &exporting(declared)).replace(granted, &exporting(granted));
    let world = World::of(&charter).await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    let objection = sent(&world, &request(Right::Objection)).await.id;
    step(&world, &manager, objection, by_email(Strength::Stated)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["prospects"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    assert_eq!(world.installation.case_copy(&manager, id, None).await.unwrap().records.len(), 1);
}

/// Art. 20: what the person gave, under a contract; not what a referee said, nor what nobody has said the origin of. A cell is no formula.
#[tokio::test]
async fn a_person_takes_along_what_they_gave() {
    let recipients = "    recipients:\n      - supplier: unomio";
    assert_eq!(CHARTER.matches(recipients).count(), 1);
    let origin = format!("    origin: {{ provided: [name, cv], third_party: [reference] }}\n{recipients}");
    let world = World::of(&CHARTER.replace(recipients, &origin)).await;
    let manager = world.caller("manager").await;
    let fields = [
        ("name", "=HYPERLINK(\"x\")"),
        ("email", "kari@example.no"),
        ("cv", "Skoler, og \"jobber\""),
        ("reference", "Flink"),
    ];
    world.put(&manager, "a-1", "recruitment", &fields).await;
    let id = sent(&world, &request(Right::Portability)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let copy = world.installation.portable_copy(&manager, id).await.unwrap();
    let json: serde_json::Value = serde_json::from_str(copy.json.reveal()).unwrap();
    let taken = json["records"][0]["fields"].as_object().unwrap();
    assert_eq!(taken.keys().collect::<Vec<_>>(), ["cv", "name"], "{json}");
    assert_eq!(taken["cv"]["origin"], "provided");
    assert!(json["$schema"]["properties"]["records"].is_object());
    let csv = copy.csv.reveal();
    assert!(
        csv.contains("\"'=HYPERLINK(\"\"x\"\")\"") && csv.contains("\"Skoler, og \"\"jobber\"\"\""),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 3);
}

/// The charter in which the manager may also give recruitment data to suppliers.
async fn world_with(charter: &str) -> (World, Caller) {
    let world = World::of(charter).await;
    let manager = world.caller("manager").await;
    (world, manager)
}

/// Art. 15(1)(c): who was given the data is who the journal says was given it, with how often and when last; who only has access is told apart.
#[tokio::test]
async fn p_b8_those_who_were_given_the_data_are_those_of_the_journal() {
    let (world, manager) = world_with(CHARTER).await;
    applicant(&world, "a-1").await;
    let to = Circumstance {
        recipient: Some("unomio".to_owned()),
        place: "NO".parse().ok(),
        reason: Some(personal("Intervju")),
        ..within("recruitment")
    };
    world.installation.read_record(&manager, "a-1", &to).await.unwrap();
    world.clock.set(world.installation.now().plus_micros(DAY_MICROS));
    world.installation.read_record(&manager, "a-1", &to).await.unwrap();
    let last = world.installation.now();
    // A disclosure of another person's is not this one's.
    let others = world.caller("recruiter").await;
    world.put(&others, "a-2", "recruitment", &[("name", "Per"), ("email", "per@example.no")]).await;
    world.installation.read_record(&manager, "a-2", &to).await.unwrap();
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let told = seen(&world, &manager, id).await.file.recipients;
    let unomio = told.iter().find(|told| told.recipient == "unomio").unwrap();
    assert_eq!((unomio.times, unomio.last_at), (2, Some(last)));
    assert!(told.iter().filter(|told| told.recipient != "unomio").all(|told| told.times == 0));
    let said = letter(&world, &manager, id, Language::En).await;
    assert!(said.contains("Was given data on you 2 times, most recently on 23 November 2026."), "{said}");
    // The link to the journal goes with an erasure, so whom to tell is asked for before.
    let erasure = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, erasure, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, erasure, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, erasure, execute()).await.unwrap();
    let told = seen(&world, &manager, erasure).await.file.recipients;
    assert_eq!(told.iter().find(|told| told.recipient == "unomio").unwrap().times, 2);
}

/// Art. 18: what is restricted is stored and nothing else; the person has a copy of it all the same, for that is their own wish.
#[tokio::test]
async fn p_b10_what_is_restricted_is_still_shown_to_the_person() {
    let (world, manager) = world_with(CHARTER).await;
    applicant(&world, "a-1").await;
    let id = sent(&world, &request(Right::Restriction)).await.id;
    step(&world, &manager, id, by_email(Strength::Stated)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "a-1", "recruitment").await), ["subject.restricted"]);
    let untold = CaseStep::Answer { given_by: personal("Brev"), words: None };
    assert_eq!(code(step(&world, &manager, id, untold).await), "case.out_of_turn");
    let recipients = seen(&world, &manager, id).await.file.recipients;
    let told = recipients.into_iter().map(|told| (told.recipient, personal("E-post i dag"))).collect();
    step(&world, &manager, id, CaseStep::Notify { told }).await.unwrap();
    step(&world, &manager, id, answer()).await.unwrap();
    assert!(letter(&world, &manager, id, Language::En).await.contains("only stored"));

    let access = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, access, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, access, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, access, execute()).await.unwrap();
    assert_eq!(world.installation.case_copy(&manager, access, None).await.unwrap().records.len(), 1);
}

/// Art. 7(3): consent taken back by a case is taken back at the gate.
#[tokio::test]
async fn p_b9_consent_is_taken_back() {
    let (world, manager) = world_with(CHARTER).await;
    let given = PutRequest { consent_given: true, ..put("web_analytics", &[("browser", "Lynx")]) };
    let held = world.installation.put_record(&manager, "w-1", &given).await.unwrap().value.subject;
    let id = sent(&world, &request(Right::ConsentWithdrawal)).await.id;
    let known = CaseStep::Identify(Identification {
        shown: Strength::Stated,
        how: personal("Viste oss informasjonskapselen"),
        subjects: vec![held],
        identifiers: Vec::new(),
        not_the_same: Vec::new(),
        records: Vec::new(),
    });
    step(&world, &manager, id, known).await.unwrap();
    step(&world, &manager, id, grant(&["web_analytics"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "w-1", "web_analytics").await), ["consent.missing"]);
    step(&world, &manager, id, answer()).await.unwrap();
}

/// A process that ends between what a step does and the step itself: whoever takes it again is not told that it is out of turn, and nothing is lost.
#[tokio::test]
async fn a_step_cut_short_is_taken_again() {
    let (world, manager) = world_with(CHARTER).await;
    applicant(&world, "a-1").await;
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    // As if the process ended when the data was gone and the step not yet taken.
    world.installation.finish_erasures(&world.controller).await.unwrap();
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    assert!(seen(&world, &manager, id).await.held.is_empty());
    step(&world, &manager, id, execute()).await.unwrap();
    let file = seen(&world, &manager, id).await.file;
    assert_eq!((file.done.len(), file.done[0].records), (1, 1));
    assert!(!file.recipients.is_empty(), "art. 19 is not lost with it");
}

/// Art. 17 after art. 18: whoever had their data restricted and then asks to be erased is; and from the decision on nothing leads back.
#[tokio::test]
async fn what_is_restricted_is_erased_and_what_is_ordered_stays_ordered() {
    let (world, manager) = world_with(CHARTER).await;
    let kari = applicant(&world, "a-1").await;
    let restrict = vern_app::subject::SubjectChange::Restrict(true);
    world.installation.change_subject(&manager, kari, &within("recruitment"), restrict).await.unwrap();
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    let again = CaseStep::Identify(Identification {
        shown: Strength::KnownContact,
        how: personal("Ser på det igjen"),
        subjects: vec![kari],
        identifiers: Vec::new(),
        not_the_same: Vec::new(),
        records: Vec::new(),
    });
    world.installation.finish_erasures(&world.controller).await.unwrap();
    step(&world, &manager, id, again).await.unwrap();
    assert_eq!(code(step(&world, &manager, id, CaseStep::Withdraw).await), "case.out_of_turn");
    assert_eq!(code(step(&world, &manager, id, grant(&[])).await), "case.undecided");
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let file = seen(&world, &manager, id).await.file;
    assert!(file.identifiers.is_empty() && !file.recipients.is_empty());
    assert_eq!(file.done.iter().map(|done| done.records).sum::<u64>(), 1);
}

/// Doubt raised once it is too late gives no time back.
#[tokio::test]
async fn a_doubt_raised_too_late_leaves_a_case_overdue() {
    let (world, manager) = world_with(CHARTER).await;
    let (late, open) = (sent(&world, &request(Right::Access)).await, CaseFilter::default());
    world.clock.set(world.installation.now().plus_micros(40 * DAY_MICROS));
    let doubt = || CaseStep::Doubt { reasons: personal("Navnet er skrevet på to måter") };
    step(&world, &manager, late.id, doubt()).await.unwrap();
    let fresh = sent(&world, &request(Right::Access)).await;
    step(&world, &manager, fresh.id, doubt()).await.unwrap();
    let counts = world.installation.case_counts(&manager).unwrap().unwrap();
    assert_eq!((counts.open, counts.overdue), (2, 1));
    let now = world.installation.now();
    let rows = world.installation.cases(&manager, open, None, 10).unwrap().rows;
    assert_eq!(rows.iter().filter(|(row, _)| row.case.is_overdue(now)).count(), 1);
}
