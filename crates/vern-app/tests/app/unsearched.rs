//! Where nobody can be looked up by what is known of whoever asks: what they are told, and how what is theirs is tied to their case all the same.

use vern_app::record::SearchBy;
use vern_app::rights::{CaseStep, Ground, Identification, NewRequest};
use vern_core::case::{Right, Strength};
use vern_text::Language;

use super::request::{
    applicant, by_address, by_email, execute, grant, letter, personal, request, sent, step,
};
use super::world::{World, at, code, codes, list};

/// P-B6, P-B10: a record nobody can be looked up by is found another way, tied to its case by its key, and erased by it.
#[tokio::test]
async fn p_b10_a_record_nobody_can_be_looked_up_by_is_tied_to_its_case_by_its_key() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for key in ["chat-1", "chat-2"] {
        world.put(&manager, key, "chat", &[("chat_name", "Kari"), ("chat_content", "Hei")]).await;
    }
    applicant(&world, "a-1").await;
    let chat = NewRequest { contact: personal("chat@example.no"), ..request(Right::Erasure) };
    let id = sent(&world, &chat).await.id;
    let by = |records: &[&str]| {
        let CaseStep::Identify(shown) = by_address(Strength::KnownContact, "chat@example.no") else {
            panic!("another step")
        };
        let records = records.iter().map(|key| (*key).to_owned()).collect();
        CaseStep::Identify(Identification { identifiers: Vec::new(), records, ..shown })
    };
    let unknown = |key| step(&world, &manager, id, by(&[key]));
    assert_eq!(code(unknown("nowhere").await), "record.unknown");
    assert_eq!(code(unknown("").await), "record.key_form");
    let case = id.to_string();
    assert_eq!(code(unknown(&case).await), "record.unknown", "a case is nobody's record");
    step(&world, &manager, id, by(&[" chat-1"])).await.unwrap();
    step(&world, &manager, id, grant(&["chat"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "chat-1", "chat").await), ["record.unknown"]);
    world.read(&manager, "chat-2", "chat").await.unwrap();
    // Elsewhere nobody could be looked up.
    let said = letter(&world, &manager, id, Language::Nb).await;
    let unsearched = said.split("Der vi ikke kunne lete").nth(1).unwrap();
    let unsearched = unsearched.split("Det vi har gjort").next().unwrap();
    // Nor in the chat, of which one record was found another way and another was not.
    assert!(unsearched.contains("Mulige kunder") && unsearched.contains("Chat på nettstedet"), "{said}");
    assert!(world.verify().await.is_ok());
}

/// P-B6, GDPR art. 11(2): where nobody can be found by what is known of whoever asks, they are not told that nothing is held, but what would help.
#[tokio::test]
async fn p_b6_nobody_is_told_that_nothing_is_held_where_nobody_can_be_found() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari"), ("chat_content", "Hei")]).await;
    applicant(&world, "a-1").await;
    let id = sent(&world, &request(Right::Erasure)).await.id;
    step(&world, &manager, id, by_email(Strength::KnownContact)).await.unwrap();
    let under_way = letter(&world, &manager, id, Language::En).await;
    assert!(!under_way.contains("Where we could not search"), "{under_way}");
    step(&world, &manager, id, grant(&["recruitment"])).await.unwrap();
    step(&world, &manager, id, execute()).await.unwrap();
    let said = letter(&world, &manager, id, Language::En).await;
    assert!(said.contains("Where we could not search") && said.contains("Chat on the website"), "{said}");
    let unsearched = said.split("Where we could not search").nth(1).unwrap();
    let unsearched = unsearched.split("What we have done").next().unwrap();
    // Prospects are found by the e-mail address that was given, and what erased is told of itself.
    assert!(
        !unsearched.contains("Prospective customers") && !unsearched.contains("Recruitment"),
        "{unsearched}"
    );
    assert!(!unsearched.contains("Requests about rights"), "{unsearched}");
    let stranger = NewRequest { contact: personal("ukjent@example.no"), ..request(Right::Access) };
    let id = sent(&world, &stranger).await.id;
    let shown = by_address(Strength::KnownContact, "ukjent@example.no");
    step(&world, &manager, id, shown).await.unwrap();
    step(&world, &manager, id, grant(&[])).await.unwrap();
    let said = letter(&world, &manager, id, Language::Nb).await;
    assert!(
        said.contains("har ingen opplysninger om deg der") && said.contains("Chat på nettstedet"),
        "{said}"
    );
    assert!(!said.contains("Mulige kunder"), "{said}");
    // By nothing at all nobody can be found anywhere.
    let id = sent(&world, &stranger).await.id;
    let CaseStep::Identify(shown) = by_email(Strength::KnownContact) else { panic!("another step") };
    let shown = CaseStep::Identify(Identification { identifiers: Vec::new(), ..shown });
    step(&world, &manager, id, shown).await.unwrap();
    step(&world, &manager, id, grant(&[])).await.unwrap();
    let said = letter(&world, &manager, id, Language::Nb).await;
    assert!(said.contains("Mulige kunder") && said.contains("Chat på nettstedet"), "{said}");
    // Of whom it is not known that they are who they say, nothing is said at all.
    let id = sent(&world, &stranger).await.id;
    let refusal = CaseStep::Refuse { ground: Ground::NotIdentified, reasons: personal("Ikke svart") };
    step(&world, &manager, id, refusal).await.unwrap();
    let said = letter(&world, &manager, id, Language::Nb).await;
    assert!(!said.contains("Der vi ikke kunne lete"), "{said}");
}

/// Whoever knows when it was, and nothing to look up by, finds it by the day it was collected; a page ends where the day does.
#[tokio::test]
async fn what_nobody_can_be_looked_up_by_is_found_by_when_it_was_collected() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for (key, time) in [
        ("c-1", "2026-12-20T23:59:59Z"),
        ("c-2", "2026-12-21T00:00:00Z"),
        ("c-3", "2026-12-21T12:00:00Z"),
        ("c-4", "2026-12-22T00:00:00Z"),
    ] {
        world.clock.set(at(time));
        world.put(&manager, key, "chat", &[("chat_name", "Kari"), ("chat_content", "Hei")]).await;
    }
    let by = || SearchBy::Collected { from: at("2026-12-21T00:00:00Z"), before: at("2026-12-22T00:00:00Z") };
    let mut request = list("chat", by(), 1);
    let mut keys = Vec::new();
    loop {
        let page = world.installation.search_records(&manager, &request).await.unwrap().value;
        keys.extend(page.records.into_iter().map(|record| record.key.as_str().to_owned()));
        request.after = page.next;
        if request.after.is_none() {
            break;
        }
    }
    assert_eq!(keys, ["c-2", "c-3"]);
}
