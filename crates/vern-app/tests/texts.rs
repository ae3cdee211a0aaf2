//! Every code a person can meet has its text in every language. A code without one would show as its own id.
//!
//! Deliberately not here: whether the two languages say the same; people read that.

use std::collections::BTreeSet;

use vern_app::problem::{Problem, SnapshotError, code_hint, message_id};
use vern_core::decision::Code;
use vern_journal::FailureCode;
use vern_policy::{CharterError, Finding, PolicyProblem};
use vern_store::StoreError;
use vern_text::{Language, has, text};

fn gate_codes() -> Vec<&'static str> {
    Code::ALL.iter().map(|code| code.as_str()).collect()
}

fn every_code() -> Vec<&'static str> {
    let mut codes = gate_codes();
    codes.extend([Problem::CODES, StoreError::CODES, CharterError::CODES, PolicyProblem::CODES].concat());
    codes.extend(vern_app::doctor::DoctorReport::CODES);
    codes.extend(SnapshotError::CODES);
    codes.extend(FailureCode::ALL.iter().map(|code| code.as_str()));
    codes
}

/// What lacks among `ids`, said with its language.
fn gaps<'a>(ids: impl IntoIterator<Item = String>, also: impl Fn(&str) -> bool + 'a) -> Vec<String> {
    let mut missing = Vec::new();
    for id in ids {
        for language in [Language::Nb, Language::En] {
            if !has(language, &id) || !also(&text(language, &id, &[("about", "x".into())])) {
                missing.push(format!("{}: {id}", language.as_str()));
            }
        }
    }
    missing
}

#[test]
fn every_code_has_a_sentence_in_both_languages() {
    let missing = gaps(every_code().into_iter().map(message_id), |said| said.ends_with('.'));
    assert!(missing.is_empty(), "no text, or no full stop: {missing:#?}");
}

#[test]
fn every_gate_code_says_who_can_mend_it() {
    for code in gate_codes().into_iter().chain(PolicyProblem::CODES.iter().copied()) {
        for language in [Language::Nb, Language::En] {
            assert!(code_hint(language, code).is_some_and(|hint| hint.ends_with('.')), "{code}");
        }
    }
}

#[test]
fn every_finding_has_a_title_a_reason_and_a_mend() {
    let ids = |part: &'static str| {
        Finding::CODES.iter().map(move |code| format!("{}-{part}", code.replacen("finding.", "finding-", 1)))
    };
    let sentences = gaps(ids("reason").chain(ids("mend")), |said| said.ends_with('.') && !said.contains('$'));
    let titles = gaps(ids("title"), |said| !said.ends_with('.'));
    assert!(sentences.is_empty() && titles.is_empty(), "{sentences:#?} {titles:#?}");
}

#[test]
fn no_code_stands_in_two_lists_and_none_reads_as_the_hint_of_another() {
    let codes = every_code();
    let different: BTreeSet<_> = codes.iter().collect();
    assert_eq!(different.len(), codes.len());
    assert!(!codes.iter().any(|code| code.contains('-') || code.ends_with("mend")));
}
