//! Every error a charter can be kept out with, at its place; and hostile files.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vern_policy::compile::{CATEGORIES_MAX, LIST_MAX, Rules, compile};
use vern_policy::parse::{CHARTER_BYTES_MAX, DEPTH_MAX, NODES_MAX, parse_charter};
use vern_policy::{CharterError, Fact};

use crate::sample::{EXAMPLE, MINIMAL};

/// Where an error is expected: stands in the text and is taken out before it is read.
const HERE: &str = "‸";

fn read(text: &[u8]) -> Result<Rules, Vec<CharterError>> {
    let charter = parse_charter(text).map_err(|error| vec![error])?;
    compile(charter, "x.yaml")
}

/// `text` is kept out by `code` alone, where `HERE` stands in it; at no place where it does not.
#[track_caller]
fn check_text(code: &str, text: &str) {
    let place = text.find(HERE).map_or((0, 0), |at| {
        let before = &text[..at];
        (1 + before.matches('\n').count(), 1 + before.rsplit('\n').next().unwrap().chars().count())
    });
    let errors = read(text.replace(HERE, "").as_bytes()).expect_err(code);
    let found: Vec<_> = errors.iter().map(|error| (error.code, error.line, error.column)).collect();
    let wanted = [(code, u64::try_from(place.0).unwrap(), u64::try_from(place.1).unwrap())];
    assert_eq!(found, wanted, "{errors:#?}");
    assert!(CharterError::CODES.contains(&code), "{code} is not listed");
}

/// In the smallest charter, `bad` in place of `was` is kept out by `code`; `good` in its place is not.
#[track_caller]
fn check(code: &str, was: &str, bad: &str, good: &str) {
    assert_eq!(MINIMAL.matches(was).count(), 1, "`{was}` is to stand once in the smallest charter");
    let sound = MINIMAL.replace(was, good);
    read(sound.as_bytes()).unwrap_or_else(|errors| panic!("`{good}`: {errors:?}"));
    check_text(code, &MINIMAL.replace(was, bad));
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
    ("charter.kind_unsupported", "kind: charter", "kind: ‸terms\nparties: {}", "kind: charter"),
    ("charter.kind_unsupported", "kind: charter", "kind: ‸agreement", "kind: charter"),
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
];

#[test]
fn each_error_is_told_at_its_place() {
    for (code, was, bad, good) in CASES {
        println!("{code}: {bad}");
        check(code, was, bad, good);
    }
}

#[test]
fn each_code_has_a_case() {
    let by_table = CASES.iter().map(|(code, ..)| *code);
    // Of these the whole file is at fault; each has a test of its own below.
    let apart = ["charter.too_large", "charter.not_utf8", "charter.too_deep", "charter.too_many"];
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

#[test]
fn a_file_is_read_up_to_its_largest_size_and_no_further() {
    let padded = |length: usize| format!("{MINIMAL}#{}", "x".repeat(length - MINIMAL.len() - 1));
    assert!(read(padded(CHARTER_BYTES_MAX).as_bytes()).is_ok());
    check_text("charter.too_large", &padded(CHARTER_BYTES_MAX + 1));
}

#[test]
fn a_file_that_is_not_utf8_is_told_where() {
    let mut bytes = MINIMAL.replace("name: Org AS", "name: Blåbær AS").into_bytes();
    assert!(read(&bytes).is_ok());
    let at = bytes.windows(2).position(|pair| pair == "æ".as_bytes()).unwrap();
    bytes.splice(at..at + 2, [0xE6]);
    let errors = read(&bytes).unwrap_err();
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    assert_eq!((error.code, error.line, error.column), ("charter.not_utf8", 7, 13));
    for start in [&[0xFF, 0xFE][..], &[0xC0, 0x80], &[0xED, 0xA0, 0x80]] {
        let errors = read(&[start, MINIMAL.as_bytes()].concat()).unwrap_err();
        assert_eq!((errors[0].code, errors[0].line, errors[0].column), ("charter.not_utf8", 1, 1));
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_charter() {
    let plain = read(MINIMAL.as_bytes()).unwrap();
    let marked = read(format!("\u{feff}{MINIMAL}").as_bytes()).unwrap();
    assert_eq!(plain.hash(), marked.hash());
}

#[test]
fn one_document_may_be_marked_as_one() {
    let plain = read(MINIMAL.as_bytes()).unwrap();
    for text in [format!("---\n{MINIMAL}"), format!("---\n{MINIMAL}...\n"), MINIMAL.replace('\n', "\r\n")] {
        assert_eq!(read(text.as_bytes()).unwrap().hash(), plain.hash());
    }
    for empty in ["", "\n", "# nothing\n", "---\n", "---\n...\n"] {
        let errors = read(empty.as_bytes()).unwrap_err();
        let told: Vec<_> = errors.iter().map(|error| error.code).collect();
        assert!(told == ["charter.syntax"] || told == ["charter.field_value"], "{empty:?}: {errors:?}");
    }
}

#[test]
fn nesting_ends_where_it_should() {
    for (open, close) in [("[", "]"), ("{ a: ", " }")] {
        for depth in [DEPTH_MAX, 100, 10_000, 200_000] {
            let text = format!("vern: {}0{}", open.repeat(depth), close.repeat(depth));
            let errors = read(text.as_bytes()).unwrap_err();
            let [error] = errors.as_slice() else { panic!("{errors:?}") };
            let told = ["charter.too_deep", "charter.too_large"].contains(&error.code);
            assert!(told && (error.line > 0 || error.code == "charter.too_large"), "{depth}: {error}");
        }
    }
    let block: String = (0..5_000).map(|depth| format!("{}a:\n", " ".repeat(depth.min(180)))).collect();
    assert!(read(block.as_bytes()).is_err());
    let deep = MINIMAL.replace(
        "version: v1",
        &format!("version: {}‸{}", "[".repeat(DEPTH_MAX - 1), "[]".to_owned() + &"]".repeat(DEPTH_MAX - 1)),
    );
    check_text("charter.too_deep", &deep);
}

#[test]
fn parts_end_where_they_should() {
    let text = format!("vern: [{}]", "0,".repeat(NODES_MAX + 1));
    let errors = read(text.as_bytes()).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["charter.too_deep"]);
}

#[test]
fn lists_end_where_they_should() {
    let items = |count: usize| -> String {
        (0..count).map(|place| format!("  - {{ id: x{place}, label: {{ nb: A, en: A }} }}\n")).collect()
    };
    let categories = |count| MINIMAL.replace("categories:\n", &format!("categories:\n{}", items(count)));
    assert!(read(categories(CATEGORIES_MAX - 1).as_bytes()).is_ok());
    // The last one of the file is the one too many.
    let over = categories(CATEGORIES_MAX).replace("  - id: customer", "  - id: ‸customer");
    let errors = read(over.replace(HERE, "").as_bytes()).unwrap_err();
    assert_eq!(errors[0].code, "charter.too_many");
    let measures = |count: usize| -> String {
        let one =
            |place| format!("  - {{ id: m{place}, label: {{ nb: A, en: A }}, held: declared, clause: c }}\n");
        format!("{MINIMAL}measures:\n{}", (0..count).map(one).collect::<String>())
    };
    assert!(read(measures(LIST_MAX).as_bytes()).is_ok());
    let last = format!("- {{ id: m{LIST_MAX},");
    check_text("charter.too_many", &measures(LIST_MAX + 1).replace(&last, &last.replace(": m", ": ‸m")));
}

#[test]
fn aliases_never_multiply() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{},", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    let errors = read(format!("{MINIMAL}{bomb}").as_bytes()).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["charter.anchor"]);
    for text in [
        "a: &a *a",
        "&a a: *a",
        "? &a x\n: *a",
        "%TAG ! tag:x,2000:\n---\n!v a: b",
        "- !!binary aGk=",
        "&a\n",
        "!!map {}",
    ] {
        let errors = read(text.as_bytes()).unwrap_err();
        assert!(["charter.anchor", "charter.syntax"].contains(&errors[0].code), "{text:?}: {errors:?}");
    }
}

#[test]
fn control_bytes_and_long_scalars_give_short_errors() {
    let long = "x".repeat(300_000);
    for bad in [
        "\0".to_owned(),
        "a\0b".to_owned(),
        "\"a\\0b\"".to_owned(),
        "\u{7f}\u{85}\u{2028}".to_owned(),
        long.clone(),
        format!("{{ {long}: 1 }}"),
        format!("\"{long}"),
        format!("&{long} x"),
        format!("!{long} x"),
        format!("*{long}"),
        "æ".repeat(150_000),
    ] {
        for was in ["in_force_from: 2026-01-01T00:00:00Z", "data: [name]"] {
            let field = was.split(':').next().unwrap();
            let errors = read(MINIMAL.replace(was, &format!("{field}: {bad}")).as_bytes()).unwrap_err();
            check_short(&errors);
        }
        let unknown = read(MINIMAL.replace("version: v1", &format!("version: v1\n{bad}: x")).as_bytes());
        check_short(&unknown.unwrap_err());
    }
}

#[track_caller]
fn check_short(errors: &[CharterError]) {
    for error in errors {
        assert!(error.detail.len() <= CharterError::DETAIL_BYTES_MAX, "{} bytes", error.detail.len());
        assert!(!error.detail.contains(char::is_control), "{:?}", error.detail);
        assert!(CharterError::CODES.contains(&error.code), "{}", error.code);
        assert_eq!(error.line == 0, error.column == 0, "{error}");
    }
    assert!(!errors.is_empty());
}

/// Numbers, booleans and nulls where a text stands, and texts where a list or mapping stands, at every line of the example.
#[test]
fn no_wrong_type_is_let_through_without_a_place() {
    for (number, line) in EXAMPLE.lines().enumerate() {
        let Some((field, _)) = line.split_once(": ").filter(|(field, _)| !field.contains(['#', '{', '"']))
        else {
            continue;
        };
        // Four of the ten at each line, so that each comes up at every field somewhere.
        let wrongs = ["[1]", "{ x: y }", "\"\"", "1.5e3", "0x1F", ".nan", "[[]]", "{}", "[]", "~"];
        for wrong in (0..4).map(|step| wrongs[(number + 3 * step) % wrongs.len()]) {
            let mut lines: Vec<&str> = EXAMPLE.lines().collect();
            let mutated = format!("{field}: {wrong}");
            lines[number] = &mutated;
            if let Err(errors) = read(lines.join("\n").as_bytes()) {
                check_short(&errors);
                assert!(
                    errors.iter().all(|error| error.line > 0 || error.code == "charter.empty"),
                    "{mutated}: {errors:?}"
                );
            }
        }
    }
}

#[test]
fn a_number_where_a_fact_is_text_is_refused() {
    // An organisation number without quotation marks would lose leading zeros.
    let number = MINIMAL.replace("country: \"NO\"", "country: \"NO\"\n  ‸org_number: 910000000");
    check_text("charter.field_value", &number);
    let text = MINIMAL.replace("country: \"NO\"", "country: \"NO\"\n  org_number: \"910000000\"");
    let rules = read(text.as_bytes()).unwrap();
    assert_eq!(rules.charter().organisation.org_number, Fact::Stated("910000000".to_owned()));
}

#[derive(Debug, Clone)]
enum Edit {
    Cut(prop::sample::Index, u8),
    Insert(prop::sample::Index, Vec<u8>),
    Swap(prop::sample::Index, prop::sample::Index),
    Double(prop::sample::Index, u8),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let bits = prop::sample::select(vec![
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "---\n",
        "\0",
        "\u{feff}",
        "\t",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "|\n",
        ">-\n",
        "? ",
        "%YAML 1.2\n",
        "not_stated",
        "open",
        "aim",
        "~",
        "99999999999999999999",
        "\n\n",
        "#",
    ]);
    let text =
        prop_oneof![bits.prop_map(|text| text.as_bytes().to_vec()), prop::collection::vec(any::<u8>(), 0..8)];
    let edit = prop_oneof![
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, length)| Edit::Cut(at, length)),
        (any::<prop::sample::Index>(), text).prop_map(|(at, text)| Edit::Insert(at, text)),
        (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, length)| Edit::Double(at, length)),
    ];
    prop::collection::vec(edit, 1..6)
}

fn apply(edits: &[Edit]) -> Vec<u8> {
    let mut bytes = EXAMPLE.as_bytes().to_vec();
    for edit in edits {
        if bytes.is_empty() {
            break;
        }
        match edit {
            Edit::Cut(at, length) => {
                let at = at.index(bytes.len());
                let end = (at + usize::from(*length)).min(bytes.len());
                bytes.drain(at..end);
            }
            Edit::Insert(at, text) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, text.iter().copied());
            }
            Edit::Swap(a, b) => {
                let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
                bytes.swap(a, b);
            }
            Edit::Double(at, length) => {
                let at = at.index(bytes.len());
                let end = (at + usize::from(*length)).min(bytes.len());
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(errors) = read(&bytes) { check_short(&errors); }
    }

    #[test]
    fn arbitrary_text_never_panics(text in "[ -~\n\t\u{0}æ\u{feff}&*!|>'\"%@`{}\\[\\]:,?-]{0,200}") {
        if let Err(errors) = read(text.as_bytes()) { check_short(&errors); }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_example_someone_tampered_with_never_panics(edits in edits()) {
        if let Err(errors) = read(&apply(&edits)) { check_short(&errors); }
    }
}
