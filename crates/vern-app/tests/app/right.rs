//! A person's own rights over what is held: objection, and what lifts a restriction for one operation.

use vern_app::Problem;
use vern_app::record::{Circumstance, PutRequest, RestrictionException, SearchBy};
use vern_app::subject::SubjectChange;
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_journal::{Act, Outcome};

use super::world::{World, because, codes, list, put, within};

async fn change(
    world: &World,
    role: &str,
    subject: SubjectId,
    activity: &str,
    to: SubjectChange,
) -> Result<(), Problem> {
    let caller = world.caller(role).await;
    world.installation.change_subject(&caller, subject, &because(activity, "Brev i dag"), to).await.map(drop)
}

#[tokio::test]
async fn p_b10_an_objection_stops_what_rests_on_interests_and_nothing_else() {
    // P-B10: the rights of a person.
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let others = world.put(&manager, "p-2", "prospects", &[("name", "Per")]).await.value.subject;
    let of_contract = PutRequest {
        subject: Some(subject),
        category: Some("customer".to_owned()),
        ..put("contracts", &[("name", "Kari")])
    };
    world.installation.put_record(&manager, "c-1", &of_contract).await.unwrap();
    let objects = SubjectChange::Object(true);
    assert_eq!(codes(&change(&world, "sales", subject, "prospects", objects).await), ["actor.no_grant"]);
    let nobody = SubjectId::from_bytes([7; 16]);
    assert_eq!(codes(&change(&world, "manager", nobody, "prospects", objects).await), ["subject.unknown"]);
    world.read(&manager, "p-1", "prospects").await.unwrap();

    change(&world, "manager", subject, "prospects", objects).await.unwrap();
    let entry = world.entries().pop().unwrap();
    assert_eq!((entry.act, entry.outcome), (Some(Act::Restrict), Some(Outcome::Permitted)));
    assert_eq!(entry.activity.as_deref(), Some("prospects"));
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    let alter = world.installation.put_record(&manager, "p-1", &put("prospects", &[("name", "K")])).await;
    assert_eq!(codes(&alter), ["subject.objected"]);
    let new = PutRequest { subject: Some(subject), ..put("prospects", &[("name", "K")]) };
    let register = world.installation.put_record(&manager, "p-3", &new).await;
    assert_eq!(codes(&register), ["subject.objected"]);
    world.read(&manager, "p-2", "prospects").await.unwrap();
    world.read(&manager, "c-1", "contracts").await.unwrap();

    // Made to a contract it is kept and has no effect (art. 21(1)); taken back there, it stands elsewhere.
    change(&world, "manager", subject, "contracts", objects).await.unwrap();
    world.read(&manager, "c-1", "contracts").await.unwrap();
    change(&world, "manager", subject, "contracts", SubjectChange::Object(false)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    change(&world, "manager", subject, "prospects", SubjectChange::Restrict(true)).await.unwrap();
    change(&world, "manager", subject, "prospects", SubjectChange::Restrict(false)).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);

    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.objected"]);
    change(&world, "manager", subject, "prospects", SubjectChange::Object(false)).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let bits = "SELECT COUNT(*) FROM subjects WHERE state <> 0";
    assert_eq!(world.place.database.count(bits).unwrap(), 0, "nothing is asked of the store any more");
    change(&world, "manager", others, "prospects", objects).await.unwrap();
    world.installation.erase_record(&manager, "p-2", &within("prospects")).await.unwrap();
    assert!(world.verify().await.is_ok());
}

/// P-B10. An order to erase stops everything else in its activity, and nothing elsewhere.
#[tokio::test]
async fn p_b10_what_is_ordered_erased_is_not_processed() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let of_contract = PutRequest {
        subject: Some(subject),
        category: Some("customer".to_owned()),
        ..put("contracts", &[("name", "Kari")])
    };
    world.installation.put_record(&manager, "c-1", &of_contract).await.unwrap();
    world.put(&manager, "p-2", "prospects", &[("name", "Per")]).await;
    let database = &world.place.database;
    let ordered = "INSERT INTO erasures (controller, erasure, subject_id, activity, state, ordered_at, records, kept, ordered_index)
        SELECT s.controller, s.id, s.id, 'prospects', 1, 0, 1, 0, 0 FROM records r JOIN subjects s ON s.subject = r.subject WHERE r.key = 'p-1'";
    database.script(ordered).unwrap();
    let marked =
        "UPDATE subjects SET state = 2 WHERE subject = (SELECT subject FROM records WHERE key = 'p-1')";
    database.script(marked).unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.erasure_ordered"]);
    let alter = world.installation.put_record(&manager, "p-1", &put("prospects", &[("name", "K")])).await;
    assert_eq!(codes(&alter), ["subject.erasure_ordered"]);
    let new = PutRequest { subject: Some(subject), ..put("prospects", &[("name", "K")]) };
    let register = world.installation.put_record(&manager, "p-3", &new).await;
    assert_eq!(codes(&register), ["subject.erasure_ordered"]);
    world.read(&manager, "p-2", "prospects").await.unwrap();
    world.read(&manager, "c-1", "contracts").await.unwrap();
    let search = list("prospects", SearchBy::Activity, 10);
    let page = world.installation.search_records(&manager, &search).await.unwrap().value;
    assert_eq!((page.records.len(), page.left_out), (1, 1));
    change(&world, "manager", subject, "prospects", SubjectChange::Consent(false)).await.unwrap();
    change(&world, "manager", subject, "prospects", SubjectChange::Restrict(true)).await.unwrap();
}

#[tokio::test]
async fn p_b10_restricted_data_is_processed_under_an_exception_only() {
    // P-B10
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    change(&world, "manager", subject, "prospects", SubjectChange::Restrict(true)).await.unwrap();
    let read = async |exception, reason: Option<&str>| {
        let reason = reason.map(|reason| Personal::new(reason.to_owned()));
        let circumstance = Circumstance { exception, reason, ..within("prospects") };
        world.installation.read_record(&manager, "p-1", &circumstance).await
    };
    assert_eq!(codes(&read(None, Some("Sak 4")).await), ["subject.restricted"]);
    for exception in [
        RestrictionException::LegalClaim,
        RestrictionException::RightsOfOthers,
        RestrictionException::PublicInterest,
    ] {
        let unsaid = read(Some(exception), None).await;
        assert_eq!(codes(&unsaid), ["subject.exception_reason_required"]);
        read(Some(exception), Some("Sak 4")).await.unwrap();
    }
    let consent = Some(RestrictionException::Consent);
    assert_eq!(codes(&read(consent, Some("Ja")).await), ["subject.exception_consent_missing"]);
    let write = PutRequest { exception: consent, ..put("prospects", &[("name", "Kari N")]) };
    let written = world.installation.put_record(&manager, "p-1", &write).await;
    assert_eq!(codes(&written), ["subject.exception_consent_missing"]);
    change(&world, "manager", subject, "prospects", SubjectChange::Consent(true)).await.unwrap();
    read(consent, None).await.unwrap();
    world.installation.put_record(&manager, "p-1", &write).await.unwrap();
    let claim = Circumstance {
        exception: Some(RestrictionException::LegalClaim),
        reason: Some(Personal::new("Dom".to_owned())),
        ..within("prospects")
    };
    world.installation.erase_record(&manager, "p-1", &claim).await.unwrap();
}
