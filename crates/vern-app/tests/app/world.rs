//! An installation in a directory of its own, and what stands in its files.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::{Connection, Params};
use tempfile::TempDir;
use vern_app::record::{Circumstance, PutRequest, RecordView, SearchBy, SearchRequest};
use vern_app::{Answer, Caller, Clock, Controller, Installation, InstallationOptions, ManualClock, Problem};
use vern_core::id::SubjectId;
use vern_core::personal::Personal;
use vern_core::time::Instant;
use vern_crypto::root_key::RootKey;
use vern_crypto::{JournalKey, KeyId, KeyPurpose, LinkKey, SecretKey, WrappingKey};
use vern_journal::{Entry, ExportFiles, ExportSink, Report, SealedPart, verify};
use vern_store::StoreOptions;
use vern_testkit::database::Database;

pub(crate) const CHARTER: &str = include_str!("../../../../examples/software-company.yaml");

/// The charter with a chat in which everything can be asked: what is said is altered, decided on by machine, and comes from stated places.
pub(crate) fn rich_charter() -> String {
    let chat = "    operations: [register, read, use, disclose, restrict, erase]\n    sources:\n      - { nb: Direkte fra den som chatter";
    let richer = "    operations: [register, read, alter, use, disclose, restrict, erase]\n    \
        automated_decision: { ground: [contract], review: true, logic: not_stated, clause: x }\n    \
        origin: { provided: [chat_name, chat_content], observed: [chat_content] }\n    sources:\n      - { nb: Direkte fra den som chatter";
    let grant = "- { activity: chat, acts: [register, read, use, disclose, restrict, erase] }";
    let wider = "- { activity: chat, acts: [register, read, alter, use, disclose, restrict, erase] }";
    for part in [chat, grant] {
        assert_eq!(CHARTER.matches(part).count(), 1, "{part}");
    }
    let livechat = "- { supplier: livechat, clause: Deling av persondata med tredjepart }";
    let two =
        "- { supplier: livechat, clause: x }\n      - { supplier: google, data: [chat_name], clause: x }";
    assert_eq!(CHARTER.matches(livechat).count(), 1);
    CHARTER.replace(chat, richer).replace(grant, wider).replace(livechat, two)
}

pub(crate) const DAY_MICROS: i64 = 86_400_000_000;

pub(crate) fn at(text: &str) -> Instant {
    Instant::from_timestamp(text.parse().unwrap())
}

/// Where an installation lies; it is gone with this.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) database: Database,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::fresh(&folder.path().join("data")).unwrap();
        Self { folder, database }
    }

    /// In a directory, whatever engine the run is on.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("data"));
        Self { folder, database }
    }

    /// On a server, whatever engine the run is on.
    pub(crate) fn postgres() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Postgres(vern_testkit::cluster::shared().unwrap().database("vern").unwrap());
        Self { folder, database }
    }

    pub(crate) fn options(&self) -> InstallationOptions {
        InstallationOptions {
            data: self.database.place(),
            keys: self.keys(),
            name: "vern.test".to_owned(),
            store: StoreOptions::default(),
        }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    pub(crate) async fn open(&self, clock: Arc<dyn Clock>) -> Result<Arc<Installation>, Problem> {
        Installation::open(self.options(), clock, Box::new(|why| panic!("{why}"))).await
    }

    pub(crate) fn keys_db(&self) -> Connection {
        Connection::open(self.keys().join("keys.db")).unwrap()
    }
}

/// An installation with one controller, open.
pub(crate) struct World {
    pub(crate) installation: Arc<Installation>,
    pub(crate) controller: Arc<Controller>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) place: Place,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::within(Place::new()).await
    }

    /// In a directory, whatever engine the run is on.
    pub(crate) async fn sqlite() -> Self {
        Self::within(Place::sqlite()).await
    }

    /// With another charter.
    pub(crate) async fn of(charter: &str) -> Self {
        Self::under(Place::new(), charter).await
    }

    /// What was restored into a place, open.
    pub(crate) async fn restored(place: Place, slug: &str, clock: Arc<ManualClock>) -> Self {
        let installation = place.open(clock.clone()).await.unwrap();
        let controller = installation.controller(slug).unwrap();
        Self { installation, controller, clock, place }
    }

    /// Ends the process, as far as a test can.
    pub(crate) fn close(self) -> (Place, Arc<ManualClock>, String) {
        let Self { installation, controller, clock, place } = self;
        let slug = controller.slug().to_owned();
        drop(controller);
        drop(Arc::into_inner(installation).unwrap());
        (place, clock, slug)
    }

    pub(crate) async fn within(place: Place) -> Self {
        Self::under(place, CHARTER).await
    }

    async fn under(place: Place, charter: &str) -> Self {
        let clock = Arc::new(ManualClock::at(at("2026-11-22T06:00:00Z")));
        let installation = place.open(clock.clone()).await.unwrap();
        let controller = import(&installation, charter).await;
        Self { installation, controller, clock, place }
    }

    /// Ends the process, as far as a test can, and starts the next.
    pub(crate) async fn reopen(self) -> Self {
        let Self { installation, controller, clock, place } = self;
        let slug = controller.slug().to_owned();
        drop(controller);
        drop(Arc::into_inner(installation).unwrap());
        let installation = place.open(clock.clone()).await.unwrap();
        let controller = installation.controller(&slug).unwrap();
        Self { installation, controller, clock, place }
    }

    pub(crate) async fn caller(&self, role: &str) -> Caller {
        let issued = self.installation.issue_token(self.controller.slug(), role).await.unwrap().value;
        self.installation.authenticate(issued.token.expose_text()).unwrap()
    }

    pub(crate) async fn put(
        &self,
        caller: &Caller,
        key: &str,
        activity: &str,
        fields: &[(&str, &str)],
    ) -> Answer<RecordView> {
        self.installation.put_record(caller, key, &put(activity, fields)).await.unwrap()
    }

    /// Registers many records at once.
    pub(crate) async fn put_many(
        &self,
        caller: &Caller,
        activity: &str,
        keys: &[String],
        fields: &[(&str, &str)],
    ) {
        let mut tasks = tokio::task::JoinSet::new();
        for key in keys {
            let (installation, caller, key) = (Arc::clone(&self.installation), caller.clone(), key.clone());
            let request = put(activity, fields);
            tasks.spawn(async move { installation.put_record(&caller, &key, &request).await.map(drop) });
        }
        for done in tasks.join_all().await {
            done.unwrap();
        }
    }

    pub(crate) async fn read(
        &self,
        caller: &Caller,
        key: &str,
        activity: &str,
    ) -> Result<Answer<RecordView>, Problem> {
        self.installation.read_record(caller, key, &within(activity)).await
    }

    /// The controller's number in the store.
    pub(crate) fn controller_number(&self) -> i64 {
        let sql = "SELECT controller FROM controllers WHERE id = $1";
        let rows = self.place.database.rows(sql, &[self.controller.id().as_i64().into()]).unwrap();
        rows.first().and_then(|row| row.first()).unwrap().int().unwrap()
    }

    /// Every entry of the controller's journal, from the file.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entry_bytes().iter().map(|bytes| Entry::decode(bytes).unwrap()).collect()
    }

    pub(crate) fn entry_bytes(&self) -> Vec<Vec<u8>> {
        let sql = "SELECT entry FROM journal_entries WHERE controller = $1 ORDER BY position";
        self.place.database.column(sql, &[self.controller_number().into()]).unwrap()
    }

    /// What holds personal data or decides about it, row by row.
    pub(crate) fn holdings(&self) -> Vec<String> {
        let tables =
            ["records", "lookups", "subjects", "subject_keys", "consents", "policies", "key_erasures"];
        let rows_of = |table: &&str| {
            let rows = self.place.database.table(table).unwrap();
            let mut rows: Vec<String> = rows.iter().map(|row| format!("{table} {row:?}")).collect();
            rows.sort();
            rows
        };
        tables.iter().flat_map(rows_of).collect()
    }

    pub(crate) async fn verify(&self) -> Report {
        let mut files = Files::default();
        self.installation.export_journal(&self.controller, &mut files).await.unwrap();
        verify(&files, &[])
    }

    fn secret(&self, parent: &SecretKey, key_id: &[u8], purpose: KeyPurpose) -> SecretKey {
        let sql = "SELECT wrapped FROM keys WHERE key_id = ?1";
        let wrapped: Vec<u8> = self.place.keys_db().query_row(sql, [key_id], |row| row.get(0)).unwrap();
        let id = KeyId(key_id.try_into().unwrap());
        let controller = self.controller.id().as_u64();
        let wrapping = WrappingKey::new(parent).unwrap();
        wrapping.unwrap(wrapped.as_slice().try_into().unwrap(), controller, id, purpose).unwrap()
    }

    fn controller_key(&self, purpose: KeyPurpose) -> Vec<u8> {
        let sql = "SELECT key_id FROM controller_keys WHERE controller = $1 AND purpose = $2";
        let params = [self.controller_number().into(), i64::from(purpose.code()).into()];
        self.place.database.column(sql, &params).unwrap().remove(0)
    }

    fn controller_secret(&self) -> SecretKey {
        let text = std::fs::read_to_string(self.place.keys().join("root.key")).unwrap();
        let root = RootKey::parse(&text).unwrap();
        self.secret(root.key(), &self.controller_key(KeyPurpose::Controller), KeyPurpose::Controller)
    }

    pub(crate) fn link_key(&self, subject: SubjectId) -> LinkKey {
        let sql = "SELECT link_key FROM subjects WHERE id = $1";
        let id = self.place.database.column(sql, &[subject.as_bytes().as_slice().into()]).unwrap().remove(0);
        LinkKey::new(&self.secret(&self.controller_secret(), &id, KeyPurpose::Link)).unwrap()
    }

    /// The seed that signs checkpoints.
    pub(crate) fn checkpoint_seed(&self) -> SecretKey {
        let id = self.controller_key(KeyPurpose::Checkpoint);
        self.secret(&self.controller_secret(), &id, KeyPurpose::Checkpoint)
    }

    /// Opens the sealed part about one subject.
    pub(crate) fn open_subject(&self, entry: &Entry, subject: SubjectId) -> SealedPart {
        let link = self.link_key(subject);
        let controller = self.controller.id().as_u64();
        let part = entry.subjects.iter().find(|part| part.pseudonym == link.pseudonym(controller)).unwrap();
        let plain = link.open_entry(controller, entry.operation.unwrap(), &part.sealed).unwrap();
        SealedPart::decode(&plain).unwrap()
    }

    /// Opens the sealed part of an entry without a subject.
    pub(crate) fn open_sealed(&self, entry: &Entry) -> SealedPart {
        let id = self.controller_key(KeyPurpose::Journal);
        let key = JournalKey::new(&self.secret(&self.controller_secret(), &id, KeyPurpose::Journal)).unwrap();
        let controller = self.controller.id().as_u64();
        let sealed = entry.sealed.as_ref().unwrap();
        let plain = key.open_entry(controller, entry.operation.unwrap(), sealed).unwrap();
        SealedPart::decode(&plain).unwrap()
    }
}

pub(crate) async fn import(installation: &Installation, charter: &str) -> Arc<Controller> {
    installation.import_charter(charter.as_bytes(), "charter.yaml").await.unwrap().value
}

pub(crate) fn put(activity: &str, fields: &[(&str, &str)]) -> PutRequest {
    let fields = fields.iter().map(|(id, value)| ((*id).to_owned(), Personal::new((*value).to_owned())));
    PutRequest { activity: activity.to_owned(), fields: fields.collect(), ..PutRequest::default() }
}

pub(crate) fn within(activity: &str) -> Circumstance {
    Circumstance { activity: activity.to_owned(), ..Circumstance::default() }
}

pub(crate) fn because(activity: &str, reason: &str) -> Circumstance {
    Circumstance { reason: Some(Personal::new(reason.to_owned())), ..within(activity) }
}

pub(crate) fn list(activity: &str, by: SearchBy, most: u32) -> SearchRequest {
    SearchRequest { circumstance: within(activity), by, after: None, most }
}

/// The codes a refusal tells; panics on anything else.
pub(crate) fn codes<T: std::fmt::Debug>(answer: &Result<T, Problem>) -> Vec<&'static str> {
    match answer {
        Err(Problem::Refused(refusal)) => refusal.reasons.iter().map(|reason| reason.code.as_str()).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

pub(crate) fn code<T: std::fmt::Debug>(answer: Result<T, Problem>) -> String {
    answer.unwrap_err().code().to_owned()
}

pub(crate) fn column<P: Params>(connection: &Connection, sql: &str, params: P) -> Vec<Vec<u8>> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map(params, |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

pub(crate) fn count(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// An export in memory.
#[derive(Default)]
pub(crate) struct Files(pub(crate) BTreeMap<String, Vec<u8>>);

impl ExportSink for Files {
    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

impl ExportFiles for Files {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.get(path).cloned())
    }
}
