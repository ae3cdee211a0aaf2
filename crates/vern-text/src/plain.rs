//! A document as plain text, for mails and terminals.
//!
//! Deliberately not here: choosing the view. What is rendered is what stands in the document; publish it first.

use crate::date::date;
use crate::document::{Block, Document, FindingLine, Held, Line, Updated};
use crate::language::Language;
use crate::message::text;

/// Fits an 80-column terminal and a quoted mail.
const WIDTH_CHARS_MAX: usize = 76;

pub(crate) fn render(document: &Document) -> String {
    let language = document.language;
    let mut out = String::new();
    headline(&mut out, &document.title, '=');
    paragraph(&mut out, &document.organisation);
    paragraph(&mut out, &updated(language, &document.updated));
    if let Some(lead) = &document.lead {
        out.push('\n');
        paragraph(&mut out, lead);
    }
    for section in &document.sections {
        out.push('\n');
        headline(&mut out, &section.heading, '-');
        if let Some(lead) = &section.lead {
            paragraph(&mut out, &line_text(language, lead));
        }
        for block in &section.blocks {
            out.push('\n');
            render_block(&mut out, language, block);
        }
    }
    if let Some(note) = &document.source_note {
        out.push('\n');
        paragraph(&mut out, note);
    }
    out
}

fn updated(language: Language, updated: &Updated) -> String {
    match updated {
        Updated::On(on) => text(language, "document-updated", &[("date", date(language, on).into())]),
        Updated::Undated => text(language, "document-undated", &[]),
    }
}

fn render_block(out: &mut String, language: Language, block: &Block) {
    match block {
        Block::Paragraph(line) => paragraph(out, &line_text(language, line)),
        Block::List(lines) => {
            for line in lines {
                wrap(out, "- ", "  ", &line_text(language, line));
            }
        }
        Block::Facts(facts) => {
            for (label, line) in facts {
                wrap(out, "", "    ", &format!("{label}: {}", line_text(language, line)));
            }
        }
        Block::Table { caption, head, rows } => table(out, language, caption, head, rows),
        Block::Findings(findings) => {
            for line in findings {
                finding(out, language, line);
            }
        }
    }
}

/// A table is read row by row: columns would not survive a proportional font.
fn table(out: &mut String, language: Language, caption: &str, head: &[String], rows: &[Vec<Line>]) {
    paragraph(out, caption);
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            let label = head.get(place).map_or("", String::as_str);
            let first = if place == 0 { "- " } else { "  " };
            wrap(out, first, "      ", &format!("{label}: {}", line_text(language, cell)));
        }
    }
}

fn finding(out: &mut String, language: Language, finding: &FindingLine) {
    let label = text(language, "finding", &[]);
    wrap(out, "! ", "  ", &format!("{label}: {} [{}]", finding.title, finding.code));
    if let Some(told_in) = &finding.told_in {
        let place = [("heading", told_in.heading.as_str().into())];
        wrap(out, "  ", "  ", &text(language, "finding-told-in", &place));
        return;
    }
    let also = finding.also_text(language).unwrap_or_default();
    wrap(out, "  ", "  ", format!("{} {also}", finding.reason).trim_end());
    for (id, part) in [("finding-source", &finding.source), ("finding-mend", &finding.mend)] {
        if !part.is_empty() {
            wrap(out, "  ", "    ", &format!("{}: {part}", text(language, id, &[])));
        }
    }
}

fn line_text(language: Language, line: &Line) -> String {
    let mut said = line.text.clone();
    let held = line.held.as_ref().map(|held| held_text(language, held));
    let notes: Vec<String> = held.into_iter().chain(line.clause.clone()).collect();
    if !notes.is_empty() {
        said.push_str(&format!(" [{}]", notes.join(" · ")));
    }
    said
}

fn held_text(language: Language, held: &Held) -> String {
    let name = text(language, &format!("held-{}", held.as_str()), &[]);
    match held {
        Held::Enforced { by } | Held::Checked { by } => format!("{name}: {by}"),
        Held::Attested { on } => format!("{name} {}", date(language, on)),
        Held::Declared => name,
    }
}

fn headline(out: &mut String, title: &str, underline: char) {
    let before = out.len();
    paragraph(out, title);
    let longest = out.get(before..).unwrap_or_default().lines().map(|line| line.chars().count()).max();
    out.extend(std::iter::repeat_n(underline, longest.unwrap_or_default()));
    out.push('\n');
}

fn paragraph(out: &mut String, said: &str) {
    wrap(out, "", "", said);
}

/// Breaks at spaces; a word longer than a line stands alone, unbroken, so that addresses can be copied.
fn wrap(out: &mut String, first: &str, rest: &str, said: &str) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in said.split_ascii_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH_CHARS_MAX {
            out.push_str(&line);
            out.push('\n');
            rest.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tests::sample;

    #[test]
    fn the_public_text_says_nothing_of_how_lines_are_held() {
        let said = sample(Language::Nb).to_plain_text();
        assert!(said.starts_with("Personvernerklæring\n===================\n"), "{said}");
        assert!(said.contains("Sist oppdatert 22. november 2026\n"), "{said}");
        assert!(said.contains("- Navn: Regnskapsfører\n  Ser: Kunder\n"), "{said}");
        assert!(!said.contains("Håndheves") && !said.contains("Merknad"), "{said}");
    }

    #[test]
    fn the_working_text_says_it_on_each_line() {
        let said = sample(Language::Nb).to_working_text();
        assert!(said.contains("[Håndheves: retention.expired ·"), "{said}");
        assert!(said.contains("! Merknad: Grunnlag mangler [basis.not_stated]\n"), "{said}");
        assert!(said.contains("Bekreftet 1. september 2026"), "{said}");
    }

    #[test]
    fn lines_are_wrapped_and_long_words_kept_whole() {
        let address = format!("https://example.no/{}", "x".repeat(100));
        let mut out = String::new();
        wrap(&mut out, "- ", "  ", &format!("{} {address} slutt", "ord ".repeat(40).trim()));
        assert!(
            out.lines().all(|line| line.chars().count() <= WIDTH_CHARS_MAX || line.contains(&address)),
            "{out}"
        );
        assert!(out.contains(&address) && out.ends_with("slutt\n"), "{out}");
        assert!(out.lines().skip(1).all(|line| line.starts_with("  ")), "{out}");
    }
}
