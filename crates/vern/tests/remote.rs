//! A server elsewhere: the client crate and the commands that use it, against the program as it stands, over TLS too; answers that are lost, calls that are too
//! many, a server that goes away and comes back.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::{Value, json};
use vern_client::{
    Act, Circumstance, Client, Error, Expect, Fields, Line, NewRecord, Options, Patience, Question,
    RecordChange, Search, SearchValue, Trust,
};
use vern_testkit::program::{ORGANISATION, Program, Serve, Serving, Started};

#[path = "../../vern-client/examples/first_calls.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a program of its own too")]
mod first_calls;

const GUIDE: &str = include_str!("../../../docs/api.md");

struct Place {
    folder: tempfile::TempDir,
    program: Program,
    token: String,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
        let token = program.install().unwrap();
        fs::write(folder.path().join("token"), &token).unwrap();
        Self { folder, program, token }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn serve(&self, arguments: &[&str]) -> Serving {
        match self.program.start(Serve { arguments, ..Serve::default() }).unwrap() {
            Started::Serving(serving) => serving,
            Started::Ended(status, said) => panic!("{status}: {said}"),
        }
    }

    /// Certificates of an authority of its own; the arguments that serve with them.
    fn issue(&self) -> Vec<String> {
        let mut parameters = CertificateParams::default();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        fs::write(self.path("authority.pem"), parameters.self_signed(&key).unwrap().pem()).unwrap();
        let authority = Issuer::new(parameters, key);
        let key = KeyPair::generate().unwrap();
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let chain = CertificateParams::new(names).unwrap().signed_by(&key, &authority).unwrap();
        fs::write(self.path("chain.pem"), chain.pem()).unwrap();
        fs::write(self.path("key.pem"), key.serialize_pem()).unwrap();
        let words = ["--certificate", &self.text("chain.pem"), "--certificate-key", &self.text("key.pem")];
        words.map(str::to_owned).to_vec()
    }

    /// Exit code, the JSON it gave, and standard error. A word that begins with a colon is a file of the folder.
    fn vern(&self, line: &str) -> (i32, Value, String) {
        let words = line.split(' ').map(|word| match word.strip_prefix(':') {
            Some(name) => self.text(name),
            None => word.to_owned(),
        });
        let all: Vec<String> = std::iter::once("--json".to_owned()).chain(words).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let output = self.program.output(&all, false).unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), serde_json::from_str(&told).unwrap_or(Value::Null), error)
    }

    /// How many operations of a kind the journal permitted.
    fn journalled(&self, act: &str) -> u64 {
        let question = ["--json", "journal", "ask", "touched", "--organisation", ORGANISATION, "--act", act];
        let told = self.program.run(&[&question[..], &["--summary"]].concat()).unwrap();
        serde_json::from_str::<Value>(&told).unwrap()["entries"].as_u64().unwrap()
    }
}

fn client(base: &str, token: &str) -> Client {
    Client::new(Options::new(base, token)).unwrap()
}

fn prospect(name: &str) -> NewRecord {
    let fields: Fields = [("name", name), ("email", "kari@example.no")].into_iter().collect();
    NewRecord { activity: "prospects".to_owned(), fields, ..NewRecord::default() }
}

fn base_over_tls(serving: &Serving) -> String {
    serving.base.replace("127.0.0.1", "localhost")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_subjects_and_operations_over_tls_of_an_authority_of_its_own() {
    let place = Place::new();
    let arguments = place.issue();
    let serving = place.serve(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let base = base_over_tls(&serving);
    let trust = Trust::Authorities(fs::read(place.path("authority.pem")).unwrap());
    let vern = Client::new(Options { trust: trust.clone(), ..Options::new(&base, &place.token) }).unwrap();

    let written = vern.put_record("lead-1", &prospect("Kari"), Expect::Absent).await.unwrap();
    assert!(!written.repeated);
    let subject = written.record.unwrap().subject;
    let there = vern.put_record("lead-1", &prospect("Kari"), Expect::Absent).await.unwrap_err();
    assert_eq!(there.code(), Some("record.version_differs"));
    let fields = [("title".to_owned(), Some("Sjef".to_owned())), ("email".to_owned(), None)].into();
    let change = RecordChange { activity: "prospects".to_owned(), fields, ..RecordChange::default() };
    let changed = vern.patch_record("lead-1", &change, Expect::Version(1)).await.unwrap();
    assert_eq!(changed.record.unwrap().version, 2);
    let (read, receipt) = vern.read_record("lead-1", &Circumstance::of("prospects")).await.unwrap();
    assert_eq!((read.fields.value("title"), read.fields.value("email")), (Some("Sjef"), None));
    assert!(!format!("{read:?}").contains("Sjef"), "what is personal is not printed");
    assert_eq!(vern.read_entry(&receipt.receipt).await.unwrap().index, receipt.index);

    let value = Some(SearchValue { data_type: "email".to_owned(), equals: "kari@example.no".to_owned() });
    let search = Search { activity: "prospects".to_owned(), value, ..Search::default() };
    assert!(vern.search_records(&search).await.unwrap().records.is_empty(), "it was taken away");
    vern.put_objection(&subject, "prospects", true, Some("E-post")).await.unwrap();
    let refused = vern.read_record("lead-1", &Circumstance::of("prospects")).await.unwrap_err();
    let problem = refused.problem().unwrap();
    assert_eq!((problem.status, problem.code.as_str()), (403, "subject.objected"));
    assert!(problem.journal.is_some() && problem.reasons[0].charter.is_some());
    let erasure = vern.erase_subject(&subject, None, None).await.unwrap().erasure.unwrap();
    assert_eq!(vern.read_erasure(&erasure).await.unwrap().activities[0].activity, "prospects");

    let permit = vern.decide_operation(&Question::new(Act::Use, "prospects")).await.unwrap();
    assert_eq!(permit.facts.bases, ["6(1)(f)"]);
    let refused = vern.decide_operation(&Question::new(Act::Export, "prospects")).await.unwrap_err();
    assert_eq!(refused.problem().unwrap().status, 403);

    let other = Place::new();
    other.issue();
    let trust_other = Trust::Authorities(fs::read(other.path("authority.pem")).unwrap());
    let patience = Patience { attempts_max: 2, ..Patience::default() };
    let options = Options { trust: trust_other, patience, ..Options::new(&base, &place.token) };
    let stranger = Client::new(options).unwrap().read_credential().await.unwrap_err();
    assert!(matches!(stranger, Error::NoAnswer(_)), "{stranger:?}");
    let wrong = Client::new(Options { trust, ..Options::new(&base, "vern_wrong") }).unwrap();
    let wrong = wrong.read_credential().await.unwrap_err();
    assert_eq!((wrong.code(), wrong.problem().unwrap().status), (Some("credential.invalid"), 401));
    assert!(serving.stop().unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_example_in_rust_runs_as_it_is_written() {
    let example = include_str!("../../vern-client/examples/first_calls.rs");
    let (_, written) = GUIDE.split_once("```rust\n").unwrap();
    let (written, _) = written.split_once("\n```").unwrap();
    assert!(example.contains(written), "docs/api.md holds another");
    let place = Place::new();
    let serving = place.serve(&[]);
    first_calls::first_calls(&serving.base, &place.token).await.unwrap();
    assert!(serving.stop().unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_are_answered_in_their_order_and_credentials_given_and_ended() {
    let place = Place::new();
    let serving = place.serve(&[]);
    let vern = client(&serving.base, &place.token);
    let mut lines: Vec<Line> = (0..1_200)
        .map(|number| Line::Put { key: format!("b-{number}"), record: prospect(&format!("Kari {number}")) })
        .collect();
    lines[7] = Line::Put {
        key: "b-7".to_owned(),
        record: NewRecord { fields: [("shoe_size", "44")].into_iter().collect(), ..prospect("x") },
    };
    lines.push(Line::Read { key: "b-1".to_owned(), circumstance: Circumstance::of("prospects") });
    lines.push(Line::Decide(Question::new(Act::Read, "prospects")));
    let answered = vern.batch(&lines).await.unwrap();
    assert_eq!(answered.len(), lines.len());
    assert_eq!(answered[7].outcome.as_ref().unwrap_err().code, "data.undeclared");
    assert!(answered[..7].iter().all(|line| line.status == 201));
    let read = answered[1_200].outcome.as_ref().unwrap();
    assert_eq!(read.record.as_ref().unwrap().fields.value("name"), Some("Kari 1"));
    assert_eq!(answered[1_201].outcome.as_ref().unwrap().permit.as_ref().unwrap().bases, ["6(1)(f)"]);

    let issued = vern.issue_credential("recruiter", Some("2099-01-01T00:00:00Z")).await.unwrap();
    let recruiter = client(&serving.base, &issued.token.unwrap());
    let own = recruiter.read_credential().await.unwrap();
    assert_eq!((own.role.as_str(), own.until.as_deref()), ("recruiter", Some("2099-01-01T00:00:00Z")));
    assert_eq!(recruiter.list_credentials().await.unwrap_err().code(), Some("page.unknown"));
    let actor = issued.actor.unwrap();
    assert!(
        vern.list_credentials().await.unwrap().iter().any(|access| access.actor == actor && !access.ended)
    );
    vern.end_issued_credential(&actor).await.unwrap();
    assert_eq!(recruiter.read_credential().await.unwrap_err().code(), Some("credential.invalid"));
    let size: u64 = vern.read_checkpoint().await.unwrap().lines().nth(1).unwrap().parse().unwrap();
    assert_eq!(vern.prove_growth(size).await.unwrap().from, size);
    assert!(serving.stop().unwrap().success());
}

/// Passes bytes on to a server; drops the answer to the first request after the server has given it.
fn losing_the_first_answer(server: &str) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (server, met) = (server.trim_start_matches("http://").to_owned(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&met);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut caller, mut to) = (stream.unwrap(), TcpStream::connect(&server).unwrap());
            let number = count.fetch_add(1, Ordering::SeqCst);
            let (mut caller_in, mut to_out) = (caller.try_clone().unwrap(), to.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut caller_in, &mut to_out));
            if number == 0 {
                let mut answer = [0; 1_024];
                assert!(to.read(&mut answer).unwrap() > 0, "it was carried out");
                caller.shutdown(std::net::Shutdown::Both).unwrap();
                continue;
            }
            std::thread::spawn(move || std::io::copy(&mut to, &mut caller));
        }
    });
    (base, met)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_whose_answer_is_lost_is_sent_again_and_carried_out_once() {
    let place = Place::new();
    let serving = place.serve(&[]);
    let (base, met) = losing_the_first_answer(&serving.base);
    let written =
        client(&base, &place.token).put_record("lead-1", &prospect("Kari"), Expect::Any).await.unwrap();
    assert!(written.repeated && written.record.is_none(), "{written:?}");
    assert_eq!(met.load(Ordering::SeqCst), 2);
    let (read, _) = client(&serving.base, &place.token)
        .read_record("lead-1", &Circumstance::of("prospects"))
        .await
        .unwrap();
    assert_eq!(read.version, 1);
    assert!(serving.stop().unwrap().success());
    assert_eq!((place.journalled("register"), place.journalled("alter")), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_away_is_waited_for() {
    let place = Place::new();
    let serving = place.serve(&[]);
    let address = serving.base.trim_start_matches("http://").to_owned();
    let vern = client(&serving.base, &place.token);
    vern.put_record("lead-1", &prospect("Kari"), Expect::Absent).await.unwrap();
    serving.kill().unwrap();
    let once = Options {
        patience: Patience { attempts_max: 1, ..Patience::default() },
        ..Options::new(&format!("http://{address}"), &place.token)
    };
    let gone = Client::new(once).unwrap().read_credential().await.unwrap_err();
    assert!(matches!(gone, Error::NoAnswer(_)), "{gone:?}");
    let waiting = vern.clone();
    let call =
        tokio::spawn(async move { waiting.put_record("lead-2", &prospect("Ola"), Expect::Absent).await });
    let serving = place.serve(&["--listen", &address]);
    let written = call.await.unwrap().unwrap();
    assert_eq!(written.record.unwrap().version, 1);
    assert!(serving.stop().unwrap().success());
    assert_eq!(place.journalled("register"), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_told_to_come_back_later_does() {
    let place = Place::new();
    let serving = place.serve(&["--calls-per-second", "1"]);
    let patient = client(&serving.base, &place.token);
    for _ in 0..4 {
        patient.read_credential().await.unwrap();
    }
    let patience = Patience { attempts_max: 1, ..Patience::default() };
    let hasty = Client::new(Options { patience, ..Options::new(&serving.base, &place.token) }).unwrap();
    let mut refused = None;
    for _ in 0..8 {
        refused = refused.or(hasty.read_credential().await.err());
    }
    let refused = refused.unwrap();
    assert_eq!((refused.code(), refused.problem().unwrap().status), (Some("request.too_many"), 429));
    assert!(serving.stop().unwrap().success());
}

#[test]
fn commands_work_against_a_server_elsewhere() {
    let place = Place::new();
    let arguments = place.issue();
    let serving = place.serve(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let server = format!("--server {} --authority :authority.pem --token :token", base_over_tls(&serving));
    let mut rows = "id;Navn;E-post\n".to_owned();
    for number in 0..400 {
        writeln!(rows, "p-{number};Kari {number};kari{number}@example.test").unwrap();
    }
    rows += "p-400;Ola;not-an-address\n";
    fs::write(place.path("people.csv"), rows).unwrap();
    let mapping = json!({ "columns": { "id": "@key", "Navn": "name", "E-post": "email" } });
    fs::write(place.path("mapping.json"), mapping.to_string()).unwrap();
    let import = format!("records import :people.csv --activity prospects --mapping :mapping.json {server}");
    let (code, told, error) = place.vern(&format!("{import} --dry-run"));
    assert_eq!((code, &told["taken"]), (65, &json!(400)), "{error}");
    let (code, told, error) = place.vern(&import);
    assert_eq!((code, &told["taken"], &told["refused"]), (65, &json!(400), &json!(1)), "{error}");
    let report = fs::read_to_string(place.path("people.csv.report.csv")).unwrap();
    assert!(report.contains("data.invalid") && !report.contains("not-an-address"), "{report}");

    let (code, told, error) =
        place.vern(&format!("records export --activity prospects --to :out.csv {server}"));
    assert_eq!((code, &told["records"]), (0, &json!(400)), "{error}");
    let here = format!(
        "records export --activity prospects --to :here.csv --token :token --data {} --keys {}",
        place.program.data.display(),
        place.program.keys.display()
    );
    let (code, _, error) = place.vern(&here);
    assert_eq!(code, 0, "{error}");
    let read = |name: &str| fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(read("out.csv"), read("here.csv"), "both ways give the same");

    let (code, told, error) = place.vern(&format!("journal export --to :journal {server}"));
    assert_eq!(code, 0, "{error}");
    assert!(told["entries"].as_u64().unwrap() > 400);
    let (code, verified, error) = place.vern("journal verify :journal");
    assert_eq!(code, 0, "{verified} {error}");
    let hash = fs::read_dir(place.path("journal/charters")).unwrap().count();
    assert_eq!(hash, 1);

    fs::write(place.path("wrong"), "vern_wrong").unwrap();
    let wrong = server.replace(":token", ":wrong");
    let (code, _, error) = place.vern(&format!("journal export --to :other {wrong}"));
    assert_eq!(code, 77, "{error}");
    assert!(error.contains("credential.invalid"), "{error}");
    let clear = "journal export --to :other --server http://vern.example --token :token";
    let (code, _, error) = place.vern(clear);
    assert_eq!(code, 65, "{error}");
    assert!(error.contains("remote.address"), "{error}");
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_journal_with_an_older_epoch_is_fetched_whole() {
    let place = Place::new();
    let made = place
        .program
        .output(&["--json", "backup", "keygen", "--to", &place.text("identity")], false)
        .unwrap();
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    let (data, keys) = (place.text("data.copy"), place.text("keys.copy"));
    let recipient = made["recipient"].as_str().unwrap();
    place.program.run(&["backup", "--to", &data, "--keys-to", &keys, "--recipient", recipient]).unwrap();
    let again = tempfile::tempdir().unwrap();
    let restored = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), again.path());
    let root = place.program.keys.join("root.key").display().to_string();
    let identity = place.text("identity");
    let (to, to_keys) = (restored.data.display().to_string(), restored.keys.display().to_string());
    let words =
        ["--keys-from", &keys, "--identity", &identity, "--root", &root, "--to", &to, "--keys", &to_keys];
    let output = restored.output(&[&["restore", &data][..], &words[..]].concat(), false).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let serving = restored.serve().unwrap();
    let server = serving.base.clone();
    let (code, _, error) =
        place.vern(&format!("journal export --to :journal --server {server} --token :token"));
    assert_eq!(code, 0, "{error}");
    for file in ["checkpoint", "keys", "epoch/1/checkpoint", "epoch/1/keys"] {
        assert!(place.path("journal").join(file).is_file(), "{file}");
    }
    let (code, verified, error) = place.vern("journal verify :journal");
    assert_eq!(code, 0, "{verified} {error}");
    assert!(serving.stop().unwrap().success());
}
