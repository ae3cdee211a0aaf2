//! What is so only on a server: it goes away and comes back, others write beside us, and an answer can get lost.
//!
//! Everything else both engines promise is in `store`, run on both.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use vern_core::id::ControllerId;
use vern_core::time::Instant;
use vern_store::{Store, StoreError, StoreOptions, StorePlace, Writer};
use vern_testkit::cluster::{Cluster, Options, shared};

const CONTROLLER: ControllerId = ControllerId::from_bits(7);
const AT: Instant = Instant::from_micros(1_000_000);

fn place(address: &str) -> StorePlace {
    StorePlace::Postgres { address: address.to_owned(), password: None }
}

fn open(address: &str) -> Result<(Store, Writer), StoreError> {
    Store::open(&place(address), StoreOptions::default())
}

fn refusal(address: &str) -> &'static str {
    open(address).err().unwrap().code()
}

fn create(writer: &mut Writer) {
    writer.batch(|batch| batch.create_controller(CONTROLLER, "granvik", AT)).unwrap();
}

/// One more entry at the end of the journal, as a node appends it: by the head as it is once it is locked.
fn append(writer: &mut Writer) -> Result<u64, StoreError> {
    writer.batch(|batch| {
        let head = batch.lock_head(CONTROLLER)?.ok_or(StoreError::Damaged { table: "heads" })?;
        batch
            .savepoint(|batch| batch.insert_entries(CONTROLLER, 1, &[(head.tree_size, b"entry".to_vec())]))?;
        batch.advance_head(CONTROLLER, head.tree_size + 1, AT)?;
        Ok(head.tree_size)
    })
}

fn entries(store: &Store) -> Result<u64, StoreError> {
    let reader = store.reader()?;
    let snapshot = reader.snapshot()?;
    let head = snapshot.head(CONTROLLER)?.unwrap();
    let held = snapshot.entries(CONTROLLER, 1, 0, u32::MAX)?.len();
    assert_eq!(head.tree_size, u64::try_from(held).unwrap(), "head and entries are of one instant");
    Ok(head.tree_size)
}

#[test]
fn a_server_that_could_lose_what_it_acknowledged_is_refused() {
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let cluster = Cluster::start_with(&Options::new().parameter(setting, "off")).unwrap();
        let address = cluster.database("lossy").unwrap();
        assert!(
            matches!(open(&address), Err(StoreError::NotDurable { setting: named }) if named == setting),
            "{setting}"
        );
        assert_eq!(
            cluster
                .query_url(&address, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")
                .unwrap()
                .trim(),
            "0"
        );
    }
}

/// A bit flipped in a page of any table is found when the page is read, and by looking at all tables; that it would not be is told.
#[test]
fn a_server_checks_its_pages_or_says_that_it_does_not() {
    let mut cluster = Cluster::start_new().unwrap();
    let address = cluster.database("pages").unwrap();
    let (store, mut writer) = open(&address).unwrap();
    create(&mut writer);
    append(&mut writer).unwrap();
    assert!(store.has_sums().unwrap());
    assert!(store.examine().unwrap().is_empty());
    let file = cluster.query_url(&address, "SELECT pg_relation_filepath('journal_entries')").unwrap();
    let file = cluster.data().join(file.trim());
    drop((store, writer));
    cluster.stop().unwrap();
    let mut page = std::fs::read(&file).unwrap();
    *page.last_mut().unwrap() ^= 1;
    std::fs::write(&file, page).unwrap();
    cluster.start().unwrap();
    let (store, writer) = open(&address).unwrap();
    assert_eq!(entries(&store).unwrap_err().code(), "store.engine");
    assert_eq!(store.examine().unwrap(), ["journal_entries: XX001"]);
    drop((store, writer));
    cluster.stop().unwrap();
    cluster.run_stopped("pg_checksums", &["--disable"]).unwrap();
    cluster.start().unwrap();
    assert!(!open(&address).unwrap().0.has_sums().unwrap());
}

/// What the database or the role sets counts as much as what the server does.
#[test]
fn a_database_that_turns_durability_off_is_refused() {
    let server = shared().unwrap();
    let address = server.database("lossy").unwrap();
    let name = server.query_url(&address, "SELECT current_database()").unwrap();
    server
        .query_url(&address, &format!("ALTER DATABASE \"{}\" SET synchronous_commit = off", name.trim()))
        .unwrap();
    assert_eq!(refusal(&address), "store.not_durable");
}

#[test]
fn an_address_that_is_none_and_a_server_that_is_not_there_are_told_apart() {
    for address in ["postgres://", "host=/tmp", "not an address", "postgres://user@host:none/db"] {
        assert_eq!(refusal(address), "store.address", "{address}");
    }
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert_eq!(refusal(&format!("postgres://vern@127.0.0.1:{free}/vern")), "store.unavailable");
    let secret =
        StorePlace::Postgres { address: "postgres://h/d".to_owned(), password: Some("hush".to_owned()) };
    assert_eq!(format!("{secret:?}"), "Postgres(***)");
}

#[test]
fn a_database_of_something_else_is_left_alone() {
    let server = shared().unwrap();
    let address = server.database("foreign").unwrap();
    server.query_url(&address, "CREATE TABLE songs (title TEXT)").unwrap();
    assert_eq!(refusal(&address), "store.foreign");
    let tables = "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(server.query_url(&address, tables).unwrap().trim(), "songs");
}

#[test]
fn a_server_goes_away_and_comes_back() {
    let mut cluster = Cluster::start_new().unwrap();
    let address = cluster.database("away").unwrap();
    let (store, mut writer) = open(&address).unwrap();
    create(&mut writer);
    assert_eq!(append(&mut writer).unwrap(), 0);
    for kill in [false, true] {
        let before = entries(&store).unwrap();
        if kill {
            cluster.kill_9().unwrap()
        } else {
            cluster.stop().unwrap()
        }
        assert_eq!(append(&mut writer).unwrap_err().code(), "store.unavailable");
        assert_eq!(entries(&store).unwrap_err().code(), "store.unavailable");
        assert!(!append(&mut writer).unwrap_err().is_fatal(), "the process goes on");
        cluster.start().unwrap();
        assert_eq!(
            entries(&store).unwrap(),
            before,
            "what was refused was not written, what was told is there"
        );
        assert_eq!(append(&mut writer).unwrap(), before, "without anything being started anew");
    }
}

/// Several nodes append to one journal: each entry has its own place, whoever writes.
#[test]
fn nodes_take_turns_at_a_head() {
    let address = shared().unwrap().database("turns").unwrap();
    let (store, mut writer) = open(&address).unwrap();
    create(&mut writer);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let address = address.as_str();
            scope.spawn(move || {
                let (_store, mut writer) = open(address).unwrap();
                for _ in 0..50 {
                    append(&mut writer).unwrap();
                }
            });
        }
    });
    assert_eq!(entries(&store).unwrap(), 200);
}

/// Where the database demands full serializability, transactions fail through no fault of theirs and are run again.
#[test]
fn a_transaction_that_others_made_fail_is_run_again() {
    let server = shared().unwrap();
    let address = server.database("serial").unwrap();
    let (store, mut writer) = open(&address).unwrap();
    create(&mut writer);
    let name = server.query_url(&address, "SELECT current_database()").unwrap();
    let strict =
        format!("ALTER DATABASE \"{}\" SET default_transaction_isolation = 'serializable'", name.trim());
    server.query_url(&address, &strict).unwrap();
    let runs = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let (address, runs) = (address.as_str(), &runs);
            scope.spawn(move || {
                let (_store, mut writer) = open(address).unwrap();
                for _ in 0..30 {
                    // As many attempts as there are may not be enough among four who never rest; the failure then says so and nothing is written.
                    while let Err(error) = writer.batch(|batch| {
                        runs.fetch_add(1, Ordering::Relaxed);
                        let head = batch.lock_head(CONTROLLER)?.unwrap();
                        batch.insert_entries(CONTROLLER, 1, &[(head.tree_size, b"entry".to_vec())])?;
                        batch.advance_head(CONTROLLER, head.tree_size + 1, AT)
                    }) {
                        assert!(
                            matches!(&error, StoreError::Server { sqlstate } if sqlstate == "40001"),
                            "{error}"
                        );
                    }
                }
            });
        }
    });
    assert_eq!(entries(&store).unwrap(), 120);
    assert!(runs.load(Ordering::Relaxed) > 120, "nothing had to be run again: the test shows nothing");
}

/// A way to the server that can be cut right after a commit was sent on, before its answer comes back.
struct Wire {
    port: u16,
    cut_after_commit: Arc<AtomicBool>,
    lose_commit: Arc<AtomicBool>,
    cuts: Arc<AtomicU64>,
}

impl Wire {
    fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let wire = Self {
            port: listener.local_addr().unwrap().port(),
            cut_after_commit: Arc::default(),
            lose_commit: Arc::default(),
            cuts: Arc::default(),
        };
        let (cut, lose, cuts) =
            (Arc::clone(&wire.cut_after_commit), Arc::clone(&wire.lose_commit), Arc::clone(&wire.cuts));
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let (Ok(client), Ok(server)) = (client, TcpStream::connect(&target)) else { return };
                let (cut, lose, cuts) = (Arc::clone(&cut), Arc::clone(&lose), Arc::clone(&cuts));
                let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let (mut back_from, mut back_to) = (server, client);
                let answers_lost = Arc::new(AtomicBool::new(false));
                let lost = Arc::clone(&answers_lost);
                std::thread::spawn(move || {
                    let mut buffer = [0; 16_384];
                    while let Ok(read) = back_from.read(&mut buffer) {
                        let ended = read == 0;
                        if ended || lost.load(Ordering::SeqCst) {
                            let _gone = back_to.shutdown(std::net::Shutdown::Both);
                            return;
                        }
                        if back_to.write_all(&buffer[..read]).is_err() {
                            return;
                        }
                    }
                });
                std::thread::spawn(move || {
                    let mut buffer = [0; 16_384];
                    while let Ok(read) = from.read(&mut buffer) {
                        if read == 0 {
                            return;
                        }
                        let is_commit = buffer[..read].windows(7).any(|part| part == b"COMMIT\0");
                        if is_commit && lose.swap(false, Ordering::SeqCst) {
                            cuts.fetch_add(1, Ordering::SeqCst);
                            let _gone = to.shutdown(std::net::Shutdown::Both);
                            let _gone = from.shutdown(std::net::Shutdown::Both);
                            return;
                        }
                        if is_commit && cut.swap(false, Ordering::SeqCst) {
                            cuts.fetch_add(1, Ordering::SeqCst);
                            answers_lost.store(true, Ordering::SeqCst);
                        }
                        if to.write_all(&buffer[..read]).is_err() {
                            return;
                        }
                    }
                });
            }
        });
        wire
    }
}

/// The answer to a commit gets lost, once when it was done and once when it was not: either way the caller is told the truth and it is done once.
#[test]
fn a_commit_nobody_heard_of_is_looked_up() {
    let cluster = Cluster::start_with(&Options::new().tcp()).unwrap();
    let direct = cluster.tcp_url(&cluster.database("unknown").unwrap()).unwrap();
    let (before, after) = direct.rsplit_once("127.0.0.1:").unwrap();
    let port = after.split('/').next().unwrap();
    let wire = Wire::to(format!("127.0.0.1:{port}"));
    let through =
        direct.replace(&format!("{before}127.0.0.1:{port}"), &format!("{before}127.0.0.1:{}", wire.port));
    let (_, mut writer) = open(&through).unwrap();
    create(&mut writer);
    let (store, _) = open(&direct).unwrap();
    for number in 0..20 {
        match number % 3 {
            0 => wire.cut_after_commit.store(true, Ordering::SeqCst),
            1 => wire.lose_commit.store(true, Ordering::SeqCst),
            _ => {}
        }
        assert_eq!(append(&mut writer).unwrap(), number, "done once, and told so");
        assert_eq!(entries(&store).unwrap(), number + 1);
    }
    assert_eq!(wire.cuts.load(Ordering::SeqCst), 14, "every cut was made");
}

#[test]
fn more_readers_than_connections_wait_for_one() {
    let address = shared().unwrap().database("many").unwrap();
    let (store, mut writer) = open(&address).unwrap();
    create(&mut writer);
    std::thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(|| entries(&store).unwrap());
        }
    });
    let count = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vern'";
    let open: u64 = shared().unwrap().query_url(&address, count).unwrap().trim().parse().unwrap();
    assert!(open <= 26, "{open}");
}
