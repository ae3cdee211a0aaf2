//! What the contracts of the services say of personal data: the service agreement, and the user agreement of each service.

use vern_core::decision::Code;
use vern_policy::charter::{Activity, DocumentName, Service};
use vern_text::{Block, Document, Line, Section};

use super::press::updated;
use super::words::sentences;
use super::{LabelledLine, Press, by_gate};

impl Press<'_> {
    pub(super) fn service_agreement(&self) -> Document {
        let mut document = self.frame(
            "service_agreement",
            "service-agreement-title",
            "service-agreement-lead",
            DocumentName::ServiceAgreement,
        );
        let sections = std::iter::once(self.contact_section())
            .chain(self.service_section())
            .chain(self.period_section())
            .chain(self.rank_section())
            .chain(self.channel_section())
            .chain(self.document_section());
        document.sections.extend(sections);
        document
    }

    /// The user agreement of one service; none where there is no such service.
    pub(super) fn user_agreement(&self, id: &str) -> Option<Document> {
        let service = self.charter().services.iter().find(|service| service.id.value == id)?;
        let named = [("service", self.text(&service.label).into())];
        let mut document = self.frame(
            "user_agreement",
            "user-agreement-title",
            "user-agreement-lead",
            DocumentName::ServiceAgreement,
        );
        document.title = self.say_with("user-agreement-title", &named);
        document.lead = Some(self.say_with("user-agreement-lead", &named));
        document.updated = updated(&service.user_agreement.updated_on);
        document.sections.push(self.service_terms(service));
        document.sections.extend(self.use_section(service));
        document.sections.extend(self.integration_section(service));
        document.sections.push(self.contact_section());
        Some(document)
    }

    fn service_terms(&self, service: &Service) -> Section {
        let clause = Some(service.clause.as_str());
        let ids = self.data_of_service(service);
        let labels = self.data_labels(ids.iter().map(String::as_str));
        let data = Line::held(self.closed_list(labels), by_gate(&[Code::DataUndeclared]));
        let defaults = sentences(service.defaults.iter().map(|text| self.text(text).to_owned()));
        let defaults = if defaults.is_empty() { self.not_stated() } else { Line::declared(defaults) };
        let place = self.place(clause, &service.id);
        let facts: Vec<LabelledLine> = vec![
            (self.say("notice-service-data"), data.with_clause(self.place(clause, &service.data))),
            (self.say("notice-service-defaults"), defaults.with_clause(&place)),
            (
                self.say("user-agreement-dated"),
                self.user_agreement_line(&service.user_agreement).with_clause(place),
            ),
        ];
        Section::new("service", self.text(&service.label)).with(Block::facts(facts))
    }

    fn activities_of(&self, service: &Service) -> Vec<&Activity> {
        let of =
            |activity: &&Activity| activity.service.as_ref().is_some_and(|id| id.value == service.id.value);
        self.charter().activities.iter().filter(of).collect()
    }

    /// What the data is used for, activity by activity.
    fn use_section(&self, service: &Service) -> Option<Section> {
        let rows: Vec<Vec<Line>> = self
            .activities_of(service)
            .into_iter()
            .map(|activity| {
                vec![
                    Line::new(self.text(&activity.label)).with_clause(self.place_of(activity)),
                    self.purpose(activity).1,
                    self.subjects(activity).1,
                    self.data(activity).1,
                ]
            })
            .collect();
        let head = ["register-activity", "notice-purpose", "notice-subjects", "notice-data"];
        let table =
            Block::table(self.say("user-agreement-use-caption"), head.map(|id| self.say(id)), rows.clone());
        (!rows.is_empty()).then(|| Section::new("use", self.say("user-agreement-use")).with(table))
    }

    /// Third parties' services the customer turns on itself, and answers for.
    fn integration_section(&self, service: &Service) -> Option<Section> {
        let activities = self.activities_of(service);
        let gets = |id: &str| {
            activities.iter().any(|activity| activity.recipients.iter().any(|it| it.supplier.value == id))
        };
        let all = self.charter().suppliers.iter();
        let rows: Vec<Vec<Line>> = all
            .filter(|supplier| supplier.turned_on_by_controller && gets(&supplier.id.value))
            .map(|supplier| {
                let place = self.place(Some(&supplier.clause), &supplier.id);
                vec![
                    Line::new(self.supplier_name(supplier, true)).with_clause(place),
                    Line::declared(self.delivers_text(supplier)),
                    self.role_and_agreement(supplier),
                ]
            })
            .collect();
        let head = ["notice-supplier", "notice-supplier-delivers", "notice-supplier-role"];
        let lead =
            Line::held(self.say("user-agreement-integrations-lead"), by_gate(&[Code::SupplierNotTurnedOn]));
        let table =
            Block::table(self.say("user-agreement-integrations"), head.map(|id| self.say(id)), rows.clone());
        (!rows.is_empty()).then(|| {
            let heading = self.say("user-agreement-integrations");
            Section::new("integrations", heading).with_lead(lead).with(table)
        })
    }
}
