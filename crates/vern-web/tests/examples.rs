//! `docs/api.md`, run as it is written: its examples, language by language, against a server on loopback.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use tokio::net::TcpListener;
use vern_app::{Installation, InstallationOptions, StoreOptions, StorePlace, SystemClock};
use vern_web::Web;

const GUIDE: &str = include_str!("../../../docs/api.md");
const CHARTER: &str = include_str!("../../../examples/software-company.yaml");

/// The examples of one language, in their order, as one program.
fn program(language: &str) -> String {
    let fence = format!("```{language}\n");
    let blocks = GUIDE.split(fence.as_str()).skip(1);
    blocks.map(|block| block.split_once("\n```").unwrap().0).collect::<Vec<_>>().join("\n\n")
}

async fn run(language: &str, file: &str, command: &str) {
    let folder = tempfile::tempdir().unwrap();
    let options = InstallationOptions {
        data: StorePlace::Directory(folder.path().join("data")),
        keys: folder.path().join("keys"),
        name: "vern.test".to_owned(),
        store: StoreOptions::default(),
    };
    let on_fatal = Box::new(|why: &str| panic!("{why}"));
    let installation = Installation::open(options, Arc::new(SystemClock), on_fatal).await.unwrap();
    installation.import_charter(CHARTER.as_bytes(), "software-company.yaml").await.unwrap();
    let token = installation.issue_token("granvik", "manager").await.unwrap().value.token;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let served =
        tokio::spawn(vern_web::serve(listener, Web::new(installation, None), None, std::future::pending()));
    let path = folder.path().join(file);
    std::fs::write(&path, program(language)).unwrap();
    let (command, token, within) =
        (command.to_owned(), token.expose_text().to_owned(), folder.path().to_owned());
    let said = tokio::task::spawn_blocking(move || carry_out(&command, &path, &within, &base, &token))
        .await
        .unwrap();
    served.abort();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        said.status.success(),
        "{language}: {}\n{}\n{}",
        said.status,
        text(&said.stdout),
        text(&said.stderr)
    );
}

fn carry_out(command: &str, path: &Path, within: &Path, base: &str, token: &str) -> Output {
    let mut words = command.split(' ');
    let mut run = Command::new(words.next().unwrap());
    run.args(words).arg(path).current_dir(within).env("VERN_URL", base).env("VERN_TOKEN", token);
    run.output().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_examples_with_curl_run_as_they_are_written() {
    run("sh", "example.sh", "sh -eu").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_examples_with_python_run_as_they_are_written() {
    run("python", "example.py", "python3").await;
}

/// They hold no annotation of a type, so that they are JavaScript as they stand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_examples_with_typescript_run_as_they_are_written() {
    run("ts", "example.mjs", "node").await;
}
