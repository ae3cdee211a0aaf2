//! How long an activity's data is kept: one line for each form, and for each statute what it keeps.

use vern_core::decision::Code;
use vern_policy::charter::{Activity, Condition, RetentionRule, Words};
use vern_policy::rule_set::{CountedFrom, Statute, Statutes};
use vern_policy::{Fact, KeptWhile};
use vern_text::Line;

use super::words::{add_sentence, lower_first, trim_stop};
use super::{LabelledLine, Press};

impl Press<'_> {
    pub(super) fn retention(&self, activity: &Activity) -> Vec<LabelledLine> {
        let place = self.place_at(activity, &activity.retention);
        let whole = |line: Line| vec![(self.say("notice-retention"), line.with_clause(&place))];
        match &activity.retention.value {
            Fact::Stated(rules) if !rules.is_empty() => rules
                .iter()
                .map(|rule| {
                    let (label, line) = self.retention_rule(activity, &rule.value);
                    let at = activity.retention.with(()).at(rule);
                    let place = match &rule.value.clause {
                        Some(clause) => self.place(Some(clause), &at),
                        None => self.place_at(activity, &at),
                    };
                    (label, line.with_clause(place))
                })
                .collect(),
            Fact::Stated(_) | Fact::NotStated => whole(self.not_stated()),
            Fact::Open => {
                let held = self.by_gate(activity, &[Code::RetentionOpen]);
                whole(Line::held(self.say("notice-open-stops"), held))
            }
            Fact::Aim(rules) => {
                let aims: Vec<String> =
                    rules.iter().map(|rule| self.retention_rule(activity, &rule.value).1.text).collect();
                whole(Line::declared(self.say_with("notice-aim", &[("aim", aims.join(" ").into())])))
            }
        }
    }

    /// One of the five forms. Held by the gate is what needs nobody to act: the clock, and the person's own consent. That a contract is over, or an
    /// interest gone, someone has to tell.
    fn retention_rule(&self, activity: &Activity, rule: &RetentionRule) -> LabelledLine {
        if let Some(after) = rule.after {
            let said = self.say_with("notice-retention-after", &[("period", self.period(after).into())]);
            let held = self.by_gate(activity, &[Code::RetentionExpired]);
            return (self.say("notice-retention"), Line::held(said, held));
        }
        let (label, said) = if let Some(condition) = rule.during {
            let own = condition == Condition::Instruction && self.under.is_some() && !self.is_about_others();
            let id = if own { "notice-retention-while-instruction-own" } else { while_id(condition) };
            ("notice-retention", self.say(id))
        } else if let Some(review) = rule.review {
            ("notice-review", self.say_with("notice-review-every", &[("every", self.every(review).into())]))
        } else if let Some(statute) = &rule.hold {
            ("notice-hold", self.hold_text(statute, rule))
        } else if rule.keep_if_consent == Some(true) {
            ("notice-keep", self.say("notice-keep-consent"))
        } else {
            ("notice-keep", self.say("notice-keep-never"))
        };
        let id = activity.id.value.as_str();
        let by_consent = match rule.during {
            Some(_) => self.rules.kept_while(id) == Some(KeptWhile::Consent),
            None => rule.keep_if_consent == Some(true) && self.rules.kept_while(id).is_some(),
        };
        let line = if by_consent {
            Line::held(said, self.by_gate(activity, &[Code::RetentionExpired]))
        } else if rule.review.is_some() {
            // What nobody has looked at in time stands among the deadlines, and on the console's first page.
            Line::checked(said, "deadlines.reviews")
        } else {
            Line::declared(said)
        };
        (self.say(label), line)
    }

    fn hold_text(&self, hold: &Words, rule: &RetentionRule) -> String {
        let named = lower_first(trim_stop(self.text(hold)));
        let statute = rule.statute.as_ref().and_then(|id| Statutes::shipped().find(&id.value));
        let period = rule.period.as_ref().and_then(Fact::written).map(|period| self.period(*period));
        let variables = [("statute", named.into()), ("period", period.clone().unwrap_or_default().into())];
        let mut said = self.say_with(
            match (&period, statute) {
                (Some(_), _) => "notice-hold-period",
                (None, Some(_)) => "notice-hold-as-law",
                (None, None) => "notice-hold-open",
            },
            &variables,
        );
        if let Some(statute) = statute {
            add_sentence(&mut said, &self.statute_text(statute));
        }
        if let Some(data) = &rule.data {
            add_sentence(
                &mut said,
                &self.say_with("notice-hold-data", &[("data", self.data_list(data).into())]),
            );
        }
        said
    }

    /// What the statute itself says, by the rule set of statutory periods.
    fn statute_text(&self, statute: &Statute) -> String {
        let id = match statute.counted_from {
            CountedFrom::FinancialYearEnd => "notice-hold-statute-financial-year",
            CountedFrom::CalendarYearOfFinancialYearEnd => "notice-hold-statute-calendar-year",
        };
        let period = self.period(statute.period);
        self.say_with(id, &[("name", self.text(&statute.name).into()), ("period", period.into())])
    }
}

const fn while_id(condition: Condition) -> &'static str {
    match condition {
        Condition::Contract => "notice-retention-while-contract",
        Condition::Hiring => "notice-retention-while-hiring",
        Condition::Consent => "notice-retention-while-consent",
        Condition::Interest => "notice-retention-while-interest",
        Condition::Subscription => "notice-retention-while-subscription",
        Condition::Instruction => "notice-retention-while-instruction",
    }
}
