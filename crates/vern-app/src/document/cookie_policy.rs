//! The cookie policy: what is stored on people's devices, how to say no, and what the law asks.

use vern_policy::charter::{DocumentName, HeldBy};
use vern_text::{Block, Document, Line, Section};

use super::Press;

/// What the script of the choice keeps on a website, in its local storage.
const CHOICE_KEY: &str = "vern-cookie-choice";
/// What the cookie of a session of the console is called: in clear on this machine, and over TLS.
const SESSION_COOKIES: [&str; 2] = ["vern-console", "__Host-vern-console"];
/// The same of My page.
const MY_PAGE_COOKIES: [&str; 2] = ["vern-my-page", "__Host-vern-my-page"];
/// The same of a browser that is away at an identity provider.
const IDENTITY_COOKIES: [&str; 2] = ["vern-sign-in", "__Host-vern-sign-in"];

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
        let rest = [self.own_cookie_section(), self.cookie_law_section(), self.contact_section()];
        document.sections.extend(sections.chain(rest));
        document
    }

    /// What the program itself stores, whatever the paper says: e2e/storage.mjs holds every page to it (P-A7).
    fn own_cookie_section(&self) -> Section {
        let mut cookies = vec![("cookie-own", SESSION_COOKIES.join(", "))];
        if self.rules.role_held_by(HeldBy::Subject).is_some() {
            cookies.push(("cookie-own-my-page", MY_PAGE_COOKIES.join(", ")));
        }
        let is_identified =
            crate::account::takes_identities(self.rules) || crate::my_page::takes_identities(self.rules);
        if is_identified {
            cookies.push(("cookie-own-identity", IDENTITY_COOKIES.join(", ")));
        }
        let asked = self.charter().cookies.iter().flat_map(|policy| &policy.value.cookies);
        if asked.into_iter().any(|cookie| cookie.consent && cookie.activity.is_some()) {
            cookies.push(("cookie-own-choice", CHOICE_KEY.to_owned()));
        }
        let row = |(id, names): (&str, String)| {
            vec![
                Line::new(self.say(&format!("{id}-for"))),
                Line::new(names),
                Line::new(self.say("notice-cookie-strict")),
                Line::new(self.say(&format!("{id}-lives"))),
            ]
        };
        let head = ["notice-cookie-for", "notice-cookie-name", "notice-cookie-need", "notice-cookie-lives"];
        let rows = cookies.into_iter().map(row).collect();
        let table = Block::table(self.say("cookie-own-caption"), head.map(|id| self.say(id)), rows);
        Section::new("own", self.say("cookie-own"))
            .with_lead(Line::new(self.say("cookie-own-lead")))
            .with(table)
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
