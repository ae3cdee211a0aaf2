//! Documents: the list of decisions names every decision, and nothing else.

use super::failure;

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

#[cfg(test)]
mod tests {
    use super::*;

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
