//! What is in force, by ADR 0006: an own charter as it is, or terms and an agreement together.

use vern_core::deadline::Term;
use vern_core::decision::Code;
use vern_core::time::Instant;
use vern_policy::charter::{
    Activity, AgreedActivity, AgreedSupplier, Agreement, AgreementState, Charter, Instruction, OpenField,
    Periods, Places, Supplier, SupplierConsent, TermsVersion,
};
use vern_policy::{Fact, Placed};

use super::question::end_of;
use crate::sample::Papers;

/// Where the agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// There is none: an own charter.
    Own,
    NotYet,
    InForce,
    HandingOver,
    Over,
}

#[derive(Debug, Clone)]
pub(crate) struct InForce {
    pub(crate) charter: Charter,
    pub(crate) stands: Stands,
    pub(crate) instruction: Option<Instruction>,
    /// The places that hold, each for one activity or for all.
    pub(crate) bounds: Vec<(Option<String>, Places)>,
    /// What stops a supplier by the controller's word.
    pub(crate) stopped: Vec<(String, Code)>,
}

impl InForce {
    pub(crate) fn own(charter: &Charter) -> Self {
        let own = |activity: &Activity| {
            activity.places.as_ref().map(|places| (Some(activity.id.value.clone()), places.value.clone()))
        };
        let mut bounds: Vec<_> = charter.activities.iter().filter_map(own).collect();
        bounds.extend(charter.places.as_ref().map(|places| (None, places.value.clone())));
        Self { charter: charter.clone(), stands: Stands::Own, instruction: None, bounds, stopped: Vec::new() }
    }

    /// What the terms and the agreement in force at an instant permit together.
    pub(crate) fn agreed(papers: &Papers, at: Instant) -> Option<Self> {
        let mut agreements: Vec<&Agreement> = papers.agreements.iter().collect();
        agreements.sort_by_key(|agreement| agreement.in_force_from.value);
        // Before any of the documents has begun there is nothing to lay out.
        let begins = agreements
            .iter()
            .map(|it| it.in_force_from)
            .chain(papers.terms.iter().map(|it| it.in_force_from));
        begins.map(|from| from.value).min().filter(|first| *first <= at)?;
        let started = agreements.iter().rev().find(|agreement| agreement.in_force_from.value <= at);
        let agreement = started.or_else(|| agreements.first())?;
        let terms = match &agreement.under.value.terms {
            TermsVersion::Named(version) => papers.terms.iter().find(|terms| terms.version == *version)?,
            TermsVersion::InForce => {
                let begun = papers.terms.iter().filter(|terms| terms.in_force_from.value <= at);
                begun.max_by_key(|terms| terms.in_force_from.value)?
            }
        };
        // The suppliers of the terms of the day the agreement began were approved with it.
        let signed = match &agreement.under.value.terms {
            TermsVersion::Named(_) => Some(terms),
            TermsVersion::InForce => {
                let begun =
                    papers.terms.iter().filter(|it| it.in_force_from.value <= agreement.in_force_from.value);
                begun.max_by_key(|terms| terms.in_force_from.value)
            }
        };
        Some(Self::under(terms, signed.unwrap_or(terms), agreement, at))
    }

    fn under(terms: &Charter, signed: &Charter, agreement: &Agreement, at: Instant) -> Self {
        let open = Opened(&terms.terms.as_ref().unwrap().value.open_to_agreement);
        let instruction = instruction(terms, agreement, at);
        let mut charter = terms.clone();
        if open.is(OpenField::Supplements) {
            charter.data_types.extend(agreement.data_types.iter().cloned());
        }
        // A role whose id the terms have, or that works for someone they do not know, lies beyond them.
        let taken = |id: &str| terms.roles.iter().any(|role| role.id.value == id);
        let known = |id: &str| every_supplier(terms).iter().any(|supplier| supplier.id.value == id);
        let own = agreement.roles.iter().filter(|role| !taken(&role.id.value));
        let own = own.filter(|role| role.supplier.as_ref().is_none_or(|id| known(&id.value)));
        let own: Vec<_> = own.cloned().collect();
        // One id on both sides is nobody's.
        charter.roles.retain(|role| !agreement.roles.iter().any(|it| it.id.value == role.id.value));
        charter.roles.extend(own);
        let mut bounds: Vec<(Option<String>, Places)> = Vec::new();
        let mut bound =
            |activity: Option<&str>, theirs: Option<&Placed<Places>>, ours: Option<&Placed<Places>>| {
                let theirs = theirs.filter(|_| !open.is(OpenField::Places) || ours.is_none());
                let both = theirs.into_iter().chain(ours).map(|places| places.value.clone());
                bounds.extend(both.map(|places| (activity.map(ToOwned::to_owned), places)));
            };
        bound(None, terms.places.as_ref(), agreement.places.as_ref());
        bound(None, None, instruction.as_ref().and_then(|instruction| instruction.places.as_ref()));
        charter.activities.clear();
        for activity in &terms.activities {
            let Some(agreed) = agreement.activities.iter().find(|it| it.id.value == activity.id.value) else {
                continue;
            };
            let taken = |id: &Placed<String>| agreement.services.iter().any(|taken| taken.value == id.value);
            if activity.service.as_ref().is_some_and(|id| !taken(id)) {
                continue;
            }
            bound(Some(&activity.id.value), activity.places.as_ref(), agreed.places.as_ref());
            charter.activities.push(together(terms, open, activity, agreed, instruction.as_ref(), &charter));
        }
        let stopped = every_supplier(terms)
            .into_iter()
            .filter_map(|supplier| {
                Some((supplier.id.value.clone(), word(terms, signed, agreement, supplier, at)?))
            })
            .collect();
        Self { charter, stands: stands(terms, agreement, at), instruction, bounds, stopped }
    }
}

#[derive(Clone, Copy)]
struct Opened<'a>(&'a [Placed<OpenField>]);

impl Opened<'_> {
    fn is(self, field: OpenField) -> bool {
        self.0.iter().any(|open| open.value == field)
    }
}

type Ids = Placed<Vec<Placed<String>>>;

/// What stands in the first list and in each of the others that is there.
fn in_all(ids: &[Placed<String>], others: &[Option<&Ids>]) -> Vec<Placed<String>> {
    let stands = |id: &Placed<String>, list: &Ids| list.value.iter().any(|other| other.value == id.value);
    ids.iter().filter(|id| others.iter().flatten().all(|list| stands(id, list))).cloned().collect()
}

/// An activity both sides have.
fn together(
    terms: &Charter,
    open: Opened<'_>,
    activity: &Activity,
    agreed: &AgreedActivity,
    instruction: Option<&Instruction>,
    charter: &Charter,
) -> Activity {
    let mut both = activity.clone();
    both.basis = agreed.basis.clone();
    both.identity_numbers = activity.identity_numbers.clone().or_else(|| agreed.identity_numbers.clone());
    both.subjects.value = in_all(
        &activity.subjects.value,
        &[agreed.subjects.as_ref(), instruction.and_then(|it| it.subjects.as_ref())],
    );
    // What the terms have, and the supplements they let the agreement add.
    let of_terms = |id: &str| terms.data_types.iter().any(|it| it.id.value == id);
    let supplement = |id: &str| !of_terms(id) && charter.data_types.iter().any(|it| it.id.value == id);
    let mut data = activity.data.value.clone();
    let agreed_data = agreed.data.iter().flat_map(|data| &data.value);
    data.extend(agreed_data.filter(|id| supplement(&id.value)).cloned());
    // A supplement is agreed beside the user agreement of a service, which could not know it.
    let service = activity
        .service
        .as_ref()
        .map(|id| &terms.services.iter().find(|service| service.id.value == id.value).unwrap().data);
    let instructed = instruction.and_then(|instruction| instruction.data.as_ref());
    let of_service = in_all(&data, &[service]);
    data.retain(|id| supplement(&id.value) || of_service.contains(id));
    both.data.value = in_all(&data, &[agreed.data.as_ref(), instructed]);
    if let Some(acts) = &agreed.operations {
        both.operations.value.retain(|act| acts.value.contains(act));
    }
    if let Some(ids) = &agreed.recipients {
        both.recipients.retain(|it| ids.value.iter().any(|id| id.value == it.supplier.value));
    }
    if let Some(retention) = agreed.retention.as_ref().filter(|_| open.is(OpenField::Retention)) {
        both.retention = retention.clone();
    }
    both.observe_until = agreed.observe_until.or(activity.observe_until);
    both
}

/// The agreement's last that has come into force, else the terms' first.
fn instruction(terms: &Charter, agreement: &Agreement, at: Instant) -> Option<Instruction> {
    let mut given: Vec<(Instant, &Instruction)> = agreement
        .instructions
        .iter()
        .map(|it| {
            (it.value.in_force_from.map_or(agreement.in_force_from.value, |from| from.value), &it.value)
        })
        .filter(|(from, _)| *from <= at)
        .collect();
    given.sort_by_key(|(from, _)| *from);
    let first = || Some(terms.terms.as_ref()?.value.instruction.as_ref()?.value.clone());
    given.last().map(|(_, instruction)| Instruction::clone(instruction)).or_else(first)
}

/// A period the agreement sets where the terms leave it open, else the terms'.
fn period(terms: &Charter, agreement: &Agreement, field: OpenField) -> Fact<Term> {
    let of = |periods: &Periods| match field {
        OpenField::ObjectionPeriod => periods.objection,
        OpenField::NoticeReceipt => periods.notice_receipt,
        OpenField::HandOverPeriod => periods.hand_over,
        other => panic!("{other:?}"),
    };
    let open = Opened(&terms.terms.as_ref().unwrap().value.open_to_agreement).is(field);
    let fact = of(&agreement.periods).filter(|_| open).or_else(|| of(&terms.periods));
    fact.map_or(Fact::NotStated, |fact| fact.value)
}

fn after(term: Term, from: Instant) -> Instant {
    match term {
        Term::Period(period) => end_of(period, from),
        Term::Hours(hours) => from.plus_micros(i64::from(hours.count()) * 3_600_000_000),
        Term::WorkingDays(_) => panic!("the generator gives none"),
    }
}

fn stands(terms: &Charter, agreement: &Agreement, at: Instant) -> Stands {
    if at < agreement.in_force_from.value {
        return Stands::NotYet;
    }
    let Some(end) = agreement.in_force_to.filter(|end| end.value <= at) else { return Stands::InForce };
    match period(terms, agreement, OpenField::HandOverPeriod) {
        Fact::Stated(term) if after(term, end.value) <= at => Stands::Over,
        _ => Stands::HandingOver,
    }
}

fn every_supplier(terms: &Charter) -> Vec<&Supplier> {
    fn with_all_below<'a>(supplier: &'a Supplier, found: &mut Vec<&'a Supplier>) {
        found.push(supplier);
        for below in &supplier.sub_processors {
            with_all_below(below, found);
        }
    }
    let mut found = Vec::new();
    terms.suppliers.iter().for_each(|supplier| with_all_below(supplier, &mut found));
    found
}

/// The controller's word on a supplier, where it stops it.
fn word(
    terms: &Charter,
    signed: &Charter,
    agreement: &Agreement,
    supplier: &Supplier,
    at: Instant,
) -> Option<Code> {
    let said = agreement.suppliers.iter().find(|it| it.supplier.value == supplier.id.value);
    match said.map(|said| said.consent) {
        Some(SupplierConsent::Objected) => return Some(Code::SupplierObjected),
        Some(SupplierConsent::NotApproved) => return Some(Code::SupplierNotApproved),
        Some(SupplierConsent::Notified) if !is_past_objection(terms, agreement, said?, at) => {
            return Some(Code::SupplierNoticeRunning);
        }
        _ => {}
    }
    let on = agreement.integrations.iter().find(|it| it.supplier.value == supplier.id.value);
    let was_there = every_supplier(signed).iter().any(|it| it.id.value == supplier.id.value);
    if !was_there && said.is_none() && on.is_none() && !supplier.turned_on_by_controller {
        return Some(Code::SupplierNotApproved);
    }
    if supplier.turned_on_by_controller && on.is_none() {
        return Some(Code::SupplierNotTurnedOn);
    }
    let own = on.map(|on| on.own_agreement);
    (supplier.needs_own_agreement && own != Some(AgreementState::InPlace))
        .then_some(Code::SupplierNoAgreement)
}

fn is_past_objection(terms: &Charter, agreement: &Agreement, said: &AgreedSupplier, at: Instant) -> bool {
    let field = |field| period(terms, agreement, field);
    let Some(sent) = said.notice_sent_at else { return false };
    let Fact::Stated(objection) = field(OpenField::ObjectionPeriod) else { return false };
    // Where the papers do not say when a notice counts as received, the days to object never begin.
    let Fact::Stated(receipt) = field(OpenField::NoticeReceipt) else { return false };
    after(objection, after(receipt, sent.value)) <= at
}
