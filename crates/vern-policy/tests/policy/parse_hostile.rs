//! Hostile files: large, deep, of no text, with anchors and tags, tampered with. None panics, and each error has a place and a stable code.

use proptest::prelude::*;
use vern_policy::compile::{CATEGORIES_MAX, LIST_MAX};
use vern_policy::parse::{CHARTER_BYTES_MAX, DEPTH_MAX, NODES_MAX, parse_document, write_document};
use vern_policy::{CharterError, Fact};

use crate::parse::{HERE, check_text, read, read_any};
use crate::sample::{Dice, EXAMPLE, MINIMAL, MINIMAL_AGREEMENT, MINIMAL_TERMS, papers};

/// The smallest document of each kind.
const KINDS: [&str; 3] = [MINIMAL, MINIMAL_TERMS, MINIMAL_AGREEMENT];

/// `version: v1`, `version: t1`, `version: a1`.
fn version(text: &str) -> &str {
    text.lines().find(|line| line.starts_with("version:")).unwrap()
}

fn only(errors: &[CharterError]) -> &CharterError {
    let [error] = errors else { panic!("{errors:?}") };
    error
}

#[test]
fn a_file_is_read_up_to_its_largest_size_and_no_further() {
    for kind in KINDS {
        let padded = |length: usize| format!("{kind}#{}", "x".repeat(length - kind.len() - 1));
        assert_eq!(read_any(padded(CHARTER_BYTES_MAX).as_bytes()), Ok(()));
        check_text("charter.too_large", &padded(CHARTER_BYTES_MAX + 1));
    }
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
    for kind in KINDS {
        for bad in [&[0xFF, 0xFE][..], &[0xC0, 0x80], &[0xED, 0xA0, 0x80], &[0xF5], &[0xC3]] {
            let at_start = read_any(&[bad, kind.as_bytes()].concat()).unwrap_err();
            let error = only(&at_start);
            assert_eq!((error.code, error.line, error.column), ("charter.not_utf8", 1, 1));
            let at_end = read_any(&[kind.as_bytes(), b"# \xC3\xA6", bad].concat()).unwrap_err();
            let error = only(&at_end);
            let line = u64::try_from(kind.lines().count()).unwrap() + 1;
            assert_eq!((error.code, error.line, error.column), ("charter.not_utf8", line, 4));
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_document() {
    for kind in KINDS {
        let marked = parse_document(format!("\u{feff}{kind}").as_bytes()).unwrap();
        assert_eq!(marked, parse_document(kind.as_bytes()).unwrap());
        let within = kind.replace(version(kind), "version: a\u{feff}b");
        assert_eq!(parse_document(within.as_bytes()).unwrap().version(), "a\u{feff}b");
    }
}

/// YAML indents with blanks alone; a tab elsewhere is a blank.
#[test]
fn tabs_do_not_indent() {
    for kind in KINDS {
        let indented = kind.replacen("\n  ", "\n\t", 1);
        let errors = read_any(indented.as_bytes()).unwrap_err();
        check_short(&errors);
        assert_eq!(only(&errors).code, "charter.syntax", "{errors:?}");
        let apart = kind.replace(version(kind), &version(kind).replace(": ", ":\t"));
        assert_eq!(parse_document(apart.as_bytes()).unwrap(), parse_document(kind.as_bytes()).unwrap());
    }
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
    for kind in KINDS {
        let nested = "[".repeat(DEPTH_MAX - 1);
        let deep = format!("version: {nested}‸[]{}", "]".repeat(DEPTH_MAX - 1));
        check_text("charter.too_deep", &kind.replace(version(kind), &deep));
    }
}

#[test]
fn parts_end_where_they_should() {
    let text = format!("vern: [{}]", "0,".repeat(NODES_MAX + 1));
    assert_eq!(only(&read(text.as_bytes()).unwrap_err()).code, "charter.too_deep");
    for kind in KINDS {
        let text = format!("{kind}more: [{}]", "0,".repeat(NODES_MAX + 1));
        let errors = read_any(text.as_bytes()).unwrap_err();
        let line = u64::try_from(kind.lines().count()).unwrap() + 1;
        assert_eq!((only(&errors).code, only(&errors).line), ("charter.too_deep", line));
    }
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
    for kind in KINDS {
        let text = format!("{kind}{bomb}");
        let errors = read_any(text.as_bytes()).unwrap_err();
        let line = u64::try_from(kind.lines().count()).unwrap() + 1;
        assert_eq!((only(&errors).code, only(&errors).line), ("charter.anchor", line));
        // Before anything of the form is looked at.
        let errors = read_any(format!("{bomb}{kind}").as_bytes()).unwrap_err();
        assert_eq!((only(&errors).code, only(&errors).line), ("charter.anchor", 1));
    }
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
        for kind in KINDS {
            for field in ["in_force_from", "languages"] {
                let was = kind.lines().find(|line| line.starts_with(field)).unwrap();
                let errors = read_any(kind.replace(was, &format!("{field}: {bad}")).as_bytes()).unwrap_err();
                check_short(&errors);
            }
            let unknown = kind.replace(version(kind), &format!("{}\n{bad}: x", version(kind)));
            check_short(&read_any(unknown.as_bytes()).unwrap_err());
        }
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

fn apply(text: &str, edits: &[Edit]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
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
        if let Err(errors) = read_any(&bytes) { check_short(&errors); }
    }

    #[test]
    fn arbitrary_text_never_panics(text in "[ -~\n\t\u{0}æ\u{feff}&*!|>'\"%@`{}\\[\\]:,?-]{0,200}") {
        if let Err(errors) = read_any(text.as_bytes()) { check_short(&errors); }
    }
}

/// Documents of every kind: the example, the smallest ones, and what the generator writes.
fn document() -> impl Strategy<Value = String> {
    let small = prop::sample::select(vec![EXAMPLE, MINIMAL, MINIMAL_TERMS, MINIMAL_AGREEMENT]);
    let written = any::<u64>().prop_map(|seed| {
        let documents = papers(&mut Dice::new(seed)).documents();
        write_document(&documents[usize::try_from(seed % 2).unwrap()]).unwrap()
    });
    prop_oneof![3 => small.prop_map(ToOwned::to_owned), 1 => written]
}

/// What is done to one line of a document.
#[derive(Debug, Clone)]
enum LineEdit {
    Delete,
    Double,
    Replace(String),
    /// By another line of the same document.
    Copy(prop::sample::Index),
    Indent(bool),
}

fn line_edits() -> impl Strategy<Value = Vec<(prop::sample::Index, LineEdit)>> {
    let edit = prop_oneof![
        Just(LineEdit::Delete),
        Just(LineEdit::Double),
        "[ -~æ\t]{0,40}".prop_map(LineEdit::Replace),
        any::<prop::sample::Index>().prop_map(LineEdit::Copy),
        any::<bool>().prop_map(LineEdit::Indent),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), edit), 1..4)
}

fn edit_lines(text: &str, edits: &[(prop::sample::Index, LineEdit)]) -> String {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    for (at, edit) in edits {
        let at = at.index(lines.len());
        match edit {
            LineEdit::Delete => drop(lines.remove(at)),
            LineEdit::Double => lines.insert(at, lines[at].clone()),
            LineEdit::Replace(line) => lines[at].clone_from(line),
            LineEdit::Copy(from) => lines[at] = lines[from.index(lines.len())].clone(),
            LineEdit::Indent(true) => lines[at].insert_str(0, "  "),
            LineEdit::Indent(false) => lines[at] = lines[at].trim_start().to_owned(),
        }
    }
    lines.join("\n")
}

/// A place within the file; none where the file as a whole is at fault.
#[track_caller]
fn check_within(text: &str, errors: &[CharterError]) {
    check_short(errors);
    for error in errors {
        let lines: Vec<&str> = text.split('\n').collect();
        if error.line == 0 {
            assert!(["charter.empty", "charter.too_large"].contains(&error.code), "{error}\n{text}");
            continue;
        }
        // One line and one column past the end: where what is missing would have stood.
        let line = usize::try_from(error.line).unwrap();
        assert!(line <= lines.len() + 1, "{error}\n{text}");
        let width = lines.get(line - 1).map_or(0, |line| line.chars().count());
        assert!(usize::try_from(error.column).unwrap() <= width + 2, "{error} in {width} columns\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_someone_tampered_with_never_panics(text in document(), edits in edits()) {
        if let Err(errors) = read_any(&apply(&text, &edits)) { check_short(&errors); }
    }

    #[test]
    fn a_line_changed_is_let_in_or_told_where(text in document(), edits in line_edits()) {
        let text = edit_lines(&text, &edits);
        if let Err(errors) = read_any(text.as_bytes()) { check_within(&text, &errors); }
    }
}
