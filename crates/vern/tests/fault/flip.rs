//! Bits flipped and files torn while nobody looks: all of it is found by the program, by opening, reading every record, searching, verifying its
//! journal, and looking itself over as `vern doctor` does; what is not found changes nothing that is stored.
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

/// Tables of state, each of which holds rows here. (Orders to overwrite a key are there only for as long as that takes.)
const STATE: &[(&str, &[&str])] = &[
    (
        "data/vern.db",
        &[
            "migrations",
            "controllers",
            "heads",
            "controller_keys",
            "charters",
            "actors",
            "policies",
            "subjects",
            "subject_keys",
            "consents",
            "objections",
            "records",
            "lookups",
            "erasures",
            "journal_entries",
            "journal_tiles",
            "journal_checkpoints",
            "installations",
        ],
    ),
    ("keys/keys.db", &["migrations", "roots", "keys", "marks"]),
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
        if let Verdict::Missed { .. } | Verdict::FoundByEngineCheck = verdict {
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

/// Bits of what a file holds, as many of each table and index, and one of every byte where there are fewer.
fn rows(base: &Base, file: &'static str, of_each: usize) -> Vec<Alteration> {
    let mut numbers = Numbers::new(SEED);
    let mut draw = |limit: usize| usize::try_from(numbers.below(limit as u64)).unwrap();
    let cells = base.cells(file);
    for table in STATE.iter().filter(|(of, _)| *of == file).flat_map(|(_, tables)| *tables) {
        assert!(cells[*table].len() > 16, "{table} holds nothing to be altered");
    }
    let mut alterations = Vec::new();
    for places in cells.values() {
        let drawn = (0..of_each.min(places.len())).map(|count| match places.len() <= of_each {
            true => places[count],
            false => places[draw(places.len())],
        });
        let drawn: Vec<usize> = drawn.collect();
        alterations.extend(drawn.into_iter().map(|at| Alteration::flip(file, at, draw(8))));
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
fn bits_of_every_table() {
    for file in ["data/vern.db", "keys/keys.db"] {
        judge(base(false), &rows(base(false), file, 24));
    }
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
