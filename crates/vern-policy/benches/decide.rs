//! What one decision costs on a charter of 50 activities, 40 data types, 20 suppliers with two more below each, bounds of places and 10 roles,
//! and on terms of that size with an agreement under them; under 1 µs is wanted, median.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark")]

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use vern_core::decision::{Decision, Outcome};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;
use vern_policy::compile::compile;
use vern_policy::in_force::{Source, Timeline};
use vern_policy::parse::{parse_charter, parse_document};
use vern_policy::{Narrowing, RecordState, Rules, State, SubjectState, decide};

const DAY_MICROS: i64 = 86_400_000_000;
const NOW: Instant = Instant::from_micros(1_795_000_000_000_000);
const LABEL: &str = "label: { nb: x, en: x }";
const CONTACT: &str =
    "{ role: { nb: L, en: M }, called: not_stated, channel: { published: { nb: S, en: F }, state: works } }";

fn list(count: usize, from: usize) -> String {
    let names: Vec<String> = (0..count).map(|place| format!("field_{}", (from + place) % 40)).collect();
    names.join(", ")
}

/// An own charter, or terms of the same size.
fn text(kind: &str, basis: &str) -> String {
    let mut text = format!(
        "vern: 1\nkind: {kind}\nversion: v1\nin_force_from: 2026-01-01T00:00:00Z\nlanguages: [nb]\norganisation: {{ id: org, name: Org AS, country: \"NO\", contact: {CONTACT} }}\ncategories: [{{ id: customer, {LABEL} }}, {{ id: applicant, {LABEL} }}]\nplaces: {{ stored: [EEA], handled: [EEA], seat: [EEA], owner: [EEA, CH] }}\ndata_types:\n"
    );
    for place in 0..40 {
        writeln!(text, "  - {{ id: field_{place}, kind: text, {LABEL} }}").unwrap();
    }
    text.push_str("activities:\n");
    for place in 0..50 {
        let retention = if place % 2 == 0 { "P60D" } else { "P3Y6M" };
        let to: Vec<String> = (0..4)
            .map(|at| {
                format!("{{ supplier: supplier_{}, data: [{}] }}", (place + at * 5) % 20, list(6, place + at))
            })
            .collect();
        writeln!(
            text,
            "  - id: activity_{place}\n    {LABEL}\n    clause: c\n    purpose: {{ nb: x, en: x }}\n    basis: {basis}\n    subjects: [customer]\n    data: [{}]\n    operations: [register, read, alter, use, disclose, restrict, erase]\n    recipients: [{}]\n    places: {{ stored: [SE, \"NO\", DK] }}\n    retention: [{{ after: {retention}, from: created }}]",
            list(12, place),
            to.join(", "),
        )
        .unwrap();
    }
    suppliers(&mut text);
    text.push_str("roles:\n");
    for role in 0..10 {
        writeln!(text, "  - id: role_{role}\n    {LABEL}\n    place: \"NO\"\n    may:").unwrap();
        for place in 0..50 {
            let sees = if role == 9 { format!(", sees: [{}]", list(5, place)) } else { String::new() };
            writeln!(
                text,
                "      - {{ activity: activity_{place}, acts: [register, read, alter, use, disclose, erase]{sees} }}"
            )
            .unwrap();
        }
    }
    text
}

/// Each uses one that uses another.
fn suppliers(text: &mut String) {
    const FACTS: &str =
        "name: s, roles: [processor], delivers: { nb: x, en: x }, seat: SE, owner_country: CH, clause: c";
    text.push_str("suppliers:\n");
    for place in 0..20 {
        let (country, agreement) = if place == 19 { ("US", "missing") } else { ("SE", "in_place") };
        let below = format!(
            "sub_processors: [{{ id: below_{place}, {FACTS}, place: SE, agreement: in_place, sub_processors: [{{ id: last_{place}, {FACTS}, place: DK, handled_in: [SE], agreement: in_place }}] }}]"
        );
        writeln!(
            text,
            "  - {{ id: supplier_{place}, {FACTS}, place: {country}, agreement: {agreement}, {below} }}"
        )
        .unwrap();
    }
}

fn rules() -> Rules {
    let text = text("charter", "{ article: \"6(1)(b)\" }");
    compile(parse_charter(text.as_bytes()).unwrap(), "bench.yaml").unwrap()
}

/// The same as terms, with an agreement that takes every activity, and an instruction.
fn timeline() -> Timeline {
    let mut agreement = format!(
        "vern: 1\nkind: agreement\nversion: a1\nin_force_from: 2026-02-01T00:00:00Z\ncontroller: {{ id: shop, name: Shop, country: \"NO\", contact: {CONTACT} }}\nunder: {{ processor: org }}\nsigned: not_stated\nprocessor_contact: {CONTACT}\nlanguages: [nb]\nplaces: {{ stored: [EEA], handled: [EEA] }}\ninstructions: [{{ version: i1, operations: [register, read, alter, use, disclose, erase], places: {{ stored: [EEA] }} }}]\nactivities:\n"
    );
    for place in 0..50 {
        writeln!(agreement, "  - {{ id: activity_{place}, basis: {{ article: \"6(1)(b)\" }}, clause: c }}")
            .unwrap();
    }
    let terms = text("terms", "by_controller") + "terms: { agreed_by: [signature], rank: terms_first }\n";
    let source = |text: &str| Source::new(parse_document(text.as_bytes()).unwrap(), "bench.yaml").unwrap();
    Timeline::new(&[source(&terms), source(&agreement)]).unwrap()
}

fn operation<'a>(
    rules: &Rules,
    activity: &'a str,
    act: Act,
    role: &'a str,
    recipient: Option<&'a str>,
) -> Operation<'a> {
    Operation {
        controller: ControllerId::from_bits(7),
        activity,
        act,
        subject: Some(SubjectId::from_bytes([1; 16])),
        category: None,
        data: recipient.map_or_else(|| rules.data_of(activity), |to| rules.data_for(activity, to)),
        data_undeclared: false,
        data_invalid: false,
        origin_undeclared: false,
        actor: ActorId::from_bytes([2; 16]),
        role,
        access_until: None,
        reach: None,
        staff: None,
        acting_for: None,
        recipient,
        place: None,
        automated: false,
        reason_given: false,
        exception: None,
        at: NOW,
    }
}

fn state(activity: &str, days: i64) -> State<'_> {
    State {
        subject: Some(SubjectState { restricted: false }),
        record: Some(RecordState {
            activity,
            category: "customer",
            anchor: NOW.plus_micros(-days * DAY_MICROS),
            narrowing: None,
        }),
        ..State::default()
    }
}

fn reasons(decision: &Decision) -> usize {
    match &decision.outcome {
        Outcome::Permit { .. } => 0,
        Outcome::Refuse { reasons } => reasons.len(),
    }
}

fn bench(criterion: &mut Criterion) {
    let rules = rules();
    let timeline = timeline();
    let (agreed, _) = timeline.at(NOW).expect("in force");
    let mut run = |name: &str, rules: &Rules, operation: Operation<'_>, state: State<'_>, expected: usize| {
        assert_eq!(reasons(&decide(&operation, rules, &state)), expected, "{name}");
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| decide(black_box(&operation), rules, black_box(&state)));
        });
    };
    let read = |activity, role| operation(&rules, activity, Act::Read, role, None);
    run("permit a read, period in days", &rules, read("activity_30", "role_5"), state("activity_30", 10), 0);
    run(
        "permit a read, period in months",
        &rules,
        read("activity_31", "role_5"),
        state("activity_31", 10),
        0,
    );
    let limited = operation(&rules, "activity_30", Act::Disclose, "role_9", Some("supplier_10"));
    run("permit a disclosure, types withheld", &rules, limited, state("activity_30", 10), 0);
    let refused = operation(&rules, "activity_4", Act::Disclose, "role_5", Some("supplier_19"));
    run("refuse for five reasons", &rules, refused, state("activity_4", 100), 5);
    let row = Narrowing {
        recipients_denied: ["supplier_1".to_owned(), "supplier_2".to_owned()].into(),
        automated_denied: true,
        period: "P30D".parse().ok(),
    };
    let mut of_row = state("activity_30", 10);
    of_row.record = of_row.record.map(|record| RecordState { narrowing: Some(&row), ..record });
    let limited = operation(&rules, "activity_30", Act::Disclose, "role_9", Some("supplier_10"));
    run("permit a disclosure, policy row narrowed", &rules, limited, of_row, 0);
    let handed = operation(agreed, "activity_30", Act::Disclose, "role_9", Some("supplier_10"));
    run("permit a disclosure under an agreement", agreed, handed, state("activity_30", 10), 0);
}

criterion_group!(benches, bench);
criterion_main!(benches);
