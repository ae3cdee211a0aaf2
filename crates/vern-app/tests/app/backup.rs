//! Backup and restore on real files: what comes back, what does not, and that nothing is opened before everything holds.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use vern_app::backup::{
    BackupFiles, BackupKey, BackupReport, BackupRequest, OnProgress, Progress, RestoreRequest, Restored,
    RootKey, Stage, back_up, close_for_move, restore,
};
use vern_app::erasure::ErasureRequest;
use vern_app::{Caller, Clock, ManualClock, Problem};
use vern_core::id::OperationId;
use vern_journal::{EntryKind, verify};
use vern_store::transfer::TABLES;
use vern_testkit::database::{Database, Value};

use super::world::{DAY_MICROS, Files, Place, World, at, code, codes};

const SECRET: &str = "Kari Sjeldennavn";

/// Where copies are put, and the key they are sealed to.
struct Shelf {
    folder: TempDir,
    key: BackupKey,
}

impl Shelf {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), key: BackupKey::generate().unwrap() }
    }

    fn files(&self, name: &str) -> BackupFiles {
        let path = |kind: &str| self.folder.path().join(format!("{name}-{kind}.vern"));
        BackupFiles { data: path("data"), keys: path("keys") }
    }

    fn take(&self, place: &Place, name: &str) -> BackupReport {
        self.try_take(place, &self.files(name)).unwrap()
    }

    fn try_take(&self, place: &Place, to: &BackupFiles) -> Result<BackupReport, Problem> {
        let request = BackupRequest {
            data: place.database.place(),
            keys: place.keys(),
            to: to.clone(),
            recipient: *self.key.recipient(),
        };
        back_up(&request, at("2026-11-22T07:00:00Z"), &mut |_| Ok(()))
    }

    /// A restore of the data of one copy with the keys of another.
    fn request(&self, (data, keys): (&str, &str), from: &Place, to: &Place) -> RestoreRequest {
        RestoreRequest {
            from: BackupFiles { data: self.files(data).data, keys: self.files(keys).keys },
            identity: BackupKey::parse(&self.key.to_text()).unwrap(),
            root: root_of(from),
            to: to.database.place(),
            keys_to: to.keys(),
            known: Vec::new(),
            name: "vern.test".to_owned(),
        }
    }
}

fn root_of(place: &Place) -> RootKey {
    RootKey::parse(&std::fs::read_to_string(place.keys().join("root.key")).unwrap()).unwrap()
}

async fn run(request: &RestoreRequest, clock: &Arc<ManualClock>) -> Result<Restored, Problem> {
    run_with(request, clock, &mut |_| Ok(())).await
}

async fn run_with(
    request: &RestoreRequest,
    clock: &Arc<ManualClock>,
    progress: OnProgress<'_>,
) -> Result<Restored, Problem> {
    restore(request, Arc::clone(clock) as Arc<dyn Clock>, Box::new(|why| panic!("{why}")), progress).await
}

/// Every row of every table that is carried.
fn tables(database: &Database) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let rows_of = |name: &str| {
        let mut rows = database.table(name).unwrap();
        rows.sort();
        rows
    };
    TABLES.iter().map(|table| (table.name(), rows_of(table.name()))).collect()
}

fn nothing_is_at(place: &Place) -> bool {
    match &place.database {
        Database::Sqlite(directory) => !directory.join("vern.db").exists() && !place.keys().exists(),
        Database::Postgres(_) => place.database.rows("SELECT 1 FROM controllers", &[]).is_err(),
    }
}

async fn erase(world: &World, caller: &Caller, key: &str) -> OperationId {
    let subject = world.read(caller, key, "prospects").await.unwrap().value.subject;
    let request = ErasureRequest { activity: Some("prospects".to_owned()), reason: None, exception: None };
    let ordered = world.installation.order_erasure(caller, subject, &request).await.unwrap().value.erasure;
    world.installation.finish_erasures(&world.controller).await.unwrap();
    ordered
}

async fn filled(world: &World) -> Caller {
    let manager = world.caller("manager").await;
    for key in ["p-1", "p-2", "p-3"] {
        world.put(&manager, key, "prospects", &[("name", SECRET), ("email", "kari@example.com")]).await;
    }
    manager
}

#[tokio::test]
async fn p_d19_a_move_from_sqlite_to_postgres_and_back_carries_every_row_and_the_journal_goes_on() {
    // P-D19
    let shelf = Shelf::new();
    let world = World::sqlite().await;
    let manager = filled(&world).await;
    erase(&world, &manager, "p-2").await;
    let many: Vec<String> = (0..600).map(|number| format!("m-{number}")).collect();
    world.put_many(&manager, "prospects", &many, &[("name", SECRET)]).await;
    super::review::kept(&world, &manager, "p-1").await;
    let read = world.read(&manager, "p-1", "prospects").await.unwrap();
    let (receipt, review_due_at) = (read.committed.receipt.to_string(), read.value.review_due_at);
    assert!(review_due_at.is_some());
    let (mut place, mut clock, slug) = world.close();
    for (name, to) in [("first", Place::postgres()), ("second", Place::sqlite())] {
        close_for_move(place.options(), clock.clone(), Box::new(|why| panic!("{why}"))).await.unwrap();
        assert_eq!(code(place.open(clock.clone()).await.map(drop)), "installation.moved");
        let before = tables(&place.database);
        assert!(shelf.take(&place, name).is_final);
        assert_eq!(tables(&place.database), before, "taking a backup changes nothing");
        let request = shelf.request((name, name), &place, &to);
        let restored = run(&request, &clock).await.unwrap();
        assert!(!restored.journals[0].is_new_epoch);
        assert_eq!(restored.journals[0].entries_lost, Some(0));
        for (table, rows) in tables(&to.database) {
            assert_eq!(rows, before[table], "{table}");
        }
        let world = World::restored(to, &slug, clock).await;
        let report = world.verify().await;
        assert!(report.is_ok() && report.checkpoint.unwrap().origin.ends_with("/1"));
        world.installation.entry_by_receipt(&world.controller, &receipt).await.unwrap();
        let manager = world.caller("manager").await;
        let read = world.read(&manager, "p-1", "prospects").await.unwrap().value;
        assert_eq!((read.fields.len(), read.review_due_at), (2, review_due_at));
        world.put(&manager, &format!("after-{name}"), "prospects", &[("name", SECRET)]).await;
        (place, clock, _) = world.close();
    }
}

#[tokio::test]
async fn p_d13_a_copy_taken_while_serving_is_opened_in_a_new_epoch_that_quotes_the_old() {
    // P-D13
    let shelf = Shelf::new();
    let world = World::new().await;
    let manager = filled(&world).await;
    let receipt = world.read(&manager, "p-1", "prospects").await.unwrap().committed.receipt.to_string();
    let held = world.installation.checkpoint(&world.controller).await.unwrap();
    shelf.take(&world.place, "copy");
    world.put(&manager, "p-4", "prospects", &[("name", SECRET)]).await;

    let to = Place::new();
    let mut request = shelf.request(("copy", "copy"), &world.place, &to);
    request.known = vec![held.note.clone()];
    let restored = run(&request, &world.clock).await.unwrap();
    let journal = &restored.journals[0];
    assert!(journal.is_new_epoch && journal.epoch == 2 && journal.erased_again == 0);
    let again = World::restored(to, world.controller.slug(), world.clock.clone()).await;
    let manager = again.caller("manager").await;
    assert_eq!(again.read(&manager, "p-3", "prospects").await.unwrap().value.fields.len(), 2);
    assert_eq!(codes(&again.read(&manager, "p-4", "prospects").await), ["record.unknown"]);

    let mut files = Files::default();
    again.installation.export_journal(&again.controller, &mut files).await.unwrap();
    let report = verify(&files, &[held.note]);
    assert!(report.is_ok(), "{report:?}");
    assert_eq!(report.epochs.len(), 1);
    assert_eq!(report.epochs[0].quoted_size, Some(journal.entries));
    let proven = again.installation.entry_by_receipt(&again.controller, &receipt).await.unwrap();
    assert_eq!(proven.checkpoint.epoch, 1);
}

#[tokio::test]
async fn p_b10_nobody_comes_back_who_was_erased_after_the_data_was_copied() {
    // P-B10, P-D13
    let shelf = Shelf::new();
    let world = World::new().await;
    let manager = filled(&world).await;
    shelf.take(&world.place, "before");
    let erasure = erase(&world, &manager, "p-2").await;
    world.installation.erase_record(&manager, "p-3", &super::world::within("prospects")).await.unwrap();
    shelf.take(&world.place, "after");
    let entries_then = world.entries().len();

    let to = Place::new();
    let request = shelf.request(("before", "after"), &world.place, &to);
    let restored = run(&request, &world.clock).await.unwrap();
    assert_eq!(restored.journals[0].erased_again, 2);
    assert!(restored.journals[0].entries_lost.unwrap() > 0);
    assert_eq!(
        restored.journals[0].entries + restored.journals[0].entries_lost.unwrap(),
        u64::try_from(entries_then).unwrap()
    );
    let count = |sql: &str| to.database.count(sql).unwrap();
    assert_eq!(count("SELECT COUNT(*) FROM records"), 1);
    assert_eq!(count("SELECT COUNT(*) FROM subject_keys"), 1);
    assert_eq!(count("SELECT COUNT(*) FROM lookups"), 1);
    assert_eq!(count("SELECT COUNT(*) FROM key_erasures"), 0);

    // It is opened again and again without complaint, and whoever was erased is certified in the new epoch.
    let again = World::restored(to, world.controller.slug(), world.clock.clone()).await.reopen().await;
    let manager = again.caller("manager").await;
    for key in ["p-2", "p-3"] {
        assert_eq!(codes(&again.read(&manager, key, "prospects").await), ["record.unknown"]);
    }
    assert_eq!(again.read(&manager, "p-1", "prospects").await.unwrap().value.fields.len(), 2);
    let of_epoch = "SELECT entry FROM journal_entries WHERE epoch = 2 ORDER BY position";
    let entries = again.place.database.column(of_epoch, &[]).unwrap();
    let entries: Vec<_> = entries.iter().map(|bytes| vern_journal::Entry::decode(bytes).unwrap()).collect();
    assert_eq!(entries[0].kind, EntryKind::EpochOpened);
    let completed: Vec<_> =
        entries.iter().filter(|entry| entry.kind == EntryKind::ErasureCompleted).collect();
    assert_eq!(completed.len(), 2);
    assert!(completed.iter().all(|entry| entry.count == Some(1)));
    for entry in completed {
        let again_erased = OperationId::from_bytes(entry.operation.unwrap());
        let certificate = again.installation.erasure_certificate(&manager, again_erased).await.unwrap();
        assert_eq!(certificate.order.entry.kind, EntryKind::EpochOpened);
        assert_eq!(certificate.activities[0].records, 1);
    }
    let lost = again.installation.erasure_certificate(&manager, erasure).await;
    assert_eq!(code(lost), "erasure.unknown", "its entries are among those that are lost");
    let report = again.verify().await;
    assert!(report.is_ok(), "{report:?}");
    assert_eq!(Some(report.epochs[0].entries_lost), restored.journals[0].entries_lost);
}

#[tokio::test]
async fn an_erasure_certified_before_the_copy_is_still_proved_after_the_restore() {
    let shelf = Shelf::new();
    let world = World::new().await;
    let manager = filled(&world).await;
    let erasure = erase(&world, &manager, "p-2").await;
    shelf.take(&world.place, "copy");
    let to = Place::new();
    run(&shelf.request(("copy", "copy"), &world.place, &to), &world.clock).await.unwrap();
    let again = World::restored(to, world.controller.slug(), world.clock.clone()).await;
    let manager = again.caller("manager").await;
    let certificate = again.installation.erasure_certificate(&manager, erasure).await.unwrap();
    assert_eq!(certificate.order.checkpoint.epoch, 1);
    assert_eq!(certificate.completion.entry.kind, EntryKind::ErasureCompleted);
}

#[tokio::test]
async fn an_order_whose_key_was_not_overwritten_yet_when_the_keys_were_copied_is_carried_out() {
    // P-B10
    let shelf = Shelf::new();
    let world = World::new().await;
    let manager = filled(&world).await;
    shelf.take(&world.place, "before");
    let stop = "CREATE TRIGGER stop BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'stopped'); END";
    world.place.keys_db().execute_batch(stop).unwrap();
    let stopped = world.installation.erase_record(&manager, "p-3", &super::world::within("prospects")).await;
    assert_eq!(code(stopped), "store.engine");
    world.place.keys_db().execute_batch("DROP TRIGGER stop").unwrap();
    assert_eq!(shelf.take(&world.place, "after").tombstones, 1);
    for data in ["before", "after"] {
        let to = Place::new();
        run(&shelf.request((data, "after"), &world.place, &to), &world.clock).await.unwrap();
        let again = World::restored(to, world.controller.slug(), world.clock.clone()).await.reopen().await;
        let manager = again.caller("manager").await;
        assert_eq!(codes(&again.read(&manager, "p-3", "prospects").await), ["record.unknown"], "{data}");
        assert_eq!(again.place.database.count("SELECT COUNT(*) FROM records").unwrap(), 2);
    }
}

/// The files were written on 24 November 2026 by the program of that day, which had a table fewer: `fixture/backup-before-informing`. Whoever has upgraded
/// restores what was taken before, on either engine.
#[tokio::test]
async fn p_d13_a_backup_of_an_earlier_version_is_restored() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/backup-before-informing");
    let text = |name: &str| std::fs::read_to_string(fixture.join(name)).unwrap();
    for to in [Place::sqlite(), Place::postgres()] {
        let clock = Arc::new(ManualClock::at(at("2026-12-01T09:00:00Z")));
        let request = RestoreRequest {
            from: BackupFiles { data: fixture.join("data.vern"), keys: fixture.join("keys.vern") },
            identity: BackupKey::parse(&text("identity")).unwrap(),
            root: RootKey::parse(&text("root.key")).unwrap(),
            to: to.database.place(),
            keys_to: to.keys(),
            known: Vec::new(),
            name: "vern.test".to_owned(),
        };
        let restored = run(&request, &clock).await.unwrap();
        assert_eq!(restored.journals.len(), 1);
        let world = World::restored(to, "granvik", clock).await;
        let manager = world.caller("manager").await;
        let read = world.read(&manager, "p-1", "prospects").await.unwrap().value;
        assert_eq!(read.fields["name"].reveal(), "Kari Nordmann");
        assert!(world.verify().await.is_ok());
        // And what is written from here on is of this version.
        world.put(&manager, "p-3", "prospects", &[("name", SECRET), ("email", "kari@example.com")]).await;
        assert!(world.reopen().await.verify().await.is_ok());
    }
}

#[tokio::test]
async fn keys_older_than_the_data_or_than_a_checkpoint_shown_are_refused_and_nothing_is_made() {
    // P-D13
    let shelf = Shelf::new();
    let world = World::new().await;
    let manager = filled(&world).await;
    shelf.take(&world.place, "old");
    erase(&world, &manager, "p-2").await;
    world.clock.set(at("2026-11-22T06:00:00Z").plus_micros(DAY_MICROS));
    let shown = world.installation.checkpoint(&world.controller).await.unwrap().note;
    shelf.take(&world.place, "new");
    let refused = async |data: &str, keys: &str, known: Vec<String>| {
        let to = Place::new();
        let request = RestoreRequest { known, ..shelf.request((data, keys), &world.place, &to) };
        let refused = code(run(&request, &world.clock).await);
        assert!(nothing_is_at(&to), "{refused}");
        refused
    };
    assert_eq!(refused("new", "old", Vec::new()).await, "backup.keys_stale");
    assert_eq!(refused("old", "old", vec![shown.clone()]).await, "backup.keys_stale");
    let foreign = World::new().await;
    let other = foreign.installation.checkpoint(&foreign.controller).await.unwrap().note;
    assert_eq!(refused("new", "new", vec![other]).await, "backup.known_foreign");
    let forged = shown.replacen("\n", "\n9", 1);
    assert_eq!(refused("new", "new", vec![forged]).await, "backup.known_foreign");

    // With the newest keys the old data may be used; what it lacks of the checkpoint is told.
    let to = Place::new();
    let request = RestoreRequest { known: vec![shown], ..shelf.request(("old", "new"), &world.place, &to) };
    let restored = run(&request, &world.clock).await.unwrap();
    assert!(restored.journals[0].entries_lost.unwrap() > 0);
    assert_eq!(restored.journals[0].erased_again, 1);
}

#[tokio::test]
async fn wrong_keys_and_wrong_files_are_named_and_nothing_is_made() {
    let shelf = Shelf::new();
    let world = World::new().await;
    filled(&world).await;
    shelf.take(&world.place, "copy");
    let other = World::new().await;
    shelf.take(&other.place, "other");
    let to = Place::new();
    let request = || shelf.request(("copy", "copy"), &world.place, &to);
    let swapped = {
        let BackupFiles { data, keys } = shelf.files("copy");
        BackupFiles { data: keys, keys: data }
    };
    let missing = BackupFiles { data: PathBuf::from("/nowhere/data.vern"), ..shelf.files("copy") };
    let cases = [
        (RestoreRequest { root: root_of(&other.place), ..request() }, "snapshot.root_differs"),
        (
            RestoreRequest { identity: BackupKey::generate().unwrap(), ..request() },
            "snapshot.recipient_differs",
        ),
        (RestoreRequest { from: swapped, ..request() }, "backup.files_swapped"),
        (RestoreRequest { from: missing, ..request() }, "backup.file_missing"),
    ];
    for (request, expected) in cases {
        assert_eq!(code(run(&request, &world.clock).await), expected);
        assert!(nothing_is_at(&to), "{expected}");
    }
    assert_eq!(code(shelf.try_take(&world.place, &shelf.files("copy"))), "backup.file_exists");
    let same = BackupFiles { data: shelf.files("x").data, keys: shelf.files("x").data };
    assert_eq!(code(shelf.try_take(&world.place, &same)), "backup.files_same");
    assert!(!same.data.exists());
}

#[tokio::test]
async fn whatever_is_altered_or_cut_off_either_file_nothing_is_opened() {
    let shelf = Shelf::new();
    let world = World::new().await;
    filled(&world).await;
    shelf.take(&world.place, "copy");
    let whole = shelf.files("copy");
    for is_data in [true, false] {
        let bytes = std::fs::read(if is_data { &whole.data } else { &whole.keys }).unwrap();
        let step = bytes.len() / 16;
        let flipped = (0..16).map(|sample| {
            let mut altered = bytes.clone();
            altered[sample * step + sample] ^= 1 << (sample % 8);
            altered
        });
        let cut = (0..16).map(|sample| bytes[..sample * step].to_vec());
        let longer = std::iter::once([bytes.as_slice(), b"x"].concat());
        for altered in flipped.chain(cut).chain(longer) {
            let path = shelf.folder.path().join("altered.vern");
            std::fs::write(&path, &altered).unwrap();
            let from = if is_data {
                BackupFiles { data: path, ..whole.clone() }
            } else {
                BackupFiles { keys: path, ..whole.clone() }
            };
            let to = Place::sqlite();
            let request = RestoreRequest { from, ..shelf.request(("copy", "copy"), &world.place, &to) };
            let refused = code(run(&request, &world.clock).await);
            assert!(refused.starts_with("snapshot."), "{refused}");
            assert!(nothing_is_at(&to));
        }
    }
}

#[tokio::test]
async fn a_restore_that_was_cut_short_goes_on_and_opens_nothing_before_it_is_done() {
    // P-D13
    let shelf = Shelf::new();
    let world = World::new().await;
    let manager = filled(&world).await;
    let many: Vec<String> = (0..1_500).map(|number| format!("m-{number}")).collect();
    world.put_many(&manager, "prospects", &many, &[("name", SECRET)]).await;
    shelf.take(&world.place, "copy");
    shelf.take(&world.place, "other");
    let before = tables(&world.place.database);
    let to = Place::new();
    let request = shelf.request(("copy", "copy"), &world.place, &to);
    let mut reached = Vec::new();
    for stage in [Stage::Restoring, Stage::Restoring, Stage::Verifying] {
        let mut cut = |progress: Progress| {
            if progress.stage == stage {
                reached.push(progress.done);
                return Err(Problem::Internal("cut short".to_owned()));
            }
            Ok(())
        };
        assert_eq!(code(run_with(&request, &world.clock, &mut cut).await), "internal");
        assert_eq!(code(to.open(world.clock.clone()).await.map(drop)), "store.restoring");
        let other = shelf.request(("other", "other"), &world.place, &to);
        assert_eq!(code(run(&other, &world.clock).await), "restore.target_taken");
    }
    assert!(reached[0] < reached[1], "it went on where it was: {reached:?}");
    run(&request, &world.clock).await.unwrap();
    assert_eq!(code(run(&request, &world.clock).await), "restore.target_taken", "done is done");
    let after = tables(&to.database);
    for table in ["records", "lookups", "subjects", "subject_keys", "actors", "charters", "policies"] {
        assert_eq!(after[table], before[table], "{table}");
    }
    let again = World::restored(to, world.controller.slug(), world.clock.clone()).await;
    assert!(again.verify().await.is_ok());
}

#[tokio::test]
async fn a_journal_that_is_not_what_is_signed_is_not_opened() {
    let shelf = Shelf::new();
    let world = World::new().await;
    filled(&world).await;
    shelf.take(&world.place, "copy");
    let cases = [
        "UPDATE journal_entries SET entry = (SELECT entry FROM journal_entries WHERE position = 2) WHERE position = 3",
        "DELETE FROM journal_entries WHERE position = 4",
        "UPDATE heads SET tree_size = tree_size - 1",
    ];
    for sql in cases {
        let to = Place::new();
        let request = shelf.request(("copy", "copy"), &world.place, &to);
        let database = to.database.clone();
        let mut spoil = |progress: Progress| {
            if progress.stage == Stage::Restoring && progress.done == progress.total {
                database.run(sql, &[]).unwrap();
            }
            Ok(())
        };
        assert_eq!(
            code(run_with(&request, &world.clock, &mut spoil).await),
            "backup.journal_broken",
            "{sql}"
        );
        assert_eq!(code(to.open(world.clock.clone()).await.map(drop)), "store.restoring");
    }
}

#[tokio::test]
async fn a_restored_installation_is_backed_up_and_restored_in_its_turn() {
    let shelf = Shelf::new();
    let mut world = World::new().await;
    let manager = filled(&world).await;
    world.put(&manager, "p-9", "prospects", &[("name", SECRET)]).await;
    for (round, epoch) in [("one", 2), ("two", 3)] {
        shelf.take(&world.place, round);
        let to = Place::new();
        let restored = run(&shelf.request((round, round), &world.place, &to), &world.clock).await.unwrap();
        assert_eq!(restored.journals[0].epoch, epoch);
        let (clock, slug) = (world.clock.clone(), world.controller.slug().to_owned());
        world = World::restored(to, &slug, clock).await;
        let manager = world.caller("manager").await;
        world.put(&manager, &format!("{round}-1"), "prospects", &[("name", SECRET)]).await;
    }
    let report = world.verify().await;
    assert!(report.is_ok(), "{report:?}");
    assert_eq!(report.epochs.len(), 2);
}

/// Keys are replaced between two copies: each pair opens what it was made for, and data that its own keys have left behind is refused at once.
#[tokio::test]
async fn after_a_rotation_only_a_pair_made_since_is_opened() {
    for what in ["controller", "lookup", "checkpoint"] {
        let shelf = Shelf::new();
        let world = World::new().await;
        let _manager = filled(&world).await;
        shelf.take(&world.place, "old");
        let (installation, controller) = (&world.installation, &world.controller);
        match what {
            "controller" => drop(installation.rotate_controller_key(controller).await.unwrap()),
            "lookup" => drop(installation.rotate_lookup_key(controller, "email").await.unwrap()),
            _ => drop(installation.rotate_checkpoint_key(controller).await.unwrap()),
        }
        shelf.take(&world.place, "new");
        let to = Place::new();
        let refused = run(&shelf.request(("old", "new"), &world.place, &to), &world.clock).await;
        assert_eq!(code(refused), "backup.keys_rotated", "{what}");
        assert!(nothing_is_at(&to), "{what}");
        run(&shelf.request(("new", "new"), &world.place, &to), &world.clock).await.unwrap();
        let restored = World::restored(to, world.controller.slug(), world.clock.clone()).await;
        let manager = restored.caller("manager").await;
        assert_eq!(
            restored.read(&manager, "p-1", "prospects").await.unwrap().value.fields["name"].reveal(),
            SECRET
        );
        assert!(restored.installation.examine().unwrap().is_well(), "{what}");
        assert!(restored.verify().await.is_ok(), "{what}");
    }
}
