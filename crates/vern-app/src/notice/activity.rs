//! One section for each activity: whose data, which, what for, on which basis, from where, to whom, how long.

use std::collections::BTreeSet;

use vern_core::decision::Code;
use vern_policy::Fact;
use vern_policy::charter::{
    Activity, Basis, Condition, ConsentRule, Recipient, RetentionRule, Supplier, Words,
};
use vern_text::{Block, Held, Line, Section};

use super::supplier::is_blocked;
use super::words::{add_sentence, lower_first};
use super::{Notice, by_gate};

type LabelledLine = (String, Line);

impl Notice<'_> {
    pub(super) fn activity_sections(&self) -> Vec<Section> {
        let mut ids = BTreeSet::new();
        let activities = self.charter().activities.iter();
        activities
            .map(|activity| self.activity_section(activity, section_id(&activity.id.value, &mut ids)))
            .collect()
    }

    fn activity_section(&self, activity: &Activity, id: String) -> Section {
        let label = activity.label.in_language(self.language);
        let mut facts =
            vec![self.subjects(activity), self.data(activity), self.purpose(activity), self.basis(activity)];
        facts.extend(self.consent(activity));
        facts.extend([self.sources(activity), self.recipients(activity)]);
        facts.extend(self.retention(activity));
        let section = Section::new(id, label).with(Block::facts(facts));
        self.with_findings(section, label, |finding| finding.about == activity.id.value)
    }

    fn subjects(&self, activity: &Activity) -> LabelledLine {
        let ids = activity.subjects.value.iter();
        let categories = &self.charter().categories;
        let labels = ids
            .filter_map(|id| categories.iter().find(|category| category.id.value == id.value))
            .map(|category| category.label.in_language(self.language));
        let line = Line::held(self.closed_list(labels), by_gate(&[Code::CategoryUndeclared]));
        (
            self.say("notice-subjects"),
            line.with_clause(self.place(Some(&activity.clause), activity.subjects.referenced.line())),
        )
    }

    fn data(&self, activity: &Activity) -> LabelledLine {
        let labels = self.data_labels(activity.data.value.iter().map(|id| id.value.as_str()));
        let line = Line::held(self.closed_list(labels), by_gate(&[Code::DataUndeclared]));
        (
            self.say("notice-data"),
            line.with_clause(self.place(Some(&activity.clause), activity.data.referenced.line())),
        )
    }

    /// The gate holds that what was collected for one activity is used in no other.
    fn purpose(&self, activity: &Activity) -> LabelledLine {
        let said = |words: &Words| words.in_language(self.language).to_owned();
        let line = self.fact(&activity.purpose, said, by_gate(&[Code::PurposeMismatch]));
        (self.say("notice-purpose"), line.with_clause(self.place_of(activity)))
    }

    fn basis(&self, activity: &Activity) -> LabelledLine {
        let line = self.fact(&activity.basis.value, |basis| self.basis_text(basis), Held::Declared);
        (
            self.say("notice-basis"),
            line.with_clause(self.place(Some(&activity.clause), activity.basis.referenced.line())),
        )
    }

    fn basis_text(&self, basis: &Basis) -> String {
        let letter = basis.article.trim_start_matches("6(1)(").trim_end_matches(')');
        let said = self.say(&format!("notice-basis-{letter}"));
        match &basis.because {
            Some(because) => format!("{said} {}", because.in_language(self.language)),
            None => said,
        }
    }

    fn consent(&self, activity: &Activity) -> Option<LabelledLine> {
        (activity.consent == ConsentRule::Required).then(|| {
            let line = Line::held(self.say("notice-consent-required"), by_gate(&[Code::ConsentMissing]));
            let place = self.place(Some(&activity.clause), activity.basis.referenced.line());
            (self.say("notice-consent"), line.with_clause(place))
        })
    }

    fn sources(&self, activity: &Activity) -> LabelledLine {
        let said = self.leading_list(activity.sources.iter().map(|source| source.in_language(self.language)));
        let line = if said.is_empty() { self.not_stated() } else { Line::declared(said) };
        (self.say("notice-sources"), line.with_clause(self.place_of(activity)))
    }

    /// To whom it goes. The list is closed: the gate lets nothing out to anyone else.
    fn recipients(&self, activity: &Activity) -> LabelledLine {
        let suppliers = &self.charter().suppliers;
        let known: Vec<(&Recipient, &Supplier)> = activity
            .recipients
            .iter()
            .filter_map(|recipient| {
                Some((recipient, suppliers.iter().find(|it| it.id.value == recipient.supplier.value)?))
            })
            .collect();
        let said =
            if known.is_empty() { self.say("notice-recipients-none") } else { self.recipients_text(&known) };
        let first = activity.recipients.first();
        let clause = first.and_then(|recipient| recipient.clause.as_deref()).unwrap_or(&activity.clause);
        let line =
            first.map_or(activity.id.referenced.line(), |recipient| recipient.supplier.referenced.line());
        let mut codes = vec![Code::SupplierNotRecipient];
        if known.iter().any(|(_, supplier)| is_blocked(supplier)) {
            codes.push(Code::SupplierNoAgreement);
        }
        (
            self.say("notice-recipients"),
            Line::held(said, by_gate(&codes)).with_clause(self.place(Some(clause), line)),
        )
    }

    fn recipients_text(&self, known: &[(&Recipient, &Supplier)]) -> String {
        let mut names = Vec::new();
        let mut sentences = Vec::new();
        for (recipient, supplier) in known {
            if is_blocked(supplier) {
                let name = [("supplier", (&supplier.name).into())];
                sentences.push(self.say_with("notice-recipient-blocked", &name));
                continue;
            }
            let delivers = lower_first(supplier.delivers.in_language(self.language));
            let named = format!("{} ({delivers})", supplier.name);
            match &recipient.data {
                None => names.push(named),
                Some(data) => {
                    let seen = self.running_list(self.data_labels(data.iter().map(|id| id.value.as_str())));
                    let variables = [("supplier", named.into()), ("data", seen.into())];
                    sentences.push(self.say_with("notice-recipient-limited", &variables));
                }
            }
        }
        let mut said = self.list(&names);
        for sentence in sentences {
            add_sentence(&mut said, &sentence);
        }
        said
    }

    fn retention(&self, activity: &Activity) -> Vec<LabelledLine> {
        let place = self.place(Some(&activity.clause), activity.retention.referenced.line());
        let whole = |line: Line| vec![(self.say("notice-retention"), line.with_clause(&place))];
        match &activity.retention.value {
            Fact::Stated(rules) if !rules.is_empty() => rules
                .iter()
                .map(|rule| {
                    let (label, line) = self.retention_rule(&rule.value);
                    let clause = rule.value.clause.as_deref().unwrap_or(&activity.clause);
                    (label, line.with_clause(self.place(Some(clause), rule.referenced.line())))
                })
                .collect(),
            Fact::Stated(_) | Fact::NotStated => whole(self.not_stated()),
            Fact::Open => whole(Line::new(self.say("notice-open"))),
            Fact::Aim(rules) => {
                let aims: Vec<String> =
                    rules.iter().map(|rule| self.retention_rule(&rule.value).1.text).collect();
                whole(Line::declared(self.say_with("notice-aim", &[("aim", aims.join(" ").into())])))
            }
        }
    }

    /// One of the five forms. Only the first runs by the clock alone; the others wait for someone to act.
    fn retention_rule(&self, rule: &RetentionRule) -> LabelledLine {
        if let Some(after) = rule.after {
            let said = self.say_with("notice-retention-after", &[("period", self.period(after).into())]);
            return (self.say("notice-retention"), Line::held(said, by_gate(&[Code::RetentionExpired])));
        }
        let (label, said) = if let Some(condition) = rule.during {
            ("notice-retention", self.say(while_id(condition)))
        } else if let Some(review) = rule.review {
            ("notice-review", self.say_with("notice-review-every", &[("every", self.every(review).into())]))
        } else if let Some(statute) = &rule.hold {
            ("notice-hold", self.hold_text(statute, rule))
        } else if rule.keep_if_consent == Some(true) {
            ("notice-keep", self.say("notice-keep-consent"))
        } else {
            ("notice-keep", self.say("notice-keep-never"))
        };
        (self.say(label), Line::declared(said))
    }

    fn hold_text(&self, statute: &Words, rule: &RetentionRule) -> String {
        let statute = lower_first(statute.in_language(self.language));
        match rule.period.as_ref().and_then(Fact::stated) {
            Some(period) => {
                let period = self.period(*period);
                self.say_with("notice-hold-period", &[("period", period.into()), ("statute", statute.into())])
            }
            None => self.say_with("notice-hold-open", &[("statute", statute.into())]),
        }
    }

    fn place_of(&self, activity: &Activity) -> String {
        self.place(Some(&activity.clause), activity.id.referenced.line())
    }
}

const fn while_id(condition: Condition) -> &'static str {
    match condition {
        Condition::Contract => "notice-retention-while-contract",
        Condition::Hiring => "notice-retention-while-hiring",
        Condition::Consent => "notice-retention-while-consent",
        Condition::Interest => "notice-retention-while-interest",
    }
}

/// An anchor of its own for each activity: ids may hold `_`, anchors may not.
fn section_id(activity: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = format!("activity-{}", activity.replace('_', "-"));
    while !taken.insert(id.clone()) {
        id.push_str("-x");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique() {
        let mut taken = BTreeSet::new();
        let ids: Vec<String> = ["a_b", "a-b", "a-b-x"].iter().map(|id| section_id(id, &mut taken)).collect();
        assert_eq!(ids, ["activity-a-b", "activity-a-b-x", "activity-a-b-x-x"]);
    }
}
