//! Prints how fast segments are built and asked: `cargo run --release --example segment_speed`.
//!
//! Ten million entries are made one segment at a time: 200 actors, 500,000 people, six activities, one in fifty refused.

#![expect(clippy::disallowed_methods, reason = "measuring needs the clock of the machine")]

use std::io::{self, Write};
use std::time::{Duration, Instant};

use vern_journal::segment::{ENTRIES_MAX, Flow, ask, tally};
use vern_journal::{
    Act, DataBits, Entry, EntryKind, Filter, Outcome, Segment, Segments, SourceError, SubjectPart, Tail,
};

const ENTRIES: u64 = 10_000_000;
const START: u64 = 1_767_225_600_000_000;
const STEP_MICROS: u64 = 12_000;
const ACTIVITIES: [&str; 6] =
    ["recruitment", "customer-support", "invoicing", "chat", "newsletter", "web-visits"];

/// Segments as a table holds them, with their times beside them.
struct Stored(Vec<(Vec<u8>, (u64, u64))>);

impl Segments for Stored {
    fn visit(&self, filter: &Filter, each: &mut dyn FnMut(&[u8]) -> Flow) -> Result<(), SourceError> {
        for (bytes, (least, most)) in &self.0 {
            if *most >= filter.since && *least <= filter.until && each(bytes).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// A number that looks random and is the same every time (`SplitMix64`).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

fn pseudonym(person: u64) -> [u8; 16] {
    (u128::from(mixed(person)) << 64 | u128::from(mixed(!person))).to_be_bytes()
}

fn actor(number: u64) -> [u8; 16] {
    u128::from(mixed(number ^ 0xac)).to_be_bytes()
}

fn entry(index: u64) -> Entry {
    let chance = mixed(index);
    let mut entry =
        Entry::new(index, START + index * STEP_MICROS + chance % STEP_MICROS, EntryKind::Operation);
    entry.operation = Some(u128::from(chance).to_be_bytes());
    entry.actor = Some(actor(chance >> 8 & 0xff));
    entry.activity = usize::try_from(chance >> 16)
        .ok()
        .and_then(|place| ACTIVITIES.get(place % 6))
        .map(ToString::to_string);
    entry.act = Act::ALL.get(usize::try_from(chance >> 24 & 3).unwrap_or(0)).copied();
    entry.data = DataBits::from_indices([0, 3, 17]);
    entry.outcome = Some(Outcome::Permitted);
    if (chance >> 32).is_multiple_of(50) {
        entry.outcome = Some(Outcome::Refused);
        entry.codes = vec!["actor.no_grant".to_owned()];
    }
    entry.charters = vec![[1; 32], [2; 32]];
    entry.state = Some(0b1011);
    let subject = pseudonym((chance >> 34) % 500_000);
    entry.subjects = vec![SubjectPart { pseudonym: subject, sealed: vec![5; 51], digest: None }];
    entry
}

fn build(out: &mut impl Write) -> Result<(Stored, Tail), SourceError> {
    let (mut stored, mut tail, mut spent) = (Stored(Vec::new()), Tail::default(), Duration::ZERO);
    for first in (0..ENTRIES).step_by(ENTRIES_MAX) {
        let end = ENTRIES.min(first + ENTRIES_MAX as u64);
        let entries: Vec<Vec<u8>> =
            (first..end).map(|index| entry(index).encode()).collect::<Result<_, _>>()?;
        let start = Instant::now();
        for bytes in &entries {
            tail.push(bytes)?;
        }
        if tail.is_full() {
            let bytes = tail.segment().unwrap_or_default();
            let times = Segment::open(&bytes)?.times();
            stored.0.push((bytes, times));
            tail = Tail::new(tail.next());
        }
        spent += start.elapsed();
    }
    let bytes: usize = stored.0.iter().map(|(bytes, _)| bytes.len()).sum();
    let covered = stored.0.len() * ENTRIES_MAX;
    writeln!(out, "build: {:.0} entries/s", ENTRIES as f64 / spent.as_secs_f64())?;
    writeln!(out, "size: {:.1} bytes an entry, {} segments", bytes as f64 / covered as f64, stored.0.len())?;
    Ok((stored, tail))
}

fn main() -> Result<(), SourceError> {
    let mut out = io::stdout();
    let (stored, tail) = build(&mut out)?;
    let window =
        |entries: u64| (START + 4_000_000 * STEP_MICROS, START + (4_000_000 + entries) * STEP_MICROS);
    let (since, until) = window(1_000_000);
    let million = Filter { since, until, ..Filter::default() };
    let by_actor = Filter { actor: Some(actor(7)), ..million.clone() };
    let refused = Filter { outcome: Some(Outcome::Refused), ..million.clone() };
    let person = Filter { pseudonym: Some(pseudonym(4_711)), ..Filter::default() };
    let questions = [
        ("this person, 10 M entries", &person),
        ("who touched what, window of 1 M of 10 M", &million),
        ("one actor, window of 1 M of 10 M", &by_actor),
        ("refused, window of 1 M of 10 M", &refused),
        ("everything, 10 M entries", &Filter::default()),
    ];
    for (name, filter) in questions {
        let (start, mut lines) = (Instant::now(), 0u64);
        ask(&stored, &tail, filter, &mut |line| {
            lines += u64::from(line.pseudonyms().next().is_some());
            Flow::Continue(())
        })?;
        let list_ms = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        let people = tally(&stored, &tail, filter)?.people();
        let sums_ms = start.elapsed().as_secs_f64() * 1e3;
        writeln!(
            out,
            "{name}: {lines} lines in {list_ms:.0} ms; sums with {people} people in {sums_ms:.0} ms"
        )?;
    }
    Ok(())
}
