//! What changes between snapshot and commit is decided again: nothing is lost, nothing slips through.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use vern_app::record::{PutRequest, SearchBy};
use vern_app::subject::SubjectChange;
use vern_app::{Caller, Clock, Installation, Problem};
use vern_core::id::SubjectId;
use vern_core::time::Instant;
use vern_journal::{Act, EntryKind, Outcome};

use super::world::{CHARTER, DAY_MICROS, Place, World, at, code, codes, import, list, put, within};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_changes_of_one_record_lose_nothing() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..4 {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        tasks.spawn(async move {
            let mut written = Vec::new();
            for turn in 0..10 {
                let request = put("prospects", &[("name", &format!("{task}.{turn}"))]);
                match installation.put_record(&manager, "p-1", &request).await {
                    Ok(answer) => written.push((answer.value.version, answer.committed.receipt.index)),
                    Err(Problem::Conflict { code: "conflict.busy" }) => {}
                    Err(problem) => panic!("{problem:?}"),
                }
            }
            written
        });
    }
    let written: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
    let versions: BTreeSet<u64> = written.iter().map(|(version, _)| *version).collect();
    assert_eq!(versions, (1..=written.len() as u64).collect(), "no version twice, none left out");
    let entries = world.entries();
    let subject = world.read(&manager, "p-1", "prospects").await.unwrap().value.subject;
    for (version, index) in written {
        let entry = &entries[usize::try_from(index).unwrap()];
        assert_eq!(world.open_subject(entry, subject).version, Some(version));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_restriction_holds_from_its_entry_on() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await.value.subject;
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..120 {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        tasks.spawn(async move {
            match turn {
                60 => {
                    let change = SubjectChange::Restrict(true);
                    installation
                        .change_subject(&manager, subject, &within("prospects"), change)
                        .await
                        .unwrap();
                }
                _ if turn % 3 == 0 => {
                    let search = list("prospects", SearchBy::Activity, 5);
                    installation.search_records(&manager, &search).await.unwrap();
                }
                _ => drop(installation.read_record(&manager, "p-1", &within("prospects")).await),
            }
        });
    }
    tasks.join_all().await;
    let entries = world.entries();
    let restricted = entries.iter().position(|entry| entry.act == Some(Act::Restrict)).unwrap();
    let named = entries[restricted].subjects[0].pseudonym;
    let permitted_after = entries[restricted + 1..].iter().filter(|entry| {
        entry.outcome == Some(Outcome::Permitted) && entry.subjects.iter().any(|part| part.pseudonym == named)
    });
    assert_eq!(permitted_after.count(), 0);
    assert_eq!(codes(&world.read(&manager, "p-1", "prospects").await), ["subject.restricted"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_done_for_an_actor_whose_access_has_ended() {
    let world = World::new().await;
    let issued = world.installation.issue_token("granvik", "manager").await.unwrap().value;
    let manager = world.installation.authenticate(issued.token.expose_text()).unwrap();
    world.put(&manager, "p-1", "prospects", &[("name", "Kari")]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..60 {
        let (installation, manager) = (Arc::clone(&world.installation), manager.clone());
        tasks.spawn(async move {
            match turn {
                30 => installation.end_access("granvik", manager.actor).await.map(drop),
                _ => installation.read_record(&manager, "p-1", &within("prospects")).await.map(drop),
            }
        });
    }
    for done in tasks.join_all().await {
        assert!(matches!(done, Ok(()) | Err(Problem::Unauthenticated)), "{done:?}");
    }
    let entries = world.entries();
    let ended = entries.iter().rposition(|entry| entry.kind == EntryKind::Access).unwrap();
    assert_eq!(entries[ended].outcome, Some(Outcome::Refused), "2 stands for ended");
    let actor = Some(*manager.actor.as_bytes());
    assert!(entries[ended + 1..].iter().all(|entry| entry.actor != actor), "an operation after the end");
    assert_eq!(code(world.read(&manager, "p-1", "prospects").await), "credential.invalid");
    assert_eq!(
        code(world.installation.authenticate(issued.token.expose_text()).map(drop)),
        "credential.invalid"
    );
}

/// A clock at which something else happens first, once: the gate asks for the time between its snapshot and its decision, so whatever is put
/// there falls exactly between snapshot and commit.
#[derive(Default)]
struct Meanwhile(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl Meanwhile {
    /// Does `work` to the end, on a thread and a runtime of its own, the next time the clock is read.
    fn put<F: Future<Output = ()>>(&self, work: impl FnOnce() -> F + Send + 'static) {
        let on_its_own = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(work());
        };
        let done = move || std::thread::spawn(on_its_own).join().unwrap();
        *self.0.lock().unwrap() = Some(Box::new(done));
    }
}

impl Clock for Meanwhile {
    fn now(&self) -> Instant {
        let work = self.0.lock().unwrap().take();
        if let Some(work) = work {
            work();
        }
        at("2026-11-22T06:00:00Z")
    }
}

struct Between {
    clock: Arc<Meanwhile>,
    installation: Arc<Installation>,
    manager: Caller,
    subject: SubjectId,
    _place: Place,
}

/// An installation with one record, `p-1`, and a clock that can be interrupted.
async fn between() -> Between {
    let (place, clock) = (Place::new(), Arc::new(Meanwhile::default()));
    let installation = place.open(clock.clone()).await.unwrap();
    import(&installation, CHARTER).await;
    let token = installation.issue_token("granvik", "manager").await.unwrap().value.token;
    let manager = installation.authenticate(token.expose_text()).unwrap();
    let put = put("prospects", &[("name", "Kari")]);
    let subject = installation.put_record(&manager, "p-1", &put).await.unwrap().value.subject;
    Between { clock, installation, manager, subject, _place: place }
}

impl Between {
    /// Reads, lists and writes, with `work` done between the snapshot of each and its commit; gives the three codes.
    async fn each<F: Future<Output = ()>>(
        make: impl Fn(Arc<Installation>, Caller, SubjectId) -> F + Clone + Send + 'static,
    ) -> [String; 3] {
        let mut codes = Vec::new();
        for what in 0..3 {
            let Self { clock, installation, manager, subject, _place } = between().await;
            let (make, beside, caller) = (make.clone(), Arc::clone(&installation), manager.clone());
            clock.put(move || make(beside, caller, subject));
            codes.push(match what {
                0 => told(installation.read_record(&manager, "p-1", &within("prospects")).await.map(drop)),
                1 => {
                    let listed = installation
                        .search_records(&manager, &list("prospects", SearchBy::Activity, 5))
                        .await;
                    told(listed.map(|answer| assert!(answer.value.records.is_empty())))
                }
                _ => {
                    let again = PutRequest { subject: Some(subject), ..put("prospects", &[("name", "K")]) };
                    told(installation.put_record(&manager, "p-1", &again).await.map(|answer| {
                        assert_eq!(answer.value.version, 1, "registered anew");
                    }))
                }
            });
        }
        codes.try_into().unwrap()
    }
}

fn told(answer: Result<(), Problem>) -> String {
    answer.map_or_else(|problem| problem.code().to_owned(), |()| "done".to_owned())
}

#[tokio::test]
async fn an_erasure_between_snapshot_and_commit_leaves_no_record_and_no_fault() {
    let codes = Between::each(|installation, caller, _| async move {
        installation.erase_record(&caller, "p-1", &within("prospects")).await.unwrap();
    });
    assert_eq!(codes.await, ["record.unknown", "done", "done"]);
}

#[tokio::test]
async fn a_restriction_between_snapshot_and_commit_is_honoured() {
    let codes = Between::each(|installation, caller, subject| async move {
        let change = SubjectChange::Restrict(true);
        installation.change_subject(&caller, subject, &within("prospects"), change).await.unwrap();
    });
    assert_eq!(codes.await, ["subject.restricted", "done", "subject.restricted"]);
}

#[tokio::test]
async fn the_end_of_access_between_snapshot_and_commit_is_honoured() {
    let codes = Between::each(|installation, caller, _| async move {
        installation.end_access("granvik", caller.actor).await.unwrap();
    });
    assert_eq!(codes.await, ["credential.invalid"; 3]);
}

#[tokio::test]
async fn a_charter_between_snapshot_and_commit_is_honoured() {
    let without = CHARTER
        .replace("version: \"2026-11-22\"", "version: \"next\"")
        .replace("in_force_from: 2026-01-01", "in_force_from: 2026-01-02")
        .replace(
            "{ activity: prospects, acts: [register, read, alter, use, restrict, erase] }",
            "{ activity: prospects, acts: [use] }",
        );
    let codes = Between::each(move |installation, _, _| {
        let without = without.clone();
        async move { drop(import(&installation, &without).await) }
    });
    assert_eq!(codes.await, ["actor.no_grant"; 3]);
}

/// Gives one instant once, then another for ever: time passes between decision and commit.
struct Passing {
    now: AtomicI64,
    then: AtomicI64,
}

impl Clock for Passing {
    fn now(&self) -> Instant {
        let then = self.then.swap(0, Ordering::SeqCst);
        let now =
            if then == 0 { self.now.load(Ordering::SeqCst) } else { self.now.swap(then, Ordering::SeqCst) };
        Instant::from_micros(now)
    }
}

#[tokio::test]
async fn p_b6_a_period_that_runs_out_before_the_commit_is_honoured() {
    // P-B6
    let start = at("2026-11-22T06:00:00Z");
    let clock = Arc::new(Passing { now: AtomicI64::new(start.as_micros()), then: AtomicI64::new(0) });
    let place = Place::new();
    let installation = place.open(clock.clone()).await.unwrap();
    import(&installation, CHARTER).await;
    let token = installation.issue_token("granvik", "manager").await.unwrap().value.token;
    let manager = installation.authenticate(token.expose_text()).unwrap();
    installation.put_record(&manager, "chat-1", &put("chat", &[("chat_name", "Kari")])).await.unwrap();
    let end = start.as_micros() + 60 * DAY_MICROS;

    clock.now.store(end - 1, Ordering::SeqCst);
    installation.read_record(&manager, "chat-1", &within("chat")).await.unwrap();
    // The entries' time now stands one microsecond before the end; the decision is made then, the commit comes after.
    clock.then.store(end, Ordering::SeqCst);
    let read = installation.read_record(&manager, "chat-1", &within("chat")).await;
    assert_eq!(codes(&read), ["retention.expired"]);
    let Err(Problem::Refused(refusal)) = read else { panic!("refused above") };
    assert_eq!(refusal.committed.at.as_micros(), end);
}
