//! Every profile and role, small, on every system: the model finds nothing wrong. And what it is for: a wrong answer is found.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use vern_app::{Installation, InstallationOptions, StoreOptions, StorePlace, SystemClock};
use vern_bench::BenchError;
use vern_bench::gdpr::record::Data;
use vern_bench::gdpr::{Answer, Measured, Plan, Profile, Query, Role, Row, RowData, Rows, System, Vern, run};
use vern_bench::plain::{PlainPostgres, PlainSqlite};
use vern_testkit::cluster::shared;

const SYNC_DELAY: Option<Duration> = Some(Duration::from_micros(100));

fn plan(profile: Profile, role: Role) -> Plan {
    Plan { profile, role, data: Data::of(1_000), operations: 200, clients: 8, seed: 20_261_122 }
}

fn sound(measured: &Result<Measured, BenchError>, profile: Profile, role: Role) {
    match measured {
        Ok(measured) => assert_eq!(measured.each.len(), 200, "{profile} {role}"),
        Err(error) => panic!("{profile} {role}: {error}"),
    }
}

async fn vern(place: StorePlace, folder: &std::path::Path, profile: Profile) {
    let options = InstallationOptions {
        data: place,
        keys: folder.join("keys"),
        name: "bench.vern.invalid".to_owned(),
        store: StoreOptions::default(),
    };
    let fatal = Box::new(|why: &str| panic!("{why}"));
    let installation = Installation::open(options, Arc::new(SystemClock), fatal).await.unwrap();
    for role in Role::ALL {
        let plan = plan(profile, role);
        let (operator, asked) = Vern::open(&installation, role, plan.data).await.unwrap();
        sound(&run(operator, asked, plan).await, profile, role);
    }
}

async fn vern_on_sqlite(profile: Profile) {
    let folder = tempfile::tempdir().unwrap();
    vern(StorePlace::Directory(folder.path().join("data")), folder.path(), profile).await;
}

async fn vern_on_postgres(profile: Profile) {
    let folder = tempfile::tempdir().unwrap();
    let address = shared().unwrap().database("gdpr").unwrap();
    vern(StorePlace::Postgres { address, password: None }, folder.path(), profile).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vern_on_sqlite_answers_the_paper() {
    vern_on_sqlite(Profile::Paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vern_on_sqlite_answers_the_code_of_2021() {
    vern_on_sqlite(Profile::Code2021).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vern_on_sqlite_answers_the_fork() {
    vern_on_sqlite(Profile::Brownsys).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vern_on_postgres_answers_the_paper() {
    vern_on_postgres(Profile::Paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vern_on_postgres_answers_the_code_of_2021() {
    vern_on_postgres(Profile::Code2021).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vern_on_postgres_answers_the_fork() {
    vern_on_postgres(Profile::Brownsys).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_tables_on_sqlite_answer_every_profile() {
    let folder = tempfile::tempdir().unwrap();
    for profile in Profile::ALL {
        for role in Role::ALL {
            let file = folder.path().join(format!("{profile}-{role}.db"));
            let plan = plan(profile, role);
            let plain = Arc::new(PlainSqlite::open(&file, plan.data, SYNC_DELAY).unwrap());
            sound(&run(Arc::clone(&plain), plain, plan).await, profile, role);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_tables_on_postgres_answer_every_profile() {
    let address = shared().unwrap().database("plain").unwrap();
    for profile in Profile::ALL {
        for role in Role::ALL {
            let plan = plan(profile, role);
            let plain = PlainPostgres::open(&address, None, plan.data, SYNC_DELAY).await.unwrap();
            let plain = Arc::new(plain);
            sound(&run(Arc::clone(&plain), plain, plan).await, profile, role);
        }
    }
}

/// How an answer is spoilt.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// A record told of before its last alteration.
    Stale,
    /// One record left out of a list.
    Missing,
    /// One record of another told of in a list.
    Foreign,
    /// An erasure that is answered and not done.
    NotErased,
    /// An alteration that is answered and not done.
    NotAltered,
}

/// Plain tables that answer wrong from some query of a kind on.
struct Faulty {
    sound: PlainSqlite,
    fault: Fault,
    met: AtomicU64,
}

impl Faulty {
    /// Whether this one is spoilt: each from the tenth on that can be. One alone may be made good by another, for several ask at once.
    fn strikes(&self) -> bool {
        self.met.fetch_add(1, Ordering::Relaxed) >= 9
    }
}

impl System for Faulty {
    const ENFORCES: bool = false;
    const LOADERS: u64 = PlainSqlite::LOADERS;

    async fn ask(&self, client: u64, query: Query) -> Result<Answer, BenchError> {
        let is_skipped = match (self.fault, query) {
            // Keys are drawn by Zipf's law: one that was erased before is no fault.
            (Fault::NotErased, Query::DeleteByKey { record }) => record % 10 != 0 && self.strikes(),
            (Fault::NotAltered, Query::UpdateData { record, .. }) => record % 10 != 0 && self.strikes(),
            _ => false,
        };
        if is_skipped {
            return Ok(Answer::Done);
        }
        let mut answer = self.sound.ask(client, query).await?;
        if let Answer::Rows(Rows { rows, .. }) = &mut answer {
            let (is_list, some) = (!matches!(query, Query::Read { .. }), !rows.is_empty());
            match self.fault {
                Fault::Stale if !is_list && some && self.strikes() => {
                    rows[0] = Row { data: RowData::Stamp(999_999), ..rows[0] };
                }
                Fault::Missing if is_list && some && self.strikes() => drop(rows.pop()),
                Fault::Foreign if is_list && some && self.strikes() => {
                    rows[0] = Row { record: rows[0].record + 1, ..rows[0] };
                }
                _ => {}
            }
        }
        Ok(answer)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    for fault in [Fault::Stale, Fault::Missing, Fault::Foreign, Fault::NotErased, Fault::NotAltered] {
        let plan = plan(Profile::Code2021, Role::Customer);
        let sound = PlainSqlite::open(&folder.path().join(format!("{fault:?}.db")), plan.data, None).unwrap();
        let faulty = Arc::new(Faulty { sound, fault, met: AtomicU64::new(0) });
        match run(Arc::clone(&faulty), faulty, plan).await {
            Err(BenchError::Mismatch(wrong)) => {
                assert_eq!(wrong.seed, plan.seed, "{fault:?}");
                assert!(wrong.to_string().contains("seed 20261122, "), "{wrong}");
            }
            other => panic!("{fault:?}: {other:?}"),
        }
    }
}
