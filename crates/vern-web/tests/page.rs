//! Holds what every page must be: in its language, whole, escaped, and clean of anything the content security
//! policy would stop. Deliberately not here: how pages look (pictures) and routes.

mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use vern_text::{Language, has};
use vern_web::page::CONTENT_SECURITY_POLICY;

/// Every page in both languages: language, name and HTML.
fn rendered() -> Result<Vec<(Language, String, String)>, askama::Error> {
    let of = |language| sample::pages(language).into_iter().map(move |(name, html)| (language, name, html));
    let named = |(language, name, html): (Language, &str, Result<String, _>)| {
        html.map(|html| (language, format!("{language}/{name}"), html))
    };
    Language::ALL.into_iter().flat_map(of).map(named).collect()
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    html.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(found, _)| found)
}

/// The values of one attribute, in order.
fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_has_one_heading_a_language_and_a_title() {
    for (language, name, html) in &rendered().unwrap() {
        assert!(html.starts_with("<!doctype html>\n<html lang=\""), "{name}");
        assert_eq!(between(html, "<html lang=\"", "\""), language.as_str(), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        let whose = if name.ends_with("guide-start") { "Vern" } else { "Granvik" };
        assert!(between(html, "<title>", "</title>").contains(whose), "{name}");
        assert_eq!(html.matches("<main ").count(), 1, "{name}");
        assert!(html.contains("<a class=\"ds-skip-link\" href=\"#content\">"), "{name}");
        assert_eq!(
            html.matches("aria-current=\"page\"").count(),
            usize::from(!name.ends_with("not-found")),
            "{name}"
        );
    }
}

#[test]
fn no_page_needs_more_than_the_policy_allows() {
    assert!(
        CONTENT_SECURITY_POLICY.contains("default-src 'none'") && !CONTENT_SECURITY_POLICY.contains("unsafe")
    );
    for (_, name, html) in &rendered().unwrap() {
        assert!(!html.contains("<style") && attribute(html, "style").is_empty(), "{name} has inline style");
        for script in html.split("<script").skip(1) {
            assert!(
                script.starts_with(" type=\"module\" src=\"/assets/") && script.contains("></script>"),
                "{name}"
            );
        }
        let handlers = ["onclick", "onload", "onsubmit", "onerror", "onchange", "oninput"];
        assert!(handlers.iter().all(|handler| attribute(html, handler).is_empty()), "{name} has a handler");
        for source in attribute(html, "src").into_iter().chain(attribute(html, "action")) {
            assert!(source.starts_with('/') && !source.starts_with("//"), "{name}: {source}");
        }
        for link in html.split("<link ").skip(1).filter_map(|rest| rest.split('>').next()) {
            assert!(link.contains("href=\"/"), "{name}: {link}");
        }
    }
}

#[test]
fn what_users_typed_is_escaped() {
    let html = sample::permitted(Language::Nb).render().unwrap();
    assert!(!html.contains("<script>alert") && html.contains("&#60;script&#62;alert(1)"), "{html}");
    let hostile = "\"><img src=x onerror=alert(1)>";
    let mut page = sample::journal(Language::En, "journal", Some(sample::included(Language::En)));
    if let Some(lookup) = &mut page.lookup {
        hostile.clone_into(&mut lookup.receipt);
    }
    assert!(!page.render().unwrap().contains("<img src=x"));
    let mut page = sample::notice(Language::Nb, true);
    hostile.clone_into(&mut page.document.title);
    hostile.clone_into(&mut page.document.sections[0].id);
    assert!(!page.render().unwrap().contains("<img src=x"));
}

#[test]
fn ids_are_unique_and_everything_pointed_at_exists() {
    for (_, name, html) in &rendered().unwrap() {
        let ids = attribute(html, "id");
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        let named =
            ["aria-labelledby", "aria-describedby", "for"].into_iter().flat_map(|by| attribute(html, by));
        for id in named.flat_map(str::split_ascii_whitespace) {
            assert!(unique.contains(&id), "{name} points at {id}");
        }
        for anchor in attribute(html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(unique.contains(&anchor), "{name} links to #{anchor}");
        }
    }
}

#[test]
fn headings_step_down_one_level_at_a_time() {
    for (_, name, html) in &rendered().unwrap() {
        let mut level = 0;
        for rest in html.split("<h").skip(1) {
            let Some(found) = rest.chars().next().and_then(|digit| digit.to_digit(10)) else { continue };
            assert!(found <= level + 1, "{name}: h{found} after h{level}");
            level = found;
        }
    }
}

#[test]
fn tags_are_balanced() {
    const VOID: &[&str] = &["meta", "link", "img", "input", "wbr", "!doctype"];
    for (_, name, html) in &rendered().unwrap() {
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let word = tag.split([' ', '\n', '/']).next().unwrap_or_default();
            if let Some(closing) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(closing), "{name}");
            } else if !tag.ends_with('/') && !VOID.contains(&word) {
                open.push(word);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn the_public_view_shows_nothing_of_the_working_view() {
    for language in Language::ALL {
        let public = sample::notice(language, false).render().unwrap();
        for hidden in [
            "class=\"ds-tag chip",
            "class=\"ds-card finding",
            "line-held",
            "activities.",
            "retention.expired",
            "basis.not",
        ] {
            assert!(!public.contains(hidden), "{hidden}");
        }
        let working = sample::notice(language, true).render().unwrap().replace("<wbr>", "");
        for shown in
            ["chip-enforced", "chip-attested", "basis.not_stated", "activities.chat.retention", "tally-bar"]
        {
            assert!(working.contains(shown), "{shown}");
        }
    }
}

#[test]
fn a_receipt_that_does_not_match_opens_nothing() {
    for (_, name, html) in &rendered().unwrap() {
        let opened = html.contains(sample::proof::ENTRY_HEX) || html.contains(sample::proof::LEAF_HEX);
        assert_eq!(opened, name.ends_with("journal-included"), "{name}");
        assert_eq!(html.contains("<script"), opened, "{name}");
    }
}

#[test]
fn the_page_delivers_what_the_proof_module_reads() {
    let page =
        sample::journal(Language::Nb, "journal", Some(sample::included(Language::Nb))).render().unwrap();
    let script = fs::read_to_string(root().join("assets/proof.js")).unwrap();
    for figure in ["entry", "leaf", "receipt", "index", "size", "path", "checkpoint", "verifierKey"] {
        assert!(script.contains(&format!("figures.{figure}")), "{figure}");
        let kebab = figure.replace("verifierKey", "verifier-key");
        assert_eq!(attribute(&page, &format!("data-{kebab}")).len(), 1, "{figure}");
    }
    for verdict in ["Running", "Ok", "Bad", "Partial", "Unsupported"] {
        assert!(script.contains(&format!("Verdict{verdict}")), "{verdict}");
        assert!(page.contains(&format!("data-text-verdict-{}=\"", verdict.to_lowercase())), "{verdict}");
    }
    for step in ["leaf", "receipt", "path", "root", "signature"] {
        for state in ["ok", "bad"] {
            assert!(page.contains(&format!("data-text-{step}-{state}=\"")), "{step} {state}");
        }
    }
}

#[test]
fn no_label_is_missing_in_either_language() {
    let mut ids = BTreeMap::new();
    for folder in ["templates", "templates/part", "src/page"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                let source = fs::read_to_string(&path).unwrap();
                for call in ["t(\"", "t1(\"", "text(language, \""] {
                    for id in source.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                        ids.insert(id.to_owned(), path.clone());
                    }
                }
            }
        }
    }
    assert!(ids.len() > 60, "found only {}", ids.len());
    for (id, path) in ids.iter().filter(|(id, _)| id.contains('-')) {
        for language in Language::ALL {
            assert!(has(language, id), "{id} of {} is missing in {language}", path.display());
        }
    }
    for (_, name, html) in &rendered().unwrap() {
        for prefix in ["held-", "audience-", "journal-", "result-", "guide-", "proof-", "error-", "act-"] {
            let shown = html
                .split('>')
                .filter_map(|rest| rest.split('<').next())
                .any(|said| said.trim().starts_with(prefix));
            assert!(!shown, "{name} shows an id beginning with {prefix}");
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
