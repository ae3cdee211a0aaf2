//! The page of a typed document, in its published form or as the working view.
//!
//! The published form is made by [`Document::published`] before the template sees it, so a mistake in a template
//! cannot show a party's lines to the public. Deliberately not here: who may see which view (ADR 0008).

use askama::Template;
use vern_text::document::Held;
use vern_text::{Audience, Block, Document, FindingLine, HeldTally, Line, ToldIn, Updated, date, text};

use super::chrome::{Chrome, Link, cited};

/// A document as a page.
#[derive(Clone, Debug)]
pub struct DocumentPage {
    /// What stands around it.
    pub chrome: Chrome,
    /// The document, whole.
    pub document: Document,
    /// Whether to show how each line is held, its clause and the findings.
    pub working: bool,
    /// The other view of the same document: the working view from the published one and back. Absent where the
    /// reader may not see it.
    pub other_view: Option<String>,
    /// Its versions.
    pub history: Option<String>,
    /// The same document as JSON.
    pub json: Option<String>,
    /// Its rows as CSV, of a list or a register.
    pub csv: Option<String>,
    /// What else stands on one that is a person's own.
    pub own: Option<OwnDocument>,
}

/// What stands on a document that is a person's own.
#[derive(Clone, Debug)]
pub struct OwnDocument {
    /// Back to where it is listed.
    pub back: Link,
    /// Until when it is there.
    pub until: String,
    /// The same document as plain text, to take along.
    pub text: String,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentTemplate<'a> {
    chrome: &'a Chrome,
    document: Document,
    working: bool,
    other_view: Option<&'a str>,
    history: Option<&'a str>,
    json: Option<&'a str>,
    csv: Option<&'a str>,
    own: Option<&'a OwnDocument>,
    tally: HeldTally,
}

/// A part of a line's text: plain, or an address to follow.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) href: Option<String>,
}

/// Where a line comes from, as the working view prints it: the heading it was read under and its place in the charter's file.
#[derive(Debug, PartialEq, Eq)]
struct Clause<'a> {
    heading: Option<&'a str>,
    place: Option<&'a str>,
    file: &'a str,
    line: &'a str,
}

impl Clause<'_> {
    /// Whether the heading is words of the document it was read in, not a code.
    fn is_quoted(&self) -> bool {
        self.place.is_some() || self.heading.is_some_and(|heading| heading.contains(' '))
    }
}

/// One length of the bar that shows how the promises are kept; shares are thousandths of the whole.
struct Share {
    how: &'static str,
    count: usize,
    start_permille: usize,
    width_permille: usize,
}

impl DocumentPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        let document = if self.working { self.document.clone() } else { self.document.published() };
        DocumentTemplate {
            chrome: &self.chrome,
            tally: document.tally(),
            document,
            working: self.working,
            other_view: self.other_view.as_deref(),
            history: self.history.as_deref(),
            json: self.json.as_deref(),
            csv: self.csv.as_deref(),
            own: self.own.as_ref(),
        }
        .render()
    }
}

impl DocumentTemplate<'_> {
    fn t(&self, id: &str) -> String {
        text(self.document.language, id, &[])
    }

    fn updated(&self) -> String {
        let language = self.document.language;
        match &self.document.updated {
            Updated::On(on) => text(language, "document-updated", &[("date", date(language, on).into())]),
            Updated::Undated => self.t("document-undated"),
        }
    }

    fn audience(&self, part: &str) -> String {
        self.t(&format!("audience-{}{part}", self.document.audience.as_str()))
    }

    fn held_name(&self, how: &str) -> String {
        self.t(&format!("held-{how}"))
    }

    fn held_legend(&self, how: &str) -> String {
        self.t(&format!("held-{how}-legend"))
    }

    /// What holds it: the rule, the check or the date.
    fn held_detail(&self, held: &Held) -> Option<String> {
        match held {
            Held::Enforced { by } | Held::Checked { by } => (!by.is_empty()).then(|| by.clone()),
            Held::Attested { on } => Some(date(self.document.language, on)),
            Held::Declared => None,
        }
    }

    fn clause<'l>(&self, line: &'l Line) -> Clause<'l> {
        clause_of(line.clause.as_deref().unwrap_or_default())
    }

    /// The file the charter lines stand in, where the lines name one.
    fn charter_file(&self) -> Option<&str> {
        let lines = self.document.sections.iter().flat_map(|section| section.lines());
        lines
            .filter_map(|line| line.clause.as_deref())
            .map(|clause| clause_of(clause).file)
            .find(|file| !file.is_empty())
    }

    fn charter_note(&self, file: &str) -> String {
        text(self.document.language, "document-charter-file", &[("file", file.into())])
    }

    fn also(&self, finding: &FindingLine) -> String {
        finding.also_text(self.document.language).unwrap_or_default()
    }

    fn told_in(&self, place: &ToldIn) -> String {
        text(self.document.language, "finding-told-in", &[("heading", (&place.heading).into())])
    }

    fn cited(&self, heading: &str) -> String {
        cited(self.document.language, heading)
    }

    fn charter_line(&self, clause: &Clause<'_>) -> String {
        let line = [("line", clause.line.into()), ("file", clause.file.into())];
        let is_named = self.charter_file().is_none_or(|file| file == clause.file);
        let id = if is_named { "document-charter-line" } else { "document-charter-line-in" };
        text(self.document.language, id, &line)
    }

    fn shares(&self) -> Vec<Share> {
        let tally = &self.tally;
        let all = tally.lines().max(1);
        let mut before = 0;
        [
            ("enforced", tally.enforced),
            ("checked", tally.checked),
            ("attested", tally.attested),
            ("declared", tally.declared),
        ]
        .into_iter()
        .map(|(how, count)| {
            let start_permille = before * 1000 / all;
            before += count;
            Share { how, count, start_permille, width_permille: before * 1000 / all - start_permille }
        })
        .collect()
    }

    fn tally_title(&self) -> String {
        text(self.document.language, "document-tally", &[("lines", self.tally.lines().into())])
    }

    fn finding_count(&self) -> String {
        text(self.document.language, "finding-count", &[("count", self.tally.findings.into())])
    }

    fn heading<'h>(&self, head: &'h [String], column: &usize) -> &'h str {
        head.get(*column).map_or("", String::as_str)
    }

    fn parts<'l>(&self, line: &'l Line) -> Vec<Part<'l>> {
        // What a person has written stays as it was written.
        if self.document.audience == Audience::Subject {
            return vec![Part { text: &line.text, href: None }];
        }
        parts(&line.text)
    }
}

/// `Heading · file:line`, either part alone, or a clause of another form, which stands as a heading.
fn clause_of(clause: &str) -> Clause<'_> {
    let last = clause.rsplit(" · ").next().unwrap_or(clause);
    let is_line = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    match last.rsplit_once(':').filter(|(file, line)| !file.is_empty() && is_line(line)) {
        Some((file, line)) => {
            let heading = clause.strip_suffix(last).and_then(|rest| rest.strip_suffix(" · "));
            Clause { heading, place: Some(last), file, line }
        }
        None => Clause { heading: (!clause.is_empty()).then_some(clause), place: None, file: "", line: "" },
    }
}

/// Splits out web and mail addresses. Only these two become links, so a line cannot carry any other scheme.
pub(super) fn parts(said: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    for word in said.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let address = bare.trim_start_matches('(');
        if let Some(href) = href_of(address) {
            let start = at + bare.len() - address.len();
            let end = at + bare.len();
            push_plain(&mut parts, said.get(plain_from..start));
            parts.push(Part { text: address, href: Some(href) });
            plain_from = end;
        }
        at += word.len();
    }
    push_plain(&mut parts, said.get(plain_from..));
    parts
}

fn push_plain<'a>(parts: &mut Vec<Part<'a>>, plain: Option<&'a str>) {
    if let Some(text) = plain.filter(|text| !text.is_empty()) {
        parts.push(Part { text, href: None });
    }
}

fn href_of(word: &str) -> Option<String> {
    if word.strip_prefix("https://").is_some_and(|rest| rest.contains('.')) {
        return Some(word.to_owned());
    }
    let (local, domain) = word.split_once('@')?;
    let fits = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
    };
    (fits(local) && fits(domain) && domain.contains('.')).then(|| format!("mailto:{word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(said: &str) -> Vec<(&str, Option<String>)> {
        parts(said).into_iter().map(|part| (part.text, part.href)).collect()
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(shown("Ring oss."), [("Ring oss.", None)]);
        assert_eq!(
            shown("Skriv til post@granvik.example, eller se (https://granvik.example/om)."),
            [
                ("Skriv til ", None),
                ("post@granvik.example", Some("mailto:post@granvik.example".to_owned())),
                (", eller se (", None),
                ("https://granvik.example/om", Some("https://granvik.example/om".to_owned())),
                (").", None),
            ]
        );
        assert!(shown("").is_empty());
    }

    #[test]
    fn a_clause_falls_into_heading_and_place() {
        let of = |clause| {
            let Clause { heading, place, file, line } = clause_of(clause);
            (heading, place, file, line)
        };
        assert_eq!(
            of("Lagringstid · charter.yaml:87"),
            (Some("Lagringstid"), Some("charter.yaml:87"), "charter.yaml", "87")
        );
        assert_eq!(of("charter.yaml:87"), (None, Some("charter.yaml:87"), "charter.yaml", "87"));
        for other in ["Lagringstid", "activities.chat.retention", "Del 1: om oss", "a · b", ":3"] {
            assert_eq!(of(other), (Some(other), None, "", ""));
        }
        assert_eq!(of(""), (None, None, "", ""));
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for said in [
            "javascript:alert(1)",
            "http://a.b",
            "data:text/html,x",
            "@",
            "a@b",
            "a@b@c.no",
            "https://",
            "ø@",
        ] {
            assert!(parts(said).iter().all(|part| part.href.is_none()), "{said}");
        }
    }
}
