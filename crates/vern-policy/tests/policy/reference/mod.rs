//! A second gate, written slowly from the docs, ADR 0006, ADR 0011 and the doc comment of each `Code`, over the documents as written and
//! by names alone. It shares no line with `decide`, `compile` and `in_force`; the two must agree on every case.

mod in_force;
mod place;
mod question;

use std::collections::{BTreeMap, BTreeSet};

use vern_core::decision::{Code, Decision, Outcome};
use vern_core::time::Instant;
use vern_policy::Rules;
use vern_policy::in_force::Document;
use vern_policy::parse::write_document;

pub(crate) use in_force::InForce;
use question::Question;

use crate::sample::{Ask, agreed_cases, cases, rules, timeline};

/// What is answered: every reason, or what is withheld and what was only observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Permit { withheld: BTreeSet<String>, observed: Vec<Code> },
    Refuse(Vec<Code>),
}

/// What the gate answered, in the same words.
pub(crate) fn answer(rules: &Rules, decision: &Decision) -> Answer {
    let codes = |reasons: &[vern_core::decision::Reason]| {
        let mut codes: Vec<Code> = reasons.iter().map(|reason| reason.code).collect();
        codes.sort_unstable();
        codes
    };
    match &decision.outcome {
        Outcome::Permit { withheld, observed } => Answer::Permit {
            withheld: withheld.iter().map(|place| rules.data_type_id(place).unwrap().to_owned()).collect(),
            observed: codes(observed),
        },
        Outcome::Refuse { reasons } => Answer::Refuse(codes(reasons)),
    }
}

/// What the gate should answer.
pub(crate) fn expect(in_force: &InForce, ask: &Ask) -> Answer {
    let Some(activity) = in_force.charter.activities.iter().find(|it| it.id.value == ask.activity) else {
        return Answer::Refuse(vec![Code::ActivityUndeclared]);
    };
    let question = Question { in_force, charter: &in_force.charter, activity, ask };
    let mut codes: Vec<Code> = Code::ALL.iter().flat_map(|code| vec![*code; question.times(*code)]).collect();
    codes.sort_unstable();
    let observes = activity.observe_until.is_some_and(|until| ask.at < until.value);
    let lets_through =
        codes.iter().all(|code| (observes && is_observable(*code)) || question.is_let_in(*code));
    if codes.is_empty() || lets_through {
        Answer::Permit { withheld: question.withheld(), observed: codes }
    } else {
        Answer::Refuse(codes)
    }
}

/// ADR 0011, Observing.
fn is_observable(code: Code) -> bool {
    let about_actor_or_scope = code.as_str().starts_with("actor.")
        || matches!(code.as_str(), "record.unknown" | "subject.unknown" | "activity.undeclared");
    let never = [
        "data.undeclared",
        "data.invalid",
        "subject.category_undeclared",
        "activity.purpose_mismatch",
        "subject.restricted",
        "subject.exception_reason_required",
        "subject.exception_consent_missing",
        "subject.objected",
        "instruction.support_not_instructed",
        "subject.erasure_ordered",
        "supplier.narrowed",
        "activity.automated_narrowed",
        "agreement.missing",
        "agreement.not_in_force",
        "agreement.ended",
    ];
    !about_actor_or_scope && !never.contains(&code.as_str())
}

/// How often each answer came up.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) cases: u64,
    /// At an instant at which nothing is in force.
    pub(crate) nothing_in_force: u64,
    pub(crate) permits: u64,
    pub(crate) permits_withholding: u64,
    pub(crate) permits_observed: u64,
    /// Cases with this code among the reasons, and those with no other.
    pub(crate) refused: BTreeMap<Code, (u64, u64)>,
    /// Permits with this code among what was only observed.
    pub(crate) observed: BTreeMap<Code, u64>,
}

impl Counts {
    fn add(&mut self, answer: &Answer) {
        match answer {
            Answer::Permit { withheld, observed } => {
                self.permits += 1;
                self.permits_withholding += u64::from(!withheld.is_empty());
                self.permits_observed += u64::from(!observed.is_empty());
                for code in observed.iter().collect::<BTreeSet<_>>() {
                    *self.observed.entry(*code).or_default() += 1;
                }
            }
            Answer::Refuse(codes) => {
                let codes: BTreeSet<Code> = codes.iter().copied().collect();
                for code in &codes {
                    let (among, alone) = self.refused.entry(*code).or_default();
                    *among += 1;
                    *alone += u64::from(codes.len() == 1);
                }
            }
        }
    }
}

/// Panics where the two differ, with what was asked and the documents as YAML.
fn check(found: &Answer, expected: &Answer, seed: u64, ask: &Ask, documents: &[Document]) {
    if found != expected {
        let written: Vec<String> = documents.iter().map(|it| write_document(it).unwrap()).collect();
        panic!(
            "seed {seed}: {ask:?}\n{}\ngate:      {found:?}\nreference: {expected:?}\n",
            written.join("\n---\n")
        );
    }
}

/// Compares the two gates on so many own charters, as many sets of terms and agreements, and questions to each.
pub(crate) fn compare(documents: u64, asks: u64) -> Counts {
    let mut counts = Counts::default();
    for (seed, charter, asks) in cases(documents, asks) {
        let rules = rules(&charter);
        let in_force = InForce::own(&charter);
        for ask in asks {
            counts.cases += 1;
            let expected = expect(&in_force, &ask);
            let found = answer(&rules, &ask.decide(&rules));
            let documents = [Document::Charter(Box::new(charter.clone()))];
            check(&found, &expected, seed, &ask, &documents);
            counts.add(&expected);
        }
    }
    for (seed, papers, asks) in agreed_cases(documents, asks) {
        let timeline = timeline(&papers);
        let mut known: BTreeMap<Instant, Option<InForce>> = BTreeMap::new();
        for ask in asks {
            counts.cases += 1;
            let expected = known.entry(ask.at).or_insert_with(|| InForce::agreed(&papers, ask.at));
            let found = timeline.at(ask.at).map(|(rules, _)| rules);
            assert_eq!(found.is_some(), expected.is_some(), "agreement, seed {seed}: {}", ask.at);
            let (Some(rules), Some(in_force)) = (found, expected) else {
                counts.nothing_in_force += 1;
                continue;
            };
            let expected = expect(in_force, &ask);
            let found = answer(rules, &ask.decide(rules));
            check(&found, &expected, seed, &ask, &papers.documents());
            counts.add(&expected);
        }
    }
    counts
}
