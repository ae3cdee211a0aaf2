//! Channels people are written to by, and what a website stores with them.

use vern_policy::charter::{Cookie, CookieNeed, MessageChannel, Refusal, RefusedBy};
use vern_text::{Block, Held, Line, Section};

use super::Press;
use super::finding::Topic;
use super::words::{add_sentence, upper_first};

impl Press<'_> {
    pub(super) fn channel_section(&self) -> Option<Section> {
        let channels = &self.charter().channels;
        let head = ["notice-message-channel", "notice-message-for", "notice-message-decline"];
        let rows = channels.iter().map(|channel| self.channel_row(channel)).collect();
        (!channels.is_empty()).then(|| {
            let table = Block::table(self.say("notice-messages-caption"), head.map(|id| self.say(id)), rows);
            Section::new("channels", self.say("notice-messages")).with(table)
        })
    }

    fn channel_row(&self, channel: &MessageChannel) -> Vec<Line> {
        let declined = |declinable: &bool| {
            self.say(if *declinable { "notice-message-declinable" } else { "notice-message-not-declinable" })
        };
        vec![
            Line::new(self.text(&channel.label)).with_clause(self.place(Some(&channel.clause), &channel.id)),
            Line::declared(self.text(&channel.used_for)),
            self.fact(&channel.newsletters_declinable, declined, Held::Declared),
        ]
    }

    pub(super) fn cookie_section(&self) -> Option<Section> {
        let placed = self.charter().cookies.as_ref()?;
        let policy = &placed.value;
        let clause = Some(policy.clause.as_str());
        let mut section = Section::new("cookies", self.say("notice-cookies"));
        if policy.cookies.is_empty() {
            section = section.with_lead(Line::declared(self.say("notice-cookies-none")));
        } else {
            let named = policy.cookies.iter().any(|cookie| !cookie.name.is_not_stated());
            let mut head = vec!["notice-cookie-for"];
            if named {
                head.push("notice-cookie-name");
            }
            head.extend(["notice-cookie-need", "notice-consent", "notice-cookie-lives"]);
            let rows =
                policy.cookies.iter().map(|cookie| self.cookie_row(cookie, &policy.clause, named)).collect();
            let head = head.into_iter().map(|id| self.say(id));
            section = section.with(Block::table(self.say("notice-cookies-caption"), head, rows));
        }
        let basis = self.fact(&policy.basis.value, |basis| self.basis_text(basis), Held::Declared);
        let refusal = self.fact(&policy.refusal.value, |refusal| self.refusal(refusal), Held::Declared);
        let section = section.with(Block::facts([
            (self.say("notice-basis"), basis.with_clause(self.place(clause, &policy.basis))),
            (self.say("notice-cookies-refuse"), refusal.with_clause(self.place(clause, &policy.refusal))),
        ]));
        Some(self.with_findings(section, &Topic::Cookies))
    }

    fn cookie_row(&self, cookie: &Cookie, clause: &str, named: bool) -> Vec<Line> {
        let place = self.place(Some(clause), &cookie.id);
        let mut row = vec![Line::new(self.text(&cookie.what_for)).with_clause(place)];
        if named {
            row.push(self.fact(&cookie.name, String::clone, Held::Declared));
        }
        let need = match cookie.need {
            CookieNeed::Strict => "notice-cookie-strict",
            CookieNeed::Convenient => "notice-cookie-convenient",
            CookieNeed::Measuring => "notice-cookie-measuring",
        };
        let consent =
            if cookie.consent { "notice-cookie-after-consent" } else { "notice-cookie-without-consent" };
        row.extend([
            Line::declared(self.say(need)),
            Line::declared(self.say(consent)),
            self.fact(&cookie.lives, |period| upper_first(&self.period(*period)), Held::Declared),
        ]);
        row
    }

    fn refusal(&self, refusal: &Refusal) -> String {
        let mut said = self.say(match refusal.by {
            RefusedBy::Choice => "notice-cookies-by-choice",
            RefusedBy::BrowserSettings => "notice-cookies-by-browser",
        });
        if let Some(effect) = &refusal.effect {
            add_sentence(&mut said, self.text(effect));
        }
        said
    }
}
