//! `cargo xtask tidy`: the rules of the house that no compiler and no lint holds. Each rule is one module with its reasons.

mod document;
mod edge;
mod lock;
mod shape;
mod word;

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::source::Source;

/// Folders that hold our own code.
const CODE_FOLDERS: &[&str] = &["crates", "xtask"];
/// Folders nobody wrote.
const SKIPPED: &[&str] = &["target", "node_modules"];

/// Checks the workspace at `root`; one `file:line: what, why` for each failure, in the order of the rules.
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let files = walk(root, root)?;
    let of_code = |path: &&String| CODE_FOLDERS.iter().any(|folder| path.starts_with(&format!("{folder}/")));
    let mut sources = Vec::new();
    for path in files.iter().filter(of_code).filter(|path| path.ends_with(".rs")) {
        sources.push(Source::new(path, &read(root, path)?));
    }
    let mut failures = Vec::new();
    failures.extend(edge::check(&manifests(root, &files)?));
    failures.extend(shape::check(&sources));
    failures.extend(shape::check_names(files.iter().filter(of_code)));
    failures.extend(word::check(&sources));
    failures.extend(lock::check_cargo(&read(root, "Cargo.lock")?));
    for path in files.iter().filter(|path| is_named(path, "package-lock.json")) {
        failures.extend(lock::check_npm(path, &read(root, path)?));
    }
    let decisions: Vec<&String> = files.iter().filter(|path| path.starts_with("docs/adr/")).collect();
    failures.extend(document::check_decisions(&decisions, &read(root, document::DECISIONS)?));
    failures.extend(document::check_threats(&read(root, document::THREATS)?, &sources));
    Ok(failures)
}

/// A failure as people read it.
fn failure(path: &str, line: usize, what: &str, why: &str) -> String {
    format!("{path}:{line}: {what}; {why}")
}

fn manifests(root: &Path, files: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let of_ours = |path: &&String| is_named(path, "Cargo.toml") && path.as_str() != "Cargo.toml";
    files.iter().filter(of_ours).map(|path| Ok((path.clone(), read(root, path)?))).collect()
}

fn is_named(path: &str, name: &str) -> bool {
    Path::new(path).file_name().is_some_and(|found| found == name)
}

fn read(root: &Path, path: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
}

/// Every file below `folder`, by its path from `root`, sorted; hidden folders and what nobody wrote left out.
pub(crate) fn walk(root: &Path, folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        entries.push(entry?.path());
    }
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_symlink() || SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            if !name.starts_with('.') {
                found.extend(walk(root, &path)?);
            }
        } else {
            found.push(path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn house() -> tempfile::TempDir {
        let house = tempfile::tempdir().unwrap();
        put(house.path(), "Cargo.lock", "[[package]]\nname = \"libsqlite3-sys\"\n");
        put(house.path(), "docs/adr/README.md", "[0001](0001-x.md)\n");
        put(house.path(), "docs/adr/0001-x.md", "");
        put(house.path(), "docs/threats.md", "");
        put(house.path(), "crates/vern-core/Cargo.toml", "[package]\nname = \"vern-core\"\n");
        put(house.path(), "crates/vern-core/src/lib.rs", "//! Core.\n");
        put(house.path(), "xtask/Cargo.toml", "[package]\nname = \"xtask\"\n");
        put(house.path(), "target/debug/x.rs", "no header\n");
        house
    }

    #[test]
    fn a_tidy_house_has_no_failures() {
        let house = house();
        assert_eq!(check(house.path()).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn every_rule_is_asked() {
        let house = house();
        let core = "crates/vern-core";
        put(
            house.path(),
            &format!("{core}/Cargo.toml"),
            "[package]\nname = \"vern-core\"\n[dependencies]\nvern-app.workspace = true\n",
        );
        put(house.path(), &format!("{core}/src/utils.rs"), "use std::fs;\n");
        put(house.path(), "Cargo.lock", "");
        put(house.path(), "tests/package-lock.json", "\"resolved\": \"https://x.example\"\n");
        put(house.path(), "docs/adr/0002-y.md", "");
        put(house.path(), "docs/threats.md", "| a thief | a lock | `a_lock_holds` |");
        let failures = check(house.path()).unwrap();
        let starts = [
            "crates/vern-core/Cargo.toml:4:",
            "crates/vern-core/src/utils.rs:1: no `//!`",
            "crates/vern-core/src/utils.rs:1: `utils`",
            "crates/vern-core/src/utils.rs:1: `std::fs`",
            "Cargo.lock:1:",
            "tests/package-lock.json:1:",
            "docs/adr/README.md:1:",
            "docs/threats.md:1:",
        ];
        for start in starts {
            assert!(failures.iter().any(|failure| failure.starts_with(start)), "{start} in {failures:#?}");
        }
        assert_eq!(failures.len(), starts.len(), "{failures:#?}");
    }
}
