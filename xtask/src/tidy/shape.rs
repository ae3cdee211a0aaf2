//! The shape of a file: a header, a size, a name, and no lint silenced or work left open.

use super::failure;
use crate::source::Source;

/// Most lines of a file, without the tests at its end.
const LINES_MAX: usize = 800;

/// What must not stand in code, with why.
const NEVER: &[(&str, &str)] = &[
    ("#[allow", "a lint is set aside by `#[expect(…, reason = …)]`, which fails once it is no longer needed"),
    (
        "#![allow",
        "a lint is set aside by `#[expect(…, reason = …)]`, which fails once it is no longer needed",
    ),
    ("todo!", "what is not there yet is left out, not stubbed"),
];

/// Names that say nothing about what a module holds.
const NAMES_NEVER: &[&str] = &["util", "utils", "helper", "helpers", "common", "manager"];

/// Checks every source, tests too.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(check_one).collect()
}

fn check_one(source: &Source) -> Vec<String> {
    let mut failures = Vec::new();
    if !source.text.trim_start_matches('\u{feff}').starts_with("//!") {
        failures.push(failure(
            &source.path,
            1,
            "no `//!` header",
            "a file opens with what it is for and what it deliberately does not do",
        ));
    }
    if source.lines_without_tests > LINES_MAX {
        let what = format!("{} lines without tests, at most {LINES_MAX}", source.lines_without_tests);
        failures.push(failure(
            &source.path,
            LINES_MAX + 1,
            &what,
            "a file holds what one person keeps in mind",
        ));
    }
    for (number, line) in (1..).zip(source.code.lines()) {
        let dense: String = line.split_whitespace().collect();
        for (word, why) in NEVER.iter().filter(|(word, _)| dense.contains(word)) {
            failures.push(failure(&source.path, number, &format!("`{word}`"), why));
        }
    }
    failures
}

/// Checks the names of files and folders, as paths from the workspace root.
pub(super) fn check_names<'a>(paths: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut failures = Vec::new();
    for path in paths {
        let words = path.split(['/', '_', '-', '.']);
        if let Some(word) = words.into_iter().find(|word| NAMES_NEVER.contains(word)) {
            failures.push(failure(
                path,
                1,
                &format!("`{word}` in a name"),
                "a module is called by the one thing it holds",
            ));
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failures(text: &str) -> Vec<String> {
        check(&[Source::new("crates/x/src/y.rs", text)])
    }

    #[test]
    fn a_file_opens_with_its_header() {
        assert!(failures("//! What it is for.\n").is_empty());
        assert_eq!(failures("use std::fmt;\n").len(), 1);
    }

    #[test]
    fn a_file_is_not_too_long_and_its_tests_are_not_counted() {
        let long = |lines: usize| format!("//! x\n{}", "fn a() {}\n".repeat(lines - 1));
        assert!(failures(&long(800)).is_empty());
        assert!(failures(&long(801))[0].contains("801 lines"));
        let tests = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", long(800), "    fn b() {}\n".repeat(50));
        assert!(failures(&tests).is_empty());
    }

    #[test]
    fn silenced_lints_and_open_work_are_named_with_their_line() {
        let found = failures("//! x\n#[allow(dead_code)]\nfn a() { todo!() }\n#![ allow(x)]\n");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("crates/x/src/y.rs:2: `#[allow`"), "{found:?}");
        assert!(failures("//! No #[allow here.\nconst A: &str = \"todo!\";\n").is_empty());
    }

    #[test]
    fn names_say_what_a_module_holds() {
        let named = |path: &str| check_names([path.to_owned()].iter()).len();
        assert_eq!(named("crates/x/src/helpers/a.rs"), 1);
        assert_eq!(named("crates/x/src/key_manager.rs"), 1);
        assert_eq!(named("crates/x/src/uncommon.rs"), 0);
    }
}
