//! Rotation: a key is replaced while everything goes on, a process that ends anywhere in it goes on at the next, and no former key is left.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use vern_app::record::SearchBy;
use vern_app::rotation::{recovery_sheet, restore_root_key};
use vern_app::{Caller, Clock, Problem};
use vern_core::personal::Personal;
use vern_crypto::root_key::RootKey;
use vern_crypto::{KeyId, KeyPurpose, SecretKey, WrappingKey};
use vern_journal::{Entry, EntryKind, VerifierKeys, open_checkpoint, verify};
use vern_store::KeyStore;
use vern_store::keys::{RootRow, WrappedKey};

use super::world::{CHARTER, Files, Place, World, code, column, count, import, list, put, within};

const EMAIL: &str = "kari@example.no";

fn by_email(value: &str) -> SearchBy {
    SearchBy::Value { data_type: "email".to_owned(), value: Personal::new(value.to_owned()) }
}

async fn found(world: &World, caller: &Caller, value: &str) -> Vec<String> {
    let request = list("prospects", by_email(value), 100);
    let page = world.installation.search_records(caller, &request).await.unwrap().value;
    page.records.iter().map(|record| record.key.as_str().to_owned()).collect()
}

/// A world with a few records, one of them under an address of its own.
async fn peopled() -> (World, Caller) {
    peopled_in(World::new().await).await
}

async fn peopled_in(world: World) -> (World, Caller) {
    let manager = world.caller("manager").await;
    world.put(&manager, "p-1", "prospects", &[("name", "Kari"), ("email", EMAIL)]).await;
    for number in 2..8 {
        let email = format!("person{number}@example.no");
        let fields = [("name", "Ola"), ("email", email.as_str())];
        world.put(&manager, &format!("p-{number}"), "prospects", &fields).await;
    }
    (world, manager)
}

/// Everything of a world can be read, found and verified.
async fn holds_together(world: &World, caller: &Caller) {
    for number in 1..8 {
        let key = format!("p-{number}");
        let read = world.read(caller, &key, "prospects").await.unwrap().value;
        assert_eq!(read.fields.get("name").unwrap().reveal(), if number == 1 { "Kari" } else { "Ola" });
    }
    assert_eq!(found(world, caller, EMAIL).await, ["p-1"]);
    assert_eq!(found(world, caller, "person7@example.no").await, ["p-7"]);
    assert!(world.verify().await.is_ok());
}

fn files_of(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(directory).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
}

fn holds_bytes(directory: &Path, bytes: &[u8]) -> bool {
    files_of(directory).values().any(|held| held.windows(bytes.len()).any(|window| window == bytes))
}

fn rotations(world: &World) -> Vec<Entry> {
    world.entries().into_iter().filter(|entry| entry.kind == EntryKind::KeysRotated).collect()
}

fn wrapped(place: &Place, purpose: KeyPurpose) -> Vec<Vec<u8>> {
    let sql = "SELECT wrapped FROM keys WHERE purpose = ?1 AND wrapped IS NOT NULL";
    column(&place.keys_db(), sql, [purpose.code()])
}

/// Ends the process and waits until its files are closed.
async fn close(world: World) -> Place {
    let World { installation, controller, place, .. } = world;
    drop(controller);
    drop(Arc::into_inner(installation).unwrap());
    while place.data().join("vern.db-wal").exists() {
        tokio::task::yield_now().await;
    }
    place
}

async fn open(place: Place) -> World {
    let clock = Arc::new(vern_app::ManualClock::at(super::world::at("2026-11-22T06:00:00Z")));
    let installation = place.open(clock.clone()).await.unwrap();
    let controller = installation.controllers().remove(0);
    World { installation, controller, clock, place }
}

#[tokio::test]
async fn the_root_key_is_replaced_while_everything_goes_on() {
    let (world, manager) = peopled().await;
    let former = std::fs::read_to_string(world.place.keys().join("root.key")).unwrap();
    let before = wrapped(&world.place, KeyPurpose::Controller);
    let sheet = world.installation.rotate_root_key().await.unwrap();
    assert_ne!(*sheet, former);
    assert_eq!(*recovery_sheet(&world.place.keys()).unwrap(), *sheet);
    assert_eq!(std::fs::read_to_string(world.place.keys().join("root.key")).unwrap(), *sheet);
    assert!(!world.place.keys().join("root.key.next").exists());
    assert!(!holds_bytes(&world.place.keys(), &before[0]), "what the former key opens is gone");
    holds_together(&world, &manager).await;
    // What is made now is under the new key.
    import(&world.installation, &CHARTER.replace("granvik", "granvik-to")).await;
    assert_eq!(rotations(&world).len(), 1);
    drop(manager);
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    holds_together(&world, &manager).await;
    assert_eq!(world.installation.controllers().len(), 2);
}

/// The steps of a root rotation by hand, up to one of them: the process was killed there.
fn killed_in_root_rotation(place: &Place, step: u32) -> RootKey {
    let root = RootKey::parse(&std::fs::read_to_string(place.keys().join("root.key")).unwrap()).unwrap();
    let next = RootKey::generate().unwrap();
    let path = place.keys().join("root.key.next");
    let text = next.to_text();
    let written = text.bytes().take(if step == 0 { 50 } else { text.len() });
    std::fs::write(&path, written.collect::<Vec<u8>>()).unwrap();
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    if step >= 2 {
        let keys = KeyStore::open(&place.keys()).unwrap();
        let number = |root: &RootKey| u64::from_be_bytes(root.id());
        let rewrap = |(controller, key): (vern_core::id::ControllerId, WrappedKey)| {
            let (id, purpose) = (KeyId(key.key_id), KeyPurpose::Controller);
            let bytes = key.wrapped.as_slice().try_into().unwrap();
            let secret = WrappingKey::new(root.key())
                .unwrap()
                .unwrap(bytes, controller.as_u64(), id, purpose)
                .unwrap();
            let wrapped =
                WrappingKey::new(next.key()).unwrap().wrap(&secret, controller.as_u64(), id, purpose);
            (controller, WrappedKey { parent: number(&next), wrapped: wrapped.unwrap().to_vec(), ..key })
        };
        let rewrapped: Vec<_> = keys.of_purpose(1).unwrap().into_iter().map(rewrap).collect();
        let noted = RootRow { root: number(&next), since_at: super::world::at("2026-11-22T06:00:00Z") };
        keys.change_root(noted, &rewrapped).unwrap();
    }
    if step >= 3 {
        std::fs::rename(&path, place.keys().join("root.key")).unwrap();
    }
    if step < 2 { root } else { next }
}

/// Torn file, whole file, after the commit, after the renaming: the start finishes or takes it back.
#[tokio::test]
async fn a_root_rotation_killed_at_any_step_is_finished_or_taken_back() {
    for step in 0..4 {
        let (world, manager) = peopled().await;
        drop(manager);
        let place = close(world).await;
        let expected = killed_in_root_rotation(&place, step);
        let world = open(place).await;
        assert!(!world.place.keys().join("root.key.next").exists(), "step {step}");
        let text = std::fs::read_to_string(world.place.keys().join("root.key")).unwrap();
        assert_eq!(RootKey::parse(&text).unwrap().id(), expected.id(), "step {step}");
        // The journal tells of a rotation where the start found one that had taken effect.
        assert_eq!(rotations(&world).len(), usize::from(step == 2), "step {step}");
        let manager = world.caller("manager").await;
        holds_together(&world, &manager).await;
        world.installation.rotate_root_key().await.unwrap();
        drop(manager);
        let world = world.reopen().await;
        let manager = world.caller("manager").await;
        holds_together(&world, &manager).await;
    }
}

#[tokio::test]
async fn a_root_rotation_that_fails_leaves_the_former_key_in_use() {
    let (world, manager) = peopled().await;
    let former = recovery_sheet(&world.place.keys()).unwrap();
    let stop = "CREATE TRIGGER stop BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'stopped'); END";
    world.place.keys_db().execute_batch(stop).unwrap();
    assert_eq!(code(world.installation.rotate_root_key().await.map(|_| ())), "store.engine");
    world.place.keys_db().execute_batch("DROP TRIGGER stop").unwrap();
    assert!(!world.place.keys().join("root.key.next").exists());
    assert_eq!(*recovery_sheet(&world.place.keys()).unwrap(), *former);
    holds_together(&world, &manager).await;
    world.installation.rotate_root_key().await.unwrap();
    holds_together(&world, &manager).await;
}

/// Whatever is wrong with the root key, the start says so and not a byte of any file is another afterwards.
#[tokio::test]
async fn a_wrong_root_key_changes_no_byte_of_any_file() {
    let (world, manager) = peopled_in(World::sqlite().await).await;
    drop(manager);
    let place = close(world).await;
    let root = place.keys().join("root.key");
    let next = place.keys().join("root.key.next");
    let keys_db = place.keys().join("keys.db");
    let (right, database) = (std::fs::read(&root).unwrap(), std::fs::read(&keys_db).unwrap());
    let other = RootKey::generate().unwrap().to_text();
    let write = |path: &Path, bytes: &[u8], mode: u32| {
        std::fs::write(path, bytes).unwrap();
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    };
    type Break<'a> = Box<dyn Fn() + 'a>;
    let cases: [(&str, Break<'_>); 9] = [
        ("key.root_missing", Box::new(|| std::fs::remove_file(&root).unwrap())),
        ("key.root_mismatch", Box::new(|| write(&root, other.as_bytes(), 0o600))),
        ("key.root_damaged", Box::new(|| write(&root, &right[..60], 0o600))),
        ("key.root_damaged", Box::new(|| write(&root, &[0xff; 200], 0o600))),
        ("key.root_exposed", Box::new(|| write(&root, &right, 0o644))),
        ("key.root_exposed", Box::new(|| write(&next, other.as_bytes(), 0o640))),
        (
            "key.root_mismatch",
            Box::new(|| {
                write(&root, other.as_bytes(), 0o600);
                write(&next, RootKey::generate().unwrap().to_text().as_bytes(), 0o600);
            }),
        ),
        (
            "key.root_missing",
            Box::new(|| {
                std::fs::remove_file(&root).unwrap();
                write(&next, other.as_bytes(), 0o600);
            }),
        ),
        ("key.database_missing", Box::new(|| std::fs::remove_file(&keys_db).unwrap())),
    ];
    let clock: Arc<dyn Clock> = Arc::new(vern_app::ManualClock::at(super::world::at("2026-11-22T06:00:00Z")));
    for (expected, break_it) in cases {
        break_it();
        let before = (files_of(&place.data()), files_of(&place.keys()));
        let opened: Result<_, Problem> = place.open(Arc::clone(&clock)).await;
        assert_eq!(code(opened.map(|_| ())), expected);
        while place.data().join("vern.db-wal").exists() {
            tokio::task::yield_now().await;
        }
        let after = (files_of(&place.data()), files_of(&place.keys()));
        assert!(before == after, "{expected}: a file is another");
        drop(std::fs::remove_file(&next));
        write(&root, &right, 0o600);
        write(&keys_db, &database, 0o600);
    }
    let world = open(place).await;
    let manager = world.caller("manager").await;
    holds_together(&world, &manager).await;
}

#[tokio::test]
async fn a_typed_in_sheet_is_written_only_if_it_is_the_right_one() {
    let (world, manager) = peopled().await;
    let sheet = recovery_sheet(&world.place.keys()).unwrap();
    drop(manager);
    let place = close(world).await;
    let root = place.keys().join("root.key");
    std::fs::remove_file(&root).unwrap();
    let other = RootKey::generate().unwrap().to_text();
    assert_eq!(code(restore_root_key(&place.keys(), other.as_bytes())), "key.root_mismatch");
    match restore_root_key(&place.keys(), sheet.replacen("vern", "vren", 1).as_bytes()) {
        Err(Problem::Invalid { code: "key.sheet_mistyped", field }) => assert_eq!(field.unwrap(), "line 1"),
        other => panic!("{other:?}"),
    }
    assert!(!root.exists());
    restore_root_key(&place.keys(), sheet.to_uppercase().as_bytes()).unwrap();
    let world = open(place).await;
    let manager = world.caller("manager").await;
    holds_together(&world, &manager).await;
}

/// Reads, writes and searches go on in other tasks until told to stop; the last of each task must still hold.
async fn under_load(world: &World, manager: &Caller, work: impl AsyncFnOnce()) {
    let stop = Arc::new(AtomicBool::new(false));
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..4 {
        let (installation, caller, stop) =
            (Arc::clone(&world.installation), manager.clone(), Arc::clone(&stop));
        tasks.spawn(async move {
            let mut round = 0;
            loop {
                let key = format!("load-{task}-{round}");
                let email = format!("load{task}x{round}@example.no");
                let request = put("prospects", &[("name", "Load"), ("email", email.as_str())]);
                installation.put_record(&caller, &key, &request).await.unwrap();
                for email in [email.as_str(), EMAIL] {
                    let request = list("prospects", by_email(email), 9);
                    let page = installation.search_records(&caller, &request).await.unwrap().value;
                    assert_eq!(page.records.len(), 1, "{email} is found the moment it is registered");
                }
                installation.read_record(&caller, "p-1", &within("prospects")).await.unwrap();
                if round % 3 == 0 {
                    installation.erase_record(&caller, &key, &within("prospects")).await.unwrap();
                }
                round += 1;
                if stop.load(Ordering::SeqCst) && round >= 5 {
                    return;
                }
            }
        });
    }
    work().await;
    stop.store(true, Ordering::SeqCst);
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_controller_key_is_replaced_under_load_and_nothing_stays_under_the_former() {
    let (world, manager) = peopled().await;
    let keys: Vec<String> = (0..600).map(|number| format!("more-{number}")).collect();
    world.put_many(&manager, "prospects", &keys, &[("name", "Per")]).await;
    let former = wrapped(&world.place, KeyPurpose::Controller).remove(0);
    under_load(&world, &manager, async || {
        let rotated = world.installation.rotate_controller_key(&world.controller).await.unwrap();
        assert_eq!(rotated.number, 2);
        // More than one page of them.
        assert!(rotated.renewed > 1_500, "{}", rotated.renewed);
        assert_eq!(world.installation.rotate_controller_key(&world.controller).await.unwrap().number, 3);
    })
    .await;
    let others = "SELECT COUNT(*) FROM keys WHERE wrapped IS NOT NULL AND purpose <> 1 AND parent <> 3";
    assert_eq!(count(&world.place.keys_db(), others), 0);
    assert!(!holds_bytes(&world.place.keys(), &former));
    let status = world.installation.key_status().unwrap().controllers.remove(0);
    assert!(!status.unfinished);
    assert_eq!(status.wrapped.iter().map(|count| count.parent).collect::<Vec<_>>(), [3]);
    holds_together(&world, &manager).await;
    drop(manager);
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    holds_together(&world, &manager).await;
    let told: Vec<_> = rotations(&world).iter().map(|entry| (entry.purpose, entry.number)).collect();
    assert_eq!(told, [(Some(1), Some(2)), (Some(1), Some(3))]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_look_up_key_is_replaced_under_load_and_no_search_misses_a_record() {
    let (world, manager) = peopled().await;
    let tokens = || world.place.database.column("SELECT token FROM lookups", &[]).unwrap();
    let before = tokens();
    under_load(&world, &manager, async || {
        for number in 2..5 {
            let rotated = world.installation.rotate_lookup_key(&world.controller, "email").await.unwrap();
            assert_eq!(rotated.number, number);
            assert!(rotated.renewed >= 7, "{}", rotated.renewed);
        }
    })
    .await;
    let after = tokens();
    assert!(before.iter().all(|token| !after.contains(token)), "no token of the former key is left");
    holds_together(&world, &manager).await;
    drop(manager);
    let world = world.reopen().await;
    let manager = world.caller("manager").await;
    holds_together(&world, &manager).await;
    let told: Vec<_> = rotations(&world)
        .iter()
        .map(|entry| (entry.purpose, entry.number, entry.count.is_some(), entry.data.as_bytes().is_empty()))
        .collect();
    let both = |number| [(Some(4), Some(number), false, false), (Some(4), Some(number), true, false)];
    assert_eq!(told, [both(2), both(3), both(4)].concat());
}

#[tokio::test]
async fn a_checkpoint_key_is_announced_and_signs_from_then_on() {
    let (world, manager) = peopled().await;
    let before = world.installation.checkpoint(&world.controller).await.unwrap();
    let seeds = wrapped(&world.place, KeyPurpose::Checkpoint);
    assert_eq!(world.installation.rotate_checkpoint_key(&world.controller).await.unwrap().number, 2);
    let young = world.installation.checkpoint(&world.controller).await.unwrap();
    assert_eq!(
        young.verifier_key, before.verifier_key,
        "one not a second old is the former key's, and says so"
    );
    let mut files = Files::default();
    let after = world.installation.export_journal(&world.controller, &mut files).await.unwrap();
    let announced = rotations(&world).remove(0);
    assert_eq!(announced.vkey.as_deref(), Some(after.verifier_key.as_str()));
    assert_ne!(after.verifier_key, before.verifier_key);
    let keys = String::from_utf8(files.0["keys"].clone()).unwrap();
    assert_eq!(keys.lines().collect::<Vec<_>>(), [&before.verifier_key, &after.verifier_key]);
    let former = VerifierKeys::parse(&before.verifier_key).unwrap();
    assert!(open_checkpoint(&after.note, &former).is_err(), "the former key signs nothing more");
    assert!(verify(&files, std::slice::from_ref(&before.note)).is_ok(), "and what it signed still holds");
    assert!(!holds_bytes(&world.place.keys(), &seeds[0]), "its seed is overwritten");
    drop(manager);
    let world = world.reopen().await;
    let checkpoint = world.installation.checkpoint(&world.controller).await.unwrap();
    assert_eq!(checkpoint.verifier_key, after.verifier_key);
    let manager = world.caller("manager").await;
    holds_together(&world, &manager).await;
}

/// A checkpoint asked for while the key is replaced is signed by the key of its time, never by a key its tree does not announce.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn checkpoints_asked_for_meanwhile_are_signed_by_the_key_of_their_time() {
    let (world, _manager) = peopled().await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let (installation, controller, stop) =
            (Arc::clone(&world.installation), Arc::clone(&world.controller), Arc::clone(&stop));
        tasks.spawn(async move {
            let mut seen = Vec::new();
            while !stop.load(Ordering::SeqCst) {
                let mut files = Files::default();
                seen.push(installation.export_journal(&controller, &mut files).await.unwrap());
            }
            seen
        });
    }
    for number in 2..8 {
        let rotated = world.installation.rotate_checkpoint_key(&world.controller).await.unwrap();
        assert_eq!(rotated.number, number);
    }
    stop.store(true, Ordering::SeqCst);
    let announced: Vec<_> =
        rotations(&world).into_iter().map(|entry| (entry.index, entry.vkey.unwrap())).collect();
    let first = world.entries()[0].vkey.clone().unwrap();
    let mut seen = 0;
    while let Some(checkpoints) = tasks.join_next().await {
        for checkpoint in checkpoints.unwrap() {
            let earlier = announced.iter().rev().find(|(index, _)| *index < checkpoint.tree_size);
            let expected = earlier.map_or(&first, |(_, vkey)| vkey);
            assert_eq!(&checkpoint.verifier_key, expected, "at {}", checkpoint.tree_size);
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// What each rotation has durably written when the process ends between two of its steps: the trigger stops it there, the next start goes on.
#[tokio::test]
async fn a_rotation_stopped_anywhere_goes_on_at_the_next_start() {
    const ALL: &[&str] = &["controller", "lookup", "checkpoint"];
    let stops: [(&str, &str, &str, &[&str]); 9] = [
        ("INSERT", "keys", "NEW.purpose IN (1, 4, 6)", ALL),
        ("INSERT", "controller_keys", "true", ALL),
        ("UPDATE OF parent", "keys", "true", &["controller"]),
        ("UPDATE OF parent", "keys", "NEW.purpose = 3", &["controller"]),
        ("UPDATE", "records", "true", &["lookup"]),
        ("UPDATE", "records", "NEW.key = 'p-5'", &["lookup"]),
        ("INSERT", "key_erasures", "true", ALL),
        ("UPDATE OF erased_at", "keys", "true", ALL),
        ("DELETE", "key_erasures", "true", ALL),
    ];
    for (event, table, condition, stopped) in stops {
        let trigger = format!("{event} {table} {condition}");
        for what in stopped {
            let (world, manager) = peopled().await;
            let sql = format!(
                "CREATE TRIGGER stop BEFORE {event} ON {table} WHEN ({condition})
                BEGIN SELECT RAISE(ABORT, 'stopped'); END"
            );
            match table {
                "keys" => world.place.keys_db().execute_batch(&sql).unwrap(),
                _ => world.place.database.stop_when(event, table, condition, "stopped").unwrap(),
            }
            assert_eq!(code(rotate(&world, what).await), "store.engine", "{what} at {trigger}");
            match table {
                "keys" => world.place.keys_db().execute_batch("DROP TRIGGER stop").unwrap(),
                _ => world.place.database.go_on(table).unwrap(),
            }
            // Before the process ends, everything still holds.
            holds_together(&world, &manager).await;
            drop(manager);
            let world = world.reopen().await;
            let manager = world.caller("manager").await;
            holds_together(&world, &manager).await;
            world.installation.continue_rotations(&world.controller).await.unwrap();
            let status = world.installation.key_status().unwrap().controllers.remove(0);
            assert!(!status.unfinished, "{what} stopped at {trigger}");
            rotate(&world, what).await.unwrap();
            holds_together(&world, &manager).await;
            let counted = "SELECT keys_erased FROM heads";
            let erased = "SELECT COUNT(*) FROM keys WHERE wrapped IS NULL";
            assert_eq!(
                world.place.database.count(counted).unwrap(),
                count(&world.place.keys_db(), erased),
                "{what} stopped at {trigger}"
            );
            drop(manager);
            let world = world.reopen().await;
            let manager = world.caller("manager").await;
            holds_together(&world, &manager).await;
        }
    }
}

async fn rotate(world: &World, what: &str) -> Result<(), Problem> {
    let (installation, controller) = (&world.installation, &world.controller);
    match what {
        "controller" => installation.rotate_controller_key(controller).await.map(drop),
        "lookup" => installation.rotate_lookup_key(controller, "email").await.map(drop),
        _ => installation.rotate_checkpoint_key(controller).await.map(drop),
    }
}

#[tokio::test]
async fn a_rotation_of_what_is_not_there_is_refused() {
    let (world, _manager) = peopled().await;
    for data_type in ["name", "nothing", ""] {
        let rotated = world.installation.rotate_lookup_key(&world.controller, data_type).await;
        assert_eq!(code(rotated), "key.lookup_unknown", "{data_type}");
    }
    assert!(rotations(&world).is_empty());
}

/// A record that does not open stops the rotation before the former key is let go; everything else is still found.
#[tokio::test]
async fn a_record_that_does_not_open_keeps_the_former_key_in_use() {
    let (world, manager) = peopled().await;
    let database = &world.place.database;
    let body = database.column("SELECT body FROM records WHERE key = 'p-4'", &[]).unwrap().remove(0);
    let set = "UPDATE records SET body = $1 WHERE key = 'p-4'";
    database.run(set, &[vec![0; 80].into()]).unwrap();
    let rotated = world.installation.rotate_lookup_key(&world.controller, "email").await;
    assert_eq!(code(rotated), "record.unreadable");
    assert!(world.installation.key_status().unwrap().controllers[0].unfinished);
    for (email, key) in [(EMAIL, "p-1"), ("person7@example.no", "p-7")] {
        assert_eq!(found(&world, &manager, email).await, [key]);
    }
    database.run(set, &[body.into()]).unwrap();
    assert_eq!(world.installation.rotate_lookup_key(&world.controller, "email").await.unwrap().number, 2);
    holds_together(&world, &manager).await;
}

#[tokio::test]
async fn the_status_tells_numbers_ages_and_what_is_under_which() {
    let (world, _manager) = peopled().await;
    world.clock.set(super::world::at("2026-12-01T06:00:00Z"));
    world.installation.rotate_root_key().await.unwrap();
    world.installation.rotate_controller_key(&world.controller).await.unwrap();
    let status = world.installation.key_status().unwrap();
    assert_eq!(status.root_since, super::world::at("2026-12-01T06:00:00Z"));
    let sheet = recovery_sheet(&world.place.keys()).unwrap();
    assert_eq!(status.root, RootKey::parse(&sheet).unwrap().id_text());
    let controller = &status.controllers[0];
    let numbers: Vec<_> = controller
        .keys
        .iter()
        .map(|key| (key.purpose, key.number, key.made_at == status.root_since))
        .collect();
    let expected = [
        ("controller", 2, true),
        ("lookup", 1, false),
        ("lookup", 1, false),
        ("journal", 1, false),
        ("checkpoint", 1, false),
    ];
    assert_eq!(numbers, expected);
    let live = "SELECT COUNT(*) FROM keys WHERE purpose <> 1 AND wrapped IS NOT NULL";
    assert_eq!(i64::try_from(controller.wrapped[0].count).unwrap(), count(&world.place.keys_db(), live));
    assert_eq!((controller.wrapped.len(), controller.wrapped[0].parent, controller.erased), (1, 2, 1));
    assert!(controller.pooled.0 > 200 && controller.pooled.1 > 200);
    let debug = format!("{status:?}");
    let secret =
        |key: &SecretKey| key.expose_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert!(!debug.contains(&secret(RootKey::parse(&sheet).unwrap().key())));
}
