//! The gate: one operation, the charter in force and what is known of subject and record give one decision.
//!
//! Pure and total. All reasons are found, in the order of the file; which of them a caller sees is `Decision::reasons_for_caller`.

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Decision, Outcome, Reason, StateBits};
use vern_core::operation::{Act, Operation};
use vern_core::place::Country;
use vern_core::time::Instant;

use crate::compile::{ActivityRules, GrantRules, RecipientRules, RoleRules, Rules, SupplierRules};
use crate::rule_set::Eea;

/// What is known of the subject and the record, at one snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub struct State<'a> {
    /// The subject; none if unknown, or if a new one is to be issued.
    pub subject: Option<SubjectState>,
    /// The record; none if there is none.
    pub record: Option<RecordState<'a>>,
    /// The subject consents to the activity of the operation, or does so with it.
    pub consented: bool,
    /// The question is whether a list may be asked for at all; each record in it is then decided on its own.
    pub listing: bool,
    /// The retention run is at work: it may erase what has run out, and nothing else.
    pub retention_run: bool,
}

/// What is known of a subject.
#[derive(Debug, Clone, Copy, Default)]
pub struct SubjectState {
    /// Restricted (GDPR art. 18).
    pub restricted: bool,
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
}

/// Decides one operation.
#[must_use]
pub fn decide(operation: &Operation<'_>, rules: &Rules, state: &State<'_>) -> Decision {
    let Some((place, activity)) = find_activity(rules, operation.activity) else {
        let reasons = vec![Reason { code: Code::ActivityUndeclared, citation: u32::MAX }];
        return Decision { outcome: Outcome::Refuse { reasons }, state: StateBits::default(), horizon: None };
    };
    let role = rules.role_names.find(operation.role).and_then(|place| rules.roles.get(place));
    let mut gate = Gate {
        operation,
        rules,
        state,
        activity,
        role,
        grant: role.and_then(|role| find_grant(role, place)),
        expires_at: expires_at(activity, state),
        receivers: Receivers::find(operation, rules, role),
        reasons: Vec::new(),
    };
    gate.check_scope();
    gate.check_activity();
    gate.check_open();
    gate.check_subject();
    gate.check_data();
    gate.check_receivers();
    gate.check_time();
    let bits = gate.bits();
    let horizon = gate.horizon();
    let outcome = if gate.reasons.is_empty() {
        Outcome::Permit { withheld: gate.withheld() }
    } else {
        Outcome::Refuse { reasons: gate.reasons }
    };
    Decision { outcome, state: bits, horizon }
}

fn find_activity<'a>(rules: &'a Rules, id: &str) -> Option<(usize, &'a ActivityRules)> {
    let place = rules.activity_names.find(id)?;
    rules.activities.get(place).map(|activity| (place, activity))
}

fn find_grant(role: &RoleRules, activity: usize) -> Option<GrantRules> {
    let found = role.grants.binary_search_by_key(&activity, |(place, _)| *place).ok()?;
    role.grants.get(found).map(|(_, grant)| *grant)
}

/// When the record's period runs out. A record of another activity runs by that activity's period, which is not asked for here.
fn expires_at(activity: &ActivityRules, state: &State<'_>) -> Option<Instant> {
    let record = state.record.filter(|record| record.activity == activity.id)?;
    Some(activity.expiry?.after(record.anchor))
}

/// Acts that make data known to someone or put it to use: what is open stops them, what has run out too. To erase and to restrict
/// is what is left.
const fn processes(act: Act) -> bool {
    !matches!(act, Act::Erase | Act::Restrict)
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
    activity: &'a ActivityRules,
    role: Option<&'a RoleRules>,
    grant: Option<GrantRules>,
    expires_at: Option<Instant>,
    receivers: Receivers,
    reasons: Vec<Reason>,
}

impl Gate<'_> {
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

    fn granted(&self) -> bool {
        if self.state.retention_run {
            return self.erases_what_ran_out();
        }
        self.grant.is_some_and(|grant| grant.acts.contains(self.operation.act))
    }

    fn expired(&self) -> bool {
        self.expires_at.is_some_and(|end| end <= self.operation.at)
    }

    fn of_activity(&self) -> bool {
        self.state.record.is_some_and(|record| record.activity == self.activity.id)
    }

    /// A record of another activity is known only to a role with a grant there; to others it is as unknown as none.
    fn record_in_scope(&self, record: &RecordState<'_>) -> bool {
        record.activity == self.activity.id
            || find_activity(self.rules, record.activity)
                .is_some_and(|(place, _)| self.role.is_some_and(|role| find_grant(role, place).is_some()))
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
        let subject_named = self.operation.subject.is_some() || self.operation.act == Act::Restrict;
        if subject_named && self.state.subject.is_none() {
            self.refuse(Code::SubjectUnknown, self.activity.cite.activity);
        }
    }

    /// What a grant is tied to. The retention run holds none.
    fn check_conditions(&mut self) {
        let Some(grant) = self.grant.filter(|_| !self.state.retention_run) else { return };
        let act = self.operation.act;
        if grant.reason_for.contains(act) && !self.operation.reason_given {
            self.refuse(Code::ActorReasonRequired, grant.cite);
        }
        // A change replaces the whole record: a role that does not see all of it would wipe out what it cannot see.
        let touched = match act {
            Act::Register => self.operation.data.intersection(self.activity.data),
            Act::Alter => self.activity.data,
            _ => return,
        };
        if !touched.minus(grant.sees).is_empty() {
            self.refuse(Code::ActorDataNotGranted, grant.cite);
        }
    }

    fn check_activity(&mut self) {
        if !self.activity.acts.contains(self.operation.act) && !self.erases_what_ran_out() {
            self.refuse(Code::OperationUndeclared, self.activity.cite.operations);
        }
        if self.state.record.is_some() && !self.of_activity() {
            self.refuse(Code::PurposeMismatch, self.activity.cite.activity);
        }
    }

    /// What the charter leaves open is refused where it would be relied on (ADR 0006).
    fn check_open(&mut self) {
        let activity = self.activity;
        if processes(self.operation.act) {
            self.refuse_if(activity.purpose_open, Code::PurposeOpen, activity.cite.purpose);
            self.refuse_if(activity.basis_open, Code::BasisOpen, activity.cite.basis);
            self.refuse_if(activity.retention_open, Code::RetentionOpen, activity.cite.retention);
        }
    }

    fn check_subject(&mut self) {
        let act = self.operation.act;
        let categories = [self.operation.category, self.state.record.map(|record| record.category)];
        let undeclared = categories.into_iter().flatten().any(|category| !self.covers(category));
        // What is held and no longer declared must still be erasable.
        self.refuse_if(undeclared && processes(act), Code::CategoryUndeclared, self.activity.cite.subjects);
        let restricted = self.state.subject.is_some_and(|subject| subject.restricted);
        self.refuse_if(
            restricted && act != Act::Restrict,
            Code::SubjectRestricted,
            self.activity.cite.activity,
        );
        let waits = self.activity.consent_required && !self.state.listing && processes(act);
        self.refuse_if(waits && !self.state.consented, Code::ConsentMissing, self.activity.cite.basis);
    }

    fn covers(&self, category: &str) -> bool {
        let place = self.rules.category_names.find(category).and_then(|place| u32::try_from(place).ok());
        let bit = place.and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
        self.activity.categories & bit != 0
    }

    fn check_data(&mut self) {
        let beyond = !self.operation.data.minus(self.activity.data).is_empty();
        let writes = matches!(self.operation.act, Act::Register | Act::Alter);
        if self.operation.data_undeclared || (beyond && writes) {
            self.refuse(Code::DataUndeclared, self.activity.cite.data);
        }
        if self.operation.data_invalid {
            self.refuse(Code::DataInvalid, self.activity.cite.data);
        }
    }

    /// To whom and where.
    fn check_receivers(&mut self) {
        let hands_over = matches!(self.operation.act, Act::Disclose | Act::Transfer);
        if self.receivers.unknown || (hands_over && self.receivers.none()) {
            self.refuse(Code::SupplierUnknown, self.activity.cite.recipients);
        }
        let known = self.receivers.known;
        for (place, supplier) in
            known.into_iter().flatten().filter_map(|place| Some((place, self.rules.suppliers.get(place)?)))
        {
            self.check_receiver(place, supplier);
        }
        if self.receivers.none() && self.operation.place.is_some_and(|place| self.is_outside(place)) {
            self.refuse(Code::TransferNotApproved, self.activity.cite.activity);
        }
    }

    fn check_receiver(&mut self, place: usize, supplier: &SupplierRules) {
        if self.recipient(place).is_none() {
            self.refuse(Code::SupplierNotRecipient, self.activity.cite.recipients);
        }
        if !supplier.has_agreement {
            self.refuse(Code::SupplierNoAgreement, supplier.cite_agreement);
        }
        let places = [supplier.place, self.operation.place];
        if supplier.place_open || places == [None, None] {
            self.refuse(Code::PlaceNotStated, supplier.cite_place);
        }
        if places.into_iter().flatten().any(|place| self.is_outside(place)) && !supplier.safeguarded {
            self.refuse(Code::TransferNotApproved, supplier.cite);
        }
    }

    fn recipient(&self, supplier: usize) -> Option<&RecipientRules> {
        self.activity.recipients.iter().find(|recipient| recipient.supplier == supplier)
    }

    fn is_outside(&self, country: Country) -> bool {
        !Eea::shipped().contains(country, self.operation.at)
    }

    fn check_time(&mut self) {
        if self.expired() && processes(self.operation.act) {
            self.refuse(Code::RetentionExpired, self.activity.cite.retention);
        }
    }

    /// What the activity does not hold, and what the role or any receiver may not see.
    fn withheld(&self) -> DataTypes {
        let mut seen = self.activity.data;
        if let Some(grant) = self.grant {
            seen = seen.intersection(grant.sees);
        }
        for recipient in self.receivers.iter().filter_map(|place| self.recipient(place)) {
            seen = seen.intersection(recipient.data);
        }
        self.operation.data.minus(seen)
    }

    fn bits(&self) -> StateBits {
        let subject = self.state.subject;
        StateBits::default()
            .with(StateBits::SUBJECT_KNOWN, subject.is_some())
            .with(StateBits::RESTRICTED, subject.is_some_and(|subject| subject.restricted))
            .with(StateBits::CONSENTED, self.state.consented)
            .with(StateBits::RECORD_KNOWN, self.state.record.is_some())
            .with(StateBits::RECORD_OF_ACTIVITY, self.of_activity())
            .with(StateBits::EXPIRED, self.expired())
            .with(StateBits::GRANTED, self.granted())
            .with(StateBits::REASON_GIVEN, self.operation.reason_given)
            .with(StateBits::RETENTION_RUN, self.state.retention_run)
    }

    /// The next instant at which the period runs out, or a country named enters or leaves the EEA by the rule set.
    fn horizon(&self) -> Option<Instant> {
        let now = self.operation.at;
        let of_suppliers = self.receivers.iter().filter_map(|place| self.rules.suppliers.get(place)?.place);
        let of_places = of_suppliers
            .chain(self.operation.place)
            .filter_map(|country| Eea::shipped().next_change(country, now));
        self.expires_at.filter(|end| *end > now).into_iter().chain(of_places).min()
    }
}
