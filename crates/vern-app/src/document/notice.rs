//! The privacy notice (GDPR art. 13 and 14), and the page of a processor's terms, which are about others' data.

use vern_policy::charter::DocumentName;
use vern_text::Document;

use super::press::Press;

impl Press<'_> {
    /// The notice, whole.
    pub(super) fn privacy_notice(&self) -> Document {
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

    /// What somebody is told of one activity that holds data on them.
    pub(super) fn information(&self, activity: &str) -> Document {
        let organisation = &self.charter().organisation.name;
        let mut document =
            self.frame("information", "informing-title", "informing-lead", DocumentName::PrivacyNotice);
        document.sections.push(self.controller_section(organisation));
        document.sections.extend(self.sections_of(&[activity]));
        document.sections.extend(self.place_section());
        document.sections.extend([self.right_section(), self.law_section()]);
        document
    }

    /// What a processor does for its customers, and by which rules, whole.
    pub(super) fn processing_terms(&self) -> Document {
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
}
