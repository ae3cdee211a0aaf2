//! The register of disclosures the charter does not declare (P-C4): whole or not there, decided, journalled, listed, and for whoever may only.

use vern_app::Problem;
use vern_app::record::{Extent, PutRequest, SearchBy};
use vern_journal::{Act, Outcome};
use vern_testkit::charter;

use super::world::{CHARTER, World, because, code, codes, list, put};

const TYPES: [&str; 5] =
    ["disclosure_kind", "disclosure_ground", "disclosure_data", "disclosure_to", "disclosure_decided_by"];

fn with_register() -> String {
    charter::with_disclosures(CHARTER)
}

const WHOLE: [(&str, &str); 5] = [
    ("disclosure_kind", "authority"),
    ("disclosure_ground", "Straffeprosessloven § 210"),
    ("disclosure_data", "Navn og e-postadresse"),
    ("disclosure_to", "Oslo politidistrikt"),
    ("disclosure_decided_by", "Daglig leder"),
];

fn disclosure(fields: &[(&str, &str)]) -> PutRequest {
    PutRequest { category: Some("customer".to_owned()), ..put("handed_out", fields) }
}

#[tokio::test]
async fn p_c4_a_disclosure_is_registered_with_its_ground_and_nobodys_word_is_missing() {
    // P-C4
    let world = World::of(&with_register()).await;
    let manager = world.caller("manager").await;
    let written = world.installation.put_record(&manager, "u-1", &disclosure(&WHOLE)).await.unwrap();
    let entry = world.entries().pop().unwrap();
    assert_eq!((entry.act, entry.outcome), (Some(Act::Register), Some(Outcome::Permitted)));
    assert_eq!(entry.index, written.committed.receipt.index);
    for left_out in TYPES {
        let fields: Vec<_> = WHOLE.into_iter().filter(|(id, _)| *id != left_out).collect();
        let refused = world.installation.put_record(&manager, "u-2", &disclosure(&fields)).await;
        assert!(
            matches!(&refused, Err(Problem::Invalid { code: "disclosure.incomplete", field: Some(field) }) if field == left_out),
            "{left_out}"
        );
        let blank: Vec<_> =
            WHOLE.into_iter().map(|(id, text)| (id, if id == left_out { " " } else { text })).collect();
        let refused = world.installation.put_record(&manager, "u-2", &disclosure(&blank)).await;
        assert_eq!(
            code(refused),
            if left_out == "disclosure_kind" { "disclosure.kind_form" } else { "disclosure.incomplete" }
        );
        let taken = PutRequest {
            extent: Extent::Named { removed: [left_out.to_owned()].into() },
            ..put("handed_out", &[])
        };
        assert_eq!(
            code(world.installation.put_record(&manager, "u-1", &taken).await),
            "disclosure.incomplete"
        );
    }
    let other = WHOLE.map(|(id, text)| (id, if id == "disclosure_kind" { "favour" } else { text }));
    assert_eq!(
        code(world.installation.put_record(&manager, "u-2", &disclosure(&other)).await),
        "disclosure.kind_form"
    );
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM records").unwrap(), 1);
}

#[tokio::test]
async fn p_c4_the_register_is_listed_for_a_reason_and_to_whoever_may() {
    // P-C4
    let world = World::of(&with_register()).await;
    let manager = world.caller("manager").await;
    world.installation.put_record(&manager, "u-1", &disclosure(&WHOLE)).await.unwrap();
    let without =
        world.installation.search_records(&manager, &list("handed_out", SearchBy::Activity, 10)).await;
    assert_eq!(codes(&without), ["actor.reason_required"]);
    let asked = vern_app::record::SearchRequest {
        circumstance: because("handed_out", "Tilsyn"),
        ..list("handed_out", SearchBy::Activity, 10)
    };
    let found = world.installation.search_records(&manager, &asked).await.unwrap().value;
    let [view] = &found.records[..] else { panic!("one") };
    assert_eq!(view.fields["disclosure_to"].reveal(), "Oslo politidistrikt");
    let sales = world.caller("sales").await;
    assert_eq!(codes(&world.installation.search_records(&sales, &asked).await), ["actor.no_grant"]);
}
