//! Changes of an agreement: what it agrees to, what it says to suppliers, when it holds, what it instructs.

use super::{Change, Differ, Effect, Said, beyond, ids, pair};
use crate::charter::{AgreedActivity, Agreement, Bases, Charter, Instruction, SupplierConsent};
use crate::fact::Fact;
use crate::placed::Placed;

/// An agreement alone names activities and data by id: the labels stand in its terms.
pub(super) fn diff(old: &Agreement, new: &Agreement) -> Vec<Change> {
    let (before, after) = (outline(old), outline(new));
    let mut differ = Differ { old: &before, new: &after, changes: Vec::new() };
    differ.roles();
    differ.agreed(old, new);
    differ.standing(old, new);
    differ.said_to_suppliers(old, new);
    let whole = new.under.with(());
    differ.all_periods(&old.periods, &new.periods, &whole);
    let of = ("of", Said::Message("diff-whole".to_owned()));
    differ.places(old.places.as_ref(), new.places.as_ref(), &whole, &of);
    match (latest(old), latest(new)) {
        (Some(old), Some(new)) => differ.instruction(old, new),
        (None, Some(new)) => differ.instruction(&new.with(boundless()), new),
        (Some(old), None) => {
            let version = ("version", Said::text(old.value.version.clone()));
            differ.add(Effect::Says, "instruction-removed", old, vec![version]);
        }
        (None, None) => {}
    }
    differ.parts(old, new);
    differ.changes
}

/// The instruction that will hold when all have come into force.
fn latest(agreement: &Agreement) -> Option<&Placed<Instruction>> {
    agreement.instructions.iter().max_by_key(|instruction| agreement.start_of(&instruction.value))
}

/// What holds without an instruction: it narrows nothing.
fn boundless() -> Instruction {
    Instruction {
        version: String::new(),
        in_force_from: None,
        purpose: Fact::NotStated,
        operations: None,
        data: None,
        subjects: None,
        places: None,
        duration: Fact::NotStated,
        transfers: Vec::new(),
        paused: Vec::new(),
        support: Vec::new(),
        clause: None,
    }
}

/// The parts an agreement shares with a charter, so that they are compared the same way.
fn outline(agreement: &Agreement) -> Charter {
    Charter {
        vern: agreement.vern,
        kind: agreement.kind,
        version: agreement.version.clone(),
        in_force_from: agreement.in_force_from,
        provenance: None,
        organisation: agreement.controller.clone(),
        languages: agreement.languages.clone(),
        publish: agreement.publish,
        documents: agreement.documents.clone(),
        claims: Vec::new(),
        places: None,
        data_types: agreement.data_types.clone(),
        categories: Vec::new(),
        services: Vec::new(),
        activities: Vec::new(),
        suppliers: Vec::new(),
        roles: agreement.roles.clone(),
        staff: None,
        measures: Vec::new(),
        rights: Vec::new(),
        channels: Vec::new(),
        cookies: None,
        periods: agreement.periods.clone(),
        terms: None,
    }
}

impl Differ<'_> {
    fn agreed(&mut self, old: &Agreement, new: &Agreement) {
        let paired = pair(&old.activities, &new.activities, |activity| &activity.id.value);
        for activity in paired.come {
            let named = vec![("activity", Said::text(&activity.id.value))];
            self.add(Effect::Permits, "activity-added", &activity.id, named);
        }
        for activity in paired.gone {
            let named = vec![("activity", Said::text(&activity.id.value))];
            self.add(Effect::Forbids, "activity-removed", &activity.id, named);
        }
        for (old, new) in paired.both.into_iter().filter(|(old, new)| old != new) {
            let before = self.changes.len();
            self.agreed_activity(old, new);
            let named = ("activity", Said::text(&new.id.value));
            self.add_other(before, "activity-changed", &new.id, named);
        }
        let (was, is) = (ids(&old.services), ids(&new.services));
        for (effect, name, services) in [
            (Effect::Permits, "service-added", beyond(&is, &was)),
            (Effect::Forbids, "service-removed", beyond(&was, &is)),
        ] {
            for service in services {
                self.add(effect, name, &new.under, vec![("service", Said::text(service))]);
            }
        }
    }

    fn agreed_activity(&mut self, old: &AgreedActivity, new: &AgreedActivity) {
        let named = || ("activity", Said::text(&new.id.value));
        let lists = [
            (&old.data, &new.data, "data", "data-added", "data-removed"),
            (&old.subjects, &new.subjects, "subjects", "subjects-added", "subjects-removed"),
            (&old.recipients, &new.recipients, "supplier", "recipient-added", "recipient-removed"),
        ];
        for (was, is, variable, added, removed) in lists {
            if was == is {
                continue;
            }
            let at = is.as_ref().map_or_else(|| new.id.with(()), |list| list.with(()));
            // A list that is left out is all the terms permit.
            let (Some(was), Some(is)) = (was, is) else {
                let (effect, name) =
                    if is.is_some() { (Effect::Forbids, "narrowed") } else { (Effect::Permits, "as-terms") };
                let what = ("what", Said::Message(format!("diff-list-{variable}")));
                self.add(effect, name, &at, vec![named(), what]);
                continue;
            };
            let (was, is) = (ids(&was.value), ids(&is.value));
            for (effect, name, items) in
                [(Effect::Permits, added, beyond(&is, &was)), (Effect::Forbids, removed, beyond(&was, &is))]
            {
                if !items.is_empty() {
                    let items = Said::List(items.into_iter().map(Said::text).collect());
                    self.add(effect, name, &at, vec![named(), (variable, items)]);
                }
            }
        }
        if old.basis.value != new.basis.value {
            let waits = |it: &AgreedActivity| it.basis.value.stated().is_some_and(Bases::is_consent_alone);
            let (effect, name) = match (waits(old), waits(new)) {
                (false, true) => (Effect::Forbids, "consent-required"),
                (true, false) => (Effect::Permits, "consent-not-required"),
                _ => (Effect::Says, "basis-agreed"),
            };
            self.add(effect, name, &new.basis, vec![named()]);
        }
        if old.observe_until != new.observe_until {
            match &new.observe_until {
                Some(until) => {
                    let day = ("until", Said::Day(until.value.to_date().to_string()));
                    self.add(Effect::Permits, "observed-until", until, vec![named(), day]);
                }
                None => self.add(Effect::Forbids, "observed-no-more", &new.id, vec![named()]),
            }
        }
        if old.operations != new.operations {
            let all = || vern_core::operation::Act::ALL.to_vec();
            let acts =
                |it: &AgreedActivity| it.operations.as_ref().map_or_else(all, |acts| acts.value.clone());
            let (was, is) = (acts(old), acts(new));
            for (effect, name, acts) in [
                (Effect::Permits, "acts-added", beyond(&is, &was)),
                (Effect::Forbids, "acts-removed", beyond(&was, &is)),
            ] {
                if !acts.is_empty() {
                    self.add(effect, name, &new.id, vec![named(), ("acts", Said::acts(&acts))]);
                }
            }
        }
    }

    /// What else stands in an agreement: that it changed is told, and where.
    fn parts(&mut self, old: &Agreement, new: &Agreement) {
        let parts = [
            (old.controller != new.controller, "organisation"),
            (old.under != new.under, "under"),
            (old.signed != new.signed || old.processor_contact != new.processor_contact, "signed"),
            (old.counting != new.counting, "counting"),
            (old.log_link != new.log_link, "log-link"),
            (old.data_types != new.data_types, "supplements"),
            (old.documents != new.documents || old.publish != new.publish, "documents"),
        ];
        for (_, part) in parts.into_iter().filter(|(changed, _)| *changed) {
            let what = ("what", Said::Message(format!("diff-part-{part}")));
            self.add(Effect::Says, "part-changed", &new.under, vec![what]);
        }
    }

    fn standing(&mut self, old: &Agreement, new: &Agreement) {
        if old.in_force_to == new.in_force_to {
            return;
        }
        match &new.in_force_to {
            Some(end) => {
                let day = ("day", Said::Day(end.value.to_date().to_string()));
                self.add(Effect::Forbids, "agreement-ends", end, vec![day]);
            }
            None => self.add(Effect::Permits, "agreement-runs-on", &new.under, Vec::new()),
        }
    }

    fn said_to_suppliers(&mut self, old: &Agreement, new: &Agreement) {
        let consent = |agreement: &Agreement, id: &str| {
            let found = agreement.suppliers.iter().find(|it| it.supplier.value == id);
            found.map_or(SupplierConsent::Approved, |it| it.consent)
        };
        let mut all: Vec<Placed<String>> = new.suppliers.iter().map(|it| it.supplier.clone()).collect();
        all.extend(
            old.suppliers
                .iter()
                .map(|it| it.supplier.clone())
                .filter(|id| !all.contains(id))
                .collect::<Vec<_>>(),
        );
        for id in all {
            let (was, is) = (consent(old, &id.value), consent(new, &id.value));
            if was != is {
                let (effect, name) = match is {
                    SupplierConsent::Approved => (Effect::Permits, "supplier-approved"),
                    SupplierConsent::Notified => (Effect::Forbids, "supplier-notified"),
                    SupplierConsent::Objected => (Effect::Forbids, "supplier-objected"),
                    SupplierConsent::NotApproved => (Effect::Forbids, "supplier-not-approved"),
                };
                self.add(effect, name, &id, vec![("supplier", Said::text(id.value.clone()))]);
            }
        }
        let on = |agreement: &Agreement| {
            agreement.integrations.iter().map(|it| it.supplier.value.clone()).collect::<Vec<_>>()
        };
        let (was, is) = (on(old), on(new));
        for (effect, name, suppliers) in [
            (Effect::Permits, "integration-on", beyond(&is, &was)),
            (Effect::Forbids, "integration-off", beyond(&was, &is)),
        ] {
            for supplier in suppliers {
                self.add(effect, name, &new.under, vec![("supplier", Said::text(supplier))]);
            }
        }
    }
}
