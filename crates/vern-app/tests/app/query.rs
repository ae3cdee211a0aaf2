//! Lists by recipient, objection, automated decisions and expiry: each record once over the pages, in order, and marks that tell nothing.

use std::ops::ControlFlow;

use vern_app::Caller;
use vern_app::record::{Narrowing, PutRequest, SEARCH_MAX, SearchBy, SearchPage, SearchRequest};
use vern_app::subject::SubjectChange;
use vern_core::time::Instant;
use vern_journal::{Act, Outcome};

use super::world::{
    CHARTER, DAY_MICROS, World, at, because, code, codes, import, list, put, rich_charter, within,
};

/// Every page of a list: keys in order, and how many were left out.
async fn walk(world: &World, caller: &Caller, search: SearchRequest) -> (Vec<String>, u64) {
    let (mut keys, mut left_out, mut pages) = (Vec::new(), 0, 0);
    let entries = world.entries().len();
    let visit = |answer: vern_app::Answer<SearchPage>| {
        keys.extend(answer.value.records.iter().map(|record| record.key.as_str().to_owned()));
        left_out += answer.value.left_out;
        pages += 1;
        assert!(pages < 500, "pages without end");
        ControlFlow::Continue(())
    };
    world.installation.each_page(caller, search, visit).await.unwrap();
    assert_eq!(world.entries().len(), entries + pages, "each page is journalled");
    (keys, left_out)
}

/// Twelve chats in four policy rows, each anchored an hour after the one before.
async fn chats(world: &World, caller: &Caller) {
    let collected = world.installation.now();
    world.clock.set(collected.plus_micros(DAY_MICROS));
    for number in 0..12_i64 {
        let mut narrowing = Narrowing::default();
        if number % 2 == 0 {
            narrowing.recipients_denied.insert("google".to_owned());
        }
        if number % 4 >= 2 {
            narrowing.automated_denied = true;
            narrowing.period = Some("P30D".parse().unwrap());
        }
        let request = PutRequest {
            narrowing: Some(narrowing),
            // By twos at the same instant, and registered in another order than they are anchored.
            collected_at: Some(collected.plus_micros(-(number / 2) * 3_600_000_000)),
            ..put("chat", &[("chat_name", "Kari")])
        };
        world.installation.put_record(caller, &format!("chat-{number:02}"), &request).await.unwrap();
    }
}

fn keys(numbers: impl IntoIterator<Item = i64>) -> Vec<String> {
    numbers.into_iter().map(|number| format!("chat-{number:02}")).collect()
}

fn keys_of(name: &str, numbers: impl IntoIterator<Item = i64>) -> Vec<String> {
    numbers.into_iter().map(|number| format!("{name}-{number}")).collect()
}

fn sorted(mut keys: Vec<String>) -> Vec<String> {
    keys.sort();
    keys
}

#[tokio::test]
async fn p_b8_records_are_listed_by_who_may_get_them_and_what_may_be_decided() {
    // P-B8
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    chats(&world, &manager).await;
    world.put(&manager, "p-1", "prospects", &[("name", "Per")]).await;
    let to = |supplier: &str| SearchBy::Recipient(supplier.to_owned());
    let cases = [
        (to("google"), keys((0..12).filter(|number| number % 2 == 1))),
        (to("livechat"), keys(0..12)),
        (to("unomio"), keys([])),
        (SearchBy::Automated, keys((0..12).filter(|number| number % 4 < 2))),
        (SearchBy::Activity, keys(0..12)),
    ];
    for (by, expected) in cases {
        for most in [1, 5, 12, SEARCH_MAX] {
            let (found, left_out) = walk(&world, &manager, list("chat", by.clone(), most)).await;
            assert_eq!((sorted(found), left_out), (expected.clone(), 0), "{by:?} by {most}");
        }
    }
    assert!(walk(&world, &manager, list("prospects", SearchBy::Automated, 5)).await.0.is_empty());
    let unknown = world.installation.search_records(&manager, &list("chat", to("acme"), 5)).await;
    assert_eq!(code(unknown), "search.form");
    let accountant = world.caller("external_accountant").await;
    let refused = world.installation.search_records(&accountant, &list("chat", to("acme"), 5)).await;
    assert_eq!(codes(&refused), ["actor.no_grant"], "who may not list is not told what is declared");
}

#[tokio::test]
async fn p_b6_records_are_listed_in_the_order_they_run_out() {
    // P-B6
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let collected = world.installation.now();
    chats(&world, &manager).await;
    world.put(&manager, "p-1", "prospects", &[("name", "Per")]).await;
    let before = |before: Instant| SearchBy::Expiry { before };
    // Anchored 12 hours before, by twos, down to collected; every other pair runs out after 30 days, the rest after 60.
    let anchor = |number: i64| collected.plus_micros(-(number / 2) * 3_600_000_000);
    let days = |number: i64| if number % 4 >= 2 { 30 } else { 60 };
    let end = |number: i64| anchor(number).plus_micros(days(number) * DAY_MICROS);
    for (instant, expected) in [
        (collected, Vec::new()),
        (end(10), Vec::new()),
        (end(10).plus_micros(1), vec![10, 11]),
        (end(6), vec![10, 11]),
        (end(2).plus_micros(1), vec![10, 11, 6, 7, 2, 3]),
        (end(8).plus_micros(1), vec![10, 11, 8, 9, 6, 7, 2, 3]),
        (end(0).plus_micros(1), vec![10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1]),
    ] {
        for most in [1, 3, 4, SEARCH_MAX] {
            let (found, left_out) = walk(&world, &manager, list("chat", before(instant), most)).await;
            assert_eq!((found, left_out), (keys(expected.clone()), 0), "{instant} by {most}");
        }
    }
    assert!(
        walk(&world, &manager, list("prospects", before(end(0)), 5)).await.0.is_empty(),
        "no clock ends it"
    );
    world.clock.set(end(10));
    let (found, left_out) = walk(&world, &manager, list("chat", before(end(2)), 2)).await;
    assert_eq!((found, left_out), (keys([6, 7]), 2), "what has run out is not shown any more");
}

/// P-B6. One month on from 29, 30 and 31 January is 28 February: a later anchor can run out before an earlier one, by the charter's period and by a
/// row's own, and the run goes by the same.
#[tokio::test]
async fn p_b6_at_a_month_end_each_record_is_asked_on_its_own() {
    let world = World::of(&rich_charter().replace("P60D", "P2M")).await;
    let manager = world.caller("manager").await;
    world.clock.set(at("2027-02-02T00:00:00Z"));
    for (key, collected, period) in [
        ("chat-1", "2027-01-31T12:00:00Z", Some("P1M")),
        ("chat-2", "2027-01-30T13:00:00Z", Some("P1M")),
        ("chat-3", "2027-01-29T11:00:00Z", Some("P1M")),
        ("chat-4", "2027-01-30T13:00:00Z", None),
        ("chat-5", "2026-12-31T12:00:00Z", None),
        ("chat-6", "2026-12-30T13:00:00Z", None),
    ] {
        let narrowing =
            period.map(|period| Narrowing { period: Some(period.parse().unwrap()), ..Narrowing::default() });
        let collected_at = Some(at(collected));
        let request = PutRequest { collected_at, narrowing, ..put("chat", &[("chat_name", "Kari")]) };
        world.installation.put_record(&manager, key, &request).await.unwrap();
    }
    let middle = at("2027-02-28T12:30:00Z");
    for most in [1, 2, SEARCH_MAX] {
        let before = SearchBy::Expiry { before: middle };
        let (found, left_out) = walk(&world, &manager, list("chat", before, most)).await;
        assert_eq!((found, left_out), (keys_of("chat", [5, 3, 1]), 0), "by {most}");
    }
    world.clock.set(middle);
    let due = world.installation.retention_due(&world.controller).unwrap();
    let chat = due.iter().filter(|line| line.activity == "chat");
    assert_eq!(chat.map(|line| (line.held, line.run_out)).collect::<Vec<_>>(), [(6, 3)]);
    let run = world.installation.run_retention(&world.controller).await.unwrap();
    assert_eq!((run.erased, run.kept), (3, 0));
    let (left, _) = walk(&world, &manager, list("chat", SearchBy::Activity, 10)).await;
    assert_eq!(sorted(left), keys_of("chat", [2, 4, 6]));
}

#[tokio::test]
async fn p_b10_who_objects_is_listed_without_what_is_held() {
    // P-B10
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    chats(&world, &manager).await;
    let mut objecting = Vec::new();
    for number in [1_i64, 4, 7, 8] {
        let key = format!("chat-{number:02}");
        let subject = world.read(&manager, &key, "chat").await.unwrap().value.subject;
        let second = PutRequest { subject: Some(subject), ..put("chat", &[("chat_name", "Kari")]) };
        world.installation.put_record(&manager, &format!("again-{number:02}"), &second).await.unwrap();
        let change = SubjectChange::Object(true);
        world.installation.change_subject(&manager, subject, &within("chat"), change).await.unwrap();
        if number == 8 {
            let back = SubjectChange::Object(false);
            world.installation.change_subject(&manager, subject, &within("chat"), back).await.unwrap();
        } else {
            objecting.extend([key, format!("again-{number:02}")]);
        }
    }
    for most in [1, 4, SEARCH_MAX] {
        let (found, left_out) = walk(&world, &manager, list("chat", SearchBy::Objection, most)).await;
        assert_eq!((sorted(found), left_out), (sorted(objecting.clone()), 0), "by {most}");
        // Whoever lists the activity for its own ends does not meet them.
        let (found, left_out) = walk(&world, &manager, list("chat", SearchBy::Activity, most)).await;
        assert_eq!((found.len(), left_out), (10, 6));
    }
    let page = world.installation.search_records(&manager, &list("chat", SearchBy::Objection, 3)).await;
    let page = page.unwrap().value;
    assert!(page.records.iter().all(|record| record.fields.is_empty() && record.withheld.is_empty()));
    let entry = world.entries().pop().unwrap();
    assert_eq!(
        (entry.act, entry.outcome, entry.count),
        (Some(Act::Restrict), Some(Outcome::Permitted), Some(3))
    );
    assert!(entry.data.as_bytes().is_empty() && entry.subjects.len() == 3);
    let sales = world.caller("sales").await;
    let search =
        SearchRequest { circumstance: because("chat", "Se"), ..list("chat", SearchBy::Objection, 3) };
    assert_eq!(codes(&world.installation.search_records(&sales, &search).await), ["actor.no_grant"]);
}

/// A mark shows nothing of row numbers, which all controllers share, and opens for its own list of its own controller only.
#[tokio::test]
async fn a_mark_is_noise_and_opens_nowhere_else() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for number in 0..3 {
        world.put(&manager, &format!("chat-{number}"), "chat", &[("chat_name", "Kari")]).await;
        world.put(&manager, &format!("p-{number}"), "prospects", &[("name", "Kari")]).await;
    }
    let next = async || {
        let page = world.installation.search_records(&manager, &list("chat", SearchBy::Activity, 1)).await;
        page.unwrap().value.next.unwrap()
    };
    let (mark, again) = (next().await, next().await);
    assert_eq!(mark.len(), again.len());
    assert_ne!(mark, again, "the same place is not seen to be the same");

    let other = import(&world.installation, &CHARTER.replace("id: granvik", "id: nordvik")).await;
    let token = world.installation.issue_token(other.slug(), "manager").await.unwrap().value.token;
    let stranger = world.installation.authenticate(token.expose_text()).unwrap();
    let subject = world.read(&manager, "chat-1", "chat").await.unwrap().value.subject;
    let asked = [
        (&stranger, "chat", SearchBy::Activity),
        (&manager, "prospects", SearchBy::Activity),
        (&manager, "chat", SearchBy::Subject(subject)),
        (&manager, "chat", SearchBy::Objection),
        (&manager, "chat", SearchBy::Automated),
        (&manager, "chat", SearchBy::Recipient("livechat".to_owned())),
        (&manager, "chat", SearchBy::Expiry { before: world.installation.now() }),
    ];
    for (caller, activity, by) in asked {
        let search = SearchRequest { after: Some(mark.clone()), ..list(activity, by.clone(), 5) };
        let told = world.installation.search_records(caller, &search).await;
        assert_eq!(code(told), "search.form", "{activity} {by:?}");
    }
    let mut damaged = mark.clone().into_bytes();
    damaged[40] = if damaged[40] == b'A' { b'B' } else { b'A' };
    let search = SearchRequest {
        after: Some(String::from_utf8(damaged).unwrap()),
        ..list("chat", SearchBy::Activity, 5)
    };
    assert_eq!(code(world.installation.search_records(&manager, &search).await), "search.form");
    let search = SearchRequest { after: Some(mark), ..list("chat", SearchBy::Activity, 5) };
    let page = world.installation.search_records(&manager, &search).await.unwrap().value;
    assert_eq!((page.records.len(), page.next), (2, None));
}
