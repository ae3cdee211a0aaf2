//! Sets of terms and agreements under them: several versions of each, with instructions, over the instants the gate is asked at.

use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_policy::Placed;
use vern_policy::charter::{
    AgreedActivity, AgreedSupplier, Agreement, AgreementState, Charter, Instruction, Integration, Pause,
    Periods, SupplierConsent, SupportAccess, TermsVersion, Under,
};
use vern_policy::in_force::{Document, Source, Timeline};
use vern_policy::parse::parse_document;

use super::charter::{
    basis, data_type, ground, instruction, observe_until, periods, places, retention, role, terms,
};
use super::{
    ACTIVITIES, CATEGORIES, DATA, Dice, MINIMAL_AGREEMENT, SUPPLIERS, instant, names, placed, words,
};

/// When versions come into force, agreements end, notices are sent and instructions given: each used once a kind at most.
const TIMES: [&str; 8] = [
    "2012-01-01T00:00:00Z",
    "2014-04-01T00:00:00Z",
    "2015-06-01T00:00:00Z",
    "2020-12-01T00:00:00Z",
    "2020-12-31T23:59:59.999999Z",
    "2021-01-01T00:00:00Z",
    "2024-02-01T00:00:00Z",
    "2026-11-01T00:00:00Z",
];

/// The documents of one controller, as written.
#[derive(Debug, Clone)]
pub(crate) struct Papers {
    pub(crate) terms: Vec<Charter>,
    pub(crate) agreements: Vec<Agreement>,
}

impl Papers {
    pub(crate) fn documents(&self) -> Vec<Document> {
        let terms = self.terms.iter().map(|it| Document::Charter(Box::new(it.clone())));
        terms.chain(self.agreements.iter().map(|it| Document::Agreement(Box::new(it.clone())))).collect()
    }

    /// Instants at which something begins or ends, and others around them.
    pub(crate) fn changes(&self) -> Vec<Instant> {
        let mut changes: Vec<Instant> = self.terms.iter().map(|it| it.in_force_from.value).collect();
        for agreement in &self.agreements {
            changes.push(agreement.in_force_from.value);
            changes.extend(agreement.in_force_to.map(|end| end.value));
            changes.extend(agreement.in_force_to.map(|end| end.value.plus_micros(30 * 86_400_000_000)));
            changes.extend(
                agreement.instructions.iter().filter_map(|it| it.value.in_force_from).map(|it| it.value),
            );
            let sent = agreement.suppliers.iter().filter_map(|it| it.notice_sent_at).map(|it| it.value);
            changes.extend(
                sent.flat_map(|sent| [2, 31, 60].map(|days| sent.plus_micros(days * 86_400_000_000))),
            );
        }
        changes
    }
}

pub(crate) fn timeline(papers: &Papers) -> Timeline {
    let source = |document: Document| {
        Source::new(document, "sample.yaml").unwrap_or_else(|errors| panic!("{errors:?}"))
    };
    let sources: Vec<Source> = papers.documents().into_iter().map(source).collect();
    Timeline::new(&sources).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// One or two terms, one or two agreements under them.
pub(crate) fn papers(dice: &mut Dice) -> Papers {
    let starts = |dice: &mut Dice, first: &[usize], later: &[usize]| {
        let mut starts = vec![*dice.pick(first)];
        starts.extend(dice.percent(35).then(|| *dice.pick(later)));
        starts
    };
    let terms: Vec<Charter> = starts(dice, &[0, 1], &[3, 5])
        .into_iter()
        .enumerate()
        .map(|(place, start)| Charter {
            version: format!("t{place}"),
            in_force_from: placed(instant(TIMES[start])),
            ..terms(dice)
        })
        .collect();
    let agreements = starts(dice, &[0, 1, 2], &[4, 5])
        .into_iter()
        .enumerate()
        .map(|(place, start)| Agreement {
            version: format!("a{place}"),
            ..agreement(dice, start, terms.len())
        })
        .collect();
    Papers { terms, agreements }
}

fn agreement(dice: &mut Dice, start: usize, terms: usize) -> Agreement {
    let Document::Agreement(minimal) = parse_document(MINIMAL_AGREEMENT.as_bytes()).unwrap() else {
        panic!()
    };
    let named = dice.percent(25).then(|| TermsVersion::Named(format!("t{}", dice.below(terms))));
    let services = dice.few(&["shop", "desk"], 93);
    let mut agreement = Agreement {
        in_force_from: placed(instant(TIMES[start])),
        in_force_to: dice
            .percent(30)
            .then(|| placed(instant(TIMES[start + 1 + dice.below(TIMES.len() - start - 1)]))),
        under: placed(Under { processor: "host".to_owned(), terms: named.unwrap_or_default() }),
        services: names(&services),
        data_types: dice.percent(60).then(|| data_type(dice, DATA[DATA.len() - 1])).into_iter().collect(),
        activities: dice.few(&ACTIVITIES, 96).into_iter().map(|id| activity(dice, id)).collect(),
        places: dice.percent(25).then(|| placed(places(dice))),
        integrations: dice
            .few(&SUPPLIERS, 60)
            .into_iter()
            .map(|id| Integration {
                supplier: placed(id.to_owned()),
                own_agreement: if dice.percent(60) {
                    AgreementState::InPlace
                } else {
                    AgreementState::Missing
                },
                clause: None,
            })
            .collect(),
        suppliers: dice.few(&SUPPLIERS, 30).into_iter().map(|id| said(dice, id)).collect(),
        instructions: instructions(dice, start),
        periods: if dice.percent(50) { periods(dice) } else { Periods::default() },
        roles: vec![role(dice, "partner")],
        ..*minimal
    };
    outlive(dice, &mut agreement);
    agreement
}

/// What the terms once had and have no longer: it has no effect, and makes no agreement invalid.
fn outlive(dice: &mut Dice, agreement: &mut Agreement) {
    let gone = || placed("gone".to_owned());
    if dice.percent(10) {
        agreement.roles[0].supplier = Some(gone());
    }
    if dice.percent(10) {
        let taken = super::ROLES[dice.below(2)];
        agreement.roles.push(role(dice, taken));
    }
    for grant in agreement.roles.iter_mut().flat_map(|role| &mut role.may) {
        grant.sees.iter_mut().for_each(|sees| sees.extend([gone(), placed(DATA[5].to_owned())]));
    }
    let of_activities = agreement.activities.iter_mut().filter_map(|it| it.places.as_mut());
    let of_instructions = agreement.instructions.iter_mut().filter_map(|it| it.value.places.as_mut());
    for places in agreement.places.iter_mut().chain(of_activities).chain(of_instructions) {
        places.value.except.push(gone());
    }
    for instruction in &mut agreement.instructions {
        let lists = [&mut instruction.value.data, &mut instruction.value.subjects];
        lists.into_iter().flatten().for_each(|list| list.value.push(gone()));
        let support = SupportAccess { activity: gone(), until: None };
        instruction.value.support.extend(dice.percent(10).then_some(support));
        instruction
            .value
            .paused
            .extend(dice.percent(10).then(|| Pause { activity: gone(), because: words("gone") }));
    }
}

/// None, one or two, each later than the one before; sometimes the first from the agreement's own start.
fn instructions(dice: &mut Dice, start: usize) -> Vec<Placed<Instruction>> {
    let mut later: Vec<usize> = (start + 1..TIMES.len()).filter(|_| dice.percent(15)).take(2).collect();
    if dice.percent(20) {
        later.insert(0, start);
    }
    let given = later.into_iter().map(|at| {
        let stated = at != start || dice.percent(50);
        let from = stated.then(|| placed(instant(TIMES[at])));
        placed(Instruction { version: format!("i{at}"), in_force_from: from, ..instruction(dice) })
    });
    let given = given.collect::<Vec<_>>();
    dice.shuffled(&given)
}

fn activity(dice: &mut Dice, id: &str) -> AgreedActivity {
    let seen = if dice.percent(50) { &DATA[..] } else { &DATA[..DATA.len() - 1] };
    AgreedActivity {
        id: placed(id.to_owned()),
        basis: placed(basis(dice)),
        consent_text: None,
        identity_numbers: dice.percent(40).then(ground),
        subjects: dice.percent(25).then(|| placed(names(&dice.some(&CATEGORIES, 85)))),
        data: dice.percent(50).then(|| placed(names(&dice.some(seen, 90)))),
        operations: dice.percent(30).then(|| placed(dice.some(&Act::ALL, 90))),
        recipients: dice.percent(25).then(|| placed(names(&dice.some(&SUPPLIERS, 80)))),
        places: dice.percent(15).then(|| placed(places(dice))),
        retention: dice.percent(30).then(|| placed(retention(dice))),
        observe_until: observe_until(dice),
        clause: "clause".to_owned(),
    }
}

fn said(dice: &mut Dice, id: &str) -> AgreedSupplier {
    let consents = [
        SupplierConsent::Approved,
        SupplierConsent::Notified,
        SupplierConsent::Notified,
        SupplierConsent::Notified,
        SupplierConsent::Objected,
        SupplierConsent::NotApproved,
    ];
    AgreedSupplier {
        supplier: placed(id.to_owned()),
        consent: *dice.pick(&consents),
        notice_sent_at: dice.percent(85).then(|| placed(instant(TIMES[dice.below(TIMES.len())]))),
        because: None,
        clause: None,
    }
}
