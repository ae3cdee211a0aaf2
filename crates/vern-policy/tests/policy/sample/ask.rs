//! Questions to the gate.

use vern_core::decision::Decision;
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation, RestrictionException, StaffState};
use vern_core::origin::Origin;
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::reach::{Part, Reach};
use vern_core::time::Instant;
use vern_policy::staff::words_hash;
use vern_policy::{Amendment, Narrowing, RecordState, Rules, State, SubjectState, decide};

use super::charter::confidentiality;
use super::{ACTIVITIES, CATEGORIES, COUNTRIES, DATA, Dice, INSTANTS, PERIODS, ROLES, SUPPLIERS, instant};

/// A question to the gate, with everything it names held here.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) activity: String,
    pub(crate) act: Act,
    pub(crate) names_subject: bool,
    pub(crate) category: Option<String>,
    /// Places in [`DATA`]; one that the rules do not declare makes the question name undeclared data, as callers do.
    pub(crate) data: Vec<usize>,
    pub(crate) data_undeclared: bool,
    pub(crate) data_invalid: bool,
    /// Where some of the data is said to come from.
    pub(crate) origins: Vec<(usize, Origin)>,
    pub(crate) role: String,
    pub(crate) access_until: Option<Instant>,
    /// What the actor's own access was given for, where that is less than the role may.
    pub(crate) reach: Option<Reach>,
    /// What is known of whoever asks, where that is a member of staff.
    pub(crate) staff: Option<StaffState>,
    /// Whether it is on the own behalf of the subject it names, or of someone else; none where staff act.
    pub(crate) own: Option<bool>,
    pub(crate) recipient: Option<String>,
    pub(crate) place: Option<Country>,
    pub(crate) automated: bool,
    pub(crate) reason_given: bool,
    pub(crate) exception: Option<RestrictionException>,
    pub(crate) at: Instant,
    /// Whether the subject is known, and if so whether restricted.
    pub(crate) subject: Option<bool>,
    /// Activity, category and anchor of the record.
    pub(crate) record: Option<(String, String, Instant)>,
    /// What the record's policy row takes away.
    pub(crate) narrowing: Option<Narrowing>,
    pub(crate) consented: bool,
    pub(crate) objected: bool,
    pub(crate) erasure_ordered: bool,
    /// When what the data is kept for ends.
    pub(crate) ends_at: Option<Instant>,
    pub(crate) listing: bool,
    /// Whether policy rows are amended, and if so whether their period is shortened.
    pub(crate) amending: Option<bool>,
    /// An alteration of what it names alone.
    pub(crate) partial: bool,
    /// Of data held elsewhere.
    pub(crate) elsewhere: bool,
    pub(crate) retention_run: bool,
}

impl Ask {
    pub(crate) fn operation(&self, rules: &Rules) -> Operation<'_> {
        let places = self.data.iter().map(|place| rules.data_type(DATA[*place]).map(|(place, ..)| place));
        Operation {
            controller: ControllerId::from_bits(7),
            activity: &self.activity,
            act: self.act,
            subject: self.names_subject.then(|| SubjectId::from_bytes([1; 16])),
            category: self.category.as_deref(),
            data_undeclared: self.data_undeclared || places.clone().any(|place| place.is_none()),
            data: places.flatten().collect(),
            data_invalid: self.data_invalid,
            origin_undeclared: self.origins.iter().any(|(place, origin)| {
                let place = rules.data_type(DATA[*place]).map(|(place, ..)| place);
                place.is_some_and(|place| !rules.allows_origin(&self.activity, place, *origin))
            }),
            actor: ActorId::from_bytes([2; 16]),
            role: &self.role,
            access_until: self.access_until,
            reach: self.reach.as_ref(),
            staff: self.staff,
            acting_for: self.own.map(|own| SubjectId::from_bytes(if own { [1; 16] } else { [9; 16] })),
            recipient: self.recipient.as_deref(),
            place: self.place,
            automated: self.automated,
            reason_given: self.reason_given,
            exception: self.exception,
            at: self.at,
        }
    }

    pub(crate) fn state(&self) -> State<'_> {
        State {
            subject: self.subject.map(|restricted| SubjectState { restricted }),
            record: self.record.as_ref().map(|(activity, category, anchor)| RecordState {
                activity,
                category,
                anchor: *anchor,
                narrowing: self.narrowing.as_ref(),
            }),
            consented: self.consented,
            objected: self.objected,
            erasure_ordered: self.erasure_ordered,
            ends_at: self.ends_at,
            listing: self.listing,
            amending: self.amending.map(|shortens_period| Amendment { shortens_period }),
            partial: self.partial,
            elsewhere: self.elsewhere,
            retention_run: self.retention_run,
        }
    }

    pub(crate) fn decide(&self, rules: &Rules) -> Decision {
        decide(&self.operation(rules), rules, &self.state())
    }

    /// The same question at another instant, about a record as old as before, whose end is as far off.
    pub(crate) fn move_to(&mut self, at: Instant) {
        let by = at.as_micros() - self.at.as_micros();
        self.at = at;
        if let Some((_, _, anchor)) = &mut self.record {
            *anchor = anchor.plus_micros(by);
        }
        self.ends_at = self.ends_at.map(|end| end.plus_micros(by));
    }
}

/// A question: mostly about what is there and asked as it should be, so that permits and refusals for one reason come up often.
pub(crate) fn ask(dice: &mut Dice) -> Ask {
    let name = |dice: &mut Dice, known: &[&str]| {
        if dice.percent(3) { "nobody".to_owned() } else { (*dice.pick(known)).to_owned() }
    };
    let activity = name(dice, &ACTIVITIES);
    let at = instant(INSTANTS[dice.below(INSTANTS.len())]);
    let record_of = if dice.percent(92) { activity.clone() } else { name(dice, &ACTIVITIES) };
    let act = *dice.pick(&Act::ALL);
    let has_record = dice.percent(if act == Act::Register { 5 } else { 90 });
    let has_recipient = dice.percent(if matches!(act, Act::Disclose | Act::Transfer) { 90 } else { 10 });
    let percent = [20, 60, 100][dice.below(3)];
    // The supplement is asked for seldom: in most documents it is not declared.
    let types = if dice.percent(8) { DATA.len() } else { DATA.len() - 1 };
    let data: Vec<usize> = (0..types).collect();
    let data = dice.some(&data, percent);
    let origins = if dice.percent(15) { dice.some(&data, 60) } else { Vec::new() };
    Ask {
        activity,
        act,
        names_subject: dice.percent(60),
        category: dice.percent(20).then(|| name(dice, &CATEGORIES)),
        origins: origins.into_iter().map(|place| (place, *dice.pick(&Origin::ALL))).collect(),
        data,
        data_undeclared: dice.percent(3),
        data_invalid: dice.percent(3),
        role: name(dice, &ROLES),
        own: dice.percent(40).then(|| dice.percent(60)),
        reach: dice.percent(5).then(|| reach(dice)),
        access_until: dice.percent(20).then(|| instant(INSTANTS[dice.below(INSTANTS.len())])),
        staff: dice.percent(40).then(|| staff(dice, at)),
        recipient: has_recipient.then(|| name(dice, &SUPPLIERS)),
        place: dice.percent(20).then(|| dice.pick(&COUNTRIES).parse().unwrap()),
        automated: dice.percent(13),
        reason_given: dice.percent(75),
        exception: dice.percent(70).then(|| exception(dice)),
        at,
        subject: dice.percent(96).then(|| dice.percent(16)),
        record: has_record.then(|| (record_of, name(dice, &CATEGORIES), anchor(dice, at))),
        narrowing: dice.percent(15).then(|| narrowing(dice)),
        consented: dice.percent(75),
        objected: dice.percent(8),
        erasure_ordered: dice.percent(4),
        ends_at: dice.percent(25).then(|| at.plus_micros([-86_400_000_000, 0, 1][dice.below(3)])),
        listing: dice.percent(8),
        amending: (act == Act::Alter && dice.percent(30) || dice.percent(2)).then(|| dice.percent(40)),
        partial: dice.percent(if act == Act::Alter { 40 } else { 3 }),
        elsewhere: dice.percent(5),
        retention_run: dice.percent(if act == Act::Erase { 25 } else { 3 }),
    }
}

/// Somebody who mostly has what is asked.
fn staff(dice: &mut Dice, at: Instant) -> StaffState {
    let words = ["1", "2"].map(|version| words_hash(&confidentiality(version)));
    StaffState {
        signed: dice.percent(90).then(|| words[usize::from(dice.percent(15))]),
        trained_at: dice.percent(90).then(|| anchor(dice, at)),
        let_in_until: dice.percent(15).then(|| at.plus_micros([-1, 0, 1][dice.below(3)])),
    }
}

/// Consent as often as not.
fn exception(dice: &mut Dice) -> RestrictionException {
    if dice.percent(50) { RestrictionException::Consent } else { *dice.pick(&RestrictionException::ALL) }
}

/// What a policy row takes away, an unheard-of supplier among it.
pub(crate) fn narrowing(dice: &mut Dice) -> Narrowing {
    let denied = dice.few(&SUPPLIERS, 12).into_iter().map(ToOwned::to_owned);
    let gone = dice.percent(10).then(|| "gone".to_owned());
    Narrowing {
        recipients_denied: denied.chain(gone).collect(),
        automated_denied: dice.percent(40),
        period: dice.percent(40).then(|| dice.pick(&PERIODS).parse().unwrap()),
    }
}

/// Long ago, just now, or within two microseconds of the instant at which one of the periods runs out.
fn anchor(dice: &mut Dice, at: Instant) -> Instant {
    let period: Period = dice.pick(&PERIODS).parse().unwrap();
    match dice.below(6) {
        0 => at.plus_micros(-400 * 86_400_000_000),
        1..=3 => at,
        _ => period.before(at).plus_micros(i64::try_from(dice.below(5)).unwrap() - 2),
    }
}

/// Mostly into all activities, in some of them for a few acts or data types only.
fn reach(dice: &mut Dice) -> Reach {
    let mut parts = Vec::new();
    for activity in ACTIVITIES {
        if dice.percent(80) {
            let (few_acts, few_types) = (dice.percent(40), dice.percent(40));
            let acts = few_acts.then(|| dice.some(&Act::ALL, 60));
            let sees = few_types.then(|| dice.some(&DATA, 70));
            let sees = sees.map(|sees| sees.into_iter().map(ToOwned::to_owned).collect());
            parts.push(Part { activity: activity.to_owned(), acts, sees });
        }
    }
    if parts.is_empty() {
        parts.push(Part { activity: ACTIVITIES[0].to_owned(), acts: None, sees: None });
    }
    Reach::try_from(parts).unwrap()
}
