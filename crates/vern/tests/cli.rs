//! What the command line says of itself is so: the manual, the exit codes, and one JSON value of every command.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use vern_testkit::program::{ORGANISATION, Program};

const DOCUMENT: &str = include_str!("../../../docs/cli.md");

fn vern(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vern")).args(arguments).env("VERN_LANGUAGE", "en").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every command there is to run, as the document has them: `key rotate`.
fn commands() -> BTreeSet<String> {
    let usages = DOCUMENT.lines().filter_map(|line| line.strip_prefix("    vern "));
    let is_word = |word: &&str| !word.starts_with(['[', '<', '-']);
    usages.map(|usage| usage.split(' ').take_while(is_word).collect::<Vec<_>>().join(" ")).collect()
}

/// Exit codes the document tells of.
fn codes() -> BTreeSet<i32> {
    let rows = DOCUMENT.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(' '));
    rows.filter_map(|(code, _)| code.parse().ok()).collect()
}

#[test]
fn the_document_is_what_the_program_says() {
    assert_eq!(
        text(&vern(&["manual", "--markdown"]).stdout),
        DOCUMENT,
        "run `vern manual --markdown > docs/cli.md`"
    );
    assert_eq!(codes(), [0, 1, 64, 65, 66, 70, 74, 75, 77].into());
}

#[test]
fn what_is_not_understood_ends_with_64_and_help_does_not() {
    for arguments in [vec!["nonsense"], vec!["token", "issue"], vec!["key", "rotate", "all"], vec![]] {
        let output = vern(&arguments);
        assert_eq!(
            (output.status.code(), output.stdout.as_slice()),
            (Some(64), [].as_slice()),
            "{arguments:?}"
        );
    }
    for arguments in [vec!["--help"], vec!["--version"], vec!["key", "rotate", "--help"]] {
        assert_eq!(vern(&arguments).status.code(), Some(0), "{arguments:?}");
    }
    assert!(text(&vern(&["--help"]).stdout).contains("  75  Not just now"));
}

#[test]
fn there_is_a_manual_page_for_every_command_and_shells_know_them_all() {
    let folder = tempfile::tempdir().unwrap();
    let output = vern(&["--json", "manual", "--to", &folder.path().display().to_string()]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pages: BTreeSet<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(told["pages"], pages.len());
    for command in commands() {
        let page = format!("vern-{}.1", command.replace(' ', "-"));
        assert!(pages.contains(&page), "{page} of {pages:?}");
        let page = fs::read_to_string(folder.path().join(page)).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    let page = text(&vern(&["manual"]).stdout);
    assert!(page.contains(".TH VERN 1") && page.contains("75  Not just now"), "{page}");
    for shell in ["bash", "zsh", "fish"] {
        let script = text(&vern(&["completions", shell]).stdout);
        for command in commands() {
            assert!(command.split(' ').all(|word| script.contains(word)), "{command} in {shell}");
        }
    }
}

/// Runs commands and notes which.
struct Walk {
    folder: tempfile::TempDir,
    program: Program,
    walked: BTreeSet<String>,
}

impl Walk {
    /// Runs a command; what it printed. A word that begins with a colon is a file of the folder, `PLACES` where the installation is.
    fn run(&mut self, command: &str, arguments: &str, code: i32) -> Value {
        self.walked.insert(command.to_owned());
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let mut words = vec!["--language".to_owned(), "en".to_owned(), "--json".to_owned()];
        for word in command.split(' ').chain(arguments.split_whitespace()) {
            match word.strip_prefix(':') {
                Some(name) => words.push(path(name)),
                None if word == "PLACES" => {
                    words.extend(["--data".into(), path("data"), "--keys".into(), path("keys")])
                }
                None if word == "ORG" => words.extend(["--organisation".into(), ORGANISATION.into()]),
                None => words.push(word.to_owned()),
            }
        }
        let output = vern(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let (out, error) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{words:?}: {out}{error}");
        let told = if matches!(code, 0 | 1) { out.as_str() } else { error.lines().last().unwrap() };
        serde_json::from_str(told).unwrap_or_else(|error| panic!("{words:?}: {error}: {told}"))
    }

    /// Keeps a member of what was printed, or all of it, in a file.
    fn keep(&self, name: &str, value: &Value) {
        fs::write(self.folder.path().join(name), value.as_str().unwrap()).unwrap();
    }

    /// A server tells where it listens before it begins to.
    fn serve(&mut self) {
        self.walked.insert("serve".to_owned());
        let mut command = Command::new(env!("CARGO_BIN_EXE_vern"));
        command.args(["--json", "serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        command.arg("--data").arg(&self.program.data).arg("--keys").arg(&self.program.keys);
        let mut child = command.spawn().unwrap();
        let mut told =
            serde_json::Deserializer::from_reader(child.stdout.take().unwrap()).into_iter::<Value>();
        let told = told.next().unwrap().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(told["address"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{told}");
    }
}

#[test]
fn every_command_prints_one_json_value() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
    fs::write(folder.path().join("charter.yaml"), include_str!("../../../examples/software-company.yaml"))
        .unwrap();
    fs::write(folder.path().join("staff.yaml"), include_str!("../../../examples/staff-accounts.yaml"))
        .unwrap();
    fs::write(folder.path().join("reason"), "She asked.").unwrap();
    fs::write(folder.path().join("rows.csv"), "id,name\np-1,Kari\n").unwrap();
    let mut walk = Walk { folder, program, walked: BTreeSet::new() };
    walk.run("charter schema", "", 0);
    walk.run("charter check", ":charter.yaml", 0);
    walk.run("charter export", ":charter.yaml", 0);
    walk.run("charter diff", ":charter.yaml :charter.yaml", 0);
    walk.run("doctor", "PLACES", 66);
    walk.run("charter import", ":charter.yaml PLACES", 0);
    let issued = walk.run("token issue", "ORG --role manager PLACES", 0);
    walk.keep("token", &issued["token"]);
    records_and_journal(&mut walk);
    walk.run("deadlines", "ORG --days 400 PLACES", 0);
    walk.run("retention due", "ORG --days 400 PLACES", 0);
    walk.run("retention run", "ORG PLACES", 0);
    walk.run("outbox", "ORG PLACES", 0);
    walk.run("publish", ":site ORG PLACES", 0);
    // No server runs here; `tests/operator.rs` has the link.
    walk.run("console", "ORG --role manager PLACES", 75);
    keys_and_copies(&mut walk);
    walk.run("token end", &format!("ORG --actor {} PLACES", issued["actor"].as_str().unwrap()), 0);
    accounts(&mut walk);
    walk.serve();
    walk.run("demo", "--tour --people 50", 0);
    walk.run("bench", "--operations 64 --present 64 --in-flight 8 --history 0", 0);
    walk.run("bench", "--gdpr --quick --profile paper --role regulator", 0);
    walk.run("openapi", "", 0);
    walk.run("manual", "--to :pages", 0);
    // A script for a shell is printed as it is.
    walk.walked.insert("completions".to_owned());
    assert_eq!(walk.walked, commands());
}

fn accounts(walk: &mut Walk) {
    walk.run("charter import", ":staff.yaml PLACES", 0);
    fs::write(walk.folder.path().join("person"), "Kari\nkari@fjellro.example\n").unwrap();
    let person = "--role adviser --person :person";
    let invited = walk.run("account invite", &format!("--organisation fjellro {person} PLACES"), 0);
    let account = format!("--organisation fjellro --account {} PLACES", invited["account"].as_str().unwrap());
    let again = walk.run("account again", &account, 0);
    assert_ne!(invited["path"], again["path"]);
    assert!(again["path"].as_str().unwrap().contains("/fjellro/invitation/vern_"), "{again}");
    let kept = format!("--organisation fjellro --actor {} PLACES", invited["account"].as_str().unwrap());
    let kept = walk.run("access keep", &kept, 0);
    let listed = walk.run("access list", "--organisation fjellro PLACES", 0);
    assert_eq!(listed["credentials"][0]["review_due_at"], kept["review_due_at"], "{listed}");
    let ended = walk.run("account end", &account, 0);
    let numbers = ["sessions", "credentials", "grants"].map(|name| ended[name].as_u64().unwrap());
    assert_eq!(numbers, [0, 1, 1], "{ended}");
    walk.run("account end", &account, 66);
}

fn records_and_journal(walk: &mut Walk) {
    walk.run(
        "records import",
        ":rows.csv --activity prospects --token :token --dry-run --mapping :mapping PLACES",
        0,
    );
    walk.run("records import", ":rows.csv --activity prospects --token :token --mapping :mapping PLACES", 0);
    walk.run("records export", "--activity prospects --token :token --to :out.csv PLACES", 0);
    let subject = fs::read_to_string(walk.folder.path().join("out.csv")).unwrap();
    let subject = subject.lines().nth(1).unwrap().split(',').nth(1).unwrap().to_owned();
    let question =
        format!("ORG --token :token --subject {subject} --activity prospects --reason :reason PLACES");
    walk.run("journal ask person", &question, 0);
    let touched = walk.run("journal ask touched", "ORG PLACES", 0);
    walk.run("journal ask refused", "ORG PLACES", 0);
    let receipt = touched["lines"][0]["receipt"].as_str().unwrap().to_owned();
    walk.run("journal prove", &format!("ORG {receipt} PLACES"), 0);
    let checkpoint = walk.run("journal checkpoint", "ORG PLACES", 0);
    walk.keep("known", &checkpoint["checkpoint"]);
    walk.run("journal compare", "ORG --known :known PLACES", 0);
    walk.run("journal export", "ORG --to :export PLACES", 0);
    walk.run("journal verify", ":export --known :known", 0);
    walk.run("journal cull", "ORG --before 2020-01-01 PLACES", 65);
}

fn keys_and_copies(walk: &mut Walk) {
    walk.run("doctor", "PLACES", 0);
    walk.run("key status", "PLACES", 0);
    walk.run("key rotate", "controller PLACES", 0);
    walk.run("key sheet", "--show-root-key PLACES", 0);
    // Nothing is typed in.
    walk.run("key restore-root", "PLACES", 65);
    let made = walk.run("backup keygen", "--to :identity", 0);
    let recipient = made["recipient"].as_str().unwrap().to_owned();
    walk.run("backup", &format!("--to :data.copy --keys-to :keys.copy --recipient {recipient} PLACES"), 0);
    let restore = ":data.copy --keys-from :keys.copy --identity :identity --root :keys/root.key --to :again --keys :again-keys";
    walk.run("restore", restore, 0);
}
