//! What an index answers is what reading every entry answers; and no bytes make it panic.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use vern_journal::segment::{Counted, ENTRIES_MAX, Flow, TallyKey, ask, tally};
use vern_journal::{
    Act, Entry, EntryKind, Filter, Line, Outcome, Segment, SegmentError, Segments, SourceError, SubjectPart,
    Tail,
};

use crate::entry::any_entry;
use crate::fixture::usual_entry;

/// Segments as they are stored.
#[derive(Default)]
struct Stored(Vec<Vec<u8>>);

impl Segments for Stored {
    fn visit(&self, filter: &Filter, each: &mut dyn FnMut(&[u8]) -> Flow) -> Result<(), SourceError> {
        for bytes in &self.0 {
            let segment = Segment::open(bytes)?;
            let (least, most) = segment.times();
            let meets =
                segment.indices().end > filter.from_index && most >= filter.since && least <= filter.until;
            if meets && each(bytes).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Builds segments of these lengths, the rest as the tail.
fn index(entries: &[Entry], lengths: &[usize]) -> (Stored, Tail) {
    let (mut stored, mut rest) = (Stored::default(), entries);
    let mut tail = Tail::new(entries.first().map_or(0, |entry| entry.index));
    for length in lengths {
        let (part, after) = rest.split_at((*length).min(rest.len()));
        part.iter().for_each(|entry| tail.push(&entry.encode().unwrap()).unwrap());
        stored.0.extend(tail.segment());
        (tail, rest) = (Tail::new(tail.next()), after);
    }
    rest.iter().for_each(|entry| tail.push(&entry.encode().unwrap()).unwrap());
    (stored, tail)
}

/// A line with everything it tells, owned.
type Told = (
    u64,
    u64,
    EntryKind,
    (Option<Act>, Option<Outcome>),
    Option<[u8; 16]>,
    Option<String>,
    Vec<String>,
    Option<u64>,
    Vec<[u8; 16]>,
);

fn told(line: &Line<'_>) -> Told {
    (
        line.index,
        line.at,
        line.kind,
        (line.act, line.outcome),
        line.actor,
        line.activity.map(ToOwned::to_owned),
        line.codes.map(ToOwned::to_owned).collect(),
        line.count,
        line.pseudonyms().collect(),
    )
}

fn told_by(entry: &Entry) -> Told {
    (
        entry.index,
        entry.at,
        entry.kind,
        (entry.act, entry.outcome),
        entry.actor,
        entry.activity.clone(),
        entry.codes.clone(),
        entry.count,
        people(entry),
    )
}

fn people(entry: &Entry) -> Vec<[u8; 16]> {
    entry.subjects.iter().map(|subject| subject.pseudonym).collect()
}

fn answers(entry: &Entry, filter: &Filter) -> bool {
    filter.pseudonym.is_none_or(|pseudonym| people(entry).contains(&pseudonym))
        && filter.actor.is_none_or(|actor| entry.actor == Some(actor))
        && filter.activity.as_ref().is_none_or(|activity| entry.activity.as_ref() == Some(activity))
        && filter.act.is_none_or(|act| entry.act == Some(act))
        && filter.outcome.is_none_or(|outcome| entry.outcome == Some(outcome))
        && filter.code.as_ref().is_none_or(|code| entry.codes.contains(code))
        && (filter.since..=filter.until).contains(&entry.at)
        && entry.index >= filter.from_index
}

fn asked(stored: &Stored, tail: &Tail, filter: &Filter) -> Vec<Told> {
    let mut lines = Vec::new();
    let mut each = |line: &Line<'_>| {
        lines.push(told(line));
        Flow::Continue(())
    };
    ask(stored, tail, filter, &mut each).unwrap();
    lines
}

/// A log of few actors, people and activities, so that questions have answers.
fn any_log() -> impl Strategy<Value = Vec<Entry>> {
    let numbers = (0..12u64, 0..9usize, 0..3usize, 0..4u8, 0..4u8, 0..3u64, vec(0..9u8, 0..4), any::<bool>());
    vec(numbers, 1..150).prop_map(|rows| {
        let mut at = 1_000;
        rows.into_iter()
            .zip(40..)
            .map(|(row, index)| {
                let (step, act, outcome, actor, activity, count, subjects, chunk) = row;
                at += step * step * step * 1_000;
                let kind = if chunk { EntryKind::Chunk } else { EntryKind::Operation };
                let mut entry = Entry::new(index, at, kind);
                entry.act = Some(Act::ALL[act]);
                entry.outcome = Some([Outcome::Permitted, Outcome::Refused, Outcome::Observed][outcome]);
                entry.actor = (actor > 0).then_some([actor; 16]);
                entry.activity = (activity > 0).then(|| format!("activity-{activity}"));
                entry.codes = (0..outcome * usize::from(actor)).map(|code| format!("code.{code}")).collect();
                entry.count = (count > 0).then_some(count * 300);
                let part = |number| SubjectPart { pseudonym: [number; 16], sealed: vec![], digest: None };
                entry.subjects = subjects.into_iter().map(part).collect();
                entry
            })
            .collect()
    })
}

fn any_filter() -> impl Strategy<Value = Filter> {
    use proptest::option::weighted;
    (
        (weighted(0.4, 0..10u8), weighted(0.3, 0..5u8), weighted(0.3, 0..5u8)),
        (weighted(0.2, 0..9usize), weighted(0.4, 0..2usize), weighted(0.2, 0..4u8)),
        (weighted(0.4, 0..30_000_000u64), weighted(0.4, 0..60_000_000u64), weighted(0.2, 0..200u64)),
    )
        .prop_map(|((pseudonym, actor, activity), (act, outcome, code), (since, until, from_index))| {
            Filter {
                pseudonym: pseudonym.map(|number| [number; 16]),
                actor: actor.map(|number| [number; 16]),
                activity: activity.map(|number| format!("activity-{number}")),
                act: act.map(|act| Act::ALL[act]),
                outcome: outcome.map(|place| [Outcome::Permitted, Outcome::Refused][place]),
                code: code.map(|number| format!("code.{number}")),
                since: since.unwrap_or(0),
                until: until.unwrap_or(u64::MAX),
                from_index: from_index.unwrap_or(0),
            }
        })
}

proptest! {
    /// Any entry whatever comes back from a segment as it went in.
    #[test]
    fn segment_tells_what_the_entries_say(entries in vec(any_entry(), 1..12), first in 0..u64::MAX / 2) {
        let entries: Vec<Entry> =
            entries.into_iter().zip(first..).map(|(entry, index)| Entry { index, ..entry }).collect();
        let (stored, tail) = index(&entries, &[entries.len() / 2]);
        let wanted: Vec<Told> = entries.iter().map(told_by).collect();
        prop_assert_eq!(asked(&stored, &tail, &Filter::default()), wanted);
    }

    #[test]
    fn answers_are_those_of_reading_every_entry(
        entries in any_log(), filter in any_filter(), lengths in vec(1..60usize, 0..4),
    ) {
        let (stored, tail) = index(&entries, &lengths);
        let wanted: Vec<&Entry> = entries.iter().filter(|entry| answers(entry, &filter)).collect();
        let told: Vec<Told> = wanted.iter().map(|entry| told_by(entry)).collect();
        prop_assert_eq!(asked(&stored, &tail, &filter), told);

        let mut sums = tally(&stored, &tail, &filter).unwrap();
        let (mut by_act, mut by_code, mut by_actor) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut distinct = BTreeSet::new();
        for entry in &wanted {
            let records = if entry.kind == EntryKind::Operation { entry.count.unwrap_or(1) } else { 0 };
            let key = TallyKey { activity: entry.activity.clone(), act: entry.act, outcome: entry.outcome };
            add(by_act.entry(key).or_default(), records);
            add(by_actor.entry(entry.actor).or_default(), records);
            entry.codes.iter().for_each(|code| add(by_code.entry(code.clone()).or_default(), records));
            distinct.extend(people(entry));
        }
        prop_assert_eq!(sums.all.entries, wanted.len() as u64);
        prop_assert_eq!(sums.people(), distinct.len() as u64);
        prop_assert!(sums.pseudonyms().eq(distinct));
        prop_assert_eq!((sums.by_act, sums.by_code, sums.by_actor), (by_act, by_code, by_actor));
    }

    /// A page that is full goes on where it stopped.
    #[test]
    fn pages_join_to_the_whole(entries in any_log(), page in 1..20usize, lengths in vec(1..60usize, 0..4)) {
        let (stored, tail) = index(&entries, &lengths);
        let (mut filter, mut lines) = (Filter::default(), Vec::new());
        loop {
            let start = lines.len();
            let mut each = |line: &Line<'_>| {
                lines.push(told(line));
                if lines.len() - start == page { Flow::Break(()) } else { Flow::Continue(()) }
            };
            ask(&stored, &tail, &filter, &mut each).unwrap();
            let Some(last) = lines.get(start..).and_then(<[Told]>::last) else { break };
            filter.from_index = last.0 + 1;
        }
        prop_assert_eq!(lines, asked(&stored, &tail, &Filter::default()));
    }

    #[test]
    fn damaged_segment_is_refused(entries in any_log(), place in any::<prop::sample::Index>(), flip in 1..=255u8) {
        let mut bytes = index(&entries, &[]).1.segment().unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        prop_assert!(matches!(Segment::open(&bytes), Err(SegmentError::Malformed)));
    }

    /// Even with a check made to fit, no bytes make a question panic or run on.
    #[test]
    fn forged_segment_never_panics(
        entries in any_log(), filter in any_filter(), damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let mut bytes = index(&entries, &[]).1.segment().unwrap();
        bytes.truncate(bytes.len() - 8);
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let sum = fnv_of_words(&bytes);
        bytes.extend_from_slice(&sum.to_be_bytes());
        let stored = Stored(vec![bytes]);
        let _ = tally(&stored, &Tail::default(), &filter).map(|mut sums| sums.people());
        let _ = ask(&stored, &Tail::default(), &filter, &mut |line| {
            let _ = told(line);
            Flow::Continue(())
        });
    }

    #[test]
    fn random_bytes_are_no_segment(bytes in vec(any::<u8>(), 0..300)) {
        prop_assert!(Segment::open(&bytes).is_err());
    }
}

fn add(sum: &mut Counted, records: u64) {
    sum.entries += 1;
    sum.records += records;
}

/// The check of ADR 0013, written from its words.
fn fnv_of_words(bytes: &[u8]) -> u64 {
    let mut sum = 14_695_981_039_346_656_037;
    for word in bytes.chunks(8) {
        let mut filled = [0; 8];
        filled[..word.len()].copy_from_slice(word);
        sum = (sum ^ u64::from_be_bytes(filled)).wrapping_mul(1_099_511_628_211);
    }
    sum
}

#[test]
fn tail_takes_only_the_next_entry() {
    let mut tail = Tail::new(7);
    assert!(tail.is_empty() && tail.segment().is_none());
    let wrong = usual_entry(8).encode().unwrap();
    assert!(matches!(tail.push(&wrong), Err(SegmentError::OutOfOrder { index: 8, wanted: 7 })));
    assert!(matches!(tail.push(&[0xff]), Err(SegmentError::Entry(_))));
    tail.push(&usual_entry(7).encode().unwrap()).unwrap();
    tail.push(&wrong).unwrap();
    assert_eq!((tail.first(), tail.next()), (7, 9));
    let bytes = tail.segment().unwrap();
    assert_eq!(Segment::open(&bytes).unwrap().indices(), 7..9);
}

#[test]
fn segments_that_overlap_are_refused() {
    let entries: Vec<Entry> = (0..20).map(usual_entry).collect();
    let (stored, tail) = index(&entries, &[20]);
    let twice = Stored(stored.0.iter().chain(&stored.0).cloned().collect());
    let asked = tally(&twice, &tail, &Filter::default());
    assert!(matches!(asked, Err(SegmentError::OutOfOrder { index: 0, wanted: 20 })));
}

/// What ADR 0013 says of size, and that a full tail says so.
#[test]
fn full_segment_takes_at_most_25_bytes_an_entry() {
    let mut tail = Tail::default();
    for index in 0..ENTRIES_MAX as u64 {
        let mut entry = usual_entry(index);
        entry.actor = Some([(index % 200) as u8; 16]);
        // Nobody is named twice: the most the pseudonyms can take.
        entry.subjects[0].pseudonym =
            u128::from(index).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835).to_be_bytes();
        entry.at = 1_000_000 + index * 12_000;
        tail.push(&entry.encode().unwrap()).unwrap();
    }
    assert!(tail.is_full());
    assert!(matches!(tail.push(&usual_entry(65_536).encode().unwrap()), Err(SegmentError::Full)));
    let bytes = tail.segment().unwrap().len();
    assert!(bytes <= 25 * ENTRIES_MAX, "{bytes}");
}
