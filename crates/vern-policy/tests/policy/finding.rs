//! Findings: each has a charter that gives it and one beside it that does not; and those of the example.

use std::collections::BTreeSet;

use vern_policy::parse::parse_charter;
use vern_policy::{Finding, find_findings};

use crate::sample::{EXAMPLE, MINIMAL};

fn find(text: &str) -> Vec<Finding> {
    find_findings(&parse_charter(text.as_bytes()).unwrap())
}

/// Code, what stands in the smallest charter (once its retention is stated, it gives none), what gives the finding, what does not.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("finding.contact_called_processor", "called: controller", "called: processor", "called: controller"),
    ("finding.contact_channel_broken", "state: works", "state: broken", "state: untried"),
    (
        "finding.purpose_not_stated",
        "purpose: { nb: Levere., en: Deliver. }",
        "purpose: not_stated",
        "purpose: { nb: Selge., en: Sell. }",
    ),
    (
        "finding.purpose_not_stated",
        "purpose: { nb: Levere., en: Deliver. }",
        "purpose: open",
        "purpose: { nb: Selge., en: Sell. }",
    ),
    (
        "finding.purpose_not_stated",
        "purpose: { nb: Levere., en: Deliver. }",
        "purpose: { aim: { nb: Selge., en: Sell. } }",
        "purpose: { nb: Selge., en: Sell. }",
    ),
    (
        "finding.basis_not_stated",
        "basis: { article: \"6(1)(b)\" }",
        "basis: not_stated",
        "basis: { article: \"6(1)(f)\" }",
    ),
    (
        "finding.basis_not_stated",
        "basis: { article: \"6(1)(b)\" }",
        "basis: open",
        "basis: { article: \"6(1)(a)\" }",
    ),
    (
        "finding.basis_and_consent",
        "basis: { article: \"6(1)(b)\" }",
        "basis: { article: \"6(1)(f)\" }\n    consent: required",
        "basis: { article: \"6(1)(a)\" }\n    consent: required",
    ),
    (
        "finding.retention_not_stated",
        "retention: [{ review: P1M }]",
        "retention: not_stated",
        "retention: [{ after: P60D, from: created }]",
    ),
    (
        "finding.retention_not_stated",
        "retention: [{ review: P1M }]",
        "retention: { aim: [{ review: P1M }] }",
        "retention: [{ while: contract, then: erase }]",
    ),
];

#[test]
fn each_finding_is_given_alone_and_not_beside() {
    let sound = MINIMAL.replace("retention: not_stated", "retention: [{ review: P1M }]");
    assert_eq!(find(&sound), []);
    for (code, was, falls_short, does_not) in CASES {
        assert_eq!(sound.matches(was).count(), 1, "{was}");
        let found = find(&sound.replace(was, falls_short));
        let [finding] = found.as_slice() else { panic!("{code}: {found:?}") };
        assert_eq!(finding.code, *code);
        let line = sound.lines().position(|line| line.contains(was.split(' ').next().unwrap())).unwrap() + 1;
        let of_activity = finding.about == "orders";
        // A purpose has no place of its own: its finding stands at the activity.
        let line = if *code == "finding.purpose_not_stated" { line - 3 } else { line };
        assert_eq!(
            (finding.line, of_activity),
            (u64::try_from(line).unwrap(), !code.contains("contact")),
            "{finding:?}"
        );
        assert!(finding.source.starts_with("GDPR art. "), "{finding:?}");
        assert_eq!(find(&sound.replace(was, does_not)), [], "{does_not}");
    }
    let tried: BTreeSet<&str> = CASES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(tried, Finding::CODES.iter().copied().collect());
}

#[track_caller]
fn check_example(wanted: &[(&str, &str)]) {
    let found = find(EXAMPLE);
    for (code, about) in wanted {
        assert_eq!(
            found.iter().filter(|it| it.code == *code && it.about == *about).count(),
            1,
            "{code} {about}"
        );
    }
}

/// P-B1: the one who answers is called processor, and the published way to reach them does not work.
#[test]
fn the_example_falls_short_in_who_answers() {
    check_example(&[
        ("finding.contact_called_processor", "organisation"),
        ("finding.contact_channel_broken", "organisation"),
    ]);
}

/// P-B3: visitors' consent and legitimate interest contradict each other; the chat has no basis.
#[test]
fn the_example_falls_short_in_its_bases() {
    check_example(&[
        ("finding.basis_and_consent", "web_analytics"),
        ("finding.basis_not_stated", "chat"),
        ("finding.basis_not_stated", "partners"),
        ("finding.purpose_not_stated", "partners"),
    ]);
}

/// P-B7: no period for visitors and partners.
#[test]
fn the_example_falls_short_in_its_periods() {
    check_example(&[
        ("finding.retention_not_stated", "web_analytics"),
        ("finding.retention_not_stated", "partners"),
    ]);
}

#[test]
fn the_example_has_these_eight_findings_and_no_other() {
    assert_eq!(find(EXAMPLE).len(), 8);
}
