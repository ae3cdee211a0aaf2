//! The store on real files: what a batch, a savepoint, a snapshot and a tombstone promise.
//!
//! Deliberately not here: what rows mean.

#![expect(clippy::unwrap_used, reason = "what the tests look up must be there; where it is not, they fail")]

use std::collections::HashSet;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;
use vern_core::case::{Case, CaseKind, CaseState, Right, Step, Terms};
use vern_core::id::{CaseId, ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_store::case::{CaseFilter, CaseRow};
use vern_store::keys::WrappedKey;
use vern_store::write::RecordWrite;
use vern_store::{Batch, KeyStore, Store, StoreError, StoreOptions, Writer};
use vern_testkit::database::Database;

const CONTROLLER: ControllerId = ControllerId::from_bits(7);
const AT: Instant = Instant::from_micros(1_000_000);

fn subject() -> SubjectId {
    SubjectId::from_bytes([1; 16])
}

fn open(directory: &Path) -> Result<(Store, Writer), StoreError> {
    Store::open(&directory.into(), StoreOptions::default())
}

/// Where a store lies; it is gone with this.
struct Place {
    folder: TempDir,
    database: Database,
}

impl Place {
    fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A store with one controller, one subject, and its key in the activity `sales`.
fn made() -> (Place, Store, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::fresh(folder.path()).unwrap();
    made_in(Place { folder, database })
}

/// The same in a directory, whatever engine the run is on.
fn made_in_directory() -> (Place, Store, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::Sqlite(folder.path().to_owned());
    made_in(Place { folder, database })
}

fn made_in(place: Place) -> (Place, Store, Writer) {
    let (store, mut writer) = Store::open(&place.database.place(), StoreOptions::default()).unwrap();
    let made: Result<(), StoreError> = writer.batch(|batch| {
        batch.create_controller(CONTROLLER, "granvik", AT)?;
        batch.add_subject(CONTROLLER, subject(), &[2; 16])?;
        batch.add_data_key(CONTROLLER, subject(), "sales", &[3; 16])?;
        batch.intern_policy(CONTROLLER, "sales", "customer", &[]).map(drop)
    });
    made.unwrap();
    (place, store, writer)
}

fn write(key: &str, version: u64, tokens: &[u8]) -> RecordWrite {
    RecordWrite {
        key: key.to_owned(),
        subject: subject(),
        version,
        collected_at: AT,
        anchor_at: AT,
        tokens: tokens.iter().map(|token| [*token; 8]).collect(),
        body: vec![9; 40],
    }
}

fn insert(batch: &mut Batch<'_>, key: &str, tokens: &[u8]) -> Result<(), StoreError> {
    batch.savepoint(|batch| batch.insert_record(CONTROLLER, 1, &write(key, 1, tokens)))
}

fn keys(store: &Store) -> Vec<String> {
    let mut keys = Vec::new();
    let reader = store.reader().unwrap();
    reader.snapshot().unwrap().each_record(CONTROLLER, |key, _, _| keys.push(key.to_owned())).unwrap();
    keys
}

fn by_token(store: &Store, activity: &str, token: u8) -> Vec<String> {
    let reader = store.reader().unwrap();
    let snapshot = reader.snapshot().unwrap();
    let found = snapshot.records_by_token(CONTROLLER, &[token; 8], activity, 0, 10);
    found.unwrap().into_iter().map(|row| row.key).collect()
}

#[test]
fn a_failed_savepoint_leaves_the_others() {
    let (_directory, store, mut writer) = made();
    let done: Result<Vec<bool>, StoreError> = writer.batch(|batch| {
        let first = insert(batch, "a", &[1]);
        // The key is taken; what came before in the same savepoint goes with it.
        let taken = batch.savepoint(|batch| {
            batch.insert_record(CONTROLLER, 1, &write("b", 1, &[2]))?;
            batch.insert_record(CONTROLLER, 1, &write("a", 1, &[2]))
        });
        let last = insert(batch, "c", &[3]);
        Ok([first, taken, last].iter().map(Result::is_ok).collect())
    });
    assert_eq!(done.unwrap(), [true, false, true]);
    assert_eq!(keys(&store), ["a", "c"]);
    assert!(by_token(&store, "sales", 2).is_empty());
}

#[test]
fn a_failed_batch_leaves_nothing() {
    let (_directory, store, mut writer) = made();
    let done: Result<(), StoreError> = writer.batch(|batch| {
        insert(batch, "a", &[1])?;
        Err(StoreError::Foreign)
    });
    assert!(matches!(done, Err(StoreError::Foreign)));
    assert!(keys(&store).is_empty());
    writer.batch(|batch| insert(batch, "b", &[])).unwrap();
    assert_eq!(keys(&store), ["b"], "the writer goes on");
}

/// A full disk makes the engine roll everything back. What follows in the batch must not be committed without what came before.
#[test]
fn a_transaction_the_engine_rolled_back_takes_nothing_more() {
    let (place, store, mut writer) = made_in_directory();
    let full = "CREATE TRIGGER full BEFORE INSERT ON records WHEN new.key = 'full'
        BEGIN SELECT RAISE(ROLLBACK, 'full'); END";
    place.database.script(full).unwrap();
    let mut answers = Vec::new();
    let done: Result<(), StoreError> = writer.batch(|batch| {
        for key in ["a", "full", "b"] {
            answers.push(insert(batch, key, &[1]).is_ok());
        }
        answers.push(batch.advance_head(CONTROLLER, 3, AT).is_ok());
        Ok(())
    });
    assert!(done.is_err(), "the commit tells, and the process ends");
    assert_eq!(answers, [true, false, false, false]);
    assert!(keys(&store).is_empty());
}

#[test]
fn a_snapshot_sees_one_instant() {
    let (_directory, store, mut writer) = made();
    writer.batch(|batch| insert(batch, "a", &[])).unwrap();
    let (early, late) = (store.reader().unwrap(), store.reader().unwrap());
    let before = early.snapshot().unwrap();
    assert!(before.record_by_key(CONTROLLER, "a").unwrap().is_some());
    writer.batch(|batch| insert(batch, "b", &[])).unwrap();
    assert!(before.record_by_key(CONTROLLER, "b").unwrap().is_none());
    assert!(late.snapshot().unwrap().record_by_key(CONTROLLER, "b").unwrap().is_some());
    drop(before);
    assert!(early.snapshot().unwrap().record_by_key(CONTROLLER, "b").unwrap().is_some());
}

#[test]
fn tokens_follow_the_record_and_stay_in_their_activity() {
    let (_directory, store, mut writer) = made();
    let done: Result<(), StoreError> = writer.batch(|batch| {
        insert(batch, "a", &[1, 2, 2])?;
        insert(batch, "b", &[1])
    });
    done.unwrap();
    assert_eq!(by_token(&store, "sales", 1), ["a", "b"]);
    assert_eq!(by_token(&store, "sales", 2), ["a"]);
    assert!(by_token(&store, "other", 1).is_empty());
    let changed: Result<(), StoreError> = writer.batch(|batch| {
        let now = batch.record(CONTROLLER, "a")?.unwrap();
        batch.update_record(CONTROLLER, &now, &write("a", 2, &[3]))
    });
    changed.unwrap();
    assert_eq!(by_token(&store, "sales", 1), ["b"]);
    assert_eq!(by_token(&store, "sales", 3), ["a"]);
    let page = |after| {
        let reader = store.reader().unwrap();
        let found = reader.snapshot().unwrap().records_by_subject(CONTROLLER, subject(), "sales", after, 1);
        found.unwrap().into_iter().map(|row| (row.key, row.record)).next()
    };
    let (first, after) = page(0).unwrap();
    assert_eq!((first.as_str(), page(after).unwrap().0.as_str()), ("a", "b"));
}

#[test]
fn p_b10_the_last_record_of_a_subject_takes_its_key_along() {
    // P-B10
    let (_directory, store, mut writer) = made();
    let erase = |writer: &mut Writer, key: &str| {
        let done: Result<(), StoreError> = writer.batch(|batch| {
            let now = batch.record(CONTROLLER, key)?.unwrap();
            batch.erase_record(CONTROLLER, (key, &now), "sales", AT)
        });
        done.unwrap();
    };
    let ordered = || store.reader().unwrap().snapshot().unwrap().key_erasures(CONTROLLER, 10).unwrap();
    let named = || {
        let key = store.reader().unwrap().snapshot().unwrap().data_key(CONTROLLER, subject(), "sales");
        key.unwrap().is_some()
    };
    let filled: Result<(), StoreError> = writer.batch(|batch| {
        insert(batch, "a", &[1])?;
        insert(batch, "b", &[1])
    });
    filled.unwrap();
    erase(&mut writer, "a");
    assert!(ordered().is_empty() && named());
    erase(&mut writer, "b");
    assert!(ordered() == [[3; 16]] && !named() && by_token(&store, "sales", 1).is_empty());
    writer.batch(|batch| batch.close_key_erasure(CONTROLLER, &[3; 16])).unwrap();
    assert!(ordered().is_empty());
}

#[test]
fn size_counts_file_and_log() {
    let (_place, store, mut writer) = made();
    let before = store.size_bytes().unwrap();
    for turn in 0..20 {
        let large = RecordWrite { body: vec![7; 100_000], ..write(&format!("k{turn}"), 1, &[]) };
        writer.batch(|batch| batch.insert_record(CONTROLLER, 1, &large)).unwrap();
    }
    let grown = store.size_bytes().unwrap() - before;
    assert!(grown > 2_000_000, "{grown}");
}

#[test]
fn the_directory_is_held_until_the_writer_is_gone_too() {
    let (directory, store, writer) = made_in_directory();
    assert!(matches!(open(directory.path()), Err(StoreError::Held)));
    drop(store);
    assert!(matches!(open(directory.path()), Err(StoreError::Held)), "the writer may still be at work");
    drop(writer);
    open(directory.path()).unwrap();
}

fn key(id: u8) -> WrappedKey {
    WrappedKey { key_id: [id; 16], purpose: 2, parent: 1, wrapped: vec![id; 61] }
}

#[test]
fn an_erased_key_leaves_a_tombstone_and_an_unnamed_one_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let store = KeyStore::open(directory.path()).unwrap();
    store.put(CONTROLLER, &[key(1), key(2), key(3)], AT, 0).unwrap();
    assert!(store.put(CONTROLLER, &[key(4), key(1)], AT, 0).is_err(), "an id is never used twice");
    assert!(store.find(CONTROLLER, &[4; 16]).unwrap().is_none(), "all or nothing");
    assert_eq!(store.find(CONTROLLER, &[2; 16]).unwrap().unwrap().wrapped, vec![2; 61]);
    assert!(store.find(ControllerId::from_bits(8), &[2; 16]).unwrap().is_none());

    store.erase(CONTROLLER, &[[2; 16], [99; 16]], AT).unwrap();
    store.erase(CONTROLLER, &[[2; 16]], AT).unwrap();
    assert!(store.find(CONTROLLER, &[2; 16]).unwrap().is_none());
    let named: HashSet<_> = [[1; 16]].into();
    assert_eq!(store.sweep(CONTROLLER, &named).unwrap(), 1);
    assert_eq!(store.sweep(CONTROLLER, &named).unwrap(), 0);
    assert!(store.find(CONTROLLER, &[1; 16]).unwrap().is_some());
    let rows: i64 = Connection::open(directory.path().join("keys.db"))
        .unwrap()
        .query_row("SELECT COUNT(*) FROM keys WHERE wrapped IS NULL AND erased_at = 1000000", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(rows, 1, "the tombstone outlives the sweep");
    for file in ["keys.db", "keys.db-wal"] {
        let bytes = std::fs::read(directory.path().join(file)).unwrap_or_default();
        assert!(!bytes.windows(61).any(|window| window == [2; 61]), "{file} still holds the key");
    }
}

fn case(id: u8, due: i64) -> CaseRow {
    let terms = Terms { first: Instant::from_micros(due), extended: Instant::from_micros(due + 100) };
    let case = Case::receive(CaseKind::Rights(Right::Access), AT, terms);
    CaseRow { id: CaseId::from_bytes([id; 16]), case, subject: None, version: 1 }
}

/// What is due first comes first, a page at a time, also where two are due at once; what is closed is on a list of its own.
#[test]
fn cases_come_in_the_order_they_are_due() {
    let (_directory, store, mut writer) = made();
    let rows = [case(3, 10), case(1, 30), case(2, 20), case(4, 20)];
    let put = |batch: &mut Batch<'_>, row: &CaseRow| batch.put_case(CONTROLLER, row);
    let made: Result<(), StoreError> = writer.batch(|batch| rows.iter().try_for_each(|row| put(batch, row)));
    made.unwrap();
    let list = |filter, after, most| {
        let reader = store.reader().unwrap();
        reader.snapshot().unwrap().cases(CONTROLLER, filter, after, most).unwrap()
    };
    let ids = |rows: &[CaseRow]| rows.iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>();
    let first = list(CaseFilter::default(), None, 2);
    assert_eq!(ids(&first), [3, 2]);
    assert_eq!(first[0], rows[0]);
    let after = first.last().map(|row| (row.case.due_at(), row.id));
    assert_eq!(ids(&list(CaseFilter::default(), after, 9)), [4, 1]);

    let step = Step::Doubt { reasons_given: true };
    let doubted = CaseRow {
        case: rows[1].case.advance(step, AT).unwrap(),
        subject: Some(subject()),
        version: 2,
        ..rows[1]
    };
    let withdrawn = rows[2].case.advance(Step::Withdraw, AT).unwrap();
    let answered = withdrawn.advance(Step::Answer { is_written: true }, AT).unwrap();
    let closed = CaseRow { case: answered.advance(Step::Close, AT).unwrap(), version: 2, ..rows[2] };
    let stepped: Result<(), StoreError> =
        writer.batch(|batch| [doubted, closed].iter().try_for_each(|row| put(batch, row)));
    stepped.unwrap();
    let in_doubt = CaseFilter { state: Some(CaseState::InDoubt), ..CaseFilter::default() };
    assert_eq!(list(in_doubt, None, 9), [doubted]);
    assert_eq!(list(CaseFilter { closed: true, ..CaseFilter::default() }, None, 9), [closed]);
    let erasures = CaseFilter { kind: Some(CaseKind::Rights(Right::Erasure)), ..CaseFilter::default() };
    assert!(list(erasures, None, 9).is_empty());
    let reader = store.reader().unwrap();
    let snapshot = reader.snapshot().unwrap();
    assert_eq!(snapshot.case(CONTROLLER, doubted.id).unwrap(), Some(doubted));
    assert_eq!(snapshot.cases_of(CONTROLLER, subject(), 9).unwrap(), [doubted]);
    assert_eq!(snapshot.case(CONTROLLER, CaseId::from_bytes([9; 16])).unwrap(), None);
}
