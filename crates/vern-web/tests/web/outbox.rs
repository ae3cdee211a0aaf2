//! The page of the outbox: numbers, ids and reasons, for whoever has a grant in the activity; and nobody's address.

use std::collections::BTreeMap;
use std::fmt::Write;

use vern_app::outbox::{Channel, Message};
use vern_core::personal::Personal;
use vern_text::Language;

use super::console::local;
use super::world::{CHARTER, World};

const ADDRESS: &str = "torbjorg@fjernvann.example";

fn with_outbox() -> String {
    let mut types = String::from("data_types:\n");
    for (id, kind) in [
        ("message_email", "email"),
        ("message_phone", "phone"),
        ("message_heading", "text"),
        ("message_text", "document"),
        ("message_headers", "text"),
    ] {
        writeln!(types, "  - {{ id: {id}, kind: {kind}, label: {{ nb: Melding {id}, en: Message {id} }} }}")
            .unwrap();
    }
    let activity = "activities:\n  - { id: messages, label: { nb: Meldinger, en: Messages }, clause: x, carries: outbox, purpose: { nb: Sende., en: Send. }, \
        basis: { article: \"6(1)(b)\", because: { nb: Avtalen., en: The contract. } }, subjects: [customer], \
        data: [message_email, message_phone, message_heading, message_text, message_headers], operations: [register, read, disclose, erase], \
        retention: [{ after: P3D, from: created, clause: x }] }\n";
    let own = "\nroles:\n  - { id: vern, label: { nb: Vern, en: Vern }, held_by: vern, may: [{ activity: messages, acts: [register, disclose, erase] }] }\n";
    let grant = "- { activity: contracts, acts: [register, read, alter, use, disclose, restrict, erase] }";
    let wider = format!("{grant}\n      - {{ activity: messages, acts: [read], reason_for: [read] }}");
    let mut charter = CHARTER.replace("id: granvik", "id: sender");
    for (part, with) in
        [("data_types:\n", types.as_str()), ("activities:\n", activity), ("\nroles:\n", own), (grant, &wider)]
    {
        assert_eq!(charter.matches(part).count(), 1, "{part}");
        charter = charter.replace(part, with);
    }
    charter
}

#[tokio::test]
async fn what_waits_is_shown_in_numbers_and_ids_and_nobodys_address() {
    let world = World::new().await;
    let controller =
        world.installation.import_charter(with_outbox().as_bytes(), "charter.yaml").await.unwrap().value;
    let own = world.installation.acting_itself(&controller).unwrap();
    let message = Message {
        channel: Channel::Email,
        whose: None,
        category: None,
        to: Personal::new(ADDRESS.to_owned()),
        language: Language::Nb,
        heading: Some(Personal::new("Søknaden til Torbjørg".to_owned())),
        text: Personal::new("Hei Torbjørg.".to_owned()),
        headers: BTreeMap::new(),
        not_after: None,
    };
    let id = world.installation.queue_message(&own, &message).await.unwrap().value.to_string();
    for (role, sees) in [("manager", true), ("recruiter", false)] {
        let staff = world.staff("sender", role).await;
        for language in ["nb", "en"] {
            let page = staff.send(local("GET", &format!("/console/{language}/outbox"))).await;
            assert_eq!(page.status.as_u16(), 200, "{}", page.text());
            assert_eq!(page.text().contains(&id), sees, "{role}");
            for value in ["fjernvann", "orbj"] {
                assert!(!page.text().contains(value), "{value}: {}", page.text());
            }
        }
    }
    let staff = world.staff("granvik", "manager").await;
    let page = staff.send(local("GET", "/console/nb/outbox")).await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(page.text().contains("har ingen aktivitet for meldinger"), "{}", page.text());
}
