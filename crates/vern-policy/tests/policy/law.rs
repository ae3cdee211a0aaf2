//! Laws of the gate over random charters and questions. A failure names its seed.

use std::collections::BTreeSet;

use vern_core::decision::{Code, Decision, Outcome, Visibility};
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::charter::Charter;

use crate::sample::{ACTIVITIES, Ask, DATA, Dice, SUPPLIERS, cases, codes, grant, rules, spanned};

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
        let conditions = [Code::ActorReasonRequired, Code::ActorDataNotGranted];
        for code in codes(&after) {
            let of_the_grant = conditions.contains(&code) && before.contains(&Code::ActorNoGrant);
            assert!(before.contains(&code) || of_the_grant, "seed {seed}: {code:?} {ask:?}");
        }
        assert!(!decision.is_permit() || after.is_permit(), "seed {seed}: {ask:?}");
    });
}

fn sees(charter: &Charter, ask: &Ask, data_type: &str) -> bool {
    let role = charter.roles.iter().find(|role| role.id.value == ask.role);
    let grant = role.and_then(|role| role.may.iter().find(|grant| grant.activity.value == ask.activity));
    let list = grant.and_then(|grant| grant.sees.as_ref());
    list.is_none_or(|list| list.iter().any(|id| id.value == data_type))
}

/// One exception, and it is no widening: what a role could not write because it did not see all of the record, it can once what it did
/// not see is no longer part of it.
#[test]
fn an_activity_cut_back_never_permits_more() {
    check_on(150, |seed, charter, _, ask, decision| {
        if decision.is_permit() {
            return;
        }
        let mut dice = Dice::new(seed ^ 0x5A5A);
        for (place, activity) in charter.activities.iter().enumerate() {
            let mut data = charter.clone();
            let list = &mut data.activities[place].data.value;
            let gone = list.remove(dice.below(list.len())).value;
            let mut acts = charter.clone();
            let list = &mut acts.activities[place].operations.value;
            list.remove(dice.below(list.len()));
            let mut recipients = charter.clone();
            let list = &mut recipients.activities[place].recipients;
            if !list.is_empty() {
                list.remove(dice.below(list.len()));
            }
            for narrower in [data, acts, recipients] {
                let empty = narrower.activities[place].data.value.is_empty()
                    || narrower.activities[place].operations.value.is_empty();
                if empty {
                    continue; // Such a charter is kept out; there is nothing to ask.
                }
                let after = ask.decide(&rules(&narrower));
                let blind = codes(decision) == [Code::ActorDataNotGranted]
                    && narrower.activities[place].data != activity.data
                    && !sees(charter, ask, &gone);
                assert!(!after.is_permit() || blind, "seed {seed}: without {gone} of {place}: {ask:?}");
            }
        }
    });
}

#[test]
fn what_is_withheld_was_asked_for() {
    check(|seed, charter, _, ask, decision| {
        let Outcome::Permit { withheld } = &decision.outcome else { return };
        let asked: BTreeSet<usize> = ask.data.iter().copied().collect();
        assert!(withheld.iter().all(|place| asked.contains(&place)), "seed {seed}: {ask:?}");
        // What is shown is in the list of everyone who gets to know it: the activity's, the recipient's, that of the role's own supplier.
        let activity = charter.activities.iter().find(|it| it.id.value == ask.activity).unwrap();
        let role = charter.roles.iter().find(|role| role.id.value == ask.role);
        let own = role.and_then(|role| role.supplier.as_ref()).map(|id| id.value.clone());
        for shown in asked.iter().filter(|place| !withheld.contains(**place)).map(|place| DATA[*place]) {
            assert!(activity.data.value.iter().any(|id| id.value == shown), "seed {seed}: {ask:?}");
            for supplier in ask.recipient.iter().chain(&own) {
                let entry = activity.recipients.iter().find(|it| it.supplier.value == *supplier).unwrap();
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
        let absent = Ask { record: None, subject: None, consented: false, ..ask.clone() };
        let there = |of: &str, category: &str| Ask {
            record: Some((of.to_owned(), category.to_owned(), Instant::EPOCH)),
            subject: Some(seed % 2 == 0),
            consented: true,
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
                assert_eq!(again, decision, "seed {seed}: {micros} µs later: {ask:?}");
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

/// P-B6
#[test]
fn the_retention_run_erases_what_has_run_out_and_nothing_else() {
    let mut erased = 0_u32;
    for (seed, charter, asks) in cases(1_500, 12) {
        let rules = rules(&charter);
        for ask in asks.iter().map(|ask| Ask { retention_run: true, ..ask.clone() }) {
            if !ask.decide(&rules).is_permit() {
                continue;
            }
            erased += 1;
            let (of, _, anchor) = ask.record.clone().unwrap();
            let period = rules.expiry_of(&of).unwrap();
            assert!(ask.act == Act::Erase && of == ask.activity, "seed {seed}: {ask:?}");
            assert!(period.after(anchor) <= ask.at, "seed {seed}: {ask:?}");
        }
    }
    assert!(erased > 100, "{erased}");
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
    use vern_policy::Fact;
    fn silent<T>(fact: &mut Fact<T>) {
        if matches!(fact, Fact::Aim(_)) {
            *fact = Fact::NotStated;
        }
    }
    check_on(300, |seed, charter, _, ask, decision| {
        let mut plain = charter.clone();
        for activity in &mut plain.activities {
            silent(&mut activity.purpose);
            silent(&mut activity.basis.value);
            silent(&mut activity.retention.value);
        }
        for supplier in &mut plain.suppliers {
            silent(&mut supplier.place.value);
            silent(&mut supplier.safeguard);
        }
        assert_eq!(ask.decide(&rules(&plain)), *decision, "seed {seed}: {ask:?}");
    });
}

/// A second line for the same one would leave open which of them holds.
#[test]
fn a_supplier_stands_once_among_the_recipients() {
    let (_, mut charter, _) = cases(1, 0).next().unwrap();
    let mut recipient = vern_policy::charter::Recipient {
        supplier: spanned(SUPPLIERS[0].to_owned()),
        data: None,
        clause: None,
    };
    charter.activities[0].recipients = vec![recipient.clone()];
    rules(&charter);
    recipient.data = Some(vec![spanned(DATA[0].to_owned())]);
    charter.activities[0].recipients.push(recipient);
    let errors = vern_policy::compile::compile(charter, "x.yaml").unwrap_err();
    assert_eq!(errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["charter.id_duplicate"]);
}
