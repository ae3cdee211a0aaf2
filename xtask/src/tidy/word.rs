//! Words that belong to one crate: what a crate deliberately does not do is held by what it does not name.
//!
//! Looked for in `src` folders of crates, without tests. Development code (tests, benches, examples, vern-testkit, xtask) is free.

use super::failure;
use crate::source::Source;

/// Where a word is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In code.
    Code,
    /// In string literals.
    Text,
}

struct Rule {
    words: &'static [&'static str],
    place: Place,
    /// Crates it holds for; all where empty.
    within: &'static [&'static str],
    /// Files or folders, from `crates/`, where the word is at home.
    home: &'static [&'static str],
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        words: &[
            "SELECT ",
            "INSERT INTO ",
            "INSERT OR ",
            "DELETE FROM ",
            "CREATE TABLE ",
            "CREATE INDEX ",
            "ALTER TABLE ",
            "DROP TABLE ",
            "PRAGMA ",
            "BEGIN IMMEDIATE",
            "SAVEPOINT ",
        ],
        place: Place::Text,
        within: &[],
        // The plain tables `vern bench` measures against are what a service without Vern would have (ADR 0021).
        home: &["vern-store/", "vern-bench/src/plain/"],
        why: "SQL stands in vern-store only (ADR 0010), and in what it is measured against",
    },
    Rule {
        words: &["rusqlite"],
        place: Place::Code,
        within: &[],
        home: &["vern-store/", "vern-bench/src/plain/", "vern-bench/src/error.rs"],
        why: "the database is known to vern-store only, and to what it is measured against",
    },
    Rule {
        words: &["axum"],
        place: Place::Code,
        within: &[],
        // The rival of `vern bench` behind HTTP.
        home: &["vern-web/", "vern/", "vern-bench/src/plain/http.rs"],
        why: "HTTP comes in through vern-web only",
    },
    Rule {
        words: &["std::net", "tokio::net"],
        place: Place::Code,
        within: &[],
        home: &["vern-web/", "vern/", "vern-outbound/"],
        why: "connections are opened at the edges only",
    },
    Rule {
        words: &["SystemTime", "Instant::now", "Timestamp::now", "Zoned::now"],
        place: Place::Code,
        within: &[],
        home: &["vern-app/src/clock.rs"],
        why: "time comes in as a value; the only clock is vern_app::clock",
    },
    Rule {
        words: &["aws_lc_rs", "getrandom", "OsRng", "SystemRandom"],
        place: Place::Code,
        within: &[],
        // The other uses are the provider rustls is given for servers on other machines: a database, another Vern, those messages are handed to.
        home: &[
            "vern-crypto/",
            "vern-store/src/postgres_tls.rs",
            "vern-client/src/transport.rs",
            "vern-outbound/src/settings.rs",
        ],
        why: "randomness and ciphers come from vern-crypto alone",
    },
    Rule {
        words: &["std::env"],
        place: Place::Code,
        within: &[],
        // cargo tells a build script in a variable where to write, and nowhere else.
        home: &["vern/src/settings.rs", "vern-web/build.rs"],
        why: "settings are read in one place",
    },
    Rule {
        words: &["std::fs"],
        place: Place::Code,
        within: &["vern-core", "vern-policy", "vern-journal", "vern-text", "vern-crypto"],
        home: &[],
        why: "this crate does no I/O",
    },
    Rule {
        words: &["anyhow"],
        place: Place::Code,
        within: &[],
        home: &["vern/", "vern-testkit/"],
        why: "errors are typed by cause below the command line",
    },
];

/// Addresses are values; they open no connection.
const NET_VALUES: &[&str] = &["IpAddr", "Ipv4Addr", "Ipv6Addr"];

/// Checks the sources of the crates that ship.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let shipped = sources.iter().filter(|source| !source.is_development());
    shipped.flat_map(check_one).collect()
}

fn check_one(source: &Source) -> Vec<String> {
    let Some(path) = source.path.strip_prefix("crates/") else { return Vec::new() };
    let crate_name = path.split('/').next().unwrap_or_default();
    let rules = RULES.iter().filter(|rule| {
        (rule.within.is_empty() || rule.within.contains(&crate_name))
            && !rule.home.iter().any(|home| path.starts_with(home))
    });
    let mut failures = Vec::new();
    for rule in rules {
        let lines: Vec<(usize, String)> = match rule.place {
            Place::Code => spelled_out(source),
            Place::Text => source.string_lines().map(|(number, line)| (number, line.to_owned())).collect(),
        };
        for (number, line) in lines {
            for word in rule.words.iter().filter(|word| stands_in(&line, word)) {
                failures.push(failure(&source.path, number, &format!("`{}`", word.trim_end()), rule.why));
            }
        }
    }
    failures
}

/// Whether a word stands in a line as itself, not as part of a longer one.
fn stands_in(line: &str, word: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(place, _)| {
        let (before, after) =
            (line.get(..place).unwrap_or_default(), line.get(place + word.len()..).unwrap_or_default());
        let inside = before.chars().next_back().is_some_and(part)
            || (!word.ends_with(' ') && after.chars().next().is_some_and(part));
        let value = word.ends_with("net")
            && NET_VALUES
                .iter()
                .any(|value| after.strip_prefix("::").is_some_and(|after| after.starts_with(value)));
        !inside && !value
    })
}

/// The code, by line, and each `std::{a, b}` or `tokio::{a, b}` once more as `std::a`, `std::b`.
fn spelled_out(source: &Source) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> =
        source.code_lines().map(|(number, line)| (number, line.to_owned())).collect();
    let code: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    for root in ["std", "tokio"] {
        let group = format!("{root}::{{");
        for (place, _) in code.match_indices(&group) {
            let number = code.get(..place).unwrap_or_default().matches('\n').count() + 1;
            let inside = code.get(place + group.len()..).unwrap_or_default();
            lines.extend(members(inside).into_iter().map(|member| (number, format!("{root}::{member}"))));
        }
    }
    lines
}

/// Members of a use group, up to the brace that closes it.
fn members(inside: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut depth = 0_usize;
    for letter in inside.chars() {
        match letter {
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            '{' => depth += 1,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = found.last_mut().filter(|_| !letter.is_whitespace()) {
            last.push(letter);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failures(path: &str, text: &str) -> Vec<String> {
        check(&[Source::new(path, text)])
    }

    #[test]
    fn a_word_is_at_home_in_its_crate_only() {
        let select = "const A: &str = \"SELECT 1\";";
        assert_eq!(failures("crates/vern-app/src/a.rs", select).len(), 1);
        assert!(failures("crates/vern-store/src/a.rs", select).is_empty());
        assert!(failures("crates/vern-app/src/a.rs", "// SELECT 1\nstruct Select;").is_empty());
        assert_eq!(failures("crates/vern-app/src/a.rs", "use axum::Router;").len(), 1);
        assert!(failures("crates/vern-web/src/a.rs", "use axum::Router;").is_empty());
        assert!(failures("crates/vern-app/src/clock.rs", "let a = Timestamp::now();").is_empty());
        assert_eq!(failures("crates/vern-web/src/a.rs", "let a = Instant::now();").len(), 1);
        assert!(failures("crates/vern/src/settings.rs", "use std::env;").is_empty());
        assert_eq!(
            failures("crates/vern/src/main.rs", "\nuse std::env;")[0].split(' ').next(),
            Some("crates/vern/src/main.rs:2:")
        );
    }

    #[test]
    fn files_are_kept_from_the_crates_without_io() {
        assert_eq!(failures("crates/vern-journal/src/a.rs", "std::fs::read(x)").len(), 1);
        assert!(failures("crates/vern-app/src/a.rs", "std::fs::read(x)").is_empty());
        let in_tests = "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert!(failures("crates/vern-journal/src/a.rs", in_tests).is_empty());
        assert!(failures("crates/vern-journal/tests/a.rs", "use std::fs;").is_empty());
    }

    #[test]
    fn grouped_imports_are_seen() {
        assert_eq!(failures("crates/vern-core/src/a.rs", "use std::{fmt, fs};").len(), 1);
        assert_eq!(
            failures(
                "crates/vern-core/src/a.rs",
                "\nuse std::{\n    fmt::{self, Write},\n    net::TcpStream,\n};"
            )
            .len(),
            1
        );
        assert!(failures("crates/vern-core/src/a.rs", "use std::{fmt::{self, fs}, io};").is_empty());
    }

    #[test]
    fn an_address_is_a_value() {
        assert!(failures("crates/vern-core/src/a.rs", "use std::net::IpAddr;").is_empty());
        assert_eq!(failures("crates/vern-core/src/a.rs", "use std::net::TcpStream;").len(), 1);
        assert!(failures("crates/vern-core/src/a.rs", "let my_axum_like = 1;").is_empty());
    }
}
