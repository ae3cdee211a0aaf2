//! `vern demo`: four sample organisations with made-up people, each with two whose data it keeps, served on loopback with guided pages. `--tour` does the
//! guided things itself and says whether each went as it should.
//!
//! Everything goes through the same use cases as in earnest; only the people are made up (seeded, so always the same).

mod answer;
mod client;
mod field_service;
mod guide;
mod hosting;
mod load;
mod organisation;
mod payment_control;
mod people;
mod proof;
mod software_company;
mod tour;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;
use tokio::net::TcpListener;
use vern_app::{Clock, Installation, StoreOptions, SystemClock};
use vern_core::time::Instant;
use vern_text::Language;
use vern_web::Web;

use crate::failure::Failure;
use crate::server::{self, Places, Stop};
use crate::terminal::Terminal;
use guide::DemoGuide;
use organisation::ALL;
use people::ROUND;
pub(crate) use software_company::{CHARTER, CHARTER_FILE, ORGANISATION};

/// How to run the demo.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArguments {
    /// Do the guided things by itself, print what was seen, exit with 1 if anything differs.
    #[arg(long)]
    tour: bool,
    /// How many made-up people in all; at least 50, so that there are some of every kind.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(i64::from(ROUND)..))]
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
        let web = Web::new(Arc::clone(&demo.installation), Some(demo.guide.clone())).at(&base);
        let server = tokio::spawn(server::serve(listener, web, None, Stop::on_signal()?));
        let holds = tour::run(&demo, &base, arguments.people, ready_ms, terminal).await?;
        server.abort();
        return Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    terminal.say(
        "demo-ready",
        &[("people", arguments.people.into()), ("seconds", seconds(terminal.language, ready_ms).into())],
    );
    terminal.say("demo-open", &[]);
    terminal.line(format!("\n  {base}/nb\n  {base}/en\n"));
    terminal.say("demo-tokens", &[]);
    let tokens = tokens(&demo.guide);
    for (organisation, roles) in &tokens {
        terminal.line(format!("  {organisation}"));
        for (role, token) in roles {
            terminal.line(format!("    {role:20} {token}"));
        }
    }
    let console = demo.installation.issue_console_link(ORGANISATION, "manager")?;
    let console = format!("{base}{}", console.expose_path(terminal.language));
    terminal.say("cli-console-link", &[]);
    terminal.line(format!("  {console}"));
    terminal.result(&json!({
        "address": format!("{base}/"), "folder": demo.folder, "tokens": tokens, "console": console,
    }));
    terminal.say("demo-stop", &[("folder", demo.folder.display().to_string().into())]);
    let web = Web::new(Arc::clone(&demo.installation), Some(demo.guide.clone())).at(&base);
    server::serve(listener, web, None, Stop::on_signal()?).await;
    Ok(ExitCode::SUCCESS)
}

/// Makes the installation, imports the papers, issues a token to everyone who acts, loads the people.
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
    let is_new = installation.controllers().is_empty();
    if is_new {
        for paper in ALL.into_iter().flat_map(|organisation| organisation.papers) {
            let document = paper.on(installation.now());
            installation.import_charter(document.as_bytes(), paper.file).await?;
        }
    }
    let guide = Arc::new(DemoGuide::new(Arc::clone(&installation), base, &folder, arguments.people).await?);
    if is_new {
        load::load_people(&installation, guide.callers(), arguments.people).await?;
        guide.rehearse().await;
    }
    Ok(Demo { installation, guide, folder, _temporary: temporary })
}

/// The tokens, by organisation and role.
fn tokens(guide: &DemoGuide) -> BTreeMap<&'static str, BTreeMap<&'static str, &str>> {
    let mut tokens: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (actor, (_, token)) in guide.callers() {
        tokens.entry(actor.controller).or_default().insert(actor.role, token.as_str());
    }
    tokens
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
fn seconds(language: Language, ms: i64) -> String {
    format!("{}{}{}", ms / 1000, language.decimal_mark(), ms % 1000 / 100)
}
