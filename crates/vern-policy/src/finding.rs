//! Findings: what can be enforced and falls short of law, or of the paper itself (ADR 0006). Published on the working view.
//!
//! Only what the charter shows by itself. Texts for people stand in `vern-text`: `finding.x` has `finding-x-title`, `-reason` and `-mend`.

use crate::charter::{Activity, CalledRole, ChannelState, Charter, ConsentRule};
use crate::fact::Fact;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable dotted code, one of [`Finding::CODES`].
    pub code: &'static str,
    /// What it is about: an activity id, or `organisation`.
    pub about: String,
    /// Article or statute it is measured by.
    pub source: &'static str,
    /// Line in the charter, from 1.
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
        "finding.retention_not_stated",
    ];
}

/// Every finding of a charter, in the order of its parts.
#[must_use]
pub fn find_findings(charter: &Charter) -> Vec<Finding> {
    let mut findings = find_in_contact(charter);
    findings.extend(charter.activities.iter().flat_map(find_in_activity));
    findings
}

fn find_in_contact(charter: &Charter) -> Vec<Finding> {
    let contact = &charter.organisation.contact;
    let mut findings = Vec::new();
    let mut add =
        |code, source, line| findings.push(Finding { code, about: "organisation".to_owned(), source, line });
    if contact.called.value == CalledRole::Processor {
        add("finding.contact_called_processor", "GDPR art. 4(7), 4(8)", contact.called.referenced.line());
    }
    if contact.channel.value.state == ChannelState::Broken {
        add("finding.contact_channel_broken", "GDPR art. 12(2), 13(1)(a)", contact.channel.referenced.line());
    }
    findings
}

fn find_in_activity(activity: &Activity) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add =
        |code, source, line| findings.push(Finding { code, about: activity.id.value.clone(), source, line });
    if !matches!(activity.purpose, Fact::Stated(_)) {
        add("finding.purpose_not_stated", "GDPR art. 5(1)(b), 13(1)(c)", activity.id.referenced.line());
    }
    match &activity.basis.value {
        Fact::Stated(basis) if activity.consent == ConsentRule::Required && basis.article != "6(1)(a)" => {
            add("finding.basis_and_consent", "GDPR art. 6(1), 13(1)(c)", activity.basis.referenced.line());
        }
        Fact::Stated(_) => {}
        _ => add("finding.basis_not_stated", "GDPR art. 6(1), 13(1)(c)", activity.basis.referenced.line()),
    }
    if !matches!(activity.retention.value, Fact::Stated(_)) {
        add(
            "finding.retention_not_stated",
            "GDPR art. 5(1)(e), 13(2)(a)",
            activity.retention.referenced.line(),
        );
    }
    findings
}
