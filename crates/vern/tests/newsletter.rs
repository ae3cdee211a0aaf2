//! docs/newsletter.md and docs/cookies.md, run as written: their commands in their order, the first against a server with a real mail server behind it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use vern_testkit::counterpart::{Counterpart, MailTls};
use vern_testkit::program::{Program, Serve, Started};

const WALK: &str = include_str!("../../../docs/newsletter.md");
const COOKIES: &str = include_str!("../../../docs/cookies.md");
const CHARTER: &str = include_str!("../../../examples/newsletter.yaml");

/// The commands of a walk, in their order.
fn commands(walk: &'static str) -> Vec<&'static str> {
    walk.split("\n```sh\n").skip(1).map(|rest| rest.split("\n```\n").next().unwrap()).collect()
}

/// The JSON the walk shows, in its order.
fn shown() -> Vec<Value> {
    let blocks = WALK.split("\n```json\n").skip(1).map(|rest| rest.split("\n```\n").next().unwrap());
    blocks.map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// What runs them, and what they are told.
struct Shell(BTreeMap<&'static str, String>);

impl Shell {
    fn run(&self, command: &str) -> String {
        let output = Command::new("sh").args(["-euc", command]).envs(&self.0).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let failed = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{command}: {said} {failed}");
        said
    }

    fn json(&self, command: &str) -> Value {
        serde_json::from_str(&self.run(command)).unwrap()
    }
}

fn settings(server: &Counterpart) -> String {
    let text = format!(
        "trust: '{}'\ninternal_hosts: [localhost]\nemail: {{ host: localhost, port: {}, tls: implicit, hello: vern.example.no, \
         organisations: {{ lysvik: {{ supplier: mail-host, from: post@lysvik.example }} }} }}",
        server.authority().display(),
        server.port()
    );
    let file = server.folder().join("outbound.yaml");
    fs::write(&file, text).unwrap();
    file.display().to_string()
}

/// The link to a page in the newest letter.
fn link(told: &Value, base: &str, page: &str) -> String {
    let letter = told["letters"].as_array().unwrap().last().unwrap();
    let text = letter["text"].as_str().unwrap().replace("=\r\n", "").replace("\r\n ", " ");
    let start = format!("{base}nb/lysvik/{page}/");
    let rest = text.split(&start).nth(1).unwrap_or_else(|| panic!("no {start} in {text}"));
    format!("{start}{}", rest.split(|it: char| it.is_whitespace() || it == '>').next().unwrap())
}

/// An installation with the charter of the walks.
fn program(folder: &Path) -> Program {
    let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder);
    let charter = folder.join("newsletter.yaml");
    fs::write(&charter, CHARTER).unwrap();
    program.run(&["charter", "import", &charter.display().to_string()]).unwrap();
    program
}

#[test]
fn the_walk_of_the_cookie_choice_holds() {
    // P-B9, P-C11
    let folder = tempfile::tempdir().unwrap();
    let serving = program(folder.path()).serve().unwrap();
    let [calls] = commands(COOKIES)[..] else { panic!("{:?}", commands(COOKIES)) };
    let shell = Shell(BTreeMap::from([("VERN_URL", serving.base.clone())]));
    let said = shell.run(&format!("{calls}\necho \"receipt: $RECEIPT\""));
    assert!(said.contains("Ja, mål hvilke sider jeg leser"), "{said}");
    let receipt = said.trim().rsplit(' ').next().unwrap();
    assert_eq!(receipt.len(), 43, "{said}");
}

#[test]
fn the_walk_of_the_newsletter_holds() {
    // P-A14, P-C13
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path());
    let issued = program.run(&["--json", "token", "issue", "--organisation", "lysvik", "--role", "editor"]);
    let issued: Value = serde_json::from_str(&issued.unwrap()).unwrap();
    let mut server = Counterpart::mail(MailTls::Implicit, None).unwrap();
    let file = settings(&server);
    let Started::Serving(serving) =
        program.start(Serve { arguments: &["--outbound", &file], ..Serve::default() }).unwrap()
    else {
        panic!("it serves")
    };
    let base = format!("{}/", serving.base.trim_end_matches('/'));
    let [sign_up, confirm, count, send, leave] = commands(WALK)[..] else { panic!("{:?}", commands(WALK)) };
    let [counted, sent] = &shown()[..] else { panic!("{:?}", shown()) };
    let mut shell = Shell(BTreeMap::from([
        ("VERN_URL", base.trim_end_matches('/').to_owned()),
        ("VERN_TOKEN", issued["token"].as_str().unwrap().to_owned()),
    ]));

    assert!(shell.run(sign_up).contains("Se i innboksen din"));
    let told = server.letters(1).unwrap();
    shell.0.insert("CONFIRM", link(&told, &base, "newsletter"));
    assert_eq!(shell.json(count)["confirmed"], 0);
    assert!(shell.run(confirm).contains("Du er meldt på"));
    let number = shell.json(count);
    assert_eq!(
        (&number["confirmed"], &number["suppressed"]),
        (&counted["confirmed"], &counted["suppressed"])
    );

    assert_eq!(shell.json(send), *sent);
    let told = server.letters(2).unwrap();
    shell.0.insert("LEAVE", link(&told, &base, "unsubscribe"));
    assert!(shell.run("curl --fail-with-body \"$LEAVE\"").contains("Meld meg av"));
    assert_eq!(shell.json(count)["confirmed"], 1, "looking changes nothing");
    assert!(shell.run(leave).contains("Du er meldt av"));
    let number = shell.json(count);
    assert_eq!((&number["confirmed"], &number["suppressed"]), (&Value::from(0), &Value::from(1)));
    drop(serving);
}
