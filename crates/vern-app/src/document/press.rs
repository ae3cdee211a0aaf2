//! What pages are printed from: rules, the words they are in, and the day they are measured by.
//!
//! A line is *enforced* only where [`decide`](vern_policy::decide) refuses what would break it, *checked* where a version that contradicts it is
//! kept out, *attested* where someone saw it on a day; all else the charter says is *declared*. What the paper leaves out and what the law says
//! in any case are no promises, and carry none of these.
//!
//! Deliberately not here: any section of any page.

use vern_core::decision::Code;
use vern_core::time::Instant;
use vern_policy::charter::{Activity, DocumentFacts, DocumentName, Words};
use vern_policy::{Charter, Fact, Placed, Rules};
use vern_text::{Audience, Document, Held, Language, Line, Updated, Value};

use super::finding::{self, Shown};
use super::library::Under;
use crate::problem::Problem;

pub(super) type LabelledLine = (String, Line);

/// Whose words a page is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The organisation's own, to those whose data it is: 'we' and 'you'.
    Own,
    /// A processor's, to its customers.
    Terms,
    /// Of an agreement, about both sides.
    Agreement,
    /// Of a register or a list, about the organisation.
    Register,
}

/// What a page calls the paper it is printed from, where that leaves something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    Notice,
    Terms,
    Agreement,
    /// By no name: lists, registers, policies.
    Nothing,
}

/// What a page is printed from.
pub(super) struct Press<'a> {
    pub(super) rules: &'a Rules,
    pub(super) under: Option<Under<'a>>,
    pub(super) voice: Voice,
    pub(super) called: Called,
    pub(super) language: Language,
    pub(super) at: Instant,
    pub(super) findings: Vec<Shown>,
}

impl<'a> Press<'a> {
    pub(super) fn new(
        rules: &'a Rules,
        under: Option<Under<'a>>,
        voice: Voice,
        language: Language,
        at: Instant,
    ) -> Self {
        let called = match voice {
            Voice::Own => Called::Notice,
            Voice::Terms => Called::Terms,
            Voice::Agreement => Called::Agreement,
            Voice::Register => Called::Nothing,
        };
        Self { rules, under, voice, called, language, at, findings: finding::find(rules, under, at) }
    }

    /// The same for a page that is no notice, no terms and no agreement.
    pub(super) fn of_list(self) -> Self {
        Self { called: Called::Nothing, ..self }
    }

    /// A document without sections yet: title and lead by its kind, date by the paper it is the page of.
    pub(super) fn frame(&self, kind: &str, title: &str, lead: &str, paper: DocumentName) -> Document {
        let charter = self.charter();
        let organisation = &charter.organisation.name;
        let lead = self.say_with(lead, &[("organisation", organisation.into())]);
        let mut document = Document::new(kind, self.language, self.say(title), organisation).with_lead(lead);
        document.updated = updated(charter.updated_on(paper));
        if let Some(provenance) = &charter.provenance {
            document = document.with_source_note(provenance.note.in_language(self.language));
        }
        document.for_audience(Audience::Public)
    }

    pub(super) fn charter(&self) -> &'a Charter {
        self.rules.charter()
    }

    /// Whether the page speaks of those whose data it is, and of the controller, as of others.
    pub(super) fn is_about_others(&self) -> bool {
        self.voice != Voice::Own
    }

    /// What the controller says of itself on its own page, and others of it elsewhere: the message, or its twin `-by-controller` where the two
    /// differ.
    pub(super) fn say_of_controller(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        let twin = format!("{id}-by-controller");
        match self.voice {
            Voice::Agreement | Voice::Register if vern_text::has(self.language, &twin) => {
                self.say_with(&twin, variables)
            }
            _ => self.say_with(id, variables),
        }
    }

    pub(super) fn say(&self, id: &str) -> String {
        vern_text::text(self.language, id, &[])
    }

    pub(super) fn say_with(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        vern_text::text(self.language, id, variables)
    }

    pub(super) fn text<'w>(&self, words: &'w Words) -> &'w str {
        match self.voice {
            // Its own page, under terms that speak of 'the customer'.
            Voice::Own if self.under.is_some() => words.own_in_language(self.language),
            _ => words.in_language(self.language),
        }
    }

    /// A day in words; an undated paper says so.
    pub(super) fn day(&self, facts: Option<&DocumentFacts>) -> Line {
        match facts.map(|facts| &facts.updated_on) {
            Some(Fact::Stated(day)) => Line::declared(self.date(day)),
            Some(Fact::Aim(day)) => {
                Line::declared(self.say_with("notice-aim", &[("aim", self.date(day).into())]))
            }
            _ => Line::new(self.say("document-undated")),
        }
    }

    pub(super) fn date(&self, iso: &str) -> String {
        vern_text::date(self.language, iso)
    }

    /// The day of an instant, in words.
    pub(super) fn date_of(&self, at: Instant) -> String {
        self.date(&at.to_date().to_string())
    }

    /// Heading in the paper and `file:line` in the document it stands in.
    pub(super) fn place<T>(&self, clause: Option<&str>, at: &Placed<T>) -> String {
        // What the file leaves to a default stands nowhere in it.
        if at.line() == 0 {
            return clause.unwrap_or_default().to_owned();
        }
        let here = format!("{}:{}", self.rules.file_of(at.source), at.line());
        clause.map_or_else(|| here.clone(), |clause| format!("{clause} · {here}"))
    }

    /// The same for something within a placed value: the document of the one, the line of the other.
    pub(super) fn place_in<T, U>(
        &self,
        clause: Option<&str>,
        whole: &Placed<T>,
        within: &Placed<U>,
    ) -> String {
        self.place(clause, &whole.with(()).at(within))
    }

    /// What the paper leaves out. No promise, so nothing holds it.
    pub(super) fn not_stated(&self) -> Line {
        Line::new(self.say(match self.called {
            Called::Notice => "notice-not-stated",
            Called::Terms => "notice-terms-not-stated",
            Called::Agreement => "notice-agreement-not-stated",
            Called::Nothing => "notice-register-not-stated",
        }))
    }

    /// A fact as the paper has it; only what it states is held as `held`.
    pub(super) fn fact<T>(&self, fact: &Fact<T>, show: impl Fn(&T) -> String, held: Held) -> Line {
        match fact {
            Fact::Stated(value) => Line::held(show(value), held),
            Fact::NotStated => self.not_stated(),
            Fact::Open => Line::new(self.say("notice-open")),
            Fact::Aim(value) => Line::declared(self.say_with("notice-aim", &[("aim", show(value).into())])),
        }
    }

    /// The same for a fact the gate will not do without: while it is open, nothing is processed.
    pub(super) fn needed_fact<T>(
        &self,
        activity: &Activity,
        fact: &Fact<T>,
        show: impl Fn(&T) -> String,
        held: Held,
        open: Code,
    ) -> Line {
        match fact {
            Fact::Open => Line::held(self.say("notice-open-stops"), self.by_gate(activity, &[open])),
            fact => self.fact(fact, show, held),
        }
    }

    /// Whether the gate only watches an activity now.
    pub(super) fn observes(&self, activity: &Activity) -> bool {
        activity.observe_until.is_some_and(|until| self.at < until.value)
    }

    /// Held by refusals of the gate in one activity. What is only watched there is let through, and so only declared.
    pub(super) fn by_gate(&self, activity: &Activity, codes: &[Code]) -> Held {
        if self.observes(activity) && codes.iter().any(|code| code.is_observable()) {
            return Held::Declared;
        }
        by_gate(codes)
    }

    /// The same for a line that speaks of every activity.
    pub(super) fn by_gate_everywhere(&self, codes: &[Code]) -> Held {
        let watched = self.charter().activities.iter().any(|activity| self.observes(activity));
        if watched && codes.iter().any(|code| code.is_observable()) {
            return Held::Declared;
        }
        by_gate(codes)
    }
}

pub(super) fn by_gate(codes: &[Code]) -> Held {
    let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    Held::Enforced { by: codes.join(", ") }
}

/// Held by asking for a credential, and by the grants of its role.
pub(super) fn by_login() -> Held {
    Held::Enforced { by: format!("{}, {}", Problem::Unauthenticated.code(), Code::ActorNoGrant.as_str()) }
}

/// By the server: to whoever's role does not see to it, the address is not there.
pub(super) fn by_server() -> Held {
    Held::Enforced { by: "page.unknown".to_owned() }
}

/// When a paper was last updated; what it does not say is a fact too.
pub(super) fn updated(stated: &Fact<String>) -> Updated {
    match stated {
        Fact::Stated(day) => Updated::On(day.clone()),
        _ => Updated::Undated,
    }
}
