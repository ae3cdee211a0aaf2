//! Reviews by a person (P-B5): when they fall due, what is decided of them, and that the clock decides nothing.

use vern_app::Caller;
use vern_app::Problem;
use vern_app::record::{PutRequest, SearchBy};
use vern_app::retention::{RecordDuty, RecordsDue, ReviewDecision, ReviewRequest, Reviewed};
use vern_app::subject::SubjectChange;
use vern_core::time::Instant;
use vern_journal::EntryKind;

use super::world::{CHARTER, DAY_MICROS, World, at, because, code, codes, import, list, put, within};

/// Prospects put on the first of December, so that the month there is to look at them ends with the year.
async fn prospects() -> (World, Caller) {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    world.clock.set(at("2026-12-01T09:00:00Z"));
    for (key, name) in [("p-1", "Kari"), ("p-2", "Ola")] {
        world.put(&manager, key, "prospects", &[("name", name), ("email", "post@example.no")]).await;
    }
    (world, manager)
}

async fn due_at(world: &World, caller: &Caller, key: &str) -> Option<Instant> {
    world.read(caller, key, "prospects").await.unwrap().value.review_due_at
}

async fn decide(
    world: &World,
    caller: &Caller,
    (key, due_at): (&str, Instant),
    decision: ReviewDecision,
) -> Result<Reviewed, Problem> {
    let request = ReviewRequest {
        activity: "prospects".to_owned(),
        key: key.to_owned(),
        due_at: Some(due_at),
        decision,
        reason: None,
    };
    Ok(world.installation.decide_review(caller, &request).await?.value)
}

/// Somebody looks at a record before it is due, and lets it stay.
pub(super) async fn kept(world: &World, caller: &Caller, key: &str) {
    let due_at = due_at(world, caller, key).await.unwrap();
    decide(world, caller, (key, due_at), ReviewDecision::Keep).await.unwrap();
}

fn counts(due: &[RecordsDue]) -> Vec<(&str, u64, u64, u64, u64)> {
    due.iter().map(|it| (it.activity.as_str(), it.held, it.overdue, it.today, it.soon)).collect()
}

/// P-B5: every month a person looks; what they let stay waits for the next month, and what nobody looks at stays and is counted.
#[tokio::test]
async fn p_b5_a_review_falls_due_each_month_and_the_clock_decides_nothing() {
    let (world, manager) = prospects().await;
    let first = at("2027-01-01T09:00:00Z");
    assert_eq!(due_at(&world, &manager, "p-1").await, Some(first));
    let due = || world.installation.own_records_due(&manager, RecordDuty::Review).unwrap();
    assert_eq!(counts(&due()), [("prospects", 2, 0, 0, 0)]);
    world.clock.set(at("2026-12-26T09:00:00Z"));
    assert_eq!(counts(&due()), [("prospects", 2, 0, 0, 2)]);
    world.clock.set(at("2027-01-01T00:00:00Z"));
    assert_eq!(counts(&due()), [("prospects", 2, 0, 2, 0)]);
    world.clock.set(at("2027-01-02T12:00:00Z"));
    assert_eq!(counts(&due()), [("prospects", 2, 2, 0, 0)]);
    world.installation.run_retention(&world.controller).await.unwrap();
    world.read(&manager, "p-1", "prospects").await.unwrap();

    let kept = decide(&world, &manager, ("p-1", first), ReviewDecision::Keep).await.unwrap();
    let next = at("2027-02-02T12:00:00Z");
    assert!(matches!(kept, Reviewed::Kept { due_at } if due_at == next), "{kept:?}");
    assert_eq!(due_at(&world, &manager, "p-1").await, Some(next));
    assert_eq!(counts(&due()), [("prospects", 2, 1, 0, 0)]);
    let entries = world.entries();
    let entry = entries.iter().rfind(|entry| entry.kind == EntryKind::PolicyAmended).unwrap();
    assert_eq!(entry.until, Some(next.as_unsigned_micros()));
    // It outlives the process, and an altered record is the same record.
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari N."), ("email", "post@example.no")]).await;
    assert_eq!(due_at(&world, &manager, "p-1").await, Some(next));
    assert!(world.verify().await.is_ok());
}

/// P-B5: deleted if the interest is gone: all the activity holds on the person, by the way every erasure goes, and never twice.
#[tokio::test]
async fn p_b5_what_is_of_no_interest_is_erased_with_a_certificate() {
    let (world, manager) = prospects().await;
    let first = at("2027-01-01T09:00:00Z");
    world.clock.set(first);
    let erased = decide(&world, &manager, ("p-2", first), ReviewDecision::Erase).await.unwrap();
    let Reviewed::Erased(ordered) = erased else { panic!("{erased:?}") };
    let certificate = world.installation.erasure_certificate(&manager, ordered.erasure).await;
    assert!(certificate.is_ok(), "{:?}", certificate.map(drop));
    assert_eq!(codes(&world.read(&manager, "p-2", "prospects").await), ["record.unknown"]);
    for decision in ReviewDecision::ALL {
        let again = decide(&world, &manager, ("p-2", first), decision).await;
        assert_eq!(codes(&again), ["record.unknown"], "{decision:?}");
    }
    world.read(&manager, "p-1", "prospects").await.unwrap();
    assert!(world.verify().await.is_ok());
}

/// Two who look at one list: the second is told, and undoes nothing.
#[tokio::test]
async fn what_somebody_has_reviewed_is_not_decided_again() {
    let (world, manager) = prospects().await;
    let first = at("2027-01-01T09:00:00Z");
    world.clock.set(first);
    decide(&world, &manager, ("p-1", first), ReviewDecision::Keep).await.unwrap();
    for decision in ReviewDecision::ALL {
        let again = decide(&world, &manager, ("p-1", first), decision).await;
        assert_eq!(code(again), "review.decided");
    }
    world.read(&manager, "p-1", "prospects").await.unwrap();
    let elsewhere = ReviewRequest {
        activity: "recruitment".to_owned(),
        key: "p-1".to_owned(),
        due_at: Some(first),
        decision: ReviewDecision::Keep,
        reason: None,
    };
    let elsewhere = world.installation.decide_review(&manager, &elsewhere).await;
    assert_eq!(codes(&elsewhere), ["activity.purpose_mismatch"]);
    world.put(&manager, "a-1", "recruitment", &[("name", "Ola")]).await;
    let unasked = ReviewRequest {
        activity: "recruitment".to_owned(),
        key: "a-1".to_owned(),
        due_at: None,
        decision: ReviewDecision::Keep,
        reason: None,
    };
    assert_eq!(code(world.installation.decide_review(&manager, &unasked).await), "review.none_asked");
}

/// Several at once: each is decided by itself, and what cannot be decided is left and counted, with why.
#[tokio::test]
async fn several_are_decided_together_and_what_is_restricted_is_left() {
    let (world, manager) = prospects().await;
    let kari = world.read(&manager, "p-1", "prospects").await.unwrap().value.subject;
    let change = SubjectChange::RestrictIn(true);
    world.installation.change_subject(&manager, kari, &within("prospects"), change).await.unwrap();
    let first = at("2027-01-01T09:00:00Z");
    world.clock.set(first);
    let marked: Vec<(String, Instant)> =
        ["p-1", "p-2", "p-3"].map(|key| (key.to_owned(), first)).into_iter().collect();
    let foreseen =
        world.installation.foresee_reviews(&manager, "prospects", &["p-1", "p-2"]).unwrap().unwrap();
    assert_eq!((foreseen.records, foreseen.people, foreseen.restricted), (1, 1, 1));
    let decided = world
        .installation
        .decide_reviews(&manager, ReviewDecision::Keep, &within("prospects"), &marked)
        .await
        .unwrap();
    assert_eq!((decided.kept, decided.left.values().sum::<u64>()), (1, 2), "{decided:?}");
    assert!(decided.left.contains_key("subject.restricted"), "{decided:?}");
    assert_eq!(due_at(&world, &manager, "p-2").await, Some(at("2027-02-01T09:00:00Z")));
}

/// Who has no grant there sees no reviews, and decides none; who may not erase decides none either.
#[tokio::test]
async fn who_may_not_erase_reviews_nothing() {
    let (world, manager) = prospects().await;
    let recruiter = world.caller("recruiter").await;
    let first = at("2027-01-01T09:00:00Z");
    world.clock.set(first);
    assert!(world.installation.own_records_due(&recruiter, RecordDuty::Review).unwrap().is_empty());
    assert!(world.installation.foresee_reviews(&recruiter, "prospects", &["p-1"]).unwrap().is_none());
    let tried = decide(&world, &recruiter, ("p-1", first), ReviewDecision::Keep).await;
    assert!(matches!(tried, Err(Problem::Refused(_))), "{tried:?}");
    assert_eq!(due_at(&world, &manager, "p-1").await, Some(first));
}

/// Who may read and not erase opens the records, and decides nothing.
#[tokio::test]
async fn who_may_only_read_decides_no_review() {
    let grant = "{ activity: prospects, acts: [register, read, alter, use, erase] }";
    assert_eq!(CHARTER.matches(grant).count(), 1);
    let narrower = grant.replace(", erase", "");
    let world = World::of(&CHARTER.replace(grant, &narrower)).await;
    let sales = world.caller("sales").await;
    world.put(&sales, "p-1", "prospects", &[("name", "Kari")]).await;
    let due = due_at(&world, &sales, "p-1").await.unwrap();
    for decision in ReviewDecision::ALL {
        let tried = decide(&world, &sales, ("p-1", due), decision).await;
        assert_eq!(codes(&tried), ["actor.no_grant"], "{decision:?}");
    }
    assert!(world.installation.foresee_reviews(&sales, "prospects", &["p-1"]).unwrap().is_none());
    assert_eq!(due_at(&world, &sales, "p-1").await, Some(due));
}

/// Two records of one person are one erasure, and what a statute keeps of them is said before and counted after.
#[tokio::test]
async fn one_erasure_for_a_person_and_what_a_statute_keeps_is_counted() {
    let ends = "- { while: contract, then: erase, clause: Lagringstid }";
    assert_eq!(CHARTER.matches(ends).count(), 1);
    let reviewed = format!("{ends}\n      - {{ review: P1M, clause: Lagringstid }}");
    let world = World::of(&CHARTER.replace(ends, &reviewed)).await;
    let manager = world.caller("manager").await;
    let contract = async |key: &str, subject| {
        let category = Some("customer".to_owned());
        let request = PutRequest { subject, category, ..put("contracts", &[("name", "Kari")]) };
        world.installation.put_record(&manager, key, &request).await.unwrap().value
    };
    let first = contract("c-1", None).await;
    contract("c-2", Some(first.subject)).await;
    contract("c-3", None).await;
    let foreseen =
        world.installation.foresee_reviews(&manager, "contracts", &["c-1", "c-2"]).unwrap().unwrap();
    assert_eq!((foreseen.records, foreseen.people, foreseen.erased), (2, 1, 2));
    assert!(foreseen.is_kept_by_statute);
    let due = first.review_due_at.unwrap();
    let marked = ["c-1", "c-2"].map(|key| (key.to_owned(), due));
    let decided = world
        .installation
        .decide_reviews(&manager, ReviewDecision::Erase, &within("contracts"), &marked)
        .await
        .unwrap();
    assert_eq!((decided.people, decided.erased, decided.held), (1, 2, 2), "{decided:?}");
    assert!(decided.left.is_empty(), "{decided:?}");
    assert_eq!(codes(&world.read(&manager, "c-2", "contracts").await), ["activity.purpose_mismatch"]);
    world.read(&manager, "c-3", "contracts").await.unwrap();
    let kept =
        world.installation.read_record(&manager, "c-2", &because("contracts.hold", "Bokettersyn")).await;
    assert_eq!(kept.unwrap().value.fields["name"].reveal(), "Kari");
}

/// What is due stands among the deadlines and in the list one looks through, and a charter that asks oftener says how many that makes.
#[tokio::test]
async fn what_is_due_is_found_where_one_looks() {
    let (world, manager) = prospects().await;
    world.clock.set(at("2026-12-30T09:00:00Z"));
    let until = world.installation.now().plus_micros(30 * DAY_MICROS);
    let deadlines = world.installation.own_deadlines(&manager, until).unwrap();
    let line = deadlines.iter().find(|line| line.of.as_str() == "reviews").unwrap();
    assert_eq!((line.count, line.last_day.map(|day| day.to_string())), (2, Some("2027-01-01".to_owned())));
    let by = |before| list("prospects", SearchBy::Duty { duty: RecordDuty::Review, before }, 10);
    let found = async |before| {
        let page = world.installation.search_records(&manager, &by(before)).await.unwrap().value;
        page.records.into_iter().map(|record| record.key.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(at("2027-01-02T00:00:00Z")).await, ["p-1", "p-2"]);
    assert!(found(at("2027-01-01T00:00:00Z")).await.is_empty());
    assert!(world.installation.records_due(&world.controller, RecordDuty::Review).unwrap().len() == 1);
    let oftener = CHARTER.replace("review: P1M", "review: P1W").replacen("version: \"", "version: \"ny-", 1);
    let oftener = oftener.replace("in_force_from: ", "in_force_from: 2026-12-29T00:00:00+01:00 # ");
    import(&world.installation, &oftener).await;
    let due = world.installation.own_records_due(&manager, RecordDuty::Review).unwrap();
    assert_eq!(counts(&due), [("prospects", 2, 2, 0, 0)]);
}
