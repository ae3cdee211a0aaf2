//! Documents: the list of decisions names every decision, and nothing else; every threat names tests that are there.

use std::collections::BTreeSet;

use super::failure;
use crate::source::Source;

/// The list of decisions.
pub(super) const DECISIONS: &str = "docs/adr/README.md";

/// Checks the list against the files in its folder.
pub(super) fn check_decisions(files: &[&String], list: &str) -> Vec<String> {
    let names: Vec<&str> =
        files.iter().filter_map(|path| path.rsplit('/').next()).filter(|name| *name != "README.md").collect();
    let mut failures = Vec::new();
    for name in &names {
        if !list.contains(&format!("]({name})")) {
            failures.push(failure(
                DECISIONS,
                1,
                &format!("`{name}` is not listed"),
                "a decision nobody finds is none",
            ));
        }
    }
    for (number, line) in (1..).zip(list.lines()) {
        for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.ends_with(".md") && !target.contains('/') && !names.contains(&target) {
                failures.push(failure(
                    DECISIONS,
                    number,
                    &format!("`{target}` is not there"),
                    "a list names what exists",
                ));
            }
        }
    }
    failures
}

/// The threat model.
pub(super) const THREATS: &str = "docs/threats.md";

/// Checks that each row of the threat model's tables names at least one test, and none that is not there.
pub(super) fn check_threats(text: &str, sources: &[Source]) -> Vec<String> {
    let tests: BTreeSet<&str> = sources.iter().flat_map(|source| tests(&source.code)).collect();
    let mut failures = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some(named) =
            line.strip_prefix("| ").and_then(|line| line.trim_end_matches(" |").rsplit(" | ").next())
        else {
            continue;
        };
        if matches!(named, "test" | "---") {
            continue;
        }
        let named: Vec<&str> = named.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            failures.push(failure(THREATS, number, "no test", "what no test holds is a wish"));
        }
        for name in named.iter().filter(|name| !tests.contains(*name)) {
            failures.push(failure(
                THREATS,
                number,
                &format!("`{name}` is no test"),
                "a threat names what holds it",
            ));
        }
    }
    failures
}

/// Names of the functions that stand under a test's attribute, or in a `proptest!`.
fn tests(code: &str) -> impl Iterator<Item = &str> {
    let mut is_test = false;
    code.lines().filter_map(move |line| {
        let line = line.trim_start();
        is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        let name = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?.split(['(', '<']).next();
        std::mem::take(&mut is_test).then_some(name).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threat_names_tests_that_are_there() {
        let code = "#[test]\nfn a_lock_holds() {}\n#[tokio::test(flavor = \"x\")]\nasync fn and_another() {}\nfn no_test() {}\n";
        let sources = [Source::new("crates/x/tests/x.rs", code)];
        let table = "| threat | what | test |\n| --- | --- | --- |\n";
        let check = |row: &str| check_threats(&format!("Text.\n{table}{row}"), &sources);
        assert!(check("| a thief | `a lock` | `a_lock_holds`, `and_another` |").is_empty());
        assert!(check("| a thief | a lock | `no_test` |")[0].starts_with("docs/threats.md:4: `no_test`"));
        assert!(check("| a thief | `a lock` | hope |")[0].starts_with("docs/threats.md:4: no test"));
    }

    #[test]
    fn the_list_and_the_folder_are_the_same() {
        let files = ["docs/adr/0001-a.md".to_owned(), "docs/adr/README.md".to_owned()];
        let files: Vec<&String> = files.iter().collect();
        assert!(check_decisions(&files, "| [0001](0001-a.md) | A |").is_empty());
        assert_eq!(check_decisions(&files, "nothing").len(), 1);
        let found = check_decisions(&files, "[0001](0001-a.md)\n[0002](0002-b.md)");
        assert!(found[0].starts_with("docs/adr/README.md:2:"), "{found:?}");
    }
}
