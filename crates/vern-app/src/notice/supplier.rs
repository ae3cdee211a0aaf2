//! Who gets data: one row for each supplier of the register.

use vern_core::decision::Code;
use vern_policy::Fact;
use vern_policy::charter::{AgreementState, Safeguard, SafeguardKind, SafeguardState, Supplier};
use vern_text::{Block, Held, Line, Section};

use super::{Notice, by_gate, words};

/// Whether the gate lets nothing out to it, for want of an agreement (GDPR art. 28(3)).
pub(super) fn is_blocked(supplier: &Supplier) -> bool {
    supplier.agreement.value == AgreementState::Missing
}

impl Notice<'_> {
    pub(super) fn supplier_section(&self) -> Section {
        let section = Section::new("suppliers", self.say("notice-suppliers"));
        let suppliers = &self.charter().suppliers;
        if suppliers.is_empty() {
            let none = Line::held(self.say("notice-recipients-none"), by_gate(&[Code::SupplierUnknown]));
            return section.with(Block::paragraph(none));
        }
        let head =
            ["notice-supplier", "notice-supplier-delivers", "notice-concerns", "notice-supplier-place"];
        let rows = suppliers.iter().map(|supplier| self.supplier_row(supplier)).collect();
        section.with(Block::table(self.say("notice-suppliers-caption"), head.map(|id| self.say(id)), rows))
    }

    fn supplier_row(&self, supplier: &Supplier) -> Vec<Line> {
        let place = self.place(Some(&supplier.clause), supplier.id.referenced.line());
        vec![
            Line::new(&*supplier.name).with_clause(place),
            Line::declared(supplier.delivers.in_language(self.language)),
            self.supplier_activities(supplier),
            self.supplier_place(supplier),
        ]
    }

    fn supplier_activities(&self, supplier: &Supplier) -> Line {
        if is_blocked(supplier) {
            let said = self.say_with("notice-recipient-blocked", &[("supplier", (&supplier.name).into())]);
            return Line::held(said, by_gate(&[Code::SupplierNoAgreement]));
        }
        let labels: Vec<&str> = self
            .charter()
            .activities
            .iter()
            .filter(|activity| {
                activity.recipients.iter().any(|recipient| recipient.supplier.value == supplier.id.value)
            })
            .map(|activity| activity.label.in_language(self.language))
            .collect();
        let said = if labels.is_empty() { self.say("notice-supplier-nothing") } else { labels.join(", ") };
        Line::held(said, by_gate(&[Code::SupplierNotRecipient]))
    }

    /// Where it stores; its owner's country and the safeguard only where the paper states them.
    fn supplier_place(&self, supplier: &Supplier) -> Line {
        let mut line = self.fact(&supplier.place.value, |country| self.country(*country), Held::Declared);
        if let Fact::Stated(country) = &supplier.owner_country {
            let owner = self.say_with("notice-supplier-owner", &[("country", self.country(*country).into())]);
            declare_also(&mut line, &owner);
        }
        if let Fact::Stated(safeguard) = &supplier.safeguard {
            declare_also(&mut line, &self.say(safeguard_id(safeguard)));
            if safeguard.state == SafeguardState::UnderAssessment {
                declare_also(&mut line, &self.say("notice-safeguard-under-assessment"));
            }
        }
        line
    }
}

/// Adds what the paper states; a line that said nothing stated then declares something.
fn declare_also(line: &mut Line, sentence: &str) {
    words::add_sentence(&mut line.text, sentence);
    line.held.get_or_insert(Held::Declared);
}

const fn safeguard_id(safeguard: &Safeguard) -> &'static str {
    match safeguard.kind {
        SafeguardKind::Adequacy => "notice-safeguard-adequacy",
        SafeguardKind::StandardClauses => "notice-safeguard-standard-clauses",
        SafeguardKind::BindingRules => "notice-safeguard-binding-rules",
    }
}
