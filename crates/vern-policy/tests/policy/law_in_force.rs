//! Laws of what is in force, over random terms and agreements: order, instants, and that an agreement never permits more than its terms.

use std::collections::BTreeSet;

use vern_core::decision::{Code, Outcome};
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::canonical::document_hash;
use vern_policy::charter::{
    Agreement, AgreementState, Charter, InstructedTransfer, Instruction, Integration, OpenField, Role,
    SupplierConsent, SupportAccess, TermsVersion,
};
use vern_policy::in_force::{Document, Source, Timeline, beyond_terms, merge};

use crate::sample::{
    ACTIVITIES, Ask, COUNTRIES, DATA, Dice, INSTANTS, Papers, SUPPLIERS, agreed_cases, charter, codes,
    instant, names, placed, timeline, words,
};

fn sources(documents: &[Document]) -> Vec<Source> {
    let source = |(place, document): (usize, &Document)| {
        Source::new(document.clone(), &format!("{place}.yaml")).unwrap_or_else(|errors| panic!("{errors:?}"))
    };
    documents.iter().enumerate().map(source).collect()
}

/// Own charters of one organisation, each from an instant of its own.
fn versions(dice: &mut Dice) -> Vec<Document> {
    let starts = dice.some(&INSTANTS, 60);
    let version = |dice: &mut Dice, start: &str| Charter {
        version: start.to_owned(),
        in_force_from: placed(instant(start)),
        ..charter(dice)
    };
    starts.iter().map(|start| Document::Charter(Box::new(version(dice, start)))).collect()
}

/// Sets of documents of either kind of controller.
fn sets(count: u64) -> impl Iterator<Item = (u64, Vec<Document>)> {
    let agreed = agreed_cases(count, 0).map(|(seed, papers, _)| (seed, papers.documents()));
    agreed.chain((0..count / 4).map(|seed| (seed, versions(&mut Dice::new(seed)))))
}

/// The documents at an instant by the text of ADR 0006 alone: which of these it is, if any. Terms first.
fn naive_at(documents: &[Document], at: Instant) -> Option<Vec<&Document>> {
    let begun = |document: &&Document| document.in_force_from() <= at;
    documents.iter().find(begun)?;
    let agreements: Vec<&Document> =
        documents.iter().filter(|it| matches!(it, Document::Agreement(_))).collect();
    if agreements.is_empty() {
        return documents.iter().filter(begun).max_by_key(|it| it.in_force_from()).map(|it| vec![it]);
    }
    let started = agreements.iter().copied().filter(begun).max_by_key(|it| it.in_force_from());
    let agreement = started.or_else(|| agreements.iter().copied().min_by_key(|it| it.in_force_from()))?;
    let Document::Agreement(inner) = agreement else { panic!() };
    let mut terms = documents.iter().filter(|it| matches!(it, Document::Charter(_)));
    let terms = match &inner.under.value.terms {
        TermsVersion::Named(version) => terms.find(|it| it.version() == version)?,
        TermsVersion::InForce => terms.filter(begun).max_by_key(|it| it.in_force_from())?,
    };
    Some(vec![terms, agreement])
}

/// All that is told of a stretch without asking the gate.
fn shown(from: Instant, rules: &Rules) -> String {
    format!(
        "{from} {:?} {:?} {:?} {:?}",
        rules.sources(),
        rules.standing(),
        rules.log_link(),
        rules.charter()
    )
}

#[test]
fn the_order_documents_came_in_does_not_matter() {
    let mut asked = Dice::new(1);
    for (seed, documents) in sets(60) {
        let sources = sources(&documents);
        let laid_out = |timeline: &Timeline| -> Vec<String> {
            timeline.stretches().map(|(from, rules)| shown(from, rules)).collect()
        };
        let first = Timeline::new(&sources).unwrap();
        for _ in 0..3 {
            let mut shuffled = asked.shuffled(&sources);
            shuffled.push(asked.pick(&sources).clone()); // The same one twice is the same one.
            let again = Timeline::new(&shuffled).unwrap();
            assert_eq!(laid_out(&again), laid_out(&first), "seed {seed}");
            let ask = crate::sample::ask(&mut asked);
            let decide = |timeline: &Timeline| timeline.at(ask.at).map(|(rules, _)| ask.decide(rules));
            assert_eq!(decide(&again), decide(&first), "seed {seed}");
        }
    }
}

#[test]
fn at_every_instant_there_is_exactly_one_or_none() {
    let mut dice = Dice::new(2);
    let (mut some, mut none) = (0_u32, 0_u32);
    for (seed, documents) in sets(150) {
        let timeline = Timeline::new(&sources(&documents)).unwrap();
        let starts: Vec<Instant> = timeline.stretches().map(|(from, _)| from).collect();
        assert!(starts.is_sorted_by(|a, b| a < b), "seed {seed}: {starts:?}");
        let years = |years: i64| years * 366 * 86_400_000_000;
        let from = instant("2009-01-01T00:00:00Z");
        let random = (0..40).map(|_| from.plus_micros(i64::try_from(dice.next() >> 1).unwrap() % years(22)));
        let edges = starts.iter().flat_map(|at| [-1, 0, 1].map(|off| at.plus_micros(off)));
        for at in random.chain(edges.collect::<Vec<_>>()) {
            let wanted = naive_at(&documents, at)
                .map(|found| found.into_iter().map(|it| document_hash(it).unwrap()).collect::<Vec<_>>());
            let found = timeline.at(at);
            let hashes = found.map(|(rules, _)| rules.sources().iter().map(|it| it.hash).collect::<Vec<_>>());
            assert_eq!(hashes.as_ref(), wanted.as_ref().filter(|it| !it.is_empty()), "seed {seed}: {at}");
            match found {
                Some((_, until)) => {
                    some += 1;
                    let next = starts.iter().copied().find(|start| *start > at);
                    assert_eq!(until, next, "seed {seed}: {at}");
                }
                None => none += 1,
            }
        }
    }
    assert!(some > 1_000 && none > 200, "{some} {none}");
}

/// A decision under an agreement holds until its horizon, or until something else is in force.
#[test]
fn the_horizon_is_honest_under_an_agreement() {
    for (seed, papers, asks) in agreed_cases(150, 12) {
        let timeline = timeline(&papers);
        let mut dice = Dice::new(seed);
        for ask in asks {
            let Some((rules, until)) = timeline.at(ask.at) else { continue };
            let decision = ask.decide(rules);
            let far = ask.at.plus_micros(5 * 366 * 86_400_000_000);
            let end = decision.horizon.into_iter().chain(until).min().unwrap_or(far);
            let span = u64::try_from(end.as_micros() - ask.at.as_micros()).unwrap();
            for micros in (0..3).map(|_| dice.next() % span).chain([span - 1]) {
                let later = Ask { at: ask.at.plus_micros(i64::try_from(micros).unwrap()), ..ask.clone() };
                let (rules, _) = timeline.at(later.at).unwrap();
                assert_eq!(
                    later.decide(rules).outcome,
                    decision.outcome,
                    "seed {seed}: {micros} µs: {later:?}"
                );
            }
        }
    }
}

/// Under an agreement too a refusal is no oracle: a caller sees reasons of one kind, and without a grant the same whoever is held.
#[test]
fn a_refusal_is_no_oracle_under_an_agreement() {
    let mut without_grant = 0_u32;
    for (seed, papers, asks) in agreed_cases(150, 12) {
        let timeline = timeline(&papers);
        for ask in asks.into_iter().filter(|ask| !ask.retention_run) {
            let Some((rules, _)) = timeline.at(ask.at) else { continue };
            let seen = ask.decide(rules).reasons_for_caller();
            let kinds: BTreeSet<_> = seen.iter().map(|reason| reason.code.visibility()).collect();
            assert!(kinds.len() <= 1, "seed {seed}: {seen:?}");
            let role = rules.charter().roles.iter().find(|role| role.id.value == ask.role);
            let granted = role.is_some_and(|role| {
                role.may.iter().any(|it| it.activity.value == ask.activity && it.acts.contains(&ask.act))
            });
            if granted {
                continue;
            }
            without_grant += 1;
            let absent = Ask { record: None, subject: None, consented: false, ..ask.clone() };
            let record = Some((ask.activity.clone(), "customer".to_owned(), Instant::EPOCH));
            let there = Ask { record, subject: Some(true), consented: true, ..ask.clone() };
            assert_eq!(absent.decide(rules).reasons_for_caller(), seen, "seed {seed}: {ask:?}");
            assert_eq!(there.decide(rules).reasons_for_caller(), seen, "seed {seed}: {ask:?}");
        }
    }
    assert!(without_grant > 100, "{without_grant}");
}

/// Everything the terms permit, agreed to: the same controller, with the same bases and grounds.
fn generous(terms: &[Charter], agreement: &Agreement) -> Agreement {
    let transfers = SUPPLIERS.into_iter().flat_map(|supplier| COUNTRIES.map(|to| (supplier, to)));
    let transfer = |(supplier, to): (&str, &str)| InstructedTransfer {
        supplier: placed(supplier.to_owned()),
        to: to.parse().unwrap(),
        what_for: words("anything"),
    };
    let integration = |id: &str| Integration {
        supplier: placed(id.to_owned()),
        own_agreement: AgreementState::InPlace,
        clause: None,
    };
    let everything = Instruction {
        version: "everything".to_owned(),
        in_force_from: None,
        purpose: vern_policy::Fact::NotStated,
        operations: None,
        data: None,
        subjects: None,
        places: None,
        duration: vern_policy::Fact::NotStated,
        transfers: transfers.map(transfer).collect(),
        paused: Vec::new(),
        support: ACTIVITIES
            .into_iter()
            .map(|id| SupportAccess { activity: placed(id.to_owned()), until: None })
            .collect(),
        clause: None,
    };
    let mut activities = agreement.activities.clone();
    for activity in &mut activities {
        activity.subjects = None;
        activity.data = None;
        activity.operations = None;
        activity.recipients = None;
        activity.places = None;
    }
    let starts = terms.iter().map(|terms| terms.in_force_from.value);
    let first = starts.chain([agreement.in_force_from.value]).min().unwrap();
    Agreement {
        in_force_from: placed(first),
        in_force_to: None,
        services: names(&["shop", "desk"]),
        activities,
        places: None,
        integrations: SUPPLIERS.map(integration).to_vec(),
        suppliers: Vec::new(),
        instructions: vec![placed(everything)],
        ..agreement.clone()
    }
}

/// Where the terms leave no field open. What the generous one refuses because more data is part of the activity is no exception: less data
/// was agreed.
#[test]
fn an_agreement_never_permits_what_the_terms_forbid() {
    let mut permits = 0_u32;
    for (seed, mut papers, asks) in agreed_cases(400, 30) {
        for terms in &mut papers.terms {
            terms.terms.as_mut().unwrap().value.open_to_agreement.clear();
        }
        papers.agreements.truncate(1);
        let wide = Papers {
            agreements: vec![generous(&papers.terms, &papers.agreements[0])],
            terms: papers.terms.clone(),
        };
        let (narrow, wide) = (timeline(&papers), timeline(&wide));
        for ask in asks {
            let Some((rules, _)) = narrow.at(ask.at) else { continue };
            let Outcome::Permit { withheld, .. } = ask.decide(rules).outcome else { continue };
            permits += 1;
            let (wider, _) = wide.at(ask.at).unwrap();
            let decision = ask.decide(wider);
            let of_data = [Code::ActorDataNotGranted, Code::ActorBeyondReach];
            let by_data = codes(&decision).iter().any(|code| of_data.contains(code));
            match &decision.outcome {
                Outcome::Permit { withheld: less, .. } => {
                    assert!(less.minus(withheld).is_empty(), "seed {seed}: {ask:?}");
                }
                Outcome::Refuse { reasons } => assert!(by_data, "seed {seed}: {reasons:?} {ask:?}"),
            }
        }
    }
    assert!(permits > 1_000, "{permits}");
}

/// The agreement without what is told to lie beyond its terms.
fn stripped(terms: &Charter, agreement: &Agreement, beyond: &BTreeSet<String>) -> Agreement {
    let mut kept = agreement.clone();
    let told = |path: String| beyond.contains(&path);
    kept.activities.retain(|it| !told(format!("activities.{}", it.id.value)));
    for activity in &mut kept.activities {
        let path = format!("activities.{}", activity.id.value);
        let of_terms = terms.activities.iter().find(|it| it.id.value == activity.id.value).unwrap();
        let lists = [
            ("data", &mut activity.data),
            ("subjects", &mut activity.subjects),
            ("recipients", &mut activity.recipients),
        ];
        for (name, list) in lists {
            if let Some(list) = list {
                list.value.retain(|id| !told(format!("{path}.{name}.{}", id.value)));
            }
        }
        if let Some(acts) = &mut activity.operations {
            let one_told = acts.value.iter().any(|act| told(format!("{path}.operations.{}", act.as_str())));
            acts.value.retain(|act| !one_told || of_terms.operations.value.contains(act));
        }
        activity.retention = activity.retention.take().filter(|_| !told(format!("{path}.retention")));
    }
    let periods = &mut kept.periods;
    periods.objection = periods.objection.take().filter(|_| !told("periods.objection".to_owned()));
    periods.notice_receipt =
        periods.notice_receipt.take().filter(|_| !told("periods.notice_receipt".to_owned()));
    periods.hand_over = periods.hand_over.take().filter(|_| !told("periods.hand_over".to_owned()));
    if told("data_types".to_owned()) {
        kept.data_types.clear();
    }
    kept.roles.retain(|role| !told(format!("roles.{}", role.id.value)));
    if let Some(places) = &mut kept.places {
        places.value.except.retain(|id| !told(format!("places.except.{}", id.value)));
    }
    kept.services.retain(|id| !told(format!("services.{}", id.value)));
    kept.suppliers.retain(|it| !told(format!("suppliers.{}", it.supplier.value)));
    kept.integrations.retain(|it| !told(format!("suppliers.{}", it.supplier.value)));
    kept
}

/// What is told to lie beyond the terms has no effect: without it the same is in force, and nothing is told any more.
#[test]
fn what_lies_beyond_the_terms_has_no_effect() {
    let (mut with, mut without) = (0_u32, 0_u32);
    for (seed, mut papers, _) in agreed_cases(300, 0) {
        let mut dice = Dice::new(seed);
        let terms = papers.terms[0].clone();
        let agreement = &mut papers.agreements[0];
        overreach(&mut dice, agreement);
        if dice.percent(30) {
            *agreement = within(&terms, agreement);
        }
        let beyond: BTreeSet<String> =
            beyond_terms(&terms, agreement).into_iter().map(|it| it.value).collect();
        let kept = stripped(&terms, agreement, &beyond);
        assert_eq!(beyond.is_empty(), kept == *agreement, "seed {seed}: {beyond:?}");
        assert_eq!(beyond_terms(&terms, &kept), [], "seed {seed}: {beyond:?}");
        // Save that a role id both sides declare is nobody's: the terms' own is then taken out too.
        let claimed = |role: &Role| agreement.roles.iter().any(|it| it.id.value == role.id.value);
        let mut expected = merge(&terms, &kept, None);
        expected
            .roles
            .retain(|role| !(claimed(role) && terms.roles.iter().any(|it| it.id.value == role.id.value)));
        assert!(expected == merge(&terms, agreement, None), "seed {seed}: {beyond:?}");
        if beyond.is_empty() { without += 1 } else { with += 1 }
    }
    assert!(with > 100 && without > 20, "{with} {without}");
}

/// Things no terms of the generator have.
fn overreach(dice: &mut Dice, agreement: &mut Agreement) {
    if dice.percent(30) {
        let mut unheard_of = agreement.activities[0].clone();
        unheard_of.id = placed("unheard-of".to_owned());
        agreement.activities.push(unheard_of);
    }
    if dice.percent(30) {
        agreement.services.push(placed("unheard-of".to_owned()));
    }
    if dice.percent(30) {
        agreement.suppliers.push(vern_policy::charter::AgreedSupplier {
            supplier: placed("unheard-of".to_owned()),
            consent: SupplierConsent::Approved,
            notice_sent_at: None,
            because: None,
            clause: None,
        });
    }
    if dice.percent(30) {
        agreement.activities[0].data = Some(placed(names(&[DATA[0], "unheard-of"])));
    }
}

/// An agreement that keeps within its terms.
fn within(terms: &Charter, agreement: &Agreement) -> Agreement {
    let mut kept = agreement.clone();
    kept.activities.retain(|it| terms.activities.iter().any(|known| known.id.value == it.id.value));
    for activity in &mut kept.activities {
        activity.subjects = None;
        activity.data = None;
        activity.operations = None;
        activity.recipients = None;
        activity.retention = None;
    }
    kept.services.retain(|id| id.value != "unheard-of");
    kept.suppliers.retain(|it| it.supplier.value != "unheard-of");
    kept.roles.truncate(1);
    kept.roles[0].supplier = None;
    kept.places = None;
    kept.periods = vern_policy::charter::Periods::default();
    kept.data_types.retain(|_| {
        terms
            .terms
            .as_ref()
            .unwrap()
            .value
            .open_to_agreement
            .iter()
            .any(|open| open.value == OpenField::Supplements)
    });
    kept
}
