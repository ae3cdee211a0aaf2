//! The life of a record, and that what is personal is in the answer and nowhere else.

use vern_app::record::SearchBy;
use vern_core::personal::Personal;

use super::world::{World, because, code, codes, list, put, within};

const NAME: &str = "Ingeborg Uvanlig";
const EMAIL: &str = "ingeborg.uvanlig@example.no";
const PHONE: &str = "+47 412 34 567";

#[tokio::test]
async fn p_b3_a_record_lives_from_registration_to_erasure() {
    // P-B3: what was collected is what is read; P-A5: each answer stands in the journal.
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let before = world.entries().len() as u64;

    let registered = world.put(&manager, "p-1", "prospects", &[("name", NAME), ("email", EMAIL)]).await;
    assert_eq!((registered.value.version, registered.value.category.as_str()), (1, "prospect"));
    assert_eq!(registered.value.expires_at, None, "prospects do not run out by the clock");
    assert!(registered.value.fields.is_empty(), "the caller has them");

    let read = world.read(&manager, "p-1", "prospects").await.unwrap();
    assert_eq!(read.value.fields["name"].reveal(), NAME);
    assert_eq!(read.value.subject, registered.value.subject);

    let altered = world.put(&manager, "p-1", "prospects", &[("name", NAME), ("phone", PHONE)]).await;
    assert_eq!(altered.value.version, 2);
    assert_eq!(altered.value.collected_at, registered.value.collected_at);

    let more = put("prospects", &[("name", "Another Name")]);
    let second = vern_app::record::PutRequest { subject: Some(registered.value.subject), ..more };
    let second = world.installation.put_record(&manager, "p-2", &second).await.unwrap();
    assert_eq!(second.value.subject, registered.value.subject, "a subject is used again");

    for (by, held) in [
        (SearchBy::Activity, 2),
        (SearchBy::Subject(registered.value.subject), 2),
        (by_value("phone", "004741234567"), 1),
        (by_value("email", EMAIL), 0),
    ] {
        let page = world.installation.search_records(&manager, &list("prospects", by, 10)).await.unwrap();
        assert_eq!((page.value.records.len(), page.value.left_out), (held, 0));
    }

    let erased = world.installation.erase_record(&manager, "p-1", &within("prospects")).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["record.unknown"]);
    world.read(&manager, "p-2", "prospects").await.unwrap();

    let places = [&registered.committed, &read.committed, &altered.committed, &second.committed];
    let indices: Vec<_> = places.iter().map(|committed| committed.receipt.index).collect();
    assert_eq!(indices, (before..before + 4).collect::<Vec<_>>(), "each answer is one entry further");
    assert!(places.iter().all(|committed| committed.tree_size == committed.receipt.index + 1));
    assert_eq!(erased.committed.receipt.index, before + 8);
    for committed in places {
        let receipt = committed.receipt.to_string();
        let proven = world.installation.entry_by_receipt(&world.controller, &receipt).await.unwrap();
        assert_eq!(proven.entry.index, committed.receipt.index);
    }
    assert!(world.verify().await.is_ok());
}

fn by_value(data_type: &str, value: &str) -> SearchBy {
    SearchBy::Value { data_type: data_type.to_owned(), value: Personal::new(value.to_owned()) }
}

#[tokio::test]
async fn nothing_personal_stands_in_the_print_of_any_answer_or_problem() {
    let world = World::new().await;
    let (manager, website) = (world.caller("manager").await, world.caller("website").await);
    let reason = "Because Ingeborg Uvanlig asked";
    let fields = [("name", NAME), ("email", EMAIL), ("phone", PHONE)];
    let request = vern_app::record::PutRequest {
        reason: Some(Personal::new(reason.to_owned())),
        ..put("prospects", &fields)
    };
    let mut printed = vec![format!("{request:?}"), format!("{:?}", because("prospects", reason))];
    let put_answer = world.installation.put_record(&manager, "Uvanlig-1", &request).await;
    printed.push(format!("{put_answer:?}"));
    printed.push(format!("{:?}", world.read(&manager, "Uvanlig-1", "prospects").await));
    for by in [SearchBy::Activity, by_value("email", EMAIL)] {
        let search = list("prospects", by, 5);
        printed.push(format!("{search:?}"));
        printed.push(format!("{:?}", world.installation.search_records(&manager, &search).await));
    }
    for problem in [
        world.read(&website, "Uvanlig-1", "prospects").await.unwrap_err(),
        world.installation.put_record(&manager, EMAIL, &request).await.unwrap_err(),
        world
            .installation
            .put_record(&manager, "k-1", &put("prospects", &[("email", NAME)]))
            .await
            .unwrap_err(),
        world
            .installation
            .search_records(&manager, &list("prospects", by_value("email", NAME), 5))
            .await
            .unwrap_err(),
        world
            .installation
            .search_records(&manager, &list("prospects", by_value("name", NAME), 5))
            .await
            .unwrap_err(),
        world.read(&manager, &"Uvanlig".repeat(20), "prospects").await.unwrap_err(),
        world
            .installation
            .read_record(&manager, "k-1", &because("prospects", &NAME.repeat(100)))
            .await
            .unwrap_err(),
    ] {
        printed.push(format!("{problem:?} {problem} {}", problem.code()));
    }
    for text in &printed {
        // The number whole: three digits of it stand in one identifier of a hundred by chance.
        for value in ["Uvanlig", "uvanlig", PHONE, "41234567", "Because"] {
            assert!(!text.contains(value), "{value} in {text}");
        }
    }
}

#[tokio::test]
async fn a_key_keeps_its_subject_and_its_category() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let contract = |category: Option<&str>| vern_app::record::PutRequest {
        category: category.map(ToOwned::to_owned),
        ..put("contracts", &[("name", NAME)])
    };
    let missing = world.installation.put_record(&manager, "c-1", &contract(None)).await;
    assert_eq!(code(missing), "subject.category_missing");
    let held = world.installation.put_record(&manager, "c-1", &contract(Some("customer"))).await.unwrap();
    let other = world.installation.put_record(&manager, "c-2", &contract(Some("customer"))).await.unwrap();
    assert_ne!(held.value.subject, other.value.subject);
    let moved = world.installation.put_record(&manager, "c-1", &contract(Some("supplier"))).await;
    assert_eq!(code(moved), "record.category_differs");
    let taken = vern_app::record::PutRequest { subject: Some(other.value.subject), ..contract(None) };
    assert_eq!(code(world.installation.put_record(&manager, "c-1", &taken).await), "record.subject_differs");
    let altered = world.installation.put_record(&manager, "c-1", &contract(None)).await.unwrap();
    assert_eq!((altered.value.version, altered.value.category.as_str()), (2, "customer"));
}
