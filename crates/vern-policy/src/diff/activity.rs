//! Changes of activities.

use vern_core::operation::Act;
use vern_core::place::Area;
use vern_core::value::DataKind;

use super::{Differ, Effect, Said, beyond, ids, is_shorter, pair};
use crate::charter::{Activity, Bases, ConsentRule, DataType, Places, RetentionRule};
use crate::fact::Fact;
use crate::placed::Placed;

impl Differ<'_> {
    pub(super) fn activities(&mut self) {
        let (old, new) = (self.old, self.new);
        let paired = pair(&old.activities, &new.activities, |activity| &activity.id.value);
        for activity in paired.come {
            let activity_label = vec![("activity", Said::Words(activity.label.clone()))];
            self.add(Effect::Permits, "activity-added", &activity.id, activity_label);
        }
        for activity in paired.gone {
            let activity_label = vec![("activity", Said::Words(activity.label.clone()))];
            self.add(Effect::Forbids, "activity-removed", &activity.id, activity_label);
        }
        for (old, new) in paired.both.into_iter().filter(|(old, new)| old != new) {
            let before = self.changes.len();
            self.activity(old, new);
            let label = ("activity", Said::Words(new.label.clone()));
            self.add_other(before, "activity-changed", &new.id, label);
        }
        let paired = pair(&old.data_types, &new.data_types, |data_type| &data_type.id.value);
        for (old, new) in paired.both.into_iter().filter(|(old, new)| old != new) {
            let guarded =
                |it: &DataType| it.special_category || it.offence || it.kind == DataKind::NationalId;
            let effect = match (guarded(old), guarded(new)) {
                (false, true) => Effect::Forbids,
                (true, false) => Effect::Permits,
                // Whoever has the address is then shown what is held, and not before.
                _ => match (old.identifies, new.identifies) {
                    (false, true) => Effect::Permits,
                    (true, false) => Effect::Forbids,
                    _ => Effect::Says,
                },
            };
            let label = vec![("data", Said::Words(new.label.clone()))];
            self.add(effect, "data-type-changed", &new.id, label);
        }
    }

    fn activity(&mut self, old: &Activity, new: &Activity) {
        let label = || ("activity", Said::Words(new.label.clone()));
        let (was, is) = (ids(&old.data.value), ids(&new.data.value));
        for (effect, name, data) in [
            (Effect::Permits, "data-added", beyond(&is, &was)),
            (Effect::Forbids, "data-removed", beyond(&was, &is)),
        ] {
            if !data.is_empty() {
                let said = self.data(&data);
                self.add(effect, name, &new.data, vec![label(), ("data", said)]);
            }
        }
        let (was, is) = (ids(&old.subjects.value), ids(&new.subjects.value));
        for (effect, name, subjects) in [
            (Effect::Permits, "subjects-added", beyond(&is, &was)),
            (Effect::Forbids, "subjects-removed", beyond(&was, &is)),
        ] {
            if !subjects.is_empty() {
                let said = self.categories(&subjects);
                self.add(effect, name, &new.subjects, vec![label(), ("subjects", said)]);
            }
        }
        let (was, is) = (&old.operations.value, &new.operations.value);
        self.acts(Effect::Permits, "acts-added", &new.operations, &beyond(is, was), label());
        self.acts(Effect::Forbids, "acts-removed", &new.operations, &beyond(was, is), label());
        self.purpose(old, new);
        self.basis(old, new);
        self.recipients(old, new);
        self.retention(old, new);
        self.grounds(old, new);
        let path = ("of", Said::Words(new.label.clone()));
        self.places(old.places.as_ref(), new.places.as_ref(), &new.id, &path);
    }

    fn acts<T>(
        &mut self,
        effect: Effect,
        name: &'static str,
        at: &Placed<T>,
        acts: &[Act],
        label: (&'static str, Said),
    ) {
        if !acts.is_empty() {
            self.add(effect, name, at, vec![label, ("acts", Said::acts(acts))]);
        }
    }

    /// A purpose that is declared open stops the activity; one that is stated lets it on.
    fn purpose(&mut self, old: &Activity, new: &Activity) {
        let label = vec![("activity", Said::Words(new.label.clone()))];
        match (old.purpose.is_open(), new.purpose.is_open()) {
            (false, true) => self.add(Effect::Forbids, "purpose-open", &new.id, label),
            (true, false) => self.add(Effect::Permits, "purpose-settled", &new.id, label),
            _ if old.purpose != new.purpose => {
                let mut variables = label;
                match new.purpose.stated() {
                    Some(purpose) => {
                        variables.push(("purpose", Said::Words(purpose.clone())));
                        self.add(Effect::Says, "purpose-changed", &new.id, variables);
                    }
                    None => self.add(Effect::Says, "purpose-not-stated", &new.id, variables),
                }
            }
            _ => {}
        }
    }

    fn basis(&mut self, old: &Activity, new: &Activity) {
        let label = || ("activity", Said::Words(new.label.clone()));
        match (old.basis.value.is_open(), new.basis.value.is_open()) {
            (false, true) => self.add(Effect::Forbids, "basis-open", &new.basis, vec![label()]),
            (true, false) => self.add(Effect::Permits, "basis-settled", &new.basis, vec![label()]),
            _ if old.basis.value != new.basis.value => {
                let variables = vec![label(), ("old", basis_said(old)), ("new", basis_said(new))];
                self.add(Effect::Says, "basis-changed", &new.basis, variables);
            }
            _ => {}
        }
        match (waits(old), waits(new)) {
            (false, true) => self.add(Effect::Forbids, "consent-required", &new.basis, vec![label()]),
            (true, false) => self.add(Effect::Permits, "consent-not-required", &new.basis, vec![label()]),
            _ => {}
        }
        match (&old.consent_text, &new.consent_text) {
            (Some(_), None) => self.add(Effect::Says, "consent-text-removed", &new.basis, vec![label()]),
            (old, Some(text)) if old.as_ref().is_none_or(|old| old.value != text.value) => {
                let variables = vec![label(), ("text", Said::Words(text.value.clone()))];
                self.add(Effect::Says, "consent-text", text, variables);
            }
            _ => {}
        }
        match (old.can_be_objected_to(), new.can_be_objected_to()) {
            (false, true) => self.add(Effect::Forbids, "objection-stops", &new.basis, vec![label()]),
            (true, false) => self.add(Effect::Permits, "objection-without-effect", &new.basis, vec![label()]),
            _ => {}
        }
    }

    fn recipients(&mut self, old: &Activity, new: &Activity) {
        let label = || ("activity", Said::Words(new.label.clone()));
        let paired = pair(&old.recipients, &new.recipients, |recipient| &recipient.supplier.value);
        for recipient in paired.come {
            let id = &recipient.supplier;
            let supplier = ("supplier", self.supplier_name(&id.value));
            match &recipient.data {
                None => self.add(Effect::Permits, "recipient-added", id, vec![label(), supplier]),
                Some(data) => {
                    let data = ("data", self.data(&ids(data)));
                    let variables = vec![label(), supplier, data];
                    self.add(Effect::Permits, "recipient-added-limited", id, variables);
                }
            }
        }
        for recipient in paired.gone {
            let supplier = ("supplier", self.supplier_name(&recipient.supplier.value));
            self.add(Effect::Forbids, "recipient-removed", &recipient.supplier, vec![label(), supplier]);
        }
        for (before, after) in paired.both {
            let seen = |data: &Option<Vec<Placed<String>>>, all: &Activity| {
                data.as_ref().map_or_else(|| ids(&all.data.value), |data| ids(data))
            };
            let (was, is) = (seen(&before.data, old), seen(&after.data, new));
            if before.data.is_none() && after.data.is_none() {
                continue;
            }
            for (effect, name, data) in [
                (Effect::Permits, "recipient-data-added", beyond(&is, &was)),
                (Effect::Forbids, "recipient-data-removed", beyond(&was, &is)),
            ] {
                if !data.is_empty() {
                    let supplier = ("supplier", self.supplier_name(&after.supplier.value));
                    let data = ("data", self.data(&data));
                    self.add(effect, name, &after.supplier, vec![label(), supplier, data]);
                }
            }
        }
    }

    fn retention(&mut self, old: &Activity, new: &Activity) {
        let label = || ("activity", Said::Words(new.label.clone()));
        let at = &new.retention;
        match (old.retention.value.is_open(), new.retention.value.is_open()) {
            (false, true) => return self.add(Effect::Forbids, "retention-open", at, vec![label()]),
            (true, false) => self.add(Effect::Permits, "retention-settled", at, vec![label()]),
            _ => {}
        }
        let after = |activity: &Activity| {
            let rules = activity.retention.value.stated()?;
            rules.iter().find_map(|rule| rule.value.after)
        };
        match (after(old), after(new)) {
            (Some(was), Some(is)) if was != is => {
                let shorter = is_shorter(is, was);
                let (effect, name) = if shorter {
                    (Effect::Shortens, "retention-shortened")
                } else {
                    (Effect::Lengthens, "retention-lengthened")
                };
                let variables = vec![label(), ("old", Said::Period(was)), ("new", Said::Period(is))];
                self.add(effect, name, at, variables);
            }
            (None, Some(is)) => {
                self.add(Effect::Shortens, "retention-limited", at, vec![label(), ("new", Said::Period(is))]);
            }
            (Some(was), None) => {
                self.add(
                    Effect::Lengthens,
                    "retention-unlimited",
                    at,
                    vec![label(), ("old", Said::Period(was))],
                );
            }
            _ if other_rules(old) != other_rules(new) => {
                self.add(Effect::Says, "retention-changed", at, vec![label()])
            }
            _ => {}
        }
    }

    /// Grounds, automated decisions, observing: each is there or not.
    fn grounds(&mut self, old: &Activity, new: &Activity) {
        let flags = |activity: &Activity| {
            [
                (activity.special_categories.is_some(), "special-categories"),
                (activity.identity_numbers.is_some(), "identity-numbers"),
                (activity.offences.is_some(), "offences"),
                (activity.automated_decision.is_some(), "automated"),
            ]
        };
        for ((was, _), (is, what)) in flags(old).into_iter().zip(flags(new)) {
            let what = ("what", Said::Message(format!("diff-ground-{what}")));
            let variables = vec![("activity", Said::Words(new.label.clone())), what];
            match (was, is) {
                (false, true) => self.add(Effect::Permits, "ground-added", &new.id, variables),
                (true, false) => self.add(Effect::Forbids, "ground-removed", &new.id, variables),
                _ => {}
            }
        }
        if old.observe_until != new.observe_until {
            let label = ("activity", Said::Words(new.label.clone()));
            match &new.observe_until {
                Some(until) => {
                    let day = ("until", Said::Day(until.value.to_date().to_string()));
                    self.add(Effect::Permits, "observed-until", until, vec![label, day]);
                }
                None => self.add(Effect::Forbids, "observed-no-more", &new.id, vec![label]),
            }
        }
        let processor = |activity: &Activity| activity.role.as_ref().map(|role| role.value);
        if processor(old) != processor(new) {
            let label = ("activity", Said::Words(new.label.clone()));
            self.add(Effect::Says, "role-changed", &new.id, vec![label]);
        }
    }

    /// Closed lists of places, for an activity or for all.
    pub(super) fn places<T>(
        &mut self,
        old: Option<&Placed<Places>>,
        new: Option<&Placed<Places>>,
        whole: &Placed<T>,
        of: &(&'static str, Said),
    ) {
        type Part = (fn(&Places) -> &Fact<Vec<Area>>, &'static str);
        const PARTS: [Part; 4] = [
            (|places| &places.stored.value, "stored"),
            (|places| &places.handled.value, "handled"),
            (|places| &places.seat.value, "seat"),
            (|places| &places.owner.value, "owner"),
        ];
        let at = new.or(old).map_or_else(|| whole.with(()), |places| places.with(()));
        for (part, name) in PARTS {
            let stated =
                |places: Option<&Placed<Places>>| places.and_then(|it| part(&it.value).stated().cloned());
            let (was, is) = (stated(old), stated(new));
            let what = || ("what", Said::Message(format!("diff-place-{name}")));
            match (&was, &is) {
                (None, Some(is)) => {
                    let areas = ("areas", Said::areas(is));
                    self.add(Effect::Forbids, "places-bound", &at, vec![of.clone(), what(), areas]);
                }
                (Some(_), None) => self.add(Effect::Permits, "places-unbound", &at, vec![of.clone(), what()]),
                (Some(was), Some(is)) => {
                    for (effect, message, areas) in [
                        (Effect::Permits, "places-added", beyond(is, was)),
                        (Effect::Forbids, "places-removed", beyond(was, is)),
                    ] {
                        if !areas.is_empty() {
                            let areas = ("areas", Said::areas(&areas));
                            self.add(effect, message, &at, vec![of.clone(), what(), areas]);
                        }
                    }
                }
                (None, None) => {}
            }
        }
    }
}

fn waits(activity: &Activity) -> bool {
    activity.consent == ConsentRule::Required
        || activity.basis.value.stated().is_some_and(Bases::is_consent_alone)
}

fn basis_said(activity: &Activity) -> Said {
    match &activity.basis.value {
        Fact::Stated(Bases::Own(bases)) => {
            Said::List(bases.iter().map(|basis| Said::Message(basis_message(&basis.article))).collect())
        }
        Fact::Stated(Bases::ByController) => Said::Message("diff-basis-by-controller".to_owned()),
        Fact::NotStated | Fact::Open | Fact::Aim(_) => Said::Message("diff-not-stated".to_owned()),
    }
}

fn basis_message(article: &str) -> String {
    let letter = article.trim_start_matches("6(1)(").trim_end_matches(')');
    format!("diff-basis-{letter}")
}

/// Everything about retention but the one period that runs by the clock.
fn other_rules(activity: &Activity) -> Fact<Vec<RetentionRule>> {
    match &activity.retention.value {
        Fact::Stated(rules) => Fact::Stated(
            rules.iter().map(|rule| rule.value.clone()).filter(|rule| rule.after.is_none()).collect(),
        ),
        Fact::Aim(rules) => Fact::Aim(rules.iter().map(|rule| rule.value.clone()).collect()),
        Fact::NotStated => Fact::NotStated,
        Fact::Open => Fact::Open,
    }
}
