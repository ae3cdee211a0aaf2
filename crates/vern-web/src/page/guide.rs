//! The demo's guided pages: what Vern is and the organisations there are, and for each of them steps that let a visitor see it work.
//!
//! Deliberately not here: the organisations and the steps themselves. The demo knows its own data and says what to try.

use askama::Template;

use super::chrome::{Chrome, Link};

/// The first page.
#[derive(Clone, Debug, Template)]
#[template(path = "guide_start.html")]
pub struct GuideStart {
    /// What stands around it.
    pub chrome: Chrome,
    /// The organisations, in order.
    pub organisations: Vec<OrganisationView>,
}

/// An organisation, with those whose data it keeps.
#[derive(Clone, Debug)]
pub struct OrganisationView {
    /// Where its steps are.
    pub href: String,
    /// Itself.
    pub own: PartyView,
    /// What kind of organisation it is.
    pub kind: String,
    /// What of its paper is kept by software.
    pub keeps: String,
    /// Those whose data it keeps.
    pub customers: Vec<PartyView>,
    /// How many things there are to do.
    pub things: usize,
}

/// An organisation by its name, with what it publishes.
#[derive(Clone, Debug)]
pub struct PartyView {
    /// Its name.
    pub name: String,
    /// Its front page.
    pub href: String,
    /// What is told of it, in one sentence.
    pub what: String,
    /// What it publishes.
    pub pages: Vec<Link>,
}

/// The guided steps at one organisation.
#[derive(Clone, Debug, Template)]
#[template(path = "guide.html")]
pub struct GuidePage {
    /// What stands around it.
    pub chrome: Chrome,
    /// The organisation.
    pub about: OrganisationView,
    /// The steps, in order.
    pub steps: Vec<GuideStep>,
}

/// One step.
#[derive(Clone, Debug, Default)]
pub struct GuideStep {
    /// Anchor, `[a-z0-9-]+`, unique on the page: an answer links back to it.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// A command to run in a terminal; several lines are several commands, except after a backslash.
    pub command: Option<String>,
    /// Buttons that do it here and now.
    pub forms: Vec<GuideForm>,
    /// Pages to look at.
    pub links: Vec<Link>,
    /// What should happen.
    pub expect: String,
}

/// A button: a POST form with hidden fields.
#[derive(Clone, Debug)]
pub struct GuideForm {
    /// What the button says.
    pub label: String,
    /// Where it posts to.
    pub action: String,
    /// Hidden fields: name and value.
    pub fields: Vec<(String, String)>,
}

impl GuideStart {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    fn things(&self, organisation: &OrganisationView) -> String {
        self.chrome.t1("guide-things", "count", organisation.things)
    }
}

impl GuidePage {
    /// The page as HTML.
    ///
    /// # Errors
    /// Only where the template itself fails to write.
    pub fn render(&self) -> Result<String, askama::Error> {
        Template::render(self)
    }

    /// Each command of a step; one that goes on over several lines stays whole, so that it is copied whole.
    fn commands(&self, lines: &str) -> Vec<String> {
        let mut commands: Vec<String> = Vec::new();
        for line in lines.lines() {
            match commands.last_mut().filter(|command| command.ends_with('\\')) {
                Some(command) => {
                    command.push('\n');
                    command.push_str(line);
                }
                None => commands.push(line.to_owned()),
            }
        }
        commands
    }

    /// The customers, after the organisation itself where it is none of them.
    fn parties(&self) -> Vec<PartyView> {
        let is_apart = self.about.customers.iter().all(|customer| customer.href != self.about.own.href);
        let own = is_apart.then(|| PartyView { what: String::new(), ..self.about.own.clone() });
        own.into_iter().chain(self.about.customers.iter().cloned()).collect()
    }

    fn number(&self, step: &usize) -> String {
        self.chrome.t1("guide-step-number", "number", *step)
    }
}
