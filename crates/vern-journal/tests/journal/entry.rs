//! One fact, one encoding; and no bytes make the decoder panic.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use vern_journal::{Act, DataBits, Entry, EntryError, EntryKind, Outcome, SealedPart, SubjectPart};

use crate::fixture::usual_entry;

const KINDS: [EntryKind; 6] = [
    EntryKind::Operation,
    EntryKind::EpochOpened,
    EntryKind::CharterInForce,
    EntryKind::Chunk,
    EntryKind::ClockWentBack,
    EntryKind::Access,
];
const OUTCOMES: [Outcome; 3] = [Outcome::Permitted, Outcome::Refused, Outcome::Observed];

fn any_subject() -> impl Strategy<Value = SubjectPart> {
    let parts = (any::<[u8; 16]>(), vec(any::<u8>(), 0..90), of(any::<[u8; 32]>()));
    parts.prop_map(|(pseudonym, sealed, digest)| SubjectPart { pseudonym, sealed, digest })
}

prop_compose! {
    fn any_entry()(
        index in any::<u64>(), at in any::<u64>(), kind in 0..6usize,
        operation in of(any::<[u8; 16]>()), actor in of(any::<[u8; 16]>()), activity in of(".{0,40}"),
        act in of(0..9usize), data in vec(0..300u16, 0..20), outcome in of(0..3usize),
        codes in vec("[a-z_.]{1,30}", 0..5), charters in vec(any::<[u8; 32]>(), 0..4),
    )(
        state in of(any::<u64>()), recipient in of(".{0,20}"), place in of("[A-Z]{2}"),
        withheld in vec(0..300u16, 0..5), subjects in vec(any_subject(), 0..5), count in of(any::<u64>()),
        sealed in of(vec(any::<u8>(), 0..90)), origin in of(".{0,30}"), previous in of(".{0,30}"),
        vkey in of(".{0,30}"), start in Just(Entry {
            index, at, kind: KINDS[kind], operation, actor, activity,
            act: act.map(|act| Act::ALL[act]), data: DataBits::from_indices(data),
            outcome: outcome.map(|outcome| OUTCOMES[outcome]), codes, charters,
            ..Entry::new(0, 0, EntryKind::Operation)
        }),
    ) -> Entry {
        Entry {
            state, recipient, place, subjects, count, sealed, origin, previous, vkey,
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
    let table: [(&str, &[u8], EntryError); 15] = [
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
        ("unknown key", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 0x17, 1], UnknownKey(23)),
        ("no kind", &[0xa3, 1, 1, 2, 7, 3, 1], MissingKey(4)),
        ("no index", &[0xa3, 1, 1, 3, 1, 4, 6], MissingKey(2)),
        ("format 2", &[0xa4, 1, 2, 2, 7, 3, 1, 4, 6], UnknownFormat(2)),
        ("act 10", &[0xa5, 1, 1, 2, 7, 3, 1, 4, 6, 8, 10], UnknownValue { key: 8, value: 10 }),
    ];
    for (name, bytes, error) in table {
        assert_eq!(Entry::decode(bytes), Err(error), "{name}");
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
