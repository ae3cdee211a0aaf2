//! `vern serve --outbound`: a message that waits is sent by the server itself; settings that cannot be used keep it from starting, and say why.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use vern_app::outbox::{Channel, Message};
use vern_app::{Installation, InstallationOptions, StoreOptions, StorePlace, SystemClock};
use vern_core::personal::Personal;
use vern_testkit::charter::with_outbox;
use vern_testkit::counterpart::{Counterpart, MailTls};
use vern_testkit::program::{ORGANISATION, Program, Serve, Started};
use vern_text::Language;

const CHARTER: &str = include_str!("../../../examples/software-company.yaml");
const PASSWORD: &str = "correct horse battery";

fn program(folder: &Path) -> Program {
    let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder);
    let charter = folder.join("charter.yaml");
    fs::write(&charter, with_outbox(CHARTER)).unwrap();
    program.run(&["charter", "import", &charter.display().to_string()]).unwrap();
    program
}

/// Queued by a process before the server's, as by one that ended.
async fn queue(program: &Program) {
    let options = InstallationOptions {
        data: StorePlace::Directory(program.data.clone()),
        keys: program.keys.clone(),
        name: "localhost".to_owned(),
        store: StoreOptions::default(),
    };
    let on_fatal = Box::new(|why: &str| panic!("{why}"));
    let installation = Installation::open_existing(options, Arc::new(SystemClock), on_fatal).await.unwrap();
    let controller = installation.controller(ORGANISATION).unwrap();
    let own = installation.acting_itself(&controller).unwrap();
    let message = Message {
        channel: Channel::Email,
        whose: None,
        category: None,
        to: Personal::new("kari@example.no".to_owned()),
        language: Language::Nb,
        heading: Some(Personal::new("Hei".to_owned())),
        text: Personal::new("Hei, Kari.".to_owned()),
        headers: BTreeMap::new(),
        not_after: None,
    };
    installation.queue_message(&own, &message).await.unwrap();
}

fn settings(server: &Counterpart, mode: u32) -> String {
    let secret = server.folder().join("mail-password");
    fs::write(&secret, PASSWORD).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(mode)).unwrap();
    let text = format!(
        "secrets: '{}'\ntrust: '{}'\ninternal_hosts: [localhost]\nemail: {{ host: localhost, port: {}, tls: starttls, hello: vern.example.no, \
         login: {{ user: vern, password: mail-password }}, organisations: {{ granvik: {{ supplier: mail-host, from: post@granvik.example.no }} }} }}",
        server.folder().display(),
        server.authority().display(),
        server.port()
    );
    let file = server.folder().join("outbound.yaml");
    fs::write(&file, text).unwrap();
    file.display().to_string()
}

#[tokio::test]
async fn a_server_sends_what_waits_and_says_what_became_of_it() {
    // P-A13
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path());
    queue(&program).await;
    let counted = |arguments: &[&str]| -> Value {
        let all = [&["--json", "outbox", "--organisation", ORGANISATION], arguments].concat();
        serde_json::from_str(&program.run(&all).unwrap()).unwrap()
    };
    assert_eq!(counted(&[])["messages"][0]["state"], "waiting");
    let mut server = Counterpart::mail(MailTls::Starttls, Some(PASSWORD)).unwrap();
    let file = settings(&server, 0o600);
    let Started::Serving(serving) =
        program.start(Serve { arguments: &["--outbound", &file], ..Serve::default() }).unwrap()
    else {
        panic!("it serves")
    };
    let told = server.first_letter().unwrap();
    assert_eq!(told["letters"][0]["to"], serde_json::json!(["kari@example.no"]));
    assert_eq!(told["letters"][0]["user"], "vern");
    // The letter's own answer comes first; what the outbox says of it a commit later.
    let ended = std::iter::repeat_with(|| counted(&[])["messages"][0]["state"].clone()).take(1000);
    assert!(ended.into_iter().any(|state| state == "delivered"));
    drop(serving);
}

#[tokio::test]
async fn settings_that_cannot_be_used_keep_a_server_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path());
    let server = Counterpart::mail(MailTls::Starttls, Some(PASSWORD)).unwrap();
    let refused =
        |file: &str| match program.start(Serve { arguments: &["--outbound", file], ..Serve::default() }) {
            Ok(Started::Ended(_, said)) => said,
            other => panic!("{other:?}"),
        };
    let said = refused(&settings(&server, 0o644));
    assert!(said.contains("outbound.secret_exposed") && !said.contains(PASSWORD), "{said}");
    let broken = server.folder().join("broken.yaml");
    fs::write(&broken, format!("email: {{ password: {PASSWORD} }}")).unwrap();
    let said = refused(&broken.display().to_string());
    assert!(said.contains("outbound.settings_form") && !said.contains(PASSWORD), "{said}");
    assert!(!refused("/nowhere.yaml").is_empty());
}
