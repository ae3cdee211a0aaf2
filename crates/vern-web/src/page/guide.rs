//! The demo's first page: what Vern is, and steps that let a visitor see it work.
//!
//! Deliberately not here: the steps themselves. The demo knows its own data and says what to try.

use askama::Template;

use super::chrome::{Chrome, Link};

/// The guided tour.
#[derive(Clone, Debug, Template)]
#[template(path = "guide.html")]
pub struct GuidePage {
    /// What stands around it.
    pub chrome: Chrome,
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

    fn number(&self, step: &usize) -> String {
        self.chrome.t1("guide-step-number", "number", *step)
    }
}
