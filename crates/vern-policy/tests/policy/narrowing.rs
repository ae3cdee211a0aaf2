//! Narrowings of policy rows: one encoding, an order that means "permits no more", amendments that only take away.

use std::collections::BTreeSet;

use ciborium::Value;
use proptest::prelude::*;
use vern_policy::compile::compile;
use vern_policy::narrowing::NarrowingFormatError;
use vern_policy::parse::parse_charter;
use vern_policy::{Narrowing, PolicyProblem, Rules};

use crate::sample::{Dice, MINIMAL, narrowing};

fn of(denied: &[&str], automated_denied: bool, period: &str) -> Narrowing {
    Narrowing {
        recipients_denied: denied.iter().map(|id| (*id).to_owned()).collect(),
        automated_denied,
        period: (!period.is_empty()).then(|| period.parse().unwrap()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// ADR 0015: these bytes are in vaults, and never change.
#[test]
fn the_encoding_is_the_one_written_down() {
    for (narrowing, wanted) in [
        (Narrowing::default(), "a10101"),
        (of(&[], true, ""), "a2010103f5"),
        (of(&[], false, "P2W"), "a20101046450313444"),
        (of(&["bank", "a"], true, "P1Y6M"), "a40101028261616462616e6b03f5046550315936 4d"),
    ] {
        assert_eq!(hex(&narrowing.encode()), wanted.replace(' ', ""));
        assert_eq!(Narrowing::decode(&narrowing.encode()), Ok(narrowing));
    }
    let long: Vec<String> = (0..300).map(|at| format!("{at:03}-{}", "s".repeat(60))).collect();
    let long = of(&long.iter().map(String::as_str).collect::<Vec<_>>(), false, "");
    assert_eq!(Narrowing::decode(&long.encode()), Ok(long));
}

/// Bytes that say the same another way, or something else, are none.
#[test]
fn any_other_encoding_is_refused() {
    let map = |fields: &[(u64, Value)]| {
        let fields = fields.iter().map(|(key, value)| ((*key).into(), value.clone())).collect();
        let mut bytes = Vec::new();
        ciborium::into_writer(&Value::Map(fields), &mut bytes).unwrap();
        bytes
    };
    let format = (1, Value::from(1));
    let ids = |ids: &[&str]| Value::Array(ids.iter().map(|id| Value::from(*id)).collect());
    assert_eq!(Narrowing::decode(&map(&[format.clone(), (3, true.into())])), Ok(of(&[], true, "")));
    let cases = [
        Vec::new(),
        map(&[]),
        map(&[(1, 2.into())]),
        map(&[(3, true.into())]),
        map(&[(3, true.into()), format.clone()]),
        map(&[format.clone(), (3, false.into())]),
        map(&[format.clone(), (3, 1.into())]),
        map(&[format.clone(), (2, ids(&[]))]),
        map(&[format.clone(), (2, ids(&["b", "a"]))]),
        map(&[format.clone(), (2, ids(&["a", "a"]))]),
        map(&[format.clone(), (2, Value::Array(vec![1.into()]))]),
        map(&[format.clone(), (4, "P2W".into())]),
        map(&[format.clone(), (4, "P0D".into())]),
        map(&[format.clone(), (5, true.into())]),
        map(&[format.clone(), format.clone()]),
        vec![0xA1, 0x18, 0x01, 0x01],
        vec![0xBF, 0x01, 0x01, 0xFF],
        vec![0xA1, 0x01, 0x01, 0x00],
        vec![0x81; 100_000],
        vec![0xA1, 0x01, 0xC1, 0x01],
    ];
    for (place, bytes) in cases.iter().enumerate() {
        assert_eq!(Narrowing::decode(bytes), Err(NarrowingFormatError), "case {place}: {}", hex(bytes));
    }
    let whole = of(&["bank"], true, "P1M").encode();
    for cut in 0..whole.len() {
        assert!(Narrowing::decode(&whole[..cut]).is_err(), "{cut}");
    }
}

#[test]
fn an_order_that_means_no_more_is_permitted() {
    let narrower = [
        (of(&["a"], false, ""), of(&[], false, "")),
        (of(&[], true, ""), of(&[], false, "")),
        (of(&[], false, "P1D"), of(&[], false, "")),
        (of(&["a", "b"], true, "P28D"), of(&["a"], true, "P1M")),
    ];
    for (a, b) in &narrower {
        assert!(a.is_narrower_or_equal(b) && !b.is_narrower_or_equal(a), "{a:?} {b:?}");
        assert!(a.is_narrower_or_equal(a));
        assert_eq!(a.merge(b).as_ref(), Some(a));
    }
    let (a, b) = (of(&["a"], false, "P30D"), of(&["b"], true, "P1M"));
    assert!(!a.is_narrower_or_equal(&b) && !b.is_narrower_or_equal(&a));
    assert_eq!(a.merge(&b), None, "thirty days and a month: which is shorter depends on the month");
    let same = (of(&[], false, "P1Y"), of(&[], false, "P12M"));
    assert_eq!(same.0.merge(&same.1), same.1.merge(&same.0));
}

proptest! {
    #[test]
    fn bytes_never_panic_and_are_the_only_ones(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        if let Ok(narrowing) = Narrowing::decode(&bytes) {
            prop_assert_eq!(narrowing.encode(), bytes);
        }
    }

    #[test]
    fn merging_is_what_both_permit(seed: u64) {
        let mut dice = Dice::new(seed);
        let (a, b, c) = (narrowing(&mut dice), narrowing(&mut dice), narrowing(&mut dice));
        prop_assert_eq!(Narrowing::decode(&a.encode()).unwrap(), a.clone());
        prop_assert_eq!(a.merge(&a).unwrap(), a.clone());
        prop_assert_eq!(a.merge(&b), b.merge(&a));
        if let Some(both) = a.merge(&b) {
            prop_assert!(both.is_narrower_or_equal(&a) && both.is_narrower_or_equal(&b));
            // Whatever is narrower than each is narrower than both together.
            if c.is_narrower_or_equal(&a) && c.is_narrower_or_equal(&b) {
                prop_assert!(c.is_narrower_or_equal(&both));
            }
        }
    }
}

fn rules(retention: &str) -> Rules {
    let supplier = |id: &str| {
        format!(
            "  - {{ id: {id}, name: x, roles: [processor], delivers: {{ nb: x, en: x }}, clause: c, place: \"NO\", agreement: in_place }}\n"
        )
    };
    let text = MINIMAL.replace("retention: not_stated", &format!("retention: {retention}")).replace(
        "roles:\n  - id: clerk",
        &format!("suppliers:\n{}{}roles:\n  - id: clerk", supplier("post"), supplier("bank")),
    );
    compile(parse_charter(text.as_bytes()).unwrap(), "narrowing.yaml").unwrap()
}

#[test]
fn a_row_is_checked_against_the_charter_and_what_it_was() {
    use PolicyProblem::{PeriodHeld, PeriodLonger, RecipientUnknown, TooMany, Widens};
    let none = Narrowing::default();
    let month = "[{ after: P1M, from: created }]";
    let many: Vec<String> = (0..513).map(|at| format!("s{at}")).collect();
    let many = of(&many.iter().map(String::as_str).collect::<Vec<_>>(), false, "");
    let cases: &[(&str, Narrowing, Narrowing, &[PolicyProblem])] = &[
        (month, none.clone(), none.clone(), &[]),
        (month, none.clone(), of(&["post", "bank"], true, "P28D"), &[]),
        (month, none.clone(), of(&[], false, "P1M"), &[]),
        (month, none.clone(), of(&["unheard-of"], false, ""), &[RecipientUnknown]),
        (month, none.clone(), of(&[], false, "P30D"), &[PeriodLonger]),
        (month, none.clone(), of(&[], false, "P1Y"), &[PeriodLonger]),
        (month, none.clone(), many.clone(), &[RecipientUnknown, TooMany]),
        (month, many.clone(), many, &[TooMany]),
        // Only what is new is asked about: a supplier may have left, a period been shortened.
        (month, of(&["gone"], false, "P1Y"), of(&["gone", "post"], true, "P1Y"), &[]),
        (month, of(&["post"], false, ""), none.clone(), &[Widens]),
        (month, of(&["post"], false, ""), of(&["bank"], false, ""), &[Widens]),
        (month, of(&[], true, ""), of(&["bank"], false, ""), &[Widens]),
        (month, of(&[], false, "P7D"), none.clone(), &[Widens]),
        (month, of(&[], false, "P7D"), of(&[], false, "P8D"), &[PeriodLonger]),
        (month, of(&[], false, "P7D"), of(&[], false, "P6D"), &[]),
        ("not_stated", none.clone(), of(&[], false, "P5Y"), &[]),
        ("[{ while: contract, then: erase }]", none.clone(), of(&[], false, "P5Y"), &[]),
        ("[{ keep_if_consent: true }]", none.clone(), of(&[], false, "P1D"), &[PeriodHeld]),
        ("[{ keep_if_consent: true }]", none.clone(), of(&["post"], true, ""), &[]),
        ("{ aim: [{ keep_if_consent: true }] }", none, of(&[], false, "P1D"), &[]),
    ];
    for (place, (retention, before, asked, wanted)) in cases.iter().enumerate() {
        let found = asked.problems_after(before, &rules(retention), "orders");
        assert_eq!(found, *wanted, "case {place}");
        if before.is_none() {
            assert_eq!(asked.problems(&rules(retention), "orders"), found, "case {place}");
        }
    }
    let met: BTreeSet<PolicyProblem> = cases.iter().flat_map(|case| case.3).copied().collect();
    assert_eq!(met, BTreeSet::from(PolicyProblem::ALL), "each problem has a case");
    assert!(PolicyProblem::ALL.iter().map(|problem| problem.code()).eq(PolicyProblem::CODES.iter().copied()));
}

/// The store asks for ranges of anchors: by the charter's period, and by the row's beside it.
#[test]
fn which_periods_run_for_a_row() {
    let all = |retention: &str, period: &str| -> Vec<String> {
        let row = of(&[], false, period);
        rules(retention).periods_of("orders", Some(&row)).map(|period| period.to_string()).collect()
    };
    let month = "[{ after: P1M, from: created }]";
    assert_eq!(all(month, ""), ["P1M"]);
    assert_eq!(all(month, "P30D"), ["P1M", "P30D"]);
    assert_eq!(all("not_stated", "P30D"), ["P30D"]);
    assert_eq!(all("[{ keep_if_consent: true }]", "P30D"), [""; 0]);
    assert_eq!(rules(month).periods_of("orders", None).count(), 1);
    assert_eq!(rules(month).periods_of("unheard-of", None).count(), 0);
}
