//! The typed [`Document`]: one value behind a web page, a letter, a mail, terminal output and JSON.
//!
//! A document is always built whole, as its working view; [`Document::published`] takes out what a party document
//! holds and a public page does not (ADR 0008: how each line is held, its clause, the findings).
//!
//! Deliberately not here: HTML, templates, Markdown, and any reading of charters — whoever knows the facts
//! builds the document.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::message::text;
use crate::plain;

/// Who a document is for. A surface serves it to that audience or a narrower one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anyone.
    Public,
    /// Controller and processor of one agreement.
    Party,
    /// The supervisory authority, by hand-over.
    Authority,
    /// One person, about that person.
    Subject,
}

impl Audience {
    /// The stable word: `public`, `party`, `authority`, `subject`. Its name for people is `audience-<word>`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Party => "party",
            Self::Authority => "authority",
            Self::Subject => "subject",
        }
    }

    /// Whether a document for this audience may be handed to a reader: what is public to anyone, what is for parties to the authority too
    /// (ADR 0008). What is for one person goes to nobody by this rule.
    #[must_use]
    pub const fn may_be_read_by(self, reader: Self) -> bool {
        matches!(
            (self, reader),
            (Self::Public, _)
                | (Self::Party, Self::Party | Self::Authority)
                | (Self::Authority, Self::Authority)
        )
    }
}

impl FromStr for Audience {
    type Err = AudienceUnknown;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        [Self::Public, Self::Party, Self::Authority, Self::Subject]
            .into_iter()
            .find(|audience| audience.as_str() == word)
            .ok_or(AudienceUnknown)
    }
}

/// A word that names no audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("audience is not one of public, party, authority, subject")]
pub struct AudienceUnknown;

/// When a document's content last changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Updated {
    /// An ISO 8601 date, `2026-11-22`.
    On(String),
    /// The document carries no date, which is itself a fact.
    Undated,
}

/// How the system holds what a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Held {
    /// The gate refuses whatever would break it.
    Enforced {
        /// The rule or refusal code that does it, such as `retention.expired`.
        by: String,
    },
    /// A check runs, and would tell.
    Checked {
        /// The check.
        by: String,
    },
    /// Someone vouches for it.
    Attested {
        /// ISO 8601 date.
        on: String,
    },
    /// It stands in the charter, and nothing else holds it.
    Declared,
}

impl Held {
    /// The stable word: `enforced`, `checked`, `attested`, `declared`. Its name for people is `held-<word>`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Enforced { .. } => "enforced",
            Self::Checked { .. } => "checked",
            Self::Attested { .. } => "attested",
            Self::Declared => "declared",
        }
    }
}

/// One statement, with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Plain text in the document's language; never HTML.
    pub text: String,
    /// How it is held; absent for what is no promise (a greeting, a heading sentence).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// The clause or charter line it follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
}

impl Line {
    /// A line that promises nothing.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), held: None, clause: None }
    }

    /// A line that is held in a way found elsewhere.
    #[must_use]
    pub fn held(text: impl Into<String>, held: Held) -> Self {
        Self { text: text.into(), held: Some(held), clause: None }
    }

    /// A line the gate enforces.
    #[must_use]
    pub fn enforced(text: impl Into<String>, by: impl Into<String>) -> Self {
        Self::held(text, Held::Enforced { by: by.into() })
    }

    /// A line a check watches over.
    #[must_use]
    pub fn checked(text: impl Into<String>, by: impl Into<String>) -> Self {
        Self::held(text, Held::Checked { by: by.into() })
    }

    /// A line someone vouched for on a date (ISO 8601).
    #[must_use]
    pub fn attested(text: impl Into<String>, on: impl Into<String>) -> Self {
        Self::held(text, Held::Attested { on: on.into() })
    }

    /// A line that is only declared.
    #[must_use]
    pub fn declared(text: impl Into<String>) -> Self {
        Self::held(text, Held::Declared)
    }

    /// The same line with the clause it follows from; an empty one is none.
    #[must_use]
    pub fn with_clause(mut self, clause: impl Into<String>) -> Self {
        self.clause = Some(clause.into()).filter(|clause| !clause.is_empty());
        self
    }

    fn published(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// Where the paper falls short of law or of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingLine {
    /// Stable dotted code.
    pub code: String,
    /// What falls short, in one sentence.
    pub title: String,
    /// Why it does.
    pub reason: String,
    /// The law or clause the reason rests on; empty where none.
    pub source: String,
    /// Who can mend it, and how; empty where nobody can yet.
    pub mend: String,
    /// What it is about, as the page names it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What else the same is true of, told here and not again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Where it is told in full: then reason, source and mend stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_in: Option<ToldIn>,
}

/// A section another part of the document points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldIn {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub heading: String,
}

impl FindingLine {
    /// A finding without source and mend.
    #[must_use]
    pub fn new(code: impl Into<String>, title: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { code: code.into(), title: title.into(), reason: reason.into(), ..Self::default() }
    }

    /// The same finding with the source of its reason.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    /// The same finding with who can mend it, and how.
    #[must_use]
    pub fn with_mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    /// What else it is true of, in one sentence.
    #[must_use]
    pub fn also_text(&self, language: Language) -> Option<String> {
        let quoted = |name: &String| text(language, "quoted", &[("words", name.as_str().into())]);
        let (last, rest) = self.also.split_last()?;
        let rest: Vec<String> = rest.iter().map(quoted).collect();
        let names = match rest.is_empty() {
            true => quoted(last),
            false => format!("{} {} {}", rest.join(", "), text(language, "notice-and", &[]), quoted(last)),
        };
        Some(text(language, "finding-also", &[("names", names.into())]))
    }

    /// The same finding with what it is about.
    #[must_use]
    pub fn with_about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum Block {
    /// One paragraph.
    Paragraph(Line),
    /// A bulleted list.
    List(Vec<Line>),
    /// Label and value pairs.
    Facts(Vec<(String, Line)>),
    /// A table; the first cell of a row names the row.
    Table {
        /// What the table shows.
        caption: String,
        /// Column headings.
        head: Vec<String>,
        /// Rows, each with as many cells as there are headings.
        rows: Vec<Vec<Line>>,
    },
    /// Findings on what the section says; never published.
    Findings(Vec<FindingLine>),
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(line: impl Into<Line>) -> Self {
        Self::Paragraph(line.into())
    }

    /// A list.
    #[must_use]
    pub fn list<L: Into<Line>>(lines: impl IntoIterator<Item = L>) -> Self {
        Self::List(lines.into_iter().map(Into::into).collect())
    }

    /// Label and value pairs.
    #[must_use]
    pub fn facts<T: Into<String>, L: Into<Line>>(facts: impl IntoIterator<Item = (T, L)>) -> Self {
        Self::Facts(facts.into_iter().map(|(label, line)| (label.into(), line.into())).collect())
    }

    /// A table.
    #[must_use]
    pub fn table<T: Into<String>>(
        caption: impl Into<String>,
        head: impl IntoIterator<Item = T>,
        rows: Vec<Vec<Line>>,
    ) -> Self {
        Self::Table { caption: caption.into(), head: head.into_iter().map(Into::into).collect(), rows }
    }

    /// Findings.
    #[must_use]
    pub const fn findings(findings: Vec<FindingLine>) -> Self {
        Self::Findings(findings)
    }

    /// Every line of the block, in reading order.
    pub fn lines(&self) -> Box<dyn Iterator<Item = &Line> + '_> {
        match self {
            Self::Paragraph(line) => Box::new(std::iter::once(line)),
            Self::List(lines) => Box::new(lines.iter()),
            Self::Facts(facts) => Box::new(facts.iter().map(|(_, line)| line)),
            Self::Table { rows, .. } => Box::new(rows.iter().flatten()),
            Self::Findings(_) => Box::new(std::iter::empty()),
        }
    }

    fn published(&self) -> Option<Self> {
        let all = |lines: &[Line]| lines.iter().map(Line::published).collect::<Vec<_>>();
        Some(match self {
            Self::Paragraph(line) => Self::Paragraph(line.published()),
            Self::List(lines) => Self::List(all(lines)),
            Self::Facts(facts) => {
                Self::Facts(facts.iter().map(|(label, line)| (label.clone(), line.published())).collect())
            }
            Self::Table { caption, head, rows } => Self::Table {
                caption: caption.clone(),
                head: head.clone(),
                rows: rows.iter().map(|row| all(row)).collect(),
            },
            Self::Findings(_) => return None,
        })
    }
}

/// A headed part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Anchor, `[a-z0-9-]+`, unique in the document and the same in both languages.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// First sentence, before the blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Line>,
    /// Content, in reading order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// A section with nothing in it yet.
    #[must_use]
    pub fn new(id: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { id: id.into(), heading: heading.into(), lead: None, blocks: Vec::new() }
    }

    /// The same section with a first sentence.
    #[must_use]
    pub fn with_lead(mut self, lead: impl Into<Line>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// The same section with one more block.
    #[must_use]
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Every line of the section, lead first.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lead.iter().chain(self.blocks.iter().flat_map(Block::lines))
    }

    /// Absent where nothing but findings stood in it.
    fn published(&self) -> Option<Self> {
        let blocks: Vec<_> = self.blocks.iter().filter_map(Block::published).collect();
        let lead = self.lead.as_ref().map(Line::published);
        (lead.is_some() || !blocks.is_empty()).then(|| Self {
            id: self.id.clone(),
            heading: self.heading.clone(),
            lead,
            blocks,
        })
    }
}

/// How many lines of a document are held in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeldTally {
    /// Lines the gate enforces.
    pub enforced: usize,
    /// Lines a check watches over.
    pub checked: usize,
    /// Lines someone vouches for.
    pub attested: usize,
    /// Lines that are only declared.
    pub declared: usize,
    /// Findings; not lines.
    pub findings: usize,
}

impl HeldTally {
    /// All lines that carry how they are held.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.enforced + self.checked + self.attested + self.declared
    }
}

/// One document, as every surface renders it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is: `privacy_notice`, `supplier_list`, `erasure_certificate` …
    pub kind: String,
    /// The language it is written in.
    pub language: Language,
    /// Title.
    pub title: String,
    /// One or two sentences that say what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Who it is for.
    pub audience: Audience,
    /// When its content last changed.
    pub updated: Updated,
    /// The organisation that answers for it.
    pub organisation: String,
    /// Where its facts come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_note: Option<String>,
    /// Sections, in reading order.
    pub sections: Vec<Section>,
}

impl Document {
    /// An undated public document without sections.
    #[must_use]
    pub fn new(
        kind: impl Into<String>,
        language: Language,
        title: impl Into<String>,
        organisation: impl Into<String>,
    ) -> Self {
        Self {
            kind: kind.into(),
            language,
            title: title.into(),
            lead: None,
            audience: Audience::Public,
            updated: Updated::Undated,
            organisation: organisation.into(),
            source_note: None,
            sections: Vec::new(),
        }
    }

    /// The same document with a lead.
    #[must_use]
    pub fn with_lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// The same document for another audience.
    #[must_use]
    pub const fn for_audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }

    /// The same document with the date its content last changed (ISO 8601).
    #[must_use]
    pub fn updated_on(mut self, on: impl Into<String>) -> Self {
        self.updated = Updated::On(on.into());
        self
    }

    /// The same document with a note on where its facts come from.
    #[must_use]
    pub fn with_source_note(mut self, note: impl Into<String>) -> Self {
        self.source_note = Some(note.into());
        self
    }

    /// The same document with one more section.
    #[must_use]
    pub fn with(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// The same document with each finding told once: where it comes first, with all else it is true of. Further on in that section it goes, in
    /// other sections it points there.
    #[must_use]
    pub fn with_findings_told_once(mut self) -> Self {
        let told = self.first_told();
        let mut seen = BTreeSet::new();
        for section in &mut self.sections {
            let mut pointed_to = BTreeSet::new();
            for block in &mut section.blocks {
                let Block::Findings(findings) = block else { continue };
                findings.retain_mut(|finding| {
                    let Some((place, abouts)) = told.get(&finding.code) else { return true };
                    if seen.insert(finding.code.clone()) {
                        for about in abouts.iter().filter(|about| **about != finding.about) {
                            if !finding.also.contains(about) {
                                finding.also.push(about.clone());
                            }
                        }
                        return true;
                    }
                    let first_here = place.id != section.id && pointed_to.insert(finding.code.clone());
                    *finding = FindingLine {
                        code: finding.code.clone(),
                        title: finding.title.clone(),
                        told_in: Some(place.clone()),
                        ..FindingLine::default()
                    };
                    first_here
                });
            }
            section.blocks.retain(|block| !matches!(block, Block::Findings(findings) if findings.is_empty()));
        }
        self
    }

    /// Where each code comes first, and everything it is about, in reading order.
    fn first_told(&self) -> BTreeMap<String, (ToldIn, Vec<String>)> {
        let mut told: BTreeMap<String, (ToldIn, Vec<String>)> = BTreeMap::new();
        for section in &self.sections {
            for block in &section.blocks {
                let Block::Findings(findings) = block else { continue };
                for finding in findings {
                    let here = ToldIn { id: section.id.clone(), heading: section.heading.clone() };
                    let (_, abouts) = told.entry(finding.code.clone()).or_insert((here, Vec::new()));
                    if !finding.about.is_empty() && !abouts.contains(&finding.about) {
                        abouts.push(finding.about.clone());
                    }
                }
            }
        }
        told
    }

    /// The document without how its lines are held, their clauses and the findings: what a public page, its JSON
    /// and its mail show. A section that held nothing but findings is gone.
    #[must_use]
    pub fn published(&self) -> Self {
        Self { sections: self.sections.iter().filter_map(Section::published).collect(), ..self.clone() }
    }

    /// Counts of how the lines are held.
    #[must_use]
    pub fn tally(&self) -> HeldTally {
        let mut tally = HeldTally::default();
        for held in self.sections.iter().flat_map(Section::lines).filter_map(|line| line.held.as_ref()) {
            match held {
                Held::Enforced { .. } => tally.enforced += 1,
                Held::Checked { .. } => tally.checked += 1,
                Held::Attested { .. } => tally.attested += 1,
                Held::Declared => tally.declared += 1,
            }
        }
        for block in self.sections.iter().flat_map(|section| &section.blocks) {
            if let Block::Findings(findings) = block {
                let told = findings.iter().filter(|finding| finding.told_in.is_none());
                tally.findings += told.map(|finding| 1 + finding.also.len()).sum::<usize>();
            }
        }
        tally
    }

    /// The published document as plain text for mails and terminals, at most 76 characters a line.
    #[must_use]
    pub fn to_plain_text(&self) -> String {
        plain::render(&self.published())
    }

    /// The working view as plain text: each line followed by how it is held, findings included.
    #[must_use]
    pub fn to_working_text(&self) -> String {
        plain::render(self)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn sample(language: Language) -> Document {
        Document::new("privacy_notice", language, "Personvernerklæring", "Granvik Programvare AS")
            .with_lead("Slik tar vi vare på opplysninger om deg.")
            .updated_on("2026-11-22")
            .with_source_note("Regelsett versjon 3")
            .with(
                Section::new("chat", "Chat")
                    .with_lead(
                        Line::enforced("Samtaler slettes etter 60 dager.", "retention.expired")
                            .with_clause("chat.retention"),
                    )
                    .with(Block::facts([("Grunnlag", Line::declared("Ikke oppgitt"))]))
                    .with(Block::list([
                        Line::checked("Sikkerhetskopier ligger i Norge.", "place.check"),
                        Line::attested("Alle ansatte har taushetsplikt.", "2026-09-01"),
                        Line::new("Spør oss gjerne."),
                    ]))
                    .with(Block::table(
                        "Mottakere",
                        ["Navn", "Ser"],
                        vec![vec![Line::new("Regnskapsfører"), Line::enforced("Kunder", "data.undeclared")]],
                    )),
            )
            .with(Section::new("shortfalls", "Merknader").with(Block::findings(vec![
                    FindingLine::new("basis.not_stated", "Grunnlag mangler", "Ingen har valgt et.")
                        .with_source("GDPR art. 6")
                        .with_mend("Daglig leder"),
                ])))
    }

    #[test]
    fn publishing_takes_out_what_only_parties_see() {
        let working = sample(Language::Nb);
        let published = working.published();
        assert_eq!(published.tally(), HeldTally::default());
        assert_eq!(published.sections.len(), 1, "the section of findings is gone");
        assert!(published.sections.iter().flat_map(Section::lines).all(|line| line.clause.is_none()));
        assert_eq!(published.published(), published);
    }

    #[test]
    fn tally_counts_each_line_once() {
        let tally = sample(Language::Nb).tally();
        assert_eq!(tally, HeldTally { enforced: 2, checked: 1, attested: 1, declared: 1, findings: 1 });
        assert_eq!(tally.lines(), 5);
    }

    #[test]
    fn a_finding_is_told_once_with_all_it_is_true_of() {
        let finding = |about: &str| {
            FindingLine::new("basis.not_stated", "No basis", format!("{about} has none.")).with_about(about)
        };
        let section =
            |id: &str, findings: Vec<FindingLine>| Section::new(id, id).with(Block::findings(findings));
        let document = Document::new("privacy_notice", Language::En, "Notice", "Granvik")
            .with(section("a", vec![finding("A"), finding("AA")]))
            .with(section("b", vec![finding("B"), finding("BB")]))
            .with(section("c", vec![FindingLine::new("other", "Other", "Why.")]))
            .with_findings_told_once();
        let found: Vec<&FindingLine> = document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| if let Block::Findings(findings) = block { Some(findings) } else { None })
            .flatten()
            .collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(
            (found[0].reason.as_str(), &found[0].also[..]),
            ("A has none.", &["AA", "B", "BB"].map(str::to_owned)[..])
        );
        let told_in = Some(ToldIn { id: "a".to_owned(), heading: "a".to_owned() });
        assert_eq!((&found[1].told_in, found[1].reason.as_str()), (&told_in, ""));
        assert_eq!((found[2].told_in.as_ref(), found[2].reason.as_str()), (None, "Why."));
        assert_eq!(document.tally().findings, 5);
        assert_eq!(document.clone().with_findings_told_once(), document, "once is enough");
    }

    #[test]
    fn who_may_read_what() {
        let all = [Audience::Public, Audience::Party, Audience::Authority, Audience::Subject];
        let may = |of: Audience| all.map(|reader| of.may_be_read_by(reader));
        assert_eq!(may(Audience::Public), [true; 4]);
        assert_eq!(may(Audience::Party), [false, true, true, false]);
        assert_eq!(may(Audience::Authority), [false, false, true, false]);
        assert_eq!(may(Audience::Subject), [false; 4]);
    }

    #[test]
    fn audiences_are_read_back() {
        for audience in [Audience::Public, Audience::Party, Audience::Authority, Audience::Subject] {
            assert_eq!(audience.as_str().parse(), Ok(audience));
        }
        assert_eq!("everyone".parse::<Audience>(), Err(AudienceUnknown));
    }

    #[test]
    fn json_has_stable_shapes() {
        let json = serde_json::to_value(sample(Language::Nb)).unwrap();
        assert_eq!(json["language"], "nb");
        assert_eq!(json["audience"], "public");
        assert_eq!(json["updated"]["on"], "2026-11-22");
        let section = &json["sections"][0];
        assert_eq!(section["lead"]["held"]["how"], "enforced");
        assert_eq!(section["lead"]["held"]["by"], "retention.expired");
        assert_eq!(section["blocks"][0]["kind"], "facts");
        assert_eq!(section["blocks"][0]["content"][0][0], "Grunnlag");
        assert_eq!(section["blocks"][2]["content"]["rows"][0][1]["text"], "Kunder");
        let published = serde_json::to_string(&sample(Language::Nb).published()).unwrap();
        assert!(!published.contains("held") && !published.contains("basis.not_stated"), "{published}");
    }
}
