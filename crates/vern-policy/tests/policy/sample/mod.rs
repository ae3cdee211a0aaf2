//! The documents the tests are about, and a generator of small ones with questions to the gate.

mod agreement;
mod ask;
mod charter;

use vern_core::decision::{Code, Decision, Outcome};
use vern_core::time::Instant;
use vern_policy::charter::{Charter, Words};
use vern_policy::compile::compile;
use vern_policy::{Placed, Rules};

pub(crate) use agreement::{Papers, papers, timeline};
pub(crate) use ask::{Ask, ask, narrowing};
pub(crate) use charter::{charter, grant};

/// The charter shipped as an example.
pub(crate) const EXAMPLE: &str = include_str!("../../../../../examples/software-company.yaml");

/// The smallest charter that is let in.
pub(crate) const MINIMAL: &str = r#"vern: 1
kind: charter
version: v1
in_force_from: 2026-01-01T00:00:00Z
organisation:
  id: org
  name: Org AS
  country: "NO"
  contact:
    role: { nb: Leder, en: Manager }
    called: controller
    channel: { published: { nb: Skjema, en: Form }, state: works }
languages: [nb]
documents:
  privacy_notice: { updated_on: not_stated }
data_types:
  - id: name
    kind: text
    label: { nb: Navn, en: Name }
categories:
  - id: customer
    label: { nb: Kunder, en: Customers }
activities:
  - id: orders
    label: { nb: Ordre, en: Orders }
    clause: Purpose
    purpose: { nb: Levere., en: Deliver. }
    basis: { article: "6(1)(b)" }
    subjects: [customer]
    data: [name]
    operations: [register, read]
    retention: not_stated
roles:
  - id: clerk
    label: { nb: Medarbeider, en: Clerk }
    may:
      - { activity: orders, acts: [read] }
"#;

/// The smallest terms that are let in and give no finding.
pub(crate) const MINIMAL_TERMS: &str = r#"vern: 1
kind: terms
version: t1
in_force_from: 2026-01-01T00:00:00Z
organisation:
  id: host
  name: Host AS
  country: "NO"
  contact:
    role: { nb: Leder, en: Manager }
    called: processor
    channel: { published: { nb: Skjema, en: Form }, state: works }
languages: [nb]
data_types:
  - id: name
    kind: text
    label: { nb: Navn, en: Name }
categories:
  - id: customer
    label: { nb: Kunder, en: Customers }
activities:
  - id: orders
    label: { nb: Ordre, en: Orders }
    clause: Annex A
    purpose: { nb: Levere., en: Deliver. }
    basis: by_controller
    subjects: [customer]
    data: [name]
    operations: [register, read]
    retention: [{ while: instruction, then: erase }]
roles:
  - id: clerk
    label: { nb: Medarbeider, en: Clerk }
    may:
      - { activity: orders, acts: [read] }
terms:
  agreed_by: [signature]
  rank: terms_first
"#;

/// The smallest agreement under [`MINIMAL_TERMS`] that gives no finding.
pub(crate) const MINIMAL_AGREEMENT: &str = r#"vern: 1
kind: agreement
version: a1
in_force_from: 2026-02-01T00:00:00Z
controller:
  id: shop
  name: Shop AS
  country: "NO"
  contact:
    role: { nb: Leder, en: Manager }
    called: controller
    channel: { published: { nb: Skjema, en: Form }, state: works }
under: { processor: host }
signed: { on: 2026-01-15, by: signature, controller_role: { nb: Leder, en: Manager }, processor_role: { nb: Leder, en: Manager } }
processor_contact:
  role: { nb: Leder, en: Manager }
  called: processor
  channel: { published: { nb: Skjema, en: Form }, state: works }
languages: [nb]
activities:
  - id: orders
    basis: { article: "6(1)(b)" }
    clause: Annex A
"#;

/// Numbers that look random and follow from a seed alone (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x1234_5678_9ABC_DEF0)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count).unwrap()).unwrap()
    }

    /// True in so many of a hundred.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Each item in so many of a hundred; never none.
    pub(crate) fn some<T: Clone>(&mut self, items: &[T], percent: usize) -> Vec<T> {
        let some = self.few(items, percent);
        if some.is_empty() { vec![self.pick(items).clone()] } else { some }
    }

    /// Each item in so many of a hundred; none at times.
    pub(crate) fn few<T: Clone>(&mut self, items: &[T], percent: usize) -> Vec<T> {
        items.iter().filter(|_| self.percent(percent)).cloned().collect()
    }

    /// The same items in another order.
    pub(crate) fn shuffled<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut rest = items.to_vec();
        std::iter::from_fn(|| (!rest.is_empty()).then(|| rest.swap_remove(self.below(rest.len())))).collect()
    }
}

/// The last one is a supplement: own charters declare it, terms do not, agreements may.
pub(crate) const DATA: [&str; 6] = ["name", "email", "note", "phone", "photo", "extra"];
pub(crate) const CATEGORIES: [&str; 3] = ["customer", "visitor", "applicant"];
pub(crate) const ACTIVITIES: [&str; 3] = ["orders", "letters", "hiring"];
/// A forest: which of them works for which is as the dice fall, but one always for an earlier one.
pub(crate) const SUPPLIERS: [&str; 7] = ["post", "bank", "cloud", "agency", "depot", "region", "rack"];
/// In agreements the last one is the controller's own.
pub(crate) const ROLES: [&str; 3] = ["clerk", "viewer", "partner"];
/// In the EEA all the time, never, until the end of 2020, and from 12 April 2014.
pub(crate) const COUNTRIES: [&str; 4] = ["NO", "US", "GB", "HR"];
pub(crate) const INSTANTS: [&str; 5] = [
    "2026-11-22T12:00:00Z",
    "2020-12-31T23:59:59.999999Z",
    "2021-01-01T00:00:00Z",
    "2014-04-11T23:00:00Z",
    "2024-02-29T00:00:00Z",
];
pub(crate) const PERIODS: [&str; 5] = ["P1D", "P60D", "P1M", "P1Y", "P1Y1M1D"];

pub(crate) fn placed<T>(value: T) -> Placed<T> {
    Placed::nowhere(value)
}

pub(crate) fn names(items: &[&str]) -> Vec<Placed<String>> {
    items.iter().map(|item| placed((*item).to_owned())).collect()
}

pub(crate) fn words(text: &str) -> Words {
    Words { nb: format!("{text} nb"), en: format!("{text} en"), own: None }
}

pub(crate) fn instant(text: &str) -> Instant {
    Instant::from_timestamp(text.parse().unwrap())
}

/// `charters` own charters, with `asks` questions each.
pub(crate) fn cases(charters: u64, asks: u64) -> impl Iterator<Item = (u64, Charter, Vec<Ask>)> {
    (0..charters).map(move |seed| {
        let mut dice = Dice::new(seed);
        let charter = charter(&mut dice);
        let asks = (0..asks).map(|_| ask(&mut dice)).collect();
        (seed, charter, asks)
    })
}

/// `papers` sets of terms and agreements, with `asks` questions each, many of them at an instant where something changes.
pub(crate) fn agreed_cases(sets: u64, asks: u64) -> impl Iterator<Item = (u64, Papers, Vec<Ask>)> {
    (0..sets).map(move |seed| {
        let mut dice = Dice::new(seed ^ 0xA6_0000_0000);
        let papers = papers(&mut dice);
        let changes = papers.changes();
        let asks = (0..asks)
            .map(|_| {
                let mut ask = ask(&mut dice);
                if dice.percent(50) {
                    let off = i64::try_from(dice.below(3)).unwrap() - 1;
                    ask.move_to(dice.pick(&changes).plus_micros(off));
                }
                ask
            })
            .collect();
        (seed, papers, asks)
    })
}

pub(crate) fn rules(charter: &Charter) -> Rules {
    compile(charter.clone(), "sample.yaml").unwrap_or_else(|errors| panic!("{errors:?}"))
}

pub(crate) fn codes(decision: &Decision) -> Vec<Code> {
    match &decision.outcome {
        Outcome::Permit { .. } => Vec::new(),
        Outcome::Refuse { reasons } => reasons.iter().map(|reason| reason.code).collect(),
    }
}
