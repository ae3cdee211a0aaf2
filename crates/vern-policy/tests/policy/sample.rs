//! The charters the tests are about, and a generator of small ones with questions to the gate.

use serde_saphyr::{Location, Spanned};
use vern_core::decision::{Code, Decision, Outcome};
use vern_core::id::{ActorId, ControllerId, SubjectId};
use vern_core::operation::{Act, Operation};
use vern_core::period::Period;
use vern_core::place::Country;
use vern_core::time::Instant;
use vern_core::value::DataKind;
use vern_policy::charter::{
    Activity, AgreementState, Anchor, Basis, Category, Charter, ConsentRule, DataType, Grant, Recipient,
    RetentionRule, Role, Safeguard, SafeguardKind, SafeguardState, Supplier, SupplierRole, Words,
};
use vern_policy::compile::{Rules, compile};
use vern_policy::parse::parse_charter;
use vern_policy::{Fact, RecordState, State, SubjectState, decide};

/// The charter shipped as an example.
pub(crate) const EXAMPLE: &str = include_str!("../../../../examples/software-company.yaml");

/// The smallest charter that is let in.
pub(crate) const MINIMAL: &str = r#"vern: 1
kind: charter
version: v1
in_force_from: 2026-01-01T00:00:00Z
organisation:
  id: org
  name: Org AS
  country: "NO"
  contact:
    role: { nb: Leder, en: Manager }
    called: controller
    channel: { published: { nb: Skjema, en: Form }, state: works }
languages: [nb]
documents:
  privacy_notice: { updated_on: not_stated }
data_types:
  - id: name
    kind: text
    label: { nb: Navn, en: Name }
categories:
  - id: customer
    label: { nb: Kunder, en: Customers }
activities:
  - id: orders
    label: { nb: Ordre, en: Orders }
    clause: Purpose
    purpose: { nb: Levere., en: Deliver. }
    basis: { article: "6(1)(b)" }
    subjects: [customer]
    data: [name]
    operations: [register, read]
    retention: not_stated
roles:
  - id: clerk
    label: { nb: Medarbeider, en: Clerk }
    may:
      - { activity: orders, acts: [read] }
"#;

/// Numbers that look random and follow from a seed alone (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x1234_5678_9ABC_DEF0)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count).unwrap()).unwrap()
    }

    /// True in so many of a hundred.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Each item in so many of a hundred; never none.
    pub(crate) fn some<T: Clone>(&mut self, items: &[T], percent: usize) -> Vec<T> {
        let some: Vec<T> = items.iter().filter(|_| self.percent(percent)).cloned().collect();
        if some.is_empty() { vec![self.pick(items).clone()] } else { some }
    }
}

pub(crate) const DATA: [&str; 5] = ["name", "email", "note", "phone", "photo"];
pub(crate) const CATEGORIES: [&str; 3] = ["customer", "visitor", "applicant"];
pub(crate) const ACTIVITIES: [&str; 3] = ["orders", "letters", "hiring"];
pub(crate) const SUPPLIERS: [&str; 4] = ["post", "bank", "cloud", "agency"];
pub(crate) const ROLES: [&str; 3] = ["clerk", "viewer", "partner"];
/// In the EEA all the time, never, until the end of 2020, and from 12 April 2014.
pub(crate) const COUNTRIES: [&str; 4] = ["NO", "US", "GB", "HR"];
const INSTANTS: [&str; 5] = [
    "2026-11-22T12:00:00Z",
    "2020-12-31T23:59:59.999999Z",
    "2021-01-01T00:00:00Z",
    "2014-04-11T23:00:00Z",
    "2024-02-29T00:00:00Z",
];
const PERIODS: [&str; 5] = ["P1D", "P60D", "P1M", "P1Y", "P1Y1M1D"];

pub(crate) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Location::UNKNOWN, Location::UNKNOWN)
}

fn names(items: Vec<&str>) -> Vec<Spanned<String>> {
    items.into_iter().map(|item| spanned(item.to_owned())).collect()
}

pub(crate) fn words(text: &str) -> Words {
    Words { nb: format!("{text} nb"), en: format!("{text} en") }
}

pub(crate) fn instant(text: &str) -> Instant {
    Instant::from_timestamp(text.parse().unwrap())
}

/// A charter that compiles: always the same names, everything else as the dice fall.
pub(crate) fn charter(dice: &mut Dice) -> Charter {
    let minimal = parse_charter(MINIMAL.as_bytes()).unwrap();
    let data_type = |id: &&str| DataType {
        id: spanned((*id).to_owned()),
        kind: DataKind::Text,
        lookup: false,
        label: words(id),
    };
    let category = |id: &&str| Category { id: spanned((*id).to_owned()), label: words(id) };
    Charter {
        data_types: DATA.iter().map(data_type).collect(),
        categories: CATEGORIES.iter().map(category).collect(),
        activities: ACTIVITIES.iter().map(|id| activity(dice, id)).collect(),
        suppliers: SUPPLIERS.iter().map(|id| supplier(dice, id)).collect(),
        roles: ROLES.iter().map(|id| role(dice, id)).collect(),
        ..minimal
    }
}

fn activity(dice: &mut Dice, id: &str) -> Activity {
    let basis = |article: &str| Basis { article: article.to_owned(), because: None };
    let recipients = SUPPLIERS.iter().filter(|_| dice.percent(60)).copied().collect::<Vec<_>>();
    Activity {
        id: spanned(id.to_owned()),
        label: words(id),
        clause: format!("clause of {id}"),
        purpose: if dice.percent(6) { Fact::Open } else { Fact::Stated(words("purpose")) },
        basis: spanned(match dice.below(16) {
            0 => Fact::Open,
            1 => Fact::NotStated,
            2 => Fact::Aim(basis("6(1)(a)")),
            3 => Fact::Stated(basis("6(1)(a)")),
            _ => Fact::Stated(basis("6(1)(b)")),
        }),
        consent: if dice.percent(20) { ConsentRule::Required } else { ConsentRule::NotRequired },
        subjects: spanned(names(dice.some(&CATEGORIES, 70))),
        data: spanned(names(dice.some(&DATA, 70))),
        operations: spanned(dice.some(&Act::ALL, 92)),
        sources: Vec::new(),
        recipients: recipients
            .into_iter()
            .map(|id| Recipient {
                supplier: spanned(id.to_owned()),
                data: dice.percent(60).then(|| names(dice.some(&DATA, 60))),
                clause: None,
            })
            .collect(),
        retention: spanned(retention(dice)),
    }
}

fn retention(dice: &mut Dice) -> Fact<Vec<Spanned<RetentionRule>>> {
    let after = RetentionRule {
        after: Some(dice.pick(&PERIODS).parse().unwrap()),
        from: Some(Anchor::Created),
        ..RetentionRule::default()
    };
    let review = RetentionRule { review: Some("P1M".parse().unwrap()), ..RetentionRule::default() };
    match dice.below(10) {
        0 => Fact::Open,
        1 => Fact::NotStated,
        2 => Fact::Aim(vec![spanned(after)]),
        3 => Fact::Stated(vec![spanned(review)]),
        4 => Fact::Stated(vec![spanned(review), spanned(after)]),
        _ => Fact::Stated(vec![spanned(after)]),
    }
}

fn supplier(dice: &mut Dice, id: &str) -> Supplier {
    let place = |dice: &mut Dice| dice.pick(&COUNTRIES).parse().unwrap();
    let safeguard = |state| Safeguard { kind: SafeguardKind::StandardClauses, state };
    Supplier {
        id: spanned(id.to_owned()),
        name: id.to_owned(),
        role: SupplierRole::Processor,
        delivers: words("service"),
        place: spanned(match dice.below(10) {
            0 => Fact::Open,
            1 | 2 => Fact::NotStated,
            3 => Fact::Aim(place(dice)),
            _ => Fact::Stated(place(dice)),
        }),
        owner_country: Fact::NotStated,
        safeguard: match dice.below(6) {
            0 => Fact::Stated(safeguard(SafeguardState::UnderAssessment)),
            1 => Fact::Aim(safeguard(SafeguardState::InPlace)),
            2 => Fact::Open,
            3 => Fact::NotStated,
            _ => Fact::Stated(safeguard(SafeguardState::InPlace)),
        },
        agreement: spanned(*dice.pick(&[
            AgreementState::InPlace,
            AgreementState::InPlace,
            AgreementState::Named,
            AgreementState::Missing,
            AgreementState::NotNeeded,
        ])),
        clause: "clause".to_owned(),
    }
}

pub(crate) fn grant(dice: &mut Dice, activity: &str) -> Grant {
    let sees = [100, 100, 80, 40][dice.below(4)];
    Grant {
        activity: spanned(activity.to_owned()),
        acts: dice.some(&Act::ALL, 90),
        reason_for: if dice.percent(25) { dice.some(&Act::ALL, 40) } else { Vec::new() },
        sees: dice.percent(40).then(|| names(dice.some(&DATA, sees))),
    }
}

fn role(dice: &mut Dice, id: &str) -> Role {
    let mut may = ACTIVITIES.iter().filter(|_| dice.percent(75)).copied().collect::<Vec<_>>();
    if dice.percent(50) {
        may.reverse();
    }
    Role {
        id: spanned(id.to_owned()),
        label: words(id),
        may: may.into_iter().map(|id| grant(dice, id)).collect(),
        supplier: dice.percent(25).then(|| spanned((*dice.pick(&SUPPLIERS)).to_owned())),
        clause: None,
    }
}

/// A question to the gate, with everything it names held here.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) activity: String,
    pub(crate) act: Act,
    pub(crate) names_subject: bool,
    pub(crate) category: Option<String>,
    /// Places in [`DATA`].
    pub(crate) data: Vec<usize>,
    pub(crate) data_undeclared: bool,
    pub(crate) data_invalid: bool,
    pub(crate) role: String,
    pub(crate) recipient: Option<String>,
    pub(crate) place: Option<Country>,
    pub(crate) reason_given: bool,
    pub(crate) at: Instant,
    /// Whether the subject is known, and if so whether restricted.
    pub(crate) subject: Option<bool>,
    /// Activity, category and anchor of the record.
    pub(crate) record: Option<(String, String, Instant)>,
    pub(crate) consented: bool,
    pub(crate) listing: bool,
    pub(crate) retention_run: bool,
}

impl Ask {
    pub(crate) fn operation(&self) -> Operation<'_> {
        Operation {
            controller: ControllerId::from_bits(7),
            activity: &self.activity,
            act: self.act,
            subject: self.names_subject.then(|| SubjectId::from_bytes([1; 16])),
            category: self.category.as_deref(),
            data: self.data.iter().copied().collect(),
            data_undeclared: self.data_undeclared,
            data_invalid: self.data_invalid,
            actor: ActorId::from_bytes([2; 16]),
            role: &self.role,
            recipient: self.recipient.as_deref(),
            place: self.place,
            reason_given: self.reason_given,
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
            }),
            consented: self.consented,
            listing: self.listing,
            retention_run: self.retention_run,
        }
    }

    pub(crate) fn decide(&self, rules: &Rules) -> Decision {
        decide(&self.operation(), rules, &self.state())
    }
}

/// A question: mostly about what is there and asked as it should be, so that permits and refusals for one reason come up often.
pub(crate) fn ask(dice: &mut Dice) -> Ask {
    let name = |dice: &mut Dice, known: &[&str]| {
        if dice.percent(4) { "nobody".to_owned() } else { (*dice.pick(known)).to_owned() }
    };
    let activity = name(dice, &ACTIVITIES);
    let at = instant(INSTANTS[dice.below(INSTANTS.len())]);
    let record_of = if dice.percent(90) { activity.clone() } else { name(dice, &ACTIVITIES) };
    let act = *dice.pick(&Act::ALL);
    let has_record = dice.percent(if act == Act::Register { 5 } else { 88 });
    let has_recipient = dice.percent(if matches!(act, Act::Disclose | Act::Transfer) { 90 } else { 10 });
    let percent = [20, 60, 100][dice.below(3)];
    Ask {
        activity,
        act,
        names_subject: dice.percent(60),
        category: dice.percent(30).then(|| name(dice, &CATEGORIES)),
        data: dice.some(&[0, 1, 2, 3, 4], percent),
        data_undeclared: dice.percent(4),
        data_invalid: dice.percent(4),
        role: name(dice, &ROLES),
        recipient: has_recipient.then(|| name(dice, &SUPPLIERS)),
        place: dice.percent(20).then(|| dice.pick(&COUNTRIES).parse().unwrap()),
        reason_given: dice.percent(70),
        at,
        subject: dice.percent(94).then(|| dice.percent(8)),
        record: has_record.then(|| (record_of, name(dice, &CATEGORIES), anchor(dice, at))),
        consented: dice.percent(75),
        listing: dice.percent(8),
        retention_run: dice.percent(12),
    }
}

/// Long ago, just now, or within two microseconds of the instant at which one of the periods runs out.
fn anchor(dice: &mut Dice, at: Instant) -> Instant {
    let period: Period = dice.pick(&PERIODS).parse().unwrap();
    match dice.below(5) {
        0 => at.plus_micros(-400 * 86_400_000_000),
        1 | 2 => at,
        _ => period.before(at).plus_micros(i64::try_from(dice.below(5)).unwrap() - 2),
    }
}

/// `charters` charters, with `asks` questions each.
pub(crate) fn cases(charters: u64, asks: u64) -> impl Iterator<Item = (u64, Charter, Vec<Ask>)> {
    (0..charters).map(move |seed| {
        let mut dice = Dice::new(seed);
        let charter = charter(&mut dice);
        let asks = (0..asks).map(|_| ask(&mut dice)).collect();
        (seed, charter, asks)
    })
}

pub(crate) fn rules(charter: &Charter) -> Rules {
    compile(charter.clone(), "sample.yaml").unwrap_or_else(|errors| panic!("{errors:?}"))
}

pub(crate) fn codes(decision: &Decision) -> Vec<Code> {
    match &decision.outcome {
        Outcome::Permit { .. } => Vec::new(),
        Outcome::Refuse { reasons } => reasons.iter().map(|reason| reason.code).collect(),
    }
}
