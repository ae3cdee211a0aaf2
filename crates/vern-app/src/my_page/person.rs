//! Who an address leads to, and whether that is one person.
//!
//! Several subjects may be one person who was registered more than once, or two people who share an address. They are one person only where something
//! besides the address says so: what Vern's role sees of their records agrees in at least one data type, and differs in none. The charter decides what
//! that is, by what it lets that role see. In doubt nothing is shown.
//!
//! Of someone who subscribes to a newsletter nothing is held but the address itself, which they have confirmed, and what shows that they said yes. Whoever
//! reads that mailbox knows all of that: so it stands with the one person the address leads to besides, and in nobody's way.

use std::collections::{BTreeMap, BTreeSet};

use vern_core::id::SubjectId;
use vern_core::operation::Act;
use vern_core::personal::Personal;
use vern_policy::charter::Carried;

use super::desk::Address;
use super::{Contact, WHY_SIGN_IN};
use crate::access::Caller;
use crate::controller::Controller;
use crate::installation::Installation;
use crate::problem::Problem;
use crate::record::{Circumstance, RecordView, RestrictionException, SEARCH_MAX, SearchBy, SearchRequest};

/// Most subjects that are held to be one person; beyond it an address says nothing of who someone is.
const SUBJECTS_MAX: usize = 20;

/// What is known of a subject, to tell people apart by: values by data type, the address itself not among them.
type Traits = BTreeMap<String, BTreeSet<String>>;

/// What Vern's role sees of someone an address leads to.
#[derive(Default)]
pub(super) struct Known {
    traits: Traits,
    /// Keys of the records the address stands in.
    records: BTreeSet<String>,
    /// There is more in one of them than that role sees.
    holds_more: bool,
}

/// Those an address leads to, as far as Vern's role sees.
pub(super) type Found = BTreeMap<SubjectId, Known>;

impl Installation {
    /// Everyone an address leads to, however much of one of them comes before another. The same is journalled whether that is someone or not.
    pub(super) async fn people_with(&self, itself: &Caller, address: &Address) -> Result<Found, Problem> {
        let rules = self.rules_now(&itself.controller)?;
        let meant: Vec<Contact> = self.contacts(&itself.controller, address.kind)?;
        let asked_by: BTreeSet<&str> = meant.iter().map(|contact| contact.data_type.as_str()).collect();
        let all = self.everyone_with(&itself.controller, address)?;
        // Who has the address is known by the look-up alone; what is read of them is what tells them apart.
        let is_everyone = |found: &Found| {
            all.len() <= SUBJECTS_MAX && all.iter().all(|subject| found.contains_key(subject))
        };
        let mut found = Found::new();
        for contact in &meant {
            let circumstance = Circumstance {
                activity: contact.activity.clone(),
                export: rules.may(&itself.role, &contact.activity, Act::Export),
                exception: Some(RestrictionException::OwnRequest),
                reason: Some(Personal::new(WHY_SIGN_IN.to_owned())),
                ..Circumstance::default()
            };
            let by = SearchBy::Value { data_type: contact.data_type.clone(), value: address.value.clone() };
            let mut request = SearchRequest { circumstance, by, after: None, most: SEARCH_MAX };
            loop {
                let page = self.search_records(itself, &request).await?.value;
                for record in page.records {
                    add(found.entry(record.subject).or_default(), record, &asked_by);
                }
                request.after = page.next;
                if request.after.is_none() || is_everyone(&found) {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// The subjects an address leads to, if they are one person; none where they are not, or where that cannot be told.
    pub(super) fn one_person(
        &self,
        controller: &Controller,
        address: &Address,
        found: &Found,
    ) -> Result<Option<Vec<SubjectId>>, Problem> {
        // Someone who is not shown, for an erasure that is ordered or a grant that is not there, has the address no less.
        let all = self.everyone_with(controller, address)?;
        if found.len() > SUBJECTS_MAX || !all.iter().all(|subject| found.contains_key(subject)) {
            return Ok(None);
        }
        let mut traits = Vec::with_capacity(found.len());
        for (subject, known) in found {
            if !self.is_address_alone(controller, *subject, known)? {
                traits.push(&known.traits);
            }
        }
        let alike = traits
            .iter()
            .enumerate()
            .all(|(place, one)| traits.iter().skip(place + 1).all(|other| is_same_person(one, other)));
        Ok(alike.then(|| found.keys().copied().collect()))
    }

    /// Whether nothing is held of a subject but a subscription by this address and what shows consent to it.
    fn is_address_alone(
        &self,
        controller: &Controller,
        subject: SubjectId,
        known: &Known,
    ) -> Result<bool, Problem> {
        let rules = self.rules_now(controller)?;
        let Some(subscriptions) = rules.carrying(Carried::Subscriptions) else { return Ok(false) };
        if known.holds_more || !known.traits.is_empty() {
            return Ok(false);
        }
        let beside = [rules.carrying(Carried::Consents), rules.carrying(Carried::Outbox)];
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let keys = snapshot.subject_keys(controller.id(), subject)?;
        let elsewhere =
            keys.iter().any(|(activity, _)| activity != subscriptions && !beside.contains(&Some(activity)));
        let consents = snapshot.consents(controller.id(), subject)?;
        let records = snapshot.subject_records(controller.id(), subject, subscriptions)?;
        let met = u64::try_from(known.records.len()).unwrap_or(u64::MAX);
        Ok(!elsewhere && records == met && consents.iter().all(|consent| consent.activity == subscriptions))
    }

    /// Ids of all who have an address in any activity, by the look-up alone: nothing of them is read.
    fn everyone_with(
        &self,
        controller: &Controller,
        address: &Address,
    ) -> Result<BTreeSet<SubjectId>, Problem> {
        let contacts = self.contacts(controller, address.kind)?;
        let types: BTreeSet<&str> = contacts.iter().map(|contact| contact.data_type.as_str()).collect();
        let most = u32::try_from(SUBJECTS_MAX).unwrap_or(u32::MAX).saturating_add(1);
        let reader = self.reader()?;
        let snapshot = reader.snapshot()?;
        let mut all = BTreeSet::new();
        for data_type in types {
            for key in controller.keyring.lookup_all(data_type) {
                let token = key.token(address.value.reveal());
                all.extend(snapshot.subjects_by_token(controller.id(), &token, most)?);
            }
        }
        Ok(all)
    }
}

fn add(known: &mut Known, record: RecordView, asked_by: &BTreeSet<&str>) {
    known.holds_more |= !record.withheld.is_empty();
    known.records.insert(record.key.as_str().to_owned());
    for (data_type, value) in record.fields {
        if !asked_by.contains(data_type.as_str()) {
            let normal = value.reveal().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            known.traits.entry(data_type).or_default().insert(normal);
        }
    }
}

/// Something agrees, and nothing differs.
fn is_same_person(one: &Traits, other: &Traits) -> bool {
    let mut both =
        one.iter().filter_map(|(data_type, values)| Some((values, other.get(data_type)?))).peekable();
    both.peek().is_some() && both.all(|(ones, others)| !ones.is_disjoint(others))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(of: &[(&str, &str)]) -> Traits {
        let mut traits = Traits::new();
        for (data_type, value) in of {
            traits.entry((*data_type).to_owned()).or_default().insert((*value).to_owned());
        }
        traits
    }

    #[test]
    fn one_person_is_who_agrees_in_something_and_differs_in_nothing() {
        let kari = traits(&[("name", "kari nordmann"), ("phone", "+4741000001")]);
        assert!(is_same_person(&kari, &traits(&[("name", "kari nordmann")])));
        assert!(!is_same_person(&kari, &traits(&[("name", "ola nordmann")])));
        assert!(!is_same_person(&kari, &traits(&[("name", "kari nordmann"), ("phone", "+4741000002")])));
        assert!(!is_same_person(&kari, &traits(&[])), "an address alone is not enough");
        assert!(!is_same_person(&kari, &traits(&[("title", "mekaniker")])));
        let moved = traits(&[("name", "kari nordmann"), ("phone", "+4741000002"), ("phone", "+4741000001")]);
        assert!(is_same_person(&kari, &moved), "one of several is enough");
    }
}
