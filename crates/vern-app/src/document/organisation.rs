//! Who answers: controller or processor, how they are reached, and with whom they decide together.

use vern_policy::Fact;
use vern_policy::Placed;
use vern_policy::charter::{
    Activity, ActivityRole, ChannelState, Contact, DocumentKind, JointController, Organisation,
};
use vern_text::{Block, Held, Line, Section};

use super::finding::Topic;
use super::press::Called;
use super::words::add_sentence;
use super::{LabelledLine, Press, by_gate};
use vern_core::decision::Code;

impl Press<'_> {
    pub(super) fn controller_section(&self, name: &str) -> Section {
        let organisation = &self.charter().organisation;
        let lead = self.say_with("notice-controller-lead", &[("organisation", name.into())]);
        let place = self.place(organisation.contact.clause.as_deref(), &organisation.id);
        let mut section = Section::new("controller", self.say("notice-controller"))
            .with_lead(Line::declared(lead).with_clause(&place))
            .with(Block::facts(self.organisation_facts(
                organisation,
                &organisation.contact,
                &organisation.id,
            )));
        if let Some(both) = self.both_roles(name) {
            section = section.with(Block::paragraph(both));
        }
        self.with_findings(section, &Topic::Organisation)
    }

    /// Where the organisation is processor for its customers beside being controller: both roles side by side, never mixed.
    fn both_roles(&self, name: &str) -> Option<Line> {
        let as_processor: Vec<&str> = self
            .charter()
            .activities
            .iter()
            .filter(|activity| self.is_processor_in(activity))
            .map(|activity| self.text(&activity.label))
            .collect();
        let activities = self.quoted_list(&as_processor);
        let variables = [("organisation", name.into()), ("activities", activities.into())];
        (!as_processor.is_empty()).then(|| {
            Line::held(self.say_with("notice-both-roles", &variables), by_gate(&[Code::AgreementMissing]))
        })
    }

    fn quoted_list(&self, labels: &[&str]) -> String {
        let quoted = labels.iter().map(|label| self.say_with("quoted", &[("words", (*label).into())]));
        self.list(&quoted.collect::<Vec<_>>())
    }

    /// Whether an own charter says that others decide in an activity. In terms everything is so.
    pub(super) fn is_processor_in(&self, activity: &Activity) -> bool {
        let own = self.charter().kind.value == DocumentKind::Charter;
        own && activity.role.as_ref().is_some_and(|role| role.value == ActivityRole::Processor)
    }

    pub(super) fn organisation_facts(
        &self,
        organisation: &Organisation,
        contact: &Contact,
        whole: &Placed<String>,
    ) -> Vec<LabelledLine> {
        let place = self.place(contact.clause.as_deref(), whole);
        let text = |fact: &Fact<String>| self.fact(fact, String::clone, Held::Declared).with_clause(&place);
        let country = self.fact(&organisation.country, |country| self.country(*country), Held::Declared);
        let mut facts = self.contact_facts(contact, whole, ["notice-contact", "notice-channel"]);
        facts.extend([
            (self.say("notice-officer"), text(&organisation.data_protection_officer)),
            (self.say("notice-org-number"), text(&organisation.org_number)),
            (self.say("notice-country"), country.with_clause(&place)),
        ]);
        if !organisation.representative.is_not_stated() {
            facts.push((self.say("notice-representative"), text(&organisation.representative)));
        }
        facts.extend(organisation.joint_controllers.iter().map(|joint| self.joint_controller(joint, whole)));
        facts
    }

    /// Title of the role that answers, and how it is reached.
    pub(super) fn contact_facts(
        &self,
        contact: &Contact,
        whole: &Placed<String>,
        [who, how]: [&str; 2],
    ) -> Vec<LabelledLine> {
        let clause = contact.clause.as_deref();
        let channel = self.text(&contact.channel.value.published);
        let reached = match contact.channel.value.state {
            ChannelState::Works => channel.to_owned(),
            // Whoever reads on must not take it for more than what the paper points to; the finding says what is wrong with it.
            ChannelState::Broken | ChannelState::Untried => {
                let id = match (how, self.called) {
                    ("notice-processor-channel", _) | (_, Called::Agreement) => {
                        "notice-agreement-channel-named"
                    }
                    (_, Called::Notice) => "notice-channel-named",
                    (_, Called::Terms) => "notice-terms-channel-named",
                    (_, Called::Nothing) => "notice-register-channel-named",
                };
                self.say_with(id, &[("channel", channel.into())])
            }
        };
        let role = Line::declared(self.text(&contact.role));
        vec![
            (self.say(who), role.with_clause(self.place_in(clause, whole, &contact.called))),
            (
                self.say(how),
                Line::declared(reached).with_clause(self.place_in(clause, whole, &contact.channel)),
            ),
        ]
    }

    fn joint_controller(&self, joint: &JointController, whole: &Placed<String>) -> LabelledLine {
        let activities = &self.charter().activities;
        let labels = joint
            .activities
            .iter()
            .filter_map(|id| activities.iter().find(|activity| activity.id.value == id.value))
            .map(|activity| self.text(&activity.label));
        let labels = self.quoted_list(&labels.collect::<Vec<_>>());
        let variables = [("name", joint.name.as_str().into()), ("activities", labels.as_str().into())];
        let id = if labels.is_empty() { "notice-joint-all" } else { "notice-joint-some" };
        let mut said = self.say_with(id, &variables);
        add_sentence(&mut said, &self.arrangement(&joint.arrangement));
        let place = self.place(Some(&joint.clause), joint.activities.first().unwrap_or(whole));
        (self.say("notice-joint"), Line::declared(said).with_clause(place))
    }

    /// How responsibility is shared with a joint controller, or that this is not told.
    pub(super) fn arrangement(&self, arrangement: &Fact<vern_policy::charter::Words>) -> String {
        match arrangement {
            Fact::Stated(words) => self.text(words).to_owned(),
            Fact::Aim(words) => self.say_with("notice-aim", &[("aim", self.text(words).into())]),
            Fact::NotStated | Fact::Open => self.say("notice-joint-not-stated"),
        }
    }
}
