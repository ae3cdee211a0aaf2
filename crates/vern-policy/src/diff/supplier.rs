//! Changes of the register of suppliers.

use super::{Differ, Effect, Said, effect_of_move};
use crate::charter::{AgreementState, SafeguardKind, SafeguardState, Supplier};
use crate::fact::Fact;

impl Differ<'_> {
    pub(super) fn suppliers(&mut self) {
        let old: Vec<&Supplier> = self.old.all_suppliers().collect();
        let new: Vec<&Supplier> = self.new.all_suppliers().collect();
        let find = |list: &[&Supplier], id: &str| list.iter().find(|it| it.id.value == id).copied().cloned();
        for supplier in &new {
            match find(&old, &supplier.id.value) {
                Some(before) if before == **supplier => {}
                Some(before) => {
                    let told = self.changes.len();
                    self.supplier(&before, supplier);
                    let named = self.named(supplier);
                    self.add_other(told, "supplier-changed", &supplier.id, named);
                }
                None => {
                    let variables = vec![self.named(supplier), ("place", place_said(supplier))];
                    self.add(Effect::Permits, "supplier-added", &supplier.id, variables);
                }
            }
        }
        for supplier in &old {
            if find(&new, &supplier.id.value).is_none() {
                let variables = vec![self.named(supplier)];
                self.add(Effect::Forbids, "supplier-removed", &supplier.id, variables);
            }
        }
    }

    fn named(&self, supplier: &Supplier) -> (&'static str, Said) {
        ("supplier", self.supplier_name(&supplier.id.value))
    }

    fn supplier(&mut self, old: &Supplier, new: &Supplier) {
        if old.place.value != new.place.value {
            let variables = vec![self.named(new), ("old", place_said(old)), ("new", place_said(new))];
            let of = |supplier: &Supplier| supplier.place.value.stated().copied();
            let effect = effect_of_move(of(old), of(new), self.new.in_force_from.value);
            self.add(effect, "supplier-moved", &new.place, variables);
        }
        let missing = |supplier: &Supplier| supplier.agreement.value == AgreementState::Missing;
        let variables = vec![self.named(new)];
        match (missing(old), missing(new)) {
            (true, false) => self.add(Effect::Permits, "supplier-agreement", &new.agreement, variables),
            (false, true) => self.add(Effect::Forbids, "supplier-no-agreement", &new.agreement, variables),
            _ => {}
        }
        let safe = |supplier: &Supplier| {
            supplier.safeguard.value.stated().is_some_and(|safeguard| {
                let carries = safeguard.kind.stated().is_some_and(|kind| *kind != SafeguardKind::Consent);
                safeguard.state == SafeguardState::InPlace && carries
            })
        };
        let variables = vec![self.named(new)];
        match (safe(old), safe(new)) {
            (false, true) => self.add(Effect::Permits, "safeguard-added", &new.safeguard, variables),
            (true, false) => self.add(Effect::Forbids, "safeguard-removed", &new.safeguard, variables),
            _ => {}
        }
        let handled =
            |supplier: &Supplier| supplier.handled_in.iter().map(|area| area.value).collect::<Vec<_>>();
        for (effect, name, areas) in [
            (Effect::Permits, "supplier-handled-in", super::beyond(&handled(new), &handled(old))),
            (Effect::Forbids, "supplier-not-handled-in", super::beyond(&handled(old), &handled(new))),
        ] {
            if !areas.is_empty() {
                let variables = vec![self.named(new), ("areas", Said::areas(&areas))];
                self.add(effect, name, &new.id, variables);
            }
        }
        if old.owner_country != new.owner_country
            && let Fact::Stated(country) = new.owner_country
        {
            let owner = ("country", Said::Area(vern_core::place::Area::Country(country)));
            let variables = vec![self.named(new), owner];
            self.add(Effect::Says, "supplier-owner", &new.id, variables);
        }
    }
}

fn place_said(supplier: &Supplier) -> Said {
    match supplier.place.value {
        Fact::Stated(area) | Fact::Aim(area) => Said::Area(area),
        Fact::NotStated | Fact::Open => Said::Message("diff-not-stated".to_owned()),
    }
}
