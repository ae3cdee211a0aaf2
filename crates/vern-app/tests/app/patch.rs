//! Altering named fields: what is named changes, what is not stays, and a role that sees part of a record changes that part.

use std::collections::BTreeSet;
use std::sync::Arc;

use vern_app::record::{Extent, Origins, Precondition, PutRequest, SearchBy};
use vern_core::decision::StateBits;
use vern_core::origin::Origin;
use vern_core::personal::Personal;

use super::world::{CHARTER, World, code, codes, list, put, rich_charter};

fn patch(activity: &str, fields: &[(&str, &str)], removed: &[&str]) -> PutRequest {
    let removed: BTreeSet<String> = removed.iter().map(|id| (*id).to_owned()).collect();
    PutRequest { extent: Extent::Named { removed }, ..put(activity, fields) }
}

/// Sales sees name and title of prospects only, and looks nothing else up.
fn narrow_charter() -> String {
    let grant = "- { activity: prospects, acts: [register, read, alter, use, erase] }";
    let narrow = "- { activity: prospects, acts: [register, read, alter, use, erase], sees: [name, title] }";
    assert_eq!(CHARTER.matches(grant).count(), 1);
    CHARTER.replace(grant, narrow)
}

#[tokio::test]
async fn what_is_named_changes_and_the_rest_stays() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let fields = [("name", "Kari"), ("email", "kari@example.no"), ("phone", "+47 412 99 887")];
    world.put(&manager, "p-1", "prospects", &fields).await;
    let request = patch("prospects", &[("title", "Sjef"), ("email", "kari@ny.example")], &["phone"]);
    let answer = world.installation.put_record(&manager, "p-1", &request).await.unwrap();
    assert_eq!(answer.value.version, 2);
    let view = world.read(&manager, "p-1", "prospects").await.unwrap().value;
    let held: Vec<_> = view.fields.iter().map(|(id, value)| (id.as_str(), value.reveal().as_str())).collect();
    assert_eq!(held, [("email", "kari@ny.example"), ("name", "Kari"), ("title", "Sjef")]);

    // It is found by what it has now, and by nothing it had.
    for (data_type, value, found) in
        [("email", "kari@ny.example", 1), ("email", "kari@example.no", 0), ("phone", "+4741299887", 0)]
    {
        let by = SearchBy::Value { data_type: data_type.to_owned(), value: Personal::new(value.to_owned()) };
        let page = world.installation.search_records(&manager, &list("prospects", by, 10)).await.unwrap();
        assert_eq!(page.value.records.len(), found, "{value}");
    }
    let entries = world.entries();
    let entry = entries.iter().rev().find(|entry| entry.subjects.iter().any(|part| part.digest.is_some()));
    let entry = entry.unwrap();
    assert!(StateBits::from_u64(entry.state.unwrap()).contains(StateBits::PARTIAL));
    assert_eq!(entry.data.as_bytes(), [0b1110], "title, phone and email are named; the name is not");
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn where_a_value_comes_from_goes_with_the_value() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let origins = |id: &str, origin| Origins::from([(id.to_owned(), origin)]);
    let first = PutRequest {
        origins: origins("chat_content", Origin::Observed),
        ..put("chat", &[("chat_name", "Kari"), ("chat_content", "Hei")])
    };
    world.installation.put_record(&manager, "c-1", &first).await.unwrap();
    let told = async |request: &PutRequest| {
        world.installation.put_record(&manager, "c-1", request).await.unwrap();
        world.read(&manager, "c-1", "chat").await.unwrap().value.origins.get("chat_content").copied()
    };
    assert_eq!(told(&patch("chat", &[("chat_name", "Per")], &[])).await, Some(Origin::Observed));
    assert_eq!(told(&patch("chat", &[("chat_content", "Nei")], &[])).await, None);
    let provided = PutRequest {
        origins: origins("chat_content", Origin::Provided),
        ..patch("chat", &[("chat_content", "Jo")], &[])
    };
    assert_eq!(told(&provided).await, Some(Origin::Provided));
}

#[tokio::test]
async fn a_role_changes_what_it_sees_and_wipes_out_nothing_it_does_not() {
    let world = World::of(&narrow_charter()).await;
    let (manager, sales) = (world.caller("manager").await, world.caller("sales").await);
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("email", "kari@example.no")]).await;
    let write = async |request: &PutRequest| world.installation.put_record(&sales, "p-1", request).await;
    write(&patch("prospects", &[("title", "Sjef")], &[])).await.unwrap();
    for refused in [
        patch("prospects", &[("email", "kari@ny.example")], &[]),
        patch("prospects", &[("title", "Direktør")], &["email"]),
        put("prospects", &[("title", "Sjef")]),
    ] {
        assert_eq!(codes(&write(&refused).await), ["actor.data_not_granted"]);
    }
    let view = world.read(&manager, "p-1", "prospects").await.unwrap().value;
    assert_eq!(view.fields.keys().collect::<Vec<_>>(), ["email", "name", "title"]);
}

#[tokio::test]
async fn nothing_is_registered_and_nothing_emptied_by_it() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let recruiter = world.caller("recruiter").await;
    let request = patch("prospects", &[("name", "Kari")], &[]);
    let write = async |request: &PutRequest| world.installation.put_record(&manager, "p-1", request).await;
    assert_eq!(codes(&write(&request).await), ["record.unknown"]);
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let before = world.holdings();
    assert_eq!(code(write(&patch("prospects", &[], &[])).await), "record.no_fields");
    assert_eq!(code(write(&patch("prospects", &[], &["name"])).await), "record.no_fields");
    assert_eq!(codes(&write(&patch("prospects", &[], &["shoe_size"])).await), ["data.undeclared"]);
    let late = PutRequest { precondition: Precondition::Version(2), ..request.clone() };
    assert_eq!(code(write(&late).await), "record.version_differs");
    let stranger = world.installation.put_record(&recruiter, "p-1", &request).await;
    assert_eq!(codes(&stranger), ["actor.no_grant"]);
    assert_eq!(world.holdings(), before);
    // To the one refused, a key that is held and one that is not read the same, in the journal too.
    assert_eq!(codes(&world.installation.put_record(&recruiter, "p-9", &request).await), ["actor.no_grant"]);
    let entries = world.entries();
    let [.., held, not_held] = entries.as_slice() else { panic!("two entries") };
    assert_eq!((held.act, held.state), (not_held.act, not_held.state));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_change_different_fields_at_once_none_is_lost() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for (id, value) in [("title", "Sjef"), ("email", "kari@example.no"), ("phone", "+4741299887")] {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        let request = patch("prospects", &[(id, value)], &[]);
        tasks.spawn(async move { installation.put_record(&manager, "p-1", &request).await });
    }
    for done in tasks.join_all().await {
        done.unwrap();
    }
    let view = world.read(&manager, "p-1", "prospects").await.unwrap().value;
    assert_eq!((view.version, view.fields.len()), (4, 4));
}
