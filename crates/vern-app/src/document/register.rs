//! Registers of processing (GDPR art. 30): a controller's, one part an activity; a processor's, one part a customer. The headings follow the
//! letters of the article; what stands there beyond them is what an inspection asks for next.

use vern_core::decision::Code;
use vern_core::place::Area;
use vern_policy::area::is_third_country;
use vern_policy::charter::{Activity, DocumentName, Safeguard, SafeguardState, Supplier};
use vern_text::{Block, Line, Section, Sheet};

use super::finding::Topic;
use super::library::Customer;
use super::words::{sentences, trim_stop, upper_first};
use super::{LabelledLine, Papers, Press, Printed, Voice};

/// One activity: label and line, the same labels for every activity.
type Row = Vec<(&'static str, Line)>;

impl Press<'_> {
    /// A controller's register (art. 30(1)).
    pub(super) fn register_controller(&self) -> Printed {
        let mut document = self.frame(
            "register_controller",
            "register-controller-title",
            "register-controller-lead",
            DocumentName::ProcessingRegister,
        );
        let decided: Vec<&Activity> =
            self.charter().activities.iter().filter(|activity| !self.is_processor_in(activity)).collect();
        let rows: Vec<(&Activity, Row)> =
            decided.into_iter().map(|activity| (activity, self.register_row(activity))).collect();
        let overview = Section::new("overview", self.say("register-overview"))
            .with(self.overview("register-controller-caption", &rows));
        document.sections.extend([self.register_holder("register-controller-who"), overview]);
        document
            .sections
            .extend(rows.iter().map(|(activity, row)| self.register_part("activity", activity, row)));
        document.sections.extend(self.measure_section());
        let sheet = Sheet {
            head: self.sheet_columns(&["register-controller-who"], &rows),
            rows: rows
                .iter()
                .map(|(activity, row)| self.sheet_cells(&[&self.charter().organisation.name], activity, row))
                .collect(),
        };
        Printed { document, sheet: Some(sheet) }
    }

    /// Who keeps the register, and how they are reached (art. 30(1)(a), 30(2)(a)).
    fn register_holder(&self, heading: &str) -> Section {
        let organisation = &self.charter().organisation;
        let name = Line::declared(&organisation.name).with_clause(self.place(None, &organisation.id));
        let facts = self.organisation_facts(organisation, &organisation.contact, &organisation.id);
        let facts = std::iter::once((self.say("register-name"), name)).chain(facts);
        let section = Section::new("holder", self.say(heading)).with(Block::facts(facts));
        self.with_findings(section, &Topic::Organisation)
    }

    /// What the columns people compare by say: purpose, whose data, for how long.
    fn overview(&self, caption: &str, rows: &[(&Activity, Row)]) -> Block {
        const COMPARED: [&str; 4] =
            ["notice-purpose", "notice-subjects", "register-transfers", "notice-retention"];
        let head = std::iter::once("register-activity").chain(COMPARED).map(|id| self.say(id));
        let cells = |(activity, row): &(&Activity, Row)| {
            let name = Line::new(self.text(&activity.label)).with_clause(self.place_of(activity));
            let compared = COMPARED.iter().filter_map(|id| row.iter().find(|(label, _)| label == id));
            std::iter::once(name).chain(compared.map(|(_, line)| line.clone())).collect()
        };
        Block::table(self.say(caption), head, rows.iter().map(cells).collect())
    }

    fn register_part(&self, anchor: &str, activity: &Activity, row: &Row) -> Section {
        let id = format!("{anchor}-{}", activity.id.value.replace('_', "-"));
        let facts = row.iter().map(|(label, line)| (self.say(label), line.clone()));
        let section = Section::new(id, self.text(&activity.label)).with(Block::facts(facts));
        self.with_findings(section, &Topic::Activity(activity.id.value.clone()))
    }

    fn register_row(&self, activity: &Activity) -> Row {
        vec![
            ("notice-purpose", self.purpose(activity).1),
            ("notice-subjects", self.subjects(activity).1),
            ("notice-data", self.data(activity).1),
            ("notice-recipients", self.recipients(activity).1),
            ("register-transfers", self.transfers_of(activity)),
            ("notice-retention", self.joined("notice-retention", self.retention(activity))),
            (
                "notice-basis",
                self.joined(
                    "notice-basis",
                    self.bases(activity).into_iter().chain(self.grounds(activity)).collect(),
                ),
            ),
            ("notice-sources", self.sources(activity).map_or_else(|| self.not_stated(), |(_, line)| line)),
            (
                "notice-impact",
                self.impact_assessment(activity).map_or_else(|| self.not_stated(), |(_, line)| line),
            ),
            ("notice-places", self.joined("notice-places", self.places_bound(activity))),
        ]
    }

    /// The activity's own places, or those of every activity.
    fn places_bound(&self, activity: &Activity) -> Vec<LabelledLine> {
        let own = self.places_of(activity);
        match &self.charter().places {
            Some(places) if own.is_empty() => {
                self.place_lines(places, self.by_gate(activity, &[Code::PlaceNotAllowed]), false)
            }
            _ => own,
        }
    }

    /// Several lines as one under a heading: each with its label, as far as that says more than the heading.
    pub(super) fn joined(&self, heading: &str, lines: Vec<LabelledLine>) -> Line {
        let heading = self.say(heading);
        let mut lines = lines.into_iter();
        let Some((label, mut first)) = lines.next() else { return self.not_stated() };
        let rest: Vec<LabelledLine> = lines.collect();
        if rest.is_empty() {
            return first;
        }
        let told = |(label, line): (String, Line)| match label.strip_prefix(&heading).unwrap_or(&label).trim()
        {
            "" => line.text,
            label => format!("{label}: {}", line.text),
        };
        // What is held in different ways is no more than declared as a whole.
        let alike = rest.iter().all(|(_, line)| line.held == first.held);
        if !alike {
            first.held = first.held.map(|_| vern_text::Held::Declared);
        }
        let (held, clause) = (first.held.clone(), first.clause.clone());
        let text = sentences(std::iter::once((label, first)).chain(rest).map(told));
        Line { text, held, clause }
    }

    /// Transfers to third countries with their safeguards (art. 30(1)(e), 30(2)(c)): what the paper says of those the data goes to.
    fn transfers_of(&self, activity: &Activity) -> Line {
        let recipients = activity.recipients.iter().filter_map(|recipient| {
            self.charter().suppliers.iter().find(|it| it.id.value == recipient.supplier.value)
        });
        let links = recipients.flat_map(|top| top.with_descendants().map(move |link| (top, link)));
        let mut told: Vec<String> = Vec::new();
        let mut unknown = false;
        for (top, link) in links {
            unknown |= link.place.value.stated().is_none();
            if !self.outside(link).is_empty() && self.blocks(activity, top).is_empty() {
                told.push(self.transfer_text(link));
            }
        }
        if activity.recipients.is_empty() && self.under.is_none() {
            return Line::new(self.say("register-transfers-nobody"));
        }
        match (told.is_empty(), unknown) {
            (false, _) => Line::declared(told.join(" ")),
            (true, false) => Line::new(self.say("register-transfers-none")),
            (true, true) => Line::new(self.say("register-transfers-unknown")),
        }
    }

    pub(super) fn outside(&self, supplier: &Supplier) -> Vec<Area> {
        let stored = supplier.place.value.written().copied();
        let areas = stored.into_iter().chain(supplier.handled_in.iter().map(|area| area.value));
        areas.filter(|area| is_third_country(*area, self.at)).collect()
    }

    fn transfer_text(&self, supplier: &Supplier) -> String {
        let areas = self.areas(&self.outside(supplier));
        let safeguard = supplier.safeguard.value.written();
        let carried = safeguard.map_or_else(
            || self.say("notice-safeguard-not-stated"),
            |safeguard: &Safeguard| {
                let state = match safeguard.state {
                    SafeguardState::InPlace => "notice-safeguard-in-place",
                    SafeguardState::UnderAssessment => "notice-safeguard-under-assessment",
                };
                sentences([self.safeguard_kind(safeguard), self.say(state)])
            },
        );
        let variables = [
            ("supplier", self.supplier_name(supplier, false).into()),
            ("areas", areas.into()),
            ("safeguard", trim_stop(&carried).into()),
        ];
        self.say_with("register-transfer-text", &variables)
    }

    fn sheet_columns(&self, own: &[&str], rows: &[(&Activity, Row)]) -> Vec<String> {
        let first = rows.first().map(|(_, row)| row.as_slice()).unwrap_or_default();
        let labels = first.iter().map(|(label, _)| *label);
        let all = own.iter().copied().chain(["register-activity"]).chain(labels).chain(["notice-measures"]);
        all.map(|id| self.say(id)).collect()
    }

    fn sheet_cells(&self, own: &[&str], activity: &Activity, row: &Row) -> Vec<String> {
        let measures = self.charter().measures.iter().map(|measure| self.text(&measure.label).to_owned());
        let cells = row.iter().map(|(_, line)| line.text.clone());
        own.iter()
            .map(|cell| (*cell).to_owned())
            .chain([self.text(&activity.label).to_owned()])
            .chain(cells)
            .chain([sentences(measures)])
            .collect()
    }

    /// What is done for a controller in one activity (art. 30(2)(b)).
    fn processing_row(&self, activity: &Activity) -> Row {
        let acts = upper_first(&self.act_list(&activity.operations.value));
        let held = self.by_gate(activity, &[Code::InstructionLacksOperation]);
        vec![
            (
                "register-acts",
                Line::held(acts, held).with_clause(self.place_at(activity, &activity.operations)),
            ),
            ("notice-subjects", self.subjects(activity).1),
            ("notice-data", self.data(activity).1),
            ("register-sub-processors", self.recipients(activity).1),
            ("register-transfers", self.transfers_of(activity)),
            ("notice-retention", self.joined("notice-retention", self.retention(activity))),
        ]
    }
}

impl Papers<'_> {
    /// A processor's register (art. 30(2)), printed from its terms and every agreement in force under them.
    pub(super) fn register_processor(&self, offered: &Press<'_>) -> Printed {
        let mut document = offered.frame(
            "register_processor",
            "register-processor-title",
            "register-processor-lead",
            DocumentName::ProcessingRegister,
        );
        document.sections.push(offered.register_holder("register-processor-who"));
        let presses: Vec<Press<'_>> = self
            .customers
            .iter()
            .map(|Customer { rules, under }| {
                Press::new(rules, Some(*under), Voice::Register, offered.language, offered.at)
            })
            .collect();
        let mut sheet = Sheet { head: Vec::new(), rows: Vec::new() };
        if presses.is_empty() {
            let none = Block::paragraph(Line::new(offered.say("register-no-customers")));
            document.sections.push(Section::new("customers", offered.say("register-customers")).with(none));
        }
        for press in &presses {
            press.customer_part(&mut document.sections, &mut sheet);
        }
        if sheet.head.is_empty() {
            sheet.head = vec![offered.say("register-customer"), offered.say("register-activity")];
        }
        document.sections.extend(offered.measure_section());
        Printed { document, sheet: Some(sheet) }
    }
}

impl Press<'_> {
    /// One controller: who it is, and what is done for it.
    fn customer_part(&self, sections: &mut Vec<Section>, sheet: &mut Sheet) {
        let organisation = &self.charter().organisation;
        let id = format!("customer-{}", organisation.id.value.replace('_', "-"));
        let rows: Vec<(&Activity, Row)> = self
            .charter()
            .activities
            .iter()
            .map(|activity| (activity, self.processing_row(activity)))
            .collect();
        let mut facts = self.organisation_facts(organisation, &organisation.contact, &organisation.id);
        facts.push(self.agreement_runs());
        sections.push(Section::new(&id, &organisation.name).with(Block::facts(facts)));
        for (activity, row) in &rows {
            let mut part = self.register_part(&id, activity, row);
            part.heading = format!("{}: {}", organisation.name, part.heading);
            sections.push(part);
        }
        if sheet.head.is_empty() {
            sheet.head = self.sheet_columns(&["register-customer"], &rows);
        }
        sheet.rows.extend(
            rows.iter().map(|(activity, row)| self.sheet_cells(&[&organisation.name], activity, row)),
        );
    }
}
