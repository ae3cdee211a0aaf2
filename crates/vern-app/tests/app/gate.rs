//! Every refusal the application can meet: told, journalled with the same codes, and without effect.

use vern_app::record::{Circumstance, PutRequest};
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Problem};
use vern_core::id::SubjectId;
use vern_journal::Outcome;

use super::world::{DAY_MICROS, World, codes, put, within};

/// One operation that must be refused.
enum Ask {
    Put(&'static str, PutRequest),
    Read(&'static str, Circumstance),
    Erase(&'static str, Circumstance),
    Restrict(SubjectId, &'static str),
}

async fn ask(world: &World, caller: &Caller, what: Ask) -> Result<(), Problem> {
    let installation = &world.installation;
    match what {
        Ask::Put(key, request) => installation.put_record(caller, key, &request).await.map(drop),
        Ask::Read(key, circumstance) => installation.read_record(caller, key, &circumstance).await.map(drop),
        Ask::Erase(key, circumstance) => {
            installation.erase_record(caller, key, &circumstance).await.map(drop)
        }
        Ask::Restrict(subject, activity) => {
            let change = SubjectChange::Restrict(true);
            installation.change_subject(caller, subject, &within(activity), change).await.map(drop)
        }
    }
}

fn to(activity: &str, recipient: &str, place: Option<&str>) -> Circumstance {
    Circumstance {
        recipient: Some(recipient.to_owned()),
        place: place.map(|place| place.parse().unwrap()),
        ..within(activity)
    }
}

#[tokio::test]
async fn p_a4_p_b4_p_b8_p_b9_every_refusal_is_told_journalled_and_changes_nothing() {
    // P-A4 undeclared data; P-B4 only who needs it; P-B8 only named recipients; P-B9 analytics only after consent.
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let application =
        world.put(&manager, "a-1", "recruitment", &[("name", "Kari"), ("interview", "Notes")]).await;
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari")]).await;
    world.clock.set(world.installation.now().plus_micros(30 * DAY_MICROS));
    let held_back = world.put(&manager, "p-9", "prospects", &[("name", "Per")]).await.value.subject;
    ask(&world, &manager, Ask::Restrict(held_back, "prospects")).await.unwrap();
    world.clock.set(world.installation.now().plus_micros(30 * DAY_MICROS));

    let applicant = application.value.subject;
    let nobody = SubjectId::from_bytes([7; 16]);
    let category =
        PutRequest { category: Some("applicant".to_owned()), ..put("prospects", &[("name", "Kari")]) };
    let stranger = PutRequest { subject: Some(nobody), ..put("prospects", &[("name", "Kari")]) };
    let cases: Vec<(&str, Ask, &[&str])> = vec![
        ("manager", Ask::Put("n-1", put("recruitment", &[("location", "Bergen")])), &["data.undeclared"]),
        ("manager", Ask::Put("n-1", put("recruitment", &[("shoe_size", "43")])), &["data.undeclared"]),
        ("manager", Ask::Put("n-1", put("prospects", &[("email", "no address")])), &["data.invalid"]),
        ("manager", Ask::Put("n-1", put("prospects", &[("name", "")])), &["data.invalid"]),
        ("manager", Ask::Put("n-1", put("web_analytics", &[("browser", "Lynx")])), &["consent.missing"]),
        ("manager", Ask::Put("n-1", category), &["subject.category_undeclared"]),
        ("manager", Ask::Put("n-1", stranger), &["subject.unknown"]),
        ("manager", Ask::Put("n-1", put("kari@example.no", &[("name", "Kari")])), &["activity.undeclared"]),
        ("manager", Ask::Put("p-9", put("prospects", &[("name", "Per")])), &["subject.restricted"]),
        ("manager", Ask::Read("p-9", within("prospects")), &["subject.restricted"]),
        ("manager", Ask::Erase("p-9", within("prospects")), &["subject.restricted"]),
        ("manager", Ask::Read("chat-1", within("chat")), &["retention.expired"]),
        (
            "manager",
            Ask::Read("a-1", within("prospects")),
            &["activity.purpose_mismatch", "subject.category_undeclared"],
        ),
        ("manager", Ask::Read("a-1", to("recruitment", "acme", None)), &["supplier.unknown"]),
        ("manager", Ask::Read("a-1", to("recruitment", "google", Some("NO"))), &["supplier.not_recipient"]),
        ("manager", Ask::Read("a-1", to("recruitment", "unomio", None)), &["place.not_stated"]),
        ("manager", Ask::Read("a-1", to("recruitment", "unomio", Some("US"))), &["transfer.not_approved"]),
        ("manager", Ask::Read("no-such", within("recruitment")), &["record.unknown"]),
        ("manager", Ask::Erase("no-such", within("recruitment")), &["record.unknown"]),
        ("manager", Ask::Restrict(nobody, "recruitment"), &["subject.unknown"]),
        ("sales", Ask::Read("a-1", within("recruitment")), &["actor.no_grant"]),
        ("sales", Ask::Read("chat-1", within("chat")), &["actor.reason_required"]),
        ("sales", Ask::Put("a-1", put("prospects", &[("name", "Kari")])), &["record.unknown"]),
        ("website", Ask::Erase("chat-1", within("chat")), &["actor.no_grant"]),
        ("external_accountant", Ask::Restrict(applicant, "recruitment"), &["actor.no_grant"]),
    ];
    for (role, what, expected) in cases {
        let caller = world.caller(role).await;
        let (holdings, entries) = (world.holdings(), world.entries().len());
        let answer = ask(&world, &caller, what).await;
        assert_eq!(codes(&answer), expected);
        let Err(Problem::Refused(refusal)) = answer else { panic!("refused above") };
        let after = world.entries();
        assert_eq!(after.len(), entries + 1, "{expected:?}");
        let entry = &after[entries];
        assert_eq!(entry.codes, expected, "the journal says what was told");
        assert_eq!((entry.outcome, entry.index), (Some(Outcome::Refused), refusal.committed.receipt.index));
        assert_eq!(entry.actor, Some(*caller.actor.as_bytes()));
        assert_eq!(world.holdings(), holdings, "{expected:?} changed something");
    }
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn p_b4_a_recruitment_agency_sees_what_the_charter_gives_it() {
    // P-B4, P-B8
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world
        .put(&manager, "a-1", "recruitment", &[("name", "Kari"), ("interview", "Notes"), ("cv", "CV")])
        .await;
    let disclosed =
        world.installation.read_record(&manager, "a-1", &to("recruitment", "unomio", Some("NO"))).await;
    let view = disclosed.unwrap().value;
    assert_eq!(view.fields.keys().collect::<Vec<_>>(), ["cv", "name"]);
    assert_eq!(view.withheld, ["interview"]);
    let entry = world.entries().pop().unwrap();
    assert_eq!((entry.recipient.as_deref(), entry.place.as_deref()), (Some("unomio"), Some("NO")));
    assert!(!entry.withheld.as_bytes().is_empty() && !entry.data.as_bytes().is_empty());
}

#[tokio::test]
async fn p_b9_consent_opens_analytics_and_closes_it_again() {
    // P-B9
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let request = PutRequest { consent_given: true, ..put("web_analytics", &[("browser", "Lynx")]) };
    let held = world.installation.put_record(&manager, "w-1", &request).await.unwrap().value.subject;
    world.read(&manager, "w-1", "web_analytics").await.unwrap();
    let taken = SubjectChange::Consent(false);
    world.installation.change_subject(&manager, held, &within("web_analytics"), taken).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "w-1", "web_analytics").await), ["consent.missing"]);
    let given = SubjectChange::Consent(true);
    world.installation.change_subject(&manager, held, &within("web_analytics"), given).await.unwrap();
    world.read(&manager, "w-1", "web_analytics").await.unwrap();
}

/// Whoever has no access must not learn from the answer, nor from the entry its receipt opens, whether there is anything.
#[tokio::test]
async fn unknown_and_forbidden_are_one_answer_and_one_entry() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let held = world.put(&manager, "a-01", "recruitment", &[("name", "Kari")]).await.value.subject;
    world.put(&manager, "a-02", "recruitment", &[("name", "Kari")]).await;
    let restricted = world.put(&manager, "a-03", "recruitment", &[("name", "Per")]).await.value.subject;
    ask(&world, &manager, Ask::Restrict(restricted, "recruitment")).await.unwrap();
    let nobody = SubjectId::from_bytes([7; 16]);
    let sales = world.caller("sales").await;
    let pairs = [
        (Ask::Read("a-01", within("recruitment")), Ask::Read("x-01", within("recruitment"))),
        (Ask::Read("a-03", within("recruitment")), Ask::Read("x-03", within("recruitment"))),
        (Ask::Read("a-01", within("prospects")), Ask::Read("x-01", within("prospects"))),
        (Ask::Erase("a-02", within("recruitment")), Ask::Erase("x-02", within("recruitment"))),
        (Ask::Erase("a-02", within("prospects")), Ask::Erase("x-02", within("prospects"))),
        (
            Ask::Put("a-01", put("recruitment", &[("name", "K")])),
            Ask::Put("x-01", put("recruitment", &[("name", "K")])),
        ),
        (Ask::Restrict(held, "recruitment"), Ask::Restrict(nobody, "recruitment")),
    ];
    for (known, unknown) in pairs {
        let mut told = Vec::new();
        for what in [known, unknown] {
            let Err(Problem::Refused(refusal)) = ask(&world, &sales, what).await else {
                panic!("not refused")
            };
            let mut entry = world.entries().pop().unwrap();
            assert_eq!(entry.index, refusal.committed.receipt.index);
            (entry.index, entry.at, entry.operation) = (0, 0, None);
            let sealed = entry.sealed.take().map(|sealed| sealed.len());
            told.push((refusal.reasons, entry, sealed));
        }
        assert_eq!(told[0], told[1]);
    }
}
