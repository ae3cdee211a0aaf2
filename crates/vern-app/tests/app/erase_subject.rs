//! Erasure of a whole person: what goes, what a statute keeps and under which name, what is certified, and that it is finished wherever it is stopped.

use std::path::{Path, PathBuf};

use vern_app::Problem;
use vern_app::erasure::{CertifiedActivity, ErasureRequest, OrderedErasure};
use vern_app::record::{PutRequest, SearchBy};
use vern_app::{Answer, Caller};
use vern_core::id::{OperationId, SubjectId};
use vern_core::personal::Personal;
use vern_journal::{EntryKind, Outcome, VerifierKeys, check_inclusion, open_checkpoint};

use vern_testkit::cluster::Cluster;
use vern_testkit::database::Database;

use super::world::{Place, World, because, code, codes, column, count, list, put, within};

const SECRET: &str = "Kari Sjeldennavn";

fn all() -> ErasureRequest {
    ErasureRequest {
        activity: None,
        reason: Some(Personal::new("asked by letter".to_owned())),
        exception: None,
    }
}

fn of(activity: &str) -> ErasureRequest {
    ErasureRequest { activity: Some(activity.to_owned()), reason: None, exception: None }
}

/// One person with many records as a prospect, one as a customer, and one of someone else.
async fn person(world: &World, manager: &Caller, many: usize) -> SubjectId {
    let first =
        world.put(manager, "p-0", "prospects", &[("name", SECRET), ("email", "kari@example.no")]).await;
    let subject = first.value.subject;
    let of_person = |activity: &str, fields: &[(&str, &str)]| PutRequest {
        subject: Some(subject),
        category: (activity == "contracts").then(|| "customer".to_owned()),
        ..put(activity, fields)
    };
    for number in 1..many {
        let request = of_person("prospects", &[("name", SECRET)]);
        world.installation.put_record(manager, &format!("p-{number}"), &request).await.unwrap();
    }
    let contract = of_person("contracts", &[("name", SECRET), ("phone", "+4722334455")]);
    world.installation.put_record(manager, "c-1", &contract).await.unwrap();
    world.put(manager, "p-else", "prospects", &[("name", "Per Annen"), ("email", "per@example.no")]).await;
    subject
}

async fn erase(
    world: &World,
    caller: &Caller,
    subject: SubjectId,
    request: &ErasureRequest,
) -> Result<Answer<OrderedErasure>, Problem> {
    world.installation.erase_subject(caller, subject, request).await
}

/// What must be so of the person once the erasure is finished, whatever happened on the way.
async fn require_gone(world: &World, erasure: OperationId, records: u64) {
    let database = &world.place.database;
    assert_eq!(
        database.count("SELECT COUNT(*) FROM records WHERE key LIKE 'p-%'").unwrap(),
        1,
        "someone else's"
    );
    // The other's address, and the number that stands in what the statute keeps.
    assert_eq!(database.count("SELECT COUNT(*) FROM lookups").unwrap(), 2);
    assert_eq!(database.count("SELECT COUNT(*) FROM key_erasures").unwrap(), 0);
    assert_eq!(database.count("SELECT COUNT(*) FROM subjects WHERE state <> 0").unwrap(), 0);
    let tombstones = "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL";
    assert_eq!(count(&world.place.keys_db(), tombstones), 2, "a key for each activity");
    let manager = world.caller("manager").await;
    assert_eq!(codes(&world.read(&manager, "p-0", "prospects").await), ["record.unknown"]);
    assert_eq!(codes(&world.read(&manager, "c-1", "contracts").await), ["activity.purpose_mismatch"]);
    let certificate = world.installation.erasure_certificate(&manager, erasure).await.unwrap();
    let activity =
        |activity: &str, records, kept| CertifiedActivity { activity: activity.to_owned(), records, kept };
    assert_eq!(certificate.activities, [activity("contracts", 1, 1), activity("prospects", records, 0)]);
    assert!(
        certificate.ordered_at <= certificate.unreadable_at
            && certificate.unreadable_at <= certificate.gone_at
    );
    assert_eq!(certificate.completion.entry.count, Some(records + 1));
    for (proven, kind) in
        [(&certificate.order, EntryKind::Operation), (&certificate.completion, EntryKind::ErasureCompleted)]
    {
        assert_eq!(proven.entry.kind, kind);
        assert_eq!(proven.entry.operation, Some(*erasure.as_bytes()));
        let keys = VerifierKeys::parse(&proven.checkpoint.verifier_key).unwrap();
        let checkpoint = open_checkpoint(&proven.checkpoint.note, &keys).unwrap();
        check_inclusion(
            &proven.proof,
            checkpoint.size,
            checkpoint.root,
            proven.receipt.index,
            proven.receipt.leaf,
        )
        .unwrap();
    }
    let finished =
        world.entries().into_iter().filter(|entry| entry.kind == EntryKind::ErasureCompleted).count();
    assert_eq!(finished, 1, "certified once");
    assert!(world.verify().await.is_ok());
}

#[tokio::test]
async fn p_b10_a_person_is_erased_whole_and_certified() {
    // P-B10
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = person(&world, &manager, 300).await;
    let erased = erase(&world, &manager, subject, &all()).await.unwrap().value;
    assert_eq!(erased.activities, ["contracts", "prospects"]);
    require_gone(&world, erased.erasure, 300).await;
    // In its order the reason stands sealed, and in its own activity.
    let orders: Vec<_> = world
        .entries()
        .into_iter()
        .filter(|entry| entry.operation == Some(*erased.erasure.as_bytes()))
        .collect();
    let activities: Vec<_> = orders.iter().filter_map(|entry| entry.activity.as_deref()).collect();
    assert_eq!(activities, ["contracts", "prospects"]);
    assert_eq!(world.open_subject(&orders[0], subject).reason.as_deref(), Some("asked by letter"));
    // The person may come back: a new key is made.
    let again = PutRequest { subject: Some(subject), ..put("prospects", &[("name", "Kari")]) };
    world.installation.put_record(&manager, "p-new", &again).await.unwrap();
    assert_eq!(
        world.read(&manager, "p-new", "prospects").await.unwrap().value.fields["name"].reveal(),
        "Kari"
    );
}

#[tokio::test]
async fn p_b10_what_a_statute_keeps_lies_in_an_activity_of_its_own() {
    // P-B10
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = person(&world, &manager, 1).await;
    erase(&world, &manager, subject, &of("contracts")).await.unwrap();
    assert_eq!(
        world.read(&manager, "p-0", "prospects").await.unwrap().value.subject,
        subject,
        "the rest stays"
    );
    let read = |caller: Caller, circumstance| {
        let installation = std::sync::Arc::clone(&world.installation);
        async move { installation.read_record(&caller, "c-1", &circumstance).await }
    };
    assert_eq!(codes(&read(manager.clone(), within("contracts.hold")).await), ["actor.reason_required"]);
    let kept = read(manager.clone(), because("contracts.hold", "tax inspection")).await.unwrap().value;
    assert_eq!(kept.fields["name"].reveal(), SECRET);
    assert_eq!((kept.activity.as_str(), kept.version), ("contracts.hold", 2));
    // It is used for that only: not altered, not erased by hand. It is found by its phone number, or whoever it is about would be told that nothing
    // is held (art. 15); not by the number of what is gone.
    let altered = put("contracts.hold", &[("name", "Kari")]);
    let altered = PutRequest { reason: Some(Personal::new("why".to_owned())), ..altered };
    let altered = world.installation.put_record(&manager, "c-1", &altered).await;
    assert_eq!(codes(&altered), ["actor.no_grant"]);
    let erased = world.installation.erase_record(&manager, "c-1", &because("contracts.hold", "why")).await;
    assert_eq!(codes(&erased), ["actor.no_grant"]);
    let by =
        SearchBy::Value { data_type: "phone".to_owned(), value: Personal::new("+4722334455".to_owned()) };
    let mut search = list("contracts.hold", by, 10);
    search.circumstance = because("contracts.hold", "why");
    assert_eq!(world.installation.search_records(&manager, &search).await.unwrap().value.records.len(), 1);
    search.circumstance.activity = "contracts".to_owned();
    assert!(world.installation.search_records(&manager, &search).await.unwrap().value.records.is_empty());
    // A key of its own: the one of the contract is gone.
    assert_eq!(count(&world.place.keys_db(), "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL"), 1);
    // Erasing the whole person later leaves it where it lies.
    let rest = erase(&world, &manager, subject, &all()).await.unwrap().value;
    assert_eq!(rest.activities, ["prospects"]);
    read(manager, because("contracts.hold", "tax inspection")).await.unwrap();
}

/// Stops the erasure at each of its steps, as a process that ends there would, and starts again.
#[tokio::test]
async fn p_b10_an_erasure_stopped_anywhere_is_finished_by_the_next_start() {
    // P-B10
    for stopped_at in
        ["order", "INSERT subject_keys", "keys", "DELETE key_erasures", "UPDATE erasures", "DELETE records"]
    {
        let world = World::new().await;
        let manager = world.caller("manager").await;
        let subject = person(&world, &manager, 3).await;
        let erasure = if stopped_at == "order" {
            world.installation.order_erasure(&manager, subject, &all()).await.unwrap().value.erasure
        } else {
            let stop_keys =
                "CREATE TRIGGER stop BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'stopped'); END";
            match stopped_at.split_once(' ') {
                Some((event, table)) => world.place.database.stop(event, table, "stopped").unwrap(),
                None => world.place.keys_db().execute_batch(stop_keys).unwrap(),
            }
            let erased = erase(&world, &manager, subject, &all()).await;
            assert_eq!(code(erased.map(|_| ())), "store.engine", "{stopped_at}");
            match stopped_at.split_once(' ') {
                Some((_, table)) => world.place.database.go_on(table).unwrap(),
                None => world.place.keys_db().execute_batch("DROP TRIGGER stop").unwrap(),
            }
            let order =
                world.entries().into_iter().rfind(|entry| entry.act == Some(vern_journal::Act::Erase));
            OperationId::from_bytes(order.unwrap().operation.unwrap())
        };
        drop(manager);
        let world = world.reopen().await;
        require_gone(&world, erasure, 3).await;
    }
}

#[tokio::test]
async fn erasing_someone_who_is_not_held_answers_as_for_someone_who_may_not_be_seen() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = person(&world, &manager, 1).await;
    let nobody = SubjectId::from_bytes([7; 16]);
    let unknown = erase(&world, &manager, nobody, &all()).await;
    assert_eq!(codes(&unknown), ["subject.unknown"]);
    assert_eq!(codes(&erase(&world, &manager, nobody, &of("prospects")).await), ["subject.unknown"]);
    let recruiter = world.caller("recruiter").await;
    assert_eq!(codes(&erase(&world, &recruiter, subject, &of("prospects")).await), ["actor.no_grant"]);
    let refused = world.entries().into_iter().filter(|entry| entry.outcome == Some(Outcome::Refused)).count();
    assert_eq!(refused, 3, "each is journalled");
    let strange = world.installation.erasure_certificate(&manager, OperationId::from_bytes([1; 16])).await;
    assert_eq!(code(strange.map(|_| ())), "erasure.unknown");
}

#[tokio::test]
async fn a_certificate_is_for_who_may_know_of_it() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = person(&world, &manager, 1).await;
    let erasure = erase(&world, &manager, subject, &of("prospects")).await.unwrap().value.erasure;
    let recruiter = world.caller("recruiter").await;
    let seen = world.installation.erasure_certificate(&recruiter, erasure).await;
    assert_eq!(code(seen.map(|_| ())), "erasure.unknown");
    world.installation.erasure_certificate(&manager, erasure).await.unwrap();
}

/// Twenty people, erased at once by several, each once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_are_erased_at_once() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let mut subjects = Vec::new();
    for number in 0..20 {
        let put = world.put(&manager, &format!("p-{number}"), "prospects", &[("name", SECRET)]).await;
        subjects.push(put.value.subject);
    }
    let mut erasures = tokio::task::JoinSet::new();
    for subject in subjects.iter().chain(&subjects).copied() {
        let (installation, manager) = (std::sync::Arc::clone(&world.installation), manager.clone());
        erasures
            .spawn(async move { installation.erase_subject(&manager, subject, &all()).await.map(|_| ()) });
    }
    let answers = erasures.join_all().await;
    assert!(answers.iter().filter(|answer| answer.is_ok()).count() >= 20);
    assert_eq!(world.place.database.count("SELECT COUNT(*) FROM records").unwrap(), 0);
    assert_eq!(count(&world.place.keys_db(), "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL"), 20);
    drop(manager);
    world.reopen().await;
}

/// Every file of a folder and below.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Whether any file below the folders holds any of the bytes.
fn held_somewhere(folders: &[PathBuf], wanted: &[Vec<u8>]) -> Option<PathBuf> {
    let mut all = Vec::new();
    folders.iter().for_each(|folder| files(folder, &mut all));
    all.into_iter().find(|path| {
        // Sockets and files that go while they are read hold nothing.
        let bytes = std::fs::read(path).unwrap_or_default();
        wanted.iter().any(|wanted| bytes.windows(wanted.len()).any(|window| window == wanted))
    })
}

/// The scan of every file after the second delay: nothing in clear before, and afterwards not even the keys as they were wrapped. On both engines,
/// whichever the run is on: PostgreSQL's own folder too, with its log of changes.
#[tokio::test]
async fn p_a13_p_b10_no_file_holds_a_person_in_clear_nor_an_erased_key() {
    // P-A13, P-B10
    let cluster = Cluster::start_new().unwrap();
    let place = Place { database: Database::Postgres(cluster.database("scan").unwrap()), ..Place::sqlite() };
    for (place, server) in [(Place::sqlite(), None), (place, Some(cluster.data().to_owned()))] {
        let world = World::within(place).await;
        let manager = world.caller("manager").await;
        let subject = person(&world, &manager, 20).await;
        let keys = world.place.keys_db();
        let named = world
            .place
            .database
            .column(
                "SELECT data_key FROM subject_keys k JOIN subjects s ON s.subject = k.subject WHERE s.id = $1",
                &[subject.as_bytes().as_slice().into()],
            )
            .unwrap();
        let wrapped: Vec<Vec<u8>> = named
            .iter()
            .flat_map(|id| column(&keys, "SELECT wrapped FROM keys WHERE key_id = ?1", [id]))
            .collect();
        drop(keys);
        assert_eq!(wrapped.len(), 2);
        let mut folders = vec![world.place.keys()];
        folders.push(server.clone().unwrap_or_else(|| world.place.data()));
        let clear: Vec<Vec<u8>> = [SECRET, "kari@example", "22334455", "asked by letter"]
            .iter()
            .map(|text| text.as_bytes().to_vec())
            .collect();
        assert_eq!(held_somewhere(&folders, &clear), None, "in clear before the erasure");
        assert!(held_somewhere(&folders, &wrapped).is_some(), "the scan finds what is there");
        erase(&world, &manager, subject, &all()).await.unwrap();
        if server.is_some() {
            world.place.database.script("CHECKPOINT").unwrap();
        }
        assert_eq!(held_somewhere(&folders, &[clear, wrapped].concat()), None, "after the erasure");
    }
}

/// Who erases a record by its key while an erasure of the person takes it is told that it is not there, and never that it is damaged.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_record_that_an_erasure_takes_meanwhile_is_not_there() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for round in 0..6 {
        let key = move |number: usize| format!("r-{round}-{number}");
        let subject = world.put(&manager, &key(0), "prospects", &[("name", "Kari")]).await.value.subject;
        for number in 1..64 {
            let one = PutRequest { subject: Some(subject), ..put("prospects", &[("name", "Kari")]) };
            world.installation.put_record(&manager, &key(number), &one).await.unwrap();
        }
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..8 {
            let (installation, manager) = (std::sync::Arc::clone(&world.installation), manager.clone());
            tasks.spawn(async move {
                for number in (task..64).step_by(8) {
                    installation.erase_record(&manager, &key(number), &within("prospects")).await?;
                }
                Ok(())
            });
        }
        let (installation, erasing) = (std::sync::Arc::clone(&world.installation), manager.clone());
        tasks.spawn(async move { installation.erase_subject(&erasing, subject, &all()).await.map(drop) });
        for done in tasks.join_all().await {
            let Err(problem) = done else { continue };
            let known = ["record.unknown", "subject.unknown", "conflict.busy"];
            assert!(known.contains(&problem.code()), "{problem:?}");
        }
    }
    assert!(world.verify().await.is_ok());
}
