//! The processing agreement (GDPR art. 28) as one document: the parties, the instruction, what each undertakes, and annexes. Of a processor by
//! itself it is what it offers; under an agreement, what was agreed.

use vern_policy::charter::DocumentName;
use vern_text::{Block, Document, Line, Section};

use super::Press;

impl Press<'_> {
    pub(super) fn processing_agreement(&self) -> Document {
        let (title, lead) = match self.under {
            Some(_) => ("agreement-title", "agreement-lead"),
            None => ("agreement-title-offered", "agreement-lead-offered"),
        };
        let mut document = self.frame("processing_agreement", title, lead, DocumentName::ProcessingAgreement);
        let activities = self.activity_sections().into_iter();
        let sections = self
            .party_sections()
            .into_iter()
            .chain(self.instruction_section())
            .chain(self.undertaking_section())
            .chain(self.period_section())
            .chain(self.place_section())
            .chain([self.access_section()])
            .chain(self.rank_section())
            .chain(activities.map(|section| self.annex("agreement-annex-processing", section)))
            .chain([self.annex("agreement-annex-suppliers", self.supplier_section())])
            .chain(self.measure_section().map(|section| self.annex("agreement-annex-measures", section)));
        document.sections.extend(sections);
        document
    }

    fn annex(&self, id: &str, mut section: Section) -> Section {
        section.heading = self.say_with(id, &[("heading", section.heading.as_str().into())]);
        section
    }

    fn party_sections(&self) -> Vec<Section> {
        let Some(under) = self.under else { return vec![self.offering_section(), self.customer_section()] };
        let organisation = &self.charter().organisation;
        let controller = Section::new("controller", self.say("agreement-controller")).with(Block::facts(
            self.organisation_facts(organisation, &organisation.contact, &organisation.id),
        ));
        let named = [("name", organisation.name.as_str().into())];
        let lead = Line::declared(self.say_with("agreement-controller-lead", &named));
        let lead = lead.with_clause(self.place(None, &organisation.id));
        let processor = self.processor_section().map(|mut section| {
            let named = [("name", under.terms.organisation.name.as_str().into())];
            section.heading = self.say("agreement-processor");
            section.lead = section
                .lead
                .map(|lead| Line { text: self.say_with("agreement-processor-lead", &named), ..lead });
            section
        });
        std::iter::once(controller.with_lead(lead)).chain(processor).collect()
    }

    /// Who the other party is, before there is one.
    fn customer_section(&self) -> Section {
        Section::new("controller", self.say("agreement-controller"))
            .with_lead(Line::new(self.say("agreement-controller-offered")))
    }
}
