//! Two at once: processes on one directory, writers on one key; and a clock that is not where it was.

use std::collections::BTreeMap;
use std::thread;

use serde_json::Value;
use vern_journal::{Entry, EntryKind};
use vern_testkit::aftermath::look;
use vern_testkit::fault::{Fault, Shim};
use vern_testkit::program::{Serve, Serving, Started};
use vern_testkit::script::{End, Script};

use crate::client::{Place, text};

/// Exit code of a command that may be tried again (sysexits: EX_TEMPFAIL).
const EXIT_HELD: i32 = 75;

#[test]
fn a_second_process_is_turned_away_and_the_first_undisturbed() {
    let place = Place::new();
    let serving = place.program.serve().unwrap();
    match place.program.start(Serve::default()).unwrap() {
        Started::Ended(status, said) => {
            assert_eq!(status.code(), Some(EXIT_HELD), "{said}");
            assert!(said.contains("store.held"), "{said}");
        }
        Started::Serving(_) => panic!("two servers on one directory"),
    }
    let issued = place.program.run(&["token", "issue", "--organisation", "granvik", "--role", "manager"]);
    assert!(issued.is_ok(), "a command goes through the server: {issued:?}");
    let told = Script::new(&serving.base, &place.token).run().unwrap();
    assert_eq!(told.end, End::Done);
    serving.kill().unwrap();
    look(&place.program, &told.receipts, None).unwrap();
}

#[test]
fn of_writers_on_one_key_each_wins_its_own_version() {
    const WRITERS: u64 = 64;
    const WRITES: u64 = 4;
    let place = Place::new();
    let serving = place.program.serve().unwrap();
    let client = place.client(&serving);
    let (status, first) = client.put_customer("k", "first", None);
    assert_eq!(status, 201, "{first}");
    let subject = text(&first, "/record/subject");

    let won: Vec<(u64, String)> = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let client = client.clone();
                scope.spawn(move || {
                    let mut won = Vec::new();
                    for write in 0..WRITES {
                        let name = format!("writer {writer} write {write}");
                        let (status, answer) = loop {
                            let (status, answer) = client.put_customer("k", &name, Some(subject));
                            if (status, text(&answer, "/code")) != (409, "conflict.busy") {
                                break (status, answer);
                            }
                        };
                        assert_eq!(status, 200, "{answer}");
                        won.push((answer.pointer("/record/version").and_then(Value::as_u64).unwrap(), name));
                    }
                    won
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });

    let by_version: BTreeMap<u64, String> = won.into_iter().collect();
    let versions: Vec<u64> = by_version.keys().copied().collect();
    assert_eq!(versions, (2..=WRITERS * WRITES + 1).collect::<Vec<_>>(), "one write, one version");
    let (_, held) = client.read("k", "contracts");
    assert_eq!(held.pointer("/record/version").and_then(Value::as_u64), versions.last().copied());
    assert_eq!(text(&held, "/record/fields/name"), by_version.last_key_value().unwrap().1);
    serving.kill().unwrap();
    look(&place.program, &[], None).unwrap();
}

#[test]
fn a_clock_set_back_is_one_entry_and_time_never_goes_back() {
    const BACK_S: i64 = 3_600;
    let place = Place::new();
    let shim = Shim::build().unwrap();
    let serve = |clock_s: i64| -> Serving {
        let fault = Fault { clock_s, ..Fault::default() };
        match place.program.start(Serve { fault: Some((&shim, &fault)), ..Serve::default() }).unwrap() {
            Started::Serving(serving) => serving,
            Started::Ended(status, said) => panic!("{status}: {said}"),
        }
    };
    let put = |serving: &Serving, key: &str| {
        let (status, answer) = place.client(serving).put_customer(key, "Kari", None);
        assert_eq!(status, 201, "{answer}");
    };
    let now = serve(0);
    put(&now, "before");
    now.kill().unwrap();
    let back = serve(-BACK_S);
    for key in ["a", "b", "c"] {
        put(&back, key);
    }
    back.kill().unwrap();

    let left = look(&place.program, &[], None).unwrap();
    let entries: Vec<Entry> = left.entries.iter().map(|bytes| Entry::decode(bytes).unwrap()).collect();
    assert!(entries.is_sorted_by_key(|entry| entry.at), "time went back");
    let found: Vec<u64> = entries
        .iter()
        .filter(|entry| entry.kind == EntryKind::ClockWentBack)
        .map(|entry| entry.count.unwrap())
        .collect();
    assert!(matches!(found.as_slice(), [seconds] if (3_500..=3_600).contains(seconds)), "{found:?}");
}
