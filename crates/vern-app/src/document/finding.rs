//! Findings, each beside the part of the page it is about, with what it is about in words.

use vern_core::time::Instant;
use vern_policy::charter::{ClaimKind, CookiePolicy};
use vern_policy::finding::find_agreement_findings;
use vern_policy::{Charter, Finding, Rules, find_findings};
use vern_text::{Block, FindingLine, Section};

use super::{Press, Under, words};

/// Findings about data that needs a ground of its own; under an agreement they stand where the list of data stands.
const OF_GROUNDS: [&str; 3] = [
    "finding.special_category_without_condition",
    "finding.identity_number_without_ground",
    "finding.offence_without_authority",
];

/// A finding with its part of the page and its `file:line`.
pub(super) struct Shown {
    pub(super) finding: Finding,
    pub(super) topic: Topic,
    pub(super) place: String,
}

/// What part of a page a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Topic {
    Organisation,
    Agreement,
    Instruction,
    Activity(String),
    Suppliers,
    Places,
    Cookies,
    Rights,
    Claim(String),
}

pub(super) fn find(rules: &Rules, under: Option<Under<'_>>, at: Instant) -> Vec<Shown> {
    let charter = rules.charter();
    // Those of the terms are the processor's to mend, and stand on its own page.
    let findings = under.map_or_else(
        || find_findings(charter, at),
        |under| find_agreement_findings(under.terms, under.agreement, at),
    );
    findings
        .into_iter()
        .map(|finding| {
            let source = source_of(charter, under, &finding);
            let place = format!("{}:{}", rules.file_of(source), finding.line);
            Shown { topic: topic(charter, under.is_some(), &finding), finding, place }
        })
        .collect()
}

/// Which document a finding's line is a line of.
fn source_of(charter: &Charter, under: Option<Under<'_>>, finding: &Finding) -> u8 {
    let Some(_) = under else { return 0 };
    let activity = charter.activities.iter().find(|activity| activity.id.value == finding.about);
    activity.filter(|_| OF_GROUNDS.contains(&finding.code)).map_or(1, |activity| activity.data.source)
}

fn topic(charter: &Charter, agreed: bool, finding: &Finding) -> Topic {
    let about = finding.about.as_str();
    match finding.code {
        "finding.agreement_not_signed" => Topic::Agreement,
        "finding.agreement_beyond_terms" => {
            let id = about.strip_prefix("activities.").and_then(|rest| rest.split('.').next());
            let on_page = id.filter(|id| charter.activities.iter().any(|it| it.id.value == **id));
            on_page.map_or(Topic::Agreement, |id| Topic::Activity(id.to_owned()))
        }
        "finding.place_only_aimed_at" => Topic::Places,
        "finding.instruction_place_narrower" => Topic::Instruction,
        "finding.cookie_basis" | "finding.cookie_without_consent" | "finding.cookies_refused_in_browser" => {
            Topic::Cookies
        }
        _ if about == "cookies" => Topic::Cookies,
        "finding.right_narrowed" | "finding.answer_too_late" => Topic::Rights,
        "finding.consent_by_use" => Topic::Claim(about.to_owned()),
        "finding.transfer_by_consent" => claim_of_transfer(charter, about).unwrap_or(Topic::Suppliers),
        _ if is_supplier(charter, finding) => Topic::Suppliers,
        _ if charter.activities.iter().any(|it| it.id.value == about) => Topic::Activity(about.to_owned()),
        _ if agreed && about != "organisation" => Topic::Agreement,
        _ => Topic::Organisation,
    }
}

/// The sentence of the paper that calls writing to a supplier consent to a transfer.
fn claim_of_transfer(charter: &Charter, supplier: &str) -> Option<Topic> {
    let claim = charter.claims.iter().find(|claim| {
        claim.kind == ClaimKind::ConsentToTransfer && claim.about.iter().any(|id| id.value == supplier)
    })?;
    Some(Topic::Claim(claim.id.value.clone()))
}

/// An activity and a supplier may have the same id: then the line says which of them is meant.
fn is_supplier(charter: &Charter, finding: &Finding) -> bool {
    let named = |code: &str| {
        code.starts_with("finding.supplier_")
            || code.starts_with("finding.transfer_")
            || matches!(code, "finding.recipient_not_named" | "finding.adequacy_not_covering")
    };
    let here = charter.all_suppliers().find(|supplier| supplier.id.value == finding.about);
    here.is_some_and(|supplier| {
        let joint = finding.code == "finding.joint_arrangement_not_stated";
        named(finding.code) || (joint && supplier.id.line() == finding.line)
    })
}

impl Press<'_> {
    /// The section with the findings it is about, if there are any.
    pub(super) fn with_findings(&self, section: Section, topic: &Topic) -> Section {
        match self.findings_block(topic) {
            Some(block) => section.with(block),
            None => section,
        }
    }

    pub(super) fn findings_block(&self, topic: &Topic) -> Option<Block> {
        let about = self.findings.iter().filter(|shown| shown.topic == *topic);
        let lines: Vec<FindingLine> = about.map(|shown| self.finding_line(shown)).collect();
        (!lines.is_empty()).then(|| Block::findings(lines))
    }

    pub(super) fn finding_line(&self, shown: &Shown) -> FindingLine {
        let finding = &shown.finding;
        let about = self.about(finding);
        let name = finding.code.trim_start_matches("finding.");
        let part = |part: &str| {
            self.say_with(&format!("finding-{name}-{part}"), &[("about", about.as_str().into())])
        };
        FindingLine::new(finding.code, part("title"), part("reason"))
            .with_source(finding.source)
            .with_mend(part("mend"))
            .with_about(about)
    }

    /// What a finding is about, as the page names it.
    fn about(&self, finding: &Finding) -> String {
        let charter = self.charter();
        let id = finding.about.as_str();
        if finding.code == "finding.agreement_beyond_terms" {
            return self.about_path(id);
        }
        let claim =
            || charter.claims.iter().find(|claim| claim.id.value == id).map(|claim| self.text(&claim.says));
        let cookie = || {
            let cookies = charter
                .cookies
                .iter()
                .flat_map(|policy: &vern_policy::Placed<CookiePolicy>| &policy.value.cookies);
            cookies.into_iter().find(|cookie| cookie.id.value == id).map(|cookie| self.text(&cookie.what_for))
        };
        let activity = || {
            charter.activities.iter().find(|it| it.id.value == id).map(|activity| self.text(&activity.label))
        };
        let supplier = || {
            charter
                .all_suppliers()
                .find(|it| it.id.value == id)
                .map(|supplier| supplier.shown_name(self.language))
        };
        let found = match finding.code {
            "finding.consent_by_use" => claim(),
            "finding.cookie_without_consent" => cookie(),
            _ if is_supplier(charter, finding) || finding.code == "finding.transfer_by_consent" => supplier(),
            _ => activity().or_else(supplier),
        };
        // What an agreement names and its terms do not know has no other name than its id.
        if id == "cookies" {
            return self.say("notice-cookies");
        }
        let of_whole = matches!(id, "organisation" | "rights" | "instruction");
        let other = if of_whole { charter.organisation.name.as_str() } else { id };
        words::trim_stop(found.unwrap_or(other)).to_owned()
    }

    /// A path of an agreement: the last part of it that the page has a name for.
    fn about_path(&self, path: &str) -> String {
        let charter = self.charter();
        let agreed = self.under.map(|under| under.agreement.data_types.as_slice()).unwrap_or_default();
        let label = |id: &str| {
            let data =
                charter.data_types.iter().chain(agreed).find(|it| it.id.value == id).map(|it| &it.label);
            let category = charter.categories.iter().find(|it| it.id.value == id).map(|it| &it.label);
            let activity = charter.activities.iter().find(|it| it.id.value == id).map(|it| &it.label);
            let found = data.or(category).or(activity).map(|label| self.text(label).to_owned());
            let supplier = charter.all_suppliers().find(|it| it.id.value == id);
            found.or_else(|| supplier.map(|it| it.shown_name(self.language).to_owned()))
        };
        let last = path.rsplit('.').next().unwrap_or(path);
        label(last).unwrap_or_else(|| last.to_owned())
    }
}
