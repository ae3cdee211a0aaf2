//! Old operations asked again: what another version of the charter would have answered, from the journal entry alone.
//!
//! An entry holds no person and no value, only the facts its decision used ([`StateBits`]). What a fact leaves out is taken as it then was. A
//! record's age is known to the day: a period that is another one is judged by whole days, the same period as it was judged then. Of a policy
//! row only what held then is known: a record that had run out by the row's own period has still run out.

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Outcome, StateBits};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation, RestrictionException};
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::time::Instant;

use crate::charter::HeldBy;
use crate::decide::{Amendment, RecordState, State, SubjectState, decide};
use crate::narrowing::Narrowing;
use crate::rules::Rules;

const DAY_MICROS: i64 = 86_400_000_000;

/// An operation as its journal entry has it.
#[derive(Debug, Clone)]
pub struct PastOperation<'a> {
    /// Activity; none where the caller named an undeclared one.
    pub activity: Option<&'a str>,
    /// What was done.
    pub act: Act,
    /// Data types, by their places in the charter it cites.
    pub data: DataTypes,
    /// Who.
    pub actor: ActorId,
    /// To whom.
    pub recipient: Option<&'a str>,
    /// Where to.
    pub place: Option<Country>,
    /// The facts the decision used.
    pub state: StateBits,
    /// When.
    pub at: Instant,
}

/// What other rules answer to an operation that was permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The same.
    Permitted,
    /// Permitted, without these data types too, by id.
    Withheld(Vec<String>),
    /// Let through only because the activity is observed for now.
    Observed(Vec<Code>),
    /// Refused, for these reasons.
    Refused(Vec<Code>),
    /// The entry does not hold what the answer hangs on: whether consent was there, or what is now asked of staff, which was not asked for then.
    Unknown,
}

/// Asks other rules, which are to come into force at `from`, about an operation decided by `then`.
#[must_use]
pub fn replay(past: &PastOperation<'_>, then: &Rules, other: &Rules, from: Instant) -> Verdict {
    let Some(activity) = past.activity else { return Verdict::Refused(vec![Code::ActivityUndeclared]) };
    let number = |at| past.state.number(at).and_then(|number| usize::try_from(number).ok());
    let category = number(StateBits::CATEGORY).and_then(|place| then.charter.categories.get(place));
    let category = category.map(|category| category.id.value.as_str());
    let role = number(StateBits::ROLE).and_then(|place| then.charter.roles.get(place));
    let moved: Vec<Option<usize>> = past.data.iter().map(|place| moved(place, then, other)).collect();
    // A read shows what there is; only what is written or handed over is named, and refused where it is no longer declared.
    let names_data = matches!(past.act, Act::Register | Act::Alter | Act::Disclose | Act::Transfer);
    let gone = moved.iter().any(Option::is_none);
    let has = |flag| past.state.contains(flag);
    let operation = Operation {
        controller: ControllerId::from_bits(0),
        activity,
        act: past.act,
        subject: has(StateBits::SUBJECT_NAMED).then(|| SubjectId::from_bytes([0; 16])),
        category,
        data: moved.iter().flatten().copied().collect(),
        data_undeclared: has(StateBits::DATA_UNDECLARED) || (names_data && gone),
        data_invalid: has(StateBits::DATA_INVALID),
        origin_undeclared: has(StateBits::ORIGIN_UNDECLARED),
        actor: past.actor,
        role: role.map_or("", |role| role.id.value.as_str()),
        access_until: has(StateBits::ACCESS_OVER).then_some(past.at),
        // What was refused for it is not asked again; what was permitted was within it.
        reach: None,
        staff: None,
        // What was granted to a person was about that person.
        acting_for: has(StateBits::GRANTED).then(|| SubjectId::from_bytes([0; 16])),
        recipient: past.recipient,
        place: past.place,
        automated: has(StateBits::AUTOMATED),
        reason_given: has(StateBits::REASON_GIVEN),
        exception: number(StateBits::EXCEPTION)
            .and_then(|place| RestrictionException::ALL.get(place).copied()),
        at: past.at,
    };
    let ran_out = past.state.contains(StateBits::EXPIRED) && !ended(past, then, activity);
    let narrowing = narrowing(past, ran_out);
    let state = State {
        record: record(past, activity, category, ran_out, (then, other))
            .map(|record| RecordState { narrowing: Some(&narrowing), ..record }),
        ..facts(past)
    };
    let decision = decide(&operation, other, &state);
    let codes = |reasons: Vec<vern_core::decision::Reason>| -> Vec<Code> {
        reasons.into_iter().map(|reason| reason.code).collect()
    };
    match decision.outcome {
        Outcome::Refuse { reasons } => refused(past, other, codes(reasons)),
        Outcome::Permit { observed, .. } if !observed.is_empty() => {
            // Then it was observed; what counts is whether it still is once the version holds.
            let until = other.activity(activity).and_then(|activity| activity.observe_until);
            let still = until.is_some_and(|until| from < until);
            if still { Verdict::Observed(codes(observed)) } else { refused(past, other, codes(observed)) }
        }
        Outcome::Permit { .. } if !staff_has_it(past, (then, other), role.map(|role| role.held_by)) => {
            Verdict::Unknown
        }
        Outcome::Permit { withheld, .. } => {
            let ids = withheld.iter().filter_map(|place| other.data_type_id(place).map(ToOwned::to_owned));
            let gone = past.data.iter().zip(&moved).filter(|(_, to)| to.is_none());
            let gone = gone.filter_map(|(place, _)| then.data_type_id(place).map(ToOwned::to_owned));
            let ids: Vec<String> = ids.chain(gone).collect();
            if ids.is_empty() { Verdict::Permitted } else { Verdict::Withheld(ids) }
        }
    }
}

/// Whether whoever acted has what the other rules ask of staff. An entry tells that they had what was asked then, and no more.
fn staff_has_it(past: &PastOperation<'_>, (then, other): (&Rules, &Rules), role: Option<HeldBy>) -> bool {
    let Some(asked) = other.staff() else { return true };
    let is_program = then.staff().is_some() && !past.state.contains(StateBits::STAFF_ASKED);
    let is_nobody =
        past.state.contains(StateBits::RETENTION_RUN) || role.is_some_and(|it| it != HeldBy::Staff);
    is_program || is_nobody || asked.asks_no_more_than(then.staff())
}

/// Whether consent was there is known only where it was asked for.
fn refused(past: &PastOperation<'_>, other: &Rules, mut codes: Vec<Code>) -> Verdict {
    if !past.state.contains(StateBits::CONSENT_ASKED) && !past.state.contains(StateBits::CONSENTED) {
        let may_keep = past.activity.is_some_and(|activity| other.keeps_by_consent(activity));
        let hangs_on_it = |code| match code {
            Code::ConsentMissing => true,
            Code::RetentionExpired => may_keep && past.state.contains(StateBits::ENDED),
            _ => false,
        };
        codes.retain(|code| !hangs_on_it(*code));
        if codes.is_empty() {
            return Verdict::Unknown;
        }
    }
    Verdict::Refused(codes)
}

/// Where a data type of one charter stands in another.
fn moved(place: usize, then: &Rules, other: &Rules) -> Option<usize> {
    other.data_type(then.data_type_id(place)?).map(|(place, ..)| place)
}

/// What was known of the subject, and what was asked.
fn facts<'a>(past: &PastOperation<'_>) -> State<'a> {
    let has = |flag| past.state.contains(flag);
    State {
        subject: has(StateBits::SUBJECT_KNOWN)
            .then(|| SubjectState { restricted: has(StateBits::RESTRICTED) }),
        record: None,
        consented: has(StateBits::CONSENTED),
        objected: has(StateBits::OBJECTED),
        erasure_ordered: has(StateBits::ERASURE_ORDERED),
        ends_at: has(StateBits::ENDED).then_some(past.at),
        listing: has(StateBits::LISTING),
        amending: has(StateBits::AMENDING)
            .then(|| Amendment { shortens_period: has(StateBits::AMENDING_PERIOD) }),
        partial: has(StateBits::PARTIAL),
        elsewhere: has(StateBits::ELSEWHERE),
        retention_run: has(StateBits::RETENTION_RUN),
    }
}

/// Whether what the data was kept for had ended, so that no period need have run out.
fn ended(past: &PastOperation<'_>, then: &Rules, activity: &str) -> bool {
    let kept_on = then.keeps_by_consent(activity) && past.state.contains(StateBits::CONSENTED);
    past.state.contains(StateBits::ENDED) && then.kept_while(activity).is_some() && !kept_on
}

/// What was known of the record. One of another activity keeps an activity nobody declares.
fn record<'a>(
    past: &PastOperation<'_>,
    activity: &'a str,
    category: Option<&'a str>,
    ran_out: bool,
    (then, other): (&Rules, &Rules),
) -> Option<RecordState<'a>> {
    let has = |flag| past.state.contains(flag);
    let same = then.expiry_of(activity).filter(|period| other.expiry_of(activity) == Some(*period));
    has(StateBits::RECORD_KNOWN).then(|| RecordState {
        activity: if has(StateBits::RECORD_OF_ACTIVITY) { activity } else { "" },
        category: category.unwrap_or_default(),
        anchor: anchor(past, ran_out, same),
        narrowing: None,
    })
}

/// What of the record's policy row still tells on an operation that was permitted. A recipient it takes away would have stopped it then. A
/// period that had not run out then has not now; one that had was at least a day.
fn narrowing(past: &PastOperation<'_>, ran_out: bool) -> Narrowing {
    let had_run_out = ran_out && past.state.contains(StateBits::PERIOD_NARROWED);
    Narrowing {
        automated_denied: past.state.contains(StateBits::AUTOMATED_DENIED),
        period: if had_run_out { Period::from_days(1).ok() } else { None },
        ..Narrowing::default()
    }
}

/// What the record's period counted from, to the day; where the period is the same, on the side of its end it was then.
fn anchor(past: &PastOperation<'_>, ran_out: bool, same: Option<Period>) -> Instant {
    let days = past.state.number(StateBits::AGE_DAYS).and_then(|days| i64::try_from(days).ok()).unwrap_or(0);
    let by_age = past.at.plus_micros(-days.saturating_mul(DAY_MICROS));
    let Some(period) = same else { return by_age };
    match (ran_out, period.after(by_age) <= past.at) {
        (true, false) => period.last_run_out(past.at),
        (false, true) => past.at,
        _ => by_age,
    }
}
