//! What one decision costs on a charter of 50 activities, 40 data types, 20 suppliers and 10 roles; under 1 µs is wanted, median.

#![expect(clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use vern_core::decision::{Decision, Outcome};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;
use vern_policy::compile::{Rules, compile};
use vern_policy::parse::parse_charter;
use vern_policy::{RecordState, State, SubjectState, decide};

const DAY_MICROS: i64 = 86_400_000_000;

fn rules() -> Rules {
    let mut text = String::from(
        r#"vern: 1
kind: charter
version: v1
in_force_from: 2026-01-01T00:00:00Z
organisation:
  id: org
  name: Org AS
  country: "NO"
  contact: { role: { nb: L, en: M }, called: controller, channel: { published: { nb: S, en: F }, state: works } }
languages: [nb]
documents: { privacy_notice: { updated_on: not_stated } }
categories: [{ id: customer, label: { nb: x, en: x } }, { id: applicant, label: { nb: x, en: x } }]
data_types:
"#,
    );
    let label = "label: { nb: x, en: x }";
    let list = |count: usize, from: usize| {
        let names: Vec<String> = (0..count).map(|place| format!("field_{}", (from + place) % 40)).collect();
        names.join(", ")
    };
    for place in 0..40 {
        text.push_str(&format!("  - {{ id: field_{place}, kind: text, {label} }}\n"));
    }
    text.push_str("activities:\n");
    for place in 0..50 {
        let retention = if place % 2 == 0 { "P60D" } else { "P3Y6M" };
        let to: Vec<String> = (0..4)
            .map(|at| {
                format!("{{ supplier: supplier_{}, data: [{}] }}", (place + at * 5) % 20, list(6, place + at))
            })
            .collect();
        text.push_str(&format!(
            "  - id: activity_{place}\n    {label}\n    clause: c\n    purpose: {{ nb: x, en: x }}\n    basis: {{ article: \"6(1)(b)\" }}\n    subjects: [customer]\n    data: [{}]\n    operations: [register, read, alter, use, disclose, restrict, erase]\n    recipients: [{}]\n    retention: [{{ after: {retention}, from: created }}]\n",
            list(12, place),
            to.join(", "),
        ));
    }
    text.push_str("suppliers:\n");
    for place in 0..20 {
        let (country, agreement) = if place == 19 { ("US", "missing") } else { ("SE", "in_place") };
        text.push_str(&format!(
            "  - {{ id: supplier_{place}, name: s, role: processor, delivers: {{ nb: x, en: x }}, place: {country}, agreement: {agreement}, clause: c }}\n"
        ));
    }
    text.push_str("roles:\n");
    for role in 0..10 {
        text.push_str(&format!("  - id: role_{role}\n    {label}\n    may:\n"));
        for place in 0..50 {
            let sees = if role == 9 { format!(", sees: [{}]", list(5, place)) } else { String::new() };
            text.push_str(&format!(
                "      - {{ activity: activity_{place}, acts: [register, read, alter, use, disclose, erase]{sees} }}\n"
            ));
        }
    }
    compile(parse_charter(text.as_bytes()).unwrap(), "bench.yaml").unwrap()
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
        data: rules.data_of(activity),
        data_undeclared: false,
        data_invalid: false,
        actor: ActorId::from_bytes([2; 16]),
        role,
        recipient,
        place: None,
        reason_given: false,
        at: Instant::from_micros(1_795_000_000_000_000),
    }
}

fn state(activity: &str, days: i64) -> State<'_> {
    State {
        subject: Some(SubjectState { restricted: false }),
        record: Some(RecordState {
            activity,
            category: "customer",
            anchor: Instant::from_micros(1_795_000_000_000_000 - days * DAY_MICROS),
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
    let mut run = |name: &str, operation: Operation<'_>, state: State<'_>, expected: usize| {
        assert_eq!(reasons(&decide(&operation, &rules, &state)), expected, "{name}");
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| decide(black_box(&operation), &rules, black_box(&state)));
        });
    };
    let read = |activity, role| operation(&rules, activity, Act::Read, role, None);
    run("permit a read, period in days", read("activity_30", "role_5"), state("activity_30", 10), 0);
    run("permit a read, period in months", read("activity_31", "role_5"), state("activity_31", 10), 0);
    let limited = operation(&rules, "activity_30", Act::Disclose, "role_9", Some("supplier_10"));
    run("permit a disclosure, types withheld", limited, state("activity_30", 10), 0);
    let refused = operation(&rules, "activity_4", Act::Disclose, "role_5", Some("supplier_19"));
    run("refuse for three reasons", refused, state("activity_4", 100), 3);
}

criterion_group!(benches, bench);
criterion_main!(benches);
