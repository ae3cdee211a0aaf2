//! An installation to alter, and what looks at an altered copy of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io};

use serde_json::json;
use tempfile::TempDir;
use vern_app::record::{Circumstance, SearchBy, SearchRequest};
use vern_app::{Installation, InstallationOptions, Problem, StoreOptions, SystemClock};
use vern_core::personal::Personal;
use vern_journal::{ExportFiles, ExportSink, verify};
use vern_testkit::aftermath::look;
use vern_testkit::program::{ORGANISATION, Program};
use vern_testkit::script::Script;

use super::dump::{self, Dump};
use crate::client::{Place, text};

/// Records there are, with their activities.
const RECORDS: &[(&str, &str)] = &[
    ("a", "contracts"),
    ("w", "web_analytics"),
    ("d", "recruitment"),
    ("kari", "contracts"),
    ("restricted", "contracts"),
    ("chat", "chat"),
    ("objects", "prospects"),
];
/// Beginnings of codes that say that something is wrong with what is stored, not with what was asked.
const FOUND: &[&str] = &["store.", "key.", "record.unreadable", "internal", "controller.unknown", "charter."];

/// One alteration of one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alteration {
    pub(super) file: &'static str,
    at: usize,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Flip { bit: usize },
    Cut,
    Zeros { length: usize },
}

impl Alteration {
    pub(super) const fn flip(file: &'static str, at: usize, bit: usize) -> Self {
        Self { file, at, how: How::Flip { bit } }
    }

    pub(super) const fn cut(file: &'static str, at: usize) -> Self {
        Self { file, at, how: How::Cut }
    }

    pub(super) const fn zeros(file: &'static str, at: usize, length: usize) -> Self {
        Self { file, at, how: How::Zeros { length } }
    }

    fn apply(&self, folder: &Path) {
        let path = folder.join(self.file);
        let mut bytes = fs::read(&path).unwrap();
        match self.how {
            How::Flip { bit } => bytes[self.at] ^= 1 << bit,
            How::Cut => bytes.truncate(self.at),
            How::Zeros { length } => bytes[self.at..self.at + length].fill(0),
        }
        fs::write(path, bytes).unwrap();
    }
}

/// What came of an alteration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing stored is another: unused space.
    Unused,
    /// The program found it, and said so with this code.
    Found(String),
    /// The program did not meet it; SQLite's own check does.
    FoundByEngineCheck,
    /// Neither. What differs, and whether any answer was another.
    Missed { columns: Vec<String>, answers_differ: bool },
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unused => write!(f, "in unused space"),
            Self::Found(code) => write!(f, "found: {code}"),
            Self::FoundByEngineCheck => write!(f, "found by the engine's check alone"),
            Self::Missed { columns, answers_differ } => {
                let effect = if *answers_differ { "answers differ" } else { "no answer differs" };
                write!(f, "missed: {} ({effect})", columns.join(", "))
            }
        }
    }
}

/// The installation alterations are made to.
pub(super) struct Base {
    folder: TempDir,
    token: String,
    checkpoint: String,
    dumps: BTreeMap<String, Dump>,
    answers: Vec<String>,
}

impl Base {
    /// Records of several activities, erased ones, entries, a charter; closed in good order, or left with its log by kill −9.
    pub(super) fn make(in_log: bool) -> Self {
        let place = Place::new();
        let serving = place.program.serve().unwrap();
        Script::new(&serving.base, &place.token).run().unwrap();
        let client = place.client(&serving);
        for (key, activity, fields) in [
            ("kari", "contracts", json!({ "name": "Kari", "email": "kari@example.com" })),
            ("restricted", "contracts", json!({ "name": "Ola" })),
            ("chat", "chat", json!({ "chat_name": "Per", "chat_content": "Hei" })),
            ("objects", "prospects", json!({ "name": "Anne", "email": "anne@example.com" })),
            ("erased", "recruitment", json!({ "name": "Eva" })),
        ] {
            let mut body = json!({ "activity": activity, "fields": fields });
            if activity == "contracts" {
                body["category"] = json!("customer");
            }
            let (status, answer) = client.put(key, &body);
            assert_eq!(status, 201, "{answer}");
            let subject = text(&answer, "/record/subject");
            let (status, answer) = match key {
                "objects" => client.object(subject, activity),
                "erased" => client.erase_subject(subject),
                _ => continue,
            };
            assert!((200..300).contains(&status), "{answer}");
        }
        let folder = tempfile::Builder::new().prefix("vern-flip-").tempdir().unwrap();
        let receipts = [];
        if in_log {
            serving.kill().unwrap();
            // The checkpoint known is of a copy that was opened: the log itself is left as it is.
            let copy = place.program.copy_to(&folder.path().join("opened")).unwrap();
            let checkpoint = look(&copy, &receipts, None).unwrap().checkpoint;
            place.program.copy_to(&folder.path().join("base")).unwrap();
            Self::new(folder, place.token, checkpoint)
        } else {
            assert!(serving.stop().unwrap().success());
            let checkpoint = look(&place.program, &receipts, None).unwrap().checkpoint;
            place.program.copy_to(&folder.path().join("base")).unwrap();
            Self::new(folder, place.token, checkpoint)
        }
    }

    fn new(folder: TempDir, token: String, checkpoint: String) -> Self {
        let mut base = Self { folder, token, checkpoint, dumps: BTreeMap::new(), answers: Vec::new() };
        let copy = base.copy();
        for file in ["data/vern.db", "keys/keys.db"] {
            base.dumps.insert(file.to_owned(), Dump::read(&copy.path().join(file)).unwrap());
        }
        base.answers = base.look(copy.path()).unwrap();
        base
    }

    pub(super) fn length(&self, file: &str) -> usize {
        usize::try_from(fs::metadata(self.path().join(file)).unwrap().len()).unwrap()
    }

    /// Where rows and keys of a table or index lie in a file, table by table.
    pub(super) fn cells(&self, file: &str) -> BTreeMap<String, Vec<usize>> {
        let copy = self.copy();
        dump::cells(&copy.path().join(file)).unwrap()
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("base")
    }

    fn copy(&self) -> TempDir {
        let copy = tempfile::Builder::new().prefix("vern-altered-").tempdir().unwrap();
        Program::new(Path::new("vern"), &self.path()).copy_to(copy.path()).unwrap();
        // What is mapped is not durable and made anew by whoever opens a database that was left.
        let _none = fs::remove_file(copy.path().join("data/vern.db-shm"));
        let _none = fs::remove_file(copy.path().join("keys/keys.db-shm"));
        copy
    }

    /// Alters a copy and looks at it: first SQLite alone, then, on another copy, the program.
    pub(super) fn judge(&self, alteration: &Alteration) -> Verdict {
        let dump = self.dump(alteration);
        let base = self.dumps.get(database_of(alteration.file));
        if base.is_some() && dump.as_ref() == base {
            return Verdict::Unused;
        }
        let copy = self.copy();
        alteration.apply(copy.path());
        let answers = match self.look(copy.path()) {
            Err(code) => return Verdict::Found(code),
            Ok(answers) => answers,
        };
        match (base, dump) {
            // A root key that still opens everything is the same key, written otherwise.
            (None, _) if answers == self.answers => Verdict::Unused,
            (Some(base), Some(dump)) => {
                Verdict::Missed { columns: base.differing(&dump), answers_differ: answers != self.answers }
            }
            (Some(_), None) => Verdict::FoundByEngineCheck,
            (None, _) => Verdict::Missed { columns: vec![alteration.file.to_owned()], answers_differ: true },
        }
    }

    /// The altered database as SQLite sees it; none where it can't read it or its check fails, or where it is no database.
    fn dump(&self, alteration: &Alteration) -> Option<Dump> {
        let database = database_of(alteration.file);
        let folder = tempfile::Builder::new().prefix("vern-altered-").tempdir().unwrap();
        fs::create_dir_all(folder.path().join(database).parent().unwrap()).unwrap();
        for ending in ["", "-wal"] {
            let file = format!("{database}{ending}");
            let _none = fs::copy(self.path().join(&file), folder.path().join(&file));
        }
        alteration.apply(folder.path());
        Dump::read(&folder.path().join(database)).ok()
    }

    /// What the program says of every record, of searches, and of its journal; or the code with which it found that something is wrong.
    fn look(&self, folder: &Path) -> Result<Vec<String>, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(self.look_on(folder)).map_err(|problem| problem.code().to_owned()).and_then(
            |answers| match answers.iter().find_map(|answer| answer.strip_prefix("verify: ")) {
                Some(code) => Err(code.to_owned()),
                None => Ok(answers),
            },
        )
    }

    async fn look_on(&self, folder: &Path) -> Result<Vec<String>, Problem> {
        let options = InstallationOptions {
            data: folder.join("data").into(),
            keys: folder.join("keys"),
            name: "localhost".to_owned(),
            store: StoreOptions::default(),
        };
        let installation =
            Installation::open_existing(options, Arc::new(SystemClock), Box::new(|_| {})).await?;
        let controller = installation.controller(ORGANISATION)?;
        let mut answers = Vec::new();
        // What is found when it is met comes first; `doctor` finds what nobody met.
        if let Some(found) = installation.examine()?.findings.first() {
            answers.push(format!("verify: {}", found.code));
        }
        let caller = match installation.authenticate(&self.token) {
            Ok(caller) => caller,
            Err(Problem::Unauthenticated) => {
                answers.push("credential.invalid".to_owned());
                return Ok(answers);
            }
            Err(other) => return Err(other),
        };
        for (key, activity) in RECORDS {
            let circumstance = Circumstance { activity: (*activity).to_owned(), ..Circumstance::default() };
            let read = installation.read_record(&caller, key, &circumstance).await;
            answers.push(answer(read.map(|read| format!("{}", Shown(&read.value))))?);
        }
        let by_value = SearchBy::Value {
            data_type: "email".to_owned(),
            value: Personal::new("kari@example.com".to_owned()),
        };
        for (by, activity) in [
            (by_value, "contracts"),
            (SearchBy::Activity, "contracts"),
            (SearchBy::Activity, "recruitment"),
            (SearchBy::Activity, "chat"),
        ] {
            let circumstance = Circumstance { activity: activity.to_owned(), ..Circumstance::default() };
            let request = SearchRequest { circumstance, by, after: None, most: 100 };
            let found = installation.search_records(&caller, &request).await;
            answers.push(answer(found.map(|found| {
                let records: Vec<String> =
                    found.value.records.iter().map(|view| Shown(view).to_string()).collect();
                format!("{records:?} and {} left out", found.value.left_out)
            }))?);
        }
        let mut files = Files::default();
        installation.export_journal(&controller, &mut files).await?;
        let report = verify(&files, std::slice::from_ref(&self.checkpoint));
        if let Some(failure) = report.failures.first() {
            answers.push(format!("verify: {}", failure.code.as_str()));
        }
        Ok(answers)
    }
}

/// An answer as its reader sees it; a problem of what is stored is found.
fn answer(answered: Result<String, Problem>) -> Result<String, Problem> {
    match answered {
        Err(problem) if FOUND.iter().any(|code| problem.code().starts_with(code)) => Err(problem),
        Err(problem) => Ok(problem.code().to_owned()),
        Ok(text) => Ok(text),
    }
}

struct Shown<'a>(&'a vern_app::record::RecordView);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let view = self.0;
        write!(f, "{} {} {} {} ", view.key.as_str(), view.subject, view.category, view.version)?;
        write!(f, "{} {:?} ", view.collected_at, view.expires_at.map(|at| at.to_string()))?;
        view.fields.iter().try_for_each(|(id, value)| write!(f, "{id}={} ", value.reveal()))
    }
}

/// The database a file is of: its log's name is its own and more.
fn database_of(file: &str) -> &str {
    file.trim_end_matches("-wal")
}

/// An export in memory.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

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
