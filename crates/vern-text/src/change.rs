//! What changed from one version of a document to the next, line by line, to be told in words.
//!
//! A line is known by where it stands: its section and its label (of a table, the row and the column). Lines without a label are matched by
//! what they say. Compared is what is published: how a line is held is no part of its text.
//!
//! Deliberately not here: colours, marks and any other look, and changes of the charter itself (`vern charter diff`).

use std::collections::BTreeSet;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::{Block, Document, Section};

/// One line that came, went or says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LineChange {
    /// It was not there before.
    Added {
        /// What it stands beside; empty for a line without a label.
        label: String,
        /// What it says.
        now: String,
    },
    /// It is gone.
    Removed {
        /// What it stood beside.
        label: String,
        /// What it said.
        before: String,
    },
    /// It says something else.
    Changed {
        /// What it stands beside.
        label: String,
        /// What it said.
        before: String,
        /// What it says.
        now: String,
    },
}

/// What changed under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// The heading, of the later version where both have it.
    pub heading: String,
    /// Lines, in the order of the later version; what is gone stands where it stood.
    pub lines: Vec<LineChange>,
}

/// A line with what it stands beside.
#[derive(Clone, PartialEq, Eq)]
struct Told {
    label: String,
    text: String,
}

/// Every change of what is published, in reading order; sections that are gone come last.
#[must_use]
pub fn changes(before: &Document, now: &Document) -> Vec<SectionChange> {
    let (before, now) = (before.published(), now.published());
    let mut found = Vec::new();
    let opening = |document: &Document| {
        let texts = [Some(&document.title), document.lead.as_ref(), document.source_note.as_ref()];
        texts.into_iter().flatten().map(|text| Told { label: String::new(), text: text.clone() }).collect()
    };
    let (old, new): (Vec<Told>, Vec<Told>) = (opening(&before), opening(&now));
    push(&mut found, &now.title, &old, &new);
    for section in &now.sections {
        let old = before.sections.iter().find(|old| old.id == section.id).map(told).unwrap_or_default();
        push(&mut found, &section.heading, &old, &told(section));
    }
    for gone in before.sections.iter().filter(|old| now.sections.iter().all(|new| new.id != old.id)) {
        push(&mut found, &gone.heading, &told(gone), &[]);
    }
    found
}

fn push(found: &mut Vec<SectionChange>, heading: &str, old: &[Told], new: &[Told]) {
    let lines = compare(old, new);
    if !lines.is_empty() {
        found.push(SectionChange { heading: heading.to_owned(), lines });
    }
}

fn told(section: &Section) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let mut say =
        |label: &str, text: &str| told.push(Told { label: label.to_owned(), text: text.to_owned() });
    if let Some(lead) = &section.lead {
        say("", &lead.text);
    }
    for block in &section.blocks {
        match block {
            Block::Paragraph(line) => say("", &line.text),
            Block::List(lines) => lines.iter().for_each(|line| say("", &line.text)),
            Block::Facts(facts) => facts.iter().for_each(|(label, line)| say(label, &line.text)),
            Block::Table { head, rows, .. } => {
                for row in rows {
                    let name = row.first().map(|cell| cell.text.as_str()).unwrap_or_default();
                    for (heading, cell) in head.iter().zip(row).skip(1) {
                        say(&format!("{name} – {heading}"), &cell.text);
                    }
                }
            }
            Block::Findings(_) => {}
        }
    }
    told
}

/// Lines aligned by their labels, those without one by their text: then each pair says the same, or has changed.
fn compare(old: &[Told], new: &[Told]) -> Vec<LineChange> {
    let keys = |lines: &[Told]| -> Vec<String> {
        let mut taken = BTreeSet::new();
        lines.iter().map(|line| key(line, &mut taken)).collect()
    };
    let mut found = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        let (gone, come) =
            (old.get(step.old_range()).unwrap_or_default(), new.get(step.new_range()).unwrap_or_default());
        if matches!(step, DiffOp::Equal { .. }) {
            let altered = gone.iter().zip(come).filter(|(before, now)| before.text != now.text);
            found.extend(altered.map(|(before, now)| changed(before, now)));
        } else {
            found.extend(replaced(gone, come));
        }
    }
    found
}

/// What a line is known by, made its own where several would be known alike.
fn key(line: &Told, taken: &mut BTreeSet<String>) -> String {
    let mut key = if line.label.is_empty() { format!("\u{1}{}", line.text) } else { line.label.clone() };
    while !taken.insert(key.clone()) {
        key.push('\u{1}');
    }
    key
}

/// Lines in the place of others: those without a label one for one, as far as they go.
fn replaced(gone: &[Told], come: &[Told]) -> Vec<LineChange> {
    let unlabelled = |lines: &[Told]| lines.iter().all(|line| line.label.is_empty());
    let pairs = if unlabelled(gone) && unlabelled(come) { gone.len().min(come.len()) } else { 0 };
    let both = gone.iter().zip(come).take(pairs).map(|(before, now)| changed(before, now));
    let removed = gone
        .iter()
        .skip(pairs)
        .map(|line| LineChange::Removed { label: line.label.clone(), before: line.text.clone() });
    let added = come
        .iter()
        .skip(pairs)
        .map(|line| LineChange::Added { label: line.label.clone(), now: line.text.clone() });
    both.chain(removed).chain(added).collect()
}

fn changed(before: &Told, now: &Told) -> LineChange {
    LineChange::Changed { label: now.label.clone(), before: before.text.clone(), now: now.text.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Line;
    use crate::language::Language;

    fn document(sections: Vec<Section>) -> Document {
        let mut document = Document::new("privacy_notice", Language::En, "Privacy notice", "Granvik");
        document.sections = sections;
        document
    }

    fn chat(kept: &str, recipients: &[(&str, &str)]) -> Document {
        let rows = recipients.iter().map(|(name, place)| vec![Line::new(*name), Line::enforced(*place, "x")]);
        document(vec![
            Section::new("chat", "Chat")
                .with_lead("What you write.")
                .with(Block::facts([("How long", Line::enforced(kept, "retention.expired"))]))
                .with(Block::table("Who", ["Name", "Stored in"], rows.collect())),
        ])
    }

    fn said(before: &Document, now: &Document) -> Vec<String> {
        let line = |line: &LineChange| match line {
            LineChange::Added { label, now } => format!("+ {label}: {now}"),
            LineChange::Removed { label, before } => format!("- {label}: {before}"),
            LineChange::Changed { label, before, now } => format!("~ {label}: {before} → {now}"),
        };
        changes(before, now)
            .iter()
            .flat_map(|section| {
                section.lines.iter().map(move |it| format!("{} {}", section.heading, line(it)))
            })
            .collect()
    }

    #[test]
    fn a_document_does_not_differ_from_itself() {
        let document = crate::document::tests::sample(Language::Nb);
        assert_eq!(changes(&document, &document), []);
        assert_eq!(
            changes(&document, &document.published()),
            [],
            "how a line is held is no part of its text"
        );
    }

    #[test]
    fn a_labelled_line_changes_and_a_row_comes_and_goes() {
        let before = chat("60 days", &[("SYSE", "Norway"), ("Make", "Norway")]);
        let now = chat("30 days", &[("SYSE", "EEA"), ("Zendesk", "USA")]);
        assert_eq!(
            said(&before, &now),
            [
                "Chat ~ How long: 60 days → 30 days",
                "Chat ~ SYSE – Stored in: Norway → EEA",
                "Chat - Make – Stored in: Norway",
                "Chat + Zendesk – Stored in: USA",
            ]
        );
    }

    #[test]
    fn lines_without_a_label_are_matched_by_what_they_say() {
        let list =
            |lines: &[&str]| document(vec![Section::new("m", "Measures").with(Block::list(lines.to_vec()))]);
        assert_eq!(
            said(
                &list(&["Login.", "Alarms.", "Backups."]),
                &list(&["Login.", "Alarms and locks.", "Backups.", "Training."])
            ),
            ["Measures ~ : Alarms. → Alarms and locks.", "Measures + : Training."]
        );
        assert_eq!(said(&list(&["A.", "A."]), &list(&["A."])), ["Measures - : A."]);
    }

    #[test]
    fn sections_come_and_go() {
        let whole =
            document(vec![Section::new("a", "A").with_lead("1"), Section::new("b", "B").with_lead("2")]);
        let part = document(vec![Section::new("b", "B").with_lead("2")]);
        assert_eq!(said(&whole, &part), ["A - : 1"]);
        assert_eq!(said(&part, &whole), ["A + : 1"]);
    }
}
