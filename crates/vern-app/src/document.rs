//! Documents printed from papers: pages, agreements, registers. One list of kinds ([`Kind`]), each a typed [`Document`], with its history.
//!
//! Deliberately not here: HTML, routes, who is asking, and any fact that does not stand in the papers.

mod access;
mod activity;
mod agreement;
mod basis;
pub mod catalogue;
mod cookie_policy;
mod finding;
mod gate;
mod history;
mod kind;
mod library;
mod measure;
mod notice;
mod organisation;
mod paper;
mod press;
mod processing_agreement;
mod published;
mod register;
mod retention;
mod right;
mod service;
mod service_agreement;
mod supplier;
mod supplier_list;
mod terms;
mod web;
mod words;

use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::charter::DocumentKind;
use vern_text::{Document, FindingLine, Language, Sheet};

pub use history::Version;
pub use kind::{Kind, Name};
pub use library::{Library, Papers, Shelf, Under};
pub use published::PublishedDocument;

use self::press::{LabelledLine, Press, Voice, by_gate, by_login, by_server};

/// A document, whole (its working view), with its rows to take away where it has any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The document.
    pub document: Document,
    /// The rows of a list or a register.
    pub sheet: Option<Sheet>,
}

impl Papers<'_> {
    /// Prints one of the documents as of an instant: the law it is measured by is that of the day.
    #[must_use]
    pub fn print(&self, name: &Name, language: Language, at: Instant) -> Option<Printed> {
        let rules = self.rules_of(name.kind)?;
        // What an organisation offers to others does not stand under its own agreement with a third.
        let under = self.under.filter(|_| self.own.is_some_and(|own| std::ptr::eq(own, rules)));
        let own = |voice| Press::new(rules, under, voice, language, at);
        let terms = |voice| Press::new(rules, None, voice, language, at);
        let alone = |document| Printed { document, sheet: None };
        let printed = match name.kind {
            Kind::PrivacyNotice => alone(own(Voice::Own).privacy_notice()),
            Kind::SubProcessors => self.supplier_list(language, at)?,
            Kind::CookiePolicy => alone(own(Voice::Own).of_list().cookie_policy()),
            Kind::Terms => alone(terms(Voice::Terms).processing_terms()),
            Kind::ServiceAgreement => alone(terms(Voice::Terms).service_agreement()),
            Kind::UserAgreement => alone(terms(Voice::Terms).user_agreement(name.service.as_deref()?)?),
            Kind::ProcessingAgreement => alone(own(Voice::Agreement).processing_agreement()),
            Kind::RegisterController => own(Voice::Register).register_controller(),
            Kind::RegisterProcessor => self.register_processor(&terms(Voice::Register)),
        };
        let document = printed.document.for_audience(self.audience(name)).with_findings_told_once();
        Some(Printed { document, ..printed })
    }
}

/// The privacy notice, whole: of an own charter, or of an agreement with its terms (`under`), as of an instant. Terms by themselves have
/// the page of [`processing_terms`], for they are about others' data.
#[must_use]
pub fn privacy_notice(rules: &Rules, under: Option<Under<'_>>, language: Language, at: Instant) -> Document {
    Press::new(rules, under, Voice::Own, language, at).privacy_notice().with_findings_told_once()
}

/// What an organisation tells of some of its activities, one section each: what GDPR art. 15(1) asks of the answer to an access request.
#[must_use]
pub(crate) fn particulars(
    rules: &Rules,
    language: Language,
    at: Instant,
    activities: &[&str],
) -> Vec<vern_text::Section> {
    Press::new(rules, None, Voice::Own, language, at).sections_of(activities)
}

/// What somebody is told who was not asked themselves (GDPR art. 14): who holds data on them, what the activity is, and what they can ask for.
#[must_use]
pub(crate) fn information(rules: &Rules, language: Language, at: Instant, activity: &str) -> Document {
    Press::new(rules, None, Voice::Own, language, at).information(activity).with_findings_told_once()
}

/// Why, on what basis, from where, to whom and how long: what a person is told beside what an activity holds on them.
#[must_use]
pub(crate) fn essentials(
    rules: &Rules,
    language: Language,
    at: Instant,
    activity: &str,
) -> Vec<(String, String)> {
    let press = Press::new(rules, None, Voice::Own, language, at);
    let Some(activity) = press.charter().activities.iter().find(|it| it.id.value == activity) else {
        return Vec::new();
    };
    let mut lines = vec![press.purpose(activity)];
    lines.extend(press.bases(activity));
    lines.extend(press.sources(activity));
    lines.push(press.recipients(activity));
    lines.extend(press.retention(activity));
    lines.into_iter().map(|(label, line)| (label, line.text)).collect()
}

/// What a processor does for its customers and under which terms, whole, as of an instant.
#[must_use]
pub fn processing_terms(rules: &Rules, language: Language, at: Instant) -> Document {
    Press::new(rules, None, Voice::Terms, language, at).processing_terms().with_findings_told_once()
}

/// What an organisation is asked for first: its notice; of one that has terms alone, these.
#[must_use]
pub fn first_kind(rules: &Rules) -> Kind {
    match rules.charter().kind.value {
        DocumentKind::Terms => Kind::Terms,
        DocumentKind::Charter | DocumentKind::Agreement => Kind::PrivacyNotice,
    }
}

/// Every finding by the law of an instant with its `file:line`, in words.
#[must_use]
pub fn finding_lines(
    rules: &Rules,
    under: Option<Under<'_>>,
    language: Language,
    at: Instant,
) -> Vec<(String, FindingLine)> {
    let press = Press::new(rules, under, Voice::Own, language, at);
    press.findings.iter().map(|shown| (shown.place.clone(), press.finding_line(shown))).collect()
}
