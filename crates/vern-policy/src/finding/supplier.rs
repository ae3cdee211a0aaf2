//! Findings about suppliers: agreement, name, how long they keep data, transfers.

use vern_core::place::Area;

use super::Findings;
use crate::area::is_third_country;
use crate::charter::{
    AgreementState, Charter, ClaimKind, SafeguardKind, SafeguardState, Supplier, SupplierRole,
};
use crate::rule_set::Adequacy;

impl Findings {
    pub(super) fn suppliers(&mut self, charter: &Charter) {
        for supplier in charter.all_suppliers() {
            self.supplier(charter, supplier);
            self.transfer(charter, supplier);
        }
    }

    fn supplier(&mut self, charter: &Charter, supplier: &Supplier) {
        let about = supplier.id.value.as_str();
        let processes = supplier.is(SupplierRole::Processor) || supplier.is(SupplierRole::SubProcessor);
        self.add_if(
            processes && supplier.agreement.value == AgreementState::Missing,
            "finding.supplier_without_agreement",
            about,
            "GDPR art. 28(3), 28(4)",
            &supplier.agreement,
        );
        if let Some(keeps) = &supplier.keeps {
            self.add_if(
                keeps.value.at_most.stated().is_none(),
                "finding.supplier_limit_not_stated",
                about,
                "GDPR art. 5(1)(e), 28(3)",
                keeps,
            );
        }
        let receives = charter
            .activities
            .iter()
            .any(|activity| activity.recipients.iter().any(|it| it.supplier.value == supplier.id.value));
        // Which one a controller turns on is for that controller to name.
        let unnamed = supplier.name.stated().is_none() && !supplier.turned_on_by_controller;
        self.add_if(
            receives && unnamed,
            "finding.recipient_not_named",
            about,
            "GDPR art. 15(1)(c); CJEU C-154/21",
            &supplier.id,
        );
        if let Some(arrangement) = &supplier.joint_control {
            self.add_if(
                arrangement.stated().is_none(),
                "finding.joint_arrangement_not_stated",
                about,
                "GDPR art. 26(1), 26(2)",
                &supplier.id,
            );
        }
    }

    fn transfer(&mut self, charter: &Charter, supplier: &Supplier) {
        let about = supplier.id.value.as_str();
        let stored = supplier.place.value.stated().copied();
        let areas: Vec<Area> =
            stored.into_iter().chain(supplier.handled_in.iter().map(|area| area.value)).collect();
        let third: Vec<_> = areas
            .iter()
            .filter(|area| is_third_country(**area, self.at))
            .filter_map(|area| if let Area::Country(country) = area { Some(*country) } else { None })
            .collect();
        let by_consent = charter.claims.iter().any(|claim| {
            claim.kind == ClaimKind::ConsentToTransfer && claim.about.iter().any(|id| id.value == about)
        });
        let safeguard = supplier.safeguard.value.stated();
        let kind = safeguard.and_then(|safeguard| safeguard.kind.stated());
        if by_consent || kind == Some(&SafeguardKind::Consent) {
            let source = "GDPR art. 7, 46, 49(1)(a)";
            self.add("finding.transfer_by_consent", about, source, &supplier.id);
            return;
        }
        if third.is_empty() {
            return;
        }
        match safeguard {
            None => {
                let source = "GDPR art. 44, 46, 13(1)(f)";
                self.add("finding.transfer_without_safeguard", about, source, &supplier.place);
            }
            Some(safeguard)
                if safeguard.state == SafeguardState::InPlace && kind == Some(&SafeguardKind::Adequacy) =>
            {
                let covers =
                    |country| Adequacy::shipped().covers(country, self.at, safeguard.listing()).is_some();
                let uncovered = third.iter().any(|country| !covers(*country));
                let source = "GDPR art. 45(1), 45(3)";
                self.add_if(uncovered, "finding.adequacy_not_covering", about, source, &supplier.safeguard);
            }
            Some(_) => {}
        }
    }
}
