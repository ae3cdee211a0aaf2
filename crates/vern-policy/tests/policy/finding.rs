//! Findings: each has a document that gives it and one beside it that does not; and those of the example.

use std::collections::BTreeSet;

use vern_policy::finding::find_agreement_findings;
use vern_policy::in_force::Document;
use vern_policy::parse::{parse_charter, parse_document};
use vern_policy::{Finding, find_findings};

use crate::sample::{EXAMPLE, MINIMAL, MINIMAL_AGREEMENT, MINIMAL_TERMS, instant};

fn find(text: &str) -> Vec<Finding> {
    let today = instant("2026-11-22T00:00:00Z");
    match parse_document(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}")) {
        Document::Charter(charter) => find_findings(&charter, today),
        Document::Agreement(agreement) => {
            let terms = parse_charter(MINIMAL_TERMS.as_bytes()).unwrap();
            find_agreement_findings(&terms, &agreement, today)
        }
    }
}

/// Which of the smallest documents a case is about; each gives no finding.
#[derive(Clone, Copy)]
enum Base {
    Own,
    Terms,
    Agreement,
}

fn base(base: Base) -> String {
    match base {
        Base::Own => MINIMAL.replace("retention: not_stated", "retention: [{ review: P1M }]"),
        Base::Terms => MINIMAL_TERMS.to_owned(),
        Base::Agreement => MINIMAL_AGREEMENT.to_owned(),
    }
}

/// Where a finding is expected: on its line; taken out before the text is read.
const HERE: &str = "‸";

struct Case {
    code: &'static str,
    about: &'static str,
    base: Base,
    /// What stands in the base, and what gives the finding in its place.
    falls_short: &'static [(&'static str, &'static str)],
    /// What gives none.
    does_not: &'static [(&'static str, &'static str)],
}

const PURPOSE: &str = "  - id: orders\n    label: { nb: Ordre, en: Orders }\n    clause: Purpose\n    purpose: { nb: Levere., en: Deliver. }";
const BASIS: &str = "basis: { article: \"6(1)(b)\" }";
const DATA: &str = "data: [name]";
const RETENTION: &str = "retention: [{ review: P1M }]";
const ROLES: &str = "roles:\n";
const KIND: &str = "    kind: text\n";

const CASES: &[Case] = &[
    Case {
        code: "finding.contact_called_processor",
        about: "organisation",
        base: Base::Own,
        falls_short: &[("called: controller", "called: ‸processor")],
        does_not: &[("called: controller", "called: not_stated")],
    },
    Case {
        code: "finding.contact_channel_broken",
        about: "organisation",
        base: Base::Own,
        falls_short: &[("state: works", "state: ‸broken")],
        does_not: &[("state: works", "state: untried")],
    },
    Case {
        code: "finding.contact_channel_broken",
        about: "organisation",
        base: Base::Terms,
        falls_short: &[("state: works", "state: ‸broken")],
        does_not: &[("state: works", "state: untried")],
    },
    Case {
        code: "finding.purpose_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            PURPOSE,
            "  - id: ‸orders\n    label: { nb: O, en: O }\n    clause: P\n    purpose: not_stated",
        )],
        does_not: &[("Levere.", "Selge.")],
    },
    Case {
        code: "finding.purpose_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            PURPOSE,
            "  - id: ‸orders\n    label: { nb: O, en: O }\n    clause: P\n    purpose: { aim: { nb: S, en: S } }",
        )],
        does_not: &[("Levere.", "Selge.")],
    },
    Case {
        code: "finding.purpose_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            PURPOSE,
            "  - id: ‸orders\n    label: { nb: O, en: O }\n    clause: P\n    purpose: open",
        )],
        does_not: &[("Levere.", "Selge.")],
    },
    Case {
        code: "finding.basis_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(BASIS, "basis: ‸not_stated")],
        does_not: &[(BASIS, "basis: [{ article: \"6(1)(f)\" }, { article: \"6(1)(c)\" }]")],
    },
    Case {
        code: "finding.basis_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(BASIS, "basis: ‸open")],
        does_not: &[(BASIS, "basis: { article: \"6(1)(a)\" }\n    consent_text: { nb: x, en: x }")],
    },
    Case {
        code: "finding.basis_not_stated",
        about: "orders",
        base: Base::Agreement,
        falls_short: &[(BASIS, "basis: ‸by_controller")],
        does_not: &[(BASIS, "basis: { article: \"6(1)(c)\" }")],
    },
    Case {
        code: "finding.basis_and_consent",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            BASIS,
            "basis: ‸{ article: \"6(1)(f)\" }\n    consent: required\n    consent_text: { nb: x, en: x }",
        )],
        does_not: &[(
            BASIS,
            "basis: [{ article: \"6(1)(f)\" }, { article: \"6(1)(a)\" }]\n    consent: required\n    consent_text: { nb: x, en: x }",
        )],
    },
    Case {
        code: "finding.consent_text_missing",
        about: "orders",
        base: Base::Own,
        falls_short: &[(BASIS, "basis: ‸{ article: \"6(1)(a)\" }")],
        does_not: &[(
            BASIS,
            "basis: { article: \"6(1)(a)\" }\n    consent_text: { nb: Får vi?, en: May we? }",
        )],
    },
    Case {
        code: "finding.retention_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(RETENTION, "retention: ‸not_stated")],
        does_not: &[(RETENTION, "retention: [{ after: P60D, from: created }]")],
    },
    Case {
        code: "finding.retention_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(RETENTION, "retention: ‸{ aim: [{ review: P1M }] }")],
        does_not: &[(RETENTION, "retention: [{ while: contract, then: erase }]")],
    },
    Case {
        code: "finding.basis_by_processor",
        about: "orders",
        base: Base::Terms,
        falls_short: &[("basis: by_controller", "basis: ‸{ article: \"6(1)(b)\" }")],
        does_not: &[("basis: by_controller", "basis:   by_controller")],
    },
    Case {
        code: "finding.basis_of_repealed_law",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            BASIS,
            "basis: ‸{ article: \"6(1)(f)\", cited: { law: no-personopplysningsloven-2000, provision: § 8 f } }",
        )],
        does_not: &[(BASIS, "basis: { article: \"6(1)(f)\" }")],
    },
    Case {
        code: "finding.interest_not_balanced",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            BASIS,
            "basis: ‸{ article: \"6(1)(f)\", interest: { what: { nb: x, en: x }, balancing: not_stated } }",
        )],
        does_not: &[(
            BASIS,
            "basis: { article: \"6(1)(f)\", interest: { what: { nb: x, en: x }, balancing: { nb: x, en: x } } }",
        )],
    },
    Case {
        code: "finding.special_category_without_condition",
        about: "orders",
        base: Base::Own,
        falls_short: &[(KIND, "    kind: text\n    special_category: true\n"), (DATA, "data: ‸[name]")],
        does_not: &[
            (KIND, "    kind: text\n    special_category: true\n"),
            (
                DATA,
                "data: [name]\n    special_categories: { article: \"9(2)(a)\", because: { nb: x, en: x } }",
            ),
        ],
    },
    Case {
        code: "finding.identity_number_without_ground",
        about: "orders",
        base: Base::Own,
        falls_short: &[(KIND, "    kind: national_id\n"), (DATA, "data: ‸[name]")],
        does_not: &[
            (KIND, "    kind: national_id\n"),
            (DATA, "data: [name]\n    identity_numbers: { because: { nb: x, en: x } }"),
        ],
    },
    Case {
        code: "finding.offence_without_authority",
        about: "orders",
        base: Base::Own,
        falls_short: &[(KIND, "    kind: text\n    offence: true\n"), (DATA, "data: ‸[name]")],
        does_not: &[
            (KIND, "    kind: text\n    offence: true\n"),
            (DATA, "data: [name]\n    offences: { because: { nb: x, en: x } }"),
        ],
    },
    Case {
        code: "finding.automated_without_review",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            DATA,
            "data: [name]\n    automated_decision: ‸{ ground: [contract], review: false, logic: not_stated, clause: c }",
        )],
        does_not: &[(
            DATA,
            "data: [name]\n    automated_decision: { ground: [contract], review: true, logic: not_stated, clause: c }",
        )],
    },
    Case {
        code: "finding.impact_assessment_due",
        about: "orders",
        base: Base::Own,
        falls_short: &[(DATA, "data: [name]\n    impact_assessment: ‸{ state: needed }")],
        does_not: &[(DATA, "data: [name]\n    impact_assessment: { state: done }")],
    },
    Case {
        code: "finding.newsletter_without_consent",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            DATA,
            "data: [name]\n    marketing: ‸{ audience: persons, unsubscribe: not_stated }",
        )],
        does_not: &[(DATA, "data: [name]\n    marketing: { audience: firms, unsubscribe: not_stated }")],
    },
    Case {
        code: "finding.staff_log_judges_performance",
        about: "orders",
        base: Base::Own,
        falls_short: &[(DATA, "data: [name]\n    staff_log: ‸{ judges_performance: true }")],
        does_not: &[(DATA, "data: [name]\n    staff_log: { judges_performance: false }")],
    },
    Case {
        code: "finding.told_too_late",
        about: "orders",
        base: Base::Own,
        falls_short: &[(DATA, "data: [name]\n    told_within: ‸P1M1D")],
        does_not: &[(DATA, "data: [name]\n    told_within: P1M")],
    },
    Case {
        code: "finding.hold_differs_from_statute",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            RETENTION,
            "retention: [‸{ hold: { nb: x, en: x }, period: P10Y, statute: no-bookkeeping-primary }]",
        )],
        does_not: &[(
            RETENTION,
            "retention: [{ hold: { nb: x, en: x }, period: P5Y, statute: no-bookkeeping-primary }]",
        )],
    },
    Case {
        code: "finding.supplier_without_agreement",
        about: "post",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [{ LINK, roles: [processor], place: \"NO\", agreement: ‸missing }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, roles: [recipient], place: \"NO\", agreement: missing }]\nroles:\n",
        )],
    },
    Case {
        // A supplier of a supplier is one.
        code: "finding.supplier_without_agreement",
        about: "below",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [{ LINK, roles: [processor], place: \"NO\", agreement: in_place, sub_processors: [{ BELOW, roles: [sub_processor], place: \"NO\", agreement: ‸missing }] }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, roles: [processor], place: \"NO\", agreement: in_place, sub_processors: [{ BELOW, roles: [sub_processor], place: \"NO\", agreement: named }] }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.supplier_limit_not_stated",
        about: "post",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [{ LINK, SOUND, keeps: ‸{ says: { nb: x, en: x }, at_most: not_stated } }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, SOUND, keeps: { says: { nb: x, en: x }, at_most: P3D } }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.recipient_not_named",
        about: "post",
        base: Base::Own,
        falls_short: &[
            (ROLES, "suppliers: [‸{ UNNAMED, SOUND }]\nroles:\n"),
            (DATA, "data: [name]\n    recipients: [{ supplier: post }]"),
        ],
        does_not: &[(ROLES, "suppliers: [{ UNNAMED, SOUND }]\nroles:\n")],
    },
    Case {
        code: "finding.transfer_without_safeguard",
        about: "post",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [{ LINK, roles: [processor], agreement: in_place, place: ‸US }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, roles: [processor], agreement: in_place, place: EEA }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.transfer_without_safeguard",
        about: "post",
        base: Base::Own,
        falls_short: &[(ROLES, "suppliers: [{ LINK, SOUND, handled_in: [IN] ‸}]\nroles:\n")],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, SOUND, handled_in: [IN], safeguard: { kind: binding_rules, state: in_place } }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.transfer_by_consent",
        about: "post",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [{ LINK, FAR, safeguard: ‸{ kind: consent, state: in_place } }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, FAR, safeguard: { kind: standard_clauses, state: in_place } }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.transfer_by_consent",
        about: "post",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [‸{ LINK, SOUND }]\nclaims: [{ id: yes, kind: consent_to_transfer, says: { nb: x, en: x }, about: [post], clause: c }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, SOUND }]\nclaims: [{ id: yes, kind: statement, says: { nb: x, en: x }, about: [post], clause: c }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.adequacy_not_covering",
        about: "post",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "suppliers: [{ LINK, FAR, safeguard: ‸{ kind: adequacy, state: in_place } }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "suppliers: [{ LINK, FAR, safeguard: { kind: adequacy, state: in_place, listed_on: 2026-01-01 } }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.joint_arrangement_not_stated",
        about: "post",
        base: Base::Own,
        falls_short: &[(ROLES, "suppliers: [‸{ LINK, SOUND, joint_control: not_stated }]\nroles:\n")],
        does_not: &[(ROLES, "suppliers: [{ LINK, SOUND, joint_control: { nb: x, en: x } }]\nroles:\n")],
    },
    Case {
        code: "finding.joint_arrangement_not_stated",
        about: "orders",
        base: Base::Own,
        falls_short: &[(
            "  contact:",
            "  joint_controllers: [{ name: Other, activities: [‸orders], arrangement: not_stated, clause: c }]\n  contact:",
        )],
        does_not: &[(
            "  contact:",
            "  joint_controllers: [{ name: Other, activities: [orders], arrangement: { nb: x, en: x }, clause: c }]\n  contact:",
        )],
    },
    Case {
        code: "finding.place_only_aimed_at",
        about: "organisation",
        base: Base::Own,
        falls_short: &[(ROLES, "places: ‸{ stored: { aim: [EEA] } }\nroles:\n")],
        does_not: &[(ROLES, "places: { stored: [EEA] }\nroles:\n")],
    },
    Case {
        code: "finding.instruction_place_narrower",
        about: "instruction",
        base: Base::Terms,
        falls_short: &[(
            "  rank: terms_first",
            "  rank: terms_first\n  instruction: { version: i1, places: ‸{ stored: [EU] } }\nplaces: { stored: [EEA] }",
        )],
        does_not: &[(
            "  rank: terms_first",
            "  rank: terms_first\n  instruction: { version: i1, places: { stored: [EEA] } }\nplaces: { stored: [EU] }",
        )],
    },
    Case {
        code: "finding.consent_by_use",
        about: "yes",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "claims: [‸{ id: yes, kind: consent_by_use, says: { nb: x, en: x }, clause: c }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "claims: [{ id: yes, kind: statement, says: { nb: x, en: x }, clause: c }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.cookie_basis",
        about: "cookies",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "cookies: { basis: ‸{ article: \"6(1)(f)\" }, cookies: [], refusal: not_stated, clause: c }\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "cookies: { basis: { article: \"6(1)(a)\" }, cookies: [], refusal: not_stated, clause: c }\nroles:\n",
        )],
    },
    Case {
        code: "finding.cookie_without_consent",
        about: "counter",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "cookies: { basis: not_stated, cookies: [‸{ id: counter, what_for: { nb: x, en: x }, need: convenient, consent: false }], refusal: not_stated, clause: c }\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "cookies: { basis: not_stated, cookies: [{ id: counter, what_for: { nb: x, en: x }, need: strict, consent: false }], refusal: not_stated, clause: c }\nroles:\n",
        )],
    },
    Case {
        code: "finding.cookies_refused_in_browser",
        about: "cookies",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "cookies: { basis: not_stated, cookies: [], refusal: ‸{ by: browser_settings }, clause: c }\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "cookies: { basis: not_stated, cookies: [], refusal: { by: choice }, clause: c }\nroles:\n",
        )],
    },
    Case {
        code: "finding.right_narrowed",
        about: "rights",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "rights: [{ right: ‸restriction, grounds: [contested_accuracy], clause: c }]\nroles:\n",
        )],
        does_not: &[(
            ROLES,
            "rights: [{ right: restriction, grounds: [legal_claim, unlawful, objection_pending, contested_accuracy], clause: c }, { right: restriction, clause: c }]\nroles:\n",
        )],
    },
    Case {
        code: "finding.answer_too_late",
        about: "rights",
        base: Base::Own,
        falls_short: &[(ROLES, "rights: [{ right: access, answered_within: ‸P29D, clause: c }]\nroles:\n")],
        does_not: &[(ROLES, "rights: [{ right: access, answered_within: P28D, clause: c }]\nroles:\n")],
    },
    Case {
        code: "finding.access_not_administered",
        about: "organisation",
        base: Base::Own,
        falls_short: &[(
            ROLES,
            "roles:\n  - { id: ‸clerk_of_log, label: { nb: Logg, en: Log }, may: [], administers: [journal] }\n",
        )],
        does_not: &[(
            ROLES,
            "roles:\n  - { id: clerk_of_log, label: { nb: Logg, en: Log }, may: [], administers: [journal, access] }\n",
        )],
    },
    Case {
        code: "finding.agreement_beyond_terms",
        about: "activities.orders.data.email",
        base: Base::Agreement,
        falls_short: &[(BASIS, "basis: { article: \"6(1)(b)\" }\n    data: [name, ‸email]")],
        does_not: &[(BASIS, "basis: { article: \"6(1)(b)\" }\n    data: [name]")],
    },
    Case {
        code: "finding.agreement_beyond_terms",
        about: "periods.hand_over",
        base: Base::Agreement,
        falls_short: &[("activities:", "periods: { hand_over: ‸P30D }\nactivities:")],
        does_not: &[("activities:", "periods: {}\nactivities:")],
    },
    Case {
        code: "finding.agreement_not_signed",
        about: "organisation",
        base: Base::Agreement,
        falls_short: &[
            ("under: { processor: host }", "under: ‸{ processor: host }"),
            (
                "signed: { on: 2026-01-15, by: signature, controller_role: { nb: Leder, en: Manager }, processor_role: { nb: Leder, en: Manager } }",
                "signed: not_stated",
            ),
        ],
        does_not: &[("on: 2026-01-15", "on: not_stated")],
    },
];

fn changed(case: &Case, changes: &[(&str, &str)]) -> String {
    let mut text = base(case.base);
    for (was, is) in changes {
        assert_eq!(text.matches(was).count(), 1, "`{was}` is to stand once");
        text = text.replace(was, is);
    }
    text.replace("LINK", "id: post, name: Post, delivers: { nb: x, en: x }, clause: c")
        .replace("BELOW", "id: below, name: Below, delivers: { nb: x, en: x }, clause: c")
        .replace("UNNAMED", "id: post, name: not_stated, delivers: { nb: x, en: x }, clause: c")
        .replace("SOUND", "roles: [processor], place: \"NO\", agreement: in_place")
        .replace("FAR", "roles: [processor], place: US, agreement: in_place")
}

#[test]
fn each_finding_is_given_alone_and_not_beside() {
    for of in [Base::Own, Base::Terms, Base::Agreement] {
        assert_eq!(find(&base(of)), []);
    }
    for case in CASES {
        let text = changed(case, case.falls_short);
        let line = text.lines().position(|line| line.contains(HERE)).unwrap() + 1;
        let found = find(&text.replace(HERE, ""));
        let [finding] = found.as_slice() else { panic!("{}: {found:?}\n{text}", case.code) };
        assert_eq!((finding.code, finding.about.as_str()), (case.code, case.about));
        assert_eq!(finding.line, u64::try_from(line).unwrap(), "{finding:?}\n{text}");
        assert!(finding.source.contains(char::is_numeric), "{finding:?}");
        let text = changed(case, case.does_not);
        assert_eq!(find(&text), [], "beside {}\n{text}", case.code);
    }
}

#[test]
fn each_code_has_a_case() {
    let tried: BTreeSet<&str> = CASES.iter().map(|case| case.code).collect();
    assert_eq!(tried, Finding::CODES.iter().copied().collect());
}

/// What a charter compiles to is no matter of findings, and the other way round: each of these is let in.
#[test]
fn a_finding_keeps_no_version_out() {
    for case in CASES {
        for changes in [case.falls_short, case.does_not] {
            let text = changed(case, changes).replace(HERE, "");
            let document = parse_document(text.as_bytes()).unwrap();
            let source = vern_policy::in_force::Source::new(document, "x.yaml");
            source.unwrap_or_else(|errors| panic!("{}: {errors:?}\n{text}", case.code));
        }
    }
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
        ("finding.consent_text_missing", "web_analytics"),
        ("finding.consent_text_missing", "recruitment"),
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
fn the_example_has_these_ten_findings_and_no_other() {
    assert_eq!(find(EXAMPLE).len(), 10);
}
