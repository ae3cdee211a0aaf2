//! Who gets whose data on the example as it stands: each category's recipients, and nobody else's.

use std::collections::BTreeSet;

use vern_app::record::{Circumstance, PutRequest};

use super::world::{World, code, put, within};

/// Accountants see customers, the recruitment agency applicants, whoever runs the website its visitors, the chat's supplier those who chat; prospects go
/// to nobody. Each is asked of each.
#[tokio::test]
async fn p_b8_each_category_of_people_has_its_recipients_and_no_others() {
    // P-B8
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let held = [
        ("contracts", "customer", &["sparebank1-regnskapshuset", "poweroffice"][..], ("name", "Kari")),
        ("contracts", "supplier", &["sparebank1-regnskapshuset", "poweroffice"], ("name", "Per")),
        ("recruitment", "applicant", &["unomio"], ("name", "Ola")),
        ("web_analytics", "visitor", &["google", "egeland-design", "proisp"], ("browser", "Lynx")),
        ("chat", "chat_user", &["livechat"], ("chat_name", "Siri")),
        ("prospects", "prospect", &[], ("name", "Liv")),
    ];
    let suppliers: BTreeSet<&str> =
        held.iter().flat_map(|(_, _, recipients, _)| recipients.iter().copied()).collect();
    assert_eq!(suppliers.len(), 7, "all the notice names");
    for (activity, category, recipients, field) in held {
        let key = format!("of-{category}");
        let request = PutRequest {
            category: Some(category.to_owned()),
            consent_given: activity == "web_analytics",
            ..put(activity, &[field])
        };
        world.installation.put_record(&manager, &key, &request).await.unwrap();
        for supplier in &suppliers {
            // The notice does not say where any of them stores, so the place is named with the disclosure.
            let circumstance = Circumstance {
                recipient: Some((*supplier).to_owned()),
                place: Some("NO".parse().unwrap()),
                ..within(activity)
            };
            let disclosed = world.installation.read_record(&manager, &key, &circumstance).await;
            match recipients.contains(supplier) {
                true => assert_eq!(disclosed.unwrap().value.fields.len(), 1, "{category} to {supplier}"),
                false if activity == "prospects" => {
                    assert!(
                        ["operation.undeclared", "supplier.not_recipient", "actor.no_grant"]
                            .contains(&code(disclosed).as_str())
                    );
                }
                false => assert_eq!(code(disclosed), "supplier.not_recipient", "{category} to {supplier}"),
            }
        }
    }
    // Those who work for a supplier see what it is recipient of, by their role.
    for (role, sees) in [("external_accountant", "of-customer"), ("external_recruiter", "of-applicant")] {
        let caller = world.caller(role).await;
        for (activity, category, ..) in held {
            let key = format!("of-{category}");
            let read = code(world.read(&caller, &key, activity).await);
            let is_own = key == sees || (role == "external_accountant" && category == "supplier");
            assert_eq!(read == "place.not_stated", is_own, "{role} {category}: {read}");
        }
    }
}
