//! What holds of every case, whatever steps are tried on it in whatever order.

use proptest::prelude::*;

use super::*;

const DAY: i64 = 86_400_000_000;

fn case(right: Right) -> Case {
    let at = |days: i64| Instant::from_micros(days * DAY);
    Case::receive(CaseKind::Rights(right), at(0), Terms { first: at(31), extended: at(92) })
}

fn strength() -> impl Strategy<Value = Strength> {
    proptest::sample::select(&Strength::ALL[..])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (strength(), strength()).prop_map(|(shown, needed)| Step::Identify { shown, needed }),
        any::<bool>().prop_map(|reasons_given| Step::Doubt { reasons_given }),
        (0..3_u32, 0..3_u32, 0..2_u32).prop_map(|(granted, declined, groundless)| Step::Assess {
            granted,
            declined,
            groundless
        }),
        any::<bool>().prop_map(|is_complete| Step::Execute { is_complete }),
        (0..2_u32).prop_map(|untold| Step::Notify { untold }),
        any::<bool>().prop_map(|reasons_given| Step::Extend { reasons_given }),
        any::<bool>().prop_map(|reasons_given| Step::Refuse { reasons_given }),
        Just(Step::Withdraw),
        Just(Step::Forward),
        any::<bool>().prop_map(|is_written| Step::Answer { is_written }),
        Just(Step::Close),
        any::<bool>().prop_map(|reasons_given| Step::Announce { reasons_given }),
        any::<bool>().prop_map(|is_told| Step::Lift { is_told }),
    ]
}

/// Steps with the days between them, some backwards: a clock may be set back.
fn walk() -> impl Strategy<Value = (Right, Vec<(Step, i64)>)> {
    let right = proptest::sample::select(&Right::ALL[..]);
    (right, proptest::collection::vec((step(), -3..12_i64), 0..40))
}

proptest! {
    #[test]
    fn no_case_is_closed_without_an_answer((right, steps) in walk()) {
        let (mut held, mut at, mut answered) = (case(right), Instant::EPOCH, false);
        for (step, days) in steps {
            at = at.plus_micros(days * DAY);
            let Ok(next) = held.advance(step, at) else { continue };
            answered |= step == Step::Answer { is_written: true };
            held = next;
        }
        prop_assert!(answered || held.state != CaseState::Closed);
        prop_assert_eq!(held.closed_at.is_some(), held.state == CaseState::Closed);
    }

    #[test]
    fn the_term_is_the_rules_and_what_it_rested_in_doubt((right, steps) in walk()) {
        let (mut held, mut at, mut rested) = (case(right), Instant::EPOCH, 0_i64);
        for (step, days) in steps {
            let before = at;
            at = at.plus_micros(days * DAY);
            let was_in_doubt = held.state == CaseState::InDoubt;
            let Ok(next) = held.advance(step, at) else {
                // Time passes all the same.
                if was_in_doubt { rested += at.as_micros() - before.as_micros(); }
                continue;
            };
            if was_in_doubt { rested += at.as_micros() - before.as_micros(); }
            if next.state != CaseState::InDoubt {
                // A clock set back gives nobody time.
                rested = rested.max(0);
            }
            held = next;
            prop_assert_eq!(held.rests_since.is_some(), held.state == CaseState::InDoubt);
            if held.state != CaseState::InDoubt {
                let rule = if held.is_extended { held.terms.extended } else { held.terms.first };
                prop_assert_eq!(held.due_at(), rule.plus_micros(rested));
            }
        }
    }

    #[test]
    fn a_step_that_fails_says_why_and_what_is_offered_can_be_taken((right, steps) in walk()) {
        let (mut held, mut at) = (case(right), Instant::EPOCH);
        for (step, days) in steps {
            at = at.plus_micros(days * DAY);
            let offered = held.next_steps(at);
            match held.advance(step, at) {
                Ok(next) => {
                    prop_assert!(offered.contains(&step.as_str()));
                    held = next;
                }
                Err(error) => prop_assert!(StepError::CODES.contains(&error.code())),
            }
        }
        prop_assert!(!held.next_steps(at).is_empty() || held.state == CaseState::Closed);
    }
}

#[test]
fn recipients_are_told_before_an_erasure_is_answered() {
    let at = Instant::EPOCH;
    let mut held = case(Right::Erasure);
    for step in [
        Step::Identify { shown: Strength::KnownContact, needed: Strength::KnownContact },
        Step::Assess { granted: 1, declined: 1, groundless: 0 },
        Step::Execute { is_complete: true },
    ] {
        held = held.advance(step, at).unwrap();
    }
    assert_eq!(held.advance(Step::Answer { is_written: true }, at), Err(StepError::OutOfTurn));
    assert_eq!(held.advance(Step::Notify { untold: 1 }, at), Err(StepError::Untold));
    let told = held.advance(Step::Notify { untold: 0 }, at).unwrap();
    assert_eq!(told.advance(Step::Answer { is_written: true }, at).unwrap().state, CaseState::Answered);
}

#[test]
fn a_term_is_extended_once_and_in_time() {
    let held = case(Right::Access);
    let extend = Step::Extend { reasons_given: true };
    assert_eq!(
        held.advance(Step::Extend { reasons_given: false }, held.received_at),
        Err(StepError::ReasonsMissing)
    );
    assert_eq!(held.advance(extend, held.terms.first), Err(StepError::TooLate));
    let extended = held.advance(extend, held.terms.first.plus_micros(-1)).unwrap();
    assert_eq!((extended.state, extended.due_at()), (CaseState::Received, held.terms.extended));
    assert_eq!(extended.advance(extend, held.received_at), Err(StepError::TooLate));
}

#[test]
fn words_and_numbers_read_back() {
    for kind in CaseKind::all() {
        assert_eq!(CaseKind::from_code(kind.code()), Some(kind));
        assert_eq!(CaseKind::from_word(kind.as_str()), Some(kind));
    }
    for state in CaseState::ALL {
        assert_eq!(CaseState::from_code(state.code()), Some(state));
        assert_eq!(CaseState::from_word(state.as_str()), Some(state));
    }
    for right in Right::ALL {
        assert_eq!(right.as_str().parse(), Ok(right));
    }
    for strength in Strength::ALL {
        assert_eq!(strength.as_str().parse(), Ok(strength));
    }
    assert_eq!((CaseKind::from_code(0), CaseState::from_code(12)), (None, None));
    assert_eq!("all".parse::<Right>(), Err(UnknownWord));
}
