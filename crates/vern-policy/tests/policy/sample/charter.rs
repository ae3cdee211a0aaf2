//! Own charters and terms that compile: always the same names, everything else as the dice fall.

use vern_core::operation::Act;
use vern_core::period::Period;
use vern_core::place::{Area, Country};
use vern_core::value::DataKind;
use vern_policy::charter::{
    Activity, ActivityRole, Administration, AgreementState, Anchor, Assent, AutomatedDecision, Bases, Basis,
    Carried, Category, Charter, Condition, Condition9, Confidentiality, ConsentRule, Counting, DataType,
    DecisionGround, DocumentFacts, DocumentKind, Grant, Ground, HeldBy, InstructedTransfer, Instruction,
    LogLink, Marketing, MarketingAudience, OpenField, Origin, Pause, Periods, Places, Rank, Recipient,
    RetentionRule, Role, Safeguard, SafeguardKind, SafeguardState, Service, Staff, Supplier, SupplierRole,
    SupportAccess, Terms, Then, Training,
};
use vern_policy::parse::parse_charter;
use vern_policy::{Fact, Placed};

use super::{
    ACTIVITIES, CATEGORIES, COUNTRIES, DATA, Dice, INSTANTS, MINIMAL, MINIMAL_TERMS, PERIODS, ROLES,
    SUPPLIERS, instant, names, placed, words,
};

/// An organisation's own charter.
pub(crate) fn charter(dice: &mut Dice) -> Charter {
    let minimal = parse_charter(MINIMAL.as_bytes()).unwrap();
    let mut charter = filled(dice, minimal, &DATA, &ROLES);
    for activity in &mut charter.activities {
        activity.role = match dice.below(12) {
            0 => Some(placed(ActivityRole::Processor)),
            1 | 2 => Some(placed(ActivityRole::Controller)),
            _ => None,
        };
    }
    ask_staff(dice, &mut charter);
    charter
}

/// A processor's terms: what agreements and their instructions turn on and off comes with them.
pub(crate) fn terms(dice: &mut Dice) -> Charter {
    let minimal = parse_charter(MINIMAL_TERMS.as_bytes()).unwrap();
    let types = &DATA[..DATA.len() - 1];
    let mut charter = filled(dice, minimal, types, &ROLES[..2]);
    charter.services = ["shop", "desk"].map(|id| service(id, types)).to_vec();
    for activity in &mut charter.activities {
        if dice.percent(80) {
            activity.basis = placed(Fact::Stated(Bases::ByController));
        }
        activity.service = dice.percent(40).then(|| placed((*dice.pick(&["shop", "desk"])).to_owned()));
    }
    for supplier in &mut charter.suppliers {
        integrate(dice, supplier);
    }
    for role in &mut charter.roles {
        role.support = dice.percent(8);
    }
    charter.periods = periods(dice);
    let all = [
        OpenField::ObjectionPeriod,
        OpenField::NoticeReceipt,
        OpenField::HandOverPeriod,
        OpenField::Supplements,
        OpenField::Places,
        OpenField::Retention,
    ]
    .map(placed);
    charter.terms = Some(placed(Terms {
        agreed_by: vec![Assent::Signature],
        rank: placed(Fact::Stated(Rank::TermsFirst)),
        outrank_all: Vec::new(),
        counting: placed(Counting::default()),
        log_link: LogLink::UntilCulled,
        open_to_agreement: dice.few(&all, 50),
        instruction: dice.percent(60).then(|| placed(instruction(dice))),
        undertakings: Vec::new(),
    }));
    charter.kind = placed(DocumentKind::Terms);
    ask_staff(dice, &mut charter);
    charter
}

/// What staff sign, in one of two versions.
pub(super) fn confidentiality(version: &str) -> Confidentiality {
    Confidentiality { version: version.to_owned(), words: words("words"), clause: None }
}

/// Something is asked of staff, and there is an activity that keeps what shows it.
fn ask_staff(dice: &mut Dice, charter: &mut Charter) {
    if dice.percent(50) {
        return;
    }
    let documents = ["account_statement"];
    let beside = [("account_email", DataKind::Email), ("account_address", DataKind::Ip)];
    let texts = ["account_name", "account_password", "account_one_time_secret", "account_evidence"];
    let kinds = texts.map(|id| (id, DataKind::Text)).into_iter().chain(beside);
    let kinds: Vec<_> = kinds.chain(documents.map(|id| (id, DataKind::Document))).collect();
    let ids: Vec<&str> = kinds.iter().map(|(id, _)| *id).collect();
    charter.data_types.extend(kinds.iter().map(|(id, kind)| DataType {
        kind: *kind,
        special_category: false,
        offence: false,
        ..data_type(dice, id)
    }));
    charter.activities.push(Activity {
        carries: Some(placed(Carried::StaffAccounts)),
        data: placed(names(&ids)),
        origin: None,
        recipients: Vec::new(),
        ..activity(dice, "accounts", &ids)
    });
    let period = |dice: &mut Dice| -> Period { dice.pick(&PERIODS).parse().unwrap() };
    charter.periods.training = Some(placed(Fact::Stated(period(dice))));
    let grace = dice.percent(50).then(|| placed(period(dice)));
    charter.staff = Some(placed(Staff {
        confidentiality: dice.percent(75).then(|| placed(confidentiality("1"))),
        training: dice.percent(75).then(|| placed(Training { grace, clause: None })),
        warning: placed(period(dice)),
        emergency: None,
    }));
}

fn filled(dice: &mut Dice, minimal: Charter, types: &[&str], roles: &[&str]) -> Charter {
    let category = |id: &&str| Category { id: placed((*id).to_owned()), label: words(id) };
    let mut roles: Vec<Role> = roles.iter().map(|id| role(dice, id)).collect();
    if let Some(role) = roles.first_mut().filter(|_| dice.percent(30)) {
        role.held_by = HeldBy::Subject;
    }
    Charter {
        data_types: types.iter().map(|id| data_type(dice, id)).collect(),
        categories: CATEGORIES.iter().map(category).collect(),
        activities: ACTIVITIES.iter().map(|id| activity(dice, id, types)).collect(),
        suppliers: suppliers(dice),
        roles,
        places: dice.percent(25).then(|| placed(places(dice))),
        ..minimal
    }
}

pub(super) fn data_type(dice: &mut Dice, id: &str) -> DataType {
    DataType {
        id: placed(id.to_owned()),
        kind: if dice.percent(10) { DataKind::NationalId } else { DataKind::Text },
        lookup: false,
        identifies: false,
        special_category: dice.percent(10),
        offence: dice.percent(10),
        label: words(id),
    }
}

fn service(id: &str, types: &[&str]) -> Service {
    Service {
        id: placed(id.to_owned()),
        label: words(id),
        data: placed(names(types)),
        user_agreement: DocumentFacts::default(),
        defaults: Vec::new(),
        clause: "clause".to_owned(),
    }
}

pub(super) fn ground() -> Placed<Ground> {
    placed(Ground { because: words("because"), clause: None })
}

fn activity(dice: &mut Dice, id: &str, types: &[&str]) -> Activity {
    let recipients = dice.few(&SUPPLIERS, 85);
    let condition = Condition9 { article: "9(2)(a)".to_owned(), because: words("because") };
    Activity {
        id: placed(id.to_owned()),
        label: words(id),
        role: None,
        service: None,
        carries: None,
        clause: format!("clause of {id}"),
        purpose: if dice.percent(5) { Fact::Open } else { Fact::Stated(words("purpose")) },
        basis: placed(basis(dice)),
        consent: if dice.percent(15) { ConsentRule::Required } else { ConsentRule::NotRequired },
        consent_text: None,
        special_categories: dice.percent(60).then(|| placed(condition)),
        identity_numbers: dice.percent(60).then(ground),
        offences: dice.percent(60).then(ground),
        subjects: placed(names(&dice.some(&CATEGORIES, 92))),
        data: placed(names(&dice.some(types, 85))),
        origin: dice.percent(50).then(|| placed(origin(dice, types))),
        operations: placed(dice.some(&Act::ALL, 95)),
        sources: Vec::new(),
        told_within: None,
        recipients: recipients
            .into_iter()
            .map(|id| Recipient {
                supplier: placed(id.to_owned()),
                data: dice.percent(40).then(|| names(&dice.some(types, 75))),
                clause: None,
            })
            .collect(),
        places: dice.percent(15).then(|| placed(places(dice))),
        retention: placed(retention(dice)),
        automated_decision: dice.percent(50).then(|| placed(automated(dice))),
        impact_assessment: None,
        marketing: dice.percent(10).then(|| {
            placed(Marketing { audience: MarketingAudience::Persons, unsubscribe: Fact::NotStated })
        }),
        staff_log: None,
        observe_until: observe_until(dice),
    }
}

/// One of the instants the gate is asked at, or one microsecond later.
pub(super) fn observe_until(dice: &mut Dice) -> Option<Placed<vern_core::time::Instant>> {
    dice.percent(20).then(|| {
        let later = i64::try_from(dice.below(2)).unwrap();
        placed(instant(INSTANTS[dice.below(INSTANTS.len())]).plus_micros(later))
    })
}

pub(super) fn basis(dice: &mut Dice) -> Fact<Bases> {
    let own = |articles: &[&str]| {
        let basis = |article: &&str| Basis {
            article: (*article).to_owned(),
            because: None,
            cited: None,
            interest: None,
        };
        Bases::Own(articles.iter().map(basis).collect())
    };
    match dice.below(20) {
        0 => Fact::Open,
        1 => Fact::NotStated,
        2 => Fact::Aim(own(&["6(1)(a)"])),
        3 => Fact::Stated(own(&["6(1)(a)"])),
        4 => Fact::Stated(own(&["6(1)(a)", "6(1)(f)"])),
        5 => Fact::Stated(own(&["6(1)(a)", "6(1)(a)"])),
        6 => Fact::Stated(own(&["6(1)(e)"])),
        7 | 8 => Fact::Stated(own(&["6(1)(f)"])),
        9 => Fact::Stated(own(&["6(1)(b)", "6(1)(f)"])),
        10 => Fact::Stated(own(&["6(1)(c)", "6(1)(d)"])),
        _ => Fact::Stated(own(&["6(1)(b)"])),
    }
}

/// Each data type from nowhere said, one origin, or several.
fn origin(dice: &mut Dice, types: &[&str]) -> Origin {
    Origin {
        provided: names(&dice.few(types, 40)),
        observed: names(&dice.few(types, 30)),
        derived: names(&dice.few(types, 15)),
        third_party: names(&dice.few(types, 15)),
    }
}

fn automated(dice: &mut Dice) -> AutomatedDecision {
    let grounds = [DecisionGround::Contract, DecisionGround::Law, DecisionGround::Consent];
    AutomatedDecision {
        ground: if dice.percent(40) { vec![DecisionGround::Consent] } else { dice.some(&grounds, 40) },
        review: Fact::Stated(true),
        logic: Fact::Stated(words("logic")),
        effect: Fact::NotStated,
        clause: "clause".to_owned(),
    }
}

pub(super) fn retention(dice: &mut Dice) -> Fact<Vec<Placed<RetentionRule>>> {
    let after = RetentionRule {
        after: Some(dice.pick(&PERIODS).parse().unwrap()),
        from: Some(Anchor::Created),
        ..RetentionRule::default()
    };
    let review = RetentionRule { review: Some("P1M".parse().unwrap()), ..RetentionRule::default() };
    let keep = RetentionRule { keep_if_consent: Some(true), ..RetentionRule::default() };
    let condition = *dice.pick(&[Condition::Contract, Condition::Hiring, Condition::Consent]);
    let until =
        RetentionRule { during: Some(condition), then: Some(Then::Erase), ..RetentionRule::default() };
    match dice.below(18) {
        0 => Fact::Open,
        1 => Fact::NotStated,
        2 => Fact::Aim(vec![placed(after)]),
        3 | 4 => Fact::Stated(vec![placed(review)]),
        5 => Fact::Stated(vec![placed(keep)]),
        7 | 8 => Fact::Stated(vec![placed(until)]),
        9 => Fact::Stated(vec![placed(until), placed(keep)]),
        10 => Fact::Aim(vec![placed(until)]),
        6 => Fact::Stated(vec![placed(review), placed(after)]),
        _ => Fact::Stated(vec![placed(after)]),
    }
}

fn area(dice: &mut Dice) -> Area {
    match dice.below(20) {
        0 | 1 => Area::Eu,
        2 | 3 => Area::Eea,
        4..=11 => Area::Country("NO".parse().unwrap()),
        _ => Area::Country(country(dice)),
    }
}

fn country(dice: &mut Dice) -> Country {
    dice.pick(&COUNTRIES).parse().unwrap()
}

/// Bounds: a list wide enough to hold often, or narrow, or nothing that binds.
pub(super) fn places(dice: &mut Dice) -> Places {
    let list = |dice: &mut Dice| {
        let areas = [Area::Eu, Area::Eea, Area::Country("NO".parse().unwrap()), area(dice), area(dice)];
        match dice.below(10) {
            0 => Fact::Stated(vec![area(dice)]),
            1 => Fact::Aim(vec![area(dice)]),
            2..=5 => Fact::NotStated,
            _ => Fact::Stated(dice.some(&areas, 70)),
        }
    };
    Places {
        stored: placed(list(dice)),
        handled: placed(list(dice)),
        seat: placed(list(dice)),
        owner: placed(list(dice)),
        except: names(&dice.few(&SUPPLIERS, 15)),
        clause: None,
    }
}

/// Each supplier stands at the top, or below one of those before it.
fn suppliers(dice: &mut Dice) -> Vec<Supplier> {
    let mut top: Vec<Supplier> = Vec::new();
    for (place, id) in SUPPLIERS.iter().enumerate() {
        let new = supplier(dice, id);
        let above = (place > 1 && dice.percent(45)).then(|| SUPPLIERS[dice.below(place)]);
        match above.and_then(|above| top.iter_mut().find_map(|it| find(it, above))) {
            Some(above) => above.sub_processors.push(new),
            None => top.push(new),
        }
    }
    top
}

fn find<'a>(supplier: &'a mut Supplier, id: &str) -> Option<&'a mut Supplier> {
    if supplier.id.value == id {
        return Some(supplier);
    }
    supplier.sub_processors.iter_mut().find_map(|below| find(below, id))
}

fn supplier(dice: &mut Dice, id: &str) -> Supplier {
    Supplier {
        id: placed(id.to_owned()),
        name: Fact::Stated(id.to_owned()),
        org_number: Fact::NotStated,
        roles: placed(vec![SupplierRole::Processor]),
        used_for: Vec::new(),
        delivers: words("service"),
        gets: Fact::NotStated,
        place: placed(match dice.below(24) {
            0 => Fact::Open,
            1 | 2 => Fact::NotStated,
            3 => Fact::Aim(area(dice)),
            _ => Fact::Stated(area(dice)),
        }),
        handled_in: if dice.percent(20) { vec![placed(area(dice))] } else { Vec::new() },
        seat: if dice.percent(60) { Fact::Stated(country(dice)) } else { Fact::Aim(country(dice)) },
        town: Fact::NotStated,
        owner_country: if dice.percent(30) { Fact::Stated(country(dice)) } else { Fact::NotStated },
        safeguard: placed(safeguard(dice)),
        encryption: Fact::NotStated,
        keeps: None,
        agreement: placed(match dice.below(16) {
            0 => AgreementState::Missing,
            1 | 2 => AgreementState::Named,
            3 | 4 => AgreementState::NotNeeded,
            _ => AgreementState::InPlace,
        }),
        turned_on_by_controller: false,
        needs_own_agreement: false,
        looks_up: None,
        joint_control: None,
        under_review: None,
        sub_processors: Vec::new(),
        clause: "clause".to_owned(),
    }
}

/// Most of the kinds and states there are; in place and of a kind that carries in most.
fn safeguard(dice: &mut Dice) -> Fact<Safeguard> {
    let kinds = [
        SafeguardKind::StandardClauses,
        SafeguardKind::StandardClauses,
        SafeguardKind::BindingRules,
        SafeguardKind::Adequacy,
        SafeguardKind::Adequacy,
        SafeguardKind::Consent,
    ];
    let kind = *dice.pick(&kinds);
    let safeguard = Safeguard {
        kind: match dice.below(12) {
            0 => Fact::NotStated,
            1 => Fact::Aim(kind),
            2 => Fact::Open,
            _ => Fact::Stated(kind),
        },
        state: if dice.percent(88) { SafeguardState::InPlace } else { SafeguardState::UnderAssessment },
        listed_on: match dice.below(4) {
            0 => Fact::NotStated,
            1 => Fact::Aim("2024-01-01".to_owned()),
            _ => Fact::Stated("2024-01-01".to_owned()),
        },
        says: None,
    };
    match dice.below(12) {
        0 => Fact::Aim(safeguard),
        1 => Fact::Open,
        2 => Fact::NotStated,
        _ => Fact::Stated(safeguard),
    }
}

fn integrate(dice: &mut Dice, supplier: &mut Supplier) {
    if dice.percent(12) {
        supplier.roles = placed(vec![SupplierRole::Integration]);
        supplier.turned_on_by_controller = dice.percent(85);
        supplier.needs_own_agreement = dice.percent(50);
    }
    supplier.sub_processors.iter_mut().for_each(|below| integrate(dice, below));
}

pub(crate) fn grant(dice: &mut Dice, activity: &str) -> Grant {
    let sees = [100, 100, 80, 40][dice.below(4)];
    let seen = &DATA[..DATA.len() - 1];
    Grant {
        activity: placed(activity.to_owned()),
        acts: dice.some(&Act::ALL, 96),
        reason_for: if dice.percent(20) { dice.some(&Act::ALL, 40) } else { Vec::new() },
        sees: dice.percent(35).then(|| names(&dice.some(seen, sees))),
    }
}

pub(super) fn role(dice: &mut Dice, id: &str) -> Role {
    let mut may = dice.few(&ACTIVITIES, 93);
    if dice.percent(50) {
        may.reverse();
    }
    Role {
        id: placed(id.to_owned()),
        label: words(id),
        may: may.into_iter().map(|id| grant(dice, id)).collect(),
        supplier: dice.percent(20).then(|| placed((*dice.pick(&SUPPLIERS)).to_owned())),
        held_by: HeldBy::Staff,
        administers: Administration::ALL.into_iter().filter(|_| dice.percent(10)).collect(),
        support: false,
        place: dice.percent(25).then(|| placed(area(dice))),
        clause: None,
    }
}

pub(super) fn periods(dice: &mut Dice) -> Periods {
    let term = |dice: &mut Dice| {
        let stated = *dice.pick(&["P1D", "P30D", "P1M", "P2Y"]);
        let term = if dice.percent(30) {
            vern_core::deadline::Term::hours(36).unwrap()
        } else {
            vern_core::deadline::Term::Period(stated.parse().unwrap())
        };
        dice.percent(85).then(|| {
            placed(match dice.below(10) {
                0 => Fact::NotStated,
                1 => Fact::Aim(term),
                2 => Fact::Open,
                _ => Fact::Stated(term),
            })
        })
    };
    Periods { objection: term(dice), notice_receipt: term(dice), hand_over: term(dice), ..Periods::default() }
}

pub(super) fn instruction(dice: &mut Dice) -> Instruction {
    let transfer = |supplier: &str, to: &str| InstructedTransfer {
        supplier: placed(supplier.to_owned()),
        to: to.parse().unwrap(),
        what_for: words("purpose"),
    };
    let all = SUPPLIERS.into_iter().flat_map(|supplier| COUNTRIES.map(|to| (supplier, to)));
    Instruction {
        version: "1".to_owned(),
        in_force_from: None,
        purpose: Fact::NotStated,
        operations: dice.percent(40).then(|| placed(dice.some(&Act::ALL, 75))),
        data: dice.percent(25).then(|| placed(names(&dice.some(&DATA[..DATA.len() - 1], 85)))),
        subjects: dice.percent(25).then(|| placed(names(&dice.some(&CATEGORIES, 80)))),
        places: dice.percent(20).then(|| placed(places(dice))),
        duration: Fact::NotStated,
        transfers: all.filter(|_| dice.percent(60)).map(|(supplier, to)| transfer(supplier, to)).collect(),
        paused: dice
            .few(&ACTIVITIES, 8)
            .into_iter()
            .map(|id| Pause { activity: placed(id.to_owned()), because: words("unclear") })
            .collect(),
        support: dice
            .few(&ACTIVITIES, 65)
            .into_iter()
            .map(|id| SupportAccess { activity: placed(id.to_owned()), until: observe_until(dice) })
            .collect(),
        clause: None,
    }
}
