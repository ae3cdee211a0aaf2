//! A large installation, made quickly: real keys, a real tree, records nobody will open.

use std::path::Path;
use std::sync::Arc;

use vern_app::backup::{
    BackupFiles, BackupKey, BackupReport, BackupRequest, RestoreRequest, Restored, RootKey, back_up, restore,
};
use vern_app::{Clock, Installation, InstallationOptions, ManualClock, StoreOptions, StorePlace};
use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_journal::{Edge, Entry, EntryKind, leaf_hash};
use vern_store::keys::WrappedKey;
use vern_store::write::RecordWrite;
use vern_store::{KeyStore, Store, Writer};

const CHARTER: &[u8] = include_bytes!("../../../../examples/software-company.yaml");
const AT: Instant = Instant::from_micros(1_795_000_000_000_000);
/// Records written in one transaction.
const BATCH: u64 = 2_000;
/// Records of one person.
const OF_ONE: u64 = 4;

fn options(folder: &Path, name: &str) -> InstallationOptions {
    InstallationOptions {
        data: StorePlace::Directory(folder.join(name).join("data")),
        keys: folder.join(name).join("keys"),
        name: "vern.test".to_owned(),
        store: StoreOptions::default(),
    }
}

fn clock() -> Arc<dyn Clock> {
    Arc::new(ManualClock::at(AT))
}

fn id16(number: u64) -> [u8; 16] {
    let mut id = [7; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    id
}

/// Makes an installation with so many records of so many bytes each, and as many entries.
pub(crate) async fn fill(folder: &Path, records: u64, body_bytes: usize) {
    let options = options(folder, "source");
    let (data, keys) = (options.data.clone(), options.keys.clone());
    let installation = Installation::open(options, clock(), Box::new(|why| panic!("{why}"))).await.unwrap();
    installation.import_charter(CHARTER, "charter.yaml").await.unwrap();
    drop(installation);
    let (store, mut writer) = Store::open(&data, StoreOptions::default()).unwrap();
    let controller = store.reader().unwrap().snapshot().unwrap().controllers().unwrap()[0].0;
    let head = store.reader().unwrap().snapshot().unwrap().head(controller).unwrap().unwrap();
    let mut edge = Edge::empty();
    for index in 0..head.tree_size {
        let entry = store.reader().unwrap().snapshot().unwrap().entry(controller, 1, index).unwrap().unwrap();
        edge.append(leaf_hash(&entry));
    }
    let keys = KeyStore::open(&keys).unwrap();
    for first in (0..records).step_by(usize::try_from(BATCH).unwrap()) {
        let numbers = first..records.min(first + BATCH);
        add_keys(&keys, controller, numbers.clone());
        add_records(&mut writer, controller, &mut edge, (numbers, body_bytes));
    }
}

fn add_keys(keys: &KeyStore, controller: ControllerId, numbers: std::ops::Range<u64>) {
    let of_person = |number: u64| [(2, 2 * number), (3, 2 * number + 1)];
    let made: Vec<WrappedKey> = numbers
        .filter(|number| number % OF_ONE == 0)
        .flat_map(of_person)
        .map(|(purpose, number)| WrappedKey {
            key_id: id16(number),
            purpose,
            parent: 1,
            wrapped: vec![9; 61],
        })
        .collect();
    keys.put(controller, &made, AT, 0).unwrap();
}

fn add_records(
    writer: &mut Writer,
    controller: ControllerId,
    edge: &mut Edge,
    (numbers, body_bytes): (std::ops::Range<u64>, usize),
) {
    writer
        .batch(|batch| {
            for number in numbers.clone() {
                let person = number - number % OF_ONE;
                let subject = SubjectId::from_bytes(id16(person));
                if number == person {
                    batch.add_subject(controller, subject, &id16(2 * person + 1))?;
                    batch.add_data_key(controller, subject, "prospects", &id16(2 * person))?;
                }
                let policy = batch.intern_policy(controller, "prospects", "prospect", &[])?;
                let key = format!("r-{number:09}");
                let (tokens, body) = (vec![number.to_be_bytes()], vec![5; body_bytes]);
                let (version, collected_at, anchor_at) = (1, AT, AT);
                let write = RecordWrite { key, subject, version, collected_at, anchor_at, tokens, body };
                batch.insert_record(controller, policy, &write)?;
                let mut entry = Entry::new(edge.size(), AT.as_unsigned_micros(), EntryKind::Operation);
                entry.operation = Some(id16(number));
                entry.sealed = Some(vec![3; 160]);
                let entry = entry.encode().unwrap();
                let leaf = leaf_hash(&entry);
                batch.insert_entries(controller, 1, &[(edge.size(), entry)])?;
                edge.append(leaf);
            }
            for tile in edge.take_dirty() {
                batch.put_tile(controller, 1, tile.level, tile.index, &tile.hashes)?;
            }
            batch.advance_head(controller, edge.size(), AT)
        })
        .unwrap();
}

fn files(folder: &Path) -> BackupFiles {
    BackupFiles { data: folder.join("data.vern"), keys: folder.join("keys.vern") }
}

pub(crate) fn copy(folder: &Path, key: &BackupKey) -> BackupReport {
    let InstallationOptions { data, keys, .. } = options(folder, "source");
    let request = BackupRequest { data, keys, to: files(folder), recipient: *key.recipient() };
    back_up(&request, AT, &mut |_| Ok(())).unwrap()
}

pub(crate) async fn put_back(folder: &Path, key: BackupKey) -> Restored {
    let root = std::fs::read_to_string(options(folder, "source").keys.join("root.key")).unwrap();
    let InstallationOptions { data, keys, name, .. } = options(folder, "target");
    let request = RestoreRequest {
        from: files(folder),
        identity: key,
        root: RootKey::parse(&root).unwrap(),
        to: data,
        keys_to: keys,
        known: Vec::new(),
        name,
    };
    restore(&request, clock(), Box::new(|why| panic!("{why}")), &mut |_| Ok(())).await.unwrap()
}

/// The most memory this process has held since it was last asked, in KiB: Linux's `VmHWM`, which is then set back to what it holds now.
pub(crate) fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
