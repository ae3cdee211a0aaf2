//! Lock files: one SQLite in the binary, and no address in a lock of npm packages.

use super::failure;

/// Crates that bring SQLite's C code with them. Two of them would be two engines with one set of symbols.
const SQLITE: &[&str] = &["libsqlite3-sys", "sqlite3-sys", "sqlite3-src", "libsql-ffi"];

/// Checks Cargo.lock.
pub(super) fn check_cargo(text: &str) -> Vec<String> {
    let name =
        |line: &'_ str| line.strip_prefix("name = \"").map(|rest| rest.trim_end_matches('"').to_owned());
    let lines: Vec<usize> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| name(line).is_some_and(|name| SQLITE.contains(&name.as_str())))
        .map(|(number, _)| number)
        .collect();
    if lines.len() == 1 {
        return Vec::new();
    }
    let line = lines.last().copied().unwrap_or(1);
    vec![failure("Cargo.lock", line, &format!("{} crates link sqlite3", lines.len()), "there is exactly one")]
}

/// Checks a package-lock.json.
pub(super) fn check_npm(path: &str, text: &str) -> Vec<String> {
    let resolved = (1..).zip(text.lines()).filter(|(_, line)| line.contains("\"resolved\":"));
    resolved
        .map(|(number, _)| {
            failure(
                path,
                number,
                "`resolved`",
                "a lock names versions and checksums, not whose mirror was asked",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_sqlite() {
        let one = "[[package]]\nname = \"libsqlite3-sys\"\nversion = \"1\"\n";
        assert!(check_cargo(one).is_empty());
        assert_eq!(check_cargo("").len(), 1);
        assert!(check_cargo(&one.repeat(2))[0].starts_with("Cargo.lock:5: 2 crates"));
        assert_eq!(check_cargo(&format!("{one}[[package]]\nname = \"libsql-ffi\"\n")).len(), 1);
    }

    #[test]
    fn a_lock_of_npm_packages_has_no_addresses() {
        assert!(check_npm("a/package-lock.json", "{ \"integrity\": \"sha512-x\" }").is_empty());
        assert!(
            check_npm("a/package-lock.json", "{\n\"resolved\": \"https://x.example\"\n}")[0]
                .starts_with("a/package-lock.json:2:")
        );
    }
}
