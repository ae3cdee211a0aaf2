//! Findings: what can be enforced and falls short of law, or of the paper itself (ADR 0006). Published on the working view.
//!
//! Only what the documents show by themselves, and only about what a paper says or what law asks it to say. Texts for people stand in
//! `vern-text`: `finding.x` has `finding-x-title`, `-reason` and `-mend`.

mod activity;
mod agreement;
mod paper;
mod supplier;

use vern_core::period::Period;
use vern_core::time::Instant;

use crate::charter::{CalledRole, ChannelState, Charter, DocumentKind};
use crate::placed::Placed;

pub use agreement::find_agreement_findings;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable dotted code, one of [`Finding::CODES`].
    pub code: &'static str,
    /// What it is about: id of an activity, a supplier, a claim …, or `organisation`.
    pub about: String,
    /// Article or statute it is measured by.
    pub source: &'static str,
    /// Line in the document, from 1.
    pub line: u64,
}

impl Finding {
    /// Every code, for the generated list and the texts' gap test.
    pub const CODES: &'static [&'static str] = &[
        "finding.contact_called_processor",
        "finding.contact_channel_broken",
        "finding.purpose_not_stated",
        "finding.basis_not_stated",
        "finding.basis_and_consent",
        "finding.consent_text_missing",
        "finding.retention_not_stated",
        "finding.basis_by_processor",
        "finding.basis_of_repealed_law",
        "finding.interest_not_balanced",
        "finding.special_category_without_condition",
        "finding.identity_number_without_ground",
        "finding.offence_without_authority",
        "finding.automated_without_review",
        "finding.impact_assessment_due",
        "finding.newsletter_without_consent",
        "finding.staff_log_judges_performance",
        "finding.told_too_late",
        "finding.hold_differs_from_statute",
        "finding.supplier_without_agreement",
        "finding.supplier_limit_not_stated",
        "finding.recipient_not_named",
        "finding.transfer_without_safeguard",
        "finding.transfer_by_consent",
        "finding.adequacy_not_covering",
        "finding.joint_arrangement_not_stated",
        "finding.place_only_aimed_at",
        "finding.instruction_place_narrower",
        "finding.consent_by_use",
        "finding.cookie_basis",
        "finding.cookie_without_consent",
        "finding.cookies_refused_in_browser",
        "finding.right_narrowed",
        "finding.answer_too_late",
        "finding.agreement_beyond_terms",
        "finding.agreement_not_signed",
        "finding.access_not_administered",
    ];
}

/// Every finding of a charter, or of terms by themselves, in the order of its parts. `at` is the day law is looked up for.
#[must_use]
pub fn find_findings(charter: &Charter, at: Instant) -> Vec<Finding> {
    let mut findings = Findings { at, found: Vec::new() };
    findings.contact(charter);
    findings.paper(charter);
    for activity in &charter.activities {
        findings.activity(charter, activity);
    }
    findings.suppliers(charter);
    findings.found
}

struct Findings {
    at: Instant,
    found: Vec<Finding>,
}

impl Findings {
    fn add<T>(&mut self, code: &'static str, about: &str, source: &'static str, at: &Placed<T>) {
        self.found.push(Finding { code, about: about.to_owned(), source, line: at.line() });
    }

    fn add_if<T>(
        &mut self,
        found: bool,
        code: &'static str,
        about: &str,
        source: &'static str,
        at: &Placed<T>,
    ) {
        if found {
            self.add(code, about, source, at);
        }
    }

    fn contact(&mut self, charter: &Charter) {
        let contact = &charter.organisation.contact;
        // In terms the organisation is processor, and says so.
        let own = charter.kind.value == DocumentKind::Charter;
        self.add_if(
            own && contact.called.value == CalledRole::Processor,
            "finding.contact_called_processor",
            "organisation",
            "GDPR art. 4(7), 4(8)",
            &contact.called,
        );
        self.add_if(
            contact.channel.value.state == ChannelState::Broken,
            "finding.contact_channel_broken",
            "organisation",
            "GDPR art. 12(2), 13(1)(a)",
            &contact.channel,
        );
        for joint in &charter.organisation.joint_controllers {
            if let Some(first) = joint.activities.first() {
                self.add_if(
                    joint.arrangement.stated().is_none(),
                    "finding.joint_arrangement_not_stated",
                    &first.value,
                    "GDPR art. 26(1), 26(2)",
                    first,
                );
            }
        }
    }
}

/// Whether a period can be longer than one calendar month: February is the shortest there is.
fn exceeds_month(period: Period) -> bool {
    let (years, months, days) = period.parts();
    let months = u32::from(years) * 12 + u32::from(months);
    months > 1 || (months == 1 && days > 0) || (months == 0 && days > 28)
}
