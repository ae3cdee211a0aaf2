//! Deciding about data held elsewhere: the same answers as for what is held here, in the journal, and with nothing touched.

use vern_app::elsewhere::ElsewhereRequest;
use vern_app::record::{Circumstance, RestrictionException};
use vern_app::subject::SubjectChange;
use vern_core::decision::StateBits;
use vern_core::operation::Act;
use vern_core::personal::Personal;

use super::world::{World, at, because, code, codes, rich_charter, within};

fn elsewhere(activity: &str, act: Act) -> ElsewhereRequest {
    ElsewhereRequest {
        act,
        circumstance: within(activity),
        key: None,
        subject: None,
        category: None,
        collected_at: None,
        consent_given: false,
    }
}

fn of_data(activity: &str, act: Act, data: &[&str]) -> ElsewhereRequest {
    let data = Some(data.iter().map(|id| (*id).to_owned()).collect());
    let circumstance = Circumstance { data, ..within(activity) };
    ElsewhereRequest { circumstance, ..elsewhere(activity, act) }
}

#[tokio::test]
async fn a_permit_says_what_it_rests_on_and_touches_nothing() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let before = world.holdings();
    for act in [Act::Register, Act::Read, Act::Alter, Act::Use, Act::Erase] {
        let answer = world.installation.decide_elsewhere(&manager, &elsewhere("prospects", act)).await;
        let answer = answer.unwrap_or_else(|problem| panic!("{}: {problem}", act.as_str()));
        let permitted = answer.value;
        assert_eq!((permitted.bases, permitted.withheld.len()), (vec!["6(1)(f)".to_owned()], 0));
        assert_eq!(permitted.clause.as_deref(), Some("Formål med lagring av persondata"));
        assert!(permitted.charter.is_some_and(|place| place.starts_with("charter.yaml:")));
        let entry = world.entries().pop().unwrap();
        assert_eq!(entry.operation, Some(*permitted.operation.as_bytes()));
        assert_eq!((entry.count, entry.subjects.len()), (Some(1), 0));
        assert!(StateBits::from_u64(entry.state.unwrap()).contains(StateBits::ELSEWHERE));
    }
    assert_eq!(world.holdings(), before);
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn what_is_refused_here_is_refused_of_data_held_elsewhere() {
    let world = World::new().await;
    let (manager, recruiter) = (world.caller("manager").await, world.caller("recruiter").await);
    let ask = async |request: &ElsewhereRequest| world.installation.decide_elsewhere(&manager, request).await;
    for (request, refused) in [
        (elsewhere("prospects", Act::Export), vec!["actor.no_grant"]),
        (elsewhere("nothing", Act::Read), vec!["activity.undeclared"]),
        (elsewhere("prospects", Act::Restrict), vec!["subject.unknown"]),
        (of_data("prospects", Act::Read, &["shoe_size"]), vec!["data.undeclared"]),
        (of_data("prospects", Act::Alter, &["cv"]), vec!["data.undeclared"]),
        (elsewhere("web_analytics", Act::Use), vec!["consent.missing"]),
        (
            ElsewhereRequest { category: Some("applicant".into()), ..elsewhere("prospects", Act::Use) },
            vec!["subject.category_undeclared"],
        ),
    ] {
        assert_eq!(codes(&ask(&request).await), refused, "{request:?}");
    }
    let ungranted = world.installation.decide_elsewhere(&recruiter, &elsewhere("prospects", Act::Read)).await;
    assert_eq!(codes(&ungranted), ["actor.no_grant"]);
    let consented = ElsewhereRequest { consent_given: true, ..elsewhere("web_analytics", Act::Use) };
    assert!(ask(&consented).await.is_ok());
    let key = |key: &str| ElsewhereRequest { key: Some(key.into()), ..elsewhere("prospects", Act::Read) };
    assert_eq!(code(ask(&key("kari@example.no")).await), "record.key_personal");
    assert!(ask(&key("crm-1")).await.is_ok());
    let sealed = world.open_sealed(&world.entries().pop().unwrap());
    assert_eq!(sealed.key.as_deref(), Some("crm-1"));
}

#[tokio::test]
async fn of_a_subject_known_here_rights_count_and_the_log_tells_it() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let named = |act| ElsewhereRequest { subject: Some(subject), ..elsewhere("prospects", act) };
    let ask = async |request: &ElsewhereRequest| world.installation.decide_elsewhere(&manager, request).await;
    ask(&named(Act::Use)).await.unwrap();
    let part = world.open_subject(&world.entries().pop().unwrap(), subject);
    assert_eq!((part.key, part.version), (None, None));

    let change = async |change| {
        let why = because("prospects", "Ba om det");
        world.installation.change_subject(&manager, subject, &why, change).await.unwrap();
    };
    change(SubjectChange::Object(true)).await;
    assert_eq!(codes(&ask(&named(Act::Use)).await), ["subject.objected"]);
    change(SubjectChange::Object(false)).await;
    change(SubjectChange::Restrict(true)).await;
    assert_eq!(codes(&ask(&named(Act::Use)).await), ["subject.restricted"]);
    let circumstance = Circumstance {
        exception: Some(RestrictionException::LegalClaim),
        reason: Some(Personal::new("Krav om betaling".to_owned())),
        ..within("prospects")
    };
    assert!(ask(&ElsewhereRequest { circumstance, ..named(Act::Use) }).await.is_ok());
    let other = "0198b6f2-0000-7000-8000-000000000000".parse().unwrap();
    let unknown = ElsewhereRequest { subject: Some(other), ..elsewhere("prospects", Act::Use) };
    assert_eq!(codes(&ask(&unknown).await), ["subject.unknown"]);
}

#[tokio::test]
async fn a_period_counts_from_when_the_caller_says() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let ask = async |collected_at: Option<&str>| {
        let request = ElsewhereRequest {
            collected_at: collected_at.map(at),
            consent_given: true,
            ..elsewhere("chat", Act::Use)
        };
        world.installation.decide_elsewhere(&manager, &request).await
    };
    let fresh = ask(Some("2026-11-21T00:00:00Z")).await.unwrap().value;
    assert!(fresh.until.is_some_and(|until| until > at("2026-11-22T06:00:00Z")));
    assert_eq!(codes(&ask(Some("2020-01-01T00:00:00Z")).await), ["retention.expired"]);
    assert!(ask(None).await.is_ok());
    assert_eq!(code(ask(Some("2027-01-01T00:00:00Z")).await), "record.collected_in_future");
}
