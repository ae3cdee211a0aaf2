//! Changes of the paper as a whole: places, periods, services, the instruction, what is told of documents, cookies, rights and measures.

use vern_core::deadline::Term;
use vern_core::period::Period;

use super::{Differ, Effect, Said, beyond, ids, is_shorter, pair};
use crate::charter::{DocumentName, Instruction, Periods, SupportAccess, Terms};
use crate::fact::Fact;
use crate::placed::Placed;

impl Differ<'_> {
    pub(super) fn paper(&mut self) {
        let (old, new) = (self.old, self.new);
        let whole = new.organisation.id.with(());
        let of = ("of", Said::Message("diff-whole".to_owned()));
        self.places(old.places.as_ref(), new.places.as_ref(), &whole, &of);
        self.services();
        self.all_periods(&old.periods, &new.periods, &whole);
        let instruction = |charter: &crate::charter::Charter| {
            charter.terms.as_ref().and_then(|terms| terms.value.instruction.clone())
        };
        if let (Some(old), Some(new)) = (instruction(old), instruction(new)) {
            self.instruction(&old, &new);
        }
        self.told();
    }

    fn services(&mut self) {
        let (old, new) = (self.old, self.new);
        let paired = pair(&old.services, &new.services, |service| &service.id.value);
        for service in paired.come {
            let label = vec![("service", Said::Words(service.label.clone()))];
            self.add(Effect::Permits, "service-added", &service.id, label);
        }
        for service in paired.gone {
            let label = vec![("service", Said::Words(service.label.clone()))];
            self.add(Effect::Forbids, "service-removed", &service.id, label);
        }
        for (before, after) in paired.both {
            let (was, is) = (ids(&before.data.value), ids(&after.data.value));
            for (effect, name, data) in [
                (Effect::Permits, "service-data-added", beyond(&is, &was)),
                (Effect::Forbids, "service-data-removed", beyond(&was, &is)),
            ] {
                if !data.is_empty() {
                    let data = ("data", self.data(&data));
                    let variables = vec![("service", Said::Words(after.label.clone())), data];
                    self.add(effect, name, &after.data, variables);
                }
            }
        }
    }

    pub(super) fn all_periods<T>(&mut self, old: &Periods, new: &Periods, whole: &Placed<T>) {
        let terms = [
            (&old.objection, &new.objection, "objection"),
            (&old.erasure, &new.erasure, "erasure"),
            (&old.notice_receipt, &new.notice_receipt, "notice-receipt"),
            (&old.hand_over, &new.hand_over, "hand-over"),
        ];
        for (was, is, name) in terms {
            self.period_change(stated_term(was), stated_term(is), name, is, whole);
        }
        let periods = [
            (&old.log, &new.log, "log"),
            (&old.self_audit, &new.self_audit, "self-audit"),
            (&old.training, &new.training, "training"),
            (&old.access_review, &new.access_review, "access-review"),
        ];
        for (was, is, name) in periods {
            self.period_change(stated_period(was), stated_period(is), name, is, whole);
        }
    }

    pub(super) fn period_change<T, U>(
        &mut self,
        was: Option<Length>,
        is: Option<Length>,
        name: &'static str,
        at: &Option<Placed<T>>,
        whole: &Placed<U>,
    ) {
        if was == is {
            return;
        }
        let at = at.as_ref().map_or_else(|| whole.with(()), |at| at.with(()));
        let said =
            |length: &Option<Length>| length.as_ref().map_or_else(not_stated, |length| length.said.clone());
        let effect = match (&was, &is) {
            (Some(was), Some(is)) if is.is_shorter(was) => Effect::Shortens,
            (Some(was), Some(is)) if was.is_shorter(is) => Effect::Lengthens,
            _ => Effect::Says,
        };
        let what = ("what", Said::Message(format!("diff-period-{name}")));
        self.add(effect, "period-changed", &at, vec![what, ("old", said(&was)), ("new", said(&is))]);
    }

    /// What the processor's support gets to, and no longer gets to.
    fn support(&mut self, old: &Instruction, new: &Placed<Instruction>) {
        let (was, is) = (&old.support, &new.value.support);
        for support in is {
            let until = support.until.map(|until| until.value);
            let before = was.iter().find(|it| it.activity.value == support.activity.value);
            let before_until = before.map(|it| it.until.map(|until| until.value));
            if before_until == Some(until) {
                continue;
            }
            let is_shorter = match (before_until, until) {
                (Some(None), Some(_)) => true,
                (Some(Some(was)), Some(is)) => is < was,
                _ => false,
            };
            let effect = if is_shorter { Effect::Forbids } else { Effect::Permits };
            let mut variables = vec![
                ("version", Said::text(new.value.version.clone())),
                ("activity", self.activity_label(&support.activity.value)),
            ];
            let name = match until {
                Some(until) => {
                    variables.push(("until", Said::Day(until.to_date().to_string())));
                    "instruction-support-until"
                }
                None => "instruction-support",
            };
            self.add(effect, name, new, variables);
        }
        let gone = |it: &&SupportAccess| is.iter().all(|new| new.activity.value != it.activity.value);
        for support in was.iter().filter(gone) {
            let version = ("version", Said::text(new.value.version.clone()));
            let activity = ("activity", self.activity_label(&support.activity.value));
            self.add(Effect::Forbids, "instruction-support-over", new, vec![version, activity]);
        }
    }

    /// What a new instruction lets the processor do, and no longer do.
    pub(super) fn instruction(&mut self, old: &Placed<Instruction>, new: &Placed<Instruction>) {
        let version = || ("version", Said::text(new.value.version.clone()));
        let all = || vern_core::operation::Act::ALL.to_vec();
        let acts =
            |it: &Instruction| it.operations.as_ref().map_or_else(all, |operations| operations.value.clone());
        let (was, is) = (acts(&old.value), acts(&new.value));
        for (effect, name, acts) in [
            (Effect::Permits, "instruction-acts-added", beyond(&is, &was)),
            (Effect::Forbids, "instruction-acts-removed", beyond(&was, &is)),
        ] {
            if !acts.is_empty() {
                self.add(effect, name, new, vec![version(), ("acts", Said::acts(&acts))]);
            }
        }
        let of = ("of", Said::Message("diff-instruction".to_owned()));
        self.places(old.value.places.as_ref(), new.value.places.as_ref(), new, &of);
        if old.value.data != new.value.data || old.value.subjects != new.value.subjects {
            self.add(Effect::Says, "instruction-data", new, vec![version()]);
        }
        let paused =
            |it: &Instruction| it.paused.iter().map(|pause| pause.activity.value.clone()).collect::<Vec<_>>();
        let (was, is) = (paused(&old.value), paused(&new.value));
        for (effect, name, activities) in [
            (Effect::Forbids, "instruction-paused", beyond(&is, &was)),
            (Effect::Permits, "instruction-resumed", beyond(&was, &is)),
        ] {
            for activity in activities {
                let activity = ("activity", self.activity_label(&activity));
                self.add(effect, name, new, vec![version(), activity]);
            }
        }
        self.support(&old.value, new);
        let transfers = |it: &Instruction| {
            it.transfers.iter().map(|it| (it.supplier.value.clone(), it.to)).collect::<Vec<_>>()
        };
        let (was, is) = (transfers(&old.value), transfers(&new.value));
        for (effect, name, transfers) in [
            (Effect::Permits, "transfer-instructed", beyond(&is, &was)),
            (Effect::Forbids, "transfer-not-instructed", beyond(&was, &is)),
        ] {
            for (supplier, country) in transfers {
                let supplier = ("supplier", self.supplier_name(&supplier));
                let country = ("country", Said::Area(vern_core::place::Area::Country(country)));
                self.add(effect, name, new, vec![version(), supplier, country]);
            }
        }
    }

    /// What is only said: it is printed, and the gate does not ask for it.
    fn told(&mut self) {
        let (old, new) = (self.old, self.new);
        let whole = new.organisation.id.with(());
        let parts = [
            (old.organisation != new.organisation, "organisation"),
            (old.measures != new.measures, "measures"),
            (old.rights != new.rights, "rights"),
            (old.cookies != new.cookies, "cookies"),
            (old.channels != new.channels, "channels"),
            (old.claims != new.claims, "claims"),
            (without_instruction(old) != without_instruction(new), "terms"),
            (old.documents != new.documents || old.publish != new.publish, "documents"),
        ];
        for (_, part) in parts.into_iter().filter(|(changed, _)| *changed) {
            let what = ("what", Said::Message(format!("diff-part-{part}")));
            self.add(Effect::Says, "part-changed", &whole, vec![what]);
        }
        let notice = DocumentName::PrivacyNotice;
        if old.updated_on(notice) != new.updated_on(notice) {
            let day = match new.updated_on(notice) {
                Fact::Stated(day) => Said::Day(day.clone()),
                _ => not_stated(),
            };
            self.add(Effect::Says, "updated-on", &whole, vec![("day", day)]);
        }
    }
}

/// What makes a document terms, but for the instruction, which is told by itself.
fn without_instruction(charter: &crate::charter::Charter) -> Option<Terms> {
    let terms = charter.terms.as_ref()?.value.clone();
    Some(Terms { instruction: None, ..terms })
}

fn not_stated() -> Said {
    Said::Message("diff-not-stated".to_owned())
}

/// A length of time that can be compared and said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    kind: LengthKind,
    said: Said,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum LengthKind {
    Period(Period),
    WorkingDays(u16),
    Hours(u32),
}

impl Length {
    /// Working days and calendar days are not compared: which is longer depends on the days.
    fn is_shorter(&self, than: &Self) -> bool {
        match (&self.kind, &than.kind) {
            (LengthKind::Period(one), LengthKind::Period(other)) => is_shorter(*one, *other),
            (LengthKind::WorkingDays(one), LengthKind::WorkingDays(other)) => one < other,
            (LengthKind::Hours(one), LengthKind::Hours(other)) => one < other,
            _ => false,
        }
    }
}

/// A period written plainly.
pub(super) fn stated_length(period: Option<Placed<Period>>) -> Option<Length> {
    let period = period?.value;
    Some(Length { kind: LengthKind::Period(period), said: Said::Period(period) })
}

fn stated_period(period: &Option<Placed<Fact<Period>>>) -> Option<Length> {
    let period = *period.as_ref()?.value.stated()?;
    Some(Length { kind: LengthKind::Period(period), said: Said::Period(period) })
}

fn stated_term(term: &Option<Placed<Fact<Term>>>) -> Option<Length> {
    Some(match *term.as_ref()?.value.stated()? {
        Term::Period(period) => Length { kind: LengthKind::Period(period), said: Said::Period(period) },
        Term::WorkingDays(days) => {
            let count = days.count();
            let said = Said::Counted("period-working-days".to_owned(), u32::from(count));
            Length { kind: LengthKind::WorkingDays(count), said }
        }
        Term::Hours(hours) => {
            let said = Said::Counted("period-hours".to_owned(), hours.count());
            Length { kind: LengthKind::Hours(hours.count()), said }
        }
    })
}
