//! The pages of the outbox and of disclosures: numbers, ids and reasons without anybody's address; a register that opens for a reason.

use std::collections::BTreeMap;

use serde_json::json;
use vern_app::outbox::{Channel, Message};
use vern_core::personal::Personal;
use vern_testkit::charter;
use vern_text::Language;

use super::console::local;
use super::world::{CHARTER, World, ask};

const ADDRESS: &str = "torbjorg@fjernvann.example";

fn with_outbox() -> String {
    charter::with_outbox(CHARTER).replace("id: granvik", "id: sender")
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

fn with_register() -> String {
    charter::with_disclosures(CHARTER).replace("id: granvik", "id: discloser")
}

/// Entered and listed over REST like any record, and on a page of the console, each for a reason.
#[tokio::test]
async fn p_c4_disclosures_are_entered_over_rest_and_listed_on_a_page_for_a_reason() {
    // P-C4
    let world = World::new().await;
    world.installation.import_charter(with_register().as_bytes(), "charter.yaml").await.unwrap();
    let manager = world.token("discloser", "manager").await;
    let fields = json!({
        "disclosure_kind": "authority",
        "disclosure_ground": "Straffeprosessloven § 210",
        "disclosure_data": "Navn og adresse",
        "disclosure_to": "Oslo politidistrikt",
        "disclosure_decided_by": "Daglig leder",
    });
    let entered = |key: &str, fields: serde_json::Value| {
        let path = format!("/v1/records/{key}");
        let body = json!({ "activity": "handed_out", "category": "customer", "fields": fields });
        ask("PUT", &path).by(&manager).json(&body)
    };
    assert_eq!(world.send(entered("u-1", fields.clone())).await.status.as_u16(), 201);
    let mut without = fields;
    without.as_object_mut().unwrap().remove("disclosure_ground");
    let refused = world.send(entered("u-2", without)).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "disclosure.incomplete"));

    let staff = world.staff("discloser", "manager").await;
    let (page, reason) = ("/console/nb/disclosures", [("reason", "Tilsyn")]);
    assert!(!staff.open(page).await.text().contains("politidistrikt"));
    let listed = staff.post(page, page, &reason).await.text();
    for said in
        ["Oslo politidistrikt", "Straffeprosessloven § 210", "Myndighet", "Daglig leder", "Navn og adresse"]
    {
        assert!(listed.contains(said), "{said}: {listed}");
    }
    let refused = staff.post(page, page, &[]).await;
    assert_eq!(refused.status.as_u16(), 403);
    assert!(refused.text().contains("actor.reason_required") && !refused.text().contains("politidistrikt"));
    let sales = world.staff("discloser", "sales").await;
    let refused = sales.post(page, page, &reason).await;
    assert!(refused.text().contains("actor.no_grant"), "{}", refused.text());
    let other = world.staff("granvik", "manager").await;
    assert!(other.open(page).await.text().contains("har ingen aktivitet for slike"));
}

/// Who gets data about whom stands in one place, category by category.
#[tokio::test]
async fn p_b8_recipients_stand_by_category_on_the_page_of_suppliers() {
    // P-B8
    let world = World::new().await;
    let staff = world.staff("granvik", "manager").await;
    let page = staff.open("/console/nb/suppliers").await.text();
    let section = page.split("id=\"by-category\"").nth(1).unwrap();
    let row = |category: &str| {
        section.split(&format!(">{category}</th>")).nth(1).unwrap().split("</tr>").next().unwrap().to_owned()
    };
    assert!(row("Jobbsøkere").contains("Unomio (Ansettelser)"), "{section}");
    assert!(!row("Jobbsøkere").contains("Poweroffice"));
    assert!(row("Kunder").contains("SpareBank 1 Regnskapshuset (Kunder og leverandører)"));
    assert!(row("Mulige kunder").contains("Ingen mottakere"));
}
