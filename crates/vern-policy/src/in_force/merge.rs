//! Terms and an agreement under them, made one charter: never more than the terms permit, save where they leave a field open.
//!
//! Total: what an agreement says beyond its terms has no effect, and is a finding ([`beyond_terms`]), so that a later version of the terms can
//! narrow what older agreements permit without making them invalid.

use std::collections::BTreeSet;

use vern_core::data_type::DATA_TYPES_MAX;
use vern_core::decision::Code;
use vern_core::operation::Act;
use vern_core::time::Instant;

use crate::charter::{
    Activity, AgreedActivity, Agreement, AgreementState, Bases, Charter, Counting, Instruction, LogLink,
    OpenField, Periods, Places, Recipient, Role, Supplier, SupplierConsent, Terms,
};
use crate::compile::{LIST_MAX, StoppedSupplier};
use crate::counting::{end_of, is_settled};
use crate::error::CharterError;
use crate::fact::Fact;
use crate::placed::Placed;

/// What terms and an agreement permit together, under an instruction, as one charter.
#[must_use]
pub fn merge(terms: &Charter, agreement: &Agreement, instruction: Option<&Placed<Instruction>>) -> Charter {
    let mut data_types = terms.data_types.clone();
    if is_open(terms, OpenField::Supplements) {
        let known: BTreeSet<&str> = terms.data_types.iter().map(|it| it.id.value.as_str()).collect();
        data_types
            .extend(agreement.data_types.iter().filter(|it| !known.contains(it.id.value.as_str())).cloned());
    }
    let merger = Merger {
        terms,
        agreement,
        instruction: instruction.map(|instruction| (instruction, &instruction.value)),
    };
    let activities: Vec<Activity> = terms.activities.iter().filter_map(|it| merger.activity(it)).collect();
    let mut roles = terms.roles.clone();
    roles.retain(|role| !is_claimed_twice(terms, agreement, &role.id.value));
    roles.extend(agreement.roles.iter().filter(|role| !is_role_beyond(terms, role)).map(|role| {
        let mut role = role.clone();
        role.id.source = 1;
        for grant in &mut role.may {
            grant.activity.source = 1;
            if let Some(sees) = &mut grant.sees {
                sees.retain(|id| data_types.iter().any(|it| it.id.value == id.value));
            }
        }
        role
    }));
    for role in &mut roles {
        role.may.retain(|grant| activities.iter().any(|it| it.id.value == grant.activity.value));
    }
    let mut organisation = agreement.controller.clone();
    organisation.id.source = 1;
    for joint in &mut organisation.joint_controllers {
        joint.activities.retain(|id| activities.iter().any(|it| it.id.value == id.value));
    }
    Charter {
        vern: agreement.vern,
        kind: agreement.kind,
        version: agreement.version.clone(),
        in_force_from: agreement.in_force_from,
        provenance: agreement.provenance.clone(),
        organisation,
        languages: agreement.languages.clone(),
        publish: agreement.publish,
        documents: agreement.documents.clone(),
        claims: Vec::new(),
        places: open_places(terms, agreement.places.as_ref()).or_else(|| terms.places.clone()),
        data_types,
        categories: terms.categories.clone(),
        services: taken_services(terms, agreement),
        activities,
        suppliers: terms.suppliers.clone(),
        roles,
        staff: terms.staff.clone(),
        measures: terms.measures.clone(),
        rights: terms.rights.clone(),
        channels: Vec::new(),
        cookies: None,
        periods: periods(terms, agreement),
        terms: None,
    }
}

/// Whether both sides declare a role by one id: then neither holds, for credentials know their role by its id alone.
fn is_claimed_twice(terms: &Charter, agreement: &Agreement, id: &str) -> bool {
    let has = |roles: &[Role]| roles.iter().any(|role| role.id.value == id);
    has(&terms.roles) && has(&agreement.roles)
}

/// A role of an agreement that can't be held under its terms: one of them has its id, or it works for a supplier they do not have.
fn is_role_beyond(terms: &Charter, role: &Role) -> bool {
    let taken = terms.roles.iter().any(|known| known.id.value == role.id.value);
    taken || role.supplier.as_ref().is_some_and(|id| !has_supplier(terms, &id.value))
}

fn has_supplier(terms: &Charter, id: &str) -> bool {
    terms.all_suppliers().any(|supplier| supplier.id.value == id)
}

struct Merger<'a> {
    terms: &'a Charter,
    agreement: &'a Agreement,
    instruction: Option<(&'a Placed<Instruction>, &'a Instruction)>,
}

impl Merger<'_> {
    /// An activity both sides have: each list narrowed by the agreement, the user agreement of its service, and the instruction.
    fn activity(&self, activity: &Activity) -> Option<Activity> {
        let agreed = self.agreement.activities.iter().find(|it| it.id.value == activity.id.value)?;
        if let Some(service) = &activity.service
            && !self.agreement.services.iter().any(|taken| taken.value == service.value)
        {
            return None;
        }
        let mut merged = activity.clone();
        merged.service = None;
        self.narrow_data(&mut merged, activity, agreed);
        narrow(&mut merged.subjects, agreed.subjects.as_ref(), 1);
        if let Some((at, instruction)) = self.instruction {
            narrow(&mut merged.subjects, instruction.subjects.as_ref(), at.source);
        }
        if let Some(operations) = &agreed.operations {
            let acts: Vec<Act> = merged
                .operations
                .value
                .iter()
                .copied()
                .filter(|act| operations.value.contains(act))
                .collect();
            if acts != merged.operations.value {
                merged.operations = operations.with(acts).of_source(1);
            }
        }
        self.set_terms_of_controller(&mut merged, agreed);
        merged.recipients = self.recipients(activity, agreed);
        Some(merged)
    }

    /// Terms ∩ agreement ∩ user agreement ∩ instruction; the agreement's supplements come in where the terms leave room.
    fn narrow_data(&self, merged: &mut Activity, activity: &Activity, agreed: &AgreedActivity) {
        if let Some(data) = &agreed.data {
            let supplements = self.supplements();
            let permitted =
                |id: &str| activity.data.value.iter().any(|it| it.value == id) || supplements.contains(id);
            let both: Vec<Placed<String>> = data
                .value
                .iter()
                .filter(|id| permitted(&id.value))
                .map(|id| id.clone().of_source(1))
                .collect();
            merged.data = data.with(both).of_source(1);
        }
        let service = activity
            .service
            .as_ref()
            .and_then(|id| self.terms.services.iter().find(|service| service.id.value == id.value));
        // A supplement is agreed beside the user agreement, which could not know it.
        if let Some(service) = service {
            let supplements = self.supplements();
            merged.data.value.retain(|id| {
                supplements.contains(id.value.as_str())
                    || service.data.value.iter().any(|it| it.value == id.value)
            });
        }
        if let Some((at, instruction)) = self.instruction {
            narrow(&mut merged.data, instruction.data.as_ref(), at.source);
        }
    }

    fn supplements(&self) -> BTreeSet<&str> {
        if !is_open(self.terms, OpenField::Supplements) {
            return BTreeSet::new();
        }
        let known: BTreeSet<&str> = self.terms.data_types.iter().map(|it| it.id.value.as_str()).collect();
        let own = self.agreement.data_types.iter().map(|it| it.id.value.as_str());
        own.filter(|id| !known.contains(id)).collect()
    }

    /// Basis and ground are the controller's; retention and observing where the terms leave them open.
    fn set_terms_of_controller(&self, merged: &mut Activity, agreed: &AgreedActivity) {
        if !matches!(agreed.basis.value, Fact::Stated(Bases::ByController)) {
            merged.basis = agreed.basis.clone().of_source(1);
        }
        if merged.consent_text.is_none() {
            merged.consent_text = agreed.consent_text.clone().map(|text| text.of_source(1));
        }
        if merged.identity_numbers.is_none() {
            merged.identity_numbers = agreed.identity_numbers.clone().map(|ground| ground.of_source(1));
        }
        if let Some(retention) = &agreed.retention
            && is_open(self.terms, OpenField::Retention)
        {
            merged.retention = retention.clone().of_source(1);
        }
        if let Some(places) = open_places(self.terms, agreed.places.as_ref()) {
            merged.places = Some(places);
        }
        if let Some(until) = agreed.observe_until {
            merged.observe_until = Some(until.of_source(1));
        }
    }

    fn recipients(&self, activity: &Activity, agreed: &AgreedActivity) -> Vec<Recipient> {
        let wanted = agreed.recipients.as_ref().map(|list| &list.value);
        let kept = |recipient: &&Recipient| {
            wanted.is_none_or(|list| list.iter().any(|id| id.value == recipient.supplier.value))
        };
        activity.recipients.iter().filter(kept).cloned().collect()
    }
}

/// Keeps of a list what stands in another; where something goes, the list cites the other.
fn narrow(list: &mut Placed<Vec<Placed<String>>>, by: Option<&Placed<Vec<Placed<String>>>>, source: u8) {
    let Some(by) = by else { return };
    let before = list.value.len();
    list.value.retain(|id| by.value.iter().any(|known| known.value == id.value));
    if list.value.len() != before {
        list.referenced = by.referenced;
        list.source = source;
    }
}

fn is_open(terms: &Charter, field: OpenField) -> bool {
    terms_of(terms).is_some_and(|terms| terms.open_to_agreement.iter().any(|open| open.value == field))
}

fn terms_of(charter: &Charter) -> Option<&Terms> {
    charter.terms.as_ref().map(|terms| &terms.value)
}

fn taken_services(terms: &Charter, agreement: &Agreement) -> Vec<crate::charter::Service> {
    let taken = |id: &str| agreement.services.iter().any(|service| service.value == id);
    terms.services.iter().filter(|service| taken(&service.id.value)).cloned().collect()
}

/// The terms' periods, with what the agreement sets otherwise where it may.
fn periods(terms: &Charter, agreement: &Agreement) -> Periods {
    let (ours, theirs) = (&terms.periods, &agreement.periods);
    let open = |field| is_open(terms, field);
    fn pick<T: Clone>(ours: &Option<Placed<T>>, theirs: &Option<Placed<T>>, open: bool) -> Option<Placed<T>> {
        let agreed = theirs.as_ref().filter(|_| open).map(|period| period.clone().of_source(1));
        agreed.or_else(|| ours.clone())
    }
    Periods {
        objection: pick(&ours.objection, &theirs.objection, open(OpenField::ObjectionPeriod)),
        erasure: pick(&ours.erasure, &theirs.erasure, open(OpenField::ErasurePeriod)),
        log: pick(&ours.log, &theirs.log, open(OpenField::LogPeriod)),
        notice_receipt: pick(&ours.notice_receipt, &theirs.notice_receipt, open(OpenField::NoticeReceipt)),
        self_audit: pick(&ours.self_audit, &theirs.self_audit, open(OpenField::SelfAuditPeriod)),
        hand_over: pick(&ours.hand_over, &theirs.hand_over, open(OpenField::HandOverPeriod)),
        training: ours.training,
        access_review: ours.access_review,
    }
}

/// How contract periods are counted between the parties: as the agreement says where the terms leave that open, else as these do.
#[must_use]
pub fn counting_between(terms: &Charter, agreement: &Agreement) -> Counting {
    let ours = terms_of(terms).map(|terms| terms.counting.value.clone()).unwrap_or_default();
    match agreement.counting.as_ref().filter(|_| is_open(terms, OpenField::Counting)) {
        Some(theirs) => Counting {
            calendar: or(&theirs.value.calendar, &ours.calendar),
            saturday: or(&theirs.value.saturday, &ours.saturday),
            roll_over: or(&theirs.value.roll_over, &ours.roll_over),
            time_zone: or(&theirs.value.time_zone, &ours.time_zone),
        },
        None => ours,
    }
}

fn or<T: Copy>(theirs: &Fact<T>, ours: &Fact<T>) -> Fact<T> {
    if theirs.is_not_stated() { *ours } else { *theirs }
}

pub(super) fn log_link(terms: &Charter, agreement: &Agreement) -> LogLink {
    let ours = terms_of(terms).map(|terms| terms.log_link).unwrap_or_default();
    let theirs = agreement.log_link.as_ref().filter(|_| is_open(terms, OpenField::LogLink));
    theirs.map_or(ours, |link| link.value)
}

/// Until when data may be handed over after the end; none where no period is settled.
pub(super) fn hand_over_end(terms: &Charter, agreement: &Agreement, end: Instant) -> Option<Instant> {
    let periods = periods(terms, agreement);
    let term = periods.hand_over.as_ref()?.value.stated().copied()?;
    end_of(term, end, &counting_between(terms, agreement))
}

/// Until when the controller can object to a supplier it was told of.
fn objection_end(terms: &Charter, agreement: &Agreement, sent_at: Instant) -> Option<Instant> {
    let counting = counting_between(terms, agreement);
    let periods = periods(terms, agreement);
    let received = match periods.notice_receipt.as_ref().map(|period| &period.value) {
        Some(Fact::Stated(term)) => end_of(*term, sent_at, &counting)?,
        // Nobody can say when it was received: the days to object have not begun.
        _ => return None,
    };
    let objection = periods.objection.as_ref()?.value.stated().copied()?;
    end_of(objection, received, &counting)
}

/// Instants at which a window of an agreement closes.
pub(super) fn windows(terms: &Charter, agreement: &Agreement) -> Vec<Instant> {
    let hand_over = agreement.in_force_to.and_then(|end| hand_over_end(terms, agreement, end.value));
    let sent = agreement.suppliers.iter().filter_map(|supplier| supplier.notice_sent_at);
    let objections = sent.filter_map(|sent| objection_end(terms, agreement, sent.value));
    hand_over.into_iter().chain(objections).collect()
}

/// Suppliers of the terms the controller's word stops at an instant, with the code and where it stands.
pub(super) fn stopped(
    terms: &Charter,
    signed: &Charter,
    agreement: &Agreement,
    at: Instant,
) -> Vec<StoppedSupplier> {
    let by_terms =
        |supplier: &Supplier, code| StoppedSupplier { supplier: supplier.id.clone(), clause: None, code };
    let by_agreement = |supplier: &Placed<String>, clause: &Option<String>, code| StoppedSupplier {
        supplier: supplier.clone().of_source(1),
        clause: clause.clone(),
        code,
    };
    let named = |id: &str| {
        agreement.suppliers.iter().any(|it| it.supplier.value == id)
            || agreement.integrations.iter().any(|it| it.supplier.value == id)
    };
    // With the signature those in the terms of that day are approved; one that has come since is not until the controller has said so.
    let came_since = terms.all_suppliers().filter(|it| !has_supplier(signed, &it.id.value));
    let mut stopped: Vec<StoppedSupplier> = came_since
        .filter(|supplier| !supplier.turned_on_by_controller && !named(&supplier.id.value))
        .map(|supplier| by_terms(supplier, Code::SupplierNotApproved))
        .collect();
    for agreed in &agreement.suppliers {
        let code = match agreed.consent {
            SupplierConsent::Approved => None,
            SupplierConsent::Objected => Some(Code::SupplierObjected),
            SupplierConsent::NotApproved => Some(Code::SupplierNotApproved),
            SupplierConsent::Notified => notified(terms, agreement, agreed.notice_sent_at, at),
        };
        if let Some(code) = code {
            stopped.push(by_agreement(&agreed.supplier, &agreed.clause, code));
        }
    }
    for supplier in terms.all_suppliers() {
        let turned_on = agreement.integrations.iter().find(|it| it.supplier.value == supplier.id.value);
        match turned_on {
            None if supplier.turned_on_by_controller => {
                stopped.push(by_terms(supplier, Code::SupplierNotTurnedOn));
            }
            None if supplier.needs_own_agreement => {
                stopped.push(by_terms(supplier, Code::SupplierNoAgreement));
            }
            Some(integration)
                if supplier.needs_own_agreement && integration.own_agreement != AgreementState::InPlace =>
            {
                let code = Code::SupplierNoAgreement;
                stopped.push(by_agreement(&integration.supplier, &integration.clause, code));
            }
            _ => {}
        }
    }
    stopped
}

/// A supplier told of is used once the days to object are over; never while it is not known when they are.
fn notified(
    terms: &Charter,
    agreement: &Agreement,
    sent: Option<Placed<Instant>>,
    at: Instant,
) -> Option<Code> {
    let end = sent.and_then(|sent| objection_end(terms, agreement, sent.value));
    match end {
        Some(end) if end <= at => None,
        _ => Some(Code::SupplierNoticeRunning),
    }
}

/// The agreement's places, where the terms leave them open: they then stand instead of those of the terms.
fn open_places(terms: &Charter, agreed: Option<&Placed<Places>>) -> Option<Placed<Places>> {
    let agreed = agreed.filter(|_| is_open(terms, OpenField::Places));
    agreed.map(|places| with_known_exceptions(terms, places).of_source(1))
}

/// Places whose exceptions are suppliers the terms have: one they no longer have is no exception, and no error of the agreement.
fn with_known_exceptions(terms: &Charter, places: &Placed<Places>) -> Placed<Places> {
    let mut places = places.clone();
    places.value.except.retain(|id| has_supplier(terms, &id.value));
    places
}

/// Places an agreement and an instruction bind to beside those of the merged charter: all activities, or one.
pub(super) fn places(
    terms: &Charter,
    agreement: &Agreement,
    instruction: Option<&Placed<Instruction>>,
) -> Vec<(Option<String>, Placed<Places>)> {
    let closed = !is_open(terms, OpenField::Places);
    let of = |places: &Placed<Places>, source: u8| with_known_exceptions(terms, places).of_source(source);
    let whole = agreement.places.iter().filter(|_| closed).map(|places| (None, of(places, 1)));
    let each = agreement
        .activities
        .iter()
        .filter(|_| closed)
        .filter_map(|activity| Some((Some(activity.id.value.clone()), of(activity.places.as_ref()?, 1))));
    let instructed = instruction
        .and_then(|instruction| Some((None, of(instruction.value.places.as_ref()?, instruction.source))));
    whole.chain(each).chain(instructed).collect()
}

/// Checks an agreement by itself.
pub(super) fn check_agreement(agreement: &Agreement) -> Result<(), Vec<CharterError>> {
    let mut errors = Vec::new();
    if agreement.languages.is_empty() {
        errors.push(CharterError::whole("charter.empty", "languages"));
    }
    if agreement.activities.is_empty() {
        errors.push(CharterError::whole("charter.empty", "activities"));
    }
    check_lengths(agreement, &mut errors);
    if let Some(end) = agreement.in_force_to.filter(|end| end.value <= agreement.in_force_from.value) {
        errors.push(CharterError::at("charter.order", &end.referenced, "in_force_to"));
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for activity in agreement.activities.iter().filter(|activity| !seen.insert(&activity.id.value)) {
        errors.push(CharterError::at("charter.id_duplicate", &activity.id.referenced, &activity.id.value));
    }
    let mut from: BTreeSet<Instant> = BTreeSet::new();
    for instruction in &agreement.instructions {
        let start = agreement.start_of(&instruction.value);
        if !from.insert(start) {
            errors.push(CharterError::at(
                "charter.order",
                &instruction.referenced,
                &instruction.value.version,
            ));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Most instructions in one agreement: each is a stretch of its own in the timeline.
const INSTRUCTIONS_MAX: usize = 64;

/// Lists that no terms bound.
fn check_lengths(agreement: &Agreement, errors: &mut Vec<CharterError>) {
    let lists = [
        ("activities", agreement.activities.len(), LIST_MAX),
        ("suppliers", agreement.suppliers.len(), LIST_MAX),
        ("integrations", agreement.integrations.len(), LIST_MAX),
        ("services", agreement.services.len(), LIST_MAX),
        ("roles", agreement.roles.len(), LIST_MAX),
        ("data_types", agreement.data_types.len(), DATA_TYPES_MAX),
        ("instructions", agreement.instructions.len(), INSTRUCTIONS_MAX),
    ];
    for (list, _, most) in lists.into_iter().filter(|(_, length, most)| length > most) {
        errors.push(CharterError::whole("charter.too_many", format!("{list}: more than {most}")));
    }
    for activity in &agreement.activities {
        let ids = activity.data.iter().chain(&activity.subjects).chain(&activity.recipients);
        if let Some(list) = ids.into_iter().find(|list| list.value.len() > LIST_MAX) {
            errors.push(CharterError::at("charter.too_many", &list.referenced, activity.id.value.clone()));
        }
    }
}

/// What an agreement says beyond its terms, and therefore has no effect: path, and where it stands.
#[must_use]
pub fn beyond_terms(terms: &Charter, agreement: &Agreement) -> Vec<Placed<String>> {
    let mut beyond = Vec::new();
    let merger = Merger { terms, agreement, instruction: None };
    let supplements = merger.supplements();
    for agreed in &agreement.activities {
        let path = format!("activities.{}", agreed.id.value);
        let Some(activity) = terms.activities.iter().find(|it| it.id.value == agreed.id.value) else {
            beyond.push(agreed.id.with(path));
            continue;
        };
        let ids = |list: &Option<Placed<Vec<Placed<String>>>>| {
            list.iter().flat_map(|it| it.value.clone()).collect::<Vec<_>>()
        };
        let has = |list: &[Placed<String>], id: &str| list.iter().any(|known| known.value == id);
        for id in ids(&agreed.data) {
            if !has(&activity.data.value, &id.value) && !supplements.contains(id.value.as_str()) {
                beyond.push(id.with(format!("{path}.data.{}", id.value)));
            }
        }
        for id in ids(&agreed.subjects).into_iter().filter(|id| !has(&activity.subjects.value, &id.value)) {
            beyond.push(id.with(format!("{path}.subjects.{}", id.value)));
        }
        let recipient = |id: &str| activity.recipients.iter().any(|it| it.supplier.value == id);
        for id in ids(&agreed.recipients).into_iter().filter(|id| !recipient(&id.value)) {
            beyond.push(id.with(format!("{path}.recipients.{}", id.value)));
        }
        if let Some(operations) = &agreed.operations
            && let Some(act) = operations.value.iter().find(|act| !activity.operations.value.contains(act))
        {
            beyond.push(operations.with(format!("{path}.operations.{}", act.as_str())));
        }
        if let Some(retention) = agreed.retention.as_ref().filter(|_| !is_open(terms, OpenField::Retention)) {
            beyond.push(retention.with(format!("{path}.retention")));
        }
    }
    beyond.extend(beyond_in_fields(terms, agreement));
    beyond
}

fn beyond_in_fields(terms: &Charter, agreement: &Agreement) -> Vec<Placed<String>> {
    let periods = &agreement.periods;
    let fields = [
        (periods.objection.as_ref().map(|it| it.with(())), OpenField::ObjectionPeriod, "periods.objection"),
        (periods.erasure.as_ref().map(|it| it.with(())), OpenField::ErasurePeriod, "periods.erasure"),
        (periods.log.as_ref().map(|it| it.with(())), OpenField::LogPeriod, "periods.log"),
        (
            periods.notice_receipt.as_ref().map(|it| it.with(())),
            OpenField::NoticeReceipt,
            "periods.notice_receipt",
        ),
        (periods.self_audit.as_ref().map(|it| it.with(())), OpenField::SelfAuditPeriod, "periods.self_audit"),
        (periods.hand_over.as_ref().map(|it| it.with(())), OpenField::HandOverPeriod, "periods.hand_over"),
        (agreement.counting.as_ref().map(|it| it.with(())), OpenField::Counting, "counting"),
        (agreement.log_link.as_ref().map(|it| it.with(())), OpenField::LogLink, "log_link"),
        (agreement.data_types.first().map(|it| it.id.with(())), OpenField::Supplements, "data_types"),
    ];
    let set = fields.into_iter().filter_map(|(at, field, path)| Some((at?, field, path)));
    let mut beyond: Vec<Placed<String>> = set
        .filter(|(_, field, _)| !is_open(terms, *field))
        .map(|(at, _, path)| at.with(path.to_owned()))
        .collect();
    let unknown_supplier = |id: &str| !has_supplier(terms, id);
    let named = agreement
        .integrations
        .iter()
        .map(|it| &it.supplier)
        .chain(agreement.suppliers.iter().map(|it| &it.supplier));
    beyond.extend(
        named.filter(|id| unknown_supplier(&id.value)).map(|id| id.with(format!("suppliers.{}", id.value))),
    );
    let unknown_service = |id: &str| !terms.services.iter().any(|service| service.id.value == id);
    let services = agreement.services.iter().filter(|id| unknown_service(&id.value));
    beyond.extend(services.map(|id| id.with(format!("services.{}", id.value))));
    let roles = agreement.roles.iter().filter(|role| is_role_beyond(terms, role));
    beyond.extend(roles.map(|role| role.id.with(format!("roles.{}", role.id.value))));
    let excepted = agreement.places.iter().flat_map(|places| &places.value.except);
    let excepted = excepted.filter(|id| unknown_supplier(&id.value));
    beyond.extend(excepted.map(|id| id.with(format!("places.except.{}", id.value))));
    beyond
}

/// Whether every period in force that counts working days can be counted: an agreement that leaves it open can't be enforced, and is not let
/// in. Where later terms open it again, such a period never ends by the clock.
pub(super) fn check_counting(terms: &Charter, agreement: &Agreement) -> Result<(), CharterError> {
    let periods = periods(terms, agreement);
    let counting = counting_between(terms, agreement);
    let terms = [periods.objection, periods.erasure, periods.notice_receipt, periods.hand_over];
    for period in terms.into_iter().flatten() {
        if let Fact::Stated(term) = &period.value
            && !is_settled(*term, &counting)
        {
            return Err(CharterError::at("charter.counting_needed", &period.referenced, "counting"));
        }
    }
    Ok(())
}
