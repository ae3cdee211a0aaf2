//! Bits flipped and files torn while nobody looks: what of it the program finds by opening, reading every record, searching, and verifying its
//! journal; what SQLite's own check finds besides; what changes nothing; and what only a check of the program's own tables can find.
//!
//! Each altered copy is first opened by SQLite alone and dumped, every table by its rows. A flip that leaves the dump and the indexes as they
//! were is one in unused space.

mod altered;
mod dump;

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use vern_testkit::numbers::Numbers;

use altered::{Alteration, Base, Verdict};

const SEED: u64 = 20_261_122;
const PAGE_BYTES: usize = 4_096;

/// Columns that nothing is sealed with, signed over or compared with, not even by `vern doctor`: rows of state. An alteration anywhere else is
/// found; these are the ones a sum over each row is still to hold.
const ONLY_DERIVABLE: &[&str] = &[
    "schema",
    "migrations",
    "controllers.created_at",
    "heads.last_at",
    "heads.state_version",
    "controller_keys.controller",
    "controller_keys.name",
    "controller_keys.number",
    "charters.document",
    "charters.file",
    "charters.hash",
    "charters.imported_at",
    "charters.in_force_at",
    "actors.created_at",
    "actors.role",
    "actors.token_hash",
    "policies.category",
    "policies.controller",
    "policies.policy",
    "subjects.state",
    "subjects.state_version",
    "consents.activity",
    "consents.controller",
    "consents.given_at",
    "consents.subject",
    "consents.withdrawn_at",
    "records.anchor_at",
    "records.collected_at",
    "journal_checkpoints.controller",
    "journal_checkpoints.epoch",
    "journal_checkpoints.signed_at",
    "journal_checkpoints.tree_size",
    "keys.controller",
    "keys.created_at",
    "keys.erased_at",
    "keys.key_id",
    "marks.controller",
    "keys.parent",
    "marks",
    "marks.tree_size",
    "roots",
    "roots.root",
    "roots.since_at",
];

fn base(in_log: bool) -> &'static Base {
    static CLOSED: OnceLock<Base> = OnceLock::new();
    static IN_LOG: OnceLock<Base> = OnceLock::new();
    if in_log { IN_LOG.get_or_init(|| Base::make(true)) } else { CLOSED.get_or_init(|| Base::make(false)) }
}

/// Applies every alteration to a copy of its own, and counts what found it.
fn judge(base: &Base, alterations: &[Alteration]) {
    let next = AtomicUsize::new(0);
    let verdicts: Vec<(Alteration, Verdict)> = thread::scope(|scope| {
        let work = || {
            let mut own = Vec::new();
            while let Some(alteration) = alterations.get(next.fetch_add(1, Ordering::Relaxed)) {
                own.push((*alteration, base.judge(alteration)));
            }
            own
        };
        let workers: Vec<_> =
            (0..thread::available_parallelism().map_or(1, usize::from)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut missed = Vec::new();
    for (alteration, verdict) in &verdicts {
        *counts.entry(verdict.to_string()).or_default() += 1;
        if let Verdict::Missed { columns, .. } = verdict
            && !columns.iter().all(|column| ONLY_DERIVABLE.contains(&column.as_str()))
        {
            missed.push(format!("{alteration:?}: {verdict}"));
        }
    }
    println!(
        "{} alterations of {}:",
        verdicts.len(),
        alterations.first().map_or("nothing", |first| first.file)
    );
    for (verdict, count) in &counts {
        println!("  {count:6}  {verdict}");
    }
    assert!(missed.is_empty(), "{} were not found:\n{}", missed.len(), missed.join("\n"));
}

/// Bits of a file: sampled all over, and one in every byte of the first page.
fn bits(base: &Base, file: &'static str, sampled: usize, first_page: bool) -> Vec<Alteration> {
    let length = base.length(file);
    let mut numbers = Numbers::new(SEED);
    let mut draw = |limit: usize| usize::try_from(numbers.below(limit as u64)).unwrap();
    let mut alterations: Vec<Alteration> =
        (0..sampled).map(|_| Alteration::flip(file, draw(length), draw(8))).collect();
    if first_page {
        alterations.extend((0..length.min(PAGE_BYTES)).map(|at| Alteration::flip(file, at, draw(8))));
    }
    alterations
}

/// A file cut short, and pages of zeros.
fn tears(base: &Base, file: &'static str, sampled: usize) -> Vec<Alteration> {
    let length = base.length(file);
    let mut numbers = Numbers::new(SEED);
    let cut = (0..sampled).map(|_| usize::try_from(numbers.below(length as u64)).unwrap());
    let mut alterations: Vec<Alteration> = cut.map(|at| Alteration::cut(file, at)).collect();
    alterations
        .extend((0..length / PAGE_BYTES).map(|page| Alteration::zeros(file, page * PAGE_BYTES, PAGE_BYTES)));
    alterations
}

#[test]
fn bits_of_the_data() {
    judge(base(false), &bits(base(false), "data/vern.db", 400, true));
}

#[test]
fn bits_of_the_keys() {
    judge(base(false), &bits(base(false), "keys/keys.db", 400, true));
    judge(base(false), &bits(base(false), "keys/root.key", 0, true));
}

#[test]
fn bits_of_the_write_ahead_log() {
    judge(base(true), &bits(base(true), "data/vern.db-wal", 400, false));
}

#[test]
fn torn_files() {
    for file in ["data/vern.db", "keys/keys.db", "keys/root.key"] {
        judge(base(false), &tears(base(false), file, 40));
    }
    judge(base(true), &tears(base(true), "data/vern.db-wal", 60));
}
