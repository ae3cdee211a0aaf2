//! Charter facts in words, for surfaces that show them otherwise than as a document: activities, suppliers and where data goes, findings.
//!
//! The words are those of the documents, from the same functions. Deliberately not here: how anything is laid out.

use vern_core::place::Area;
use vern_core::time::Instant;
use vern_policy::area::is_third_country;
use vern_policy::charter::{Activity, Category, Supplier};
use vern_text::{FindingLine, Language};

use super::finding::Topic;
use super::supplier::{Link, links};
use super::words::upper_first;
use super::{Papers, Press, Voice};

/// An activity in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What for.
    pub purpose: String,
    /// On which basis.
    pub basis: String,
    /// Whose data.
    pub subjects: String,
    /// Which data.
    pub data: String,
    /// To whom it goes.
    pub recipients: String,
    /// How long it is kept.
    pub retention: String,
    /// What falls short in it.
    pub findings: Vec<FindingLine>,
}

/// Who gets data about one category of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryRecipients {
    /// The category.
    pub category: String,
    /// Each recipient, with the activities it gets data of. None: their data stays in the house.
    pub recipients: Vec<(String, Vec<String>)>,
}

/// Where data goes from one organisation: the controller, the processor between where there is one, and its suppliers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFlow {
    /// Who decides; none for a processor's own list, where each of its customers does.
    pub controller: Option<String>,
    /// Who processes for it, where the suppliers are that organisation's.
    pub processor: Option<String>,
    /// Where the one the suppliers work for is.
    pub home: FlowPlace,
    /// The suppliers, each before those it uses itself.
    pub suppliers: Vec<SupplierFacts>,
}

/// A supplier in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Id of the supplier that uses it.
    pub user: Option<String>,
    /// How many stand between it and the organisation.
    pub depth: usize,
    /// What it delivers.
    pub delivers: String,
    /// What it is to the organisation.
    pub roles: String,
    /// Of which activities it gets data, or why it gets none.
    pub activities: String,
    /// Whether the gate lets anything out to it.
    pub is_open: bool,
    /// Where it stores.
    pub place: FlowPlace,
    /// From which country it is owned.
    pub owner: String,
    /// Whether that is outside the EEA: a risk that is shown, no transfer.
    pub is_owned_outside: bool,
    /// What carries a transfer, and how far that has come.
    pub safeguard: String,
    /// Whether data gets outside the EEA with it.
    pub is_outside: bool,
}

/// A place data is at, for grouping.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FlowPlace {
    /// Outside the EEA.
    pub is_third_country: bool,
    /// In words; none where the paper does not say.
    pub name: Option<String>,
}

impl Papers<'_> {
    /// The activities, in the charter's order.
    #[must_use]
    pub fn activities(&self, language: Language, at: Instant) -> Vec<ActivityFacts> {
        let Some(press) = self.main_press(language, at) else { return Vec::new() };
        press.charter().activities.iter().map(|activity| press.activity_facts(activity)).collect()
    }

    /// Who gets data about each category of people, in the charter's order, whatever the activity.
    #[must_use]
    pub fn recipients_by_category(&self, language: Language, at: Instant) -> Vec<CategoryRecipients> {
        let Some(press) = self.main_press(language, at) else { return Vec::new() };
        press.charter().categories.iter().map(|category| press.category_recipients(category)).collect()
    }

    /// Everything that falls short, in the order of the paper.
    #[must_use]
    pub fn findings(&self, language: Language, at: Instant) -> Vec<FindingLine> {
        let Some(press) = self.main_press(language, at) else { return Vec::new() };
        press.findings.iter().map(|shown| press.finding_line(shown)).collect()
    }

    /// Where data goes: of its own data, and where it is a processor of its customers'.
    #[must_use]
    pub fn data_flows(&self, language: Language, at: Instant) -> Vec<DataFlow> {
        let own =
            self.own.map(|rules| Press::new(rules, self.under, Voice::Register, language, at).of_list());
        let offered =
            self.offered.map(|rules| Press::new(rules, None, Voice::Register, language, at).of_list());
        let flow = |press: &Press<'_>, is_own: bool| {
            (!press.charter().suppliers.is_empty()).then(|| press.data_flow(is_own))
        };
        let own = own.as_ref().and_then(|press| flow(press, true));
        own.into_iter().chain(offered.as_ref().and_then(|press| flow(press, false))).collect()
    }

    /// Of the organisation's own data; of a processor that has terms alone, what those say.
    fn main_press(&self, language: Language, at: Instant) -> Option<Press<'_>> {
        let own = self.own.map(|rules| Press::new(rules, self.under, Voice::Register, language, at));
        own.or_else(|| self.offered.map(|rules| Press::new(rules, None, Voice::Register, language, at)))
    }
}

impl Press<'_> {
    fn activity_facts(&self, activity: &Activity) -> ActivityFacts {
        let topic = Topic::Activity(activity.id.value.clone());
        let of_it = self.findings.iter().filter(|shown| shown.topic == topic);
        let basis = self.bases(activity).into_iter().chain(self.grounds(activity)).collect();
        ActivityFacts {
            id: activity.id.value.clone(),
            name: self.text(&activity.label).to_owned(),
            purpose: self.purpose(activity).1.text,
            basis: self.joined("notice-basis", basis).text,
            subjects: self.subjects(activity).1.text,
            data: self.data(activity).1.text,
            recipients: self.recipients(activity).1.text,
            retention: self.joined("notice-retention", self.retention(activity)).text,
            findings: of_it.map(|shown| self.finding_line(shown)).collect(),
        }
    }

    fn category_recipients(&self, category: &Category) -> CategoryRecipients {
        let concerns = |activity: &&Activity| {
            activity.subjects.value.iter().any(|subject| subject.value == category.id.value)
        };
        let mut recipients: Vec<(String, Vec<String>)> = Vec::new();
        for activity in self.charter().activities.iter().filter(concerns) {
            for recipient in &activity.recipients {
                let id = &recipient.supplier.value;
                let Some(supplier) = self.charter().all_suppliers().find(|it| it.id.value == *id) else {
                    continue;
                };
                let (name, of) = (self.supplier_name(supplier, true), self.text(&activity.label).to_owned());
                match recipients.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, activities)) => activities.push(of),
                    None => recipients.push((name, vec![of])),
                }
            }
        }
        CategoryRecipients { category: self.text(&category.label).to_owned(), recipients }
    }

    fn data_flow(&self, is_own: bool) -> DataFlow {
        let organisation = &self.charter().organisation;
        let processor = match (is_own, self.under) {
            (true, under) => under.map(|under| &under.terms.organisation),
            (false, _) => Some(organisation),
        };
        let home = processor.unwrap_or(organisation);
        let area = home.country.written().map(|country| Area::Country(*country));
        DataFlow {
            controller: is_own.then(|| organisation.name.clone()),
            processor: processor.map(|processor| processor.name.clone()),
            home: self.flow_place(area),
            suppliers: links(&self.charter().suppliers)
                .iter()
                .map(|link| self.supplier_facts(link))
                .collect(),
        }
    }

    fn supplier_facts(&self, link: &Link<'_>) -> SupplierFacts {
        let supplier = link.supplier;
        let mut receiving = self.charter().activities.iter().filter(|activity| {
            activity.recipients.iter().any(|recipient| recipient.supplier.value == link.top.id.value)
        });
        SupplierFacts {
            id: supplier.id.value.clone(),
            name: self.supplier_name(supplier, true),
            user: link.user.map(|user| user.id.value.clone()),
            depth: depth_of(link.top, &supplier.id.value).unwrap_or(0),
            delivers: self.delivers_text(supplier),
            roles: self.roles(supplier).text,
            activities: self.supplier_activities(link).text,
            is_open: receiving.any(|activity| self.blocks(activity, link.top).is_empty()),
            place: self.flow_place(supplier.place.value.written().copied()),
            owner: self.owner(supplier).text,
            is_owned_outside: supplier
                .owner_country
                .written()
                .is_some_and(|country| is_third_country(Area::Country(*country), self.at)),
            safeguard: self.safeguard_state(supplier).text,
            is_outside: !self.outside(supplier).is_empty(),
        }
    }

    fn flow_place(&self, area: Option<Area>) -> FlowPlace {
        FlowPlace {
            is_third_country: area.is_some_and(|area| is_third_country(area, self.at)),
            name: area.map(|area| upper_first(&self.area(area))),
        }
    }
}

/// How far below another a supplier stands.
fn depth_of(top: &Supplier, id: &str) -> Option<usize> {
    if top.id.value == id {
        return Some(0);
    }
    top.sub_processors.iter().find_map(|below| depth_of(below, id)).map(|depth| depth + 1)
}
