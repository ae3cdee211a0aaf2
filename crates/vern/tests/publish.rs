//! `vern publish`: the site it writes is whole. Every link leads to something that is there, every page parses without an error by the rules
//! browsers parse by (html5ever), and what is not for a reader is not in the folder.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output};
use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{NodeData, RcDom};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/field-service");

/// An installation with a vendor, its terms and one customer.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        for file in ["charter.yaml", "terms.yaml", "agreement.yaml"] {
            world.import(&fs::read_to_string(Path::new(EXAMPLES).join(file)).unwrap(), file);
        }
        world
    }

    fn vern(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_vern"))
            .args(arguments)
            .args(["--data", "data", "--keys", "keys", "--language", "en"])
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    fn import(&self, charter: &str, file: &str) {
        fs::write(self.folder.path().join(file), charter).unwrap();
        let done = self.vern(&["charter", "import", file]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn publish(&self, organisation: &str, reader: &str) -> BTreeMap<String, String> {
        let done = self.vern(&["publish", "site", "--organisation", organisation, "--for", reader]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        self.files()
    }

    /// Every file of the site: path and content.
    fn files(&self) -> BTreeMap<String, String> {
        let root = self.folder.path().join("site");
        let mut waiting = vec![root.clone()];
        let mut files = BTreeMap::new();
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                    files.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        files
    }
}

/// One element: its name and its attributes.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
}

/// A page as a browser takes it.
struct Page {
    elements: Vec<Element>,
    errors: Vec<String>,
}

impl Page {
    fn parse(html: &str) -> Self {
        let options = ParseOpts {
            tokenizer: TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() },
            tree_builder: TreeBuilderOpts { exact_errors: true, ..TreeBuilderOpts::default() },
        };
        let dom = parse_document(RcDom::default(), options).one(html);
        let mut elements = Vec::new();
        let mut waiting = vec![Rc::clone(&dom.document)];
        while let Some(node) = waiting.pop() {
            waiting.extend(node.children.borrow().iter().map(Rc::clone));
            if let NodeData::Element { name, attrs, .. } = &node.data {
                let attributes = attrs
                    .borrow()
                    .iter()
                    .map(|it| (it.name.local.to_string(), it.value.to_string()))
                    .collect();
                elements.push(Element { name: name.local.to_string(), attributes });
            }
        }
        let errors = dom.errors.borrow().iter().map(ToString::to_string).collect();
        Self { elements, errors }
    }

    /// The values of an attribute, of elements of some names or of any.
    fn all(&self, names: &[&str], attribute: &str) -> Vec<&String> {
        let of = self.elements.iter().filter(|it| names.is_empty() || names.contains(&it.name.as_str()));
        of.filter_map(|element| element.attributes.get(attribute)).collect()
    }
}

/// Where a link of a page leads: a path of the site, and an anchor there.
fn target(from: &str, href: &str) -> (String, Option<String>) {
    let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor)));
    if path.is_empty() {
        return (from.to_owned(), anchor.map(ToOwned::to_owned));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => assert!(parts.pop().is_some(), "{from}: {href} leads out of the site"),
            Component::Normal(part) => parts.push(part.to_str().unwrap()),
            other => assert!(matches!(other, Component::CurDir), "{from}: {href} is no relative address"),
        }
    }
    (parts.join("/"), anchor.map(ToOwned::to_owned))
}

/// Laws of the pages, one by one and together.
fn hold(files: &BTreeMap<String, String>) {
    assert_ne!(Page::parse("<!doctype html><p></div>").errors, [""; 0], "the parser tells of errors");
    let mut pages: BTreeMap<&str, Page> = BTreeMap::new();
    for (path, content) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Page::parse(content);
        assert_eq!(page.errors, [""; 0], "{path}");
        let ids = page.all(&[], "id");
        let unique: BTreeSet<&String> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: an id stands twice");
        let inline = page.elements.iter().any(|it| matches!(it.name.as_str(), "script" | "style"));
        assert!(!inline && page.all(&[], "style").is_empty(), "{path}: script or style within the page");
        pages.insert(path, page);
    }
    assert!(pages.len() > 20, "{:?}", pages.keys());
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    for (path, page) in &pages {
        for href in page.all(&["a", "link"], "href").into_iter().chain(page.all(&["img"], "src")) {
            if href.starts_with("mailto:") || href.starts_with("https://") {
                continue;
            }
            let (to, anchor) = target(path, href);
            assert!(files.contains_key(&to), "{path}: {href} leads nowhere");
            if let Some(anchor) = anchor {
                let there = &pages[to.as_str()];
                assert!(there.all(&[], "id").contains(&&anchor), "{path}: {href} leads to no such place");
            }
            reached.insert(to);
        }
    }
    let lonely: Vec<&String> =
        files.keys().filter(|path| !reached.contains(*path) && *path != "site.json").collect();
    assert!(lonely.is_empty(), "no link leads to {lonely:?}");
}

#[test]
fn the_site_is_whole_and_holds_what_is_public() {
    let world = World::new();
    let files = world.publish("strandli", "public");
    hold(&files);
    for page in ["privacy-notice", "sub-processors", "cookie-policy", "terms", "processing-agreement"] {
        for language in ["nb", "en"] {
            assert!(files.contains_key(&format!("{language}/{page}.html")), "{language}/{page}");
            assert!(files.contains_key(&format!("{language}/{page}.history.html")), "{language}/{page}");
            let json = &files[&format!("{language}/{page}.json")];
            assert!(serde_json::from_str::<serde_json::Value>(json).is_ok() && !json.contains("\"held\""));
        }
    }
    assert!(files["nb/sub-processors.csv"].contains("\"SYSE AS\""));
    assert!(!files.keys().any(|path| path.contains("register")), "registers are never public");
    assert!(!files.values().any(|content| content.contains("Kvernes")), "nor are customers");
}

#[test]
fn the_authority_is_handed_the_registers_too() {
    let world = World::new();
    let files = world.publish("strandli", "authority");
    hold(&files);
    assert!(files["nb/register-processor.csv"].contains("Kvernes Elektro AS"));
    assert!(files["en/register-controller.html"].contains("Article 30(1)"));
    // A folder that was for the authority and is for everyone now keeps nothing of it.
    let files = world.publish("strandli", "public");
    assert!(!files.keys().any(|path| path.contains("register")));
    assert!(!files.values().any(|content| content.contains("Kvernes")));
}

#[test]
fn a_new_version_is_told_line_by_line() {
    let world = World::new();
    let charter = fs::read_to_string(Path::new(EXAMPLES).join("charter.yaml")).unwrap();
    let next = charter
        .replace("in_force_from: 2026-01-01T00:00:00Z", "in_force_from: 2026-02-01T00:00:00Z")
        .replace("version: \"2026-11-22\"", "version: \"2\"")
        .replace(
            "delivers: { nb: Fakturasystem, en: Invoicing system }",
            "delivers: { nb: Fakturaer, en: Invoices }",
        );
    assert!(next.contains("Fakturaer"));
    world.import(&next, "charter-2.yaml");
    let files = world.publish("strandli", "public");
    hold(&files);
    let history = &files["nb/sub-processors.history.html"];
    assert!(history.contains("Gjelder fra 1. februar 2026"), "{history}");
    assert!(history.contains("Gjaldt fra 1. januar 2026 til 1. februar 2026"));
    assert!(history.contains("<del>Fakturasystem</del>") && history.contains("<ins>Fakturaer</ins>"));
    assert!(!files["nb/terms.history.html"].contains("<del>"), "the terms are as they were");
}

#[test]
fn a_folder_of_someone_else_is_left_alone() {
    let world = World::new();
    let site: PathBuf = world.folder.path().join("site");
    fs::create_dir(&site).unwrap();
    fs::write(site.join("mine.txt"), "mine").unwrap();
    let done = world.vern(&["publish", "site", "--organisation", "strandli"]);
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("publish.folder_taken"));
    assert_eq!(fs::read_dir(&site).unwrap().count(), 1);
    let which = world.vern(&["publish", "elsewhere"]);
    assert!(String::from_utf8_lossy(&which.stderr).contains("publish.organisation_needed"));
    let whose = world.vern(&["publish", "elsewhere", "--organisation", "strandli", "--for", "subject"]);
    assert!(!whose.status.success(), "what is for one person is no site");
}

/// Whose a folder is stands in its list, also where a run was broken off: only its own organisation makes it whole.
#[test]
fn a_folder_left_half_done_is_finished_by_its_own_organisation_only() {
    let world = World::new();
    let site: PathBuf = world.folder.path().join("site");
    let publish = |organisation: &str| world.vern(&["publish", "site", "--organisation", organisation]);
    let whole = world.publish("strandli", "public");
    let pages: Vec<_> = whole.keys().filter(|name| name.ends_with(".html")).collect();
    fs::remove_file(site.join(pages[0])).unwrap();
    fs::write(site.join(pages[1]), "half wri").unwrap();
    let others = publish("kvernes-elektro");
    assert!(String::from_utf8_lossy(&others.stderr).contains("publish.folder_taken"));
    assert_eq!(fs::read_to_string(site.join(pages[1])).unwrap(), "half wri", "nothing is written");
    assert!(world.publish("strandli", "public") == whole, "made whole");
    fs::write(site.join("site.json"), "{ no list").unwrap();
    assert!(String::from_utf8_lossy(&publish("strandli").stderr).contains("publish.folder_taken"));
}
