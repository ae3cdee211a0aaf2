//! Findings about an agreement, alone and against the terms it stands under.

use vern_core::time::Instant;

use super::{Finding, Findings};
use crate::charter::{Agreement, Bases, Charter};
use crate::fact::Fact;
use crate::in_force::{beyond_terms, merge};

/// Every finding of an agreement under its terms. Those of the terms themselves are not told again.
#[must_use]
pub fn find_agreement_findings(terms: &Charter, agreement: &Agreement, at: Instant) -> Vec<Finding> {
    let mut findings = Findings { at, found: Vec::new() };
    findings.add_if(
        agreement.signed.value.stated().is_none(),
        "finding.agreement_not_signed",
        "organisation",
        "GDPR art. 28(3), 28(9)",
        &agreement.under,
    );
    for beyond in beyond_terms(terms, agreement) {
        findings.add("finding.agreement_beyond_terms", &beyond.value, "GDPR art. 28(3)", &beyond);
    }
    let merged = merge(terms, agreement, None);
    for agreed in &agreement.activities {
        let own = matches!(agreed.basis.value, Fact::Stated(Bases::Own(_)));
        findings.add_if(
            !own,
            "finding.basis_not_stated",
            &agreed.id.value,
            "GDPR art. 6(1), 13(1)(c)",
            &agreed.basis,
        );
        if let Some(activity) = merged.activities.iter().find(|it| it.id.value == agreed.id.value) {
            findings.grounds(&merged, activity);
        }
    }
    findings.found
}
