//! Who has access: what each role may do, in which activity. Titles of roles only, no names.
//!
//! Shown is what the gate can permit: a grant wider than its activity, or for a supplier that gets nothing, is shown as narrow as it
//! works.

use vern_core::decision::Code;
use vern_core::operation::Act;
use vern_policy::Placed;
use vern_policy::charter::{Activity, Grant, Role};
use vern_text::{Block, Line, Section};

use super::words::{add_sentence, upper_first};
use super::{Press, by_gate, by_login, by_server};

/// What a role may do, alike in several activities.
#[derive(PartialEq, Eq)]
struct May<'a> {
    acts: Vec<Act>,
    reason_for: Vec<Act>,
    sees: Option<Vec<&'a str>>,
}

/// One row: the same rights in some activities, and where the first stands in the file.
struct Row<'a> {
    may: May<'a>,
    activities: Vec<&'a str>,
    at: &'a Placed<String>,
}

impl Press<'_> {
    pub(super) fn access_section(&self) -> Section {
        let head = ["notice-access-role", "notice-concerns", "notice-access-may"];
        let rows = self.charter().roles.iter().flat_map(|role| self.role_rows(role)).collect();
        Section::new("access", self.say("notice-access"))
            .with_lead(Line::held(self.say("notice-access-lead"), by_login()))
            .with(Block::table(self.say("notice-access-caption"), head.map(|id| self.say(id)), rows))
            .with(Block::paragraph(self.log_link()))
    }

    fn role_rows(&self, role: &Role) -> Vec<Vec<Line>> {
        let mut rows: Vec<Row<'_>> = Vec::new();
        for grant in &role.may {
            let Some(activity) =
                self.charter().activities.iter().find(|it| it.id.value == grant.activity.value)
            else {
                continue;
            };
            let may = may(grant, activity);
            if may.acts.is_empty() || !self.reaches(role, activity) {
                continue;
            }
            let label = self.text(&activity.label);
            match rows.iter_mut().find(|row| row.may == may) {
                Some(row) => row.activities.push(label),
                None => rows.push(Row { may, activities: vec![label], at: &grant.activity }),
            }
        }
        let of_activities = rows.iter().map(|row| self.role_row(role, row));
        of_activities.chain(self.administration_row(role)).collect()
    }

    /// What a role sees to in the organisation itself. To a role without it, it is not there.
    fn administration_row(&self, role: &Role) -> Option<Vec<Line>> {
        let affairs = role.administers.iter().map(|what| self.say(&format!("administers-{}", what.as_str())));
        let affairs: Vec<String> = affairs.collect();
        let said = (!affairs.is_empty())
            .then(|| upper_first(&self.running_list(affairs.iter().map(String::as_str))))?;
        Some(vec![
            Line::new(self.role_name(role)),
            Line::new(self.say("notice-access-administers")),
            Line::held(said, by_server()).with_clause(self.place(role.clause.as_deref(), &role.id)),
        ])
    }

    /// Whether the gate lets the role near the activity: one that works for a supplier only where that is a recipient.
    fn reaches(&self, role: &Role, activity: &Activity) -> bool {
        let Some(supplier) = &role.supplier else { return true };
        let known = self.charter().all_suppliers().find(|it| it.id.value == supplier.value);
        let blocked = known.is_some_and(|supplier| !self.blocks(activity, supplier).is_empty());
        !blocked && activity.recipients.iter().any(|recipient| recipient.supplier.value == supplier.value)
    }

    fn role_row(&self, role: &Role, row: &Row<'_>) -> Vec<Line> {
        let mut said = upper_first(&self.act_list(&row.may.acts));
        let mut codes = vec![Code::ActorNoGrant];
        if !row.may.reason_for.is_empty() {
            let acts = self.act_list(&row.may.reason_for);
            add_sentence(&mut said, &self.say_with("notice-access-reason", &[("acts", acts.into())]));
            codes.push(Code::ActorReasonRequired);
        }
        if let Some(sees) = &row.may.sees {
            let data = self.running_list(self.data_labels(sees.iter().copied()));
            add_sentence(&mut said, &self.say_with("notice-access-sees", &[("data", data.into())]));
        }
        let place = self.place(role.clause.as_deref(), row.at);
        vec![
            Line::new(self.role_name(role)),
            Line::new(row.activities.join(", ")),
            Line::held(said, by_gate(&codes)).with_clause(place),
        ]
    }

    fn role_name(&self, role: &Role) -> String {
        let label = self.text(&role.label);
        let id = role.supplier.as_ref().map(|id| id.value.as_str());
        let supplier = self.charter().all_suppliers().find(|supplier| Some(supplier.id.value.as_str()) == id);
        let name = supplier.and_then(|supplier| supplier.name.written());
        let from = role
            .place
            .as_ref()
            .map(|place| self.say_with("notice-access-from", &[("place", self.area(place.value).into())]));
        let notes: Vec<String> = name.cloned().into_iter().chain(from).collect();
        if notes.is_empty() { label.to_owned() } else { format!("{label} ({})", notes.join(", ")) }
    }
}

fn may<'a>(grant: &'a Grant, activity: &Activity) -> May<'a> {
    let declared = |acts: &[Act]| -> Vec<Act> {
        let of_activity = |act: &Act| activity.operations.value.contains(act);
        acts.iter().copied().filter(of_activity).collect()
    };
    let acts = declared(&grant.acts);
    let reason_for = grant.reason_for.iter().copied().filter(|act| acts.contains(act)).collect();
    let sees = grant.sees.as_ref().map(|ids| ids.iter().map(|id| id.value.as_str()).collect());
    May { acts, reason_for, sees }
}
