//! Pages printed from a compiled charter: the privacy notice (GDPR art. 13 and 14), and a processor's terms (art. 28).
//!
//! A line is *enforced* only where [`decide`](vern_policy::decide) refuses what would break it, *checked* where a version that contradicts it is
//! kept out, *attested* where someone saw it on a day; all else the charter says is *declared*. What the paper leaves out and what the law says
//! in any case are no promises, and carry none of these.
//!
//! Deliberately not here: HTML, who may see the working view (ADR 0008), and any fact that does not stand in the documents.

mod access;
mod activity;
mod agreement;
mod basis;
mod finding;
mod gate;
mod organisation;
mod paper;
mod retention;
mod right;
mod service;
mod supplier;
mod terms;
mod web;
mod words;

use vern_core::decision::Code;
use vern_core::time::Instant;
use vern_policy::charter::{
    Activity, Agreement, DocumentFacts, DocumentKind, DocumentName, MeasureHeld, Words, WorkingView,
};
use vern_policy::compile::compile;
use vern_policy::in_force::{Document as Paper, Source};
use vern_policy::{Charter, Fact, Placed, Rules};
use vern_text::{Document, FindingLine, Held, Language, Line, Section, Value};

use self::finding::Shown;
use crate::charter::source_of;
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

impl PublishedDocument {
    fn new(document: Document, rules: &Rules) -> Self {
        Self {
            document,
            charter_hash: *rules.hash(),
            in_force_since: rules.charter().in_force_from.value,
            working_view_public: rules.charter().publish.working_view == WorkingView::Public,
        }
    }
}

impl Installation {
    /// The privacy notice by what is in force now, measured by the law of today.
    ///
    /// # Errors
    /// `charter.none_in_force`, `store.*`.
    pub fn privacy_notice(
        &self,
        controller: &Controller,
        language: Language,
    ) -> Result<PublishedDocument, Problem> {
        let rules = self.rules_now(controller)?;
        let papers = self.papers(controller)?;
        let document = privacy_notice(&rules, Under::find(&rules, &papers), language, self.now());
        Ok(PublishedDocument::new(document, &rules))
    }

    /// The terms a processor offers now, measured by the law of today.
    ///
    /// # Errors
    /// `charter.none_in_force` where it has none; `store.*`.
    pub fn processing_terms(
        &self,
        processor: &Controller,
        language: Language,
    ) -> Result<PublishedDocument, Problem> {
        let rules = self.offered_terms(processor)?;
        Ok(PublishedDocument::new(processing_terms(&rules, language, self.now()), &rules))
    }

    /// The last of a processor's own terms that have come into force; those it holds of others are not its to offer.
    pub(crate) fn offered_terms(&self, processor: &Controller) -> Result<Rules, Problem> {
        let now = self.now();
        let papers = self.papers(processor)?;
        let offered = papers.iter().filter(|paper| {
            let document = paper.document();
            document.kind() == DocumentKind::Terms
                && document.in_force_from() <= now
                && document.organisation().id.value == processor.slug()
        });
        let last = offered.max_by_key(|paper| paper.document().in_force_from());
        let Some((paper, terms)) = last.and_then(|paper| Some((paper, charter_of(paper)?))) else {
            return Err(Problem::Conflict { code: "charter.none_in_force" });
        };
        compile(terms.clone(), paper.file()).map_err(Problem::Charter)
    }

    fn papers(&self, controller: &Controller) -> Result<Vec<Source>, Problem> {
        let rows = self.reader()?.snapshot()?.charters(controller.id())?;
        rows.iter().map(source_of).collect()
    }
}

/// The two documents behind an agreement in force. Compiled rules keep what is permitted; the page also names who agreed to what.
#[derive(Debug, Clone, Copy)]
pub struct Under<'a> {
    /// The processor's terms.
    pub terms: &'a Charter,
    /// The controller's agreement under them.
    pub agreement: &'a Agreement,
}

impl<'a> Under<'a> {
    /// The terms and the agreement rules were compiled from, among documents; none for an own charter or terms by themselves.
    #[must_use]
    pub fn find(rules: &Rules, papers: &'a [Source]) -> Option<Self> {
        let [terms, agreement] = rules.sources() else { return None };
        let by_hash = |hash| papers.iter().find(|paper| paper.hash() == hash);
        let terms = by_hash(&terms.hash).and_then(charter_of)?;
        match by_hash(&agreement.hash)?.document() {
            Paper::Agreement(agreement) => Some(Self { terms, agreement }),
            Paper::Charter(_) => None,
        }
    }
}

fn charter_of(paper: &Source) -> Option<&Charter> {
    match paper.document() {
        Paper::Charter(charter) => Some(charter),
        Paper::Agreement(_) => None,
    }
}

/// The privacy notice, whole: of an own charter, or of an agreement with its terms (`under`), as of an instant. Terms by themselves have
/// the page of [`processing_terms`], for they are about others' data.
#[must_use]
pub fn privacy_notice(rules: &Rules, under: Option<Under<'_>>, language: Language, at: Instant) -> Document {
    Notice::new(rules, under, language, at).page()
}

/// What a processor does for its customers and under which terms, whole, as of an instant.
#[must_use]
pub fn processing_terms(rules: &Rules, language: Language, at: Instant) -> Document {
    Notice::new(rules, None, language, at).page()
}

/// Every finding by the law of an instant with its `file:line`, in words.
#[must_use]
pub fn finding_lines(
    rules: &Rules,
    under: Option<Under<'_>>,
    language: Language,
    at: Instant,
) -> Vec<(String, FindingLine)> {
    let notice = Notice::new(rules, under, language, at);
    notice.findings.iter().map(|shown| (shown.place.clone(), notice.finding_line(shown))).collect()
}

type LabelledLine = (String, Line);

/// What a page is printed from.
struct Notice<'a> {
    rules: &'a Rules,
    under: Option<Under<'a>>,
    language: Language,
    at: Instant,
    findings: Vec<Shown>,
}

impl<'a> Notice<'a> {
    fn new(rules: &'a Rules, under: Option<Under<'a>>, language: Language, at: Instant) -> Self {
        Self { rules, under, language, at, findings: finding::find(rules, under, at) }
    }

    fn page(&self) -> Document {
        if self.is_terms() { self.processing_terms() } else { self.privacy_notice() }
    }

    fn privacy_notice(&self) -> Document {
        let organisation = &self.charter().organisation.name;
        let mut document =
            self.frame("privacy_notice", "notice-title", "notice-lead", DocumentName::PrivacyNotice);
        let sections = std::iter::once(self.controller_section(organisation))
            .chain(self.processor_section())
            .chain(self.instruction_section())
            .chain(self.service_section())
            .chain(self.activity_sections())
            .chain(std::iter::once(self.supplier_section()))
            .chain(self.place_section())
            .chain(self.measure_section())
            .chain(self.period_section())
            .chain(self.channel_section())
            .chain(self.cookie_section())
            .chain([self.right_section(), self.law_section(), self.access_section()])
            .chain(self.claim_section())
            .chain(self.document_section());
        document.sections.extend(sections);
        document
    }

    fn processing_terms(&self) -> Document {
        let mut document = self.frame(
            "processing_terms",
            "notice-terms-title",
            "notice-terms-lead",
            DocumentName::ProcessingAgreement,
        );
        let sections = std::iter::once(self.offering_section())
            .chain(self.instruction_section())
            .chain(self.service_section())
            .chain(self.activity_sections())
            .chain(std::iter::once(self.supplier_section()))
            .chain(self.place_section())
            .chain(self.undertaking_section())
            .chain(self.period_section())
            .chain(self.measure_section())
            .chain(self.channel_section())
            .chain(self.cookie_section())
            .chain(self.named_right_section())
            .chain(std::iter::once(self.access_section()))
            .chain(self.rank_section())
            .chain(self.claim_section())
            .chain(self.document_section());
        document.sections.extend(sections);
        document
    }

    fn frame(&self, kind: &str, title: &str, lead: &str, name: DocumentName) -> Document {
        let charter = self.charter();
        let organisation = &charter.organisation.name;
        let lead = self.say_with(lead, &[("organisation", organisation.into())]);
        let mut document = Document::new(kind, self.language, self.say(title), organisation).with_lead(lead);
        if let Fact::Stated(day) = charter.updated_on(name) {
            document = document.updated_on(day);
        }
        if let Some(provenance) = &charter.provenance {
            document = document.with_source_note(provenance.note.in_language(self.language));
        }
        document
    }

    fn measure_section(&self) -> Option<Section> {
        let lines: Vec<Line> = self.charter().measures.iter().map(|measure| self.measure(measure)).collect();
        let section = Section::new("measures", self.say("notice-measures"));
        (!lines.is_empty()).then(|| section.with(vern_text::Block::list(lines)))
    }

    fn measure(&self, measure: &vern_policy::charter::Measure) -> Line {
        let mut said = self.text(&measure.label).to_owned();
        if let Some(evidence) = measure.evidence.written() {
            let what = words::lower_first(self.text(&evidence.what));
            let id = match (&measure.evidence, evidence.seen_on.stated()) {
                (Fact::Aim(_), _) => "notice-measure-evidence-aim",
                (_, Some(_)) => "notice-measure-evidence-seen",
                (_, None) => "notice-measure-evidence",
            };
            let seen = evidence.seen_on.stated().map(|day| self.date(day)).unwrap_or_default();
            let variables = [("what", words::trim_stop(&what).into()), ("date", seen.into())];
            words::add_sentence(&mut said, &self.say_with(id, &variables));
        }
        match &measure.every {
            Fact::Stated(every) => {
                let every = self.every(*every);
                words::add_sentence(
                    &mut said,
                    &self.say_with("notice-measure-every", &[("every", every.into())]),
                );
            }
            Fact::Aim(every) => {
                let every = self.every(*every);
                words::add_sentence(
                    &mut said,
                    &self.say_with("notice-measure-every-aim", &[("every", every.into())]),
                );
            }
            Fact::NotStated | Fact::Open => {}
        }
        let seen_on = measure.evidence.stated().and_then(|evidence| evidence.seen_on.stated());
        let held = match (measure.held, seen_on) {
            // A charter that calls anything else than login enforced is kept out.
            (MeasureHeld::Enforced, _) => by_login(),
            (MeasureHeld::Attested, Some(on)) => Held::Attested { on: on.clone() },
            (MeasureHeld::Attested | MeasureHeld::Declared, _) => Held::Declared,
        };
        Line::held(said, held).with_clause(self.place(Some(&measure.clause), &measure.id))
    }

    fn charter(&self) -> &'a Charter {
        self.rules.charter()
    }

    /// Whether the page is a processor's terms by themselves.
    fn is_terms(&self) -> bool {
        self.charter().kind.value == DocumentKind::Terms
    }

    fn say(&self, id: &str) -> String {
        vern_text::text(self.language, id, &[])
    }

    fn say_with(&self, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        vern_text::text(self.language, id, variables)
    }

    fn text<'w>(&self, words: &'w Words) -> &'w str {
        words.in_language(self.language)
    }

    /// A day in words; an undated paper says so.
    fn day(&self, facts: Option<&DocumentFacts>) -> Line {
        match facts.map(|facts| &facts.updated_on) {
            Some(Fact::Stated(day)) => Line::declared(self.date(day)),
            Some(Fact::Aim(day)) => {
                Line::declared(self.say_with("notice-aim", &[("aim", self.date(day).into())]))
            }
            _ => Line::new(self.say("document-undated")),
        }
    }

    fn date(&self, iso: &str) -> String {
        vern_text::date(self.language, iso)
    }

    /// The day of an instant, in words.
    fn date_of(&self, at: Instant) -> String {
        self.date(&at.to_date().to_string())
    }

    /// Heading in the paper and `file:line` in the document it stands in.
    fn place<T>(&self, clause: Option<&str>, at: &Placed<T>) -> String {
        let here = format!("{}:{}", self.rules.file_of(at.source), at.line());
        clause.map_or_else(|| here.clone(), |clause| format!("{clause} · {here}"))
    }

    /// The same for something within a placed value: the document of the one, the line of the other.
    fn place_in<T, U>(&self, clause: Option<&str>, whole: &Placed<T>, within: &Placed<U>) -> String {
        self.place(clause, &whole.with(()).at(within))
    }

    /// What the paper leaves out. No promise, so nothing holds it.
    fn not_stated(&self) -> Line {
        Line::new(self.say(if self.is_terms() { "notice-terms-not-stated" } else { "notice-not-stated" }))
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

    /// The same for a fact the gate will not do without: while it is open, nothing is processed.
    fn needed_fact<T>(
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
    fn observes(&self, activity: &Activity) -> bool {
        activity.observe_until.is_some_and(|until| self.at < until.value)
    }

    /// Held by refusals of the gate in one activity. What is only watched there is let through, and so only declared.
    fn by_gate(&self, activity: &Activity, codes: &[Code]) -> Held {
        if self.observes(activity) && codes.iter().any(|code| code.is_observable()) {
            return Held::Declared;
        }
        by_gate(codes)
    }

    /// The same for a line that speaks of every activity.
    fn by_gate_everywhere(&self, codes: &[Code]) -> Held {
        let watched = self.charter().activities.iter().any(|activity| self.observes(activity));
        if watched && codes.iter().any(|code| code.is_observable()) {
            return Held::Declared;
        }
        by_gate(codes)
    }
}

fn by_gate(codes: &[Code]) -> Held {
    let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    Held::Enforced { by: codes.join(", ") }
}

/// Held by asking for a credential, and by the grants of its role.
fn by_login() -> Held {
    Held::Enforced { by: format!("{}, {}", Problem::Unauthenticated.code(), Code::ActorNoGrant.as_str()) }
}
