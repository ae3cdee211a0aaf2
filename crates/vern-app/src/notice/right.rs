//! Two sections apart: the rights the paper names, as the organisation's word; and what the law gives in any case, as law.

use vern_policy::charter::{Right, RightKind};
use vern_text::{Block, Line, Section};

use super::Notice;

/// GDPR articles in the order people ask for them.
const ARTICLES: [u8; 11] = [15, 16, 17, 18, 19, 20, 21, 22, 7, 12, 77];

impl Notice<'_> {
    pub(super) fn right_section(&self) -> Section {
        let section = Section::new("rights", self.say("notice-rights"));
        let rights = &self.charter().rights;
        if rights.is_empty() {
            return section.with(Block::paragraph(self.not_stated()));
        }
        section.with(Block::facts(rights.iter().map(|right| self.right(right))))
    }

    fn right(&self, right: &Right) -> (String, Line) {
        let name = right_id(right.right);
        let mut said = self.say(&format!("{name}-text"));
        if let Some(limit) = &right.limit {
            said = format!("{said} {}", limit.in_language(self.language));
        }
        (self.say(name), Line::declared(said).with_clause(&*right.clause))
    }

    /// The law's words, not the organisation's: nothing here is held, for nothing here is promised.
    pub(super) fn law_section(&self) -> Section {
        let facts = ARTICLES.map(|article| {
            let name = format!("notice-law-{article}");
            (self.say(&name), Line::new(self.say(&format!("{name}-text"))))
        });
        Section::new("law", self.say("notice-law"))
            .with_lead(self.say("notice-law-lead"))
            .with(Block::facts(facts))
    }
}

const fn right_id(right: RightKind) -> &'static str {
    match right {
        RightKind::Access => "notice-right-access",
        RightKind::Rectification => "notice-right-rectification",
        RightKind::Erasure => "notice-right-erasure",
        RightKind::Restriction => "notice-right-restriction",
        RightKind::Portability => "notice-right-portability",
        RightKind::Objection => "notice-right-objection",
    }
}
