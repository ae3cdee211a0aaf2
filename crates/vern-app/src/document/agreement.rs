//! Under an agreement: who processes for the controller, what was agreed when, and the instruction in force.

use vern_core::decision::Code;
use vern_core::operation::Act;
use vern_policy::charter::{AgreedActivity, Agreement, Instruction, Signed, SupportAccess, Words};
use vern_policy::{Fact, Placed};
use vern_text::{Block, Held, Line, Section};

use super::finding::Topic;
use super::words::{add_sentence, sentences, upper_first};
use super::{LabelledLine, Press, by_gate};

impl Press<'_> {
    /// Who processes the data on the controller's behalf (GDPR art. 28); only under an agreement.
    pub(super) fn processor_section(&self) -> Option<Section> {
        let under = self.under?;
        let (terms, agreement) = (under.terms, under.agreement);
        let processor = &terms.organisation;
        let named = [("processor", (&processor.name).into())];
        let mut lead = self.say_with("notice-processor-lead", &named);
        if !terms.suppliers.is_empty() {
            add_sentence(&mut lead, &self.say_with("notice-processor-suppliers", &named));
        }
        let at = agreement.under.with(()).of_source(1);
        let declared = |said: String| Line::declared(said).with_clause(self.place(None, &at));
        let whole = processor.id.clone();
        let mut facts = self.contact_facts(
            &agreement.processor_contact,
            &at.with(String::new()),
            ["notice-processor-contact", "notice-processor-channel"],
        );
        let country = self.fact(&processor.country, |country| self.country(*country), Held::Declared);
        facts.push((self.say("notice-country"), country.with_clause(self.place(None, &whole))));
        if let Fact::Stated(number) = &processor.org_number {
            let line = Line::declared(number.as_str()).with_clause(self.place(None, &whole));
            facts.push((self.say("notice-org-number"), line));
        }
        facts.extend([self.signed(agreement), self.agreement_runs()]);
        let version = self.say_with("notice-terms-version", &[("version", terms.version.as_str().into())]);
        facts.push((
            self.say("notice-terms-are"),
            Line::declared(version).with_clause(self.place(None, &terms.in_force_from)),
        ));
        if let Some(places) = &agreement.places {
            let held = self.by_gate_everywhere(&[Code::PlaceNotAllowed]);
            facts.extend(self.place_lines(&places.clone().of_source(1), held, true));
        }
        let section = Section::new("processor", self.say("notice-processor"))
            .with_lead(declared(lead))
            .with(Block::facts(facts));
        Some(self.with_findings(section, &Topic::Agreement))
    }

    pub(super) fn signed(&self, agreement: &Agreement) -> LabelledLine {
        let at = self.of_document(&agreement.signed);
        let signed = match &agreement.signed.value {
            Fact::Stated(signed) => Line::declared(self.signed_text(signed)),
            _ => self.not_stated(),
        };
        (self.say("notice-signed"), signed.with_clause(self.place(None, &at)))
    }

    fn signed_text(&self, signed: &Signed) -> String {
        let how = self.say(super::terms::assent_id(signed.by));
        let on = signed
            .on
            .written()
            .map(|day| self.say_with("notice-signed-on", &[("date", self.date(day).into())]));
        let role = |role: &Fact<Words>| role.written().map(|role| self.text(role).to_owned());
        let sides = [
            role(&signed.controller_role)
                .map(|role| self.say_of_controller("notice-signed-controller", &[("role", role.into())])),
            role(&signed.processor_role)
                .map(|role| self.say_with("notice-signed-processor", &[("role", role.into())])),
        ];
        sentences(
            on.into_iter().chain([format!("{}.", upper_first(&how))]).chain(sides.into_iter().flatten()),
        )
    }

    /// From when, and until when: before and after, the gate lets nothing be done.
    pub(super) fn agreement_runs(&self) -> LabelledLine {
        let charter = self.charter();
        let from = self.date_of(charter.in_force_from.value);
        let end = self.under.and_then(|under| under.agreement.in_force_to);
        let (id, to) = match end {
            Some(end) => ("notice-runs-until", self.date_of(end.value)),
            None => ("notice-runs", String::new()),
        };
        let said = self.say_with(id, &[("from", from.into()), ("to", to.into())]);
        let mut codes = vec![Code::AgreementNotInForce];
        codes.extend(end.map(|_| Code::AgreementEnded));
        let at = charter.in_force_from.of_source(1);
        (self.say("notice-runs-label"), Line::held(said, by_gate(&codes)).with_clause(self.place(None, &at)))
    }

    /// What the agreement says of one activity beside the merged one.
    pub(super) fn agreed(&self, activity: &str) -> Option<&AgreedActivity> {
        let agreement = self.under?.agreement;
        agreement.activities.iter().find(|agreed| agreed.id.value == activity)
    }

    /// The instruction in force: the agreement's last that has begun, else the first, which the terms hold.
    fn instruction(&self) -> Option<Placed<Instruction>> {
        match self.under {
            Some(under) => under.instruction(self.at),
            None => self.charter().terms.as_ref()?.value.instruction.clone(),
        }
    }

    /// The controller's written instruction (art. 28(3)(a)).
    pub(super) fn instruction_section(&self) -> Option<Section> {
        let instruction = self.instruction()?;
        let known = &instruction.value;
        let clause = known.clause.as_deref();
        let place = |line: Line| line.with_clause(self.place(clause, &instruction));
        let words =
            |fact: &Fact<Words>| place(self.fact(fact, |words| self.text(words).to_owned(), Held::Declared));
        let mut facts: Vec<LabelledLine> = Vec::new();
        let version =
            self.say_with("notice-instruction-version", &[("version", known.version.as_str().into())]);
        facts.push((self.say("notice-instruction-name"), place(Line::declared(version))));
        if !known.purpose.is_not_stated() {
            facts.push((self.say("notice-purpose"), words(&known.purpose)));
        }
        if let Some(operations) = &known.operations {
            let said = upper_first(&self.act_list(&operations.value));
            let held = self.by_gate_everywhere(&[Code::InstructionLacksOperation]);
            facts.push((self.say("notice-instruction-acts"), place(Line::held(said, held))));
        }
        if let Some(data) = &known.data {
            let labels = self.data_labels(data.value.iter().map(|id| id.value.as_str()));
            let line = Line::held(self.closed_list(labels), by_gate(&[Code::DataUndeclared]));
            facts.push((self.say("notice-data"), place(line)));
        }
        if let Some(subjects) = &known.subjects {
            let held = self.by_gate_everywhere(&[Code::CategoryUndeclared]);
            facts.push((
                self.say("notice-subjects"),
                place(Line::held(self.category_list(&subjects.value), held)),
            ));
        }
        if let Some(places) = &known.places {
            let held = self.by_gate_everywhere(&[Code::PlaceNotAllowed]);
            facts.extend(self.place_lines(&places.clone().of_source(instruction.source), held, false));
        }
        if !known.duration.is_not_stated() {
            facts.push((self.say("notice-instruction-duration"), words(&known.duration)));
        }
        facts.extend(self.transfers(&instruction).into_iter().map(|(label, line)| (label, place(line))));
        facts.extend(self.pauses(&instruction).into_iter().map(|(label, line)| (label, place(line))));
        facts.extend(self.support(&instruction).into_iter().map(|(label, line)| (label, place(line))));
        let lead =
            if self.is_about_others() { "notice-terms-instruction-lead" } else { "notice-instruction-lead" };
        let section = Section::new("instruction", self.say("notice-instruction"))
            .with_lead(Line::new(self.say(lead)))
            .with(Block::facts(facts));
        Some(self.with_findings(section, &Topic::Instruction))
    }

    /// Transfers approved beforehand; any other to a third country is refused.
    fn transfers(&self, instruction: &Placed<Instruction>) -> Vec<LabelledLine> {
        let transfers = instruction.value.transfers.iter();
        transfers
            .map(|transfer| {
                let supplier =
                    self.charter().all_suppliers().find(|it| it.id.value == transfer.supplier.value);
                let name =
                    supplier.map_or(transfer.supplier.value.clone(), |it| self.supplier_name(it, false));
                let variables = [
                    ("supplier", name.into()),
                    ("country", self.country(transfer.to).into()),
                    ("for", self.text(&transfer.what_for).into()),
                ];
                let said = self.say_with("notice-instruction-transfer-text", &variables);
                let held = self.by_gate_everywhere(&[Code::TransferNotApproved]);
                (self.say("notice-instruction-transfer"), Line::held(said, held))
            })
            .collect()
    }

    /// What the processor's support gets to, each activity until when.
    fn support(&self, instruction: &Placed<Instruction>) -> Vec<LabelledLine> {
        let line = |support: &SupportAccess| {
            let activities = &self.charter().activities;
            let activity = activities.iter().find(|it| it.id.value == support.activity.value)?;
            let acts = self.support_acts(&support.activity.value);
            let mut variables = vec![("activity", self.text(&activity.label).into())];
            if acts.is_empty() {
                // Then no role of the terms is held to the instruction, and saying that it is would not be true.
                let said = self.say_with("notice-instruction-support-none", &variables);
                return Some((self.say("notice-instruction-support"), Line::declared(said)));
            }
            let acts = self.act_list(&acts);
            variables.push(("acts", acts.as_str().into()));
            let until = support.until.as_ref().map(|until| self.date_of(until.value));
            let id = match &until {
                Some(until) => {
                    variables.push(("until", until.into()));
                    "notice-instruction-support-until"
                }
                None => "notice-instruction-support-text",
            };
            let said = self.say_with(id, &variables);
            let held = self.by_gate_everywhere(&[Code::InstructionLacksSupport]);
            Some((self.say("notice-instruction-support"), Line::held(said, held)))
        };
        instruction.value.support.iter().filter_map(line).collect()
    }

    /// What the roles that are support may do in an activity.
    fn support_acts(&self, activity: &str) -> Vec<Act> {
        let roles = self.charter().roles.iter().filter(|role| role.support);
        let grants = roles.flat_map(|role| &role.may).filter(|grant| grant.activity.value == activity);
        let granted: Vec<Act> = grants.flat_map(|grant| grant.acts.iter().copied()).collect();
        Act::ALL.into_iter().filter(|act| granted.contains(act)).collect()
    }

    fn pauses(&self, instruction: &Placed<Instruction>) -> Vec<LabelledLine> {
        let paused = instruction.value.paused.iter();
        paused
            .map(|pause| {
                let activity =
                    self.charter().activities.iter().find(|it| it.id.value == pause.activity.value);
                let label = activity.map_or(pause.activity.value.as_str(), |it| self.text(&it.label));
                let said = format!("{label}: {}", self.text(&pause.because));
                let held = self.by_gate_everywhere(&[Code::InstructionPaused]);
                (self.say("notice-instruction-paused"), Line::held(said, held))
            })
            .collect()
    }
}
