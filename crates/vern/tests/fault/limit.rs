//! As large as it may be, one byte more, and very many.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::json;

use crate::client::{Place, text};

/// Most bytes of a record's fields, names with them (`vern_app::record::FIELDS_BYTES_MAX`), and of one document.
const FIELDS_BYTES: usize = 1024 * 1024;
const DOCUMENT_BYTES: usize = 256 * 1024;

#[test]
fn a_record_of_exactly_a_mebibyte_is_held_and_one_byte_more_refused() {
    let place = Place::new();
    let serving = place.program.serve().unwrap();
    let client = place.client(&serving);
    let names = "application".len() + "cv".len() + "interview".len() + "reference".len();
    let rest = FIELDS_BYTES - 3 * DOCUMENT_BYTES - names;
    let body = |rest: usize| {
        let document = "x".repeat(DOCUMENT_BYTES);
        let fields = json!({ "application": document, "cv": document, "interview": document, "reference": "y".repeat(rest) });
        json!({ "activity": "recruitment", "fields": fields })
    };
    let (status, answer) = client.put("whole", &body(rest));
    assert_eq!(status, 201, "{answer}");
    let (status, answer) = client.put("beyond", &body(rest + 1));
    assert_eq!((status, text(&answer, "/code")), (422, "record.too_large"));
    let (status, answer) = client.read("whole", "recruitment");
    assert_eq!((status, text(&answer, "/record/fields/reference").len()), (200, rest));
    assert_eq!(client.read("beyond", "recruitment").0, 404);

    // A body larger than any record's is refused before it is read: the client sees 413, or that nobody reads on.
    let mut whole = body(rest);
    whole["reason"] = json!("x".repeat(2 * FIELDS_BYTES));
    if let Ok(answer) = client.try_put("body", &whole) {
        assert_eq!(answer.status(), 413);
    }
    assert_eq!(client.read("body", "recruitment").0, 404);
    serving.kill().unwrap();

    let serving = place.program.serve().unwrap();
    assert_eq!(place.client(&serving).read("whole", "recruitment").0, 200, "after kill −9");
}

/// Since a test began. Printed, never judged.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a thing took on the machine at hand is read by people only"
)]
fn stopwatch() -> impl Fn(&str) {
    let begun = std::time::Instant::now();
    move |what| println!("{what} after {:.1} s", begun.elapsed().as_secs_f32())
}

#[test]
fn ten_thousand_records_of_one_subject() {
    const RECORDS: usize = 10_000;
    let place = Place::new();
    let serving = place.program.serve().unwrap();
    let client = place.client(&serving);
    let say = stopwatch();
    let (status, first) = client.put_customer("r-0", "Kari", None);
    assert_eq!(status, 201);
    let subject = text(&first, "/record/subject");

    let next = AtomicUsize::new(1);
    let all = |run: &(dyn Fn(usize) + Sync)| {
        thread::scope(|scope| {
            for _ in 0..32 {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= RECORDS {
                            break;
                        }
                        run(number);
                    }
                });
            }
        });
    };
    all(&|number| {
        let (status, answer) = client.put_customer(&format!("r-{number}"), "Kari", Some(subject));
        assert_eq!(status, 201, "{answer}");
    });

    say("registered");
    let mut seen = std::collections::BTreeSet::new();
    let mut after = None;
    loop {
        let mut body = json!({ "activity": "contracts", "subject": subject });
        if let Some(after) = &after {
            body["after"] = json!(after);
        }
        let (status, page) = client.search(&body);
        assert_eq!(status, 200, "{page}");
        for record in page["records"].as_array().unwrap() {
            assert!(seen.insert(text(record, "/key").to_owned()), "listed twice");
        }
        after = page["next"].as_str().map(ToOwned::to_owned);
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), RECORDS);
    say("listed");

    next.store(0, Ordering::Relaxed);
    all(&|number| assert_eq!(client.erase(&format!("r-{number}"), "contracts").0, 200));
    say("erased");
    let (_, page) = client.search(&json!({ "activity": "contracts", "subject": subject }));
    assert!(page["records"].as_array().is_none_or(Vec::is_empty), "{page}");
    assert_eq!(client.read("r-5000", "contracts").0, 404);
    serving.kill().unwrap();
    vern_testkit::aftermath::look(&place.program, &[], None).unwrap();
}
