//! Services: what may be collected in each by its user agreement, and what it does before anyone has chosen.

use vern_core::decision::Code;
use vern_policy::charter::{DocumentFacts, Service};
use vern_text::{Block, Line, Section};

use super::words::sentences;
use super::{Press, by_gate};

impl Press<'_> {
    pub(super) fn service_section(&self) -> Option<Section> {
        let services = &self.charter().services;
        let has_defaults = services.iter().any(|service| !service.defaults.is_empty());
        let mut head = vec![self.say("notice-service"), self.say("notice-service-data")];
        if has_defaults {
            head.push(self.say("notice-service-defaults"));
        }
        head.push(self.say("notice-service-agreement"));
        let rows = services.iter().map(|service| self.service_row(service, has_defaults)).collect();
        (!services.is_empty()).then(|| {
            Section::new("services", self.say("notice-services")).with(Block::table(
                self.say("notice-services-caption"),
                head,
                rows,
            ))
        })
    }

    /// An activity of the service can't declare more than its user agreement, and the gate lets in no more than the activity declares.
    fn service_row(&self, service: &Service, has_defaults: bool) -> Vec<Line> {
        let clause = Some(service.clause.as_str());
        let ids = self.data_of_service(service);
        let labels = self.data_labels(ids.iter().map(String::as_str));
        let data = Line::held(self.closed_list(labels), by_gate(&[Code::DataUndeclared]));
        let mut row = vec![
            Line::new(self.text(&service.label)).with_clause(self.place(clause, &service.id)),
            data.with_clause(self.place(clause, &service.data)),
        ];
        if has_defaults {
            let said = sentences(service.defaults.iter().map(|text| self.text(text).to_owned()));
            row.push(if said.is_empty() { self.not_stated() } else { Line::declared(said) });
        }
        row.push(self.user_agreement_line(&service.user_agreement));
        row
    }

    /// Under an agreement, what it and the terms let be collected in the service together, its supplements among it.
    pub(super) fn data_of_service(&self, service: &Service) -> Vec<String> {
        let Some(under) = self.under else {
            return service.data.value.iter().map(|id| id.value.clone()).collect();
        };
        let of_service = |id: &str| {
            let known = under.terms.activities.iter().find(|activity| activity.id.value == id);
            known.and_then(|it| it.service.as_ref()).is_some_and(|of| of.value == service.id.value)
        };
        let activities = self.charter().activities.iter().filter(|activity| of_service(&activity.id.value));
        let mut ids: Vec<String> = Vec::new();
        for id in activities.flat_map(|activity| &activity.data.value) {
            if !ids.contains(&id.value) {
                ids.push(id.value.clone());
            }
        }
        ids
    }

    /// When it was last updated, from when it holds, what it stands beside.
    pub(super) fn user_agreement_line(&self, facts: &DocumentFacts) -> Line {
        let mut line = self.day(Some(facts));
        if line.held.is_some() {
            line.text = self.say_with("document-updated", &[("date", line.text.as_str().into())]);
        }
        let mut also = Vec::new();
        if let Some(day) = facts.in_force_on.written() {
            also.push(self.say_with("notice-in-force-from", &[("date", self.date(day).into())]));
        }
        also.extend(
            self.supplements_text(facts)
                .map(|list| self.say_with("notice-supplements", &[("papers", list.into())])),
        );
        if let Some(audience) = &facts.audience {
            also.push(self.audience(audience.value));
        }
        if !also.is_empty() {
            line.text = sentences(std::iter::once(line.text.clone()).chain(also));
            line.held.get_or_insert(vern_text::Held::Declared);
        }
        line
    }
}
