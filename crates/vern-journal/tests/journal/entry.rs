//! One fact, one encoding; and no bytes make the decoder panic.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use vern_journal::{
    Act, ChunkError, DataBits, Entry, EntryError, EntryKind, Glance, Outcome, SealedPart, SubjectPart,
    join_chunks,
};

use crate::fixture::usual_entry;

const OUTCOMES: [Outcome; 3] = [Outcome::Permitted, Outcome::Refused, Outcome::Observed];

fn any_subject() -> impl Strategy<Value = SubjectPart> {
    let parts = (any::<[u8; 16]>(), vec(any::<u8>(), 0..90), of(any::<[u8; 32]>()));
    parts.prop_map(|(pseudonym, sealed, digest)| SubjectPart { pseudonym, sealed, digest })
}

prop_compose! {
    pub(crate) fn any_entry()(
        index in any::<u64>(), at in any::<u64>(), kind in 0..11usize,
        operation in of(any::<[u8; 16]>()), actor in of(any::<[u8; 16]>()), activity in of(".{0,40}"),
        act in of(0..9usize), data in vec(0..300u16, 0..20), outcome in of(0..3usize),
        codes in vec("[a-z_.]{1,30}", 0..5), charters in vec(any::<[u8; 32]>(), 0..4),
    )(
        state in of(any::<u64>()), recipient in of(".{0,20}"), place in of("[A-Z]{2}"),
        withheld in vec(0..300u16, 0..5), subjects in vec(any_subject(), 0..5), count in of(any::<u64>()),
        sealed in of(vec(any::<u8>(), 0..90)), origin in of(".{0,30}"), previous in of(".{0,30}"),
        vkey in of(".{0,30}"), numbers in vec(of(any::<u64>()), 6), start in Just(Entry {
            index, at, kind: EntryKind::ALL[kind], operation, actor, activity,
            act: act.map(|act| Act::ALL[act]), data: DataBits::from_indices(data),
            outcome: outcome.map(|outcome| OUTCOMES[outcome]), codes, charters,
            ..Entry::new(0, 0, EntryKind::Operation)
        }),
    ) -> Entry {
        Entry {
            state, recipient, place, subjects, count, sealed, origin, previous, vkey,
            purpose: numbers[0], number: numbers[1], culled: numbers[2], chunk: numbers[3], kept: numbers[4],
            withheld: DataBits::from_indices(withheld), ..start
        }
    }
}

proptest! {
    #[test]
    fn entry_survives_encoding(entry in any_entry()) {
        let bytes = entry.encode().unwrap();
        prop_assert_eq!(Entry::decode(&bytes).unwrap(), entry);
    }

    #[test]
    fn sealed_part_survives_encoding(
        key in of(".{0,20}"), version in of(any::<u64>()), reason in of(".*"), undeclared in vec(".*", 0..4),
        codes in of(any::<[u8; 8]>()),
    ) {
        let part = SealedPart { key, version, reason, undeclared, codes };
        prop_assert_eq!(SealedPart::decode(&part.encode().unwrap()).unwrap(), part);
    }

    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = Entry::decode(&bytes);
        let _ = SealedPart::decode(&bytes);
    }

    /// Whatever decodes is the only encoding of what it says.
    #[test]
    fn mutated_entry_is_refused_or_is_another_entry(
        entry in any_entry(), place in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let bytes = entry.encode().unwrap();
        let mut mutated = bytes.clone();
        let place = place.index(bytes.len());
        mutated[place] = byte;
        if let Ok(read) = Entry::decode(&mutated) {
            prop_assert_eq!(read.encode().unwrap(), mutated.clone());
            prop_assert_eq!(read == entry, mutated == bytes);
        }
    }

    /// Two readers, one built on writing again and one on checking while reading, agree on what is an entry and what it says.
    #[test]
    fn glance_agrees_with_decode(entry in any_entry()) {
        let bytes = entry.encode().unwrap();
        let glance = Glance::read(&bytes).unwrap();
        prop_assert_eq!((glance.index, glance.at, glance.kind), (entry.index, entry.at, entry.kind));
        prop_assert_eq!(glance.actor, entry.actor);
        prop_assert_eq!(glance.activity, entry.activity.as_deref());
        prop_assert_eq!((glance.act, glance.outcome, glance.count), (entry.act, entry.outcome, entry.count));
        prop_assert_eq!(glance.codes.collect::<Vec<_>>(), entry.codes);
        prop_assert_eq!(usize::from(glance.pseudonyms.count_left()), entry.subjects.len());
        let pseudonyms: Vec<_> = entry.subjects.iter().map(|subject| subject.pseudonym).collect();
        prop_assert_eq!(glance.pseudonyms.collect::<Vec<_>>(), pseudonyms);
    }

    #[test]
    fn glance_accepts_what_decode_accepts(
        entry in any_entry(), places in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in 0..3usize, random in vec(any::<u8>(), 0..80),
    ) {
        let mut bytes = entry.encode().unwrap();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            // Heads and keys lie near the front; half of the damage goes there.
            let place = if byte.is_multiple_of(2) { place } else { place % 60.min(bytes.len()) };
            bytes[place] = byte / 2;
        }
        bytes.truncate(bytes.len() - cut.min(bytes.len()));
        prop_assert_eq!(Glance::read(&bytes).is_ok(), Entry::decode(&bytes).is_ok());
        prop_assert_eq!(Glance::read(&random).is_ok(), Entry::decode(&random).is_ok());
    }

    #[test]
    fn split_and_joined_is_the_same_list(
        entry in any_entry(), parts in 0..900usize, sealed in 0..600usize, index in any::<u64>(),
    ) {
        let part = |number: usize| SubjectPart {
            pseudonym: (number as u128).to_be_bytes(),
            sealed: vec![1; if number.is_multiple_of(3) { sealed } else { sealed / 3 }],
            digest: number.is_multiple_of(2).then_some([9; 32]),
        };
        let subjects: Vec<_> = (0..parts).map(part).collect();
        let draft = Entry { kind: EntryKind::Operation, operation: Some([1; 16]), chunk: None, subjects, ..entry };
        let mut entries = draft.clone().split().unwrap();
        for (entry, index) in entries.iter_mut().zip(index..) {
            // Whatever place and time it is given, it fits.
            (entry.index, entry.at) = (index, u64::MAX);
            let bytes = entry.encode().unwrap();
            prop_assert_eq!(&Entry::decode(&bytes).unwrap(), &*entry);
        }
        let (head, chunks) = entries.split_first().unwrap();
        prop_assert_eq!(join_chunks(head, chunks).unwrap(), draft.subjects.clone());
        if chunks.is_empty() {
            prop_assert_eq!((head.count, head.chunk), (draft.count, None));
        } else {
            prop_assert_eq!(head.count, draft.count.or(Some(parts as u64)));
            prop_assert!(chunks.iter().all(|chunk| chunk.count.is_none() && chunk.state.is_none()));
            prop_assert!(join_chunks(head, &chunks[1..]).is_err());
            prop_assert!(join_chunks(head, &chunks[..chunks.len() - 1]).is_err());
        }
    }

    #[test]
    fn data_bits_are_a_set(mut indices in vec(0..2000u16, 0..50)) {
        let bits = DataBits::from_indices(indices.iter().copied());
        indices.sort_unstable();
        indices.dedup();
        prop_assert_eq!(bits.iter().collect::<Vec<_>>(), indices.clone());
        prop_assert!(indices.iter().all(|index| bits.contains(*index)));
        prop_assert_ne!(bits.as_bytes().last(), Some(&0));
        prop_assert_eq!(DataBits::from_bytes(bits.as_bytes()), bits);
    }
}

/// The bytes of ADR 0001, spelt out once.
#[test]
fn smallest_entry_is_the_documented_bytes() {
    let bytes = Entry::new(7, 1000, EntryKind::Access).encode().unwrap();
    assert_eq!(bytes, [0xa4, 1, 1, 2, 7, 3, 0x19, 0x03, 0xe8, 4, 6]);
}

#[test]
fn other_spellings_of_an_entry_are_refused() {
    use EntryError::{Malformed, MissingKey, NotCanonical, UnknownFormat, UnknownKey, UnknownValue};
    let table: [(&str, &[u8], EntryError); 16] = [
        ("long integer", &[0xa4, 1, 1, 2, 0x18, 7, 3, 1, 4, 6], NotCanonical),
        ("long key", &[0xa4, 1, 1, 2, 7, 3, 1, 0x18, 4, 6], NotCanonical),
        ("long map head", &[0xb8, 4, 1, 1, 2, 7, 3, 1, 4, 6], NotCanonical),
        ("indefinite map", &[0xbf, 1, 1, 2, 7, 3, 1, 4, 6, 0xff], NotCanonical),
        ("bytes after", &[0xa4, 1, 1, 2, 7, 3, 1, 4, 6, 0], NotCanonical),
        ("keys out of order", &[0xa6, 1, 1, 2, 7, 3, 1, 4, 6, 18, 1, 14, 1], NotCanonical),
        ("key twice", &[0xa6, 1, 1, 2, 7, 3, 1, 4, 6, 14, 1, 14, 1], NotCanonical),
        ("empty array", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 12, 0x80], NotCanonical),
        ("trailing zero bits", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 9, 0x42, 1, 0], NotCanonical),
        ("null", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 14, 0xf6], Malformed),
        ("unknown key", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 0x18, 31, 1], UnknownKey(31)),
        ("kind 12", &[0xa4, 1, 1, 2, 7, 3, 1, 4, 12], UnknownValue { key: 4, value: 12 }),
        ("no kind", &[0xa3, 1, 1, 2, 7, 3, 1], MissingKey(4)),
        ("no index", &[0xa3, 1, 1, 3, 1, 4, 6], MissingKey(2)),
        ("format 2", &[0xa4, 1, 2, 2, 7, 3, 1, 4, 6], UnknownFormat(2)),
        ("act 10", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 8, 10], UnknownValue { key: 8, value: 10 }),
    ];
    for (name, bytes, error) in table {
        assert_eq!(Entry::decode(bytes), Err(error), "{name}");
        assert!(Glance::read(bytes).is_err(), "{name}");
    }
    assert_eq!(Entry::decode(&[]), Err(Malformed));
}

#[test]
fn limits_are_kept() {
    let subject = SubjectPart { pseudonym: [1; 16], sealed: vec![2; 67], digest: Some([3; 32]) };
    let mut entry = usual_entry(0);
    entry.subjects = vec![subject.clone(); 256];
    assert!(Entry::decode(&entry.encode().unwrap()).is_ok());
    entry.subjects.push(subject);
    assert_eq!(entry.encode(), Err(EntryError::TooManySubjects { count: 257 }));
    entry.subjects.clear();
    entry.sealed = Some(vec![0; 65_535]);
    assert!(matches!(entry.encode(), Err(EntryError::TooLarge { .. })));
}

/// A chunk says by itself who did what; what was decided, and how many there are in all, stands in the head.
#[test]
fn chunk_carries_what_adr_0001_says() {
    let mut draft = usual_entry(40);
    draft.codes = vec!["actor.no_grant".to_owned()];
    draft.recipient = Some("accountant".to_owned());
    draft.place = Some("NO".to_owned());
    draft.subjects = vec![draft.subjects[0].clone(); 600];
    let entries = draft.clone().split().unwrap();
    let shape: Vec<_> =
        entries.iter().map(|entry| (entry.index, entry.chunk, entry.subjects.len())).collect();
    assert_eq!(shape, [(40, Some(2), 256), (41, Some(1), 256), (42, Some(2), 88)]);
    let wanted = Entry {
        index: 42,
        kind: EntryKind::Chunk,
        state: None,
        chunk: Some(2),
        subjects: draft.subjects[..88].to_vec(),
        ..draft.clone()
    };
    assert_eq!(entries[2], wanted);
    let other = Entry { operation: Some([0xee; 16]), ..entries[1].clone() };
    let (head, chunks) = (&entries[0], &entries[1..]);
    assert_eq!(join_chunks(head, &[other, entries[2].clone()]), Err(ChunkError::NotThere { ordinal: 1 }));
    assert_eq!(join_chunks(&entries[1], chunks), Err(ChunkError::NoHead));
    assert_eq!(join_chunks(head, &[chunks, chunks].concat()), Err(ChunkError::TooMany));
    draft.subjects = vec![SubjectPart { sealed: vec![0; 65_500], ..draft.subjects[0].clone() }; 2];
    assert!(matches!(draft.split(), Err(EntryError::TooLarge { .. })));
}

#[test]
fn acts_keep_their_names() {
    let names: Vec<&str> = Act::ALL.iter().map(|act| act.as_str()).collect();
    let wanted = "register read alter use disclose transfer restrict erase export";
    assert_eq!(names.join(" "), wanted);
    assert!(Act::ALL.iter().all(|act| act.as_str().parse() == Ok(*act)));
    assert!("delete".parse::<Act>().is_err());
}

#[test]
fn sealed_part_does_not_print() {
    let part = SealedPart { reason: Some("Kari asked".to_owned()), ..SealedPart::default() };
    assert_eq!(format!("{part:?}"), "SealedPart(***)");
}

/// What ADR 0001 and `docs/performance.md` say of the size of a usual entry.
#[test]
fn usual_entry_is_230_bytes() {
    let part = SealedPart { key: Some("k".repeat(20)), ..SealedPart::default() };
    // Nonce of 12 bytes and tag of 16 around the sealed part.
    assert_eq!(part.encode().unwrap().len() + 28, usual_entry(0).subjects[0].sealed.len());
    assert_eq!(usual_entry(1_000_000).encode().unwrap().len(), 230);
}
