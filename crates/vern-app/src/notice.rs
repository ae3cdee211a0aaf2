//! The privacy notice (GDPR art. 13 and 14), printed from a compiled charter.
//!
//! A line is *enforced* only where [`decide`](vern_policy::decide) refuses what would break it; all else the charter says is
//! *declared*. What the paper leaves out and what the law says in any case are no promises, and carry neither.
//!
//! Deliberately not here: HTML, who may see the working view (ADR 0008), and any fact that does not stand in the charter.

mod access;
mod activity;
mod right;
mod supplier;
mod words;

use vern_core::decision::Code;
use vern_core::time::Instant;
use vern_policy::charter::{ChannelState, MeasureHeld, Organisation, WorkingView};
use vern_policy::{Charter, Fact, Finding, Rules, find_findings};
use vern_text::{Block, Document, FindingLine, Held, Language, Line, Section, Value};

use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;

/// A document with what a surface needs to publish it.
#[derive(Debug, Clone)]
pub struct PublishedDocument {
    /// The document, whole: its working view.
    pub document: Document,
    /// Hash of the charter version it is printed from.
    pub charter_hash: [u8; 32],
    /// When that version came into force.
    pub in_force_since: Instant,
    /// Whether anyone may see the working view.
    pub working_view_public: bool,
}

impl Installation {
    /// The privacy notice by the charter in force now.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn privacy_notice(
        &self,
        controller: &Controller,
        language: Language,
    ) -> Result<PublishedDocument, Problem> {
        let rules = self.rules_now(controller)?;
        Ok(PublishedDocument {
            document: privacy_notice(&rules, language),
            charter_hash: *rules.hash(),
            in_force_since: rules.charter().in_force_from,
            working_view_public: rules.charter().publish.working_view == WorkingView::Public,
        })
    }
}

/// The privacy notice of a charter, whole.
#[must_use]
pub fn privacy_notice(rules: &Rules, language: Language) -> Document {
    Notice { rules, language, findings: find_findings(rules.charter()) }.document()
}

/// Every finding of a charter with its `file:line`, in words.
#[must_use]
pub fn finding_lines(rules: &Rules, language: Language) -> Vec<(String, FindingLine)> {
    let notice = Notice { rules, language, findings: find_findings(rules.charter()) };
    let label = |id: &str| {
        let activity = rules.charter().activities.iter().find(|activity| activity.id.value == id);
        activity.map_or(rules.charter().organisation.name.as_str(), |activity| {
            activity.label.in_language(language)
        })
    };
    let place = |finding: &Finding| format!("{}:{}", rules.file(), finding.line);
    notice
        .findings
        .iter()
        .map(|finding| (place(finding), notice.finding_line(finding, label(&finding.about))))
        .collect()
}

/// What the notice is printed from.
struct Notice<'a> {
    rules: &'a Rules,
    language: Language,
    findings: Vec<Finding>,
}

impl Notice<'_> {
    fn document(&self) -> Document {
        let charter = self.charter();
        let organisation = &charter.organisation.name;
        let mut document =
            Document::new("privacy_notice", self.language, self.say("notice-title"), organisation)
                .with_lead(self.say_with("notice-lead", &[("organisation", organisation.into())]));
        if let Fact::Stated(day) = &charter.documents.privacy_notice.updated_on {
            document = document.updated_on(day);
        }
        if let Some(provenance) = &charter.provenance {
            document = document.with_source_note(provenance.note.in_language(self.language));
        }
        document = document.with(self.controller_section());
        document.sections.extend(self.activity_sections());
        document
            .with(self.supplier_section())
            .with(self.measure_section())
            .with(self.right_section())
            .with(self.law_section())
            .with(self.access_section())
    }

    fn controller_section(&self) -> Section {
        let organisation = &self.charter().organisation;
        let lead = self.say_with("notice-controller-lead", &[("organisation", (&organisation.name).into())]);
        let place = self.place(organisation.contact.clause.as_deref(), organisation.id.referenced.line());
        let about_no_activity = |finding: &&Finding| {
            !self.charter().activities.iter().any(|activity| activity.id.value == finding.about)
        };
        let section = Section::new("controller", self.say("notice-controller"))
            .with_lead(Line::declared(lead).with_clause(&place))
            .with(Block::facts(self.organisation_facts(organisation, &place)));
        self.with_findings(section, &organisation.name, about_no_activity)
    }

    fn organisation_facts(&self, organisation: &Organisation, place: &str) -> Vec<(String, Line)> {
        let contact = &organisation.contact;
        let clause = contact.clause.as_deref();
        let role = contact.role.in_language(self.language);
        let channel = contact.channel.value.published.in_language(self.language);
        let reached = match contact.channel.value.state {
            ChannelState::Works => channel.to_owned(),
            // Whoever reads on must not take it for more than what the paper points to; the finding says what is wrong with it.
            ChannelState::Broken | ChannelState::Untried => {
                self.say_with("notice-channel-named", &[("channel", channel.into())])
            }
        };
        let text = |fact: &Fact<String>| self.fact(fact, String::clone, Held::Declared).with_clause(place);
        let country = self.fact(&organisation.country, |country| self.country(*country), Held::Declared);
        let called = self.place(clause, contact.called.referenced.line());
        vec![
            (self.say("notice-contact"), Line::declared(role).with_clause(called)),
            (
                self.say("notice-channel"),
                Line::declared(reached).with_clause(self.place(clause, contact.channel.referenced.line())),
            ),
            (self.say("notice-officer"), text(&organisation.data_protection_officer)),
            (self.say("notice-org-number"), text(&organisation.org_number)),
            (self.say("notice-country"), country.with_clause(place)),
        ]
    }

    fn measure_section(&self) -> Section {
        let section = Section::new("measures", self.say("notice-measures"));
        let lines: Vec<Line> = self
            .charter()
            .measures
            .iter()
            .map(|measure| {
                // A charter that calls anything else than login enforced is kept out.
                let held = match measure.held {
                    MeasureHeld::Enforced => by_login(),
                    MeasureHeld::Declared => Held::Declared,
                };
                Line::held(measure.label.in_language(self.language), held)
                    .with_clause(self.place(Some(&measure.clause), measure.id.referenced.line()))
            })
            .collect();
        section.with(if lines.is_empty() { Block::paragraph(self.not_stated()) } else { Block::list(lines) })
    }

    /// The section with the findings it is about, if there are any.
    fn with_findings(&self, section: Section, about: &str, concerns: impl Fn(&&Finding) -> bool) -> Section {
        let lines: Vec<FindingLine> =
            self.findings.iter().filter(concerns).map(|finding| self.finding_line(finding, about)).collect();
        if lines.is_empty() { section } else { section.with(Block::findings(lines)) }
    }

    fn finding_line(&self, finding: &Finding, about: &str) -> FindingLine {
        let name = finding.code.trim_start_matches("finding.");
        let part = |part: &str| self.say_with(&format!("finding-{name}-{part}"), &[("about", about.into())]);
        FindingLine::new(finding.code, part("title"), part("reason"))
            .with_source(finding.source)
            .with_mend(part("mend"))
    }

    fn charter(&self) -> &Charter {
        self.rules.charter()
    }

    fn say(&self, id: &str) -> String {
        vern_text::text(self.language, id, &[])
    }

    fn say_with(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        vern_text::text(self.language, id, variables)
    }

    /// Heading in the paper and `file:line` in the charter.
    fn place(&self, clause: Option<&str>, line: u64) -> String {
        let here = format!("{}:{line}", self.rules.file());
        clause.map_or_else(|| here.clone(), |clause| format!("{clause} · {here}"))
    }

    /// What the paper leaves out. No promise, so nothing holds it.
    fn not_stated(&self) -> Line {
        Line::new(self.say("notice-not-stated"))
    }

    /// A fact as the paper has it; only what it states is held as `held`.
    fn fact<T>(&self, fact: &Fact<T>, show: impl Fn(&T) -> String, held: Held) -> Line {
        match fact {
            Fact::Stated(value) => Line::held(show(value), held),
            Fact::NotStated => self.not_stated(),
            Fact::Open => Line::new(self.say("notice-open")),
            Fact::Aim(value) => Line::declared(self.say_with("notice-aim", &[("aim", show(value).into())])),
        }
    }
}

/// Held by refusals of the gate.
fn by_gate(codes: &[Code]) -> Held {
    let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    Held::Enforced { by: codes.join(", ") }
}

/// Held by asking for a credential, and by the grants of its role.
fn by_login() -> Held {
    Held::Enforced { by: format!("{}, {}", Problem::Unauthenticated.code(), Code::ActorNoGrant.as_str()) }
}
