//! A processor's terms and a controller's agreement under them: in whose space what may be done, when, and what the journal proves of it.

use vern_app::Problem;
use vern_app::record::{Circumstance, PutRequest, SearchBy};
use vern_core::personal::Personal;
use vern_journal::{EntryKind, Outcome};
use vern_text::{Audience, Language};

use super::world::{Place, World, at, code, codes, import, list, put, within};
use std::sync::Arc;
use vern_app::ManualClock;

pub(crate) const TERMS: &str = r#"vern: 1
kind: terms
version: "1"
in_force_from: 2026-01-01T00:00:00Z
organisation:
  id: fjell
  name: Fjell Felt AS
  country: "NO"
  contact: { role: { nb: Leder, en: Manager }, called: processor, channel: { published: { nb: E-post, en: E-mail }, state: untried } }
languages: [nb, en]
places: { stored: ["NO"], clause: "4" }
data_types:
  - { id: name, kind: text, label: { nb: Navn, en: Name } }
  - { id: phone, kind: phone, lookup: true, label: { nb: Telefon, en: Phone } }
  - { id: photo, kind: document, label: { nb: Bilde, en: Photo } }
categories: [{ id: customer, label: { nb: Kunder, en: Customers } }]
services:
  - { id: felt, label: { nb: Felt, en: Field }, data: [name, phone, photo], user_agreement: { updated_on: not_stated }, clause: "2" }
activities:
  - id: jobs
    label: { nb: Oppdrag, en: Jobs }
    service: felt
    clause: "3"
    purpose: { nb: Utføre oppdrag., en: Carry out jobs. }
    basis: by_controller
    subjects: [customer]
    data: [name, phone, photo]
    operations: [register, read, alter, use, disclose, restrict, erase, export]
    recipients:
      - { supplier: sms, data: [phone] }
      - { supplier: cloud }
    retention: [{ while: instruction, then: erase }]
suppliers:
  - { id: sms, name: Sms AS, roles: [sub_processor], delivers: { nb: SMS, en: SMS }, place: "NO", agreement: in_place, clause: "9" }
  - { id: cloud, name: Cloud AB, roles: [sub_processor], delivers: { nb: Lagring, en: Storage }, place: SE, agreement: in_place, clause: "9" }
roles:
  - { id: support, label: { nb: Brukerstøtte, en: Support }, may: [{ activity: jobs, acts: [read], reason_for: [read] }] }
periods: { hand_over: P30D, objection: P5D, notice_receipt: { working_days: 1 } }
terms:
  agreed_by: [signature]
  rank: agreement_first
  open_to_agreement: [counting]
  instruction: { version: "first", operations: [register, read, alter, disclose, erase] }
"#;

pub(crate) const AGREEMENT: &str = r#"vern: 1
kind: agreement
version: "1"
in_force_from: 2026-11-01T00:00:00Z
controller:
  id: elektro
  name: Elektro AS
  country: "NO"
  contact: { role: { nb: Leder, en: Manager }, called: controller, channel: { published: { nb: E-post, en: E-mail }, state: untried } }
under: { processor: fjell }
signed: { on: "2026-10-20", by: signature, controller_role: { nb: Leder, en: Manager }, processor_role: { nb: Leder, en: Manager } }
processor_contact: { role: { nb: Leder, en: Manager }, called: processor, channel: { published: { nb: E-post, en: E-mail }, state: untried } }
languages: [nb]
services: [felt]
counting: { calendar: "NO", saturday: day_off, roll_over: none, time_zone: Europe/Oslo }
activities:
  - { id: jobs, basis: { article: "6(1)(b)" }, data: [name, phone], clause: "1" }
roles:
  - { id: admin, label: { nb: Administrator, en: Administrator }, may: [{ activity: jobs, acts: [register, read, alter, use, disclose, erase, export, restrict] }] }
"#;

async fn world() -> World {
    let (place, clock) = (Place::new(), Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z"))));
    let installation = place.open(clock.clone()).await.unwrap();
    import(&installation, TERMS).await;
    let controller = import(&installation, AGREEMENT).await;
    World { installation, controller, clock, place }
}

fn to(recipient: &str, data: &[&str]) -> Circumstance {
    Circumstance {
        recipient: Some(recipient.to_owned()),
        data: Some(data.iter().map(|id| (*id).to_owned()).collect()),
        ..within("jobs")
    }
}

/// P-A2, P-A3, P-A4, P-D1, P-D21: the controller's own people act in its own space, on what terms, agreement and instruction permit together.
#[tokio::test]
async fn p_a3_p_a4_p_d1_what_is_permitted_is_what_both_sides_permit() {
    let world = world().await;
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let photo = world.installation.put_record(&admin, "j-2", &put("jobs", &[("photo", "x")])).await;
    assert_eq!(codes(&photo), ["data.undeclared"], "the terms have it, the agreement does not");
    let by =
        SearchBy::Value { data_type: "phone".to_owned(), value: Personal::new("+4722864400".to_owned()) };
    let found = world.installation.search_records(&admin, &list("jobs", by, 5)).await.unwrap();
    assert_eq!(found.value.records.len(), 1, "the terms' data types have their look-up keys");
    let used = world
        .installation
        .read_record(&admin, "j-1", &Circumstance { recipient: Some("cloud".to_owned()), ..within("jobs") })
        .await;
    assert_eq!(codes(&used), ["place.not_allowed"], "P-A1: stored in Norway only");
    let support = world.caller("support").await;
    assert_eq!(
        codes(&world.installation.read_record(&support, "j-1", &within("jobs")).await),
        ["actor.reason_required"]
    );
    let entries = world.entries();
    let operations: Vec<_> = entries.iter().filter(|entry| entry.kind == EntryKind::Operation).collect();
    assert!(operations.iter().all(|entry| entry.charters.len() == 2), "both documents are cited");
    let imported: Vec<_> = entries.iter().filter(|entry| entry.kind == EntryKind::CharterInForce).collect();
    assert_eq!(imported.iter().map(|entry| entry.charters[0]).collect::<Vec<_>>(), operations[0].charters);
    assert!(world.verify().await.is_ok());
}

/// P-C3: only those fields; one more is refused, and nothing is silently left out.
#[tokio::test]
async fn p_c3_a_supplier_gets_the_fields_it_may_have_and_no_more() {
    let world = world().await;
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let one = world.installation.read_record(&admin, "j-1", &to("sms", &["phone"])).await.unwrap().value;
    assert_eq!(one.fields.keys().collect::<Vec<_>>(), ["phone"]);
    let more = world.installation.read_record(&admin, "j-1", &to("sms", &["phone", "name"])).await;
    assert_eq!(codes(&more), ["supplier.data_beyond"]);
    let unknown = world.installation.read_record(&admin, "j-1", &to("sms", &["phone", "shoe_size"])).await;
    assert_eq!(codes(&unknown), ["data.undeclared"]);
    let all = Circumstance { recipient: Some("sms".to_owned()), ..within("jobs") };
    let default = world.installation.read_record(&admin, "j-1", &all).await.unwrap().value;
    assert_eq!((default.fields.len(), default.withheld), (1, vec!["name".to_owned()]));
}

/// P-D14 to P-D19 in the gate: before the start nothing, after the end hand-over, then only erasure.
#[tokio::test]
async fn p_d18_p_d19_the_agreement_begins_and_ends() {
    let world = world().await;
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari")]).await;
    let ends = AGREEMENT.replace("version: \"1\"", "version: \"2\"").replace(
        "in_force_from: 2026-11-01T00:00:00Z",
        "in_force_from: 2026-11-25T00:00:00Z\nin_force_to: 2026-12-01T00:00:00Z",
    );
    import(&world.installation, &ends).await;
    world.clock.set(at("2026-12-01T00:00:00Z").plus_micros(-1));
    world.read(&admin, "j-1", "jobs").await.unwrap();
    world.clock.set(at("2026-12-01T00:00:00Z"));
    assert_eq!(codes(&world.read(&admin, "j-1", "jobs").await), ["agreement.ended"]);
    // Thirty days by the Norwegian calendar, to the end of the last day in Oslo.
    world.clock.set(at("2026-12-31T22:59:59Z"));
    assert_eq!(codes(&world.read(&admin, "j-1", "jobs").await), ["agreement.ended"]);
    world.clock.set(at("2027-02-01T00:00:00Z"));
    world.installation.erase_record(&admin, "j-1", &within("jobs")).await.unwrap();
}

/// P-D3: an unclear instruction stops the activity; rights go on. P-D15: no use against an objection.
#[tokio::test]
async fn p_d3_p_d15_an_instruction_pauses_and_an_objection_stops() {
    let world = world().await;
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let objects = AGREEMENT.replace("version: \"1\"", "version: \"2\"").replace(
        "in_force_from: 2026-11-01T00:00:00Z",
        "in_force_from: 2026-11-23T00:00:00Z\nsuppliers: [{ supplier: sms, consent: objected }]\ninstructions:\n  - { version: \"2\", in_force_from: 2026-11-24T00:00:00Z, paused: [{ activity: jobs, because: { nb: Uklart., en: Unclear. } }] }",
    );
    import(&world.installation, &objects).await;
    world.clock.set(at("2026-11-23T00:00:00Z"));
    let sent = world.installation.read_record(&admin, "j-1", &to("sms", &["phone"])).await;
    assert_eq!(codes(&sent), ["supplier.objected"]);
    world.read(&admin, "j-1", "jobs").await.unwrap();
    world.clock.set(at("2026-11-24T00:00:00Z"));
    assert_eq!(codes(&world.read(&admin, "j-1", "jobs").await), ["instruction.paused"]);
    world.installation.erase_record(&admin, "j-1", &within("jobs")).await.unwrap();
}

/// P-D3, P-D5: the processor's support sees nothing of a controller before its instruction lets it in, and nothing after the time it says.
#[tokio::test]
async fn p_d3_p_d5_support_is_let_in_by_the_instruction() {
    let world = world().await;
    let terms = TERMS.replace("id: support, label", "id: support, support: true, label");
    let terms = terms.replace("version: \"1\"", "version: \"2\"").replace("2026-01-01", "2026-11-22");
    world.installation.import_charter(terms.as_bytes(), "terms.yaml").await.unwrap();
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let support = world.caller("support").await;
    let why = Circumstance { reason: Some(Personal::new("Meldt feil".to_owned())), ..within("jobs") };
    let read = async || world.installation.read_record(&support, "j-1", &why).await;
    assert_eq!(codes(&read().await), ["instruction.support_not_instructed"]);
    world.read(&admin, "j-1", "jobs").await.unwrap();
    let lets = AGREEMENT.replace("version: \"1\"", "version: \"2\"").replace(
        "in_force_from: 2026-11-01T00:00:00Z",
        "in_force_from: 2026-11-23T00:00:00Z\ninstructions:\n  - { version: \"2\", support: [{ activity: jobs, until: 2026-11-25T00:00:00Z }] }",
    );
    import(&world.installation, &lets).await;
    world.clock.set(at("2026-11-24T12:00:00Z"));
    assert_eq!(read().await.unwrap().value.fields["name"].reveal(), "Kari");
    world.clock.set(at("2026-11-25T00:00:00Z"));
    assert_eq!(codes(&read().await), ["instruction.support_not_instructed"]);
}

/// New terms reach every controller under them, in its own journal; what its documents can't be laid out with is kept out whole.
#[tokio::test]
async fn new_terms_reach_those_under_them() {
    let world = world().await;
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let narrower = TERMS
        .replace(
            "version: \"1\"\nin_force_from: 2026-01-01T00:00:00Z",
            "version: \"2\"\nin_force_from: 2026-12-01T00:00:00Z",
        )
        .replace("{ supplier: sms, data: [phone] }", "{ supplier: sms, data: [name] }");
    let before = world.entries().len();
    import(&world.installation, &narrower).await;
    assert_eq!(world.entries().len(), before + 1, "the controller's own journal tells of it");
    world.clock.set(at("2026-12-01T00:00:00Z"));
    assert_eq!(
        codes(&world.installation.read_record(&admin, "j-1", &to("sms", &["phone"])).await),
        ["supplier.data_beyond"]
    );
    let again = world.installation.import_charter(narrower.as_bytes(), "terms.yaml").await.map(drop);
    assert_eq!(code(again), "charter.already_there");
}

/// A sub-processor that comes with later terms is used by nobody who has not approved it (P-D15); a role the terms come to name is nobody's.
#[tokio::test]
async fn p_d15_what_comes_with_later_terms_is_not_approved_by_itself() {
    let world = world().await;
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let post = "  - { id: post, name: Post AS, roles: [sub_processor], delivers: { nb: Post, en: Post }, place: \"NO\", agreement: in_place, clause: \"9\" }\n";
    let later = TERMS
        .replace("version: \"1\"\nin_force_from: 2026-01-01", "version: \"2\"\nin_force_from: 2026-12-01")
        .replace(
            "      - { supplier: cloud }",
            "      - { supplier: cloud }\n      - { supplier: post, data: [phone] }",
        )
        .replace("suppliers:\n", &format!("suppliers:\n{post}"));
    import(&world.installation, &later).await;
    world.clock.set(at("2026-12-01T00:00:00Z"));
    world.installation.read_record(&admin, "j-1", &to("sms", &["phone"])).await.unwrap();
    let new = world.installation.read_record(&admin, "j-1", &to("post", &["phone"])).await;
    assert_eq!(codes(&new), ["supplier.not_approved"]);
    let takes = later
        .replace("version: \"2\"\nin_force_from: 2026-12-01", "version: \"3\"\nin_force_from: 2026-12-02")
        .replace("{ id: support,", "{ id: admin,");
    import(&world.installation, &takes).await;
    world.clock.set(at("2026-12-02T00:00:00Z"));
    assert_eq!(codes(&world.read(&admin, "j-1", "jobs").await), ["actor.no_grant"]);
}

/// Observing never lets a record be read, written or erased through another activity, nor text that nobody declared into the vault.
#[tokio::test]
async fn observing_does_not_mix_activities() {
    let (place, clock) = (Place::new(), Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z"))));
    let installation = place.open(clock.clone()).await.unwrap();
    let observed = super::world::CHARTER
        .replace("  - id: prospects\n", "  - id: prospects\n    observe_until: 2027-01-01T00:00:00Z\n");
    let controller = import(&installation, &observed).await;
    let world = World { installation, controller, clock, place };
    let manager = world.caller("manager").await;
    world.put(&manager, "a-1", "recruitment", &[("name", "Kari"), ("interview", "Notes")]).await;
    let read = world.read(&manager, "a-1", "prospects").await;
    assert_eq!(codes(&read), ["activity.purpose_mismatch", "subject.category_undeclared"]);
    let erased = world.installation.erase_record(&manager, "a-1", &within("prospects")).await;
    assert_eq!(codes(&erased), ["activity.purpose_mismatch"]);
    let written = world.installation.put_record(&manager, "a-1", &put("prospects", &[("name", "Per")])).await;
    assert!(codes(&written).contains(&"activity.purpose_mismatch"));
    let typed =
        PutRequest { category: Some("Kari Nordmann".to_owned()), ..put("prospects", &[("name", "Per")]) };
    let typed = world.installation.put_record(&manager, "p-1", &typed).await;
    assert_eq!(codes(&typed), ["subject.category_undeclared"]);
    let read = world.read(&manager, "a-1", "recruitment").await.unwrap().value;
    assert_eq!(read.fields["interview"].reveal(), "Notes");
}

/// Whether a value is there tells the value: who may not see a data type may not search by it.
#[tokio::test]
async fn nobody_searches_by_what_they_may_not_see() {
    let (place, clock) = (Place::new(), Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z"))));
    let installation = place.open(clock.clone()).await.unwrap();
    import(&installation, TERMS).await;
    let clerk =
        "  - { id: clerk, label: { nb: K, en: C }, may: [{ activity: jobs, acts: [read], sees: [name] }] }\n";
    let controller = import(&installation, &AGREEMENT.replace("roles:\n", &format!("roles:\n{clerk}"))).await;
    let world = World { installation, controller, clock, place };
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    let by = |number: &str| SearchBy::Value {
        data_type: "phone".to_owned(),
        value: Personal::new(number.to_owned()),
    };
    let clerk = world.caller("clerk").await;
    for number in ["+4722864400", "+4722864401"] {
        let found = world.installation.search_records(&clerk, &list("jobs", by(number), 5)).await;
        assert_eq!(codes(&found), ["actor.data_not_granted"], "{number}");
    }
    let found = world.installation.search_records(&admin, &list("jobs", by("+4722864400"), 5)).await.unwrap();
    assert_eq!(found.value.records.len(), 1);
}

/// A processor that has published nothing but terms has a page all the same; nothing can be done in its own space.
#[tokio::test]
async fn a_processor_with_terms_alone_has_a_page_and_no_gate_to_pass() {
    let world = world().await;
    let processor = world.installation.controller("fjell").unwrap();
    let page = world.installation.document(&processor, "terms", Language::Nb, Audience::Public).unwrap();
    assert_eq!(page.document.kind, "processing_terms");
    let issued = world.installation.issue_token("fjell", "support").await;
    let Ok(issued) = issued else { return assert_eq!(code(issued.map(drop)), "charter.none_in_force") };
    let support = world.installation.authenticate(issued.value.token.expose_text()).unwrap();
    let refused = world.installation.read_record(&support, "j-1", &within("jobs")).await;
    assert_eq!(code(refused.map(drop)), "charter.none_in_force");
}

#[tokio::test]
async fn documents_that_do_not_go_together_are_refused() {
    let world = world().await;
    let refused = async |text: String| {
        code(world.installation.import_charter(text.as_bytes(), "x.yaml").await.map(drop))
    };
    assert_eq!(
        refused(AGREEMENT.replace("version: \"1\"", "version: \"b\"")).await,
        "charter.in_force_clash"
    );
    let again = AGREEMENT.replace("in_force_from: 2026-11-01", "in_force_from: 2026-12-24");
    assert_eq!(refused(again).await, "charter.version_clash");
    let later = AGREEMENT
        .replace("in_force_from: 2026-11-01", "in_force_from: 2026-12-01")
        .replace("version: \"1\"", "version: \"later\"");
    assert_eq!(refused(later.replace("processor: fjell", "processor: dal")).await, "charter.terms_missing");
    assert_eq!(
        refused(later.replace("processor: fjell }", "processor: fjell, terms: \"9\" }")).await,
        "charter.terms_missing"
    );
    let own = super::world::CHARTER.replace("id: granvik", "id: elektro");
    assert_eq!(refused(own).await, "charter.kind_mixed");
    let unsettled = AGREEMENT.replace("id: elektro", "id: nabo").replace("counting:", "# counting:");
    let refusal = world.installation.import_charter(unsettled.as_bytes(), "x.yaml").await;
    let Err(Problem::Charter(errors)) = refusal else { panic!("kept") };
    assert_eq!(errors[0].code, "charter.counting_needed");
    assert!(world.installation.controller("nabo").is_err(), "nothing is left behind");
}

/// What an observed activity would refuse is journalled as observed, with the reasons, and let through; and replayed when it is asked for.
#[tokio::test]
async fn an_observed_activity_lets_through_and_tells() {
    let (place, clock) = (Place::new(), Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z"))));
    let installation = place.open(clock.clone()).await.unwrap();
    import(&installation, TERMS).await;
    let observed = AGREEMENT.replace(
        "basis: { article: \"6(1)(b)\" }, data",
        "basis: { article: \"6(1)(b)\" }, observe_until: 2026-12-01T00:00:00Z, data",
    );
    let controller = import(&installation, &observed).await;
    let world = World { installation, controller, clock, place };
    let admin = world.caller("admin").await;
    world.put(&admin, "j-1", "jobs", &[("name", "Kari"), ("phone", "+47 22 86 44 00")]).await;
    world.installation.read_record(&admin, "j-1", &to("cloud", &["phone"])).await.unwrap();
    let last = world.entries().pop().unwrap();
    assert_eq!((last.outcome, last.codes), (Some(Outcome::Observed), vec!["place.not_allowed".to_owned()]));
    let photo = world.installation.put_record(&admin, "j-2", &put("jobs", &[("photo", "x")])).await;
    assert_eq!(codes(&photo), ["data.undeclared"], "the vault cannot hold it, watched or not");

    let document = vern_app::charter::check_document(AGREEMENT.as_bytes(), "agreement.yaml").unwrap();
    let report = world.installation.replay_journal(&world.controller, &document, 30).unwrap();
    assert_eq!((report.operations, report.refused_count(), report.unknown), (2, 1, 0));
    let row = &report.refused[0];
    assert_eq!((row.activity.as_str(), row.actor), ("jobs", admin.actor));
    assert_eq!(row.codes.iter().map(|code| code.as_str()).collect::<Vec<_>>(), ["place.not_allowed"]);
    world.clock.set(at("2026-12-01T00:00:00Z"));
    assert_eq!(
        codes(&world.installation.read_record(&admin, "j-1", &to("cloud", &["phone"])).await),
        ["place.not_allowed"]
    );
}
