//! Every way to alter an export that we could think of, and what the verifier calls it.

use proptest::prelude::*;
use vern_journal::export::tile_path;
use vern_journal::{Entry, FailureCode, Hash, Report, leaf_hash};

use FailureCode::{
    CheckpointUnsigned, EntryAppended, EntryChanged, EntryMalformed, EntryMissing, EntryMoved, Forked,
    RolledBack, RootMismatch, TileChanged, TileMissing, TimeBackwards, Unreadable,
};

use crate::fixture::{Files, Tiles, encoded, encoded_for, key, key_of, opening, usual_entry};

/// Sizes around the seams of tiles.
const SIZES: [u64; 6] = [3, 255, 256, 257, 512, 1000];

/// A size with a full tile at level 1.
const LARGE: u64 = 66_000;

type Named = (FailureCode, u64, u64);
type Alteration = fn(&mut Vec<Vec<u8>>);

fn named(report: &Report) -> Vec<Named> {
    report.failures.iter().map(|failure| (failure.code, failure.from, failure.to)).collect()
}

/// Alters only the entries of a sound export; the tiles and the checkpoint stay.
fn with_entries(size: u64, alter: impl FnOnce(&mut Vec<Vec<u8>>)) -> Report {
    let mut entries = encoded(size);
    let mut files = Files::of(&entries);
    alter(&mut entries);
    files.set_entries(&entries);
    files.verify()
}

fn forged(index: u64) -> Vec<u8> {
    let mut entry = usual_entry(index);
    entry.actor = Some([0xff; 16]);
    entry.encode().unwrap()
}

/// Entry `index`, saying that it is another.
fn indexed(index: u64, says: u64) -> Vec<u8> {
    Entry { index: says, ..usual_entry(index) }.encode().unwrap()
}

#[test]
fn sound_exports_verify() {
    for size in [0, 1, 2, LARGE].into_iter().chain(SIZES) {
        let files = Files::sound(size);
        let report = files.verify();
        assert!(report.is_ok(), "{size}: {:?}", report.failures);
        assert_eq!(report.entries_checked, size);
        assert!(!report.rollback_ruled_out);
        let report = files.verify_known(&[files.checkpoint()]);
        assert!(report.is_ok() && report.rollback_ruled_out);
        assert_eq!(report.known_size, Some(size));
    }
}

#[test]
fn changed_entry_is_named_and_no_other() {
    for size in SIZES {
        for victim in [0, 1, size / 2, size - 1] {
            let report = with_entries(size, |entries| entries[victim as usize] = forged(victim));
            assert_eq!(named(&report), [(EntryChanged, victim, victim + 1)], "{victim} of {size}");
            // Changed into something that is no entry at all.
            let report = with_entries(size, |entries| entries[victim as usize] = vec![0xff; 9]);
            assert_eq!(named(&report), [(EntryChanged, victim, victim + 1)], "{victim} of {size}");
        }
    }
}

#[test]
fn dropped_entry_is_missing_and_no_other() {
    for size in SIZES {
        for victim in [0, 1, size / 2, size - 2, size - 1] {
            let report = with_entries(size, |entries| {
                entries.remove(victim as usize);
            });
            assert_eq!(named(&report), [(EntryMissing, victim, victim + 1)], "{victim} of {size}");
        }
    }
}

#[test]
fn alterations_of_a_large_log_are_told_apart() {
    let report = with_entries(LARGE, |entries| {
        entries[65_000] = forged(65_000);
        entries.insert(50_000, forged(50_000));
        entries.drain(10_000..40_000);
        entries.swap(5, 9000);
    });
    let wanted = [
        (EntryMoved, 5, 6),
        (EntryMoved, 9000, 9001),
        (EntryMissing, 10_000, 40_000),
        (EntryAppended, 20_000, 20_001),
        (EntryChanged, 65_000, 65_001),
    ];
    assert_eq!(named(&report), wanted);
}

#[test]
fn swapped_entries_are_both_moved() {
    for size in SIZES {
        for (one, other) in [(0, 1), (0, size - 1), (size - 2, size - 1), (size / 3, size / 3 + 1)] {
            let report = with_entries(size, |entries| entries.swap(one as usize, other as usize));
            let wanted = [(EntryMoved, one, one + 1), (EntryMoved, other, other + 1)];
            assert_eq!(named(&report), wanted, "{one} and {other} of {size}");
            assert_eq!(report.failures[0].found_at, Some(other));
        }
    }
}

#[test]
fn entry_put_elsewhere_is_moved() {
    let report = with_entries(1000, |entries| {
        let entry = entries.remove(100);
        entries.insert(700, entry);
    });
    assert_eq!(named(&report), [(EntryMoved, 100, 101)]);
    assert_eq!(report.failures[0].found_at, Some(700));
    let report = with_entries(1000, |entries| {
        let entry = entries.remove(700);
        entries.insert(100, entry);
    });
    assert_eq!(named(&report), [(EntryMoved, 700, 701)]);
}

#[test]
fn extra_entry_is_appended_wherever_it_stands() {
    for size in SIZES {
        for place in [0, size / 2, size - 1, size] {
            let report = with_entries(size, |entries| entries.insert(place as usize, forged(place)));
            assert_eq!(named(&report), [(EntryAppended, place, place + 1)], "{place} of {size}");
        }
        // A copy of an entry that is there already.
        let report = with_entries(size, |entries| entries.insert(1, entries[0].clone()));
        assert_eq!(named(&report), [(EntryAppended, 1, 2)], "{size}");
    }
    let report = with_entries(700, |entries| entries.extend((700..1500).map(forged)));
    assert_eq!((report.failures.len(), report.failures_omitted), (100, 700));
    assert!(report.failures.iter().all(|failure| failure.code == EntryAppended));
}

#[test]
fn copy_over_another_entry_is_a_change() {
    let report = with_entries(1000, |entries| entries[500] = entries[20].clone());
    assert_eq!(named(&report), [(EntryChanged, 500, 501)]);
}

#[test]
fn several_alterations_are_told_apart() {
    let report = with_entries(2000, |entries| {
        entries[1500] = forged(1500);
        entries.insert(1200, forged(5));
        entries.swap(900, 901);
        entries.remove(300);
        entries[40] = forged(40);
        entries[42] = forged(42);
    });
    let wanted = [
        (EntryChanged, 40, 41),
        (EntryChanged, 42, 43),
        (EntryMissing, 300, 301),
        (EntryMoved, 900, 901),
        (EntryMoved, 901, 902),
        (EntryAppended, 1199, 1200),
        (EntryChanged, 1500, 1501),
    ];
    assert_eq!(named(&report), wanted);
}

#[test]
fn all_changed_is_bounded_and_counted() {
    let report = with_entries(70_000, |entries| {
        entries.iter_mut().zip(0..).for_each(|(entry, index)| *entry = forged(index));
    });
    assert_eq!(report.failures.len(), 100);
    assert_eq!(report.failures_omitted, 69_900);
    assert!(report.failures.iter().all(|failure| failure.code == EntryChanged));
}

#[test]
fn missing_bundle_is_a_range() {
    let mut files = Files::sound(2000);
    files.held.remove("tile/entries/002");
    assert_eq!(named(&files.verify()), [(EntryMissing, 512, 768)]);
    files.held.remove("tile/entries/007.p/208");
    assert_eq!(named(&files.verify()), [(EntryMissing, 512, 768), (EntryMissing, 1792, 2000)]);
}

#[test]
fn torn_bundle_names_the_torn_entry_and_what_is_lost() {
    let mut files = Files::sound(300);
    let bundle = files.held.get_mut("tile/entries/000").unwrap();
    bundle.truncate(10 * (bundle.len() / 256) + 5);
    let report = files.verify();
    let codes: Vec<_> = report.failures.iter().map(|failure| failure.code).collect();
    assert_eq!(codes, [EntryChanged, EntryMissing], "{:?}", report.failures);
    assert_eq!(report.failures[1].to, 256);
    let mut files = Files::sound(300);
    files.held.get_mut("tile/entries/001.p/44").unwrap().push(0);
    assert_eq!(named(&files.verify()), [(EntryAppended, 300, 301)]);
}

#[test]
fn malformed_and_backdated_entries_are_named_though_signed() {
    let mut entries = encoded(600);
    entries[17] = vec![0xa0];
    let mut late = usual_entry(300);
    late.at = 5;
    entries[300] = late.encode().unwrap();
    let report = Files::of(&entries).verify();
    assert_eq!(named(&report), [(EntryMalformed, 17, 18), (TimeBackwards, 300, 301)]);
}

/// The whole log rebuilt and signed anew: only the index inside the entries tells.
#[test]
fn rebuilt_and_signed_log_still_shows_what_was_done() {
    let table: [(Alteration, &[Named]); 6] = [
        (|entries| drop(entries.remove(400)), &[(EntryMissing, 400, 401)]),
        (|entries| drop(entries.drain(100..900)), &[(EntryMissing, 100, 900)]),
        (|entries| entries.swap(7, 600), &[(EntryMoved, 7, 8), (EntryMoved, 600, 601)]),
        (|entries| entries.insert(501, entries[500].clone()), &[(EntryAppended, 501, 502)]),
        (|entries| entries[9] = indexed(9, u64::MAX), &[(EntryMalformed, 9, 10)]),
        (|entries| entries[9] = indexed(9, 3), &[(EntryMalformed, 9, 10)]),
    ];
    for (number, (alter, wanted)) in table.into_iter().enumerate() {
        let mut entries = encoded(1000);
        alter(&mut entries);
        let report = Files::of(&entries).verify();
        let failures: Vec<_> =
            named(&report).into_iter().filter(|(code, ..)| *code != TimeBackwards).collect();
        assert_eq!(failures, wanted, "{number}");
    }
}

#[test]
fn unsigned_checkpoints_end_the_check() {
    let sound = Files::sound(10);
    let other = Files::signed_by(&key_of("other.example/journal/000000000001/1"), &encoded(10));
    for (path, bytes) in [
        ("checkpoint", sound.checkpoint().replace("\n10\n", "\n11\n").into_bytes()),
        ("checkpoint", other.held["checkpoint"].clone()),
        ("checkpoint", vec![0xff]),
        ("keys", other.held["keys"].clone()),
        ("keys", b"nonsense".to_vec()),
        ("keys", Vec::new()),
    ] {
        let mut files = sound.clone();
        files.held.insert(path.to_owned(), bytes);
        let report = files.verify();
        assert_eq!(named(&report), [(CheckpointUnsigned, 0, 0)]);
        assert_eq!(report.checkpoint, None);
    }
    assert_eq!(named(&Files::default().verify()), [(CheckpointUnsigned, 0, 0)]);
}

#[test]
fn unreadable_file_is_no_accusation() {
    let mut files = Files::sound(1000);
    files.broken = Some("tile/entries/001".to_owned());
    assert_eq!(named(&files.verify()), [(Unreadable, 256, 256)]);
}

#[test]
fn rewritten_leaf_tile_is_found_through_the_tile_above() {
    for (size, victim, range) in
        [(1000, 300, (256, 512)), (LARGE, 65_700, (65_536, 65_792)), (LARGE, 70, (0, 256))]
    {
        let mut entries = encoded(size);
        let mut files = Files::of(&entries);
        entries[victim] = forged(victim as u64);
        files.set_entries(&entries);
        files.set_leaf_tiles(&entries);
        assert_eq!(named(&files.verify()), [(RootMismatch, range.0, range.1)], "{victim} of {size}");
    }
}

#[test]
fn rewritten_last_tile_leaves_everything_in_doubt_but_what_is_known() {
    let mut entries = encoded(1000);
    let mut files = Files::of(&entries);
    entries[990] = forged(990);
    files.set_entries(&entries);
    files.set_leaf_tiles(&entries);
    assert_eq!(named(&files.verify()), [(RootMismatch, 0, 1000)]);
    let earlier = Files::sound(900).checkpoint();
    assert_eq!(named(&files.verify_known(&[earlier])), [(RootMismatch, 900, 1000)]);
}

#[test]
fn dropped_entry_with_rewritten_tiles_is_still_missing() {
    let mut entries = encoded(1000);
    let mut files = Files::of(&entries);
    entries.remove(300);
    files.set_entries(&entries);
    entries.push(forged(1000));
    files.set_leaf_tiles(&entries);
    let failures = named(&files.verify());
    assert!(failures.contains(&(EntryMissing, 300, 301)), "{failures:?}");
    assert!(failures.iter().any(|(code, ..)| *code == RootMismatch), "{failures:?}");
}

#[test]
fn damaged_tile_does_not_accuse_the_entries() {
    for (size, slot) in [(1000u64, 300u64), (1000, 999), (100, 5), (LARGE, 65_700)] {
        let mut files = Files::sound(size);
        let width = (size - slot / 256 * 256).min(256);
        let path = tile_path(0, slot / 256, width);
        files.held.get_mut(&path).unwrap()[(slot % 256 * 32) as usize] ^= 1;
        assert_eq!(named(&files.verify()), [(RootMismatch, slot, slot + 1)], "{slot} of {size}");
    }
}

#[test]
fn missing_or_torn_tiles_are_named() {
    let mut files = Files::sound(1000);
    files.held.remove("tile/0/001");
    files.held.get_mut("tile/0/002").unwrap().pop();
    assert_eq!(named(&files.verify()), [(TileMissing, 256, 768)]);
    let mut files = Files::sound(1000);
    files.held.remove("tile/1/000.p/3");
    assert_eq!(named(&files.verify()), [(TileMissing, 0, 768)]);
    let mut files = Files::sound(1000);
    files.held.get_mut("tile/1/000.p/3").unwrap()[0] ^= 1;
    assert_eq!(named(&files.verify()), [(TileChanged, 0, 768)]);
}

/// Without its tile a changed entry can only be seen through the root.
#[test]
fn missing_tile_does_not_hide_a_change() {
    let mut entries = encoded(1000);
    let mut files = Files::of(&entries);
    entries[300] = forged(300);
    files.set_entries(&entries);
    files.held.remove("tile/0/001");
    assert_eq!(named(&files.verify()), [(RootMismatch, 256, 512), (TileMissing, 256, 512)]);
}

#[test]
fn huge_signed_size_does_not_run_for_ever() {
    let mut files = Files::sound(10);
    for size in [1u64 << 60, u64::MAX] {
        files.held.insert("checkpoint".to_owned(), key().sign(size, Hash([1; 32])).unwrap().into_bytes());
        assert!(!files.verify().is_ok());
    }
    let report = Files::sound(0).verify();
    assert!(report.is_ok());
    let mut files = Files::sound(0);
    files.held.insert("checkpoint".to_owned(), key().sign(0, Hash([1; 32])).unwrap().into_bytes());
    assert_eq!(named(&files.verify()), [(RootMismatch, 0, 0)]);
}

/// Cut back to an older, properly signed state: sound in itself, found by who remembers.
#[test]
fn rolled_back_log_is_found_by_a_known_checkpoint() {
    let newest = Files::sound(1000).checkpoint();
    let older = Files::sound(700);
    assert!(older.verify().is_ok() && !older.verify().rollback_ruled_out);
    let report = older.verify_known(&[older.checkpoint(), newest.clone()]);
    assert_eq!(named(&report), [(RolledBack, 700, 1000)]);
    assert_eq!(report.failures[0].known, Some(1));
    assert!(!report.rollback_ruled_out);

    // Truncated without a new signature.
    let mut files = Files::sound(1000);
    files.set_entries(&encoded(700));
    assert_eq!(named(&files.verify()), [(EntryMissing, 700, 1000)]);
    // Rolled back, then grown again with another history.
    let mut entries = encoded(700);
    entries.extend((700..1200).map(forged));
    let regrown = Files::of(&entries);
    assert!(regrown.verify().is_ok());
    let known = [Files::sound(650).checkpoint(), newest, Files::sound(700).checkpoint()];
    let report = regrown.verify_known(&known);
    assert_eq!(named(&report), [(Forked, 700, 1000)]);
    assert_eq!(report.failures[0].known, Some(1));
    assert_eq!(report.known_size, Some(700));
}

#[test]
fn forked_history_of_the_same_size_is_found() {
    let mut entries = encoded(500);
    entries[1] = forged(1);
    let report = Files::of(&entries).verify_known(&[Files::sound(500).checkpoint()]);
    assert_eq!(named(&report), [(Forked, 0, 500)]);
}

/// Leaving a key out of the folder does not make the evidence go away.
#[test]
fn known_checkpoint_under_an_unlisted_key_still_counts() {
    let old_key = vern_journal::CheckpointKey::from_seed(crate::fixture::ORIGIN, &[1; 32]).unwrap();
    let larger = Files::signed_by(&old_key, &encoded(50)).checkpoint();
    let report = Files::sound(40).verify_known(&[larger, "nonsense".to_owned()]);
    assert_eq!(
        named(&report),
        [(CheckpointUnsigned, 0, 0), (CheckpointUnsigned, 0, 0), (RolledBack, 40, 50)]
    );
}

#[test]
fn epochs_are_compared_through_the_first_entry() {
    let origin = |epoch| format!("vern.example.no/journal/00000000002a/{epoch}");
    let old_log = |size| encoded_for(&key_of(&origin(1)), size);
    let before = |size| Files::signed_by(&key_of(&origin(1)), &old_log(size)).checkpoint();
    let export = |previous: Option<String>| {
        let key = key_of(&origin(2));
        let mut entries = encoded_for(&key, 20);
        entries[0] = Entry { previous, ..opening(&key) }.encode().unwrap();
        Files::signed_by(&key, &entries)
    };
    let codes = |report: &Report| -> Vec<FailureCode> {
        report
            .failures
            .iter()
            .map(|failure| failure.code)
            .filter(|code| *code != CheckpointUnsigned)
            .collect()
    };
    let honest = export(Some(before(90)));
    assert_eq!(codes(&honest.verify_known(&[before(90)])), []);
    assert_eq!(codes(&honest.verify_known(&[before(100)])), [RolledBack]);
    assert_eq!(honest.verify_known(&[before(80)]).known_not_comparable, 1);
    assert_eq!(codes(&export(None).verify_known(&[before(1)])), [RolledBack]);
    let mut other = old_log(90);
    other[3] = forged(3);
    let forked = Files::signed_by(&key_of(&origin(1)), &other).checkpoint();
    assert_eq!(codes(&export(Some(forked)).verify_known(&[before(90)])), [Forked]);

    // The folder of an epoch that is over proves nothing about now.
    let old = Files::signed_by(&key_of(&origin(1)), &old_log(90));
    let report = old.verify_known(&[before(90), honest.checkpoint()]);
    assert!(!report.rollback_ruled_out);
    assert_eq!((report.known_checked, report.known_not_comparable), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Any single change of any single byte of any file but the charters is found.
    #[test]
    fn any_flipped_byte_is_found(
        file in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), flip in 1u8..,
    ) {
        let mut files = Files::sound(600);
        let paths = files.held.keys().filter(|path| !path.starts_with("charters"));
        let paths: Vec<String> = paths.cloned().collect();
        let bytes = files.held.get_mut(&paths[file.index(paths.len())]).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        prop_assert!(!files.verify().is_ok());
    }

    /// Any shuffling of a stretch of entries is found, and only that stretch is named.
    #[test]
    fn shuffled_stretch_is_named(
        start in 0usize..900, order in Just((0..30usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let report = with_entries(1000, |entries| {
            let stretch: Vec<_> = order.iter().map(|step| entries[start + step].clone()).collect();
            entries.splice(start..start + 30, stretch);
        });
        let sorted = order.is_sorted();
        prop_assert_eq!(report.is_ok(), sorted);
        for failure in &report.failures {
            prop_assert_eq!(failure.code, EntryMoved);
            prop_assert!((start as u64..start as u64 + 30).contains(&failure.from));
        }
    }

    /// A handful of alterations, whatever they are, never goes unseen and never names a crowd.
    #[test]
    fn few_alterations_name_few_entries(
        alterations in prop::collection::vec((0..5u8, 0usize..290, 0usize..290), 0..7),
    ) {
        let sound = encoded(600);
        let mut altered = sound.clone();
        for (what, one, other) in &alterations {
            match what {
                0 => drop(altered.remove(*one)),
                1 => altered.swap(*one, *other),
                2 => altered[*one] = forged(*one as u64),
                3 => altered.insert(*one, forged(*other as u64)),
                _ => altered.insert(*one, altered[*other].clone()),
            }
        }
        let mut files = Files::of(&sound);
        files.set_entries(&altered);
        let report = files.verify();
        prop_assert_eq!(report.is_ok(), altered == sound, "{:?}", report.failures);
        // Between one taken out and one put in a few places on, all that stand between have moved.
        prop_assert!(report.failures.len() <= 8 * alterations.len(), "{:?}", report.failures);
        // The same, rebuilt and signed anew, shows through the index inside the entries; what was
        // changed without touching index or time cannot.
        let report = Files::of(&altered).verify();
        let indices = |entries: &[Vec<u8>]| -> Vec<u64> {
            entries.iter().map(|entry| Entry::decode(entry).unwrap().index).collect()
        };
        let in_order = indices(&altered).into_iter().eq(0..altered.len() as u64);
        prop_assert_eq!(report.is_ok(), in_order);
    }

    #[test]
    fn dropped_entries_are_exactly_named(mut victims in prop::collection::btree_set(0usize..700, 1..12)) {
        let report = with_entries(700, |entries| {
            let mut index = 0;
            entries.retain(|_| { index += 1; !victims.contains(&(index - 1)) });
        });
        for (code, from, to) in named(&report) {
            prop_assert_eq!(code, EntryMissing);
            prop_assert!((from..to).all(|index| victims.remove(&(index as usize))));
        }
        prop_assert!(victims.is_empty());
    }
}

/// All entries there and in order, but not in the files where a reader looks for them.
#[test]
fn wrongly_divided_bundles_are_found() {
    let entries = encoded(700);
    let mut files = Files::of(&entries);
    let bundle = |part: &[Vec<u8>]| -> Vec<u8> {
        let pieces = part.iter().map(|entry| [&(entry.len() as u16).to_be_bytes()[..], entry].concat());
        pieces.flatten().collect()
    };
    files.held.insert("tile/entries/000".to_owned(), bundle(&entries[..300]));
    files.held.insert("tile/entries/001".to_owned(), bundle(&entries[300..512]));
    assert_eq!(named(&files.verify()), [(TileChanged, 0, 256)]);
}

#[test]
fn row_of_a_tile_may_be_wider_than_the_size() {
    let mut files = Files::sound(300);
    let (tiles, _) = Tiles::of(encoded(512).iter().map(|entry| leaf_hash(entry)));
    files.held.remove("tile/0/001.p/44");
    files.held.insert("tile/0/001".to_owned(), tiles.0[&(0, 1)].clone());
    assert!(files.verify().is_ok());
}
