//! A second gate, written slowly from the docs, ADR 0006 and the doc comment of each `Code`, over the charter as written and by
//! names alone. It shares no line with `decide` and `compile`; the two must agree on every case.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use vern_core::decision::{Code, Decision, Outcome};
use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::time::Instant;
use vern_policy::Fact;
use vern_policy::charter::{Activity, AgreementState, Charter, ConsentRule, Grant, SafeguardState, Supplier};

use crate::sample::{Ask, DATA, cases, rules};

/// What is answered: every reason, or what is withheld.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Permit(BTreeSet<&'static str>),
    Refuse(Vec<Code>),
}

/// What the gate answered, in the same words.
pub(crate) fn answer(decision: &Decision) -> Answer {
    match &decision.outcome {
        Outcome::Permit { withheld } => Answer::Permit(
            (0..DATA.len()).filter(|place| withheld.contains(*place)).map(|place| DATA[place]).collect(),
        ),
        Outcome::Refuse { reasons } => {
            let mut codes: Vec<Code> = reasons.iter().map(|reason| reason.code).collect();
            codes.sort_unstable();
            Answer::Refuse(codes)
        }
    }
}

/// What the gate should answer.
pub(crate) fn expect(charter: &Charter, ask: &Ask) -> Answer {
    let Some(activity) = charter.activities.iter().find(|it| it.id.value == ask.activity) else {
        return Answer::Refuse(vec![Code::ActivityUndeclared]);
    };
    let question = Question { charter, activity, ask };
    let mut codes: Vec<Code> = Code::ALL.iter().flat_map(|code| vec![*code; question.times(*code)]).collect();
    codes.sort_unstable();
    if codes.is_empty() { Answer::Permit(question.withheld()) } else { Answer::Refuse(codes) }
}

struct Question<'a> {
    charter: &'a Charter,
    activity: &'a Activity,
    ask: &'a Ask,
}

impl<'a> Question<'a> {
    /// How often a code is a reason: once at most, or once for each receiver it is about.
    fn times(&self, code: Code) -> usize {
        let ask = self.ask;
        let once = |holds: bool| usize::from(holds);
        let receivers =
            |wrong: &dyn Fn(&Supplier) -> bool| self.receivers().into_iter().filter(|it| wrong(it)).count();
        match code {
            Code::ActivityUndeclared => 0,
            Code::ActorNoGrant => once(!self.is_allowed()),
            Code::ActorReasonRequired => {
                let grant = self.grant().filter(|_| self.is_allowed() && !ask.retention_run);
                once(grant.is_some_and(|grant| grant.reason_for.contains(&ask.act)) && !ask.reason_given)
            }
            Code::ActorDataNotGranted => {
                let grant = self.grant().filter(|_| self.is_allowed() && !ask.retention_run);
                once(grant.is_some_and(|grant| self.touched().iter().any(|id| !self.sees(grant, id))))
            }
            Code::RecordUnknown => once(self.acts_on_a_record() && !self.record_is_known()),
            Code::SubjectUnknown => {
                once((ask.names_subject || ask.act == Act::Restrict) && ask.subject.is_none())
            }
            Code::OperationUndeclared => {
                once(!self.activity.operations.value.contains(&ask.act) && !self.is_retention_at_work())
            }
            Code::PurposeOpen => once(self.uses_data() && self.activity.purpose == Fact::Open),
            Code::BasisOpen => once(self.uses_data() && self.activity.basis.value == Fact::Open),
            Code::RetentionOpen => once(self.uses_data() && self.activity.retention.value == Fact::Open),
            Code::PurposeMismatch => once(ask.record.as_ref().is_some_and(|(of, ..)| *of != ask.activity)),
            Code::CategoryUndeclared => once(self.uses_data() && self.names_a_category_beyond()),
            Code::SubjectRestricted => once(ask.subject == Some(true) && ask.act != Act::Restrict),
            Code::DataUndeclared => {
                let writes = ask.act == Act::Register || ask.act == Act::Alter;
                let beyond = self.asked().iter().any(|id| !self.is_of_activity(id));
                once(ask.data_undeclared || (writes && beyond))
            }
            Code::DataInvalid => once(ask.data_invalid),
            Code::SupplierUnknown => {
                let hands_over = ask.act == Act::Disclose || ask.act == Act::Transfer;
                let unknown = ask.recipient.as_ref().is_some_and(|id| self.supplier(id).is_none());
                once(unknown || (hands_over && self.receivers().is_empty()))
            }
            Code::SupplierNotRecipient => {
                receivers(&|it| !self.activity.recipients.iter().any(|to| to.supplier.value == it.id.value))
            }
            Code::SupplierNoAgreement => receivers(&|it| it.agreement.value == AgreementState::Missing),
            Code::PlaceNotStated => receivers(&|it| {
                it.place.value == Fact::Open || (stated(&it.place.value).is_none() && ask.place.is_none())
            }),
            Code::TransferNotApproved if self.receivers().is_empty() => {
                once(ask.place.is_some_and(|place| !in_eea(place, ask.at)))
            }
            Code::TransferNotApproved => receivers(&|it| {
                let stated = stated(&it.place.value).copied();
                let leaves = [stated, ask.place].into_iter().flatten().any(|place| !in_eea(place, ask.at));
                leaves && !is_safeguarded(it)
            }),
            Code::ConsentMissing => {
                let basis = stated(&self.activity.basis.value);
                let rests = basis.is_some_and(|basis| basis.article == "6(1)(a)");
                let waits = rests || self.activity.consent == ConsentRule::Required;
                once(waits && self.uses_data() && !ask.listing && !ask.consented)
            }
            Code::RetentionExpired => once(self.uses_data() && self.has_run_out()),
        }
    }

    fn grant(&self) -> Option<&'a Grant> {
        self.grant_in(&self.ask.activity)
    }

    fn grant_in(&self, activity: &str) -> Option<&'a Grant> {
        let role = self.charter.roles.iter().find(|role| role.id.value == self.ask.role)?;
        role.may.iter().find(|grant| grant.activity.value == activity)
    }

    fn is_allowed(&self) -> bool {
        if self.ask.retention_run {
            return self.is_retention_at_work();
        }
        self.grant().is_some_and(|grant| grant.acts.contains(&self.ask.act))
    }

    /// The retention run acts for the charter: it erases what has run out and can do nothing else.
    fn is_retention_at_work(&self) -> bool {
        self.ask.retention_run && self.ask.act == Act::Erase && self.has_run_out()
    }

    fn sees(&self, grant: &Grant, id: &str) -> bool {
        match &grant.sees {
            Some(ids) => ids.iter().any(|seen| seen.value == id),
            None => self.is_of_activity(id),
        }
    }

    fn is_of_activity(&self, id: &str) -> bool {
        self.activity.data.value.iter().any(|known| known.value == id)
    }

    fn asked(&self) -> Vec<&'static str> {
        self.ask.data.iter().map(|place| DATA[*place]).collect()
    }

    /// What a write touches of what the activity holds: what it names if it is the first, everything if it replaces.
    fn touched(&self) -> Vec<&'static str> {
        let named: Vec<&str> = match self.ask.act {
            Act::Register => self.asked(),
            Act::Alter => DATA.to_vec(),
            _ => Vec::new(),
        };
        DATA.into_iter().filter(|id| named.contains(id) && self.is_of_activity(id)).collect()
    }

    fn acts_on_a_record(&self) -> bool {
        !self.ask.listing && self.ask.act != Act::Register && self.ask.act != Act::Restrict
    }

    fn record_is_known(&self) -> bool {
        let Some((of, ..)) = &self.ask.record else { return false };
        let declared = self.charter.activities.iter().any(|activity| activity.id.value == *of);
        *of == self.ask.activity || (declared && self.grant_in(of).is_some())
    }

    /// Everything but restricting and erasing.
    fn uses_data(&self) -> bool {
        self.ask.act != Act::Restrict && self.ask.act != Act::Erase
    }

    fn names_a_category_beyond(&self) -> bool {
        let mut named: Vec<&str> = self.ask.category.iter().map(String::as_str).collect();
        named.extend(self.ask.record.iter().map(|(_, category, _)| category.as_str()));
        named.iter().any(|id| !self.activity.subjects.value.iter().any(|known| known.value == *id))
    }

    fn supplier(&self, id: &str) -> Option<&'a Supplier> {
        self.charter.suppliers.iter().find(|supplier| supplier.id.value == id)
    }

    /// Who learns of the data: whom it goes to, and whom the role works for.
    fn receivers(&self) -> Vec<&'a Supplier> {
        let role = self.charter.roles.iter().find(|role| role.id.value == self.ask.role);
        let own = role.and_then(|role| role.supplier.as_ref()).map(|id| id.value.as_str());
        let mut ids: BTreeSet<&str> = own.into_iter().collect();
        ids.extend(self.ask.recipient.as_deref());
        ids.into_iter().filter_map(|id| self.supplier(id)).collect()
    }

    fn has_run_out(&self) -> bool {
        let Some((of, _, anchor)) = &self.ask.record else { return false };
        let Some(rules) = stated(&self.activity.retention.value).filter(|_| *of == self.ask.activity) else {
            return false;
        };
        rules.iter().filter_map(|rule| rule.value.after).any(|after| end_of(after, *anchor) <= self.ask.at)
    }

    /// What is asked for and not shown: beyond the activity, the role, or any receiver.
    fn withheld(&self) -> BTreeSet<&'static str> {
        let shown = |id: &str| {
            let by_receivers = self.receivers().into_iter().all(|supplier| {
                let entry = self.activity.recipients.iter().find(|to| to.supplier.value == supplier.id.value);
                match entry.and_then(|entry| entry.data.as_ref()) {
                    Some(ids) => ids.iter().any(|seen| seen.value == id),
                    None => true,
                }
            });
            by_receivers && self.is_of_activity(id) && self.grant().is_none_or(|grant| self.sees(grant, id))
        };
        self.asked().into_iter().filter(|id| !shown(id)).collect()
    }
}

fn stated<T>(fact: &Fact<T>) -> Option<&T> {
    match fact {
        Fact::Stated(value) => Some(value),
        Fact::NotStated | Fact::Open | Fact::Aim(_) => None,
    }
}

fn is_safeguarded(supplier: &Supplier) -> bool {
    stated(&supplier.safeguard).is_some_and(|it| it.state == SafeguardState::InPlace)
}

/// The four countries of the generator, by hand.
fn in_eea(country: Country, at: Instant) -> bool {
    let day = at.to_date();
    match country.as_str() {
        "NO" => true,
        "GB" => day < jiff::civil::date(2021, 1, 1),
        "HR" => day >= jiff::civil::date(2014, 4, 12),
        "US" => false,
        other => panic!("{other}"),
    }
}

fn end_of(period: Period, anchor: Instant) -> Instant {
    let (years, months, days) = period.parts();
    let start = anchor.to_timestamp().to_zoned(TimeZone::UTC).datetime();
    let span = jiff::Span::new().years(years).months(months).days(days);
    let end = start.checked_add(span).unwrap().to_zoned(TimeZone::UTC).unwrap();
    Instant::from_timestamp(end.timestamp())
}

/// Compares the two gates on so many charters and questions to each; gives how often each code and each permit came up.
pub(crate) fn compare(charters: u64, asks: u64) -> (usize, Vec<(Code, usize)>) {
    let mut permits = 0;
    let mut seen: Vec<(Code, usize)> = Code::ALL.iter().map(|code| (*code, 0)).collect();
    for (seed, charter, asks) in cases(charters, asks) {
        let rules = rules(&charter);
        for ask in asks {
            let expected = expect(&charter, &ask);
            let found = answer(&ask.decide(&rules));
            assert_eq!(found, expected, "seed {seed}: {ask:#?}\n{charter:#?}");
            match expected {
                Answer::Permit(_) => permits += 1,
                Answer::Refuse(codes) => {
                    seen.iter_mut()
                        .filter(|(code, _)| codes.contains(code))
                        .for_each(|(_, count)| *count += 1);
                }
            }
        }
    }
    (permits, seen)
}
