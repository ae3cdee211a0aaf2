//! Changes of who may do what.

use super::{Differ, Effect, Said, beyond, effect_of_move, ids, pair};
use crate::charter::{Administration, Grant, Role};

impl Differ<'_> {
    pub(super) fn roles(&mut self) {
        let (old, new) = (self.old, self.new);
        let paired = pair(&old.roles, &new.roles, |role| &role.id.value);
        for role in paired.come {
            let label = vec![("role", Said::Words(role.label.clone()))];
            self.add(Effect::Permits, "role-added", &role.id, label);
            self.administers(role, Effect::Permits, "administers-added", &role.administers);
        }
        for role in paired.gone {
            let label = vec![("role", Said::Words(role.label.clone()))];
            self.add(Effect::Forbids, "role-removed", &role.id, label);
        }
        for (old, new) in paired.both.into_iter().filter(|(old, new)| old != new) {
            let before = self.changes.len();
            self.role(old, new);
            let label = ("role", Said::Words(new.label.clone()));
            self.add_other(before, "role-changed-otherwise", &new.id, label);
        }
    }

    fn role(&mut self, old: &Role, new: &Role) {
        let paired = pair(&old.may, &new.may, |grant| &grant.activity.value);
        for grant in paired.come {
            self.acts_of(new, Effect::Permits, "grant-added", grant, &grant.acts);
        }
        for grant in paired.gone {
            // Where the activity itself is gone, that is said of the activity.
            if self.new.activities.iter().any(|activity| activity.id.value == grant.activity.value) {
                self.acts_of(new, Effect::Forbids, "grant-removed", grant, &grant.acts);
            }
        }
        for (before, after) in paired.both {
            self.acts_of(new, Effect::Permits, "grant-added", after, &beyond(&after.acts, &before.acts));
            self.acts_of(new, Effect::Forbids, "grant-removed", after, &beyond(&before.acts, &after.acts));
            let reasons = beyond(&after.reason_for, &before.reason_for);
            self.acts_of(new, Effect::Forbids, "reason-required", after, &reasons);
            let reasons = beyond(&before.reason_for, &after.reason_for);
            self.acts_of(new, Effect::Permits, "reason-not-required", after, &reasons);
            self.sees(new, before, after);
        }
        for (effect, name, affairs) in [
            (Effect::Permits, "administers-added", beyond(&new.administers, &old.administers)),
            (Effect::Forbids, "administers-removed", beyond(&old.administers, &new.administers)),
        ] {
            self.administers(new, effect, name, &affairs);
        }
        for (effect, name, says) in [
            (Effect::Forbids, "role-support", new.support && !old.support),
            (Effect::Permits, "role-support-dropped", old.support && !new.support),
        ] {
            if says {
                self.add(effect, name, &new.id, vec![("role", Said::Words(new.label.clone()))]);
            }
        }
        if old.place != new.place
            && let Some(place) = &new.place
        {
            let variables =
                vec![("role", Said::Words(new.label.clone())), ("place", Said::Area(place.value))];
            let was = old.place.map(|place| place.value);
            let effect = effect_of_move(was, Some(place.value), self.new.in_force_from.value);
            self.add(effect, "role-moved", place, variables);
        }
    }

    fn administers(&mut self, role: &Role, effect: Effect, name: &'static str, affairs: &[Administration]) {
        if affairs.is_empty() {
            return;
        }
        let told = affairs.iter().map(|it| Said::Message(format!("administers-{}", it.as_str()))).collect();
        let variables = vec![("role", Said::Words(role.label.clone())), ("affairs", Said::List(told))];
        self.add(effect, name, &role.id, variables);
    }

    fn acts_of(
        &mut self,
        role: &Role,
        effect: Effect,
        name: &'static str,
        grant: &Grant,
        acts: &[vern_core::operation::Act],
    ) {
        if acts.is_empty() {
            return;
        }
        let activity = ("activity", self.activity_label(&grant.activity.value));
        let variables = vec![("role", Said::Words(role.label.clone())), activity, ("acts", Said::acts(acts))];
        self.add(effect, name, &grant.activity, variables);
    }

    fn sees(&mut self, role: &Role, before: &Grant, after: &Grant) {
        let activity = |charter: &crate::charter::Charter| {
            let found = charter.activities.iter().find(|it| it.id.value == after.activity.value);
            found.map(|activity| ids(&activity.data.value)).unwrap_or_default()
        };
        if before.sees.is_none() && after.sees.is_none() {
            return;
        }
        let was = before.sees.as_ref().map_or_else(|| activity(self.old), |sees| ids(sees));
        let is = after.sees.as_ref().map_or_else(|| activity(self.new), |sees| ids(sees));
        for (effect, name, data) in [
            (Effect::Permits, "sees-added", beyond(&is, &was)),
            (Effect::Forbids, "sees-removed", beyond(&was, &is)),
        ] {
            if !data.is_empty() {
                let activity = ("activity", self.activity_label(&after.activity.value));
                let data = ("data", self.data(&data));
                let variables = vec![("role", Said::Words(role.label.clone())), activity, data];
                self.add(effect, name, &after.activity, variables);
            }
        }
    }
}
