//! What the charter asks of staff: confidentiality signed, training no older than it allows, and an emergency that lets in and is told.

use vern_core::decision::{Code, Outcome, StateBits};
use vern_core::operation::StaffState;
use vern_core::time::Instant;
use vern_policy::compile::compile;
use vern_policy::parse::parse_charter;
use vern_policy::replay::{PastOperation, Verdict, replay};
use vern_policy::staff::{Standing, words_hash};
use vern_policy::{Rules, charter::Confidentiality, charter::Words};

use super::case::Change;
use super::{base, charter, charter_rules};
use crate::sample::{Ask, codes, instant};

/// Trained so that it lapsed at the question, half a year and then the grace of two weeks later.
const LAPSED: &str = "2026-05-08T12:00:00Z";

fn confidentiality(version: &str) -> Confidentiality {
    let words = Words { nb: "taushet".to_owned(), en: "silence".to_owned(), own: None };
    Confidentiality { version: version.to_owned(), words, clause: None }
}

/// Somebody who has all that is asked.
fn staff() -> StaffState {
    StaffState {
        signed: Some(words_hash(&confidentiality("1"))),
        trained_at: Some(instant("2026-11-01T12:00:00Z")),
        let_in_until: None,
    }
}

fn with(ask: &mut Ask, change: impl FnOnce(&mut StaffState)) {
    let mut known = staff();
    change(&mut known);
    ask.staff = Some(known);
}

/// A code, what raises it and nothing else, and what close to it is permitted.
pub(super) const CASES: &[(Code, Change, Change)] = &[
    (Code::ActorNoConfidentiality, |a| with(a, |it| it.signed = None), |a| with(a, |_| {})),
    // Other words are another promise.
    (
        Code::ActorNoConfidentiality,
        |a| with(a, |it| it.signed = Some(words_hash(&confidentiality("2")))),
        |a| with(a, |it| it.signed = Some(words_hash(&confidentiality("1")))),
    ),
    // A program signs and learns nothing.
    (Code::ActorTrainingDue, |a| with(a, |it| it.trained_at = None), |a| a.staff = None),
    (
        Code::ActorTrainingDue,
        |a| with(a, |it| it.trained_at = Some(instant(LAPSED))),
        |a| with(a, |it| it.trained_at = Some(instant(LAPSED).plus_micros(1))),
    ),
];

/// P-D8, P-C7: an emergency lets somebody in whatever they lack, tells what it is, ends by itself, and opens nothing else.
#[test]
fn p_d8_p_c7_an_emergency_lets_in_and_is_told() {
    let rules = charter_rules();
    let mut ask = base();
    ask.staff = Some(StaffState { let_in_until: Some(ask.at.plus_micros(1)), ..StaffState::default() });
    let decision = ask.decide(&rules);
    let Outcome::Permit { observed, .. } = &decision.outcome else { panic!("{decision:?}") };
    let told: Vec<Code> = observed.iter().map(|reason| reason.code).collect();
    assert_eq!(told, [Code::ActorNoConfidentiality, Code::ActorTrainingDue]);
    assert_eq!(decision.horizon, Some(ask.at.plus_micros(1)), "decided anew when the emergency is over");
    let stranger = codes(&Ask { role: "nobody".to_owned(), ..ask.clone() }.decide(&rules));
    assert!(stranger.contains(&Code::ActorNoGrant) && stranger.len() == 3, "{stranger:?}");
    ask.at = ask.at.plus_micros(1);
    assert_eq!(codes(&ask.decide(&rules)), told);
}

/// P-C7: it is warned of, then runs on for the grace, then ends; and the answer is asked for anew when it does.
#[test]
fn p_c7_training_is_warned_of_before_it_stops_anyone() {
    let rules = charter_rules();
    let asked = rules.staff().unwrap();
    let at = instant("2026-11-22T12:00:00Z");
    let of = |day: &str| {
        let known = StaffState { trained_at: Some(instant(day)), ..staff() };
        asked.training_of(&known, at).unwrap()
    };
    assert_eq!(of("2026-11-01T12:00:00Z"), Standing::Kept(Some(instant("2027-05-01T12:00:00Z"))));
    assert_eq!(of("2026-06-10T12:00:00Z"), Standing::Soon(instant("2026-12-10T12:00:00Z")));
    assert_eq!(of("2026-05-20T12:00:00Z"), Standing::Overdue(instant("2026-12-04T12:00:00Z")));
    assert_eq!(of(LAPSED), Standing::Lacking);
    assert_eq!(asked.training_of(&StaffState::default(), at), Some(Standing::Lacking));
    let mut ask = base();
    with(&mut ask, |it| it.trained_at = Some(instant("2026-05-20T12:00:00Z")));
    assert_eq!(ask.decide(&rules).horizon, Some(instant("2026-12-04T12:00:00Z")));
}

fn other(change: impl FnOnce(String) -> String) -> Rules {
    compile(parse_charter(change(charter()).as_bytes()).unwrap(), "gate.yaml").unwrap()
}

/// An entry tells that somebody had what was asked then: the same is still permitted, less too, and of more nothing is said.
#[test]
fn what_is_asked_of_staff_is_asked_again_of_old_operations() {
    let then = charter_rules();
    let without = other(|text| text.split("staff:\n").next().unwrap().to_owned());
    let verdict = |known: Option<StaffState>, then: &Rules, new: &Rules| {
        let ask = Ask { staff: known, ..base() };
        let state = ask.decide(then).state;
        assert_eq!(state.contains(StateBits::STAFF_ASKED), known.is_some() && then.staff().is_some());
        let past = PastOperation {
            activity: Some(&ask.activity),
            act: ask.act,
            data: ask.operation(then).data,
            actor: vern_core::id::ActorId::from_bytes([2; 16]),
            recipient: None,
            place: None,
            state,
            at: ask.at,
        };
        replay(&past, then, new, Instant::EPOCH)
    };
    let stricter = other(|text| text.replace("training: P6M", "training: P3M"));
    let milder = other(|text| text.replace("training: P6M", "training: P1Y"));
    let reworded = other(|text| text.replace("nb: taushet", "nb: taushetsplikt"));
    for (new, wanted) in [
        (&then, Verdict::Permitted),
        (&milder, Verdict::Permitted),
        (&without, Verdict::Permitted),
        (&stricter, Verdict::Unknown),
        (&reworded, Verdict::Unknown),
    ] {
        assert_eq!(verdict(Some(staff()), &then, new), wanted);
        assert_eq!(verdict(None, &then, new), Verdict::Permitted, "a program is asked nothing");
    }
    assert_eq!(verdict(None, &without, &then), Verdict::Unknown, "who it was is not in the entry");
}

/// What is asked of staff has to be kept somewhere, and training has to be due at some time.
#[test]
fn what_cannot_be_kept_is_not_asked() {
    let refused = |change: fn(String) -> String| {
        let errors = compile(parse_charter(change(charter()).as_bytes()).unwrap(), "gate.yaml").unwrap_err();
        errors.into_iter().map(|error| (error.code, error.detail)).collect::<Vec<_>>()
    };
    assert_eq!(
        refused(|text| text.replace("periods: { training: P6M }\n", "")),
        [("charter.staff_needs", "periods.training".to_owned())]
    );
    assert_eq!(
        refused(|text| text.replace("carries: staff_accounts\n    ", "")),
        [("charter.staff_needs", "carries: staff_accounts".to_owned())]
    );
    assert_eq!(
        refused(|text| text.replace(", account_evidence]", "]")),
        [("charter.carries_data", "account_evidence".to_owned())]
    );
}
