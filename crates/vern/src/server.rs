//! Opening an installation and serving it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use vern_app::outbox::Outbound;
use vern_app::{Installation, InstallationOptions, Problem, StoreOptions, StorePlace, SystemClock};
use vern_web::{Certificate, Web};

use crate::failure::Failure;

/// How often what has run out is looked for.
const RETENTION_EVERY: Duration = Duration::from_secs(60);
/// How often messages that are due are looked for.
const SENDING_EVERY: Duration = Duration::from_secs(5);

/// Where an installation lies.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Places {
    /// Where the data is: a directory, or `postgres://user@host/database` (its password in `VERN_POSTGRES_PASSWORD`).
    #[arg(long, default_value = "vern-data", value_parser = |text: &str| Ok::<_, std::convert::Infallible>(data_place(text)))]
    pub(crate) data: StorePlace,
    /// Directory of the keys; keep it, and its backups, apart from the data.
    #[arg(long, default_value = "vern-keys")]
    pub(crate) keys: PathBuf,
    /// Name of this installation in journal origins, usually its host name. Read when an organisation's first charter is imported.
    #[arg(long, default_value = "localhost")]
    pub(crate) name: String,
    /// The Unix socket commands reach a running server by; `vern.sock` in the data directory, or in the key directory where the data is on a server.
    #[arg(long)]
    pub(crate) socket: Option<PathBuf>,
}

impl Places {
    /// Where the server that has this installation open listens for commands.
    pub(crate) fn socket_path(&self) -> PathBuf {
        let beside = match &self.data {
            StorePlace::Directory(data) => data,
            StorePlace::Postgres { .. } => &self.keys,
        };
        self.socket.clone().unwrap_or_else(|| beside.join("vern.sock"))
    }
}

/// A directory or the address of a server, as `--data` takes it.
pub(crate) fn data_place(text: &str) -> StorePlace {
    let is_address = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
    if is_address {
        StorePlace::Postgres { address: text.to_owned(), password: crate::settings::postgres_password() }
    } else {
        StorePlace::Directory(text.into())
    }
}

/// Opens the installation that is there, on the machine's clock. A commit or sync that fails ends the process with 70 (ADR 0005).
pub(crate) async fn open(places: &Places) -> Result<Arc<Installation>, Problem> {
    let options = options(places, StoreOptions::default());
    Installation::open_existing(options, Arc::new(SystemClock), Box::new(end_process)).await
}

/// The same, and makes it where there is none yet.
pub(crate) async fn open_or_make(places: &Places, store: StoreOptions) -> Result<Arc<Installation>, Problem> {
    Installation::open(options(places, store), Arc::new(SystemClock), Box::new(end_process)).await
}

pub(crate) fn options(places: &Places, store: StoreOptions) -> InstallationOptions {
    InstallationOptions {
        data: places.data.clone(),
        keys: places.keys.clone(),
        name: places.name.clone(),
        store,
    }
}

pub(crate) fn end_process(code: &str) {
    tracing::error!(code, "the store could not commit; its state is unknown until it is opened again");
    std::process::exit(70);
}

/// Serves until the stop is asked; over TLS with a certificate.
pub(crate) async fn serve(
    listener: TcpListener,
    web: Web,
    certificate: Option<Arc<Certificate>>,
    mut stop: Stop,
) {
    vern_web::serve(listener, web, certificate, async move { stop.asked().await }).await;
}

/// Binds. Personal data does not go in clear over a network: an address beyond this machine is refused unless TLS is spoken on it, here or by a proxy.
pub(crate) async fn bind(address: SocketAddr, is_protected: bool) -> Result<TcpListener, Failure> {
    if !address.ip().is_loopback() && !is_protected {
        return Err(Problem::invalid("listen.not_loopback").into());
    }
    Ok(TcpListener::bind(address).await?)
}

/// Whether the server is to stop: one word for all that runs in it.
#[derive(Debug, Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Asked by SIGINT or SIGTERM.
    pub(crate) fn on_signal() -> Result<Self, Failure> {
        let mut terminated = signal(SignalKind::terminate())?;
        let mut interrupted = signal(SignalKind::interrupt())?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
            tell.send_replace(true);
        });
        Ok(Self(told))
    }

    /// Waits until it is asked.
    pub(crate) async fn asked(&mut self) {
        let _asked = self.0.wait_for(|asked| *asked).await;
    }
}

/// Goes on with key rotations an earlier process left unfinished.
pub(crate) async fn continue_rotations(installation: Arc<Installation>) {
    for controller in installation.controllers() {
        if let Err(problem) = installation.continue_rotations(&controller).await {
            tracing::error!(controller = %controller.id(), code = problem.code(), cause = %problem, "key rotation");
        }
    }
}

/// Runs retention for every controller, again and again.
pub(crate) async fn keep_retention(installation: Arc<Installation>) {
    let mut ticks = tokio::time::interval(RETENTION_EVERY);
    loop {
        ticks.tick().await;
        for controller in installation.controllers() {
            match installation.run_retention(&controller).await {
                Ok(run) if run.erased + run.ended + run.kept > 0 => {
                    tracing::info!(controller = %controller.id(), erased = run.erased, ended = run.ended, kept = run.kept, "retention run");
                }
                Ok(_) => {}
                // A processor that has only published terms holds nothing of its own, and what has not begun runs nothing out.
                Err(problem) if problem.code() == "charter.none_in_force" => {}
                Err(problem) => {
                    tracing::error!(controller = %controller.id(), code = problem.code(), cause = %problem, "retention run")
                }
            }
        }
    }
}

/// Hands over every controller's messages, again and again.
pub(crate) async fn keep_sending(installation: Arc<Installation>, out: Arc<Outbound>) {
    let mut ticks = tokio::time::interval(SENDING_EVERY);
    loop {
        ticks.tick().await;
        for controller in installation.controllers() {
            match installation.run_outbox(&controller, &out).await {
                Ok(run) if run.did_something() => {
                    tracing::info!(controller = %controller.id(), delivered = run.delivered, postponed = run.postponed, dropped = run.dropped, "messages");
                }
                Ok(_) => {}
                Err(problem) if problem.code() == "charter.none_in_force" => {}
                Err(problem) => {
                    tracing::error!(controller = %controller.id(), code = problem.code(), cause = %problem, "messages")
                }
            }
        }
    }
}

/// Keeps every controller's history, again and again: segments are built, and what is past its period is culled.
pub(crate) async fn keep_history(installation: Arc<Installation>) {
    let mut ticks = tokio::time::interval(RETENTION_EVERY);
    loop {
        ticks.tick().await;
        if let Err(problem) = installation.end_console_sessions().await {
            tracing::error!(code = problem.code(), cause = %problem, "sessions of the console");
        }
        for controller in installation.controllers() {
            match installation.keep_history(&controller).await {
                Ok(run) if run.segments + run.culled.entries > 0 => {
                    tracing::info!(controller = %controller.id(), segments = run.segments, culled = run.culled.entries, "journal history");
                }
                Ok(_) => {}
                Err(problem) => {
                    tracing::error!(controller = %controller.id(), code = problem.code(), cause = %problem, "journal history")
                }
            }
        }
    }
}
