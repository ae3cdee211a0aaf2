//! Laws of the gate over random charters and questions. A failure names its seed.

use std::collections::BTreeSet;

use vern_core::decision::{Code, Decision, Outcome, Reason, StateBits, Visibility};
use vern_core::operation::Act;
use vern_core::origin::Origin;
use vern_core::period::Period;
use vern_core::place::Area;
use vern_core::reach::{Part, Reach};
use vern_core::time::Instant;
use vern_policy::charter::{Charter, Places, RetentionRule, Supplier};
use vern_policy::{Fact, Placed};
use vern_policy::{Narrowing, Rules};

use crate::sample::{
    ACTIVITIES, Ask, DATA, Dice, SUPPLIERS, cases, codes, grant, names, narrowing, placed, rules,
};

/// A law on each case.
fn check(law: impl Fn(u64, &Charter, &Rules, &Ask, &Decision)) {
    check_on(600, law);
}

/// As [`check`], on so many charters: for laws that compile others for each question.
fn check_on(charters: u64, law: impl Fn(u64, &Charter, &Rules, &Ask, &Decision)) {
    for (seed, charter, asks) in cases(charters, 12) {
        let rules = rules(&charter);
        for ask in asks {
            law(seed, &charter, &rules, &ask, &ask.decide(&rules));
        }
    }
}

#[test]
fn a_decision_follows_from_what_is_asked_alone() {
    check_on(100, |seed, charter, _, ask, decision| {
        let again = rules(charter);
        assert_eq!(ask.decide(&again), *decision, "seed {seed}: {ask:?}");
    });
}

/// A grant is never taken as a reason against; it may be tied to conditions of its own.
#[test]
fn a_grant_added_never_adds_reasons() {
    check_on(300, |seed, charter, _, ask, decision| {
        let mut dice = Dice::new(seed ^ 0xA5A5);
        let mut wider = charter.clone();
        let Some(role) = wider.roles.iter_mut().find(|role| role.id.value == ask.role) else { return };
        let activity = ACTIVITIES[dice.below(ACTIVITIES.len())];
        let given = grant(&mut dice, activity);
        match role.may.iter_mut().find(|grant| grant.activity.value == activity) {
            Some(grant) => grant.acts.extend(given.acts),
            None => role.may.push(given),
        }
        let after = ask.decide(&rules(&wider));
        let before: BTreeSet<Code> = codes(decision).into_iter().collect();
        let conditions = [Code::ActorReasonRequired, Code::ActorDataNotGranted, Code::ActorBeyondReach];
        for code in codes(&after) {
            let of_the_grant = conditions.contains(&code) && before.contains(&Code::ActorNoGrant);
            assert!(before.contains(&code) || of_the_grant, "seed {seed}: {code:?} {ask:?}");
        }
        assert!(!decision.is_permit() || after.is_permit(), "seed {seed}: {ask:?}");
    });
}

/// A charter with one thing fewer in one activity, or in what holds for all, and whether it is data that went.
fn narrower(dice: &mut Dice, charter: &Charter, place: usize) -> Vec<(Charter, bool)> {
    let mut all = Vec::new();
    let mut with = |is_data: bool, change: &mut dyn FnMut(&mut Charter)| {
        let mut changed = charter.clone();
        change(&mut changed);
        all.push((changed, is_data));
    };
    let data = dice.below(charter.activities[place].data.value.len());
    with(true, &mut |it| drop(it.activities[place].data.value.remove(data)));
    let act = dice.below(charter.activities[place].operations.value.len());
    with(false, &mut |it| it.activities[place].operations.value.truncate(act));
    let subject = dice.below(charter.activities[place].subjects.value.len());
    with(false, &mut |it| drop(it.activities[place].subjects.value.remove(subject)));
    if !charter.activities[place].recipients.is_empty() {
        let recipient = dice.below(charter.activities[place].recipients.len());
        with(false, &mut |it| drop(it.activities[place].recipients.remove(recipient)));
        with(false, &mut |it| it.activities[place].recipients[recipient].data = Some(names(&[DATA[0]])));
    }
    with(false, &mut |it| it.places = it.places.as_ref().map(narrow));
    with(false, &mut |it| it.activities[place].places = it.activities[place].places.as_ref().map(narrow));
    with(false, &mut |it| {
        it.places = it
            .places
            .clone()
            .or_else(|| Some(placed(Places { stored: placed(norway()), ..Places::default() })))
    });
    with(false, &mut |it| it.activities[place].observe_until = None);
    with(false, &mut |it| it.suppliers[0].agreement.value = vern_policy::charter::AgreementState::Missing);
    with(false, &mut |it| it.suppliers[0].safeguard.value = Fact::NotStated);
    with(false, &mut |it| it.roles[0].may.truncate(1));
    with(false, &mut |it| {
        if let Fact::Stated(rules) = &mut it.activities[place].retention.value {
            rules.iter_mut().for_each(shorten);
        }
    });
    all
}

fn norway() -> Fact<Vec<Area>> {
    Fact::Stated(vec![Area::Country("NO".parse().unwrap())])
}

fn narrow(places: &Placed<Places>) -> Placed<Places> {
    let first = |list: &Placed<Fact<Vec<Area>>>| match &list.value {
        Fact::Stated(areas) => placed(Fact::Stated(areas[..1].to_vec())),
        _ => placed(norway()),
    };
    let Places { stored, handled, seat, owner, clause, .. } = &places.value;
    let (stored, handled, seat, owner) = (first(stored), first(handled), first(seat), first(owner));
    places.with(Places { stored, handled, seat, owner, except: Vec::new(), clause: clause.clone() })
}

fn shorten(rule: &mut Placed<RetentionRule>) {
    rule.value.after = rule.value.after.map(|_| "P1D".parse().unwrap());
}

/// Two exceptions, and they are no widening: what a role could not write because it did not see all of the record, and what could not be
/// handed over because the receiver may not have all of it, can once the rest is no longer part of it. A shorter period lets the run erase.
#[test]
fn a_charter_cut_back_never_permits_more() {
    check_on(60, |seed, charter, _, ask, decision| {
        if decision.is_permit() {
            return;
        }
        let mut dice = Dice::new(seed ^ 0x5A5A);
        // What carries Vern's own work cannot be without the data that takes: such a charter is kept out.
        let cut = |place: &usize| charter.activities[*place].carries.is_none();
        for place in (0..charter.activities.len()).filter(cut) {
            for (which, (narrower, of_data)) in narrower(&mut dice, charter, place).into_iter().enumerate() {
                let activity = &narrower.activities[place];
                let empty = activity.data.value.is_empty()
                    || activity.operations.value.is_empty()
                    || activity.subjects.value.is_empty();
                if empty {
                    continue; // Such a charter is kept out; there is nothing to ask.
                }
                let after = ask.decide(&rules(&narrower));
                let lifted = [Code::ActorDataNotGranted, Code::ActorBeyondReach];
                let no_longer_part = of_data && codes(decision).iter().any(|code| lifted.contains(code));
                let run = ask.retention_run && ask.act == Act::Erase;
                assert!(
                    !after.is_permit() || no_longer_part || run,
                    "seed {seed}: change {which} of activity {place}: {ask:?} was {:?}",
                    codes(decision)
                );
            }
        }
    });
}

/// Whatever forbids, and is added to the state or to what is asked, never turns a refusal into a permit.
#[test]
fn what_forbids_never_permits() {
    check(|seed, _, rules, ask, decision| {
        let restricted = ask.subject.map(|_| true);
        let older = ask
            .record
            .clone()
            .map(|(of, category, anchor)| (of, category, anchor.plus_micros(-4_000 * 86_400_000_000)));
        let elsewhere = Part { activity: "elsewhere".to_owned(), acts: None, sees: None };
        let reach_elsewhere = Reach::try_from(vec![elsewhere]).ok();
        let more = [
            Ask { subject: restricted, ..ask.clone() },
            Ask { names_subject: true, subject: None, ..ask.clone() },
            // What the run may erase, it may because nobody wants it kept.
            Ask { consented: ask.consented && ask.retention_run, ..ask.clone() },
            Ask { ends_at: if ask.retention_run { ask.ends_at } else { Some(ask.at) }, ..ask.clone() },
            Ask { data_undeclared: true, ..ask.clone() },
            Ask { data_invalid: true, ..ask.clone() },
            Ask { automated: true, ..ask.clone() },
            Ask { reason_given: false, ..ask.clone() },
            Ask { exception: None, ..ask.clone() },
            Ask { objected: true, ..ask.clone() },
            // What has been ordered erased is erased, restricted or not.
            Ask { erasure_ordered: ask.erasure_ordered || ask.act != Act::Erase, ..ask.clone() },
            Ask {
                origins: ask.data.iter().flat_map(|at| Origin::ALL.map(|from| (*at, from))).collect(),
                ..ask.clone()
            },
            Ask { amending: ask.amending.map(|_| true), ..ask.clone() },
            Ask { reach: reach_elsewhere.filter(|_| !ask.retention_run), ..ask.clone() },
            Ask { category: Some("nobody".to_owned()), ..ask.clone() },
            // The run acts for the charter itself, whatever its role.
            Ask {
                role: if ask.retention_run { ask.role.clone() } else { "nobody".to_owned() },
                ..ask.clone()
            },
            Ask { data: (0..DATA.len()).collect(), ..ask.clone() },
        ];
        for worse in more {
            let after = worse.decide(rules);
            assert!(!after.is_permit() || decision.is_permit(), "seed {seed}: {worse:?}");
        }
        let aged = Ask { record: older, ..ask.clone() }.decide(rules);
        let run = ask.retention_run && ask.act == Act::Erase;
        assert!(!aged.is_permit() || decision.is_permit() || run, "seed {seed}: {ask:?}");
    });
}

/// ADR 0015: a policy row only takes away. A period of its own lets the run erase, as the charter's does.
#[test]
fn a_narrower_row_never_permits_more() {
    let mut narrowed = 0_u32;
    check(|seed, _, rules, ask, decision| {
        let mut dice = Dice::new(seed ^ 0x3C3C);
        let own = ask.narrowing.clone().unwrap_or_default();
        let Some(narrower) = own.merge(&narrowing(&mut dice)) else { return };
        assert!(narrower.is_narrower_or_equal(&own), "{narrower:?} {own:?}");
        let after = Ask { narrowing: Some(narrower), ..ask.clone() }.decide(rules);
        let run = ask.retention_run && ask.act == Act::Erase;
        assert!(!after.is_permit() || decision.is_permit() || run, "seed {seed}: {ask:?}");
        let none = Ask { narrowing: Some(Narrowing::default()), ..ask.clone() }.decide(rules);
        let without = Ask { narrowing: None, ..ask.clone() }.decide(rules);
        assert_eq!(none, without, "seed {seed}: {ask:?}");
    });
    for (_, charter, asks) in cases(600, 12) {
        let rules = rules(&charter);
        for ask in asks.into_iter().filter(|ask| ask.narrowing.is_some()) {
            let without = Ask { narrowing: None, ..ask.clone() }.decide(&rules);
            narrowed += u32::from(without.is_permit() && !ask.decide(&rules).is_permit());
        }
    }
    assert!(narrowed > 10, "{narrowed}");
}

/// What is only observed would be refused for the same reasons were it not, and nothing else is told.
#[test]
fn observing_changes_the_outcome_and_no_reason() {
    let mut seen = 0_u32;
    for (seed, charter, asks) in cases(600, 12) {
        let mut enforced = charter.clone();
        enforced.activities.iter_mut().for_each(|activity| activity.observe_until = None);
        let (rules, enforced) = (rules(&charter), rules(&enforced));
        for ask in asks {
            let (decision, strict) = (ask.decide(&rules), ask.decide(&enforced));
            assert_eq!(told(&decision), told(&strict), "seed {seed}: {ask:?}");
            if decision.is_permit() && !strict.is_permit() {
                seen += 1;
                let let_in = [Code::ActorNoConfidentiality, Code::ActorTrainingDue];
                let stops_nobody = |code: Code| code.is_observable() || let_in.contains(&code);
                let all = told(&decision).iter().all(|reason| stops_nobody(reason.code));
                assert!(all, "seed {seed}: {ask:?}");
            }
            assert!(decision.is_permit() || !strict.is_permit(), "seed {seed}: {ask:?}");
        }
    }
    assert!(seen > 100, "{seen}");
}

/// Every reason, whether it refused or was only observed.
fn told(decision: &Decision) -> &[Reason] {
    match &decision.outcome {
        Outcome::Permit { observed, .. } => observed,
        Outcome::Refuse { reasons } => reasons,
    }
}

#[test]
fn what_is_withheld_was_asked_for() {
    check(|seed, charter, _, ask, decision| {
        let Outcome::Permit { withheld, .. } = &decision.outcome else { return };
        let asked: BTreeSet<usize> = ask.data.iter().copied().collect();
        assert!(withheld.iter().all(|place| asked.contains(&place)), "seed {seed}: {ask:?}");
        // What is shown is in the list of everyone who gets to know it: the activity's, the recipient's, that of the role's own supplier.
        let activity = charter.activities.iter().find(|it| it.id.value == ask.activity).unwrap();
        let role = charter.roles.iter().find(|role| role.id.value == ask.role);
        let own = role.and_then(|role| role.supplier.as_ref()).map(|id| id.value.clone());
        for shown in asked.iter().filter(|place| !withheld.contains(**place)).map(|place| DATA[*place]) {
            assert!(activity.data.value.iter().any(|id| id.value == shown), "seed {seed}: {ask:?}");
            for supplier in ask.recipient.iter().chain(&own) {
                let entry = activity.recipients.iter().find(|it| it.supplier.value == *supplier);
                let entry = entry.unwrap_or_else(|| panic!("seed {seed}: {shown} to {supplier}: {ask:?}"));
                let list = entry.data.as_ref().unwrap_or(&activity.data.value);
                assert!(
                    list.iter().any(|id| id.value == shown),
                    "seed {seed}: {shown} to {supplier}: {ask:?}"
                );
            }
        }
    });
}

#[test]
fn a_caller_sees_reasons_of_one_kind() {
    check(|seed, _, _, ask, decision| {
        let seen = decision.reasons_for_caller();
        assert_eq!(seen.is_empty(), decision.is_permit(), "seed {seed}: {ask:?}");
        let kinds: BTreeSet<Visibility> = seen.iter().map(|reason| reason.code.visibility()).collect();
        assert!(kinds.len() <= 1, "seed {seed}: {kinds:?}");
        let Outcome::Refuse { reasons } = &decision.outcome else { return };
        assert!(seen.iter().all(|reason| reasons.contains(reason)), "seed {seed}: {ask:?}");
    });
}

/// Whoever has no grant in an activity gets the same answer whether the record, and the subject, is there or not.
#[test]
fn without_a_grant_what_is_held_and_what_is_not_answer_alike() {
    check(|seed, charter, rules, ask, _| {
        if ask.retention_run {
            return; // No caller: the run sees what it looks up itself.
        }
        let absent = Ask {
            record: None,
            subject: None,
            consented: false,
            objected: false,
            erasure_ordered: false,
            ends_at: None,
            narrowing: None,
            ..ask.clone()
        };
        let there = |of: &str, category: &str| Ask {
            record: Some((of.to_owned(), category.to_owned(), Instant::EPOCH)),
            subject: Some(seed % 2 == 0),
            consented: true,
            objected: true,
            erasure_ordered: seed % 3 == 0,
            ends_at: Some(ask.at),
            ..ask.clone()
        };
        let role = charter.roles.iter().find(|role| role.id.value == ask.role);
        let grants = |activity: &str| {
            role.is_some_and(|role| {
                role.may.iter().any(|grant| grant.activity.value == activity && grant.acts.contains(&ask.act))
            })
        };
        let no_answer = absent.decide(rules).reasons_for_caller();
        for of in ACTIVITIES {
            for category in ["customer", "applicant", "nobody"] {
                let answer = there(of, category).decide(rules).reasons_for_caller();
                if !grants(&ask.activity) {
                    assert_eq!(answer, no_answer, "seed {seed}: {of} {ask:?}");
                }
            }
        }
    });
}

/// With a grant here and none there, a record of there is as unknown as none.
#[test]
fn a_record_out_of_scope_and_none_answer_alike() {
    check(|seed, charter, rules, ask, _| {
        let role = charter.roles.iter().find(|role| role.id.value == ask.role);
        let acts_on_a_record = !matches!(ask.act, Act::Register | Act::Restrict) && !ask.listing;
        if ask.retention_run || !acts_on_a_record {
            return;
        }
        let known = Ask { subject: Some(false), ..ask.clone() };
        let absent = Ask { record: None, ..known.clone() }.decide(rules).reasons_for_caller();
        for of in ACTIVITIES.into_iter().filter(|of| *of != ask.activity) {
            if role.is_some_and(|role| role.may.iter().any(|grant| grant.activity.value == of)) {
                continue;
            }
            for (category, at) in [("customer", Instant::EPOCH), ("nobody", ask.at)] {
                let there = Ask { record: Some((of.to_owned(), category.to_owned(), at)), ..known.clone() };
                assert_eq!(there.decide(rules).reasons_for_caller(), absent, "seed {seed}: {of} {ask:?}");
            }
        }
    });
}

#[test]
fn the_horizon_is_honest() {
    let mut differ = 0_u32;
    for (seed, charter, asks) in cases(1_000, 12) {
        let rules = rules(&charter);
        let mut dice = Dice::new(seed ^ 0x77);
        for ask in asks {
            let decision = ask.decide(&rules);
            let years = 10 * 366 * 86_400_000_000_i64;
            let end = decision.horizon.unwrap_or(ask.at.plus_micros(years));
            assert!(end > ask.at, "seed {seed}: {ask:?}");
            let span = u64::try_from(end.as_micros() - ask.at.as_micros()).unwrap();
            let within = (0..4).map(|_| dice.next() % span).chain([0, span - 1]);
            for micros in within {
                let later = Ask { at: ask.at.plus_micros(i64::try_from(micros).unwrap()), ..ask.clone() };
                let again = later.decide(&rules);
                assert_eq!(but_age(&again), but_age(&decision), "seed {seed}: {micros} µs later: {ask:?}");
            }
            if decision.horizon.is_some()
                && (Ask { at: end, ..ask.clone() }).decide(&rules).outcome != decision.outcome
            {
                differ += 1;
            }
        }
    }
    assert!(differ > 200, "a horizon at which nothing ever changes would be none: {differ}");
}

/// A decision without the age of the record among its facts: that one grows by time alone, and nothing follows from it.
fn but_age(decision: &Decision) -> (&Outcome, u64, Option<Instant>) {
    let age = StateBits::default().with_number(StateBits::AGE_DAYS, Some(u64::MAX)).as_u64();
    (&decision.outcome, decision.state.as_u64() & !age, decision.horizon)
}

/// P-B6
#[test]
fn the_retention_run_erases_what_has_run_out_and_nothing_else() {
    let (mut erased, mut by_rows, mut by_end) = (0_u32, 0_u32, 0_u32);
    for (seed, charter, asks) in cases(1_500, 12) {
        let rules = rules(&charter);
        for ask in asks.iter().map(|ask| Ask { retention_run: true, ..ask.clone() }) {
            if !ask.decide(&rules).is_permit() {
                continue;
            }
            erased += 1;
            assert_eq!(ask.act, Act::Erase, "seed {seed}: {ask:?}");
            let kept_on = rules.keeps_by_consent(&ask.activity) && ask.consented;
            let is_over = ask.ends_at.is_some_and(|end| end <= ask.at);
            if is_over && !kept_on && rules.kept_while(&ask.activity).is_some() {
                by_end += 1;
                continue;
            }
            let (of, _, anchor) = ask.record.clone().unwrap();
            assert_eq!(of, ask.activity, "seed {seed}: {ask:?}");
            let has_run_out = |period: Period| period.after(anchor) <= ask.at;
            let by_row = !rules.expiry_of(&of).is_some_and(has_run_out);
            by_rows += u32::from(by_row);
            let mut periods = rules.periods_of(&of, ask.narrowing.as_ref());
            assert!(periods.any(has_run_out), "seed {seed}: {ask:?}");
        }
    }
    assert!(erased > 100 && by_rows > 2 && by_end > 8, "{erased} {by_rows} {by_end}");
}

#[test]
fn what_has_run_out_stays_refused() {
    check(|seed, _, rules, ask, decision| {
        if !codes(decision).contains(&Code::RetentionExpired) {
            return;
        }
        for days in [0, 1, 30, 400, 40_000] {
            let later = Ask { at: ask.at.plus_micros(1 + days * 86_400_000_000), ..ask.clone() };
            assert!(
                codes(&later.decide(rules)).contains(&Code::RetentionExpired),
                "seed {seed}: {days} {ask:?}"
            );
        }
    });
}

/// An aim is printed and never enforced as a promise (ADR 0006): with nothing stated in its place the decision is the same.
#[test]
fn an_aim_counts_for_as_little_as_nothing_stated() {
    fn silent<T>(fact: &mut Fact<T>) {
        if matches!(fact, Fact::Aim(_)) {
            *fact = Fact::NotStated;
        }
    }
    fn quiet(supplier: &mut Supplier) {
        silent(&mut supplier.place.value);
        silent(&mut supplier.safeguard.value);
        silent(&mut supplier.seat);
        silent(&mut supplier.owner_country);
        if let Fact::Stated(safeguard) = &mut supplier.safeguard.value {
            silent(&mut safeguard.kind);
            silent(&mut safeguard.listed_on);
        }
        supplier.sub_processors.iter_mut().for_each(quiet);
    }
    check_on(300, |seed, charter, _, ask, decision| {
        let mut plain = charter.clone();
        for activity in &mut plain.activities {
            silent(&mut activity.purpose);
            silent(&mut activity.basis.value);
            silent(&mut activity.retention.value);
        }
        for places in
            plain.places.iter_mut().chain(plain.activities.iter_mut().filter_map(|it| it.places.as_mut()))
        {
            let Places { stored, handled, seat, owner, .. } = &mut places.value;
            [stored, handled, seat, owner].into_iter().for_each(|list| silent(&mut list.value));
        }
        plain.suppliers.iter_mut().for_each(quiet);
        assert_eq!(ask.decide(&rules(&plain)), *decision, "seed {seed}: {ask:?}");
    });
}

/// A second line for the same one would leave open which of them holds.
#[test]
fn a_supplier_stands_once_among_the_recipients() {
    let (_, mut charter, _) = cases(1, 0).next().unwrap();
    let mut recipient = vern_policy::charter::Recipient {
        supplier: placed(SUPPLIERS[0].to_owned()),
        data: None,
        clause: None,
    };
    charter.activities[0].recipients = vec![recipient.clone()];
    rules(&charter);
    recipient.data = Some(vec![placed(DATA[0].to_owned())]);
    charter.activities[0].recipients.push(recipient);
    let errors = vern_policy::compile::compile(charter, "x.yaml").unwrap_err();
    assert_eq!(errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["charter.id_duplicate"]);
}
