//! The key database on real files: which key wraps which, wrapping by another, and every row out and in.
//!
//! Deliberately not here: what is in a wrapped key; erasure, which `store` tests.

#![expect(clippy::unwrap_used, reason = "what the tests look up must be there; where it is not, they fail")]

use std::path::Path;

use tempfile::TempDir;
use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_store::KeyStore;
use vern_store::keys::{KeyCount, RootRow, WrappedKey};

const CONTROLLER: ControllerId = ControllerId::from_bits(7);
const OTHER: ControllerId = ControllerId::from_bits(8);
const AT: Instant = Instant::from_micros(1_000_000);
/// A root id with its highest bit set: it is kept as it is.
const ROOT: u64 = 0xf0f1_f2f3_f4f5_f6f7;

fn key(id: u8, purpose: u8, parent: u64) -> WrappedKey {
    WrappedKey { key_id: [id; 16], purpose, parent, wrapped: vec![id; 61] }
}

fn open() -> (TempDir, KeyStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = KeyStore::open(directory.path()).unwrap();
    (directory, store)
}

fn holds(directory: &Path, bytes: &[u8]) -> bool {
    let held = |file: &str| std::fs::read(directory.join(file)).unwrap_or_default();
    ["keys.db", "keys.db-wal"].into_iter().any(|file| held(file).windows(bytes.len()).any(|it| it == bytes))
}

#[test]
fn all_controller_keys_change_root_in_one_commit_and_leave_no_former_byte() {
    let (directory, store) = open();
    assert_eq!((store.root().unwrap(), store.is_empty().unwrap()), (None, true));
    store.note_root(RootRow { root: ROOT, since_at: AT }).unwrap();
    store.put(CONTROLLER, &[key(1, 1, ROOT), key(2, 2, 1)], AT, 0).unwrap();
    store.put(OTHER, &[key(3, 1, ROOT)], AT, 0).unwrap();
    assert!(!store.is_empty().unwrap());
    assert_eq!(store.made_at(OTHER, &[3; 16]).unwrap(), Some(AT));
    assert_eq!(store.made_at(OTHER, &[1; 16]).unwrap(), None);
    let controllers = store.of_purpose(1).unwrap();
    assert_eq!(controllers, [(CONTROLLER, key(1, 1, ROOT)), (OTHER, key(3, 1, ROOT))]);
    let next = RootRow { root: 5, since_at: AT.plus_micros(9) };
    let rewrapped: Vec<_> = controllers
        .iter()
        .map(|(controller, key)| {
            let wrapped = key.wrapped.iter().map(|byte| byte | 0x80).collect();
            (*controller, WrappedKey { parent: 5, wrapped, ..key.clone() })
        })
        .collect();
    store.change_root(next, &rewrapped).unwrap();
    store.empty_log().unwrap();
    assert_eq!(store.root().unwrap(), Some(next));
    assert_eq!(store.of_purpose(1).unwrap(), rewrapped);
    assert_eq!(store.find(CONTROLLER, &[2; 16]).unwrap(), Some(key(2, 2, 1)), "below is untouched");
    assert!(!holds(directory.path(), &[1; 61]) && !holds(directory.path(), &[3; 61]));
    assert!(holds(directory.path(), &[0x81; 61]));
}

#[test]
fn keys_under_another_parent_are_paged_and_rewrapped_but_never_brought_back() {
    let (directory, store) = open();
    let keys: Vec<_> = (10..30).map(|id| key(id, if id % 2 == 0 { 2 } else { 3 }, 1)).collect();
    store.put(CONTROLLER, &[key(1, 1, ROOT)], AT, 0).unwrap();
    store.put(CONTROLLER, &keys, AT.plus_micros(5), 0).unwrap();
    store.put(OTHER, &[key(40, 2, 1)], AT, 0).unwrap();
    let mut met = Vec::new();
    let mut after = None;
    loop {
        let page = store.under_others(CONTROLLER, (1, 2), after.as_ref(), 7).unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.key_id);
        met.extend(page.iter().map(|key| key.key_id[0]));
        // One is erased between the reading and the writing.
        store.erase(CONTROLLER, &[page[0].key_id], AT).unwrap();
        let rewrapped: Vec<_> =
            page.into_iter().map(|key| WrappedKey { parent: 2, wrapped: vec![0xee; 61], ..key }).collect();
        store.rewrap(CONTROLLER, &rewrapped).unwrap();
    }
    store.empty_log().unwrap();
    assert_eq!(met, (10..30).collect::<Vec<u8>>(), "neither the controller's own key nor another's");
    assert!(store.under_others(CONTROLLER, (1, 2), None, 9).unwrap().is_empty());
    for id in 10..30_u8 {
        let erased = [10, 17, 24].contains(&id);
        let found = store.find(CONTROLLER, &[id; 16]).unwrap();
        assert_eq!(found.map(|key| key.parent), (!erased).then_some(2), "{id}");
        assert!(!holds(directory.path(), &[id; 61]), "{id}");
    }
    let count = |purpose, parent, count, at: i64| KeyCount {
        purpose,
        parent,
        count,
        oldest_at: Instant::from_micros(at),
        newest_at: Instant::from_micros(at),
    };
    let expected = [count(1, ROOT, 1, 1_000_000), count(2, 2, 8, 1_000_005), count(3, 2, 9, 1_000_005)];
    assert_eq!(store.counts(CONTROLLER).unwrap(), expected);
}

#[test]
fn every_row_goes_out_and_into_another_database() {
    let (_directory, store) = open();
    let keys: Vec<_> = (0..50).map(|id| key(id, 2, 1)).collect();
    store.put(CONTROLLER, &keys, AT, 77).unwrap();
    store.put(OTHER, &keys, AT, 3).unwrap();
    store.erase(CONTROLLER, &[[4; 16]], AT.plus_micros(1)).unwrap();
    store.erase(CONTROLLER, &[[3; 16], [9; 16]], AT.plus_micros(2)).unwrap();
    let later = AT.plus_micros(2);
    assert_eq!(store.erased_since(CONTROLLER, later, None, 1).unwrap(), [([3; 16], later)]);
    assert_eq!(store.erased_since(CONTROLLER, later, Some(&[3; 16]), 9).unwrap(), [([9; 16], later)]);
    assert_eq!(store.erased_since(CONTROLLER, AT, None, 9).unwrap().len(), 3);

    let (_second, copy) = open();
    let (mut after, mut rows) = (None, 0);
    loop {
        let page = store.page(after, 30).unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.controller, last.key_id));
        rows += page.len();
        copy.insert_rows(&page).unwrap();
    }
    for (controller, tree_size) in store.marks().unwrap() {
        copy.put(controller, &[], AT, tree_size).unwrap();
    }
    assert_eq!(rows, 100);
    assert_eq!(copy.page(None, 1_000).unwrap(), store.page(None, 1_000).unwrap());
    assert_eq!(copy.marks().unwrap(), [(CONTROLLER, 77), (OTHER, 3)]);
    assert_eq!(copy.erased_count(CONTROLLER).unwrap(), 3);
    assert!(copy.find(CONTROLLER, &[4; 16]).unwrap().is_none());
}
