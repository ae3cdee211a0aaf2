//! `vern demo`: a sample organisation with made-up people, served on loopback with a guided page. `--tour` does the guided things itself and
//! says whether each went as it should.
//!
//! Everything goes through the same use cases as in earnest; only the people are made up (seeded, so always the same).

mod guide;
mod load;
mod people;
mod tour;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;
use tokio::net::TcpListener;
use vern_app::{Clock, Installation, StoreOptions, SystemClock};
use vern_core::time::Instant;
use vern_web::Web;

use crate::failure::Failure;
use crate::server::{self, Places, Stop};
use crate::terminal::Terminal;
use guide::DemoGuide;

/// The organisation's charter, as in `examples/`.
pub(crate) const CHARTER: &str = include_str!("../../../examples/software-company.yaml");
/// Name of that file, as refusals cite it.
pub(crate) const CHARTER_FILE: &str = "software-company.yaml";
/// The organisation's id.
pub(crate) const ORGANISATION: &str = "granvik";

/// How to run the demo.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArguments {
    /// Do the guided things by itself, print what was seen, exit with 1 if anything differs.
    #[arg(long)]
    tour: bool,
    /// How many made-up people.
    #[arg(long, default_value_t = 20_000)]
    people: u32,
    /// Port on 127.0.0.1; a free one where it is taken.
    #[arg(long, default_value_t = 8440)]
    port: u16,
    /// Keep the data in this directory instead of a temporary one that goes away.
    #[arg(long)]
    keep: Option<PathBuf>,
}

/// A demo that is ready.
pub(crate) struct Demo {
    pub(crate) installation: Arc<Installation>,
    pub(crate) guide: Arc<DemoGuide>,
    pub(crate) folder: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

pub(crate) async fn run(arguments: &DemoArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let started = SystemClock.now();
    let listener = listen(if arguments.tour { 0 } else { arguments.port }).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let demo = prepare(arguments, &base).await?;
    let ready_ms = elapsed_ms(started);
    if arguments.tour {
        let web = Web::new(Arc::clone(&demo.installation), Some(demo.guide.clone()));
        let server = tokio::spawn(server::serve(listener, web, None, Stop::on_signal()?));
        let holds = tour::run(&demo, &base, arguments.people, ready_ms, terminal).await?;
        server.abort();
        return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    terminal.say("demo-ready", &[("people", arguments.people.into()), ("seconds", seconds(ready_ms).into())]);
    terminal.say("demo-open", &[]);
    terminal.line(format!("\n  {base}/nb\n  {base}/en\n"));
    terminal.say("demo-tokens", &[]);
    for (role, token) in demo.guide.tokens() {
        terminal.line(format!("  {role:20} {token}"));
    }
    let tokens: serde_json::Map<_, _> =
        demo.guide.tokens().map(|(role, token)| (role.to_owned(), token.into())).collect();
    let console = demo.installation.issue_console_link(ORGANISATION, "manager")?;
    let console = format!("{base}{}", console.expose_path());
    terminal.say("cli-console-link", &[]);
    terminal.line(format!("  {console}"));
    terminal.result(&json!({
        "address": format!("{base}/"), "folder": demo.folder, "tokens": tokens, "console": console,
    }));
    terminal.say("demo-stop", &[("folder", demo.folder.display().to_string().into())]);
    let web = Web::new(Arc::clone(&demo.installation), Some(demo.guide.clone()));
    server::serve(listener, web, None, Stop::on_signal()?).await;
    Ok(ExitCode::SUCCESS)
}

/// Makes the installation, imports the charter, loads the people, issues a token a role.
async fn prepare(arguments: &DemoArguments, base: &str) -> Result<Demo, Failure> {
    let (folder, temporary) = match &arguments.keep {
        Some(folder) => (folder.clone(), None),
        None => {
            let made = tempfile::Builder::new().prefix("vern-demo-").tempdir()?;
            (made.path().to_owned(), Some(made))
        }
    };
    let places = Places {
        data: folder.join("data").into(),
        keys: folder.join("keys"),
        name: "demo.vern.invalid".to_owned(),
        socket: None,
    };
    let installation = server::open_or_make(&places, StoreOptions::default()).await?;
    if installation.controllers().is_empty() {
        installation.import_charter(CHARTER.as_bytes(), CHARTER_FILE).await?;
        let manager = installation.issue_token(ORGANISATION, "manager").await?.value;
        let caller = installation.authenticate(manager.token.expose_text())?;
        load::load_people(&installation, &caller, arguments.people).await?;
    }
    let guide = Arc::new(DemoGuide::new(Arc::clone(&installation), base, &folder, arguments.people).await?);
    Ok(Demo { installation, guide, folder, _temporary: temporary })
}

/// The port asked for; where it is taken, a free one.
async fn listen(port: u16) -> Result<TcpListener, Failure> {
    let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    match TcpListener::bind(address(port)).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Ok(TcpListener::bind(address(0)).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn elapsed_ms(since: Instant) -> i64 {
    (SystemClock.now().as_micros() - since.as_micros()) / 1000
}

/// Milliseconds as seconds with one decimal.
fn seconds(ms: i64) -> String {
    format!("{}.{}", ms / 1000, ms % 1000 / 100)
}
