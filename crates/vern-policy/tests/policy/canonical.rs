//! The canonical form: comments and order are no part of it, every fact is, and export gives the same hash again.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_saphyr::granit_parser::{Event, Parser};
use vern_policy::Charter;
use vern_policy::canonical::{CharterHash, canonical_bytes, document_hash};
use vern_policy::charter::{
    Agreement, InstructedTransfer, Measure, MeasureHeld, Provenance, Reading, Right, RightKind, Words,
};
use vern_policy::fact::Fact;
use vern_policy::in_force::Document;
use vern_policy::parse::{parse_charter, parse_document, write_document};

use crate::sample::{
    Dice, EXAMPLE, MINIMAL, MINIMAL_AGREEMENT, MINIMAL_TERMS, Papers, charter, papers, placed,
};

fn hash(text: &str) -> Option<CharterHash> {
    document_hash(&parse_document(text.as_bytes()).ok()?).ok()
}

#[track_caller]
fn check_fixpoint(document: &Document) {
    let written = write_document(document).unwrap();
    let again = parse_document(written.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert_eq!(again.kind(), document.kind());
    assert_eq!(document_hash(&again), document_hash(document), "{written}");
    assert_eq!(write_document(&again).unwrap(), written);
}

fn own(charter: Charter) -> Document {
    Document::Charter(Box::new(charter))
}

#[test]
fn export_is_a_fixpoint() {
    for text in [EXAMPLE, MINIMAL, MINIMAL_TERMS, MINIMAL_AGREEMENT] {
        check_fixpoint(&parse_document(text.as_bytes()).unwrap());
    }
    for seed in 0..200 {
        check_fixpoint(&own(charter(&mut Dice::new(seed))));
    }
    for seed in 0..100 {
        papers(&mut Dice::new(seed)).documents().iter().for_each(check_fixpoint);
    }
}

/// The bytes themselves: any change of them is a change of format (ADR 0006).
#[test]
fn the_hash_of_the_smallest_charter_stands() {
    let hash: String = hash(MINIMAL).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "a4f5741f272f3fd807cf200eeccec622a84c3324c7cd033c483e595d3f2771b5");
}

/// What a document leaves out is not written: a field added to the form later changes the hash of none that does not use it.
#[test]
fn what_is_left_out_is_no_part_of_the_canonical_form() {
    for text in [MINIMAL, MINIMAL_TERMS, MINIMAL_AGREEMENT] {
        let written = write_document(&parse_document(text.as_bytes()).unwrap()).unwrap();
        for optional in [
            "suppliers",
            "places",
            "clause: null",
            "claims",
            "services",
            "cookies",
            "instructions",
            "log_link: null",
        ] {
            assert!(!written.contains(optional), "{optional} in\n{written}");
        }
    }
}

#[test]
fn canonical_bytes_are_deterministic_cbor() {
    let bytes = canonical_bytes(&parse_charter(EXAMPLE.as_bytes()).unwrap()).unwrap();
    let value: ciborium::Value = ciborium::from_reader(bytes.as_slice()).unwrap();
    check_order(&value);
    let mut again = Vec::new();
    ciborium::into_writer(&value, &mut again).unwrap();
    assert_eq!(again, bytes, "shortest lengths, no indefinite items");
}

/// RFC 8949 § 4.2.1: keys in the order of their encodings, each once; no floats and no tags.
fn check_order(value: &ciborium::Value) {
    match value {
        ciborium::Value::Map(pairs) => {
            let keys: Vec<Vec<u8>> = pairs
                .iter()
                .map(|(key, _)| {
                    let mut bytes = Vec::new();
                    ciborium::into_writer(key, &mut bytes).unwrap();
                    bytes
                })
                .collect();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{pairs:?}");
            pairs.iter().for_each(|(_, value)| check_order(value));
        }
        ciborium::Value::Array(items) => items.iter().for_each(check_order),
        other => assert!(other.is_text() || other.is_integer() || other.is_bool(), "{other:?}"),
    }
}

#[test]
fn comments_and_blank_lines_are_no_facts() {
    let bare: String = EXAMPLE
        .lines()
        .filter(|line| !line.trim().starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    let spaced: String = bare.lines().map(|line| format!("# {line}\n\n{line}   # so\n")).collect();
    assert_ne!(bare, EXAMPLE);
    assert_eq!(hash(&bare), hash(EXAMPLE));
    assert_eq!(hash(&spaced), hash(EXAMPLE));
    assert_eq!(hash(&EXAMPLE.replace('\n', "\r\n")), hash(EXAMPLE));
}

/// JSON is YAML: the model as JSON, keys once in the order of the alphabet and once backwards.
#[test]
fn order_of_keys_is_no_fact() {
    let charter = parse_charter(EXAMPLE.as_bytes()).unwrap();
    let value = serde_json::to_value(&charter).unwrap();
    let (mut forwards, mut backwards) = (String::new(), String::new());
    write_json(&value, false, &mut forwards);
    write_json(&value, true, &mut backwards);
    assert_ne!(forwards, backwards);
    assert_eq!(hash(&forwards), hash(EXAMPLE));
    assert_eq!(hash(&backwards), hash(EXAMPLE));
}

fn write_json(value: &serde_json::Value, backwards: bool, out: &mut String) {
    match value {
        serde_json::Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| *key);
            if backwards {
                pairs.reverse();
            }
            out.push('{');
            for (place, (key, value)) in pairs.into_iter().enumerate() {
                out.push_str(if place == 0 { " " } else { ", " });
                out.push_str(&format!("{key:?}: "));
                write_json(value, backwards, out);
            }
            out.push_str(" }");
        }
        serde_json::Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place == 0 { "" } else { ", " });
                write_json(item, backwards, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// The order of a list is a fact: pages keep it, and the bits of data types follow it.
#[test]
fn order_of_lists_is_a_fact() {
    let turned = EXAMPLE.replace("languages: [nb, en]", "languages: [en, nb]");
    assert_ne!(hash(&turned), hash(EXAMPLE));
    assert!(hash(&turned).is_some());
}

/// Every scalar of the example with its bytes, and the key it stands under where it is a value.
fn scalars(text: &str) -> Vec<(std::ops::Range<usize>, String, Option<String>)> {
    enum Within {
        Sequence(Option<String>),
        Key,
        Value(String),
    }
    let mut found = Vec::new();
    let mut within: Vec<Within> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.unwrap();
        let key = match within.last() {
            Some(Within::Sequence(key)) => key.clone(),
            Some(Within::Value(key)) => Some(key.clone()),
            _ => None,
        };
        let is_key = matches!(within.last(), Some(Within::Key));
        match event {
            Event::Scalar(value, ..) => {
                found.push((span.byte_range().unwrap(), value.to_string(), key));
                if is_key {
                    within.pop();
                    within.push(Within::Value(value.to_string()));
                } else if matches!(within.last(), Some(Within::Value(_))) {
                    within.pop();
                    within.push(Within::Key);
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if matches!(within.last(), Some(Within::Value(_))) {
                    within.pop();
                    within.push(Within::Key);
                }
                let sequence = matches!(event, Event::SequenceStart(..));
                within.push(if sequence { Within::Sequence(key) } else { Within::Key });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                within.pop();
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_fact_changed_changes_the_hash() {
    let (let_in, kept_out) = change_facts(EXAMPLE, 1);
    assert!(let_in > 300 && kept_out > 300, "{let_in} {kept_out}");
    // Of large ones a sample.
    for document in papers(&mut Dice::new(2)).documents() {
        let (let_in, kept_out) = change_facts(&write_document(&document).unwrap(), 31);
        assert!(let_in + kept_out > 10, "{let_in} {kept_out}");
    }
}

/// How many changes of single facts, one of so many, were let in, each with another hash, and how many kept out.
fn change_facts(text: &str, every: usize) -> (u32, u32) {
    let whole = hash(text).unwrap();
    let found = scalars(text);
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, value, key) in &found {
        if let Some(key) = key {
            others.entry(key).or_default().push(value);
        }
    }
    let (mut let_in, mut kept_out) = (0, 0);
    for (range, value, key) in found.iter().step_by(every) {
        let alike = key.as_deref().and_then(|key| others.get(key)).cloned().unwrap_or_default();
        let mut tried: Vec<String> =
            alike.into_iter().filter(|other| other != value).map(ToOwned::to_owned).take(1).collect();
        tried.push(format!("{value}x"));
        tried.extend((value == "true").then(|| "false".to_owned()));
        tried.extend((value == "not_stated").then(|| "open".to_owned()));
        for other in tried {
            let written =
                if matches!(other.as_str(), "true" | "false") { other } else { format!("{other:?}") };
            let mut text = text.to_owned();
            text.replace_range(range.clone(), &written);
            match hash(&text) {
                Some(other) => {
                    let_in += 1;
                    assert_ne!(
                        other, whole,
                        "`{value}` at byte {} is no part of the hash: {written}",
                        range.start
                    );
                }
                None => kept_out += 1,
            }
        }
    }
    (let_in, kept_out)
}

fn hostile() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "null",
        "~",
        "true",
        "no",
        "0x1F",
        "1e3",
        ".nan",
        "007",
        "- a",
        "a: b",
        "#x",
        " x",
        "x ",
        "\tx",
        "x\n",
        "\nx",
        "a\nb\n\n",
        "'",
        "\"",
        "&a",
        "*a",
        "!!str x",
        "<<",
        "---",
        "...",
        "%YAML",
        "@",
        "`",
        "|",
        ">",
        "{",
        "}",
        "[",
        "]",
        ",",
        "?",
        ":",
        "-",
        "\u{feff}x",
        "\u{85}x",
        "\u{2028}x",
        "\u{7f}x",
        "\u{1}x",
        "\0x",
        "x\u{a0}",
        "\r\nx",
        "😀",
        "\u{10ffff}",
        "not_stated",
        "open",
        "aim",
        "2026-01-01",
        "P60D",
    ]);
    prop_oneof![
        known.prop_map(ToOwned::to_owned),
        "\\PC{1,60}",
        "[ \\n\\t'\"\\\\:#&*!|>%@`{}\\[\\],?a-]{1,30}",
        prop::collection::vec(any::<char>(), 1..20).prop_map(|text| text.into_iter().collect()),
    ]
    .prop_filter("a text is never blank", |text: &String| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn export_is_a_fixpoint_whatever_the_texts(seed in any::<u64>(), texts in prop::collection::vec(hostile(), 12)) {
        let mut charter = charter(&mut Dice::new(seed));
        let [a, b, c, d, e, f, g, h, i, j, k, l] = <[String; 12]>::try_from(texts).unwrap();
        let words = |nb: &str, en: &str| Words { nb: nb.to_owned(), en: en.to_owned(), own: None };
        charter.version = a.clone();
        charter.organisation.name = b.clone();
        charter.organisation.contact.clause = Some(c.clone());
        charter.organisation.contact.role = words(&d, &e);
        if f != "open" && f != "not_stated" {
            charter.organisation.org_number = Fact::Stated(f.clone());
            charter.organisation.data_protection_officer = Fact::Aim(f);
        }
        charter.provenance = Some(Provenance { document: g.clone(), read_on: "2026-11-22".to_owned(), reading: vern_policy::Placed::nowhere(Reading::Outline), note: words(&h, &a) });
        charter.activities[0].purpose = Fact::Stated(words(&i, &j));
        charter.activities[1].purpose = Fact::Aim(words(&j, &i));
        charter.activities[0].sources = vec![words(&k, &l), words(&l, &k)];
        charter.suppliers[0].clause = k.clone();
        charter.measures = vec![Measure { id: placed("login".to_owned()), label: words(&b, &c), held: MeasureHeld::Enforced, evidence: Fact::NotStated, every: Fact::NotStated, clause: l.clone() }];
        charter.rights = vec![Right { right: placed(RightKind::Erasure), how: None, limit: Some(words(&d, &g)), grounds: Vec::new(), answered_within: None, identified_by: None, clause: h }];
        check_fixpoint(&own(charter));
    }

    #[test]
    fn export_of_an_agreement_is_a_fixpoint_whatever_the_texts(seed in any::<u64>(), texts in prop::collection::vec(hostile(), 4)) {
        let Papers { agreements, .. } = papers(&mut Dice::new(seed));
        let [a, b, c, d] = <[String; 4]>::try_from(texts).unwrap();
        let words = |nb: &str, en: &str| Words { nb: nb.to_owned(), en: en.to_owned(), own: None };
        for mut agreement in agreements {
            agreement.version = a.clone();
            agreement.controller.name = b.clone();
            agreement.controller.contact.role = words(&c, &d);
            agreement.under.value.processor = d.clone();
            agreement.activities[0].clause = c.clone();
            for instruction in &mut agreement.instructions {
                instruction.value.version = b.clone();
                instruction.value.purpose = Fact::Stated(words(&a, &b));
                instruction.value.clause = Some(d.clone());
                instruction.value.transfers = vec![InstructedTransfer { supplier: placed(a.clone()), to: "US".parse().unwrap(), what_for: words(&d, &c) }];
            }
            check_fixpoint(&Document::Agreement(Box::new(Agreement::clone(&agreement))));
        }
    }
}
