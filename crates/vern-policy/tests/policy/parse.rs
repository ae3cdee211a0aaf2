//! Every error a document can be kept out with, at its place. Hostile files are in `parse_hostile`.

use std::collections::BTreeSet;

use vern_policy::charter::{Carried, DocumentKind};
use vern_policy::compile::compile;
use vern_policy::in_force::{Source, Timeline, check_together};
use vern_policy::parse::{parse_charter, parse_document};
use vern_policy::{CharterError, Rules};

use crate::sample::{MINIMAL, MINIMAL_AGREEMENT, MINIMAL_TERMS};

/// Where an error is expected: stands in the text and is taken out before it is read.
pub(super) const HERE: &str = "‸";

pub(super) fn read(text: &[u8]) -> Result<Rules, Vec<CharterError>> {
    let charter = parse_charter(text).map_err(|error| vec![error])?;
    compile(charter, "x.yaml")
}

/// A document of any kind, checked by itself; an agreement under the smallest terms too.
pub(super) fn read_any(text: &[u8]) -> Result<(), Vec<CharterError>> {
    let document = parse_document(text).map_err(|error| vec![error])?;
    let agreement = document.kind() == DocumentKind::Agreement;
    let source = Source::new(document, "x.yaml")?;
    if agreement {
        let terms = Source::new(parse_document(MINIMAL_TERMS.as_bytes()).unwrap(), "terms.yaml").unwrap();
        let both = [terms, source];
        check_together(&both)?;
        Timeline::new(&both)?;
    }
    Ok(())
}

/// `text` is kept out by `code` alone, where `HERE` stands in it; at no place where it does not.
#[track_caller]
pub(super) fn check_text(code: &str, text: &str) {
    let place = text.find(HERE).map_or((0, 0), |at| {
        let before = &text[..at];
        (1 + before.matches('\n').count(), 1 + before.rsplit('\n').next().unwrap().chars().count())
    });
    let errors = read_any(text.replace(HERE, "").as_bytes()).expect_err(code);
    let found: Vec<_> = errors.iter().map(|error| (error.code, error.line, error.column)).collect();
    let wanted = [(code, u64::try_from(place.0).unwrap(), u64::try_from(place.1).unwrap())];
    assert_eq!(found, wanted, "{errors:#?}");
    assert!(CharterError::CODES.contains(&code), "{code} is not listed");
}

/// In the smallest charter, `bad` in place of `was` is kept out by `code`; `good` in its place is not.
#[track_caller]
fn check(whole: &str, code: &str, was: &str, bad: &str, good: &str) {
    assert_eq!(whole.matches(was).count(), 1, "`{was}` is to stand once in the smallest document");
    let sound = whole.replace(was, good);
    read_any(sound.as_bytes()).unwrap_or_else(|errors| panic!("`{good}`: {errors:?}"));
    check_text(code, &whole.replace(was, bad));
}

/// Code, what stands in the smallest charter, what is wrong in its place, what is not.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("charter.syntax", "version: v1", "version: \"v1\n‸x", "version: \"v1\""),
    ("charter.syntax", "version: v1", "version: v1‸: v2", "version: \"v1: v2\""),
    (
        "charter.syntax",
        "languages: [nb]\ndocuments:",
        "languages: [nb\ndocuments‸:",
        "languages: [nb, en]\ndocuments:",
    ),
    ("charter.syntax", "roles:", "‸---\nroles:", "roles:"),
    ("charter.anchor", "version: v1", "version: &a ‸v1", "version: \"&a v1\""),
    ("charter.anchor", "version: v1", "version: ‸*a", "version: \"*a\""),
    ("charter.anchor", "version: v1", "version: ‸!!str v1", "version: \"!!str v1\""),
    ("charter.anchor", "version: v1", "version: ‸!v v1", "version: \"!v v1\""),
    (
        "charter.anchor",
        "version: v1",
        "version: v1\n‸<<: { publish: { working_view: party } }",
        "version: v1\npublish: { working_view: party }",
    ),
    ("charter.duplicate_key", "version: v1", "version: v1\n‸version: v2", "version: v2"),
    (
        "charter.duplicate_key",
        "{ nb: Navn, en: Name }",
        "{ nb: Navn, en: Name, ‸nb: N }",
        "{ nb: Navn, en: Name }",
    ),
    ("charter.field_unknown", "version: v1", "version: v1\n‸versjon: v1", "version: v2"),
    (
        "charter.field_unknown",
        "{ article: \"6(1)(b)\" }",
        "{ article: \"6(1)(b)\", ‸why: no }",
        "{ article: \"6(1)(b)\" }",
    ),
    (
        "charter.field_missing",
        "vern: 1\nkind: charter\nversion: v1\n",
        "‸vern: 1\nkind: charter\n",
        "kind: charter\nvern: 1\nversion: v2\n",
    ),
    ("charter.field_missing", "{ nb: Navn, en: Name }", "‸{ nb: Navn }", "{ en: Name, nb: Navn }"),
    ("charter.field_value", "version: v1", "version: ‸[v1]", "version: v2"),
    ("charter.field_value", "version: v1", "version: ‸~", "version: \"~\""),
    ("charter.field_value", "version: v1", "version: ‸\"  \"", "version: \"  x\""),
    ("charter.field_value", "kind: text", "kind: ‸prose", "kind: document"),
    (
        "charter.field_value",
        "in_force_from: 2026-01-01T00:00:00Z",
        "in_force_from: ‸yesterday",
        "in_force_from: 2026-01-01T01:00:00+01:00",
    ),
    (
        "charter.field_value",
        "operations: [register, read]",
        "operations: [register, ‸look]",
        "operations: [register, erase]",
    ),
    ("charter.field_value", "languages: [nb]", "languages: [‸sv]", "languages: [en]"),
    (
        "charter.field_value",
        "{ updated_on: not_stated }",
        "{ updated_on: ‸12.04.2021 }",
        "{ updated_on: 2021-04-12 }",
    ),
    (
        "charter.field_value",
        "{ updated_on: not_stated }",
        "{ updated_on: ‸2021-02-30 }",
        "{ updated_on: { aim: 2021-02-28 } }",
    ),
    ("charter.field_value", "country: \"NO\"", "country: ‸Norway", "country: open"),
    (
        "charter.field_value",
        "retention: not_stated",
        "retention: [{ after: ‸P0D, from: created }]",
        "retention: [{ after: P1D, from: created }]",
    ),
    ("charter.field_value", "retention: not_stated", "‸retention: P60D", "retention: open"),
    ("charter.field_value", "basis: { article: \"6(1)(b)\" }", "basis: ‸{}", "basis: not_stated"),
    ("charter.field_value", "kind: charter", "kind: ‸letter", "kind: charter"),
    ("charter.schema_unsupported", "vern: 1", "vern: ‸2\nnew_in_two: {}", "vern: 1"),
    ("charter.field_missing", "kind: charter", "kind: ‸terms", "kind: charter"),
    ("charter.id_form", "- id: clerk", "- id: ‸Clerk", "- id: clerk-2_b"),
    ("charter.id_form", "  id: org", "  id: ‸2org", "  id: org2"),
    (
        "charter.id_form",
        "- id: clerk",
        "- id: ‸aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "- id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ),
    (
        "charter.id_duplicate",
        "roles:\n  - id: clerk",
        "roles:\n  - { id: clerk, label: { nb: A, en: A }, may: [] }\n  - id: ‸clerk",
        "roles:\n  - { id: guest, label: { nb: A, en: A }, may: [] }\n  - id: clerk",
    ),
    (
        "charter.id_duplicate",
        "- { activity: orders, acts: [read] }",
        "- { activity: orders, acts: [read] }\n      - { activity: ‸orders, acts: [use] }",
        "- { activity: orders, acts: [read, use] }",
    ),
    ("charter.reference_unknown", "data: [name]", "data: [name, ‸email]", "data: [name, name]"),
    ("charter.reference_unknown", "subjects: [customer]", "subjects: [‸client]", "subjects: [\"customer\"]"),
    (
        "charter.reference_unknown",
        "- { activity: orders, acts: [read] }",
        "- { activity: ‸order, acts: [read] }",
        "- { activity: orders, acts: [] }",
    ),
    (
        "charter.reference_unknown",
        "retention: not_stated",
        "retention: not_stated\n    recipients: [{ supplier: ‸post }]",
        "retention: not_stated\n    recipients: []",
    ),
    (
        "charter.carries_data",
        "data: [name]",
        "data: [name]\n    carries: ‸consents",
        "data: [name]\n    sources: []",
    ),
    (
        "charter.held_twice",
        "- id: clerk",
        "- { id: form, label: { nb: A, en: A }, may: [], held_by: vern }\n  - id: ‸clerk\n    held_by: vern",
        "- { id: form, label: { nb: A, en: A }, may: [], held_by: vern }\n  - id: clerk\n    held_by: subject",
    ),
    (
        "charter.staff_needs",
        "roles:",
        "staff: ‸{ warning: P30D, confidentiality: { version: a, words: { nb: A, en: A } } }\nroles:",
        "periods: {}\nroles:",
    ),
    ("charter.empty", "data: [name]", "data: ‸[]", "data: [name]"),
    ("charter.empty", "subjects: [customer]", "subjects: ‸[]", "subjects: [customer]"),
    ("charter.empty", "operations: [register, read]", "operations: ‸[]", "operations: [read]"),
    ("charter.empty", "retention: not_stated", "retention: ‸[]", "retention: [{ review: P1M }]"),
    ("charter.empty", "languages: [nb]", "languages: []", "languages: [en]"),
    (
        "charter.retention_form",
        "retention: not_stated",
        "retention: [‸{ after: P60D }]",
        "retention: [{ after: P60D, from: created }]",
    ),
    (
        "charter.retention_form",
        "retention: not_stated",
        "retention: [‸{ review: P1M, then: erase }]",
        "retention: [{ while: hiring, then: erase }]",
    ),
    (
        "charter.retention_form",
        "retention: not_stated",
        "retention: [{ after: P1D, from: created }, ‸{ after: P2D, from: created }]",
        "retention: [{ review: P1M }, { after: P2D, from: created }]",
    ),
    (
        "charter.retention_form",
        "retention: not_stated",
        "retention: { aim: [‸{ clause: none }] }",
        "retention: { aim: [{ review: P1M }] }",
    ),
    (
        "charter.retention_form",
        "retention: not_stated",
        "retention: [‸{ after: P1D, from: created }, { hold: { nb: L, en: L }, period: P5Y }]",
        "retention: [{ while: contract, then: erase }, { hold: { nb: L, en: L }, period: P5Y }]",
    ),
    (
        "charter.retention_form",
        "retention: not_stated",
        "retention: [{ keep_if_consent: true }, ‸{ after: P1D, from: created }]",
        "retention: [{ keep_if_consent: false }, { after: P1D, from: created }]",
    ),
    (
        "charter.identifies_form",
        "- id: name\n    kind: text",
        "- id: ‸name\n    kind: email\n    identifies: true",
        "- id: name\n    kind: email\n    lookup: true\n    identifies: true",
    ),
    (
        "charter.identifies_form",
        "- id: name\n    kind: text",
        "- id: ‸name\n    kind: text\n    lookup: true\n    identifies: true",
        "- id: name\n    kind: phone\n    lookup: true\n    identifies: true",
    ),
    (
        "charter.lookup_kind",
        "- id: name\n    kind: text",
        "- id: ‸name\n    kind: document\n    lookup: true",
        "- id: name\n    kind: email\n    lookup: true",
    ),
    (
        "charter.basis_form",
        "basis: { article: \"6(1)(b)\" }",
        "basis: ‸{ article: \"6(1)(g)\" }",
        "basis: { article: \"6(1)(f)\" }",
    ),
    (
        "charter.basis_form",
        "basis: { article: \"6(1)(b)\" }",
        "basis: ‸{ aim: { article: \"b\" } }",
        "basis: { aim: { article: \"6(1)(b)\" } }",
    ),
    (
        "charter.measure_not_enforceable",
        "roles:",
        "measures: [{ id: ‸alarms, label: { nb: A, en: A }, held: enforced, clause: c }]\nroles:",
        "measures: [{ id: login, label: { nb: A, en: A }, held: enforced, clause: c }, { id: alarms, label: { nb: A, en: A }, held: declared, clause: c }]\nroles:",
    ),
    (
        "charter.basis_form",
        "basis: { article: \"6(1)(b)\" }",
        "basis: ‸by_controller",
        "basis: [{ article: \"6(1)(b)\" }, { article: \"6(1)(c)\" }]",
    ),
    (
        "charter.basis_form",
        "data: [name]",
        "data: [name]\n    special_categories: ‸{ article: \"9(2)(k)\", because: { nb: x, en: x } }",
        "data: [name]\n    special_categories: { article: \"9(2)(j)\", because: { nb: x, en: x } }",
    ),
    (
        "charter.measure_not_enforceable",
        "roles:",
        "measures: [{ id: ‸alarms, label: { nb: A, en: A }, held: attested, clause: c }]\nroles:",
        "measures: [{ id: alarms, label: { nb: A, en: A }, held: attested, evidence: { what: { nb: A, en: A } }, clause: c }]\nroles:",
    ),
    (
        "charter.audience",
        "  privacy_notice: { updated_on: not_stated }",
        "  breach_register: { audience: ‸public }",
        "  breach_register: { audience: authority }",
    ),
    (
        "charter.audience",
        "  privacy_notice: { updated_on: not_stated }",
        "  self_audit: { audience: ‸public }",
        "  privacy_notice: { audience: public }",
    ),
    (
        "charter.beyond_service",
        "data: [name]\n    operations: [register, read]\n    retention: not_stated\n",
        "data: [‸name]\n    operations: [read]\n    retention: not_stated\n    service: shop\nservices: [{ id: shop, label: { nb: x, en: x }, data: [], user_agreement: {}, clause: c }]\n",
        "data: [name]\n    operations: [read]\n    retention: not_stated\n    service: shop\nservices: [{ id: shop, label: { nb: x, en: x }, data: [name], user_agreement: {}, clause: c }]\n",
    ),
    (
        "charter.reference_unknown",
        "data: [name]",
        "data: [name]\n    service: ‸shop",
        "data: [name]\n    origin: { provided: [name] }",
    ),
    (
        "charter.reference_unknown",
        "data: [name]",
        "data: [name]\n    origin: { observed: [‸email] }",
        "data: [name]\n    origin: { observed: [name] }",
    ),
    (
        "charter.reference_unknown",
        "retention: not_stated",
        "retention: [{ hold: { nb: x, en: x }, period: P5Y, statute: ‸no-such-law }]",
        "retention: [{ hold: { nb: x, en: x }, period: P5Y, statute: no-bookkeeping-primary }]",
    ),
    (
        "charter.reference_unknown",
        "basis: { article: \"6(1)(b)\" }",
        "basis: ‸{ article: \"6(1)(b)\", cited: { law: no-such-law, provision: § 8 a } }",
        "basis: { article: \"6(1)(b)\", cited: { law: no-personopplysningsloven-2000, provision: § 8 a } }",
    ),
    (
        "charter.reference_unknown",
        "roles:",
        "places: { stored: [EEA], except: [‸post] }\nroles:",
        "places: { stored: [EEA], except: [] }\nroles:",
    ),
    (
        "charter.field_value",
        "roles:",
        "places: { stored: [EEA, ‸Europe] }\nroles:",
        "places: { stored: [EEA, EU, SE] }\nroles:",
    ),
    ("charter.field_value", "basis: { article: \"6(1)(b)\" }", "basis: ‸[]", "basis: open"),
    (
        "charter.field_unknown",
        "roles:",
        "terms: ‸{ agreed_by: [signature], rank: terms_first }\nroles:",
        "roles:",
    ),
    (
        "charter.empty",
        "data: [name]",
        "data: [name]\n    automated_decision: ‸{ ground: [], review: true, logic: not_stated, clause: c }",
        "data: [name]\n    automated_decision: { ground: [law], review: true, logic: not_stated, clause: c }",
    ),
    (
        "charter.claim_contradicted",
        "roles:",
        "claims: [{ id: ‸all, kind: all_data_within, says: { nb: x, en: x }, within: [EU], clause: c }]\nsuppliers: [{ id: post, name: Post, roles: [processor], delivers: { nb: x, en: x }, place: \"NO\", agreement: in_place, clause: c }]\nroles:",
        "claims: [{ id: all, kind: all_data_within, says: { nb: x, en: x }, within: [EEA], clause: c }]\nsuppliers: [{ id: post, name: Post, roles: [processor], delivers: { nb: x, en: x }, place: \"NO\", agreement: in_place, clause: c }]\nroles:",
    ),
    (
        "charter.id_duplicate",
        "roles:",
        "suppliers: [{ id: post, name: Post, roles: [processor], delivers: { nb: x, en: x }, place: \"NO\", agreement: in_place, clause: c, sub_processors: [{ id: ‸post, name: Post, roles: [processor], delivers: { nb: x, en: x }, place: \"NO\", agreement: in_place, clause: c }] }]\nroles:",
        "suppliers: [{ id: post, name: Post, roles: [processor], delivers: { nb: x, en: x }, place: \"NO\", agreement: in_place, clause: c, sub_processors: [{ id: cart, name: Post, roles: [processor], delivers: { nb: x, en: x }, place: \"NO\", agreement: in_place, clause: c }] }]\nroles:",
    ),
];

type Cases = &'static [(&'static str, &'static str, &'static str, &'static str)];

const CASES_OF_TERMS: Cases = &[
    ("charter.syntax", "version: t1", "version: t1‸: t2", "version: t2"),
    ("charter.anchor", "version: t1", "version: &a ‸t1", "version: \"&a\""),
    ("charter.anchor", "version: t1", "version: ‸*a", "version: \"*a\""),
    ("charter.anchor", "version: t1", "version: t1\n‸<<: {}", "version: t2"),
    (
        "charter.duplicate_key",
        "  rank: terms_first",
        "  rank: terms_first\n  ‸rank: terms_first",
        "  rank: open",
    ),
    (
        "charter.field_unknown",
        "  rank: terms_first",
        "  rank: terms_first\n  ‸order: 1",
        "  rank: not_stated",
    ),
    (
        "charter.field_missing",
        "  agreed_by: [signature]\n  rank: terms_first",
        "  ‸agreed_by: [signature]",
        "  rank: agreement_first\n  agreed_by: []",
    ),
    ("charter.field_value", "[signature]", "[‸handshake]", "[general_terms]"),
    (
        "charter.reference_unknown",
        "  rank: terms_first",
        "  rank: terms_first\n  instruction: { version: i1, data: [‸email] }",
        "  rank: terms_first\n  instruction: { version: i1, data: [name], subjects: [customer], paused: [{ activity: orders, because: { nb: x, en: x } }] }",
    ),
    (
        "charter.reference_unknown",
        "  rank: terms_first",
        "  rank: terms_first\n  instruction: { version: i1, transfers: [{ supplier: ‸post, to: US, what_for: { nb: x, en: x } }] }",
        "  rank: terms_first\n  instruction: { version: i1, transfers: [] }",
    ),
    ("charter.schema_unsupported", "vern: 1", "vern: ‸7\nnew: {}", "vern: 1"),
];

const CASES_OF_AGREEMENTS: Cases = &[
    ("charter.syntax", "version: a1", "version: a1‸: a2", "version: a2"),
    ("charter.syntax", "activities:", "‸---\nactivities:", "activities:"),
    ("charter.anchor", "version: a1", "version: &a ‸a1", "version: \"&a\""),
    ("charter.anchor", "version: a1", "version: ‸*a", "version: \"*a\""),
    ("charter.anchor", "version: a1", "version: ‸!!str a1", "version: \"!!str a1\""),
    ("charter.anchor", "version: a1", "version: a1\n‸<<: {}", "version: a2"),
    ("charter.duplicate_key", "version: a1", "version: a1\n‸version: a2", "version: a2"),
    ("charter.field_unknown", "version: a1", "version: a1\n‸roller: []", "version: a1\nroles: []"),
    (
        "charter.field_missing",
        "under: { processor: host }",
        "under: ‸{ terms: t1 }",
        "under: { processor: host, terms: t1 }",
    ),
    ("charter.field_value", "under: { processor: host }", "under: ‸host", "under: { processor: host }"),
    ("charter.field_value", "on: 2026-01-15", "on: ‸15.01.2026", "on: 2026-01-16"),
    ("charter.schema_unsupported", "vern: 1", "vern: ‸2\nnew: {}", "vern: 1"),
    ("charter.empty", "languages: [nb]", "languages: []", "languages: [en]"),
    (
        "charter.order",
        "controller:",
        "in_force_to: ‸2026-02-01T00:00:00Z\ncontroller:",
        "in_force_to: 2026-02-01T00:00:01Z\ncontroller:",
    ),
    (
        "charter.order",
        "activities:",
        "instructions: [{ version: i1 }, ‸{ version: i2, in_force_from: 2026-02-01T00:00:00Z }]\nactivities:",
        "instructions: [{ version: i1 }, { version: i2, in_force_from: 2026-02-01T00:00:01Z }]\nactivities:",
    ),
    (
        "charter.id_duplicate",
        "  - id: orders",
        "  - { id: orders, basis: open, clause: c }\n  - id: ‸orders",
        "  - { id: letters, basis: open, clause: c }\n  - id: orders",
    ),
];

#[test]
fn an_agreement_is_no_charter() {
    let error = parse_charter(MINIMAL_AGREEMENT.as_bytes()).unwrap_err();
    assert_eq!((error.code, error.line, error.column), ("charter.kind_unexpected", 2, 7));
    assert!(parse_charter(MINIMAL_TERMS.as_bytes()).is_ok());
}

/// Working days can be counted only by a calendar, a rule for Saturdays and a time zone; the terms or the agreement say which.
#[test]
fn working_days_need_a_calendar() {
    let counting = "counting: { calendar: \"NO\", saturday: day_off, time_zone: Europe/Oslo }";
    let of = |terms: &str, agreement: &str| {
        let source = |text: String, file: &str| {
            Source::new(
                parse_document(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}")),
                file,
            )
            .unwrap()
        };
        let terms = MINIMAL_TERMS.replace(
            "  rank: terms_first",
            &format!("  rank: terms_first\n{terms}periods: {{ objection: {{ working_days: 5 }} }}"),
        );
        let sources = [
            source(terms, "terms.yaml"),
            source(format!("{MINIMAL_AGREEMENT}{agreement}"), "agreement.yaml"),
        ];
        check_together(&sources)
            .map_err(|errors| errors.iter().map(|error| (error.code, error.line)).collect::<Vec<_>>())
    };
    let line = u64::try_from(MINIMAL_TERMS.lines().count()).unwrap() + 1;
    assert_eq!(of("", ""), Err(vec![("charter.counting_needed", line)]));
    assert_eq!(of(&format!("  {counting}\n"), ""), Ok(()));
    assert_eq!(of("  open_to_agreement: [counting]\n", &format!("{counting}\n")), Ok(()));
    // What the terms do not leave open the agreement can't settle.
    assert_eq!(of("", &format!("{counting}\n")), Err(vec![("charter.counting_needed", line)]));
    let short = counting.replace(", time_zone: Europe/Oslo", "");
    assert_eq!(of(&format!("  {short}\n"), ""), Err(vec![("charter.counting_needed", line + 1)]));
}

#[test]
fn one_activity_carries_each_kind_of_own_work() {
    let declared = MINIMAL
        .replace(
            "data_types:\n",
            "data_types:\n  - { id: consent_record, kind: document, label: { nb: A, en: A } }\n",
        )
        .replace("data: [name]", "data: [consent_record]\n    carries: consents");
    let rules = read(declared.as_bytes()).unwrap();
    assert_eq!(rules.carrying(Carried::Consents), Some("orders"));
    assert_eq!(rules.carrying(Carried::Outbox), None);
    let second = "  - { id: more, label: { nb: A, en: A }, clause: c, purpose: not_stated, basis: not_stated, subjects: [customer], data: [consent_record], carries: ‸consents, operations: [read], retention: not_stated }\nroles:";
    check_text("charter.carries_twice", &declared.replace("roles:", second));
    // Of another kind it is not what the work needs.
    let other = declared.replace("kind: document, label: { nb: A", "kind: email, label: { nb: A");
    check_text("charter.carries_data", &other.replace("carries: ", "carries: ‸"));
}

/// A newsletter nobody can be shown to have asked for, or to whom nobody could be found again, is none.
#[test]
fn what_carries_subscriptions_waits_for_consent_it_can_show() {
    let whole = MINIMAL
        .replace(
            "data_types:\n",
            "data_types:\n  - { id: subscriber_email, kind: email, lookup: true, label: { nb: A, en: A } }\n",
        )
        .replace(
            "data: [name]",
            "data: [subscriber_email]\n    consent: required\n    consent_text: { nb: Ja, en: Yes }\n    carries: ‸subscriptions",
        );
    let declared = whole.replace('‸', "");
    assert_eq!(read(declared.as_bytes()).unwrap().carrying(Carried::Subscriptions), Some("orders"));
    for owed in ["    consent: required\n", "    consent_text: { nb: Ja, en: Yes }\n", ", lookup: true"] {
        assert!(whole.contains(owed), "{owed}");
        check_text("charter.carries_consent", &whole.replace(owed, ""));
    }
}

#[test]
fn each_error_is_told_at_its_place() {
    for (code, was, bad, good) in CASES {
        println!("{code}: {bad}");
        check(MINIMAL, code, was, bad, good);
    }
    for (cases, whole) in [(CASES_OF_TERMS, MINIMAL_TERMS), (CASES_OF_AGREEMENTS, MINIMAL_AGREEMENT)] {
        for (code, was, bad, good) in cases {
            println!("{code}: {bad}");
            check(whole, code, was, bad, good);
        }
    }
}

#[test]
fn each_code_has_a_case() {
    let by_table = CASES.iter().chain(CASES_OF_TERMS).chain(CASES_OF_AGREEMENTS).map(|(code, ..)| *code);
    // Of these the whole file is at fault; each has a test of its own below.
    let apart = [
        "charter.too_large",
        "charter.not_utf8",
        "charter.too_deep",
        "charter.too_many",
        "charter.kind_unexpected",
        "charter.counting_needed",
        "charter.carries_twice",
        "charter.carries_consent",
    ];
    let tried: BTreeSet<&str> = by_table.chain(apart).collect();
    let all: BTreeSet<&str> = CharterError::CODES.iter().copied().collect();
    assert_eq!(tried, all);
}

#[test]
fn all_errors_of_a_charter_are_told_in_the_order_of_the_file() {
    let text = MINIMAL
        .replace("data: [name]", "data: [nmae]")
        .replace("- id: customer", "- id: Customer")
        .replace("acts: [read] }", "acts: [read], sees: [phone] }");
    let errors = read(text.as_bytes()).unwrap_err();
    let told: Vec<_> = errors.iter().map(|error| (error.code, error.detail.as_str())).collect();
    let wanted = [
        ("charter.id_form", "Customer"),
        ("charter.reference_unknown", "customer"),
        ("charter.reference_unknown", "nmae"),
        ("charter.reference_unknown", "phone"),
    ];
    assert_eq!(told, wanted);
    assert!(errors.is_sorted_by_key(|error| (error.line, error.column)), "{errors:#?}");
}
