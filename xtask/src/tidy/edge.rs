//! Which crate may depend on which: exactly the edges ARCHITECTURE.md lists, and those of crates to come. Folder = crate.

use super::failure;

/// Crate → crates of ours it may depend on. Anything else fails, a crate that is not listed too.
const EDGES: &[(&str, &[&str])] = &[
    (
        "vern",
        &["vern-web", "vern-app", "vern-client", "vern-text", "vern-journal", "vern-core", "vern-bench"],
    ),
    ("vern-bench", &["vern-app", "vern-core"]),
    ("vern-client", &["vern-journal"]),
    ("vern-web", &["vern-app", "vern-text", "vern-core"]),
    (
        "vern-app",
        &[
            "vern-policy",
            "vern-payments",
            "vern-store",
            "vern-crypto",
            "vern-journal",
            "vern-outbound",
            "vern-text",
            "vern-core",
        ],
    ),
    ("vern-policy", &["vern-core", "vern-text"]),
    ("vern-payments", &["vern-core"]),
    ("vern-store", &["vern-core"]),
    ("vern-outbound", &["vern-core"]),
    ("vern-text", &[]),
    ("vern-crypto", &[]),
    ("vern-journal", &[]),
    ("vern-core", &[]),
];

/// Development only: may depend on anything, and nothing that ships depends on them.
const DEVELOPMENT: &[&str] = &["vern-testkit", "xtask"];

const WHY: &str = "every edge between crates is listed in ARCHITECTURE.md and in xtask/src/tidy/edge.rs";

/// Checks manifests, each with its path.
pub(super) fn check(manifests: &[(String, String)]) -> Vec<String> {
    manifests.iter().flat_map(|(path, text)| check_one(path, text)).collect()
}

fn check_one(path: &str, text: &str) -> Vec<String> {
    let folder = path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or_default();
    let mut failures = Vec::new();
    if DEVELOPMENT.contains(&folder) {
        return failures;
    }
    let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == folder) else {
        return vec![failure(path, 1, &format!("`{folder}` is no crate of the house"), WHY)];
    };
    let mut section = String::new();
    for (number, line) in (1..).zip(text.lines()).map(|(number, line)| (number, line.trim())) {
        if let Some(header) = line.strip_prefix('[') {
            header.trim_end_matches(']').clone_into(&mut section);
        }
        if section == "package" && line.starts_with("name") && !line.ends_with(&format!("\"{folder}\"")) {
            failures.push(failure(path, number, "the crate is not called as its folder", WHY));
        }
        if let Some(edge) = edge_of(&section, line) {
            let listed =
                allowed.contains(&edge) || (section.contains("dev-dependencies") && edge == "vern-testkit");
            if !listed {
                failures.push(failure(path, number, &format!("`{folder}` → `{edge}` is not listed"), WHY));
            }
        }
    }
    failures
}

/// The crate of ours a line of a manifest depends on, also where it is renamed.
fn edge_of<'a>(section: &str, line: &'a str) -> Option<&'a str> {
    let renamed = line.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
    let own_section = section.rsplit_once("dependencies.").map(|(_, name)| name.trim_matches('"'));
    let name = match (line.strip_prefix('['), own_section) {
        (Some(header), Some(_)) => header.trim_end_matches(']').rsplit('.').next(),
        (None, None) if section.ends_with("dependencies") => {
            renamed.or_else(|| line.split(['.', '=', ' ']).next().map(|name| name.trim_matches('"')))
        }
        (None, Some(_)) => renamed,
        _ => None,
    }?;
    let is_ours = name == "vern" || name.starts_with("vern-") || name == "xtask";
    is_ours.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failures(folder: &str, dependencies: &str) -> Vec<String> {
        let text = format!("[package]\nname = \"{folder}\"\n\n[dependencies]\n{dependencies}\n");
        check(&[(format!("crates/{folder}/Cargo.toml"), text)])
    }

    #[test]
    fn listed_edges_pass() {
        assert!(
            failures(
                "vern-web",
                "vern-app.workspace = true\nvern-core = { workspace = true }\nserde.workspace = true"
            )
            .is_empty()
        );
        assert_eq!(failures("vern-bench", "vern-store.workspace = true").len(), 1);
        assert!(failures("vern-testkit", "vern-store.workspace = true").is_empty());
        assert!(
            failures("vern-core", "jiff.workspace = true\n[dev-dependencies]\nvern-testkit.workspace = true")
                .is_empty()
        );
    }

    #[test]
    fn other_edges_fail_with_their_line() {
        let found = failures("vern-web", "serde = \"1\"\nvern-store.workspace = true");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("crates/vern-web/Cargo.toml:6: `vern-web` → `vern-store`"), "{found:?}");
        assert_eq!(
            failures("vern-core", "store = { package = \"vern-store\", path = \"../vern-store\" }").len(),
            1
        );
        assert_eq!(failures("vern-core", "[dependencies.vern-text]\nworkspace = true").len(), 1);
        assert_eq!(failures("vern-core", "[dependencies.text]\npackage = \"vern-text\"").len(), 1);
        assert_eq!(
            failures("vern-core", "[target.'cfg(unix)'.dependencies]\nvern-text.workspace = true").len(),
            1
        );
        assert_eq!(failures("vern-core", "[dev-dependencies]\nvern-app.workspace = true").len(), 1);
        assert_eq!(failures("vern-app", "xtask = { path = \"../../xtask\" }").len(), 1);
        assert_eq!(failures("vern-app", "vern-testkit.workspace = true").len(), 1);
    }

    #[test]
    fn a_crate_nobody_listed_fails() {
        assert_eq!(failures("vern-misc", "").len(), 1);
        let text = "[package]\nname = \"other\"\n".to_owned();
        assert_eq!(check(&[("crates/vern-core/Cargo.toml".to_owned(), text)]).len(), 1);
    }
}
