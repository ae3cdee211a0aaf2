//! Two sections apart: the rights the paper names, as the organisation's word; and what the law gives in any case, as law.

use vern_policy::charter::{RestrictionGround, Right, RightKind};
use vern_text::{Block, Line, Section};

use super::finding::Topic;
use super::words::add_sentence;
use super::{LabelledLine, Press};

/// GDPR articles in the order people ask for them.
const ARTICLES: [u8; 11] = [15, 16, 17, 18, 19, 20, 21, 22, 7, 12, 77];

impl Press<'_> {
    /// In a notice the law asks for it (art. 13(2)(b)): a paper that names none says so.
    pub(super) fn right_section(&self) -> Section {
        let none = || {
            let section = Section::new("rights", self.say("notice-rights"));
            section.with(Block::paragraph(self.not_stated()))
        };
        self.named_right_section().unwrap_or_else(none)
    }

    pub(super) fn named_right_section(&self) -> Option<Section> {
        let rights = &self.charter().rights;
        let id = if self.is_about_others() { "notice-terms-rights" } else { "notice-rights" };
        let section = Section::new("rights", self.say(id));
        let section = section.with(Block::facts(rights.iter().map(|right| self.right(right))));
        (!rights.is_empty()).then(|| self.with_findings(section, &Topic::Rights))
    }

    fn right(&self, right: &Right) -> LabelledLine {
        let name = right_id(right.right.value);
        let id = if self.is_about_others() {
            "notice-terms-right-text".to_owned()
        } else {
            format!("{name}-text")
        };
        let mut said = self.say(&id);
        if let Some(how) = &right.how {
            add_sentence(&mut said, self.text(how));
        }
        if !right.grounds.is_empty() {
            let grounds: Vec<String> =
                right.grounds.iter().map(|ground| self.say(ground_id(*ground))).collect();
            add_sentence(
                &mut said,
                &self.say_with("notice-right-grounds", &[("grounds", self.list(&grounds).into())]),
            );
        }
        if let Some(limit) = &right.limit {
            add_sentence(&mut said, self.text(limit));
        }
        if let Some(within) = &right.answered_within {
            let period = self.period(within.value);
            add_sentence(&mut said, &self.say_with("notice-right-answered", &[("period", period.into())]));
        }
        (self.say(name), Line::declared(said).with_clause(self.place(Some(&right.clause), &right.right)))
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
        RightKind::HumanReview => "notice-right-human-review",
    }
}

const fn ground_id(ground: RestrictionGround) -> &'static str {
    match ground {
        RestrictionGround::ContestedAccuracy => "notice-right-ground-accuracy",
        RestrictionGround::Unlawful => "notice-right-ground-unlawful",
        RestrictionGround::LegalClaim => "notice-right-ground-claim",
        RestrictionGround::ObjectionPending => "notice-right-ground-objection",
    }
}
