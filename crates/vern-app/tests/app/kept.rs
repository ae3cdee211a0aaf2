//! What only a statute keeps of a person: found, told and copied when they ask (GDPR art. 15), and never said not to be held.

use vern_app::erasure::ErasureRequest;
use vern_app::record::PutRequest;
use vern_app::rights::{Assessment, CaseStep, Ground, Part};
use vern_core::case::{CaseState, Right, Strength};
use vern_text::Language;

use super::request::{answer, by_email, execute, grant, letter, personal, request, seen, sent, step};
use super::world::{World, code, put};

/// Someone whose contract is over and erased: only what the accounting act keeps is left.
async fn former_customer(world: &World) -> vern_app::Caller {
    let manager = world.caller("manager").await;
    let contract = PutRequest {
        category: Some("customer".to_owned()),
        ..put("contracts", &[("name", "Kari Nordmann"), ("email", "kari@example.no")])
    };
    let kari = world.installation.put_record(&manager, "c-1", &contract).await.unwrap().value.subject;
    let of = ErasureRequest { activity: Some("contracts".to_owned()), reason: None, exception: None };
    world.installation.erase_subject(&manager, kari, &of).await.unwrap();
    manager
}

fn declined(ground: Ground, statute: Option<&str>) -> CaseStep {
    CaseStep::Assess(Assessment {
        parts: vec![Part {
            activity: Some("contracts.hold".to_owned()),
            granted: false,
            ground: Some(ground),
            statute: statute.map(str::to_owned),
            words: None,
        }],
        words: None,
    })
}

#[tokio::test]
async fn p_b10_what_only_a_statute_keeps_is_in_the_answer_with_its_statute() {
    let world = World::new().await;
    let manager = former_customer(&world).await;
    let id = sent(&world, &request(Right::Access)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    let held = seen(&world, &manager, id).await.held;
    assert_eq!((held.len(), held[0].activity.as_str(), held[0].by_statute), (1, "contracts.hold", true));
    assert_eq!(code(step(&world, &manager, id, grant(&[])).await), "case.undecided", "it is held");
    step(&world, &manager, id, grant(&["contracts.hold"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let copy = world.installation.case_copy(&manager, id, None).await.unwrap();
    assert_eq!(copy.records[0].fields["email"].0.reveal(), "kari@example.no");
    let copy = world.installation.case_copy_document(&manager, id, Language::En).await.unwrap();
    assert!(serde_json::to_string(&copy).unwrap().contains("what the law orders kept"));
    let said = letter(&world, &manager, id, Language::En).await;
    for needed in ["Regnskapsloven", "what the law orders kept", "SpareBank 1 Regnskapshuset"] {
        assert!(said.contains(needed), "{needed}: {said}");
    }
    assert!(!said.contains("hold no data"), "{said}");
    step(&world, &manager, id, answer()).await.unwrap();
}

/// An erasure of what is left is declined with the statute, not granted and not told as nothing held.
#[tokio::test]
async fn what_a_statute_keeps_is_not_erased_on_request() {
    let world = World::new().await;
    let manager = former_customer(&world).await;
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    assert_eq!(code(step(&world, &manager, id, grant(&["contracts.hold"])).await), "case.statute_keeps");
    let nameless = step(&world, &manager, id, declined(Ground::Statute, None)).await;
    assert_eq!(code(nameless), "case.undecided");
    let state = step(&world, &manager, id, declined(Ground::Statute, Some("Regnskapsloven § 13"))).await;
    assert_eq!(state.unwrap(), CaseState::Refused);
    let said = letter(&world, &manager, id, Language::Nb).await;
    assert!(said.contains("Regnskapsloven § 13") && !said.contains("ingen opplysninger"), "{said}");
}

/// What an erasure leaves to a statute is part of that erasure: the case goes on, and names it.
#[tokio::test]
async fn an_erasure_names_what_it_leaves_to_a_statute() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let contract = PutRequest {
        category: Some("customer".to_owned()),
        ..put("contracts", &[("name", "Kari Nordmann"), ("email", "kari@example.no")])
    };
    world.installation.put_record(&manager, "c-1", &contract).await.unwrap();
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    step(&world, &manager, id, grant(&["contracts"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let told = seen(&world, &manager, id).await.file.recipients;
    let told = told.into_iter().map(|told| (told.recipient, personal("E-post i dag"))).collect();
    step(&world, &manager, id, CaseStep::Notify { told }).await.unwrap();
    let said = letter(&world, &manager, id, Language::En).await;
    assert!(said.contains("Regnskapsloven"), "{said}");
}
