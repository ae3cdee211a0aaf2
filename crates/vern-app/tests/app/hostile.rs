//! Input of any form is answered with a problem of its class, never with a panic.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use vern_app::record::{
    FIELDS_BYTES_MAX, FIELDS_MAX, Narrowing, Precondition, PutRequest, REASON_MAX, RestrictionException,
};
use vern_core::id::SubjectId;
use vern_core::origin::Origin;
use vern_core::period::Period;
use vern_core::personal::Personal;
use vern_core::problem::ProblemClass;
use vern_core::time::Instant;

use super::world::{World, because, code, codes, put, within};

#[tokio::test]
async fn what_is_too_long_too_many_or_of_no_form_is_told_apart() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let answer = async |key: &str, request: PutRequest| {
        code(world.installation.put_record(&manager, key, &request).await)
    };
    let one = || put("prospects", &[("name", "Kari")]);
    let (holdings, entries) = (world.holdings(), world.entries().len());
    for (key, expected) in [
        ("", "record.key_form"),
        ("a b", "record.key_form"),
        ("../root.key", "record.key_form"),
        ("kåre", "record.key_form"),
        ("a\0", "record.key_form"),
        ("kari@example.no", "record.key_form"),
        ("41234567", "record.key_personal"),
        ("01019010046", "record.key_personal"),
    ] {
        let found = answer(key, one()).await;
        assert!(found == expected || found == "record.key_personal", "{key}: {found}");
    }
    assert_eq!(answer(&"k".repeat(65), one()).await, "record.key_form");
    assert_eq!(answer("k", put("prospects", &[])).await, "record.no_fields");
    let ids: Vec<String> = (0..=FIELDS_MAX).map(|number| format!("f{number}")).collect();
    let many: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "x")).collect();
    assert_eq!(answer("k", put("prospects", &many)).await, "record.fields_too_many");
    let huge = "x".repeat(FIELDS_BYTES_MAX);
    assert_eq!(answer("k", put("prospects", &[("name", &huge)])).await, "record.too_large");
    let long = PutRequest { reason: Some(Personal::new("å".repeat(REASON_MAX + 1))), ..one() };
    assert_eq!(answer("k", long).await, "reason.too_long");
    let later = Some(world.installation.now().plus_micros(1));
    assert_eq!(answer("k", PutRequest { collected_at: later, ..one() }).await, "record.collected_in_future");
    assert_eq!((world.holdings(), world.entries().len()), (holdings, entries), "none of it was an operation");

    for value in ["", "\0", "Kari\0", &"x".repeat(200_000)] {
        assert_eq!(answer("k", put("prospects", &[("name", value)])).await, "data.invalid");
    }
    let long = world
        .installation
        .read_record(&manager, "k", &because("prospects", &"x".repeat(REASON_MAX + 1)))
        .await;
    assert_eq!(code(long), "reason.too_long");
    let blank = world.caller("sales").await;
    let blanks = world.installation.read_record(&blank, "k", &because("chat", " \n\t ")).await;
    assert_eq!(codes(&blanks), ["actor.reason_required"], "blanks are no reason");
}

/// A write that fails after the gate let it in must not use up keys: they would only be swept at the next start.
#[tokio::test]
async fn a_write_of_no_form_draws_no_key() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let later = Some(world.installation.now().plus_micros(1));
    let request = PutRequest { collected_at: later, ..put("prospects", &[("name", "Kari")]) };
    world.installation.put_record(&manager, "k", &request).await.unwrap_err();
    let keys = "SELECT COUNT(*) FROM keys WHERE purpose IN (2, 3)";
    assert_eq!(super::world::count(&world.place.keys_db(), keys), 0);
}

#[tokio::test]
async fn the_oldest_and_the_newest_instant_are_only_instants() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for (key, collected) in [("c-1", i64::MIN), ("c-2", 0), ("c-3", world.installation.now().as_micros())] {
        let collected_at = Some(Instant::from_micros(collected));
        let request = PutRequest { collected_at, ..put("chat", &[("chat_name", "Kari")]) };
        drop(world.installation.put_record(&manager, key, &request).await);
        drop(world.installation.read_record(&manager, key, &within("chat")).await);
    }
    world.installation.run_retention(&world.controller).await.unwrap();
    assert!(world.verify().await.is_ok());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_]{0,12}",
        ".{0,40}",
        Just("\0".to_owned()),
        Just("name".to_owned()),
        Just("prospects".to_owned())
    ]
}

fn requests() -> impl Strategy<Value = (String, PutRequest)> {
    let fields = proptest::collection::btree_map(text(), text(), 0..5);
    let request = (
        prop_oneof![Just("prospects".to_owned()), Just("chat".to_owned()), text()],
        proptest::option::of(text()),
        proptest::option::of(any::<[u8; 16]>()),
        fields,
        proptest::option::of(any::<i64>()),
        any::<bool>(),
        proptest::option::of(text()),
        beside(),
    );
    let key = prop_oneof!["[A-Za-z0-9._-]{1,8}", text()];
    (
        key,
        request.prop_map(
            |(activity, category, subject, fields, collected, consent_given, reason, beside)| PutRequest {
                activity,
                category,
                subject: subject.map(SubjectId::from_bytes),
                fields: fields
                    .into_iter()
                    .map(|(id, value)| (id, Personal::new(value)))
                    .collect::<BTreeMap<_, _>>(),
                collected_at: collected.map(Instant::from_micros),
                consent_given,
                reason: reason.map(Personal::new),
                ..beside
            },
        ),
    )
}

/// What stands beside the fields of a write.
fn beside() -> impl Strategy<Value = PutRequest> {
    let origins = proptest::collection::btree_map(text(), select(Origin::ALL.to_vec()), 0..2);
    let narrowing = (
        proptest::collection::btree_set(prop_oneof![Just("google".to_owned()), text()], 0..3),
        any::<bool>(),
        proptest::option::of(1_u32..40_000),
    );
    let precondition = prop_oneof![
        Just(Precondition::Any),
        Just(Precondition::Absent),
        Just(Precondition::Present),
        any::<u64>().prop_map(Precondition::Version),
    ];
    let exception = proptest::option::of(select(RestrictionException::ALL.to_vec()));
    (origins, proptest::option::of(narrowing), precondition, exception).prop_map(
        |(origins, narrowing, precondition, exception)| PutRequest {
            origins,
            narrowing: narrowing.map(|(recipients_denied, automated_denied, days)| Narrowing {
                recipients_denied,
                automated_denied,
                period: days.and_then(|days| Period::from_days(days).ok()),
            }),
            precondition,
            exception,
            ..PutRequest::default()
        },
    )
}

#[test]
fn no_request_is_a_fault_of_ours() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let world = runtime.block_on(World::new());
    let manager = runtime.block_on(world.caller("manager"));
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    runner
        .run(&requests(), |(key, request)| {
            let answer = runtime.block_on(world.installation.put_record(&manager, &key, &request));
            if let Err(problem) = answer {
                prop_assert!(problem.class() != ProblemClass::Internal, "{problem:?}");
            }
            Ok(())
        })
        .unwrap();
    assert!(runtime.block_on(world.verify()).is_ok());
}
