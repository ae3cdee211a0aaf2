//! What a log says of itself is believed only as far as the tree bears it out: keys, culling, epochs.

use std::io;

use proptest::prelude::*;
use vern_journal::export::{entries_path, epoch_path};
use vern_journal::{
    CheckpointKey, Entry, EntryKind, EntrySource, ExportSink, FailureCode, Report, SourceError, leaf_hash,
    write_export, write_older_epoch,
};

use FailureCode::{
    CheckpointUnsigned, EntryChanged, EntryMissing, EpochMismatch, Forked, KeyUnannounced, RolledBack,
    RootMismatch,
};

use crate::fixture::{Files, ORIGIN, Tiles, encoded, encoded_for, key, key_of, opening, usual_entry};

type Named = (FailureCode, Option<u64>, u64, u64);
type Alteration = fn(&mut Entry);

fn named(report: &Report) -> Vec<Named> {
    report.failures.iter().map(|failure| (failure.code, failure.epoch, failure.from, failure.to)).collect()
}

fn origin(epoch: u64) -> String {
    format!("vern.example.no/journal/00000000002a/{epoch}")
}

fn second_key() -> CheckpointKey {
    CheckpointKey::from_seed(ORIGIN, &[8; 32]).unwrap()
}

fn keys_of(files: &mut Files, keys: &[&CheckpointKey]) {
    let lines: String = keys.iter().map(|key| key.vkey() + "\n").collect();
    files.held.insert("keys".to_owned(), lines.into_bytes());
}

fn rotation(index: u64, key: &CheckpointKey) -> Vec<u8> {
    let at = usual_entry(index).at;
    Entry { vkey: Some(key.vkey()), ..Entry::new(index, at, EntryKind::KeysRotated) }.encode().unwrap()
}

#[test]
fn checkpoint_of_an_announced_key_holds_and_of_another_does_not() {
    let mut entries = encoded(600);
    let mut unannounced = Files::signed_by(&second_key(), &entries);
    let before = Files::of(&entries).checkpoint();
    assert_eq!(named(&unannounced.verify()), [(KeyUnannounced, None, 0, 0)]);

    entries.push(rotation(600, &second_key()));
    entries.extend((601..700).map(|index| usual_entry(index).encode().unwrap()));
    let mut files = Files::signed_by(&second_key(), &entries);
    assert!(files.verify().is_ok());
    // The old key's checkpoints are known by what the log announces, whether `keys` lists it or not.
    let report = files.verify_known(std::slice::from_ref(&before));
    assert!(report.is_ok() && report.rollback_ruled_out, "{:?}", report.failures);
    keys_of(&mut files, &[&key(), &second_key()]);
    assert!(files.verify_known(std::slice::from_ref(&before)).rollback_ruled_out);

    // A known checkpoint by a key that is listed and that the log never announced.
    let third = CheckpointKey::from_seed(ORIGIN, &[9; 32]).unwrap();
    keys_of(&mut files, &[&key(), &second_key(), &third]);
    let (_, edge) = Tiles::of(entries[..500].iter().map(|entry| leaf_hash(entry)));
    let strange = third.sign(500, edge.root()).unwrap();
    let report = files.verify_known(&[strange]);
    assert_eq!(named(&report), [(KeyUnannounced, None, 0, 0)]);
    assert_eq!((report.failures[0].known, report.rollback_ruled_out), (Some(0), false));
    keys_of(&mut unannounced, &[&key()]);
    assert_eq!(named(&unannounced.verify()), [(CheckpointUnsigned, None, 0, 0)]);
}

/// A rotation that the tree does not hold announces nothing.
#[test]
fn forged_rotation_is_not_heeded() {
    let entries = encoded(300);
    let mut files = Files::signed_by(&second_key(), &entries);
    let mut forged = entries.clone();
    forged[20] = rotation(20, &second_key());
    files.set_entries(&forged);
    assert_eq!(named(&files.verify()), [(KeyUnannounced, None, 0, 0), (EntryChanged, None, 20, 21)]);
}

#[test]
fn first_entry_must_open_this_epoch() {
    let table: [(&str, Entry); 6] = [
        ("no opening", usual_entry(0)),
        ("other origin", Entry { origin: Some(origin(2)), ..opening(&key()) }),
        ("no origin", Entry { origin: None, ..opening(&key()) }),
        ("no key", Entry { vkey: None, ..opening(&key()) }),
        ("no key in it", Entry { vkey: Some(String::new()), ..opening(&key()) }),
        ("key of another log", Entry { vkey: Some(key_of(&origin(2)).vkey()), ..opening(&key()) }),
    ];
    for (name, first) in table {
        let mut entries = encoded(300);
        entries[0] = first.encode().unwrap();
        assert_eq!(named(&Files::of(&entries).verify()), [(EpochMismatch, None, 0, 1)], "{name}");
    }
    let mut entries = encoded(300);
    entries[9] = Entry { index: 9, ..opening(&key()) }.encode().unwrap();
    let report = Files::of(&entries).verify();
    assert!(named(&report).contains(&(EpochMismatch, None, 9, 10)), "{:?}", report.failures);
}

/// A log with entry 600 saying that it is culled, and one more bundle after it.
fn culled_log(culled: u64) -> Vec<Vec<u8>> {
    let mut entries = encoded(900);
    let mut entry = Entry { index: 600, kind: EntryKind::JournalCulled, ..opening(&key()) };
    entry.at = usual_entry(600).at;
    entry.culled = Some(culled);
    entries[600] = entry.encode().unwrap();
    entries
}

fn without_bundles(entries: &[Vec<u8>], bundles: impl IntoIterator<Item = u64>) -> Files {
    let mut files = Files::of(entries);
    for bundle in bundles {
        files.held.remove(&entries_path(bundle, 256)).unwrap();
    }
    files
}

#[test]
fn culled_entries_may_be_absent_and_no_others() {
    let entries = culled_log(512);
    let report = without_bundles(&entries, [0, 1]).verify();
    assert!(report.is_ok(), "{:?}", report.failures);
    assert_eq!((report.entries_culled, report.entries_checked), (512, 900 - 512));
    // What is said to be culled and is there is checked like everything else.
    let report = without_bundles(&entries, [0]).verify();
    assert!(report.is_ok() && report.entries_culled == 256);
    assert!(Files::of(&entries).verify().is_ok());

    let report = without_bundles(&entries, [0, 1, 2]).verify();
    assert_eq!(named(&report)[0], (EntryMissing, None, 0, 768), "the entry that says so is gone with them");
    let report = without_bundles(&culled_log(256), [0, 1]).verify();
    assert_eq!(named(&report), [(EntryMissing, None, 256, 512)]);
    // Known checkpoints from before the culling are compared as ever: the hashes stay.
    let mut files = without_bundles(&entries, [0, 1]);
    let earlier = Files::sound(300).checkpoint();
    assert!(files.verify_known(&[earlier]).rollback_ruled_out);
    let mut forged = entries.clone();
    forged[700] = forged[701].clone();
    files.set_entries(&forged[512..]);
    assert!(!files.verify().is_ok());
}

#[test]
fn culling_says_where_it_ends_and_what_the_first_entry_said() {
    let with = |alter: Alteration| {
        let mut entries = culled_log(512);
        let mut entry = Entry::decode(&entries[600]).unwrap();
        alter(&mut entry);
        entries[600] = entry.encode().unwrap();
        without_bundles(&entries, [0, 1]).verify()
    };
    let table: [(&str, Alteration); 6] = [
        ("no boundary", |entry| entry.culled = Some(511)),
        ("beyond itself", |entry| entry.culled = Some(768)),
        ("nothing", |entry| entry.culled = None),
        ("no origin", |entry| entry.origin = None),
        ("other origin", |entry| entry.origin = Some(origin(3))),
        ("no key", |entry| entry.vkey = None),
    ];
    for (name, alter) in table {
        let report = with(alter);
        let wanted = [(EntryMissing, None, 0, 512), (EpochMismatch, None, 600, 601)];
        assert_eq!(named(&report), wanted, "{name}");
    }
    assert!(with(|entry| entry.vkey = Some(format!("{}\n{}", key().vkey(), second_key().vkey()))).is_ok());
    let other = with(|entry| entry.vkey = Some(second_key().vkey()));
    assert_eq!(named(&other), [(KeyUnannounced, None, 0, 0)]);
}

/// An entry that only says it culls, without the tree holding it, excuses nothing.
#[test]
fn forged_culling_is_not_heeded() {
    let mut files = without_bundles(&encoded(900), [0, 1]);
    files.set_entries(&culled_log(512)[512..]);
    let bundles: Vec<String> = files.held.keys().filter(|path| path.contains("entries")).cloned().collect();
    assert_eq!(bundles.len(), 2);
    assert!(named(&files.verify()).contains(&(EntryMissing, None, 0, 512)));
}

struct Held<'a>(&'a [Vec<u8>], u64);

impl EntrySource for Held<'_> {
    fn entries(&self, first: u64, count: u64) -> Result<Vec<Vec<u8>>, SourceError> {
        assert!(first >= self.1, "culled entries are not asked for");
        Ok(self.0.iter().skip(first as usize).take(count as usize).cloned().collect())
    }

    fn culled(&self) -> u64 {
        self.1
    }
}

#[test]
fn export_leaves_culled_bundles_out() {
    let entries = culled_log(512);
    let (tiles, edge) = Tiles::of(entries.iter().map(|entry| leaf_hash(entry)));
    let note = key().sign(edge.size(), edge.root()).unwrap();
    let mut files = Files::default();
    write_export(&mut files, &tiles, &Held(&entries, 512), &note, &[key().vkey()], &[]).unwrap();
    assert!(!files.held.contains_key("tile/entries/001") && files.held.contains_key("tile/0/000"));
    let report = files.verify();
    assert!(report.is_ok() && report.entries_culled == 512, "{:?}", report.failures);
}

/// One epoch of a log and the entries in it.
struct Past {
    epoch: u64,
    entries: Vec<Vec<u8>>,
}

impl Past {
    fn new(epoch: u64, size: u64, previous: Option<String>) -> Self {
        let key = key_of(&origin(epoch));
        let mut entries = encoded_for(&key, size);
        entries[0] = Entry { previous, ..opening(&key) }.encode().unwrap();
        Self { epoch, entries }
    }

    fn note(&self, size: usize) -> String {
        Files::signed_by(&key_of(&origin(self.epoch)), &self.entries[..size]).checkpoint()
    }

    fn write(&self, files: &mut Files, top: bool) {
        let key = key_of(&origin(self.epoch));
        let (tiles, edge) = Tiles::of(self.entries.iter().map(|entry| leaf_hash(entry)));
        let note = key.sign(edge.size(), edge.root()).unwrap();
        let held = Held(&self.entries, 0);
        if top {
            write_export(files, &tiles, &held, &note, &[key.vkey()], &[]).unwrap();
        } else {
            write_older_epoch(files, self.epoch, &tiles, &held, &note, &[key.vkey()]).unwrap();
        }
    }
}

fn export(pasts: &[&Past]) -> Files {
    let mut files = Files::default();
    let (newest, older) = pasts.split_last().unwrap();
    older.iter().for_each(|past| past.write(&mut files, false));
    newest.write(&mut files, true);
    files
}

#[test]
fn epochs_are_followed_and_losses_told() {
    let first = Past::new(1, 300, None);
    let second = Past::new(2, 400, Some(first.note(300)));
    let third = Past::new(3, 500, Some(second.note(350)));
    let files = export(&[&first, &second, &third]);
    let report = files.verify();
    assert!(report.is_ok(), "{:?}", report.failures);
    let told: Vec<_> = report
        .epochs
        .iter()
        .map(|part| {
            (part.epoch, part.entries_checked, part.quoted_size, part.entries_lost, part.entries_unquoted)
        })
        .collect();
    assert_eq!(told, [(2, 400, Some(350), 0, 50), (1, 300, Some(300), 0, 0)]);
    // Known checkpoints are compared with the tree of their own epoch.
    let known = [first.note(120), second.note(399), third.note(500)];
    let report = files.verify_known(&known);
    assert!(report.is_ok() && report.rollback_ruled_out, "{:?}", report.failures);
    assert_eq!(report.known_checked, 3);
    let report = files.verify_known(&known[..2]);
    assert!(report.is_ok() && !report.rollback_ruled_out);

    // A restore that lost entries: the tree is shorter than what the next epoch quotes.
    let restored = Past { epoch: 1, entries: first.entries[..200].to_vec() };
    let files = export(&[&restored, &second]);
    let report = files.verify_known(&[first.note(250), first.note(300)]);
    assert!(report.is_ok(), "{:?}", report.failures);
    assert_eq!(
        (report.epochs[0].entries_lost, report.known_checked, report.known_not_comparable),
        (100, 1, 1)
    );
    let more = Past::new(1, 310, None);
    let report = files.verify_known(&[more.note(310)]);
    assert_eq!(named(&report), [(RolledBack, Some(1), 300, 310)]);
}

#[test]
fn epoch_that_does_not_follow_from_the_one_before_is_named() {
    let first = Past::new(1, 300, None);
    let mut forked = Past::new(1, 300, None);
    forked.entries[7] = forked.entries[8].clone();
    let two = |previous| Past::new(2, 40, previous);
    let table: [(&str, Option<String>, &[Named]); 5] = [
        ("sound", Some(first.note(299)), &[]),
        ("another history", Some(forked.note(280)), &[(Forked, Some(1), 0, 280)]),
        ("quotes nothing", None, &[(EpochMismatch, None, 0, 1)]),
        (
            "quotes another log",
            Some(Files::sound(3).checkpoint().replace("2a/1", "2b/1")),
            &[(EpochMismatch, None, 0, 1)],
        ),
        (
            "quotes what was never signed",
            Some(CheckpointKey::from_seed(&origin(1), &[3; 32]).unwrap().sign(300, root(&first)).unwrap()),
            &[(CheckpointUnsigned, None, 0, 1)],
        ),
    ];
    for (name, previous, wanted) in table {
        let report = export(&[&first, &two(previous)]).verify();
        assert_eq!(named(&report), wanted, "{name}");
    }
    // The same between two older epochs names the epoch.
    let (second, third) = (two(None), |second: &Past| Past::new(3, 5, Some(second.note(40))));
    let report = export(&[&first, &second, &third(&second)]).verify();
    assert_eq!(named(&report), [(EpochMismatch, Some(2), 0, 1)]);
}

fn root(past: &Past) -> vern_journal::Hash {
    Tiles::of(past.entries.iter().map(|entry| leaf_hash(entry))).1.root()
}

#[test]
fn older_epoch_is_checked_as_strictly_as_the_newest() {
    let first = Past::new(1, 300, None);
    let second = Past::new(2, 40, Some(first.note(300)));
    let sound = export(&[&first, &second]);
    let alter = |path: &str, change: fn(&mut Vec<u8>)| {
        let mut files = sound.clone();
        change(files.held.get_mut(&epoch_path(1, path)).unwrap());
        named(&files.verify())
    };
    assert_eq!(alter("tile/entries/000", |bytes| bytes.clear()), [(EntryMissing, Some(1), 0, 256)]);
    assert_eq!(alter("tile/0/000", |bytes| bytes[40] ^= 1), [(RootMismatch, Some(1), 1, 2)]);
    assert_eq!(alter("checkpoint", |bytes| bytes[0] ^= 1), [(CheckpointUnsigned, Some(1), 0, 0)]);
    // The folder of one epoch under the number of another.
    let mut files = export(&[&Past::new(5, 300, None), &second]);
    let moved: Vec<_> = files.held.iter().filter(|(path, _)| path.starts_with("epoch/")).collect();
    let moved: Vec<_> =
        moved.into_iter().map(|(path, bytes)| (path.replace("epoch/5", "epoch/1"), bytes.clone())).collect();
    files.held.extend(moved);
    assert_eq!(named(&files.verify()), [(EpochMismatch, Some(1), 0, 0)]);
    // A stranger reads the top of the folder as if nothing lay beside it.
    let mut top = sound.clone();
    top.held.retain(|path, _| !path.starts_with("epoch/"));
    assert!(top.verify().is_ok() && top.verify().epochs.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Any change of any byte of a culled log with an older epoch beside it is found, and none makes the verifier panic.
    #[test]
    fn any_flipped_byte_is_found_in_every_epoch(
        file in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), flip in 1u8..,
    ) {
        let first = Past::new(1, 300, None);
        let mut files = export(&[&first, &Past::new(2, 270, Some(first.note(300)))]);
        let paths: Vec<String> = files.held.keys().cloned().collect();
        let bytes = files.held.get_mut(&paths[file.index(paths.len())]).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= flip;
        prop_assert!(!files.verify().is_ok());
    }
}

/// A sink that fails for an older epoch names the file as it lies in the folder.
#[test]
fn failing_sink_is_told() {
    struct Full;
    impl ExportSink for Full {
        fn write(&mut self, path: &str, _: &[u8]) -> io::Result<()> {
            Err(io::Error::other(path.to_owned()))
        }
    }
    let past = Past::new(1, 3, None);
    let (tiles, edge) = Tiles::of(past.entries.iter().map(|entry| leaf_hash(entry)));
    let note = key().sign(edge.size(), edge.root()).unwrap();
    let failed = write_older_epoch(&mut Full, 1, &tiles, &Held(&past.entries, 0), &note, &[key().vkey()]);
    let source = std::error::Error::source(&failed.unwrap_err()).map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("epoch/1/tile/0/000.p/3"));
}
