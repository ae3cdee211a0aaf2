//! The walks of docs/first-steps.md, docs/backup.md, docs/rights.md and docs/my-page.md, as a newcomer would type them: every line of their console blocks is run, and what is shown is what comes.
//!
//! A block headed by the name of a file is that file. A command's output may be shown whole or not at all; `…` stands for whatever varies, and alone on a line for any number of lines.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use vern_testkit::counterpart::{Counterpart, MailTls, code_in, said_in};

const BACKUP: &str = include_str!("../../../docs/backup.md");
const RIGHTS: &str = include_str!("../../../docs/rights.md");
const FIRST_STEPS: &str = include_str!("../../../docs/first-steps.md");
const MY_PAGE: &str = include_str!("../../../docs/my-page.md");
/// Where the guides have the server listen; a free port in its place here.
const PORT: &str = "8440";
/// The mail server of the guides; a real one on this machine in its place here.
const MAIL: &str = "  host: mail.example.no\n  port: 465\n";
/// The password a guide has for it.
const PASSWORD: &str = "the-password";
/// The code in the letter a guide has its reader open; that in the letter which came, here.
const CODE: &str = "1234 5678";

struct Step {
    command: String,
    shown: Vec<String>,
}

fn steps(guide: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut is_within = false;
    for line in guide.lines() {
        match line {
            "```console" => is_within = true,
            "```" => is_within = false,
            _ if !is_within => {}
            _ => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { command: command.to_owned(), shown: Vec::new() }),
                None => steps.last_mut().unwrap().shown.push(line.to_owned()),
            },
        }
    }
    steps
}

/// Whether a line is as shown: its parts between `…` in their order, the first at the start and the last at the end.
fn fits(line: &str, shown: &str) -> bool {
    let parts: Vec<&str> = shown.split('…').collect();
    let [first, middle @ .., last] = parts.as_slice() else { return line == shown };
    let Some(rest) = line.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    middle.iter().try_fold(rest, |rest, part| rest.split_once(part).map(|(_, after)| after)).is_some()
}

fn all_fit(lines: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skipped| all_fit(&lines[skipped..], rest))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, others)| fits(line, first) && all_fit(others, rest))
        }
    }
}

/// Files a guide has its reader save.
fn files(guide: &str) -> Vec<(&str, &str)> {
    let blocks = guide.split("\n```yaml ").skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap().split_once('\n').unwrap()).collect()
}

/// A server the guide started, by the id it wrote down; ended with the walk, wherever that ends.
struct Started<'a>(&'a Path);

impl Drop for Started<'_> {
    fn drop(&mut self) {
        if self.0.is_file() {
            let _ended_by_the_guide =
                Command::new("sh").args(["-c", "kill $(cat \"$0\") 2>&1"]).arg(self.0).output();
        }
    }
}

/// The settings of a guide, for a mail server on this machine.
fn here(server: &Counterpart, settings: &str) -> String {
    let settings = settings.replace(MAIL, &format!("  host: localhost\n  port: {}\n", server.port()));
    format!("{settings}\ntrust: '{}'\ninternal_hosts: [localhost]\n", server.authority().display())
}

/// The code in the newest letter, once there is one.
fn newest_code(server: &mut Counterpart) -> String {
    let told = server.first_letter().unwrap();
    code_in(&said_in(told["letters"].as_array().unwrap().last().unwrap())).unwrap()
}

/// Runs a guide in a folder of its own, with the examples beside it, and gives how many commands that were.
fn walk(guide: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::os::unix::fs::symlink(root.join("examples").canonicalize().unwrap(), folder.path().join("examples"))
        .unwrap();
    let mut mail =
        guide.contains(MAIL).then(|| Counterpart::mail(MailTls::Implicit, Some(PASSWORD)).unwrap());
    for (name, content) in files(guide) {
        let content = mail.as_ref().map_or_else(|| content.to_owned(), |server| here(server, content));
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_vern")).parent().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let pid = folder.path().join("vern.pid");
    let _started = Started(&pid);
    let steps = steps(guide);
    for step in &steps {
        let mut command = step.command.replace(PORT, &port);
        if let Some(mail) = mail.as_mut().filter(|_| command.contains("code=")) {
            command = command.replace(CODE, &newest_code(mail));
        }
        let command = command.replace("vern serve", &format!("vern serve --listen 127.0.0.1:{port}"));
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(folder.path())
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", binary.display()))
            .env("VERN_LANGUAGE", "en")
            .output()
            .unwrap();
        let said = [output.stdout.as_slice(), &output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        let is_refused = step.shown.first().is_some_and(|line| line.starts_with("installation."));
        assert_eq!(output.status.success(), !is_refused, "{}\n{said}", step.command);
        let lines: Vec<&str> = said.lines().collect();
        assert!(step.shown.is_empty() || all_fit(&lines, &step.shown), "{}\n{said}", step.command);
    }
    steps.len()
}

#[test]
fn p_d13_every_command_of_the_guide_to_backups_gives_what_is_shown() {
    // P-D13, P-D19
    assert!(walk(BACKUP) >= 10, "the guide has its console blocks");
}

#[test]
fn every_command_of_the_first_steps_gives_what_is_shown() {
    assert_eq!(files(FIRST_STEPS).len(), 1, "the charter");
    assert!(walk(FIRST_STEPS) >= 14, "the guide has its console blocks");
}

#[test]
fn p_b10_every_command_of_the_walk_of_a_request_gives_what_is_shown() {
    assert!(walk(RIGHTS) >= 18, "the walk has its console blocks");
}

#[test]
fn every_command_of_the_guide_to_my_page_gives_what_is_shown() {
    assert!(walk(MY_PAGE) >= 12, "the guide has its console blocks");
}
