//! `vern serve`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};
use vern_app::outbox::{Outbound, Settings, SystemResolver};
use vern_app::{Installation, Problem};
use vern_web::{RateLimit, Web};

use super::bounds::Bounds;
use crate::failure::Failure;
use crate::operator::{OperatorSocket, Served};
use crate::server::{self, Places, Stop};
use crate::terminal::Terminal;
use crate::tls::{Tls, TlsFiles};

/// How to serve.
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    places: Places,
    /// Address to listen on. Beyond this machine only with a certificate or behind a proxy. Port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8440")]
    listen: SocketAddr,
    #[command(flatten)]
    tls: TlsFiles,
    /// A proxy in front speaks TLS with the world, and nobody else can reach the address; sending HSTS is the proxy's then.
    #[arg(long, conflicts_with = "certificate")]
    behind_proxy: bool,
    /// Calls a second each credential may make over time, lines of a batch among them; twice as many at once after a pause. 100,000 if left out.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    calls_per_second: Option<u32>,
    /// A file that says what is connected to, and for whom: which mail server and which gateway messages are sent by (docs/sending.md), and which identity
    /// providers people sign in by (docs/sign-in.md), which authority issues this server's certificate (docs/serving.md). Without it nothing is sent,
    /// messages wait, and nobody signs in by a provider.
    #[arg(long)]
    outbound: Option<PathBuf>,
    /// Scheme and host people reach these pages at, such as `https://vern.example.no`: it stands in messages that lead here, and is where identity providers send people back to. Where it is left out and
    /// only this machine can reach the server, the address that is listened on.
    #[arg(long, value_parser = site)]
    site: Option<String>,
    #[command(flatten)]
    bounds: Bounds,
    /// Run neither retention nor culling, and build no segments; for tests.
    #[arg(long, hide = true)]
    no_retention_run: bool,
}

pub(super) async fn run(arguments: &ServeArguments, terminal: &mut Terminal) -> Result<ExitCode, Failure> {
    let out = arguments.outbound.as_deref().map(open_outbound).transpose()?.map(Arc::new);
    let tls = Tls::of(&arguments.tls, out.as_ref(), arguments.behind_proxy, &arguments.places.keys)?;
    let certificate = tls.as_ref().map(Tls::certificate);
    let is_protected = certificate.is_some() || arguments.behind_proxy;
    let installation = server::open(&arguments.places).await?;
    let socket = OperatorSocket::bind(&arguments.places.socket_path())?;
    let listener = server::bind(arguments.listen, is_protected).await?;
    let stop = Stop::on_signal()?;
    let scheme = if certificate.is_some() { "https" } else { "http" };
    let bound = listener.local_addr()?;
    let address = format!("{scheme}://{bound}/");
    let console = console_host(bound).filter(|_| !arguments.behind_proxy);
    let served = Served { console: console.map(|host| format!("{scheme}://{host}")) };
    let commands = tokio::spawn(socket.serve(Arc::clone(&installation), served, stop.clone()));
    let mut jobs = vec![tokio::spawn(server::continue_rotations(Arc::clone(&installation)))];
    if let Some(tls) = tls {
        jobs.push(tokio::spawn(tls.keep(signal(SignalKind::hangup())?)));
    }
    if !arguments.no_retention_run {
        jobs.push(tokio::spawn(server::keep_retention(Arc::clone(&installation))));
        jobs.push(tokio::spawn(server::keep_history(Arc::clone(&installation))));
    }
    if let Some(out) = out {
        installation.ask_identities_through(Arc::clone(&out));
        jobs.push(tokio::spawn(server::keep_sending(Arc::clone(&installation), out)));
    }
    terminal.say("cli-serving", &[("address", address.as_str().into())]);
    terminal.result(&json!({ "address": address }));
    let is_local = bound.ip().is_loopback() && !arguments.behind_proxy;
    let site = arguments.site.clone().or_else(|| is_local.then(|| format!("{scheme}://{bound}")));
    server::serve(listener, arguments.web(installation, site.as_deref()), certificate, stop).await;
    for job in jobs {
        job.abort();
    }
    let _ended = commands.await;
    Ok(ExitCode::SUCCESS)
}

/// Reads what is connected to, with the secrets and the certificates that names.
fn open_outbound(file: &Path) -> Result<Outbound, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::file(file, error))?;
    let open = || Outbound::open(Settings::parse(&text)?, Arc::new(SystemResolver));
    Ok(open().map_err(Problem::from)?)
}

/// Host and port by which a browser on this machine comes to an address that is listened on; none where it can't.
fn console_host(bound: SocketAddr) -> Option<String> {
    match bound.ip() {
        ip if ip.is_unspecified() => Some(format!("localhost:{}", bound.port())),
        ip if ip.is_loopback() => Some(bound.to_string()),
        _ => None,
    }
}

/// An address without a path: what stands before the path of a page.
fn site(text: &str) -> Result<String, &'static str> {
    let site = text.strip_suffix('/').unwrap_or(text);
    let host = site.strip_prefix("https://").or_else(|| site.strip_prefix("http://localhost"));
    let is_host = |host: &str| {
        host.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'))
    };
    match host {
        Some(host) if is_host(host) && site.len() > "https://".len() => Ok(site.to_owned()),
        _ => Err("https:// and a host, nothing more"),
    }
}

impl ServeArguments {
    fn web(&self, installation: Arc<Installation>, site: Option<&str>) -> Web {
        let web = Web::new(installation, None).bounded(self.bounds.limits(self.behind_proxy));
        let web = match site {
            Some(site) => web.at(site),
            None => web,
        };
        let web = if self.behind_proxy { web.behind_proxy() } else { web };
        match self.calls_per_second {
            Some(per_second) => web.limited(RateLimit { per_second, at_once: per_second.saturating_mul(2) }),
            None => web,
        }
    }
}
