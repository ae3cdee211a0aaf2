//! The gate: one operation, the charter in force and what is known of subject and record give one decision (DESIGN § 2).
//!
//! Pure and total. All reasons are found, in the order of the file; which of them a caller sees is `Decision::reasons_for_caller`.

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Decision, Outcome, Reason, StateBits};
use vern_core::operation::{Act, Operation};
use vern_core::time::Instant;

use crate::compile::{ActivityRules, GrantRules, RoleRules, Rules};
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
    let grant = role.and_then(|role| find_grant(role, place));
    let mut gate = Gate { operation, rules, state, activity, role, grant, reasons: Vec::new() };
    gate.check_scope();
    gate.check_activity();
    gate.check_subject();
    gate.check_data();
    gate.check_recipient();
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

struct Gate<'a> {
    operation: &'a Operation<'a>,
    rules: &'a Rules,
    state: &'a State<'a>,
    activity: &'a ActivityRules,
    role: Option<&'a RoleRules>,
    grant: Option<GrantRules>,
    reasons: Vec<Reason>,
}

impl Gate<'_> {
    fn refuse(&mut self, code: Code, citation: u32) {
        self.reasons.push(Reason { code, citation });
    }

    fn granted(&self) -> bool {
        if self.state.retention_run {
            return self.operation.act == Act::Erase && self.expired();
        }
        self.grant.is_some_and(|grant| grant.acts.contains(self.operation.act))
    }

    fn expires_at(&self) -> Option<Instant> {
        Some(self.activity.expiry?.after(self.state.record?.anchor))
    }

    fn expired(&self) -> bool {
        self.expires_at().is_some_and(|end| end <= self.operation.at)
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
        if !self.granted() {
            let citation = self.grant.map(|grant| grant.cite).or(self.role.map(|role| role.cite));
            self.refuse(Code::ActorNoGrant, citation.unwrap_or(u32::MAX));
        } else if self.grant.is_some_and(|grant| grant.reason_for.contains(self.operation.act))
            && !self.operation.reason_given
        {
            let citation = self.grant.map_or(u32::MAX, |grant| grant.cite);
            self.refuse(Code::ActorReasonRequired, citation);
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

    fn check_activity(&mut self) {
        if !self.activity.acts.contains(self.operation.act) {
            self.refuse(Code::OperationUndeclared, self.activity.cite.operations);
        }
        if self.state.record.is_some() && !self.of_activity() {
            self.refuse(Code::PurposeMismatch, self.activity.cite.activity);
        }
    }

    fn check_subject(&mut self) {
        let category = self.operation.category.or(self.state.record.map(|record| record.category));
        if let Some(category) = category {
            let place = self.rules.category_names.find(category).and_then(|place| u32::try_from(place).ok());
            let bit = place.and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
            if self.activity.categories & bit == 0 {
                self.refuse(Code::CategoryUndeclared, self.activity.cite.subjects);
            }
        }
        if self.state.subject.is_some_and(|subject| subject.restricted) && self.operation.act != Act::Restrict
        {
            self.refuse(Code::SubjectRestricted, self.activity.cite.activity);
        }
        let waits = self.activity.consent_required && !self.state.listing;
        if waits && !self.state.consented && !matches!(self.operation.act, Act::Erase | Act::Restrict) {
            self.refuse(Code::ConsentMissing, self.activity.cite.basis);
        }
    }

    fn check_data(&mut self) {
        let undeclared =
            self.operation.data_undeclared || !self.operation.data.minus(self.activity.data).is_empty();
        let writes = matches!(self.operation.act, Act::Register | Act::Alter);
        if undeclared && (writes || self.operation.data_undeclared) {
            self.refuse(Code::DataUndeclared, self.activity.cite.data);
        }
        // A write replaces the whole record: a role that may not see all of it would wipe out what it cannot see.
        let touched = if self.operation.act == Act::Alter { self.activity.data } else { self.operation.data };
        if let Some(grant) = self.grant.filter(|grant| writes && !touched.minus(grant.sees).is_empty()) {
            self.refuse(Code::DataUndeclared, grant.cite);
        }
        if self.operation.data_invalid {
            self.refuse(Code::DataInvalid, self.activity.cite.data);
        }
    }

    /// To whom and where: a role that works for a supplier discloses whatever it reads to that supplier.
    fn check_recipient(&mut self) {
        let named = self.operation.recipient.map(|id| self.rules.supplier_names.find(id));
        let Some(supplier) = named.or(self.role.and_then(|role| role.supplier).map(Some)) else {
            if matches!(self.operation.act, Act::Disclose | Act::Transfer) {
                self.refuse(Code::SupplierUnknown, self.activity.cite.recipients);
            } else if self
                .operation
                .place
                .is_some_and(|place| !Eea::shipped().contains(place, self.operation.at))
            {
                self.refuse(Code::TransferNotApproved, self.activity.cite.activity);
            }
            return;
        };
        let Some((place, rules)) = supplier.and_then(|place| Some((place, self.rules.suppliers.get(place)?)))
        else {
            self.refuse(Code::SupplierUnknown, self.activity.cite.recipients);
            return;
        };
        if !self.activity.recipients.iter().any(|recipient| recipient.supplier == place) {
            self.refuse(Code::SupplierNotRecipient, self.activity.cite.recipients);
        }
        if !rules.has_agreement {
            self.refuse(Code::SupplierNoAgreement, rules.cite_agreement);
        }
        let places = [rules.place, self.operation.place];
        if places == [None, None] {
            self.refuse(Code::PlaceNotStated, rules.cite_place);
        }
        let outside = |country: &_| !Eea::shipped().contains(*country, self.operation.at);
        if places.iter().flatten().any(outside) && !rules.safeguarded {
            self.refuse(Code::TransferNotApproved, rules.cite);
        }
    }

    fn check_time(&mut self) {
        if self.expired() && !matches!(self.operation.act, Act::Erase | Act::Restrict) {
            self.refuse(Code::RetentionExpired, self.activity.cite.retention);
        }
    }

    /// What neither the role nor the recipient may see.
    fn withheld(&self) -> DataTypes {
        let all = self.operation.data;
        let by_role = self.grant.map_or_else(DataTypes::default, |grant| all.minus(grant.sees));
        let supplier = match self.operation.recipient {
            Some(id) => self.rules.supplier_names.find(id),
            None => self.role.and_then(|role| role.supplier),
        };
        let seen = supplier
            .and_then(|place| self.activity.recipients.iter().find(|recipient| recipient.supplier == place))
            .map_or(all, |recipient| recipient.data);
        by_role.union(all.minus(seen)).union(all.minus(self.activity.data))
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

    fn horizon(&self) -> Option<Instant> {
        self.expires_at().filter(|end| *end > self.operation.at)
    }
}
