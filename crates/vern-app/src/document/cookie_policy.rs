//! The cookie policy: what is stored on people's devices, how to say no, and what the law asks.

use vern_policy::charter::DocumentName;
use vern_text::{Block, Document, Line, Section};

use super::Press;

impl Press<'_> {
    pub(super) fn cookie_policy(&self) -> Document {
        let mut document = self.frame(
            "cookie_policy",
            "cookie-policy-title",
            "cookie-policy-lead",
            DocumentName::CookiePolicy,
        );
        let stored = self.cookie_section().map(|section| {
            let heading = self.say("cookie-policy-stored");
            Section { heading, ..section }
        });
        let sections = stored.into_iter();
        document.sections.extend(sections.chain([self.cookie_law_section(), self.contact_section()]));
        document
    }

    /// What follows from the law, whatever the paper says. Nothing here is promised.
    fn cookie_law_section(&self) -> Section {
        let is_norwegian =
            self.charter().organisation.country.written().is_some_and(|country| country.as_str() == "NO");
        let law = if is_norwegian { "cookie-law-norway" } else { "cookie-law-union" };
        let facts = ["necessary", "other", "choice", "withdraw"].map(|part| {
            let label = format!("cookie-law-{part}");
            (self.say(&label), Line::new(self.say(&format!("{label}-text"))))
        });
        Section::new("law", self.say("notice-law"))
            .with_lead(Line::new(self.say(law)))
            .with(Block::facts(facts))
    }

    /// Who answers, and how they are reached.
    pub(super) fn contact_section(&self) -> Section {
        let organisation = &self.charter().organisation;
        let facts = self.organisation_facts(organisation, &organisation.contact, &organisation.id);
        let section = Section::new("contact", self.say("document-contact")).with(Block::facts(facts));
        self.with_findings(section, &super::finding::Topic::Organisation)
    }
}
