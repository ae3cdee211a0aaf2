//! Old operations asked again: an entry's facts are enough for the same rules to answer the same, and for others to answer what they would.

use vern_core::data_type::DataTypes;
use vern_core::decision::{Code, Outcome};
use vern_core::id::ActorId;
use vern_core::operation::Act;
use vern_core::time::Instant;
use vern_policy::Fact;
use vern_policy::Rules;
use vern_policy::charter::{Bases, Basis, Charter};
use vern_policy::replay::{PastOperation, Verdict, replay};

use crate::sample::{Ask, cases, placed, rules};

/// The operation as its entry holds it: what was asked, and the facts of the decision.
fn past<'a>(ask: &'a Ask, rules: &Rules) -> PastOperation<'a> {
    let operation = ask.operation(rules);
    let data: DataTypes = operation.data;
    PastOperation {
        activity: Some(&ask.activity),
        act: ask.act,
        data,
        actor: ActorId::from_bytes([2; 16]),
        recipient: ask.recipient.as_deref(),
        place: ask.place,
        state: ask.decide(rules).state,
        at: ask.at,
    }
}

/// Permitted operations under random charters, with their charter.
fn permitted(charters: u64) -> impl Iterator<Item = (u64, Charter, Ask)> {
    cases(charters, 40).flat_map(|(seed, charter, asks)| {
        let rules = rules(&charter);
        let asks: Vec<Ask> = asks
            .into_iter()
            .filter(|ask| matches!(ask.decide(&rules).outcome, Outcome::Permit { ref observed, .. } if observed.is_empty()))
            .collect();
        asks.into_iter().map(move |ask| (seed, charter.clone(), ask))
    })
}

#[test]
fn the_same_rules_answer_the_same() {
    let (mut excepted, mut amended, mut narrowed, mut ordered) = (0_u32, 0_u32, 0_u32, 0_u32);
    for (seed, charter, ask) in permitted(400) {
        let rules = rules(&charter);
        // What an access did not reach is no matter of the rules.
        let whole = Ask { reach: None, ..ask.clone() };
        let Outcome::Permit { withheld, .. } = whole.decide(&rules).outcome else { panic!() };
        let ids: Vec<String> =
            withheld.iter().map(|place| rules.data_type_id(place).unwrap().to_owned()).collect();
        let wanted = if ids.is_empty() { Verdict::Permitted } else { Verdict::Withheld(ids) };
        let found = replay(&past(&ask, &rules), &rules, &rules, Instant::EPOCH);
        assert_eq!(found, wanted, "seed {seed}: {ask:?}");
        excepted += u32::from(ask.subject == Some(true) && ask.exception.is_some());
        amended += u32::from(ask.amending.is_some() && ask.act == Act::Alter);
        narrowed += u32::from(ask.narrowing.is_some() && ask.retention_run);
        ordered += u32::from(ask.erasure_ordered);
    }
    let counted = [excepted, amended, narrowed, ordered];
    assert!(counted.iter().all(|count| *count > 2), "{counted:?}");
}

/// GDPR art. 21: whoever objected to what rested on a contract stops it once it rests on an interest.
#[test]
fn an_objection_that_had_no_effect_gets_one_with_another_basis() {
    let mut stopped = 0_u32;
    for (seed, charter, ask) in permitted(400) {
        let mut other = charter.clone();
        for activity in &mut other.activities {
            let interest =
                Basis { article: "6(1)(f)".to_owned(), because: None, cited: None, interest: None };
            activity.basis = placed(Fact::Stated(Bases::Own(vec![interest])));
            activity.observe_until = None;
        }
        let (then, other) = (rules(&charter), rules(&other));
        let found = replay(&past(&ask, &then), &then, &other, Instant::EPOCH);
        let amends = ask.act == Act::Alter && ask.amending.is_some();
        let serves_rights = amends || matches!(ask.act, Act::Erase | Act::Restrict | Act::Export);
        let stops = ask.objected && !serves_rights;
        let told = matches!(&found, Verdict::Refused(codes) if codes.contains(&Code::SubjectObjected));
        assert_eq!(told, stops, "seed {seed}: {found:?} {ask:?}");
        stopped += u32::from(stops);
    }
    assert!(stopped > 20, "{stopped}");
}
