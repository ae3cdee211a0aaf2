//! One section for each activity: whose data, which, what for, on which basis, from where, to whom, how long.

use std::collections::BTreeSet;

use vern_core::decision::Code;
use vern_policy::Placed;
use vern_policy::charter::{Activity, Origin, Recipient, Supplier, Words};
use vern_text::{Block, Line, Section};

use super::finding::Topic;
use super::words::{add_sentence, sentences};
use super::{LabelledLine, Press, by_gate};

impl Press<'_> {
    pub(super) fn activity_sections(&self) -> Vec<Section> {
        let mut ids = BTreeSet::new();
        let activities = self.charter().activities.iter();
        activities
            .map(|activity| self.activity_section(activity, section_id(&activity.id.value, &mut ids)))
            .collect()
    }

    /// Those of some activities, in the charter's order, without findings: they are for the working view.
    pub(super) fn sections_of(&self, wanted: &[&str]) -> Vec<Section> {
        let mut ids = BTreeSet::new();
        let activities =
            self.charter().activities.iter().filter(|activity| wanted.contains(&activity.id.value.as_str()));
        let sections = activities
            .map(|activity| self.activity_section(activity, section_id(&activity.id.value, &mut ids)));
        sections.map(without_findings).collect()
    }

    fn activity_section(&self, activity: &Activity, id: String) -> Section {
        let mut facts = Vec::new();
        facts.extend(self.observing(activity));
        facts.extend(self.role_of(activity));
        facts.extend(self.service_of(activity));
        facts.extend([self.subjects(activity), self.data(activity), self.purpose(activity)]);
        facts.extend(self.bases(activity));
        facts.extend(self.consent(activity));
        facts.extend(self.consent_text(activity));
        facts.extend(self.grounds(activity));
        facts.extend(self.sources(activity));
        facts.extend(self.origin(activity));
        facts.extend(self.told_within(activity));
        facts.push(self.recipients(activity));
        facts.extend(self.places_of(activity));
        facts.extend(self.retention(activity));
        facts.extend(self.automated(activity));
        facts.extend(self.marketing(activity));
        facts.extend(self.staff_log(activity));
        facts.extend(self.impact_assessment(activity));
        let section = Section::new(id, self.text(&activity.label)).with(Block::facts(facts));
        self.with_findings(section, &Topic::Activity(activity.id.value.clone()))
    }

    /// Until when the gate only watches. Once that is over, it is no longer news.
    fn observing(&self, activity: &Activity) -> Option<LabelledLine> {
        let until = activity.observe_until.as_ref().filter(|_| self.observes(activity))?;
        let said = self.say_with("notice-observing-text", &[("date", self.date_of(until.value).into())]);
        Some((self.say("notice-observing"), Line::declared(said).with_clause(self.place(None, until))))
    }

    /// In an own charter, where others decide: nothing is done there without their agreement.
    fn role_of(&self, activity: &Activity) -> Option<LabelledLine> {
        let role = activity.role.as_ref().filter(|_| self.is_processor_in(activity))?;
        let line = Line::held(self.say("notice-role-processor"), by_gate(&[Code::AgreementMissing]));
        Some((self.say("notice-role"), line.with_clause(self.place_at(activity, role))))
    }

    fn service_of(&self, activity: &Activity) -> Option<LabelledLine> {
        let id = activity.service.as_ref()?;
        let service = self.charter().services.iter().find(|service| service.id.value == id.value)?;
        let place = self.place_at(activity, id);
        Some((self.say("notice-service"), Line::declared(self.text(&service.label)).with_clause(place)))
    }

    pub(super) fn subjects(&self, activity: &Activity) -> LabelledLine {
        let held = self.by_gate(activity, &[Code::CategoryUndeclared]);
        let line = Line::held(self.category_list(&activity.subjects.value), held);
        let place = self.place_at(activity, &activity.subjects);
        (self.say("notice-subjects"), line.with_clause(place))
    }

    pub(super) fn data(&self, activity: &Activity) -> LabelledLine {
        let labels = self.data_labels(activity.data.value.iter().map(|id| id.value.as_str()));
        let line = Line::held(self.closed_list(labels), self.by_gate(activity, &[Code::DataUndeclared]));
        (self.say("notice-data"), line.with_clause(self.place_at(activity, &activity.data)))
    }

    /// The gate holds that what was collected for one activity is used in no other.
    pub(super) fn purpose(&self, activity: &Activity) -> LabelledLine {
        let said = |words: &Words| self.text(words).to_owned();
        let held = self.by_gate(activity, &[Code::PurposeMismatch]);
        let line = self.needed_fact(activity, &activity.purpose, said, held, Code::PurposeOpen);
        (self.say("notice-purpose"), line.with_clause(self.place_of(activity)))
    }

    /// Where data comes from. The law asks a controller to say it (art. 14(2)(f)); a processor gets it from its customers.
    pub(super) fn sources(&self, activity: &Activity) -> Option<LabelledLine> {
        let sources: Vec<&str> = activity.sources.iter().map(|source| self.text(source)).collect();
        let said = self.separated(&sources);
        if said.is_empty() && (self.is_about_others() || self.is_processor_in(activity)) {
            return None;
        }
        let line = if said.is_empty() { self.not_stated() } else { Line::declared(said) };
        Some((self.say("notice-sources"), line.with_clause(self.place_of(activity))))
    }

    /// Who gave each data type: what art. 20 lets people take with them hangs on it.
    fn origin(&self, activity: &Activity) -> Option<LabelledLine> {
        let placed = activity.origin.as_ref()?;
        let Origin { provided, observed, derived, third_party } = &placed.value;
        let kinds = [
            ("provided", provided),
            ("observed", observed),
            ("derived", derived),
            ("third-party", third_party),
        ];
        let said = sentences(kinds.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(kind, ids)| {
            let page = if self.is_about_others() { "notice-terms-origin" } else { "notice-origin" };
            let whole = if is_whole(ids, activity) { "-all" } else { "" };
            self.say_with(&format!("{page}{whole}-{kind}"), &[("data", self.data_list(ids).into())])
        }));
        let place = self.place_at(activity, placed);
        (!said.is_empty()).then(|| (self.say("notice-origin"), Line::declared(said).with_clause(place)))
    }

    fn told_within(&self, activity: &Activity) -> Option<LabelledLine> {
        let within = activity.told_within.as_ref()?;
        let said = self.say_with("notice-told-text", &[("period", self.period(within.value).into())]);
        let place = self.place_at(activity, within);
        // Whom nobody has told stands among the deadlines, and on the console's first page; those of others on theirs.
        let line = if self.is_about_others() {
            Line::declared(said)
        } else {
            Line::checked(said, "deadlines.informing")
        };
        Some((self.say("notice-told"), line.with_clause(place)))
    }

    /// To whom it goes. The list is closed: the gate lets nothing out to anyone else, nor more than stands here.
    pub(super) fn recipients(&self, activity: &Activity) -> LabelledLine {
        let known: Vec<(&Recipient, &Supplier)> = activity
            .recipients
            .iter()
            .filter_map(|recipient| {
                let supplier =
                    self.charter().all_suppliers().find(|it| it.id.value == recipient.supplier.value)?;
                Some((recipient, supplier))
            })
            .collect();
        let mut codes = vec![Code::SupplierNotRecipient];
        let listed =
            if known.is_empty() { String::new() } else { self.recipients_text(activity, &known, &mut codes) };
        let said = self.with_processor(listed);
        let first = activity.recipients.first();
        let clause = first.and_then(|recipient| recipient.clause.as_deref()).unwrap_or(&activity.clause);
        let at = first.map_or(&activity.id, |recipient| &recipient.supplier);
        let line = Line::held(said, self.by_gate(activity, &codes)).with_clause(self.place(Some(clause), at));
        (self.say("notice-recipients"), line)
    }

    /// Who gets it beside the processor, which under an agreement always does.
    pub(super) fn with_processor(&self, listed: String) -> String {
        let Some(under) = self.under else {
            return if listed.is_empty() { self.say("notice-recipients-none") } else { listed };
        };
        let processor = &under.terms.organisation.name;
        let mut said =
            self.say_of_controller("notice-recipients-processor", &[("processor", processor.into())]);
        if listed.is_empty() {
            add_sentence(&mut said, &self.say("notice-recipients-none-other"));
        } else {
            add_sentence(
                &mut said,
                &self.say_with("notice-recipients-also", &[("suppliers", listed.into())]),
            );
        }
        said
    }

    fn recipients_text(
        &self,
        activity: &Activity,
        known: &[(&Recipient, &Supplier)],
        codes: &mut Vec<Code>,
    ) -> String {
        let mut names = Vec::new();
        let mut later = Vec::new();
        let mut add = |found: &[Code]| {
            for code in found {
                if !codes.contains(code) {
                    codes.push(*code);
                }
            }
        };
        for (recipient, supplier) in known {
            let blocked = self.blocks(activity, supplier);
            if !blocked.is_empty() {
                later.push(self.blocked_text(supplier, &blocked));
                add(&blocked);
                continue;
            }
            match &recipient.data {
                Some(data) if !is_whole(data, activity) => {
                    let named = self.supplier_named(supplier, true);
                    let variables = [("supplier", named.into()), ("data", self.data_list(data).into())];
                    later.push(self.say_with("notice-recipient-limited", &variables));
                    add(&[Code::SupplierDataBeyond]);
                }
                _ => names.push(self.supplier_named(supplier, names.is_empty())),
            }
        }
        let mut said = self.list(&names);
        for sentence in later {
            add_sentence(&mut said, &sentence);
        }
        said
    }

    pub(super) fn places_of(&self, activity: &Activity) -> Vec<LabelledLine> {
        let held = || self.by_gate(activity, &[Code::PlaceNotAllowed]);
        let own = activity.places.iter().flat_map(|places| self.place_lines(places, held(), false));
        let agreed = self.agreed(&activity.id.value).and_then(|agreed| agreed.places.clone());
        let agreed = agreed.map(|places| self.place_lines(&places.of_source(1), held(), true));
        own.chain(agreed.into_iter().flatten()).collect()
    }

    /// Heading or clause of the activity in the document something of it stands in, and `file:line` there.
    pub(super) fn place_at<T>(&self, activity: &Activity, at: &Placed<T>) -> String {
        let agreed = self.agreed(&activity.id.value).filter(|_| at.source == 1);
        self.place(Some(agreed.map_or(&activity.clause, |agreed| &agreed.clause)), at)
    }

    pub(super) fn place_of(&self, activity: &Activity) -> String {
        self.place_at(activity, &activity.id)
    }
}

/// Whether a list names all the data of an activity.
fn without_findings(mut section: Section) -> Section {
    section.blocks.retain(|block| !matches!(block, Block::Findings(_)));
    section
}

fn is_whole(ids: &[Placed<String>], activity: &Activity) -> bool {
    activity.data.value.iter().all(|id| ids.contains(id))
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
