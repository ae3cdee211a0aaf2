//! Commands beside a running server: each goes through the server's Unix socket, and comes to the same as without a server.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use serde_json::{Value, json};
use vern_testkit::program::{ORGANISATION, Program, Serve, Started};

/// An installation in a folder of its own.
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
        Self { folder, program, token }
    }

    fn file(&self, name: &str, content: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    fn socket(&self) -> std::path::PathBuf {
        self.program.data.join("vern.sock")
    }

    /// Exit code, and the JSON on standard output.
    fn json(&self, arguments: &[&str]) -> (i32, Value) {
        let all = [&["--json"], arguments].concat();
        let output = self.program.output(&all, true).unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let told = serde_json::from_str(&said).unwrap_or(Value::Null);
        let code = output.status.code().unwrap();
        assert!(
            code != 0 || !told.is_null(),
            "{arguments:?}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        (code, told)
    }
}

/// The names of an object's members, and of their members: what a program would rely on.
fn shape(value: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if let Value::Object(members) = value {
        for (name, member) in members {
            names.insert(name.clone());
            names.extend(shape(member).into_iter().map(|inner| format!("{name}.{inner}")));
        }
    }
    names
}

/// Every command that works on an installation that is open, with the exit code it ends with.
fn commands(place: &Place, next: &str, run: &str) -> Vec<(Vec<String>, i32)> {
    let terms = place.file("next.yaml", next);
    let reason = place.file("reason", "She asked.");
    let token = place.file("token", &place.token);
    let (_, checkpoint) = place.json(&["journal", "checkpoint", "--organisation", ORGANISATION]);
    let known = place.file("known", checkpoint["checkpoint"].as_str().unwrap());
    let (_, touched) = place.json(&["journal", "ask", "touched", "--organisation", ORGANISATION]);
    let receipt = touched["lines"][0]["receipt"].as_str().unwrap().to_owned();
    let (_, issued) = place.json(&["token", "issue", "--organisation", ORGANISATION, "--role", "manager"]);
    let actor = issued["actor"].as_str().unwrap().to_owned();
    let export = place.folder.path().join(format!("export-{run}")).display().to_string();
    let noted = place.folder.path().join(format!("noted-{run}")).display().to_string();
    let subject = "0190a6c0-0000-7000-8000-000000000000";
    let words = |line: &str| -> Vec<String> {
        line.split(' ')
            .map(|word| {
                match word {
                    "ORG" => ORGANISATION,
                    "NEXT" => &terms,
                    "REASON" => &reason,
                    "TOKEN" => &token,
                    "KNOWN" => &known,
                    "RECEIPT" => &receipt,
                    "ACTOR" => &actor,
                    "EXPORT" => &export,
                    "NOTED" => &noted,
                    "SUBJECT" => subject,
                    word => word,
                }
                .to_owned()
            })
            .collect()
    };
    [
        ("charter import NEXT", 0),
        ("charter import NEXT", 65),
        ("charter diff NEXT NEXT --organisation ORG", 0),
        ("token issue --organisation ORG --role manager", 0),
        ("token issue --organisation ORG --role nobody", 66),
        ("access list --organisation ORG", 0),
        ("access keep --organisation ORG --actor ACTOR", 65),
        ("token end --organisation ORG --actor ACTOR", 0),
        ("token end --organisation nobody --actor ACTOR", 66),
        ("journal export --organisation ORG --to EXPORT", 0),
        ("journal prove --organisation ORG RECEIPT", 0),
        ("journal checkpoint --organisation ORG --to NOTED", 0),
        ("journal compare --organisation ORG --known KNOWN", 0),
        ("journal ask touched --organisation ORG", 0),
        ("journal ask refused --organisation ORG", 0),
        ("journal ask touched --organisation ORG --summary", 0),
        ("journal ask person --organisation ORG --token TOKEN --subject SUBJECT --activity contracts --reason REASON", 0),
        ("journal cull --organisation ORG --before 2020-01-01", 65),
        ("key status", 0),
        ("key rotate lookup", 0),
        ("key rotate checkpoint", 0),
        ("key rotate controller", 0),
        ("key rotate root", 0),
        ("doctor", 0),
    ]
    .into_iter()
    .map(|(line, code)| (words(line), code))
    .collect()
}

/// The sample charter as a later version.
fn later(version: &str, from: &str) -> String {
    let charter = include_str!("../../../examples/software-company.yaml");
    let mut lines: Vec<String> = charter.lines().map(str::to_owned).collect();
    for line in &mut lines {
        if line.starts_with("version:") {
            *line = format!("version: \"{version}\"");
        }
        if line.starts_with("in_force_from:") {
            *line = format!("in_force_from: {from}");
        }
    }
    lines.join("\n")
}

#[test]
fn every_command_comes_to_the_same_with_a_server_and_without() {
    let place = Place::new();
    let mut alone = Vec::new();
    for (words, code) in commands(&place, &later("alone", "2026-06-01T00:00:00Z"), "alone") {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (ended, told) = place.json(&words);
        assert_eq!(ended, code, "{words:?}: {told}");
        alone.push(shape(&told));
    }
    let serving = place.program.serve().unwrap();
    for ((words, code), alone) in
        commands(&place, &later("beside", "2026-06-02T00:00:00Z"), "beside").into_iter().zip(alone)
    {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (ended, told) = place.json(&words);
        assert_eq!(ended, code, "{words:?}: {told}");
        assert_eq!(shape(&told), alone, "{words:?}");
    }
    for run in ["alone", "beside"] {
        let folder = place.folder.path().join(format!("export-{run}")).display().to_string();
        let known = place.folder.path().join(format!("noted-{run}")).display().to_string();
        let output = place.program.output(&["journal", "verify", &folder, "--known", &known], false).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    assert!(serving.stop().unwrap().success());
    assert!(!place.socket().exists(), "a server that stops takes its socket with it");
}

#[test]
fn what_a_command_does_beside_a_server_holds_in_the_server_at_once() {
    let place = Place::new();
    let serving = place.program.serve().unwrap();
    let read = |token: &str| {
        let authorization = format!("Bearer {token}");
        let request = ureq::get(format!("{}/v1/records/nobody", serving.base))
            .config()
            .http_status_as_error(false)
            .build()
            .header("Authorization", authorization)
            .header("Vern-Activity", "contracts");
        request.call().unwrap().status().as_u16()
    };
    let (_, issued) = place.json(&["token", "issue", "--organisation", ORGANISATION, "--role", "manager"]);
    let (token, actor) = (issued["token"].as_str().unwrap(), issued["actor"].as_str().unwrap());
    assert_eq!(read(token), 404, "known to the server");
    for key in ["lookup", "checkpoint", "controller", "root"] {
        assert_eq!(place.json(&["key", "rotate", key]).0, 0, "{key}");
        assert_eq!(read(token), 404, "the server goes on after {key}");
    }
    place.json(&["token", "end", "--organisation", ORGANISATION, "--actor", actor]);
    assert_eq!(read(token), 401, "ended in the server too");
    assert!(serving.stop().unwrap().success());
    assert_eq!(place.json(&["doctor"]).0, 0);
}

/// The whole way in, over the server's own connections: they say who is at the other end.
#[test]
fn a_link_into_the_console_opens_it_once() {
    let place = Place::new();
    let asked = ["console", "--organisation", ORGANISATION, "--role", "manager"];
    assert_eq!(place.json(&asked), (75, Value::Null), "no server, no console");
    let serving = place.program.serve().unwrap();
    let (code, told) = place.json(&asked);
    let link = told["link"].as_str().unwrap();
    assert!(code == 0 && link.starts_with(&format!("{}/console/", serving.base)), "{link}");
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let opened = agent.get(link).call().unwrap();
    assert_eq!(opened.status().as_u16(), 303);
    let cookie = opened.headers()["set-cookie"].to_str().unwrap();
    let page = opened.headers()["location"].to_str().unwrap();
    let page =
        agent.get(format!("{}{page}", serving.base)).header("cookie", cookie.split(';').next().unwrap());
    assert_eq!(page.call().unwrap().status().as_u16(), 200);
    assert_eq!(agent.get(link).call().unwrap().status().as_u16(), 404, "it is spent");
}

#[test]
fn a_command_fails_beside_a_server_as_it_does_without() {
    let place = Place::new();
    let arguments = ["token", "issue", "--organisation", ORGANISATION, "--role", "nobody"];
    let said = |json: bool| {
        let all = if json { [&["--json"], arguments.as_slice()].concat() } else { arguments.to_vec() };
        let output = place.program.output(&all, true).unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let alone = [said(false), said(true)];
    let _serving = place.program.serve().unwrap();
    assert_eq!([said(false), said(true)], alone);
    assert!(alone[0].1.starts_with("role.unknown: "), "{alone:?}");
}

#[test]
fn only_the_servers_own_user_can_reach_the_socket_and_nobody_over_tcp() {
    let place = Place::new();
    let serving = place.program.serve().unwrap();
    let found = fs::metadata(place.socket()).unwrap();
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
    assert_eq!(found.uid(), fs::metadata(&place.program.data).unwrap().uid());
    assert!(!place.program.data.join("vern.sock.new").exists());
    let entries = || place.json(&["doctor"]).1["entries"].as_u64().unwrap();
    let before = entries();
    let task = json!({ "issue_token": { "organisation": ORGANISATION, "role": "manager" } });
    let asked = json!({ "version": env!("CARGO_PKG_VERSION"), "language": "en", "json": true, "task": task });
    let address = serving.base.trim_start_matches("http://");
    let mut tcp = TcpStream::connect(address).unwrap();
    tcp.write_all(&frame(&asked)).unwrap();
    tcp.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    tcp.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert_eq!(entries(), before, "nothing was issued");
}

fn frame(value: &Value) -> Vec<u8> {
    let body = value.to_string().into_bytes();
    [u32::try_from(body.len()).unwrap().to_be_bytes().to_vec(), body].concat()
}

/// What the server tells whoever sends it a frame.
fn told(socket: &Path, bytes: &[u8]) -> Option<Value> {
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.write_all(bytes).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = Vec::new();
    // What is no frame is not answered, and what of it was not read resets the connection.
    let _reset = stream.read_to_end(&mut answer);
    answer.get(4..).map(|body| serde_json::from_slice(body).unwrap())
}

#[test]
fn a_command_of_another_version_is_told_so() {
    let place = Place::new();
    let _serving = place.program.serve().unwrap();
    let task = json!({ "examine": {} });
    let asked = |version: &str, task: &Value| json!({ "version": version, "language": "nb", "json": false, "task": task });
    for other in [asked("0.0.0", &task), asked(env!("CARGO_PKG_VERSION"), &json!({ "unheard": {} }))] {
        let answer = told(&place.socket(), &frame(&other)).unwrap();
        let text = answer["failed"]["text"].as_str().unwrap_or_else(|| panic!("{answer}"));
        assert!(text.starts_with("operator.version_differs: "), "{text}");
        assert_eq!(answer["failed"]["exit_code"], 65);
    }
    for nonsense in [b"".as_slice(), b"GET / HTTP/1.1\r\n\r\n", &[255; 64], &[0, 0, 0, 200, b'{']] {
        assert!(told(&place.socket(), nonsense).is_none_or(|answer| answer["failed"].is_object()));
    }
    assert_eq!(place.json(&["doctor"]).0, 0, "the server goes on");
}

#[test]
fn a_socket_left_behind_is_passed_over_and_replaced() {
    let place = Place::new();
    place.program.serve().unwrap().kill().unwrap();
    assert!(place.socket().exists());
    assert_eq!(place.json(&["key", "status"]).0, 0, "nobody listens, so the store is opened here");
    let serving = place.program.serve().unwrap();
    assert_eq!(place.json(&["key", "status"]).0, 0);
    match place.program.start(Serve::default()).unwrap() {
        Started::Ended(status, said) => assert_eq!(status.code(), Some(75), "{said}"),
        Started::Serving(_) => panic!("two servers on one directory"),
    }
    assert_eq!(place.json(&["key", "status"]).0, 0, "the second has not taken the first one's socket");
    assert!(serving.stop().unwrap().success());
}

#[test]
fn a_server_that_goes_away_is_told_apart_from_a_command_that_failed() {
    let place = Place::new();
    let path = place.folder.path().join("away.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let gone = std::thread::spawn(move || drop(listener.accept().unwrap()));
    let path = path.display().to_string();
    let output = place.program.output(&["--json", "doctor", "--socket", &path], true).unwrap();
    gone.join().unwrap();
    assert_eq!(output.status.code(), Some(75));
    let failure: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(failure["code"], "operator.broken_off");
}

#[test]
fn a_path_no_socket_can_have_is_named() {
    let place = Place::new();
    let path = place.folder.path().join("x".repeat(120)).display().to_string();
    let output =
        place.program.output(&["--json", "serve", "--listen", "127.0.0.1:0", "--socket", &path], true);
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(65));
    let failure: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(failure["code"], "operator.path_too_long");
    assert_eq!(place.json(&["doctor", "--socket", &path]).0, 0, "a command opens the store itself");
}
