//! Suppliers: a tree as written, a list with everyone below each as compiled. Data that goes to one goes to those it uses.

use vern_core::place::Country;

use super::{Compiler, Lists};
use crate::charter::{AgreementState, Charter, SafeguardState, Supplier};
use crate::rules::{SafeguardRules, SupplierRules};

impl Compiler<'_> {
    /// Suppliers in the order of their places, which is that of [`Charter::all_suppliers`].
    pub(super) fn suppliers(&mut self, charter: &Charter, lists: &Lists) -> Vec<SupplierRules> {
        charter.all_suppliers().map(|supplier| self.supplier(supplier, lists)).collect()
    }

    fn supplier(&mut self, supplier: &Supplier, lists: &Lists) -> SupplierRules {
        let path = format!("suppliers.{}", supplier.id.value);
        let clause = Some(supplier.clause.as_str());
        if supplier.roles.value.is_empty() {
            self.error("charter.empty", &supplier.roles.referenced, "roles");
        }
        let below = supplier.with_descendants().skip(1);
        SupplierRules {
            has_agreement: supplier.agreement.value != AgreementState::Missing,
            place: supplier.place.value.stated().copied(),
            place_open: supplier.place.value.is_open(),
            handled_in: supplier.handled_in.iter().map(|area| area.value).collect(),
            seat: supplier.seat.stated().copied(),
            owner: supplier.owner_country.stated().copied(),
            safeguard: safeguard(supplier),
            stopped: self.stopped(supplier),
            instructed: self.instructed(supplier),
            below: below.filter_map(|supplier| lists.suppliers.find(&supplier.id.value)).collect(),
            cite: self.cite(path.clone(), clause, &supplier.id),
            cite_agreement: self.cite(format!("{path}.agreement"), clause, &supplier.agreement),
            cite_place: self.cite(format!("{path}.place"), clause, &supplier.place),
        }
    }

    fn stopped(&mut self, supplier: &Supplier) -> Option<(vern_core::decision::Code, u32)> {
        let stopped = self.under.stopped.iter().find(|it| it.supplier.value == supplier.id.value)?;
        let clause = stopped.clause.as_deref().unwrap_or(&supplier.clause);
        let cite = self.cite(format!("suppliers.{}", supplier.id.value), Some(clause), &stopped.supplier);
        Some((stopped.code, cite))
    }

    fn instructed(&self, supplier: &Supplier) -> Vec<Country> {
        let transfers = self.under.instruction.iter().flat_map(|instruction| &instruction.value.transfers);
        transfers
            .filter(|transfer| transfer.supplier.value == supplier.id.value)
            .map(|transfer| transfer.to)
            .collect()
    }
}

/// A safeguard that is there: of a stated kind, assessed and in place.
fn safeguard(supplier: &Supplier) -> Option<SafeguardRules> {
    let safeguard = supplier.safeguard.value.stated()?;
    let kind = *safeguard.kind.stated()?;
    let listing = safeguard.listing();
    (safeguard.state == SafeguardState::InPlace).then_some(SafeguardRules { kind, listing })
}
