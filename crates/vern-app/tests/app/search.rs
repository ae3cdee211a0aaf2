//! Lists: every record once over the pages, what is refused counted, and nothing of other activities.

use std::collections::BTreeSet;

use vern_app::Caller;
use vern_app::record::{PutRequest, SEARCH_MAX, SearchBy, SearchPage, SearchRequest};
use vern_app::subject::SubjectChange;
use vern_core::personal::Personal;

use super::world::{DAY_MICROS, World, because, code, codes, list, put, within};

const PHONE: &str = "+47 412 34 567";

async fn page(world: &World, caller: &Caller, search: &SearchRequest) -> SearchPage {
    world.installation.search_records(caller, search).await.unwrap().value
}

/// Walks every page; gives the keys in order and how many were left out.
async fn walk(world: &World, caller: &Caller, mut search: SearchRequest) -> (Vec<String>, u64) {
    let (mut keys, mut left_out) = (Vec::new(), 0);
    for _ in 0..200 {
        let found = page(world, caller, &search).await;
        assert!(found.records.len() <= search.most.clamp(1, SEARCH_MAX) as usize);
        keys.extend(found.records.iter().map(|record| record.key.as_str().to_owned()));
        left_out += found.left_out;
        let Some(next) = found.next else { return (keys, left_out) };
        search.after = Some(next);
    }
    panic!("pages without end")
}

fn by_phone() -> SearchBy {
    SearchBy::Value { data_type: "phone".to_owned(), value: Personal::new("004741234567".to_owned()) }
}

/// A token is short enough that another value's may once be the same. The store then finds both, and only the one that has the value is told of.
#[tokio::test]
async fn a_record_another_values_token_leads_to_is_no_answer() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("phone", PHONE)]).await;
    world.put(&manager, "p-2", "prospects", &[("name", "Per"), ("phone", "+4722334455")]).await;
    world.put(&manager, "p-3", "prospects", &[("name", "Kari"), ("phone", PHONE)]).await;
    let collide = "INSERT INTO lookups (controller, token, record)
        SELECT l.controller, l.token, o.record FROM lookups l JOIN records r ON r.record = l.record, records o
        WHERE r.key = 'p-1' AND o.key = 'p-2' AND l.token = (SELECT token FROM lookups WHERE record = r.record LIMIT 1)";
    world.place.database.script(collide).unwrap();
    for most in [1, 2, 100] {
        let (keys, left_out) = walk(&world, &manager, list("prospects", by_phone(), most)).await;
        assert_eq!((keys, left_out), (vec!["p-1".to_owned(), "p-3".to_owned()], 0), "by {most}");
    }
    let named: Vec<usize> = world.entries().iter().rev().take(2).map(|entry| entry.subjects.len()).collect();
    assert_eq!(named, [2, 1], "nor is anyone named in the entry for it");
}

#[tokio::test]
async fn every_record_is_met_once_by_activity_subject_and_value() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let contract = |category: &str| PutRequest {
        category: Some(category.to_owned()),
        ..put("contracts", &[("name", "Kari"), ("phone", PHONE)])
    };
    let first = world.installation.put_record(&manager, "c-0", &contract("customer")).await.unwrap();
    let subject = first.value.subject;
    for number in 1..13_i64 {
        // Two categories are two policy rows; some are collected at the same instant.
        world.clock.set(world.installation.now().plus_micros(number % 2));
        let category = if number % 3 == 0 { "supplier" } else { "customer" };
        let request = PutRequest { subject: Some(subject), ..contract(category) };
        world.installation.put_record(&manager, &format!("c-{number}"), &request).await.unwrap();
    }
    let elsewhere = PutRequest { subject: Some(subject), ..put("prospects", &[("phone", PHONE)]) };
    world.installation.put_record(&manager, "p-1", &elsewhere).await.unwrap();
    let all: BTreeSet<String> = (0..13).map(|number| format!("c-{number}")).collect();
    for by in [SearchBy::Activity, SearchBy::Subject(subject), by_phone()] {
        for most in [0, 1, 4, 13, 100, 10_000] {
            let (keys, left_out) = walk(&world, &manager, list("contracts", by.clone(), most)).await;
            assert_eq!((keys.len(), left_out), (13, 0), "{by:?} by {most}");
            assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), all);
        }
    }
    assert_eq!(page(&world, &manager, &list("contracts", SearchBy::Activity, 0)).await.records.len(), 1);
}

#[tokio::test]
async fn what_is_restricted_or_has_run_out_is_left_out_and_counted() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "chat-1", "chat", &[("chat_name", "Kari")]).await;
    world.clock.set(world.installation.now().plus_micros(30 * DAY_MICROS));
    let held_back = world.put(&manager, "chat-2", "chat", &[("chat_name", "Per")]).await.value.subject;
    world.put(&manager, "chat-3", "chat", &[("chat_name", "Ola")]).await;
    let change = SubjectChange::Restrict(true);
    world.installation.change_subject(&manager, held_back, &within("chat"), change).await.unwrap();
    world.clock.set(world.installation.now().plus_micros(30 * DAY_MICROS));
    for most in [1, 2, 10] {
        let (keys, left_out) = walk(&world, &manager, list("chat", SearchBy::Activity, most)).await;
        assert_eq!((keys, left_out), (vec!["chat-3".to_owned()], 2));
    }
    let entry = world.entries().pop().unwrap();
    assert_eq!((entry.count, entry.subjects.len()), (Some(1), 1));
    assert_eq!(entry.codes, ["retention.expired"]);
}

/// A value held in an activity the caller does not name must leave no trace in the answer: not a count, not a next page.
#[tokio::test]
async fn a_value_held_in_another_activity_shows_nowhere() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let held = world.put(&manager, "a-1", "recruitment", &[("name", "Kari"), ("phone", PHONE)]).await.value;
    let sales = world.caller("sales").await;
    for by in [by_phone(), SearchBy::Subject(held.subject)] {
        let found = page(&world, &sales, &list("prospects", by, 1)).await;
        assert_eq!((found.records.len(), found.left_out, found.next), (0, 0, None));
        let entry = world.entries().pop().unwrap();
        assert_eq!((entry.count, entry.subjects.len(), entry.codes.len()), (Some(0), 0, 0));
    }
}

#[tokio::test]
async fn who_may_not_list_learns_nothing_and_a_cursor_is_not_trusted() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "a-1", "recruitment", &[("name", "Kari"), ("phone", PHONE)]).await;
    let sales = world.caller("sales").await;
    for activity in ["recruitment", "no_such_activity"] {
        let refused = world.installation.search_records(&sales, &list(activity, by_phone(), 5)).await;
        let expected = if activity == "recruitment" { "actor.no_grant" } else { "activity.undeclared" };
        assert_eq!(codes(&refused), [expected]);
        let entry = world.entries().pop().unwrap();
        assert_eq!((entry.count, entry.subjects.len()), (None, 0));
    }
    for after in
        ["", "x", "1", "AAAA", "AQ", "1.2.3", "-1.-1.-1", "\u{0}", &"A".repeat(92), &"_".repeat(10_000)]
    {
        let search =
            SearchRequest { after: Some(after.to_owned()), ..list("prospects", SearchBy::Activity, 5) };
        assert_eq!(
            code(world.installation.search_records(&manager, &search).await),
            "search.form",
            "{after:?}"
        );
    }
}

/// The entry of a list repeats the reason for each subject; it must fit, however long the reason is (ADR 0001).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_with_a_long_reason_is_cut_into_pages_that_fit() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let keys: Vec<String> =
        (0..105).map(|number| format!("{number:0>64}")).map(|key| key.replacen('0', "k", 1)).collect();
    world.put_many(&manager, "prospects", &keys, &[("name", "Kari")]).await;
    for reason in ["", "kort", &"å".repeat(400), &"😀".repeat(1000)] {
        let search = SearchRequest {
            circumstance: because("prospects", reason),
            ..list("prospects", SearchBy::Activity, SEARCH_MAX)
        };
        let (found, left_out) = walk(&world, &manager, search).await;
        assert_eq!((found.len(), left_out), (105, 0), "a reason of {} bytes", reason.len());
    }
    assert!(world.entry_bytes().iter().all(|bytes| bytes.len() <= 65_535));
    assert!(world.verify().await.is_ok());
}
