//! The gate: one operation, the charter in force and what is known of subject and record give one decision.
//!
//! Pure and total. All reasons are found, in the order of the file; which of them a caller sees is `Decision::reasons_for_caller`.

mod agreement;

use std::collections::BTreeSet;

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Decision, Outcome, Reason, StateBits};
use vern_core::operation::{Act, Acts, Operation, RestrictionException};
use vern_core::place::{Area, Country};
use vern_core::reach::Reach;
use vern_core::time::Instant;

use crate::area::{is_third_country, is_within, next_change};
use crate::charter::{HeldBy, SafeguardKind};
use crate::narrowing::Narrowing;
use crate::rule_set::Adequacy;
use crate::rules::{
    ActivityRules, BoundRules, GrantRules, RecipientRules, RoleRules, Rules, Standing, SupplierRules,
};

/// What is known of the subject and the record, at one snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub struct State<'a> {
    /// The subject; none if unknown, or if a new one is to be issued.
    pub subject: Option<SubjectState>,
    /// The record; none if there is none.
    pub record: Option<RecordState<'a>>,
    /// The subject consents to the activity of the operation, or does so with it. To be looked up where `Rules::waits_for_consent`, and where
    /// the operation names consent as its exception from a restriction.
    pub consented: bool,
    /// The subject objects to the activity of the operation (GDPR art. 21): the objection stands, decided or not.
    pub objected: bool,
    /// The subject's data in the activity of the operation has been ordered erased, by itself or with all of the subject's (GDPR art. 17).
    pub erasure_ordered: bool,
    /// When what the activity of the operation keeps the subject's data for ends, or has ended: the contract, the hiring, the consent.
    pub ends_at: Option<Instant>,
    /// The question is whether a list may be asked for at all; each record in it is then decided on its own.
    pub listing: bool,
    /// The question is whether policy rows may be amended; the act is to alter. With `listing` of whole rows, else of the record's.
    pub amending: Option<Amendment>,
    /// An alteration touches the data types it names, and leaves what else the record holds as it is.
    pub partial: bool,
    /// The data is held elsewhere, and the record is what the caller says of it.
    pub elsewhere: bool,
    /// The retention run is at work: it may erase what has run out, and nothing else.
    pub retention_run: bool,
}

/// What is known of a subject.
#[derive(Debug, Clone, Copy, Default)]
pub struct SubjectState {
    /// Restricted (GDPR art. 18).
    pub restricted: bool,
}

/// What an amendment of policy rows does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amendment {
    /// It gives the rows a shorter period: what runs out by it is erased.
    pub shortens_period: bool,
}

/// What is known of a record.
#[derive(Debug, Clone, Copy)]
pub struct RecordState<'a> {
    /// The activity it was collected for.
    pub activity: &'a str,
    /// Its category of subjects.
    pub category: &'a str,
    /// What its period counts from.
    pub anchor: Instant,
    /// What its policy row takes away; none where nothing.
    pub narrowing: Option<&'a Narrowing>,
}

/// Decides one operation.
#[must_use]
pub fn decide(operation: &Operation<'_>, rules: &Rules, state: &State<'_>) -> Decision {
    let Some((place, activity)) = find_activity(rules, operation.activity) else {
        let reasons = vec![Reason { code: Code::ActivityUndeclared, citation: u32::MAX }];
        return Decision { outcome: Outcome::Refuse { reasons }, state: StateBits::default(), horizon: None };
    };
    let role_place = rules.role_names.find(operation.role);
    let role = role_place.and_then(|place| rules.roles.get(place));
    let mut gate = Gate {
        operation,
        rules,
        state,
        place,
        activity,
        role_place,
        role,
        grant: role.and_then(|role| find_grant(role, place)),
        reached: operation.reach.map(|reach| Reached::find(reach, rules, operation.activity)),
        expires_at: expires_at(activity, state),
        receivers: Receivers::find(operation, rules, role),
        denied: denied(rules, state),
        reasons: Vec::new(),
    };
    gate.check_scope();
    gate.check_agreement();
    gate.check_activity();
    gate.check_open();
    gate.check_subject();
    gate.check_data();
    gate.check_grounds();
    gate.check_receivers();
    gate.check_places();
    gate.check_time();
    gate.decision()
}

fn find_activity<'a>(rules: &'a Rules, id: &str) -> Option<(usize, &'a ActivityRules)> {
    let place = rules.activity_names.find(id)?;
    rules.activities.get(place).map(|activity| (place, activity))
}

fn find_grant(role: &RoleRules, activity: usize) -> Option<GrantRules> {
    let found = role.grants.binary_search_by_key(&activity, |(place, _)| *place).ok()?;
    role.grants.get(found).map(|(_, grant)| *grant)
}

/// What an access that reaches less far than its role leaves in one activity.
#[derive(Debug, Clone, Copy, Default)]
struct Reached {
    /// Acts; all where none.
    acts: Option<Acts>,
    /// Data types; all where none.
    sees: Option<DataTypes>,
    /// Nothing at all.
    not_at_all: bool,
}

impl Reached {
    fn find(reach: &Reach, rules: &Rules, activity: &str) -> Self {
        let Some(part) = reach.part(activity) else { return Self { not_at_all: true, ..Self::default() } };
        let places =
            |ids: &BTreeSet<String>| ids.iter().filter_map(|id| Some(rules.data_type(id)?.0)).collect();
        Self { acts: part.acts(), sees: part.sees.as_ref().map(places), not_at_all: false }
    }

    fn leaves(self, act: Act) -> bool {
        !self.not_at_all && self.acts.is_none_or(|acts| acts.contains(act))
    }

    /// What of these it does not leave.
    fn beyond(self, data: DataTypes) -> DataTypes {
        if self.not_at_all {
            data
        } else {
            self.sees.map_or_else(DataTypes::default, |sees| data.minus(sees))
        }
    }
}

/// When the first of the record's periods runs out, or what it is kept for ends. A record of another activity runs by that activity's periods,
/// which are not asked for here.
fn expires_at(activity: &ActivityRules, state: &State<'_>) -> Option<Instant> {
    let record = state.record.filter(|record| record.activity == activity.id);
    let own = record.and_then(|record| record.narrowing).and_then(|narrowing| narrowing.period);
    let by_clock = record.and_then(|record| activity.periods(own).map(|it| it.after(record.anchor)).min());
    let kept_by_consent = activity.keeps_by_consent && state.consented;
    let by_end = state.ends_at.filter(|_| activity.kept_while.is_some() && !kept_by_consent);
    by_clock.into_iter().chain(by_end).min()
}

/// Suppliers the record's policy row takes away. One that has left the register since gets nothing anyway.
fn denied(rules: &Rules, state: &State<'_>) -> Vec<usize> {
    let narrowing = state.record.and_then(|record| record.narrowing);
    let ids = narrowing.into_iter().flat_map(|narrowing| &narrowing.recipients_denied);
    ids.filter_map(|id| rules.supplier_names.find(id)).collect()
}

/// Acts that make data known to someone or put it to use: what is open stops them, what has run out too. To erase and to restrict
/// is what is left.
const fn processes(act: Act) -> bool {
    !matches!(act, Act::Erase | Act::Restrict)
}

/// Acts that remain while an activity stands still: storage and people's rights go on.
const fn serves_rights(act: Act) -> bool {
    matches!(act, Act::Erase | Act::Restrict | Act::Export)
}

/// Who gets to know the data: the recipient named, and the supplier the role works for, which learns whatever the role reads.
struct Receivers {
    /// Places in the register; the same supplier stands here once.
    known: [Option<usize>; 2],
    /// A recipient is named that is not in the register.
    unknown: bool,
}

impl Receivers {
    fn find(operation: &Operation<'_>, rules: &Rules, role: Option<&RoleRules>) -> Self {
        let named = operation.recipient.and_then(|id| rules.supplier_names.find(id));
        let own = role.and_then(|role| role.supplier).filter(|own| Some(*own) != named);
        Self { known: [named, own], unknown: operation.recipient.is_some() && named.is_none() }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.known.into_iter().flatten()
    }

    fn none(&self) -> bool {
        self.iter().next().is_none()
    }
}

struct Gate<'a> {
    operation: &'a Operation<'a>,
    rules: &'a Rules,
    state: &'a State<'a>,
    place: usize,
    activity: &'a ActivityRules,
    role_place: Option<usize>,
    role: Option<&'a RoleRules>,
    grant: Option<GrantRules>,
    /// What the actor's own access leaves of it; none where all.
    reached: Option<Reached>,
    expires_at: Option<Instant>,
    receivers: Receivers,
    denied: Vec<usize>,
    reasons: Vec<Reason>,
}

impl Gate<'_> {
    fn decision(self) -> Decision {
        let state = self.bits();
        let horizon = self.horizon();
        let lets_through = self.reasons.iter().all(|reason| self.lets_through(reason.code));
        let outcome = if self.reasons.is_empty() || lets_through {
            Outcome::Permit { withheld: self.withheld(), observed: self.reasons }
        } else {
            Outcome::Refuse { reasons: self.reasons }
        };
        Decision { outcome, state, horizon }
    }

    fn observes(&self) -> bool {
        self.activity.observe_until.is_some_and(|until| self.operation.at < until)
    }

    /// An activity that only observes lets through what may be observed; an emergency, what the actor lacks.
    fn lets_through(&self, code: Code) -> bool {
        let lacks = matches!(code, Code::ActorNoConfidentiality | Code::ActorTrainingDue);
        let is_let_in = || self.operation.staff.is_some_and(|staff| staff.is_let_in(self.operation.at));
        if lacks { is_let_in() } else { self.observes() && code.is_observable() }
    }

    fn has_reason(&self, code: Code) -> bool {
        self.reasons.iter().any(|reason| reason.code == code)
    }

    fn refuse(&mut self, code: Code, citation: u32) {
        self.reasons.push(Reason { code, citation });
    }

    fn refuse_if(&mut self, refused: bool, code: Code, citation: u32) {
        if refused {
            self.refuse(code, citation);
        }
    }

    /// The retention run acts for the charter itself: on what has run out, and on nothing else.
    fn erases_what_ran_out(&self) -> bool {
        self.state.retention_run && self.operation.act == Act::Erase && self.expired()
    }

    fn access_is_over(&self) -> bool {
        self.operation.access_until.is_some_and(|until| until <= self.operation.at)
    }

    fn granted(&self) -> bool {
        if self.state.retention_run {
            return self.erases_what_ran_out();
        }
        let Some(grant) = self.grant else { return false };
        if self.role.is_some_and(|role| role.held_by == HeldBy::Subject) && !self.is_own() {
            return false;
        }
        // Who shortens a period has the run erase: that takes both grants.
        grant.acts.contains(self.operation.act)
            && (!self.amendment().is_some_and(|it| it.shortens_period) || grant.acts.contains(Act::Erase))
    }

    /// Whether it is about the person on whose behalf it is. A list is not about anyone; each record in it is asked about on its own.
    fn is_own(&self) -> bool {
        let own = self.operation.acting_for;
        own.is_some() && (self.state.listing || self.operation.subject == own)
    }

    /// What is amended of policy rows. That touches no personal data and only takes away, so it is asked as an act that serves rights.
    fn amendment(&self) -> Option<Amendment> {
        self.state.amending.filter(|_| self.operation.act == Act::Alter)
    }

    fn is_partial(&self) -> bool {
        self.state.partial && self.operation.act == Act::Alter && self.amendment().is_none()
    }

    fn processes(&self) -> bool {
        processes(self.operation.act) && self.amendment().is_none()
    }

    fn serves_rights(&self) -> bool {
        serves_rights(self.operation.act) || self.amendment().is_some()
    }

    fn writes(&self) -> bool {
        matches!(self.operation.act, Act::Register | Act::Alter) && self.amendment().is_none()
    }

    fn expired(&self) -> bool {
        self.expires_at.is_some_and(|end| end <= self.operation.at)
    }

    fn of_activity(&self) -> bool {
        self.state.record.is_some_and(|record| record.activity == self.activity.id)
    }

    /// A record of another activity is known only to a role with a grant there; to others it is as unknown as none.
    fn record_in_scope(&self, record: &RecordState<'_>) -> bool {
        let is_reached = || self.operation.reach.is_none_or(|reach| reach.part(record.activity).is_some());
        record.activity == self.activity.id
            || find_activity(self.rules, record.activity)
                .is_some_and(|(place, _)| self.role.is_some_and(|role| find_grant(role, place).is_some()))
                && is_reached()
    }

    fn needs_record(&self) -> bool {
        !self.state.listing
            && matches!(
                self.operation.act,
                Act::Read | Act::Alter | Act::Use | Act::Disclose | Act::Transfer | Act::Erase | Act::Export
            )
    }

    /// Who asks, and whether what they name exists for them.
    fn check_scope(&mut self) {
        if self.access_is_over() {
            let citation = self.role.map(|role| role.cite);
            self.refuse(Code::ActorAccessOver, citation.unwrap_or(u32::MAX));
        }
        self.check_staff();
        if self.granted() {
            self.check_conditions();
        } else {
            let citation = self.grant.map(|grant| grant.cite).or(self.role.map(|role| role.cite));
            self.refuse(Code::ActorNoGrant, citation.unwrap_or(u32::MAX));
        }
        let record_known = self.state.record.as_ref().is_some_and(|record| self.record_in_scope(record));
        if self.needs_record() && !record_known {
            self.refuse(Code::RecordUnknown, self.activity.cite.activity);
        }
        let must_name = self.operation.act == Act::Restrict && !self.state.listing;
        let subject_named = self.operation.subject.is_some() || must_name;
        if subject_named && self.state.subject.is_none() {
            self.refuse(Code::SubjectUnknown, self.activity.cite.activity);
        }
    }

    /// What the charter asks of staff before they touch personal data.
    fn check_staff(&mut self) {
        let (Some(rules), Some(staff)) = (self.rules.staff(), self.operation.staff) else { return };
        for (code, citation) in rules.lacking(&staff, self.operation.at) {
            self.refuse(code, citation);
        }
    }

    /// Whether the actor's own access reaches what is asked for. To shorten a period takes both acts, as it takes both grants.
    fn check_reach(&mut self, citation: u32) {
        let Some(reached) = self.reached else { return };
        let shortens = self.amendment().is_some_and(|it| it.shortens_period);
        let leaves = reached.leaves(self.operation.act) && (!shortens || reached.leaves(Act::Erase));
        let writes_beyond = !reached.beyond(self.written()).is_empty();
        self.refuse_if(!leaves || writes_beyond, Code::ActorBeyondReach, citation);
    }

    /// Data types a write touches. A change that replaces the whole record would wipe out what a role that does not see all of it cannot see.
    fn written(&self) -> DataTypes {
        let named = self.operation.data.intersection(self.activity.data);
        match self.operation.act {
            Act::Register => named,
            Act::Alter if self.is_partial() => named,
            Act::Alter if self.amendment().is_none() => self.activity.data,
            _ => DataTypes::default(),
        }
    }

    /// What a grant is tied to. The retention run holds none.
    fn check_conditions(&mut self) {
        let Some(grant) = self.grant.filter(|_| !self.state.retention_run) else { return };
        let act = self.operation.act;
        let amends = self.amendment().is_some();
        let asked_why = amends || grant.reason_for.contains(act);
        self.refuse_if(asked_why && !self.operation.reason_given, Code::ActorReasonRequired, grant.cite);
        if !self.written().minus(grant.sees).is_empty() {
            self.refuse(Code::ActorDataNotGranted, grant.cite);
        }
        self.check_reach(grant.cite);
    }

    fn check_activity(&mut self) {
        if !self.activity.acts.contains(self.operation.act) && !self.erases_what_ran_out() {
            self.refuse(Code::OperationUndeclared, self.activity.cite.operations);
        }
        if self.state.record.is_some() && !self.of_activity() {
            self.refuse(Code::PurposeMismatch, self.activity.cite.activity);
        }
        if self.operation.automated && self.activity.automated.is_none() {
            self.refuse(Code::AutomatedUndeclared, self.activity.cite.activity);
        }
        let denied = self.operation.automated && self.automated_denied();
        self.refuse_if(denied, Code::AutomatedNarrowed, self.activity.cite.activity);
    }

    /// What the charter leaves open is refused where it would be relied on (ADR 0006).
    fn check_open(&mut self) {
        let activity = self.activity;
        if self.processes() {
            self.refuse_if(activity.purpose_open, Code::PurposeOpen, activity.cite.purpose);
            self.refuse_if(activity.basis_open, Code::BasisOpen, activity.cite.basis);
            self.refuse_if(activity.retention_open, Code::RetentionOpen, activity.cite.retention);
        }
    }

    fn check_subject(&mut self) {
        let categories = [self.operation.category, self.state.record.map(|record| record.category)];
        let undeclared = categories.into_iter().flatten().any(|category| !self.covers(category));
        // What is held and no longer declared must still be erasable.
        self.refuse_if(undeclared && self.processes(), Code::CategoryUndeclared, self.activity.cite.subjects);
        self.check_restriction();
        let objected = self.state.objected && self.activity.objectable && !self.serves_rights();
        self.refuse_if(objected, Code::SubjectObjected, self.activity.cite.basis);
        let ordered = self.state.erasure_ordered && self.processes();
        self.refuse_if(ordered, Code::SubjectErasureOrdered, self.activity.cite.activity);
        let decides_on_consent = self.operation.automated
            && self.activity.automated.is_some_and(|automated| automated.on_consent_alone);
        let rests_on_consent = self.activity.consent_required || decides_on_consent;
        let waits = rests_on_consent && !self.state.listing && self.processes();
        self.refuse_if(waits && !self.state.consented, Code::ConsentMissing, self.activity.cite.basis);
    }

    /// Restricted data is stored; what else is done with it needs an exception (GDPR art. 18(2)). What has been ordered erased is erased.
    fn check_restriction(&mut self) {
        let act = self.operation.act;
        let finishes = self.state.erasure_ordered && act == Act::Erase;
        let restricted = self.state.subject.is_some_and(|subject| subject.restricted);
        if !restricted || finishes || act == Act::Restrict || self.amendment().is_some() {
            return;
        }
        let code = match self.operation.exception {
            None => Some(Code::SubjectRestricted),
            Some(RestrictionException::Consent) => {
                (!self.state.consented).then_some(Code::ExceptionConsentMissing)
            }
            Some(_) => (!self.operation.reason_given).then_some(Code::ExceptionReasonRequired),
        };
        if let Some(code) = code {
            self.refuse(code, self.activity.cite.activity);
        }
    }

    fn covers(&self, category: &str) -> bool {
        let place = self.rules.category_names.find(category).and_then(|place| u32::try_from(place).ok());
        let bit = place.and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
        self.activity.categories & bit != 0
    }

    fn check_data(&mut self) {
        let beyond = !self.operation.data.minus(self.activity.data).is_empty();
        let writes = self.writes();
        if self.operation.data_undeclared || (beyond && writes) {
            self.refuse(Code::DataUndeclared, self.activity.cite.data);
        }
        if self.operation.data_invalid {
            self.refuse(Code::DataInvalid, self.activity.cite.data);
        }
        let elsewhere = self.operation.origin_undeclared && writes;
        self.refuse_if(elsewhere, Code::OriginUndeclared, self.activity.cite.origin);
    }

    /// Data that needs a ground of its own is let in only where the activity states one. What is held without is withheld.
    fn check_grounds(&mut self) {
        if !self.writes() {
            return;
        }
        let ungrounded = self.activity.ungrounded;
        let cite = self.activity.cite.data;
        let touches = |types: DataTypes| !self.operation.data.intersection(types).is_empty();
        let found = [
            (touches(ungrounded.special), Code::BasisSpecialCategory),
            (touches(ungrounded.identity), Code::BasisIdentityNumber),
            (touches(ungrounded.offence), Code::BasisOffence),
        ];
        for (refused, code) in found {
            self.refuse_if(refused, code, cite);
        }
    }

    /// To whom.
    fn check_receivers(&mut self) {
        let hands_over = matches!(self.operation.act, Act::Disclose | Act::Transfer);
        if self.receivers.unknown || (hands_over && self.receivers.none()) {
            self.refuse(Code::SupplierUnknown, self.activity.cite.recipients);
        }
        for place in self.receivers.known.into_iter().flatten() {
            match self.recipient(place) {
                None => self.refuse(Code::SupplierNotRecipient, self.activity.cite.recipients),
                Some(recipient) => {
                    let (data, cite) = (recipient.data, recipient.cite);
                    // What is handed over is named beforehand: one data type more is refused, not left out.
                    let may_have = data.intersection(self.activity.data);
                    let beyond = !self.operation.data.minus(may_have).is_empty();
                    self.refuse_if(hands_over && beyond, Code::SupplierDataBeyond, cite);
                }
            }
            self.check_chain(place);
        }
    }

    /// A receiver, and everyone it uses itself: data goes down the whole chain.
    fn check_chain(&mut self, receiver: usize) {
        let works_for_it = self.role.filter(|role| role.supplier == Some(receiver));
        let seen_from = works_for_it.and_then(|role| role.place);
        for (place, link) in chain_of(self.rules, receiver) {
            self.refuse_if(
                self.denied.contains(&place),
                Code::SupplierNarrowed,
                self.activity.cite.recipients,
            );
            self.refuse_if(!link.has_agreement, Code::SupplierNoAgreement, link.cite_agreement);
            if let Some((code, cite)) = link.stopped {
                self.refuse(code, cite);
            }
            // Where the data goes, and is seen from, is said of the one it is handed to, not of those that one uses.
            let is_receiver = place == receiver;
            let named = self.operation.place.filter(|_| is_receiver);
            if link.place_open || (link.place.is_none() && named.is_none()) {
                self.refuse(Code::PlaceNotStated, link.cite_place);
            }
            let leaves = self.leaves(link, named, seen_from.filter(|_| is_receiver));
            self.refuse_if(leaves, Code::TransferNotApproved, link.cite);
        }
    }

    /// Whether data would get to a third country with a supplier without a safeguard, or without the controller's instruction.
    fn leaves(&self, link: &SupplierRules, named: Option<Country>, seen_from: Option<Area>) -> bool {
        let at = self.operation.at;
        let areas = link.place.into_iter().chain(link.handled_in.iter().copied());
        let mut areas = areas.chain(named.map(Area::Country)).chain(seen_from);
        areas.any(|area| match area {
            Area::Country(country) if is_third_country(area, at) => {
                let instructed = self.rules.standing == Standing::Own || link.instructed.contains(&country);
                !instructed || !is_safeguarded(link, country, at)
            }
            _ => false,
        })
    }

    fn narrowing(&self) -> Option<&Narrowing> {
        self.state.record.and_then(|record| record.narrowing)
    }

    fn automated_denied(&self) -> bool {
        self.narrowing().is_some_and(|narrowing| narrowing.automated_denied)
    }

    fn recipient(&self, supplier: usize) -> Option<&RecipientRules> {
        self.activity.recipients.iter().find(|recipient| recipient.supplier == supplier)
    }

    /// Where.
    fn check_places(&mut self) {
        let at = self.operation.at;
        let named = self.operation.place.map(Area::Country);
        let own_role = self.role.filter(|role| role.supplier.is_none()).and_then(|role| role.place);
        // With a receiver, where the data goes is asked of its chain; where one's own people see it from is asked whoever gets it.
        let without_receiver = named.filter(|_| self.receivers.none());
        let mut seen_from = own_role.into_iter().chain(without_receiver);
        let is_abroad = seen_from.any(|area| is_third_country(area, at));
        self.refuse_if(is_abroad, Code::TransferNotApproved, self.activity.cite.activity);
        let broken: Vec<u32> =
            self.activity.bounds.iter().filter(|bound| self.breaks(bound)).map(|bound| bound.cite).collect();
        for cite in broken {
            self.refuse(Code::PlaceNotAllowed, cite);
        }
    }

    /// Whether a receiver, where the data goes, or where it is seen from lies outside what a bound lists.
    fn breaks(&self, bound: &BoundRules) -> bool {
        let at = self.operation.at;
        let (rules, named) = (self.rules, self.operation.place.map(Area::Country));
        let bound_to = |place: &usize| !bound.except.contains(place);
        let links = self.receivers.iter().filter(bound_to).flat_map(|place| chain_of(rules, place));
        let handed = links.filter(|(place, _)| bound_to(place)).any(|(_, link)| breaks(bound, link, at));
        let goes_to = match self.receivers.iter().next() {
            Some(first) => named.filter(|_| bound_to(&first) && is_beyond_any(named, &bound.stored, at)),
            None => named.filter(|_| is_beyond_any(named, &bound.handled, at)),
        };
        let role = self.role.filter(|role| role.supplier.is_none_or(|supplier| bound_to(&supplier)));
        let seen_from = role.and_then(|role| role.place);
        handed || goes_to.is_some() || is_beyond_any(seen_from, &bound.handled, at)
    }

    fn check_time(&mut self) {
        if self.expired() && self.processes() {
            self.refuse(Code::RetentionExpired, self.activity.cite.retention);
        }
    }

    /// What the activity does not hold, and what the role or any receiver may not see. Who is no recipient may see nothing, also while the
    /// activity only observes: else a recipient taken off the list would get more than one on it.
    fn withheld(&self) -> DataTypes {
        let mut seen = self.activity.data;
        if let Some(grant) = self.grant {
            seen = seen.intersection(grant.sees);
        }
        if let Some(reached) = self.reached {
            seen = seen.minus(reached.beyond(seen));
        }
        for place in self.receivers.iter() {
            seen = seen.intersection(self.recipient(place).map_or_else(DataTypes::default, |it| it.data));
        }
        if self.receivers.unknown {
            seen = DataTypes::default();
        }
        seen = seen.minus(self.activity.ungrounded.all());
        self.operation.data.minus(seen)
    }

    fn bits(&self) -> StateBits {
        let (operation, subject) = (self.operation, self.state.subject);
        let category = self.state.record.map(|record| record.category).or(operation.category);
        let number = |place: Option<usize>| place.and_then(|place| u64::try_from(place).ok());
        let exception = operation
            .exception
            .and_then(|it| RestrictionException::ALL.iter().position(|known| *known == it));
        let excepted_by_consent = operation.exception == Some(RestrictionException::Consent);
        let age = self.state.record.map(|record| operation.at.days_since(record.anchor));
        let asks_to_keep = self.activity.keeps_by_consent && self.state.ends_at.is_some();
        let asks_for_consent = self.activity.asks_for_consent() || excepted_by_consent || asks_to_keep;
        StateBits::default()
            .with(StateBits::SUBJECT_KNOWN, subject.is_some())
            .with(StateBits::RESTRICTED, subject.is_some_and(|subject| subject.restricted))
            .with(StateBits::CONSENTED, self.state.consented)
            .with(StateBits::RECORD_KNOWN, self.state.record.is_some())
            .with(StateBits::RECORD_OF_ACTIVITY, self.of_activity())
            .with(StateBits::EXPIRED, self.expired())
            .with(StateBits::GRANTED, self.granted())
            .with(StateBits::REASON_GIVEN, operation.reason_given)
            .with(StateBits::RETENTION_RUN, self.state.retention_run)
            .with(StateBits::LISTING, self.state.listing)
            .with(StateBits::AUTOMATED, operation.automated)
            .with(StateBits::SUBJECT_NAMED, operation.subject.is_some())
            .with(StateBits::DATA_UNDECLARED, operation.data_undeclared)
            .with(StateBits::DATA_INVALID, operation.data_invalid)
            .with(StateBits::RECIPIENT_UNKNOWN, self.receivers.unknown)
            .with(StateBits::CONSENT_ASKED, asks_for_consent)
            .with(StateBits::ENDED, self.state.ends_at.is_some_and(|end| end <= operation.at))
            .with(StateBits::OBJECTED, self.state.objected)
            .with(StateBits::ERASURE_ORDERED, self.state.erasure_ordered)
            .with(StateBits::RECIPIENT_DENIED, self.has_reason(Code::SupplierNarrowed))
            .with(StateBits::AUTOMATED_DENIED, self.automated_denied())
            .with(StateBits::PERIOD_NARROWED, self.narrowing().is_some_and(|it| it.period.is_some()))
            .with(StateBits::ORIGIN_UNDECLARED, operation.origin_undeclared)
            .with(StateBits::PARTIAL, self.is_partial())
            .with(StateBits::ELSEWHERE, self.state.elsewhere)
            .with(StateBits::ACCESS_OVER, self.access_is_over())
            .with(StateBits::STAFF_ASKED, self.rules.staff.is_some() && operation.staff.is_some())
            .with(StateBits::AMENDING, self.amendment().is_some())
            .with(StateBits::AMENDING_PERIOD, self.amendment().is_some_and(|it| it.shortens_period))
            .with_number(
                StateBits::CATEGORY,
                category.and_then(|id| number(self.rules.category_names.find(id))),
            )
            .with_number(StateBits::ROLE, number(self.role_place))
            .with_number(StateBits::AGE_DAYS, age)
            .with_number(StateBits::EXCEPTION, number(exception))
    }

    /// The next instant at which the period runs out, what the data is kept for ends, the activity is no longer only observed, the actor's access is
    /// over, what was asked of the actor lapses or an emergency ends, or a country named enters or leaves a union or
    /// the cover of an adequacy decision by the rule sets.
    fn horizon(&self) -> Option<Instant> {
        let now = self.operation.at;
        let rules = self.rules;
        let of_suppliers =
            self.receivers.iter().flat_map(|place| chain_of(rules, place)).flat_map(|(_, link)| {
                let countries = link.seat.into_iter().chain(link.owner).map(Area::Country);
                link.place.into_iter().chain(link.handled_in.iter().copied()).chain(countries)
            });
        let of_adequacy = self
            .receivers
            .iter()
            .flat_map(|place| chain_of(rules, place))
            .filter_map(|(place, link)| self.adequacy_change(place, link));
        let of_role = self.role.and_then(|role| role.place);
        let of_places = of_suppliers
            .chain(self.operation.place.map(Area::Country))
            .chain(of_role)
            .filter_map(|area| next_change(area, now));
        let ends = [
            self.expires_at,
            self.state.ends_at,
            self.activity.observe_until,
            self.operation.access_until,
            self.support().flatten(),
        ];
        let staff = self.operation.staff;
        let trained = staff.and_then(|staff| rules.staff()?.over_at(&staff));
        let ends = ends.into_iter().chain([trained, staff.and_then(|staff| staff.let_in_until)]);
        let ends = ends.flatten().filter(|end| *end > now);
        ends.chain(of_places).chain(of_adequacy).min()
    }

    /// When the cover of an adequacy decision next changes for a link that leans on one.
    fn adequacy_change(&self, place: usize, link: &SupplierRules) -> Option<Instant> {
        let safeguard = link.safeguard.filter(|safeguard| safeguard.kind == SafeguardKind::Adequacy)?;
        let named = self.operation.place.map(Area::Country);
        let seen_from = self.role.filter(|role| role.supplier == Some(place)).and_then(|role| role.place);
        let areas =
            link.place.into_iter().chain(link.handled_in.iter().copied()).chain(named).chain(seen_from);
        let countries =
            areas.filter_map(|area| if let Area::Country(country) = area { Some(country) } else { None });
        let now = self.operation.at;
        countries.filter_map(|country| Adequacy::shipped().next_change(country, now, safeguard.listing)).min()
    }
}

/// A supplier and everyone below it, with their places in the register.
pub(crate) fn chain_of(rules: &Rules, place: usize) -> impl Iterator<Item = (usize, &SupplierRules)> {
    let below = rules.suppliers.get(place).into_iter().flat_map(|supplier| supplier.below.iter().copied());
    std::iter::once(place).chain(below).filter_map(|place| Some((place, rules.suppliers.get(place)?)))
}

/// Whether a supplier stores, handles, sits or is owned outside what a bound lists. What is not stated breaks nothing.
fn breaks(bound: &BoundRules, link: &SupplierRules, at: Instant) -> bool {
    is_beyond_any(link.place, &bound.stored, at)
        || is_beyond_any(link.handled_in.iter().copied(), &bound.handled, at)
        || is_beyond_any(link.seat.map(Area::Country), &bound.seat, at)
        || is_beyond_any(link.owner.map(Area::Country), &bound.owner, at)
}

fn is_beyond_any(areas: impl IntoIterator<Item = Area>, bound: &Option<Vec<Area>>, at: Instant) -> bool {
    bound.as_ref().is_some_and(|within| areas.into_iter().any(|area| !is_within(area, within, at)))
}

/// Whether a safeguard carries a transfer to a country. Consent is a derogation for a single case and carries none (GDPR art. 49).
fn is_safeguarded(link: &SupplierRules, country: Country, at: Instant) -> bool {
    link.safeguard.is_some_and(|safeguard| match safeguard.kind {
        SafeguardKind::StandardClauses | SafeguardKind::BindingRules => true,
        SafeguardKind::Adequacy => Adequacy::shipped().covers(country, at, safeguard.listing).is_some(),
        SafeguardKind::Consent => false,
    })
}
